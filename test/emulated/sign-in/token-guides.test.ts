/**
 * The guides that people follow on the web to get a refresh token, step by step: what each gets wrong is refused by
 * the platform, and in its corrected form it ends in files on a drive.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signIn } from '../../../src/auth/sign-in.ts';
import { authorizeUrlVerb } from '../../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../../src/cli/commands/exchange.ts';
import { openGraphClient } from '../../../src/graph/client.ts';
import { openDrive } from '../../../src/graph/open-drive.ts';
import { openHttpClient } from '../../../src/http/client.ts';
import { cloudHosts } from '../../../src/http/microsoft-hosts.ts';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import type { RunReport } from '../../../src/report/report.ts';
import { run } from '../../../src/run/run.ts';
import { appCertificate } from '../../support/certificates.ts';
import { CliFixture, completeSignInForms } from '../../support/cli-fixture.ts';
import { publicClientInputs as publicIdentity } from '../../support/fake-sign-in.ts';
import { sendRequest } from '../../support/official-clients.ts';

type Flags = Readonly<Record<string, unknown>>;

const nativeclient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
const local = 'http://localhost:8080';
const tokenPage = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';

/** Address, sign-in, code, exchange: the refresh token, and the address that was opened. */
async function follow(cliFixture: CliFixture, flags: Flags, pasted = (landing: string) => landing) {
  const attempt = join(cliFixture.host.cwd, 'attempt.json');
  const { clientCertificateFile, ...first } = flags;
  await authorizeUrlVerb({ attempt, ...first }, cliFixture);
  const url = new URL(cliFixture.printed.pop() ?? '');
  cliFixture.line = pasted(await completeSignInForms(url.href));
  await exchangeVerb(
    { attempt, print: true, ...(clientCertificateFile !== undefined && { clientCertificateFile }) },
    cliFixture,
  );
  return { url, asked: Object.fromEntries(url.searchParams), token: cliFixture.printed.pop() ?? '' };
}

/** A run of the action with that token: a refresh, and whatever the texts say. */
function act(
  cliFixture: CliFixture,
  token: string,
  texts: Readonly<Record<string, string>>,
): Promise<RunReport> {
  const { ONEDRIVE_CLIENT_ID = '', ONEDRIVE_CLIENT_SECRET = '' } = cliFixture.host.env;
  const inputs: Record<string, string> = {
    ...{ 'client-id': ONEDRIVE_CLIENT_ID, 'client-secret': ONEDRIVE_CLIENT_SECRET, 'refresh-token': token },
    ...{ 'output-refresh-token': 'true', ...texts },
  };
  const source = {
    value: (name: string) => inputs[name],
    presentNames: () => Object.keys(inputs),
    emulator: true,
  };
  return run({ host: cliFixture.host, source });
}

/** Uploads a file with that token; the next run's token is a new one, and good. */
async function uploads(cliFixture: CliFixture, token: string, texts: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(cliFixture.host.cwd, 'a file.txt'), 'sent');
  const report = await act(cliFixture, token, { path: 'a file.txt', destination: 'guides', ...texts });
  expect(report.result, cliFixture.host.errors.join()).toBe('uploaded');
  expect((await cliFixture.emulator.read('guides/a file.txt')).toString()).toBe('sent');
  const next = cliFixture.host.outputs.get('refresh-token') ?? '';
  expect(next).not.toBe(token);
  expect(cliFixture.emulator.identity.isLiveRefreshToken(next)).toBe(true);
  return { report, next };
}

/** What the blog asks Graph for. */
async function lookAtThumbnail(
  cliFixture: CliFixture,
  { refreshToken, id }: { refreshToken: string; id: string },
) {
  const { host } = cliFixture;
  const { clientId, clientSecret } = cliFixture.emulator.credentials;
  const door = openHttpClient(host, 'global');
  const token = await signIn({
    identity: { ...publicIdentity, clientId, clientSecret, credential: 'secret', refreshToken },
    ...{ http: door, host, onRotated: () => {} },
  });
  const retryOptions = { host, retries: 0, gate: new RateLimitGate() };
  const graph = openGraphClient({
    graphHost: cloudHosts.global.graph,
    token,
    http: door,
    retry: retryOptions,
  });
  const drive = await openDrive(graph, { place: { kind: 'me' }, appFolder: false });
  await drive.getThumbnailUrl(id, 'small');
  await door.close();
}

/** A request by hand, as the guides have it. */
async function post(cliFixture: CliFixture, url: string, form: Readonly<Record<string, string>>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(form).toString();
  const answer = await sendRequest(cliFixture.emulator.url, url, { method: 'POST', headers, body });
  const text = await answer.text();
  return { status: answer.status, text };
}

describe('the guide with Azure Portal and Postman', () => {
  test('works: platform Web, its secret, the nativeclient page copied immediately', async () => {
    for (const account of ['personal', 'business'] as const) {
      await using cliFixture = (await CliFixture.open({ account })).confidential();
      const scopes = 'Files.ReadWrite.All offline_access User.Read';
      const { asked, token } = await follow(cliFixture, { redirectUri: nativeclient, scopes });
      expect(asked).toMatchObject({
        redirect_uri: nativeclient,
        scope: scopes,
        code_challenge_method: 'S256',
      });
      const { next } = await uploads(cliFixture, token);
      // The limit that it does not tell: 90 days from the issue of each token, used or not.
      cliFixture.emulator.advance(91 * 24 * 3_600_000);
      await act(cliFixture, next, { mode: 'check' });
      expect(cliFixture.host.errors.join()).toContain('AADSTS700082');
    }
  });

  test('works under Mobile and desktop: the secret is refused and left out', async () => {
    await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
    const { clientId } = cliFixture.emulator.credentials;
    cliFixture.emulator.identity.registerRedirect('http://localhost:7777/x', {
      clientId,
      platform: 'desktop',
    });
    await follow(cliFixture, { redirectUri: 'http://localhost:7777/x' });
    expect(cliFixture.host.warnings.join()).toContain('must not send a secret');
  });
});

