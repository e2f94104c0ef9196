/**
 * One file from the drive to its place: what is there already is left alone or refused, bytes come into a partial
 * file, and only what was compared takes the name. Knows the order of these; knows nothing of other files.
 */
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Digest } from '../files/hash.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import { isRewrittenType } from '../upload/office-files.ts';
import { sameDigest } from '../upload/unchanged.ts';
import { compare } from '../upload/verify.ts';
import type { Brought, Work } from './context.ts';
import { damaged, fill, Unlike } from './fetch-ranges.ts';
import { Partial, partialName, stateOf } from './partial.ts';
import type { WantedFile } from './tree.ts';

/** Brings the file; throws what keeps it from being here whole. Its folder is there. */
export async function bring(work: Work, file: WantedFile): Promise<Brought> {
  const target = join(work.into, ...file.relativePath.split('/'));
  const before = await there(target);
  if (before !== undefined) {
    if (before.isFile) await work.places.claim(target);
    const digest = await sameHere(file, { target, ...before, signal: work.patience.host.signal });
    if (digest !== undefined) return { file, action: 'skipped', ...digest };
    if (!before.isFile || !work.overwrite) throw inTheWay(target, before.isFile);
  }
  const path = join(dirname(target), partialName(work.drive.id, file.item));
  const partial = await Partial.open(path, file.sizeBytes, work.patience.host.signal);
  try {
    const { item, digest } = await fetchWhole(work, file, partial);
    await work.places.claim(target, async () => {
      if (before === undefined && (await there(target)) !== undefined) throw inTheWay(target, true);
      await partial.become(target, item.fileModifiedMs);
    });
    return { file, action: before === undefined ? 'downloaded' : 'replaced', ...digest };
  } catch (error) {
    await (error instanceof Unlike ? partial.discard() : partial.leave());
    throw error;
  }
}

interface Present {
  readonly isFile: boolean;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

async function there(path: string): Promise<Present | undefined> {
  const stat = await lstat(path).catch(() => undefined);
  return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}

/** Some file systems keep times to two seconds. */
const timeStepMs = 2000;

/** The hashes of the file that is here if it is the same; without a hash to compare with, size and time decide. */
async function sameHere(
  file: WantedFile,
  here: Present & { readonly target: string; readonly signal: AbortSignal },
): Promise<Digest | Record<string, never> | undefined> {
  const { target, sizeBytes, modifiedMs, signal } = here;
  if (!here.isFile || sizeBytes !== file.sizeBytes) return undefined;
  const { item } = file;
  if (sizeBytes > 0 && item.quickXorHash === undefined)
    return Math.abs(modifiedMs - item.fileModifiedMs) < timeStepMs ? {} : undefined;
  return sameDigest({ ...file, sourcePath: target }, { item, signal });
}

function inTheWay(target: string, isPlain: boolean): Failure {
  return isPlain
    ? new Failure(`${printable(target)} is here already, with other content`, {
        kind: 'file',
        hint: 'move it away, or replace it with --overwrite',
      })
    : new Failure(`${printable(target)} is here already, and is no file`, {
        kind: 'file',
        hint: 'move it away',
      });
}

/** Once more from zero when what came is wrong, with the item as it is then: it may have changed meanwhile. */
async function fetchWhole(
  work: Work,
  file: WantedFile,
  partial: Partial,
): Promise<{ readonly item: DriveItem; readonly digest: Digest }> {
  let { item } = file;
  let lenient = false;
  for (;;) {
    const wrong = await fetchOnce(work, { file, item, partial, lenient });
    if (wrong === undefined) return { item, digest: partial.digest() };
    const now = await work.drive.item(file.remotePath);
    if (now === undefined || !isFile(now))
      throw new Failure(`${file.remotePath} was removed meanwhile`, { kind: 'service', hint: 'run again' });
    if (lenient) throw wrong;
    work.patience.host.log.debug(`${file.remotePath}: ${wrong.message}; once more from the beginning`);
    item = now;
    lenient = true;
    await partial.restart();
    work.watcher.reached(file, 0);
  }
}

interface Try {
  readonly file: WantedFile;
  readonly item: DriveItem;
  readonly partial: Partial;
  /** The second time, a file that SharePoint rewrites may be another than it says. */
  readonly lenient: boolean;
}

/** Fills the partial file; answers what is wrong with it, if anything is. */
async function fetchOnce(work: Work, one: Try): Promise<Unlike | undefined> {
  const { file, item, partial, lenient } = one;
  const forgiven = lenient && isRewrittenType(work, file);
  let answers = partial.position > 0 ? 1 : 0;
  try {
    await fill(work, { ...one, anySize: forgiven, answered: () => (answers += 1) });
  } catch (error) {
    if (error instanceof Unlike) return error;
    throw error;
  }
  const { log } = work.patience.host;
  const verdict = compare(item, partial.digest(), { sizeBytes: partial.position, verify: 'hash' });
  if (verdict === 'same') return undefined;
  if (verdict === 'different' && forgiven) {
    log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ.`);
    return undefined;
  }
  if (verdict === 'different') return damaged(file, 'its QuickXorHash is another');
  // Put together from several answers, and no hash: was it one state of the file?
  const now = answers > 1 ? await work.drive.item(file.remotePath) : item;
  if (now === undefined || stateOf(now) !== stateOf(item)) return damaged(file, 'it changed meanwhile');
  log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
  return undefined;
}
