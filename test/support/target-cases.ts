/** Cases of the inputs that select the target of a run. They check what is on which drive afterwards. */
import { expect } from 'vitest';
import { listFilePaths } from './emulated-cleanup.ts';
import type { InputCase, InputRun } from './input-cases.ts';
import type { InputTexts, UploadFixture } from './upload-fixture.ts';

/** Options of an emulator with SharePoint sites. */
export const library = { account: 'sharepoint' } as const;
/** The drive is not named: the account's own one. */
export const here: InputTexts = { 'drive-id': '' };
export const me = ({ emulator }: UploadFixture) => emulator.tenant.meDriveId;

/** The app itself, which may write to every drive of its tenant. */
export function app({ emulator }: UploadFixture): InputTexts {
  return { auth: 'app', 'refresh-token': '', 'tenant-id': emulator.credentials.tenantId, 'drive-id': '' };
}

/** Runs with a small file and a large one; asserts that they are on that drive at these places, and nothing else. */
export async function lands(
  { fixture, run }: InputRun,
  at: { driveId: string; folder: string },
  more: InputTexts = {},
) {
  fixture.writeFiles({ 'a.txt': 10, 'sub/b.bin': 400 * 1024 });
  expect((await run({ ...here, 'session-threshold': '320KiB', ...more })).error).toBeUndefined();
  expect(fixture.host.errors).toEqual([]);
  const files = fixture.emulator.files(at.driveId).map(({ path }) => path);
  expect(files.sort()).toEqual([`${at.folder}a.txt`, `${at.folder}sub/b.bin`]);
  for (const [path, content] of fixture.localFiles)
    expect(content.equals(await fixture.emulator.read(at.folder + path, at.driveId))).toBe(true);
}

export const folder = (
  text: string | undefined,
  at: string,
  env: Readonly<Record<string, string>> = {},
): InputCase => ({
  ...(text !== undefined && { text }),
  effect: at === '' ? 'is the root of the drive' : `is the folder ${at}`,
  async act({ fixture, run }) {
    Object.assign(fixture.host.env, env);
    fixture.writeFiles({ 'a.txt': 10 });
    expect((await run()).error).toBeUndefined();
    expect(listFilePaths(fixture)).toEqual([`${at}a.txt`]);
  },
});

export const own = (does = 'is the account’s own drive'): InputCase => ({
  options: library,
  effect: does,
  act: (scene) => lands(scene, { driveId: me(scene.fixture), folder: 'in/' }),
});
