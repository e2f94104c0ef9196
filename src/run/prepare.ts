/** Reads and checks inputs, placeholders, files and names before the first request. */
import { cleanupProblems, shareProblems } from '../cleanup/input-checks.ts';
import { Failure, UsageFailure } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { searchProgress } from '../core/step-progress.ts';
import type { Encryption } from '../encrypt/age.ts';
import { openInputEncryption } from '../encrypt/recipients.ts';
import { type FoundFiles, findFiles } from '../files/find.ts';
import { pathShapeClause } from '../files/path-shape.ts';
import {
  readWorkflowEvent,
  rotationBlockedReason,
  secretsWithheldReason,
  type WorkflowEvent,
} from '../github/event.ts';
import { pathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { findMissingCredentials, type InputSource, type Inputs, readInputs } from '../inputs/read.ts';
import { type ArchivePlan, planArchive } from '../plan/archive-plan.ts';
import { folderTextWarnings } from '../plan/folder-text.ts';
import {
  type ExpandedTarget,
  expandFolder,
  expandTarget,
  placeholderValues,
  timePlaceholders,
} from '../plan/placeholders.ts';
import { planUpload, type UploadPlan } from '../plan/plan.ts';
import { selectShard } from '../plan/shard.ts';
import { noteTimesInArchive } from './archive-times.ts';
import { type ContentSource, type RunOptions, stepDisplay } from './context.ts';
import { missingArgumentFailure, planWithArguments } from './missing-arguments.ts';
import { logEncodedNames, warnOfFileAsFolder, warnOfSimilarNames } from './name-messages.ts';
import { foundContent } from './spool.ts';

/**
 * Returns true if GitHub withholds secrets from this run and the inputs say that it should still succeed. Otherwise
 * `readAllInputs` reports an empty secret with the other problems.
 */
export function isSkippedWithoutCredentials(
  source: InputSource,
  { host, event }: { readonly host: Host; readonly event: WorkflowEvent },
): boolean {
  const { missing, policy } = findMissingCredentials(source);
  const reason = secretsWithheldReason(event);
  if (missing.length === 0 || policy === 'error' || reason === undefined) return false;
  const names = missing.map((text) => text.split(' ')[0]).join(', ');
  const message = `Nothing is uploaded: ${names} ${missing.length === 1 ? 'is' : 'are'} empty, because ${reason}`;
  policy === 'warn' ? host.log.warning(message) : host.log.info(message);
  return true;
}

/** The destination and the folder of the generations, with placeholders expanded. */
export interface ExpandedPaths extends ExpandedTarget {
  /** Absent without `retain-in`. */
  readonly retainIn?: string;
}

/** Reads all inputs and expands placeholders. Throws one UsageFailure that lists all problems. */
export function readAllInputs(
  source: InputSource,
  host: Host,
): { readonly inputs: Inputs; readonly paths: ExpandedPaths } {
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
  const values = placeholderValues(host.env, host.clock.now());
  const inputs = collect(() => readInputs(source));
  const target = collect(() => expandTarget(templates, values));
  const retainIn = expandFolder({ name: 'retain-in', template: text('retain-in') }, values);
  problems.push(...retainIn.problems);
  if (inputs?.naming.shard !== undefined) {
    const tokens = [...timePlaceholders(templates.destination), ...timePlaceholders(templates.name)];
    problems.push(
      ...tokens.map((token) => `${token} cannot be used with shard: each job starts at a different time`),
    );
  }
  const places = target && { ...target, ...(text('retain-in') !== '' && { retainIn: retainIn.text }) };
  if (inputs !== undefined && places !== undefined) {
    // Only the service knows if `site-url` ends with a folder; later checks look at the drive itself.
    const hasBaseFolder =
      inputs.target.appFolder || inputs.target.folderId !== undefined || inputs.target.place.kind === 'site';
    const now = { nowMs: host.clock.now(), repository: host.env.GITHUB_REPOSITORY };
    if (inputs.mode === 'upload') {
      problems.push(...cleanupProblems(inputs.cleanup, { ...places, hasBaseFolder }));
      problems.push(...shareProblems(inputs.share, { ...places, ...now, hasBaseFolder }));
    }
    if (problems.length === 0) {
      const warnings = [
        ...folderTextWarnings('destination', templates.destination),
        ...folderTextWarnings('retain-in', text('retain-in')),
      ];
      for (const warning of warnings) host.log.warning(warning);
      return { inputs, paths: places };
    }
  }
  throw new UsageFailure([...new Set(problems)]);
}

/** Throws when `mode: refresh-only` would not store the new refresh token anywhere. */
export function checkTokenIsStored(
  { rotation, identity }: Inputs,
  { saveRefreshToken, host }: Pick<RunOptions, 'saveRefreshToken' | 'host'>,
): void {
  const isStored = rotation !== undefined || identity.outputRefreshToken || saveRefreshToken !== undefined;
  if (!isStored) {
    const places =
      host.nameInputs === undefined
        ? 'set rotate-secret and github-token, or output-refresh-token'
        : 'set --profile or --refresh-token-file, or rotate-secret and github-token';
    throw new UsageFailure([`mode: refresh-only has no place to store the new refresh token: ${places}`]);
  }
  const blockedReason = rotationBlockedReason(readWorkflowEvent(host.env));
  if (blockedReason !== undefined)
    throw new Failure(`mode: refresh-only cannot store a token in this run, because ${blockedReason}`, {
      code: 'rotation-blocked',
      kind: 'service',
      hint: 'start it by schedule or workflow_dispatch',
    });
}

/** The plan of an upload: files, or one archive. */
export type PreparedUpload = (
  | { readonly plan: UploadPlan; readonly content?: ContentSource }
  | { readonly archive: ArchivePlan }
) & {
  /** Messages about requested files that were not found. If there are any, nothing is deleted. */
  readonly unseen: readonly string[];
  /** The folder of the generations; undefined without `retain-in`. */
  readonly retainIn: string | undefined;
  /** Undefined without `encrypt-to`. */
  readonly encryption: Encryption | undefined;
};

/** Plans the upload. Returns undefined if there is nothing to upload in this job and that is not an error. */
export async function prepareUpload(
  inputs: Inputs,
  paths: ExpandedPaths,
  options: Pick<RunOptions, 'host' | 'showStep' | 'content'>,
): Promise<PreparedUpload | undefined> {
  const { host } = options;
  host.log.group('Files');
  try {
    const { naming } = inputs;
    const { retainIn } = paths;
    const encryption =
      naming.encryptTo === undefined ? undefined : await openInputEncryption(naming.encryptTo, host.cwd);
    const { content } = options;
    if (content !== undefined) {
      const plan = planUpload(foundContent(paths.name ?? ''), { ...naming, ...paths, encryption });
      return { plan, content, unseen: [], retainIn, encryption };
    }
    const found = await findAndShow(inputs, options);
    const planOptions = { ...naming, ...paths, encryption };
    const unmatchedMessages =
      inputs.files.unmatchedPatterns === 'ignore' ? [] : found.unmatched.map(unmatchedMessage);
    const missing = missingArgumentFailure(found, inputs, paths.destination);
    const { archive: kind } = naming;
    if (kind !== 'none') {
      const archive = await planWithArguments(() => planArchive(found, { ...planOptions, kind }), missing);
      logFoundFiles(found, inputs, host);
      for (const warning of archive.warnings) host.log.warning(warning);
      logEncodedNames(archive, host);
      warnOfFileAsFolder(archive, host);
      noteTimesInArchive(inputs, host);
      const unseen = [...unmatchedMessages, ...archive.unseen];
      // Folders alone are no backup: what should be in them may not be mounted.
      const isEmpty = archive.entries.every((entry) => entry.kind === 'folder');
      return isEmpty ? undefined : { archive, unseen, retainIn, encryption };
    }
    const plan = await planWithArguments(() => planUpload(found, planOptions), missing);
    logFoundFiles(found, inputs, host);
    logEncodedNames(plan, host);
    warnOfSimilarNames(plan, host);
    const [first, ...others] = plan.files;
    if (first !== undefined && others.length === 0) warnOfFileAsFolder({ ...plan, ...first }, host);
    const selected = naming.shard === undefined ? plan : selectShard(plan, naming.shard);
    if (naming.shard !== undefined) {
      const { index, total } = naming.shard;
      const files = formatCount(selected.files.length, 'file');
      host.log.info(`Share ${index} of ${total}: ${files} of ${plan.files.length}`);
    }
    return selected.files.length === 0
      ? undefined
      : { plan: selected, unseen: [...unmatchedMessages, ...found.unseen], retainIn, encryption };
  } finally {
    host.log.groupEnd();
  }
}

async function findAndShow(
  { files, naming }: Inputs,
  options: Pick<RunOptions, 'host' | 'showStep'>,
): Promise<FoundFiles> {
  const { cwd, env, signal } = options.host;
  const progress = searchProgress();
  const stop = stepDisplay(options)(progress);
  const keepLinks = naming.archive !== 'none';
  return findFiles({ ...files, keepLinks }, { cwd, env, signal, progress }).finally(stop);
}

function unmatchedMessage(pattern: string): string {
  return `nothing matches ${pathUnlessSecret(pattern)}${pathShapeClause(pattern)}`;
}

function logFoundFiles(found: FoundFiles, { files, naming }: Inputs, host: Host): void {
  for (const warning of found.warnings) host.log.warning(warning);
  if (found.hiddenCount > 0) {
    const hidden = formatCount(found.hiddenCount, 'hidden file');
    host.log.info(`${hidden} left out (to upload them, set include-hidden-files: true)`);
  }
  if (found.linkCount > 0 && naming.archive === 'none')
    host.log.info(`${formatCount(found.linkCount, 'symbolic link')} left out`);
  const none = found.files.length === 0 && (naming.archive === 'none' || found.links.length === 0);
  const policy = none ? files.ifNoFilesFound : files.unmatchedPatterns;
  const lines = found.unmatched.map(
    (pattern) =>
      unmatchedMessage(pattern) +
      (found.onlyHidden.includes(pattern)
        ? ' (hidden files are left out: set include-hidden-files: true)'
        : ''),
  );
  const messages = none ? ['path found no files', ...lines] : lines;
  if (messages.length === 0) return;
  if (policy === 'error') {
    const input = none ? 'if-no-files-found' : 'unmatched-patterns';
    throw new Failure(messages.join('; '), {
      code: 'no-files-found',
      kind: 'usage',
      hint:
        none && found.hiddenCount > 0
          ? `there are only hidden files: set include-hidden-files: true, or set ${input} to warn or ignore`
          : `correct path, or set ${input} to warn or ignore`,
    });
  }
  for (const message of messages) policy === 'warn' ? host.log.warning(message) : host.log.info(message);
}
