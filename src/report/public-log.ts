/**
 * A log for everybody's eyes: what would tell the account, the tenant's host or a link is starred out of every line,
 * whoever wrote it. Knows how these look; names of files are the user's own, and stay.
 */
import type { Annotation, Environment, Host } from '../core/host.ts';
import { asObjectOrEmpty } from '../core/json.ts';
import { readEventPayload } from '../github/event.ts';
import { classifyUploadUrl } from '../http/microsoft-hosts.ts';
import type { SummaryLevel } from '../inputs/share.ts';

/** A host, or a word, taken whole: what looks on from each of its letters takes for ever. */
const hostPattern = /[a-z0-9-]+(?:\.[a-z0-9-]+)*/gi;
/** What belongs to an address behind its host. */
const urlTailPattern = /(:\d+)?(?:[/?#][^\s"'”<>)]*)?/y;
/** Of a person: `logo@2x.png` is none. */
const emailPattern = /(?<![\w/.+-])[\w.+-]+@[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+/gi;

/**
 * A line without addresses that belong to one tenant or account; those of Microsoft's documentation stay. Of a host
 * its domain stays, which is everybody's: whoever runs a proxy has to know what to let through.
 */
export function redactAddresses(line: string): string {
  let redacted = '';
  let from = 0;
  for (const { 0: word, index } of line.matchAll(hostPattern)) {
    // A word in the tail of an address went with it.
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

/** Length of the scheme that a text ends with. */
function trailingSchemeLength(text: string): number {
  return /https?:\/\/$/i.exec(text.slice(-'https://'.length))?.[0].length ?? 0;
}

/** The longest name of a host at the start of a word: its last part begins with two letters, and ends with them. */
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

/** The same host; its log is discreet for as long as it is asked to be. Complaints lose e-mail addresses, too. */
export function withPublicLog(host: Host, isPublic: () => boolean): Host {
  // Secrets first: one of which an address was taken out is not recognised.
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

/** How much of a run its log and summary show: everything, no names and addresses, or nothing at all. */
export type ReportLevel = 'full' | 'counts' | 'none';

/** Under GitHub a repository that does not say it is private counts as public. */
export function resolveReportLevel(wanted: SummaryLevel, env: Environment): ReportLevel {
  if (wanted !== 'auto') return wanted;
  if (env.GITHUB_ACTIONS !== 'true') return 'full';
  const { repository } = asObjectOrEmpty(readEventPayload(env));
  return asObjectOrEmpty(repository).private === true ? 'full' : 'counts';
}
