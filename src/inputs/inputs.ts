/**
 * From texts to a checked configuration. Knows where the texts come from only as an `InputSource`, tells
 * every problem at once, and puts no value of a secret into a message. Must not know what is done with the
 * values, nor look at the disk or the network.
 */

import type { Cloud } from '../clouds.ts';
import { UsageFailure } from '../errors.ts';
import { otherName } from './aliases.ts';
import { credentialProblems } from './credentials.ts';
import type { InputSpec } from './kinds.ts';
import { INPUTS, TABLE } from './table.ts';

/** Where the texts come from: the runner's environment, or flags and environment of the command. */
export interface InputSource {
  /** The text of an input; undefined and blank texts mean the default. */
  value(name: string): string | undefined;
  /** The names of all inputs that are present, so that a foreign or misspelt one is noticed. */
  given(): readonly string[];
  /** ONEDRIVE_UPLOAD_EMULATOR is set. */
  readonly emulator: boolean;
}

/** What to do when nothing was found. */
export type Policy = 'error' | 'warn' | 'ignore';
/** What to do with a name that is taken on the drive. */
export type ConflictBehavior = 'replace' | 'rename' | 'fail' | 'skip';
export type Verify = 'hash' | 'size' | 'readback' | 'off';
export type SummaryLevel = 'auto' | 'full' | 'counts' | 'none';

/** Who signs in, and where. */
export interface IdentityInputs {
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly refreshToken: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  /** Separated by single spaces. */
  readonly scopes?: string;
  readonly outputRefreshToken: boolean;
}

export interface TargetInputs {
  readonly driveId?: string;
  /** The template as given; tokens are not expanded yet. */
  readonly destination: string;
}

export interface FileInputs {
  /** Lines as @actions/glob reads them. */
  readonly patterns: string;
  readonly root?: string;
  readonly includeHiddenFiles: boolean;
  readonly followSymbolicLinks: boolean;
  readonly ifNoFilesFound: Policy;
  readonly unmatchedPatterns: Policy;
}

export interface NamingInputs {
  /** A template, like `destination`. */
  readonly name?: string;
  readonly flatten: boolean;
  readonly invalidNames: 'error';
}

export interface UploadInputs {
  readonly conflictBehavior: ConflictBehavior;
  /** Files of at least this many bytes use a session; 0: every file that is not empty. */
  readonly sessionThresholdBytes: number;
  /** A multiple of 327,680; `auto` follows the link. */
  readonly chunkSizeBytes: number | 'auto';
  /** Files in flight; `auto` adapts. */
  readonly concurrency: number | 'auto';
  readonly retries: number;
  /** Bytes a second, over all files. */
  readonly bandwidthLimit?: number;
  /** How long a locked name is waited for; 0: not at all. */
  readonly lockWaitMs: number;
  readonly preserveMtime: boolean;
  readonly verify: Verify;
}

/** Everything that a run was told. */
export interface Inputs {
  readonly mode: 'upload' | 'check';
  readonly identity: IdentityInputs;
  readonly target: TargetInputs;
  readonly files: FileInputs;
  readonly naming: NamingInputs;
  readonly upload: UploadInputs;
  readonly summary: SummaryLevel;
  readonly resume?: ResumeInputs;
}

/** Where unfinished sessions are kept for the next run. */
export interface ResumeInputs {
  /** Path of the journal, as given. */
  readonly journal: string;
  /** What it is sealed with. */
  readonly key: string;
}

