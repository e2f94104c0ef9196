/**
 * Turns an error response of the sign-in service into a failure, whether the body is JSON, HTML or plain text
 * (learn.microsoft.com/entra/identity-platform/reference-error-codes, "Handling error codes").
 */
import { ServiceFailure, type ServiceFailureOptions } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { parseJsonObject } from '../core/json.ts';
import { htmlTitleClause } from '../http/html-title.ts';
import type { HttpResponse } from '../http/message.ts';
import { readRetryAfterMs } from '../http/retry-table.ts';
import {
  errorPageHint,
  findAdvice,
  firstLine,
  parseAadstsCodes,
  signInFailureCode,
} from './aadsts-advice.ts';
import type { LoginHint } from './login-hint.ts';

/** Options of a SignInFailure, whose code follows from the numbers. */
export interface SignInFailureOptions extends Omit<ServiceFailureOptions, 'code'> {
  readonly aadsts: readonly number[];
}

/** The sign-in service rejected a request. `aadsts` holds the numbers of its AADSTS codes. */
export class SignInFailure extends ServiceFailure {
  override readonly name = 'SignInFailure';
  readonly aadsts: readonly number[];

  constructor(message: string, facts: SignInFailureOptions) {
    const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
    super(message, { kind: final ? 'sign-in' : 'service', code: signInFailureCode(facts.aadsts), ...facts });
    this.aadsts = facts.aadsts;
  }

  /** The OAuth error code (RFC 6749 section 5.2); '' if there was none. */
  get error(): string {
    return this.service.codes[0] ?? '';
  }
}

/** Creates the failure for a rejected request, with the service's own text, our advice and the trace ids. */
export function signInFailure(response: HttpResponse, loginHint: LoginHint): SignInFailure {
  const body = parseJsonObject(response.text) ?? {};
  const error = typeof body.error === 'string' ? body.error : '';
  const description = typeof body.error_description === 'string' ? body.error_description : '';
  const listedCodes = Array.isArray(body.error_codes)
    ? body.error_codes.filter((code): code is number => Number.isSafeInteger(code) && code > 0)
    : [];
  const aadsts = [...new Set([...parseAadstsCodes(description), ...listedCodes])];
  const advice = findAdvice({ codes: aadsts, error, description }, loginHint);
  const traceIds = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) =>
    typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : [],
  );
  const message = [
    `sign-in refused by ${loginHint.client.loginHost} with HTTP ${response.status}`,
    error === '' ? escapeControls(htmlTitleClause(response.text)) : ` (${escapeControls(error)})`,
    ...(description === '' ? [] : [`: ${firstLine(description)}`]),
    ...(advice === undefined ? [] : [` — ${advice.meaning}`]),
    ...(traceIds.length === 0 ? [] : [` [${escapeControls(traceIds.join(', '))}]`]),
  ];
  const waitMs = readRetryAfterMs(response.headers, loginHint.host.clock.now());
  return new SignInFailure(message.join(''), {
    aadsts,
    hint: advice?.hint ?? (aadsts[0] === undefined ? 'try again later' : errorPageHint(aadsts[0])),
    service: {
      status: response.status,
      codes: error === '' ? [] : [error],
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    },
  });
}
