/** How SharePoint treats Office files and some other types. */
import { singlePutLimitBytes } from '../inputs/units.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadContext } from './context.ts';

/** File types that SharePoint rewrites on arrival ("property promotion", api-docs#935, contrib#8903). */
const rewrittenTypes =
  /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|html?|mht|aspx|jpe?g|heic|pdf)$/i;
const officeTypes = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xlsb|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|one)$/i;

/** True when SharePoint rewrites files of this type, so that a difference does not mean damage. */
export function isRewrittenType(
  context: { readonly drive: Pick<UploadContext['drive'], 'kind'> },
  file: Pick<PlannedFile, 'name'>,
): boolean {
  return context.drive.kind !== 'personal' && rewrittenTypes.test(file.name);
}

/** True for a document type that people edit in Office. It may be locked while somebody has it open. */
export function isOfficeType(name: string): boolean {
  return officeTypes.test(name);
}

/**
 * True for a file that a single PUT can send when its session fails. If an Office file of that name exists, SharePoint
 * answers the first fragment with 404 (since 2025-10; abraunegg#3859, rclone#9767).
 */
export function needsSinglePut(context: UploadContext, file: PlannedFile): boolean {
  return (
    context.drive.kind !== 'personal' && officeTypes.test(file.name) && file.sizeBytes <= singlePutLimitBytes
  );
}
