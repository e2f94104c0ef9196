/** `recent`: the files of a drive, those that changed last first. Source: the drive-recent documentation page. */
import { methodNotAllowed } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type Drive, descendants } from '../drive/tree.ts';
import { driveItemJson } from './json.ts';
import { checkAccess } from './permissions.ts';
import { itemPageReply } from './search.ts';
import type { GraphCall } from './service.ts';

/** GET …/recent, in pages. */
export function recentReply(call: GraphCall, { root }: Drive): EmulatorReply {
  if (call.request.method !== 'GET') throw methodNotAllowed();
  checkAccess(call, root, 'read');
  const files = [...descendants(root)].filter(({ children }) => children === undefined);
  files.sort((left, right) => right.modifiedMs - left.modifiedMs);
  return itemPageReply(call, files, (item) => driveItemJson(call.service, item));
}
