/**
 * A drive to bring back from: an emulator with seeded files, a world, and a download into a folder of it. Clock of
 * the run and clock of the emulator go together.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DownloadOptions, runDownload } from '../../src/cli/commands/download.ts';
import type { DownloadReport } from '../../src/download/manifest.ts';
import {
  type Emulator,
  type EmulatorOptions,
  type Fault,
  startEmulator,
} from '../../src/emulator/emulator.ts';
import { randomBytes } from './content.ts';
import { World } from './world.ts';

export class Retrieval {
  readonly emulator: Emulator;
  readonly seeded = new Map<string, Buffer>();
  world: World;
  /** Where it comes into; the same for every run. */
  readonly into: string;
  readonly #first: World;

  private constructor(emulator: Emulator, world: World) {
    this.emulator = emulator;
    this.world = world;
    this.#first = world;
    this.into = join(world.tempDir, 'back');
  }

  static async open(options: EmulatorOptions = {}): Promise<Retrieval> {
    const world = new World();
    return new Retrieval(await startEmulator({ ...options, clock: world.clock.now }), world);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
    this.world[Symbol.dispose]();
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
  fault(what: Fault['do'], more: Partial<Fault> = {}): void {
    this.emulator.addFault({ on: { surface: 'upload', method: 'GET' }, do: what, ...more });
  }

  /** Brings `from` back. */
  run(
    more: Partial<DownloadOptions> = {},
    texts: Readonly<Record<string, string>> = {},
  ): Promise<DownloadReport> {
    this.world.env.ONEDRIVE_UPLOAD_EMULATOR = this.emulator.url;
    const { clientId, clientSecret, refreshToken, driveId } = this.emulator.credentials;
    const inputs: Readonly<Record<string, string>> = {
      ...{ 'client-id': clientId, 'client-secret': clientSecret, 'refresh-token': refreshToken },
      ...{ 'drive-id': driveId, mode: 'check', ...texts },
    };
    const source = { value: (name: string) => inputs[name], presentNames: () => [], emulator: true };
    return runDownload({
      host: this.world,
      source,
      remote: 'from',
      localDir: this.into,
      overwrite: false,
      ...more,
    });
  }

  /** The next run's world is a new one, whose clock goes on. */
  again(): void {
    const before = this.world;
    this.world = new World();
    this.world.clock.advance(before.clock.now() - this.world.clock.now());
    if (before !== this.#first) before[Symbol.dispose]();
  }

  /** What is here now: contents by path, folders by their path and a slash. */
  here(folder = this.into): Map<string, Buffer> {
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
    for (const [path, content] of this.here()) {
      if (path.endsWith('/')) continue;
      (this.seeded.get(path)?.equals(content) ? result.same : result.other).push(path);
    }
    return result;
  }
}
