import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import { LocalFile } from '../../../src/files/local-file.ts';
import type { GraphConflictBehavior } from '../../../src/graph/content.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { uploadWithPut } from '../../../src/upload/simple-upload.ts';
import { failingPutDrive, type PutFailure } from '../../support/failing-put-drive.ts';
import {
  driveItem,
  fakeUploadContext,
  openedMs,
  quickXor,
  serviceFailure,
  writePlannedFile,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes } from '../../support/random-content.ts';

const content = randomBytes(700_000);
const beginning = content.subarray(0, 300_000);
/** The first bytes of `a.bin`, as a broken PUT leaves them. */
const torn = driveItem('a.bin', {
  id: 'torn',
  sizeBytes: beginning.length,
  quickXorHash: quickXor(beginning),
  eTag: '"torn"',
});
const whole = driveItem('a.bin', { id: 'torn', sizeBytes: 700_000, quickXorHash: quickXor(content) });
const lost: PutFailure = { error: serviceFailure(0), afterStep: 'nothing' };
const taken: PutFailure = {
  error: serviceFailure(409, { codes: ['nameAlreadyExists'] }),
  afterStep: 'reading',
};

interface Scene {
  readonly there: DriveItem;
  readonly conflict?: GraphConflictBehavior;
  readonly mishaps?: readonly PutFailure[];
  /** What becomes of the PUTs over the item, in order; none is a success. */
  readonly over?: readonly unknown[];
  /** The item as later look-ups find it. */
  readonly later?: DriveItem;
}

/** Sends the file to a drive where that item lies; answers what came of it and which items were written over. */
async function sent({ there, conflict = 'fail', mishaps = [lost, taken], over = [], later }: Scene) {
  using host = new FakeHost();
  const replaced: { readonly remotePath: string; readonly eTag: string }[] = [];
  let looks = 0;
  const more: Partial<Drive> = {
    findItem: async () => (later !== undefined && looks++ > 0 ? later : there),
    async putFileIfUnchanged(item, pieces) {
      const error = over[replaced.length];
      replaced.push(item);
      if (error !== undefined) throw error;
      for await (const _ of pieces.read());
      return { item: whole, created: false };
    },
  };
  const drive = failingPutDrive(mishaps, more);
  drive.stored.set('in/a.bin', there);
  const file = writePlannedFile(host, 'a.bin', content);
  const source = await LocalFile.open(file.localPath, file.sizeBytes);
  const arrival = await uploadWithPut(fakeUploadContext(host, drive), file, { source, conflict })
    .catch((error: unknown) => ({ error }))
    .finally(() => source.close());
  return { arrival, replaced, waits: host.clock.waits };
}

describe('after a lost reply', () => {
  test.each<GraphConflictBehavior>(['fail', 'rename'])(
    'our beginning is written over, under %s',
    async (conflict) => {
      const { arrival, replaced } = await sent({ there: torn, conflict });
      expect(arrival).toEqual({ item: whole, created: true });
      expect(replaced).toEqual([{ remotePath: 'in/a.bin', eTag: '"torn"' }]);
    },
  );

  test('an empty file of this run is our beginning, hash or not', async () => {
    const { replaced } = await sent({ there: { ...torn, sizeBytes: 0, quickXorHash: undefined } });
    expect(replaced).toHaveLength(1);
  });

  test('a hash that comes late is waited for', async () => {
    const { replaced, waits } = await sent({ there: { ...torn, quickXorHash: undefined }, later: torn });
    expect(replaced).toHaveLength(1);
    expect(waits).toContain(1500);
  });

  test.each<[string, Partial<DriveItem>]>([
    ['that was there before the run', { createdMs: openedMs - 5000 }],
    ['that is a folder', { isFolder: true }],
    ['that is longer', { sizeBytes: 700_001 }],
  ])('an item %s is not ours: the refusal stands', async (_, more) => {
    const { arrival, replaced } = await sent({ there: { ...torn, ...more } });
    expect(arrival).toEqual({ error: taken.error });
    expect(replaced).toEqual([]);
  });

  test.each<[string, Partial<DriveItem>, string]>([
    ['with another hash', { quickXorHash: 'another' }, 'they differ from the start of this file'],
    ['without a hash', { quickXorHash: undefined }, 'the drive gives no hash for it'],
    ['of our size with another hash', { sizeBytes: 700_000 }, 'they differ from the start of this file'],
    ['without an eTag', { eTag: '' }, 'it has no eTag'],
  ])('a new item %s is not touched, and said', async (_, more, why) => {
    const { arrival, replaced } = await sent({ there: { ...torn, ...more } });
    expect(arrival).toMatchObject({ error: { message: expect.stringContaining(why), kind: 'service' } });
    expect(replaced).toEqual([]);
  });

  // Both are recorded: a PATCH has the first code, a PUT the second (abraunegg/onedrive#24).
  test.each(['resourceModified', 'notAllowed'])(
    'a beginning that changed meanwhile is looked at again: %s',
    async (code) => {
      const changed = serviceFailure(412, {
        codes: [code],
        message: "ETag does not match current item's value",
      });
      const { arrival, replaced } = await sent({ there: torn, over: [changed] });
      expect(arrival).toEqual({ item: whole, created: true });
      expect(replaced).toHaveLength(2);
    },
  );

  test('a beginning that cannot be replaced is red, with its size and what to do', async () => {
    const { arrival } = await sent({ there: torn, over: [taken.error] });
    expect(arrival).toMatchObject({
      error: {
        message: expect.stringContaining('in/a.bin has only the first 293.0 KiB (300000) of 700000 bytes'),
        hint: 'delete it, and run again',
      },
    });
  });

  test('a look that fails for now does not end the file, until all hangs on it', async () => {
    using host = new FakeHost();
    const item = async () => Promise.reject(serviceFailure(503));
    for (const [mishaps, isLost] of [
      [[lost], false],
      [[lost, taken], true],
    ] as const) {
      const drive = failingPutDrive(mishaps, { findItem: item });
      const file = writePlannedFile(host, 'a.bin', content);
      const source = await LocalFile.open(file.localPath, file.sizeBytes);
      const sending = uploadWithPut(fakeUploadContext(host, drive), file, { source, conflict: 'fail' });
      if (isLost) await expect(sending).rejects.toThrow('HTTP 503');
      else expect((await sending).item.sizeBytes).toBe(700_000);
      await source.close();
    }
  });

  test('a beginning that comes to light late, under rename, is named in a warning', async () => {
    using host = new FakeHost();
    let listings = 0;
    const late = { ...torn, name: 'a 1.bin' };
    const drive = failingPutDrive([lost], { listChildren: async () => (listings++ === 0 ? [] : [late]) });
    const file = writePlannedFile(host, 'a.bin', content);
    const source = await LocalFile.open(file.localPath, file.sizeBytes);
    const arrival = await uploadWithPut(fakeUploadContext(host, drive), file, {
      source,
      conflict: 'rename',
    });
    await source.close();
    expect(arrival.item.sizeBytes).toBe(700_000);
    expect(host.warnings).toEqual([
      'in/a 1.bin (293.0 KiB) is an incomplete copy of in/a.bin, left by a broken connection: check it, and delete it',
    ]);
  });
});

