/**
 * The verb `demo`: uploads a folder and a generated file to an emulated OneDrive through upload sessions, downloads
 * everything, compares it, and reports the rotation of the refresh token. Needs no account and no network. It prints
 * ten lines and one bar.
 */
import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { signIn } from '../../auth/sign-in.ts';
import { formatErrorWithLink } from '../../core/errors.ts';
import { escapeControls, formatBytes, formatCount } from '../../core/format.ts';
import { createStopController, waitForAbort } from '../../core/stop-signal.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { openGraphClient } from '../../graph/client.ts';
import { openDrive } from '../../graph/open-drive.ts';
import { openHttpClient } from '../../http/client.ts';
import { cloudHosts } from '../../http/microsoft-hosts.ts';
import { RateLimitGate } from '../../http/rate-limit-gate.ts';
import { readInputs } from '../../inputs/read.ts';
import { isUploaded, type RunReport } from '../../report/report.ts';
import { run } from '../../run/run.ts';
import type { UploadOutcome } from '../../upload/context.ts';
import { downloadSha256 } from '../../upload/verify.ts';
import { commandInputs } from '../options/inputs.ts';
import { showTotal } from '../terminal/progress-bar.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';
import { checkDemoFolder, skippedFolders } from './demo-folder.ts';

const generatedBytes = 64 * 1024 * 1024;
const shownFolders = 2;

/**
 * Runs the demo. Returns 0 only when every file came back unchanged and the rotated token is valid. With `keep` the
 * emulator runs until Ctrl-C, so that its page can be viewed in a browser.
 */
