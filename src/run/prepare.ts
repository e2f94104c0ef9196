/**
 * Everything that is judged before the first request: inputs, tokens in them, files, names, places. Knows
 * this machine and the run, not Microsoft.
 */
import { afterProblems, shareProblems } from '../cleanup/checks.ts';
import { Failure, UsageFailure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type Found, findFiles } from '../files/find.ts';
import { type RunEvent, whyWithheld } from '../github/event.ts';
import { type InputSource, type Inputs, missingCredentials, readInputs } from '../inputs/read.ts';
import { shownPattern } from '../inputs/shown.ts';
import { type ArchivePlan, planArchive } from '../plan/archive-plan.ts';
import {
  clockTokens,
  type ExpandedTarget,
  expandFolder,
  expandTarget,
  runFacts,
} from '../plan/placeholders.ts';
import { type Plan, planUpload } from '../plan/plan.ts';
import { shardOf } from '../plan/shard.ts';
import { twinWarnings } from '../plan/similar-names.ts';

/**
 * True for a run from which GitHub withholds secrets and which is to end green all the same. Elsewhere an empty
 * secret is an error, told with all others.
 */
export function withoutCredentials(
  source: InputSource,
  { host, event }: { readonly host: Host; readonly event: RunEvent },
): boolean {
  const { missing, policy } = missingCredentials(source);
  const why = whyWithheld(event);
  if (missing.length === 0 || policy === 'error' || why === undefined) return false;
  const names = missing.map((text) => text.split(' ')[0]).join(', ');
  const words = `Nothing is uploaded: ${names} ${missing.length === 1 ? 'is' : 'are'} empty, because ${why}`;
  policy === 'warn' ? host.log.warning(words) : host.log.info(words);
  return true;
}

/** Where the files go and the generations lie, expanded. */
export interface Places extends ExpandedTarget {
  /** Absent without `retain-in`. */
  readonly retainIn?: string;
}

/** All that was told, checked together: one message for the values and for the tokens in them. */
export function readEverything(
  source: InputSource,
  host: Host,
): { readonly inputs: Inputs; readonly places: Places } {
  const problems: string[] = [];
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageFailure)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const text = (name: string) => source.value(name)?.trim() ?? '';
  const templates = { destination: text('destination'), name: text('name') };
  const facts = runFacts(host.env, host.clock.now());
  const inputs = collect(() => readInputs(source));
  const target = collect(() => expandTarget(templates, facts));
  const retainIn = expandFolder({ name: 'retain-in', template: text('retain-in') }, facts);
  problems.push(...retainIn.problems);
  if (inputs?.naming.shard !== undefined) {
    const tokens = [...clockTokens(templates.destination), ...clockTokens(templates.name)];
    problems.push(
      ...tokens.map(
        (token) => `${token} does not go together with shard: each job has an instant of its own`,
      ),
    );
  }
  const places = target && { ...target, ...(text('retain-in') !== '' && { retainIn: retainIn.text }) };
  if (inputs !== undefined && places !== undefined) {
    const isBased = inputs.target.appFolder || inputs.target.folderId !== undefined;
    const now = { nowMs: host.clock.now(), repository: host.env.GITHUB_REPOSITORY };
    if (inputs.mode === 'upload') {
      problems.push(...afterProblems(inputs.after, { ...places, isBased }));
      problems.push(...shareProblems(inputs.share, { ...places, ...now, isBased }));
    }
    if (problems.length === 0) return { inputs, places };
  }
  throw new UsageFailure([...new Set(problems)]);
}

export interface Preparation {
  readonly inputs: Inputs;
  readonly places: Places;
  readonly host: Host;
}

/** What to send, judged without a request: files, or the one archive that they go into. */
export type Prepared = ({ readonly plan: Plan } | { readonly archive: ArchivePlan }) & {
  /** Sentences: what was asked for and not seen. Nothing is deleted for its absence. */
  readonly unseen: readonly string[];
};

/** Undefined when nothing was found, or nothing falls to this job, and that is no error. */
export async function prepare({ inputs, places, host }: Preparation): Promise<Prepared | undefined> {
  host.log.group('Files');
  try {
    const { naming } = inputs;
    const found = await findFiles(inputs.files, host);
    const options = { ...naming, ...places };
    const silent = inputs.files.unmatchedPatterns === 'ignore' ? [] : found.unmatched.map(unmatched);
    const { archive: kind } = naming;
    if (kind !== 'none') {
      const archive = await planArchive(found, { ...options, kind });
      tellFound(found, inputs, host);
      for (const warning of archive.warnings) host.log.warning(warning);
      tellRespelled(archive, host);
      const unseen = [...silent, ...archive.unseen];
      return archive.entries.length === 0 ? undefined : { archive, unseen };
    }
    const plan = planUpload(found, options);
    tellFound(found, inputs, host);
    tellRespelled(plan, host);
    tellTwins(plan, host);
    const own = naming.shard === undefined ? plan : shardOf(plan, naming.shard);
    if (naming.shard !== undefined) {
      const { index, total } = naming.shard;
      const files = count(own.files.length, 'file');
      host.log.info(`Share ${index} of ${total}: ${files} of ${plan.files.length}`);
    }
    return own.files.length === 0 ? undefined : { plan: own, unseen: [...silent, ...found.unseen] };
  } finally {
    host.log.groupEnd();
  }
}

function unmatched(pattern: string): string {
  return `nothing matches ${shownPattern(pattern)}`;
}

function tellFound(found: Found, { files, naming }: Inputs, host: Host): void {
  for (const warning of found.warnings) host.log.warning(warning);
  if (found.hiddenCount > 0) {
    const hidden = count(found.hiddenCount, 'hidden file');
    host.log.info(`${hidden} left out (include-hidden-files: true takes them)`);
  }
  if (found.linkCount > 0 && naming.archive === 'none')
    host.log.info(`${count(found.linkCount, 'symbolic link')} left out`);
  const none = found.files.length === 0;
  const policy = none ? files.ifNoFilesFound : files.unmatchedPatterns;
  const lines = found.unmatched.map(unmatched);
  const words = none ? ['path found no files', ...lines] : lines;
  if (words.length === 0) return;
  if (policy === 'error') {
    const input = none ? 'if-no-files-found' : 'unmatched-patterns';
    throw new Failure(words.join('; '), {
      kind: 'usage',
      hint: `correct path, or set ${input} to warn or ignore`,
    });
  }
  for (const word of words) policy === 'warn' ? host.log.warning(word) : host.log.info(word);
}

/** GitHub shows ten warnings a step. */
const shownTwins = 3;

function tellTwins({ files }: Plan, host: Host): void {
  const twins = twinWarnings(files);
  const rest = twins.length - shownTwins;
  const remedy = 'only one of them would be there: rename one, or set archive';
  for (const twin of twins.slice(0, shownTwins)) host.log.warning(`${twin}: ${remedy}`);
  if (rest > 0) host.log.warning(`${count(rest, 'more pair')} of names may be one to the drive`);
}

/** More than these nobody reads. */
const shownNames = 50;

function tellRespelled({ respelled = [] }: Pick<Plan, 'respelled'>, host: Host): void {
  for (const { path, name } of respelled.slice(0, shownNames))
    host.log.info(`${path} is called ${name} there`);
  if (respelled.length > shownNames) host.log.info(`… and ${respelled.length - shownNames} more names`);
}
