export const id = 897;
export const ids = [897];
export const modules = {

/***/ 9508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ driveRefusals),
/* harmony export */   c: () => (/* binding */ badRequestPage)
/* harmony export */ });
/* harmony import */ var _fault_match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1680);
/**
 * Refusals of Graph, SharePoint and the upload hosts, in their own words. Each row names the public report or page that
 * its words are from; "ours" marks words that no source has.
 */

const graph = { surface: 'graph' };
const contentPut = { surface: 'graph', method: 'PUT', path: '/:\\/content$/' };
const sessionPost = { surface: 'graph', method: 'POST', path: 'createUploadSession' };
const fragmentPut = { surface: 'upload', method: 'PUT' };
/** What HTTP.sys, in front of the service, answers to a URL that it does not take: no route sees the request. */
const badRequestPage = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n' +
    '<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD>\r\n' +
    '<BODY><h2>Bad Request - Invalid URL</h2><hr><p>HTTP Error 400. The request URL is invalid.</p></BODY></HTML>\r\n';
/** The largest body that older pages allow for a single PUT, in bytes (microsoft-graph-docs#4320). */
const oldPutLimitBytes = 4_000_000;
const similarName = 'The specified item name is incompatible with a similar name on an existing item.';
/** By name: what it is about, and its status. */
const driveRefusals = {
    /** rclone#5270: passes, in spells. */
    'rps-401': {
        on: graph,
        status: 401,
        error: { code: 'InvalidAuthenticationToken', message: 'Unable to initialize RPS' },
    },
    /** rclone#6747: the token is not accepted, a new one is. */
    'signing-key-401': {
        on: graph,
        status: 401,
        error: { code: 'InvalidAuthenticationToken', message: 'Signing key is invalid.', withIds: true },
    },
    /** api-docs#1064, #1734: passes. */
    'bad-argument-400': {
        on: sessionPost,
        status: 400,
        error: { code: 'invalidRequest', message: 'Bad Argument' },
    },
    /** api-docs#977. */
    'similar-name-404': {
        on: contentPut,
        status: 404,
        error: { code: 'itemNotFound', message: similarName },
    },
    /** The same words at a PUT, as other uploaders report them. */
    'similar-name-409': {
        on: contentPut,
        status: 409,
        error: { code: 'nameAlreadyExists', message: similarName },
    },
    /** api-docs#692. */
    'http-sys-400': { on: contentPut, status: 400, html: badRequestPage },
    /** microsoft-graph-explorer-v4#3435, msgraph-sdk-dotnet-core#335. */
    'locked-file-423': {
        on: contentPut,
        status: 423,
        error: {
            code: 'notAllowed',
            innerCode: 'resourceLocked',
            message: 'The resource you are attempting to access is locked',
        },
    },
    /** api-docs#912. */
    'lock-token-423': {
        on: contentPut,
        status: 423,
        error: { code: 'accessDenied', message: 'Lock token does not match existing lock', withIds: true },
    },
    /** dust-tt/dust#20377, onyx-dot-app/onyx#11266: a site that an administrator locked, or archived. */
    'locked-site-423': {
        on: graph,
        status: 423,
        error: {
            code: 'notAllowed',
            innerCode: 'resourceLocked',
            message: 'Access to this site has been blocked. Please contact the administrator to resolve this problem.',
        },
    },
    /** The status: onyx-dot-app/onyx#11266. The words: ours. */
    'archived-site-423': {
        on: graph,
        status: 423,
        error: { code: 'notAllowed', message: 'This site has been archived.' },
    },
    /** A site without custom script, for .aspx and its like: learn:/sharepoint/allow-or-prevent-custom-script. */
    'custom-script-403': {
        on: { ...contentPut, path: '/\\.aspx:/i' },
        status: 403,
        error: { code: 'accessDenied', message: 'Access denied', withIds: true },
    },
    /** api-docs#1626; learn:/graph/errors has the code. */
    'malware-403': {
        on: contentPut,
        status: 403,
        error: { code: 'malwareDetected', message: 'Malware detected', withIds: true },
    },
    /** learn:/graph/errors. The words: ours. */
    'not-implemented-501': {
        on: contentPut,
        status: 501,
        error: { code: 'notSupported', message: 'The request is not supported by the system.', withIds: true },
    },
    /** api-docs#459; the limit is that of older pages. The words: ours. */
    'put-over-4-mb-413': {
        on: contentPut,
        isMet: ({ bodyBytes = 0 }) => bodyBytes > oldPutLimitBytes,
        status: 413,
        html: '<html><head><title>413 Request Entity Too Large</title></head><body></body></html>',
    },
    /** api-docs#689, #719: a session for a file that is there. */
    'office-404': {
        on: sessionPost,
        status: 404,
        error: { code: 'itemNotFound', message: 'The resource could not be found.', withIds: true },
    },
    /** An error under a status of success, as gateways send it. The words: learn:/graph/errors. */
    'error-under-200': {
        on: contentPut,
        status: 200,
        error: { code: 'generalException', message: 'General exception while processing', withIds: true },
    },
    /** microsoft-graph-docs-contrib#8469: without Retry-After, for as long as the tenant is blocked. */
    'blocked-tenant-429': {
        on: graph,
        status: 429,
        error: { code: 'BadRequest', message: "Unable to retrieve user's mysite URL.", withIds: true },
    },
    /** api-docs#177: neither body nor Retry-After. */
    'bare-429': {
        on: graph,
        status: 429,
        headers: { 'x-clienterror': 'ThrottledRequest', 'x-throwsite': '2207.ccc2' },
    },
    /** abraunegg/onedrive#24: a PUT whose If-Match is out of date. */
    'etag-412': {
        on: contentPut,
        status: 412,
        error: { code: 'notAllowed', message: "ETag does not match current item's value", withIds: true },
    },
    /** A library that needs check-out: learn:/graph/api/resources/publicationfacet. */
    'checked-out': {
        on: contentPut,
        status: 201,
        processed: true,
        itemFields: { publication: { level: 'checkout', versionId: '0.1' } },
    },
    /** lavinir/hassio-onedrive-backup#140. */
    'quota-507': {
        on: fragmentPut,
        status: 507,
        headers: { 'x-throwsite': '70dd.07f8' },
        error: { code: 'quotaLimitReached', message: 'Insufficient Space Available' },
    },
    /** api-docs#1531: the file is there, and the answer repeats the range that was just sent. */
    'final-201-without-item': {
        on: fragmentPut,
        isMet: _fault_match_js__WEBPACK_IMPORTED_MODULE_0__/* .isLastFragment */ .rt,
        status: 201,
        processed: true,
        json: ({ contentRange = '' }) => ({
            expirationDateTime: '2021-09-21T07:02:17.624Z',
            nextExpectedRanges: [/^bytes (\d+-\d+)\//.exec(contentRange)?.[1] ?? ''],
        }),
    },
    /** The same with the status of a replaced file, and no range left. Ours. */
    'final-200-without-item': {
        on: fragmentPut,
        isMet: _fault_match_js__WEBPACK_IMPORTED_MODULE_0__/* .isLastFragment */ .rt,
        status: 200,
        processed: true,
        json: () => ({ expirationDateTime: '2021-09-21T07:02:17.624Z', nextExpectedRanges: [] }),
    },
    /** rclone#8545, abraunegg/onedrive#3859. */
    'session-404': {
        on: fragmentPut,
        status: 404,
        error: { code: 'itemNotFound', message: 'The upload session was not found' },
    },
    /** api-docs#491: SharePoint's own 401 has no body. */
    'sharepoint-401': {
        on: fragmentPut,
        status: 401,
        headers: {
            'www-authenticate': 'Bearer realm="00000000-0000-0000-0000-000000000002",client_id="00000003-0000-0ff1-ce00-000000000000"',
        },
    },
};


/***/ }),

/***/ 1680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mN: () => (/* binding */ matchesFault),
/* harmony export */   rt: () => (/* binding */ isLastFragment),
/* harmony export */   s$: () => (/* binding */ pathPattern)
/* harmony export */ });
/** Decides whether a request is one that a planned fault applies to. */
/** True if the fault applies to the request. */
function matchesFault({ surface, method, path }, target) {
    if (surface !== undefined && surface !== target.surface)
        return false;
    if (method !== undefined && method.toUpperCase() !== target.method)
        return false;
    if (path === undefined)
        return true;
    const pattern = pathPattern(path);
    return target.paths.some((text) => pattern?.test(text) ?? text.includes(path));
}
/** The expression of a path in the form `/expression/flags`; undefined for any other text. Throws when it is none. */
function pathPattern(path) {
    const parts = /^\/(.+)\/([imsu]*)$/.exec(path);
    return parts === null ? undefined : new RegExp(parts[1] ?? '', parts[2]);
}
/** True for a fragment that ends where the file ends (`bytes 5-9/10`). */
function isLastFragment({ contentRange = '' }) {
    const [, last, total] = /^bytes \d+-(\d+)\/(\d+)$/.exec(contentRange) ?? [];
    return last !== undefined && Number(last) + 1 === Number(total);
}


/***/ }),

/***/ 5887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ listFaults),
/* harmony export */   g7: () => (/* binding */ FaultPlan),
/* harmony export */   hP: () => (/* binding */ ConnectionCut)
/* harmony export */ });
/* harmony import */ var _fault_match_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1680);
/* harmony import */ var _refusals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(697);
/**
 * Planned faults, and which request triggers which. This module only decides; the server cuts or slows the connection.
 */


const listFaults = [
    'no-value',
    'repeat',
    'endless',
    'short',
    'empty',
    'nameless',
    'idless',
    'dots',
    'uncounted',
    'zero-count',
    'ancient',
    'future',
    'cycle',
];
/** Thrown to the reader of a body that was cut on purpose. `keepBytes`: how many of the bytes to keep, if any. */
class ConnectionCut extends Error {
    keepBytes;
    constructor(keepBytes) {
        super('the connection was cut');
        this.keepBytes = keepBytes;
    }
}
/** The faults of one emulator, with their counters. */
class FaultPlan {
    #armed = [];
    add(fault) {
        const own = { ...fault, on: ownMatch(fault) };
        this.#armed.push({ fault: own, random: seededRandom(fault.seed ?? 1), seen: 0, hits: 0 });
    }
    clear() {
        this.#armed = [];
    }
    /** All faults, including those that are used up. */
    list() {
        return this.#armed;
    }
    /** Returns the effect for this request. The first due fault wins, and later ones do not count the request. */
    next(target) {
        for (const armed of this.#armed) {
            const { fault } = armed;
            if (!matches(fault, target) || armed.hits >= (fault.times ?? 1))
                continue;
            armed.seen++;
            if (armed.seen <= (fault.after ?? 0))
                continue;
            if (fault.probability !== undefined && armed.random() >= fault.probability)
                continue;
            armed.hits++;
            return fault.do;
        }
        return undefined;
    }
}
function matches({ on, do: effect }, target) {
    const isMet = effect.kind === 'refusal' ? (0,_refusals_js__WEBPACK_IMPORTED_MODULE_0__/* .findRefusal */ .W$)(effect.name).isMet : undefined;
    return (0,_fault_match_js__WEBPACK_IMPORTED_MODULE_1__/* .matchesFault */ .mN)(on, target) && (isMet?.(target) ?? true);
}
/** What the fault applies to, with the place of a refusal that has none of its own. */
function ownMatch({ on, do: effect }) {
    return effect.kind === 'refusal' && Object.keys(on).length === 0 ? (0,_refusals_js__WEBPACK_IMPORTED_MODULE_0__/* .findRefusal */ .W$)(effect.name).on : on;
}
/** mulberry32: short, and gives the same numbers on every machine. */
function seededRandom(seed) {
    let state = seed | 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}


/***/ }),

/***/ 697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W$: () => (/* binding */ findRefusal),
  yQ: () => (/* binding */ isRefusalName),
  Rs: () => (/* binding */ refusalNames)
});

// EXTERNAL MODULE: ./build/emulator/core/drive-refusals.js
var drive_refusals = __webpack_require__(9508);
;// CONCATENATED MODULE: ./build/emulator/core/sign-in-refusals.js
const token = { surface: 'identity', method: 'POST', path: '/token' };
const secretPut = { surface: 'github', method: 'PUT', path: '/secrets/' };
/** The error of a refresh or of another grant, with the status that its OAuth word has. */
function aadsts(number, error, text, suberror) {
    const status = error === 'invalid_client' ? 401 : 400;
    return {
        on: token,
        status,
        aadsts: { number, error, text, ...(suberror === undefined ? {} : { suberror }) },
    };
}
/** A 403 of GitHub's API (docs.github.com/rest, "Troubleshooting the REST API"). */
function gitHubDenied(message) {
    const documentation_url = 'https://docs.github.com/rest/actions/secrets#create-or-update-a-repository-secret';
    return { on: secretPut, status: 403, json: () => ({ message, documentation_url, status: '403' }) };
}
const portalPage = '<!doctype html><html><head><title>Sign in to the network</title></head><body><form method="post"></form></body></html>';
/** By name: the number behind AADSTS, or the place and its status. */
const signInRefusals = {
    /** microsoft-authentication-library-for-objc#2290. */
    'aadsts-70000-service-abuse': aadsts(70000, 'invalid_grant', 'User account is found to be in service abuse mode.'),
    /** BingAds/BingAds-Python-SDK#279. */
    'aadsts-70000-refresh-token': aadsts(70000, 'invalid_grant', "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid."),
    /** Softeria/ms-365-mcp-server#522: a personal account's token that was issued under `common`. */
    'aadsts-70000-grant-expired': aadsts(70000, 'invalid_grant', 'The user could not be authenticated as the grant is expired. The user must sign in again.', 'bad_token'),
    /** skilion/onedrive#510: a garbled token of a work account. */
    'aadsts-9002313': aadsts(9002313, 'invalid_grant', 'Invalid request. Request is malformed or invalid.'),
    /** entra:reference-error-codes.md, as the next five. */
    'aadsts-53003': aadsts(53003, 'invalid_grant', 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.', 'message_only'),
    'aadsts-53011': aadsts(53011, 'interaction_required', 'User blocked due to risk on home tenant.'),
    'aadsts-50057': aadsts(50057, 'invalid_grant', 'The user account is disabled.'),
    'aadsts-700082': aadsts(700082, 'invalid_grant', 'The refresh token has expired due to inactivity. The token was issued on 2026-05-20T16:18:37.2732417Z and was inactive for 90.00:00:00.', 'bad_token'),
    'aadsts-7000222': aadsts(7000222, 'invalid_client', "The provided client secret keys for app '00000000-0e4d-4000-8000-000000000000' are expired."),
    /** entra-docs:fundamentals, "Tenant inaccessible due to inactivity". */
    'aadsts-5000225': aadsts(5000225, 'invalid_request', 'This tenant has been blocked due to inactivity. To learn more about tenant lifecycle policies, see https://aka.ms/TenantLifecycle'),
    /** microsoft-authentication-library-for-dotnet#5251. */
    'aadsts-5000224': aadsts(5000224, 'invalid_request', 'We are sorry, this resource is not available. If you are seeing this message by mistake, please contact Microsoft support.'),
    /** Azure/azure-sdk-for-net#46762. */
    'aadsts-7000229': aadsts(7000229, 'invalid_client', "The client application '00000000-0e4d-4000-8000-000000000000' is missing service principal in the tenant '00000000-0e4d-4000-8000-00000000c0de'. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119"),
    /** jpaiblog/jpaiblog.github.io (2020-03): a directory without an administrator. */
    'aadsts-650051': aadsts(650051, 'invalid_client', "Using application 'https://app.example' is currently not supported for your organization contoso.com because it is in an unmanaged state. An administrator needs to claim ownership of the company by DNS validation of contoso.com before the application https://app.example can be provisioned."),
    /** A number that no list has. The words: ours. */
    'aadsts-unknown': aadsts(9999999, 'invalid_client', 'The request was refused for a new reason.'),
    /** GitHub's API, as it answers. */
    'github-archived-403': gitHubDenied('Repository was archived so is read-only.'),
    'github-ip-allow-list-403': gitHubDenied('Although you appear to have the correct authorization credentials, the `octo-org` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.'),
    'github-token-lifetime-403': gitHubDenied("The 'octo-org' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens"),
    'github-classic-token-403': gitHubDenied('`octo-org` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.'),
    /** hub4j/github-api, testCreateDoubleReleaseFails: what was wrong is in `errors`, without words. */
    'github-validation-422': {
        on: { surface: 'github', method: 'PATCH' },
        status: 422,
        json: () => ({
            message: 'Validation Failed',
            errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }],
            documentation_url: 'https://docs.github.com/rest/releases/releases#update-a-release',
        }),
    },
    /** A proxy or a network that wants a sign-in first. RFC 9110 sections 15.4.3 and 15.4.8; the pages: ours. */
    'proxy-302': { on: {}, status: 302, headers: { location: 'https://portal.example/login?ticket=1' } },
    'proxy-307': { on: {}, status: 307, headers: { location: 'https://portal.example/login?ticket=1' } },
    'proxy-page-200': { on: {}, status: 200, html: portalPage },
    'proxy-page-403': { on: {}, status: 403, html: portalPage },
};

;// CONCATENATED MODULE: ./build/emulator/core/refusals.js
/** Refusals of the real services by name, for the fault `refusal`. */


const refusals = { ...drive_refusals/* driveRefusals */.G, ...signInRefusals };
/** All names, in the order of docs/emulator.md. */
const refusalNames = Object.keys(refusals);
/** True for a name that has a row. */
function isRefusalName(value) {
    return typeof value === 'string' && Object.hasOwn(refusals, value);
}
/** The row of a name. */
function findRefusal(name) {
    return refusals[name];
}


/***/ }),

/***/ 2897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ startEmulator)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/emulator/core/faults.js
var core_faults = __webpack_require__(5887);
;// CONCATENATED MODULE: ./build/emulator/core/request-log.js
const maxEntries = 200_000;
/** The newest entries, oldest first. When the log is full, the oldest tenth is removed. */
class RequestLog {
    entries = [];
    add(request, info) {
        const { headers } = request;
        const length = headers['content-length'];
        const entry = {
            atMs: info.atMs,
            surface: info.surface,
            method: request.method ?? '',
            host: info.url.host,
            path: (request.url ?? '').replace(/\?.*$/s, ''),
            query: [...new Set(info.url.searchParams.keys())],
            status: 'pending',
            authorization: headers.authorization !== undefined,
            ...(headers['user-agent'] === undefined ? {} : { userAgent: headers['user-agent'] }),
            ...(headers['content-range'] === undefined ? {} : { contentRange: headers['content-range'] }),
            ...(length === undefined ? {} : { contentLength: Number(length) }),
            bodyBytes: 0,
        };
        this.entries.push(entry);
        if (this.entries.length > maxEntries)
            this.entries.splice(0, maxEntries / 10);
        return entry;
    }
}
/** The most specific code of an error reply: Graph's innermost, or AADSTS and its number. Undefined below 400. */
function innermostErrorCode({ status, json }) {
    if (status < 400 || !isObject(json))
        return undefined;
    const { error, error_codes: numbers } = json;
    if (Array.isArray(numbers) && typeof numbers[0] === 'number')
        return `AADSTS${numbers[0]}`;
    if (typeof error === 'string')
        return error;
    const codes = [];
    for (let at = error; isObject(at); at = at.innerError ?? at.innererror) {
        if (typeof at.code === 'string')
            codes.push(at.code);
    }
    return codes.at(-1);
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}

;// CONCATENATED MODULE: ./build/emulator/core/settings.js
/** Settings that tests may change while the emulator runs. */
/** Strict checks, and no faults. */
function defaultSettings() {
    return {
        strictOrder: true,
        strictAlignment: true,
        visibilityLagRequests: 0,
        officeReplaceBug: false,
        enrichOffice: false,
        quotaBytes: 5 * 1024 ** 4,
        quotaLate: false,
        quotaZeros: false,
        omitHashes: false,
        omitZeroByteHashes: false,
        selectedSites: [],
        meWithoutDrive: false,
        linkPolicyForbidden: false,
        linkPolicy: {},
        paidSharing: true,
        shortDriveIds: false,
        lowerCaseParent: false,
        unfollowedLinkIsBadRequest: false,
        conflictAtCommit: false,
        closedRanges: 'personal',
        oversizedFragmentStatus: 413,
        simpleLimitBytes: 262_144_000,
        copyPolls: 1,
        copyEndsWithRedirect: false,
    };
}
/** True for 127.0.0.0/8, ::1 and localhost: addresses that only reach this machine. */
function isLoopback(hostname) {
    return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/emulator/core/html.js
/** Escapes text for use inside elements and double-quoted attributes. */
function escapeHtml(text) {
    const names = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&#39;',
    };
    return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
/** The colours of every page, light and dark. */
const colorStyles = `:root{color-scheme:light dark;--ink:#1b1b1b;--quiet:#5f5f5f;--paper:#fff;--ground:#f0f3f6;--line:#d0d7de;--act:#0a5ca8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#f0f0f0;--quiet:#a8b0b8;--paper:#1d2126;--ground:#121518;--line:#3a424b;--act:#6cb6ff;--on:#0b1a29}}
`;
const style = `${colorStyles}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-columns:minmax(0,28rem);place-content:center;gap:1rem;padding:1.5rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{padding:2.25rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
h1{margin:0 0 .75rem;font-size:1.5rem;font-weight:600;line-height:1.25}
p{margin:0 0 .75rem}ul{margin:0 0 .75rem;padding-left:1.25rem}code{font-size:.875em;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet);font-size:.875rem}
.row{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:.5rem;margin:1.25rem 0 0}
button{font:inherit;padding:.4rem 1.5rem;border:1px solid var(--act);border-radius:4px;background:var(--act);color:var(--on);cursor:pointer}
button.plain{background:none;border-color:var(--line);color:inherit}
button:focus-visible,input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
button.account{display:flex;gap:1rem;align-items:center;width:100%;padding:.75rem;background:none;border-color:var(--line);color:inherit;text-align:left}
button.account:hover,button.plain:hover{background:var(--ground)}
.face{display:grid;place-content:center;width:2.75rem;height:2.75rem;border-radius:50%;background:var(--act);color:var(--on)}
footer{text-align:center}
input{font:inherit;width:100%;margin-top:.375rem;padding:.4rem .5rem;border:1px solid var(--line);border-radius:4px;background:none;color:inherit}`;
/** Builds a complete page around a body. */
function htmlPageReply(page) {
    const title = escapeHtml(page.title);
    const refreshTag = page.refreshTo
        ? `<meta http-equiv="refresh" content="2;url=${escapeHtml(page.refreshTo)}">`
        : '';
    const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
    return {
        status: page.status ?? 200,
        headers: {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'referrer-policy': 'no-referrer',
            'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`,
        },
        text: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refreshTag}
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>${page.body}</main>
<footer>An emulator on this machine. Nothing is sent to Microsoft.</footer></body></html>
`,
    };
}

;// CONCATENATED MODULE: ./build/emulator/drive/tree.js
/** Everything below a folder, depth first. */
function* descendants(item) {
    for (const child of item.children?.values() ?? []) {
        yield child;
        yield* descendants(child);
    }
}
/** Names from the drive's root to the item, without the root's own. */
function itemPath(item) {
    const names = [];
    for (let at = item; at.parent !== undefined; at = at.parent)
        names.unshift(at.name);
    return names;
}
/** The path from the drive's root, with a slash and the percent-encoded form of each name. '' for the root. */
function encodedItemPath(item) {
    return itemPath(item)
        .map((name) => `/${encodeURIComponent(name)}`)
        .join('');
}
function findChild(folder, name) {
    return folder.children?.get(folder.drive.keyOf(name));
}
/** The item at this path below `base`, or `base` itself for an empty path. Undefined if there is no such item. */
function findDescendant(base, names) {
    let at = base;
    for (const name of names)
        at = at === undefined ? undefined : findChild(at, name);
    return at;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/redact.js
/** Removes credentials from the paths and texts that the dashboard shows. */
/** Replaces what was removed. */
const redactedMark = '…';
/**
 * The emulator's own secrets and codes (some contain slashes), its GitHub tokens, and signed values: tokens, sessions,
 * download URLs.
 */
const secretPattern = /emulator\.[\w.%+/=~!*$-]{8,}|gh[ps]_emulator\w+|[\w-]{16,}\.[\w-]{22,}(\.[\w-]+)*/g;
const sessionPath = /^\/(sites\/|personal\/)?[\w./%-]*_api\/v2\.0\/drive(s\/[\w!%-]+)?\/items\/[\w!%-]+\/uploadSession$/;
const downloadPath = /^\/[\w./%-]*_layouts\/15\/download\.aspx$/;
/** Removes all credentials from a text. */
function redact(text) {
    return text.replace(secretPattern, redactedMark);
}
/**
 * Removes upload and download tokens from a path. Sharing links are removed too, because they grant access by
 * themselves.
 */
function redactPath(path, surface) {
    if (surface === 'upload')
        return redactUploadPath(path);
    const shown = path.replace(/((?:^|[/\\])shares[/\\])[^/\\]+/gi, `$1${redactedMark}`);
    const segments = shown.split('/');
    const end = segments.findIndex(hasEncodedSecret);
    return redact(end < 0 ? shown : [...segments.slice(0, end), redactedMark].join('/'));
}
/** On the upload host, the path itself is the credential. Only known paths are shown. */
function redactUploadPath(path) {
    if (/^\/up\/[^/]*$/.test(path))
        return `/up/${redactedMark}`;
    const file = /^\/y4m\/[^/]+\/([^/]*)$/.exec(path)?.[1];
    if (file !== undefined)
        return `/y4m/${redactedMark}/${hasEncodedSecret(file) ? redactedMark : redact(file)}`;
    return sessionPath.test(path) || downloadPath.test(path) ? redact(path) : `/${redactedMark}`;
}
/** True for a segment with a percent-encoded credential. */
function hasEncodedSecret(sent) {
    try {
        const decoded = decodeURIComponent(sent);
        return decoded !== sent && redact(decoded) !== decoded;
    }
    catch {
        return false;
    }
}
/** Keeps query parameters with names that OData defines. Any other name may be a token. */
function redactQuery(names) {
    return names.filter((name) => /^[$@][\w.]{1,40}$/.test(name));
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/state.js


/** Maximum number of each, so that replies stay small. */
const dashboardLimits = { items: 500, requests: 200, sessions: 100, faults: 100 };
/** Finds a drive by id. An empty id is the account's own drive. */
function findDashboardDrive({ store, defaultDrive }, id) {
    return id === '' ? defaultDrive : store.drive(id);
}
/** The state, without the items of folders. */
function dashboardState(sources, drive) {
    const { store, clock, account, requestLog, throttle } = sources;
    const open = sources.sessions.list();
    const { entries } = requestLog;
    return {
        revision: store.revision,
        time: iso(clock()),
        account,
        drive: driveState(drive),
        drives: [...store.drives.values()].map(driveState),
        sessions: open.slice(-dashboardLimits.sessions).toReversed().map(sessionState),
        sessionsInAll: open.length,
        requests: entries.slice(-dashboardLimits.requests).toReversed().map(requestState),
        requestsInAll: entries.length,
        throttle: throttle?.state() ?? null,
        faults: sources.faults.list().slice(0, dashboardLimits.faults).map(faultState),
    };
}
/** The items of a folder, at most `dashboardLimits.items`. Undefined if there is no such folder. */
function folderState(drive, path, from = 0) {
    const at = findDescendant(drive.root, path.split('/').filter(Boolean));
    if (at?.children === undefined)
        return undefined;
    const base = itemPath(at)
        .map((name) => `/${name}`)
        .join('');
    const ordered = [...at.children].sort(([key, one], [otherKey, other]) => {
        const folders = Number(other.children !== undefined) - Number(one.children !== undefined);
        return folders !== 0 ? folders : key < otherKey ? -1 : 1;
    });
    const items = ordered.slice(from, from + dashboardLimits.items).map(([, item]) => itemState(item, base));
    return { path: base === '' ? '/' : base, from, total: at.children.size, items };
}
function itemState(item, base) {
    const { id, name, sizeBytes, versions } = item;
    return {
        id,
        name,
        path: `${base}/${name}`,
        children: item.children?.size ?? null,
        sizeBytes,
        versions,
        modified: iso(item.fileModifiedMs),
        quickXorHash: item.quickXorHash ?? null,
    };
}
function driveState(drive) {
    const { id, holder, ownerName, sitePath, name, root } = drive;
    const whose = holder === 'site' ? sitePath || '/' : ownerName;
    return { id, label: `${whose} · ${name}`, sizeBytes: root.sizeBytes, items: drive.items.size - 1 };
}
function sessionState(session) {
    const { path, receivedBytes, sizeBytes, fragments, activeFragment: busy, expiresMs, tokenExpiresMs, } = session;
    return {
        path,
        drive: driveState(session.parent.drive).label,
        receivedBytes,
        totalBytes: sizeBytes ?? null,
        fragments,
        receiving: busy !== undefined,
        expires: iso(Math.min(expiresMs, tokenExpiresMs)),
    };
}
function requestState(entry) {
    const { surface, method, status, contentRange, file, code, fault } = entry;
    const isRange = contentRange !== undefined && /^bytes [\d*/-]{1,60}$/.test(contentRange);
    return {
        time: iso(entry.atMs),
        surface,
        method,
        path: redactPath(entry.path, surface),
        query: redactQuery(entry.query),
        ...(file === undefined ? {} : { file }),
        ...(isRange ? { contentRange } : {}),
        status,
        ...(code === undefined ? {} : { code: redact(code) }),
        bytes: entry.bodyBytes,
        ...(fault === undefined ? {} : { fault: redact(fault) }),
    };
}
function faultState({ fault, seen, hits }) {
    const { on, after = 0, times = 1 } = fault;
    const { kind } = fault.do;
    const does = fault.do.kind === 'status'
        ? `${kind} ${fault.do.status}`
        : fault.do.kind === 'refusal'
            ? fault.do.name
            : kind;
    const path = on.path === undefined ? {} : { path: redact(on.path) };
    return { on: { ...on, ...path }, does, after, times, seen, hits };
}
/** ISO 8601, or '' for a time outside the range of Date. */
function iso(ms) {
    return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : '';
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/tree.js
/** Builds the HTML list of a folder's items. */


/** Formats a size in `B`, `KiB` and so on, with at least three digits from `KiB` on. */
function formatSize(sizeBytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let size = sizeBytes;
    while (size >= 1024 && units.length > 1) {
        size /= 1024;
        units.shift();
    }
    if (units[0] === 'B' || size >= 100)
        return `${size.toFixed(0)} ${units[0]}`;
    return `${size.toFixed(size >= 10 ? 1 : 2)} ${units[0]}`;
}
/** Formats a number with its noun. */
function formatCount(number, noun) {
    return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
/** URL of the page for a folder, starting with item `from`. Escaped for an attribute. */
function folderHref(driveId, path, from = 0) {
    const query = new URLSearchParams({ drive: driveId, path, ...(from > 0 ? { from: String(from) } : {}) });
    return escapeHtml(`/?${query}`);
}
/**
 * Builds the items of a folder's `<ul>`. Subfolders include their items while there are at most `inlineItems` in total.
 * The others contain a link, which the page's script replaces with the items.
 */
function folderListHtml(view) {
    return rows(view.drive, view.folder, { left: view.inlineItems - view.folder.items.length });
}
function rows(drive, folder, budget) {
    const { items, path, from, total } = folder;
    if (total === 0)
        return '<li class="note" data-id="none"><span class="row">empty</span></li>';
    const shown = items.map((item) => item.children === null ? fileRow(item) : folderRow(drive, item, budget));
    const next = from + items.length;
    const [before, after] = [Math.max(0, from - dashboardLimits.items), total - next];
    if (from > 0)
        shown.unshift(pagingRow('before', folderHref(drive.id, path, before), `The ${formatCount(from, 'item')} before`));
    if (after > 0)
        shown.push(pagingRow('after', folderHref(drive.id, path, next), `${formatCount(after, 'item')} more`));
    return shown.join('');
}
function pagingRow(id, href, words) {
    return `<li class="note" data-id="${id}"><span class="row"><a href="${href}">${words}</a></span></li>`;
}
function fileRow({ id, name, sizeBytes, versions, modified, quickXorHash }) {
    const hash = quickXorHash ?? 'no hash';
    return `<li data-id="${escapeHtml(id)}"><div class="row file" title="changed ${modified}"><bdi class="name">${escapeHtml(name)}</bdi> <code class="hash" title="QuickXorHash">${escapeHtml(hash)}</code> <span class="versions${versions > 1 ? ' many' : ''}">${formatCount(versions, 'version')}</span> <span class="size">${formatSize(sizeBytes)}</span></div></li>`;
}
function folderRow(drive, item, budget) {
    const { id, name, path, sizeBytes } = item;
    const children = item.children ?? 0;
    let inner = `<li class="note"><span class="row"><a href="${folderHref(drive.id, path)}">Open ${formatCount(children, 'item')}</a></span></li>`;
    const below = children <= budget.left ? folderState(drive, path) : undefined;
    if (below !== undefined) {
        budget.left -= children;
        inner = rows(drive, below, budget);
    }
    return `<li data-id="${escapeHtml(id)}"><details><summary class="row"><bdi class="name">${escapeHtml(name)}</bdi> <span class="versions">${formatCount(children, 'item')}</span> <span class="size">${formatSize(sizeBytes)}</span></summary><ul data-path="${escapeHtml(path)}">${inner}</ul></details></li>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/parts.js
/**
 * Builds the changing parts of the page from the state: figures, sessions, requests, throttle, faults. All external
 * text is escaped here.
 */


/** Builds every part. */
function pageParts(state) {
    return {
        figures: figures(state),
        open: `${state.sessionsInAll === 0 ? 'No upload session is' : `${formatCount(state.sessionsInAll, 'upload session')}`} open.`,
        sessions: state.sessions.map((one) => session(one, Date.parse(state.time))).join(''),
        requests: requests(state),
        throttle: throttle(state),
        faults: faults(state.faults),
    };
}
/** Local time of this machine, to the millisecond. The reader uses the same machine. */
function clockText(iso) {
    const date = new Date(iso);
    const two = (number) => String(number).padStart(2, '0');
    const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
    return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}
function time(iso) {
    return `<time datetime="${iso}">${clockText(iso)}</time>`;
}
function isWrong({ status, fault }) {
    return fault !== undefined || status === 'cut' || (typeof status === 'number' && status >= 400);
}
function figures(state) {
    const wrong = state.requests.filter(isWrong).length;
    const rows = [
        [formatCount(state.drive.items, 'item'), 'on the drive'],
        [formatSize(state.drive.sizeBytes), 'stored'],
        [state.requestsInAll.toLocaleString('en-US'), state.requestsInAll === 1 ? 'request' : 'requests'],
        [wrong.toLocaleString('en-US'), `of the last ${state.requests.length} failed`],
        [clockText(state.time), "the emulator's clock"],
    ];
    return rows.map(([figure, words]) => `<li><b>${figure}</b> ${words}</li>`).join('');
}
function session(one, nowMs) {
    const { path, drive, receivedBytes, totalBytes, fragments, receiving, expires } = one;
    const [folder, name] = [path.replace(/[^/]*$/, ''), path.replace(/^.*\//s, '')];
    const label = `aria-label="received of ${escapeHtml(name)}"`;
    const bar = totalBytes === null
        ? `<progress ${label} value="0" max="1"></progress>`
        : `<progress ${label} value="${receivedBytes}" max="${Math.max(1, totalBytes)}"></progress>`;
    const share = totalBytes === null ? 0 : Math.floor((100 * receivedBytes) / Math.max(1, totalBytes));
    const progress = totalBytes === null
        ? 'waiting for the first fragment'
        : `${formatSize(receivedBytes)} of ${formatSize(totalBytes)} in ${formatCount(fragments, 'fragment')}`;
    return `<li><div class="line"><span class="path" title="${escapeHtml(drive)}"><bdi class="quiet">${escapeHtml(folder)}</bdi><bdi>${escapeHtml(name)}</bdi></span><b>${totalBytes === null ? '–' : `${share} %`}</b></div>${bar}
<div class="line quiet"><span>${progress}${receiving ? ', receiving' : ''}</span><span>expires in <time datetime="${expires}">${lengthText(Date.parse(expires) - nowMs)}</time></span></div></li>`;
}
/** The two largest units: sessions last minutes or days. */
function lengthText(lengthMs) {
    const seconds = Math.max(0, Math.floor(lengthMs / 1000));
    const units = [
        [Math.floor(seconds / 86_400), 'd'],
        [Math.floor(seconds / 3600) % 24, 'h'],
        [Math.floor(seconds / 60) % 60, 'min'],
        [seconds % 60, 's'],
    ];
    const first = units.findIndex(([number]) => number > 0);
    const shown = first < 0 ? units.slice(-1) : units.slice(first, first + 2);
    return shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}
function requests(state) {
    if (state.requests.length === 0)
        return '<tr><td colspan="6" class="quiet">No requests yet.</td></tr>';
    return state.requests.map(request).join('');
}
function request(one) {
    const { surface, method, status, code, bytes, fault } = one;
    const fine = status === 'pending' ? 'pending' : 'fine';
    const sort = isWrong(one) ? 'wrong' : fine;
    const words = [
        `<b>${status}</b>`,
        ...(code === undefined ? [] : [escapeHtml(code)]),
        ...(fault === undefined ? [] : [`<span class="fault">fault: ${escapeHtml(fault)}</span>`]),
    ];
    return `<tr class="${sort}"><td>${time(one.time)}</td><td>${surface}</td><td>${escapeHtml(method)}</td><td class="path">${address(one)}</td><td class="number">${bytes > 0 ? formatSize(bytes) : ''}</td><td class="status">${words.join(' ')}</td></tr>`;
}
/** For an upload session, the file is more useful than its redacted URL. */
function address({ path, query, file, contentRange }) {
    const range = contentRange?.replace('bytes ', '');
    const detail = range === undefined ? '' : ` <span class="quiet range">${escapeHtml(range)}</span>`;
    if (file !== undefined)
        return `<bdi title="${escapeHtml(path)}">${withLineBreaks(file)}</bdi>${detail}`;
    const names = query.length === 0 ? '' : `?${query.join('&')}`;
    const short = `${path}${names}`.replace(/b![\w-]{12,}/g, (id) => `${id.slice(0, 8)}…`);
    return `<bdi title="${escapeHtml(path + names)}">${withLineBreaks(short)}</bdi>${detail}`;
}
/** Lets a long path break after its slashes. */
function withLineBreaks(path) {
    return escapeHtml(path).replaceAll('/', '/<wbr>');
}
function throttle({ throttle: now }) {
    if (now === null)
        return '<p class="quiet">Off: no limit on requests.</p>';
    const { limit, used, refused, leftMs } = now;
    const rest = `${Math.ceil(leftMs / 1000)} s left in this minute`;
    return `<div class="line"><span>${used.toLocaleString('en-US')} of ${formatCount(limit, 'unit')}</span><b>${Math.floor((100 * used) / limit)} %</b></div>
<progress aria-label="units used" value="${Math.min(used, limit)}" max="${limit}"></progress>
<div class="line quiet"><span>${refused === 0 ? 'none refused' : `<span class="fault">${formatCount(refused, 'unit')} refused</span>`}</span><span>${rest}</span></div>`;
}
function faults(all) {
    if (all.length === 0)
        return '<p class="quiet">No faults are set.</p>';
    return `<ul class="plain">${all.map(fault).join('')}</ul>`;
}
function fault({ on, does, after, times, hits, seen }) {
    const where = [on.surface, on.method, on.path].filter((word) => word !== undefined).join(' ');
    const left = after > seen ? `, after ${after - seen} more` : '';
    return `<li class="line${hits >= times ? ' quiet' : ''}"><span><b>${escapeHtml(does)}</b> on ${escapeHtml(where) || 'any request'}${left}</span><span>${hits} of ${times} used</span></li>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/script.js
/**
 * The page's script. It fetches the parts every second, and a folder's items when it is opened. It uses the ids and
 * data attributes of page.ts, and trusts the server's HTML, in which everything is escaped.
 */
/** Updates the existing page. Without the script, the page is complete but static. */
const dashboardScript = `
const periodMs = 1000;
const byId = (id) => document.getElementById(id);
const drive = document.body.dataset.drive;
const shown = new Map();
let revision = Number(document.body.dataset.revision);
let paused = false;

async function ask(query) {
  const answer = await fetch('/_emulator/state?' + new URLSearchParams({ as: 'html', drive, ...query }));
  return answer.ok ? answer.json() : undefined;
}

/* What somebody is about to copy stays as it is. */
function isSelected(box) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(box, true);
}

function fill(box, html) {
  if (shown.get(box) === html || isSelected(box)) return;
  box.innerHTML = html;
  shown.set(box, html);
}

/* Rows that stay keep their element: open folders stay open, and the focus where it is. */
function merge(list, html) {
  const fresh = document.createElement('ul');
  fresh.innerHTML = html;
  const wanted = new Set([...fresh.children].map((row) => row.dataset.id));
  for (const row of [...list.children]) if (!wanted.has(row.dataset.id)) row.remove();
  const kept = new Map([...list.children].map((row) => [row.dataset.id, row]));
  let at = list.firstElementChild;
  for (const row of [...fresh.children]) {
    const old = kept.get(row.dataset.id);
    if (old === undefined) {
      list.insertBefore(row, at);
      continue;
    }
    const [was, is] = [old, row].map((one) => one.querySelector('.row'));
    if (was.innerHTML !== is.innerHTML && !isSelected(was)) was.innerHTML = is.innerHTML;
    if (old === at) at = at.nextElementSibling;
    else list.insertBefore(old, at);
  }
}

async function load(list) {
  const { path, from = '0' } = list.dataset;
  const answer = await ask({ path, from });
  if (answer !== undefined) merge(list, answer.list);
}

const isOpen = (list) => list.parentElement.closest('details:not([open])') === null;

async function look() {
  const answer = await ask({});
  if (answer === undefined) return;
  for (const [id, html] of Object.entries(answer.parts)) fill(byId(id), html);
  if (answer.revision === revision) return;
  revision = answer.revision;
  await Promise.all([...document.querySelectorAll('ul[data-path]')].filter(isOpen).map(load));
}

async function beat() {
  if (!paused && !document.hidden) {
    const words = await look().then(() => 'live', () => 'the emulator does not respond');
    if (!paused) byId('live').textContent = words;
    document.body.classList.toggle('gone', words !== 'live');
  }
  setTimeout(beat, periodMs);
}

document.addEventListener('toggle', ({ target }) => {
  const list = target.open ? target.querySelector('ul[data-path]') : null;
  if (list !== null) load(list).catch(() => {});
}, true);

const pause = byId('pause');
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Resume' : 'Pause';
  byId('live').textContent = paused ? 'paused' : 'live';
});
byId('moving').hidden = false;
setTimeout(beat, periodMs);
`;

;// CONCATENATED MODULE: ./build/emulator/dashboard/style.js
/** The page's CSS, light and dark. It shares its colours with the sign-in pages. */

/** The page's complete style sheet. */
const dashboardStyle = `${colorStyles}
:root{--bad:#b3261e;--bad-ground:#fdf0ef;--good:#1a7f4b}
@media(prefers-color-scheme:dark){:root{--bad:#ff9d94;--bad-ground:#2d1d1d;--good:#5fd296}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);z-index:1}
header,main,footer{max-width:100rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:1.25rem}
h1{margin:0;font-size:1.375rem;font-weight:600}
h2{margin:0 0 .625rem;font-size:1rem;font-weight:600}
p{margin:0}code{font-size:.8125em;overflow-wrap:anywhere}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem}
.line>:last-child{white-space:nowrap}.line>:first-child{min-width:0;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet)}.quiet,footer,.figures,.plain,table,.tree{font-size:.875rem}
.fault,.gone #live{color:var(--bad)}
ul.figures,ul.plain,#sessions,.tree ul{margin:0;padding:0;list-style:none}
.figures{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;padding:.5rem 0 1rem!important;color:var(--quiet)}
.figures b{color:var(--ink);font-weight:600}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
@media(min-width:70rem){main{grid-template-columns:minmax(0,1.6fr) minmax(0,1fr)}}
main>div{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr)}
section{padding:1rem 1.125rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
#sessions li{padding-top:.75rem}
progress{display:block;width:100%;height:.5rem;margin:.25rem 0;border:0;border-radius:.25rem;overflow:hidden;appearance:none;background:var(--line);color:var(--act)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--act)}
progress::-moz-progress-bar{background:var(--act)}
.scroll{max-height:34rem;overflow:auto;margin:0 -1.125rem -1rem;border-top:1px solid var(--line);border-radius:0 0 8px 8px}
table{width:100%;border-collapse:collapse}
th{position:sticky;top:0;background:var(--paper);color:var(--quiet);font-weight:400;text-align:left}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{padding-left:1.125rem}th:last-child,td:last-child{padding-right:1.125rem}
td.path{width:100%;white-space:normal;overflow-wrap:anywhere;min-width:12rem}
.range{white-space:nowrap}.number{text-align:right}td.status{white-space:normal;min-width:7.5rem}
tr.wrong{background:var(--bad-ground)}tr.wrong .status b{color:var(--bad)}tr.fine .status b{color:var(--good)}
body:has(#failed:checked) tr:is(.fine,.pending){display:none}
body:has(#failed:checked) tbody:not(:has(.wrong))::after{content:'No request failed.';color:var(--quiet)}
.tree ul ul{margin-left:.4rem;padding-left:.85rem;border-left:1px solid var(--line)}
.row{display:flex;align-items:baseline;gap:.25rem .75rem;padding:.2rem .25rem;border-radius:4px}
.row.file{padding-left:1.35rem}
@media(max-width:30rem){.size{min-width:4rem}header,main{padding:0 .75rem}.row{column-gap:.5rem}td.path{min-width:16rem}}
.name{flex:1;min-width:0;overflow-wrap:anywhere}
.size,.versions,.hash{color:var(--quiet);white-space:nowrap}.size{min-width:5rem;text-align:right}.many{color:var(--ink)}
.hash{display:none}
body:has(#hashes:checked) .hash{display:inline;flex-basis:100%;order:1;white-space:normal}
body:has(#hashes:checked) .file{flex-wrap:wrap}
summary{cursor:pointer}summary::marker{content:none}summary::-webkit-details-marker{display:none}
summary::before{content:'';width:.35rem;height:.35rem;margin:0 .3rem 0 .15rem;border:solid var(--quiet);border-width:0 2px 2px 0;transform:translateY(-.1rem) rotate(-45deg);flex:none}
details[open]>summary::before{transform:translateY(-.2rem) rotate(45deg)}
summary .name{font-weight:600}summary:hover,.file:hover{background:var(--ground)}
.note .row{padding-left:1.35rem;color:var(--quiet)}
a{color:var(--act)}
button,select{font:inherit;font-size:.875rem;padding:.2rem .75rem;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}
button{cursor:pointer}button:hover{background:var(--ground)}
select{min-width:0;flex:0 1 auto;text-overflow:ellipsis}
form{display:flex;gap:.5rem;margin-bottom:.625rem}
label{white-space:nowrap;font-size:.875rem;font-weight:400}
input{accent-color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.scroll:focus-visible,summary:focus-visible{outline-offset:-3px}
footer{padding:1rem 1.5rem 1.5rem}
`;

;// CONCATENATED MODULE: ./build/emulator/dashboard/page.js
/** Builds the dashboard page as one HTML text. The page is complete without scripts. */







const cspHash = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
/** Allows nothing external, and only the page's own script and style. */
const contentSecurityPolicy = [
    "default-src 'none'",
    `script-src ${cspHash(dashboardScript)}`,
    `style-src ${cspHash(dashboardStyle)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
].join(';');
/** Builds the whole page. `list` is the folder's HTML. */
function dashboardHtml(view) {
    const { state, folder, list, origin } = view;
    const parts = pageParts(state);
    const missing = view.isMissing ? '<p class="fault" role="alert">This folder does not exist.</p>' : '';
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Emulated OneDrive</title><link rel="icon" href="data:,"><style>${dashboardStyle}</style></head>
<body data-drive="${escapeHtml(state.drive.id)}" data-revision="${state.revision}">
<a class="skip" href="#main">Skip to the content</a>
<header><div class="line"><h1>Emulated OneDrive</h1>
<span><span id="moving" hidden><span id="live" class="quiet">live</span> <button type="button" id="pause">Pause</button></span><noscript><a href="">Reload</a></noscript></span></div>
<p class="quiet">A ${escapeHtml(state.account)} account at <code>${escapeHtml(origin)}</code>, drive <code>${escapeHtml(state.drive.id)}</code></p>
<ul class="figures" id="figures">${parts.figures}</ul></header>
<main id="main" tabindex="-1"><div>
<section aria-labelledby="h-sessions"><h2 id="h-sessions">Upload sessions</h2>
<p id="open" class="quiet" aria-live="polite">${parts.open}</p><ul id="sessions">${parts.sessions}</ul></section>
<section aria-labelledby="h-requests"><div class="line"><h2 id="h-requests">Last requests</h2>
<label><input type="checkbox" id="failed"> only failed requests</label></div>
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-requests"><table>
<thead><tr><th scope="col">Time</th><th scope="col">Service</th><th scope="col">Method</th><th scope="col">Path or file</th><th scope="col" class="number">Sent</th><th scope="col">Answer</th></tr></thead>
<tbody id="requests">${parts.requests}</tbody></table></div></section>
</div><div>
<section aria-labelledby="h-drive"><div class="line"><h2 id="h-drive">Drive</h2>
<label><input type="checkbox" id="hashes"> QuickXorHash</label></div>
${missing}${driveChoice(state)}${crumbs(state, folder)}
<div class="tree"><ul data-path="${escapeHtml(folder.path)}" data-from="${folder.from}">${list}</ul></div></section>
<section aria-labelledby="h-throttle"><h2 id="h-throttle">Throttling</h2><div id="throttle">${parts.throttle}</div></section>
<section aria-labelledby="h-faults"><h2 id="h-faults">Faults</h2><div id="faults">${parts.faults}</div></section>
</div></main>
<footer>An emulator on this machine. Nothing is sent to Microsoft. At most ${dashboardLimits.requests} requests are shown, without credentials;
the same as JSON is at <a href="/_emulator/state">/_emulator/state</a>.</footer>
<script>${dashboardScript}</script></body></html>
`;
}
/** A plain form, because a tenant has a dozen drives. */
function driveChoice({ drives, drive }) {
    if (drives.length < 2)
        return '';
    const options = drives.map(({ id, label, items }) => {
        const words = `${label} (${items.toLocaleString('en-US')})`;
        return `<option value="${escapeHtml(id)}"${id === drive.id ? ' selected' : ''}>${escapeHtml(words)}</option>`;
    });
    return `<form><select name="drive" aria-label="Drive">${options.join('')}</select><button>Show</button></form>`;
}
/** Links to the parent folders, if the page shows a folder below the root. */
function crumbs({ drive }, { path, from }) {
    const names = path.split('/').filter(Boolean);
    if (names.length === 0 && from === 0)
        return '';
    const steps = names.map((name, depth) => {
        const href = folderHref(drive.id, `/${names.slice(0, depth + 1).join('/')}`);
        const isHere = depth === names.length - 1 ? ' aria-current="page"' : '';
        return `<a href="${href}"${isHere}><bdi>${escapeHtml(name)}</bdi></a>`;
    });
    const root = `<a href="${folderHref(drive.id, '/')}">Drive</a>`;
    return `<nav aria-label="Folder" class="quiet">${[root, ...steps].join(' / ')}</nav>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/handler.js





const statePath = '/_emulator/state';
const headers = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
};
/** Creates the dashboard of one emulator. */
function createDashboard(sources) {
    return {
        // Only loopback names, because of DNS rebinding: any other name may resolve to this machine but belong to an
        // attacker.
        accepts({ method, url, headers: { accept = '' } }) {
            if (!isLoopback(url.hostname) || (method !== 'GET' && method !== 'HEAD'))
                return false;
            return url.pathname === statePath || (url.pathname === '/' && /\btext\/html\b/.test(accept));
        },
        answer(request) {
            const reply = request.url.pathname === statePath ? stateReply(sources, request) : pageReply(sources, request);
            return { ...reply, headers: { ...headers, ...reply.headers } };
        },
    };
}
function pageReply(sources, { url }) {
    const asked = readQuery(url);
    const requestedDrive = findDashboardDrive(sources, asked.drive);
    const drive = requestedDrive ?? sources.defaultDrive;
    const found = requestedDrive === undefined ? undefined : folderState(drive, asked.path, asked.from);
    const folder = found ?? folderState(drive, '/');
    if (folder === undefined)
        throw new Error('a drive has no root folder');
    const state = dashboardState(sources, drive);
    const list = folderListHtml({ drive, folder, inlineItems: 500 });
    return {
        status: found === undefined ? 404 : 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy },
        text: dashboardHtml({ state, folder, list, origin: url.origin, isMissing: found === undefined }),
    };
}
/** Returns JSON, or with `as=html` the same as HTML parts. With `path` a folder, otherwise everything else. */
function stateReply(sources, { url, headers: sent }) {
    // Browsers send the site of the requester. A page of another origin must not learn anything, not even from the
    // response time.
    const site = sent['sec-fetch-site'] ?? 'none';
    if (site !== 'same-origin' && site !== 'none')
        return errorReply(403, "Only the emulator's page can read this.");
    const { drive: id, path, from } = readQuery(url);
    const asHtml = url.searchParams.get('as') === 'html';
    const drive = findDashboardDrive(sources, id);
    if (drive === undefined)
        return errorReply(404, 'This drive does not exist.');
    if (!url.searchParams.has('path')) {
        const state = dashboardState(sources, drive);
        const { revision } = state;
        return { status: 200, json: asHtml ? { revision, parts: pageParts(state) } : state };
    }
    const folder = folderState(drive, path, from);
    if (folder === undefined)
        return errorReply(404, 'This folder does not exist.');
    const { revision } = sources.store;
    if (!asHtml)
        return { status: 200, json: { revision, folder } };
    return { status: 200, json: { revision, list: folderListHtml({ drive, folder, inlineItems: 0 }) } };
}
function readQuery({ searchParams }) {
    const from = searchParams.get('from') ?? '';
    return {
        drive: searchParams.get('drive') ?? '',
        path: searchParams.get('path') ?? '/',
        from: /^\d{1,9}$/.test(from) ? Number(from) : 0,
    };
}
function errorReply(status, message) {
    return { status, json: { error: message } };
}

;// CONCATENATED MODULE: ./build/emulator/drive/copy-jobs.js
/** Keeps the state of copies, so that their monitor URLs can report it. */

class CopyJobs {
    /** Set once the upload host listens. */
    origin = '';
    #byId = new Map();
    /**
     * Adds a job and returns its monitor URL, which needs no Authorization. `drive` is the target's; work drives put a
     * `tempauth` into it, without which rclone asks for a token of SharePoint (OneDrive/onedrive-api-docs#762).
     */
    add(drive, outcome, pollsLeft) {
        const id = (0,external_node_crypto_.randomUUID)();
        this.#byId.set(id, { outcome, pollsLeft });
        const url = `${this.origin}${drive.sitePath}/_api/v2.0/monitor/${id}`;
        return drive.type === 'personal' ? url : `${url}?tempauth=v1.${(0,external_node_crypto_.randomBytes)(32).toString('base64url')}`;
    }
    /** Undefined if there is no such job. */
    find(id) {
        return this.#byId.get(id);
    }
}

;// CONCATENATED MODULE: ./build/emulator/drive/download-urls.js
/**
 * Short-lived, pre-authenticated download URLs. A signed token contains the item and the expiry, so a listing of
 * 100,000 files needs no memory for them.
 */

const lifetimeMs = 3_600_000;
class DownloadUrls {
    /** Set once the upload host listens. */
    origin = '';
    #key = (0,external_node_crypto_.randomBytes)(32);
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    /** The URL of a file's content, or of an older version's. It is valid for an hour and needs no Authorization. */
    urlOf(item, version) {
        const claim = [item.drive.id, item.id, this.#clock() + lifetimeMs, version ?? ''].join('|');
        const token = `${Buffer.from(claim).toString('base64url')}.${this.#sign(claim)}`;
        const { type, stack, sitePath } = item.drive;
        if (type === 'personal' && stack !== 'new')
            return `${this.origin}/y4m/${token}/${encodeURIComponent(item.name)}`;
        const tempauth = `${stack === 'new' ? 'v1e' : 'v1'}.${token}`;
        const query = `UniqueId=${item.guid.toLowerCase()}&Translate=false&tempauth=${tempauth}&ApiVersion=2.0`;
        return `${this.origin}${sitePath}/_layouts/15/download.aspx?${query}`;
    }
    /** Returns the file of a token, 'expired' after the hour, or undefined if the token is forged or the file is gone. */
    resolve(token) {
        const [encoded = '', signature] = token.split('.');
        const claim = Buffer.from(encoded, 'base64url').toString();
        if (signature !== this.#sign(claim))
            return undefined;
        const [driveId = '', itemId = '', expiry, version = ''] = claim.split('|');
        if (this.#clock() > Number(expiry))
            return 'expired';
        const item = this.#store.drive(driveId)?.items.get(itemId);
        if (item === undefined || version === '' || version === `${item.versions}`)
            return item;
        const older = item.olderVersions.find(({ number }) => version === `${number}`);
        return older?.contentPath === undefined ? undefined : { ...older, name: item.name };
    }
    #sign(claim) {
        return (0,external_node_crypto_.createHmac)('sha256', this.#key).update(claim).digest('base64url').slice(0, 22);
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/emulator/drive/quick-xor-hash.js
/**
 * QuickXorHash as the service computes it over the stored bytes. Written byte by byte from the definition, unlike the
 * uploader's variant, so that the two can check each other. Long inputs are first folded into one row of 160 bytes.
 */
const registerBits = 160;
const stepBits = 11;
/**
 * 160 steps of 11 bits go around the register 11 times, so bytes 160 apart hit the same bits and may be XORed first.
 */
const rowBytes = 160;
const rowWords = rowBytes / 4;
/** With fewer rows, folding is not faster. */
const minRows = 8;
/**
 * A running QuickXorHash. Call `copy()` before adding bytes that may be discarded. Source: OneDrive/onedrive-api-docs,
 * quickxorhash.md.
 */
class QuickXorHash {
    // The low half of cell k is byte k of the register. The high half holds the bits that overflow into byte k + 1, and
    // `digest` folds them in. This takes one write per byte instead of two.
    #cells = new Int32Array(registerBits / 8);
    #lengthBytes = 0;
    get lengthBytes() {
        return this.#lengthBytes;
    }
    update(bytes) {
        // An Int32Array must start at a multiple of four.
        const skip = -bytes.byteOffset & 3;
        const rows = Math.floor((bytes.length - skip) / rowBytes);
        if (rows < minRows) {
            this.#mix(bytes, bytes.length);
            return this;
        }
        const end = skip + rows * rowBytes;
        this.#mix(bytes.subarray(0, skip), skip);
        this.#mix(foldRows(bytes.subarray(skip, end)), end - skip);
        this.#mix(bytes.subarray(end), bytes.length - end);
        return this;
    }
    /** The definition. `lengthBytes` is the length of the input that `bytes` stands for. */
    #mix(bytes, lengthBytes) {
        const slots = this.#cells;
        let bit = ((this.#lengthBytes % registerBits) * stepBits) % registerBits;
        for (let index = 0; index < bytes.length; index++) {
            slots[bit >> 3] = (slots[bit >> 3] ?? 0) ^ ((bytes[index] ?? 0) << (bit & 7));
            bit += stepBits;
            if (bit >= registerBits)
                bit -= registerBits;
        }
        this.#lengthBytes += lengthBytes;
    }
    copy() {
        const copy = new QuickXorHash();
        copy.#cells.set(this.#cells);
        copy.#lengthBytes = this.#lengthBytes;
        return copy;
    }
    /** Base64, 28 characters. Does not change the state. */
    digest() {
        const count = this.#cells.length;
        const register = Buffer.alloc(count);
        let length = BigInt(this.#lengthBytes);
        for (let index = 0; index < count; index++) {
            const carry = (this.#cells[(index + count - 1) % count] ?? 0) >> 8;
            register[index] = (this.#cells[index] ?? 0) ^ carry;
        }
        for (let index = 12; index < count; index++) {
            register[index] = (register[index] ?? 0) ^ Number(length & 255n);
            length >>= 8n;
        }
        return register.toString('base64');
    }
}
/** Folds rows into one: byte k is the XOR of every 160th byte from k on. Five columns fit in local variables. */
function foldRows(rows) {
    const words = new Int32Array(rows.buffer, rows.byteOffset, rows.length / 4);
    const row = new Int32Array(rowWords);
    for (let column = 0; column < rowWords; column += 5) {
        let [a, b, c, d, e] = [0, 0, 0, 0, 0];
        for (let at = column; at < words.length; at += rowWords) {
            a ^= words[at] ?? 0;
            b ^= words[at + 1] ?? 0;
            c ^= words[at + 2] ?? 0;
            d ^= words[at + 3] ?? 0;
            e ^= words[at + 4] ?? 0;
        }
        row.set([a, b, c, d, e], column);
    }
    return new Uint8Array(row.buffer);
}

;// CONCATENATED MODULE: ./build/emulator/drive/content-hash.js
/** Hashes the content of a file with the algorithms that its drive shows. */


/** A QuickXorHash and, for personal drives of the new stack, SHA-1 and SHA-256. */
class ContentHash {
    #quickXor;
    #sha;
    constructor(quickXor, sha) {
        this.#quickXor = quickXor;
        this.#sha = sha;
    }
    /** A hash of nothing yet, for a file on this drive. */
    static forDrive({ stack }) {
        const sha = stack === 'new' ? { sha1: (0,external_node_crypto_.createHash)('sha1'), sha256: (0,external_node_crypto_.createHash)('sha256') } : undefined;
        return new ContentHash(new QuickXorHash(), sha);
    }
    /** The hash of bytes that another process received. It cannot be continued here. */
    static ofReceivedElsewhere(quickXorHash) {
        const hash = {
            update() {
                throw new Error('these bytes were hashed elsewhere');
            },
            copy: () => hash,
            digest: () => quickXorHash,
        };
        return new ContentHash(hash, undefined);
    }
    update(bytes) {
        this.#quickXor.update(bytes);
        this.#sha?.sha1.update(bytes);
        this.#sha?.sha256.update(bytes);
        return this;
    }
    copy() {
        const sha = this.#sha;
        return new ContentHash(this.#quickXor.copy(), sha === undefined ? undefined : { sha1: sha.sha1.copy(), sha256: sha.sha256.copy() });
    }
    /** Base64. */
    quickXorHash() {
        return this.#quickXor.digest();
    }
    shaHashes() {
        if (this.#sha === undefined)
            return undefined;
        const hex = (hash) => hash.copy().digest('hex').toUpperCase();
        return { sha1Hash: hex(this.#sha.sha1), sha256Hash: hex(this.#sha.sha256) };
    }
}

;// CONCATENATED MODULE: ./build/emulator/drive/inspect.js
/** Lets tests read and seed the drives directly, without Graph. */





/** Creates an inspector of a store. `defaultDrive` is used if no drive is named. */
function createDriveInspector(store, defaultDrive) {
    const drive = driveFinder(store, defaultDrive);
    return {
        files: (driveId) => [...drive(driveId).items.values()]
            .filter((item) => item.children === undefined && item.isVault !== true)
            .map(toStoredFile),
        read: (path, driveId) => (0,promises_.readFile)(findContentPath(drive(driveId), path)),
        async sha256(path, driveId) {
            const hash = (0,external_node_crypto_.createHash)('sha256');
            for await (const piece of (0,external_node_fs_.createReadStream)(findContentPath(drive(driveId), path)))
                hash.update(piece);
            return hash.digest('hex');
        },
        async seed(path, content, driveId) {
            const names = path.split('/').filter(Boolean);
            const name = names.pop();
            if (name === undefined)
                throw new Error('a seeded file needs a name');
            const parent = ensureFolder(store, drive(driveId), names);
            const bytes = Buffer.from(content);
            const at = store.newContentPath();
            await (0,promises_.writeFile)(at, bytes);
            const existing = findChild(parent, name);
            const hash = ContentHash.forDrive(parent.drive).update(bytes);
            const arrived = { path: at, sizeBytes: bytes.length, hash };
            return store.putFile({
                parent,
                name,
                ...(existing === undefined ? {} : { existing }),
                content: arrived,
            }).id;
        },
    };
}
/**
 * Returns a function that finds drives by id, with `defaultDrive` for undefined. It throws if the drive does not exist.
 */
function driveFinder(store, defaultDrive) {
    return (id) => {
        const found = id === undefined ? defaultDrive : store.drive(id);
        if (found === undefined)
            throw new Error(`no drive ${id}`);
        return found;
    };
}
/** Returns the folder at this path. Creates the folders that are missing. */
function ensureFolder(store, drive, names) {
    let at = drive.root;
    for (const name of names)
        at = findChild(at, name) ?? store.createFolder(at, name);
    return at;
}
function toStoredFile(item) {
    const { sizeBytes, quickXorHash = '', id, versions } = item;
    return { path: itemPath(item).join('/'), sizeBytes, quickXorHash, id, versions };
}
function findContentPath(drive, path) {
    const file = findDescendant(drive.root, path.split('/').filter(Boolean));
    if (file?.contentPath === undefined)
        throw new Error(`no file ${path}`);
    return file.contentPath;
}

;// CONCATENATED MODULE: ./build/emulator/drive/names.js
/** Checks which names and paths the service refuses, and which names it treats as equal. */
const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const maxNameLength = 255;
/**
 * Checks one name. More names are refused for a `folder`, in a `library` (SharePoint), and in its `root`. Source:
 * Microsoft's support page on restricted names.
 */
function nameError(name, where = {}) {
    if (name.length > maxNameLength)
        return { innerCode: 'pathIsTooLong', message: 'The specified name is too long.' };
    const bad = name === '' ||
        name === '.' ||
        name === '..' ||
        /["*:<>?/\\|\u0000-\u001f\u007f-\u009f]/.test(name) ||
        // Half of a surrogate pair: JSON can express it, a URL cannot.
        /\p{Surrogate}/u.test(name) ||
        name !== name.trim() ||
        name.endsWith('.') ||
        name.toLowerCase() === '.lock' ||
        name.toLowerCase() === 'desktop.ini' ||
        reservedNames.test(name) ||
        /_vti_/i.test(name) ||
        name.startsWith('~$') ||
        (where.root === true && name.toLowerCase() === 'forms') ||
        (where.library === true && where.folder === true && name.startsWith('~'));
    return bad ? { innerCode: 'invalidPath', message: 'Name contains invalid characters.' } : undefined;
}
/** Checks a whole decoded path, file name included. The limit is 400 characters, 430 on personal drives. */
function pathError(segments, personal) {
    return segments.join('/').length > (personal ? 430 : 400)
        ? { innerCode: 'pathIsTooLong', message: 'The specified path is too long.' }
        : undefined;
}
/** Names with the same key conflict. Case is ignored, and nothing is normalised. */
function nameKey(name) {
    return name.toLowerCase();
}
/** Letters that equal one or more others on a drive with `similarNames`. */
const letterExpansions = {
    æ: 'ae',
    œ: 'oe',
    ß: 'ss',
    þ: 'th',
    ﬀ: 'ff',
    ﬁ: 'fi',
    ﬂ: 'fl',
    ﬃ: 'ffi',
    ﬄ: 'ffl',
    ﬆ: 'st',
};
/**
 * The key on a drive with `similarNames`. `æ` equals `ae` (OneDrive/onedrive-api-docs#856), composed and decomposed
 * letters are equal, and characters unknown to the drive's tables are ignored (#977, #1198).
 */
function similarNameKey(name) {
    return nameKey(name)
        .normalize('NFC')
        .replace(/[æœßþﬀ-ﬄﬆ]/g, (letter) => letterExpansions[letter] ?? letter)
        .replace(/[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af]/gu, '');
}
/** The nth name that `rename` tries: `report 1.pdf`. */
function numberedName(name, number) {
    const dot = name.lastIndexOf('.');
    return dot > 0 ? `${name.slice(0, dot)} ${number}${name.slice(dot)}` : `${name} ${number}`;
}

;// CONCATENATED MODULE: ./build/emulator/drive/retention.js
/** What becomes of received bytes. */
function retentionOf(options) {
    const { discard = false, hash } = options;
    return { contents: discard === false, hashes: hash !== 'none', elsewhere: discard === 'elsewhere' };
}

;// CONCATENATED MODULE: ./build/emulator/drive/sessions.js
/** Upload sessions: opening, extending, name locks, expiry. Fragments are checked in upload-host. */




const minuteMs = 60_000;
const dayMs = 86_400_000;
class UploadSessions {
    /** Set once the upload host listens. */
    origin = '';
    urls = [];
    #byToken = new Map();
    /** Tokens of ended sessions, with their expiry. Until then they return 404, afterwards 401. */
    #endedTokens = new Map();
    #byName = new Map();
    /** How often the Office replace bug was applied to a name since the last commit. */
    #officeAttempts = new Map();
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    open(facts) {
        const { parent, name } = facts;
        const personal = parent.drive.type === 'personal';
        const nowMs = this.#clock();
        const place = itemNameKey(parent, name);
        const attempts = facts.officeBug ? (this.#officeAttempts.get(place) ?? 0) : 0;
        if (facts.officeBug)
            this.#officeAttempts.set(place, attempts + 1);
        const session = {
            id: (0,external_node_crypto_.randomUUID)(),
            token: newSessionToken(parent.drive),
            parent,
            name,
            conflict: facts.conflict,
            dates: facts.dates,
            path: [...itemPath(parent), name].join('/'),
            expiresMs: nowMs + (personal ? 7 * dayMs : 15 * minuteMs),
            tokenExpiresMs: personal ? Number.POSITIVE_INFINITY : nowMs + dayMs,
            receivedBytes: 0,
            fragments: 0,
            hash: ContentHash.forDrive(parent.drive),
            contentPath: this.#store.newContentPath(),
            isUnaligned: false,
            isBroken: facts.officeBug === true && attempts === 0,
            replacesId: facts.officeBug === true,
        };
        this.#byToken.set(session.token, session);
        if (!personal && !session.isBroken)
            this.#byName.set(place, session);
        const url = this.#urlOf(session, facts.existing);
        this.urls.push(url);
        return { session, url };
    }
    /**
     * Finds a session by its token. Returns 'expired' when the token has expired, or undefined if there is no open
     * session.
     */
    find(token) {
        const session = this.#byToken.get(token);
        const tokenExpiresMs = session?.tokenExpiresMs ?? this.#endedTokens.get(token);
        if (tokenExpiresMs !== undefined && this.#clock() > tokenExpiresMs) {
            if (session !== undefined)
                this.end(session);
            return 'expired';
        }
        return session === undefined ? undefined : this.#ifOpen(session);
    }
    /** The open session that locks this name. Business and SharePoint only. */
    findLock(parent, name) {
        const session = this.#byName.get(itemNameKey(parent, name));
        return session === undefined ? undefined : this.#ifOpen(session);
    }
    /** Postpones the expiry after an accepted fragment. Business and SharePoint only. */
    extend(session) {
        const personal = session.parent.drive.type === 'personal';
        if (!personal)
            session.expiresMs = this.#clock() + 15 * minuteMs;
    }
    /** Ends the session. Deletes its content, unless that was or is being committed. */
    end(session, committed = false) {
        this.#byToken.delete(session.token);
        this.#endedTokens.set(session.token, session.tokenExpiresMs);
        const place = itemNameKey(session.parent, session.name);
        if (this.#byName.get(place) === session)
            this.#byName.delete(place);
        if (committed)
            this.#officeAttempts.delete(place);
        else if (session.isCommitting !== true)
            (0,promises_.rm)(session.contentPath, { force: true }).catch(() => { });
        session.activeFragment?.abort();
    }
    /** The open sessions. Unlike `find`, it does not end expired ones: one may be in the middle of a fragment. */
    list() {
        return [...this.#byToken.values()].filter(({ expiresMs }) => this.#clock() <= expiresMs);
    }
    #ifOpen(session) {
        if (this.#clock() <= session.expiresMs)
            return session;
        this.end(session);
        return undefined;
    }
    #urlOf(session, existing) {
        const { drive } = session.parent;
        const { origin } = this;
        const item = existing?.id ?? session.parent.id;
        if (drive.stack === 'new') {
            const endpoint = `${origin}${drive.sitePath}/_api/v2.0/drive/items/${item}/uploadSession`;
            return `${endpoint}?guid='${session.id}'&dc=0&tempauth=${session.token}`;
        }
        if (drive.type === 'personal')
            return `${origin}/up/${session.token}`;
        // Until 2022 it named path, overwrite and rename as well (abraunegg/onedrive#3859, microsoft-graph-docs#17631).
        const endpoint = `${origin}${drive.sitePath}/_api/v2.0/drives/${drive.id}/items/${item}/uploadSession`;
        return `${endpoint}?guid='${session.id}'&dc=0&tempauth=${session.token}`;
    }
}
/** Of the new stack they begin with `v1e` (apache/opendal#5811), of work drives with `v1` (abraunegg/onedrive#3859). */
function newSessionToken({ stack, type }) {
    const jwtHead = 'eyJ0eXAiOiJKV1QifQ';
    const head = type === 'personal' ? (stack === 'new' ? 'v1e' : jwtHead) : `v1.${jwtHead}`;
    return [head, (0,external_node_crypto_.randomBytes)(24).toString('base64url'), (0,external_node_crypto_.randomBytes)(24).toString('base64url')].join('.');
}
function itemNameKey(parent, name) {
    return `${parent.drive.id}/${parent.id}/${parent.drive.keyOf(name)}`;
}

;// CONCATENATED MODULE: ./build/emulator/core/ids.js
/** Generates ids in Microsoft's formats: GUIDs, drive ids, item ids, tags. */

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A random GUID in upper case. */
function newGuid() {
    return (0,external_node_crypto_.randomUUID)().toUpperCase();
}
/** The 16 bytes of a GUID in .NET's layout: the first three groups are little-endian. */
function guidBytes(text) {
    const raw = Buffer.from(text.replaceAll('-', ''), 'hex');
    raw.subarray(0, 4).reverse();
    raw.subarray(4, 6).reverse();
    raw.subarray(6, 8).reverse();
    return raw;
}
/** `b!` and 48 bytes in base64url: the GUIDs of the site, the web and the list. */
function libraryDriveId(parts) {
    const bytes = [parts.siteId, parts.webId, parts.listId].map(guidBytes);
    return `b!${Buffer.concat(bytes).toString('base64url')}`;
}
/**
 * 16 hex digits, `prefix` first. The id of a personal drive is the CID of its owner. The first digit after the prefix is
 * not zero.
 */
function personalDriveId(prefix = '') {
    const bytes = (0,external_node_crypto_.randomBytes)(8);
    bytes[0] = (bytes[0] ?? 0) | 0x80;
    return `${prefix}${bytes.toString('hex')}`.slice(0, 16).toUpperCase();
}
/** Removes the leading zeros of a personal drive's id. */
function withoutLeadingZeros(driveId) {
    return driveId.replace(/^0+(?=[0-9a-f])/i, '');
}
/**
 * Ids are `CID!s` + the GUID on personal drives, where the CID never has leading zeros (skardi's recording), else `01` +
 * base32 of 4 bytes of the drive and the item's GUID.
 */
function itemIdGenerator(driveType, driveId) {
    if (driveType === 'personal')
        return (id) => `${withoutLeadingZeros(driveId)}!s${id.replaceAll('-', '').toLowerCase()}`;
    const constant = (0,external_node_crypto_.randomBytes)(4);
    return (id) => `01${base32(Buffer.concat([constant, guidBytes(id)]))}`;
}
/** `eTag` of an item in its nth state. */
function eTag(drive, item) {
    return hasOpaqueTags(drive)
        ? `a${toBase64url(`${item.id}.${item.state}`)}`
        : `"{${item.guid}},${item.state}"`;
}
/** `cTag` of an item with its nth content. */
function cTag(drive, item) {
    return hasOpaqueTags(drive)
        ? `a${toBase64url(`c:${item.id}.${item.content}`)}`
        : `"c:{${item.guid}},${item.content}"`;
}
function hasOpaqueTags({ type, stack }) {
    return type === 'personal' && stack !== 'new';
}
function toBase64url(text) {
    return Buffer.from(text).toString('base64url');
}
/** RFC 4648 base32 without padding. The length must be a multiple of 5 bytes. */
function base32(bytes) {
    let text = '';
    let bits = 0;
    let held = 0;
    for (const byte of bytes) {
        held = (held << 8) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += BASE32.charAt((held >> bits) & 31);
        }
        held &= (1 << bits) - 1;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/emulator/drive/versions.js
/** Older versions of a file: their sizes and dates, and the contents of the last few. */

/** How many older versions of a file keep their content. The service keeps up to 500. */
const maxKeptContents = 3;
/**
 * Makes an older version of the current state of a file. The caller then changes the file, whose content is at
 * `nextContentPath` from now on: it may be that of a version which is now one too many.
 */
function keepVersion(item, nextContentPath = item.contentPath) {
    if (item.versions === 0)
        return;
    const { versions: number, sizeBytes, modifiedMs, quickXorHash, shaHashes, contentPath } = item;
    item.olderVersions.push({ number, sizeBytes, modifiedMs, quickXorHash, shaHashes, contentPath });
    for (const version of item.olderVersions.slice(0, -maxKeptContents))
        forgetContent(item, version, nextContentPath);
}
/** Deletes an older version. Does nothing if it is not one of the item's. */
function deleteVersion(item, version) {
    const index = item.olderVersions.indexOf(version);
    if (index < 0)
        return;
    item.olderVersions.splice(index, 1);
    forgetContent(item, version, item.contentPath);
}
/** Deletes the content, unless the current or another version has the same. */
function forgetContent(item, version, current) {
    const { contentPath } = version;
    version.contentPath = undefined;
    const isUsed = [current, ...item.olderVersions.map((one) => one.contentPath)].includes(contentPath);
    if (contentPath !== undefined && !isUsed)
        (0,promises_.rm)(contentPath, { force: true }).catch(() => { });
}

;// CONCATENATED MODULE: ./build/emulator/drive/store.js
/**
 * Stores drives and their items: a tree in memory, with contents as files in a folder. The caller has already checked
 * names and conflicts.
 */







class DriveStore {
    drives = new Map();
    retention;
    #dir;
    #clock;
    #keyOf;
    #sequence = 0;
    constructor(dir, clock, { keyOf = nameKey, ...keeps } = retentionOf({})) {
        this.retention = keeps;
        this.#keyOf = keyOf;
        this.#dir = dir;
        this.#clock = clock;
        (0,external_node_fs_.mkdirSync)(dir, { recursive: true });
    }
    /** Changes with every modification. */
    get revision() {
        return this.#sequence;
    }
    /** A new path for contents. The file does not exist yet. */
    newContentPath() {
        return (0,external_node_path_.join)(this.#dir, newGuid());
    }
    addDrive(facts) {
        const items = new Map();
        const history = new Map();
        const newItemId = itemIdGenerator(facts.type, facts.id);
        const drive = {
            ...facts,
            items,
            history,
            newItemId,
            keyOf: this.#keyOf,
            sharedWithMe: new Map(),
            specialFolders: new Map(),
            get root() {
                return root;
            },
        };
        const root = this.#newItem({ drive, name: 'root', folder: true });
        this.#recordChange(root);
        this.drives.set(driveKey(facts.id), drive);
        return drive;
    }
    /** Finds a drive by its id. Case does not matter in the hex ids of personal drives. */
    drive(id) {
        return this.drives.get(driveKey(id));
    }
    createFolder(parent, name, visibility = {}) {
        const folder = this.#newItem({ drive: parent.drive, name, folder: true, ...visibility });
        this.#attach(folder, parent);
        return folder;
    }
    /** Creates a shortcut to an item on another drive. */
    createShortcut(parent, name, remote) {
        const shortcut = this.#newItem({ drive: parent.drive, name });
        shortcut.remote = remote;
        this.#attach(shortcut, parent);
        return shortcut;
    }
    /** Creates the Personal Vault: an item that is neither file nor folder to Graph. */
    createVault(parent, name) {
        const vault = this.#newItem({ drive: parent.drive, name });
        vault.isVault = true;
        this.#attach(vault, parent);
        return vault;
    }
    /** Adds a file, or a new version of `existing`. The store takes over the content. */
    putFile(request) {
        const { parent, existing, content, dates = {} } = request;
        const item = existing ??
            this.#newItem({ drive: parent.drive, name: request.name, hiddenRequests: request.hiddenRequests ?? 0 });
        if (existing === undefined)
            this.#attach(item, parent);
        keepVersion(item, content.path);
        this.#addSize(item.parent, content.sizeBytes - item.sizeBytes);
        item.contentPath = content.path;
        item.sizeBytes = content.sizeBytes;
        if (this.retention.hashes) {
            item.quickXorHash = content.hash.quickXorHash();
            const shaHashes = content.hash.shaHashes();
            if (shaHashes !== undefined)
                item.shaHashes = shaHashes;
        }
        item.content++;
        item.versions++;
        item.fileModifiedMs = dates.fileModifiedMs ?? this.#clock();
        if (dates.fileCreatedMs !== undefined)
            item.fileCreatedMs = dates.fileCreatedMs;
        this.touch(item);
        return item;
    }
    /** Gives an existing item a new id. */
    replaceId(item) {
        item.drive.items.delete(item.id);
        item.drive.history.delete(item.id);
        item.guid = newGuid();
        item.id = item.drive.newItemId(item.guid);
        this.#recordChange(item);
    }
    /** Records a change of an item: a new eTag and a new position in the history. */
    touch(item) {
        item.state++;
        item.modifiedMs = this.#clock();
        this.#recordChange(item);
    }
    move(item, target) {
        this.#detach(item);
        item.name = target.name;
        this.#attach(item, target.parent);
        this.touch(item);
    }
    /** Moves an item to the recycle bin, with everything below it. */
    remove(item) {
        this.#detach(item);
        for (const gone of [item, ...descendants(item)]) {
            gone.deleted = true;
            gone.drive.items.delete(gone.id);
            this.#recordChange(gone);
        }
    }
    #newItem(facts) {
        const itemGuid = newGuid();
        const nowMs = this.#clock();
        return {
            id: facts.drive.newItemId(itemGuid),
            guid: itemGuid,
            drive: facts.drive,
            name: facts.name,
            ...(facts.folder ? { children: new Map() } : {}),
            sizeBytes: 0,
            createdMs: nowMs,
            modifiedMs: nowMs,
            fileCreatedMs: nowMs,
            fileModifiedMs: nowMs,
            state: facts.folder ? 1 : 0,
            content: 0,
            versions: 0,
            olderVersions: [],
            permissions: [],
            deleted: false,
            hiddenRequests: facts.hiddenRequests ?? 0,
            hidesForWrites: facts.hidesForWrites ?? false,
            changeOrder: 0,
        };
    }
    #attach(item, parent) {
        item.parent = parent;
        parent.children?.set(this.#keyOf(item.name), item);
        this.#addSize(parent, item.sizeBytes);
        this.#recordChange(item);
    }
    #detach(item) {
        item.parent?.children?.delete(this.#keyOf(item.name));
        this.#addSize(item.parent, -item.sizeBytes);
    }
    #addSize(folder, bytes) {
        for (let one = folder; one !== undefined; one = one.parent)
            one.sizeBytes += bytes;
    }
    #recordChange(item) {
        if (!item.deleted)
            item.drive.items.set(item.id, item);
        item.drive.history.delete(item.id);
        item.drive.history.set(item.id, item);
        item.changeOrder = ++this.#sequence;
    }
}
function driveKey(id) {
    return id.startsWith('b!') ? id : id.toUpperCase();
}

;// CONCATENATED MODULE: ./build/emulator/drive/tenant.js
/** Creates the emulated tenant: the signed-in user, other people, groups, sites, and their drives. */

/** The host of team sites. `personalHost` has the sites of people. */
const tenantHost = 'contoso.sharepoint.com';
const personalHost = 'contoso-my.sharepoint.com';
/** The host of personal drives of the new stack. */
const consumerHost = 'my.microsoftpersonalcontent.com';
/**
 * Creates the drives of an account: one and Bob's for a personal account, a whole tenant for the others. The options are
 * those of personal drives.
 */
function createTenant(store, account, options = {}) {
    if (account === 'personal') {
        const me = {
            displayName: 'Ada Emulated',
            alias: 'ada@outlook.com',
            drives: [createPersonalDrive(store, 'me', options)],
        };
        const bob = {
            displayName: 'Bob Emulated',
            alias: 'bob@outlook.com',
            drives: [createPersonalDrive(store, 'person', options)],
        };
        const owner = (one) => ({ ...one, id: one.drives[0]?.id ?? '' });
        return { me: owner(me), people: [owner(bob)], groups: [], sites: [] };
    }
    const ada = createMySite(store, { name: 'ada', ownerName: 'Ada Emulated', holder: 'me' });
    const bobs = createMySite(store, { name: 'bob', ownerName: 'Bob Emulated', holder: 'person' });
    for (const drive of bobs.drives)
        createSharedFolders(store, drive);
    const builders = createSite(store, '/sites/builders', 'Builders', { Documents: 'Shared Documents' });
    const person = (alias, displayName, drives) => ({
        id: newGuid().toLowerCase(),
        alias,
        displayName,
        drives,
    });
    return {
        me: person('ada@contoso.com', 'Ada Emulated', ada.drives),
        people: [
            person('bob@contoso.com', 'Bob Emulated', bobs.drives),
            person('carol@contoso.com', 'Carol', []),
        ],
        groups: [person('builders', 'Builders', builders.drives), person('watchers', 'Watchers', [])],
        sites: [
            createSite(store, '/sites/site', 'Site', { Documents: 'Shared Documents', Releases: 'Releases' }),
            createSite(store, '', 'Contoso', { Documents: 'Shared Documents' }),
            builders,
            createSite(store, '/sites/site/sub', 'Subsite', { Documents: 'Shared Documents', 'Ü & co': 'U co' }),
            // One library's name is the last part of the other's URL.
            createSite(store, '/sites/twins', 'Twins', { Reports: 'Old', Archive: 'Reports' }),
            // The site of the documents' examples.
            createSite(store, '/sites/builds', 'Builds', {
                Documents: 'Shared Documents',
                Handbook: 'Handbook',
                Backups: 'Backups',
            }),
            ada,
            bobs,
        ],
    };
}
function createPersonalDrive(store, holder, { driveIdPrefix, stack = 'new' }) {
    const id = personalDriveId(driveIdPrefix);
    const cid = id.toLowerCase();
    const drive = store.addDrive({
        id,
        type: 'personal',
        stack,
        name: 'OneDrive',
        ...(stack === 'new'
            ? consumerSite(cid)
            : { webUrl: `https://onedrive.live.com/?cid=${cid}`, sitePath: '' }),
        ownerName: holder === 'me' ? 'Ada Emulated' : 'Bob Emulated',
        holder,
    });
    if (holder === 'person')
        createSharedFolders(store, drive);
    return drive;
}
/** A drive of the new stack is the library `Documents` of a site of SharePoint. */
function consumerSite(cid) {
    const sitePath = `/personal/${cid}`;
    const siteId = graphSiteId(consumerHost, { siteId: newGuid(), webId: newGuid() });
    return { webUrl: `https://${consumerHost}${sitePath}/Documents`, sitePath, siteId };
}
/** Fills Bob's drive: one folder is shared for writing, one for reading, and one is private. */
function createSharedFolders(store, drive) {
    const shelf = store.createFolder(drive.root, 'Shelf');
    drive.sharedWithMe.set(store.createFolder(shelf, 'Plans'), 'write');
    drive.sharedWithMe.set(store.createFolder(shelf, 'Rates'), 'read');
    store.createFolder(drive.root, 'Diary');
}
function createMySite(store, who) {
    const path = `/personal/${who.name}_contoso_com`;
    const ids = { siteId: newGuid(), webId: newGuid() };
    const drive = createLibrary(store, {
        ...ids,
        host: personalHost,
        sitePath: path,
        type: 'business',
        folder: 'Documents',
        name: 'OneDrive',
        ownerName: who.ownerName,
        holder: who.holder,
    });
    return {
        id: graphSiteId(personalHost, ids),
        host: personalHost,
        path,
        displayName: who.ownerName,
        drives: [drive],
    };
}
/** `libraries` maps display names to the last part of the URL. */
function createSite(store, path, displayName, libraries) {
    const ids = { siteId: newGuid(), webId: newGuid() };
    const id = graphSiteId(tenantHost, ids);
    const common = { ...ids, host: tenantHost, sitePath: path, ownerName: displayName, siteGraphId: id };
    const drives = Object.entries(libraries).map(([name, folder]) => createLibrary(store, { ...common, type: 'documentLibrary', holder: 'site', folder, name }));
    return { id, host: tenantHost, path, displayName, drives };
}
function graphSiteId(host, ids) {
    return `${host},${ids.siteId.toLowerCase()},${ids.webId.toLowerCase()}`;
}
function createLibrary(store, facts) {
    const { host, sitePath, type, ownerName, holder, folder, name, siteGraphId } = facts;
    return store.addDrive({
        id: libraryDriveId({ siteId: facts.siteId, webId: facts.webId, listId: newGuid() }),
        type,
        name,
        sitePath,
        ownerName,
        holder,
        webUrl: `https://${host}${sitePath}/${encodeURIComponent(folder)}`,
        ...(siteGraphId === undefined ? {} : { siteId: siteGraphId }),
    });
}

;// CONCATENATED MODULE: ./build/emulator/drive/receive.js
/** Writes a request body to a file and hashes it, in pieces of about 1 MiB. A whole body is never in memory. */


const flushBytes = 1 << 20;
/** Thrown when a body is longer than its limit. */
class BodyTooLargeError extends Error {
}
/**
 * Writes the body at `offsetBytes` and returns its length. If the body fails, the bytes received so far are on disk and
 * in the hash, and the body's error is thrown.
 */
async function receiveBody(body, target) {
    const { path, offsetBytes, retention } = target;
    if (!retention.contents)
        return await readPieces(body, target, () => undefined);
    const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT, 0o600);
    let pending = [];
    let pendingBytes = 0;
    let startedBytes = 0;
    let writing = Promise.resolve();
    const flush = async () => {
        await writing;
        if (pendingBytes === 0)
            return;
        writing = handle.writev(pending, offsetBytes + startedBytes);
        // The next flush awaits this promise. Until then, a rejection must not count as unhandled.
        writing.catch(() => { });
        startedBytes += pendingBytes;
        pending = [];
        pendingBytes = 0;
    };
    try {
        return await readPieces(body, target, (piece) => {
            pending.push(piece);
            pendingBytes += piece.length;
            // The next mebibyte is received while this one is written. No more than these two are in memory.
            return pendingBytes >= flushBytes ? flush() : undefined;
        });
    }
    finally {
        try {
            await flush();
            await writing;
        }
        finally {
            await handle.close();
        }
    }
}
/** Hashes and counts the body, and passes on every piece. If `onPiece` returns a promise, waits for it. */
async function readPieces(body, target, onPiece) {
    let sizeBytes = 0;
    for await (const piece of body) {
        if (!Buffer.isBuffer(piece))
            throw new Error('a body yields buffers');
        sizeBytes += piece.length;
        if (sizeBytes > target.limitBytes)
            throw new BodyTooLargeError();
        if (target.retention.hashes)
            target.hash.update(piece);
        const held = onPiece(piece);
        if (held !== undefined)
            await held;
    }
    return sizeBytes;
}
/** Returns a small body as text. Throws BodyTooLargeError above the limit. */
async function readBodyText(body, limitBytes) {
    const pieces = [];
    let sizeBytes = 0;
    for await (const piece of body) {
        if (!Buffer.isBuffer(piece))
            throw new Error('a body yields buffers');
        sizeBytes += piece.length;
        if (sizeBytes > limitBytes)
            throw new BodyTooLargeError();
        pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
}

;// CONCATENATED MODULE: ./build/emulator/core/jwt.js
/** Parses, signs and verifies JSON Web Tokens in compact form (RFC 7515, RFC 7519). Does not judge the claims. */

/** RSA with SHA-256, in the two padding schemes that Microsoft accepts. */
const signingAlgorithms = ['RS256', 'PS256'];
/** An RSA key pair that is generated on first use. Generation is slow, and most emulators never need it. */
function lazyKeyPair() {
    let pair;
    return () => {
        pair ??= (0,external_node_crypto_.generateKeyPairSync)('rsa', { modulusLength: 2048 });
        return pair;
    };
}
/** The JWK set of an issuer with this one key (RFC 7517). */
function jwksDocument(pair, keyId) {
    return { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, alg: 'RS256' }] };
}
/**
 * Parses three base64url parts, of which the first two are JSON objects. Returns undefined for anything else. Verifies
 * nothing.
 */
function parseJwt(text) {
    const parts = text.split('.');
    if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part)))
        return undefined;
    const [head = '', body = '', signature = ''] = parts;
    const [header, claims] = [parseJsonPart(head), parseJsonPart(body)];
    if (header === undefined || claims === undefined)
        return undefined;
    return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: decodePart(signature) };
}
/** Returns a token signed with RS256. `alg` and `typ` are added to `header`. */
function signJwt(options) {
    const unsigned = [{ typ: 'JWT', alg: 'RS256', ...options.header }, options.claims]
        .map(encodeJwtPart)
        .join('.');
    return `${unsigned}.${(0,external_node_crypto_.sign)('RSA-SHA256', Buffer.from(unsigned), options.key).toString('base64url')}`;
}
/** True if the key made the signature, with the algorithm named in the header. */
function isSignedBy(jwt, key) {
    const padding = jwt.header.alg === 'PS256'
        ? { padding: external_node_crypto_.constants.RSA_PKCS1_PSS_PADDING, saltLength: external_node_crypto_.constants.RSA_PSS_SALTLEN_DIGEST }
        : { padding: external_node_crypto_.constants.RSA_PKCS1_PADDING };
    if (key.asymmetricKeyType !== 'rsa')
        return false;
    return (0,external_node_crypto_.verify)('RSA-SHA256', jwt.signed, { key, ...padding }, jwt.signature);
}
/** Encodes a JSON value as one part of a token. */
function encodeJwtPart(value) {
    return Buffer.from(JSON.stringify(value)).toString('base64url');
}
function decodePart(part) {
    return Buffer.from(part, 'base64url');
}
function parseJsonPart(part) {
    try {
        const value = JSON.parse(decodePart(part).toString('utf8'));
        return typeof value === 'object' && value !== null ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/emulator/github/oidc.js
/**
 * GitHub's OIDC tokens for a job with `id-token: write`, and the subject claims of repositories. Sources: github/docs
 * content/actions/reference/security/oidc.md; @actions/core oidc-utils; Azure/azure-dev#9382.
 */


/** Account id of the owner of all repositories. */
const ownerId = 9919;
const path = '/_oidc/token';
const keyId = 'emulator-github-key';
const keys = lazyKeyPair();
/** Creates the token service for a job of this repository. */
function createOidcProvider({ clock, repository, }) {
    const issued = [];
    const oidc = {
        issuer: 'https://token.actions.githubusercontent.com',
        job: { repository, ref: 'refs/heads/main', event: 'push' },
        lifetimeS: 300,
        origin: '',
        requestToken: `emulator.${(0,external_node_crypto_.randomBytes)(48).toString('base64url')}`,
        issued,
        get url() {
            return `${oidc.origin}${path}?api-version=2.0`;
        },
        keyOf: (issuer) => (issuer === oidc.issuer ? keys().publicKey : undefined),
        nextSubject: () => String(tokenClaims(oidc, clock).sub),
        mint(audience) {
            const key = keys().privateKey;
            const token = signJwt({
                header: { kid: keyId, x5t: keyId },
                claims: tokenClaims(oidc, clock, audience),
                key,
            });
            issued.push(token);
            return token;
        },
        answer({ method, url, headers }) {
            if (url.pathname === '/.well-known/jwks')
                return { status: 200, json: jwksDocument(keys(), keyId) };
            if (method !== 'GET')
                return { status: 405, json: { message: 'GET only' } };
            const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
            if (bearer !== oidc.requestToken)
                return { status: 401, json: { message: 'Unauthorized' } };
            const value = oidc.mint(url.searchParams.get('audience') || undefined);
            return { status: 200, json: { count: value.length, value } };
        },
    };
    return oidc;
}
/** True for the token service's paths on the listener's own address. */
function isOidcPath(pathname) {
    return pathname === path || pathname === '/.well-known/jwks';
}
/** The body of `GET /repos/{owner}/{repo}/actions/oidc/customization/sub`. */
function subjectCustomization(repository) {
    const { subjectClaims, immutableSubject, usesOrganizationTemplate = false } = repository;
    return {
        use_default: subjectClaims === undefined && !usesOrganizationTemplate,
        ...(subjectClaims === undefined ? {} : { include_claim_keys: subjectClaims }),
        // False even if the prefix contains ids, unless the repository opted in (seen in Azure/azure-dev#9382).
        use_immutable_subject: false,
        ...(immutableSubject ? { sub_claim_prefix: subjectPrefix(repository) } : {}),
    };
}
function subjectPrefix({ fullName, id, immutableSubject }) {
    const [owner = '', name = ''] = fullName.split('/');
    return immutableSubject ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${fullName}`;
}
function tokenClaims(oidc, clock, audience) {
    const { repository, ref, environment, event } = oidc.job;
    const [owner = ''] = repository.fullName.split('/');
    const nowS = Math.floor(clock() / 1000);
    const facts = {
        ...(environment === undefined ? {} : { environment }),
        ref,
        ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
        repository: repository.fullName,
        repository_id: String(repository.id),
        repository_owner: owner,
        repository_owner_id: String(ownerId),
        repository_visibility: repository.private ? 'private' : 'public',
        event_name: event,
        actor: 'octocat',
        job_workflow_ref: `${repository.fullName}/.github/workflows/upload.yml@${ref}`,
        runner_environment: 'github-hosted',
    };
    return {
        jti: (0,external_node_crypto_.randomUUID)(),
        sub: oidc.subject ?? defaultSubject(oidc, facts),
        aud: audience ?? `https://github.com/${owner}`,
        ...facts,
        iss: oidc.issuer,
        nbf: nowS - 600,
        exp: nowS + oidc.lifetimeS,
        iat: nowS,
    };
}
function defaultSubject({ job: { repository, ref, environment, event }, organizationClaims }, facts) {
    // A colon in a value would look like a separator.
    const safe = (text) => text.replaceAll(':', '%3A');
    const place = event.startsWith('pull_request') ? 'pull_request' : `ref:${safe(ref)}`;
    const context = environment === undefined ? place : `environment:${safe(environment)}`;
    const claims = repository.subjectClaims ??
        (repository.usesOrganizationTemplate === true ? organizationClaims : undefined);
    if (claims === undefined)
        return `${subjectPrefix(repository)}:${context}`;
    const part = (name) => (name === 'context' ? context : `${name}:${safe(facts[name] ?? '')}`);
    return claims.map((name) => (name === 'repo' ? subjectPrefix(repository) : part(name))).join(':');
}

;// CONCATENATED MODULE: ./build/emulator/github/replies.js
/** Conventions of GitHub's REST API: error bodies, paging with Link, times. */

/** Thrown when GitHub declines a request. Clients print the message. */
class GitHubError extends Error {
    status;
    errors;
    constructor(status, message, errors) {
        super(message);
        this.status = status;
        this.errors = errors;
    }
}
/** For what does not exist, and for what the token must not see. */
const notFoundError = () => new GitHubError(404, 'Not Found');
/** GitHub's error body. `status` is a string in it. */
function gitHubErrorReply({ status, message, errors }) {
    const documentation_url = 'https://docs.github.com/rest';
    const details = errors === undefined ? {} : { errors };
    return { status, json: { message, ...details, documentation_url, status: String(status) } };
}
/** The headers recorded from GitHub (PyGithub/PyGithub, `tests/ReplayData`). The budget never shrinks. */
function gitHubHeaders(nowMs) {
    const id = (0,external_node_crypto_.randomBytes)(14).toString('hex').toUpperCase();
    return {
        server: 'GitHub.com',
        'content-type': 'application/json; charset=utf-8',
        'x-github-media-type': 'github.v3; format=json',
        'x-ratelimit-limit': '5000',
        'x-ratelimit-remaining': '4999',
        'x-ratelimit-reset': String(Math.floor(nowMs / 1000) + 3600),
        'x-github-request-id': `${id.slice(0, 4)}:${id.slice(4, 8)}:${id.slice(8, 14)}:${id.slice(14, 20)}:${id.slice(20)}`,
    };
}
/** `2026-11-21T14:25:01Z` */
function gitHubTimestamp(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
/** Returns one page of a list, 30 items by default and 100 at most, with the Link header. */
function paginate(items, url) {
    const number = (name, fallback) => {
        const value = Number(url.searchParams.get(name) ?? fallback);
        return Number.isInteger(value) && value > 0 ? value : fallback;
    };
    const size = Math.min(number('per_page', 30), 100);
    const current = number('page', 1);
    const last = Math.max(1, Math.ceil(items.length / size));
    const link = (rel, to) => {
        const target = new URL(url);
        target.searchParams.set('page', String(to));
        return `<${target.href}>; rel="${rel}"`;
    };
    const links = [
        ...(current > 1 ? [link('prev', current - 1), link('first', 1)] : []),
        ...(current < last ? [link('next', current + 1), link('last', last)] : []),
    ];
    const headers = links.length > 0 ? { link: links.join(', ') } : {};
    return { items: items.slice((current - 1) * size, current * size), headers };
}
/** True for a parsed JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/emulator/github/releases.js

/** GitHub refuses longer notes. */
const maxBodyLength = 125_000;
/** Handles GET of the list, latest, tags/TAG and ID, POST of a new one, and PATCH of ID. */
function releasesReply(call) {
    const { method, rest, url } = call;
    const [first, second] = rest;
    const visible = call.releases.filter((release) => call.mayWrite || !release.draft);
    if (method === 'GET' && first === undefined) {
        const { items, headers } = paginate(visible.toReversed(), url);
        return { status: 200, headers, json: items.map((release) => releaseJson(release, call)) };
    }
    if (method === 'GET' && first === 'tags' && second !== undefined)
        return releaseReply(visible.find((release) => release.tag === second && !release.draft), call);
    if (method === 'GET' && first === 'latest')
        return releaseReply(visible.findLast((release) => !release.draft && !release.prerelease), call);
    if (method === 'POST' && first === undefined)
        return createReleaseReply(call);
    const release = visible.find(({ id }) => String(id) === first);
    if (!release || second !== undefined || (method !== 'GET' && method !== 'PATCH'))
        throw notFoundError();
    if (method === 'PATCH')
        updateRelease(release, call.body);
    return releaseReply(release, call);
}
function createReleaseReply(call) {
    if (!isRecord(call.body))
        throw new GitHubError(400, 'Problems parsing JSON');
    const { tag_name: tag, name, draft, prerelease, generate_release_notes: generates } = call.body;
    const body = typeof call.body.body === 'string' ? call.body.body : null;
    if (body !== null)
        checkNotes(body);
    const wrong = (code) => new GitHubError(422, 'Validation Failed', [{ resource: 'Release', code, field: 'tag_name' }]);
    if (typeof tag !== 'string' || tag === '')
        throw wrong('missing_field');
    const isDraft = draft === true;
    // Any number of drafts may have one tag.
    if (!isDraft && call.releases.some((known) => known.tag === tag && !known.draft))
        throw wrong('already_exists');
    const release = call.create({
        ...{ tag, draft: isDraft, prerelease: prerelease === true },
        name: typeof name === 'string' ? name : null,
        body: generates === true ? [body, generatedNotes(call, tag)].filter(Boolean).join('\n\n') : body,
    });
    const json = releaseJson(release, call);
    return { status: 201, headers: { location: String(json.url), etag: `W/"${release.id}"` }, json };
}
function checkNotes({ length }) {
    if (length <= maxBodyLength)
        return;
    const message = `Validation Failed: body is too long (maximum is ${maxBodyLength} characters)`;
    throw new GitHubError(422, message);
}
function generatedNotes({ repository }, tag) {
    return `**Full Changelog**: https://github.com/${repository}/commits/${tag}`;
}
function updateRelease(release, body) {
    if (!isRecord(body))
        throw new GitHubError(400, 'Problems parsing JSON');
    const { body: notes, name, tag_name: tag, draft, prerelease } = body;
    if (typeof notes === 'string') {
        checkNotes(notes);
        release.body = notes;
    }
    if (typeof name === 'string')
        release.name = name;
    if (typeof tag === 'string')
        release.tag = tag;
    if (typeof draft === 'boolean')
        release.draft = draft;
    if (typeof prerelease === 'boolean')
        release.prerelease = prerelease;
}
function releaseReply(release, call) {
    if (!release)
        throw notFoundError();
    return { status: 200, json: releaseJson(release, call) };
}
function releaseJson(release, { url, repository }) {
    const { id, tag, name, body, draft, prerelease, createdAtMs } = release;
    const address = draft ? `untagged-${id}` : tag;
    const base = `${url.origin}/repos/${repository}/releases/${id}`;
    const upload = base.replace('://api.', '://uploads.');
    return {
        id,
        assets_url: `${base}/assets`,
        upload_url: `${upload}/assets{?name,label}`,
        target_commitish: 'main',
        tag_name: tag,
        name,
        body,
        draft,
        prerelease,
        created_at: gitHubTimestamp(createdAtMs),
        published_at: draft ? null : gitHubTimestamp(createdAtMs),
        url: base,
        html_url: `https://github.com/${repository}/releases/tag/${address}`,
        assets: [],
    };
}

;// CONCATENATED MODULE: ./build/emulator/github/secrets.js
/** The secrets of repositories, environments and organizations, sealed for one key pair. */


class SecretStore {
    #clock;
    #secrets = new Map();
    key = newSecretKey();
    constructor(clock) {
        this.#clock = clock;
    }
    /** Replaces the key. Values sealed for the old key now get a 422. */
    rotateKey() {
        this.key = newSecretKey();
    }
    get(place, name) {
        return this.#secrets.get(place)?.get(name.toUpperCase());
    }
    /** Stores a secret directly, for example one that was last written long ago. */
    put(place, secret) {
        const scope = this.#secrets.get(place) ?? new Map();
        this.#secrets.set(place, scope.set(secret.name.toUpperCase(), secret));
    }
    /** Handles one request below `/secrets`. */
    answer(call) {
        const { scope, method, rest, url } = call;
        const [name, sub] = rest;
        if (name === undefined && method === 'GET')
            return this.#list(scope, url);
        if (name === 'public-key' && method === 'GET')
            return { status: 200, json: { key_id: this.key.id, key: this.key.publicKey.toString('base64') } };
        if (name === undefined)
            throw notFoundError();
        if (sub === undefined && method === 'PUT')
            return this.#write(call, name);
        const secret = this.get(scope.key, name);
        if (!secret)
            throw notFoundError();
        if (sub === 'repositories' && scope.organization && method === 'GET') {
            const ids = secret.selectedRepositoryIds ?? [];
            const { items, headers } = paginate(ids, url);
            const fullName = (id) => call.repositories.find((known) => known.id === id)?.fullName ?? `unknown/${id}`;
            const repositories = items.map((id) => ({
                id,
                full_name: fullName(id),
                name: fullName(id).split('/')[1],
            }));
            return { status: 200, headers, json: { total_count: ids.length, repositories } };
        }
        if (sub !== undefined)
            throw notFoundError();
        if (method === 'GET')
            return { status: 200, json: secretJson(secret, call) };
        if (method !== 'DELETE')
            throw notFoundError();
        this.#secrets.get(scope.key)?.delete(name.toUpperCase());
        return { status: 204 };
    }
    #list(scope, url) {
        const all = [...(this.#secrets.get(scope.key)?.values() ?? [])];
        const { items, headers } = paginate(all, url);
        const secrets = items.map((secret) => secretJson(secret, { scope, url }));
        return { status: 200, headers, json: { total_count: all.length, secrets } };
    }
    #write({ scope, body }, name) {
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /^GITHUB_/i.test(name))
            throw new GitHubError(422, 'Secret names can only contain letters, digits and _, and not begin with GITHUB_');
        const fields = isRecord(body) ? body : {};
        const { encrypted_value: encrypted, key_id: keyId } = fields;
        if (keyId !== this.key.id)
            throw new GitHubError(422, 'Validation Failed: the key_id does not match the current public key');
        const sealed = Buffer.from(typeof encrypted === 'string' ? encrypted : '', 'base64');
        // A sealed box is 48 bytes longer than its value, and a value has at most 48 KB.
        if (sealed.toString('base64') !== encrypted || sealed.length < 48 || sealed.length > 48 * 1024 + 48)
            throw new GitHubError(422, 'Validation Failed: encrypted_value is not a sealed value');
        const before = this.get(scope.key, name);
        const nowMs = this.#clock();
        this.put(scope.key, {
            name: name.toUpperCase(),
            sealed,
            createdAtMs: before?.createdAtMs ?? nowMs,
            updatedAtMs: nowMs,
            ...(scope.organization ? readVisibility(fields, scope.kind) : {}),
        });
        return before ? { status: 204 } : { status: 201, json: {} };
    }
}
/** Who may use an organization's secret. GitHub returns a 422 if a write does not say so. */
function readVisibility(fields, kind) {
    const { visibility, selected_repository_ids: ids } = fields;
    if (visibility !== 'all' && visibility !== 'private' && visibility !== 'selected')
        throw new GitHubError(422, 'Invalid request. "visibility" wasn\'t supplied.');
    if (ids === undefined)
        return { visibility, ...(visibility === 'selected' ? { selectedRepositoryIds: [] } : {}) };
    if (visibility !== 'selected')
        throw new GitHubError(422, 'selected_repository_ids needs the visibility "selected"');
    // Numbers for Actions, strings for Dependabot: the two APIs differ (cli/cli, pkg/cmd/secret/set).
    const wanted = kind === 'dependabot' ? 'string' : 'number';
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === wanted))
        throw new GitHubError(422, `selected_repository_ids must be an array of ${wanted}s`);
    return { visibility, selectedRepositoryIds: ids.map(Number) };
}
function secretJson(secret, { scope, url }) {
    const { name, visibility } = secret;
    const times = {
        created_at: gitHubTimestamp(secret.createdAtMs),
        updated_at: gitHubTimestamp(secret.updatedAtMs),
    };
    if (!scope.organization)
        return { name, ...times };
    const base = `${url.origin}${url.pathname.replace(/\/secrets.*/, `/secrets/${name}`)}`;
    const link = visibility === 'selected' ? { selected_repositories_url: `${base}/repositories` } : {};
    return { name, ...times, visibility, ...link };
}
function newSecretKey() {
    const { publicKey, privateKey } = (0,external_node_crypto_.generateKeyPairSync)('x25519');
    const raw = (text) => Buffer.from(text ?? '', 'base64url');
    const id = Array.from({ length: 19 }, () => (0,external_node_crypto_.randomInt)(1, 10)).join('');
    return {
        id,
        publicKey: raw(publicKey.export({ format: 'jwk' }).x),
        privateKey: raw(privateKey.export({ format: 'jwk' }).d),
    };
}

;// CONCATENATED MODULE: ./build/emulator/github/tokens.js
/** Tokens of GitHub's REST API, their permissions, and the error if one is missing. */

const allPermissions = [
    'secrets',
    'environments',
    'organization_secrets',
    'organization_administration',
    'dependabot_secrets',
    'actions',
    'contents',
];
/** `2026-12-21 14:25:01 UTC` or `2026-12-21 16:25:01 +0200`, the value of github-authentication-token-expiration. */
function expirationHeader(atMs, offsetHours) {
    const text = new Date(atMs + (offsetHours ?? 0) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    if (offsetHours === undefined)
        return `${text} UTC`;
    return `${text} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}
/** Throws GitHub's 403 if one of the permissions is missing. */
function requirePermissions(token, ...permissions) {
    if (permissions.every((permission) => token.permissions.includes(permission)))
        return;
    const who = token.kind === 'integration' ? 'integration' : 'personal access token';
    throw new GitHubError(403, `Resource not accessible by ${who}`);
}

;// CONCATENATED MODULE: ./build/emulator/github/handler.js
/** The part of GitHub's REST API for secret rotation and release notes: authentication and dispatch. */







/** More than any secret or release notes need. Those have their own limits. */
const bodyLimitBytes = 4 * 1024 * 1024;
/** `production`, and those that the documents' examples name. */
const environments = ['production', 'onedrive', 'onedrive-ada', 'onedrive-previews', 'sharepoint'];
/** Creates a GitHub with the repository octo-org/uploads, its environments, and two tokens. */
function createGitHub({ clock }) {
    const context = {
        clock,
        tokens: new Map(),
        secrets: new SecretStore(clock),
        repositories: [],
        organizationClaims: () => oidc.organizationClaims,
        addRelease: (repository, release) => github.addRelease(repository, release),
    };
    let nextId = 1000;
    const github = {
        secrets: context.secrets,
        repositories: context.repositories,
        issueToken(token) {
            const text = `${token.kind === 'personal' ? 'ghp' : 'ghs'}_emulator${(0,external_node_crypto_.randomBytes)(14).toString('hex')}`;
            context.tokens.set(text, token);
            return text;
        },
        addRepository(fullName, facts = {}) {
            nextId += 1;
            const defaults = { environments: [], private: false, immutableSubject: false, releases: [] };
            const repository = { id: nextId, fullName, ...defaults, ...facts };
            context.repositories.push(repository);
            return repository;
        },
        addRelease(repository, facts) {
            nextId += 1;
            const blank = { id: nextId, name: facts.tag, body: '', draft: false, prerelease: false };
            const release = { ...blank, createdAtMs: clock(), ...facts };
            repository.releases.push(release);
            return release;
        },
    };
    const repository = github.addRepository('octo-org/uploads', { environments });
    const oidc = createOidcProvider({ clock, repository });
    const token = github.issueToken({ kind: 'personal', permissions: allPermissions });
    const jobToken = github.issueToken({ kind: 'integration', permissions: ['contents'] });
    const routeAll = async (request) => isOidcPath(request.url.pathname) ? oidc.answer(request) : handleRequest(context, request);
    return { ...github, route: routeAll, oidc, token, jobToken };
}
async function handleRequest(context, request) {
    const headers = gitHubHeaders(context.clock());
    try {
        const token = authenticate(context, request);
        if (token.expiresAtMs !== undefined)
            headers['github-authentication-token-expiration'] = expirationHeader(token.expiresAtMs, token.offsetHours);
        const reply = await dispatch(context, request, token);
        return { ...reply, headers: { ...headers, ...reply.headers } };
    }
    catch (error) {
        if (!(error instanceof GitHubError))
            throw error;
        return { ...gitHubErrorReply(error), headers };
    }
}
function authenticate(context, { headers }) {
    if (!headers['user-agent'])
        throw new GitHubError(403, 'Request forbidden by administrative rules. Please send a User-Agent header.');
    const text = /^(?:bearer|token) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (text === undefined)
        throw new GitHubError(401, 'Requires authentication');
    const token = context.tokens.get(text);
    if (!token || (token.expiresAtMs ?? Number.POSITIVE_INFINITY) <= context.clock())
        throw new GitHubError(401, 'Bad credentials');
    return token;
}
async function dispatch(context, request, token) {
    const { method, url } = request;
    // GitHub Enterprise Server has its API below /api/v3.
    const path = url.pathname
        .replace(/^\/api\/v3(?=\/)/, '')
        .slice(1)
        .split('/')
        .map(decodeSegment);
    const body = method === 'GET' ? undefined : await readJson(request);
    const call = { method, url, body };
    const [top = '', first = '', second = ''] = path;
    if (top === 'orgs') {
        const kind = second;
        if (path.slice(2).join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
            requirePermissions(token, 'organization_administration');
            const claims = context.organizationClaims();
            if (claims === undefined)
                throw notFoundError();
            return { status: 200, json: { include_claim_keys: claims } };
        }
        if ((kind !== 'actions' && kind !== 'dependabot') || path[3] !== 'secrets')
            throw notFoundError();
        if (!context.repositories.some(({ fullName }) => fullName.toLowerCase().startsWith(`${first.toLowerCase()}/`)))
            throw notFoundError();
        requirePermissions(token, kind === 'actions' ? 'organization_secrets' : 'dependabot_secrets');
        const scope = { key: `${kind}/${first}`.toLowerCase(), kind, organization: true };
        return context.secrets.answer({
            ...call,
            scope,
            rest: path.slice(4),
            repositories: context.repositories,
        });
    }
    const byId = top === 'repositories';
    const rest = path.slice(byId ? 2 : 3);
    const name = `${first}/${second}`.toLowerCase();
    const repository = context.repositories.find((known) => byId ? String(known.id) === first : known.fullName.toLowerCase() === name);
    if (!repository || (top !== 'repos' && !byId))
        throw notFoundError();
    return handleRepositoryRequest({ context, token, repository, rest, ...call });
}
function handleRepositoryRequest(call) {
    const { context, token, repository, rest, method } = call;
    const { id, fullName, private: hidden } = repository;
    const [area = '', second = '', third = ''] = rest;
    const secretsAt = (scope, depth) => context.secrets.answer({ ...call, scope, rest: rest.slice(depth), repositories: context.repositories });
    if (rest.length === 0 && method === 'GET') {
        const [owner = '', name = ''] = fullName.split('/');
        return { status: 200, json: { id, name, full_name: fullName, private: hidden, owner: { login: owner } } };
    }
    if ((area === 'actions' || area === 'dependabot') && second === 'secrets') {
        requirePermissions(token, area === 'actions' ? 'secrets' : 'dependabot_secrets');
        return secretsAt({ key: `${area}/${fullName}`.toLowerCase(), kind: area, organization: false }, 2);
    }
    if (rest.join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
        if (hidden)
            requirePermissions(token, 'actions');
        return { status: 200, json: subjectCustomization(repository) };
    }
    if (area === 'environments' && third === 'secrets') {
        requirePermissions(token, 'secrets', 'environments');
        // Writing a secret does not create the environment.
        const environment = repository.environments.find((known) => known.toLowerCase() === second.toLowerCase());
        if (environment === undefined)
            throw notFoundError();
        const place = `actions/${fullName}/${environment}`.toLowerCase();
        return secretsAt({ key: place, kind: 'actions', organization: false }, 3);
    }
    if (area === 'releases') {
        const mayWrite = token.permissions.includes('contents');
        if (method !== 'GET')
            requirePermissions(token, 'contents');
        const create = (release) => context.addRelease(repository, release);
        return releasesReply({
            ...call,
            ...{ releases: repository.releases, rest: rest.slice(1), mayWrite, create },
            repository: fullName,
        });
    }
    throw notFoundError();
}
function decodeSegment(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        throw notFoundError();
    }
}
async function readJson(request) {
    const text = await readBodyText(request.body, bodyLimitBytes).catch((error) => {
        throw error instanceof BodyTooLargeError ? new GitHubError(413, 'The request body is too large') : error;
    });
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch {
        throw new GitHubError(400, 'Problems parsing JSON');
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/json-values.js
/** JSON objects, and the format of their times. */
/** The type of Graph's own replies. */
const graphJsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
/** A time in the format of items: UTC, to the second. */
function isoSeconds(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/emulator/graph/mime-type.js
/** Derives the media type of a file from its name. */

const mime_type_mimeTypes = {
    '.txt': 'text/plain',
    '.html': 'text/html',
    '.json': 'application/json',
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.pdf': 'application/pdf',
    '.zip': 'application/zip',
    '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};
/** The media type that the service derives from a name. */
function mimeType(name) {
    return mime_type_mimeTypes[(0,external_node_path_.extname)(name).toLowerCase()] ?? 'application/octet-stream';
}

;// CONCATENATED MODULE: ./build/emulator/graph/personal-json.js
/**
 * The form of drives and items on personal drives of the new stack, where it differs from the others. Sources: recordings
 * of SkardiLabs/skardi (`drive_items.json`, `drive_item_search.json`, 2026-08), of bradleymarques/microslop_one_drive
 * (`test/fixtures`, 2026-02), and the logs of rclone/rclone#8608.
 */




/** The id of a drive as replies show it. */
function shownDriveId({ settings }, { id, type }) {
    return settings.shortDriveIds && type === 'personal' ? withoutLeadingZeros(id).toLowerCase() : id;
}
/** The fields of an item that have a form of their own. */
function newStackItemFields(service, item, form) {
    const { alias: email, id, displayName } = service.tenant.me;
    const by = { user: { email, id, displayName } };
    return {
        createdBy: by,
        lastModifiedBy: by,
        ...(form.byDriveId === true ? {} : { isAuthoritative: false }),
        parentReference: newStackParentReference(service, item, form),
        webUrl: newStackWebUrl(item),
        ...(item.children === undefined || item.isPackage === true ? {} : { folder: folderFacet(item) }),
    };
}
function folderFacet({ children }) {
    const view = { sortBy: 'name', sortOrder: 'ascending', viewType: 'thumbnails' };
    return { childCount: children?.size ?? 0, view };
}
/**
 * Some rows have the raw path, and others of the same page the percent-encoded one. Which, nobody knows; here the length
 * of the item's own name decides.
 */
function hasEncodedPath(item) {
    return item.name.length % 2 === 1;
}
function newStackParentReference(service, item, form) {
    const { drive, parent } = item;
    const driveId = shownDriveId(service, drive);
    const common = { driveType: drive.type, driveId };
    if (parent === undefined)
        return common;
    const rawPath = itemPath(parent).map((name) => `/${name}`);
    const path = hasEncodedPath(item) ? encodedItemPath(parent) : rawPath.join('');
    const shownPath = service.settings.lowerCaseParent ? withLowerCaseEscapes(path) : path;
    return {
        ...common,
        id: parent.id,
        // The root is the folder `Documents` of the owner's site.
        ...(form.inDelta === true ? {} : { name: parent.parent === undefined ? 'Documents' : parent.name }),
        path: `${form.byDriveId === true ? `/drives/${driveId}` : '/drive'}/root:${shownPath}`,
        siteId: drive.siteId?.split(',')[1],
    };
}
/** Writes percent-escapes in lower case. */
function withLowerCaseEscapes(path) {
    return path.replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase());
}
/** Three forms were recorded: one of folders and files, one of files alone, one of Office files. */
function newStackWebUrl(item) {
    const cid = item.drive.id.toLowerCase();
    const guid = item.guid.toLowerCase();
    const itemUrl = `https://onedrive.live.com?cid=${item.drive.id}&id=${item.id}`;
    if (item.children !== undefined)
        return itemUrl;
    if (/^\.(docx?|xlsx?|pptx?)$/i.test((0,external_node_path_.extname)(item.name)))
        return `https://onedrive.live.com/personal/${cid}/_layouts/15/doc.aspx?resid=${guid}&cid=${cid}`;
    return hasEncodedPath(item) ? `https://onedrive.live.com/?id=${guid}&cid=${cid}` : itemUrl;
}
/**
 * The Personal Vault in a listing: it has neither `webUrl` nor the facet `folder`, and leads to a library that Graph does
 * not open (SkardiLabs/skardi, `drive_items.json`).
 */
function vaultJson(service, item, form) {
    const by = { user: { displayName: 'System Account' } };
    const [createdDateTime, lastModifiedDateTime] = [isoSeconds(item.createdMs), isoSeconds(item.modifiedMs)];
    const [, siteId, webId] = item.drive.siteId?.split(',') ?? [];
    return {
        createdDateTime,
        eTag: eTag(item.drive, item),
        id: item.id,
        lastModifiedDateTime,
        name: item.name,
        cTag: cTag(item.drive, item),
        ...(form.byDriveId === true ? {} : { isAuthoritative: false }),
        size: 0,
        createdBy: by,
        lastModifiedBy: by,
        parentReference: newStackParentReference(service, item, form),
        fileSystemInfo: { createdDateTime, lastModifiedDateTime },
        remoteItem: {
            id: `01${item.guid.replaceAll('-', '')}`,
            size: 0,
            folder: { childCount: 0 },
            parentReference: { driveType: 'personal', driveId: `b!${'A'.repeat(64)}` },
            sharepointIds: {
                listId: webId,
                listItemUniqueId: item.guid.toLowerCase(),
                siteId,
                siteUrl: `https://my.microsoftpersonalcontent.com${item.drive.sitePath}`,
                webId,
            },
        },
    };
}
/** The fields of a drive that have a form of their own. Its id is in lower case, unlike in items. */
function newStackDriveFields(service, drive) {
    const { me, people } = service.tenant;
    const owner = [me, ...people].find(({ drives }) => drives.includes(drive));
    const email = owner?.alias ?? '';
    const system = { user: { displayName: 'System Account' } };
    return {
        id: shownDriveId(service, drive).toLowerCase(),
        description: '',
        createdBy: system,
        lastModifiedBy: system,
        owner: { user: { email, displayName: email } },
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/sharepoint-json.js
/**
 * The form of items, drives and links on work drives and in libraries, where it differs from personal drives. Sources:
 * recordings of pnp/cli-microsoft365 (`file-list.spec.ts`, 2021-09) and pnp/pnpcore (`ExecuteGraphBatchRequest-0-00002`,
 * `ShareFileOrganizationalLinkWithExpirationTest-1-00004`, 2024-07), and OneDrive/onedrive-api-docs#944.
 */



const officeExtension = /^\.(docx?|docm|xlsx?|xlsm|pptx?|pptm)$/i;
/** The fields of an item that have a form of their own. The root of a drive has neither tags nor authors. */
function sharepointItemFields(service, item) {
    if (item.parent === undefined)
        return { webUrl: item.drive.webUrl };
    const { alias: email, id, displayName } = service.tenant.me;
    const by = { user: { email, id, displayName } };
    return {
        createdBy: by,
        lastModifiedBy: by,
        eTag: eTag(item.drive, item),
        cTag: cTag(item.drive, item),
        webUrl: sharepointWebUrl(item),
    };
}
/** Office files open in the browser; everything else has its path. A quote is escaped, which a path need not be. */
function sharepointWebUrl(item) {
    const { drive, name, guid } = item;
    if (item.children !== undefined || !officeExtension.test((0,external_node_path_.extname)(name)))
        return drive.webUrl + encodedItemPath(item).replaceAll("'", '%27');
    const file = encodeURIComponent(name).replaceAll("'", '%27');
    const page = `${new URL(drive.webUrl).origin}${drive.sitePath}/_layouts/15/Doc.aspx`;
    return `${page}?sourcedoc=%7B${guid}%7D&file=${file}&action=default&mobileredirect=true`;
}
/** The id of the item that a `Doc.aspx` address opens, in upper case; undefined for any other address. */
function officeItemGuid(address) {
    return /\/_layouts\/15\/Doc\.aspx\?sourcedoc=(?:%7B|\{)([\da-f-]{36})(?:%7D|\})/i
        .exec(address)?.[1]
        ?.toUpperCase();
}
/** An item in the root of a library has a parent of the name that the library has in its URL. */
function sharepointParentName({ parent, drive }) {
    if (parent?.parent !== undefined)
        return parent.name;
    return decodeURIComponent(drive.webUrl.split('/').at(-1) ?? '');
}
/** The fields of a drive that have a form of their own. */
function sharepointDriveFields({ tenant }, drive) {
    const system = { user: { displayName: 'System Account' } };
    const people = [tenant.me, ...tenant.people];
    const { id, alias: email, displayName, } = people.find(({ drives }) => drives.includes(drive)) ?? administrator;
    return {
        description: '',
        createdBy: system,
        lastModifiedBy: system,
        owner: { user: { email, id, displayName } },
    };
}
/** Who made the sites. */
const administrator = {
    id: '00000000-0e4d-4000-8000-0000000000ad',
    alias: 'admin@contoso.onmicrosoft.com',
    displayName: 'MOD Administrator',
};
const linkKinds = {
    ...{ '.docx': 'w', '.doc': 'w', '.xlsx': 'x', '.xls': 'x', '.pptx': 'p', '.ppt': 'p' },
    ...{ '.pdf': 'b', '.png': 'i', '.jpg': 'i', '.txt': 't' },
};
/** A sharing link says what it opens (`:w:` Word, `:f:` a folder) and on which site: `/:w:/s/SITE/TOKEN`. */
function sharepointLinkUrl({ drive, name, children }, token) {
    const kind = children === undefined ? (linkKinds[(0,external_node_path_.extname)(name).toLowerCase()] ?? 'u') : 'f';
    const { origin } = new URL(drive.webUrl);
    const [, collection, rest] = /^\/(sites|teams)\/(.+)$/.exec(drive.sitePath) ?? [];
    const place = collection === undefined ? `g${drive.sitePath}` : `${collection.charAt(0)}/${rest}`;
    return `${origin}/:${kind}:/${place}/${token}`;
}

;// CONCATENATED MODULE: ./build/emulator/graph/json.js
/** Formats drives, items and permissions as JSON, in the form of each kind of drive. */






/** A driveItem as Graph returns it. */
function driveItemJson(service, item, form = {}) {
    const { drive } = item;
    if (item.isVault === true)
        return vaultJson(service, item, form);
    const { displayName, alias: email, id } = service.tenant.me;
    const by = { user: { displayName, email, id } };
    const isFile = item.children === undefined && item.remote === undefined;
    const download = form.isStorageForm === true ? '@content.downloadUrl' : '@microsoft.graph.downloadUrl';
    return {
        ...(isFile ? { [download]: service.downloadUrls.urlOf(item) } : {}),
        ...(drive.type === 'personal' ? { createdBy: by, lastModifiedBy: by, eTag: eTag(drive, item) } : {}),
        createdDateTime: isoSeconds(item.createdMs),
        id: item.id,
        lastModifiedDateTime: isoSeconds(item.modifiedMs),
        name: item.name,
        parentReference: parentReference(service, item),
        webUrl: webUrl(item),
        ...(hasCTag(item) ? { cTag: cTag(drive, item) } : {}),
        ...(item.description === undefined ? {} : { description: item.description }),
        ...(isFile ? { file: fileFacet(service, item, form) } : {}),
        ...containerFacet(item),
        ...(item.remote === undefined ? {} : { remoteItem: remoteItemJson(service, item.remote) }),
        fileSystemInfo: {
            createdDateTime: isoSeconds(item.fileCreatedMs),
            lastModifiedDateTime: isoSeconds(item.fileModifiedMs),
        },
        ...(item.parent === undefined ? { root: {} } : {}),
        ...(item.specialFolder === undefined ? {} : { specialFolder: { name: item.specialFolder } }),
        ...(item.permissions.length > 0 ? { shared: { scope: item.permissions.at(-1)?.scope } } : {}),
        size: item.sizeBytes,
        ...(drive.stack === 'new' ? newStackItemFields(service, item, form) : {}),
        ...(drive.type === 'personal' ? {} : sharepointItemFields(service, item)),
    };
}
/** The root of a drive of the new stack has none. */
function hasCTag({ drive, parent }) {
    return drive.stack === 'old' || (drive.stack === 'new' && parent !== undefined);
}
function containerFacet({ children, isPackage }) {
    if (children === undefined)
        return {};
    return isPackage === true ? { package: { type: 'oneNote' } } : { folder: { childCount: children.size } };
}
/** An item on another drive, as a `remoteItem`. */
function remoteItemJson(service, item) {
    return {
        id: item.id,
        name: item.name,
        size: item.sizeBytes,
        webUrl: webUrl(item),
        ...containerFacet(item),
        parentReference: {
            driveId: shownDriveId(service, item.drive),
            driveType: item.drive.type,
            id: item.parent?.id ?? '',
        },
    };
}
/** A deleted item, as delta returns it. */
function deletedItemJson(service, item) {
    const driveId = shownDriveId(service, item.drive);
    return { id: item.id, deleted: { state: 'deleted' }, parentReference: { driveId } };
}
function fileFacet(service, item, { inDelta }) {
    const { omitHashes, omitZeroByteHashes } = service.settings;
    const { quickXorHash, shaHashes, sizeBytes } = item;
    const hashes = { quickXorHash, ...(inDelta === true ? {} : shaHashes) };
    return {
        ...(quickXorHash === undefined || omitHashes
            ? {}
            : { hashes: omitZeroByteHashes && sizeBytes === 0 ? {} : hashes }),
        mimeType: mimeType(item.name),
    };
}
function parentReference(service, item) {
    const { drive, parent } = item;
    const common = { driveId: shownDriveId(service, drive), driveType: drive.type };
    if (parent === undefined)
        return common;
    const path = encodedItemPath(parent);
    const root = drive.type === 'personal' ? '/drive/root:' : `/drives/${drive.id}/root:`;
    return {
        ...common,
        id: parent.id,
        name: drive.type === 'personal' && parent.parent === undefined ? 'root' : sharepointParentName(item),
        path: `${root}${service.settings.lowerCaseParent ? withLowerCaseEscapes(path) : path}`,
        ...(drive.siteId === undefined ? {} : { siteId: drive.siteId.split(',')[1] }),
    };
}
function webUrl(item) {
    const { drive } = item;
    if (drive.type === 'personal')
        return `https://onedrive.live.com/?cid=${drive.id.toLowerCase()}&id=${encodeURIComponent(item.id)}`;
    return sharepointWebUrl(item);
}
/** A drive as Graph returns it. */
function driveJson(service, drive) {
    return {
        id: shownDriveId(service, drive),
        driveType: drive.type,
        name: drive.name,
        webUrl: drive.webUrl,
        createdDateTime: isoSeconds(drive.root.createdMs),
        lastModifiedDateTime: isoSeconds(drive.root.modifiedMs),
        owner: {
            user: {
                ...(drive.holder === 'me' && { id: service.tenant.me.id }),
                displayName: drive.ownerName,
            },
        },
        quota: quotaFacet(service, drive),
        ...(drive.stack === 'new' ? newStackDriveFields(service, drive) : {}),
        ...(drive.type === 'personal' ? {} : sharepointDriveFields(service, drive)),
    };
}
function quotaFacet(service, drive) {
    if (service.settings.quotaZeros)
        return { deleted: 0, remaining: 0, state: 'normal', total: 0, used: 0 };
    const total = service.settings.quotaBytes;
    const used = drive.root.sizeBytes;
    const remaining = Math.max(0, total - used);
    return { deleted: 0, remaining, state: quotaState(remaining, total), total, used };
}
function quotaState(remaining, total) {
    if (remaining === 0)
        return 'exceeded';
    if (remaining < total / 100)
        return 'critical';
    return remaining < total / 10 ? 'nearing' : 'normal';
}
/** The URL of a sharing link. */
function sharingLinkUrl(item, { token }) {
    const kind = item.children === undefined ? 'u' : 'f';
    const { type, stack, id } = item.drive;
    if (type === 'personal')
        return `https://1drv.ms/${kind}/${stack === 'new' ? `c/${id.toLowerCase()}/` : ''}${token}`;
    return sharepointLinkUrl(item, token);
}
/** A permission of an item, as createLink returns it. */
function permissionJson(item, permission) {
    const link = sharingLinkUrl(item, permission);
    return {
        id: permission.id,
        roles: [permission.type === 'edit' ? 'write' : 'read'],
        hasPassword: permission.hasPassword,
        ...(permission.expirationDateTime === undefined
            ? {}
            : { expirationDateTime: permission.expirationDateTime }),
        shareId: `u!${Buffer.from(link).toString('base64url')}`,
        link: {
            type: permission.type,
            scope: permission.scope,
            webUrl: link,
            preventsDownload: false,
            ...(permission.type === 'embed' ? { webHtml: `<iframe src="${link}"></iframe>` } : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/fixtures.js
/**
 * Gives tests the ids of the emulated tenant, and creates what no upload can: shortcuts, notebooks, other people's
 * links.
 */



/** Lists the tenant's ids and URLs. */
function tenantIds({ me, people, groups, sites }) {
    return {
        userPrincipalName: me.alias,
        userId: me.id,
        meDriveId: me.drives[0]?.id ?? '',
        people: people.map(({ id, alias, drives: [drive] }) => ({
            id,
            userPrincipalName: alias,
            driveId: drive?.id ?? '',
            sharedFolders: Object.fromEntries([...(drive?.sharedWithMe.keys() ?? [])].map((item) => [item.name, item.id])),
        })),
        groups: groups.map(({ id, drives }) => ({ id, driveId: drives[0]?.id ?? '' })),
        sites: sites.map((site) => ({
            id: site.id,
            webUrl: `https://${site.host}${site.path}`,
            libraries: site.drives.map(({ id, name, webUrl }) => ({ name, webUrl, driveId: id })),
        })),
    };
}
/** Creates the fixtures of a store. `defaultDrive` is used if no drive is named. */
function createFixtures(store, defaultDrive) {
    const drive = driveFinder(store, defaultDrive);
    const findItem = ({ driveId, itemId }) => {
        const found = drive(driveId).items.get(itemId);
        if (found === undefined)
            throw new Error(`no item ${itemId}`);
        return found;
    };
    const ensureFolderPath = (path, driveId) => ensureFolder(store, drive(driveId), path.split('/').filter(Boolean));
    return {
        addFolder: (path, driveId) => ensureFolderPath(path, driveId).id,
        addNotebook(path, driveId) {
            const notebook = ensureFolderPath(path, driveId);
            notebook.isPackage = true;
            return notebook.id;
        },
        addShortcut: (name, target) => store.createShortcut(defaultDrive.root, name, findItem(target)).id,
        addVault: (name = 'Personal Vault') => store.createVault(defaultDrive.root, name).id,
        addSharingLink({ type, scope, ...target }) {
            const item = findItem(target);
            const id = (0,external_node_crypto_.randomBytes)(12).toString('hex');
            const permission = { id, type, scope, token: `E${id}`, hasPassword: false };
            item.permissions.push(permission);
            return sharingLinkUrl(item, permission);
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/core/errors.js
/** Thrown when the service declines a request. */
class GraphError extends Error {
    info;
    constructor(facts) {
        super(facts.message);
        this.info = facts;
    }
}
function itemNotFound(message = 'The resource could not be found.') {
    return new GraphError({ status: 404, code: 'itemNotFound', message });
}
function invalidRequest(message, innerCode) {
    return new GraphError({
        status: 400,
        code: 'invalidRequest',
        message,
        ...(innerCode === undefined ? {} : { innerCode }),
    });
}
/** What leads to no item that this account's Graph knows, such as the Personal Vault (rclone/rclone#8736). */
function invalidObjectHandle() {
    return invalidRequest('ObjectHandle is Invalid', 'invalidResourceId');
}
function badRequest(message) {
    return new GraphError({ status: 400, code: 'BadRequest', message });
}
function methodNotAllowed() {
    const message = 'Specified HTTP method is not allowed for the request target.';
    return new GraphError({ status: 405, code: 'BadRequest', message });
}
function accessDenied(message = 'Access denied') {
    return new GraphError({ status: 403, code: 'accessDenied', message });
}
function nameAlreadyExists(message = 'The specified item name already exists.') {
    return new GraphError({ status: 409, code: 'nameAlreadyExists', message });
}
/** A conflict at the last fragment, as the old personal stack says it (OneDrive/onedrive-api-docs#7). */
function relationshipNameAlreadyExists() {
    return new GraphError({
        status: 409,
        code: 'nameAlreadyExists',
        message: 'Relationship name already exists under the parent',
        innerCode: 'itemAlreadyExists',
        innermostCode: 'relationshipNameAlreadyExists',
    });
}
function quotaLimitReached() {
    return new GraphError({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
}
/** Builds Graph's error body. `ids` are the request's. */
function graphErrorBody(info, ids) {
    const inner = {
        ...(info.innerCode === undefined ? {} : { code: info.innerCode }),
        date: new Date(ids.nowMs).toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
    };
    return { error: { code: info.code, message: info.message, innerError: inner } };
}
/**
 * Builds the error body of an upload host: without date and request-id, and without an inner error where there is no
 * inner code. `innerKey` is `innererror` on the hosts of the old personal stack, and `innerError` on SharePoint's
 * (OneDrive/onedrive-api-docs#79, #1073; rclone/rclone#8545).
 */
function uploadHostErrorBody({ code, message, innerCode, innermostCode }, innerKey) {
    const innermost = innermostCode === undefined ? {} : { [innerKey]: { code: innermostCode } };
    const inner = innerCode === undefined ? {} : { [innerKey]: { code: innerCode, ...innermost } };
    return { error: { code, message, ...inner } };
}

;// CONCATENATED MODULE: ./build/emulator/graph/address.js
/**
 * Parses Graph paths: plain segments, and item paths between colons (`root:/a/b:/content`). Only empty segments are
 * ignored: `..` is treated as a name and refused. Source: OneDrive/onedrive-api-docs, addressing-driveitems.md.
 */

/** Parses a raw path after the version: `/me/drive/root:/a%20b:/content` → `me drive root [a b] content`. */
function parseResourcePath(rawPath) {
    const parts = [];
    let rest = decodeDelimiters(rawPath);
    while (rest !== '') {
        const colon = rest.search(/:(\/|$)/);
        const plain = colon < 0 ? rest : rest.slice(0, colon);
        // `//me` and `me/drive/` are the same as `me`, `me/drive`: Microsoft's own pages and SDKs have both.
        for (const segment of plain.split('/').filter(Boolean))
            parts.push(readSegment(segment));
        if (colon < 0)
            break;
        rest = rest.slice(colon + 1);
        if (rest === '')
            throw invalidRequest('The resource path is incomplete.');
        const end = rest.indexOf(':', 1);
        // `items/ID:/` and `sites/HOST:/` are the item and the site.
        if (end >= 0 || rest !== '/')
            parts.push(readPathNames(end < 0 ? rest : rest.slice(0, end)));
        if (end < 0)
            break;
        rest = rest.slice(end + 1);
        if (rest !== '' && !rest.startsWith('/'))
            throw invalidRequest('A path must not hold a colon.');
    }
    return parts;
}
/** True if the request names the drive by its id: `/drives/{id}/…` or `/me/drives/{id}/…`. */
function isAddressedByDriveId(rawTarget) {
    return /^\/(v1\.0|beta)\/+(me\/+)?drives\//i.test(rawTarget);
}
/**
 * Decodes colons and slashes if the first colon that separates, or the slash behind it, is percent-encoded. Microsoft's
 * SDKs send a whole path as an id: `items/root%3A%2Fa.bin%3A/content` (msgraph-sdk-java#1804).
 */
function decodeDelimiters(rawPath) {
    const first = /(?::|%3A)(?:\/|%2F|$)/i.exec(rawPath)?.[0] ?? '';
    return first.includes('%') ? rawPath.replace(/%3A/gi, ':').replace(/%2F/gi, '/') : rawPath;
}
function readSegment(raw) {
    const segment = address_decodeSegment(raw);
    if (segment === '.' || segment === '..') {
        throw badRequest(`Resource not found for the segment '${segment}'.`);
    }
    return segment;
}
function readPathNames(raw) {
    const names = raw.split('/').slice(1).map(address_decodeSegment);
    if (names.at(-1) === '' && names.length > 1)
        names.pop();
    if (names.length === 0 || names.some((name) => name === '')) {
        throw invalidRequest('A valid path must be provided.');
    }
    const dots = names.some((name) => name === '.' || name === '..');
    if (dots)
        throw invalidRequest('The path holds a relative segment.', 'invalidPath');
    return names;
}
/** Percent-decodes a segment. Throws a 400 if an escape is invalid. */
function address_decodeSegment(raw) {
    try {
        return decodeURIComponent(raw);
    }
    catch {
        throw badRequest('The request URI is not well-formed.');
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/emulator/graph/request-options.js
/**
 * Reads the JSON body of a request, and options that occur in headers, queries and bodies: conflict behaviour, dates
 * and ETags. Throws the service's error if one is invalid.
 */




const conflictBehaviorKey = '@microsoft.graph.conflictBehavior';
/** The name used on api.onedrive.com. abraunegg/onedrive 2.4 still sends it to Graph. */
const legacyConflictBehaviorKey = '@name.conflictBehavior';
/** Throws a 412 if `If-Match` does not match the item, or if `If-None-Match: *` is set and the item exists. */
function checkETags(request, item) {
    const wanted = request.headers['if-match'];
    // Both tags are accepted (driveItem documentation). A change of dates alone does not change the cTag.
    const currentTags = item ? [eTag(item.drive, item), cTag(item.drive, item)] : [];
    const mismatch = wanted !== undefined && wanted !== '*' && !currentTags.includes(wanted);
    if (!mismatch && (request.headers['if-none-match'] !== '*' || item === undefined))
        return;
    const message = "ETag does not match current item's value";
    // As recorded in abraunegg/onedrive#24 and skilion/onedrive#366.
    const code = request.method === 'PUT' ? 'notAllowed' : 'resourceModified';
    throw new GraphError({ status: 412, code, message });
}
/** True if `If-None-Match` has a tag of the item, so that the reply is a 304 (get-content documentation). */
function isUnchanged(request, item) {
    // SharePoint's tags have a comma inside of their quotes.
    const tags = request.headers['if-none-match']?.match(/"[^"]*"|[^",\s]+/g) ?? [];
    return tags.some((tag) => tag === '*' || tag === eTag(item.drive, item) || tag === cTag(item.drive, item));
}
/** `fail`, `replace` or `rename`. The default is `replace`, despite the documentation (microsoft-graph-docs#19010). */
function readConflictBehavior(value) {
    if (value === undefined || value === null)
        return 'replace';
    if (value === 'fail' || value === 'replace' || value === 'rename')
        return value;
    throw invalidRequest(`The value of '${conflictBehaviorKey}' is invalid.`);
}
/** Reads fileSystemInfo, truncated to whole seconds as the service stores it. */
function readFileDates(value) {
    if (value === undefined || value === null)
        return {};
    if (!isJsonObject(value))
        throw invalidRequest("The value of 'fileSystemInfo' is invalid.");
    const createdMs = readDateTime(value.createdDateTime);
    const modifiedMs = readDateTime(value.lastModifiedDateTime);
    return {
        ...(createdMs === undefined ? {} : { fileCreatedMs: createdMs }),
        ...(modifiedMs === undefined ? {} : { fileModifiedMs: modifiedMs }),
    };
}
function readDateTime(value) {
    if (value === undefined || value === null)
        return undefined;
    const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/;
    const atMs = typeof value === 'string' && shape.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(atMs))
        throw invalidRequest('A date and time of fileSystemInfo is invalid.');
    return Math.floor(atMs / 1000) * 1000;
}
const maxBodyBytes = 4 * 1024 * 1024;
/** The body as an object, or `{}` if it is empty. */
async function readJsonBody(request) {
    const text = await readRequestText(request);
    if (text === '')
        return {};
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
        throw badRequest('Entity only allows writes with a JSON Content-Type header.');
    }
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
    }
    if (!isJsonObject(value))
        throw badRequest('The request payload must be a JSON object.');
    return value;
}
async function readRequestText(request) {
    try {
        return await readBodyText(request.body, maxBodyBytes);
    }
    catch (error) {
        if (!(error instanceof BodyTooLargeError))
            throw error;
        throw new GraphError({
            status: 413,
            code: 'RequestBodyTooLarge',
            message: 'The request body is too large.',
        });
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/batch.js
/**
 * `$batch`: up to twenty calls in one request, each with its own reply. Source: microsoft-graph-docs, json-batching.md.
 */




const maxRequests = 20;
/** POST /$batch. */
async function batchReply(call, dispatchOne) {
    const { requests } = await readJsonBody(call.request);
    if (!Array.isArray(requests))
        throw badRequest("The 'requests' property is missing or invalid.");
    if (requests.length > maxRequests)
        throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxRequests}.`);
    const batchRequests = requests.map(readBatchRequest);
    if (new Set(batchRequests.map((one) => one.id)).size < batchRequests.length)
        throw badRequest('Request Id must be unique.');
    const failed = new Set();
    const responses = [];
    for (const one of batchRequests) {
        const reply = one.dependsOn.some((id) => failed.has(id))
            ? {
                status: 424,
                json: { error: { code: 'FailedDependency', message: 'A request this one depends on failed.' } },
            }
            : await dispatchOne(toGraphCall(call, one), requestPath(one));
        if (reply.status >= 400)
            failed.add(one.id);
        responses.push(batchResponse(one.id, reply));
    }
    return { status: 200, json: { responses } };
}
function readBatchRequest(value) {
    if (!isJsonObject(value))
        throw badRequest('A batch request must be an object.');
    const { id, method, url, headers, body, dependsOn } = value;
    if (typeof id !== 'string' || id === '')
        throw badRequest('A batch request needs an id.');
    if (typeof method !== 'string' || typeof url !== 'string')
        throw badRequest('A batch request needs a method and a url.');
    const fields = isJsonObject(headers) ? Object.entries(headers) : [];
    const lower = Object.fromEntries(fields.map(([name, text]) => [name.toLowerCase(), String(text)]));
    if (body !== undefined && lower['content-type'] === undefined) {
        throw badRequest('A batch request with a body needs a Content-Type header.');
    }
    const needs = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
    return { id, method: method.toUpperCase(), url, headers: lower, body, dependsOn: needs };
}
function requestPath(batchRequest) {
    return `/${batchRequest.url.replace(/\?.*$/s, '').replace(/^\//, '')}`;
}
function toGraphCall(call, batchRequest) {
    const rawTarget = `/v1.0/${batchRequest.url.replace(/^\//, '')}`;
    const url = new URL(rawTarget, call.origin);
    const bytes = bodyBytes(batchRequest);
    const request = {
        method: batchRequest.method,
        url,
        rawTarget,
        headers: { ...batchRequest.headers, 'content-length': String(bytes.length) },
        body: external_node_stream_.Readable.from(bytes.length === 0 ? [] : [bytes]),
    };
    return { ...call, request, query: url.searchParams };
}
function bodyBytes(batchRequest) {
    if (batchRequest.body === undefined || batchRequest.body === null)
        return Buffer.alloc(0);
    if (typeof batchRequest.body === 'string')
        return Buffer.from(batchRequest.body, 'base64');
    return Buffer.from(JSON.stringify(batchRequest.body));
}
/** Every reply in a batch is JSON or empty: the content of a file is a redirect. */
function batchResponse(id, reply) {
    const { 'content-type': _, ...own } = reply.headers ?? {};
    const upperCase = (name) => name.replace(/(^|-)[a-z]/g, (text) => text.toUpperCase());
    const others = Object.entries(own).map(([name, value]) => [upperCase(name), value]);
    const headers = { ...memberHeaders(reply), ...Object.fromEntries(others) };
    return { id, status: reply.status, headers, ...(reply.json === undefined ? {} : { body: reply.json }) };
}
/** As recorded by pnp/pnpcore: whoever refuses a call sends less, and what Graph's gateway refuses has a type alone. */
function memberHeaders({ status, json }) {
    const type = json === undefined ? {} : { 'Content-Type': status < 400 ? graphJsonType : 'application/json' };
    if (status < 400)
        return { 'Cache-Control': 'no-cache', 'OData-Version': '4.0', ...type };
    const isGateway = isJsonObject(json) && isJsonObject(json.error) && json.error.code === 'BadRequest';
    return isGateway ? type : { 'Cache-Control': 'no-store, no-cache', ...type };
}

;// CONCATENATED MODULE: ./build/emulator/graph/commit.js
/**
 * Creates a file from received content: conflicts, the final name, and SharePoint's changes to Office files. Used by
 * upload sessions and the simple PUT.
 */




/** True for documents whose replacement in a library triggers the session bug (abraunegg/onedrive#3859). */
function isOfficeFile(name) {
    return /\.(docx|xlsx|pptx)$/i.test(name);
}
/** Throws a 507 if the drive has less free space than this. */
function checkQuota(service, parent, sizeBytes) {
    if (parent.drive.root.sizeBytes + sizeBytes > service.settings.quotaBytes)
        throw quotaLimitReached();
}
/** Creates the file or a new version. Throws a 409 if the conflict behaviour says so. `isNew` tells 201 from 200. */
async function commitFile(service, upload) {
    const { parent, conflict } = upload;
    // First, because it is asynchronous: there must be no `await` between finding an existing file and the creation.
    const content = await enrichContent(service, upload);
    if (parent.deleted)
        throw itemNotFound();
    let name = upload.name;
    let existing = findChild(parent, name);
    if (existing !== undefined && conflict === 'rename') {
        name = findFreeName(parent, name);
        existing = undefined;
    }
    if (existing !== undefined && (conflict === 'fail' || existing.children !== undefined)) {
        if (parent.drive.stack === 'old')
            throw relationshipNameAlreadyExists();
        throw nameAlreadyExists('Another file exists with the same name as the uploaded session. You can redirect the upload session to use ' +
            'a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.');
    }
    if (existing !== undefined && upload.replacesId)
        service.store.replaceId(existing);
    const item = service.store.putFile({
        parent,
        name,
        ...(existing === undefined ? {} : { existing }),
        content,
        ...(upload.dates === undefined ? {} : { dates: upload.dates }),
        hiddenRequests: service.settings.visibilityLagRequests,
    });
    return { item, isNew: existing === undefined };
}
/** The first free name of `name 1.ext`, `name 2.ext` … */
function findFreeName(parent, name) {
    for (let number = 1;; number++) {
        const candidate = numberedName(name, number);
        if (!parent.children?.has(parent.drive.keyOf(candidate)))
            return candidate;
    }
}
async function enrichContent(service, upload) {
    const { parent, name, content } = upload;
    const isEnriched = isOfficeFile(name) || /\.html?$/i.test(name);
    if (!service.settings.enrichOffice || !isEnriched || parent.drive.type === 'personal')
        return content;
    const extra = Buffer.from(`<!-- ${parent.drive.id} -->`);
    await (0,promises_.appendFile)(content.path, extra);
    return {
        path: content.path,
        sizeBytes: content.sizeBytes + extra.length,
        hash: content.hash.copy().update(extra),
    };
}

;// CONCATENATED MODULE: ./build/emulator/drive/copy-item.js
/** Copies a file, or a folder with everything below it. Names and conflicts are checked by the caller. */




/**
 * Returns the new item, or the replaced file. Dates, descriptions, permissions and older versions are not copied
 * (driveitem-copy documentation). Throws a 404 if the parent was deleted meanwhile, and a 409 if the name is taken.
 */
async function copyItem(store, source, target) {
    if (source.children === undefined && source.remote === undefined)
        return copyFileItem(store, source, target);
    const { parent, name } = target;
    findReplaced({ parent, name });
    if (source.remote !== undefined)
        return store.createShortcut(parent, name, source.remote);
    // What is created below `source` while this runs is not copied.
    const children = [...(source.children?.values() ?? [])];
    const folder = store.createFolder(parent, name);
    if (source.isPackage === true)
        folder.isPackage = true;
    for (const child of children)
        await copyItem(store, child, { parent: folder, name: child.name });
    return folder;
}
async function copyFileItem(store, source, target) {
    const { sizeBytes, quickXorHash = '', shaHashes, contentPath } = source;
    const path = store.newContentPath();
    if (contentPath !== undefined && store.retention.contents)
        await (0,promises_.copyFile)(contentPath, path, external_node_fs_.constants.COPYFILE_FICLONE);
    const existing = findReplaced(target);
    const content = { path, sizeBytes, hash: { quickXorHash: () => quickXorHash, shaHashes: () => shaHashes } };
    const { parent, name } = target;
    return store.putFile({ parent, name, content, ...(existing === undefined ? {} : { existing }) });
}
/** There must be no `await` between this and the creation. */
function findReplaced({ parent, name, replaces = false }) {
    if (parent.deleted)
        throw itemNotFound();
    const existing = findChild(parent, name);
    if (existing !== undefined && (!replaces || existing.children !== undefined))
        throw nameAlreadyExists();
    return existing;
}

;// CONCATENATED MODULE: ./build/emulator/graph/not-emulated.js
/** What Graph can do with a drive or an item and this emulator cannot: 501, unlike what Graph does not have either. */

/** Actions and relationships of items and drives (driveItem and drive documentation). */
const notEmulatedSegments = new Set([
    'activities',
    'analytics',
    'archive',
    'assignSensitivityLabel',
    'bundles',
    'checkin',
    'checkout',
    'createdByUser',
    'discardCheckout',
    'extractSensitivityLabels',
    'follow',
    'following',
    'getActivitiesByInterval',
    'lastModifiedByUser',
    'list',
    'listItem',
    'preview',
    'restore',
    'retentionLabel',
    'special',
    'subscriptions',
    'unarchive',
    'unfollow',
    'validatePermission',
    'workbook',
]);
/** True for a part of Graph that is missing here. */
function isNotEmulated(segment) {
    return notEmulatedSegments.has(segment.replace(/^microsoft\.graph\./, '').replace(/\(.*$/s, ''));
}
/** The reply to what is missing here. */
function notEmulatedError(what) {
    return new GraphError({ status: 501, code: 'notSupported', message: `${what} is not emulated.` });
}

;// CONCATENATED MODULE: ./build/emulator/graph/parent-reference.js
/** Finds the folder that the `parentReference` of a request names. */




/**
 * The folder of a reference, by id or by path, on the item's drive unless another is named. Undefined without a reference.
 * Fields that are '' count as missing: rclone sends all of them. Throws a 404 if there is no such folder.
 */
function findReferencedFolder(service, item, reference) {
    if (reference === undefined)
        return undefined;
    if (!isJsonObject(reference))
        throw invalidRequest("The value of 'parentReference' is invalid.");
    const driveId = textOf(reference.driveId);
    const id = textOf(reference.id);
    const path = textOf(reference.path);
    const drive = driveId === '' ? item.drive : service.store.drive(driveId);
    if (drive === undefined)
        throw itemNotFound();
    const found = id === 'root' ? drive.root : drive.items.get(id);
    if (found?.children !== undefined)
        return found;
    if (path === '' || id !== '')
        throw itemNotFound();
    // `/drive/root:/a/b`, the form of `parentReference` in replies.
    const names = path
        .replace(/^.*?\/root:?/, '')
        .split('/')
        .filter(Boolean);
    const at = findDescendant(drive.root, names.map(address_decodeSegment));
    if (at?.children === undefined)
        throw itemNotFound();
    return at;
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./build/emulator/graph/permissions.js
/** Checks what the caller's scopes or roles allow. */

const writeScopes = new Set([
    'files.readwrite',
    'files.readwrite.all',
    'sites.readwrite.all',
    'sites.manage.all',
    'sites.fullcontrol.all',
    'sites.selected',
    'onedrive.readwrite',
    'wl.skydrive_update',
]);
const readScopes = new Set([
    'files.read',
    'files.read.all',
    'sites.read.all',
    'onedrive.readonly',
    'wl.skydrive',
]);
const appFolderScopes = new Set(['files.readwrite.appfolder', 'onedrive.appfolder']);
const profileScopes = /^(user\.read|user\.readwrite|user\.read\.all|user\.readwrite\.all|user\.readbasic\.all|wl\.basic|wl\.signin)$/;
/** Permission names without the resource, in lower case. */
function permissionNames(caller) {
    const names = caller.user ? caller.scopes : caller.roles;
    return names.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
}
/**
 * Throws a 403 if the caller may not read (or write) the item. `Files.ReadWrite` covers the signed-in user's own drive,
 * and `….All` also what others share with the user. The scope of an app folder covers that folder only, and
 * `Sites.Selected` the sites it was granted for. Source: graph/permissions-reference,
 * graph/permissions-selected-overview.
 */
function checkAccess(call, item, kind) {
    if (permissionNames(call.caller).some((name) => allows(call, { name, item, kind })))
        return;
    throw accessDenied('Access denied');
}
function allows({ caller, service }, { name, item, kind }) {
    const { holder, sitePath } = item.drive;
    if (appFolderScopes.has(name))
        return holder === 'me' && isInAppFolder(item);
    if (!writeScopes.has(name) && (kind === 'write' || !readScopes.has(name)))
        return false;
    if (name === 'sites.selected')
        return holder === 'site' && service.settings.selectedSites.includes(sitePath);
    if (!caller.user || holder === 'me')
        return true;
    return name.endsWith('.all') && (holder === 'site' || isSharedWithMe(item, kind));
}
/** True if the item, or a folder above it, is shared with the signed-in user. */
function isSharedWithMe(item, kind) {
    for (let at = item; at !== undefined; at = at.parent) {
        const access = item.drive.sharedWithMe.get(at);
        if (access !== undefined && (access === 'write' || kind === 'read'))
            return true;
    }
    return false;
}
/** Throws a 403 if the caller may not read the site. Requires a Sites permission; Files permissions are not enough. */
function checkSiteAccess({ caller, service }, sitePath) {
    const sitePermissions = permissionNames(caller).filter((name) => name.startsWith('sites.'));
    const isUnrestricted = sitePermissions.some((name) => name.endsWith('.all'));
    if (isUnrestricted || (sitePermissions.length > 0 && service.settings.selectedSites.includes(sitePath)))
        return;
    throw accessDenied('Access denied');
}
/** True if the caller has any permission on files. */
function hasDriveAccess(caller) {
    return permissionNames(caller).some((name) => writeScopes.has(name) || readScopes.has(name) || appFolderScopes.has(name));
}
function isInAppFolder(item) {
    for (let at = item; at !== undefined; at = at.parent) {
        if (at.specialFolder === 'approot')
            return true;
    }
    return false;
}
/** Throws a 403 if the caller may write nothing at all. */
function checkWriteScope(caller) {
    const names = permissionNames(caller);
    if (!names.some((name) => writeScopes.has(name) || appFolderScopes.has(name)))
        throw accessDenied();
}
/** `/me` requires a user. Throws a 400 for an app-only token. */
function checkDelegated(caller) {
    if (!caller.user)
        throw badRequest('/me request is only valid with delegated authentication flow.');
}
/** Reading a profile requires User.Read. A permission on files does not include it. */
function checkProfileAccess(caller) {
    checkDelegated(caller);
    if (permissionNames(caller).some((name) => profileScopes.test(name)))
        return;
    throw new GraphError({
        status: 403,
        code: 'Authorization_RequestDenied',
        message: 'Insufficient privileges to complete the operation.',
    });
}

;// CONCATENATED MODULE: ./build/emulator/graph/special-folders.js
/**
 * Special folders: names that lead to a folder wherever it is. They are created when an app that may write asks for one.
 * Source: the drive-get-specialfolder and specialFolder documentation pages.
 */



const specialFolders = {
    approot: { path: ['Apps', 'Emulated app'] },
    documents: { path: ['Documents'] },
    photos: { path: ['Pictures'] },
    cameraroll: { path: ['Pictures', 'Camera Roll'], only: 'personal' },
    music: { path: ['Music'], only: 'personal' },
    recordings: { path: ['Recordings'], only: 'work' },
};
/** Returns the folder. Throws a 403 if it does not exist and the caller may not write. */
function ensureSpecialFolder(call, drive, name) {
    const known = drive.specialFolders.get(name);
    if (known !== undefined && !known.deleted)
        return known;
    const definition = specialFolders[name];
    const kind = drive.type === 'personal' ? 'personal' : 'work';
    if (definition === undefined || (definition.only ?? kind) !== kind)
        throw invalidRequest('The special folder identifier is not valid.');
    const { path } = definition;
    const existing = findDescendant(drive.root, path);
    const folder = existing?.children === undefined ? createSpecialFolder(call, drive, { name, path }) : existing;
    folder.specialFolder = name;
    drive.specialFolders.set(name, folder);
    return folder;
}
/** The scope of an app folder opens the app's folder only, which does not exist yet. */
function createSpecialFolder(call, drive, { name, path }) {
    if (name === 'approot')
        checkWriteScope(call.caller);
    else
        checkAccess(call, drive.root, 'write');
    return path.reduce((at, next) => ensureChildFolder(call.service.store, at, next), drive.root);
}
function ensureChildFolder(store, parent, name) {
    const existing = findChild(parent, name);
    if (existing !== undefined && existing.children === undefined)
        throw invalidRequest(`A file is in the place of the folder '${name}'.`);
    return existing ?? store.createFolder(parent, name);
}

;// CONCATENATED MODULE: ./build/emulator/graph/resolve.js
/** Resolves the parts of a path to a drive and an item. */





/** Resolves `me`, `users/x`, `groups/x` or `sites/x`. Returns undefined for any other path. */
function resolveOwner(call, parts) {
    const [first, id, ...rest] = parts;
    const { tenant } = call.service;
    if (first === 'me') {
        checkDelegated(call.caller);
        return { drives: call.service.settings.meWithoutDrive ? [] : tenant.me.drives, rest: parts.slice(1) };
    }
    if (typeof id !== 'string')
        return undefined;
    if (first === 'users')
        return { drives: findUser(call, id).drives, rest };
    if (first === 'groups')
        return { drives: findOwner(tenant.groups, id).drives, rest };
    if (first !== 'sites')
        return undefined;
    const { site, rest: after } = resolveSite(call, id, rest);
    return { drives: site.drives, rest: after };
}
/**
 * Finds the signed-in user or another person of the tenant, by id or user principal name. Throws a 404 for an unknown
 * one.
 */
function findUser(call, id) {
    const { me, people } = call.service.tenant;
    return findOwner([me, ...people], id);
}
function findOwner(owners, id) {
    const wanted = id.toLowerCase();
    const found = owners.find((one) => one.id.toLowerCase() === wanted || one.alias.toLowerCase() === wanted);
    if (found !== undefined)
        return found;
    throw new GraphError({
        status: 404,
        code: 'Request_ResourceNotFound',
        message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    });
}
/** Finds a site by id, by host, or by host and path. `rest` is what follows. */
function resolveSite(call, id, parts) {
    const { tenant, account } = call.service;
    if (account === 'personal')
        throw badRequest('This API is not supported for MSA accounts');
    const [path] = parts;
    const byPath = typeof path === 'object';
    const wanted = id.toLowerCase();
    const found = tenant.sites.find((site) => {
        if (byPath)
            return site.host === wanted && site.path.toLowerCase() === `/${path.join('/')}`.toLowerCase();
        if (site.id.toLowerCase() === wanted || site.id.split(',')[1] === wanted)
            return true;
        return site.path === '' && (site.host === wanted || wanted === 'root');
    });
    checkSiteAccess(call, found?.path ?? '');
    if (found === undefined) {
        throw itemNotFound('The provided path does not exist, or does not represent a site');
    }
    return { site: found, rest: byPath ? parts.slice(1) : parts };
}
/** The drive that a path refers to and the parts below it. Undefined if the path has no drive. */
function resolveDrive(call, parts) {
    if (parts[0] === 'drives' && typeof parts[1] === 'string') {
        return { drive: findDrive(call, parts[1]), rest: parts.slice(2) };
    }
    const ownerParts = parts[0] === 'drive' ? ['me', ...parts] : parts;
    const owned = resolveOwner(call, ownerParts);
    if (owned === undefined)
        return undefined;
    const [word, id] = owned.rest;
    const [first] = owned.drives;
    if (word === 'drive' && first === undefined)
        throw noDriveError(call, ownerParts[0]);
    if (word === 'drive' && first !== undefined)
        return { drive: first, rest: owned.rest.slice(1) };
    if (word !== 'drives' || typeof id !== 'string')
        return undefined;
    const drive = findDrive(call, id);
    if (!owned.drives.includes(drive))
        throw itemNotFound();
    return { drive, rest: owned.rest.slice(2) };
}
/** The drive was never opened, or there is no licence: sdk-dotnet#579, api-docs#1773, graph-docs#631. */
function noDriveError({ service }, ownerSegment) {
    if (ownerSegment === 'me' && service.settings.meWithoutDrive === 'no-licence')
        return badRequest('Tenant does not have a SPO license.');
    const message = ownerSegment === 'groups'
        ? 'Resource provisioning is in progress. Please try again.'
        : "User's mysite not found.";
    return new GraphError({ status: 404, code: 'ResourceNotFound', message });
}
function findDrive(call, id) {
    const drive = call.service.store.drive(id);
    if (drive !== undefined)
        return drive;
    if (call.service.account === 'personal' && id.startsWith('b!'))
        throw invalidObjectHandle();
    if (/^b![\w-]{64}$/.test(id) || /^[0-9a-f]{16}$/i.test(id))
        throw itemNotFound('Item not found');
    throw invalidRequest('The provided drive id appears to be malformed, or does not represent a valid drive.');
}
/** Resolves the item part of a path: `root`, `items/{id}` or `special/{name}`, a path, an action. */
function resolveItem(call, drive, parts) {
    const [first, second] = parts;
    let rest;
    let base;
    if (first === 'root') {
        base = drive.root;
        rest = parts.slice(1);
    }
    else if (first === 'items' && typeof second === 'string') {
        base = second === 'root' ? drive.root : drive.items.get(second);
        rest = parts.slice(2);
    }
    else if (first === 'special' && typeof second === 'string') {
        base = ensureSpecialFolder(call, drive, second);
        rest = parts.slice(2);
    }
    else {
        if (isNotEmulated(String(first)))
            throw notEmulatedError(String(first));
        throw badRequest(`Resource not found for the segment '${String(first)}'.`);
    }
    if (base === undefined)
        throw itemNotFound();
    const path = typeof rest[0] === 'object' ? rest[0] : [];
    const after = path.length === 0 ? rest : rest.slice(1);
    if (after.some((part) => typeof part === 'object'))
        throw invalidRequest('The resource path is invalid.');
    const words = after.filter((part) => typeof part === 'string');
    const child = readChildSegment(call, words);
    const names = child === undefined ? path : [...path, child.name];
    const action = child?.action ?? words;
    if (child?.inParentheses && drive.type === 'personal' && action[0] === 'createUploadSession') {
        throw invalidRequest('API not found'); // OneDrive/onedrive-api-docs#746
    }
    return { drive, base, names, item: findDescendant(base, names), action };
}
/**
 * Reads `children/NAME` and `children('NAME')`, where a quote in the name is doubled, or the name an alias whose value is
 * in the query (`children('@a1')?@a1='NAME'`: rclone does so in China). Source: OneDrive/onedrive-api-docs,
 * driveitem_put_content.md.
 */
function readChildSegment({ query }, [first, second, ...more]) {
    const quoted = /^children\('(.*)'\)$/s.exec(first ?? '')?.[1];
    if (quoted !== undefined) {
        const value = quoted.startsWith('@') ? query.get(quoted)?.replace(/^'(.*)'$/s, '$1') : undefined;
        const name = (value ?? quoted).replaceAll("''", "'");
        const action = second === undefined ? [] : [second, ...more];
        return { name, inParentheses: true, action };
    }
    if (first !== 'children' || second === undefined)
        return undefined;
    return { name: second, inParentheses: false, action: more };
}
/** Returns the item. Throws a 404 if it does not exist, or is new and not visible yet. */
function requireItem(resolved) {
    if (resolved.item === undefined)
        throw itemNotFound();
    checkVisible(resolved.item);
    return resolved.item;
}
/** Throws a 404 if the item is not visible yet. Each call counts as one request for it. */
function checkVisible(item) {
    if (item.hiddenRequests <= 0)
        return;
    item.hiddenRequests--;
    throw itemNotFound();
}

;// CONCATENATED MODULE: ./build/emulator/graph/placement.js
/** Determines where a file or folder is created: checks names and locks, and creates missing parents. */




/**
 * Resolves where a file goes, and creates missing parents. A file may be addressed by its own id, a folder may not.
 * Throws a 409 if a folder has that name.
 */
function resolveUploadTarget(service, resolved) {
    const { base, names } = resolved;
    const leaf = names.at(-1);
    if (leaf === undefined) {
        if (base.children !== undefined || base.parent === undefined) {
            throw invalidRequest('A valid path must be provided.');
        }
        return { parent: base.parent, name: base.name, existing: base };
    }
    if (base.children === undefined)
        throw invalidRequest('A valid path must be provided.');
    if (base.hidesForWrites)
        checkVisible(base);
    checkNames(base, names);
    const parent = ensureFolders(service, base, names.slice(0, -1));
    const existing = findChild(parent, leaf);
    if (existing?.children !== undefined) {
        throw nameAlreadyExists('Cannot create an upload session on a folder');
    }
    return { parent, name: leaf, existing };
}
/** Throws a 409 while an upload session locks the name (business and SharePoint; microsoft-graph-docs#17631). */
function checkNameLock(service, { parent, name }) {
    if (service.sessions.findLock(parent, name) === undefined)
        return;
    throw nameAlreadyExists('A file with the same name is currently being uploaded. Change the filename and try to save again.');
}
/** Throws the service's 400 for an invalid name, or a path below `parent` that is too long. */
function checkNames(parent, names, leafIsFolder = false) {
    const personal = parent.drive.type === 'personal';
    for (const [index, name] of names.entries()) {
        const refusal = nameError(name, {
            folder: leafIsFolder || index < names.length - 1,
            root: parent.parent === undefined && index === 0,
            library: !personal,
        });
        if (refusal !== undefined)
            throw invalidRequest(refusal.message, refusal.innerCode);
    }
    const error = pathError([...itemPath(parent), ...names], personal);
    if (error !== undefined)
        throw invalidRequest(error.message, error.innerCode);
}
/**
 * Returns the folder at this path below `parent`. Creates missing folders, and throws a 404 if a file is in the way.
 */
function ensureFolders(service, parent, names) {
    let folder = parent;
    for (const name of names) {
        const found = findChild(folder, name);
        if (found !== undefined && found.children === undefined)
            throw itemNotFound();
        if (found?.hidesForWrites)
            checkVisible(found);
        folder =
            found ??
                service.store.createFolder(folder, name, { hiddenRequests: service.settings.visibilityLagRequests });
    }
    return folder;
}

;// CONCATENATED MODULE: ./build/emulator/graph/copy.js
/**
 * `…/copy`: copies items, and gives the address of a monitor. Source: the driveitem-copy and long-running-actions
 * documentation pages; OneDrive/onedrive-api-docs#852, #981.
 */










/**
 * POST …/copy: 202 with the monitor's URL in `Location`. What is wrong with the request is refused at once. The copy is
 * complete when this replies; the monitor takes its time.
 */
async function postCopy(call, resolved) {
    const { service } = call;
    checkAccess(call, resolved.base, 'read');
    const item = requireItem(resolved);
    const body = await readJsonBody(call.request);
    const { name = item.name, childrenOnly, includeAllVersionHistory } = body;
    if (typeof name !== 'string')
        throw invalidRequest("The value of 'name' is invalid.");
    if (includeAllVersionHistory === true)
        throw notEmulatedError('includeAllVersionHistory');
    const parent = findReferencedFolder(service, item, body.parentReference) ?? item.parent;
    if (parent === undefined)
        throw invalidRequest('The root cannot be copied.');
    checkAccess(call, parent, 'write');
    const copies = childrenOnly === true ? childCopies(item, parent) : [itemCopy(call, item, { parent, name })];
    const outcome = await runCopies(call, copies).then((last) => copyOutcome(call, childrenOnly === true || last === undefined ? parent : last), copyFailure);
    const location = service.copies.add(parent.drive, outcome, service.settings.copyPolls);
    return { status: 202, headers: { location }, text: '' };
}
function itemCopy(call, source, { parent, name }) {
    if (source.parent === undefined)
        throw invalidRequest('The root cannot be copied.');
    checkNames(parent, [name], source.children !== undefined);
    checkNotInside(parent, source);
    const existing = findChild(parent, name);
    if (existing === undefined)
        return { source, parent, name };
    const conflict = readCopyConflict(call, parent);
    if (conflict === 'rename')
        return { source, parent, name: findFreeName(parent, name) };
    const isReplaceable = existing !== source && existing.children === undefined && source.children === undefined;
    if (conflict === 'fail' || !isReplaceable)
        throw nameAlreadyExists();
    return { source, parent, name, replaces: true };
}
/** Only the query counts, and personal drives ignore it: rclone removes what is there before it copies. */
function readCopyConflict({ query }, { drive }) {
    const conflict = readConflictBehavior(query.get(conflictBehaviorKey) ?? 'fail');
    return drive.type === 'personal' ? 'fail' : conflict;
}
/** With `childrenOnly`, the root may be copied too, and a name that is taken is an error at the monitor. */
function childCopies(folder, parent) {
    if (folder.children === undefined)
        throw invalidRequest("'childrenOnly' is valid for folders only.");
    return [...folder.children.values()].map((source) => {
        checkNotInside(parent, source);
        return { source, parent, name: source.name };
    });
}
function checkNotInside(parent, source) {
    for (let at = parent; at !== undefined; at = at.parent) {
        if (at === source)
            throw invalidRequest('A folder cannot be copied into itself.');
    }
}
async function runCopies({ service }, copies) {
    let last;
    for (const { source, ...target } of copies) {
        checkQuota(service, target.parent, source.sizeBytes);
        if (source.deleted)
            throw itemNotFound();
        last = await copyItem(service.store, source, target);
    }
    return last;
}
function copyOutcome({ origin }, { id, drive }) {
    return { itemId: id, itemUrl: `${origin}/v1.0/drives/${drive.id}/items/${id}` };
}
function copyFailure(error) {
    if (error instanceof GraphError)
        return { error: error.info };
    throw error;
}

;// CONCATENATED MODULE: ./build/emulator/graph/create-session.js
/**
 * createUploadSession: validates path and body, and opens the session. Source: the createUploadSession and
 * driveItemUploadableProperties documentation pages.
 */






/** POST …/createUploadSession. */
async function createUploadSession(call, resolved) {
    const { service, request } = call;
    checkAccess(call, resolved.base, 'write');
    const requested = readSessionRequest(call, resolved, await readJsonBody(request));
    const onWork = resolved.drive.type !== 'personal';
    if (!onWork && resolved.names.length === 0 && resolved.base.children === undefined) {
        throw invalidRequest('File name not provided in url');
    }
    const target = resolveUploadTarget(service, resolved);
    checkNotInPackage(target.parent);
    const { parent, name, existing } = target;
    if (requested.name !== undefined && requested.name !== name) {
        throw invalidRequest('Name from path does not match name from body');
    }
    checkETags(request, existing);
    checkNameLock(service, target);
    const failsEarly = onWork && !service.settings.conflictAtCommit;
    if (failsEarly && existing !== undefined && requested.conflict === 'fail')
        throw nameAlreadyExists();
    checkQuota(service, parent, requested.fileSize ?? (service.settings.quotaLate ? Number.NEGATIVE_INFINITY : 1));
    const { session, url } = service.sessions.open({
        parent,
        name,
        conflict: requested.conflict,
        dates: requested.dates,
        ...(existing === undefined ? {} : { existing }),
        officeBug: hasOfficeReplaceBug(call, existing, requested.conflict),
    });
    return {
        status: 200,
        // Recorded in OneDrive/onedrive-api-docs#1734. The location is no upload address.
        headers: { 'cache-control': 'no-store', location: call.origin },
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
            expirationDateTime: new Date(session.expiresMs).toISOString(),
            nextExpectedRanges: ['0-'],
            uploadUrl: url,
        },
    };
}
/** OneNote notebooks accept simple PUTs, but no sessions (OneDrive/onedrive-api-docs#1634). */
function checkNotInPackage(parent) {
    for (let at = parent; at !== undefined; at = at.parent) {
        if (at.isPackage === true)
            throw new GraphError({ status: 400, code: 'notSupported', message: 'Operation not supported' });
    }
}
function hasOfficeReplaceBug(call, existing, conflict) {
    const library = existing?.drive.type === 'documentLibrary' || existing?.drive.type === 'business';
    return (call.service.settings.officeReplaceBug && library && conflict === 'replace' && isOfficeFile(existing.name));
}
function readSessionRequest(call, resolved, body) {
    for (const key of Object.keys(body)) {
        // Beside `item`, a name and a conflict behaviour are ignored (msgraph-sdk-php#472, api-docs#1491).
        if (key !== 'item' && key !== 'deferCommit' && key !== 'name' && !key.startsWith('@')) {
            throw badRequest(`The parameter '${key}' in the request payload is not a valid parameter for the operation 'createUploadSession'.`);
        }
    }
    if (body.deferCommit !== undefined && body.deferCommit !== false) {
        throw new GraphError({ status: 501, code: 'notSupported', message: 'deferCommit is not emulated.' });
    }
    const item = body.item ?? {};
    if (!isJsonObject(item))
        throw invalidRequest("The value of 'item' is invalid.");
    const onWork = resolved.drive.type !== 'personal';
    checkProperties(item, { onWork, ordered: call.service.settings.strictOrder });
    const { name, fileSize } = item;
    if (name !== undefined && typeof name !== 'string')
        throw invalidRequest("The value of 'name' is invalid.");
    if (fileSize !== undefined &&
        (typeof fileSize !== 'number' || !Number.isSafeInteger(fileSize) || fileSize < 0)) {
        throw invalidRequest("The value of 'fileSize' is invalid.");
    }
    return {
        conflict: readConflictBehavior(item[conflictBehaviorKey] ?? item[legacyConflictBehaviorKey]),
        dates: readFileDates(item.fileSystemInfo),
        ...(name === undefined ? {} : { name }),
        ...(fileSize === undefined ? {} : { fileSize }),
    };
}
function checkProperties(item, { onWork, ordered }) {
    const keys = Object.keys(item);
    const allowed = [
        conflictBehaviorKey,
        legacyConflictBehaviorKey,
        'name',
        'fileSystemInfo',
        'mediaSource',
        'driveItemSource',
    ];
    if (!onWork)
        allowed.push('fileSize', '@odata.type');
    const wrong = keys.find((key) => !allowed.includes(key));
    if (wrong !== undefined)
        throw invalidRequest(`The property '${wrong}' is not valid for an upload session.`);
    if (ordered &&
        keys.includes('fileSystemInfo') &&
        keys.indexOf(conflictBehaviorKey) > keys.indexOf('fileSystemInfo')) {
        throw invalidRequest(`The annotation '${conflictBehaviorKey}' must precede the properties of the item.`);
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/children-by-name.js
/** Sorted lists, each with the revision of the store that it was made at. A listing of many pages sorts once. */
const sorted = new WeakMap();
/** The children of a folder by name. Empty for a file. */
function childrenByName(store, folder) {
    const known = sorted.get(folder);
    if (known?.revision === store.revision)
        return known.items;
    const keyed = [...(folder.children?.values() ?? [])].map((item) => ({ key: sortKey(item), item }));
    keyed.sort((left, right) => (left.key < right.key ? -1 : 1));
    const items = keyed.map(({ item }) => item);
    sorted.set(folder, { revision: store.revision, items });
    return items;
}
/** What items are sorted by. Unique in a folder, because the name follows its lower case. '' without an item. */
function sortKey(item) {
    return item === undefined ? '' : `${item.name.toLowerCase()}\0${item.name}`;
}

;// CONCATENATED MODULE: ./build/emulator/graph/filter.js
/**
 * `$filter` of a listing: compares names, dates, and whether a facet is there, with `and`, `or`, `not` and parentheses.
 * Personal drives filter by file, folder and dates, work drives only by name and for folders. Anything else is a 501.
 * Source: OneDrive/onedrive-api-docs, filtering-results.md, #1005, #1495.
 */

/** The filter of a query, or undefined without one. `personal` tells the kind of drive. */
function parseFilter(query, personal) {
    const text = query.get('$filter');
    if (text === null)
        return undefined;
    const tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s'(),]+|'/g) ?? [];
    const parser = new FilterParser(tokens, personal);
    return parser.parse();
}
const operators = {
    eq: (order) => order === 0,
    ne: (order) => order !== 0,
    gt: (order) => order > 0,
    ge: (order) => order >= 0,
    lt: (order) => order < 0,
    le: (order) => order <= 0,
};
const facets = {
    file: (item) => item.children === undefined && item.remote === undefined,
    folder: (item) => item.children !== undefined && item.isPackage !== true,
    package: (item) => item.isPackage === true,
};
const dates = {
    createdDateTime: (item) => item.createdMs,
    lastModifiedDateTime: (item) => item.modifiedMs,
};
/** `or` binds weaker than `and`, and `and` weaker than `not` (OData 4.01, URL conventions, 5.1.1.16). */
class FilterParser {
    #tokens;
    #personal;
    #at = 0;
    constructor(tokens, personal) {
        this.#tokens = tokens;
        this.#personal = personal;
    }
    parse() {
        const filter = this.#or();
        if (this.#at < this.#tokens.length)
            throw unsupportedError();
        return filter;
    }
    #or() {
        const left = this.#and();
        if (!this.#take('or'))
            return left;
        const right = this.#or();
        return (item) => left(item) || right(item);
    }
    #and() {
        const left = this.#term();
        if (!this.#take('and'))
            return left;
        const right = this.#and();
        return (item) => left(item) && right(item);
    }
    #term() {
        if (this.#take('not')) {
            const inner = this.#term();
            return (item) => !inner(item);
        }
        if (this.#take('(')) {
            const inner = this.#or();
            this.#expect(')');
            return inner;
        }
        return this.#take('startswith') ? this.#startsWith() : this.#comparison();
    }
    #startsWith() {
        for (const token of ['(', 'name', ','])
            this.#expect(token);
        const start = stringValue(this.#next()).toLowerCase();
        this.#expect(')');
        return (item) => item.name.toLowerCase().startsWith(start);
    }
    #comparison() {
        const [property, word, value] = [this.#next(), this.#next(), this.#next()];
        const holds = operators[word];
        if (holds === undefined)
            throw unsupportedError();
        const facet = facets[property];
        if (facet !== undefined && value === 'null')
            return this.#facetFilter(facet, property, word);
        if (property === 'name') {
            const wanted = stringValue(value).toLowerCase();
            return (item) => holds(compareTexts(item.name.toLowerCase(), wanted));
        }
        const date = dates[property];
        const atMs = Date.parse(value.replace(/^'|'$/g, ''));
        if (date === undefined || Number.isNaN(atMs) || !this.#personal)
            throw unsupportedError();
        return (item) => holds(date(item) - atMs);
    }
    /** On work drives, `folder ne null` is the only one (microsoft-graph-docs-contrib#2930). */
    #facetFilter(facet, property, word) {
        const isSupported = this.#personal || (property === 'folder' && word === 'ne');
        if (!isSupported || (word !== 'eq' && word !== 'ne'))
            throw unsupportedError();
        return word === 'ne' ? facet : (item) => !facet(item);
    }
    #next() {
        return this.#tokens[this.#at++] ?? '';
    }
    #take(token) {
        if (this.#tokens[this.#at] !== token)
            return false;
        this.#at++;
        return true;
    }
    #expect(token) {
        if (!this.#take(token))
            throw unsupportedError();
    }
}
function compareTexts(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
}
function stringValue(token) {
    const inner = /^'((?:[^']|'')*)'$/.exec(token)?.[1];
    if (inner === undefined)
        throw unsupportedError();
    return inner.replaceAll("''", "'");
}
function unsupportedError() {
    const message = 'The request is not supported by the system.';
    return new GraphError({ status: 501, code: 'notSupported', message });
}

;// CONCATENATED MODULE: ./build/emulator/graph/query.js
/** OData query options: `$select`, `$top`, `$orderby`, `$skiptoken`. */

const defaultPageSize = 200;
const maxPageSize = 5000;
/** Keeps only the selected properties. `id` and annotations must be selected too. */
function applySelect(json, query) {
    const wanted = query.get('$select');
    if (wanted === null)
        return json;
    const names = new Set(wanted.split(',').map((name) => name.trim().split('/')[0] ?? ''));
    if (names.has(''))
        throw badRequest('Parsing OData Select and Expand failed: a name is missing.');
    if (names.has('*'))
        return json;
    const alias = names.has('content.downloadUrl') ? '@microsoft.graph.downloadUrl' : '';
    return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name) || name === alias));
}
/** `$top`, or 200. Throws a 400 if it is not a number. */
function parseTop(query) {
    const top = query.get('$top');
    if (top === null)
        return defaultPageSize;
    if (!/^\d{1,9}$/.test(top) || Number(top) === 0) {
        throw badRequest(`Invalid value '${top}' for $top query option found.`);
    }
    return Math.min(Number(top), maxPageSize);
}
/** The position after which a page starts: a count, or a name in the order of names. Undefined for the first page. */
function parseSkipToken(query) {
    const token = query.get('$skiptoken') ?? query.get('$skipToken');
    if (token === null)
        return undefined;
    const position = decodePositionToken(token);
    if (position === undefined)
        throw invalidRequest('The skip token is invalid.');
    return position;
}
/** Encodes a position as an opaque token. */
function encodePositionToken(position) {
    const text = typeof position === 'number' ? `at-${position}` : `after-${position}`;
    return Buffer.from(text).toString('base64url');
}
/** Decodes a token of `encodePositionToken`. Returns undefined for any other text. */
function decodePositionToken(token) {
    const text = Buffer.from(token, 'base64url').toString();
    const count = /^at-(\d{1,15})$/.exec(text)?.[1];
    return count === undefined ? /^after-(.*)$/s.exec(text)?.[1] : Number(count);
}
/**
 * The URL of the same request, from a position on. As recorded from Graph, `$` stays as it is and commas are escaped
 * (SkardiLabs/skardi, `drive_item_search.json`; pnp/pnpcore, `SiteEnumerationTests_Application`).
 */
function pageLink(call, parameter, position) {
    const [address = '', query = ''] = call.request.rawTarget.split('?');
    const isPosition = parameter === 'token' ? /^token=/ : /^(\$|%24)skiptoken=/i;
    const kept = query.split('&').filter((part) => part !== '' && !isPosition.test(part));
    const own = `${parameter}=${encodePositionToken(position)}`;
    return `${call.origin}${address}?${[...kept.map((part) => part.replaceAll(',', '%2c')), own].join('&')}`;
}
/** The comparison for `$orderby`, or undefined for the order of names. */
function parseOrderBy(query) {
    const text = query.get('$orderby');
    if (text === null)
        return undefined;
    const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
    const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
    const keys = {
        name: (item) => item.name.toLowerCase(),
        size: (item) => item.sizeBytes,
        createddatetime: (item) => item.createdMs,
        lastmodifieddatetime: (item) => item.modifiedMs,
    };
    const key = keys[name.toLowerCase()];
    if (key === undefined)
        throw invalidRequest(`Ordering by '${name}' is not supported.`);
    return (left, right) => {
        const [a, b] = [key(left), key(right)];
        return sign * (a < b ? -1 : a > b ? 1 : 0);
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/item-reply.js




/** The reply to `If-None-Match` with the item's current tag. */
const notModifiedReply = { status: 304, text: '' };
/** An item's JSON with its context, as in replies with a single item. */
function itemReply(call, item, status = 200) {
    const context = `${call.origin}/v1.0/$metadata#${itemContext(call, item)}/$entity`;
    return {
        status,
        json: { '@odata.context': context, ...applySelect(withExpandedChildren(call, item), call.query) },
    };
}
/** The collection that the item is from. It says how the item was asked for, but not on personal drives of the old stack. */
function itemContext(call, { drive, parent }) {
    if (drive.stack === 'old' || drive.holder !== 'me' || isAddressedByDriveId(call.request.rawTarget))
        return `drives('${encodeURIComponent(drive.id)}')/items`;
    const { alias, id } = call.service.tenant.me;
    const user = drive.type === 'personal' ? encodeURIComponent(alias) : id;
    return `users('${user}')/drive/${parent === undefined ? 'root' : 'items'}`;
}
function withExpandedChildren(call, item) {
    const wanted = call.query.get('$expand') ?? '';
    const form = { byDriveId: isAddressedByDriveId(call.request.rawTarget) };
    const json = driveItemJson(call.service, item, form);
    if (/\bchildren\b/.test(wanted) && item.children !== undefined) {
        const inside = childrenByName(call.service.store, item).slice(0, 200);
        return { ...json, children: inside.map((one) => driveItemJson(call.service, one, form)) };
    }
    return json;
}

;// CONCATENATED MODULE: ./build/emulator/graph/folders.js
/** Folders: paged listings, creation, and changes of a drive (delta). */















/** GET …/children. A page has 200 items unless `$top` is given. */
function listChildren(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const folder = requireItem(resolved);
    const size = parseTop(call.query);
    const compare = parseOrderBy(call.query);
    const filter = parseFilter(call.query, folder.drive.type === 'personal');
    const after = parseSkipToken(call.query);
    const skip = compare !== undefined && typeof after === 'number' ? after : 0;
    const rest = compare === undefined
        ? listByName(call, folder, { after: String(after ?? ''), count: size + 1, filter })
        : listSorted(folder, compare, filter).slice(skip);
    const page = rest.slice(0, size);
    const next = compare === undefined ? sortKey(page.at(-1)) : skip + page.length;
    const drive = encodeURIComponent(folder.drive.id);
    const where = folder.parent === undefined ? 'root' : `items('${encodeURIComponent(folder.id)}')`;
    const form = { byDriveId: isAddressedByDriveId(call.request.rawTarget) };
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#drives('${drive}')/${where}/children`,
            ...(rest.length > page.length ? { '@odata.nextLink': pageLink(call, '$skiptoken', next) } : {}),
            value: page.map((item) => applySelect(driveItemJson(call.service, item, form), call.query)),
        },
    };
}
/**
 * Lists by name, from a name on, so that what comes and goes between pages does no harm. Returns at most `count` items.
 */
function listByName({ service }, folder, { after, count, filter }) {
    const found = [];
    for (const item of childrenByName(service.store, folder)) {
        if (sortKey(item) <= after || filter?.(item) === false || !isVisible(item))
            continue;
        found.push(item);
        if (found.length === count)
            break;
    }
    return found;
}
function listSorted(folder, compare, filter) {
    const items = [...(folder.children?.values() ?? [])];
    return items.filter((item) => filter?.(item) !== false && isVisible(item)).sort(compare);
}
/** A listing shows a new item only when a request for the item would find it. */
function isVisible(item) {
    if (item.hiddenRequests <= 0)
        return true;
    item.hiddenRequests--;
    return false;
}
/** POST …/children: 201 with the folder, or the result of the conflict behaviour. */
async function createChildFolder(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const body = await readJsonBody(call.request);
    const parent = ensurePersonalFolder(call, resolved) ?? requireItem(resolved);
    if (parent.children === undefined)
        throw invalidRequest('The parent is not a folder.');
    if (body['@microsoft.graph.sourceUrl'] !== undefined)
        throw notEmulatedError('An upload from a URL');
    const { name } = body;
    if (typeof name !== 'string' || !isJsonObject(body.folder))
        throw invalidRequest('A folder needs a name and the folder facet.');
    checkNames(parent, [name], true);
    const existing = findChild(parent, name);
    const { store, settings } = call.service;
    const visibility = { hiddenRequests: settings.visibilityLagRequests, hidesForWrites: true };
    if (existing === undefined)
        return itemReply(call, store.createFolder(parent, name, visibility), 201);
    const conflict = readConflictBehavior(body[conflictBehaviorKey] ?? (parent.drive.type === 'personal' ? 'replace' : 'fail'));
    if (conflict === 'rename')
        return itemReply(call, store.createFolder(parent, findFreeName(parent, name), visibility), 201);
    if (conflict === 'fail' || existing.children === undefined)
        throw nameAlreadyExists('Name already exists');
    checkVisible(existing);
    return itemReply(call, existing);
}
/**
 * Creates the folder that a path refers to, with its parents, if it does not exist and the drive is a personal one
 * (OneDrive/onedrive-api-docs#364). Returns undefined otherwise.
 */
function ensurePersonalFolder(call, { drive, base, names, item }) {
    if (item !== undefined || drive.type !== 'personal' || base.children === undefined)
        return undefined;
    checkNames(base, names, true);
    return ensureFolders(call.service, base, names);
}
/** GET …/delta: changes since the token, oldest first, in pages. */
function driveDelta(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const folder = requireItem(resolved);
    const { drive } = folder;
    const size = parseTop(call.query);
    const since = deltaPosition(call, drive.history);
    const inside = folder === drive.root ? undefined : new Set([folder, ...descendants(folder)]);
    const page = [];
    let more = false;
    for (const item of drive.history.values()) {
        if (item.changeOrder <= since || (inside !== undefined && !inside.has(item) && !item.deleted))
            continue;
        if (since === 0 && item.deleted)
            continue;
        if (page.length === size) {
            more = true;
            break;
        }
        page.push(item);
    }
    const position = page.at(-1)?.changeOrder ?? since;
    const link = pageLink(call, 'token', position);
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
            [more ? '@odata.nextLink' : '@odata.deltaLink']: link,
            value: page.map((item) => applySelect(deltaItem(call, item), call.query)),
        },
    };
}
function deltaItem(call, item) {
    if (item.deleted)
        return deletedItemJson(call.service, item);
    const byDriveId = isAddressedByDriveId(call.request.rawTarget);
    return driveItemJson(call.service, item, { byDriveId, inDelta: true });
}
function deltaPosition(call, history) {
    const token = call.query.get('token');
    if (token === null)
        return 0;
    if (token === 'latest')
        return [...history.values()].at(-1)?.changeOrder ?? 0;
    const position = decodePositionToken(token);
    if (typeof position === 'number')
        return position;
    throw new GraphError({
        status: 410,
        code: 'resyncRequired',
        message: "Resync required. Replace any local items with the server's version.",
    });
}

;// CONCATENATED MODULE: ./build/emulator/graph/search.js
/**
 * `search(q='…')`: items below a folder with this text in their name. The service also looks into contents and metadata,
 * and finds new items only after a while. Source: the driveitem-search documentation page.
 */






/** The text of `search(q='text')`, with single quotes. Undefined for any other segment. */
function searchText(segment) {
    return /^(?:microsoft\.graph\.)?search\(q='(.*)'\)$/s.exec(segment)?.[1]?.replaceAll("''", "'");
}
/** GET …/search(q='…'), in pages. An empty text finds everything. */
function searchItems(call, resolved) {
    if (call.request.method !== 'GET')
        throw methodNotAllowed();
    checkAccess(call, resolved.base, 'read');
    const wanted = searchText(resolved.action[0] ?? '')?.toLowerCase();
    if (wanted === undefined)
        throw badRequest('The parameter q is missing.');
    const found = [...descendants(requireItem(resolved))].filter(({ name, hiddenRequests }) => hiddenRequests <= 0 && name.toLowerCase().includes(wanted));
    return itemPageReply(call, found, (item) => searchHit(driveItemJson(call.service, item), item));
}
/** A page of items that are not the children of one folder. */
function itemPageReply(call, items, toJson) {
    const skip = Number(parseSkipToken(call.query) ?? 0);
    const end = skip + parseTop(call.query);
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
            ...(items.length > end ? { '@odata.nextLink': pageLink(call, '$skiptoken', end) } : {}),
            value: items.slice(skip, end).map((item) => applySelect(toJson(item), call.query)),
        },
    };
}
/** A search reports no children (microsoft-graph-docs#19306), and on personal drives of the new stack less than that. */
function searchHit(json, { children, isPackage, drive }) {
    const isFolder = children !== undefined && isPackage !== true;
    const fields = drive.stack === 'new' ? indexedFields(json) : json;
    return { ...fields, ...(isFolder ? { folder: { childCount: 0 } } : {}), searchResult: {} };
}
/** Without tags, hashes, authors and addresses of contents (SkardiLabs/skardi, `drive_item_search.json`). */
function indexedFields(json) {
    const missing = /^(@.*|eTag|cTag|createdBy|lastModifiedBy|isAuthoritative)$/;
    const { parentReference, file, ...rest } = json;
    const { siteId: _site, ...parent } = Object(parentReference);
    const { hashes: _hashes, ...fileFacet } = Object(file);
    return {
        ...Object.fromEntries(Object.entries(rest).filter(([name]) => !missing.test(name))),
        parentReference: parent,
        ...(file === undefined ? {} : { file: fileFacet }),
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/owner-permission.js
/** The owner is a person on a drive of one, and the group of owners in a site's library. */
function ownerPermissionJson({ tenant }, { drive }) {
    const owner = [tenant.me, ...tenant.people].find(({ drives }) => drives.includes(drive));
    if (owner === undefined) {
        const siteGroup = { id: '3', displayName: 'Site Owners', loginName: 'Site Owners' };
        return permission('Site Owners', { siteGroup });
    }
    const user = { displayName: owner.displayName, email: owner.alias, id: owner.id };
    return permission(`i:0#.f|membership|${owner.alias}`, { user });
}
function permission(loginName, identity) {
    const id = Buffer.from(loginName).toString('base64url');
    return { id, roles: ['owner'], grantedTo: identity, grantedToV2: identity };
}

;// CONCATENATED MODULE: ./build/emulator/graph/sharing-links.js
/** Sharing links, permissions and thumbnails. */










/**
 * POST …/createLink: 201, or 200 with an existing link of the same type and scope, unchanged. A different expiration or
 * password does not create another link (driveitem-createlink).
 */
async function createLink(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const item = requireItem(resolved);
    const { clock, settings } = call.service;
    const requested = readLinkRequest(item, await readJsonBody(call.request));
    const { linkPolicyForbidden: forbidden, paidSharing } = settings;
    if (forbidden === true || (forbidden === 'anonymous' && requested.scope === 'anonymous')) {
        throw accessDenied('The feature has been disabled. Please contact your admin to get it enabled.');
    }
    const isExtra = requested.hasPassword || requested.expirationDateTime !== undefined;
    if (item.drive.type === 'personal' && isExtra && !paidSharing)
        throw accessDenied();
    const allowed = applyLinkPolicy(requested, { policy: settings.linkPolicy, nowMs: clock() });
    const existing = item.permissions.find((one) => one.type === allowed.type && one.scope === allowed.scope && isUnexpired(one, clock()));
    if (existing !== undefined)
        return createdLinkReply(call, item, { permission: existing, status: 200 });
    const permission = {
        ...allowed,
        id: item.drive.type === 'personal' ? (0,external_node_crypto_.randomBytes)(12).toString('hex') : (0,external_node_crypto_.randomUUID)(),
        token: `E${(0,external_node_crypto_.randomBytes)(18).toString('base64url')}`,
    };
    item.permissions.push(permission);
    return createdLinkReply(call, item, { permission, status: 201 });
}
/** With the headers that come with every createLink (recorded by pnp/pnpcore and in rclone/rclone#7898). */
function createdLinkReply(call, item, options) {
    const { drive } = item;
    const site = drive.siteId === undefined ? '' : `/sites('${drive.siteId}')`;
    const address = `${site}/drives('${drive.id}')/items('${item.id}')/permissions('${options.permission.id}')`;
    return {
        ...permissionReply(call, item, options),
        headers: {
            location: drive.type === 'personal' ? call.origin : `${new URL(drive.webUrl).origin}/_api/v2.0${address}`,
            deprecation: 'Fri, 03 Sep 2021 23:59:59 GMT',
            sunset: 'Sun, 01 Oct 2023 23:59:59 GMT',
            link: '<https://developer.microsoft-tst.com/en-us/graph/changes?$filterby=v1.0,Removal&from=2021-09-01&to=2021-10-01>;rel="deprecation";type="text/html"',
        },
    };
}
/** Applies the tenant's policy to the requested link. */
function applyLinkPolicy(requested, { policy, nowMs }) {
    const { expirationDateTime: requestedEnd, ...rest } = requested;
    const end = expirationUnderPolicy(requestedEnd, { policy, nowMs });
    return {
        ...rest,
        type: policy.type ?? requested.type,
        scope: policy.scope ?? requested.scope,
        hasPassword: requested.hasPassword && policy.withoutPassword !== true,
        ...(end === undefined ? {} : { expirationDateTime: end }),
    };
}
const sharing_links_dayMs = 24 * 60 * 60_000;
function expirationUnderPolicy(requestedEnd, { policy, nowMs }) {
    const { ends } = policy;
    if (ends === undefined)
        return requestedEnd;
    if (typeof ends === 'string')
        return ends === 'never' ? undefined : '0001-01-01T00:00:00Z';
    const latestMs = nowMs + ends.maxDays * sharing_links_dayMs;
    return isoSeconds(Math.min(latestMs, requestedEnd === undefined ? latestMs : Date.parse(requestedEnd)));
}
/** False for an expired link: it no longer works, and createLink creates a new one. */
function isUnexpired({ expirationDateTime }, nowMs) {
    const endMs = Date.parse(expirationDateTime ?? '');
    return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 || endMs > nowMs;
}
function readLinkRequest(item, body) {
    const personal = item.drive.type === 'personal';
    const { type = 'view', expirationDateTime, password } = body;
    const { scope = personal ? 'anonymous' : 'organization' } = body;
    const types = personal ? ['view', 'edit', 'embed'] : ['view', 'edit'];
    const scopes = personal ? ['anonymous', 'users'] : ['anonymous', 'organization', 'users'];
    if (typeof type !== 'string' || !types.includes(type))
        throw invalidRequest("The value of 'type' is invalid.");
    if (typeof scope !== 'string' || !scopes.includes(scope))
        throw invalidRequest("The value of 'scope' is invalid.");
    if (password !== undefined && !personal)
        throw invalidRequest('A password is not supported for this link.');
    const expires = expirationDateTime ?? undefined;
    if (expires !== undefined && (typeof expires !== 'string' || Number.isNaN(Date.parse(expires)))) {
        throw invalidRequest("The value of 'expirationDateTime' is invalid.");
    }
    return {
        type,
        scope,
        hasPassword: typeof password === 'string' && password !== '',
        ...(expires === undefined ? {} : { expirationDateTime: expires }),
    };
}
function permissionReply(call, item, options) {
    const context = `${call.origin}/v1.0/$metadata#permission`;
    return {
        status: options.status,
        json: { '@odata.context': context, ...permissionJson(item, options.permission) },
    };
}
/** GET …/permissions, GET and DELETE …/permissions/{id}. */
function permissionsReply(call, resolved) {
    const deleting = call.request.method === 'DELETE';
    checkAccess(call, resolved.base, deleting ? 'write' : 'read');
    const item = requireItem(resolved);
    const id = resolved.action[1];
    const owner = ownerPermissionJson(call.service, item);
    if (id === undefined) {
        if (deleting)
            throw badRequest('A permission id is needed.');
        const value = [owner, ...item.permissions.map((one) => permissionJson(item, one))];
        return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permissions`, value } };
    }
    if (id === owner.id) {
        if (deleting)
            throw accessDenied();
        return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permission`, ...owner } };
    }
    const index = item.permissions.findIndex((one) => one.id === id);
    const permission = item.permissions[index];
    if (permission === undefined)
        throw itemNotFound();
    if (!deleting)
        return permissionReply(call, item, { permission, status: 200 });
    item.permissions.splice(index, 1);
    return { status: 204 };
}
/** PATCH …/permissions/{id} and POST …/permissions/{id}/grant. */
function changePermission(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    throw notEmulatedError('Changing a permission');
}
/** POST …/invite: 400, as the service answers for more and more accounts (rclone, skipIfSharingRefused). */
function inviteReply(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    requireItem(resolved);
    throw new GraphError({ status: 400, code: 'sharingFailed', message: 'Sharing failed.' });
}
const previewableTypes = /^(image\/|text\/plain$|application\/(pdf$|vnd\.openxmlformats))/;
const sizes = { small: 96, medium: 176, large: 800 };
/** GET …/thumbnails, …/thumbnails/0, …/thumbnails/0/large and its `/content`. Empty for a file without a preview. */
function thumbnailsReply(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const item = requireItem(resolved);
    const preview = item.children === undefined && previewableTypes.test(mimeType(item.name));
    const set = { id: '0' };
    for (const [name, edge] of Object.entries(sizes)) {
        set[name] = {
            height: Math.round((edge * 2) / 3),
            width: edge,
            url: `${call.service.downloadUrls.urlOf(item)}&thumb=${name}`,
        };
    }
    const [, id, size, content] = resolved.action;
    const base = `${call.origin}/v1.0/$metadata#thumbnails`;
    const selected = (call.query.get('$select') ?? call.query.get('select') ?? '').split(',').filter(Boolean);
    const chosen = Object.entries(set).filter(([name]) => selected.length === 0 || [...selected, 'id'].includes(name));
    const value = preview ? [Object.fromEntries(chosen)] : [];
    if (id === undefined)
        return { status: 200, json: { '@odata.context': base, value } };
    if (!preview || id !== '0')
        throw itemNotFound();
    if (size === undefined)
        return { status: 200, json: { '@odata.context': base, ...set } };
    const one = set[size];
    if (one === undefined || size === 'id')
        throw itemNotFound();
    if (content === 'content')
        return { status: 302, headers: { location: call.service.downloadUrls.urlOf(item) }, text: '' };
    return { status: 200, json: { '@odata.context': base, ...Object(one) } };
}

;// CONCATENATED MODULE: ./build/emulator/graph/simple-upload.js
/**
 * `…/content`: uploads a file in one request, and redirects to its download. Source: the put-content and get-content
 * documentation pages.
 */












/**
 * PUT …/content: 201 or 200 with the driveItem. The page demands a Content-Type, but clients in use send none
 * (apache/opendal, api-docs#1145).
 */
async function putContent(call, resolved) {
    const { service, request } = call;
    checkAccess(call, resolved.base, 'write');
    const conflict = readConflictBehavior(call.query.get(conflictBehaviorKey) ?? undefined);
    const declaredBytes = Number(request.headers['content-length'] ?? 0);
    if (declaredBytes > service.settings.simpleLimitBytes)
        throw tooLargeError(service.settings.simpleLimitBytes);
    const target = resolveUploadTarget(service, resolved);
    const { parent, name, existing } = target;
    if (existing !== undefined && conflict === 'fail')
        throw nameAlreadyExists();
    checkETags(request, existing);
    checkNameLock(service, target);
    checkQuota(service, parent, declaredBytes);
    const content = await receiveContent(call, parent.drive);
    try {
        checkQuota(service, parent, content.sizeBytes);
        const { item, isNew } = await commitFile(service, { parent, name, content, conflict });
        if (content.cut !== undefined)
            throw content.cut;
        return itemReply(call, item, isNew ? 201 : 200);
    }
    catch (error) {
        if (!(error instanceof core_faults/* ConnectionCut */.hP))
            await (0,promises_.rm)(content.path, { force: true });
        throw error;
    }
}
async function receiveContent(call, drive) {
    const { retention } = call.service.store;
    const path = call.service.store.newContentPath();
    const hash = ContentHash.forDrive(drive);
    const limitBytes = call.service.settings.simpleLimitBytes;
    try {
        const sizeBytes = await receiveBody(call.request.body, {
            path,
            offsetBytes: 0,
            hash,
            limitBytes,
            retention,
        });
        return { path, sizeBytes, hash };
    }
    catch (error) {
        const keepsPartial = drive.type !== 'personal';
        if (keepsPartial && error instanceof core_faults/* ConnectionCut */.hP && error.keepBytes !== undefined)
            return { path, sizeBytes: error.keepBytes, hash, cut: error };
        await (0,promises_.rm)(path, { force: true });
        throw error instanceof BodyTooLargeError ? tooLargeError(limitBytes) : error;
    }
}
function tooLargeError(limitBytes) {
    return new GraphError({
        status: 413,
        code: 'invalidRequest',
        innerCode: 'maxFileSizeExceeded',
        message: `The request message is too big. The server does not allow messages larger than ${limitBytes} bytes.`,
    });
}
/** GET …/content: 302 to a pre-authenticated URL on the download host. */
function getContent(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const item = requireItem(resolved);
    if (item.children !== undefined)
        throw invalidRequest('A folder has no content.');
    if (call.query.has('format'))
        throw notEmulatedError('Conversion to another format');
    if (isUnchanged(call.request, item))
        return notModifiedReply;
    return { status: 302, headers: { location: call.service.downloadUrls.urlOf(item) }, text: '' };
}

;// CONCATENATED MODULE: ./build/emulator/graph/versions.js
/** `…/versions`: lists, reads, restores and deletes versions. Source: the driveitemversion documentation pages. */






/** GET …/versions, newest first, …/versions/{id} and its content. Folders have no versions. */
function getVersions(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const item = requireItem(resolved);
    const [, id, content] = resolved.action;
    const context = `${call.origin}/v1.0/$metadata#Collection(driveItemVersion)`;
    if (id === undefined) {
        const older = item.olderVersions.map((version) => versionJson(call, version)).reverse();
        const value = item.versions === 0 ? [] : [currentVersionJson(call, item), ...older];
        return { status: 200, json: { '@odata.context': context, value } };
    }
    const version = findVersion(item, id);
    if (content === 'content')
        return contentReply(call, item, version);
    if (content !== undefined)
        throw badRequest(`Resource not found for the segment '${content}'.`);
    const json = version === 'current' ? currentVersionJson(call, item) : versionJson(call, version);
    return { status: 200, json: { '@odata.context': `${context}/$entity`, ...json } };
}
/** The page of contents says that it is not for the current version. */
function contentReply(call, item, version) {
    if (version === 'current')
        throw invalidRequest('You cannot get the content of the current version.');
    requireContent(version);
    const location = call.service.downloadUrls.urlOf(item, version.number);
    return { status: 302, headers: { location }, text: '' };
}
/** DELETE …/versions/{id}: 204 on work drives. Personal drives cannot delete versions (rclone, `--onedrive-no-versions`). */
function deleteVersionReply(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const item = requireItem(resolved);
    const [, id] = resolved.action;
    if (id === undefined || item.drive.type === 'personal')
        throw methodNotAllowed();
    const version = findVersion(item, id);
    if (version === 'current')
        throw invalidRequest('You cannot delete the current version.');
    deleteVersion(item, version);
    return { status: 204 };
}
/** POST …/versions/{id}/restoreVersion: 204. The old content is a new version. */
function restoreVersion(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const item = requireItem(resolved);
    const [, id = '', action = ''] = resolved.action;
    if (!/^(microsoft\.graph\.)?restoreVersion$/.test(action))
        throw methodNotAllowed();
    const version = findVersion(item, id);
    if (version === 'current' || item.parent === undefined)
        throw invalidRequest('You cannot restore the current version.');
    const { sizeBytes, quickXorHash = '', shaHashes } = version;
    call.service.store.putFile({
        parent: item.parent,
        name: item.name,
        existing: item,
        content: {
            path: requireContent(version),
            sizeBytes,
            hash: { quickXorHash: () => quickXorHash, shaHashes: () => shaHashes },
        },
    });
    return { status: 204 };
}
function findVersion(item, id) {
    if (id === `${item.versions}.0`)
        return 'current';
    const found = item.olderVersions.find(({ number }) => id === `${number}.0`);
    if (found === undefined)
        throw itemNotFound();
    return found;
}
function requireContent({ contentPath }) {
    if (contentPath !== undefined)
        return contentPath;
    const message = 'This emulator keeps the contents of the last three older versions only.';
    throw new GraphError({ status: 501, code: 'notSupported', message });
}
function currentVersionJson(call, { versions, sizeBytes, modifiedMs }) {
    return versionJson(call, { number: versions, sizeBytes, modifiedMs });
}
function versionJson({ service, query }, { number, sizeBytes, modifiedMs }) {
    const { displayName, alias: email, id } = service.tenant.me;
    const json = {
        id: `${number}.0`,
        lastModifiedBy: { user: { displayName, email, id } },
        lastModifiedDateTime: isoSeconds(modifiedMs),
        size: sizeBytes,
    };
    return applySelect(json, query);
}

;// CONCATENATED MODULE: ./build/emulator/graph/items.js
/** Dispatches the actions on an item, and reads, changes and deletes it. */



















const itemHandlers = {
    'GET ': getItem,
    'PATCH ': patchItem,
    // The end of an upload session by `sourceUrl`.
    'PUT ': () => {
        throw notEmulatedError('PUT of an item');
    },
    'DELETE ': deleteItem,
    'GET children': listChildren,
    'POST children': createChildFolder,
    'GET content': getContent,
    'PUT content': putContent,
    'POST createUploadSession': createUploadSession,
    'POST copy': postCopy,
    'GET delta': driveDelta,
    'POST createLink': createLink,
    'GET thumbnails': thumbnailsReply,
    'GET permissions': permissionsReply,
    'DELETE permissions': permissionsReply,
    'PATCH permissions': changePermission,
    'POST permissions': changePermission,
    'POST invite': inviteReply,
    'POST permanentDelete': permanentDelete,
    'GET versions': getVersions,
    'DELETE versions': deleteVersionReply,
    'POST versions': restoreVersion,
};
/** Handles a call on an item. */
function itemRoute(call, resolved) {
    const actionName = (resolved.action[0] ?? '').replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
    if (actionName.startsWith('search('))
        return searchItems(call, resolved);
    const handler = itemHandlers[`${call.request.method} ${actionName}`];
    if (handler !== undefined) {
        if (resolved.item?.isVault === true && handler !== getItem)
            throw closedVaultError(call);
        return handler(call, resolved);
    }
    if (isNotEmulated(actionName))
        throw notEmulatedError(actionName);
    if (!Object.keys(itemHandlers).some((key) => key.endsWith(` ${actionName}`))) {
        throw badRequest(`Resource not found for the segment '${actionName}'.`);
    }
    throw methodNotAllowed();
}
/** Graph opens the Personal Vault to nobody (rclone/rclone#8736). That DELETE is a 403 is our reading of it. */
function closedVaultError({ request }) {
    return request.method === 'GET' ? invalidObjectHandle() : accessDenied();
}
function getItem(call, resolved) {
    checkAccess(call, resolved.base, 'read');
    const item = requireItem(resolved);
    return isUnchanged(call.request, item) ? notModifiedReply : itemReply(call, item);
}
async function patchItem(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const body = await readJsonBody(call.request);
    const madeFolder = isJsonObject(body.folder) ? ensurePersonalFolder(call, resolved) : undefined;
    if (madeFolder !== undefined)
        return itemReply(call, madeFolder, 201);
    const item = requireItem(resolved);
    checkETags(call.request, item);
    if (Object.keys(body).length === 0)
        throw invalidRequest('There is nothing to change.');
    const { name } = body;
    if (name !== undefined && typeof name !== 'string')
        throw invalidRequest("The value of 'name' is invalid.");
    const dates = readFileDates(body.fileSystemInfo);
    if (name !== undefined || body.parentReference !== undefined)
        moveItem(call, item, body);
    if (typeof body.description === 'string')
        item.description = body.description;
    if (dates.fileCreatedMs !== undefined)
        item.fileCreatedMs = dates.fileCreatedMs;
    if (dates.fileModifiedMs !== undefined) {
        item.fileModifiedMs = dates.fileModifiedMs;
        // On these drives, setting the date creates a new version (rclone#1716).
        if (item.drive.type !== 'personal' && item.children === undefined) {
            keepVersion(item);
            item.versions++;
        }
    }
    call.service.store.touch(item);
    if (item.drive.type !== 'personal')
        takeDates(item, dates);
    return itemReply(call, item);
}
/** SharePoint has one pair of dates, so those of the file are the item's own (OneDrive/onedrive-api-docs#1600). */
function takeDates(item, { fileCreatedMs, fileModifiedMs }) {
    item.createdMs = fileCreatedMs ?? item.createdMs;
    item.modifiedMs = fileModifiedMs ?? item.modifiedMs;
}
function moveItem(call, item, body) {
    if (item.parent === undefined)
        throw invalidRequest('The root cannot be renamed or moved.');
    const parent = findReferencedFolder(call.service, item, body.parentReference) ?? item.parent;
    if (parent.drive !== item.drive)
        throw invalidRequest('Items cannot be moved to another drive.');
    if (parent !== item.parent)
        checkAccess(call, parent, 'write');
    let name = typeof body.name === 'string' ? body.name : item.name;
    checkNames(parent, [name], item.children !== undefined);
    for (let ancestor = parent; ancestor !== undefined; ancestor = ancestor.parent) {
        if (ancestor === item)
            throw invalidRequest('A folder cannot be moved into itself.');
    }
    const existing = findChild(parent, name);
    if (existing !== undefined && existing !== item) {
        const behavior = body[conflictBehaviorKey] ?? call.query.get(conflictBehaviorKey);
        const conflict = readConflictBehavior(behavior ?? 'fail');
        if (conflict === 'fail' || existing.children !== undefined)
            throw nameAlreadyExists('Name already exists');
        if (conflict === 'rename')
            name = findFreeName(parent, name);
        else
            call.service.store.remove(existing);
    }
    call.service.store.move(item, { parent, name });
}
function deleteItem(call, resolved) {
    checkAccess(call, resolved.base, 'write');
    const item = requireItem(resolved);
    if (item.parent === undefined)
        throw invalidRequest('The root cannot be deleted.');
    checkETags(call.request, item);
    call.service.store.remove(item);
    return { status: 204 };
}
/** POST …/permanentDelete: 204. Personal drives do not have it (rclone, `--onedrive-hard-delete`). */
function permanentDelete(call, resolved) {
    if (resolved.drive.type === 'personal')
        throw notEmulatedError('permanentDelete on a personal drive');
    return deleteItem(call, resolved);
}

;// CONCATENATED MODULE: ./build/emulator/graph/recent.js
/** `recent`: the files of a drive, those that changed last first. Source: the drive-recent documentation page. */





/** GET …/recent, in pages. */
function recentReply(call, { root }) {
    if (call.request.method !== 'GET')
        throw methodNotAllowed();
    checkAccess(call, root, 'read');
    const files = [...descendants(root)].filter(({ children }) => children === undefined);
    files.sort((left, right) => right.modifiedMs - left.modifiedMs);
    return itemPageReply(call, files, (item) => driveItemJson(call.service, item));
}

;// CONCATENATED MODULE: ./build/emulator/graph/shares.js
/** `shares/{id}`: finds an item by a sharing link or by its browser URL. */









const linkNotFoundMessage = 'The sharing link no longer exists, or you do not have permission to access it.';
/** Handles `shares/{u!…}/driveItem` and paths below it. The id is a base64url-encoded sharing link or webUrl. */
function shareRoute(call, shareId, parts) {
    if (!/^[us]!/.test(shareId))
        throw invalidRequest('The sharing token is invalid.');
    const link = Buffer.from(shareId.slice(2), 'base64url').toString();
    // A personal item's own URL is no key (microsoftgraph/msgraph-sdk-dotnet#2604).
    if (/^https:\/\/onedrive\.live\.com\b/.test(link))
        throw invalidRequest('Invalid shares key.');
    const item = findSharedItem(call, link);
    if (item === undefined)
        throw itemNotFound(linkNotFoundMessage);
    const redeems = /\bredeemSharingLink/.test(String(call.request.headers.prefer ?? ''));
    if (redeems)
        redeemSharingLink(item, link);
    checkShareAccess(call, item);
    const [word, ...rest] = parts;
    if (word === undefined)
        return { status: 200, json: { id: shareId, name: item.name } };
    if (word !== 'driveItem' && word !== 'root')
        throw badRequest(`Resource not found for the segment '${String(word)}'.`);
    if (rest.length === 0 && call.request.method === 'GET')
        return itemReply(call, item);
    return itemRoute(call, resolveItem(call, item.drive, ['items', item.id, ...rest]));
}
function checkShareAccess(call, item) {
    try {
        checkAccess(call, item, 'read');
    }
    catch (error) {
        if (!call.service.settings.unfollowedLinkIsBadRequest)
            throw error;
        throw invalidRequest('Share url does not point to a drive item or no permission to access it');
    }
}
/**
 * Grants access to the item, as when the user opens the link in a browser. For `Prefer: redeemSharingLink`
 * (shares-get).
 */
function redeemSharingLink(item, link) {
    const permission = item.permissions.find(({ token }) => linkToken(link) === token);
    if (permission === undefined || permission.scope === 'users')
        return;
    item.drive.sharedWithMe.set(item, permission.type === 'edit' ? 'write' : 'read');
}
function linkToken(link) {
    return link.replace(/\?.*$/, '').split('/').at(-1) ?? '';
}
function findSharedItem(call, link) {
    // `/:f:/r/sites/…` is an item's own URL in the form of a link.
    const plain = link.replace(/\/:[a-z]:\/r\//, '/').replace(/\?.*$/, '');
    const token = linkToken(link);
    const guid = officeItemGuid(link);
    const nowMs = call.service.clock();
    for (const drive of call.service.store.drives.values()) {
        if (plain.startsWith(`${drive.webUrl}/`) || plain === drive.webUrl) {
            return findDescendant(drive.root, plain.slice(drive.webUrl.length).split('/').filter(Boolean).map(address_decodeSegment));
        }
        for (const item of drive.items.values()) {
            if (guid !== undefined && item.guid === guid)
                return item;
            if (item.permissions.some((one) => token === one.token && isUnexpired(one, nowMs)))
                return item;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/emulator/graph/routes.js
/** Dispatches Graph paths down to a drive. Paths below a drive are dispatched in items.ts. */











/**
 * Handles a call. `rawPath` is the path after the version. `batchDispatch` runs the calls of a batch; without it, a
 * batch is refused.
 */
async function dispatchGraphCall(call, rawPath, batchDispatch) {
    const parts = parseResourcePath(rawPath);
    const [first, second] = parts;
    if (first === '$batch' && parts.length === 1) {
        checkMethod(call, 'POST');
        if (batchDispatch === undefined)
            throw badRequest('A batch must not hold a batch.');
        return batchReply(call, batchDispatch);
    }
    if (first === 'me' && second === undefined)
        return userReply(call, call.service.tenant.me);
    if (first === 'sites' && second === undefined)
        return sitesReply(call);
    if (first === 'shares' && typeof second === 'string')
        return shareRoute(call, second, parts.slice(2));
    const found = resolveDrive(call, parts);
    if (found === undefined)
        return directoryRoute(call, parts);
    if (!hasDriveAccess(call.caller))
        throw accessDenied();
    if (found.rest[0] === 'sharedWithMe')
        return sharedWithMeReply(call);
    if (found.rest[0] === 'recent' && found.rest.length === 1)
        return recentReply(call, found.drive);
    if (found.rest.length > 0)
        return itemRoute(call, resolveItem(call, found.drive, withRoot(found.rest)));
    checkMethod(call, 'GET');
    checkAccess(call, found.drive.root, 'read');
    return okReply({
        '@odata.context': contextUrl(call, 'drives/$entity'),
        ...applySelect(driveJson(call.service, found.drive), call.query),
    });
}
/** `delta` and `search` may be called on the drive itself, and then refer to its root. */
function withRoot(rest) {
    const [first] = rest;
    return typeof first === 'string' && /^(microsoft\.graph\.)?(delta(\(\))?$|search\()/.test(first)
        ? ['root', ...rest]
        : rest;
}
function directoryRoute(call, parts) {
    const [first, second, third] = parts;
    checkMethod(call, 'GET');
    if (first === 'drives' && second === undefined)
        return drivesReply(call, call.service.tenant.me.drives);
    if (first === 'sites' && typeof second === 'string') {
        const { site, rest } = resolveSite(call, second, parts.slice(2));
        if (rest.length === 0)
            return okReply({
                '@odata.context': contextUrl(call, 'sites/$entity'),
                ...applySelect(siteDetailsJson(site), call.query),
            });
    }
    const owned = resolveOwner(call, parts);
    if (owned?.rest.length === 1 && owned.rest[0] === 'drives')
        return drivesReply(call, owned.drives);
    if (first === 'users' && typeof second === 'string' && third === undefined)
        return userReply(call, findUser(call, second));
    throw badRequest(`Resource not found for the segment '${String(parts.find((part) => !isCollectionSegment(part)) ?? first)}'.`);
}
function isCollectionSegment(part) {
    return typeof part === 'string' && ['me', 'drives', 'users', 'groups', 'sites'].includes(part);
}
function userReply(call, { id, alias, displayName }) {
    checkMethod(call, 'GET');
    checkProfileAccess(call.caller);
    const [givenName, surname = null] = displayName.split(' ');
    const person = {
        displayName,
        givenName,
        surname,
        mail: alias,
        userPrincipalName: alias,
        id: id.toLowerCase(),
    };
    return okReply({ '@odata.context': contextUrl(call, 'users/$entity'), ...applySelect(person, call.query) });
}
function drivesReply(call, drives) {
    if (!hasDriveAccess(call.caller))
        throw accessDenied();
    const value = drives.map((drive) => applySelect(driveJson(call.service, drive), call.query));
    return okReply({ '@odata.context': contextUrl(call, 'drives'), value });
}
/** GET …/sharedWithMe: items that others share with the signed-in user. */
function sharedWithMeReply(call) {
    checkMethod(call, 'GET');
    const others = [...call.service.store.drives.values()].filter(({ holder }) => holder !== 'me');
    const sharedItems = others
        .flatMap((drive) => [...drive.sharedWithMe.keys()])
        .filter(({ deleted }) => !deleted);
    const value = sharedItems.map((item) => ({
        id: item.id,
        name: item.name,
        remoteItem: remoteItemJson(call.service, item),
    }));
    return okReply({ '@odata.context': contextUrl(call, 'Collection(driveItem)'), value });
}
function sitesReply(call) {
    checkMethod(call, 'GET');
    if (call.service.account === 'personal')
        throw badRequest('This API is not supported for MSA accounts');
    if (!hasDriveAccess(call.caller))
        throw accessDenied();
    const wanted = (call.query.get('search') ?? '').toLowerCase();
    const value = call.service.tenant.sites
        .filter((site) => !site.path.startsWith('/personal/'))
        .filter((site) => wanted === '*' || `${site.displayName} ${site.path}`.toLowerCase().includes(wanted))
        .map((site) => applySelect(siteJson(site), call.query));
    return okReply({ '@odata.context': contextUrl(call, 'sites'), value });
}
function siteJson(site) {
    return {
        id: site.id,
        name: site.path.split('/').at(-1) ?? '',
        displayName: site.displayName,
        webUrl: `https://${site.host}${site.path}`,
        siteCollection: { hostname: site.host },
    };
}
/** A site that was asked for by itself, as recorded by pnp/pnpcore: `root` is there on the top web of a collection. */
function siteDetailsJson(site) {
    const createdMs = site.drives[0]?.root.createdMs ?? 0;
    const isTop = site.path.split('/').length <= 3;
    return {
        createdDateTime: new Date(createdMs).toISOString(),
        description: '',
        lastModifiedDateTime: isoSeconds(site.drives[0]?.root.modifiedMs ?? createdMs),
        ...siteJson(site),
        ...(isTop ? { root: {} } : {}),
    };
}
function okReply(json) {
    return { status: 200, json };
}
/** `@odata.context` of a reply. */
function contextUrl(call, what) {
    return `${call.origin}/v1.0/$metadata#${what}`;
}
/** Throws a 405 for any other method. */
function checkMethod(call, method) {
    if (call.request.method !== method)
        throw methodNotAllowed();
}

;// CONCATENATED MODULE: ./build/emulator/graph/handler.js
/** Entry point of Graph: version, authentication, headers and error bodies. Paths are dispatched in routes.ts. */




/** Handles every request to the Graph hosts. */
function graphRoute(service) {
    return async (request) => {
        const requestId = (0,external_node_crypto_.randomUUID)();
        const sent = request.headers['client-request-id'];
        const ids = {
            requestId,
            clientRequestId: typeof sent === 'string' && sent !== '' ? sent : requestId,
        };
        const reply = await withErrorReplies(service, ids, () => handler_handleRequest(service, request));
        return {
            ...reply,
            headers: { ...graphHeaders(ids, reply), ...service.rateLimitHeaders(), ...reply.headers },
        };
    };
}
async function handler_handleRequest(service, request) {
    const target = /^\/(v1\.0|beta)(\/[^?]*)?(?:\?.*)?$/.exec(request.rawTarget);
    if (target === null)
        throw badRequest('Invalid version.');
    const caller = service.identity.caller(request.headers.authorization);
    const path = target[2] ?? '/';
    const call = {
        service,
        request,
        caller,
        origin: request.url.origin,
        query: request.url.searchParams,
    };
    // A batch itself is not throttled, but each of its calls is.
    const throttled = /^\/\$batch\/?$/.test(path) ? undefined : checkThrottle(call, path);
    if (throttled !== undefined)
        return throttled;
    return dispatchGraphCall(call, path, (member, memberPath) => {
        // One id for both, as recorded by pnp/pnpcore.
        const requestId = (0,external_node_crypto_.randomUUID)();
        const ids = { requestId, clientRequestId: requestId };
        const run = async () => checkThrottle(member, memberPath) ?? (await dispatchGraphCall(member, memberPath));
        return withErrorReplies(service, ids, run);
    });
}
/** The throttle's reply if the call exceeds the budget. */
function checkThrottle({ service, request, caller, query }, path) {
    return service.admit({ surface: 'graph', method: request.method, path, query, caller });
}
async function withErrorReplies(service, ids, run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof GraphError))
            throw error;
        return {
            status: error.info.status,
            headers: { 'content-type': 'application/json', ...error.info.headers },
            json: graphErrorBody(error.info, { nowMs: service.clock(), ...ids }),
        };
    }
}
/** The headers recorded from Graph (Azure SDK recordings). */
function graphHeaders(ids, reply) {
    return {
        'cache-control': 'no-store, no-cache',
        ...(reply.json === undefined ? {} : { 'content-type': graphJsonType }),
        vary: 'Accept-Encoding',
        'strict-transport-security': 'max-age=31536000',
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
        'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Emulated","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
        'odata-version': '4.0',
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/throttle.js
/**
 * SharePoint's throttling: resource units per minute and day, the RateLimit headers, the 429. The emulator has one
 * budget, like one app in one tenant. Source: sp-dev-docs,
 * how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online.md.
 */

const MINUTE_MS = 60_000;
const throttle_dayMs = 86_400_000;
/** From this share of the minute's quota on, replies have the RateLimit headers. */
const headerThreshold = 0.8;
const permissionPath = /[/:](microsoft\.graph\.)?(createLink|invite|permissions|permission)(\(\))?(\/|$)/i;
const listPath = /(\/(children|drives|sites|search\(.*\)))$/i;
const deltaPath = /[/:](microsoft\.graph\.)?delta(\(.*\))?$/i;
/** Resource units of one request. */
function resourceUnits(request, uploadHostUnits = 1) {
    const { surface, method, path, query } = request;
    if (surface === 'upload')
        return uploadHostUnits;
    if (permissionPath.test(path) || /permissions/i.test(query?.get('$expand') ?? ''))
        return 5;
    if (method !== 'GET' && method !== 'HEAD')
        return 2;
    if (deltaPath.test(path))
        return query?.has('token') ? 1 : 2;
    return listPath.test(path) ? 2 : 1;
}
/** Admits requests while there are units left. */
class Throttle {
    spent = [];
    #clock;
    #uploadHostUnits;
    #minute;
    #day;
    constructor(options, clock) {
        this.#clock = clock;
        this.#uploadHostUnits = options.uploadHostUnits ?? 1;
        this.#minute = new UnitWindow(options.unitsPerMinute, options.minuteMs ?? MINUTE_MS);
        this.#day = new UnitWindow(options.unitsPerDay ?? Number.POSITIVE_INFINITY, throttle_dayMs);
    }
    /** Refused requests count too. Graph's 429 has the error body of OneDrive/onedrive-api-docs#843. */
    admit = (request) => {
        const nowMs = this.#clock();
        const units = resourceUnits(request, this.#uploadHostUnits);
        const granted = [this.#minute.spend(units, nowMs), this.#day.spend(units, nowMs)].every(Boolean);
        const minute = this.#currentMinute();
        if (granted) {
            minute.granted += units;
            return undefined;
        }
        minute.refused += units;
        const waitMs = Math.max(this.#minute.waitMs(nowMs), this.#day.waitMs(nowMs));
        const headers = { 'retry-after': headerSeconds(waitMs), ...this.headers() };
        return request.surface === 'upload' ? throttledUpload(headers) : throttledCall(nowMs, headers);
    };
    /** RateLimit headers (IETF draft 3) for a reply, from 80 % of the minute's quota on. */
    headers() {
        const nowMs = this.#clock();
        const { limit } = this.#minute;
        const used = this.#minute.used(nowMs);
        if (used < limit * headerThreshold)
            return {};
        return {
            'ratelimit-limit': String(limit),
            'ratelimit-remaining': String(Math.max(0, limit - used)),
            'ratelimit-reset': headerSeconds(this.#minute.leftMs(nowMs)),
        };
    }
    /** The current minute. Does not start the first one: only a request does. */
    state() {
        const { limit } = this.#minute;
        const last = this.spent.at(-1);
        if (last === undefined)
            return { limit, used: 0, refused: 0, leftMs: 0 };
        const nowMs = this.#clock();
        const used = this.#minute.used(nowMs);
        const refused = last.minute === this.#minute.index ? last.refused : 0;
        return { limit, used, refused, leftMs: this.#minute.leftMs(nowMs) };
    }
    #currentMinute() {
        const { index } = this.#minute;
        const last = this.spent.at(-1);
        if (last?.minute === index)
            return last;
        const isNew = { minute: index, granted: 0, refused: 0 };
        this.spent.push(isNew);
        return isNew;
    }
}
/**
 * Counts units in consecutive windows, which start with the first request. Units beyond a window's quota are charged to
 * the next windows, so requests made while throttled count too.
 */
class UnitWindow {
    limit;
    /** Number of the current window, from 0. */
    index = 0;
    #windowMs;
    #startMs;
    #used = 0;
    constructor(limit, windowMs) {
        this.limit = limit;
        this.#windowMs = windowMs;
    }
    /** Charges the units. Returns false if there were not enough left. */
    spend(units, nowMs) {
        this.#used = this.used(nowMs) + units;
        return this.#used <= this.limit;
    }
    used(nowMs) {
        this.#startMs ??= nowMs;
        const passed = Math.floor((nowMs - this.#startMs) / this.#windowMs);
        if (passed > 0) {
            this.#startMs += passed * this.#windowMs;
            this.index += passed;
            this.#used = Math.max(0, this.#used - passed * this.limit);
        }
        return this.#used;
    }
    /** Until the window ends. */
    leftMs(nowMs) {
        return this.#windowMs - (nowMs - (this.#startMs ?? nowMs));
    }
    /** Until there are units again, or 0 if there are some. */
    waitMs(nowMs) {
        const used = this.used(nowMs);
        if (used <= this.limit)
            return 0;
        return this.leftMs(nowMs) + (Math.floor(used / this.limit) - 1) * this.#windowMs;
    }
}
/** Rounded up to whole seconds, at least 1. */
function headerSeconds(durationMs) {
    return String(Math.max(1, Math.ceil(durationMs / 1000)));
}
/** Graph's own headers are fewer than usual (recorded in OneDrive/onedrive-api-docs#744). */
function throttledCall(nowMs, headers) {
    const innerError = {
        code: 'throttledRequest',
        innerError: { code: 'quota' },
        date: new Date(nowMs).toISOString().slice(0, 19),
        'request-id': (0,external_node_crypto_.randomUUID)(),
    };
    const error = { code: 'activityLimitReached', message: 'The request has been throttled', innerError };
    const ownHeaders = { 'cache-control': 'private', 'content-type': 'application/json' };
    return { status: 429, headers: { ...ownHeaders, ...headers }, json: { error } };
}
/** The storage service's body has no ids (OneDrive/onedrive-api-docs#812; of the length that is told in #797). */
function throttledUpload(headers) {
    const error = {
        code: 'activityLimitReached',
        innererror: { code: 'throttledRequest' },
        message: 'The request has been throttled',
    };
    return {
        status: 429,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        json: { error },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/bearer.js
/** Finds the caller of a bearer token, or throws the 401 of Graph's gateway. */

/** Returns the caller of an Authorization header. Throws a 401. */
function findCaller(authorization, tokens, nowMs) {
    const text = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (text === undefined)
        throw unauthorized('Access token is empty.');
    const token = tokens.accessTokens.get(text);
    if (!token)
        throw unauthorized('CompactToken parsing failed with error code: 80049217');
    if (token.revoked || nowMs >= token.expiresAtMs)
        throw unauthorized('Lifetime validation failed, the token is expired.');
    const { user, clientId, scopes, roles } = token;
    return { user, clientId, scopes, roles };
}
function unauthorized(message) {
    return new GraphError({
        status: 401,
        code: 'InvalidAuthenticationToken',
        message,
        headers: {
            'www-authenticate': 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
        },
    });
}

;// CONCATENATED MODULE: ./build/emulator/identity/aadsts.js
/** Errors of the identity platform: the AADSTS codes, the OAuth error and status of each, and the error body. */

const invalidGrant = (text, suberror) => suberror
    ? { status: 400, error: 'invalid_grant', text, suberror }
    : { status: 400, error: 'invalid_grant', text };
const invalidRequestError = (text) => ({
    status: 400,
    error: 'invalid_request',
    text,
});
const invalidClient = (text) => ({ status: 401, error: 'invalid_client', text });
function noFederatedMatch(what) {
    return `No matching federated identity record found for presented assertion ${what} '{x}'. Compare subject, audience and issuer of the credential with those of the assertion.`;
}
/** `{x}` is replaced with the detail of an AadstsError. */
const aadstsDefinitions = {
    50011: invalidRequestError("The redirect URI '{x}' does not match the redirect URIs configured for the application."),
    50020: {
        status: 400,
        error: 'interaction_required',
        text: "User account of identity provider 'live.com' does not exist in tenant '{x}'.",
    },
    50027: invalidClient('JWT token is invalid or malformed.'),
    50048: invalidClient('The subject of the client assertion must be its issuer.'),
    50194: invalidRequestError("Application '{x}'(Emulated app) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant."),
    54005: invalidGrant('OAuth2 authorization code was already redeemed; start again with a new one.'),
    65001: invalidGrant("The user or administrator has not consented to use '{x}' with this application.", 'consent_required'),
    65004: { status: 400, error: 'access_denied', text: 'The user declined to consent to the application.' },
    70000: invalidGrant('{x}'),
    70003: {
        status: 400,
        error: 'unsupported_grant_type',
        text: "The app requested an unsupported grant type '{x}'.",
    },
    70008: invalidGrant('The provided authorization code has expired.'),
    70011: {
        status: 400,
        error: 'invalid_scope',
        text: "The provided value for the input parameter 'scope' is not valid: {x}.",
    },
    70016: {
        status: 400,
        error: 'authorization_pending',
        text: 'Pending end-user authorization.',
    },
    70018: { status: 400, error: 'bad_verification_code', text: 'The device code is not known.' },
    70019: { status: 400, error: 'expired_token', text: 'The device code has expired.' },
    70025: invalidClient("The client '{x}' has no configured federated identity credentials."),
    90002: invalidRequestError("Tenant '{x}' not found. Check the tenant, and that the right cloud is used."),
    90009: invalidRequestError('The application is requesting a token for itself.'),
    90023: invalidRequestError("Public clients can't send a client secret."),
    90130: invalidRequestError('The application is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.'),
    500011: {
        status: 400,
        error: 'invalid_resource',
        text: 'The resource principal named {x} was not found in the tenant.',
    },
    500112: invalidClient('The reply address does not match the one the authorization code was requested with.'),
    501661: invalidClient('Request to External OIDC endpoint failed.'),
    501481: invalidGrant('The code_verifier does not match the code_challenge of the authorization request.'),
    700005: invalidGrant('The authorization code was issued for another tenant alias.'),
    700016: {
        status: 400,
        error: 'unauthorized_client',
        text: "Application with identifier '{x}' was not found in the directory.",
    },
    700021: invalidClient("The application of the client assertion is not the one of the parameter 'client_id'."),
    700023: invalidClient('Client assertion audience claim does not match Realm issuer.'),
    700024: invalidClient('Client assertion is not within its valid time range. {x}'),
    700027: invalidClient('The certificate with identifier used to sign the client assertion is not registered on application, or the signature is invalid. {x}'),
    700211: invalidClient(noFederatedMatch('issuer')),
    700212: invalidClient(noFederatedMatch('audience')),
    700213: invalidClient(noFederatedMatch('subject')),
    700025: invalidClient("Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
    700082: invalidGrant('The refresh token has expired due to inactivity.\u00a0{x}', 'bad_token'),
    900144: invalidRequestError("The request body must contain the following parameter: '{x}'."),
    900561: invalidRequestError('The endpoint only accepts POST requests.'),
    1002012: {
        status: 400,
        error: 'invalid_scope',
        text: "The value '{x}' for scope is not valid: client credentials need '/.default' after one resource.",
    },
    5002723: invalidClient('Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId in its header.'),
    5002730: invalidRequestError('Invalid JWT token. Unsupported key for the signing algorithm.'),
    7002138: invalidClient(`${noFederatedMatch('subject')} The subject matches with case-insensitive comparison, but not with case-sensitive comparison.`),
    7000215: invalidClient("Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{x}'."),
    7000218: invalidClient("The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    9001023: invalidRequestError('The grant type is not supported over the /common or /consumers endpoints. Use the tenant.'),
    9002313: invalidRequestError('Invalid request. Request is malformed or invalid.'),
    9002326: invalidRequestError("Cross-origin token redemption is permitted only for the 'Single-Page Application' client type."),
    9002331: invalidRequestError("Application '{x}'(Emulated app) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request."),
    9002332: invalidRequestError("Application '{x}'(Emulated app) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request."),
};
/** Thrown when the identity platform refuses a request. `code` is the number after AADSTS. */
class AadstsError extends Error {
    code;
    definition;
    constructor(code, detail = '', error) {
        const row = aadstsDefinitions[code];
        const text = row.text.replace('{x}', () => detail);
        super(`AADSTS${code}: ${text}`);
        this.code = code;
        this.definition = { ...row, text, ...(error ? { error } : {}) };
    }
}
/** Every reply of the token endpoint must forbid caching (RFC 6749 section 5.1). */
const noStoreHeaders = {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'content-type': 'application/json; charset=utf-8',
};
/** What every reply of the platform carries besides (recorded by the Azure SDKs and in abraunegg/onedrive#2957). */
function platformHeaders() {
    return {
        expires: '-1',
        p3p: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
        'set-cookie': 'stsservicecookie=estsfd; path=/; secure; samesite=none; httponly',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-ms-ests-server': '2.1.0.0 - EMULATOR ProdSlices',
        'x-ms-request-id': (0,external_node_crypto_.randomUUID)(),
        'x-ms-srs': '1.P',
        'x-xss-protection': '0',
    };
}
/** `2026-11-21 14:25:01Z`, the platform's format of times. */
function aadstsTimestamp(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
/** The reply for an error that a route threw. */
function aadstsErrorReply({ code, definition }, options) {
    return aadstsReply({ number: code, ...definition }, options);
}
/** The error body of the token and device endpoints (v2-oauth2-auth-code-flow, "Error response"). */
function aadstsReply({ number, status, error, text, suberror }, options) {
    const traceId = (0,external_node_crypto_.randomUUID)();
    const correlationId = options.correlationId ?? (0,external_node_crypto_.randomUUID)();
    const timestamp = aadstsTimestamp(options.nowMs);
    return {
        status,
        headers: { ...noStoreHeaders, 'x-ms-request-id': traceId, 'client-request-id': correlationId },
        json: {
            error,
            error_description: `AADSTS${number}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
            error_codes: [number],
            timestamp,
            trace_id: traceId,
            correlation_id: correlationId,
            error_uri: `https://login.microsoftonline.com/error?code=${number}`,
            ...(suberror ? { suberror } : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/form.js


const limitBytes = 1024 * 1024;
/**
 * Parses an `application/x-www-form-urlencoded` body. Any other content type yields no parameters, which is how the
 * platform treats JSON. Throws if a parameter occurs twice (RFC 6749 section 3.2) or the body exceeds 1 MiB.
 */
async function readFormBody(request) {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    const text = await readBodyText(request.body, limitBytes).catch((error) => {
        throw error instanceof BodyTooLargeError ? new AadstsError(9002313) : error;
    });
    return type === 'application/x-www-form-urlencoded' ? parseForm(text) : new Map();
}
/** Parses a query string, or a body already read. Throws if a parameter occurs twice. */
function parseForm(text) {
    const form = new Map();
    for (const [name, value] of new URLSearchParams(text)) {
        if (form.has(name))
            throw new AadstsError(9002313);
        form.set(name, value);
    }
    return form;
}
/** Returns a parameter. Throws AADSTS900144 if it is missing or empty. */
function requireParam(form, name) {
    const value = form.get(name);
    if (!value)
        throw new AadstsError(900144, name);
    return value;
}
/** Adds the credentials of HTTP Basic to the body's parameters. Both are form-encoded (RFC 6749 section 2.3.1). */
function withBasicAuth(form, authorization) {
    const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
    if (!encoded)
        return form;
    const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
    if (id === undefined || secret === undefined)
        throw new AadstsError(9002313);
    return new Map([...form, ['client_id', formDecoded(id)], ['client_secret', formDecoded(secret)]]);
}
function formDecoded(text) {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    }
    catch {
        throw new AadstsError(9002313);
    }
}

;// CONCATENATED MODULE: ./build/emulator/identity/device-code.js
/**
 * The device code flow (RFC 8628, in Microsoft's variant): issued codes, the user's decisions, and the polling
 * interval.
 */



const lifetimeS = 900;
const intervalS = 5;
/** Starts a flow. Returns the reply of the devicecode endpoint, which never has `verification_uri_complete`. */
function startDeviceAuthorization(devices, start) {
    const { nowMs, verificationUri, ...requested } = start;
    const deviceCode = `emulator.${(0,external_node_crypto_.randomBytes)(96).toString('base64url')}`;
    const letters = 'BCDFGHJKLMNPQRSTVWXZ';
    const userCode = Array.from({ length: 9 }, () => letters[(0,external_node_crypto_.randomInt)(letters.length)]).join('');
    devices.set(deviceCode, {
        ...requested,
        userCode,
        expiresAtMs: nowMs + lifetimeS * 1000,
        intervalMs: intervalS * 1000,
        polledAtMs: Number.NEGATIVE_INFINITY,
        decision: 'pending',
    });
    return {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: verificationUri,
        expires_in: lifetimeS,
        interval: intervalS,
        message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    };
}
/** Records the user's decision. Returns false if no flow is waiting for the code. */
function decideDeviceAuthorization(devices, userCode, decision) {
    const wanted = userCode.trim().toUpperCase();
    const device = [...devices.values()].find((known) => known.userCode === wanted && known.decision === 'pending');
    if (!device)
        return false;
    device.decision = decision;
    return true;
}
/**
 * Handles one poll. Returns the authorization once the user has consented, but only once per device code. Otherwise
 * throws authorization_pending, slow_down (which adds five seconds to the interval), authorization_declined,
 * expired_token or bad_verification_code.
 */
function redeemDeviceCode(devices, poll) {
    const device = devices.get(requireParam(poll.form, 'device_code'));
    if (!device ||
        device.decision === 'redeemed' ||
        device.clientId !== poll.form.get('client_id')?.toLowerCase())
        throw new AadstsError(70018);
    if (poll.nowMs >= device.expiresAtMs)
        throw new AadstsError(70019);
    if (device.decision === 'deny')
        throw new AadstsError(65004, '', 'authorization_declined');
    // Allow one second, because timers may fire slightly early.
    const early = poll.nowMs - device.polledAtMs < device.intervalMs - 1000;
    device.polledAtMs = poll.nowMs;
    if (device.decision === 'allow') {
        device.decision = 'redeemed';
        return device;
    }
    if (early) {
        device.intervalMs += 5000;
        throw new AadstsError(70016, '', 'slow_down');
    }
    throw new AadstsError(70016);
}

;// CONCATENATED MODULE: ./build/emulator/identity/registrations.js
/** The app registrations of the emulated directory: redirect URIs with their platforms, and credentials. */


/** The page that the platform offers to apps without a web server. */
const nativeClientPath = '/common/oauth2/nativeclient';
const loginHosts = [
    'login.microsoftonline.com',
    'login.microsoftonline.us',
    'login.partner.microsoftonline.cn',
];
/** True for the real host names of the sign-in pages. */
const isLoginHost = (name) => [...loginHosts, 'login.live.com'].includes(name);
const defaultRedirectUris = [
    ...loginHosts.map((host) => `https://${host}${nativeClientPath}`),
    'https://login.live.com/oauth20_desktop.srf',
    // Both forms: the platform compares a URI without a path literally.
    'http://localhost:8080',
    'http://localhost:8080/',
    // The fixed port of rclone, and a loopback registration without a port.
    'http://localhost:53682/',
    'http://localhost',
];
/** Creates a registration. With `secret` it is confidential, and its redirects are under Web. */
function createRegistration(secret, clientId = emulatorGuid()) {
    const platform = secret === undefined ? 'desktop' : 'web';
    const redirects = defaultRedirectUris.map((uri) => ({ uri, platform }));
    const signInAudience = 'AzureADandPersonalMicrosoftAccount';
    const app = { clientId, signInAudience, redirects, certificates: [], federated: [] };
    return secret === undefined ? app : { ...app, secret };
}
/** A GUID whose first two groups mark it as the emulator's. */
function emulatorGuid() {
    const hex = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    return `00000000-0e4d-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
}
/** A secret with every character that breaks in an unencoded form body. */
function newClientSecret() {
    return `emulator.~${(0,external_node_crypto_.randomBytes)(12).toString('base64url')}+/${(0,external_node_crypto_.randomBytes)(9).toString('base64url')}=`;
}
/** Finds the app with this id, ignoring case. Throws AADSTS700016 for an unknown id. */
function findRegistration(registrations, clientId) {
    const found = registrations.find((known) => known.clientId === clientId.toLowerCase());
    if (found === undefined)
        throw new AadstsError(700016, clientId);
    return found;
}
/**
 * Finds the registered redirect of a request. Entra compares the whole string, but ignores the port of localhost.
 * Personal accounts continue at login.live.com, which compares the port as well (entra-docs reply-url.md;
 * MicrosoftDocs/azure-dev-docs#791).
 */
function findRedirect(options) {
    const { registration, uri, ignoreLoopbackPort } = options;
    const exact = registration.redirects.find((redirect) => redirect.uri === uri);
    if (exact || !ignoreLoopbackPort)
        return exact;
    const wanted = withoutLoopbackPort(uri);
    return registration.redirects.find((redirect) => withoutLoopbackPort(redirect.uri) === wanted);
}
function withoutLoopbackPort(uri) {
    return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?(?=\/|$)/, '$1');
}

;// CONCATENATED MODULE: ./build/emulator/identity/pages.js
/** The pages of a sign-in: account, consent, device code, and the result. */

/** The nativeclient page sends the browser here after two seconds. */
const wrongPlacePath = '/common/wrongplace';
/** Accept comes first, because the Enter key presses the first button of a form. */
const acceptOrCancel = `<p class="row"><button name="decision" value="allow">Accept</button>
<button class="plain" name="decision" value="deny">Cancel</button></p>`;
/** "Pick an account". The button posts `account`. */
function accountPage(consentRequest) {
    const { displayName, userName } = consentRequest.person;
    const initials = displayName.replace(/(\S)\S*\s*/g, '$1').slice(0, 2);
    return htmlPageReply({
        title: 'Pick an account',
        formTargets: [new URL(consentRequest.redirectUri).origin],
        body: `<p>to continue to the app <code>${escapeHtml(consentRequest.clientId)}</code></p>
${consentForm(consentRequest, `<button class="account" name="account" value="${escapeHtml(userName)}"><span class="face" aria-hidden="true">${escapeHtml(initials)}</span>
<span><b>${escapeHtml(displayName)}</b><br><span class="quiet">${escapeHtml(userName)}</span></span></button>
<p class="row"><button class="plain" name="decision" value="deny">Cancel</button></p>`)}`,
    });
}
/** "Permissions requested". The buttons post `decision`. */
function consentPage(consentRequest) {
    const list = consentRequest.scopes.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join('');
    return htmlPageReply({
        title: 'Permissions requested',
        formTargets: [new URL(consentRequest.redirectUri).origin],
        body: `<p class="quiet">${escapeHtml(consentRequest.person.userName)}</p>
<p>The app <code>${escapeHtml(consentRequest.clientId)}</code> asks for:</p><ul>${list}</ul>
<p class="quiet">The response is sent to <code>${escapeHtml(consentRequest.redirectUri)}</code></p>
${consentForm(consentRequest, acceptOrCancel)}`,
    });
}
/**
 * The page of the nativeclient redirect. With `redirects`, the browser leaves it after two seconds, and the URL with
 * the code is lost.
 */
function nativeClientPage(redirects) {
    return htmlPageReply({
        title: 'Signed in',
        body: redirects
            ? '<p>This page is not normally shown. Nobody at Microsoft asks you to copy or share its address.</p>'
            : '<p>Copy the address of this page to your terminal.</p>',
        ...(redirects ? { refreshTo: wrongPlacePath } : {}),
    });
}
/** The page after the nativeclient page. Its URL no longer has the code. */
function wrongPlacePage() {
    return htmlPageReply({
        title: 'This is not the right page',
        body: '<p>Close this window and try again. The code was in the address of the page before.</p>',
    });
}
/** The page where the user enters a device code. `outcome` is the result of the posted form. */
function devicePage(outcome) {
    const messages = {
        allow: 'Done: go back to your terminal.',
        deny: 'Declined.',
        unknown: 'This code is unknown.',
    };
    if (outcome === 'allow' || outcome === 'deny')
        return htmlPageReply({ title: 'Sign-in on another device', body: `<p>${messages[outcome]}</p>` });
    return htmlPageReply({
        title: 'Enter the code',
        body: `${outcome ? `<p role="alert">${messages[outcome]}</p>` : ''}<form method="post">
<p><label>The code that your device shows<br><input name="user_code" autocomplete="off" autofocus></label></p>
${acceptOrCancel}</form>`,
    });
}
/** A form that posts the result to the app, for `response_mode=form_post`. */
function formPostPage(target, fields) {
    const hidden = Object.entries(fields)
        .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
        .join('');
    return htmlPageReply({
        title: 'Back to the app',
        formTargets: [target.origin],
        body: `<form method="post" action="${escapeHtml(target.href)}">${hidden}<p class="row"><button>Continue</button></p></form>`,
    });
}
function consentForm(consentRequest, inner) {
    return `<form method="post" action="${escapeHtml(consentRequest.search)}">${inner}</form>`;
}

;// CONCATENATED MODULE: ./build/emulator/identity/scopes.js
/** Parses scopes, and compares them with a consent. */

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);
/**
 * Parses a scope parameter. Throws for the app's own `.default` (AADSTS90009), for an unknown resource or one of
 * another cloud (500011), and for `.default` combined with permissions or an invalid scope (70011).
 */
function parseScopes(text, options) {
    const words = text.split(' ').filter((word) => word !== '');
    const permissions = [];
    let everything = false;
    for (const word of words) {
        if (openIdScopes.has(word.toLowerCase()))
            continue;
        const { resource, name } = splitScope(word);
        if (resource?.replace(/^api:\/\//, '') === options.clientId)
            throw new AadstsError(90009);
        if (resource !== undefined && !options.graphHosts.some((host) => resource === `https://${host}`))
            throw new AadstsError(500011, resource);
        if (name === '.default' && resource !== undefined)
            everything = true;
        // Names of login.live.com have an underscore: `wl.skydrive_update`.
        else if (/^[A-Za-z]+(\.[A-Za-z_]+)+$/.test(name))
            permissions.push(name);
        else
            throw new AadstsError(70011, word);
    }
    if (everything && permissions.length > 0)
        throw new AadstsError(70011, '.default stands beside other scopes');
    const has = (name) => words.some((word) => word.toLowerCase() === name);
    return { permissions, isDefault: everything, offline: has('offline_access'), openId: has('openid') };
}
function splitScope(word) {
    const cut = word.lastIndexOf('/');
    if (cut < 0)
        return { name: word };
    return { resource: word.slice(0, cut).replace(/\/$/, ''), name: word.slice(cut + 1) };
}
/** The first requested permission that the consent does not include. Names are compared without case. */
function findUnconsented(requested, consented) {
    const consentedNames = new Set(consented.map((name) => name.toLowerCase()));
    return requested.find((name) => !consentedNames.has(name.toLowerCase()));
}

;// CONCATENATED MODULE: ./build/emulator/identity/tenants.js
/** Checks which tenants in the path before /oauth2/v2.0 an account of this kind may use, and in which cloud. */

/** The directory of all personal accounts (entra-docs, "consumers"). */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** The emulated company. */
const workTenantId = '00000000-0e4d-4000-8000-00000000c0de';
const emptyGuid = '00000000-0000-0000-0000-000000000000';
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** True for the three names that refer to no specific directory. */
function isTenantAlias(tenant) {
    return ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
}
/**
 * Throws if an account of this kind cannot sign in to the tenant: AADSTS90002 if the tenant does not exist, 50020 for a
 * personal account under `organizations`, 90130 for a work account under `consumers`. A work account is accepted for
 * every GUID but the empty one, and for the domains of contoso.
 */
function checkTenant(tenant, kind) {
    const name = tenant.toLowerCase();
    if (name === 'common')
        return;
    const consumers = name === 'consumers' || name === personalTenantId;
    if (kind === 'personal') {
        if (consumers)
            return;
        if (name === 'organizations')
            throw new AadstsError(50020, tenant);
        throw new AadstsError(90002, tenant);
    }
    if (consumers)
        throw new AadstsError(90130);
    if (name === 'organizations' || (guidPattern.test(name) && name !== emptyGuid))
        return;
    if (!/^contoso\.[a-z.]+$/.test(name))
        throw new AadstsError(90002, tenant);
}
/**
 * Throws if an app for these accounts does not take the tenant: AADSTS9002331 for one of personal accounts anywhere but
 * under `consumers` (thobach/MMM-MicrosoftToDo#28), 9002332 for one of work accounts under `consumers`, 50194 for one of
 * a single tenant under `common` and `organizations` (entra-docs reference-error-codes.md).
 */
function checkSignInAudience({ clientId, signInAudience }, tenant) {
    const name = tenant.toLowerCase();
    const consumers = name === 'consumers' || name === personalTenantId;
    if (signInAudience === 'PersonalMicrosoftAccount' && !consumers)
        throw new AadstsError(9002331, clientId);
    if (signInAudience.startsWith('AzureADM') && consumers)
        throw new AadstsError(9002332, clientId);
    if (signInAudience === 'AzureADMyOrg' && isTenantAlias(name))
        throw new AadstsError(50194, clientId);
}
/** Resolves a tenant segment to the directory's id, for `tid` and `iss` of an ID token. */
function resolveTenantId(tenant, kind) {
    if (kind === 'personal')
        return personalTenantId;
    return guidPattern.test(tenant.toLowerCase()) ? tenant.toLowerCase() : workTenantId;
}
/** Graph's hosts in the cloud of a sign-in host (graph/sdks/national-clouds). Global for loopback. */
function graphHostsFor(loginHost) {
    if (loginHost === 'login.microsoftonline.us')
        return ['graph.microsoft.us', 'dod-graph.microsoft.us'];
    if (loginHost === 'login.partner.microsoftonline.cn')
        return ['microsoftgraph.chinacloudapi.cn'];
    return ['graph.microsoft.com'];
}

;// CONCATENATED MODULE: ./build/emulator/identity/authorize.js
/**
 * The authorize endpoint: validates the request, asks for consent (a person, or a test that posts the form), and
 * redirects the browser back to the app.
 */







/** The tenant name for login.live.com. A code issued there cannot be redeemed elsewhere. */
const liveTenant = 'live';
/** Without a directory of the account, no app can be told anything. An account that the app does not take is told. */
const ownPageErrors = new Set([90002, 50020]);
const responseModes = new Set(['query', 'fragment', 'form_post']);
/** Handles the sign-in pages of a tenant or of login.live.com: the request, the account, the decision. */
async function authorizeRoute(context, call) {
    const { request, ...signIn } = call;
    if (request.method !== 'POST')
        return authorizePage(context, signIn);
    const { decision, account, ...form } = Object.fromEntries(await readFormBody(request));
    // A client may also send the parameters in the body. The forms of these pages never do.
    const merged = { ...signIn, query: new Map([...signIn.query, ...Object.entries(form)]) };
    if (decision !== undefined)
        return decideAuthorize(context, merged, decision === 'allow');
    return authorizePage(context, merged, account);
}
/**
 * Shows the account page, then the consent page. An invalid app or redirect URI is reported on a page, because the
 * redirect URI cannot be trusted. All other errors are sent to the app.
 */
function authorizePage(context, signIn, account) {
    return withErrorRedirect(context, signIn, (checked) => {
        readRequestedScopes(signIn, checked);
        if (signIn.query.get('prompt') === 'none')
            return redirectToClient(signIn, checked, errorParams('login_required', 'Sign-in is needed.'));
        const { person } = context;
        const consentRequest = {
            person,
            clientId: checked.registration.clientId,
            scopes: requireParam(signIn.query, 'scope')
                .split(' ')
                .filter((name) => name !== ''),
            redirectUri: redirectTarget(signIn, checked).href,
            search: `?${new URLSearchParams([...signIn.query])}`,
        };
        return account === person.userName ? consentPage(consentRequest) : accountPage(consentRequest);
    });
}
/** Handles a click on a button: redirects with a code, or with access_denied. */
function decideAuthorize(context, signIn, allowed) {
    return withErrorRedirect(context, signIn, (checked) => {
        const requested = readRequestedScopes(signIn, checked);
        if (!allowed)
            return redirectToClient(signIn, checked, errorParams('access_denied', new AadstsError(65004).message));
        const challenge = signIn.query.get('code_challenge');
        const nonce = signIn.query.get('nonce');
        const code = context.tokens.issueCode({
            clientId: checked.registration.clientId,
            platform: checked.redirect.platform,
            scopes: requested.isDefault ? context.scopes : requested.permissions,
            openId: requested.openId,
            offline: requested.offline,
            tenant: signIn.tenant.toLowerCase(),
            redirectUri: checked.redirectUri,
            ...(challenge === undefined ? {} : { challenge }),
            ...(nonce === undefined ? {} : { nonce }),
        }, context.kind);
        return redirectToClient(signIn, checked, { code, session_state: '00000000-0e4d-4000-8000-0000000005e5' });
    });
}
function withErrorRedirect(context, signIn, run) {
    let checked;
    try {
        checked = checkClient(context, signIn);
        if (signIn.tenant !== liveTenant)
            checkTenant(signIn.tenant, context.kind);
        return audienceReply(context, signIn, checked) ?? run(checked);
    }
    catch (error) {
        if (!(error instanceof AadstsError))
            throw error;
        if (checked && !ownPageErrors.has(error.code))
            return redirectToClient(signIn, checked, errorParams(error.definition.error, error.message));
        return htmlPageReply({
            status: 400,
            title: 'Sign-in failed',
            body: `<p>${escapeHtml(error.message)}</p>`,
        });
    }
}
/**
 * What the pages answer if the app does not take the account: to the app, without a number, for one of personal accounts
 * under `common` (danmou/onenote_export#11); on a page for a personal account and an app of work accounts
 * (dotnet/AspNetCore.Docs#19795).
 */
function audienceReply({ kind }, signIn, checked) {
    const { signInAudience } = checked.registration;
    if (signInAudience === 'PersonalMicrosoftAccount' && signIn.tenant.toLowerCase() === 'common')
        return redirectToClient(signIn, checked, errorParams('invalid_request', userAudienceText));
    if (kind !== 'personal' || !signInAudience.startsWith('AzureADM'))
        return undefined;
    return htmlPageReply({
        status: 400,
        title: "We're unable to complete your request",
        body: '<p>unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal at https://go.microsoft.com/fwlink/?linkid=2083908.</p>',
    });
}
const userAudienceText = "The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience. The userAudience should be configured with 'All' to use /common/ endpoint.";
function checkClient(context, { query, tenant }) {
    const registration = findRegistration(context.registrations, requireParam(query, 'client_id'));
    const redirectUri = requireParam(query, 'redirect_uri');
    const redirect = findRedirect({
        registration,
        uri: redirectUri,
        ignoreLoopbackPort: context.kind === 'work',
    });
    if (!redirect)
        throw new AadstsError(50011, redirectUri);
    const isPersonalApp = registration.signInAudience === 'PersonalMicrosoftAccount';
    if (tenant !== liveTenant && !(isPersonalApp && tenant.toLowerCase() === 'common'))
        checkSignInAudience(registration, tenant);
    return { registration, redirect, redirectUri };
}
function readRequestedScopes(signIn, checked) {
    const { query } = signIn;
    if (requireParam(query, 'response_type') !== 'code')
        throw new AadstsError(9002313, '', 'unsupported_response_type');
    const mode = query.get('response_mode') ?? 'query';
    if (!responseModes.has(mode))
        throw new AadstsError(9002313);
    const method = query.get('code_challenge_method');
    if (query.has('code_challenge') && method !== 'S256')
        throw new AadstsError(9002313);
    if (query.has('code_challenge') && !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
        throw new AadstsError(9002313);
    const scope = requireParam(query, 'scope');
    if (signIn.tenant === liveTenant)
        return liveScopes(scope);
    return parseScopes(scope, {
        graphHosts: graphHostsFor(signIn.host),
        clientId: checked.registration.clientId,
    });
}
/** Legacy names (`wl.offline_access onedrive.readwrite`) and Graph's own. */
function liveScopes(scope) {
    const words = scope.split(' ').filter((word) => word !== '');
    const offline = words.some((word) => /^(wl\.)?offline_access$/.test(word));
    const permissions = words.filter((word) => !/offline_access$/.test(word));
    return { permissions, isDefault: false, offline, openId: false };
}
function errorParams(error, description) {
    return { error, error_description: description };
}
/** As .NET encodes it: blanks are `+`, escapes are in lower case (recorded in skilion/onedrive#333). */
function formEncode(value) {
    return encodeURIComponent(value)
        .replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase())
        .replaceAll('%20', '+');
}
/**
 * The URL that the browser is sent to. A sign-in at the emulator's own address stays there, so that the code is not
 * sent to Microsoft.
 */
function redirectTarget({ origin }, { redirectUri }) {
    // A redirect URI without a path gets a slash (entra-docs reply-url.md). `URL` adds it.
    const url = new URL(redirectUri);
    if (!isLoginHost(url.hostname) || isLoginHost(new URL(origin).hostname))
        return url;
    return new URL(url.pathname + url.search, origin);
}
function redirectToClient(signIn, checked, params) {
    const state = signIn.query.get('state');
    const all = { ...params, ...(state === undefined ? {} : { state }) };
    const mode = signIn.query.get('response_mode') ?? 'query';
    const target = redirectTarget(signIn, checked);
    if (mode === 'form_post')
        return formPostPage(target, all);
    const text = Object.entries(all)
        .map(([name, value]) => `${name}=${name === 'error_description' ? formEncode(value) : encodeURIComponent(value)}`)
        .join('&');
    if (mode === 'fragment')
        target.hash = text;
    else
        target.search = target.search ? `${target.search}&${text}` : text;
    return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } };
}

;// CONCATENATED MODULE: ./build/emulator/identity/assertion.js


/**
 * Throws an AadstsError unless the assertion proves that the caller is the app. An assertion may be used again until it
 * expires: no source says that `jti` is checked.
 */
function checkClientAssertion(text, check) {
    const jwt = parseJwt(text);
    if (!jwt)
        throw new AadstsError(50027);
    if (!signingAlgorithms.some((known) => known === jwt.header.alg))
        throw new AadstsError(5002730);
    if (/^https?:/.test(requireClaim(jwt, 'iss')))
        checkFederated(jwt, check);
    else
        checkCertificate(jwt, check);
}
function checkCertificate(jwt, check) {
    const { clientId } = check.registration;
    const [issuer, subject] = [requireClaim(jwt, 'iss').toLowerCase(), requireClaim(jwt, 'sub').toLowerCase()];
    const certificate = findCertificate(jwt, check);
    const thumbprint = hex(certificate.fingerprint);
    if (!isSignedBy(jwt, certificate.publicKey))
        throw new AadstsError(700027, reasonText('The provided signature value did not match', thumbprint));
    const { nowMs } = check;
    if (nowMs >= Date.parse(certificate.validTo) || nowMs < Date.parse(certificate.validFrom))
        throw new AadstsError(700027, reasonText('The key used is expired.', thumbprint));
    if (issuer !== subject)
        throw new AadstsError(50048);
    if (issuer !== clientId)
        throw new AadstsError(700021);
    if (!check.audiences.includes(requireClaim(jwt, 'aud')))
        throw new AadstsError(700023);
    checkTime(jwt, nowMs);
}
/** Finds the registered certificate that the header names by `x5t#S256`, `x5t` or, in hex, `kid`. */
function findCertificate(jwt, { registration }) {
    const { 'x5t#S256': sha256, x5t: sha1, kid } = jwt.header;
    const named = [sha256, sha1, kid].find((name) => typeof name === 'string' && name !== '');
    if (named === undefined)
        throw new AadstsError(5002723);
    const found = registration.certificates.find((certificate) => {
        const [long, short] = [hex(certificate.fingerprint256), hex(certificate.fingerprint)];
        if (typeof sha256 === 'string')
            return sha256 === base64url(long);
        if (typeof sha1 === 'string')
            return sha1 === base64url(short);
        return [long, short].includes(named.toUpperCase()) || [long, short].map(base64url).includes(named);
    });
    if (found)
        return found;
    const thumbprint = Buffer.from(named, 'base64url').toString('hex').toUpperCase();
    throw new AadstsError(700027, reasonText('The key was not found.', thumbprint));
}
/**
 * Issuer, subject and audience must all match one credential, case-sensitively. The platform reports the first of them
 * that no credential matches: 700211, 700213 (7002138 if only the case differs), 700212. Sources:
 * Azure/azure-workload-identity#1200, Azure/login#482, #515; GitLab's page on Azure for 700212.
 */
function checkFederated(jwt, check) {
    const [issuer, subject, audience] = [
        requireClaim(jwt, 'iss'),
        requireClaim(jwt, 'sub'),
        requireClaim(jwt, 'aud'),
    ];
    const { federated, clientId } = check.registration;
    if (federated.length === 0)
        throw new AadstsError(70025, clientId);
    const trusted = federated.filter((known) => known.issuer === issuer);
    if (trusted.length === 0)
        throw new AadstsError(700211, issuer);
    const matching = trusted.filter((known) => known.subject === subject);
    if (matching.length === 0) {
        const matchesIgnoringCase = trusted.some((known) => known.subject.toLowerCase() === subject.toLowerCase());
        throw new AadstsError(matchesIgnoringCase ? 7002138 : 700213, subject);
    }
    if (!matching.some((known) => known.audience === audience))
        throw new AadstsError(700212, audience);
    const key = check.issuerKey(issuer);
    if (!key)
        throw new AadstsError(501661);
    if (!isSignedBy(jwt, key))
        throw new AadstsError(700027, reasonText('The provided signature value did not match', String(jwt.header.kid)));
    checkTime(jwt, check.nowMs);
}
/** MSAL rounds `nbf` up to whole seconds, and this works. How much skew is tolerated is not documented. */
const clockSkewMs = 60_000;
function checkTime(jwt, nowMs) {
    const { exp, nbf = 0 } = jwt.claims;
    if (typeof exp !== 'number' || typeof nbf !== 'number')
        throw new AadstsError(50027);
    if (nowMs < exp * 1000 && nowMs >= nbf * 1000 - clockSkewMs)
        return;
    throw new AadstsError(700024, `Current time: ${aadstsTimestamp(nowMs)}, assertion valid from ${aadstsTimestamp(nbf * 1000)}, expiry time ${aadstsTimestamp(exp * 1000)}.`);
}
function requireClaim(jwt, name) {
    const value = jwt.claims[name];
    if (typeof value !== 'string' || value === '')
        throw new AadstsError(50027);
    return value;
}
function reasonText(why, thumbprint) {
    return `[Reason - ${why}, Thumbprint of key used by client: '${thumbprint}']`;
}
function hex(fingerprint) {
    return fingerprint.replaceAll(':', '').toUpperCase();
}
function base64url(digits) {
    return Buffer.from(digits, 'hex').toString('base64url');
}

;// CONCATENATED MODULE: ./build/emulator/identity/client-auth.js




const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/**
 * Reads client_id and credential. Throws for an unknown app (AADSTS700016), a wrong secret (7000215) and an invalid
 * assertion. `audiences` are the URLs of the token endpoint.
 */
function readClientAuth(form, context, audiences) {
    const clientId = requireParam(form, 'client_id');
    const registration = findRegistration(context.registrations, clientId);
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (!secret && !assertion)
        return { registration, kind: 'none' };
    if (registration.secret === undefined)
        throw publicClientError(context.kind);
    if (secret) {
        if (secret !== registration.secret)
            throw new AadstsError(7000215, clientId);
        return { registration, kind: 'secret' };
    }
    if (form.get('client_assertion_type') !== assertionType)
        throw new AadstsError(900144, 'client_assertion_type');
    const { issuerKey } = context;
    checkClientAssertion(assertion ?? '', { registration, audiences, nowMs: context.clock(), issuerKey });
    return { registration, kind: 'assertion' };
}
/** Throws AADSTS700025 (90023 for personal accounts) or 7000218 if the credential does not fit the platform. */
function checkClientPlatform(clientAuth, platform, kind) {
    if (platform === 'desktop' && clientAuth.kind !== 'none')
        throw publicClientError(kind);
    if (platform === 'web' && clientAuth.kind === 'none')
        throw new AadstsError(7000218);
}
function publicClientError(kind) {
    return new AadstsError(kind === 'personal' ? 90023 : 700025);
}

;// CONCATENATED MODULE: ./build/emulator/identity/discovery.js

/**
 * OpenID provider metadata of a tenant (OpenID Connect Discovery). For `common` and `organizations`, the issuer
 * contains the placeholder `{tenantid}`, as Microsoft's does. Strict clients must expect it.
 */
function openIdConfigurationReply(origin, tenant, kind) {
    const base = `${origin}/${tenant}`;
    const name = tenant.toLowerCase();
    const isAnybodys = isTenantAlias(name) && name !== 'consumers';
    const issuerTenant = isAnybodys ? '{tenantid}' : resolveTenantId(name, kind);
    return {
        status: 200,
        json: {
            token_endpoint: `${base}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
            jwks_uri: `${base}/discovery/v2.0/keys`,
            response_modes_supported: ['query', 'fragment', 'form_post'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['RS256'],
            response_types_supported: ['code'],
            scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
            issuer: `${origin}/${issuerTenant}/v2.0`,
            request_uri_parameter_supported: false,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
            claims_supported: [
                'sub',
                'iss',
                'aud',
                'exp',
                'iat',
                'nonce',
                'preferred_username',
                'name',
                'tid',
                'ver',
            ],
            tenant_region_scope: null,
        },
    };
}
/**
 * The URLs of a tenant's token endpoint: under the name that was called, and under the directory's id. A client
 * assertion may have either as its audience.
 */
function tokenEndpointUrls(origin, tenant, kind) {
    return [tenant, resolveTenantId(tenant, kind)].map((name) => `${origin}/${name}/oauth2/v2.0/token`);
}
/** Lists which sign-in hosts belong together. MSAL requests this before it trusts an authority. */
function instanceDiscovery(url) {
    const asked = url.searchParams.get('authorization_endpoint') ?? '';
    const [, origin = 'https://login.microsoftonline.com', tenant = 'common'] = /^(https?:\/\/[^/]+)\/([^/]+)\//.exec(asked) ?? [];
    const entry = (network, cache, aliases) => ({
        preferred_network: network,
        preferred_cache: cache,
        aliases,
    });
    const global = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
    const china = ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'];
    return {
        status: 200,
        json: {
            tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
            'api-version': '1.1',
            metadata: [
                entry('login.microsoftonline.com', 'login.windows.net', global),
                entry('login.partner.microsoftonline.cn', 'login.partner.microsoftonline.cn', china),
                entry('login.microsoftonline.us', 'login.microsoftonline.us', ['login.microsoftonline.us']),
            ],
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/id-token.js
/** Creates ID tokens. They are signed with one RSA key per process, generated on first use. */


const id_token_keyId = 'emulator-signing-key';
const accountId = {
    personal: '00000000-0000-0000-0000-00000e4d0001',
    work: '00000000-0e4d-4000-8000-0000000000aa',
};
const id_token_keys = lazyKeyPair();
/** The document at the `jwks_uri` of the discovery document. */
function signingJwks() {
    return jwksDocument(id_token_keys(), id_token_keyId);
}
/**
 * Returns a signed ID token, valid for an hour (OpenID Connect Core section 2). The issuer names the account's
 * directory even if the request went to `common`, so it may differ from the authority that the client called.
 */
function createIdToken(options) {
    const { kind, clientId, nonce } = options;
    const nowS = Math.floor(options.clock() / 1000);
    const tid = resolveTenantId(options.tenant, kind);
    const claims = {
        aud: clientId,
        iss: `${options.origin}/${tid}/v2.0`,
        iat: nowS,
        nbf: nowS,
        exp: nowS + 3600,
        name: options.person.displayName,
        preferred_username: options.person.userName,
        oid: accountId[kind],
        sub: 'emulated-subject',
        tid,
        ver: '2.0',
        ...(nonce === undefined ? {} : { nonce }),
    };
    return signJwt({ header: { kid: id_token_keyId }, claims, key: id_token_keys().privateKey });
}
/** The account and its home directory. Microsoft's own libraries request it with `client_info=1`. */
function createClientInfo(kind) {
    return encodeJwtPart({ uid: accountId[kind], utid: kind === 'personal' ? personalTenantId : workTenantId });
}

;// CONCATENATED MODULE: ./build/emulator/identity/tokens.js
/** Stores all issued tokens and authorization codes, with their lifetimes. */

/** Lifetime of a refresh token from its issue, no matter how often it is used (entra-docs refresh-tokens.md). */
const refreshLifetimeMs = 90 * 24 * 3_600_000;
/** Authorization codes are valid for about ten minutes. */
const codeLifetimeMs = 10 * 60_000;
class IssuedTokens {
    accessTokens = new Map();
    refreshTokens = new Map();
    codes = new Map();
    #clock;
    constructor(clock) {
        this.#clock = clock;
    }
    issueAccessToken(token) {
        const { lifetimeS, ...facts } = token;
        const text = `emulator.at.${(0,external_node_crypto_.randomBytes)(240).toString('base64')}`;
        this.accessTokens.set(text, { ...facts, expiresAtMs: this.#clock() + lifetimeS * 1000, revoked: false });
        return text;
    }
    /** `text` defaults to a new token in the emulator's format. */
    issueRefreshToken(consent, alsoFor, text = `emulator.M.C5_BAY.0.U.-${randomTokenText(300)}`) {
        const { clientId, platform, scopes, openId } = consent;
        this.refreshTokens.set(text, {
            alsoFor,
            clientId,
            platform,
            scopes,
            openId,
            issuedAtMs: this.#clock(),
            state: 'alive',
        });
        return text;
    }
    /** Entra's codes are plain base64url. Codes of personal accounts have special characters, like their tokens. */
    issueCode(code, kind) {
        const text = kind === 'work'
            ? `0.AX${(0,external_node_crypto_.randomBytes)(300).toString('base64url')}`
            : `M.C5_BAY.2.U.${randomTokenText(36)}`;
        this.codes.set(text, { ...code, issuedAtMs: this.#clock(), redeemed: false });
        return text;
    }
    /** The consent of a refresh token for an app. Undefined if the token was not issued to it. */
    findConsent(token, clientId) {
        if (token.clientId === clientId)
            return token;
        return token.alsoFor?.clientId === clientId ? { ...token, ...token.alsoFor } : undefined;
    }
    /** True 90 days after the issue, or if a test expired the token. */
    isIdle(token) {
        return token.state === 'idle' || this.#clock() - token.issuedAtMs >= refreshLifetimeMs;
    }
}
/** Random text with those characters of real personal tokens that shells and form encoders get wrong. */
function randomTokenText(sizeBytes) {
    const text = (0,external_node_crypto_.randomBytes)(sizeBytes)
        .toString('base64')
        .replaceAll('/', '*')
        .replaceAll('+', '!')
        .replaceAll('=', '$');
    return `!${text.slice(0, 20)}*${text.slice(20)}$$`;
}

;// CONCATENATED MODULE: ./build/emulator/identity/token-endpoint.js
/** The token endpoint: validates the request of each grant, and issues tokens. */










/** Handles a token request. Throws an AadstsError. */
function tokenReply(context, call) {
    const grantType = requireParam(call.form, 'grant_type');
    if (grantType === 'refresh_token')
        return refreshGrant(context, call);
    if (grantType === 'authorization_code')
        return authorizationCodeGrant(context, call);
    if (grantType === 'client_credentials')
        return clientCredentialsGrant(context, call);
    // MSAL sends the short name.
    if (grantType === 'urn:ietf:params:oauth:grant-type:device_code' || grantType === 'device_code') {
        const clientAuth = authenticateClient(context, call);
        checkClientPlatform(clientAuth, 'desktop', context.kind);
        if (clientAuth.registration.secret !== undefined)
            throw new AadstsError(7000218);
        const device = redeemDeviceCode(context.devices, { form: call.form, nowMs: context.clock() });
        const consent = { ...device, platform: 'desktop' };
        return userTokenReply(context, call, {
            consent,
            scopes: consentedScopes(context, consent),
            offline: device.offline,
        });
    }
    throw new AadstsError(70003, grantType);
}
function authenticateClient(context, call) {
    return readClientAuth(call.form, context, tokenEndpointUrls(call.origin, call.tenant, context.kind));
}
/** A text that is no token or code: AADSTS9002313 for work accounts (skilion/onedrive#510), 70000 for personal ones. */
function garbledGrantError({ kind }, message) {
    return kind === 'work' ? new AadstsError(9002313, '', 'invalid_grant') : new AadstsError(70000, message);
}
/** Finds a valid refresh token and its consent for the app. Throws AADSTS700082, 70000 or 9002313. */
function findRefreshToken(context, text, clientId) {
    if (/\s/.test(text))
        throw new AadstsError(9002313);
    const token = context.tokens.refreshTokens.get(text);
    const consent = token && context.tokens.findConsent(token, clientId);
    const message = 'The user could not be authenticated or the grant is expired. Sign in again.';
    if (!token)
        throw garbledGrantError(context, "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.");
    if (token.state === 'revoked' || !consent)
        throw new AadstsError(70000, message);
    if (context.tokens.isIdle(token)) {
        const issued = new Date(token.issuedAtMs).toISOString();
        throw new AadstsError(700082, `The token was issued on ${issued} and was inactive for 90.00:00:00.`);
    }
    return { token, consent };
}
function refreshGrant(context, call) {
    const text = requireParam(call.form, 'refresh_token');
    const clientAuth = authenticateClient(context, call);
    const { token, consent } = findRefreshToken(context, text, clientAuth.registration.clientId);
    checkClientPlatform(clientAuth, consent.platform, context.kind);
    const requested = token_endpoint_readRequestedScopes(call, consent);
    const scopes = narrowScopes(context, consentedScopes(context, consent), requested);
    const reply = userTokenReply(context, call, {
        consent,
        scopes,
        offline: requested?.offline ?? true,
        requested,
    });
    if (context.settings.revokeOldRefreshTokens)
        token.state = 'revoked';
    return reply;
}
function authorizationCodeGrant(context, call) {
    const text = requireParam(call.form, 'code');
    const redirectUri = requireParam(call.form, 'redirect_uri');
    const clientAuth = authenticateClient(context, call);
    const code = context.tokens.codes.get(text);
    const invalidCodeMessage = "The provided value for the 'code' parameter is not valid.";
    if (!code)
        throw garbledGrantError(context, invalidCodeMessage);
    if (code.clientId !== clientAuth.registration.clientId)
        throw new AadstsError(70000, invalidCodeMessage);
    if (code.redeemed)
        throw new AadstsError(54005);
    if (context.clock() - code.issuedAtMs >= codeLifetimeMs)
        throw context.kind === 'work'
            ? new AadstsError(70008)
            : new AadstsError(70000, `${invalidCodeMessage} The code has expired.`);
    if (code.tenant !== call.tenant.toLowerCase())
        throw new AadstsError(700005);
    if (code.redirectUri !== redirectUri)
        throw new AadstsError(500112);
    checkClientPlatform(clientAuth, code.platform, context.kind);
    if (!verifyPkce(code, call.form.get('code_verifier')))
        throw new AadstsError(501481);
    const requested = token_endpoint_readRequestedScopes(call, code);
    const scopes = narrowScopes(context, consentedScopes(context, code), requested);
    code.redeemed = true;
    const { offline, nonce } = code;
    return userTokenReply(context, call, { consent: code, scopes, offline, requested, nonce });
}
/** PKCE (RFC 7636). A verifier without a challenge fails too: two sign-ins were mixed up. */
function verifyPkce(code, verifier) {
    if (code.challenge === undefined || verifier === undefined)
        return code.challenge === verifier;
    return (0,external_node_crypto_.createHash)('sha256').update(verifier).digest('base64url') === code.challenge;
}
function clientCredentialsGrant(context, call) {
    const tenant = call.tenant.toLowerCase();
    if (isTenantAlias(tenant) || tenant === personalTenantId)
        throw new AadstsError(9001023);
    const clientAuth = authenticateClient(context, call);
    checkClientPlatform(clientAuth, 'web', context.kind);
    const { clientId } = clientAuth.registration;
    const scope = requireParam(call.form, 'scope').trim();
    if (!/^\S+\/\.default$/.test(scope))
        throw new AadstsError(1002012, scope);
    parseScopes(scope, { ...call, clientId });
    const lifetimeS = context.settings.accessTokenLifetimeS;
    const token = context.tokens.issueAccessToken({
        clientId,
        user: false,
        scopes: [],
        roles: context.roles,
        lifetimeS,
    });
    return {
        status: 200,
        headers: noStoreHeaders,
        json: { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: token },
    };
}
function consentedScopes(context, consent) {
    const override = context.settings.grantedScopes;
    if (override === undefined)
        return consent.scopes;
    return override.split(' ').filter((name) => name !== '' && name !== 'offline_access');
}
/** The scope of the request, or undefined if it has none and the consent applies. */
function token_endpoint_readRequestedScopes(call, { clientId }) {
    const scope = call.form.get('scope')?.trim();
    return scope ? parseScopes(scope, { ...call, clientId }) : undefined;
}
/** Throws if the request exceeds the consent: AADSTS70000 (personal) or 65001 (work). */
function narrowScopes(context, consented, requested) {
    if (!requested || requested.isDefault || requested.permissions.length === 0)
        return consented;
    const unconsented = findUnconsented(requested.permissions, consented);
    if (unconsented === undefined)
        return requested.permissions;
    if (context.kind === 'work')
        throw new AadstsError(65001, unconsented);
    throw new AadstsError(70000, 'One or more scopes requested are unauthorized or expired. Sign in again.');
}
function userTokenReply(context, call, grant) {
    const { consent, scopes } = grant;
    const { settings, tokens } = context;
    const lifetimeS = settings.accessTokenLifetimeS;
    const openId = consent.openId || grant.requested?.openId === true;
    const clientId = consent.clientId;
    const idTokenDue = openId || settings.sendIdToken;
    return {
        status: 200,
        headers: noStoreHeaders,
        json: {
            token_type: 'Bearer',
            scope: [...scopes, ...(openId ? ['openid', 'profile', 'email'] : [])].join(' '),
            expires_in: lifetimeS,
            ext_expires_in: lifetimeS,
            access_token: tokens.issueAccessToken({ clientId, user: true, scopes, roles: [], lifetimeS }),
            ...(grant.offline && !settings.omitNewRefreshToken
                ? { refresh_token: tokens.issueRefreshToken(consent) }
                : {}),
            ...(idTokenDue
                ? { id_token: createIdToken({ ...call, ...context, clientId, nonce: grant.nonce }) }
                : {}),
            ...(call.form.get('client_info') === '1' ? { client_info: createClientInfo(context.kind) } : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/live.js





/** Handles /oauth20_authorize.srf, /oauth20_token.srf and the blank page /oauth20_desktop.srf. */
async function liveRoute(context, request) {
    const { pathname, search, host } = request.url;
    if (pathname === '/oauth20_desktop.srf')
        return { status: 200, headers: noStoreHeaders, text: '' };
    if (pathname === '/oauth20_authorize.srf') {
        const origin = isLoginHost(request.url.hostname) ? 'https://login.live.com' : request.url.origin;
        return authorizeRoute(context, { request, query: parseForm(search), tenant: liveTenant, host, origin });
    }
    if (pathname !== '/oauth20_token.srf')
        return { status: 404, text: 'Not found' };
    try {
        return await liveTokenReply(context, request);
    }
    catch (error) {
        if (!(error instanceof AadstsError))
            throw error;
        // login.live.com sends no AADSTS code and no trace id, and always 400.
        const description = error.message.replace(/^AADSTS\d+: /, '');
        return {
            status: 400,
            headers: noStoreHeaders,
            json: { error: error.definition.error, error_description: description },
        };
    }
}
async function liveTokenReply(context, request) {
    if (request.method !== 'POST')
        throw new AadstsError(900561);
    const form = new Map(withBasicAuth(await readFormBody(request), request.headers.authorization));
    const scope = form.get('scope');
    if (scope !== undefined)
        form.set('scope', scope.replaceAll('wl.offline_access', 'offline_access'));
    // The page lists it for both grants, but a refresh works without it (docs#521, duplicity).
    if (form.get('grant_type') !== 'refresh_token')
        requireParam(form, 'redirect_uri');
    if (context.kind !== 'personal')
        throw new AadstsError(70000, "The provided value for the 'refresh_token' or 'code' is not valid.");
    const grantType = form.get('grant_type');
    if (grantType !== 'refresh_token' && grantType !== 'authorization_code')
        throw new AadstsError(70003, grantType);
    const origin = 'https://login.live.com';
    const reply = tokenReply(context, {
        form,
        tenant: liveTenant,
        graphHosts: ['graph.microsoft.com'],
        origin,
    });
    const answer = {
        ...(typeof reply.json === 'object' ? reply.json : {}),
        token_type: 'bearer',
        user_id: 'emulated',
    };
    return { ...reply, json: answer };
}

;// CONCATENATED MODULE: ./build/emulator/identity/routes.js













/** True for the paths of the identity platform, for requests to the listener's own address. */
function isIdentityPath(pathname) {
    return (/^\/[^/]+\/(oauth2\/|discovery\/|v2\.0\/\.well-known\/)/.test(pathname) ||
        pathname.startsWith('/oauth20_') ||
        pathname === wrongPlacePath);
}
/** Handles one request to a sign-in host. */
async function identityRoute(context, request) {
    const reply = await replyOrError(context, request);
    // Pages have their own: a browser at the emulator's address must not be sent to https.
    return reply.json === undefined ? reply : { ...reply, headers: { ...platformHeaders(), ...reply.headers } };
}
async function replyOrError(context, request) {
    const correlationId = readCorrelationId(request);
    try {
        const { pathname } = request.url;
        if (pathname.startsWith('/oauth20_'))
            return await liveRoute(context, request);
        const [, tenant = '', endpoint = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
        return await handleCall(context, { request, tenant: decodeTenant(tenant), endpoint });
    }
    catch (error) {
        if (!(error instanceof AadstsError))
            throw error;
        return aadstsErrorReply(error, { nowMs: context.clock(), ...(correlationId ? { correlationId } : {}) });
    }
}
function decodeTenant(tenant) {
    try {
        return decodeURIComponent(tenant);
    }
    catch {
        throw new AadstsError(90002, tenant);
    }
}
async function handleCall(context, call) {
    const { request, tenant, endpoint } = call;
    const host = request.url.host;
    const origin = loginOrigin(request.url);
    if (request.url.pathname === wrongPlacePath)
        return wrongPlacePage();
    if (endpoint === 'discovery/instance')
        return instanceDiscovery(request.url);
    if (endpoint === 'discovery/v2.0/keys')
        return { status: 200, json: signingJwks() };
    if (request.url.pathname === nativeClientPath)
        return nativeClientPage(context.settings.bounceNativeClient);
    // Clients request the root to check the network.
    if (request.url.pathname === '/')
        return { status: 200, text: '' };
    if (endpoint === 'oauth2/deviceauth')
        return deviceAuthReply(context, request);
    if (endpoint === 'oauth2/v2.0/authorize')
        return authorizeRoute(context, { request, query: parseForm(request.url.search), tenant, host, origin });
    const isGrant = endpoint === 'oauth2/v2.0/token' || endpoint === 'oauth2/v2.0/devicecode';
    if (!isGrant)
        checkTenant(tenant, context.kind);
    if (endpoint === 'v2.0/.well-known/openid-configuration')
        return openIdConfigurationReply(origin, tenant, context.kind);
    if (!isGrant)
        return { status: 404, text: 'Not found' };
    if (request.method !== 'POST')
        throw new AadstsError(900561);
    if (request.headers.origin !== undefined)
        throw new AadstsError(9002326);
    const form = withBasicAuth(await readFormBody(request), request.headers.authorization);
    const app = context.registrations.find(({ clientId }) => clientId === form.get('client_id')?.toLowerCase());
    if (app !== undefined)
        checkSignInAudience(app, tenant);
    checkTenant(tenant, context.kind);
    // Personal accounts exist in the global cloud only. In other clouds their app is not registered.
    if (context.kind === 'personal' && /\.(us|cn)$/.test(host))
        throw new AadstsError(700016, requireParam(form, 'client_id'));
    if (endpoint === 'oauth2/v2.0/token')
        return tokenReply(context, { form, tenant, origin, graphHosts: graphHostsFor(host) });
    const audiences = tokenEndpointUrls(origin, tenant, context.kind);
    return deviceCodeReply(context, {
        form,
        host,
        audiences,
        verificationUri: `${origin}/common/oauth2/deviceauth`,
    });
}
async function deviceAuthReply(context, request) {
    if (request.method !== 'POST')
        return devicePage();
    const form = await readFormBody(request);
    const decision = form.get('decision') === 'allow' ? 'allow' : 'deny';
    const known = decideDeviceAuthorization(context.devices, form.get('user_code') ?? '', decision);
    return devicePage(known ? decision : 'unknown');
}
function deviceCodeReply(context, call) {
    const { registration } = readClientAuth(call.form, context, call.audiences);
    const { clientId } = registration;
    const scope = call.form.get('scope') ?? '';
    const requested = parseScopes(scope, { graphHosts: graphHostsFor(call.host), clientId });
    const { offline, openId } = requested;
    const scopes = requested.isDefault ? context.scopes : requested.permissions;
    const { verificationUri } = call;
    const start = { clientId, scopes, offline, openId, nowMs: context.clock(), verificationUri };
    return { status: 200, headers: noStoreHeaders, json: startDeviceAuthorization(context.devices, start) };
}
/** Microsoft's hosts use https, even if the emulator's listener uses http. */
function loginOrigin(url) {
    return isLoginHost(url.hostname) ? `https://${url.hostname}` : url.origin;
}
function readCorrelationId(request) {
    const id = request.headers['client-request-id'];
    return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./build/emulator/identity/identity.js
/**
 * The emulated identity platform, as tests use it: credentials, settings, and the caller of a bearer token. Paths are
 * dispatched in routes.ts.
 */







const userScopes = ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.All', 'User.Read'];
const siteScopes = ['Sites.Read.All', 'Sites.ReadWrite.All'];
/** The portal's defaults for "GitHub Actions deploying Azure resources". */
const gitHubIssuerDefaults = {
    issuer: 'https://token.actions.githubusercontent.com',
    audience: 'api://AzureADTokenExchange',
};
/** Creates a directory with one account, two apps and a refresh token for each. */
function createIdentity(options) {
    const { clock, kind, credentials: custom } = options;
    const tokens = new IssuedTokens(clock);
    const confidential = createRegistration(custom?.clientSecret ?? newClientSecret(), custom?.clientId);
    const publicApp = createRegistration();
    const scopes = kind === 'work' ? [...userScopes, ...siteScopes] : userScopes;
    const settings = {
        // Real tokens last 60 to 90 minutes, so clients must not rely on 3600.
        accessTokenLifetimeS: 3600 + Math.floor(Math.random() * 1800),
        omitNewRefreshToken: false,
        revokeOldRefreshTokens: false,
        sendIdToken: false,
        bounceNativeClient: true,
    };
    const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
    const registrations = [confidential, publicApp];
    const context = {
        kind,
        clock,
        tokens,
        registrations,
        settings,
        scopes,
        roles,
        devices: new Map(),
        person: options.person ?? {
            displayName: 'Ada Emulated',
            userName: kind === 'personal' ? 'ada@outlook.com' : 'ada@contoso.com',
        },
        issuerKey: options.issuerKey ?? (() => undefined),
    };
    const consent = { clientId: confidential.clientId, platform: 'web', scopes, openId: false };
    const credentials = {
        clientId: confidential.clientId,
        clientSecret: confidential.secret ?? '',
        publicClientId: publicApp.clientId,
        refreshToken: tokens.issueRefreshToken(consent, { clientId: publicApp.clientId, platform: 'desktop' }, custom?.refreshToken),
        publicRefreshToken: tokens.issueRefreshToken({
            ...consent,
            clientId: publicApp.clientId,
            platform: 'desktop',
        }),
        tenantId: workTenantId,
    };
    return {
        credentials,
        settings,
        route: (request) => identityRoute(context, request),
        caller: (authorization) => findCaller(authorization, tokens, clock()),
        get issuedAccessTokens() {
            return [...tokens.accessTokens.keys()];
        },
        get issuedRefreshTokens() {
            return [...tokens.refreshTokens.keys()];
        },
        revokeAccessTokens() {
            for (const token of tokens.accessTokens.values())
                token.revoked = true;
        },
        expireRefreshTokens(text) {
            for (const [known, token] of tokens.refreshTokens)
                if (text === undefined || text === known)
                    token.state = 'idle';
        },
        isLiveRefreshToken(text, clientId) {
            const token = tokens.refreshTokens.get(text);
            if (!token || (clientId !== undefined && !tokens.findConsent(token, clientId)))
                return false;
            return token.state === 'alive' && !tokens.isIdle(token);
        },
        decideDevice: (userCode, decision) => decideDeviceAuthorization(context.devices, userCode, decision),
        setSignInAudience(audience) {
            for (const app of registrations)
                app.signInAudience = audience;
        },
        registerRedirect(uri, { clientId, platform } = {}) {
            for (const app of registrations) {
                if (clientId !== undefined && clientId !== app.clientId)
                    continue;
                app.redirects.push({ uri, platform: platform ?? (app.secret === undefined ? 'desktop' : 'web') });
            }
        },
        addCertificate(pem) {
            confidential.certificates.push(new external_node_crypto_.X509Certificate(pem));
        },
        addFederatedCredential(credential) {
            confidential.federated.push({ ...gitHubIssuerDefaults, ...credential });
        },
        forgetKeys() {
            confidential.certificates.length = 0;
            confidential.federated.length = 0;
        },
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./build/emulator/core/drive-refusals.js
var drive_refusals = __webpack_require__(9508);
;// CONCATENATED MODULE: ./build/emulator/server/bandwidth-limiter.js
/**
 * Timers fire late. Up to this much of a delay is made up by shorter delays afterwards, and no more idle time is saved.
 */
const burstMs = 50;
/** Computes how long to wait so that the bytes stay within the bandwidth. */
class BandwidthLimiter {
    #bytesPerSecond;
    #now;
    #freeMs = 0;
    constructor(bytesPerSecond, now = () => performance.now()) {
        this.#bytesPerSecond = bytesPerSecond;
        this.#now = now;
    }
    /** How long to wait before reading on, after these bytes were read. */
    delayMs(sizeBytes) {
        const nowMs = this.#now();
        this.#freeMs = Math.max(this.#freeMs, nowMs - burstMs) + (sizeBytes / this.#bytesPerSecond) * 1000;
        return Math.max(0, this.#freeMs - nowMs);
    }
}
const limiters = new WeakMap();
/** The limiter of a connection, shared by all its requests. */
function bandwidthLimiterFor(socket, bytesPerSecond) {
    const known = limiters.get(socket) ?? new BandwidthLimiter(bytesPerSecond);
    limiters.set(socket, known);
    return known;
}

// EXTERNAL MODULE: ./build/emulator/core/refusals.js + 1 modules
var refusals = __webpack_require__(697);
;// CONCATENATED MODULE: ./build/emulator/graph/bad-listing.js

const nextLink = '@odata.nextLink';
/** Returns the altered reply, or the reply unchanged if it contains no list. */
function applyListFault(reply, how, url) {
    const { json } = reply;
    if (!isJsonObject(json) || !Array.isArray(json.value))
        return reply;
    const { value, ...rest } = json;
    if (how === 'no-value')
        return { ...reply, json: { '@odata.context': rest['@odata.context'] } };
    if (how === 'repeat')
        return { ...reply, json: { ...rest, [nextLink]: url.href, value } };
    if (how === 'endless')
        return { ...reply, json: { ...rest, [nextLink]: withNextCounter(url), value } };
    return { ...reply, json: { ...rest, value: alteredItems(value, how, url) } };
}
function alteredItems(value, how, url) {
    const others = value.slice(0, -1);
    const last = value.at(-1);
    switch (how) {
        case 'empty':
            return [];
        case 'uncounted':
            return value.map((item) => (isFolder(item) ? { ...item, folder: {} } : item));
        case 'zero-count':
            return value.map((item) => (isFolder(item) ? { ...item, folder: { childCount: 0 } } : item));
        case 'ancient':
            return value.map((item) => withCreatedDateTime(item, '0001-01-01T00:00:00Z'));
        case 'future':
            return value.map((item) => withCreatedDateTime(item, '9999-12-31T23:59:59Z'));
        case 'cycle':
            return [...value, selfItem(url)];
    }
    if (how === 'short' || !isJsonObject(last))
        return others;
    if (how === 'dots')
        return [...others, { ...last, name: '..' }];
    const { name, id, ...bare } = last;
    return [...others, how === 'nameless' ? { ...bare, id } : { ...bare, name }];
}
function isFolder(item) {
    return isJsonObject(item) && isJsonObject(item.folder);
}
function withCreatedDateTime(item, at) {
    return isJsonObject(item) ? { ...item, createdDateTime: at } : item;
}
/** The folder whose children the URL lists. */
function selfItem({ pathname }) {
    const id = decodeURIComponent(/\/items\/([^/:]+)\/children$/.exec(pathname)?.[1] ?? 'root');
    return { id, name: 'itself', folder: { childCount: 1 } };
}
function withNextCounter(url) {
    const again = new URL(url);
    again.searchParams.set('again', String(Number(url.searchParams.get('again')) + 1));
    return again.href;
}

;// CONCATENATED MODULE: ./build/emulator/server/refusal-reply.js
/** Builds the reply of a refusal by name: the body in the form of the service that it is known from. */



/** The reply to a request that was not carried out, or to one whose own reply is hidden. */
function refusalReply(refusal, options) {
    const { status, headers = {}, aadsts, json, html } = refusal;
    if (aadsts !== undefined) {
        const reply = aadstsReply({ ...aadsts, status }, options);
        return { ...reply, headers: { ...reply.headers, ...headers } };
    }
    if (refusal.error !== undefined)
        return { status, headers, json: errorBody(refusal.error, options) };
    if (json !== undefined)
        return { status, headers, json: json(options) };
    return { status, headers, text: html ?? '' };
}
/** The real reply with the fields of the refusal in its item. */
function withItemFields(reply, fields) {
    return typeof reply.json === 'object' && reply.json !== null
        ? { ...reply, json: { ...reply.json, ...fields } }
        : reply;
}
function errorBody(error, { nowMs, isUploadHost }) {
    const info = { status: 0, ...error };
    const requestId = (0,external_node_crypto_.randomUUID)();
    return error.withIds === true && !isUploadHost
        ? graphErrorBody(info, { nowMs, requestId, clientRequestId: requestId })
        : uploadHostErrorBody(info, 'innerError');
}

;// CONCATENATED MODULE: ./build/emulator/server/request-body.js


class RequestBody extends external_node_stream_.Readable {
    receivedBytes = 0;
    #source;
    #options;
    #state = 'idle';
    #pauseTimer;
    #ended = false;
    constructor(source, options = {}) {
        super({ highWaterMark: 256 * 1024 });
        this.#source = source;
        this.#options = options;
        // A reader gets the error. Without a reader, a client that disconnects must not raise an unhandled error.
        this.on('error', () => { });
        source.on('error', () => { });
        source.once('close', () => this.#onClose());
    }
    /** The reply has been sent: discard the rest of the body. */
    drain() {
        if (this.#state === 'limited')
            return;
        this.#state = 'draining';
        clearTimeout(this.#pauseTimer);
        this.#source.removeAllListeners('data');
        this.#source.on('data', (chunk) => {
            this.receivedBytes += chunk.length;
        });
        this.#source.resume();
    }
    _read() {
        if (this.#state === 'idle')
            this.#start();
        else if (this.#state === 'flowing' && this.#pauseTimer === undefined)
            this.#source.resume();
    }
    _destroy(error, done) {
        clearTimeout(this.#pauseTimer);
        done(error);
    }
    #start() {
        this.#state = 'flowing';
        this.#options.onStart?.();
        if (this.#options.limit?.bytes === 0) {
            this.#limitReached();
            return;
        }
        this.#source.on('data', (chunk) => this.#onData(chunk));
        this.#source.once('end', () => {
            this.#ended = true;
            if (this.#state === 'flowing' && this.#pauseTimer === undefined)
                this.push(null);
        });
    }
    #onData(chunk) {
        const { limit, corrupt, bytesPerSecond, limiter } = this.#options;
        const first = this.receivedBytes === 0;
        const room = (limit?.bytes ?? Number.POSITIVE_INFINITY) - this.receivedBytes;
        const piece = chunk.length < room ? chunk : chunk.subarray(0, room);
        this.receivedBytes += piece.length;
        if (corrupt && first)
            flipOneBit(piece);
        const wantsMore = this.push(piece);
        const slowMs = bytesPerSecond === undefined ? 0 : (piece.length / bytesPerSecond) * 1000;
        const delayMs = Math.max(slowMs, limiter?.delayMs(piece.length) ?? 0);
        if (piece.length === room)
            this.#limitReached();
        else if (delayMs > 0)
            this.#pauseFor(delayMs);
        else if (!wantsMore)
            this.#source.pause();
    }
    #pauseFor(delayMs) {
        this.#source.pause();
        this.#pauseTimer = setTimeout(() => {
            this.#pauseTimer = undefined;
            if (this.#ended)
                this.push(null);
            else
                this.#source.resume();
        }, delayMs);
    }
    #limitReached() {
        const { limit } = this.#options;
        this.#state = 'limited';
        this.#source.removeAllListeners('data');
        this.#source.pause();
        if (limit?.end === 'stall') {
            limit.onStall?.();
            return;
        }
        const keepBytes = limit?.end === 'keep' ? limit.bytes : undefined;
        this.#afterRead(() => this.destroy(new core_faults/* ConnectionCut */.hP(keepBytes)));
    }
    /** Lets the reader read what is buffered first: destroying the stream would discard it. */
    #afterRead(run) {
        if (this.destroyed)
            return;
        if (this.readableLength === 0)
            run();
        else
            setImmediate(() => this.#afterRead(run));
    }
    #onClose() {
        const { limit } = this.#options;
        const cutting = this.#state === 'limited' && limit?.end !== 'stall';
        if (cutting || (this.#source.complete && this.#state !== 'limited'))
            return;
        if (!this.readableEnded)
            this.destroy(new core_faults/* ConnectionCut */.hP());
    }
}
/**
 * The position depends on the content. The same bit of two fragments could cancel out in QuickXorHash, which combines
 * every 160th byte.
 */
function flipOneBit(piece) {
    let mix = 0;
    for (const byte of piece.subarray(0, 64))
        mix = (Math.imul(mix, 31) + byte) >>> 0;
    const at = mix % Math.max(1, piece.length);
    piece[at] = (piece[at] ?? 0) ^ (1 << ((mix >>> 16) & 7));
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/emulator/server/send-reply.js

/** Sends the whole reply, at `bytesPerSecond` if given. Resolves when it is sent or the client has disconnected. */
async function sendReply(response, reply, bytesPerSecond) {
    const body = replyBody(reply);
    writeHead(response, reply, body);
    if (!mayHaveBody(response, reply)) {
        reply.stream?.destroy();
        response.end();
        return;
    }
    if (bytesPerSecond !== undefined)
        return sendSlowly(response, reply, bytesPerSecond);
    if (reply.stream === undefined)
        response.end(body);
    else
        await (0,external_node_stream_promises_.pipeline)(reply.stream, response).catch(() => { });
}
/** Sends the headers and half of the body. */
async function sendHalfReply(response, reply) {
    const body = replyBody(reply);
    writeHead(response, reply, body);
    const totalBytes = body?.length ?? Number(reply.headers?.['content-length'] ?? 0);
    let left = Math.floor(totalBytes / 2);
    for await (const piece of reply.stream ?? [body ?? Buffer.alloc(0)]) {
        if (left <= 0 || !Buffer.isBuffer(piece))
            break;
        await writeChunk(response, piece.subarray(0, left));
        left -= piece.length;
    }
    response.flushHeaders();
}
function replyBody(reply) {
    if (reply.json !== undefined)
        return Buffer.from(JSON.stringify(reply.json));
    if (reply.stream !== undefined)
        return undefined;
    return Buffer.from(reply.text ?? '');
}
function writeHead(response, reply, body) {
    const headers = {};
    if (reply.json !== undefined)
        headers['content-type'] = 'application/json';
    else if (reply.text !== undefined && reply.text !== '')
        headers['content-type'] = 'text/html; charset=utf-8';
    for (const [name, value] of Object.entries(reply.headers ?? {}))
        headers[name.toLowerCase()] = value;
    // A reply to HEAD says itself how long the content is.
    if (body !== undefined && reply.status !== 204)
        headers['content-length'] ??= String(body.length);
    response.writeHead(reply.status, headers);
}
function mayHaveBody(response, reply) {
    return response.req.method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
}
async function sendSlowly(response, reply, bytesPerSecond) {
    const step = Math.max(1, Math.floor(bytesPerSecond / 20));
    for await (const piece of reply.stream ?? [replyBody(reply) ?? Buffer.alloc(0)]) {
        if (!Buffer.isBuffer(piece))
            break;
        for (let at = 0; at < piece.length && !response.destroyed; at += step) {
            const part = piece.subarray(at, at + step);
            await new Promise((resolve) => setTimeout(resolve, (part.length / bytesPerSecond) * 1000));
            await writeChunk(response, part);
        }
    }
    response.end();
}
function writeChunk(response, bytes) {
    return new Promise((resolve) => {
        if (response.destroyed)
            return resolve();
        response.write(bytes, () => resolve());
    });
}

;// CONCATENATED MODULE: ./build/emulator/server/handle-request.js







/**
 * Handles a request to its end. Never throws: if a route crashes, it sends 500 and records the crash in the request
 * log.
 */
async function handleExchange(exchange) {
    const { response, logEntry, effect } = exchange;
    if (effect !== undefined)
        logEntry.fault = effect.kind === 'refusal' ? effect.name : effect.kind;
    const requestBody = new RequestBody(exchange.incoming, requestBodyOptions(exchange));
    response.on('error', () => { });
    response.once('close', () => {
        logEntry.bodyBytes = requestBody.receivedBytes;
        if (!response.writableFinished)
            logEntry.status = 'cut';
    });
    try {
        await respond(exchange, requestBody);
        logEntry.bodyBytes = requestBody.receivedBytes;
        if (response.writableEnded)
            requestBody.drain();
    }
    catch (error) {
        if (error instanceof core_faults/* ConnectionCut */.hP || response.destroyed)
            return cutConnection(exchange);
        console.error('emulator: a route crashed:', error);
        logEntry.fault = `crash: ${error instanceof Error ? error.message : String(error)}`;
        if (response.headersSent)
            return cutConnection(exchange);
        await sendAndLog(exchange, {
            status: 500,
            json: { error: { code: 'generalException', message: 'The emulator crashed.' } },
        });
        requestBody.drain();
    }
}
function requestBodyOptions(exchange) {
    const { effect, incoming, response } = exchange;
    const expectsContinue = incoming.headers.expect?.toLowerCase() === '100-continue';
    const options = {
        ...(expectsContinue ? { onStart: () => response.writeContinue() } : {}),
        ...(exchange.limiter === undefined ? {} : { limiter: exchange.limiter }),
    };
    // The length of a chunked body is unknown: cut it after one byte.
    const bytes = Math.floor(Number(incoming.headers['content-length'] ?? 2) / 2);
    if (effect?.kind === 'slow')
        return { ...options, bytesPerSecond: effect.bytesPerSecond };
    if (effect?.kind === 'corrupt')
        return { ...options, corrupt: true };
    const whole = effect?.kind === 'partial' &&
        effect.keepBytes >= Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (effect?.kind === 'partial' && !whole)
        return { ...options, limit: { bytes: effect.keepBytes, end: 'keep' } };
    if (!hasBody(incoming))
        return options;
    if (effect?.kind === 'cut' && effect.when === 'amid')
        return { ...options, limit: { bytes, end: 'cut' } };
    if (effect?.kind === 'stall' && effect.when === 'amid') {
        return { ...options, limit: { bytes, end: 'stall', onStall: exchange.onStall } };
    }
    return options;
}
function hasBody(incoming) {
    return (Number(incoming.headers['content-length'] ?? 0) > 0 || incoming.headers['transfer-encoding'] !== undefined);
}
async function respond(exchange, requestBody) {
    const { effect } = exchange;
    const run = () => exchange.route(toEmulatorRequest(exchange, requestBody));
    if (effect === undefined)
        return sendAndLog(exchange, await run());
    if (effect.kind === 'status') {
        const body = effect.processed ? await run().then(() => '') : await readBodyStart(requestBody);
        return sendAndLog(exchange, statusReply(effect.echo ? withEchoedRequest(exchange, effect, body) : effect));
    }
    if (effect.kind === 'refusal')
        return sendAndLog(exchange, await refuse(exchange, effect.name, requestBody));
    if (effect.kind === 'slow')
        return sendAndLog(exchange, await run(), effect.bytesPerSecond);
    if (effect.kind === 'list')
        return sendAndLog(exchange, applyListFault(await run(), effect.how, exchange.url));
    if (effect.kind === 'lost-reply' || effect.kind === 'partial') {
        await run();
        return cutConnection(exchange);
    }
    if (effect.kind === 'cut' || effect.kind === 'stall')
        return cutOrStall(exchange, effect, run);
    return sendAndLog(exchange, await run());
}
async function refuse(exchange, name, requestBody) {
    const refusal = (0,refusals/* findRefusal */.W$)(name);
    if (refusal.processed) {
        const reply = await exchange.route(toEmulatorRequest(exchange, requestBody));
        if (reply.status >= 400)
            return reply;
        if (refusal.itemFields !== undefined)
            return withItemFields(reply, refusal.itemFields);
    }
    else
        await readBodyStart(requestBody);
    return refusalReply(refusal, {
        nowMs: exchange.logEntry.atMs,
        contentRange: exchange.logEntry.contentRange,
        isUploadHost: exchange.logEntry.surface === 'upload',
    });
}
async function cutOrStall(exchange, effect, run) {
    if (effect.when !== 'before') {
        const reply = await run();
        if (effect.when === 'amid')
            await sendHalfReply(exchange.response, reply);
        else
            reply.stream?.destroy();
    }
    if (effect.kind === 'cut')
        return cutConnection(exchange);
    exchange.onStall();
    if (!exchange.response.destroyed)
        await new Promise((resolve) => exchange.response.once('close', resolve));
}
function toEmulatorRequest(exchange, body) {
    const { incoming, url } = exchange;
    return {
        method: incoming.method ?? 'GET',
        url,
        rawTarget: incoming.url ?? '/',
        headers: incoming.headers,
        body,
    };
}
async function sendAndLog(exchange, reply, bytesPerSecond) {
    exchange.logEntry.status = reply.status;
    const code = innermostErrorCode(reply);
    if (code !== undefined)
        exchange.logEntry.code = code;
    await sendReply(exchange.response, reply, bytesPerSecond);
}
function cutConnection(exchange) {
    exchange.logEntry.status = 'cut';
    exchange.incoming.socket.destroy();
}
/** How much of a body an echo repeats. */
const maxEchoedBytes = 16 * 1024;
/** Reads the whole body and returns its beginning. */
async function readBodyStart(requestBody) {
    const kept = [];
    let sizeBytes = 0;
    for await (const piece of requestBody) {
        if (sizeBytes < maxEchoedBytes)
            kept.push(Buffer.from(piece));
        sizeBytes += piece.length;
    }
    return Buffer.concat(kept).toString('utf8', 0, maxEchoedBytes);
}
function withEchoedRequest({ incoming, url }, effect, body) {
    const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
    const request = [`${incoming.method} ${url.href}`, ...headers, body].join('\n');
    const message = `${effect.message ?? 'A planned fault.'} ${request}`;
    const code = effect.code ?? 'generalException';
    // `error` for Graph, `error_description` for the identity platform.
    return { ...effect, body: { error: { code, message }, error_description: message } };
}
function statusReply(effect) {
    const headers = {
        ...(effect.retryAfter === undefined ? {} : { 'retry-after': effect.retryAfter }),
        ...effect.headers,
    };
    if (typeof effect.body === 'string')
        return { status: effect.status, headers, text: effect.body };
    const hasError = effect.code !== undefined || effect.message !== undefined;
    if (effect.body === undefined && !hasError)
        return { status: effect.status, headers };
    const json = effect.body ?? {
        error: {
            code: effect.code ?? 'generalException',
            message: effect.message ?? 'A planned fault.',
            innerError: { date: '2026-01-01T00:00:00' },
        },
    };
    return { status: effect.status, headers, json };
}

;// CONCATENATED MODULE: ./build/emulator/server/which-service.js


const servicesByHost = {
    'login.microsoftonline.com': 'identity',
    'login.microsoftonline.us': 'identity',
    'login.partner.microsoftonline.cn': 'identity',
    'login.live.com': 'identity',
    'graph.microsoft.com': 'graph',
    'graph.microsoft.us': 'graph',
    'dod-graph.microsoft.us': 'graph',
    'microsoftgraph.chinacloudapi.cn': 'graph',
    'api.github.com': 'github',
    'token.actions.githubusercontent.com': 'github',
};
const uploadHost = /(^|\.)(up\.1drv\.com|sharepoint\.com|my\.microsoftpersonalcontent\.com)$/;
const ipOrLocalhost = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost)$/;
/** The service, or 'page' for any host that is not Microsoft's or GitHub's. `hostname` has no port. */
function surfaceOf(facts) {
    const { hostname, pathname } = facts;
    if (facts.uploadListener)
        return 'upload';
    const known = servicesByHost[hostname];
    if (known !== undefined)
        return known;
    if (isIpOrLocalhost(hostname))
        return surfaceOfPath(pathname);
    return hostname === facts.uploadHostname || uploadHost.test(hostname) ? 'upload' : 'page';
}
/** True for an address of the listener itself, false for a host name that it emulates. */
function isIpOrLocalhost(hostname) {
    return ipOrLocalhost.test(hostname);
}
function surfaceOfPath(pathname) {
    if (/^\/(v1\.0|beta)(\/|$)/.test(pathname))
        return 'graph';
    if (/^\/(api\/v3\/)?(repos|orgs|repositories)\//.test(pathname) || isOidcPath(pathname))
        return 'github';
    return isIdentityPath(pathname) ? 'identity' : 'page';
}

;// CONCATENATED MODULE: ./build/emulator/server/server.js
/** The two listeners. They pass each request to the right service, and add it to the request log. */







/** The emulator has no protection, so other machines must not reach it. */
const loopbackHost = '127.0.0.1';
/** Starts both listeners. */
async function startServer(options) {
    const stalls = new StallQueue();
    const scheme = options.tls === undefined ? 'http' : 'https';
    let uploadHostname = '';
    const listener = (uploadListener) => (incoming, response) => {
        server_handleRequest(options, { incoming, response, uploadListener, uploadHostname, scheme, stalls }).catch((error) => {
            console.error('emulator: a request could not be handled:', error);
            incoming.socket.destroy();
        });
    };
    const main = await listen(options, options.port, listener(false));
    const upload = await listen(options, 0, listener(true)).catch(async (error) => {
        await closeServer(main.server);
        throw error;
    });
    const uploadOrigin = options.uploadOrigin ?? `${scheme}://${loopbackHost}:${upload.port}`;
    uploadHostname = new URL(uploadOrigin).hostname;
    return {
        url: `${scheme}://${loopbackHost}:${main.port}`,
        uploadOrigin: new URL(uploadOrigin).origin,
        stalled: () => stalls.next(),
        async close() {
            await Promise.all([main, upload].map(({ server }) => closeServer(server)));
        },
    };
}
async function listen(options, port, onRequest) {
    const server = options.tls === undefined ? (0,external_node_http_.createServer)() : (0,external_node_https_.createServer)({ ...options.tls });
    server.on('request', onRequest);
    // RequestBody sends the 100 when a route reads the body.
    server.on('checkContinue', onRequest);
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    server.keepAliveTimeout = 60_000;
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, loopbackHost, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string')
        throw new Error('the emulator has no port');
    return { server, port: address.port };
}
function closeServer(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
async function server_handleRequest(options, received) {
    const { incoming, response } = received;
    // Node would send the machine's time, but the times of items follow `clock`.
    response.setHeader('date', new Date(options.clock()).toUTCString());
    const url = requestUrl(incoming, received.scheme);
    if (url === undefined) {
        response.writeHead(400).end();
        return;
    }
    if (/\p{Noncharacter_Code_Point}/u.test(decodedPath(incoming.url ?? '/'))) {
        incoming.resume();
        return sendReply(response, { status: 400, text: drive_refusals/* badRequestPage */.c });
    }
    const { hostname, pathname } = url;
    const surface = surfaceOf({ hostname, pathname, ...received });
    const dashboardRequest = { method: incoming.method ?? '', url, headers: incoming.headers };
    if (surface === 'page' && options.dashboard.accepts(dashboardRequest)) {
        incoming.resume();
        return sendReply(response, options.dashboard.answer(dashboardRequest));
    }
    const logEntry = options.requestLog.add(incoming, { atMs: options.clock(), surface, url });
    if (options.latencyMs > 0)
        await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
    const paths = [decodedPath(incoming.url ?? '/')];
    const uploadPath = surface === 'upload' ? options.uploadPath(url) : undefined;
    if (uploadPath !== undefined) {
        paths.push(uploadPath);
        logEntry.file = uploadPath;
    }
    const { 'content-range': contentRange, 'content-length': length } = incoming.headers;
    const effect = options.faults.next({
        surface,
        method: incoming.method ?? '',
        paths,
        contentRange,
        bodyBytes: length === undefined ? undefined : Number(length),
    });
    if (effect?.kind === 'drop-session')
        options.dropSessions(url);
    const onStall = () => received.stalls.push();
    const limiter = options.bytesPerSecond === undefined
        ? undefined
        : bandwidthLimiterFor(incoming.socket, options.bytesPerSecond);
    await handleExchange({
        incoming,
        response,
        url,
        route: options.routes[surface],
        logEntry,
        effect,
        onStall,
        limiter,
    });
}
/** The URL that the client meant to call. Microsoft's hosts get https, even if the listener uses http. */
function requestUrl(incoming, scheme) {
    const host = incoming.headers.host ?? '';
    const target = incoming.url ?? '/';
    if (!target.startsWith('/') || !/^[\w.\-:[\]]+$/.test(host))
        return undefined;
    try {
        const url = new URL(`${scheme}://${host}${target}`);
        return isIpOrLocalhost(url.hostname) ? url : new URL(`https://${host}${target}`);
    }
    catch {
        return undefined;
    }
}
function decodedPath(target) {
    const path = target.replace(/\?.*$/s, '');
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
/** Stalls that have begun, and callers waiting for one. Each stall resolves one call. */
class StallQueue {
    #unclaimed = 0;
    #waiters = [];
    push() {
        const waiter = this.#waiters.shift();
        if (waiter === undefined)
            this.#unclaimed++;
        else
            waiter();
    }
    next() {
        if (this.#unclaimed === 0)
            return new Promise((resolve) => this.#waiters.push(resolve));
        this.#unclaimed--;
        return Promise.resolve();
    }
}

;// CONCATENATED MODULE: ./build/emulator/core/ranges.js
/** Parses, checks and formats Content-Range, Range and nextExpectedRanges. */
/** Parses `Content-Range: bytes 0-9/100`. Returns an error message if the header is invalid. */
function parseContentRange(header) {
    const parts = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '');
    if (parts === null)
        return 'The Content-Range header is missing or malformed.';
    if (parts[3] === '*')
        return 'Content-Range must include a total length';
    const range = { startByte: Number(parts[1]), endByte: Number(parts[2]) + 1, totalBytes: Number(parts[3]) };
    if (range.endByte <= range.startByte || range.endByte > range.totalBytes) {
        return 'The Content-Range header is missing or malformed.';
    }
    return range;
}
/** The length of every fragment but the last is a multiple of this (createUploadSession documentation). */
const fragmentMultipleBytes = 327_680;
/** True if the fragment is not the last and its length is not a multiple of 327,680 bytes. */
function isUnalignedFragment(range) {
    return (range.endByte !== range.totalBytes && (range.endByte - range.startByte) % fragmentMultipleBytes !== 0);
}
/** Returns 416's inner code if the fragment does not start where the received bytes end. */
function fragmentOrderError(range, receivedBytes) {
    if (range.startByte < receivedBytes)
        return 'fragmentOverlap';
    return range.startByte > receivedBytes ? 'fragmentOutOfOrder' : undefined;
}
/** `nextExpectedRanges` in the service's format. A range has an end only if the total is known and `closed` is set. */
function nextExpectedRanges(receivedBytes, totalBytes, closed) {
    if (totalBytes !== undefined && receivedBytes >= totalBytes)
        return [];
    return [`${receivedBytes}-${closed && totalBytes !== undefined ? totalBytes - 1 : ''}`];
}
/** Parses a download's `Range`: 'unsatisfiable' for a 416, undefined if there is none to apply (RFC 9110, 14.2). */
function parseRangeHeader(header, sizeBytes) {
    const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
    if (parts === null || (parts[1] === '' && parts[2] === ''))
        return undefined;
    if (parts[1] === '') {
        const tail = Math.min(sizeBytes, Number(parts[2]));
        return tail === 0 ? 'unsatisfiable' : { startByte: sizeBytes - tail, endByte: sizeBytes };
    }
    const startByte = Number(parts[1]);
    const endByte = parts[2] === '' ? sizeBytes : Math.min(sizeBytes, Number(parts[2]) + 1);
    if (parts[2] !== '' && Number(parts[2]) < startByte)
        return undefined;
    return startByte >= sizeBytes ? 'unsatisfiable' : { startByte, endByte };
}

;// CONCATENATED MODULE: ./build/emulator/upload-host/fragment.js
/**
 * Handles one fragment: checks it in the order of the service, receives it, and creates the file after the last one.
 */








/** A fragment of this size or more is refused (createUploadSession documentation: less than 60 MiB). */
const fragmentLimitBytes = 60 * 1024 * 1024;
const lengthMismatch = 'The Content-Range header length does not match the provided number of bytes.';
/** Returns 202 with the next expected ranges, or 201 or 200 for the last fragment. */
async function putFragment(service, request, session) {
    const range = checkFragment(service, request, session);
    // A fragment whose sender has gone may still be active because its connection is open. The next fragment aborts it.
    // There is no `await` between the last check and setting `activeFragment`, so only one fragment is active.
    while (session.activeFragment !== undefined) {
        const { abort, done } = session.activeFragment;
        abort();
        await done;
    }
    if (service.sessions.find(session.token) !== session)
        throw sessionNotFoundError();
    checkFragmentOrder(range, session);
    const last = range.endByte === range.totalBytes;
    if (session.sizeBytes === undefined && !service.settings.quotaLate) {
        checkQuota(service, session.parent, range.totalBytes);
    }
    session.sizeBytes = range.totalBytes;
    await receiveFragment(service.store.retention, { request, session, claim: range });
    if (isUnalignedFragment(range))
        session.isUnaligned = true;
    service.sessions.extend(session);
    if (!last)
        return { status: 202, json: uploadSessionJson(service, session) };
    checkQuota(service, session.parent, range.totalBytes);
    return completeUpload(service, session);
}
/**
 * 404, whether the session expired, was cancelled or is complete (OneDrive/onedrive-api-docs#1259). It has no inner error
 * (rclone/rclone#8545, abraunegg/onedrive#3859).
 */
function sessionNotFoundError() {
    return itemNotFound('The upload session was not found');
}
/** The body of a GET and of a 202. */
function uploadSessionJson({ settings }, session) {
    const { receivedBytes, sizeBytes, parent } = session;
    const closed = settings.closedRanges === 'all' ||
        (settings.closedRanges === 'personal' && parent.drive.type === 'personal');
    return {
        expirationDateTime: new Date(session.expiresMs).toISOString(),
        nextExpectedRanges: nextExpectedRanges(receivedBytes, sizeBytes, closed),
    };
}
function checkFragment(service, request, session) {
    const range = parseContentRange(request.headers['content-range']);
    if (typeof range === 'string')
        throw invalidRequest(range);
    const sizeBytes = range.endByte - range.startByte;
    const length = service.store.retention.elsewhere
        ? request.headers['x-received-bytes']
        : request.headers['content-length'];
    if (length !== undefined && Number(length) !== sizeBytes)
        throw invalidRequest(lengthMismatch);
    if (sizeBytes >= fragmentLimitBytes) {
        throw new GraphError({
            status: service.settings.oversizedFragmentStatus,
            code: 'invalidRequest',
            message: 'The fragment is too large.',
            innerCode: 'maxFragmentLengthExceeded',
        });
    }
    if (session.sizeBytes !== undefined && session.sizeBytes !== range.totalBytes) {
        throw invalidRequest(`The current upload session is for ${session.sizeBytes} total bytes, but the current fragment declares a ` +
            `total of ${range.totalBytes}.`, 'fragmentLengthMismatch');
    }
    checkFragmentOrder(range, session);
    return range;
}
function checkFragmentOrder(range, session) {
    const inner = fragmentOrderError(range, session.receivedBytes);
    if (inner === undefined)
        return;
    const message = inner === 'fragmentOverlap'
        ? 'Uploaded fragment overlaps with existing data.'
        : 'Uploaded fragment is out of order.';
    throw new GraphError({ status: 416, code: 'invalidRange', message, innerCode: inner });
}
/** Receives the bytes. If the connection breaks, what it sent is discarded, unless the fault says otherwise. */
async function receiveFragment(retention, { request, session, claim: range, }) {
    const elsewhere = retention.elsewhere ? request.headers['x-quick-xor-hash'] : undefined;
    const hash = typeof elsewhere === 'string' ? ContentHash.ofReceivedElsewhere(elsewhere) : session.hash.copy();
    let release = () => { };
    const done = new Promise((resolve) => {
        release = resolve;
    });
    const fragment = { done, abort: () => void request.body.destroy(new core_faults/* ConnectionCut */.hP()) };
    session.activeFragment = fragment;
    const sizeBytes = range.endByte - range.startByte;
    try {
        const gotBytes = retention.elsewhere
            ? Number(request.headers['x-received-bytes'])
            : await receiveBody(request.body, {
                path: session.contentPath,
                offsetBytes: session.receivedBytes,
                hash,
                limitBytes: sizeBytes,
                retention,
            });
        if (gotBytes !== sizeBytes)
            throw invalidRequest(lengthMismatch);
        session.receivedBytes += gotBytes;
        session.fragments++;
        session.hash = hash;
    }
    catch (error) {
        if (error instanceof BodyTooLargeError)
            throw invalidRequest(lengthMismatch);
        if (error instanceof core_faults/* ConnectionCut */.hP && error.keepBytes !== undefined) {
            session.receivedBytes += error.keepBytes;
            session.fragments++;
            session.hash = hash;
            if (isUnalignedFragment(range))
                session.isUnaligned = true;
        }
        throw error;
    }
    finally {
        if (session.activeFragment === fragment)
            delete session.activeFragment;
        release();
    }
}
async function completeUpload(service, session) {
    const { settings, sessions } = service;
    if (service.sessions.find(session.token) !== session)
        throw sessionNotFoundError();
    if (settings.strictAlignment && session.isUnaligned) {
        sessions.end(session);
        throw new GraphError({
            status: 400,
            code: 'generalException',
            message: 'Upload session failed',
            innerCode: 'uploadSessionFailed',
        });
    }
    const sizeBytes = session.receivedBytes;
    session.isCommitting = true;
    if (service.store.retention.contents)
        await (0,promises_.truncate)(session.contentPath, sizeBytes);
    const { item, isNew } = await commitFile(service, {
        parent: session.parent,
        name: session.name,
        content: { path: session.contentPath, sizeBytes, hash: session.hash },
        conflict: session.conflict,
        dates: session.dates,
        replacesId: session.replacesId,
    }).finally(() => delete session.isCommitting);
    sessions.end(session, true);
    return { status: isNew ? 201 : 200, json: completedItemJson(service, item) };
}
function completedItemJson(service, item) {
    if (item.drive.stack === 'old') {
        const context = 'https://graph.microsoft.com/v1.0/$metadata#items/$entity';
        return { '@odata.context': context, ...driveItemJson(service, item) };
    }
    const { origin } = new URL(item.drive.webUrl);
    const context = `${origin}${item.drive.sitePath}/_api/v2.0/$metadata#items/$entity`;
    return { '@odata.context': context, ...driveItemJson(service, item, { isStorageForm: true }) };
}

;// CONCATENATED MODULE: ./build/emulator/upload-host/monitor.js
/** Answers the monitor URLs of copies. They need no Authorization. Source: the long-running-actions documentation page. */

/** The id of a copy in a monitor URL, or undefined for any other URL. */
function monitorId(url) {
    return /\/_api\/v2\.0\/monitor\/([\w-]+)$/.exec(url.pathname)?.[1];
}
/**
 * 202 while the copy is in progress, then 200 with the new item's id, or the error (OneDrive/onedrive-api-docs#852). An
 * older page ends with a 303 that leads to the item.
 */
function monitorReply({ copies, settings }, id) {
    const job = copies.find(id);
    if (job === undefined)
        throw itemNotFound('The operation does not exist.');
    const operation = 'ItemCopy';
    if (job.pollsLeft > 0) {
        job.pollsLeft--;
        return { status: 202, json: { operation, percentageComplete: 27.8, status: 'inProgress' } };
    }
    const { outcome } = job;
    if ('error' in outcome) {
        const { code, message } = outcome.error;
        // rclone reads the undocumented `errorCode`.
        const json = { operation, status: 'failed', errorCode: code, error: { code, message } };
        return { status: 200, json };
    }
    const { itemId: resourceId, itemUrl } = outcome;
    const json = { operation, percentageComplete: 100, resourceId, status: 'completed' };
    return settings.copyEndsWithRedirect
        ? { status: 303, headers: { location: itemUrl }, json }
        : { status: 200, json };
}

;// CONCATENATED MODULE: ./build/emulator/upload-host/handler.js
/**
 * The upload and download host: fragments, status and cancellation of sessions, and pre-authenticated downloads. It
 * returns errors in the storage service's format and requires no Authorization.
 */








/**
 * The older storage hosts ignore a bearer token, and rclone before 1.69 relies on that. The newer host of personal
 * drives refuses it (apache/opendal#5811), and so does loopback.
 */
const legacyUploadHost = /\.(up\.1drv\.com|sharepoint\.com)$/;
/** Handles every request to the upload host. */
function uploadRoute(service) {
    return async (request) => {
        const requestId = (0,external_node_crypto_.randomUUID)();
        const headers = { 'request-id': requestId, sprequestguid: requestId, 'cache-control': 'no-store' };
        try {
            const reply = await upload_host_handler_handleRequest(service, request);
            return { ...reply, headers: { ...headers, ...service.rateLimitHeaders(), ...reply.headers } };
        }
        catch (error) {
            if (!(error instanceof GraphError))
                throw error;
            const innerKey = /^\/(up|y4m)\//.test(request.url.pathname) ? 'innererror' : 'innerError';
            return {
                status: error.info.status,
                headers: { ...headers, ...error.info.headers },
                json: uploadHostErrorBody(error.info, innerKey),
            };
        }
    };
}
async function upload_host_handler_handleRequest(service, request) {
    const urlToken = downloadToken(request.url);
    if (urlToken !== undefined)
        return download(service, request, urlToken);
    const copyId = monitorId(request.url);
    if (copyId !== undefined && request.method === 'GET')
        return monitorReply(service, copyId);
    const token = sessionToken(request.url);
    if (token === undefined && /\/_api\/v2\.0\//.test(request.url.pathname))
        return signInRequiredReply();
    if (token === undefined)
        throw itemNotFound();
    if (request.headers.authorization !== undefined && !legacyUploadHost.test(request.url.hostname)) {
        throw new GraphError({
            status: 401,
            code: 'unauthenticated',
            message: 'The caller is not authenticated: an uploadUrl takes no Authorization header.',
        });
    }
    const { method, url } = request;
    const throttled = service.admit({ surface: 'upload', method, path: url.pathname });
    if (throttled !== undefined)
        return throttled;
    const session = requireSession(service, token);
    if (method === 'PUT')
        return putFragment(service, request, session);
    if (method === 'GET')
        return { status: 200, json: uploadSessionJson(service, session) };
    if (method === 'DELETE') {
        service.sessions.end(session);
        return { status: 204 };
    }
    throw new GraphError({ status: 405, code: 'notAllowed', message: 'The method is not allowed.' });
}
function requireSession(service, token) {
    const session = service.sessions.find(token);
    if (session === 'expired') {
        throw new GraphError({
            status: 401,
            code: 'unauthenticated',
            message: expiredTokenMessage(service.clock()),
            innerCode: 'expiredToken',
        });
    }
    if (session === undefined || session.isBroken)
        throw sessionNotFoundError();
    return session;
}
/** SharePoint's 401 to a request without a credential has no body (OneDrive/onedrive-api-docs#491). */
function signInRequiredReply() {
    const audience = 'client_id="00000003-0000-0ff1-ce00-000000000000"';
    const issuer = 'trusted_issuers="00000001-0000-0000-c000-000000000000@*,https://sts.windows.net/*/"';
    const headers = {
        'www-authenticate': `Bearer realm="00000000-0000-0000-0000-000000000002",${audience},${issuer}`,
        microsoftsharepointteamservices: '16.0.0.0',
        'strict-transport-security': 'max-age=31536000',
    };
    return { status: 401, headers, text: '' };
}
/** The words of SharePoint, with the time of a token that lived for a day (OneDrive/onedrive-api-docs#1073, #1570). */
function expiredTokenMessage(nowMs) {
    const quoted = (atMs) => `'${new Date(atMs).toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '')}'`;
    return `The access token has expired. It's valid from ${quoted(nowMs - 86_400_000)} and to ${quoted(nowMs)}.`;
}
/** The session's token in an uploadUrl. The quotes in the query may be raw or `%27`. */
function sessionToken(url) {
    const short = /^\/up\/([\w.-]+)$/.exec(url.pathname);
    if (short !== null)
        return short[1];
    if (!/\/_api\/v2\.0\/.*\/uploadSession$/.test(url.pathname))
        return undefined;
    return url.searchParams.get('tempauth') ?? undefined;
}
function downloadToken(url) {
    const short = /^\/y4m\/([\w.-]+)\//.exec(url.pathname);
    if (short !== null)
        return short[1];
    if (!url.pathname.endsWith('/_layouts/15/download.aspx'))
        return undefined;
    return url.searchParams.get('tempauth')?.replace(/^v1e?\./, '') ?? '';
}
function download(service, request, token) {
    if (request.method !== 'GET' && request.method !== 'HEAD')
        throw invalidRequest('The method is not allowed.');
    const item = service.downloadUrls.resolve(token);
    if (item === 'expired') {
        throw new GraphError({
            status: 401,
            code: 'unauthenticated',
            message: 'The download address has expired.',
        });
    }
    if (item === undefined)
        throw itemNotFound();
    const isSentElsewhere = service.store.retention.elsewhere && request.method === 'HEAD';
    if (!service.store.retention.contents && !isSentElsewhere && item.sizeBytes > 0) {
        throw new GraphError({ status: 501, code: 'notSupported', message: 'This emulator keeps no contents.' });
    }
    return handler_contentReply(item, request.headers.range, request.method === 'HEAD');
}
function handler_contentReply(item, rangeHeader, isHead) {
    const range = parseRangeHeader(rangeHeader, item.sizeBytes);
    if (range === 'unsatisfiable') {
        throw new GraphError({
            status: 416,
            code: 'invalidRange',
            message: 'The specified byte range is invalid or unavailable.',
            headers: { 'content-range': `bytes */${item.sizeBytes}` },
        });
    }
    const { startByte, endByte } = range ?? { startByte: 0, endByte: item.sizeBytes };
    const headers = {
        'content-type': mimeType(item.name),
        'content-length': String(endByte - startByte),
        'accept-ranges': 'bytes',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
        ...(range === undefined
            ? {}
            : { 'content-range': `bytes ${startByte}-${endByte - 1}/${item.sizeBytes}` }),
    };
    const status = range === undefined ? 200 : 206;
    if (isHead)
        return { status, headers };
    if (item.contentPath === undefined || endByte === startByte)
        return { status, headers, stream: external_node_stream_.Readable.from([]) };
    const options = { start: startByte, end: endByte - 1, highWaterMark: 256 * 1024 };
    return { status, headers, stream: (0,external_node_fs_.createReadStream)(item.contentPath, options) };
}

;// CONCATENATED MODULE: ./build/emulator/emulator.js
/**
 * The emulator's entry point: creates identity, Graph, upload host and GitHub on two loopback listeners, and returns an
 * API for tests. The emulator imports nothing from outside this folder, so that it can test the rest of the project
 * independently.
 */






















/** Starts an emulator. It accepts requests when this resolves. */
async function startEmulator(options = {}) {
    let clockOffsetMs = 0;
    const clock = () => (options.clock ?? Date.now)() + clockOffsetMs;
    const dataDir = options.dataDir ?? (await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'onedrive-emulator-')));
    const services = createServices(options, clock, dataDir);
    const { account, store, tenant, settings, identity, github, sessions, downloadUrls } = services;
    const defaultDrive = findDefaultDrive(tenant, account);
    const throttle = new Throttle(options.throttle ?? { unitsPerMinute: Number.POSITIVE_INFINITY }, clock);
    const service = {
        ...services,
        admit: (request) => emulator.admit(request),
        rateLimitHeaders: () => throttle.headers(),
    };
    const faults = new core_faults/* FaultPlan */.g7();
    for (const fault of options.faults ?? [])
        faults.add(fault);
    const requestLog = new RequestLog();
    const dashboard = createDashboard({
        account,
        clock,
        store,
        defaultDrive,
        sessions,
        requestLog,
        faults,
        throttle: options.throttle === undefined ? undefined : throttle,
    });
    const removeDataDir = async () => {
        if (options.dataDir === undefined)
            await (0,promises_.rm)(dataDir, { recursive: true, force: true, maxRetries: 3 });
    };
    const server = await startServer({
        port: options.port ?? 0,
        ...(options.tls === undefined ? {} : { tls: options.tls }),
        ...(options.uploadOrigin === undefined ? {} : { uploadOrigin: options.uploadOrigin }),
        latencyMs: options.latencyMs ?? 0,
        bytesPerSecond: options.bandwidthPerConnection,
        clock,
        requestLog,
        faults,
        dashboard,
        routes: {
            identity: identity.route,
            github: github.route,
            graph: graphRoute(service),
            upload: uploadRoute(service),
            page: notFoundPage,
        },
        uploadPath: (url) => findSession(sessions, url)?.path,
        dropSessions(url) {
            const one = findSession(sessions, url);
            for (const session of one === undefined ? sessions.list() : [one])
                sessions.end(session);
        },
    }).catch(async (error) => {
        await removeDataDir();
        throw error;
    });
    sessions.origin = server.uploadOrigin;
    downloadUrls.origin = server.uploadOrigin;
    services.copies.origin = server.uploadOrigin;
    github.oidc.origin = server.url;
    const emulator = {
        url: server.url,
        uploadOrigin: server.uploadOrigin,
        identity,
        github,
        settings,
        credentials: { ...identity.credentials, driveId: defaultDrive.id },
        tenant: tenantIds(tenant),
        requestLog: requestLog.entries,
        admit: throttle.admit,
        spent: throttle.spent,
        advance(ms) {
            clockOffsetMs += ms;
        },
        addFault: (fault) => faults.add(fault),
        clearFaults: () => faults.clear(),
        stalled: () => server.stalled(),
        ...createDriveInspector(store, defaultDrive),
        ...createFixtures(store, defaultDrive),
        openSessions: () => sessions.list().map(toOpenSession),
        uploadUrls: () => [...sessions.urls],
        async close() {
            await server.close();
            await removeDataDir();
        },
    };
    return emulator;
}
/** What the surfaces of the emulator answer from. */
function createServices(options, clock, dataDir) {
    const account = options.account ?? 'personal';
    const store = new DriveStore(dataDir, clock, {
        keyOf: options.similarNames === true ? similarNameKey : nameKey,
        ...retentionOf(options),
    });
    const tenant = createTenant(store, account, options);
    const github = createGitHub({ clock });
    const identity = createIdentity({
        clock,
        kind: account === 'personal' ? 'personal' : 'work',
        credentials: options.credentials,
        person: { displayName: tenant.me.displayName, userName: tenant.me.alias },
        issuerKey: (issuer) => github.oidc.keyOf(issuer),
    });
    const sessions = new UploadSessions(store, clock);
    const downloadUrls = new DownloadUrls(store, clock);
    const copies = new CopyJobs();
    const settings = defaultSettings();
    return { account, clock, store, tenant, github, identity, sessions, copies, downloadUrls, settings };
}
function findDefaultDrive({ me, sites }, account) {
    const defaultDrive = account === 'sharepoint' ? (sites[0]?.drives[0] ?? me.drives[0]) : me.drives[0];
    if (defaultDrive === undefined)
        throw new Error('the emulated account has no drive');
    return defaultDrive;
}
function toOpenSession(session) {
    const { id, path, receivedBytes, sizeBytes } = session;
    return { id, driveId: session.parent.drive.id, path, receivedBytes, sizeBytes };
}
function findSession(sessions, url) {
    const token = sessionToken(url);
    const session = token === undefined ? undefined : sessions.find(token);
    return session === 'expired' ? undefined : session;
}
const notFoundPage = async () => ({
    status: 404,
    text: '<!doctype html><title>onedrive-upload emulator</title><p>Page not found. This is an emulated OneDrive.</p>',
});


/***/ })

};
