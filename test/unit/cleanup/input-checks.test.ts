import { describe, expect, test } from 'vitest';
import { cleanupProblems } from '../../../src/cleanup/input-checks.ts';

const retain = { last: 3, match: 'backup-*' };
const nowhere = { mirror: false };

describe('before anything is sent', () => {
  test.each([
    ['mirror in a folder', { mirror: true }, { destination: 'in' }],
    ['mirror in the app’s own folder', { mirror: true }, { destination: '', hasBaseFolder: true }],
    ['generations beside each other', { ...nowhere, retain }, { destination: 'backups/backup-1' }],
    ['a folder that is named', { ...nowhere, retain }, { destination: 'a/B/c', retainIn: 'a/b' }],
    ['files that are generations', { ...nowhere, retain }, { destination: 'backups', retainIn: 'backups' }],
    [
      'a base as their folder',
      { ...nowhere, retain },
      { destination: 'x', retainIn: '', hasBaseFolder: true },
    ],
    ['mirror within a generation', { mirror: true, retain }, { destination: 'backups/backup-1' }],
  ])('%s is good', (_, inputs, place) => {
    expect(cleanupProblems(inputs, { hasBaseFolder: false, ...place })).toEqual([]);
  });

  test.each([
    [{ mirror: true }, { destination: '' }, "mirror cannot be used on the drive's root"],
    [{ ...nowhere, retain }, { destination: 'backup-1' }, 'retain-in is needed'],
    [{ ...nowhere, retain }, { destination: '', hasBaseFolder: true }, 'retain-in is needed'],
    [{ ...nowhere, retain }, { destination: 'x', retainIn: '' }, "retain-in is the drive's root"],
    [{ ...nowhere, retain }, { destination: 'backups-2/x', retainIn: 'backups' }, 'is not in retain-in'],
    [{ ...nowhere, retain }, { destination: 'a', retainIn: 'a/b' }, 'is not in retain-in'],
    [{ mirror: true, retain }, { destination: 'A', retainIn: 'a' }, 'mirror would delete the backups'],
    [
      { ...nowhere, retain: { ...retain, match: 'a/b' } },
      { destination: 'a/b' },
      'retain-match "a/b" has a slash',
    ],
  ])('%j at %j is refused', (inputs, place, words) => {
    const problems = cleanupProblems(inputs, { hasBaseFolder: false, ...place });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
  });
});
