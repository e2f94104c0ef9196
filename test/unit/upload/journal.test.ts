/** The journal as the next run finds it. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type JournalEntry, type JournalKey, openJournal } from '../../../src/upload/journal.ts';
import { FakeHost } from '../../support/fake-host.ts';

const about: JournalKey = { driveId: 'drive-1', remotePath: 'In/Größe.bin', relativePath: 'größe.bin' };
const entry: JournalEntry = {
  uploadUrl: 'https://example.sharepoint.com/upload?tempauth=x',
  sizeBytes: 450,
  conflict: 'replace',
  marks: [
    { byte: 0, sha256: 'aa' },
    { byte: 100, sha256: 'bb' },
  ],
};

function opened(host: FakeHost, how: { readonly key?: string; readonly emulated?: boolean } = {}) {
  const { key = 'a key, long enough', emulated = false } = how;
  return openJournal({ path: pathIn(host), key, host, emulated });
}

function pathIn(host: FakeHost): string {
  return join(host.tempDir, 'kept/by/cache/journal');
}

/** Keeps the entry, whatever it holds, and answers what the next run finds. */
function nextFinds(
  host: FakeHost,
  kept: JournalEntry,
  how: Parameters<typeof opened>[1] = {},
): JournalEntry | undefined {
  opened(host, how).save(about, kept);
  return opened(host, how).find(about);
}

describe('a journal', () => {
  test('gives the next run back what this one kept, and its folder need not be there', () => {
    using host = new FakeHost();
    expect(nextFinds(host, entry)).toEqual(entry);
    expect(host.lines).toEqual([]);
  });

  test.each([
    ['fab1234cd567890', '0fab1234cd567890'],
    ['fab1234cd567890/FAB1234CD567890!105', '0fab1234cd567890/FAB1234CD567890!105'],
  ])('of a version that left zeros out is found: %s', (before, driveId) => {
    using host = new FakeHost();
    opened(host).save({ ...about, driveId: before }, entry);
    expect(opened(host).find({ ...about, driveId })).toEqual(entry);
  });

  test('that is not there yet holds nothing, and is not written for nothing', () => {
    using host = new FakeHost();
    const journal = opened(host);
    expect(journal.find(about)).toBeUndefined();
    journal.delete(about);
    expect(() => statSync(pathIn(host))).toThrow('ENOENT');
    expect(host.lines).toEqual([]);
  });

  test('that is empty is a new one', () => {
    using host = new FakeHost();
    mkdirSync(join(pathIn(host), '..'), { recursive: true });
    writeFileSync(pathIn(host), '');
    expect(nextFinds(host, entry)).toEqual(entry);
    expect(host.warnings).toEqual([]);
  });

  test('has the last entry of a file, and no entry that was deleted', () => {
    using host = new FakeHost();
    const other = { ...about, relativePath: 'other.bin' };
    const journal = opened(host);
    journal.save(about, entry);
    journal.save(other, entry);
    journal.save(about, { ...entry, sizeBytes: 451 });
    expect(journal.find(about)?.sizeBytes).toBe(451);
    journal.delete(other);
    expect(journal.find(other)).toBeUndefined();
    const next = opened(host);
    expect([next.find(about)?.sizeBytes, next.find(other)]).toEqual([451, undefined]);
  });

  test('tells drives, paths and local files apart, and spellings of one path not', () => {
    using host = new FakeHost();
    opened(host).save(about, entry);
    const journal = opened(host);
    expect(journal.find({ ...about, driveId: 'drive-2' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'In/other.bin' })).toBeUndefined();
    expect(journal.find({ ...about, relativePath: 'other.bin' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'in/GRÖSSE.bin' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'IN/GRÖßE.BIN' })).toEqual(entry);
  });

  test('is encrypted, and only its owner can read it', () => {
    using host = new FakeHost();
    opened(host).save(about, entry);
    const text = readFileSync(pathIn(host)).toString('latin1');
    expect(text).toMatch(/^onedrive-upload journal \d+\n/);
    for (const secret of ['sharepoint', 'tempauth', 'drive-1', 'sizeBytes'])
      expect(text).not.toContain(secret);
    if (process.platform !== 'win32') expect(statSync(pathIn(host)).mode & 0o777).toBe(0o600);
  });

  test('of two runs with one key and the same content is never the same bytes', () => {
    using one = new FakeHost();
    using two = new FakeHost();
    for (const host of [one, two]) opened(host).save(about, entry);
    const [first, second] = [one, two].map((host) => readFileSync(pathIn(host)).toString('hex'));
    expect(first?.length).toBe(second?.length);
    // Neither the salt nor what follows it.
    expect(first?.slice(52, 84)).not.toBe(second?.slice(52, 84));
    expect(first?.slice(-60)).not.toBe(second?.slice(-60));
  });

  test('that cannot be written is one warning that says why, and the run goes on with it', () => {
    using host = new FakeHost();
    const journal = opened(host);
    writeFileSync(join(host.tempDir, 'kept'), 'a file where the folder should be');
    journal.save(about, entry);
    expect(host.warnings).toHaveLength(1);
    journal.save(about, { ...entry, sizeBytes: 451 });
    expect(journal.find(about)?.sizeBytes).toBe(451);
    expect(host.warnings).toHaveLength(1);
    expect(host.warnings[0]).toMatch(
      /^resume-journal cannot be written to .*journal \(E[A-Z]+\)\. .* The next run would/,
    );
  });
});

