export const id = 994;
export const ids = [994];
export const modules = {

/***/ 5546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ requestGitHubOidcToken),
/* harmony export */   rl: () => (/* binding */ tokenExchangeAudience),
/* harmony export */   xb: () => (/* binding */ decodeOidcClaims)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8314);
/* harmony import */ var _http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8294);
/**
 * Gets GitHub's OIDC token for this job, used instead of a client secret (docs.github.com, "OpenID Connect reference").
 */



/**
 * Returns the audience for a cloud's federated credentials (for global
 * learn.microsoft.com/graph/api/resources/federatedidentitycredential, else Azure/login#452 and
 * hashicorp/terraform-provider-azuread#1755).
 */
function tokenExchangeAudience(cloud) {
    const suffix = { global: '', 'us-gov': 'USGov', 'us-gov-dod': 'USGov', china: 'China' }[cloud];
    return `api://AzureADTokenExchange${suffix}`;
}
/**
 * Requests a token for the audience, and masks it. It lives about five minutes. Throws a Failure of kind `usage` if the
 * job may not have one, and a ServiceFailure if GitHub rejects the request. Does not retry: the caller does.
 */
async function requestGitHubOidcToken({ http, host }, audience) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = host.env;
    if (!URL.canParse(address) || bearer === '') {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('this job is not allowed to request an OIDC token from GitHub', {
            code: 'oidc-not-allowed',
            kind: 'usage',
            hint: 'give the job `permissions: id-token: write` (for a called workflow, also in the calling workflow); ' +
                'pull requests from forks cannot have it',
        });
    }
    host.mask(bearer);
    const url = new URL(address);
    url.searchParams.set('audience', audience);
    const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
    const response = await http.send({ method: 'GET', url: url.href, headers });
    const token = response.status === 200 ? (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJsonObject */ .dw)(response.text)?.value : undefined;
    if (typeof token === 'string' && token !== '') {
        host.mask(token);
        return token;
    }
    const isTransient = response.status >= 500 || response.status === 408 || response.status === 429;
    const waitMs = (0,_http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .readRetryAfterMs */ .jR)(response.headers, host.clock.now());
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A(`GitHub's OIDC token was refused with HTTP ${response.status}`, {
        code: 'oidc-refused',
        kind: isTransient ? 'service' : 'sign-in',
        hint: 'check `permissions: id-token: write`; a token can be requested only while the job runs',
        service: { status: response.status, codes: [], ...(waitMs !== undefined && { retryAfterMs: waitMs }) },
    });
}
/** Returns a token's claims, '' for a missing one; undefined if the text is not a token. Source: RFC 7519. */
function decodeOidcClaims(token) {
    const parts = token.split('.');
    if (parts.length !== 3)
        return undefined;
    const claims = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJsonObject */ .dw)(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    if (claims === undefined)
        return undefined;
    const { iss, sub, aud } = claims;
    return { issuer: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asString */ .oJ)(iss), subject: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asString */ .oJ)(sub), audience: [aud].flat().map(_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asString */ .oJ).join(' ') };
}


/***/ }),

/***/ 7844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ delaySignal),
/* harmony export */   d: () => (/* binding */ rejectOnAbort)
/* harmony export */ });
/**
 * AbortSignals for requests: one that fires later, and a promise that rejects on abort.
 */
/** Returns a signal that aborts `delayMs` after `signal` does. Call `dispose` when you no longer need it. */
function delaySignal(signal, delayMs) {
    if (delayMs === 0)
        return { signal, dispose: () => { } };
    const controller = new AbortController();
    let timer;
    const startTimer = () => {
        timer = setTimeout(() => controller.abort(signal.reason), delayMs).unref();
    };
    if (signal.aborted)
        startTimer();
    else
        signal.addEventListener('abort', startTimer, { once: true });
    const forget = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', startTimer);
    };
    return { signal: controller.signal, dispose: forget };
}
/** Rejects as soon as the signal aborts. undici 6 ignores the signal while a request waits for a connection. */
function rejectOnAbort(signal, promise) {
    return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal.aborted)
            stop();
        signal.addEventListener('abort', stop, { once: true });
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
}


/***/ }),

/***/ 1811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lA: () => (/* binding */ encodeGitHubSegment),
  en: () => (/* binding */ isRepositoryName),
  L7: () => (/* binding */ openGitHubClient)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(8614);
// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
// EXTERNAL MODULE: ./build/http/rate-limit-gate.js
var rate_limit_gate = __webpack_require__(7473);
// EXTERNAL MODULE: ./build/http/retry.js
var http_retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/html-title.js
var html_title = __webpack_require__(4227);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/github/errors.js
/**
 * Interprets GitHub's error responses: the reason, the wait, and a token's expiry. Source: docs.github.com/rest,
 * "Troubleshooting the REST API" and "Rate limits".
 */





/** A longer wait, in milliseconds, counts as a refusal: an upload must not wait that long for its secret. */
const maxWaitMs = 2 * 60_000;
/** The wait that GitHub asks for when a rate-limit response names none. */
const defaultWaitMs = 60_000;
/** Creates the failure for an error response, with GitHub's message. `doing` is our name for the request. */
function gitHubFailure(response, { doing: operation, nowMs }) {
    const message = readErrorMessage(response.text);
    const acceptedPermissions = response.headers['x-accepted-github-permissions'];
    const requestId = response.headers['x-github-request-id'];
    const waitMs = rateLimitWaitMs(response, { said: message, nowMs });
    const parts = [
        `${operation}: HTTP ${response.status} from GitHub`,
        message === '' ? (0,html_title/* htmlTitleClause */.l)(response.text) : ` “${message}”`,
        // The permissions that would suffice, as named in the token's settings (GitHub changelog, 2023-08-10).
        ...(response.status === 403 && acceptedPermissions
            ? [` (needs the permission ${acceptedPermissions})`]
            : []),
        ...(requestId === undefined ? [] : [` (request ${requestId})`]),
    ];
    const isShortWait = waitMs !== undefined && waitMs <= maxWaitMs;
    return new errors/* ServiceFailure */.A((0,format/* escapeControls */.UN)(parts.join('')), {
        code: gitHubFailureCode(response.status, waitMs !== undefined),
        hint: waitMs === undefined
            ? hintFor(response, message)
            : `wait ${(0,format/* formatDuration */.a3)(waitMs)} before you use this token again`,
        service: {
            // The retry table knows a rate limit as 429, but GitHub also sends 403. A long wait is a refusal.
            status: waitMs === undefined ? response.status : isShortWait ? 429 : 403,
            codes: [],
            ...(message !== '' && { message }),
            ...(isShortWait && { retryAfterMs: waitMs }),
            ...(requestId !== undefined && { requestId }),
        },
    });
}
function gitHubFailureCode(status, isLimited) {
    if (isLimited)
        return 'github-throttled';
    if (status === 401)
        return 'github-token-refused';
    if (status === 403)
        return 'github-denied';
    if (status === 404)
        return 'github-not-found';
    return status >= 500 ? 'github-unavailable' : 'github-refused';
}
/** Joins `message` and the details in `errors`; '' for a gateway's HTML. */
function readErrorMessage(text) {
    const body = (0,json/* parseJsonObject */.dw)(text) ?? {};
    const details = Array.isArray(body.errors) ? body.errors : [];
    return [body.message, ...details.map(readErrorDetail)]
        .filter((one) => typeof one === 'string' && one !== '')
        .join('; ')
        .slice(0, 300);
}
/** An entry of `errors`: a text, or an object whose `message` may be missing (docs.github.com/rest, "Client errors"). */
function readErrorDetail(detail) {
    if (typeof detail === 'string')
        return detail;
    const { message, resource, field, code } = (0,json/* asObjectOrEmpty */.eG)(detail);
    if (typeof message === 'string' && message !== '')
        return message;
    return [resource, field, code].filter((word) => typeof word === 'string' && word !== '').join(' ');
}
/** Returns the wait that a rate limit imposes; undefined if there is none. */
function rateLimitWaitMs({ status, headers }, { said: message, nowMs }) {
    if (status !== 403 && status !== 429)
        return undefined;
    const retryAfterMs = (0,retry_table/* readRetryAfterMs */.jR)(headers, nowMs);
    if (retryAfterMs !== undefined)
        return retryAfterMs;
    const resetMs = (0,retry_table/* parseSecondsMs */.Js)(headers['x-ratelimit-reset']) ?? 0;
    if (headers['x-ratelimit-remaining'] === '0' && resetMs > 0)
        return Math.max(0, resetMs - nowMs);
    return status === 429 || /rate limit/i.test(message) ? defaultWaitMs : undefined;
}
function hintFor({ status, headers }, message) {
    if (status === 401)
        return 'the GitHub token is wrong, has expired or was revoked: create a new one';
    if (headers['x-github-sso'] !== undefined || /SAML/.test(message))
        return "authorize the token for the organization's single sign-on in its settings";
    if (/archived/i.test(message))
        return 'the repository is archived, so nobody can change it: unarchive it in its settings, or use another one';
    if (/IP allow ?list/i.test(message))
        return 'the organization allows only the IP addresses on its list, and the address of this machine is not on it: run on a runner whose address is listed, or ask an owner to add it';
    if (/lifetime/i.test(message))
        return 'the organization does not accept a token with such a long lifetime: create one that expires sooner, or shorten its lifetime';
    if (/forbids access via a personal access token \(classic\)/i.test(message))
        return 'the organization does not accept classic tokens: create a fine-grained one, or use a GitHub App';
    if (status === 403 && /by integration/.test(message))
        return "give the App this permission; the job's GITHUB_TOKEN gets it from `permissions:` in the workflow";
    if (status === 403)
        return 'give the token this permission';
    if (status >= 300 && status < 400)
        return 'the repository was renamed or moved: use its new name';
    return status >= 500 ? 'GitHub has problems: run again later' : '';
}
/**
 * Parses the header `github-authentication-token-expiration` to milliseconds since the epoch. Accepts `2026-12-24
 * 07:31:06 UTC`, the same with an offset (GitHub sends both: google/go-github, parseTokenExpiration), and ISO 8601.
 */
