/**
 * What GitHub's runner makes of the lines that a step prints, on either stream. Source: actions/runner,
 * ActionCommand.cs (both forms) and ActionCommandManager.cs (which commands there are, and how they are stopped).
 */

const registered = new Set([
  ...['set-env', 'set-output', 'save-state', 'add-mask', 'add-path', 'add-matcher', 'remove-matcher'],
  ...['warning', 'error', 'notice', 'debug', 'group', 'endgroup', 'echo', 'stop-commands'],
  // Registered for plugins only; a line that calls it is none of ours either way.
  'internal-set-repo-path',
]);

export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
  /** `::name::` at the start of a line, or `##[name]` anywhere in it. */
  readonly form: '::' | '##[';
}

/** The line as a command; undefined when it is just shown. `token` is what `stop-commands` was given, if it was. */
export function parseLine(line: string, token?: string): RunnerCommand | undefined {
  const known = (name: string) => registered.has(name.toLowerCase()) || name === token;
  return parseColonForm(line, known) ?? parseBracketForm(line, known);
}

/** As words for an error; undefined when a line is no command. */
export function describeCommand(line: string): string | undefined {
  const command = line
    .split(/\r\n|\r|\n/)
    .map((one) => parseLine(one))
    .find((one) => one !== undefined);
  return command && JSON.stringify(command);
}

function parseColonForm(text: string, known: (name: string) => boolean): RunnerCommand | undefined {
  const line = text.replace(/^[\s\u0085]+/, '');
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) return undefined;
  const [name = '', ...rest] = line.slice(2, end).split(' ');
  if (!known(name)) return undefined;
  const escapes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  const properties = propertiesOf(rest.join(' ').trim().split(','), escapes);
  const data = unescaped(line.slice(end + 2), { '%0D': '\r', '%0A': '\n', '%25': '%' });
  return { name: name.toLowerCase(), properties, data, form: '::' };
}

function parseBracketForm(line: string, known: (name: string) => boolean): RunnerCommand | undefined {
  const at = line.indexOf('##[');
  const end = line.indexOf(']', at);
  if (at < 0 || end < 0) return undefined;
  const [name = '', ...rest] = line.slice(at + 3, end).split(' ');
  if (!known(name)) return undefined;
  const escapes = { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' };
  const properties = propertiesOf(rest.join(' ').split(';'), escapes);
  return { name: name.toLowerCase(), properties, data: unescaped(line.slice(end + 1), escapes), form: '##[' };
}

function propertiesOf(pairs: readonly string[], escapes: Record<string, string>): Record<string, string> {
  const read = pairs.map((pair) => /^([^=]+)=(.+)$/s.exec(pair) ?? []);
  return Object.fromEntries(
    read.flatMap(([, name, value = '']) => (name ? [[name, unescaped(value, escapes)]] : [])),
  );
}

function unescaped(text: string, escapes: Record<string, string>): string {
  return Object.entries(escapes).reduce((read, [code, character]) => read.replaceAll(code, character), text);
}

export interface StepLog {
  /** What anybody reads: masks are applied to what comes after them. */
  readonly shown: readonly string[];
  /** Commands that took effect, in order. */
  readonly commands: readonly RunnerCommand[];
}

/** Everything that a step printed on one stream, as the runner takes it. */
export function readLog(text: string): StepLog {
  const shown: string[] = [];
  const commands: RunnerCommand[] = [];
  const masks: string[] = [];
  let token: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const command = parseLine(line, token);
    const show = (one: string) => shown.push(masks.reduce((left, mask) => left.replaceAll(mask, '***'), one));
    if (command === undefined || (token !== undefined && command.name !== token.toLowerCase())) show(line);
    else if (command.name === 'stop-commands') token = command.data;
    else if (token !== undefined) token = undefined;
    else {
      commands.push(command);
      if (command.name === 'add-mask') masks.push(command.data);
      else show(`${command.name}: ${JSON.stringify(command.properties)} ${command.data}`);
      continue;
    }
    if (command?.name === 'stop-commands') commands.push(command);
  }
  return { shown, commands };
}

/** What `@actions/core` prints for us, on standard output. */
const allowedCommands = new Set(['add-mask', 'group', 'endgroup', 'notice', 'warning', 'error', 'debug']);

/** Throws when something in it is a command that we never mean: any on standard error, any of the form `##[`. */
export function checkStreams({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  const odd = [
    ...readLog(stdout).commands.filter(({ name, form }) => form !== '::' || !allowedCommands.has(name)),
    ...readLog(stderr).commands,
  ];
  const brackets = `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => line.includes('##[') && !line.startsWith('::add-mask::'));
  if (odd.length + brackets.length > 0)
    throw new Error(`printed commands to the runner: ${JSON.stringify([...odd, ...brackets])}`);
}
