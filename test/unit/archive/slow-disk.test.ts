/** What a slow disk changes: nothing in the archive. */
import { linkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ByteSink, EntryBatch } from '../../../src/archive/entry.ts';
import { createGzip } from '../../../src/archive/gzip.ts';
import { writeTar } from '../../../src/archive/tar.ts';
import { writeZip } from '../../../src/archive/zip.ts';
import { planArchiveOf, writeTestArchive } from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, writeFiles } from '../../support/random-content.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

afterEach(() => vi.restoreAllMocks());

/** After the first look at the clock, hours have passed: everything is read side by side. */
function slowDown(): void {
  let hours = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    hours += 1;
    return hours * 3_600_000;
  });
}

describe.each(['zip', 'tar.gz'] as const)('a %s', (kind) => {
  test.skipIf(process.platform === 'win32')('of a slow disk is the same as that of a fast one', async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    const site = join(where.path, 'site');
    const sizes = Array.from({ length: 100 }, (_, n) => [`d${n % 7}/f${n}`, (n * 977) % 40_000] as const);
    writeFiles(site, Object.fromEntries(sizes));
    linkSync(join(site, 'd3/f3'), join(site, 'd0/again'));
    where.createLink('site/link', 'd1/f1');
    const fastPlan = await planArchiveOf(site, { kind });
    await using fast = await writeTestArchive(fastPlan, host);
    slowDown();
    const slowPlan = await planArchiveOf(site, { kind });
    expect(slowPlan).toEqual(fastPlan);
    await using slow = await writeTestArchive(slowPlan, host);
    expect(slow.bytes.equals(fast.bytes)).toBe(true);
  });

  test('is the same bytes however long each write takes', async () => {
    async function* batches(): AsyncGenerator<EntryBatch> {
      const entry = { kind: 'file', mode: 0o644, modifiedSeconds: 1_700_000_000 } as const;
      for (let n = 0; n < 30; n += 1) {
        const content = randomBytes(n * 9000, n).map((byte) => 97 + (byte % 9));
        const small = { ...entry, name: `a${n}`, sizeBytes: content.length, content };
        const large = {
          ...small,
          name: `b${n}`,
          content: () => [content.subarray(0, n), content.subarray(n)],
        };
        yield [small, small, large];
      }
    }
    const bytesOf = async (delay: () => Promise<void> | undefined) => {
      const bytes = Buffer.alloc(16 * 1024 * 1024);
      let written = 0;
      const sink: ByteSink = {
        write(part) {
          bytes.set(part, written);
          written += part.length;
          return delay();
        },
        async overwrite(position, part) {
          bytes.set(part, position);
        },
      };
      const output = { sink, compressionLevel: 6, signal: new AbortController().signal };
      await (kind === 'zip' ? writeZip(batches(), output) : writeTar(batches(), createGzip(output)));
      return bytes.subarray(0, written);
    };
    const fast = await bytesOf(() => undefined);
    const slow = await bytesOf(() => new Promise((resolve) => setImmediate(resolve)));
    expect(slow.equals(fast)).toBe(true);
    expect(fast.length).toBeGreaterThan(1_000_000);
  });
});
