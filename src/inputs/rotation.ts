/**
 * The section "Keep signed in": where to store a new refresh token.
 */
import { choiceInput, type InputSpec, integerInput, secretInput, textInput } from './kinds.ts';
import type { MatrixJob } from './matrix.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import { secretNameProblem } from './secret-name.ts';
import type { IdentityInputs } from './sign-in.ts';
import type { ParseResult } from './units.ts';

/** The kind of GitHub secret. */
export type SecretLocation =
  | { readonly kind: 'repository' }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'organization' }
  | { readonly kind: 'dependabot' };

/** The secret to overwrite, and when. */
export interface RotationInputs {
  readonly secretName: string;
  readonly location: SecretLocation;
  /** Minimum age of the secret to rewrite it; 0: every run. */
  readonly afterDays: number;
  /** True for `mode: refresh-only`, which always rewrites. */
  readonly isForced: boolean;
  readonly matrixJob: MatrixJob | undefined;
}

export type RunMode = 'upload' | 'check' | 'refresh-only';

/** This section's inputs, in the order of action.yml. */
export const ROTATION_SPECS = {
  rotateSecret: textInput(
    ['rotate-secret', 'GitHub secret to store the new refresh token in'],
    secretNameProblem,
  ),
  rotateSecretIn: {
    ...textInput([
      'rotate-secret-in',
      'where it is: repository, environment:NAME, organization or dependabot',
    ]),
    default: 'repository',
    parse: parseSecretLocation,
  },
  rotateAfterDays: integerInput(
    ['rotate-after-days', 'overwrite the secret if it is at least this many days old'],
    {
      default: '7',
      min: 0,
      max: 89,
    },
  ),
  githubToken: secretInput(['github-token', 'GitHub token that can write secrets'], false),
  mode: choiceInput(['mode', 'upload, check the connection, or only renew the token'], {
    choices: ['upload', 'check', 'refresh-only'],
    default: 'upload',
  }),
} as const satisfies Readonly<Record<string, InputSpec<unknown>>>;

/** Parses `rotate-secret-in`. */
export function parseSecretLocation(value: string): ParseResult<SecretLocation> {
  const environment = /^environment:(.+)$/s.exec(value)?.[1]?.trim();
  if (environment !== undefined && environment !== '')
    return { value: { kind: 'environment', name: environment } };
  if (value === 'repository' || value === 'organization' || value === 'dependabot')
    return { value: { kind: value } };
  return {
    problem: `is ${quoteUnlessSecret(value)}; write repository, environment:NAME, organization or dependabot`,
  };
}

/** Reads the section. `githubToken` may be set without a secret to rotate, for the expiry warnings. */
export function readRotationInputs(
  read: InputReader,
  {
    identity,
    mode,
    matrixJob,
  }: { readonly identity: IdentityInputs; readonly mode: RunMode; readonly matrixJob: MatrixJob | undefined },
): { readonly rotation?: RotationInputs; readonly githubToken?: string } {
  const secretName = read(ROTATION_SPECS.rotateSecret);
  const location = read(ROTATION_SPECS.rotateSecretIn);
  const afterDays = read(ROTATION_SPECS.rotateAfterDays);
  const githubToken = read(ROTATION_SPECS.githubToken);
  const { rest } = read.problems;
  if (secretName !== '' && identity.auth === 'app')
    rest.push('auth: app has no refresh token: remove rotate-secret');
  if (secretName !== '' && githubToken === '') {
    rest.push(
      'rotate-secret needs github-token: a personal access token or a GitHub App token that can write secrets ' +
        "(the job's own GITHUB_TOKEN cannot)",
    );
  }
  if (mode === 'refresh-only' && identity.auth === 'app')
    rest.push('mode: refresh-only needs auth: refresh-token');
  return {
    ...(secretName !== '' && {
      rotation: { secretName, location, afterDays, isForced: mode === 'refresh-only', matrixJob },
    }),
    ...optionalProperty('githubToken', githubToken),
  };
}
