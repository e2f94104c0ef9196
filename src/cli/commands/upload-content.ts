/** `upload -` and `upload --stdin-from-command`: content from standard input, or from the output of a command. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure, systemReason, UsageFailure } from '../../core/errors.ts';
import type { Environment } from '../../core/host.ts';
import { escapeUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import type { ContentSource } from '../../run/context.ts';

/** The words of the command line that name the content. */
export interface ContentWords {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  /** How many of the arguments, at the end, are after `--`. */
  readonly literalCount: number;
  readonly env: Environment;
  readonly stdin: NodeJS.ReadStream;
}

/** The content that the command line names; undefined if it names files. Throws a UsageFailure. */
export function uploadContent({
  flags,
  args,
  literalCount,
  env,
  stdin,
}: ContentWords): ContentSource | undefined {
  if (flags.stdinFromCommand === true) {
    const [program, ...rest] = args;
    if (program === undefined || literalCount !== args.length || flags.path !== undefined)
      throw new UsageFailure([
        '--stdin-from-command uploads the output of the command behind --, and no files: … --name shop.sql -- pg_dump shop',
      ]);
    return commandOutput(program, rest, env);
  }
  if (!args.includes('-')) return undefined;
  if (args.length > 1 || flags.path !== undefined)
    throw new UsageFailure([
      '- is standard input and stands alone: upload files in another run (a file of that name is ./-)',
    ]);
  if (stdin.isTTY)
    throw new UsageFailure([
      '- is standard input, which is a terminal here: pipe something into the command, or name a file',
    ]);
  return { name: 'Standard input', open: (signal) => readStandardInput(stdin, signal) };
}

async function* readStandardInput(stdin: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = () => stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const piece of stdin) yield piece;
  } catch (error) {
    signal.throwIfAborted();
    throw new Failure(`standard input cannot be read (${systemReason(error)})`, {
      code: 'content-unreadable',
      kind: 'file',
      cause: error,
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stdin.destroy();
  }
  signal.throwIfAborted();
}

/** How long a command has to end after it was asked to. */
const killAfterMs = 5000;

function commandOutput(program: string, args: readonly string[], env: Environment): ContentSource {
  const shown = escapeUnlessSecret(program);
  return {
    name: `The output of ${shown}`,
    open: (signal) => runCommand({ program, args, env, shown, signal }),
  };
}

interface CommandCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** The program in messages. Arguments are not shown: they may hold a password. */
  readonly shown: string;
  readonly signal: AbortSignal;
}

/** Yields what the command prints. Throws a Failure unless it exits with 0. Ends it when the reader stops. */
async function* runCommand({ program, args, env, shown, signal }: CommandCall): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: withoutOwnVariables(env) });
  const ended = new Promise<Failure | undefined>((resolve) => {
    child.once('error', (error) => resolve(startFailure(shown, error)));
    child.once('exit', (code, killedBy) => resolve(exitFailure(shown, { code, killedBy })));
  });
  // A child of the command may keep the pipe open after a failure.
  void ended.then((failure) => failure !== undefined && child.stdout.destroy(failure));
  const stop = () => {
    child.kill('SIGTERM');
    // Else the reader would wait for a command that does not end.
    child.stdout.destroy(new Error('cancelled'));
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const piece of child.stdout) yield piece;
    signal.throwIfAborted();
    const failure = await ended;
    if (failure !== undefined) throw failure;
  } catch (error) {
    signal.throwIfAborted();
    throw (await ended) ?? error;
  } finally {
    signal.removeEventListener('abort', stop);
    await endCommand(child);
  }
}

async function endCommand(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  await exited.finally(() => clearTimeout(timer));
}

/** A command that reads a database needs its own variables, and none of ours. */
function withoutOwnVariables(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ONEDRIVE_|INPUT_)/i.test(name)));
}

function startFailure(shown: string, error: Error): Failure {
  return new Failure(`${shown} cannot be started (${systemReason(error)})`, {
    code: 'command-failed',
    kind: 'usage',
    hint: 'no shell runs it: name the program itself, or sh -c and a script (on Windows cmd /c)',
    cause: error,
  });
}

function exitFailure(
  shown: string,
  { code, killedBy }: { readonly code: number | null; readonly killedBy: NodeJS.Signals | null },
): Failure | undefined {
  if (code === 0) return undefined;
  const how = killedBy === null ? `ended with exit code ${code}` : `was ended by ${killedBy}`;
  return new Failure(`${shown} ${how}, so its output was not uploaded`, {
    code: 'command-failed',
    kind: 'file',
    hint: 'what it printed is above',
  });
}
