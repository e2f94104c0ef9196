/** How a client proves itself at the sign-in, and what is tried when its proof is refused. */
import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../../src/http/message.ts';
import type { IdentityInputs } from '../../../src/inputs/sign-in.ts';
import { appCertificate } from '../../support/certificates.ts';
import { errorResponse, fakeSignIn, tokenResponse } from '../../support/fake-sign-in.ts';

const { cert, key } = await appCertificate();
const secret: Partial<IdentityInputs> = { credential: 'secret', clientSecret: 'word~word' };
const certificate: Partial<IdentityInputs> = { credential: 'certificate', clientCertificate: cert + key };
const oidc: Partial<IdentityInputs> = { credential: 'oidc' };
const app: Partial<IdentityInputs> = { auth: 'app', refreshToken: '' };

/** A refusal for that code. */
const refused = (code: number): HttpResponse =>
  errorResponse(401, { error: 'invalid_client', error_description: `AADSTS${code}: no.` });

/** A token endpoint that refuses for that code `times` times. */
const refusing =
  (code: number, times: number) =>
  (number: number): HttpResponse =>
    number <= times ? refused(code) : tokenResponse(number);

const tokenUrl = 'https://run.example/token';

/** A job that GitHub gives a token whenever it asks. `answer` counts the requests of the sign-in alone. */
function job(answer: (number: number) => HttpResponse) {
  let [minted, asked] = [0, 0];
  const here: ReturnType<typeof fakeSignIn> = fakeSignIn(() => {
    if (!here.urls.at(-1)?.startsWith(tokenUrl)) return answer(++asked);
    return errorResponse(200, { value: `minted-${++minted}` });
  });
  here.host.env.ACTIONS_ID_TOKEN_REQUEST_URL = tokenUrl;
  here.host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'request-token';
  const assertions = () =>
    here.asked.filter((form) => form.has('grant_type')).map((form) => form.get('client_assertion'));
  return { ...here, assertions };
}

describe('an app that signs in as itself', () => {
  test.each([
    ['global', 'https://graph.microsoft.com/.default'],
    ['us-gov', 'https://graph.microsoft.us/.default'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn/.default'],
  ] as const)('in cloud %s asks for all that it may do at %s', async (cloud, scope) => {
    using here = fakeSignIn();
    await here.enter({ ...app, ...secret, cloud });
    expect(Object.fromEntries(here.asked[0] ?? [])).toMatchObject({
      ...{ grant_type: 'client_credentials', scope, client_secret: 'word~word' },
    });
    expect(here.asked[0]?.has('refresh_token')).toBe(false);
  });

  test('needs no refresh token and stores none', async () => {
    using silent = fakeSignIn();
    await silent.enter({ ...app, ...secret });
    expect(silent.host.notices).toEqual([]);
    using generous = fakeSignIn((number) => tokenResponse(number, { refresh_token: 'refresh-1' }));
    const token = await generous.enter({ ...app, ...secret });
    expect([token.hasRotated, generous.rotations]).toEqual([false, []]);
  });

  test('sends its credential even if Microsoft calls it a public client', async () => {
    using here = fakeSignIn(refusing(700025, 1));
    await expect(here.enter({ ...app, ...secret })).rejects.toThrow('AADSTS700025');
    expect(here.asked).toHaveLength(1);
    expect(here.host.warnings).toEqual([]);
  });
});

describe('a public client', () => {
  test('with a certificate continues without it and names the inputs to remove', async () => {
    using here = fakeSignIn(refusing(700025, 1));
    const token = await here.enter(certificate);
    expect(await token.getAccessToken()).toBe('bearer-2');
    expect(here.asked.map((form) => form.has('client_assertion'))).toEqual([true, false]);
    expect(here.host.warnings).toEqual([
      expect.stringMatching(/must not send a secret.*Remove client-certificate or credential\.$/),
    ]);
  });

  test('that is also refused without a credential is not tried a third time', async () => {
    using here = fakeSignIn(refusing(700025, 2));
    await expect(here.enter(secret)).rejects.toThrow('AADSTS700025');
    expect(here.asked).toHaveLength(2);
  });

  test('with an OIDC token continues without it, also at renewals', async () => {
    using here = job(refusing(90023, 1));
    const token = await here.enter(oidc);
    token.invalidate('bearer-2');
    expect(await token.getAccessToken()).toBe('bearer-3');
    expect(here.assertions()).toEqual(['minted-1', null, null]);
  });
});

describe('an assertion outside its validity', () => {
  test('of a certificate is signed again once', async () => {
    using here = fakeSignIn(refusing(700024, 1));
    expect(await (await here.enter(certificate)).getAccessToken()).toBe('bearer-2');
    const sent = here.asked.map((form) => form.get('client_assertion'));
    expect(new Set(sent).size).toBe(2);
  });

  test('of GitHub is requested again once', async () => {
    using here = job(refusing(500133, 1));
    expect(await (await here.enter(oidc)).getAccessToken()).toBe('bearer-2');
    expect(here.assertions()).toEqual(['minted-1', 'minted-2']);
  });

  test('is replaced only once', async () => {
    using here = fakeSignIn(refusing(700024, 9));
    await expect(here.enter(certificate)).rejects.toThrow('AADSTS700024');
    expect(here.asked).toHaveLength(2);
  });

  test('is not waited for', async () => {
    using here = job(refusing(500133, 2));
    await expect(here.enter(oidc)).rejects.toThrow('AADSTS500133');
    expect(here.host.clock.waits).toEqual([]);
  });

  test.each([secret, {}])('is not replaced if there is none: %j', async (identity) => {
    using here = fakeSignIn(refusing(700024, 1));
    await expect(here.enter(identity)).rejects.toThrow('AADSTS700024');
    expect(here.asked).toHaveLength(1);
  });
});

describe('a new federated credential that does not work yet', () => {
  test('is waited for with growing waits', async () => {
    using here = job(refusing(700213, 3));
    expect(await (await here.enter(oidc)).getAccessToken()).toBe('bearer-4');
    expect(here.host.clock.waits).toEqual([10_000, 20_000, 30_000]);
    expect(here.host.lines.filter((line) => line.includes('trying again in'))).toEqual([
      expect.stringMatching(/AADSTS700213.*; trying again in 10 s, because a new credential takes some time/),
      expect.stringContaining('trying again in 20 s'),
      expect.stringContaining('trying again in 30 s'),
    ]);
  });

  test('is not waited for longer than that', async () => {
    using here = job(refusing(700213, 9));
    await expect(here.enter(oidc)).rejects.toThrow('AADSTS700213');
    expect(here.assertions()).toHaveLength(4);
  });

  test('is waited for again at the next renewal', async () => {
    using here = job((number) => (number === 1 || number > 3 ? tokenResponse(number) : refused(700213)));
    const token = await here.enter(oidc);
    token.invalidate('bearer-1');
    expect(await token.getAccessToken()).toBe('bearer-4');
    expect(here.host.clock.waits).toEqual([10_000, 20_000]);
  });

  test('does not delay a cancelled run', async () => {
    using here = job(refusing(700213, 9));
    here.host.clock.onSleep = () => here.host.cancel(new Error('stop'));
    await expect(here.enter(oidc)).rejects.toThrow('stop');
    expect(here.assertions()).toHaveLength(1);
  });

  test('is not waited for with a certificate', async () => {
    using here = fakeSignIn(refusing(700213, 1));
    await expect(here.enter(certificate)).rejects.toThrow('AADSTS700213');
    expect(here.host.clock.waits).toEqual([]);
  });
});
