/** Explains an item that leads to another drive where a folder is needed. */
import { Failure } from '../core/errors.ts';
import type { DriveItem, RemoteItem } from './parse.ts';

/** `whatElse` ends the advice for a shortcut to somebody else's folder. */
export function shortcutFailure(
  remotePath: string,
  { parentReference }: Pick<DriveItem, 'parentReference'>,
  { remote, whatElse = '' }: { readonly remote: RemoteItem; readonly whatElse?: string },
): Failure {
  // Only the vault leads from a personal drive into a library (docs/facts.md, "Personal drives, old and new").
  if (parentReference?.driveType === 'personal' && remote.driveId.startsWith('b!'))
    return new Failure(`${remotePath} is the Personal Vault, which Microsoft Graph does not open`, {
      code: 'not-supported',
      kind: 'service',
      hint: 'choose another folder',
    });
  return new Failure(`${remotePath} is a shortcut to somebody else's folder`, {
    code: 'is-shortcut',
    kind: 'service',
    hint: `set drive-id to ${remote.driveId} and folder-id to ${remote.id}${whatElse}`,
  });
}
