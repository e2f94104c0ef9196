/** Sends a file through an upload session, fragment by fragment. The server's position decides where to continue. */
import { type Failure, ServiceFailure } from '../core/errors.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { UploadedItem } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { UploadPosition, UploadSession } from '../graph/upload-session.ts';
import { RetryState } from '../http/retry.ts';
import type { RequestKind, RetryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { SendOptions, UploadContext } from './context.ts';
import { positionContradictionFailure } from './errors.ts';
import { fragmentEnd } from './fragment-size.ts';
import { findArrivedItem } from './lost-reply.ts';
import { openUnlockedSession } from './name-lock.ts';
import { needsSinglePut } from './office-files.ts';
import { dropProgress, isResumable, resumeUpload, saveProgress } from './resume.ts';
import { uploadWithPut } from './simple-upload.ts';

/** How many new sessions one file may open after the first, when the service loses them. */
const restartLimit = 4;
/** The verdicts that this file handles itself. */
const sessionVerdicts: readonly RetryVerdict[] = ['ask', 'look', 'restart', 'conflict', 'fatal', 'full'];
/** How often to ask for the position without progress in between. */
const positionQueryLimit = 3;

/** Sends the file. Throws the final failure, and deletes the session first unless the next run may resume it. */
export async function uploadWithSession(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  const sessionUpload = new SessionUpload(context, file, options);
  try {
    return await sessionUpload.run();
  } catch (error) {
    if (!isResumable(context, error)) await sessionUpload.cancel();
    throw error;
  }
}

class SessionUpload {
  readonly #context: UploadContext;
  readonly #file: PlannedFile;
  readonly #source: LocalFile;
  readonly #options: SendOptions;
  readonly #retryState: RetryState;
  #session: UploadSession | undefined;
  /** The first byte to send; undefined when the server must be asked. */
  #nextByte: number | undefined = 0;
  /** The highest position that the server has confirmed in this session. */
  #confirmedByte = 0;
  /** The highest position that was sent in this session. */
  #sentByte = 0;
  #positionQueries = 0;
  #restarts = 0;

  constructor(context: UploadContext, file: PlannedFile, options: SendOptions) {
    this.#context = context;
    this.#file = file;
    this.#source = options.source;
    this.#options = options;
    this.#retryState = new RetryState(context.retry, file.remotePath);
  }

  async run(): Promise<UploadedItem> {
    for (;;) {
      const isQuery = this.#nextByte === undefined;
      try {
        const session = await this.#openSession();
        const position = isQuery
          ? await session.readPosition()
          : await this.#sendFragment(session, this.#nextByte ?? 0);
        const arrival = await this.#advance(position, isQuery);
        if (arrival !== undefined) return arrival;
      } catch (error) {
        if (!(error instanceof ServiceFailure)) throw error;
        // An Office file that exists may be as unknown to createUploadSession as to the first fragment.
        const isUnknown = this.#session === undefined && error.code === 'item-not-found';
        if (isUnknown && needsSinglePut(this.#context, this.#file))
          return uploadWithPut(this.#context, this.#file, this.#options);
        if (this.#session === undefined) throw error;
        const arrival = await this.#recover(isQuery ? 'session' : 'fragment', error);
        if (arrival !== undefined) return arrival;
      }
    }
  }

  /** Deletes the session, if one is open. If that fails, the post step tries again. */
  async cancel(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    dropProgress(this.#context, this.#file);
    try {
      await session.cancel();
      this.#context.openSessions.delete(session.uploadUrl);
    } catch {
      // Report the original failure. With a journal, the session is recorded for the post step only here.
      this.#context.openSessions.add(session.uploadUrl);
    }
  }

  async #openSession(): Promise<UploadSession> {
    if (this.#session !== undefined) return this.#session;
    const resumed = await resumeUpload(this.#context, this.#file, this.#options);
    if (resumed !== undefined) {
      this.#nextByte = resumed.nextByte;
      this.#sentByte = resumed.nextByte;
      this.#session = resumed.session;
      return resumed.session;
    }
    const session = await openUnlockedSession(this.#context, this.#file, {
      conflict: this.#options.conflict,
      modifiedMs: this.#context.settings.preserveMtime ? this.#source.modifiedMs : undefined,
    });
    // The post step deletes recorded sessions. With a journal, the next run needs the session.
    if (this.#context.journal === undefined) this.#context.openSessions.add(session.uploadUrl);
    this.#session = session;
    saveProgress(this.#context, this.#file, { ...this.#options, session });
    return session;
  }

  async #sendFragment(session: UploadSession, startByte: number): Promise<UploadPosition> {
    const { host, retry, events, fragmentSize, concurrency, bandwidth } = this.#context;
    await retry.gate.wait(host);
    const totalBytes = this.#source.sizeBytes;
    const endByte = fragmentEnd(startByte, totalBytes, fragmentSize.bytes);
    const pieces = this.#source.pieces(startByte, endByte, (byte) => {
      events.reached(this.#file, byte);
      if (byte === endByte && endByte < totalBytes)
        saveProgress(this.#context, this.#file, { ...this.#options, session });
    });
    const content = bandwidth.limit(pieces);
    this.#sentByte = Math.max(this.#sentByte, endByte);
    const startedMs = host.clock.now();
    try {
      const position = await session.sendFragment({ startByte, totalBytes, content });
      fragmentSize.succeeded(content.sizeBytes, host.clock.now() - startedMs);
      concurrency.succeeded();
      return position;
    } catch (error) {
      if (error instanceof ServiceFailure && [0, 408, 504].includes(error.service.status))
        fragmentSize.failed(content.sizeBytes);
      throw error;
    }
  }

  /** Continues at the server's position. Returns the item when the server has the whole file. */
  async #advance(position: UploadPosition, isQuery: boolean): Promise<UploadedItem | undefined> {
    if (position.item !== undefined) {
      if (await this.#isPremature(position.item)) {
        const sent = `${this.#sentByte} of ${this.#source.sizeBytes} bytes`;
        return this.#queryPosition(
          positionContradictionFailure(this.#file, `says that it has the whole file after ${sent}`),
        );
      }
      this.#finish();
      return { item: position.item, created: position.created };
    }
    const { nextByte } = position;
    if (nextByte !== undefined && nextByte < this.#source.sizeBytes) {
      // The reply to the last fragment may repeat its range although the file is there (api-docs#1531).
      const arrival = this.#sentByte < this.#source.sizeBytes ? undefined : await this.#findArrived();
      if (arrival !== undefined) return arrival;
      if (!isQuery && this.#sentByte >= this.#source.sizeBytes) return this.#queryPosition();
      this.#sentByte = nextByte;
      if (nextByte > this.#source.furthestByte)
        throw positionContradictionFailure(this.#file, `claims ${nextByte} bytes, more than were sent`);
      if (nextByte > this.#confirmedByte) this.#confirm(nextByte);
      else if (!isQuery) this.#queryPosition();
      this.#nextByte = nextByte;
      this.#context.events.reached(this.#file, nextByte);
      return undefined;
    }
    // Personal drives may end without an item (api-docs#1531): look at the path, then ask the server.
    const arrival = await this.#findArrived();
    if (arrival === undefined) this.#queryPosition();
    return arrival;
  }

  async #recover(requestKind: RequestKind, error: ServiceFailure): Promise<UploadedItem | undefined> {
    const verdict = await this.#retryState.next(requestKind, error, sessionVerdicts);
    if (verdict === 'again') {
      this.#nextByte = undefined;
      return undefined;
    }
    if (verdict === 'ask') return this.#queryPosition(error);
    const ours = await this.#findArrived();
    if (ours !== undefined) return ours;
    if (verdict === 'look' && this.#confirmedByte === 0 && needsSinglePut(this.#context, this.#file)) {
      await this.cancel();
      return uploadWithPut(this.#context, this.#file, this.#options);
    }
    const replaced = verdict === 'conflict' && this.#options.conflict === 'replace';
    if (verdict !== 'look' && verdict !== 'restart' && !replaced) throw error;
    if (++this.#restarts > restartLimit) throw error;
    // The first lost session may be an old one. Wait before replacing another.
    if (this.#restarts > 1) await this.#retryState.wait(error);
    this.#context.host.log.debug(
      `${this.#file.remotePath}: ${error.message}; starting over with a new session`,
    );
    await this.cancel();
    this.#nextByte = 0;
    this.#confirmedByte = 0;
    this.#sentByte = 0;
    this.#context.events.reached(this.#file, 0);
    return undefined;
  }

  /** Looks for the whole file on the drive. If it is there, the session is finished. */
  async #findArrived(): Promise<UploadedItem | undefined> {
    const facts = { conflict: this.#options.conflict, digest: await this.#source.digestIfRead() };
    const arrival = await findArrivedItem(this.#context, this.#file, facts);
    if (arrival !== undefined) this.#finish();
    return arrival;
  }

  /** Counts a step without progress; the next request asks the server for its position. */
  #queryPosition(cause?: Failure): undefined {
    if (++this.#positionQueries > positionQueryLimit)
      throw cause ?? positionContradictionFailure(this.#file, 'does not say where to continue');
    this.#nextByte = undefined;
  }

  /** True when the server cannot have the whole file yet: a proxy may have answered instead. */
  async #isPremature({ quickXorHash }: DriveItem): Promise<boolean> {
    const { sizeBytes } = this.#source;
    if (this.#sentByte < sizeBytes) return true;
    if (quickXorHash !== undefined || this.#context.settings.verify === 'off') return false;
    // A finished session answers 404.
    const position = await this.#session?.readPosition().catch(ignoreServiceFailure);
    return position?.item === undefined && (position?.nextByte ?? sizeBytes) < sizeBytes;
  }

  #confirm(nextByte: number): void {
    this.#confirmedByte = nextByte;
    this.#positionQueries = 0;
    this.#retryState.reset();
  }

  #finish(): void {
    if (this.#session !== undefined) this.#context.openSessions.delete(this.#session.uploadUrl);
    dropProgress(this.#context, this.#file);
    this.#session = undefined;
  }
}

function ignoreServiceFailure(error: unknown): undefined {
  if (!(error instanceof ServiceFailure)) throw error;
}
