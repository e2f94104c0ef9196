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

function opened(world: FakeHost, how: { readonly key?: string; readonly emulated?: boolean } = {}) {
  const { key = 'a key, long enough', emulated = false } = how;
  return openJournal({ path: pathIn(world), key, host: world, emulated });
}

function pathIn(world: FakeHost): string {
  return join(world.tempDir, 'kept/by/cache/journal');
}

/** Keeps the entry, whatever it holds, and answers what the next run finds. */
function nextFinds(
  world: FakeHost,
  kept: JournalEntry,
  how: Parameters<typeof opened>[1] = {},
): JournalEntry | undefined {
  opened(world, how).save(about, kept);
  return opened(world, how).find(about);
}

describe('a journal', () => {
  test('gives the next run back what this one kept, and its folder need not be there', () => {
    using world = new FakeHost();
    expect(nextFinds(world, entry)).toEqual(entry);
    expect(world.lines).toEqual([]);
  });

  test('that is not there yet holds nothing, and is not written for nothing', () => {
    using world = new FakeHost();
    const journal = opened(world);
    expect(journal.find(about)).toBeUndefined();
    journal.delete(about);
    expect(() => statSync(pathIn(world))).toThrow('ENOENT');
    expect(world.lines).toEqual([]);
  });

  test('that is empty is a new one', () => {
    using world = new FakeHost();
    mkdirSync(join(pathIn(world), '..'), { recursive: true });
    writeFileSync(pathIn(world), '');
    expect(nextFinds(world, entry)).toEqual(entry);
    expect(world.warnings).toEqual([]);
  });

  test('holds the last that was kept of a file, and what was dropped no more', () => {
    using world = new FakeHost();
    const other = { ...about, relativePath: 'other.bin' };
    const journal = opened(world);
    journal.save(about, entry);
    journal.save(other, entry);
    journal.save(about, { ...entry, sizeBytes: 451 });
    expect(journal.find(about)?.sizeBytes).toBe(451);
    journal.delete(other);
    expect(journal.find(other)).toBeUndefined();
    const next = opened(world);
    expect([next.find(about)?.sizeBytes, next.find(other)]).toEqual([451, undefined]);
  });

  test('tells drives, paths and local files apart, and spellings of one path not', () => {
    using world = new FakeHost();
    opened(world).save(about, entry);
    const journal = opened(world);
    expect(journal.find({ ...about, driveId: 'drive-2' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'In/other.bin' })).toBeUndefined();
    expect(journal.find({ ...about, relativePath: 'other.bin' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'in/GRÖSSE.bin' })).toBeUndefined();
    expect(journal.find({ ...about, remotePath: 'IN/GRÖßE.BIN' })).toEqual(entry);
  });

  test('is sealed and for nobody else’s eyes', () => {
    using world = new FakeHost();
    opened(world).save(about, entry);
    const text = readFileSync(pathIn(world)).toString('latin1');
    expect(text).toMatch(/^onedrive-upload journal \d+\n/);
    for (const secret of ['sharepoint', 'tempauth', 'drive-1', 'sizeBytes'])
      expect(text).not.toContain(secret);
    if (process.platform !== 'win32') expect(statSync(pathIn(world)).mode & 0o777).toBe(0o600);
  });

  test('of two runs with one key and the same content is never the same bytes', () => {
    using one = new FakeHost();
    using two = new FakeHost();
    for (const world of [one, two]) opened(world).save(about, entry);
    const [first, second] = [one, two].map((world) => readFileSync(pathIn(world)).toString('hex'));
    expect(first?.length).toBe(second?.length);
    // Neither the salt nor what follows it.
    expect(first?.slice(52, 84)).not.toBe(second?.slice(52, 84));
    expect(first?.slice(-60)).not.toBe(second?.slice(-60));
  });

  test('that cannot be written is one warning that says why, and the run goes on with it', () => {
    using world = new FakeHost();
    const journal = opened(world);
    writeFileSync(join(world.tempDir, 'kept'), 'a file where the folder should be');
    journal.save(about, entry);
    expect(world.warnings).toHaveLength(1);
    journal.save(about, { ...entry, sizeBytes: 451 });
    expect(journal.find(about)?.sizeBytes).toBe(451);
    expect(world.warnings).toHaveLength(1);
    expect(world.warnings[0]).toMatch(
      /^resume-journal cannot be written to .*journal \(E[A-Z]+\)\. .* The next run would/,
    );
  });
});

