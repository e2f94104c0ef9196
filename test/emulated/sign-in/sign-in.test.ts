import { describe, expect, test } from 'vitest';
import { appCertificate } from '../../support/certificates.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

async function staged(account: 'personal' | 'business' = 'personal'): Promise<UploadFixture> {
  const fixture = await UploadFixture.open({ account });
  return fixture.writeFiles({ 'a.txt': 100, 'b.txt': 200 });
}

const tokenRequests = (fixture: UploadFixture) =>
  fixture.emulator.requestLog.filter(({ surface }) => surface === 'identity');

test('a confidential client signs in with its secret, and the new token is masked and kept out of outputs', async () => {
  await using fixture = await staged();
  await fixture.run();
  const [issued] = fixture.emulator.identity.issuedRefreshTokens.slice(-1);
  expect(fixture.host.masked).toContain(issued);
  expect(fixture.host.outputs.has('refresh-token')).toBe(false);
  expect(fixture.host.outputs.get('refresh-token-rotated')).toBe('true');
});

test('the new refresh token is an output if requested, and signs in', async () => {
  await using fixture = await staged();
  await fixture.run({ 'output-refresh-token': 'true' });
  const token = fixture.host.outputs.get('refresh-token') ?? '';
  expect(token).not.toBe(fixture.emulator.credentials.refreshToken);
  expect(fixture.emulator.identity.isLiveRefreshToken(token)).toBe(true);
  expect((await fixture.run({ 'refresh-token': token, destination: 'again' })).result).toBe('uploaded');
});

test('without a new token, the output has the old one, which works', async () => {
  await using fixture = await staged();
  fixture.emulator.identity.settings.omitNewRefreshToken = true;
  await fixture.run({ 'output-refresh-token': 'true' });
  expect(fixture.host.outputs.get('refresh-token')).toBe(fixture.emulator.credentials.refreshToken);
  expect(fixture.host.outputs.get('refresh-token-rotated')).toBe('false');
});

test('an id_token in the answer does not break the refresh', async () => {
  await using fixture = await staged();
  fixture.emulator.identity.settings.sendIdToken = true;
  expect((await fixture.run()).result).toBe('uploaded');
});

describe.each(['personal', 'business'] as const)('a public client of a %s account', (account) => {
  const publicClient = (fixture: UploadFixture) => ({
    'client-id': fixture.emulator.credentials.publicClientId,
    'refresh-token': fixture.emulator.credentials.publicRefreshToken,
  });

  test('signs in without a secret', async () => {
    await using fixture = await staged(account);
    expect((await fixture.run({ ...publicClient(fixture), 'client-secret': '' })).result).toBe('uploaded');
  });

  test('with a secret continues without it, with a warning', async () => {
    await using fixture = await staged(account);
    expect((await fixture.run(publicClient(fixture))).result).toBe('uploaded');
    expect(fixture.host.warnings.join()).toContain('Remove client-secret');
    expect(tokenRequests(fixture).map(({ status }) => Number(status) < 300)).toEqual([false, true]);
  });
});

test('a wrong secret takes one request, and the error has Microsoft’s text and what to do', async () => {
  await using fixture = await staged();
  const report = await fixture.run({ 'client-secret': 'emulator.wrong-secret-value' });
  expect(report.result).toBe('failed');
  expect(report.error).toMatchObject({ kind: 'sign-in' });
  const [error = ''] = fixture.host.errors;
  expect(error).toContain('AADSTS7000215');
  expect(error).toContain('the client secret is wrong');
  expect(error).toContain("Store the secret's Value, not its ID");
  expect(error).toMatch(/trace id [0-9a-f-]{36}/);
  expect(tokenRequests(fixture)).toHaveLength(1);
  expect(fixture.host.outputs.get('failed-count')).toBe('0');
});

test.each([
  ['invalid_client', 7_002_381, 'Federated credentials must contain the enterprise claim.'],
  ['invalid_grant', 53_999, 'The sign-in is not allowed from here.'],
])(
  '%s with the unknown number %i is told in Microsoft’s words, with its page',
  async (word, number, sentence) => {
    await using fixture = await staged();
    const error_description = `AADSTS${number}: ${sentence}\r\nTrace ID: t`;
    const body = { error: word, error_description, error_codes: [number] };
    fixture.emulator.addFault({ on: { surface: 'identity' }, do: { kind: 'status', status: 401, body } });
    await fixture.run();
    const [error = ''] = fixture.host.errors;
    expect(error).toContain(`AADSTS${number}: ${sentence}`);
    expect(error).toContain(`See https://login.microsoftonline.com/error?code=${number}`);
    expect(error).not.toMatch(/client-secret|sign in again/i);
    expect(tokenRequests(fixture)).toHaveLength(1);
  },
);

test('a token that was not renewed for 90 days is refused with how to sign in again', async () => {
  await using fixture = await staged();
  fixture.emulator.identity.expireRefreshTokens();
  await fixture.run();
  expect(fixture.host.errors[0]).toContain('AADSTS700082');
  const { clientId } = fixture.emulator.credentials;
  const command = `npx github:OWNER/onedrive-upload login --client-id ${clientId} --tenant-id common`;
  expect(fixture.host.errors[0]).toContain(command);
});

