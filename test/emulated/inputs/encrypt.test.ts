/** What `encrypt-to` does. */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createAgeKey, openWithAge } from '../../support/age-keys.ts';
import { hasTool, runTool } from '../../support/archive-tools.ts';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { describeInputs, type InputCase, type InputRun } from '../../support/input-cases.ts';
import { sha256 } from '../../support/random-content.ts';
import type { InputTexts } from '../../support/upload-fixture.ts';

const [key, other] = await Promise.all([createAgeKey(), createAgeKey()]);
/** Pieces of 64 KiB are encrypted one by one, so sizes around that are looked at. */
const files = {
  ...{ 'empty.txt': 0, 'one.bin': 1, 'sub/full.bin': 65_536, 'sub/ü 1.bin': 65_537 },
  'large.bin': 5_000_000,
};

async function expectEncrypted({ fixture, run }: InputRun, more: InputTexts = {}): Promise<void> {
  fixture.writeFiles(files);
  expect(await run(more)).toMatchObject({ result: 'uploaded' });
  expect(fixture.host.errors).toEqual([]);
  expect(listFilePaths(fixture)).toEqual(
    Object.keys(files)
      .map((path) => `in/${path}.age`)
      .sort(),
  );
  for (const [path, content] of fixture.localFiles) {
    const sent = await fixture.emulator.read(`in/${path}.age`);
    if (content.length > 20) expect(sent.includes(content.subarray(0, 20))).toBe(false);
    expect((await openWithAge(sent, key)).equals(content)).toBe(true);
  }
  const left = readdirSync(fixture.host.tempDir, { withFileTypes: true });
  expect(left.filter((entry) => entry.isDirectory() && entry.name.startsWith('onedrive-upload-'))).toEqual(
    [],
  );
}

const refused = (text: string | (() => string), message: RegExp, more: InputTexts = {}): InputCase => ({
  text,
  effect: `is refused before anything is sent: ${message.source}`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.txt': 1 });
    expect(await run(more)).toMatchObject({ result: 'failed', error: { kind: 'usage' } });
    expect(fixture.host.errors.join()).toMatch(message);
    expect(fixture.host.errors.join()).not.toContain(key.identity);
    expect(fixture.emulator.requestLog).toEqual([]);
  },
});

