/** `download --identity-file`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { formatDownloadManifest } from '../../../src/download/manifest.ts';
import { openEncryption } from '../../../src/encrypt/age.ts';
import { createAgeKey } from '../../support/age-keys.ts';
import { hasTool, runTool } from '../../support/archive-tools.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

const [key, other] = await Promise.all([createAgeKey(), createAgeKey()]);
const encryption = await openEncryption([key.recipient]);

async function encrypted(content: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const source = (async function* () {
    yield Uint8Array.from(content);
  })();
  for await (const piece of encryption.encrypt(source)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Plain contents by path. */
const plain = {
  'a.bin': randomBytes(300_000, 'a'),
  'sub/empty.txt': Buffer.alloc(0),
  'sub/ü.txt': Buffer.from('x'),
};

async function seedEncrypted(fixture: DownloadFixture): Promise<void> {
  for (const [path, content] of Object.entries(plain))
    await fixture.seed({ [`${path}.age`]: await encrypted(content) });
}

function writeIdentity(fixture: DownloadFixture, text = `# created: today\n${key.identity}\n`): string {
  const path = join(fixture.host.tempDir, 'key.txt');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Files of the local folder. */
function localFiles(fixture: DownloadFixture): Record<string, Buffer> {
  return Object.fromEntries([...fixture.readLocalFiles()].filter(([path]) => !path.endsWith('/')));
}

test('.age files come decrypted, under their plain names, with nothing else beside them', async () => {
  await using fixture = await DownloadFixture.open();
  await seedEncrypted(fixture);
  await fixture.seed({ 'plain.txt': 'p' });
  const report = await fixture.run({ identityFile: writeIdentity(fixture) });
  expect(report).toMatchObject({ result: 'downloaded', errors: [] });
  expect(localFiles(fixture)).toEqual({ ...plain, 'plain.txt': Buffer.from('p') });
  const manifest = JSON.parse([...formatDownloadManifest(report, String)].join(''));
  const paths = manifest.files.map(({ path }: { path: string }) =>
    path.slice(fixture.localFolder.length + 1),
  );
  expect(paths.sort()).toEqual(['a.bin', 'plain.txt', 'sub/empty.txt', 'sub/ü.txt'].sort());
});

test('a second run fetches the file again, and leaves alone what is the same', async () => {
  await using fixture = await DownloadFixture.open();
  await seedEncrypted(fixture);
  const identityFile = writeIdentity(fixture);
  await fixture.run({ identityFile });
  expect(await fixture.run({ identityFile })).toMatchObject({ result: 'unchanged' });
  writeFileSync(join(fixture.localFolder, 'a.bin'), 'changed here');
  const refused = await fixture.run({ identityFile });
  expect(readExitCode(refused)).toBe(1);
  expect(fixture.host.errors.join()).toContain('a.bin already exists, with different content');
  expect(readFileSync(join(fixture.localFolder, 'a.bin'), 'utf8')).toBe('changed here');
  expect(await fixture.run({ identityFile, overwrite: true })).toMatchObject({ result: 'downloaded' });
  expect(localFiles(fixture)).toEqual(plain);
});

test('hash and list of checksums are those of the encrypted file, and are compared before', async () => {
  await using fixture = await DownloadFixture.open();
  await seedEncrypted(fixture);
  const list = [...fixture.seeded].map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
  const checksumsFile = join(fixture.host.tempDir, 'list');
  writeFileSync(checksumsFile, list);
  const identityFile = writeIdentity(fixture);
  expect(await fixture.run({ identityFile, checksumsFile })).toMatchObject({ result: 'downloaded' });
});

describe('a file that cannot be opened', () => {
  test.each<[string, () => Promise<Buffer>, string, string]>([
    [
      'with another key',
      () => encrypted(plain['a.bin']),
      other.identity,
      'is encrypted for none of the keys',
    ],
    ['because it is no age file', async () => Buffer.from('hello'), key.identity, 'cannot be decrypted'],
    ['because it is empty', async () => Buffer.alloc(0), key.identity, 'cannot be decrypted'],
    [
      'because its end is missing',
      async () => (await encrypted(plain['a.bin'])).subarray(0, 200_000),
      key.identity,
      'cannot be decrypted: it is not whole',
    ],
    [
      'because a bit changed before it was uploaded',
      async () => {
        const content = await encrypted(plain['a.bin']);
        content[250_000] = (content[250_000] ?? 0) ^ 1;
        return content;
      },
      key.identity,
      'cannot be decrypted',
    ],
  ])('%s fails alone, and no plain part of it is left', async (_, make, identity, message) => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'bad.bin.age': await make(), 'good.txt.age': await encrypted(Buffer.from('g')) });
    const report = await fixture.run({ identityFile: writeIdentity(fixture, identity) });
    expect(readExitCode(report)).toBe(1);
    expect(fixture.host.errors.join()).toContain(`from/bad.bin.age ${message}`);
    const names = readdirSync(fixture.localFolder);
    expect(names.filter((name) => name === 'bad.bin' || name.endsWith('.onedrive-decrypted'))).toEqual([]);
  });
});

