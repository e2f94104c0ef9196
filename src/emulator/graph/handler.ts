/** Entry point of Graph: version, authentication, headers and error bodies. Paths are dispatched in routes.ts. */
import { randomUUID } from 'node:crypto';
import { badRequest, GraphError, graphErrorBody } from '../core/errors.ts';
import type { EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { graphJsonType } from './json-values.ts';
import { dispatchGraphCall } from './routes.ts';
import type { GraphCall, GraphService } from './service.ts';

interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** Handles every request to the Graph hosts. */
export function graphRoute(service: GraphService): Route {
  return async (request) => {
    const requestId = randomUUID();
    const sent = request.headers['client-request-id'];
    const ids: RequestIds = {
      requestId,
      clientRequestId: typeof sent === 'string' && sent !== '' ? sent : requestId,
    };
    const reply = await withErrorReplies(service, ids, () => handleRequest(service, request));
    return {
      ...reply,
      headers: { ...graphHeaders(ids, reply), ...service.rateLimitHeaders(), ...reply.headers },
    };
  };
}

async function handleRequest(service: GraphService, request: EmulatorRequest): Promise<EmulatorReply> {
  const target = /^\/(v1\.0|beta)(\/[^?]*)?(?:\?.*)?$/.exec(request.rawTarget);
  if (target === null) throw badRequest('Invalid version.');
  const caller = service.identity.caller(request.headers.authorization);
  const path = target[2] ?? '/';
  const call: GraphCall = {
    service,
    request,
    caller,
    origin: request.url.origin,
    query: request.url.searchParams,
  };
  // A batch itself is not throttled, but each of its calls is.
  const throttled = /^\/\$batch\/?$/.test(path) ? undefined : checkThrottle(call, path);
  if (throttled !== undefined) return throttled;
  return dispatchGraphCall(call, path, (member, memberPath) => {
    // One id for both, as recorded by pnp/pnpcore.
    const requestId = randomUUID();
    const ids: RequestIds = { requestId, clientRequestId: requestId };
    const run = async () =>
      checkThrottle(member, memberPath) ?? (await dispatchGraphCall(member, memberPath));
    return withErrorReplies(service, ids, run);
  });
}

/** The throttle's reply if the call exceeds the budget. */
function checkThrottle(
  { service, request, caller, query }: GraphCall,
  path: string,
): EmulatorReply | undefined {
  return service.admit({ surface: 'graph', method: request.method, path, query, caller });
}

async function withErrorReplies(
  service: GraphService,
  ids: RequestIds,
  run: () => Promise<EmulatorReply>,
): Promise<EmulatorReply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return {
      status: error.info.status,
      headers: { 'content-type': 'application/json', ...error.info.headers },
      json: graphErrorBody(error.info, { nowMs: service.clock(), ...ids }),
    };
  }
}

/** The headers recorded from Graph (Azure SDK recordings). */
function graphHeaders(ids: RequestIds, reply: EmulatorReply): Record<string, string> {
  return {
    'cache-control': 'no-store, no-cache',
    ...(reply.json === undefined ? {} : { 'content-type': graphJsonType }),
    vary: 'Accept-Encoding',
    'strict-transport-security': 'max-age=31536000',
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Emulated","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
    'odata-version': '4.0',
  };
}
