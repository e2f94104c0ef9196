/** What the inputs do that say which files are uploaded, and where their names begin. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import {
  describeInputs,
  type InputCase,
  type InputRun,
  refusedBeforeRequests,
} from '../../support/input-cases.ts';
import type { InputTexts } from '../../support/upload-fixture.ts';

const tree = { 'a.txt': 10, 'b.log': 20, 'sub/c.txt': 30, 'sub/deep/d.log': 40 };
const everything = ['in/a.txt', 'in/b.log', 'in/sub/c.txt', 'in/sub/deep/d.log'];

/** Runs on the tree; asserts what is on the drive then. */
async function lands({ fixture, run }: InputRun, paths: readonly string[], more: InputTexts = {}) {
  fixture.writeFiles(tree);
  expect((await run(more)).error).toBeUndefined();
  expect(fixture.host.errors).toEqual([]);
  expect(listFilePaths(fixture)).toEqual(paths);
}

const finds = (text: string, paths: readonly string[], does: string): InputCase => ({
  ...{ text, effect: does },
  act: (scene) => lands(scene, paths),
});

/** Names begin there, for these lines of `path`. */
const rooted = (text: string | undefined, path: string, paths: readonly string[]): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `gives ${JSON.stringify(path)} the names ${paths.join(', ')}`,
  act: (scene) => lands(scene, paths, { path }),
});

/** What becomes of a run that finds nothing (`path` alone), or nothing for one of two lines. */
const onNothing = (facts: {
  readonly text?: string;
  readonly path: string;
  readonly result: string;
  readonly told: 'errors' | 'warnings' | 'lines';
  readonly sends: boolean;
}): InputCase => ({
  ...(facts.text !== undefined && { text: facts.text }),
  effect: `ends it as ${facts.result}, told in ${facts.told}`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.txt': 10 });
    expect((await run({ path: facts.path })).result).toBe(facts.result);
    const { errors, warnings, lines } = fixture.host;
    expect({ errors, warnings, lines }[facts.told].join('\n')).toContain('nothing matches files/*.none');
    const louder = { errors: [], warnings: errors, lines: [...errors, ...warnings] }[facts.told];
    expect(louder.filter((line) => line.includes('*.none'))).toEqual([]);
    if (facts.sends) expect(listFilePaths(fixture)).toEqual(['in/a.txt']);
    else expect(fixture.emulator.requestLog).toEqual([]);
  },
});

const linked = (text: string | undefined, follows: boolean): InputCase => ({
  ...(text !== undefined && { text }),
  effect: follows ? 'uploads what links point to' : 'leaves links out, and counts them',
  async act({ fixture, run }) {
    fixture.writeFiles({ 'real/a.txt': 100 });
    symlinkSync('real/a.txt', join(fixture.folder, 'files/link.txt'));
    symlinkSync('real', join(fixture.folder, 'files/folder'));
    expect((await run()).error).toBeUndefined();
    const more = follows ? ['in/folder/a.txt', 'in/link.txt'] : [];
    expect(listFilePaths(fixture)).toEqual([...more, 'in/real/a.txt']);
    const content = await fixture.emulator.read(follows ? 'in/link.txt' : 'in/real/a.txt');
    expect(fixture.localFiles.get('real/a.txt')?.equals(content)).toBe(true);
    const told = fixture.host.lines.filter((line) => line === '2 symbolic links left out');
    expect(told).toHaveLength(follows ? 0 : 1);
  },
});

const none = 'files/*.none';
const one = `files/*.txt\n${none}`;

