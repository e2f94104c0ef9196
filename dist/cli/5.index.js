export const id = 5;
export const ids = [5];
export const modules = {

/***/ 5546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ exchangeAudience),
/* harmony export */   bU: () => (/* binding */ githubToken),
/* harmony export */   ds: () => (/* binding */ claimsOf)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8314);
/* harmony import */ var _http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8294);
/**
 * GitHub's OIDC token of this job, in place of a client secret. Knows the runner's two variables and what a workflow
 * must say to get them (docs.github.com, "OpenID Connect reference"); nothing of grants.
 */



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
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('this job may not ask GitHub for an OIDC token', {
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
    const token = reply.status === 200 ? (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parsed */ .Yz)(reply.text)?.value : undefined;
    if (typeof token === 'string' && token !== '') {
        host.mask(token);
        return token;
    }
    const passing = reply.status >= 500 || reply.status === 408 || reply.status === 429;
    const waitMs = (0,_http_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .orderedWaitMs */ .VN)(reply.headers, host.clock.now());
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A(`GitHub's OIDC token was refused with HTTP ${reply.status}`, {
        kind: passing ? 'service' : 'sign-in',
        hint: 'check `permissions: id-token: write`; GitHub ends the right to ask with the job',
        service: { status: reply.status, codes: [], ...(waitMs !== undefined && { waitMs }) },
    });
}
/** The claims of a token, '' for one that is missing; undefined when the text is no token. Source: RFC 7519. */
function claimsOf(token) {
    const parts = token.split('.');
    if (parts.length !== 3)
        return undefined;
    const claims = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parsed */ .Yz)(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    if (claims === undefined)
        return undefined;
    const { iss, sub, aud } = claims;
    return { issuer: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(iss), subject: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(sub), audience: [aud].flat().map(_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq).join(' ') };
}


/***/ }),

/***/ 7844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ orAborted),
/* harmony export */   N: () => (/* binding */ delayed)
/* harmony export */ });
/**
 * What a request makes of being told to stop. Knows signals and promises, not requests.
 */
/** The signal, so much later; `forget` when nobody waits for it any more. */
function delayed(signal, laterMs) {
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


/***/ }),

/***/ 1811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z6: () => (/* binding */ isRepository),
  o6: () => (/* binding */ openGitHub),
  mX: () => (/* binding */ segment)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(8614);
// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/github/errors.js
/**
 * What GitHub's answers mean beyond their status: why it refused, for how long, when a token ends. Pure; knows
 * neither secrets nor releases. Source: docs.github.com/rest, "Troubleshooting the REST API" and "Rate limits".
 */




