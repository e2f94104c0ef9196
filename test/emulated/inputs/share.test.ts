/** What each input about sharing links does in a run. */
import { expect } from 'vitest';
import { listSharingLinks } from '../../support/graph-requests.ts';
import { describeInputs, expectFailed, type InputCase, type InputRun } from '../../support/input-cases.ts';
import type { InputTexts } from '../../support/upload-fixture.ts';

const business = { account: 'business' } as const;
const viewed = { share: 'view', 'share-scope': 'organization' };
const open = { share: 'view', 'share-scope': 'anonymous' };

/** Runs with two files; answers the links that are there then, by path. */
async function links({ fixture, run }: InputRun, more: InputTexts = {}): Promise<Record<string, string[]>> {
  fixture.writeFiles({ 'a.txt': 10, 'b.txt': 20 });
  expect((await run(more)).error).toBeUndefined();
  const warnings = fixture.host.warnings.filter((line) => !line.startsWith('ONEDRIVE_UPLOAD_EMULATOR'));
  expect([fixture.host.errors, warnings]).toEqual([[], []]);
  const found: [string, string[]][] = [];
  for (const path of ['in', 'in/a.txt', 'in/b.txt'])
    found.push([path, await listSharingLinks(fixture.emulator, path)]);
  return Object.fromEntries(found.filter(([, all]) => all.length > 0));
}

/** Asserts that no link was made, nor asked for. */
async function noLinks(scene: InputRun): Promise<void> {
  expect(await links(scene)).toEqual({});
  expect(scene.fixture.emulator.requestLog.filter(({ path }) => path.endsWith('createLink'))).toEqual([]);
  expect(scene.fixture.host.outputs.get('share-url')).toBe('');
}

const shares = (text: string, more: InputTexts, want: string): InputCase => ({
  text,
  options: business,
  effect: `makes the link "${want}" of the folder, and tells it`,
  async act(scene) {
    expect(await links(scene, more)).toEqual({ in: [want] });
    const { outputs, summaryText } = scene.fixture.host;
    expect(outputs.get('share-url')).toMatch(/^https:\/\/contoso.*\/:f:\//);
    expect(summaryText).toContain(outputs.get('share-url'));
    expect(outputs.get('markdown')).toContain(`[a.txt](${outputs.get('share-url')})`);
  },
});

describeInputs('share', {
  share: {
    cases: [
      { options: business, effect: 'creates no link', act: noLinks },
      shares('view', { 'share-scope': 'organization' }, 'organization view'),
      shares('edit', { 'share-scope': 'organization' }, 'organization edit'),
    ],
    beside: () => ({ 'share-scope': 'anonymous' }),
    bad: { true: /write none, view or edit/, vew: /did you mean view\?/ },
  },
  shareScope: {
    cases: [
      {
        effect: 'is required with share',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run({ share: 'view' })).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /share needs share-scope: anonymous, organization or users/,
          );
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
      shares('anonymous', { share: 'view' }, 'anonymous view'),
      shares('organization', { share: 'view' }, 'organization view'),
      shares('users', { share: 'edit' }, 'users edit'),
      {
        text: 'organization',
        effect: 'is refused on a personal account before anything is uploaded',
        act: (scene) =>
          expectFailed(scene, /share-scope: organization does not work on a personal/, { share: 'view' }),
      },
    ],
    beside: () => ({ share: 'view' }),
    bad: { everyone: /write anonymous, organization or users/, user: /did you mean users\?/ },
  },
  shareTarget: {
    cases: [
      {
        options: business,
        effect: 'is the folder, never the root of the drive',
        async act(scene) {
          await expectFailed(scene, /would share the drive's root: set destination/, {
            ...viewed,
            destination: '',
          });
          scene.fixture.host.errors.length = 0;
          scene.fixture.localFiles.clear();
          expect(await links(scene, viewed)).toEqual({ in: ['organization view'] });
        },
      },
      {
        text: 'files',
        options: business,
        effect: 'is each file',
        async act(scene) {
          const one = ['organization view'];
          expect(await links(scene, viewed)).toEqual({ 'in/a.txt': one, 'in/b.txt': one });
          const urls = scene.fixture.fileRows().map(({ shareUrl }) => shareUrl);
          expect([new Set(urls).size, scene.fixture.host.outputs.get('share-url')]).toEqual([2, '']);
        },
      },
    ],
    bad: { file: /did you mean files\?/, drive: /write folder or files/ },
  },
  shareExpires: {
    cases: [
      {
        options: business,
        effect: 'creates a link that does not expire',
        act: async (scene) => expect(await links(scene, open)).toEqual({ in: ['anonymous view'] }),
      },
      ...(
        [
          ['30d', '2026-12-21T14:25:01Z'],
          ['1d', '2026-11-22T14:25:01Z'],
          ['2027-01-31', '2027-01-31T00:00:00Z'],
          ['2027-01-31T12:00Z', '2027-01-31T12:00:00Z'],
        ] as const
      ).map(
        ([text, end]): InputCase => ({
          text,
          options: business,
          effect: `makes a link that ends ${end}`,
          act: async (scene) => expect(await links(scene, open)).toEqual({ in: [`anonymous view ${end}`] }),
        }),
      ),
      {
        text: '2020-01-01',
        effect: 'in the past is refused before anything is uploaded',
        act: (scene) => expectFailed(scene, /share-expires is in the past: 2020-01-01/, open),
      },
    ],
    beside: () => open,
    bad: {
      '30': /is not a number of days or a date; write 30d, 2027-01-31 or 2027-01-31T12:00Z/,
      '0d': /is not a number of days or a date/,
      '2027-02-31': /is not a number of days or a date/,
      tomorrow: /"tomorrow" is not a number of days/,
      '31.01.2027': /is not a number of days or a date/,
    },
  },
  sharePassword: {
    cases: [
      {
        effect: 'creates a link without a password',
        act: async (scene) => expect(await links(scene, open)).toEqual({ in: ['anonymous view'] }),
      },
      {
        text: 'two words & ü',
        effect: 'is set for the link, and masked',
        async act(scene) {
          expect(await links(scene, open)).toEqual({ in: ['anonymous view password'] });
          expect(scene.fixture.host.masked).toContain('two words & ü');
          expect(scene.fixture.host.lines.join('\n')).not.toContain('two words');
        },
      },
      {
        text: 'geheim',
        options: business,
        effect: 'is refused on other than personal accounts before anything is uploaded',
        act: (scene) => expectFailed(scene, /share-password works on personal accounts only/, open),
      },
    ],
    bad: { geheim: /share-password needs share: view or edit/ },
  },
});
