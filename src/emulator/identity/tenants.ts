/** Checks which tenants in the path before /oauth2/v2.0 an account of this kind may use, and in which cloud. */
import { AadstsError } from './aadsts.ts';
import type { SignInAudience } from './registrations.ts';

/** A personal account, or one in a company's directory. */
export type IdentityKind = 'personal' | 'work';

/** The directory of all personal accounts (entra-docs, "consumers"). */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** The emulated company. */
export const workTenantId = '00000000-0e4d-4000-8000-00000000c0de';

const emptyGuid = '00000000-0000-0000-0000-000000000000';
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the three names that refer to no specific directory. */
export function isTenantAlias(tenant: string): boolean {
  return ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
}

/**
 * Throws if an account of this kind cannot sign in to the tenant: AADSTS90002 if the tenant does not exist, 50020 for a
 * personal account under `organizations`, 90130 for a work account under `consumers`. A work account is accepted for
 * every GUID but the empty one, and for the domains of contoso.
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
  if (consumers) throw new AadstsError(90130);
  if (name === 'organizations' || (guidPattern.test(name) && name !== emptyGuid)) return;
  if (!/^contoso\.[a-z.]+$/.test(name)) throw new AadstsError(90002, tenant);
}

/**
 * Throws if an app for these accounts does not take the tenant: AADSTS9002331 for one of personal accounts anywhere but
 * under `consumers` (thobach/MMM-MicrosoftToDo#28), 9002332 for one of work accounts under `consumers`, 50194 for one of
 * a single tenant under `common` and `organizations` (entra-docs reference-error-codes.md).
 */
export function checkSignInAudience(
  { clientId, signInAudience }: { readonly clientId: string; readonly signInAudience: SignInAudience },
  tenant: string,
): void {
  const name = tenant.toLowerCase();
  const consumers = name === 'consumers' || name === personalTenantId;
  if (signInAudience === 'PersonalMicrosoftAccount' && !consumers) throw new AadstsError(9002331, clientId);
  if (signInAudience.startsWith('AzureADM') && consumers) throw new AadstsError(9002332, clientId);
  if (signInAudience === 'AzureADMyOrg' && isTenantAlias(name)) throw new AadstsError(50194, clientId);
}

/** Resolves a tenant segment to the directory's id, for `tid` and `iss` of an ID token. */
export function resolveTenantId(tenant: string, kind: IdentityKind): string {
  if (kind === 'personal') return personalTenantId;
  return guidPattern.test(tenant.toLowerCase()) ? tenant.toLowerCase() : workTenantId;
}

/** Graph's hosts in the cloud of a sign-in host (graph/sdks/national-clouds). Global for loopback. */
export function graphHostsFor(loginHost: string): readonly string[] {
  if (loginHost === 'login.microsoftonline.us') return ['graph.microsoft.us', 'dod-graph.microsoft.us'];
  if (loginHost === 'login.partner.microsoftonline.cn') return ['microsoftgraph.chinacloudapi.cn'];
  return ['graph.microsoft.com'];
}
