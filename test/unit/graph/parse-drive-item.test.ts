import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFileItem, parseDriveItem } from '../../../src/graph/parse.ts';

const nowMs = Date.parse('2026-11-21T14:25:01Z');

describe('a driveItem', () => {
  test('is read as far as we use it', () => {
    const item = parseDriveItem({
      id: '01ABC',
      name: 'a.txt',
      size: 12,
      file: { hashes: { quickXorHash: 'AAAA' } },
      webUrl: 'https://contoso.sharepoint.com/a.txt',
      eTag: '"{1},2"',
      createdDateTime: '2026-11-21T14:25:01Z',
      lastModifiedDateTime: '2026-11-21T14:25:02Z',
      fileSystemInfo: { lastModifiedDateTime: '2026-11-21T14:25:00Z' },
      parentReference: {
        driveId: 'b!1',
        driveType: 'business',
        id: '01P',
        path: '/drives/b!1/root:/a%20b/c%25d',
      },
      more: 'than that',
    });
    expect(item).toEqual({
      id: '01ABC',
      name: 'a.txt',
      sizeBytes: 12,
      isFolder: false,
      childCount: undefined,
      isDriveRoot: false,
      isPackage: false,
      isCheckedOut: false,
      state: undefined,
      remoteItem: undefined,
      parentReference: { driveId: 'b!1', driveType: 'business', id: '01P', path: 'a b/c%d' },
      quickXorHash: 'AAAA',
      webUrl: 'https://contoso.sharepoint.com/a.txt',
      eTag: '"{1},2"',
      createdMs: nowMs,
      modifiedMs: nowMs + 1000,
      fileModifiedMs: nowMs - 1000,
    });
  });

  test.each(['0001-01-01T00:00:00Z', '1601-01-01T00:00:00Z', '2006-12-31T23:59:59Z', '2001', '2026', 'x'])(
    'was made at no time that is known when that is told as %j; its file may be older than OneDrive',
    (at) => {
      const file = { lastModifiedDateTime: '1999-05-01T00:00:00Z' };
      expect(
        parseDriveItem({ id: 'x', createdDateTime: at, lastModifiedDateTime: at, fileSystemInfo: file }),
      ).toMatchObject({
        ...{ createdMs: Number.NaN, modifiedMs: Number.NaN },
        fileModifiedMs: Date.parse('1999-05-01T00:00:00Z'),
      });
    },
  );

  test('is anything with an id, even if nothing else is valid', () => {
    const item = parseDriveItem({
      id: 'x',
      name: 7,
      size: '12',
      file: { hashes: [] },
      webUrl: {},
      createdDateTime: 5,
    });
    expect(item).toEqual({
      id: 'x',
      name: '',
      sizeBytes: Number.NaN,
      isFolder: false,
      childCount: undefined,
      isDriveRoot: false,
      isPackage: false,
      isCheckedOut: false,
      state: undefined,
      remoteItem: undefined,
      parentReference: undefined,
      quickXorHash: undefined,
      webUrl: '',
      eTag: '',
      createdMs: Number.NaN,
      modifiedMs: Number.NaN,
      fileModifiedMs: Number.NaN,
    });
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'id'],
    ['a list', [{ id: 'x' }]],
    ['an object without an id', { name: 'a.txt' }],
    ['an object with an empty id', { id: '' }],
    ['an object with a number for an id', { id: 7 }],
  ])('is not %s', (_, value) => {
    expect(parseDriveItem(value)).toBeUndefined();
  });

  test.each<[string, unknown, string | undefined]>([
    ['no file', undefined, undefined],
    ['no hashes', {}, undefined],
    ['null for hashes', { hashes: null }, undefined],
    ['an empty hash', { hashes: { quickXorHash: '' } }, undefined],
    ['a number for a hash', { hashes: { quickXorHash: 1 } }, undefined],
    ['another hash', { hashes: { sha1Hash: 'A' } }, undefined],
  ])('with %s has no hash', (_, file, wanted) => {
    expect(parseDriveItem({ id: 'x', file })?.quickXorHash).toBe(wanted);
  });

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['an empty facet malware', { malware: {} }, 'malware'],
    ['a facet malware', { malware: { description: 'x' }, deleted: { state: 'deleted' } }, 'malware'],
    ['a facet deleted', { deleted: { state: 'deleted' } }, 'deleted'],
    ['null for facets', { malware: null, deleted: null }, undefined],
    ['texts for facets', { malware: 'no', deleted: 'no' }, undefined],
  ])('with %s has this state', (_, facets, wanted) => {
    expect(parseDriveItem({ id: 'x', ...facets })?.state).toBe(wanted);
  });

  test('is a folder when it has that facet', () => {
    expect(parseDriveItem({ id: 'x', folder: {} })?.isFolder).toBe(true);
    expect(parseDriveItem({ id: 'x', folder: { childCount: 0 } })?.isFolder).toBe(true);
  });

  // `folder !== undefined` takes null for a facet.
  test('is no folder when that facet is null', () => {
    expect(parseDriveItem({ id: 'x', folder: null, file: {} })?.isFolder).toBe(false);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['a file', { file: {} }, true],
    ['nothing in particular', {}, true],
    ['a folder', { folder: {} }, false],
    ['a notebook', { package: { type: 'oneNote' } }, false],
    ['a shortcut', { remoteItem: { id: 'y', parentReference: { driveId: 'b!d' }, folder: {} } }, false],
  ])('that is %s is a file: %j is %s', (_, facets, wanted) => {
    const item = parseDriveItem({ id: 'x', ...facets });
    expect(item && isFileItem(item)).toBe(wanted);
  });

  test('has the target of a shortcut, if drive and id are given', () => {
    const remote = (remoteItem: unknown) => parseDriveItem({ id: 'x', remoteItem })?.remoteItem;
    expect(remote({ id: 'y', parentReference: { driveId: 'b!d' }, folder: {} })).toEqual({
      ...{ driveId: 'b!d', id: 'y', isFolder: true },
    });
    expect(remote({ id: 'y' })).toBeUndefined();
    expect(remote({ parentReference: { driveId: 'b!d' } })).toBeUndefined();
  });

  test.each<[unknown, string | undefined]>([
    ['/drive/root:', ''],
    ['/drives/b!1/root:/My%20Folder', 'My Folder'],
    ['/drives/b!1/root:/100%', '100%'],
    ['/drives/b!1/root:/root:/x', 'root:/x'],
    ['/somewhere/else', undefined],
    [7, undefined],
  ])('with the parent path %j lies in %j', (path, wanted) => {
    expect(parseDriveItem({ id: 'x', parentReference: { path } })?.parentReference?.path).toBe(wanted);
  });

  test('is read without an error from any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parseDriveItem(value)?.id).toMatch(/string|undefined/);
        expect(typeof parseDriveItem({ id: 'x', file: value, size: value, name: value })?.name).toBe(
          'string',
        );
      }),
    );
  });
});
