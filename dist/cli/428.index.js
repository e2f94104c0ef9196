export const id = 428;
export const ids = [428];
export const modules = {

/***/ 5332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ signIn)
});

// EXTERNAL MODULE: ./build/clouds.js
var clouds = __webpack_require__(4173);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/auth/situation.js
/**
 * Who asked, and the words that depend on it: what makes an advice a command that can be pasted. Knows no codes, and
 * shows nothing that is secret.
 */

/** The command that gets a new refresh token for this client. */
function loginCommand({ client, host }) {
    // Of another action, if this one runs inside it: then it would name a stranger's program.
    const source = host.env.GITHUB_ACTION_REPOSITORY ?? '';
    const repository = /^[\w.-]+\/onedrive-upload$/.test(source) ? source : 'OWNER/onedrive-upload';
    const cloud = Object.entries(clouds/* clouds */.Pk).find(([, { login }]) => login === client.loginHost)?.[0] ?? 'global';
    return [
        `npx github:${repository} login --client-id ${client.clientId}`,
        ...(client.authority === 'live' ? ['--authority live'] : [`--tenant-id ${client.tenantId}`]),
        ...(cloud === 'global' ? [] : [`--cloud ${cloud}`]),
    ].join(' ');
}
/** What is right after everything that ended the old token. */
function signInAgain(situation) {
    return `sign in again with \`${loginCommand(situation)}\`, and store the new refresh token in the secret`;
}

;// CONCATENATED MODULE: ./build/auth/aadsts.js
/**
 * What Microsoft's sign-in errors mean and what to do about them, as data: a row for each cause, with its codes. Here
 * those of people, their tokens and directories; those of the app and its requests are in aadstsapp. Source: learn.microsoft.com/entra/identity-platform/reference-error-codes, and docs/facts.md for the rest. Codes
 * of passing trouble have no row: a retry settles them, and their own text is the best there is.
 */

const store = 'have each run store the new token (rotate-secret), or a weekly one with mode: refresh-only';
/** What became of an account, its consent and its token. One row a cause; each code in one row only, here or there. */
const accountRows = [
    {
        codes: [700082, 70008],
        means: 'the refresh token was not renewed for 90 days, or a code was used too late',
        todo: (situation) => `${signInAgain(situation)}; ${store}`,
    },
    {
        codes: [700084],
        means: 'the token was issued to a single-page app and lives 24 hours',
        todo: (situation) => `register the redirect URI as Web or as Mobile and desktop, then ${signInAgain(situation)}`,
    },
    {
        codes: [50173],
        means: 'the token was revoked, mostly by a change of password',
        todo: (situation) => `${signInAgain(situation)}; a Web registration with a secret survives password changes`,
    },
    {
        codes: [70043],
        means: 'a Conditional Access rule limits how long a sign-in lasts',
        todo: 'ask the administrator for an exclusion of this app, or sign in as the app itself (auth: app)',
    },
    {
        codes: [70000],
        means: 'the token or code is not valid for this client, or the scopes were not granted',
        todo: (situation) => `remove the scopes input, check that client-id is the one that signed in; else ${signInAgain(situation)}`,
    },
    {
        codes: [50089, 50132, 50133, 50078],
        means: 'the sign-in behind the token has expired',
        todo: signInAgain,
    },
    {
        codes: [50076, 50079, 50072, 50074, 50158],
        means: 'multi-factor authentication is now required',
        todo: (situation) => `${signInAgain(situation)}, completing multi-factor authentication`,
    },
    {
        codes: [53003, 530032, 530035, 530036, 53000, 53001, 50131],
        means: 'Conditional Access or security defaults block this machine or this way of signing in',
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
        codes: [50020, 500208, 16000, 50034, 51004],
        means: 'the account is not in this tenant',
        todo: 'sign in with another account, or set tenant-id to common',
    },
    {
        codes: [50057, 50055, 50144, 50053],
        means: 'the account is disabled or locked, or its password has expired',
        todo: (situation) => `mend the account, then ${signInAgain(situation)}`,
    },
    {
        codes: [50105],
        means: 'the user is not assigned to the app',
        todo: 'assign the user to the app, or turn assignment off',
    },
    {
        codes: [50196],
        means: 'too many equal requests in a short time',
        todo: 'run fewer jobs at once with this token, and wait some minutes',
    },
];

;// CONCATENATED MODULE: ./build/auth/aadstsapp.js
/**
 * Sign-in errors that are about the app, its credential and what it asked for: the other half of aadsts, as data.
 * Sources there; for federated credentials also Azure/login#482, #515 and Azure/azure-workload-identity#1200.
 */


const startAgain = 'start the sign-in again, and use each address and code once';
/** The very words that a federated credential must hold. */
const match = ({ claims }) => {
    const [issuer, subject, audience] = [claims?.issuer, claims?.subject, claims?.audience].map((text) => (0,build_text/* printable */.g$)(text || 'unknown'));
    return ('give the app a federated credential with exactly these, in upper and lower case too ' +
        `(\`onedrive-upload subject\` prints them as well): issuer ${issuer}, subject ${subject}, audience ${audience}`);
};
/** One row a cause; each code in one row only, here or there. */
const appRows = [
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
const refusedToken = {
    means: 'the token or code is no longer valid, or belongs to another client',
    todo: signInAgain,
};
/** For answers without a number, as the legacy sign-in gives them, by their OAuth word. */
const words = {
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

;// CONCATENATED MODULE: ./build/auth/advice.js
/**
 * Which advice goes with a refusal, and what the code itself may do about it. The numbers choose words; Microsoft
 * reserves the right to change them, so decisions are made on the HTTP status and on `error`, with two exceptions
 * that OAuth has no word for: a public client that sent a secret, and an assertion that a moment later will do.
 */


const table = [...accountRows, ...appRows];
/** Meaning and advice for the first known code of an answer, else for its `error`. */
function adviceFor({ codes, error }, situation) {
    const advice = rowFor(codes) ?? words[error];
    if (advice === undefined)
        return undefined;
    const { means, todo } = advice;
    return { means, todo: typeof todo === 'string' ? todo : todo(situation) };
}
/** What may be tried at once, without the user. */
function reactionTo(codes) {
    return rowFor(codes)?.reaction;
}
function rowFor(codes) {
    return codes.map((code) => table.find((row) => row.codes.includes(code))).find((row) => row !== undefined);
}
/** The number in a description. The legacy sign-in writes none, but the same sentence. */
function codesIn(description) {
    const told = /AADSTS(\d+)/.exec(description)?.[1];
    if (told !== undefined)
        return [Number(told)];
    return /^public clients can'?t send a client secret/i.test(description) ? [90023] : [];
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/auth/certificate.js
/**
 * The app's certificate: from a PEM text with certificate and private key to what signs an assertion. Judges the
 * text as soon as it is read; knows nothing of requests, and no message holds a piece of the key.
 */


const dayMs = 24 * 3_600_000;
/** Time enough to make a new certificate, and to register it before the old one ends. */
const warnDays = 30;
/**
 * Reads a certificate and its private key, in any order, with further certificates of a chain or without. Throws a
 * Failure of kind `usage` for whatever Microsoft would refuse (certificate-credentials: RSA, signed by PS256).
 */
function readCertificate(pem, nowMs) {
    const key = readKey(pem);
    const found = blocks(pem, 'CERTIFICATE').map(readX509);
    if (found.length === 0)
        throw bad('holds no certificate', 'add the block -----BEGIN CERTIFICATE----- to it');
    const own = found.find((certificate) => certificate.checkPrivateKey(key));
    if (own === undefined) {
        throw bad('holds a private key that does not belong to its certificate', 'take both from the same file or vault entry');
    }
    const [notBeforeMs, notAfterMs] = [Date.parse(own.validFrom), Date.parse(own.validTo)];
    if (nowMs >= notAfterMs) {
        throw bad(`ended on ${day(notAfterMs)}`, 'make a new certificate, and upload its public part to the app registration');
    }
    if (nowMs < notBeforeMs) {
        throw bad(`is not valid before ${day(notBeforeMs)}`, 'check the clock of this machine');
    }
    return {
        key,
        thumbprint: Buffer.from(own.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
        notAfterMs,
    };
}
/** A warning for a certificate that ends within 30 days; undefined for one with time to spare. */
function certificateWarning({ notAfterMs }, nowMs) {
    const days = Math.floor((notAfterMs - nowMs) / dayMs);
    if (days >= warnDays)
        return undefined;
    const left = days < 1 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
    return (`client-certificate ends ${left}, on ${day(notAfterMs)}: upload a new one to the app registration beside it, ` +
        'then replace the secret.');
}
/** The private key as the Web Crypto API wants it, for PS256; it cannot be taken out of there again. */
function signingKey({ key }) {
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
    return external_node_crypto_.webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, [
        'sign',
    ]);
}
function readKey(pem) {
    const [text, second] = blocks(pem, '(?:[A-Z]+ )*PRIVATE KEY');
    if (text === undefined)
        throw bad('holds no private key', 'add the block -----BEGIN PRIVATE KEY----- to it');
    if (second !== undefined)
        throw bad('holds more than one private key', 'leave the one of the certificate');
    if (/ENCRYPTED/.test(text)) {
        throw bad('holds an encrypted private key', 'decrypt it (openssl pkey -in FILE) and store the result');
    }
    const key = parseKey(text);
    if (key.asymmetricKeyType !== 'rsa') {
        throw bad(`holds a key of type ${key.asymmetricKeyType ?? 'unknown'}`, 'make a certificate with an RSA key of 2048 bits or more: the sign-in takes no other');
    }
    return key;
}
function parseKey(text) {
    try {
        return (0,external_node_crypto_.createPrivateKey)(text);
    }
    catch {
        // The cause may quote what it could not read.
        throw bad('holds a private key that cannot be read', 'store the file as it is, with its line breaks');
    }
}
function readX509(text) {
    try {
        return new external_node_crypto_.X509Certificate(text);
    }
    catch {
        throw bad('holds a certificate that cannot be read', 'store the file as it is, with its line breaks');
    }
}
/** The PEM blocks (RFC 7468) of that label, whatever stands between them, even if their line breaks were lost. */
function blocks(pem, label) {
    const pattern = new RegExp(`-----BEGIN (${label})-----([\\s\\S]*?)-----END \\1-----`, 'g');
    return [...pem.matchAll(pattern)].map(([block, name = '', body = '']) => {
        const digits = body.replace(/\\[rn]|\s/g, '');
        // Header lines, which only a legacy encrypted key has, are not to be run together.
        if (!/^[A-Za-z0-9+/=]+$/.test(digits))
            return block;
        return [`-----BEGIN ${name}-----`, ...(digits.match(/.{1,64}/g) ?? []), `-----END ${name}-----`].join('\n');
    });
}
function bad(what, hint) {
    return new errors/* Failure */.HR(`client-certificate ${what}`, { kind: 'usage', hint });
}
function day(atMs) {
    return new Date(atMs).toISOString().slice(0, 10);
}

// EXTERNAL MODULE: ./build/retry.js
var retry = __webpack_require__(1521);
;// CONCATENATED MODULE: ./build/auth/refusal.js
/**
 * What the sign-in service said when it said no, whatever the body is: JSON, HTML or plain text. Knows how an
 * error body is read (learn.microsoft.com/entra/identity-platform/reference-error-codes, "Handling error codes")
 * and which advice goes with it; sends nothing.
 */




/** The sign-in service said no. `error` is its OAuth word, '' when there was none; `aadsts` the numbers of its AADSTS codes. */
class refusal_SignInFailure extends errors/* ServiceFailure */.A {
    name = 'SignInFailure';
    aadsts;
    constructor(message, facts) {
        const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
        super(message, { kind: final ? 'sign-in' : 'service', ...facts });
        this.aadsts = facts.aadsts;
    }
    /** The OAuth word of the answer (RFC 6749 section 5.2); '' when there was none. */
    get error() {
        return this.service.codes[0] ?? '';
    }
}
/** The failure for an answer that is no grant, with everything that helps in the service's words. */
function refusal(reply, situation) {
    const body = parsed(reply.text) ?? {};
    const error = typeof body.error === 'string' ? body.error : '';
    const description = typeof body.error_description === 'string' ? body.error_description : '';
    const listed = Array.isArray(body.error_codes)
        ? body.error_codes.filter((code) => typeof code === 'number')
        : [];
    const aadsts = [...new Set([...codesIn(description), ...listed])];
    const advice = adviceFor({ codes: aadsts, error }, situation);
    const traces = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) => typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : []);
    const words = [
        `sign-in refused by ${situation.client.loginHost} with HTTP ${reply.status}`,
        ...(error === '' ? [] : [` (${(0,build_text/* printable */.g$)(error)})`]),
        ...(description === '' ? [] : [`: ${(0,build_text/* printable */.g$)(description.split(/\r?\n/)[0] ?? '')}`]),
        ...(advice === undefined ? [] : [` — ${advice.means}`]),
        ...(traces.length === 0 ? [] : [` [${(0,build_text/* printable */.g$)(traces.join(', '))}]`]),
    ];
    const waitMs = (0,retry/* orderedWaitMs */.VN)(reply.headers, situation.host.clock.now());
    return new refusal_SignInFailure(words.join(''), {
        aadsts,
        hint: advice?.todo ??
            (aadsts[0] === undefined
                ? 'try again later'
                : `see https://login.microsoftonline.com/error?code=${aadsts[0]}`),
        service: {
            status: reply.status,
            codes: error === '' ? [] : [error],
            ...(waitMs !== undefined && { waitMs }),
        },
    });
}
/** A JSON object, or undefined for any other text. */
function parsed(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/auth/oidc.js



/**
 * What a federated credential of that cloud expects as its audience (learn.microsoft.com/graph/api/resources/
 * federatedidentitycredential; for the others Azure/login#452 and hashicorp/terraform-provider-azuread#1755).
 */
function exchangeAudience(cloud) {
    const suffix = { global: '', 'us-gov': 'USGov', 'us-gov-dod': 'USGov', china: 'China' }[cloud];
    return `api://AzureADTokenExchange${suffix}`;
}
/**
 * Asks the runner's service once for a token of that audience, masked already; it lives five minutes or so. Throws a
 * Failure of kind `usage` when the job may have none, ServiceFailure when GitHub refuses it: whoever redeems the
 * token has a loop around both.
 */
async function githubToken({ door, host }, audience) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = host.env;
    if (!URL.canParse(address) || bearer === '') {
        throw new errors/* Failure */.HR('this job may not ask GitHub for an OIDC token', {
            kind: 'usage',
            hint: 'give the job `permissions: id-token: write` (a called workflow needs it from its caller as well); ' +
                'pull requests from forks never get it',
        });
    }
    host.mask(bearer);
    const url = new URL(address);
    url.searchParams.set('audience', audience);
    const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
    const reply = await door.send({ method: 'GET', url: url.href, headers });
    const token = reply.status === 200 ? parsed(reply.text)?.value : undefined;
    if (typeof token === 'string' && token !== '') {
        host.mask(token);
        return token;
    }
    const passing = reply.status >= 500 || reply.status === 408 || reply.status === 429;
    const waitMs = (0,retry/* orderedWaitMs */.VN)(reply.headers, host.clock.now());
    throw new errors/* ServiceFailure */.A(`GitHub's OIDC token was refused with HTTP ${reply.status}`, {
        kind: passing ? 'service' : 'sign-in',
        hint: 'check `permissions: id-token: write`; GitHub ends the right to ask with the job',
        service: { status: reply.status, codes: [], ...(waitMs !== undefined && { waitMs }) },
    });
}

;// CONCATENATED MODULE: ./build/auth/credential.js
/**
 * From inputs to a client: which app signs in where, and how it proves itself. Reads the certificate, and knows who
 * mints assertions; sends nothing itself.
 */




/**
 * The client that these inputs describe. Warns of a certificate that ends soon; throws a Failure of kind `usage` for
 * one that cannot be used.
 */
function clientOf(applicant) {
    const { clientId, tenantId, authority, cloud, redirectUri } = applicant.identity;
    return {
        clientId,
        tenantId,
        authority,
        loginHost: authority === 'live' ? clouds/* liveHost */.jd : clouds/* clouds */.Pk[cloud].login,
        ...(redirectUri !== undefined && { redirectUri }),
        proof: proofOf(applicant),
    };
}
function proofOf({ identity, door, host }) {
    const { credential, clientSecret, clientCertificate, cloud } = identity;
    if (credential === 'none')
        return { kind: 'none' };
    if (credential === 'oidc') {
        return { kind: 'assertion', mint: () => githubToken({ door, host }, exchangeAudience(cloud)) };
    }
    const text = credential === 'secret' ? clientSecret : clientCertificate;
    if (text === undefined || text === '') {
        const name = credential === 'secret' ? 'client-secret' : 'client-certificate';
        throw new errors/* Failure */.HR(`${name} is empty`, { kind: 'usage', hint: `set it, or another credential` });
    }
    if (credential === 'secret')
        return { kind: 'secret', secret: text };
    const nowMs = host.clock.now();
    const certificate = readCertificate(text, nowMs);
    const warning = certificateWarning(certificate, nowMs);
    if (warning !== undefined)
        host.log.warning(warning);
    return { kind: 'certificate', certificate };
}

// EXTERNAL MODULE: ../../work/main/node_modules/oauth4webapi/build/index.js
var build = __webpack_require__(3835);
// EXTERNAL MODULE: ./build/persist.js
var build_persist = __webpack_require__(2955);
;// CONCATENATED MODULE: ./build/auth/client.js
/**
 * Which app signs in, how it proves that it is the app, and at which addresses. Pure: builds addresses, among them
 * the page that a browser is sent to; knows no tokens and sends nothing.
 */


/** Addresses of a client's authority (v2-protocols, "Endpoints"; for live onedrive-api-docs, msa-oauth.md). */
function endpointsOf({ authority, loginHost, tenantId }) {
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
 * The page where the user signs in and consents. Throws a Failure of kind `usage` for an extra parameter that would
 * replace what ties the answer to the question.
 */
function authorizeUrl(client, ask) {
    const own = {
        client_id: client.clientId,
        response_type: 'code',
        redirect_uri: ask.redirectUri,
        scope: ask.scope,
        state: ask.state,
        ...(ask.challenge !== undefined && { code_challenge: ask.challenge, code_challenge_method: 'S256' }),
    };
    const taken = Object.keys(ask.extra).find((name) => Object.hasOwn(own, name));
    if (taken !== undefined) {
        throw new Failure(`${printable(taken)} cannot be an extra parameter: the sign-in sets it itself`, {
            kind: 'usage',
            hint: 'use the flag for it, or leave it out',
        });
    }
    // The legacy page knows neither, and answers in the query anyway.
    const defaults = client.authority === 'live' ? {} : { response_mode: 'query', prompt: 'select_account' };
    const query = new URLSearchParams({ ...own, ...defaults, ...ask.extra });
    // A plus is a space in forms only; in a query not everybody reads it as one.
    return `${endpointsOf(client).authorize}?${query.toString().replaceAll('+', '%20')}`;
}

;// CONCATENATED MODULE: ./build/auth/assertion.js
/**
 * What a client assertion says of itself. Reads a JSON Web Token and verifies nothing: the words are for people
 * who compare them with a federated credential. Knows no network.
 */
/** The claims of a token, '' for one that is missing; undefined when the text is no token. Source: RFC 7519. */
function claimsOf(token) {
    const parts = token.split('.');
    if (parts.length !== 3)
        return undefined;
    try {
        const value = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
        if (typeof value !== 'object' || value === null)
            return undefined;
        const { iss, sub, aud } = { ...value };
        return { issuer: assertion_text(iss), subject: assertion_text(sub), audience: [aud].flat().map(assertion_text).join(' ') };
    }
    catch {
        return undefined;
    }
}
function assertion_text(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./build/auth/post.js
/**
 * One POST to the sign-in service through the door. Knows what an answer must look like before a library may read it,
 * and that every other answer is a refusal; nothing of grants.
 */



/** Status 200 with a JSON object, or SignInFailure; what the door throws when no answer came. */
async function post({ door, host, client }, posting) {
    const { url, headers, body, assertion } = posting;
    const reply = await door.send({
        method: 'POST',
        url,
        headers: { ...headers, 'client-request-id': (0,external_node_crypto_.randomUUID)() },
        body: body.toString(),
    });
    const answer = reply.status === 200 ? parsed(reply.text) : undefined;
    if (answer === undefined) {
        const claims = assertion === undefined ? undefined : claimsOf(assertion);
        const situation = { client, host, ...(claims !== undefined && { claims }) };
        throw refusal({ ...reply, status: reply.status === 200 ? 502 : reply.status }, situation);
    }
    // Under `common` an id_token comes from the tenant's own issuer, which the library would take for a forgery;
    // nobody reads it here.
    const { id_token: _, ...rest } = answer;
    return new Response(JSON.stringify(rest), { status: 200, headers: { 'content-type': 'application/json' } });
}

;// CONCATENATED MODULE: ./build/auth/oauth.js
/**
 * The token endpoint: four grants, one answer each. The only file that imports oauth4webapi. Knows the protocol
 * (RFC 6749, 7636, 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow) and that passing
 * trouble is tried again, not what becomes of the tokens. Every non-200 is read in auth/refusal, because the
 * library drops the body of a 5xx, and what it throws is never passed on, because its `cause` holds tokens.
 */








const retries = 5;
/** Of an assertion of our own: Microsoft asks for no more than ten minutes (certificate-credentials, `exp`). */
const assertionLifeS = 600;
/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
function refreshGrant(desk, ask) {
    const { authority, redirectUri } = desk.client;
    return redeem(desk, 'refresh_token', {
        refresh_token: ask.refreshToken,
        scope: ask.scope,
        redirect_uri: authority === 'live' ? redirectUri : undefined,
    });
}
/** The app signs in as itself; never a refresh token. `scope` is a resource with `/.default` (v2-oauth2-client-creds-grant-flow). */
function appGrant(desk, ask) {
    return redeem(desk, 'client_credentials', { scope: ask.scope });
}
/**
 * Redeems an authorization code, once: it is sent again only after an answer that says it was not looked at.
 * `redirectUri` is the very text that was sent to the authorize page.
 */
function codeGrant(desk, ask) {
    const { code, redirectUri, verifier, scope } = ask;
    const fields = { code, redirect_uri: redirectUri, code_verifier: verifier, scope };
    return redeem(desk, 'authorization_code', fields, 'code');
}
/** Asks for a code that the user types in on another machine. Not offered by authority live. */
async function beginDevice(desk, { scope }) {
    const { client, host } = desk;
    const server = serverOf(client);
    if (server.device_authorization_endpoint === undefined) {
        throw new Failure(`${client.loginHost} signs no devices in`, {
            kind: 'usage',
            hint: 'leave out --device, or --authority live',
        });
    }
    const who = { client_id: client.clientId };
    const patience = { host, retries, gate: new Gate() };
    const answer = await persist(patience, { place: 'token', label: 'device sign-in' }, () => told(desk, undefined, async (network) => {
        const asked = await oauth.deviceAuthorizationRequest(server, who, oauth.None(), { scope }, network);
        return oauth.processDeviceAuthorizationResponse(server, who, asked);
    }));
    return {
        deviceCode: answer.device_code,
        userCode: answer.user_code,
        verificationUri: answer.verification_uri,
        message: typeof answer.message === 'string' ? answer.message : '',
        // RFC 8628 section 3.2: five seconds when the service does not say.
        intervalMs: (answer.interval ?? 5) * 1000,
        untilMs: host.clock.now() + answer.expires_in * 1000,
    };
}
/**
 * Asks once whether the user is done. The caller waits `intervalMs` between two questions, and five seconds more
 * from then on after each `slow-down` (RFC 8628 section 3.5). Throws SignInFailure when the user declined, the
 * code ended, or it is not known.
 */
async function deviceGrant(desk, device) {
    try {
        return await redeem(desk, 'urn:ietf:params:oauth:grant-type:device_code', {
            device_code: device.deviceCode,
        });
    }
    catch (error) {
        if (error instanceof SignInFailure && error.error === 'authorization_pending')
            return 'pending';
        if (error instanceof SignInFailure && error.error === 'slow_down')
            return 'slow-down';
        throw error;
    }
}
/** What ties an answer to the question: a state, and a PKCE verifier with its S256 challenge; 256 random bits each. */
async function newAttempt() {
    const verifier = oauth.generateRandomCodeVerifier();
    const challenge = await oauth.calculatePKCECodeChallenge(verifier);
    return { state: oauth.generateRandomState(), verifier, challenge };
}
/** An authorization server as the library wants it. */
function serverOf(client) {
    const { issuer, token, device } = endpointsOf(client);
    return {
        issuer,
        token_endpoint: token,
        ...(device !== undefined && { device_authorization_endpoint: device }),
    };
}
async function redeem(desk, grantType, fields, place = 'token') {
    const { client, host } = desk;
    const server = serverOf(client);
    const who = { client_id: client.clientId };
    const parameters = Object.entries(fields).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]);
    const answer = await (0,build_persist/* persist */.Zr)({ host, retries, gate: new build_persist/* Gate */.iD() }, { place, label: 'sign-in' }, async () => {
        const { proof } = client;
        const assertion = proof.kind === 'assertion' ? await proof.mint() : undefined;
        const auth = assertion === undefined ? await authOf(desk) : presented(assertion);
        return told(desk, assertion, async (network) => {
            const response = await build/* genericTokenEndpointRequest */.Nb(...[server, who, auth, grantType, parameters, network]);
            return build/* processGenericTokenEndpointResponse */.kU(server, who, response);
        });
    });
    return {
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token,
        lifetimeMs: (answer.expires_in ?? 3600) * 1000,
        scope: answer.scope ?? '',
    };
}
/** A token of somebody else in the place of a secret (RFC 7523 section 2.2). */
function presented(assertion) {
    return (_server, client, body) => {
        body.set('client_id', client.client_id);
        body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        body.set('client_assertion', assertion);
    };
}
/** What the app says of itself with every request; an assertion of its own is signed anew each time. */
async function authOf({ client, host }) {
    const { proof } = client;
    if (proof.kind === 'secret')
        return build/* ClientSecretPost */.qm(proof.secret);
    if (proof.kind !== 'certificate')
        return build/* None */.NV();
    const { certificate } = proof;
    return build/* PrivateKeyJwt */.IX(await signingKey(certificate), {
        // The platform finds the key by the certificate's thumbprint (certificate-credentials, "Assertion format").
        [build/* modifyAssertion */.LB](header, claims) {
            const nowS = Math.floor(host.clock.now() / 1000);
            header.typ = 'JWT';
            header['x5t#S256'] = certificate.thumbprint;
            Object.assign(claims, {
                aud: endpointsOf(client).token,
                iat: nowS,
                nbf: nowS,
                exp: nowS + assertionLifeS,
            });
        },
    });
}
/** Runs a request of the library; what comes out of it is an answer or a Failure of ours. */
async function told(desk, assertion, run) {
    const { loginHost } = desk.client;
    try {
        return await run({
            [build/* customFetch */.A6]: (url, { headers, body }) => post(desk, { url, headers, body, assertion }),
        });
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
            throw error;
        const why = error instanceof Error ? error.name : 'unknown';
        throw new errors/* Failure */.HR(`the answer of ${loginHost} is no token answer (${why})`, {
            kind: 'sign-in',
            hint: 'check that no proxy rewrites answers, then try again',
        });
    }
}

;// CONCATENATED MODULE: ./build/auth/identity.js
/**
 * Who we are: keeps one access token good for the whole run and tells about every new refresh token at once.
 * Knows when to ask for a token and what to try once it was refused, not how (auth/oauth), nor where a rotated one is
 * kept (its caller).
 */






/** A long fragment may take minutes, and clocks differ: a token this close to its end is not used. */
const marginMs = 5 * 60_000;
/** A new federated credential is known everywhere within minutes; the run should not wait for all of them. */
const propagationMs = [10_000, 20_000, 30_000];
/**
 * Signs in: redeems the refresh token, or asks for a token of the app itself. Throws SignInFailure with what Microsoft
 * said and what to do, and a Failure of kind `usage` for a certificate that cannot be used.
 */
async function signIn(options) {
    const keeper = new Keeper(options);
    await keeper.bearer();
    return keeper;
}
class Keeper {
    #options;
    #client;
    #refreshToken;
    #grant;
    #pending;
    #saidNoNewToken = false;
    rotated = false;
    constructor(options) {
        this.#options = options;
        this.#client = clientOf(options);
        this.#refreshToken = options.identity.refreshToken;
    }
    get scope() {
        return this.#grant?.scope ?? '';
    }
    async bearer() {
        const { clock } = this.#options.host;
        if (this.#grant !== undefined && clock.now() < this.#grant.untilMs)
            return this.#grant.accessToken;
        this.#pending ??= this.#renew().finally(() => {
            this.#pending = undefined;
        });
        return this.#pending;
    }
    refuse(bearer) {
        if (this.#grant?.accessToken === bearer)
            this.#grant = undefined;
    }
    async #renew() {
        const { host, identity } = this.#options;
        const grant = await this.#redeem();
        host.mask(grant.accessToken);
        // Half of a very short life is still of use; the margin would leave none of it.
        const usableMs = Math.max(grant.lifetimeMs - marginMs, grant.lifetimeMs / 2);
        this.#grant = { ...grant, untilMs: host.clock.now() + usableMs };
        if (identity.auth === 'refresh-token')
            await this.#keep(grant.refreshToken);
        return grant.accessToken;
    }
    /** The newest token serves for the next renewal: a strict platform may have ended the one before. */
    async #keep(refreshToken) {
        const { host, onRotated } = this.#options;
        if (refreshToken === undefined && !this.#saidNoNewToken) {
            this.#saidNoNewToken = true;
            host.log.notice('Microsoft sent no new refresh token: the old one stays in use, and ends 90 days after it was issued.');
        }
        if (refreshToken === undefined || refreshToken === this.#refreshToken)
            return;
        host.mask(refreshToken);
        this.#refreshToken = refreshToken;
        this.rotated = true;
        await onRotated(refreshToken);
    }
    async #redeem() {
        const waitsMs = [...propagationMs];
        let renewed = false;
        for (;;) {
            try {
                return await this.#ask();
            }
            catch (error) {
                if (!(error instanceof refusal_SignInFailure))
                    throw error;
                const reaction = reactionTo(error.aadsts);
                const { kind } = this.#client.proof;
                if (reaction === 'bare' && kind !== 'none' && this.#options.identity.auth !== 'app') {
                    this.#withoutProof();
                }
                else if (reaction === 'fresh' && (kind === 'assertion' || kind === 'certificate') && !renewed) {
                    renewed = true;
                }
                else if (reaction === 'wait' && kind === 'assertion') {
                    await this.#wait(waitsMs.shift(), error);
                }
                else {
                    throw error;
                }
            }
        }
    }
    #withoutProof() {
        const name = this.#client.proof.kind === 'secret' ? 'client-secret' : 'client-certificate or credential';
        this.#options.host.log.warning(`This client is a public one (Mobile and desktop) and must not send a secret: going on without it. Remove ${name}.`);
        this.#client = { ...this.#client, proof: { kind: 'none' } };
    }
    async #wait(delayMs, failure) {
        if (delayMs === undefined)
            throw failure;
        const { host } = this.#options;
        host.log.info(`${failure.message}; trying again in ${(0,build_text/* span */.Ln)(delayMs)}, because a new credential is not known everywhere at once`);
        await host.clock.sleep(delayMs, host.signal);
    }
    #ask() {
        const { identity, door, host } = this.#options;
        const desk = { door, host, client: this.#client };
        if (identity.auth === 'app') {
            return appGrant(desk, { scope: `https://${clouds/* clouds */.Pk[identity.cloud].graph}/.default` });
        }
        const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
        return refreshGrant(desk, { refreshToken: this.#refreshToken, scope });
    }
}
/** Without `offline_access` among the scopes, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes) {
    const words = scopes.split(/\s+/).filter(Boolean);
    // The legacy sign-in has a name of its own for it.
    const asked = words.some((word) => word === 'offline_access' || word === 'wl.offline_access');
    return asked ? words.join(' ') : [...words, 'offline_access'].join(' ');
}


/***/ }),

/***/ 1539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rh: () => (/* binding */ showProgress)
/* harmony export */ });
/* unused harmony exports bars, bar */
/* harmony import */ var _report_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8779);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3136);
/**
 * Progress on a terminal: a bar for each file in flight and one for all, drawn again ten times a second. Knows
 * snapshots and the size of the screen.
 */


const drawEveryMs = 100;
/** The rate is averaged over samples; drawing oftener than this would make it jump. */
const sampleEveryMs = 500;
const barCells = 24;
/** More files than these are counted only; some room is left for the log. */
const shownFiles = 8;
const otherRows = 4;
const numberCells = 28;
/** Shows progress on the bottom lines of a terminal, as log lines elsewhere; answers how to stop. */
function showProgress(terminal) {
    return (progress) => (terminal.live ? drawBars(terminal, progress) : (0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .logProgress */ .sc)(terminal, progress));
}
function drawBars(terminal, progress) {
    let sampledMs = 0;
    let now = progress.snapshot(terminal.clock.now());
    const draw = () => {
        const nowMs = terminal.clock.now();
        if (nowMs - sampledMs >= sampleEveryMs) {
            now = progress.snapshot(nowMs);
            sampledMs = nowMs;
        }
        const { columns = 80, rows = 24 } = process.stderr;
        terminal.status(bars(now, progress.flights(), { columns, rows }));
    };
    const interval = setInterval(draw, drawEveryMs);
    return () => {
        clearInterval(interval);
        terminal.status([]);
    };
}
/** The lines to draw: files in flight, how many more there are, and the total. None is wider than the screen. */
function bars(now, flights, screen) {
    const room = Math.min(shownFiles, Math.max(0, screen.rows - otherRows));
    const shown = flights.slice(0, room);
    const more = flights.length - shown.length;
    const lines = [
        ...shown.map((flight) => fileLine(flight, screen.columns)),
        ...(more > 0 && room > 0 ? [`… and ${more} more`] : []),
        `${bar(share(now.bytesDone, now.bytesTotal))} ${(0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(now)}`,
    ];
    // The last column stays free: a terminal that wraps there would count one line as two.
    return lines.map((line) => fitted(line, screen.columns - 1));
}
function fileLine({ name, sizeBytes, reachedByte }, columns) {
    const numbers = `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(reachedByte)} of ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(sizeBytes)}`;
    const done = `${bar(share(reachedByte, sizeBytes))} ${numbers.padEnd(numberCells)}`;
    return `${done} ${fitted((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(name), Math.max(0, columns - done.length - 2))}`;
}
function share(done, total) {
    return total === 0 ? 1 : done / total;
}
/** `[######------]`, in plain characters that every terminal has. */
function bar(part) {
    const full = Math.round(Math.min(1, Math.max(0, part)) * barCells);
    return `[${'#'.repeat(full)}${'-'.repeat(barCells - full)}]`;
}
/** Where scripts with wide characters begin (Unicode TR11); taking all above for wide, a line is never too long. */
const wideFrom = 0x1100;
const ellipsis = '…';
/** The text cut to so many cells, with a mark where it was. */
function fitted(text, cells) {
    let used = 0;
    let kept = '';
    for (const character of text) {
        used += cellsOf(character);
        // Room for the mark, should the rest not fit.
        if (used <= cells - 1)
            kept += character;
    }
    return used <= cells ? text : kept + ellipsis.slice(0, Math.max(0, cells));
}
function cellsOf(character) {
    return character !== ellipsis && (character.codePointAt(0) ?? 0) >= wideFrom ? 2 : 1;
}


/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openTerminal)
});

// UNUSED EXPORTS: redraw

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ../../work/main/node_modules/@actions/core/lib/core.js + 14 modules
var lib_core = __webpack_require__(5149);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/host.js
/**
 * The world as an argument: log, masks, outputs, clock, chance and environment. Everything else in the
 * house gets a `Host` handed in and touches no global, so that a test can be the world. The only file that
 * imports @actions/core, whose workflow commands mean something under GitHub's runner alone; the command's
 * own host is in cli/terminal.
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
/**
 * Stars out known secrets. A runner masks what it was told, but not the form-encoded variant that JavaScript
 * writes, and nothing masks a terminal: so every line goes through here first. Texts of under six
 * characters would star out half of the log and are left alone.
 */
class Redactor {
    #secrets = new Set();
    #longestFirst = [];
    /** Remembers a secret; answers the variants of it that are new. */
    add(secret) {
        const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
        const variants = [secret, ...lines].flatMap((text) => [
            text,
            formEncoded(text),
            encodeURIComponent(text),
            (0,build_text/* markdown */.wD)(text),
        ]);
        const fresh = [...new Set(variants)].filter((text) => text.length >= 6 && !this.#secrets.has(text));
        for (const text of fresh)
            this.#secrets.add(text);
        this.#longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
        return fresh;
    }
    clean(text) {
        let cleaned = text;
        // The longest first: one secret may be the beginning of another.
        for (const secret of this.#longestFirst)
            cleaned = cleaned.replaceAll(secret, '***');
        return cleaned.replace(/\b(tempauth|access_token|refresh_token|client_secret|client_assertion|code(?!=\d+(?![\w.~-])))=[^&\s"']+/gi, '$1=***');
    }
}
function formEncoded(text) {
    return new URLSearchParams({ x: text }).toString().slice(2);
}
/** The world of a step under GitHub's runner, or one that follows its environment files (act, Gitea, Forgejo). */
function actionsHost(signal) {
    const redactor = new Redactor();
    const line = (text) => printable(redactor.clean(text));
    return {
        env: process.env,
        cwd: process.cwd(),
        tempDir: process.env.RUNNER_TEMP ?? tmpdir(),
        clock: systemClock,
        signal,
        random: Math.random,
        log: {
            debug: (text) => core.debug(line(text)),
            info: (text) => core.info(inert(line(text))),
            notice: (text, annotation) => core.notice(line(text), { ...annotation }),
            warning: (text, annotation) => core.warning(line(text), { ...annotation }),
            error: (texts, annotation) => core.error([texts].flat().map(line).join('\n'), { ...annotation }),
            group: (title) => core.startGroup(line(title)),
            groupEnd: () => core.endGroup(),
        },
        mask(secret) {
            for (const variant of redactor.add(secret))
                core.setSecret(variant);
        },
        output: (name, value) => core.setOutput(name, value),
        async summary(markdown) {
            if (process.env.GITHUB_STEP_SUMMARY)
                await core.summary.addRaw(redactor.clean(markdown), true).write();
        },
        saveState: (name, value) => core.saveState(name, value),
    };
}

;// CONCATENATED MODULE: ./build/cli/terminal.js
/**
 * The world of the command: a terminal or some CI's log. Workflow commands mean nothing here, so none are
 * printed (@actions/core would print a token to mask it). Knows the two streams and the lines that progress
 * bars occupy.
 */




/** The process's own terminal. */
function openTerminal(options) {
    const redactor = new Redactor();
    const outputs = new Map();
    const { CI, GITHUB_ACTIONS, TERM } = options.env;
    const live = process.stderr.isTTY === true && !CI && !GITHUB_ACTIONS && TERM !== 'dumb' && options.quiet !== true;
    const toStdout = options.dataOnStdout !== true;
    let bottom = [];
    const status = (lines) => {
        if (!live || lines.join('\n') === bottom.join('\n'))
            return;
        process.stderr.write(redraw(bottom.length, lines));
        bottom = lines;
    };
    const write = (stream, text) => {
        const kept = bottom;
        status([]);
        stream.write(`${text}\n`);
        status(kept);
    };
    const clean = (line) => (0,build_text/* inert */.tJ)((0,build_text/* printable */.g$)(redactor.clean(line)));
    const say = (line) => {
        if (options.quiet !== true)
            write(toStdout ? process.stdout : process.stderr, clean(line));
    };
    const complain = (word, color, line) => {
        const head = process.stderr.isTTY === true ? (0,external_node_util_.styleText)(color, word, { validateStream: false }) : word;
        write(process.stderr, `${head}: ${clean(line)}`);
    };
    return {
        env: options.env,
        cwd: process.cwd(),
        tempDir: options.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(),
        clock: systemClock,
        signal: options.signal,
        random: Math.random,
        outputs,
        live,
        status,
        log: {
            debug: (line) => options.verbose === true && write(process.stderr, clean(line)),
            info: say,
            notice: say,
            warning: (line) => complain('warning', 'yellow', line),
            error: (lines) => {
                const [first = '', ...rest] = [lines].flat();
                complain('error', 'red', first);
                for (const line of rest)
                    write(process.stderr, clean(line));
            },
            group: () => { },
            groupEnd: () => { },
        },
        mask: (secret) => void redactor.add(secret),
        output: (name, value) => void outputs.set(name, value),
        summary: async () => { },
        saveState: () => { },
    };
}
/** From the end of the last of so many lines: erases them and writes others (ECMA-48: CUU, ED). */
function redraw(drawnLines, lines) {
    const up = drawnLines > 1 ? `\u001b[${drawnLines - 1}A` : '';
    return `${up}\r\u001b[J${lines.join('\n')}`;
}


/***/ }),

/***/ 4173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pk: () => (/* binding */ clouds),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ez: () => (/* binding */ judgeUploadUrl),
/* harmony export */   jd: () => (/* binding */ liveHost)
/* harmony export */ });
/**
 * Which hosts are Microsoft's: the four clouds' sign-in and Graph hosts, and the names an uploadUrl may
 * carry. Pure: judges names, opens nothing.
 */
/**
 * Sign-in and Graph host of each cloud. Source: learn.microsoft.com/graph/deployments and
 * entra/identity-platform/authentication-national-cloud. Germany's closed on 2021-10-29.
 */
const clouds = {
    global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
    'us-gov': { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
    'us-gov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
    china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};
/** The legacy sign-in of personal accounts, which exist in the global cloud alone (onedrive-api-docs, msa-oauth.md). */
const liveHost = 'login.live.com';
/** Suffixes of the hosts that uploadUrls and download redirects are known to carry (docs/facts.md, "Upload hosts"). */
const uploadSuffixes = [
    '1drv.com',
    'microsoftpersonalcontent.com',
    'onedrive.com',
    'sharepoint.com',
    'sharepoint.us',
    'sharepoint-mil.us',
    'sharepoint.cn',
    'sharepoint-df.com',
    'storage.live.com',
    'svc.ms',
];
/**
 * Judges an uploadUrl by its name alone: https on a DNS name with a dot. What it resolves to is not asked,
 * because split DNS is legitimate.
 */
function judgeUploadUrl(text) {
    if (!URL.canParse(text))
        return { verdict: 'refused', why: 'it is no URL' };
    const url = new URL(text);
    const host = url.hostname.replace(/\.+$/, '').toLowerCase();
    if (url.protocol !== 'https:')
        return { verdict: 'refused', why: `its scheme is ${url.protocol}//, not https://` };
    if (url.username !== '' || url.password !== '')
        return { verdict: 'refused', why: 'it carries a user name' };
    if (/^[\d.]+$|^\[/.test(host))
        return { verdict: 'refused', why: `${host} is an address, not a name` };
    if (!host.includes('.') || /(^|\.)(localhost|local|internal)$/.test(host)) {
        return { verdict: 'refused', why: `${host} is a local name` };
    }
    const known = uploadSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
    return { verdict: known ? 'known' : 'unknown', host };
}
/** True for 127.0.0.0/8 and [::1]: the only places an emulator may be. `localhost` is a name, and may resolve elsewhere. */
function isLoopback(hostname) {
    return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}


/***/ }),

/***/ 3829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mc: () => (/* binding */ githubApi),
/* harmony export */   NV: () => (/* binding */ toGitHub),
/* harmony export */   v3: () => (/* binding */ githubOrigins)
/* harmony export */ });
/* harmony import */ var _clouds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4173);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3136);
/**
 * Which of GitHub's hosts this run may call: the REST API and the service that mints OIDC tokens, both named
 * by the runner's environment. Pure: judges addresses, opens nothing, knows no token.
 */



/**
 * Where the REST API lies, without a slash at the end: https://api.github.com, `https://HOST/api/v3` on a GitHub
 * Enterprise Server, `https://api.SUBDOMAIN.ghe.com` (docs.github.com, "Variables reference", GITHUB_API_URL).
 * Throws a Failure of kind `usage` when it is neither https nor on loopback.
 */
function githubApi(env) {
    const text = env.GITHUB_API_URL || 'https://api.github.com';
    const url = trustworthy(text);
    if (url !== undefined)
        return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    // Without what stands before an @, which could be a password.
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`GITHUB_API_URL is not an https address: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g$)(text.replace(/\/\/.*@/, '//'))}`, {
        kind: 'usage',
        hint: 'a GitHub token is sent to https://HOST only; unset GITHUB_API_URL for github.com',
    });
}
/** Origins that may be sent a token. One that cannot be trusted is none of them: a run may never need it. */
function githubOrigins(env) {
    const texts = [env.GITHUB_API_URL || 'https://api.github.com', env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''];
    return texts.flatMap((text) => trustworthy(text)?.origin ?? []);
}
/**
 * Where a request for one of these origins goes: there, unless nothing is to leave this machine. An emulator's
 * token must never replace a real secret: a Failure of kind `usage`.
 */
function toGitHub(url, emulated) {
    if (!emulated || (0,_clouds_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url.hostname))
        return url.href;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`refused to call ${url.host} while ONEDRIVE_UPLOAD_EMULATOR is set`, {
        kind: 'usage',
        hint: 'set GITHUB_API_URL to the emulator as well, or leave out what needs GitHub',
    });
}
/** https anywhere, plain http on loopback only, and no user name in it. */
function trustworthy(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '')
        return undefined;
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && (0,_clouds_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url.hostname));
    return safe ? url : undefined;
}


/***/ }),

/***/ 4393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ openGraph)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _microsoft_microsoft_graph_client__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(139);
/* harmony import */ var _persist_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2955);
/* harmony import */ var _publicurl_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4706);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4583);
/**
 * Graph's JSON calls. The only file that imports the Graph SDK, which builds and parses requests; our own
 * middleware under it carries them: token, retries and the door. Knows statuses, not drives. The SDK turns
 * whatever a middleware throws into a GraphError without class or cause, so the real failure is kept aside
 * in the call and thrown from there, and the SDK sees good JSON only (an empty 200 would crash it).
 */





/** A client for one cloud's Graph v1.0. */
function openGraph(options) {
    const base = `https://${options.graphHost}/v1.0`;
    const wire = new Wire(options);
    const unknownHosts = new Set();
    const client = _microsoft_microsoft_graph_client__WEBPACK_IMPORTED_MODULE_1__/* .Client */ .Kj.initWithMiddleware({ baseUrl: `https://${options.graphHost}`, middleware: wire });
    return {
        graphHost: options.graphHost,
        door: options.door,
        patience: options.patience,
        unknownHosts,
        async json(call) {
            const aside = new CallAside(call);
            const request = client.api(call.path).middlewareOptions([aside]);
            try {
                await send(request, call);
            }
            catch (error) {
                throw aside.failure ?? error;
            }
            return answer(aside.reply);
        },
        async put(path, content, doing) {
            const headers = { 'content-type': 'application/octet-stream' };
            const reply = await wire.once({ method: 'PUT', url: base + path, headers, body: content });
            if (reply.status >= 300)
                throw (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceFailure */ .Kr)(reply, doing, options.patience.host.clock.now());
            return answer(reply);
        },
        async content(path, { fromByte, begin }) {
            const { door, patience } = options;
            const check = (reply, expected) => {
                if (expected.includes(reply.status))
                    return;
                throw (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceFailure */ .Kr)(reply, 'read the content', patience.host.clock.now());
            };
            const redirect = await wire.once({ method: 'GET', url: base + path });
            check(redirect, [302]);
            const url = redirect.headers.location ?? '';
            (0,_publicurl_js__WEBPACK_IMPORTED_MODULE_3__/* .checkPublicUrl */ .X)(url, { door, host: patience.host, unknownHosts });
            let take;
            const sink = (piece, head) => {
                take ??= begin(placeOf(head));
                return take(piece);
            };
            const headers = fromByte === 0 ? {} : { range: `bytes=${fromByte}-` };
            const reply = await door.send({ method: 'GET', url, headers, sink });
            check(reply, [200, 206]);
            if (take === undefined)
                begin(placeOf(reply));
        },
    };
}
/** Which bytes an answer brings (RFC 9110, 14.4 and 8.6). */
function placeOf({ status, headers }) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
    const size = Number((status === 206 ? total : headers['content-length']) ?? Number.NaN);
    return {
        startByte: status === 206 ? Number(start ?? Number.NaN) : 0,
        totalBytes: Number.isNaN(size) ? undefined : size,
    };
}
function send(request, call) {
    if (call.method === 'GET')
        return request.get();
    if (call.method === 'DELETE')
        return request.delete();
    return call.method === 'POST' ? request.post(call.body ?? {}) : request.patch(call.body ?? {});
}
function answer(reply) {
    return {
        status: reply?.status ?? 0,
        body: (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(reply?.text ?? '') ?? {},
        serverMs: Date.parse(reply?.headers.date ?? ''),
    };
}
/** Travels through the SDK as a middleware option, and brings out what the SDK would lose. */
class CallAside {
    call;
    reply;
    failure;
    constructor(call) {
        this.call = call;
    }
}
/** Our whole middleware chain: the SDK's request in, a good answer out. */
class Wire {
    #options;
    constructor(options) {
        this.#options = options;
    }
    get patience() {
        return this.#options.patience;
    }
    async execute(context) {
        const aside = context.middlewareControl?.getMiddlewareOptions(CallAside);
        if (!(aside instanceof CallAside) || typeof context.request !== 'string')
            throw new TypeError('not our call');
        try {
            aside.reply = await this.#retried(context.request, aside.call);
        }
        catch (error) {
            aside.failure = error;
            throw error;
        }
        const body = aside.reply.text === '' ? '{}' : aside.reply.text;
        context.response = new Response(body, { headers: { 'content-type': 'application/json' } });
    }
    #retried(url, call) {
        const what = { place: call.place ?? 'graph', label: call.doing };
        return (0,_persist_js__WEBPACK_IMPORTED_MODULE_2__/* .persist */ .Zr)(this.patience, what, async () => {
            const json = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
            const headers = { 'content-type': 'application/json', ...call.headers };
            const reply = await this.once({
                method: call.method,
                url,
                headers,
                afterCancelMs: call.afterCancelMs ?? 0,
                ...json,
            });
            const good = reply.status < 300 && (reply.text === '' || (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1)((0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(reply.text)) !== undefined);
            // A gateway's HTML under a 200 is no answer: treat it as the 502 that it is.
            const refused = reply.status < 300 ? { ...reply, status: 502 } : reply;
            if (!good)
                throw (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceFailure */ .Kr)(refused, call.doing, this.patience.host.clock.now());
            return reply;
        });
    }
    /** One request with the bearer of the moment; a refused bearer is not used again. */
    async once(request) {
        const { token, door } = this.#options;
        const bearer = await token.bearer();
        const headers = {
            ...request.headers,
            authorization: `Bearer ${bearer}`,
            'client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        };
        const reply = await door.send({ ...request, headers });
        this.patience.gate.heard(reply.headers, this.patience.host.clock.now());
        if (reply.status === 401)
            token.refuse(bearer);
        return reply;
    }
}


/***/ }),

/***/ 6668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EA: () => (/* binding */ itemAddress),
/* harmony export */   Pn: () => (/* binding */ pathKey),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   fj: () => (/* binding */ join),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   ug: () => (/* binding */ encodeSegment)
/* harmony export */ });
/**
 * How a remote path becomes a part of a Graph address. Pure. Source: learn.microsoft.com/onedrive/developer
 * "Addressing resources in a drive"; docs/facts.md, "Paths", for what the page leaves out.
 */
/**
 * A path in Graph's colon form: `/root:/a%20b/c.txt:`, and `/root` for the root itself (which takes no colon).
 * With a base it begins at the folder of that id: `/items/ID:/c.txt:`. Each segment is encoded by itself; `.`
 * and `..` are refused before an address is made, because an URL parser would resolve them to somebody else's item.
 */
function itemAddress(remotePath, baseId) {
    const base = baseId === undefined ? '/root' : `/items/${encodeSegment(baseId)}`;
    return remotePath === '' ? base : `${base}:/${encodePath(remotePath)}:`;
}
/** Segments percent-encoded and joined; `'` too, which the service takes for the end of a literal in places. */
function encodePath(remotePath) {
    return remotePath.split('/').map(encodeSegment).join('/');
}
/** One path segment or id, percent-encoded. Throws a RangeError for `.`, `..` and the empty segment. */
function encodeSegment(segment) {
    if (segment === '' || segment === '.' || segment === '..')
        throw new RangeError(`no path segment: "${segment}"`);
    return encodeURIComponent(segment).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** Folder part of a remote path, `''` for one at the root. */
function parentOf(remotePath) {
    return remotePath.slice(0, Math.max(0, remotePath.lastIndexOf('/')));
}
/** Name part of a remote path. */
function nameOf(remotePath) {
    return remotePath.slice(remotePath.lastIndexOf('/') + 1);
}
/** A name in a folder. */
function join(folder, name) {
    return folder === '' ? name : `${folder}/${name}`;
}
/** What two paths that OneDrive takes for one have in common: names are compared without case. */
function pathKey(remotePath) {
    return remotePath.toLowerCase();
}


/***/ }),

/***/ 4706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ checkPublicUrl)
/* harmony export */ });
/* harmony import */ var _clouds_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4173);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);
/**
 * Judges an address that needs no bearer before it is used: an uploadUrl, or where a download is redirected
 * to. Knows the rule and what was warned about; opens nothing.
 */


/** Throws when the address points where no host of Microsoft's can be; warns once about a host of unknown name. */
function checkPublicUrl(url, { door, host, unknownHosts }) {
    if (door.emulated && URL.canParse(url) && (0,_clouds_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(new URL(url).hostname))
        return;
    const judged = (0,_clouds_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeUploadUrl */ .ez)(url);
    if (judged.verdict === 'refused') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`Graph gave an address that cannot be right: ${judged.why}`, {
            kind: 'service',
            hint: 'check that no proxy rewrites answers',
        });
    }
    if (judged.verdict === 'known' || unknownHosts.has(judged.host))
        return;
    unknownHosts.add(judged.host);
    host.log.warning(`Microsoft sent us to ${judged.host}, a host that we do not know as Microsoft's.`);
}


/***/ }),

/***/ 5097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ openDrive)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(6668);
// EXTERNAL MODULE: ./build/graph/wire.js
var wire = __webpack_require__(4583);
;// CONCATENATED MODULE: ./build/graph/items.js
/**
 * Items of one drive, found by path or by id: looked up, listed, made, removed. Knows Graph's addresses and
 * bodies; knows nothing of contents, plans or local files.
 */



/** What a listing asks of each item: without it every item brings a kilobyte that nobody reads. */
const listed = '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,fileSystemInfo,file,folder,package,remoteItem';
/** What a look-up asks besides. */
const looked = `${listed},parentReference,root`;
/** The address of an item by path, from the root or from the base. */
function addressOf({ drivePath, base }, remotePath) {
    if (base?.path === undefined)
        return drivePath + (0,paths/* itemAddress */.EA)(remotePath, base?.id);
    return drivePath + (0,paths/* itemAddress */.EA)(remotePath === '' ? base.path : (0,paths/* join */.fj)(base.path, remotePath));
}
/** The address of an item by id. */
function addressById({ drivePath }, itemId) {
    return `${drivePath}/items/${(0,paths/* encodeSegment */.ug)(itemId)}`;
}
/** What one may do with a drive's items besides sending and sharing them. */
function itemOperations(ground) {
    const { graph } = ground;
    const get = (path, doing) => graph.json({ method: 'GET', path, doing });
    const item = async (remotePath) => {
        const path = `${addressOf(ground, remotePath)}?${looked}`;
        return (0,wire/* driveItem */.us)((await orMissing(get(path, `look up ${remotePath || 'the root'}`)))?.body);
    };
    return {
        isRoot: (remotePath) => remotePath === '' && ground.base === undefined,
        item,
        children: (remotePath) => orMissing(listing(graph, addressOf(ground, remotePath), `list ${remotePath || 'the root'}`)),
        childrenOf: (itemId) => listing(graph, addressById(ground, itemId), 'list a folder'),
        folder: (remotePath) => folderAt({ ground, item }, remotePath),
        async remove(itemId, eTag) {
            const path = addressById(ground, itemId);
            const tag = eTag === undefined || eTag === '' ? {} : { headers: { 'if-match': eTag } };
            try {
                await graph.json({ method: 'DELETE', path, doing: 'remove an item', ...tag });
                return 'removed';
            }
            catch (error) {
                // A removal whose reply was lost is sent again, and finds nothing: gone as well.
                if (isStatus(error, 404))
                    return 'gone';
                if (isStatus(error, 412))
                    return 'changed';
                throw error;
            }
        },
    };
}
async function listing(graph, address, doing) {
    const values = await collection(graph, `${address}/children?$top=200&${listed}`, doing);
    return values.map(wire/* driveItem */.us).filter((item) => item !== undefined);
}
/** Everything that a collection holds, page by page. */
async function collection(graph, address, doing) {
    const values = [];
    for (let path = address; path !== undefined;) {
        const { body } = await graph.json({ method: 'GET', path, doing });
        for (const value of Array.isArray(body.value) ? body.value : [])
            values.push(value);
        path = nextPage(body);
    }
    return values;
}
/** The link to the next page as a path; its host is the service's own and is not followed elsewhere. */
function nextPage(body) {
    const link = (0,wire/* text */.Qq)(body['@odata.nextLink']);
    if (!URL.canParse(link))
        return undefined;
    const url = new URL(link);
    return url.pathname.replace(/^\/v1\.0/, '') + url.search;
}
async function folderAt(maker, remotePath) {
    const found = await maker.item(remotePath);
    if (found !== undefined)
        return checkedFolder(found, remotePath);
    const parent = (0,paths/* parentOf */.gN)(remotePath);
    if (remotePath === '')
        throw nowhere('the root');
    const above = await folderAt(maker, parent);
    const made = await make(maker.ground, above.id, remotePath);
    // Somebody else was quicker, or the answer was an empty 200: both mean that it is there.
    const item = made ?? (await maker.item(remotePath));
    if (item === undefined)
        throw nowhere(remotePath);
    return checkedFolder(item, remotePath);
}
async function make(ground, parentId, remotePath) {
    const call = {
        method: 'POST',
        path: `${addressById(ground, parentId)}/children`,
        body: { '@microsoft.graph.conflictBehavior': 'fail', name: (0,paths/* nameOf */.Vb)(remotePath), folder: {} },
        // As for a file: a parent that was made a moment ago is not found for some seconds (facts.md).
        place: 'put',
        doing: `make the folder ${remotePath}`,
    };
    try {
        return (0,wire/* driveItem */.us)((await ground.graph.json(call)).body);
    }
    catch (error) {
        if (isStatus(error, 409))
            return undefined;
        throw error;
    }
}
function checkedFolder(item, remotePath) {
    if (item.isFolder)
        return item;
    const what = item.isPackage
        ? 'a OneNote notebook, which takes no files'
        : item.remote === undefined
            ? 'no folder'
            : "a shortcut to somebody else's folder";
    throw new errors/* Failure */.HR(`${remotePath} is ${what}`, {
        kind: 'service',
        hint: item.remote === undefined
            ? 'choose another destination, or move that item away'
            : `set drive-id to ${item.remote.driveId} and folder-id to ${item.remote.id}`,
    });
}
function nowhere(what) {
    return new errors/* Failure */.HR(`${what} was not found on the drive`, { kind: 'service', hint: 'run again later' });
}
function isStatus(error, status) {
    return error instanceof errors/* ServiceFailure */.A && error.service.status === status;
}
async function orMissing(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (isStatus(error, 404))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/graph/links.js
/**
 * Sharing links and thumbnails of one drive's items. Knows Graph's bodies; whether what came back is what was
 * asked for is not judged here. Source: learn.microsoft.com/graph/api/driveitem-createlink, /driveitem-list-thumbnails.
 */



/** Sharing, and pictures. */
function linkOperations(ground) {
    const { graph } = ground;
    return {
        async createLink(itemId, { type, scope, expires, password }) {
            const wishes = {
                ...(expires !== undefined && { expirationDateTime: expires }),
                ...(password !== undefined && { password }),
            };
            const path = `${addressById(ground, itemId)}/createLink`;
            const body = { type, scope, ...wishes };
            return sharingLink(await graph.json({ method: 'POST', path, body, doing: 'make a sharing link' }));
        },
        async removePermission(itemId, permissionId) {
            const path = `${addressById(ground, itemId)}/permissions/${encodeURIComponent(permissionId)}`;
            // A link that is wider than asked must not outlive a cancelled run.
            const call = {
                method: 'DELETE',
                path,
                doing: 'remove a sharing link',
                afterCancelMs: removalMs,
            };
            await graph.json(call).catch(unlessMissing);
        },
        async thumbnail(itemId, size) {
            const path = `${addressById(ground, itemId)}/thumbnails?$select=${size}`;
            const call = graph.json({ method: 'GET', path, doing: 'ask for a thumbnail' });
            const { value } = (await call.catch(unlessMissing))?.body ?? {};
            const first = Array.isArray(value) ? (0,wire/* record */.g1)(value[0]) : undefined;
            return (0,wire/* text */.Qq)((0,wire/* record */.g1)(first?.[size])?.url) || undefined;
        },
    };
}
/** A cancelled run has 7 s in all. */
const removalMs = 3000;
function sharingLink({ status, body }) {
    const link = (0,wire/* record */.g1)(body.link);
    const webUrl = (0,wire/* text */.Qq)(link?.webUrl);
    if (webUrl === '' || (0,wire/* text */.Qq)(body.id) === '')
        throw new errors/* Failure */.HR('make a sharing link: the answer names no link', { kind: 'service' });
    return {
        permissionId: (0,wire/* text */.Qq)(body.id),
        created: status === 201,
        webUrl,
        type: (0,wire/* text */.Qq)(link?.type),
        scope: (0,wire/* text */.Qq)(link?.scope),
        expires: (0,wire/* text */.Qq)(body.expirationDateTime) || undefined,
        hasPassword: typeof body.hasPassword === 'boolean' ? body.hasPassword : undefined,
    };
}
function unlessMissing(error) {
    if (error instanceof errors/* ServiceFailure */.A && error.service.status === 404)
        return undefined;
    throw error;
}

// EXTERNAL MODULE: ./build/persist.js
var persist = __webpack_require__(2955);
// EXTERNAL MODULE: ./build/graph/publicurl.js
var publicurl = __webpack_require__(4706);
;// CONCATENATED MODULE: ./build/graph/session.js


/** Wraps an uploadUrl that Graph gave; throws when it points where no upload host can be. */
function openSession(graph, made) {
    const { door, patience } = graph;
    const { uploadUrl, remotePath } = made;
    (0,publicurl/* checkPublicUrl */.X)(uploadUrl, { door, host: patience.host, unknownHosts: graph.unknownHosts });
    const read = (reply, doing) => {
        if (reply.status >= 300)
            throw (0,wire/* serviceFailure */.Kr)(reply, `${doing} ${remotePath}`, patience.host.clock.now());
        const body = (0,wire/* parseObject */.lj)(reply.text);
        return { created: reply.status === 201, item: (0,wire/* driveItem */.us)(body), nextByte: (0,wire/* nextExpectedByte */.kc)(body) };
    };
    return {
        uploadUrl,
        async send({ startByte, totalBytes, content }) {
            const range = `bytes ${startByte}-${startByte + content.sizeBytes - 1}/${totalBytes}`;
            const headers = { 'content-range': range };
            return read(await door.send({ method: 'PUT', url: uploadUrl, headers, body: content }), 'send a fragment of');
        },
        async position() {
            return read(await door.send({ method: 'GET', url: uploadUrl }), 'ask for the position of');
        },
        cancel: () => cancelSession(door, uploadUrl),
    };
}
/** A cancelled run has seconds to live: what cannot be deleted by then is left to post. */
const cancelLimitMs = 4000;
/** Deletes a session by its uploadUrl. 404 is as good as 204: it is over (docs#8082). */
async function cancelSession(door, uploadUrl) {
    const signal = AbortSignal.timeout(cancelLimitMs);
    const reply = await door.send({ method: 'DELETE', url: uploadUrl, signal, afterCancelMs: cancelLimitMs });
    if (reply.status >= 300 && reply.status !== 404)
        throw (0,wire/* serviceFailure */.Kr)(reply, 'delete an upload session', 0);
}

;// CONCATENATED MODULE: ./build/graph/transfer.js
/**
 * Contents in and out of one drive: a PUT, an upload session, a download. Knows Graph's addresses and bodies;
 * knows nothing of retries between attempts, of workers or of local files.
 */





/** Of the 7 s that a cancelled run has, for the answer that names a session; deleting it takes the rest. */
const sessionAnswerMs = 2000;
/** How contents come and go. */
function transferOperations(ground) {
    const { graph } = ground;
    return {
        async put(remotePath, conflict, content) {
            const query = `@microsoft.graph.conflictBehavior=${conflict}`;
            const doing = `upload ${remotePath}`;
            const answer = await graph.put(`${addressOf(ground, remotePath)}/content?${query}`, content, doing);
            const item = (0,wire/* driveItem */.us)(answer.body);
            if (item !== undefined)
                return { item, created: answer.status === 201 };
            // The bytes went out and something answered 2xx: to the engine that is a lost reply.
            throw new errors/* ServiceFailure */.A(`${doing}: the answer names no file`, { service: { status: 502, codes: [] } });
        },
        async createSession(remotePath, conflict, modifiedMs) {
            const answer = await graph.json({
                method: 'POST',
                path: `${addressOf(ground, remotePath)}/createUploadSession`,
                // The annotation first: the service refuses it behind fileSystemInfo (o365 drive.py).
                body: { item: { '@microsoft.graph.conflictBehavior': conflict, ...fileTimes(modifiedMs) } },
                place: 'create-session',
                // A session whose address never came locks its name for 15 minutes, and nobody can delete it.
                afterCancelMs: sessionAnswerMs,
                doing: `open an upload session for ${remotePath}`,
            });
            return openSession(graph, { uploadUrl: (0,wire/* text */.Qq)(answer.body.uploadUrl), remotePath });
        },
        resumeSession: (remotePath, uploadUrl) => openSession(graph, { uploadUrl, remotePath }),
        async setModified(itemId, modifiedMs) {
            const path = addressById(ground, itemId);
            const doing = 'set the time of a file';
            await graph.json({ method: 'PATCH', path, body: fileTimes(modifiedMs), doing });
        },
        content: (itemId, wanted) => graph.content(contentOf(ground, itemId), wanted),
        download: (itemId, begin) => (0,persist/* persist */.Zr)(graph.patience, { place: 'graph', label: 'read back' }, () => graph.content(contentOf(ground, itemId), { fromByte: 0, begin })),
    };
}
function contentOf(ground, itemId) {
    return `${addressById(ground, itemId)}/content`;
}
function fileTimes(modifiedMs) {
    if (modifiedMs === undefined)
        return {};
    const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
    return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}

;// CONCATENATED MODULE: ./build/graph/drive.js
/**
 * A drive: what is known of it, and what can be done with it. Knows its answer's shape; how each thing is done
 * is the operations' (items, transfer, links); which drive it is was decided before.
 */






/** The drive that the answer to `GET …/drive` describes; with `base`, paths begin at that folder. */
function driveOf(graph, answer, base) {
    const { body } = answer;
    const id = (0,wire/* text */.Qq)(body.id);
    if (id === '') {
        throw new errors/* Failure */.HR('open the drive: the answer names no drive', {
            kind: 'service',
            hint: 'run again later',
        });
    }
    const kind = (0,wire/* text */.Qq)(body.driveType);
    const quota = (0,wire/* record */.g1)(body.quota);
    const total = typeof quota?.total === 'number' ? quota.total : 0;
    const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
    const user = (0,wire/* record */.g1)((0,wire/* record */.g1)(body.owner)?.user) ?? (0,wire/* record */.g1)((0,wire/* record */.g1)(body.owner)?.group);
    const ground = { graph, drivePath: `/drives/${(0,paths/* encodeSegment */.ug)(id)}`, base };
    return {
        id,
        baseId: base?.id,
        kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
        owner: (0,wire/* text */.Qq)(user?.displayName) || (0,wire/* text */.Qq)(user?.email) || 'unknown',
        webUrl: (0,wire/* text */.Qq)(body.webUrl),
        remainingBytes: total > 0 ? remaining : undefined,
        openedMs: Number.isNaN(answer.serverMs) ? graph.patience.host.clock.now() : answer.serverMs,
        ...itemOperations(ground),
        ...transferOperations(ground),
        ...linkOperations(ground),
    };
}

;// CONCATENATED MODULE: ./build/graph/refused.js
/**
 * What it means when a drive cannot be opened, and what to do about it: by the place that was asked for and by
 * what the service said. Pure.
 */

/** The same refusal with advice that fits the place; anything that is no refusal comes back as it is. */
function refusedPlace(error, asked) {
    if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
        return error;
    return new errors/* ServiceFailure */.A(error.message, { service: error.service, hint: hintFor(error, asked) });
}
function hintFor({ service }, asked) {
    const said = `${service.codes.join(' ')} ${service.said ?? ''}`;
    if (/MSA account/i.test(said))
        return 'a personal account has its own OneDrive only: leave user, group and site-url out';
    if (/only valid with delegated/i.test(said))
        return 'auth: app signs in as no user: name drive-id, user, group or site-url';
    if (/SPO license/i.test(said))
        return 'this directory has no licence for SharePoint Online; for a personal account set tenant-id to consumers';
    if (/provisioning|provisioned/i.test(said))
        return 'the drive is still being made: open its files once in a browser, wait some minutes, run again';
    if (service.status === 403)
        return denied[asked];
    // Four wordings of one fact (graph-docs#11344, sdk-dotnet#579, alcionai/corso#3846).
    if (/my ?site|404 FILE NOT FOUND/i.test(said)) {
        return asked === 'me'
            ? missing.me
            : 'that account has no OneDrive (yet): it needs a licence, and one visit to OneDrive in a browser';
    }
    return missing[asked];
}
const grant = 'with auth: app an administrator grants the role';
/** Delegated scopes and application roles: learn.microsoft.com/graph/permissions-reference. */
const denied = {
    me: 'sign in again with the scope Files.ReadWrite; an app folder alone needs app-folder: true',
    drive: `somebody else's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and a right of this account there; ${grant} Files.ReadWrite.All or Sites.ReadWrite.All`,
    user: `somebody else's drive needs the scope Files.ReadWrite.All, and a folder there that is shared with this account; ${grant} Files.ReadWrite.All`,
    group: `a group's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and membership; ${grant} Files.ReadWrite.All or Sites.ReadWrite.All`,
    site: 'a site needs the scope (with auth: app the role) Sites.ReadWrite.All, or Sites.Selected and the role write on that very site, which an administrator grants',
    'app-folder': 'the app folder needs the scope Files.ReadWrite.AppFolder; if it was granted, consent once with Files.ReadWrite: personal accounts make the folder only then, work accounts need it always',
    folder: 'a folder that is shared with this account needs the scope Files.ReadWrite.All, and the right to edit there',
    share: 'the link must let this account edit, and the sign-in needs the scope (with auth: app the role) Files.ReadWrite.All or Sites.ReadWrite.All',
};
const missing = {
    me: 'open OneDrive once in a browser with this account, so that the drive is made; a work account also needs a licence',
    drive: 'check drive-id, and that this account may open that drive (scope Files.ReadWrite.All or Sites.ReadWrite.All)',
    user: 'check user: the name that this person signs in with, or the id; the account needs a licence for OneDrive',
    group: 'check group: the id of a Microsoft 365 group; security groups and distribution lists have no drive',
    site: 'check site-url, and that this sign-in may see the site',
    'app-folder': 'the account needs a OneDrive: open it once in a browser',
    folder: "check folder-id, and that it belongs to this drive: a folder that somebody shared is on that person's drive, so name its drive-id too",
    share: 'the link is gone, or was made for other people: copy a new one',
};

;// CONCATENATED MODULE: ./build/graph/site.js
/**
 * From a site's address to one of its document libraries. Knows Graph's addresses of sites and what their
 * lists of drives say; opens nothing. Source: learn.microsoft.com/graph/api/site-getbypath, /drive-list.
 */





/** Address of the library's drive below Graph's root. Throws with the libraries that exist when none fits. */
async function libraryPath(graph, place) {
    let site = await siteAt(graph, place.host, managedPath(place.names));
    if (site === undefined)
        throw noSite(place);
    for (;;) {
        const rest = place.names.slice(site.names.length);
        if (rest.length === 0 && place.library === undefined)
            return `/sites/${(0,paths/* encodeSegment */.ug)(site.id)}/drive`;
        const libraries = await librariesOf(graph, site);
        if (rest.length === 0)
            return drivePath(chosen(place.library ?? '', libraries, site));
        const named = libraries.find(({ names }) => startsWith(place.names, names) && names.length > 0);
        if (named !== undefined)
            return drivePath(checked(place, named, { libraries, site }));
        const below = await siteAt(graph, place.host, place.names.slice(0, site.names.length + 1));
        if (below === undefined)
            throw noLibrary(rest.join('/'), libraries, site);
        site = below;
    }
}
/** `/sites/x`, `/teams/x` and `/personal/x` are sites of their own; everything else lies on the root site. */
function managedPath(names) {
    return /^(sites|teams|personal|portals)$/i.test(names[0] ?? '') && names.length > 1
        ? names.slice(0, 2)
        : [];
}
async function siteAt(graph, host, names) {
    const tail = names.length === 0 ? '' : `:/${names.map(paths/* encodeSegment */.ug).join('/')}`;
    const path = `/sites/${host}${tail}?$select=id,displayName,webUrl`;
    const doing = `find the site /${names.join('/')}`;
    try {
        const { body } = await graph.json({ method: 'GET', path, doing });
        const id = (0,wire/* text */.Qq)(body.id);
        return id === '' ? undefined : { id, names, title: (0,wire/* text */.Qq)(body.displayName) || host };
    }
    catch (error) {
        const missing = error instanceof errors/* ServiceFailure */.A && error.service.status === 404;
        if (missing)
            return undefined;
        throw error;
    }
}
async function librariesOf(graph, site) {
    const path = `/sites/${(0,paths/* encodeSegment */.ug)(site.id)}/drives?$select=id,name,webUrl`;
    const values = await collection(graph, path, `list the libraries of ${site.title}`);
    return values.flatMap((value) => {
        const drive = (0,wire/* record */.g1)(value);
        const id = (0,wire/* text */.Qq)(drive?.id);
        const webUrl = (0,wire/* text */.Qq)(drive?.webUrl);
        if (id === '' || !URL.canParse(webUrl))
            return [];
        const names = new URL(webUrl).pathname.split('/').filter(Boolean).map(decodeURIComponent);
        return [{ id, name: (0,wire/* text */.Qq)(drive?.name), names }];
    });
}
/** The one library of that name, as people read it or as its address spells it; without regard to case. */
function chosen(name, libraries, site) {
    const key = (0,paths/* pathKey */.Pn)(name);
    const fitting = libraries.filter((one) => (0,paths/* pathKey */.Pn)(one.name) === key || (0,paths/* pathKey */.Pn)(one.names.slice(site.names.length).join('/')) === key);
    const [first] = fitting;
    if (first === undefined)
        throw noLibrary(name, libraries, site);
    if (fitting.length === 1)
        return first;
    const places = fitting.map((one) => `/${one.names.join('/')}`).join(' and ');
    throw new errors/* Failure */.HR(`two libraries of ${(0,build_text/* printable */.g$)(site.title)} are called ${(0,build_text/* printable */.g$)(name)}: ${(0,build_text/* printable */.g$)(places)}`, {
        kind: 'usage',
        hint: "put the library's own address into site-url and leave library out",
    });
}
/** A library by its address: nothing of the address is passed over in silence. */
function checked(place, named, { libraries, site }) {
    const folder = place.names.slice(named.names.length).join('/');
    if (folder !== '') {
        throw new errors/* Failure */.HR(`site-url leads to a folder in the library ${(0,build_text/* printable */.g$)(named.name)}: ${(0,build_text/* printable */.g$)(folder)}`, {
            kind: 'usage',
            hint: `leave the folder out of site-url, and begin destination with it: ${(0,build_text/* printable */.g$)(folder)}`,
        });
    }
    if (place.library === undefined || chosen(place.library, libraries, site) === named)
        return named;
    throw new errors/* Failure */.HR(`site-url leads to the library ${(0,build_text/* printable */.g$)(named.name)}, and library says ${(0,build_text/* printable */.g$)(place.library)}`, { kind: 'usage', hint: 'keep one of the two' });
}
function noSite({ names }) {
    return new errors/* Failure */.HR(`there is no site at ${(0,build_text/* printable */.g$)(`/${names.join('/')}`)}, or this sign-in may not see it`, {
        kind: 'service',
        hint: 'check site-url; with Sites.Selected an administrator must grant this app the role write on that very site',
    });
}
function noLibrary(name, libraries, site) {
    const there = libraries.map((one) => `${one.name} (${one.names.slice(site.names.length).join('/')})`);
    const list = there.length === 0 ? 'none that this sign-in may see' : there.join(', ');
    return new errors/* Failure */.HR(`${(0,build_text/* printable */.g$)(site.title)} has no library or subsite ${(0,build_text/* printable */.g$)(name)}`, {
        kind: 'usage',
        hint: `its libraries are: ${(0,build_text/* printable */.g$)(list)}`,
    });
}
function startsWith(names, start) {
    return start.every((name, at) => (0,paths/* pathKey */.Pn)(name) === (0,paths/* pathKey */.Pn)(names[at] ?? ''));
}
function drivePath({ id }) {
    return `/drives/${(0,paths/* encodeSegment */.ug)(id)}`;
}

;// CONCATENATED MODULE: ./build/graph/siteurl.js
/**
 * What an address from a browser's bar says about a SharePoint site: a sharing link, or a host and the path of
 * something on it. Pure; which part of a path is the site, which the library, only the service knows.
 */


/** SharePoint's host suffixes beside each Graph host (learn.microsoft.com/graph/deployments, m365-endpoints). */
const suffixes = {
    'graph.microsoft.com': ['sharepoint.com', 'sharepoint-df.com'],
    'graph.microsoft.us': ['sharepoint.us'],
    'dod-graph.microsoft.us': ['sharepoint-mil.us'],
    'microsoftgraph.chinacloudapi.cn': ['sharepoint.cn'],
};
/**
 * Takes the address apart; pages and views are cut off (`/SitePages/…`, `/Forms/AllItems.aspx`), and the folder
 * that a view shows (`id`, `RootFolder`, `listurl`) takes their place. Throws a usage Failure for anything that
 * is not an https address of this cloud's SharePoint.
 */
function parseSiteUrl(text, graphHost) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.port !== '')
        throw wrong(text, "copy the site's address from the browser: https://…");
    const ours = suffixes[graphHost] ?? suffixes['graph.microsoft.com'] ?? [];
    if (url.hostname === '1drv.ms' && ours.includes('sharepoint.com'))
        return { kind: 'share', url: url.href };
    checkHost(url.hostname, ours);
    if (/^\/:[a-z]:\//i.test(url.pathname))
        return { kind: 'share', url: url.href };
    const list = url.searchParams.get('listurl');
    if (list !== null && URL.canParse(list)) {
        const { hostname } = new URL(list);
        checkHost(hostname, ours);
        return { kind: 'path', host: hostname, names: namesOf(shownFolder(url) ?? new URL(list).pathname) };
    }
    const names = namesOf(shownFolder(url) ?? url.pathname);
    if (names.length === 0 && /^[^.]+-my\./.test(url.hostname))
        throw wrong(text, "the signed-in user's own OneDrive is no site: leave site-url out");
    return { kind: 'path', host: url.hostname, names };
}
function checkHost(host, ours) {
    if (ours.some((suffix) => host.endsWith(`.${suffix}`) && !host.endsWith(`-admin.${suffix}`)))
        return;
    const elsewhere = Object.values(suffixes)
        .flat()
        .some((suffix) => host.endsWith(`.${suffix}`) && !ours.includes(suffix));
    const hint = elsewhere
        ? 'set cloud to the one that this site is in: us-gov for sharepoint.us, us-gov-dod for sharepoint-mil.us, china for sharepoint.cn'
        : /(^|\.)onedrive\.live\.com$/.test(host)
            ? 'a personal OneDrive is no site: leave site-url out, or name a shared folder by drive-id and folder-id'
            : `the host must end in .${ours[0] ?? 'sharepoint.com'}`;
    throw wrong(host, hint);
}
/** The folder that a library's page shows; `undefined` when the address names none. */
function shownFolder(url) {
    for (const [name, value] of url.searchParams) {
        if (/^(id|rootfolder)$/i.test(name) && value.startsWith('/'))
            return encodeURI(value);
    }
    return undefined;
}
/** Segments that begin a page, a view or an API of a site, never a library's folder worth naming. */
const pages = /^(_layouts|_api|_catalogs|_vti_bin|sitepages|pages|[^/]+\.aspx)$/i;
function namesOf(path) {
    const names = path.split('/').filter(Boolean).map(decoded);
    const end = names.findIndex((name, at) => pages.test(name) || (/^forms$/i.test(name) && /\.aspx$/i.test(names[at + 1] ?? '')));
    const kept = end < 0 ? names : names.slice(0, end);
    // `/my` is the door to the signed-in user's own drive in the new interface.
    if (kept.length === 1 && kept[0]?.toLowerCase() === 'my')
        return [];
    if (kept.some((name) => name === '.' || name === '..' || name.includes('/')))
        throw wrong(path, "copy the site's address from the browser");
    return kept;
}
function decoded(name) {
    try {
        return decodeURIComponent(name);
    }
    catch {
        return name;
    }
}
function wrong(what, hint) {
    return new errors/* Failure */.HR(`site-url is no address of a SharePoint site: ${(0,build_text/* printable */.g$)(what)}`, {
        kind: 'usage',
        hint,
    });
}

;// CONCATENATED MODULE: ./build/graph/target.js
/**
 * From a target, as people name it, to an open drive. Knows which addresses lead to drives and folders; what a
 * refusal means is refused's, how a site is found is site's.
 */









/**
 * Opens the drive that the target names. With `folder-id`, `app-folder` or a link to a folder, its paths begin
 * at that folder, found by id: a path through folders that are not shared would lead nowhere (api-docs#908).
 * Throws what the service said, with the scope, role or input that is missing.
 */
async function openDrive(graph, target) {
    const way = await wayTo(graph, target);
    if (way.folder === undefined)
        return driveOf(graph, await ask(graph, way.drivePath, way.asked));
    const folder = await found(graph, way.folder);
    const { item } = folder;
    const driveId = item.parent?.driveId ?? '';
    const description = await describe(graph, way, { ...folder, driveId });
    return item.isDriveRoot ? driveOf(graph, description) : driveOf(graph, description, baseOf(graph, item));
}
function baseOf({ graphHost }, { id, name, parent }) {
    const above = parent?.path;
    return graphHost.endsWith('.cn') && above !== undefined ? { id, path: (0,paths/* join */.fj)(above, name) } : { id };
}
async function wayTo(graph, { place, folderId, appFolder }) {
    const way = await placeWay(graph, place);
    if (appFolder)
        return { ...way, folder: { asked: 'app-folder', path: `${way.drivePath}/special/approot` } };
    if (folderId === undefined)
        return way;
    if (way.folder !== undefined) {
        throw new errors/* Failure */.HR('site-url is a link to a folder, and folder-id names another', {
            kind: 'usage',
            hint: 'keep one of the two',
        });
    }
    return { ...way, folder: { asked: 'folder', path: `${way.drivePath}/items/${(0,paths/* encodeSegment */.ug)(folderId)}` } };
}
async function placeWay(graph, place) {
    if (place.kind === 'me')
        return { asked: 'me', drivePath: '/me/drive' };
    if (place.kind === 'drive')
        return { asked: 'drive', drivePath: `/drives/${(0,paths/* encodeSegment */.ug)(place.id)}` };
    if (place.kind === 'user')
        return { asked: 'user', drivePath: `/users/${(0,paths/* encodeSegment */.ug)(place.user)}/drive` };
    if (place.kind === 'group')
        return { asked: 'group', drivePath: `/groups/${(0,paths/* encodeSegment */.ug)(place.group)}/drive` };
    const address = parseSiteUrl(place.url, graph.graphHost);
    if (address.kind === 'path') {
        const library = libraryPath(graph, { ...address, library: place.library });
        return {
            asked: 'site',
            drivePath: await library.catch((error) => {
                throw refusedPlace(error, 'site');
            }),
        };
    }
    if (place.library !== undefined) {
        throw new errors/* Failure */.HR('site-url is a sharing link, which names its library by itself', {
            kind: 'usage',
            hint: 'leave library out',
        });
    }
    const token = `u!${Buffer.from(address.url).toString('base64url')}`;
    return {
        asked: 'share',
        drivePath: '',
        folder: { asked: 'share', path: `/shares/${(0,paths/* encodeSegment */.ug)(token)}/driveItem` },
    };
}
/** The folder that paths begin at, a shortcut followed to where it leads. */
async function found(graph, { asked, path }) {
    const answer = await ask(graph, `${path}?${looked}`, asked);
    const item = (0,wire/* driveItem */.us)(answer.body);
    if (item === undefined)
        throw new errors/* Failure */.HR(`${names[asked]}: the answer names no item`, { kind: 'service' });
    if (item.remote !== undefined && item.remote.id !== item.id) {
        const { driveId, id } = item.remote;
        return found(graph, {
            asked: 'folder',
            path: `/drives/${(0,paths/* encodeSegment */.ug)(driveId)}/items/${(0,paths/* encodeSegment */.ug)(id)}`,
        });
    }
    if (item.isFolder)
        return { item, answer };
    const what = item.isPackage ? 'a OneNote notebook, which takes no files' : 'a file';
    throw new errors/* Failure */.HR(`${names[asked]} is no folder but ${what}: ${(0,build_text/* printable */.g$)(item.name)}`, {
        kind: 'usage',
        hint: 'name the folder that it lies in',
    });
}
const names = {
    me: 'the drive',
    drive: 'drive-id',
    user: 'user',
    group: 'group',
    site: 'site-url',
    share: 'site-url',
    folder: 'folder-id',
    'app-folder': 'the app folder',
};
/** What is known of the folder's drive: a sign-in that may use the folder alone is not told about the rest. */
async function describe(graph, way, { item, answer, driveId }) {
    if (driveId === '')
        throw new errors/* Failure */.HR(`${names[way.asked]}: the answer names no drive`, { kind: 'service' });
    try {
        return await graph.json({
            method: 'GET',
            path: `/drives/${(0,paths/* encodeSegment */.ug)(driveId)}`,
            doing: 'open the drive',
        });
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
            throw error;
        return { ...answer, body: { id: driveId, driveType: item.parent?.driveType, webUrl: item.webUrl } };
    }
}
async function ask(graph, path, asked) {
    const call = { method: 'GET', path, doing: `open ${names[asked]}` };
    try {
        return await graph.json(call);
    }
    catch (error) {
        if (asked !== 'share' || !isRefusal(error))
            throw refusedPlace(error, asked);
    }
    // As a browser would that follows the link for the first time: from then on this account may use the folder.
    const headers = { prefer: 'redeemSharingLink' };
    return graph.json({ ...call, headers }).catch((error) => {
        throw refusedPlace(error, asked);
    });
}
function isRefusal(error) {
    return error instanceof errors/* ServiceFailure */.A && [403, 404].includes(error.service.status);
}


/***/ }),

/***/ 4583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kr: () => (/* binding */ serviceFailure),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   fo: () => (/* binding */ isFile),
/* harmony export */   g1: () => (/* binding */ record),
/* harmony export */   kc: () => (/* binding */ nextExpectedByte),
/* harmony export */   lj: () => (/* binding */ parseObject),
/* harmony export */   us: () => (/* binding */ driveItem)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6024);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1521);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3136);
/**
 * What Microsoft's JSON means: bodies parsed into our own shapes, nothing trusted. Pure. Source:
 * learn.microsoft.com/graph/api/resources/driveitem, /uploadsession, /graph/errors.
 */



/** The JSON object in a text, or undefined: gateways answer with HTML and with nothing. */
function parseObject(text) {
    try {
        return record(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
/** A value as an object, or undefined. */
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
/** A value as text, `''` for anything else. */
function text(value) {
    return typeof value === 'string' ? value : '';
}
/** A count, or undefined for anything else. */
function whole(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
/** A driveItem, or undefined when the object is none: an `id` is what makes one (api-docs#1531). */
function driveItem(value) {
    const item = record(value);
    if (item === undefined || text(item.id) === '')
        return undefined;
    const hash = text(record(record(item.file)?.hashes)?.quickXorHash);
    return {
        id: text(item.id),
        name: text(item.name),
        sizeBytes: typeof item.size === 'number' ? item.size : Number.NaN,
        isFolder: record(item.folder) !== undefined,
        childCount: whole(record(item.folder)?.childCount),
        isDriveRoot: record(item.root) !== undefined,
        isPackage: record(item.package) !== undefined,
        remote: remoteItem(item.remoteItem),
        parent: parentReference(item.parentReference),
        quickXorHash: hash === '' ? undefined : hash,
        webUrl: text(item.webUrl),
        eTag: text(item.eTag),
        createdMs: Date.parse(text(item.createdDateTime)),
        modifiedMs: Date.parse(text(item.lastModifiedDateTime)),
        fileModifiedMs: Date.parse(text(record(item.fileSystemInfo)?.lastModifiedDateTime)),
    };
}
/** True for what holds bytes: neither folder, notebook nor shortcut. */
function isFile(item) {
    return !item.isFolder && !item.isPackage && item.remote === undefined;
}
function remoteItem(value) {
    const remote = record(value);
    const driveId = text(record(remote?.parentReference)?.driveId);
    if (remote === undefined || driveId === '' || text(remote.id) === '')
        return undefined;
    return { driveId, id: text(remote.id), isFolder: record(remote.folder) !== undefined };
}
/** `path` comes as `/drives/{id}/root:/a%20b`, most often percent-encoded, now and then not. */
function parentReference(value) {
    const parent = record(value);
    if (parent === undefined)
        return undefined;
    const path = /root:\/?(.*)$/s.exec(text(parent.path))?.[1];
    return {
        driveId: text(parent.driveId),
        driveType: text(parent.driveType),
        id: text(parent.id),
        path: path === undefined ? undefined : decoded(path),
    };
}
function decoded(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
/**
 * First byte that the server wants next, from `nextExpectedRanges`; undefined when it names none. Only the
 * first range counts: the service has one (api-docs#93), and older personal drives close it.
 */
function nextExpectedByte(body) {
    const ranges = body?.nextExpectedRanges;
    const first = Array.isArray(ranges) ? /^(\d+)-\d*$/.exec(text(ranges[0])) : null;
    return first === null ? undefined : Number(first[1]);
}
/** A refusal with everything that a decision or a bug report needs. `doing` names the request in our words. */
function serviceFailure(reply, doing, nowMs) {
    const error = record(parseObject(reply.text)?.error);
    const codes = nestedCodes(error);
    const message = text(error?.message);
    const requestId = reply.headers['request-id'] ?? reply.headers.sprequestguid;
    const waitMs = [429, 503, 509].includes(reply.status) ? (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .orderedWaitMs */ .VN)(reply.headers, nowMs) : undefined;
    const words = [
        `${doing}: HTTP ${reply.status}`,
        ...(codes.length === 0 ? [] : [` ${codes.join('/')}`]),
        ...(message === '' ? [] : [` “${message.replace(/\s+/g, ' ').slice(0, 300)}”`]),
        ...(requestId === undefined ? [] : [` (request-id ${requestId})`]),
    ];
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A((0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g$)(words.join('')), {
        hint: hintFor(reply.status, codes),
        service: {
            status: reply.status,
            codes,
            ...(message !== '' && { said: message }),
            ...(waitMs !== undefined && { waitMs }),
            ...(requestId !== undefined && { requestId }),
        },
    });
}
/** `innerError` nests, is written in two ways, and the deepest code says most (learn.microsoft.com/graph/errors). */
function nestedCodes(error) {
    const codes = [];
    for (let level = error; level !== undefined && codes.length < 8; level = record(level.innerError ?? level.innererror)) {
        if (text(level.code) !== '')
            codes.push(text(level.code).slice(0, 80));
    }
    return codes;
}
function hintFor(status, codes) {
    const known = new Set(codes.map((code) => code.toLowerCase()));
    if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch'))
        return 'somebody has the file open or checked out: close it, then run again';
    if (known.has('notsupported'))
        return 'the service does not do this here: a OneNote notebook, for one, takes no files; choose another destination';
    if (status === 507 || known.has('quotalimitreached'))
        return 'make room on the drive, the recycle bin counts too';
    if (known.has('pathistoolong'))
        return 'shorten destination or the names: 400 characters in all, 255 for each';
    if (status === 401)
        return 'check that the refresh token belongs to this client and has the scope Files.ReadWrite';
    if (status === 403)
        return 'check that the account may write there, and the scope: Files.ReadWrite for its own drive, Files.ReadWrite.All or Sites.ReadWrite.All for others';
    if (status === 429)
        return 'the account is being throttled: lower concurrency, or run later';
    if (status >= 500)
        return 'the service has trouble: run again later';
    return '';
}


/***/ }),

/***/ 3185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ openDoor)
});

// UNUSED EXPORTS: emulatorOrigin

// EXTERNAL MODULE: ../../work/main/node_modules/undici/index.js
var undici = __webpack_require__(576);
// EXTERNAL MODULE: ./build/clouds.js
var clouds = __webpack_require__(4173);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
;// CONCATENATED MODULE: ./build/proxy.js
/**
 * Which proxy a connection takes, as the environment says: HTTPS_PROXY and NO_PROXY, read as curl reads them.
 * Pure: judges names and addresses, opens nothing. The value of such a variable may hold a password and must
 * never come into a message; what may be shown is `address`.
 */



/**
 * The proxy for https, undefined when none is set. Every call but those to loopback is https, so HTTP_PROXY
 * never counts: neither curl nor Go nor the runner takes it for https (docs/facts.md, "Proxies and TLS
 * inspection"). Throws a Failure of kind `usage` for what is no address of an HTTP proxy.
 */
function readProxy(env) {
    const [name, text] = setting(env, 'https_proxy');
    if (text === '')
        return undefined;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme?.startsWith('socks')) {
        throw unusable(`${name} names a SOCKS proxy, which is not supported`);
    }
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
        throw unusable(`${name} names a proxy of an unknown kind, ${scheme}://`);
    }
    const whole = scheme === undefined ? `http://${text}` : text;
    const url = URL.canParse(whole) ? new URL(whole) : undefined;
    const tail = url === undefined ? '' : url.pathname.slice(1) + url.search + url.hash;
    if (url === undefined || tail !== '' || url.port === '0') {
        throw unusable(`${name} is not the address of a proxy`);
    }
    const [user, password] = [url.username, url.password].map((part) => decoded(part, name));
    const address = `${url.hostname}:${url.port || (scheme === 'https' ? 443 : 80)}`;
    const given = user !== '' || password !== '';
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    return {
        secure: scheme === 'https',
        hostname: bare(url.hostname),
        port: Number(address.slice(address.lastIndexOf(':') + 1)),
        address,
        authorization: given ? `Basic ${basic}` : undefined,
        secrets: given ? [password ?? '', url.password, basic].filter((secret) => secret !== '') : [],
    };
}
/**
 * True for what no proxy may see: this machine, and what NO_PROXY lists. Its entries, between commas or
 * spaces, are `*`, a domain with all below it (with or without a leading dot or `*.`), an IP address, or a
 * range in CIDR notation; each but a range may end in a port.
 */
function goesDirect(env, target) {
    const host = bare(target.hostname);
    if (host === '::1' || (0,clouds/* isLoopback */.U9)(host) || /(^|\.)localhost$/.test(host))
        return true;
    const [, list] = setting(env, 'no_proxy');
    return list.split(/[\s,]+/).some((entry) => covers(entry.toLowerCase(), { host, port: target.port }));
}
/** What to do when no answer came, as far as proxies go. */
function proxyAdvice(env) {
    const [, text] = setting(env, 'https_proxy');
    if (text !== '')
        return 'check the network of this machine and the proxy of HTTPS_PROXY';
    const [name, http] = setting(env, 'http_proxy');
    return http === ''
        ? 'check the network of this machine; behind a proxy, set HTTPS_PROXY'
        : `check the network of this machine; ${name} is for http alone, so behind a proxy set HTTPS_PROXY too`;
}
/** Name and value of a variable: in lower case first, as curl does; an empty one counts as unset. */
function setting(env, lower) {
    const name = [lower, lower.toUpperCase()].find((one) => (env[one] ?? '').trim() !== '');
    return [name ?? lower, (env[name ?? lower] ?? '').trim()];
}
function decoded(part, name) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        throw unusable(`${name} holds a user name or password with a % that begins no percent-escape`);
    }
}
function unusable(message) {
    return new errors/* Failure */.HR(message, {
        kind: 'usage',
        hint: 'set it to http://HOST:PORT, or to http://USER:PASSWORD@HOST:PORT with the signs @ : / ? # % in ' +
            'user name and password percent-encoded',
    });
}
function bare(hostname) {
    return hostname
        .toLowerCase()
        .replace(/^\[|\]$/g, '')
        .replace(/\.$/, '');
}
function covers(entry, { host, port }) {
    // A bare IPv6 address has colons of its own, so its port needs brackets around the rest.
    const [, name = entry, wanted] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
    if (wanted !== undefined && Number(wanted) !== port)
        return false;
    if (name === '*')
        return true;
    if ((0,external_node_net_.isIP)(host) !== 0)
        return inRange(host, bare(name));
    const domain = bare(name).replace(/^\*?\./, '');
    return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
function inRange(address, range) {
    const [network = '', prefix] = range.split('/');
    const family = (0,external_node_net_.isIP)(network);
    if (family === 0 || (0,external_node_net_.isIP)(address) !== family)
        return false;
    const [type, bits] = family === 4 ? ['ipv4', 32] : ['ipv6', 128];
    if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
        return false;
    const block = new external_node_net_.BlockList();
    block.addSubnet(network, prefix === undefined ? bits : Number(prefix), type);
    return block.check(address, type);
}

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
var external_node_tls_namespaceObject = /*#__PURE__*/__webpack_require__.t(external_node_tls_, 2);
;// CONCATENATED MODULE: ./build/trust.js
/**
 * Whose certificates are believed: those that Node.js brings and NODE_EXTRA_CA_CERTS adds and, once one was
 * not enough, those of the system too. Knows what an error says of a certificate; opens no connection.
 */


/** The chain ends at a CA that is not known here; an expired or foreign certificate is another matter. */
const unknownAuthority = /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;
const aboutCertificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
/** The `code` of an error of Node.js, of the failure's cause if need be; '' when it has none. */
function codeOf(error) {
    if (!(error instanceof Error))
        return '';
    if ('code' in error && typeof error.code === 'string')
        return error.code;
    return error.cause === undefined ? '' : codeOf(error.cause);
}
/** The failure for a certificate that was refused, undefined when the error is about something else. */
function certificateFailure(host, cause) {
    const code = codeOf(cause);
    if (!aboutCertificates.test(code))
        return undefined;
    return new errors/* Failure */.HR(`${host} showed a certificate that is not trusted here (${code})`, {
        kind: 'network',
        hint: 'if a proxy inspects TLS, name the file of its CA, in PEM, in NODE_EXTRA_CA_CERTS',
        cause,
    });
}
/**
 * The CAs of one door. Reading the system's takes 20 to 40 ms and putting them to use 15 ms more, so that
 * waits until a certificate was refused for an unknown CA: most runs never need it.
 */
class Trust {
    /** What connections are to be opened with; undefined for the default of Node.js. */
    context;
    /**
     * Takes in the system's CAs if the error asks for them. True when a connection that was opened with
     * `used` is worth another attempt with `context`.
     */
    widen(error, used) {
        if (!unknownAuthority.test(codeOf(error)) || used !== undefined)
            return false;
        if (this.context === undefined) {
            const system = listed('system');
            if (system.length > 0)
                this.context = external_node_tls_.createSecureContext({ ca: [...new Set([...listed('default'), ...system])] });
        }
        return this.context !== undefined;
    }
}
/** PEM texts, [] where Node.js cannot tell: `tls.getCACertificates` came with 22.15 (nodejs/node#57107). */
function listed(type) {
    const list = Reflect.get(external_node_tls_namespaceObject, 'getCACertificates');
    const found = typeof list === 'function' ? list(type) : [];
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/watchdog.js
/** Ends a request when no byte has moved for the time it is armed with. */
class Watchdog {
    #controller = new AbortController();
    #clock;
    #cancel = () => { };
    constructor(clock) {
        this.#clock = clock;
    }
    get signal() {
        return this.#controller.signal;
    }
    arm(limitMs) {
        this.#cancel();
        this.#cancel = this.#clock.timer(limitMs, () => this.#controller.abort(new Error('stalled')));
    }
    disarm() {
        this.#cancel();
    }
}

;// CONCATENATED MODULE: ./build/tunnel.js
/**
 * One tunnel through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6): a socket that leads to the target, or
 * the reason why not. Knows the proxy's answers and silences; knows nothing of what is sent through, and
 * never tells the proxy's credentials.
 */







/** Until the proxy has the whole question. */
const reachMs = 15_000;
/** From there to its answer. */
const answerMs = 5_000;
/**
 * Opens a tunnel. What may pass (no connection, silence, a dropped line, garbage, a 5xx) is a ServiceFailure
 * with status 0 and a code PROXY_…; a refusal is a Failure of kind `network`, which is never tried again.
 */
async function openTunnel(options) {
    const { proxy, signal } = options;
    const watchdog = new Watchdog(options.clock);
    watchdog.arm(reachMs);
    const attempt = { watchdog, reached: false };
    try {
        const { reply, socket } = await ask(options, attempt);
        const status = reply.statusCode ?? 0;
        if (status >= 200 && status < 300)
            return socket;
        socket.destroy();
        throw status === 407 ? signInRefusal(proxy, reply) : refusal(options, reply);
    }
    catch (cause) {
        if (cause instanceof errors/* Failure */.HR)
            throw cause;
        if (signal.aborted)
            throw new errors/* CancelledFailure */.mj();
        throw silence(proxy, cause, { reached: attempt.reached, timedOut: watchdog.signal.aborted });
    }
    finally {
        watchdog.disarm();
    }
}
function ask(options, attempt) {
    const request = question(options, AbortSignal.any([attempt.watchdog.signal, options.signal]));
    return new Promise((resolve, reject) => {
        request.on('error', reject);
        request.once('finish', () => {
            attempt.reached = true;
            attempt.watchdog.arm(answerMs);
        });
        request.once('connect', (reply, socket, head) => {
            // Who uses the tunnel hears of its end anyway; an error that nobody listens to would end the process.
            socket.on('error', () => { });
            // A TLS server waits for the client to speak first: whatever is here already cannot be its word.
            if (head.length > 0)
                socket.unshift(head);
            resolve({ reply, socket });
        });
        request.end();
    });
}
function question({ proxy, target, trust }, signal) {
    const authority = `${(0,external_node_net_.isIPv6)(target.hostname) ? `[${target.hostname}]` : target.hostname}:${target.port}`;
    const shared = {
        method: 'CONNECT',
        host: proxy.hostname,
        port: proxy.port,
        path: authority,
        headers: {
            host: authority,
            ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
        },
        agent: false,
        signal,
    };
    if (!proxy.secure)
        return (0,external_node_http_.request)(shared);
    return (0,external_node_https_.request)({
        ...shared,
        // The default would be the name in the Host header, which is the target's.
        servername: (0,external_node_net_.isIPv6)(proxy.hostname) || /^[\d.]+$/.test(proxy.hostname) ? '' : proxy.hostname,
        ...(trust !== undefined && { secureContext: trust }),
    });
}
/** No answer: each kind has a code of its own, and all of them may pass. */
function silence(proxy, cause, { reached, timedOut }) {
    const untrusted = certificateFailure(`the proxy ${proxy.address}`, cause);
    if (untrusted !== undefined)
        return untrusted;
    const code = codeOf(cause);
    const isGarbage = code.startsWith('HPE_');
    const [name, words] = timedOut
        ? ['PROXY_TIMEOUT', `does not answer within ${(reached ? answerMs : reachMs) / 1000} s`]
        : !reached
            ? ['PROXY_UNREACHABLE', `cannot be reached (${code})`]
            : isGarbage
                ? ['PROXY_GARBAGE', 'answers what is no HTTP']
                : ['PROXY_DROPPED', 'ended the connection instead of an answer'];
    return new errors/* ServiceFailure */.A(`the proxy ${proxy.address} ${words}`, {
        service: { status: 0, codes: [name] },
        hint: 'check HTTPS_PROXY, and that the proxy is up',
    });
}
/** A 407: the proxy wants other credentials, or a kind of sign-in that only Windows has at hand. */
function signInRefusal(proxy, reply) {
    const schemes = offeredSchemes(reply.headers['proxy-authenticate'] ?? []);
    const usable = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
    const offer = schemes.length === 0 ? '' : `; it offers ${(0,build_text/* printable */.g$)(schemes.join(', '))}`;
    if (!usable) {
        return new errors/* Failure */.HR(`the proxy ${proxy.address} wants a sign-in (407) of a kind that is not supported${offer}`, {
            kind: 'network',
            hint: 'run a local relay that signs in there, such as px or cntlm, and name the relay in HTTPS_PROXY',
        });
    }
    const [words, hint] = proxy.authorization === undefined
        ? ['wants a user name and password (407)', 'set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT']
        : [
            'refused the user name and password of HTTPS_PROXY (407)',
            'correct them; percent-encode @ : / ? # %',
        ];
    return new errors/* Failure */.HR(`the proxy ${proxy.address} ${words}${offer}`, { kind: 'network', hint });
}
/** Names of the schemes in a Proxy-Authenticate header, whose parameters hold commas too (RFC 9110, 11.7.1). */
function offeredSchemes(header) {
    const unquoted = [header]
        .flat()
        .join(',')
        .replace(/"(?:[^"\\]|\\.)*"/g, '""');
    const names = unquoted.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi);
    return [...new Set([...names].map(([, name = '']) => name))];
}
/** Statuses of a proxy that is overloaded, or that could not reach the target for now. */
const passing = [408, 429, 500, 502, 503, 504];
function refusal({ proxy, target }, reply) {
    const { statusCode = 0, statusMessage = '' } = reply;
    const reason = (0,build_text/* printable */.g$)(`${statusCode} ${statusMessage}`.trim().slice(0, 120));
    const to = `${target.hostname}:${target.port}`;
    if (passing.includes(statusCode)) {
        return new errors/* ServiceFailure */.A(`the proxy ${proxy.address} could not open a way to ${to} (${reason})`, {
            service: { status: 0, codes: [`PROXY_${statusCode}`] },
            hint: 'try again later, or ask whoever runs the proxy',
        });
    }
    return new errors/* Failure */.HR(`the proxy ${proxy.address} refuses the way to ${to} (${reason})`, {
        kind: 'network',
        hint: 'ask whoever runs the proxy to allow that host; one that is reached without it belongs in NO_PROXY',
    });
}

;// CONCATENATED MODULE: ./build/dial.js
/**
 * How a connection comes about: directly or through the proxy, and once more with the system's CAs when the
 * certificate's issuer is unknown. Knows the order of these; the door's HTTP client does the TLS itself.
 */




/**
 * A `connect` function that minds HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA, without
 * credentials, which are masked; throws a Failure of kind `usage` for a proxy that cannot be one.
 */
function dialer({ host, build, signal }) {
    const proxy = readProxy(host.env);
    for (const secret of proxy?.secrets ?? [])
        host.mask(secret);
    if (proxy !== undefined)
        host.log.info(`Proxy for https: ${proxy.address}`);
    const extraCa = host.env.NODE_EXTRA_CA_CERTS;
    if (extraCa)
        host.log.info(`CA certificates besides those of Node.js: ${extraCa}`);
    // One for each connection that is being opened: Node 20 would take more than ten for a leak.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const trust = new Trust();
    const narrow = build(undefined);
    let wide;
    const attempt = async (target, context) => {
        const address = { hostname: target.hostname, port: Number(target.port || 443) };
        const direct = proxy === undefined || target.protocol !== 'https:' || goesDirect(host.env, address);
        const tunnel = { target: address, clock: host.clock, signal, trust: context };
        const through = direct ? {} : { httpSocket: await openTunnel({ proxy, ...tunnel }) };
        if (context !== undefined)
            wide ??= build(context);
        const connect = (context !== undefined && wide) || narrow;
        // Once there is TLS in it, the tunnel belongs to the client, which waits in vain for the end of its TLS
        // when somebody else ends the socket below.
        const stop = () => through.httpSocket?.destroy();
        signal.addEventListener('abort', stop, { once: true });
        return new Promise((resolve, reject) => {
            connect({ ...target, ...through }, (error, socket) => error === null ? resolve(socket) : reject(error));
        }).finally(() => signal.removeEventListener('abort', stop));
    };
    const dial = async (target) => {
        const { context } = trust;
        try {
            return await attempt(target, context);
        }
        catch (error) {
            if (!trust.widen(error, context))
                throw error;
            host.log.debug(`${target.hostname}: the CA is not one of Node.js; trying with those of the system too`);
            return attempt(target, trust.context);
        }
    };
    return (target, done) => {
        dial(target).then((socket) => done(null, socket), (error) => done(error instanceof Error ? error : new Error(String(error)), null));
    };
}

// EXTERNAL MODULE: ./build/githubhosts.js
var githubhosts = __webpack_require__(3829);
;// CONCATENATED MODULE: ./build/signals.js
/**
 * What a request makes of being told to stop. Knows signals and promises, not requests.
 */
/** The signal, so much later; `forget` when nobody waits for it any more. */
function afterwards(signal, laterMs) {
    if (laterMs === 0)
        return { signal, forget: () => { } };
    const later = new AbortController();
    let timeout;
    const begin = () => {
        timeout = setTimeout(() => later.abort(signal.reason), laterMs).unref();
    };
    if (signal.aborted)
        begin();
    else
        signal.addEventListener('abort', begin, { once: true });
    const forget = () => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', begin);
    };
    return { signal: later.signal, forget };
}
/** A request that still waits for a connection does not hear its signal (undici 6), so nobody waits for it. */
function orAborted(signal, work) {
    return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted)
            stop();
        signal.addEventListener('abort', stop, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
}

;// CONCATENATED MODULE: ./build/unanswered.js
/**
 * What to say when no answer came: the words and the advice, from the error of a socket. Knows neither the
 * request's body nor its headers, and never sees the path of a host that is not official.
 */




/** A ServiceFailure with status 0, which may pass, or a final Failure when a certificate was refused. */
function unanswered(cause, facts) {
    const code = codeOf(cause);
    const text = facts.stalled ? 'no byte moved for too long' : `no answer${code === '' ? '' : ` (${code})`}`;
    return (certificateFailure(facts.host, cause) ??
        new errors/* ServiceFailure */.A(`${facts.method} ${facts.host}${(0,build_text/* printable */.g$)(facts.path)}: ${text}`, {
            service: { status: 0, codes: [facts.stalled ? 'stalled' : code].filter(Boolean) },
            hint: proxyAdvice(facts.env),
        }));
}

;// CONCATENATED MODULE: ./build/http.js









/** No byte moved for this long: the connection is given up, and the retry asks the server where it stands. */
const stallMs = 60_000;
/** After the last byte of a request: a large file's commit takes the service a while. */
const http_answerMs = 180_000;
const connectMs = 15_000;
/** Answers are JSON of a few KiB; a page of 200 items is under 1 MiB. */
const answerLimitBytes = 16 * 1024 * 1024;
/**
 * Opens the door to one cloud's sign-in and Graph hosts, none without a cloud, to GitHub's, and to upload hosts.
 * ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback that then gets every call that is not for GitHub, with
 * the original Host header.
 */
function openDoor(host, cloud) {
    const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
    const origin = emulator === undefined || emulator === '' ? undefined : emulatorOrigin(emulator);
    const official = cloud === undefined ? [] : [clouds/* clouds */.Pk[cloud].login, clouds/* clouds */.Pk[cloud].graph];
    if (cloud === 'global')
        official.push(clouds/* liveHost */.jd);
    const github = (0,githubhosts/* githubOrigins */.v3)(host.env);
    if (host.env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
        throw new errors/* Failure */.HR('NODE_TLS_REJECT_UNAUTHORIZED=0 switches the check of certificates off', {
            kind: 'usage',
            hint: 'remove it; if a proxy inspects TLS, name its CA in NODE_EXTRA_CA_CERTS',
        });
    }
    const closing = new AbortController();
    const build = (trust) => (0,undici.buildConnector)({ timeout: connectMs, ...(trust !== undefined && { secureContext: trust }) });
    const connect = origin === undefined ? dialer({ host, build, signal: closing.signal }) : build(undefined);
    const agent = new undici.Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
    return {
        emulated: origin !== undefined,
        send: (request) => send({ agent, host, origin, official, github }, request),
        close: () => {
            closing.abort();
            return agent.destroy();
        },
    };
}
/** The origin that ONEDRIVE_UPLOAD_EMULATOR names; anything but loopback is refused. */
function emulatorOrigin(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.protocol !== 'http:' || !(0,clouds/* isLoopback */.U9)(url.hostname)) {
        throw new errors/* Failure */.HR(`ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${(0,build_text/* printable */.g$)(text)}`, {
            kind: 'usage',
            hint: 'set it to http://127.0.0.1:PORT as the emulator prints it, or unset it',
        });
    }
    return url.origin;
}
function isTrusted({ official, github }, url) {
    return official.includes(url.host) || github.includes(url.origin);
}
async function send(room, request) {
    const url = new URL(request.url);
    const target = map(room, request, url);
    const watchdog = new Watchdog(room.host.clock);
    const cancel = afterwards(room.host.signal, request.afterCancelMs ?? 0);
    const stop = [cancel.signal, request.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any([watchdog.signal, ...stop]);
    try {
        return await orAborted(signal, exchange(room, { request, target, signal, watchdog, hostHeader: url.host }));
    }
    catch (cause) {
        for (const source of stop)
            if (source.aborted)
                throw cancelReason(source);
        if (cause instanceof errors/* Failure */.HR)
            throw cause;
        // An upload host's name is the tenant's, which a public log should not tell, and its path may be a credential.
        const official = isTrusted(room, url);
        const local = (0,clouds/* isLoopback */.U9)(url.hostname);
        throw unanswered(cause, {
            method: request.method,
            host: official || local ? url.host : 'the upload host',
            path: official ? url.pathname : '',
            stalled: watchdog.signal.aborted,
            env: room.host.env,
        });
    }
    finally {
        watchdog.disarm();
        cancel.forget();
    }
}
function cancelReason(signal) {
    return signal.reason instanceof errors/* Failure */.HR ? signal.reason : new errors/* CancelledFailure */.mj();
}
/** Where the bytes go. A bearer or a form with a refresh token never goes to a host that is not Microsoft's or GitHub's. */
function map(room, request, url) {
    const confidential = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    const loopback = (0,clouds/* isLoopback */.U9)(url.hostname);
    if ((confidential || request.method === 'POST') && !isTrusted(room, url)) {
        throw new errors/* Failure */.HR(`refused to send credentials to ${(0,build_text/* printable */.g$)(url.host)}`, { kind: 'service' });
    }
    if (room.github.includes(url.origin))
        return (0,githubhosts/* toGitHub */.NV)(url, room.origin !== undefined);
    if (room.origin !== undefined)
        return loopback ? url.href : room.origin + url.href.slice(url.origin.length);
    if (url.protocol !== 'https:') {
        throw new errors/* Failure */.HR(`refused to call ${(0,build_text/* printable */.g$)(url.origin)}, which is not https`, { kind: 'service' });
    }
    return url.href;
}
async function exchange(room, { request, target, signal, watchdog, hostHeader }) {
    const { body } = request;
    const sizeBytes = body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.sizeBytes;
    watchdog.arm(sizeBytes === 0 ? http_answerMs : stallMs);
    const reply = await (0,undici.request)(target, {
        method: request.method,
        headers: {
            ...request.headers,
            host: hostHeader,
            ...(body !== undefined && { 'content-length': String(sizeBytes) }),
        },
        body: body === undefined || typeof body === 'string' ? (body ?? null) : iterable(watched(body, watchdog)),
        dispatcher: room.agent,
        signal,
    });
    const head = { status: reply.statusCode, headers: flat(reply.headers) };
    return { ...head, text: await read(reply.body, { head, sink: request.sink, watchdog }) };
}
/** undici documents async iterables as bodies, its types lack them; a Readable would keep pieces queued. */
function iterable(pieces) {
    return pieces;
}
/** Every piece that the socket takes shows that the connection is alive. */
async function* watched(body, watchdog) {
    for await (const piece of body.read()) {
        watchdog.arm(stallMs);
        yield piece;
        // A slow disk or a limit of our own is not the network's silence.
        watchdog.disarm();
    }
    watchdog.arm(http_answerMs);
}
async function read(body, { head, sink, watchdog }) {
    const pieces = [];
    let sizeBytes = 0;
    for await (const piece of body) {
        if (sink !== undefined && head.status >= 200 && head.status < 300) {
            watchdog.disarm();
            await sink(piece, head);
            watchdog.arm(stallMs);
            continue;
        }
        watchdog.arm(stallMs);
        sizeBytes += piece.length;
        if (sizeBytes > answerLimitBytes)
            throw new Error('the answer is larger than 16 MiB');
        pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
}
function flat(headers) {
    const pairs = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
    return Object.fromEntries(pairs);
}


/***/ }),

/***/ 3664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nm: () => (/* binding */ missingCredentials),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: actionInputs

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/inputs/after.js
var inputs_after = __webpack_require__(2519);
// EXTERNAL MODULE: ./build/inputs/aliases.js
var aliases = __webpack_require__(3401);
// EXTERNAL MODULE: ./build/inputs/identity.js
var inputs_identity = __webpack_require__(6607);
;// CONCATENATED MODULE: ./build/inputs/credentials.js
/**
 * Recognizes what people paste by mistake: the ID of a secret instead of its value, an access token, the
 * address that the browser was sent to. Also keeps the emulator's credentials and real ones apart. Sees the
 * values, and must never put one into a message.
 */

/** How the emulator marks what it hands out, so that neither side can ever be given the other's. */
const EMULATOR = { clientId: '00000000-0e4d-', other: 'emulator.' };
/** What is wrong with the credentials as a whole, as sentences. */
function credentialProblems(credentials, emulator) {
    const { clientId, clientSecret, refreshToken } = credentials;
    const marked = [
        { name: 'client-id', value: clientId, mark: EMULATOR.clientId },
        { name: 'client-secret', value: clientSecret, mark: EMULATOR.other },
        { name: 'refresh-token', value: refreshToken, mark: EMULATOR.other },
    ].filter(({ value }) => value !== '');
    return [
        ...marked.flatMap((one) => markProblem(one, emulator)),
        ...secretProblem(clientSecret, clientId),
        ...tokenProblem(refreshToken, clientSecret),
    ];
}
function markProblem(one, emulator) {
    const isMarked = one.value.startsWith(one.mark);
    if (isMarked === emulator)
        return [];
    return emulator
        ? [
            `${one.name} is not the emulator's (those begin with ${one.mark}): ONEDRIVE_UPLOAD_EMULATOR is set, ` +
                'so real credentials are not accepted; unset it to upload for real',
        ]
        : [
            `${one.name} is the emulator's (it begins with ${one.mark}) and is worth nothing at Microsoft: ` +
                "set ONEDRIVE_UPLOAD_EMULATOR to the emulator's address, or give a real one",
        ];
}
function secretProblem(secret, clientId) {
    if (secret === '')
        return [];
    if (secret.toLowerCase() === clientId.toLowerCase()) {
        return ['client-secret is the same as client-id: copy the Value of the secret'];
    }
    if ((0,inputs_identity/* isGuid */.W_)(secret)) {
        return [
            "client-secret is a GUID, so it is the Secret ID: copy the secret's Value (shown only once, right after it was made)",
        ];
    }
    if (isUrl(secret))
        return ["client-secret is a URL: copy the secret's Value from Certificates & secrets"];
    if (isJwt(secret))
        return ["client-secret is a token (JWT): copy the secret's Value from Certificates & secrets"];
    return [];
}
function tokenProblem(token, secret) {
    if (token === '')
        return [];
    if (token === secret)
        return ['refresh-token is the same as client-secret: each needs its own value'];
    if (isJwt(token)) {
        return [
            'refresh-token is an access token or ID token (JWT): copy the field refresh_token of the same answer',
        ];
    }
    if (isUrl(token) || /(?:^|[?&#])code=/.test(token)) {
        return [
            'refresh-token is an authorization code or the address that the sign-in ended at: ' +
                'exchange the code for tokens first, and give the refresh token',
        ];
    }
    if (/^[{[]/.test(token))
        return ['refresh-token is a whole JSON answer: copy the value of its field refresh_token'];
    if ((0,inputs_identity/* isGuid */.W_)(token))
        return ['refresh-token is a GUID: that is an ID, not a token'];
    return [];
}
function isUrl(value) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}
/** Three parts of base64url, the first a JSON object (RFC 7519): `eyJ` is `{"`. */
function isJwt(value) {
    return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(value);
}

// EXTERNAL MODULE: ./build/inputs/leg.js
var inputs_leg = __webpack_require__(4377);
// EXTERNAL MODULE: ./build/inputs/read.js
var inputs_read = __webpack_require__(941);
// EXTERNAL MODULE: ./build/inputs/rotation.js + 1 modules
var rotation = __webpack_require__(3202);
// EXTERNAL MODULE: ./build/inputs/selection.js
var inputs_selection = __webpack_require__(3011);
// EXTERNAL MODULE: ./build/inputs/share.js
var inputs_share = __webpack_require__(3778);
// EXTERNAL MODULE: ./build/inputs/table.js
var table = __webpack_require__(1697);
// EXTERNAL MODULE: ./build/inputs/target.js
var inputs_target = __webpack_require__(3688);
// EXTERNAL MODULE: ./build/inputs/transfer.js
var transfer = __webpack_require__(2306);
;// CONCATENATED MODULE: ./build/inputs/inputs.js
/**
 * From texts to a checked configuration. Knows the sections and their order, tells every problem at once, and
 * puts no value of a secret into a message. Must not know what is done with the values, nor look at the disk or
 * the network.
 */













/** The inputs as a runner sets them: `INPUT_` and the name in capitals, spaces as underscores. */
function actionInputs(env) {
    return {
        value: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`],
        given: () => Object.keys(env)
            .filter((key) => key.startsWith('INPUT_'))
            .map((key) => key.slice('INPUT_'.length).toLowerCase()),
        emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
    };
}
/**
 * Credentials that are missing, and what is to become of a run without them where GitHub withholds secrets;
 * decided before anything else is judged.
 */
function missingCredentials(source) {
    const read = (0,inputs_read/* openReader */.c)(source);
    const policy = read(inputs_identity/* IDENTITY */.zK.ifNoCredentials);
    (0,inputs_identity/* readIdentity */.xN)(read);
    return { missing: read.problems.missing, policy };
}
/**
 * Reads and checks every input.
 * @throws UsageFailure with every problem: credentials first, then values in the table's order, then names
 * that are not ours
 */
function readInputs(source) {
    const read = (0,inputs_read/* openReader */.c)(source);
    const identity = (0,inputs_identity/* readIdentity */.xN)(read);
    read(inputs_identity/* IDENTITY */.zK.ifNoCredentials);
    const mode = read(rotation/* ROTATION */.LK.mode);
    const leg = read(inputs_leg/* STRATEGY */.q);
    const signedIn = (0,rotation/* readRotation */.BZ)(read, { identity, mode, leg });
    const target = (0,inputs_target/* readTarget */._)(read, identity.auth);
    const selection = (0,inputs_selection/* readSelection */.he)(read, leg);
    const upload = (0,transfer/* readUpload */.OA)(read);
    const resume = (0,transfer/* readResume */.cs)(read, identity.clientSecret ?? '');
    const after = (0,inputs_after/* readAfter */.F)(read, { naming: selection.naming, upload });
    const share = (0,inputs_share/* readShare */.c)(read);
    const summary = read(inputs_share/* SHARE */.o.summary);
    const { clientId, clientSecret = '', refreshToken } = identity;
    const problems = [
        ...read.problems.missing,
        ...read.problems.wrong,
        ...credentialProblems({ clientId, clientSecret, refreshToken }, source.emulator),
        ...read.problems.rest,
        ...(mode === 'upload' ? (0,inputs_selection/* patternProblems */.L9)(selection.files.patterns) : []),
        ...foreignProblems(source),
    ];
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(scrubbed([...new Set(problems)], source));
    return { mode, identity, ...signedIn, target, ...selection, upload, ...resume, after, share, summary };
}
function foreignProblems(source) {
    const own = table/* INPUTS */.m.map((spec) => spec.name);
    return [...new Set(source.given())].flatMap((name) => (0,aliases/* otherName */.s)(name, own) ?? []);
}
/** A secret in the wrong input would come back as "is …": whatever was given as a secret is starred out. */
function scrubbed(problems, source) {
    const secrets = table/* INPUTS */.m.filter((spec) => spec.kind === 'secret')
        .map((spec) => source.value(spec.name)?.trim() ?? '')
        .filter((secret) => secret.length >= 6);
    return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}


/***/ }),

/***/ 8186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/auth/endings.js
/**
 * What ends when, in words, while there is time to do something: the stored refresh token, the GitHub token,
 * and a token that nobody renews. Pure: times in, text out.
 */
const dayMs = 24 * 3_600_000;
/**
 * A refresh token ends this many days after it was issued, whether it was used or not (entra-docs,
 * refresh-tokens.md; personal accounts have the same rule).
 */
const refreshTokenDays = 90;
/** How early a stored token's end is said, and a GitHub token's. */
const storedWarningDays = 30;
const githubWarningDays = 14;
/** Whole days from one time to another, both in milliseconds. */
function daysBetween(fromMs, toMs) {
    return Math.floor((toMs - fromMs) / dayMs);
}
/** `2026-11-21`, UTC. */
function day(atMs) {
    return new Date(atMs).toISOString().slice(0, 10);
}
/**
 * From 30 days before its day 90 on. Counted from when the secret was written, the earliest that is known:
 * the token itself may be older.
 */
function storedTokenWarning(facts) {
    const { secret, updatedMs, nowMs } = facts;
    const endMs = updatedMs + refreshTokenDays * dayMs;
    if (!(nowMs >= endMs - storedWarningDays * dayMs))
        return undefined;
    const written = `${secret} was written ${daysBetween(updatedMs, nowMs)} days ago`;
    const todo = 'let a run rewrite it (a lower rotate-after-days, or mode: refresh-only), or run login and store the new token';
    return nowMs >= endMs
        ? `${written}: its refresh token has ended, ${refreshTokenDays} days after it was issued. Run login and store the new one.`
        : `${written}: its refresh token ends on ${day(endMs)} at the latest, ${refreshTokenDays} days after it was issued. In time, ${todo}.`;
}
/** From 14 days before the GitHub token's end on; undefined for one without an end. */
function githubTokenWarning(endsMs, nowMs) {
    if (endsMs === undefined || endsMs - nowMs > githubWarningDays * dayMs)
        return undefined;
    const left = daysBetween(nowMs, endsMs);
    const when = left < 1 ? 'in less than a day' : `in ${left === 1 ? 'one day' : `${left} days`}`;
    return (`github-token ends ${when}, on ${day(endsMs)}: from then on no new refresh token is stored. ` +
        'Make a new one and put it into its secret.');
}
/** For runs that store nothing, once. */
function unrotatedNotice() {
    return (`A refresh token ends ${refreshTokenDays} days after it was issued, however often it is used: set rotate-secret and ` +
        'github-token, so that runs store the new ones, or run login again in time.');
}

// EXTERNAL MODULE: ./build/auth/identity.js + 12 modules
var auth_identity = __webpack_require__(5332);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/githubhosts.js
var githubhosts = __webpack_require__(3829);
// EXTERNAL MODULE: ./build/retry.js
var retry = __webpack_require__(1521);
;// CONCATENATED MODULE: ./build/githubwords.js
/**
 * What GitHub's answers mean beyond their status: why it refused, for how long, when a token ends. Pure; knows
 * neither secrets nor releases. Source: docs.github.com/rest, "Troubleshooting the REST API" and "Rate limits".
 */



/** A longer wait than this, in milliseconds, is a refusal: an upload does not stand still for its secret. */
const longestWaitMs = 2 * 60_000;
/** What GitHub asks clients to wait when it limits them without naming a time. */
const unnamedWaitMs = 60_000;
/** The fields of a parsed JSON object; none for anything else. */
function fields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
/** A refusal with GitHub's own words. `doing` names the request in ours. */
function refusal(reply, { doing, nowMs }) {
    const said = words(reply.text);
    const needs = reply.headers['x-accepted-github-permissions'];
    const requestId = reply.headers['x-github-request-id'];
    const waitMs = limitMs(reply, { said, nowMs });
    const shown = [
        `${doing}: HTTP ${reply.status} from GitHub`,
        ...(said === '' ? [] : [` “${said}”`]),
        // What would have sufficed, in the names that the token's settings have (GitHub changelog, 2023-08-10).
        ...(reply.status === 403 && needs ? [` (asks for the permission ${needs})`] : []),
        ...(requestId === undefined ? [] : [` (request ${requestId})`]),
    ];
    const soon = waitMs !== undefined && waitMs <= longestWaitMs;
    return new errors/* ServiceFailure */.A((0,build_text/* printable */.g$)(shown.join('')), {
        hint: waitMs === undefined ? hintFor(reply, said) : `this token may ask again in ${(0,build_text/* span */.Ln)(waitMs)}`,
        service: {
            // The retry table knows a limit as 429; GitHub says 403 as well, and one that lasts is a refusal.
            status: waitMs === undefined ? reply.status : soon ? 429 : 403,
            codes: [],
            ...(said !== '' && { said }),
            ...(soon && { waitMs }),
            ...(requestId !== undefined && { requestId }),
        },
    });
}
/** `message` and the details under `errors`; a gateway's HTML says nothing. */
function words(text) {
    let body;
    try {
        body = fields(JSON.parse(text));
    }
    catch {
        return '';
    }
    const details = Array.isArray(body.errors) ? body.errors : [];
    return [body.message, ...details.map((one) => (typeof one === 'string' ? one : fields(one).message))]
        .filter((one) => typeof one === 'string' && one !== '')
        .join('; ')
        .slice(0, 300);
}
/** How long this token is limited; undefined when it is not. */
function limitMs({ status, headers }, { said, nowMs }) {
    if (status !== 403 && status !== 429)
        return undefined;
    const orderedMs = (0,retry/* orderedWaitMs */.VN)(headers, nowMs);
    if (orderedMs !== undefined)
        return orderedMs;
    const resetMs = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000;
    if (headers['x-ratelimit-remaining'] === '0' && resetMs > 0)
        return Math.max(0, resetMs - nowMs);
    return status === 429 || /rate limit/i.test(said) ? unnamedWaitMs : undefined;
}
function hintFor({ status, headers }, said) {
    if (status === 401)
        return 'the GitHub token is wrong, has ended or was revoked: make a new one';
    if (headers['x-github-sso'] !== undefined || /SAML/.test(said))
        return "authorize the token for the organization's single sign-on in its settings";
    if (status === 403 && /by integration/.test(said))
        return "give the App this permission; the job's own GITHUB_TOKEN has what `permissions:` in the workflow grants";
    if (status === 403)
        return 'give the token this permission';
    if (status >= 300 && status < 400)
        return 'the repository was renamed or moved: use the name that it has now';
    return status >= 500 ? 'GitHub has trouble: run again later' : '';
}
/**
 * The header `github-authentication-token-expiration` as milliseconds since the epoch: `2026-12-24 07:31:06 UTC`,
 * the same with an offset, or ISO 8601 (both former are in use: google/go-github, parseTokenExpiration).
 */
function tokenEnd(text) {
    const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
    const [, date = '', time = '', zone = ''] = parts ?? [];
    const endMs = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
    return Number.isNaN(endMs) ? undefined : endMs;
}

// EXTERNAL MODULE: ./build/persist.js
var persist = __webpack_require__(2955);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(3887);
;// CONCATENATED MODULE: ./build/github.js
/**
 * GitHub's REST API: one JSON call, retried as the table says. The only file that imports @actions/github,
 * whose client builds requests and parses answers; our own fetch under it carries them through the door.
 * Knows statuses and what GitHub says with them, not secrets or releases. The client is loaded with the first
 * call, because it reads the event's file as soon as it is imported, and most runs never need it. It turns
 * whatever a fetch throws into an error of its own, so the real failure is kept aside and thrown from here.
 */





/** The secret or the notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';
/** A client for the API that GITHUB_API_URL names; throws a Failure of kind `usage` when that is no safe address. */
function openGitHub({ host, door, token }) {
    host.mask(token);
    const baseUrl = (0,githubhosts/* githubApi */.Mc)(host.env);
    const patience = { host, retries, gate: new persist/* Gate */.iD() };
    let octokit;
    let endsMs;
    const attempt = async (call, wired) => {
        const reply = await door.send({ method: call.method, ...wired });
        const header = reply.headers['github-authentication-token-expiration'];
        if (header !== undefined && !token.startsWith('ghs_'))
            endsMs = tokenEnd(header);
        const isAnswer = (reply.status >= 200 && reply.status < 300) || call.expect?.includes(reply.status);
        if (!isAnswer)
            throw refusal(reply, { doing: call.doing, nowMs: host.clock.now() });
        return reply;
    };
    const call = async (asked) => {
        let outcome = {};
        const fetch = async (url, { headers, body }) => {
            try {
                const what = { place: 'token', label: asked.doing };
                const wired = { url, headers, ...(body !== undefined && { body }) };
                const reply = await (0,persist/* persist */.Zr)(patience, what, () => attempt(asked, wired));
                outcome = { reply };
                return response(reply);
            }
            catch (failure) {
                outcome = { failure };
                throw failure;
            }
        };
        octokit ??= load({ token, baseUrl, host });
        const { request } = await octokit;
        const { method, path: url, body: data, doing } = asked;
        try {
            const { data: body } = await request({
                ...{ method, url, headers: { 'x-github-api-version': apiVersion } },
                ...(data !== undefined && { data }),
                request: { fetch },
            });
            // An empty answer is ''; a text is what something in between answered in GitHub's place.
            if (typeof body === 'string' && body !== '')
                throw new TypeError('no JSON');
            const { status = 0, headers = {} } = outcome.reply ?? {};
            return { status, headers, body: body === '' ? undefined : body };
        }
        catch (error) {
            if (outcome.failure !== undefined)
                throw outcome.failure;
            throw new errors/* Failure */.HR(`${doing}: the answer is none of GitHub's (${nameOf(error)})`, {
                kind: 'service',
                hint: 'check GITHUB_API_URL, and that no proxy rewrites answers',
            });
        }
    };
    return {
        call,
        tokenEndsMs: () => endsMs,
        async list({ path, doing, field }) {
            const items = [];
            for (let page = 1;; page += 1) {
                const { headers, body } = await call({
                    ...{ method: 'GET', path: `${path}?per_page=100&page=${page}` },
                    doing,
                });
                const found = field === undefined ? body : fields(body)[field];
                if (!Array.isArray(found))
                    throw new errors/* Failure */.HR(`${doing}: GitHub's answer is no list`, { kind: 'service' });
                items.push(...found);
                if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? ''))
                    return items;
            }
        },
    };
}
/** One segment of a path, percent-encoded. Throws a Failure of kind `usage` for one that a URL would swallow. */
function segment(text) {
    if (/^\.{0,2}$/.test(text))
        throw new errors/* Failure */.HR(`a name on GitHub cannot be “${text}”`, {
            kind: 'usage',
            hint: 'write the whole name',
        });
    return encodeURIComponent(text);
}
async function load({ token, baseUrl, host }) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 437).then(__webpack_require__.bind(__webpack_require__, 4437));
    const quiet = (line) => host.log.debug(line);
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${version/* version */.r}` });
}
/** As the client should see it: good, whatever status we were ready for. */
function response({ text }) {
    const headers = { 'content-type': 'application/json' };
    return text === '' ? new Response(null, { status: 204 }) : new Response(text, { headers });
}
function nameOf(error) {
    return error instanceof Error ? error.name : typeof error;
}

;// CONCATENATED MODULE: ./build/auth/seal.js
/**
 * A value sealed so that only GitHub can open it. The only file that imports libsodium, and it does so when
 * the first value is sealed, so that runs which write no secret never load it. Knows no secret's name.
 */

/** GitHub takes at most 48 KB (docs.github.com, "Secrets reference", limits). */
const longestValueBytes = 48 * 1024;
/** An X25519 public key (RFC 7748). */
const keyBytes = 32;
/**
 * `crypto_box_seal` of the UTF-8 text, in base64, as GitHub's REST API takes it for `encrypted_value`
 * (docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api). Throws a Failure for an empty value, one
 * that is too long, and a key that is none.
 */
async function seal(value, publicKeyBase64) {
    const plain = Buffer.from(value, 'utf8');
    if (plain.length === 0)
        throw new errors/* Failure */.HR('an empty value was to be stored as a secret', { kind: 'service' });
    if (plain.length > longestValueBytes) {
        throw new errors/* Failure */.HR(`a secret on GitHub holds 48 KB, and this value has ${plain.length} bytes`, {
            kind: 'service',
        });
    }
    const key = Buffer.from(publicKeyBase64, 'base64');
    if (key.length !== keyBytes)
        throw new errors/* Failure */.HR(`GitHub's public key has ${key.length} bytes in place of ${keyBytes}`, {
            kind: 'service',
            hint: 'check GITHUB_API_URL, and that no proxy rewrites answers',
        });
    const { default: sodium } = await __webpack_require__.e(/* import() */ 744).then(__webpack_require__.bind(__webpack_require__, 4744));
    await sodium.ready;
    return Buffer.from(sodium.crypto_box_seal(plain, key)).toString('base64');
}

;// CONCATENATED MODULE: ./build/auth/secrets.js
/**
 * Secrets at GitHub: reads when one was written, writes a sealed value, keeps an organization's choice of who
 * may use it. Knows the four places and which permission each needs; not why or when something is written.
 * Source: docs.github.com/rest/actions/secrets and /rest/dependabot/secrets.
 */






/** What a token needs for each place: the names in its settings, and the classic scope. */
const needs = {
    repository: 'the permission “Secrets: write” for this repository (a classic token: repo)',
    environment: 'the permissions “Secrets: write” and “Environments: write” for this repository (a classic token: repo)',
    organization: 'the organization permission “Secrets: write” (a classic token: admin:org)',
    dependabot: 'the permission “Dependabot secrets: write” for this repository (a classic token: repo)',
};
/** The secret in words: `the repository secret TOKEN of octo-org/uploads`. */
function secretInWords({ repository, place }, name) {
    const where = (0,build_text/* printable */.g$)(repository);
    if (place.kind === 'environment')
        return `the secret ${name} of the environment ${(0,build_text/* printable */.g$)(place.name)} in ${where}`;
    if (place.kind === 'organization')
        return `the organization secret ${name} of ${where.split('/')[0]}`;
    return `the ${place.kind === 'dependabot' ? 'Dependabot' : 'repository'} secret ${name} of ${where}`;
}
/** When the secret was last written, in milliseconds since the epoch; undefined when there is none of that name. */
async function readSecret(shelf, name) {
    const { status, body } = await described(shelf, () => peek(shelf, name));
    return status === 404 ? undefined : { updatedMs: Date.parse(String(fields(body).updated_at)) };
}
/** Makes sure that the place is there and the token may use it, without writing. Throws ServiceFailure with what to do. */
async function reachShelf(shelf) {
    await described(shelf, () => publicKey(shelf));
}
/** Seals and writes a value; `created` when there was no secret of that name. Throws ServiceFailure with what to do. */
async function writeSecret(shelf, { name, value }) {
    return described(shelf, async () => {
        const audience = shelf.place.kind === 'organization' ? await audienceOf(shelf, name) : {};
        const put = async (key) => shelf.github.call({
            method: 'PUT',
            path: `${pathOf(shelf)}/${segment(name)}`,
            body: { encrypted_value: await seal(value, key.key), key_id: key.id, ...audience },
            doing: `write ${secretInWords(shelf, name)}`,
        });
        const key = await publicKey(shelf);
        const { status } = await put(key).catch(async (error) => {
            if (!(error instanceof errors/* ServiceFailure */.A) || error.service.status !== 422)
                throw error;
            // GitHub changes its key now and then, and refuses what was sealed for the one before.
            const fresh = await publicKey(shelf);
            if (fresh.id === key.id)
                throw error;
            return put(fresh);
        });
        return status === 201 ? 'created' : 'updated';
    });
}
/** Writes several, one after the other. A Failure names those that were written before it. */
async function saveSecrets(shelf, secrets) {
    for (const { name } of secrets) {
        const problem = secretNameProblem(name);
        if (problem !== undefined)
            throw new Failure(`a secret's name ${problem}`, { kind: 'usage' });
    }
    const saved = [];
    for (const secret of secrets) {
        try {
            saved.push({ name: secret.name, outcome: await writeSecret(shelf, secret) });
        }
        catch (error) {
            if (!(error instanceof Failure) || saved.length === 0)
                throw error;
            const before = saved.map(({ name }) => name).join(', ');
            throw new Failure(`${error.message} (already written: ${before})`, {
                ...{ kind: error.kind, hint: error.hint },
            });
        }
    }
    return saved;
}
function pathOf({ repository, place }) {
    const [owner = '', name = '', ...more] = repository.split('/');
    if (more.length > 0 || name === '')
        throw new errors/* Failure */.HR(repository === '' ? 'GITHUB_REPOSITORY is empty' : `${(0,build_text/* printable */.g$)(repository)} is no repository`, { kind: 'usage', hint: 'name the repository whose secret is meant, as OWNER/REPO' });
    if (place.kind === 'organization')
        return `/orgs/${segment(owner)}/actions/secrets`;
    const base = `/repos/${segment(owner)}/${segment(name)}`;
    if (place.kind === 'environment')
        return `${base}/environments/${segment(place.name)}/secrets`;
    return `${base}/${place.kind === 'dependabot' ? 'dependabot' : 'actions'}/secrets`;
}
function peek(shelf, name) {
    const doing = `look at ${secretInWords(shelf, name)}`;
    return shelf.github.call({
        ...{ method: 'GET', path: `${pathOf(shelf)}/${segment(name)}`, expect: [404] },
        doing,
    });
}
async function publicKey(shelf) {
    const doing = `get the key for secrets of ${(0,build_text/* printable */.g$)(shelf.repository)}`;
    const { body } = await shelf.github.call({ method: 'GET', path: `${pathOf(shelf)}/public-key`, doing });
    const { key_id: id, key } = fields(body);
    if (typeof id === 'string' && typeof key === 'string')
        return { id, key };
    throw new errors/* Failure */.HR(`${doing}: the answer has none`, { kind: 'service', hint: 'check GITHUB_API_URL' });
}
/**
 * Who may use an organization's secret has to be said with every write, and what is not repeated is lost
 * (cli/cli#8110). A new one is for this repository alone: no other job needs the way into this drive.
 */
async function audienceOf(shelf, name) {
    const { status, body } = await peek(shelf, name);
    if (status === 404) {
        return { visibility: 'selected', selected_repository_ids: [await repositoryId(shelf)] };
    }
    const { visibility } = fields(body);
    if (visibility === 'all' || visibility === 'private')
        return { visibility };
    const doing = `read which repositories may use ${secretInWords(shelf, name)}`;
    if (visibility !== 'selected')
        throw new errors/* Failure */.HR(`${doing}: its visibility is unknown here, and nothing was written`, {
            kind: 'service',
        });
    const path = `${pathOf(shelf)}/${segment(name)}/repositories`;
    const selected = await shelf.github.list({ path, doing, field: 'repositories' });
    return { visibility, selected_repository_ids: selected.map((one) => Number(fields(one).id)) };
}
async function repositoryId({ github, repository }) {
    const path = `/repos/${repository.split('/').map(segment).join('/')}`;
    const { body } = await github.call({ method: 'GET', path, doing: `look up ${(0,build_text/* printable */.g$)(repository)}` });
    return fields(body).id;
}
/** Runs it; a refusal comes out with the advice for this place. */
async function described(shelf, run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A))
            throw error;
        const hint = adviceFor(shelf, error);
        if (hint === undefined)
            throw error;
        throw new errors/* ServiceFailure */.A(error.message, { hint, service: error.service });
    }
}
function adviceFor({ repository, place }, { service }) {
    const said = service.said ?? '';
    const need = needs[place.kind];
    if (service.status === 403 && /by integration/.test(said)) {
        return ("the job's own GITHUB_TOKEN can never write secrets: use a personal access token, or an App's " +
            `(actions/create-github-app-token), with ${need}`);
    }
    if (service.status === 403 && /not accessible|must have/i.test(said))
        return `the token needs ${need}`;
    if (service.status !== 404)
        return undefined;
    if (place.kind === 'organization') {
        const owner = (0,build_text/* printable */.g$)(repository.split('/')[0] ?? '');
        return `check that ${owner} is an organization and that the token may see its secrets: it needs ${need}`;
    }
    const there = place.kind === 'environment'
        ? `that the environment ${(0,build_text/* printable */.g$)(place.name)} exists (writing a secret does not make one), `
        : '';
    return `check ${there}that ${(0,build_text/* printable */.g$)(repository)} is right and among the token's repositories: it needs ${need}`;
}

;// CONCATENATED MODULE: ./build/auth/rotate.js
/**
 * Where a new refresh token is kept: decides whether this run writes the secret, says why not, and warns while
 * there is time. Knows ages and legs; how a secret is written is auth/secrets. Nothing here ends an upload:
 * whatever goes wrong is warned about and kept in `failure`, for the modes that are about nothing else.
 *
 * The age has no jitter. Two runs that write at once do no harm: both tokens are good, because the platform
 * revokes none when another is issued (entra-docs, refresh-tokens.md), and "at least this old" stays true.
 */




/** Looks when the secret was written, before anything is asked of Microsoft, and warns of what ends soon. */
async function openRotation(options) {
    const rotation = new SecretRotation(options);
    await rotation.look();
    return rotation;
}
class SecretRotation {
    #options;
    #shelf;
    #secret;
    #updatedMs;
    #failure;
    /** GitHub refused to show the secret: it will not let us write it either. */
    #refused = false;
    #toldWhyNot = false;
    updated = false;
    constructor(options) {
        const { github, host, inputs } = options;
        const repository = options.repository ?? host.env.GITHUB_REPOSITORY ?? '';
        this.#options = options;
        this.#shelf = { github, repository, place: inputs.place };
        this.#secret = secretInWords(this.#shelf, inputs.secretName);
    }
    get failure() {
        return this.#failure;
    }
    get ageDays() {
        const { clock } = this.#options.host;
        return this.#updatedMs === undefined ? undefined : daysBetween(this.#updatedMs, clock.now());
    }
    async look() {
        const { host, inputs, github } = this.#options;
        await this.#guarded(async () => {
            const stored = await readSecret(this.#shelf, inputs.secretName).catch((error) => {
                if (!passes(error) || host.signal.aborted)
                    throw error;
                host.log.info(`The age of ${this.#secret} is not known: ${(0,errors/* explain */.WE)(error)}`);
            });
            if (stored !== undefined && !Number.isNaN(stored.updatedMs))
                this.#updatedMs = stored.updatedMs;
        });
        this.#refused = this.#failure !== undefined;
        if (!this.#isDue() || this.#whyNot() !== undefined)
            this.#warnOfAge();
        const ending = githubTokenWarning(github.tokenEndsMs(), host.clock.now());
        if (ending !== undefined)
            host.log.warning(ending);
    }
    async keep(refreshToken) {
        const { host, inputs } = this.#options;
        const why = this.#refused ? undefined : this.#whyNot();
        if (why !== undefined && !this.#toldWhyNot)
            host.log.info(why);
        this.#toldWhyNot ||= why !== undefined;
        if (this.#refused || why !== undefined)
            return;
        if (!this.updated && !this.#isDue()) {
            const age = (0,build_text/* count */.U9)(this.ageDays ?? 0, 'day');
            host.log.info(`${this.#secret} is ${age} old, and is rewritten from ${inputs.afterDays} on`);
            return;
        }
        await this.#guarded(async () => {
            const secret = { name: inputs.secretName, value: refreshToken };
            const outcome = await writeSecret(this.#shelf, secret);
            this.updated = true;
            this.#updatedMs = host.clock.now();
            this.#failure = undefined;
            if (outcome === 'updated')
                host.log.info(`The new refresh token is in ${this.#secret}`);
            else {
                host.log.warning(`${this.#secret} did not exist and was made: if a secret of another name or in another place was meant, ` +
                    'mend rotate-secret or rotate-secret-in and delete this one');
            }
        });
        if (this.#failure !== undefined)
            this.#warnOfAge();
    }
    unchanged() {
        const age = this.ageDays === undefined ? '' : `, which was written ${(0,build_text/* count */.U9)(this.ageDays, 'day')} ago`;
        this.#options.host.log.warning(`Microsoft sent no new refresh token: the one in ${this.#secret} stays${age}`);
        this.#warnOfAge();
    }
    #isDue() {
        const { inputs, host } = this.#options;
        if (inputs.always || this.#updatedMs === undefined)
            return true;
        return host.clock.now() - this.#updatedMs >= inputs.afterDays * 24 * 3_600_000;
    }
    /** Why this run never writes, as a line for the log. */
    #whyNot() {
        const { inputs, fromFork } = this.#options;
        if (fromFork === true)
            return `A pull request from a fork changes no secret: ${this.#secret} stays`;
        // A run for the token alone is one leg an account: there each has a secret of its own.
        const { leg, always } = inputs;
        if (leg === undefined || leg.total <= 1 || leg.index === 0 || always)
            return undefined;
        return `Job ${leg.index + 1} of ${leg.total} of a matrix: the first one keeps ${this.#secret} fresh`;
    }
    #warnOfAge() {
        if (this.#updatedMs === undefined)
            return;
        const { log, clock } = this.#options.host;
        const facts = { secret: this.#secret, updatedMs: this.#updatedMs, nowMs: clock.now() };
        const warning = storedTokenWarning(facts);
        if (warning !== undefined)
            log.warning(warning);
    }
    /** Runs it; what goes wrong becomes a warning, unless the run is being stopped. */
    async #guarded(run) {
        const { host } = this.#options;
        try {
            await run();
        }
        catch (error) {
            if (host.signal.aborted)
                throw error;
            this.#failure =
                error instanceof errors/* Failure */.HR ? error : new errors/* Failure */.HR((0,errors/* explain */.WE)(error), { kind: 'service', cause: error });
            host.log.warning(`The refresh token is not stored: ${(0,errors/* explain */.WE)(this.#failure)}`);
        }
    }
}
/** No answer, a limit, or trouble on GitHub's side: another request may fare better. */
function passes(error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        return false;
    const { status } = error.service;
    return status === 0 || status === 429 || status >= 500;
}

// EXTERNAL MODULE: ./build/clouds.js
var clouds = __webpack_require__(4173);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/event.js
/**
 * What started this run, as far as it decides about secrets: runs of forks and of Dependabot get none, and two
 * events run with all of them although a fork's code may be in play. Reads the event's payload; knows nothing
 * of inputs. Source: docs.github.com, actions/reference/security/secrets and securely-using-pull_request_target.
 */

/** Events about a pull request that get no secrets when it comes from a fork. */
const withheldFrom = /^pull_request(_review|_review_comment)?$/;
/** Reads the payload at GITHUB_EVENT_PATH; without one, nothing is known but the name. */
function readEvent(env) {
    const payload = read(env.GITHUB_EVENT_PATH);
    const own = event_text(at(payload, 'repository', 'full_name')) || (env.GITHUB_REPOSITORY ?? '');
    const pull = at(payload, 'pull_request');
    const run = at(payload, 'workflow_run');
    const head = pull === undefined ? at(run, 'head_repository') : at(pull, 'head', 'repo');
    const name = event_text(at(head, 'full_name'));
    // A fork that was deleted meanwhile leaves a null behind.
    const isFork = (pull !== undefined || run !== undefined) && name !== own;
    const actors = [event_text(at(pull, 'user', 'login')), event_text(at(payload, 'sender', 'login')), env.GITHUB_ACTOR];
    return {
        name: env.GITHUB_EVENT_NAME ?? '',
        fork: isFork ? name : '',
        isFork,
        isDependabot: actors.includes('dependabot[bot]'),
    };
}
/** Why GitHub gives this run no secrets, as a clause; undefined when it gives them. */
function whyWithheld({ name, isFork, fork, isDependabot }) {
    if (isDependabot)
        return 'Dependabot started this run, and it sees Dependabot secrets only';
    if (isFork && withheldFrom.test(name)) {
        return `this run is about a pull request of ${fork === '' ? 'a deleted fork' : `the fork ${fork}`}`;
    }
    return undefined;
}
/** A warning when a fork's code may meet the secrets of this run; undefined when it cannot. */
function forkDanger({ name, isFork, fork }) {
    if (!isFork || (name !== 'pull_request_target' && name !== 'workflow_run'))
        return undefined;
    const whose = fork === '' ? 'a deleted fork' : `the fork ${fork}`;
    return (`${name} runs with this repository's secrets, and ${whose} is what it is about: whatever of its code this job ` +
        'checks out, builds or runs can read the refresh token. Upload from a job that touches none of it.');
}
function read(path) {
    try {
        return path === undefined || path === '' ? undefined : JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
function at(value, ...keys) {
    let found = value;
    for (const key of keys) {
        if (typeof found !== 'object' || found === null)
            return undefined;
        found = Object.entries(found).find(([name]) => name === key)?.[1];
    }
    return found ?? undefined;
}
function event_text(value) {
    return typeof value === 'string' ? value : '';
}

// EXTERNAL MODULE: ./build/graph/client.js
var client = __webpack_require__(4393);
// EXTERNAL MODULE: ./build/graph/target.js + 8 modules
var target = __webpack_require__(5097);
;// CONCATENATED MODULE: ./build/connect.js
/**
 * From credentials to an open drive. Knows whom to tell about a new refresh token, and what to say of the
 * sign-in; knows nothing of files.
 */










/** Signs in and keeps what Microsoft sent; throws what Microsoft said, with what to do. */
async function signedIn(entrance) {
    const { inputs, door, host, diary, keepToken } = entrance;
    host.log.group('Sign in');
    try {
        if (door.emulated)
            host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
        const { identity } = inputs;
        const rotation = await rotationOf(entrance);
        const keep = async (refreshToken) => {
            diary.refreshTokenRotated = true;
            if (identity.outputRefreshToken)
                host.output('refresh-token', refreshToken);
            await keepToken?.(refreshToken);
            await rotation?.keep(refreshToken);
            diary.secretUpdated = rotation?.updated === true;
        };
        const token = await (0,auth_identity/* signIn */.J)({ identity, door, host, onRotated: keep });
        // A workflow that stores the output must never store an empty one.
        if (identity.outputRefreshToken && !token.rotated)
            host.output('refresh-token', identity.refreshToken);
        if (!token.rotated)
            rotation?.unchanged();
        checkScope(token);
        if (identity.auth === 'refresh-token')
            tellToken(token, entrance);
        return { token, rotation };
    }
    finally {
        host.log.groupEnd();
    }
}
async function rotationOf({ inputs, door, host }) {
    const { rotation, githubToken } = inputs;
    if (rotation === undefined || githubToken === undefined)
        return undefined;
    const github = openGitHub({ host, door, token: githubToken });
    const fromFork = whyWithheld(readEvent(host.env)) !== undefined;
    return openRotation({ github, host, inputs: rotation, fromFork });
}
/** A token that cannot write would fail at the first file, in words that say less. */
function checkScope(token) {
    const writes = /Files\.ReadWrite|Sites\.(ReadWrite|Manage|FullControl|Selected)|\.Selected|onedrive\.readwrite/i;
    if (token.scope === '' || writes.test(token.scope) || /\.default\b/.test(token.scope))
        return;
    throw new errors/* Failure */.HR(`this sign-in was granted no permission to write: ${token.scope}`, {
        kind: 'sign-in',
        hint: 'sign in again with the scopes Files.ReadWrite offline_access',
    });
}
function tellToken(token, { inputs, host, keepToken }) {
    if (token.rotated)
        host.log.info('Microsoft sent a new refresh token');
    const kept = inputs.rotation !== undefined || keepToken !== undefined || inputs.identity.outputRefreshToken;
    if (!kept)
        host.log.notice(unrotatedNotice());
}
/** Opens the drive; throws what Graph said, with what is missing. */
async function reached({ inputs, door, patience, diary, token }) {
    const { host } = patience;
    const graph = (0,client/* openGraph */.J)({ graphHost: clouds/* clouds */.Pk[inputs.identity.cloud].graph, token, door, patience });
    const drive = await (0,target/* openDrive */.p)(graph, inputs.target);
    diary.drive = drive;
    const whose = diary.level() === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
    host.log.info(`Signed in; ${drive.kind} drive${whose}`);
    return drive;
}
/** What `mode: check` tells of the sign-in itself. */
function tellSignIn({ token, rotation }, host) {
    host.log.info(token.scope === '' ? 'Microsoft did not say what was granted' : `Granted: ${token.scope}`);
    const age = rotation?.ageDays;
    if (age !== undefined)
        host.log.info(`The secret was written ${(0,build_text/* count */.U9)(age, 'day')} ago`);
}

// EXTERNAL MODULE: ./build/http.js + 7 modules
var http = __webpack_require__(3185);
// EXTERNAL MODULE: ./build/inputs/table.js
var table = __webpack_require__(1697);
// EXTERNAL MODULE: ./build/graph/paths.js
var graph_paths = __webpack_require__(6668);
;// CONCATENATED MODULE: ./build/after/queue.js
/**
 * A queue that several hands work off at once. Knows nothing of what is in it.
 */
/** Requests in flight while nothing is uploaded; Graph's own advice is 5 to 10. */
const hands = 6;
/**
 * Works off the queue, last in, first out; the work may put more into it. The first failure ends it: what is
 * under way is waited for, the rest is not begun.
 */
async function workOff(queue, work) {
    const busy = new Set();
    try {
        while (queue.length > 0 || busy.size > 0) {
            const one = busy.size < hands ? queue.pop() : undefined;
            if (one === undefined)
                await Promise.race(busy);
            else
                start(one);
        }
    }
    finally {
        await Promise.allSettled(busy);
    }
    function start(one) {
        const run = work(one).finally(() => busy.delete(run));
        busy.add(run);
    }
}

;// CONCATENATED MODULE: ./build/after/tree.js


/** The item with everything below it, each folder listed page by page. */
async function readTwig(drive, { path, item }) {
    const root = sprout(path, item);
    const pending = root.isFolder ? [root] : [];
    await workOff(pending, async (folder) => {
        for (const item of await drive.childrenOf(folder.id)) {
            const child = sprout((0,graph_paths/* join */.fj)(folder.path, item.name), item);
            folder.children.push(child);
            if (child.isFolder)
                pending.push(child);
        }
    });
    return root;
}
function sprout(path, item) {
    const { id, sizeBytes, createdMs, modifiedMs } = item;
    const sort = item.isPackage ? 'notebook' : item.remote === undefined ? 'plain' : 'shortcut';
    const state = item.eTag === '' ? String(modifiedMs) : item.eTag;
    const isFolder = item.isFolder && sort === 'plain';
    return { path, id, state, isFolder, sizeBytes, createdMs, modifiedMs, sort, children: [] };
}
/** The item and everything below it. */
function* everythingIn(twig) {
    const pending = [twig];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
        yield one;
        pending.push(...one.children);
    }
}
/** What its removal counts for: the files in it, and one for a folder without any. */
function weightOf(twig) {
    let files = 0;
    for (const { isFolder } of everythingIn(twig))
        if (!isFolder)
            files += 1;
    return Math.max(1, files);
}
/** Everything below and the item itself in one text: two listings of one state are equal. */
function stateOf(twig) {
    // A folder's own eTag moves with what is in it on some drives: its content is what counts.
    const lines = [...everythingIn(twig)].map((one) => `${one.id} ${one.isFolder ? '' : one.state}`);
    return lines.sort().join('\n');
}
/** What two names that the service may take for one have in common: case, and how letters are composed. */
function nameKey(path) {
    return (0,graph_paths/* pathKey */.Pn)(path.normalize('NFC')).normalize('NFC');
}

;// CONCATENATED MODULE: ./build/after/glob.js
/**
 * A pattern for names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, without case, always for the whole name. Pure.
 * Its time grows with pattern times name and no faster: a regular expression made of many stars would not do
 * so, and names come from a drive that others write to.
 */

/** Patterns that `{a,b}` may stand for together; more would be a slip or an attack. */
const mostVariants = 1000;
/**
 * Reads a pattern. A name's leading dot has to be written, as in a shell: `*` leaves hidden things alone.
 * Problems are clauses that follow the pattern.
 */
function readPattern(text) {
    try {
        if (text.includes('/'))
            throw new SyntaxError('has a slash: it is for names, their folder is retain-in');
        const variants = spread([...text.normalize('NFC')]).map((pattern) => ({
            showsHidden: pattern[0] === '.',
            marks: marksOf(pattern),
        }));
        return {
            matches: (name) => {
                const characters = [...name.normalize('NFC')];
                const isHidden = characters[0] === '.';
                return variants.some(({ marks, showsHidden }) => (showsHidden || !isHidden) && fits(marks, characters));
            },
        };
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return { problem: error.message };
        throw error;
    }
}
/** `a{b,c{d,e}}` as `ab`, `acd`, `ace`; a brace without a comma or without its end means itself. */
function spread(pattern) {
    const open = pattern.findIndex((character, at) => character === '{' && closing(pattern, at) !== undefined);
    const close = open < 0 ? undefined : closing(pattern, open);
    if (close === undefined)
        return [[...pattern]];
    const [before, after] = [pattern.slice(0, open), pattern.slice(close + 1)];
    const variants = [];
    for (const choice of choices(pattern.slice(open + 1, close))) {
        variants.push(...spread([...before, ...choice, ...after]));
        if (variants.length > mostVariants)
            throw new SyntaxError(`has more than ${mostVariants} variants in {}`);
    }
    return variants;
}
/** Where the brace at that place ends, if it holds a comma of its own. */
function closing(pattern, open) {
    let depth = 0;
    let hasComma = false;
    for (let at = open; at < pattern.length; at += 1) {
        if (pattern[at] === '{')
            depth += 1;
        if (pattern[at] === ',' && depth === 1)
            hasComma = true;
        if (pattern[at] === '}')
            depth -= 1;
        if (depth === 0)
            return hasComma ? at : undefined;
    }
    return undefined;
}
function choices(inside) {
    const found = [[]];
    let depth = 0;
    for (const character of inside) {
        if (character === '{')
            depth += 1;
        if (character === '}')
            depth -= 1;
        if (character === ',' && depth === 0)
            found.push([]);
        else
            found.at(-1)?.push(character);
    }
    return found;
}
function marksOf(pattern) {
    const marks = [];
    for (let at = 0; at < pattern.length; at += 1) {
        const character = pattern[at] ?? '';
        const isNegative = pattern[at + 1] === '!' || pattern[at + 1] === '^';
        // A bracket right at the beginning of a set is a member of it.
        const end = character === '[' ? pattern.indexOf(']', at + (isNegative ? 3 : 2)) : -1;
        if (character === '*')
            marks.push('*');
        else if (character === '?')
            marks.push(() => true);
        else if (end < 0)
            marks.push((other) => nameKey(other) === nameKey(character));
        else {
            const isMember = membership(pattern.slice(at + (isNegative ? 2 : 1), end));
            marks.push((other) => isMember(other) !== isNegative);
            at = end;
        }
    }
    return marks;
}
/** Members of a set, single ones and ranges; one in either case is one in both. */
function membership(members) {
    const ranges = [];
    for (let at = 0; at < members.length; at += 1) {
        const [from = '', dash, to] = members.slice(at, at + 3);
        const isRange = dash === '-' && to !== undefined;
        if (isRange && from > to)
            throw new SyntaxError(`has the range ${from}-${to}, which is empty`);
        ranges.push([from, isRange ? to : from]);
        if (isRange)
            at += 2;
    }
    return (character) => [character, character.toLowerCase(), character.toUpperCase()].some((variant) => ranges.some(([from, to]) => from <= variant && variant <= to));
}
/** A star takes as little as it can; when what follows does not fit, the last star takes one character more. */
function fits(marks, name) {
    let [mark, at] = [0, 0];
    let star;
    while (at < name.length) {
        const wanted = marks[mark];
        if (wanted === '*') {
            star = { mark, at };
            mark += 1;
        }
        else if (wanted?.(name[at] ?? '')) {
            mark += 1;
            at += 1;
        }
        else if (star !== undefined) {
            star = { mark: star.mark, at: star.at + 1 };
            [mark, at] = [star.mark + 1, star.at];
        }
        else
            return false;
    }
    return marks.slice(mark).every((rest) => rest === '*');
}

;// CONCATENATED MODULE: ./build/after/generations.js
/**
 * Which generations stay, by the two rules of retention. Pure: what was found about each of them in, a list out.
 */
const generations_dayMs = 24 * 60 * 60_000;
/** Newest first: own ones, then by date, those of one second by name, the greater one first. */
function byAge(a, b) {
    if (a.isOwn !== b.isOwn)
        return a.isOwn ? -1 : 1;
    if (a.createdMs !== b.createdMs)
        return b.createdMs - a.createdMs;
    return a.name < b.name ? 1 : a.name > b.name ? -1 : 0;
}
/**
 * The generations that neither rule keeps. Unfinished ones keep nothing and are kept by nothing: they go once
 * a newer one is complete. What is in work, or has no date, stays and counts for nothing. Without a rule, none.
 */
function generationsToGo(generations, { rules, nowMs }) {
    if (rules.last === undefined && rules.days === undefined)
        return [];
    const going = [];
    let complete = 0;
    for (const one of generations.filter(isJudged).sort(byAge)) {
        if (one.state === 'unfinished') {
            if (complete > 0)
                going.push(one);
            continue;
        }
        complete += 1;
        const keptByCount = rules.last !== undefined && complete <= rules.last;
        const keptByAge = rules.days !== undefined && nowMs - one.createdMs < rules.days * generations_dayMs;
        if (!one.isOwn && !keptByCount && !keptByAge)
            going.push(one);
    }
    return going;
}
function isJudged({ state, isOwn, createdMs }) {
    return isOwn || (state !== 'in-work' && !Number.isNaN(createdMs));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/after/marker.js
/**
 * The marker of a generation that is not complete: a small file in it, from before the first upload until all
 * has arrived. Knows how it is set, read and taken away; which generation it is for was decided by retention.
 */


/** Its name, which `download --latest` looks for, too. */
const markerName = '.onedrive-upload-incomplete';
/** A listing shows its size: that is how a run at work is told from one that failed. */
const atWork = (run) => `A run is uploading into this folder: ${run}\n`;
const atWorkBytes = atWork((0,external_node_crypto_.randomUUID)()).length;
const ended = 'A run ended here before everything had arrived.\n';
/** A run that was killed leaves its marker as if it worked on: after so long without any change it does not. */
const quietMs = 24 * 60 * 60_000;
/** A look-up may lag behind an upload: by its id for seconds, by its path for up to two minutes (odgo's live incidents). */
const lookTries = 6;
const lookWaitMs = 2000;
/** Reads what a marker says from its item. */
function markOf(marker) {
    if (marker === undefined)
        return undefined;
    return marker.sizeBytes === atWorkBytes ? 'in-work' : 'ended';
}
/** The marker at one path, as this run knows it. */
class Marker {
    #path;
    #drive;
    #patience;
    /** As this run put it there last. */
    #own;
    constructor(path, world) {
        this.#path = path;
        this.#drive = world.drive;
        this.#patience = world.patience;
    }
    /** Says that this run is at work; makes the folder with it. */
    async begin() {
        this.#own = await this.#put(atWork((0,external_node_crypto_.randomUUID)()));
    }
    /**
     * Takes the marker away: this run's, and one that an ended run left. False when another run has put its own
     * there since: then it is that run's to say when the folder is complete.
     */
    async finish() {
        const there = await this.#look();
        if (there === undefined)
            return true;
        if (!this.#isOurs(there) && markOf(there) === 'in-work' && !this.#isQuiet(there))
            return false;
        return (await this.#drive.remove(there.id, there.eTag)) !== 'changed';
    }
    /** Says that this run has ended too early, unless another one is at work there. */
    async giveUp() {
        if (this.#own === undefined)
            return;
        const there = await this.#drive.item(this.#path);
        if (there !== undefined && !this.#isOurs(there))
            return;
        this.#own = await this.#put(ended);
    }
    /** What this run has put there must be found: left behind, it would make a complete generation look like a torso. */
    async #look() {
        const { clock, signal } = this.#patience.host;
        for (let tries = 1;; tries += 1) {
            const there = await this.#drive.item(this.#path);
            if (there !== undefined || this.#own === undefined || tries === lookTries)
                return there;
            // By its id it may be there already; when it is not, another run has taken it away, or it is still to come.
            if ((await this.#drive.remove(this.#own.id)) === 'removed')
                return undefined;
            await clock.sleep(lookWaitMs, signal);
        }
    }
    #put(text) {
        const content = { sizeBytes: text.length, read: () => once(Buffer.from(text)) };
        // Sent twice it is the same: a lost reply does no harm.
        return (0,persist/* persist */.Zr)(this.#patience, { place: 'put', label: this.#path }, async () => {
            const { item } = await this.#drive.put(this.#path, 'replace', content);
            return item;
        });
    }
    /** By its content, where the drive tells a hash: an eTag may change by itself soon after an upload. */
    #isOurs(there) {
        const own = this.#own;
        if (own === undefined)
            return false;
        if (own.quickXorHash !== undefined && there.quickXorHash !== undefined)
            return own.quickXorHash === there.quickXorHash;
        return own.eTag === there.eTag;
    }
    #isQuiet(there) {
        return this.#drive.openedMs - there.modifiedMs >= quietMs;
    }
}
async function* once(bytes) {
    yield bytes;
}

;// CONCATENATED MODULE: ./build/after/retention.js






/** Ready to be used; the problems of its inputs were told before. */
function openRetention(rules, folder) {
    const pattern = readPattern(rules.match);
    if ('problem' in pattern)
        throw new TypeError(`retain-match ${pattern.problem}`);
    return { folder, rules, matches: pattern.matches };
}
/** The direct children of the folder that the files are, or are in. */
function ownGenerations({ folder, matches }, paths) {
    const own = new Map();
    for (const path of paths) {
        const [name = '', ...deeper] = path.split('/').slice(folder === '' ? 0 : folder.split('/').length);
        const one = { name, isFolder: deeper.length > 0 };
        if (matches(name))
            own.set(nameKey(name), one);
    }
    return [...own.values()];
}
/** What goes of the generations. Never this run's own, nor what changed or came since the run began. */
async function retentionPlan(retention, look) {
    const found = await generations(retention, look);
    const nowMs = look.drive.openedMs;
    const removals = { going: [], left: [] };
    await workOff(generationsToGo(found, { rules: retention.rules, nowMs }).reverse(), async (one) => {
        if (one.item === undefined)
            return;
        const twig = await readTwig(look.drive, { path: (0,graph_paths/* join */.fj)(retention.folder, one.name), item: one.item });
        const why = look.known.has(twig.id) ? reasonToStay(twig, one, nowMs) : 'it is newer than this run';
        if (why === undefined)
            removals.going.push({ twig, why: 'retention' });
        else
            removals.left.push({ path: twig.path, why });
    });
    return removals;
}
const unseen = { item: undefined, isStale: false, state: 'complete' };
async function generations({ folder, matches }, look) {
    const { drive } = look;
    const own = new Set(look.own.map(({ name }) => nameKey(name)));
    const sorts = new Set(look.own.map(({ isFolder }) => isFolder));
    const children = (await drive.children(folder)) ?? [];
    const found = [];
    const seen = new Set();
    await workOff([...children], async (item) => {
        const { name, createdMs } = item;
        // Of another sort than what this run makes is no generation: a README beside folders stays.
        if (item.isPackage || item.remote !== undefined || !matches(name) || !sorts.has(item.isFolder))
            return;
        const isOwn = own.has(nameKey(name)) || look.uploaded.has(item.id);
        seen.add(nameKey(name));
        const marker = isOwn || !item.isFolder ? undefined : await drive.item((0,graph_paths/* join */.fj)((0,graph_paths/* join */.fj)(folder, name), markerName));
        const mark = markOf(marker);
        const isStale = mark === 'in-work' && drive.openedMs - (marker?.modifiedMs ?? Number.NaN) >= quietMs;
        found.push({ name, createdMs, isOwn, item, isStale, state: retention_stateOf(mark, isStale) });
    });
    // A fresh one may not be in the listing yet, and in a dry run it is not there at all: it counts all the same.
    for (const { name } of look.own.filter(({ name }) => !seen.has(nameKey(name))))
        found.push({ name, createdMs: drive.openedMs, isOwn: true, ...unseen });
    return found;
}
function retention_stateOf(mark, isStale) {
    if (mark === undefined)
        return 'complete';
    return mark === 'ended' || isStale ? 'unfinished' : 'in-work';
}
/** Why a generation that the rules let go stays all the same. */
function reasonToStay(twig, { isStale }, openedMs) {
    let newestMs = Number.NEGATIVE_INFINITY;
    for (const one of everythingIn(twig)) {
        if (one.sort !== 'plain')
            return `it holds a ${one.sort}, which no upload makes: ${one.path}`;
        for (const atMs of [one.createdMs, one.modifiedMs])
            if (atMs > newestMs)
                newestMs = atMs;
    }
    // Items carry whole seconds: what happened in the second in which the drive was opened came before.
    if (Math.floor(newestMs / 1000) > Math.floor(openedMs / 1000))
        return 'something in it changed since this run began';
    return isStale && openedMs - newestMs < quietMs ? 'a run may still be at work in it' : undefined;
}
/** The folder of the generations: `retain-in` expanded, if given, else the parent of `destination`, if it has one. */
function folderOfGenerations(destination, folder) {
    if (folder !== undefined)
        return folder;
    return destination.includes('/') ? (0,graph_paths/* parentOf */.gN)(destination) : undefined;
}

;// CONCATENATED MODULE: ./build/after/problems.js




/** All of them, as sentences; none means that mirror and retention know where to work. */
function afterProblems({ mirror, retain }, place) {
    const problems = [];
    const { destination, isBased } = place;
    if (mirror && destination === '' && !isBased)
        problems.push("mirror would work on the drive's root, which it never does: set destination to a folder");
    if (retain === undefined)
        return problems;
    const pattern = readPattern(retain.match);
    if ('problem' in pattern)
        problems.push(`retain-match "${(0,build_text/* printable */.g$)(retain.match)}" ${pattern.problem}`);
    const folder = folderOfGenerations(destination, place.retainIn);
    if (folder === undefined) {
        problems.push('retain-in is needed, because destination has fewer than two folders: name the folder whose children are the generations');
    }
    else if (folder === '' && !isBased) {
        problems.push("retain-in is the drive's root, where nothing is ever pruned: keep generations in a folder");
    }
    else if (!isWithin(destination, folder)) {
        problems.push(`destination "${(0,build_text/* printable */.g$)(destination)}" is not in retain-in "${(0,build_text/* printable */.g$)(folder)}", so this run makes no generation there`);
    }
    else if (mirror && nameKey(destination) === nameKey(folder)) {
        problems.push('mirror would delete the generations that retention keeps: give each generation a folder of its own in destination');
    }
    return problems;
}
/** True for the folder itself, too. */
function isWithin(path, folder) {
    return folder === '' || `${nameKey(path)}/`.startsWith(`${nameKey(folder)}/`);
}

// EXTERNAL MODULE: ./build/inputs/inputs.js + 1 modules
var inputs_inputs = __webpack_require__(3664);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/upload/names.js
/**
 * What OneDrive and SharePoint refuse as a name or a path. Pure, linear in the length of the name. Source:
 * support.microsoft.com "Restrictions and limitations in OneDrive and SharePoint", docs/facts.md, "Names".
 * Characters that only old tenants refused (`#`, `%`) are legal, and so is what depends on the kind of
 * library (folders that start with `~`): the service decides those.
 */

/** Characters of a whole path, folders included, decoded. */
const pathLimit = 400;
/** Characters of a name. */
const nameLimit = 255;
/** What is wrong with a name, as clauses that follow it; a name at the drive's root has one rule more. */
function nameProblems(name, isAtRoot) {
    return [
        ...characterProblems(name),
        ...reservedProblems(name.toLowerCase(), isAtRoot),
        ...(name.length > nameLimit ? [`is ${name.length} characters long, the limit is ${nameLimit}`] : []),
    ];
}
/** What is wrong with the characters of a name: all that another spelling could mend. */
function characterProblems(name) {
    const problems = [];
    const forbidden = [...new Set(name.match(/["*:<>?/\\|]/g))];
    if (forbidden.length > 0)
        problems.push(`contains ${forbidden.join(' ')}`);
    if (/\p{Cc}/u.test(name))
        problems.push('contains a control character');
    // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
    if (/\p{Cs}/u.test(name))
        problems.push('contains half of a surrogate pair');
    if (name.startsWith(' '))
        problems.push('starts with a space');
    if (name.endsWith(' '))
        problems.push('ends with a space');
    if (name.endsWith('.'))
        problems.push('ends with a dot');
    return problems;
}
/** Devices of DOS are refused with any extension, too. */
function reservedProblems(lower, isAtRoot) {
    if (/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/.test(lower))
        return ['is a reserved name'];
    if (lower === '.lock' || lower === 'desktop.ini')
        return ['is a reserved name'];
    if (lower.startsWith('~$'))
        return ['starts with ~$'];
    if (lower.includes('_vti_'))
        return ['contains _vti_'];
    return isAtRoot && lower === 'forms' ? ["is reserved at a library's root"] : [];
}
/**
 * What is wrong with a path from the drive's root, as sentences. `known` remembers folders: what is wrong
 * with one is told once, not for each file in it.
 */
function pathProblems(remotePath, known) {
    const problems = [];
    if (remotePath.length > pathLimit) {
        const length = `${remotePath.length} characters long with its folders, the limit is ${pathLimit}`;
        problems.push(`${shown(remotePath)} is ${length}`);
    }
    for (let end = remotePath.length; end > 0; end = remotePath.lastIndexOf('/', end - 1)) {
        const path = remotePath.slice(0, end);
        if (known.has(path))
            break;
        known.add(path);
        const start = path.lastIndexOf('/') + 1;
        const clauses = nameProblems(path.slice(start), start === 0);
        if (clauses.length > 0)
            problems.push(`${shown(path)}: the name ${clauses.join(', ')}, which OneDrive refuses`);
    }
    return problems;
}
function shown(path) {
    return `"${(0,build_text/* printable */.g$)(path)}"`;
}

;// CONCATENATED MODULE: ./build/upload/temporary.js
/**
 * A file of our own on this machine for as long as it takes to send it. Knows the file system only.
 */




/** Has one file written below `parent`; `name` is ours and harmless. When that fails nothing is left behind. */
async function temporaryFile({ parent, name }, write) {
    let folder = '';
    // On Windows a file that was just closed may be held for a moment by whoever scans it.
    const dispose = () => (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => { });
    try {
        folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'onedrive-upload-'));
        const path = (0,external_node_path_.join)(folder, name);
        return { path, written: await write(path), dispose };
    }
    catch (error) {
        if (folder !== '')
            await dispose();
        throw unwritable(error, parent);
    }
}
function unwritable(error, folder) {
    if (error instanceof errors/* Failure */.HR || !(error instanceof Error) || !('syscall' in error) || !('code' in error))
        return error;
    return new errors/* Failure */.HR(`a temporary file could not be written to ${(0,build_text/* printable */.g$)(folder)} (${String(error.code)})`, {
        kind: 'file',
        hint: 'make room there; it takes a whole archive, when archive is set',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/upload/checksums.js
/**
 * `checksums`: the list that `sha256sum -c` reads, of what arrived and is what was sent. Knows outcomes and
 * the format; sends nothing.
 */





/**
 * One line a file, by path: 64 hex digits, two spaces, the path below `destination` as it is on the drive.
 * Left out is what failed, what was skipped unread, and what the drive changed on arrival: its checksum
 * would be wrong for whoever downloads it. '' when nothing is left.
 */
function checksumsText(outcomes, destination) {
    const below = destination === '' ? 0 : destination.length + 1;
    return outcomes
        .flatMap((outcome) => {
        const { file, item, sha256 } = outcome;
        if (sha256 === undefined || item === undefined || !isIntact(outcome))
            return [];
        return [{ path: (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(file.remotePath), item.name).slice(below), sha256 }];
    })
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ path, sha256 }) => line(path, sha256))
        .join('');
}
function isIntact({ action, file, item, quickXorHash }) {
    if (action === 'failed' || item?.sizeBytes !== file.sizeBytes)
        return false;
    return file.sizeBytes === 0 || item.quickXorHash === undefined || item.quickXorHash === quickXorHash;
}
/** GNU's escapes: the backslash in front says that there are some (coreutils, "md5sum invocation"). */
function line(path, sha256) {
    const escaped = path.replace(/[\\\n\r]/g, (mark) => ({ '\n': '\\n', '\r': '\\r' })[mark] ?? '\\\\');
    return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}
/** What keeps a list of that name from being added to a plan. */
function checksumsProblems(name, plan) {
    const remotePath = (0,graph_paths/* join */.fj)(plan.destination, name);
    const key = (0,graph_paths/* pathKey */.Pn)(remotePath);
    const other = plan.files.find((file) => {
        const path = (0,graph_paths/* pathKey */.Pn)(file.remotePath);
        return path === key || path.startsWith(`${key}/`);
    });
    const problems = pathProblems(remotePath, new Set([plan.destination]));
    if (other === undefined)
        return problems;
    const sources = `"${(0,build_text/* printable */.g$)(other.sourcePath)}"`;
    return [
        ...problems,
        `${sources} would be where checksums puts "${(0,build_text/* printable */.g$)(remotePath)}": name the list otherwise`,
    ];
}
/** Writes the list of what arrived; undefined when nothing did. The file is the caller's to dispose of. */
async function makeChecksums(outcomes, { name, destination, host, }) {
    const text = checksumsText(outcomes, destination);
    if (text === '')
        return undefined;
    const place = { parent: host.tempDir, name: 'checksums' };
    const made = await temporaryFile(place, (path) => (0,promises_.writeFile)(path, text, { mode: 0o600, flag: 'wx' }));
    const file = {
        sourcePath: made.path,
        relativePath: name,
        remotePath: (0,graph_paths/* join */.fj)(destination, name),
        name,
        sizeBytes: Buffer.byteLength(text),
    };
    return { ...made, plan: { files: [file], totalBytes: file.sizeBytes, destination } };
}

;// CONCATENATED MODULE: ./build/upload/lookalikes.js
/**
 * `invalid-names: replace`: names that OneDrive refuses, spelled with characters that look alike. Pure; knows
 * names, nothing of paths or drives. The spelling is rclone's for OneDrive (rclone docs/content/onedrive.md
 * "Restricted filename characters", lib/encoder), so that rclone shows such a name as it was on disk. A
 * name that is legal is left alone, and so is what has no look-alike: reserved names, lengths.
 */

/** Goes before a character that stood there already and would else be read back as a replaced one. */
const quoteMark = '\u201b';
/** From a printable ASCII character to its full-width form. */
const fullWidth = 0xfee0;
/** From a control character to its symbol. */
const symbols = 0x2400;
const spaceSymbol = '\u2420';
const deleteSymbol = '\u2421';
const fullWidthDot = '\uff0e';
const fullWidthTilde = '\uff5e';
/**
 * The name as it can be on the drive; itself when nothing in it is refused. Two names that are spelled anew
 * stay two names; that one of them is another file's own name is for the plan to find.
 */
function lookalike(name, isFolder) {
    // SharePoint refuses a folder that starts with a tilde; in a file's name only ~$ is refused.
    const isTilde = isFolder ? name.startsWith('~') : name.startsWith('~$');
    if (!isTilde && characterProblems(name).length === 0)
        return name;
    const [prefix, afterPrefix] = firstOf(name, ' ~', spaceSymbol + fullWidthTilde);
    const [suffix, body] = lastOf(afterPrefix);
    let middle = '';
    for (const character of body)
        middle += spelled(character);
    return prefix + middle + suffix;
}
function firstOf(name, refused, alike) {
    const first = name.charAt(0);
    const at = refused.indexOf(first);
    if (first !== '' && at >= 0)
        return [alike.charAt(at), name.slice(1)];
    if (first !== '' && alike.includes(first))
        return [quoteMark + first, name.slice(1)];
    return ['', name];
}
function lastOf(name) {
    const last = name.slice(-1);
    const rest = name.slice(0, -1);
    if (last === ' ')
        return [spaceSymbol, rest];
    if (last === '.')
        return [fullWidthDot, rest];
    if (last === spaceSymbol || last === fullWidthDot)
        return [quoteMark + last, rest];
    return ['', name];
}
function spelled(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCharCode(symbols + code);
    if (code === 0x7f)
        return deleteSymbol;
    if (/["*:<>?/\\|]/.test(character))
        return String.fromCharCode(fullWidth + code);
    if (isTaken(character, code))
        return quoteMark + character;
    // Half of a surrogate pair: its three bytes, as Go has them (WTF-8), each quoted in hex.
    if (code >= 0xd800 && code <= 0xdfff) {
        const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
        return bytes.map((byte) => quoteMark + byte.toString(16).toUpperCase()).join('');
    }
    return character;
}
/** Whether a character is itself a look-alike, or the mark that tells them apart. */
function isTaken(character, code) {
    if (character === quoteMark || character === deleteSymbol)
        return true;
    if (code >= symbols && code < symbols + 0x20)
        return true;
    return /[\uff02\uff0a\uff0f\uff1a\uff1c\uff1e\uff1f\uff3c\uff5c]/.test(character);
}

;// CONCATENATED MODULE: ./build/upload/plan.js
/**
 * From found files to what goes where, biggest first. Pure: knows names, sizes and the expanded
 * destination, looks neither at the disk nor at the drive.
 */






/** The largest file that the service keeps: its "250 GB" are 250 GiB (support page; abraunegg/onedrive). */
const fileLimitBytes = 268_435_456_000;
/**
 * Gives every file its place.
 * @throws UsageFailure with every problem: those of the search, names and paths that OneDrive refuses, files
 * that are too large, and files that would end on one path
 */
function planUpload(found, options) {
    const problems = [...found.problems];
    const respelled = new Map();
    const files = found.files.map((file) => planned(file, { found, options, respelled })).sort(byWeight);
    if (options.name !== undefined && files.length > 1) {
        problems.push(`name is for a single file, but path finds ${files.length}: take name out, or narrow path down`);
    }
    else {
        problems.push(...clashes(files));
    }
    const known = new Set();
    problems.push(...pathProblems(options.destination, known));
    for (const file of files)
        problems.push(...pathProblems(file.remotePath, known), ...sizeProblems(file));
    if (options.checksums !== undefined)
        problems.push(...checksumsProblems(options.checksums, { ...options, files }));
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        files,
        totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        destination: options.destination,
        ...respellings(respelled),
    };
}
/** What was spelled anew, as a plan tells it. */
function respellings(respelled) {
    if (respelled.size === 0)
        return {};
    return { respelled: [...respelled].map(([path, name]) => ({ path, name })) };
}
function planned(file, { found, options, respelled }) {
    const ownName = (0,graph_paths/* nameOf */.Vb)(file.relativePath);
    const isRenamed = options.name !== undefined && found.files.length === 1;
    const name = isRenamed ? (options.name ?? ownName) : ownName;
    const wanted = isRenamed || options.flatten ? name : file.relativePath;
    const below = options.invalidNames === 'replace' ? respell(wanted, respelled) : wanted;
    return {
        sourcePath: file.path,
        relativePath: file.relativePath,
        remotePath: (0,graph_paths/* join */.fj)(options.destination, below),
        name: (0,graph_paths/* nameOf */.Vb)(below),
        sizeBytes: file.sizeBytes,
    };
}
/** A path whose names can be on the drive; `respelled` gets those that are new. */
function respell(path, respelled) {
    const names = path.split('/');
    const spelled = names.map((name, depth) => lookalike(name, depth < names.length - 1));
    spelled.forEach((name, depth) => {
        if (name !== names[depth])
            respelled.set(names.slice(0, depth + 1).join('/'), name);
    });
    return spelled.join('/');
}
function byWeight(a, b) {
    if (a.sizeBytes !== b.sizeBytes)
        return b.sizeBytes - a.sizeBytes;
    return a.remotePath < b.remotePath ? -1 : a.remotePath > b.remotePath ? 1 : 0;
}
/** Names on the drive are compared without case. */
function clashes(files) {
    const problems = [];
    const taken = new Map();
    for (const file of files) {
        const other = taken.get((0,graph_paths/* pathKey */.Pn)(file.remotePath));
        if (other === undefined)
            taken.set((0,graph_paths/* pathKey */.Pn)(file.remotePath), file);
        else
            problems.push(`${sources(other, file)} would both be ${plan_shown(file.remotePath)} on the drive`);
    }
    return [...problems, ...folderClashes(files, taken)];
}
function folderClashes(files, taken) {
    const problems = [];
    const folders = new Set();
    for (const file of files) {
        const path = (0,graph_paths/* pathKey */.Pn)(file.remotePath);
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            const folder = path.slice(0, end);
            if (folders.has(folder))
                break;
            folders.add(folder);
            const other = taken.get(folder);
            if (other === undefined)
                continue;
            problems.push(`${sources(other, file)}: ${plan_shown(other.remotePath)} would be a file and a folder on the drive`);
        }
    }
    return problems;
}
function sources(one, other) {
    return `${plan_shown(one.sourcePath)} and ${plan_shown(other.sourcePath)}`;
}
function sizeProblems(file) {
    if (file.sizeBytes <= fileLimitBytes)
        return [];
    return [`${plan_shown(file.sourcePath)} has ${(0,build_text/* bytes */.ee)(file.sizeBytes)}, OneDrive takes at most 250 GB a file`];
}
function plan_shown(path) {
    return `"${(0,build_text/* printable */.g$)(path)}"`;
}

;// CONCATENATED MODULE: ./build/upload/archive.js
/**
 * `archive`: what goes into the one file, under which names, and what that file is called. Knows found files
 * and links; how an archive is written is in pack, zip and tarball. Names in it need not please OneDrive.
 */








/**
 * What goes into the archive, judged without a request. Its name is `name` as it stands, else the root
 * folder's with the kind behind it.
 * @throws UsageFailure with every problem
 */
async function planArchive(found, options) {
    const { destination, kind, invalidNames } = options;
    const wanted = options.name ?? `${external_node_path_.basename(found.root) || 'archive'}.${kind}`;
    const respelled = new Map();
    const name = invalidNames === 'replace' ? respell(wanted, respelled) : wanted;
    const remotePath = (0,graph_paths/* join */.fj)(destination, name);
    const links = options.flatten ? notFlat(found) : await keptLinks(found);
    const files = found.files.map((file) => fileEntry(file, options.flatten));
    const problems = [
        ...found.problems,
        ...pathProblems(remotePath, new Set()),
        ...twins(files),
        ...files.concat(links.entries).flatMap((entry) => unfit(entry, kind)),
        ...(options.checksums === undefined
            ? []
            : checksumsProblems(options.checksums, {
                destination,
                files: [archiveFile(remotePath, remotePath, 0)],
            })),
    ];
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        kind,
        entries: sorted([...files, ...links.entries]),
        remotePath,
        destination,
        totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        warnings: links.warnings,
        ...respellings(respelled),
    };
}
/** The plan of the one file that the archive is, once it was made. */
function planOfArchive({ remotePath, destination, respelled }, made) {
    if (made.sizeBytes > fileLimitBytes) {
        throw new errors/* Failure */.HR(`the archive has ${(0,build_text/* bytes */.ee)(made.sizeBytes)}, OneDrive takes at most 250 GB a file`, {
            kind: 'file',
            hint: 'upload the files without archive, or in several archives',
        });
    }
    const file = { ...archiveFile(remotePath, made.path, made.sizeBytes), isTemporary: true };
    return { files: [file], totalBytes: made.sizeBytes, destination, ...(respelled && { respelled }) };
}
function archiveFile(remotePath, sourcePath, sizeBytes) {
    const name = (0,graph_paths/* nameOf */.Vb)(remotePath);
    return { sourcePath, relativePath: name, remotePath, name, sizeBytes };
}
function fileEntry(file, flatten) {
    const name = flatten ? (0,graph_paths/* nameOf */.Vb)(file.relativePath) : file.relativePath;
    return { name, sourcePath: file.path, sizeBytes: file.sizeBytes };
}
function sorted(entries) {
    return entries
        .map((entry) => ({ entry, key: Buffer.from(entry.name) }))
        .sort((a, b) => Buffer.compare(a.key, b.key))
        .map(({ entry }) => entry);
}
/** Only `flatten` makes two names one; their case tells them apart in an archive. */
function twins(files) {
    const taken = new Map();
    return files.flatMap((file) => {
        const other = taken.get(file.name);
        taken.set(file.name, other ?? file);
        if (other === undefined)
            return [];
        const sources = `${archive_shown(other.sourcePath)} and ${archive_shown(file.sourcePath)}`;
        return [`${sources} would both be ${archive_shown(file.name)} in the archive`];
    });
}
/** A ZIP has no backslash and no colon of a drive in it: readers take them for folders and drives. */
function unfit({ name, sourcePath }, kind) {
    if (/\p{Cs}/u.test(name))
        return [`${archive_shown(sourcePath)}: the name contains half of a surrogate pair`];
    if (kind === 'tar.gz' || !(name.includes('\\') || /^[a-z]:/i.test(name)))
        return [];
    return [
        `${archive_shown(sourcePath)}: a ZIP cannot hold that name, with ${name.includes('\\') ? 'a \\' : 'a drive'} in it; set archive to tar.gz`,
    ];
}
/** Without folders a link would point elsewhere. */
function notFlat({ links }) {
    return {
        entries: [],
        warnings: links.map((link) => `link ${archive_shown(link.path)} is left out: with flatten it would point elsewhere`),
    };
}
/** Links go along when they are of use on another machine, and can lead nobody out of where he unpacks. */
async function keptLinks({ links }) {
    const entries = [];
    const warnings = [];
    for (const { path: sourcePath, relativePath: name } of links) {
        const link = (await (0,promises_.readlink)(sourcePath).catch(() => '')).split(external_node_path_.sep).join('/');
        if (staysInside(name, link))
            entries.push({ name, sourcePath, sizeBytes: 0, link });
        else
            warnings.push(`link ${archive_shown(sourcePath)} is left out: it points to ${archive_shown(link)}, out of the archive`);
    }
    return { entries, warnings };
}
/**
 * Whether a link of that name, unpacked, points below the archive's root. `..` only in front: behind a name,
 * which may itself be a link, nobody can tell what it means.
 */
function staysInside(name, link) {
    if (link === '' || link.startsWith('/') || /^[a-z]:/i.test(link))
        return false;
    const [, ups = '', rest = ''] = /^((?:\.{1,2}(?:\/+|$))*)(.*)$/s.exec(link) ?? [];
    if (rest.split('/').includes('..'))
        return false;
    const depth = name.split('/').length - 1;
    const isBelow = name !== '' && !name.split('/').includes('..');
    return isBelow && ups.split('/').filter((step) => step === '..').length <= depth;
}
function archive_shown(text) {
    return `"${(0,build_text/* printable */.g$)(text)}"`;
}

// EXTERNAL MODULE: ../../work/main/node_modules/@actions/glob/lib/glob.js + 17 modules
var glob = __webpack_require__(2833);
;// CONCATENATED MODULE: ./build/upload/patterns.js
/**
 * The lines of `path` as matchers. The only file that imports @actions/glob, and it takes the library's
 * reading of a pattern, not its walk: that one ends at the first link that points to itself or name that is
 * not UTF-8, drops broken links without a word, overflows the stack in a folder of some 120,000 entries, and
 * prints debug commands on stdout. Must not touch the disk.
 */



/** The library's answers: bits for a match as a folder and as a file. */
const NONE = 0;
const FILE = 2;
const ALL = 3;
/** Reads the text of `path`; relative patterns start at `cwd`. Comments and blank lines are left out. */
async function readPatterns(text, cwd) {
    const list = [];
    const problems = [];
    const readable = [];
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
        const anchored = patterns_anchor(line, cwd);
        try {
            list.push({ text: line, matcher: matcherOf(await (0,glob/* create */.v)(anchored)) });
            readable.push(anchored);
        }
        catch (error) {
            problems.push(unreadable(line, error));
        }
    }
    if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
        problems.push('path only excludes: write at least one line without ! before it');
    }
    // Options would make the library print a debug command for each of them; its defaults do not.
    const searchPaths = (await (0,glob/* create */.v)(readable.join('\n'))).getSearchPaths();
    return { list, searchPaths, problems };
}
/** Puts the folder before a relative pattern: the library would take the process's own. */
function patterns_anchor(line, cwd) {
    const [, marks = '', pattern = ''] = /^((?:!\s*)*)(.*)$/s.exec(line) ?? [];
    if (pattern === '' || (0,external_node_path_.isAbsolute)(pattern) || /^~($|[/\\])/.test(pattern) || /^[A-Za-z]:/.test(pattern)) {
        return line;
    }
    const bare = pattern.replace(external_node_path_.sep === '\\' ? /^\.($|[/\\]+)/ : /^\.($|\/+)/, '');
    const base = cwd.endsWith(external_node_path_.sep) ? cwd : `${cwd}${external_node_path_.sep}`;
    return `${marks}${literal(bare === '' ? cwd : base)}${bare}`;
}
/** A path whose characters mean themselves in a pattern. */
function literal(path) {
    const escaped = external_node_path_.sep === '\\' ? path : path.replaceAll('\\', '\\\\');
    return escaped.replace(/[*?[]/g, '[$&]');
}
function unreadable(line, error) {
    const shown = `path: "${(0,build_text/* printable */.g$)(line)}"`;
    if (/(^|[/\\!])\.{1,2}([/\\]|$)/.test(line)) {
        return `${shown} has a . or .. segment: write the path from the working folder, or an absolute one`;
    }
    return `${shown} is not a pattern: ${(0,build_text/* printable */.g$)(error instanceof Error ? error.message : String(error))}`;
}
function matcherOf(globber) {
    const patterns = 'patterns' in globber ? globber.patterns : undefined;
    const first = Array.isArray(patterns) ? patterns[0] : undefined;
    if (isMatcher(first))
        return first;
    throw new TypeError('this version of @actions/glob keeps its patterns elsewhere');
}
function isMatcher(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    if (!('negate' in value && 'match' in value && 'partialMatch' in value))
        return false;
    return (typeof value.negate === 'boolean' &&
        typeof value.match === 'function' &&
        typeof value.partialMatch === 'function');
}
/** The lines that match before anything was looked at. */
function nothingMatched(patterns) {
    return patterns.list.map(() => NONE);
}
/** Judges a path; `above` is the judgement of its folder. */
function judge(patterns, path, above) {
    const matches = patterns.list.map((pattern, index) => above[index] === NONE ? pattern.matcher.match(path) : ALL);
    let kind = NONE;
    patterns.list.forEach((pattern, index) => {
        const match = matches[index] ?? NONE;
        kind = pattern.matcher.negate ? kind & ~match : kind | match;
    });
    return { file: (kind & FILE) !== 0, matches };
}
/** Whether to look into a folder: some line may find something there, and no later line excludes all of it. */
function descends(patterns, path, matches) {
    const isExcluded = (index) => patterns.list.some((later, at) => at > index && later.matcher.negate && matches[at] !== NONE);
    return patterns.list.some(({ matcher }, index) => !matcher.negate && (matches[index] !== NONE || matcher.partialMatch(path)) && !isExcluded(index));
}
/** The positions of the lines that found a file. */
function finders(patterns, matches) {
    return matches.flatMap((match, index) => (match & FILE) !== 0 && patterns.list[index]?.matcher.negate === false ? [index] : []);
}

;// CONCATENATED MODULE: ./build/upload/fence.js
/**
 * Where links may lead to: the workspace, and places outside of it that `path` names itself. A link in the
 * workspace comes with the repository, so it must not carry a runner's other files away. Knows the file
 * system only to resolve links.
 */


/** Resolves the places once. A search path inside the workspace adds nothing, whatever it links to. */
async function raiseFence(searchPaths, workspaces) {
    const homes = [...workspaces, ...(await Promise.all(workspaces.map(resolved))).flat()];
    const abroad = searchPaths.filter((path) => !homes.some((home) => within(home, path)));
    const places = [...homes, ...(await Promise.all(abroad.map(resolved))).flat()];
    const roots = [...new Set(places)];
    return (realPath) => roots.some((root) => within(root, realPath));
}
async function resolved(path) {
    try {
        return [await (0,promises_.realpath)(path)];
    }
    catch {
        return [];
    }
}
/** Whether `path` is `folder` or below it; both absolute and normalised. */
function within(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : `${folder}${external_node_path_.sep}`);
}

;// CONCATENATED MODULE: ./build/upload/walk.js





/** Requests to the file system in flight: folders, and entries of each folder. */
const foldersAtOnce = 8;
const entriesAtOnce = 64;
/** Walks all search paths. Rejects only when `signal` is aborted; whatever goes wrong on the way is reported. */
async function walk(patterns, options) {
    const found = {
        files: [],
        hiddenCount: 0,
        links: [],
        finders: new Set(),
        warnings: [],
        problems: [],
    };
    const fence = await raiseFence(patterns.searchPaths, [options.cwd, options.workspace ?? options.cwd]);
    const tour = { patterns, options, fence, folders: [], found };
    for (const searchPath of patterns.searchPaths)
        await start(tour, searchPath);
    while (tour.folders.length > 0) {
        options.signal.throwIfAborted();
        await Promise.all(tour.folders.splice(-foldersAtOnce).map((folder) => look(tour, folder)));
    }
    return found;
}
async function start(tour, path) {
    try {
        const kind = await (0,promises_.lstat)(path);
        const realParent = await (0,promises_.realpath)((0,external_node_path_.dirname)(path));
        if (!kind.isSymbolicLink() && !tour.fence(await (0,promises_.realpath)(path))) {
            tour.found.problems.push(outside(path));
            return;
        }
        const isHidden = isDotted(tour, (0,external_node_path_.basename)(path)) && !within(path, tour.options.cwd);
        await visit(tour, {
            path,
            kind,
            isHidden,
            parent: undefined,
            above: aboveOf(tour.patterns, path),
            realParent,
        });
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(codeOf(error)))
            return;
        tour.found.problems.push(`${walk_shown(path)} cannot be read (${codeOf(error)})`);
    }
}
/** What the folders above a search path matched: an exclude may name one of them. */
function aboveOf(patterns, path) {
    const parent = (0,external_node_path_.dirname)(path);
    if (parent === path)
        return nothingMatched(patterns);
    return judge(patterns, parent, aboveOf(patterns, parent)).matches;
}
async function look(tour, folder) {
    let entries;
    try {
        entries = await (0,promises_.readdir)(folder.path, { withFileTypes: true });
    }
    catch (error) {
        if (!folder.isHidden)
            lost(tour, folder.path, error);
        return;
    }
    for (let first = 0; first < entries.length; first += entriesAtOnce) {
        await Promise.all(entries.slice(first, first + entriesAtOnce).map((kind) => visit(tour, {
            path: (0,external_node_path_.join)(folder.path, kind.name),
            kind,
            isHidden: folder.isHidden || isDotted(tour, kind.name),
            parent: folder,
            above: folder.matches,
            realParent: folder.real,
        })));
    }
}
function isDotted(tour, name) {
    return !tour.options.includeHiddenFiles && name.startsWith('.');
}
async function visit(tour, entry) {
    const { path, kind, isHidden } = entry;
    const { file: isWanted, matches } = judge(tour.patterns, path, entry.above);
    if (kind.isDirectory()) {
        enter(tour, entry, { matches, real: (0,external_node_path_.join)(entry.realParent, (0,external_node_path_.basename)(path)), isLinked: false });
    }
    else if (isHidden) {
        if (isWanted)
            tour.found.hiddenCount++;
    }
    else if (kind.isSymbolicLink()) {
        await follow(tour, entry, { isWanted, matches });
    }
    else if (isWanted) {
        try {
            add(tour, path, await (0,promises_.lstat)(path), matches);
        }
        catch (error) {
            lost(tour, path, error);
        }
    }
}
function enter(tour, entry, way) {
    if (!descends(tour.patterns, entry.path, way.matches))
        return;
    const isLinked = way.isLinked || entry.parent?.isLinked === true;
    if (isLinked && isLoop(entry.parent, way.real))
        return;
    tour.folders.push({ ...way, path: entry.path, isHidden: entry.isHidden, isLinked, parent: entry.parent });
}
/** Only behind a link can a folder be its own ancestor. */
function isLoop(parent, real) {
    for (let above = parent; above !== undefined; above = above.parent)
        if (above.real === real)
            return true;
    return false;
}
async function follow(tour, entry, verdict) {
    const { found, options, patterns } = tour;
    const { isWanted, matches } = verdict;
    if (!options.followSymbolicLinks) {
        if (isWanted)
            found.links.push(entry.path);
        return;
    }
    const mayDescend = descends(patterns, entry.path, matches);
    if (!isWanted && !mayDescend)
        return;
    try {
        const real = await (0,promises_.realpath)(entry.path);
        const target = await (0,promises_.stat)(real);
        if (target.isDirectory() ? !mayDescend : !isWanted)
            return;
        if (!tour.fence(real))
            found.problems.push(outside(entry.path));
        else if (target.isDirectory())
            enter(tour, entry, { matches, real, isLinked: true });
        else
            add(tour, entry.path, target, matches);
    }
    catch (error) {
        if (isWanted)
            found.warnings.push(`link ${walk_shown(entry.path)} leads nowhere (${codeOf(error)}) and is left out`);
    }
}
function add(tour, path, stats, matches) {
    if (!stats.isFile()) {
        tour.found.warnings.push(`${walk_shown(path)} is neither a file nor a folder and is left out`);
        return;
    }
    tour.found.files.push({ path, sizeBytes: stats.size });
    for (const index of finders(tour.patterns, matches))
        tour.found.finders.add(index);
}
/** The replacement character is what Node makes of bytes that are not UTF-8; such a name opens nothing. */
function lost(tour, path, error) {
    const code = codeOf(error);
    if (code === 'ENOENT' && path.includes('\ufffd')) {
        tour.found.problems.push(`${walk_shown(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`);
    }
    else if (code === 'ENOENT') {
        tour.found.warnings.push(`${walk_shown(path)} vanished while its folder was read`);
    }
    else {
        tour.found.problems.push(`${walk_shown(path)} cannot be read (${code}): exclude it with !, or change its permissions`);
    }
}
function outside(path) {
    return (`link ${walk_shown(path)} leads out of the workspace and of the paths to upload: name its target in path, ` +
        'exclude it with !, or set follow-symbolic-links: false');
}
function walk_shown(path) {
    return `"${(0,build_text/* printable */.g$)(path)}"`;
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

;// CONCATENATED MODULE: ./build/upload/find.js
/**
 * From the lines of `path` to files with the names they keep. Knows the rule that gives them their root
 * (that of actions/upload-artifact) and what is worth telling about the rest; the walk itself is in walk,
 * the drive unknown.
 */




/** Finds the files. Rejects only with the reason of `host.signal`. */
async function findFiles(options, host) {
    const patterns = await readPatterns(options.patterns, host.cwd);
    const walked = await walk(patterns, {
        cwd: host.cwd,
        workspace: host.env.GITHUB_WORKSPACE || undefined,
        includeHiddenFiles: options.includeHiddenFiles,
        followSymbolicLinks: options.followSymbolicLinks,
        signal: host.signal,
    });
    const paths = walked.files.map((file) => file.path);
    const root = options.root === undefined
        ? commonRoot(patterns.searchPaths, paths)
        : external_node_path_.resolve(host.cwd, options.root);
    const problems = [...patterns.problems, ...walked.problems.sort()];
    if (root === undefined)
        problems.push('path spans several drives: say with root which folder the names start from');
    else
        problems.push(...strangers(root, paths));
    return {
        files: walked.files
            .map((file) => ({ ...file, relativePath: relativePath(root, file.path) }))
            .sort((a, b) => (a.path < b.path ? -1 : 1)),
        root: root ?? '',
        hiddenCount: walked.hiddenCount,
        linkCount: walked.links.length,
        links: walked.links.map((link) => ({ path: link, relativePath: relativePath(root, link) })),
        unmatched: patterns.list.flatMap(({ text, matcher }, index) => matcher.negate || walked.finders.has(index) ? [] : [text]),
        warnings: walked.warnings.sort(),
        problems,
    };
}
/**
 * The least common ancestor of the search paths; the folder of a file that was named by itself. Undefined
 * when there is none, on two drives of Windows.
 */
function commonRoot(searchPaths, files, system = external_node_path_) {
    const [first, ...others] = searchPaths;
    if (first === undefined)
        return '';
    if (others.length === 0)
        return files.length === 1 && files[0] === first ? system.dirname(first) : first;
    const fold = (text) => (system.sep === '\\' ? text.toLowerCase() : text);
    const { root } = system.parse(first);
    if (others.some((other) => fold(system.parse(other).root) !== fold(root)))
        return undefined;
    const split = (searchPath) => searchPath.slice(root.length).split(system.sep).filter(Boolean);
    const common = split(first);
    for (const other of others.map(split)) {
        const end = common.findIndex((segment, index) => fold(segment) !== fold(other[index] ?? ''));
        if (end >= 0)
            common.length = end;
    }
    return `${root}${common.join(system.sep)}`;
}
function relativePath(root, file) {
    return root === undefined ? external_node_path_.basename(file) : external_node_path_.relative(root, file).split(external_node_path_.sep).join('/');
}
/** The first ten are named: a wrong root makes strangers of all. */
function strangers(root, files) {
    const outside = files.filter((file) => {
        const relative = external_node_path_.relative(root, file);
        return (relative === '' ||
            relative === '..' ||
            relative.startsWith(`..${external_node_path_.sep}`) ||
            external_node_path_.isAbsolute(relative));
    });
    const named = outside
        .slice(0, 10)
        .map((file) => `"${(0,build_text/* printable */.g$)(file)}" is not below root, "${(0,build_text/* printable */.g$)(root)}"`);
    return outside.length > 10
        ? [...named, `${(0,build_text/* count */.U9)(outside.length - 10, 'more file')} outside of root`]
        : named;
}

;// CONCATENATED MODULE: ./build/upload/shard.js
/**
 * `shard`: which files of a plan are this job's. Pure.
 */


/**
 * The files of the plan that fall to one of several jobs. A file's path below the destination decides, by
 * its hash, and nothing else does: sharing out by size would be more even, but jobs that do not all see the
 * same files (each builds its own) would then leave some out and send others twice, and nobody would notice.
 */
function shardOf(plan, { index, total }) {
    const below = plan.destination === '' ? 0 : plan.destination.length + 1;
    const files = plan.files.filter(({ remotePath }) => shareOf(remotePath.slice(below), total) === index);
    return { ...plan, files, totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
/** 1 to `total`; the same for all spellings that are one name on the drive. */
function shareOf(path, total) {
    return ((0,external_node_crypto_.createHash)('sha256').update((0,graph_paths/* pathKey */.Pn)(path)).digest().readUIntBE(0, 6) % total) + 1;
}

;// CONCATENATED MODULE: ./build/upload/tokens.js
/**
 * `{date}` and its kind in `destination` and `name`. Pure: knows the run's facts as texts, no clock and no
 * drive.
 */


/** Where each token comes from, for the message when it is missing. */
const tokens_sources = {
    date: 'the clock',
    time: 'the clock',
    datetime: 'the clock',
    repo: 'GITHUB_REPOSITORY',
    ref: 'GITHUB_REF_NAME',
    sha: 'GITHUB_SHA',
    sha7: 'GITHUB_SHA',
    'run-number': 'GITHUB_RUN_NUMBER',
    'run-id': 'GITHUB_RUN_ID',
    'run-attempt': 'GITHUB_RUN_ATTEMPT',
};
/** The facts of this run: one instant in UTC, the rest from the environment that GitHub (or a like) sets. */
function runFacts(env, nowMs) {
    const instant = new Date(nowMs).toISOString();
    const date = instant.slice(0, 10);
    const time = instant.slice(11, 19).replaceAll(':', '');
    const sha = env.GITHUB_SHA || undefined;
    return {
        date,
        time,
        datetime: `${date.replaceAll('-', '')}T${time}Z`,
        repo: env.GITHUB_REPOSITORY?.split('/').at(-1) || undefined,
        ref: asName(env.GITHUB_REF_NAME),
        sha,
        sha7: sha?.slice(0, 7),
        'run-number': env.GITHUB_RUN_NUMBER || undefined,
        'run-id': env.GITHUB_RUN_ID || undefined,
        'run-attempt': env.GITHUB_RUN_ATTEMPT || undefined,
    };
}
/** A branch as one name: what would part it, or be refused on the drive, becomes `-`. */
function asName(ref) {
    return ref?.replace(/["*:<>?/\\|\p{Cc}]/gu, '-') || undefined;
}
/** Puts the facts in; `{{` is a literal brace. Problems are tokens that are unknown, missing or not closed. */
function expandTokens(template, facts) {
    const problems = [];
    const text = template.replace(/\{\{|\{([^{}]*)\}|\{/g, (token, name) => {
        if (token === '{{')
            return '{';
        const value = name !== undefined && isToken(name) ? facts[name] : undefined;
        if (value === undefined)
            problems.push(tokenProblem(token, name));
        return value ?? token;
    });
    return { text, problems };
}
function isToken(name) {
    return Object.hasOwn(tokens_sources, name);
}
function tokenProblem(token, name) {
    if (name === undefined)
        return 'has a { without its }; write {{ for a literal brace';
    if (isToken(name))
        return `has the token ${token}, but ${tokens_sources[name]} is not set here`;
    const known = Object.keys(tokens_sources).map((each) => `{${each}}`);
    const shown = (0,build_text/* printable */.g$)(token.slice(0, 60));
    return `has the unknown token ${shown}; known are ${known.join(' ')}, and {{ for a literal brace`;
}
/**
 * Expands both templates and normalises the folder.
 * @throws UsageFailure with every problem of both
 */
function expandTarget(templates, facts) {
    const folder = expandFolder({ name: 'destination', template: templates.destination }, facts);
    const file = expandTokens(templates.name ?? '', facts);
    const problems = [...folder.problems, ...file.problems.map((problem) => `name ${problem}`)];
    if (/[/\\]/.test(file.text)) {
        problems.push(`name "${(0,build_text/* printable */.g$)(file.text)}" has a slash: folders go into destination`);
    }
    if (['.', '..'].includes(file.text.trim()))
        problems.push(`name cannot be ${file.text.trim()}`);
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return { destination: folder.text, ...(file.text === '' ? {} : { name: file.text }) };
}
/**
 * Expands the template of a folder on the drive: `\` separates as `/` does (people on Windows write it, and no
 * name on the drive can hold it), slashes at the ends and double ones mean nothing. Problems name the input.
 */
function expandFolder(input, facts) {
    const { name } = input;
    const folder = expandTokens(input.template, facts);
    const segments = folder.text.split(/[/\\]/).filter((segment) => segment !== '');
    const problems = folder.problems.map((problem) => `${name} ${problem}`);
    for (const dots of ['.', '..']) {
        if (segments.some((segment) => segment.trim() === dots)) {
            problems.push(`${name} "${(0,build_text/* printable */.g$)(folder.text)}" has the segment ${dots}; write the path from the drive's root`);
        }
    }
    return { text: segments.join('/'), problems };
}
/** Tokens that differ between the jobs of one run, as each of them has its own instant. */
function clockTokens(template) {
    return template.match(/\{(?:date|time|datetime)\}/g) ?? [];
}

;// CONCATENATED MODULE: ./build/prepare.js
/**
 * Everything that is judged before the first request: inputs, tokens in them, files, names, places. Knows
 * this machine and the run, not Microsoft.
 */










/**
 * True for a run from which GitHub withholds secrets and which is to end green all the same. Elsewhere an empty
 * secret is an error, told with all others.
 */
function withoutCredentials(source, { host, event }) {
    const { missing, policy } = (0,inputs_inputs/* missingCredentials */.nm)(source);
    const why = whyWithheld(event);
    if (missing.length === 0 || policy === 'error' || why === undefined)
        return false;
    const names = missing.map((text) => text.split(' ')[0]).join(', ');
    const words = `Nothing is uploaded: ${names} ${missing.length === 1 ? 'is' : 'are'} empty, because ${why}`;
    policy === 'warn' ? host.log.warning(words) : host.log.info(words);
    return true;
}
/** All that was told, checked together: one message for the values and for the tokens in them. */
function readEverything(source, host) {
    const problems = [];
    const collect = (read) => {
        try {
            return read();
        }
        catch (error) {
            if (!(error instanceof errors/* UsageFailure */.wK))
                throw error;
            problems.push(...error.problems);
            return undefined;
        }
    };
    const text = (name) => source.value(name)?.trim() ?? '';
    const templates = { destination: text('destination'), name: text('name') };
    const facts = runFacts(host.env, host.clock.now());
    const inputs = collect(() => (0,inputs_inputs/* readInputs */.Ko)(source));
    const target = collect(() => expandTarget(templates, facts));
    const retainIn = expandFolder({ name: 'retain-in', template: text('retain-in') }, facts);
    problems.push(...retainIn.problems);
    if (inputs?.naming.shard !== undefined) {
        const tokens = [...clockTokens(templates.destination), ...clockTokens(templates.name)];
        problems.push(...tokens.map((token) => `${token} does not go together with shard: each job has an instant of its own`));
    }
    const places = target && { ...target, ...(text('retain-in') !== '' && { retainIn: retainIn.text }) };
    if (inputs !== undefined && places !== undefined) {
        const isBased = inputs.target.appFolder || inputs.target.folderId !== undefined;
        problems.push(...afterProblems(inputs.after, { ...places, isBased }));
        if (problems.length === 0)
            return { inputs, places };
    }
    throw new errors/* UsageFailure */.wK([...new Set(problems)]);
}
/** Undefined when nothing was found, or nothing falls to this job, and that is no error. */
async function prepare({ inputs, places, host }) {
    host.log.group('Files');
    try {
        const { naming } = inputs;
        const found = await findFiles(inputs.files, host);
        const options = { ...naming, ...places };
        const { archive: kind } = naming;
        if (kind !== 'none') {
            const archive = await planArchive(found, { ...options, kind });
            tellFound(found, inputs, host);
            for (const warning of archive.warnings)
                host.log.warning(warning);
            return archive.entries.length === 0 ? undefined : { archive };
        }
        const plan = planUpload(found, options);
        tellFound(found, inputs, host);
        tellRespelled(plan, host);
        const share = naming.shard === undefined ? plan : shardOf(plan, naming.shard);
        if (naming.shard !== undefined) {
            const { index, total } = naming.shard;
            const files = (0,build_text/* count */.U9)(share.files.length, 'file');
            host.log.info(`Share ${index} of ${total}: ${files} of ${plan.files.length}`);
        }
        return share.files.length === 0 ? undefined : { plan: share };
    }
    finally {
        host.log.groupEnd();
    }
}
function tellFound(found, { files, naming }, host) {
    for (const warning of found.warnings)
        host.log.warning(warning);
    if (found.hiddenCount > 0) {
        host.log.info(`${found.hiddenCount} hidden files left out (include-hidden-files: true takes them)`);
    }
    if (found.linkCount > 0 && naming.archive === 'none')
        host.log.info(`${found.linkCount} symbolic links left out`);
    const none = found.files.length === 0;
    const unmatched = found.unmatched.map((pattern) => `nothing matches ${pattern}`);
    const policy = none ? files.ifNoFilesFound : files.unmatchedPatterns;
    const words = none ? ['path found no files', ...unmatched] : unmatched;
    if (words.length === 0)
        return;
    if (policy === 'error') {
        const input = none ? 'if-no-files-found' : 'unmatched-patterns';
        throw new errors/* Failure */.HR(words.join('; '), {
            kind: 'usage',
            hint: `correct path, or set ${input} to warn or ignore`,
        });
    }
    for (const word of words)
        policy === 'warn' ? host.log.warning(word) : host.log.info(word);
}
/** More than these nobody reads. */
const shownNames = 50;
function tellRespelled({ respelled = [] }, host) {
    for (const { path, name } of respelled.slice(0, shownNames))
        host.log.info(`${path} is called ${name} there`);
    if (respelled.length > shownNames)
        host.log.info(`… and ${respelled.length - shownNames} more names`);
}

// EXTERNAL MODULE: ./build/graph/wire.js
var wire = __webpack_require__(4583);
// EXTERNAL MODULE: ./build/inputs/sizes.js
var sizes = __webpack_require__(5911);
;// CONCATENATED MODULE: ./build/upload/office.js
/**
 * What SharePoint does to Office files and some others. Knows names and drives.
 */

/** Types that SharePoint rewrites on arrival ("property promotion", api-docs#935, contrib#8903). */
const rewritten = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|html?|mht|aspx|jpe?g|heic|pdf)$/i;
const office = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xlsb|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|one)$/i;
/** True when a difference is SharePoint's doing and not a damage. */
function isRewrittenType(work, file) {
    return work.drive.kind !== 'personal' && rewritten.test(file.name);
}
/** True for a document that people edit in Office: it may be locked while somebody has it open. */
function isOfficeType(name) {
    return office.test(name);
}
/**
 * True for a file whose first fragment SharePoint answers with 404 when an Office file of that name exists
 * (since 2025-10; abraunegg#3859, rclone#9767): one PUT replaces it, where its size lets it.
 */
function isLockedOutOffice(work, file) {
    return work.drive.kind !== 'personal' && office.test(file.name) && file.sizeBytes <= sizes/* singlePutLimitBytes */.sn;
}

;// CONCATENATED MODULE: ./build/upload/failures.js
/**
 * The failures of a file that are worded the same wherever they are found: before the upload or in it.
 */



/** The outcome of a file that was never begun. */
function notTried(file, why) {
    const kind = why instanceof errors/* Failure */.HR ? why.kind : 'service';
    return { file, action: 'failed', error: new errors/* Failure */.HR(`not tried, because ${(0,errors/* explain */.WE)(why)}`, { kind }) };
}
/** The failure for a name that is taken, by what is there. */
function taken(file, there) {
    const what = there === undefined || (0,wire/* isFile */.fo)(there) ? undefined : kindOf(there);
    return what === undefined
        ? new errors/* Failure */.HR(`${file.remotePath} is already on the drive, with other content`, {
            kind: 'service',
            hint: 'set conflict-behavior to replace, rename or skip',
        })
        : new errors/* Failure */.HR(`${file.remotePath} is ${what} on the drive`, {
            kind: 'service',
            hint: `rename the file, or move the ${what.split(' ').at(-1)} away`,
        });
}
function kindOf({ isPackage, remote }) {
    if (isPackage)
        return 'a OneNote notebook';
    return remote === undefined ? 'a folder' : 'a shortcut';
}
/** The service's refusal with advice that knows the file: what it is a part of, and who may hold it. */
function worded(file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        return error;
    const hint = adviceOn(file, error.service);
    return hint === undefined ? error : new errors/* ServiceFailure */.A(error.message, { service: error.service, hint });
}
function adviceOn(file, { status, codes }) {
    const known = new Set(codes.map((code) => code.toLowerCase()));
    if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch')) {
        return isOfficeType(file.name)
            ? 'somebody has it open in Office, or checked out: nothing can replace it until it is closed everywhere and checked in; run again then, or set conflict-behavior to rename'
            : 'somebody holds it checked out, or an app has it open: check it in or close it, then run again';
    }
    if (known.has('notsupported') || (status === 500 && /\.one(toc2)?$/i.test(file.name))) {
        return 'it lies in a OneNote notebook, or is a part of one, and those take no upload session: choose another destination, or put the notebook into an archive';
    }
    if (status === 404)
        return 'the folder was removed meanwhile, or is shared with this account for reading only';
    return undefined;
}

;// CONCATENATED MODULE: ./build/report/level.js
/**
 * How much may be told: `auto` keeps account, tenant host and links out of what a public repository shows to
 * everybody. Knows the event's payload. Source: docs.github.com, "Webhook events and payloads".
 */

/** Under GitHub a repository that does not say it is private counts as public. */
function levelOf(wanted, env) {
    if (wanted !== 'auto')
        return wanted;
    if (env.GITHUB_ACTIONS !== 'true')
        return 'full';
    return isPrivate(env.GITHUB_EVENT_PATH) ? 'full' : 'counts';
}
function isPrivate(eventPath) {
    try {
        const event = JSON.parse((0,external_node_fs_.readFileSync)(eventPath ?? '', 'utf8'));
        if (typeof event !== 'object' || event === null || !('repository' in event))
            return false;
        const { repository } = event;
        return (typeof repository === 'object' &&
            repository !== null &&
            'private' in repository &&
            repository.private === true);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/report/diary.js



class Diary {
    host;
    #startedMs;
    summary = 'auto';
    result;
    emulator = false;
    plan;
    drive;
    destination = '';
    folder;
    outcomes = [];
    refreshTokenRotated = false;
    secretUpdated = false;
    error;
    /** What failed besides files: the uploads stay, the run is red. */
    failures = [];
    deletedCount = 0;
    links = { asked: false, urls: new Map() };
    /** By the id of the item; absent when none were asked for. */
    thumbnails;
    constructor(host) {
        this.host = host;
        this.#startedMs = host.clock.now();
    }
    level() {
        return levelOf(this.summary, this.host.env);
    }
    report() {
        const outcomes = this.outcomes.length > 0 || this.error === undefined
            ? this.outcomes
            : (this.plan?.files ?? []).map((file) => notTried(file, this.error));
        return {
            result: this.#verdict(outcomes),
            outcomes,
            drive: this.drive,
            destination: this.destination,
            folder: this.folder,
            error: this.error,
            failures: this.failures,
            deletedCount: this.deletedCount,
            links: this.links,
            thumbnails: this.thumbnails,
            refreshTokenRotated: this.refreshTokenRotated,
            secretUpdated: this.secretUpdated,
            emulator: this.emulator,
            startedMs: this.#startedMs,
            endedMs: this.host.clock.now(),
        };
    }
    #verdict(outcomes) {
        const failures = [this.error, ...this.failures, ...outcomes.map(({ error }) => error)].filter((error) => error !== undefined);
        if (failures.some((error) => error instanceof errors/* Failure */.HR && error.kind === 'cancelled'))
            return 'cancelled';
        if (failures.length > 0)
            return 'failed';
        if (this.result !== undefined)
            return this.result;
        return outcomes.every(({ action }) => action === 'skipped') ? 'unchanged' : 'uploaded';
    }
}

;// CONCATENATED MODULE: ./build/after/downloads.js
/**
 * The downloads of a run, and their table in Markdown: name, size, SHA-256, link. Knows outcomes and links;
 * everything from outside is escaped. Where the table goes, and that rows of other jobs are there, is section's.
 */


/** One for each file that is on the drive and verified, ordered by name. */
function downloadsOf(outcomes, links) {
    const all = outcomes.flatMap(({ action, file, item, sha256 }) => {
        if (action === 'failed' || item === undefined)
            return [];
        const own = links.asked ? links.folderUrl : item.webUrl;
        return [
            {
                remotePath: withName(file.remotePath, item.name),
                name: withName(file.relativePath, item.name),
                // What was skipped is what was there before.
                sizeBytes: action === 'skipped' ? item.sizeBytes : file.sizeBytes,
                sha256,
                url: links.urls.get(item.id) ?? own,
            },
        ];
    });
    return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
function withName(path, name) {
    const folder = (0,graph_paths/* parentOf */.gN)(path);
    return folder === '' ? name : `${folder}/${name}`;
}
/** Heading of the table, two lines. */
const tableHead = ['| File | Size | SHA-256 |', '|---|---:|---|'];
/** A comment on a pull request or an issue takes 65,536 characters (telia-oss/github-pr-resource#259), and says something else besides. */
const tableLimit = 60_000;
/** The table, in at most that many characters; what is left out is counted. `''` without files. */
function downloadsTable(downloads, limit = tableLimit) {
    if (downloads.length === 0)
        return '';
    const lines = [...tableHead];
    // Room for the line that counts the rest.
    let room = limit - tableHead.join('\n').length - 60;
    for (const download of downloads) {
        const line = downloadRow(download);
        room -= line.length + 1;
        if (room < 0)
            break;
        lines.push(line);
    }
    const rest = downloads.length + tableHead.length - lines.length;
    if (rest > 0)
        lines.push('', `… and ${(0,build_text/* count */.U9)(rest, 'more file')}`);
    return `${lines.join('\n')}\n`;
}
/** A row; `mark` is hidden in its first cell. */
function downloadRow({ name, url, sizeBytes, sha256 }, mark = '') {
    const digest = sha256 === undefined ? '' : `\`${(0,build_text/* markdown */.wD)(sha256)}\``;
    return `| ${mark}${linked(name, url)} | ${(0,build_text/* bytes */.ee)(sizeBytes)} | ${digest} |`;
}
/** A text as Markdown, a link if the address is one that may be shown. */
function linked(name, url) {
    const safe = safeUrl(url);
    return safe === undefined ? (0,build_text/* markdown */.wD)(name) : `[${(0,build_text/* markdown */.wD)(name)}](${safe})`;
}
/** An https address without anything that could end a Markdown link or a cell; undefined for every other. */
function safeUrl(url) {
    if (url === undefined || !URL.canParse(url))
        return undefined;
    const parsed = new URL(url);
    if (parsed.protocol !== 'https:')
        return undefined;
    return parsed.href.replace(/[()<>|"\\`]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(4438);
;// CONCATENATED MODULE: ./build/report/outputs.js
/**
 * Outputs and manifest: the machine's view of a report. Knows the names of the contract and GitHub's limits.
 * Source of the limit: an output of a step may hold 1 MiB in UTF-16, all outputs of a job 50 MiB
 * (docs.github.com, "Metadata syntax"); a list larger than 256 KiB is left to the manifest.
 */





const filesLimitBytes = 256 * 1024;
/** Sets every output that the report can fill, also when the manifest cannot be written; throws that failure then. */
async function writeOutputs(host, report) {
    const rows = report.outcomes.map((outcome) => (0,report_report/* fileRow */.ho)(outcome, report));
    const manifest = await writeManifest(host, report, rows).catch((error) => ({ error }));
    for (const [name, value] of outputs(report, rows))
        host.output(name, value);
    host.output('manifest', typeof manifest === 'string' ? manifest : '');
    if (typeof manifest !== 'string')
        throw manifest.error;
}
function outputs(report, rows) {
    const count = (0,report_report/* totals */.Sd)(report.outcomes);
    const files = listText(rows);
    const only = rows.length === 1 ? rows[0] : undefined;
    const folderUrl = report.folder?.webUrl ?? '';
    return [
        ['result', report.result],
        ['files', files ?? '[]'],
        ['files-truncated', String(files === undefined)],
        ['file-count', String(count.files)],
        ['uploaded-count', String(count.uploaded)],
        ['skipped-count', String(count.skipped)],
        ['failed-count', String(count.failed)],
        ['deleted-count', String(report.deletedCount)],
        ['bytes', String(count.bytes)],
        ['folder-id', report.folder?.id ?? ''],
        ['folder-url', folderUrl],
        ['share-url', report.links.folderUrl ?? only?.shareUrl ?? ''],
        ['drive-id', report.drive?.id ?? ''],
        ['url', only?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
        ['id', only?.id ?? ''],
        ['sha256', only?.sha256 ?? ''],
        ['markdown', downloadsTable(downloadsOf(report.outcomes, report.links))],
        ['refresh-token-rotated', String(report.refreshTokenRotated)],
        ['secret-updated', String(report.secretUpdated)],
    ];
}
/** The rows as JSON, undefined when they are too long: of 100,000, no text is made. */
function listText(rows) {
    const texts = [];
    let sizeBytes = 2;
    for (const row of rows) {
        const text = JSON.stringify(row);
        sizeBytes += Buffer.byteLength(text) + (texts.length > 0 ? 1 : 0);
        if (sizeBytes > filesLimitBytes)
            return undefined;
        texts.push(text);
    }
    return `[${texts.join(',')}]`;
}
/** The manifest's text piece by piece: one file a line, so that a long list is never one string. */
function* manifestText(report, rows) {
    const head = {
        result: report.result,
        emulator: report.emulator,
        driveId: report.drive?.id ?? null,
        destination: report.destination,
        folderId: report.folder?.id ?? null,
        folderUrl: report.folder?.webUrl ?? null,
        startedAt: new Date(report.startedMs).toISOString(),
        endedAt: new Date(report.endedMs).toISOString(),
        totals: { ...(0,report_report/* totals */.Sd)(report.outcomes), deleted: report.deletedCount },
    };
    yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "files": [`;
    let separator = '\n    ';
    for (const row of rows) {
        yield separator + JSON.stringify(withThumbnail(row, report));
        separator = ',\n    ';
    }
    yield rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
/** The address opens the picture without a sign-in: it is in no output. */
function withThumbnail(row, { thumbnails }) {
    return thumbnails === undefined ? row : { ...row, thumbnailUrl: thumbnails.get(row.id ?? '') ?? null };
}
async function writeManifest(host, report, rows) {
    const path = (0,external_node_path_.join)(host.tempDir, `onedrive-upload-${(0,external_node_crypto_.randomUUID)()}.json`);
    await (0,promises_.writeFile)(path, manifestText(report, rows), { flag: 'wx', mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./build/report/summary.js
/**
 * The step's summary: the people's view of a report, in GitHub's Markdown. Everything from outside is
 * escaped. Far under GitHub's 1 MiB a step: rows end at 200 KiB, and the manifest has the rest.
 */




const rowsLimitBytes = 200 * 1024;
/** Markdown of the summary; `''` for `none`. `counts` holds neither names nor links nor accounts. */
function summaryText(report, level) {
    if (level === 'none')
        return '';
    const parts = [`### ${heading(report)}`, emulatorNote(report), summary_line(report)];
    if (level === 'full')
        parts.push(failure(report), place(report), summary_table(report));
    else if (report.result === 'failed')
        parts.push('Names, links and errors are left out here: see the log.');
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function heading(report) {
    const texts = {
        uploaded: 'Uploaded to OneDrive',
        unchanged: 'OneDrive has everything already',
        'nothing-found': 'Nothing found to upload',
        'no-credentials': 'No credentials, so nothing was uploaded to OneDrive',
        'dry-run': 'This would be uploaded to OneDrive',
        checked: 'The connection to OneDrive works',
        refreshed: 'Still signed in to OneDrive',
        failed: 'Upload to OneDrive failed',
        cancelled: 'Upload to OneDrive cancelled',
    };
    return texts[report.result];
}
function emulatorNote(report) {
    return report.emulator ? '> [!WARNING]\n> This run used the emulator: nothing reached Microsoft.' : '';
}
function summary_line(report) {
    const sum = (0,report_report/* totals */.Sd)(report.outcomes);
    if (sum.files === 0)
        return '';
    if (sum.planned > 0)
        return `${(0,build_text/* count */.U9)(sum.planned, 'file')} to send, ${sum.skipped} there already; nothing was changed`;
    const elapsedMs = report.endedMs - report.startedMs;
    const rate = elapsedMs > 0 ? `, ${(0,build_text/* bytes */.ee)(Math.round((sum.bytes * 1000) / elapsedMs))}/s` : '';
    const words = [
        `${(0,build_text/* count */.U9)(sum.uploaded, 'file')} uploaded (${(0,build_text/* bytes */.ee)(sum.bytes)} in ${(0,build_text/* span */.Ln)(elapsedMs)}${rate})`,
        ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
        ...(sum.failed === 0 ? [] : [`**${sum.failed} failed**`]),
        ...(report.deletedCount === 0 ? [] : [`${report.deletedCount} deleted`]),
    ];
    return words.join(', ');
}
function failure(report) {
    // The problems of a UsageFailure are lines of one text.
    return [...(report.error === undefined ? [] : [report.error]), ...report.failures]
        .flatMap((error) => (0,errors/* explain */.WE)(error).split('\n'))
        .map((text) => (0,build_text/* markdown */.wD)(text.trim()))
        .join('<br>');
}
function place(report) {
    if (report.drive === undefined)
        return '';
    const folder = linked(report.destination || 'the root', report.links.folderUrl ?? report.folder?.webUrl);
    return `Folder ${folder} on the ${report.drive.kind === 'documentLibrary' ? 'library' : 'drive'} of ${(0,build_text/* markdown */.wD)(report.drive.owner)}`;
}
function summary_table(report) {
    if (report.outcomes.length === 0)
        return '';
    const rows = [];
    let sizeBytes = 0;
    const failedFirst = [...report.outcomes].sort((a, b) => Number(b.action === 'failed') - Number(a.action === 'failed'));
    for (const outcome of failedFirst) {
        const text = row(outcome);
        sizeBytes += Buffer.byteLength(text);
        if (sizeBytes > rowsLimitBytes)
            break;
        rows.push(text);
    }
    const rest = report.outcomes.length - rows.length;
    const more = rest === 0 ? '' : `\n\n… and ${(0,build_text/* count */.U9)(rest, 'more file')}, see the manifest.`;
    return `| File | Size | What became of it |\n|---|---:|---|\n${rows.join('\n')}${more}`;
}
function row({ file, item, action, error }) {
    const what = action === 'failed' ? `**failed**: ${(0,build_text/* markdown */.wD)((0,errors/* explain */.WE)(error).slice(0, 500))}` : action;
    const as = action === 'renamed' && item !== undefined ? ` to ${(0,build_text/* markdown */.wD)(item.name)}` : '';
    return `| ${linked(file.relativePath, item?.webUrl)} | ${(0,build_text/* bytes */.ee)(file.sizeBytes)} | ${what}${as} |`;
}

;// CONCATENATED MODULE: ./build/report/tell.js
/**
 * The end of the story, told: outputs and summary first, then the verdict in the log with the errors that
 * GitHub shows as annotations. Knows the report; decides nothing.
 */





/** GitHub shows ten error annotations a step: nine files, and one that counts the rest. */
const shownErrors = 9;
/** More lines than anybody reads are left to the manifest. */
const shownLines = 1000;
/** Tells it all. Where telling itself fails (a full disk), the rest is still told. */
async function tell(host, report, level) {
    const attempts = [() => writeOutputs(host, report), () => host.summary(summaryText(report, level))];
    for (const attempt of attempts) {
        await attempt().catch((error) => host.log.warning(`The report is incomplete: ${(0,errors/* explain */.WE)(error)}`));
    }
    tellFiles(host, report.outcomes);
    tellErrors(host, report);
    host.log.info(verdictLine(report));
}
function tellFiles(host, outcomes) {
    if (outcomes.length === 0)
        return;
    host.log.group(`Result: ${(0,build_text/* count */.U9)(outcomes.length, 'file')}`);
    for (const { action, file, item } of outcomes.slice(0, shownLines)) {
        const as = action === 'renamed' ? ` as ${item?.name}` : '';
        host.log.info(`${action.padEnd(8)} ${file.remotePath}${as} (${(0,build_text/* bytes */.ee)(file.sizeBytes)})`);
    }
    if (outcomes.length > shownLines)
        host.log.info(`… and ${outcomes.length - shownLines} more, see the manifest`);
    host.log.groupEnd();
}
function tellErrors(host, report) {
    const failed = report.outcomes.filter(({ action }) => action === 'failed');
    if (report.error !== undefined) {
        const text = (0,errors/* explain */.WE)(report.error);
        host.log.error(report.error instanceof errors/* UsageFailure */.wK ? text.split('\n') : text, {
            title: 'onedrive-upload',
        });
    }
    const besides = report.failures.slice(0, shownErrors - 2);
    for (const failure of besides)
        host.log.error((0,errors/* explain */.WE)(failure), { title: 'onedrive-upload' });
    const room = shownErrors - (report.error === undefined ? 0 : 1) - besides.length;
    for (const { file, error } of failed.slice(0, room)) {
        host.log.error(`${file.relativePath}: ${(0,errors/* explain */.WE)(error)}`, { title: 'Not uploaded' });
    }
    if (failed.length > room) {
        host.log.error(`and ${(0,build_text/* count */.U9)(failed.length - room, 'more file')} failed, see the manifest`, {
            title: 'Not uploaded',
        });
    }
}
function verdictLine(report) {
    const sum = (0,report_report/* totals */.Sd)(report.outcomes);
    const parts = [
        `${(0,build_text/* count */.U9)(sum.uploaded, 'file')} uploaded (${(0,build_text/* bytes */.ee)(sum.bytes)})`,
        ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
        ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
        ...(sum.planned === 0 ? [] : [`${sum.planned} planned`]),
        ...(report.deletedCount === 0 ? [] : [`${report.deletedCount} deleted`]),
    ];
    const numbers = sum.files === 0 ? '' : `: ${parts.join(', ')} in ${(0,build_text/* span */.Ln)(report.endedMs - report.startedMs)}`;
    return `Result: ${report.result}${numbers}`;
}

// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(1140);
;// CONCATENATED MODULE: ./build/after/mirror.js
/**
 * What a mirror may delete: what was in the folder when the run began, and what the run did not name. Pure:
 * a listing and names in, a list out.
 */



/**
 * The files as planned, and as they arrived: the service may give a name another form than we wrote. `more` are
 * paths that are no files of the run, and its own all the same.
 */
function namedBy(outcomes, more = []) {
    const paths = new Set(more.map(nameKey));
    const folders = new Set();
    const ids = new Set();
    for (const { file, item } of outcomes) {
        paths.add(nameKey(file.remotePath));
        if (item === undefined)
            continue;
        ids.add(item.id);
        paths.add(nameKey((0,verify/* whereIs */.ie)(file, item)));
    }
    for (const path of paths) {
        for (let above = (0,graph_paths/* parentOf */.gN)(path); above !== '' && !folders.has(above); above = (0,graph_paths/* parentOf */.gN)(above))
            folders.add(above);
    }
    return { paths, folders, ids };
}
/** What goes of a folder's content. The folder itself never goes, and a folder of nothing but extras goes as one. */
function mirrorPlan(folder, named) {
    const found = folder.children.map((child) => judged(child, named));
    return { going: found.flatMap(({ going }) => going), left: found.flatMap(({ left }) => left) };
}
function judged(twig, named) {
    const going = [];
    const left = [];
    if (named.ids.has(twig.id) || named.paths.has(nameKey(twig.path)))
        return { going, left, goesWhole: false };
    if (twig.sort !== 'plain') {
        const why = `it is a ${twig.sort}, which no upload makes`;
        return { going, left: [{ path: twig.path, why }], goesWhole: false };
    }
    const children = twig.children.map((child) => judged(child, named));
    const isNamed = named.folders.has(nameKey(twig.path));
    if (!isNamed && children.every(({ goesWhole }) => goesWhole))
        return { going: [{ twig, why: 'mirror' }], left, goesWhole: true };
    for (const child of children) {
        going.push(...child.going);
        left.push(...child.left);
    }
    return { going, left, goesWhole: false };
}

;// CONCATENATED MODULE: ./build/after/removal.js
/**
 * Removing what was found to go, and nothing else: counted against `max-delete` first, looked at once more right
 * before. Knows the drive and plain lists; why something goes was decided by mirror and generations.
 */




/** Paths that an error names. */
const shownExamples = 5;
/** Lines of the log; the rest is counted. */
const removal_shownLines = 200;
/** How many items the removals come to: files, those in folders too, and folders that hold none. */
function totalOf({ going }) {
    return going.reduce((sum, { twig }) => sum + weightOf(twig), 0);
}
/** The refusal to remove more than `max-delete`, before the first removal; undefined when it is not needed. */
function tooMany(removals, maxDelete) {
    const total = totalOf(removals);
    if (total <= maxDelete)
        return undefined;
    const paths = removals.going.slice(0, shownExamples).map(({ twig }) => removal_described(twig));
    const more = removals.going.length > shownExamples ? ' …' : '';
    return new errors/* Failure */.HR(`${(0,build_text/* count */.U9)(total, 'item')} would be deleted, and max-delete is ${maxDelete}: ${paths.join(', ')}${more}`, {
        kind: 'service',
        hint: `nothing was deleted and the uploads were kept; if that is what you want, set max-delete to ${total} or more`,
    });
}
/**
 * The last look before anything goes: all of it lies in the folder, and nothing in it is this run's own. What
 * fails here is a bug of ours, and better a crash than somebody's files.
 */
function removal_checkScope({ going }, { folder, uploaded }) {
    for (const { twig } of going) {
        if (folder !== '' && !twig.path.startsWith(`${folder}/`))
            throw new RangeError(`${twig.path} is not in ${folder}`);
        for (const one of everythingIn(twig))
            if (uploaded.has(one.id))
                throw new RangeError(`${one.path} was uploaded by this run`);
    }
}
/** `backups/monday (12 files)`. */
function removal_described(twig) {
    if (!twig.isFolder)
        return twig.path;
    const files = [...everythingIn(twig)].filter(({ isFolder }) => !isFolder).length;
    return `${twig.path} (${files === 0 ? 'an empty folder' : (0,build_text/* count */.U9)(files, 'file')})`;
}
/**
 * Moves all that is going to the recycle bin, several at once. What is no longer as it was listed is left. One
 * failure does not stop the others; a cancelled run stops.
 */
async function remove(removals, { drive, patience }) {
    const { log, signal } = patience.host;
    const left = [...removals.left];
    const failures = [];
    let [deletedCount, lines] = [0, 0];
    const say = (line) => {
        lines += 1;
        if (lines <= removal_shownLines)
            log.info(line);
    };
    await workOff([...removals.going].reverse(), async ({ twig }) => {
        if (signal.aborted)
            throw new errors/* CancelledFailure */.mj();
        try {
            const reason = await removeOne(drive, twig);
            if (reason === undefined)
                deletedCount += weightOf(twig);
            else
                left.push({ path: twig.path, why: reason });
            say(reason === undefined ? `deleted ${removal_described(twig)}` : `left ${twig.path}: ${reason}`);
        }
        catch (error) {
            if (signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            failures.push(notRemoved(twig, error));
        }
    });
    if (lines > removal_shownLines)
        log.info(`… and ${lines - removal_shownLines} more like these`);
    return { deletedCount, left, failures };
}
/** Undefined when it is gone, else why it stays. */
async function removeOne(drive, twig) {
    // By its path: an id would be followed to wherever somebody has moved the item in the meantime.
    const item = await drive.item(twig.path);
    if (item === undefined)
        return 'somebody else deleted or moved it';
    if (item.id !== twig.id)
        return 'something else has its place now';
    const now = await readTwig(drive, { path: twig.path, item });
    if (stateOf(now) !== stateOf(twig))
        return 'it was changed in the meantime';
    // The eTag of now: a folder's moves with what is in it on some drives, and that was compared already.
    const end = await drive.remove(item.id, item.eTag);
    return end === 'changed' ? 'it was changed in the meantime' : undefined;
}
function notRemoved(twig, error) {
    const kind = error instanceof errors/* Failure */.HR ? error.kind : 'service';
    return new errors/* Failure */.HR(`${removal_described(twig)} was not deleted: ${(0,errors/* explain */.WE)(error)}`, { kind, cause: error });
}

;// CONCATENATED MODULE: ./build/after/afterwards.js
/**
 * What happens on the drive around an upload: what is there is listed before it, generations are marked while it
 * runs, and once everything has arrived mirror and retention delete. Knows their order and when nothing may be
 * deleted at all; what may go is mirror's and retention's to say.
 */








const nothing = { deletedCount: 0, left: [], failures: [] };
/**
 * Looks at what is there; to be called before anything is sent. Undefined when nothing is to be deleted in any
 * case. Throws for the drive's own root, however it was addressed.
 */
async function openAfterwards(job) {
    const { inputs, plan, patience, drive } = job;
    if ((!inputs.mirror && inputs.retain === undefined) || plan.files.length === 0)
        return undefined;
    const before = await lookAround(job);
    const places = before.retention === undefined ? [] : markerPaths(job, before.retention);
    const markers = places.map((path) => new Marker(path, { drive, patience }));
    return {
        async begin() {
            for (const marker of markers)
                await marker.begin();
        },
        async finish(outcomes) {
            try {
                if (!isComplete(job, outcomes)) {
                    if (!patience.host.signal.aborted)
                        for (const marker of markers)
                            await marker.giveUp();
                    return nothing;
                }
                let isOurs = true;
                for (const marker of markers)
                    isOurs = (await marker.finish()) && isOurs;
                const removals = await afterwards_planned(job, { before, named: outcomes, prunes: isOurs });
                const refusal = tooMany(removals, inputs.maxDelete);
                if (refusal !== undefined)
                    return { ...nothing, left: removals.left, failures: [refusal] };
                return await remove(removals, { drive, patience });
            }
            catch (error) {
                return { ...nothing, failures: [asFailure(error, patience)] };
            }
        },
        async preview() {
            const removals = await afterwards_planned(job, {
                before,
                named: plan.files.map((file) => ({ file })),
                prunes: true,
            });
            for (const { twig } of removals.going.slice(0, afterwards_shownLines))
                patience.host.log.info(`would delete ${removal_described(twig)}`);
            return { ...removals, total: totalOf(removals), refusal: tooMany(removals, inputs.maxDelete) };
        },
    };
}
const afterwards_shownLines = 200;
async function lookAround({ drive, inputs, plan, patience, retainIn }) {
    const { mirror, retain } = inputs;
    const folder = mirror ? await treeAt(drive, plan.destination) : undefined;
    const generations = retain && folderOfGenerations(plan.destination, retainIn);
    if (retain === undefined || generations === undefined)
        return { folder, retention: undefined, known: new Set() };
    await refuseRoot(drive, generations, 'retain-in');
    const retention = openRetention(retain, generations);
    if (ownGenerations(retention, pathsOf(plan.files)).length === 0) {
        patience.host.log.warning(`retain-match ${retain.match} does not fit what this run uploads: nothing will be pruned.`);
    }
    const children = (await drive.children(generations)) ?? [];
    return { folder, retention, known: new Set(children.map(({ id }) => id)) };
}
async function treeAt(drive, path) {
    await refuseRoot(drive, path, 'destination');
    const item = await drive.item(path);
    return item?.isFolder ? await readTwig(drive, { path, item }) : undefined;
}
/** A base may be the root itself, which its path does not tell. */
async function refuseRoot(drive, path, input) {
    const isRoot = drive.isRoot(path) || (path === '' && (await drive.item(path))?.isDriveRoot === true);
    if (isRoot)
        throw new errors/* UsageFailure */.wK([
            `${input} is the drive's root, where nothing is ever deleted: name a folder in it`,
        ]);
}
/** Of this run's generations: a file needs none, because it is there whole or not at all. */
function markerPaths({ plan }, retention) {
    return ownGenerations(retention, pathsOf(plan.files))
        .filter(({ isFolder }) => isFolder)
        .map(({ name }) => (0,graph_paths/* join */.fj)((0,graph_paths/* join */.fj)(retention.folder, name), markerName));
}
function pathsOf(files) {
    return files.map(({ remotePath }) => remotePath);
}
/** A cancelled run, a failed file and a file that nobody heard of are no complete success. */
function isComplete({ plan, patience }, outcomes) {
    const arrived = new Set(outcomes
        .filter(({ action, item }) => action !== 'failed' && item !== undefined)
        .map(({ file }) => file.remotePath));
    const hasFailed = outcomes.some(({ action }) => action === 'failed');
    return (!patience.host.signal.aborted &&
        !hasFailed &&
        plan.files.every(({ remotePath }) => arrived.has(remotePath)));
}
async function afterwards_planned(job, { before, named, prunes }) {
    const { folder, retention, known } = before;
    const ours = namedBy(named, retention === undefined ? [] : markerPaths(job, retention));
    const mirrored = folder === undefined ? { going: [], left: [] } : mirrorPlan(folder, ours);
    if (folder !== undefined)
        removal_checkScope(mirrored, { folder: folder.path, uploaded: ours.ids });
    if (retention === undefined)
        return mirrored;
    if (!prunes) {
        const left = {
            path: retention.folder,
            why: 'another run is still uploading into this generation, and prunes when it ends',
        };
        return { ...mirrored, left: [...mirrored.left, left] };
    }
    const paths = named.map(({ file, item }) => (item === undefined ? file.remotePath : (0,verify/* whereIs */.ie)(file, item)));
    const own = ownGenerations(retention, paths);
    const pruned = await retentionPlan(retention, { drive: job.drive, own, uploaded: ours.ids, known });
    removal_checkScope(pruned, { folder: retention.folder, uploaded: ours.ids });
    return { going: [...mirrored.going, ...pruned.going], left: [...mirrored.left, ...pruned.left] };
}
function asFailure(error, { host }) {
    if (host.signal.aborted)
        return new errors/* CancelledFailure */.mj();
    if (error instanceof errors/* Failure */.HR)
        return error;
    return new errors/* Failure */.HR(`nothing more was deleted: ${(0,errors/* explain */.WE)(error)}`, { kind: 'service', cause: error });
}

;// CONCATENATED MODULE: ./build/after/section.js
/**
 * The Downloads section of a release's notes: found between its two marks, its rows told apart by a hidden key,
 * merged with those of other jobs, and put back into a text of which nothing else changes. Pure. The notes come
 * as GitHub keeps them: with CRLF once somebody saved them in a browser (actions/runner#1462).
 */





const begin = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';
const head = ['', '### Downloads', '', ...tableHead];
const rowPattern = /^\s*\|\s*<!-- onedrive-upload:([0-9a-f]{32}) -->/;
/** GitHub takes no more characters for notes (ncipollo/release-action#493). */
const notesLimit = 125_000;
/**
 * The notes with these rows in their section; one is appended where there is none. The same text when all of it
 * is there already. Rows of other jobs stay letter by letter. Throws a Failure when the notes have no room left.
 */
function mergedNotes(notes, listing, limit = notesLimit) {
    const found = sectionIn(notes);
    const old = found === undefined ? '' : notes.slice(found.start, found.end);
    const eol = (old || notes).includes('\r\n') ? '\r\n' : '\n';
    const before = found === undefined ? opened(notes, eol) : notes.slice(0, found.start);
    const after = found === undefined ? '' : notes.slice(found.end);
    const rows = rowsIn(old);
    const own = new Map(listing.downloads.map((one) => [keyOf('file', one.remotePath), one]));
    const rest = keyOf('rest', listing.destination);
    for (const key of [...own.keys(), rest])
        rows.delete(key);
    const frame = [begin, ...head, '', end].join(eol);
    const used = [...rows.values()].reduce((sum, row) => sum + row.length + eol.length, 0);
    const room = limit - before.length - after.length - frame.length - used;
    for (const [key, row] of fitting(own, { listing, rest, room, eol }))
        rows.set(key, row);
    const lines = [...rows.values()].sort(byName);
    return `${before}${[begin, ...head, ...lines, '', end].join(eol)}${after}`;
}
/** The first pair of marks with no other mark between them: half of a pair that somebody left over opens nothing. */
function sectionIn(notes) {
    for (let start = notes.indexOf(begin); start >= 0;) {
        const close = notes.indexOf(end, start);
        const next = notes.indexOf(begin, start + begin.length);
        if (close < 0)
            return undefined;
        if (next < 0 || close < next)
            return { start, end: close + end.length };
        start = next;
    }
    return undefined;
}
/** With an empty line at the end, which Markdown wants before what follows. */
function opened(notes, eol) {
    if (notes === '' || notes.endsWith(eol + eol))
        return notes;
    return notes.endsWith('\n') ? notes + eol : notes + eol + eol;
}
function rowsIn(section) {
    const keyed = section.split(/\r?\n/).flatMap((line) => {
        const key = rowPattern.exec(line)?.[1];
        return key === undefined ? [] : [[key, line]];
    });
    return new Map(keyed);
}
function fitting(own, { listing, rest, room, eol }) {
    const all = [...own].map(([key, one]) => [key, downloadRow(one, section_markOf(key))]);
    const length = (row) => row.length + eol.length;
    const total = all.reduce((sum, [, row]) => sum + length(row), 0);
    if (total <= room)
        return all;
    const { destination, url } = listing;
    const restRow = (left) => `| ${section_markOf(rest)}… and ${(0,build_text/* count */.U9)(left, 'more file')} in ${linked(destination || 'the drive', url)} | | |`;
    let left = room - length(restRow(all.length));
    if (left < 0)
        throw new errors/* Failure */.HR(`the notes have room for no more than ${Math.max(0, room)} characters`, {
            kind: 'service',
            hint: 'shorten them, GitHub takes 125,000',
        });
    const fit = all.findIndex(([, row]) => {
        left -= length(row);
        return left < 0;
    });
    return [...all.slice(0, fit), [rest, restRow(all.length - fit)]];
}
/** Names are compared without case, as the drive does it. */
function keyOf(kind, remotePath) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(`${kind} ${(0,graph_paths/* pathKey */.Pn)(remotePath)}`)
        .digest('hex')
        .slice(0, 32);
}
function section_markOf(key) {
    return `<!-- onedrive-upload:${key} --> `;
}
/** By what stands in the first cell, linked or not; equal ones by their keys. */
function byName(a, b) {
    const name = (row) => row.replace(rowPattern, '').replace(/^\s*\[?/, '');
    const [x, y] = [name(a), name(b)];
    return x === y ? (a < b ? -1 : Number(a > b)) : x < y ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/after/release.js
/**
 * A release of the repository, found before the upload, and its notes, rewritten after it. Knows GitHub's answers
 * and that other jobs write at the same time; what the notes become is section's. Source: docs.github.com,
 * rest/releases/releases.
 */





/**
 * Longer than any other job takes between reading and writing: GitHub knows no If-Match for it, so that whoever
 * writes looks once more after everybody who read before has written.
 */
const settleMs = 2000;
const jitterMs = 1500;
const rounds = 8;
/** Finds the release, a draft too; throws a Failure when there is none, or more than one draft of that tag. */
async function openRelease(job) {
    const { host, github, tag } = job;
    const [owner = '', name = '', ...more] = (job.repository ?? host.env.GITHUB_REPOSITORY ?? '').split('/');
    if (name === '' || more.length > 0)
        throw new errors/* Failure */.HR('release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none', {
            ...{ kind: 'usage', hint: 'set it to OWNER/REPO, or leave release-tag out' },
        });
    const path = `/repos/${segment(owner)}/${segment(name)}/releases`;
    const what = `the release ${(0,build_text/* printable */.g$)(tag)} of ${(0,build_text/* printable */.g$)(`${owner}/${name}`)}`;
    const found = await advised(() => find({ github, tag, path, what }));
    const notes = { github, host, path: `${path}/${found.id}`, what };
    return {
        ...{ url: found.url, isDraft: found.isDraft },
        async update(listing) {
            try {
                await advised(() => merge(notes, listing));
                return undefined;
            }
            catch (error) {
                return error instanceof errors/* Failure */.HR
                    ? error
                    : new errors/* Failure */.HR(`${what}: ${(0,errors/* explain */.WE)(error)}`, { kind: 'service' });
            }
        },
    };
}
async function find({ github, tag, path, what }) {
    const doing = `look up ${what}`;
    const published = await github.call({
        ...{ method: 'GET', path: `${path}/tags/${segment(tag)}`, expect: [404], doing },
    });
    const direct = published.status === 404 ? undefined : parsed(published.body);
    if (direct !== undefined)
        return direct;
    // Drafts are only listed, and only for those who may write (github/developer.github.com#784).
    const all = (await github.list({ path, doing })).map(parsed);
    const drafts = all.filter((one) => one !== undefined).filter((one) => one.tag === tag);
    const [first, ...more] = drafts;
    if (first === undefined)
        throw new errors/* Failure */.HR(`${what} does not exist, not as a draft either`, {
            kind: 'usage',
            hint: 'make it first, or correct release-tag; only a release-token with contents: write sees drafts',
        });
    if (more.length > 0)
        throw new errors/* Failure */.HR(`${what} exists ${drafts.length} times, as drafts: ${drafts.map(urlOf).join(', ')}`, {
            ...{ kind: 'usage', hint: 'delete all but one' },
        });
    return first;
}
function parsed(value) {
    const { id, html_url: url, draft, tag_name: tag } = fields(value);
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
        return undefined;
    return { id, url: typeof url === 'string' ? url : '', isDraft: draft === true, tag };
}
function urlOf({ url }) {
    return (0,build_text/* printable */.g$)(url);
}
async function merge({ github, host, path, what }, listing) {
    if (listing.downloads.length === 0)
        return;
    for (let round = 0; round < rounds; round += 1) {
        const { body } = await github.call({ method: 'GET', path, doing: `read the notes of ${what}` });
        const { body: text } = fields(body);
        // Notes that nobody wrote are null.
        const notes = typeof text === 'string' ? text : '';
        const wanted = mergedNotes(notes, listing);
        if (wanted === notes)
            return;
        await github.call({
            ...{ method: 'PATCH', path, body: { body: wanted } },
            doing: `write the notes of ${what}`,
        });
        await host.clock.sleep(settleMs + host.random() * jitterMs, host.signal);
    }
    throw new errors/* Failure */.HR(`the notes of ${what} are being rewritten by others all the time`, {
        kind: 'service',
        hint: 'give the jobs that write them another release, or let one write after the other',
    });
}
/** Runs it; a refusal comes out with what the token needs. */
async function advised(run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || ![403, 404].includes(error.service.status))
            throw error;
        if (error.service.status === 403 && !/not accessible|must have/i.test(error.service.said ?? ''))
            throw error;
        const hint = 'give release-token the permission contents: write for this repository: under permissions in the ' +
            "workflow for the job's own token, in its settings for another";
        throw new errors/* ServiceFailure */.A(error.message, { hint, service: error.service });
    }
}

;// CONCATENATED MODULE: ./build/after/weakness.js
/** Rounded to the minute is as asked. */
const graceMs = 60_000;
/** Whom a link is open to, fewest first; what is not known here counts as everybody. */
const scopes = ['existingAccess', 'users', 'organization'];
const audiences = {
    existingAccess: 'those who have access already',
    users: 'the people it names',
    organization: 'the organization',
    anonymous: 'anybody who has it',
};
/** Types that let nobody change anything; what is not known here counts as `edit`. */
const readOnly = ['view', 'blocksDownload', 'embed'];
/** Compares what came back with what was asked for. */
function differenceOf(link, ask) {
    const weaker = [];
    const narrower = [];
    const breadth = breadthOf(link.scope) - breadthOf(ask.scope);
    const audience = audiences[link.scope] ?? 'anybody, for all that is known';
    if (breadth > 0)
        weaker.push(`is open to ${audience} instead of ${audiences[ask.scope]}`);
    if (breadth < 0)
        narrower.push(`is open to ${audience} only`);
    const mayEdit = !readOnly.includes(link.type);
    if (mayEdit && ask.type === 'view')
        weaker.push('lets people change things instead of only viewing them');
    if (!mayEdit && ask.type === 'edit')
        narrower.push('is for viewing only');
    if (ask.password !== undefined && link.hasPassword !== true)
        weaker.push('has no password');
    const endMs = endOf(link.expires);
    if (ask.expires !== undefined) {
        const askedMs = Date.parse(ask.expires);
        if (endMs === undefined)
            weaker.push('never ends');
        else if (endMs > askedMs + graceMs)
            weaker.push(`ends ${weakness_day(endMs)} instead of ${weakness_day(askedMs)}`);
        else if (endMs < askedMs - graceMs)
            narrower.push(`ends ${weakness_day(endMs)}`);
    }
    else if (endMs !== undefined)
        narrower.push(`ends ${weakness_day(endMs)}`);
    return { weaker, narrower };
}
function breadthOf(scope) {
    const at = scopes.indexOf(scope);
    return at < 0 ? scopes.length : at;
}
/** Undefined when it has none: DateTime.MinValue, the year 1, says so as well (resources/permission). */
function endOf(expires) {
    const endMs = Date.parse(expires ?? '');
    return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 ? undefined : endMs;
}
function weakness_day(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: ./build/after/link.js
/**
 * One sharing link: made, judged, and taken back when it gives more than was asked for, so that it never leaves
 * this room. Also how what went wrong with many of them is said in few lines. Knows what policies do; knows
 * nothing of outputs.
 */



/** Makes the link, or finds the one that is there. Never throws. */
async function linkTo(item, asking) {
    let link;
    try {
        link = await asking.drive.createLink(item.id, asking.ask);
    }
    catch (error) {
        return { trouble: refused(error, asking) };
    }
    const { weaker, narrower } = differenceOf(link, asking.ask);
    const isSafe = /^https:\/\//i.test(link.webUrl) && URL.canParse(link.webUrl);
    const wrong = isSafe ? weaker : [...weaker, 'has an address that is not https'];
    if (wrong.length > 0)
        return { trouble: await takeBack(link, { item, asking, wrong: wrong.join(', ') }) };
    if (narrower.length === 0)
        return { url: link.webUrl };
    const words = `the link gives less than asked for: it ${narrower.join(', ')}`;
    return { url: link.webUrl, trouble: { kind: 'narrower', words, ends: 'never' } };
}
/** 400 and 403 are how sharing policies show (api-docs#413, o365#648, rclone onedrive.go); all else is an accident. */
function refused(error, { drive, ask }) {
    const status = error instanceof errors/* ServiceFailure */.A ? error.service.status : 0;
    if (status !== 400 && status !== 403)
        return { kind: 'service', words: (0,errors/* explain */.WE)(error), ends: 'always' };
    const paid = drive.kind === 'personal' && (ask.expires !== undefined || ask.password !== undefined);
    const hint = paid
        ? 'an end and a password need a paid personal account: leave out share-expires and share-password, or upgrade'
        : `such links may be forbidden here: choose another share-scope than ${ask.scope}, or ask who administers sharing`;
    const words = error instanceof Error ? error.message : String(error);
    return { kind: 'policy', words, hint, ends: 'as-first' };
}
/** One that was there before may be somebody else's: it stays, and is not shown. */
async function takeBack(link, { item, asking, wrong }) {
    const byHand = 'remove it in OneDrive under “Manage access”';
    if (!link.created) {
        const words = `the link that is there already ${wrong}, so it is not shown`;
        return { kind: 'policy', words, hint: `${byHand} to get one as asked for`, ends: 'never' };
    }
    const why = `the link that the service made ${wrong}`;
    try {
        await asking.drive.removePermission(item.id, link.permissionId);
    }
    catch (error) {
        const words = `${why}, and could not be removed again: ${(0,errors/* explain */.WE)(error)}`;
        return { kind: 'policy', words, hint: `${byHand}, it is open now`, ends: 'always' };
    }
    const hint = 'ask for what the sharing policy allows, or ask who administers it';
    return { kind: 'policy', words: `${why}, so it was removed again`, hint, ends: 'always' };
}
/** Says what went wrong with many links in few lines. */
class Tally {
    #groups = new Map();
    /** Items that were not tried any more. */
    untried = 0;
    add(trouble, path) {
        // The service's words hold an id that differs with every request.
        const key = `${trouble.kind} ${trouble.words.replace(/ \(request-id [^)]*\)/, '')}`;
        const group = this.#groups.get(key);
        if (group === undefined)
            this.#groups.set(key, { trouble, first: path, count: 1 });
        else
            group.count += 1;
    }
    /** `strict`: what a policy keeps from us is a failure. */
    told(strict) {
        const warnings = [];
        const failures = [];
        for (const { trouble, first, count: times } of this.#groups.values()) {
            const others = times === 1 ? '' : ` and ${(0,build_text/* count */.U9)(times - 1, 'more item')}`;
            const what = trouble.kind === 'narrower' ? 'The link to' : 'No link to';
            const failure = new errors/* Failure */.HR(`${what} ${first || 'the folder'}${others}: ${trouble.words}`, {
                ...{ kind: 'service', hint: trouble.hint ?? '' },
            });
            if (strict && trouble.kind === 'policy')
                failures.push(failure);
            else
                warnings.push((0,errors/* explain */.WE)(failure));
        }
        if (this.untried > 0)
            warnings.push(`No link to ${(0,build_text/* count */.U9)(this.untried, 'more item')}: not tried after that`);
        return { warnings, failures };
    }
}

;// CONCATENATED MODULE: ./build/after/share.js
/**
 * Sharing links once everything has arrived: of the destination, or of each file. Knows what is shared and when
 * asking further is no use; which link may be shown is link's to say, who hears of what went wrong the caller's.
 */



const share_nothing = { folderUrl: undefined, urls: new Map(), warnings: [], failures: [] };
/** Throws what this drive cannot share as asked; to be called before anything is uploaded. */
async function checkShare({ drive, host, inputs, destination, }) {
    const ask = askOf(inputs, host.clock.now());
    if (ask === undefined)
        return;
    const problems = [];
    const personal = drive.kind === 'personal';
    if (personal && ask.scope === 'organization')
        problems.push('share-scope: organization has no meaning on a personal account: choose anonymous or users');
    if (!personal && ask.password !== undefined)
        problems.push('share-password works on personal accounts only: leave it out, and give the link an end');
    if (ask.expires !== undefined && Date.parse(ask.expires) <= host.clock.now())
        problems.push(`share-expires has passed already: ${ask.expires}`);
    if (inputs.target === 'folder' && (await isRoot(drive, destination)))
        problems.push("share-target: folder would share the drive's root: set destination, or share the files");
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
}
/** A folder id may be the root's: then the path alone does not tell. */
async function isRoot(drive, destination) {
    if (drive.isRoot(destination))
        return true;
    return destination === '' && (await drive.item(''))?.isDriveRoot === true;
}
/** What is asked of the service; undefined when nothing is to be shared. */
function askOf({ share, scope, expires, password }, nowMs) {
    if (share === 'none' || scope === undefined)
        return undefined;
    const endMs = expires === undefined ? undefined : 'atMs' in expires ? expires.atMs : nowMs + expires.days * share_dayMs;
    return {
        ...{ type: share, scope },
        ...(endMs !== undefined && { expires: `${new Date(endMs).toISOString().slice(0, 19)}Z` }),
        ...(password !== undefined && { password }),
    };
}
const share_dayMs = 24 * 60 * 60_000;
/** Makes the links, if every file arrived. Never throws; a cancelled run answers what it has. */
async function shareAll(job) {
    const { drive, inputs, outcomes, host, destination } = job;
    const ask = askOf(inputs, host.clock.now());
    const isComplete = outcomes.length > 0 && outcomes.every(({ action }) => action !== 'failed');
    if (ask === undefined || !isComplete || host.signal.aborted)
        return share_nothing;
    const urls = new Map();
    const tally = new Tally();
    try {
        const queue = await subjects(job);
        await workOff(queue.reverse(), async ({ item, path }) => {
            const { url, trouble } = await linkTo(item, { drive, ask });
            if (url !== undefined)
                urls.set(item.id, url);
            // A wide link that could not be taken back is told of, even when the run was cancelled amid it.
            if (trouble === undefined || (host.signal.aborted && trouble.kind === 'service'))
                return;
            tally.add(trouble, path);
            const isOver = trouble.ends === 'always' || (trouble.ends === 'as-first' && urls.size === 0);
            if (isOver)
                tally.untried += queue.splice(0).length;
        });
    }
    catch (error) {
        if (!host.signal.aborted)
            tally.add({ kind: 'service', words: (0,errors/* explain */.WE)(error), ends: 'always' }, destination);
    }
    const folderUrl = inputs.target === 'folder' ? [...urls.values()][0] : undefined;
    return { folderUrl, urls, ...tally.told(inputs.release !== undefined) };
}
async function subjects({ inputs, outcomes, drive, destination, folder }) {
    if (inputs.target === 'files')
        return outcomes.flatMap(({ item, file }) => (item === undefined ? [] : { item, path: file.remotePath }));
    const item = folder ?? (await drive.item(destination));
    if (item === undefined)
        throw new errors/* Failure */.HR('the folder was not found', { kind: 'service' });
    if (item.isDriveRoot || drive.isRoot(destination))
        throw new errors/* Failure */.HR("the destination is the drive's root, which is never shared", { kind: 'usage' });
    return [{ item, path: destination === '' ? item.name : destination }];
}

;// CONCATENATED MODULE: ./build/after/thumbnails.js
/**
 * Addresses of thumbnails, for the manifest alone: each opens its picture without a sign-in for some hours, so it
 * is shown nowhere else. Knows which files can have one; source: support.microsoft.com, "File types supported for
 * previewing files in OneDrive, SharePoint, and Teams".
 */



/** What is asked for: archives and programs have none, and 10,000 files are not to cost 10,000 requests. */
const pictured = new RegExp([
    /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|heic|heif|avif|svg|ico|tga|psd|ai|eps|arw|cr2|crw|dng|erf|nef|nrw|orf|pef|rw2)$/,
    /\.(?:pdf|docx?|docm|dotx?|rtf|odt|txt|md|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|ppsx?|potx?|odp|vsdx?|epub)$/,
    /\.(?:mp4|m4v|mov|avi|wmv|asf|mkv|webm|mpe?g|3gp|3g2|mts|m2ts|mp3|m4a|flac|glb|stl|obj|fbx|ply)$/,
]
    .map(({ source }) => source)
    .join('|'), 'i');
/** Asks for them. Never throws; what has none, or none yet, is missing from the answer. */
async function thumbnailsOf({ drive, host, size, outcomes }) {
    const urls = new Map();
    if (size === 'none')
        return { urls, warnings: [] };
    const queue = outcomes
        .flatMap(({ action, item }) => (action === 'failed' || item === undefined ? [] : item))
        .filter(({ name }) => pictured.test(name))
        .reverse();
    try {
        await workOff(queue, async ({ id }) => {
            const url = await drive.thumbnail(id, size);
            if (url !== undefined && /^https?:\/\//i.test(url))
                urls.set(id, url);
        });
    }
    catch (error) {
        if (host.signal.aborted)
            return { urls, warnings: [] };
        const rest = queue.length === 0 ? '' : ` (${(0,build_text/* count */.U9)(queue.length, 'more file')} not tried)`;
        const why = error instanceof errors/* Failure */.HR ? error.message : (0,errors/* explain */.WE)(error);
        return { urls, warnings: [`Not every thumbnail has an address in the manifest${rest}: ${why}`] };
    }
    return { urls, warnings: [] };
}

;// CONCATENATED MODULE: ./build/finish.js






/**
 * Looks before anything is sent whether what follows can be done: the release is there, the drive can make such a
 * link. Throws what stands in the way.
 */
async function foresee({ diary, inputs, host, drive, door, }) {
    const { share, after } = inputs;
    await checkShare({ drive, host, inputs: share, destination: diary.destination });
    if (share.release === undefined)
        return undefined;
    const { tag, token } = share.release;
    const release = await openRelease({ host, github: openGitHub({ host, door, token }), tag });
    return after.dryRun ? undefined : release;
}
/** Everything that is done once the files are there. Never throws. */
async function finish(finishing) {
    const { diary, afterwards, list, host } = finishing;
    const outcomes = list === undefined ? diary.outcomes : [...diary.outcomes, list];
    const removed = await afterwards?.finish(outcomes);
    if (removed !== undefined) {
        diary.deletedCount = removed.deletedCount;
        diary.failures.push(...removed.failures);
        tellLeft(removed.left, host);
    }
    if (!host.signal.aborted)
        await publish(finishing);
}
/** GitHub shows ten notices a step. */
const shownLeft = 8;
function tellLeft(left, { log }) {
    for (const { path, why } of left.slice(0, shownLeft))
        log.notice(`${path} stays: ${why}`);
    if (left.length > shownLeft)
        log.notice(`… and ${left.length - shownLeft} more stay`);
}
/** Links, pictures and notes: a failure is a warning, and red only where the notes need the links. */
async function publish({ diary, inputs, host, drive, release }) {
    const { share } = inputs;
    const { outcomes, destination, folder } = diary;
    const shared = await shareAll({ drive, host, inputs: share, outcomes, destination, folder });
    const pictures = await thumbnailsOf({ drive, host, size: share.thumbnails, outcomes });
    for (const warning of [...shared.warnings, ...pictures.warnings])
        host.log.warning(warning);
    diary.failures.push(...shared.failures);
    diary.links = { asked: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
    if (share.thumbnails !== 'none')
        diary.thumbnails = pictures.urls;
    const isComplete = outcomes.every(({ action }) => action !== 'failed') && shared.failures.length === 0;
    if (release === undefined || !isComplete)
        return;
    const url = diary.links.asked ? shared.folderUrl : folder?.webUrl;
    const downloads = downloadsOf(outcomes, diary.links);
    const failure = await release.update({ downloads, destination, url });
    if (failure === undefined)
        host.log.info(`The downloads are in the notes of ${release.url}`);
    else
        host.log.warning(`The downloads are not in the release's notes: ${(0,errors/* explain */.WE)(failure)}`);
}

// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(8779);
;// CONCATENATED MODULE: ./build/upload/bandwidth.js
class Bandwidth {
    #host;
    #bytesPerSecond;
    /** When everything that was let through so far would have gone at the limit. */
    #spentUntilMs = 0;
    /** `undefined` is no limit. */
    constructor(bytesPerSecond, host) {
        this.#host = host;
        this.#bytesPerSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY;
    }
    /** The same pieces, each no sooner than the limit lets it. */
    limit(pieces) {
        if (this.#bytesPerSecond === Number.POSITIVE_INFINITY)
            return pieces;
        return { sizeBytes: pieces.sizeBytes, read: () => this.#paced(pieces) };
    }
    /** Waits until the limit lets so many bytes more through. */
    async pass(sizeBytes) {
        const { clock, signal } = this.#host;
        const beginMs = Math.max(clock.now(), this.#spentUntilMs);
        this.#spentUntilMs = beginMs + (sizeBytes * 1000) / this.#bytesPerSecond;
        if (beginMs > clock.now())
            await clock.sleep(beginMs - clock.now(), signal);
    }
    async *#paced(pieces) {
        for await (const piece of pieces.read()) {
            await this.pass(piece.length);
            yield piece;
        }
    }
}

;// CONCATENATED MODULE: ./build/upload/existing.js

/** Requests beyond the listings: looking up two or three files of a folder that may hold thousands. */
const spareRequests = 8;
const singleLookups = 3;
const existing_foldersAtOnce = 4;
/**
 * The items that stand where files are planned, by planned file. Goes down only into folders that a listing
 * has shown, so that many missing ones cost nothing.
 */
async function findExisting(drive, files) {
    const found = new Map();
    const queue = [narrowed(treeOf(files))];
    let spare = spareRequests;
    const look = async (folder) => {
        const extra = folder.files.length - 1;
        if (folder.folders.size === 0 && folder.files.length <= singleLookups && extra <= spare) {
            spare -= Math.max(0, extra);
            for (const file of folder.files)
                keep(file, await drive.item(file.remotePath));
            return;
        }
        const children = await drive.children(folder.path);
        const items = new Map(children?.map((item) => [(0,graph_paths/* pathKey */.Pn)(item.name), item]));
        for (const file of folder.files)
            keep(file, items.get((0,graph_paths/* pathKey */.Pn)(file.name)));
        for (const [name, below] of folder.folders)
            if (items.get(name)?.isFolder)
                queue.push(narrowed(below));
    };
    const keep = (file, item) => {
        if (item !== undefined)
            found.set(file, item);
    };
    while (queue.length > 0)
        await Promise.all(queue.splice(-existing_foldersAtOnce).map(look));
    return found;
}
/** The folders of the plan, from the drive's root. */
function treeOf(files) {
    const known = new Map();
    const folderAt = (path) => {
        const key = (0,graph_paths/* pathKey */.Pn)(path);
        const there = known.get(key);
        if (there !== undefined)
            return there;
        const made = { path, files: [], folders: new Map() };
        known.set(key, made);
        if (path !== '')
            folderAt((0,graph_paths/* parentOf */.gN)(path)).folders.set((0,graph_paths/* pathKey */.Pn)((0,graph_paths/* nameOf */.Vb)(path)), made);
        return made;
    };
    for (const file of files)
        folderAt((0,graph_paths/* parentOf */.gN)(file.remotePath)).files.push(file);
    return folderAt('');
}
/** Passes over folders that hold one folder and nothing else of the plan: asking for that one says it all. */
function narrowed(folder) {
    const [only] = folder.folders.values();
    return only !== undefined && folder.folders.size === 1 && folder.files.length === 0
        ? narrowed(only)
        : folder;
}

;// CONCATENATED MODULE: ./build/upload/hash.js
/**
 * The two hashes of a file, fed from the same bytes: SHA-256 for people and manifests, QuickXorHash to
 * compare with what the drive computes. Knows bytes and positions, not files.
 */

/** Bit shift of successive bytes, and width of the register in bits. */
const shift = 11;
const width = 160;
/** 11 x 160 is a multiple of 160, so byte i and byte i + 160 meet the same register bits: one column each. */
const columns = 160;
/**
 * QuickXorHash, by columns: XOR every 160th byte together as they come, and shift each of the 160 sums into
 * the 160-bit register at the end. Whole rows are taken 32 bits at a time, which any order of bytes in a
 * word allows. Source: learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash.
 */
class QuickXorHash {
    #bytes = new Uint8Array(columns);
    #words = new Uint32Array(this.#bytes.buffer);
    #length = 0;
    update(data) {
        let at = 0;
        const head = (columns - (this.#length % columns)) % columns;
        for (; at < Math.min(head, data.length); at += 1)
            this.#mix(data, at);
        const rows = Math.floor((data.length - at) / columns);
        if (rows > 0) {
            this.#mixRows(data.subarray(at, at + rows * columns));
            at += rows * columns;
        }
        for (; at < data.length; at += 1)
            this.#mix(data, at);
        this.#length += data.length;
        return this;
    }
    /** 20 bytes in base64, as `file.hashes.quickXorHash` has it. */
    digest() {
        const register = Buffer.alloc(width / 8);
        for (let column = 0; column < columns; column += 1) {
            const bit = (column * shift) % width;
            const index = bit >> 3;
            const value = (this.#bytes[column] ?? 0) << (bit & 7);
            register[index] = (register[index] ?? 0) ^ (value & 0xff);
            const after = (index + 1) % register.length;
            register[after] = (register[after] ?? 0) ^ (value >> 8);
        }
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(this.#length));
        length.forEach((byte, i) => {
            register[12 + i] = (register[12 + i] ?? 0) ^ byte;
        });
        return register.toString('base64');
    }
    #mix(data, at) {
        const column = (this.#length + at) % columns;
        this.#bytes[column] = (this.#bytes[column] ?? 0) ^ (data[at] ?? 0);
    }
    /** `data` begins at column 0 and holds whole rows. */
    #mixRows(data) {
        const aligned = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data);
        const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
        const sums = this.#words;
        const perRow = columns / 4;
        // Five words of a row at a time, down all rows: the sums stay in registers (docs/decisions/hash-on-the-main-thread.md).
        for (let word = 0; word < perRow; word += 5) {
            let [a, b, c, d, e] = [0, 0, 0, 0, 0];
            for (let at = word; at < words.length; at += perRow) {
                a ^= words[at] ?? 0;
                b ^= words[at + 1] ?? 0;
                c ^= words[at + 2] ?? 0;
                d ^= words[at + 3] ?? 0;
                e ^= words[at + 4] ?? 0;
            }
            [a, b, c, d, e].forEach((sum, i) => {
                sums[word + i] = (sums[word + i] ?? 0) ^ sum;
            });
        }
    }
}
/** Hashes a file's bytes once, however often a retry reads them. */
class Hasher {
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #quickXor = new QuickXorHash();
    #position = 0;
    #digest;
    /** Takes the bytes that begin at that position of the file; what was hashed already is passed over. */
    feed(startByte, piece) {
        if (startByte > this.#position)
            throw new RangeError(`bytes ${this.#position}-${startByte} were never hashed`);
        const fresh = piece.subarray(this.#position - startByte);
        if (fresh.length === 0)
            return;
        this.#sha256.update(fresh);
        this.#quickXor.update(fresh);
        this.#position += fresh.length;
    }
    /** SHA-256 of everything fed so far, in hex; more can be fed after it. */
    prefix() {
        return this.#sha256.copy().digest('hex');
    }
    get position() {
        return this.#position;
    }
    /** The hashes of everything fed so far; nothing can be fed after this. */
    digest() {
        this.#digest ??= { sha256: this.#sha256.digest('hex'), quickXorHash: this.#quickXor.digest() };
        return this.#digest;
    }
}

;// CONCATENATED MODULE: ./build/upload/source.js
/**
 * A local file as a source of fragments: positional reads into a few buffers that are used again and again,
 * the next read running while the last piece is on the wire, every byte hashed once. Knows the file, not
 * where its bytes go. Memory is three pieces a file in flight, whatever the size of file or fragment.
 */





/** Large enough that the socket takes it whole before it asks for the next (its own limit is 64 KiB at most). */
const pieceBytes = 512 * 1024;
const ringSize = 3;
class Source {
    path;
    sizeBytes;
    #handle;
    #stamp;
    #ring;
    #hasher = new Hasher();
    /** False as long as nobody wants to know: with `verify: off` reading is all. */
    #hashing;
    /** How far the file was read at most. */
    #readByte = 0;
    /** Which reading is the current one; an abandoned one must not touch the ring again. */
    #reading = 0;
    /** The disk read that an abandoned reading may have left behind; always settles. */
    #inFlight = Promise.resolve();
    constructor(path, handle, facts) {
        const { stamp } = facts;
        this.path = path;
        this.#hashing = facts.hashing;
        this.#handle = handle;
        this.#stamp = stamp;
        this.sizeBytes = stamp.sizeBytes;
        const needed = Math.min(pieceBytes, stamp.sizeBytes);
        this.#ring = Array.from({ length: ringSize }, () => Buffer.allocUnsafe(needed));
    }
    /** Opens the file that was planned with that size; throws a Failure that names it. */
    static async open(path, plannedBytes, hashing = true) {
        // O_NONBLOCK: a file that became a FIFO meanwhile must not hang the run.
        const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0)).catch((cause) => {
            throw source_unreadable(path, cause);
        });
        try {
            const source = new Source(path, handle, { stamp: await stampOf(handle), hashing });
            if (source.sizeBytes !== plannedBytes)
                throw changed(path, `it had ${plannedBytes} bytes, now ${source.sizeBytes}`);
            return source;
        }
        catch (error) {
            await handle.close();
            throw error;
        }
    }
    /** The bytes `[startByte, endByte)`; `onPiece` hears the position that each piece reaches. */
    pieces(startByte, endByte, onPiece = () => { }) {
        return {
            sizeBytes: endByte - startByte,
            read: () => this.#read(startByte, endByte, onPiece),
        };
    }
    /** When the file was modified last, milliseconds since the epoch. */
    get modifiedMs() {
        return this.#stamp.modifiedMs;
    }
    /** Hashes of the whole file; reads what has not been read yet. */
    async digest() {
        await this.hashTo(this.sizeBytes);
        return this.#hasher.digest();
    }
    /** Reads on to that byte, if it was not reached yet. */
    async hashTo(byte) {
        this.#hashing = true;
        for await (const _ of this.#read(this.#hasher.position, byte)) {
            // Reading is hashing.
        }
    }
    /** How far the file was read at most. */
    get readByte() {
        return this.#readByte;
    }
    /** How far the file was read, and SHA-256 of that much of it, in hex. */
    mark() {
        return { byte: this.#hasher.position, sha256: this.#hasher.prefix() };
    }
    /** Hashes of the whole file if every byte of it has been read; reads it again where nobody wanted them so far. */
    async digestSoFar() {
        return this.#readByte === this.sizeBytes ? this.digest() : undefined;
    }
    /** Throws when the file is not the one that was opened any more. */
    async checkUnchanged() {
        const now = await stampOf(this.#handle);
        if (now.sizeBytes !== this.#stamp.sizeBytes || now.modifiedMs !== this.#stamp.modifiedMs) {
            throw changed(this.path, 'it was written to while it was read');
        }
    }
    async close() {
        await this.#inFlight.catch(() => { });
        await this.#handle.close();
    }
    async *#read(startByte, endByte, onPiece) {
        this.#reading += 1;
        const reading = this.#reading;
        await this.#inFlight.catch(() => { });
        let at = startByte;
        let slot = 0;
        let next = at < endByte ? this.#fill(slot, at, endByte) : undefined;
        while (next !== undefined) {
            const piece = await next;
            if (reading !== this.#reading)
                return;
            const pieceByte = at;
            at += piece.length;
            slot = (slot + 1) % ringSize;
            // The disk works while this thread hashes.
            next = at < endByte ? this.#fill(slot, at, endByte) : undefined;
            if (this.#hashing)
                this.#hasher.feed(pieceByte, piece);
            this.#readByte = Math.max(this.#readByte, at);
            yield piece;
            if (reading !== this.#reading)
                return;
            onPiece?.(at);
        }
    }
    /** Fills one buffer of the ring; short only at the end of the fragment. */
    #fill(slot, startByte, endByte) {
        const work = this.#fillNow(slot, startByte, endByte);
        this.#inFlight = work;
        work.catch(() => { }); // An abandoned reading has nobody to hear of it.
        return work;
    }
    async #fillNow(slot, startByte, endByte) {
        const buffer = this.#ring[slot] ?? Buffer.alloc(0);
        const wanted = Math.min(buffer.length, endByte - startByte);
        let filled = 0;
        while (filled < wanted) {
            const { bytesRead } = await this.#handle
                .read(buffer, filled, wanted - filled, startByte + filled)
                .catch((cause) => {
                throw source_unreadable(this.path, cause);
            });
            if (bytesRead === 0)
                throw changed(this.path, `it ends at byte ${startByte + filled} of ${this.sizeBytes}`);
            filled += bytesRead;
        }
        return buffer.subarray(0, wanted);
    }
}
async function stampOf(handle) {
    const stat = await handle.stat();
    return { sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}
function changed(path, how) {
    return new errors/* Failure */.HR(`${(0,build_text/* printable */.g$)(path)} changed while it was uploaded: ${how}`, {
        kind: 'file',
        hint: 'upload when nothing writes to it any more',
    });
}
function source_unreadable(path, cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    return new errors/* Failure */.HR(`${(0,build_text/* printable */.g$)(path)} cannot be read (${code})`, {
        kind: 'file',
        hint: 'check its permissions',
    });
}

;// CONCATENATED MODULE: ./build/upload/unchanged.js
/**
 * Which files are on the drive already, byte for byte. Knows sizes and hashes; reads local files only where
 * the size is the same and the drive has a hash to compare with.
 */


const filesAtOnce = 4;
/** Of the files and what stands in their place, those that need no sending: `skipped`, with their hashes. */
async function findUnchanged(there, signal) {
    const outcomes = [];
    const queue = there.entries();
    const work = async () => {
        for (const [file, item] of queue) {
            signal.throwIfAborted();
            // A file that cannot be read is no less to be sent; there its failure is told by name.
            const digest = await sameDigest(file, item).catch(() => undefined);
            if (digest !== undefined)
                outcomes.push({ file, action: 'skipped', item, ...digest });
        }
    };
    await Promise.all(Array.from({ length: filesAtOnce }, work));
    return outcomes;
}
/**
 * The local file's hashes when the drive has the same size and hash: under `fail` that is a job run again, no
 * conflict. Empty files need no hash to be the same.
 */
async function sameDigest(file, item) {
    if (!(0,wire/* isFile */.fo)(item) || item.sizeBytes !== file.sizeBytes)
        return undefined;
    if (file.sizeBytes > 0 && item.quickXorHash === undefined)
        return undefined;
    const source = await Source.open(file.sourcePath, file.sizeBytes);
    try {
        const digest = await source.digest();
        await source.checkUnchanged();
        return file.sizeBytes === 0 || digest.quickXorHash === item.quickXorHash ? digest : undefined;
    }
    finally {
        await source.close();
    }
}

;// CONCATENATED MODULE: ./build/upload/conflicts.js
/**
 * What becomes of files whose name is taken on the drive, decided before the first byte: those that are
 * there already, and those that `fail` and `skip` decide on. Sends nothing.
 */






/**
 * Decides every file that needs no sending, or that must not be sent. With `skipUnchanged` what is there
 * already comes first, whatever `conflictBehavior` says. Under `fail` one conflict keeps the whole plan from
 * being sent.
 */
async function decide(plan, { drive, settings, signal }) {
    const { conflictBehavior, skipUnchanged } = settings;
    const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
    if (!decides && !skipUnchanged)
        return { plan, outcomes: [] };
    const there = await findExisting(drive, plan.files);
    const same = skipUnchanged || conflictBehavior === 'fail' ? await findUnchanged(there, signal) : [];
    for (const { file } of same)
        there.delete(file);
    const taking = decides ? [...there].map(([file, item]) => conflicts_judged(file, item, conflictBehavior)) : [];
    const outcomes = [...same, ...taking];
    const decided = new Set(outcomes.map(({ file }) => file));
    const rest = plan.files.filter((file) => !decided.has(file));
    const conflicts = taking.filter(({ action }) => action === 'failed').length;
    if (conflictBehavior !== 'fail' || conflicts === 0)
        return { plan: withFiles(plan, rest), outcomes };
    const files = (0,build_text/* count */.U9)(conflicts, 'file');
    const why = new errors/* Failure */.HR(`conflict-behavior is fail and ${files} of this run cannot be placed`, {
        kind: 'service',
    });
    return { plan: withFiles(plan, []), outcomes: [...outcomes, ...rest.map((file) => notTried(file, why))] };
}
function conflicts_judged(file, item, behavior) {
    if (behavior === 'skip' && (0,wire/* isFile */.fo)(item))
        return { file, action: 'skipped', item };
    return { file, action: 'failed', error: taken(file, item) };
}
function withFiles(plan, files) {
    return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}

;// CONCATENATED MODULE: ./build/upload/arrival.js

/** Times on the drive are whole seconds (rclone c053429b9). */
const clockGrainMs = 1000;
/**
 * The item that holds our bytes, if one is there: at the path, or under `rename` among the numbered siblings.
 * `digest` is undefined as long as the file was not read to its end, and then it cannot have arrived.
 */
async function findArrived(work, file, facts) {
    const { digest, conflict } = facts;
    if (digest === undefined)
        return undefined;
    const candidates = conflict === 'rename' ? await siblings(work, file) : [await work.drive.item(file.remotePath)];
    const item = candidates.find((candidate) => candidate !== undefined && isOurs(candidate));
    return item && { item, created: isNew(work, item) };
    function isOurs(candidate) {
        if (candidate.isFolder || candidate.sizeBytes !== file.sizeBytes || work.claimed.has(candidate.id))
            return false;
        // Under `replace` the content alone decides: an equal file that was there before is what we were to make.
        if (conflict !== 'replace' && !isNew(work, candidate))
            return false;
        if (candidate.quickXorHash !== undefined)
            return candidate.quickXorHash === digest?.quickXorHash;
        return candidate.modifiedMs >= work.drive.openedMs - clockGrainMs;
    }
}
/** True when the item was made since this run began, by the service's clock. */
function isNew(work, item) {
    return item.createdMs >= work.drive.openedMs - clockGrainMs;
}
/** The file and what the service would have called it: `name 1.ext`, `name 2.ext` …, newest first. */
async function siblings(work, file) {
    const wanted = renamedPattern((0,graph_paths/* nameOf */.Vb)(file.remotePath));
    const all = (await work.drive.children((0,graph_paths/* parentOf */.gN)(file.remotePath))) ?? [];
    return all.filter((item) => wanted.test((0,graph_paths/* pathKey */.Pn)(item.name))).sort((a, b) => b.createdMs - a.createdMs);
}
/** Matches, in lower case, the name and its numbered variants. */
function renamedPattern(name) {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    const literal = (text) => (0,graph_paths/* pathKey */.Pn)(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${literal(stem)}( \\d+)?${literal(extension)}$`);
}

;// CONCATENATED MODULE: ./build/upload/fragments.js
/**
 * Where fragments begin and end, and how large they are. Knows sizes and how long they took, no sockets.
 * Source: learn.microsoft.com/graph/api/driveitem-createuploadsession: a multiple of 320 KiB each, except the
 * last, and under 60 MiB; larger ones are faster (docs/facts.md, "Upload sessions").
 */

/**
 * End (exclusive) of the fragment that begins at `startByte`: `chunkBytes` long, or up to the end. Its length
 * is a multiple of 320 KiB wherever it begins, because the server may want to go on in the middle of one.
 */
function fragmentEnd(startByte, totalBytes, chunkBytes) {
    return Math.min(totalBytes, startByte + chunkBytes);
}
const autoStartBytes = 32 * sizes/* fragmentUnitBytes */.cs;
const autoLeastBytes = 4 * sizes/* fragmentUnitBytes */.cs;
/** A fragment that took less leaves room for a larger one: a retry sends it again whole, a bar moves by it. */
const quickMs = 5000;
/** One that took longer is on its way to the service's own limit of about three minutes (rclone bedf6e90d). */
const slowMs = 60_000;
/** The size of fragments of a run: fixed, or following the link that all its files share. */
class FragmentSize {
    #fixed;
    #bytes;
    constructor(chunkSizeBytes) {
        this.#fixed = chunkSizeBytes !== 'auto';
        this.#bytes = chunkSizeBytes === 'auto' ? autoStartBytes : chunkSizeBytes;
    }
    get bytes() {
        return this.#bytes;
    }
    /** A fragment of that size arrived within that time. */
    arrived(sizeBytes, tookMs) {
        if (sizeBytes < this.#bytes)
            return;
        if (tookMs < quickMs)
            this.#set(this.#bytes * 2);
        else if (tookMs > slowMs)
            this.#set(this.#bytes / 2);
    }
    /** A fragment of that size was cut, timed out, or was too much for a gateway. */
    lost(sizeBytes) {
        if (sizeBytes >= this.#bytes)
            this.#set(this.#bytes / 2);
    }
    #set(bytes) {
        if (this.#fixed)
            return;
        const aligned = Math.floor(bytes / sizes/* fragmentUnitBytes */.cs) * sizes/* fragmentUnitBytes */.cs;
        this.#bytes = Math.min(sizes/* fragmentLimitBytes */.RR, Math.max(autoLeastBytes, aligned));
    }
}

;// CONCATENATED MODULE: ./build/upload/lock.js
/**
 * Opening a session under a name that may be locked: on business drives an unfinished session of a dead run
 * holds its name for about 15 minutes (api-docs#747, rclone#8558), and nobody but that run could end it.
 */





const lockPollMs = 20_000;
/** Clocks differ, and the service's own is a little late. */
const lockGraceMs = 30_000;
/** Opens a session, waiting for a locked name; throws the conflict when the name is simply taken. */
async function openUnlocked(work, file, how) {
    const { conflict, modifiedMs } = how;
    const { host } = work.patience;
    const { lockWaitMs } = work.settings;
    // From the first refusal on: what went before may have taken long enough.
    let untilMs;
    for (;;) {
        try {
            return await work.drive.createSession(file.remotePath, conflict, modifiedMs);
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            const verdict = (0,retry/* verdictOn */.Hc)('create-session', error.service);
            // Older stacks say only "already exists" for a lock, which under `replace` cannot mean a file.
            const locked = verdict === 'locked' || (verdict === 'conflict' && conflict === 'replace');
            if (!locked)
                throw error;
            const there = await work.drive.item(file.remotePath);
            if (there !== undefined && !(0,wire/* isFile */.fo)(there))
                throw taken(file, there);
            if (untilMs === undefined && lockWaitMs > 0) {
                host.log.info(`${file.remotePath}: an unfinished upload holds this name, waiting up to ${(0,build_text/* span */.Ln)(lockWaitMs)}`);
                untilMs = host.clock.now() + lockWaitMs + lockGraceMs;
            }
            const leftMs = (untilMs ?? 0) - host.clock.now();
            if (leftMs <= 0)
                throw stillLocked(file, lockWaitMs);
            await host.clock.sleep(Math.min(lockPollMs, leftMs), host.signal);
        }
    }
}
/** No ServiceFailure: to the engine its 409 would be a conflict, which this is not. */
function stillLocked(file, lockWaitMs) {
    const waited = lockWaitMs === 0 ? 'holds this name' : `has held this name for ${(0,build_text/* span */.Ln)(lockWaitMs)}`;
    return new errors/* Failure */.HR(`${file.remotePath}: an unfinished upload ${waited}`, {
        kind: 'service',
        hint: 'it ends by itself 15 minutes after its last byte (lock-wait); see whether another job uploads the same file, or somebody has it open',
    });
}

;// CONCATENATED MODULE: ./build/upload/resume.js
/**
 * Going on where an earlier run died: a session from the journal at the server's position, if the bytes that
 * were sent are the ones that the file has now. Knows the journal and one file; sends nothing.
 */



/** The server may stand at the last boundary or, after a lost reply, at the one before. */
const marksKept = 3;
function resume_keyOf(work, file) {
    const { id, baseId } = work.drive;
    // One path below two folders of a drive is two files.
    const driveId = baseId === undefined ? id : `${id}/${baseId}`;
    return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}
/** The session of an earlier run and where it goes on; undefined when there is none that fits. */
async function resume(work, file, { source, conflict }) {
    const entry = work.journal?.find(resume_keyOf(work, file));
    if (entry === undefined)
        return undefined;
    const session = work.drive.resumeSession(file.remotePath, entry.uploadUrl);
    const nextByte = await session.position().then((position) => position.nextByte, () => undefined);
    const fits = entry.sizeBytes === source.sizeBytes && entry.conflict === conflict;
    if (nextByte !== undefined && fits && (await hasSameBytes(entry, { source, nextByte }))) {
        work.patience.host.log.info(`${file.remotePath}: going on at ${(0,build_text/* bytes */.ee)(nextByte)} where an earlier run ended`);
        return { session, nextByte };
    }
    // Its name is locked as long as it lives (api-docs#747).
    if (nextByte !== undefined)
        await session.cancel().catch(() => { });
    work.journal?.drop(resume_keyOf(work, file));
    return undefined;
}
/** Compares the file with the last mark that the server has passed, and reads on to where it stands. */
async function hasSameBytes(entry, { source, nextByte }) {
    const mark = entry.marks.filter(({ byte }) => byte <= nextByte).sort((a, b) => b.byte - a.byte)[0];
    if (mark === undefined || nextByte >= source.sizeBytes)
        return nextByte === 0;
    await source.hashTo(mark.byte);
    if (source.mark().sha256 !== mark.sha256)
        return false;
    await source.hashTo(nextByte);
    return true;
}
/** Notes how far the file has gone, each time that a fragment was read to its end. */
function remember(work, file, { source, conflict, session }) {
    if (work.journal === undefined)
        return;
    const key = resume_keyOf(work, file);
    const before = work.journal.find(key);
    const marks = before?.uploadUrl === session.uploadUrl ? before.marks : [];
    const mark = source.mark();
    if (marks.some(({ byte }) => byte === mark.byte))
        return;
    const { uploadUrl } = session;
    work.journal.keep(key, {
        uploadUrl,
        sizeBytes: source.sizeBytes,
        conflict,
        marks: [...marks, mark].slice(-marksKept),
    });
}
/** The session is over, or useless: the next run begins anew. */
function forget(work, file) {
    work.journal?.drop(resume_keyOf(work, file));
}
/** True when the next run may go on with the session: what ended this one was neither the file nor the service's word. */
function isResumable(work, error) {
    if (work.journal === undefined || !(error instanceof errors/* Failure */.HR))
        return false;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return true;
    return error instanceof errors/* ServiceFailure */.A && (0,retry/* verdictOn */.Hc)('fragment', error.service) === 'again';
}

;// CONCATENATED MODULE: ./build/upload/small.js
/**
 * A file in one PUT: half the round trips of a session, and the only way for an empty one. Knows what a lost
 * reply means for it: the file may be there, so it is looked for before it is sent again.
 */




/** Sends the file; throws the ServiceFailure that the table calls final, a conflict among them. */
async function sendSmall(work, file, { source, conflict }) {
    const trouble = new persist/* Trouble */.qm(work.patience);
    let mayBeThere = false;
    let renewed = false;
    for (;;) {
        await work.patience.gate.pass(work.patience.host);
        try {
            const pieces = source.pieces(0, source.sizeBytes, (byte) => work.watcher.reached(file, byte));
            const content = work.bandwidth.limit(pieces);
            const arrival = await work.drive.put(file.remotePath, conflict, content);
            work.pace.good();
            return arrival;
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            const verdict = (0,retry/* verdictOn */.Hc)('put', error.service);
            mayBeThere ||= wasPerhapsCarriedOut(error);
            if (verdict === 'again')
                await trouble.wait(error, file.remotePath);
            else if (verdict === 'renew' && !renewed)
                renewed = true;
            else if (verdict !== 'conflict' || !mayBeThere)
                throw error;
            const arrived = mayBeThere
                ? await findArrived(work, file, { conflict, digest: await source.digestSoFar() })
                : undefined;
            if (arrived !== undefined)
                return arrived;
            if (verdict === 'conflict')
                throw error;
            work.watcher.reached(file, 0);
        }
    }
}
/** A refusal by the service's front door means that nothing happened; anything vaguer may have been too late. */
function wasPerhapsCarriedOut(error) {
    return (error.service.status === 0 ||
        error.service.status === 408 ||
        [500, 502, 503, 504].includes(error.service.status));
}

;// CONCATENATED MODULE: ./build/upload/session.js
/**
 * A file through an upload session, fragment after fragment, with the server's position as the only truth.
 * Knows which verdict of the retry table means what here; knows nothing of other files.
 */









/** New sessions for one file, beyond the first, when the service forgets them. */
const restartLimit = 2;
/** Questions for the position without a byte of progress between them. */
const askLimit = 3;
/** Sends the file; throws the failure that the table calls final. The session is deleted then. */
async function sendBySession(work, file, how) {
    const transfer = new Transfer(work, file, how);
    try {
        return await transfer.run();
    }
    catch (error) {
        await (isResumable(work, error) ? transfer.leave() : transfer.abandon());
        throw error;
    }
}
class Transfer {
    #work;
    #file;
    #source;
    #conflict;
    #trouble;
    #session;
    /** First byte to send; undefined when only the server knows. */
    #nextByte = 0;
    /** The furthest position that this session has confirmed. */
    #confirmedByte = 0;
    #asks = 0;
    #restarts = 0;
    constructor(work, file, how) {
        this.#work = work;
        this.#file = file;
        this.#source = how.source;
        this.#conflict = how.conflict;
        this.#trouble = new persist/* Trouble */.qm(work.patience);
    }
    async run() {
        for (;;) {
            const asking = this.#nextByte === undefined;
            try {
                const session = await this.#open();
                const position = asking ? await session.position() : await this.#send(session, this.#nextByte ?? 0);
                const arrival = await this.#advance(position, asking);
                if (arrival !== undefined)
                    return arrival;
            }
            catch (error) {
                if (!(error instanceof errors/* ServiceFailure */.A) || this.#session === undefined)
                    throw error;
                const verdict = (0,retry/* verdictOn */.Hc)(asking ? 'session' : 'fragment', error.service);
                const arrival = await this.#recover(verdict, error);
                if (arrival !== undefined)
                    return arrival;
            }
        }
    }
    /** Leaves the session to the next run. */
    async leave() {
        this.#session = undefined;
    }
    /** Deletes the session, if one is open. What cannot be deleted stays in the notes for post. */
    async abandon() {
        const session = this.#session;
        this.#session = undefined;
        if (session === undefined)
            return;
        forget(this.#work, this.#file);
        try {
            await session.cancel();
            this.#work.notes.closed(session.uploadUrl);
        }
        catch {
            // The failure that led here is the one to report; post tries again.
        }
    }
    async #open() {
        if (this.#session !== undefined)
            return this.#session;
        const earlier = await resume(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
        if (earlier !== undefined) {
            this.#nextByte = earlier.nextByte;
            this.#session = earlier.session;
            return earlier.session;
        }
        const session = await openUnlocked(this.#work, this.#file, {
            conflict: this.#conflict,
            modifiedMs: this.#work.settings.preserveMtime ? this.#source.modifiedMs : undefined,
        });
        // Post deletes what is noted; what the journal has is for the next run.
        if (this.#work.journal === undefined)
            this.#work.notes.opened(session.uploadUrl);
        this.#session = session;
        this.#remember(session);
        return session;
    }
    #remember(session) {
        remember(this.#work, this.#file, { source: this.#source, conflict: this.#conflict, session });
    }
    async #send(session, startByte) {
        const { patience, watcher, fragments, pace, bandwidth } = this.#work;
        await patience.gate.pass(patience.host);
        const totalBytes = this.#source.sizeBytes;
        const endByte = fragmentEnd(startByte, totalBytes, fragments.bytes);
        const pieces = this.#source.pieces(startByte, endByte, (byte) => {
            watcher.reached(this.#file, byte);
            if (byte === endByte && endByte < totalBytes)
                this.#remember(session);
        });
        const content = bandwidth.limit(pieces);
        const beganMs = patience.host.clock.now();
        try {
            const position = await session.send({ startByte, totalBytes, content });
            fragments.arrived(content.sizeBytes, patience.host.clock.now() - beganMs);
            pace.good();
            return position;
        }
        catch (error) {
            if (error instanceof errors/* ServiceFailure */.A && [0, 408, 504].includes(error.service.status))
                fragments.lost(content.sizeBytes);
            throw error;
        }
    }
    /** Takes the server's word for where to go on; an arrival when it has the whole file. */
    async #advance(position, asked) {
        if (position.item !== undefined) {
            this.#over();
            return { item: position.item, created: position.created };
        }
        const { nextByte } = position;
        if (nextByte !== undefined && nextByte < this.#source.sizeBytes) {
            if (nextByte > this.#source.readByte)
                throw this.#lost(`claims ${nextByte} bytes, more than were sent`);
            if (nextByte > this.#confirmedByte)
                this.#moved(nextByte);
            else if (!asked)
                this.#ask();
            this.#nextByte = nextByte;
            this.#work.watcher.reached(this.#file, nextByte);
            return undefined;
        }
        // No position, and no item: personal drives have ended so (api-docs#1531). The path tells, else the server.
        const arrival = await this.#look();
        if (arrival === undefined)
            this.#ask();
        return arrival;
    }
    async #recover(verdict, error) {
        if (verdict === 'again') {
            await this.#trouble.wait(error, this.#file.remotePath);
            this.#nextByte = undefined;
            return undefined;
        }
        if (verdict === 'ask') {
            this.#ask(error);
            return undefined;
        }
        const ours = await this.#look();
        if (ours !== undefined)
            return ours;
        if (verdict === 'look' && this.#confirmedByte === 0 && isLockedOutOffice(this.#work, this.#file)) {
            await this.abandon();
            return sendSmall(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
        }
        const replaced = verdict === 'conflict' && this.#conflict === 'replace';
        if (verdict !== 'look' && verdict !== 'restart' && !replaced)
            throw error;
        this.#restarts += 1;
        if (this.#restarts > restartLimit)
            throw error;
        this.#work.patience.host.log.debug(`${this.#file.remotePath}: ${error.message}; starting over with a new session`);
        await this.abandon();
        this.#nextByte = 0;
        this.#confirmedByte = 0;
        this.#work.watcher.reached(this.#file, 0);
        return undefined;
    }
    /** Is the whole file there? Then the session is over, whatever it answered. */
    async #look() {
        const facts = { conflict: this.#conflict, digest: await this.#source.digestSoFar() };
        const arrival = await findArrived(this.#work, this.#file, facts);
        if (arrival !== undefined)
            this.#over();
        return arrival;
    }
    /** Counts a step that led nowhere; the server has to say where to go on. */
    #ask(cause) {
        this.#asks += 1;
        if (this.#asks > askLimit)
            throw cause ?? this.#lost('does not say where to go on');
        this.#nextByte = undefined;
    }
    #lost(how) {
        return new errors/* Failure */.HR(`${this.#file.remotePath}: the server ${how}`, { kind: 'service', hint: 'run again' });
    }
    #moved(nextByte) {
        this.#confirmedByte = nextByte;
        this.#asks = 0;
        this.#trouble.moved();
    }
    #over() {
        if (this.#session !== undefined)
            this.#work.notes.closed(this.#session.uploadUrl);
        forget(this.#work, this.#file);
        this.#session = undefined;
    }
}

;// CONCATENATED MODULE: ./build/upload/work.js
/** What we ask Graph for: it knows no `skip`, and one that appeared meanwhile must not be overwritten either. */
function graphConflict(behavior) {
    return behavior === 'skip' ? 'fail' : behavior;
}

;// CONCATENATED MODULE: ./build/upload/engine.js
/**
 * The engine: all planned files, several at once, one `Outcome` each. Knows the order of things for one file
 * (send, compare, report) and when the whole run has to stop; one bad file never stops the others.
 */













/** While one file is on the wire, the next of its slot is opened and the last one closed. */
const workersPerSlot = 2;
/** Sends every file of the plan; answers in the plan's order. Never throws: what went wrong is in the outcomes. */
async function upload(plan, work) {
    const outcomes = new Map();
    const queue = plan.files.values();
    const brake = { reason: undefined };
    const worker = async () => {
        for (const file of queue) {
            const outcome = brake.reason === undefined ? await uploadFile(work, file, brake) : notTried(file, brake.reason);
            outcomes.set(file, outcome);
            work.watcher.finished(outcome);
        }
    };
    const workers = Math.min(work.pace.most * workersPerSlot, plan.files.length);
    await Promise.all(Array.from({ length: workers }, worker));
    return plan.files.map((file) => outcomes.get(file) ?? notTried(file, new errors/* CancelledFailure */.mj()));
}
/** A full drive, a refused sign-in and a cancelled run are the same for every file. */
function endsTheRun(error) {
    if (!(error instanceof errors/* Failure */.HR))
        return undefined;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return error;
    const full = error instanceof errors/* ServiceFailure */.A && (0,retry/* verdictOn */.Hc)('graph', error.service) === 'full';
    return full ? error : undefined;
}
/** Sends the file once a slot is free, and looks whether it stayed as it was. */
async function uploadFile(work, file, brake) {
    let source;
    try {
        const outcome = await inSlot(work, brake, async (free) => {
            source = await Source.open(file.sourcePath, file.sizeBytes, wantsHashes(work));
            await free;
            if (brake.reason !== undefined)
                return notTried(file, brake.reason);
            if (work.patience.host.signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            work.watcher.started(file);
            return send(work, file, source);
        });
        await source?.checkUnchanged();
        return outcome;
    }
    catch (error) {
        return afterFailure(work, file, error);
    }
    finally {
        await source?.close();
    }
}
/** The slot is asked for at once, so that files get theirs in the plan's order, and left once the service has answered. */
async function inSlot(work, brake, run) {
    const free = work.pace.enter();
    try {
        return await run(free);
    }
    catch (error) {
        // Before the slot is free: whoever takes it next must know.
        brake.reason ??= endsTheRun(error);
        throw error;
    }
    finally {
        await free;
        work.pace.leave();
    }
}
async function send(work, file, source) {
    const conflict = graphConflict(work.settings.conflictBehavior);
    const arrival = await transmit(work, file, { source, conflict });
    work.claimed.add(arrival.item.id);
    if (work.settings.preserveMtime && file.sizeBytes === 0) {
        await work.drive.setModified(arrival.item.id, source.modifiedMs);
    }
    const digest = wantsHashes(work) ? await source.digest() : undefined;
    const first = await (0,verify/* examine */.sb)(work, file, { item: arrival.item, digest });
    if (first.comparison !== 'different')
        return arrived(work, file, { arrival, ...first, digest });
    if (isRewrittenType(work, file)) {
        work.patience.host.log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`);
        return arrived(work, file, { arrival, ...first, digest });
    }
    await source.checkUnchanged();
    // Once more from zero, over our own item and no other: what is there now is damaged.
    work.watcher.reached(file, 0);
    const again = { ...file, remotePath: (0,verify/* whereIs */.ie)(file, arrival.item) };
    const second = await transmit(work, again, { source, conflict: 'replace' });
    const last = await (0,verify/* examine */.sb)(work, again, { item: second.item, digest });
    if (last.comparison === 'different')
        throw (0,verify/* differs */.Ag)(again, last.item);
    return arrived(work, file, { arrival, ...last, digest });
}
/** Nobody compares anything under `verify: off`; a journal and a list of checksums need to know what was sent. */
function wantsHashes({ settings, journal, listed }) {
    return settings.verify !== 'off' || journal !== undefined || listed;
}
function transmit(work, file, how) {
    // One PUT carries no time, and setting it afterwards makes a second version (rclone#1716).
    const { preserveMtime, sessionThresholdBytes } = work.settings;
    const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
    return bySession ? sendBySession(work, file, how) : sendSmall(work, file, how);
}
function arrived(work, file, facts) {
    const { arrival, item, digest } = facts;
    if (facts.comparison === 'unknown') {
        work.patience.host.log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
    }
    const renamed = (0,graph_paths/* pathKey */.Pn)(item.name) !== (0,graph_paths/* pathKey */.Pn)(file.name);
    const action = renamed ? 'renamed' : arrival.created ? 'uploaded' : 'replaced';
    return { file, action, item, ...digest };
}
/**
 * A name that was taken after the run began: under `skip` no failure, nor under `fail` when it is our very
 * file. But one of our size and with other bytes may be what we sent ourselves, damaged, its reply lost.
 */
async function afterFailure(work, file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A) || (0,retry/* verdictOn */.Hc)('put', error.service) !== 'conflict') {
        return { file, action: 'failed', error: worded(file, error) };
    }
    const item = await work.drive.item(file.remotePath).catch(() => undefined);
    if (item !== undefined && (0,wire/* isFile */.fo)(item)) {
        const digest = await sameDigest(file, item).catch(() => undefined);
        if (digest !== undefined)
            return { file, action: 'skipped', item, ...digest };
        const perhapsOurs = isNew(work, item) && item.sizeBytes === file.sizeBytes;
        if (work.settings.conflictBehavior === 'skip' && !perhapsOurs)
            return { file, action: 'skipped', item };
    }
    return { file, action: 'failed', error: taken(file, item) };
}

;// CONCATENATED MODULE: ./build/upload/notes.js
/**
 * The notes that main leaves for post: which upload sessions are open. A forgotten session locks its name on
 * business drives for 15 minutes (api-docs#747), and its uploadUrl cannot be had again, so it is written
 * down as soon as it exists. Knows one file, 0600 and made new, gone when the run is over; on Windows the
 * mode means nothing, and the runner's temp folder is the user's own.
 */



/** Notes for a run without a post step: nobody would read them. */
const noNotes = { opened() { }, closed() { }, end() { } };
/** Begins notes in a folder; `path` is what post needs to know. Written at once: a killed run still has them. */
function beginNotes(folder) {
    const path = join(folder, `onedrive-upload-${randomUUID()}.sessions`);
    const file = openSync(path, 'ax', 0o600);
    const open = new Set();
    return {
        path,
        opened(uploadUrl) {
            open.add(uploadUrl);
            appendFileSync(file, `+${uploadUrl}\n`);
        },
        closed(uploadUrl) {
            if (open.delete(uploadUrl))
                appendFileSync(file, `-${uploadUrl}\n`);
        },
        end() {
            closeSync(file);
            if (open.size === 0)
                rmSync(path, { force: true });
        },
    };
}
/** The uploadUrls that are still open by these notes; empty when there are none to read. */
function readNotes(path) {
    let text;
    try {
        text = readFileSync(path, 'utf8');
    }
    catch {
        return [];
    }
    const open = new Set();
    // What stands behind the last line break is a line that a killed run did not end.
    for (const line of text.split('\n').slice(0, -1)) {
        if (line.startsWith('+'))
            open.add(line.slice(1));
        else
            open.delete(line.slice(1));
    }
    return [...open];
}
/** Where post says "stop" to a main that outlived the signal: in a container job it does. */
function stopMark(notesPath) {
    return `${notesPath}.stop`;
}
/** Removes notes that were read. */
function removeNotes(path) {
    rmSync(path, { force: true });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/upload/tarball.js
/**
 * Writes a gzipped tar. The only file that imports tar-stream, which writes pax headers for names that are
 * long or not ASCII; knows its streams and what of gzip's header is the machine's own.
 */



/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
async function writeTarball(files, sink) {
    const { pack } = await __webpack_require__.e(/* import() */ 62).then(__webpack_require__.t.bind(__webpack_require__, 5062, 19));
    const tar = pack();
    const stop = new AbortController();
    const signal = AbortSignal.any([sink.signal, stop.signal]);
    const written = (0,external_node_stream_promises_.pipeline)(tar, (0,external_node_zlib_.createGzip)({ level: sink.level }), systemless, sink.out, { signal });
    // When it breaks, the entry that is being written breaks with it.
    written.catch(() => { });
    try {
        for await (const file of files)
            await tarball_add(tar, file);
        tar.finalize();
        await written;
    }
    catch (error) {
        stop.abort();
        // What the library says of an archive that broke is only that it did.
        throw await written.then(() => error, (cause) => (cause instanceof Error && cause.name !== 'AbortError' ? cause : error));
    }
}
/** Resolves when the file is in the archive. The owner is root, as nobody knows the one who unpacks. */
async function tarball_add(tar, file) {
    const header = { name: file.name, mode: file.mode, mtime: file.modified, uid: 0, gid: 0 };
    if (file.link !== undefined) {
        tar.entry({ ...header, type: 'symlink', linkname: file.link });
        return;
    }
    const entry = tar.entry({ ...header, type: 'file', size: file.sizeBytes });
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(file.pieces(), { objectMode: false }), entry);
}
/** Byte 9 names the system that compressed (RFC 1952, 2.3.1): 255, unknown, is the same everywhere. */
async function* systemless(compressed) {
    let position = 0;
    for await (const chunk of compressed) {
        const at = 9 - position;
        if (at >= 0 && at < chunk.length)
            chunk[at] = 255;
        position += chunk.length;
        yield chunk;
    }
}

;// CONCATENATED MODULE: ./build/upload/zip.js
/**
 * Writes a ZIP. The only file that imports yazl, which knows UTF-8 names and ZIP64; knows its streams, its
 * reading of times, and what it makes slow.
 */


/** Bits of a Unix mode; without a type `unzip` makes no link. */
const linkType = 0o120000;
const fileType = 0o100000;
/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
async function writeZip(files, sink) {
    const { ZipFile } = await __webpack_require__.e(/* import() */ 772).then(__webpack_require__.t.bind(__webpack_require__, 772, 19));
    const zip = new ZipFile();
    const stop = new AbortController();
    const signal = AbortSignal.any([sink.signal, stop.signal]);
    const written = (0,external_node_stream_promises_.pipeline)(zip.outputStream, sink.out, { signal });
    // No race of promises for each file: the one that lasts would remember them all.
    let content;
    let broken;
    const breakOff = (error) => {
        broken ??= error;
        content?.destroy(error instanceof Error ? error : undefined);
    };
    zip.on('error', breakOff);
    written.catch(breakOff);
    try {
        const shelf = new Shelf(zip);
        for await (const file of files) {
            if (broken !== undefined)
                throw broken;
            shelf.clear();
            content = external_node_stream_.Readable.from(file.pieces(), { objectMode: false });
            zip.addReadStreamLazy(file.name, optionsOf(file, sink), lent(content));
            await (0,external_node_stream_promises_.finished)(content, { writable: false });
        }
        shelf.restore();
        zip.end();
        await written;
    }
    catch (error) {
        breakOff(error);
        stop.abort();
        await written.catch(() => { });
        throw broken;
    }
}
function optionsOf(file, { level, keepTimes }) {
    const isLink = file.link !== undefined;
    return {
        ...(keepTimes ? { mtime: file.modified } : zoneless(file.modified)),
        mode: (isLink ? linkType : fileType) | file.mode,
        compressionLevel: isLink ? 0 : level,
        size: file.sizeBytes,
    };
}
/** Gives a stream away once, and keeps no hold of it: the library keeps what it was given to the end. */
function lent(content) {
    let held = content;
    return (give) => {
        if (held !== undefined)
            give(null, held);
        held = undefined;
    };
}
/**
 * A time that gives the same bytes everywhere: a ZIP's own times have no zone, and the library writes them
 * in the machine's.
 */
function zoneless(utc) {
    const day = [utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()];
    const time = [utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds()];
    return { mtime: new Date(...day, ...time), forceDosTimestamp: true };
}
/** The library's own value for an entry that is written (yazl 3.3.1). */
const writtenState = 3;
/**
 * Takes written entries out of the library's list until the end: for each file it goes through all of the
 * list, which makes 100,000 files take minutes.
 */
class Shelf {
    #entries;
    #written = [];
    constructor(zip) {
        const entries = 'entries' in zip ? zip.entries : undefined;
        if (!Array.isArray(entries))
            throw new TypeError('this version of yazl keeps its entries elsewhere');
        this.#entries = entries;
    }
    clear() {
        const open = this.#entries.findIndex((entry) => !isWritten(entry));
        this.#written.push(...this.#entries.splice(0, open < 0 ? this.#entries.length : open));
    }
    /** All of them in their order: the directory at the archive's end is made of this list. */
    restore() {
        const rest = this.#entries.splice(0);
        for (const entry of this.#written)
            this.#entries.push(entry);
        for (const entry of rest)
            this.#entries.push(entry);
    }
}
function isWritten(entry) {
    return typeof entry === 'object' && entry !== null && 'state' in entry && entry.state === writtenState;
}

;// CONCATENATED MODULE: ./build/upload/pack.js
/**
 * Makes an archive: reads its files one after the other into a temporary file. Knows the file system and the
 * two kinds; memory is a few pieces, whatever the number and size of the files.
 */







/** Neither kind minds: a ZIP knows no earlier day, and GNU tar finds times of 1970 implausible. */
const fixedMs = Date.UTC(1980, 0, 1);
/**
 * Writes the archive. The same names, contents, modes and links make the same bytes; their time is
 * SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) or the first day of 1980.
 * @throws Failure that names a file which cannot be read or changed, or the disk that is full; nothing is left behind
 */
async function makeArchive(archive, options) {
    const { level, keepTimes, host } = options;
    const place = { parent: host.tempDir, name: `archive.${archive.kind}` };
    const kind = archive.kind === 'zip' ? writeZip : writeTarball;
    const { written, ...made } = await temporaryFile(place, async (path) => {
        const out = (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
        await kind(contents(archive, options), { out, level, keepTimes, signal: host.signal });
        return (0,promises_.stat)(path);
    }).catch((error) => {
        throw host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    });
    return { ...made, sizeBytes: written.size };
}
async function* contents(archive, { keepTimes, host }) {
    const fixed = new Date(epochMs(host.env.SOURCE_DATE_EPOCH) ?? fixedMs);
    for (const entry of archive.entries) {
        host.signal.throwIfAborted();
        if (entry.link !== undefined) {
            const target = Buffer.from(entry.link);
            yield { ...entry, sizeBytes: target.length, mode: 0o777, modified: fixed, pieces: () => [target] };
            continue;
        }
        const source = await Source.open(entry.sourcePath, entry.sizeBytes, false);
        try {
            const modified = keepTimes ? new Date(source.modifiedMs) : fixed;
            yield { ...entry, mode: await modeOf(entry.sourcePath), modified, pieces: () => copies(source) };
            await source.checkUnchanged();
        }
        finally {
            await source.close();
        }
    }
}
/** The source uses its buffers again while a stream may still hold them. */
async function* copies(source) {
    for await (const piece of source.pieces(0, source.sizeBytes).read())
        yield Buffer.from(piece);
}
/** Without the bits that lend somebody's rights. */
async function modeOf(path) {
    return (await (0,promises_.stat)(path)).mode & 0o777;
}
/** Milliseconds; undefined for a text that is no number of seconds. */
function epochMs(text) {
    return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) * 1000 : undefined;
}

;// CONCATENATED MODULE: ./build/send.js
/**
 * The chapter of the upload: what is there already, what is sent, what follows once everything arrived. Knows
 * the order of these; each is somebody else's to do.
 */













/** Sends what was prepared; writes into the diary what came of it. */
async function send_send(sending) {
    const { job, inputs, prepared } = sending;
    const { host } = job;
    if ('plan' in prepared)
        return sendPlan(sending, prepared.plan);
    const { archive } = prepared;
    host.log.info(`Packing ${archive.entries.length} entries (${(0,build_text/* bytes */.ee)(archive.totalBytes)})`);
    const { compressionLevel: level } = inputs.naming;
    const made = await makeArchive(archive, { level, keepTimes: inputs.upload.preserveMtime, host });
    try {
        await sendPlan(sending, planOfArchive(archive, made));
    }
    finally {
        await made.dispose();
    }
}
async function sendPlan(sending, plan) {
    const { job, diary, inputs, places, engine } = sending;
    const { host } = job;
    const { drive, patience, settings } = engine;
    diary.plan = plan;
    const release = await foresee({ ...sending, host, drive });
    const { retainIn } = places;
    const retaining = retainIn === undefined ? {} : { retainIn };
    const afterwards = await openAfterwards({ drive, patience, inputs: inputs.after, plan, ...retaining });
    const before = await decide(plan, { drive, settings, signal: host.signal });
    tellRoom(sending, before.plan);
    if (inputs.after.dryRun) {
        diary.outcomes = [
            ...before.outcomes,
            ...before.plan.files.map((file) => ({ file, action: 'planned' })),
        ];
        diary.result = 'dry-run';
        const preview = await afterwards?.preview();
        if (preview?.refusal !== undefined)
            diary.failures.push(preview.refusal);
        return;
    }
    const isKept = before.plan.files.length === 0 && before.outcomes.some(({ action }) => action === 'failed');
    if (!isKept)
        await afterwards?.begin();
    const sent = await send_transmit(sending, before.plan);
    diary.outcomes = [...before.outcomes, ...sent];
    const list = await sendChecksums(sending, diary.outcomes);
    if (host.signal.aborted)
        return;
    await finish({ ...sending, host, drive, afterwards, release, list });
}
/** A warning only: what is replaced may make the room that is missing. */
function tellRoom({ engine, job }, plan) {
    const { remainingBytes } = engine.drive;
    if (remainingBytes === undefined || plan.totalBytes <= remainingBytes)
        return;
    job.host.log.warning(`The drive has ${(0,build_text/* bytes */.ee)(remainingBytes)} free, and ${(0,build_text/* bytes */.ee)(plan.totalBytes)} are to be uploaded.`);
}
/** The files, with what shows that they move; looks the folder up as soon as it must be there. */
async function send_transmit({ job, diary, engine }, plan) {
    const { host } = job;
    host.log.group('Upload');
    const progress = new report_progress/* Progress */.ke(plan);
    const stop = (job.show ?? ((shown) => (0,report_progress/* logProgress */.sc)(host, shown)))(progress);
    // For its link, while the rest is on its way; that it cannot be read fails nothing.
    const lookUp = () => engine.drive.item(plan.destination).catch(() => undefined);
    let folder;
    try {
        const sent = await upload(plan, {
            ...workOf(job, engine),
            watcher: {
                started: (file) => progress.started(file),
                reached: (file, byte) => progress.reached(file, byte),
                finished(outcome) {
                    progress.finished(outcome);
                    if ((0,report_report/* isSent */.xb)(outcome))
                        folder ??= lookUp();
                },
            },
        });
        if (!host.signal.aborted)
            diary.folder = await (folder ?? lookUp());
        return sent;
    }
    finally {
        stop();
        host.log.groupEnd();
    }
}
function workOf(job, engine) {
    return {
        ...engine,
        fragments: new FragmentSize(engine.settings.chunkSizeBytes),
        bandwidth: new Bandwidth(engine.settings.bandwidthLimit, job.host),
        notes: job.notes ?? noNotes,
        claimed: new Set(),
    };
}
const send_unseen = { started: () => { }, reached: () => { }, finished: () => { } };
/** `checksums`: the list goes last and replaces the last one; one that does not arrive fails the run. */
async function sendChecksums(sending, outcomes) {
    const { job, diary, inputs, engine } = sending;
    const { checksums: name } = inputs.naming;
    if (name === undefined || job.host.signal.aborted)
        return undefined;
    const made = await makeChecksums(outcomes, { name, destination: diary.destination, host: job.host });
    if (made === undefined)
        return undefined;
    try {
        const settings = { ...engine.settings, conflictBehavior: 'replace' };
        const [outcome] = await upload(made.plan, { ...workOf(job, engine), settings, watcher: send_unseen });
        if (outcome?.error !== undefined)
            diary.failures.push(outcome.error);
        return outcome;
    }
    finally {
        await made.dispose();
    }
}

;// CONCATENATED MODULE: ./build/upload/journal.js
/**
 * The journal of `resume-journal`: which sessions a run leaves unfinished, so that the next one goes on where
 * this one died. Knows entries and how they are sealed. An uploadUrl is a credential, so the file is sealed
 * with AES-256-GCM under a key that only the owner of the secrets has, and a changed byte opens nothing.
 * mtime is no part of an entry: on a fresh runner it is always new.
 */







const magic = Buffer.from('onedrive-upload journal 1\n');
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
/** Opens the journal, or begins one. What does not open, or names an unknown host, is left out with a warning. */
function openJournal({ path, key, host, emulated }) {
    const sealed = readSealed(path);
    const salt = sealed?.subarray(magic.length, magic.length + saltBytes) ?? (0,external_node_crypto_.randomBytes)(saltBytes);
    const secret = (0,external_node_crypto_.scryptSync)(key, salt, 32);
    const entries = new Map();
    const opened = sealed === undefined ? undefined : unseal(sealed, secret);
    if (sealed !== undefined && opened === undefined) {
        host.log.warning(`${path} does not open with this key, or was changed: beginning a new journal.`);
    }
    for (const [name, value] of Object.entries(opened ?? {})) {
        const entry = parseEntry(value);
        if (entry !== undefined && mayUse(entry.uploadUrl, emulated))
            entries.set(name, entry);
        else
            host.log.warning('The journal names an upload host that is not known as Microsoft’s: that entry is left out.');
    }
    const write = () => replace(path, journal_seal(Object.fromEntries(entries), { secret, salt }));
    return {
        find: (about) => entries.get(journal_nameOf(about)),
        keep(about, entry) {
            entries.set(journal_nameOf(about), entry);
            write();
        },
        drop(about) {
            if (entries.delete(journal_nameOf(about)))
                write();
        },
    };
}
function journal_nameOf({ driveId, remotePath, relativePath }) {
    return JSON.stringify([driveId, (0,graph_paths/* pathKey */.Pn)(remotePath), relativePath]);
}
function mayUse(uploadUrl, emulated) {
    return (0,clouds/* judgeUploadUrl */.ez)(uploadUrl).verdict === 'known' || (emulated && /^https?:\/\/127\./.test(uploadUrl));
}
function readSealed(path) {
    try {
        const sealed = (0,external_node_fs_.readFileSync)(path);
        return sealed.length === 0 ? undefined : sealed;
    }
    catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
            return undefined;
        throw new errors/* Failure */.HR(`resume-journal ${(0,build_text/* printable */.g$)(path)} cannot be read`, {
            kind: 'usage',
            hint: 'name a file',
        });
    }
}
function journal_seal(value, { secret, salt }) {
    const iv = (0,external_node_crypto_.randomBytes)(ivBytes);
    const cipher = (0,external_node_crypto_.createCipheriv)('aes-256-gcm', secret, iv).setAAD(magic);
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([magic, salt, iv, cipher.getAuthTag(), body]);
}
function unseal(sealed, secret) {
    const [ivAt, tagAt, bodyAt] = [0, ivBytes, ivBytes + tagBytes].map((at) => magic.length + saltBytes + at);
    if (!sealed.subarray(0, magic.length).equals(magic))
        return undefined;
    try {
        const decipher = (0,external_node_crypto_.createDecipheriv)('aes-256-gcm', secret, sealed.subarray(ivAt, tagAt)).setAAD(magic);
        decipher.setAuthTag(sealed.subarray(tagAt, bodyAt));
        const body = Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]);
        return (0,wire/* record */.g1)(JSON.parse(body.toString('utf8')));
    }
    catch {
        return undefined;
    }
}
function parseEntry(value) {
    const entry = (0,wire/* record */.g1)(value);
    if (entry === undefined || typeof entry.sizeBytes !== 'number' || !Array.isArray(entry.marks))
        return undefined;
    const marks = entry.marks.flatMap((mark) => {
        const { byte, sha256 } = (0,wire/* record */.g1)(mark) ?? {};
        return typeof byte === 'number' && typeof sha256 === 'string' ? [{ byte, sha256 }] : [];
    });
    return {
        uploadUrl: (0,wire/* text */.Qq)(entry.uploadUrl),
        sizeBytes: entry.sizeBytes,
        conflict: (0,wire/* text */.Qq)(entry.conflict),
        marks,
    };
}
/** In one step, 0600: a run that is killed while it writes leaves the old journal. */
function replace(path, content) {
    const fresh = `${path}.${process.pid}.new`;
    (0,external_node_fs_.rmSync)(fresh, { force: true });
    const file = (0,external_node_fs_.openSync)(fresh, 'wx', 0o600);
    try {
        (0,external_node_fs_.writeSync)(file, content);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
    (0,external_node_fs_.renameSync)(fresh, path);
}

;// CONCATENATED MODULE: ./build/upload/pace.js
/** Where `auto` starts, and the most it goes to (docs/facts.md, "Throttling headers"). */
const autoStart = 4;
const autoLimit = 16;
/** Failures that come together are one trouble. */
const oneTroubleMs = 2000;
class Pace {
    #clock;
    #most;
    #fixed;
    #waiting = [];
    #limit;
    #taken = 0;
    /** Successes since the limit last changed. */
    #good = 0;
    #troubled = false;
    #troubleMs = Number.NEGATIVE_INFINITY;
    constructor(concurrency, clock) {
        this.#clock = clock;
        this.#fixed = concurrency !== 'auto';
        this.#most = concurrency === 'auto' ? autoLimit : concurrency;
        this.#limit = concurrency === 'auto' ? autoStart : concurrency;
    }
    /** Files that may be in flight now. */
    get limit() {
        return this.#limit;
    }
    /** The most that there will ever be. */
    get most() {
        return this.#most;
    }
    /** Waits for a free slot; give it back with `leave`. */
    async enter() {
        while (this.#taken >= this.#limit)
            await new Promise((resolve) => this.#waiting.push(resolve));
        this.#taken += 1;
    }
    leave() {
        this.#taken -= 1;
        this.#wake();
    }
    /** A request of some weight (a file, a fragment) succeeded. */
    good() {
        this.#good += 1;
        const needed = this.#troubled ? this.#limit : 1;
        if (this.#fixed || this.#good < needed || this.#limit >= this.#most)
            return;
        this.#good = 0;
        this.#limit += 1;
        this.#wake();
    }
    /** A request failed; one that says "too much" halves the limit. */
    bad(failure) {
        if (!saysTooMuch(failure))
            return;
        this.#good = 0;
        this.#troubled = true;
        const nowMs = this.#clock.now();
        if (this.#fixed || nowMs - this.#troubleMs < oneTroubleMs)
            return;
        this.#troubleMs = nowMs;
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    }
    #wake() {
        for (let free = this.#limit - this.#taken; free > 0; free -= 1)
            this.#waiting.shift()?.();
    }
}
/** 429, a wait that was ordered, and time-outs; a lone 503 or a cut without a hint says nothing about pace. */
function saysTooMuch({ service }) {
    return (service.status === 429 ||
        service.waitMs !== undefined ||
        [408, 504].includes(service.status) ||
        service.codes.includes('stalled'));
}

;// CONCATENATED MODULE: ./build/upload/probe.js
/**
 * "May I write there?" without writing: opens an upload session for a random name and deletes it, no byte
 * sent. Knows a drive and a folder's path.
 */



/** Throws the refusal when the folder cannot be written to. */
async function probe(drive, { host, folder }) {
    const session = await drive.createSession((0,graph_paths/* join */.fj)(folder, `onedrive-upload-check-${(0,external_node_crypto_.randomUUID)()}.tmp`), 'fail');
    await session.cancel();
    const room = drive.remainingBytes === undefined ? '' : `, ${(0,build_text/* bytes */.ee)(drive.remainingBytes)} free`;
    host.log.info(`May write to ${folder === '' ? 'the root' : folder}${room}`);
}

;// CONCATENATED MODULE: ./build/main.js
/**
 * The story of a run: inputs and files, sign-in and drive, conflicts, upload, report. Knows the order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */














/** Runs the job that the inputs describe. Never throws: outputs and summary are written, then the verdict is in the report. */
async function run(job) {
    const { host, source } = job;
    for (const { name, kind } of table/* INPUTS */.m)
        if (kind === 'secret')
            host.mask(source.value(name)?.trim() ?? '');
    const diary = new Diary(host);
    try {
        const event = readEvent(host.env);
        if (withoutCredentials(source, { host, event }))
            diary.result = 'no-credentials';
        else {
            const danger = forkDanger(event);
            if (danger !== undefined)
                host.log.warning(danger);
            await withInputs(job, diary);
        }
    }
    catch (error) {
        diary.error = host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    }
    const report = diary.report();
    await tell(host, report, diary.level());
    return report;
}
async function withInputs(job, diary) {
    const { host } = job;
    const { inputs, places } = readEverything(job.source, host);
    // Without the quotes that a secret may have been pasted with.
    for (const secret of secretsOf(inputs))
        host.mask(secret);
    if (inputs.mode === 'refresh-only')
        checkKept(inputs, job);
    diary.summary = inputs.summary;
    diary.destination = places.destination;
    const prepared = inputs.mode === 'upload' ? await prepare({ inputs, places, host }) : undefined;
    if (inputs.mode === 'upload' && prepared === undefined) {
        diary.result = 'nothing-found';
        return;
    }
    const door = (0,http/* openDoor */.f)(host, inputs.identity.cloud);
    try {
        diary.emulator = door.emulated;
        const entry = await signedIn({ inputs, door, host, diary, keepToken: job.keepToken });
        if (inputs.mode === 'refresh-only') {
            if (entry.rotation?.failure !== undefined)
                throw entry.rotation.failure;
            diary.result = 'refreshed';
            return;
        }
        const pace = new Pace(inputs.upload.concurrency, host.clock);
        const patience = patienceOf(host, { settings: inputs.upload, pace });
        const drive = await reached({ inputs, door, patience, diary, token: entry.token });
        if (prepared === undefined) {
            tellSignIn(entry, host);
            await probe(drive, { host, folder: diary.destination });
            diary.result = 'checked';
            return;
        }
        const journal = journalOf(inputs, { host, emulated: door.emulated });
        const listed = inputs.naming.checksums !== undefined;
        const engine = { drive, patience, pace, journal, listed, settings: inputs.upload };
        await send_send({ job, diary, inputs, places, prepared, door, engine });
    }
    finally {
        await door.close();
    }
}
/** A renewed token that is kept nowhere is one day older, and nothing else. */
function checkKept({ rotation, identity }, { keepToken }) {
    if (rotation !== undefined || identity.outputRefreshToken || keepToken !== undefined)
        return;
    throw new errors/* UsageFailure */.wK([
        'mode: refresh-only keeps the new refresh token nowhere: set rotate-secret and github-token, or output-refresh-token',
    ]);
}
function secretsOf({ identity, githubToken, resume, share }) {
    const { refreshToken, clientSecret, clientCertificate } = identity;
    const given = [refreshToken, clientSecret, clientCertificate, githubToken, resume?.key, share.password];
    return [...given, share.release?.token].filter((secret) => secret !== undefined);
}
function patienceOf(host, { settings, pace }) {
    return { host, retries: settings.retries, gate: new persist/* Gate */.iD(), onTrouble: (failure) => pace.bad(failure) };
}
function journalOf({ resume }, world) {
    return resume && openJournal({ path: (0,external_node_path_.resolve)(world.host.cwd, resume.journal), key: resume.key, ...world });
}


/***/ }),

/***/ 2955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zr: () => (/* binding */ persist),
/* harmony export */   iD: () => (/* binding */ Gate),
/* harmony export */   qm: () => (/* binding */ Trouble)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6024);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1521);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3136);
/**
 * The loop around one request that is safe to send again: asks the retry table, waits, counts. Knows the
 * clock and the gate that all workers share, not what the request is about.
 */



/** What most requests of an upload cost, in the service's resource units (sp-throttling, "Resource units"). */
const unitsPerRequest = 2;
/** The service counts by the minute; a longer window is not one to spread requests over. */
const longestSpreadMs = 120_000;
/**
 * One gate for all workers: a service that says "wait" means all of us, and one that says how little is left
 * is taken at its word before it refuses (docs/facts.md, "Throttling headers").
 */
class Gate {
    #untilMs = 0;
    /** While `now` is before `spacedUntilMs`, one request passes every `spacingMs`. */
    #spacingMs = 0;
    #spacedUntilMs = 0;
    #nextMs = 0;
    /** Nobody passes before that time. */
    hold(untilMs) {
        this.#untilMs = Math.max(this.#untilMs, untilMs);
    }
    /** Spreads what `RateLimit-Remaining` leaves over the time until `RateLimit-Reset`. */
    heard(headers, nowMs) {
        const remaining = Number(headers['ratelimit-remaining'] ?? Number.NaN);
        const resetMs = Math.min(longestSpreadMs, Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000);
        if (!(remaining >= 0) || !(resetMs > 0))
            return;
        this.#spacingMs = resetMs / Math.max(1, remaining / unitsPerRequest);
        this.#spacedUntilMs = nowMs + resetMs;
    }
    async pass(host) {
        const { clock, signal } = host;
        while (clock.now() < this.#untilMs)
            await clock.sleep(this.#untilMs - clock.now(), signal);
        if (clock.now() >= this.#spacedUntilMs)
            return;
        const turnMs = Math.max(clock.now(), this.#nextMs);
        this.#nextMs = turnMs + this.#spacingMs;
        if (turnMs > clock.now())
            await clock.sleep(turnMs - clock.now(), signal);
    }
}
/** A shorter wait than this, in milliseconds, counts as an attempt of ours. */
const leastOrderMs = 100;
/** Counts one stretch of trouble; `moved` begins a new one. */
class Trouble {
    #patience;
    #attempts = 0;
    #orderedMs = 0;
    constructor(patience) {
        this.#patience = patience;
    }
    /** A byte got through: what went wrong before counts no more. */
    moved() {
        this.#attempts = 0;
        this.#orderedMs = 0;
    }
    /** Waits before the next attempt, or throws the failure when patience is at its end. */
    async wait(failure, label) {
        const { host, gate, retries, onTrouble } = this.#patience;
        onTrouble?.(failure);
        const orderedMs = failure.service.waitMs ?? 0;
        // "Wait no time" is no order to wait: it would be an endless loop.
        if (orderedMs < leastOrderMs) {
            this.#attempts += 1;
            if (this.#attempts > retries)
                throw failure;
            const delayMs = Math.max(orderedMs, (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .backoffMs */ .jo)(this.#attempts, host.random));
            host.log.debug(`${label}: ${failure.message}; attempt ${this.#attempts} of ${retries} in ${Math.round(delayMs)} ms`);
            await host.clock.sleep(delayMs, host.signal);
            return;
        }
        this.#orderedMs += orderedMs;
        if (this.#orderedMs > _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .longestWaitMs */ .IJ)
            throw failure;
        if (orderedMs >= 10_000)
            host.log.info(`Told to wait ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .span */ .Ln)(orderedMs)} (HTTP ${failure.service.status})`);
        gate.hold(host.clock.now() + orderedMs);
        await gate.pass(host);
    }
}
/** Runs `attempt` until it succeeds or the table says that trying again is no use. */
async function persist(patience, what, attempt) {
    const trouble = new Trouble(patience);
    let renewed = false;
    for (;;) {
        await patience.gate.pass(patience.host);
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A))
                throw error;
            const verdict = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictOn */ .Hc)(what.place, error.service);
            if (verdict === 'renew' && !renewed) {
                renewed = true;
            }
            else if (verdict === 'again') {
                await trouble.wait(error, what.label);
            }
            else {
                throw error;
            }
        }
    }
}


/***/ }),

/***/ 8779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ke: () => (/* binding */ Progress),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   sc: () => (/* binding */ logProgress)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3136);

/** The rate is that of the last so many samples. */
const windowSamples = 12;
class Progress {
    #filesTotal;
    #bytesTotal;
    #inFlight = new Map();
    #samples = [];
    #filesDone = 0;
    #filesFailed = 0;
    #finishedBytes = 0;
    #flyingBytes = 0;
    constructor(plan) {
        this.#filesTotal = plan.files.length;
        this.#bytesTotal = plan.totalBytes;
    }
    started(file) {
        this.#inFlight.set(file, 0);
    }
    reached(file, byte) {
        // A second sending of a damaged file speaks of a copy of the planned one: it moves, and counts no more.
        const before = this.#inFlight.get(file);
        if (before === undefined)
            return;
        this.#flyingBytes += byte - before;
        this.#inFlight.set(file, byte);
    }
    finished({ file, action }) {
        this.#flyingBytes -= this.#inFlight.get(file) ?? 0;
        this.#inFlight.delete(file);
        this.#filesDone += 1;
        if (action === 'failed')
            this.#filesFailed += 1;
        this.#finishedBytes += file.sizeBytes;
    }
    /** The files that are on their way, in the order in which they were begun. */
    flights() {
        return [...this.#inFlight].map(([{ name, sizeBytes }, reachedByte]) => ({
            name,
            sizeBytes,
            reachedByte,
        }));
    }
    /** Takes a sample; call it at the pace at which it is shown. */
    snapshot(nowMs) {
        const bytesDone = this.#finishedBytes + this.#flyingBytes;
        this.#samples.push({ atMs: nowMs, bytes: bytesDone });
        if (this.#samples.length > windowSamples)
            this.#samples.shift();
        const first = this.#samples[0] ?? { atMs: nowMs, bytes: bytesDone };
        const elapsedMs = nowMs - first.atMs;
        const bytesPerSecond = elapsedMs > 0 ? Math.max(0, ((bytesDone - first.bytes) * 1000) / elapsedMs) : 0;
        const left = this.#bytesTotal - bytesDone;
        return {
            filesDone: this.#filesDone,
            filesTotal: this.#filesTotal,
            filesFailed: this.#filesFailed,
            bytesDone,
            bytesTotal: this.#bytesTotal,
            bytesPerSecond,
            leftMs: bytesPerSecond > 0 ? (left * 1000) / bytesPerSecond : undefined,
        };
    }
}
/** `12 of 40 files, 1.20 GiB of 3.40 GiB (35 %), 48.0 MiB/s, about 48 s left`. */
function describe(now) {
    const percent = now.bytesTotal === 0 ? 100 : Math.floor((now.bytesDone * 100) / now.bytesTotal);
    const failed = now.filesFailed === 0 ? '' : ` (${now.filesFailed} failed)`;
    const rate = now.bytesPerSecond > 0 ? `, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(Math.round(now.bytesPerSecond))}/s` : '';
    const left = now.leftMs === undefined ? '' : `, about ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .span */ .Ln)(now.leftMs)} left`;
    return `${now.filesDone} of ${now.filesTotal} files${failed}, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(now.bytesDone)} of ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(now.bytesTotal)} (${percent} %)${rate}${left}`;
}
const everyMs = 10_000;
/** Logs a line every 10 s, never oftener; answers how to stop. */
function logProgress(host, progress) {
    progress.snapshot(host.clock.now());
    let cancel = host.clock.timer(everyMs, tick);
    function tick() {
        host.log.info(describe(progress.snapshot(host.clock.now())));
        cancel = host.clock.timer(everyMs, tick);
    }
    return () => cancel();
}


/***/ }),

/***/ 4438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sd: () => (/* binding */ totals),
/* harmony export */   ho: () => (/* binding */ fileRow),
/* harmony export */   xb: () => (/* binding */ isSent)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6024);

const sentActions = ['uploaded', 'replaced', 'renamed'];
function isSent({ action }) {
    return sentActions.includes(action);
}
function totals(outcomes) {
    const sent = outcomes.filter(isSent);
    return {
        files: outcomes.length,
        uploaded: sent.length,
        skipped: outcomes.filter(({ action }) => action === 'skipped').length,
        failed: outcomes.filter(({ action }) => action === 'failed').length,
        planned: outcomes.filter(({ action }) => action === 'planned').length,
        bytes: sent.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
function fileRow(outcome, { drive, links }) {
    const { file, item } = outcome;
    const name = item?.name ?? file.name;
    const folder = file.remotePath.slice(0, file.remotePath.length - file.name.length);
    return {
        // Nobody finds a file that is gone.
        path: file.isTemporary === true ? file.relativePath : file.sourcePath,
        remotePath: folder + name,
        name,
        size: file.sizeBytes,
        id: item?.id ?? null,
        driveId: drive?.id ?? null,
        webUrl: item?.webUrl || null,
        shareUrl: links.urls.get(item?.id ?? '') ?? null,
        eTag: item?.eTag || null,
        sha256: outcome.sha256 ?? null,
        quickXorHash: outcome.quickXorHash ?? item?.quickXorHash ?? null,
        action: outcome.action,
        error: outcome.error === undefined ? null : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(outcome.error),
    };
}


/***/ }),

/***/ 1521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hc: () => (/* binding */ verdictOn),
/* harmony export */   IJ: () => (/* binding */ longestWaitMs),
/* harmony export */   VN: () => (/* binding */ orderedWaitMs),
/* harmony export */   jo: () => (/* binding */ backoffMs)
/* harmony export */ });
const rows = [
    { status: [507], verdict: 'full' },
    { says: /quotalimitreached|insufficient ?space/, verdict: 'full' },
    { says: /pathistoolong|maxfilesizeexceeded/, verdict: 'fatal' },
    { at: ['token'], status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
    { at: ['token'], says: /^(temporarily_unavailable|server_error)$/, verdict: 'again' },
    { at: ['token'], verdict: 'fatal' },
    // Only what says that the code was not looked at: a second try with a redeemed one is AADSTS54005.
    { at: ['code'], status: [429, 503], verdict: 'again' },
    { at: ['code'], says: /^temporarily_unavailable$/, verdict: 'again' },
    { at: ['code'], verdict: 'fatal' },
    { status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
    { at: ['graph', 'create-session', 'put'], status: [401], verdict: 'renew' },
    {
        at: ['create-session'],
        status: [409],
        says: /currently being uploaded|upload session already exists/,
        verdict: 'locked',
    },
    {
        at: ['create-session', 'put', 'fragment'],
        status: [409],
        says: /namealreadyexists|name_?conflict/,
        verdict: 'conflict',
    },
    { at: ['put'], status: [409, 412], says: /resourcemodified/, verdict: 'again' },
    { at: ['put', 'create-session'], status: [404], verdict: 'again' },
    { at: ['put', 'create-session', 'fragment'], status: [409], says: /resourcelocked/, verdict: 'again' },
    { at: ['put', 'create-session', 'fragment'], status: [423], verdict: 'again' },
    { at: ['fragment'], status: [416], verdict: 'ask' },
    { at: ['fragment', 'session'], status: [404], verdict: 'look' },
    { at: ['fragment', 'session'], status: [401, 403, 409, 410, 412], verdict: 'restart' },
    { at: ['fragment'], status: [400], says: /uploadsessionfailed|generalexception/, verdict: 'restart' },
    { verdict: 'fatal' },
];
/** The verdict for an answer; total: the last row takes whatever no other took. */
function verdictOn(place, service) {
    const words = [...service.codes.map((code) => code.toLowerCase()), (service.said ?? '').toLowerCase()];
    const row = rows.find(({ at, status, says }) => (at === undefined || at.includes(place)) &&
        (status === undefined || status.includes(service.status)) &&
        (says === undefined || words.some((word) => says.test(word))));
    return row?.verdict ?? 'fatal';
}
/** The longest wait that a service may ask for before we call it a refusal, and the cap of our own back-off. */
const longestWaitMs = 60 * 60_000;
const firstBackoffMs = 100;
const backoffFactor = 3;
const backoffCapMs = 60_000;
/** Full jitter: a random wait between nothing and 100 ms, 300 ms, 900 ms … 60 s: most trouble is
 * over at once, and what is not takes long. `attempt` counts from 1. */
function backoffMs(attempt, random) {
    return random() * Math.min(backoffCapMs, firstBackoffMs * backoffFactor ** (attempt - 1));
}
/**
 * The wait that an answer asks for: the greater of `Retry-After` (seconds, fractions too, or an HTTP date)
 * and, on a refusal, `RateLimit-Reset` (seconds). Undefined when it asks for none.
 */
function orderedWaitMs(headers, nowMs) {
    const waits = [retryAfterMs(headers['retry-after'], nowMs), secondsMs(headers['ratelimit-reset'])];
    const asked = waits.filter((wait) => wait !== undefined);
    return asked.length === 0 ? undefined : Math.max(...asked);
}
function retryAfterMs(text, nowMs) {
    const seconds = secondsMs(text);
    if (seconds !== undefined || text === undefined)
        return seconds;
    // Date.parse takes nearly anything for a date; a header is one of one form (RFC 9110, IMF-fixdate).
    if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text.trim()))
        return undefined;
    return Math.max(0, Date.parse(text) - nowMs);
}
function secondsMs(text) {
    return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : undefined;
}


/***/ }),

/***/ 8483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ stopSignal)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);
/**
 * How a process hears that it should end, and how long it may take about it. GitHub sends SIGINT, SIGTERM
 * 7.5 s later, and kills 2.5 s after that (docs/facts.md, "GitHub's runner").
 */


/** Sessions are deleted and outputs written by then, or post has to. */
const lastMs = 6500;
/** Aborts on the first signal to end; the process is gone some seconds later whatever still hangs. */
function stopSignal() {
    const stop = new AbortController();
    // Every file in flight listens; Node warns from the eleventh listener on.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(0, stop.signal);
    stop.signal.addEventListener('abort', () => {
        setTimeout(() => process.exit(130), lastMs).unref();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.once(signal, () => stop.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledFailure */ .mj()));
    }
    return stop;
}


/***/ }),

/***/ 1140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ differs),
/* harmony export */   Bj: () => (/* binding */ sha256Of),
/* harmony export */   ie: () => (/* binding */ whereIs),
/* harmony export */   sb: () => (/* binding */ examine)
/* harmony export */ });
/* unused harmony export compare */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6024);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6668);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3136);
/**
 * Is what arrived what was sent? Knows sizes, hashes and the file types that SharePoint rewrites; never
 * deletes anything, and never calls a file good that it could not compare.
 */




/** Compares as `verify` says; empty files have no hash on some drives, and need none. */
function compare(item, digest, facts) {
    if (facts.verify === 'off' || digest === undefined)
        return 'same';
    if (item.sizeBytes !== facts.sizeBytes)
        return 'different';
    if (facts.verify === 'size' || facts.sizeBytes === 0)
        return 'same';
    if (item.quickXorHash === undefined)
        return 'unknown';
    return item.quickXorHash === digest.quickXorHash ? 'same' : 'different';
}
/** A hash that is missing in the reply comes within seconds, if at all. */
const hashTries = 3;
const hashWaitMs = 1500;
/** Compares, and reads the item again where the first look is not clear. */
async function examine(work, file, { item, digest }) {
    const facts = { sizeBytes: file.sizeBytes, verify: work.settings.verify };
    const { host } = work.patience;
    let current = item;
    let comparison = compare(current, digest, facts);
    for (let tries = 1; comparison !== 'same' && tries <= hashTries; tries += 1) {
        await host.clock.sleep(hashWaitMs, host.signal);
        const again = await work.drive.item(whereIs(file, item));
        if (again === undefined)
            continue;
        // The first reply said it all but the state of the moment: keep it where the second look says less.
        current = again;
        const before = comparison;
        comparison = compare(current, digest, facts);
        if (before === 'different' && comparison === 'different')
            break;
    }
    if (work.settings.verify !== 'readback' || comparison === 'different')
        return { comparison, item: current };
    const same = (await sha256Of(work.drive, current.id)) === digest?.sha256;
    return { comparison: same ? 'same' : 'different', item: current };
}
/** SHA-256 of what the drive gives back, in hex: the bytes themselves, whatever the service says of them. */
async function sha256Of(drive, itemId) {
    let hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await drive.download(itemId, () => {
        hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
        return (piece) => void hash.update(piece);
    });
    return hash.digest('hex');
}
/** The remote path of the item, which `rename` may have given another name than planned. */
function whereIs(file, item) {
    return (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .join */ .fj)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(file.remotePath), item.name);
}
/** The verdict on a file that differs after it was sent twice. What arrived stays where it is. */
function differs(file, item) {
    const how = item.sizeBytes === file.sizeBytes
        ? 'its QuickXorHash is another'
        : `it has ${sized(item.sizeBytes)} instead of ${sized(file.sizeBytes)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${file.remotePath} arrived damaged: ${how}, after sending it twice`, {
        kind: 'verify',
        hint: 'what arrived was left there: look at it, and do not use it',
    });
}
function sized(sizeBytes) {
    return Number.isNaN(sizeBytes) ? 'an unknown size' : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .bytes */ .ee)(sizeBytes)} (${sizeBytes})`;
}


/***/ })

};
