/**
 * Headers of a tar file in the format of POSIX (pax, IEEE Std 1003.1): a header of 512 bytes as ustar has it, and
 * before it records in UTF-8 for what has no room there.
 */
import type { ReadableEntry } from './entry.ts';

/** Everything in a tar file is filled up to such blocks. */
export const tarBlockBytes = 512;

/** Typeflags (POSIX, pax, "ustar Interchange Format"). */
const typeFlags = { file: '0', 'hard-link': '1', link: '2', folder: '5' } as const;

/** 11 octal digits. */
const octalLimit = 8 ** 11;
/** Readers of old keep seconds in 31 bits, and GNU tar calls negative ones implausible in octal. */
const secondsLimit = 2 ** 31;

/** Offsets and lengths of the fields in a header. */
const nameField = [0, 100] as const;
const linkField = [157, 100] as const;
const prefixField = [345, 155] as const;

/**
 * The header of an entry, with a pax header before it where one is needed. Without one its memory is used again by the
 * next call.
 */
export function tarHeader(entry: ReadableEntry): Uint8Array {
  const { kind, modifiedSeconds, sizeBytes } = entry;
  const name = Buffer.from(kind === 'folder' ? `${entry.name}/` : entry.name);
  const link = entry.linkTarget ?? noBytes;
  const split = splitName(name);
  const hasTime = modifiedSeconds >= 0 && modifiedSeconds < secondsLimit;
  const records: Buffer[] = [];
  if (split === undefined || !isAscii(name)) records.push(paxRecord('path', name));
  if (link.length > linkField[1] || !isAscii(link)) records.push(paxRecord('linkpath', link));
  if (sizeBytes >= octalLimit) records.push(paxRecord('size', Buffer.from(String(sizeBytes))));
  if (!hasTime) records.push(paxRecord('mtime', Buffer.from(String(modifiedSeconds))));
  const header = ustarHeader(scratch, {
    type: typeFlags[kind],
    mode: entry.mode,
    link: link.subarray(0, linkField[1]),
    prefix: split?.prefix ?? noBytes,
    name: split?.name ?? name.subarray(0, nameField[1]),
    modifiedSeconds: hasTime ? modifiedSeconds : 0,
    sizeBytes: sizeBytes < octalLimit ? sizeBytes : 0,
  });
  if (records.length === 0) return header;
  const body = Buffer.concat(records);
  const paxHeader = ustarHeader(Buffer.alloc(tarBlockBytes), {
    ...{ type: 'x', mode: 0o644, link: noBytes, prefix: noBytes },
    ...{ name: Buffer.from('PaxHeader'), modifiedSeconds: 0, sizeBytes: body.length },
  });
  return Buffer.concat([paxHeader, body, tarPadding(body.length), header]);
}

/** What fills the last block of so many bytes. */
export function tarPadding(sizeBytes: number): Uint8Array {
  return zeros.subarray(0, -sizeBytes & (tarBlockBytes - 1));
}

/** Two empty blocks. */
export const tarEnd: Uint8Array = new Uint8Array(2 * tarBlockBytes);
const zeros = new Uint8Array(tarBlockBytes);
const noBytes = Buffer.alloc(0);
const scratch = Buffer.alloc(tarBlockBytes);

interface HeaderFields extends Pick<ReadableEntry, 'mode' | 'modifiedSeconds' | 'sizeBytes'> {
  readonly type: string;
  readonly prefix: Uint8Array;
  readonly name: Uint8Array;
  readonly link: Uint8Array;
}

/** What all headers have: the owner is root by its number, because the owner on the other machine is unknown. */
const template = Buffer.alloc(tarBlockBytes);
template.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108, 'latin1');
// The checksum counts its own field as spaces.
template.write('        ', 148, 'latin1');
template.write('ustar\x0000', 257, 'latin1');
template.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 329, 'latin1');

function ustarHeader(header: Buffer, fields: HeaderFields): Buffer {
  header.set(template);
  header.set(fields.name, nameField[0]);
  header.write(`${octal(fields.mode, 7)}\0`, 100, 'latin1');
  header.write(`${octal(fields.sizeBytes, 11)}\0${octal(fields.modifiedSeconds, 11)}\0`, 124, 'latin1');
  header.write(fields.type, 156, 'latin1');
  if (fields.link.length > 0) header.set(fields.link, linkField[0]);
  if (fields.prefix.length > 0) header.set(fields.prefix, prefixField[0]);
  let sum = 0;
  for (let at = 0; at < tarBlockBytes; at += 1) sum += header[at] ?? 0;
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** A name of more than 100 bytes is parted at a slash, if the parts fit. Undefined if not. */
function splitName(name: Buffer): Pick<HeaderFields, 'prefix' | 'name'> | undefined {
  if (name.length <= nameField[1]) return { prefix: noBytes, name };
  // The slash at a folder's end is part of its name.
  const end = name.subarray(0, Math.min(prefixField[1] + 1, name.length - 1)).lastIndexOf('/');
  if (end <= 0 || name.length - end - 1 > nameField[1]) return undefined;
  return { prefix: name.subarray(0, end), name: name.subarray(end + 1) };
}

/** Readers differ in what they take other bytes for; in a pax record they are UTF-8. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}

/** Its length counts the digits of the length, too. */
function paxRecord(key: string, value: Uint8Array): Buffer {
  const restBytes = key.length + value.length + 3;
  let sizeBytes = restBytes + String(restBytes).length;
  if (String(sizeBytes).length > String(restBytes).length) sizeBytes += 1;
  return Buffer.concat([Buffer.from(`${sizeBytes} ${key}=`), value, Buffer.from('\n')]);
}
