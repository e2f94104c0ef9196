/** How test/peers/compatibility.js judges what other people's clients said. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

function judge(lines: string): { readonly status: number | null; readonly stdout: string } {
  const results = mkdtempSync(join(tmpdir(), 'compatibility-'));
  try {
    writeFileSync(join(results, 'restic.personal.tsv'), lines);
    return spawnSync(process.execPath, ['test/peers/compatibility.js', results], { encoding: 'utf8' });
  } finally {
    rmSync(results, { recursive: true });
  }
}

test.each([
  ['a client that failed before it said its name', 'FAIL\tthe run itself\texit code 1\n'],
  ['a client that said nothing', ''],
  ['a suite without a test', 'SUITE\trestic\t1\n'],
  ['a failure that nobody explained', 'SUITE\trestic\t1\nPASS\ta\nFAIL\tb\twhy\n'],
])('%s is red', (_, lines) => {
  const { status, stdout } = judge(lines);
  expect(stdout).toContain('UNEXPLAINED restic, personal: ');
  expect(status).toBe(1);
});

test.each([
  ['passed', 'SUITE\trestic\t1\nPASS\ta\n'],
  ['skipped', 'SUITE\trestic\t1\nSKIP\ta\tfor a reason\n'],
])('a suite whose test is %s is green', (_, lines) => {
  expect(judge(lines).status).toBe(0);
});
