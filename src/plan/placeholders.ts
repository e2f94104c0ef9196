/**
 * `{date}` and its kind in `destination` and `name`. Pure: knows the run's facts as texts, no clock and no
 * drive.
 */
import { UsageFailure } from '../core/errors.ts';
import type { Environment } from '../core/host.ts';
import { escapeUnlessSecret, quotePathUnlessSecret } from '../inputs/shown.ts';

/** What each token stands for in this run; undefined where the environment does not say. */
export type PlaceholderValues = Readonly<Record<PlaceholderName, string | undefined>>;

/** Where each token comes from, for the message when it is missing. */
const placeholderSources = {
  date: 'the clock',
  time: 'the clock',
  datetime: 'the clock',
  repo: 'GITHUB_REPOSITORY',
  ref: 'GITHUB_REF_NAME',
  sha: 'GITHUB_SHA',
  sha7: 'GITHUB_SHA',
  'run-number': 'GITHUB_RUN_NUMBER',
  'run-id': 'GITHUB_RUN_ID',
  'run-attempt': 'GITHUB_RUN_ATTEMPT',
} as const;

export type PlaceholderName = keyof typeof placeholderSources;

/** The facts of this run: one instant in UTC, the rest from the environment that GitHub (or a like) sets. */
export function placeholderValues(env: Environment, nowMs: number): PlaceholderValues {
  const instant = new Date(nowMs).toISOString();
  const date = instant.slice(0, 10);
  const time = instant.slice(11, 19).replaceAll(':', '');
  const sha = env.GITHUB_SHA || undefined;
  return {
    date,
    time,
    datetime: `${date.replaceAll('-', '')}T${time}Z`,
    repo: env.GITHUB_REPOSITORY?.split('/').at(-1) || undefined,
    ref: refAsFileName(env.GITHUB_REF_NAME),
    sha,
    sha7: sha?.slice(0, 7),
    'run-number': env.GITHUB_RUN_NUMBER || undefined,
    'run-id': env.GITHUB_RUN_ID || undefined,
    'run-attempt': env.GITHUB_RUN_ATTEMPT || undefined,
  };
}

/** A branch as one name: what would part it, or be refused on the drive, becomes `-`. */
function refAsFileName(ref: string | undefined): string | undefined {
  return ref?.replace(/["*:<>?/\\|\p{Cc}]/gu, '-') || undefined;
}

/** A literal brace, a token with its name, or a brace that nothing closes. */
const placeholderPattern = /\{\{|\{([^{}]*)\}|\{/g;

/** Puts the facts in; `{{` is a literal brace. Problems are tokens that are unknown, missing or not closed. */
export function expandPlaceholders(
  template: string,
  values: PlaceholderValues,
): { text: string; problems: string[] } {
  const problems: string[] = [];
  const text = template.replace(placeholderPattern, (token, name?: string) => {
    if (token === '{{') return '{';
    const value = name !== undefined && isPlaceholder(name) ? values[name] : undefined;
    if (value === undefined) problems.push(placeholderProblem(token, name));
    return value ?? token;
  });
  return { text, problems };
}

function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(placeholderSources, name);
}

function placeholderProblem(token: string, name: string | undefined): string {
  if (name === undefined) return 'has a { without its }; write {{ for a literal brace';
  if (isPlaceholder(name)) return `has the token ${token}, but ${placeholderSources[name]} is not set here`;
  const known = Object.keys(placeholderSources).map((each) => `{${each}}`);
  return `has the unknown token ${escapeUnlessSecret(token)}; known are ${known.join(' ')}, and {{ for a literal brace`;
}

/** Where the files go, ready to be joined with their names. */
export interface ExpandedTarget {
  /** From the drive's root, with `/`, none at the ends; '' for the root itself. */
  readonly destination: string;
  /** Absent when files keep their own. */
  readonly name?: string;
}

/**
 * Expands both templates and normalises the folder.
 * @throws UsageFailure with every problem of both
 */
export function expandTarget(
  templates: { readonly destination: string; readonly name?: string },
  values: PlaceholderValues,
): ExpandedTarget {
  const folder = expandFolder({ name: 'destination', template: templates.destination }, values);
  const file = expandPlaceholders(templates.name ?? '', values);
  const problems = [...folder.problems, ...file.problems.map((problem) => `name ${problem}`)];
  if (/[/\\]/.test(file.text)) {
    problems.push(`name ${quotePathUnlessSecret(file.text)} has a slash: folders go into destination`);
  }
  if (['.', '..'].includes(file.text.trim())) problems.push(`name cannot be ${file.text.trim()}`);
  if (problems.length > 0) throw new UsageFailure(problems);
  return { destination: folder.text, ...(file.text === '' ? {} : { name: file.text }) };
}

/**
 * Expands the template of a folder on the drive: `\` separates as `/` does (people on Windows write it, and no
 * name on the drive can hold it), slashes at the ends and double ones mean nothing. Problems name the input.
 */
export function expandFolder(
  input: { readonly name: string; readonly template: string },
  values: PlaceholderValues,
): { readonly text: string; readonly problems: readonly string[] } {
  const { name } = input;
  const folder = expandPlaceholders(input.template, values);
  const segments = folder.text.split(/[/\\]/).filter((segment) => segment !== '');
  const problems = folder.problems.map((problem) => `${name} ${problem}`);
  for (const dots of ['.', '..']) {
    if (segments.some((segment) => segment.trim() === dots)) {
      problems.push(
        `${name} ${quotePathUnlessSecret(folder.text)} has the segment ${dots}; write the path from the drive's root`,
      );
    }
  }
  return { text: segments.join('/'), problems };
}

/** Tokens that differ between the jobs of one run, as each of them has its own instant. */
export function timePlaceholders(template: string): readonly string[] {
  return [...template.matchAll(placeholderPattern)].flatMap(([token, name]) =>
    name !== undefined && isPlaceholder(name) && placeholderSources[name] === 'the clock' ? [token] : [],
  );
}
