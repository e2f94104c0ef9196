/**
 * The flags of a verb as data: the inputs of the action that mean something for it, under the headings of their
 * sections, then its own. What the parser of command lines, --help and shell completion are made of; knows none of
 * the three.
 */
import { CLEANUP_SPECS } from '../../inputs/after.ts';
import { FILE_SPECS } from '../../inputs/files.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { ROTATION_SPECS } from '../../inputs/rotation.ts';
import { SHARE_SPECS } from '../../inputs/share.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { TARGET_SPECS } from '../../inputs/target.ts';
import { UPLOAD_SPECS } from '../../inputs/transfer.ts';

/** What one may say of a flag besides its words. */
interface FlagDetails {
  readonly choices?: readonly string[];
  /** What holds without it, as --help shows it. */
  readonly defaultValue?: string;
  /** It may be given several times. */
  readonly repeated?: boolean;
}

/** A flag of a verb's own: `--name <value>` as commander writes it, its line of help, its heading. */
export type VerbFlag = readonly [words: string, help: string, more: FlagDetails & { readonly group: string }];

/** What comes where an argument or a value stands: files of this machine, folders, one of some words, or what nobody knows. */
export type ValueKind = 'files' | 'folders' | 'unknown' | readonly string[];

export interface CliFlag {
  /** `--archive`. */
  readonly name: string;
  /** What takes it back: `--no-flatten`. */
  readonly negation?: string;
  /** What stands for the value in --help; undefined for a flag without one. */
  readonly value: string | undefined;
  readonly help: string;
  readonly group: string;
  readonly choices: readonly string[];
  readonly defaultValue: string;
  readonly repeated: boolean;
  /** An input of the action, or the file of a secret one. */
  readonly isInput: boolean;
  /** The secret input that the file holds; undefined for every other flag. */
  readonly secret?: InputSpec;
}

/** Where a verb's flags are declared. */
export interface FlagDeclarations {
  readonly inputs?: readonly string[];
  readonly flags?: readonly VerbFlag[];
}

/** Flags of one heading. */
export function flagGroup(
  group: string,
  rows: readonly (readonly [words: string, help: string, more?: FlagDetails])[],
): readonly VerbFlag[] {
  return rows.map(([words, help, more = {}]) => [words, help, { ...more, group }]);
}

/** The sections of the inputs, with the headings that action.yml gives them. */
const sections: readonly (readonly [heading: string, inputs: Readonly<Record<string, InputSpec>>])[] = [
  ['Sign in', IDENTITY_SPECS],
  ['Keep signed in', ROTATION_SPECS],
  ['Where', TARGET_SPECS],
  ['What', FILE_SPECS],
  ['How', UPLOAD_SPECS],
  ['Afterwards', CLEANUP_SPECS],
  ['Share and report', SHARE_SPECS],
];

/** What stands for a value where its kind does not say it: something of this machine, or a plain number. */
const valuePlaceholders: Readonly<Record<string, string>> = {
  ...{ path: 'path', root: 'folder', 'resume-journal': 'file' },
  ...{ 'retain-last': 'number', 'retain-days': 'number' },
};

/** All flags of a verb, in the order of --help. */
export function listFlags({ inputs = [], flags = [] }: FlagDeclarations): readonly CliFlag[] {
  const shared = INPUT_SPECS.filter(({ name, kind }) => kind !== 'context' && inputs.includes(name));
  return [...shared.map(inputFlag), ...flags.map(verbFlag)];
}

function inputFlag(spec: InputSpec): CliFlag {
  const { name, kind, help, default: defaultValue } = spec;
  const found = sections.find(([, rows]) => Object.values(rows).includes(spec));
  const flag = {
    ...{
      name: `--${name}`,
      value: valuePlaceholders[name] ?? kind,
      help,
      group: found?.[0] ?? '',
      defaultValue,
    },
    ...{ choices: spec.choices, repeated: kind === 'lines', isInput: true },
  };
  if (kind === 'secret') {
    // Everybody on the machine can read a command line: the value comes from a file, or from the environment.
    const noDefault = { choices: [], defaultValue: '' };
    return {
      ...{ ...flag, ...noDefault, secret: spec },
      ...{ name: `${flag.name}-file`, value: 'file', help: `file with the ${help}` },
    };
  }
  return kind === 'boolean' ? { ...flag, value: undefined, negation: `--no-${name}` } : flag;
}

function verbFlag([
  words,
  help,
  { group, choices = [], defaultValue = '', repeated = false },
]: VerbFlag): CliFlag {
  const [name = '', value] = words.split(' ');
  return { name, value: value?.slice(1, -1), help, group, choices, defaultValue, repeated, isInput: false };
}

/** What may stand for the value of a flag; undefined for one without. */
export function valueKindOf({ value, choices }: CliFlag): ValueKind | undefined {
  if (value === undefined) return undefined;
  if (choices.length > 0) return choices;
  if (value === 'folder') return 'folders';
  return value === 'file' || value === 'path' ? 'files' : 'unknown';
}
