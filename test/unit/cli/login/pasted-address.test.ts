import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type ExpectedCallback, parsePastedAddress } from '../../../../src/cli/login/pasted-address.ts';
import { Failure } from '../../../../src/core/errors.ts';
import { FakeHost } from '../../../support/fake-host.ts';

const clientId = '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const state = 'the-state-of-this-sign-in';
const host = new FakeHost();
afterAll(() => host[Symbol.dispose]());
const expected = (
  redirectUri = 'http://localhost:8080',
  more: Partial<ExpectedCallback> = {},
): ExpectedCallback => ({
  redirectUri,
  state,
  loginHint: {
    host,
    client: {
      clientId,
      ...{ loginHost: 'login.microsoftonline.com', tenantId: 'common', authority: 'entra' },
      clientAuth: { kind: 'none' },
    },
  },
  ...more,
});
const native = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/** As odd as those of personal accounts. */
const code = 'M.C5_BAY.2.U.!abcDEF*ghi$$~-_.0123';
const encoded = encodeURIComponent(code).replaceAll('!', '%21').replaceAll('*', '%2A');

describe('a code is found in', () => {
  test.each([
    ['the whole address', `http://localhost:8080/?code=${code}&state=${state}`],
    ['the whole address, percent-encoded', `http://localhost:8080/?code=${encoded}&state=${state}`],
    ['an address in another order', `http://localhost:8080/?session_state=1&state=${state}&code=${encoded}`],
    ['an address without its scheme', `localhost:8080/?code=${code}&state=${state}`],
    ['an address in a fragment', `http://localhost:8080/#code=${code}&state=${state}`],
    ['an address in quotes', `"http://localhost:8080/?code=${code}&state=${state}"`],
    ['an address in several quotes', `"'<http://localhost:8080/?code=${code}&state=${state}>'"`],
    [
      'an address that a terminal broke',
      `http://localhost:8080/?code=${code.slice(0, 9)}\n  ${code.slice(9)}`,
    ],
    ['an address without state', `http://localhost:8080/?code=${code}`],
    ['the query alone', `?code=${code}&state=${state}`],
    ['the parameters alone', `code=${code}&state=${state}`],
    ['what stands behind code=', `${code}&state=${state}&session_state=1`],
    ['the bare code', code],
    ['the bare code, percent-encoded', encoded],
    ['the bare code between spaces', `  ${code} \n`],
  ])('%s', (_, text) => {
    expect(parsePastedAddress(text, expected())).toBe(code);
  });

  test.each([
    ['http://localhost:8080', `https://localhost:8080/?code=${code}&state=${state}`],
    ['http://localhost:8080', `HTTPS://LOCALHOST:8080/?code=${code}&state=${state}`],
    ['http://localhost', `https://localhost/?code=${code}&state=${state}`],
    ['http://localhost:9000/signed/in', `https://localhost:9000/signed/in?code=${code}&state=${state}`],
    ['http://localhost:8080', `https://127.0.0.1:8080/?code=${code}&state=${state}`],
    ['http://127.0.0.1:8080', `https://[::1]:8080/?code=${code}&state=${state}`],
  ])('an address for %s that a browser turned into https', (uri, text) => {
    expect(parsePastedAddress(text, expected(uri))).toBe(code);
  });

  test('an address of the nativeclient page', () => {
    expect(parsePastedAddress(`${native}?code=${code}&state=${state}`, expected(native))).toBe(code);
  });

  test('an address with its own path', () => {
    const uri = 'http://localhost:9000/signed/in';
    expect(parsePastedAddress(`${uri}?code=${code}`, expected(uri))).toBe(code);
  });

  test('any code in any encoding', () => {
    const text = fc.string({ minLength: 16, maxLength: 200, unit: fc.constantFrom(...'aZ09._-!*$~') });
    const isCode = (one: string) => !one.startsWith('eyJ') && !/^[-.]+$/.test(one);
    fc.assert(
      fc.property(text.filter(isCode), (one) => {
        const address = `http://localhost:8080/?${new URLSearchParams({ state, code: one })}`;
        expect(parsePastedAddress(address, expected())).toBe(one);
        expect(parsePastedAddress(encodeURIComponent(one), expected())).toBe(one);
        expect(parsePastedAddress(one, expected())).toBe(one);
      }),
    );
  });
});