function parseTokenExpiration(text) {
    const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)$/.exec(text.trim());
    const [, date = '', time = '', zone = ''] = parts ?? [];
    const endMs = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
    return Number.isNaN(endMs) ? undefined : endMs;
}

;// CONCATENATED MODULE: ./build/github/client.js
/**
 * Calls GitHub's REST API, with retries. Only this file imports @actions/github. Octokit builds the requests; our own
 * `fetch` sends them through the HTTP client and parses the responses. It is loaded at the first call: on import it
 * reads the event's file, and most runs never need it. Octokit wraps every error of `fetch`, so the original is stored
 * and thrown from here.
 */







/** The secret or the release notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';
/** Pages of 100 items. A server that sends more never stops. */
const maxPages = 1000;
/** The hint for a response that GitHub would not send. */
const unexpectedResponseHint = 'check GITHUB_API_URL, and whether a proxy changes the answers';
/** Creates a client for GITHUB_API_URL. Throws a Failure of kind `usage` if that URL is not safe. */
function openGitHubClient({ host, http, token }) {
    host.mask(token);
    const baseUrl = (0,github_hosts/* gitHubApiUrl */.Ly)(host.env);
    const retry = { host, retries, gate: new rate_limit_gate/* RateLimitGate */.F(), serviceName: 'GitHub' };
    let octokit;
    let expiresMs;
    const sendOnce = async (request, rawRequest) => {
        const response = await http.send({ method: request.method, ...rawRequest });
        const header = response.headers['github-authentication-token-expiration'];
        if (header !== undefined && !token.startsWith('ghs_'))
            expiresMs = parseTokenExpiration(header);
        const isExpected = (response.status >= 200 && response.status < 300) ||
            request.expectedStatuses?.includes(response.status);
        if (!isExpected)
            throw gitHubFailure(response, { doing: request.operation, nowMs: host.clock.now() });
        return response;
    };
    const sendRequest = async (options) => {
        const { method, path, body: data, operation, mayBeLarge = false } = options;
        let outcome = {};
        const fetch = async (url, { headers, body }) => {
            try {
                const retryRequest = { requestKind: 'token', label: operation };
                const rawRequest = { url, headers, ...(body !== undefined && { body }), mayBeLarge };
                const response = await (0,http_retry/* withRetries */.L)(retry, retryRequest, () => sendOnce(options, rawRequest));
                outcome = { response };
                // Octokit must see an empty success, even for the other statuses that we expect.
                return new Response(null, { status: 204 });
            }
            catch (failure) {
                outcome = { failure };
                throw failure;
            }
        };
        octokit ??= loadOctokit({ token, baseUrl, host });
        const { request } = await octokit;
        try {
            await request({
                method,
                url: path,
                headers: { 'x-github-api-version': apiVersion },
                ...(data !== undefined && { data }),
                request: { fetch },
            });
        }
        catch (error) {
            throw outcome.failure ?? unexpectedResponse(operation, errorName(error));
        }
        const { status = 0, headers = {}, text = '' } = outcome.response ?? {};
        const body = (0,json/* parseJson */.qF)(text);
        // A response that is not JSON, or only a string, comes from a proxy or gateway.
        if (text !== '' && (body === undefined || typeof body === 'string'))
            throw unexpectedResponse(operation, 'not JSON');
        return { status, headers, body };
    };
    return {
        request: sendRequest,
        tokenExpiresMs: () => expiresMs,
        async list({ path, operation, field }) {
            const items = [];
            for (let page = 1; page <= maxPages; page += 1) {
                const { headers, body } = await sendRequest({
                    method: 'GET',
                    path: `${path}?per_page=100&page=${page}`,
                    operation,
                    mayBeLarge: true,
                });
                const found = field === undefined ? body : (0,json/* asObjectOrEmpty */.eG)(body)[field];
                if (!Array.isArray(found))
                    throw new errors/* Failure */.HR(`${operation}: GitHub's answer is not a list`, {
                        code: 'bad-answer',
                        kind: 'service',
                        hint: unexpectedResponseHint,
                    });
                items.push(...found);
                if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? ''))
                    return items;
            }
            throw new errors/* Failure */.HR(`${operation}: GitHub's list has more than ${maxPages} pages`, {
                code: 'bad-answer',
                kind: 'service',
                hint: unexpectedResponseHint,
            });
        },
    };
}
/** True for `OWNER/REPO` in GitHub's characters, without segments that a URL would drop (`.`, `..`). */
function isRepositoryName(text) {
    return /^[\w.-]+\/[\w.-]+$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
}
/** Percent-encodes a path segment. Throws a Failure of kind `usage` for one that a URL would drop. */
function encodeGitHubSegment(text) {
    if (/^\.{0,2}$/.test(text))
        throw new errors/* Failure */.HR(`a name on GitHub cannot be “${text}”`, {
            code: 'bad-input',
            kind: 'usage',
            hint: 'write the full name',
        });
    return encodeURIComponent(text);
}
async function loadOctokit({ token, baseUrl, host }) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 157).then(__webpack_require__.bind(__webpack_require__, 157));
    const debug = (line) => host.log.debug(line);
    const log = { debug, info: debug, warn: debug, error: debug };
    return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${version/* packageVersion */.T}` });
}
function unexpectedResponse(operation, why) {
    return new errors/* Failure */.HR(`${operation}: the answer is not from GitHub (${why})`, {
        code: 'bad-answer',
        kind: 'service',
        hint: unexpectedResponseHint,
    });
}
function errorName(error) {
    return error instanceof Error ? error.name : typeof error;
}


/***/ }),

/***/ 5409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

var node_tls__WEBPACK_IMPORTED_MODULE_0___namespace_cache;
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ TrustStore),
/* harmony export */   a: () => (/* binding */ certificateFailure)
/* harmony export */ });
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1692);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/**
 * Decides which CAs are trusted: those of Node.js and NODE_EXTRA_CA_CERTS and, if those were not enough, the system's.
 */


/** Codes for a chain that ends at an unknown CA. Expired certificates and those of another host have other codes. */
const unknownIssuerCodes = /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;
const certificateErrorCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
/** Returns the failure for a rejected certificate, or undefined if the error is about something else. */
function certificateFailure(host, cause) {
    const code = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(cause);
    if (!certificateErrorCodes.test(code))
        return undefined;
    if (/^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/.test(code)) {
        const when = code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet';
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`the certificate of ${host} ${when} by the clock of this machine (${code})`, {
            code: 'certificate-not-valid-now',
            kind: 'network',
            hint: "look at this machine's clock (date) and set it (NTP); if it is right, find out what answers there: a proxy may have an old certificate",
            cause,
        });
    }
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`the certificate that answers for ${host} is for another name (${code})`, {
            code: 'certificate-untrusted',
            kind: 'network',
            hint: 'another machine answers in its place: check the name server, the hosts file and the proxy of this machine',
            cause,
        });
    }
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`the certificate of ${host} is not trusted on this machine (${code})`, {
        code: 'certificate-untrusted',
        kind: 'network',
        hint: 'if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the PEM file of its CA',
        cause,
    });
}
/**
 * The CAs of one HTTP client. The system's CAs are loaded only after a certificate from an unknown CA was rejected:
 * reading them takes 20 to 40 ms and using them 15 ms more, and most runs do not need them.
 */
class TrustStore {
    /** The context for new connections; undefined for the default of Node.js. */
    context;
    /**
     * Adds the system's CAs if the error asks for them. Returns true if a connection that was opened with `used` should
     * be tried again with `context`.
     */
    addSystemCertificates(error, used) {
        if (!unknownIssuerCodes.test((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error)) || used !== undefined)
            return false;
        if (this.context === undefined) {
            const systemCertificates = readCertificates('system');
            if (systemCertificates.length > 0)
                this.context = node_tls__WEBPACK_IMPORTED_MODULE_0__.createSecureContext({
                    ca: [...new Set([...readCertificates('default'), ...systemCertificates])],
                });
        }
        return this.context !== undefined;
    }
}
/** Returns PEM texts, or [] before Node.js 22.15, which added `tls.getCACertificates` (nodejs/node#57107). */
function readCertificates(type) {
    const list = Reflect.get(/*#__PURE__*/ (node_tls__WEBPACK_IMPORTED_MODULE_0___namespace_cache || (node_tls__WEBPACK_IMPORTED_MODULE_0___namespace_cache = __webpack_require__.t(node_tls__WEBPACK_IMPORTED_MODULE_0__, 2))), 'getCACertificates');
    const found = typeof list === 'function' ? list(type) : [];
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}


/***/ }),

/***/ 7824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ openHttpClient),
  R: () => (/* binding */ parseEmulatorOrigin)
});

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
// EXTERNAL MODULE: ./build/core/abort.js
var abort = __webpack_require__(7844);
// EXTERNAL MODULE: ./build/core/errors.js
var core_errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(8614);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/http/certificates.js
var certificates = __webpack_require__(5409);
// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(1553);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/http/happy-eyeballs.js
/**
 * Connects to a host with several addresses (RFC 8305, "Happy Eyeballs"): the next address is tried after 250 ms while
 * the attempts before go on, and the first connection wins. Node.js would end an attempt after 250 ms (nodejs/node#54359),
 * so that a network slower than that never connects if the host also has an address that leads nowhere.
 */




/** "Connection Attempt Delay", the recommended value (RFC 8305 section 5). */
const attemptDelayMs = 250;
/** This machine has no way to that address: says less than what another address answers. */
const noRouteCodes = ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];
const systemNetwork = {
    resolve: async (hostname) => (0,promises_.lookup)(hostname, { all: true }),
    open: ({ address, family }, port) => (0,external_node_net_.connect)({ host: address, family, port, autoSelectFamily: false }),
};
/** Creates a `TcpConnect` that remembers which family won for a host and tries that one first from then on. */
function createTcpConnect(clock, network = systemNetwork) {
    const wonFamilies = new Map();
    return async ({ hostname, port, signal }) => {
        const family = (0,external_node_net_.isIP)(hostname);
        const addresses = family === 0 ? await (0,abort/* rejectOnAbort */.d)(signal, network.resolve(hostname)) : [{ address: hostname, family }];
        const ordered = alternateFamilies(addresses, wonFamilies.get(hostname));
        const { socket, winner } = await race({ addresses: ordered, port, signal, clock, network });
        wonFamilies.set(hostname, winner.family);
        return socket;
    };
}
/** Alternates between the families, the preferred one first; else that of the first address (RFC 8305 section 4). */
function alternateFamilies(addresses, preferred) {
    const first = preferred ?? addresses[0]?.family;
    const [own, other] = [true, false].map((isFirst) => addresses.filter(({ family }) => (family === first) === isFirst));
    const pairs = addresses.map((_, at) => [own?.[at], other?.[at]]);
    return pairs.flat().filter((address) => address !== undefined);
}
function race({ addresses, port, signal, clock, network }) {
    return new Promise((resolve, reject) => {
        const waiting = [...addresses];
        const attempts = new Set();
        const errors = [];
        let cancelTimer = () => { };
        const end = (winner) => {
            cancelTimer();
            signal.removeEventListener('abort', stop);
            waiting.length = 0;
            for (const socket of attempts)
                if (socket !== winner)
                    socket.destroy();
            attempts.clear();
        };
        const stop = () => {
            end();
            reject(signal.reason);
        };
        const startNext = () => {
            cancelTimer();
            const address = waiting.shift();
            if (address === undefined)
                return;
            const socket = network.open(address, port);
            attempts.add(socket);
            socket.once('connect', () => {
                if (!attempts.has(socket))
                    return;
                end(socket);
                resolve({ socket, winner: address });
            });
            // Stays: an error event without a listener would end the process.
            socket.on('error', (error) => {
                if (!attempts.delete(socket))
                    return;
                errors.push(error);
                if (waiting.length > 0)
                    return startNext();
                if (attempts.size > 0)
                    return;
                end();
                reject(mostTelling(errors));
            });
            if (waiting.length > 0)
                cancelTimer = clock.timer(attemptDelayMs, startNext);
        };
        if (signal.aborted)
            return stop();
        signal.addEventListener('abort', stop, { once: true });
        if (waiting.length === 0) {
            end();
            reject(new Error('the host has no address'));
        }
        startNext();
    });
}
function mostTelling(errors) {
    return errors.find((error) => !noRouteCodes.includes((0,core_errors/* systemCode */.xU)(error))) ?? errors[0];
}

// EXTERNAL MODULE: ./build/http/proxy.js
var http_proxy = __webpack_require__(2749);
// EXTERNAL MODULE: ./build/http/proxy-tunnel.js
var proxy_tunnel = __webpack_require__(5988);
;// CONCATENATED MODULE: ./build/http/connect.js
/**
 * Opens connections, directly or through the proxy. If the certificate's issuer is unknown, tries once more with the
 * system's CAs.
 */








/** Until a TCP connection is up, whatever the number of addresses. */
const directTimeoutMs = 15_000;
function timeoutError() {
    return Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' });
}
/** Node.js ignores a file that it cannot read, with a line of its own at most. */
function logExtraCa({ log, troubleshootingUrl }, file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.R_OK);
        log.info(`Additional CA certificates: ${(0,format/* escapeControls */.UN)(file)}`);
    }
    catch (error) {
        log.warning(`NODE_EXTRA_CA_CERTS names ${(0,format/* quote */.hD)(file)}, which cannot be read (${(0,core_errors/* systemReason */.uc)(error)}), so it has no effect: correct it, or unset it. See ${troubleshootingUrl}#extra-ca-unreadable`);
    }
}
/**
 * Returns a `connect` function that follows HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA; masks the
 * proxy's credentials and does not log them. Throws a Failure of kind `usage` for an invalid proxy.
 */
