/** Fetches a file's bytes into a sink. After a broken response it continues from the last byte. */
import { ServiceFailure } from '../core/errors.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { ChunkHandler, ContentRequest } from '../graph/read-content.ts';
import { RetryState } from '../http/retry.ts';
import { contentMismatch } from './content-mismatch.ts';
import type { ContentSink } from './content-sink.ts';
import type { FetchContext } from './context.ts';
import type { RemoteFile } from './tree.ts';

export interface RangeOptions {
  readonly file: RemoteFile;
  /** The current item. The one in `file` was listed earlier. */
  readonly item: DriveItem;
  readonly sink: ContentSink;
  /** Accept the size in the response, even if it differs from the listed one. */
  readonly acceptAnySize: boolean;
  /** Called for every response with content. */
  readonly onResponse: () => void;
}

/**
 * Requests the missing bytes until the file is complete. An attempt that brings bytes resets the retry count.
 * Throws a ContentMismatch when the responses cannot be the item's content.
 */
export async function fetchRanges(
  context: FetchContext,
  { file, item, sink, acceptAnySize, onResponse }: RangeOptions,
): Promise<void> {
  const retryState = new RetryState(context.retry, file.remotePath);
  let { sizeBytes } = item;
  while (sink.position < sizeBytes) {
    const fromByte = sink.position;
    const onStart: ContentRequest['onStart'] = ({ startByte, totalBytes = sizeBytes }) => {
      onResponse();
      if (acceptAnySize) sizeBytes = totalBytes;
      if (totalBytes !== sizeBytes)
        throw contentMismatch(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
      if (!(startByte <= fromByte)) throw brokenResponse(file, 'has other bytes than requested');
      return createChunkHandler(context, { file, sink, skipBytes: fromByte - startByte, sizeBytes });
    };
    try {
      await context.retry.gate.wait(context.host);
      await context.drive.readContent(item.id, { fromByte, onStart });
      if (sink.position < sizeBytes) throw brokenResponse(file, 'ended too early');
    } catch (error) {
      if (sink.position > fromByte) retryState.reset();
      // 416: the range starts after the end, so the file is shorter now.
      if (error instanceof ServiceFailure && error.service.status === 416)
        throw contentMismatch(file, 'it became shorter during the download');
      await retryState.next('graph', error);
    }
  }
}

interface ChunkTarget {
  readonly file: RemoteFile;
  readonly sink: ContentSink;
  /** Bytes to drop when the response starts before the requested byte. */
  readonly skipBytes: number;
  readonly sizeBytes: number;
}

function createChunkHandler(
  context: FetchContext,
  { file, sink, skipBytes, sizeBytes }: ChunkTarget,
): ChunkHandler {
  let remainingSkip = skipBytes;
  return async (chunk) => {
    await context.bandwidth.wait(chunk.length);
    const fresh = chunk.subarray(Math.min(remainingSkip, chunk.length));
    remainingSkip -= chunk.length - fresh.length;
    if (sink.position + fresh.length > sizeBytes)
      throw contentMismatch(file, `it has more than ${sizeBytes} bytes`);
    await sink.write(fresh);
    context.events.reached(file, sink.position);
  };
}

function brokenResponse(file: RemoteFile, how: string): ServiceFailure {
  return new ServiceFailure(`${file.remotePath}: the answer ${how}`, {
    code: 'bad-answer',
    service: { status: 502, codes: [] },
  });
}
