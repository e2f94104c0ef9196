/** Ids of drives, as the service sends them and as it wants them. */
import { describe, expect, test } from 'vitest';
import { completeDriveId } from '../../../src/graph/drive-id.ts';
import { parseDriveItem } from '../../../src/graph/parse.ts';

describe('the id of a drive', () => {
  test.each([
    ['fab1234cd567890', '0fab1234cd567890'],
    ['24400000005C3E4', '024400000005C3E4'],
    ['AB', '00000000000000AB'],
    ['7', '0000000000000007'],
  ])('%s gets its leading zeros back', (short, whole) => {
    expect(completeDriveId(short)).toBe(whole);
  });

  test.each([
    '0FAB1234CD567890',
    'FFAB1234CD567890',
    '10FAB1234CD567890',
    'b!-RIj2DuyvEyV1T4NlOaMHk8XkS_I8MdFlUCq1BlcjgmhRfAj3-Z8RY2VpuvV_tpd',
    'FAB1234CD567890!105',
    'FAB1234CD567890!s88888888888888888888888888888888',
    '01YNDLPYN6Y2GOVW7725BZO354PWSELRRZ',
    'me',
    'fab-1234',
    '',
  ])('%s stays as it is', (id) => {
    expect(completeDriveId(id)).toBe(id);
  });
});

test('an item keeps its own id and its folder’s, and gets whole ids of drives', () => {
  const item = parseDriveItem({
    id: 'AB',
    parentReference: { driveId: 'fab1234cd567890', id: 'FAB1234CD567890!105' },
    remoteItem: { id: 'CD', parentReference: { driveId: '12' }, folder: {} },
  });
  expect(item?.id).toBe('AB');
  expect(item?.parentReference).toMatchObject({ driveId: '0fab1234cd567890', id: 'FAB1234CD567890!105' });
  expect(item?.remoteItem).toMatchObject({ driveId: '0000000000000012', id: 'CD' });
});
