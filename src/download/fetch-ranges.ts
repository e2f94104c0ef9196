/**
 * Fetches a file's bytes into a partial file, response after response, each from where the last one broke off.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { ChunkHandler, ContentRequest } from '../graph/client.ts';
import type { DriveItem } from '../graph/parse.ts';
import { RetryState } from '../http/retry.ts';
import type { DownloadContext } from './context.ts';
import type { PartialFile } from './partial-file.ts';
import type { RemoteFile } from './tree.ts';

/** What came is not what was listed. */
export class ContentMismatch extends Failure {
  override readonly name = 'ContentMismatch';
}

/** The failure for content that is wrong, as it is told when the second try was no better. */
export function contentMismatch(file: RemoteFile, how: string): ContentMismatch {
  return new ContentMismatch(`${file.remotePath} came damaged: ${how}, after fetching it twice`, {
    code: 'download-damaged',
    kind: 'verify',
    hint: 'nothing of it was kept; run again, and look at it in the browser if that does not help',
  });
}

export interface RangeOptions {
  readonly file: RemoteFile;
  /** The item as it is now; the file's own was listed earlier. */
  readonly item: DriveItem;
  readonly partial: PartialFile;
  /** Take the service's word for the size, whatever was listed. */
  readonly acceptAnySize: boolean;
  /** Hears of every answer that brings bytes. */
  readonly onResponse: () => void;
}

/**
 * Asks for what is missing until it is there; counts attempts only while no byte moves. Throws ContentMismatch when the
 * answers cannot be the item's content.
 */
export async function fetchRanges(
  context: DownloadContext,
  { file, item, partial, acceptAnySize, onResponse }: RangeOptions,
): Promise<void> {
  const retryState = new RetryState(context.retry, file.remotePath);
  let { sizeBytes } = item;
  while (partial.position < sizeBytes) {
    const fromByte = partial.position;
    const onStart: ContentRequest['onStart'] = ({ startByte, totalBytes = sizeBytes }) => {
      onResponse();
      if (acceptAnySize) sizeBytes = totalBytes;
      if (totalBytes !== sizeBytes)
        throw contentMismatch(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
      if (!(startByte <= fromByte)) throw brokenResponse(file, 'gave other bytes than asked for');
      return createChunkHandler(context, { file, partial, skipBytes: fromByte - startByte, sizeBytes });
    };
    try {
      await context.retry.gate.wait(context.host);
      await context.drive.readContent(item.id, { fromByte, onStart });
      if (partial.position < sizeBytes) throw brokenResponse(file, 'ended too early');
    } catch (error) {
      if (partial.position > fromByte) retryState.reset();
      // The range is behind the end: the file is a shorter one now.
      if (error instanceof ServiceFailure && error.service.status === 416)
        throw contentMismatch(file, 'it became shorter meanwhile');
      await retryState.next('graph', error);
    }
  }
}

interface ChunkTarget {
  readonly file: RemoteFile;
  readonly partial: PartialFile;
  /** What is here already of an answer that begins before the byte that was asked for. */
  readonly skipBytes: number;
  readonly sizeBytes: number;
}

function createChunkHandler(
  context: DownloadContext,
  { file, partial, skipBytes, sizeBytes }: ChunkTarget,
): ChunkHandler {
  let remainingSkip = skipBytes;
  return async (chunk) => {
    await context.bandwidth.wait(chunk.length);
    const fresh = chunk.subarray(Math.min(remainingSkip, chunk.length));
    remainingSkip -= chunk.length - fresh.length;
    if (partial.position + fresh.length > sizeBytes)
      throw contentMismatch(file, `it has more than ${sizeBytes} bytes`);
    await partial.write(fresh);
    context.events.reached(file, partial.position);
  };
}

function brokenResponse(file: RemoteFile, how: string): ServiceFailure {
  return new ServiceFailure(`${file.remotePath}: the answer ${how}`, {
    code: 'bad-answer',
    service: { status: 502, codes: [] },
  });
}
