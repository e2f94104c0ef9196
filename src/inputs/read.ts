/**
 * From texts to a checked configuration. Knows the sections and their order, tells every problem at once, and
 * puts no value of a secret into a message. Must not know what is done with the values, nor look at the disk or
 * the network.
 */
import { UsageFailure } from '../core/errors.ts';
import type { Environment } from '../core/host.ts';
import { type AfterInputs, readAfter } from './after.ts';
import { otherName } from './aliases.ts';
import { type FileInputs, type NamingInputs, patternProblems, readSelection, SELECTION } from './files.ts';
import { STRATEGY } from './matrix.ts';
import { credentialProblems } from './pasted-secrets.ts';
import { type InputSource, openReader } from './reader.ts';
import { type Mode, ROTATION, type RotationInputs, readRotation } from './rotation.ts';
import { readShare, SHARE, type ShareInputs, type SummaryLevel } from './share.ts';
import { IDENTITY, type IdentityInputs, type NoCredentials, readIdentity } from './sign-in.ts';
import { INPUTS } from './table.ts';
import { readTarget, type TargetInputs } from './target.ts';
import { type ResumeInputs, readResume, readUpload, type UploadInputs } from './transfer.ts';

export type { InputSource } from './reader.ts';

/** Everything that a run was told. */
export interface Inputs {
  readonly mode: Mode;
  readonly identity: IdentityInputs;
  readonly rotation?: RotationInputs;
  /** May write secrets; its end is warned of. */
  readonly githubToken?: string;
  readonly target: TargetInputs;
  readonly files: FileInputs;
  readonly naming: NamingInputs;
  readonly upload: UploadInputs;
  readonly resume?: ResumeInputs;
  readonly after: AfterInputs;
  readonly share: ShareInputs;
  readonly summary: SummaryLevel;
}

/** The inputs as a runner sets them: `INPUT_` and the name in capitals, spaces as underscores. */
export function actionInputs(env: Environment): InputSource {
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
 * Credentials that are missing, and what is to become of a run without them where GitHub withholds secrets;
 * decided before anything else is judged.
 */
export function missingCredentials(source: InputSource): {
  readonly missing: readonly string[];
  readonly policy: NoCredentials;
} {
  const read = openReader(source);
  const policy = read(IDENTITY.ifNoCredentials);
  readIdentity(read);
  return { missing: read.problems.missing, policy };
}

/**
 * Reads and checks every input.
 * @throws UsageFailure with every problem: credentials first, then values in the table's order, then names
 * that are not ours
 */
export function readInputs(source: InputSource): Inputs {
  const read = openReader(source);
  const identity = readIdentity(read);
  read(IDENTITY.ifNoCredentials);
  const mode = read(ROTATION.mode);
  const leg = read(STRATEGY);
  const signedIn = readRotation(read, { identity, mode, leg });
  const target = readTarget(read, identity.auth);
  const selection = readSelection(read, leg);
  const upload = readUpload(read);
  const resume = readResume(read, identity.clientSecret ?? '');
  const after = readAfter(read, { naming: selection.naming, upload });
  const share = readShare(read);
  const summary = read(SHARE.summary);
  const { clientId, clientSecret = '', refreshToken } = identity;
  const problems = [
    ...read.problems.missing,
    ...read.problems.wrong,
    ...credentialProblems({ clientId, clientSecret, refreshToken }, source.emulator),
    ...read.problems.rest,
    ...(mode === 'upload' ? patternProblems(source.value(SELECTION.path.name) ?? '') : []),
    ...foreignProblems(source),
  ];
  if (problems.length > 0) throw new UsageFailure(scrubbed([...new Set(problems)], source));
  return { mode, identity, ...signedIn, target, ...selection, upload, ...resume, after, share, summary };
}

function foreignProblems(source: InputSource): string[] {
  const own = INPUTS.map((spec) => spec.name);
  return [...new Set(source.given())].flatMap((name) => otherName(name, own) ?? []);
}

/** A secret in the wrong input would come back as "is …": whatever was given as a secret is starred out. */
export function scrubbed(problems: readonly string[], source: InputSource): string[] {
  const secrets = INPUTS.filter((spec) => spec.kind === 'secret')
    .map((spec) => source.value(spec.name)?.trim() ?? '')
    .filter((secret) => secret.length >= 6);
  return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}
