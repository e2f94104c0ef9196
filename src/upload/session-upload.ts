/**
 * A file through an upload session, fragment after fragment, with the server's position as the only truth.
 * Knows which verdict of the retry table means what here; knows nothing of other files.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Source } from '../files/read.ts';
import type { Arrival, Conflict } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { Position, UploadSession } from '../graph/upload-session.ts';
import { Trouble } from '../http/retry.ts';
import { type Verdict, verdictOn } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';
import { fragmentEnd } from './fragment-size.ts';
import { findArrived } from './lost-reply.ts';
import { openUnlocked } from './name-lock.ts';
import { isLockedOutOffice } from './office-files.ts';
import { forget, isResumable, remember, resume } from './resume.ts';
import { sendSmall } from './simple-upload.ts';

/** New sessions for one file, beyond the first, when the service forgets them. */
const restartLimit = 4;
/** Questions for the position without a byte of progress between them. */
const askLimit = 3;

/** Sends the file; throws the failure that the table calls final. The session is deleted then. */
export async function sendBySession(
  work: Work,
  file: PlannedFile,
  how: { readonly source: Source; readonly conflict: Conflict },
): Promise<Arrival> {
  const transfer = new Transfer(work, file, how);
  try {
    return await transfer.run();
  } catch (error) {
    // The next run goes on with it, or nobody does.
    if (!isResumable(work, error)) await transfer.abandon();
    throw error;
  }
}

class Transfer {
  readonly #work: Work;
  readonly #file: PlannedFile;
  readonly #source: Source;
  readonly #conflict: Conflict;
  readonly #trouble: Trouble;
  #session: UploadSession | undefined;
  /** First byte to send; undefined when only the server knows. */
  #nextByte: number | undefined = 0;
  /** The furthest position that this session has confirmed. */
  #confirmedByte = 0;
  /** How far the file was sent into this session. */
  #sentByte = 0;
  #asks = 0;
  #restarts = 0;

  constructor(work: Work, file: PlannedFile, how: { readonly source: Source; readonly conflict: Conflict }) {
    this.#work = work;
    this.#file = file;
    this.#source = how.source;
    this.#conflict = how.conflict;
    this.#trouble = new Trouble(work.patience);
  }

