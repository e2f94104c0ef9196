/**
 * The shape of every manifest: a head, and one file a line. Knows JSON only.
 */

/** The text piece by piece, so that a long list is never one string. */
export function* listText(
  head: Readonly<Record<string, unknown>>,
  rows: Iterable<unknown>,
): Generator<string> {
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "files": [`;
  let isEmpty = true;
  for (const row of rows) {
    yield (isEmpty ? '\n    ' : ',\n    ') + JSON.stringify(row);
    isEmpty = false;
  }
  yield isEmpty ? ']\n}\n' : '\n  ]\n}\n';
}