describeInputs('files', {
  path: {
    cases: [
      {
        effect: 'is required only by mode: upload',
        async act({ fixture, run }) {
          expect((await run()).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(/path is empty: list the files, folders or globs/);
          expect(fixture.emulator.requestLog).toEqual([]);
          expect((await run({ mode: 'check' })).result).toBe('checked');
        },
      },
      finds('files', everything, 'is a folder with all that is in it'),
      finds('files/a.txt', ['in/a.txt'], 'is one file'),
      finds('files/**/*.log', ['in/b.log', 'in/sub/deep/d.log'], 'is a glob'),
      finds(
        'files\n!files/**/*.log\nfiles/b.log',
        ['in/a.txt', 'in/b.log', 'in/sub/c.txt'],
        'is lines in turn',
      ),
      finds(
        '# all\r\n\r\n  files/sub  \r\n',
        ['in/sub/c.txt', 'in/sub/deep/d.log'],
        'has comments and blanks',
      ),
    ],
    bad: {
      '# nothing': /path is empty: list the files, folders or globs to upload, one per line/,
      '!files/a.txt': /path has only exclusions: add at least one line without !/,
      'files/../a.txt': /path: "files\/\.\.\/a\.txt" has a \. or \.\. segment: write the path from/,
    },
  },
  root: {
    cases: [
      rooted(undefined, 'files', everything),
      rooted(undefined, 'files/sub/deep/d.log', ['in/d.log']),
      rooted(undefined, 'files/sub/*.txt\nfiles/sub/deep', ['in/c.txt', 'in/deep/d.log']),
      rooted('files', 'files/sub/deep/d.log', ['in/sub/deep/d.log']),
      rooted('files/sub/', 'files/sub/deep', ['in/deep/d.log']),
      rooted('.', 'files/*.txt', ['in/files/a.txt']),
      {
        text: ({ folder }) => join(folder, 'files'),
        effect: 'can be an absolute path',
        act: (scene) => lands(scene, everything),
      },
    ],
    bad: { 'files/sub': /a\.txt" is not inside root/, elsewhere: /is not inside root, ".*elsewhere"/ },
  },
  flatten: {
    cases: [
      { effect: 'keeps folders', act: (scene) => lands(scene, everything) },
      {
        text: 'true',
        effect: 'puts all files into one folder',
        act: (scene) => lands(scene, ['in/a.txt', 'in/b.log', 'in/c.txt', 'in/d.log']),
      },
      {
        text: 'true',
        effect: 'reports two files with the same name, and sends nothing',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'one/Same.txt': 1, 'two/sAME.TXT': 2 });
          expect((await run()).result).toBe('failed');
          expect(fixture.host.errors.join('\n')).toMatch(/two\/sAME\.TXT.*one\/Same\.txt.*would both be/);
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
    ],
    bad: { flat: /write true or false/ },
  },
  name: {
    cases: [
      rooted(undefined, 'files/a.txt', ['in/a.txt']),
      ...(
        [
          ['other name.bin', 'in/other name.bin'],
          ['{date}-{{x}.txt', 'in/2026-11-21-{x}.txt'],
        ] as const
      ).map(
        ([text, at]): InputCase => ({
          text,
          effect: `is what the file is called there: ${at}`,
          async act(scene) {
            await lands(scene, [at], { path: 'files/a.txt' });
            expect(String(await scene.fixture.emulator.read(at))).toBe(
              String(scene.fixture.localFiles.get('a.txt')),
            );
            expect(scene.fixture.fileRows()[0]).toMatchObject({ remotePath: at, name: at.slice(3) });
          },
        }),
      ),
      refusedBeforeRequests('a|b', /"in\/a\|b": the name contains \|, which OneDrive does not allow/),
      {
        text: 'x.bin',
        effect: 'is refused for several files',
        async act({ fixture, run }) {
          fixture.writeFiles(tree);
          expect((await run()).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /name is for a single file, but path finds 4 files: remove name, or make path match one file/,
          );
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
    ],
    bad: {
      'a/b.txt': /it must be a file name: put folders into destination/,
      '..': /name cannot be \.\./,
      '{name}.txt': /unknown placeholder \{name\}; use/,
    },
  },
  includeHiddenFiles: {
    cases: [
      {
        effect: 'leaves out names that start with a dot, and reports how many',
        async act(scene) {
          scene.fixture.writeFiles({ '.env': 1, '.git/config': 2 });
          await lands(scene, everything);
          expect(scene.fixture.host.lines.join('\n')).toMatch(
            /2 hidden files left out.*include-hidden-files: true/,
          );
        },
      },
      {
        text: 'true',
        effect: 'uploads them',
        async act(scene) {
          scene.fixture.writeFiles({ '.env': 1, '.git/config': 2 });
          await lands(scene, ['in/.env', 'in/.git/config', ...everything]);
        },
      },
    ],
    bad: { all: /write true or false/ },
  },
  followSymbolicLinks: {
    cases: [linked(undefined, true), linked('true', true), linked('false', false)],
    bad: { no: /write true or false, or auto/ },
  },
  ifNoFilesFound: {
    cases: [
      onNothing({ path: none, result: 'failed', told: 'errors', sends: false }),
      onNothing({ text: 'warn', path: none, result: 'nothing-found', told: 'warnings', sends: false }),
      onNothing({ text: 'ignore', path: none, result: 'nothing-found', told: 'lines', sends: false }),
    ],
    bad: { warning: /write error, warn or ignore/, skip: /write error, warn or ignore/ },
  },
  unmatchedPatterns: {
    cases: [
      onNothing({ path: one, result: 'uploaded', told: 'warnings', sends: true }),
      onNothing({ text: 'error', path: one, result: 'failed', told: 'errors', sends: false }),
      onNothing({ text: 'ignore', path: one, result: 'uploaded', told: 'lines', sends: true }),
    ],
    bad: { fail: /write error, warn or ignore/ },
  },
});
