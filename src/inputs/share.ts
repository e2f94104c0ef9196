/**
 * The section "Share and report": links, thumbnails, release notes and the summary.
 */
import { choiceInput, type InputSpec, quantityInput, secretInput, textInput } from './kinds.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import type { ParseResult } from './units.ts';

/** When a link expires. */
export type LinkExpiry = { readonly days: number } | { readonly atMs: number };

export interface ShareInputs {
  readonly share: 'none' | 'view' | 'edit';
  readonly scope?: 'anonymous' | 'organization' | 'users';
  readonly target: 'folder' | 'files';
  readonly expires?: LinkExpiry;
  readonly password?: string;
  readonly thumbnails: 'none' | 'small' | 'medium' | 'large';
  readonly release?: ReleaseInputs;
}

/** The release whose notes list the downloads. */
export interface ReleaseInputs {
  readonly tag: string;
  readonly token: string;
}

export type SummaryLevel = 'auto' | 'full' | 'counts' | 'none';

/** This section's inputs, in the order of action.yml. */
export const SHARE_SPECS = {
  share: choiceInput(['share', 'create a sharing link'], {
    choices: ['none', 'view', 'edit'],
    default: 'none',
  }),
  shareScope: choiceInput(['share-scope', 'who can use the link'], {
    choices: ['anonymous', 'organization', 'users'],
    default: '',
  }),
  shareTarget: choiceInput(['share-target', 'what the link opens'], {
    choices: ['folder', 'files'],
    default: 'folder',
  }),
  shareExpires: quantityInput(['share-expires', 'when the link expires: 30d, or a date'], {
    kind: 'span',
    default: '',
    read: parseExpiry,
  }),
  sharePassword: {
    ...secretInput(['share-password', 'password of the link (personal accounts only)'], false),
    parse: (value: string): ParseResult<string> => ({ value }),
  },
  thumbnails: choiceInput(['thumbnails', 'add addresses of thumbnails to the manifest'], {
    choices: ['none', 'small', 'medium', 'large'],
    default: 'none',
  }),
  releaseTag: textInput(['release-tag', 'release whose notes list the downloads'], tagProblem),
  releaseToken: {
    ...secretInput(['release-token', 'token that can write the release'], false),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
    expression: '${{ github.token }}',
  },
  summary: choiceInput(['summary', 'what the job summary shows'], {
    choices: ['auto', 'full', 'counts', 'none'],
    default: 'auto',
  }),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Reads the section, except `summary`. */
export function readShareInputs(read: InputReader): ShareInputs {
  const share = read(SHARE_SPECS.share);
  const scope = read(SHARE_SPECS.shareScope);
  const target = read(SHARE_SPECS.shareTarget);
  const tag = read(SHARE_SPECS.releaseTag);
  const token = read(SHARE_SPECS.releaseToken);
  const { rest } = read.problems;
  const rule = (broken: boolean, words: string) => broken && rest.push(words);
  rule(share !== 'none' && scope === '', 'share needs share-scope: anonymous, organization or users');
  rule(
    share === 'edit' && scope === 'anonymous',
    'share: edit with share-scope: anonymous would let everybody write: choose another scope, or share: view',
  );
  for (const spec of [SHARE_SPECS.shareScope, SHARE_SPECS.shareExpires, SHARE_SPECS.sharePassword]) {
    rule(share === 'none' && read.has(spec), `${spec.name} needs share: view or edit`);
  }
  rule(
    tag !== '' && token === '',
    'release-tag needs release-token: use github.token, and give the job the permission contents: write',
  );
  return {
    share,
    ...optionalProperty('scope', scope),
    target,
    ...optionalProperty('expires', read(SHARE_SPECS.shareExpires)),
    ...optionalProperty('password', read(SHARE_SPECS.sharePassword)),
    thumbnails: read(SHARE_SPECS.thumbnails),
    ...(tag !== '' && { release: { tag, token } }),
  };
}

function parseExpiry(value: string): ParseResult<LinkExpiry | undefined> {
  if (value === '') return { value: undefined };
  const days = /^(\d{1,4})d$/.exec(value)?.[1];
  if (days !== undefined && Number(days) > 0) return { value: { days: Number(days) } };
  const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  // Date.parse reads 31 February as 3 March, so the link would live longer than asked.
  const isDay = !Number.isNaN(date) && new Date(date).toISOString().startsWith(value.slice(0, 10));
  if (isDay) return { value: { atMs: date } };
  return {
    problem: `${quoteUnlessSecret(value)} is not a number of days or a date; write 30d, 2027-01-31 or 2027-01-31T12:00Z`,
  };
}

function tagProblem(value: string): string | undefined {
  return /[\s\p{Cc}]/u.test(value)
    ? `is ${quoteUnlessSecret(value)}; write the tag, such as v1.2.3`
    : undefined;
}