  async run(): Promise<Arrival> {
    for (;;) {
      const asking = this.#nextByte === undefined;
      try {
        const session = await this.#open();
        const position = asking ? await session.position() : await this.#send(session, this.#nextByte ?? 0);
        const arrival = await this.#advance(position, asking);
        if (arrival !== undefined) return arrival;
      } catch (error) {
        if (!(error instanceof ServiceFailure) || this.#session === undefined) throw error;
        const verdict = verdictOn(asking ? 'session' : 'fragment', error.service);
        const arrival = await this.#recover(verdict, error);
        if (arrival !== undefined) return arrival;
      }
    }
  }

  /** Deletes the session, if one is open. What cannot be deleted is in the notes for post. */
  async abandon(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    forget(this.#work, this.#file);
    try {
      await session.cancel();
      this.#work.notes.closed(session.uploadUrl);
    } catch {
      // The failure that led here is the one to report. Post tries again: with a journal it hears of it now.
      this.#work.notes.opened(session.uploadUrl);
    }
  }

  async #open(): Promise<UploadSession> {
    if (this.#session !== undefined) return this.#session;
    const earlier = await resume(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
    if (earlier !== undefined) {
      this.#nextByte = earlier.nextByte;
      this.#sentByte = earlier.nextByte;
      this.#session = earlier.session;
      return earlier.session;
    }
    const session = await openUnlocked(this.#work, this.#file, {
      conflict: this.#conflict,
      modifiedMs: this.#work.settings.preserveMtime ? this.#source.modifiedMs : undefined,
    });
    // Post deletes what is noted; what the journal has is for the next run.
    if (this.#work.journal === undefined) this.#work.notes.opened(session.uploadUrl);
    this.#session = session;
    this.#remember(session);
    return session;
  }

  #remember(session: UploadSession): void {
    remember(this.#work, this.#file, { source: this.#source, conflict: this.#conflict, session });
  }

  async #send(session: UploadSession, startByte: number): Promise<Position> {
    const { patience, watcher, fragments, pace, bandwidth } = this.#work;
    await patience.gate.pass(patience.host);
    const totalBytes = this.#source.sizeBytes;
    const endByte = fragmentEnd(startByte, totalBytes, fragments.bytes);
    const pieces = this.#source.pieces(startByte, endByte, (byte) => {
      watcher.reached(this.#file, byte);
      if (byte === endByte && endByte < totalBytes) this.#remember(session);
    });
    const content = bandwidth.limit(pieces);
    this.#sentByte = Math.max(this.#sentByte, endByte);
    const beganMs = patience.host.clock.now();
    try {
      const position = await session.send({ startByte, totalBytes, content });
      fragments.arrived(content.sizeBytes, patience.host.clock.now() - beganMs);
      pace.good();
      return position;
    } catch (error) {
      if (error instanceof ServiceFailure && [0, 408, 504].includes(error.service.status))
        fragments.lost(content.sizeBytes);
      throw error;
    }
  }

  /** Takes the server's word for where to go on; an arrival when it has the whole file. */
  async #advance(position: Position, asked: boolean): Promise<Arrival | undefined> {
    if (position.item !== undefined) {
      if (await this.#isEarly(position.item)) {
        const sent = `${this.#sentByte} of ${this.#source.sizeBytes} bytes`;
        return this.#ask(this.#lost(`says that it has the whole file after ${sent}`));
      }
      this.#over();
      return { item: position.item, created: position.created };
    }
    const { nextByte } = position;
    if (nextByte !== undefined && nextByte < this.#source.sizeBytes) {
      if (nextByte > this.#source.readByte) throw this.#lost(`claims ${nextByte} bytes, more than were sent`);
      if (nextByte > this.#confirmedByte) this.#moved(nextByte);
      else if (!asked) this.#ask();
      this.#nextByte = nextByte;
      this.#work.watcher.reached(this.#file, nextByte);
      return undefined;
    }
    // Nothing left to send, and no item: personal drives have ended so (api-docs#1531). The path tells, else
    // the server.
    const arrival = await this.#look();
    if (arrival === undefined) this.#ask();
    return arrival;
  }

  async #recover(verdict: Verdict, error: ServiceFailure): Promise<Arrival | undefined> {
    if (verdict === 'again') {
      await this.#trouble.wait(error, this.#file.remotePath);
      this.#nextByte = undefined;
      return undefined;
    }
    if (verdict === 'ask') return this.#ask(error);
    const ours = await this.#look();
    if (ours !== undefined) return ours;
    if (verdict === 'look' && this.#confirmedByte === 0 && isLockedOutOffice(this.#work, this.#file)) {
      await this.abandon();
      return sendSmall(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
    }
    const replaced = verdict === 'conflict' && this.#conflict === 'replace';
    if (verdict !== 'look' && verdict !== 'restart' && !replaced) throw error;
    this.#restarts += 1;
    if (this.#restarts > restartLimit) throw error;
    // Once may be an old session; a service that forgets the next one, too, needs a moment.
    if (this.#restarts > 1) await this.#trouble.wait(error, this.#file.remotePath);
    this.#work.patience.host.log.debug(
      `${this.#file.remotePath}: ${error.message}; starting over with a new session`,
    );
    await this.abandon();
    this.#nextByte = 0;
    this.#confirmedByte = 0;
    this.#sentByte = 0;
    this.#work.watcher.reached(this.#file, 0);
    return undefined;
  }

  /** Is the whole file there? Then the session is over, whatever it answered. */
  async #look(): Promise<Arrival | undefined> {
    const facts = { conflict: this.#conflict, digest: await this.#source.digestSoFar() };
    const arrival = await findArrived(this.#work, this.#file, facts);
    if (arrival !== undefined) this.#over();
    return arrival;
  }

  /** Counts a step that led nowhere; the server has to say where to go on. */
  #ask(cause?: Failure): undefined {
    this.#asks += 1;
    if (this.#asks > askLimit) throw cause ?? this.#lost('does not say where to go on');
    this.#nextByte = undefined;
  }

  #lost(how: string): Failure {
    return new Failure(`${this.#file.remotePath}: the server ${how}`, { kind: 'service', hint: 'run again' });
  }

  /** Nobody can have what was not sent, nor wait for more of what is whole: a proxy answered in place of the service. */
  async #isEarly({ quickXorHash }: DriveItem): Promise<boolean> {
    const { sizeBytes } = this.#source;
    if (this.#sentByte < sizeBytes) return true;
    if (quickXorHash !== undefined || this.#work.settings.verify === 'off') return false;
    // A session that is over answers 404.
    const position = await this.#session?.position().catch(unlessRefused);
    return position?.item === undefined && (position?.nextByte ?? sizeBytes) < sizeBytes;
  }

  #moved(nextByte: number): void {
    this.#confirmedByte = nextByte;
    this.#asks = 0;
    this.#trouble.moved();
  }

  #over(): void {
    if (this.#session !== undefined) this.#work.notes.closed(this.#session.uploadUrl);
    forget(this.#work, this.#file);
    this.#session = undefined;
  }
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof ServiceFailure)) throw error;
}
