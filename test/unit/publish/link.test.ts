import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import type { ShareOptions, ShareResult } from '../../../src/publish/share.ts';
import { fakeDrive, serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import {
  fakeSharingDrive,
  fileLinkInputs,
  viewInputs as inputs,
  runShare as shareWith,
  visibleText as shownIn,
  withRelease,
} from '../../support/fake-sharing.ts';
import { outcomesOf } from '../../support/report-fixtures.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host[Symbol.dispose]());

const share = (drive: Drive, more?: Partial<ShareOptions>) => shareWith(host, drive, more);
const shown = (shared: ShareResult) => shownIn(host, shared);

const secretPart = 'g/weak-link-that-nobody-may-see';
const weak = { scope: 'anonymous', webUrl: `https://contoso.sharepoint.com/:f:/${secretPart}` };

describe('a link that gives more than asked for', () => {
  it('is removed again when this run made it, and never shown', async () => {
    const { drive, removed } = fakeSharingDrive(weak);
    const shared = await share(drive);
    expect(removed).toEqual(['id-of-in p-id-of-in']);
    expect(shared.warnings).toEqual([expect.stringContaining('so it was removed')]);
    expect(shown(shared)).not.toContain(secretPart);
    expect(shared).toMatchObject({ folderUrl: undefined, failures: [] });
  });

  it('stays when it was there before, and is not shown either', async () => {
    const { drive, removed } = fakeSharingDrive({ ...weak, created: false });
    const shared = await share(drive);
    expect(removed).toEqual([]);
    expect(shared.warnings).toEqual([expect.stringContaining('the existing link is open to any')]);
    expect(shown(shared)).not.toContain(secretPart);
  });

  it('is told of loudly when it cannot be removed', async () => {
    const { drive } = fakeSharingDrive(weak);
    const stuck = { ...drive, deletePermission: () => Promise.reject(serviceFailure(423)) };
    const shared = await share(stuck);
    expect(shared.warnings.join()).toMatch(/could not be removed.*Remove it in OneDrive/);
    expect(shown(shared)).not.toContain(secretPart);
  });

  it('is told of when the run is cancelled before it was removed', async () => {
    const { drive } = fakeSharingDrive(weak);
    const cancelled = {
      ...drive,
      deletePermission: async () => {
        host.cancel(new Error('stop'));
        host.signal.throwIfAborted();
      },
    };
    expect((await share(cancelled)).warnings.join()).toContain('could not be removed');
  });

  it('stops the creation of further links', async () => {
    const { drive, asked, removed } = fakeSharingDrive(weak);
    const { warnings } = await share(drive, { inputs: fileLinkInputs, outcomes: outcomesOf(100) });
    expect(asked.length).toBeLessThan(10);
    expect(removed).toHaveLength(asked.length);
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toBe(`No link to ${100 - asked.length} more items: not tried after that error`);
  });

  it('stops no other link when it existed before', async () => {
    const { drive } = fakeSharingDrive((id) => (id === 'id-of-f0.bin' ? { ...weak, created: false } : {}));
    const { urls, warnings } = await share(drive, { inputs: fileLinkInputs, outcomes: outcomesOf(10) });
    expect(urls.size).toBe(9);
    expect(warnings).toEqual([expect.stringContaining('No link to in/f0.bin: ')]);
  });

  it('is a failure where release-tag needs it', async () => {
    const { failures, warnings } = await share(fakeSharingDrive(weak).drive, { inputs: withRelease });
    expect([failures.length, warnings]).toEqual([1, []]);
  });

  it.each(['http://contoso.sharepoint.com/x', 'javascript:alert(1)', 'https://'])(
    'is also one whose address is %s',
    async (webUrl) => {
      const shared = await share(fakeSharingDrive({ webUrl }).drive);
      expect(shared).toMatchObject({ folderUrl: undefined, warnings: [expect.stringContaining('https')] });
    },
  );
});

describe('a refusal', () => {
  const refusing = (status: number) =>
    fakeDrive({ createLink: () => Promise.reject(serviceFailure(status)) });

  it.each([400, 403])('by policy (HTTP %i) is a warning that says what to do', async (status) => {
    const { warnings, failures } = await share(refusing(status));
    expect(warnings).toEqual([expect.stringContaining('choose another share-scope than organization')]);
    expect(failures).toEqual([]);
  });

  it('by policy is a failure where release-tag needs the link', async () => {
    const { warnings, failures } = await share(refusing(403), { inputs: withRelease });
    expect([warnings, failures.map(({ kind }) => kind)]).toEqual([[], ['service']]);
  });

  it('of an end or a password on a personal account names what they cost', async () => {
    const personal = { ...refusing(403), kind: 'personal' } as const;
    const { warnings } = await share(personal, { inputs: { ...inputs, expires: { days: 1 } } });
    expect(warnings.join()).toContain('a paid personal account');
  });

  it('of the first of many files ends the asking, and is told in two lines', async () => {
    const { warnings } = await share(refusing(403), { inputs: fileLinkInputs, outcomes: outcomesOf(500) });
    expect(warnings).toHaveLength(2);
    expect(warnings.join()).toMatch(
      /No link to in\/f\d+.bin and \d more items: .*No link to 49\d more items/s,
    );
  });

  it('of one file among others costs that one only', async () => {
    const { drive } = fakeSharingDrive((id) => {
      if (id === 'id-of-f50.bin') throw serviceFailure(400);
      return {};
    });
    const { urls } = await share(drive, { inputs: fileLinkInputs, outcomes: outcomesOf(100) });
    expect(urls.size).toBe(99);
  });

  it('for other reasons is a warning, with release-tag too', async () => {
    const { warnings, failures } = await share(refusing(503), { inputs: withRelease });
    expect([warnings, failures]).toEqual([[expect.stringContaining('HTTP 503')], []]);
  });
});