describe('a journal that cannot be opened', () => {
  const warning = 'cannot be opened with this key, or was changed: starting a new journal';

  test('with another key is empty, with a warning, and is started anew', () => {
    using host = new FakeHost();
    opened(host).save(about, entry);
    expect(opened(host, { key: 'another key, long enough' }).find(about)).toBeUndefined();
    expect(host.warnings).toHaveLength(1);
    expect(host.warnings[0]).toContain(pathIn(host));
    expect(host.warnings[0]).toContain(warning);
    expect(nextFinds(host, entry, { key: 'another key, long enough' })).toEqual(entry);
  });

  /** What is still found after each change to a sealed journal. */
  function foundAfter(changes: readonly ((sealed: Buffer) => Buffer)[]): (JournalEntry | undefined)[] {
    using host = new FakeHost();
    opened(host).save(about, entry);
    const sealed = readFileSync(pathIn(host));
    const found = changes.map((change) => {
      writeFileSync(pathIn(host), change(Buffer.from(sealed)));
      return opened(host).find(about);
    });
    expect(host.warnings.filter((line) => line.includes(warning))).toHaveLength(changes.length);
    return found;
  }

  test('because one byte of it was changed holds nothing, wherever that is', () => {
    // In the line that it begins with, the salt, the nonce, the tag, and what is sealed.
    const changes = [0, 30, 50, 60, 90].map((at) => (sealed: Buffer) => {
      sealed[at] = (sealed[at] ?? 0) ^ 1;
      return sealed;
    });
    expect(foundAfter(changes)).toEqual(changes.map(() => undefined));
  });

  test('because its end is missing holds nothing, however much is left', () => {
    const changes = [5, 30, 60].map((bytes) => (sealed: Buffer) => sealed.subarray(0, bytes));
    expect(foundAfter(changes)).toEqual(changes.map(() => undefined));
  });
});

describe('an entry', () => {
  const leftOut = 'The journal has an upload host that is not a known Microsoft host: that entry is ignored.';
  const file = (name: string) => ({ ...about, relativePath: name });

  /** Which of the entries, by name, the next run finds. */
  function foundOf(host: FakeHost, kept: Readonly<Record<string, JournalEntry>>, emulated = false): string[] {
    const journal = opened(host, { emulated });
    for (const [name, one] of Object.entries(kept)) journal.save(file(name), one);
    const next = opened(host, { emulated });
    return Object.keys(kept).filter((name) => next.find(file(name)) !== undefined);
  }

  const leadingTo = (...addresses: readonly string[]) =>
    Object.fromEntries(addresses.map((uploadUrl) => [uploadUrl, { ...entry, uploadUrl }]));

  test('that leads to a host that is not Microsoft’s is left out with one warning for all, and the others stay', () => {
    using host = new FakeHost();
    const strangers = leadingTo(
      'https://upload.example.org/session',
      'http://example.sharepoint.com/upload',
      'https://127.0.0.1:8080/upload',
      'no address',
      '',
    );
    expect(foundOf(host, { first: entry, ...strangers, last: entry })).toEqual(['first', 'last']);
    expect(host.warnings).toEqual([leftOut]);
  });

  test('may lead to this machine when an emulator runs there, and to no stranger then either', () => {
    using host = new FakeHost();
    const near = ['http://127.9.9.9/upload', 'https://127.0.0.1:8080/upload'];
    const far = [
      'http://127x.example.org/',
      'http://127.example.org/',
      'http://example.org/?http://127.0.0.1/',
      'ftp://127.0.0.1/',
    ];
    expect(foundOf(host, leadingTo(...near, ...far), true)).toEqual(near);
  });

  test('of another version that has no object, no size, no marks or no address is left out', () => {
    using host = new FakeHost();
    const others = {
      ...{ none: 7, unsized: { ...entry, sizeBytes: '450' }, unmarked: { ...entry, marks: { byte: 0 } } },
      ...{ unaddressed: { ...entry, uploadUrl: 7 }, whole: entry },
    };
    expect(foundOf(host, JSON.parse(JSON.stringify(others)))).toEqual(['whole']);
    expect(host.warnings).toEqual(['The journal has an entry that cannot be read: it is ignored.', leftOut]);
  });

  test('ignores invalid marks and an invalid conflict behavior', () => {
    using host = new FakeHost();
    const marks = [null, 7, {}, { byte: '0', sha256: 'aa' }, { byte: 1, sha256: 2 }];
    const kept = { ...entry, conflict: 9, marks: [...marks, { byte: 100, sha256: 'bb' }] };
    expect(nextFinds(host, JSON.parse(JSON.stringify(kept)))).toEqual({
      ...entry,
      conflict: '',
      marks: [{ byte: 100, sha256: 'bb' }],
    });
  });
});
