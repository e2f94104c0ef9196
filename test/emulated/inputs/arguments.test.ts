import { expect, test } from 'vitest';
import { formatErrorWithLink } from '../../../src/core/errors.ts';
import { exitCode } from '../../../src/core/exit-code.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

/** Uploads what the arguments name, as the command does. Without `destination`, it is the root of the drive. */
async function upload(stage: UploadFixture, given: readonly string[], texts: InputTexts = {}) {
  const pathArguments = given.map((text) => ({ text, isLiteral: false }));
  const all = { path: '', root: '', destination: '', ...texts };
  const report = await stage.run(all, stage.host, { pathArguments });
  return {
    result: report.result,
    error: report.error && formatErrorWithLink(report.error, { troubleshootingUrl: 'T' }),
    code: report.error && exitCode(report.error),
    arrived: stage.emulator.files().map(({ path }) => path),
    requests: stage.emulator.requestLog.length,
  };
}

async function openStage(): Promise<UploadFixture> {
  const stage = await UploadFixture.open();
  return stage.writeFiles({ 'a.txt': 1, 'b.log': 1, 'sub/c.txt': 1, '.env': 1 });
}

test.each([
  [
    ['files', 'builds'],
    'builds: no such file or folder. If it is the folder on the drive: upload files --destination builds. See',
  ],
  [['builds', 'files'], 'builds: no such file or folder. See'],
  [['builds'], 'builds: no such file or folder. See'],
  [
    ['files', '!files/sub', 'a b'],
    '"a b": no such file or folder. If it is the folder on the drive: upload … --',
  ],
  [['files', ''], '"": no such file or folder. See'],
  [['files', 'x\ny'], '"x\\u000ay": no such file or folder. Name each file as a separate argument. See'],
  [
    ['files', 'False'],
    'False: no such file or folder. A switch takes its value after =, as in --dry-run=false. See',
  ],
  [
    ['files/*.none'],
    'nothing matches files/*.none. If that is right, say so with --unmatched-patterns ignore or',
  ],
  [['files/.*'], 'nothing matches files/.*. Hidden files are left out: name them without a pattern, or set'],
  [
    ['nope', 'files', '*.none', 'x'],
    'nope: no such file or folder; x: no such file or folder; nothing matches *.none.',
  ],
] as const)('arguments that find nothing end the run before any request: %j', async (given, message) => {
  await using stage = await openStage();
  const { error, ...rest } = await upload(stage, given);
  expect(error).toContain(message);
  expect(rest).toEqual({ result: 'failed', code: 2, arrived: [], requests: 0 });
});

test('the folder on the drive is no guess when it is given, nor the name of a list when there is one', async () => {
  await using stage = await openStage();
  const told = async (texts: InputTexts) => (await upload(stage, ['files', 'sums'], texts)).error;
  expect(await told({ destination: 'in' })).toMatch(/^sums: no such file or folder\. See/);
  expect(await told({ destination: 'in', checksums: 'true' })).toMatch(
    /^sums: no such file or folder\. If it is the name of the list of checksums: --checksums=sums\. See/,
  );
  expect(await told({ destination: 'in', checksums: 'list' })).toMatch(/^sums: no such file or folder\. See/);
});

test('what else is wrong is told together with it', async () => {
  await using stage = await openStage();
  const { error, code, requests } = await upload(stage, ['files', 'nope'], { name: 'x' });
  expect(error).toMatch(/^2 problems.*\n {2}- nope: no such file or folder\. If it is .*\n {2}- name .*/);
  expect([code, requests]).toEqual([2, 0]);
  const archive = await upload(stage, ['files', 'nope'], { archive: 'zip' });
  expect(archive).toMatchObject({
    code: 2,
    requests: 0,
    error: expect.stringContaining('nope: no such file'),
  });
});

test('a secret in the place of an argument is not shown', async () => {
  await using stage = await openStage();
  const { error } = await upload(stage, ['files', 'Abc8Q~x9YzKlMnOpQrStUvWxYz01234567']);
  expect(error).toContain('a text of 34 characters that may be a secret: no such file or folder');
  expect(error).not.toContain('Abc8Q');
});

test.each([
  [{ 'unmatched-patterns': 'warn' }, ['nothing matches *.none', 'nothing matches nope']],
  [{ 'unmatched-patterns': 'ignore' }, []],
  [{ 'if-no-files-found': 'ignore' }, ['nothing matches *.none', 'nothing matches nope']],
] as const)('with %j, arguments may find nothing', async (texts, warnings) => {
  await using stage = await openStage();
  const { result, arrived } = await upload(stage, ['files/sub', 'nope', '*.none'], texts);
  expect([result, arrived]).toEqual(['uploaded', ['files/sub/c.txt']]);
  expect(stage.host.warnings.filter((line) => line.startsWith('nothing'))).toEqual(warnings);
  expect((await upload(stage, ['nope'], { 'if-no-files-found': 'ignore' })).result).toBe('nothing-found');
});

test('an exclusion may find nothing, and a line of --path is a pattern', async () => {
  await using stage = await openStage();
  const { result, arrived } = await upload(stage, ['files/a.txt', '!nope', '!*.none'], { path: 'nope' });
  expect([result, arrived]).toEqual(['uploaded', ['files/a.txt']]);
  expect(stage.host.warnings.join()).toContain('nothing matches nope');
});

test.each([
  [['files'], '!files/sub'],
  [['files', '!files/sub'], ''],
  [['!files/sub', 'files'], ''],
  [['!**/c.txt'], 'files'],
  [['!files/**/c*', 'files/**/*.txt', 'files/*.log'], ''],
  [[], '!files/sub\nfiles'],
] as const)('exclusions hold whatever the order: %j, --path %j', async (given, path) => {
  await using stage = await openStage();
  const { arrived } = await upload(stage, given, { path });
  expect(arrived.sort()).toEqual(['a.txt', 'b.log']);
});
