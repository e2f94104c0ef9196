import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import type { ShareInputs } from '../../../src/inputs/share.ts';
import { checkShareOptions, type ShareOptions } from '../../../src/publish/share.ts';
import { driveItem, fakeDrive } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import {
  fakeSharingDrive,
  fileLinkInputs,
  viewInputs as inputs,
  runShare as shareWith,
  withRelease,
} from '../../support/fake-sharing.ts';
import { outcomeOf, outcomesOf } from '../../support/report-fixtures.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host[Symbol.dispose]());

const share = (drive: Drive, more?: Partial<ShareOptions>) => shareWith(host, drive, more);

describe('shareAll', () => {
  it('makes one link to the folder', async () => {
    const { drive, asked } = fakeSharingDrive();
    const shared = await share(drive, { outcomes: outcomesOf(3) });
    expect(asked).toEqual([['id-of-in', { type: 'view', scope: 'organization' }]]);
    expect(shared).toMatchObject({
      folderUrl: 'https://contoso.sharepoint.com/:f:/g/id-of-in',
      ...{ warnings: [], failures: [] },
    });
  });

  it('makes a link to each file, skipped ones included', async () => {
    const { drive } = fakeSharingDrive();
    const outcomes = [...outcomesOf(20), outcomeOf('old.bin', 'skipped')];
    const { urls, folderUrl } = await share(drive, { inputs: fileLinkInputs, outcomes });
    expect([...urls.keys()].sort()).toEqual(outcomes.map(({ item }) => item?.id).sort());
    expect(folderUrl).toBeUndefined();
  });

  it('looks the folder up when nobody has', async () => {
    const { drive, asked } = fakeSharingDrive();
    const found = { ...drive, findItem: async () => driveItem('in', { id: 'found', isFolder: true }) };
    await share(found, { folder: undefined });
    expect(asked[0]?.[0]).toBe('found');
    const { warnings } = await share(drive, { folder: undefined });
    expect(warnings).toEqual([expect.stringContaining('the folder was not found')]);
  });

  it('asks for an end after so many days, to the second, and for the password', async () => {
    const { drive, asked } = fakeSharingDrive();
    await share(drive, { inputs: { ...inputs, expires: { days: 30 }, password: 'geheim' } });
    await share(drive, { inputs: { ...inputs, expires: { atMs: Date.parse('2027-01-31T12:00Z') } } });
    expect(asked.map(([, ask]) => [ask.expires, ask.password])).toEqual([
      ['2026-12-21T14:25:01Z', 'geheim'],
      ['2027-01-31T12:00:00Z', undefined],
    ]);
  });

  it.each<[string, Partial<ShareOptions>]>([
    ['share: none', { inputs: { ...inputs, share: 'none' } }],
    ['a file that failed', { outcomes: [...outcomesOf(2), outcomeOf('bad.bin', 'failed')] }],
    ['nothing uploaded', { outcomes: [] }],
  ])('makes none with %s', async (_, more) => {
    const { drive, asked } = fakeSharingDrive();
    expect(await share(drive, more)).toMatchObject({ folderUrl: undefined, warnings: [] });
    expect(asked).toEqual([]);
  });

  it('makes none in a cancelled run', async () => {
    const { drive, asked } = fakeSharingDrive();
    host.cancel(new Error('stop'));
    expect(await share(drive)).toMatchObject({ folderUrl: undefined, warnings: [] });
    expect(asked).toEqual([]);
  });

  it.each([true, false])('never shares the root of a drive (known by its item: %s)', async (byItem) => {
    const { drive, asked } = fakeSharingDrive();
    const folder = driveItem('root', { isFolder: true, isDriveRoot: byItem });
    const based = { ...drive, isRoot: () => !byItem };
    const { warnings } = await share(based, { folder, destination: '' });
    expect(warnings).toEqual([expect.stringContaining("drive's root")]);
    expect(asked).toEqual([]);
  });
});

describe('a link that gives less than asked for', () => {
  it('is shown, with a warning', async () => {
    const { drive } = fakeSharingDrive({ expires: '2026-11-28T00:00:00Z' });
    const shared = await share(drive, { inputs: withRelease });
    expect(shared.folderUrl).toBeDefined();
    expect(shared.warnings).toEqual([
      'The link to in: the link allows less than requested: it expires 2026-11-28 00:00 UTC. See docs/troubleshooting.md#link-refused',
    ]);
    expect(shared.failures).toEqual([]);
  });
});

describe('checkShare', () => {
  const check = (drive: Partial<Drive>, more: Partial<ShareInputs> = {}, destination = 'in') =>
    checkShareOptions({ drive: fakeDrive(drive), host, inputs: { ...inputs, ...more }, destination });

  it.each<[string, Partial<Drive>, Partial<ShareInputs>, string, string]>([
    ['organization on a personal account', { kind: 'personal' }, {}, 'in', 'share-scope: organization'],
    ['a password on a business drive', {}, { password: 'x' }, 'in', 'share-password works on personal'],
    ['a password on a library', { kind: 'documentLibrary' }, { password: 'x' }, 'in', 'share-password'],
    ['an end that has passed', {}, { expires: { atMs: 0 } }, 'in', 'share-expires is in the past: 1970'],
    ["the drive's root", {}, {}, '', "the drive's root"],
    [
      "the drive's root by its id",
      { isRoot: () => false, findItem: async () => driveItem('root', { isDriveRoot: true }) },
      {},
      '',
      "the drive's root",
    ],
  ])('refuses %s', async (_, drive, more, destination, words) => {
    await expect(check(drive, more, destination)).rejects.toThrow(words);
  });

  it.each<[string, Partial<Drive>, Partial<ShareInputs>, string]>([
    ['files at the root', {}, { target: 'files' }, ''],
    ['nothing at all', { kind: 'personal' }, { share: 'none' }, ''],
    ['a folder that paths begin at', { isRoot: () => false, findItem: async () => driveItem('x') }, {}, ''],
    [
      'a password and an end on a personal account',
      { kind: 'personal' },
      { scope: 'anonymous', password: 'x', expires: { days: 1 } },
      'in',
    ],
  ])('lets pass %s', async (_, drive, more, destination) => {
    await expect(check(drive, more, destination)).resolves.toBeUndefined();
  });
});
