/**
 * A drive: what is known of it, and what can be done with it. Knows its answer's shape; how each thing is done
 * is the operations' (items, transfer, links); which drive it is was decided before.
 */
import { Failure } from '../core/errors.ts';
import { record, text } from '../core/json.ts';
import type { Answer, Graph } from './client.ts';
import { type TransferOperations, transferOperations } from './content.ts';
import { type Base, type Ground, type ItemOperations, itemOperations } from './items.ts';
import { type LinkOperations, linkOperations } from './links.ts';
import { encodeSegment } from './paths.ts';

export interface Drive extends ItemOperations, TransferOperations, LinkOperations {
  readonly id: string;
  /** Id of the folder that paths begin at; undefined when that is the drive's root. */
  readonly baseId: string | undefined;
  /** Personal drives keep sessions for days and report a conflict at the last byte; business ones lock the name. */
  readonly kind: 'personal' | 'business' | 'documentLibrary';
  readonly owner: string;
  readonly webUrl: string;
  /** Undefined where the service hides it or reports zeros. */
  readonly remainingBytes: number | undefined;
  /** The service's clock when the drive was opened, milliseconds since the epoch. */
  readonly openedMs: number;
  /** The same by its latest answer; NaN when it never said. */
  latestMs(): number;
}

/** The drive that the answer to `GET …/drive` describes; with `base`, paths begin at that folder. */
export function driveOf(graph: Graph, answer: Answer, base?: Base): Drive {
  const { body } = answer;
  const id = text(body.id);
  if (id === '') {
    throw new Failure('open the drive: the answer names no drive', {
      kind: 'service',
      hint: 'run again later',
    });
  }
  const kind = text(body.driveType);
  const quota = record(body.quota);
  const total = typeof quota?.total === 'number' ? quota.total : 0;
  const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
  const user = record(record(body.owner)?.user) ?? record(record(body.owner)?.group);
  const ground: Ground = { graph, drivePath: `/drives/${encodeSegment(id)}`, base };
  return {
    id,
    baseId: base?.id,
    kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
    owner: text(user?.displayName) || text(user?.email) || 'unknown',
    webUrl: text(body.webUrl),
    remainingBytes: total > 0 ? remaining : undefined,
    openedMs: Number.isNaN(answer.serverMs) ? graph.patience.host.clock.now() : answer.serverMs,
    latestMs: () => graph.serverMs(),
    ...itemOperations(ground),
    ...transferOperations(ground),
    ...linkOperations(ground),
  };
}
