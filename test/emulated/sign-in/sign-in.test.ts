import { describe, expect, test } from 'vitest';
import { appCertificate } from '../../support/certificates.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

async function staged(account: 'personal' | 'business' = 'personal'): Promise<UploadFixture> {
  const stage = await UploadFixture.open({ account });
  return stage.writeFiles({ 'a.txt': 100, 'b.txt': 200 });
}

const tokenRequests = (stage: UploadFixture) =>
  stage.emulator.requestLog.filter(({ surface }) => surface === 'identity');

test('a confidential client signs in with its secret, and the new token is masked and kept out of outputs', async () => {
  await using stage = await staged();
  await stage.run();
  const [issued] = stage.emulator.identity.issuedRefreshTokens.slice(-1);
  expect(stage.host.masked).toContain(issued);
  expect(stage.host.outputs.has('refresh-token')).toBe(false);
  expect(stage.host.outputs.get('refresh-token-rotated')).toBe('true');
});

test('the new refresh token is an output if requested, and signs in', async () => {
  await using stage = await staged();
  await stage.run({ 'output-refresh-token': 'true' });
  const token = stage.host.outputs.get('refresh-token') ?? '';
  expect(token).not.toBe(stage.emulator.credentials.refreshToken);
  expect(stage.emulator.identity.isLiveRefreshToken(token)).toBe(true);
  expect((await stage.run({ 'refresh-token': token, destination: 'again' })).result).toBe('uploaded');
});

test('without a new token, the output has the old one, which works', async () => {
  await using stage = await staged();
  stage.emulator.identity.settings.omitNewRefreshToken = true;
  await stage.run({ 'output-refresh-token': 'true' });
  expect(stage.host.outputs.get('refresh-token')).toBe(stage.emulator.credentials.refreshToken);
  expect(stage.host.outputs.get('refresh-token-rotated')).toBe('false');
});

test('an id_token in the answer does not break the refresh', async () => {
  await using stage = await staged();
  stage.emulator.identity.settings.sendIdToken = true;
  expect((await stage.run()).result).toBe('uploaded');
});

describe.each(['personal', 'business'] as const)('a public client of a %s account', (account) => {
  const publicClient = (stage: UploadFixture) => ({
    'client-id': stage.emulator.credentials.publicClientId,
    'refresh-token': stage.emulator.credentials.publicRefreshToken,
  });

  test('signs in without a secret', async () => {
    await using stage = await staged(account);
    expect((await stage.run({ ...publicClient(stage), 'client-secret': '' })).result).toBe('uploaded');
  });

  test('with a secret continues without it, with a warning', async () => {
    await using stage = await staged(account);
    expect((await stage.run(publicClient(stage))).result).toBe('uploaded');
    expect(stage.host.warnings.join()).toContain('Remove client-secret');
    expect(tokenRequests(stage).map(({ status }) => Number(status) < 300)).toEqual([false, true]);
  });
});

test('a wrong secret takes one request, and the error has Microsoft’s text and what to do', async () => {
  await using stage = await staged();
  const report = await stage.run({ 'client-secret': 'emulator.wrong-secret-value' });
  expect(report.result).toBe('failed');
  expect(report.error).toMatchObject({ kind: 'sign-in' });
  const [error = ''] = stage.host.errors;
  expect(error).toContain('AADSTS7000215');
  expect(error).toContain('the client secret is wrong');
  expect(error).toContain("Store the secret's Value, not its ID");
  expect(error).toMatch(/trace id [0-9a-f-]{36}/);
  expect(tokenRequests(stage)).toHaveLength(1);
  expect(stage.host.outputs.get('failed-count')).toBe('0');
});

test('a token that was not renewed for 90 days is refused with how to sign in again', async () => {
  await using stage = await staged();
  stage.emulator.identity.expireRefreshTokens();
  await stage.run();
  expect(stage.host.errors[0]).toContain('AADSTS700082');
  const { clientId } = stage.emulator.credentials;
  const command = `npx github:OWNER/onedrive-upload login --client-id ${clientId} --tenant-id common`;
  expect(stage.host.errors[0]).toContain(command);
});

test.each(['<html>Service Unavailable</html>', 'Too Many Requests', ''])(
  'a body of %j from the sign-in service is retried, and reported if it stays',
  async (body) => {
    await using stage = await staged();
    stage.emulator.addFault({
      on: { surface: 'identity' },
      times: 99,
      do: { kind: 'status', status: 503, body },
    });
    const report = await stage.run();
    expect(report.error).toMatchObject({ service: { status: 503 } });
    expect(stage.host.errors[0]).toContain('HTTP 503');
    expect(tokenRequests(stage)).toHaveLength(6);
  },
);

