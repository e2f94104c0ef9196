import { expect, test } from 'vitest';
import { testWriteAccess } from '../../../src/run/write-test.ts';
import { driveItem, serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { failRequest, SessionService } from '../../support/fake-upload-sessions.ts';

/** Every path is a folder that is there. */
const findItem = async (path: string) => driveItem(path, { isFolder: true });

test.each([
  ['Backups/db', undefined, 'Can write to Backups/db'],
  ['Backups', 5 * 1024 ** 3, 'Can write to Backups, 5 GiB free'],
  ['', 0, 'Can write to the root, 0 B free'],
])(
  'a folder that takes files is told, with the room that is left: "%s"',
  async (folder, remainingBytes, line) => {
    using host = new FakeHost();
    const service = new SessionService({ remainingBytes, findItem });
    await testWriteAccess(service.drive, { host, folder });
    expect(host.lines).toEqual([line]);
    expect(service.states).toEqual(['cancelled']);
    expect(service.starts).toEqual([]);
  },
);

test('the write test uses a new name in the folder each time, and would replace nothing', async () => {
  using host = new FakeHost();
  const service = new SessionService({ findItem });
  for (const folder of ['Backups', 'Backups', '']) await testWriteAccess(service.drive, { host, folder });
  const paths = service.sessions.map(({ remotePath }) => remotePath);
  expect(paths[0]).toMatch(/^Backups\/onedrive-upload-check-[0-9a-f-]{36}\.tmp$/);
  expect(paths[2]).toMatch(/^onedrive-upload-check-/);
  expect(new Set(paths).size).toBe(3);
  expect(service.sessions.map(({ conflict }) => conflict)).toEqual(['fail', 'fail', 'fail']);
});

test('a folder that is not there is tested in the one above it, and not created', async () => {
  using host = new FakeHost();
  const exists = async (path: string) => (path === 'Backups' ? findItem(path) : undefined);
  const service = new SessionService({ findItem: exists });
  await testWriteAccess(service.drive, { host, folder: 'Backups/db/2026' });
  expect(service.sessions[0]?.remotePath).toMatch(/^Backups\/onedrive-upload-check-/);
  expect(host.lines).toEqual([
    'Can write to Backups/db/2026',
    'Backups/db/2026 is not there yet, so Backups was tested: an upload creates it',
  ]);
});

test('a folder that cannot be written to gives the service’s refusal', async () => {
  using host = new FakeHost();
  const refusal = serviceFailure(403);
  const service = new SessionService({ createUploadSession: () => Promise.reject(refusal) });
  await expect(testWriteAccess(service.drive, { host, folder: 'in' })).rejects.toBe(refusal);
  expect(host.lines).toEqual([]);
});

test('a write test that cannot be undone is a failure, because its name stays locked', async () => {
  using host = new FakeHost();
  const service = new SessionService().next('cancel', failRequest(403));
  await expect(testWriteAccess(service.drive, { host, folder: 'in' })).rejects.toThrow(
    'refused with HTTP 403',
  );
  expect(host.lines).toEqual([]);
});
