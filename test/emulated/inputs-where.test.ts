/** What each input of "Where" does in a run. */
import { expect } from 'vitest';
import { type Case, describeInputs, fails, refusedAs, type Scene } from '../support/inputcases.ts';
import { filesOn } from '../support/nights.ts';
import type { InputTexts, Stage } from '../support/stage.ts';

const business = { account: 'business' } as const;
const library = { account: 'sharepoint' } as const;
const here: InputTexts = { 'drive-id': '' };
const me = ({ emulator }: Stage) => emulator.tenant.meDriveId;
const bob = ({ emulator }: Stage) => emulator.tenant.people[0];
const siteUrl = ({ emulator }: Stage) => emulator.tenant.sites[0]?.webUrl ?? '';
const releases = ({ emulator }: Stage) =>
  emulator.tenant.sites[0]?.libraries.find(({ name }) => name === 'Releases')?.driveId ?? '';

/** The app itself, which may write to every drive of its tenant. */
function app({ emulator }: Stage): InputTexts {
  return { auth: 'app', 'refresh-token': '', 'tenant-id': emulator.credentials.tenantId, 'drive-id': '' };
}

/** Runs with a small file and a large one; asserts that they are on that drive at these places, and nothing else. */
async function lands({ stage, run }: Scene, at: { driveId: string; folder: string }, more: InputTexts = {}) {
  stage.plant({ 'a.txt': 10, 'sub/b.bin': 400 * 1024 });
  expect((await run({ ...here, 'session-threshold': '320KiB', ...more })).error).toBeUndefined();
  expect(stage.world.errors).toEqual([]);
  const files = stage.emulator.files(at.driveId).map(({ path }) => path);
  expect(files.sort()).toEqual([`${at.folder}a.txt`, `${at.folder}sub/b.bin`]);
  for (const [path, content] of stage.planted)
    expect(content.equals(await stage.emulator.read(at.folder + path, at.driveId))).toBe(true);
}

const folder = (text: string | undefined, at: string, env: Readonly<Record<string, string>> = {}): Case => ({
  ...(text !== undefined && { text }),
  does: at === '' ? 'is the root of the drive' : `is the folder ${at}`,
  async act({ stage, run }) {
    Object.assign(stage.world.env, env);
    stage.plant({ 'a.txt': 10 });
    expect((await run()).error).toBeUndefined();
    expect(filesOn(stage)).toEqual([`${at}a.txt`]);
  },
});

const own = (does = 'is the account’s own drive'): Case => ({
  options: library,
  does,
  act: (scene) => lands(scene, { driveId: me(scene.stage), folder: 'in/' }),
});

const noIds = {
  'https://contoso.sharepoint.com/sites/x': /is a URL; write the id, or use site-url/,
  '..': /is "\.\."; write an id/,
  'b! x': /an id has no white space/,
};

