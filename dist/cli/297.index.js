export const id = 297;
export const ids = [297];
export const modules = {

/***/ 9100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J3: () => (/* binding */ errorPageHint),
  S1: () => (/* binding */ findAdvice),
  TM: () => (/* binding */ firstLine),
  sh: () => (/* binding */ parseAadstsCodes),
  JU: () => (/* binding */ recoveryFor),
  US: () => (/* binding */ signInFailureCode)
});

// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
;// CONCATENATED MODULE: ./build/auth/login-hint.js

/** The command that gets a new refresh token for this client. */
function loginCommand({ client, host }) {
    // If another action runs this one, the variable names that action's repository. Do not suggest a foreign program.
    const source = host.env.GITHUB_ACTION_REPOSITORY ?? '';
    const repository = /^[\w.-]+\/onedrive-upload$/.test(source) ? source : 'OWNER/onedrive-upload';
    const cloud = Object.entries(microsoft_hosts/* cloudHosts */.jh).find(([, { login }]) => login === client.loginHost)?.[0] ?? 'global';
    return [
        `npx github:${repository} login --client-id ${client.clientId}`,
        ...(client.authority === 'live' ? ['--authority live'] : [`--tenant-id ${client.tenantId}`]),
        ...(cloud === 'global' ? [] : [`--cloud ${cloud}`]),
    ].join(' ');
}
/** The hint for all errors that end the old token. */
function signInAgainHint(loginHint) {
    return `sign in again with \`${loginCommand(loginHint)}\`, and store the new refresh token in place of the old one`;
}

;// CONCATENATED MODULE: ./build/auth/aadsts-account.js
/**
 * Meaning and advice for Microsoft's sign-in errors, one row per cause. This file has those of accounts, tokens and
 * directories; aadsts-app has those of the app and its requests. Source:
 * learn.microsoft.com/entra/identity-platform/reference-error-codes, and docs/facts.md for the rest. Codes of temporary
 * errors have no row: a retry solves them, and their own text says enough.
 */

const storeTokenHint = 'let every run store the new token (rotate-secret), or schedule a weekly run with mode: refresh-only';
/** Tokens of personal accounts from common are refused at their first refresh (Softeria/ms-365-mcp-server#522, #528). */
const consumersHint = '; for a personal account use consumers there, and as tenant-id, because tokens from common may end after an hour';
/** Errors of accounts, consents and tokens. Each code is in only one row of the two files. */
const accountErrors = [
    {
        codes: [700082, 70008],
        meaning: 'the refresh token was not renewed for 90 days, or a code was used too late',
        hint: (situation) => `${signInAgainHint(situation)}; ${storeTokenHint}`,
    },
    {
        codes: [700084],
        meaning: 'the token was issued to a single-page app and expires after 24 hours',
        hint: (situation) => `register the redirect URI as Web or as Mobile and desktop, then ${signInAgainHint(situation)}`,
    },
    {
        codes: [50173],
        meaning: 'the token was revoked, usually by a password change',
        hint: (situation) => `${signInAgainHint(situation)}; with a Web registration and a secret, password changes do not revoke tokens`,
    },
    {
        codes: [70043],
        meaning: 'a Conditional Access rule limits how long a sign-in lasts',
        hint: 'ask an administrator to exclude this app from the rule, or sign in as the app itself (auth: app)',
    },
    {
        codes: [70000],
        meaning: 'the token or code is not valid for this client, or the scopes were not granted',
        hint: (situation) => `remove the input scopes, and check that client-id is the app that you signed in with; else ${signInAgainHint(situation)}${situation.client.tenantId === 'common' ? consumersHint : ''}`,
    },
    {
        codes: [50089, 50132, 50133, 50078],
        meaning: 'the sign-in behind the token has expired',
        hint: signInAgainHint,
    },
    {
        codes: [50076, 50079, 50072, 50074, 50158, 53004, 53010],
        meaning: 'multi-factor authentication is now required',
        hint: (situation) => `${signInAgainHint(situation)}, with multi-factor authentication`,
    },
    {
        codes: [53003, 530032, 530035, 530036, 53000, 53001, 50131, 53002, 50005, 50097, 50129, 50155],
        meaning: 'Conditional Access or security defaults block this machine or this way of signing in',
        hint: 'ask an administrator to exclude this app, or use a self-hosted runner in an allowed network',
    },
    {
        codes: [53011, 530034],
        meaning: "the account's organization has blocked it because of a risk",
        hint: 'ask an administrator of that organization to review the risk and to unblock the account',
    },
    {
        codes: [500021, 500022, 50002],
        meaning: 'the network of this machine allows sign-ins to certain tenants only',
        hint: 'ask the administrator of this network (its proxy) to allow the tenant, or run in another network',
    },
    {
        codes: [500212, 500213],
        meaning: 'a cross-tenant access policy of one of the two organizations forbids this',
        hint: 'sign in with an account of the tenant itself, or ask the administrators of both',
    },
    {
        codes: [65001, 90008],
        meaning: 'nobody has consented to these permissions',
        hint: 'sign in again with the same scopes and consent, or ask an administrator to consent',
    },
    {
        codes: [90094, 90095],
        meaning: 'an administrator must consent',
        hint: 'ask an administrator to consent to the app',
    },
    { codes: [65004], meaning: 'the consent was declined', hint: 'sign in again and accept' },
    {
        codes: [50020, 500208, 16000, 50034, 51004, 16003, 50014, 90072],
        meaning: 'the account is not in this tenant',
        hint: 'sign in with another account, or set tenant-id to common',
    },
    {
        codes: [50057, 50055, 50144, 50053, 50135],
        meaning: 'the account is disabled or locked, or its password has expired',
        hint: (situation) => `enable or unlock the account or set a new password, then ${signInAgainHint(situation)}`,
    },
    {
        codes: [50105],
        meaning: 'the user is not assigned to the app',
        hint: 'assign the user to the app, or turn off "Assignment required"',
    },
    {
        codes: [50196],
        meaning: 'too many identical requests in a short time',
        hint: 'run fewer jobs at once with this token, and wait a few minutes',
    },
];

;// CONCATENATED MODULE: ./build/auth/aadsts-app.js
/**
 * Meaning and advice for sign-in errors of the app, its credential and its requests. Sources are in aadsts-account; for
 * federated credentials also Azure/login#482, #515 and Azure/azure-workload-identity#1200.
 */


const restartSignInHint = 'start the sign-in again, and use each address and code once';
/** Shows the exact values that the federated credential must have. */
const federatedCredentialHint = ({ claims }) => {
    const [issuer, subject, audience] = [claims?.issuer, claims?.subject, claims?.audience].map((claim) => (0,format/* escapeControls */.UN)(claim || 'unknown'));
    return ('add a federated credential to the app with exactly these values, including upper and lower case ' +
        `(\`onedrive-upload subject\` also prints them): issuer ${issuer}, subject ${subject}, audience ${audience}`);
};
/** Errors of the app. Each code is in only one row of the two files. */
const appErrors = [
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
        meaning: 'the tenant cannot take this app: it has no administrator, or has an older registration of the app',
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
        meaning: 'the federated credential of the app has another issuer, audience or spelling than this workflow',
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
const invalidTokenAdvice = {
    meaning: 'the token or code is no longer valid, or belongs to another client',
    hint: signInAgainHint,
};
/** By OAuth error code, for responses without a number, as from the legacy sign-in. */
const oauthErrors = {
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

;// CONCATENATED MODULE: ./build/auth/aadsts-words.js

const describedErrors = [
    {
        // AADSTS70000 (AzureAD/microsoft-authentication-library-for-objc#2094, #2290).
        words: /service abuse mode/i,
        meaning: 'Microsoft has blocked the account because it suspects abuse',
        hint: (situation) => `sign in at https://account.live.com in a browser, and follow its steps to unblock the account; then ${signInAgainHint(situation)}`,
    },
    {
        // Without a number, as the answer to the sign-in page's address (danmou/onenote_export#11, dotnet/AspNetCore.Docs#19795).
        words: /'userAudience' configuration/,
        meaning: 'the app takes personal accounts only',
        hint: 'set tenant-id to consumers',
    },
    {
        // The same for an app of the other kind (dotnet/AspNetCore.Docs#19795).
        words: /is not enabled for consumers/,
        meaning: 'the app takes work accounts only, or does not exist',
        hint: 'check client-id, and sign in with a work account; for a personal one, register an app that takes personal accounts',
    },
];

;// CONCATENATED MODULE: ./build/auth/aadsts-advice.js




const knownErrors = [...accountErrors, ...appErrors];
/** Longer lines of the service are cut. */
const lineLimit = 500;
/** Returns the first line of a description, without control characters. The rest are ids of the request. */
function firstLine(description) {
    const [line = ''] = description.split(/\r?\n/);
    return (0,format/* escapeControls */.UN)(line.length > lineLimit ? `${line.slice(0, lineLimit)}…` : line);
}
/** Microsoft's page about a code that has no advice here. */
function errorPageHint(code) {
    return `see https://login.microsoftonline.com/error?code=${code}`;
}
/**
 * Returns meaning and advice for the service's words if they decide, else for the first known code; for `error` only if there is no code: the same word stands for
 * many causes.
 */
function findAdvice({ codes, error, description = '' }, loginHint) {
    const byCode = codes.length === 0 ? oauthErrors[error] : findByCode(codes);
    const advice = describedErrors.find(({ words }) => words.test(description)) ?? byCode;
    if (advice === undefined)
        return undefined;
    const { meaning, hint } = advice;
    return { meaning, hint: typeof hint === 'string' ? hint : hint(loginHint) };
}
/** The failure code of a refusal: the number of the first code that has advice here. */
function signInFailureCode(codes) {
    const known = codes.find((code) => knownErrors.some((row) => row.codes.includes(code)));
    return known === undefined ? 'sign-in-refused' : `aadsts-${known}`;
}
/** Returns how to recover without the user, if possible. */
function recoveryFor(codes) {
    return findByCode(codes)?.recovery;
}
function findByCode(codes) {
    return codes
        .map((code) => knownErrors.find((row) => row.codes.includes(code)))
        .find((row) => row !== undefined);
}
/** Returns the AADSTS code in a description. The legacy sign-in writes the same sentence without a code. */
function parseAadstsCodes(description) {
    const code = /AADSTS(\d+)/.exec(description)?.[1];
    if (code !== undefined)
        return [Number(code)];
    return /public clients can'?t send a client secret/i.test(description) ? [90023] : [];
}


/***/ }),

/***/ 8068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Me: () => (/* binding */ parseClientCertificate),
/* harmony export */   d2: () => (/* binding */ certificateExpiryWarning),
/* harmony export */   mN: () => (/* binding */ importSigningKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/* harmony import */ var _expiry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6568);
/**
 * Reads the app's certificate and private key from PEM. Checks them at once. Messages never contain a part of the key.
 */



/** Enough time to create and register a new certificate before the old one expires. */
const expiryWarningDays = 30;
/**
 * Reads a certificate and its private key, in any order, with or without the rest of the chain. Throws a Failure of
 * kind `usage` for anything that Microsoft would reject (certificate-credentials: RSA, signed by PS256).
 */
function parseClientCertificate(pem, nowMs) {
    const key = readPrivateKey(pem);
    const found = pemBlocks(pem, /^CERTIFICATE$/).map(parseX509);
    if (found.length === 0)
        throw invalidCertificate('contains no certificate', 'add the block -----BEGIN CERTIFICATE----- to it');
    const own = found.find((certificate) => certificate.checkPrivateKey(key));
    if (own === undefined) {
        throw invalidCertificate('contains a private key that does not belong to its certificate', 'use key and certificate from the same file or vault entry');
    }
    const [notBeforeMs, notAfterMs] = [Date.parse(own.validFrom), Date.parse(own.validTo)];
    if (nowMs >= notAfterMs) {
        throw invalidCertificate(`expired on ${(0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDate */ .Yq)(notAfterMs)}`, 'create a new certificate, and upload its public part to the app registration');
    }
    if (nowMs < notBeforeMs) {
        throw invalidCertificate(`is not valid before ${(0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDate */ .Yq)(notBeforeMs)}`, 'check the clock of this machine');
    }
    return {
        key,
        thumbprint: Buffer.from(own.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
        notAfterMs,
    };
}
/** Returns a warning if the certificate expires within 30 days, else undefined. */
function certificateExpiryWarning({ notAfterMs }, nowMs) {
    if ((0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeDaysBetween */ .vr)(nowMs, notAfterMs) >= expiryWarningDays)
        return undefined;
    return (`client-certificate expires ${(0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDaysUntil */ .Nx)(nowMs, notAfterMs)}, on ${(0,_expiry_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDate */ .Yq)(notAfterMs)}: add a new one to the app ` +
        'registration, then replace the secret.');
}
/** Imports the private key into the Web Crypto API for PS256, not extractable. */
function importSigningKey({ key }) {
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
    return node_crypto__WEBPACK_IMPORTED_MODULE_0__.webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, [
        'sign',
    ]);
}
function readPrivateKey(pem) {
    const [text, second] = pemBlocks(pem, /^(?:[A-Z]{1,20} ){0,3}PRIVATE KEY$/);
    if (text === undefined)
        throw invalidCertificate('contains no private key', 'add the block -----BEGIN PRIVATE KEY----- to it');
    if (second !== undefined)
        throw invalidCertificate('contains more than one private key', 'keep only the one of the certificate');
    if (/ENCRYPTED/.test(text)) {
        throw invalidCertificate('contains an encrypted private key', 'decrypt it (openssl pkey -in FILE) and store the result');
    }
    const key = parsePrivateKey(text);
    if (key.asymmetricKeyType !== 'rsa') {
        throw invalidCertificate(`contains a key of type ${key.asymmetricKeyType ?? 'unknown'}`, 'create a certificate with an RSA key of 2048 bits or more');
    }
    return key;
}
function parsePrivateKey(text) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(text);
    }
    catch {
        // Leave out the cause, because it may quote the key.
        throw invalidCertificate('contains a private key that cannot be read', 'store the file unchanged, with its line breaks');
    }
}
function parseX509(text) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(text);
    }
    catch {
        throw invalidCertificate('contains a certificate that cannot be read', 'store the file unchanged, with its line breaks');
    }
}
/** Returns the PEM blocks (RFC 7468) with that label. Ignores text between them, and accepts lost line breaks. */
function pemBlocks(pem, label) {
    const pieces = pem.split('-----BEGIN ').slice(1);
    return pieces.flatMap((piece) => {
        const name = piece.slice(0, Math.max(0, piece.indexOf('-----')));
        const start = name.length + 5;
        const end = label.test(name) ? piece.indexOf(`-----END ${name}-----`, start) : -1;
        if (end < 0)
            return [];
        const digits = piece.slice(start, end).replace(/\\[rn]|\s/g, '');
        // Keep the header lines of a legacy encrypted key as they are.
        const isBare = /^[A-Za-z0-9+/=]+$/.test(digits);
        const body = isBare ? `\n${(digits.match(/.{1,64}/g) ?? []).join('\n')}\n` : piece.slice(start, end);
        return [`-----BEGIN ${name}-----${body}-----END ${name}-----`];
    });
}
function invalidCertificate(what, hint) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`client-certificate ${what}`, {
        code: 'client-certificate-invalid',
        kind: 'usage',
        hint,
    });
}


