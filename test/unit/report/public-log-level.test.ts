import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveReportLevel } from '../../../src/report/public-log.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

/** The level of `auto` under GitHub, with this event. */
function auto(event: unknown): string {
  using folder = createTemporaryTree();
  const path = join(folder.path, 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  return resolveReportLevel('auto', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: path });
}

describe('auto', () => {
  test('tells all in a private repository', () => {
    expect(auto({ repository: { private: true } })).toBe('full');
  });

  test.each([
    ['a public repository', { repository: { private: false } }],
    ['a repository that does not say', { repository: {} }],
    ['one that says it in words', { repository: { private: 'true' } }],
    ['an event without a repository', {}],
    ['an event without an object', { repository: null }],
    ['an event that is no object', 'null'],
    ['an event that is no JSON', '{'],
  ])('tells numbers in %s', (_, event) => {
    expect(auto(event)).toBe('counts');
  });

  test('tells numbers where there is no event to read', () => {
    expect(resolveReportLevel('auto', { GITHUB_ACTIONS: 'true' })).toBe('counts');
    expect(resolveReportLevel('auto', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: '/nowhere/x' })).toBe(
      'counts',
    );
  });

  test('tells all outside of GitHub', () => {
    expect(resolveReportLevel('auto', {})).toBe('full');
    expect(resolveReportLevel('auto', { GITHUB_ACTIONS: 'false' })).toBe('full');
  });
});

test.each(['full', 'counts', 'none'] as const)('%s is what was asked for, everywhere', (wanted) => {
  expect(resolveReportLevel(wanted, {})).toBe(wanted);
  expect(resolveReportLevel(wanted, { GITHUB_ACTIONS: 'true' })).toBe(wanted);
});
