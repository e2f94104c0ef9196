import { describe, expect, it } from 'vitest';
import type { EmulatorOptions, Fault } from '../../../src/emulator/emulator.ts';
import {
  type ClientReply,
  type EmulatorClient,
  FRAGMENT_GRID_BYTES,
  noise,
  openEmulatorClient,
} from '../../support/emulator-client.ts';

const html = { accept: 'text/html,application/xhtml+xml' };
const page = (one: EmulatorClient, query = '') => one.send(`${one.emulator.url}/${query}`, { headers: html });
const state = (one: EmulatorClient, query = '', headers: Record<string, string> = {}) =>
  one.send(`${one.emulator.url}/_emulator/state${query}`, { headers });
const names = (answer: ClientReply) => answer.json.folder.items.map(({ name }: { name: string }) => name);

describe("the emulator's page", () => {
  it('is for browsers at the emulator’s own loopback address, and for nobody else', async () => {
    await using one = await openEmulatorClient();
    const asked = async (headers: Record<string, string>, path = '/', method = 'GET') =>
      (await one.send(`${one.emulator.url}${path}`, { headers, method })).status;
    expect(await asked(html)).toBe(200);
    expect(await asked({})).toBe(404);
    expect(await asked(html, '/other')).toBe(404);
    expect(await asked(html, '/', 'POST')).toBe(404);
    expect(await asked({ ...html, host: 'rebound.example' })).toBe(404);
    expect(await asked({ host: 'rebound.example' }, '/_emulator/state')).toBe(404);
    expect(await asked({ ...html, host: '10.1.2.3' })).toBe(404);
    expect(await asked({ ...html, host: 'login.microsoftonline.com' })).toBe(200);
    const signIn = await one.send(`${one.emulator.url}/`, { headers: { host: 'login.live.com', ...html } });
    expect(signIn.bytes.toString()).toBe('');
  });

  it('tells browsers to keep nothing, load nothing and show it in no frame', async () => {
    await using one = await openEmulatorClient();
    const { headers } = await page(one);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await state(one)).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('answers its questions to itself and to tools, not to pages of other origins', async () => {
    await using one = await openEmulatorClient();
    const asked = async (site: string) => (await state(one, '', { 'sec-fetch-site': site })).status;
    expect(await asked('same-origin')).toBe(200);
    expect(await asked('none')).toBe(200);
    expect(await asked('same-site')).toBe(403);
    expect(await asked('cross-site')).toBe(403);
  });

  it('neither meets faults nor is in the ledger', async () => {
    const any: Fault = { on: {}, after: 1, do: { kind: 'status', status: 503 } };
    await using one = await openEmulatorClient({ faults: [any], throttle: { unitsPerMinute: 10 } });
    const before = one.emulator.requestLog.length;
    expect((await page(one)).status).toBe(200);
    expect((await state(one)).status).toBe(200);
    expect(one.emulator.requestLog).toHaveLength(before);
    expect(one.emulator.spent).toEqual([]);
    expect((await one.drive('GET', '/root')).status).toBe(503);
  });
});

describe('its JSON', () => {
  it('tells of sessions, requests, throttle and faults', async () => {
    const fault: Fault = {
      on: { surface: 'upload', method: 'PUT' },
      after: 1,
      do: { kind: 'status', status: 503, code: 'busy' },
    };
    await using one = await openEmulatorClient({ throttle: { unitsPerMinute: 20 }, faults: [fault] });
    const url = await one.session('in-flight/large.bin');
    await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, FRAGMENT_GRID_BYTES * 4);
    await one.fragment(url, noise(FRAGMENT_GRID_BYTES), FRAGMENT_GRID_BYTES, FRAGMENT_GRID_BYTES * 4);
    const { json } = await state(one);
    expect(json).toMatchObject({
      ...{ account: 'personal', sessionsInAll: 1, requestsInAll: 4 },
      drive: { id: one.emulator.credentials.driveId, label: 'Ada Emulated · OneDrive', items: 1 },
      throttle: { limit: 20, used: 3, refused: 0 },
    });
    expect(json.sessions).toMatchObject([
      {
        path: 'in-flight/large.bin',
        receivedBytes: FRAGMENT_GRID_BYTES,
        totalBytes: FRAGMENT_GRID_BYTES * 4,
        fragments: 1,
      },
    ]);
    expect(json.faults).toEqual([{ on: fault.on, does: 'status 503', after: 1, times: 1, seen: 2, hits: 1 }]);
    const [newest, second] = json.requests;
    expect(newest).toMatchObject({
      ...{ status: 503, code: 'busy', fault: 'status', file: 'in-flight/large.bin' },
    });
    expect(second).toMatchObject({
      ...{
        surface: 'upload',
        method: 'PUT',
        path: expect.stringMatching(/^\/personal\/\w+\/_api\/v2\.0\/drive\/items\/[\w!]+\/uploadSession$/),
        status: 202,
        bytes: FRAGMENT_GRID_BYTES,
      },
      contentRange: `bytes 0-${FRAGMENT_GRID_BYTES - 1}/${FRAGMENT_GRID_BYTES * 4}`,
    });
  });

  it('tells of no session whose time is up, and ends none by looking', async () => {
    await using one = await openEmulatorClient();
    await one.session('old.bin');
    const weekMs = 7 * 86_400_000;
    one.emulator.advance(weekMs + 60_000);
    expect((await state(one)).json.sessions).toEqual([]);
    one.emulator.advance(-weekMs);
    expect((await state(one)).json.sessions).toMatchObject([{ path: 'old.bin', totalBytes: null }]);
  });

  it('tells of files and folders, with versions and hashes, as they become', async () => {
    await using one = await openEmulatorClient();
    await one.put('docs/note.txt', 'first');
    await one.put('docs/note.txt', 'second!');
    const { revision } = (await state(one)).json;
    const { json } = await state(one, '?path=/docs');
    expect(json).toMatchObject({ revision, folder: { path: '/docs', from: 0, total: 1 } });
    const [file] = one.emulator.files();
    expect(json.folder.items).toMatchObject([
      { name: 'note.txt', path: '/docs/note.txt', children: null, sizeBytes: 7, versions: 2, id: file?.id },
    ]);
    expect(json.folder.items[0].quickXorHash).toBe(file?.quickXorHash);
    await one.drive('DELETE', '/root:/docs/note.txt:');
    expect((await state(one)).json.revision).not.toBe(revision);
    expect((await state(one, '?path=/docs')).json.folder.items).toEqual([]);
    expect((await state(one, '?path=/docs/note.txt')).status).toBe(404);
    expect((await state(one, '?drive=nobody')).status).toBe(404);
  });

  it('shows another drive of the tenant when it is named', async () => {
    await using one = await openEmulatorClient({ account: 'business' });
    const library = one.emulator.tenant.sites[1]?.libraries[0]?.driveId ?? '';
    await one.emulator.seed('there.txt', 'x', library);
    const other = `drive=${encodeURIComponent(library)}`;
    expect(names(await state(one, `?${other}&path=/`))).toEqual(['there.txt']);
    expect(names(await state(one, '?path=/'))).toEqual([]);
    expect((await page(one, `?${other}`)).bytes.toString()).toContain('there.txt');
  });

  it('stays small: 500 items of a folder, 200 requests, 100 sessions', async () => {
    await using one = await openEmulatorClient();
    for (let number = 0; number < 1100; number++) await one.emulator.seed(`many/${1e4 + number}.txt`, '');
    for (let number = 0; number < 120; number++) await one.session(`${number}.bin`);
    for (let number = 0; number < 130; number++) await one.send(`${one.emulator.url}/v1.0/me`);
    const { sessions, requests, sessionsInAll, requestsInAll } = (await state(one)).json;
    expect([sessions, requests].map((all) => all.length)).toEqual([100, 200]);
    expect([sessionsInAll, requestsInAll]).toEqual([120, 251]);
    const first = await state(one, '?path=/many');
    expect(names(first)).toHaveLength(500);
    expect(first.json.folder.total).toBe(1100);
    const last = await state(one, '?path=/many&from=1000');
    expect(names(last)[0]).toBe('11000.txt');
    expect(names(last)).toHaveLength(100);
    const shown = (await page(one)).bytes.toString();
    expect(shown).toContain('Open 1,100 items');
    expect(shown).not.toContain('10000.txt');
    const inside = (await page(one, '?path=/many&from=500')).bytes.toString();
    expect(inside).toContain('100 items more');
    expect(inside.match(/\.txt<\/bdi>/g)).toHaveLength(500);
  });
});