describe('a journal that does not open', () => {
  const warning = 'cannot be opened with this key, or was changed: starting a new journal';

  test('with another key holds nothing, says so, and is begun anew', () => {
    using world = new FakeHost();
    opened(world).save(about, entry);
    expect(opened(world, { key: 'another key, long enough' }).find(about)).toBeUndefined();
    expect(world.warnings).toHaveLength(1);
    expect(world.warnings[0]).toContain(pathIn(world));
    expect(world.warnings[0]).toContain(warning);
    expect(nextFinds(world, entry, { key: 'another key, long enough' })).toEqual(entry);
  });

  /** What is still found after each change to a sealed journal. */
  function foundAfter(changes: readonly ((sealed: Buffer) => Buffer)[]): (JournalEntry | undefined)[] {
    using world = new FakeHost();
    opened(world).save(about, entry);
    const sealed = readFileSync(pathIn(world));
    const found = changes.map((change) => {
      writeFileSync(pathIn(world), change(Buffer.from(sealed)));
      return opened(world).find(about);
    });
    expect(world.warnings.filter((line) => line.includes(warning))).toHaveLength(changes.length);
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
  function foundOf(
    world: FakeHost,
    kept: Readonly<Record<string, JournalEntry>>,
    emulated = false,
  ): string[] {
    const journal = opened(world, { emulated });
    for (const [name, one] of Object.entries(kept)) journal.save(file(name), one);
    const next = opened(world, { emulated });
    return Object.keys(kept).filter((name) => next.find(file(name)) !== undefined);
  }

  const leadingTo = (...addresses: readonly string[]) =>
    Object.fromEntries(addresses.map((uploadUrl) => [uploadUrl, { ...entry, uploadUrl }]));

  test('that leads to a host that is not Microsoft’s is left out with one warning for all, and the others stay', () => {
    using world = new FakeHost();
    const strangers = leadingTo(
      'https://upload.example.org/session',
      'http://example.sharepoint.com/upload',
      'https://127.0.0.1:8080/upload',
      'no address',
      '',
    );
    expect(foundOf(world, { first: entry, ...strangers, last: entry })).toEqual(['first', 'last']);
    expect(world.warnings).toEqual([leftOut]);
  });

  test('may lead to this machine when an emulator runs there, and to no stranger then either', () => {
    using world = new FakeHost();
    const near = ['http://127.9.9.9/upload', 'https://127.0.0.1:8080/upload'];
    const far = [
      'http://127x.example.org/',
      'http://127.example.org/',
      'http://example.org/?http://127.0.0.1/',
      'ftp://127.0.0.1/',
    ];
    expect(foundOf(world, leadingTo(...near, ...far), true)).toEqual(near);
  });

  test('of another version that has no object, no size, no marks or no address is left out', () => {
    using world = new FakeHost();
    const others = {
      ...{ none: 7, unsized: { ...entry, sizeBytes: '450' }, unmarked: { ...entry, marks: { byte: 0 } } },
      ...{ unaddressed: { ...entry, uploadUrl: 7 }, whole: entry },
    };
    expect(foundOf(world, JSON.parse(JSON.stringify(others)))).toEqual(['whole']);
    expect(world.warnings).toEqual(['The journal has an entry that cannot be read: it is ignored.', leftOut]);
  });

  test('loses the marks that are none, and a conflict behavior that is none', () => {
    using world = new FakeHost();
    const marks = [null, 7, {}, { byte: '0', sha256: 'aa' }, { byte: 1, sha256: 2 }];
    const kept = { ...entry, conflict: 9, marks: [...marks, { byte: 100, sha256: 'bb' }] };
    expect(nextFinds(world, JSON.parse(JSON.stringify(kept)))).toEqual({
      ...entry,
      conflict: '',
      marks: [{ byte: 100, sha256: 'bb' }],
    });
  });
});
