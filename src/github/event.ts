/**
 * Reads the event that started the run, as far as it affects secrets. Runs for forks and Dependabot get none; some
 * events get all of them although a fork's code may be involved. Source: docs.github.com,
 * actions/reference/security/secrets and securely-using-pull_request_target; payloads:
 * webhooks/webhook-events-and-payloads (docs/facts.md, "GitHub's runner").
 */
import type { Environment } from '../core/host.ts';
import { asObjectOrEmpty, asString, parseJsonObject } from '../core/json.ts';
import { readRegularFile } from '../core/read-file.ts';

export interface WorkflowEvent {
  /** GITHUB_EVENT_NAME; '' outside GitHub Actions. */
  readonly name: string;
  /** The fork whose code the event is about, as OWNER/NAME; '' if there is none or it was deleted. */
  readonly fork: string;
  readonly isFork: boolean;
  /** The event may be about a fork's code, but the payload does not say. */
  readonly mayBeFork: boolean;
  readonly isDependabot: boolean;
}

/** Pull request events that get no secrets if the pull request comes from a fork. */
const withheldFromForks = /^pull_request(_review|_review_comment)?$/;
/** Events that may be about anybody's commits, and the payload key without which the origin is unknown. */
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
/** Started by people with write access or by the schedule. Other runners send no payload for these. */
const trustedEvents = ['', 'push', 'schedule', 'workflow_dispatch'];
/** A workflow run started by one of these reports this repository's default branch, whatever it built. */
const eventsWithoutOrigin = [
  'issue_comment',
  'workflow_run',
  'repository_dispatch',
  'check_run',
  'check_suite',
  'status',
];

/** Events that get only Dependabot's secrets if Dependabot caused them (docs/facts.md, "GitHub's runner"). */
const withheldFromDependabot = [
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_target',
  'push',
  'create',
  'deployment',
  'deployment_status',
];

/** Reads the event. Without a payload, only the name is known. */
export function readWorkflowEvent(env: Environment): WorkflowEvent {
  const payload = readEventPayload(env);
  const name = env.GITHUB_EVENT_NAME ?? '';
  const ownRepository =
    asString(valueAt(payload, 'repository', 'full_name')) || (env.GITHUB_REPOSITORY ?? '');
  const pullRequest = valueAt(payload, 'pull_request');
  // If the fork was deleted since, its repository is null.
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

/** There is a payload, but we cannot read it. An attacker may have caused that. */
function isPayloadUnreadable(
  { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path = '' }: Environment,
  payload: unknown,
) {
  return payload === undefined && path !== '' && !trustedEvents.includes(name);
}

/** Where slash commands pass a pull request to repository_dispatch: all of it, or its number only. */
const dispatchedPullRequest = ['client_payload', 'pull_request'] as const;

/** Returns the repositories whose code the payload is about, as OWNER/NAME; '' for a deleted one. */
function headRepositories(payload: unknown): string[] {
  const heads: unknown[] = [];
  const pullRequest = valueAt(payload, 'pull_request');
  if (pullRequest !== undefined) heads.push(valueAt(pullRequest, 'head', 'repo'));
  const dispatchedHead = valueAt(payload, ...dispatchedPullRequest, 'head');
  if (dispatchedHead !== undefined) heads.push(valueAt(dispatchedHead, 'repo'));
  // Also present in the payload of deployment_status.
  const run = valueAt(payload, 'workflow_run');
  if (run !== undefined) heads.push(valueAt(run, 'head_repository'));
  return heads.map((head) => asString(valueAt(head, 'full_name')));
}

/** True for comments on pull requests, for checks and statuses of foreign commits, and for runs started by them. */
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
    // A status for a commit that is on no branch of this repository.
    (branches !== undefined && !(Array.isArray(branches) && branches.length > 0)) ||
    (run !== undefined && ['', ...eventsWithoutOrigin].includes(asString(valueAt(run, 'event'))))
  );
}

/** Why GitHub gives this run no secrets, as a clause; undefined if it gives them. */
export function secretsWithheldReason({
  name,
  isFork,
  fork,
  isDependabot,
}: WorkflowEvent): string | undefined {
  if (isDependabot) return 'Dependabot started this run, and such a run gets only Dependabot secrets';
  if (isFork && withheldFromForks.test(name)) {
    return `this run is for a pull request from ${describeFork(fork)}`;
  }
  return undefined;
}

/**
 * Why this run must not change the secret of other runs, as a clause; undefined if it may. A suspicion is enough: a
 * skipped rotation costs nothing, a secret written by a stranger could cost everything.
 */
export function rotationBlockedReason({
  name,
  isFork,
  fork,
  mayBeFork,
  isDependabot,
}: WorkflowEvent): string | undefined {
  if (isDependabot) return 'Dependabot started it';
  if (isFork) return `it is for code from ${describeFork(fork)}`;
  return mayBeFork ? `it may be for code from a fork: the event ${name} does not say` : undefined;
}

/** Returns a warning if a fork's code may have access to this run's secrets, else undefined. */
export function forkWarning({ name, isFork, fork }: WorkflowEvent): string | undefined {
  if (!isFork || withheldFromForks.test(name)) return undefined;
  return (
    `${name} runs with this repository's secrets, and this run is for ${describeFork(fork)}: any code from it that this job ` +
    'checks out, builds or runs can read the refresh token. Upload from a job that does not use that code.'
  );
}

function describeFork(fork: string): string {
  return fork === '' ? 'a deleted fork' : `the fork ${fork}`;
}

/** GitHub's payloads have at most 25 MB (docs.github.com, "Webhook events and payloads"). */
const payloadLimitBytes = 32 * 1024 * 1024;

/** Returns the payload in the file of GITHUB_EVENT_PATH; undefined if it is unreadable or not an object. */
export function readEventPayload({
  GITHUB_EVENT_PATH: path = '',
}: Environment): Readonly<Record<string, unknown>> | undefined {
  try {
    const options = { name: 'GITHUB_EVENT_PATH', limitBytes: payloadLimitBytes, hint: '' };
    // Files written on Windows may start with a byte order mark, which JSON does not allow.
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
