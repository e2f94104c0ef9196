export const id = 381;
export const ids = [381];
export const modules = {

/***/ 7223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ signIn)
});

// EXTERNAL MODULE: ./build/clouds.js
var clouds = __webpack_require__(4173);
// EXTERNAL MODULE: ./build/persist.js
var persist = __webpack_require__(2955);
;// CONCATENATED MODULE: ./build/auth/aadsts.js
/**
 * What Microsoft's sign-in errors mean and what to do about them, as data. The codes choose words only:
 * Microsoft reserves the right to change them, so decisions are made on the HTTP status and on `error`. The
 * one exception is the public client that was given a secret (RFC 6749 has no error of its own for it).
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes, and docs/facts.md for the rest.
 */
const signInAgain = 'get a new refresh token by signing in again, and store it in the secret';
const table = [
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
function adviceFor(codes) {
    const known = codes.map((code) => table.find((advice) => advice.codes.includes(code)));
    return known.find((advice) => advice !== undefined);
}
/** True for the codes that refuse a secret sent by a public client. */
function refusesSecret(codes) {
    return codes.includes(700025) || codes.includes(90023);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ../../work/main/node_modules/oauth4webapi/build/index.js
var build = __webpack_require__(3835);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/retry.js
var retry = __webpack_require__(1521);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/auth/oauth.js
/**
 * The token endpoint: one refresh_token grant, one answer. The only file that imports oauth4webapi. Knows the
 * protocol (RFC 6749 section 6, learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), not
 * what becomes of the tokens. Every non-200 is read here, because the library drops the body of a 5xx, and
 * what it throws is never passed on, because its `cause` holds tokens.
 */






/** The sign-in service said no. `aadsts` are the numbers of its AADSTS codes. */
class SignInFailure extends errors/* ServiceFailure */.A {
    name = 'SignInFailure';
    aadsts;
    constructor(message, facts) {
        const final = facts.service.status < 500 && ![408, 429].includes(facts.service.status);
        super(message, { kind: final ? 'sign-in' : 'service', ...facts });
        this.aadsts = facts.aadsts;
    }
}
/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
async function refreshGrant(desk, token) {
    const { client } = desk;
    const base = `https://${client.loginHost}/${client.tenantId}`;
    const server = {
        issuer: `${base}/v2.0`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
    };
    const who = { client_id: client.clientId };
    const proof = client.clientSecret === undefined ? build/* None */.NV() : build/* ClientSecretPost */.qm(client.clientSecret);
    let refused;
    const customFetch = async (url, options) => {
        try {
            return await post(desk, url, options);
        }
        catch (error) {
            refused = error;
            throw error;
        }
    };
    try {
        const response = await build/* refreshTokenGrantRequest */.ur(server, who, proof, token.refreshToken, {
            additionalParameters: token.scope === undefined ? {} : { scope: token.scope },
            [build/* customFetch */.A6]: customFetch,
        });
        const answer = await build/* processRefreshTokenResponse */.Tv(server, who, response);
        return {
            accessToken: answer.access_token,
            refreshToken: answer.refresh_token,
            lifetimeMs: (answer.expires_in ?? 3600) * 1000,
            scope: answer.scope ?? '',
        };
    }
    catch (error) {
        if (refused !== undefined)
            throw refused;
        const why = error instanceof Error ? error.name : 'unknown';
        throw new errors/* Failure */.HR(`the answer of ${client.loginHost} is no token answer (${why})`, {
            kind: 'sign-in',
            hint: 'check that no proxy rewrites answers, then try again',
        });
    }
}
async function post({ door, host }, url, options) {
    const reply = await door.send({
        method: 'POST',
        url,
        headers: { ...options.headers, 'client-request-id': (0,external_node_crypto_.randomUUID)() },
        body: options.body.toString(),
    });
    if (reply.status !== 200)
        throw refusal(reply, { host: new URL(url).host, nowMs: host.clock.now() });
    const answer = parse(reply.text);
    if (answer === undefined) {
        throw refusal({ ...reply, status: 502 }, { host: new URL(url).host, nowMs: host.clock.now() });
    }
    // Under `common` an id_token comes from the tenant's own issuer, which the library would take for a forgery;
    // nobody reads it here.
    const { id_token: _, ...rest } = answer;
    return new Response(JSON.stringify(rest), { status: 200, headers: { 'content-type': 'application/json' } });
}
/** Everything that helps in Microsoft's words, whatever the body is: JSON, HTML or plain text. */
function refusal(reply, { host, nowMs }) {
    const body = parse(reply.text) ?? {};
    const error = typeof body.error === 'string' ? body.error : '';
    const description = typeof body.error_description === 'string' ? body.error_description : '';
    const listed = Array.isArray(body.error_codes)
        ? body.error_codes.filter((code) => typeof code === 'number')
        : [];
    const told = /AADSTS(\d+)/.exec(description)?.[1];
    const aadsts = told === undefined ? listed : [...new Set([Number(told), ...listed])];
    const advice = adviceFor(aadsts);
    const traces = ['trace_id', 'correlation_id', 'timestamp'].flatMap((name) => typeof body[name] === 'string' ? [`${name.replace('_', ' ')} ${body[name]}`] : []);
    const words = [
        `sign-in refused by ${host} with HTTP ${reply.status}`,
        ...(error === '' ? [] : [` (${(0,build_text/* printable */.g$)(error)})`]),
        ...(description === '' ? [] : [`: ${(0,build_text/* printable */.g$)(description.split(/\r?\n/)[0] ?? '')}`]),
        ...(advice === undefined ? [] : [` — ${advice.means}`]),
        ...(traces.length === 0 ? [] : [` [${(0,build_text/* printable */.g$)(traces.join(', '))}]`]),
    ];
    const waitMs = (0,retry/* orderedWaitMs */.VN)(reply.headers, nowMs);
    return new SignInFailure(words.join(''), {
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
function parse(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/auth/identity.js
/**
 * Who we are: keeps one access token good for the whole run and tells about every new refresh token at once.
 * Knows when to ask for a token, not how (auth/oauth) nor where a rotated one is kept (its caller).
 */




/** A long fragment may take minutes, and clocks differ: a token this close to its end is not used. */
const marginMs = 5 * 60_000;
const retries = 5;
/** Redeems the refresh token; throws SignInFailure with what Microsoft said and what to do. */
async function signIn(options) {
    const keeper = new Keeper(options);
    await keeper.bearer();
    return keeper;
}
class Keeper {
    #options;
    #refreshToken;
    #clientSecret;
    #grant;
    #pending;
    rotated = false;
    constructor(options) {
        this.#options = options;
        this.#refreshToken = options.identity.refreshToken;
        this.#clientSecret = options.identity.clientSecret;
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
        const { host, onRotated } = this.#options;
        const grant = await this.#redeem();
        host.mask(grant.accessToken);
        // Half of a very short life is still of use; the margin would leave none of it.
        const usableMs = Math.max(grant.lifetimeMs - marginMs, grant.lifetimeMs / 2);
        this.#grant = { ...grant, untilMs: host.clock.now() + usableMs };
        if (grant.refreshToken !== undefined && grant.refreshToken !== this.#refreshToken) {
            host.mask(grant.refreshToken);
            this.#refreshToken = grant.refreshToken;
            this.rotated = true;
            await onRotated(grant.refreshToken);
        }
        return grant.accessToken;
    }
    async #redeem() {
        try {
            return await this.#ask();
        }
        catch (error) {
            if (!(error instanceof SignInFailure) ||
                !refusesSecret(error.aadsts) ||
                this.#clientSecret === undefined)
                throw error;
            this.#options.host.log.warning('This client is a public one (Mobile and desktop) and must not send a secret: going on without it. Remove client-secret.');
            this.#clientSecret = undefined;
            return this.#ask();
        }
    }
    #ask() {
        const { identity, door, host } = this.#options;
        const client = {
            clientId: identity.clientId,
            clientSecret: this.#clientSecret,
            loginHost: clouds/* clouds */.Pk[identity.cloud].login,
            tenantId: identity.tenantId,
        };
        const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
        const patience = { host, retries, gate: new persist/* Gate */.iD() };
        return (0,persist/* persist */.Zr)(patience, { place: 'token', label: 'sign-in' }, () => refreshGrant({ door, host, client }, { refreshToken: this.#refreshToken, scope }));
    }
}
/** Without `offline_access` among the scopes, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes) {
    const words = scopes.split(/\s+/).filter(Boolean);
    return words.includes('offline_access') ? words.join(' ') : [...words, 'offline_access'].join(' ');
}


/***/ }),

/***/ 1539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ showProgress)
/* harmony export */ });
/* unused harmony export bar */
/* harmony import */ var _report_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8779);
/**
 * The progress bar of a terminal: one line, drawn again ten times a second. Knows a snapshot and the width.
 */

const drawEveryMs = 100;
/** The rate is averaged over samples; drawing oftener than this would make it jump. */
const sampleEveryMs = 500;
const barCells = 24;
/** Shows progress on the bottom line of a terminal, as log lines elsewhere; answers how to stop. */
function showProgress(terminal) {
    return (progress) => (terminal.live ? drawBar(terminal, progress) : (0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .logProgress */ .sc)(terminal, progress));
}
function drawBar(terminal, progress) {
    let sampledMs = 0;
    let now = progress.snapshot(terminal.clock.now());
    const draw = () => {
        const nowMs = terminal.clock.now();
        if (nowMs - sampledMs >= sampleEveryMs) {
            now = progress.snapshot(nowMs);
            sampledMs = nowMs;
        }
        const width = process.stderr.columns ?? 80;
        terminal.status(`${bar(now.bytesTotal === 0 ? 1 : now.bytesDone / now.bytesTotal)} ${(0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(now)}`.slice(0, width - 1));
    };
    const interval = setInterval(draw, drawEveryMs);
    return () => {
        clearInterval(interval);
        terminal.status('');
    };
}
/** `[######------]`, in plain characters that every terminal has. */
function bar(share) {
    const full = Math.round(Math.min(1, Math.max(0, share)) * barCells);
    return `[${'#'.repeat(full)}${'-'.repeat(barCells - full)}]`;
}


/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openTerminal)
});

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
 * printed (@actions/core would print a token to mask it). Knows the two streams and the line that a progress
 * bar occupies.
 */




