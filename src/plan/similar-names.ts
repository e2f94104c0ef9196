/**
 * Names that some drives treat as equal although they differ by more than case (docs/facts.md, "Names that are one").
 * A plan only gets a warning: a drive's collation is unknown until a file is there.
 */
import { quote } from '../core/format.ts';
import { baseNameOf, normalizedPathKey, parentPathOf } from '../graph/paths.ts';
import type { PlannedFile } from './plan.ts';

/** Letters that such a drive reads as two or three others. */
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

/** Old collations ignore characters that they do not know, and invisible ones. */
const ignoredCharacters = /[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af\p{Default_Ignorable_Code_Point}]/gu;

/** Returns a key that is equal for names that some drive treats as equal. */
export function similarNameKey(name: string): string {
  return normalizedPathKey(name)
    .replace(/[æœßþ\ufb00-\ufb06]/g, (letter) => letterExpansions.get(letter) ?? letter)
    .replace(ignoredCharacters, '');
}

/** True when the item's name differs from the planned one by more than case and Unicode normalization. */
export function isDifferentName(planned: string, name: string): boolean {
  return name !== '' && normalizedPathKey(name) !== normalizedPathKey(planned);
}

/** Sentences about planned files or folders of one folder whose names are equal to some drives. */
export function similarNameWarnings(files: readonly Pick<PlannedFile, 'remotePath'>[]): string[] {
  // Plain ASCII names have the same key only when they conflict anyway.
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
      else warnings.push(`${quote(other)} and ${quote(path)} may be the same name for the drive`);
    }
  }
  return warnings;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
