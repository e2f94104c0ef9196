/**
 * The shape of every manifest: a head, then lists with one row a line. Knows JSON only.
 */
import { formatJson } from '../core/json.ts';

/** Rows by the name of their list. */
export type ManifestLists = Readonly<Record<string, Iterable<unknown>>>;

/** The text piece by piece, so that a long list is never one string. */
export function* formatManifest(
  head: Readonly<Record<string, unknown>>,
  lists: ManifestLists,
): Generator<string> {
  yield formatJson(head, 2).slice(0, -2);
  for (const [name, rows] of Object.entries(lists)) {
    yield `,\n  ${formatJson(name)}: [`;
    let isEmpty = true;
    for (const row of rows) {
      yield (isEmpty ? '\n    ' : ',\n    ') + formatJson(row);
      isEmpty = false;
    }
    yield isEmpty ? ']' : '\n  ]';
  }
  yield '\n}\n';
}

/** The same with one list, `files`. */
export function formatFilesManifest(
  head: Readonly<Record<string, unknown>>,
  rows: Iterable<unknown>,
): Generator<string> {
  return formatManifest(head, { files: rows });
}
