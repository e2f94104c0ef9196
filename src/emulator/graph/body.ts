/**
 * JSON bodies of Graph calls: read, refused as Graph refuses them, and picked apart by small guards.
 */
import { badRequest, Refusal } from '../core/errors.ts';
import type { EmulatorRequest } from '../core/messages.ts';
import { readText, TooManyBytes } from '../drive/receive.ts';
import type { Json } from './json.ts';

const limitBytes = 4 * 1024 * 1024;

/** The body as an object; `{}` when there is none. */
export async function readJson(request: EmulatorRequest): Promise<Json> {
  const text = await bodyText(request);
  if (text === '') return {};
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw badRequest('Entity only allows writes with a JSON Content-Type header.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (!isObject(value)) throw badRequest('The request payload must be a JSON object.');
  return value;
}

async function bodyText(request: EmulatorRequest): Promise<string> {
  try {
    return await readText(request.body, limitBytes);
  } catch (error) {
    if (!(error instanceof TooManyBytes)) throw error;
    throw new Refusal({
      status: 413,
      code: 'RequestBodyTooLarge',
      message: 'The request body is too large.',
    });
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
