/**
 * Who the calling application is, and how it proved it. Knows the platform rule: what came through a
 * Mobile/desktop redirect must be sent without a credential, what came through Web must be sent with one.
 */
import type { Clock } from '../core/messages.ts';
import { AadstsRefusal } from './aadsts.ts';
import { checkAssertion, type IssuerKey } from './assertion.ts';
import { type Form, need } from './form.ts';
import { type Platform, type Registration, registered } from './registrations.ts';
import type { IdentityKind } from './tenants.ts';

export interface Proof {
  readonly registration: Registration;
  readonly kind: 'none' | 'secret' | 'assertion';
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ProofWorld {
  readonly registrations: readonly Registration[];
  readonly kind: IdentityKind;
  readonly clock: Clock;
  readonly issuerKey: IssuerKey;
}

/**
 * Reads client_id and credential; refuses an unknown app (AADSTS700016), a wrong secret (7000215) and an
 * assertion that does not hold. `audiences` are the spellings of the token endpoint.
 */
export function readProof(form: Form, world: ProofWorld, audiences: readonly string[]): Proof {
  const clientId = need(form, 'client_id');
  const registration = registered(world.registrations, clientId);
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (!secret && !assertion) return { registration, kind: 'none' };
  if (registration.secret === undefined) throw publicClient(world.kind);
  if (secret) {
    if (secret !== registration.secret) throw new AadstsRefusal(7000215, clientId);
    return { registration, kind: 'secret' };
  }
  if (form.get('client_assertion_type') !== assertionType)
    throw new AadstsRefusal(900144, 'client_assertion_type');
  const { issuerKey } = world;
  checkAssertion(assertion ?? '', { registration, audiences, nowMs: world.clock(), issuerKey });
  return { registration, kind: 'assertion' };
}

/** AADSTS700025 (90023 for personal accounts) or 7000218 when the proof does not fit the platform. */
export function checkPlatform(proof: Proof, platform: Platform, kind: IdentityKind): void {
  if (platform === 'desktop' && proof.kind !== 'none') throw publicClient(kind);
  if (platform === 'web' && proof.kind === 'none') throw new AadstsRefusal(7000218);
}

function publicClient(kind: IdentityKind): AadstsRefusal {
  return new AadstsRefusal(kind === 'personal' ? 90023 : 700025);
}
