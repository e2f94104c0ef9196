/**
 * One sharing link: made, judged, and taken back when it gives more than was asked for, so that it never leaves
 * this room. Knows what policies do; knows nothing of outputs.
 */
import { explain, ServiceFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import type { LinkAsk, SharingLink } from '../graph/links.ts';
import type { DriveItem } from '../graph/parse.ts';
import { differenceOf } from './link-check.ts';
import type { Trouble } from './link-errors.ts';

/** A link that may be shown, what was wrong, or both. */
export interface Linked {
  readonly url?: string;
  readonly trouble?: Trouble;
}

export interface Asking {
  readonly drive: Pick<Drive, 'kind' | 'createLink' | 'removePermission'>;
  readonly ask: LinkAsk;
}

/** Makes the link, or finds the one that is there. Never throws. */
export async function linkTo(item: DriveItem, asking: Asking): Promise<Linked> {
  let link: SharingLink;
  try {
    link = await asking.drive.createLink(item.id, asking.ask);
  } catch (error) {
    return { trouble: refused(error, asking) };
  }
  const { weaker, narrower } = differenceOf(link, asking.ask);
  const isSafe = /^https:\/\//i.test(link.webUrl) && URL.canParse(link.webUrl);
  const wrong = isSafe ? weaker : [...weaker, 'has an address that is not https'];
  if (wrong.length > 0) return { trouble: await takeBack(link, { item, asking, wrong: wrong.join(', ') }) };
  if (narrower.length === 0) return { url: link.webUrl };
  const words = `the link gives less than asked for: it ${narrower.join(', ')}`;
  return { url: link.webUrl, trouble: { kind: 'narrower', words, ends: 'never' } };
}

/** 400 and 403 are how sharing policies show (api-docs#413, o365#648, rclone onedrive.go); all else is an accident. */
function refused(error: unknown, { drive, ask }: Asking): Trouble {
  const status = error instanceof ServiceFailure ? error.service.status : 0;
  if (status !== 400 && status !== 403) return { kind: 'service', words: explain(error), ends: 'always' };
  const paid = drive.kind === 'personal' && (ask.expires !== undefined || ask.password !== undefined);
  const hint = paid
    ? 'an end and a password need a paid personal account: leave out share-expires and share-password, or upgrade'
    : `such links may be forbidden here: choose another share-scope than ${ask.scope}, or ask who administers sharing`;
  const words = error instanceof Error ? error.message : String(error);
  return { kind: 'policy', words, hint, ends: 'as-first' };
}

interface Excess {
  readonly item: DriveItem;
  readonly asking: Asking;
  readonly wrong: string;
}

/** One that was there before may be somebody else's: it stays, and is not shown. */
async function takeBack(link: SharingLink, { item, asking, wrong }: Excess): Promise<Trouble> {
  const byHand = 'remove it in OneDrive under “Manage access”';
  if (!link.created) {
    const words = `the link that is there already ${wrong}, so it is not shown`;
    return { kind: 'policy', words, hint: `${byHand} to get one as asked for`, ends: 'never' };
  }
  const why = `the link that the service made ${wrong}`;
  try {
    await asking.drive.removePermission(item.id, link.permissionId);
  } catch (error) {
    const words = `${why}, and could not be removed again: ${explain(error)}`;
    return { kind: 'policy', words, hint: `${byHand}, it is open now`, ends: 'always' };
  }
  const hint = 'ask for what the sharing policy allows, or ask who administers it';
  return { kind: 'policy', words: `${why}, so it was removed again`, hint, ends: 'always' };
}