/** A longer wait than this, in milliseconds, is a refusal: an upload does not stand still for its secret. */
const longestWaitMs = 2 * 60_000;
/** What GitHub asks clients to wait when it limits them without naming a time. */
const unnamedWaitMs = 60_000;
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
    return new errors/* ServiceFailure */.A((0,format/* printable */.g$)(shown.join('')), {
        hint: waitMs === undefined ? hintFor(reply, said) : `this token may ask again in ${(0,format/* span */.Ln)(waitMs)}`,
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
    const body = (0,json/* parsed */.Yz)(text) ?? {};
    const details = Array.isArray(body.errors) ? body.errors : [];
    return [body.message, ...details.map((one) => (typeof one === 'string' ? one : (0,json/* fields */.OA)(one).message))]
        .filter((one) => typeof one === 'string' && one !== '')
        .join('; ')
        .slice(0, 300);
}
/** How long this token is limited; undefined when it is not. */
function limitMs({ status, headers }, { said, nowMs }) {
    if (status !== 403 && status !== 429)
        return undefined;
    const orderedMs = (0,retry_table/* orderedWaitMs */.VN)(headers, nowMs);
    if (orderedMs !== undefined)
        return orderedMs;
    const resetMs = (0,retry_table/* secondsMs */.qz)(headers['x-ratelimit-reset']) ?? 0;
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

;// CONCATENATED MODULE: ./build/github/client.js
/**
 * GitHub's REST API: one JSON call, retried as the table says. The only file that imports @actions/github,
 * whose client builds requests; our own fetch under it carries them through the door, and answers are parsed here.
 * Knows statuses and what GitHub says with them, not secrets or releases. The client is loaded with the first
 * call, because it reads the event's file as soon as it is imported, and most runs never need it. It turns
 * whatever a fetch throws into an error of its own, so the real failure is kept aside and thrown from here.
 */






/** The secret or the notes can wait for the next run; an upload should not wait long for them. */
const retries = 3;
/** docs.github.com/rest, "API Versions". */
const apiVersion = '2022-11-28';
/** Of a hundred items each: who sends more of them sends them for ever. */
const pagesLimit = 1000;
/** What to do about an answer that GitHub would not give. */
const strange = 'check GITHUB_API_URL, and that no proxy rewrites answers';
/** A client for the API that GITHUB_API_URL names; throws a Failure of kind `usage` when that is no safe address. */
function openGitHub({ host, door, token }) {
    host.mask(token);
    const baseUrl = (0,github_hosts/* githubApi */.Mc)(host.env);
    const patience = { host, retries, gate: new retry/* Gate */.iD() };
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
        const { method, path, body: data, doing, mayBeLarge = false } = asked;
        let outcome = {};
        const fetch = async (url, { headers, body }) => {
            try {
                const what = { place: 'token', label: doing };
                const wired = { url, headers, ...(body !== undefined && { body }), mayBeLarge };
                const reply = await (0,retry/* persist */.Zr)(patience, what, () => attempt(asked, wired));
                outcome = { reply };
                // As the client should see it: good and empty, whatever status we were ready for.
                return new Response(null, { status: 204 });
            }
            catch (failure) {
                outcome = { failure };
                throw failure;
            }
        };
        octokit ??= load({ token, baseUrl, host });
        const { request } = await octokit;
        try {
            await request({
                ...{ method, url: path, headers: { 'x-github-api-version': apiVersion } },
                ...(data !== undefined && { data }),
                request: { fetch },
            });
            const { status = 0, headers = {}, text = '' } = outcome.reply ?? {};
            const body = (0,json/* parsedValue */.X$)(text);
            // What is no JSON, or a mere text, was answered by something in between in GitHub's place.
            if (text !== '' && (body === undefined || typeof body === 'string'))
                throw new TypeError('no JSON');
            return { status, headers, body };
        }
        catch (error) {
            if (outcome.failure !== undefined)
                throw outcome.failure;
            throw new errors/* Failure */.HR(`${doing}: the answer is none of GitHub's (${nameOf(error)})`, {
                kind: 'service',
                hint: strange,
            });
        }
    };
    return {
        call,
        tokenEndsMs: () => endsMs,
        async list({ path, doing, field }) {
            const items = [];
            for (let page = 1; page <= pagesLimit; page += 1) {
                const { headers, body } = await call({
                    ...{ method: 'GET', path: `${path}?per_page=100&page=${page}` },
                    ...{ doing, mayBeLarge: true },
                });
                const found = field === undefined ? body : (0,json/* fields */.OA)(body)[field];
                if (!Array.isArray(found))
                    throw new errors/* Failure */.HR(`${doing}: GitHub's answer is no list`, { kind: 'service', hint: strange });
                items.push(...found);
                if (found.length === 0 || !/;\s*rel="?next"?/.test(headers.link ?? ''))
                    return items;
            }
            throw new errors/* Failure */.HR(`${doing}: GitHub's list has more than ${pagesLimit} pages`, {
                ...{ kind: 'service', hint: strange },
            });
        },
    };
}
/** `OWNER/REPO`, in the characters that GitHub gives to names; no segment that a URL would swallow. */
function isRepository(text) {
    return /^[\w.-]+\/[\w.-]+$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text);
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
    const { getOctokit } = await __webpack_require__.e(/* import() */ 157).then(__webpack_require__.bind(__webpack_require__, 157));
    const quiet = (line) => host.log.debug(line);
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    return getOctokit(token, { baseUrl, log, userAgent: `onedrive-upload/${version/* version */.r}` });
}
function nameOf(error) {
    return error instanceof Error ? error.name : typeof error;
}


