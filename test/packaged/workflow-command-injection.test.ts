/**
 * Recipe 5 of docs/recipes.md with the files of a fork that wants the log: every name is a command to the runner, in one
 * of its forms. The runner of these tests takes lines as the real one does.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { readActionYml } from '../support/action-yml.ts';
import { readLog } from '../support/runner-log.ts';
import { allOutput, runCommand, type StepResult, uploadStep } from './run-packaged.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ account: 'personal' });
});
afterAll(() => emulator.close());

const names = [
  'a##[stop-commands]b.',
  '##[stop-commands]FORGED',
  '##[set-output name=result;]FORGED',
  'x ##[error]FORGED',
  '##[add-mask]FORGED',
  '##[warning file=a;line=1;]FORGED ',
  '##[group]FORGED',
  '::error::FORGED',
  ' ::set-output name=result::FORGED',
  'a\n::warning::FORGED',
  'b\r::stop-commands::FORGED',
  'c\u2028##[debug]FORGED',
  '##vso[task.setvariable variable=x]FORGED',
  'dir##[endgroup]/##[error]FORGED',
];
const files = Object.fromEntries(names.map((name, i) => [name, 10 + i]));

const recipe = {
  'follow-symbolic-links': 'false',
  'invalid-names': 'replace',
  summary: 'counts',
  'app-folder': 'true',
  destination: 'previews/run-7',
};

/** A completed build of a fork's pull request, in a public repository. */
function forkEvent(folder: string): Record<string, string> {
  const path = join(folder, 'event.json');
  const fork = { full_name: 'mallory/widget' };
  writeFileSync(
    path,
    JSON.stringify({
      repository: { full_name: 'octo/widget', private: false },
      workflow_run: { head_repository: fork, event: 'pull_request' },
    }),
  );
  return { GITHUB_EVENT_PATH: path, GITHUB_EVENT_NAME: 'workflow_run' };
}

function secrets(): string[] {
  const { clientSecret, refreshToken } = emulator.credentials;
  const { issuedAccessTokens, issuedRefreshTokens } = emulator.identity;
  return [clientSecret, refreshToken, ...issuedAccessTokens, ...issuedRefreshTokens];
}

function expectHarmless({ stdout, stderr }: StepResult): void {
  const { shown, commands } = readLog(stdout);
  for (const secret of secrets()) expect([...shown, stderr].join('\n')).not.toContain(secret);
  expect(commands.filter(({ data }) => data.startsWith('FORGED'))).toEqual([]);
  expect(
    commands.filter(({ properties }) =>
      Object.keys(properties).some((key) => !['title', 'file'].includes(key)),
    ),
  ).toEqual([]);
}

describe('names that are commands to the runner', () => {
  test('upload, as recipe 5 has it, and no token is read, no output set, no annotation forged', async () => {
    using step = uploadStep(emulator, files, { inputs: recipe });
    const result = await step.main(forkEvent(step.folder)).done;
    expect(result.code).toBe(0);
    expectHarmless(result);
    expect(result.stdout).toContain('a##\\u005bstop-commands]b');
    expect([...step.file('output').keys()].filter((name) => !readActionYml().outputs.has(name))).toEqual([]);
    expect(step.file('output').get('result')).toBe('uploaded');
    const rows = JSON.parse(step.file('output').get('files') ?? '[]');
    expect(rows.map(({ path }: { path: string }) => path).sort()).toEqual(
      names.map((name) => join(step.folder, 'files', name)).sort(),
    );
    expect(allOutput(step, result)).not.toMatch(/##\w*\[/);
  });

  test('are refused without "replace", each in a line of the error that is no command', async () => {
    using step = uploadStep(emulator, files, { inputs: { ...recipe, 'invalid-names': 'error' } });
    const result = await step.main(forkEvent(step.folder)).done;
    expect(result.code).toBe(1);
    expectHarmless(result);
  });

  test.each([
    [['upload', 'files', '--invalid-names', 'replace', '--destination', 'cli', '--verbose'], 0],
    [['upload', 'files', '--invalid-names', 'replace', '--destination', 'cli', '--json'], 0],
    [['upload', 'files', '--destination', 'cli'], 2],
    [['upload', '##[error]FORGED', '--destination', 'cli'], 2],
    [['##[error]FORGED'], 2],
    [['upload', '--##[error]FORGED=x', 'files'], 2],
    [['upload', 'files', '--destination', 'a/##[error]FORGED/..'], 2],
    [['download', 'previews/##[error]FORGED', 'back'], 1],
    [['download', 'Apps', 'back', '--json'], 0],
  ])('of the command, too: %j', async (args, code) => {
    using step = uploadStep(emulator, files);
    const result = await runCommand(emulator, args, step.folder).done;
    expect(result.code).toBe(code);
    expectHarmless(result);
    if (args.includes('--json')) expect(() => JSON.parse(result.stdout)).not.toThrow();
  });
});

test('check --json prints no secret that the drive is said to be called', async () => {
  const { clientSecret, refreshToken } = emulator.credentials;
  const owner = { user: { displayName: clientSecret } };
  const drive = { id: 'd', driveType: 'personal', owner, webUrl: `https://x.example/${refreshToken}` };
  emulator.addFault({
    on: { surface: 'graph', path: '/me/drive' },
    do: { kind: 'status', status: 200, body: drive },
  });
  using step = uploadStep(emulator, {});
  const result = await runCommand(emulator, ['check', '--json'], step.folder).done;
  emulator.clearFaults();
  expect(JSON.parse(result.stdout)).toMatchObject({ owner: '***', driveUrl: 'https://x.example/***' });
  expectHarmless(result);
});

test("a service's words that are commands are none", async () => {
  const message = 'no ##[set-output name=result;]FORGED\n::error::FORGED';
  emulator.addFault({
    on: { surface: 'graph', method: 'GET' },
    times: 20,
    do: {
      kind: 'status',
      status: 403,
      code: '##[error]FORGED',
      message,
      headers: { 'request-id': '##[error]FORGED' },
    },
  });
  using step = uploadStep(emulator, { 'a.txt': 1 });
  const result = await step.main().done;
  emulator.clearFaults();
  expect(result.code).toBe(1);
  expectHarmless(result);
  expect(result.stdout).toContain('no ##\\u005bset-output');
});
