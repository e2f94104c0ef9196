/**
 * Names inputs in messages as the command line writes them: `set verify: readback` becomes `set --verify readback`.
 * Messages are written for the action, where inputs have no dashes. All that the command shows passes through here.
 */
import type { InputSpec } from '../../inputs/kinds.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';

const specs: readonly InputSpec[] = INPUT_SPECS.filter(
  ({ name, kind }) => kind !== 'context' && name !== 'mode',
);
const byName = new Map(specs.map((spec) => [spec.name, spec]));

/** Longest first, so that `share-scope` is not read as `share`. */
const names = specs.map(({ name }) => name).sort((a, b) => b.length - a.length);
/** Names that are no word of a sentence. */
const compoundNames = names.filter((name) => name.includes('-'));
/** Files are arguments of the command, and a sentence may speak of a path. */
const plainNames = names.filter((name) => !name.includes('-') && name !== 'path');

/** No part of a path, of a longer word, of a flag, or of something quoted. */
const before = String.raw`(?<![\w./\\:=?&@"'-])`;
const after = String.raw`(?![\w/\\="'-]|\.\w)`;
const alternatives = (some: readonly string[]) => some.join('|');

const withValue = new RegExp(`${before}(${alternatives(names)}): ([\\w.]+(?:-[\\w.]+)*)`, 'g');
/** `refresh-token` is also a value of `auth`, and an output. */
const compound = new RegExp(`(?<!--auth )(?<!output )${before}(${alternatives(compoundNames)})${after}`, 'g');
/** Where a single word is the name of an input: as the subject of a problem, and behind such a word. */
const asSubject = new RegExp(
  `^(\\s*- )?(${alternatives(plainNames)})(?= (?:is|has|needs|contains|cannot|must|starts|matches|does|would|looks|"))`,
);
const asObject = new RegExp(
  `(?<=\\b(?:set|remove|change|correct|check|lower|shorten|because|but|beside|without|with|input) )(${alternatives(plainNames)})${after}(?! (?:of|in)\\b)`,
  'g',
);
/** Behind another flag. */
const asNext = new RegExp(`(?<=--[a-z-]+(?:,| or| and|, or) )(${alternatives(plainNames)})${after}`, 'g');
const verbOfMode = { 'refresh-only': 'refresh', check: 'check', upload: 'upload' } as const;

/** `--client-id`; for a secret, whose value is never a flag, `--client-secret-file`. */
function flagOf(name: string): string {
  return byName.get(name)?.kind === 'secret' ? `--${name}-file` : `--${name}`;
}

/** The text of an error, a warning or a notice, with flags. */
export function withFlagNames(text: string): string {
  const toFlag = (_: string, name: string) => flagOf(name);
  const replaced = withFlagValues(text)
    .replace(compound, toFlag)
    .replace(asSubject, (_, start: string | undefined, name: string) => `${start ?? ''}${flagOf(name)}`)
    .replace(asObject, toFlag);
  // In a list, each one makes the next recognizable.
  return replaced
    .replace(asNext, toFlag)
    .replace(asNext, toFlag)
    .replace(/\bthe input (?=--)/g, '');
}

/** Only what is written with its value. For lines that may have the name of any file. */
export function withFlagValues(text: string): string {
  return text
    .replace(/\bmode: (refresh-only|check|upload)\b/g, (_, mode: keyof typeof verbOfMode) => verbOfMode[mode])
    .replace(withValue, (whole, name: string, value: string) => {
      const { kind = 'text', choices = [] } = byName.get(name) ?? {};
      const isSwitch = kind === 'boolean' || name === 'checksums';
      if (isSwitch && value === 'true') return `--${name}`;
      if (isSwitch && value === 'false') return `--no-${name}`;
      const isQuantity = ['number', 'size', 'span'].includes(kind) && /^(auto|\d)/.test(value);
      return isQuantity || choices.includes(value) ? `${flagOf(name)} ${value}` : whole;
    });
}
