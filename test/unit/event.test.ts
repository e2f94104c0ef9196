import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forkDanger, readEvent, whyWithheld } from '../../src/event.ts';
import { World } from '../support/world.ts';

const own = 'octo-org/uploads';
const fork = 'stranger/uploads';
const repository = { full_name: own };
const pullFrom = (repo: object | null, login = 'somebody') => ({
  repository,
  pull_request: { user: { login }, head: { repo } },
});

function eventOf(name: string, payload: unknown, more: Record<string, string> = {}) {
  using world = new World();
  const path = join(world.tempDir, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...more });
}

describe('secrets are withheld', () => {
  test.each([
    ['a pull request of a fork', 'pull_request', pullFrom({ full_name: fork }), /the fork stranger\/uploads/],
    ['a review of such a one', 'pull_request_review', pullFrom({ full_name: fork }), /the fork/],
    ['a pull request of a fork that is gone', 'pull_request', pullFrom(null), /a deleted fork/],
    ["Dependabot's pull request", 'pull_request', pullFrom(repository, 'dependabot[bot]'), /Dependabot/],
    ["Dependabot's push", 'push', { repository, sender: { login: 'dependabot[bot]' } }, /Dependabot/],
  ])('from %s', (_, name, payload, why) => {
    expect(whyWithheld(eventOf(name, payload))).toMatch(why);
  });

  test('from nothing else', () => {
    const others = [
      eventOf('pull_request', pullFrom(repository)),
      eventOf('pull_request_target', pullFrom({ full_name: fork })),
      eventOf('push', { repository, sender: { login: 'somebody' } }),
      eventOf('schedule', {}),
      eventOf('push', 'no JSON at all'),
      readEvent({}),
      readEvent({ GITHUB_EVENT_PATH: '/nowhere/event.json' }),
    ];
    expect(others.map(whyWithheld)).toEqual(others.map(() => undefined));
  });
});

describe("a fork's code may meet secrets", () => {
  test.each([
    ['pull_request_target', pullFrom({ full_name: fork })],
    ['workflow_run', { repository, workflow_run: { head_repository: { full_name: fork } } }],
  ])('in %s', (name, payload) => {
    expect(forkDanger(eventOf(name, payload))).toMatch(new RegExp(`^${name} .*the fork stranger/uploads`));
  });

  test('in neither of them when it is about this repository, nor in others', () => {
    expect(forkDanger(eventOf('pull_request_target', pullFrom(repository)))).toBeUndefined();
    const run = { repository, workflow_run: { head_repository: repository } };
    expect(forkDanger(eventOf('workflow_run', run))).toBeUndefined();
    expect(forkDanger(eventOf('pull_request', pullFrom({ full_name: fork })))).toBeUndefined();
  });
});
