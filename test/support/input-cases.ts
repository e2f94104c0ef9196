/**
 * Runs the test cases of every input: its default, each of its choices, and its invalid values, which must be refused
 * before any request. Fails if an input has no case. The cases are in test/emulated/inputs/.
 */
import { describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { CLEANUP_SPECS } from '../../src/inputs/cleanup.ts';
import { FILE_SPECS } from '../../src/inputs/files.ts';
import type { InputSpec } from '../../src/inputs/kinds.ts';
import { MATRIX_SPEC } from '../../src/inputs/matrix.ts';
import { ROTATION_SPECS } from '../../src/inputs/rotation.ts';
import { SHARE_SPECS } from '../../src/inputs/share.ts';
import { IDENTITY_SPECS } from '../../src/inputs/sign-in.ts';
import { TARGET_SPECS } from '../../src/inputs/target.ts';
import { UPLOAD_SPECS } from '../../src/inputs/transfer.ts';
import type { RunReport } from '../../src/report/report.ts';
import type { FakeHost } from './fake-host.ts';
import { type InputTexts, UploadFixture } from './upload-fixture.ts';

const { clientId, clientSecret, refreshToken, auth, credential, clientCertificate, ...tenant } =
  IDENTITY_SPECS;
const { path, root, flatten, name, includeHiddenFiles, followSymbolicLinks, ...selection } = FILE_SPECS;
const { ifNoFilesFound, unmatchedPatterns, invalidNames, shard, encryptTo, ...archive } = selection;
const { sessionThreshold, chunkSize, concurrency, bandwidthLimit, retries, lockWait, ...rest } = UPLOAD_SPECS;
const { resumeJournal, resumeKey, ...verify } = rest;
const { thumbnails, releaseTag, releaseToken, summary, ...share } = SHARE_SPECS;

/** The rows of each file `test/emulated/inputs/NAME.test.ts`; together they are the table. */
export const SECTIONS = {
  'sign-in': { clientId, clientSecret, refreshToken, auth, credential, clientCertificate },
  tenant,
  rotation: { ...ROTATION_SPECS, STRATEGY: MATRIX_SPEC },
  target: TARGET_SPECS,
  files: {
    path,
    root,
    flatten,
    name,
    includeHiddenFiles,
    followSymbolicLinks,
    ifNoFilesFound,
    unmatchedPatterns,
  },
  'invalid-names-and-shard': { invalidNames, shard },
  archive,
  encrypt: { encryptTo },
  transfer: { sessionThreshold, chunkSize, concurrency, bandwidthLimit, retries, lockWait },
  verify,
  resume: { resumeJournal, resumeKey },
  cleanup: CLEANUP_SPECS,
  share,
  report: { thumbnails, releaseTag, releaseToken, summary },
} as const;

/** A run of which this input is given, and no other of these rows unless a case says so. */
export interface InputRun {
  readonly fixture: UploadFixture;
  /** Runs with the case's text and other inputs, with the given host, if any. */
  run(more?: InputTexts, world?: FakeHost): Promise<RunReport>;
}

export interface InputCase {
  /** What is written, or how to find it out; absent: the input is left out, or holds its default's own text. */
  readonly text?: string | ((fixture: UploadFixture) => string);
  /** What a run does then, as a sentence without its subject. */
  readonly effect: string;
  readonly options?: EmulatorOptions;
  readonly act: (scene: InputRun) => Promise<void>;
}

export interface InputCases {
  readonly cases: readonly InputCase[];
  /** Texts that are refused, and words of the line that says so; absent where any text will do. */
  readonly bad?: Readonly<Record<string, RegExp>>;
  /** What the input needs beside it to be refused for itself alone. */
  readonly beside?: (fixture: UploadFixture) => InputTexts;
}

/** Runs with one more file. Asserts that it was uploaded. */
export async function expectUploaded({ fixture, run }: InputRun, more: InputTexts = {}): Promise<void> {
  fixture.writeFiles({ 'a.txt': 100 });
  expect((await run(more)).error).toBeUndefined();
  expect(fixture.host.errors).toEqual([]);
  expect((await fixture.compare()).wrong).toEqual([]);
}

/** Runs with one file more; asserts that it ended with these words, and that nothing is on the drive. */
export async function expectFailed(
  { fixture, run }: InputRun,
  words: RegExp,
  more: InputTexts = {},
): Promise<void> {
  fixture.writeFiles({ 'a.txt': 100 });
  expect((await run(more)).result).toBe('failed');
  expect(fixture.host.errors.join('\n')).toMatch(words);
  expect(fixture.emulator.files()).toEqual([]);
}

/** Given this text, a run with one file is refused before any request, in these words. */
export const refusedBeforeRequests = (text: string, words: RegExp, more: InputTexts = {}): InputCase => ({
  text,
  effect: 'is refused before any request',
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.txt': 1 });
    expect(await run(more)).toMatchObject({ result: 'failed', error: { kind: 'usage' } });
    expect(fixture.host.errors.join('\n')).toMatch(words);
    expect(fixture.emulator.requestLog).toEqual([]);
  },
});

