import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import {
  expandFolder,
  expandPlaceholders,
  expandTarget,
  placeholderValues,
  timePlaceholders,
} from '../../../src/plan/placeholders.ts';

const env = {
  GITHUB_REPOSITORY: 'octo/site',
  GITHUB_REF_NAME: 'feature/a:b*c',
  GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  GITHUB_RUN_NUMBER: '42',
  GITHUB_RUN_ID: '9001',
  GITHUB_RUN_ATTEMPT: '2',
};
const facts = () => placeholderValues(env, Date.UTC(2026, 10, 21, 14, 25, 1, 999));

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
  return [];
}

describe('a placeholder', () => {
  test.each([
    ['{date}', '2026-11-21'],
    ['{time}', '142501'],
    ['{datetime}', '20261121T142501Z'],
    ['{repo}', 'site'],
    ['{ref}', 'feature-a-b-c'],
    ['{sha}', env.GITHUB_SHA],
    ['{sha7}', '0123456'],
    ['{run-number}', '42'],
    ['{run-id}', '9001'],
    ['{run-attempt}', '2'],
    ['{{', '{'],
    ['{{date}', '{date}'],
    ['{{{date}}', '{2026-11-21}'],
    ['a}b', 'a}b'],
    ['{repo}/{date}/x', 'site/2026-11-21/x'],
  ])('%s becomes %s', (template, text) => {
    expect(expandPlaceholders(template, facts())).toEqual({ text, problems: [] });
  });

  test.each([
    ['{Date}', /unknown placeholder \{Date\}; use \{date\}/],
    ['{toString}', /unknown placeholder/],
    ['{}', /unknown placeholder \{\}/],
    ['{date', /has a \{ without a \}/],
  ])('%s is refused', (template, advice) => {
    expect(expandPlaceholders(template, facts()).problems).toEqual([expect.stringMatching(advice)]);
  });

  test('whose variable is not set is refused with both names', () => {
    const bare = placeholderValues({ GITHUB_SHA: '' }, 0);
    expect(expandPlaceholders('{ref}-{sha7}-{date}', bare).problems).toEqual([
      'has the placeholder {ref}, but GITHUB_REF_NAME is not set here',
      'has the placeholder {sha7}, but GITHUB_SHA is not set here',
    ]);
  });

  test('that is unknown is shown with the known ones, each in braces', () => {
    const [problem] = expandPlaceholders('{day}', facts()).problems;
    expect(problem).toMatch(/use \{date\} \{time\} .*\{sha7\} .*, or \{\{ for a literal brace$/);
  });

  test('of a hundred characters is shortened and escaped', () => {
    const [problem = ''] = expandPlaceholders(`{\n${'x'.repeat(100)}}`, facts()).problems;
    expect(problem).toContain(`{\\u000a${'x'.repeat(58)}…;`);
  });

  test('in the value of another one is not expanded', () => {
    const sly = placeholderValues({ ...env, GITHUB_REF_NAME: '{date}$&' }, 0);
    expect(expandPlaceholders('{ref}', sly).text).toBe('{date}$&');
  });

  test('is not needed: a text without braces stays unchanged', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('{'));
        expect(expandPlaceholders(text, facts())).toEqual({ text, problems: [] });
      }),
    );
  });
});