/***/ }),

/***/ 4569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ emulatorOrigin),
  f: () => (/* binding */ openDoor)
});

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
// EXTERNAL MODULE: ./build/core/abort.js
var abort = __webpack_require__(7844);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
var external_node_tls_namespaceObject = /*#__PURE__*/__webpack_require__.t(external_node_tls_, 2);
;// CONCATENATED MODULE: ./build/http/certificates.js
/**
 * Whose certificates are believed: those that Node.js brings and NODE_EXTRA_CA_CERTS adds and, once one was
 * not enough, those of the system too. Knows what an error says of a certificate; opens no connection.
 */


/** The chain ends at a CA that is not known here; an expired or foreign certificate is another matter. */
const unknownAuthority = /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;
const aboutCertificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
/** The failure for a certificate that was refused, undefined when the error is about something else. */
function certificateFailure(host, cause) {
    const code = (0,errors/* systemCode */.xU)(cause);
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
        if (!unknownAuthority.test((0,errors/* systemCode */.xU)(error)) || used !== undefined)
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

// EXTERNAL MODULE: ./build/http/proxy.js
var http_proxy = __webpack_require__(2749);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/http/stall-timer.js
/**
 * The stall rule: a request is given up when no byte has moved for a while, and one with a limit when that is over,
 * however much moves. Knows the clock only.
 */

/** Ends a request when no byte has moved for the time it is armed with; the signal's reason says so. */
class Watchdog {
    #controller = new AbortController();
    #clock;
    #cancel = () => { };
    #lift = () => { };
    constructor(clock) {
        this.#clock = clock;
    }
    get signal() {
        return this.#controller.signal;
    }
    arm(limitMs) {
        this.#cancel();
        this.#cancel = this.#timer(limitMs, 'no byte moved for too long');
    }
    /** Until it is armed again, silence is none of the network's. */
    disarm() {
        this.#cancel();
    }
    /** From now on, until the answer has come whole. */
    limit(limitMs) {
        this.#lift();
        this.#lift = this.#timer(limitMs, `the answer had not ended after ${(0,format/* span */.Ln)(limitMs)}`);
    }
    /** The request is over. */
    end() {
        this.#cancel();
        this.#lift();
    }
    #timer(limitMs, why) {
        return this.#clock.timer(limitMs, () => this.#controller.abort(new Error(why)));
    }
}

