import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOutdatedPartials, PartialFile, partialFileName } from '../../../src/download/partial-file.ts';
import { driveItem, quickXor } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, sha256 } from '../../support/random-content.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host[Symbol.dispose]());

const item = driveItem('a.bin', { quickXorHash: 'one', sizeBytes: 10 });

describe('the name of an unfinished file', () => {
  test('is the same for the same content, whatever the eTag says', () => {
    expect(partialFileName('d', { ...item, eTag: '"2"' })).toBe(partialFileName('d', item));
  });

  test.each([
    ['another hash', { quickXorHash: 'two' }],
    ['another size', { sizeBytes: 11 }],
    ['another item', { id: 'other' }],
    ['another eTag and no hash', { quickXorHash: undefined, eTag: '"2"' }],
  ])('is another with %s', (_, more) => {
    expect(partialFileName('d', { ...item, ...more })).not.toBe(partialFileName('d', item));
  });

  test.each(['a', 'é', '中', '\u{1f600}'])('can be one everywhere, even of a name of 255 %s', (character) => {
    const name = partialFileName('d', { ...item, name: character.repeat(255) });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});

test('unfinished files of an earlier state are outdated, those of other items are nobody’s business', () => {
  const earlier = partialFileName('d', { ...item, quickXorHash: 'before' });
  const names = [
    earlier,
    partialFileName('d', item),
    partialFileName('d', { ...item, id: 'other' }),
    'a.bin',
    '.onedrive-partial',
  ];
  expect(findOutdatedPartials(names, { driveId: 'd', items: [item] })).toEqual([earlier]);
  expect(findOutdatedPartials(names, { driveId: 'another', items: [item] })).toEqual([]);
});

describe('an unfinished file', () => {
  const content = randomBytes(300_000, 'partial');
  const open = (sizeBytes = content.length) =>
    PartialFile.open(join(host.tempDir, 'p'), sizeBytes, host.signal);

  test('goes on where it was left, and its hashes are those of all of it', async () => {
    const first = await open();
    await first.write(content.subarray(0, 100_001));
    await first.close();
    const second = await open();
    expect(second.position).toBe(100_001);
    await second.write(content.subarray(100_001));
    expect(second.digest()).toEqual({ sha256: sha256(content), quickXorHash: quickXor(content) });
    await second.moveTo(join(host.tempDir, 'whole'), Number.NaN);
    expect(readFileSync(join(host.tempDir, 'whole')).equals(content)).toBe(true);
    expect(readdirSync(host.tempDir)).toEqual(['whole']);
  });

  test('that is longer than the file is forgotten', async () => {
    writeFileSync(join(host.tempDir, 'p'), content);
    const partial = await open(5);
    expect(partial.position).toBe(0);
    await partial.close();
  });

  test('that holds nothing is not left lying about', async () => {
    await (await open()).close();
    expect(readdirSync(host.tempDir)).toEqual([]);
  });

  test.runIf(process.platform !== 'win32')('is never a link to somewhere else', async () => {
    writeFileSync(join(host.tempDir, 'precious'), 'x');
    symlinkSync(join(host.tempDir, 'precious'), join(host.tempDir, 'p'));
    await expect(open()).rejects.toThrow(/cannot be written \(ELOOP\)/);
  });

  test('is never a folder', async () => {
    mkdirSync(join(host.tempDir, 'p'));
    await expect(open()).rejects.toThrow('cannot be written');
  });
});
