/** Runs without credentials, and runs that are about nothing but the sign-in. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../../src/core/exit-code.ts';
import { decryptSecret } from '../../support/github-fixture.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const none: InputTexts = { 'client-id': '', 'client-secret': '', 'refresh-token': '' };
const repository = { full_name: 'octo-org/uploads' };
const stranger = { head: { repo: { full_name: 'stranger/uploads' } } };

/** A fixture whose runs are about a pull request of a fork, unless the payload says something else. */
async function aboutFork(event: string, about: object = { pull_request: stranger }): Promise<UploadFixture> {
  const fixture = await UploadFixture.open();
  const path = join(fixture.host.tempDir, 'event.json');
  writeFileSync(path, JSON.stringify({ repository, ...about }));
  Object.assign(fixture.host.env, { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path });
  return fixture.writeFiles({ 'a.txt': 10 });
}

describe('a run of a fork, without secrets', () => {
  test.each(['warn', 'skip'])('succeeds under if-no-credentials: %s, and says why', async (policy) => {
    await using fixture = await aboutFork('pull_request');
    const report = await fixture.run({ ...none, 'if-no-credentials': policy });
    expect(report.result).toBe('no-credentials');
    expect(fixture.host.outputs.get('result')).toBe('no-credentials');
    expect(fixture.host.outputs.get('files')).toBe('[]');
    expect(fixture.host.lines.join('\n')).toMatch(
      /client-id, refresh-token are empty, because .* fork stranger\/uploads/,
    );
    expect(fixture.host.warnings).toHaveLength(policy === 'warn' ? 1 : 0);
    expect(fixture.emulator.requestLog).toEqual([]);
  });

  test('fails by default', async () => {
    await using fixture = await aboutFork('pull_request');
    expect((await fixture.run(none)).result).toBe('failed');
    expect(fixture.host.errors[0]).toMatch(/client-id is empty/);
  });

  test('fails outside forks, with any if-no-credentials', async () => {
    await using fixture = (await UploadFixture.open()).writeFiles({ 'a.txt': 10 });
    expect((await fixture.run({ ...none, 'if-no-credentials': 'skip' })).result).toBe('failed');
  });
});