/***/ }),

/***/ 4625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createOAuthClient)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7047);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8068);
/* harmony import */ var _oidc_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5546);
/**
 * Creates the OAuth client from the inputs: the app, the authority and the credential.
 */




/** Creates the client. Warns if its certificate expires soon. Throws a Failure of kind `usage` for an invalid one. */
function createOAuthClient(options) {
    const { clientId, tenantId, authority, cloud, redirectUri } = options.identity;
    return {
        clientId,
        tenantId,
        authority,
        loginHost: authority === 'live' ? _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .liveLoginHost */ .eL : _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .cloudHosts */ .jh[cloud].login,
        ...(redirectUri !== undefined && { redirectUri }),
        clientAuth: createClientAuth(options),
    };
}
function createClientAuth({ identity, http, host }) {
    const { credential, clientSecret, clientCertificate, cloud } = identity;
    if (credential === 'none')
        return { kind: 'none' };
    if (credential === 'oidc') {
        return {
            kind: 'assertion',
            createAssertion: () => (0,_oidc_js__WEBPACK_IMPORTED_MODULE_3__/* .requestGitHubOidcToken */ .$f)({ http, host }, (0,_oidc_js__WEBPACK_IMPORTED_MODULE_3__/* .tokenExchangeAudience */ .rl)(cloud)),
        };
    }
    const text = credential === 'secret' ? clientSecret : clientCertificate;
    if (text === undefined || text === '') {
        const name = credential === 'secret' ? 'client-secret' : 'client-certificate';
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${name} is empty`, {
            code: 'secret-empty',
            kind: 'usage',
            hint: 'set it, or choose another credential',
        });
    }
    if (credential === 'secret')
        return { kind: 'secret', secret: text };
    const nowMs = host.clock.now();
    const certificate = (0,_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .parseClientCertificate */ .Me)(text, nowMs);
    const warning = (0,_certificate_js__WEBPACK_IMPORTED_MODULE_2__/* .certificateExpiryWarning */ .d2)(certificate, nowMs);
    if (warning !== undefined)
        host.log.warning(warning);
    return { kind: 'certificate', certificate };
}


/***/ }),

/***/ 3100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ SignInFailure),
/* harmony export */   m: () => (/* binding */ signInFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6851);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8314);
/* harmony import */ var _http_html_title_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4227);
/* harmony import */ var _http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8294);
/* harmony import */ var _aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9100);
/**
 * Turns an error response of the sign-in service into a failure, whether the body is JSON, HTML or plain text
 * (learn.microsoft.com/entra/identity-platform/reference-error-codes, "Handling error codes").
 */






/** The sign-in service rejected a request. `aadsts` holds the numbers of its AADSTS codes. */
class SignInFailure extends _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A {
    name = 'SignInFailure';
    aadsts;
    constructor(message, facts) {
        const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
        super(message, { kind: final ? 'sign-in' : 'service', code: (0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__/* .signInFailureCode */ .US)(facts.aadsts), ...facts });
        this.aadsts = facts.aadsts;
    }
    /** The OAuth error code (RFC 6749 section 5.2); '' if there was none. */
    get error() {
        return this.service.codes[0] ?? '';
    }
}
/** Creates the failure for a rejected request, with the service's own text, our advice and the trace ids. */
function signInFailure(response, loginHint) {
    const body = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJsonObject */ .dw)(response.text) ?? {};
    const error = typeof body.error === 'string' ? body.error : '';
    const description = typeof body.error_description === 'string' ? body.error_description : '';
    const listedCodes = Array.isArray(body.error_codes)
        ? body.error_codes.filter((code) => Number.isSafeInteger(code) && code > 0)
        : [];
    const aadsts = [...new Set([...(0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__/* .parseAadstsCodes */ .sh)(description), ...listedCodes])];
    const advice = (0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__/* .findAdvice */ .S1)({ codes: aadsts, error, description }, loginHint);
    const traceIds = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) => typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : []);
    const message = [
        `sign-in refused by ${loginHint.client.loginHost} with HTTP ${response.status}`,
        error === '' ? (0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeControls */ .UN)((0,_http_html_title_js__WEBPACK_IMPORTED_MODULE_5__/* .htmlTitleClause */ .l)(response.text)) : ` (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeControls */ .UN)(error)})`,
        ...(description === '' ? [] : [`: ${(0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__/* .firstLine */ .TM)(description)}`]),
        ...(advice === undefined ? [] : [` — ${advice.meaning}`]),
        ...(traceIds.length === 0 ? [] : [` [${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeControls */ .UN)(traceIds.join(', '))}]`]),
    ];
    const waitMs = (0,_http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .readRetryAfterMs */ .jR)(response.headers, loginHint.host.clock.now());
    return new SignInFailure(message.join(''), {
        aadsts,
        hint: advice?.hint ?? (aadsts[0] === undefined ? 'try again later' : (0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_2__/* .errorPageHint */ .J3)(aadsts[0])),
        service: {
            status: response.status,
            codes: error === '' ? [] : [error],
            ...(waitMs !== undefined && { retryAfterMs: waitMs }),
        },
    });
}


/***/ }),

/***/ 6568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ formatDaysUntil),
/* harmony export */   Yq: () => (/* binding */ formatDate),
/* harmony export */   _P: () => (/* binding */ refreshTokenExpiryWarning),
/* harmony export */   m6: () => (/* binding */ githubTokenExpiryWarning),
/* harmony export */   vr: () => (/* binding */ wholeDaysBetween),
/* harmony export */   yU: () => (/* binding */ noRotationNotice)
/* harmony export */ });
/* harmony import */ var _core_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3669);
/**
 * Warns in time before a token expires: the stored refresh token and the GitHub token.
 */

/**
 * A refresh token expires this many days after it was issued, used or not (entra-docs, refresh-tokens.md; the same for
 * personal accounts).
 */
const refreshTokenDays = 90;
/** When to warn before the stored token and the GitHub token expire. */
const storedWarningDays = 30;
const githubWarningDays = 14;
/** Whole days between two times in milliseconds. */
function wholeDaysBetween(fromMs, toMs) {
    return Math.floor((toMs - fromMs) / _core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .dayMs */ .L);
}
/** The time until a later time, in words. */
function formatDaysUntil(fromMs, toMs) {
    const days = wholeDaysBetween(fromMs, toMs);
    if (days < 1)
        return 'in less than a day';
    return days === 1 ? 'in one day' : `in ${days} days`;
}
/** `2026-11-21`, UTC. */
function formatDate(atMs) {
    return new Date(atMs).toISOString().slice(0, 10);
}
/**
 * Returns a warning from 30 days before day 90 on. Counts from when the secret was written, the earliest date that we
 * know. The token may be older.
 */
function refreshTokenExpiryWarning(facts) {
    const { secret, updatedMs, nowMs } = facts;
    const endMs = updatedMs + refreshTokenDays * _core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .dayMs */ .L;
    if (!(nowMs >= endMs - storedWarningDays * _core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .dayMs */ .L))
        return undefined;
    const written = `${secret} was written ${wholeDaysBetween(updatedMs, nowMs)} days ago`;
    const todo = 'let a run overwrite it (lower rotate-after-days, or mode: refresh-only), or run login and store the new token';
    return nowMs >= endMs
        ? `${written}: its refresh token has expired, ${refreshTokenDays} days after it was issued. Run login and store the new one.`
        : `${written}: its refresh token expires on ${formatDate(endMs)} at the latest, ${refreshTokenDays} days after it was issued. In time, ${todo}.`;
}
/** Returns a warning from 14 days before the expiry on; undefined for a token that never expires. */
function githubTokenExpiryWarning(endsMs, nowMs) {
    if (endsMs === undefined || endsMs - nowMs > githubWarningDays * _core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .dayMs */ .L)
        return undefined;
    return (`github-token expires ${formatDaysUntil(nowMs, endsMs)}, on ${formatDate(endsMs)}: after that, no new refresh token is ` +
        'stored. Create a new one and store it in its secret.');
}
/** Logged once by runs that do not store the token. `isCommand`: where to store it is a flag, not an input. */
function noRotationNotice(isCommand) {
    const places = isCommand ? 'Use --profile or --refresh-token-file' : 'Set rotate-secret and github-token';
    return (`A refresh token expires ${refreshTokenDays} days after it was issued, however often it is used. ${places}, so that ` +
        'runs store new ones, or run login again before that.');
}


/***/ }),

/***/ 30:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ authorizeUrl),
/* harmony export */   o: () => (/* binding */ oauthEndpoints)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6851);
/**
 * Describes the app that signs in and how it authenticates, and builds the URLs of the sign-in service.
 */


/** Returns the URLs of a client's authority (v2-protocols, "Endpoints"; for live onedrive-api-docs, msa-oauth.md). */
function oauthEndpoints({ authority, loginHost, tenantId }) {
    if (authority === 'live') {
        const base = `https://${loginHost}`;
        return {
            issuer: base,
            authorize: `${base}/oauth20_authorize.srf`,
            token: `${base}/oauth20_token.srf`,
            device: undefined,
        };
    }
    const base = `https://${loginHost}/${tenantId}`;
    return {
        issuer: `${base}/v2.0`,
        authorize: `${base}/oauth2/v2.0/authorize`,
        token: `${base}/oauth2/v2.0/token`,
        device: `${base}/oauth2/v2.0/devicecode`,
    };
}
/**
 * Returns the URL where the user signs in and consents. Throws a Failure of kind `usage` if an extra parameter would
 * replace one of the required ones, which tie the response to the request.
 */
