/**
 * Reads JSON from outside without trusting its types, and writes JSON that is safe to print.
 */
import { escapeBrackets } from './format.ts';

/** Control characters and bidirectional overrides, which JSON does not escape and terminals obey. */
const unprintable = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Formats a value as JSON that is safe to print into any runner's log. */
export function formatJson(value: unknown, indent?: number): string {
  const escaped = JSON.stringify(value, undefined, indent).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return escapeBrackets(escaped);
}

/** Returns the value if it is an object, else undefined. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** Returns the value if it is an object, else an empty one. */
export function asObjectOrEmpty(value: unknown): Readonly<Record<string, unknown>> {
  return asObject(value) ?? {};
}

/** Returns the value if it is a string, else `''`. */
export function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the value if it is a whole number of at least 0, else undefined. */
export function asWholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Parses a JSON object; undefined for anything else, including invalid JSON. */
export function parseJsonObject(json: string): Record<string, unknown> | undefined {
  return asObject(parseJson(json));
}

/** Maximum nesting. Responses from Graph and GitHub have about a dozen levels (docs/facts.md, "Answers"). */
const maxDepth = 64;

/** Parses JSON; undefined if it is invalid or nested more than 64 levels deep, as in an attack. */
export function parseJson(json: string): unknown {
  try {
    return isTooDeep(json) ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings. Other syntax errors are left to the parser. */
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
