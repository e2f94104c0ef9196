/**
 * The forms of Microsoft's ids: GUIDs, drive ids, item ids, tags. Pure text; knows nothing of what they name.
 */
import { randomBytes, randomUUID } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The three sorts of drive, in the words of `driveType`. */
export type DriveType = 'personal' | 'business' | 'documentLibrary';

/** A random GUID, upper case. */
export function newGuid(): string {
  return randomUUID().toUpperCase();
}

/** The 16 bytes of a GUID as .NET lays them out: the first three groups little-endian. */
export function guidBytes(text: string): Buffer {
  const raw = Buffer.from(text.replaceAll('-', ''), 'hex');
  raw.subarray(0, 4).reverse();
  raw.subarray(4, 6).reverse();
  raw.subarray(6, 8).reverse();
  return raw;
}

/** `b!` and 48 bytes, base64url: site, web and list GUID. */
export function libraryDriveId(parts: { siteId: string; webId: string; listId: string }): string {
  const bytes = [parts.siteId, parts.webId, parts.listId].map(guidBytes);
  return `b!${Buffer.concat(bytes).toString('base64url')}`;
}

/** 16 hex digits: a personal drive's id is its owner's CID. */
export function personalDriveId(): string {
  const bytes = randomBytes(8);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes.toString('hex').toUpperCase();
}

/** How a drive names its items: `01` + base32 of four bytes of the drive and the item's GUID, or `CID!s` + the GUID. */
export function itemIdGenerator(driveType: DriveType, driveId: string): (itemGuid: string) => string {
  if (driveType === 'personal') return (id) => `${driveId}!s${id.replaceAll('-', '').toLowerCase()}`;
  const constant = randomBytes(4);
  return (id) => `01${base32(Buffer.concat([constant, guidBytes(id)]))}`;
}

/** `eTag` of an item's nth state. */
export function eTag(driveType: DriveType, item: { id: string; guid: string; state: number }): string {
  return driveType === 'personal'
    ? `a${toBase64url(`${item.id}.${item.state}`)}`
    : `"{${item.guid}},${item.state}"`;
}

/** `cTag` of an item's nth content. */
export function cTag(driveType: DriveType, item: { id: string; guid: string; content: number }): string {
  return driveType === 'personal'
    ? `a${toBase64url(`c:${item.id}.${item.content}`)}`
    : `"c:{${item.guid}},${item.content}"`;
}

function toBase64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** RFC 4648 base32 of a whole number of 5-byte groups, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
