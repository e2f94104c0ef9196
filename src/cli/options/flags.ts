/**
 * The flags of a verb as data: the inputs of the action that mean something for it, under the headings of their
 * sections, then its own. What the parser of command lines, --help and shell completion are made of; knows none of
 * the three.
 */
import { AFTER } from '../../inputs/after.ts';
import { SELECTION } from '../../inputs/files.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { ROTATION } from '../../inputs/rotation.ts';
import { SHARE } from '../../inputs/share.ts';
import { IDENTITY } from '../../inputs/sign-in.ts';
import { INPUTS } from '../../inputs/table.ts';
import { TARGET } from '../../inputs/target.ts';
import { TRANSFER } from '../../inputs/transfer.ts';

/** What one may say of a flag besides its words. */
interface More {
  readonly choices?: readonly string[];
  /** What holds without it, as --help shows it. */
  readonly fallback?: string;
  /** It may be given several times. */
  readonly repeated?: boolean;
}

/** A flag of a verb's own: `--name <value>` as commander writes it, its line of help, its heading. */
export type OwnFlag = readonly [words: string, help: string, more: More & { readonly group: string }];

/** What comes where an argument or a value stands: files of this machine, folders, one of some words, or what nobody knows. */
export type Takes = 'files' | 'folders' | 'unknown' | readonly string[];

export interface Flag {
  /** `--archive`. */
  readonly name: string;
  /** What takes it back: `--no-flatten`. */
  readonly twin?: string;
  /** What stands for the value in --help; undefined for a flag without one. */
  readonly value: string | undefined;
  readonly help: string;
  readonly group: string;
  readonly choices: readonly string[];
  readonly fallback: string;
  readonly repeated: boolean;
  /** An input of the action, or the file of a secret one. */
  readonly isInput: boolean;
  /** The secret input that the file holds; undefined for every other flag. */
  readonly secret?: InputSpec;
}

/** Where a verb's flags are declared. */
export interface Flagged {
  readonly inputs?: readonly string[];
  readonly flags?: readonly OwnFlag[];
}

/** Flags of one heading. */
export function under(
  group: string,
  rows: readonly (readonly [words: string, help: string, more?: More])[],
): readonly OwnFlag[] {
  return rows.map(([words, help, more = {}]) => [words, help, { ...more, group }]);
}

/** The sections of the inputs, with the headings that action.yml gives them. */
const sections: readonly (readonly [heading: string, inputs: Readonly<Record<string, InputSpec>>])[] = [
  ['Sign in', IDENTITY],
  ['Keep signed in', ROTATION],
  ['Where', TARGET],
  ['What', SELECTION],
  ['How', TRANSFER],
  ['Afterwards', AFTER],
  ['Share and report', SHARE],
];

/** What stands for a value where its kind does not say it: something of this machine, or a plain number. */
const values: Readonly<Record<string, string>> = {
  ...{ path: 'path', root: 'folder', 'resume-journal': 'file' },
  ...{ 'retain-last': 'number', 'retain-days': 'number' },
};

/** All flags of a verb, in the order of --help. */
export function flagsOf({ inputs = [], flags = [] }: Flagged): readonly Flag[] {
  const shared = INPUTS.filter(({ name, kind }) => kind !== 'context' && inputs.includes(name));
  return [...shared.map(inputFlag), ...flags.map(ownFlag)];
}

function inputFlag(spec: InputSpec): Flag {
  const { name, kind, help, default: fallback } = spec;
  const found = sections.find(([, rows]) => Object.values(rows).includes(spec));
  const flag = {
    ...{ name: `--${name}`, value: values[name] ?? kind, help, group: found?.[0] ?? '', fallback },
    ...{ choices: spec.choices, repeated: kind === 'lines', isInput: true },
  };
  if (kind === 'secret') {
    // Everybody on the machine can read a command line: the value comes from a file, or from the environment.
    const none = { choices: [], fallback: '' };
    return {
      ...{ ...flag, ...none, secret: spec },
      ...{ name: `${flag.name}-file`, value: 'file', help: `file with the ${help}` },
    };
  }
  return kind === 'boolean' ? { ...flag, value: undefined, twin: `--no-${name}` } : flag;
}

function ownFlag([words, help, { group, choices = [], fallback = '', repeated = false }]: OwnFlag): Flag {
  const [name = '', value] = words.split(' ');
  return { name, value: value?.slice(1, -1), help, group, choices, fallback, repeated, isInput: false };
}

/** What may stand for the value of a flag; undefined for one without. */
export function takesOf({ value, choices }: Flag): Takes | undefined {
  if (value === undefined) return undefined;
  if (choices.length > 0) return choices;
  if (value === 'folder') return 'folders';
  return value === 'file' || value === 'path' ? 'files' : 'unknown';
}
