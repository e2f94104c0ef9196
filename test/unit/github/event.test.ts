import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  forkWarning,
  readWorkflowEvent,
  rotationBlockedReason,
  secretsWithheldReason,
} from '../../../src/github/event.ts';
import { FakeHost } from '../../support/fake-host.ts';

const own = 'octo-org/uploads';
const fork = 'stranger/uploads';
const repository = { full_name: own };
const pullFrom = (repo: object | null, login = 'somebody') => ({
  repository,
  pull_request: { user: { login }, head: { repo } },
});

function eventOf(name: string, payload: unknown, more: Record<string, string> = {}) {
  using host = new FakeHost();
  const path = join(host.tempDir, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readWorkflowEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...more });
}

describe('secrets are withheld', () => {
  test.each([
    ['a pull request of a fork', 'pull_request', pullFrom({ full_name: fork }), /the fork stranger\/uploads/],
    ['a review of such a one', 'pull_request_review', pullFrom({ full_name: fork }), /the fork/],
    ['a pull request of a fork that is gone', 'pull_request', pullFrom(null), /a deleted fork/],
    ["Dependabot's pull request", 'pull_request', pullFrom(repository, 'dependabot[bot]'), /Dependabot/],
    ["Dependabot's push", 'push', { repository, sender: { login: 'dependabot[bot]' } }, /Dependabot/],
  ])('from %s', (_, name, payload, why) => {
    expect(secretsWithheldReason(eventOf(name, payload))).toMatch(why);
  });

  test('from nothing else', () => {
    const others = [
      eventOf('pull_request', pullFrom(repository)),
      eventOf('pull_request_target', pullFrom({ full_name: fork })),
      eventOf('push', { repository, sender: { login: 'somebody' } }),
      eventOf('schedule', {}),
      eventOf('schedule', { sender: { login: 'dependabot[bot]' } }),
      eventOf('release', { sender: { login: 'dependabot[bot]' } }),
      eventOf('push', 'no JSON at all'),
      readWorkflowEvent({}),
      readWorkflowEvent({ GITHUB_EVENT_PATH: '/nowhere/event.json' }),
    ];
    expect(others.map(secretsWithheldReason)).toEqual(others.map(() => undefined));
  });
});

