/** The last line of a sign-in: a whole command line that uses what was stored, to paste. */
import { realpathSync } from 'node:fs';
import { platform } from 'node:os';
import { basename } from 'node:path';
import type { Environment } from '../../core/host.ts';
import type { FlagValues, LoginApp } from './app.ts';
import type { LoginProfile } from './profile-store.ts';

export interface NextCommandOptions {
  readonly app: LoginApp;
  readonly flags: FlagValues;
  readonly env: Environment;
  /** Where the sign-in was stored. */
  readonly profile: LoginProfile | undefined;
  readonly out: string | undefined;
  /** False if the app is public, or proves itself with a certificate. */
  readonly usesSecret: boolean;
}

/** Lines to log; none if nothing that the command can read was stored. */
export function nextCommandLines(
  options: NextCommandOptions,
  argv: readonly string[] = process.argv,
): string[] {
  const { flags, env, profile, out, usesSecret } = options;
  if (profile === undefined && out === undefined) return [];
  const words = [...commandWords(argv), 'check', ...nextFlags(options)];
  const isTyped =
    profile === undefined &&
    usesSecret &&
    flags.clientSecretFile === undefined &&
    !env.ONEDRIVE_CLIENT_SECRET &&
    !env.ONEDRIVE_CLIENT_SECRET_FILE;
  const first = isTyped ? ', with the client secret in ONEDRIVE_CLIENT_SECRET' : '';
  return [`Test it with this line${first}:`, words.map((word) => shellWord(word)).join(' ')];
}

function nextFlags({ app, flags, profile, out, usesSecret }: NextCommandOptions): string[] {
  const { identity, redirectUri, appFolder } = app;
  const { clientId, tenantId, cloud, authority, credential } = identity;
  const flag = (name: string, value: unknown) => (typeof value === 'string' ? [`--${name}`, value] : []);
  const notInProfile = [
    ...flag('redirect-uri', authority === 'live' ? redirectUri : undefined),
    ...(appFolder ? ['--app-folder'] : []),
    ...flag(
      'client-certificate-file',
      credential === 'certificate' ? flags.clientCertificateFile : undefined,
    ),
  ];
  // Where the environment names the profile, variables are allowed, and --profile would refuse them.
  if (profile !== undefined)
    return [...(profile.choice.isFromEnvironment ? [] : ['--profile', profile.choice.name]), ...notInProfile];
  return [
    ...['--client-id', clientId],
    ...flag('tenant-id', tenantId === 'common' ? undefined : tenantId),
    ...flag('cloud', cloud === 'global' ? undefined : cloud),
    ...flag('authority', authority === 'live' ? authority : undefined),
    ...notInProfile,
    ...flag('client-secret-file', usesSecret ? flags.clientSecretFile : undefined),
    ...flag('refresh-token-file', out),
  ];
}

/** How this process can be started again: by its name if it was found on the PATH, else by its file. */
function commandWords([, script = '']: readonly string[]): string[] {
  const isOnPath = basename(script) === 'onedrive-upload' && !/[\\/]_npx[\\/]/.test(script);
  return isOnPath ? ['onedrive-upload'] : ['node', resolveScript(script)];
}

function resolveScript(script: string): string {
  try {
    return realpathSync(script);
  } catch {
    return script;
  }
}

/** Quotes a word for a shell of the platform. */
export function shellWord(word: string, isWindows: boolean = platform() === 'win32'): string {
  if (/^[\w./@%+:,=-]+$/.test(word) || (isWindows && /^[\w./@+:,=\\-]+$/.test(word))) return word;
  return isWindows ? `"${word.replaceAll('"', '""')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