/** The process's own terminal. */
function openTerminal(options) {
    const redactor = new Redactor();
    const outputs = new Map();
    const live = process.stderr.isTTY === true && !options.env.CI && !options.env.GITHUB_ACTIONS;
    const toStdout = options.dataOnStdout !== true;
    let bottom = '';
    const status = (text) => {
        if (!live || text === bottom)
            return;
        bottom = text;
        process.stderr.write(`\r\u001b[2K${text}`);
    };
    const write = (stream, text) => {
        const kept = bottom;
        status('');
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


/***/ }),

/***/ 4173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pk: () => (/* binding */ clouds),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ez: () => (/* binding */ judgeUploadUrl)
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
        download: (path, begin) => {
            const doing = 'read back';
            const check = (reply, expected) => {
                if (reply.status !== expected)
                    throw (0,_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceFailure */ .Kr)(reply, doing, options.patience.host.clock.now());
                return reply;
            };
            return (0,_persist_js__WEBPACK_IMPORTED_MODULE_2__/* .persist */ .Zr)(wire.patience, { place: 'graph', label: doing }, async () => {
                const { headers } = check(await wire.once({ method: 'GET', url: base + path }), 302);
                const url = headers.location ?? '';
                (0,_publicurl_js__WEBPACK_IMPORTED_MODULE_3__/* .checkPublicUrl */ .X)(url, { door: options.door, host: options.patience.host, unknownHosts });
                check(await options.door.send({ method: 'GET', url, sink: begin() }), 200);
            });
        },
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
            const headers = { 'content-type': 'application/json' };
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

/***/ 8694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ openDrive)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(6668);
// EXTERNAL MODULE: ./build/graph/publicurl.js
var publicurl = __webpack_require__(4706);
// EXTERNAL MODULE: ./build/graph/wire.js
var wire = __webpack_require__(4583);
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

;// CONCATENATED MODULE: ./build/graph/drive.js
/**
 * A drive: its items by path, its folders' children, uploads into it. Knows Graph's addresses and bodies;
 * knows nothing of plans, workers or local files.
 */




