/**
 * How a route says no: thrown, and turned into the service's error JSON at the door. Knows Graph's error
 * shape and nothing of what went wrong.
 */
export interface RefusalFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The more exact code of `innerError`. */
  readonly inner?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request the service declines. */
export class Refusal extends Error {
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

export function itemNotFound(message = 'The resource could not be found.'): Refusal {
  return new Refusal({ status: 404, code: 'itemNotFound', message });
}

export function invalidRequest(message: string, inner?: string): Refusal {
  return new Refusal({
    status: 400,
    code: 'invalidRequest',
    message,
    ...(inner === undefined ? {} : { inner }),
  });
}

export function badRequest(message: string): Refusal {
  return new Refusal({ status: 400, code: 'BadRequest', message });
}

export function methodNotAllowed(): Refusal {
  const message = 'Specified HTTP method is not allowed for the request target.';
  return new Refusal({ status: 405, code: 'BadRequest', message });
}

export function accessDenied(message = 'Access denied'): Refusal {
  return new Refusal({ status: 403, code: 'accessDenied', message });
}

export function nameAlreadyExists(message = 'The specified item name already exists.'): Refusal {
  return new Refusal({ status: 409, code: 'nameAlreadyExists', message });
}

export function quotaReached(): Refusal {
  return new Refusal({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
}

/** Graph's error body; `ids` are the request's. The upload host spells it `innererror`. */
export function errorBody(
  facts: RefusalFacts,
  ids: { nowMs: number; requestId: string; clientRequestId: string; legacy?: boolean },
): unknown {
  const inner = {
    ...(facts.inner === undefined ? {} : { code: facts.inner }),
    date: new Date(ids.nowMs).toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return {
    error: { code: facts.code, message: facts.message, [ids.legacy ? 'innererror' : 'innerError']: inner },
  };
}
