/**
 * Sign-in errors that are about the app, its credential and what it asked for: the other half of aadsts, as data.
 * Sources there; for federated credentials also Azure/login#482, #515 and Azure/azure-workload-identity#1200.
 */
import { printable } from '../core/format.ts';
import type { Advice } from './aadsts-account.ts';
import { type Situation, signInAgain } from './login-hint.ts';

const startAgain = 'start the sign-in again, and use each address and code once';

/** The very words that a federated credential must hold. */
const match = ({ claims }: Situation) => {
  const [issuer, subject, audience] = [claims?.issuer, claims?.subject, claims?.audience].map((text) =>
    printable(text || 'unknown'),
  );
  return (
    'give the app a federated credential with exactly these, in upper and lower case too ' +
    `(\`onedrive-upload subject\` prints them as well): issuer ${issuer}, subject ${subject}, audience ${audience}`
  );
};

/** One row a cause; each code in one row only, here or there. */
export const appRows: readonly Advice[] = [
  {
    codes: [650052, 650056, 650057, 65005],
    means: 'the permission is missing in the app registration',
    todo: 'add the Microsoft Graph permission Files.ReadWrite (delegated) to the app, then consent',
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
    todo: 'remove client-secret, client-certificate and credential',
    reaction: 'bare',
  },
  {
    codes: [9002326, 9002327],
    means: 'the redirect URI is registered for a single-page app',
    todo: 'register the redirect URI as Web or as Mobile and desktop',
  },
  {
    codes: [700016, 70001, 7000112],
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
    codes: [9001023],
    means: 'an app cannot sign in as itself under common, organizations or consumers',
    todo: "set tenant-id to your tenant's ID",
  },
  {
    codes: [50011, 50012, 500112, 500113, 900971, 70004, 700011],
    means: 'the redirect URI is not registered with the app',
    todo: 'register exactly the redirect URI that was used, under Mobile and desktop for a public client, under Web for one with a secret',
  },
  { codes: [54005], means: 'the code was redeemed before', todo: startAgain },
  {
    codes: [501481, 50147, 501491],
    means: 'the code belongs to another attempt to sign in',
    todo: startAgain,
  },
  {
    codes: [700005],
    means: 'the code was issued under another tenant-id',
    todo: 'use the same tenant-id for the address and for the exchange',
  },
  {
    codes: [70016],
    means: 'nobody has entered the device code yet',
    todo: 'enter the code, and wait',
  },
  { codes: [70018], means: 'the device code is not known', todo: startAgain },
  { codes: [70019], means: 'the device code has expired', todo: startAgain },
  {
    codes: [90009],
    means: 'the token was made for another resource',
    todo: 'set scopes to https://graph.microsoft.com/Files.ReadWrite',
  },
  {
    codes: [70011, 28000, 28002, 28003, 700022, 1002012],
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
    codes: [70003],
    means: 'the service does not know this way of signing in',
    todo: 'report this as a bug of onedrive-upload',
  },
  {
    codes: [70021, 700213],
    means: 'no federated credential of the app fits this workflow',
    todo: match,
    reaction: 'wait',
  },
  {
    codes: [7002138, 700211, 700212],
    means: 'no federated credential of the app fits this workflow letter by letter',
    todo: match,
  },
  { codes: [70025], means: 'the app has no federated credential', todo: match },
  {
    codes: [501661],
    means: 'Microsoft could not fetch the keys of the issuer of the assertion',
    todo: 'make sure that the issuer can be reached from the internet, or use a certificate',
  },
  {
    codes: [500133, 700024],
    means: 'the assertion came before or after its time',
    todo: 'set the clock of this machine',
    reaction: 'fresh',
  },
  {
    codes: [700027, 50027, 50048, 700021, 700023, 5002723, 5002730],
    means: 'the assertion does not hold, mostly because its certificate is not the one of the app',
    todo: 'upload the public part of client-certificate under Certificates & secrets of the app, and check client-id',
  },
];

const refusedToken: Omit<Advice, 'codes'> = {
  means: 'the token or code is no longer valid, or belongs to another client',
  todo: signInAgain,
};

/** For answers without a number, as the legacy sign-in gives them, by their OAuth word. */
export const words: Readonly<Record<string, Omit<Advice, 'codes'>>> = {
  invalid_grant: refusedToken,
  interaction_required: refusedToken,
  invalid_client: {
    means: 'the app did not prove who it is',
    todo: 'check client-id and client-secret (its Value, not its ID)',
  },
  unauthorized_client: {
    means: 'the app may not sign in this way',
    todo: 'check client-id, and the platform that its redirect URI is registered for',
  },
  invalid_scope: { means: 'the scopes are not known there', todo: 'leave the scopes input out' },
  access_denied: { means: 'the consent was declined', todo: 'sign in again and accept' },
  authorization_declined: { means: 'the consent was declined', todo: 'sign in again and accept' },
  expired_token: { means: 'the device code has expired', todo: startAgain },
  bad_verification_code: { means: 'the device code is not known', todo: startAgain },
};