test('a run with secrets about a fork gives a warning with the name of its event', async () => {
  await using fixture = await aboutFork('pull_request_target');
  expect((await fixture.run()).result).toBe('uploaded');
  expect(fixture.host.warnings.join('\n')).toMatch(/pull_request_target runs with this repository's secrets/);
});

describe('refresh-only', () => {
  test('renews the token, sets it as an output, and opens no drive', async () => {
    await using fixture = await UploadFixture.open();
    const report = await fixture.run({ mode: 'refresh-only', path: '', 'output-refresh-token': 'true' });
    expect(report.result).toBe('refreshed');
    const token = fixture.host.outputs.get('refresh-token') ?? '';
    expect(fixture.emulator.identity.isLiveRefreshToken(token)).toBe(true);
    expect(token).not.toBe(fixture.emulator.credentials.refreshToken);
    expect(fixture.emulator.requestLog.map(({ surface }) => surface)).toEqual(['identity']);
  });

  test('is refused if the new token would not be stored anywhere', async () => {
    await using fixture = await UploadFixture.open();
    expect((await fixture.run({ mode: 'refresh-only' })).result).toBe('failed');
    expect(fixture.host.errors[0]).toMatch(/has no place to store the new refresh token: set rotate-secret/);
    expect(fixture.emulator.requestLog).toEqual([]);
  });

  test('fails if the secret could not be written', async () => {
    await using fixture = await UploadFixture.open();
    const github = rotating(fixture, fixture.emulator.github.jobToken);
    const report = await fixture.run({ ...github, mode: 'refresh-only' });
    expect(report.result).toBe('failed');
    expect(fixture.host.outputs.get('secret-updated')).toBe('false');
    expect(fixture.host.errors[0]).toMatch(/GITHUB_TOKEN/);
  });
});

/** Lets runs keep the token in a secret of the emulated GitHub. */
function rotating(fixture: UploadFixture, token = fixture.emulator.github.token): InputTexts {
  const { url } = fixture.emulator;
  Object.assign(fixture.host.env, { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'octo-org/uploads' });
  return { 'rotate-secret': 'ONEDRIVE_REFRESH_TOKEN', 'rotate-after-days': '0', 'github-token': token };
}

describe('a run that rotates', () => {
  test('stores the new token before the first byte is sent', async () => {
    await using fixture = (await UploadFixture.open()).writeFiles({ 'a.txt': 10 });
    const report = await fixture.run(rotating(fixture));
    expect(report.result).toBe('uploaded');
    expect(fixture.host.outputs.get('secret-updated')).toBe('true');
    const steps = fixture.emulator.requestLog
      .filter(({ method }) => method === 'PUT')
      .map(({ surface }) => surface);
    expect(steps).toEqual(['github', 'graph']);
    const stored = decryptSecret(fixture.emulator, 'actions/octo-org/uploads', 'ONEDRIVE_REFRESH_TOKEN');
    expect(fixture.emulator.identity.isLiveRefreshToken(stored ?? '')).toBe(true);
    expect(fixture.host.notices).toEqual([]);
  });

  test('uploads even if the secret could not be written', async () => {
    await using fixture = (await UploadFixture.open()).writeFiles({ 'a.txt': 10 });
    const report = await fixture.run(rotating(fixture, fixture.emulator.github.jobToken));
    expect(report.result).toBe('uploaded');
    expect(fixture.host.warnings.join('\n')).toMatch(/The refresh token is not stored/);
  });
});

test('a run that does not store the new token mentions the 90 days once', async () => {
  await using fixture = (await UploadFixture.open()).writeFiles({ 'a.txt': 10 });
  await fixture.run();
  expect(fixture.host.notices).toEqual([expect.stringMatching(/expires 90 days after it was issued/)]);
});

test('check shows the granted scopes and the age of the secret', async () => {
  await using fixture = await UploadFixture.open();
  const github = rotating(fixture);
  await fixture.run({ ...github, mode: 'check' });
  fixture.host.clock.advance(3 * 24 * 3_600_000);
  fixture.host.lines.length = 0;
  await fixture.run({ ...github, mode: 'check', 'rotate-after-days': '7' });
  const log = fixture.host.lines.join('\n');
  expect(log).toMatch(/Granted scopes: .*Files\.ReadWrite/);
  expect(log).toMatch(/The secret was last updated 3 days ago/);
});

describe.each<[string, object]>([
  ['pull_request_target', { pull_request: stranger }],
  ['pull_request_target', { pull_request: { head: { repo: null } } }],
  ['workflow_run', { workflow_run: { head_repository: { full_name: 'stranger/uploads' } } }],
  ['issue_comment', { issue: { pull_request: { url: 'https://api.github.com/x' } } }],
])("a run that may carry a fork's code: %s about %j", (event, about) => {
  const asked = (fixture: UploadFixture) => ({ ...rotating(fixture), 'output-refresh-token': 'true' });
  const writes = ({ emulator }: UploadFixture) =>
    emulator.requestLog.filter(({ surface, method }) => surface === 'github' && method !== 'GET');

  test('uploads, does not store the new token, and warns once', async () => {
    await using fixture = await aboutFork(event, about);
    expect((await fixture.run(asked(fixture))).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(writes(fixture)).toEqual([]);
    expect(fixture.host.outputs.has('refresh-token')).toBe(false);
    expect(fixture.host.outputs.get('secret-updated')).toBe('false');
    const told = fixture.host.warnings.filter((line) =>
      line.includes('rotate-secret and output-refresh-token'),
    );
    expect(told).toEqual([expect.stringMatching(/do nothing, because it .*fork.* refresh-only keeps/)]);
  });

  test('fails in mode: refresh-only before anything is sent', async () => {
    await using fixture = await aboutFork(event, about);
    for (const texts of [rotating(fixture), { 'output-refresh-token': 'true' }]) {
      const { result, error } = await fixture.run({ ...texts, mode: 'refresh-only', path: '' });
      expect([result, exitCode(error)]).toEqual(['failed', 1]);
      expect(fixture.host.errors.pop()).toMatch(/cannot store a token in this run, because it .*fork/);
    }
    expect(fixture.emulator.requestLog).toEqual([]);
  });

  test("does not change the command's token file", async () => {
    await using fixture = await aboutFork(event, about);
    const kept: string[] = [];
    const keepToken = async (token: string) => void kept.push(token);
    expect((await fixture.run({}, fixture.host, { saveRefreshToken: keepToken })).result).toBe('uploaded');
    expect(fixture.host.warnings.join('\n')).toMatch(
      /In this run --refresh-token-file does nothing, because it .*fork/,
    );
    const only = { mode: 'refresh-only', path: '' };
    const { result } = await fixture.run(only, fixture.host, { saveRefreshToken: keepToken });
    expect([result, kept]).toEqual(['failed', []]);
  });
});

test('a run about a pull request of this repository stores the token in the secret and the output', async () => {
  const own = { pull_request: { head: { repo: repository } } };
  await using fixture = await aboutFork('pull_request_target', own);
  expect((await fixture.run({ ...rotating(fixture), 'output-refresh-token': 'true' })).result).toBe(
    'uploaded',
  );
  expect(fixture.host.outputs.get('secret-updated')).toBe('true');
  const output = fixture.host.outputs.get('refresh-token') ?? '';
  expect(fixture.emulator.identity.isLiveRefreshToken(output)).toBe(true);
});
