import { expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

/** Runs with these inputs; asserts that nothing at all was sent, and answers the error. */
async function refused(
  texts: Record<string, string>,
  files: Record<string, number> = { 'a.txt': 5 },
): Promise<string> {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(files);
  const report = await fixture.run(texts);
  expect(report.result).toBe('failed');
  expect(report.error).toMatchObject({ kind: 'usage' });
  expect(fixture.emulator.requestLog).toEqual([]);
  expect(fixture.host.errors).toHaveLength(1);
  return fixture.host.errors[0] ?? '';
}

test('every problem of all inputs is in one message', async () => {
  const error = await refused({
    'client-id': 'not-a-guid',
    'client-secret': '7f3b1c1e-5a77-4b6e-9f0e-2b8f3f1c9a11',
    'tenant-id': 'a/b',
    cloud: 'mars',
    'chunk-size': 'many',
    'conflict-behavior': 'overwrite',
    concurrency: '99',
    destination: 'nightly/{day}',
  });
  for (const name of [
    'client-id',
    'client-secret',
    'tenant-id',
    'cloud',
    'chunk-size',
    'conflict-behavior',
    'concurrency',
    '{day}',
  ]) {
    expect(error).toContain(name);
  }
  expect(error).toContain('Value');
  expect(error).not.toContain('7f3b1c1e');
});

test('finding no file is an error, unless an input changes that', async () => {
  expect(await refused({ path: 'files/*.none' })).toContain('path found no files');
  await using fixture = await UploadFixture.open();
  for (const policy of ['warn', 'ignore']) {
    expect((await fixture.run({ path: 'files/*.none', 'if-no-files-found': policy })).result).toBe(
      'nothing-found',
    );
  }
  expect(fixture.emulator.requestLog).toEqual([]);
});

test('a path that has only hidden files says how to upload them', async () => {
  const files = { '.well-known/security.txt': 5, 'docs/a.txt': 5, 'site/.nojekyll': 5 };
  expect(await refused({ path: 'files/.well-known', root: '' }, files)).toMatch(
    /path found no files; nothing matches files\/\.well-known \(hidden files are left out: set include-hidden-files: true\)\. There are only hidden files: set include-hidden-files: true, or set if-no-files-found/,
  );
  expect(await refused({ path: 'files/site', root: '' }, files)).toContain('There are only hidden files');
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(files);
  const path = 'files/.well-known/**\nfiles/docs';
  expect((await fixture.run({ path, root: '' })).result).toBe('uploaded');
  expect(fixture.host.warnings).toContain(
    'nothing matches files/.well-known/** (hidden files are left out: set include-hidden-files: true)',
  );
  expect((await fixture.run({ path, root: '', 'include-hidden-files': 'true' })).result).toBe('uploaded');
});

test('every name that OneDrive does not allow is listed before anything is sent', async () => {
  const error = await refused(
    {},
    { 'ok.txt': 1, 'a|b.txt': 1, CON: 1, '~$lock.docx': 1, 'line\nbreak.txt': 1 },
  );
  for (const name of ['a|b.txt', 'CON', '~$lock.docx', 'line\\u000abreak.txt']) expect(error).toContain(name);
  expect(error).not.toContain('ok.txt');
});

test('two files for one path are both named', async () => {
  const error = await refused({ flatten: 'true' }, { 'one/Same.txt': 1, 'two/sAME.TXT': 2 });
  expect(error).toContain('one/Same.txt');
  expect(error).toContain('two/sAME.TXT');
});

test.each([
  ['destination', 'a/../../b'],
  ['destination', 'nightly/{unknown}'],
  ['name', 'a/b.txt'],
])('%s: %s is refused', async (name, value) => {
  expect(await refused({ [name]: value })).toContain(name);
});

test('a name with a folder in it is one problem, not two', async () => {
  const lines = (await refused({ name: 'sub/a.txt' })).split('\n');
  expect(lines.filter((line) => line.startsWith('  - '))).toEqual([
    '  - name is "sub/a.txt"; it must be a file name: put folders into destination',
  ]);
});

test('a name with a line break cannot carry a workflow command into the log', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'x\n::set-output name=a::b.txt': 1 });
  await fixture.run();
  for (const line of fixture.host.lines) {
    expect(line).not.toMatch(/[\n\r]/);
    expect(line).not.toMatch(/^\s*::/);
  }
});

test('the emulator accepts only its own credentials, and they are never sent to Microsoft', async () => {
  const { run } = await import('../../../src/run/run.ts');
  await using fixture = await UploadFixture.open();
  const inputs = fixture.inputs();
  delete fixture.host.env.ONEDRIVE_UPLOAD_EMULATOR;
  const source = { value: (name: string) => inputs[name], presentNames: () => [], emulator: false };
  const report = await run({ host: fixture.host, source });
  expect(report.error).toMatchObject({ kind: 'usage' });
  expect(fixture.host.errors[0]).toContain('emulator');
  expect(await refused({ 'refresh-token': 'M.C5xx_real.looking-token!' })).toContain('refresh-token');
});

test.each(['http://192.0.2.1:80', 'https://127.0.0.1:1', 'http://example.com', 'nonsense'])(
  'ONEDRIVE_UPLOAD_EMULATOR=%s is refused',
  async (address) => {
    const { parseEmulatorOrigin: emulatorOrigin } = await import('../../../src/http/client.ts');
    expect(() => emulatorOrigin(address)).toThrow('not an address on this machine');
  },
);

test('turned-off certificate checks are refused', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 1 });
  fixture.host.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  expect((await fixture.run()).error).toMatchObject({ kind: 'usage' });
  expect(fixture.emulator.requestLog).toEqual([]);
});
