import { describe, expect, test } from 'vitest';
import { accountErrors } from '../../../src/auth/aadsts-account.ts';
import { findAdvice, parseAadstsCodes, recoveryFor } from '../../../src/auth/aadsts-advice.ts';
import { appErrors } from '../../../src/auth/aadsts-app.ts';
import type { LoginHint } from '../../../src/auth/login-hint.ts';
import { FakeHost } from '../../support/fake-host.ts';

/** Every code that the table names, as often as it does. */
const codes = [...accountErrors, ...appErrors].flatMap((row) => row.codes);

using host = new FakeHost();
const situation: LoginHint = {
  host,
  client: {
    clientId: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
    loginHost: 'login.microsoftonline.com',
    tenantId: 'common',
    authority: 'entra',
    clientAuth: { kind: 'secret', secret: 'word~word' },
  },
};
const advised = (...given: number[]) => findAdvice({ codes: given, error: '' }, situation);

/** What users meet, by the table of the reference for sign-in errors. */
const met = `
  700082 70008 700084 50173 70043 70000 50089 50132 50133 50078 50076 50079 50072 50074 50158 53003 530032 53000
  53001 50131 530035 65001 90094 90095 65004 650051 650052 650056 650057 65005 7000215 70002 7000222 7000218 700025 90023
  9002327 700016 700011 70001 7000112 90002 50059 90019 900023 90038 900382 90051 50194 9002331 9002332 90130 90124
  50020 500208 16000 50034 51004 50057 50055 50144 50053 50105 9002313 90014 900144 90100 90102 900561 70011 28000
  28002 28003 700022 90009 500011 50196 530036 9001023 50011 50012 500112 500113 900971 70004 54005 501481 50147 501491
  700005 70003 700213 7002138 70021 700211 700212 70025 501661 500133 700024 700027 70016 70018 70019 9002326 1002012
  50027 50048 700021 700023 5002723 5002730 53004 53010 53002 50005 50097 50129 50155 53011 530034 500021 500022 50002
  500212 500213 90008 16003 50014 90072 50135 50128 7000229 90099 1000031 500014 5000225 5000224
  650051`;

/** Deliberately without advice: each with its reason. */
const leftOut: Record<string, string> = {
  'throttling and passing trouble, which a retry settles':
    '90055 90033 90024 90006 90012 50033 90090 90091 70012 40010 50087',
  'errors of the service itself': '90036 50000 90092 50086',
};

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