;// CONCATENATED MODULE: ./build/http/tunnel.js
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
    const code = (0,errors/* systemCode */.xU)(cause);
    const failure = (name, words) => new errors/* ServiceFailure */.A(`the proxy ${proxy.address} ${words}`, {
        service: { status: 0, codes: [name] },
        hint: 'check HTTPS_PROXY, and that the proxy is up',
    });
    const limitMs = reached ? answerMs : reachMs;
    if (timedOut)
        return failure('PROXY_TIMEOUT', `does not answer within ${limitMs / 1000} s`);
    if (!reached)
        return failure('PROXY_UNREACHABLE', `cannot be reached (${code})`);
    if (code.startsWith('HPE_'))
        return failure('PROXY_GARBAGE', 'answers what is no HTTP');
    return failure('PROXY_DROPPED', 'ended the connection instead of an answer');
}
/** A 407: the proxy wants other credentials, or a kind of sign-in that only Windows has at hand. */
function signInRefusal(proxy, reply) {
    const schemes = offeredSchemes(reply.headers['proxy-authenticate'] ?? []);
    const usable = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
    const offer = schemes.length === 0 ? '' : `; it offers ${(0,format/* printable */.g$)(schemes.join(', '))}`;
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
        // One that nobody closes goes to the end: looking for it once more from every quote would take for ever.
        .replace(/"(?:[^"\\]|\\.?)*(?:"|$)/gs, '""');
    const names = unquoted.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi);
    return [...new Set([...names].map(([, name = '']) => name))];
}
/** Statuses of a proxy that is overloaded, or that could not reach the target for now. */
const passing = [408, 429, 500, 502, 503, 504];
function refusal({ proxy, target, redact }, reply) {
    const { statusCode = 0, statusMessage = '' } = reply;
    const reason = (0,format/* printable */.g$)(redact(`${statusCode} ${statusMessage}`).trim().slice(0, 120));
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

;// CONCATENATED MODULE: ./build/http/connect.js
/**
 * How a connection comes about: directly or through the proxy, and once more with the system's CAs when the
 * certificate's issuer is unknown. Knows the order of these; the door's HTTP client does the TLS itself.
 */




/**
 * A `connect` function that minds HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA, without
 * credentials, which are masked; throws a Failure of kind `usage` for a proxy that cannot be one.
 */
function dialer({ host, build, signal }) {
    const proxy = (0,http_proxy/* readProxy */.nM)(host.env);
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
        const direct = proxy === undefined || target.protocol !== 'https:' || (0,http_proxy/* goesDirect */.Wf)(host.env, address);
        const redact = (words) => host.redact(words);
        const tunnel = { target: address, clock: host.clock, signal, trust: context, redact };
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

// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
;// CONCATENATED MODULE: ./build/http/no-reply.js
/**
 * What to say when no answer came, or one that nobody reads to its end: the words and the advice. Knows neither
 * the request's body nor its headers, and never sees the path of a host that is not official.
 */




/** A ServiceFailure with status 0, which may pass, or a final Failure when a certificate was refused. */
function unanswered(cause, facts) {
    const code = (0,errors/* systemCode */.xU)(cause);
    const text = facts.givenUp ?? `no answer${code === '' ? '' : ` (${code})`}`;
    return (certificateFailure(facts.host, cause) ??
        new errors/* ServiceFailure */.A(`${facts.method} ${facts.host}${(0,format/* printable */.g$)(facts.path)}: ${text}`, {
            service: { status: 0, codes: [facts.givenUp === undefined ? code : 'stalled'].filter(Boolean) },
            hint: (0,http_proxy/* proxyAdvice */.ZV)(facts.env),
        }));
}
/** The failure for an answer beyond the limit; final, because every attempt would bring as much again. */
function oversized(limitBytes) {
    return new errors/* Failure */.HR(`an answer is larger than ${(0,format/* bytes */.ee)(limitBytes)}, which none of the services sends`, {
        kind: 'network',
        hint: 'check that no proxy rewrites answers',
    });
}

;// CONCATENATED MODULE: ./build/http/node-settings.js
/**
 * Settings of Node.js that would undo what protects secrets.
 */


/**
 * Throws a Failure of kind `usage` where certificates are not checked; warns where Node.js prints URLs
 * (nodejs.org/api/cli.html, NODE_DEBUG).
 */
function checkNodeSettings({ env, log }) {
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
        throw new errors/* Failure */.HR('NODE_TLS_REJECT_UNAUTHORIZED=0 switches the check of certificates off', {
            kind: 'usage',
            hint: 'remove it; if a proxy inspects TLS, name its CA in NODE_EXTRA_CA_CERTS',
        });
    }
    const debugged = env.NODE_DEBUG ?? '';
    if (/\*|\b(?:https?2?|undici|fetch|net|tls|stream)\b/i.test(debugged)) {
        log.warning(`NODE_DEBUG is ${(0,format/* quoted */.TL)(debugged.slice(0, 60))}: Node.js may print URLs that open uploads, past every filter. Unset it.`);
    }
}

// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
;// CONCATENATED MODULE: ./build/http/receive.js


/** No byte moved for this long: the connection is given up, and the retry asks the server where it stands. */
const stallMs = 60_000;
/** From the head of an answer to its end; contents that a sink takes may take longer. */
const wholeMs = 120_000;
/** Answers are JSON of a few KiB; a page of 200 items is under 1 MiB, one of GitHub's releases may be several. */
const answerLimitBytes = 2 * 1024 * 1024;
const listLimitBytes = 16 * 1024 * 1024;
/** True for an answer that is what was asked for. */
function isGood({ status }) {
    return status >= 200 && status < 300;
}
/** A refusal may say back what it was asked, and is cut before it is shown. JSON may spell any character as `\u002e`. */
function withoutSecrets(text, host) {
    const value = text.includes('\\u') ? (0,json/* parsedValue */.X$)(text) : undefined;
    return host.redact(value === undefined ? text : JSON.stringify(value));
}
/** The body as text, '' where a sink takes it. Throws a Failure for one without measure; the watchdog's signal ends the rest. */
async function receive(body, { head, request, watchdog }) {
    const { sink } = request;
    if (sink !== undefined && isGood(head)) {
        for await (const piece of body) {
            watchdog.disarm();
            await sink(piece, head);
            watchdog.arm(stallMs);
        }
        return '';
    }
    watchdog.limit(wholeMs);
    const limitBytes = request.mayBeLarge === true ? listLimitBytes : answerLimitBytes;
    // One buffer that grows: a server may send a million pieces of a byte.
    let whole = Buffer.alloc(0);
    let sizeBytes = 0;
    for await (const piece of body) {
        watchdog.arm(stallMs);
        const endByte = sizeBytes + piece.length;
        if (endByte > limitBytes)
            throw oversized(limitBytes);
        if (endByte > whole.length)
            whole = Buffer.concat([whole], Math.max(endByte, 2 * whole.length));
        whole.set(piece, sizeBytes);
        sizeBytes = endByte;
    }
    return whole.toString('utf8', 0, sizeBytes);
}

;// CONCATENATED MODULE: ./build/http/client.js











/** After the last byte of a request: a large file's commit takes the service a while. */
const client_answerMs = 180_000;
const connectMs = 15_000;
/**
 * Opens the door to one cloud's sign-in and Graph hosts, none without a cloud, to GitHub's, and to upload hosts.
 * ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback that then gets every call that is not for GitHub, with
 * the original Host header.
 */
function openDoor(host, cloud) {
    const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
    const origin = emulator === undefined || emulator === '' ? undefined : emulatorOrigin(emulator);
    const official = cloud === undefined ? [] : [microsoft_hosts/* clouds */.Pk[cloud].login, microsoft_hosts/* clouds */.Pk[cloud].graph];
    if (cloud === 'global')
        official.push(microsoft_hosts/* liveHost */.jd);
    const github = (0,github_hosts/* githubOrigins */.v3)(host.env);
    checkNodeSettings(host);
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
    if (url === undefined || url.protocol !== 'http:' || !(0,microsoft_hosts/* isLoopback */.U9)(url.hostname)) {
        throw new errors/* Failure */.HR(`ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${(0,format/* printable */.g$)(text)}`, {
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
    const target = targetOf(room, request, url);
    if (!isTrusted(room, url))
        room.host.maskUrl(request.url);
    const watchdog = new Watchdog(room.host.clock);
    const cancel = (0,abort/* delayed */.N)(room.host.signal, request.afterCancelMs ?? 0);
    const stop = [cancel.signal, request.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any([watchdog.signal, ...stop]);
    try {
        return await (0,abort/* orAborted */.H)(signal, exchange(room, { request, target, signal, watchdog, hostHeader: url.host }));
    }
    catch (cause) {
        for (const source of stop)
            if (source.aborted)
                throw cancelReason(source);
        if (cause instanceof errors/* Failure */.HR)
            throw cause;
        // An upload host's name is the tenant's, which a public log should not tell, and its path may be a credential.
        const official = isTrusted(room, url);
        const local = (0,microsoft_hosts/* isLoopback */.U9)(url.hostname);
        throw unanswered(cause, {
            method: request.method,
            host: official || local ? url.host : 'the upload host',
            path: official ? url.pathname : '',
            givenUp: givenUp(watchdog.signal),
            env: room.host.env,
        });
    }
    finally {
        watchdog.end();
        cancel.forget();
    }
}
function givenUp({ reason }) {
    return reason instanceof Error ? reason.message : undefined;
}
function cancelReason(signal) {
    return signal.reason instanceof errors/* Failure */.HR ? signal.reason : new errors/* CancelledFailure */.mj();
}
/** Where the bytes go. A bearer or a form with a refresh token never goes to a host that is not Microsoft's or GitHub's. */
function targetOf(room, request, url) {
    const confidential = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    const loopback = (0,microsoft_hosts/* isLoopback */.U9)(url.hostname);
    if ((confidential || request.method === 'POST') && !isTrusted(room, url)) {
        throw new errors/* Failure */.HR(`refused to send credentials to ${(0,format/* printable */.g$)(url.host)}`, { kind: 'service' });
    }
    if (room.github.includes(url.origin))
        return (0,github_hosts/* toGitHub */.NV)(url, room.origin !== undefined);
    if (room.origin !== undefined)
        return loopback ? url.href : room.origin + url.href.slice(url.origin.length);
    if (url.protocol !== 'https:') {
        throw new errors/* Failure */.HR(`refused to call ${(0,format/* printable */.g$)(url.origin)}, which is not https`, { kind: 'service' });
    }
    return url.href;
}
async function exchange(room, { request, target, signal, watchdog, hostHeader }) {
    const { body } = request;
    const sizeBytes = body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.sizeBytes;
    watchdog.arm(sizeBytes === 0 ? client_answerMs : stallMs);
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
    const text = await receive(reply.body, { head, request, watchdog });
    return { ...head, text: isGood(head) ? text : withoutSecrets(text, room.host) };
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
    watchdog.arm(client_answerMs);
}
function flat(headers) {
    const pairs = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
    return Object.fromEntries(pairs);
}


/***/ }),

/***/ 443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mc: () => (/* binding */ githubApi),
/* harmony export */   NV: () => (/* binding */ toGitHub),
/* harmony export */   v3: () => (/* binding */ githubOrigins)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7047);
/**
 * Which of GitHub's hosts this run may call: the REST API and the service that mints OIDC tokens, both named
 * by the runner's environment. Pure: judges addresses, opens nothing, knows no token.
 */



/** Where GitHub's own API lies: what holds when the environment names no other. */
const publicApi = 'https://api.github.com';
/**
 * Where the REST API lies, without a slash at the end: https://api.github.com, `https://HOST/api/v3` on a GitHub
 * Enterprise Server, `https://api.SUBDOMAIN.ghe.com` (docs.github.com, "Variables reference", GITHUB_API_URL).
 * Throws a Failure of kind `usage` when it is neither https nor on loopback.
 */
function githubApi(env) {
    const text = env.GITHUB_API_URL || publicApi;
    const url = trustworthy(text);
    if (url !== undefined)
        return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`GITHUB_API_URL is not an https address: ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g$)(withoutUser(text))}`, {
        kind: 'usage',
        hint: 'a GitHub token is sent to https://HOST only; unset GITHUB_API_URL for github.com',
    });
}
/** Without what stands before an @, which could be a password. */
function withoutUser(text) {
    const [from, to] = [text.indexOf('//') + 2, text.lastIndexOf('@') + 1];
    return from > 1 && to > from ? text.slice(0, from) + text.slice(to) : text;
}
/** Origins that may be sent a token. One that cannot be trusted is none of them: a run may never need it. */
function githubOrigins(env) {
    const texts = [env.GITHUB_API_URL || publicApi, env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''];
    return texts.flatMap((text) => trustworthy(text)?.origin ?? []);
}
/**
 * Where a request for one of these origins goes: there, unless nothing is to leave this machine. An emulator's
 * token must never replace a real secret: a Failure of kind `usage`.
 */
function toGitHub(url, emulated) {
    if (!emulated || (0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname))
        return url.href;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`refused to call ${url.host} while ONEDRIVE_UPLOAD_EMULATOR is set`, {
        kind: 'usage',
        hint: 'set GITHUB_API_URL to the emulator as well, or leave out what needs GitHub',
    });
}
/** https anywhere, plain http on loopback only, and no user name in it. */
function trustworthy(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '')
        return undefined;
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && (0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname));
    return safe ? url : undefined;
}


