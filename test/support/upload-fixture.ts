/**
 * An emulator, a folder of files, and upload runs of `main`. Run and emulator share one clock, so a wait of 15 minutes
 * takes no time.
 */
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import type { InputSource } from '../../src/inputs/read.ts';
import type { FileRow, RunReport } from '../../src/report/report.ts';
import type { RunOptions } from '../../src/run/context.ts';
import { run } from '../../src/run/run.ts';
import { createOpenSessions } from '../../src/upload/open-sessions.ts';
import { FakeHost } from './fake-host.ts';
import { writeFiles } from './random-content.ts';

export type InputTexts = Readonly<Record<string, string>>;

export class UploadFixture {
  readonly emulator: Emulator;
  readonly localFiles = new Map<string, Buffer>();
  readonly folder: string;
  readonly host: FakeHost;
  /** The notes of the last run, as post would read them. */
  notesPath = '';

  private constructor(emulator: Emulator, world: FakeHost) {
    this.emulator = emulator;
    this.host = world;
    this.folder = world.cwd;
  }

  static async open(options: EmulatorOptions = {}): Promise<UploadFixture> {
    const world = new FakeHost();
    const emulator = await startEmulator({ ...options, clock: world.clock.now });
    return new UploadFixture(emulator, world);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator.close();
    this.host[Symbol.dispose]();
  }

  /** Puts files into the folder that `path: .` uploads. */
  writeFiles(files: Readonly<Record<string, number | string>>): this {
    for (const [path, content] of writeFiles(`${this.folder}/files`, files))
      this.localFiles.set(path, content);
    return this;
  }

  /** Inputs of a run that uploads all local files into `in`. */
  inputs(texts: InputTexts = {}): InputTexts {
    const { clientId, clientSecret, refreshToken, driveId } = this.emulator.credentials;
    return {
      'client-id': clientId,
      'client-secret': clientSecret,
      'refresh-token': refreshToken,
      path: 'files',
      root: 'files',
      destination: 'in',
      'drive-id': driveId,
      ...texts,
    };
  }

  /** Runs main. Every run gets a new host unless one is given. */
  async run(
    texts: InputTexts = {},
    world = this.host,
    {
      pathArguments,
      ...more
    }: Pick<RunOptions, 'saveRefreshToken' | 'showStep'> & Pick<InputSource, 'pathArguments'> = {},
  ): Promise<RunReport> {
    world.env.ONEDRIVE_UPLOAD_EMULATOR = this.emulator.url;
    const inputs = this.inputs(texts);
    const notes = createOpenSessions(world.tempDir);
    this.notesPath = notes.path;
    return run({
      ...more,
      host: world,
      openSessions: notes,
      source: {
        value: (name) => inputs[name],
        presentNames: () => Object.keys(inputs),
        emulator: true,
        ...(pathArguments && { pathArguments }),
      },
    }).finally(notes.close);
  }

  /** The output `files`, parsed. */
  fileRows(world = this.host): FileRow[] {
    return JSON.parse(world.outputs.get('files') ?? '[]');
  }

  /** Paths on the drive whose content equals the local files, and those whose content differs. */
  async compare(folder = 'in'): Promise<{ readonly same: string[]; readonly wrong: string[] }> {
    const result = { same: [] as string[], wrong: [] as string[] };
    for (const [path, content] of this.localFiles) {
      const arrived = await Promise.resolve(`${folder}/${path}`)
        .then((at) => this.emulator.read(at))
        .catch(() => undefined);
      (arrived !== undefined && content.equals(arrived) ? result.same : result.wrong).push(path);
    }
    return result;
  }
}
