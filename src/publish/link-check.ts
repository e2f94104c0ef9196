/**
 * Whether a link is what was asked for: wider, longer-lived or barer is weaker, and must not be shown; narrower is
 * worth a word. Pure: knows what links say of themselves, not where they come from. A service whose policy differs
 * from the wish answers with a link all the same (microsoft-graph-docs#15262, #524). Source of the values:
 * learn.microsoft.com/graph/api/resources/sharinglink and /permission.
 */
import type { LinkRequest, SharingLink } from '../graph/links.ts';

/** How a link differs from what was asked for, in words that follow "it". Both empty: it is as asked. */
export interface LinkDifference {
  /** Gives more than asked. */
  readonly broader: readonly string[];
  /** Gives less than asked. */
  readonly narrower: readonly string[];
}

/** Rounded to the minute is as asked. */
const expiryToleranceMs = 60_000;

/** Whom a link is open to, fewest first; what is not known here counts as everybody. */
const scopesByBreadth: readonly string[] = ['existingAccess', 'users', 'organization'];
const audiences: Readonly<Record<string, string>> = {
  existingAccess: 'those who have access already',
  users: 'the people it names',
  organization: 'the organization',
  anonymous: 'anybody who has it',
};
/** Types that let nobody change anything; what is not known here counts as `edit`. */
const readOnlyTypes = ['view', 'blocksDownload', 'embed'];

/** Compares what came back with what was asked for. */
export function compareLink(link: SharingLink, request: LinkRequest): LinkDifference {
  const broader: string[] = [];
  const narrower: string[] = [];
  const breadthDifference = breadthOf(link.scope) - breadthOf(request.scope);
  const audience = audiences[link.scope] ?? 'anybody, for all that is known';
  if (breadthDifference > 0) broader.push(`is open to ${audience} instead of ${audiences[request.scope]}`);
  if (breadthDifference < 0) narrower.push(`is open to ${audience} only`);
  const mayEdit = !readOnlyTypes.includes(link.type);
  if (mayEdit && request.type === 'view')
    broader.push('lets people change things instead of only viewing them');
  if (!mayEdit && request.type === 'edit') narrower.push('is for viewing only');
  if (request.password !== undefined && link.hasPassword !== true) broader.push('has no password');
  const expiresMs = parseExpiry(link.expires);
  if (request.expires !== undefined) {
    const requestedMs = Date.parse(request.expires);
    if (expiresMs === undefined) broader.push('never ends');
    else if (expiresMs > requestedMs + expiryToleranceMs)
      broader.push(`ends ${formatUtcMinute(expiresMs)} instead of ${formatUtcMinute(requestedMs)}`);
    else if (expiresMs < requestedMs - expiryToleranceMs) narrower.push(`ends ${formatUtcMinute(expiresMs)}`);
  } else if (expiresMs !== undefined) narrower.push(`ends ${formatUtcMinute(expiresMs)}`);
  return { broader, narrower };
}

function breadthOf(scope: string): number {
  const index = scopesByBreadth.indexOf(scope);
  return index < 0 ? scopesByBreadth.length : index;
}

/** Undefined when it has none: DateTime.MinValue, the year 1, says so as well (resources/permission). */
function parseExpiry(expires: string | undefined): number | undefined {
  const expiresMs = Date.parse(expires ?? '');
  return Number.isNaN(expiresMs) || new Date(expiresMs).getUTCFullYear() <= 1 ? undefined : expiresMs;
}

function formatUtcMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