function authorizeUrl(client, request) {
    const ownParameters = {
        client_id: client.clientId,
        response_type: 'code',
        redirect_uri: request.redirectUri,
        scope: request.scope,
        state: request.state,
        ...(request.challenge !== undefined && {
            code_challenge: request.challenge,
            code_challenge_method: 'S256',
        }),
    };
    const taken = Object.keys(request.extraParameters).find((name) => Object.hasOwn(ownParameters, name));
    if (taken !== undefined) {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControls */ .UN)(taken)} cannot be an extra parameter, because the sign-in sets it`, {
            code: 'bad-input',
            kind: 'usage',
            hint: 'use its flag, or leave it out',
        });
    }
    // The legacy page knows neither, and always answers in the query.
    const defaults = client.authority === 'live' ? {} : { response_mode: 'query', prompt: 'select_account' };
    const query = new URLSearchParams({ ...ownParameters, ...defaults, ...request.extraParameters });
    // Not every server reads a plus in a query as a space.
    return `${oauthEndpoints(client).authorize}?${query.toString().replaceAll('+', '%20')}`;
}


/***/ }),

/***/ 5495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _S: () => (/* binding */ createPkceParameters),
  pV: () => (/* binding */ redeemAuthorizationCode),
  vv: () => (/* binding */ redeemRefreshToken),
  O3: () => (/* binding */ requestAppToken),
  Z6: () => (/* binding */ requestDeviceAuthorization),
  Fr: () => (/* binding */ requestToken)
});

// EXTERNAL MODULE: ./node_modules/oauth4webapi/build/index.js
var build = __webpack_require__(5235);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/http/rate-limit-gate.js
var rate_limit_gate = __webpack_require__(7473);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/auth/certificate.js
var auth_certificate = __webpack_require__(8068);
// EXTERNAL MODULE: ./build/auth/oauth-client.js
var oauth_client = __webpack_require__(30);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/http/proxy-tunnel.js
var proxy_tunnel = __webpack_require__(5988);
// EXTERNAL MODULE: ./build/http/receive.js
var receive = __webpack_require__(920);
// EXTERNAL MODULE: ./build/auth/errors.js
var auth_errors = __webpack_require__(3100);
// EXTERNAL MODULE: ./build/auth/oidc.js
var oidc = __webpack_require__(5546);
;// CONCATENATED MODULE: ./build/auth/token-request.js
/**
 * One POST to the sign-in service: what an answer must look like before a library may read it; every other answer is a
 * refusal.
 */







/** Status 200 with a JSON object, or SignInFailure; what the HTTP client throws when no answer came. */
async function postTokenRequest({ http, host, client }, { url, headers, body }) {
    const response = await http.send({
        method: 'POST',
        url,
        headers: { ...headers, 'client-request-id': (0,external_node_crypto_.randomUUID)() },
        body: body.toString(),
    });
    if (response.status >= 300 && response.status < 400)
        throw new errors/* Failure */.HR(`${client.loginHost} did not answer: HTTP ${response.status} redirects to ${(0,proxy_tunnel/* redirectHost */.DM)(response.headers.location)}`, {
            code: 'proxy-answered',
            kind: 'network',
            hint: 'Microsoft redirects no such request: a proxy or the network of this machine answers in its place, and probably wants a sign-in in a browser',
        });
    const answer = response.status === 200 ? (0,json/* parseJsonObject */.dw)(response.text) : undefined;
    if (answer === undefined) {
        // Of our own assertion there is nothing to compare.
        const assertion = client.clientAuth.kind === 'assertion' ? body.get('client_assertion') : null;
        const claims = assertion === null ? undefined : (0,oidc/* decodeOidcClaims */.xb)(assertion);
        const loginHint = { client, host, ...(claims !== undefined && { claims }) };
        const failed = { ...response, text: (0,receive/* redactResponse */.J7)(response.text, host) };
        throw (0,auth_errors/* signInFailure */.m)({ ...failed, status: response.status === 200 ? 502 : response.status }, loginHint);
    }
    // Under `common`, an id_token names the tenant's own issuer, which the library would reject. We do not use it.
    const { id_token: _, ...rest } = answer;
    return Response.json(rest);
}

;// CONCATENATED MODULE: ./build/auth/oauth.js
/**
 * Sends requests to the token endpoint and the device endpoint, with retries from the retry table (RFC 6749, 7636,
 * 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). The only file that imports oauth4webapi.
 * Replies other than 200 are read in auth/token-request, because the library drops the body of a 5xx. The library's
 * errors are never passed on, because their `cause` holds tokens.
 */







const retries = 5;
/** A runner's network may come up after its job (ours). */
const offlineLimitMs = 45_000;
/** Lifetime of our own assertions. Microsoft asks for at most ten minutes (certificate-credentials, `exp`). */
const assertionLifetimeS = 600;
/**
 * Redeems a refresh token. Without `scope`, Microsoft grants the scopes that were consented to. Throws SignInFailure
 * for every refusal, ServiceFailure with status 0 when no reply came.
 */
function redeemRefreshToken(context, { refreshToken, scope }) {
    const { authority, redirectUri } = context.client;
    return requestToken(context, {
        grantType: 'refresh_token',
        fields: {
            refresh_token: refreshToken,
            scope,
            redirect_uri: authority === 'live' ? redirectUri : undefined,
        },
        requestKind: 'token',
    });
}
/** Signs in as the app, without a refresh token. `scope` ends in `/.default` (v2-oauth2-client-creds-grant-flow). */
function requestAppToken(context, { scope }) {
    return requestToken(context, {
        grantType: 'client_credentials',
        fields: { scope },
        requestKind: 'token',
    });
}
/**
 * Redeems an authorization code once. Retries only after a reply that says the code was not processed. `redirectUri`
 * must be exactly the text that was sent to the authorize page.
 */
function redeemAuthorizationCode(context, request) {
    const { code, redirectUri, verifier, scope } = request;
    return requestToken(context, {
        grantType: 'authorization_code',
        fields: { code, redirect_uri: redirectUri, code_verifier: verifier, scope },
        requestKind: 'code',
    });
}
/** Creates a state and a PKCE verifier with its S256 challenge, 256 random bits each. */
async function createPkceParameters() {
    const verifier = build/* generateRandomCodeVerifier */.YI();
    const challenge = await build/* calculatePKCECodeChallenge */.Yv(verifier);
    return { state: build/* generateRandomState */.Ot(), verifier, challenge };
}
/** Requests a token. Throws SignInFailure for every refusal, ServiceFailure with status 0 when no reply came. */
async function requestToken(context, grant) {
    const retryRequest = { requestKind: grant.requestKind, label: 'sign-in' };
    const answer = await (0,retry/* withRetries */.L)(retryOptions(context), retryRequest, () => postGrant(context, grant));
    return {
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token,
        expiresInMs: (answer.expires_in ?? 3600) * 1000,
        scope: answer.scope ?? '',
    };
}
/** Requests a device code (RFC 8628 section 3.2). */
function requestDeviceAuthorization(context, scope) {
    const retryRequest = { requestKind: 'token', label: 'device sign-in' };
    return (0,retry/* withRetries */.L)(retryOptions(context), retryRequest, () => postDeviceRequest(context, scope));
}
function retryOptions({ host }) {
    return { host, retries, offlineLimitMs, gate: new rate_limit_gate/* RateLimitGate */.F() };
}
/** Sends one POST to the token endpoint. */
async function postGrant(context, grant) {
    const { server, app, options } = libraryArguments(context);
    const clientAuth = await createLibraryAuth(context);
    const form = Object.entries(grant.fields).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]);
    try {
        return await build/* processGenericTokenEndpointResponse */.kU(server, app, await build/* genericTokenEndpointRequest */.Nb(server, app, clientAuth, grant.grantType, form, options));
    }
    catch (error) {
        throw tokenAnswerFailure(context, error);
    }
}
/** Sends one POST to the device endpoint, without client authentication. */
async function postDeviceRequest(context, scope) {
    const { server, app, options } = libraryArguments(context);
    try {
        return await build/* processDeviceAuthorizationResponse */.wQ(server, app, await build/* deviceAuthorizationRequest */.BI(server, app, build/* None */.NV(), { scope }, options));
    }
    catch (error) {
        throw tokenAnswerFailure(context, error);
    }
}
/** Server, client and request options in the types of the library. */
function libraryArguments(context) {
    const { issuer, token, device } = (0,oauth_client/* oauthEndpoints */.o)(context.client);
    const server = {
        issuer,
        token_endpoint: token,
        ...(device !== undefined && { device_authorization_endpoint: device }),
    };
    const app = { client_id: context.client.clientId };
    const options = {
        [build/* customFetch */.A6]: (url, { headers, body }) => postTokenRequest(context, { url, headers, body }),
    };
    return { server, app, options };
}
/** Returns the client authentication for one request. Assertions are created anew each time. */
async function createLibraryAuth(context) {
    const { clientAuth } = context.client;
    switch (clientAuth.kind) {
        case 'none':
            return build/* None */.NV();
        case 'secret':
            return build/* ClientSecretPost */.qm(clientAuth.secret);
        case 'certificate':
            return certificateAuth(context, clientAuth.certificate);
        case 'assertion':
            return assertionAuth(await clientAuth.createAssertion());
    }
}
/** A token from another issuer instead of a secret (RFC 7523 section 2.2). */
function assertionAuth(assertion) {
    return (_server, app, form) => {
        form.set('client_id', app.client_id);
        form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        form.set('client_assertion', assertion);
    };
}
/** Our own assertion. The thumbprint identifies the key (certificate-credentials, "Assertion format"). */
async function certificateAuth({ client, host }, certificate) {
    return build/* PrivateKeyJwt */.IX(await (0,auth_certificate/* importSigningKey */.mN)(certificate), {
        [build/* modifyAssertion */.LB](header, claims) {
            const nowS = Math.floor(host.clock.now() / 1000);
            header.typ = 'JWT';
            header['x5t#S256'] = certificate.thumbprint;
            claims.aud = (0,oauth_client/* oauthEndpoints */.o)(client).token;
            claims.iat = nowS;
            claims.nbf = nowS;
            claims.exp = nowS + assertionLifetimeS;
        },
    });
}
/** Returns our own failures unchanged. Of the library's errors only the name is kept. */
function tokenAnswerFailure({ client }, error) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    const why = error instanceof Error ? error.name : 'unknown';
    return new errors/* Failure */.HR(`the response of ${client.loginHost} is not a token response (${why})`, {
        code: 'bad-answer',
        kind: 'sign-in',
        hint: 'check that no proxy changes responses, then try again',
    });
}


/***/ }),

/***/ 35:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mayWrite)
/* harmony export */ });
/** What a sign-in was granted, by the names of its permissions (learn.microsoft.com/graph/permissions-reference). */
/**
 * Permissions with which something can be uploaded somewhere; `Selected` depends on what was granted where. The last
 * three are of authority live (onedrive-api-docs, msa-oauth.md).
 */
const writePermission = /^(files\.readwrite|sites\.(readwrite|manage|fullcontrol)|.*\.selected|\.default|onedrive\.readwrite|onedrive\.appfolder|wl\.skydrive_update)(\.|$)/;
/**
 * True when one of the granted scopes may write, and when nobody said what was granted.
 * `scope` is separated by white space; a permission may have its resource in front.
 */
function mayWrite(scope) {
    const permissions = scope.toLowerCase().split(/\s+/).filter(Boolean);
    return (permissions.length === 0 ||
        permissions.some((name) => writePermission.test(name.slice(name.lastIndexOf('/') + 1))));
}


/***/ }),

/***/ 9286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openTerminal)
});

// UNUSED EXPORTS: redraw

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var lib_core = __webpack_require__(6421);
;// CONCATENATED MODULE: ./build/core/host.js
/**
 * Everything a run uses from its environment: log, masks, outputs, clock, random numbers and variables. All other code
 * receives a `Host` and uses no globals, so that tests can replace it. Only this file imports @actions/core, because
 * only GitHub's runner understands its workflow commands. The command's host is in cli/terminal.
 */






/** The real clock. */
const systemClock = {
    now: Date.now,
    sleep(delayMs, signal) {
        return new Promise((resolve, reject) => {
            if (signal?.aborted)
                return reject(signal.reason);
            const timeout = setTimeout(finish, delayMs);
            function finish() {
                signal?.removeEventListener('abort', stop);
                resolve();
            }
            function stop() {
                clearTimeout(timeout);
                reject(signal?.reason);
            }
            signal?.addEventListener('abort', stop, { once: true });
        });
    },
    timer(delayMs, run) {
        const timeout = setTimeout(run, delayMs);
        timeout.unref();
        return () => clearTimeout(timeout);
    },
};
/** The host for GitHub's runner and for runners that use the same environment files (act, Gitea, Forgejo). */
function actionsHost(signal) {
    const redactor = new Redactor();
    const redactLine = (text) => redactor.redactLine(text);
    const redactAnnotation = (annotation = {}) => Object.fromEntries(Object.entries(annotation).map(([name, value]) => [name, redactLine(String(value))]));
    const log = {
        debug: (text) => core.debug(redactLine(text)),
        info: (text) => core.info(redactLine(text)),
        notice: (text, annotation) => core.notice(redactLine(text), redactAnnotation(annotation)),
        warning: (text, annotation) => core.warning(redactLine(text), redactAnnotation(annotation)),
        error: (texts, annotation) => core.error([texts].flat().map(redactLine).join('\n'), redactAnnotation(annotation)),
        group: (title) => core.startGroup(redactLine(title)),
        groupEnd: () => core.endGroup(),
    };
    return {
        env: process.env,
        cwd: process.cwd(),
        tempDir: process.env.RUNNER_TEMP || tmpdir(),
        troubleshootingUrl: actionTroubleshootingUrl(process.env),
        clock: systemClock,
        signal,
        random: Math.random,
        log: withLazyGroups(log, { showsDebug: core.isDebug() }),
        mask(secret) {
            for (const variant of redactor.addSecret(secret))
                core.setSecret(variant);
        },
        maskUrl: (url) => redactor.addUrl(url),
        redact: (text) => redactor.redact(text),
        redactData: (text) => redactor.redactData(text),
        setOutput(name, value) {
            // Without GITHUB_OUTPUT, the output is written to the log.
            core.setOutput(name, name === 'refresh-token' ? value : escapeBrackets(redactor.redactData(value)));
        },
        async appendSummary(markdown) {
            if (process.env.GITHUB_STEP_SUMMARY)
                await core.summary.addRaw(redactor.redact(markdown), true).write();
        },
        saveState: (name, value) => core.saveState(name, value),
    };
}

// EXTERNAL MODULE: ./build/core/redactor.js
var core_redactor = __webpack_require__(3208);
// EXTERNAL MODULE: ./build/core/system-errors.js
var system_errors = __webpack_require__(8217);
// EXTERNAL MODULE: ./build/core/troubleshooting.js
var troubleshooting = __webpack_require__(7456);
// EXTERNAL MODULE: ./build/cli/terminal/color.js
var terminal_color = __webpack_require__(3249);
// EXTERNAL MODULE: ./build/cli/terminal/flag-names.js
var flag_names = __webpack_require__(5915);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
;// CONCATENATED MODULE: ./build/cli/terminal/terminal.js
/**
 * The command's `Host`: a terminal or the log of a CI system. Never prints commands to a runner (@actions/core would
 * print a token to mask it). Keeps progress bars below the log.
 */








/** The terminal of this process. */
function openTerminal(options) {
    const redactor = new core_redactor/* Redactor */.p();
    const outputs = new Map();
    const { CI, GITHUB_ACTIONS, TERM } = options.env;
    const isInteractive = process.stderr.isTTY === true && !CI && !GITHUB_ACTIONS && TERM !== 'dumb' && options.quiet !== true;
    const toStdout = options.dataOnStdout !== true;
    let statusLines = [];
    const showStatus = (lines) => {
        if (!isInteractive || lines.join('\n') === statusLines.join('\n'))
            return;
        (0,print/* print */.y)(redraw(statusLines.length, lines), process.stderr);
        statusLines = lines;
    };
    const write = (stream, text) => {
        const kept = statusLines;
        showStatus([]);
        (0,print/* print */.y)(`${text}\n`, stream);
        showStatus(kept);
    };
    const redactLine = (line) => redactor.redactLine(line);
    const writeInfo = (line) => {
        if (options.quiet !== true)
            write(toStdout ? process.stdout : process.stderr, redactLine((0,flag_names/* withFlagValues */.b)(line)));
    };
    const writeProblem = (word, color, line) => {
        const head = (0,terminal_color/* colorWord */.W8)(word, color, { env: options.env, stream: process.stderr });
        write(process.stderr, `${head}: ${redactLine((0,flag_names/* withFlagNames */.d)(line))}`);
    };
    return {
        env: options.env,
        cwd: (0,system_errors/* workingFolder */.gv)(),
        tempDir: options.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(),
        troubleshootingUrl: troubleshooting/* troubleshootingPath */.I,
        clock: systemClock,
        signal: options.signal,
        random: Math.random,
        outputs,
        isInteractive,
        showStatus,
        log: {
            debug: (line) => options.verbose === true && write(process.stderr, redactLine(line)),
            info: writeInfo,
            notice: (line) => writeInfo((0,flag_names/* withFlagNames */.d)(line)),
            warning: (line) => writeProblem('warning', 'yellow', line),
            error: (lines) => {
                const [first = '', ...rest] = [lines].flat();
                writeProblem('error', 'red', first);
                for (const line of rest)
                    write(process.stderr, redactLine((0,flag_names/* withFlagNames */.d)(line)));
            },
            group: () => { },
            groupEnd: () => { },
        },
        mask: (secret) => void redactor.addSecret(secret),
        maskUrl: (url) => redactor.addUrl(url),
        redact: (text) => redactor.redact(text),
        nameInputs: flag_names/* withFlagNames */.d,
        redactData: (text) => redactor.redactData(text),
        setOutput: (name, value) => void outputs.set(name, value),
        appendSummary: async () => { },
        saveState: () => { },
    };
}
/** Erases the last `drawnLines` lines, with the cursor at their end, and writes others (ECMA-48: CUU, ED). */
function redraw(drawnLines, lines) {
    const up = drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : '';
    return `${up}\r\u001b[J${lines.join('\n')}`;
}


/***/ }),

/***/ 8749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ createStopController),
/* harmony export */   z: () => (/* binding */ waitForAbort)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/**
 * Handles the signals that end a run. GitHub sends SIGINT, then SIGTERM 7.5 s later, and kills the process 2.5 s after
 * that (docs/facts.md, "GitHub's runner").
 */


/** Time to delete sessions and write outputs. The post step does what is left. */
const exitDelayMs = 6500;
/** Aborts on the first signal. The process exits 6.5 s later even if something still hangs. */
function createStopController() {
    const controller = new AbortController();
    // Each file in flight adds a listener, and Node.js warns from the eleventh on.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(0, controller.signal);
    controller.signal.addEventListener('abort', () => {
        setTimeout(() => process.exit(130), exitDelayMs).unref();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.once(signal, () => controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledFailure */ .mj()));
    }
    return controller;
}
/** Resolves when the signal aborts, or at once if it already has. */
async function waitForAbort(signal) {
    if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}


/***/ }),

/***/ 8745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W8: () => (/* binding */ checkSecretStore),
  wr: () => (/* binding */ describeSecret),
  NC: () => (/* binding */ findGitHubSecret),
  nI: () => (/* binding */ writeGitHubSecret),
  I1: () => (/* binding */ writeGitHubSecrets)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/inputs/secret-name.js
var secret_name = __webpack_require__(3732);
// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var client = __webpack_require__(1811);
;// CONCATENATED MODULE: ./build/github/seal.js
/**
 * Encrypts a secret so that only GitHub can read it. Only this file imports libsodium, at the first use, so that runs
 * that write no secret never load it.
 */

/** GitHub's limit is 48 KB (docs.github.com, "Secrets reference", limits). */
const maxValueBytes = 48 * 1024;
/** An X25519 public key (RFC 7748). */
const keyBytes = 32;
/**
 * Returns `crypto_box_seal` of the UTF-8 text in base64, as GitHub's REST API expects in `encrypted_value`
 * (docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api). Throws a Failure for an empty or too long value
 * and for an invalid key.
 */
async function sealSecret(value, publicKeyBase64) {
    const plain = Buffer.from(value);
    if (plain.length === 0)
        throw new errors/* Failure */.HR('a secret cannot be empty', {
            code: 'secret-not-stored',
            kind: 'service',
        });
    if (plain.length > maxValueBytes) {
        throw new errors/* Failure */.HR(`this value has ${plain.length} bytes, and a secret on GitHub holds 48 KB at most`, {
            code: 'secret-not-stored',
            kind: 'service',
        });
    }
    const key = Buffer.from(publicKeyBase64, 'base64');
    if (key.length !== keyBytes)
        throw new errors/* Failure */.HR(`GitHub's public key has ${key.length} bytes instead of ${keyBytes}`, {
            code: 'bad-answer',
            kind: 'service',
            hint: 'check GITHUB_API_URL, and whether a proxy changes the answers',
        });
    const { default: sodium } = await __webpack_require__.e(/* import() */ 768).then(__webpack_require__.bind(__webpack_require__, 4768));
    await sodium.ready;
    return Buffer.from(sodium.crypto_box_seal(plain, key)).toString('base64');
}

