/**
 * The failure code for a refusal of Graph or of its upload host, as data, and what to do about it: the first row that
 * fits decides. Pure.
 */
import type { ServiceErrorInfo } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';
import { isReasonless, lockedSitePattern } from '../http/retry-table.ts';

interface CodeRule {
  readonly status?: readonly number[];
  /** One of the answer's codes, in lower case, or words of its message. */
  readonly pattern?: RegExp;
  readonly code: FailureCode;
}

const codeRules: readonly CodeRule[] = [
  { status: [301, 302, 303, 307, 308], code: 'proxy-answered' },
  { status: [507], code: 'drive-full' },
  { pattern: /quotalimitreached|insufficient ?space/, code: 'drive-full' },
  { pattern: /pathistoolong/, code: 'path-too-long' },
  { pattern: /maxfilesizeexceeded/, code: 'file-too-large' },
  { pattern: /^malwaredetected$/, code: 'malware-found' },
  { pattern: /incompatible with a similar name/, code: 'name-collision' },
  { status: [403, 423], pattern: lockedSitePattern, code: 'site-locked' },
  { status: [501], code: 'not-supported' },
  { pattern: /^notsupported$/, code: 'not-supported' },
  { status: [429, 509], code: 'throttled' },
  { status: [401], pattern: /unable to initialize rps/, code: 'service-unavailable' },
  { status: [401], code: 'access-token-refused' },
  { status: [423], code: 'file-locked' },
  { pattern: /^(resourcelocked|lockmismatch)$/, code: 'file-locked' },
  { status: [409], pattern: /currently being uploaded|upload session already exists/, code: 'name-locked' },
  { status: [409], pattern: /namealreadyexists|name_?conflict/, code: 'name-taken' },
  { status: [409, 412], pattern: /resourcemodified/, code: 'item-modified' },
  { status: [412], code: 'item-modified' },
  { status: [403], code: 'access-denied' },
  { status: [404], code: 'item-not-found' },
  { status: [410, 416], code: 'session-moved' },
  { status: [400], pattern: /uploadsessionfailed|generalexception/, code: 'session-broken' },
  { status: [408], code: 'service-unavailable' },
];

/** Total: what no row takes is `service-unavailable` from 500 on, else `request-refused`. */
export function graphFailureCode({
  status,
  codes,
  message = '',
}: Pick<ServiceErrorInfo, 'status' | 'codes' | 'message'>): FailureCode {
  const texts = [...codes, message].map((text) => text.toLowerCase());
  const rule = codeRules.find(
    (one) =>
      (one.status === undefined || one.status.includes(status)) &&
      (one.pattern === undefined || texts.some((text) => one.pattern?.test(text))),
  );
  return rule?.code ?? (status >= 500 ? 'service-unavailable' : 'request-refused');
}

/** What to do, as a hint of a Failure; '' when there is nothing to say. */
export function graphFailureHint(code: FailureCode, service: ServiceErrorInfo): string {
  return hintForCode(code) ?? hintForStatus(code, service);
}

/** For the codes that say more than the status does. */
function hintForCode(code: FailureCode): string | undefined {
  if (code === 'proxy-answered')
    return 'the service redirects no such request: a proxy or the network of this machine answers in its place, and probably wants a sign-in in a browser';
  if (code === 'malware-found') return malwareHint;
  if (code === 'site-locked')
    return 'the site is locked or archived, or set to read-only: ask its administrator to unlock or to reactivate it';
  if (code === 'name-collision')
    return 'the drive holds an item whose name counts as the same there: rename the file, or what is there';
  return undefined;
}

/** What to do about a file that the service holds for malware. */
export const malwareHint =
  'check where the file comes from; if it is clean, ask an administrator to release it in Microsoft Defender, or report it to Microsoft as a false positive';

/** Who is blocked gets a 429 without a wait, however little is sent (contrib#8469). */
function throttledHint({ retryAfterMs }: ServiceErrorInfo): string {
  return retryAfterMs === undefined
    ? 'Microsoft refuses the requests of this account for now, and the service does not say for how long: run again in some hours; if it stays so, open the drive in a browser: a page about throttling there means that Microsoft has blocked the organization; then ask an administrator'
    : 'the account is being throttled: lower concurrency, or run later';
}

function hintForStatus(code: FailureCode, service: ServiceErrorInfo): string {
  const { status, codes } = service;
  const known = new Set(codes.map((code) => code.toLowerCase()));
  if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch'))
    return 'somebody has the file open or checked out: close it, then run again; if all files fail with this, the site may be locked or archived';
  if (status === 501)
    return 'the service has no such function at this place (in a OneNote notebook, for example): choose another destination, or report the message to us';
  if (known.has('notsupported'))
    return 'the service does not support this here (a OneNote notebook, for example, cannot hold files): choose another destination';
  if (status === 507 || known.has('quotalimitreached'))
    return 'free space on the drive; its recycle bin counts too';
  if (known.has('pathistoolong'))
    return 'shorten destination or the names: 400 characters in all, 255 for each';
  if (status >= 500 || code === 'service-unavailable') return 'the service has problems: run again later';
  if (status === 401)
    return 'check that the refresh token belongs to this client and has the scope Files.ReadWrite';
  if (status === 403)
    return 'check that the account can write there, and the scope: Files.ReadWrite for its own drive, Files.ReadWrite.All or Sites.ReadWrite.All for others';
  if (status === 429) return throttledHint(service);
  if (status === 400 && isReasonless(service))
    return 'the service gives no reason, and this error often passes: run again later';
  return '';
}
