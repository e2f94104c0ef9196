import { utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { fakeUploadContext, planWith, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { recordingDrive } from '../../support/recording-drive.ts';

/** When every file here was modified. */
const longAgoMs = 1_600_000_000_000;

/** By which way a file of that size came, and which times the drive was told. */
async function came(sizeBytes: number, settings: Partial<UploadInputs>) {
  using host = new FakeHost();
  const drive = recordingDrive();
  const file = writePlannedFile(host, 'a.bin', sizeBytes);
  utimesSync(file.localPath, longAgoMs / 1000, longAgoMs / 1000);
  const [outcome] = await uploadFiles(planWith([file]), fakeUploadContext(host, drive, settings));
  return { action: outcome?.action, came: drive.uploads, dated: [...drive.modifiedTimes] };
}

test.each([
  [999, 'put'],
  [1000, 'session'],
  [1001, 'session'],
])('with a threshold of 1000 bytes a file of %i goes by %s', async (sizeBytes, way) => {
  const result = await came(sizeBytes, { sessionThresholdBytes: 1000 });
  expect(result).toEqual({ action: 'uploaded', came: [`${way} replace in/a.bin`], dated: [] });
});

test('an empty file goes by one PUT, whatever the threshold', async () => {
  const result = await came(0, { sessionThresholdBytes: 0 });
  expect(result).toEqual({ action: 'uploaded', came: ['put replace in/a.bin'], dated: [] });
});

test('a time of modification that is kept goes with a session, however small the file', async () => {
  const result = await came(1, { preserveMtime: true });
  expect(result.came).toEqual(['session replace in/a.bin']);
  expect(result.dated).toEqual([['in/a.bin', longAgoMs]]);
});

test('a time of modification that is kept is set afterwards for an empty file', async () => {
  const result = await came(0, { preserveMtime: true });
  expect(result.came).toEqual(['put replace in/a.bin']);
  expect(result.dated).toEqual([['id-0', longAgoMs]]);
});

test.each([
  ['replace', 'replace'],
  ['rename', 'rename'],
  ['fail', 'fail'],
  ['skip', 'fail'],
] as const)('under %s a file is sent with %s, by either way', async (conflictBehavior, conflict) => {
  expect((await came(10, { conflictBehavior })).came).toEqual([`put ${conflict} in/a.bin`]);
  const sessions = { conflictBehavior, sessionThresholdBytes: 10 };
  expect((await came(10, sessions)).came).toEqual([`session ${conflict} in/a.bin`]);
});
