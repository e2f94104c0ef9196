/**
 * Reads and checks all inputs, and reports all problems at once. Messages never contain a secret. Must not use the disk
 * or the network.
 */
import { UsageFailure } from '../core/errors.ts';
import type { Environment } from '../core/host.ts';
import { unknownInputProblem } from './aliases.ts';
import { type CleanupInputs, readCleanupInputs } from './cleanup.ts';
import { FILE_SPECS, type FileInputs, type NamingInputs, patternProblems, readFileInputs } from './files.ts';
import { inputSecrets } from './masks.ts';
import { MATRIX_SPEC } from './matrix.ts';
import { credentialProblems } from './pasted-secrets.ts';
import { createInputReader, type InputReader, type InputSource } from './reader.ts';
import { ROTATION_SPECS, type RotationInputs, type RunMode, readRotationInputs } from './rotation.ts';
import { readShareInputs, SHARE_SPECS, type ShareInputs, type SummaryLevel } from './share.ts';
import {
  IDENTITY_SPECS,
  type IdentityInputs,
  isTenantAlias,
  type NoCredentialsPolicy,
  readIdentityInputs,
} from './sign-in.ts';
import { INPUT_SPECS } from './table.ts';
import { readTargetInputs, TARGET_SPECS, type TargetInputs } from './target.ts';
import { type ResumeInputs, readResumeInputs, readUploadInputs, type UploadInputs } from './transfer.ts';

export type { InputSource } from './reader.ts';

/** All inputs of a run. */
export interface Inputs {
  readonly mode: RunMode;
  readonly identity: IdentityInputs;
  readonly rotation?: RotationInputs;
  /** May write secrets. The run warns before it expires. */
  readonly githubToken?: string;
  readonly target: TargetInputs;
  readonly files: FileInputs;
  readonly naming: NamingInputs;
  readonly upload: UploadInputs;
  readonly resume?: ResumeInputs;
  readonly cleanup: CleanupInputs;
  readonly share: ShareInputs;
  readonly summary: SummaryLevel;
}

/** The inputs as a runner sets them: `INPUT_` plus the upper-case name, with underscores for spaces. */
export function actionInputs(env: Environment): InputSource {
  return {
    value: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`],
    presentNames: () =>
      Object.keys(env)
        .filter((key) => key.startsWith('INPUT_'))
        .map((key) => key.slice('INPUT_'.length).toLowerCase()),
    emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
  };
}

/** Returns the missing credentials, and what to do if GitHub withholds secrets. Called before all other checks. */
export function findMissingCredentials(source: InputSource): {
  readonly missing: readonly string[];
  readonly policy: NoCredentialsPolicy;
} {
  const read = createInputReader(source);
  const policy = read(IDENTITY_SPECS.ifNoCredentials);
  readIdentityInputs(read);
  return { missing: read.problems.missing, policy };
}

/**
 * Reads and checks every input.
 * @throws UsageFailure with all problems: first credentials, then values in the order of the table, then unknown names.
 */
export function readInputs(source: InputSource): Inputs {
  const read = createInputReader(source);
  const identity = readIdentityInputs(read);
  read(IDENTITY_SPECS.ifNoCredentials);
  const mode = read(ROTATION_SPECS.mode);
  const matrixJob = read(MATRIX_SPEC);
  const rotationInputs = readRotationInputs(read, { identity, mode, matrixJob });
  const target = readTargetInputs(read, identity.auth);
  suggestAppSignIn(read, identity);
  const fileInputs = readFileInputs(read, matrixJob);
  const upload = readUploadInputs(read);
  const resume = readResumeInputs(read, identity.clientSecret ?? '');
  read.problems.rest.push(...encryptionProblems(fileInputs.naming, { upload, ...resume }));
  if (source.readsStream === true) read.problems.rest.push(...streamProblems(fileInputs.naming));
  const cleanup = readCleanupInputs(read, { naming: fileInputs.naming, upload });
  const share = readShareInputs(read);
  const summary = read(SHARE_SPECS.summary);
  const { clientId, clientSecret = '', refreshToken } = identity;
  const problems = [
    ...read.problems.missing,
    ...read.problems.wrong,
    ...credentialProblems({ clientId, clientSecret, refreshToken }, source.emulator),
    ...read.problems.rest,
    ...(mode === 'upload'
      ? patternProblems(source.value(FILE_SPECS.path.name) ?? '', source.pathArguments)
      : []),
    ...unknownInputProblems(source),
  ];
  if (problems.length > 0) throw new UsageFailure(redactSecretInputs([...new Set(problems)], source));
  return {
    mode,
    identity,
    ...rotationInputs,
    target,
    ...fileInputs,
    files: { ...fileInputs.files, ...argumentInputs(read, source) },
    upload,
    ...resume,
    cleanup,
    share,
    summary,
  };
}

/** A stream is one file without a name. */
function streamProblems({ name, archive, shard }: NamingInputs): string[] {
  return [
    ...(name === undefined
      ? ['name is empty: it is the name on the drive of what is read from a stream']
      : []),
    ...(archive === 'none' ? [] : ['archive packs files, and not a stream: leave it out']),
    ...(shard === undefined ? [] : ['shard divides files, and not a stream: leave it out']),
  ];
}

/** Each encryption of a file has other bytes, so there is nothing to compare or to go on with. */
function encryptionProblems(
  { encryptTo }: NamingInputs,
  { upload, resume }: Pick<Inputs, 'upload' | 'resume'>,
): string[] {
  if (encryptTo === undefined) return [];
  const others = [
    ...(upload.skipUnchanged ? ['skip-unchanged'] : []),
    ...(resume === undefined ? [] : ['resume-journal']),
  ];
  return others.map(
    (name) => `encrypt-to cannot be used with ${name}: every encryption of a file is different`,
  );
}

/** Empty for the action, which has no arguments. */
function argumentInputs(
  { has }: InputReader,
  { pathArguments }: InputSource,
): Pick<FileInputs, 'arguments' | 'mustFindArguments'> {
  if (pathArguments === undefined) return {};
  const isToldOtherwise = has(FILE_SPECS.unmatchedPatterns) || has(FILE_SPECS.ifNoFilesFound);
  return { arguments: pathArguments, mustFindArguments: !isToldOtherwise };
}

/** Whoever names tenant, credential and drive, and no token, may mean the sign-in of other actions: the app itself. */
function suggestAppSignIn(read: InputReader, { auth, tenantId, credential }: IdentityInputs): void {
  const { missing } = read.problems;
  const at = missing.findIndex((problem) => problem.startsWith(IDENTITY_SPECS.refreshToken.name));
  const { siteUrl, driveId, user, group } = TARGET_SPECS;
  const namesDrive = [siteUrl, driveId, user, group].some((spec) => read.has(spec));
  const isForApp = !isTenantAlias(tenantId) && credential !== 'none' && namesDrive;
  if (auth === 'refresh-token' && at >= 0 && isForApp)
    missing[at] += '; or set auth: app, if the app is to sign in as itself, without a user';
}

function unknownInputProblems(source: InputSource): string[] {
  const own = INPUT_SPECS.map((spec) => spec.name);
  return [...new Set(source.presentNames())].flatMap((name) => unknownInputProblem(name, own) ?? []);
}

/** A secret in the wrong input would appear in "is …", so replace the values of all secret inputs by `***`. */
export function redactSecretInputs(problems: readonly string[], source: InputSource): string[] {
  const secrets = inputSecrets((name) => source.value(name)).filter((secret) => secret.length >= 6);
  return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}
