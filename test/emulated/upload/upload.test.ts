import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const tree = {
  'empty.txt': 0,
  'one.bin': 1,
  'exactly 320 KiB.bin': 320 * KiB,
  'twice the fragment.bin': 2 * 640 * KiB,
  'one byte more.bin': 2 * 640 * KiB + 1,
  '25 MB.bin': 25_000_000,
  "sub folder/with # and % and + and '.bin": 5000,
  'sub folder/%41 %2e%2e.txt': 700,
  'Ünïcödé/Ελληνικά.txt': 900,
  '日本語/ファイル.bin': 400 * KiB,
  'emoji/🎉🚀.zip': 1234,
  "quotes/it's (1) & [2] {3} = ~!@$^;,.txt": 77,
};

describe.each(['personal', 'business', 'sharepoint'] as const)('on a %s drive', (account) => {
  test('a tree of every awkward name and size arrives byte for byte', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(tree);
    const report = await fixture.run({ 'session-threshold': '0', 'chunk-size': '640KiB' });
    expect(report.error).toBeUndefined();
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('the same tree arrives with small files in one PUT each', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(tree);
    const report = await fixture.run();
    expect(report.result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  });
});
