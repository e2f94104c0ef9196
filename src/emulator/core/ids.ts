/** Generates ids in Microsoft's formats: GUIDs, drive ids, item ids, tags. */
import { randomBytes, randomUUID } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The three kinds of drive, as in `driveType`. */
export type DriveType = 'personal' | 'business' | 'documentLibrary';

/**
 * The storage service behind a personal drive. `new` is SharePoint's own, on `my.microsoftpersonalcontent.com`, to which
 * Microsoft has moved personal accounts since 2024; `old` is what there was before.
 */
export type PersonalStack = 'new' | 'old';

/** What decides on the form of tags. `stack` is set for personal drives only. */
interface TaggedDrive {
  readonly type: DriveType;
  readonly stack?: PersonalStack;
}

/** A random GUID in upper case. */
export function newGuid(): string {
  return randomUUID().toUpperCase();
}

/** The 16 bytes of a GUID in .NET's layout: the first three groups are little-endian. */
export function guidBytes(text: string): Buffer {
  const raw = Buffer.from(text.replaceAll('-', ''), 'hex');
  raw.subarray(0, 4).reverse();
  raw.subarray(4, 6).reverse();
  raw.subarray(6, 8).reverse();
  return raw;
}

/** `b!` and 48 bytes in base64url: the GUIDs of the site, the web and the list. */
export function libraryDriveId(parts: { siteId: string; webId: string; listId: string }): string {
  const bytes = [parts.siteId, parts.webId, parts.listId].map(guidBytes);
  return `b!${Buffer.concat(bytes).toString('base64url')}`;
}

/**
 * 16 hex digits, `prefix` first. The id of a personal drive is the CID of its owner. The first digit after the prefix is
 * not zero.
 */
export function personalDriveId(prefix = ''): string {
  const bytes = randomBytes(8);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return `${prefix}${bytes.toString('hex')}`.slice(0, 16).toUpperCase();
}

/** Removes the leading zeros of a personal drive's id. */
export function withoutLeadingZeros(driveId: string): string {
  return driveId.replace(/^0+(?=[0-9a-f])/i, '');
}

/**
 * Ids are `CID!s` + the GUID on personal drives, where the CID never has leading zeros (skardi's recording), else `01` +
 * base32 of 4 bytes of the drive and the item's GUID.
 */
export function itemIdGenerator(driveType: DriveType, driveId: string): (itemGuid: string) => string {
  if (driveType === 'personal')
    return (id) => `${withoutLeadingZeros(driveId)}!s${id.replaceAll('-', '').toLowerCase()}`;
  const constant = randomBytes(4);
  return (id) => `01${base32(Buffer.concat([constant, guidBytes(id)]))}`;
}

/** `eTag` of an item in its nth state. */
export function eTag(drive: TaggedDrive, item: { id: string; guid: string; state: number }): string {
  return hasOpaqueTags(drive)
    ? `a${toBase64url(`${item.id}.${item.state}`)}`
    : `"{${item.guid}},${item.state}"`;
}

/** `cTag` of an item with its nth content. */
export function cTag(drive: TaggedDrive, item: { id: string; guid: string; content: number }): string {
  return hasOpaqueTags(drive)
    ? `a${toBase64url(`c:${item.id}.${item.content}`)}`
    : `"c:{${item.guid}},${item.content}"`;
}

function hasOpaqueTags({ type, stack }: TaggedDrive): boolean {
  return type === 'personal' && stack !== 'new';
}

function toBase64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** RFC 4648 base32 without padding. The length must be a multiple of 5 bytes. */
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
