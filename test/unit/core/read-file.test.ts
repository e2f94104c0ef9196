import { spawnSync } from 'node:child_process';
import { existsSync, type Stats, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAttempt } from '../../../src/cli/login/attempt-file.ts';
import { UsageFailure } from '../../../src/core/errors.ts';
import { readOpenFile, readRegularFile } from '../../../src/core/read-file.ts';
import { readEventPayload } from '../../../src/github/event.ts';
import { openJournal } from '../../../src/upload/journal.ts';
import { FakeHost } from '../../support/fake-host.ts';

const MiB = 1024 * 1024;

function place() {
  const host = new FakeHost();
  return {
    host,
    /** A file whose size is said to be so many bytes, and that takes none of the disk. */
    hollow(sizeBytes: number): string {
      const path = join(host.tempDir, 'hollow');
      writeFileSync(path, '{');
      truncateSync(path, sizeBytes);
      return path;
    },
    journal: (path: string) => openJournal({ path, key: 'k', host, emulated: false }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

const read = (path: string, limitBytes: number) =>
  readRegularFile(path, { name: 'it', limitBytes, hint: 'do' });

describe('a file that somebody names', () => {
  test('is read whole up to its limit, and refused beyond', () => {
    using here = place();
    expect(read(here.hollow(1000), 1000)).toHaveLength(1000);
    expect(() => read(here.hollow(1001), 1000)).toThrow(/^it .*hollow is larger than 1000 B$/);
  });

  test('is no folder', () => {
    using here = place();
    expect(() => read(here.host.tempDir, 1000)).toThrow('is a folder, not a file');
  });

  test.skipIf(platform() === 'win32')('is no pipe, which nobody may ever write to', () => {
    using here = place();
    const pipe = join(here.host.tempDir, 'pipe');
    spawnSync('mkfifo', [pipe]);
    expect(existsSync(pipe)).toBe(true);
    expect(() => read(pipe, 1000)).toThrow('is a pipe, not a file');
    expect(() => here.journal(pipe)).toThrow('resume-journal');
    expect(readEventPayload({ GITHUB_EVENT_PATH: pipe })).toBeUndefined();
  });
});

describe('a file that is read once it is open', () => {
  const open = (path: string, followsLinks: boolean) => {
    const isLink: boolean[] = [];
    const options = { followsLinks, checkStats: (stats: Stats) => isLink.push(stats.isSymbolicLink()) };
    return { isLink, outcome: readOpenFile(path, options, () => 'read') };
  };

  test('is looked at twice, by its path and as what was opened', () => {
    using here = place();
    expect(open(here.hollow(1), false)).toEqual({ isLink: [false, false], outcome: 'read' });
  });

  test.skipIf(platform() === 'win32')('is read through a link only where links are followed', () => {
    using here = place();
    const link = join(here.host.tempDir, 'link');
    symlinkSync(here.hollow(1), link);
    expect(open(link, true)).toEqual({ isLink: [false, false], outcome: 'read' });
    expect(() => open(link, false)).toThrow('ELOOP');
  });

  test('may be missing', () => {
    using here = place();
    expect(open(join(here.host.tempDir, 'none'), true)).toEqual({ isLink: [], outcome: undefined });
  });
});

test('a journal that is larger than any is refused with what to do, before it is read', () => {
  using here = place();
  expect(() => here.journal(here.hollow(65 * MiB))).toThrow(
    /^resume-journal .*hollow is larger than 64 MiB$/,
  );
  expect(() => here.journal(here.hollow(65 * MiB))).not.toThrow(UsageFailure);
});

test('an attempt that is larger than any, or nests without end, is none', () => {
  using here = place();
  expect(() => readAttempt(here.hollow(2 * MiB))).toThrow('is not a file of authorize-url');
  const path = join(here.host.tempDir, 'deep.json');
  const deep = `{"inputs":${'['.repeat(500)}${']'.repeat(500)},"redirectUri":"http://localhost","state":"s"}`;
  writeFileSync(path, deep);
  expect(() => readAttempt(path)).toThrow('is not a file of authorize-url');
});

test('an event that is larger than any is not read', () => {
  using here = place();
  const path = join(here.host.tempDir, 'event.json');
  writeFileSync(path, `{}${' '.repeat(33 * MiB)}`);
  expect(readEventPayload({ GITHUB_EVENT_PATH: path })).toBeUndefined();
});
