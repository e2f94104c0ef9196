/** What the inputs do that say what is deleted once everything arrived, and what only would be. */
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { describeInputs, type InputCase, type InputRun } from '../../support/input-cases.ts';
import type { InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const DAY_MS = 24 * 3_600_000;
const backups = { 'retain-match': 'night-*' };

const deletions = ({ emulator }: UploadFixture) =>
  emulator.requestLog.filter(({ method }) => method === 'DELETE');

/** Files that lie in `in` for long; then a run that brings `a.txt`; asserts what is there in the end. */
async function mirrors(
  { fixture, run }: InputRun,
  paths: readonly string[],
  more: InputTexts = {},
): Promise<void> {
  for (const path of ['in/old.txt', 'in/sub/1', 'in/sub/2', 'out.txt'])
    await fixture.emulator.seed(path, 'old');
  fixture.host.clock.advance(DAY_MS);
  fixture.writeFiles({ 'a.txt': 10 });
  expect((await run(more)).error).toBeUndefined();
  expect(listFilePaths(fixture)).toEqual(paths);
  expect(fixture.host.outputs.get('deleted-count')).toBe(String(5 - paths.length));
}

/** One run a day into a generation of its own, or a folder `below` it; answers those that are there then. */
async function nights(
  { fixture, run }: InputRun,
  count: number,
  more: InputTexts & { readonly below?: string } = {},
): Promise<string[]> {
  const { below = '', ...texts } = more;
  fixture.writeFiles({ 'a.txt': 10, 'sub/b.txt': 20 });
  const before = [...new Set(listFilePaths(fixture).map((path) => path.split('/').at(-2)))].length;
  for (let night = 1; night <= count; night += 1) {
    const destination = `backups/night-${before + night}${below}`;
    expect((await run({ destination, ...texts })).error).toBeUndefined();
    fixture.host.clock.advance(DAY_MS);
  }
  expect(fixture.host.errors).toEqual([]);
  const found = listFilePaths(fixture).map((path) => path.replace(/\/(a\.txt|sub\/b\.txt)$/, ''));
  return [...new Set(found)].map((path) => path.replace('backups/', ''));
}

/** Of six nights, these stay. */
const keeps = (text: string | undefined, more: InputTexts, kept: readonly string[]): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `keeps ${kept.join(', ')} of six generations`,
  async act(scene) {
    expect(await nights(scene, 6, more)).toEqual(kept);
  },
});

const all = [1, 2, 3, 4, 5, 6].map((night) => `night-${night}`);
const last = (count: number) => all.slice(6 - count);
const needsOther = {
  '0': /is "0"; write a whole number from 1/,
  '-1': /whole number/,
  two: /"two"; write a whole/,
};

/** More than may go, or as many. */
const mayDelete = (text: string | undefined, limit: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `lets ${limit} items go, and refuses ${limit + 1} before the first deletion`,
  async act({ fixture, run }) {
    const seed = async (count: number) => {
      for (let number = 0; number < count; number += 1) await fixture.emulator.seed(`in/old/${number}`, 'x');
      fixture.host.clock.advance(DAY_MS);
    };
    fixture.writeFiles({ 'a.txt': 10 });
    await seed(limit + 1);
    expect((await run({ mirror: 'true' })).result).toBe('failed');
    const words = `${limit + 1} items? would be deleted, but max-delete is ${limit}.*set max-delete to ${limit + 1}`;
    expect(fixture.host.errors.join()).toMatch(new RegExp(words));
    expect([listFilePaths(fixture).length, deletions(fixture)]).toEqual([limit + 2, []]);
    if (limit === 0) return;
    fixture.writeFiles({ 'old/0': 5 });
    expect((await run({ mirror: 'true' })).result).toBe('uploaded');
    expect(listFilePaths(fixture)).toEqual(['in/a.txt', 'in/old/0']);
    expect(fixture.host.outputs.get('deleted-count')).toBe(String(limit));
  },
});

