/**
 * Suggests the right name for unknown inputs: names from other actions, and misspelt ones of ours.
 */
import { escapeControls } from '../core/format.ts';

/** Our name -> the names in other actions. Hyphens, underscores and case do not matter. */
const aliasesByInput: Readonly<Record<string, string>> = {
  'client-id': 'client app-id application-id azure-client-id microsoft-client-id',
  'client-secret': 'secret app-secret azure-client-secret client-secret-value password',
  'refresh-token': 'token oauth-token onedrive-refresh-token microsoft-refresh-token',
  'tenant-id': 'tenant azure-tenant-id directory-id tenant-name',
  cloud: 'login-endpoint graph-endpoint environment azure-environment region',
  scopes: 'scope',
  path:
    'files file file-path file-paths paths source sources source-path source-dir source-folder src source-filepath ' +
    'file-glob glob local-path local-file local-directory local-folder artifacts artifact contents input input-path pattern patterns',
  name: 'file-name filename remote-name remote-file asset-name target-name',
  root: 'working-directory base base-dir base-path file-base root-directory',
  flatten: 'flatten-folders flat',
  'follow-symbolic-links': 'follow-symlinks',
  'if-no-files-found': 'fail-on-empty-source',
  'unmatched-patterns': 'fail-on-unmatched-files',
  destination:
    'upload-path dest destination-path destination-folder destination-dir target target-folder target-path target-dir ' +
    'target-filepath remote-path remote-folder remote-dir remote folder-path sharepoint-folder onedrive-path ' +
    'onedrive-folder parent-folder output-path',
  'drive-id': 'drive',
  'conflict-behavior':
    'overwrite overwrite-files conflict-behaviour conflict-mode on-conflict replace mode-conflict autorename',
  'chunk-size': 'chunk fragment-size part-size upload-chunk-size',
  'session-threshold': 'upload-cutoff cutoff',
  concurrency: 'parallel parallelism threads workers max-upload-workers transfers',
  retries: 'max-retries retry retry-count max-attempts',
  'retain-days': 'retention-days',
  'dry-run': 'whatif',
  'site-url': 'site site-name site-id host-name sharepoint-site sharepoint-url sp-url',
  library: 'library-name document-library library-folder',
  'folder-id': 'parent-folder-id item-id',
  mirror: 'sync sync-delete sync-deletions delete',
};

const ADVICE: Readonly<Record<string, string>> = {
  folder: 'use destination for the folder on the drive, path for the files to upload',
  directory: 'use destination for the folder on the drive, path for the files to upload',
  dir: 'use destination for the folder on the drive, path for the files to upload',
  exclude: 'add a line with ! before the pattern to path',
  excludepatterns: 'add a line with ! before the pattern to path',
  ignore: 'add a line with ! before the pattern to path',
  recursive: 'leave it out: folders in path are always uploaded with their content',
  filepathrecursivematch: 'leave it out: use ** in path to match files in subfolders',
};

const inputByAlias = new Map(
  Object.entries(aliasesByInput).flatMap(([ours, theirs]) =>
    theirs.split(' ').map((name) => [normalizeName(name), ours]),
  ),
);

function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/**
 * Returns what is wrong with an input's name, as a sentence. Undefined for a name in `own`, and for one that resembles
 * nothing: GitHub's runner warns about those, and not every INPUT_ variable belongs to this step.
 */
export function unknownInputProblem(given: string, own: readonly string[]): string | undefined {
  if (own.includes(given)) return undefined;
  const shown = escapeControls(given.slice(0, 60));
  const key = normalizeName(given);
  const advice = Object.hasOwn(ADVICE, key) ? ADVICE[key] : undefined;
  if (advice !== undefined) return `${shown} is not an input of this action: ${advice}`;
  const ours =
    own.find((name) => normalizeName(name) === key) ?? inputByAlias.get(key) ?? closestMatch(given, own);
  return ours === undefined ? undefined : `${shown} is not an input of this action: write ${ours}`;
}

/** Returns the name in `known` that is one or two typing errors away from `word`. */
export function closestMatch(word: string, known: readonly string[]): string | undefined {
  const allowed = word.length < 4 ? 1 : 2;
  const lower = word.toLowerCase().slice(0, 40);
  const scored = known.map((name) => ({ name, distance: editDistance(lower, name.toLowerCase()) }));
  const best = scored.toSorted((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= allowed ? best.name : undefined;
}

/** The Levenshtein distance, computed row by row. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
