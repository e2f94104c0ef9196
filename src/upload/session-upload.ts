/**
 * A file through an upload session, fragment after fragment, with the server's position as the only truth.
 */
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

/** New sessions for one file, beyond the first, when the service forgets them. */
const restartLimit = 4;
/** Whatever a session's failure means but "again": before it is final, the file is looked for. */
const sessionVerdicts: readonly RetryVerdict[] = ['ask', 'look', 'restart', 'conflict', 'fatal', 'full'];
/** Questions for the position without a byte of progress between them. */
const positionQueryLimit = 3;

/** Sends the file; throws the failure that the table calls final. The session is deleted then. */
export async function uploadWithSession(
  context: UploadContext,
  file: PlannedFile,
  options: SendOptions,
): Promise<UploadedItem> {
  const sessionUpload = new SessionUpload(context, file, options);
  try {
    return await sessionUpload.run();
  } catch (error) {
    // The next run goes on with it, or nobody does.
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
  /** First byte to send; undefined when only the server knows. */
  #nextByte: number | undefined = 0;
  /** The furthest position that this session has confirmed. */
  #confirmedByte = 0;
  /** How far the file was sent into this session. */
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
        if (!(error instanceof ServiceFailure) || this.#session === undefined) throw error;
        const arrival = await this.#recover(isQuery ? 'session' : 'fragment', error);
        if (arrival !== undefined) return arrival;
      }
    }
  }

  /** Deletes the session, if one is open. What cannot be deleted is in the notes for post. */
  async cancel(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    dropProgress(this.#context, this.#file);
    try {
      await session.cancel();
      this.#context.openSessions.delete(session.uploadUrl);
    } catch {
      // The failure that led here is the one to report. Post tries again: with a journal it hears of it now.
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
    // Post deletes what is noted; what the journal has is for the next run.
    if (this.#context.journal === undefined) this.#context.openSessions.add(session.uploadUrl);
    this.#session = session;
    this.#saveProgress(session);
    return session;
  }

  #saveProgress(session: UploadSession): void {
    saveProgress(this.#context, this.#file, { ...this.#options, session });
  }

  async #sendFragment(session: UploadSession, startByte: number): Promise<UploadPosition> {
    const { host, retry, events, fragmentSize, concurrency, bandwidth } = this.#context;
    await retry.gate.wait(host);
    const totalBytes = this.#source.sizeBytes;
    const endByte = fragmentEnd(startByte, totalBytes, fragmentSize.bytes);
    const pieces = this.#source.pieces(startByte, endByte, (byte) => {
      events.reached(this.#file, byte);
      if (byte === endByte && endByte < totalBytes) this.#saveProgress(session);
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

  /** Takes the server's word for where to go on; an arrival when it has the whole file. */
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
      if (nextByte > this.#source.furthestByte)
        throw positionContradictionFailure(this.#file, `claims ${nextByte} bytes, more than were sent`);
      if (nextByte > this.#confirmedByte) this.#confirm(nextByte);
      else if (!isQuery) this.#queryPosition();
      this.#nextByte = nextByte;
      this.#context.events.reached(this.#file, nextByte);
      return undefined;
    }
    // Nothing left to send, and no item: personal drives have ended so (api-docs#1531). The path tells, else
    // the server.
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
    this.#restarts += 1;
    if (this.#restarts > restartLimit) throw error;
    // Once may be an old session; a service that forgets the next one, too, needs a moment.
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

  /** Is the whole file there? Then the session is over, whatever it answered. */
  async #findArrived(): Promise<UploadedItem | undefined> {
    const facts = { conflict: this.#options.conflict, digest: await this.#source.digestIfRead() };
    const arrival = await findArrivedItem(this.#context, this.#file, facts);
    if (arrival !== undefined) this.#finish();
    return arrival;
  }

  /** Counts a step that led nowhere; the server has to say where to go on. */
  #queryPosition(cause?: Failure): undefined {
    this.#positionQueries += 1;
    if (this.#positionQueries > positionQueryLimit)
      throw cause ?? positionContradictionFailure(this.#file, 'does not say where to go on');
    this.#nextByte = undefined;
  }

  /** Nobody can have what was not sent, nor wait for more of what is whole: a proxy answered in place of the service. */
  async #isPremature({ quickXorHash }: DriveItem): Promise<boolean> {
    const { sizeBytes } = this.#source;
    if (this.#sentByte < sizeBytes) return true;
    if (quickXorHash !== undefined || this.#context.settings.verify === 'off') return false;
    // A session that is over answers 404.
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
