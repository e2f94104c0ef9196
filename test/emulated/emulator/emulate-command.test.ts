import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emulateVerb, readEmulatorOptions } from '../../../src/cli/commands/emulate.ts';
import { Failure, formatError } from '../../../src/core/errors.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-emulate-'));
  writeFileSync(join(folder, 'file'), 'not PEM');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The error of a command that cannot start. */
async function startError(flags: Readonly<Record<string, unknown>>): Promise<string> {
  const error = await emulateVerb(flags).then(
    () => 'it ran',
    (why: unknown) => why,
  );
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ kind: 'usage' });
  return formatError(error);
}

test('emulate on a port of another program names the port and what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    expect(await startError({ port: String(port) })).toBe(
      `port ${port} of this machine is in use by another program. End that program, or choose another port with ` +
        '--port; without --port any free one is used',
    );
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('emulate names a data folder that is a file, or cannot be created', async () => {
  const file = join(folder, 'file');
  expect(await startError({ data: file })).toBe(`--data "${file}" is a file; name a folder`);
  expect(await startError({ data: join(file, 'below') })).toBe(
    `--data "${file}/below" cannot be used (ENOTDIR); name a folder that you may write to`,
  );
});

test('emulate names a file of faults that cannot be read', async () => {
  const missing = join(folder, 'missing.json');
  expect(await startError({ faults: missing })).toBe(
    `--faults "${missing}" cannot be read (ENOENT); check its path and permissions`,
  );
  expect(await startError({ faults: folder })).toContain('cannot be read (EISDIR)');
});

test('emulate says that a certificate is not in PEM', async () => {
  const file = join(folder, 'file');
  expect(await startError({ tlsCert: file, tlsKey: file })).toMatch(
    /^--tls-cert and --tls-key cannot be used \(ERR_OSSL_.*\); name a certificate and its private key, in PEM$/,
  );
});

test('emulate refuses a stack for a work account, which has one only', async () => {
  expect(await startError({ account: 'business', stack: 'old' })).toBe(
    '--stack is for --account personal only',
  );
});

test('emulate refuses a stack that there is not', async () => {
  expect(await startError({ stack: 'newest' })).toBe('--stack is "newest"; write new or old');
});

test.each([
  [{}, 'https://my.microsoftpersonalcontent.com'],
  [{ stack: 'old' }, 'https://sn3302.up.1drv.com'],
  [{ stack: 'old', uploadOrigin: 'https://d.docs.live.net/x' }, 'https://d.docs.live.net'],
])('with a certificate, emulate %j has uploads go to the host of its stack', (flags, origin) => {
  const file = join(folder, 'file');
  expect(readEmulatorOptions({ tlsCert: file, tlsKey: file, ...flags }).uploadOrigin).toBe(origin);
  expect(readEmulatorOptions({ stack: 'old' })).toEqual({ account: 'personal', stack: 'old' });
});
