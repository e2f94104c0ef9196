import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SignInFailure } from '../../../src/auth/errors.ts';
import { CancelledFailure, Failure, formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { uploadFiles } from '../../../src/upload/engine.ts';
import {
  driveItem,
  fakeDrive,
  fakeUploadContext,
  planWith,
  quickXor,
  serviceFailure,
  writePlannedFile,
} from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const actions = (outcomes: readonly UploadOutcome[]) => outcomes.map(({ action }) => action);
const names = (outcomes: readonly UploadOutcome[]) => outcomes.map(({ file }) => file.name);
const problems = (outcomes: readonly UploadOutcome[]) =>
  outcomes.flatMap(({ error }) => (error === undefined ? [] : [formatError(error)]));

/** A drive that stores everything, but throws what `trouble` gives for a path. */
function troubled(trouble: (remotePath: string) => unknown, more: Partial<Drive> = {}) {
  const drive = fakeDrive(more);
  const put: Drive['putFile'] = async (remotePath, conflict, content) => {
    const error = trouble(remotePath);
    if (error !== undefined) throw error;
    return drive.putFile(remotePath, conflict, content);
  };
  return { ...drive, putFile: put };
}

/** Four files of different sizes in the plan's order. */
function four(host: FakeHost) {
  return [400, 300, 200, 100].map((size, i) => writePlannedFile(host, `${'abcd'[i]}.bin`, size));
}

describe('a run', () => {
  test('answers in the plan’s order, whoever is done first', async () => {
    using host = new FakeHost();
    const drive = fakeDrive();
    const put: Drive['putFile'] = async (path, conflict, content) => {
      // The first waits for all others.
      while (path.includes('a.bin') && work.recorded.outcomes.length < 3)
        await new Promise((resolve) => setImmediate(resolve));
      return drive.putFile(path, conflict, content);
    };
    const work = fakeUploadContext(host, { ...drive, putFile: put }, { concurrency: 4 });
    const outcomes = await uploadFiles(planWith(four(host)), work);
    expect(names(outcomes)).toEqual(['a.bin', 'b.bin', 'c.bin', 'd.bin']);
    expect(names(work.recorded.outcomes).at(-1)).toBe('a.bin');
    expect(actions(outcomes)).toEqual(['uploaded', 'uploaded', 'uploaded', 'uploaded']);
  });

  test('never has more files in flight than it was told, nor fewer', async () => {
    using host = new FakeHost();
    const drive = fakeDrive();
    let most = 0;
    let flying = 0;
    let thirdIsIn = () => {};
    const three = new Promise<void>((resolve) => {
      thirdIsIn = resolve;
    });
    const put: typeof drive.putFile = async (...sent) => {
      flying += 1;
      most = Math.max(most, flying);
      if (flying === 3) thirdIsIn();
      await three;
      // Long enough for a fourth to come in, if it may.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      flying -= 1;
      return drive.putFile(...sent);
    };
    await uploadFiles(
      planWith(four(host)),
      fakeUploadContext(host, { ...drive, putFile: put }, { concurrency: 3 }),
    );
    expect(most).toBe(3);
  });

  test('says which files took the place of others', async () => {
    using host = new FakeHost();
    const drive = fakeDrive();
    drive.stored.set('in/b.bin', driveItem('b.bin'));
    const outcomes = await uploadFiles(planWith(four(host)), fakeUploadContext(host, drive));
    expect(actions(outcomes)).toEqual(['uploaded', 'replaced', 'uploaded', 'uploaded']);
  });

  test('of no files ends at once', async () => {
    using host = new FakeHost();
    expect(await uploadFiles(planWith([]), fakeUploadContext(host, fakeDrive()))).toEqual([]);
  });

  test('gives hashes and item with each outcome, and tells every one as it comes', async () => {
    using host = new FakeHost();
    const drive = fakeDrive();
    const work = fakeUploadContext(host, drive);
    const [outcome] = await uploadFiles(
      planWith([writePlannedFile(host, 'a.bin', Buffer.from('abc'))]),
      work,
    );
    expect(outcome).toMatchObject({
      action: 'uploaded',
      item: drive.stored.get('in/a.bin'),
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(work.recorded.outcomes).toEqual([outcome]);
  });
});

describe('one bad file', () => {
  test.each<[string, Error]>([
    ['that is refused', serviceFailure(400)],
    ['that stays locked', serviceFailure(423)],
    ['that breaks our own code', new TypeError('ours')],
  ])('%s does not stop the others', async (_, error) => {
    using host = new FakeHost();
    const drive = troubled((path) => (path.endsWith('b.bin') ? error : undefined));
    const outcomes = await uploadFiles(planWith(four(host)), fakeUploadContext(host, drive));
    expect(actions(outcomes)).toEqual(['uploaded', 'failed', 'uploaded', 'uploaded']);
    expect(outcomes[1]?.error).toMatchObject({ message: error.message });
  });

  test('that is not there any more does not stop the others', async () => {
    using host = new FakeHost();
    const files = four(host);
    rmSync(files[0]?.localPath ?? '');
    const outcomes = await uploadFiles(planWith(files), fakeUploadContext(host, fakeDrive()));
    expect(actions(outcomes)).toEqual(['failed', 'uploaded', 'uploaded', 'uploaded']);
    expect(problems(outcomes)[0]).toContain('a.bin cannot be read (ENOENT). It existed when this run began');
  });

  test('that was written to meanwhile fails, though it arrived', async () => {
    using host = new FakeHost();
    const file = writePlannedFile(host, 'a.bin', 100);
    const drive = fakeDrive();
    const put: Drive['putFile'] = async (path, conflict, content) => {
      const arrival = await drive.putFile(path, conflict, content);
      writeFileSync(file.localPath, 'longer than it was '.repeat(9));
      return arrival;
    };
    const outcomes = await uploadFiles(planWith([file]), fakeUploadContext(host, { ...drive, putFile: put }));
    expect(problems(outcomes)[0]).toContain('a program wrote to it while it was read');
  });

  // The message that the table searches for words begins with the path.
  test('does not stop the others by its name', async () => {
    using host = new FakeHost();
    const files = [writePlannedFile(host, 'insufficientSpace.log', 20), writePlannedFile(host, 'z.bin', 10)];
    const drive = troubled((path) => {
      const refusal = serviceFailure(400);
      refusal.message = `upload ${path}: HTTP 400`;
      return path.endsWith('.log') ? refusal : undefined;
    });
    expect(actions(await uploadFiles(planWith(files), fakeUploadContext(host, drive)))).toEqual([
      'failed',
      'uploaded',
    ]);
  });
});

describe('what is the same for every file', () => {
  const signIn = new SignInFailure('sign-in refused', { aadsts: [], service: { status: 400, codes: [] } });

  test.each<[string, Failure]>([
    ['a full drive', serviceFailure(507)],
    ['a full drive under another status', serviceFailure(403, { codes: ['quotaLimitReached'] })],
    ['a refused sign-in', signIn],
    ['a cancelled run', new CancelledFailure()],
  ])('%s ends the run: the rest is not tried, and says why', async (_, error) => {
    using host = new FakeHost();
    const tried: string[] = [];
    const drive = troubled((path) => {
      tried.push(path);
      return path.endsWith('b.bin') ? error : undefined;
    });
    const outcomes = await uploadFiles(planWith(four(host)), fakeUploadContext(host, drive));
    expect(actions(outcomes)).toEqual(['uploaded', 'failed', 'failed', 'failed']);
    expect(tried).toEqual(['in/a.bin', 'in/b.bin']);
    expect(outcomes[1]?.error).toBe(error);
    const rest = outcomes.slice(2).map((outcome) => outcome.error);
    expect(rest.map((each) => each instanceof Failure && each.kind)).toEqual([error.kind, error.kind]);
    expect(problems(outcomes).slice(1)).toEqual([1, 2].map(() => `not tried, because ${formatError(error)}`));
  });

  test('a run that was cancelled before it began tries nothing', async () => {
    using host = new FakeHost();
    host.cancel(new CancelledFailure());
    const drive = fakeDrive();
    expect(actions(await uploadFiles(planWith(four(host)), fakeUploadContext(host, drive)))).toEqual([
      'failed',
      'failed',
      'failed',
      'failed',
    ]);
    expect(drive.stored.size).toBe(0);
  });
});

describe('a name that is taken meanwhile', () => {
  const taken = () => serviceFailure(409, { codes: ['nameAlreadyExists'] });

  async function met(there: ReturnType<typeof driveItem> | undefined, conflictBehavior: 'skip' | 'fail') {
    using host = new FakeHost();
    const drive = troubled(taken, { findItem: async () => there });
    const file = writePlannedFile(host, 'a.bin', Buffer.from('abc'));
    const [outcome] = await uploadFiles(
      planWith([file]),
      fakeUploadContext(host, drive, { conflictBehavior }),
    );
    return outcome;
  }

  test('is skipped under skip', async () => {
    const there = driveItem('a.bin', { sizeBytes: 99 });
    expect(await met(there, 'skip')).toMatchObject({ action: 'skipped', item: there });
  });

  test('is skipped under fail when it is the same file', async () => {
    const there = driveItem('a.bin', { quickXorHash: quickXor(Buffer.from('abc')) });
    expect(await met(there, 'fail')).toMatchObject({ action: 'skipped', item: there });
  });

  test('is a failure under fail when it is another', async () => {
    const outcome = await met(driveItem('a.bin', { quickXorHash: 'another' }), 'fail');
    expect(formatError(outcome?.error)).toContain('in/a.bin is already on the drive, with different content');
  });

  test.each(['skip', 'fail'] as const)('is a failure under %s when it is a folder', async (behavior) => {
    const outcome = await met(driveItem('a.bin', { isFolder: true }), behavior);
    expect(formatError(outcome?.error)).toContain('in/a.bin is a folder on the drive');
  });
});