test('a name that is taken without a lost reply is never ours', async () => {
  const { arrival, replaced } = await sent({ there: torn, mishaps: [taken] });
  expect(arrival).toEqual({ error: taken.error });
  expect(replaced).toEqual([]);
});

describe('a file whose attempts are used up', () => {
  const read: PutFailure = { error: serviceFailure(0), afterStep: 'reading' };
  const shorter = driveItem('a.bin', { sizeBytes: 300_000, createdMs: openedMs - 99_999 });

  /** Sends it to a drive on which every PUT breaks; answers the failure. */
  async function cut(more: Partial<Drive>, mishap = read, conflict: GraphConflictBehavior = 'replace') {
    using host = new FakeHost();
    const drive = failingPutDrive(
      Array.from({ length: 9 }, () => mishap),
      more,
    );
    const file = writePlannedFile(host, 'a.bin', content);
    const source = await LocalFile.open(file.localPath, file.sizeBytes);
    const error: unknown = await uploadWithPut(fakeUploadContext(host, drive, { retries: 1 }), file, {
      source,
      conflict,
    })
      .catch((cause: unknown) => cause)
      .finally(() => source.close());
    return formatError(error);
  }
  const silent = (): Promise<never> => Promise.reject(serviceFailure(503));

  test.each<[string, Partial<Drive>, string | undefined]>([
    ['a shorter file of this run', { findItem: async () => shorter }, '300000) of 700000 bytes, may be'],
    ['nothing', { findItem: async () => undefined }, undefined],
    ['a file of before', { findItem: async () => ({ ...shorter, modifiedMs: openedMs - 9999 }) }, undefined],
    ['a folder', { findItem: async () => ({ ...shorter, isFolder: true }) }, undefined],
    ['a longer file', { findItem: async () => ({ ...shorter, sizeBytes: 700_001 }) }, undefined],
  ])('speaks of what is left when the look finds %s', async (_, more, words) => {
    const text = await cut(more);
    expect(text).toContain('refused with HTTP 0');
    if (words === undefined) expect(text).not.toContain('cut off');
    else expect(text).toContain(words);
  });

  test.each([
    ['business', true],
    ['documentLibrary', true],
    ['personal', false],
  ] as const)('says when the look fails, too, what a %s drive may keep: %s', async (kind, isSaid) => {
    let looks = 0;
    const item: Drive['findItem'] = () => {
      looks += 1;
      return looks > 1 ? silent() : Promise.resolve(undefined);
    };
    const text = await cut({ findItem: item, kind });
    expect(text.includes('an incomplete file may be there now. Do not use that file')).toBe(isSaid);
    expect(looks).toBe(2);
  });

  test('is not looked for when nothing of it was read', async () => {
    const text = await cut({ findItem: async () => shorter }, lost);
    expect(text).not.toContain('cut off');
  });
});
