/**
 * The verb `demo`: the whole story on an emulated OneDrive, with nothing installed and nothing sent anywhere.
 * Uploads a folder and one generated file through sessions, reads everything back over the network, compares,
 * and tells what became of the refresh token. Green only when all of it holds.
 */
import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { signIn } from '../../auth/sign-in.ts';
import { explain } from '../../core/errors.ts';
import { bytes, count, printable } from '../../core/format.ts';
import { aborted, stopSignal } from '../../core/stop-signal.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { openGraph } from '../../graph/client.ts';
import { openDrive } from '../../graph/open-drive.ts';
import { openDoor } from '../../http/client.ts';
import { clouds } from '../../http/microsoft-hosts.ts';
import { Gate } from '../../http/retry.ts';
import { readInputs } from '../../inputs/read.ts';
import { isSent, type Report } from '../../report/report.ts';
import { run } from '../../run/run.ts';
import type { Outcome } from '../../upload/context.ts';
import { sha256Of } from '../../upload/verify.ts';
import { commandInputs } from '../options/inputs.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';

const generatedBytes = 64 * 1024 * 1024;
const shownFiles = 60;

/**
 * Runs the demo; 0 only when every file came back the same and the rotated token signs in again. With `keep` the
 * emulator stays until Ctrl-C, to be looked at in a browser.
 */
export async function demoVerb(folder: string | undefined, { keep }: { keep: boolean }): Promise<number> {
  const signal = stopSignal().signal;
  const emulator = await startEmulator();
  const temp = mkdtempSync(join(tmpdir(), 'onedrive-upload-demo-'));
  const env = { ...process.env, ONEDRIVE_UPLOAD_EMULATOR: emulator.url, RUNNER_TEMP: temp };
  const terminal = openTerminal({ env, signal });
  const wallet = { refreshToken: emulator.credentials.refreshToken };
  const scene = { emulator, terminal, temp, wallet, folder: folder ?? packageFolder() };
  try {
    const code = await demonstrate(scene).catch((error: unknown) => {
      terminal.log.error(explain(error));
      return 1;
    });
    if (keep) terminal.log.info(`page: ${emulator.url}/ shows all of it, and stays until Ctrl-C.`);
    if (keep) await aborted(signal);
    return code;
  } finally {
    await emulator.close();
    rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Scene {
  readonly emulator: Emulator;
  readonly terminal: Terminal;
  readonly temp: string;
  readonly folder: string;
  /** Holds the token of the next run: what the last one was given. */
  readonly wallet: { refreshToken: string };
}

async function demonstrate(scene: Scene): Promise<number> {
  const { emulator, terminal, temp } = scene;
  const say = terminal.log.info;
  say(`An emulated OneDrive runs on ${emulator.url}; nothing leaves this machine.`);
  const folder = resolve(scene.folder);
  say(`Uploading ${folder}`);
  const name = basename(folder);
  const first = await send(scene, {
    path: `${folder}\n!${folder}/node_modules\n!${folder}/build`,
    root: folder,
    destination: name,
  });
  const generated = join(temp, 'generated-64-MiB.bin');
  await generate(generated);
  say(`Uploading a generated file of ${bytes(generatedBytes)}`);
  const second = await send(scene, { path: generated, destination: 'generated' });
  const outcomes = [...first.outcomes, ...second.outcomes];
  if (first.result !== 'uploaded' || second.result !== 'uploaded') return 1;
  const wrong = await readBack(scene, outcomes);
  showTree(scene, say);
  const rotated = tokenFate(scene, [first, second]);
  for (const problem of wrong) terminal.log.error(problem);
  if (wrong.length === 0) say(`Read back ${count(outcomes.length, 'file')}: every byte is the same.`);
  return wrong.length === 0 && rotated ? 0 : 1;
}

function send(
  { emulator, terminal, wallet }: Scene,
  texts: Readonly<Record<string, string>>,
): Promise<Report> {
  return run({
    host: terminal,
    source: source({ emulator, wallet }, texts),
    show: showProgress(terminal),
    keepToken: async (refreshToken) => {
      wallet.refreshToken = refreshToken;
    },
  });
}

function source(
  { emulator, wallet }: Pick<Scene, 'emulator' | 'wallet'>,
  texts: Readonly<Record<string, string>>,
) {
  const { clientId, clientSecret } = emulator.credentials;
  return commandInputs(
    {},
    { ONEDRIVE_UPLOAD_EMULATOR: emulator.url },
    {
      'client-id': clientId,
      'client-secret': clientSecret,
      'refresh-token': wallet.refreshToken,
      'session-threshold': '0',
      path: '.',
      ...texts,
    },
  );
}

/** Random content: periodic data cancels out in QuickXorHash. */
async function generate(path: string): Promise<void> {
  const cipher = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(1024 * 1024);
  const file = await open(path, 'wx', 0o600);
  for (let done = 0; done < generatedBytes; done += zeros.length) await file.write(cipher.update(zeros));
  await file.close();
}

/** Downloads every file as a browser would and compares it with what was read from disk; answers what differs. */
async function readBack(
  { emulator, terminal, wallet }: Scene,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const { identity } = readInputs(source({ emulator, wallet }, {}));
  const door = openDoor(terminal, identity.cloud);
  const token = await signIn({ identity, door, host: terminal, onRotated: () => {} });
  const patience = { host: terminal, retries: 3, gate: new Gate() };
  const graph = openGraph({ graphHost: clouds.global.graph, token, door, patience });
  const drive = await openDrive(graph, { place: { kind: 'me' }, appFolder: false });
  const wrong: string[] = [];
  for (const { file, item, action, sha256 } of outcomes) {
    if (!isSent({ action }) || item === undefined) continue;
    if ((await sha256Of(drive, item.id)) !== sha256) wrong.push(`${file.remotePath} came back different`);
  }
  await door.close();
  return wrong;
}

function showTree({ emulator }: Scene, say: (line: string) => void): void {
  const files = emulator.files();
  say(`On the drive now, ${count(files.length, 'file')}:`);
  for (const { path, sizeBytes } of files.slice(0, shownFiles))
    say(`  ${bytes(sizeBytes).padStart(10)}  ${printable(path)}`);
  if (files.length > shownFiles) say(`  … and ${files.length - shownFiles} more`);
}

/** True when the service gave new tokens, and the last one was good for signing in again. */
function tokenFate({ emulator, terminal, wallet }: Scene, reports: readonly Report[]): boolean {
  const rotated = reports.every(({ refreshTokenRotated }) => refreshTokenRotated);
  const live = emulator.identity.isLiveRefreshToken(wallet.refreshToken);
  terminal.log.info(
    rotated && live
      ? 'Refresh token: each sign-in brought a new one, and the next sign-in used it. A workflow stores it the same way.'
      : 'Refresh token: no new one came, or the new one is not known.',
  );
  return rotated && live;
}

/** The package that this command belongs to: dist/cli/index.js lies two folders below its root. */
function packageFolder(): string {
  return resolve(realpathSync(process.argv[1] ?? '.'), '../../..');
}