describe('the facts of a run', () => {
  test('are those of its commit, its repository and its branch', () => {
    expect(placeholderValues(env, 0)).toMatchObject({
      repo: 'site',
      ref: 'feature-a-b-c',
      sha: env.GITHUB_SHA,
      sha7: '0123456',
      datetime: '19700101T000000Z',
    });
  });

  test('contain the name of a repository without its owner', () => {
    expect(placeholderValues({ GITHUB_REPOSITORY: 'site' }, 0).repo).toBe('site');
  });

  test.each([
    ['unset', undefined],
    ['empty', ''],
  ] as const)('are missing where all is %s', (_, value) => {
    const missing = placeholderValues(Object.fromEntries(Object.keys(env).map((name) => [name, value])), 0);
    const { date, time, datetime, ...rest } = missing;
    expect([date, time, datetime]).toEqual(['1970-01-01', '000000', '19700101T000000Z']);
    expect(Object.values(rest)).toEqual(Array.from({ length: 7 }, () => undefined));
  });

  test.each(['{date}', 'a/{time}', '{datetime}'])('differ between jobs if %s is used', (template) => {
    expect(timePlaceholders(`${template}/{repo}`)).toEqual([template.replace('a/', '')]);
  });

  test('are the same for all jobs if no clock is used', () => {
    expect(timePlaceholders('{repo}/{sha7}-date')).toEqual([]);
  });

  test('are the same if a literal brace is before the name of a clock', () => {
    expect(expandPlaceholders('{{date}', facts()).text).toBe('{date}');
    expect(timePlaceholders('{{date}')).toEqual([]);
  });
});

describe('the destination', () => {
  test.each([
    ['', ''],
    ['/', ''],
    ['/a//b/', 'a/b'],
    ['release\\files', 'release/files'],
    ['{repo}/{ref}', 'site/feature-a-b-c'],
    ['a b/c#d%', 'a b/c#d%'],
    ['./a', 'a'],
    ['.\\a\\b', 'a/b'],
  ])('%j is the folder %j', (destination, folder) => {
    expect(expandTarget({ destination }, facts())).toEqual({ destination: folder });
  });

  test.each(['.', '..', 'a/../b', 'a\\..\\b', './', 'a/./b', './../a', 'a/ .. /b', '{repo}/..'])(
    '%j is refused',
    (destination) => {
      expect(problemsOf(() => expandTarget({ destination }, facts()))).toEqual([
        expect.stringMatching(
          /^destination ".*" has the segment \.\.?; write the path from the drive's root$/,
        ),
      ]);
    },
  );

  test('is refused if a placeholder adds the segment', () => {
    const sly = placeholderValues({ GITHUB_RUN_ID: '../../x', GITHUB_REF_NAME: '..' }, 0);
    expect(problemsOf(() => expandTarget({ destination: 'a/{run-id}' }, sly))).toHaveLength(1);
    expect(problemsOf(() => expandTarget({ destination: 'a/{ref}' }, sly))).toHaveLength(1);
  });

  test('and the name are reported together', () => {
    const wrong = { destination: '{x}/..', name: '{y}' };
    const problems = problemsOf(() => expandTarget(wrong, facts()));
    expect(problems.map((problem) => problem.slice(0, 11))).toEqual([
      'destination',
      'destination',
      'name has th',
    ]);
  });

  test('and a name that gets its slash from a placeholder are refused', () => {
    const slash = { ...facts(), repo: 'a\\b' };
    expect(problemsOf(() => expandTarget({ destination: '', name: '{repo}.txt' }, slash))).toEqual([
      'name "a\\b.txt" has a slash: put folders into destination',
    ]);
  });

  test.each(['.', '..', ' . ', '.. '])('cannot be combined with the name %j', (name) => {
    expect(problemsOf(() => expandTarget({ destination: 'd', name }, facts()))).toEqual([
      `name cannot be ${name.trim()}`,
    ]);
  });

  test('is reported with the name of its input', () => {
    const input = { name: 'retain-in', template: 'a\n/../{x}' };
    expect(expandFolder(input, facts()).problems).toEqual([
      expect.stringContaining('retain-in has the unknown placeholder {x}'),
      expect.stringContaining('retain-in "a\\u000a/../{x}" has the segment ..'),
    ]);
  });

  test('can be combined with a name with the same placeholders', () => {
    expect(expandTarget({ destination: '', name: 'app-{sha7}.zip' }, facts())).toEqual({
      destination: '',
      name: 'app-0123456.zip',
    });
  });
});
