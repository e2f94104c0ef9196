/**
 * A page of a list, spoiled as a fault asks. Knows the shape of Graph's pages; which request meets it was decided.
 */

import type { EmulatorReply } from '../core/messages.ts';
import { isObject } from './body.ts';

/**
 * - `no-value`: a 200 without the list.
 * - `repeat`: the next link leads to the same page; `endless`: by another address each time.
 * - `short`: the last item is left out.
 * - `nameless`: the last item comes without its name; `idless`: without its id.
 */
export type BadList = (typeof badLists)[number];
export const badLists = ['no-value', 'repeat', 'endless', 'short', 'nameless', 'idless'] as const;

const nextLink = '@odata.nextLink';

/** The reply as the fault wants it; as it is when it holds no list. */
export function spoiled(reply: EmulatorReply, how: BadList, url: URL): EmulatorReply {
  const { json } = reply;
  if (!isObject(json) || !Array.isArray(json.value)) return reply;
  const { value, ...rest } = json;
  if (how === 'no-value') return { ...reply, json: { '@odata.context': rest['@odata.context'] } };
  if (how === 'repeat') return { ...reply, json: { ...rest, [nextLink]: url.href, value } };
  if (how === 'endless') return { ...reply, json: { ...rest, [nextLink]: onceMore(url), value } };
  const others = value.slice(0, -1);
  const last: unknown = value.at(-1);
  if (how === 'short' || !isObject(last)) return { ...reply, json: { ...rest, value: others } };
  const { name, id, ...bare } = last;
  return {
    ...reply,
    json: { ...rest, value: [...others, how === 'nameless' ? { ...bare, id } : { ...bare, name }] },
  };
}

function onceMore(url: URL): string {
  const again = new URL(url);
  again.searchParams.set('again', String(Number(url.searchParams.get('again')) + 1));
  return again.href;
}
