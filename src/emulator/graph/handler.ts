/**
 * Graph's front door: version, sign-in, headers and error bodies. What an address leads to is routes' affair.
 */
import { randomUUID } from 'node:crypto';
import { badRequest, errorBody, Refusal } from '../core/errors.ts';
import type { EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { dispatch } from './routes.ts';
import type { Call, Service } from './service.ts';

const jsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

interface Ids {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** Answers everything on the Graph hosts. */
export function graphRoute(service: Service): Route {
  return async (request) => {
    const requestId = randomUUID();
    const sent = request.headers['client-request-id'];
    const ids: Ids = {
      requestId,
      clientRequestId: typeof sent === 'string' && sent !== '' ? sent : requestId,
    };
    const reply = await refusalsWorded(service, ids, () => opened(service, request));
    return { ...reply, headers: { ...graphHeaders(ids, reply), ...service.allowance(), ...reply.headers } };
  };
}

async function opened(service: Service, request: EmulatorRequest): Promise<EmulatorReply> {
  const target = /^\/(v1\.0|beta)(\/[^?]*)?(?:\?.*)?$/.exec(request.rawTarget);
  if (target === null) throw badRequest('Invalid version.');
  const caller = service.identity.caller(request.headers.authorization);
  if ('status' in caller) return caller;
  const path = target[2] ?? '/';
  const call: Call = {
    service,
    request,
    caller,
    origin: request.url.origin,
    query: request.url.searchParams,
  };
  // A batch is let in; each of its calls has to ask for itself.
  const refusal = /^\/\$batch\/?$/.test(path) ? undefined : refused(call, path);
  if (refusal !== undefined) return refusal;
  return dispatch(call, path, (member, memberPath) => {
    const ids: Ids = { requestId: randomUUID(), clientRequestId: randomUUID() };
    const run = async () => refused(member, memberPath) ?? (await dispatch(member, memberPath));
    return refusalsWorded(service, ids, run);
  });
}

/** The throttle's answer to a call that is one too many. */
function refused({ service, request, caller, query }: Call, path: string): EmulatorReply | undefined {
  return service.admit({ surface: 'graph', method: request.method, path, query, caller });
}

async function refusalsWorded(
  service: Service,
  ids: Ids,
  run: () => Promise<EmulatorReply>,
): Promise<EmulatorReply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: error.facts.status,
      headers: { 'content-type': 'application/json', ...error.facts.headers },
      json: errorBody(error.facts, { nowMs: service.clock(), ...ids }),
    };
  }
}

/** The headers recorded from Graph (Azure SDK recordings). */
function graphHeaders(ids: Ids, reply: EmulatorReply): Record<string, string> {
  return {
    'cache-control': 'no-store, no-cache',
    ...(reply.json === undefined ? {} : { 'content-type': jsonType }),
    vary: 'Accept-Encoding',
    'strict-transport-security': 'max-age=31536000',
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Emulated","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
    'odata-version': '4.0',
  };
}
