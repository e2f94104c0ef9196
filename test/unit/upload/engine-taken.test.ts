import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { failingPutDrive } from '../../support/failing-put-drive.ts';
import {
  driveItem,
  fakeUploadContext,
  openedMs,
  planWith,
  quickXor,
  serviceFailure,
  writePlannedFile,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

const content = randomBytes(90);
const before = openedMs - 5000;
const same = { sizeBytes: 90, quickXorHash: quickXor(content) };
const other = { sizeBytes: 90, quickXorHash: 'another' };
const refusal = serviceFailure(409, { codes: ['nameAlreadyExists'] });

/** What becomes of a file whose name is taken, as the service says when it is sent. */
async function met(
  conflictBehavior: UploadInputs['conflictBehavior'],
  there: Partial<DriveItem> | undefined,
  options: { readonly error?: Error; readonly item?: Drive['findItem']; readonly isGone?: boolean } = {},
): Promise<UploadOutcome | undefined> {
  using host = new FakeHost();
  const file = writePlannedFile(host, 'a.bin', content);
  const error = options.error ?? refusal;
  const look: Drive['findItem'] = async (path) => {
    if (options.isGone) rmSync(file.localPath);
    return there === undefined || path !== file.remotePath ? undefined : driveItem('a.bin', there);
  };
  const drive = failingPutDrive([{ error }], { findItem: options.item ?? look });
  const [outcome] = await uploadFiles(planWith([file]), fakeUploadContext(host, drive, { conflictBehavior }));
  return outcome;
}

const told = (outcome: UploadOutcome | undefined) =>
  outcome?.error === undefined ? outcome?.action : `${outcome.action}: ${formatError(outcome.error)}`;
const isTaken = /^failed: in\/a\.bin is already on the drive, with different content/;

describe('a name that is taken when the file is sent', () => {
  test.each(['skip', 'fail', 'rename', 'replace'] as const)(
    'by the same file is no failure under %s',
    async (how) => {
      const outcome = await met(how, { ...same, createdMs: before });
      expect(outcome).toMatchObject({ action: 'skipped', item: { name: 'a.bin' }, sha256: sha256(content) });
      expect(outcome?.quickXorHash).toBe(same.quickXorHash);
    },
  );

  test.each<[string, Partial<DriveItem>]>([
    ['of the same size that was there before', { ...other, createdMs: before }],
    ['of another size that is new', { ...other, sizeBytes: 91 }],
  ])('by a file %s is skipped under skip, and a failure under fail', async (_, there) => {
    const outcome = await met('skip', there);
    expect(outcome).toMatchObject({ action: 'skipped', item: there });
    expect(outcome?.sha256).toBeUndefined();
    expect(told(await met('fail', there))).toMatch(isTaken);
  });

  // It may be what we sent ourselves, damaged, its reply lost.
  test('by a new file of our size with other bytes is a failure under skip, too', async () => {
    expect(told(await met('skip', other))).toMatch(isTaken);
  });

  test('by an item that cannot be found is a failure', async () => {
    expect(told(await met('skip', undefined))).toMatch(isTaken);
    const item: Drive['findItem'] = () => Promise.reject(serviceFailure(503));
    expect(told(await met('skip', undefined, { item }))).toMatch(isTaken);
  });

  test('by a folder is a failure that says so', async () => {
    const folder = { ...same, isFolder: true, createdMs: before };
    expect(told(await met('skip', folder))).toMatch(/^failed: in\/a\.bin is a folder on the drive/);
  });

  test('is judged without the file when that is gone meanwhile', async () => {
    const outcome = await met('skip', { ...same, createdMs: before }, { isGone: true });
    expect(outcome).toMatchObject({ action: 'skipped', item: same });
    expect(outcome?.sha256).toBeUndefined();
  });
});

test.each([
  ['is refused for another reason', serviceFailure(400)],
  ['breaks our own code', new TypeError('ours')],
])('a file that %s fails by that, even where the same lies already', async (_, error) => {
  const outcome = await met('skip', same, { error });
  expect(outcome).toEqual({ file: outcome?.file, action: 'failed', error });
});

test('a refusal is told with advice that knows the file', async () => {
  expect(
    told(await met('fail', undefined, { error: serviceFailure(400, { codes: ['notSupported'] }) })),
  ).toContain('OneNote');
});

// Under rename, what this run made already is no answer to "did this one arrive, too?".
test('of two equal files none is taken for the other after a lost reply', async () => {
  using host = new FakeHost();
  const drive = failingPutDrive([]);
  const files = ['a 1.bin', 'a.bin'].map((name) => writePlannedFile(host, name, content));
  let tries = 0;
  const put: Drive['putFile'] = async (path, conflict, pieces) => {
    tries += 1;
    if (tries !== 2) return drive.putFile(path, conflict, pieces);
    for await (const _ of pieces.read());
    throw serviceFailure(503);
  };
  const work = fakeUploadContext(host, { ...drive, putFile: put }, { conflictBehavior: 'rename' });
  const outcomes = await uploadFiles(planWith(files), work);
  expect(outcomes.map(({ item }) => item?.name)).toEqual(['a 1.bin', 'a.bin']);
  expect([...drive.stored.keys()].sort()).toEqual(['in/a 1.bin', 'in/a.bin']);
});
