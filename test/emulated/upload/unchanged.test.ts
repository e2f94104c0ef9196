import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConflictBehavior } from '../../../src/inputs/transfer.ts';
import { resolveConflicts } from '../../../src/upload/conflicts.ts';
import { planWith, writePlannedFile } from '../../support/fake-drive.ts';
import { GraphFixture } from '../../support/graph-fixture.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

/** What is decided about files on this machine, and what Graph was asked for it. */
async function decided(
  graphFixture: GraphFixture,
  paths: Iterable<string>,
  conflictBehavior: ConflictBehavior = 'replace',
) {
  const drive = await graphFixture.drive({ kind: 'me' });
  const files = [...paths].map((path) => fileAt(graphFixture, path));
  const before = graphFixture.emulator.requestLog.length;
  const settings = { conflictBehavior, skipUnchanged: true };
  const { plan, outcomes } = await resolveConflicts(planWith(files), {
    drive,
    settings,
    signal: graphFixture.host.signal,
  });
  return {
    sent: plan.files.map(({ relativePath }) => relativePath).sort(),
    skipped: outcomes.flatMap(({ action, file }) => (action === 'skipped' ? [file.relativePath] : [])).sort(),
    outcomes,
    requests: graphFixture.emulator.requestLog.slice(before).map(({ method, path }) => `${method} ${path}`),
  };
}

function fileAt(graphFixture: GraphFixture, path: string) {
  return writePlannedFile(graphFixture.host, path, contents(path));
}

/** The same for the same path; a name says its size. */
function contents(path: string): Buffer {
  return randomBytes(Number(/\d+$/.exec(path)?.[0] ?? 40), path);
}

async function seeded(graphFixture: GraphFixture, paths: Iterable<string>, to = 'in'): Promise<void> {
  for (const path of paths) await graphFixture.emulator.seed(`${to}/${path}`, contents(path));
}

describe.each(['personal', 'business'] as const)('skip-unchanged on a %s drive', (account) => {
  test('leaves alone what is there byte for byte, and knows its checksum', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    await seeded(graphFixture, ['a/same-300', 'empty-0', 'A/CASE-20']);
    await graphFixture.emulator.seed('in/a/other-300', randomBytes(300, 'other'));
    await graphFixture.emulator.seed('in/a/longer-300', randomBytes(301));
    await graphFixture.emulator.seed('in/empty-filled-0', 'x');
    const files = [
      'a/same-300',
      'empty-0',
      'a/other-300',
      'a/longer-300',
      'empty-filled-0',
      'new-10',
      'b/new-10',
    ];
    const { sent, skipped, outcomes } = await decided(graphFixture, files);
    expect(skipped).toEqual(['a/same-300', 'empty-0']);
    expect(sent).toEqual(['a/longer-300', 'a/other-300', 'b/new-10', 'empty-filled-0', 'new-10']);
    const same = outcomes.find(({ file }) => file.name === 'same-300');
    expect(same).toMatchObject({ sha256: sha256(contents('a/same-300')), item: { name: 'same-300' } });
  });

  test.each(['rename', 'fail', 'skip'] as const)('comes before conflict-behavior: %s', async (behavior) => {
    await using graphFixture = await GraphFixture.open({ account });
    await seeded(graphFixture, ['same-50']);
    await graphFixture.emulator.seed('in/taken-50', 'something else');
    const { sent, skipped, outcomes } = await decided(graphFixture, ['same-50', 'taken-50'], behavior);
    expect(skipped).toEqual(behavior === 'skip' ? ['same-50', 'taken-50'] : ['same-50']);
    expect(sent).toEqual(behavior === 'rename' ? ['taken-50'] : []);
    expect(outcomes.filter(({ action }) => action === 'failed')).toHaveLength(behavior === 'fail' ? 1 : 0);
  });

  test('sends what the drive has no hash for', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    graphFixture.emulator.settings.omitHashes = true;
    await seeded(graphFixture, ['a-50', 'empty-0']);
    expect(await decided(graphFixture, ['a-50', 'empty-0'])).toMatchObject({
      sent: ['a-50'],
      skipped: ['empty-0'],
    });
  });

  test('sends a file that cannot be read, so that its failure is told by name', async () => {
    await using graphFixture = await GraphFixture.open({ account });
    await seeded(graphFixture, ['a-50']);
    const drive = await graphFixture.drive({ kind: 'me' });
    const file = fileAt(graphFixture, 'a-50');
    writeFileSync(file.localPath, 'shorter');
    const settings = { conflictBehavior: 'replace', skipUnchanged: true } as const;
    const { plan, outcomes } = await resolveConflicts(planWith([file]), {
      drive,
      settings,
      signal: graphFixture.host.signal,
    });
    expect([plan.files, outcomes]).toEqual([[file], []]);
  });
});

describe('what skip-unchanged asks of the drive', () => {
  /** `d0/e0/f0-10` …: 30 folders, in them 20 to 250 files. */
  const many = Array.from({ length: 30 }, (_, folder) =>
    Array.from(
      { length: folder === 7 ? 250 : folder === 8 ? 200 : 20 },
      (_, n) => `d${folder % 6}/e${folder}/f${n}-10`,
    ),
  );

  test('is a page for 200 children of each folder and at most ten requests more', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    await seeded(graphFixture, many.flat());
    const { skipped, sent, requests } = await decided(graphFixture, many.flat());
    expect(skipped).toHaveLength(many.flat().length);
    expect(sent).toEqual([]);
    // The destination, six folders, thirty in them; one of those has two pages.
    expect(requests.length).toBeLessThanOrEqual(1 + 6 + 31 + 10);
  });

  test('is next to nothing where nothing is there yet', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const { sent, requests } = await decided(graphFixture, many.flat());
    expect(sent).toHaveLength(many.flat().length);
    expect(requests.length).toBeLessThanOrEqual(1);
    await seeded(graphFixture, many.slice(0, 3).flat());
    expect((await decided(graphFixture, many.flat())).requests.length).toBeLessThanOrEqual(1 + 3 + 3);
  });

  test('does not go through a large folder for three files', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    await seeded(
      graphFixture,
      Array.from({ length: 1500 }, (_, n) => `old${n}-1`),
    );
    await seeded(graphFixture, ['a-5', 'b-5']);
    const { skipped, requests } = await decided(graphFixture, ['a-5', 'b-5', 'c-5']);
    expect(skipped).toEqual(['a-5', 'b-5']);
    expect(requests).toHaveLength(3);
  });

  test('is a page for six files, and not six requests', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const paths = Array.from({ length: 6 }, (_, n) => `f${n}-5`);
    await seeded(graphFixture, paths);
    expect((await decided(graphFixture, paths)).requests).toHaveLength(1);
  });

  test('is not one request a file for few files in many folders either', async () => {
    await using graphFixture = await GraphFixture.open({ account: 'business' });
    const paths = Array.from({ length: 40 }, (_, n) => [`d${n}/a-5`, `d${n}/b-5`, `d${n}/c-5`]).flat();
    await seeded(graphFixture, paths);
    const { skipped, requests } = await decided(graphFixture, paths);
    expect(skipped).toHaveLength(120);
    expect(requests.length).toBeLessThanOrEqual(41 + 10);
  });
});
