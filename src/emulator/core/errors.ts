/** Errors that routes throw to decline a request. The handler turns them into Graph's error JSON. */
export interface GraphErrorInfo {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The more specific code in `innerError`. */
  readonly innerCode?: string;
  /** Nested below `innerCode`, on upload hosts. */
  readonly innermostCode?: string;
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

/** What leads to no item that this account's Graph knows, such as the Personal Vault (rclone/rclone#8736). */
export function invalidObjectHandle(): GraphError {
  return invalidRequest('ObjectHandle is Invalid', 'invalidResourceId');
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

/** A conflict at the last fragment, as the old personal stack says it (OneDrive/onedrive-api-docs#7). */
export function relationshipNameAlreadyExists(): GraphError {
  return new GraphError({
    status: 409,
    code: 'nameAlreadyExists',
    message: 'Relationship name already exists under the parent',
    innerCode: 'itemAlreadyExists',
    innermostCode: 'relationshipNameAlreadyExists',
  });
}

export function quotaLimitReached(): GraphError {
  return new GraphError({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
}

/** Builds Graph's error body. `ids` are the request's. */
export function graphErrorBody(
  info: GraphErrorInfo,
  ids: { nowMs: number; requestId: string; clientRequestId: string },
): unknown {
  const inner = {
    ...(info.innerCode === undefined ? {} : { code: info.innerCode }),
    date: new Date(ids.nowMs).toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return { error: { code: info.code, message: info.message, innerError: inner } };
}

/**
 * Builds the error body of an upload host: without date and request-id, and without an inner error where there is no
 * inner code. `innerKey` is `innererror` on the hosts of the old personal stack, and `innerError` on SharePoint's
 * (OneDrive/onedrive-api-docs#79, #1073; rclone/rclone#8545).
 */
export function uploadHostErrorBody(
  { code, message, innerCode, innermostCode }: GraphErrorInfo,
  innerKey: 'innererror' | 'innerError',
): unknown {
  const innermost = innermostCode === undefined ? {} : { [innerKey]: { code: innermostCode } };
  const inner = innerCode === undefined ? {} : { [innerKey]: { code: innerCode, ...innermost } };
  return { error: { code, message, ...inner } };
}
