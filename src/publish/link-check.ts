/**
 * Compares a sharing link with the request. A link that is open to more people, lasts longer or lacks a password must
 * not be shown; one that gives less is worth a warning. A service whose policy differs from the request returns a link
 * all the same (microsoft-graph-docs#15262, #524). Source of the values:
 * learn.microsoft.com/graph/api/resources/sharinglink and /permission.
 */
import type { LinkRequest, SharingLink } from '../graph/links.ts';

/** How a link differs from the request, in words that follow "it". Both are empty when it is as requested. */
export interface LinkDifference {
  /** Gives more than requested. */
  readonly broader: readonly string[];
  /** Gives less than requested. */
  readonly narrower: readonly string[];
}

/** The service may round to the minute. */
const expiryToleranceMs = 60_000;

/** Scopes, narrowest first. An unknown scope counts as everybody. */
const scopesByBreadth: readonly string[] = ['existingAccess', 'users', 'organization'];
const audiences: Readonly<Record<string, string>> = {
  existingAccess: 'people who already have access',
  users: 'the people named in it',
  organization: 'the organization',
  anonymous: 'anybody with the link',
};
/** Types that allow no changes. An unknown type counts as `edit`. */
const readOnlyTypes = ['view', 'blocksDownload', 'embed'];

/** Compares the link from the service with the request. */
export function compareLink(link: SharingLink, request: LinkRequest): LinkDifference {
  const broader: string[] = [];
  const narrower: string[] = [];
  const breadthDifference = breadthOf(link.scope) - breadthOf(request.scope);
  const audience = audiences[link.scope] ?? 'an unknown audience';
  if (breadthDifference > 0) broader.push(`is open to ${audience} instead of ${audiences[request.scope]}`);
  if (breadthDifference < 0) narrower.push(`is open to ${audience} only`);
  const mayEdit = !readOnlyTypes.includes(link.type);
  if (mayEdit && request.type === 'view') broader.push('allows editing instead of only viewing');
  if (!mayEdit && request.type === 'edit') narrower.push('is for viewing only');
  if (request.password !== undefined && link.hasPassword !== true) broader.push('has no password');
  const expiresMs = parseExpiry(link.expires);
  if (request.expires !== undefined) {
    const requestedMs = Date.parse(request.expires);
    if (expiresMs === undefined) broader.push('never expires');
    else if (expiresMs > requestedMs + expiryToleranceMs)
      broader.push(`expires ${formatUtcMinute(expiresMs)} instead of ${formatUtcMinute(requestedMs)}`);
    else if (expiresMs < requestedMs - expiryToleranceMs)
      narrower.push(`expires ${formatUtcMinute(expiresMs)}`);
  } else if (expiresMs !== undefined) narrower.push(`expires ${formatUtcMinute(expiresMs)}`);
  return { broader, narrower };
}

function breadthOf(scope: string): number {
  const index = scopesByBreadth.indexOf(scope);
  return index < 0 ? scopesByBreadth.length : index;
}

/** Undefined for no expiry, which the service also writes as DateTime.MinValue, the year 1 (resources/permission). */
function parseExpiry(expires: string | undefined): number | undefined {
  const expiresMs = Date.parse(expires ?? '');
  return Number.isNaN(expiresMs) || new Date(expiresMs).getUTCFullYear() <= 1 ? undefined : expiresMs;
}

function formatUtcMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
