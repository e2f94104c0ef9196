/**
 * Detects wrongly pasted credentials: a secret's ID instead of its value, an access token, or the URL after a sign-in.
 * Also keeps the emulator's and real credentials apart. Messages must not contain the values.
 */
import { isGuid } from './sign-in.ts';

/** The trimmed values of the three inputs; '' for a missing one. */
export interface CredentialValues {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** The emulator marks its credentials, so that neither it nor Microsoft ever gets the other's. */
const emulatorPrefixes = { clientId: '00000000-0e4d-', other: 'emulator.' } as const;

/** Returns problems with the credentials, as sentences. */
export function credentialProblems(credentials: CredentialValues, emulator: boolean): string[] {
  const { clientId, clientSecret, refreshToken } = credentials;
  const marked = [
    { name: 'client-id', value: clientId, mark: emulatorPrefixes.clientId },
    { name: 'client-secret', value: clientSecret, mark: emulatorPrefixes.other },
    { name: 'refresh-token', value: refreshToken, mark: emulatorPrefixes.other },
  ].filter(({ value }) => value !== '');
  return [
    ...marked.flatMap((one) => emulatorPrefixProblems(one, emulator)),
    ...(looksLikeRefreshToken(clientSecret) && looksLikeSecretValue(refreshToken)
      ? ['client-secret and refresh-token are swapped: put each into the other input']
      : [
          ...clientSecretProblems(clientSecret, clientId),
          ...refreshTokenProblems(refreshToken, clientSecret),
        ]),
  ];
}

function emulatorPrefixProblems(
  one: { name: string; value: string; mark: string },
  emulator: boolean,
): string[] {
  const isMarked = one.value.startsWith(one.mark);
  if (isMarked === emulator) return [];
  return emulator
    ? [
        `${one.name} is not from the emulator (its values start with ${one.mark}): ONEDRIVE_UPLOAD_EMULATOR is set, ` +
          'so real credentials are refused; unset it to upload to the real OneDrive',
      ]
    : [
        `${one.name} is from the emulator (it starts with ${one.mark}) and does not work at Microsoft: ` +
          "set ONEDRIVE_UPLOAD_EMULATOR to the emulator's address, or use a real value",
      ];
}

function clientSecretProblems(secret: string, clientId: string): string[] {
  if (secret === '') return [];
  if (secret.toLowerCase() === clientId.toLowerCase()) {
    return ['client-secret is the same as client-id: copy the Value of the secret'];
  }
  if (isGuid(secret)) {
    return [
      "client-secret is a GUID, so it is the Secret ID: copy the secret's Value (shown only once, right after you create it)",
    ];
  }
  if (isUrl(secret)) return ["client-secret is a URL: copy the secret's Value from Certificates & secrets"];
  if (isJwt(secret))
    return ["client-secret is a token (JWT): copy the secret's Value from Certificates & secrets"];
  if (looksLikeRefreshToken(secret)) {
    return [
      "client-secret is a refresh token: it belongs in refresh-token; copy the secret's Value from Certificates & secrets",
    ];
  }
  return [];
}

function refreshTokenProblems(token: string, secret: string): string[] {
  if (token === '') return [];
  if (token === secret)
    return ['refresh-token is the same as client-secret: use the refresh token that login stored'];
  if (isJwt(token)) {
    return [
      'refresh-token is an access token or ID token (JWT): use the field refresh_token of the same response',
    ];
  }
  if (isUrl(token) || /(?:^|[?&#])code=/.test(token)) {
    return [
      'refresh-token is an authorization code or the address at the end of a sign-in: ' +
        'exchange the code first (command exchange), and use the refresh token',
    ];
  }
  if (/^[{[]/.test(token))
    return ['refresh-token is a whole JSON response: copy the value of its field refresh_token'];
  if (isGuid(token)) return ['refresh-token is a GUID, which is an ID: copy the refresh token'];
  if (looksLikeSecretValue(token)) {
    return [
      'refresh-token is the Value of a client secret: it belongs in client-secret; use the refresh token that login stored',
    ];
  }
  return [];
}

/** `M.C5…` of a personal account, `0.A…` or `1.A…` of a work account, which is longer than any secret. */
function looksLikeRefreshToken(value: string): boolean {
  return /^(?:emulator\.)?M\.[A-Z]\d+_/.test(value) || (value.length > 60 && /^[01]\.A[\w-]{16}/.test(value));
}

/** `xxx8Q~…`, since 2021 the form of every new secret; and the emulator's. */
function looksLikeSecretValue(value: string): boolean {
  return /^(?:[\w.~-]{3}\dQ~[\w.~-]{20,64}$|emulator\.~)/.test(value);
}

function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

/** Three parts of base64url, the first a JSON object (RFC 7519): `eyJ` is `{"`. */
function isJwt(value: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(value);
}