describe('a token is kept nowhere', () => {
  const stranger = { full_name: fork };
  const runOf = (head: object | null, event = 'pull_request') => ({
    repository,
    workflow_run: { event, head_repository: head },
  });
  const aFork = /^it is for code from the fork stranger\/uploads$/;
  const noneLeft = /^it is for code from a deleted fork$/;
  const untold = (name: string) => new RegExp(`^it may be for code from a fork: the event ${name} does`);

  test.each<[string, string, unknown, RegExp]>([
    ['a pull request', 'pull_request', pullFrom(stranger), aFork],
    ['its target', 'pull_request_target', pullFrom(stranger), aFork],
    ['its target, when the fork is gone', 'pull_request_target', pullFrom(null), noneLeft],
    ['a review', 'pull_request_review', pullFrom(stranger), aFork],
    ["a review's comment", 'pull_request_review_comment', pullFrom(stranger), aFork],
    ['the run after its own', 'workflow_run', runOf(stranger), aFork],
    ['the run after that of a fork that is gone', 'workflow_run', runOf(null), noneLeft],
    ['the run after one for its target', 'workflow_run', runOf(stranger, 'pull_request_target'), aFork],
    ['a deployment by its run', 'deployment_status', runOf(stranger), aFork],
    [
      'a slash command on it',
      'repository_dispatch',
      { repository, client_payload: pullFrom(stranger) },
      aFork,
    ],
    [
      'a comment on any pull request',
      'issue_comment',
      { repository, issue: { pull_request: { url: 'https://api.github.com/x' } } },
      untold('issue_comment'),
    ],
    [
      'the run after that of a comment',
      'workflow_run',
      runOf(repository, 'issue_comment'),
      untold('workflow_run'),
    ],
    ['the second run after', 'workflow_run', runOf(repository, 'workflow_run'), untold('workflow_run')],
    [
      'a check of a commit in no branch',
      'check_run',
      { repository, check_run: { check_suite: { head_branch: null } } },
      untold('check_run'),
    ],
    [
      'all checks of such a commit',
      'check_suite',
      { repository, check_suite: { head_branch: null } },
      untold('check_suite'),
    ],
    ['a status of such a commit', 'status', { repository, branches: [] }, untold('status')],
    [
      'a slash command on a pull request by its number',
      'repository_dispatch',
      { repository, client_payload: { pull_request: 5 } },
      untold('repository_dispatch'),
    ],
    ['an unreadable payload', 'pull_request_target', 'no JSON', untold('pull_request_target')],
    ['an empty payload', 'workflow_run', '', untold('workflow_run')],
    ['a payload without its run', 'workflow_run', { repository }, untold('workflow_run')],
    [
      'a payload without its pull request',
      'pull_request_target',
      { repository },
      untold('pull_request_target'),
    ],
    ['a payload without its issue', 'issue_comment', [], untold('issue_comment')],
    ['a payload without its check', 'check_run', { repository, check_run: null }, untold('check_run')],
    ['a status that names no branches', 'status', { repository, branches: 'main' }, untold('status')],
    ["Dependabot's push", 'push', { sender: { login: 'dependabot[bot]' } }, /^Dependabot started it$/],
    ['a command that is no JSON', 'repository_dispatch', '{', untold('repository_dispatch')],
    ['a command that is no object', 'repository_dispatch', '[]', untold('repository_dispatch')],
    [
      'a command of more levels than are read',
      'repository_dispatch',
      `{"client_payload":${'['.repeat(70)}${']'.repeat(70)}}`,
      untold('repository_dispatch'),
    ],
    [
      'a command that is too large',
      'repository_dispatch',
      ' '.repeat(33 * 1024 * 1024),
      untold('repository_dispatch'),
    ],
    ['an unreadable deployment', 'deployment_status', '{', untold('deployment_status')],
    [
      'an unreadable payload of an event of tomorrow',
      'pull_request_approved',
      '{',
      untold('pull_request_approved'),
    ],
    ['a payload with its mark', 'pull_request_target', `\ufeff${JSON.stringify(pullFrom(stranger))}`, aFork],
    ['a check without its suite', 'check_run', { repository, check_run: { id: 1 } }, untold('check_run')],
    [
      'the run after one of an unknown event',
      'workflow_run',
      { repository, workflow_run: { head_repository: repository } },
      untold('workflow_run'),
    ],
  ])('in a run for %s', (_, name, payload, why) => {
    expect(rotationBlockedReason(eventOf(name, payload))).toMatch(why);
  });

  test('for a head that is gone, though nobody knows the name of this repository', () => {
    expect(
      rotationBlockedReason(eventOf('pull_request_target', { pull_request: { head: { repo: null } } })),
    ).toMatch(noneLeft);
  });

  test.each<[string, unknown]>([
    ['pull_request', pullFrom(repository)],
    ['pull_request_target', pullFrom(repository)],
    ['workflow_run', runOf(repository)],
    ['workflow_run', runOf(repository, 'push')],
    ['workflow_run', runOf(repository, 'schedule')],
    ['issue_comment', { repository, issue: { number: 1 } }],
    ['check_run', { repository, check_run: { check_suite: { head_branch: 'main' } } }],
    ['check_suite', { repository, check_suite: { head_branch: 'main' } }],
    ['status', { repository, branches: [{ name: 'main' }] }],
    ['repository_dispatch', { repository, client_payload: { anything: 1 } }],
    ['repository_dispatch', { repository, client_payload: pullFrom(repository) }],
    ['merge_group', { repository, merge_group: { head_ref: 'refs/heads/gh-readonly-queue/main/pr-1' } }],
    ['discussion_comment', { repository, discussion: {} }],
    ['workflow_dispatch', { repository, inputs: {} }],
    ['push', { repository }],
    ['schedule', ''],
    ['schedule', '{'],
    ['push', 'no JSON'],
    ['workflow_dispatch', '['.repeat(70)],
    ['push', `\ufeff${JSON.stringify({ repository })}`],
    ['repository_dispatch', `\ufeff${JSON.stringify({ repository, client_payload: {} })}`],
    ['', ''],
  ])('in none for %s about %j', (name, payload) => {
    expect(rotationBlockedReason(eventOf(name, payload))).toBeUndefined();
  });
});

test.each(['push', 'schedule', 'workflow_dispatch', ''])(
  'a token is kept in a run for %j whose payload is not there',
  (GITHUB_EVENT_NAME) => {
    for (const GITHUB_EVENT_PATH of ['', '/nowhere/event.json', '/'])
      expect(
        rotationBlockedReason(readWorkflowEvent({ GITHUB_EVENT_NAME, GITHUB_EVENT_PATH })),
      ).toBeUndefined();
  },
);

describe("a fork's code may meet secrets", () => {
  test.each([
    ['pull_request_target', pullFrom({ full_name: fork })],
    ['workflow_run', { repository, workflow_run: { head_repository: { full_name: fork } } }],
    ['repository_dispatch', { repository, client_payload: pullFrom({ full_name: fork }) }],
  ])('in %s', (name, payload) => {
    expect(forkWarning(eventOf(name, payload))).toMatch(new RegExp(`^${name} .*the fork stranger/uploads`));
  });

  test('in neither of them when it is about this repository, nor in others', () => {
    expect(forkWarning(eventOf('pull_request_target', pullFrom(repository)))).toBeUndefined();
    const run = { repository, workflow_run: { head_repository: repository } };
    expect(forkWarning(eventOf('workflow_run', run))).toBeUndefined();
    expect(forkWarning(eventOf('pull_request', pullFrom({ full_name: fork })))).toBeUndefined();
  });
});