/** Of the 7 s that a cancelled run has, for the answer that names a session; deleting it takes the rest. */
const sessionAnswerMs = 2000;
const fields = '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,file,folder';
/** The signed-in user's drive, or the one with that id. */
async function openDrive(graph, driveId) {
    const path = driveId === undefined ? '/me/drive' : `/drives/${(0,paths/* encodeSegment */.ug)(driveId)}`;
    const doing = driveId === undefined ? 'open the drive' : `open the drive ${driveId}`;
    const answer = await graph.json({ method: 'GET', path, doing }).catch((error) => {
        throw noDrive(error, driveId);
    });
    const { body } = answer;
    const id = (0,wire/* text */.Qq)(body.id);
    if (id === '')
        throw new errors/* Failure */.HR(`${doing}: the answer names no drive`, { kind: 'service', hint: 'run again later' });
    const kind = (0,wire/* text */.Qq)(body.driveType);
    const quota = (0,wire/* record */.g1)(body.quota);
    const total = typeof quota?.total === 'number' ? quota.total : 0;
    const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
    const user = (0,wire/* record */.g1)((0,wire/* record */.g1)(body.owner)?.user) ?? (0,wire/* record */.g1)((0,wire/* record */.g1)(body.owner)?.group);
    return {
        id,
        kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
        owner: (0,wire/* text */.Qq)(user?.displayName) || (0,wire/* text */.Qq)(user?.email) || 'unknown',
        webUrl: (0,wire/* text */.Qq)(body.webUrl),
        remainingBytes: total > 0 ? remaining : undefined,
        openedMs: Number.isNaN(answer.serverMs) ? graph.patience.host.clock.now() : answer.serverMs,
        ...operations(graph, `/drives/${(0,paths/* encodeSegment */.ug)(id)}`),
    };
}
function operations(graph, base) {
    return {
        async item(remotePath) {
            const path = `${base}${(0,paths/* itemAddress */.EA)(remotePath)}?${fields}`;
            const answer = await orMissing(graph.json({ method: 'GET', path, doing: `look up ${remotePath}` }));
            return (0,wire/* driveItem */.us)(answer?.body);
        },
        async children(remotePath) {
            const items = [];
            let path = `${base}${(0,paths/* itemAddress */.EA)(remotePath)}/children?$top=200&${fields}`;
            while (path !== undefined) {
                const answer = await orMissing(graph.json({ method: 'GET', path, doing: `list ${remotePath || 'the root'}` }));
                if (answer === undefined)
                    return undefined;
                const page = Array.isArray(answer.body.value) ? answer.body.value : [];
                items.push(...page.map(wire/* driveItem */.us).filter((item) => item !== undefined));
                path = nextPage(answer.body);
            }
            return items;
        },
        async put(remotePath, conflict, content) {
            const path = `${base}${(0,paths/* itemAddress */.EA)(remotePath)}/content?@microsoft.graph.conflictBehavior=${conflict}`;
            const doing = `upload ${remotePath}`;
            const answer = await graph.put(path, content, doing);
            const item = (0,wire/* driveItem */.us)(answer.body);
            if (item !== undefined)
                return { item, created: answer.status === 201 };
            // The bytes went out and something answered 2xx: to the engine that is a lost reply.
            throw new errors/* ServiceFailure */.A(`${doing}: the answer names no file`, { service: { status: 502, codes: [] } });
        },
        async createSession(remotePath, conflict, modifiedMs) {
            const answer = await graph.json({
                method: 'POST',
                path: `${base}${(0,paths/* itemAddress */.EA)(remotePath)}/createUploadSession`,
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
            const path = `${base}/items/${(0,paths/* encodeSegment */.ug)(itemId)}`;
            await graph.json({
                method: 'PATCH',
                path,
                body: fileTimes(modifiedMs),
                doing: 'set the time of a file',
            });
        },
        download: (itemId, begin) => graph.download(`${base}/items/${(0,paths/* encodeSegment */.ug)(itemId)}/content`, begin),
    };
}
function fileTimes(modifiedMs) {
    if (modifiedMs === undefined)
        return {};
    const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
    return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}
/** The link to the next page as a path; its host is the service's own and is not followed elsewhere. */
function nextPage(body) {
    const link = (0,wire/* text */.Qq)(body['@odata.nextLink']);
    if (!URL.canParse(link))
        return undefined;
    const url = new URL(link);
    return url.pathname.replace(/^\/v1\.0/, '') + url.search;
}
async function orMissing(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (error instanceof errors/* ServiceFailure */.A && error.service.status === 404)
            return undefined;
        throw error;
    }
}
function noDrive(error, driveId) {
    if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
        return error;
    const hint = driveId === undefined
        ? 'open OneDrive once in a browser with this account, so that the drive is made; a work account also needs a licence'
        : 'check drive-id, and that this account may open that drive (scope Files.ReadWrite.All or Sites.ReadWrite.All)';
    return new errors/* ServiceFailure */.A(error.message, { service: error.service, hint });
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
 * A path from the drive's root in Graph's colon form: `/root:/a%20b/c.txt:`, and `/root` for the root itself
 * (which takes no colon). Each segment is encoded by itself; `.` and `..` are refused before an address is
 * made, because an URL parser would resolve them to somebody else's item.
 */
function itemAddress(remotePath) {
    return remotePath === '' ? '/root' : `/root:/${encodePath(remotePath)}:`;
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

/***/ 4583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kr: () => (/* binding */ serviceFailure),
/* harmony export */   Qq: () => (/* binding */ text),
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
        quickXorHash: hash === '' ? undefined : hash,
        webUrl: text(item.webUrl),
        eTag: text(item.eTag),
        createdMs: Date.parse(text(item.createdDateTime)),
        modifiedMs: Date.parse(text(item.lastModifiedDateTime)),
    };
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
    if (status === 507 || known.has('quotalimitreached'))
        return 'make room on the drive, the recycle bin counts too';
    if (known.has('pathistoolong'))
        return 'shorten destination or the names: 400 characters in all, 255 for each';
    if (status === 401)
        return 'check that the refresh token belongs to this client and has the scope Files.ReadWrite';
    if (status === 403)
        return 'check that the account may write there and that the scope Files.ReadWrite was granted';
    if (status === 423)
        return 'somebody has the file open or checked out: close it, then run again';
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
 * Opens the door to one cloud's sign-in and Graph hosts; without a cloud only upload hosts can be called.
 * ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback that then gets every call, with the original Host header.
 */
function openDoor(host, cloud) {
    const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
    const origin = emulator === undefined || emulator === '' ? undefined : emulatorOrigin(emulator);
    const official = cloud === undefined ? [] : [clouds/* clouds */.Pk[cloud].login, clouds/* clouds */.Pk[cloud].graph];
    if (host.env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
        throw new errors/* Failure */.HR('NODE_TLS_REJECT_UNAUTHORIZED=0 switches the check of certificates off', {
            kind: 'usage',
            hint: 'remove it; if a proxy inspects TLS, name its CA in NODE_EXTRA_CA_CERTS',
        });
    }
    const closing = new AbortController();
    const build = (trust) => (0,undici/* buildConnector */.gU)({ timeout: connectMs, ...(trust !== undefined && { secureContext: trust }) });
    const connect = origin === undefined ? dialer({ host, build, signal: closing.signal }) : build(undefined);
    const agent = new undici/* Agent */.g6({ connect, headersTimeout: 0, bodyTimeout: 0 });
    return {
        emulated: origin !== undefined,
        send: (request) => send({ agent, host, origin, official }, request),
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
        const official = room.official.includes(url.host);
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
/** Where the bytes go. A bearer or a form with a refresh token never goes to a host that is not Microsoft's own. */
function map(room, request, url) {
    const confidential = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
    const loopback = (0,clouds/* isLoopback */.U9)(url.hostname);
    if ((confidential || request.method === 'POST') && !room.official.includes(url.host)) {
        throw new errors/* Failure */.HR(`refused to send credentials to ${(0,build_text/* printable */.g$)(url.host)}`, { kind: 'service' });
    }
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
    const reply = await (0,undici/* request */.Em)(target, {
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
    return {
        status: reply.statusCode,
        headers: flat(reply.headers),
        text: await read(reply, request, watchdog),
    };
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
async function read(reply, request, watchdog) {
    const sink = reply.statusCode >= 200 && reply.statusCode < 300 ? request.sink : undefined;
    const pieces = [];
    let sizeBytes = 0;
    for await (const piece of reply.body) {
        watchdog.arm(stallMs);
        if (sink !== undefined) {
            await sink(piece);
            continue;
        }
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
  K: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: actionInputs

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/inputs/aliases.js
var aliases = __webpack_require__(3401);
// EXTERNAL MODULE: ./build/inputs/table.js + 1 modules
var table = __webpack_require__(9982);
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
    if ((0,table/* isGuid */.W_)(secret)) {
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
    if ((0,table/* isGuid */.W_)(token))
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

;// CONCATENATED MODULE: ./build/inputs/inputs.js
/**
 * From texts to a checked configuration. Knows where the texts come from only as an `InputSource`, tells
 * every problem at once, and puts no value of a secret into a message. Must not know what is done with the
 * values, nor look at the disk or the network.
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
 * Reads and checks every input.
 * @throws UsageFailure with every problem: credentials first, then values in the table's order, then names
 * that are not ours
 */
function readInputs(source) {
    const found = { missing: [], wrong: [], rest: [] };
    const read = (spec) => readOne(spec, source, found);
    const inputs = {
        mode: read(table/* TABLE */.Bt.mode),
        identity: readIdentity(read),
        target: { ...given('driveId', read(table/* TABLE */.Bt.driveId)), destination: read(table/* TABLE */.Bt.destination) },
        files: {
            patterns: read(table/* TABLE */.Bt.path),
            ...given('root', read(table/* TABLE */.Bt.root)),
            includeHiddenFiles: read(table/* TABLE */.Bt.includeHiddenFiles),
            followSymbolicLinks: read(table/* TABLE */.Bt.followSymbolicLinks),
            ifNoFilesFound: read(table/* TABLE */.Bt.ifNoFilesFound),
            unmatchedPatterns: read(table/* TABLE */.Bt.unmatchedPatterns),
        },
        naming: {
            ...given('name', read(table/* TABLE */.Bt.name)),
            flatten: read(table/* TABLE */.Bt.flatten),
            invalidNames: read(table/* TABLE */.Bt.invalidNames),
        },
        upload: {
            conflictBehavior: read(table/* TABLE */.Bt.conflictBehavior),
            sessionThresholdBytes: read(table/* TABLE */.Bt.sessionThreshold),
            chunkSizeBytes: read(table/* TABLE */.Bt.chunkSize),
            concurrency: read(table/* TABLE */.Bt.concurrency),
            retries: read(table/* TABLE */.Bt.retries),
            ...bandwidth(read(table/* TABLE */.Bt.bandwidthLimit)),
            lockWaitMs: read(table/* TABLE */.Bt.lockWait),
            preserveMtime: read(table/* TABLE */.Bt.preserveMtime),
            verify: read(table/* TABLE */.Bt.verify),
        },
        summary: read(table/* TABLE */.Bt.summary),
        ...resume(read, found),
    };
    const { clientId, clientSecret = '', refreshToken } = inputs.identity;
    const problems = [
        ...found.missing,
        ...found.wrong,
        ...credentialProblems({ clientId, clientSecret, refreshToken }, source.emulator),
        ...found.rest,
        ...(inputs.mode === 'upload' ? patternProblems(inputs.files.patterns) : []),
        ...foreignProblems(source),
    ];
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(scrubbed([...new Set(problems)], source));
    return inputs;
}
/** A wrong text counts as the default from here on: the run ends anyway, once the other inputs were read. */
function readOne(spec, source, found) {
    const text = source.value(spec.name)?.trim() ?? '';
    const parsed = spec.parse(text === '' ? spec.default : text);
    const isCredential = spec.required || spec.kind === 'secret';
    if (text === '' && spec.required)
        found.missing.push(missingText(spec));
    if ('value' in parsed)
        return parsed.value;
    (isCredential ? found.wrong : found.rest).push(`${spec.name} ${parsed.problem}`);
    const fallback = spec.parse(spec.default);
    if ('problem' in fallback)
        throw new Error(`the default of ${spec.name} ${fallback.problem}`);
    return fallback.value;
}
function missingText(spec) {
    return (`${spec.name} is empty: it is the ${spec.help}. If it comes from a GitHub secret, that secret does not ` +
        'exist here, or GitHub withholds it (runs of forks and of Dependabot)');
}
function readIdentity(read) {
    return {
        clientId: read(table/* TABLE */.Bt.clientId),
        ...given('clientSecret', read(table/* TABLE */.Bt.clientSecret)),
        refreshToken: read(table/* TABLE */.Bt.refreshToken),
        tenantId: read(table/* TABLE */.Bt.tenantId),
        cloud: read(table/* TABLE */.Bt.cloud),
        ...given('scopes', read(table/* TABLE */.Bt.scopes).replace(/\s+/g, ' ')),
        outputRefreshToken: read(table/* TABLE */.Bt.outputRefreshToken),
    };
}
/** The property, or nothing for an empty text. */
function given(key, text) {
    const property = {};
    if (text !== '')
        property[key] = text;
    return property;
}
function bandwidth(limit) {
    return limit === undefined ? {} : { bandwidthLimit: limit };
}
/** A journal holds addresses that anybody may upload to: without a key there is none. */
function resume(read, found) {
    const journal = read(table/* TABLE */.Bt.resumeJournal);
    const key = read(table/* TABLE */.Bt.resumeKey) || read(table/* TABLE */.Bt.clientSecret);
    if (journal === '')
        return {};
    if (key === '')
        found.rest.push('resume-journal needs a key: set resume-key to a random text kept as a secret');
    return { resume: { journal, key } };
}
function patternProblems(patterns) {
    const lines = patterns.split('\n').map((line) => line.trim());
    const hasOne = lines.some((line) => line !== '' && !line.startsWith('#'));
    return hasOne ? [] : ['path is empty: name the files, folders or globs to upload, one a line'];
}
function foreignProblems(source) {
    const own = table/* INPUTS */.mc.map((spec) => spec.name);
    return [...new Set(source.given())].flatMap((name) => (0,aliases/* otherName */.s)(name, own) ?? []);
}
/** A secret in the wrong input would come back as "is …": whatever was given as a secret is starred out. */
function scrubbed(problems, source) {
    const secrets = table/* INPUTS */.mc.filter((spec) => spec.kind === 'secret')
        .map((spec) => source.value(spec.name)?.trim() ?? '')
        .filter((secret) => secret.length >= 6);
    return problems.map((problem) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), problem));
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/auth/identity.js + 2 modules
var auth_identity = __webpack_require__(7223);
// EXTERNAL MODULE: ./build/clouds.js
var clouds = __webpack_require__(4173);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(6024);
// EXTERNAL MODULE: ./build/graph/client.js
var client = __webpack_require__(4393);
// EXTERNAL MODULE: ./build/graph/drive.js + 1 modules
var graph_drive = __webpack_require__(8694);
;// CONCATENATED MODULE: ./build/connect.js
/**
 * From credentials to an open drive. Knows whom to tell about a new refresh token, and what to say of the
 * sign-in; knows nothing of files.
 */





/** Signs in and opens the drive; throws what Microsoft said, with what to do. */
async function connect({ inputs, door, patience, diary, keepToken }) {
    const { host } = patience;
    host.log.group('Sign in');
    try {
        if (door.emulated)
            host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
        const { identity } = inputs;
        const keep = async (refreshToken) => {
            diary.refreshTokenRotated = true;
            if (identity.outputRefreshToken)
                host.output('refresh-token', refreshToken);
            await keepToken?.(refreshToken);
        };
        const token = await (0,auth_identity/* signIn */.J)({ identity, door, host, onRotated: keep });
        // A workflow that stores the output must never store an empty one.
        if (identity.outputRefreshToken && !token.rotated)
            host.output('refresh-token', identity.refreshToken);
        tellToken(token, host);
        const graph = (0,client/* openGraph */.J)({ graphHost: clouds/* clouds */.Pk[identity.cloud].graph, token, door, patience });
        const drive = await (0,graph_drive/* openDrive */.p)(graph, inputs.target.driveId);
        diary.drive = drive;
        const whose = diary.level() === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
        host.log.info(`Signed in; ${drive.kind} drive${whose}`);
        return drive;
    }
    finally {
        host.log.groupEnd();
    }
}
function tellToken(token, host) {
    const writes = /Files\.ReadWrite|Sites\.(ReadWrite|Manage|FullControl|Selected)|\.Selected|onedrive\.readwrite/i;
    if (token.scope !== '' && !writes.test(token.scope)) {
        throw new errors/* Failure */.HR(`this sign-in was granted no permission to write: ${token.scope}`, {
            kind: 'sign-in',
            hint: 'sign in again with the scopes Files.ReadWrite offline_access',
        });
    }
    host.log.info(token.rotated ? 'Microsoft sent a new refresh token' : 'Microsoft sent no new refresh token');
}

// EXTERNAL MODULE: ./build/http.js + 7 modules
var http = __webpack_require__(3185);
// EXTERNAL MODULE: ./build/persist.js
var persist = __webpack_require__(2955);
// EXTERNAL MODULE: ./build/inputs/inputs.js + 1 modules
var inputs_inputs = __webpack_require__(3664);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(3136);
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

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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
        linkCount: 0,
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
        tour.found.problems.push(`${shown(path)} cannot be read (${codeOf(error)})`);
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
            found.linkCount++;
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
            found.warnings.push(`link ${shown(entry.path)} leads nowhere (${codeOf(error)}) and is left out`);
    }
}
function add(tour, path, stats, matches) {
    if (!stats.isFile()) {
        tour.found.warnings.push(`${shown(path)} is neither a file nor a folder and is left out`);
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
        tour.found.problems.push(`${shown(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`);
    }
    else if (code === 'ENOENT') {
        tour.found.warnings.push(`${shown(path)} vanished while its folder was read`);
    }
    else {
        tour.found.problems.push(`${shown(path)} cannot be read (${code}): exclude it with !, or change its permissions`);
    }
}
function outside(path) {
    return (`link ${shown(path)} leads out of the workspace and of the paths to upload: name its target in path, ` +
        'exclude it with !, or set follow-symbolic-links: false');
}
function shown(path) {
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
        linkCount: walked.linkCount,
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

// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(6668);
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
        problems.push(`${names_shown(remotePath)} is ${length}`);
    }
    for (let end = remotePath.length; end > 0; end = remotePath.lastIndexOf('/', end - 1)) {
        const path = remotePath.slice(0, end);
        if (known.has(path))
            break;
        known.add(path);
        const start = path.lastIndexOf('/') + 1;
        const clauses = nameProblems(path.slice(start), start === 0);
        if (clauses.length > 0)
            problems.push(`${names_shown(path)}: the name ${clauses.join(', ')}, which OneDrive refuses`);
    }
    return problems;
}
function names_shown(path) {
    return `"${(0,build_text/* printable */.g$)(path)}"`;
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
    const files = found.files.map((file) => planned(file, found, options)).sort(byWeight);
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
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        files,
        totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        destination: options.destination,
    };
}
function planned(file, found, options) {
    const ownName = file.relativePath.slice(file.relativePath.lastIndexOf('/') + 1);
    const isRenamed = options.name !== undefined && found.files.length === 1;
    const name = isRenamed ? (options.name ?? ownName) : ownName;
    const below = isRenamed || options.flatten ? name : file.relativePath;
    return {
        sourcePath: file.path,
        relativePath: file.relativePath,
        remotePath: options.destination === '' ? below : `${options.destination}/${below}`,
        name,
        sizeBytes: file.sizeBytes,
    };
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
        const other = taken.get((0,paths/* pathKey */.Pn)(file.remotePath));
        if (other === undefined)
            taken.set((0,paths/* pathKey */.Pn)(file.remotePath), file);
        else
            problems.push(`${sources(other, file)} would both be ${plan_shown(file.remotePath)} on the drive`);
    }
    return [...problems, ...folderClashes(files, taken)];
}
function folderClashes(files, taken) {
    const problems = [];
    const folders = new Set();
    for (const file of files) {
        const path = (0,paths/* pathKey */.Pn)(file.remotePath);
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
 * Expands both templates and normalises the folder: `\` separates as `/` does (people on Windows write it,
 * and no name on the drive can hold it), slashes at the ends and double ones mean nothing.
 * @throws UsageFailure with every problem of both
 */
function expandTarget(templates, facts) {
    const folder = expandTokens(templates.destination, facts);
    const segments = folder.text.split(/[/\\]/).filter((segment) => segment !== '');
    const problems = folder.problems.map((problem) => `destination ${problem}`);
    for (const dots of ['.', '..']) {
        if (segments.some((segment) => segment.trim() === dots)) {
            problems.push(`destination "${(0,build_text/* printable */.g$)(folder.text)}" has the segment ${dots}; write the path from the drive's root`);
        }
    }
    const file = expandTokens(templates.name ?? '', facts);
    problems.push(...file.problems.map((problem) => `name ${problem}`));
    if (/[/\\]/.test(file.text)) {
        problems.push(`name "${(0,build_text/* printable */.g$)(file.text)}" has a slash: folders go into destination`);
    }
    if (['.', '..'].includes(file.text.trim()))
        problems.push(`name cannot be ${file.text.trim()}`);
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return { destination: segments.join('/'), ...(file.text === '' ? {} : { name: file.text }) };
}

;// CONCATENATED MODULE: ./build/prepare.js
/**
 * Everything that is judged before the first request: inputs, tokens in them, files, names, places. Knows
 * this machine and the run, not Microsoft.
 */





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
    const inputs = collect(() => (0,inputs_inputs/* readInputs */.K)(source));
    const templates = {
        destination: source.value('destination')?.trim() ?? '',
        name: source.value('name')?.trim() ?? '',
    };
    const target = collect(() => expandTarget(templates, runFacts(host.env, host.clock.now())));
    if (inputs === undefined || target === undefined)
        throw new errors/* UsageFailure */.wK([...new Set(problems)]);
    return { inputs, target };
}
/** What to send and where, judged without a request. */
async function prepare({ inputs, target, host }) {
    host.log.group('Files');
    try {
        const found = await findFiles(inputs.files, host);
        const plan = planUpload(found, { ...target, flatten: inputs.naming.flatten });
        tellFound(found, inputs, host);
        return plan;
    }
    finally {
        host.log.groupEnd();
    }
}
function tellFound(found, inputs, host) {
    for (const warning of found.warnings)
        host.log.warning(warning);
    if (found.hiddenCount > 0) {
        host.log.info(`${found.hiddenCount} hidden files left out (include-hidden-files: true takes them)`);
    }
    if (found.linkCount > 0)
        host.log.info(`${found.linkCount} symbolic links left out`);
    const none = found.files.length === 0;
    const unmatched = found.unmatched.map((pattern) => `nothing matches ${pattern}`);
    const policy = none ? inputs.files.ifNoFilesFound : inputs.files.unmatchedPatterns;
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

;// CONCATENATED MODULE: ./build/upload/failures.js
/**
 * The failures of a file that are worded the same wherever they are found: before the upload or in it.
 */

/** The outcome of a file that was never begun. */
function notTried(file, why) {
    const kind = why instanceof errors/* Failure */.HR ? why.kind : 'service';
    return { file, action: 'failed', error: new errors/* Failure */.HR(`not tried, because ${(0,errors/* explain */.WE)(why)}`, { kind }) };
}
/** The failure for a name that is taken. */
function taken(file, byFolder) {
    return byFolder
        ? new errors/* Failure */.HR(`${file.remotePath} is a folder on the drive`, {
            kind: 'service',
            hint: 'rename the file, or move the folder away',
        })
        : new errors/* Failure */.HR(`${file.remotePath} is already on the drive, with other content`, {
            kind: 'service',
            hint: 'set conflict-behavior to replace, rename or skip',
        });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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
/**
 * What is known of the run so far. Main writes into it as the story goes on, so that a failure at any point
 * still ends in a complete report.
 */



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
    error;
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
            refreshTokenRotated: this.refreshTokenRotated,
            emulator: this.emulator,
            startedMs: this.#startedMs,
            endedMs: this.host.clock.now(),
        };
    }
    #verdict(outcomes) {
        const failures = [this.error, ...outcomes.map(({ error }) => error)].filter((error) => error !== undefined);
        if (failures.some((error) => error instanceof errors/* Failure */.HR && error.kind === 'cancelled'))
            return 'cancelled';
        if (failures.length > 0)
            return 'failed';
        if (this.result !== undefined)
            return this.result;
        return outcomes.every(({ action }) => action === 'skipped') ? 'unchanged' : 'uploaded';
    }
}

// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(8779);
// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(4438);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/report/outputs.js
/**
 * Outputs and manifest: the machine's view of a report. Knows the names of the contract and GitHub's limits.
 * Source of the limit: an output of a step may hold 1 MiB in UTF-16, all outputs of a job 50 MiB
 * (docs.github.com, "Metadata syntax"); a list larger than 256 KiB is left to the manifest.
 */




const filesLimitBytes = 256 * 1024;
/** Sets every output that the report can fill, also when the manifest cannot be written; throws that failure then. */
async function writeOutputs(host, report) {
    const rows = report.outcomes.map((outcome) => (0,report_report/* fileRow */.ho)(outcome, report.drive?.id));
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
        ['bytes', String(count.bytes)],
        ['folder-id', report.folder?.id ?? ''],
        ['folder-url', folderUrl],
        ['drive-id', report.drive?.id ?? ''],
        ['url', only?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
        ['id', only?.id ?? ''],
        ['sha256', only?.sha256 ?? ''],
        ['refresh-token-rotated', String(report.refreshTokenRotated)],
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
        totals: (0,report_report/* totals */.Sd)(report.outcomes),
    };
    yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "files": [`;
    let separator = '\n    ';
    for (const row of rows) {
        yield separator + JSON.stringify(row);
        separator = ',\n    ';
    }
    yield rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
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
    const parts = [`### ${heading(report)}`, emulatorNote(report), line(report)];
    if (level === 'full')
        parts.push(failure(report), place(report), table(report));
    else if (report.result === 'failed')
        parts.push('Names, links and errors are left out here: see the log.');
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function heading(report) {
    const texts = {
        uploaded: 'Uploaded to OneDrive',
        unchanged: 'OneDrive has everything already',
        'nothing-found': 'Nothing found to upload',
        checked: 'The connection to OneDrive works',
        failed: 'Upload to OneDrive failed',
        cancelled: 'Upload to OneDrive cancelled',
    };
    return texts[report.result];
}
function emulatorNote(report) {
    return report.emulator ? '> [!WARNING]\n> This run used the emulator: nothing reached Microsoft.' : '';
}
function line(report) {
    const sum = (0,report_report/* totals */.Sd)(report.outcomes);
    if (sum.files === 0)
        return '';
    const elapsedMs = report.endedMs - report.startedMs;
    const rate = elapsedMs > 0 ? `, ${(0,build_text/* bytes */.ee)(Math.round((sum.bytes * 1000) / elapsedMs))}/s` : '';
    const words = [
        `${(0,build_text/* count */.U9)(sum.uploaded, 'file')} uploaded (${(0,build_text/* bytes */.ee)(sum.bytes)} in ${(0,build_text/* span */.Ln)(elapsedMs)}${rate})`,
        ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
        ...(sum.failed === 0 ? [] : [`**${sum.failed} failed**`]),
    ];
    return words.join(', ');
}
function failure(report) {
    if (report.error === undefined)
        return '';
    // The problems of a UsageFailure are lines of one text.
    return (0,errors/* explain */.WE)(report.error)
        .split('\n')
        .map((text) => (0,build_text/* markdown */.wD)(text.trim()))
        .join('<br>');
}
function place(report) {
    if (report.drive === undefined)
        return '';
    const where = report.destination === '' ? 'the root' : (0,build_text/* markdown */.wD)(report.destination);
    const url = safeUrl(report.folder?.webUrl);
    const folder = url === undefined ? where : `[${where}](${url})`;
    return `Folder ${folder} on the ${report.drive.kind === 'documentLibrary' ? 'library' : 'drive'} of ${(0,build_text/* markdown */.wD)(report.drive.owner)}`;
}
/** Only https links, and nothing in them that could end the link. */
function safeUrl(url) {
    if (url === undefined || !URL.canParse(url))
        return undefined;
    const parsed = new URL(url);
    if (parsed.protocol !== 'https:')
        return undefined;
    return parsed.href.replace(/[()<>|"\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
function table(report) {
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
    const url = safeUrl(item?.webUrl);
    const name = (0,build_text/* markdown */.wD)(file.relativePath);
    const what = action === 'failed' ? `**failed**: ${(0,build_text/* markdown */.wD)((0,errors/* explain */.WE)(error).slice(0, 500))}` : action;
    const as = action === 'renamed' && item !== undefined ? ` to ${(0,build_text/* markdown */.wD)(item.name)}` : '';
    return `| ${url === undefined ? name : `[${name}](${url})`} | ${(0,build_text/* bytes */.ee)(file.sizeBytes)} | ${what}${as} |`;
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
    const room = shownErrors - (report.error === undefined ? 0 : 1);
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
    ];
    const numbers = sum.files === 0 ? '' : `: ${parts.join(', ')} in ${(0,build_text/* span */.Ln)(report.endedMs - report.startedMs)}`;
    return `Result: ${report.result}${numbers}`;
}

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
    async *#paced(pieces) {
        const { clock, signal } = this.#host;
        for await (const piece of pieces.read()) {
            const beginMs = Math.max(clock.now(), this.#spentUntilMs);
            this.#spentUntilMs = beginMs + (piece.length * 1000) / this.#bytesPerSecond;
            if (beginMs > clock.now())
                await clock.sleep(beginMs - clock.now(), signal);
            yield piece;
        }
    }
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

;// CONCATENATED MODULE: ./build/upload/conflicts.js
/**
 * What is on the drive already under the planned names, found before the first byte. Knows listings, and
 * what `fail` and `skip` make of them; sends nothing.
 */





/**
 * Decides every file whose name is taken, as far as `conflictBehavior` does so before anything is sent. Under
 * `fail` one conflict keeps the whole plan from being sent.
 */
async function settle(plan, drive, behavior) {
    if (behavior === 'replace' || behavior === 'rename')
        return { plan, outcomes: [] };
    const there = await existing(drive, plan.files);
    const outcomes = [];
    for (const [file, item] of there) {
        const skip = !item.isFolder && (behavior === 'skip' || (await isSame(file, item)));
        outcomes.push(skip
            ? { file, action: 'skipped', item }
            : { file, action: 'failed', error: taken(file, item.isFolder) });
    }
    const rest = plan.files.filter((file) => !there.has(file));
    const conflicts = outcomes.filter(({ action }) => action === 'failed').length;
    if (behavior === 'skip' || conflicts === 0)
        return { plan: withFiles(plan, rest), outcomes };
    const why = new errors/* Failure */.HR(`conflict-behavior is fail and ${(0,build_text/* count */.U9)(conflicts, 'file')} of this run cannot be placed`, {
        kind: 'service',
    });
    return { plan: withFiles(plan, []), outcomes: [...outcomes, ...rest.map((file) => notTried(file, why))] };
}
function withFiles(plan, files) {
    return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}
/** Up to so many files of one folder are asked for one by one; beyond it, its listing is cheaper. */
const singleLookups = 3;
/** The items that stand where files are planned, by planned file. Folders that are not there cost one request each. */
async function existing(drive, files) {
    const folders = new Map();
    for (const file of files) {
        const key = (0,paths/* pathKey */.Pn)((0,paths/* parentOf */.gN)(file.remotePath));
        const planned = folders.get(key);
        if (planned === undefined)
            folders.set(key, [file]);
        else
            planned.push(file);
    }
    const found = new Map();
    const missing = new Set();
    // Parents before children: what lies in a missing folder is missing without a question.
    for (const key of [...folders.keys()].sort((a, b) => a.length - b.length)) {
        if ([...ancestors(key)].some((folder) => missing.has(folder)))
            continue;
        const planned = folders.get(key) ?? [];
        const items = await lookUp(drive, key, planned);
        if (items === undefined)
            missing.add(key);
        for (const file of planned) {
            const item = items?.get((0,paths/* pathKey */.Pn)((0,paths/* nameOf */.Vb)(file.remotePath)));
            if (item !== undefined)
                found.set(file, item);
        }
    }
    return found;
}
function* ancestors(folder) {
    for (let path = (0,paths/* parentOf */.gN)(folder); path !== ''; path = (0,paths/* parentOf */.gN)(path))
        yield path;
}
async function lookUp(drive, folder, planned) {
    const parent = (0,paths/* parentOf */.gN)(planned[0]?.remotePath ?? folder);
    if (planned.length > singleLookups) {
        const children = await drive.children(parent);
        return children && new Map(children.map((item) => [(0,paths/* pathKey */.Pn)(item.name), item]));
    }
    const items = await Promise.all(planned.map((file) => drive.item(file.remotePath)));
    return new Map(items.filter((item) => item !== undefined).map((item) => [(0,paths/* pathKey */.Pn)(item.name), item]));
}
/** True when the local file has the same size and hash: under `fail` that is a job run again, no conflict. */
async function isSame(file, item) {
    if (item.isFolder || item.sizeBytes !== file.sizeBytes)
        return false;
    if (file.sizeBytes === 0)
        return true;
    if (item.quickXorHash === undefined)
        return false;
    const source = await Source.open(file.sourcePath, file.sizeBytes);
    try {
        return (await source.digest()).quickXorHash === item.quickXorHash;
    }
    finally {
        await source.close();
    }
}

// EXTERNAL MODULE: ./build/retry.js
var retry = __webpack_require__(1521);
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
    const wanted = renamedPattern((0,paths/* nameOf */.Vb)(file.remotePath));
    const all = (await work.drive.children((0,paths/* parentOf */.gN)(file.remotePath))) ?? [];
    return all.filter((item) => wanted.test((0,paths/* pathKey */.Pn)(item.name))).sort((a, b) => b.createdMs - a.createdMs);
}
/** Matches, in lower case, the name and its numbered variants. */
function renamedPattern(name) {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    const literal = (text) => (0,paths/* pathKey */.Pn)(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${literal(stem)}( \\d+)?${literal(extension)}$`);
}

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
/**
 * True for a file whose first fragment SharePoint answers with 404 when an Office file of that name exists
 * (since 2025-10; abraunegg#3859, rclone#9767): one PUT replaces it, where its size lets it.
 */
function isLockedOutOffice(work, file) {
    return work.drive.kind !== 'personal' && office.test(file.name) && file.sizeBytes <= sizes/* singlePutLimitBytes */.sn;
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
            if ((await work.drive.item(file.remotePath))?.isFolder)
                throw taken(file, true);
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
function keyOf(work, file) {
    return { driveId: work.drive.id, remotePath: file.remotePath, relativePath: file.relativePath };
}
/** The session of an earlier run and where it goes on; undefined when there is none that fits. */
async function resume(work, file, { source, conflict }) {
    const entry = work.journal?.find(keyOf(work, file));
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
    work.journal?.drop(keyOf(work, file));
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
    const key = keyOf(work, file);
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
    work.journal?.drop(keyOf(work, file));
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

// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(1140);
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












/** Sends every file of the plan; answers in the plan's order. Never throws: what went wrong is in the outcomes. */
async function upload(plan, work) {
    const outcomes = new Map();
    const queue = plan.files.values();
    let stop;
    const worker = async () => {
        for (;;) {
            await work.pace.enter();
            // Only now: a worker that waits must not sit on a file that another could send.
            const { value: file } = queue.next();
            if (file === undefined)
                return work.pace.leave();
            const outcome = stop === undefined ? await uploadFile(work, file) : notTried(file, stop);
            work.pace.leave();
            stop ??= endsTheRun(outcome.error);
            outcomes.set(file, outcome);
            work.watcher.finished(outcome);
        }
    };
    await Promise.all(Array.from({ length: Math.min(work.pace.most, plan.files.length) }, worker));
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
async function uploadFile(work, file) {
    const { host } = work.patience;
    work.watcher.started(file);
    let source;
    try {
        if (host.signal.aborted)
            throw new errors/* CancelledFailure */.mj();
        source = await Source.open(file.sourcePath, file.sizeBytes, wantsHashes(work));
        return await send(work, file, source);
    }
    catch (error) {
        return afterFailure(work, file, error);
    }
    finally {
        await source?.close();
    }
}
async function send(work, file, source) {
    const conflict = graphConflict(work.settings.conflictBehavior);
    const arrival = await transmit(work, file, { source, conflict });
    work.claimed.add(arrival.item.id);
    if (work.settings.preserveMtime && file.sizeBytes === 0) {
        await work.drive.setModified(arrival.item.id, source.modifiedMs);
    }
    await source.checkUnchanged();
    const digest = wantsHashes(work) ? await source.digest() : undefined;
    const first = await (0,verify/* examine */.sb)(work, file, { item: arrival.item, digest });
    if (first.comparison !== 'different')
        return arrived(work, file, { arrival, ...first, digest });
    if (isRewrittenType(work, file)) {
        work.patience.host.log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`);
        return arrived(work, file, { arrival, ...first, digest });
    }
    // Once more from zero, over our own item and no other: what is there now is damaged.
    work.watcher.reached(file, 0);
    const again = { ...file, remotePath: (0,verify/* whereIs */.ie)(file, arrival.item) };
    const second = await transmit(work, again, { source, conflict: 'replace' });
    const last = await (0,verify/* examine */.sb)(work, again, { item: second.item, digest });
    if (last.comparison === 'different')
        throw (0,verify/* differs */.Ag)(again, last.item);
    return arrived(work, file, { arrival, ...last, digest });
}
/** Nobody compares anything under `verify: off`; a journal has to know what was sent all the same. */
function wantsHashes({ settings, journal }) {
    return settings.verify !== 'off' || journal !== undefined;
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
    const renamed = (0,paths/* pathKey */.Pn)(item.name) !== (0,paths/* pathKey */.Pn)(file.name);
    const action = renamed ? 'renamed' : arrival.created ? 'uploaded' : 'replaced';
    return { file, action, item, ...digest };
}
/**
 * A name that was taken after the run began: under `skip` no failure, nor under `fail` when it is our very
 * file. But one of our size and with other bytes may be what we sent ourselves, damaged, its reply lost.
 */
async function afterFailure(work, file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A) || (0,retry/* verdictOn */.Hc)('put', error.service) !== 'conflict') {
        return { file, action: 'failed', error };
    }
    const item = await work.drive.item(file.remotePath).catch(() => undefined);
    if (item !== undefined && !item.isFolder) {
        if (await isSame(file, item).catch(() => false))
            return { file, action: 'skipped', item };
        const perhapsOurs = isNew(work, item) && item.sizeBytes === file.sizeBytes;
        if (work.settings.conflictBehavior === 'skip' && !perhapsOurs)
            return { file, action: 'skipped', item };
    }
    return { file, action: 'failed', error: taken(file, item?.isFolder === true) };
}