describe('refused with advice and without showing the code:', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '   ', /nothing was pasted/],
    ['/wrongplace', 'https://login.microsoftonline.com/common/wrongplace', /wrongplace.*the code is lost/],
    [
      'the sign-in page',
      `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=${clientId}`,
      /sign-in page/,
    ],
    ['the legacy sign-in page', 'https://login.live.com/oauth20_authorize.srf?x=1', /sign-in page/],
    ['another redirect URI', `http://localhost:53682/?code=${code}`, /goes to http:\/\/localhost:53682/],
    ['another port of this machine', `https://localhost:8443/?code=${code}&state=${state}`, /localhost:8443/],
    [
      'another path of this machine',
      `https://localhost:8080/x?code=${code}&state=${state}`,
      /localhost:8080\/x/,
    ],
    ['another host in https', `https://localhost.evil.example:8080/?code=${code}&state=${state}`, /goes to/],
    ['another sign-in in https', `https://localhost:8080/?code=${code}&state=other`, /another sign-in/],
    ['another site', `https://evil.example/?code=${code}&state=${state}`, /goes to https:\/\/evil\.example/],
    [
      'another app',
      `http://localhost:8080/?code=${code}&client_id=00000000-0000-4000-8000-000000000001`,
      /another app/,
    ],
    ['another sign-in', `http://localhost:8080/?code=${code}&state=other`, /another sign-in/],
    ['two codes', `http://localhost:8080/?code=${code}&code=${code}`, /twice/],
    ['no code', `http://localhost:8080/?state=${state}`, /no code/],
    ['a few letters', 'yes', /not a code \(3 characters\)/],
    ['an access token', `eyJ${'a'.repeat(40)}`, /a token, not a code/],
  ];
  test.each(cases)('%s', (_, text, words) => {
    const judged = catching(() => parsePastedAddress(text, expected()));
    expect(judged).toMatchObject({ kind: 'usage' });
    expect(judged.message).toMatch(words);
    expect(judged.hint).not.toBe('');
    expect(judged.message + judged.hint).not.toContain(code);
  });

  test('https elsewhere for http, and http for https', () => {
    const other = `http://login.microsoftonline.com/common/oauth2/nativeclient?code=${code}&state=${state}`;
    expect(catching(() => parsePastedAddress(other, expected(native))).message).toMatch(/goes to http:/);
  });

  test('an error, with the text of the service and what to do', () => {
    const description = 'AADSTS65004: User declined to consent.\r\nTrace ID: 1';
    const query = new URLSearchParams({ error: 'access_denied', error_description: description, state });
    const judged = catching(() => parsePastedAddress(`http://localhost:8080/?${query}`, expected()));
    expect(judged).toMatchObject({ kind: 'sign-in', hint: expect.stringContaining('accept') });
    expect(judged.message).toContain('AADSTS65004: User declined to consent.');
    expect(judged.message).not.toContain('Trace');
  });

  test('an error with a number that nobody knows, with Microsoft’s page about it', () => {
    const description = 'AADSTS53999: Not from here.';
    const query = new URLSearchParams({ error: 'access_denied', error_description: description, state });
    const judged = catching(() => parsePastedAddress(`http://localhost:8080/?${query}`, expected()));
    expect(judged.message).toBe(`the sign-in was refused (access_denied): ${description}`);
    expect(judged.hint).toBe('see https://login.microsoftonline.com/error?code=53999');
  });
});

function catching(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
