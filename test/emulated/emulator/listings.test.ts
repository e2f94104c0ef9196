/** Order, pages and filters of listings in the emulated Graph, over real sockets. */
import { describe, expect, test } from 'vitest';
import { type EmulatorClient, openEmulatorClient } from '../../support/emulator-client.ts';

async function names(one: EmulatorClient, query: string): Promise<string[] | number> {
  const reply = await one.drive('GET', `/root/children?${query}`);
  if (reply.status !== 200) return reply.status;
  return reply.json.value.map((item: { name: string }) => item.name);
}

test('children come by name, and no page repeats or skips one when others come and go', async () => {
  await using one = await openEmulatorClient();
  for (const name of ['d', 'B', 'f', 'a', 'C', 'e']) await one.emulator.seed(name, name);
  expect(await names(one, '$select=name')).toEqual(['a', 'B', 'C', 'd', 'e', 'f']);
  const first = await one.drive('GET', '/root/children?$top=3');
  await one.drive('DELETE', '/root:/a');
  await one.drive('DELETE', '/root:/C');
  await one.emulator.seed('aa', 'late');
  const link = String(first.json['@odata.nextLink']).replace(`${one.emulator.url}/v1.0`, '');
  const second = await one.graph('GET', link);
  expect(second.json.value.map((item: { name: string }) => item.name)).toEqual(['d', 'e', 'f']);
  expect(second.json['@odata.nextLink']).toBeUndefined();
  expect((await one.drive('GET', '/root?$expand=children')).json.children[0].name).toBe('aa');
});

describe('$filter', () => {
  async function openFilled(account: 'personal' | 'business') {
    const one = await openEmulatorClient({ account });
    await one.emulator.seed('report 1.txt', 'x');
    await one.emulator.seed("Report's.txt", 'x');
    await one.emulator.seed('dir/inner', 'x');
    one.emulator.addNotebook('notes');
    return one;
  }
  const shared = [
    ["name eq 'REPORT 1.txt'", ['report 1.txt']],
    ["name eq 'Report''s.txt'", ["Report's.txt"]],
    ["startswith(name,'rep') and name ne 'report 1.txt'", ["Report's.txt"]],
    ["not startswith(name, 'rep')", ['dir', 'notes']],
    ["(name eq 'dir' or name eq 'notes') and name ge 'e'", ['notes']],
    ['folder ne null', ['dir']],
    ["endswith(name, 'x')", 501],
    ["contains(name, 'x')", 501],
    ['size gt 5', 501],
    ["name eq 'dir", 501],
    ["name is 'dir'", 501],
    ["name eq 'dir' )", 501],
    ['name', 501],
  ] as const;
  const personalOnly = [
    ['file ne null', ['report 1.txt', "Report's.txt"]],
    ['folder eq null', ['notes', 'report 1.txt', "Report's.txt"]],
    ['package ne null or folder ne null', ['dir', 'notes']],
    ['lastModifiedDateTime lt 2001-01-01T00:00:00Z', []],
    ["createdDateTime ge '2001-01-01T00:00:00Z' and folder ne null", ['dir']],
  ] as const;

  test.each([...shared, ...personalOnly])('on a personal drive: %s', async (filter, expected) => {
    await using one = await openFilled('personal');
    expect(await names(one, `$filter=${encodeURIComponent(filter)}`)).toEqual(expected);
  });

  test.each([...shared, ...personalOnly.map(([filter]) => [filter, 501] as const)])(
    'on a work drive: %s',
    async (filter, expected) => {
      await using one = await openFilled('business');
      expect(await names(one, `$filter=${encodeURIComponent(filter)}`)).toEqual(expected);
    },
  );

  test('holds for every page, and says how it is refused', async () => {
    await using one = await openFilled('business');
    const filter = encodeURIComponent("startswith(name,'rep')");
    const page = await one.drive('GET', `/root/children?$top=1&$filter=${filter}`);
    const link = String(page.json['@odata.nextLink']).replace(`${one.emulator.url}/v1.0`, '');
    const next = await one.graph('GET', link);
    expect([page.json.value[0].name, next.json.value[0].name]).toEqual(['report 1.txt', "Report's.txt"]);
    expect(next.json['@odata.nextLink']).toBeUndefined();
    const refused = await one.drive('GET', '/root/children?$filter=file%20ne%20null');
    expect(refused.json.error.code).toBe('notSupported');
  });
});

test('a refused call in a batch has one Content-Type', async () => {
  await using one = await openEmulatorClient();
  const requests = ['/me/drive', '/me/drive/root:/missing'].map((url, id) => ({
    id: `${id}`,
    method: 'GET',
    url,
  }));
  const { json } = await one.graph('POST', '/$batch', { requests });
  const types = json.responses.map(({ headers }: { headers: object }) =>
    Object.entries(headers).filter(([name]) => name.toLowerCase() === 'content-type'),
  );
  expect(types).toEqual([
    [['Content-Type', expect.stringContaining('odata.metadata=minimal')]],
    [['Content-Type', 'application/json']],
  ]);
});
