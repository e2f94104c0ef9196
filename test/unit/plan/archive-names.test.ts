import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import type { FoundFiles } from '../../../src/files/find.ts';
import { type ArchivePlanOptions, planArchive } from '../../../src/plan/archive-plan.ts';
import { foundFiles } from '../../support/found-files.ts';

const plain: ArchivePlanOptions = { kind: 'zip', destination: 'to', flatten: false };

async function problemsOf(
  found: FoundFiles,
  options: Partial<ArchivePlanOptions> = {},
): Promise<readonly string[]> {
  const error = await planArchive(found, { ...plain, ...options }).catch((thrown: unknown) => thrown);
  return error instanceof UsageFailure ? error.problems : [];
}

describe('an archive', () => {
  test.each([
    ['a\\b', '"/w/a\\b": a ZIP cannot contain that name, because it has a \\'],
    ['c:x', 'because it starts with a drive letter'],
    ['D:\\x', 'because it has a \\'],
    ['..\\up', 'because it has a \\'],
    ['Z:', 'because it starts with a drive letter'],
  ])('refuses %j in a ZIP, because unpackers read it as a folder or a drive', async (name, why) => {
    const problems = await problemsOf(foundFiles([name]));
    expect(problems).toEqual([expect.stringContaining(why)]);
    expect(problems).toEqual([expect.stringContaining('set invalid-names: replace')]);
  });

  test('suggests tar.gz for a name that only a ZIP cannot contain', async () => {
    const advice = 'set archive to tar.gz, or set invalid-names: replace';
    expect(await problemsOf(foundFiles(['dev-disk\\x2duuid.device']))).toEqual([
      expect.stringContaining(advice),
    ]);
    expect(await problemsOf(foundFiles(['..\\up']))).toEqual([expect.not.stringContaining('tar.gz')]);
  });

  test.each([
    ['..\\..\\evil.txt', 'would point outside the folder'],
    ['d/..\\up', 'would point outside the folder'],
    ['a\\..', 'would point outside the folder'],
    ['a\\.. .\\b', 'would point outside the folder'],
    ['\\x', 'would point outside the folder'],
    ['\\\\server\\share\\x', 'would point outside the folder'],
    ['C:\\x', 'because it starts with a drive letter'],
    ['C:/x', 'because it starts with a drive letter'],
    ['c:x', 'because it starts with a drive letter'],
  ])('refuses %j in a tar.gz, because on Windows it points outside the folder', async (name, why) => {
    const problems = await problemsOf(foundFiles([name, 'fine']), { kind: 'tar.gz' });
    expect(problems).toEqual([expect.stringContaining(why)]);
    expect(problems).toEqual([expect.stringContaining('rename it, or set invalid-names: replace')]);
  });

  test.each(['dev-disk\\x2duuid.device', 'a\\b', 'a\\...b', '..a\\b', 'x/a\\', 'a\nb'])(
    'accepts %j in a tar.gz, because it stays in the folder',
    async (name) => {
      expect(await problemsOf(foundFiles([name]), { kind: 'tar.gz' })).toEqual([]);
    },
  );

  test('replaces such names if requested, reports it, and finds two that become the same', async () => {
    const replace = { ...plain, kind: 'tar.gz', invalidNames: 'replace' } as const;
    const plan = await planArchive(
      foundFiles(['..\\..\\evil.txt', 'C:/a?', 'a\\b', 'a?', '\udc00']),
      replace,
    );
    expect(plan.entries.map(({ name }) => name)).toEqual([
      ...['..＼..＼evil.txt', 'C：', 'C：/a?', 'a?', 'a\\b', '‛ED‛B0‛80'],
    ]);
    expect(plan.entries[0]?.localPath).toBe('/w/..\\..\\evil.txt');
    expect(plan.encodedNames).toEqual([
      { originalPath: '..\\..\\evil.txt', name: '..＼..＼evil.txt' },
      { originalPath: '\udc00', name: '‛ED‛B0‛80' },
      { originalPath: 'C:', name: 'C：' },
    ]);
    const zipped = await planArchive(foundFiles(['a\\b']), { ...plain, invalidNames: 'replace' });
    expect(zipped.entries.map(({ name }) => name)).toEqual(['a＼b']);
    expect(await problemsOf(foundFiles(['\\x', '＼x']), replace)).toEqual([
      '"/w/\\x" and "/w/＼x" would both be "＼x" in the archive',
    ]);
  });

  test.each(['ab:c', 'a/c:x', '1:2', ':'])('accepts %j in a ZIP, because it is not a drive', async (name) => {
    expect(await problemsOf(foundFiles([name]))).toEqual([]);
  });

  test.each(['zip', 'tar.gz'] as const)('has no room in a %s for half a character', async (kind) => {
    expect(await problemsOf(foundFiles(['\udc00', '\u{1f388}']), { kind })).toEqual([
      expect.stringContaining('not valid Unicode'),
    ]);
  });
});
