/** What the inputs do that say what becomes of taken names, and how an arrival is proven. */
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { getJson } from '../../support/graph-requests.ts';
import { describeInputs, expectUploaded, type InputCase, type InputRun } from '../../support/input-cases.ts';

const KiB = 1024;
const business = { account: 'business' } as const;
const bySession = { 'session-threshold': '320KiB', 'chunk-size': '320KiB' };

/** One file of each way to travel: empty, one PUT, session. */
const sizes = { 'empty.txt': 0, 'small.txt': 900, 'big.bin': 2 * 320 * KiB };

/** Runs where all three names are taken by other files; asserts what became of them. */
async function taken(
  { fixture, run }: InputRun,
  want: { readonly result: string; readonly actions: string; readonly names: readonly string[] },
): Promise<void> {
  fixture.writeFiles(sizes);
  for (const path of Object.keys(sizes)) await fixture.emulator.seed(`in/${path}`, `old ${path}`);
  expect((await run(bySession)).result).toBe(want.result);
  expect(new Set(fixture.fileRows().map(({ action }) => action))).toEqual(new Set([want.actions]));
  expect(listFilePaths(fixture)).toEqual(want.names.map((name) => `in/${name}`));
  const isNew = want.actions === 'replaced';
  expect((await fixture.compare()).wrong).toEqual(isNew ? [] : Object.keys(sizes));
  if (!isNew) expect(String(await fixture.emulator.read('in/big.bin'))).toBe('old big.bin');
}

const old = ['big.bin', 'empty.txt', 'small.txt'];
const renamed = ['big 1.bin', 'big.bin', 'empty 1.txt', 'empty.txt', 'small 1.txt', 'small.txt'];

/**
 * Sends a file whose first byte is changed on its way, and one that the service knows no hash of; asserts how often
 * the first was sent, whether it is right in the end, and how often anything was downloaded.
 */
const proves = (
  text: string | undefined,
  want: {
    readonly requests: number;
    readonly right: boolean;
    readonly downloads: number;
    readonly sha256: boolean;
  },
): InputCase => ({
  ...(text !== undefined && { text }),
  effect: want.right ? 'mends a file that was damaged on its way' : 'does not notice a damage of bytes',
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.bin': 900, 'b.bin': 500 * KiB });
    for (const path of ['a.bin', 'b.bin'])
      fixture.emulator.addFault({ on: { method: 'PUT', path }, do: { kind: 'corrupt' } });
    expect((await run(bySession)).result).toBe('uploaded');
    expect((await fixture.compare()).same).toEqual(want.right ? ['a.bin', 'b.bin'] : []);
    const { requestLog: ledger } = fixture.emulator;
    expect(ledger.filter(({ method, path }) => method === 'PUT' && path.includes('a.bin'))).toHaveLength(
      want.requests,
    );
    expect(ledger.filter(({ method, surface }) => method === 'GET' && surface === 'upload')).toHaveLength(
      want.downloads,
    );
    expect(fixture.fileRows().every(({ sha256 }) => (sha256 !== null) === want.sha256)).toBe(true);
  },
});

/** SharePoint makes an Office file longer: who compares sizes hears of it. */
const hears = (text: string, warnings: number): InputCase => ({
  text,
  options: business,
  effect: warnings > 0 ? 'notices a file of another size' : 'compares no sizes',
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.docx': 900 });
    Object.assign(fixture.emulator.settings, { enrichOffice: true, omitHashes: true });
    expect((await run()).result).toBe('uploaded');
    const told = fixture.host.warnings.filter((line) =>
      /rewrites files of this type, so size or hash/.test(line),
    );
    expect(told).toHaveLength(warnings);
  },
});

