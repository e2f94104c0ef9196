/** Keeps the state of copies, so that their monitor URLs can report it. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { GraphErrorInfo } from '../core/errors.ts';
import type { Drive } from './tree.ts';

/** How a copy ended: the id of the new item and its address in Graph, or an error. */
export type CopyOutcome =
  | { readonly itemId: string; readonly itemUrl: string }
  | { readonly error: GraphErrorInfo };

export interface CopyJob {
  readonly outcome: CopyOutcome;
  /** How many more requests are told that the copy is in progress. */
  pollsLeft: number;
}

export class CopyJobs {
  /** Set once the upload host listens. */
  origin = '';
  readonly #byId = new Map<string, CopyJob>();

  /**
   * Adds a job and returns its monitor URL, which needs no Authorization. `drive` is the target's; work drives put a
   * `tempauth` into it, without which rclone asks for a token of SharePoint (OneDrive/onedrive-api-docs#762).
   */
  add(drive: Drive, outcome: CopyOutcome, pollsLeft: number): string {
    const id = randomUUID();
    this.#byId.set(id, { outcome, pollsLeft });
    const url = `${this.origin}${drive.sitePath}/_api/v2.0/monitor/${id}`;
    return drive.type === 'personal' ? url : `${url}?tempauth=v1.${randomBytes(32).toString('base64url')}`;
  }

  /** Undefined if there is no such job. */
  find(id: string): CopyJob | undefined {
    return this.#byId.get(id);
  }
}
