/**
 * Which names and paths the service refuses. Pure; knows nothing of drives or requests.
 */

/** Why a name is refused: Graph's inner error code, and its sentence. */
export interface NameError {
  readonly innerCode: 'invalidPath' | 'pathIsTooLong';
  readonly message: string;
}

const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const maxNameLength = 255;

/** Judges one name. `folder` and `library` (a SharePoint library) refuse more, as does its `root`. Source: Microsoft's support page on restricted names. */
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
    /["*:<>?/\\|\u0000-\u001f\u007f]/.test(name) ||
    // Half of a character, which JSON can say and no address can.
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

/** Judges a whole decoded path, file name included: 400 characters, 430 on personal drives. */
export function pathError(segments: readonly string[], personal: boolean): NameError | undefined {
  return segments.join('/').length > (personal ? 430 : 400)
    ? { innerCode: 'pathIsTooLong', message: 'The specified path is too long.' }
    : undefined;
}

/** The key under which names clash: case is ignored, nothing is normalised. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** What a drive that takes more for one sees in one character or two. */
const letterExpansions: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th' },
  ...{ ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬆ: 'st' },
};

/**
 * The key on such a drive: `æ` is `ae` (OneDrive/onedrive-api-docs#856), letters are one however they are composed, and
 * what its tables do not know is nothing (#977, #1198).
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
