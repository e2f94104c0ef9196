/** A sign-in against a fake HTTP client, with a fake host. */
import { signIn } from '../../src/auth/sign-in.ts';
import type { HttpResponse } from '../../src/http/message.ts';
import type { IdentityInputs } from '../../src/inputs/sign-in.ts';
import { FakeHost } from './fake-host.ts';
import { fakeHttpClient } from './fake-http-client.ts';

/** A public client that signs in with `refresh-0`. */
export const publicClientInputs: IdentityInputs = {
  auth: 'refresh-token',
  credential: 'none',
  authority: 'entra',
  clientId: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  refreshToken: 'refresh-0',
  tenantId: 'common',
  cloud: 'global',
  outputRefreshToken: false,
};

type Fields = Readonly<Record<string, unknown>>;

/** The n-th answer of a token endpoint that gives hour-long tokens, and no new refresh token. */
export const tokenResponse = (number: number, more: Fields = {}): HttpResponse => ({
  status: 200,
  headers: {},
  text: JSON.stringify({ token_type: 'Bearer', access_token: `bearer-${number}`, expires_in: 3600, ...more }),
});

/** An error response. A text is sent unchanged. */
export const errorResponse = (
  status: number,
  body: Fields | string,
  headers: Record<string, string> = {},
): HttpResponse => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A host, and a token endpoint with fake responses by number. `asked` has the received forms, `urls` their URLs. */
export function fakeSignIn(answer: (number: number) => HttpResponse = tokenResponse) {
  const host = new FakeHost();
  const { http, requests: asked } = fakeHttpClient((number) => answer(number));
  const rotations: { readonly token: string; readonly masked: boolean }[] = [];
  const onRotated = (token: string) => {
    rotations.push({ token, masked: host.masked.includes(token) });
  };
  const enter = (more: Partial<IdentityInputs> = {}) =>
    signIn({ identity: { ...publicClientInputs, ...more }, http, host, onRotated });
  return {
    ...{ host, rotations, enter },
    get asked(): URLSearchParams[] {
      return asked.map(({ body }) => new URLSearchParams(typeof body === 'string' ? body : ''));
    },
    get urls(): string[] {
      return asked.map(({ url }) => url);
    },
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}
