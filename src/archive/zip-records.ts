/**
 * The records of a ZIP (APPNOTE.TXT 6.3.10, PKWARE): before each content, in the central directory, and at the end.
 * Sizes and positions that need more than 32 bits are in ZIP64 fields.
 */
import type { ReadableEntry } from './entry.ts';

/** An entry as far as it is written. */
export interface ZipEntry {
  /** With a slash at the end of a folder. */
  readonly name: Uint8Array;
  /** Type and permissions, as Unix has them. */
  readonly mode: number;
  readonly modifiedSeconds: number;
  readonly sizeBytes: number;
  compressedBytes: number;
  isDeflated: boolean;
  crc: number;
  /** Where its local header begins. Set when it is written. */
  positionBytes: number;
}

const limit32 = 0xffff_ffff;
const limit16 = 0xffff;
/** File types of a Unix mode; `unzip` makes no link without one. */
const fileTypes = { file: 0o100000, folder: 0o040000, link: 0o120000, 'hard-link': 0o100000 } as const;
/** Made on Unix, by version 4.5 of the specification. */
const madeBy = (3 << 8) | 45;
const utf8Flag = 0x800;
const deflateMethod = 8;

/** Type and permissions of an entry. */
export function unixMode({ kind, mode }: Pick<ReadableEntry, 'kind' | 'mode'>): number {
  return fileTypes[kind] | mode;
}

/** Bytes of the fixed part of a header. */
const localBytes = 30;
const centralBytes = 46;

/** `mayBeLarge`: sizes are not known yet, and there must be room for large ones. */
export function localHeaderBytes(entry: ZipEntry, mayBeLarge: boolean): number {
  return localBytes + entry.name.length + timestampBytes(entry) + (mayBeLarge ? 20 : 0);
}

/** Writes the record before an entry's content. Returns its length, `localHeaderBytes`. */
export function writeLocalHeader(target: Buffer, entry: ZipEntry, mayBeLarge: boolean): number {
  const { sizeBytes, compressedBytes } = entry;
  target.writeUInt32LE(0x0403_4b50, 0);
  writeCommonFields(target, 4, {
    entry,
    isZip64: mayBeLarge,
    extraBytes: timestampBytes(entry) + (mayBeLarge ? 20 : 0),
    sizeBytes: mayBeLarge ? limit32 : sizeBytes,
    compressedBytes: mayBeLarge ? limit32 : compressedBytes,
  });
  target.set(entry.name, localBytes);
  const at = writeTimestamp(target, localBytes + entry.name.length, entry);
  return mayBeLarge ? writeZip64(target, at, [sizeBytes, compressedBytes]) : at;
}

export function centralHeaderBytes(entry: ZipEntry): number {
  const large = largeValues(entry).length;
  return centralBytes + entry.name.length + timestampBytes(entry) + (large > 0 ? 4 + large * 8 : 0);
}

/** Writes an entry's record in the central directory, which has `centralHeaderBytes`. */
export function writeCentralHeader(target: Buffer, entry: ZipEntry): void {
  const { name, mode, sizeBytes, compressedBytes, positionBytes } = entry;
  const large = largeValues(entry);
  target.writeUInt32LE(0x0201_4b50, 0);
  target.writeUInt16LE(madeBy, 4);
  writeCommonFields(target, 6, {
    entry,
    isZip64: large.length > 0,
    extraBytes: timestampBytes(entry) + (large.length > 0 ? 4 + large.length * 8 : 0),
    sizeBytes: Math.min(sizeBytes, limit32),
    compressedBytes: Math.min(compressedBytes, limit32),
  });
  // Comment, disk and internal attributes: none.
  target.fill(0, 32, 38);
  const isFolder = (mode & 0o170000) === fileTypes.folder;
  // The lower half is for MS-DOS: 16 is a folder.
  target.writeUInt32LE(((mode << 16) | (isFolder ? 16 : 0)) >>> 0, 38);
  target.writeUInt32LE(Math.min(positionBytes, limit32), 42);
  target.set(name, centralBytes);
  const at = writeTimestamp(target, centralBytes + name.length, entry);
  if (large.length > 0) writeZip64(target, at, large);
}

