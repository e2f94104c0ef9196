/** What the inputs of an app's own sign-in say when one of them is wrong or missing. */
import { describe, expect, test } from 'vitest';
import { appInputs as app, inputProblems as problemsOf } from '../../support/read-texts.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----';

describe('one mistake is one problem:', () => {
  const pfx = Buffer.concat([Buffer.from([0x30, 0x82, 0x09, 0x8a]), Buffer.alloc(200, 7)]).toString('base64');
  const { 'drive-id': _, ...noDrive } = app;

  test.each([
    [
      'site-url',
      { 'site-url': 'contoso sharepoint' },
      /^site-url is "contoso sharepoint"; copy the site's address/,
    ],
    ['site-url with a library', { 'site-url': 'contoso/x', library: 'Docs' }, /^site-url is "contoso\/x"/],
    ['user', { user: 'https://x/' }, /^user is a URL/],
    ['drive-id', { 'drive-id': 'a b' }, /^drive-id is "a b"/],
  ])('%s that cannot be read', (__, texts, problem) => {
    expect(problemsOf({ ...noDrive, ...texts })).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    ['a PFX file in base64', pfx],
    ['a path', 'cert.pfx'],
  ])('%s as client-certificate, which is told how to convert it', (__, text) => {
    expect(problemsOf({ ...app, 'client-secret': '', 'client-certificate': text })).toEqual([
      'client-certificate is not PEM text: it needs -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----. ' +
        'To convert a PFX file: openssl pkcs12 -in FILE.pfx -nodes -out FILE.pem',
    ]);
  });

  test('PEM text in base64 as client-certificate', () => {
    const text = Buffer.from(PEM).toString('base64');
    expect(problemsOf({ ...app, 'client-secret': '', 'client-certificate': text })).toEqual([
      'client-certificate is PEM text in base64: store the text itself (base64 -d FILE)',
    ]);
  });
});

describe('tenant, credential and drive without a token', () => {
  const { auth: _, ...likeApp } = app;

  test.each([
    ['a site', { 'drive-id': '', 'site-url': 'https://contoso.sharepoint.com/sites/x' }],
    ['a drive', {}],
    ['a certificate', { 'client-secret': '', 'client-certificate': PEM }],
    ['OIDC', { 'client-secret': '', credential: 'oidc' }],
  ])('and with %s also get the advice to set auth: app', (__, texts) => {
    expect(problemsOf({ ...likeApp, ...texts })).toEqual([
      expect.stringMatching(
        /^refresh-token is empty: .*; or set auth: app, if the app is to sign in as itself, without a user$/,
      ),
    ]);
  });

  test.each([
    ['no tenant', { 'tenant-id': 'common' }],
    ['no secret', { 'client-secret': '' }],
    ['no drive', { 'drive-id': '' }],
  ])('but with %s do not', (__, texts) => {
    expect(problemsOf({ ...likeApp, ...texts }).join()).toMatch(/refresh-token is empty/);
    expect(problemsOf({ ...likeApp, ...texts }).join()).not.toContain('auth: app');
  });
});
