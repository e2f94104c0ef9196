/**
 * What the sign-in service said when it said no, whatever the body is: JSON, HTML or plain text. Knows how an
 * error body is read (learn.microsoft.com/entra/identity-platform/reference-error-codes, "Handling error codes")
 * and which advice goes with it; sends nothing.
 */
import { ServiceFailure, type ServiceFailureFacts } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import { parsed } from '../core/json.ts';
import type { Reply } from '../http/message.ts';
import { orderedWaitMs } from '../http/retry-table.ts';
import { adviceFor, codesIn } from './advice.ts';
import type { Situation } from './login-hint.ts';

/** The sign-in service said no. `error` is its OAuth word, '' when there was none; `aadsts` the numbers of its AADSTS codes. */
export class SignInFailure extends ServiceFailure {
  override readonly name = 'SignInFailure';
  readonly aadsts: readonly number[];

  constructor(message: string, facts: ServiceFailureFacts & { readonly aadsts: readonly number[] }) {
    const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
    super(message, { kind: final ? 'sign-in' : 'service', ...facts });
    this.aadsts = facts.aadsts;
  }

  /** The OAuth word of the answer (RFC 6749 section 5.2); '' when there was none. */
  get error(): string {
    return this.service.codes[0] ?? '';
  }
}

/** The failure for an answer that is no grant, with everything that helps in the service's words. */
export function refusal(reply: Reply, situation: Situation): SignInFailure {
  const body = parsed(reply.text) ?? {};
  const error = typeof body.error === 'string' ? body.error : '';
  const description = typeof body.error_description === 'string' ? body.error_description : '';
  const [firstLine = ''] = description.split(/\r?\n/);
  const listed = Array.isArray(body.error_codes)
    ? body.error_codes.filter((code) => typeof code === 'number')
    : [];
  const aadsts = [...new Set([...codesIn(description), ...listed])];
  const advice = adviceFor({ codes: aadsts, error }, situation);
  const traces = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) =>
    typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : [],
  );
  const words = [
    `sign-in refused by ${situation.client.loginHost} with HTTP ${reply.status}`,
    ...(error === '' ? [] : [` (${printable(error)})`]),
    ...(description === '' ? [] : [`: ${printable(firstLine)}`]),
    ...(advice === undefined ? [] : [` — ${advice.means}`]),
    ...(traces.length === 0 ? [] : [` [${printable(traces.join(', '))}]`]),
  ];
  const waitMs = orderedWaitMs(reply.headers, situation.host.clock.now());
  return new SignInFailure(words.join(''), {
    aadsts,
    hint:
      advice?.todo ??
      (aadsts[0] === undefined
        ? 'try again later'
        : `see https://login.microsoftonline.com/error?code=${aadsts[0]}`),
    service: {
      status: reply.status,
      codes: error === '' ? [] : [error],
      ...(waitMs !== undefined && { waitMs }),
    },
  });
}