;// CONCATENATED MODULE: ./build/github/secrets.js
/**
 * Reads when a secret at GitHub was written, and writes encrypted values, in four kinds of places. Keeps the visibility
 * of an organization's secret. Source: docs.github.com/rest/actions/secrets and /rest/dependabot/secrets.
 */






/** The permissions that a token needs for each location: the names in its settings, and the classic scope. */
const requiredPermissions = {
    repository: 'the permission “Secrets: write” for this repository (a classic token: repo)',
    environment: 'the permissions “Secrets: write” and “Environments: write” for this repository (a classic token: repo)',
    organization: 'the organization permission “Secrets: write” (a classic token: admin:org)',
    dependabot: 'the permission “Dependabot secrets: write” for this repository (a classic token: repo)',
};
/** Names the secret for people: `the repository secret TOKEN of octo-org/uploads`. */
function describeSecret({ repository, location }, name) {
    const where = (0,format/* escapeControls */.UN)(repository);
    if (location.kind === 'environment')
        return `the secret ${name} of the environment ${(0,format/* escapeControls */.UN)(location.name)} in ${where}`;
    if (location.kind === 'organization')
        return `the organization secret ${name} of ${where.split('/')[0]}`;
    return `the ${location.kind === 'dependabot' ? 'Dependabot' : 'repository'} secret ${name} of ${where}`;
}
/** When the secret was last written, in milliseconds since the epoch; undefined if it does not exist. */
async function findGitHubSecret(store, name) {
    const { status, body } = await withHint(store, () => getSecret(store, name));
    return status === 404 ? undefined : { updatedMs: Date.parse(String((0,json/* asObjectOrEmpty */.eG)(body).updated_at)) };
}
/** Checks, without writing, that the place exists and the token may use it. Throws a ServiceFailure with a hint. */
async function checkSecretStore(store) {
    await withHint(store, () => getPublicKey(store));
}
/** Encrypts and writes a value. Returns `created` if the secret is new. Throws a ServiceFailure with a hint. */
async function writeGitHubSecret(store, { name, value }) {
    return withHint(store, async () => {
        const visibility = store.location.kind === 'organization' ? await readVisibility(store, name) : {};
        const put = async (key) => store.github.request({
            method: 'PUT',
            path: `${secretsPath(store)}/${(0,client/* encodeGitHubSegment */.lA)(name)}`,
            body: { encrypted_value: await sealSecret(value, key.key), key_id: key.id, ...visibility },
            operation: `write ${describeSecret(store, name)}`,
        });
        const key = await getPublicKey(store);
        const { status } = await put(key).catch(async (error) => {
            if (!(error instanceof errors/* ServiceFailure */.A) || error.service.status !== 422)
                throw error;
            // GitHub changes its key now and then, and rejects values encrypted with the previous one.
            const fresh = await getPublicKey(store);
            if (fresh.id === key.id)
                throw error;
            return put(fresh);
        });
        return status === 201 ? 'created' : 'updated';
    });
}
/** Writes several secrets in order. If one fails, the Failure names those already written. */
async function writeGitHubSecrets(store, secrets) {
    for (const { name } of secrets) {
        const problem = (0,secret_name/* secretNameProblem */.n)(name);
        if (problem !== undefined)
            throw new errors/* Failure */.HR(`a secret's name ${problem}`, { code: 'bad-input', kind: 'usage' });
    }
    const written = [];
    for (const secret of secrets) {
        try {
            written.push({ name: secret.name, outcome: await writeGitHubSecret(store, secret) });
        }
        catch (error) {
            if (!(error instanceof errors/* Failure */.HR) || written.length === 0)
                throw error;
            const before = written.map(({ name }) => name).join(', ');
            const { code, kind, hint } = error;
            throw new errors/* Failure */.HR(`${error.message} (already written: ${before})`, { code, kind, hint });
        }
    }
    return written;
}
function secretsPath({ repository, location }) {
    const [owner = '', name = '', ...more] = repository.split('/');
    if (more.length > 0 || name === '')
        throw new errors/* Failure */.HR(repository === '' ? 'GITHUB_REPOSITORY is empty' : `${(0,format/* escapeControls */.UN)(repository)} is not a repository`, { code: 'bad-input', kind: 'usage', hint: 'give the repository of the secret as OWNER/REPO' });
    if (location.kind === 'organization')
        return `/orgs/${(0,client/* encodeGitHubSegment */.lA)(owner)}/actions/secrets`;
    const base = `/repos/${(0,client/* encodeGitHubSegment */.lA)(owner)}/${(0,client/* encodeGitHubSegment */.lA)(name)}`;
    if (location.kind === 'environment')
        return `${base}/environments/${(0,client/* encodeGitHubSegment */.lA)(location.name)}/secrets`;
    return `${base}/${location.kind === 'dependabot' ? 'dependabot' : 'actions'}/secrets`;
}
function getSecret(store, name) {
    const operation = `look up ${describeSecret(store, name)}`;
    const path = `${secretsPath(store)}/${(0,client/* encodeGitHubSegment */.lA)(name)}`;
    return store.github.request({ method: 'GET', path, expectedStatuses: [404], operation });
}
async function getPublicKey(store) {
    const operation = `get the key for secrets of ${(0,format/* escapeControls */.UN)(store.repository)}`;
    const { body } = await store.github.request({
        method: 'GET',
        path: `${secretsPath(store)}/public-key`,
        operation,
    });
    const { key_id: id, key } = (0,json/* asObjectOrEmpty */.eG)(body);
    if (typeof id === 'string' && typeof key === 'string')
        return { id, key };
    throw new errors/* Failure */.HR(`${operation}: the answer contains no key`, {
        code: 'bad-answer',
        kind: 'service',
        hint: 'check GITHUB_API_URL',
    });
}
/**
 * Each write must repeat the visibility of an organization's secret, or it is lost (cli/cli#8110). A new secret is
 * visible to this repository only: no other job needs access to this drive.
 */
async function readVisibility(store, name) {
    const { status, body } = await getSecret(store, name);
    if (status === 404) {
        return { visibility: 'selected', selected_repository_ids: [await readRepositoryId(store)] };
    }
    const { visibility } = (0,json/* asObjectOrEmpty */.eG)(body);
    if (visibility === 'all' || visibility === 'private')
        return { visibility };
    const operation = `read which repositories can use ${describeSecret(store, name)}`;
    if (visibility !== 'selected')
        throw new errors/* Failure */.HR(`${operation}: its visibility is not known, so nothing was written`, {
            code: 'secret-not-stored',
            kind: 'service',
        });
    const path = `${secretsPath(store)}/${(0,client/* encodeGitHubSegment */.lA)(name)}/repositories`;
    const selected = await store.github.list({ path, operation, field: 'repositories' });
    return { visibility, selected_repository_ids: selected.map((one) => Number((0,json/* asObjectOrEmpty */.eG)(one).id)) };
}
async function readRepositoryId({ github, repository }) {
    const path = `/repos/${repository.split('/').map(client/* encodeGitHubSegment */.lA).join('/')}`;
    const { body } = await github.request({
        method: 'GET',
        path,
        operation: `look up ${(0,format/* escapeControls */.UN)(repository)}`,
    });
    return (0,json/* asObjectOrEmpty */.eG)(body).id;
}
/** Runs `run`; adds the hint for this place to a ServiceFailure. */
async function withHint(store, run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A))
            throw error;
        const hint = hintFor(store, error);
        if (hint === undefined)
            throw error;
        throw new errors/* ServiceFailure */.A(error.message, { code: error.code, hint, service: error.service });
    }
}
function hintFor({ repository, location }, { service }) {
    const message = service.message ?? '';
    const permission = requiredPermissions[location.kind];
    const where = (0,format/* escapeControls */.UN)(repository);
    if (service.status === 403 && /by integration/.test(message)) {
        return ("the job's GITHUB_TOKEN cannot write secrets: use a personal access token, or the token of an App " +
            `(actions/create-github-app-token), with ${permission}`);
    }
    if (service.status === 403 && /not accessible|must have/i.test(message))
        return `the token needs ${permission}`;
    if (service.status !== 404)
        return undefined;
    if (location.kind === 'organization') {
        const owner = where.split('/')[0];
        return `check that ${owner} is an organization and that the token can see its secrets: it needs ${permission}`;
    }
    const environmentHint = location.kind === 'environment'
        ? `that the environment ${(0,format/* escapeControls */.UN)(location.name)} exists (writing a secret does not create it), `
        : '';
    return `check ${environmentHint}that ${where} is right and that the token has access to it: it needs ${permission}`;
}


/***/ }),

/***/ 2231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ openGraphClient)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/@microsoft/microsoft-graph-client/lib/src/index.js
var src = __webpack_require__(1899);
// EXTERNAL MODULE: ./build/core/json.js
var core_json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/upload-host.js
var upload_host = __webpack_require__(5145);
;// CONCATENATED MODULE: ./build/graph/read-content.js


/** Reads once. Throws a ServiceFailure for an error response, a Failure for an address that cannot be Microsoft's. */
async function readContent({ fromByte, knownUrl, onStart }, { http, host, warnedHosts, redirect }) {
    const check = (response, expected) => {
        if (!expected.includes(response.status))
            throw (0,parse/* graphFailure */.pL)(response, 'read the content', host.clock.now());
    };
    const readFrom = async (url) => {
        (0,upload_host/* checkPreAuthenticatedUrl */.u)(url, { http, host, warnedHosts });
        let onChunk;
        const forward = (chunk, head) => {
            onChunk ??= onStart((0,parse/* parseContentRange */.C5)(head));
            return onChunk(chunk);
        };
        const headers = fromByte === 0 ? {} : { range: `bytes=${fromByte}-` };
        const response = await http.send({ method: 'GET', url, headers, onChunk: forward });
        if (contentStatuses.includes(response.status) && onChunk === undefined)
            onStart((0,parse/* parseContentRange */.C5)(response));
        return response;
    };
    if (knownUrl !== undefined) {
        const response = await readFrom(knownUrl);
        if (!staleStatuses.includes(response.status))
            return check(response, contentStatuses);
    }
    const redirected = await redirect();
    check(redirected, [302]);
    check(await readFrom(redirected.headers.location ?? ''), contentStatuses);
}
const contentStatuses = [200, 206];
/** The address has expired, or belongs to a content that was replaced or moved. */
const staleStatuses = [400, 401, 403, 404, 410];

;// CONCATENATED MODULE: ./build/graph/client.js
/**
 * Sends Graph's JSON requests. Only this file imports the Graph SDK, which builds the requests; our middleware adds
 * token and retries and uses our HTTP client. The SDK replaces every error of a middleware by a GraphError without
 * class or cause, so `RequestState` keeps the original. The SDK always sees an empty object as response: it would parse
 * the real one a second time, and crash on an empty 200.
 */







/** Creates a client for one cloud's Graph v1.0. */
function openGraphClient(options) {
    const baseUrl = `https://${options.graphHost}/v1.0`;
    const middleware = new GraphMiddleware(options);
    const warnedHosts = new Set();
    const client = src/* Client */.Kj.initWithMiddleware({ baseUrl: `https://${options.graphHost}`, middleware });
    return {
        graphHost: options.graphHost,
        http: options.http,
        retry: options.retry,
        warnedHosts,
        serverTimeMs: () => middleware.serverTimeMs,
        async request(request) {
            const state = new RequestState(request);
            const sdkRequest = client.api(request.path).middlewareOptions([state]);
            try {
                await sendThroughSdk(sdkRequest, request);
            }
            catch (error) {
                throw state.failure ?? error;
            }
            if (state.response === undefined)
                throw new Error('the SDK took an answer for itself');
            return state.response;
        },
        async putContent(path, content, { operation, headers: more }) {
            const headers = { 'content-type': 'application/octet-stream', ...more };
            const response = await middleware.sendOnce({
                method: 'PUT',
                url: baseUrl + path,
                headers,
                body: content,
            });
            const body = (0,core_json/* parseJsonObject */.dw)(response.text);
            const isPage = body === undefined && response.text !== '';
            if (response.status >= 300 || (0,parse/* isErrorBody */.HR)(body) || isPage)
                throw (0,parse/* filteredFailure */.mK)(isPage ? asGatewayFailure(response) : response, operation, options.retry.host);
            return toGraphResponse(response, body);
        },
        readContent: (path, wanted) => readContent(wanted, {
            ...{ http: options.http, host: options.retry.host, warnedHosts },
            redirect: () => middleware.sendOnce({ method: 'GET', url: baseUrl + path }),
        }),
    };
}
function sendThroughSdk(sdkRequest, request) {
    if (request.method === 'GET')
        return sdkRequest.get();
    if (request.method === 'DELETE')
        return sdkRequest.delete();
    return request.method === 'POST'
        ? sdkRequest.post(request.body ?? {})
        : sdkRequest.patch(request.body ?? {});
}
/** HTML from a gateway with status 200 is an error: treat it as 502. */
function asGatewayFailure(response) {
    return response.status < 300 ? { ...response, status: 502 } : response;
}
function toGraphResponse({ status, headers }, body) {
    return { status, body: body ?? {}, serverTimeMs: parseDateHeader(headers) };
}
function parseDateHeader(headers) {
    return Date.parse(headers.date ?? '');
}
/** Passed through the SDK as a middleware option. Keeps the response and the error that the SDK would lose. */
class RequestState {
    request;
    response;
    failure;
    constructor(call) {
        this.request = call;
    }
}
/** Our only middleware: takes the SDK's request and sends it with retries. */
class GraphMiddleware {
    #options;
    serverTimeMs = Number.NaN;
    constructor(options) {
        this.#options = options;
    }
    get retry() {
        return this.#options.retry;
    }
    async execute(context) {
        const state = context.middlewareControl?.getMiddlewareOptions(RequestState);
        if (!(state instanceof RequestState) || typeof context.request !== 'string')
            throw new Error('not our call');
        try {
            state.response = await this.#sendWithRetries(context.request, state.request);
        }
        catch (error) {
            state.failure = error;
            throw error;
        }
        context.response = new Response('{}', { headers: { 'content-type': 'application/json' } });
    }
    #sendWithRetries(url, request) {
        const retryRequest = { requestKind: request.requestKind ?? 'graph', label: request.operation };
        return (0,retry/* withRetries */.L)(this.retry, retryRequest, async () => {
            const json = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
            const headers = { 'content-type': 'application/json', ...request.headers };
            const response = await this.sendOnce({
                method: request.method,
                url,
                headers,
                cancelGraceMs: request.cancelGraceMs ?? 0,
                mayBeLarge: request.mayBeLarge ?? false,
                ...json,
            });
            const body = response.status < 300 ? (0,core_json/* parseJsonObject */.dw)(response.text) : undefined;
            if ((0,parse/* isErrorBody */.HR)(body))
                throw (0,parse/* filteredFailure */.mK)(response, request.operation, this.retry.host);
            if (body !== undefined || (response.status < 300 && response.text === ''))
                return toGraphResponse(response, body);
            throw (0,parse/* filteredFailure */.mK)(asGatewayFailure(response), request.operation, this.retry.host);
        });
    }
    /** Sends one request with the current access token. Invalidates the token if the service rejected it. */
    async sendOnce(request) {
        const { token, http } = this.#options;
        const bearer = await token.getAccessToken();
        const headers = {
            ...request.headers,
            authorization: `Bearer ${bearer}`,
            'client-request-id': (0,external_node_crypto_.randomUUID)(),
        };
        const response = await http.send({ ...request, headers });
        this.retry.gate.readHeaders(response.headers, this.retry.host.clock.now());
        const serverTimeMs = parseDateHeader(response.headers);
        if (!Number.isNaN(serverTimeMs))
            this.serverTimeMs = serverTimeMs;
        // Not every 401 is about the token.
        if (response.status === 401 && (0,retry_table/* retryVerdict */.yD)('graph', (0,parse/* graphFailure */.pL)(response, '', 0).service) === 'renew')
            token.invalidate(bearer);
        return response;
    }
}


