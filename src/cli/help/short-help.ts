/**
 * What -h prints: one screen with the flags that people use most. --help prints all of it.
 */
import { capitalize } from '../../core/format.ts';
import { type CliFlag, listFlags } from '../options/flags.ts';
import type { Verb, VerbName } from '../options/verb.ts';
import { VERB_EXAMPLES } from './examples.ts';
import { flagTerm, formatColumns } from './layout.ts';

const signInFlags = ['--profile', '--client-id', '--tenant-id', '--refresh-token-file'];

/** The flags of the screen, in its order. A verb that is not here shows its own flags. */
const usualFlags: Readonly<Partial<Record<VerbName, readonly string[]>>> = {
  login: [
    '--profile',
    '--client-id',
    '--tenant-id',
    '--port',
    '--device',
    '--paste',
    '--out',
    '--save-secret',
    '--print',
    '--yes',
  ],
  exchange: ['--attempt', '--profile', '--out', '--save-secret', '--print', '--yes'],
  check: [...signInFlags, '--destination', '--site-url', '--drive-id', '--json', '--verbose'],
  refresh: [...signInFlags, '--rotate-secret', '--github-token-file', '--json', '--quiet'],
  upload: [
    '--destination',
    '--site-url',
    '--name',
    '--conflict-behavior',
    '--skip-unchanged',
    '--archive',
    '--mirror',
    '--dry-run',
    ...signInFlags,
    '--json',
    '--quiet',
    '--verbose',
  ],
  ls: [...signInFlags, '--site-url', '--drive-id', '--json', '--quiet', '--verbose'],
  download: [
    ...signInFlags,
    '--site-url',
    '--latest',
    '--identity-file',
    '--overwrite',
    '--json',
    '--quiet',
    '--verbose',
  ],
  verify: [...signInFlags, '--site-url', '--latest', '--checksums-file', '--json', '--quiet', '--verbose'],
};

/** Texts of the usual flags that fit a line; the others have that of the page. */
const shortTexts: Readonly<Record<string, string>> = {
  '--profile': 'name of a stored sign-in',
  '--tenant-id': 'consumers (personal only), an ID or a domain',
  '--refresh-token-file': 'file that holds the refresh token',
  '--site-url': 'SharePoint site or library, from the browser',
  '--name': 'name of the only file, or of the archive',
  '--conflict-behavior': 'name taken: replace, rename, fail or skip',
  '--skip-unchanged': 'skip files that are there with the same content',
  '--archive': 'pack all files into one archive, such as zip',
  '--mirror': 'delete what is there but not in this upload',
  '--json': 'print only JSON to standard output',
  '--port': 'port of http://localhost for the browser',
  '--paste': 'paste the address at the end; opens no port',
  '--out': 'write the refresh token to this file',
  '--save-secret': 'store ID, secret and token as GitHub secrets',
  '--print': 'print only the refresh token',
  '--rotate-secret': 'GitHub secret that gets the new token',
  '--github-token-file': 'file with a GitHub token that can write it',
  '--latest': 'the newest complete backup with such a name',
  '--checksums-file': 'list of SHA-256, such as SHA256SUMS, kept elsewhere',
  '--identity-file': 'private key of age that decrypts .age files',
  '--overwrite': 'replace local files that have other content',
};

/** The screen of a verb. */
export function shortHelp(verb: Verb, width: number): string {
  const { name, summary, args = [] } = verb;
  const command = `onedrive-upload ${name}`;
  const usage = [`Usage: ${command} [options]`, ...args.map(([argument]) => argument)].join(' ');
  const [example = ''] = VERB_EXAMPLES[name].slice(0, 1).map(([, lines]) => lines);
  return [
    `${usage}\n${sentence(summary)}`,
    columns(
      listUsualFlags(verb).map((flag) => [term(flag), meaning(flag, name)]),
      width,
    ),
    `Example: ${example.replaceAll('\n', `\n${' '.repeat('Example: '.length)}`)}`,
    `All flags and more examples: ${command} --help\n`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The screen of the whole command. */
export function shortOverview(verbs: readonly Verb[], width: number): string {
  const [example = ''] = VERB_EXAMPLES.upload.slice(0, 1).map(([, lines]) => lines);
  return [
    'Usage: onedrive-upload COMMAND [options]',
    // What is behind a colon or in brackets is on the page.
    columns(
      verbs.map(({ name, summary }) => [name, (summary.split(/[:;(]/)[0] ?? '').trim()]),
      width,
    ),
    `Example: ${example}`,
    'The usual flags of a command: onedrive-upload COMMAND -h; all of them: --help\n',
  ].join('\n\n');
}

/** The flags on the screen of a verb. */
export function listUsualFlags(verb: Verb): readonly CliFlag[] {
  const usual = usualFlags[verb.name] ?? (verb.flags ?? []).map(([words]) => words.split(' ')[0] ?? '');
  const flags = listFlags(verb);
  return usual.flatMap((name) => flags.find((flag) => flag.name === name) ?? []);
}

function columns(rows: readonly (readonly [term: string, meaning: string])[], width: number): string {
  return formatColumns(rows, { width, at: Math.max(0, ...rows.map(([term]) => term.length)) + 4 });
}

/** As most people write it: without the negation. */
function term(flag: CliFlag): string {
  const { negation: _, ...positive } = flag;
  return flagTerm(positive);
}

function meaning({ name, help }: CliFlag, verb: VerbName): string {
  return (usualFlags[verb] === undefined ? undefined : shortTexts[name]) ?? help;
}

function sentence(text: string): string {
  return `${capitalize(text)}.`;
}
