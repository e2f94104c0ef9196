/**
 * Which names of the drive can be names here. Pure: knows names and systems, no file system. The drive is
 * somebody else's word: a name that leads out of its folder, or opens a device, is refused like one that
 * cannot be written. Source for Windows: learn.microsoft.com/windows/win32/fileio/naming-a-file.
 */

const devicePattern = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

/** Characters that HFS+ drops when it compares names (git utf8.c, next_hfs_char). */
const ignoredCharacters = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** The longest name: bytes on Linux (NAME_MAX), UTF-16 units elsewhere. */
const maxNameLength = 255;

/** What is wrong with a name on that system, as a clause that follows it; undefined when nothing is. */
export function localNameProblem(name: string, system: NodeJS.Platform): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'leads out of its folder';
  if (/[/\0]/.test(name)) return 'contains a slash or a zero byte';
  // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
  if (/\p{Cs}/u.test(name)) return 'contains half of a surrogate pair';
  if (isLikeDotGit(name)) return 'Git or a file system may take for ".git"';
  const length = system === 'linux' ? Buffer.byteLength(name) : name.length;
  if (length > maxNameLength)
    return `has ${length} ${system === 'linux' ? 'bytes' : 'characters'}, the limit is ${maxNameLength}`;
  if (system !== 'win32') return undefined;
  if (/[<>:"\\|?*\u0001-\u001f]/.test(name)) return 'contains a character that Windows refuses';
  if (/[. ]$/.test(name)) return 'ends with a dot or a space, which Windows drops';
  return devicePattern.test(name) ? 'is a device on Windows' : undefined;
}

/**
 * Whether a name is not `.git`, and may open it: other case, dropped characters, the short name that Windows gives it (docs/facts.md,
 * "Downloads"). On every system, because a folder moves on. `.git` as such is what was backed up.
 */
function isLikeDotGit(name: string): boolean {
  return name !== '.git' && /^(?:\.git|git~\d+)[. ]*$/i.test(name.replace(ignoredCharacters, ''));
}

/**
 * What two names have in common that cannot both be in one folder. Without case everywhere: the drive has no
 * two such names of its own. macOS takes composed and decomposed letters for the same, and drops some characters. What
 * other file systems take for the same is seen in `places`.
 */
export function localNameKey(name: string, system: NodeJS.Platform): string {
  const lower = name.toLowerCase();
  return system === 'darwin' ? lower.replace(ignoredCharacters, '').normalize('NFC') : lower;
}
