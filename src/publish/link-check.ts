/**
 * Whether a link is what was asked for: wider, longer-lived or barer is weaker, and must not be shown; narrower is
 * worth a word. Pure: knows what links say of themselves, not where they come from. A service whose policy differs
 * from the wish answers with a link all the same (microsoft-graph-docs#15262, #524). Source of the values:
 * learn.microsoft.com/graph/api/resources/sharinglink and /permission.
 */
import type { LinkAsk, SharingLink } from '../graph/links.ts';

/** How a link differs from what was asked for, in words that follow "it". Both empty: it is as asked. */
export interface Difference {
  /** Gives more than asked. */
  readonly weaker: readonly string[];
  /** Gives less than asked. */
  readonly narrower: readonly string[];
}

/** Rounded to the minute is as asked. */
const graceMs = 60_000;

/** Whom a link is open to, fewest first; what is not known here counts as everybody. */
const scopes: readonly string[] = ['existingAccess', 'users', 'organization'];
const audiences: Readonly<Record<string, string>> = {
  existingAccess: 'those who have access already',
  users: 'the people it names',
  organization: 'the organization',
  anonymous: 'anybody who has it',
};
/** Types that let nobody change anything; what is not known here counts as `edit`. */
const readOnly = ['view', 'blocksDownload', 'embed'];

/** Compares what came back with what was asked for. */
export function differenceOf(link: SharingLink, ask: LinkAsk): Difference {
  const weaker: string[] = [];
  const narrower: string[] = [];
  const breadth = breadthOf(link.scope) - breadthOf(ask.scope);
  const audience = audiences[link.scope] ?? 'anybody, for all that is known';
  if (breadth > 0) weaker.push(`is open to ${audience} instead of ${audiences[ask.scope]}`);
  if (breadth < 0) narrower.push(`is open to ${audience} only`);
  const mayEdit = !readOnly.includes(link.type);
  if (mayEdit && ask.type === 'view') weaker.push('lets people change things instead of only viewing them');
  if (!mayEdit && ask.type === 'edit') narrower.push('is for viewing only');
  if (ask.password !== undefined && link.hasPassword !== true) weaker.push('has no password');
  const endMs = endOf(link.expires);
  if (ask.expires !== undefined) {
    const askedMs = Date.parse(ask.expires);
    if (endMs === undefined) weaker.push('never ends');
    else if (endMs > askedMs + graceMs) weaker.push(`ends ${day(endMs)} instead of ${day(askedMs)}`);
    else if (endMs < askedMs - graceMs) narrower.push(`ends ${day(endMs)}`);
  } else if (endMs !== undefined) narrower.push(`ends ${day(endMs)}`);
  return { weaker, narrower };
}

function breadthOf(scope: string): number {
  const at = scopes.indexOf(scope);
  return at < 0 ? scopes.length : at;
}

/** Undefined when it has none: DateTime.MinValue, the year 1, says so as well (resources/permission). */
function endOf(expires: string | undefined): number | undefined {
  const endMs = Date.parse(expires ?? '');
  return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 ? undefined : endMs;
}

function day(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