describeInputs('cleanup', {
  mirror: {
    cases: [
      {
        effect: 'deletes nothing',
        act: (scene) => mirrors(scene, ['in/a.txt', 'in/old.txt', 'in/sub/1', 'in/sub/2', 'out.txt']),
      },
      {
        text: 'true',
        effect: 'deletes in destination only what is not part of the run',
        act: (scene) => mirrors(scene, ['in/a.txt', 'out.txt']),
      },
      {
        text: 'true',
        effect: 'deletes nothing if a file failed or no file was found',
        async act({ fixture, run }) {
          await fixture.emulator.seed('in/old.txt', 'old');
          fixture.host.clock.advance(DAY_MS);
          fixture.writeFiles({ 'bad.txt': 10, 'good.txt': 10 });
          const on = { method: 'PUT', path: 'bad.txt' } as const;
          fixture.emulator.addFault({ on, times: 99, do: { kind: 'status', status: 403 } });
          expect((await run()).result).toBe('failed');
          await run({ path: 'files/*.none', 'if-no-files-found': 'ignore' });
          expect(listFilePaths(fixture)).toEqual(['in/good.txt', 'in/old.txt']);
          fixture.emulator.clearFaults();
          await run();
          expect(listFilePaths(fixture)).toEqual(['in/bad.txt', 'in/good.txt']);
        },
      },
    ],
    bad: { sync: /write true or false/ },
  },
  maxDelete: {
    cases: [mayDelete(undefined, 50), mayDelete('0', 0), mayDelete('3', 3)],
    bad: {
      '-1': /write a whole number from 0 to 1000000/,
      none: /is "none"; write a whole number/,
      '1000001': /from 0 to 1000000/,
    },
  },
  retainLast: {
    cases: [
      keeps(undefined, {}, all),
      keeps('1', backups, last(1)),
      keeps('3', backups, last(3)),
      keeps('100000', backups, all),
      keeps('4', { ...backups, 'retain-days': '2' }, last(4)),
      keeps('1', { ...backups, 'retain-days': '3' }, last(3)),
    ],
    beside: () => backups,
    bad: needsOther,
  },
  retainDays: {
    cases: [
      keeps(undefined, {}, all),
      keeps('1', backups, last(1)),
      keeps('3', backups, last(3)),
      keeps('4', { ...backups, 'retain-last': '2' }, last(4)),
      keeps('1', { ...backups, 'retain-last': '5' }, last(5)),
    ],
    beside: () => backups,
    bad: needsOther,
  },
  retainMatch: {
    cases: [
      keeps(undefined, {}, all),
      keeps('NIGHT-*', { 'retain-last': '2' }, last(2)),
      keeps('*', { 'retain-last': '2' }, last(2)),
      keeps('night-[56]', { 'retain-last': '1' }, [...all.slice(0, 4), 'night-6']),
      keeps('nigh', { 'retain-last': '1' }, all),
    ],
    bad: {
      '*': /needs retain-last or retain-days/,
    },
  },
  retainIn: {
    cases: [
      {
        effect: 'is the parent of destination',
        async act(scene) {
          await scene.fixture.emulator.seed('archive/night-0/a.txt', 'old');
          expect(await nights(scene, 3, { ...backups, 'retain-last': '1' })).toEqual([
            'archive/night-0',
            'night-4',
          ]);
        },
      },
      {
        text: '{repo}',
        effect: 'is the folder that contains the backups',
        async act(scene) {
          scene.fixture.host.env.GITHUB_REPOSITORY = 'octo/backups';
          const texts = { ...backups, 'retain-last': '1', below: '/linux' };
          expect(await nights(scene, 3, texts)).toEqual(['night-3/linux']);
        },
      },
    ],
    beside: () => ({ ...backups, 'retain-last': '2', destination: 'backups/night-1' }),
    bad: {
      '/': /retain-in is the drive's root, where nothing is ever deleted: set it to a folder/,
      elsewhere: /destination "backups\/night-1" is not in retain-in "elsewhere"/,
      'a/../b': /has the segment \.\./,
      '{day}': /unknown placeholder \{day\}/,
    },
  },
  dryRun: {
    cases: [
      {
        effect: 'uploads and deletes',
        act: (scene) => mirrors(scene, ['in/a.txt', 'out.txt'], { mirror: 'true' }),
      },
      {
        text: 'true',
        effect: 'changes nothing on the drive, and reports what it would upload and delete',
        async act({ fixture, run }) {
          const all = ['in/old.txt', 'in/same.txt', 'b/night-1/x', 'b/night-2/x'];
          for (const path of all) {
            await fixture.emulator.seed(path, 'same');
            fixture.host.clock.advance(DAY_MS);
          }
          fixture.writeFiles({ 'a.txt': 10, 'big.bin': 5_000_000, 'same.txt': 'same' });
          const before = fixture.emulator.files();
          expect((await run({ mirror: 'true', 'skip-unchanged': 'true', checksums: 'true' })).result).toBe(
            'dry-run',
          );
          const rows = fixture.fileRows().map(({ name, action }) => `${name} ${action}`);
          expect(rows.sort()).toEqual(['a.txt planned', 'big.bin planned', 'same.txt skipped']);
          const shared = { share: 'view', 'share-scope': 'anonymous', thumbnails: 'small', archive: 'zip' };
          expect((await run(shared)).result).toBe('dry-run');
          const generation = { destination: 'b/night-3', 'retain-last': '2', 'retain-match': 'night-*' };
          expect((await run(generation)).result).toBe('dry-run');
          expect(fixture.host.lines).toEqual(
            expect.arrayContaining(['- in/old.txt (4 B, by mirror)', '- b/night-1/ (1 item, by retention)']),
          );
          expect(fixture.host.lines.join('\n')).not.toMatch(/^- (in\/same|b\/night-2)/m);
          expect(fixture.emulator.files()).toEqual(before);
          const graph = fixture.emulator.requestLog.filter(({ surface }) => surface !== 'identity');
          expect(new Set(graph.map(({ method }) => method))).toEqual(new Set(['GET']));
          expect(fixture.host.summaryText).toMatch(/this would be uploaded/i);
        },
      },
      {
        text: 'true',
        effect: 'fails if a real run would refuse: names, conflicts, too many deletions',
        async act({ fixture, run }) {
          await fixture.emulator.seed('in/a.txt', 'old');
          await fixture.emulator.seed('in/b.txt', 'old');
          fixture.host.clock.advance(DAY_MS);
          fixture.writeFiles({ 'a.txt': 10 });
          const before = fixture.emulator.files();
          expect((await run({ 'conflict-behavior': 'fail' })).result).toBe('failed');
          expect((await run({ mirror: 'true', 'max-delete': '0' })).result).toBe('failed');
          expect((await run({ name: 'con' })).result).toBe('failed');
          expect(fixture.emulator.files()).toEqual(before);
          expect(fixture.host.errors.join('\n')).toMatch(
            /a\.txt is already on the drive.*max-delete is 0.*reserved name/s,
          );
        },
      },
    ],
    bad: { plan: /write true or false/ },
  },
});
