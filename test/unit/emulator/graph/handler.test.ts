/** What Graph makes of addresses and bodies that lead to nothing, or to somewhere else. */
import { expect, test } from 'vitest';
import type { GraphService } from '../../../../src/emulator/graph/service.ts';
import { uploadRoute } from '../../../../src/emulator/upload-host/handler.ts';
import { ask } from '../call-route.ts';
import { rooms } from '../open-service.ts';

test('a move to a path whose escapes are broken is refused', async () => {
  const { graph, store, home } = await rooms();
  const { id } = store.createFolder(home.root, 'a');
  const reply = await graph('PATCH', `/me/drive/items/${id}`, {
    parentReference: { path: '/drive/root:/100%' },
  });
  expect(reply).toMatchObject({ status: 400, json: { error: { code: 'BadRequest' } } });
});

test('a folder is moved by the path of its new parent, escapes and all', async () => {
  const { graph, store, home } = await rooms();
  const [a, to] = [store.createFolder(home.root, 'a'), store.createFolder(home.root, 'my root:s')];
  const path = `/drives/${home.id}/root:/my%20root%3As`;
  expect(await graph('PATCH', `/me/drive/items/${a.id}`, { parentReference: { path } })).toMatchObject({
    status: 200,
    json: { parentReference: { id: to.id } },
  });
});

test('a web address whose escapes are broken is refused', async () => {
  const { graph, home } = await rooms();
  const id = `u!${Buffer.from(`${home.webUrl}/100%`).toString('base64url')}`;
  expect(await graph('GET', `/shares/${id}/driveItem`)).toHaveProperty('status', 400);
});

test('the permission for an app’s folder moves nothing out of it', async () => {
  const { graph, store, home } = await rooms('personal', 'Files.ReadWrite.AppFolder');
  await graph('GET', '/me/drive/special/approot');
  const approot = home.specialFolders.get('approot');
  if (approot === undefined) throw new Error('no folder of the app');
  const { id } = store.createFolder(approot, 'mine');
  const to = store.createFolder(home.root, 'yours');
  const body = { parentReference: { id: to.id } };
  expect(await graph('PATCH', `/me/drive/items/${id}`, body)).toHaveProperty('status', 403);
  expect(await graph('PATCH', `/me/drive/items/${id}`, { name: 'renamed' })).toHaveProperty('status', 200);
});

test('a user’s profile is that user’s', async () => {
  const { graph } = await rooms();
  const asked = ['/me', '/users/bob@contoso.com', '/users/carol@contoso.com'].map((path) =>
    graph('GET', path),
  );
  expect((await Promise.all(asked)).map(({ json }) => [json.userPrincipalName, json.givenName])).toEqual([
    ['ada@contoso.com', 'Ada'],
    ['bob@contoso.com', 'Bob'],
    ['carol@contoso.com', 'Carol'],
  ]);
  expect(await graph('GET', '/users/dave@contoso.com')).toHaveProperty('status', 404);
});

test.each(['/drive', '/me/drive'])('%s says that there is no licence', async (path) => {
  const { graph, service } = await rooms();
  service.settings.meWithoutDrive = 'no-licence';
  expect(await graph('GET', path)).toMatchObject({
    status: 400,
    json: { error: { message: 'Tenant does not have a SPO license.' } },
  });
});

test('the upload host’s refusal by the throttle has the headers of its other answers', async () => {
  const { service, home } = await rooms();
  const { url } = service.sessions.open({ parent: home.root, name: 'a', conflict: 'fail', dates: {} });
  const throttled: GraphService = {
    ...service,
    admit: () => ({ status: 429, headers: { 'retry-after': '7' } }),
  };
  const reply = await ask(uploadRoute(throttled), url);
  expect(reply).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7', 'request-id': expect.stringMatching(/^[\da-f-]{36}$/) },
  });
});

test('what is shared with somebody is neither gone nor their own', async () => {
  const { graph, store, home, service } = await rooms();
  const [drive] = service.tenant.people[0]?.drives ?? [];
  const [plans] = drive?.sharedWithMe.keys() ?? [];
  if (plans === undefined) throw new Error('nothing is lent');
  const mine = store.createFolder(home.root, 'mine');
  const { json } = await graph('POST', `/me/drive/items/${mine.id}/createLink`, { type: 'view' });
  const followed = { prefer: 'redeemSharingLink' };
  await graph('GET', `/shares/${json.shareId}/driveItem`, undefined, followed);
  store.remove(plans);
  const reply = await graph('GET', '/me/drive/sharedWithMe');
  expect(reply.json.value).toMatchObject([{ name: 'Rates' }]);
});
