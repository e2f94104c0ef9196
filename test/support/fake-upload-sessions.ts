/**
 * Fake upload sessions in memory: stores fragments, returns positions, locks names. A test can set the behavior of the
 * next requests. No HTTP is involved.
 */

import type { GraphConflictBehavior } from '../../src/graph/content.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { baseNameOf, pathKey } from '../../src/graph/paths.ts';
import type { Fragment, UploadPosition, UploadSession } from '../../src/graph/upload-session.ts';
import { driveItem, fakeDrive, openedMs, quickXor, serviceFailure } from './fake-drive.ts';
import { readAll } from './random-content.ts';

export interface StoredSession {
  readonly uploadUrl: string;
  readonly remotePath: string;
  readonly conflict: GraphConflictBehavior;
  readonly modifiedMs: number | undefined;
  content: Buffer;
  state: 'open' | 'complete' | 'cancelled' | 'forgotten';
}

/** The behavior of one request. `carryOut` performs it. */
export type RequestBehavior = (
  session: StoredSession,
  carryOut: () => Promise<UploadPosition>,
) => Promise<UploadPosition>;

export type Request = 'send' | 'position' | 'cancel';

const nothing: UploadPosition = { created: false, item: undefined, nextByte: undefined };

/** Performs the request, and loses the reply. */
export const loseReply: RequestBehavior = async (_, carryOut) => {
  await carryOut();
  throw serviceFailure(0);
};

/** Deletes the session, so that the request finds none. */
export const forgetSession: RequestBehavior = async (session) => {
  session.state = 'forgotten';
  throw serviceFailure(404);
};

/** Performs the request, then replies that the session does not exist: it ended with the last byte. */
export const completeThenNotFound: RequestBehavior = async (_, carryOut) => {
  await carryOut();
  throw serviceFailure(404);
};

export function failRequest(...how: Parameters<typeof serviceFailure>): RequestBehavior {
  return async () => {
    throw serviceFailure(...how);
  };
}

/** Performs the request, but replies with this position, or with nothing if there is none. */
export function replyWithNextByte(nextByte?: number): RequestBehavior {
  return async (_, carryOut) => {
    await carryOut();
    return { ...nothing, nextByte };
  };
}

/** More requests than any test needs. A client that sends more would never stop. */
const maxRequests = 200;

export class SessionService {
  readonly sessions: StoredSession[] = [];
  /** First byte of every fragment that was sent, in order. */
  readonly starts: number[] = [];
  /** What lies on the drive, by `pathKey`. */
  readonly contents = new Map<string, Buffer>();
  readonly drive: Drive & { readonly stored: Map<string, DriveItem> };
  readonly #turns: Record<Request, (RequestBehavior | undefined)[]> = { send: [], position: [], cancel: [] };
  readonly #always: Partial<Record<Request, RequestBehavior | undefined>> = {};
  #count = 0;

  constructor(more: Partial<Drive> = {}) {
    this.drive = {
      ...fakeDrive(),
      putFile: async (remotePath, _, content) => {
        const created = !this.drive.stored.has(pathKey(remotePath));
        return { item: this.#store(remotePath, await readAll(content), openedMs), created };
      },
      createUploadSession: async (remotePath, conflict, modifiedMs) =>
        this.#create(remotePath, conflict, modifiedMs),
      resumeUploadSession: (_, uploadUrl) => this.#handle(uploadUrl),
      ...more,
    };
  }

  /** What becomes of the next requests of that sort; `undefined` and whatever comes after is carried out. */
  next(request: Request, ...turns: readonly (RequestBehavior | undefined)[]): this {
    this.#turns[request].push(...turns);
    return this;
  }

  /** What becomes of all others; `undefined`: they are carried out again. */
  setDefault(request: Request, turn: RequestBehavior | undefined): this {
    this.#always[request] = turn;
    return this;
  }

  get states(): StoredSession['state'][] {
    return this.sessions.map(({ state }) => state);
  }

  /** An older file of that content under the name. */
  storeFile(remotePath: string, content: Buffer): void {
    this.#store(remotePath, content, openedMs - 60_000);
  }

  /** A session as an earlier run left it behind. */
  addSession(remotePath: string, content: Buffer): StoredSession {
    return this.#open({ remotePath, conflict: 'replace', modifiedMs: undefined, content });
  }

  #open(facts: Pick<StoredSession, 'remotePath' | 'conflict' | 'modifiedMs' | 'content'>): StoredSession {
    const uploadUrl = `https://example.sharepoint.com/upload/${this.sessions.length}?tempauth=x`;
    const session: StoredSession = { ...facts, uploadUrl, state: 'open' };
    this.sessions.push(session);
    return session;
  }

  #create(
    remotePath: string,
    conflict: GraphConflictBehavior,
    modifiedMs: number | undefined,
  ): UploadSession {
    const held = this.sessions.some((one) => one.state === 'open' && one.remotePath === remotePath);
    if (held) throw serviceFailure(409, { message: 'the file is currently being uploaded' });
    return this.#handle(this.#open({ remotePath, conflict, modifiedMs, content: Buffer.alloc(0) }).uploadUrl);
  }

  #handle(uploadUrl: string): UploadSession {
    const found = this.sessions.find((one) => one.uploadUrl === uploadUrl);
    const gone: StoredSession = { ...openings, uploadUrl, content: Buffer.alloc(0), state: 'forgotten' };
    const session = found ?? gone;
    return {
      uploadUrl,
      sendFragment: (fragment) => this.#turn('send', session, () => this.#take(session, fragment)),
      readPosition: () => this.#turn('position', session, async () => where(session)),
      cancel: async () => {
        await this.#turn('cancel', session, async () => {
          if (session.state === 'open') session.state = 'cancelled';
          return nothing;
        });
      },
    };
  }

  async #turn(
    request: Request,
    session: StoredSession,
    carryOut: () => Promise<UploadPosition>,
  ): Promise<UploadPosition> {
    this.#count += 1;
    if (this.#count > maxRequests) throw new Error('this would never have ended');
    const turn = this.#turns[request].shift() ?? this.#always[request];
    return turn === undefined ? carryOut() : turn(session, carryOut);
  }

  async #take(session: StoredSession, { startByte, totalBytes, content }: Fragment): Promise<UploadPosition> {
    this.starts.push(startByte);
    const position = where(session);
    if (startByte !== position.nextByte) throw serviceFailure(416);
    session.content = Buffer.concat([session.content, await readAll(content)]);
    if (session.content.length < totalBytes) return where(session);
    const created = !this.drive.stored.has(pathKey(session.remotePath));
    if (!created && session.conflict === 'fail') throw serviceFailure(409, { codes: ['nameAlreadyExists'] });
    session.state = 'complete';
    return { created, item: this.#store(session.remotePath, session.content, openedMs), nextByte: undefined };
  }

  #store(remotePath: string, content: Buffer, createdMs: number): DriveItem {
    const facts = { sizeBytes: content.length, quickXorHash: quickXor(content), createdMs };
    const item = driveItem(baseNameOf(remotePath), facts);
    this.drive.stored.set(pathKey(remotePath), item);
    this.contents.set(pathKey(remotePath), content);
    return item;
  }
}

const openings = { remotePath: '', conflict: 'replace', modifiedMs: undefined } as const;

function where({ state, content }: StoredSession): UploadPosition {
  if (state !== 'open') throw serviceFailure(404);
  return { ...nothing, nextByte: content.length };
}
