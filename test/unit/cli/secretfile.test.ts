import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandInputs } from '../../../src/cli/source.ts';
import { openReader } from '../../../src/inputs/read.ts';
import { INPUTS } from '../../../src/inputs/table.ts';

const token = 'M.C5_BL2.0.U.-Token!abc*def$';

test.each([
  ['echo of a shell', Buffer.from(`${token}\n`)],
  ['a Windows editor', Buffer.from(`\ufeff${token}\r\n`)],
  ['> of Windows PowerShell', Buffer.from(`\ufeff${token}\r\n`, 'utf16le')],
])('a secret file is read as written by %s', (_, bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'secretfile-'));
  try {
    const file = join(folder, 'token');
    writeFileSync(file, bytes);
    const spec = INPUTS.find(({ name }) => name === 'refresh-token');
    const read = openReader(commandInputs({ refreshTokenFile: file }, {}));
    expect(spec && read(spec)).toBe(token);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
