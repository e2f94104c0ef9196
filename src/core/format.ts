/**
 * How a text from outside (a file's name, a server's words) is made safe to show, in a log line or in Markdown; how
 * numbers are written for people, and in which order texts come. Knows nothing of where they are shown.
 */

/**
 * Control characters, line separators and bidirectional overrides as visible escapes: a name with a line
 * break could else carry a live `::command::` into a runner's log, or rewrite what a terminal shows.
 */
export function escapeControls(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A text as a cell of a Markdown table or a line of a summary: nothing in it is markup, and nothing becomes a link.
 * GitHub looks for `@name`, `#12`, `GH-12` and `:emoji:` once entities are read, so that a space without width parts
 * them (docs/facts.md, "Release notes"). A commit's hash is left: its link leads into the same repository.
 */
export function escapeMarkdown(text: string): string {
  return escapeControls(text)
    .replace(/[@#]|gh-(?=\d)|:(?=[\w+-]+:)/gi, (mark) => `${mark}\u200b`)
    .replace(/[\\`*_{}[\]()<>#+\-!|~&@:\u200b]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (word) => `${word.slice(0, 3)}&#46;`);
}

/** Bytes in the unit that people read: `0 B`, `320 KiB`, `1.50 GiB`. */
export function formatBytes(sizeBytes: number): string {
  if (!Number.isFinite(sizeBytes)) return 'an unknown size';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
  // Half a digit below the next unit already, because the number is rounded.
  const power =
    sizeBytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(sizeBytes * 1.00005) / 10));
  const value = sizeBytes / 1024 ** power;
  return `${power === 0 || Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${units[power]}`;
}

/** A span of time as people read it: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** `1 file`, `2 files`. */
export function formatCount(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/**
 * A text in which nothing is a command to a runner that looks for one anywhere in a line: GitHub's takes `##[command]`
 * (actions/runner, ActionCommand.cs), Azure Pipelines `##vso[command]`, TeamCity `##teamcity[command]`. The bracket
 * becomes an escape, which JSON reads as the same bracket.
 */
export function escapeBrackets(text: string): string {
  return text.replace(/##([a-z]*)\[/gi, '##$1\\u005b');
}

/** A text for a log: the same, and no line of it begins like `::command::`. */
export function escapeCommands(text: string): string {
  return escapeBrackets(text).replace(/^(?=(?:[^\S\r\n\u2028\u2029]|\u0085)*::)/gm, '\u200b');
}

/** A path or a text of somebody else's within a sentence. */
export function quote(text: string): string {
  return `"${escapeControls(text)}"`;
}

/** The order of two texts for a sort: by code units, the same on every machine whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
