/**
 * The shape of every manifest: a head, then lists with one row a line. Knows JSON only.
 */
import { jsonText } from '../core/json.ts';

/** Rows by the name of their list. */
export type Lists = Readonly<Record<string, Iterable<unknown>>>;

/** The text piece by piece, so that a long list is never one string. */
export function* listsText(head: Readonly<Record<string, unknown>>, lists: Lists): Generator<string> {
  yield jsonText(head, 2).slice(0, -2);
  for (const [name, rows] of Object.entries(lists)) {
    yield `,\n  ${jsonText(name)}: [`;
    let isEmpty = true;
    for (const row of rows) {
      yield (isEmpty ? '\n    ' : ',\n    ') + jsonText(row);
      isEmpty = false;
    }
    yield isEmpty ? ']' : '\n  ]';
  }
  yield '\n}\n';
}

/** The same with one list, `files`. */
export function listText(
  head: Readonly<Record<string, unknown>>,
  rows: Iterable<unknown>,
): Generator<string> {
  return listsText(head, { files: rows });
}
