/** Single grants without a service: a client at a desk whose answers a test gives. */
import type { OAuthClient } from '../../src/auth/client.ts';
import type { HttpResponse } from '../../src/http/message.ts';
import { answering } from './answering.ts';
import { granted, identity } from './desk.ts';
import { World } from './world.ts';

/** A public client at a desk; `more` replaces parts of it. `forms` holds what was sent, as the service reads it. */
export function grantDesk(
  more: Partial<OAuthClient> = {},
  answer: (number: number) => HttpResponse = granted,
) {
  const world = new World();
  const { door: http, asked } = answering((number) => answer(number));
  const client: OAuthClient = {
    clientId: identity.clientId,
    loginHost: 'login.microsoftonline.com',
    tenantId: 'common',
    authority: 'entra',
    clientAuth: { kind: 'none' },
    ...more,
  };
  return {
    world,
    asked,
    desk: { http, host: world, client },
    get forms(): Record<string, string>[] {
      return asked.map(({ body }) => Object.fromEntries(new URLSearchParams(String(body))));
    },
    [Symbol.dispose]: () => world[Symbol.dispose](),
  };
}

/** The legacy sign-in of personal accounts. */
export const live: Partial<OAuthClient> = { authority: 'live', loginHost: 'login.live.com' };
