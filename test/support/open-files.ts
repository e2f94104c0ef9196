/** Lists the files that this process has open, and intercepts reads from the disk. */
import { readdirSync, readlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';

/** Whether this system tells what a process has open. */
export const canListOpenFiles = process.platform === 'linux';

/** Returns the files below a folder that this process has open. */
export function listOpenFiles(folder: string): string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(join('/proc/self/fd', fd));
      } catch {
        return ''; // Closed since.
      }
    })
    .filter((path) => path.startsWith(`${folder}/`));
}

/** `FileHandle.read` with the arguments that we give it. */
type Read = (
  buffer: Buffer,
  offset: number,
  length: number,
  position: number,
) => Promise<{ readonly bytesRead: number }>;

/** Every read of an open file goes through that function until the end of the block. */
export async function interceptReads(through: (read: Read) => Read): Promise<Disposable> {
  const handle = await open(devNull);
  await handle.close();
  const methods = Object.getPrototypeOf(handle);
  const { read } = methods;
  methods.read = function (this: unknown, ...how: Parameters<Read>) {
    return through((...asked) => read.apply(this, asked))(...how);
  };
  const restored = () => {
    methods.read = read;
  };
  return { [Symbol.dispose]: restored };
}

/** Blocks reads until it is released. `asked` resolves when a read waits; `done` is called after each read. */
export async function blockReads(
  done: () => void = () => {},
): Promise<Disposable & { readonly asked: Promise<void>; readonly release: () => void }> {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let askedOf = () => {};
  const asked = new Promise<void>((resolve) => {
    askedOf = resolve;
  });
  const held = await interceptReads((read) => async (...how) => {
    askedOf();
    await gate;
    const result = await read(...how);
    done();
    return result;
  });
  return { ...held, asked, release };
}
