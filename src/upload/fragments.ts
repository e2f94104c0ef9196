/**
 * Where fragments begin and end. Pure. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession:
 * a multiple of 320 KiB each, except the last, and under 60 MiB.
 */

/** 320 KiB: what every fragment but the last is a multiple of. */
export const fragmentUnitBytes = 320 * 1024;

/**
 * End (exclusive) of the fragment that begins at `startByte`: `chunkBytes` long, or up to the end. Its length
 * is a multiple of 320 KiB wherever it begins, because the server may want to go on in the middle of one.
 */
export function fragmentEnd(startByte: number, totalBytes: number, chunkBytes: number): number {
  return Math.min(totalBytes, startByte + chunkBytes);
}
