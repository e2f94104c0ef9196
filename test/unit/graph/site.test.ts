/** What no emulator says about a site: answers that are odd. The rest is in test/emulated/targets/. */
import { expect, test } from 'vitest';
import type { GraphClient } from '../../../src/graph/client.ts';
import { findLibrary } from '../../../src/graph/site.ts';

/** A site of two libraries, one with an address that nobody encoded. */
const json: GraphClient['request'] = async ({ path }) => {
  const library = (id: string, tail: string) => ({
    id,
    name: id,
    webUrl: `https://contoso.sharepoint.com/sites/a/${tail}`,
  });
  const value = [library('odd', '100% sure'), library('even', 'Shared%20Documents')];
  return { status: 200, serverTimeMs: 0, body: path.includes('/drives?') ? { value } : { id: 'site-1' } };
};
const place = { host: 'contoso.sharepoint.com', segments: ['sites', 'a'], pageStart: 2 };

test.each([
  ['odd', '/drives/odd'],
  ['even', '/drives/even'],
  ['Shared Documents', '/drives/even'],
])(
  'a library with a lone percent sign in its address does not break the search: %s',
  async (library, drive) => {
    const found = await findLibrary({ request: json } as GraphClient, { ...place, library });
    expect(found).toEqual({ drivePath: drive, folder: '' });
  },
);
