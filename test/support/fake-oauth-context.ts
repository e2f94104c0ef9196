/** An OAuth client whose token endpoint is fake, for tests of single grants. */
import type { OAuthClient } from '../../src/auth/oauth-client.ts';
import type { HttpResponse } from '../../src/http/message.ts';
import { FakeHost } from './fake-host.ts';
import { fakeHttpClient } from './fake-http-client.ts';
import { publicClientInputs, tokenResponse } from './fake-sign-in.ts';

/** A public client with a fake token endpoint. `more` replaces parts of it. `forms` has the decoded requests. */
export function fakeOAuthContext(
  more: Partial<OAuthClient> = {},
  answer: (number: number) => HttpResponse = tokenResponse,
) {
  const host = new FakeHost();
  const { http, requests: asked } = fakeHttpClient((number) => answer(number));
  const client: OAuthClient = {
    clientId: publicClientInputs.clientId,
    loginHost: 'login.microsoftonline.com',
    tenantId: 'common',
    authority: 'entra',
    clientAuth: { kind: 'none' },
    ...more,
  };
  return {
    host,
    asked,
    oauth: { http, host, client },
    get forms(): Record<string, string>[] {
      return asked.map(({ body }) => Object.fromEntries(new URLSearchParams(String(body))));
    },
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

/** The legacy sign-in of personal accounts. */
export const liveClient: Partial<OAuthClient> = { authority: 'live', loginHost: 'login.live.com' };
