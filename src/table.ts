/**
 * The table of inputs: name, default, choices, how the text becomes a value, one line of help. Read by the
 * action, by the command (its flags come from here) and by the test that compares it with action.yml. Knows
 * one text at a time: what two inputs mean together is in inputs.
 */

import { nearest } from './aliases.ts';
import { type Parsed, parseChunkSize, parseSize } from './sizes.ts';
import { count, printable } from './text.ts';

/** One input. The default goes through `parse` like anything that people write. */
export interface InputSpec<T = unknown> {
  readonly name: string;
  /** `text` and `secret` are free, `lines` may have several; `secret` never comes from a flag or goes to a log. */
  readonly kind: 'text' | 'lines' | 'secret' | 'boolean' | 'choice' | 'size' | 'number';
  /** The default as action.yml has it; '' for none. */
  readonly default: string;
  readonly required: boolean;
  readonly choices: readonly string[];
  /** One line for `--help`. */
  readonly help: string;
  /** Reads a trimmed text; the problem is a clause that follows the input's name. */
  readonly parse: (text: string) => Parsed<T>;
}

type Words = readonly [name: string, help: string];

/** The value as the message shows it: escaped, and no more of it than is needed to recognize it. */
export function shown(text: string): string {
  return `"${printable(text.length > 60 ? `${text.slice(0, 60)}…` : text)}"`;
}

function spec<T>(
  words: Words,
  rest: Omit<InputSpec<T>, 'name' | 'help' | 'choices' | 'required'>,
): InputSpec<T> {
  return { name: words[0], help: words[1], choices: [], required: false, ...rest };
}

function text(words: Words, check?: (text: string) => string | undefined): InputSpec<string> {
  return spec(words, { kind: 'text', default: '', parse: checked(check) });
}

function checked(check?: (text: string) => string | undefined): (text: string) => Parsed<string> {
  return (value) => {
    const problem = value === '' ? undefined : check?.(value);
    return problem === undefined ? { value } : { problem };
  };
}

function secret(words: Words, required: boolean): InputSpec<string> {
  return { ...spec(words, { kind: 'secret', default: '', parse: bare }), required };
}

