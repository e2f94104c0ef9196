/**
 * What started this run, as far as it decides about secrets: runs of forks and of Dependabot get none, and some
 * events run with all of them although a fork's code may be in play. Reads the event's payload; knows nothing
 * of inputs. Source: docs.github.com, actions/reference/security/secrets and securely-using-pull_request_target;
 * for the payloads webhooks/webhook-events-and-payloads (docs/facts.md, "The runner").
 */
import type { Environment } from '../core/host.ts';
import { asObjectOrEmpty, asString, parseJsonObject } from '../core/json.ts';
import { readRegularFile } from '../core/read-file.ts';

export interface WorkflowEvent {
  /** GITHUB_EVENT_NAME; '' elsewhere than under GitHub. */
  readonly name: string;
  /** The fork whose code the event is about, as OWNER/NAME; '' when it is none, or a deleted one's. */
  readonly fork: string;
  readonly isFork: boolean;
  /** It may be about a fork's code, and the payload does not tell. */
  readonly mayBeFork: boolean;
  readonly isDependabot: boolean;
}

/** Events about a pull request that get no secrets when it comes from a fork. */
const withheldFromForks = /^pull_request(_review|_review_comment)?$/;
/** What the payload of an event that may be about anybody's commits must hold; without it nobody knows. */
const requiredPayloadKey: Readonly<Record<string, string>> = {
  pull_request: 'pull_request',
  pull_request_target: 'pull_request',
  pull_request_review: 'pull_request',
  pull_request_review_comment: 'pull_request',
  workflow_run: 'workflow_run',
  issue_comment: 'issue',
  check_run: 'check_run',
  check_suite: 'check_suite',
  status: 'branches',
};
/** Events of those who may write here, or of the clock: other runners give them no payload, and none is needed. */
const trustedEvents = ['', 'push', 'schedule', 'workflow_dispatch'];
/** A run that one of these started says "default branch of this repository", whatever it built. */
const eventsWithoutOrigin = [
  'issue_comment',
  'workflow_run',
  'repository_dispatch',
  'check_run',
  'check_suite',
  'status',
];

/** Events that get Dependabot's secrets only when Dependabot caused them (docs/facts.md, "GitHub's runner"). */
const withheldFromDependabot = [
  ...['pull_request', 'pull_request_review', 'pull_request_review_comment', 'pull_request_target'],
  ...['push', 'create', 'deployment', 'deployment_status'],
];

/** Reads the event; without a payload, nothing is known but its name. */
export function readWorkflowEvent(env: Environment): WorkflowEvent {
  const payload = readEventPayload(env);
  const name = env.GITHUB_EVENT_NAME ?? '';
  const ownRepository =
    asString(valueAt(payload, 'repository', 'full_name')) || (env.GITHUB_REPOSITORY ?? '');
  const pullRequest = valueAt(payload, 'pull_request');
  // A fork that was deleted meanwhile leaves a null behind.
  const forkRepository = headRepositories(payload).find((head) => head === '' || head !== ownRepository);
  const actors = [
    asString(valueAt(pullRequest, 'user', 'login')),
    asString(valueAt(payload, 'sender', 'login')),
    env.GITHUB_ACTOR,
  ];
  return {
    name,
    fork: forkRepository ?? '',
    isFork: forkRepository !== undefined,
    mayBeFork:
      forkRepository === undefined && (isOriginUnknown(name, payload) || isPayloadUnreadable(env, payload)),
    isDependabot: withheldFromDependabot.includes(name) && actors.includes('dependabot[bot]'),
  };
}

/** There is a payload, and nobody knows what is in it: it may have been made so. */
function isPayloadUnreadable(
  { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path = '' }: Environment,
  payload: unknown,
) {
  return payload === undefined && path !== '' && !trustedEvents.includes(name);
}

/** Where slash commands send a pull request on, as repository_dispatch: whole, or by its number. */
const dispatchedPullRequest = ['client_payload', 'pull_request'] as const;

