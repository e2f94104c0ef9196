/**
 * Recognizes texts that are not meant as a path on a drive: an address, a path of this machine, or what a shell or
 * GitHub should have replaced. Where somebody may mean such a folder, this is only a warning. Linear in the length of
 * the text.
 */
import { baseNameOf, normalizedPathKey, parentPathOf, percentDecode } from '../graph/paths.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';

type Mistake = readonly [looks: RegExp, clause: (found: string, text: string) => string];

/** Errors. OneDrive refuses `:` and `"` in names. Nobody means a folder `~` or `${{`. */
const mistakes: readonly Mistake[] = [
  [/^"|"$/, () => 'has quotes around it: write it without them'],
  [
    /^[a-z][a-z0-9+.-]*:\/\//i,
    (_, text) =>
      /\.sharepoint\.[a-z]+(?:\/|$)/i.test(text)
        ? 'is an address: write the path of a folder, such as builds/nightly, and the address of the site as site-url'
        : 'is an address: write the path of a folder on the drive, such as builds/nightly',
  ],
  [/^~(?:[/\\]|$)/, () => 'starts with ~, but a drive has no home folder: write the path from its root'],
  [/^[a-z]:/i, () => 'is a path on this machine: write the path of a folder on the drive'],
  // A time of day is left to `invalid-names`.
  [
    /^[a-z][\w .+@-]{1,63}:(?!\d)/i,
    (found) => `starts with ${found}, as for rclone: write the path without it`,
  ],
  [
    /\$\{\{/,
    () =>
      // biome-ignore lint/suspicious/noTemplateCurlyInString: It is what people write.
      'has ${{, which only GitHub replaces, in a workflow file: write a value, or a placeholder such as {date}',
  ],
];

/** Warnings. Folders may have such names, but hardly any has. */
const suspicions: readonly Mistake[] = [
  [/^'.*'$/s, (found) => `${found} looks like a text in quotes, which become part of the name`],
  [
    /^[\w.-]{1,253}\.(?:sharepoint|live)\.com(?:[/\\]|$)|^1drv\.ms[/\\]/i,
    (found) => `looks like an address: it has ${found}, which becomes a folder; for a site, set site-url`,
  ],
  [
    /\$\([^)]{0,200}\)|`[^`]{1,200}`/,
    (found) =>
      `looks like a shell command: ${found} is not run here, and becomes part of the name; use {date}`,
  ],
  [
    /(?<![a-z\d])\$\{?[a-z_]\w+|%[a-z_]\w{1,64}%/i,
    (found) => `looks like a variable: ${found} is not replaced here, and becomes part of the name`,
  ],
  [
    /(?<!\d)%[YmdFHMST](?![a-z\d])/,
    (found) =>
      `looks like a date format: ${found} is not replaced here, and becomes part of the name; use {date}`,
  ],
];

/** Returns a problem, as a sentence, if the text of the input `name` cannot be a folder on a drive. */
export function folderTextProblems(name: string, text: string): string[] {
  const found = mistakes.find(([looks]) => looks.test(text));
  return found === undefined ? [] : [`${name} ${clauseOf(found, text)}`];
}

/** Returns a warning, as a sentence, if the text of the input `name` is probably not meant as it is. */
export function folderTextWarnings(name: string, text: string): string[] {
  const decoded = /%[\da-f]{2}/i.test(text) ? percentDecode(text) : text;
  if (decoded !== text)
    return [
      `${name} looks percent-encoded: ${quotePathUnlessSecret(text)}. If it is, write ${quotePathUnlessSecret(decoded)}.`,
    ];
  const found = suspicions.find(([looks]) => looks.test(text));
  return found === undefined ? [] : [`${name} ${clauseOf(found, text)}.`];
}

function clauseOf([looks, clause]: Mistake, text: string): string {
  return clause(quotePathUnlessSecret(looks.exec(text)?.[0] ?? ''), text);
}

/** Removes `./` at the beginning: the path starts at the root in any case. */
export function withoutLeadingDot(text: string): string {
  return text.replace(/^\.[/\\]+(?=[^/\\])/, '');
}

/** Returns a warning if the last folder of the destination has the name of the only file, at `remotePath`. */
export function fileAsFolderWarning(destination: string, remotePath: string): string | undefined {
  const [folder, parent] = [baseNameOf(destination), parentPathOf(destination)];
  const isSame =
    destination !== '' && normalizedPathKey(remotePath) === normalizedPathKey(`${destination}/${folder}`);
  if (!isSame) return undefined;
  const advice =
    parent === '' ? 'leave destination out' : `set destination to ${quotePathUnlessSecret(parent)}`;
  return `destination is a folder: the file will be at ${quotePathUnlessSecret(remotePath)}; if you meant ${quotePathUnlessSecret(destination)}, ${advice}.`;
}

/** Returns a warning if the destination starts with the name of the library that it is in. */
export function libraryAsFolderWarning(destination: string, names: readonly string[]): string | undefined {
  const [first = ''] = withoutLeadingDot(destination)
    .split(/[/\\]+/)
    .filter(Boolean);
  if (!names.some((name) => name !== '' && normalizedPathKey(name) === normalizedPathKey(first)))
    return undefined;
  const shown = quotePathUnlessSecret(first);
  return `destination starts with ${shown}, which is the name of the library: the files go to a folder ${shown} in it. Leave it out, unless you want that folder.`;
}
