/** Upload sessions: opening, extending, name locks, expiry. Fragments are checked in upload-host. */
import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Clock } from '../core/messages.ts';
import { ContentHash } from './content-hash.ts';
import type { DriveStore, FileDates } from './store.ts';
import { type Drive, type DriveItem, itemPath } from './tree.ts';

export type ConflictBehavior = 'fail' | 'replace' | 'rename';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export interface UploadSession {
  readonly id: string;
  readonly token: string;
  readonly parent: DriveItem;
  readonly name: string;
  readonly conflict: ConflictBehavior;
  readonly dates: FileDates;
  readonly path: string;
  expiresMs: number;
  /** After this time, requests with the token fail with 401. Infinite on personal drives. */
  readonly tokenExpiresMs: number;
  /** Known from the first fragment on. */
  sizeBytes?: number;
  receivedBytes: number;
  /** How many were received, whole or in part. */
  fragments: number;
  hash: ContentHash;
  readonly contentPath: string;
  /** A fragment other than the last was not a multiple of 320 KiB. */
  isUnaligned: boolean;
  /** Broken from the start: every fragment gets a 404. */
  readonly isBroken: boolean;
  /** The item gets a new id when it is replaced. */
  readonly replacesId: boolean;
  /** The content is being committed as a file. Ending the session must not delete it. */
  isCommitting?: boolean;
  /** The fragment being received, and how to abort it. */
  activeFragment?: { readonly done: Promise<void>; readonly abort: () => void };
}

export class UploadSessions {
  /** Set once the upload host listens. */
  origin = '';
  readonly urls: string[] = [];
  readonly #byToken = new Map<string, UploadSession>();
  /** Tokens of ended sessions, with their expiry. Until then they return 404, afterwards 401. */
  readonly #endedTokens = new Map<string, number>();
  readonly #byName = new Map<string, UploadSession>();
  /** How often the Office replace bug was applied to a name since the last commit. */
  readonly #officeAttempts = new Map<string, number>();
  readonly #store: DriveStore;
  readonly #clock: Clock;

  constructor(store: DriveStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  open(facts: {
    parent: DriveItem;
    name: string;
    conflict: ConflictBehavior;
    dates: FileDates;
    existing?: DriveItem;
    officeBug?: boolean;
  }): { session: UploadSession; url: string } {
    const { parent, name } = facts;
    const personal = parent.drive.type === 'personal';
    const nowMs = this.#clock();
    const place = itemNameKey(parent, name);
    const attempts = facts.officeBug ? (this.#officeAttempts.get(place) ?? 0) : 0;
    if (facts.officeBug) this.#officeAttempts.set(place, attempts + 1);
    const session: UploadSession = {
      id: randomUUID(),
      token: newSessionToken(parent.drive),
      parent,
      name,
      conflict: facts.conflict,
      dates: facts.dates,
      path: [...itemPath(parent), name].join('/'),
      expiresMs: nowMs + (personal ? 7 * dayMs : 15 * minuteMs),
      tokenExpiresMs: personal ? Number.POSITIVE_INFINITY : nowMs + dayMs,
      receivedBytes: 0,
      fragments: 0,
      hash: ContentHash.forDrive(parent.drive),
      contentPath: this.#store.newContentPath(),
      isUnaligned: false,
      isBroken: facts.officeBug === true && attempts === 0,
      replacesId: facts.officeBug === true,
    };
    this.#byToken.set(session.token, session);
    if (!personal && !session.isBroken) this.#byName.set(place, session);
    const url = this.#urlOf(session, facts.existing);
    this.urls.push(url);
    return { session, url };
  }

  /**
   * Finds a session by its token. Returns 'expired' when the token has expired, or undefined if there is no open
   * session.
   */
  find(token: string): UploadSession | 'expired' | undefined {
    const session = this.#byToken.get(token);
    const tokenExpiresMs = session?.tokenExpiresMs ?? this.#endedTokens.get(token);
    if (tokenExpiresMs !== undefined && this.#clock() > tokenExpiresMs) {
      if (session !== undefined) this.end(session);
      return 'expired';
    }
    return session === undefined ? undefined : this.#ifOpen(session);
  }

  /** The open session that locks this name. Business and SharePoint only. */
  findLock(parent: DriveItem, name: string): UploadSession | undefined {
    const session = this.#byName.get(itemNameKey(parent, name));
    return session === undefined ? undefined : this.#ifOpen(session);
  }

  /** Postpones the expiry after an accepted fragment. Business and SharePoint only. */
  extend(session: UploadSession): void {
    const personal = session.parent.drive.type === 'personal';
    if (!personal) session.expiresMs = this.#clock() + 15 * minuteMs;
  }

  /** Ends the session. Deletes its content, unless that was or is being committed. */
  end(session: UploadSession, committed = false): void {
    this.#byToken.delete(session.token);
    this.#endedTokens.set(session.token, session.tokenExpiresMs);
    const place = itemNameKey(session.parent, session.name);
    if (this.#byName.get(place) === session) this.#byName.delete(place);
    if (committed) this.#officeAttempts.delete(place);
    else if (session.isCommitting !== true) rm(session.contentPath, { force: true }).catch(() => {});
    session.activeFragment?.abort();
  }

  /** The open sessions. Unlike `find`, it does not end expired ones: one may be in the middle of a fragment. */
  list(): UploadSession[] {
    return [...this.#byToken.values()].filter(({ expiresMs }) => this.#clock() <= expiresMs);
  }

  #ifOpen(session: UploadSession): UploadSession | undefined {
    if (this.#clock() <= session.expiresMs) return session;
    this.end(session);
    return undefined;
  }

  #urlOf(session: UploadSession, existing: DriveItem | undefined): string {
    const { drive } = session.parent;
    const { origin } = this;
    const item = existing?.id ?? session.parent.id;
    if (drive.stack === 'new') {
      const endpoint = `${origin}${drive.sitePath}/_api/v2.0/drive/items/${item}/uploadSession`;
      return `${endpoint}?guid='${session.id}'&dc=0&tempauth=${session.token}`;
    }
    if (drive.type === 'personal') return `${origin}/up/${session.token}`;
    // Until 2022 it named path, overwrite and rename as well (abraunegg/onedrive#3859, microsoft-graph-docs#17631).
    const endpoint = `${origin}${drive.sitePath}/_api/v2.0/drives/${drive.id}/items/${item}/uploadSession`;
    return `${endpoint}?guid='${session.id}'&dc=0&tempauth=${session.token}`;
  }
}

/** Of the new stack they begin with `v1e` (apache/opendal#5811), of work drives with `v1` (abraunegg/onedrive#3859). */
function newSessionToken({ stack, type }: Drive): string {
  const jwtHead = 'eyJ0eXAiOiJKV1QifQ';
  const head = type === 'personal' ? (stack === 'new' ? 'v1e' : jwtHead) : `v1.${jwtHead}`;
  return [head, randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')].join('.');
}

function itemNameKey(parent: DriveItem, name: string): string {
  return `${parent.drive.id}/${parent.id}/${parent.drive.keyOf(name)}`;
}
