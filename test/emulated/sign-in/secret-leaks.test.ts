import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { runPostStep } from '../../../src/run/post.ts';
import { createOpenSessions } from '../../../src/upload/open-sessions.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

/** A secret in every spelling that a log could carry it in. */
function spellings(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}${secret}`)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const form = new URLSearchParams({ x: secret }).toString().slice(2);
  return [secret, ...base64, form, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

function secretsOf(fixture: UploadFixture): string[] {
  const { clientSecret, refreshToken, publicRefreshToken } = fixture.emulator.credentials;
  const { issuedAccessTokens, issuedRefreshTokens } = fixture.emulator.identity;
  const queries = fixture.emulator.uploadUrls().flatMap((url) => {
    const { pathname, search, searchParams } = new URL(url);
    const token = searchParams.get('tempauth') ?? pathname.split('/').at(-1) ?? '';
    return [search, token].filter((text) => text.length > 8);
  });
  return [
    clientSecret,
    refreshToken,
    publicRefreshToken,
    ...issuedAccessTokens,
    ...issuedRefreshTokens,
    ...queries,
  ];
}

/** Everything that anybody could read after a run. */
function visible(fixture: UploadFixture, report: unknown): string {
  const { host: world } = fixture;
  const manifest = world.outputs.get('manifest');
  return [
    ...world.lines,
    world.summaryText,
    inspect([...world.outputs]),
    inspect([...world.saved]),
    manifest === undefined ? '' : readFileSync(manifest, 'utf8'),
    inspect(report, { depth: 12, showHidden: true }),
  ].join('\n');
}

const always = { times: 10_000 };
const paths: Record<string, { readonly faults?: Fault[]; readonly texts?: Record<string, string> }> = {
  'a good run': {},
  'check mode': { texts: { mode: 'check' } },
  'a wrong secret': { texts: { 'client-secret': 'emulator.wrong~secret+value' } },
  'a public client with a secret': {},
  'a sign-in that fails with HTML': {
    faults: [{ on: { surface: 'identity' }, ...always, do: { kind: 'status', status: 500, body: '<html>' } }],
  },
  'a sign-in that is cut': {
    faults: [{ on: { surface: 'identity' }, ...always, do: { kind: 'cut', when: 'amid' } }],
  },
  'a Graph that refuses': {
    faults: [{ on: { surface: 'graph' }, ...always, do: { kind: 'status', status: 401 } }],
  },
  'a Graph that is cut': {
    faults: [{ on: { surface: 'graph', method: 'PUT' }, ...always, do: { kind: 'cut', when: 'amid' } }],
  },
  'an upload host that fails': {
    faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'status', status: 500 } }],
  },
  'an upload host that refuses': {
    faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'status', status: 403 } }],
  },
  'an upload host that is cut': {
    faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'cut', when: 'amid' } }],
  },
  'a sign-in that says back what it was asked': {
    faults: [{ on: { surface: 'identity' }, ...always, do: { kind: 'status', status: 400, echo: true } }],
  },
  'a Graph that says back what it was asked': {
    faults: [{ on: { surface: 'graph' }, ...always, do: { kind: 'status', status: 403, echo: true } }],
  },
  'an upload host that says back what it was asked': {
    faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'status', status: 400, echo: true } }],
  },
  'a sign-in that redirects and says back what it was asked': {
    faults: [{ on: { surface: 'identity' }, ...always, do: { kind: 'status', status: 307, echo: true } }],
  },
  'a Graph that redirects and says back what it was asked': {
    faults: [{ on: { surface: 'graph' }, ...always, do: { kind: 'status', status: 308, echo: true } }],
  },
  'an upload host that redirects and says back what it was asked': {
    faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'status', status: 301, echo: true } }],
  },
  'damaged files': { faults: [{ on: { surface: 'upload' }, ...always, do: { kind: 'corrupt' } }] },
};

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test.each(Object.entries(paths))(
    '%s shows no secret in any spelling',
    async (name, { faults = [], texts = {} }) => {
      await using fixture = await UploadFixture.open({ account, faults });
      fixture.writeFiles({ 'small.txt': 10, 'big.bin': 800_000 });
      const client = name.startsWith('a public')
        ? {
            'client-id': fixture.emulator.credentials.publicClientId,
            'refresh-token': fixture.emulator.credentials.publicRefreshToken,
          }
        : {};
      const report = await fixture.run({ 'session-threshold': '320KiB', retries: '1', ...client, ...texts });
      const shown = visible(fixture, report);
      const secrets = [...secretsOf(fixture), ...(texts['client-secret'] ? [texts['client-secret']] : [])];
      expect(secrets.length).toBeGreaterThan(2);
      for (const secret of secrets.flatMap(spellings)) expect(shown.includes(secret)).toBe(false);
    },
  );

  test('post shows no uploadUrl', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'big.bin': 800_000 });
    await fixture.run({ 'session-threshold': '0' });
    const notes = createOpenSessions(fixture.host.tempDir);
    for (const url of fixture.emulator.uploadUrls()) notes.add(url);
    await runPostStep(fixture.host, notes.path);
    const shown = visible(fixture, undefined);
    for (const secret of secretsOf(fixture).flatMap(spellings)) expect(shown.includes(secret)).toBe(false);
  });
});

test('a run masks all known secrets before its first line', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 1 });
  const { host: world } = fixture;
  world.env.HTTPS_PROXY = 'http://ann:proxy-password@127.0.0.1:1';
  world.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'request-token';
  const { group } = world.log;
  let first: readonly string[] | undefined;
  world.log.group = (title) => {
    first ??= [...world.masked];
    return group(title);
  };
  const { refreshToken, clientSecret } = fixture.emulator.credentials;
  await fixture.run({ 'refresh-token': `'${refreshToken}'` });
  expect(first).toEqual(
    expect.arrayContaining([refreshToken, clientSecret, 'proxy-password', 'request-token']),
  );
});
