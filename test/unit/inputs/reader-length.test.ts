import { expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { readInputs } from '../../../src/inputs/read.ts';
import type { PathArgument } from '../../../src/inputs/reader.ts';
import { INPUT_SPECS } from '../../../src/inputs/table.ts';

const minimum: Readonly<Record<string, string>> = {
  'client-id': '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  'refresh-token': '1.AXoA-real-looking_refresh.token~with$signs!*',
  path: 'dist/**',
};

function problemsOf(
  inputs: Readonly<Record<string, string>>,
  pathArguments: readonly PathArgument[] = [],
): readonly string[] {
  const all: Readonly<Record<string, string>> = { ...minimum, ...inputs };
  try {
    readInputs({ value: (name) => all[name], presentNames: () => [], emulator: false, pathArguments });
    return [];
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
}

test.each(INPUT_SPECS.map(({ name, kind }) => [name, kind] as const))(
  'a text of 100,000 characters for %s is refused, and not shown',
  (name, kind) => {
    const limit = kind === 'secret' || kind === 'context' ? 65_536 : 4096;
    const found = problemsOf({ [name]: 'x1'.repeat(50_000) }).filter((problem) => problem.startsWith(name));
    const words = `${kind === 'lines' ? 'has a line of' : 'has'} 100000 characters, and the limit is ${limit}: `;
    expect(found).toContainEqual(expect.stringContaining(`${name} ${words}`));
    expect(found.join()).not.toMatch(/is empty|needs its/);
    expect(found.join()).not.toContain('x1x1');
  },
);

test('many lines of path may be longer together, with any line ending', () => {
  for (const end of ['\n', '\r\n', '\r'])
    expect(
      problemsOf({ path: Array.from({ length: 1000 }, (_, n) => `${'d'.repeat(100)}/${n}`).join(end) }),
    ).toEqual([]);
  expect(problemsOf({ path: `a\n${'b'.repeat(4096)}\nc` })).toEqual([]);
  expect(problemsOf({ path: `a\r\n${'b'.repeat(4097)}\r\nc` })).toEqual([
    'path has a line of 4097 characters, and the limit is 4096: write one per line',
  ]);
});

test('a certificate may have a chain, and a secret may be as long as GitHub allows', () => {
  expect(problemsOf({ 'resume-key': 'k'.repeat(48_000), 'resume-journal': 'j' })).toEqual([]);
});

test('arguments stand in for path, and are as long as its lines', () => {
  const problemsWith = (path: string, ...texts: readonly string[]) => {
    const pathArguments = texts.map((text) => ({ text, isLiteral: false }));
    return problemsOf({ path }, pathArguments);
  };
  expect(problemsWith('', 'a'.repeat(4096), '#b')).toEqual([]);
  expect(problemsWith('')).toEqual([expect.stringMatching(/^path is empty/)]);
  expect(problemsWith('dist', 'a'.repeat(4097))).toEqual([
    'an argument has 4097 characters, and the limit is 4096: shorten it',
  ]);
});
