import { describe, expect, test } from 'vitest';
import { isDifferentName, similarNameWarnings } from '../../../src/plan/similar-names.ts';
import { cpuTimeMs } from '../../support/cpu-time.ts';

const warned = (...paths: readonly string[]) =>
  similarNameWarnings(paths.map((remotePath) => ({ remotePath })));

describe('names that some drives treat as the same', () => {
  test.each([
    ['Maersk.txt', 'Mærsk.txt'],
    ['MAERSK.txt', 'mÆrsk.txt'],
    ['oeuvre', 'œuvre'],
    ['strasse', 'straße'],
    ['STRASSE', 'STRAẞE'],
    ['thing', 'þing'],
    ['office.doc', 'oﬃce.doc'],
    ['㴈㴈', '㴈㴈㴈'],
    ['\u02ae.txt', '.txt'],
    ['a😀.txt', 'a🎉.txt'],
    ['ab', 'a\u00adb'],
    ['ab', 'a\u200db'],
  ])('are reported: %j and %j', (one, other) => {
    expect(warned(`in/${one}`, `in/${other}`)).toEqual([
      `"in/${one}" and "in/${other}" may be the same name for the drive`,
    ]);
  });

  test.each([
    ['a.txt', 'b.txt'],
    ['resume', 'résumé'],
    ['uber', 'über'],
    ['i', 'ı'],
    ['ア', 'ｱ'],
    ['か', 'カ'],
    ['A', 'Ａ'],
    ['😀a', '😀b'],
    ['fuer', 'für'],
  ])('are not reported: %j and %j', (one, other) => {
    expect(warned(`in/${one}`, `in/${other}`)).toEqual([]);
  });

  test('can be folders: each pair is reported once, without their content', () => {
    const paths = ['in/Maersk/a', 'in/Maersk/b', 'in/Mærsk/a', 'in/Mærsk/c', 'in/Mærsk/deep/c'];
    expect(warned(...paths)).toEqual(['"in/Maersk" and "in/Mærsk" may be the same name for the drive']);
  });

  test('can be a file and a folder', () => {
    expect(warned('Maersk', 'Mærsk/a')).toHaveLength(1);
  });

  test('are not reported in two different folders', () => {
    expect(warned('one/Maersk', 'two/Mærsk')).toEqual([]);
  });

  test('are found among 100,000 files quickly', async () => {
    const paths = Array.from(
      { length: 100_000 },
      (_, i) => `in/folder ${i % 1000}/ä file of some length ${i}.txt`,
    );
    const effort = cpuTimeMs(() => expect(warned(...paths, 'in/Maersk', 'in/Mærsk')).toHaveLength(1));
    expect(await effort).toBeLessThan(3000);
  });
});

test.each([
  ['a.txt', 'A.TXT', false],
  ['\u00fcber', 'u\u0308ber', false],
  ['a.txt', '', false],
  ['Mærsk', 'Maersk', true],
  ['a.txt', 'a 1.txt', true],
])('an item planned as %j and called %j has another name: %s', (planned, name, isOther) => {
  expect(isDifferentName(planned, name)).toBe(isOther);
});
