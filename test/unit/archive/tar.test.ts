import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hasTool, planArchiveOf, runTool, writeTestArchive } from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

test('a tar.gz tells neither when nor on which system it was compressed', async () => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  where.writeFiles({ 'site/a': 100_000 });
  await using made = await writeTestArchive(
    await planArchiveOf(join(where.path, 'site'), { kind: 'tar.gz' }),
    host,
  );
  expect([...made.bytes.subarray(0, 3)]).toEqual([0x1f, 0x8b, 8]);
  expect(made.bytes.readUInt32LE(4)).toBe(0);
  expect(made.bytes[9]).toBe(255);
});

test.skipIf(!hasTool('tar'))('a tar.gz is nobody’s: whoever unpacks it owns it', async () => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  where.writeFiles({ 'site/a': 1 });
  where.createLink('site/l', 'a');
  await using made = await writeTestArchive(
    await planArchiveOf(join(where.path, 'site'), { kind: 'tar.gz' }),
    host,
  );
  const lines = runTool('tar', ['tvzf', made.localPath, '--numeric-owner']).trim().split('\n');
  expect(lines.map((line) => line.split(/\s+/)[1])).toEqual(['0/0', '0/0']);
});

test.skipIf(!hasTool('tar')).each([
  [-1, '1969-12-31 23:59:59', 'a pax record'],
  [0, '1970-01-01 00:00:00', 'its header'],
  [2_147_483_647, '2038-01-19 03:14:07', 'its header'],
  [2_147_483_648, '2038-01-19 03:14:08', 'a pax record'],
  [9_999_999_999, '2286-11-20 17:46:39', 'a pax record'],
])('a file of second %s is of %s in a tar.gz, told in %s', async (second, time, place) => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  where.writeFiles({ 'site/a': 1 });
  const modified = new Date(second * 1000);
  utimesSync(join(where.path, 'site/a'), modified, modified);
  const plan = await planArchiveOf(join(where.path, 'site'), { kind: 'tar.gz' });
  await using made = await writeTestArchive(plan, host);
  expect(runTool('tar', ['tvzf', made.localPath, '--utc', '--full-time'])).toContain(` ${time} a`);
  expect(gunzipSync(made.bytes).includes('PaxHeader')).toBe(place === 'a pax record');
});