describe('the connection of a plugin', () => {
  test('works: a public app, the redirect URI in both steps, and a scope that can write', async () => {
    await using cliFixture = await CliFixture.open();
    const { token } = await follow(cliFixture, {
      redirectUri: local,
      scopes: 'Files.ReadWrite offline_access',
    });
    await uploads(cliFixture, token);
    expect((await act(cliFixture, token, { mode: 'check' })).result).toBe('checked');
  });

  test('its own scopes can only read, which is reported before anything is sent', async () => {
    await using cliFixture = await CliFixture.open();
    const scopes = 'Files.Read Files.Read.All offline_access User.Read';
    const { token } = await follow(cliFixture, { redirectUri: local, scopes });
    expect(cliFixture.host.warnings.join()).toContain('can read but not write');
    expect((await act(cliFixture, token, { mode: 'check' })).result).toBe('failed');
    expect(cliFixture.host.errors.join()).toContain('no permission to write');
  });

  test('a code is not redeemed without the redirect URI', async () => {
    await using cliFixture = await CliFixture.open();
    const form = {
      client_id: cliFixture.emulator.credentials.publicClientId,
      code: 'x',
      grant_type: 'authorization_code',
    };
    const answer = await post(cliFixture, tokenPage, form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('redirect_uri');
  });
});

describe('the article on refresh tokens', () => {
  const tenantId = '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
  const scopes = 'https://graph.microsoft.com/.default offline_access';
  const asked = { scope: scopes, redirect_uri: local, sso_reload: 'true', response_mode: 'query' };
  const flags = { tenantId, redirectUri: local, scopes, param: ['sso_reload=true'] };

  test('works with a secret and the whole address pasted', async () => {
    await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
    const followed = await follow(cliFixture, flags);
    expect(followed.asked).toMatchObject(asked);
    expect(followed.asked.state).not.toBe('12345');
    expect(followed.url.pathname).toBe(`/${tenantId}/oauth2/v2.0/authorize`);
    await uploads(cliFixture, followed.token, { 'tenant-id': tenantId });
  });

  test('works with a certificate and the code copied from between code= and &state', async () => {
    await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
    cliFixture.host.env.ONEDRIVE_CLIENT_SECRET = '';
    const { cert, key } = await appCertificate();
    const file = join(cliFixture.host.cwd, 'app.pem');
    writeFileSync(file, `${cert}\n${key}`, { mode: 0o600 });
    cliFixture.emulator.identity.addCertificate(cert);
    const between = (landing: string) => /code=(.*?)&(?:session_)?state/.exec(landing)?.[1] ?? '';
    const { token } = await follow(cliFixture, { ...flags, clientCertificateFile: file }, between);
    await uploads(cliFixture, token, {
      'tenant-id': tenantId,
      'client-certificate': readFileSync(file, 'utf8'),
    });
  });

  test('a token for the app itself, as it requests, is refused', async () => {
    await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
    const { clientId } = cliFixture.emulator.credentials;
    const own = follow(cliFixture, { ...flags, scopes: `${clientId}/.default offline_access` });
    await expect(own).rejects.toThrow(/AADSTS90009/);
  });
});

describe('the blog on integrations', () => {
  test('works, also with login.live.com, and finds a thumbnail of an item ID with an exclamation mark', async () => {
    await using cliFixture = (await CliFixture.open()).confidential();
    const scopes = 'offline_access Files.ReadWrite.All';
    const { token } = await follow(cliFixture, { redirectUri: local, scopes });
    const { next } = await uploads(cliFixture, token);
    const { report } = await uploads(cliFixture, next, { authority: 'live', 'redirect-uri': local });
    const refreshed = cliFixture.emulator.requestLog.filter(({ path }) => path === '/oauth20_token.srf');
    expect(refreshed.map(({ host, status }) => `${host} ${status}`)).toEqual(['login.live.com 200']);
    const id = report.outcomes[0]?.item?.id ?? '';
    expect(id).toContain('!');
    await lookAtThumbnail(cliFixture, { refreshToken: next, id });
    const paths = cliFixture.emulator.requestLog
      .filter(({ surface }) => surface === 'graph')
      .map(({ path }) => path);
    expect(paths.filter((path) => path.includes(`/items/${id.replace('!', '%21')}/thumbnails`))).toHaveLength(
      1,
    );
    expect(paths.filter((path) => path.includes('!'))).toEqual([]);
  });

  test('a refresh with a code instead of the token, as it describes, is refused by both services', async () => {
    await using cliFixture = (await CliFixture.open()).confidential();
    const { clientId, clientSecret } = cliFixture.emulator.credentials;
    const form = {
      ...{ client_id: clientId, client_secret: clientSecret, redirect_uri: local },
      ...{ code: 'M.C5_BAY.2.U.code', grant_type: 'refresh_token' },
    };
    for (const url of [tokenPage, 'https://login.live.com/oauth20_token.srf'])
      expect((await post(cliFixture, url, form)).status).toBe(400);
  });
});