/** Without the quotes and line breaks that come along when a secret is pasted. */
function bare(value: string): Parsed<string> {
  const inner = /^(["'])(.*)\1$/s.exec(value)?.[2]?.trim() ?? value;
  return /\s/.test(inner)
    ? {
        problem: `has white space inside (${count(inner.length, 'character')} in all); paste the value alone`,
      }
    : { value: inner };
}

function flag(words: Words, fallback: boolean): InputSpec<boolean> {
  const parse = (value: string): Parsed<boolean> => {
    if (['true', 'True', 'TRUE'].includes(value)) return { value: true };
    if (['false', 'False', 'FALSE'].includes(value)) return { value: false };
    return { problem: `is ${shown(value)}; write true or false` };
  };
  return spec(words, { kind: 'boolean', default: String(fallback), parse });
}

/** Choices, the first of them the default unless told; `later` are words of the contract without code yet. */
function choice<const T extends string>(
  words: Words,
  facts: { readonly choices: readonly T[]; readonly default: NoInfer<T>; readonly later?: readonly string[] },
): InputSpec<T> {
  const parse = (value: string): Parsed<T> => {
    const found = facts.choices.find((known) => known === value);
    if (found !== undefined) return { value: found };
    const known = facts.choices.join(', ');
    if (facts.later?.includes(value)) {
      return { problem: `${shown(value)} is not built yet in this version; it knows ${known}` };
    }
    const near = nearest(value, facts.choices);
    const advice =
      near === undefined
        ? `write ${known.replace(/, ([^,]+)$/, ' or $1')}`
        : `did you mean ${near}? Known: ${known}`;
    return { problem: `is ${shown(value)}; ${advice}` };
  };
  return { ...spec(words, { kind: 'choice', default: facts.default, parse }), choices: facts.choices };
}

interface NumberFacts {
  readonly default: string;
  readonly min: number;
  readonly max: number;
  /** What `auto` stands for, where it is allowed. */
  readonly auto?: number;
}

function whole(words: Words, facts: NumberFacts): InputSpec<number> {
  const parse = (value: string): Parsed<number> => {
    if (value === 'auto' && facts.auto !== undefined) return { value: facts.auto };
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= facts.min && number <= facts.max) return { value: number };
    const auto = facts.auto === undefined ? '' : ', or auto';
    return { problem: `is ${shown(value)}; write a whole number from ${facts.min} to ${facts.max}${auto}` };
  };
  return spec(words, { kind: 'number', default: facts.default, parse });
}

function size(words: Words, fallback: string, read: (text: string) => Parsed<number>): InputSpec<number> {
  const parse = (value: string): Parsed<number> => {
    const parsed = read(value);
    return 'problem' in parsed ? { problem: `is wrong: ${parsed.problem}` } : parsed;
  };
  return spec(words, { kind: 'size', default: fallback, parse });
}

/** What `auto` means for `chunk-size` and `concurrency` as long as neither adapts to the link. */
const AUTO = { chunkSizeBytes: 10 * 1024 ** 2, concurrency: 4 } as const;
/** The largest body of a single PUT (driveItem put-content docs: 250 MB). */
const SINGLE_PUT_LIMIT_BYTES = 250_000_000;

function threshold(value: string): Parsed<number> {
  const parsed = parseSize(value);
  if ('problem' in parsed || parsed.value <= SINGLE_PUT_LIMIT_BYTES) return parsed;
  return { problem: `${shown(value)} is more than one request may carry; the maximum is 250MB` };
}

const POLICIES = ['error', 'warn', 'ignore'] as const;

/** Every input of this version, by the name that the code uses. */
export const TABLE = {
  clientId: { ...text(['client-id', 'application (client) ID, a GUID'], guid), required: true },
  clientSecret: secret(['client-secret', 'secret value of a Web registration'], false),
  refreshToken: secret(['refresh-token', 'refresh token of the signed-in account'], true),
  tenantId: {
    ...text(['tenant-id', 'common, organizations, consumers, a GUID or a verified domain'], tenant),
    default: 'common',
  },
  cloud: choice(['cloud', 'which Microsoft cloud'], {
    choices: ['global', 'us-gov', 'us-gov-dod', 'china'],
    default: 'global',
  }),
  scopes: text(['scopes', 'scopes to ask for with the refresh'], scopes),
  outputRefreshToken: flag(['output-refresh-token', 'hand the new refresh token to later steps'], false),
  mode: choice(['mode', 'upload, or check the connection'], {
    choices: ['upload', 'check'],
    default: 'upload',
    later: ['refresh-only'],
  }),
  destination: text(['destination', 'folder on the drive, created when missing']),
  driveId: text(['drive-id', 'drive to upload to'], driveId),
  path: { ...text(['path', 'files, folders or globs, one a line; ! excludes']), kind: 'lines' },
  root: text(['root', 'folder that uploaded names are relative to']),
  flatten: flag(['flatten', 'upload file names only, without folders'], false),
  name: text(['name', 'name on the drive for a single file'], fileName),
  includeHiddenFiles: flag(['include-hidden-files', 'upload names that start with a dot, too'], false),
  followSymbolicLinks: flag(['follow-symbolic-links', 'upload what links point to'], true),
  ifNoFilesFound: choice(['if-no-files-found', 'what to do when no file is found'], {
    choices: POLICIES,
    default: 'error',
  }),
  unmatchedPatterns: choice(['unmatched-patterns', 'what to do when one of several patterns finds nothing'], {
    choices: POLICIES,
    default: 'warn',
  }),
  invalidNames: choice(['invalid-names', 'what to do with names that OneDrive refuses'], {
    choices: ['error'],
    default: 'error',
    later: ['replace'],
  }),
  conflictBehavior: choice(['conflict-behavior', 'what to do with a name that is taken'], {
    choices: ['replace', 'rename', 'fail', 'skip'],
    default: 'replace',
  }),
  sessionThreshold: size(
    ['session-threshold', 'size from which files use an upload session'],
    '4MiB',
    threshold,
  ),
  chunkSize: size(['chunk-size', 'bytes of a fragment'], 'auto', (value) =>
    value === 'auto' ? { value: AUTO.chunkSizeBytes } : parseChunkSize(value),
  ),
  concurrency: whole(['concurrency', 'files in flight'], {
    default: 'auto',
    min: 1,
    max: 32,
    auto: AUTO.concurrency,
  }),
  retries: whole(['retries', 'attempts without a byte of progress, per file'], {
    default: '6',
    min: 0,
    max: 100,
  }),
  verify: choice(['verify', 'how to prove that what arrived is what was sent'], {
    choices: ['hash', 'size', 'off'],
    default: 'hash',
    later: ['readback'],
  }),
  summary: choice(['summary', 'how much the summary of the job tells'], {
    choices: ['auto', 'full', 'counts', 'none'],
    default: 'auto',
  }),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** The same as a list, in the order of action.yml. */
export const INPUTS: readonly InputSpec[] = Object.values(TABLE);

/** A GUID in its usual form, 8-4-4-4-12. */
export function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** Says nothing of the value: it could be the secret, pasted into the wrong place. */
function guid(value: string): string | undefined {
  if (isGuid(value)) return undefined;
  const size = count(value.length, 'character');
  return `is not a GUID (${size}); copy "Application (client) ID" from the registration's overview page`;
}

function tenant(value: string): string | undefined {
  if (/^[A-Za-z0-9.-]+$/.test(value)) return undefined;
  return `is ${shown(value)}; write common, organizations, consumers, the tenant's GUID or one of its domains`;
}

function scopes(value: string): string | undefined {
  return /^[\x21\x23-\x5b\x5d-\x7e\s]+$/.test(value)
    ? undefined
    : `is ${shown(value)}; write scopes with spaces between`;
}

function fileName(value: string): string | undefined {
  return /[/\\]/.test(value)
    ? `is ${shown(value)}; folders go into destination, name is a file name`
    : undefined;
}

function driveId(value: string): string | undefined {
  if (/^https?:/i.test(value)) return `is a URL; write the drive's id, which Graph lists under /me/drives`;
  return /[\s\p{Cc}]/u.test(value) ? `is ${shown(value)}; an id has no white space` : undefined;
}
