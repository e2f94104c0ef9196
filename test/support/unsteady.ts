/** A drive on which the first PUTs go wrong, each in its way, and everything after them goes well. */
import type { Drive } from '../../src/graph/drive.ts';
import { fakeDrive, type Stored } from './fakedrive.ts';

/** What goes wrong, and how far the file got before: nothing is read, all is read, or all is stored, too. */
export interface Mishap {
  readonly error: unknown;
  readonly after?: 'nothing' | 'reading' | 'storing';
}

export interface UnsteadyDrive extends Drive {
  readonly stored: Stored;
  /** Every PUT in order, as `conflict path`. */
  readonly sent: readonly string[];
}

export function unsteadyDrive(mishaps: readonly Mishap[], more: Partial<Drive> = {}): UnsteadyDrive {
  const drive = fakeDrive(more);
  const sent: string[] = [];
  const put: Drive['putFile'] = async (remotePath, conflict, content) => {
    const mishap = mishaps[sent.length];
    sent.push(`${conflict} ${remotePath}`);
    if (mishap === undefined) return drive.putFile(remotePath, conflict, content);
    if (mishap.after === 'reading') for await (const _ of content.read());
    if (mishap.after === 'storing') await drive.putFile(remotePath, conflict, content);
    throw mishap.error;
  };
  return { ...drive, putFile: put, sent };
}
