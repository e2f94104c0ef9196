/**
 * Suggests the right name for unknown inputs: names from other actions, and misspelt ones of ours.
 */
import { escapeControls } from '../core/format.ts';

/**
 * Our name -> the names in other actions. Hyphens, underscores and case do not matter. None leads to an input that
 * deletes: those names are in `namesByAdvice`.
 */
const aliasesByInput: Readonly<Record<string, string>> = {
  'client-id':
    'client app-id application-id azure-client-id microsoft-client-id sharepoint-client-id sp-client-id graph-client-id',
  'client-secret':
    'secret app-secret azure-client-secret sharepoint-client-secret sp-client-secret graph-client-secret ' +
    'client-secret-value',
  'refresh-token': 'token oauth-token onedrive-refresh-token microsoft-refresh-token',
  'tenant-id':
    'tenant azure-tenant-id sharepoint-tenant-id sp-tenant-id graph-tenant-id directory-id tenant-name',
  cloud: 'login-endpoint graph-endpoint environment azure-environment region',
  scopes: 'scope',
  path:
    'files file file-path file-paths paths source sources source-path source-dir source-folder src source-filepath ' +
    'file-glob glob local-path local-file local-directory local-folder artifacts artifact contents input input-path ' +
    'pattern patterns upload-from',
  name: 'file-name filename remote-name remote-file asset-name target-name sp-file-name',
  root: 'working-directory base base-dir base-path file-base root-directory',
  flatten: 'flatten-folders flat',
  'follow-symbolic-links': 'follow-symlinks',
  'if-no-files-found': 'fail-on-empty-source',
  'unmatched-patterns': 'fail-on-unmatched-files',
  destination:
    'upload-path upload-to dest destination-path destination-folder destination-dir target target-folder target-path ' +
    'target-dir target-filepath remote-path remote-folder remote-dir remote folder-path sharepoint-folder sp-folder ' +
    'onedrive-path onedrive-folder parent-folder output-path',
  'drive-id': 'drive',
  'conflict-behavior':
    'overwrite overwrite-files conflict-behaviour conflict-mode on-conflict replace mode-conflict',
  'skip-unchanged': 'sync',
  'chunk-size': 'chunk fragment-size part-size upload-chunk-size',
  'session-threshold': 'upload-cutoff cutoff',
  concurrency: 'parallel parallelism threads workers max-upload-workers transfers',
  retries: 'max-retries retry retry-count max-attempts',
  'dry-run': 'whatif',
  'site-url': 'site sharepoint-site sharepoint-url sp-url',
  library: 'library-name document-library',
  'folder-id': 'parent-folder-id item-id',
};

/** What an input deletes. Said wherever it is suggested for a name that did not ask for it. */
const deletions: Readonly<Record<string, string>> = {
  mirror: 'deletes what is in destination but not part of this run',
  'retain-days': 'deletes older backups',
  'retain-last': 'deletes older backups',
};

/** What to do -> the names that need more than the name of an input. */
const namesByAdvice: Readonly<Record<string, string>> = {
  'use destination for the folder on the drive, path for the files to upload': 'folder directory dir',
  'add a line with ! before the pattern to path': 'exclude exclude-patterns ignore',
  'leave it out: folders in path are always uploaded with their content': 'recursive',
  'leave it out: use ** in path to match files in subfolders': 'file-path-recursive-match',
  'leave it out: path takes several files, one per line': 'multiple',
  'leave it out, and put this folder at the end of destination': 'child-folder',
  'leave it out: a file that is already there is replaced, unless conflict-behavior says otherwise':
    'force-upload force',
  'leave it out: uploaded files stay until somebody deletes them (retain-days is something else: it deletes older backups, and needs retain-match)':
    'retention-days retention retention-period',
  [`leave it out: nothing on the drive is deleted (mirror: true ${deletions.mirror})`]:
    'delete sync-delete sync-deletions remove-outdated clean-target-folder pre-delete',
  'leave it out: there is no command line here; use path for the files and destination for the folder on the drive':
    'args',
  'set conflict-behavior: rename': 'autorename auto-rename',
  'leave it out: nobody signs in with a password here; set refresh-token, or auth: app with client-secret':
    'password',
  'leave it out: there is no configuration file; set client-id and refresh-token, and destination for the folder on the drive':
    'config rclone-config',
  "set site-url to the site's address from the browser, such as https://contoso.sharepoint.com/sites/NAME":
    'site-id site-name host-name',
  'set library to the name of the library, and destination to the folder in it': 'library-folder',
};

const inputByAlias = byName(aliasesByInput);
const adviceByName = byName(namesByAdvice);

/** The keys by each name in their values. */
function byName(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([key, names]) =>
      names.split(' ').map((name) => [normalizeName(name), key] as const),
    ),
  );
}

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
  const ours = own.find((name) => normalizeName(name) === key) ?? inputByAlias.get(key);
  const near = ours === undefined ? closestMatch(given, own) : undefined;
  const advice =
    adviceByName.get(key) ??
    (ours === undefined ? near && `write ${near}${deletionNote(near)}` : `write ${ours}`);
  return advice === undefined ? undefined : `${shown} is not an input of this action: ${advice}`;
}

/** What an input deletes, in brackets, for a suggestion; '' if it deletes nothing. */
export function deletionNote(input: string): string {
  return Object.hasOwn(deletions, input) ? ` (it ${deletions[input]})` : '';
}

/** Returns the name in `known` that is at most `allowed` typing errors away from `word`. */
export function closestMatch(
  word: string,
  known: readonly string[],
  allowed = word.length < 4 ? 1 : 2,
): string | undefined {
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
