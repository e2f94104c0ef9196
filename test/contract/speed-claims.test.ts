/** What README.md says about speed is what bench/RESULTS.md says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The column "time / ours" of each row of rclone, in all works. */
function timesOfRclone(results: string): number[] {
  const rows = results.split('\n').filter((line) => line.startsWith('| rclone '));
  return rows.map((row) => Number(row.split('|')[4]?.trim()));
}

/** Every "N times" and "N to M times", as written. */
function claimsIn(text: string): string[] {
  return [...text.matchAll(/(?:(\d+(?:\.\d+)?) to )?(\d+(?:\.\d+)?) times/g)].flatMap(
    ([, low = '', high = '']) => (low === '' ? [high] : [low, high]),
  );
}

test('each figure beside a link to the results is one of them, rounded as it is written', () => {
  const paragraphs = read('README.md')
    .split('\n\n')
    .filter((text) => text.includes('(bench/RESULTS.md)'));
  const claims = paragraphs.flatMap(claimsIn);
  const measured = timesOfRclone(read('bench/RESULTS.md'));
  expect(measured.length).toBeGreaterThan(0);
  const unfounded = claims.filter((claim) => {
    const decimals = claim.split('.')[1]?.length ?? 0;
    return !measured.some((one) => one.toFixed(decimals) === claim);
  });
  expect(unfounded).toEqual([]);
});

test('no claim about speed stands without a link to the results', () => {
  const speed = /\d times (as (fast|long|quick)|the speed|faster|slower)|\d [MG]i?B\/s of/;
  const paragraphs = read('README.md').split('\n\n');
  const bare = paragraphs.filter((text) => speed.test(text) && !text.includes('(bench/RESULTS.md)'));
  expect(bare).toEqual([]);
});
