/**
 * What SharePoint does to Office files and some others. Knows names and drives.
 */
import { singlePutLimitBytes } from '../inputs/units.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadContext } from './context.ts';

/** Types that SharePoint rewrites on arrival ("property promotion", api-docs#935, contrib#8903). */
const rewrittenTypes =
  /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|html?|mht|aspx|jpe?g|heic|pdf)$/i;
const officeTypes = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xlsb|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|one)$/i;

/** True when a difference is SharePoint's doing and not a damage. */
export function isRewrittenType(
  context: { readonly drive: Pick<UploadContext['drive'], 'kind'> },
  file: Pick<PlannedFile, 'name'>,
): boolean {
  return context.drive.kind !== 'personal' && rewrittenTypes.test(file.name);
}

/** True for a document that people edit in Office: it may be locked while somebody has it open. */
export function isOfficeType(name: string): boolean {
  return officeTypes.test(name);
}

/**
 * True for a file whose first fragment SharePoint answers with 404 when an Office file of that name exists
 * (since 2025-10; abraunegg#3859, rclone#9767): one PUT replaces it, where its size lets it.
 */
export function needsSinglePut(context: UploadContext, file: PlannedFile): boolean {
  return (
    context.drive.kind !== 'personal' && officeTypes.test(file.name) && file.sizeBytes <= singlePutLimitBytes
  );
}
