/**
 * How arrived bytes become a file: conflicts, the name it ends up with, what SharePoint does to Office files.
 * Shared by upload sessions and the simple PUT; knows nothing of either's HTTP.
 */
import { appendFile } from 'node:fs/promises';
import { itemNotFound, nameAlreadyExists, quotaLimitReached } from '../core/errors.ts';
import { numberedName } from '../drive/names.ts';
import type { ConflictBehavior } from '../drive/sessions.ts';
import type { FileDates, StoredContent } from '../drive/store.ts';
import { type DriveItem, findChild } from '../drive/tree.ts';
import type { GraphService } from './service.ts';

/** True for a document whose replacement in a library meets the session bug (abraunegg/onedrive#3859). */
export function isOfficeFile(name: string): boolean {
  return /\.(docx|xlsx|pptx)$/i.test(name);
}

/** Throws 507 when the drive has no room for that many bytes more. */
export function checkQuota(service: GraphService, parent: DriveItem, sizeBytes: number): void {
  if (parent.drive.root.sizeBytes + sizeBytes > service.settings.quotaBytes) throw quotaLimitReached();
}

/** Makes the file or the new version; 409 where the conflict behaviour says so. `fresh` tells 201 from 200. */
export async function commitFile(
  service: Pick<GraphService, 'settings' | 'store'>,
  upload: {
    parent: DriveItem;
    name: string;
    content: StoredContent;
    conflict: ConflictBehavior;
    dates?: FileDates;
    replacesId?: boolean;
  },
): Promise<{ item: DriveItem; isNew: boolean }> {
  const { parent, conflict } = upload;
  // First, for it takes a while: from the look at what is there to the new file nothing may come in between.
  const content = await enrichContent(service, upload);
  if (parent.deleted) throw itemNotFound();
  let name = upload.name;
  let existing = findChild(parent, name);
  if (existing !== undefined && conflict === 'rename') {
    name = findFreeName(parent, name);
    existing = undefined;
  }
  if (existing !== undefined && (conflict === 'fail' || existing.children !== undefined)) {
    throw nameAlreadyExists(
      'Another file exists with the same name as the uploaded session. You can redirect the upload session to use ' +
        'a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.',
    );
  }
  if (existing !== undefined && upload.replacesId) service.store.replaceId(existing);
  const item = service.store.putFile({
    parent,
    name,
    ...(existing === undefined ? {} : { existing }),
    content,
    ...(upload.dates === undefined ? {} : { dates: upload.dates }),
    hiddenRequests: service.settings.visibilityLagRequests,
  });
  return { item, isNew: existing === undefined };
}

/** The first of `name 1.ext`, `name 2.ext` … that is free. */
export function findFreeName(parent: DriveItem, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = numberedName(name, number);
    if (!parent.children?.has(parent.drive.keyOf(candidate))) return candidate;
  }
}

async function enrichContent(
  service: Pick<GraphService, 'settings'>,
  upload: { parent: DriveItem; name: string; content: StoredContent },
): Promise<StoredContent> {
  const { parent, name, content } = upload;
  const isEnriched = isOfficeFile(name) || /\.html?$/i.test(name);
  if (!service.settings.enrichOffice || !isEnriched || parent.drive.type === 'personal') return content;
  const extra = Buffer.from(`<!-- ${parent.drive.id} -->`);
  await appendFile(content.path, extra);
  return {
    path: content.path,
    sizeBytes: content.sizeBytes + extra.length,
    hash: content.hash.copy().update(extra),
  };
}
