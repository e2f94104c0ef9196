/**
 * The section "Where": which drive, and which folder on it.
 */
import { booleanInput, type InputSpec, textInput } from './kinds.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import type { IdentityInputs } from './sign-in.ts';

/** The drive, as the user names it. */
export type DriveSelector =
  | { readonly kind: 'me' }
  | { readonly kind: 'drive'; readonly id: string }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'site'; readonly url: string; readonly library?: string };

export interface TargetInputs {
  readonly place: DriveSelector;
  /** Id of the folder that `destination` starts from. */
  readonly folderId?: string;
  /** Start from the app's own folder. */
  readonly appFolder: boolean;
  /** The template as given; placeholders are not expanded yet. */
  readonly destination: string;
}

/** This section's inputs, in the order of action.yml. */
export const TARGET_SPECS = {
  destination: textInput(['destination', 'folder on the drive, created if missing']),
  driveId: textInput(['drive-id', 'ID of the drive'], idProblem),
  user: textInput(['user', 'user whose drive to use: the name they sign in with, or an ID'], userProblem),
  group: textInput(['group', 'ID of the group whose drive to use'], idProblem),
  siteUrl: textInput(
    ['site-url', 'address of a SharePoint site or library, copied from the browser'],
    siteProblem,
  ),
  library: textInput(['library', 'name of a document library of the site']),
  folderId: textInput(['folder-id', 'ID of the folder that paths on the drive are relative to'], idProblem),
  appFolder: booleanInput(['app-folder', "make paths on the drive relative to the app's own folder"], false),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section. An app has no drive of its own, so `/me` is refused with `auth: app`. */
export function readTargetInputs(read: InputReader, auth: IdentityInputs['auth']): TargetInputs {
  const target = {
    place: readDriveSelector(read, auth),
    ...optionalProperty('folderId', read(TARGET_SPECS.folderId)),
    appFolder: read(TARGET_SPECS.appFolder),
    destination: read(TARGET_SPECS.destination),
  };
  const { rest } = read.problems;
  if (target.appFolder && read.has(TARGET_SPECS.folderId))
    rest.push('app-folder and folder-id name different folders: remove one');
  if (target.appFolder && !['me', 'drive'].includes(target.place.kind)) {
    rest.push("app-folder is a folder of the signed-in user's own drive: remove user, group and site-url");
  }
  if (target.appFolder && auth === 'app')
    rest.push('app-folder needs auth: refresh-token, because an app has no drive');
  return target;
}

function readDriveSelector(read: InputReader, auth: IdentityInputs['auth']): DriveSelector {
  const named = [TARGET_SPECS.driveId, TARGET_SPECS.user, TARGET_SPECS.group, TARGET_SPECS.siteUrl].filter(
    (spec) => read.has(spec),
  );
  const names = named.map((spec) => spec.name).join(' and ');
  if (named.length > 1) read.problems.rest.push(`${names} name different drives: keep only one`);
  const [driveId, user, group, url, library] = [
    read(TARGET_SPECS.driveId),
    read(TARGET_SPECS.user),
    read(TARGET_SPECS.group),
    read(TARGET_SPECS.siteUrl),
    read(TARGET_SPECS.library),
  ];
  if (library !== '' && !read.has(TARGET_SPECS.siteUrl))
    read.problems.rest.push('library needs site-url, the address of its site');
  if (driveId !== '') return { kind: 'drive', id: driveId };
  if (user !== '') return { kind: 'user', user };
  if (group !== '') return { kind: 'group', group };
  if (url !== '') return { kind: 'site', url, ...optionalProperty('library', library) };
  // A drive that is named wrongly is a problem already.
  if (auth === 'app' && named.length === 0) {
    read.problems.rest.push(
      'auth: app signs in without a user, so you must name the drive: set drive-id, user, group or site-url',
    );
  }
  return { kind: 'me' };
}

function idProblem(value: string): string | undefined {
  if (/^\.{1,2}$/.test(value)) return `is ${quoteUnlessSecret(value)}; write an ID`;
  if (/^https?:/i.test(value))
    return 'is a URL; write the ID, or use site-url for an address from the browser';
  return /[\s\p{Cc}]/u.test(value) ? `is ${quoteUnlessSecret(value)}; an ID has no white space` : undefined;
}

function userProblem(value: string): string | undefined {
  if (/^\.{1,2}$/.test(value))
    return `is ${quoteUnlessSecret(value)}; write a name such as user@example.com, or an ID`;
  if (/^https?:/i.test(value)) return 'is a URL; write the name that the user signs in with, or the ID';
  return /[\s\p{Cc}/\\]/u.test(value)
    ? `is ${quoteUnlessSecret(value)}; write a name such as user@example.com, or an ID`
    : undefined;
}

function siteProblem(value: string): string | undefined {
  const advice = "copy the site's address from the browser: https://…";
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'https:') return `is ${quoteUnlessSecret(value)}; ${advice}`;
  return url.username === '' && url.password === ''
    ? undefined
    : `contains a user name or a password; ${advice}`;
}
