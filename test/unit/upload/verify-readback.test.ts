import { describe, expect, test } from 'vitest';
import type { FileDigest } from '../../../src/files/hash.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import { downloadSha256, verifyItem } from '../../../src/upload/verify.ts';
import { driveItem, fakeDrive, fakeUploadContext, plannedFile, quickXor } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

const content = randomBytes(1000);
const digest = { sha256: sha256(content), quickXorHash: quickXor(content) };
const file = plannedFile('in/a.bin', 1000);
const good = driveItem('a.bin', { sizeBytes: 1000, quickXorHash: digest.quickXorHash });

/** A drive that gives these attempts back for an item, one after the other, each in pieces; the last is the good one. */
function giving(...attempts: readonly Uint8Array[]): Drive & { readonly asked: string[] } {
  const asked: string[] = [];
  const download: Drive['downloadItem'] = async (itemId, begin) => {
    asked.push(itemId);
    for (const attempt of attempts) {
      const take = begin();
      take(attempt.subarray(0, 300));
      take(attempt.subarray(300));
    }
  };
  return { ...fakeDrive({ downloadItem: download }), asked };
}

describe('the checksum of what the drive gives back', () => {
  test('is that of its bytes', async () => {
    const drive = giving(content);
    expect(await downloadSha256(drive, 'id-7')).toBe(sha256(content));
    expect(drive.asked).toEqual(['id-7']);
  });

  test('knows nothing of attempts that broke off', async () => {
    expect(await downloadSha256(giving(content.subarray(0, 400), content), 'id')).toBe(sha256(content));
  });
});

describe('verify: readback', () => {
  /** Examines an item on a drive that gives that back. */
  async function examined(
    item: DriveItem,
    given: Uint8Array,
    { verify = 'readback', sent }: { verify?: UploadInputs['verify']; sent?: FileDigest | undefined } = {
      sent: digest,
    },
  ) {
    using host = new FakeHost();
    const drive = giving(given);
    const look: Drive['findItem'] = async () => item;
    const work = fakeUploadContext(host, { ...drive, findItem: look }, { verify });
    return { ...(await verifyItem(work, file, { item, digest: sent })), asked: drive.asked };
  }

  test('reads back what is good by its hash', async () => {
    expect(await examined(good, content)).toEqual({ comparison: 'same', item: good, asked: [good.id] });
  });

  test('sees a damage that the hash does not tell of', async () => {
    const { comparison, item } = await examined(good, randomBytes(1000, 2));
    expect([comparison, item]).toEqual(['different', good]);
  });

  test('knows for sure where the drive has no hash', async () => {
    const bare = { ...good, quickXorHash: undefined };
    expect(await examined(bare, content)).toMatchObject({ comparison: 'same', item: bare });
    expect(await examined(bare, randomBytes(1000, 2))).toMatchObject({ comparison: 'different' });
  });

  test('reads nothing back that is damaged by its hash already', async () => {
    const damaged = { ...good, quickXorHash: 'another' };
    expect(await examined(damaged, content)).toEqual({ comparison: 'different', item: damaged, asked: [] });
  });

  test('never calls good what was sent without a hash', async () => {
    const bare = { ...good, quickXorHash: undefined };
    expect(await examined(bare, content, {})).toMatchObject({ comparison: 'different' });
  });

  test.each(['hash', 'size', 'off'] as const)('is not what verify: %s does', async (verify) => {
    expect(await examined(good, content, { verify, sent: digest })).toMatchObject({
      comparison: 'same',
      asked: [],
    });
  });
});
