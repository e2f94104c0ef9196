import { appendFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { UploadInputs } from '../../../src/inputs/transfer.ts';
import type { UploadContext } from '../../../src/upload/context.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import { fakeUploadContext, planWith, quickXor, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';
import { type ItemChange, recordingDrive } from '../../support/recording-drive.ts';

const content = randomBytes(5000);
const sums = { sha256: sha256(content), quickXorHash: quickXor(content) };

/** The first that arrives is damaged; as many as are told. */
const damaged =
  (times: number, more: ReturnType<ItemChange> = {}): ItemChange =>
  (_, nth) => ({ ...more, ...(nth < times && { quickXorHash: 'damaged' }) });

interface Case {
  readonly name?: string;
  readonly fate?: ItemChange;
  readonly settings?: Partial<UploadInputs>;
  readonly kind?: Drive['kind'];
  readonly work?: Partial<UploadContext>;
  /** Something writes to the file while it is on its way. */
  readonly isWritten?: boolean;
}

/** What becomes of one file. */
async function sent({ name = 'a.bin', fate = () => ({}), settings = {}, kind = 'business', ...more }: Case) {
  using host = new FakeHost();
  const file = writePlannedFile(host, name, content);
  const becomes: ItemChange = (item, nth) => {
    if (more.isWritten) appendFileSync(file.localPath, 'more');
    return fate(item, nth);
  };
  const drive = recordingDrive(becomes, { kind });
  const work = fakeUploadContext(host, drive, settings);
  const [outcome] = await uploadFiles(planWith([file]), { ...work, ...more.work });
  const { warnings, notices } = host;
  return {
    outcome,
    came: drive.uploads,
    stored: [...drive.stored.values()],
    warnings,
    notices,
    ...work.recorded,
  };
}

describe('a file that arrived damaged', () => {
  test('is sent once more, and good then', async () => {
    const { outcome, came, stored, warnings, reached } = await sent({ fate: damaged(1) });
    expect(outcome).toMatchObject({ action: 'uploaded', item: stored[0], ...sums });
    expect(came).toEqual(['put replace in/a.bin', 'put replace in/a.bin']);
    expect(stored[0]?.quickXorHash).toBe(sums.quickXorHash);
    expect(warnings).toEqual([]);
    expect(reached).toEqual([5000, 0, 5000]);
  });

  test('twice fails, and stays where it is', async () => {
    const { outcome, came, stored } = await sent({ fate: damaged(2) });
    expect(outcome?.action).toBe('failed');
    expect(formatError(outcome?.error)).toContain('in/a.bin arrived damaged: its QuickXorHash is different');
    expect(came).toHaveLength(2);
    expect(stored).toHaveLength(1);
  });

  test('under another name is replaced there, and told by that name', async () => {
    const fate = damaged(1, { name: 'a 1.bin' });
    const { outcome, came } = await sent({ fate, settings: { conflictBehavior: 'rename' } });
    expect(came).toEqual(['put rename in/a.bin', 'put replace in/a 1.bin']);
    expect(outcome).toMatchObject({ action: 'renamed', item: { name: 'a 1.bin' } });
    const settings = { conflictBehavior: 'rename' } as const;
    const twice = await sent({ fate: damaged(2, { name: 'a 1.bin' }), settings });
    expect(formatError(twice.outcome?.error)).toContain('in/a 1.bin arrived damaged');
  });

  test('because it was written to meanwhile is not sent once more', async () => {
    const { outcome, came } = await sent({ fate: damaged(1), isWritten: true });
    expect(formatError(outcome?.error)).toContain('a program wrote to it while it was read');
    expect(came).toHaveLength(1);
  });

  test('is sent once more by a session, too', async () => {
    const { outcome, came } = await sent({ fate: damaged(1), settings: { sessionThresholdBytes: 0 } });
    expect(came).toEqual(['session replace in/a.bin', 'session replace in/a.bin']);
    expect(outcome?.action).toBe('uploaded');
  });
});

describe.each<[NonNullable<DriveItem['state']>, string, RegExp]>([
  ['malware', 'reports it as malware', /ask an administrator to release it/],
  ['deleted', 'reports that it was deleted', /check the recycle bin/],
])('a file that the service answers with the facet %s', (state, words, advice) => {
  test.each<Partial<UploadInputs>>([{}, { verify: 'off' }, { sessionThresholdBytes: 0 }])(
    'fails with what to do, and is sent once: %j',
    async (settings) => {
      const { outcome, came } = await sent({ fate: () => ({ state }), settings });
      expect(outcome?.action).toBe('failed');
      expect(formatError(outcome?.error)).toContain(`in/a.bin: the service ${words}`);
      expect(formatError(outcome?.error)).toMatch(advice);
      expect(came).toHaveLength(1);
    },
  );

  test('fails when only the second attempt is answered so', async () => {
    const fate: ItemChange = (_, nth) => (nth === 0 ? { quickXorHash: 'damaged' } : { state });
    expect(formatError((await sent({ fate })).outcome?.error)).toContain(words);
  });
});

describe('a file that SharePoint rewrites', () => {
  test('has arrived, with a warning that says so', async () => {
    const { outcome, came, stored, warnings } = await sent({ name: 'a.docx', fate: damaged(9) });
    expect(outcome).toMatchObject({ action: 'uploaded', item: stored[0], ...sums });
    expect(came).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/^in\/a\.docx: SharePoint rewrites files of this type/)]);
  });

  test('is damaged on a drive that rewrites nothing', async () => {
    const { outcome, came } = await sent({ name: 'a.docx', fate: damaged(9), kind: 'personal' });
    expect(outcome?.action).toBe('failed');
    expect(came).toHaveLength(2);
  });

  test('needs no warning when it was not', async () => {
    expect((await sent({ name: 'a.docx' })).warnings).toEqual([]);
  });
});

