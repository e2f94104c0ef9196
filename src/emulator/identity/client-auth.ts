/**
 * Identifies and authenticates the calling app. A grant from a Mobile/desktop redirect must be redeemed without a
 * credential, one from a Web redirect with a credential.
 */
import type { Clock } from '../core/messages.ts';
import { AadstsError } from './aadsts.ts';
import { checkClientAssertion, type FindIssuerKey } from './assertion.ts';
import { type FormParams, requireParam } from './form.ts';
import { type AppRegistration, findRegistration, type Platform } from './registrations.ts';
import type { IdentityKind } from './tenants.ts';

export interface ClientAuth {
  readonly registration: AppRegistration;
  readonly kind: 'none' | 'secret' | 'assertion';
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ClientAuthContext {
  readonly registrations: readonly AppRegistration[];
  readonly kind: IdentityKind;
  readonly clock: Clock;
  readonly issuerKey: FindIssuerKey;
}

/**
 * Reads client_id and credential. Throws for an unknown app (AADSTS700016), a wrong secret (7000215) and an invalid
 * assertion. `audiences` are the URLs of the token endpoint.
 */
export function readClientAuth(
  form: FormParams,
  context: ClientAuthContext,
  audiences: readonly string[],
): ClientAuth {
  const clientId = requireParam(form, 'client_id');
  const registration = findRegistration(context.registrations, clientId);
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (!secret && !assertion) return { registration, kind: 'none' };
  if (registration.secret === undefined) throw publicClientError(context.kind);
  if (secret) {
    if (secret !== registration.secret) throw new AadstsError(7000215, clientId);
    return { registration, kind: 'secret' };
  }
  if (form.get('client_assertion_type') !== assertionType)
    throw new AadstsError(900144, 'client_assertion_type');
  const { issuerKey } = context;
  checkClientAssertion(assertion ?? '', { registration, audiences, nowMs: context.clock(), issuerKey });
  return { registration, kind: 'assertion' };
}

/** Throws AADSTS700025 (90023 for personal accounts) or 7000218 if the credential does not fit the platform. */
export function checkClientPlatform(clientAuth: ClientAuth, platform: Platform, kind: IdentityKind): void {
  if (platform === 'desktop' && clientAuth.kind !== 'none') throw publicClientError(kind);
  if (platform === 'web' && clientAuth.kind === 'none') throw new AadstsError(7000218);
}

function publicClientError(kind: IdentityKind): AadstsError {
  return new AadstsError(kind === 'personal' ? 90023 : 700025);
}
