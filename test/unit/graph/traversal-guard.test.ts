import { expect, test } from 'vitest';
import { listItemTree } from '../../../src/cleanup/listing.ts';
import { readRemoteTree } from '../../../src/download/tree.ts';
import { createTraversalGuard } from '../../../src/graph/traversal-guard.ts';
import { driveItem } from '../../support/fake-drive.ts';

test('a path that enters a folder twice fails, and names the place', () => {
  const enter = createTraversalGuard();
  enter('a', 'in');
  enter('b', 'in/x');
  expect(() => enter('a', 'in/x/y')).toThrow('in/x/y is a folder that the drive lists in two places');
});

test('a path can be 200 folders deep and no more', () => {
  const enter = createTraversalGuard();
  const path = (levels: number) => Array.from({ length: levels }, () => 'x').join('/');
  enter('a', path(200));
  expect(() => enter('b', path(201))).toThrow('is 201 folders deep');
});

test('a drive that lists endlessly nested folders never causes an endless run', async () => {
  let listings = 0;
  const listChildrenById = async () => {
    listings += 1;
    if (listings > 500) throw new Error('this goes on for ever');
    return [driveItem('d', { id: `new-${listings}`, isFolder: true, childCount: 1 })];
  };
  const item = driveItem('in', { isFolder: true });
  const place = { drive: { listChildrenById }, item, remotePath: 'in', platform: 'linux' } as const;
  await expect(readRemoteTree(place)).rejects.toThrow('folders deep');
  listings = 0;
  await expect(listItemTree({ listChildrenById: listChildrenById }, { path: 'in', item })).rejects.toThrow(
    'folders deep',
  );
});
