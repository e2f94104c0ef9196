/**
 * What may be shown of a request's path: everything but what opens something by itself. Pure; knows the forms of
 * the emulator's addresses and credentials, nothing of who looks.
 */

/** Stands where something was left out. */
const redactedMark = '…';

/** The emulator's own secrets and codes (some hold slashes), and whatever is signed: tokens, sessions, tickets. */
const secretPattern = /emulator\.[\w.%+/=~-]{8,}|[\w-]{16,}\.[\w-]{22,}(\.[\w-]+)*/g;

const sessionPath =
  /^\/(sites\/|personal\/)?[\w./%-]*_api\/v2\.0\/drives\/[\w!%-]+\/items\/[\w!%-]+\/uploadSession$/;
const downloadPath = /^\/[\w./%-]*_layouts\/15\/download\.aspx$/;

/** A text without any credential that it may hold. */
export function redact(text: string): string {
  return text.replace(secretPattern, redactedMark);
}

/** A path as it was sent, without uploadUrl's and download tokens and without sharing links, which are bearers too. */
export function redactPath(path: string, surface: string): string {
  if (surface === 'upload') return redactUploadPath(path);
  const shown = path.replace(/((?:^|[/\\])shares[/\\])[^/\\]+/gi, `$1${redactedMark}`);
  const segments = shown.split('/');
  const end = segments.findIndex(hasEncodedSecret);
  return redact(end < 0 ? shown : [...segments.slice(0, end), redactedMark].join('/'));
}

/** On the upload host only the known addresses are shown: there, the path itself is the credential. */
function redactUploadPath(path: string): string {
  if (/^\/up\/[^/]*$/.test(path)) return `/up/${redactedMark}`;
  const file = /^\/y4m\/[^/]+\/([^/]*)$/.exec(path)?.[1];
  if (file !== undefined)
    return `/y4m/${redactedMark}/${hasEncodedSecret(file) ? redactedMark : redact(file)}`;
  return sessionPath.test(path) || downloadPath.test(path) ? redact(path) : `/${redactedMark}`;
}

/** True for a segment that hides a credential behind percent-escapes. */
function hasEncodedSecret(sent: string): boolean {
  try {
    const decoded = decodeURIComponent(sent);
    return decoded !== sent && redact(decoded) !== decoded;
  } catch {
    return false;
  }
}

/** Names of query parameters that a service gives a meaning to; others may be anything, a token too. */
export function redactQuery(names: readonly string[]): string[] {
  return names.filter((name) => /^[$@][\w.]{1,40}$/.test(name));
}
