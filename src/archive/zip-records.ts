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
  readonly compressedBytes: number;
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Where its local header begins. */
  readonly positionBytes: number;
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

/** `mayBeLarge`: sizes are not known yet, and there must be room for large ones. */
export function localHeader(entry: ZipEntry, mayBeLarge: boolean): Buffer {
  const extra = Buffer.concat([
    timestampField(entry.modifiedSeconds),
    ...(mayBeLarge ? [zip64Field([entry.sizeBytes, entry.compressedBytes])] : []),
  ]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  writeCommonFields(header.subarray(4), entry, {
    extraBytes: extra.length,
    ...(mayBeLarge ? { sizeBytes: limit32, compressedBytes: limit32 } : entry),
    isZip64: mayBeLarge,
  });
  return Buffer.concat([header, entry.name, extra]);
}

/** An entry's record in the central directory. */
export function centralHeader(entry: ZipEntry): Buffer {
  const { sizeBytes, compressedBytes, positionBytes } = entry;
  const large = [sizeBytes, compressedBytes, positionBytes].filter((value) => value >= limit32);
  const extra = Buffer.concat([
    timestampField(entry.modifiedSeconds),
    ...(large.length > 0 ? [zip64Field(large)] : []),
  ]);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(madeBy, 4);
  writeCommonFields(header.subarray(6), entry, {
    extraBytes: extra.length,
    sizeBytes: Math.min(sizeBytes, limit32),
    compressedBytes: Math.min(compressedBytes, limit32),
    isZip64: large.length > 0,
  });
  const isFolder = (entry.mode & 0o170000) === fileTypes.folder;
  // The lower half is for MS-DOS: 16 is a folder.
  header.writeUInt32LE(((entry.mode << 16) | (isFolder ? 16 : 0)) >>> 0, 38);
  header.writeUInt32LE(Math.min(positionBytes, limit32), 42);
  return Buffer.concat([header, entry.name, extra]);
}

interface CommonFields {
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly extraBytes: number;
  readonly isZip64: boolean;
}

/** The fields that both headers have, in the same order. */
function writeCommonFields(fields: Buffer, entry: ZipEntry, common: CommonFields): void {
  fields.writeUInt16LE(common.isZip64 ? 45 : 20, 0);
  fields.writeUInt16LE(entry.name.some((byte) => byte >= 128) ? utf8Flag : 0, 2);
  fields.writeUInt16LE(entry.isDeflated ? deflateMethod : 0, 4);
  fields.writeUInt32LE(dosTime(entry.modifiedSeconds), 6);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(common.compressedBytes, 14);
  fields.writeUInt32LE(common.sizeBytes, 18);
  fields.writeUInt16LE(entry.name.length, 22);
  fields.writeUInt16LE(common.extraBytes, 24);
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

/** Field 1: the values that do not fit, in the order of the header. */
function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return field;
}

/**
 * Info-ZIP's extended timestamp (proginfo/extrafld.txt, "UT"): seconds since 1970 in 32 bits with a sign. Nothing for
 * times beyond it; the header's own time reaches to 2107.
 */
function timestampField(modifiedSeconds: number): Buffer {
  if (modifiedSeconds < -(2 ** 31) || modifiedSeconds >= 2 ** 31) return Buffer.alloc(0);
  const field = Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]);
  field.writeInt32LE(modifiedSeconds, 5);
  return field;
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
