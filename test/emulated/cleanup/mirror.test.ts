import { describe, expect, test } from 'vitest';
import { listFilePaths, runUploadAndCleanup } from '../../support/emulated-cleanup.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const mirror = { mirror: true, maxDelete: 50 };

async function occupied(account: 'personal' | 'business', paths: readonly string[]): Promise<UploadFixture> {
  const fixture = await UploadFixture.open({ account });
  for (const path of paths)
    await fixture.emulator.seed(path, `old ${path}`, fixture.emulator.credentials.driveId);
  fixture.host.clock.advance(60_000);
  return fixture;
}

describe.each(['personal', 'business'] as const)('a mirror on a %s drive', (account) => {
  test('leaves in the folder what the run named, and everything outside of it', async () => {
    await using fixture = await occupied(account, [
      ...['in/a.txt', 'in/old.txt', 'in/sub/B.TXT', 'in/sub/old.txt', 'in/gone/x/1', 'in/gone/2', 'out.txt'],
      ...['in2/x', "in/it's #1 %20 & 😀/old.txt", 'in/cafe\u0301/old.txt'],
    ]);
    const files = { 'a.txt': 10, 'sub/b.txt': 0, "it's #1 %20 & 😀/new.txt": 5, 'big.bin': 5_000_000 };
    const result = await runUploadAndCleanup(fixture, { inputs: mirror, destination: 'in', files });
    expect(result.failures).toEqual([]);
    expect(listFilePaths(fixture)).toEqual([
      ...['in/a.txt', 'in/big.bin', "in/it's #1 %20 & 😀/new.txt", 'in/sub/B.TXT', 'in2/x', 'out.txt'],
    ]);
    expect(result.deletedCount).toBe(6);
    expect(fixture.host.lines).toContain('deleted in/gone (2 files)');
  });

  test('lists every page of a large folder, and refuses before the first deletion', async () => {
    const many = Array.from({ length: 1000 }, (_, number) => `in/extra/${number}`);
    await using fixture = await occupied(account, many);
    const night = { destination: 'in', files: { 'a.txt': 10 } };
    const refusal = await runUploadAndCleanup(fixture, { ...night, inputs: { ...mirror, maxDelete: 999 } });
    expect(refusal.failures[0]?.message).toContain('1000 items would be deleted, but max-delete is 999');
    expect(listFilePaths(fixture)).toHaveLength(1001);
    expect(fixture.emulator.requestLog.filter(({ method }) => method === 'DELETE')).toEqual([]);
    const result = await runUploadAndCleanup(fixture, { ...night, inputs: { ...mirror, maxDelete: 1000 } });
    expect(result.deletedCount).toBe(1000);
    expect(listFilePaths(fixture)).toEqual(['in/a.txt']);
  });

  test('deletes nothing after a failed upload', async () => {
    await using fixture = await occupied(account, ['in/old.txt', 'in/sub/old.txt']);
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT', path: 'bad.txt' },
      times: 100,
      do: { kind: 'status', status: 403 },
    });
    const files = { 'good.txt': 10, 'bad.txt': 10 };
    const result = await runUploadAndCleanup(fixture, { inputs: mirror, destination: 'in', files });
    expect(result.outcomes.filter(({ action }) => action === 'failed')).toHaveLength(1);
    expect(listFilePaths(fixture)).toEqual(['in/good.txt', 'in/old.txt', 'in/sub/old.txt']);
  });

  test('leaves what others add and change while it runs', async () => {
    await using fixture = await occupied(account, ['in/old.txt', 'in/edited.txt', 'in/sub/1', 'in/sub/2']);
    const { driveId } = fixture.emulator.credentials;
    const result = await runUploadAndCleanup(fixture, {
      inputs: mirror,
      destination: 'in',
      files: { 'a.txt': 10 },
      async duringUpload() {
        for (const path of ['in/edited.txt', 'in/added.txt', 'in/sub/3'])
          await fixture.emulator.seed(path, 'theirs', driveId);
      },
    });
    expect(listFilePaths(fixture)).toEqual([
      'in/a.txt',
      'in/added.txt',
      'in/edited.txt',
      'in/sub/1',
      'in/sub/2',
      'in/sub/3',
    ]);
    expect(result.kept.map(({ path }) => path).sort()).toEqual(['in/edited.txt', 'in/sub']);
  });

  test('counts as done what is gone already, and names what is locked', async () => {
    await using fixture = await occupied(account, ['in/1.txt', 'in/2.txt', 'in/3.txt']);
    // The reply of one deletion is lost: sent again, it finds nothing.
    fixture.emulator.addFault({ on: { surface: 'graph', method: 'DELETE' }, do: { kind: 'lost-reply' } });
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'DELETE' },
      do: { kind: 'status', status: 423, code: 'resourceLocked', message: 'The resource is locked.' },
    });
    const result = await runUploadAndCleanup(fixture, {
      inputs: mirror,
      destination: 'in',
      files: { 'a.txt': 10 },
    });
    expect(result.deletedCount).toBe(2);
    expect(result.failures.map(({ message }) => message)).toEqual([
      expect.stringContaining('was not deleted'),
    ]);
    expect(listFilePaths(fixture)).toHaveLength(2);
  });
});
