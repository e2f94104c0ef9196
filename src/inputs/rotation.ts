/**
 * The section "Keep signed in": where a new refresh token is kept. Knows texts; how a secret is written is
 * auth/rotate.
 */
import { choice, type InputSpec, secret, text, whole } from './kinds.ts';
import type { Leg } from './matrix.ts';
import { given, type Reader } from './reader.ts';
import { secretNameProblem } from './secret-name.ts';
import { shown } from './shown.ts';
import type { IdentityInputs } from './sign-in.ts';
import type { Parsed } from './units.ts';

/** Which of GitHub's stores a secret lies in. */
export type SecretPlace =
  | { readonly kind: 'repository' }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'organization' }
  | { readonly kind: 'dependabot' };

/** The secret to overwrite, and when. */
export interface RotationInputs {
  readonly secretName: string;
  readonly place: SecretPlace;
  /** Rewrite only what is at least this old; 0: every run. */
  readonly afterDays: number;
  /** `mode: refresh-only` always rewrites. */
  readonly always: boolean;
  readonly leg: Leg | undefined;
}

export type Mode = 'upload' | 'check' | 'refresh-only';

/** Rows of this section, in the order of action.yml. */
export const ROTATION = {
  rotateSecret: text(
    ['rotate-secret', 'GitHub secret to overwrite with the new refresh token'],
    secretNameProblem,
  ),
  rotateSecretIn: {
    ...text(['rotate-secret-in', 'repository, environment:NAME, organization or dependabot']),
    default: 'repository',
    parse: parsePlace,
  },
  rotateAfterDays: whole(['rotate-after-days', 'age from which the stored secret is rewritten'], {
    default: '7',
    min: 0,
    max: 89,
  }),
  githubToken: secret(['github-token', 'token that may write that secret'], false),
  mode: choice(['mode', 'upload, check the connection, or refresh the token only'], {
    choices: ['upload', 'check', 'refresh-only'],
    default: 'upload',
  }),
} as const satisfies Readonly<Record<string, InputSpec<unknown>>>;

/** The words of `rotate-secret-in`. */
export function parsePlace(value: string): Parsed<SecretPlace> {
  const environment = /^environment:(.+)$/s.exec(value)?.[1]?.trim();
  if (environment !== undefined && environment !== '')
    return { value: { kind: 'environment', name: environment } };
  if (value === 'repository' || value === 'organization' || value === 'dependabot')
    return { value: { kind: value } };
  return { problem: `is ${shown(value)}; write repository, environment:NAME, organization or dependabot` };
}

/** Reads the section; `githubToken` may come without a secret to rotate, for the early warnings. */
export function readRotation(
  read: Reader,
  {
    identity,
    mode,
    leg,
  }: { readonly identity: IdentityInputs; readonly mode: Mode; readonly leg: Leg | undefined },
): { readonly rotation?: RotationInputs; readonly githubToken?: string } {
  const secretName = read(ROTATION.rotateSecret);
  const place = read(ROTATION.rotateSecretIn);
  const afterDays = read(ROTATION.rotateAfterDays);
  const githubToken = read(ROTATION.githubToken);
  const { rest } = read.problems;
  if (secretName !== '' && identity.auth === 'app')
    rest.push('auth: app has no refresh token: remove rotate-secret');
  if (secretName !== '' && githubToken === '') {
    rest.push(
      'rotate-secret needs github-token: a personal access token or an App token that may write secrets ' +
        "(the job's own GITHUB_TOKEN cannot)",
    );
  }
  if (mode === 'refresh-only' && identity.auth === 'app')
    rest.push('mode: refresh-only needs auth: refresh-token');
  return {
    ...(secretName !== '' && {
      rotation: { secretName, place, afterDays, always: mode === 'refresh-only', leg },
    }),
    ...given('githubToken', githubToken),
  };
}
