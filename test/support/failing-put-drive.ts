/** A fake drive whose first PUTs fail as the test says. Later ones succeed. */
import type { Drive } from '../../src/graph/drive.ts';
import { fakeDrive, type Stored } from './fake-drive.ts';

/** What goes wrong, and how far the file got before: nothing is read, all is read, or all is stored, too. */
export interface PutFailure {
  readonly error: unknown;
  readonly afterStep?: 'nothing' | 'reading' | 'storing';
}

export interface FailingPutDrive extends Drive {
  readonly stored: Stored;
  /** Every PUT in order, as `conflict path`. */
  readonly puts: readonly string[];
}

export function failingPutDrive(failures: readonly PutFailure[], more: Partial<Drive> = {}): FailingPutDrive {
  const drive = fakeDrive(more);
  const sent: string[] = [];
  const put: Drive['putFile'] = async (remotePath, conflict, content) => {
    const mishap = failures[sent.length];
    sent.push(`${conflict} ${remotePath}`);
    if (mishap === undefined) return drive.putFile(remotePath, conflict, content);
    if (mishap.afterStep === 'reading') for await (const _ of content.read());
    if (mishap.afterStep === 'storing') await drive.putFile(remotePath, conflict, content);
    throw mishap.error;
  };
  return { ...drive, putFile: put, puts: sent };
}
