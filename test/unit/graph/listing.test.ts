import { describe, expect, test } from 'vitest';
import type { GraphClient } from '../../../src/graph/client.ts';
import { readCollection } from '../../../src/graph/listing.ts';

type Body = Record<string, unknown>;

const host = 'graph.microsoft.com';
const link = (page: string) => `https://${host}/v1.0/drives('d')/items('i')/children?$skiptoken=${page}`;
const ids = (...names: string[]) => names.map((id) => ({ id }));

/** Answers each address by what stands behind its last `=`; keeps the addresses. */
function graphOf(answer: (page: string) => Body) {
  const asked: string[] = [];
  const graph: Pick<GraphClient, 'request' | 'graphHost'> = {
    graphHost: host,
    async request({ path }) {
      asked.push(path);
      return { status: 200, serverTimeMs: Number.NaN, body: answer(/=(\w+)$/.exec(path)?.[1] ?? '') };
    },
  };
  return { asked, read: () => readCollection(graph, '/drives/d/items/i/children', 'list the folder') };
}

const pages = (bodies: Readonly<Record<string, Body>>) => graphOf((page) => bodies[page] ?? {});

describe('a listing', () => {
  test('is read page by page, an empty page in between included', async () => {
    const { read, asked } = pages({
      '': { value: ids('1', '2'), '@odata.nextLink': link('b') },
      b: { value: [], '@odata.nextLink': link('c') },
      c: { value: ids('3'), '@odata.nextLink': null },
    });
    expect(await read()).toEqual(ids('1', '2', '3'));
    expect(asked).toEqual([
      '/drives/d/items/i/children',
      "/drives('d')/items('i')/children?$skiptoken=b",
      "/drives('d')/items('i')/children?$skiptoken=c",
    ]);
  });

  test('of nothing is empty', async () => {
    expect(await pages({ '': { value: [] } }).read()).toEqual([]);
  });

  test('has an item that moved during the reading once, as it came last', async () => {
    const { read } = pages({
      '': { value: [{ id: '1' }, { id: '2', name: 'old' }], '@odata.nextLink': link('b') },
      b: { value: [{ id: '2', name: 'new' }, { id: '3' }] },
    });
    expect(await read()).toEqual([{ id: '1' }, { id: '2', name: 'new' }, { id: '3' }]);
  });

  test('keeps all items without an id', async () => {
    expect(await pages({ '': { value: [null, {}, { id: 7 }, {}] } }).read()).toHaveLength(4);
  });

  test.each<[string, Body]>([
    ['nothing', {}],
    ['null', { value: null }],
    ['an object', { value: { 0: { id: '1' } } }],
    ['an error', { error: { code: 'generalException' } }],
  ])('with %s in place of its values is a failure, on a later page too', async (_, body) => {
    await expect(pages({ '': body }).read()).rejects.toThrow('list the folder: the answer contains no list');
    const later = pages({ '': { value: ids('1'), '@odata.nextLink': link('b') }, b: body });
    await expect(later.read()).rejects.toMatchObject({ kind: 'service' });
  });

  test.each<[string, unknown]>([
    ['no address', 'children?$skiptoken=b'],
    ['an empty text', ''],
    ['a number', 7],
    ['an object', { href: link('b') }],
    ['an address on another host', 'https://graph.microsoft.com.example.org/v1.0/x?$skiptoken=b'],
    ['one without TLS', link('b').replace('https', 'http')],
    ['one with another port', link('b').replace(host, `${host}:8443`)],
    ['one of another version', link('b').replace('v1.0', 'beta')],
  ])('whose next link is %s is a failure, not a short list', async (_, next) => {
    const { read, asked } = graphOf(() => ({ value: ids('1'), '@odata.nextLink': next }));
    await expect(read()).rejects.toThrow('the link to its next page is not valid');
    expect(asked).toHaveLength(1);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['itself', { '': 'b', b: 'b' }],
    ['an earlier page', { '': 'b', b: 'c', c: 'b' }],
  ])('whose next link leads to %s is a failure', async (_, next) => {
    const { read, asked } = graphOf((page) => ({
      value: ids(page || '1'),
      '@odata.nextLink': link(next[page] ?? ''),
    }));
    await expect(read()).rejects.toThrow('its pages repeat');
    expect(asked.length).toBeLessThan(5);
  });

  test.each<[string, (page: number) => unknown[], number]>([
    ['that bring nothing', () => [], 101],
    ['that bring the same again and again', () => ids('1', '2'), 102],
    ['that bring something new each time', (page) => ids(String(page)), 10_000],
  ])('of pages without end %s is a failure', async (_, value, most) => {
    let page = 0;
    const { read, asked } = graphOf(() => {
      page += 1;
      return { value: value(page), '@odata.nextLink': link(`p${page}`) };
    });
    await expect(read()).rejects.toThrow('its pages do not end');
    expect(asked.length).toBeLessThanOrEqual(most);
  });
});
