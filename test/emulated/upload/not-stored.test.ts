/** Answers that say "stored" for what is not on the drive: a proxy's, a filter's. */
import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const size = 3;

/** A drive in front of which something answers the first PUTs itself. */
async function answered(
  times: number,
  { name = 'lost.txt', sizeBytes = size, account = 'business' as 'business' | 'personal', body = {} } = {},
) {
  const fixture = await UploadFixture.open({ account });
  fixture.writeFiles({ [name]: sizeBytes });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: name },
    times,
    do: {
      kind: 'status',
      status: 201,
      body: { id: 'x', name, size: sizeBytes, file: { hashes: {} }, ...body },
    },
  });
  return fixture;
}

const sent = (fixture: UploadFixture) =>
  fixture.emulator.requestLog.filter(({ surface, method }) => surface === 'graph' && method === 'PUT').length;

describe.each(['hash', 'size', 'readback'])('with verify: %s, a file that was never stored', (verify) => {
  test.each(['replace', 'rename', 'fail', 'skip'])('is sent once more, under %s', async (behavior) => {
    await using fixture = await answered(1);
    const report = await fixture.run({ verify, 'conflict-behavior': behavior });
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect(fixture.fileRows()).toMatchObject([{ action: 'uploaded', name: 'lost.txt', size }]);
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(sent(fixture)).toBe(2);
  });

  test.each([size, 0])('twice is red by name, with %i bytes', async (sizeBytes) => {
    await using fixture = await answered(99, { sizeBytes });
    const report = await fixture.run({ verify, checksums: 'SHA256SUMS' });
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toContain(
      'in/lost.txt did not arrive: it was sent twice and twice reported as stored, but the drive does not have it',
    );
    expect(fixture.host.notices.join('\n')).not.toContain('gave no hash');
  });
});

test('what lay there before is not taken for the file, although it is as large', async () => {
  await using fixture = await answered(99);
  await fixture.emulator.seed('in/lost.txt', 'old', fixture.emulator.credentials.driveId);
  fixture.emulator.settings.omitHashes = true;
  fixture.host.clock.advance(60_000);
  expect((await fixture.run()).result).toBe('failed');
  expect(fixture.host.errors.join('\n')).toContain('did not arrive');
});

test('an Office file that was never stored is no rewritten one', async () => {
  await using fixture = await answered(99, { name: 'a.docx', body: { size: 5 } });
  expect((await fixture.run()).result).toBe('failed');
  expect(fixture.host.errors.join('\n')).toContain('in/a.docx did not arrive');
});

test('under skip nobody’s file that appeared meanwhile is replaced by the second attempt', async () => {
  await using fixture = await answered(1);
  let sleeps = 0;
  fixture.host.clock.onSleep = () => {
    sleeps += 1;
    if (sleeps === 3)
      void fixture.emulator.seed('in/lost.txt', 'theirs, longer', fixture.emulator.credentials.driveId);
  };
  await fixture.run({ 'conflict-behavior': 'skip' });
  expect(String(await fixture.emulator.read('in/lost.txt'))).toBe('theirs, longer');
});

test('two files that got one false id twice are each told by name', async () => {
  await using fixture = await answered(99);
  fixture.writeFiles({ 'other.txt': size });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: 'other.txt' },
    times: 99,
    do: { kind: 'status', status: 201, body: { id: 'x', name: 'other.txt', size, file: {} } },
  });
  await fixture.run();
  const errors = fixture.host.errors.join('\n');
  expect(errors).toContain('in/lost.txt did not arrive');
  expect(errors).toContain('in/other.txt did not arrive');
});

test('two files that got one false id are both sent again, and are no collision', async () => {
  await using fixture = await answered(1);
  fixture.writeFiles({ 'other.txt': size });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT', path: 'other.txt' },
    do: { kind: 'status', status: 201, body: { id: 'x', name: 'other.txt', size, file: {} } },
  });
  const report = await fixture.run({ concurrency: '2' });
  expect(report.result).toBe('uploaded');
  expect((await fixture.compare()).wrong).toEqual([]);
});

test.each([size, 0])('a drive without hashes that has the file is green, at %i bytes', async (sizeBytes) => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.txt': sizeBytes });
  fixture.emulator.settings.omitHashes = true;
  expect((await fixture.run({ verify: 'size' })).result).toBe('uploaded');
  expect(fixture.host.clock.waits).toEqual([]);
});

test('an answer with the hash needs no look', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.txt': size });
  const looks = async (verify: string) => {
    const before = fixture.emulator.requestLog.length;
    await fixture.run({ verify });
    return fixture.emulator.requestLog.length - before;
  };
  await looks('off');
  expect(await looks('hash')).toBe(await looks('off'));
  expect(await looks('size')).toBe(await looks('off'));
});

test('verify: off believes the answer', async () => {
  await using fixture = await answered(99);
  expect((await fixture.run({ verify: 'off' })).result).toBe('uploaded');
});

/** A file of three fragments, in front of which something answers the PUTs to its session. */
async function inSession({ after = 0, times = 1 }) {
  const sizeBytes = 3 * 327_680;
  const fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'b.bin': sizeBytes });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    after,
    times,
    do: { kind: 'status', status: 201, body: { id: 'zz', name: 'b.bin', size: sizeBytes, file: {} } },
  });
  return fixture;
}
const fragments = { 'session-threshold': '0', 'chunk-size': '320KiB' };

describe('a session whose PUT is answered with the whole file', () => {
  test.each([0, 1, 2])('at fragment %i, which nobody stored, arrives all the same', async (after) => {
    await using fixture = await inSession({ after });
    expect((await fixture.run(fragments)).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(fixture.fileRows()).toMatchObject([{ action: 'uploaded', name: 'b.bin' }]);
  });

  test.each([0, 2])('from fragment %i on every time is red by name', async (after) => {
    await using fixture = await inSession({ after, times: 999 });
    expect((await fixture.run(fragments)).result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toContain(
      'in/b.bin: the server says that it has the whole file after',
    );
  });
});

test.each([
  [2, 'uploaded'],
  [9, 'failed'],
])('a drive without hashes that shows a file after %i look-ups: %s', async (lag, result) => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.txt': size });
  await fixture.emulator.seed('in/b.txt', 'x', fixture.emulator.credentials.driveId);
  fixture.emulator.settings.omitHashes = true;
  fixture.emulator.settings.visibilityLagRequests = lag;
  expect((await fixture.run()).result).toBe(result);
  expect((await fixture.compare()).wrong).toEqual([]);
});