describe('what is known of a file that arrived', () => {
  test('without a hash is its size alone, and a notice says so', async () => {
    const { outcome, notices, came } = await sent({ fate: () => ({ quickXorHash: undefined }) });
    expect(outcome?.action).toBe('uploaded');
    expect(notices).toEqual(['in/a.bin: the drive gave no hash, so only the size was compared.']);
    expect(came).toHaveLength(1);
  });

  test('with a hash needs no notice', async () => {
    expect((await sent({})).notices).toEqual([]);
  });

  test('under verify: off is nothing, and nobody compares it', async () => {
    const { outcome } = await sent({ fate: damaged(9), settings: { verify: 'off' } });
    expect(outcome?.action).toBe('uploaded');
    expect([outcome?.sha256, outcome?.quickXorHash]).toEqual([undefined, undefined]);
  });

  test.each<[string, Partial<UploadContext>]>([
    ['a list of them is made', { needsChecksums: true }],
    ['a journal is kept', { journal: { find: () => undefined, save: () => {}, delete: () => {} } }],
  ])('under verify: off is its checksums when %s', async (_, work) => {
    const { outcome } = await sent({ settings: { verify: 'off' }, work });
    expect(outcome).toMatchObject({ action: 'uploaded', ...sums });
  });

  test.each(['size', 'hash'] as const)('under verify: %s is its checksums', async (verify) => {
    expect((await sent({ settings: { verify } })).outcome).toMatchObject(sums);
  });
});

test.each<[string, string, string, ('rename' | 'fail')?]>([
  ['A.BIN', 'a.bin', 'uploaded'],
  ['a\u0308.bin', '\u00e4.bin', 'uploaded'],
  ['A.BIN', 'a.bin', 'uploaded', 'rename'],
  ['a 1.bin', 'a.bin', 'renamed', 'rename'],
  ['a 1.bin', 'a.bin', 'failed'],
  ['Maersk.bin', 'M\u00e6rsk.bin', 'failed'],
  ['Maersk.bin', 'M\u00e6rsk.bin', 'failed', 'fail'],
  ['', 'a.bin', 'uploaded'],
])('a file that is %j on the drive and %j here was %s', async (there, here, action, behavior) => {
  const conflictBehavior = behavior ?? 'replace';
  const { outcome } = await sent({
    name: here,
    fate: () => ({ name: there }),
    settings: { conflictBehavior },
  });
  expect(outcome?.action).toBe(action);
});

test('a file that the drive put under another name says where, with the checksums of what was sent', async () => {
  const { outcome, came } = await sent({ fate: () => ({ name: 'b.bin' }) });
  expect(formatError(outcome?.error)).toContain(
    'in/a.bin: the drive stored it as in/b.bin, which it treats as the same name',
  );
  expect(outcome).toMatchObject(sums);
  expect(outcome?.item).toBeUndefined();
  expect(came).toHaveLength(1);
});
