/**
 * Who the calling application is, and how it proved it. Knows the platform rule: what came through a
 * Mobile/desktop redirect must be sent without a credential, what came through Web must be sent with one.
 */
import { Refusal } from './aadsts.ts';
import { type Form, need } from './form.ts';
import type { Platform, Registration } from './registrations.ts';
import type { AccountKind } from './tenants.ts';

export interface Proof {
  readonly registration: Registration;
  readonly kind: 'none' | 'secret' | 'assertion';
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Reads client_id and credential; refuses an unknown app (AADSTS700016) and a wrong secret (7000215). */
export function readProof(
  form: Form,
  world: { registrations: readonly Registration[]; kind: AccountKind },
): Proof {
  const clientId = need(form, 'client_id');
  const registration = world.registrations.find((known) => known.clientId === clientId.toLowerCase());
  if (!registration) throw new Refusal(700016, clientId);
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (!secret && !assertion) return { registration, kind: 'none' };
  if (registration.secret === undefined) throw publicClient(world.kind);
  if (secret) {
    if (secret !== registration.secret) throw new Refusal(7000215, clientId);
    return { registration, kind: 'secret' };
  }
  if (form.get('client_assertion_type') !== assertionType) throw new Refusal(900144, 'client_assertion_type');
  if (!looksLikeJwt(assertion ?? '')) throw new Refusal(50027);
  return { registration, kind: 'assertion' };
}

/** AADSTS700025 (90023 for personal accounts) or 7000218 when the proof does not fit the platform. */
export function checkPlatform(proof: Proof, platform: Platform, kind: AccountKind): void {
  if (platform === 'desktop' && proof.kind !== 'none') throw publicClient(kind);
  if (platform === 'web' && proof.kind === 'none') throw new Refusal(7000218);
}

function publicClient(kind: AccountKind): Refusal {
  return new Refusal(kind === 'personal' ? 90023 : 700025);
}

/** Three base64url parts, the first two of them JSON objects. Who signed it is another question. */
function looksLikeJwt(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 3 &&
    parts.every((part) => /^[\w-]+$/.test(part)) &&
    parts.slice(0, 2).every(isJsonObject)
  );
}

function isJsonObject(part: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