/** Kinds of which some texts are wrong. */
const VALIDATED_KINDS: readonly InputSpec['kind'][] = [
  'boolean',
  'choice',
  'number',
  'size',
  'span',
  'context',
];

/** Runs every case of a section, and checks that none is missing. */
export function describeInputs<N extends keyof typeof SECTIONS>(
  section: N,
  entries: { readonly [K in keyof (typeof SECTIONS)[N]]: InputCases },
): void {
  const specs = new Map(Object.entries<InputSpec>(SECTIONS[section]));
  test('every row has its cases', () => {
    expect(Object.keys(entries).sort()).toEqual([...specs.keys()].sort());
  });
  for (const [key, entry] of Object.entries<InputCases>(entries)) {
    const spec = specs.get(key);
    if (spec !== undefined) describe(spec.name, () => describeRow(spec, entry));
  }
}

function describeRow(spec: InputSpec, entry: InputCases): void {
  test('has a case for its default and for each choice', () => {
    const texts = entry.cases.map(({ text = spec.default }) => text);
    const choices = spec.kind === 'boolean' ? ['true', 'false'] : spec.choices;
    expect(texts).toEqual(expect.arrayContaining([...choices]));
    expect(entry.cases.some(({ text }) => text === undefined)).toBe(true);
    if (VALIDATED_KINDS.includes(spec.kind)) expect(Object.keys(entry.bad ?? {})).not.toEqual([]);
  });
  for (const { text, effect: does, options, act } of entry.cases) {
    const texts = text === undefined ? new Set(['', spec.default]) : [text];
    for (const one of texts) {
      test(`${titleOf(one, text === undefined)} ${does}`, async () => {
        await using fixture = await UploadFixture.open(options);
        const written = typeof one === 'string' ? one : one(fixture);
        await act({
          fixture,
          run: (more = {}, world = fixture.host) => fixture.run({ ...more, [spec.name]: written }, world),
        });
      });
    }
  }
  for (const [text, words] of Object.entries(entry.bad ?? {}))
    test(`${JSON.stringify(text)} is refused before any request`, () => refuse({ spec, entry, text, words }));
}

function titleOf(text: Exclude<InputCase['text'], undefined>, isDefault: boolean): string {
  if (typeof text !== 'string') return 'a value';
  if (!isDefault) return JSON.stringify(text.slice(0, 60));
  return text === '' ? 'left out' : `${text}, its default,`;
}

interface Refusal {
  readonly spec: InputSpec;
  readonly entry: InputCases;
  readonly text: string;
  readonly words: RegExp;
}

async function refuse({ spec, entry, text, words }: Refusal): Promise<void> {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 5 });
  const report = await fixture.run({ ...entry.beside?.(fixture), [spec.name]: text });
  expect(report).toMatchObject({ result: 'failed', error: { kind: 'usage' } });
  expect(fixture.emulator.requestLog).toEqual([]);
  expect(fixture.host.errors).toHaveLength(1);
  const about = fixture.host.errors
    .join('\n')
    .split('\n')
    .filter((line) => line.includes(spec.name));
  expect(about.join('\n')).toMatch(words);
}
