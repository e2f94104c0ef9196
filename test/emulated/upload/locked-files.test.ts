/** Files that the service will not take because of what they are, or because of who holds them. */
import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const settings = { 'session-threshold': '320KiB', 'chunk-size': '320KiB', retries: '1' };
const locked = { kind: 'refusal', name: 'locked-file-423' } as const;

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test.each([
    ['small.xlsx', 900, /open in Office, or checked out.*conflict-behavior to rename/],
    ['large.pptx', 2 * 320 * KiB, /open in Office, or checked out/],
    ['small.bin', 900, /somebody has it checked out/i],
  ])('a locked file is explained: %s', async (name, sizeBytes, words) => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ [name]: sizeBytes, 'other.txt': 5 });
    fixture.emulator.addFault({ on: { path: `/${name}/` }, times: 99, do: locked });
    const report = await fixture.run(settings);
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toMatch(words);
    expect(fixture.emulator.files().map(({ path }) => path)).toEqual(['in/other.txt']);
  });

  test('a file inside a OneNote notebook is explained', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.emulator.addNotebook('in/Notes');
    fixture.writeFiles({ 'Notes/Section.bin': 2 * 320 * KiB });
    await fixture.run(settings);
    expect(fixture.host.errors.join('\n')).toMatch(/notSupported.*OneNote notebook/s);
  });

  test.each(['replace', 'skip', 'fail', 'rename'])(
    'a notebook under a file’s name is never replaced nor taken for the file, under %s',
    async (behavior) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.emulator.addNotebook('in/Notes');
      fixture.writeFiles({ Notes: 900 });
      const report = await fixture.run({ ...settings, 'conflict-behavior': behavior });
      expect(report.result).toBe('failed');
      expect(fixture.host.errors.join('\n')).toMatch(/in\/Notes is a OneNote notebook on the drive/);
      expect(fixture.emulator.files()).toEqual([]);
    },
  );
});

test('a folder that is shared for reading only is explained', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  const [bob] = fixture.emulator.tenant.people;
  fixture.writeFiles({ 'x.txt': 5 });
  await fixture.run({
    ...settings,
    'drive-id': bob?.driveId ?? '',
    'folder-id': bob?.sharedFolders.Rates ?? '',
  });
  expect(fixture.host.errors.join('\n')).toMatch(/403.*account can write there/s);
});

test('inputs lead to the folder that they name, and the destination begins there', async () => {
  await using fixture = await UploadFixture.open({ account: 'sharepoint' });
  fixture.writeFiles({ 'x.txt': 5, 'large.bin': 2 * 320 * KiB });
  const { people, sites } = fixture.emulator.tenant;
  const [bob] = people;
  await fixture.run({
    ...settings,
    'drive-id': bob?.driveId ?? '',
    'folder-id': bob?.sharedFolders.Plans ?? '',
    destination: 'a/b',
  });
  expect(fixture.host.errors).toEqual([]);
  expect(
    fixture.emulator
      .files(bob?.driveId)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['Shelf/Plans/a/b/large.bin', 'Shelf/Plans/a/b/x.txt']);
  const library = sites[0]?.libraries.find(({ name }) => name === 'Releases');
  await fixture.run({ ...settings, 'drive-id': '', 'site-url': sites[0]?.webUrl ?? '', library: 'releases' });
  expect(fixture.host.errors).toEqual([]);
  expect(
    fixture.emulator
      .files(library?.driveId)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['in/large.bin', 'in/x.txt']);
  await fixture.run({ ...settings, 'drive-id': '', 'app-folder': 'true' });
  expect(
    fixture.emulator
      .files(fixture.emulator.tenant.meDriveId)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['Apps/Emulated app/in/large.bin', 'Apps/Emulated app/in/x.txt']);
});
