/**
 * Upload sessions and their lives: made, extended, locked onto a name, expired, forgotten. Knows nothing of
 * HTTP or of whether a fragment is welcome: that is upload's.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Clock } from '../core/messages.ts';
import { QuickXorHash } from './quick-xor-hash.ts';
import type { DriveStore, FileDates } from './store.ts';
import { type DriveItem, itemPath } from './tree.ts';

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
  /** After this instant its token opens nothing any more; endless on personal drives. */
  readonly tokenExpiresMs: number;
  /** Known since the first fragment. */
  sizeBytes?: number;
  receivedBytes: number;
  /** How many were received so far, whole or in part. */
  fragments: number;
  hash: QuickXorHash;
  readonly contentPath: string;
  /** A fragment other than the last was no multiple of 320 KiB. */
  isUnaligned: boolean;
  /** Dead on arrival: every fragment finds no session. */
  readonly isBroken: boolean;
  /** The item gets a new id when it is replaced. */
  readonly replacesId: boolean;
  /** Its bytes are becoming a file's content: whoever ends it now must leave them. */
  isCommitting?: boolean;
  /** The fragment being received, and how to be rid of it. */
  activeFragment?: { readonly done: Promise<void>; readonly abort: () => void };
}

export class UploadSessions {
  /** What uploadUrls begin with; known once the upload host listens. */
  origin = '';
  readonly urls: string[] = [];
  readonly #byToken = new Map<string, UploadSession>();
  /** Tokens of sessions that are over: their signature still counts, until it expires. */
  readonly #endedTokens = new Map<string, number>();
  readonly #byName = new Map<string, UploadSession>();
  /** How often a place's Office file met the replace bug since the last commit. */
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
      token: `eyJ0eXAiOiJKV1QifQ.${randomBytes(24).toString('base64url')}.${randomBytes(24).toString('base64url')}`,
      parent,
      name,
      conflict: facts.conflict,
      dates: facts.dates,
      path: [...itemPath(parent), name].join('/'),
      expiresMs: nowMs + (personal ? 7 * dayMs : 15 * minuteMs),
      tokenExpiresMs: personal ? Number.POSITIVE_INFINITY : nowMs + dayMs,
      ...{ receivedBytes: 0, fragments: 0 },
      hash: new QuickXorHash(),
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

  /** By token: the session, 'expired' when the token is past its day, or nothing. */
  find(token: string): UploadSession | 'expired' | undefined {
    const session = this.#byToken.get(token);
    const tokenExpiresMs = session?.tokenExpiresMs ?? this.#endedTokens.get(token);
    if (tokenExpiresMs !== undefined && this.#clock() > tokenExpiresMs) {
      if (session !== undefined) this.end(session);
      return 'expired';
    }
    return session === undefined ? undefined : this.#ifOpen(session);
  }

  /** The open session that locks this name (business and SharePoint only). */
  findLock(parent: DriveItem, name: string): UploadSession | undefined {
    const session = this.#byName.get(itemNameKey(parent, name));
    return session === undefined ? undefined : this.#ifOpen(session);
  }

  /** A fragment was accepted: the clock starts anew. */
  extend(session: UploadSession): void {
    const personal = session.parent.drive.type === 'personal';
    if (!personal) session.expiresMs = this.#clock() + 15 * minuteMs;
  }

  /** Over, one way or another; its bytes go, unless they were kept as a file's content. */
  end(session: UploadSession, committed = false): void {
    this.#byToken.delete(session.token);
    this.#endedTokens.set(session.token, session.tokenExpiresMs);
    const place = itemNameKey(session.parent, session.name);
    if (this.#byName.get(place) === session) this.#byName.delete(place);
    if (committed) this.#officeAttempts.delete(place);
    else if (session.isCommitting !== true) rm(session.contentPath, { force: true }).catch(() => {});
    session.activeFragment?.abort();
  }

  /** Those that are open; to look ends none, not even one whose time is up in the middle of a fragment. */
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
    const host = new URL(origin).hostname;
    if (drive.type === 'personal' && !host.endsWith('microsoftpersonalcontent.com')) {
      return `${origin}/up/${session.token}`;
    }
    const item = existing?.id ?? session.parent.id;
    const temporary = `~tmp${session.id.slice(0, 2)}_${encodeURIComponent(session.name).replaceAll("'", '%27')}`;
    const target = existing === undefined ? `&path='${temporary}'` : '';
    const overwrite = session.conflict === 'replace' ? 'True' : 'False';
    const rename = session.conflict === 'rename' ? 'True' : 'False';
    return (
      `${origin}${drive.sitePath}/_api/v2.0/drives/${drive.id}/items/${item}/uploadSession` +
      `?guid='${session.id}'${target}&overwrite=${overwrite}&rename=${rename}&dc=0&tempauth=${session.token}`
    );
  }
}

function itemNameKey(parent: DriveItem, name: string): string {
  return `${parent.drive.id}/${parent.id}/${parent.drive.keyOf(name)}`;
}