// EXTERNAL MODULE: ./build/graph/wire.js
var wire = __webpack_require__(4583);
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
    const write = () => replace(path, seal(Object.fromEntries(entries), { secret, salt }));
    return {
        find: (about) => entries.get(nameOf(about)),
        keep(about, entry) {
            entries.set(nameOf(about), entry);
            write();
        },
        drop(about) {
            if (entries.delete(nameOf(about)))
                write();
        },
    };
}
function nameOf({ driveId, remotePath, relativePath }) {
    return JSON.stringify([driveId, (0,paths/* pathKey */.Pn)(remotePath), relativePath]);
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
function seal(value, { secret, salt }) {
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
    const session = await drive.createSession((0,paths/* join */.fj)(folder, `onedrive-upload-check-${(0,external_node_crypto_.randomUUID)()}.tmp`), 'fail');
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
    const { host, source, keepToken } = job;
    for (const name of ['refresh-token', 'client-secret', 'resume-key'])
        host.mask(source.value(name)?.trim() ?? '');
    const diary = new Diary(host);
    let door;
    try {
        const { inputs, target } = readEverything(source, host);
        // Without the quotes that a secret may have been pasted with.
        for (const secret of secretsOf(inputs))
            host.mask(secret);
        diary.summary = inputs.summary;
        diary.destination = target.destination;
        const plan = inputs.mode === 'upload' ? await prepare({ inputs, target, host }) : undefined;
        if (plan?.files.length === 0) {
            diary.result = 'nothing-found';
        }
        else {
            door = (0,http/* openDoor */.f)(host, inputs.identity.cloud);
            diary.emulator = door.emulated;
            const pace = new Pace(inputs.upload.concurrency, host.clock);
            const patience = patienceOf(host, { settings: inputs.upload, pace });
            const drive = await connect({ inputs, door, patience, diary, keepToken });
            if (plan === undefined)
                await check(drive, diary);
            else {
                const journal = journalOf(inputs, { host, emulated: door.emulated });
                await main_send({ job, diary, plan, engine: { drive, patience, pace, journal, settings: inputs.upload } });
            }
        }
    }
    catch (error) {
        diary.error = host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    }
    finally {
        await door?.close();
    }
    const report = diary.report();
    await tell(host, report, diary.level());
    return report;
}
function secretsOf({ identity, resume }) {
    return [identity.refreshToken, identity.clientSecret ?? '', resume?.key ?? ''];
}
function patienceOf(host, { settings, pace }) {
    return { host, retries: settings.retries, gate: new persist/* Gate */.iD(), onTrouble: (failure) => pace.bad(failure) };
}
function journalOf({ resume }, world) {
    return resume && openJournal({ path: (0,external_node_path_.resolve)(world.host.cwd, resume.journal), key: resume.key, ...world });
}
/** A warning only: what is replaced may make the room that is missing. */
function tellRoom({ remainingBytes }, { plan, host }) {
    if (remainingBytes === undefined || plan.totalBytes <= remainingBytes)
        return;
    host.log.warning(`The drive has ${(0,build_text/* bytes */.ee)(remainingBytes)} free, and ${(0,build_text/* bytes */.ee)(plan.totalBytes)} are to be uploaded.`);
}
async function check(drive, diary) {
    await probe(drive, { host: diary.host, folder: diary.destination });
    diary.result = 'checked';
}
async function main_send({ job, diary, plan, engine }) {
    const { host } = job;
    diary.plan = plan;
    host.log.group('Upload');
    try {
        const before = await settle(plan, engine.drive, engine.settings.conflictBehavior);
        tellRoom(engine.drive, { plan: before.plan, host });
        const progress = new report_progress/* Progress */.ke(before.plan);
        const stop = (job.show ?? ((shown) => (0,report_progress/* logProgress */.sc)(host, shown)))(progress);
        // For its link, while the rest is on its way; that it cannot be read fails nothing.
        const lookUp = () => engine.drive.item(plan.destination).catch(() => undefined);
        let folder;
        const finished = (outcome) => {
            progress.finished(outcome);
            if ((0,report_report/* isSent */.xb)(outcome))
                folder ??= lookUp();
        };
        const sent = await upload(before.plan, {
            ...engine,
            fragments: new FragmentSize(engine.settings.chunkSizeBytes),
            bandwidth: new Bandwidth(engine.settings.bandwidthLimit, host),
            notes: job.notes ?? noNotes,
            watcher: { ...watching(progress), finished },
            claimed: new Set(),
        }).finally(stop);
        diary.outcomes = [...before.outcomes, ...sent];
        if (!host.signal.aborted)
            diary.folder = await (folder ?? lookUp());
    }
    finally {
        host.log.groupEnd();
    }
}
function watching(progress) {
    return {
        started: (file) => progress.started(file),
        reached: (file, byte) => progress.reached(file, byte),
    };
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
            host.log.info(`Microsoft asks to wait ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .span */ .Ln)(orderedMs)} (${failure.service.status})`);
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
/**
 * What a run amounts to, as plain data: counted once, then shown as outputs, manifest, summary and log. Knows
 * outcomes; reads nothing and sends nothing.
 */

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
        bytes: sent.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
function fileRow(outcome, driveId) {
    const { file, item } = outcome;
    const name = item?.name ?? file.name;
    const folder = file.remotePath.slice(0, file.remotePath.length - file.name.length);
    return {
        path: file.sourcePath,
        remotePath: folder + name,
        name,
        size: file.sizeBytes,
        id: item?.id ?? null,
        driveId: driveId ?? null,
        webUrl: item?.webUrl || null,
        shareUrl: null,
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
