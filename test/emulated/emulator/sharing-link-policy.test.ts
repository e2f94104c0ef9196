/** Links that a tenant's policy makes otherwise than asked, ends of links, parts of thumbnails; over real sockets. */
import { expect, test } from 'vitest';
import { type EmulatorClient, openEmulatorClient } from '../../support/emulator-client.ts';

async function linkable(one: EmulatorClient) {
  const id = await one.emulator.seed('x.png', 'x');
  return (body: unknown) => one.drive('POST', `/items/${id}/createLink`, body);
}

test('a link is what the policy makes of it, whatever was asked', async () => {
  await using one = await openEmulatorClient({ account: 'business' });
  const link = await linkable(one);
  const wish = { type: 'view', scope: 'organization', expirationDateTime: '2099-01-01T00:00:00Z' };
  one.emulator.settings.linkPolicy = { scope: 'anonymous', type: 'edit', ends: 'never' };
  const open = await link(wish);
  expect(open.status).toBe(201);
  expect(open.json).toMatchObject({ roles: ['write'], link: { scope: 'anonymous', type: 'edit' } });
  expect(open.json).not.toHaveProperty('expirationDateTime');
  one.emulator.settings.linkPolicy = { ends: 'year-one' };
  expect((await link(wish)).json.expirationDateTime).toBe('0001-01-01T00:00:00Z');
});

test('an end is no later than the policy has it, also where none was asked for', async () => {
  await using one = await openEmulatorClient({ account: 'business', clock: () => Date.UTC(2026, 10, 21) });
  const link = await linkable(one);
  one.emulator.settings.linkPolicy = { ends: { maxDays: 7 } };
  const end = async (type: string, scope: string, asked?: string) =>
    (await link({ type, scope, expirationDateTime: asked })).json.expirationDateTime;
  expect(await end('view', 'anonymous')).toBe('2026-11-28T00:00:00Z');
  expect(await end('edit', 'anonymous', '2026-12-24T00:00:00Z')).toBe('2026-11-28T00:00:00Z');
  expect(await end('view', 'users', '2026-11-22T00:00:00Z')).toBe('2026-11-22T00:00:00Z');
});

test('a link that is there comes back as it is, until it has ended', async () => {
  await using one = await openEmulatorClient({ account: 'business', clock: () => Date.UTC(2026, 10, 21) });
  const link = await linkable(one);
  const wish = { type: 'view', scope: 'anonymous', expirationDateTime: '2026-11-22T00:00:00Z' };
  const first = await link(wish);
  const second = await link({ ...wish, expirationDateTime: '2027-01-01T00:00:00Z' });
  expect([second.status, second.json.expirationDateTime]).toEqual([200, '2026-11-22T00:00:00Z']);
  const find = async () => (await one.graph('GET', `/shares/${first.json.shareId}/driveItem`)).status;
  expect(await find()).toBe(200);
  one.emulator.advance(24 * 60 * 60_000);
  // What ends it is another sign-in's matter; the token of this one ended with the day.
  await one.signIn({ grant_type: 'refresh_token', refresh_token: one.emulator.credentials.refreshToken });
  expect(await find()).toBe(404);
  const third = await link({ ...wish, expirationDateTime: '2027-01-01T00:00:00Z' });
  expect([third.status, third.json.id === first.json.id]).toEqual([201, false]);
});

test('ends and passwords of a personal account’s links are paid for', async () => {
  await using one = await openEmulatorClient();
  const link = await linkable(one);
  const wish = { type: 'view', scope: 'anonymous', password: 'p' };
  expect((await link({ ...wish, type: 'edit' })).json.hasPassword).toBe(true);
  one.emulator.settings.linkPolicy = { withoutPassword: true };
  expect((await link(wish)).json.hasPassword).toBe(false);
  one.emulator.settings.paidSharing = false;
  expect((await link(wish)).status).toBe(403);
  expect((await link({ type: 'embed', scope: 'anonymous' })).status).toBe(201);
});

test('of thumbnails only what was selected comes back', async () => {
  await using one = await openEmulatorClient();
  await linkable(one);
  const [set] = (await one.drive('GET', '/root:/x.png:/thumbnails?$select=medium')).json.value;
  expect(Object.keys(set).sort()).toEqual(['id', 'medium']);
});
