/** The same problems, told by the command with flags and by the action with inputs. */
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startProcess, uploadStep } from './run-packaged.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const wrong = { 'client-id': 'x', cloud: 'moon', 'client-secret': 'a b', 'retain-last': '3' };

test('the command names flags', async () => {
  const variables = Object.entries(wrong).map(([name, value]) => [
    `ONEDRIVE_${name.toUpperCase().replaceAll('-', '_')}`,
    value,
  ]);
  const env = { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ...Object.fromEntries(variables) };
  const { code, stderr } = await startProcess('dist/cli/index.js', ['upload', '/etc/hosts'], env, tmpdir())
    .done;
  expect(code).toBe(2);
  expect(stderr).toContain('  - --client-id is not a GUID');
  expect(stderr).toContain('  - --client-secret-file contains white space');
  expect(stderr).toContain('  - --cloud is "moon"');
  expect(stderr).toContain('  - --retain-last and --retain-days need --retain-match');
  expect(stderr).toContain(
    '  - --refresh-token-file is empty: it is the refresh token of the signed-in account. Name its file, or set ONEDRIVE_REFRESH_TOKEN, or use --profile',
  );
  expect(stderr).not.toContain('GitHub');
});

test.each([['check'], ['upload', '/etc/hosts'], ['ls', '/'], ['download', '/', 'x']])(
  'the command names flags in JSON, too: %s',
  async (...words) => {
    const env = { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ONEDRIVE_CLIENT_ID: 'x' };
    const { code, stdout } = await startProcess('dist/cli/index.js', [...words, '--json'], env, tmpdir())
      .done;
    expect(code).toBe(2);
    const { error, errors = [error] } = JSON.parse(stdout);
    expect(errors[0]).toContain('- --client-id is not a GUID');
  },
);

test('the action names inputs', async () => {
  using step = uploadStep(emulator, { 'a.txt': 'x' }, { inputs: { ...wrong, 'refresh-token': '' } });
  const { code, stdout } = await step.main().done;
  expect(code).toBe(1);
  expect(stdout).toContain('- client-id is not a GUID');
  expect(stdout).toContain('- client-secret contains white space');
  expect(stdout).toContain('- retain-last and retain-days need retain-match');
  expect(stdout).toMatch(/- refresh-token is empty: .*GitHub secret/);
  expect(stdout).not.toContain('--');
});
