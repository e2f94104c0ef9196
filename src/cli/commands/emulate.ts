/**
 * The verb `emulate`: runs a OneDrive emulator on loopback until the process ends.
 */
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { systemCode, systemReason } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';
import { createStopController, waitForAbort } from '../../core/stop-signal.ts';
import { parseFaults } from '../../emulator/core/fault-file.ts';
import { type EmulatorOptions, startEmulator } from '../../emulator/emulator.ts';
import {
  pathUnlessSecret,
  quotePathUnlessSecret,
  quoteUnlessSecret,
} from '../../inputs/quote-unless-secret.ts';
import { CommandLineFailure } from '../help/usage-errors.ts';
import { emulatedAccounts, emulatedStacks } from '../options/emulator-flags.ts';
import { listenFailure } from '../terminal/listen-failure.ts';
import { print } from '../terminal/print.ts';
import { emulatedCredentials } from './emulated-credentials.ts';

/** Each storage service of personal drives, with the host of its uploadUrls. */
const uploadHosts = { new: 'my.microsoftpersonalcontent.com', old: 'sn3302.up.1drv.com' } as const;

/** Starts the emulator, prints what a client needs, and waits for a stop signal. */
export async function emulateVerb(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const options = readEmulatorOptions(flags);
  const emulator = await startEmulator(options).catch((error: unknown) => {
    throw startFailure(error, options);
  });
  print(`${emulatedCredentials(emulator).join('\n')}\n`);
  print(`Set ONEDRIVE_UPLOAD_EMULATOR=${emulator.url} to use it. Press Ctrl-C to stop it.\n`, process.stderr);
  print(`page: ${emulator.url}/\n`, process.stderr);
  await waitForAbort(createStopController().signal);
  await emulator.close();
  return 0;
}

/** Reads the flags. Throws a usage error for a value that is not valid. */
export function readEmulatorOptions(flags: Readonly<Record<string, unknown>>): EmulatorOptions {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const number = (name: string) => {
    const value = text(name);
    if (value !== undefined && !/^\d{1,9}$/.test(value))
      throw new CommandLineFailure(`--${name} is ${quoteUnlessSecret(value)}; write a whole number`);
    return value === undefined ? undefined : Number(value);
  };
  const account = emulatedAccounts.find((known) => known === (text('account') ?? 'personal'));
  if (account === undefined)
    throw new CommandLineFailure(
      `--account is ${quoteUnlessSecret(text('account') ?? '')}; write ${emulatedAccounts.join(', ')}`,
    );
  const stack = emulatedStacks.find((known) => known === (text('stack') ?? 'new'));
  if (stack === undefined)
    throw new CommandLineFailure(
      `--stack is ${quoteUnlessSecret(text('stack') ?? '')}; write ${emulatedStacks.join(' or ')}`,
    );
  if (text('stack') !== undefined && account !== 'personal')
    throw new CommandLineFailure('--stack is for --account personal only');
  const [cert, key] = [text('tlsCert'), text('tlsKey')];
  if ((cert === undefined) !== (key === undefined))
    throw new CommandLineFailure('--tls-cert and --tls-key must be used together');
  const options: { -readonly [K in keyof EmulatorOptions]: EmulatorOptions[K] } = { account, stack };
  const [port, latencyMs, dataDir, faults] = [
    number('port'),
    number('latency'),
    text('data'),
    text('faults'),
  ];
  if (port !== undefined && port > 65_535)
    throw new CommandLineFailure(`--port is ${port}; write a number from 0 to 65535`);
  if (port !== undefined) options.port = port;
  if (latencyMs !== undefined) options.latencyMs = latencyMs;
  if (dataDir !== undefined) options.dataDir = prepareDataFolder(dataDir);
  if (faults !== undefined) options.faults = readFaults(faults);
  const uploadOrigin =
    text('uploadOrigin') ?? (cert === undefined ? undefined : `https://${uploadHosts[stack]}`);
  if (uploadOrigin !== undefined) options.uploadOrigin = parseOrigin(uploadOrigin);
  if (cert !== undefined && key !== undefined) {
    options.tls = { cert: readFlagFile('--tls-cert', cert), key: readFlagFile('--tls-key', key) };
  }
  return options;
}

/** Creates the folder if it is missing. */
function prepareDataFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return path;
  } catch (error) {
    const why =
      systemCode(error) === 'EEXIST'
        ? 'is a file; name a folder'
        : `cannot be used (${systemReason(error)}); name a folder that you may write to`;
    throw new CommandLineFailure(`--data ${quotePathUnlessSecret(path)} ${why}`);
  }
}

/** Turns an error of a port or of a certificate into one that says what to do. */
function startFailure(error: unknown, { port = 0, tls }: EmulatorOptions): unknown {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return listenFailure(error, {
      port,
      alternative: 'choose another port with --port; without --port any free one is used',
    });
  if (tls !== undefined && systemCode(error).startsWith('ERR_OSSL_'))
    return new CommandLineFailure(
      `--tls-cert and --tls-key cannot be used (${systemReason(error)}); name a certificate and its private key, in PEM`,
    );
  return error;
}

function readFlagFile(flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandLineFailure(
      `${flag} ${quotePathUnlessSecret(path)} cannot be read (${systemReason(error)}); check its path and permissions`,
    );
  }
}

function readFaults(path: string): ReturnType<typeof parseFaults> {
  const text = readFlagFile('--faults', path);
  try {
    return parseFaults(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandLineFailure(
      `--faults ${quotePathUnlessSecret(path)}: ${pathUnlessSecret(escapeControls(why))}`,
    );
  }
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return url.origin;
  throw new CommandLineFailure(
    `--upload-origin is ${quoteUnlessSecret(text)}; write a scheme and a host: https://…`,
  );
}