function createProxyAwareConnect({ host, createConnect, signal, tcpConnect = createTcpConnect(host.clock), }) {
    const proxy = (0,http_proxy/* readProxy */.nM)(host.env);
    for (const secret of proxy?.secrets ?? [])
        host.mask(secret);
    if (proxy !== undefined)
        host.log.info(`Proxy for https: ${proxy.address}`);
    const extraCa = host.env.NODE_EXTRA_CA_CERTS;
    if (extraCa)
        logExtraCa(host, extraCa);
    // Each connection being opened adds a listener, and Node.js 20 warns of a leak after ten.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const trustStore = new certificates/* TrustStore */.O();
    const defaultConnect = createConnect(undefined);
    let systemConnect;
    const connectOnce = async (target, secureContext) => {
        const address = { hostname: target.hostname, port: Number(target.port || 443) };
        const isTls = target.protocol === 'https:';
        const isDirect = proxy === undefined || !isTls || (0,http_proxy/* bypassesProxy */.Zt)(host.env, address);
        const redact = (text) => host.redact(text);
        const shared = { target: address, clock: host.clock, signal, secureContext, redact, tcpConnect };
        let httpSocket;
        if (!isDirect)
            httpSocket = await (0,proxy_tunnel/* openTunnel */.X)({ proxy, ...shared });
        // undici takes no socket for plain http, which is for this machine only.
        else if (isTls)
            httpSocket = await connectDirectly(address);
        if (secureContext !== undefined)
            systemConnect ??= createConnect(secureContext);
        const connect = (secureContext !== undefined && systemConnect) || defaultConnect;
        // Once TLS is up, the client closes the tunnel. If we closed the socket below it, the client would wait forever for
        // TLS to end.
        const stop = () => httpSocket?.destroy();
        signal.addEventListener('abort', stop, { once: true });
        return new Promise((resolve, reject) => {
            connect({ ...target, ...(httpSocket !== undefined && { httpSocket }) }, (error, socket) => error === null ? resolve(socket) : reject(error));
        }).finally(() => signal.removeEventListener('abort', stop));
    };
    const connectDirectly = async (address) => {
        const timeout = new AbortController();
        const cancelTimer = host.clock.timer(directTimeoutMs, () => timeout.abort(timeoutError()));
        try {
            return await tcpConnect({ ...address, signal: AbortSignal.any([signal, timeout.signal]) });
        }
        finally {
            cancelTimer();
        }
    };
    const connectWithFallback = async (target) => {
        const { context } = trustStore;
        try {
            return await connectOnce(target, context);
        }
        catch (error) {
            if (!trustStore.addSystemCertificates(error, context))
                throw error;
            host.log.debug(`${target.hostname}: Node.js does not know this CA; trying again with the CAs of the system too`);
            return connectOnce(target, trustStore.context);
        }
    };
    return (target, done) => {
        connectWithFallback(target).then((socket) => done(null, socket), (error) => done(error instanceof Error ? error : new Error(String(error)), null));
    };
}

// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
// EXTERNAL MODULE: ./build/http/no-reply.js
var no_reply = __webpack_require__(5603);
;// CONCATENATED MODULE: ./build/http/node-settings.js
/**
 * Checks for Node.js settings that would expose secrets.
 */


/**
 * Throws a Failure of kind `usage` if certificates are not verified. Warns if Node.js prints URLs
 * (nodejs.org/api/cli.html, NODE_DEBUG).
 */
function checkNodeSettings({ env, log }) {
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
        throw new core_errors/* Failure */.HR('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate checks', {
            code: 'certificate-check-off',
            kind: 'usage',
            hint: 'unset it; if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the PEM file of its CA',
        });
    }
    const debugged = env.NODE_DEBUG ?? '';
    if (/\*|\b(?:https?2?|undici|fetch|net|tls|stream)\b/i.test(debugged)) {
        log.warning(`NODE_DEBUG is ${(0,format/* quote */.hD)(debugged.slice(0, 60))}: Node.js may print secret upload addresses to the log. Unset it.`);
    }
}

// EXTERNAL MODULE: ./build/http/receive.js
var receive = __webpack_require__(920);
// EXTERNAL MODULE: ./build/http/stall-timer.js
var stall_timer = __webpack_require__(4899);
;// CONCATENATED MODULE: ./build/http/client.js












/** Starts after the last byte of the request. The service needs a while to commit a large file. */
const responseTimeoutMs = 180_000;
const connectTimeoutMs = 15_000;
/**
 * A whole request to GitHub, from the connection to the end of the response. GitHub ends its own requests after 10 s
 * (docs.github.com, "Troubleshooting the REST API"), so a silent one never answers.
 */
const gitHubTimeoutMs = 15_000;
const productName = `onedrive-upload/${version/* packageVersion */.T}`;
/** The form by which SharePoint recognizes an application. It throttles others first (docs/facts.md, "Throttling headers"). */
const microsoftUserAgent = `NONISV|onedrive-upload|${productName}`;
/**
 * Creates a client that may call one cloud's sign-in and Graph hosts (none without a cloud), GitHub's hosts and upload
 * hosts. If ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback, every request that is not for GitHub goes there, with
 * the original Host header.
 */
