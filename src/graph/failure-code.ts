/**
 * The failure code for a refusal of Graph or of its upload host, as data: the first row that fits decides. Pure.
 */
import type { ServiceErrorInfo } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';

interface CodeRule {
  readonly status?: readonly number[];
  /** One of the answer's codes, in lower case, or words of its message. */
  readonly pattern?: RegExp;
  readonly code: FailureCode;
}

const codeRules: readonly CodeRule[] = [
  { status: [507], code: 'drive-full' },
  { pattern: /quotalimitreached|insufficient ?space/, code: 'drive-full' },
  { pattern: /pathistoolong/, code: 'path-too-long' },
  { pattern: /maxfilesizeexceeded/, code: 'file-too-large' },
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