/** The inputs as a runner sets them: `INPUT_` and the name in capitals, spaces as underscores. */
export function actionInputs(env: Readonly<Record<string, string | undefined>>): InputSource {
  return {
    value: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`],
    given: () =>
      Object.keys(env)
        .filter((key) => key.startsWith('INPUT_'))
        .map((key) => key.slice('INPUT_'.length).toLowerCase()),
    emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
  };
}

/**
 * Reads and checks every input.
 * @throws UsageFailure with every problem: credentials first, then values in the table's order, then names
 * that are not ours
 */
export function readInputs(source: InputSource): Inputs {
  const found: Problems = { missing: [], wrong: [], rest: [] };
  const read: Read = (spec) => readOne(spec, source, found);
  const inputs: Inputs = {
    mode: read(TABLE.mode),
    identity: readIdentity(read),
    target: { ...given('driveId', read(TABLE.driveId)), destination: read(TABLE.destination) },
    files: {
      patterns: read(TABLE.path),
      ...given('root', read(TABLE.root)),
      includeHiddenFiles: read(TABLE.includeHiddenFiles),
      followSymbolicLinks: read(TABLE.followSymbolicLinks),
      ifNoFilesFound: read(TABLE.ifNoFilesFound),
      unmatchedPatterns: read(TABLE.unmatchedPatterns),
    },
    naming: {
      ...given('name', read(TABLE.name)),
      flatten: read(TABLE.flatten),
      invalidNames: read(TABLE.invalidNames),
    },
    upload: {
      conflictBehavior: read(TABLE.conflictBehavior),
      sessionThresholdBytes: read(TABLE.sessionThreshold),
      chunkSizeBytes: read(TABLE.chunkSize),
      concurrency: read(TABLE.concurrency),
      retries: read(TABLE.retries),
      ...bandwidth(read(TABLE.bandwidthLimit)),
      lockWaitMs: read(TABLE.lockWait),
      preserveMtime: read(TABLE.preserveMtime),
      verify: read(TABLE.verify),
    },
    summary: read(TABLE.summary),
    ...resume(read, found),
  };
  const { clientId, clientSecret = '', refreshToken } = inputs.identity;
  const problems = [
    ...found.missing,
    ...found.wrong,
    ...credentialProblems({ clientId, clientSecret, refreshToken }, source.emulator),
    ...found.rest,
    ...(inputs.mode === 'upload' ? patternProblems(inputs.files.patterns) : []),
    ...foreignProblems(source),
  ];
  if (problems.length > 0) throw new UsageFailure(scrubbed([...new Set(problems)], source));
  return inputs;
}

type Read = <T>(spec: InputSpec<T>) => T;

/** In the order in which they are told: credentials that are missing, credentials that are wrong, the rest. */
interface Problems {
  readonly missing: string[];
  readonly wrong: string[];
  readonly rest: string[];
}

/** A wrong text counts as the default from here on: the run ends anyway, once the other inputs were read. */
function readOne<T>(spec: InputSpec<T>, source: InputSource, found: Problems): T {
  const text = source.value(spec.name)?.trim() ?? '';
  const parsed = spec.parse(text === '' ? spec.default : text);
  const isCredential = spec.required || spec.kind === 'secret';
  if (text === '' && spec.required) found.missing.push(missingText(spec));
  if ('value' in parsed) return parsed.value;
  (isCredential ? found.wrong : found.rest).push(`${spec.name} ${parsed.problem}`);
  const fallback = spec.parse(spec.default);
  if ('problem' in fallback) throw new Error(`the default of ${spec.name} ${fallback.problem}`);
  return fallback.value;
}

function missingText(spec: InputSpec): string {
  return (
    `${spec.name} is empty: it is the ${spec.help}. If it comes from a GitHub secret, that secret does not ` +
    'exist here, or GitHub withholds it (runs of forks and of Dependabot)'
  );
}

function readIdentity(read: Read): IdentityInputs {
  return {
    clientId: read(TABLE.clientId),
    ...given('clientSecret', read(TABLE.clientSecret)),
    refreshToken: read(TABLE.refreshToken),
    tenantId: read(TABLE.tenantId),
    cloud: read(TABLE.cloud),
    ...given('scopes', read(TABLE.scopes).replace(/\s+/g, ' ')),
    outputRefreshToken: read(TABLE.outputRefreshToken),
  };
}

/** The property, or nothing for an empty text. */
function given<K extends string>(key: K, text: string): { readonly [P in K]?: string } {
  const property: { [P in K]?: string } = {};
  if (text !== '') property[key] = text;
  return property;
}

function bandwidth(limit: number | undefined): { readonly bandwidthLimit?: number } {
  return limit === undefined ? {} : { bandwidthLimit: limit };
}

/** A journal holds addresses that anybody may upload to: without a key there is none. */
function resume(read: Read, found: Problems): { readonly resume?: ResumeInputs } {
  const journal = read(TABLE.resumeJournal);
  const key = read(TABLE.resumeKey) || read(TABLE.clientSecret);
  if (journal === '') return {};
  if (key === '')
    found.rest.push('resume-journal needs a key: set resume-key to a random text kept as a secret');
  return { resume: { journal, key } };
}

function patternProblems(patterns: string): string[] {
  const lines = patterns.split('\n').map((line) => line.trim());
  const hasOne = lines.some((line) => line !== '' && !line.startsWith('#'));
  return hasOne ? [] : ['path is empty: name the files, folders or globs to upload, one a line'];
}

function foreignProblems(source: InputSource): string[] {
  const own = INPUTS.map((spec) => spec.name);
  return [...new Set(source.given())].flatMap((name) => otherName(name, own) ?? []);
}

/** A secret in the wrong input would come back as "is …": whatever was given as a secret is starred out. */
function scrubbed(problems: readonly string[], source: InputSource): string[] {
  const secrets = INPUTS.filter((spec) => spec.kind === 'secret')
    .map((spec) => source.value(spec.name)?.trim() ?? '')
    .filter((secret) => secret.length >= 6);
  return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}
