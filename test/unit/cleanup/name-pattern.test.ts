import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNamePattern } from '../../../src/cleanup/name-pattern.ts';
import { cpuTimeMs } from '../../support/cpu-time.ts';

function fits(pattern: string, name: string): boolean {
  const read = parseNamePattern(pattern);
  if ('problem' in read) throw new Error(read.problem);
  return read.matches(name);
}

function problem(pattern: string): string {
  const read = parseNamePattern(pattern);
  return 'problem' in read ? read.problem : '';
}

describe('a pattern', () => {
  test.each([
    ['backup-*', 'backup-2026-11-21'],
    ['backup-*', 'BACKUP-'],
    ['BackUp-*', 'backup-x'],
    ['*', 'anything at all'],
    ['?', '😀'],
    ['v[0-9].[0-9]', 'v1.2'],
    ['v[!0-9]', 'vx'],
    ['[A-C]x', 'bx'],
    ['[a-c]x', 'BX'],
    ['[]x]', ']'],
    ['{db,media}-*.zip', 'media-1.zip'],
    ['a{b,c{d,e}}', 'ace'],
    ['{x}', '{x}'],
    ['{,nightly-}b', 'b'],
    ['é*', 'e\u0301t\u00e9'],
    ['#%&*', '#%&+1'],
    ['*.tar.gz', 'a.tar.tar.gz'],
    ['.*', '.hidden'],
    ['[', '['],
  ])('%s fits %s', (pattern, name) => {
    expect(fits(pattern, name)).toBe(true);
  });

  test.each([
    ['backup-*', 'my backup-1'],
    ['backup', 'backup-1'],
    ['backup-?', 'backup-10'],
    ['a.c', 'abc'],
    ['v[!0-9]', 'v1'],
    ['*', '.hidden'],
    ['?x', '.x'],
    ['{a,b}', 'c'],
    ['*b', 'abc'],
  ])('%s does not fit %s', (pattern, name) => {
    expect(fits(pattern, name)).toBe(false);
  });

  test('is refused for a slash, an empty range and for standing for too much', () => {
    expect(problem('a/b')).toContain('has a slash');
    expect(problem('[z-a]')).toContain('the range z-a');
    expect(problem('{a,b}'.repeat(12))).toContain('1000 variants');
  });

  test.each([
    '*',
    '*a',
    '{',
    '{a,',
    '[',
    '[a',
    '?',
    '[!',
    '\\',
    '{a,b}',
    '+(',
    '!(a',
    '[[:alpha:]]',
    '(*|',
    'é',
  ])('of 4096 characters made of %j is read and tried in time', async (piece) => {
    const tookMs = await cpuTimeMs(() => {
      const read = parseNamePattern(piece.repeat(Math.floor(4096 / piece.length)));
      for (const name of ['a'.repeat(255), piece.repeat(100).slice(0, 255)])
        'matches' in read && read.matches(name);
    });
    expect(tookMs).toBeLessThan(10_000);
  });

  test('of stars alone takes no longer than a plain one', () => {
    expect(fits(`${'*a'.repeat(100)}b`, 'a'.repeat(250))).toBe(false);
  });

  test('says the same as a regular expression made of it', () => {
    const part = fc.constantFrom('*', '?', 'a', 'b', '-');
    const name = fc.array(fc.constantFrom('a', 'B', '-', 'x'), { maxLength: 8 }).map((some) => some.join(''));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), name, (pattern, tried) => {
        const source = pattern.join('').replaceAll('?', '.').replaceAll('*', '.*');
        expect(fits(pattern.join(''), tried)).toBe(new RegExp(`^${source}$`, 'iu').test(tried));
      }),
    );
  });
});
