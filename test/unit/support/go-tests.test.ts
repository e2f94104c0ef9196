/** test/peers/go-tests.js, which reads the log of another project's Go tests. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-go-tests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function outcomesOf(...lines: readonly string[]): string[] {
  const log = join(folder, 'log');
  writeFileSync(log, lines.join('\n'));
  const { stdout } = spawnSync(process.execPath, ['test/peers/go-tests.js', log], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

test('each test is told once, and one that consists of others by them', () => {
  const log = ['=== RUN   TestA', '--- PASS: TestA (0.00s)', '    --- PASS: TestA/x (0.00s)'];
  expect(outcomesOf(...log, '--- SKIP: TestB (0.00s)', 'PASS')).toEqual(['PASS\tTestA/x', 'SKIP\tTestB']);
});

test.each([
  ['without an end', ['--- PASS: TestA (0.00s)']],
  ['that ended as failed without a failed test', ['--- PASS: TestA (0.00s)', 'FAIL']],
])('a log %s is a failure of the run itself', (_, lines) => {
  expect(outcomesOf(...lines)).toContainEqual(expect.stringMatching(/^FAIL\tthe run itself/));
});

test('a failed test is enough for a run that ended as failed', () => {
  expect(outcomesOf('--- FAIL: TestA (0.00s)', 'FAIL')).toEqual([expect.stringMatching(/^FAIL\tTestA\t/)]);
});
