/**
 * Names that some drives take for one although they differ by more than case (docs/facts.md, "Names that are one").
 * Pure. What is told of a plan is a warning: which drive has which collation, nobody knows before a file is there.
 */
import { quoted } from '../core/format.ts';
import { nameKey, nameOf, parentOf } from '../graph/paths.ts';
import type { PlannedFile } from './plan.ts';

/** Letters that such a drive sees as two or three others. */
const spelledOut: ReadonlyMap<string, string> = new Map([
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
const weightless = /[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af\p{Default_Ignorable_Code_Point}]/gu;

/** What two names have in common that some drive takes for one. */
export function twinKey(name: string): string {
  return nameKey(name)
    .replace(/[æœßþ\ufb00-\ufb06]/g, (letter) => spelledOut.get(letter) ?? letter)
    .replace(weightless, '');
}

/** True when the item has another name than the file was planned with: more than case and composition differ. */
export function isOtherName(planned: string, name: string): boolean {
  return name !== '' && nameKey(name) !== nameKey(planned);
}

/** Sentences: pairs of planned files or folders of one folder whose names are one to some drives. */
export function twinWarnings(files: readonly Pick<PlannedFile, 'remotePath'>[]): string[] {
  // Of plain ASCII, only names that clash anyway have one key.
  if (files.every(({ remotePath }) => isPlain(remotePath))) return [];
  const warnings: string[] = [];
  const known = new Set<string>();
  const taken = new Map<string, string>();
  for (const { remotePath } of files) {
    for (let path = remotePath; path !== ''; path = parentOf(path)) {
      const key = nameKey(path);
      if (known.has(key)) break;
      known.add(key);
      const place = `${nameKey(parentOf(path))}/${twinKey(nameOf(path))}`;
      const other = taken.get(place);
      if (other === undefined) taken.set(place, path);
      else warnings.push(`${quoted(other)} and ${quoted(path)} may be one name to the drive`);
    }
  }
  return warnings;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
