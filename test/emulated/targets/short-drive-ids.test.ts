/** Ids of personal drives that begin with zeros: replies leave the zeros out, and requests need them. */
import { describe, expect, test } from 'vitest';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { openEmulatorClient } from '../../support/emulator-client.ts';
import { GraphFixture, toPieces } from '../../support/graph-fixture.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const withoutZeros = (id: string) => id.replace(/^0+/, '');

test('the emulator refuses the short id as Graph does, and takes the whole one in any case', async () => {
  await using one = await openEmulatorClient({ driveIdPrefix: '0' });
  one.emulator.settings.shortDriveIds = true;
  const { driveId } = one.emulator.credentials;
  const { json } = await one.graph('GET', '/me/drive');
  expect(json.id).toBe(withoutZeros(driveId).toLowerCase());
  expect(await one.graph('GET', `/drives/${json.id}`)).toMatchObject({
    status: 400,
    json: {
      error: {
        code: 'invalidRequest',
        message: 'The provided drive id appears to be malformed, or does not represent a valid drive.',
      },
    },
  });
  expect((await one.graph('GET', `/drives/${driveId.toLowerCase()}`)).status).toBe(200);
  const { json: root } = await one.graph('GET', '/me/drive/root');
  expect(root.id).toMatch(new RegExp(`^${withoutZeros(driveId)}!s`));
  expect(root.parentReference.driveId).toBe(json.id);
});

describe.each(['0', '000', '00000000000000'])('a drive whose id begins with %s', (driveIdPrefix) => {
  async function opened(): Promise<GraphFixture> {
    const graphFixture = await GraphFixture.open({ driveIdPrefix });
    graphFixture.emulator.settings.shortDriveIds = true;
    return graphFixture;
  }

  test('is opened as the own one, and by its id as a reply has it, and as it is', async () => {
    await using graphFixture = await opened();
    const { meDriveId } = graphFixture.emulator.tenant;
    const ids = [withoutZeros(meDriveId), withoutZeros(meDriveId).toLowerCase(), meDriveId];
    for (const place of [{ kind: 'me' } as const, ...ids.map((id) => ({ kind: 'drive', id }) as const)]) {
      const drive = await graphFixture.drive(place);
      expect(drive.id.toUpperCase()).toBe(meDriveId);
      await drive.putFile(`in/${place.kind}.txt`, 'replace', toPieces('x'));
      expect((await drive.listChildren('in'))?.length).toBeGreaterThan(0);
    }
  });

  test('is found through a folder of it, a shortcut and a sharing link', async () => {
    await using graphFixture = await opened();
    const { emulator } = graphFixture;
    const [bob] = emulator.tenant.people;
    const theirs = { driveId: bob?.driveId ?? '', itemId: bob?.sharedFolders.Plans ?? '' };
    const own = await graphFixture.drive({ kind: 'me' }, { folderId: emulator.addFolder('deep/base') });
    expect(own.id.toUpperCase()).toBe(emulator.tenant.meDriveId);
    const shortcut = emulator.addShortcut('Plans of Bob', theirs);
    const followed = await graphFixture.drive({ kind: 'me' }, { folderId: shortcut });
    const typed = await graphFixture.drive(
      { kind: 'drive', id: withoutZeros(theirs.driveId) },
      { folderId: theirs.itemId },
    );
    const url = emulator.addSharingLink({ ...theirs, type: 'edit', scope: 'anonymous' });
    const linked = await graphFixture.drive({ kind: 'site', url });
    for (const drive of [followed, typed, linked]) {
      expect([drive.id.toUpperCase(), drive.baseFolderId]).toEqual([theirs.driveId, theirs.itemId]);
      await drive.putFile('a.txt', 'replace', toPieces('x'));
      expect(await drive.findItem('a.txt')).toBeDefined();
    }
  });
});

describe('with such an id', () => {
  test.each<[string, InputTexts]>([
    ['the own drive', { 'drive-id': '' }],
    ['the drive, typed without its zero,', {}],
  ])('%s takes a run with session, mirror and retention', async (_, texts) => {
    await using fixture = await UploadFixture.open({ driveIdPrefix: '0' });
    const { settings, credentials } = fixture.emulator;
    settings.shortDriveIds = true;
    fixture.writeFiles({ 'a.bin': 5_000_000, 'b.txt': 10 });
    await fixture.emulator.seed('in/old.txt', Buffer.from('old'));
    const report = await fixture.run({
      'drive-id': withoutZeros(credentials.driveId),
      mirror: 'true',
      ...texts,
    });
    expect(report.error).toBeUndefined();
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(fixture.emulator.files().map(({ path }) => path)).not.toContain('in/old.txt');
    expect(fixture.host.outputs.get('drive-id')?.toUpperCase()).toBe(credentials.driveId);
  });

  test('a download brings everything back', async () => {
    await using back = await DownloadFixture.open({ driveIdPrefix: '0' });
    back.emulator.settings.shortDriveIds = true;
    await back.seed({ 'a.txt': 10, 'b/c.txt': 20 });
    const driveId = withoutZeros(back.emulator.credentials.driveId);
    expect((await back.run({}, { 'drive-id': driveId })).result).toBe('downloaded');
    expect(back.compare().same.sort()).toEqual(['a.txt', 'b/c.txt']);
  });
});