/***/ }),

/***/ 1077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ completeDriveId)
/* harmony export */ });
/** Ids of drives as Graph accepts them. Ids of items are used as they came. */
/**
 * Returns the id with its leading zeros. Ids of personal drives are 16 hex digits; replies leave leading zeros out, and
 * requests need them (docs/facts.md, "Whose drive"). Any other id, such as `b!…`, is returned unchanged.
 */
function completeDriveId(id) {
    return /^[0-9a-f]{1,15}$/i.test(id) ? id.padStart(16, '0') : id;
}


/***/ }),

/***/ 2699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EQ: () => (/* binding */ graphFailureCode),
/* harmony export */   PR: () => (/* binding */ malwareHint),
/* harmony export */   WF: () => (/* binding */ graphFailureHint)
/* harmony export */ });
/* harmony import */ var _http_retry_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8294);

const codeRules = [
    { status: [301, 302, 303, 307, 308], code: 'proxy-answered' },
    { status: [507], code: 'drive-full' },
    { pattern: /quotalimitreached|insufficient ?space/, code: 'drive-full' },
    { pattern: /pathistoolong/, code: 'path-too-long' },
    { pattern: /maxfilesizeexceeded/, code: 'file-too-large' },
    { pattern: /^malwaredetected$/, code: 'malware-found' },
    { pattern: /incompatible with a similar name/, code: 'name-collision' },
    { status: [403, 423], pattern: _http_retry_table_js__WEBPACK_IMPORTED_MODULE_0__/* .lockedSitePattern */ .Gj, code: 'site-locked' },
    { status: [501], code: 'not-supported' },
    { pattern: /^notsupported$/, code: 'not-supported' },
    { status: [429, 509], code: 'throttled' },
    { status: [401], pattern: /unable to initialize rps/, code: 'service-unavailable' },
    { status: [401], code: 'access-token-refused' },
    { status: [423], code: 'file-locked' },
    { pattern: /^(resourcelocked|lockmismatch)$/, code: 'file-locked' },
    { status: [409], pattern: /currently being uploaded|upload session already exists/, code: 'name-locked' },
    { status: [409], pattern: /namealreadyexists|name_?conflict/, code: 'name-taken' },
    { status: [409, 412], pattern: /resourcemodified/, code: 'item-modified' },
    { status: [412], code: 'item-modified' },
    { status: [403], code: 'access-denied' },
    { status: [404], code: 'item-not-found' },
    { status: [410, 416], code: 'session-moved' },
    { status: [400], pattern: /uploadsessionfailed|generalexception/, code: 'session-broken' },
    { status: [408], code: 'service-unavailable' },
];
/** Total: what no row takes is `service-unavailable` from 500 on, else `request-refused`. */
function graphFailureCode({ status, codes, message = '', }) {
    const texts = [...codes, message].map((text) => text.toLowerCase());
    const rule = codeRules.find((one) => (one.status === undefined || one.status.includes(status)) &&
        (one.pattern === undefined || texts.some((text) => one.pattern?.test(text))));
    return rule?.code ?? (status >= 500 ? 'service-unavailable' : 'request-refused');
}
/** What to do, as a hint of a Failure; '' when there is nothing to say. */
function graphFailureHint(code, service) {
    return hintForCode(code) ?? hintForStatus(code, service);
}
/** For the codes that say more than the status does. */
function hintForCode(code) {
    if (code === 'proxy-answered')
        return 'the service redirects no such request: a proxy or the network of this machine answers in its place, and probably wants a sign-in in a browser';
    if (code === 'malware-found')
        return malwareHint;
    if (code === 'site-locked')
        return 'the site is locked or archived, or set to read-only: ask its administrator to unlock or to reactivate it';
    if (code === 'name-collision')
        return 'the drive holds an item whose name counts as the same there: rename the file, or what is there';
    return undefined;
}
/** What to do about a file that the service holds for malware. */
const malwareHint = 'check where the file comes from; if it is clean, ask an administrator to release it in Microsoft Defender, or report it to Microsoft as a false positive';
/** Who is blocked gets a 429 without a wait, however little is sent (contrib#8469). */
function throttledHint({ retryAfterMs }) {
    return retryAfterMs === undefined
        ? 'Microsoft refuses the requests of this account for now, and the service does not say for how long: run again in some hours; if it stays so, open the drive in a browser: a page about throttling there means that Microsoft has blocked the organization; then ask an administrator'
        : 'the account is being throttled: lower concurrency, or run later';
}
function hintForStatus(code, service) {
    const { status, codes } = service;
    const known = new Set(codes.map((code) => code.toLowerCase()));
    if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch'))
        return 'somebody has the file open or checked out: close it, then run again; if all files fail with this, the site may be locked or archived';
    if (status === 501)
        return 'the service has no such function at this place (in a OneNote notebook, for example): choose another destination, or report the message to us';
    if (known.has('notsupported'))
        return 'the service does not support this here (a OneNote notebook, for example, cannot hold files): choose another destination';
    if (status === 507 || known.has('quotalimitreached'))
        return 'free space on the drive; its recycle bin counts too';
    if (known.has('pathistoolong'))
        return 'shorten destination or the names: 400 characters in all, 255 for each';
    if (status >= 500 || code === 'service-unavailable')
        return 'the service has problems: run again later';
    if (status === 401)
        return 'check that the refresh token belongs to this client and has the scope Files.ReadWrite';
    if (status === 403)
        return 'check that the account can write there, and the scope: Files.ReadWrite for its own drive, Files.ReadWrite.All or Sites.ReadWrite.All for others';
    if (status === 429)
        return throttledHint(service);
    if (status === 400 && (0,_http_retry_table_js__WEBPACK_IMPORTED_MODULE_0__/* .isReasonless */ .mK)(service))
        return 'the service gives no reason, and this error often passes: run again later';
    return '';
}


/***/ }),

/***/ 1907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K2: () => (/* binding */ itemOperations),
/* harmony export */   Pz: () => (/* binding */ addressByPath),
/* harmony export */   Xu: () => (/* binding */ undefinedIfNotFound),
/* harmony export */   ej: () => (/* binding */ itemSelect),
/* harmony export */   ji: () => (/* binding */ addressById)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8314);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4303);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6916);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1419);
/* harmony import */ var _shortcut_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4125);
/**
 * Looks up, lists, creates and deletes items of one drive, by path or by id.
 */






/** Fields for listings. Without a selection each item has a kilobyte that nobody reads. */
const listSelect = '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,fileSystemInfo,file,folder,package,remoteItem';
/** learn.microsoft.com/graph/api/driveitem-get-content, "Downloading files in JavaScript apps". */
const downloadUrlField = '@microsoft.graph.downloadUrl';
/** Fields for a lookup. */
const itemSelect = `${listSelect},parentReference,root`;
/** Returns the address of an item by path, from the root or the base folder. */
function addressByPath({ drivePath, baseFolder }, remotePath) {
    if (baseFolder?.path === undefined)
        return drivePath + (0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .itemAddress */ .EA)(remotePath, baseFolder?.id);
    return (drivePath + (0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .itemAddress */ .EA)(remotePath === '' ? baseFolder.path : (0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .joinRemotePath */ .ox)(baseFolder.path, remotePath)));
}
/** Returns the address of an item by id. */
function addressById({ drivePath }, itemId) {
    return `${drivePath}/items/${(0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeSegment */ .ug)(itemId)}`;
}
/** Creates the item operations of a drive. */
function itemOperations(context) {
    const { graph } = context;
    const get = (path, operation) => graph.request({ method: 'GET', path, operation });
    const lookUp = async (address, what) => (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDriveItem */ .BP)((await undefinedIfNotFound(get(`${address}?${itemSelect}`, `look up ${what}`)))?.body);
    const findItem = (remotePath) => lookUp(addressByPath(context, remotePath), remotePath || 'the root');
    return {
        isRoot: (remotePath) => remotePath === '' && context.baseFolder === undefined,
        findItem,
        findItemById: (itemId) => lookUp(addressById(context, itemId), 'an item'),
        listChildren: (remotePath) => undefinedIfNotFound(listChildrenAt(graph, addressByPath(context, remotePath), `list ${remotePath || 'the root'}`)),
        listChildrenById: (itemId, { forDownload } = { forDownload: false }) => listChildrenAt(graph, addressById(context, itemId), 'list a folder', forDownload ? context.downloadUrls : undefined),
        ensureFolder: (remotePath) => ensureFolderAt({ context, findItem }, remotePath),
        async deleteItem(itemId, eTag) {
            const path = addressById(context, itemId);
            const precondition = eTag === undefined || eTag === '' ? {} : { headers: { 'if-match': eTag } };
            try {
                await graph.request({ method: 'DELETE', path, operation: 'delete an item', ...precondition });
                return 'removed';
            }
            catch (error) {
                // If the response to a DELETE was lost, the retry gets a 404: the item is gone too.
                if (hasStatus(error, 404))
                    return 'gone';
                if (hasStatus(error, 412))
                    return 'changed';
                throw error;
            }
        },
    };
}
/** Keeps the addresses of contents in `downloadUrls`, if they are wanted. */
async function listChildrenAt(graph, address, operation, downloadUrls) {
    const select = downloadUrls === undefined ? listSelect : `${listSelect},${downloadUrlField}`;
    const values = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_1__/* .readCollection */ .H)(graph, `${address}/children?$top=200&${select}`, operation);
    return values.map((value) => {
        const item = (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseListEntry */ .wt)(value);
        const url = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(value)?.[downloadUrlField]);
        if (url !== '' && item.id !== '')
            downloadUrls?.add(item.id, url);
        return item;
    });
}
async function ensureFolderAt(folderContext, remotePath) {
    const found = await folderContext.findItem(remotePath);
    if (found !== undefined)
        return checkFolder(found, remotePath);
    const parent = (0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .parentPathOf */ .XI)(remotePath);
    if (remotePath === '')
        throw notFoundFailure('the root');
    const parentFolder = await ensureFolderAt(folderContext, parent);
    const created = await createFolder(folderContext.context, parentFolder.id, remotePath);
    // Another client was faster, or the response was an empty 200. In both cases the folder exists.
    const item = created ?? (await folderContext.findItem(remotePath));
    if (item === undefined)
        throw notFoundFailure(remotePath);
    return checkFolder(item, remotePath);
}
async function createFolder(context, parentId, remotePath) {
    const request = {
        method: 'POST',
        path: `${addressById(context, parentId)}/children`,
        body: { '@microsoft.graph.conflictBehavior': 'fail', name: (0,_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .baseNameOf */ .mv)(remotePath), folder: {} },
        // As for a file: a new parent folder may not be found for some seconds (facts.md).
        requestKind: 'put',
        operation: `create the folder ${remotePath}`,
    };
    try {
        return (0,_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDriveItem */ .BP)((await context.graph.request(request)).body);
    }
    catch (error) {
        if (hasStatus(error, 409))
            return undefined;
        throw error;
    }
}
function checkFolder(item, remotePath) {
    if (item.isFolder)
        return item;
    const { remoteItem: remote, isPackage } = item;
    if (remote !== undefined && !isPackage)
        throw (0,_shortcut_js__WEBPACK_IMPORTED_MODULE_4__/* .shortcutFailure */ .T)(remotePath, item, { remote });
    const what = isPackage ? 'a OneNote notebook, which cannot hold files' : 'not a folder';
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${remotePath} is ${what}`, {
        code: isPackage ? 'not-supported' : 'not-a-folder',
        kind: 'service',
        hint: 'choose another destination, or move that item away',
    });
}
function notFoundFailure(what) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${what} was not found on the drive`, {
        code: 'item-not-found',
        kind: 'service',
        hint: 'run again later',
    });
}
function hasStatus(error, status) {
    return error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A && error.service.status === status;
}
/** Returns the response, or undefined for a 404. */
async function undefinedIfNotFound(response) {
    try {
        return await response;
    }
    catch (error) {
        if (hasStatus(error, 404))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 4303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readCollection)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8314);
/**
 * Reads a Graph collection to its end, page by page. An invalid or endless list is a failure, never an empty or shorter
 * list: files are deleted and restored by what a list contains.
 */