/** What does not fit into the header, in its order. */
function largeValues({ sizeBytes, compressedBytes, positionBytes }: ZipEntry): number[] {
  if (sizeBytes < limit32 && compressedBytes < limit32 && positionBytes < limit32) return noValues;
  return [sizeBytes, compressedBytes, positionBytes].filter((value) => value >= limit32);
}
const noValues: number[] = [];

interface CommonFields extends Pick<ZipEntry, 'sizeBytes' | 'compressedBytes'> {
  readonly entry: ZipEntry;
  readonly extraBytes: number;
  readonly isZip64: boolean;
}

/** The fields that both headers have, in the same order. */
function writeCommonFields(target: Buffer, at: number, fields: CommonFields): void {
  const { name, isDeflated, modifiedSeconds, crc } = fields.entry;
  target.writeUInt16LE(fields.isZip64 ? 45 : 20, at);
  target.writeUInt16LE(name.some((byte) => byte >= 128) ? utf8Flag : 0, at + 2);
  target.writeUInt16LE(isDeflated ? deflateMethod : 0, at + 4);
  target.writeUInt32LE(dosTime(modifiedSeconds), at + 6);
  target.writeUInt32LE(crc, at + 10);
  target.writeUInt32LE(fields.compressedBytes, at + 14);
  target.writeUInt32LE(fields.sizeBytes, at + 18);
  target.writeUInt16LE(name.length, at + 22);
  target.writeUInt16LE(fields.extraBytes, at + 24);
}

/** The end of the archive, with the ZIP64 records where counts or positions need them. */
export function endOfArchive(directory: {
  readonly entryCount: number;
  readonly positionBytes: number;
  readonly sizeBytes: number;
}): Buffer {
  const { entryCount, positionBytes, sizeBytes } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(entryCount, limit16), 8);
  end.writeUInt16LE(Math.min(entryCount, limit16), 10);
  end.writeUInt32LE(Math.min(sizeBytes, limit32), 12);
  end.writeUInt32LE(Math.min(positionBytes, limit32), 16);
  if (entryCount < limit16 && positionBytes < limit32 && sizeBytes < limit32) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x0606_4b50, 0);
  // The length of what follows this field.
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(madeBy, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entryCount), 24);
  record.writeBigUInt64LE(BigInt(entryCount), 32);
  record.writeBigUInt64LE(BigInt(sizeBytes), 40);
  record.writeBigUInt64LE(BigInt(positionBytes), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(positionBytes + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

/** Field 1: the values that do not fit, in the order of the header. Returns where it ends. */
function writeZip64(target: Buffer, at: number, values: readonly number[]): number {
  target.writeUInt16LE(1, at);
  target.writeUInt16LE(values.length * 8, at + 2);
  for (const [index, value] of values.entries()) target.writeBigUInt64LE(BigInt(value), at + 4 + index * 8);
  return at + 4 + values.length * 8;
}

/** Seconds since 1970 in 32 bits with a sign. The header's own time reaches to 2107. */
function timestampBytes({ modifiedSeconds }: ZipEntry): number {
  return modifiedSeconds >= -(2 ** 31) && modifiedSeconds < 2 ** 31 ? 9 : 0;
}

/** Info-ZIP's extended timestamp (proginfo/extrafld.txt, "UT"). Returns where it ends. */
function writeTimestamp(target: Buffer, at: number, entry: ZipEntry): number {
  if (timestampBytes(entry) === 0) return at;
  target.writeUInt32LE(0x0005_5455, at);
  target.writeUInt8(1, at + 4);
  target.writeInt32LE(entry.modifiedSeconds, at + 5);
  return at + 9;
}

/** MS-DOS date and time in UTC, so that the bytes are the same in every zone. From 1980 to 2107. */
function dosTime(modifiedSeconds: number): number {
  const earliest = Date.UTC(1980, 0, 1);
  const latest = Date.UTC(2107, 11, 31, 23, 59, 58);
  const time = new Date(Math.min(latest, Math.max(earliest, modifiedSeconds * 1000)));
  const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return ((day << 16) | clock) >>> 0;
}
