/**
 * What a mirror may delete: what was in the folder when the run began, and what the run did not name. Pure:
 * a listing and names in, a list out.
 */
import { nameKey, parentOf } from '../graph/paths.ts';
import type { Outcome } from '../upload/context.ts';
import { whereIs } from '../upload/verify.ts';
import { doubtOf, type Removals } from './delete.ts';
import type { Twig } from './listing.ts';

/** All that a run stands for: where its files are, and the folders that they are in. */
export interface Named {
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/**
 * The files as planned, and as they arrived: the service may give a name another form than we wrote. `more` are
 * paths that are no files of the run, and its own all the same.
 */
export function namedBy(
  outcomes: readonly Pick<Outcome, 'file' | 'item'>[],
  more: readonly string[] = [],
): Named {
  const paths = new Set(more.map(nameKey));
  const folders = new Set<string>();
  const ids = new Set<string>();
  for (const { file, item } of outcomes) {
    paths.add(nameKey(file.remotePath));
    if (item === undefined) continue;
    ids.add(item.id);
    paths.add(nameKey(whereIs(file, item)));
  }
  for (const path of paths) {
    for (let above = parentOf(path); above !== '' && !folders.has(above); above = parentOf(above))
      folders.add(above);
  }
  return { paths, folders, ids };
}

/**
 * What goes of a folder's content. The folder itself never goes, and a folder of nothing but extras goes as one. Of
 * one whose listing is not whole nothing goes.
 */
export function mirrorPlan(folder: Twig, named: Named): Removals {
  const doubt = doubtOf(folder);
  if (doubt !== undefined) return { going: [], left: [doubt] };
  const found = folder.children.map((child) => judged(child, named));
  return { going: found.flatMap(({ going }) => going), left: found.flatMap(({ left }) => left) };
}

interface Judged extends Removals {
  /** Nothing in it stays. */
  readonly goesWhole: boolean;
}

function judged(twig: Twig, named: Named): Judged {
  const stays = { going: [], left: [], goesWhole: false };
  if (named.ids.has(twig.id) || named.paths.has(nameKey(twig.path))) return stays;
  if (twig.sort !== 'plain') {
    const why = `it is a ${twig.sort}, which no upload makes`;
    return { ...stays, left: [{ path: twig.path, why }] };
  }
  const doubt = doubtOf(twig);
  if (doubt !== undefined) return { ...stays, left: [doubt] };
  const children = twig.children.map((child) => judged(child, named));
  const isNamed = named.folders.has(nameKey(twig.path));
  if (!isNamed && children.every(({ goesWhole }) => goesWhole))
    return { going: [{ twig, why: 'mirror' }], left: [], goesWhole: true };
  return {
    going: children.flatMap((child) => child.going),
    left: children.flatMap((child) => child.left),
    goesWhole: false,
  };
}
