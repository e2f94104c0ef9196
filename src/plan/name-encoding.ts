/**
 * `invalid-names: replace`: encodes names that OneDrive refuses with look-alike characters. Uses rclone's encoding for
 * OneDrive (rclone docs/content/onedrive.md "Restricted filename characters", lib/encoder), so that rclone shows such
 * a name as it was on disk. Leaves valid names alone, and what has no look-alike: reserved names, lengths.
 */
import { characterProblems } from './names.ts';

/** Precedes a look-alike that was in the name already, which would else be decoded as a replaced character. */
const quoteCharacter = '\u201b';
/** From a printable ASCII character to its full-width form. */
const fullWidthOffset = 0xfee0;
/** From a control character to its symbol. */
const symbolOffset = 0x2400;
const spaceSymbol = '\u2420';
const deleteSymbol = '\u2421';
const fullWidthDot = '\uff0e';
const fullWidthTilde = '\uff5e';

/**
 * Returns the name as the drive can hold it; unchanged when it is valid. Two different encoded names stay different.
 * The plan detects an encoded name that equals another file's own name.
 */
export function encodeName(name: string, isFolder: boolean): string {
  // SharePoint refuses a folder that starts with a tilde. In a file's name it refuses only ~$.
  const isTilde = isFolder ? name.startsWith('~') : name.startsWith('~$');
  if (!isTilde && characterProblems(name).length === 0) return name;
  const [prefix, afterPrefix] = encodeFirst(name);
  const [suffix, body] = encodeLast(afterPrefix);
  let middle = '';
  for (const character of body) middle += encodeCharacter(character);
  return prefix + middle + suffix;
}

/** Returns the encoded first character, '' if it needs no encoding, and the rest of the name. */
function encodeFirst(name: string): [string, string] {
  const first = name.slice(0, 1);
  const rest = name.slice(1);
  if (first === ' ') return [spaceSymbol, rest];
  if (first === '~') return [fullWidthTilde, rest];
  if (first === spaceSymbol || first === fullWidthTilde) return [quoteCharacter + first, rest];
  return ['', name];
}

/** The same for the last character. */
function encodeLast(name: string): [string, string] {
  const last = name.slice(-1);
  const rest = name.slice(0, -1);
  if (last === ' ') return [spaceSymbol, rest];
  if (last === '.') return [fullWidthDot, rest];
  if (last === spaceSymbol || last === fullWidthDot) return [quoteCharacter + last, rest];
  return ['', name];
}

function encodeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(symbolOffset + code);
  if (code === 0x7f) return deleteSymbol;
  if (/["*:<>?/\\|]/.test(character)) return String.fromCharCode(fullWidthOffset + code);
  if (needsQuote(character, code)) return quoteCharacter + character;
  // A lone surrogate: its three bytes as in Go (WTF-8).
  if (code >= 0xd800 && code <= 0xdfff)
    return quoteBytes([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  // Not replaced by rclone when it writes, but it reads this form.
  if (/[\u0080-\u009f]|\p{Noncharacter_Code_Point}/u.test(character))
    return quoteBytes([...Buffer.from(character)]);
  return character;
}

/** Each byte in hex. */
function quoteBytes(bytes: readonly number[]): string {
  return bytes.map((byte) => quoteCharacter + byte.toString(16).toUpperCase()).join('');
}

/** Whether a character is itself a look-alike or the quote character. */
function needsQuote(character: string, code: number): boolean {
  if (character === quoteCharacter || character === deleteSymbol) return true;
  if (code >= symbolOffset && code < symbolOffset + 0x20) return true;
  return /[\uff02\uff0a\uff0f\uff1a\uff1c\uff1e\uff1f\uff3c\uff5c]/.test(character);
}
