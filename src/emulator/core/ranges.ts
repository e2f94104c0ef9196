/**
 * Content-Range, Range and nextExpectedRanges: reading, judging and writing them. Pure.
 */

/** What a fragment claims to be, half-open. */
export interface ContentRange {
  readonly startByte: number;
  readonly endByte: number;
  readonly totalBytes: number;
}

/** Reads `Content-Range: bytes 0-9/100`; a text says what is wrong with it. */
export function parseContentRange(header: string | undefined): ContentRange | string {
  const parts = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '');
  if (parts === null) return 'The Content-Range header is missing or malformed.';
  if (parts[3] === '*') return 'Content-Range must include a total length';
  const range = { startByte: Number(parts[1]), endByte: Number(parts[2]) + 1, totalBytes: Number(parts[3]) };
  if (range.endByte <= range.startByte || range.endByte > range.totalBytes) {
    return 'The Content-Range header is missing or malformed.';
  }
  return range;
}

/** A fragment's length grid (createUploadSession documentation): every one but the last is a multiple of this. */
const fragmentMultipleBytes = 327_680;

/** True when a fragment that is not the last breaks the grid, by its length. */
export function isUnalignedFragment(range: ContentRange): boolean {
  return (
    range.endByte !== range.totalBytes && (range.endByte - range.startByte) % fragmentMultipleBytes !== 0
  );
}

/** Where a fragment stands to what is there: 416's inner code, or nothing when it is the next one. */
export function fragmentOrderError(
  range: ContentRange,
  receivedBytes: number,
): 'fragmentOverlap' | 'fragmentOutOfOrder' | undefined {
  if (range.startByte < receivedBytes) return 'fragmentOverlap';
  return range.startByte > receivedBytes ? 'fragmentOutOfOrder' : undefined;
}

/** `nextExpectedRanges` as the service words it; closed only when the total is known. */
export function nextExpectedRanges(
  receivedBytes: number,
  totalBytes: number | undefined,
  closed: boolean,
): string[] {
  if (totalBytes !== undefined && receivedBytes >= totalBytes) return [];
  return [`${receivedBytes}-${closed && totalBytes !== undefined ? totalBytes - 1 : ''}`];
}

/** Reads a download's `Range`; 'unsatisfiable' for a 416, nothing when there is none worth heeding (RFC 9110, 14.2). */
export function parseRangeHeader(
  header: string | undefined,
  sizeBytes: number,
): { startByte: number; endByte: number } | 'unsatisfiable' | undefined {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (parts === null || (parts[1] === '' && parts[2] === '')) return undefined;
  if (parts[1] === '') {
    const tail = Math.min(sizeBytes, Number(parts[2]));
    return tail === 0 ? 'unsatisfiable' : { startByte: sizeBytes - tail, endByte: sizeBytes };
  }
  const startByte = Number(parts[1]);
  const endByte = parts[2] === '' ? sizeBytes : Math.min(sizeBytes, Number(parts[2]) + 1);
  if (parts[2] !== '' && Number(parts[2]) < startByte) return undefined;
  return startByte >= sizeBytes ? 'unsatisfiable' : { startByte, endByte };
}
