/**
 * Decides which names of the drive are valid local names. Names from the drive are not trusted: a name that leaves its
 * folder or opens a device is refused, as is one that cannot be written.
 * Source for Windows: learn.microsoft.com/windows/win32/fileio/naming-a-file.
 */

const devicePattern = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

/** Characters that HFS+ ignores when it compares names (git utf8.c, next_hfs_char). */
const ignoredCharacters = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** In bytes on Linux (NAME_MAX), in UTF-16 code units elsewhere. */
const maxNameLength = 255;

/** Returns why a name is not valid on that system, as a clause to put after the name; undefined when it is valid. */
export function localNameProblem(name: string, system: NodeJS.Platform): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'points outside its folder';
  if (/[/\0]/.test(name)) return 'contains a slash or a zero byte';
  // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
  if (/\p{Cs}/u.test(name)) return 'is not valid Unicode';
  if (isLikeDotGit(name)) return 'Git or a file system may treat as ".git"';
  const length = system === 'linux' ? Buffer.byteLength(name) : name.length;
  if (length > maxNameLength)
    return `has ${length} ${system === 'linux' ? 'bytes' : 'characters'}, the limit is ${maxNameLength}`;
  if (system !== 'win32') return undefined;
  if (/[<>:"\\|?*\u0001-\u001f]/.test(name)) return 'contains a character that Windows does not allow';
  if (/[. ]$/.test(name)) return 'ends with a dot or a space, which Windows drops';
  return devicePattern.test(name) ? 'is a device on Windows' : undefined;
}

/**
 * Whether a name is not `.git` but may open it: different case, ignored characters, or the short name on Windows
 * (docs/facts.md, "Downloads"). Checked on every system, because the folder may be copied to another one. `.git` itself
 * is allowed: it was backed up.
 */
function isLikeDotGit(name: string): boolean {
  return name !== '.git' && /^(?:\.git|git~\d+)[. ]*$/i.test(name.replace(ignoredCharacters, ''));
}

/**
 * Returns the same key for two names that cannot be in one folder. Ignores case on every system, because a folder of
 * the drive has no two names that differ only in case. macOS also treats composed and decomposed letters as equal, and
 * ignores some characters. `LocalPaths` detects what other file systems treat as equal.
 */
export function localNameKey(name: string, system: NodeJS.Platform): string {
  const lower = name.toLowerCase();
  return system === 'darwin' ? lower.replace(ignoredCharacters, '').normalize('NFC') : lower;
}
