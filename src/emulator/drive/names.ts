/** Checks which names and paths the service refuses, and which names it treats as equal. */

/** Why a name is refused: Graph's inner error code and its message. */
export interface NameError {
  readonly innerCode: 'invalidPath' | 'pathIsTooLong';
  readonly message: string;
}

const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const maxNameLength = 255;

/**
 * Checks one name. More names are refused for a `folder`, in a `library` (SharePoint), and in its `root`. Source:
 * Microsoft's support page on restricted names.
 */
export function nameError(
  name: string,
  where: { folder?: boolean; root?: boolean; library?: boolean } = {},
): NameError | undefined {
  if (name.length > maxNameLength)
    return { innerCode: 'pathIsTooLong', message: 'The specified name is too long.' };
  const bad =
    name === '' ||
    name === '.' ||
    name === '..' ||
    /["*:<>?/\\|\u0000-\u001f\u007f-\u009f]/.test(name) ||
    // Half of a surrogate pair: JSON can express it, a URL cannot.
    /\p{Surrogate}/u.test(name) ||
    name !== name.trim() ||
    name.endsWith('.') ||
    name.toLowerCase() === '.lock' ||
    name.toLowerCase() === 'desktop.ini' ||
    reservedNames.test(name) ||
    /_vti_/i.test(name) ||
    name.startsWith('~$') ||
    (where.root === true && name.toLowerCase() === 'forms') ||
    (where.library === true && where.folder === true && name.startsWith('~'));
  return bad ? { innerCode: 'invalidPath', message: 'Name contains invalid characters.' } : undefined;
}

/** Checks a whole decoded path, file name included. The limit is 400 characters, 430 on personal drives. */
export function pathError(segments: readonly string[], personal: boolean): NameError | undefined {
  return segments.join('/').length > (personal ? 430 : 400)
    ? { innerCode: 'pathIsTooLong', message: 'The specified path is too long.' }
    : undefined;
}

/** Names with the same key conflict. Case is ignored, and nothing is normalised. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Letters that equal one or more others on a drive with `similarNames`. */
const letterExpansions: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬆ: 'st',
};

/**
 * The key on a drive with `similarNames`. `æ` equals `ae` (OneDrive/onedrive-api-docs#856), composed and decomposed
 * letters are equal, and characters unknown to the drive's tables are ignored (#977, #1198).
 */
export function similarNameKey(name: string): string {
  return nameKey(name)
    .normalize('NFC')
    .replace(/[æœßþﬀ-ﬄﬆ]/g, (letter) => letterExpansions[letter] ?? letter)
    .replace(/[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af]/gu, '');
}

/** The nth name that `rename` tries: `report 1.pdf`. */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} ${number}${name.slice(dot)}` : `${name} ${number}`;
}
