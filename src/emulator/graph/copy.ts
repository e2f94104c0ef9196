/**
 * `…/copy`: copies items, and gives the address of a monitor. Source: the driveitem-copy and long-running-actions
 * documentation pages; OneDrive/onedrive-api-docs#852, #981.
 */
import { GraphError, invalidRequest, itemNotFound, nameAlreadyExists } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type CopyTarget, copyItem } from '../drive/copy-item.ts';
import type { CopyOutcome } from '../drive/copy-jobs.ts';
import type { ConflictBehavior } from '../drive/sessions.ts';
import { type DriveItem, findChild } from '../drive/tree.ts';
import { checkQuota, findFreeName } from './commit.ts';
import { notEmulatedError } from './not-emulated.ts';
import { findReferencedFolder } from './parent-reference.ts';
import { checkAccess } from './permissions.ts';
import { checkNames } from './placement.ts';
import { conflictBehaviorKey, readConflictBehavior, readJsonBody } from './request-options.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/**
 * POST …/copy: 202 with the monitor's URL in `Location`. What is wrong with the request is refused at once. The copy is
 * complete when this replies; the monitor takes its time.
 */
export async function postCopy(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  const { service } = call;
  checkAccess(call, resolved.base, 'read');
  const item = requireItem(resolved);
  const body = await readJsonBody(call.request);
  const { name = item.name, childrenOnly, includeAllVersionHistory } = body;
  if (typeof name !== 'string') throw invalidRequest("The value of 'name' is invalid.");
  if (includeAllVersionHistory === true) throw notEmulatedError('includeAllVersionHistory');
  const parent = findReferencedFolder(service, item, body.parentReference) ?? item.parent;
  if (parent === undefined) throw invalidRequest('The root cannot be copied.');
  checkAccess(call, parent, 'write');
  const copies = childrenOnly === true ? childCopies(item, parent) : [itemCopy(call, item, { parent, name })];
  const outcome = await runCopies(call, copies).then(
    (last) => copyOutcome(call, childrenOnly === true || last === undefined ? parent : last),
    copyFailure,
  );
  const location = service.copies.add(parent.drive, outcome, service.settings.copyPolls);
  return { status: 202, headers: { location }, text: '' };
}

interface PlannedCopy extends CopyTarget {
  readonly source: DriveItem;
}

function itemCopy(
  call: GraphCall,
  source: DriveItem,
  { parent, name }: { parent: DriveItem; name: string },
): PlannedCopy {
  if (source.parent === undefined) throw invalidRequest('The root cannot be copied.');
  checkNames(parent, [name], source.children !== undefined);
  checkNotInside(parent, source);
  const existing = findChild(parent, name);
  if (existing === undefined) return { source, parent, name };
  const conflict = readCopyConflict(call, parent);
  if (conflict === 'rename') return { source, parent, name: findFreeName(parent, name) };
  const isReplaceable =
    existing !== source && existing.children === undefined && source.children === undefined;
  if (conflict === 'fail' || !isReplaceable) throw nameAlreadyExists();
  return { source, parent, name, replaces: true };
}

/** Only the query counts, and personal drives ignore it: rclone removes what is there before it copies. */
function readCopyConflict({ query }: GraphCall, { drive }: DriveItem): ConflictBehavior {
  const conflict = readConflictBehavior(query.get(conflictBehaviorKey) ?? 'fail');
  return drive.type === 'personal' ? 'fail' : conflict;
}

/** With `childrenOnly`, the root may be copied too, and a name that is taken is an error at the monitor. */
function childCopies(folder: DriveItem, parent: DriveItem): PlannedCopy[] {
  if (folder.children === undefined) throw invalidRequest("'childrenOnly' is valid for folders only.");
  return [...folder.children.values()].map((source) => {
    checkNotInside(parent, source);
    return { source, parent, name: source.name };
  });
}

function checkNotInside(parent: DriveItem, source: DriveItem): void {
  for (let at: DriveItem | undefined = parent; at !== undefined; at = at.parent) {
    if (at === source) throw invalidRequest('A folder cannot be copied into itself.');
  }
}

async function runCopies(
  { service }: GraphCall,
  copies: readonly PlannedCopy[],
): Promise<DriveItem | undefined> {
  let last: DriveItem | undefined;
  for (const { source, ...target } of copies) {
    checkQuota(service, target.parent, source.sizeBytes);
    if (source.deleted) throw itemNotFound();
    last = await copyItem(service.store, source, target);
  }
  return last;
}

function copyOutcome({ origin }: GraphCall, { id, drive }: DriveItem): CopyOutcome {
  return { itemId: id, itemUrl: `${origin}/v1.0/drives/${drive.id}/items/${id}` };
}

function copyFailure(error: unknown): CopyOutcome {
  if (error instanceof GraphError) return { error: error.info };
  throw error;
}
