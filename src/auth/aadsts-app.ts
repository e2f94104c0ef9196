/**
 * Meaning and advice for sign-in errors of the app, its credential and its requests. Sources are in aadsts-account; for
 * federated credentials also Azure/login#482, #515 and Azure/azure-workload-identity#1200.
 */
import { escapeControls } from '../core/format.ts';
import type { ErrorAdvice } from './aadsts-account.ts';
import { type LoginHint, signInAgainHint } from './login-hint.ts';

const restartSignInHint = 'start the sign-in again, and use each address and code once';

/** Shows the exact values that the federated credential must have. */
const federatedCredentialHint = ({ claims }: LoginHint) => {
  const [issuer, subject, audience] = [claims?.issuer, claims?.subject, claims?.audience].map((claim) =>
    escapeControls(claim || 'unknown'),
  );
  return (
    'add a federated credential to the app with exactly these values, including upper and lower case ' +
    `(\`onedrive-upload subject\` also prints them): issuer ${issuer}, subject ${subject}, audience ${audience}`
  );
};

/** Errors of the app. Each code is in only one row of the two files. */
export const appErrors: readonly ErrorAdvice[] = [
  {
    codes: [650052, 650056, 650057, 65005],
    meaning: 'the permission is missing in the app registration',
    hint: 'add the Microsoft Graph permission Files.ReadWrite (delegated) to the app, then consent',
  },
  {
    codes: [7000215, 70002],
    meaning: 'the client secret is wrong',
    hint: "store the secret's Value, not its ID",
  },
  {
    codes: [7000222],
    meaning: 'the client secret has expired',
    hint: 'create a new client secret and store its Value',
  },
  {
    codes: [7000218],
    meaning: 'this is a confidential (Web) registration, but no secret was sent',
    hint: 'set client-secret, or register the redirect URI as Mobile and desktop and allow public client flows',
  },
  {
    codes: [700025, 90023],
    meaning: 'this is a public (Mobile and desktop) registration, which must not send a secret',
    hint: 'remove client-secret, client-certificate and credential',
    recovery: 'bare',
  },
  {
    codes: [9002326, 9002327],
    meaning: 'the redirect URI is registered for a single-page app',
    hint: 'register the redirect URI as Web or as Mobile and desktop',
  },
  {
    codes: [7000229, 90099],
    meaning: 'the app has no service principal in this tenant',
    hint: 'ask an administrator of the tenant to consent to the app, which creates one, and check client-id and tenant-id',
  },
  {
    codes: [650051],
    meaning:
      'the tenant cannot take this app: it has no administrator, or has an older registration of the app',
    hint: 'leave the client secret as it is; somebody must become its administrator (https://aka.ms/admintakeover), or delete the older one under Enterprise applications',
  },
  {
    codes: [7000112, 1000031],
    meaning: 'the app is disabled in this tenant',
    hint: 'ask an administrator to allow sign-ins again: Enterprise applications, the app, Properties',
  },
  {
    codes: [500014],
    meaning: 'the service that the token is for is disabled in this tenant, or its subscription has ended',
    hint: 'ask an administrator to renew the subscription, or to allow sign-ins to that service again',
  },
  {
    codes: [5000225],
    meaning: 'Microsoft has blocked the tenant because nobody used it',
    hint: 'its administrator can ask Microsoft to reactivate it within 20 days; then it is deleted, and the app with it',
  },
  {
    codes: [5000224],
    meaning: 'the tenant was closed or deleted',
    hint: 'check tenant-id; if it was the tenant of the app, register the app in another one',
  },
  {
    codes: [700016, 70001],
    meaning: 'this tenant does not contain the app',
    hint: 'check client-id, tenant-id and cloud',
  },
  {
    codes: [90002, 50059, 90019, 900023, 50128],
    meaning: 'the tenant does not exist',
    hint: 'check tenant-id (a GUID, a domain, common, organizations or consumers) and cloud',
  },
  {
    codes: [90038, 900382, 90051],
    meaning: 'the app is in another national cloud',
    hint: 'set cloud to that cloud',
  },
  { codes: [50194], meaning: 'the app is single-tenant', hint: "set tenant-id to your tenant's ID" },
  {
    codes: [9002331, 9002332, 90130, 90124],
    meaning: 'the app does not allow this kind of account',
    hint: "set tenant-id to consumers if the app is for personal accounts only, to organizations or your tenant's ID if it is for work accounts only",
  },
  {
    codes: [9001023],
    meaning: 'an app cannot sign in as itself under common, organizations or consumers',
    hint: "set tenant-id to your tenant's ID",
  },
  {
    codes: [50011, 50012, 500112, 500113, 900971, 70004, 700011],
    meaning: 'the redirect URI is not registered with the app',
    hint: 'register exactly the redirect URI that was used: under Web for an app with a secret, else under Mobile and desktop',
  },
  { codes: [54005], meaning: 'the code was already used', hint: restartSignInHint },
  {
    codes: [501481, 50147, 501491],
    meaning: 'the code belongs to another attempt to sign in',
    hint: restartSignInHint,
  },
  {
    codes: [700005],
    meaning: 'the code was issued under another tenant-id',
    hint: 'use the same tenant-id for the address and for the exchange',
  },
  {
    codes: [70016],
    meaning: 'nobody has entered the device code yet',
    hint: 'enter the code and wait',
  },
  { codes: [70018], meaning: 'the device code is unknown', hint: restartSignInHint },
  { codes: [70019], meaning: 'the device code has expired', hint: restartSignInHint },
  {
    codes: [90009],
    meaning: 'the token was issued for another resource',
    hint: 'set scopes to https://graph.microsoft.com/Files.ReadWrite',
  },
  {
    codes: [70011, 28000, 28002, 28003, 700022, 1002012],
    meaning: 'the scopes cannot be combined',
    hint: 'remove the input scopes',
  },
  {
    codes: [500011],
    meaning: 'the scope names an unknown resource',
    hint: 'use Microsoft Graph scopes of this cloud',
  },
  {
    codes: [9002313, 90014, 900144, 90100, 90102, 900561],
    meaning: 'a value is malformed or missing',
    hint: 'check that every secret is set, without line breaks',
  },
  {
    codes: [70003],
    meaning: 'the service does not support this kind of sign-in',
    hint: 'report this as a bug of onedrive-upload',
  },
  {
    codes: [70021, 700213],
    meaning: 'no federated credential of the app matches this workflow',
    hint: federatedCredentialHint,
    recovery: 'wait',
  },
  {
    codes: [7002138, 700211, 700212],
    meaning:
      'the federated credential of the app has another issuer, audience or spelling than this workflow',
    hint: federatedCredentialHint,
  },
  { codes: [70025], meaning: 'the app has no federated credential', hint: federatedCredentialHint },
  {
    codes: [501661],
    meaning: "Microsoft could not fetch the public keys of the assertion's issuer",
    hint: 'make sure that the issuer can be reached from the internet, or use a certificate',
  },
  {
    codes: [500133, 700024],
    meaning: 'the assertion is not yet valid, or has expired',
    hint: "set this machine's clock to the correct time",
    recovery: 'fresh',
  },
  {
    codes: [700027, 50027, 50048, 700021, 700023, 5002723, 5002730],
    meaning: 'the assertion is not valid, usually because the certificate is not registered with the app',
    hint: 'upload the public part of client-certificate under Certificates & secrets of the app, and check client-id',
  },
];

const invalidTokenAdvice: Omit<ErrorAdvice, 'codes'> = {
  meaning: 'the token or code is no longer valid, or belongs to another client',
  hint: signInAgainHint,
};

/** By OAuth error code, for responses without a number, as from the legacy sign-in. */
export const oauthErrors: Readonly<Record<string, Omit<ErrorAdvice, 'codes'>>> = {
  invalid_grant: invalidTokenAdvice,
  interaction_required: invalidTokenAdvice,
  invalid_client: {
    meaning: 'the app could not be authenticated',
    hint: 'check client-id and client-secret (its Value, not its ID)',
  },
  unauthorized_client: {
    meaning: 'the app is not allowed to sign in this way',
    hint: 'check client-id, and the platform that its redirect URI is registered for',
  },
  invalid_scope: { meaning: 'the scopes are unknown', hint: 'remove the input scopes' },
  access_denied: { meaning: 'the consent was declined', hint: 'sign in again and accept' },
  authorization_declined: { meaning: 'the consent was declined', hint: 'sign in again and accept' },
  expired_token: { meaning: 'the device code has expired', hint: restartSignInHint },
  bad_verification_code: { meaning: 'the device code is unknown', hint: restartSignInHint },
};