function openHttpClient(host, cloud) {
    const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
    const emulatorOrigin = emulator === undefined || emulator === '' ? undefined : parseEmulatorOrigin(emulator);
    const microsoftHosts = cloud === undefined ? [] : [microsoft_hosts/* cloudHosts */.jh[cloud].login, microsoft_hosts/* cloudHosts */.jh[cloud].graph];
    if (cloud === 'global')
        microsoftHosts.push(microsoft_hosts/* liveLoginHost */.eL);
    const gitHubOrigins = (0,github_hosts/* listGitHubOrigins */.Pl)(host.env);
    checkNodeSettings(host);
    const closing = new AbortController();
    const createConnect = (secureContext) => (0,undici.buildConnector)({ timeout: connectTimeoutMs, ...(secureContext !== undefined && { secureContext }) });
    const connect = emulatorOrigin === undefined
        ? createProxyAwareConnect({ host, createConnect, signal: closing.signal })
        : createConnect(undefined);
    const agent = new undici.Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
    return {
        emulated: emulatorOrigin !== undefined,
        send: (request) => send({ agent, host, emulatorOrigin, microsoftHosts, gitHubOrigins }, request),
        close: () => {
            closing.abort();
            return agent.destroy();
        },
    };
}
/** Returns the origin in ONEDRIVE_UPLOAD_EMULATOR. Throws a Failure of kind `usage` unless it is on loopback. */
function parseEmulatorOrigin(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.protocol !== 'http:' || !(0,microsoft_hosts/* isLoopback */.U9)(url.hostname)) {
        throw new core_errors/* Failure */.HR(`ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${(0,format/* escapeControls */.UN)(text)}`, {
            code: 'emulator-address',
            kind: 'usage',
            hint: 'set it to the address that the emulator prints (http://127.0.0.1:PORT), or unset it',
        });
    }
    return url.origin;
}
function isTrusted({ microsoftHosts, gitHubOrigins }, url) {
    return microsoftHosts.includes(url.host) || gitHubOrigins.includes(url.origin);
}
async function send(context, request) {
    const url = new URL(request.url);
    const target = resolveTarget(context, request, url);
    if (!isTrusted(context, url))
        context.host.maskUrl(request.url);
    const stallTimer = new stall_timer/* StallTimer */.i(context.host.clock);
    const cancelSignal = (0,abort/* delaySignal */.Q)(context.host.signal, request.cancelGraceMs ?? 0);
    const cancelSignals = [cancelSignal.signal, request.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any([stallTimer.signal, ...cancelSignals]);
    try {
        return await (0,abort/* rejectOnAbort */.d)(signal, exchange(context, { request, target, signal, stallTimer, url }));
    }
    catch (cause) {
        for (const cancelled of cancelSignals)
            if (cancelled.aborted)
                throw cancelReason(cancelled);
        if (cause instanceof core_errors/* Failure */.HR)
            throw cause;
        // An upload host's name identifies the tenant, so a public log must not show it. Its path may be a credential.
        const isOfficial = isTrusted(context, url);
        const isLocal = (0,microsoft_hosts/* isLoopback */.U9)(url.hostname);
        throw (0,no_reply/* noReplyFailure */.u)(cause, {
            method: request.method,
            host: isOfficial || isLocal ? url.host : 'the upload host',
            path: isOfficial ? url.pathname : '',
            stallReason: stallReason(stallTimer.signal),
            env: context.host.env,
            emulatorOrigin: target.startsWith(`${context.emulatorOrigin}/`) ? context.emulatorOrigin : undefined,
        });
    }
    finally {
        stallTimer.stop();
        cancelSignal.dispose();
    }
}
function stallReason({ reason }) {
    return reason instanceof Error ? reason.message : undefined;
}
function cancelReason(signal) {
    return signal.reason instanceof core_errors/* Failure */.HR ? signal.reason : new core_errors/* CancelledFailure */.mj();
}
/** Returns the URL to call. Only Microsoft's and GitHub's hosts receive access tokens or refresh tokens. */
function resolveTarget(context, request, url) {
    const hasAuthorization = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    const isLocal = (0,microsoft_hosts/* isLoopback */.U9)(url.hostname);
    if ((hasAuthorization || request.method === 'POST') && !isTrusted(context, url)) {
        throw new core_errors/* Failure */.HR(`refused to send credentials to ${(0,format/* escapeControls */.UN)(url.host)}`, {
            code: 'untrusted-address',
            kind: 'service',
        });
    }
    if (context.gitHubOrigins.includes(url.origin))
        return (0,github_hosts/* checkGitHubUrl */.zv)(url, context.emulatorOrigin !== undefined);
    if (context.emulatorOrigin !== undefined)
        return isLocal ? url.href : context.emulatorOrigin + url.href.slice(url.origin.length);
    if (url.protocol !== 'https:') {
        throw new core_errors/* Failure */.HR(`refused to call ${(0,format/* escapeControls */.UN)(url.origin)}, which is not https`, {
            code: 'untrusted-address',
            kind: 'service',
        });
    }
    return url.href;
}
async function exchange(context, { request, target, signal, stallTimer, url }) {
    const { body } = request;
    const sizeBytes = body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.sizeBytes;
    const isGitHub = context.gitHubOrigins.includes(url.origin);
    const isBrief = isGitHub && request.mayBeLarge !== true;
    if (isBrief)
        stallTimer.setDeadline(gitHubTimeoutMs);
    stallTimer.arm(isGitHub ? gitHubTimeoutMs : sizeBytes === 0 ? responseTimeoutMs : receive/* stallTimeoutMs */.K_);
    const response = await (0,undici.request)(target, {
        method: request.method,
        headers: {
            'user-agent': productName,
            ...request.headers,
            // Libraries name themselves. To Microsoft, the application's name goes instead of theirs.
            ...(!isGitHub && { 'user-agent': microsoftUserAgent }),
            host: url.host,
            ...(body !== undefined && { 'content-length': String(sizeBytes) }),
        },
        body: body === undefined || typeof body === 'string'
            ? (body ?? null)
            : toReadable(withStallTimer(body, stallTimer)),
        dispatcher: context.agent,
        signal,
    });
    const head = { status: response.statusCode, headers: flattenHeaders(response.headers) };
    const text = await (0,receive/* readResponseBody */.On)(response.body, { head, request, stallTimer, hasDeadline: isBrief });
    return { ...head, text: (0,receive/* isSuccess */.oJ)(head) ? text : (0,receive/* redactResponse */.J7)(text, context.host) };
}
/** undici accepts async iterables as bodies, but its types do not. A Readable would buffer chunks. */
function toReadable(chunks) {
    return chunks;
}
/** Each chunk that the socket accepts shows that the connection is alive. */
async function* withStallTimer(body, stallTimer) {
    for await (const chunk of body.read()) {
        stallTimer.arm(receive/* stallTimeoutMs */.K_);
        yield chunk;
        // A slow disk or our own bandwidth limit is not a network stall.
        stallTimer.disarm();
    }
    stallTimer.arm(responseTimeoutMs);
}
function flattenHeaders(headers) {
    const pairs = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
    return Object.fromEntries(pairs);
}


/***/ }),

/***/ 443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ly: () => (/* binding */ gitHubApiUrl),
/* harmony export */   N$: () => (/* binding */ isGiteaApi),
/* harmony export */   Pl: () => (/* binding */ listGitHubOrigins),
/* harmony export */   mD: () => (/* binding */ gitHubServerUrl),
/* harmony export */   zv: () => (/* binding */ checkGitHubUrl)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7047);
/**
 * Decides which GitHub hosts this run may call: the REST API and the OIDC token service, both from the runner's
 * environment.
 */



/** The default without GITHUB_API_URL. */
const publicApiUrl = 'https://api.github.com';
/**
 * Returns the REST API's URL without a trailing slash: https://api.github.com, `https://HOST/api/v3` on GitHub
 * Enterprise Server, or `https://api.SUBDOMAIN.ghe.com` (docs.github.com, "Variables reference", GITHUB_API_URL).
 * Throws a Failure of kind `usage` if it is neither https nor on loopback.
 */
function gitHubApiUrl(env) {
    const text = apiUrlText(env);
    const url = parseTrustedUrl(text);
    if (url !== undefined)
        return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`GITHUB_API_URL is not an https address: ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(withoutUserInfo(text))}`, {
        code: 'untrusted-address',
        kind: 'usage',
        hint: 'a GitHub token is only sent to https addresses; unset GITHUB_API_URL for github.com',
    });
}
/** The REST API's address as the environment has it. Throws as `ghHostApiUrl`. */
function apiUrlText(env) {
    return env.GITHUB_API_URL || ghHostApiUrl(env) || publicApiUrl;
}
/**
 * The API of the host that gh was told to use; '' without one, and for github.com. Throws a Failure of kind `usage` for
 * a server: GH_TOKEN is not meant for it, and must not go to github.com either (docs/facts.md, "GitHub's secrets").
 */
function ghHostApiUrl({ GH_HOST = '' }) {
    const host = GH_HOST.trim().toLowerCase();
    if (host === '' || host === 'github.com')
        return '';
    if (/^[a-z0-9-]+\.ghe\.com$/.test(host))
        return `https://api.${host}`;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`GH_HOST is ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(withoutUserInfo(GH_HOST))}, and GITHUB_API_URL is not set`, {
        code: 'untrusted-address',
        kind: 'usage',
        hint: 'set GITHUB_API_URL to the API of that server (https://HOST/api/v3), or unset GH_HOST for github.com',
    });
}
/** The server of `gitHubApiUrl`, for a machine without GITHUB_SERVER_URL. Throws as that does. */
function gitHubServerUrl(env) {
    const { protocol, host, hostname } = new URL(gitHubApiUrl(env));
    // The emulator has GitHub's own issuer.
    if ((0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(hostname))
        return 'https://github.com';
    return `${protocol}//${host === 'api.github.com' ? 'github.com' : host.replace(/^api\.(?=.+\.ghe\.com$)/, '')}`;
}
/** Removes everything before an @, because it may contain a password. */
function withoutUserInfo(text) {
    const [from, to] = [text.indexOf('//') + 2, text.lastIndexOf('@') + 1];
    return from > 1 && to > from ? text.slice(0, from) + text.slice(to) : text;
}
/** Returns the origins that may receive a token. Skips untrusted ones: the run may not need them. */
function listGitHubOrigins(env) {
    const texts = [apiUrlIfKnown(env), env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''];
    return texts.flatMap((text) => parseTrustedUrl(text)?.origin ?? []);
}
/** '' if GH_HOST names a server whose API is not known. */
function apiUrlIfKnown(env) {
    try {
        return apiUrlText(env);
    }
    catch (error) {
        if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
            return '';
        throw error;
    }
}
/** True for the API of Gitea and Forgejo, as their runners name it. It has no keys to seal secrets with. */
function isGiteaApi(env) {
    return /\/api\/v1\/*$/.test(env.GITHUB_API_URL ?? '');
}
/**
 * Returns the URL to call. Throws a Failure of kind `usage` if the run is emulated and the URL is not on loopback: a
 * token from the emulator must never replace a real secret.
 */
function checkGitHubUrl(url, emulated) {
    if (!emulated || (0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname))
        return url.href;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`refused to call ${url.host} while ONEDRIVE_UPLOAD_EMULATOR is set`, {
        code: 'emulator-only',
        kind: 'usage',
        hint: 'set GITHUB_API_URL to the emulator too, or remove the inputs that need GitHub',
    });
}
/** Accepts https, or plain http on loopback, without a user name or password. */
function parseTrustedUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '')
        return undefined;
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && (0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname));
    return safe ? url : undefined;
}