/***/ }),

/***/ 8294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hc: () => (/* binding */ verdictOn),
/* harmony export */   IJ: () => (/* binding */ longestWaitMs),
/* harmony export */   VN: () => (/* binding */ orderedWaitMs),
/* harmony export */   jo: () => (/* binding */ backoffMs),
/* harmony export */   qz: () => (/* binding */ secondsMs)
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
/**
 * Full jitter: a random wait between nothing and 100 ms, 300 ms, 900 ms … 60 s, because most trouble is over at
 * once, and what is not takes long. `attempt` counts from 1.
 */
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
    const untilMs = Date.parse(text);
    // A form that fits may still be no day: a wait of NaN would be none, for ever.
    return Number.isNaN(untilMs) ? undefined : Math.max(0, untilMs - nowMs);
}
/** Seconds in a header as milliseconds, however many; undefined for what is no number of them. */
function secondsMs(text) {
    if (text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text))
        return undefined;
    return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
}


/***/ }),

/***/ 4675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zr: () => (/* binding */ persist),
/* harmony export */   iD: () => (/* binding */ Gate),
/* harmony export */   qm: () => (/* binding */ Trouble)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _retry_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8294);
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
            const delayMs = Math.max(orderedMs, (0,_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .backoffMs */ .jo)(this.#attempts, host.random));
            host.log.debug(`${label}: ${failure.message}; attempt ${this.#attempts} of ${retries} in ${Math.round(delayMs)} ms`);
            await host.clock.sleep(delayMs, host.signal);
            return;
        }
        this.#orderedMs += orderedMs;
        if (this.#orderedMs > _retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .longestWaitMs */ .IJ)
            throw failure;
        if (orderedMs >= 10_000)
            host.log.info(`Told to wait ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .span */ .Ln)(orderedMs)} (HTTP ${failure.service.status})`);
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
            if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A))
                throw error;
            const verdict = (0,_retry_table_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictOn */ .Hc)(what.place, error.service);
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

