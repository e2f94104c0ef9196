import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { CancelledFailure, Failure, UsageFailure } from '../../../src/core/errors.ts';
import type { DownloadContext, DownloadOutcome } from '../../../src/download/context.ts';
import { downloadFiles } from '../../../src/download/engine.ts';
import { ExpectedChecksums } from '../../../src/download/expected-checksums.ts';
import { LocalPaths } from '../../../src/download/local-paths.ts';
import {
  type DownloadReport,
  downloadResultOf,
  formatDownloadManifest,
  logDownloadReport,
} from '../../../src/download/manifest.ts';
import { partialFileName } from '../../../src/download/partial-file.ts';
import type { RemoteFile, RemoteTree } from '../../../src/download/tree.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import {
  driveItem,
  fakeDrive,
  fakeUploadContext,
  quickXor,
  serviceFailure,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

let world: FakeHost;
beforeEach(() => {
  world = new FakeHost();
});
afterEach(() => world[Symbol.dispose]());

const content = Buffer.from('content');

function wanted(name: string): RemoteFile {
  const item = driveItem(name, { sizeBytes: content.length, quickXorHash: quickXor(content) });
  return { remotePath: `from/${name}`, relativePath: name, name, sizeBytes: content.length, item };
}

function treeOf(names: readonly string[]): RemoteTree {
  const files = names.map(wanted);
  return {
    files,
    folders: [''],
    refused: [],
    leftOut: [],
    unlisted: [],
    totalBytes: files.length * content.length,
  };
}

/** Brings three files, one at a time, from a drive that does what the test says with their content. */
function bringThree(give: Drive['readContent'], reached: (file: unknown, byte: number) => void = () => {}) {
  const drive = fakeDrive({
    readContent: give,
    findItem: async (path) => wanted(path.slice('from/'.length)).item,
  });
  const { host, retry, concurrency, bandwidth } = fakeUploadContext(world, drive, { concurrency: 1 });
  const watcher = { started: () => {}, reached, finished: () => {} };
  const shared = {
    drive,
    host,
    retry,
    concurrency,
    bandwidth,
    events: watcher,
    localPaths: new LocalPaths(),
    checksums: new ExpectedChecksums(),
    decryption: undefined,
  };
  const work: DownloadContext = { ...shared, into: world.tempDir, overwrite: false };
  return downloadFiles(treeOf(['a', 'b', 'c']), work);
}

const give: Drive['readContent'] = async (_, { onStart: begin }) => {
  await begin({ startByte: 0, totalBytes: content.length })(content);
};

test('one bad file never stops the others', async () => {
  const { files } = await bringThree((id, asked) => {
    if (id === 'id-of-a') throw serviceFailure(403);
    return give(id, asked);
  });
  expect(files.map(({ action }) => action)).toEqual(['failed', 'downloaded', 'downloaded']);
  expect(readdirSync(world.tempDir)).toEqual(['b', 'c']);
});

test('what cannot be cleared away of an earlier state keeps nothing from coming', async () => {
  const { item } = wanted('a');
  const outdated = partialFileName('drive-1', { ...item, quickXorHash: 'of another state' });
  mkdirSync(join(world.tempDir, outdated));
  const { files } = await bringThree(give);
  expect(files.map(({ action }) => action)).toEqual(['downloaded', 'downloaded', 'downloaded']);
});

test.each([
  ['a full disk', Object.assign(new Error('full'), { code: 'ENOSPC' }), 'file'],
  ['a refused sign-in', undefined, 'sign-in'],
] as const)('%s is the same for every file: the rest is not tried', async (_, cause, kind) => {
  const asked: string[] = [];
  const { files } = await bringThree((id) => {
    asked.push(id);
    throw new Failure('no more of this', { code: 'unexpected', kind, ...(cause && { cause }) });
  });
  expect(asked).toEqual(['id-of-a']);
  expect(files.map(({ error }) => String(error))).toEqual([
    'Failure: no more of this',
    ...Array(2).fill('Failure: not tried, because no more of this'),
  ]);
});

test('a run that is cancelled fails what has not come, and ends', async () => {
  const { files } = await bringThree(async () => {
    world.cancel(new CancelledFailure());
    throw new CancelledFailure();
  });
  expect(downloadResultOf(files, [])).toBe('cancelled');
});

test('a bearer that is refused is renewed once', async () => {
  let times = 0;
  const { files } = await bringThree((id, asked) => {
    times += 1;
    if (times === 1) throw serviceFailure(401);
    return give(id, asked);
  });
  expect(downloadResultOf(files, [])).toBe('downloaded');
});