/***/ }),

/***/ 4227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ htmlTitleClause)
/* harmony export */ });
/* unused harmony export htmlTitle */
/** Reads the title of an HTML page, which a gateway, a proxy or a web server sends instead of JSON. */
/** The title is near the start of a page, so only this much of it is searched. */
const maxHeadLength = 4096;
const maxTitleLength = 120;
/**
 * Returns the text of `<title>`, without tags and line breaks; '' for anything but HTML with a title. Not yet escaped
 * for a log.
 */
function htmlTitle(text) {
    const head = text.slice(0, maxHeadLength);
    const isHtml = /^[\ufeff]?\s*</.test(head);
    const start = isHtml ? head.search(/<title[\s>]/i) : -1;
    if (start < 0)
        return '';
    const afterName = head.indexOf('>', start);
    if (afterName < 0)
        return '';
    const rest = head.slice(afterName + 1);
    const end = rest.indexOf('<');
    return rest
        .slice(0, end < 0 ? undefined : end)
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, maxTitleLength);
}
/** As a clause behind `HTTP 400`; '' without a title. */
function htmlTitleClause(text) {
    const title = htmlTitle(text);
    return title === '' ? '' : ` (an HTML page, “${title}”)`;
}


/***/ }),

/***/ 5603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ responseTooLarge),
/* harmony export */   u: () => (/* binding */ noReplyFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6851);
/* harmony import */ var _core_system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8217);
/* harmony import */ var _certificates_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5409);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2749);
/**
 * Failures for a request without a response, or with one that is too large.
 */





/** Returns a ServiceFailure with status 0, which may be retried, or a final Failure if a certificate was rejected. */
function noReplyFailure(cause, options) {
    const code = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(cause);
    if (options.emulatorOrigin !== undefined && code === 'ECONNREFUSED')
        return emulatorFailure(options.emulatorOrigin, code);
    const reason = options.stallReason ?? `no answer${code === '' ? '' : ` (${code})`}`;
    return ((0,_certificates_js__WEBPACK_IMPORTED_MODULE_2__/* .certificateFailure */ .a)(options.host, cause) ??
        new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A(`${options.method} ${options.host}${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeControls */ .UN)(options.path)}: ${reason}`, {
            code: noReplyCode(options.stallReason, code),
            service: { status: 0, codes: [options.stallReason === undefined ? code : 'stalled'].filter(Boolean) },
            hint: (0,_core_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .readHint */ .MR)(code, (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .proxyHint */ .CJ)(options.env)),
        }));
}
function emulatorFailure(origin, code) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A(`no emulator answers at ${origin} (${code}), which ONEDRIVE_UPLOAD_EMULATOR names`, {
        code: 'emulator-address',
        service: { status: 0, codes: [code] },
        hint: 'start it (onedrive-upload emulate --port NUMBER), set the address that it prints, or unset the variable',
    });
}
/** Errors of a connection that stood: Node.js's and undici's. */
const lostConnectionCodes = /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|HPE_.*)$/;
function noReplyCode(stallReason, systemError) {
    if (stallReason !== undefined)
        return 'connection-stalled';
    return lostConnectionCodes.test(systemError) ? 'connection-lost' : 'no-answer';
}
/** The failure for a response above the size limit. Final, because every attempt would return as much. */
function responseTooLarge(limitBytes) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`an answer is larger than ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(limitBytes)}, more than any of the services sends`, {
        code: 'answer-too-large',
        kind: 'network',
        hint: 'check whether a proxy changes the answers',
    });
}


/***/ }),

/***/ 5988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ redirectHost),
/* harmony export */   X: () => (/* binding */ openTunnel)
/* harmony export */ });
/* unused harmony export parseAuthSchemes */
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1692);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6851);
/* harmony import */ var _certificates_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5409);
/* harmony import */ var _stall_timer_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4899);
/**
 * Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6). Errors never contain the proxy's credentials.
 */








/** Until the request is sent. */
const requestTimeoutMs = 15_000;
/** From then until the response. */
const responseTimeoutMs = 5_000;
/**
 * Opens a tunnel. Temporary errors (no connection, no response, a dropped connection, invalid HTTP, a 5xx) throw a
 * ServiceFailure with status 0 and a code PROXY_…; a refusal throws a Failure of kind `network`, never retried.
 */
async function openTunnel(options) {
    const { proxy, signal } = options;
    const stallTimer = new _stall_timer_js__WEBPACK_IMPORTED_MODULE_6__/* .StallTimer */ .i(options.clock);
    stallTimer.arm(requestTimeoutMs);
    const attempt = { stallTimer, isSent: false };
    try {
        const { response, socket } = await sendConnect(options, attempt);
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300)
            return socket;
        socket.destroy();
        throw status === 407 ? proxyAuthFailure(proxy, response) : proxyStatusFailure(options, response);
    }
    catch (cause) {
        if (cause instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR)
            throw cause;
        if (signal.aborted)
            throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .CancelledFailure */ .mj();
        throw noResponseFailure(proxy, cause, { reached: attempt.isSent, timedOut: stallTimer.signal.aborted });
    }
    finally {
        stallTimer.disarm();
    }
}
async function sendConnect(options, attempt) {
    const signal = AbortSignal.any([attempt.stallTimer.signal, options.signal]);
    const { hostname, port } = options.proxy;
    const connection = await options.tcpConnect({ hostname, port: Number(port), signal });
    const request = createConnectRequest(options, connection, signal);
    return new Promise((resolve, reject) => {
        request.on('error', reject);
        request.once('finish', () => {
            attempt.isSent = true;
            attempt.stallTimer.arm(responseTimeoutMs);
        });
        request.once('connect', (reply, socket, head) => {
            // The tunnel's user notices its end anyway; an error event without a listener would end the process.
            socket.on('error', () => { });
            // TLS servers wait for the client, so these bytes are not TLS. The handshake must see and reject them.
            if (head.length > 0)
                socket.unshift(head);
            resolve({ response: reply, socket });
        });
        request.end();
    });
}
function createConnectRequest({ proxy, target, secureContext }, connection, signal) {
    const authority = `${(0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIPv6)(target.hostname) ? `[${target.hostname}]` : target.hostname}:${target.port}`;
    const shared = {
        method: 'CONNECT',
        host: proxy.hostname,
        port: proxy.port,
        path: authority,
        headers: {
            host: authority,
            ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
        },
        signal,
    };
    if (!proxy.isHttps)
        return (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...shared, createConnection: () => connection });
    const createConnection = () => (0,node_tls__WEBPACK_IMPORTED_MODULE_3__.connect)({
        socket: connection,
        host: proxy.hostname,
        servername: (0,node_net__WEBPACK_IMPORTED_MODULE_2__.isIPv6)(proxy.hostname) || /^[\d.]+$/.test(proxy.hostname) ? '' : proxy.hostname,
        ...(secureContext !== undefined && { secureContext }),
    });
    return (0,node_https__WEBPACK_IMPORTED_MODULE_1__.request)({ ...shared, createConnection });
}
/** No response: each cause has its own code, and all are temporary. */
function noResponseFailure(proxy, cause, { reached: isSent, timedOut }) {
    const untrusted = (0,_certificates_js__WEBPACK_IMPORTED_MODULE_5__/* .certificateFailure */ .a)(`the proxy ${proxy.address}`, cause);
    if (untrusted !== undefined)
        return untrusted;
    const systemError = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(cause);
    const failure = (name, code, words) => new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ServiceFailure */ .A(`the proxy ${proxy.address} ${words}`, {
        code,
        service: { status: 0, codes: [name] },
        hint: 'check HTTPS_PROXY, and that the proxy is running',
    });
    const limitMs = isSent ? responseTimeoutMs : requestTimeoutMs;
    if (timedOut)
        return failure('PROXY_TIMEOUT', 'proxy-timeout', `did not answer within ${limitMs / 1000} s`);
    if (!isSent)
        return failure('PROXY_UNREACHABLE', 'proxy-unreachable', `cannot be reached (${systemError})`);
    if (systemError.startsWith('HPE_'))
        return failure('PROXY_GARBAGE', 'proxy-garbage', 'sent an answer that is not HTTP');
    return failure('PROXY_DROPPED', 'proxy-dropped', 'closed the connection without an answer');
}
/** A 407: the proxy wants other credentials, or a scheme that only Windows supports. */
function proxyAuthFailure(proxy, response) {
    const schemes = parseAuthSchemes(response.headers['proxy-authenticate'] ?? []);
    const usable = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
    const offer = schemes.length === 0 ? '' : `; it offers ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .escapeControls */ .UN)(schemes.join(', '))}`;
    if (!usable) {
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`the proxy ${proxy.address} requires a sign-in method that is not supported (407)${offer}`, {
            code: 'proxy-sign-in-unsupported',
            kind: 'network',
            hint: 'run a local relay that can sign in to it, such as px or cntlm, and set HTTPS_PROXY to the relay',
        });
    }
    const [words, hint] = proxy.authorization === undefined
        ? ['requires a user name and password (407)', 'set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT']
        : [
            'refused the user name and password in HTTPS_PROXY (407)',
            'correct them; percent-encode @ : / ? # %',
        ];
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`the proxy ${proxy.address} ${words}${offer}`, {
        code: 'proxy-407',
        kind: 'network',
        hint,
    });
}
/** Returns the scheme names in Proxy-Authenticate. Parameters may contain commas too (RFC 9110, 11.7.1). */
function parseAuthSchemes(header) {
    const unquoted = [header]
        .flat()
        .join(',')
        // An unclosed quote matches to the end. Searching again from every quote would take quadratic time.
        .replace(/"(?:[^"\\]|\\.?)*(?:"|$)/gs, '""');
    const names = unquoted.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi);
    return [...new Set([...names].map(([, name = '']) => name))];
}
/** The host that a redirect leads to: the rest may hold a ticket. */
function redirectHost(location) {
    const url = URL.canParse(location ?? '') ? new URL(location ?? '') : undefined;
    return url === undefined || url.host === '' ? 'another address' : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .escapeControls */ .UN)(url.host);
}
/** The proxy is overloaded, or cannot reach the target for now. */
const transientStatuses = [408, 429, 500, 502, 503, 504];
function proxyStatusFailure({ proxy, target, redact }, response) {
    const { statusCode = 0, statusMessage = '' } = response;
    const reason = (0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .escapeControls */ .UN)(redact(`${statusCode} ${statusMessage}`).trim().slice(0, 120));
    const to = `${target.hostname}:${target.port}`;
    if (transientStatuses.includes(statusCode)) {
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ServiceFailure */ .A(`the proxy ${proxy.address} could not connect to ${to} (${reason})`, {
            code: 'proxy-overloaded',
            service: { status: 0, codes: [`PROXY_${statusCode}`] },
            hint: 'try again later, or ask the administrator of the proxy',
        });
    }
    if (statusCode >= 300 && statusCode < 400) {
        const place = redirectHost(response.headers.location);
        return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`the proxy ${proxy.address} redirects to ${place} instead of connecting to ${to} (${reason})`, {
            code: 'proxy-answered',
            kind: 'network',
            hint: 'it probably wants somebody to sign in or to agree in a browser on this machine: do so, or ask its administrator',
        });
    }
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`the proxy ${proxy.address} refuses to connect to ${to} (${reason})`, {
        code: 'proxy-refused',
        kind: 'network',
        hint: 'ask the administrator of the proxy to allow that host; if it can be reached without the proxy, add it to NO_PROXY',
    });
}


