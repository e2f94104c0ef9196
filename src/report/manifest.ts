/** The format of every manifest: JSON with head fields, then lists with one row per line. */
import { formatJson } from '../core/json.ts';

/** Rows by the name of the list. */
export type ManifestLists = Readonly<Record<string, Iterable<unknown>>>;

/** Yields the text in chunks, so that a long list is never one string. */
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

/** Like `formatManifest`, with one list: `files`. */
export function formatFilesManifest(
  head: Readonly<Record<string, unknown>>,
  rows: Iterable<unknown>,
): Generator<string> {
  return formatManifest(head, { files: rows });
}
