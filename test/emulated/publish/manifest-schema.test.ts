/** Every manifest fits docs/manifest.schema.json, which names each field. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FakeHost } from '../../support/fake-host.ts';
import { manifestProblems } from '../../support/manifest-schema.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const readManifest = (host: FakeHost) =>
  JSON.parse(readFileSync(host.outputs.get('manifest') ?? 'no manifest', 'utf8'));

const dated = { destination: 'nights/2026-11-21', 'retain-match': '????-??-??', 'retain-last': '1' };

test.each<[string, InputTexts, string]>([
  ['uploads', {}, 'uploaded'],
  ['packs and lists checksums', { archive: 'zip', checksums: 'true' }, 'uploaded'],
  ['makes links', { share: 'view', 'share-scope': 'organization', 'share-target': 'files' }, 'uploaded'],
  ['asks for thumbnails', { thumbnails: 'small' }, 'uploaded'],
  ['skips', { 'skip-unchanged': 'true', destination: 'there' }, 'uploaded'],
  ['meets a conflict', { 'conflict-behavior': 'fail', destination: 'there' }, 'failed'],
  ['deletes', { ...dated }, 'uploaded'],
  ['would delete', { ...dated, 'dry-run': 'true' }, 'dry-run'],
  ['would pack', { archive: 'tar.gz', 'dry-run': 'true' }, 'dry-run'],
  ['mirrors', { mirror: 'true', destination: 'there' }, 'uploaded'],
  ['tests the connection', { mode: 'check' }, 'checked'],
  ['is refused', { 'refresh-token': 'emulator.wrong' }, 'failed'],
])('the manifest of a run that %s fits the schema', async (_, texts, result) => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.txt': 'a', 'sub/b.bin': 5000, 'empty.txt': 0 });
  await fixture.emulator.seed('there/a.txt', 'other');
  await fixture.emulator.seed('there/old.txt', 'old');
  await fixture.emulator.seed('nights/2026-01-01/x', 'x');
  fixture.host.clock.advance(1000);
  expect(await fixture.run(texts)).toMatchObject({ result });
  expect(manifestProblems(readManifest(fixture.host))).toEqual([]);
});

test('a field that is missing, a field more and another type do not fit it', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 'a' });
  await fixture.run();
  const manifest = readManifest(fixture.host);
  const [file] = manifest.files;
  const { eTag: _, ...less } = file;
  for (const wrong of [{ ...file, more: 1 }, less, { ...file, size: '1' }, { ...file, action: 'sent' }])
    expect(manifestProblems({ ...manifest, files: [wrong] })).toHaveLength(1);
  expect(manifestProblems({ ...manifest, totals: { ...manifest.totals, more: 1 } })).toHaveLength(1);
});