test.each([
  ['of another size', 'other', 5],
  ['that has no end', 'x'.repeat(100), undefined],
] as const)('an answer %s is not taken for the file', async (_, body, totalBytes) => {
  const positions: number[] = [];
  let times = 0;
  const { files } = await bringThree(
    async (id, asked) => {
      times += 1;
      if (times > 1) return give(id, asked);
      await asked.onStart({ startByte: 0, totalBytes })(Buffer.from(body));
    },
    (_, byte) => positions.push(byte),
  );
  expect(positions).toEqual([0, 7, 7, 7]);
  expect(downloadResultOf(files, [])).toBe('downloaded');
});

test('answers that end before they began are not asked for without end', async () => {
  const { files } = await bringThree(async (_, { onStart: begin }) => {
    begin({ startByte: 0, totalBytes: content.length });
  });
  expect(files.map(({ error }) => String(error))).toEqual(
    ['a', 'b', 'c'].map((name) => `ServiceFailure: from/${name}: the answer ended too early`),
  );
});

function accountOf(files: readonly DownloadOutcome[], errors: readonly unknown[] = []): DownloadReport {
  return {
    ...{
      result: downloadResultOf(files, errors),
      emulator: false,
      driveId: 'd',
      remotePath: 'from',
      into: '/here',
    },
    ...{ files, errors, passedOver: ['n-2'], leftOut: [], startedMs: 0, endedMs: 2000 },
  };
}

const came: DownloadOutcome = { file: wanted('a\nb'), action: 'downloaded', sha256: 'abc' };
const bad: DownloadOutcome = { file: wanted('b'), action: 'failed', error: serviceFailure(403) };

test.each([
  ['all came', accountOf([came]), 0],
  ['nothing was to come', accountOf([]), 0],
  ['a file failed', accountOf([came, bad]), 1],
  ['bad input', accountOf([], [new UsageFailure(['x'])]), 2],
  ['a refused sign-in', accountOf([], [new Failure('x', { code: 'unexpected', kind: 'sign-in' })]), 3],
  ['interrupted', accountOf([came], [new CancelledFailure()]), 130],
] as const)('%s ends with its own exit code', (_, account, code) => {
  expect(readExitCode(account)).toBe(code);
});

test('the manifest is JSON with every file and the totals', () => {
  expect(
    JSON.parse([...formatDownloadManifest(accountOf([came, bad]), (text) => text)].join('')),
  ).toMatchObject({
    result: 'failed',
    remotePath: 'from',
    passedOver: ['n-2'],
    totals: { files: 2, downloaded: 1, failed: 1, bytes: 7 },
    files: [
      { remotePath: 'from/a\nb', sha256: 'abc', action: 'downloaded', error: null },
      { action: 'failed', error: 'refused with HTTP 403' },
    ],
  });
  expect(JSON.parse([...formatDownloadManifest(accountOf([]), (text) => text)].join(''))).toMatchObject({
    files: [],
  });
});

test('a failure that many files share is told once', () => {
  const shared = new Failure('no folder', { code: 'local-file-exists', kind: 'file' });
  const files = ['a', 'b'].map(
    (name): DownloadOutcome => ({ file: wanted(name), action: 'failed', error: shared }),
  );
  logDownloadReport(world, accountOf(files, [shared]));
  expect(world.errors).toEqual(['no folder. See docs/troubleshooting.md#local-file-exists']);
  expect(world.lines.at(-1)).toBe('Failed. Downloaded 0 of 2 files in 2 s to /here (2 failed)');
});

test.each([
  ['came', [came], 'Downloaded 1 file (7 B) in 2 s to /here'],
  ['was here', [{ ...came, action: 'skipped' }], 'Nothing to download: 1 file is here already'],
] as const)('the last line of a download tells what %s', (_, files, line) => {
  logDownloadReport(world, accountOf(files));
  expect(world.lines.at(-1)).toBe(line);
});

test('a cancelled download tells in its last line how many files are here, and no error for each other', () => {
  const left = ['b', 'c'].map(
    (name): DownloadOutcome => ({ file: wanted(name), action: 'failed', error: new CancelledFailure() }),
  );
  const told = world.errors.length;
  logDownloadReport(world, accountOf([came, ...left]));
  expect(world.errors).toHaveLength(told);
  expect(world.lines.at(-1)).toBe(
    'Cancelled. 1 of 3 files is here; run the same command again for the rest (partial files are kept)',
  );
});

test('the same failure of many files is one line', () => {
  const told = world.errors.length;
  const files = ['long-1', 'long-2', 'long-3', 'long-4'].map((name): DownloadOutcome => {
    const file = wanted(name);
    const error = new Failure(`${file.remotePath} is gone`, { code: 'item-not-found', kind: 'service' });
    return { file, action: 'failed', error };
  });
  logDownloadReport(world, accountOf(files));
  expect(world.errors.slice(told)).toEqual([
    expect.stringMatching(/^4 files \(.*long-1, .*long-2, .*long-3 and 1 more\): … is gone\. /),
  ]);
});
