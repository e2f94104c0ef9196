/** What the inputs do that say how names are spelled on the drive, and which of the files are this job's. */
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { describeInputs, expectUploaded, type InputCase } from '../../support/input-cases.ts';
import type { InputTexts } from '../../support/upload-fixture.ts';

const many = Object.fromEntries(Array.from({ length: 24 }, (_, n) => [`f${n}.txt`, n + 1]));

/** The share of a job; the other shares are taken by jobs of their own. */
const shared = (text: string, others: readonly string[]): InputCase => ({
  text,
  effect: `is a part of the files, and with ${others.join(' and ')} all of them, none twice`,
  async act({ fixture, run }) {
    fixture.writeFiles(many);
    expect((await run(leg(2))).result).toBe('uploaded');
    const own = listFilePaths(fixture);
    expect([own.length > 0, own.length < 24]).toEqual([true, true]);
    expect(await fixture.run({ shard: others[0] ?? '', 'conflict-behavior': 'fail' })).toMatchObject({
      result: 'uploaded',
    });
    const two = listFilePaths(fixture);
    expect(two.length).toBeGreaterThan(own.length);
    await fixture.run({ shard: others[1] ?? '', 'conflict-behavior': 'fail' });
    expect(fixture.host.errors).toEqual([]);
    expect(listFilePaths(fixture)).toHaveLength(24);
    expect((await fixture.compare()).wrong).toEqual([]);
  },
});

/** What GitHub says of the job of that number, of three. */
const leg = (number: number): InputTexts => ({
  strategy: JSON.stringify({ 'job-index': number - 1, 'job-total': 3 }),
});

describeInputs('invalid-names-and-shard', {
  invalidNames: {
    cases: [
      {
        effect: 'lists every name that OneDrive does not allow, and sends nothing',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'ok.txt': 1, 'a|b.txt': 1, 'con/x.txt': 1 });
          expect((await run()).result).toBe('failed');
          const error = fixture.host.errors.join('\n');
          expect([error.includes('a|b.txt'), error.includes('con'), error.includes('ok.txt')]).toEqual([
            true,
            true,
            false,
          ]);
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
      {
        text: 'replace',
        effect: 'uses similar characters and reports it, and refuses names that cannot be encoded',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a|b?.txt': 'one', ' c.txt': 'two', 'fine.txt': 'three' });
          expect((await run()).result).toBe('uploaded');
          expect(listFilePaths(fixture)).toEqual(['in/a｜b？.txt', 'in/fine.txt', 'in/␠c.txt'].sort());
          expect(String(await fixture.emulator.read('in/a｜b？.txt'))).toBe('one');
          expect(fixture.host.lines.join('\n')).toMatch(/a\|b\?\.txt is uploaded as a｜b？\.txt/);
          fixture.writeFiles({ 'con.txt': 1 });
          expect((await run()).result).toBe('failed');
          expect(fixture.host.errors.join()).toContain('con.txt');
        },
      },
    ],
    bad: { fix: /write error or replace/, Replace: /did you mean replace\?/ },
  },
  shard: {
    cases: [
      {
        effect: 'uploads all files, also in a matrix',
        async act({ fixture, run }) {
          fixture.writeFiles(many);
          await run(leg(2));
          expect(listFilePaths(fixture)).toHaveLength(24);
        },
      },
      shared('1/3', ['2/3', '3/3']),
      shared('3/3', ['1/3', '2/3']),
      shared('auto', ['1/3', '3/3']),
      {
        text: '1 / 1',
        effect: 'is all files',
        act: (scene) => expectUploaded({ ...scene, fixture: scene.fixture.writeFiles(many) }),
      },
      {
        text: '7/9',
        effect: 'succeeds if the share is empty',
        async act({ fixture, run }) {
          // Its path falls to the sixth of nine shares.
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run()).result).toBe('nothing-found');
          expect((await fixture.run({ shard: '6/9' })).result).toBe('uploaded');
          expect(fixture.host.errors).toEqual([]);
        },
      },
    ],
    bad: {
      auto: /needs a matrix, and this job has no matrix: write 1\/n to n\/n/,
      '0/3': /write 1\/n to n\/n, or auto in a matrix/,
      '4/3': /write 1\/n to n\/n/,
      '2': /is "2"; write 1\/n/,
    },
  },
});