test('scopes are sent with offline_access, so that a new token is issued', async () => {
  await using stage = await staged();
  expect((await stage.run({ scopes: 'Files.ReadWrite' })).result).toBe('uploaded');
  expect(stage.host.outputs.get('refresh-token-rotated')).toBe('true');
});

test('a sign-in without a permission to write is refused before anything is sent', async () => {
  await using stage = await staged();
  stage.emulator.identity.settings.grantedScopes = 'Files.Read offline_access';
  const report = await stage.run();
  expect(report.result).toBe('failed');
  expect(stage.host.errors[0]).toContain('no permission to write');
  expect(stage.emulator.requestLog.filter(({ surface }) => surface === 'graph')).toEqual([]);
});

test('a new access token is fetched before the old one expires, during a long upload', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles({ 'a.bin': 3 * 320 * 1024 });
  stage.emulator.identity.settings.accessTokenLifetimeS = 600;
  stage.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    times: 2,
    do: { kind: 'status', status: 503, retryAfter: '400' },
  });
  stage.writeFiles({ 'b.txt': 10 });
  expect((await stage.run({ concurrency: '1', 'session-threshold': '320KiB' })).result).toBe('uploaded');
  expect(tokenRequests(stage).length).toBeGreaterThan(1);
  expect(stage.emulator.requestLog.filter(({ status }) => status === 401)).toEqual([]);
});

test.each([
  ['a small file', { surface: 'graph', method: 'PUT' }],
  ['a listing', { surface: 'graph', method: 'GET' }],
  ['a session', { surface: 'graph', method: 'POST' }],
] as const)('a 401 for %s brings one new token, and no more', async (_, on) => {
  await using stage = await staged();
  stage.writeFiles({ 'c.bin': 400_000 });
  stage.emulator.addFault({ on, do: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' } });
  expect((await stage.run({ 'session-threshold': '320KiB' })).result).toBe('uploaded');
  expect(tokenRequests(stage)).toHaveLength(2);
});

test('a service that refuses every token fails the run with advice and without a loop', async () => {
  await using stage = await staged();
  stage.emulator.addFault({
    on: { surface: 'graph' },
    times: 999,
    do: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' },
  });
  expect((await stage.run()).result).toBe('failed');
  expect(stage.emulator.requestLog.length).toBeLessThan(6);
});

test('requests to the upload host have no access token', async () => {
  await using stage = await UploadFixture.open({ account: 'business' });
  stage.writeFiles({ 'a.bin': 700_000 });
  await stage.run({ 'session-threshold': '0' });
  const sent = stage.emulator.requestLog.filter(({ surface }) => surface === 'upload');
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.some(({ authorization }) => authorization)).toBe(false);
});

test.each([
  ['us-gov', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['us-gov-dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
  ['china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ['global', 'login.microsoftonline.com', 'graph.microsoft.com'],
])('cloud: %s calls only hosts of that cloud', async (cloud, login, graph) => {
  await using stage = await staged('business');
  expect((await stage.run({ cloud, 'tenant-id': 'organizations' })).result).toBe('uploaded');
  const hosts = new Set(
    stage.emulator.requestLog.filter(({ surface }) => surface !== 'upload').map(({ host }) => host),
  );
  expect([...hosts]).toEqual([login, graph]);
});

test('a secret that was pasted in quotes works, and is masked without them', async () => {
  await using stage = await staged();
  const { clientSecret } = stage.emulator.credentials;
  expect((await stage.run({ 'client-secret': `"${clientSecret}"` })).result).toBe('uploaded');
  expect(stage.host.masked).toContain(clientSecret);
});

test.each(['secret', 'certificate', 'oidc'])(
  'the app itself uploads to a named drive, with %s',
  async (credential) => {
    await using stage = await staged('business');
    const { identity, github, credentials } = stage.emulator;
    const { cert, key } = await appCertificate();
    identity.addCertificate(cert);
    github.oidc.job.repository.immutableSubject = false;
    identity.addFederatedCredential({
      subject: `repo:${github.oidc.job.repository.fullName}:ref:refs/heads/main`,
    });
    stage.host.env.ACTIONS_ID_TOKEN_REQUEST_URL = github.oidc.url;
    stage.host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = github.oidc.requestToken;
    const report = await stage.run({
      ...{ auth: 'app', credential, 'refresh-token': '', 'tenant-id': credentials.tenantId },
      ...(credential === 'certificate' && { 'client-certificate': key + cert }),
      ...(credential !== 'secret' && { 'client-secret': '' }),
    });
    expect(report.result).toBe('uploaded');
    expect(stage.host.outputs.get('refresh-token-rotated')).toBe('false');
  },
);

test('authority: live renews at login.live.com, and uploads', async () => {
  await using stage = await staged();
  expect((await stage.run({ authority: 'live' })).result).toBe('uploaded');
  expect(tokenRequests(stage).map(({ host }) => host)).toEqual(['login.live.com']);
});
