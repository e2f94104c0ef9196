import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import type { ClaimedItems, UploadOutcome } from '../../../src/upload/context.ts';
import { checkCollisions, claimItem } from '../../../src/upload/name-collisions.ts';
import { driveItem, plannedFile } from '../../support/fake-drive.ts';

const hash = (path: string) => `hash of ${path}`;

/** A file that arrived as planned, unless told otherwise. */
function arrived(path: string, more: Partial<DriveItem> = {}): UploadOutcome {
  const file = plannedFile(path);
  const item = driveItem(file.name, { id: `id-of-${path}`, quickXorHash: hash(path), eTag: '', ...more });
  return { file, action: 'uploaded', item, quickXorHash: hash(path) };
}

const parent = (path: string | undefined, id = `id-of-${path}`) => ({
  parentReference: { driveId: 'd', driveType: 'business', id, path },
});

/** What becomes of outcomes on a drive that answers look-ups so. */
async function settled(
  outcomes: readonly UploadOutcome[],
  items: Readonly<Record<string, Partial<DriveItem> | 'broken'>> = {},
  destination = 'in',
) {
  const asked: string[] = [];
  const drive = {
    findItem: async (path: string) => {
      asked.push(path);
      const item = items[path];
      if (item === 'broken') throw new Error('no answer');
      return item && driveItem(path, item);
    },
  };
  const after = await checkCollisions(outcomes, { drive, claimedItems: new Map(), destination });
  const told = after.map(({ action, error }) => (error === undefined ? action : formatError(error)));
  return { told, asked, after };
}

test('files that are all there cost nothing and stay as they are', async () => {
  const outcomes = [
    arrived('in/a', parent('in')),
    arrived('in/b', parent('in')),
    arrived('in/sub/c', parent('in/sub')),
  ];
  const { after, asked } = await settled(outcomes);
  expect(after).toBe(outcomes);
  expect(asked).toEqual([]);
});

describe('two files that ended at one item', () => {
  const one = arrived('in/ae', { id: 'x' });
  const other = arrived('in/æ', { id: 'x', name: 'ae' });

  test('are one failure when the drive still has the first of them', async () => {
    const { told } = await settled([one, other], {
      'in/ae': { id: 'x', name: 'ae', quickXorHash: hash('in/ae') },
    });
    expect(told[0]).toBe('uploaded');
    expect(told[1]).toContain('in/æ and in/ae became one file on the drive: it has in/ae');
  });

  test('are both failures when it has the other’s content', async () => {
    const { told } = await settled([one, other], {
      'in/ae': { id: 'x', name: 'ae', quickXorHash: hash('in/æ') },
    });
    for (const words of told) expect(words).toContain('its name is ae, and its content is that of in/æ');
  });

  test('are both failures when the drive does not tell', async () => {
    for (const items of [{}, { 'in/ae': 'broken' }] as const) {
      const { told } = await settled([one, other], items);
      for (const words of told) expect(words).toContain('the drive did not say which of them');
    }
  });

  test('are told apart by the state of the item where there is no hash', async () => {
    const outcomes = [one, other].map((outcome, i) => {
      const { quickXorHash: _, ...rest } = outcome;
      return { ...rest, item: { ...driveItem('ae', { id: 'x', eTag: `"${i}"` }) } };
    });
    const { told } = await settled(outcomes, { 'in/ae': { id: 'x', name: 'ae', eTag: '"0"' } });
    expect(told[0]).toBe('uploaded');
    expect(told[1]).toContain('became one file');
  });

  test('of which one failed count all the same, when it had arrived', async () => {
    const claims: ClaimedItems = new Map();
    claimItem(claims, 'x', one.file);
    claimItem(claims, 'x', other.file);
    const failed: UploadOutcome = { file: other.file, action: 'failed', error: new Error('another name') };
    const drive = {
      findItem: async () => driveItem('ae', { id: 'x', eTag: '', quickXorHash: hash('in/æ') }),
    };
    const after = await checkCollisions([one, failed], { drive, claimedItems: claims, destination: 'in' });
    expect(after.map(({ action }) => action)).toEqual(['failed', 'failed']);
  });
});

