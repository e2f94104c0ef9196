/**
 * An opened drive: its properties and the operations on its items, contents and links.
 */
import { Failure } from '../core/errors.ts';
import { asObject, asString } from '../core/json.ts';
import type { GraphClient, GraphResponse } from './client.ts';
import { type ContentOperations, contentOperations } from './content.ts';
import { DownloadUrls } from './download-urls.ts';
import { completeDriveId } from './drive-id.ts';
import { type BaseFolder, type DriveContext, type ItemOperations, itemOperations } from './items.ts';
import { type LinkOperations, linkOperations } from './links.ts';
import { encodeSegment } from './paths.ts';

export interface Drive extends ItemOperations, ContentOperations, LinkOperations {
  readonly id: string;
  /** Id of the folder that paths start from; undefined for the drive's root. */
  readonly baseFolderId: string | undefined;
  /** Personal drives keep sessions for days and report a conflict at the last byte. Business drives lock the name. */
  readonly kind: 'personal' | 'business' | 'documentLibrary';
  /** The display name, which for a library often differs from its address. */
  readonly name: string;
  readonly owner: string;
  readonly webUrl: string;
  /** Undefined if the service hides the quota or reports zeros. */
  readonly remainingBytes: number | undefined;
  /** The service's clock when the drive was opened, milliseconds since the epoch. */
  readonly openedMs: number;
  /** The service's clock in its latest response; NaN if none had it. */
  serverTimeMs(): number;
}

/** Creates a drive from the response to `GET …/drive`. Paths start from `baseFolder`, if given. */
export function createDrive(graph: GraphClient, response: GraphResponse, baseFolder?: BaseFolder): Drive {
  const { body } = response;
  const id = completeDriveId(asString(body.id));
  if (id === '') {
    throw new Failure('open the drive: the answer contains no drive', {
      code: 'bad-answer',
      kind: 'service',
      hint: 'run again later',
    });
  }
  const kind = asString(body.driveType);
  const quota = asObject(body.quota);
  const total = typeof quota?.total === 'number' ? quota.total : 0;
  const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
  const owner = asObject(asObject(body.owner)?.user) ?? asObject(asObject(body.owner)?.group);
  const downloadUrls = new DownloadUrls(graph.retry.host.clock);
  const context: DriveContext = {
    graph,
    drivePath: `/drives/${encodeSegment(id)}`,
    baseFolder,
    downloadUrls,
  };
  return {
    id,
    baseFolderId: baseFolder?.id,
    kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
    name: asString(body.name),
    owner: asString(owner?.displayName) || asString(owner?.email) || 'unknown',
    webUrl: asString(body.webUrl),
    remainingBytes: total > 0 ? remaining : undefined,
    openedMs: Number.isNaN(response.serverTimeMs) ? graph.retry.host.clock.now() : response.serverTimeMs,
    serverTimeMs: () => graph.serverTimeMs(),
    ...itemOperations(context),
    ...contentOperations(context),
    ...linkOperations(context),
  };
}
