/**
 * The form of a URL: its host, literal segments and parameter names stay; ids, names and tokens become placeholders.
 * Works on the text, because a parser would hide how it is escaped.
 */

const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Segments that mean the same on every host. */
const literalSegments = new Set([
  ...[
    'v1.0',
    'beta',
    'me',
    'drive',
    'drives',
    'users',
    'root',
    'items',
    'children',
    'sites',
    'personal',
    'shares',
  ],
  ...[
    '_api',
    'v2.0',
    '_layouts',
    '15',
    'download.aspx',
    'doc.aspx',
    'Doc.aspx',
    'uploadSession',
    'permissions',
  ],
  ...[
    'rup',
    'up',
    'y4m',
    'repos',
    'releases',
    'assets',
    'assets{?name,label}',
    'tag',
    'error',
    'devicelogin',
  ],
  ...['common', 'oauth2', 'nativeclient', '$metadata', '$entity', 'driveItem', 'Documents'],
]);

/** Returns the form of an absolute URL, such as `https://{tenant}.sharepoint.com/sites/{name}?cid={cid}`. */
export function urlForm(text: string): string {
  const [, scheme = '', host = '', path = '', query, fragment] =
    /^(\w+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  return [
    `${scheme}://${hostForm(host)}${pathForm(path)}`,
    query === undefined ? '' : `?${queryForm(query)}`,
    fragment === undefined ? '' : `#${fragmentForm(fragment)}`,
  ].join('');
}

function hostForm(host: string): string {
  if (/^[\w-]+-my\.sharepoint\.com$/.test(host)) return '{tenant}-my.sharepoint.com';
  return /^[\w-]+\.sharepoint\.com$/.test(host) ? '{tenant}.sharepoint.com' : host;
}

function pathForm(path: string): string {
  return path
    .replace(
      /\/(:[a-z]:)\/([a-z])\/(.+)$/,
      (_, kind, group, rest) => `/${kind}/${group}:${'/{name}'.repeat(rest.split('/').length)}`,
    )
    .replace(/\/(sites|personal)\/(?![0-9a-f]{16}(?:\/|$))[^/]+/, '/$1/{name}')
    .replace(/\/repos\/[^/]+\/[^/]+/, '/repos/{name}/{name}')
    .split('/')
    .map(segmentForm)
    .join('/');
}

function segmentForm(segment: string): string {
  if (segment === '' || literalSegments.has(segment) || /^(:[a-z]:|[a-z]:|\{name\})$/.test(segment))
    return segment;
  const call = /^([\w.$]+)\((\w+=)?'.*'\)$/.exec(segment);
  if (call !== null) return `${call[1]}(${call[2] ?? ''}'…')`;
  return valueForm(segment);
}

function queryForm(query: string): string {
  return query
    .split('&')
    .map((parameter) => {
      const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(parameter) ?? [];
      if (value === undefined) return name;
      if (name === 'error_description') return `${name}={text with ${value.includes('+') ? '+' : '%20'}}`;
      return `${name}=${/^(\$|%24)?select$/.test(name) ? listForm(value) : valueForm(value)}`;
    })
    .join('&');
}

function listForm(value: string): string {
  return `{names}${/%2[cC]|,/.exec(value)?.[0] ?? ''}`;
}

const valueForms: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^'${guid}'$`), "'{guid}'"],
  [new RegExp(`^%7B${guid}%7D$`), '%7B{guid}%7D'],
  [new RegExp(`^${guid}$`), '{guid}'],
  [/^b![\w-]+$/, '{drive}'],
  [/^01[A-Z0-9]{2,}$/, '{item}'],
  [/^[0-9A-F]{1,16}!\w+$/, '{CID}!{item}'],
  [/^[0-9A-F]{1,16}%21\w+$/, '{CID}%21{item}'],
  [/^(?=.*\d)[0-9a-f]{16}$/, '{cid}'],
  [/^(?=.*\d)[0-9A-F]{16}$/, '{CID}'],
  [/^(True|False|true|false|default)$/, '$&'],
  [/^v1e\./, 'v1e.{token}'],
  [/^v1\./, 'v1.{token}'],
  [/^eyJ/, 'eyJ{token}'],
  [/^\d+$/, '{number}'],
  [/^'.*'$/, "'{name}'"],
];

function valueForm(value: string): string {
  const found = valueForms.find(([pattern]) => pattern.test(value));
  if (found === undefined) return /%|'|\(/.test(value) ? escapesForm(value) : '{name}';
  return found[1] === '$&' ? value : found[1];
}

/** Names with escapes: which characters are escaped, and which of those that might be are not. Blanks always are. */
function escapesForm(value: string): string {
  const escapes = [...new Set(value.match(/%(?!20)[0-9a-fA-F]{2}|['()]/g))].sort();
  if (escapes.length === 0) return '{name}';
  const isText = escapes.some((one) => /%[89A-Fa-f]/.test(one));
  return `{name with ${isText ? 'escaped letters' : escapes.join(' ')}}`;
}

function fragmentForm(fragment: string): string {
  return fragment.replace(/'[^']*'/g, "'…'");
}
