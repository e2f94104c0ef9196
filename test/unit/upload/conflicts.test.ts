import { describe, expect, test } from 'vitest';
import { CancelledFailure, Failure, formatError } from '../../../src/core/errors.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import { resolveConflicts } from '../../../src/upload/conflicts.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { existingItemsDrive } from '../../support/existing-items-drive.ts';
import { planWith, quickXor, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

type Behavior = UploadInputs['conflictBehavior'];

const content = randomBytes(40);
/** What stands where `same`, `other` and `folder` are planned; `new` is free. Each is 40 bytes here. */
const standing: Readonly<Record<string, Partial<DriveItem>>> = {
  'in/same': { sizeBytes: 40, quickXorHash: quickXor(content) },
  'in/other': { sizeBytes: 40, quickXorHash: 'another' },
  'in/folder': { sizeBytes: 40, isFolder: true },
};

/** What is decided about files of these names, and what is left to send. */
async function decided(
  names: readonly string[],
  settings: { readonly conflictBehavior: Behavior; readonly skipUnchanged?: boolean },
) {
  using host = new FakeHost();
  const drive = existingItemsDrive(standing);
  const plan = planWith(names.map((name) => writePlannedFile(host, name, content)));
  const how = { drive, settings: { skipUnchanged: false, ...settings }, signal: host.signal };
  const settled = await resolveConflicts(plan, how);
  return {
    plan,
    settled,
    asked: drive.requests,
    left: settled.plan.files.map(({ name }) => name),
    told: Object.fromEntries(settled.outcomes.map((outcome) => [outcome.file.name, words(outcome)])),
  };
}

function words({ action, error }: UploadOutcome): string {
  return error === undefined ? action : `${action}: ${formatError(error)}`;
}

const all = ['same', 'other', 'new'];

test.each(['replace', 'rename'] as const)(
  '%s decides nothing, and asks nothing',
  async (conflictBehavior) => {
    const { settled, plan, asked } = await decided([...all, 'folder'], { conflictBehavior });
    expect(settled).toEqual({ plan, outcomes: [] });
    expect(asked).toEqual([]);
  },
);

describe('skip', () => {
  test('leaves out what is there, and sends the rest', async () => {
    const { left, told, settled } = await decided(all, { conflictBehavior: 'skip' });
    expect(left).toEqual(['new']);
    expect(told).toEqual({ same: 'skipped', other: 'skipped' });
    expect(settled.plan).toMatchObject({ totalBytes: 40, destination: 'in' });
  });

  test('names the item that is there, and knows nothing of its content', async () => {
    const [outcome] = (await decided(['same'], { conflictBehavior: 'skip' })).settled.outcomes;
    expect(outcome).toMatchObject({ item: { id: 'id-of-in/same' } });
    expect(outcome?.sha256).toBeUndefined();
  });

  test('cannot leave out a folder, which keeps no other file from being sent', async () => {
    const { left, told } = await decided(['folder', 'new'], { conflictBehavior: 'skip' });
    expect(left).toEqual(['new']);
    expect(told.folder).toMatch(/^failed: in\/folder is a folder on the drive/);
  });
});

describe('fail', () => {
  test('sends what is new when the rest is there byte for byte', async () => {
    const { left, told, settled } = await decided(['same', 'new'], { conflictBehavior: 'fail' });
    expect(left).toEqual(['new']);
    expect(told).toEqual({ same: 'skipped' });
    expect(settled.outcomes[0]?.sha256).toBe(sha256(content));
    expect(settled.plan).toMatchObject({ totalBytes: 40, destination: 'in' });
  });

  test('sends nothing at all when one name is taken, and says so of every file', async () => {
    const { left, told, settled } = await decided([...all, 'new2'], { conflictBehavior: 'fail' });
    expect(left).toEqual([]);
    expect(settled.plan.totalBytes).toBe(0);
    expect(told.same).toBe('skipped');
    expect(told.other).toMatch(/^failed: in\/other is already on the drive, with different content/);
    const why = 'not tried, because conflict-behavior is fail, and 1 file of this run would conflict';
    expect([told.new, told.new2]).toEqual([`failed: ${why}`, `failed: ${why}`]);
    const untried = settled.outcomes.find(({ file }) => file.name === 'new')?.error;
    expect(untried instanceof Failure && untried.kind).toBe('service');
  });

  test('counts every name that is taken, by files or by folders', async () => {
    const { told } = await decided([...all, 'folder'], { conflictBehavior: 'fail' });
    expect(told.folder).toMatch(/^failed: in\/folder is a folder on the drive/);
    expect(told.new).toContain('2 files of this run would conflict');
  });
});

describe('skip-unchanged', () => {
  test.each(['replace', 'rename'] as const)(
    'leaves out what is the same under %s, no more',
    async (behavior) => {
      const how = { conflictBehavior: behavior, skipUnchanged: true };
      const { left, told, settled } = await decided([...all, 'folder'], how);
      expect(left).toEqual(['other', 'new', 'folder']);
      expect(told).toEqual({ same: 'skipped' });
      expect(settled.plan.totalBytes).toBe(120);
      expect(settled.outcomes[0]).toMatchObject({ item: { id: 'id-of-in/same' }, sha256: sha256(content) });
    },
  );

  test('tells the checksum of what is the same under skip, too', async () => {
    const { told, settled } = await decided(all, { conflictBehavior: 'skip', skipUnchanged: true });
    expect(told).toEqual({ same: 'skipped', other: 'skipped' });
    expect(settled.outcomes.map(({ sha256: sum }) => sum)).toEqual([sha256(content), undefined]);
  });

  test('ends with the reason of a run that is cancelled', async () => {
    using host = new FakeHost();
    const plan = planWith([writePlannedFile(host, 'same', content)]);
    const reason = new CancelledFailure();
    host.cancel(reason);
    const settings = { conflictBehavior: 'replace', skipUnchanged: true } as const;
    const deciding = resolveConflicts(plan, {
      drive: existingItemsDrive(standing),
      settings,
      signal: host.signal,
    });
    await expect(deciding).rejects.toBe(reason);
  });
});
