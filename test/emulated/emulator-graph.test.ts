/** Graph's side of the emulator over real sockets: addresses, listings, changes, sharing, batches, permissions. */
import { expect, test } from 'vitest';
import { client, innerCode, noise } from './emulator-client.ts';

test('tells who is signed in and which drives there are', async () => {
  await using one = await client({ account: 'sharepoint' });
  const { places, credentials } = one.emulator;
  expect((await one.graph('GET', '/me')).json).toMatchObject({
    id: places.userId,
    userPrincipalName: 'ada@contoso.com',
  });
  expect((await one.graph('GET', '/me/drive')).json).toMatchObject({
    id: places.meDriveId,
    driveType: 'business',
  });
  const site = places.sites[0];
  const [group] = places.groups;
  for (const path of [
    `/drives/${credentials.driveId}`,
    `/sites/${site?.id}/drive`,
    `/sites/${site?.id}/drives/${credentials.driveId}`,
    '/sites/contoso.sharepoint.com:/sites/SITE:/drive',
    `/drives/${credentials.driveId.replace('!', '%21')}`,
  ]) {
    expect((await one.graph('GET', path)).json).toMatchObject({
      id: credentials.driveId,
      driveType: 'documentLibrary',
    });
  }
  expect((await one.graph('GET', `/groups/${group?.id}/drive`)).json.id).toBe(group?.driveId);
  expect((await one.graph('GET', `/users/${places.userPrincipalName}/drive`)).json.id).toBe(places.meDriveId);
  expect((await one.graph('GET', '/drives')).json.value).toHaveLength(1);
  expect((await one.graph('GET', `/sites/${site?.id}/drives?$select=id,name`)).json.value).toEqual(
    site?.libraries.map(({ driveId, name }) => ({ id: driveId, name })),
  );
});

test('finds sites by path, by host and by search, and says when there is none', async () => {
  await using one = await client({ account: 'business' });
  const byPath = await one.graph('GET', '/sites/contoso.sharepoint.com:/sites/site');
  expect(byPath.json.id).toMatch(/^contoso\.sharepoint\.com,[\w-]{36},[\w-]{36}$/);
  expect((await one.graph('GET', `/sites/${byPath.json.id}`)).json).toEqual(byPath.json);
  expect((await one.graph('GET', '/sites/contoso.sharepoint.com')).json.displayName).toBe('Contoso');
  expect((await one.graph('GET', '/sites?search=build')).json.value).toHaveLength(1);
  const missing = await one.graph('GET', '/sites/contoso.sharepoint.com:/sites/none');
  expect([missing.status, missing.json.error.code]).toEqual([404, 'itemNotFound']);
  await using personal = await client();
  expect((await personal.graph('GET', '/sites/contoso.sharepoint.com:/sites/site')).status).toBe(400);
});

test.each(['', ':'])('finds an item by path without regard to case (ending in %j)', async (end) => {
  await using one = await client();
  const id = await one.emulator.seed('Dir Ä/File#1%.bin', 'x');
  const found = await one.drive('GET', `/root:/dIR%20%C3%A4/fILE%231%25.BIN${end}`);
  expect(found.json).toMatchObject({ id, name: 'File#1%.bin' });
  const dir = (await one.drive('GET', '/root:/Dir%20%C3%84')).json;
  expect((await one.drive('GET', `/items/${dir.id}:/file%231%25.bin${end}`)).json.id).toBe(id);
  expect((await one.drive('GET', `/items/${id.replace('!', '%21')}`)).json.parentReference).toMatchObject({
    id: dir.id,
    path: '/drive/root:/Dir%20%C3%84',
  });
});

test('an unknown route, version or drive is refused with a Graph error', async () => {
  await using one = await client({ account: 'business' });
  for (const [path, status, code] of [
    ['/nothing', 400, 'BadRequest'],
    ['/me/drive/nothing', 400, 'BadRequest'],
    ['/me/drive/root/nothing', 400, 'BadRequest'],
    ['/drives/abc', 400, 'invalidRequest'],
    [`/drives/b!${'x'.repeat(64)}`, 404, 'itemNotFound'],
    ['/me/drive/items/01NOTHING', 404, 'itemNotFound'],
    ['/me/drive/root:/nothing', 404, 'itemNotFound'],
    ['/me/drive/root:/a/../b', 400, 'invalidRequest'],
    ['/me/drive/root:/%2E%2e/b', 400, 'invalidRequest'],
    ['/me/../users', 400, 'BadRequest'],
  ] as const) {
    const answer = await one.graph('GET', path);
    expect([path, answer.status, answer.json.error.code]).toEqual([path, status, code]);
    expect(answer.json.error.innerError['request-id']).toBe(answer.headers['request-id']);
  }
  expect((await one.send(`${one.emulator.url}/v2.0/me`)).status).toBe(404);
  expect((await one.drive('POST', '/root:/x:/content', {})).status).toBe(405);
});

