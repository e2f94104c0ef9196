/**
 * Escapes text from outside (file names, server messages) for logs and Markdown, formats numbers, and sorts text.
 */

/**
 * Escapes control characters, line separators and bidirectional overrides. A name with a line break could otherwise put
 * a `::command::` into the runner's log or change what a terminal shows.
 */
export function escapeControls(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Escapes text for a Markdown table cell or a line of a summary, so that it contains no markup and creates no link.
 * GitHub looks for `@name`, `#12`, `GH-12` and `:emoji:` after it decodes entities, so a zero-width space splits them
 * (docs/facts.md, "Release notes"). Commit hashes stay: they link into the same repository.
 */
export function escapeMarkdown(text: string): string {
  return escapeControls(text)
    .replace(/[@#]|gh-(?=\d)|:(?=[\w+-]+:)/gi, (mark) => `${mark}\u200b`)
    .replace(/[\\`*_{}[\]()<>#+\-!|~&@:\u200b]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (word) => `${word.slice(0, 3)}&#46;`);
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Index of the unit. Switches to the next one slightly early, because the number is rounded. */
function bytePower(sizeBytes: number): number {
  if (sizeBytes < 1) return 0;
  return Math.min(byteUnits.length - 1, Math.floor(Math.log2(sizeBytes * 1.00005) / 10));
}

/** Formats a size: `0 B`, `320 KiB`, `1.50 GiB`. */
export function formatBytes(sizeBytes: number): string {
  if (!Number.isFinite(sizeBytes)) return 'an unknown size';
  const power = bytePower(sizeBytes);
  const value = sizeBytes / 1024 ** power;
  return `${power === 0 || Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${byteUnits[power]}`;
}

/** Formats a part of a size in the unit of the whole: `69.5/228.9 MiB`. */
export function formatBytesDone(doneBytes: number, totalBytes: number): string {
  const power = bytePower(totalBytes);
  const [done, total] = [doneBytes / 1024 ** power, totalBytes / 1024 ** power];
  const digits = total < 10 ? 2 : 1;
  const text = (value: number) => (power === 0 ? String(value) : value.toFixed(digits));
  return `${text(done)}/${text(total)} ${byteUnits[power]}`;
}

/** Formats a duration: `8 s`, `3 min 20 s`, `2 h 5 min`. */
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
 * Escapes commands that runners accept anywhere in a line: `##[command]` (GitHub; actions/runner, ActionCommand.cs),
 * `##vso[command]` (Azure Pipelines) and `##teamcity[command]`. JSON parsers decode the escape to the same bracket.
 */
export function escapeBrackets(text: string): string {
  return text.replace(/##([a-z]*)\[/gi, '##$1\\u005b');
}

/** Also escapes `::command::` at the start of a line, for logs. */
export function escapeCommands(text: string): string {
  return escapeBrackets(text).replace(/^(?=(?:[^\S\r\n\u2028\u2029]|\u0085)*::)/gm, '\u200b');
}

/** A text with its first letter as a capital. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Quotes a path or other text from outside, for use in a sentence. */
export function quote(text: string): string {
  return `"${escapeControls(text)}"`;
}

/** Compares by code units, so the order does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
