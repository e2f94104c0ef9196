/**
 * JSON from outside, taken apart without trust: whatever is not of the expected kind is nothing. JSON of ours, written
 * so that it can be printed.
 */
import { escapeBrackets } from './text.ts';

/** A value as JSON that may be printed into any runner's log. */
export function jsonText(value: unknown, indent?: number): string {
  return escapeBrackets(JSON.stringify(value, undefined, indent));
}

/** A value as an object, or undefined. */
export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The fields of an object; none for anything else. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return record(value) ?? {};
}

/** A value as text, `''` for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A JSON object; undefined for anything else, be it no JSON at all. */
export function parsed(json: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(json));
  } catch {
    return undefined;
  }
}
