/**
 * How arrived bytes become a file: conflicts, the name it ends up with, what SharePoint does to Office files.
 * Shared by upload sessions and the simple PUT; knows nothing of either's HTTP.
 */
import { appendFile } from 'node:fs/promises';
import { itemNotFound, nameAlreadyExists, quotaReached } from '../core/errors.ts';
import { renamed } from '../drive/names.ts';
import type { Conflict } from '../drive/sessions.ts';
import type { Content, FileDates } from '../drive/store.ts';
import { child, type Item } from '../drive/tree.ts';
import type { Service } from './service.ts';

/** True for a document whose replacement in a library meets the session bug (abraunegg/onedrive#3859). */
export function isOffice(name: string): boolean {
  return /\.(docx|xlsx|pptx)$/i.test(name);
}

/** Throws 507 when the drive has no room for that many bytes more. */
export function checkRoom(service: Service, parent: Item, sizeBytes: number): void {
  if (parent.drive.root.sizeBytes + sizeBytes > service.settings.quotaBytes) throw quotaReached();
}

/** Makes the file or the new version; 409 where the conflict behaviour says so. `fresh` tells 201 from 200. */
export async function commit(
  service: Pick<Service, 'settings' | 'store'>,
  arrival: {
    parent: Item;
    name: string;
    content: Content;
    conflict: Conflict;
    dates?: FileDates;
    reidentify?: boolean;
  },
): Promise<{ item: Item; fresh: boolean }> {
  const { parent, conflict } = arrival;
  // First, for it takes a while: from the look at what is there to the new file nothing may come in between.
  const content = await enriched(service, arrival);
  if (parent.deleted) throw itemNotFound();
  let name = arrival.name;
  let existing = child(parent, name);
  if (existing !== undefined && conflict === 'rename') {
    name = freeName(parent, name);
    existing = undefined;
  }
  if (existing !== undefined && (conflict === 'fail' || existing.children !== undefined)) {
    throw nameAlreadyExists(
      'Another file exists with the same name as the uploaded session. You can redirect the upload session to use ' +
        'a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.',
    );
  }
  if (existing !== undefined && arrival.reidentify) service.store.reidentify(existing);
  const item = service.store.putFile({
    parent,
    name,
    ...(existing === undefined ? {} : { existing }),
    content,
    ...(arrival.dates === undefined ? {} : { dates: arrival.dates }),
    hiddenRequests: service.settings.visibilityLagRequests,
  });
  return { item, fresh: existing === undefined };
}

/** The first of `name 1.ext`, `name 2.ext` … that is free. */
export function freeName(parent: Item, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = renamed(name, number);
    if (!parent.children?.has(parent.drive.keyOf(candidate))) return candidate;
  }
}

async function enriched(
  service: Pick<Service, 'settings'>,
  arrival: { parent: Item; name: string; content: Content },
): Promise<Content> {
  const { parent, name, content } = arrival;
  const touched = isOffice(name) || /\.html?$/i.test(name);
  if (!service.settings.enrichOffice || !touched || parent.drive.type === 'personal') return content;
  const extra = Buffer.from(`<!-- ${parent.drive.id} -->`);
  await appendFile(content.path, extra);
  return {
    path: content.path,
    sizeBytes: content.sizeBytes + extra.length,
    hash: content.hash.copy().update(extra),
  };
}
