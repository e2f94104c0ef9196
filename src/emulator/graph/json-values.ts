/** JSON objects, and the format of their times. */

/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/** The type of Graph's own replies. */
export const graphJsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** A time in the format of items: UTC, to the second. */
export function isoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
