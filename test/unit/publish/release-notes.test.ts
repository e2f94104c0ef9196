import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DownloadEntry } from '../../../src/publish/download-table.ts';
import { mergeReleaseNotes, type ReleaseDownloads } from '../../../src/publish/release-notes.ts';

const begin = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';

function download(path: string, sha256 = 'abc'): DownloadEntry {
  const remotePath = `rel/${path}`;
  return { remotePath, name: path, sizeBytes: 1024, sha256, url: `https://x.example/${path}` };
}

const listing = (...downloads: readonly DownloadEntry[]): ReleaseDownloads => ({
  ...{ downloads, destination: 'rel', url: 'https://x.example/rel' },
});
const merged = (notes: string, ...paths: readonly string[]) =>
  mergeReleaseNotes(notes, listing(...paths.map((path) => download(path))));
/** Names in the table, in order. */
const names = (notes: string) => [...notes.matchAll(/--> \[([^\]]*)\]/g)].map(([, name]) => name);

describe('the section', () => {
  it('is appended to notes that have none, which stay as they are', () => {
    const notes = merged('# v1\n\nHello', 'a', 'b');
    expect(notes).toMatch(/^# v1\n\nHello\n\n<!-- onedrive-upload:begin -->\n\n### Downloads\n\n\| File /);
    expect(notes).toMatch(/\n\n<!-- onedrive-upload:end -->$/);
    expect(names(notes)).toEqual(['a', 'b']);
    expect(merged('', 'a').startsWith(begin)).toBe(true);
  });

  it('keeps rows of other jobs letter by letter, and replaces its own', () => {
    const others = merged('', 'b').replace('1 KiB', '**edited by hand**');
    const notes = mergeReleaseNotes(others, listing(download('a'), download('c')));
    expect(names(notes)).toEqual(['a', 'b', 'c']);
    expect(notes).toContain('**edited by hand**');
    const again = mergeReleaseNotes(notes, listing(download('b', 'def')));
    expect(again).not.toContain('**edited by hand**');
    expect(again).toContain('`def`');
    expect(names(again)).toEqual(['a', 'b', 'c']);
  });

  it('takes a path in other case for the same, as the drive does', () => {
    expect(names(merged(merged('', 'Setup.exe'), 'setup.EXE'))).toEqual(['setup.EXE']);
  });

  it('knows a row that an earlier version wrote, whatever the name was escaped to', () => {
    const old = merged('', '@octocat #12').replaceAll('&#8203;', '');
    const notes = merged(old, '@octocat #12', 'b');
    expect(names(notes)).toEqual(['&#64;&#8203;octocat &#35;&#8203;12', 'b']);
    expect(merged(notes, 'b', '@octocat #12')).toBe(notes);
  });

  it('uses CRLF where the notes do', () => {
    const saved = merged('one\r\ntwo', 'a');
    expect(saved.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const edited = merged('one\ntwo', 'a').replaceAll('\n', '\r\n');
    expect(merged(edited, 'a')).toBe(edited);
  });

  it('is not begun by half a pair of marks that somebody left over', () => {
    const left = `before ${begin} kept\n${end.slice(0, -4)} and`;
    const once = merged(left, 'a');
    expect(once.startsWith(left)).toBe(true);
    expect(merged(once, 'b').startsWith(left)).toBe(true);
    expect(names(merged(once, 'b'))).toEqual(['a', 'b']);
    expect(merged(`${end} x ${begin}`, 'a').startsWith(`${end} x ${begin}\n\n${begin}`)).toBe(true);
  });

  it('survives lines that people wrote into it, without keeping them', () => {
    const once = merged('x', 'a');
    const edited = once.replace('### Downloads', '### Get it\n\nHurry!').replace(/\| <!-- \S+ -->/, '  $&');
    expect(merged(edited, 'b')).toBe(merged(once, 'b').replace(/\| <!-- \S+ --> \[a/, '  $&'));
  });
});

/** Notes as anybody might leave them: marks, half marks, CRLF, Markdown. */
const anyNotes = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: 'binary' }), weight: 3 },
      fc.constantFrom(
        begin,
        end,
        '<!-- onedrive-upload:',
        '-->',
        '\r\n',
        '\n',
        '\r',
        '| a | b |\n',
        '### Downloads',
      ),
      fc.constant(merged('', 'other/x')),
      fc.constant(merged('', 'other/x', 'a').replaceAll('\n', '\r\n')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const paths = fc.uniqueArray(fc.constantFrom('a', 'b', 'c/d', 'e|f', 'g\n', begin, end, '](x)', 'h `'), {
  minLength: 1,
});

describe('for any notes', () => {
  it('what stands before and after the section is the same, byte by byte', () => {
    fc.assert(
      fc.property(anyNotes, paths, (notes, own) => {
        const after = merged(notes, ...own);
        const start = after.search(/<!-- onedrive-upload:begin -->(\r?\n){2}### Downloads/);
        const sections = [
          ...notes.matchAll(/begin -->(?:(?!<!-- onedrive-upload:begin)[\s\S])*?upload:end -->/g),
        ];
        const [first] = sections;
        if (first === undefined) {
          expect(after.startsWith(notes)).toBe(true);
          expect(after.slice(notes.length)).toMatch(/^(\r?\n){0,2}<!-- onedrive-upload:begin/);
          return;
        }
        const prefix = notes.slice(0, first.index - '<!-- onedrive-upload:'.length);
        const suffix = notes.slice(first.index + first[0].length);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(after.startsWith(prefix + begin)).toBe(true);
        expect(after.endsWith(end + suffix)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('a second merge of the same rows changes nothing, and the order of two jobs does not matter', () => {
    fc.assert(
      fc.property(anyNotes, paths, paths, (notes, one, two) => {
        const once = merged(notes, ...one);
        expect(merged(once, ...one)).toBe(once);
        expect(merged(merged(once, ...two), ...one)).toBe(merged(once, ...two));
        const other = merged(merged(notes, ...two), ...one);
        expect(other).toBe(merged(once, ...two));
      }),
      { numRuns: 500 },
    );
  });
});

describe('with little room', () => {
  const many = Array.from({ length: 2000 }, (_, i) => download(`file-${String(i).padStart(4, '0')}.bin`));

  it('as many rows as fit are there, and one that counts the rest', () => {
    const notes = mergeReleaseNotes('Hello', listing(...many));
    expect(notes.length).toBeLessThanOrEqual(125_000);
    const shown = notes.match(/file&#45;/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(500);
    expect(notes).toContain(`… and ${2000 - shown} more files in [rel](https://x.example/rel) | | |`);
    expect(mergeReleaseNotes(notes, listing(...many))).toBe(notes);
  });

  it('rows of other jobs stay, and the count goes when everything fits', () => {
    const crowded = mergeReleaseNotes(merged('', 'zebra'), listing(...many));
    expect(names(crowded).at(-1)).toBe('zebra');
    expect(crowded.length).toBeLessThanOrEqual(125_000);
    expect(mergeReleaseNotes(merged('', 'zebra'), listing(...many.slice(0, 5)))).not.toContain('more file');
    const roomy = mergeReleaseNotes(
      mergeReleaseNotes('', listing(...many.slice(0, 9)), 1400),
      listing(...many.slice(0, 9)),
    );
    expect(roomy).not.toContain('more file');
  });

  it('notes that are full are left alone', () => {
    expect(() => merged('x'.repeat(124_900), 'a')).toThrow('the release notes have room for only');
  });
});
