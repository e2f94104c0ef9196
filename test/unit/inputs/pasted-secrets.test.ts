import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { readInputs } from '../../../src/inputs/read.ts';

const GUID = '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const OTHER_GUID = '0b5c1d2e-3f40-4152-8637-48596a7b8c9d';
const JWT = 'eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJl-_';
const SECRET = 'Abc8Q~x9YzKlMnOpQrStUvWxYz01234567890abc';
const PERSONAL_TOKEN = `M.C507_BAY.0.U.-${'CanaryToken!*$'.repeat(20)}`;
const WORK_TOKEN = `1.AXoAqx${'Canary_token-'.repeat(5)}.AgABAwEAAAD${'x9Y'.repeat(60)}`;
const real = {
  'client-id': GUID,
  'client-secret': 'abc~DEF.ghi',
  'refresh-token': '1.AXoAtoken~',
  path: 'x',
};
const marked = {
  'client-id': '00000000-0e4d-4abc-8def-0123456789ab',
  'client-secret': 'emulator.s3cret',
  'refresh-token': 'emulator.M.C5_BAY.t0ken',
  path: 'x',
};

function problemsOf(values: Readonly<Record<string, string>>, emulator = false): readonly string[] {
  try {
    readInputs({ value: (name) => values[name], presentNames: () => Object.keys(values), emulator });
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
  return [];
}

describe('credentials', () => {
  test('of a confidential and of a public client are accepted', () => {
    expect(problemsOf(real)).toEqual([]);
    expect(problemsOf({ ...real, 'client-secret': '' })).toEqual([]);
  });

  test.each([
    ['client-id', 'my-app', /^client-id is not a GUID \(6 characters\)/],
    ['client-id', '$(CLIENT_ID)', /^client-id is \$\(…\), a variable that nothing replaced/],
    ['client-id', `$${'{{ secrets.CANARY }}'}`, /^client-id is an expression/],
    ['client-secret', '$(CANARY)', /^client-secret is \$\(…\), a variable that nothing replaced/],
    ['client-secret', `$${'{{ secrets.CANARY }}'}`, /^client-secret is an expression/],
    ['client-secret', '$CANARY', /^client-secret is the name of a variable/],
    ['client-secret', '%CANARY%', /^client-secret is the name of a variable/],
    ['client-secret', `$${'{CANARY}'}`, /^client-secret is the name of a variable/],
    ['client-secret', '***', /^client-secret is a masked value/],
    ['refresh-token', '“CanaryToken”', /^refresh-token contains curly quotes/],
    [
      'refresh-token',
      'Canary\u200bToken',
      /^refresh-token contains a character that nobody sees \(U\+200B\)/,
    ],
    ['refresh-token', '\u202dCanary', /^refresh-token contains a character that nobody sees \(U\+202D\)/],
    ['refresh-token', '/run/secrets/Canary', /^refresh-token is the path of a file/],
    ['refresh-token', './Canary/token', /^refresh-token is the path of a file/],
    ['refresh-token', '~/Canary.token', /^refresh-token is the path of a file/],
    ['refresh-token', String.raw`C:\Canary\token`, /^refresh-token is the path of a file/],
    ['github-token', '$(CANARY)', /^github-token is \$\(…\)/],
    ['client-secret', OTHER_GUID, /it is the Secret ID: copy the secret's Value/],
    ['client-secret', GUID, /the same as client-id/],
    ['client-secret', 'https://portal.azure.com/x', /^client-secret is a URL/],
    ['client-secret', JWT, /^client-secret is a token \(JWT\)/],
    ['client-secret', 'two words', /^client-secret contains white space \(9 characters in total\)/],
    ['refresh-token', JWT, /^refresh-token is an access token/],
    ['refresh-token', 'https://localhost/?code=M.C5_1&state=x', /^refresh-token is an authorization code/],
    ['refresh-token', 'code=0.AXoA', /^refresh-token is an authorization code/],
    ['refresh-token', '{"refresh_token":"abc"}', /^refresh-token is a whole JSON response/],
    ['refresh-token', 'abc\ndef', /^refresh-token contains white space/],
    ['refresh-token', OTHER_GUID, /^refresh-token is a GUID/],
    ['refresh-token', real['client-secret'], /the same as client-secret/],
    ['client-secret', PERSONAL_TOKEN, /^client-secret is a refresh token: it belongs in refresh-token/],
    ['client-secret', WORK_TOKEN, /^client-secret is a refresh token: it belongs in refresh-token/],
    ['refresh-token', SECRET, /^refresh-token is the Value of a client secret: it belongs in client-secret/],
  ])('are refused when %s is %j', (name, value, advice) => {
    expect(problemsOf({ ...real, [name]: value })[0]).toMatch(advice);
  });

  test.each([PERSONAL_TOKEN, WORK_TOKEN])('are refused when secret and token are swapped', (token) => {
    expect(problemsOf({ ...real, 'client-secret': token, 'refresh-token': SECRET })).toEqual([
      'client-secret and refresh-token are swapped: put each into the other input',
    ]);
    expect(problemsOf({ ...real, 'client-secret': SECRET, 'refresh-token': token })).toEqual([]);
  });

  test('in the place of each other are not shown', () => {
    const swapped = { ...real, 'client-secret': PERSONAL_TOKEN, 'refresh-token': SECRET, name: SECRET };
    const text = problemsOf(swapped).join('\n');
    for (const part of [PERSONAL_TOKEN.slice(0, 12), SECRET.slice(0, 8)]) expect(text).not.toContain(part);
  });

  test.each(['1.Abc_def-ghi~jkl.mno0123456789abcdefg', 'M.Cabc', 'Q~abc', '0.AXoA~short'])(
    'may be a secret that only begins like a token: %s',
    (secret) => expect(problemsOf({ ...real, 'client-secret': secret })).toEqual([]),
  );

  test.each(['/Nw7O6IfCgG7tDUK0Xz/n9WOsG8wpce3', '/a+b/c=='])(
    'may be random base64 that begins like a path: %s',
    (secret) => expect(problemsOf({ ...real, 'client-secret': secret })).toEqual([]),
  );

  test('never appear in a message, not even in the wrong input', () => {
    const secrets = ['hush~hush.hush', 'psst psst psst'];
    const text = problemsOf({
      ...real,
      'client-id': 'hush~hush.hush',
      'client-secret': 'hush~hush.hush',
      'refresh-token': 'psst psst psst',
      'tenant-id': 'hush~hush.hush',
      mode: 'psst psst psst',
    }).join('\n');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('tenant-id is "***"');
  });
});

describe('credentials of the emulator', () => {
  test('are accepted if the emulator is set', () => {
    expect(problemsOf(marked, true)).toEqual([]);
    const swapped = { 'client-secret': marked['refresh-token'], 'refresh-token': 'emulator.~s3cret' };
    expect(problemsOf({ ...marked, ...swapped }, true)).toEqual([
      'client-secret and refresh-token are swapped: put each into the other input',
    ]);
  });

  test('are refused without the emulator, each by name', () => {
    expect(problemsOf(marked)).toEqual([
      expect.stringMatching(/^client-id is from the emulator .*set ONEDRIVE_UPLOAD_EMULATOR/),
      expect.stringMatching(/^client-secret is from the emulator/),
      expect.stringMatching(/^refresh-token is from the emulator/),
    ]);
  });

  test('are the only ones accepted if the emulator is set', () => {
    expect(problemsOf(real, true)).toEqual([
      expect.stringMatching(/^client-id is not from the emulator .*unset it to upload to the real OneDrive/),
      expect.stringMatching(/^client-secret is not from the emulator/),
      expect.stringMatching(/^refresh-token is not from the emulator/),
    ]);
  });
});