/** Two million items at 200 per page. */
const maxPages = 10_000;
/** Consecutive pages without new items. Items that change while we read may appear twice (facts.md, "Listings"). */
const maxIdlePages = 100;
/** Returns all values of a collection. If an id appears twice, the later value wins. */
async function readCollection(graph, address, operation) {
    const values = new Map();
    const visitedPaths = new Set();
    let idlePages = 0;
    for (let path = address;;) {
        const { body } = await graph.request({ method: 'GET', path, operation, mayBeLarge: true });
        if (!Array.isArray(body.value))
            throw listFailure(operation, 'the answer contains no list');
        const before = values.size;
        for (const value of body.value)
            values.set((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value)?.id) || Symbol('no id'), value);
        idlePages = values.size === before ? idlePages + 1 : 0;
        const next = parseNextLink(body['@odata.nextLink'], graph.graphHost);
        if (next === undefined)
            return [...values.values()];
        if (next === 'odd')
            throw listFailure(operation, 'the link to its next page is not valid');
        if (visitedPaths.has(next))
            throw listFailure(operation, 'its pages repeat');
        if (visitedPaths.add(next).size >= maxPages || idlePages >= maxIdlePages)
            throw listFailure(operation, 'its pages do not end');
        path = next;
    }
}
/** Returns the link to the next page as a path; `odd` if it does not lead to the same service. */
function parseNextLink(link, graphHost) {
    if (link === undefined || link === null)
        return undefined;
    const url = URL.canParse((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(link)) ? new URL((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(link)) : undefined;
    if (url?.protocol !== 'https:' || url.host !== graphHost || !url.pathname.startsWith('/v1.0/'))
        return 'odd';
    return url.pathname.slice('/v1.0'.length) + url.search;
}
function listFailure(operation, reason) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${operation}: ${reason}`, {
        code: 'bad-listing',
        kind: 'service',
        hint: 'the list may be incomplete, so it is not used; run again later',
    });
}


/***/ }),

/***/ 6258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ openDrive)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/graph/access-errors.js
/**
 * Explains why a drive cannot be opened and what to do, by the location and the service's error.
 */


/** Returns the failure with a hint for the location. Returns errors of any other kind unchanged. */
function accessFailure(error, kind) {
    if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
        return error;
    if (error.service.status === 400 && (0,retry_table/* isReasonless */.mK)(error.service))
        return error;
    return new errors/* ServiceFailure */.A(error.message, {
        code: error.code,
        service: error.service,
        hint: hintFor(error, kind),
    });
}
function hintFor({ service }, kind) {
    const message = `${service.codes.join(' ')} ${service.message ?? ''}`;
    if (/MSA account/i.test(message))
        return 'a personal account only has its own OneDrive: remove user, group and site-url';
    if (/only valid with delegated/i.test(message))
        return 'with auth: app there is no signed-in user: set drive-id, user, group or site-url';
    if (/SPO license/i.test(message))
        return 'this directory has no licence for SharePoint Online; for a personal account set tenant-id to consumers';
    if (/provisioning|provisioned/i.test(message))
        return 'the drive is still being created: open it once in a browser, wait a few minutes, then run again';
    if (service.status === 403)
        return deniedHints[kind];
    // Four wordings of the same error (graph-docs#11344, sdk-dotnet#579, alcionai/corso#3846).
    if (/my ?site|404 FILE NOT FOUND/i.test(message)) {
        return kind === 'me'
            ? notFoundHints.me
            : 'that account has no OneDrive yet: give it a licence, and open its OneDrive once in a browser';
    }
    return notFoundHints[kind];
}
const appRoleHint = 'with auth: app, an administrator must grant the role';
/** Delegated scopes and application roles: learn.microsoft.com/graph/permissions-reference. */
const deniedHints = {
    me: 'sign in again with the scope Files.ReadWrite; for the app folder only, set app-folder: true',
    drive: `somebody else's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and this account needs access to it; ${appRoleHint} Files.ReadWrite.All or Sites.ReadWrite.All`,
    user: `somebody else's drive needs the scope Files.ReadWrite.All, and a folder there that is shared with this account; ${appRoleHint} Files.ReadWrite.All`,
    group: `a group's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and this account must be a member; ${appRoleHint} Files.ReadWrite.All or Sites.ReadWrite.All`,
    site: 'a site needs the scope (with auth: app the role) Sites.ReadWrite.All, or Sites.Selected and the role write on this site, which an administrator grants',
    'app-folder': 'the app folder needs the scope Files.ReadWrite.AppFolder; if it was granted, sign in once with Files.ReadWrite: personal accounts need that to create the folder, work accounts always need it',
    folder: 'a folder that is shared with this account needs the scope Files.ReadWrite.All, and permission to edit it',
    'site-folder': 'the folder in site-url needs the scope (with auth: app the role) Sites.ReadWrite.All, or Sites.Selected and the role write on this site',
    share: 'the link must let this account edit, and the sign-in needs the scope (with auth: app the role) Files.ReadWrite.All or Sites.ReadWrite.All',
};
const notFoundHints = {
    me: 'open OneDrive once in a browser with this account, to create the drive; a work account also needs a licence',
    drive: 'check drive-id, and that this account can open that drive (scope Files.ReadWrite.All or Sites.ReadWrite.All)',
    user: 'check user: it is the sign-in name or the id of a person; the account needs a licence for OneDrive',
    group: 'check group: the id of a Microsoft 365 group; security groups and distribution lists have no drive',
    site: 'check site-url, and that this sign-in can see the site',
    'app-folder': 'the account needs a OneDrive: open it once in a browser',
    folder: "check folder-id, and that it belongs to this drive: a shared folder is on its owner's drive, so set drive-id too",
    'site-folder': 'check the folder in site-url: copy its address from the browser again',
    share: 'the link was deleted, or is for other people: copy a new one',
};

// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/graph/items.js
var items = __webpack_require__(1907);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/upload-host.js
var upload_host = __webpack_require__(5145);
;// CONCATENATED MODULE: ./build/graph/upload-session.js
/**
 * An upload session on the upload host: sends fragments, reads the server's position, deletes the session. The
 * uploadUrl is a credential: it is sent without Authorization and never shown; only the open-sessions file for post
 * holds it. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession.
 */



/** Creates a session from Graph's uploadUrl. Throws if it cannot be an upload host's. */
function openUploadSession(graph, options) {
    const { http, retry, warnedHosts } = graph;
    const { uploadUrl, remotePath } = options;
    (0,upload_host/* checkPreAuthenticatedUrl */.u)(uploadUrl, { http, host: retry.host, warnedHosts });
    const parsePosition = (response, operation) => {
        if (response.status >= 300)
            throw (0,parse/* graphFailure */.pL)(response, `${operation} ${remotePath}`, retry.host.clock.now());
        const body = (0,json/* parseJsonObject */.dw)(response.text);
        return {
            created: response.status === 201,
            item: (0,parse/* parseDriveItem */.BP)(body),
            nextByte: parseNextExpectedByte(body),
        };
    };
    return {
        uploadUrl,
        async sendFragment({ startByte, totalBytes, content }) {
            const range = `bytes ${startByte}-${startByte + content.sizeBytes - 1}/${totalBytes}`;
            const headers = { 'content-range': range };
            return parsePosition(await http.send({ method: 'PUT', url: uploadUrl, headers, body: content }), 'send a fragment of');
        },
        async readPosition() {
            return parsePosition(await http.send({ method: 'GET', url: uploadUrl }), 'get the position of');
        },
        cancel: () => cancelUploadSession(http, uploadUrl),
    };
}
/** A cancelled run has only seconds left. The post step deletes what remains. */
const cancelLimitMs = 4000;
/** Deletes a session by its uploadUrl. 404 counts as success: the session is over (docs#8082). */
async function cancelUploadSession(http, uploadUrl) {
    const signal = AbortSignal.timeout(cancelLimitMs);
    const response = await http.send({
        method: 'DELETE',
        url: uploadUrl,
        signal,
        cancelGraceMs: cancelLimitMs,
    });
    if (response.status >= 300 && response.status !== 404)
        throw (0,parse/* graphFailure */.pL)(response, 'delete an upload session', 0);
}
/**
 * Returns the first byte that the server expects next, from `nextExpectedRanges`; undefined if it names none. Only the
 * first range counts: there is only one (api-docs#93). Older personal drives also give its end.
 */
function parseNextExpectedByte(body) {
    const ranges = body?.nextExpectedRanges;
    const [, first] = (Array.isArray(ranges) && /^(\d+)-\d*$/.exec((0,json/* asString */.oJ)(ranges[0]))) || [];
    const byte = (0,parse/* parseDigits */.o_)(first);
    return Number.isNaN(byte) ? undefined : byte;
}

;// CONCATENATED MODULE: ./build/graph/content.js
/**
 * Writes and reads the content of files on one drive: by PUT, upload session or download.
 */






/** A cancelled run has 7 s. This is for the response with the uploadUrl; the rest is for deleting the session. */
const sessionGraceMs = 2000;
/** Creates the content operations of a drive. */
function contentOperations(context) {
    const { graph } = context;
    return {
        putFile: (remotePath, conflict, content) => putFile(context, { remotePath, conflict }, content),
        putFileIfUnchanged: ({ remotePath, eTag }, content) => putFile(context, { remotePath, conflict: 'replace', headers: { 'if-match': eTag } }, content),
        async createUploadSession(remotePath, conflict, modifiedMs) {
            const response = await graph.request({
                method: 'POST',
                path: `${(0,items/* addressByPath */.Pz)(context, remotePath)}/createUploadSession`,
                // The annotation must come first: the service rejects it after fileSystemInfo (o365 drive.py).
                body: { item: { '@microsoft.graph.conflictBehavior': conflict, ...fileSystemInfo(modifiedMs) } },
                requestKind: 'create-session',
                // If the uploadUrl never arrives, the name stays locked for 15 minutes and nobody can delete the session.
                cancelGraceMs: sessionGraceMs,
                operation: `open an upload session for ${remotePath}`,
            });
            return openUploadSession(graph, { uploadUrl: (0,json/* asString */.oJ)(response.body.uploadUrl), remotePath });
        },
        resumeUploadSession: (remotePath, uploadUrl) => openUploadSession(graph, { uploadUrl, remotePath }),
        async setModifiedTime(itemId, modifiedMs) {
            const path = (0,items/* addressById */.ji)(context, itemId);
            const operation = 'set the time of a file';
            await graph.request({ method: 'PATCH', path, body: fileSystemInfo(modifiedMs), operation });
        },
        readContent: (itemId, content) => graph.readContent(contentAddress(context, itemId), {
            ...content,
            knownUrl: context.downloadUrls.take(itemId),
        }),
        downloadItem: (itemId, onStart) => (0,retry/* withRetries */.L)(graph.retry, { requestKind: 'graph', label: 'read back' }, () => graph.readContent(contentAddress(context, itemId), { fromByte: 0, onStart })),
    };
}
async function putFile(context, options, content) {
    const { remotePath, conflict, headers = {} } = options;
    const path = `${(0,items/* addressByPath */.Pz)(context, remotePath)}/content?@microsoft.graph.conflictBehavior=${conflict}`;
    const operation = `upload ${remotePath}`;
    const response = await context.graph.putContent(path, content, { operation, headers });
    const item = (0,parse/* parseDriveItem */.BP)(response.body);
    if (item !== undefined)
        return { item, created: response.status === 201 };
    // The bytes were sent and the status was 2xx. The caller treats this like a lost reply.
    throw new errors/* ServiceFailure */.A(`${operation}: the answer contains no file`, {
        code: 'bad-answer',
        service: { status: 502, codes: [] },
    });
}
function contentAddress(context, itemId) {
    return `${(0,items/* addressById */.ji)(context, itemId)}/content`;
}
function fileSystemInfo(modifiedMs) {
    if (modifiedMs === undefined)
        return {};
    const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
    return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}

;// CONCATENATED MODULE: ./build/graph/download-urls.js
/** They have one or two kilobytes each; of a larger tree, the other files cost a request more. */
const maxUrls = 20_000;
/** A fetch that starts within this time is not refused because of the address's age. */
const maxAgeMs = 45 * 60_000;
/** Keeps addresses until they are taken. They are secrets: never log one that was not masked before. */
class DownloadUrls {
    #byItem = new Map();
    #clock;
    constructor(clock) {
        this.#clock = clock;
    }
    add(itemId, url) {
        if (this.#byItem.size < maxUrls)
            this.#byItem.set(itemId, { url, listedMs: this.#clock.now() });
    }
    /** Returns the address once; undefined if there is none or it is too old. */
    take(itemId) {
        const known = this.#byItem.get(itemId);
        this.#byItem.delete(itemId);
        return known !== undefined && this.#clock.now() - known.listedMs < maxAgeMs ? known.url : undefined;
    }
}

// EXTERNAL MODULE: ./build/graph/drive-id.js
var drive_id = __webpack_require__(1077);
;// CONCATENATED MODULE: ./build/graph/links.js
/**
 * Creates and deletes sharing links, and gets thumbnails. Does not check that a link is what was asked for. Source:
 * learn.microsoft.com/graph/api/driveitem-createlink, /driveitem-list-thumbnails.
 */



/** Creates the link and thumbnail operations of a drive. */
function linkOperations(context) {
    const { graph } = context;
    return {
        async createLink(itemId, { type, scope, expires, password }) {
            const options = {
                ...(expires !== undefined && { expirationDateTime: expires }),
                ...(password !== undefined && { password }),
            };
            const path = `${(0,items/* addressById */.ji)(context, itemId)}/createLink`;
            const body = { type, scope, ...options };
            return parseSharingLink(await graph.request({ method: 'POST', path, body, operation: 'create a sharing link' }));
        },
        async deletePermission(itemId, permissionId) {
            const path = `${(0,items/* addressById */.ji)(context, itemId)}/permissions/${encodeURIComponent(permissionId)}`;
            // A link that is wider than asked must not outlive a cancelled run.
            const request = {
                method: 'DELETE',
                path,
                operation: 'delete a sharing link',
                cancelGraceMs: deleteGraceMs,
            };
            await (0,items/* undefinedIfNotFound */.Xu)(graph.request(request));
        },
        async getThumbnailUrl(itemId, size) {
            const path = `${(0,items/* addressById */.ji)(context, itemId)}/thumbnails?$select=${size}`;
            const request = graph.request({ method: 'GET', path, operation: 'get a thumbnail' });
            const { value } = (await (0,items/* undefinedIfNotFound */.Xu)(request))?.body ?? {};
            const first = Array.isArray(value) ? (0,json/* asObject */.eB)(value[0]) : undefined;
            return (0,json/* asString */.oJ)((0,json/* asObject */.eB)(first?.[size])?.url) || undefined;
        },
    };
}
/** A cancelled run has 7 s in total. */
const deleteGraceMs = 3000;
function parseSharingLink({ status, body }) {
    const link = (0,json/* asObject */.eB)(body.link);
    const webUrl = (0,json/* asString */.oJ)(link?.webUrl);
    if (webUrl === '' || (0,json/* asString */.oJ)(body.id) === '')
        throw new errors/* Failure */.HR('create a sharing link: the answer contains no link', {
            code: 'bad-answer',
            kind: 'service',
            hint: 'run again later',
        });
    return {
        permissionId: (0,json/* asString */.oJ)(body.id),
        created: status === 201,
        webUrl,
        type: (0,json/* asString */.oJ)(link?.type),
        scope: (0,json/* asString */.oJ)(link?.scope),
        expires: (0,json/* asString */.oJ)(body.expirationDateTime) || undefined,
        hasPassword: typeof body.hasPassword === 'boolean' ? body.hasPassword : undefined,
    };
}

// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
;// CONCATENATED MODULE: ./build/graph/drive.js
/**
 * An opened drive: its properties and the operations on its items, contents and links.
 */








/** Creates a drive from the response to `GET …/drive`. Paths start from `baseFolder`, if given. */
function createDrive(graph, response, baseFolder) {
    const { body } = response;
    const id = (0,drive_id/* completeDriveId */.H)((0,json/* asString */.oJ)(body.id));
    if (id === '') {
        throw new errors/* Failure */.HR('open the drive: the answer contains no drive', {
            code: 'bad-answer',
            kind: 'service',
            hint: 'run again later',
        });
    }
    const kind = (0,json/* asString */.oJ)(body.driveType);
    const quota = (0,json/* asObject */.eB)(body.quota);
    const total = typeof quota?.total === 'number' ? quota.total : 0;
    const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
    const owner = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(body.owner)?.user) ?? (0,json/* asObject */.eB)((0,json/* asObject */.eB)(body.owner)?.group);
    const downloadUrls = new DownloadUrls(graph.retry.host.clock);
    const context = {
        graph,
        drivePath: `/drives/${(0,paths/* encodeSegment */.ug)(id)}`,
        baseFolder,
        downloadUrls,
    };
    return {
        id,
        baseFolderId: baseFolder?.id,
        kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
        name: (0,json/* asString */.oJ)(body.name),
        owner: (0,json/* asString */.oJ)(owner?.displayName) || (0,json/* asString */.oJ)(owner?.email) || 'unknown',
        webUrl: (0,json/* asString */.oJ)(body.webUrl),
        remainingBytes: total > 0 ? remaining : undefined,
        openedMs: Number.isNaN(response.serverTimeMs) ? graph.retry.host.clock.now() : response.serverTimeMs,
        serverTimeMs: () => graph.serverTimeMs(),
        ...(0,items/* itemOperations */.K2)(context),
        ...contentOperations(context),
        ...linkOperations(context),
    };
}

// EXTERNAL MODULE: ./build/graph/listing.js
var listing = __webpack_require__(4303);
;// CONCATENATED MODULE: ./build/graph/site.js
/**
 * Finds a document library from a site's address. Source: learn.microsoft.com/graph/api/site-getbypath, /drive-list.
 */






/** Finds the library, and the folder in it. If no library matches, throws a Failure that lists the libraries. */
async function findLibrary(graph, place) {
    const withoutPage = place.segments.slice(0, place.pageStart);
    let site = await findSite(graph, place.host, sitePathSegments(withoutPage));
    if (site === undefined)
        throw noSiteFailure(place);
    for (;;) {
        const rest = withoutPage.slice(site.segments.length);
        const isPage = rest.length === 0 && /\.aspx$/i.test(place.segments.at(-1) ?? '');
        const isSite = isPage || place.segments.length === site.segments.length;
        if (isSite && place.library === undefined)
            return defaultLibrary(site);
        const libraries = await listLibraries(graph, site);
        const library = libraries.find(({ segments: names }) => !isSite && startsWithSegments(place.segments, names) && names.length > 0);
        if (library !== undefined) {
            checkLibrary(place, library, { libraries, site });
            return { drivePath: drivePathOf(library), folder: folderIn(place, library) };
        }
        if (rest.length === 0) {
            if (place.library === undefined)
                return defaultLibrary(site);
            return { drivePath: drivePathOf(findLibraryByName(place.library, libraries, site)), folder: '' };
        }
        const subsite = await findSite(graph, place.host, withoutPage.slice(0, site.segments.length + 1));
        if (subsite === undefined)
            throw noLibraryFailure(rest.join('/'), libraries, site);
        site = subsite;
    }
}
function defaultLibrary({ id }) {
    return { drivePath: `/sites/${(0,paths/* encodeSegment */.ug)(id)}/drive`, folder: '' };
}
/** The folder in the library, without the view of a library (`Forms/AllItems.aspx`). */
function folderIn({ segments }, library) {
    const rest = segments.slice(library.segments.length);
    const isView = rest.length === 2 && /^forms$/i.test(rest[0] ?? '') && /\.aspx$/i.test(rest[1] ?? '');
    return isView ? '' : rest.join('/');
}
/** `/sites/x`, `/teams/x` and `/personal/x` are separate sites. Anything else is on the root site. */
function sitePathSegments(segments) {
    return /^(sites|teams|personal|portals)$/i.test(segments[0] ?? '') && segments.length > 1
        ? segments.slice(0, 2)
        : [];
}
async function findSite(graph, host, segments) {
    const suffix = segments.length === 0 ? '' : `:/${segments.map(paths/* encodeSegment */.ug).join('/')}`;
    const path = `/sites/${host}${suffix}?$select=id,displayName,webUrl`;
    const operation = `find the site /${segments.join('/')}`;
    const response = await (0,items/* undefinedIfNotFound */.Xu)(graph.request({ method: 'GET', path, operation }));
    const id = (0,json/* asString */.oJ)(response?.body.id);
    return id === '' ? undefined : { id, segments, title: (0,json/* asString */.oJ)(response?.body.displayName) || host };
}
async function listLibraries(graph, site) {
    const path = `/sites/${(0,paths/* encodeSegment */.ug)(site.id)}/drives?$select=id,name,webUrl`;
    const values = await (0,listing/* readCollection */.H)(graph, path, `list the libraries of ${site.title}`);
    return values.flatMap((value) => {
        const drive = (0,json/* asObject */.eB)(value);
        const id = (0,json/* asString */.oJ)(drive?.id);
        const webUrl = (0,json/* asString */.oJ)(drive?.webUrl);
        if (id === '' || !URL.canParse(webUrl))
            return [];
        const segments = new URL(webUrl).pathname.split('/').filter(Boolean).map(paths/* percentDecode */.YZ);
        return [{ id, name: (0,json/* asString */.oJ)(drive?.name), segments }];
    });
}
/** Finds the library with a display name or address segment, ignoring case. */
function findLibraryByName(name, libraries, site) {
    const key = (0,paths/* pathKey */.Pn)(name);
    const matches = libraries.filter((one) => (0,paths/* pathKey */.Pn)(one.name) === key || (0,paths/* pathKey */.Pn)(one.segments.slice(site.segments.length).join('/')) === key);
    const [first] = matches;
    if (first === undefined)
        throw noLibraryFailure(name, libraries, site);
    if (matches.length === 1)
        return first;
    const places = matches.map((one) => `/${one.segments.join('/')}`).join(' and ');
    throw new errors/* Failure */.HR(`two libraries of ${(0,format/* escapeControls */.UN)(site.title)} are called ${(0,format/* escapeControls */.UN)(name)}: ${(0,format/* escapeControls */.UN)(places)}`, {
        code: 'library-ambiguous',
        kind: 'usage',
        hint: "put the library's own address into site-url and remove library",
    });
}
/** Checks that the input `library`, if set, is the library of the address. */
function checkLibrary(place, library, { libraries, site }) {
    if (place.library === undefined || findLibraryByName(place.library, libraries, site) === library)
        return;
    throw new errors/* Failure */.HR(`site-url points to the library ${(0,format/* escapeControls */.UN)(library.name)}, but library is ${(0,format/* escapeControls */.UN)(place.library)}`, { code: 'target-conflict', kind: 'usage', hint: 'remove one of the two' });
}
function noSiteFailure({ segments }) {
    return new errors/* Failure */.HR(`there is no site at ${(0,format/* escapeControls */.UN)(`/${segments.join('/')}`)}, or this sign-in cannot see it`, {
        code: 'site-not-found',
        kind: 'service',
        hint: 'check site-url; with Sites.Selected, an administrator must grant this app the role write on this site',
    });
}
function noLibraryFailure(name, libraries, site) {
    const there = libraries.map((one) => `${one.name} (${one.segments.slice(site.segments.length).join('/')})`);
    const list = there.length === 0 ? 'none that this sign-in can see' : there.join(', ');
    return new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(site.title)} has no library or subsite ${(0,format/* escapeControls */.UN)(name)}`, {
        code: 'library-not-found',
        kind: 'usage',
        hint: `its libraries are: ${(0,format/* escapeControls */.UN)(list)}`,
    });
}
function startsWithSegments(segments, start) {
    return start.every((name, at) => (0,paths/* pathKey */.Pn)(name) === (0,paths/* pathKey */.Pn)(segments[at] ?? ''));
}
function drivePathOf({ id }) {
    return `/drives/${(0,paths/* encodeSegment */.ug)(id)}`;
}

// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
;// CONCATENATED MODULE: ./build/graph/site-url.js
/**
 * Parses a SharePoint address from a browser: a sharing link, or a host and a path. Only the service knows which part
 * of the path is the site and which the library.
 */



/** SharePoint's host suffixes for each Graph host (learn.microsoft.com/graph/deployments, m365-endpoints). */
const sharePointSuffixes = {
    'graph.microsoft.com': ['sharepoint.com', 'sharepoint-df.com'],
    'graph.microsoft.us': ['sharepoint.us'],
    'dod-graph.microsoft.us': ['sharepoint-mil.us'],
    'microsoftgraph.chinacloudapi.cn': ['sharepoint.cn'],
};
/**
 * Parses the address. Finds where a page or a view begins (`/SitePages/…`, `/Forms/AllItems.aspx`), and uses the folder
 * that a view shows (`id`, `RootFolder`, `listurl`). Throws a Failure of kind `usage` if the text is not an https address of this
 * cloud's SharePoint.
 */
function parseSiteUrl(text, graphHost) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined ||
        url.protocol !== 'https:' ||
        url.username !== '' ||
        url.password !== '' ||
        url.port !== '')
        throw siteUrlFailure(text, "copy the site's address from the browser: https://…");
    const allowedSuffixes = sharePointSuffixes[graphHost] ?? sharePointSuffixes['graph.microsoft.com'] ?? [];
    if (url.hostname === '1drv.ms' && allowedSuffixes.includes('sharepoint.com'))
        return { kind: 'share', url: url.href };
    checkHost(url.hostname, allowedSuffixes);
    if (/^\/:[a-z]:\//i.test(url.pathname))
        return { kind: 'share', url: url.href };
    const listUrl = url.searchParams.get('listurl');
    if (listUrl !== null && URL.canParse(listUrl)) {
        const { hostname } = new URL(listUrl);
        checkHost(hostname, allowedSuffixes);
        return { kind: 'path', host: hostname, ...pathOf(url, new URL(listUrl).pathname) };
    }
    const path = pathOf(url, url.pathname);
    if (path.pageStart === 0 && /^[^.]+-my\./.test(url.hostname))
        throw siteUrlFailure(text, "the signed-in user's own OneDrive is not a site: remove site-url");
    return { kind: 'path', host: url.hostname, ...path };
}
function checkHost(host, allowedSuffixes) {
    if (allowedSuffixes.some((suffix) => host.endsWith(`.${suffix}`) && !host.endsWith(`-admin.${suffix}`)))
        return;
    throw siteUrlFailure(host, hostHint(host, allowedSuffixes));
}
function hostHint(host, allowedSuffixes) {
    const isOtherCloud = Object.values(sharePointSuffixes)
        .flat()
        .some((suffix) => host.endsWith(`.${suffix}`) && !allowedSuffixes.includes(suffix));
    if (isOtherCloud)
        return 'set cloud to the cloud of this site: us-gov for sharepoint.us, us-gov-dod for sharepoint-mil.us, china for sharepoint.cn';
    if (/(^|\.)onedrive\.live\.com$/.test(host))
        return 'a personal OneDrive is not a site: remove site-url; for a shared folder, set drive-id and folder-id';
    return `the host must end in .${allowedSuffixes[0] ?? 'sharepoint.com'}`;
}
/** Returns the folder that a library's page shows; undefined if the address has none. */
function folderInQuery(url) {
    for (const [name, value] of url.searchParams) {
        if (/^(id|rootfolder)$/i.test(name) && value.startsWith('/'))
            return encodeURI(value);
    }
    return undefined;
}
/** Segments that start a page, a view or an API of a site, never a folder in a library. */
const pageSegment = /^(_layouts|_api|_catalogs|_vti_bin|sitepages|pages|[^/]+\.aspx)$/i;
/** The folder that the page shows, else the address's own path. */
function pathOf(url, ownPath) {
    const folder = folderInQuery(url);
    const segments = (folder ?? ownPath).split('/').filter(Boolean).map(paths/* percentDecode */.YZ);
    if (segments.some((name) => name === '.' || name === '..' || name.includes('/')))
        throw siteUrlFailure(folder ?? ownPath, "copy the site's address from the browser");
    if (folder !== undefined)
        return { segments, pageStart: segments.length };
    const end = segments.findIndex((name, at) => pageSegment.test(name) || (/^forms$/i.test(name) && /\.aspx$/i.test(segments[at + 1] ?? '')));
    const pageStart = end < 0 ? segments.length : end;
    // `/my` is the signed-in user's own drive in the new interface.
    return { segments, pageStart: pageStart === 1 && segments[0]?.toLowerCase() === 'my' ? 0 : pageStart };
}
function siteUrlFailure(what, hint) {
    return new errors/* Failure */.HR(`site-url is not the address of a SharePoint site: ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(what)}`, {
        code: 'site-url-invalid',
        kind: 'usage',
        hint,
    });
}

;// CONCATENATED MODULE: ./build/graph/open-drive.js
/**
 * Opens the drive that the target inputs name.
 */










/**
 * Opens the drive that the target names. With `folder-id`, `app-folder` or a folder in `site-url`, paths start from that
 * folder, found by id: a path through folders that are not shared does not work (api-docs#908). Throws the service's
 * error, with the missing scope, role or input.
 */
async function openDrive(graph, target) {
    const address = await resolveTarget(graph, target);
    if (address.folder === undefined)
        return createDrive(graph, await requestLocation(graph, address.drivePath, address.kind));
    const folder = await findFolder(graph, address.folder);
    const { item } = folder;
    const driveId = item.parentReference?.driveId ?? '';
    const driveResponse = await readDrive(graph, address, { ...folder, driveId });
    return item.isDriveRoot
        ? createDrive(graph, driveResponse)
        : createDrive(graph, driveResponse, baseFolderOf(graph, item));
}
function baseFolderOf({ graphHost }, { id, name, parentReference }) {
    const parentPath = parentReference?.path;
    return graphHost.endsWith('.cn') && parentPath !== undefined
        ? { id, path: (0,paths/* joinRemotePath */.ox)(parentPath, name) }
        : { id };
}
async function resolveTarget(graph, { place, folderId, appFolder }) {
    const address = await resolvePlace(graph, place);
    if (appFolder)
        return { ...address, folder: { kind: 'app-folder', path: `${address.drivePath}/special/approot` } };
    if (folderId === undefined)
        return address;
    if (address.folder !== undefined) {
        throw new errors/* Failure */.HR('site-url leads to a folder, and folder-id is set too', {
            code: 'target-conflict',
            kind: 'usage',
            hint: 'remove one of the two',
        });
    }
    return {
        ...address,
        folder: { kind: 'folder', path: `${address.drivePath}/items/${(0,paths/* encodeSegment */.ug)(folderId)}` },
    };
}
async function resolvePlace(graph, place) {
    if (place.kind === 'me')
        return { kind: 'me', drivePath: '/me/drive' };
    if (place.kind === 'drive')
        return { kind: 'drive', drivePath: `/drives/${(0,paths/* encodeSegment */.ug)((0,drive_id/* completeDriveId */.H)(place.id))}` };
    if (place.kind === 'user')
        return { kind: 'user', drivePath: `/users/${(0,paths/* encodeSegment */.ug)(place.user)}/drive` };
    if (place.kind === 'group')
        return { kind: 'group', drivePath: `/groups/${(0,paths/* encodeSegment */.ug)(place.group)}/drive` };
    const site = parseSiteUrl(place.url, graph.graphHost);
    if (site.kind === 'path') {
        const { drivePath, folder } = await findLibrary(graph, { ...site, library: place.library }).catch((error) => {
            throw accessFailure(error, 'site');
        });
        if (folder === '')
            return { kind: 'site', drivePath };
        return {
            kind: 'site',
            drivePath,
            folder: { kind: 'site-folder', path: `${drivePath}${(0,paths/* itemAddress */.EA)(folder)}` },
        };
    }
    if (place.library !== undefined) {
        throw new errors/* Failure */.HR('site-url is a sharing link, which already includes the library', {
            code: 'target-conflict',
            kind: 'usage',
            hint: 'remove library',
        });
    }
    const token = `u!${Buffer.from(site.url).toString('base64url')}`;
    return {
        kind: 'share',
        drivePath: '',
        folder: { kind: 'share', path: `/shares/${(0,paths/* encodeSegment */.ug)(token)}/driveItem` },
    };
}
/** Returns the folder that paths start from. Follows one shortcut: none leads to another. */
async function findFolder(graph, { kind, path }, isTarget = false) {
    const response = await requestLocation(graph, `${path}?${items/* itemSelect */.ej}`, kind);
    const item = (0,parse/* parseDriveItem */.BP)(response.body);
    if (item === undefined)
        throw missingIdFailure(kind, 'item');
    if (!isTarget && item.remoteItem !== undefined && item.remoteItem.id !== item.id) {
        const { driveId, id } = item.remoteItem;
        const target = `/drives/${(0,paths/* encodeSegment */.ug)(driveId)}/items/${(0,paths/* encodeSegment */.ug)(id)}`;
        return findFolder(graph, { kind: 'folder', path: target }, true);
    }
    if (item.isFolder)
        return { item, response };
    const what = item.isPackage ? 'a OneNote notebook, which cannot hold files' : 'a file';
    throw new errors/* Failure */.HR(`${locationNames[kind]} is not a folder but ${what}: ${(0,format/* escapeControls */.UN)(item.name)}`, {
        code: item.isPackage ? 'not-supported' : 'not-a-folder',
        kind: 'usage',
        hint: 'use the folder that it is in',
    });
}
const locationNames = {
    me: 'the drive',
    drive: 'drive-id',
    user: 'user',
    group: 'group',
    site: 'site-url',
    share: 'site-url',
    folder: 'folder-id',
    'app-folder': 'the app folder',
    'site-folder': 'the folder in site-url',
};
function missingIdFailure(kind, what) {
    return new errors/* Failure */.HR(`open ${locationNames[kind]}: the answer contains no ${what}`, {
        code: 'bad-answer',
        kind: 'service',
        hint: 'run again later',
    });
}
/** Reads the folder's drive. A sign-in that may use only the folder gets no details of the drive. */
async function readDrive(graph, address, { item, response, driveId }) {
    if (driveId === '')
        throw missingIdFailure(address.kind, 'drive');
    try {
        return await graph.request({
            method: 'GET',
            path: `/drives/${(0,paths/* encodeSegment */.ug)(driveId)}`,
            operation: 'open the drive',
        });
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
            throw error;
        return {
            ...response,
            body: { id: driveId, driveType: item.parentReference?.driveType, webUrl: item.webUrl },
        };
    }
}
async function requestLocation(graph, path, kind) {
    const request = { method: 'GET', path, operation: `open ${locationNames[kind]}` };
    try {
        return await graph.request(request);
    }
    catch (error) {
        if (kind !== 'share' || !isAccessRefusal(error))
            throw accessFailure(error, kind);
    }
    // Redeems the link, as a browser does at the first visit. From then on the account may use the folder.
    const headers = { prefer: 'redeemSharingLink' };
    return graph.request({ ...request, headers }).catch((error) => {
        throw accessFailure(error, kind);
    });
}
/** 400: “Share url does not point to a drive item or no permission to access it” (recorded by pnp/pnpcore). */
function isAccessRefusal(error) {
    return error instanceof errors/* ServiceFailure */.A && [400, 403, 404].includes(error.service.status);
}


/***/ }),

/***/ 6916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ isAddressable),
/* harmony export */   BP: () => (/* binding */ parseDriveItem),
/* harmony export */   C5: () => (/* binding */ parseContentRange),
/* harmony export */   Gs: () => (/* binding */ isFileItem),
/* harmony export */   HR: () => (/* binding */ isErrorBody),
/* harmony export */   mK: () => (/* binding */ filteredFailure),
/* harmony export */   o_: () => (/* binding */ parseDigits),
/* harmony export */   pL: () => (/* binding */ graphFailure),
/* harmony export */   wt: () => (/* binding */ parseListEntry)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6851);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8314);
/* harmony import */ var _http_html_title_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4227);
/* harmony import */ var _http_receive_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(920);
/* harmony import */ var _http_retry_table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8294);
/* harmony import */ var _drive_id_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1077);
/* harmony import */ var _failure_code_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2699);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1419);
/**
 * Parses Microsoft's JSON into our own types without trusting it. Source:
 * learn.microsoft.com/graph/api/resources/driveitem, /uploadsession, /graph/errors.
 */









/** Returns an id for use in a URL; `''` for `.` and `..`, which a URL parser drops, and for lone surrogates. */
function parseId(value) {
    const id = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(value);
    return id === '.' || id === '..' || /\p{Cs}/u.test(id) ? '' : id;
}
/** Returns digits as a number; NaN if they are too many for a file size. */
function parseDigits(digits) {
    return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}
/** OneDrive opened in August 2007. Earlier timestamps are placeholders (the years 1 and 1601) or invalid. */
const minTimestampMs = Date.UTC(2007, 0);
/** Parses a timestamp of the service to milliseconds since the epoch; NaN if it is invalid. */
function parseTimestampMs(value) {
    const stamp = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(value);
    const atMs = /^\d{4}-\d\d-\d\dT/.test(stamp) ? Date.parse(stamp) : Number.NaN;
    return atMs >= minTimestampMs ? atMs : Number.NaN;
}
/** Parses a driveItem; undefined if it has no `id` (api-docs#1531). */
function parseDriveItem(value) {
    const item = parseListEntry(value);
    return item.id === '' ? undefined : item;
}
/** False for a list entry without a usable id or name. We know only that it exists. */
function isAddressable({ id, name }) {
    return id !== '' && name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}
/** Parses an entry of a listing. Missing fields are allowed. */
function parseListEntry(value) {
    const item = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObjectOrEmpty */ .eG)(value);
    const hash = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.file)?.hashes)?.quickXorHash);
    return {
        id: parseId(item.id),
        name: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(item.name),
        sizeBytes: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asWholeNumber */ .ZE)(item.size) ?? Number.NaN,
        isFolder: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.folder) !== undefined,
        childCount: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asWholeNumber */ .ZE)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.folder)?.childCount),
        isDriveRoot: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.root) !== undefined,
        isPackage: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.package) !== undefined,
        state: parseState(item),
        isCheckedOut: /^checkout$/i.test((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.publication)?.level)),
        remoteItem: parseRemoteItem(item.remoteItem),
        parentReference: parseParentReference(item.parentReference),
        quickXorHash: hash === '' ? undefined : hash,
        webUrl: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(item.webUrl),
        eTag: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(item.eTag),
        createdMs: parseTimestampMs(item.createdDateTime),
        modifiedMs: parseTimestampMs(item.lastModifiedDateTime),
        fileModifiedMs: Date.parse((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.fileSystemInfo)?.lastModifiedDateTime)),
    };
}
/** True for items with content: not a folder, notebook or shortcut. */
function isFileItem(item) {
    return !item.isFolder && !item.isPackage && item.remoteItem === undefined;
}
/** A facet counts if it is present, whatever it contains (learn: resources/malware, resources/deleted). */
function parseState(item) {
    if ((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.malware) !== undefined)
        return 'malware';
    return (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(item.deleted) === undefined ? undefined : 'deleted';
}
function parseRemoteItem(value) {
    const remote = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(value);
    const driveId = (0,_drive_id_js__WEBPACK_IMPORTED_MODULE_6__/* .completeDriveId */ .H)(parseId((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(remote?.parentReference)?.driveId));
    if (remote === undefined || driveId === '' || parseId(remote.id) === '')
        return undefined;
    return { driveId, id: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(remote.id), isFolder: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(remote.folder) !== undefined };
}
/** `path` looks like `/drives/{id}/root:/a%20b`. It is usually percent-encoded, but not always. */
function parseParentReference(value) {
    const parent = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(value);
    if (parent === undefined)
        return undefined;
    const path = /root:\/?(.*)$/s.exec((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(parent.path))?.[1];
    return {
        driveId: (0,_drive_id_js__WEBPACK_IMPORTED_MODULE_6__/* .completeDriveId */ .H)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(parent.driveId)),
        driveType: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(parent.driveType),
        id: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(parent.id),
        path: path === undefined ? undefined : (0,_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .percentDecode */ .YZ)(path),
    };
}
/** Returns which bytes a response has (RFC 9110, 14.4 and 8.6). Unknown: `startByte` NaN, `totalBytes` undefined. */
function parseContentRange({ status, headers }) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
    const size = parseDigits(status === 206 ? total : headers['content-length']);
    return {
        startByte: status === 206 ? parseDigits(start) : 0,
        totalBytes: Number.isNaN(size) ? undefined : size,
    };
}
/** Some services answer 200 with an error in the body. No resource that we ask for has a field of this name. */
function isErrorBody(body) {
    return (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(body?.error)?.code) !== '';
}
/** Filters the text before it is cut for a message: the HTTP client does not filter an answer of success. */
function filteredFailure(response, operation, host) {
    return graphFailure({ ...response, text: (0,_http_receive_js__WEBPACK_IMPORTED_MODULE_1__/* .redactResponse */ .J7)(response.text, host) }, operation, host.clock.now());
}
/** Creates the failure for an error response, with all that a retry or a bug report needs. */
function graphFailure(response, operation, nowMs) {
    const error = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJsonObject */ .dw)(response.text)?.error);
    const codes = readErrorCodes(error);
    const message = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(error?.message);
    const requestId = response.headers['request-id'] ?? response.headers.sprequestguid;
    const retryAfterMs = [429, 503, 509].includes(response.status)
        ? (0,_http_retry_table_js__WEBPACK_IMPORTED_MODULE_2__/* .readRetryAfterMs */ .jR)(response.headers, nowMs)
        : undefined;
    const parts = [
        `${operation}: HTTP ${response.status}`,
        ...(codes.length === 0 ? [] : [` ${codes.join('/')}`]),
        ...(error === undefined ? [(0,_http_html_title_js__WEBPACK_IMPORTED_MODULE_7__/* .htmlTitleClause */ .l)(response.text)] : []),
        ...(message === '' ? [] : [` “${message.replace(/\s+/g, ' ').slice(0, 300)}”`]),
        ...(requestId === undefined ? [] : [` (request-id ${requestId})`]),
    ];
    const service = {
        status: response.status,
        codes,
        ...(message !== '' && { message }),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        ...(requestId !== undefined && { requestId }),
    };
    const code = (0,_failure_code_js__WEBPACK_IMPORTED_MODULE_3__/* .graphFailureCode */ .EQ)(service);
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A((0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(parts.join('')), {
        code,
        hint: (0,_failure_code_js__WEBPACK_IMPORTED_MODULE_3__/* .graphFailureHint */ .WF)(code, service),
        service,
    });
}
/** `innerError` nests and has two spellings. The deepest code says most (learn.microsoft.com/graph/errors). */
function readErrorCodes(error) {
    const codes = [];
    for (let level = error; level !== undefined && codes.length < 8; level = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(level.innerError ?? level.innererror)) {
        if ((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(level.code) !== '')
            codes.push((0,_core_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(level.code).slice(0, 80));
    }
    return codes;
}


/***/ }),

/***/ 1419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EA: () => (/* binding */ itemAddress),
/* harmony export */   Pn: () => (/* binding */ pathKey),
/* harmony export */   XI: () => (/* binding */ parentPathOf),
/* harmony export */   YZ: () => (/* binding */ percentDecode),
/* harmony export */   mv: () => (/* binding */ baseNameOf),
/* harmony export */   ox: () => (/* binding */ joinRemotePath),
/* harmony export */   ug: () => (/* binding */ encodeSegment),
/* harmony export */   wA: () => (/* binding */ normalizedPathKey)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6851);
/**
 * Encodes remote paths for Graph addresses. Source: learn.microsoft.com/onedrive/developer "Addressing resources in a
 * drive"; docs/facts.md, "Paths", for what that page leaves out.
 */


/**
 * Returns a path in Graph's colon form: `/root:/a%20b/c.txt:`, or `/root` for the root, which takes no colon. With a
 * base id it starts from that folder: `/items/ID:/c.txt:`. Refuses `.` and `..`, which a URL parser would resolve to
 * another item.
 */
function itemAddress(remotePath, baseId) {
    const base = baseId === undefined ? '/root' : `/items/${encodeSegment(baseId)}`;
    return remotePath === '' ? base : `${base}:/${encodePath(remotePath)}:`;
}
/** Encodes each segment, including `'`, which the service sometimes reads as the end of a literal. */
function encodePath(remotePath) {
    return remotePath.split('/').map(encodeSegment).join('/');
}
/** One path segment or id, percent-encoded. Throws a Failure of kind `usage` for `.`, `..` and the empty segment. */
function encodeSegment(segment) {
    if (segment === '' || segment === '.' || segment === '..')
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`not a valid path segment: ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(segment)}`, {
            code: 'bad-input',
            kind: 'usage',
            hint: 'write paths and ids without empty, . or .. segments',
        });
    return encodeURIComponent(segment).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** Decodes percent-encoding. Returns the text unchanged if it contains a lone `%`. */
