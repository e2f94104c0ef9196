import { expect, test } from 'vitest';
import { testWriteAccess } from '../../../src/upload/write-test.ts';
import { serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { failRequest, SessionService } from '../../support/fake-upload-sessions.ts';

test.each([
  ['Backups/db', undefined, 'Can write to Backups/db'],
  ['Backups', 5 * 1024 ** 3, 'Can write to Backups, 5 GiB free'],
  ['', 0, 'Can write to the root, 0 B free'],
])(
  'a folder that takes files is told, with the room that is left: "%s"',
  async (folder, remainingBytes, line) => {
    using world = new FakeHost();
    const service = new SessionService({ remainingBytes });
    await testWriteAccess(service.drive, { host: world, folder });
    expect(world.lines).toEqual([line]);
    expect(service.states).toEqual(['cancelled']);
    expect(service.starts).toEqual([]);
  },
);

test('a probe lies in the folder under a name of its own each time, and would replace nothing', async () => {
  using world = new FakeHost();
  const service = new SessionService();
  for (const folder of ['Backups', 'Backups', ''])
    await testWriteAccess(service.drive, { host: world, folder });
  const paths = service.sessions.map(({ remotePath }) => remotePath);
  expect(paths[0]).toMatch(/^Backups\/onedrive-upload-check-[0-9a-f-]{36}\.tmp$/);
  expect(paths[2]).toMatch(/^onedrive-upload-check-/);
  expect(new Set(paths).size).toBe(3);
  expect(service.sessions.map(({ conflict }) => conflict)).toEqual(['fail', 'fail', 'fail']);
});

test('a folder that may not be written to is the service’s refusal', async () => {
  using world = new FakeHost();
  const refusal = serviceFailure(403);
  const service = new SessionService({ createUploadSession: () => Promise.reject(refusal) });
  await expect(testWriteAccess(service.drive, { host: world, folder: 'in' })).rejects.toBe(refusal);
  expect(world.lines).toEqual([]);
});

test('a probe that cannot be taken back is a failure: its name would stay locked', async () => {
  using world = new FakeHost();
  const service = new SessionService().next('cancel', failRequest(403));
  await expect(testWriteAccess(service.drive, { host: world, folder: 'in' })).rejects.toThrow(
    'refused with HTTP 403',
  );
  expect(world.lines).toEqual([]);
});
