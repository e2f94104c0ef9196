/** What stands where the journal should. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type JournalEntry, openJournal } from '../../../src/upload/journal.ts';
import { FakeHost } from '../../support/fake-host.ts';

const about = { driveId: 'drive-1', remotePath: 'in/a.bin', relativePath: 'a.bin' };
const entry: JournalEntry = {
  uploadUrl: 'https://example.sharepoint.com/upload?tempauth=x',
  ...{ sizeBytes: 450, conflict: 'replace', marks: [] },
};

const pathIn = (host: FakeHost) => join(host.tempDir, 'kept/journal');

const opened = (host: FakeHost) =>
  openJournal({ path: pathIn(host), key: 'a key, long enough', host, emulated: false });

describe('a journal', () => {
  const hint = 'use a file that can be read and written; it does not have to exist yet';

  test.each(['a folder', 'a pipe', 'a socket', 'a device', 'a link to a pipe'])(
    'that is no file is an error that names it (%s)',
    async (what) => {
      if (process.platform === 'win32' && what !== 'a folder') return;
      using host = new FakeHost();
      const path = pathIn(host);
      const here = join(path, '..');
      mkdirSync(here, { recursive: true });
      await using server = createServer();
      if (what === 'a folder') mkdirSync(path);
      if (what === 'a pipe') execFileSync('mkfifo', [path]);
      if (what === 'a device') symlinkSync('/dev/zero', path);
      if (what === 'a socket') await new Promise<void>((resolve) => server.listen(path, resolve));
      if (what === 'a link to a pipe') {
        execFileSync('mkfifo', [join(here, 'pipe')]);
        symlinkSync('pipe', path);
      }
      const message = `resume-journal ${path} is ${what.replace('a link to ', '')}, not a file`;
      expect(() => opened(host)).toThrow(expect.objectContaining({ kind: 'usage', message, hint }));
    },
  );

  test('of more than 64 MiB is an error that names it', () => {
    using host = new FakeHost();
    mkdirSync(join(pathIn(host), '..'), { recursive: true });
    writeFileSync(pathIn(host), '');
    truncateSync(pathIn(host), 64 * 1024 * 1024 + 1);
    const message = `resume-journal ${pathIn(host)} is larger than 64 MiB`;
    expect(() => opened(host)).toThrow(expect.objectContaining({ kind: 'usage', message, hint }));
  });

  test.skipIf(process.platform === 'win32')(
    'behind a link is written where the link leads, with its mode',
    () => {
      using host = new FakeHost();
      const path = pathIn(host);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(join(host.tempDir, 'real'), '');
      chmodSync(join(host.tempDir, 'real'), 0o640);
      symlinkSync(join(host.tempDir, 'real'), path);
      opened(host).save(about, entry);
      expect(opened(host).find(about)).toEqual(entry);
      expect(readlinkSync(path)).toBe(join(host.tempDir, 'real'));
      expect(statSync(join(host.tempDir, 'real')).mode & 0o777).toBe(0o640);
    },
  );

  test('that cannot be written is told once for each reason', () => {
    using host = new FakeHost();
    const journal = opened(host);
    const keep = () => [1, 2].forEach(() => void journal.save(about, entry));
    writeFileSync(join(host.tempDir, 'kept'), 'a file where the folder should be');
    keep();
    rmSync(join(host.tempDir, 'kept'));
    mkdirSync(pathIn(host), { recursive: true });
    keep();
    expect(host.warnings).toEqual([
      expect.stringMatching(
        /\(E[A-Z]+\)\. .* The next run would start from the beginning\. See \S+#[a-z-]+$/,
      ),
      expect.stringMatching(
        /journal is a folder, not a file\. .* The next run would start from the beginning\. See \S+#[a-z-]+$/,
      ),
    ]);
  });
});
