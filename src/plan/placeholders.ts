/**
 * Placeholders such as `{date}` in `destination` and `name`.
 */
import { UsageFailure } from '../core/errors.ts';
import type { Environment } from '../core/host.ts';
import { escapeUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { folderTextProblems, withoutLeadingDot } from './folder-text.ts';

/** The value of each placeholder in this run; undefined when the environment does not set it. */
export type PlaceholderValues = Readonly<Record<PlaceholderName, string | undefined>>;

/** Where each value comes from, for the message when it is missing. */
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

/** The values of this run: one time in UTC, the rest from the environment that GitHub or another CI system sets. */
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

/** A branch as one name: separators and characters that the drive refuses become `-`. */
function refAsFileName(ref: string | undefined): string | undefined {
  return ref?.replace(/["*:<>?/\\|\p{Cc}]/gu, '-') || undefined;
}

/** An escaped brace, a placeholder with its name, or an unclosed brace. */
const placeholderPattern = /\{\{|\{([^{}]*)\}|\{/g;

/** Replaces placeholders; `{{` is a literal brace. Problems are placeholders that are unknown, missing or unclosed. */
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
  if (name === undefined) return 'has a { without a }; write {{ for a literal brace';
  if (isPlaceholder(name))
    return `has the placeholder ${token}, but ${placeholderSources[name]} is not set here`;
  const known = Object.keys(placeholderSources).map((each) => `{${each}}`);
  return `has the unknown placeholder ${escapeUnlessSecret(token)}; use ${known.join(' ')}, or {{ for a literal brace`;
}

/** Destination and name with the placeholders replaced. */
export interface ExpandedTarget {
  /** From the drive's root, with `/` between folders only; '' for the root itself. */
  readonly destination: string;
  /** Absent when files keep their own names. */
  readonly name?: string;
}

/**
 * Expands both templates and normalizes the folder.
 * @throws UsageFailure with every problem of both
 */
export function expandTarget(
  templates: { readonly destination: string; readonly name?: string },
  values: PlaceholderValues,
): ExpandedTarget {
  const folder = expandFolder({ name: 'destination', template: templates.destination }, values);
  const file = expandPlaceholders(templates.name ?? '', values);
  const problems = [...folder.problems, ...file.problems.map((problem) => `name ${problem}`)];
  // A slash of the template itself is a problem of the input.
  if (/[/\\]/.test(file.text) && !/[/\\]/.test(templates.name ?? '')) {
    problems.push(`name ${quotePathUnlessSecret(file.text)} has a slash: put folders into destination`);
  }
  if (['.', '..'].includes(file.text.trim())) problems.push(`name cannot be ${file.text.trim()}`);
  if (problems.length > 0) throw new UsageFailure(problems);
  return { destination: folder.text, ...(file.text === '' ? {} : { name: file.text }) };
}

/**
 * Expands the template of a folder on the drive. `\` separates like `/`: people on Windows write it, and no name on
 * the drive can hold it. Ignores `./` in front, and leading, trailing and double slashes. Problems name the input.
 */
export function expandFolder(
  input: { readonly name: string; readonly template: string },
  values: PlaceholderValues,
): { readonly text: string; readonly problems: readonly string[] } {
  const { name } = input;
  const wrong = folderTextProblems(name, input.template);
  if (wrong.length > 0) return { text: '', problems: wrong };
  const folder = expandPlaceholders(withoutLeadingDot(input.template), values);
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

/** Placeholders whose values differ between the jobs of one run, because each job has its own time. */
export function timePlaceholders(template: string): readonly string[] {
  return [...template.matchAll(placeholderPattern)].flatMap(([token, name]) =>
    name !== undefined && isPlaceholder(name) && placeholderSources[name] === 'the clock' ? [token] : [],
  );
}
