import { describe, expect, test } from 'vitest';
import { checkStreams, parseLine, readLog } from '../../support/runner-log.ts';

/** The tests' runner, held against the rules of the real one (actions/runner, ActionCommand.cs, ActionCommandManager.cs). */
describe("a line is a command to the tests' runner", () => {
  test.each([
    ['::error::x', { name: 'error', data: 'x' }],
    [
      '  \t::Set-Output name=a,b=c%2Cd::x%0Ay',
      { name: 'set-output', properties: { name: 'a', b: 'c,d' }, data: 'x\ny' },
    ],
    ['\u00a0::debug::', { name: 'debug', data: '' }],
    [
      'a ##[set-output name=r;x=%5D]v%5D',
      { name: 'set-output', properties: { name: 'r', x: ']' }, data: 'v]' },
    ],
    ['##[stop-commands]t', { name: 'stop-commands', data: 't' }],
  ])('%j', (line, command) => {
    expect(parseLine(line)).toMatchObject(command);
  });

  test.each([
    'a ::error::x',
    '::error',
    '::unknown::x',
    '##[error',
    '##[section]x',
    '##vso[task]x',
    '##\\u005berror]x',
  ])('but %j is none', (line) => {
    expect(parseLine(line)).toBeUndefined();
  });
});

test('masks hold from where they stand on, and not while commands are stopped', () => {
  const log = [
    's3cret',
    '::add-mask::s3cret',
    's3cret',
    '::stop-commands::tok',
    '::add-mask::other',
    'other',
  ];
  const { shown, commands } = readLog([...log, '::tok::', '::add-mask::other', 'other'].join('\n'));
  expect(shown).toEqual(['s3cret', '***', '::add-mask::other', 'other', '***']);
  expect(commands.map(({ name, data }) => `${name} ${data}`)).toEqual([
    'add-mask s3cret',
    'stop-commands tok',
    'add-mask other',
  ]);
});

test.each([
  [{ stdout: '::set-output name=a::b', stderr: '' }, true],
  [{ stdout: 'x ##[group]', stderr: '' }, true],
  [{ stdout: '', stderr: '::warning::x' }, true],
  [{ stdout: 'a\n::stop-commands::x', stderr: '' }, true],
  [{ stdout: '::add-mask::a##[b]\n::warning title=x::y', stderr: 'error: x' }, false],
])('streams with a command that we never mean are refused: %j', (streams, isRefused) => {
  let error: unknown;
  try {
    checkStreams(streams);
  } catch (thrown) {
    error = thrown;
  }
  expect(error !== undefined).toBe(isRefused);
});
