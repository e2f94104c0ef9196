/**
 * A page of a list, spoiled as a fault asks. Knows the shape of Graph's pages; which request meets it was decided.
 */
import type { BadList } from '../core/faults.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { isObject } from './json.ts';

const nextLink = '@odata.nextLink';

/** The reply as the fault wants it; as it is when it holds no list. */
export function spoiled(reply: EmulatorReply, how: BadList, url: URL): EmulatorReply {
  const { json } = reply;
  if (!isObject(json) || !Array.isArray(json.value)) return reply;
  const { value, ...rest } = json;
  if (how === 'no-value') return { ...reply, json: { '@odata.context': rest['@odata.context'] } };
  if (how === 'repeat') return { ...reply, json: { ...rest, [nextLink]: url.href, value } };
  if (how === 'endless') return { ...reply, json: { ...rest, [nextLink]: onceMore(url), value } };
  return { ...reply, json: { ...rest, value: items(value, how, url) } };
}

function items(value: readonly unknown[], how: BadList, url: URL): unknown[] {
  const others = value.slice(0, -1);
  const last: unknown = value.at(-1);
  switch (how) {
    case 'empty':
      return [];
    case 'uncounted':
      return value.map((item) => (hasFolder(item) ? { ...item, folder: {} } : item));
    case 'zero-count':
      return value.map((item) => (hasFolder(item) ? { ...item, folder: { childCount: 0 } } : item));
    case 'ancient':
      return value.map((item) => created(item, '0001-01-01T00:00:00Z'));
    case 'future':
      return value.map((item) => created(item, '9999-12-31T23:59:59Z'));
    case 'cycle':
      return [...value, itself(url)];
  }
  if (how === 'short' || !isObject(last)) return others;
  if (how === 'dots') return [...others, { ...last, name: '..' }];
  const { name, id, ...bare } = last;
  return [...others, how === 'nameless' ? { ...bare, id } : { ...bare, name }];
}

function hasFolder(item: unknown): item is Record<string, unknown> {
  return isObject(item) && isObject(item.folder);
}

function created(item: unknown, at: string): unknown {
  return isObject(item) ? { ...item, createdDateTime: at } : item;
}

/** The folder whose children the address asks for. */
function itself({ pathname }: URL): unknown {
  const id = decodeURIComponent(/\/items\/([^/:]+)\/children$/.exec(pathname)?.[1] ?? 'root');
  return { id, name: 'itself', folder: { childCount: 1 } };
}

function onceMore(url: URL): string {
  const again = new URL(url);
  again.searchParams.set('again', String(Number(url.searchParams.get('again')) + 1));
  return again.href;
}
