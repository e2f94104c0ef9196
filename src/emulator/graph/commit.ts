/**
 * Creates a file from received content: conflicts, the final name, and SharePoint's changes to Office files. Used by
 * upload sessions and the simple PUT.
 */
import { appendFile } from 'node:fs/promises';
import {
  itemNotFound,
  nameAlreadyExists,
  quotaLimitReached,
  relationshipNameAlreadyExists,
} from '../core/errors.ts';
import { numberedName } from '../drive/names.ts';
import type { ConflictBehavior } from '../drive/sessions.ts';
import type { FileDates, StoredContent } from '../drive/store.ts';
import { type DriveItem, findChild } from '../drive/tree.ts';
import type { GraphService } from './service.ts';

/** True for documents whose replacement in a library triggers the session bug (abraunegg/onedrive#3859). */
export function isOfficeFile(name: string): boolean {
  return /\.(docx|xlsx|pptx)$/i.test(name);
}

/** Throws a 507 if the drive has less free space than this. */
export function checkQuota(service: GraphService, parent: DriveItem, sizeBytes: number): void {
  if (parent.drive.root.sizeBytes + sizeBytes > service.settings.quotaBytes) throw quotaLimitReached();
}

/** Creates the file or a new version. Throws a 409 if the conflict behaviour says so. `isNew` tells 201 from 200. */
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
  // First, because it is asynchronous: there must be no `await` between finding an existing file and the creation.
  const content = await enrichContent(service, upload);
  if (parent.deleted) throw itemNotFound();
  let name = upload.name;
  let existing = findChild(parent, name);
  if (existing !== undefined && conflict === 'rename') {
    name = findFreeName(parent, name);
    existing = undefined;
  }
  if (existing !== undefined && (conflict === 'fail' || existing.children !== undefined)) {
    if (parent.drive.stack === 'old') throw relationshipNameAlreadyExists();
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

/** The first free name of `name 1.ext`, `name 2.ext` … */
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