test('answers carry Graph’s headers and echo the client’s request id', async () => {
  await using one = await client();
  const answer = await one.graph('GET', '/me/drive', undefined, { 'client-request-id': 'mine' });
  expect(answer.headers).toMatchObject({ 'client-request-id': 'mine', 'odata-version': '4.0' });
  expect(answer.headers['request-id']).toMatch(/^[\w-]{36}$/);
  expect(answer.headers['content-type']).toContain('odata.metadata=minimal');
});

test('without a token there is a 401 with a challenge', async () => {
  await using one = await client();
  const answer = await one.send(`${one.emulator.url}/v1.0/me/drive`);
  expect([answer.status, answer.json.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
});

test.each(['personal', 'business', 'sharepoint'] as const)(
  'puts and gets content in one request (%s)',
  async (account) => {
    await using one = await client({ account });
    const content = noise(100_000);
    const made = await one.put('new/dir/x.bin', content);
    expect([made.status, made.json.size]).toEqual([201, content.length]);
    expect((await one.put('NEW/dir/X.bin', 'shorter')).status).toBe(200);
    expect((await one.put('empty.bin', '')).json.size).toBe(0);
    const moved = await one.drive('GET', '/root:/new/dir/x.bin:/content');
    expect([moved.status, moved.bytes.length]).toEqual([302, 0]);
    const url = String(moved.headers.location);
    expect(url.startsWith(one.emulator.uploadOrigin)).toBe(true);
    expect((await one.send(url)).bytes.toString()).toBe('shorter');
    const part = await one.send(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.bytes.toString(), part.headers['content-range']]).toEqual([
      206,
      'ort',
      'bytes 2-4/7',
    ]);
    expect((await one.send(url, { headers: { range: 'bytes=7-' } })).status).toBe(416);
    one.emulator.advance(3_600_001);
    expect((await one.send(url)).status).toBe(401);
    expect((await one.send(`${url.slice(0, -3)}xxx`)).status).toBeGreaterThanOrEqual(401);
  },
);

test.each(['?@microsoft.graph.conflictBehavior=', '?%40microsoft.graph.conflictBehavior='])(
  'a simple PUT heeds the conflict behaviour in %s',
  async (query) => {
    await using one = await client({ account: 'business' });
    await one.emulator.seed('x.tar.gz', 'old');
    const refused = await one.put('x.tar.gz', 'new', `${query}fail`);
    expect([refused.status, refused.json.error.code]).toEqual([409, 'nameAlreadyExists']);
    expect((await one.put('x.tar.gz', 'new', `${query}rename`)).json.name).toBe('x.tar 1.gz');
    expect((await one.put('x.tar.gz', 'new', `${query}replace`)).status).toBe(200);
    expect((await one.put('x.tar.gz', 'new', `${query}maybe`)).status).toBe(400);
  },
);

test('a simple PUT replaces by id, and refuses folders, bad names, stale tags and too many bytes', async () => {
  await using one = await client({ account: 'business' });
  const id = await one.emulator.seed('dir/x.bin', 'old');
  const type = { 'content-type': 'text/plain' };
  const replaced = await one.drive('PUT', `/items/${id}/content`, 'new', type);
  expect([replaced.status, replaced.json.id]).toEqual([200, id]);
  expect((await one.drive('PUT', '/root:/dir:/content', 'new', type)).status).toBe(409);
  expect((await one.drive('PUT', '/root/content', 'new', type)).status).toBe(400);
  expect(innerCode(await one.put('dir/nul', 'x'))).toBe('invalidPath');
  expect(
    (await one.drive('PUT', `/items/${id}/content`, 'new', { ...type, 'if-match': '"{X},1"' })).status,
  ).toBe(412);
  expect(
    (await one.drive('PUT', `/items/${id}/content`, 'new', { ...type, 'if-match': replaced.json.eTag }))
      .status,
  ).toBe(200);
  one.emulator.settings.simpleLimitBytes = 10;
  expect(innerCode(await one.put('y.bin', noise(11)))).toBe('maxFileSizeExceeded');
  expect((await one.put('y.bin', noise(10))).status).toBe(201);
});

test('lists children in pages of 200, or as many as asked for', async () => {
  await using one = await client();
  const names = Array.from({ length: 450 }, (_, index) => `f${index}`);
  for (const name of names) await one.emulator.seed(`many/${name}`, name);
  const sizes: number[] = [];
  const seen: string[] = [];
  let link: string | undefined = '/root:/many:/children?$select=name';
  while (link !== undefined) {
    const page = await one.drive('GET', link);
    sizes.push(page.json.value.length);
    seen.push(...page.json.value.map((item: { name: string }) => item.name));
    expect(Object.keys(page.json.value[0])).toEqual(['name']);
    const next: string | undefined = page.json['@odata.nextLink'];
    link = next?.replace(`${one.emulator.url}/v1.0/drives/${one.emulator.credentials.driveId}`, '');
  }
  expect(sizes).toEqual([200, 200, 50]);
  expect(seen).toEqual(names);
  expect(
    (await one.drive('GET', '/root:/many:/children?$top=5&$orderby=name desc'.replace(' ', '%20'))).json
      .value[0].name,
  ).toBe('f99');
  expect((await one.drive('GET', '/root/children?$top=-1')).status).toBe(400);
});

test('a next link points to the host that was asked', async () => {
  await using one = await client();
  for (const name of ['a', 'b']) await one.emulator.seed(name, name);
  const page = await one.drive('GET', '/root/children?$top=1', undefined, { host: 'graph.microsoft.com' });
  expect(page.json['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/drives\//);
});

test('makes folders as the conflict behaviour says', async () => {
  await using strict = await client({ account: 'business' });
  const make = (one: typeof strict, conflict?: string) =>
    one.drive('POST', '/root/children', {
      name: 'New Folder',
      folder: {},
      ...(conflict === undefined ? {} : { '@microsoft.graph.conflictBehavior': conflict }),
    });
  const first = await make(strict);
  expect([first.status, first.json.folder]).toEqual([201, { childCount: 0 }]);
  expect((await make(strict, 'fail')).json.error.code).toBe('nameAlreadyExists');
  expect((await make(strict)).status).toBe(409);
  expect((await make(strict, 'rename')).json.name).toBe('New Folder 1');
  expect((await make(strict, 'replace')).json.id).toBe(first.json.id);
  expect((await strict.drive('POST', '/root/children', { name: 'x' })).status).toBe(400);
  expect((await strict.drive('POST', '/root/children', { name: '~x', folder: {} })).status).toBe(400);
  await using personal = await client();
  const made = await make(personal);
  expect((await make(personal)).json.id).toBe(made.json.id);
});

test('renames, moves, dates and deletes items', async () => {
  await using one = await client({ account: 'business' });
  const id = await one.emulator.seed('a/x.bin', 'x');
  await one.emulator.seed('b/y.bin', 'y');
  const target = (await one.drive('GET', '/root:/b')).json.id;
  const patched = await one.drive('PATCH', `/items/${id}`, {
    name: 'z.bin',
    parentReference: { id: target },
    fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' },
  });
  expect(patched.json).toMatchObject({
    id,
    name: 'z.bin',
    fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' },
  });
  expect(
    one.emulator
      .files()
      .map((file) => file.path)
      .sort(),
  ).toEqual(['b/y.bin', 'b/z.bin']);
  expect((await one.drive('PATCH', '/root:/b/y.bin', { name: 'z.bin' })).status).toBe(409);
  expect((await one.drive('PATCH', '/root:/b', { parentReference: { id: target } })).status).toBe(400);
  expect((await one.drive('DELETE', '/root:/b')).status).toBe(204);
  expect(one.emulator.files()).toEqual([]);
  expect((await one.drive('GET', `/items/${id}`)).status).toBe(404);
  expect((await one.drive('DELETE', '/root')).status).toBe(400);
});

test('sizes of folders and the quota follow what is stored', async () => {
  await using one = await client();
  await one.put('a/b/x.bin', noise(100));
  await one.put('a/y.bin', noise(50));
  expect((await one.drive('GET', '/root:/a')).json.size).toBe(150);
  await one.put('a/b/x.bin', noise(10));
  await one.drive('DELETE', '/root:/a/y.bin');
  expect((await one.drive('GET', '/root')).json.size).toBe(10);
  one.emulator.settings.quotaBytes = 100;
  expect((await one.drive('GET', '')).json.quota).toEqual({
    deleted: 0,
    remaining: 90,
    state: 'normal',
    total: 100,
    used: 10,
  });
  one.emulator.settings.quotaZeros = true;
  expect((await one.drive('GET', '?$select=quota')).json.quota.total).toBe(0);
});

test('delta tells what changed since', async () => {
  await using one = await client();
  const id = await one.emulator.seed('dir/x.bin', 'x');
  const all = await one.drive('GET', '/root/delta');
  expect(all.json.value.map((item: { name: string }) => item.name)).toEqual(['root', 'dir', 'x.bin']);
  const link = String(all.json['@odata.deltaLink']).replace(`${one.emulator.url}/v1.0`, '');
  expect((await one.graph('GET', link)).json.value).toEqual([]);
  await one.emulator.seed('dir/y.bin', 'y');
  await one.drive('DELETE', `/items/${id}`);
  const changes = (await one.graph('GET', link)).json.value;
  expect(changes.map((item: { name?: string; deleted?: unknown }) => item.name ?? item.deleted)).toEqual([
    'y.bin',
    { state: 'deleted' },
  ]);
  expect((await one.drive('GET', '/root/delta?token=old')).json.error.code).toBe('resyncRequired');
});

test('a fresh item is not visible at first when the switch says so', async () => {
  await using one = await client();
  one.emulator.settings.visibilityLagRequests = 2;
  await one.drive('POST', '/root/children', { name: 'dir', folder: {} });
  expect((await one.put('dir/x.bin', 'x')).status).toBe(404);
  expect((await one.drive('POST', '/root:/dir/x.bin:/createUploadSession', {})).status).toBe(404);
  expect((await one.put('dir/x.bin', 'x')).status).toBe(201);
  expect((await one.put('auto/y.bin', 'y')).status).toBe(201);
  const looks = [1, 2, 3].map(() => one.drive('GET', '/root:/dir/x.bin'));
  expect((await Promise.all(looks)).map((answer) => answer.status).sort()).toEqual([200, 404, 404]);
});

test('hashes may be missing, and parents spelt differently', async () => {
  await using one = await client({ account: 'business' });
  await one.put('%C3%84%20%C3%B6/x.bin', 'x');
  await one.put('empty', '');
  const file = async (path: string) => (await one.drive('GET', `/root:/${path}`)).json;
  expect((await file('empty')).file.hashes.quickXorHash).toBe('AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
  one.emulator.settings.omitZeroByteHashes = true;
  expect((await file('empty')).file.hashes).toBeUndefined();
  expect((await file('%C3%84%20%C3%B6/x.bin')).file.hashes).toBeDefined();
  Object.assign(one.emulator.settings, { omitHashes: true, lowerCaseParent: true });
  const item = await file('%C3%84%20%C3%B6/x.bin');
  expect(item.file.hashes).toBeUndefined();
  expect(item.parentReference.path).toMatch(/root:\/%c3%84%20%c3%b6$/);
});

test('makes sharing links once, finds items by them, and takes them back', async () => {
  await using one = await client({ account: 'business' });
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
  expect((await one.drive('GET', `/items/${id}/permissions`)).json.value).toHaveLength(1);
  expect((await one.drive('DELETE', `/items/${id}/permissions/${made.json.id}`)).status).toBe(204);
  expect((await one.graph('GET', `/shares/${shareId}/driveItem`)).status).toBe(404);
});

test('refuses links that policy, account or sense forbid', async () => {
  await using one = await client({ account: 'business' });
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
  await using one = await client();
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
  await using one = await client();
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
  expect(first).toMatchObject({ id: '1', status: 200, body: { id: one.emulator.credentials.driveId } });
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
  await using one = await client();
  const asked: string[] = [];
  one.emulator.admit = ({ surface, method, path, caller }) => {
    asked.push(`${surface} ${method} ${path} ${caller?.user}`);
    return path === '/me' ? { status: 429, headers: { 'retry-after': '7' }, json: {} } : undefined;
  };
  const answer = await one.graph('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: '/me' }] });
  expect(answer.json.responses[0]).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  const refused = await one.graph('GET', '/me');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '7']);
  await one.send(await one.session('x.bin'));
  expect(asked).toHaveLength(4);
  expect(asked.slice(0, 2)).toEqual(['graph GET /me true', 'graph GET /me true']);
  expect(asked[3]).toMatch(/^upload GET \/up\/\S+ undefined$/);
});

test('a token without the right scope reads but does not write', async () => {
  await using one = await client({ account: 'business' });
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
  await using one = await client({ account: 'business' });
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
