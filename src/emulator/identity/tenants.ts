/**
 * Which path segment in front of /oauth2/v2.0 an account of this kind may use, in which cloud. Knows nothing of
 * the request behind it.
 */
import { AadstsError } from './aadsts.ts';

/** Where the account lives: among everybody's personal accounts, or in one company's directory. */
export type IdentityKind = 'personal' | 'work';

/** The directory that all personal accounts live in (entra-docs, "consumers"). */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** The emulated company. */
export const workTenantId = '00000000-0e4d-4000-8000-00000000c0de';

const emptyGuid = '00000000-0000-0000-0000-000000000000';
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the three names that stand for no directory in particular. */
export function isTenantAlias(tenant: string): boolean {
  return ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
}

/**
 * Refuses a tenant that an account of this kind cannot sign in to: AADSTS90002 when there is none of that name,
 * 50020 for a personal account in a company's directory, 90130 for a work account under `consumers`. A work
 * emulator answers for every GUID but the empty one, and for the domains of contoso.
 */
export function checkTenant(tenant: string, kind: IdentityKind): void {
  const name = tenant.toLowerCase();
  if (name === 'common') return;
  const consumers = name === 'consumers' || name === personalTenantId;
  if (kind === 'personal') {
    if (consumers) return;
    if (name === 'organizations') throw new AadstsError(50020, tenant);
    throw new AadstsError(90002, tenant);
  }
  if (consumers) throw new AadstsError(90130, tenant);
  if (name === 'organizations' || (guidPattern.test(name) && name !== emptyGuid)) return;
  if (!/^contoso\.[a-z.]+$/.test(name)) throw new AadstsError(90002, tenant);
}

/** The directory behind a tenant segment: what `tid` and `iss` of an ID token say. */
export function resolveTenantId(tenant: string, kind: IdentityKind): string {
  if (kind === 'personal') return personalTenantId;
  return guidPattern.test(tenant.toLowerCase()) ? tenant.toLowerCase() : workTenantId;
}

/** Graph's host in the cloud of a sign-in host (graph/sdks/national-clouds); global for loopback. */
export function graphHostsFor(loginHost: string): readonly string[] {
  if (loginHost === 'login.microsoftonline.us') return ['graph.microsoft.us', 'dod-graph.microsoft.us'];
  if (loginHost === 'login.partner.microsoftonline.cn') return ['microsoftgraph.chinacloudapi.cn'];
  return ['graph.microsoft.com'];
}
