/**
 * The flags of a verb as data: inputs of the action, grouped by section, then the verb's own flags. Used by the
 * command-line parser, --help and shell completion.
 */
import { CLEANUP_SPECS } from '../../inputs/cleanup.ts';
import { FILE_SPECS } from '../../inputs/files.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { ROTATION_SPECS } from '../../inputs/rotation.ts';
import { SHARE_SPECS } from '../../inputs/share.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { TARGET_SPECS } from '../../inputs/target.ts';
import { UPLOAD_SPECS } from '../../inputs/transfer.ts';

/** Optional properties of a flag. */
interface FlagDetails {
  readonly choices?: readonly string[];
  /** The default, as --help shows it. */
  readonly defaultValue?: string;
  /** True when it may be given several times. */
  readonly repeated?: boolean;
}

/** A verb's own flag: `--name <value>` as commander writes it, its help, its group. */
export type VerbFlag = readonly [words: string, help: string, more: FlagDetails & { readonly group: string }];

/** What an argument or a value is: local files, folders, one of some words, or unknown. */
export type ValueKind = 'files' | 'folders' | 'unknown' | readonly string[];

export interface CliFlag {
  /** `--archive`. */
  readonly name: string;
  /** `-n`. */
  readonly short?: string;
  /** The flag that reverts it: `--no-flatten`. */
  readonly negation?: string;
  /** Placeholder of the value in --help; undefined for a flag without a value. */
  readonly value: string | undefined;
  /** The value of the flag alone, which then never takes the next word. Undefined where a value must follow. */
  readonly valueWhenBare?: string;
  readonly help: string;
  readonly group: string;
  readonly choices: readonly string[];
  readonly defaultValue: string;
  readonly repeated: boolean;
  /** True for an input of the action, or the file of a secret input. */
  readonly isInput: boolean;
  /** The secret input that is read from the file; undefined for other flags. */
  readonly secret?: InputSpec;
}

/** The part of a verb that declares its flags. */
export interface FlagDeclarations {
  readonly inputs?: readonly string[];
  readonly flags?: readonly VerbFlag[];
}

/** Flags with the same group. */
export function flagGroup(
  group: string,
  rows: readonly (readonly [words: string, help: string, more?: FlagDetails])[],
): readonly VerbFlag[] {
  return rows.map(([words, help, more = {}]) => [words, help, { ...more, group }]);
}

/** The sections of the inputs, with their headings in action.yml. */
const sections: readonly (readonly [heading: string, inputs: Readonly<Record<string, InputSpec>>])[] = [
  ['Sign in', IDENTITY_SPECS],
  ['Keep signed in', ROTATION_SPECS],
  ['Where', TARGET_SPECS],
  ['What', FILE_SPECS],
  ['How', UPLOAD_SPECS],
  ['Afterwards', CLEANUP_SPECS],
  ['Share and report', SHARE_SPECS],
];

/** Placeholders of values whose kind does not name one. */
const valuePlaceholders: Readonly<Record<string, string>> = {
  path: 'path',
  checksums: 'name',
  root: 'folder',
  'resume-journal': 'file',
  'retain-last': 'number',
  'retain-days': 'number',
};

/** Flags that have one letter, too, in every verb. */
const shortFlags: Readonly<Record<string, string>> = {
  '--dry-run': '-n',
  '--quiet': '-q',
  '--verbose': '-v',
};

/** Inputs whose value may be left out. It is given after `=` only. */
const valuesWhenBare: Readonly<Record<string, string>> = { checksums: 'true' };

/** All flags of a verb, in the order of --help. */
export function listFlags({ inputs = [], flags = [] }: FlagDeclarations): readonly CliFlag[] {
  const shared = INPUT_SPECS.filter(({ name, kind }) => kind !== 'context' && inputs.includes(name));
  return [...shared.map(inputFlag), ...flags.map(verbFlag)].map((flag) => {
    const short = shortFlags[flag.name];
    return short === undefined ? flag : { ...flag, short };
  });
}

function inputFlag(spec: InputSpec): CliFlag {
  const { name, kind, help, default: defaultValue } = spec;
  const found = sections.find(([, rows]) => Object.values(rows).includes(spec));
  const flag = {
    name: `--${name}`,
    value: valuePlaceholders[name] ?? kind,
    help,
    group: found?.[0] ?? '',
    defaultValue,
    choices: spec.choices,
    repeated: kind === 'lines',
    isInput: true,
  };
  if (kind === 'secret') {
    // Everybody on the machine can read a command line, so secrets come from a file or the environment.
    const noDefault = { choices: [], defaultValue: '' };
    return {
      ...flag,
      ...noDefault,
      secret: spec,
      name: `${flag.name}-file`,
      value: 'file',
      help: `file with the ${help}`,
    };
  }
  if (kind === 'boolean') return { ...flag, value: undefined, negation: `--no-${name}` };
  const valueWhenBare = valuesWhenBare[name];
  return valueWhenBare === undefined ? flag : { ...flag, valueWhenBare };
}

function verbFlag([
  words,
  help,
  { group, choices = [], defaultValue = '', repeated = false },
]: VerbFlag): CliFlag {
  const [name = '', value] = words.split(' ');
  return { name, value: value?.slice(1, -1), help, group, choices, defaultValue, repeated, isInput: false };
}

/** Every way to write a flag. */
export function flagSpellings({ name, short, negation }: CliFlag): readonly string[] {
  return [short, name, negation].filter((spelling) => spelling !== undefined);
}

/** What the value of a flag can be; undefined for a flag without a value. */
export function valueKindOf({ value, choices }: CliFlag): ValueKind | undefined {
  if (value === undefined) return undefined;
  if (choices.length > 0) return choices;
  if (value === 'folder') return 'folders';
  return value === 'file' || value === 'path' ? 'files' : 'unknown';
}
