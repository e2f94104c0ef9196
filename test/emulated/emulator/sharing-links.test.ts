/** Sharing, thumbnails, batches and permissions of the emulated Graph, over real sockets. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

test('makes sharing links once, finds items by them, and takes them back', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const id = await one.emulator.seed('dir/x.png', 'x');
  const wish = { type: 'view', scope: 'organization' };
  const made = await one.drive('POST', `/items/${id}/createLink`, wish);
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    roles: ['read'],
    link: { ...wish, webUrl: expect.stringContaining('https://') },
  });
  const again = await one.drive('POST', `/items/${id}/createLink`, wish);
  expect([again.status, again.json.id]).toEqual([200, made.json.id]);
  const { shareId } = made.json;
  expect((await one.graph('GET', `/shares/${shareId}/driveItem`)).json.id).toBe(id);
  const webUrl = (await one.drive('GET', '/root:/dir')).json.webUrl;
  const byUrl = await one.graph(
    'GET',
    `/shares/u!${Buffer.from(webUrl).toString('base64url')}/driveItem/children`,
  );
  expect(byUrl.json.value.map((item: { id: string }) => item.id)).toEqual([id]);
  expect((await one.drive('GET', `/items/${id}/permissions`)).json.value).toHaveLength(2);
  expect((await one.drive('DELETE', `/items/${id}/permissions/${made.json.id}`)).status).toBe(204);
  expect((await one.graph('GET', `/shares/${shareId}/driveItem`)).status).toBe(404);
});

test('refuses links that policy, account or sense forbid', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  await one.emulator.seed('x.bin', 'x');
  const link = (body: unknown) => one.drive('POST', '/root:/x.bin:/createLink', body);
  expect((await link({ type: 'embed' })).status).toBe(400);
  expect((await link({ type: 'view', password: 'p' })).status).toBe(400);
  expect((await link({ type: 'view', expirationDateTime: 'soon' })).status).toBe(400);
  one.emulator.settings.linkPolicyForbidden = 'anonymous';
  expect((await link({ type: 'view', scope: 'anonymous' })).json.error.code).toBe('accessDenied');
  expect((await link({ type: 'view', scope: 'organization' })).status).toBe(201);
  one.emulator.settings.linkPolicyForbidden = true;
  expect((await link({ type: 'edit', scope: 'organization' })).status).toBe(403);
});

test('offers thumbnails of pictures only', async () => {
  await using one = await openEmulatorClient();
  await one.emulator.seed('x.png', 'x');
  await one.emulator.seed('x.bin', 'x');
  expect((await one.drive('GET', '/root:/x.bin:/thumbnails')).json.value).toEqual([]);
  const [set] = (await one.drive('GET', '/root:/x.png:/thumbnails')).json.value;
  expect([set.small.width, set.medium.width, set.large.width]).toEqual([96, 176, 800]);
  expect((await one.drive('GET', '/root:/x.png:/thumbnails/0/large')).json.url).toContain(
    one.emulator.uploadOrigin,
  );
  expect((await one.drive('GET', '/root:/x.png:/thumbnails/0/large/content')).status).toBe(302);
  expect((await one.send(set.large.url)).status).toBe(200);
});

test('a batch answers each call for itself, at most twenty', async () => {
  await using one = await openEmulatorClient();
  const session = {
    method: 'POST',
    url: '/me/drive/root:/a.bin:/createUploadSession',
    headers: { 'Content-Type': 'application/json' },
    body: {},
  };
  const answer = await one.graph('POST', '/$batch', {
    requests: [
      { id: '1', method: 'GET', url: '/me/drive?$select=id' },
      { id: '2', method: 'GET', url: 'me/drive/root:/nothing' },
      { id: '3', ...session },
      { id: '4', method: 'GET', url: '/me', dependsOn: ['2'] },
    ],
  });
  const [first, second, third, fourth] = answer.json.responses;
  expect(first).toMatchObject({
    id: '1',
    status: 200,
    body: { id: one.emulator.credentials.driveId.toLowerCase() },
  });
  expect(second).toMatchObject({ id: '2', status: 404, body: { error: { code: 'itemNotFound' } } });
  expect(third.body.uploadUrl).toContain(one.emulator.uploadOrigin);
  expect(fourth.status).toBe(424);
  const many = Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' }));
  expect((await one.graph('POST', '/$batch', { requests: many })).status).toBe(400);
  expect(
    (
      await one.graph('POST', '/$batch', {
        requests: [
          { id: '1', method: 'GET', url: '/me' },
          { id: '1', method: 'GET', url: '/me' },
        ],
      })
    ).status,
  ).toBe(400);
});

test('the throttle’s place is asked once for each call, members of a batch included', async () => {
  await using one = await openEmulatorClient();
  const asked: string[] = [];
  one.emulator.admit = ({ surface, method, path, caller }) => {
    asked.push(`${surface} ${method} ${path} ${caller?.user}`);
    return path === '/me' ? { status: 429, headers: { 'retry-after': '7' }, json: {} } : undefined;
  };
  const answer = await one.graph('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: '/me' }] });
  expect(answer.json.responses[0]).toMatchObject({ status: 429, headers: { 'Retry-After': '7' } });
  const refused = await one.graph('GET', '/me');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '7']);
  await one.send(await one.session('x.bin'));
  expect(asked).toHaveLength(4);
  expect(asked.slice(0, 2)).toEqual(['graph GET /me true', 'graph GET /me true']);
  expect(asked[3]).toMatch(/^upload GET \/personal\/\S+\/uploadSession undefined$/);
});

test('a token without the right scope reads but does not write', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  await one.emulator.seed('x.bin', 'x');
  const { refreshToken } = one.emulator.credentials;
  await one.signIn({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: 'https://graph.microsoft.com/Files.Read',
  });
  expect((await one.drive('GET', '/root:/x.bin')).status).toBe(200);
  for (const answer of [
    await one.put('x.bin', 'new'),
    await one.drive('POST', '/root:/x.bin:/createUploadSession', {}),
    await one.drive('DELETE', '/root:/x.bin'),
    await one.drive('POST', '/root/children', { name: 'd', folder: {} }),
  ]) {
    expect([answer.status, answer.json.error.code]).toEqual([403, 'accessDenied']);
  }
  expect((await one.graph('GET', '/me')).status).toBe(403);
});

test('an app’s own token has no /me but may use a drive', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const { tenantId } = one.emulator.credentials;
  await one.signIn({
    tenant: tenantId,
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  });
  for (const path of ['/me', '/me/drive']) {
    const answer = await one.graph('GET', path);
    expect([answer.status, answer.json.error.message]).toEqual([
      400,
      '/me request is only valid with delegated authentication flow.',
    ]);
  }
  expect((await one.put('x.bin', 'x')).status).toBe(201);
});
