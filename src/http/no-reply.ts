/**
 * Failures for a request without a response, or with one that is too large.
 */

import { Failure, ServiceFailure, systemCode } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';
import { escapeControls, formatBytes } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { readHint } from '../core/system-errors.ts';
import { certificateFailure } from './certificates.ts';
import { proxyHint } from './proxy.ts';

export interface NoReplyOptions {
  readonly method: string;
  readonly host: string;
  /** '' if the path is a secret. */
  readonly path: string;
  /** Why the stall timer ended the request; undefined if it did not. */
  readonly stallReason: string | undefined;
  readonly env: Environment;
  /** The origin that the request went to instead of its host. */
  readonly emulatorOrigin?: string | undefined;
}

/** Returns a ServiceFailure with status 0, which may be retried, or a final Failure if a certificate was rejected. */
export function noReplyFailure(cause: unknown, options: NoReplyOptions): Failure {
  const code = systemCode(cause);
  if (options.emulatorOrigin !== undefined && code === 'ECONNREFUSED')
    return emulatorFailure(options.emulatorOrigin, code);
  const reason = options.stallReason ?? `no answer${code === '' ? '' : ` (${code})`}`;
  return (
    certificateFailure(options.host, cause) ??
    new ServiceFailure(`${options.method} ${options.host}${escapeControls(options.path)}: ${reason}`, {
      code: noReplyCode(options.stallReason, code),
      service: { status: 0, codes: [options.stallReason === undefined ? code : 'stalled'].filter(Boolean) },
      hint: readHint(code, proxyHint(options.env)),
    })
  );
}

function emulatorFailure(origin: string, code: string): Failure {
  return new ServiceFailure(
    `no emulator answers at ${origin} (${code}), which ONEDRIVE_UPLOAD_EMULATOR names`,
    {
      code: 'emulator-address',
      service: { status: 0, codes: [code] },
      hint: 'start it (onedrive-upload emulate --port NUMBER), set the address that it prints, or unset the variable',
    },
  );
}

/** Errors of a connection that stood: Node.js's and undici's. */
const lostConnectionCodes = /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|HPE_.*)$/;

function noReplyCode(stallReason: string | undefined, systemError: string): FailureCode {
  if (stallReason !== undefined) return 'connection-stalled';
  return lostConnectionCodes.test(systemError) ? 'connection-lost' : 'no-answer';
}

/** The failure for a response above the size limit. Final, because every attempt would return as much. */
export function responseTooLarge(limitBytes: number): Failure {
  return new Failure(
    `an answer is larger than ${formatBytes(limitBytes)}, more than any of the services sends`,
    {
      code: 'answer-too-large',
      kind: 'network',
      hint: 'check whether a proxy changes the answers',
    },
  );
}
