/** Parses form bodies, and client credentials in HTTP Basic. */
import type { EmulatorRequest } from '../core/messages.ts';
import { BodyTooLargeError, readBodyText } from '../drive/receive.ts';
import { AadstsError } from './aadsts.ts';

export type FormParams = ReadonlyMap<string, string>;

const limitBytes = 1024 * 1024;

/**
 * Parses an `application/x-www-form-urlencoded` body. Any other content type yields no parameters, which is how the
 * platform treats JSON. Throws if a parameter occurs twice (RFC 6749 section 3.2) or the body exceeds 1 MiB.
 */
export async function readFormBody(request: EmulatorRequest): Promise<FormParams> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const text = await readBodyText(request.body, limitBytes).catch((error: unknown) => {
    throw error instanceof BodyTooLargeError ? new AadstsError(9002313) : error;
  });
  return type === 'application/x-www-form-urlencoded' ? parseForm(text) : new Map();
}

/** Parses a query string, or a body already read. Throws if a parameter occurs twice. */
export function parseForm(text: string): FormParams {
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (form.has(name)) throw new AadstsError(9002313);
    form.set(name, value);
  }
  return form;
}

/** Returns a parameter. Throws AADSTS900144 if it is missing or empty. */
export function requireParam(form: FormParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new AadstsError(900144, name);
  return value;
}

/** Adds the credentials of HTTP Basic to the body's parameters. Both are form-encoded (RFC 6749 section 2.3.1). */
export function withBasicAuth(form: FormParams, authorization: string | undefined): FormParams {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return form;
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
  if (id === undefined || secret === undefined) throw new AadstsError(9002313);
  return new Map([...form, ['client_id', formDecoded(id)], ['client_secret', formDecoded(secret)]]);
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new AadstsError(9002313);
  }
}
