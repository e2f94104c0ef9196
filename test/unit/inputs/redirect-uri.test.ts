import { describe, expect, test } from 'vitest';
import { isInsecureRedirectUri, redirectUriProblem } from '../../../src/inputs/redirect-uri.ts';

describe('a redirect URI is', () => {
  test.each([
    'http://localhost',
    'http://localhost:8080',
    'http://localhost:53682/?x=1&y=ü',
    'http://127.0.0.1:8080/signed/in',
    'https://localhost:8443/x',
    'https://contoso.com/abc/response-oidc',
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    'https://login.live.com/oauth20_desktop.srf',
    'msal7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f://auth',
    'msauth.com.example.app://auth',
    'msauth://com.example.app/abc%3D',
    'com.example.app:/x',
    'com.example.app:/',
    'ms-appx-web://microsoft.aad.brokerplugin/7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
    'https://example.com/x?tenant=1',
    'urn:ietf:wg:oauth:2.0:oob',
    'https://example.com/x?codec=1',
  ])('%s', (uri) => {
    expect(redirectUriProblem(uri)).toBeUndefined();
  });
});

test.each([
  ...[
    'ms-msdt:/id',
    'search-ms://query',
    'shell:/startup',
    'ms-officecmd://x',
    'microsoft-edge://x',
    'res://x',
  ],
  ...['chrome-extension://x/y', 'ms-its:/x', 'telnet://x', 'feed://x', 'MS-MSDT:/x', 'ms-appx-web://other/x'],
  ...['msalx://auth', 'msal://auth', 'exampleapp://signed.in', 'urn:ietf:wg:oauth:2.0:oob:auto', '.app:/x'],
  ...[
    'vscode://x',
    'x-apple.systempreferences:/x',
    'slack://x',
    'ftp://a.b/c',
    'javascript://a.b/%0aalert(1)',
  ],
])('a scheme that another program may handle is refused: %s', (uri) => {
  expect(redirectUriProblem(uri)).toBeDefined();
});

test.each([
  ...['client_secret', 'id_token', 'access_token', 'refresh_token', 'code', 'password', 'client_assertion'],
  ...['CODE', 'Client_Secret', 'code_verifier', '%63ode', 'x=1&code'],
])('a query with %s is refused, and not shown', (name) => {
  for (const start of ['https://x.example/cb', 'http://localhost:8080/', 'com.example.app:/x']) {
    const problem = redirectUriProblem(`${start}?${name}=canary`);
    expect(problem).toMatch(/^(is the address at the end of a sign-in|contains a secret)/);
    expect(problem).not.toContain('canary');
  }
});

test('a query with the value of a secret is refused under any name', () => {
  const problem = redirectUriProblem('https://x.example/cb?x=Abc8Q~x9YzKlMnOpQrStUvWxYz01234567');
  expect(problem).toMatch(/^contains a secret in its query; write/);
});

describe('plain http', () => {
  test.each([
    'http://example.com',
    'http://192.168.0.2/x',
    'http://localhost.example.com',
    'http://nas:8080',
  ])('to %s is insecure', (uri) => expect(isInsecureRedirectUri(uri)).toBe(true));

  test.each([
    'http://localhost:1',
    'http://127.0.0.1',
    'http://[::1]:8080',
    'https://example.com',
    'com.x:/y',
  ])('does not include %s', (uri) => expect(isInsecureRedirectUri(uri)).toBe(false));
});

test('a message shows a wrong address without its password, code or fragment', () => {
  expect(redirectUriProblem('localhost:8080')).toMatch(
    /^is "localhost:8080"; write the URL exactly as it is registered/,
  );
  expect(redirectUriProblem('javascript:alert(1)')).toMatch(/^is "javascript:alert\(1\)"; write the URL/);
  expect(redirectUriProblem('exampleapp://x')).toMatch(
    /^starts with exampleapp:, which is not a scheme of an app/,
  );
  for (const uri of ['https://me:canary@x.example', 'https://x.example/#canary', 'app://x/?code=canary'])
    expect(redirectUriProblem(uri)).not.toContain('canary');
});
