/**
 * What may be shown of a request's path: everything but what opens something by itself. Pure; knows the forms of
 * the emulator's addresses and credentials, nothing of who looks.
 */

/** Stands where something was left out. */
const left = '…';

/** The emulator's own secrets and codes (some hold slashes), and whatever is signed: tokens, sessions, tickets. */
const secretForm = /emulator\.[\w.%+/=~-]{8,}|[\w-]{16,}\.[\w-]{22,}(\.[\w-]+)*/g;

const sessionPath =
  /^\/(sites\/|personal\/)?[\w./%-]*_api\/v2\.0\/drives\/[\w!%-]+\/items\/[\w!%-]+\/uploadSession$/;
const downloadPath = /^\/[\w./%-]*_layouts\/15\/download\.aspx$/;

/** A text without any credential that it may hold. */
export function discreet(text: string): string {
  return text.replace(secretForm, left);
}

/** A path as it was sent, without uploadUrl's and download tokens and without sharing links, which are bearers too. */
export function discreetPath(path: string, surface: string): string {
  if (surface === 'upload') return uploadPath(path);
  const shown = path.replace(/((?:^|[/\\])shares[/\\])[^/\\]+/gi, `$1${left}`);
  const segments = shown.split('/');
  const end = segments.findIndex(isVeiled);
  return discreet(end < 0 ? shown : [...segments.slice(0, end), left].join('/'));
}

/** On the upload host only the known addresses are shown: there, the path itself is the credential. */
function uploadPath(path: string): string {
  if (/^\/up\/[^/]*$/.test(path)) return `/up/${left}`;
  const file = /^\/y4m\/[^/]+\/([^/]*)$/.exec(path)?.[1];
  if (file !== undefined) return `/y4m/${left}/${isVeiled(file) ? left : discreet(file)}`;
  return sessionPath.test(path) || downloadPath.test(path) ? discreet(path) : `/${left}`;
}

/** True for a segment that hides a credential behind percent-escapes. */
function isVeiled(sent: string): boolean {
  try {
    const decoded = decodeURIComponent(sent);
    return decoded !== sent && discreet(decoded) !== decoded;
  } catch {
    return false;
  }
}

/** Names of query parameters that a service gives a meaning to; others may be anything, a token too. */
export function discreetQuery(names: readonly string[]): string[] {
  return names.filter((name) => /^[$@][\w.]{1,40}$/.test(name));
}
