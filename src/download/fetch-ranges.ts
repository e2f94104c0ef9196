/**
 * Bytes from the drive into a partial file, answer after answer, each from where the last one broke off. Knows ranges
 * and the retry table; whether what came is right is file's to judge.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Sink, WantedContent } from '../graph/client.ts';
import type { DriveItem } from '../graph/parse.ts';
import { Trouble } from '../http/retry.ts';
import { verdictOn } from '../http/retry-table.ts';
import type { Work } from './context.ts';
import type { Partial } from './partial.ts';
import type { WantedFile } from './tree.ts';

/** What came is not what was listed. */
export class Unlike extends Failure {
  override readonly name = 'Unlike';
}

/** The failure for content that is wrong, as it is told when the second try was no better. */
export function damaged(file: WantedFile, how: string): Unlike {
  return new Unlike(`${file.remotePath} came damaged: ${how}, after fetching it twice`, {
    kind: 'verify',
    hint: 'nothing of it was kept; run again, and look at it in the browser if that does not help',
  });
}

export interface Filling {
  readonly file: WantedFile;
  /** The item as it is now; the file's own was listed earlier. */
  readonly item: DriveItem;
  readonly partial: Partial;
  /** Take the service's word for the size, whatever was listed. */
  readonly anySize: boolean;
  /** Hears of every answer that brings bytes. */
  readonly answered: () => void;
}

/**
 * Asks for what is missing until it is there; counts attempts only while no byte moves. Throws `Unlike` when the
 * answers cannot be the item's content.
 */
export async function fill(work: Work, { file, item, partial, anySize, answered }: Filling): Promise<void> {
  const { patience } = work;
  const trouble = new Trouble(patience);
  let renewed = false;
  let { sizeBytes } = item;
  while (partial.position < sizeBytes) {
    const fromByte = partial.position;
    const begin: WantedContent['begin'] = ({ startByte, totalBytes = sizeBytes }) => {
      answered();
      if (anySize) sizeBytes = totalBytes;
      if (totalBytes !== sizeBytes) throw damaged(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
      if (!(startByte <= fromByte)) throw lost(file, 'gave other bytes than asked for');
      return taker(work, { file, partial, skipBytes: fromByte - startByte, sizeBytes });
    };
    try {
      await patience.gate.pass(patience.host);
      await work.drive.content(item.id, { fromByte, begin });
      if (partial.position < sizeBytes) throw lost(file, 'ended too early');
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      if (partial.position > fromByte) {
        trouble.moved();
        renewed = false;
      }
      // The range is behind the end: the file is a shorter one now.
      if (error.service.status === 416) throw damaged(file, 'it became shorter meanwhile');
      const verdict = verdictOn('graph', error.service);
      if (verdict === 'renew' && !renewed) renewed = true;
      else if (verdict === 'again') await trouble.wait(error, file.remotePath);
      else throw error;
    }
  }
}

interface Taking {
  readonly file: WantedFile;
  readonly partial: Partial;
  /** What is here already of an answer that begins before the byte that was asked for. */
  readonly skipBytes: number;
  readonly sizeBytes: number;
}

function taker(work: Work, { file, partial, skipBytes, sizeBytes }: Taking): Sink {
  let skip = skipBytes;
  return async (piece) => {
    await work.bandwidth.pass(piece.length);
    const fresh = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - fresh.length;
    if (partial.position + fresh.length > sizeBytes)
      throw damaged(file, `it has more than ${sizeBytes} bytes`);
    await partial.write(fresh);
    work.watcher.reached(file, partial.position);
  };
}

function lost(file: WantedFile, how: string): ServiceFailure {
  return new ServiceFailure(`${file.remotePath}: the answer ${how}`, { service: { status: 502, codes: [] } });
}
