/**
 * What started this run, as far as it decides about secrets: runs of forks and of Dependabot get none, and two
 * events run with all of them although a fork's code may be in play. Reads the event's payload; knows nothing
 * of inputs. Source: docs.github.com, actions/reference/security/secrets and securely-using-pull_request_target.
 */
import { readFileSync } from 'node:fs';
import type { Environment } from './host.ts';
import { fields, text } from './json.ts';

export interface RunEvent {
  /** GITHUB_EVENT_NAME; '' elsewhere than under GitHub. */
  readonly name: string;
  /** The fork whose code the event is about, as OWNER/NAME; '' when it is none, or a deleted one's. */
  readonly fork: string;
  readonly isFork: boolean;
  readonly isDependabot: boolean;
}

/** Events about a pull request that get no secrets when it comes from a fork. */
const withheldFrom = /^pull_request(_review|_review_comment)?$/;

/** Reads the event; without a payload, nothing is known but its name. */
export function readEvent(env: Environment): RunEvent {
  const payload = payloadOf(env);
  const own = text(at(payload, 'repository', 'full_name')) || (env.GITHUB_REPOSITORY ?? '');
  const pull = at(payload, 'pull_request');
  const run = at(payload, 'workflow_run');
  const head = pull === undefined ? at(run, 'head_repository') : at(pull, 'head', 'repo');
  const name = text(at(head, 'full_name'));
  // A fork that was deleted meanwhile leaves a null behind.
  const isFork = (pull !== undefined || run !== undefined) && name !== own;
  const actors = [text(at(pull, 'user', 'login')), text(at(payload, 'sender', 'login')), env.GITHUB_ACTOR];
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    fork: isFork ? name : '',
    isFork,
    isDependabot: actors.includes('dependabot[bot]'),
  };
}

/** Why GitHub gives this run no secrets, as a clause; undefined when it gives them. */
export function whyWithheld({ name, isFork, fork, isDependabot }: RunEvent): string | undefined {
  if (isDependabot) return 'Dependabot started this run, and it sees Dependabot secrets only';
  if (isFork && withheldFrom.test(name)) {
    return `this run is about a pull request of ${named(fork)}`;
  }
  return undefined;
}

/** A warning when a fork's code may meet the secrets of this run; undefined when it cannot. */
export function forkDanger({ name, isFork, fork }: RunEvent): string | undefined {
  if (!isFork || (name !== 'pull_request_target' && name !== 'workflow_run')) return undefined;
  return (
    `${name} runs with this repository's secrets, and ${named(fork)} is what it is about: whatever of its code this job ` +
    'checks out, builds or runs can read the refresh token. Upload from a job that touches none of it.'
  );
}

function named(fork: string): string {
  return fork === '' ? 'a deleted fork' : `the fork ${fork}`;
}

/** The event's payload, from the file that GITHUB_EVENT_PATH names; undefined when it cannot be read. */
export function payloadOf({ GITHUB_EVENT_PATH: path = '' }: Environment): unknown {
  try {
    return path === '' ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((found, key) => fields(found)[key], value) ?? undefined;
}