describe('a folder that the drive takes for another', () => {
  test('fails every file below it, once the look-up of its name says so', async () => {
    const { told, asked } = await settled(
      [arrived('in/æ/a', parent('in/ae')), arrived('in/æ/b', parent('in/ae')), arrived('in/c', parent('in'))],
      { 'in/æ': { name: 'ae' } },
    );
    expect(told[0]).toContain('in/æ/a: the drive treats the folder in/æ as in/ae, and the file is there');
    expect(told[2]).toBe('uploaded');
    expect(asked).toEqual(['in/æ']);
  });

  test('may be one above', async () => {
    const { told } = await settled([arrived('in/æ/x/a', parent('in/ae/x'))], {
      'in/æ/x': { name: 'x' },
      'in/æ': { name: 'ae' },
    });
    expect(told[0]).toContain('the drive treats the folder in/æ as in/ae');
  });

  test('is found by its id when the drive hides paths', async () => {
    const { told } = await settled(
      [arrived('in/ae/a', parent(undefined, '7')), arrived('in/æ/b', parent(undefined, '7'))],
      { 'in/ae': { name: 'ae' }, 'in/æ': { name: 'ae' } },
    );
    expect(told[0]).toBe('uploaded');
    expect(told[1]).toContain('the drive treats the folder in/æ as in/ae');
  });

  test.each<[string, Parameters<typeof settled>[1]]>([
    ['whose name the look-up confirms', { 'in/æ': { name: 'æ' } }],
    ['that is not found', {}],
    ['that cannot be looked up', { 'in/æ': 'broken' }],
    ['that is spelled otherwise in case alone', { 'in/æ': { name: 'Æ' } }],
  ])('is not one %s, whatever the path of its files says', async (_, items) => {
    expect((await settled([arrived('in/æ/a', parent('in/100% æ'))], items)).told).toEqual(['uploaded']);
  });

  test('is never the destination, nor above it', async () => {
    const { told, asked } = await settled(
      [arrived('æ/in/a', parent('ae/in'))],
      { æ: { name: 'ae' } },
      'æ/in',
    );
    expect(told).toEqual(['uploaded']);
    expect(asked).toEqual([]);
  });

  test('is told by paths that begin above the folder that ours begin at', async () => {
    expect((await settled([arrived('in/sub/a', parent('base/of/it/IN/sub'))])).asked).toEqual([]);
  });

  test('may lie in the root of the drive', async () => {
    const { told } = await settled([arrived('æ/a', parent('ae'))], { æ: { name: 'ae' } }, '');
    expect(told[0]).toContain('the drive treats the folder æ as ae');
  });
});

describe('look-ups', () => {
  /** How many were under way at most, and how many there were, for these outcomes. */
  async function counted(outcomes: readonly UploadOutcome[]) {
    let now = 0;
    let most = 0;
    const asked: string[] = [];
    const item = async (path: string) => {
      asked.push(path);
      now += 1;
      most = Math.max(most, now);
      await setImmediate();
      now -= 1;
      return undefined;
    };
    await checkCollisions(outcomes, {
      drive: { findItem: item },
      claimedItems: new Map(),
      destination: 'in',
    });
    return { most, asked };
  }
  const numbers = Array.from({ length: 40 }, (_, n) => n);

  test('of folders go several at once, never more than six, and one for each folder', async () => {
    const outcomes = numbers.flatMap((n) => [
      arrived(`in/top/f${n}/a`, parent(`elsewhere/f${n}`)),
      arrived(`in/top/f${n}/b`, parent(`elsewhere/f${n}`)),
    ]);
    const { most, asked } = await counted(outcomes);
    expect(most).toBe(6);
    expect(asked.toSorted()).toEqual(['in/top', ...numbers.map((n) => `in/top/f${n}`)].toSorted());
  });

  test('of files that share an item go several at once, never more than six', async () => {
    const outcomes = numbers.flatMap((n) => [
      arrived(`in/a${n}`, { id: `one ${n}` }),
      arrived(`in/b${n}`, { id: `one ${n}` }),
    ]);
    const { most, asked } = await counted(outcomes);
    expect(most).toBe(6);
    expect(asked).toHaveLength(40);
  });
});
