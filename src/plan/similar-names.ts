/**
 * Names that some drives take for one although they differ by more than case (docs/facts.md, "Names that are one").
 * Pure. What is told of a plan is a warning: which drive has which collation, nobody knows before a file is there.
 */
import { quote } from '../core/format.ts';
import { baseNameOf, normalizedPathKey, parentPathOf } from '../graph/paths.ts';
import type { PlannedFile } from './plan.ts';

/** Letters that such a drive sees as two or three others. */
const letterExpansions: ReadonlyMap<string, string> = new Map([
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['þ', 'th'],
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
]);

/** Characters that old collations do not know count as nothing there; so do those that nobody sees. */
const ignoredCharacters = /[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af\p{Default_Ignorable_Code_Point}]/gu;

/** What two names have in common that some drive takes for one. */
export function similarNameKey(name: string): string {
  return normalizedPathKey(name)
    .replace(/[æœßþ\ufb00-\ufb06]/g, (letter) => letterExpansions.get(letter) ?? letter)
    .replace(ignoredCharacters, '');
}

/** True when the item has another name than the file was planned with: more than case and composition differ. */
export function isDifferentName(planned: string, name: string): boolean {
  return name !== '' && normalizedPathKey(name) !== normalizedPathKey(planned);
}

/** Sentences: pairs of planned files or folders of one folder whose names are one to some drives. */
export function similarNameWarnings(files: readonly Pick<PlannedFile, 'remotePath'>[]): string[] {
  // Of plain ASCII, only names that clash anyway have one key.
  if (files.every(({ remotePath }) => isAscii(remotePath))) return [];
  const warnings: string[] = [];
  const known = new Set<string>();
  const taken = new Map<string, string>();
  for (const { remotePath } of files) {
    for (let path = remotePath; path !== ''; path = parentPathOf(path)) {
      const key = normalizedPathKey(path);
      if (known.has(key)) break;
      known.add(key);
      const similarKey = `${normalizedPathKey(parentPathOf(path))}/${similarNameKey(baseNameOf(path))}`;
      const other = taken.get(similarKey);
      if (other === undefined) taken.set(similarKey, path);
      else warnings.push(`${quote(other)} and ${quote(path)} may be one name to the drive`);
    }
  }
  return warnings;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
