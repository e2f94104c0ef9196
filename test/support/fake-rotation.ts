/**
 * A secret rotation against fake GitHub secrets, without a network. Tests set the secret's age and GitHub's refusals.
 */
import { createSecretRotation } from '../../src/auth/rotate-secret.ts';
import { CancelledFailure, ServiceFailure } from '../../src/core/errors.ts';
import type { RotationInputs } from '../../src/inputs/rotation.ts';
import { FakeGitHubSecrets } from './fake-github-secrets.ts';
import { FakeHost } from './fake-host.ts';

const dayMs = 24 * 3_600_000;
const secretPath = '/repos/octo-org/uploads/actions/secrets/TOKEN';
const weekly: RotationInputs = {
  secretName: 'TOKEN',
  location: { kind: 'repository' },
  afterDays: 7,
  isForced: false,
  matrixJob: undefined,
};

export interface RotationFacts extends Partial<RotationInputs> {
  /** Of the secret; without it there is none, with NaN GitHub tells no date. */
  readonly ageDays?: number;
  /** What is thrown, by the method of a request. */
  readonly refuse?: readonly [string, Error][];
  readonly endsMs?: number;
  readonly looksOnly?: boolean;
  /** In place of the run's own, which is octo-org/uploads. */
  readonly repository?: string;
  readonly env?: Record<string, string>;
  /** Is told to stop before it looks. */
  readonly cancelled?: boolean;
}

const dateOf = (host: FakeHost, ageDays: number) =>
  Number.isNaN(ageDays) ? 'soon' : new Date(host.clock.now() - ageDays * dayMs).toISOString();

/** A run with these tokens in turn. Its host is already disposed of, but keeps its records. `facts` can be changed. */
export async function runRotation(given: RotationFacts, ...tokens: string[]) {
  const { ageDays, refuse = [], endsMs, looksOnly = false, repository, cancelled = false, ...rest } = given;
  const { env = { GITHUB_REPOSITORY: 'octo-org/uploads' }, ...inputs } = rest;
  using host = new FakeHost({ env });
  const fakeSecrets = new FakeGitHubSecrets();
  const facts = { written: fakeSecrets.written, refuse: new Map(refuse) };
  fakeSecrets.failWith = ({ method }) => facts.refuse.get(method);
  fakeSecrets.tokenEndsMs = endsMs;
  if (ageDays !== undefined) fakeSecrets.secrets.set(secretPath, { updatedAt: dateOf(host, ageDays) });
  if (cancelled) host.cancel(new CancelledFailure());
  const rotation = await createSecretRotation({
    ...{ github: fakeSecrets.github, host, inputs: { ...weekly, ...inputs }, isReadOnly: looksOnly },
    ...(repository !== undefined && { repository }),
  });
  for (const token of tokens) await rotation.store(token);
  return { rotation, host, facts };
}

/** An error response of GitHub. */
export const githubError = (status: number, said = '') =>
  new ServiceFailure(`HTTP ${status}`, {
    code: 'github-unavailable',
    service: { status, codes: [], message: said },
  });
