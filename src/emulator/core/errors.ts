/** Errors that routes throw to decline a request. The handler turns them into Graph's error JSON. */
export interface GraphErrorInfo {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The more specific code in `innerError`. */
  readonly innerCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown when the service declines a request. */
export class GraphError extends Error {
  readonly info: GraphErrorInfo;

  constructor(facts: GraphErrorInfo) {
    super(facts.message);
    this.info = facts;
  }
}

export function itemNotFound(message = 'The resource could not be found.'): GraphError {
  return new GraphError({ status: 404, code: 'itemNotFound', message });
}

export function invalidRequest(message: string, innerCode?: string): GraphError {
  return new GraphError({
    status: 400,
    code: 'invalidRequest',
    message,
    ...(innerCode === undefined ? {} : { innerCode }),
  });
}

export function badRequest(message: string): GraphError {
  return new GraphError({ status: 400, code: 'BadRequest', message });
}

export function methodNotAllowed(): GraphError {
  const message = 'Specified HTTP method is not allowed for the request target.';
  return new GraphError({ status: 405, code: 'BadRequest', message });
}

export function accessDenied(message = 'Access denied'): GraphError {
  return new GraphError({ status: 403, code: 'accessDenied', message });
}

export function nameAlreadyExists(message = 'The specified item name already exists.'): GraphError {
  return new GraphError({ status: 409, code: 'nameAlreadyExists', message });
}

export function quotaLimitReached(): GraphError {
  return new GraphError({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
}

/**
 * Builds Graph's error body. `ids` are the request's. With `legacy`, `innerError` is spelled `innererror`, as on the
 * upload host.
 */
export function graphErrorBody(
  info: GraphErrorInfo,
  ids: { nowMs: number; requestId: string; clientRequestId: string; legacy?: boolean },
): unknown {
  const inner = {
    ...(info.innerCode === undefined ? {} : { code: info.innerCode }),
    date: new Date(ids.nowMs).toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return {
    error: { code: info.code, message: info.message, [ids.legacy ? 'innererror' : 'innerError']: inner },
  };
}
