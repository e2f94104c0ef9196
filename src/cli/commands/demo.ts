/**
 * The verb `demo`: uploads a folder and a generated file to an emulated OneDrive through upload sessions, downloads
 * everything, compares it, and reports the rotation of the refresh token. Needs no account and no network.
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
import { showProgress } from '../terminal/progress-bar.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';
import { checkDemoFolder, skippedFolders } from './demo-folder.ts';

const generatedBytes = 64 * 1024 * 1024;
const shownFiles = 60;

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
  const { emulator, terminal, temp } = context;
  const log = terminal.log.info;
  log(`An emulated OneDrive runs on ${emulator.url}; nothing leaves this machine.`);
  const { folder } = context;
  log(`Uploading ${folder}`);
  const name = basename(folder);
  const first = await runUpload(context, {
    path: [folder, ...skippedFolders.map((name) => `!${folder}/${name}`)].join('\n'),
    root: folder,
    destination: name,
  });
  const generated = join(temp, 'generated-64-MiB.bin');
  await writeRandomFile(generated);
  log(`Uploading a generated file of ${formatBytes(generatedBytes)}`);
  const second = await runUpload(context, { path: generated, destination: 'generated' });
  const outcomes = [...first.outcomes, ...second.outcomes];
  if (first.result !== 'uploaded' || second.result !== 'uploaded') return 1;
  const wrong = await readBack(context, outcomes);
  showTree(context, log);
  const rotated = checkRotation(context, [first, second]);
  for (const problem of wrong) terminal.log.error(problem);
  if (wrong.length === 0) log(`Downloaded ${formatCount(outcomes.length, 'file')}: all bytes are the same.`);
  return wrong.length === 0 && rotated ? 0 : 1;
}

function runUpload(
  { emulator, terminal, tokenHolder }: DemoContext,
  texts: Readonly<Record<string, string>>,
): Promise<RunReport> {
  return run({
    host: terminal,
    source: demoInputs({ emulator, tokenHolder }, texts),
    showProgress: showProgress(terminal),
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
  const http = openHttpClient(terminal, identity.cloud);
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

function showTree({ emulator }: DemoContext, say: (line: string) => void): void {
  const files = emulator.files();
  say(`On the drive now, ${formatCount(files.length, 'file')}:`);
  for (const { path, sizeBytes } of files.slice(0, shownFiles))
    say(`  ${formatBytes(sizeBytes).padStart(10)}  ${escapeControls(path)}`);
  if (files.length > shownFiles) say(`  … and ${files.length - shownFiles} more`);
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
      ? 'Refresh token: each sign-in returned a new one, and the next sign-in used it. A workflow stores it in a secret.'
      : 'Refresh token: the sign-in returned no new one, or a wrong one.',
  );
  return rotated && isValid;
}

/** The root of this package: dist/cli/index.js is two folders below it. */
function packageFolder(): string {
  return resolve(realpathSync(process.argv[1] ?? '.'), '../../..');
}
