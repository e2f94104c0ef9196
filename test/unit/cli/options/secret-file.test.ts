import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandInputs } from '../../../../src/cli/options/inputs.ts';
import { readSecretFile } from '../../../../src/cli/options/secret-file.ts';
import { createInputReader } from '../../../../src/inputs/reader.ts';
import { INPUT_SPECS } from '../../../../src/inputs/table.ts';
import { createTemporaryTree } from '../../../support/temporary-tree.ts';

const token = 'M.C5_BL2.0.U.-Token!abc*def$';
const onUnix = test.skipIf(process.platform === 'win32');
const flag = '--refresh-token-file';

test.each([
  ['echo of a shell', Buffer.from(`${token}\n`)],
  ['a Windows editor', Buffer.from(`\ufeff${token}\r\n`)],
  ['> of Windows PowerShell', Buffer.from(`\ufeff${token}\r\n`, 'utf16le')],
])('a secret file is read as written by %s', (_, bytes) => {
  using folder = createTemporaryTree();
  const file = folder.pathOf('token');
  writeFileSync(file, bytes);
  const spec = INPUT_SPECS.find(({ name }) => name === 'refresh-token');
  const read = createInputReader(commandInputs({ refreshTokenFile: file }, {}));
  expect(spec && read(spec)).toBe(token);
});

describe('a secret', () => {
  test('of one MiB is read, a larger one is refused', () => {
    using folder = createTemporaryTree();
    folder.writeFiles({ most: 1024 * 1024, more: 1024 * 1024 + 1 });
    expect(readSecretFile(folder.pathOf('most'), { flag })).toHaveLength(1024 * 1024);
    expect(() => readSecretFile(folder.pathOf('more'), { flag })).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: `${flag} "${folder.pathOf('more')}" is larger than 1 MiB`,
      }),
    );
  });

  onUnix('without end is refused as soon as it is too much', () => {
    expect(() => readSecretFile('/dev/zero', { flag })).toThrow('"/dev/zero" is larger than 1 MiB');
  });

  test('is not read from a folder or from a missing file', () => {
    using folder = createTemporaryTree();
    mkdirSync(folder.pathOf('d'));
    expect(() => readSecretFile(folder.pathOf('d'), { flag })).toThrow(
      `${flag} "${folder.pathOf('d')}" is a folder, not a file`,
    );
    expect(() => readSecretFile(folder.pathOf('none'), { flag })).toThrow('none" cannot be read (ENOENT)');
  });
});

/** Somebody who writes into a pipe in two goes, later than it is opened here: a process takes a while to begin. */
const laterWriter = (pipe: string) =>
  spawn('sh', ['-c', '{ printf first; sh -c "printf second"; } > "$0"', pipe]);

describe('a secret that comes through a pipe', () => {
  onUnix('is waited for until it is whole', async () => {
    using folder = createTemporaryTree();
    const pipe = folder.pathOf('pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = laterWriter(pipe);
    expect(readSecretFile(pipe, { flag })).toBe('firstsecond');
    await once(writer, 'close');
  });

  onUnix('is read once, however often the inputs of a command line are read', async () => {
    using folder = createTemporaryTree();
    const pipe = folder.pathOf('pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = laterWriter(pipe);
    const flags = { clientSecretFile: pipe };
    const read = () => commandInputs(flags, {}).value('client-secret');
    expect([read(), read()]).toEqual(['firstsecond', 'firstsecond']);
    await once(writer, 'close');
  });

  onUnix('that nobody writes to is an error, not a wait for ever', () => {
    using folder = createTemporaryTree();
    const pipe = folder.pathOf('pipe');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('pipe', folder.pathOf('link'));
    expect(() => readSecretFile(folder.pathOf('link'), { flag, writerTimeoutMs: 40 })).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: `${flag} "${folder.pathOf('link')}" is a pipe without a writer`,
      }),
    );
  });
});