describeInputs('where', {
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
      refusedAs('a|b/con', /a\|b\/con.*reserved name.*OneDrive refuses.*"a\|b": the name contains \|/s),
    ],
    bad: {
      'a/../b': /has the segment \.\.; write the path from the drive's root/,
      'a/ . /b': /has the segment \./,
      '{day}': /unknown token \{day\}; known are \{date\}/,
      '{sha}': /has the token \{sha\}, but GITHUB_SHA is not set here/,
      'a{b': /has a \{ without its \}; write \{\{/,
    },
  },
  driveId: {
    cases: [
      own(),
      {
        text: ({ emulator }) => emulator.credentials.driveId,
        options: library,
        does: 'is that drive',
        act: (scene) => {
          const { driveId } = scene.stage.emulator.credentials;
          return lands(scene, { driveId, folder: 'in/' }, { 'drive-id': driveId });
        },
      },
      {
        text: 'b!nowhere',
        options: business,
        does: 'that nobody knows is told as such',
        act: (scene) => fails(scene, /drive-id|b!nowhere/),
      },
    ],
    bad: noIds,
  },
  user: {
    cases: [
      own(),
      ...[
        ['by the name they sign in with', (stage: Stage) => bob(stage)?.userPrincipalName ?? ''] as const,
        ['by their id', (stage: Stage) => bob(stage)?.id ?? ''] as const,
      ].map(
        ([how, text]): Case => ({
          text,
          options: business,
          does: `is that user’s drive, ${how}`,
          act: (scene) =>
            lands(scene, { driveId: bob(scene.stage)?.driveId ?? '', folder: 'in/' }, app(scene.stage)),
        }),
      ),
      {
        text: 'carol@contoso.com',
        options: business,
        does: 'who has no drive is told as such',
        act: (scene) => fails(scene, /open user: .*no OneDrive \(yet\)/, app(scene.stage)),
      },
    ],
    beside: () => here,
    bad: {
      'https://contoso-my.sharepoint.com/personal/bob':
        /is a URL; write the name that the user signs in with/,
      'bob smith': /write a name like user@example\.com, or an id/,
      'a/b': /write a name like/,
      '.': /write a name like/,
    },
  },
  group: {
    cases: [
      own(),
      {
        text: ({ emulator }) => emulator.tenant.groups[0]?.id ?? '',
        options: business,
        does: 'is that group’s drive',
        act: (scene) => {
          const driveId = scene.stage.emulator.tenant.groups[0]?.driveId ?? '';
          return lands(scene, { driveId, folder: 'in/' }, app(scene.stage));
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
        does: 'is the default library of that site',
        act: (scene) => lands(scene, { driveId: scene.stage.emulator.credentials.driveId, folder: 'in/' }),
      },
      {
        text: (stage) => `${siteUrl(stage)}/Releases/Forms/AllItems.aspx?viewid=4d-5`,
        options: library,
        does: 'is the library of that address',
        act: (scene) => lands(scene, { driveId: releases(scene.stage), folder: 'in/' }),
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
        does: 'is the default one',
        act: (scene) => {
          const { driveId } = scene.stage.emulator.credentials;
          return lands(scene, { driveId, folder: 'in/' }, { 'site-url': siteUrl(scene.stage) });
        },
      },
      {
        text: 'RELEASES',
        options: library,
        does: 'is the one of that name',
        act: (scene) =>
          lands(
            scene,
            { driveId: releases(scene.stage), folder: 'in/' },
            { 'site-url': siteUrl(scene.stage) },
          ),
      },
      {
        text: 'Release',
        options: library,
        does: 'lists those that exist when there is none of that name',
        act: (scene) =>
          fails(scene, /Release.*Documents.*Releases/, { ...here, 'site-url': siteUrl(scene.stage) }),
      },
    ],
    bad: { Releases: /library needs site-url: the site that it belongs to/ },
  },
  folderId: {
    cases: [
      own('is the root, where destination starts'),
      {
        text: ({ emulator }) => emulator.addFolder('deep/base', emulator.tenant.meDriveId),
        options: business,
        does: 'is where destination starts',
        act: (scene) => lands(scene, { driveId: me(scene.stage), folder: 'deep/base/in/' }),
      },
      {
        text: '01UNKNOWNITEM',
        options: business,
        does: 'that is no folder is told as such',
        act: (scene) => fails(scene, /folder-id|01UNKNOWNITEM/),
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
        does: 'starts in the app’s own folder, for which the smallest permission is enough',
        act: (scene) => {
          scene.stage.emulator.identity.settings.grantedScopes = 'Files.ReadWrite.AppFolder offline_access';
          return lands(scene, { driveId: me(scene.stage), folder: 'Apps/Emulated app/in/' });
        },
      },
      { text: 'True', does: 'is true in this spelling, too', act: (scene) => arrivesInApps(scene) },
    ],
    bad: { on: /write true or false/ },
  },
});

async function arrivesInApps({ stage, run }: Scene): Promise<void> {
  stage.plant({ 'a.txt': 10 });
  expect((await run(here)).result).toBe('uploaded');
  expect(filesOn(stage)).toEqual(['Apps/Emulated app/in/a.txt']);
}
