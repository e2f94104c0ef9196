import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { encodeName } from '../../../src/plan/name-encoding.ts';
import { nameProblems } from '../../../src/plan/names.ts';
import { planUpload } from '../../../src/plan/plan.ts';
import { foundFiles } from '../../support/found-files.ts';

/** What rclone makes of these for OneDrive: its documentation and the tables of its encoder's tests. */
const asRclone = [
  ['a"*:<>?\\|b', 'a＂＊：＜＞？＼｜b'],
  [' leading', '␠leading'],
  ['trailing ', 'trailing␠'],
  [' ', '␠'],
  ['dot.', 'dot．'],
  ['dots...', 'dots..．'],
  ['both. ', 'both.␠'],
  ['~$report.docx', '～$report.docx'],
  ['a\u0000b\u0001c\nd\u001fe\u007f', 'a␀b␁c␊d␟e␡'],
  ['a：b:c', 'a‛：b：c'],
  ['‛:', '‛‛：'],
  ['␊:', '‛␊：'],
  ['␠a:', '‛␠a：'],
  ['a:．', 'a：‛．'],
  ['a/b:'.replace('/', '／'), 'a‛／b：'],
  ['half\ud83d', 'half‛ED‛A0‛BD'],
  ['\ud800', '‛ED‛A0‛80'],
  ['\udfff', '‛ED‛BF‛BF'],
  ['a b:', 'a b：'],
  ['a:␠', 'a：‛␠'],
  ['a␠b:', 'a␠b：'],
  ['␀␟␡:', '‛␀‛␟‛␡：'],
  ['😀\ue000:', '😀\ue000：'],
] as const;

/** Spelled byte by byte, as rclone spells what is no UTF-8: it shows these as they were on disk, too. */
const byteByByte = [
  ['a\u0080b\u009f', 'a‛C2‛80b‛C2‛9F'],
  ['a\uffff', 'a‛EF‛BF‛BF'],
  ['\ufdd0.txt', '‛EF‛B7‛90.txt'],
  ['\u{1fffe}', '‛F0‛9F‛BF‛BE'],
] as const;

const refused = fc
  .string({
    unit: fc.constantFrom(...'ab ~.$"*:<>?|\\\u0001\n\u007f‛＂＊：␀␁␡␠．～＼\u0080\u009f\ufdd0\uffffC280EFB'),
    minLength: 1,
    maxLength: 8,
  })
  .filter((name) => encodeName(name, false) !== name);

describe('a name that OneDrive does not allow', () => {
  test.each(asRclone)('%j is spelled as rclone spells it', (name, spelled) => {
    expect(encodeName(name, false)).toBe(spelled);
  });

  test.each(byteByByte)('%j is spelled in bytes', (name, spelled) => {
    expect(encodeName(name, false)).toBe(spelled);
  });

  test('is allowed after it was encoded', () => {
    fc.assert(
      fc.property(refused, (name) => {
        expect(nameProblems(encodeName(name, false), false)).toEqual([]);
      }),
    );
  });

  test('never becomes the same as another name', () => {
    fc.assert(
      fc.property(refused, refused, (one, other) => {
        expect(encodeName(one, false) === encodeName(other, false)).toBe(one === other);
      }),
    );
  });
});

describe('a name that OneDrive allows', () => {
  test.each(['a：b', '‛', '~notes.txt', 'a#b%c', '名前', 'CON', '.lock', 'x'.repeat(300)])(
    '%j is not changed',
    (name) => {
      expect(encodeName(name, false)).toBe(name);
    },
  );

  test.each(['a：b', '‛', 'x~', '.cache', '～'])('%j is not changed as a folder, either', (name) => {
    expect(encodeName(name, true)).toBe(name);
  });

  test('as a folder loses its leading tilde, which a library does not allow', () => {
    expect(encodeName('~cache', true)).toBe('～cache');
  });
});

describe('a plan with invalid-names: replace', () => {
  const plan = (...paths: string[]) =>
    planUpload(foundFiles(paths), { destination: 'in', flatten: false, invalidNames: 'replace' });
  const problems = (...paths: string[]) => {
    try {
      plan(...paths);
    } catch (error) {
      if (error instanceof UsageFailure) return error.problems;
      throw error;
    }
    return [];
  };

  test('encodes names of folders and files, and reports each once', () => {
    const { files, encodedNames: respelled } = plan('a:b/c?.txt', 'a:b/fine.txt');
    expect(files.map(({ remotePath }) => remotePath)).toEqual(['in/a：b/c？.txt', 'in/a：b/fine.txt']);
    expect(files.map(({ name, localPath }) => [name, localPath])).toEqual([
      ['c？.txt', '/w/a:b/c?.txt'],
      ['fine.txt', '/w/a:b/fine.txt'],
    ]);
    expect(respelled).toEqual([
      { originalPath: 'a:b', name: 'a：b' },
      { originalPath: 'a:b/c?.txt', name: 'c？.txt' },
    ]);
  });

  test('replaces a leading tilde of folders, not of files', () => {
    const paths = plan('~a/~b/~c', '~d').files.map(({ remotePath }) => remotePath);
    expect(paths).toEqual(['in/~d', 'in/～a/～b/~c']);
  });

  test('reports nothing if no name was encoded', () => {
    expect(plan('a/b.txt')).not.toHaveProperty('respelled');
  });

  test('refuses two names that become the same, and names both', () => {
    expect(problems('a:b', 'a：b')).toEqual(['"/w/a:b" and "/w/a：b" would both be "in/a：b" on the drive']);
  });

  test('reports names that cannot be encoded as errors', () => {
    const long = `${':'.repeat(256)}`;
    expect(problems('CON', 'x/.lock', 'desktop.ini', 'a_vti_b', long)).toHaveLength(5);
    expect(problems(`${'d'.repeat(200)}/${'e'.repeat(200)}`)).toEqual([
      expect.stringContaining('404 characters'),
    ]);
  });

  test('does not encode the destination', () => {
    const options = { destination: 'a:b', flatten: false, invalidNames: 'replace' } as const;
    expect(() => planUpload(foundFiles(['x']), options)).toThrow('"a:b": the name contains :');
  });
});
