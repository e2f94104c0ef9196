/** What is made of a plan before it is sent, as it arrives: shares of several jobs, archives, checksums. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planArchiveUpload } from '../../../src/plan/archive-plan.ts';
import { selectShard } from '../../../src/plan/shard.ts';
import { writeChecksums } from '../../../src/upload/checksums.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { hasTool, planArchiveOf, runTool, writeTestArchive } from '../../support/archive-tools.ts';
import { fakeUploadContext, planWith, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { GraphFixture } from '../../support/graph-fixture.ts';
import { writeFiles } from '../../support/random-content.ts';

const KiB = 1024;
const settings = { sessionThresholdBytes: 320 * KiB, concurrency: 4 } as const;

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test('four jobs at once fill one new folder, and lose and double nothing', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    const paths = Array.from({ length: 60 }, (_, n) => `new/d${n % 7}/f${n}`);
    const plan = planWith(
      paths.map((path, n) => writePlannedFile(graphFixture.host, path, n % 15 === 0 ? 700 * KiB : 10 + n)),
    );
    const legs = await Promise.all(
      [1, 2, 3, 4].map(async (index) => {
        const work = fakeUploadContext(graphFixture.host, await graphFixture.drive({ kind: 'me' }), settings);
        return uploadFiles(selectShard(plan, { index, total: 4 }), work);
      }),
    );
    expect(legs.flat().map(({ action }) => action)).toEqual(paths.map(() => 'uploaded'));
    expect(
      graphFixture.emulator
        .files()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(paths.map((path) => `in/${path}`).sort());
    for (const { localPath, remotePath } of plan.files)
      expect(readFileSync(localPath).equals(await graphFixture.emulator.read(remotePath))).toBe(true);
  });

  test.each([
    ['zip', 'unzip', ['-tq']],
    ['tar.gz', 'tar', ['tzf']],
  ] as const)(
    'an archive of kind %s arrives whole, and a second one is found to be the same',
    async (kind, tool, args) => {
      await using graphFixture = await GraphFixture.open({ account });
      using host = new FakeHost();
      writeFiles(join(host.tempDir, 'site'), { 'index.html': 900, 'bin/tool': 500 * KiB });
      chmodSync(join(host.tempDir, 'site/bin/tool'), 0o755);
      const archive = await planArchiveOf(join(host.tempDir, 'site'), { kind });
      await using made = await writeTestArchive(archive, host);
      const work = fakeUploadContext(host, await graphFixture.drive({ kind: 'me' }), settings);
      const [outcome] = await uploadFiles(planArchiveUpload(archive, made), work);
      expect(outcome).toMatchObject({ action: 'uploaded', item: { name: `site.${kind}` } });
      const back = join(host.tempDir, `back.${kind}`);
      writeFileSync(back, await graphFixture.emulator.read(`in/site.${kind}`));
      if (hasTool(tool)) expect(() => runTool(tool, [...args, back])).not.toThrow();
      await using again = await writeTestArchive(archive, host);
      expect(again.bytes.equals(readFileSync(back))).toBe(true);
    },
  );

  test.skipIf(!hasTool('sha256sum'))('the list of checksums holds for what is downloaded again', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    using host = new FakeHost();
    const paths = ['empty', 'a/b ü.bin', 'big.bin'];
    const plan = planWith(
      paths.map((path) => writePlannedFile(host, path, { empty: 0, 'big.bin': 700 * KiB }[path] ?? 50)),
    );
    const work = fakeUploadContext(host, await graphFixture.drive({ kind: 'me' }), settings);
    const outcomes = await uploadFiles(plan, work);
    for (const destination of ['in', 'in']) {
      const list = await writeChecksums(outcomes, { name: 'SHA256SUMS', destination, host });
      await uploadFiles(list?.plan ?? planWith([]), work);
      await list?.dispose();
    }
    const back = join(host.tempDir, 'back');
    mkdirSync(join(back, 'a'), { recursive: true });
    for (const path of [...paths, 'SHA256SUMS'])
      writeFileSync(join(back, path), await graphFixture.emulator.read(`in/${path}`));
    expect(runTool('sha256sum', ['-c', 'SHA256SUMS'], back).trim().split('\n')).toHaveLength(3);
    expect(graphFixture.emulator.files()).toHaveLength(4);
  });
});
