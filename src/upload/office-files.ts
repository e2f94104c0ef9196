/**
 * What SharePoint does to Office files and some others. Knows names and drives.
 */
import { singlePutLimitBytes } from '../inputs/units.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';

/** Types that SharePoint rewrites on arrival ("property promotion", api-docs#935, contrib#8903). */
const rewritten =
  /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|html?|mht|aspx|jpe?g|heic|pdf)$/i;
const office = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xlsb|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|one)$/i;

/** True when a difference is SharePoint's doing and not a damage. */
export function isRewrittenType(
  work: { readonly drive: Pick<Work['drive'], 'kind'> },
  file: Pick<PlannedFile, 'name'>,
): boolean {
  return work.drive.kind !== 'personal' && rewritten.test(file.name);
}

/** True for a document that people edit in Office: it may be locked while somebody has it open. */
export function isOfficeType(name: string): boolean {
  return office.test(name);
}

/**
 * True for a file whose first fragment SharePoint answers with 404 when an Office file of that name exists
 * (since 2025-10; abraunegg#3859, rclone#9767): one PUT replaces it, where its size lets it.
 */
export function isLockedOutOffice(work: Work, file: PlannedFile): boolean {
  return work.drive.kind !== 'personal' && office.test(file.name) && file.sizeBytes <= singlePutLimitBytes;
}
