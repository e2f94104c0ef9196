import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSymlinkCheck } from '../../../src/files/symlinks.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

/** Which of these places, below one folder, may be uploaded. */
async function allowed(
  where: { readonly path: string },
  how: { readonly searching?: readonly string[]; readonly workspaces?: readonly string[] },
  places: readonly string[],
): Promise<string[]> {
  const { searching = [], workspaces = ['w'] } = how;
  const below = (paths: readonly string[]) => paths.map((path) => join(where.path, path));
  const fence = await createSymlinkCheck(below(searching), below(workspaces));
  return places.filter((place) => fence(join(where.path, place)));
}

describe('links may lead', () => {
  test('into each of the workspaces and to nowhere else', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'v/x': 1, 'other/x': 1 });
    const places = ['w', 'w/x', 'v/x', 'other/x', 'wx', ''];
    expect(await allowed(where, { workspaces: ['w', 'v'] }, places)).toEqual(['w', 'w/x', 'v/x']);
  });

  test('into what the workspace is a link to', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'real/x': 1, 'secret/x': 1 });
    where.createLink('w', 'real');
    expect(await allowed(where, {}, ['real/x', 'w/x', 'secret/x'])).toEqual(['real/x', 'w/x']);
  });

  test('to what the search names outside, and to what that is a link to', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'logs/today/x': 1, 'secret/x': 1, 'more/x': 1 });
    where.createLink('alias', 'more');
    const searching = ['logs/today', 'alias'];
    const places = ['logs/today/x', 'logs/x', 'more/x', 'secret/x', 'w/x'];
    expect(await allowed(where, { searching }, places)).toEqual(['logs/today/x', 'more/x', 'w/x']);
  });

  test('to no place that a search path in the workspace is a link to, however it is spelled', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'secret/keys/x': 1 });
    where.createLink('w/d', '../secret');
    where.createLink('alias', 'w');
    const searching = ['w/d', 'w/d/keys', 'alias/d', 'alias/d/keys/x', 'w'];
    expect(await allowed(where, { searching }, ['secret/keys/x', 'secret', 'w/x'])).toEqual(['w/x']);
  });

  test('to the workspace alone when the search names what is not there', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'other/x': 1 });
    const searching = ['missing/x', 'w/missing'];
    expect(await allowed(where, { searching }, ['w/x', 'other/x', 'missing'])).toEqual(['w/x']);
  });

  test('to what the search names, where the workspace itself is not there', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'd/x': 1, 'other/x': 1 });
    const how = { searching: ['d'], workspaces: ['missing'] };
    expect(await allowed(where, how, ['d/x', 'other/x'])).toEqual(['d/x']);
  });

  test('to a single file that the search names, and not to its neighbours', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1, 'other/x': 1, 'other/xy': 1 });
    const places = ['other/x', 'other/xy', 'other'];
    expect(await allowed(where, { searching: ['other/x'] }, places)).toEqual(['other/x']);
  });
});
