/** What each input of "Where" does in a run. */
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import {
  describeInputs,
  expectFailed,
  type InputCase,
  type InputRun,
  refusedBeforeRequests,
} from '../../support/input-cases.ts';
import { app, folder, here, lands, library, me, own } from '../../support/target-cases.ts';
import type { UploadFixture } from '../../support/upload-fixture.ts';

const business = { account: 'business' } as const;
const bob = ({ emulator }: UploadFixture) => emulator.tenant.people[0];
const siteUrl = ({ emulator }: UploadFixture) => emulator.tenant.sites[0]?.webUrl ?? '';
const releases = ({ emulator }: UploadFixture) =>
  emulator.tenant.sites[0]?.libraries.find(({ name }) => name === 'Releases')?.driveId ?? '';

const noIds = {
  'https://contoso.sharepoint.com/sites/x': /is a URL; write the ID, or use site-url/,
  '..': /is "\.\."; write an ID/,
  'b! x': /an ID has no white space/,
};

describeInputs('target', {
  destination: {
    cases: [
      folder(undefined, ''),
      folder('a/b c', 'a/b c/'),
      folder('\\a\\\\b//c/', 'a/b/c/'),
      folder('{{x} {date} {time} {datetime}', '{x} 2026-11-21 142501 20261121T142501Z/'),
      folder(
        '{repo} {ref} {sha} {sha7} {run-number} {run-id} {run-attempt}',
        'up fix-1-2 abcdef0123 abcdef0 3 4 5/',
        {
          GITHUB_REPOSITORY: 'octo/up',
          GITHUB_REF_NAME: 'fix/1:2',
          GITHUB_SHA: 'abcdef0123',
          GITHUB_RUN_NUMBER: '3',
          GITHUB_RUN_ID: '4',
          GITHUB_RUN_ATTEMPT: '5',
        },
      ),
      refusedBeforeRequests(
        'a|b/con',
        /a\|b\/con.*reserved name.*OneDrive does not allow.*"a\|b": the name contains \|/s,
      ),
    ],
    bad: {
      'a/../b': /has the segment \.\.; write the path from the drive's root/,
      'a/ . /b': /has the segment \./,
      '{day}': /unknown placeholder \{day\}; use \{date\}/,
      '{sha}': /has the placeholder \{sha\}, but GITHUB_SHA is not set here/,
      'a{b': /has a \{ without a \}; write \{\{/,
    },
  },
  driveId: {
    cases: [
      own(),
      {
        text: ({ emulator }) => emulator.credentials.driveId,
        options: library,
        effect: 'is that drive',
        act: (scene) => {
          const { driveId } = scene.fixture.emulator.credentials;
          return lands(scene, { driveId, folder: 'in/' }, { 'drive-id': driveId });
        },
      },
      {
        text: 'b!nowhere',
        options: business,
        effect: 'that does not exist is reported',
        act: (scene) => expectFailed(scene, /drive-id|b!nowhere/),
      },
    ],
    bad: noIds,
  },
  user: {
    cases: [
      own(),
      ...[
        [
          'by the name they sign in with',
          (fixture: UploadFixture) => bob(fixture)?.userPrincipalName ?? '',
        ] as const,
        ['by their id', (fixture: UploadFixture) => bob(fixture)?.id ?? ''] as const,
      ].map(
        ([how, text]): InputCase => ({
          text,
          options: business,
          effect: `is that user’s drive, ${how}`,
          act: (scene) =>
            lands(scene, { driveId: bob(scene.fixture)?.driveId ?? '', folder: 'in/' }, app(scene.fixture)),
        }),
      ),
      {
        text: 'carol@contoso.com',
        options: business,
        effect: 'without a drive is reported',
        act: (scene) => expectFailed(scene, /open user: .*no OneDrive yet/, app(scene.fixture)),
      },
    ],
    beside: () => here,
    bad: {
      'https://contoso-my.sharepoint.com/personal/bob':
        /is a URL; write the name that the user signs in with/,
      'bob smith': /write a name such as user@example\.com, or an ID/,
      'a/b': /write a name such as/,
      '.': /write a name such as/,
    },
  },
  group: {
    cases: [
      own(),
      {
        text: ({ emulator }) => emulator.tenant.groups[0]?.id ?? '',
        options: business,
        effect: 'is that group’s drive',
        act: (scene) => {
          const driveId = scene.fixture.emulator.tenant.groups[0]?.driveId ?? '';
          return lands(scene, { driveId, folder: 'in/' }, app(scene.fixture));
        },
      },
    ],
    beside: () => here,
    bad: noIds,
  },
  siteUrl: {
    cases: [
      own(),
      {
        text: siteUrl,
        options: library,
        effect: 'is the default library of that site',
        act: (scene) => lands(scene, { driveId: scene.fixture.emulator.credentials.driveId, folder: 'in/' }),
      },
      {
        text: (fixture) => `${siteUrl(fixture)}/Releases/Forms/AllItems.aspx?viewid=4d-5`,
        options: library,
        effect: 'is the library of that address',
        act: (scene) => lands(scene, { driveId: releases(scene.fixture), folder: 'in/' }),
      },
    ],
    beside: () => here,
    bad: {
      'contoso.sharepoint.com/sites/site': /copy the site's address from the browser: https:/,
      'http://contoso.sharepoint.com': /copy the site's address/,
    },
  },
  library: {
    cases: [
      {
        options: library,
        effect: 'is the default library',
        act: (scene) => {
          const { driveId } = scene.fixture.emulator.credentials;
          return lands(scene, { driveId, folder: 'in/' }, { 'site-url': siteUrl(scene.fixture) });
        },
      },
      {
        text: 'RELEASES',
        options: library,
        effect: 'is the library with that name',
        act: (scene) =>
          lands(
            scene,
            { driveId: releases(scene.fixture), folder: 'in/' },
            { 'site-url': siteUrl(scene.fixture) },
          ),
      },
      {
        text: 'Release',
        options: library,
        effect: 'lists the existing libraries if none has that name',
        act: (scene) =>
          expectFailed(scene, /Release.*Documents.*Releases/, {
            ...here,
            'site-url': siteUrl(scene.fixture),
          }),
      },
    ],
    bad: { Releases: /library needs site-url, the address of its site/ },
  },
  folderId: {
    cases: [
      own('is the root, where destination starts'),
      {
        text: ({ emulator }) => emulator.addFolder('deep/base', emulator.tenant.meDriveId),
        options: business,
        effect: 'is the folder that destination is relative to',
        act: (scene) => lands(scene, { driveId: me(scene.fixture), folder: 'deep/base/in/' }),
      },
      {
        text: '01UNKNOWNITEM',
        options: business,
        effect: 'that is not a folder is reported',
        act: (scene) => expectFailed(scene, /folder-id|01UNKNOWNITEM/),
      },
    ],
    bad: noIds,
  },
  appFolder: {
    cases: [
      own('starts at the root'),
      {
        text: 'true',
        options: business,
        effect: 'uses the app’s own folder, for which the smallest permission is enough',
        act: (scene) => {
          scene.fixture.emulator.identity.settings.grantedScopes = 'Files.ReadWrite.AppFolder offline_access';
          return lands(scene, { driveId: me(scene.fixture), folder: 'Apps/Emulated app/in/' });
        },
      },
      { text: 'True', effect: 'is true in this spelling, too', act: (scene) => arrivesInApps(scene) },
    ],
    bad: { on: /write true or false/ },
  },
});

async function arrivesInApps({ fixture, run }: InputRun): Promise<void> {
  fixture.writeFiles({ 'a.txt': 10 });
  expect((await run(here)).result).toBe('uploaded');
  expect(listFilePaths(fixture)).toEqual(['Apps/Emulated app/in/a.txt']);
}