/***/ }),

/***/ 7473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ RateLimitGate)
/* harmony export */ });
/** The usual cost of an upload's request, in resource units (sp-throttling, "Resource units"). */
const unitsPerRequest = 2;
/** The service counts by the minute. A longer window is cut to this. */
const maxSpreadMs = 120_000;
/** A shorter wait goes unnoticed among the usual ones. */
const noticeableWaitMs = 5000;
/** Workers that are still sending get further orders to wait. Only a much longer one is news. */
const longExtensionMs = 60_000;
/**
 * Delays the requests of all workers. Spreads the requests that are left over the time until the reset, so that the
 * service refuses none (docs/facts.md, "Throttling headers").
 */
class RateLimitGate {
    #untilMs = 0;
    /** While `now` is before `spacedUntilMs`, one request passes every `spacingMs`. */
    #spacingMs = 0;
    #spacedUntilMs = 0;
    #nextMs = 0;
    /** The long wait that the user was told of. */
    #told = { waitMs: 0, untilMs: 0 };
    /**
     * Lets no request pass for `waitMs`. Returns true if the user should be told: the wait is long, and not one of the
     * many that the workers get at the same time.
     */
    hold(waitMs, nowMs) {
        const untilMs = nowMs + waitMs;
        this.#untilMs = Math.max(this.#untilMs, untilMs);
        const isTold = nowMs < this.#told.untilMs;
        const isNew = isTold ? untilMs >= this.#told.untilMs + longExtensionMs : waitMs >= noticeableWaitMs;
        if (isNew)
            this.#told = { waitMs, untilMs };
        else if (isTold)
            this.#told = { ...this.#told, untilMs: Math.max(untilMs, this.#told.untilMs) };
        return isNew;
    }
    /** The long wait that is going on; undefined if there is none. */
    currentWait(nowMs) {
        const { waitMs, untilMs } = this.#told;
        return nowMs < untilMs ? { waitMs, leftMs: untilMs - nowMs } : undefined;
    }
    /** Spreads what `RateLimit-Remaining` leaves over the time until `RateLimit-Reset`. */
    readHeaders(headers, nowMs) {
        const remaining = Number(headers['ratelimit-remaining'] ?? Number.NaN);
        const resetMs = Math.min(maxSpreadMs, Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000);
        if (!(remaining >= 0) || !(resetMs > 0))
            return;
        this.#spacingMs = resetMs / Math.max(1, remaining / unitsPerRequest);
        this.#spacedUntilMs = nowMs + resetMs;
    }
    /** Waits until the next request may be sent. Rejects when the run is cancelled. */
    async wait(host) {
        const { clock, signal } = host;
        while (clock.now() < this.#untilMs)
            await clock.sleep(this.#untilMs - clock.now(), signal);
        if (clock.now() >= this.#spacedUntilMs)
            return;
        const slotMs = Math.max(clock.now(), this.#nextMs);
        this.#nextMs = slotMs + this.#spacingMs;
        if (slotMs > clock.now())
            await clock.sleep(slotMs - clock.now(), signal);
    }
}


/***/ }),

/***/ 920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J7: () => (/* binding */ redactResponse),
/* harmony export */   K_: () => (/* binding */ stallTimeoutMs),
/* harmony export */   On: () => (/* binding */ readResponseBody),
/* harmony export */   oJ: () => (/* binding */ isSuccess)
/* harmony export */ });
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8314);
/* harmony import */ var _no_reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5603);


/** After this long without a byte we drop the connection; the retry asks the server for its state. */
const stallTimeoutMs = 60_000;
/** From the response head to the end of the body. Does not apply to bodies passed to `onChunk`. */
const bodyTimeoutMs = 120_000;
/** Responses are a few KiB of JSON. A page of 200 items is under 1 MiB, a page of GitHub's releases may be several. */
const bodyLimitBytes = 2 * 1024 * 1024;
const listLimitBytes = 16 * 1024 * 1024;
/** True for a 2xx response. */
function isSuccess({ status }) {
    return status >= 200 && status < 300;
}
/** Redacts an error response, which may echo our request. JSON may escape any character, as in `\u002e`. */
function redactResponse(text, host) {
    const value = text.includes('\\u') ? (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text) : undefined;
    return host.redact(value === undefined ? text : JSON.stringify(value));
}
/** Returns the body as text, '' if `onChunk` takes it. Throws a Failure if it is too large. */
async function readResponseBody(body, { head, request, stallTimer, hasDeadline = false }) {
    const { onChunk } = request;
    if (onChunk !== undefined && isSuccess(head)) {
        for await (const piece of body) {
            stallTimer.disarm();
            await onChunk(piece, head);
            stallTimer.arm(stallTimeoutMs);
        }
        return '';
    }
    if (!hasDeadline)
        stallTimer.setDeadline(bodyTimeoutMs);
    const limitBytes = request.mayBeLarge === true ? listLimitBytes : bodyLimitBytes;
    // One growing buffer, because a server may send a million chunks of one byte.
    let buffer = Buffer.alloc(0);
    let sizeBytes = 0;
    for await (const chunk of body) {
        stallTimer.arm(stallTimeoutMs);
        const endByte = sizeBytes + chunk.length;
        if (endByte > limitBytes)
            throw (0,_no_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .responseTooLarge */ .F)(limitBytes);
        if (endByte > buffer.length)
            buffer = Buffer.concat([buffer], Math.max(endByte, 2 * buffer.length));
        buffer.set(chunk, sizeBytes);
        sizeBytes = endByte;
    }
    return buffer.toString('utf8', 0, sizeBytes);
}


/***/ }),

