/**
 * Short-lived, pre-authenticated download URLs. A signed token contains the item and the expiry, so a listing of
 * 100,000 files needs no memory for them.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../core/messages.ts';
import type { DriveStore } from './store.ts';
import type { DriveItem } from './tree.ts';

const lifetimeMs = 3_600_000;

/** What is needed to send a file. */
export type DownloadableFile = Pick<DriveItem, 'name' | 'sizeBytes'> & {
  readonly contentPath?: string | undefined;
};

export class DownloadUrls {
  /** Set once the upload host listens. */
  origin = '';
  readonly #key = randomBytes(32);
  readonly #store: DriveStore;
  readonly #clock: Clock;

  constructor(store: DriveStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The URL of a file's content, or of an older version's. It is valid for an hour and needs no Authorization. */
  urlOf(item: DriveItem, version?: number): string {
    const claim = [item.drive.id, item.id, this.#clock() + lifetimeMs, version ?? ''].join('|');
    const token = `${Buffer.from(claim).toString('base64url')}.${this.#sign(claim)}`;
    const { type, stack, sitePath } = item.drive;
    if (type === 'personal' && stack !== 'new')
      return `${this.origin}/y4m/${token}/${encodeURIComponent(item.name)}`;
    const tempauth = `${stack === 'new' ? 'v1e' : 'v1'}.${token}`;
    const query = `UniqueId=${item.guid.toLowerCase()}&Translate=false&tempauth=${tempauth}&ApiVersion=2.0`;
    return `${this.origin}${sitePath}/_layouts/15/download.aspx?${query}`;
  }

  /** Returns the file of a token, 'expired' after the hour, or undefined if the token is forged or the file is gone. */
  resolve(token: string): DownloadableFile | 'expired' | undefined {
    const [encoded = '', signature] = token.split('.');
    const claim = Buffer.from(encoded, 'base64url').toString();
    if (signature !== this.#sign(claim)) return undefined;
    const [driveId = '', itemId = '', expiry, version = ''] = claim.split('|');
    if (this.#clock() > Number(expiry)) return 'expired';
    const item = this.#store.drive(driveId)?.items.get(itemId);
    if (item === undefined || version === '' || version === `${item.versions}`) return item;
    const older = item.olderVersions.find(({ number }) => version === `${number}`);
    return older?.contentPath === undefined ? undefined : { ...older, name: item.name };
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#key).update(claim).digest('base64url').slice(0, 22);
  }
}
