/**
 * JSON from outside, taken apart without trust: whatever is not of the expected kind is nothing. JSON of ours, written
 * so that it can be printed.
 */
import { escapeBrackets } from './format.ts';

/** What JSON leaves as it is and a terminal obeys: control characters and bidirectional overrides. */
const unprintable = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A value as JSON that may be printed into any runner's log. */
export function formatJson(value: unknown, indent?: number): string {
  const escaped = JSON.stringify(value, undefined, indent).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return escapeBrackets(escaped);
}

/** A value as an object, or undefined. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The fields of an object; none for anything else. */
export function asObjectOrEmpty(value: unknown): Readonly<Record<string, unknown>> {
  return asObject(value) ?? {};
}

/** A value as text, `''` for anything else. */
export function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A value as a count of something, or undefined. */
export function asWholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A JSON object; undefined for anything else, be it no JSON at all. */
export function parseJsonObject(json: string): Record<string, unknown> | undefined {
  return asObject(parseJson(json));
}

/** Levels of objects and lists in one another; what Graph and GitHub send has a dozen (docs/facts.md, "Answers"). */
const maxDepth = 64;

/** A JSON value; undefined for no JSON, and for one of more than 64 levels, which is made to be a burden. */
export function parseJson(json: string): unknown {
  try {
    return isTooDeep(json) ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of texts; sees nothing else, because the parser comes after it. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length && depth <= maxDepth; index += 1) {
    const character = json[index];
    if (isInString && character === '\\') index += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return depth > maxDepth;
}
