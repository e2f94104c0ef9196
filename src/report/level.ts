/**
 * How much may be told: `auto` keeps account, tenant host and links out of what a public repository shows to
 * everybody. Knows the event's payload. Source: docs.github.com, "Webhook events and payloads".
 */
import { readFileSync } from 'node:fs';
import type { SummaryLevel } from '../inputs/share.ts';
import type { Level } from './summary.ts';

/** Under GitHub a repository that does not say it is private counts as public. */
export function levelOf(wanted: SummaryLevel, env: Readonly<Record<string, string | undefined>>): Level {
  if (wanted !== 'auto') return wanted;
  if (env.GITHUB_ACTIONS !== 'true') return 'full';
  return isPrivate(env.GITHUB_EVENT_PATH) ? 'full' : 'counts';
}

function isPrivate(eventPath: string | undefined): boolean {
  try {
    const event: unknown = JSON.parse(readFileSync(eventPath ?? '', 'utf8'));
    if (typeof event !== 'object' || event === null || !('repository' in event)) return false;
    const { repository } = event;
    return (
      typeof repository === 'object' &&
      repository !== null &&
      'private' in repository &&
      repository.private === true
    );
  } catch {
    return false;
  }
}
