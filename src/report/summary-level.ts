/**
 * How much may be told: `auto` keeps account, tenant host and links out of what a public repository shows to
 * everybody. Knows the event's payload. Source: docs.github.com, "Webhook events and payloads".
 */
import type { Environment } from '../core/host.ts';
import { fields } from '../core/json.ts';
import { payloadOf } from '../github/event.ts';
import type { SummaryLevel } from '../inputs/share.ts';

export type Level = 'full' | 'counts' | 'none';

/** Under GitHub a repository that does not say it is private counts as public. */
export function levelOf(wanted: SummaryLevel, env: Environment): Level {
  if (wanted !== 'auto') return wanted;
  if (env.GITHUB_ACTIONS !== 'true') return 'full';
  const { repository } = fields(payloadOf(env));
  return fields(repository).private === true ? 'full' : 'counts';
}