/** The repositories whose code the payload is about, as OWNER/NAME; '' for one that is gone. */
function headRepositories(payload: unknown): string[] {
  const heads: unknown[] = [];
  const pullRequest = valueAt(payload, 'pull_request');
  if (pullRequest !== undefined) heads.push(valueAt(pullRequest, 'head', 'repo'));
  const dispatchedHead = valueAt(payload, ...dispatchedPullRequest, 'head');
  if (dispatchedHead !== undefined) heads.push(valueAt(dispatchedHead, 'repo'));
  // In the payload of deployment_status, too.
  const run = valueAt(payload, 'workflow_run');
  if (run !== undefined) heads.push(valueAt(run, 'head_repository'));
  return heads.map((head) => asString(valueAt(head, 'full_name')));
}

/** A comment on a pull request, a check or a status of a commit that may be a fork's, a run that was started by such. */
function isOriginUnknown(name: string, payload: unknown): boolean {
  const needed = requiredPayloadKey[name];
  const check = valueAt(payload, 'check_suite') ?? valueAt(payload, 'check_run', 'check_suite');
  const branches = valueAt(payload, 'branches');
  const run = valueAt(payload, 'workflow_run');
  return (
    (needed !== undefined && valueAt(payload, needed) === undefined) ||
    valueAt(payload, 'issue', 'pull_request') !== undefined ||
    (valueAt(payload, ...dispatchedPullRequest) !== undefined &&
      valueAt(payload, ...dispatchedPullRequest, 'head') === undefined) ||
    ((check !== undefined || name === 'check_run') && valueAt(check, 'head_branch') === undefined) ||
    // A status: no branch of this repository holds the commit.
    (branches !== undefined && !(Array.isArray(branches) && branches.length > 0)) ||
    (run !== undefined && ['', ...eventsWithoutOrigin].includes(asString(valueAt(run, 'event'))))
  );
}

/** Why GitHub gives this run no secrets, as a clause; undefined when it gives them. */
export function secretsWithheldReason({
  name,
  isFork,
  fork,
  isDependabot,
}: WorkflowEvent): string | undefined {
  if (isDependabot) return 'Dependabot started this run, and it sees Dependabot secrets only';
  if (isFork && withheldFromForks.test(name)) {
    return `this run is about a pull request of ${describeFork(fork)}`;
  }
  return undefined;
}

/**
 * Why this run must not change what other runs sign in with, as a clause; undefined when it may. What it merely
 * suspects is reason enough: a secret that stays for once costs nothing, and one that a stranger wrote everything.
 */
export function rotationBlockedReason({
  name,
  isFork,
  fork,
  mayBeFork,
  isDependabot,
}: WorkflowEvent): string | undefined {
  if (isDependabot) return 'Dependabot started it';
  if (isFork) return `it is about the code of ${describeFork(fork)}`;
  return mayBeFork ? `it may be about a fork's code, which the event ${name} does not tell` : undefined;
}

/** A warning when a fork's code may meet the secrets of this run; undefined when it cannot. */
export function forkWarning({ name, isFork, fork }: WorkflowEvent): string | undefined {
  if (!isFork || withheldFromForks.test(name)) return undefined;
  return (
    `${name} runs with this repository's secrets, and ${describeFork(fork)} is what it is about: whatever of its code this job ` +
    'checks out, builds or runs can read the refresh token. Upload from a job that touches none of it.'
  );
}

function describeFork(fork: string): string {
  return fork === '' ? 'a deleted fork' : `the fork ${fork}`;
}

/** GitHub's payloads have 25 MB at most (docs.github.com, "Webhook events and payloads"). */
const payloadLimitBytes = 32 * 1024 * 1024;

/** The event's payload, from the file that GITHUB_EVENT_PATH names; undefined when it cannot be read, or is no object. */
export function readEventPayload({
  GITHUB_EVENT_PATH: path = '',
}: Environment): Readonly<Record<string, unknown>> | undefined {
  try {
    const options = { name: 'GITHUB_EVENT_PATH', limitBytes: payloadLimitBytes, hint: '' };
    // The mark of a file that Windows wrote is no JSON.
    return path === ''
      ? undefined
      : parseJsonObject(String(readRegularFile(path, options)).replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((found, key) => asObjectOrEmpty(found)[key], value) ?? undefined;
}
