/** Removes credentials from the paths and texts that the dashboard shows. */

/** Replaces what was removed. */
const redactedMark = '…';

/**
 * The emulator's own secrets and codes (some contain slashes), its GitHub tokens, and signed values: tokens, sessions,
 * download URLs.
 */
const secretPattern = /emulator\.[\w.%+/=~!*$-]{8,}|gh[ps]_emulator\w+|[\w-]{16,}\.[\w-]{22,}(\.[\w-]+)*/g;

const sessionPath =
  /^\/(sites\/|personal\/)?[\w./%-]*_api\/v2\.0\/drive(s\/[\w!%-]+)?\/items\/[\w!%-]+\/uploadSession$/;
const downloadPath = /^\/[\w./%-]*_layouts\/15\/download\.aspx$/;

/** Removes all credentials from a text. */
export function redact(text: string): string {
  return text.replace(secretPattern, redactedMark);
}

/**
 * Removes upload and download tokens from a path. Sharing links are removed too, because they grant access by
 * themselves.
 */
export function redactPath(path: string, surface: string): string {
  if (surface === 'upload') return redactUploadPath(path);
  const shown = path.replace(/((?:^|[/\\])shares[/\\])[^/\\]+/gi, `$1${redactedMark}`);
  const segments = shown.split('/');
  const end = segments.findIndex(hasEncodedSecret);
  return redact(end < 0 ? shown : [...segments.slice(0, end), redactedMark].join('/'));
}

/** On the upload host, the path itself is the credential. Only known paths are shown. */
function redactUploadPath(path: string): string {
  if (/^\/up\/[^/]*$/.test(path)) return `/up/${redactedMark}`;
  const file = /^\/y4m\/[^/]+\/([^/]*)$/.exec(path)?.[1];
  if (file !== undefined)
    return `/y4m/${redactedMark}/${hasEncodedSecret(file) ? redactedMark : redact(file)}`;
  return sessionPath.test(path) || downloadPath.test(path) ? redact(path) : `/${redactedMark}`;
}

/** True for a segment with a percent-encoded credential. */
function hasEncodedSecret(sent: string): boolean {
  try {
    const decoded = decodeURIComponent(sent);
    return decoded !== sent && redact(decoded) !== decoded;
  } catch {
    return false;
  }
}

/** Keeps query parameters with names that OData defines. Any other name may be a token. */
export function redactQuery(names: readonly string[]): string[] {
  return names.filter((name) => /^[$@][\w.]{1,40}$/.test(name));
}