function percentDecode(encoded) {
    try {
        return decodeURIComponent(encoded);
    }
    catch {
        return encoded;
    }
}
/** The folder part of a remote path; `''` at the root. */
function parentPathOf(remotePath) {
    return remotePath.slice(0, Math.max(0, remotePath.lastIndexOf('/')));
}
/** The name part of a remote path. */
function baseNameOf(remotePath) {
    return remotePath.slice(remotePath.lastIndexOf('/') + 1);
}
/** The path of a name in a folder. */
function joinRemotePath(folder, name) {
    return folder === '' ? name : `${folder}/${name}`;
}
/** The same for all paths that are one to OneDrive, which ignores case in names. */
function pathKey(remotePath) {
    return remotePath.toLowerCase();
}
/**
 * The same for all paths that may be one to OneDrive. It stores names as composed (NFC, or NFD from a Mac), but they
 * conflict with each other (rclone/rclone#8634, api-docs#351).
 */
function normalizedPathKey(remotePath) {
    return pathKey(remotePath.normalize('NFC')).normalize('NFC');
}


/***/ }),

/***/ 4125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ shortcutFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/** Explains an item that leads to another drive where a folder is needed. */

/** `whatElse` ends the advice for a shortcut to somebody else's folder. */
function shortcutFailure(remotePath, { parentReference }, { remote, whatElse = '' }) {
    // Only the vault leads from a personal drive into a library (docs/facts.md, "Personal drives, old and new").
    if (parentReference?.driveType === 'personal' && remote.driveId.startsWith('b!'))
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${remotePath} is the Personal Vault, which Microsoft Graph does not open`, {
            code: 'not-supported',
            kind: 'service',
            hint: 'choose another folder',
        });
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${remotePath} is a shortcut to somebody else's folder`, {
        code: 'is-shortcut',
        kind: 'service',
        hint: `set drive-id to ${remote.driveId} and folder-id to ${remote.id}${whatElse}`,
    });
}


/***/ }),

/***/ 5145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ checkPreAuthenticatedUrl)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7047);
/**
 * Checks pre-authenticated URLs before use: an uploadUrl, or the target of a download's redirect.
 */


/** Throws if the URL cannot be Microsoft's. Warns once for each unknown host. */
function checkPreAuthenticatedUrl(url, { http, host, warnedHosts }) {
    host.maskUrl(url);
    if (http.emulated && URL.canParse(url) && (0,_http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(new URL(url).hostname))
        return;
    const result = (0,_http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .classifyUploadUrl */ .J1)(url);
    if (result.verdict === 'refused') {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`Graph sent an upload address that is not valid: ${result.reason}`, {
            code: 'untrusted-address',
            kind: 'service',
            hint: 'check whether a proxy changes the answers',
        });
    }
    if (result.verdict === 'known' || warnedHosts.has(result.host))
        return;
    warnedHosts.add(result.host);
    host.log.warning(`Graph sent the upload to ${result.host}, which is not a known Microsoft host.`);
}


/***/ })

};