describeInputs('encrypt', {
  encryptTo: {
    cases: [
      {
        effect: 'sends files as they are',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.txt': 100 });
          expect(await run()).toMatchObject({ result: 'uploaded' });
          expect(listFilePaths(fixture)).toEqual(['in/a.txt']);
        },
      },
      {
        text: () => key.recipient,
        effect: 'encrypts each file, which only the private key opens, and leaves no copy here',
        act: expectEncrypted,
      },
      {
        text: () => `# ours\r\n${other.recipient}\r\n\r\n  ${key.recipient}  `,
        effect: 'encrypts for all of several recipients',
        act: expectEncrypted,
      },
      {
        text: (fixture) => {
          const path = join(fixture.host.tempDir, 'recipients.txt');
          writeFileSync(path, `\uFEFF# created: today\n${key.recipient}\n`);
          return path;
        },
        effect: 'reads the recipients from a file',
        act: expectEncrypted,
      },
      {
        text: () => key.recipient,
        effect: 'encrypts an archive, and the list of checksums stays plain and fits the encrypted file',
        async act({ fixture, run }) {
          fixture.writeFiles(files);
          expect(await run({ archive: 'tar.gz', name: 'b.tar.gz', checksums: 'true' })).toMatchObject({
            result: 'uploaded',
          });
          expect(listFilePaths(fixture)).toEqual(['in/SHA256SUMS', 'in/b.tar.gz.age']);
          const sent = await fixture.emulator.read('in/b.tar.gz.age');
          expect(String(await fixture.emulator.read('in/SHA256SUMS'))).toBe(
            `${sha256(sent)}  b.tar.gz.age\n`,
          );
          const archive = await openWithAge(sent, key);
          expect(archive.subarray(0, 2).toString('hex')).toBe('1f8b');
        },
      },
      {
        text: () => key.recipient,
        effect: 'tells name, size and hash of the encrypted file, and plans with its size',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.bin': 100_000 });
          const report = await run({ name: 'b.bin' });
          const sent = await fixture.emulator.read('in/b.bin.age');
          expect(report.outcomes).toMatchObject([
            { file: { name: 'b.bin.age', sizeBytes: sent.length }, sha256: sha256(sent) },
          ]);
        },
      },
      {
        text: () => key.recipient,
        effect: 'is named in a dry run, which encrypts nothing',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.bin': 100_000 });
          expect(await run({ 'dry-run': 'true' })).toMatchObject({ result: 'dry-run' });
          expect(fixture.host.lines.join('\n')).toContain('+ in/a.bin.age');
          expect(listFilePaths(fixture)).toEqual([]);
        },
      },
      {
        text: () => key.recipient,
        effect: 'makes a second run under fail a conflict, because no encryption is like another',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.bin': 1000 });
          expect(await run({ 'conflict-behavior': 'fail' })).toMatchObject({ result: 'uploaded' });
          expect(await run({ 'conflict-behavior': 'fail' })).toMatchObject({ result: 'failed' });
        },
      },
      {
        text: () => key.recipient,
        effect: 'keeps the modification time of the plain file with preserve-mtime',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.bin': 1000 });
          const path = join(fixture.folder, 'files/a.bin');
          utimesSync(path, 1_600_000_000, 1_600_000_000);
          const report = await run({ 'preserve-mtime': 'true' });
          expect(report.outcomes[0]?.item?.fileModifiedMs).toBe(1_600_000_000_000);
        },
      },
      {
        text: () => key.recipient,
        effect: 'counts for retention by the encrypted name',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.bin': 10 });
          const keep = { 'retain-in': 'in', 'retain-match': 'n-*.age', 'retain-last': '1' };
          await run({ name: 'n-1', ...keep });
          fixture.host.clock.advance(1000);
          expect(await run({ name: 'n-2', ...keep })).toMatchObject({ result: 'uploaded' });
          expect(listFilePaths(fixture)).toEqual(['in/n-2.age']);
        },
      },
      {
        text: () => key.recipient,
        effect: 'is opened by age itself',
        async act({ fixture, run }) {
          if (!hasTool('age')) return;
          fixture.writeFiles(files);
          await run();
          const { tempDir } = fixture.host;
          writeFileSync(join(tempDir, 'key.txt'), `${key.identity}\n`);
          writeFileSync(join(tempDir, 'x.age'), await fixture.emulator.read('in/large.bin.age'));
          runTool('age', ['-d', '-i', 'key.txt', '-o', 'x', 'x.age'], tempDir);
          expect(
            readFileSync(join(tempDir, 'x')).equals(fixture.localFiles.get('large.bin') ?? Buffer.of()),
          ).toBe(true);
        },
      },
      refused(() => key.identity, /line 1 is a private key.*age-keygen -y/),
      refused(() => `${key.recipient}\n${key.identity}`, /line 2 is a private key/),
      refused('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA x', /line 1 is an SSH key/),
      refused(
        'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t',
        /line 1 is no valid age recipient/,
      ),
      refused(() => `${key.recipient}x`, /line 1 is no valid age recipient/),
      refused('nowhere.txt', /the file nowhere\.txt cannot be read \(ENOENT\).*begin with age1/),
      refused('files', /the file files (is a folder|cannot be read)/),
      refused('# nobody', /names no recipient/),
      refused(() => key.recipient, /cannot be used with skip-unchanged/, { 'skip-unchanged': 'true' }),
      refused(() => key.recipient, /cannot be used with resume-journal/, {
        'resume-journal': 'j',
        'resume-key': 'k',
      }),
    ],
  },
});
