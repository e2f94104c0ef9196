/**
 * What Microsoft's sign-in errors mean and what to do about them, as data. The codes choose words only:
 * Microsoft reserves the right to change them, so decisions are made on the HTTP status and on `error`. The
 * one exception is the public client that was given a secret (RFC 6749 has no error of its own for it).
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes, and docs/facts.md for the rest.
 */

interface Advice {
  readonly codes: readonly number[];
  readonly means: string;
  readonly todo: string;
}

const signInAgain = 'get a new refresh token by signing in again, and store it in the secret';

const table: readonly Advice[] = [
  {
    codes: [700082, 70008],
    means: 'the refresh token was not renewed for 90 days',
    todo: `${signInAgain}; store the rotated token after each run`,
  },
  {
    codes: [700084],
    means: 'the token was issued to a single-page app and lives 24 hours',
    todo: `register the redirect URI as Web or as Mobile and desktop, then ${signInAgain}`,
  },
  {
    codes: [50173],
    means: 'the token was revoked, mostly by a change of password',
    todo: `${signInAgain}; a Web registration with a secret survives password changes`,
  },
  {
    codes: [70043],
    means: 'a Conditional Access rule limits how long a sign-in lasts',
    todo: 'ask the administrator for an exclusion of this app',
  },
  {
    codes: [70000],
    means: 'the token is not valid for this client, or the scopes were not granted',
    todo: `remove the scopes input, check that client-id is the one that signed in; else ${signInAgain}`,
  },
  {
    codes: [50089, 50132, 50133, 50078],
    means: 'the sign-in behind the token has expired',
    todo: signInAgain,
  },
  {
    codes: [50076, 50079, 50072, 50074, 50158],
    means: 'multi-factor authentication is now required',
    todo: `${signInAgain}, completing multi-factor authentication`,
  },
  {
    codes: [53003, 530032, 530035, 53000, 53001, 50131],
    means: 'Conditional Access or security defaults block this machine',
    todo: 'ask the administrator to exempt this app, or run on a self-hosted runner in an allowed network',
  },
  {
    codes: [65001],
    means: 'nobody has consented to these permissions',
    todo: 'sign in again with the same scopes and consent, or ask for admin consent',
  },
  {
    codes: [90094, 90095],
    means: 'an administrator has to consent',
    todo: 'ask an administrator to consent to the app',
  },
  { codes: [65004], means: 'the consent was declined', todo: 'sign in again and accept' },
  {
    codes: [650052, 650056, 650057, 65005],
    means: 'the permission is missing in the app registration',
    todo: 'add the delegated Microsoft Graph permission Files.ReadWrite to the app, then consent',
  },
  {
    codes: [7000215, 70002],
    means: 'the client secret is wrong',
    todo: "store the secret's Value, not its ID",
  },
  {
    codes: [7000222],
    means: 'the client secret has expired',
    todo: 'create a new client secret and store its Value',
  },
  {
    codes: [7000218],
    means: 'this is a confidential (Web) registration and no secret was sent',
    todo: 'set client-secret, or register the redirect URI as Mobile and desktop and allow public client flows',
  },
  {
    codes: [700025, 90023],
    means: 'this is a public (Mobile and desktop) registration, which must not send a secret',
    todo: 'remove client-secret',
  },
  {
    codes: [9002327],
    means: 'the token was issued to a single-page app',
    todo: 'register the redirect URI as Web or as Mobile and desktop',
  },
  {
    codes: [700016, 700011, 70001, 7000112],
    means: 'no such app in this tenant',
    todo: 'check client-id, tenant-id and cloud',
  },
  {
    codes: [90002, 50059, 90019, 900023],
    means: 'no such tenant',
    todo: 'check tenant-id (a GUID, a domain, common, organizations or consumers) and cloud',
  },
  { codes: [90038, 900382, 90051], means: 'the app lives in another national cloud', todo: 'set cloud' },
  { codes: [50194], means: 'the app is single-tenant', todo: "set tenant-id to your tenant's ID" },
  {
    codes: [9002331, 9002332, 90130, 90124],
    means: 'the app does not allow this kind of account',
    todo: 'set tenant-id: consumers for a personal-only app, organizations or the tenant ID for a work-only app',
  },
  {
    codes: [50020, 500208, 16000, 50034, 51004],
    means: 'the account is not in this tenant',
    todo: 'sign in with another account, or set tenant-id to common',
  },
  {
    codes: [50057, 50055, 50144, 50053],
    means: 'the account is disabled or locked, or its password has expired',
    todo: 'mend the account, then sign in again',
  },
  {
    codes: [50105],
    means: 'the user is not assigned to the app',
    todo: 'assign the user to the app, or turn assignment off',
  },
  {
    codes: [90009],
    means: 'the token was made for another resource',
    todo: 'set scopes to https://graph.microsoft.com/Files.ReadWrite',
  },
  {
    codes: [70011, 28000, 28002, 28003, 700022],
    means: 'the scopes do not fit together',
    todo: 'leave the scopes input out',
  },
  {
    codes: [500011],
    means: 'the scope names an unknown resource',
    todo: 'use Microsoft Graph scopes of this cloud',
  },
  {
    codes: [9002313, 90014, 900144, 90100, 90102, 900561],
    means: 'a value is malformed or missing',
    todo: 'check that every secret is set, without line breaks',
  },
  {
    codes: [50196],
    means: 'too many equal requests in a short time',
    todo: 'run fewer jobs at once with this token, and wait some minutes',
  },
];

/** The meaning and the advice for the first known code of an answer. */
export function adviceFor(
  codes: readonly number[],
): { readonly means: string; readonly todo: string } | undefined {
  const known = codes.map((code) => table.find((advice) => advice.codes.includes(code)));
  return known.find((advice) => advice !== undefined);
}

/** True for the codes that refuse a secret sent by a public client. */
export function refusesSecret(codes: readonly number[]): boolean {
  return codes.includes(700025) || codes.includes(90023);
}