describe('whatever comes from outside', () => {
  const nasty = `<img src=x onerror=alert(1)> "quoted" 'n' &amp;`;

  it('is text on the page: names of files and folders, paths, faults', async () => {
    const fault: Fault = { on: { path: '<b>path</b>' }, do: { kind: 'cut', when: 'before' } };
    await using one = await openEmulatorClient({ faults: [fault] });
    await one.emulator.seed(`<i>folder/${nasty.replaceAll('/', '')}`, 'x');
    await one.send(`${one.emulator.url}/v1.0/<u>raw</u>"'`);
    const answers = [await page(one), await state(one, '?as=html'), await state(one, '?as=html&path=/')];
    const text = answers.map(({ bytes }) => bytes.toString()).join('\n');
    expect(text).toContain('&lt;i&gt;folder');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &#39;n&#39; &amp;amp;');
    expect(text).toContain('/v1.0/&lt;u&gt;raw&lt;/u&gt;&quot;&#39;');
    expect(text).toContain('&lt;b&gt;path&lt;/b&gt;');
    expect(text).not.toMatch(/<(img|i>|u>|b>path)/);
  });
});

describe('credentials', () => {
  it.each<EmulatorOptions['account']>(['personal', 'business'])(
    'of a %s account are nowhere',
    async (account) => {
      await using one = await openEmulatorClient({ account: account ?? 'personal' });
      const { emulator } = one;
      const url = await one.session('secret.bin');
      await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 0, FRAGMENT_GRID_BYTES * 2);
      await one.put('shared.txt', 'x');
      const link = await one.drive('POST', '/root:/shared.txt:/createLink', {
        type: 'view',
        scope: 'anonymous',
      });
      const { webUrl } = link.json.link;
      const share = `u!${Buffer.from(webUrl).toString('base64url')}`;
      await one.graph('GET', `/shares/${share}/driveItem`);
      const item = await one.drive('GET', '/root:/shared.txt:');
      const download = String(item.json['@microsoft.graph.downloadUrl']);
      await one.send(download);
      const { credentials, identity, github } = emulator;
      // As clumsy as a client can be: what is secret, in a path of each host.
      for (const secret of [credentials.refreshToken, ...identity.issuedAccessTokens])
        for (const origin of [emulator.url, emulator.uploadOrigin])
          await one.send(`${origin}/x/${secret}?${secret}`);
      const ends = [...emulator.uploadUrls(), download].flatMap((address) => {
        const { pathname, searchParams } = new URL(address);
        return [address, searchParams.get('tempauth') ?? pathname.split('/')[2] ?? ''];
      });
      const secrets = [
        ...[credentials.clientSecret, credentials.refreshToken, credentials.publicRefreshToken],
        ...[...identity.issuedAccessTokens, ...identity.issuedRefreshTokens, github.token, github.jobToken],
        ...[github.oidc.requestToken, share, webUrl.split('/').at(-1), ...ends],
      ];
      expect(secrets.filter((secret) => String(secret).length < 12)).toEqual([]);
      const answers = [
        await page(one),
        await state(one),
        await state(one, '?as=html'),
        await state(one, '?path=/'),
      ];
      const text = answers.map(({ bytes }) => bytes.toString()).join('\n');
      expect(text).toContain('secret.bin');
      expect(text).toContain('/v1.0/shares/…/driveItem');
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    },
  );
});
