import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capitalize,
  escapeCommands,
  escapeControls,
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  quote,
} from '../../../src/core/format.ts';

describe('a text from outside', () => {
  test.each([
    ['a line break', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['an escape sequence', '\u001b[31mred\u009b', '\\u001b[31mred\\u009b'],
    ['a null and a delete', '\0\u007f', '\\u0000\\u007f'],
    ['line separators', '\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
    ['turned letters', 'a\u202egpj.exe\u202c', 'a\\u202egpj.exe\\u202c'],
    ['isolates', '\u2066\u2069', '\\u2066\\u2069'],
    ['a mark of byte order', '\ufeffa', '\\ufeffa'],
    ['letters of all kinds, as they are', 'Größe 数 👍🏽 é', 'Größe 数 👍🏽 é'],
  ])('shows %s', (_, text, shown) => {
    expect(escapeControls(text)).toBe(shown);
  });

  test('is one line without control characters, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeControls(text)).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
        expect(escapeControls(escapeControls(text))).toBe(escapeControls(text));
      }),
    );
  }, 60_000);
});

describe('a text in Markdown', () => {
  test.each([
    ['a command', '::error::x', '&#58;&#58;&#8203;error&#58;&#58;x'],
    ['a script', '<script>x</script>', '&#60;script&#62;x&#60;/script&#62;'],
    ['a link', '[a](http://b)', '&#91;a&#93;&#40;http&#58;//b&#41;'],
    ['a cell', 'a|b', 'a&#124;b'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['code', '`rm`', '&#96;rm&#96;'],
    ['stress', '**a** _b_ ~~c~~', '&#42;&#42;a&#42;&#42; &#95;b&#95; &#126;&#126;c&#126;&#126;'],
    ['an image', '![a](b)', '&#33;&#91;a&#93;&#40;b&#41;'],
    ['a heading', '# a', '&#35;&#8203; a'],
    ['a list', '- a', '&#45; a'],
    ['a mention', '@octocat', '&#64;&#8203;octocat'],
    ['an issue', 'o/r#12', 'o/r&#35;&#8203;12'],
    ['an issue in its old spelling', 'Gh-12', 'Gh&#45;&#8203;12'],
    ['a picture', ':+1: a:b', '&#58;&#8203;&#43;1&#58; a&#58;b'],
    ['a space that nobody sees', 'a\u200bb', 'a&#8203;b'],
    ['a backslash', '\\', '&#92;'],
    ['a line break', 'a\nb', 'a&#92;u000ab'],
    ['turned letters', 'a\u202eb', 'a&#92;u202eb'],
  ])('shows %s as it is', (_, text, shown) => {
    expect(escapeMarkdown(text)).toBe(shown);
  });

  test('holds no mark that means anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMarkdown(text).replace(/&#\d+;/g, '')).not.toMatch(/[\\`*_{}[\]()<>#+\-!|~&@:\n\r]/);
      }),
    );
  });

  /** What GitHub looks for in a text once its entities are read (docs/facts.md, "Release notes"). */
  const sought = [
    /(?:^|\W)@[a-z0-9]/i,
    /[\w.+-]@[a-z0-9_-]+\.[a-z0-9]/i,
    /#\d/,
    /gh-\d/i,
    /@[0-9a-f]{7}/i,
    /:[\w+-]+:/,
  ];
  const words = fc.constantFrom(
    ...['@', '#', ':', '-', 'gh-', 'GH-', '12', 'a', 'octo', 'o/r', ' ', '.', '(', '+', '_'],
    ...['&#64;', '@octo', 'a@b.example', ':+1:', 'deadbeef', 'http://', '\u200b'],
  );

  test('is nothing that GitHub makes a mention, a reference, an address or a picture of', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const read = escapeMarkdown(text).replace(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(Number(code)),
        );
        for (const pattern of sought) expect(read).not.toMatch(pattern);
        expect(read.replaceAll('\u200b', '')).toBe(text.replaceAll('\u200b', ''));
      }),
      { numRuns: 2000 },
    );
  });

  // GitHub makes links of "www." without any other mark (GFM spec 6.9, extended www autolinks).
  test('makes no link of a name that looks like a host', () => {
    expect(escapeMarkdown('www.example.com')).not.toContain('www.');
  });
});

describe('a number of bytes', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.50 KiB'],
    [10_444, '10.2 KiB'],
    [327_680, '320 KiB'],
    [1024 ** 2, '1 MiB'],
    [1.5 * 1024 ** 3, '1.50 GiB'],
    [250 * 1024 ** 3, '250 GiB'],
    [3 * 1024 ** 4, '3 TiB'],
    [2048 * 1024 ** 4, '2048 TiB'],
  ])('%i is %s', (number, text) => {
    expect(formatBytes(number)).toBe(text);
  });

  // 1,048,575 is "1024.0 KiB": rounding can reach the next unit.
  test('is never 1024 of a unit that has a greater one', () => {
    expect(formatBytes(1024 ** 2 - 1)).not.toMatch(/^1024/);
  });
});

describe('a span of time', () => {
  test.each([
    [0, '0 s'],
    [499, '0 s'],
    [500, '1 s'],
    [-5000, '0 s'],
    [8000, '8 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [200_000, '3 min 20 s'],
    [3_599_499, '59 min 59 s'],
    [3_600_000, '1 h 0 min'],
    [7_500_000, '2 h 5 min'],
    [360_000_000, '100 h 0 min'],
  ])('of %i ms is %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

test('one is counted in the singular', () => {
  expect([0, 1, 2].map((number) => formatCount(number, 'file'))).toEqual(['0 files', '1 file', '2 files']);
});

test.each([
  ['::error::x', true],
  ['  ::set-output name=a::b', true],
  ['a\n\u0085::error::x', true],
  ['a ::error::x', false],
  [': a', false],
])('a line of %j could begin like a command: %s', (text, could) => {
  expect(escapeCommands(text) !== text).toBe(could);
  expect(escapeCommands(text)).not.toMatch(/^[\s\u0085]*::/m);
  expect(escapeCommands(text).replaceAll('\u200b', '')).toBe(text);
});

test.each([
  ['a##[group]x', 'a##\\u005bgroup]x'],
  ['##[a]##[b]', '##\\u005ba]##\\u005bb]'],
  ['###[x', '###\\u005bx'],
  ['##vso[task.complete]', '##vso\\u005btask.complete]'],
  ['##teamcity[x]', '##teamcity\\u005bx]'],
  ['#[x ## [y ##1[z', '#[x ## [y ##1[z'],
])('%j is printed as %j', (text, printed) => {
  expect(escapeCommands(text)).toBe(printed);
});

test('a path in a sentence stands between quotes, and cannot break the line', () => {
  expect(quote('a\n"b"')).toBe('"a\\u000a"b""');
});

test.each([
  ['mend it', 'Mend it'],
  ['éclair', 'Éclair'],
  ['', ''],
])('%j begins a sentence as %j', (text, sentence) => {
  expect(capitalize(text)).toBe(sentence);
});
