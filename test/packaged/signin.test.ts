/** The packaged action and what keeps it signed in: GitHub's secrets, a schedule, GitHub's own token. */
import sodium from 'libsodium-wrappers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { decryptSecret } from '../support/github-fixture.ts';
import { allOutput, type Step, type StepResult, uploadStep } from './run-packaged.ts';

const name = 'ONEDRIVE_REFRESH_TOKEN';
const place = 'actions/octo-org/uploads';
const dayMs = 86_400_000;

let emulator: Emulator;
beforeAll(() => sodium.ready);
beforeEach(async () => {
  emulator = await startEmulator({ account: 'business' });
});
afterEach(() => emulator.close());

const secret = () => decryptSecret(emulator, place, name) ?? '';

/** Lays the secret down as somebody did who signed in that many days ago. */
function lay(token: string, ageDays: number): void {
  const { publicKey } = emulator.github.secrets.key;
  const sealed = Buffer.from(sodium.crypto_box_seal(token, publicKey));
  const atMs = Date.now() - ageDays * dayMs;
  emulator.github.secrets.put(place, { name, sealed, createdAtMs: atMs, updatedAtMs: atMs });
}

function job(inputs: Record<string, string>, env: Record<string, string> = {}): Step {
  return uploadStep(
    emulator,
    { 'a.txt': 10, 'b.bin': 20 },
    {
      inputs: { destination: 'in', ...inputs },
      env: { GITHUB_API_URL: emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads', ...env },
    },
  );
}

const rotating = () => ({ 'rotate-secret': name, 'github-token': emulator.github.token });

/** Runs main and post; nobody who reads what they leave behind finds a secret. */
async function run(step: Step, secrets: readonly string[] = []): Promise<StepResult> {
  const result = await step.main().done;
  const post = await step.post().done;
  expect(post.code).toBe(0);
  const { credentials, identity, github } = emulator;
  const all = [
    ...[credentials.clientSecret, credentials.refreshToken, github.token, github.jobToken, secret()],
    ...[...identity.issuedAccessTokens, ...identity.issuedRefreshTokens, ...github.oidc.issued],
    ...[github.oidc.requestToken, ...secrets],
  ].filter(Boolean);
  const seen = allOutput(step, result) + allOutput(step, post);
  for (const one of all) expect(seen.includes(one), one.slice(0, 20)).toBe(false);
  return result;
}

describe('rotate-secret', () => {
  test('leaves a secret that is good for long, and writes one that is due before the first file', async () => {
    const { refreshToken } = emulator.credentials;
    lay(refreshToken, 3);
    using early = job(rotating());
    expect((await run(early)).code).toBe(0);
    expect(secret()).toBe(refreshToken);
    expect(early.file('output').get('secret-updated')).toBe('false');

    lay(refreshToken, 8);
    const before = emulator.requestLog.length;
    using due = job({ ...rotating(), destination: 'again' });
    expect((await run(due)).code).toBe(0);
    expect(secret()).not.toBe(refreshToken);
    expect(emulator.identity.isLiveRefreshToken(secret())).toBe(true);
    expect(due.file('output').get('secret-updated')).toBe('true');
    expect(due.file('output').has('refresh-token')).toBe(false);
    const puts = emulator.requestLog.slice(before).filter(({ method }) => method === 'PUT');
    expect(puts.map(({ surface }) => surface)).toEqual(['github', 'graph', 'graph']);
  });

  test('hands the token to a later step as well, and to nobody else', async () => {
    using step = job({ ...rotating(), 'output-refresh-token': 'true', 'rotate-after-days': '0' });
    expect((await run(step)).code).toBe(0);
    expect(step.file('output').get('refresh-token')).toBe(secret());
  });

  test('that the token may not write is a warning beside an upload, and red in a schedule', async () => {
    const inputs = { ...rotating(), 'github-token': emulator.github.jobToken };
    using upload = job(inputs);
    const uploaded = await run(upload);
    expect([uploaded.code, upload.file('output').get('result')]).toEqual([0, 'uploaded']);
    expect(uploaded.stdout).toContain('::warning::The refresh token is not stored');
    using cron = job({ ...inputs, mode: 'refresh-only', path: '', destination: '' });
    const failed = await run(cron);
    expect([failed.code, cron.file('output').get('result')]).toEqual([1, 'failed']);
    expect(failed.stdout).toContain('GITHUB_TOKEN cannot write secrets');
  });
});

test('a weekly refresh-only, each with the secret of the week before, signs in for longer than 90 days', async () => {
  emulator.identity.settings.revokeOldRefreshTokens = true;
  lay(emulator.credentials.refreshToken, 0);
  for (let week = 0; week < 15; week += 1) {
    const before = secret();
    using cron = job({ ...rotating(), 'refresh-token': before, mode: 'refresh-only', path: '' });
    const { code, stdout } = await run(cron, [before]);
    expect(stdout).not.toContain('::error');
    expect(code).toBe(0);
    expect(cron.file('output').get('result')).toBe('refreshed');
    expect(cron.file('output').get('refresh-token-rotated')).toBe('true');
    expect(cron.summary).toContain('Still signed in to OneDrive');
    expect(secret()).not.toBe(before);
    // The run's own clock is the machine's: what ages is the sign-in, 105 days in all.
    emulator.advance(7 * dayMs);
  }
  expect(emulator.identity.isLiveRefreshToken(secret())).toBe(true);
  expect(emulator.files()).toEqual([]);
});

describe('credential: oidc', () => {
  const subject = 'repo:octo-org/uploads:ref:refs/heads/main';
  const inputs = () => ({
    ...{ credential: 'oidc', 'client-secret': '', 'tenant-id': emulator.credentials.tenantId },
    ...rotating(),
    'rotate-after-days': '0',
  });
  const runner = () => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: emulator.github.oidc.url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: emulator.github.oidc.requestToken,
  });

  test('signs in with no secret of the app, and keeps the new token', async () => {
    emulator.identity.addFederatedCredential({ subject });
    using step = job(inputs(), runner());
    const { code, stdout } = await run(step);
    expect(stdout).not.toContain('::error');
    expect(code).toBe(0);
    expect(emulator.github.oidc.issued.length).toBeGreaterThan(0);
    expect(await emulator.read('in/a.txt')).toHaveLength(10);
    expect(emulator.identity.isLiveRefreshToken(secret())).toBe(true);
  });

  test('as the app itself needs no token to keep at all', async () => {
    emulator.identity.addFederatedCredential({ subject });
    const { driveId, tenantId } = emulator.credentials;
    const app = { auth: 'app', credential: 'oidc', 'client-secret': '', 'refresh-token': '' };
    using step = job({ ...app, 'tenant-id': tenantId, 'drive-id': driveId }, runner());
    const { code, stdout } = await run(step);
    expect(stdout).not.toContain('::error');
    expect([code, stdout.includes('90 days')]).toEqual([0, false]);
    expect(await emulator.read('in/b.bin')).toHaveLength(20);
  });

  test.each([
    ['a job without id-token: write', {}, 'id-token: write'],
    ['a request token that has ended', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ended' }, 'refused with HTTP 401'],
  ] as const)('with %s says what is missing, and nothing is sent', async (_, env, words) => {
    emulator.identity.addFederatedCredential({ subject });
    const url =
      Object.keys(env).length === 0 ? {} : { ACTIONS_ID_TOKEN_REQUEST_URL: emulator.github.oidc.url };
    using step = job(inputs(), { ...url, ...env });
    const { code, stdout } = await run(step);
    expect(code).toBe(1);
    expect(stdout.split('\n').find((line) => line.startsWith('::error'))).toContain(words);
    expect(emulator.files()).toEqual([]);
  });
});
