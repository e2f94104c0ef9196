/** An emulator with seeded files, and downloads into a temporary folder. Run and emulator share one clock. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListReport } from '../../src/download/list-report.ts';
import type { DownloadReport } from '../../src/download/manifest.ts';
import type { VerifyReport } from '../../src/download/verify-report.ts';
import {
  type Emulator,
  type EmulatorOptions,
  type Fault,
  startEmulator,
} from '../../src/emulator/emulator.ts';
import type { InputSource } from '../../src/inputs/read.ts';
import { type DownloadOptions, runDownload } from '../../src/run/download.ts';
import { runList } from '../../src/run/list.ts';
import { runVerify, type VerifyOptions } from '../../src/run/verify.ts';
import { FakeHost } from './fake-host.ts';
import { randomBytes } from './random-content.ts';

export class DownloadFixture {
  readonly emulator: Emulator;
  readonly seeded = new Map<string, Buffer>();
  host: FakeHost;
  /** Where it comes into; the same for every run. */
  readonly localFolder: string;
  readonly #first: FakeHost;

  private constructor(emulator: Emulator, world: FakeHost) {
    this.emulator = emulator;
    this.host = world;
    this.#first = world;
    this.localFolder = join(world.tempDir, 'back');
  }

  static async open(options: EmulatorOptions = {}): Promise<DownloadFixture> {
    const world = new FakeHost();
    return new DownloadFixture(await startEmulator({ ...options, clock: world.clock.now }), world);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
    this.host[Symbol.dispose]();
    this.#first[Symbol.dispose]();
  }

  /** Puts files below `from` on the drive, given as path to content or size. */
  async seed(files: Readonly<Record<string, number | string | Buffer>>, from = 'from'): Promise<this> {
    for (const [path, what] of Object.entries(files)) {
      const content = typeof what === 'number' ? randomBytes(what, path) : Buffer.from(what);
      await this.emulator.seed(`${from}/${path}`, content);
      this.seeded.set(path, content);
    }
    return this;
  }

  /** A fault of requests for content, which lies on the upload host. */
  addContentFault(what: Fault['do'], more: Partial<Fault> = {}): void {
    this.emulator.addFault({ on: { surface: 'upload', method: 'GET' }, do: what, ...more });
  }

  /** Brings `from` back. */
  run(
    more: Partial<DownloadOptions> = {},
    texts: Readonly<Record<string, string>> = {},
  ): Promise<DownloadReport> {
    return runDownload({
      host: this.host,
      source: this.#source(texts),
      remote: 'from',
      localDir: this.localFolder,
      overwrite: false,
      ...more,
    });
  }

  /** Verifies `from`. */
  verify(
    more: Partial<VerifyOptions> = {},
    texts: Readonly<Record<string, string>> = {},
  ): Promise<VerifyReport> {
    return runVerify({ host: this.host, source: this.#source(texts), remote: 'from', ...more });
  }

  /** Lists a folder or a file. */
  list(remote = 'from', texts: Readonly<Record<string, string>> = {}): Promise<ListReport> {
    return runList({ host: this.host, source: this.#source(texts), remote });
  }

  #source(texts: Readonly<Record<string, string>>): InputSource {
    this.host.env.ONEDRIVE_UPLOAD_EMULATOR = this.emulator.url;
    const { clientId, clientSecret, refreshToken, driveId } = this.emulator.credentials;
    const inputs: Readonly<Record<string, string>> = {
      ...{ 'client-id': clientId, 'client-secret': clientSecret, 'refresh-token': refreshToken },
      ...{ 'drive-id': driveId, mode: 'check', ...texts },
    };
    return { value: (name) => inputs[name], presentNames: () => [], emulator: true };
  }

  /** Creates a new host for the next run. Its clock continues. */
  newHost(): void {
    const before = this.host;
    this.host = new FakeHost();
    this.host.clock.advance(before.clock.now() - this.host.clock.now());
    if (before !== this.#first) before[Symbol.dispose]();
  }

  /** What is here now: contents by path, folders by their path and a slash. */
  readLocalFiles(folder = this.localFolder): Map<string, Buffer> {
    const found = new Map<string, Buffer>();
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(folder.length + 1);
      if (lstatSync(path).isDirectory()) found.set(`${name}/`, Buffer.alloc(0));
      else found.set(name, readFileSync(path));
    }
    return found;
  }

  /** Paths that hold the seeded bytes, and all others that are here; folders left out. */
  compare(): { readonly same: string[]; readonly other: string[] } {
    const result = { same: [] as string[], other: [] as string[] };
    for (const [path, content] of this.readLocalFiles()) {
      if (path.endsWith('/')) continue;
      (this.seeded.get(path)?.equals(content) ? result.same : result.other).push(path);
    }
    return result;
  }
}
