/** The failure for content that is not what it must be. */
import { Failure } from '../core/errors.ts';
import type { RemoteFile } from './tree.ts';

/** The content does not match the item, or a list of checksums. It must not be kept. */
export class ContentMismatch extends Failure {
  override readonly name = 'ContentMismatch';
}

/** The failure for wrong content. Its text is for the user, who sees it after the second try. */
export function contentMismatch(file: RemoteFile, how: string): ContentMismatch {
  return new ContentMismatch(`${file.remotePath} arrived damaged: ${how}, although it was fetched twice`, {
    code: 'download-damaged',
    kind: 'verify',
    hint: 'run again, and if that does not help, look at it in a browser',
  });
}
