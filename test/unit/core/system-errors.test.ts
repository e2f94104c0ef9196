import { describe, expect, test, vi } from 'vitest';
import { readHint, workingFolder } from '../../../src/core/system-errors.ts';
import { withFileErrors } from '../../../src/download/partial-file.ts';
import { parsePathPatterns } from '../../../src/files/patterns.ts';
import { noReplyFailure } from '../../../src/http/no-reply.ts';

const system = (code: string) => Object.assign(new Error('x'), { code });

describe('the advice for an error of the system', () => {
  test.each([
    ['EMFILE', /raise its limit \(ulimit -n\)/],
    ['ENFILE', /fs\.file-max/],
    ['EIO', /disk or the network share/],
    ['EACCES', /^check its permissions$/],
  ])('%s while reading is about its cause', (code, hint) => {
    expect(readHint(code, 'check its permissions')).toMatch(hint);
  });

  test.each([
    ['ENOSPC', /^free space on this disk$/],
    ['EDQUOT', /quota/],
    ['EROFS', /read-only/],
    ['EFBIG', /FAT32: 4 GiB/],
    ['EMFILE', /ulimit -n/],
    ['EACCES', /^check its permissions, and that no program has it open$/],
  ])('%s in a download is about its cause', async (code, hint) => {
    const failed = withFileErrors('/w/a', () => Promise.reject(system(code)));
    await expect(failed).rejects.toMatchObject({
      code: 'local-file-not-written',
      hint: expect.stringMatching(hint),
    });
  });
});

test('an emulator that is not there is named by its own address', () => {
  const request = { method: 'POST', host: 'login.microsoftonline.com', path: '/x', stallReason: undefined };
  const failure = noReplyFailure(system('ECONNREFUSED'), {
    ...{ ...request, env: {} },
    emulatorOrigin: 'http://127.0.0.1:8080',
  });
  expect(failure).toMatchObject({
    code: 'emulator-address',
    message:
      'no emulator answers at http://127.0.0.1:8080 (ECONNREFUSED), which ONEDRIVE_UPLOAD_EMULATOR names',
  });
});

test.each([String.raw`\\?\C:\builds`, String.raw`! \\.\C:\builds`])(
  'the path %s is told to leave its start out',
  async (line) => {
    const { problems, list } = await parsePathPatterns(line, '/w');
    expect(problems[0]).toMatch(/starts with \\\\[?.]\\: leave it out/);
    expect(list).toEqual([]);
  },
);

test('a working folder that is gone is told as that', () => {
  const cwd = vi.spyOn(process, 'cwd').mockImplementation(() => {
    throw Object.assign(new Error('ENOENT: process.cwd failed'), { code: 'ENOENT' });
  });
  try {
    expect(workingFolder).toThrow('the working folder does not exist any more');
  } finally {
    cwd.mockRestore();
  }
});
