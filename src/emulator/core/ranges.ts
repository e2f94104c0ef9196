/** Parses, checks and formats Content-Range, Range and nextExpectedRanges. */

/** The byte range that a fragment declares, half-open. */
export interface ContentRange {
  readonly startByte: number;
  readonly endByte: number;
  readonly totalBytes: number;
}

/** Parses `Content-Range: bytes 0-9/100`. Returns an error message if the header is invalid. */
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

/** The length of every fragment but the last is a multiple of this (createUploadSession documentation). */
const fragmentMultipleBytes = 327_680;

/** True if the fragment is not the last and its length is not a multiple of 327,680 bytes. */
export function isUnalignedFragment(range: ContentRange): boolean {
  return (
    range.endByte !== range.totalBytes && (range.endByte - range.startByte) % fragmentMultipleBytes !== 0
  );
}

/** Returns 416's inner code if the fragment does not start where the received bytes end. */
export function fragmentOrderError(
  range: ContentRange,
  receivedBytes: number,
): 'fragmentOverlap' | 'fragmentOutOfOrder' | undefined {
  if (range.startByte < receivedBytes) return 'fragmentOverlap';
  return range.startByte > receivedBytes ? 'fragmentOutOfOrder' : undefined;
}

/** `nextExpectedRanges` in the service's format. A range has an end only if the total is known and `closed` is set. */
export function nextExpectedRanges(
  receivedBytes: number,
  totalBytes: number | undefined,
  closed: boolean,
): string[] {
  if (totalBytes !== undefined && receivedBytes >= totalBytes) return [];
  return [`${receivedBytes}-${closed && totalBytes !== undefined ? totalBytes - 1 : ''}`];
}

/** Parses a download's `Range`: 'unsatisfiable' for a 416, undefined if there is none to apply (RFC 9110, 14.2). */
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