/***/ 8294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ lockedSitePattern),
/* harmony export */   Js: () => (/* binding */ parseSecondsMs),
/* harmony export */   jR: () => (/* binding */ readRetryAfterMs),
/* harmony export */   jo: () => (/* binding */ backoffMs),
/* harmony export */   mK: () => (/* binding */ isReasonless),
/* harmony export */   vB: () => (/* binding */ maxRetryAfterMs),
/* harmony export */   yD: () => (/* binding */ retryVerdict)
/* harmony export */ });
/** What SharePoint says of a whole site that takes no writes, in lower case. */
const lockedSitePattern = /\b(?:web ?)?site\b.{0,60}\b(?:locked|archived|blocked|read[- ]only)\b/;
const retryRules = [
    { status: [507], verdict: 'full' },
    { pattern: /quotalimitreached|insufficient ?space/, verdict: 'full' },
    { pattern: /pathistoolong|maxfilesizeexceeded|malwaredetected/, verdict: 'fatal' },
    { pattern: /incompatible with a similar name/, verdict: 'fatal' },
    { status: [403, 423], pattern: lockedSitePattern, verdict: 'fatal' },
    { kinds: ['token'], status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
    { kinds: ['token'], pattern: /^(temporarily_unavailable|server_error)$/, verdict: 'again' },
    { kinds: ['token'], verdict: 'fatal' },
    // Only if the code was not processed: redeeming a code twice fails with AADSTS54005.
    { kinds: ['code'], status: [429, 503], verdict: 'again' },
    { kinds: ['code'], pattern: /^temporarily_unavailable$/, verdict: 'again' },
    { kinds: ['code'], verdict: 'fatal' },
    { status: [0, 408, 429, 500, 502, 503, 504, 509], verdict: 'again' },
    { status: [401], pattern: /unable to initialize rps/, verdict: 'again' },
    { kinds: ['graph', 'create-session', 'put'], status: [401], verdict: 'renew' },
    {
        kinds: ['create-session'],
        status: [409],
        pattern: /currently being uploaded|upload session already exists/,
        verdict: 'locked',
    },
    {
        kinds: ['create-session', 'put', 'fragment'],
        status: [409],
        pattern: /namealreadyexists|name_?conflict/,
        verdict: 'conflict',
    },
    { kinds: ['put'], status: [409, 412], pattern: /resourcemodified|etag does not match/, verdict: 'again' },
    { kinds: ['put', 'create-session'], status: [404], verdict: 'again' },
    {
        kinds: ['put', 'create-session', 'fragment'],
        status: [409],
        pattern: /resourcelocked/,
        verdict: 'again',
    },
    { kinds: ['put', 'create-session', 'fragment'], status: [423], verdict: 'again' },
    { kinds: ['fragment'], status: [416], verdict: 'ask' },
    { kinds: ['fragment', 'session'], status: [404], verdict: 'look' },
    { kinds: ['fragment', 'session'], status: [401, 403, 409, 410, 412], verdict: 'restart' },
    { kinds: ['fragment'], status: [400], pattern: /uploadsessionfailed|generalexception/, verdict: 'restart' },
    { status: [400], isReasonless: true, verdict: 'twice' },
    { verdict: 'fatal' },
];
/**
 * True for an error with a code that has no reason in it: `invalidRequest` “Bad Argument”. A body without any code is
 * not Graph's.
 */
function isReasonless({ codes, message = '' }) {
    const says = (text) => !/^(bad ?(argument|request)|invalid ?(argument|request))?\.?$/i.test(text.trim());
    return codes.length > 0 && ![...codes, message].some(says);
}
/** Returns the verdict for a failure. The last row matches everything. */
function retryVerdict(requestKind, service) {
    const texts = [...service.codes.map((code) => code.toLowerCase()), (service.message ?? '').toLowerCase()];
    const rule = retryRules.find(({ kinds, status, pattern, isReasonless: reasonless }) => (kinds === undefined || kinds.includes(requestKind)) &&
        (status === undefined || status.includes(service.status)) &&
        (pattern === undefined || texts.some((text) => pattern.test(text))) &&
        (reasonless === undefined || isReasonless(service)));
    return rule?.verdict ?? 'fatal';
}
/** The longest total wait that a service may ask for. */
const maxRetryAfterMs = 60 * 60_000;
const firstBackoffMs = 100;
const backoffFactor = 3;
const backoffCapMs = 60_000;
/**
 * Full jitter: a random wait of up to 100 ms, 300 ms, 900 ms … 60 s. Most failures are over at once; the others last
 * long. `attempt` counts from 1.
 */
function backoffMs(attempt, random) {
    return random() * Math.min(backoffCapMs, firstBackoffMs * backoffFactor ** (attempt - 1));
}
/**
 * Returns the wait that an error response asks for: the greater of `Retry-After` (seconds, fractions allowed, or an
 * HTTP date) and `RateLimit-Reset` (seconds). Undefined if it asks for none.
 */
function readRetryAfterMs(headers, nowMs) {
    const waits = [
        parseRetryAfterMs(headers['retry-after'], nowMs),
        parseSecondsMs(headers['ratelimit-reset']),
    ];
    const found = waits.filter((wait) => wait !== undefined);
    return found.length === 0 ? undefined : Math.max(...found);
}
function parseRetryAfterMs(text, nowMs) {
    const seconds = parseSecondsMs(text);
    if (seconds !== undefined || text === undefined)
        return seconds;
    // Date.parse accepts almost anything, so check the format first (RFC 9110, IMF-fixdate).
    if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text.trim()))
        return undefined;
    const untilMs = Date.parse(text);
    // The format may match and still not be a date. A wait of NaN would mean no wait, forever.
    return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - nowMs);
}
/** Converts seconds in a header to milliseconds; undefined if the text is not a number. */
function parseSecondsMs(text) {
    if (text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text))
        return undefined;
    return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
}


/***/ }),

/***/ 4675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withRetries),
/* harmony export */   O: () => (/* binding */ RetryState)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _retry_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8294);
/** Decides about every further attempt: asks the retry table, counts and waits. */



/** Attempts after the first for the verdict `twice`. */
const reasonlessRetries = 2;
/** In milliseconds. A shorter `Retry-After` counts as an attempt. */
const minRetryAfterMs = 100;
const offlinePollMs = 2000;
/** No name server, no route, no interface yet. A proxy's failures have other codes. */
const offlineCodes = /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH)$/;
/** The attempts of one request or one file. */
class RetryState {
    #options;
    #label;
    #attempts = 0;
    #reasonlessAttempts = 0;
    #retryAfterMs = 0;
    #hasRenewed = false;
    #offlineSinceMs;
    /** `label` appears in the log: an operation or the path of a file. */
    constructor(retry, label) {
        this.#options = retry;
        this.#label = label;
    }
    /** Call this after progress: earlier failures no longer count. */
    reset() {
        this.#attempts = 0;
        this.#reasonlessAttempts = 0;
        this.#retryAfterMs = 0;
        this.#hasRenewed = false;
    }
    /**
     * Asks the retry table about a failure. Waits until the next attempt is due, then returns. Returns `ownVerdicts` at
     * once, because the caller handles them. Never returns `twice`: it is `again`, then `fatal`. Throws the failure when there is no next attempt.
     */
    async next(requestKind, error, ownVerdicts = []) {
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A))
            throw error;
        const verdict = this.#limit((0,_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .retryVerdict */ .yD)(requestKind, error.service));
        if (ownVerdicts.includes(verdict))
            return verdict;
        if (verdict === 'again')
            await this.wait(error);
        else if (verdict === 'renew' && !this.#hasRenewed)
            this.#hasRenewed = true;
        else
            throw error;
        return verdict;
    }
    #limit(verdict) {
        if (verdict !== 'twice')
            return verdict;
        this.#reasonlessAttempts += 1;
        return this.#reasonlessAttempts <= reasonlessRetries ? 'again' : 'fatal';
    }
    /** Waits before the next attempt. Throws the failure when there were too many. */
    async wait(failure) {
        const { host, gate, retries, onRetry, serviceName = 'Microsoft' } = this.#options;
        onRetry?.(failure);
        if (this.#mayBeOffline(failure))
            return host.clock.sleep(offlinePollMs, host.signal);
        const retryAfterMs = failure.service.retryAfterMs ?? 0;
        // A `Retry-After` of zero is not a wait. Without counting it, the loop would never end.
        if (retryAfterMs < minRetryAfterMs) {
            this.#attempts += 1;
            if (this.#attempts > retries)
                throw failure;
            const delayMs = Math.max(retryAfterMs, (0,_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .backoffMs */ .jo)(this.#attempts, host.random));
            host.log.debug(`${this.#label}: ${failure.message}; attempt ${this.#attempts} of ${retries} in ${Math.round(delayMs)} ms`);
            await host.clock.sleep(delayMs, host.signal);
            return;
        }
        this.#retryAfterMs += retryAfterMs;
        if (this.#retryAfterMs > _retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .maxRetryAfterMs */ .vB)
            throw failure;
        const isToldOnce = gate.hold(retryAfterMs, host.clock.now());
        if (isToldOnce)
            host.log.info(formatThrottled(failure.service, { waitMs: retryAfterMs, serviceName }));
        host.log.debug(`${this.#label}: ${failure.message}; waiting ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(retryAfterMs)}, as ${serviceName} asks`);
        await gate.wait(host);
    }
    /** True while the network may still be coming, as in the first seconds of a virtual machine. */
    #mayBeOffline({ service }) {
        const { host, offlineLimitMs = 0 } = this.#options;
        if (offlineLimitMs === 0 || service.status !== 0 || !service.codes.some((one) => offlineCodes.test(one)))
            return false;
        if (this.#offlineSinceMs === undefined) {
            this.#offlineSinceMs = host.clock.now();
            host.log.info(`No network yet (${service.codes.join(', ')}): trying again for ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(offlineLimitMs)}`);
        }
        return host.clock.now() - this.#offlineSinceMs < offlineLimitMs;
    }
}
/** Statuses with which a service limits requests (docs/facts.md, "Throttling headers"). */
const throttlingStatuses = [429, 503, 509];
function formatThrottled({ status }, { waitMs, serviceName }) {
    const head = throttlingStatuses.includes(status) ? 'Throttled: ' : '';
    return `${head}${serviceName} asks to wait ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(waitMs)} (HTTP ${status})`;
}
/** Runs `attempt` until it succeeds. Throws the failure when the retry table allows no further attempt. */
async function withRetries(retry, { requestKind, label }, attempt) {
    const retryState = new RetryState(retry, label);
    for (;;) {
        await retry.gate.wait(retry.host);
        try {
            return await attempt();
        }
        catch (error) {
            await retryState.next(requestKind, error);
        }
    }
}


/***/ }),

/***/ 4899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ StallTimer)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/**
 * Ends a request when no byte has moved for a while, or when its total time is over.
 */

/** Aborts `signal` when no byte has moved for the time passed to `arm`. The signal's reason says why. */
class StallTimer {
    #controller = new AbortController();
    #clock;
    #cancelStall = () => { };
    #cancelDeadline = () => { };
    constructor(clock) {
        this.#clock = clock;
    }
    get signal() {
        return this.#controller.signal;
    }
    arm(limitMs) {
        this.#cancelStall();
        this.#cancelStall = this.#startTimer(limitMs, 'no data was transferred for too long');
    }
    /** Pauses the timer until the next `arm`, for waits that are not the network's. */
    disarm() {
        this.#cancelStall();
    }
    /** Limits the total time from now until the end of the response. */
    setDeadline(limitMs) {
        this.#cancelDeadline();
        this.#cancelDeadline = this.#startTimer(limitMs, `the answer was not complete after ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(limitMs)}`);
    }
    /** Call this when the request is over. */
    stop() {
        this.#cancelStall();
        this.#cancelDeadline();
    }
    #startTimer(limitMs, why) {
        return this.#clock.timer(limitMs, () => this.#controller.abort(new Error(why)));
    }
}


/***/ }),

/***/ 7559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ credentialProblems)
/* harmony export */ });
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5031);
/**
 * Detects wrongly pasted credentials: a secret's ID instead of its value, an access token, or the URL after a sign-in.
 * Also keeps the emulator's and real credentials apart. Messages must not contain the values.
 */

