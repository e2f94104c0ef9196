/** Builds the reply of a refusal by name: the body in the form of the service that it is known from. */
import { randomUUID } from 'node:crypto';
import { graphErrorBody, uploadHostErrorBody } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { Refusal } from '../core/refusal.ts';
import { aadstsReply } from '../identity/aadsts.ts';

export interface RefusalReplyOptions {
  readonly nowMs: number;
  readonly contentRange: string | undefined;
  /** The upload host spells `innererror` in lower case. */
  readonly isUploadHost: boolean;
}

/** The reply to a request that was not carried out, or to one whose own reply is hidden. */
export function refusalReply(refusal: Refusal, options: RefusalReplyOptions): EmulatorReply {
  const { status, headers = {}, aadsts, json, html } = refusal;
  if (aadsts !== undefined) {
    const reply = aadstsReply({ ...aadsts, status }, options);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
  if (refusal.error !== undefined) return { status, headers, json: errorBody(refusal.error, options) };
  if (json !== undefined) return { status, headers, json: json(options) };
  return { status, headers, text: html ?? '' };
}

/** The real reply with the fields of the refusal in its item. */
export function withItemFields(
  reply: EmulatorReply,
  fields: Readonly<Record<string, unknown>>,
): EmulatorReply {
  return typeof reply.json === 'object' && reply.json !== null
    ? { ...reply, json: { ...reply.json, ...fields } }
    : reply;
}

function errorBody(
  error: NonNullable<Refusal['error']>,
  { nowMs, isUploadHost }: RefusalReplyOptions,
): unknown {
  const info = { status: 0, ...error };
  const requestId = randomUUID();
  return error.withIds === true && !isUploadHost
    ? graphErrorBody(info, { nowMs, requestId, clientRequestId: requestId })
    : uploadHostErrorBody(info, 'innerError');
}
