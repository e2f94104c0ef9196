/**
 * Replaces known secrets and pre-authenticated URLs by `***`, in every encoding in which a server or library may return
 * them, and escapes runner commands. All hosts, including the tests', pass everything that they show through it.
 */
import { escapeCommands, escapeControls, escapeMarkdown } from './format.ts';

/** Shorter secrets would match in too much of the log. */
const minSecretLength = 6;
/** Higher for data: a password such as `backup` must not change a path. Tokens are longer. */
const minSecretLengthInData = 12;
const maxLineLength = 16_000;
/** Twice the number that can be in use at once (`concurrency` is at most 32). */
const maxUrls = 64;

export class Redactor {
  /** Maps each secret to its variants. */
  readonly #secrets = new Map<string, readonly string[]>();
  /** The most recent URLs, oldest first. The variants of their secrets are computed when needed. */
  readonly #urls = new Map<string, readonly string[] | undefined>();
  /** Built when the next text arrives: most URLs are dropped before that. */
  #index: SecretIndex | undefined;

  /** Adds a secret. Returns the variants of it and of its lines that a runner does not mask by itself. */
  addSecret(secret: string): string[] {
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const added = [secret, ...lines].filter(
      (text) => text.length >= minSecretLength && !this.#secrets.has(text),
    );
    for (const text of added) this.#secrets.set(text, encodedVariants(text));
    if (added.length > 0) this.#index = undefined;
    const variants = added.flatMap((text) => [
      text,
      formEncoded(text),
      encodeURIComponent(text),
      escapeMarkdown(text),
    ]);
    return [...new Set(variants)];
  }

  /** Adds a URL that works without a sign-in (an uploadUrl, a downloadUrl). Only the last 64 are kept. */
  addUrl(url: string): void {
    const variants = this.#urls.get(url);
    if (!this.#urls.delete(url)) this.#index = undefined;
    this.#urls.set(url, variants);
    for (const oldest of this.#urls.keys()) {
      if (this.#urls.size <= maxUrls) break;
      this.#urls.delete(oldest);
    }
  }

  /** Redacts and escapes a log line, and cuts it if it is too long. */
  redactLine(text: string): string {
    const redacted = this.redact(text);
    return escapeCommands(
      escapeControls(redacted.length > maxLineLength ? `${redacted.slice(0, maxLineLength)}…` : redacted),
    );
  }

  /** Redacts known secrets, and values of parameters with a secret's name, in a sentence. */
  redact(text: string): string {
    return this.#replaceSecrets(text, minSecretLength).replace(
      /\b(tempauth|access_token|refresh_token|client_secret|client_assertion|code(?!=\d+(?:\.?(?=\s|$)|(?![\w.~-]))))=[^&\s"'\\]+/gi,
      '$1=***',
    );
  }

  /** Redacts known secrets of at least 12 characters. Data may contain a file name such as `code=1.txt`. */
  redactData(text: string): string {
    return this.#replaceSecrets(text, minSecretLengthInData);
  }

  #replaceSecrets(text: string, minLength: number): string {
    this.#index ??= this.#buildIndex();
    const { hasPrefix, byPrefix } = this.#index;
    let output = '';
    let until = 0;
    for (let at = 0; at + minSecretLength <= text.length; at++) {
      if (hasPrefix[prefixHash(text, at)] === 0) continue;
      const found = byPrefix
        .get(text.slice(at, at + minSecretLength))
        ?.find((one) => one.length >= minLength && text.startsWith(one, at));
      if (found === undefined) continue;
      // A match that overlaps the previous one is covered by the same `***`.
      if (at >= until) output += `${text.slice(until, at)}***`;
      until = Math.max(until, at + found.length);
    }
    return output + text.slice(until);
  }

  #buildIndex(): SecretIndex {
    for (const [url, variants] of this.#urls)
      if (variants === undefined) this.#urls.set(url, secretsInUrl(url).flatMap(encodedVariants));
    const all = [...this.#secrets.values(), ...this.#urls.values()];
    return buildIndex(all.flatMap((variants) => variants ?? []));
  }
}

/** All texts to redact, indexed by prefix, so that one pass over a text finds any number of them. */
interface SecretIndex {
  /** 1 at the `prefixHash` of each text. */
  readonly hasPrefix: Uint8Array;
  /** By the first six characters, longest first, because one secret may start with another. */
  readonly byPrefix: ReadonlyMap<string, readonly string[]>;
}

function buildIndex(variants: readonly string[]): SecretIndex {
  const hasPrefix = new Uint8Array(2 ** 16);
  const byPrefix = new Map<string, string[]>();
  const all = new Set(variants.filter((text) => text.length >= minSecretLength));
  for (const text of [...all].sort((a, b) => b.length - a.length)) {
    hasPrefix[prefixHash(text, 0)] = 1;
    const prefix = text.slice(0, minSecretLength);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), text]);
  }
  return { hasPrefix, byPrefix };
}

/** A 16-bit hash of three characters. */
function prefixHash(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;
}

/**
 * The URL and the parts of it that are credentials by themselves: query values (`tempauth`, `guid`) or, without a
 * query, the last path segment (old personal drives). Drive and item ids are not secret: outputs show them.
 */
function secretsInUrl(url: string): string[] {
  if (!URL.canParse(url)) return [url];
  const { pathname, search, searchParams } = new URL(url);
  const values =
    search === '' ? [pathname.split('/').at(-1) ?? ''] : [search.slice(1), ...searchParams.values()];
  return [url, pathname + search, ...values.filter((value) => value.length >= 16)];
}

function encodedVariants(text: string): string[] {
  const bytes = Buffer.from(text);
  const uri = encodeURIComponent(text);
  const escaped = (pattern: RegExp) =>
    uri.replace(pattern, (character) => `%${hexOf(character).toUpperCase()}`);
  const percent = [uri, escaped(/[!'()*]/g), escaped(/[!'()*._~-]/g), formEncoded(text)];
  const hex = bytes.toString('hex');
  return [
    text,
    escapeMarkdown(text),
    ...percent,
    ...percent.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    // Encoded twice, as in a redirect within a redirect.
    ...percent.map((one) => one.replaceAll('%', '%25')),
    ...jsonVariants(text),
    ...htmlVariants(text),
    hex,
    hex.toUpperCase(),
    ...base64Variants(bytes),
  ];
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** As written by JavaScript, with escaped slashes, by .NET and by Gson. */
function jsonVariants(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const dotNet = plain.replace(/[&<>'+]/g, (character) => `\\u00${hexOf(character).toUpperCase()}`);
  const gson = plain.replace(/[&<>'=]/g, (character) => `\\u00${hexOf(character)}`);
  return [plain, plain.replaceAll('/', '\\/'), dotNet, gson];
}

function htmlVariants(text: string): string[] {
  const spellings = [
    { '"': '&quot;', "'": '&#39;' },
    { '"': '&#34;', "'": '&#x27;' },
    { '"': '&quot;', "'": '&apos;' },
    // ASP.NET Core.
    { '"': '&quot;', "'": '&#x27;', '+': '&#x2B;' },
  ];
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return spellings.map((marks) =>
    Object.entries(marks).reduce((html, [mark, entity]) => html.replaceAll(mark, entity), escaped),
  );
}

/** Base64 and base64url of these bytes at any offset, without the characters that depend on neighbours. */
function base64Variants(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