/** The emulator marks its credentials, so that neither it nor Microsoft ever gets the other's. */
const emulatorPrefixes = { clientId: '00000000-0e4d-', other: 'emulator.' };
/** Returns problems with the credentials, as sentences. */
function credentialProblems(credentials, emulator) {
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
function emulatorPrefixProblems(one, emulator) {
    const isMarked = one.value.startsWith(one.mark);
    if (isMarked === emulator)
        return [];
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
function clientSecretProblems(secret, clientId) {
    if (secret === '')
        return [];
    if (secret.toLowerCase() === clientId.toLowerCase()) {
        return ['client-secret is the same as client-id: copy the Value of the secret'];
    }
    if ((0,_sign_in_js__WEBPACK_IMPORTED_MODULE_0__/* .isGuid */ .W_)(secret)) {
        return [
            "client-secret is a GUID, so it is the Secret ID: copy the secret's Value (shown only once, right after you create it)",
        ];
    }
    if (isUrl(secret))
        return ["client-secret is a URL: copy the secret's Value from Certificates & secrets"];
    if (isJwt(secret))
        return ["client-secret is a token (JWT): copy the secret's Value from Certificates & secrets"];
    if (looksLikeRefreshToken(secret)) {
        return [
            "client-secret is a refresh token: it belongs in refresh-token; copy the secret's Value from Certificates & secrets",
        ];
    }
    return [];
}
function refreshTokenProblems(token, secret) {
    if (token === '')
        return [];
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
    if ((0,_sign_in_js__WEBPACK_IMPORTED_MODULE_0__/* .isGuid */ .W_)(token))
        return ['refresh-token is a GUID, which is an ID: copy the refresh token'];
    if (looksLikeSecretValue(token)) {
        return [
            'refresh-token is the Value of a client secret: it belongs in client-secret; use the refresh token that login stored',
        ];
    }
    return [];
}
/** `M.C5…` of a personal account, `0.A…` or `1.A…` of a work account, which is longer than any secret. */
function looksLikeRefreshToken(value) {
    return /^(?:emulator\.)?M\.[A-Z]\d+_/.test(value) || (value.length > 60 && /^[01]\.A[\w-]{16}/.test(value));
}
/** `xxx8Q~…`, since 2021 the form of every new secret; and the emulator's. */
function looksLikeSecretValue(value) {
    return /^(?:[\w.~-]{3}\dQ~[\w.~-]{20,64}$|emulator\.~)/.test(value);
}
function isUrl(value) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}
/** Three parts of base64url, the first a JSON object (RFC 7519): `eyJ` is `{"`. */
function isJwt(value) {
    return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(value);
}


/***/ }),

/***/ 8718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   ae: () => (/* binding */ findMissingCredentials),
/* harmony export */   t: () => (/* binding */ redactSecretInputs)
/* harmony export */ });
/* unused harmony export actionInputs */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _aliases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4988);
/* harmony import */ var _cleanup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4904);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4519);
/* harmony import */ var _masks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1713);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1371);
/* harmony import */ var _pasted_secrets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7559);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(401);
/* harmony import */ var _rotation_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4188);
/* harmony import */ var _share_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9311);
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5031);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9140);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2623);
/* harmony import */ var _transfer_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7257);
/**
 * Reads and checks all inputs, and reports all problems at once. Messages never contain a secret. Must not use the disk
 * or the network.
 */














/** The inputs as a runner sets them: `INPUT_` plus the upper-case name, with underscores for spaces. */
function actionInputs(env) {
    return {
        value: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`],
        presentNames: () => Object.keys(env)
            .filter((key) => key.startsWith('INPUT_'))
            .map((key) => key.slice('INPUT_'.length).toLowerCase()),
        emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
    };
}
/** Returns the missing credentials, and what to do if GitHub withholds secrets. Called before all other checks. */
function findMissingCredentials(source) {
    const read = (0,_reader_js__WEBPACK_IMPORTED_MODULE_13__/* .createInputReader */ .ic)(source);
    const policy = read(_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .IDENTITY_SPECS */ .Cq.ifNoCredentials);
    (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .readIdentityInputs */ .kO)(read);
    return { missing: read.problems.missing, policy };
}
/**
 * Reads and checks every input.
 * @throws UsageFailure with all problems: first credentials, then values in the order of the table, then unknown names.
 */
function readInputs(source) {
    const read = (0,_reader_js__WEBPACK_IMPORTED_MODULE_13__/* .createInputReader */ .ic)(source);
    const identity = (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .readIdentityInputs */ .kO)(read);
    read(_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .IDENTITY_SPECS */ .Cq.ifNoCredentials);
    const mode = read(_rotation_js__WEBPACK_IMPORTED_MODULE_7__/* .ROTATION_SPECS */ .Y5.mode);
    const matrixJob = read(_matrix_js__WEBPACK_IMPORTED_MODULE_5__/* .MATRIX_SPEC */ .u);
    const rotationInputs = (0,_rotation_js__WEBPACK_IMPORTED_MODULE_7__/* .readRotationInputs */ .Kx)(read, { identity, mode, matrixJob });
    const target = (0,_target_js__WEBPACK_IMPORTED_MODULE_11__/* .readTargetInputs */ .b)(read, identity.auth);
    suggestAppSignIn(read, identity);
    const fileInputs = (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readFileInputs */ .qZ)(read, matrixJob);
    const upload = (0,_transfer_js__WEBPACK_IMPORTED_MODULE_12__/* .readUploadInputs */ .J8)(read);
    const resume = (0,_transfer_js__WEBPACK_IMPORTED_MODULE_12__/* .readResumeInputs */ .rE)(read, identity.clientSecret ?? '');
    read.problems.rest.push(...encryptionProblems(fileInputs.naming, { upload, ...resume }));
    if (source.readsStream === true)
        read.problems.rest.push(...streamProblems(fileInputs.naming));
    const cleanup = (0,_cleanup_js__WEBPACK_IMPORTED_MODULE_2__/* .readCleanupInputs */ .Q)(read, { naming: fileInputs.naming, upload });
    const share = (0,_share_js__WEBPACK_IMPORTED_MODULE_8__/* .readShareInputs */ .L)(read);
    const summary = read(_share_js__WEBPACK_IMPORTED_MODULE_8__/* .SHARE_SPECS */ .f.summary);
    const { clientId, clientSecret = '', refreshToken } = identity;
    const problems = [
        ...read.problems.missing,
        ...read.problems.wrong,
        ...(0,_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_6__/* .credentialProblems */ ._)({ clientId, clientSecret, refreshToken }, source.emulator),
        ...read.problems.rest,
        ...(mode === 'upload'
            ? (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .patternProblems */ .L9)(source.value(_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FILE_SPECS */ .Qh.path.name) ?? '', source.pathArguments)
            : []),
        ...unknownInputProblems(source),
    ];
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(redactSecretInputs([...new Set(problems)], source));
    return {
        mode,
        identity,
        ...rotationInputs,
        target,
        ...fileInputs,
        files: { ...fileInputs.files, ...argumentInputs(read, source) },
        upload,
        ...resume,
        cleanup,
        share,
        summary,
    };
}
/** A stream is one file without a name. */
function streamProblems({ name, archive, shard }) {
    return [
        ...(name === undefined
            ? ['name is empty: it is the name on the drive of what is read from a stream']
            : []),
        ...(archive === 'none' ? [] : ['archive packs files, and not a stream: leave it out']),
        ...(shard === undefined ? [] : ['shard divides files, and not a stream: leave it out']),
    ];
}
/** Each encryption of a file has other bytes, so there is nothing to compare or to go on with. */
function encryptionProblems({ encryptTo }, { upload, resume }) {
    if (encryptTo === undefined)
        return [];
    const others = [
        ...(upload.skipUnchanged ? ['skip-unchanged'] : []),
        ...(resume === undefined ? [] : ['resume-journal']),
    ];
    return others.map((name) => `encrypt-to cannot be used with ${name}: every encryption of a file is different`);
}
/** Empty for the action, which has no arguments. */
function argumentInputs({ has }, { pathArguments }) {
    if (pathArguments === undefined)
        return {};
    const isToldOtherwise = has(_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FILE_SPECS */ .Qh.unmatchedPatterns) || has(_files_js__WEBPACK_IMPORTED_MODULE_3__/* .FILE_SPECS */ .Qh.ifNoFilesFound);
    return { arguments: pathArguments, mustFindArguments: !isToldOtherwise };
}
/** Whoever names tenant, credential and drive, and no token, may mean the sign-in of other actions: the app itself. */
function suggestAppSignIn(read, { auth, tenantId, credential }) {
    const { missing } = read.problems;
    const at = missing.findIndex((problem) => problem.startsWith(_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .IDENTITY_SPECS */ .Cq.refreshToken.name));
    const { siteUrl, driveId, user, group } = _target_js__WEBPACK_IMPORTED_MODULE_11__/* .TARGET_SPECS */ .p;
    const namesDrive = [siteUrl, driveId, user, group].some((spec) => read.has(spec));
    const isForApp = !(0,_sign_in_js__WEBPACK_IMPORTED_MODULE_9__/* .isTenantAlias */ .v)(tenantId) && credential !== 'none' && namesDrive;
    if (auth === 'refresh-token' && at >= 0 && isForApp)
        missing[at] += '; or set auth: app, if the app is to sign in as itself, without a user';
}
function unknownInputProblems(source) {
    const own = _table_js__WEBPACK_IMPORTED_MODULE_10__/* .INPUT_SPECS */ .a.map((spec) => spec.name);
    return [...new Set(source.presentNames())].flatMap((name) => (0,_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownInputProblem */ .Kn)(name, own) ?? []);
}
/** A secret in the wrong input would appear in "is …", so replace the values of all secret inputs by `***`. */
function redactSecretInputs(problems, source) {
    const secrets = (0,_masks_js__WEBPACK_IMPORTED_MODULE_4__/* .inputSecrets */ .Sc)((name) => source.value(name)).filter((secret) => secret.length >= 6);
    return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}


/***/ })

};
