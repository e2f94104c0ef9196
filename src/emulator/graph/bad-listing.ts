/** Applies a list fault to a page of a Graph list. */
import type { ListFault } from '../core/faults.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { isJsonObject } from './json-values.ts';

const nextLink = '@odata.nextLink';

/** Returns the altered reply, or the reply unchanged if it contains no list. */
export function applyListFault(reply: EmulatorReply, how: ListFault, url: URL): EmulatorReply {
  const { json } = reply;
  if (!isJsonObject(json) || !Array.isArray(json.value)) return reply;
  const { value, ...rest } = json;
  if (how === 'no-value') return { ...reply, json: { '@odata.context': rest['@odata.context'] } };
  if (how === 'repeat') return { ...reply, json: { ...rest, [nextLink]: url.href, value } };
  if (how === 'endless') return { ...reply, json: { ...rest, [nextLink]: withNextCounter(url), value } };
  return { ...reply, json: { ...rest, value: alteredItems(value, how, url) } };
}

function alteredItems(value: readonly unknown[], how: ListFault, url: URL): unknown[] {
  const others = value.slice(0, -1);
  const last: unknown = value.at(-1);
  switch (how) {
    case 'empty':
      return [];
    case 'uncounted':
      return value.map((item) => (isFolder(item) ? { ...item, folder: {} } : item));
    case 'zero-count':
      return value.map((item) => (isFolder(item) ? { ...item, folder: { childCount: 0 } } : item));
    case 'ancient':
      return value.map((item) => withCreatedDateTime(item, '0001-01-01T00:00:00Z'));
    case 'future':
      return value.map((item) => withCreatedDateTime(item, '9999-12-31T23:59:59Z'));
    case 'cycle':
      return [...value, selfItem(url)];
  }
  if (how === 'short' || !isJsonObject(last)) return others;
  if (how === 'dots') return [...others, { ...last, name: '..' }];
  const { name, id, ...bare } = last;
  return [...others, how === 'nameless' ? { ...bare, id } : { ...bare, name }];
}

function isFolder(item: unknown): item is Record<string, unknown> {
  return isJsonObject(item) && isJsonObject(item.folder);
}

function withCreatedDateTime(item: unknown, at: string): unknown {
  return isJsonObject(item) ? { ...item, createdDateTime: at } : item;
}

/** The folder whose children the URL lists. */
function selfItem({ pathname }: URL): unknown {
  const id = decodeURIComponent(/\/items\/([^/:]+)\/children$/.exec(pathname)?.[1] ?? 'root');
  return { id, name: 'itself', folder: { childCount: 1 } };
}

function withNextCounter(url: URL): string {
  const again = new URL(url);
  again.searchParams.set('again', String(Number(url.searchParams.get('again')) + 1));
  return again.href;
}
