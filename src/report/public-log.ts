/**
 * A log that may be public: replaces accounts, tenant hosts and links in every line with `***`. File names stay,
 * because the user chose them.
 */
import type { Environment, Host } from '../core/host.ts';
import { asObjectOrEmpty } from '../core/json.ts';
import type { Annotation } from '../core/log.ts';
import { readEventPayload } from '../github/event.ts';
import { classifyUploadUrl } from '../http/microsoft-hosts.ts';
import type { SummaryLevel } from '../inputs/share.ts';

/** A host or a word as a whole. A match attempt at each letter would be far too slow. */
const hostPattern = /[a-z0-9-]+(?:\.[a-z0-9-]+)*/gi;
/** The rest of a URL after its host. */
const urlTailPattern = /(:\d+)?(?:[/?#][^\s"'”<>)]*)?/y;
/** An e-mail address. `logo@2x.png` is not one. */
const emailPattern = /(?<![\w/.+-])[\w.+-]+@[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+/gi;

/**
 * Removes URLs of one tenant or account from a line. URLs of Microsoft's documentation stay. The domain of a removed
 * host stays as well: the owner of a proxy has to know what to allow.
 */
export function redactAddresses(line: string): string {
  let redacted = '';
  let from = 0;
  for (const { 0: word, index } of line.matchAll(hostPattern)) {
    // The word is part of a URL that is already removed.
    const host = index < from ? undefined : findHostName(word);
    if (host === undefined || !isTenantHost(host)) continue;
    const end = index + host.length;
    urlTailPattern.lastIndex = end;
    const [rest = '', port = ''] = urlTailPattern.exec(line) ?? [];
    const before = line.slice(from, index);
    redacted += `${before.slice(0, before.length - trailingSchemeLength(before))}${redactedHost(host)}${port}`;
    from = end + rest.length;
  }
  return redacted + line.slice(from);
}

/** Returns the length of the scheme at the end of a text. */
function trailingSchemeLength(text: string): number {
  return /https?:\/\/$/i.exec(text.slice(-'https://'.length))?.[0].length ?? 0;
}

/** Returns the longest host name at the start of a word. Its last label has only letters, at least two. */
function findHostName(word: string): string | undefined {
  const labels = word.split('.');
  const last = labels.findLastIndex((label, at) => at > 0 && /^[a-z]{2}/i.test(label));
  if (last < 0) return undefined;
  const [letters = ''] = /^[a-z]+/i.exec(labels[last] ?? '') ?? [];
  return [...labels.slice(0, last), letters].join('.');
}

function redactedHost(host: string): string {
  const labels = host.split('.');
  return labels.length > 2 ? `***.${labels.slice(-2).join('.')}` : '***';
}

function isTenantHost(host: string): boolean {
  if (/(?:^|\.)(?:1drv\.ms|onedrive\.live\.com|onmicrosoft\.(?:com|us|cn))$/i.test(host)) return true;
  return classifyUploadUrl(`https://${host}/`).verdict === 'known';
}

/** Returns a host whose log is redacted while `isPublic()`. Debug lines, warnings and errors lose e-mails as well. */
export function withPublicLog(host: Host, isPublic: () => boolean): Host {
  // Secrets first: `redact` does not find a secret from which a URL was removed.
  const infoLine = (text: string) => (isPublic() ? redactAddresses(host.redact(text)) : text);
  const problemLine = (text: string) =>
    isPublic() ? redactAddresses(host.redact(text).replace(emailPattern, '***')) : text;
  const { log } = host;
  return {
    env: host.env,
    cwd: host.cwd,
    tempDir: host.tempDir,
    clock: host.clock,
    signal: host.signal,
    troubleshootingUrl: host.troubleshootingUrl,
    log: {
      debug: (text) => log.debug(problemLine(text)),
      info: (text) => log.info(infoLine(text)),
      notice: (text, annotation?: Annotation) => log.notice(infoLine(text), annotation),
      warning: (text, annotation?: Annotation) => log.warning(problemLine(text), annotation),
      error: (texts, annotation?: Annotation) => log.error([texts].flat().map(problemLine), annotation),
      group: (title) => log.group(infoLine(title)),
      groupEnd: () => log.groupEnd(),
    },
    random: () => host.random(),
    mask: (secret) => host.mask(secret),
    maskUrl: (url) => host.maskUrl(url),
    redact: (text) => host.redact(text),
    redactData: (text) => host.redactData(text),
    setOutput: (name, value) => host.setOutput(name, value),
    appendSummary: (markdown) => host.appendSummary(markdown),
    saveState: (name, value) => host.saveState(name, value),
  };
}

/** What log and summary show of a run: everything, no names and URLs, or no summary at all. */
export type ReportLevel = 'full' | 'counts' | 'none';

/** On GitHub, a repository counts as public unless the event says that it is private. */
export function resolveReportLevel(wanted: SummaryLevel, env: Environment): ReportLevel {
  if (wanted !== 'auto') return wanted;
  if (env.GITHUB_ACTIONS !== 'true') return 'full';
  const { repository } = asObjectOrEmpty(readEventPayload(env));
  return asObjectOrEmpty(repository).private === true ? 'full' : 'counts';
}
