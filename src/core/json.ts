/**
 * JSON from outside, taken apart without trust: whatever is not of the expected kind is nothing. JSON of ours, written
 * so that it can be printed.
 */
import { escapeBrackets } from './format.ts';

/** What JSON leaves as it is and a terminal obeys: control characters and bidirectional overrides. */
const unprintable = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A value as JSON that may be printed into any runner's log. */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = JSON.stringify(value, undefined, indent).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return escapeBrackets(escaped);
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

/** A value as a count of something, or undefined. */
export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A JSON object; undefined for anything else, be it no JSON at all. */
export function parsed(json: string): Record<string, unknown> | undefined {
  return record(parsedValue(json));
}

/** Levels of objects and lists in one another; what Graph and GitHub send has a dozen (docs/facts.md, "Answers"). */
const depthLimit = 64;

/** A JSON value; undefined for no JSON, and for one of more than 64 levels, which is made to be a burden. */
export function parsedValue(json: string): unknown {
  try {
    return isDeep(json) ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of texts; sees nothing else, because the parser comes after it. */
function isDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length && depth <= depthLimit; at += 1) {
    const character = json[at];
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return depth > depthLimit;
}