test.each([
  ['is missing', undefined, /cannot be read \(ENOENT\)/],
  ['is empty', '# nothing\n', /names no key/],
  ['has a public key', key.recipient, /has no private key of age in line 1/],
  ['is protected by a passphrase', 'age-encryption.org/v1\n-> scrypt x 18\n', /protected by a passphrase/],
  ['is an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\n', /is an SSH or PEM key/],
  ['has a damaged key', `${key.identity.slice(0, -3)}QQQ`, /has no private key of age in line 1/],
])(
  'an identity file that %s is exit 2 before anything is sent, and no key is shown',
  async (_, text, message) => {
    await using fixture = await DownloadFixture.open();
    const identityFile =
      text === undefined ? join(fixture.host.tempDir, 'none') : writeIdentity(fixture, text);
    const report = await fixture.run({ identityFile });
    expect(readExitCode(report)).toBe(2);
    expect(fixture.host.errors.join()).toMatch(message);
    expect(fixture.host.errors.join()).not.toContain('AGE-SECRET-KEY-1');
    expect(fixture.emulator.requestLog).toEqual([]);
  },
);

test('two items that would get one name are refused before anything is written, and the rest comes', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({
    'a.txt': 'plain',
    'a.txt.age': await encrypted(Buffer.from('e')),
    'b.age': await encrypted(Buffer.from('b')),
  });
  await fixture.seed({ '.age': await encrypted(Buffer.from('n')) });
  const report = await fixture.run({ identityFile: writeIdentity(fixture) });
  expect(readExitCode(report)).toBe(1);
  expect(localFiles(fixture)).toEqual({ 'a.txt': Buffer.from('plain'), b: Buffer.from('b') });
  expect(fixture.host.warnings.join()).toContain(
    'from/a.txt.age would be decrypted to the name of another item',
  );
});

test('an interrupted download of an encrypted file goes on where it was', async () => {
  await using fixture = await DownloadFixture.open();
  await seedEncrypted(fixture);
  fixture.addContentFault({ kind: 'cut', when: 'amid' }, { times: 3 });
  expect(await fixture.run({ identityFile: writeIdentity(fixture) })).toMatchObject({ result: 'downloaded' });
  expect(localFiles(fixture)).toEqual(plain);
});

test('after a wrong key, the next run with the right one decrypts what was fetched', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.bin.age': await encrypted(plain['a.bin']) });
  await fixture.run({ identityFile: writeIdentity(fixture, other.identity) });
  const fetched = fixture.emulator.requestLog.length;
  expect(await fixture.run({ identityFile: writeIdentity(fixture) })).toMatchObject({ result: 'downloaded' });
  const contents = fixture.emulator.requestLog.slice(fetched).filter(({ surface }) => surface === 'upload');
  expect(contents).toEqual([]);
  expect(localFiles(fixture)).toEqual({ 'a.bin': plain['a.bin'] });
});

test('without an identity file, .age files come as they are', async () => {
  await using fixture = await DownloadFixture.open();
  await seedEncrypted(fixture);
  await fixture.run();
  expect(fixture.compare()).toMatchObject({ other: [] });
});

test.skipIf(!hasTool('age'))('what age itself encrypted is opened', async () => {
  await using fixture = await DownloadFixture.open();
  const { tempDir } = fixture.host;
  writeFileSync(join(tempDir, 'p'), plain['a.bin']);
  runTool('age', ['-r', key.recipient, '-r', other.recipient, '-o', 'p.age', 'p'], tempDir);
  await fixture.seed({ 'p.age': readFileSync(join(tempDir, 'p.age')) });
  await fixture.run({ identityFile: writeIdentity(fixture) });
  expect(localFiles(fixture)).toEqual({ p: plain['a.bin'] });
});
