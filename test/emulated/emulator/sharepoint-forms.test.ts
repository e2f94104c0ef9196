/** Addresses on work drives and in libraries: what they look like, and that they lead to what they name. */
import { expect, test } from 'vitest';
import { openEmulatorClient } from '../../support/emulator-client.ts';

const shareId = (url: string) => `u!${Buffer.from(url).toString('base64url')}`;

test('a next link keeps $ and escapes commas, and leads to the rest of the list', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  for (const name of ['a', 'b', 'c']) await one.put(name, name);
  const { json } = await one.drive('GET', '/root/children?$top=2&$select=id,name');
  const [, query = ''] = json['@odata.nextLink'].split('?');
  expect(query).toMatch(/^\$top=2&\$select=id%2cname&\$skiptoken=[\w-]+$/);
  const rest = await one.drive('GET', `/root/children?${query}`);
  expect([rest.json.value.length, rest.json['@odata.nextLink']]).toEqual([1, undefined]);
  expect(Object.keys(rest.json.value[0])).toEqual(['id', 'name']);
});

test('an Office file has the address of its page, which leads to it as a share', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  const { id, webUrl } = (await one.put("it's%20a.docx", 'x')).json;
  expect(webUrl).toMatch(
    /^https:\/\/contoso\.sharepoint\.com\/sites\/site\/_layouts\/15\/Doc\.aspx\?sourcedoc=%7B[\dA-F-]{36}%7D&file=it%27s%20a\.docx&/,
  );
  expect((await one.graph('GET', `/shares/${shareId(webUrl)}/driveItem`)).json.id).toBe(id);
  const { json } = await one.put("it's%20b.txt", 'x');
  expect(json.webUrl).toBe('https://contoso.sharepoint.com/sites/site/Shared%20Documents/it%27s%20b.txt');
  expect((await one.graph('GET', `/shares/${shareId(json.webUrl)}/driveItem`)).json.id).toBe(json.id);
});

test.each([
  ['sharepoint', 'a.docx', 'https://contoso.sharepoint.com/:w:/s/site/E'],
  ['sharepoint', 'a.bin', 'https://contoso.sharepoint.com/:u:/s/site/E'],
  ['business', 'a.xlsx', 'https://contoso-my.sharepoint.com/:x:/g/personal/ada_contoso_com/E'],
] as const)('a link on a %s drive to %s begins with %s', async (account, name, start) => {
  await using one = await openEmulatorClient({ account });
  const { id } = (await one.put(name, 'x')).json;
  const link = { type: 'view', scope: 'organization' };
  const { json } = await one.drive('POST', `/items/${id}/createLink`, link);
  expect(json.link.webUrl.startsWith(start), json.link.webUrl).toBe(true);
  expect((await one.graph('GET', `/shares/${shareId(json.link.webUrl)}/driveItem`)).json.id).toBe(id);
});

test('a link to a folder of the root site names no site', async () => {
  await using one = await openEmulatorClient({ account: 'sharepoint' });
  const site = one.emulator.tenant.sites.find(({ webUrl }) => new URL(webUrl).pathname === '/');
  const driveId = site?.libraries[0]?.driveId ?? '';
  const itemId = one.emulator.addFolder('in', driveId);
  const link = one.emulator.addSharingLink({ driveId, itemId, type: 'view', scope: 'organization' });
  expect(link).toMatch(/^https:\/\/contoso\.sharepoint\.com\/:f:\/g\/E\w+$/);
});