/***/ 7559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ credentialProblems)
/* harmony export */ });
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5031);
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
    if ((0,_sign_in_js__WEBPACK_IMPORTED_MODULE_0__/* .isGuid */ .W_)(secret)) {
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
    if ((0,_sign_in_js__WEBPACK_IMPORTED_MODULE_0__/* .isGuid */ .W_)(token))
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


/***/ }),

/***/ 8718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   fG: () => (/* binding */ scrubbed),
/* harmony export */   nm: () => (/* binding */ missingCredentials)
/* harmony export */ });
/* unused harmony export actionInputs */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _after_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5578);
/* harmony import */ var _aliases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4988);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4519);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1371);
/* harmony import */ var _pasted_secrets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7559);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(401);
/* harmony import */ var _rotation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4188);
/* harmony import */ var _share_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9311);
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5031);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9140);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2623);
/* harmony import */ var _transfer_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7257);
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
    const read = (0,_reader_js__WEBPACK_IMPORTED_MODULE_12__/* .openReader */ .c)(source);
    const policy = read(_sign_in_js__WEBPACK_IMPORTED_MODULE_8__/* .IDENTITY */ .zK.ifNoCredentials);
    (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_8__/* .readIdentity */ .xN)(read);
    return { missing: read.problems.missing, policy };
}
/**
 * Reads and checks every input.
 * @throws UsageFailure with every problem: credentials first, then values in the table's order, then names
 * that are not ours
 */
