/** A secret at a GitHub that is asked nothing over a network: its age, what it refuses, and a run that keeps its token there. */
import { openRotation } from '../../src/auth/rotate.ts';
import { CancelledFailure, ServiceFailure } from '../../src/errors.ts';
import type { GitHub } from '../../src/github.ts';
import type { RotationInputs } from '../../src/inputs/rotation.ts';
import { World } from './world.ts';

const dayMs = 24 * 3_600_000;
const key = Buffer.alloc(32, 9).toString('base64');

const weekly: RotationInputs = {
  secretName: 'TOKEN',
  place: { kind: 'repository' },
  afterDays: 7,
  always: false,
  leg: undefined,
};

/**
 * A GitHub that keeps one secret of that age; NaN for one that it tells no date of. `refuse` holds what it throws, by
 * method, and `written` the paths of what it took.
 */
function keepingGitHub(world: World, ageDays: number | undefined) {
  let updatedMs = ageDays === undefined ? undefined : world.clock.now() - ageDays * dayMs;
  const facts: { readonly written: string[]; endsMs?: number; readonly refuse: Map<string, Error> } = {
    written: [],
    refuse: new Map(),
  };
  const github: GitHub = {
    async call({ method, path }) {
      const refusal = facts.refuse.get(method);
      if (refusal !== undefined) throw refusal;
      if (path.endsWith('/public-key')) return { status: 200, headers: {}, body: { key_id: '1', key } };
      if (method === 'GET') {
        if (updatedMs === undefined) return { status: 404, headers: {}, body: {} };
        const updated_at = Number.isNaN(updatedMs) ? 'soon' : new Date(updatedMs).toISOString();
        return { status: 200, headers: {}, body: { updated_at } };
      }
      const status = updatedMs === undefined ? 201 : 204;
      updatedMs = world.clock.now();
      facts.written.push(path);
      return { status, headers: {}, body: undefined };
    },
    list: async () => [],
    tokenEndsMs: () => facts.endsMs,
  };
  return { github, facts };
}

export interface Facts extends Partial<RotationInputs> {
  readonly ageDays?: number;
  readonly refuse?: readonly [string, Error][];
  readonly endsMs?: number;
  readonly fromFork?: boolean;
  /** In place of the run's own, which is octo-org/uploads. */
  readonly repository?: string;
  readonly env?: Record<string, string>;
  /** Is told to stop before it looks. */
  readonly cancelled?: boolean;
}

/** A run with these tokens in turn. Its world is disposed of already, and remembers. */
export async function rotate(given: Facts, ...tokens: string[]) {
  const { ageDays, refuse = [], endsMs, fromFork = false, repository, cancelled = false, ...rest } = given;
  const { env = { GITHUB_REPOSITORY: 'octo-org/uploads' }, ...inputs } = rest;
  using world = new World({ env });
  const { github, facts } = keepingGitHub(world, ageDays);
  for (const [method, error] of refuse) facts.refuse.set(method, error);
  if (endsMs !== undefined) facts.endsMs = endsMs;
  if (cancelled) world.cancel(new CancelledFailure());
  const rotation = await openRotation({
    ...{ github, host: world, inputs: { ...weekly, ...inputs }, fromFork },
    ...(repository !== undefined && { repository }),
  });
  for (const token of tokens) await rotation.keep(token);
  return { rotation, world, facts };
}

/** A refusal by GitHub. */
export const refusal = (status: number, said = '') =>
  new ServiceFailure(`HTTP ${status}`, { service: { status, codes: [], said } });
