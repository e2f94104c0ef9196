/**
 * `$filter` of a listing: compares names, dates, and whether a facet is there, with `and`, `or`, `not` and parentheses.
 * Personal drives filter by file, folder and dates, work drives only by name and for folders. Anything else is a 501.
 * Source: OneDrive/onedrive-api-docs, filtering-results.md, #1005, #1495.
 */
import { GraphError } from '../core/errors.ts';
import type { DriveItem } from '../drive/tree.ts';

/** True for the items that a listing keeps. */
export type ItemFilter = (item: DriveItem) => boolean;

/** The filter of a query, or undefined without one. `personal` tells the kind of drive. */
export function parseFilter(query: URLSearchParams, personal: boolean): ItemFilter | undefined {
  const text = query.get('$filter');
  if (text === null) return undefined;
  const tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s'(),]+|'/g) ?? [];
  const parser = new FilterParser(tokens, personal);
  return parser.parse();
}

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

const facets: Readonly<Record<string, ItemFilter>> = {
  file: (item) => item.children === undefined && item.remote === undefined,
  folder: (item) => item.children !== undefined && item.isPackage !== true,
  package: (item) => item.isPackage === true,
};

const dates: Readonly<Record<string, (item: DriveItem) => number>> = {
  createdDateTime: (item) => item.createdMs,
  lastModifiedDateTime: (item) => item.modifiedMs,
};

/** `or` binds weaker than `and`, and `and` weaker than `not` (OData 4.01, URL conventions, 5.1.1.16). */
class FilterParser {
  readonly #tokens: readonly string[];
  readonly #personal: boolean;
  #at = 0;

  constructor(tokens: readonly string[], personal: boolean) {
    this.#tokens = tokens;
    this.#personal = personal;
  }

  parse(): ItemFilter {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) throw unsupportedError();
    return filter;
  }

  #or(): ItemFilter {
    const left = this.#and();
    if (!this.#take('or')) return left;
    const right = this.#or();
    return (item) => left(item) || right(item);
  }

  #and(): ItemFilter {
    const left = this.#term();
    if (!this.#take('and')) return left;
    const right = this.#and();
    return (item) => left(item) && right(item);
  }

  #term(): ItemFilter {
    if (this.#take('not')) {
      const inner = this.#term();
      return (item) => !inner(item);
    }
    if (this.#take('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    return this.#take('startswith') ? this.#startsWith() : this.#comparison();
  }

  #startsWith(): ItemFilter {
    for (const token of ['(', 'name', ',']) this.#expect(token);
    const start = stringValue(this.#next()).toLowerCase();
    this.#expect(')');
    return (item) => item.name.toLowerCase().startsWith(start);
  }

  #comparison(): ItemFilter {
    const [property, word, value] = [this.#next(), this.#next(), this.#next()];
    const holds = operators[word];
    if (holds === undefined) throw unsupportedError();
    const facet = facets[property];
    if (facet !== undefined && value === 'null') return this.#facetFilter(facet, property, word);
    if (property === 'name') {
      const wanted = stringValue(value).toLowerCase();
      return (item) => holds(compareTexts(item.name.toLowerCase(), wanted));
    }
    const date = dates[property];
    const atMs = Date.parse(value.replace(/^'|'$/g, ''));
    if (date === undefined || Number.isNaN(atMs) || !this.#personal) throw unsupportedError();
    return (item) => holds(date(item) - atMs);
  }

  /** On work drives, `folder ne null` is the only one (microsoft-graph-docs-contrib#2930). */
  #facetFilter(facet: ItemFilter, property: string, word: string): ItemFilter {
    const isSupported = this.#personal || (property === 'folder' && word === 'ne');
    if (!isSupported || (word !== 'eq' && word !== 'ne')) throw unsupportedError();
    return word === 'ne' ? facet : (item) => !facet(item);
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw unsupportedError();
  }
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function stringValue(token: string): string {
  const inner = /^'((?:[^']|'')*)'$/.exec(token)?.[1];
  if (inner === undefined) throw unsupportedError();
  return inner.replaceAll("''", "'");
}

function unsupportedError(): GraphError {
  const message = 'The request is not supported by the system.';
  return new GraphError({ status: 501, code: 'notSupported', message });
}