function readInputs(source) {
    const read = (0,_reader_js__WEBPACK_IMPORTED_MODULE_12__/* .openReader */ .c)(source);
    const identity = (0,_sign_in_js__WEBPACK_IMPORTED_MODULE_8__/* .readIdentity */ .xN)(read);
    read(_sign_in_js__WEBPACK_IMPORTED_MODULE_8__/* .IDENTITY */ .zK.ifNoCredentials);
    const mode = read(_rotation_js__WEBPACK_IMPORTED_MODULE_6__/* .ROTATION */ .LK.mode);
    const leg = read(_matrix_js__WEBPACK_IMPORTED_MODULE_4__/* .STRATEGY */ .q);
    const signedIn = (0,_rotation_js__WEBPACK_IMPORTED_MODULE_6__/* .readRotation */ .BZ)(read, { identity, mode, leg });
    const target = (0,_target_js__WEBPACK_IMPORTED_MODULE_10__/* .readTarget */ ._)(read, identity.auth);
    const selection = (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readSelection */ .he)(read, leg);
    const upload = (0,_transfer_js__WEBPACK_IMPORTED_MODULE_11__/* .readUpload */ .OA)(read);
    const resume = (0,_transfer_js__WEBPACK_IMPORTED_MODULE_11__/* .readResume */ .cs)(read, identity.clientSecret ?? '');
    const after = (0,_after_js__WEBPACK_IMPORTED_MODULE_1__/* .readAfter */ .F)(read, { naming: selection.naming, upload });
    const share = (0,_share_js__WEBPACK_IMPORTED_MODULE_7__/* .readShare */ .c)(read);
    const summary = read(_share_js__WEBPACK_IMPORTED_MODULE_7__/* .SHARE */ .o.summary);
    const { clientId, clientSecret = '', refreshToken } = identity;
    const problems = [
        ...read.problems.missing,
        ...read.problems.wrong,
        ...(0,_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_5__/* .credentialProblems */ ._)({ clientId, clientSecret, refreshToken }, source.emulator),
        ...read.problems.rest,
        ...(mode === 'upload' ? (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .patternProblems */ .L9)(source.value(_files_js__WEBPACK_IMPORTED_MODULE_3__/* .SELECTION */ .$V.path.name) ?? '') : []),
        ...foreignProblems(source),
    ];
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(scrubbed([...new Set(problems)], source));
    return { mode, identity, ...signedIn, target, ...selection, upload, ...resume, after, share, summary };
}
function foreignProblems(source) {
    const own = _table_js__WEBPACK_IMPORTED_MODULE_9__/* .INPUTS */ .m.map((spec) => spec.name);
    return [...new Set(source.given())].flatMap((name) => (0,_aliases_js__WEBPACK_IMPORTED_MODULE_2__/* .otherName */ .s)(name, own) ?? []);
}
/** A secret in the wrong input would come back as "is …": whatever was given as a secret is starred out. */
function scrubbed(problems, source) {
    const secrets = _table_js__WEBPACK_IMPORTED_MODULE_9__/* .INPUTS */ .m.filter((spec) => spec.kind === 'secret')
        .map((spec) => source.value(spec.name)?.trim() ?? '')
        .filter((secret) => secret.length >= 6);
    return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}


/***/ })

};
