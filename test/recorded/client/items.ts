/** What the client reads in recorded items and listings. */
import { expect } from 'vitest';
import { readCollection } from '../../../src/graph/listing.ts';
import { isAddressable, isFileItem, parseDriveItem, parseListEntry } from '../../../src/graph/parse.ts';
import { recordedBody, recordedResponse } from '../exchange.ts';
import { jsonResponse, type Reading, replayGraph } from './reading.ts';

const lastPage = jsonResponse({ value: [] });

/** Reads a recorded page with `readCollection`, and an empty page after it if it has a next link. */
async function readList(name: string) {
  using replay = replayGraph(recordedResponse(name), lastPage);
  const values = await readCollection(replay.graph, '/me/drive/root/children', 'list the root');
  return { items: values.map(parseListEntry), urls: replay.requests.map(({ url }) => url) };
}

export const items: readonly Reading[] = [
  {
    exchange: '01-personal-children',
    says: 'a folder, the Vault as a shortcut that is no file, and a file with its hash',
    async check() {
      const [folder, vault, file] = (await readList('01-personal-children')).items;
      expect(folder).toMatchObject({
        id: 'FAB1234CD567890!103',
        name: '文档',
        isFolder: true,
        childCount: 21,
        sizeBytes: 50_790,
        eTag: '"{dddddddd-dddd-dddd-dddd-dddddddddddd},10"',
        createdMs: Date.UTC(2022, 6, 18, 2, 29, 40),
        parentReference: { driveId: '0FAB1234CD567890', path: '' },
      });
      expect(vault).toMatchObject({
        isFolder: false,
        webUrl: '',
        childCount: undefined,
        remoteItem: { driveId: expect.stringMatching(/^b!/), isFolder: true },
      });
      expect(vault && [isFileItem(vault), isAddressable(vault)]).toEqual([false, true]);
      expect(file).toMatchObject({
        isFolder: false,
        quickXorHash: 'SyntheticQuickXorHashAAAAAA=',
        sizeBytes: 23_348,
        fileModifiedMs: Date.UTC(2026, 6, 20, 11, 12, 37),
        parentReference: { id: 'FAB1234CD567890!103', path: '文档' },
      });
    },
  },
  {
    exchange: '02-personal-search',
    says: 'a drive id with its zero, a decoded path, and the address of the next page as it is',
    async check() {
      const { items, urls } = await readList('02-personal-search');
      expect(items[0]).toMatchObject({
        id: 'FAB1234CD567890!s88888888888888888888888888888888',
        quickXorHash: undefined,
        eTag: '',
        parentReference: { driveId: '0fab1234cd567890', path: '桌面' },
      });
      expect(urls[1]).toBe(recordedBody('02-personal-search')['@odata.nextLink']);
    },
  },
  {
    exchange: '03-personal-children-by-drive',
    says: 'an item whose parent is the root, by the path that starts with the drive',
    async check() {
      expect((await readList('03-personal-children-by-drive')).items).toMatchObject([
        {
          id: '1A00000000000001!309',
          name: 'Books',
          sizeBytes: 54_672_688_142,
          parentReference: { driveId: '1A00000000000001', path: '' },
        },
      ]);
    },
  },
  {
    exchange: '04-personal-root',
    says: 'a folder of two items; a reply without an id is no item',
    check() {
      const root = recordedBody('04-personal-root');
      expect(parseListEntry(root)).toMatchObject({
        isFolder: true,
        childCount: 2,
        eTag: '"{66666666-6666-6666-6666-666666666666},17"',
      });
      expect(parseDriveItem(root)).toBeUndefined();
    },
  },
  {
    exchange: '25-personal-item-download-url',
    says: 'an address that it downloads from, without a bearer and without a warning',
    async check() {
      const url = String(recordedBody('25-personal-item-download-url')['@microsoft.graph.downloadUrl']);
      const redirect = { status: 302, headers: { location: url }, text: '' };
      using replay = replayGraph(redirect, jsonResponse({}));
      await replay.graph.readContent('/drives/D/items/I/content', { fromByte: 5, onStart: () => () => {} });
      expect(replay.requests[1]).toMatchObject({ url, headers: { range: 'bytes=5-' } });
      expect(Object.keys(replay.requests[1]?.headers ?? {})).toEqual(['range']);
      expect(replay.host.warnings).toEqual([]);
    },
  },
  {
    exchange: '31-personal-hashes-2019',
    says: 'the QuickXorHash of three hashes',
    check: () =>
      expect(parseListEntry(recordedBody('31-personal-hashes-2019')).quickXorHash).toBe(
        'MbCBDmJQAwUAAAAABgAAAAAAAAA=',
      ),
  },
  {
    exchange: '32-delta-link',
    says: 'no list: a link alone is never an empty folder',
    async check() {
      using replay = replayGraph(recordedResponse('32-delta-link'));
      await expect(readCollection(replay.graph, '/drives/D/items/I/delta', 'list')).rejects.toMatchObject({
        code: 'bad-listing',
      });
    },
  },
  {
    exchange: '52-sharepoint-children',
    says: 'a folder with a quote in its name, and an Office file with its hash',
    async check() {
      expect((await readList('52-sharepoint-children')).items).toMatchObject([
        {
          name: "Fo'lde'r",
          isFolder: true,
          childCount: 2,
          eTag: '"{FCC13238-4DEA-47CE-8527-9CA191B9F387},1"',
        },
        {
          name: 'Blog Post preview.docx',
          isFolder: false,
          quickXorHash: '4wybUm/SrJtzssP/YDDKBwKRYd8=',
          webUrl: expect.stringContaining('/_layouts/15/Doc.aspx?sourcedoc=%7B48D2AA09'),
        },
      ]);
    },
  },
  {
    exchange: '60-sites-page',
    says: 'an empty page that is not the last one',
    async check() {
      const { items, urls } = await readList('60-sites-page');
      expect(items).toEqual([]);
      expect(urls[1]).toBe(recordedBody('60-sites-page')['@odata.nextLink']);
    },
  },
  {
    exchange: '64-business-root',
    says: "a drive's root, without an eTag and without a path",
    check() {
      expect(parseDriveItem(recordedBody('64-business-root'))).toMatchObject({
        id: '01D6JQORV6Y2GOVW7725BZO354PWSELRRZ',
        isFolder: true,
        isDriveRoot: true,
        eTag: '',
        sizeBytes: 28_405,
        parentReference: { driveId: 'b!SYNTHETIC', driveType: 'business', id: '', path: undefined },
      });
    },
  },
  {
    exchange: '65-business-zero-bytes',
    says: 'a file without a hash',
    async check() {
      const [item] = (await readList('65-business-zero-bytes')).items;
      expect(item).toMatchObject({ isFolder: false, quickXorHash: undefined });
    },
  },
];