test.each(['<html>Service Unavailable</html>', 'Too Many Requests', ''])(
  'a body of %j from the sign-in service is retried, and reported if it stays',
  async (body) => {
    await using fixture = await staged();
    fixture.emulator.addFault({
      on: { surface: 'identity' },
      times: 99,
      do: { kind: 'status', status: 503, body },
    });
    const report = await fixture.run();
    expect(report.error).toMatchObject({ service: { status: 503 } });
    expect(fixture.host.errors[0]).toContain('HTTP 503');
    expect(tokenRequests(fixture)).toHaveLength(6);
  },
);

test('scopes are sent with offline_access, so that a new token is issued', async () => {
  await using fixture = await staged();
  expect((await fixture.run({ scopes: 'Files.ReadWrite' })).result).toBe('uploaded');
  expect(fixture.host.outputs.get('refresh-token-rotated')).toBe('true');
});

test('a sign-in without a permission to write is refused before anything is sent', async () => {
  await using fixture = await staged();
  fixture.emulator.identity.settings.grantedScopes = 'Files.Read offline_access';
  const report = await fixture.run();
  expect(report.result).toBe('failed');
  expect(fixture.host.errors[0]).toContain('no permission to write');
  expect(fixture.emulator.requestLog.filter(({ surface }) => surface === 'graph')).toEqual([]);
});

test('a new access token is fetched before the old one expires, during a long upload', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 3 * 320 * 1024 });
  fixture.emulator.identity.settings.accessTokenLifetimeS = 600;
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    times: 2,
    do: { kind: 'status', status: 503, retryAfter: '400' },
  });
  fixture.writeFiles({ 'b.txt': 10 });
  expect((await fixture.run({ concurrency: '1', 'session-threshold': '320KiB' })).result).toBe('uploaded');
  expect(tokenRequests(fixture).length).toBeGreaterThan(1);
  expect(fixture.emulator.requestLog.filter(({ status }) => status === 401)).toEqual([]);
});

test.each([
  ['a small file', { surface: 'graph', method: 'PUT' }],
  ['a listing', { surface: 'graph', method: 'GET' }],
  ['a session', { surface: 'graph', method: 'POST' }],
] as const)('a 401 for %s brings one new token, and no more', async (_, on) => {
  await using fixture = await staged();
  fixture.writeFiles({ 'c.bin': 400_000 });
  fixture.emulator.addFault({ on, do: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' } });
  expect((await fixture.run({ 'session-threshold': '320KiB' })).result).toBe('uploaded');
  expect(tokenRequests(fixture)).toHaveLength(2);
});

test('a service that refuses every token fails the run with advice and without a loop', async () => {
  await using fixture = await staged();
  fixture.emulator.addFault({
    on: { surface: 'graph' },
    times: 999,
    do: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' },
  });
  expect((await fixture.run()).result).toBe('failed');
  expect(fixture.emulator.requestLog.length).toBeLessThan(6);
});

test('requests to the upload host have no access token', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.bin': 700_000 });
  await fixture.run({ 'session-threshold': '0' });
  const sent = fixture.emulator.requestLog.filter(({ surface }) => surface === 'upload');
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.some(({ authorization }) => authorization)).toBe(false);
});

test.each([
  ['us-gov', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['us-gov-dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
  ['china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ['global', 'login.microsoftonline.com', 'graph.microsoft.com'],
])('cloud: %s calls only hosts of that cloud', async (cloud, login, graph) => {
  await using fixture = await staged('business');
  expect((await fixture.run({ cloud, 'tenant-id': 'organizations' })).result).toBe('uploaded');
  const hosts = new Set(
    fixture.emulator.requestLog.filter(({ surface }) => surface !== 'upload').map(({ host }) => host),
  );
  expect([...hosts]).toEqual([login, graph]);
});

test('a secret that was pasted in quotes works, and is masked without them', async () => {
  await using fixture = await staged();
  const { clientSecret } = fixture.emulator.credentials;
  expect((await fixture.run({ 'client-secret': `"${clientSecret}"` })).result).toBe('uploaded');
  expect(fixture.host.masked).toContain(clientSecret);
});

test.each(['secret', 'certificate', 'oidc'])(
  'the app itself uploads to a named drive, with %s',
  async (credential) => {
    await using fixture = await staged('business');
    const { identity, github, credentials } = fixture.emulator;
    const { cert, key } = await appCertificate();
    identity.addCertificate(cert);
    github.oidc.job.repository.immutableSubject = false;
    identity.addFederatedCredential({
      subject: `repo:${github.oidc.job.repository.fullName}:ref:refs/heads/main`,
    });
    fixture.host.env.ACTIONS_ID_TOKEN_REQUEST_URL = github.oidc.url;
    fixture.host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = github.oidc.requestToken;
    const report = await fixture.run({
      ...{ auth: 'app', credential, 'refresh-token': '', 'tenant-id': credentials.tenantId },
      ...(credential === 'certificate' && { 'client-certificate': key + cert }),
      ...(credential !== 'secret' && { 'client-secret': '' }),
    });
    expect(report.result).toBe('uploaded');
    expect(fixture.host.outputs.get('refresh-token-rotated')).toBe('false');
  },
);

test('authority: live renews at login.live.com, and uploads', async () => {
  await using fixture = await staged();
  expect((await fixture.run({ authority: 'live' })).result).toBe('uploaded');
  expect(tokenRequests(fixture).map(({ host }) => host)).toEqual(['login.live.com']);
});