describe('the table of sign-in errors', () => {
  test('has all rows', () => {
    expect(codes.length).toBeGreaterThan(100);
  });

  test('names each code once', () => {
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  test('has a meaning and an advice for each', () => {
    for (const code of codes) {
      const advice = advised(code);
      expect(advice?.meaning.length, String(code)).toBeGreaterThan(10);
      expect(advice?.hint.length, String(code)).toBeGreaterThan(7);
      // `explain` sets the full stop before, and makes a sentence of it.
      expect(advice?.hint, String(code)).toMatch(/^[a-z].*[^.]$/);
    }
  });

  test.each(numbers(met))('knows AADSTS%i', (code) => {
    expect(advised(code)).toBeDefined();
  });

  test.each(Object.entries(leftOut))('leaves out %s', (_, list) => {
    expect(numbers(list).filter((code) => advised(code) !== undefined)).toEqual([]);
  });

  test('contains only codes of the two source lists', () => {
    expect(codes.filter((code) => !numbers(met).includes(code))).toEqual([]);
  });
});

describe('an advice', () => {
  test('is missing for unknown codes', () => {
    expect(advised()).toBeUndefined();
    expect(advised(1, 2)).toBeUndefined();
  });

  test('is that of the known code if other codes are unknown', () => {
    expect(advised(1, 7000222)).toEqual(advised(7000222));
  });

  // The table's order decides instead: the code of the answer's own text comes first in `codes`.
  test('is that of the first known code', () => {
    expect(advised(50194, 70000)).toEqual(advised(50194));
  });

  test.each([
    [700082, /sign in again.*refresh-only/],
    [7000215, /secret's Value/],
    [700025, /remove client-secret/],
    [90002, /tenant-id/],
    [53003, /administrator/],
  ])('for AADSTS%i says what to do', (code, todo) => {
    expect(advised(code)?.hint).toMatch(todo);
  });

  test.each([
    ['invalid_grant', 'token or code is no longer valid', 'sign in again with `npx'],
    ['interaction_required', 'token or code is no longer valid', 'sign in again with `npx'],
    ['invalid_client', 'could not be authenticated', 'check client-id and client-secret'],
    ['unauthorized_client', 'is not allowed to sign in this way', 'check client-id, and the platform'],
    ['invalid_scope', 'the scopes are unknown', 'remove the input scopes'],
    ['access_denied', 'the consent was declined', 'sign in again and accept'],
    ['authorization_declined', 'the consent was declined', 'sign in again and accept'],
    ['expired_token', 'the device code has expired', 'start the sign-in again'],
    ['bad_verification_code', 'the device code is unknown', 'start the sign-in again'],
  ])('is found by the error %s if there is no number', (error, means, todo) => {
    const advice = findAdvice({ codes: [], error }, situation);
    expect(advice).toEqual({ meaning: expect.stringContaining(means), hint: expect.stringContaining(todo) });
    expect(findAdvice({ codes: [7000222], error }, situation)).toEqual(advised(7000222));
  });

  test.each([
    'invalid_grant',
    'interaction_required',
    'invalid_client',
    'unauthorized_client',
    'invalid_scope',
  ])('is missing for an unknown number, though its word is %s', (error) => {
    expect(findAdvice({ codes: [7_002_381], error }, situation)).toBeUndefined();
  });

  test.each([
    [7_000_229, /service principal/, /consent/],
    [5_000_225, /blocked the tenant/, /20 days/],
    [5_000_224, /closed or deleted/, /tenant-id/],
    [7_000_112, /app is disabled/, /Enterprise applications/],
    [500_014, /subscription/, /administrator/],
    [53_011, /risk/, /unblock/],
    [500_021, /network/, /another network/],
    [50_057, /disabled/, /unlock/],
  ])('for AADSTS%i blames neither the secret nor the token', (code, means, todo) => {
    const advice = findAdvice({ codes: [code], error: 'invalid_client' }, situation);
    expect(advice?.meaning).toMatch(means);
    expect(advice?.hint).toMatch(todo);
    expect(advice?.hint).not.toMatch(/client-secret|its Value/);
  });

  test.each([700213, 7002138, 70025])(
    'for AADSTS%i contains the values of the federated credential',
    (code) => {
      expect(advised(code)?.hint).toMatch(
        /^add a federated credential to the app .*`onedrive-upload subject`.*: issuer unknown, subject unknown, audience unknown$/,
      );
    },
  );

  test('shows the claims of the assertion with control characters escaped', () => {
    const claims = { issuer: 'https://i', subject: 'repo:o/r\u001b[2J:ref', audience: '' };
    expect(findAdvice({ codes: [700213], error: '' }, { ...situation, claims })?.hint).toContain(
      'issuer https://i, subject repo:o/r\\u001b[2J:ref, audience unknown',
    );
  });
});

describe('the command to sign in again', () => {
  const command = (more: Partial<LoginHint['client']>, repository?: string) => {
    using other = new FakeHost({
      env: repository === undefined ? {} : { GITHUB_ACTION_REPOSITORY: repository },
    });
    const client = { ...situation.client, ...more };
    return /`(.*)`/.exec(
      findAdvice({ codes: [700082], error: '' }, { client, host: other })?.hint ?? '',
    )?.[1];
  };
  const login = 'login --client-id 7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';

  test.each<[string, Partial<LoginHint['client']>, string]>([
    ['a tenant', { tenantId: 'contoso.com' }, '--tenant-id contoso.com'],
    ['another cloud', { loginHost: 'login.microsoftonline.us' }, '--tenant-id common --cloud us-gov'],
    ['the legacy sign-in', { authority: 'live', loginHost: 'login.live.com' }, '--authority live'],
  ])('is right for %s', (_, more, flags) => {
    expect(command(more)).toBe(`npx github:OWNER/onedrive-upload ${login} ${flags}`);
  });

  test('names the repository of this action', () => {
    expect(command({}, 'contoso/onedrive-upload')).toContain('npx github:contoso/onedrive-upload login');
  });

  test.each(['mallory/wrapper', 'mallory/x/onedrive-upload', 'mallory/onedrive-upload-too'])(
    'does not name %s, which is not a copy of this action',
    (repository) => {
      expect(command({}, repository)).toContain('npx github:OWNER/onedrive-upload login');
    },
  );

  test('contains no secret', () => {
    expect(command({})).not.toContain('word~word');
  });
});

test.each([
  [[700025], 'bare'],
  [[90023], 'bare'],
  [[700213], 'wait'],
  [[70021], 'wait'],
  [[7002138], undefined],
  [[700024], 'fresh'],
  [[500133], 'fresh'],
  [[7000215], undefined],
  [[50196], undefined],
  [[], undefined],
])('the codes %j lead to the recovery: %s', (given, wanted) => {
  expect(recoveryFor(given)).toBe(wanted);
});

test.each([
  ['AADSTS700082: The refresh token', [700082]],
  ["Public clients can't send a client secret.", [90023]],
  ['public clients cant send a client secret', [90023]],
  ['The provided value is not valid.', []],
  ['', []],
])('%j contains the codes %j', (description, wanted) => {
  expect(parseAadstsCodes(description)).toEqual(wanted);
});