export async function demoVerb(folder: string | undefined, { keep }: { keep: boolean }): Promise<number> {
  const checked = checkDemoFolder(folder ?? packageFolder());
  const signal = createStopController().signal;
  const emulator = await startEmulator();
  const temp = mkdtempSync(join(tmpdir(), 'onedrive-upload-demo-'));
  const env = { ...process.env, ONEDRIVE_UPLOAD_EMULATOR: emulator.url, RUNNER_TEMP: temp };
  const terminal = openTerminal({ env, signal });
  const tokenHolder = { refreshToken: emulator.credentials.refreshToken };
  const context = { emulator, terminal, temp, tokenHolder, folder: checked };
  try {
    const code = await runDemo(context).catch((error: unknown) => {
      terminal.log.error(formatErrorWithLink(error, terminal));
      return 1;
    });
    if (keep) terminal.log.info(`page: ${emulator.url}/ shows the drive and all requests, until Ctrl-C.`);
    if (keep) await waitForAbort(signal);
    return code;
  } finally {
    await emulator.close();
    rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface DemoContext {
  readonly emulator: Emulator;
  readonly terminal: Terminal;
  readonly temp: string;
  readonly folder: string;
  /** The current refresh token, for the next run. */
  readonly tokenHolder: { refreshToken: string };
}

async function runDemo(context: DemoContext): Promise<number> {
  const { emulator, terminal, temp, folder } = context;
  const log = terminal.log.info;
  log(`An emulated OneDrive runs on ${emulator.url}. Nothing leaves this machine.`);
  const first = await runUpload(context, {
    path: [folder, ...skippedFolders.map((name) => `!${folder}/${name}`)].join('\n'),
    root: folder,
    destination: basename(folder),
  });
  const generated = join(temp, 'generated-64-MiB.bin');
  await writeRandomFile(generated);
  const second = await runUpload(context, { path: generated, destination: 'generated' });
  const outcomes = [...first.outcomes, ...second.outcomes];
  if (first.result !== 'uploaded' || second.result !== 'uploaded') return 1;
  const kind = first.drive?.kind ?? '';
  log(
    `Signed in as ${escapeControls(first.drive?.owner ?? '')} (${kind} OneDrive) with a client ID, a secret and a refresh token.`,
  );
  const bytes = outcomes.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  log(
    `Uploaded ${formatCount(outcomes.length, 'file')} (${formatBytes(bytes)}) through upload sessions, and compared each hash.`,
  );
  showTree(emulator.files(), log);
  const wrong = await readBack(context, outcomes);
  for (const problem of wrong) terminal.log.error(problem);
  if (wrong.length === 0) log(`Downloaded ${formatCount(outcomes.length, 'file')}: all bytes are the same.`);
  const rotated = checkRotation(context, [first, second]);
  if (wrong.length > 0 || !rotated) return 1;
  log('Next: sign in with your own account (docs/sign-in.md), or try your own folder: demo FOLDER');
  return 0;
}

/** What a run says is in the demo's own lines. Warnings and errors stay, but not the one that this is an emulator. */
function quietHost(terminal: Terminal): Terminal {
  const { warning } = terminal.log;
  return {
    ...terminal,
    log: {
      ...terminal.log,
      info: () => {},
      notice: () => {},
      warning: (text) => (text.startsWith('ONEDRIVE_UPLOAD_EMULATOR is set') ? undefined : warning(text)),
    },
  };
}

function runUpload(
  { emulator, terminal, tokenHolder }: DemoContext,
  texts: Readonly<Record<string, string>>,
): Promise<RunReport> {
  return run({
    host: quietHost(terminal),
    source: demoInputs({ emulator, tokenHolder }, texts),
    showProgress: showTotal(terminal),
    showStep: () => () => {},
    saveRefreshToken: async (refreshToken) => {
      tokenHolder.refreshToken = refreshToken;
    },
  });
}

function demoInputs(
  { emulator, tokenHolder }: Pick<DemoContext, 'emulator' | 'tokenHolder'>,
  texts: Readonly<Record<string, string>>,
) {
  const { clientId, clientSecret } = emulator.credentials;
  return commandInputs(
    {},
    { ONEDRIVE_UPLOAD_EMULATOR: emulator.url },
    {
      fixed: {
        'client-id': clientId,
        'client-secret': clientSecret,
        'refresh-token': tokenHolder.refreshToken,
        'session-threshold': '0',
        path: '.',
        ...texts,
      },
    },
  );
}

/** Random, because periodic data cancels out in QuickXorHash. */
async function writeRandomFile(path: string): Promise<void> {
  const cipher = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(1024 * 1024);
  const file = await open(path, 'wx', 0o600);
  for (let done = 0; done < generatedBytes; done += zeros.length) await file.write(cipher.update(zeros));
  await file.close();
}

/** Downloads every file and compares its hash with the one of the upload. Returns the differences. */
async function readBack(
  { emulator, terminal, tokenHolder }: DemoContext,
  outcomes: readonly UploadOutcome[],
): Promise<string[]> {
  const { identity } = readInputs(demoInputs({ emulator, tokenHolder }, {}));
  const http = openHttpClient(quietHost(terminal), identity.cloud);
  const token = await signIn({ identity, http, host: terminal, onRotated: () => {} });
  const retry = { host: terminal, retries: 3, gate: new RateLimitGate() };
  const graph = openGraphClient({ graphHost: cloudHosts.global.graph, token, http, retry });
  const drive = await openDrive(graph, { place: { kind: 'me' }, appFolder: false });
  const wrong: string[] = [];
  for (const { file, item, action, sha256 } of outcomes) {
    if (!isUploaded({ action }) || item === undefined) continue;
    if ((await downloadSha256(drive, item.id)) !== sha256)
      wrong.push(`${file.remotePath} is different from the uploaded file`);
  }
  await http.close();
  return wrong;
}

/** One line for each folder of the second level, those with the most bytes first. */
function showTree(files: ReturnType<Emulator['files']>, say: (line: string) => void): void {
  const folders = new Map<string, { files: number; bytes: number }>();
  for (const { path, sizeBytes } of files) {
    const parts = path.split('/');
    const folder = `${parts.slice(0, Math.min(2, parts.length - 1)).join('/')}/`;
    const sum = folders.get(folder) ?? { files: 0, bytes: 0 };
    folders.set(folder, { files: sum.files + 1, bytes: sum.bytes + sizeBytes });
  }
  const sorted = [...folders].sort(([, a], [, b]) => b.bytes - a.bytes);
  say(`On the drive now, ${formatCount(files.length, 'file')}:`);
  for (const [path, { files: count, bytes }] of sorted.slice(0, shownFolders))
    say(
      `  ${formatBytes(bytes).padStart(10)}  ${formatCount(count, 'file').padStart(9)}  ${escapeControls(path)}`,
    );
  if (sorted.length > shownFolders)
    say(`  … and ${formatCount(sorted.length - shownFolders, 'more folder')}`);
}

/** True when every sign-in returned a new refresh token and the last one is valid. */
function checkRotation(
  { emulator, terminal, tokenHolder }: DemoContext,
  reports: readonly RunReport[],
): boolean {
  const rotated = reports.every(({ refreshTokenRotated }) => refreshTokenRotated);
  const isValid = emulator.identity.isLiveRefreshToken(tokenHolder.refreshToken);
  terminal.log.info(
    rotated && isValid
      ? 'Each sign-in returned a new refresh token, which the next one used. A workflow saves it to your secret.'
      : 'A sign-in returned no new refresh token, or a wrong one.',
  );
  return rotated && isValid;
}

/** The root of this package: dist/cli/index.js is two folders below it. */
function packageFolder(): string {
  return resolve(realpathSync(process.argv[1] ?? '.'), '../../..');
}
