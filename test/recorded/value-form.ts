/** The form of a value in JSON or in a header: what a client could rely on, without the value itself. */
import { urlForm } from './url-form.ts';

const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** The first that matches. */
const textForms: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'an empty text'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,7}Z$/, 'a time with a fraction'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, 'a time without a zone'],
  [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/, 'a time with a blank'],
  [/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/, 'an HTTP date'],
  [new RegExp(`^${guid}$`), 'a GUID'],
  [new RegExp(`^[\\w.-]+,${guid},${guid}$`), 'the id of a site'],
  [new RegExp(`^"\\{${guid}\\},\\d+"$`), 'an eTag "{GUID},n"'],
  [new RegExp(`^"c:\\{${guid}\\},\\d+"$`), 'a cTag "c:{GUID},n"'],
  [/^a[\w-]{20,}$/, 'a tag in base64'],
  [/^b![\w-]+$/, 'the id of a library'],
  [/^01[A-Z0-9]{5,}$/, 'the id of an item in a library'],
  [/^[0-9A-F]{1,16}!\w+$/, 'the id of an item in a personal drive'],
  [/^0[0-9A-F]{15}$/, 'the id of a personal drive that begins with a zero'],
  [/^(?=.*\d)[0-9A-F]{16}$/, 'the id of a personal drive'],
  [/^(?=.*\d)[0-9a-f]{16}$/, 'the id of a personal drive in lower case'],
  [/^(?=.*\d)[0-9a-f]{15}$/, 'the id of a personal drive without its zero'],
  [/^[0-9A-F]{40}$/i, 'a SHA-1'],
  [/^[0-9A-F]{64}$/i, 'a SHA-256'],
  [/^[A-Za-z0-9+/]{27}=$/, 'a QuickXorHash'],
  [/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64'],
  [/^\d+-\d+$/, 'a range with an end'],
  [/^\d+-$/, 'a range without an end'],
  [/^\d+$/, 'digits'],
  [/^u![\w-]+$/, 'the id of a link'],
  [/^[^@\s]+@[^@\s]+\.\w+$/, 'an e-mail address'],
  [/^\/drive\/root:/, 'a path from /drive'],
  [/^\/drives\/[^/]+\/root:/, 'a path from /drives/{id}'],
  [/^\{".*\}$/s, 'JSON'],
];

/** Texts that clients decide by: equal, not only alike. The rest of a text may be in another language, or a name. */
const exactNames =
  /^(code|error|error_description|message|driveType|state|scope|type|suberror|token_type|mimeType|field|resource|Cache-Control|Content-Type|OData-Version)$/;
/** Numbers that clients decide by. */
const exactNumbers = /^(status|error_codes)$/;
/** Headers whose values differ from server to server. */
const variableHeaders =
  /^(x-ms-ests-server|x-throwsite|x-github-request-id|set-cookie|microsoftsharepointteamservices|link|etag|www-authenticate)$/;

/** Returns the form of a value. `name` is its field's or, in lower case, its header's. */
export function valueForm(name: string, value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && exactNumbers.test(name)) return String(value);
  if (typeof value !== 'string') return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  if (exactNames.test(name)) return `“${withoutIds(value)}”`;
  if (variableHeaders.test(name)) return 'a text';
  if (/^\w+:\/\//.test(value)) return urlForm(value);
  const form = textForms.find(([pattern]) => pattern.test(value))?.[1] ?? 'a text';
  return form.startsWith('a path') ? `${form}${pathDetail(value)}` : form;
}

/** Returns the form of a header's value: text that is no id and no time has to be equal. */
export function headerForm(name: string, value: string): string {
  const form = valueForm(name, value);
  return form === 'a text' && !variableHeaders.test(name) ? value : form;
}

/** In sentences of the service, ids and numbers differ. */
function withoutIds(text: string): string {
  return text
    .replace(new RegExp(guid, 'g'), '{guid}')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z/g, '{time}')
    .replace(/(?<!AADSTS)\b\d{4,}\b/g, '{number}')
    .replace(/https:\/\/\S+/g, '{url}')
    .replace(/\b[A-Z]{9}\b/g, '{code}');
}

function pathDetail(path: string): string {
  if (/%/.test(path)) return ', escaped';
  return /[^\x20-\x7e]/.test(path) ? ', not escaped' : '';
}