describeInputs('verify', {
  conflictBehavior: {
    cases: [
      {
        effect: 'replaces files of every size',
        act: (scene) => taken(scene, { result: 'uploaded', actions: 'replaced', names: old }),
      },
      {
        text: 'rename',
        effect: 'keeps existing files, and gives new files of every size a number',
        act: (scene) => taken(scene, { result: 'uploaded', actions: 'renamed', names: renamed }),
      },
      {
        text: 'fail',
        effect: 'reports every conflict before the first byte',
        async act(scene) {
          await taken(scene, { result: 'failed', actions: 'failed', names: old });
          expect(scene.fixture.emulator.requestLog.filter(({ method }) => method === 'PUT')).toEqual([]);
        },
      },
      {
        text: 'skip',
        effect: 'keeps existing files, and succeeds',
        act: (scene) => taken(scene, { result: 'unchanged', actions: 'skipped', names: old }),
      },
    ],
    bad: { overwrite: /write replace, rename, fail or skip/, skp: /did you mean skip\?/ },
  },
  skipUnchanged: {
    cases: (
      [
        [undefined, 'sends what is there already', ['replaced', 'replaced', 'replaced']],
        ['true', 'sends only what differs', ['replaced', 'skipped', 'skipped']],
      ] as const
    ).map(
      ([text, does, actions]): InputCase => ({
        ...(text !== undefined && { text }),
        effect: does,
        async act(scene) {
          const { fixture, run } = scene;
          fixture.writeFiles(sizes);
          for (const [path, content] of fixture.localFiles)
            await fixture.emulator.seed(`in/${path}`, content);
          await fixture.emulator.seed('in/small.txt', Buffer.alloc(900));
          expect((await run(bySession)).result).toBe('uploaded');
          expect(
            fixture
              .fileRows()
              .map(({ action }) => action)
              .sort(),
          ).toEqual(actions);
          expect((await fixture.compare()).wrong).toEqual([]);
        },
      }),
    ),
    bad: { hash: /write true or false/ },
  },
  verify: {
    cases: [
      proves(undefined, { requests: 2, right: true, downloads: 0, sha256: true }),
      proves('size', { requests: 1, right: false, downloads: 0, sha256: true }),
      proves('off', { requests: 1, right: false, downloads: 0, sha256: false }),
      proves('readback', { requests: 2, right: true, downloads: 2, sha256: true }),
      hears('size', 1),
      hears('off', 0),
      {
        text: 'readback',
        effect: 'needs no hash of the service to repair a file',
        async act(scene) {
          scene.fixture.emulator.settings.omitHashes = true;
          const on = { method: 'PUT', path: 'a.txt' };
          scene.fixture.emulator.addFault({ on, do: { kind: 'corrupt' } });
          await expectUploaded(scene);
        },
      },
    ],
    bad: { sha256: /write hash, size, readback or off/, none: /write hash, size/ },
  },
  preserveMtime: {
    cases: ([undefined, 'true'] as const).map(
      (text): InputCase => ({
        ...(text !== undefined && { text }),
        options: business,
        effect:
          text === undefined
            ? 'gives files the time of their upload'
            : 'keeps the time of files of every size',
        async act({ fixture, run }) {
          fixture.writeFiles(sizes);
          const time = new Date('2019-03-04T05:06:07Z');
          for (const path of Object.keys(sizes)) utimesSync(join(fixture.folder, 'files', path), time, time);
          expect((await run(bySession)).error).toBeUndefined();
          for (const path of Object.keys(sizes)) {
            const { fileSystemInfo } = await getJson(fixture.emulator, `root:/in/${path}`);
            const { lastModifiedDateTime } = Object(fileSystemInfo);
            const want = text === undefined ? /^2026-11-21T14:25/ : /^2019-03-04T05:06:07/;
            expect(lastModifiedDateTime).toMatch(want);
          }
          const sent = fixture.emulator.files().filter(({ sizeBytes }) => sizeBytes > 0);
          expect(sent.map(({ versions }) => versions)).toEqual([1, 1]);
        },
      }),
    ),
    bad: { keep: /write true or false/ },
  },
});
