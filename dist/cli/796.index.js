export const id = 796;
export const ids = [796];
export const modules = {

/***/ 796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ chooseSignInMethod),
  x: () => (/* binding */ confirmAndStore),
  loginVerb: () => (/* binding */ loginVerb),
  withTerminalSession: () => (/* binding */ withTerminalSession)
});

// EXTERNAL MODULE: ./build/auth/create-oauth-client.js
var create_oauth_client = __webpack_require__(4625);
// EXTERNAL MODULE: ./build/auth/scope.js
var auth_scope = __webpack_require__(35);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/exit-code.js
var exit_code = __webpack_require__(1388);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7824);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/graph/client.js + 1 modules
var graph_client = __webpack_require__(2231);
// EXTERNAL MODULE: ./build/graph/open-drive.js + 8 modules
var open_drive = __webpack_require__(6258);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
// EXTERNAL MODULE: ./build/http/rate-limit-gate.js
var rate_limit_gate = __webpack_require__(7473);
;// CONCATENATED MODULE: ./build/cli/login/account.js






/** Reads the account from its drive. Warns and returns less if Graph refuses. */
async function readAccount({ app, tokens, http, host }) {
    const token = {
        scope: tokens.scope,
        hasRotated: false,
        getAccessToken: async () => tokens.accessToken,
        invalidate: () => { },
    };
    const retry = { host, retries: 3, gate: new rate_limit_gate/* RateLimitGate */.F() };
    const graph = (0,graph_client/* openGraphClient */.W)({
        graphHost: microsoft_hosts/* cloudHosts */.jh[app.identity.cloud].graph,
        token,
        http,
        retry,
    });
    try {
        const { appFolder } = app;
        const drive = await (0,open_drive/* openDrive */.p)(graph, { place: { kind: 'me' }, appFolder });
        const kind = { personal: 'personal OneDrive', business: 'OneDrive of a work or school account' };
        const what = drive.kind === 'documentLibrary' ? 'document library' : kind[drive.kind];
        const folder = appFolder ? ", only the app's own folder in it" : '';
        const text = `${(0,format/* escapeControls */.UN)(drive.owner)} (${what}, ${(0,format/* escapeControls */.UN)(drive.webUrl)}${folder})`;
        return { text, driveId: drive.id };
    }
    catch (error) {
        // The token may be for sites only, or the account has no drive yet. It is still valid.
        if (!(error instanceof errors/* ServiceFailure */.A) || ![400, 403, 404].includes(error.service.status))
            throw error;
        host.log.warning(`The owner of the drive cannot be shown: ${(0,errors/* formatErrorWithLink */.g9)(error, host)}`);
        return { text: 'unknown account', driveId: '' };
    }
}

// EXTERNAL MODULE: ./build/cli/login/app.js
var login_app = __webpack_require__(5256);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/cli/login/next-command.js
/** The last line of a sign-in: a whole command line that uses what was stored, to paste. */



/** Lines to log; none if nothing that the command can read was stored. */
function nextCommandLines(options, argv = process.argv) {
    const { flags, env, profile, out, usesSecret } = options;
    if (profile === undefined && out === undefined)
        return [];
    const words = [...commandWords(argv), 'check', ...nextFlags(options)];
    const isTyped = profile === undefined &&
        usesSecret &&
        flags.clientSecretFile === undefined &&
        !env.ONEDRIVE_CLIENT_SECRET &&
        !env.ONEDRIVE_CLIENT_SECRET_FILE;
    const first = isTyped ? ', with the client secret in ONEDRIVE_CLIENT_SECRET' : '';
    return [`Test it with this line${first}:`, words.map((word) => shellWord(word)).join(' ')];
}
function nextFlags({ app, flags, profile, out, usesSecret }) {
    const { identity, redirectUri, appFolder } = app;
    const { clientId, tenantId, cloud, authority, credential } = identity;
    const flag = (name, value) => (typeof value === 'string' ? [`--${name}`, value] : []);
    const notInProfile = [
        ...flag('redirect-uri', authority === 'live' ? redirectUri : undefined),
        ...(appFolder ? ['--app-folder'] : []),
        ...flag('client-certificate-file', credential === 'certificate' ? flags.clientCertificateFile : undefined),
    ];
    // Where the environment names the profile, variables are allowed, and --profile would refuse them.
    if (profile !== undefined)
        return [...(profile.choice.isFromEnvironment ? [] : ['--profile', profile.choice.name]), ...notInProfile];
    return [
        ...['--client-id', clientId],
        ...flag('tenant-id', tenantId === 'common' ? undefined : tenantId),
        ...flag('cloud', cloud === 'global' ? undefined : cloud),
        ...flag('authority', authority === 'live' ? authority : undefined),
        ...notInProfile,
        ...flag('client-secret-file', usesSecret ? flags.clientSecretFile : undefined),
        ...flag('refresh-token-file', out),
    ];
}
/** How this process can be started again: by its name if it was found on the PATH, else by its file. */
function commandWords([, script = '']) {
    const isOnPath = (0,external_node_path_.basename)(script) === 'onedrive-upload' && !/[\\/]_npx[\\/]/.test(script);
    return isOnPath ? ['onedrive-upload'] : ['node', resolveScript(script)];
}
function resolveScript(script) {
    try {
        return (0,external_node_fs_.realpathSync)(script);
    }
    catch {
        return script;
    }
}
/** Quotes a word for a shell of the platform. */
function shellWord(word, isWindows = (0,external_node_os_.platform)() === 'win32') {
    if (/^[\w./@%+:,=-]+$/.test(word) || (isWindows && /^[\w./@+:,=\\-]+$/.test(word)))
        return word;
    return isWindows ? `"${word.replaceAll('"', '""')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

// EXTERNAL MODULE: ./build/cli/login/profile-store.js
var profile_store = __webpack_require__(6154);
// EXTERNAL MODULE: ./build/cli/login/sign-in.js + 6 modules
var sign_in = __webpack_require__(586);
// EXTERNAL MODULE: ./build/cli/login/store-token.js + 1 modules
var store_token = __webpack_require__(8814);
// EXTERNAL MODULE: ./build/cli/options/unknown-variables.js
var unknown_variables = __webpack_require__(1946);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(481);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: ./build/cli/terminal/child-env.js
var child_env = __webpack_require__(322);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/terminal/color.js
var color = __webpack_require__(3249);
;// CONCATENATED MODULE: ./build/cli/terminal/prompts.js
/**
 * Questions on a terminal. The only file that imports @clack/prompts, and only when it asks. Never asks where nobody
 * can answer.
 */


/** Returns undefined without a terminal or under CI. Prompts go to standard error. */
function openPrompts(host) {
    const { env, signal } = host;
    const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
    if (!isTerminal || env.CI || env.GITHUB_ACTIONS)
        return undefined;
    const common = { signal, output: process.stderr };
    const ask = async (question) => {
        (0,color/* applyColorsToProcess */.pZ)(env, process.stderr);
        const prompts = await __webpack_require__.e(/* import() */ 170).then(__webpack_require__.bind(__webpack_require__, 6170));
        const answer = await question(prompts);
        if (typeof answer !== 'symbol')
            return answer;
        throw signal.aborted && signal.reason instanceof Error ? signal.reason : new errors/* CancelledFailure */.mj();
    };
    return {
        text: (message) => ask(async ({ text }) => text({ message, ...common })).then(trimmed),
        password: (message, until = signal) => 
        // No mask character: a pasted URL has a thousand characters and would fill the screen.
        ask(async ({ password }) => password({ message, mask: '', ...common, signal: until })).then(trimmed),
        confirm: (message) => ask(async ({ confirm }) => confirm({ message, ...common })),
        select: (message, choices) => ask(async (prompts) => {
            const values = Object.keys(choices).filter((key) => key in choices);
            const options = values.map((value) => ({ value: String(value), label: choices[value] }));
            const chosen = await prompts.select({ message, options, ...common });
            return values.find((value) => value === chosen) ?? prompts.CANCEL_SYMBOL;
        }),
    };
}
/** Older versions of the library return undefined for an empty line. */
function trimmed(answer) {
    return answer?.trim() ?? '';
}

// EXTERNAL MODULE: ./build/cli/terminal/terminal.js + 1 modules
var terminal = __webpack_require__(9286);
;// CONCATENATED MODULE: ./build/cli/terminal/session.js
/**
 * What an interactive verb needs of this machine: log, streams, prompts and browser. An interface, so that tests can
 * replace it.
 */






/** The session of this process. Removes secrets from the environment that child processes inherit. */
function openTerminalSession({ verbose = false, } = {}) {
    const env = (0,child_env/* isolateEnvironment */.F)();
    const host = (0,terminal/* openTerminal */.j)({ env, signal: (0,stop_signal/* createStopController */.r)().signal, dataOnStdout: true, verbose });
    return {
        host,
        prompts: openPrompts(host),
        print: (text) => (0,print/* print */.y)(`${text}\n`),
        readLine,
        openBrowser,
    };
}
async function readLine(signal) {
    const lines = (0,external_node_readline_.createInterface)({ input: process.stdin, terminal: false, signal });
    try {
        for await (const line of lines)
            return line.trim();
        return '';
    }
    finally {
        lines.close();
        process.stdin.unref?.();
    }
}
/** Opens a URL in a browser. Returns false on failure, which is no error: the URL is printed as well. */
async function openBrowser(url) {
    try {
        const { default: open } = await __webpack_require__.e(/* import() */ 958).then(__webpack_require__.bind(__webpack_require__, 2958));
        const child = await open(url);
        // Without a listener, a browser that fails to start would crash this process.
        child.on('error', () => { });
        child.unref();
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/cli/commands/login.js
/**
 * The verb `login`: gets the first refresh token, shows the account, and stores the token. login/ has the steps.
 */















const defaultPort = 8080;
const liveRedirectUri = 'https://login.live.com/oauth20_desktop.srf';
/** Runs a verb in a terminal session. Returns the exit code. */
async function withTerminalSession(run) {
    const session = openTerminalSession();
    try {
        (0,unknown_variables/* warnOfUnknownVariables */.l)(session.host);
        await run(session);
        return 0;
    }
    catch (error) {
        // A UsageFailure has one problem on each line.
        session.host.log.error((0,errors/* formatErrorWithLink */.g9)(error, session.host).split('\n'));
        return (0,exit_code/* exitCode */.I)(error);
    }
}
/** Signs in, shows the account, asks for confirmation, stores the token. */
async function loginVerb(flags, session) {
    const { host, prompts } = session;
    const profileDraft = (0,profile_store/* findLoginProfile */.wx)(flags, host);
    const storeDraft = (0,store_token/* readTokenStoreOptions */.TC)(flags, session, profileDraft);
    const appDraft = (0,login_app/* readLoginApp */.d)({
        flags,
        host,
        prompts,
        profile: (0,profile_store/* profileDefaults */.wh)(profileDraft.profile, flags, host.env),
        usesClientAuth: flags.device !== true,
    });
    const { method, problems } = chooseSignInMethod(flags, {
        ...appDraft,
        responseMode: appDraft.extraParameters.response_mode,
    });
    // Report problems before asking anything.
    (0,login_app/* throwProblems */.J)(appDraft.problems, problems, storeDraft.problems);
    const storeOptions = await storeDraft.complete();
    const app = await appDraft.complete();
    const http = (0,client/* openHttpClient */.S)(host, app.identity.cloud);
    try {
        if (http.emulated)
            host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
        const store = await (0,store_token/* openTokenStore */.PM)(storeOptions, { session, http, flags });
        const redirectUri = method.kind === 'device' ? app.redirectUri : method.redirectUri;
        const namedApp = { ...app, redirectUri };
        const client = (0,create_oauth_client/* createOAuthClient */.l)({ identity: app.identity, http, host });
        const oauth = { http, host, client };
        const signedIn = await (0,sign_in/* signInInteractively */.c8)(method, { app: namedApp, session, oauth });
        await confirmAndStore({ app: namedApp, session, flags, storeOptions, store, ...signedIn });
    }
    finally {
        await http.close();
    }
}
/** Shows the account, asks for confirmation if there is a terminal, and stores the token. */
async function confirmAndStore({ app, session, flags, storeOptions, store, tokens, oauth, }) {
    const { host } = session;
    const { refreshToken, accessToken, scope } = tokens;
    host.mask(accessToken);
    if (refreshToken === undefined) {
        throw new errors/* Failure */.HR('Microsoft sent no refresh token', {
            code: 'no-refresh-token',
            kind: 'sign-in',
            hint: 'add offline_access to --scopes and run login again',
        });
    }
    host.mask(refreshToken);
    const account = await readAccount({ app, tokens, ...oauth });
    host.log.info(`Signed in: ${account.text}; granted: ${(0,format/* escapeControls */.UN)(scope) || 'unknown'}`);
    if (!(0,auth_scope/* mayWrite */.J)(scope))
        host.log.warning('This sign-in can read but not write, so it cannot upload. Request Files.ReadWrite with --scopes.');
    const { profile, out } = storeOptions;
    await confirmAccount(profile && (0,profile_store/* replacedSignIn */.by)(profile, account), { session, flags });
    const { clientAuth } = oauth.client;
    const clientSecret = clientAuth.kind === 'secret' ? clientAuth.secret : undefined;
    await store({ app, refreshToken, clientSecret, account });
    const next = { app, flags, env: host.env, profile, out, usesSecret: clientSecret !== undefined };
    for (const line of nextCommandLines(next))
        host.log.info(line);
}
/** Asks for confirmation, if there is a terminal. Throws if it is refused, or if nobody can confirm a replacement. */
async function confirmAccount(replaced, { session, flags }) {
    if (flags.yes === true)
        return;
    const declined = (message, hint) => new errors/* Failure */.HR(message, { code: 'account-declined', kind: 'sign-in', hint });
    if (session.prompts === undefined) {
        if (replaced === undefined)
            return;
        throw declined(`nothing was stored, because nobody can be asked. ${replaced}`, 'choose another name, or replace it with --yes');
    }
    const question = replaced === undefined ? 'Store this sign-in?' : `${replaced} Replace it?`;
    if (!(await session.prompts.confirm(question)))
        throw declined('nothing was stored', 'run login again with the right account');
}
/**
 * Chooses how to sign in, and its redirect URI. The default URI has no path and no slash at the end, as registered:
 * personal accounts compare the whole text, including the port (entra-docs reply-url.md;
 * MicrosoftDocs/azure-dev-docs#791).
 */
function chooseSignInMethod(flags, requested) {
    const port = typeof flags.port === 'string' ? flags.port : undefined;
    const problems = [];
    if (flags.paste === true && flags.device === true)
        problems.push('--paste and --device do not go together: remove one');
    if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536))
        problems.push(`--port is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(port)}; write a number from 1 to 65535`);
    if (port !== undefined && requested.redirectUri !== undefined)
        problems.push('--port and --redirect-uri both name a port: remove one');
    if (flags.device === true)
        return { method: { kind: 'device' }, problems };
    const loopbackUri = `http://localhost:${port ?? defaultPort}`;
    const defaultUri = requested.authority === 'live' && port === undefined ? liveRedirectUri : loopbackUri;
    const redirectUri = requested.redirectUri ?? defaultUri;
    // Only a loopback redirect URI reaches this process. For any other the person pastes the URL.
    if (flags.paste === true || !isLoopbackRedirect(redirectUri))
        return { method: { kind: 'paste', redirectUri }, problems };
    if (requested.responseMode === 'fragment')
        problems.push('response_mode=fragment works only with --paste: a browser does not send fragments');
    return { method: { kind: 'browser', redirectUri, opensBrowser: flags.browser !== false }, problems };
}
function isLoopbackRedirect(redirectUri) {
    // An invalid port makes the URI invalid; the port is reported above.
    if (!URL.canParse(redirectUri))
        return false;
    const { protocol, hostname } = new URL(redirectUri);
    return protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
}


/***/ }),

/***/ 6154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   by: () => (/* binding */ replacedSignIn),
/* harmony export */   rC: () => (/* binding */ storeProfile),
/* harmony export */   wh: () => (/* binding */ profileDefaults),
/* harmony export */   wx: () => (/* binding */ findLoginProfile)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6851);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1659);
/* harmony import */ var _options_profile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5357);
/* harmony import */ var _options_profile_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1936);
/** The profile that a sign-in is stored in, and what it replaces there. */





/** Finds the profile. A file that cannot be used is no problem, because the sign-in replaces it. */
function findLoginProfile(flags, { env }) {
    try {
        const choice = (0,_options_profile_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseProfile */ .tk)(flags, env);
        return { problems: [], profile: choice && readLoginProfile(choice) };
    }
    catch (error) {
        if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK)
            return { problems: error.problems, profile: undefined };
        throw error;
    }
}
function readLoginProfile(choice) {
    try {
        return { choice, existing: (0,_options_profile_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readProfile */ .er)(choice), defect: '' };
    }
    catch (error) {
        if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR))
            throw error;
        return { choice, existing: undefined, defect: error.message };
    }
}
/**
 * What the profile says of the app. Nothing if a flag, or a variable that wins, names another app, whose secret is
 * another one.
 */
function profileDefaults(profile, flags, env) {
    const inputs = profile?.existing?.inputs;
    if (profile === undefined || inputs === undefined)
        return undefined;
    const { isFromEnvironment } = profile.choice;
    const defaults = { inputs, isFromEnvironment };
    const clientId = (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .commandInputs */ .tp)(flags, env, { profile: defaults }).value('client-id');
    return clientId === inputs['client-id'] ? defaults : undefined;
}
/** What this sign-in would replace, as a sentence; undefined if the profile is new or of the same account. */
function replacedSignIn({ choice, existing, defect }, account) {
    if (defect !== '')
        return `${defect}.`;
    if (existing === undefined)
        return undefined;
    // Personal drives of today's storage service show their id in lower case, the older ones in upper case.
    const isSame = existing.driveId.toLowerCase() === account.driveId.toLowerCase();
    if (isSame && existing.driveId !== '')
        return undefined;
    const whose = existing.account === '' ? 'unknown' : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeControls */ .UN)(existing.account);
    return `The profile ${choice.name} is of another account: ${whose}.`;
}
/** Writes the profile, and logs where. */
function storeProfile({ choice }, { app, clientSecret, refreshToken, account }, host) {
    const { clientId, tenantId, cloud, authority } = app.identity;
    const inputs = {
        ...{ 'client-id': clientId, 'tenant-id': tenantId, cloud, authority },
        ...(clientSecret !== undefined && { 'client-secret': clientSecret }),
        'refresh-token': refreshToken,
    };
    (0,_options_profile_file_js__WEBPACK_IMPORTED_MODULE_3__/* .writeProfile */ .Z8)(choice, { inputs, account: account.text, driveId: account.driveId }, host.clock.now());
    host.log.info(`The sign-in is in the profile ${choice.name} (${choice.path})`);
}


/***/ }),

/***/ 586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JJ: () => (/* binding */ browserRedirectUri),
  X: () => (/* binding */ readCallbackCode),
  yM: () => (/* binding */ redeemCode),
  c8: () => (/* binding */ signInInteractively),
  lM: () => (/* binding */ toBrowserUrl)
});

// EXTERNAL MODULE: ./build/auth/aadsts-advice.js + 4 modules
var aadsts_advice = __webpack_require__(9100);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/auth/errors.js
var auth_errors = __webpack_require__(3100);
// EXTERNAL MODULE: ./build/auth/oauth.js + 1 modules
var auth_oauth = __webpack_require__(5495);
// EXTERNAL MODULE: ./build/auth/oauth-client.js
var oauth_client = __webpack_require__(30);
;// CONCATENATED MODULE: ./build/auth/device-code.js
/**
 * Sign-in on another machine (RFC 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code): requests a
 * code for the user to enter there, then polls until the user has done so.
 */





/** Microsoft uses five seconds and 15 minutes. Larger values could overflow a timer. */
const maxIntervalS = 600;
const maxDeviceCodeLifetimeS = 86_400;
/** Requests a code for the user to enter on another machine. Not available with authority live. */
async function requestDeviceCode(context, { scope }) {
    const { client, host } = context;
    if ((0,oauth_client/* oauthEndpoints */.o)(client).device === undefined) {
        throw new errors/* Failure */.HR(`${client.loginHost} does not support sign-in with a device code`, {
            code: 'device-code-unsupported',
            kind: 'usage',
            hint: 'remove --device, or remove --authority live',
        });
    }
    const answer = await (0,auth_oauth/* requestDeviceAuthorization */.Z6)(context, scope);
    return {
        deviceCode: answer.device_code,
        userCode: answer.user_code,
        verificationUri: answer.verification_uri,
        message: (0,json/* asString */.oJ)(answer.message),
        // RFC 8628 section 3.2: the default is five seconds.
        intervalMs: Math.min(maxIntervalS, Math.max(1, answer.interval ?? 5)) * 1000,
        expiresAtMs: host.clock.now() + Math.min(maxDeviceCodeLifetimeS, answer.expires_in) * 1000,
    };
}
/**
 * Polls once. The caller waits `intervalMs` between polls, and five seconds more after each `slow-down` (RFC 8628
 * section 3.5). Throws SignInFailure when the user declined, or the code expired or is unknown.
 */
async function pollDeviceCode(context, { deviceCode }) {
    try {
        return await (0,auth_oauth/* requestToken */.Fr)(context, {
            grantType: 'urn:ietf:params:oauth:grant-type:device_code',
            fields: { device_code: deviceCode },
            requestKind: 'token',
        });
    }
    catch (error) {
        if (error instanceof auth_errors/* SignInFailure */.V && error.error === 'authorization_pending')
            return 'pending';
        if (error instanceof auth_errors/* SignInFailure */.V && error.error === 'slow_down')
            return 'slow-down';
        throw error;
    }
}

// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7824);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/cli/login/callback.js
/**
 * Parses the callback of a sign-in, from a redirect or a pasted URL: a code, or an error with a description.
 */




/**
 * Parses a query, a fragment or a form (RFC 6749, section 4.1.2; OAuth 2.0 Form Post Response Mode). Returns undefined
 * when a parameter is repeated, which no server sends.
 */
function parseCallback(query) {
    const words = new URLSearchParams(query.replace(/^[?#]/, ''));
    // A plus is a space in descriptions, but literal in codes: those of personal accounts have special characters.
    const exact = new URLSearchParams(query.replace(/^[?#]/, '').replaceAll('+', '%2B'));
    const names = ['code', 'state', 'error', 'error_description', 'client_id'];
    if (names.some((name) => exact.getAll(name).length > 1))
        return undefined;
    const one = (from, name) => from.get(name) || undefined;
    return {
        code: one(exact, 'code'),
        state: one(exact, 'state'),
        error: one(exact, 'error'),
        description: one(words, 'error_description'),
        clientId: one(exact, 'client_id'),
    };
}
/** Compares in constant time. */
function isEqualConstantTime(left, right) {
    const digest = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest();
    return (0,external_node_crypto_.timingSafeEqual)(digest(left), digest(right));
}
/** Returns the code. Throws a Failure with the error of the sign-in page and advice. */
function readAuthorizationCode({ code, error = '', description = '' }, loginHint) {
    if (error === '' && code !== undefined)
        return code;
    const codes = (0,aadsts_advice/* parseAadstsCodes */.sh)(description);
    const advice = (0,aadsts_advice/* findAdvice */.S1)({ codes, error, description }, loginHint);
    const said = (0,aadsts_advice/* firstLine */.TM)(description);
    const words = [
        `the sign-in was refused (${(0,format/* escapeControls */.UN)(error) || 'no code'})`,
        ...(said === '' ? [] : [`: ${said}`]),
        ...(advice === undefined ? [] : [` — ${advice.meaning}`]),
    ];
    throw new errors/* Failure */.HR(words.join(''), {
        code: (0,aadsts_advice/* signInFailureCode */.US)(codes),
        kind: 'sign-in',
        hint: advice?.hint ?? (codes[0] === undefined ? 'run login again' : (0,aadsts_advice/* errorPageHint */.J3)(codes[0])),
    });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: ./build/cli/terminal/listen-failure.js
var listen_failure = __webpack_require__(2724);
;// CONCATENATED MODULE: ./build/cli/login/callback-pages.js
/**
 * The pages that a browser shows at the end of a sign-in. They have no scripts and no external resources, are never
 * cached, and send no referrer.
 */


const style = 'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1b1b1b;' +
    'background:#fff}h1{font-size:1.5rem}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}';
/** A heading and some sentences, all plain text. */
function createPage(status, title, sentences = []) {
    const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
    return {
        status,
        headers: {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'referrer-policy': 'no-referrer',
            'x-content-type-options': 'nosniff',
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            connection: 'close',
        },
        html: '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
            '<meta name="viewport" content="width=device-width">' +
            `<title>${escapeHtml(title)}</title><style>${style}</style></head>` +
            `<body><h1>${escapeHtml(title)}</h1>${paragraphs}</body></html>\n`,
    };
}
/** The callback has arrived. */
const successPage = createPage(200, 'Back to the terminal', [
    'onedrive-upload received the sign-in. The terminal now shows the account.',
    'You can close this window.',
]);
/** For a second tab or a reloaded page. */
const alreadyAnsweredPage = createPage(410, 'This sign-in is over', [
    'The terminal has already received an answer. You can close this window.',
]);
/** Shows the error of the sign-in page, with the first line of its description: the others are ids for Microsoft. */
function signInErrorPage(error, description) {
    const said = (0,aadsts_advice/* firstLine */.TM)(description);
    return createPage(200, 'The sign-in was refused', [
        said === '' ? error : `${error}: ${said}`,
        'The terminal shows what to do. You can close this window.',
    ]);
}
/** For a callback of another sign-in. The terminal keeps waiting. */
const unexpectedRequestPage = createPage(400, 'This is a different sign-in', [
    'The terminal waits for a different sign-in, so this one was ignored.',
    'Open the address that the terminal shows.',
]);
function escapeHtml(text) {
    return (0,format/* escapeControls */.UN)(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./build/cli/login/callback-server.js
/**
 * The HTTP server for a loopback redirect. Waits for the callback of one sign-in. Rejects all other requests without
 * effect, because any web page can send a browser here.
 */





/** Browsers of developers may send more cookies to localhost than Node's limit of 16 KiB. */
const maxHeaderBytes = 128 * 1024;
const maxFormBytes = 64 * 1024;
/** Loopback only: no other machine may reach it. */
const addresses = ['127.0.0.1', '::1'];
/**
 * Listens on 127.0.0.1 and ::1 only. A machine without ::1 is fine. A port in use on either address is a Failure of
 * kind `usage`, because the browser might use that address.
 */
async function openCallbackServer({ redirectUri, state, onTls, }) {
    const expected = new URL(redirectUri);
    const port = Number(expected.port || 80);
    let resolveCallback = () => { };
    let isAnswered = false;
    const callback = new Promise((resolve) => {
        resolveCallback = resolve;
    });
    const routeRequest = async (request) => {
        const query = await readCallbackQuery(request, expected);
        if (typeof query !== 'string')
            return { shown: query };
        const answer = parseCallback(query);
        if (answer === undefined || !isEqualConstantTime(answer.state ?? '', state))
            return { shown: unexpectedRequestPage };
        if (answer.code === undefined && answer.error === undefined)
            return { shown: unexpectedRequestPage };
        if (isAnswered)
            return { shown: alreadyAnsweredPage };
        isAnswered = true;
        const { error, description = '' } = answer;
        return { shown: error === undefined ? successPage : signInErrorPage(error, description), answer };
    };
    const handle = (request, response) => {
        response.on('error', () => { });
        routeRequest(request).then(({ shown, answer }) => {
            // The caller closes the server after the callback, so send the page first.
            if (answer !== undefined)
                response.once('close', () => resolveCallback(answer));
            response.writeHead(shown.status, shown.headers).end(shown.html);
        }, () => request.destroy());
    };
    let isTlsTold = false;
    const refuse = (error, socket) => {
        const isTls = isTlsHello(error);
        if (isTls && !isTlsTold)
            onTls?.();
        isTlsTold ||= isTls;
        if (isTls || !socket.writable)
            socket.destroy();
        else
            socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    };
    const servers = [];
    const close = async () => {
        await Promise.all(servers.map(closeServer));
    };
    try {
        for (const address of addresses) {
            const server = (0,external_node_http_.createServer)({ maxHeaderSize: maxHeaderBytes, requestTimeout: 15_000 }, handle);
            server.on('clientError', refuse);
            if (await listenOn(server, address, port))
                servers.push(server);
        }
    }
    catch (error) {
        await close();
        throw error;
    }
    return { callback, close };
}
/** A TLS connection starts with a record of type 22, handshake, and a version 3.x (RFC 8446 section 5.1). */
function isTlsHello(error) {
    const packet = 'rawPacket' in error ? error.rawPacket : undefined;
    return packet instanceof Uint8Array && packet[0] === 0x16 && packet[1] === 0x03;
}
/** Returns query or form of a request for the redirect URI, or the page that rejects the request. */
async function readCallbackQuery(request, expected) {
    // Rejects other host names that resolve to this machine (DNS rebinding).
    if (request.headers.host?.toLowerCase() !== expected.host)
        return createPage(400, 'Wrong host');
    const [path = '', query = ''] = splitTarget(request.url ?? '/');
    if (path !== expected.pathname)
        return createPage(404, 'Page not found');
    if (request.method === 'GET')
        return query;
    if (request.method !== 'POST') {
        const refused = createPage(405, 'Method not allowed');
        return { ...refused, headers: { ...refused.headers, allow: 'GET, POST' } };
    }
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
        return unexpectedRequestPage;
    return (await readForm(request)) ?? createPage(413, 'Request too large');
}
function splitTarget(target) {
    const cut = target.indexOf('?');
    return cut < 0 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)];
}
async function readForm(request) {
    const pieces = [];
    let sizeBytes = 0;
    for await (const piece of request) {
        sizeBytes += piece.length;
        if (sizeBytes > maxFormBytes)
            return undefined;
        pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
}
const otherPort = 'choose another port with --port and register its redirect URI ' +
    '(personal accounts require the exact port), or use --paste, which needs no port';
/** Returns false when this machine has no such address. */
function listenOn(server, address, port) {
    return new Promise((resolve, reject) => {
        server.once('error', (error) => {
            const missing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes((0,errors/* systemCode */.xU)(error));
            if (missing && address !== '127.0.0.1')
                return resolve(false);
            reject((0,listen_failure/* listenFailure */.C)(error, { port, alternative: otherPort }));
        });
        server.listen({ port, host: address, ipv6Only: address === '::1' }, () => resolve(true));
    });
}
function closeServer(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}

// EXTERNAL MODULE: ./build/core/abort.js
var abort = __webpack_require__(7844);
;// CONCATENATED MODULE: ./build/cli/login/login-timeout.js
/**
 * The time limit of a sign-in.
 */


/** The lifetime of an authorization code: a later callback would be useless. */
const loginTimeoutMs = 10 * 60_000;
/** Limits a wait to ten minutes. Throws a Failure of kind `sign-in`, or the signal's reason on Ctrl-C. */
async function withLoginTimeout(host, waitFor) {
    const timeout = new AbortController();
    const cancelTimer = host.clock.timer(loginTimeoutMs, () => timeout.abort(new errors/* Failure */.HR('nobody finished the sign-in within 10 minutes', {
        code: 'sign-in-timeout',
        kind: 'sign-in',
        hint: 'run login again; if the browser showed that a page cannot be reached, use --paste; on a machine ' +
            'without a browser, use --device',
    })));
    try {
        const signal = AbortSignal.any([timeout.signal, host.signal]);
        return await (0,abort/* rejectOnAbort */.d)(signal, waitFor(signal));
    }
    finally {
        cancelTimer();
    }
}

;// CONCATENATED MODULE: ./build/cli/login/pasted-address.js




/** Returns the decoded code. Throws a Failure that says what was pasted instead, never with the code in it. */
function parsePastedAddress(text, expected) {
    // Terminals break long lines, and people add quotes. Neither is part of a URL.
    const bare = trimQuotes(text.replace(/\s+/g, ''));
    if (bare === '')
        throw pasteFailure('nothing was pasted', 'paste the whole address from the address bar');
    const address = parseAddress(bare);
    if (address !== undefined)
        return codeFromAddress(address, expected);
    if (/(^|[?&#])(code|error)=/.test(bare))
        return codeFromQuery(bare, expected);
    // Only the text after "code=", with or without further parameters.
    return codeFromQuery(`code=${bare.replace(/^&+/, '')}`, expected);
}
function trimQuotes(text) {
    let [start, end] = [0, text.length];
    while (start < end && `"'<`.includes(text.charAt(start)))
        start += 1;
    while (end > start && `"'>`.includes(text.charAt(end - 1)))
        end -= 1;
    return text.slice(start, end);
}
/** A browser may hide the scheme of a URL. */
function parseAddress(text) {
    const whole = /^(localhost|127\.0\.0\.1|\[::1\])([:/?]|$)/.test(text) ? `http://${text}` : text;
    return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined;
}
function codeFromAddress(address, expected) {
    const { redirectUri } = expected;
    if (/\/wrongplace\/?$/i.test(address.pathname))
        throw wrongPlaceFailure(redirectUri);
    if (/\/oauth2\/v2\.0\/authorize$|\/oauth20_authorize\.srf$/i.test(address.pathname)) {
        throw pasteFailure('this is the address of the sign-in page, not the address at the end of the sign-in', `sign in there, and paste the address that starts with ${redirectUri}`);
    }
    if (!isSamePlace(address, new URL(redirectUri))) {
        throw pasteFailure(`this address goes to ${(0,format/* escapeControls */.UN)(originAndPath(address))}, not to ${redirectUri}`, 'paste the address of the same sign-in; if it is gone, open the address above again');
    }
    const parts = [address.search, address.hash].map((part) => part.replace(/^[?#]/, ''));
    return codeFromQuery(parts.filter((part) => part !== '').join('&'), expected);
}
/**
 * On this machine, port and path count: a browser that once got HSTS from a program here turns http into https, and the
 * state proves the rest (cli/cli#650).
 */
function isSamePlace(address, expected) {
    if (isThisMachine(address) && isThisMachine(expected))
        return address.port === expected.port && address.pathname === expected.pathname;
    return originAndPath(address) === originAndPath(expected);
}
function isThisMachine({ hostname }) {
    return hostname === 'localhost' || (0,microsoft_hosts/* isLoopback */.U9)(hostname);
}
/** Without parameters. `http://localhost:8080` is equal with and without a slash. */
function originAndPath({ origin, pathname }) {
    return origin + pathname;
}
function codeFromQuery(query, { state, loginHint, redirectUri }) {
    const callback = parseCallback(query.slice(query.search(/[?#]/) + 1));
    const { clientId } = loginHint.client;
    if (callback === undefined)
        throw pasteFailure('this address contains a parameter twice', 'paste the address once, unchanged');
    if (callback.clientId !== undefined && callback.clientId.toLowerCase() !== clientId.toLowerCase()) {
        throw pasteFailure(`this address belongs to another app (${(0,format/* escapeControls */.UN)(callback.clientId)})`, 'paste the address at the end of this sign-in');
    }
    if (callback.state !== undefined && state !== undefined && !isEqualConstantTime(callback.state, state)) {
        throw pasteFailure('this address belongs to another sign-in: its state is different', 'open the address above again, sign in, and paste the new address');
    }
    if (callback.error === undefined && callback.code === undefined) {
        throw pasteFailure('this address contains no code', `paste the whole address, from ${redirectUri} to its end`);
    }
    const code = readAuthorizationCode(callback, loginHint);
    if (code.length < 16 || /[^\x21-\x7e]/.test(code)) {
        throw pasteFailure(`this is not a code (${(0,format/* formatCount */.B4)(code.length, 'character')})`, 'paste the whole address from the address bar');
    }
    if (/^eyJ/.test(code))
        throw pasteFailure('this is a token, not a code', 'paste the address from the address bar');
    return code;
}
/** Since the end of 2025 Microsoft's page redirects after seconds, and the code is lost (abraunegg/onedrive#3569). */
function wrongPlaceFailure(redirectUri) {
    return pasteFailure("this is the address of Microsoft's page /wrongplace: the nativeclient page " +
        'redirects to it after a few seconds, and the code is lost', /\/nativeclient$/.test(redirectUri)
        ? 'run login again and copy the address immediately, or register http://localhost:8080 and remove --redirect-uri'
        : 'run login again, and paste the address at the end of the sign-in');
}
function pasteFailure(message, hint) {
    return new errors/* Failure */.HR(message, { code: 'pasted-address-wrong', kind: 'usage', hint });
}

;// CONCATENATED MODULE: ./build/cli/login/sign-in.js
/**
 * The three ways of signing in: a browser that comes back to this machine, an address that is pasted, a
 * code that is typed in elsewhere. Knows how each begins and ends; what becomes of the tokens is its caller's.
 */













/** Signs in. The returned `oauth` lacks the client secret if that was refused. */
async function signInInteractively(method, context) {
    if (method.kind === 'device')
        return signInByDevice(context);
    const { state, verifier, challenge } = await (0,auth_oauth/* createPkceParameters */._S)();
    const { app, oauth, session } = context;
    const { redirectUri } = method;
    session.host.mask(verifier);
    const url = (0,oauth_client/* authorizeUrl */.n)(oauth.client, {
        redirectUri,
        state,
        challenge,
        scope: app.scope,
        extraParameters: app.extraParameters,
    });
    const shown = toBrowserUrl(session, url);
    const code = method.kind === 'browser'
        ? await codeFromBrowser(context, { redirectUri, state, url: shown, opens: method.opensBrowser })
        : await codeFromPaste(context, { redirectUri, state, url: shown });
    return redeemCode(context, { code, redirectUri, verifier });
}
/**
 * Redeems the code once. Retries without the secret only for a public client: the secret is then refused before the
 * code is read.
 */
async function redeemCode({ oauth, session }, redemption) {
    session.host.mask(redemption.code);
    try {
        return { tokens: await (0,auth_oauth/* redeemAuthorizationCode */.pV)(oauth, redemption), oauth };
    }
    catch (error) {
        const isRefused = error instanceof auth_errors/* SignInFailure */.V && (0,aadsts_advice/* recoveryFor */.JU)(error.aadsts) === 'bare';
        if (!isRefused || oauth.client.clientAuth.kind !== 'secret')
            throw error;
        session.host.log.warning('This registration is public (Mobile and desktop) and must not send a secret: continuing without it.');
        const open = { ...oauth, client: { ...oauth.client, clientAuth: { kind: 'none' } } };
        return { tokens: await (0,auth_oauth/* redeemAuthorizationCode */.pV)(open, redemption), oauth: open };
    }
}
/** The URL for this machine's browser. With an emulator, its origin replaces Microsoft's. */
function toBrowserUrl({ host }, url) {
    const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
    return emulator ? (0,client/* parseEmulatorOrigin */.R)(emulator) + url.slice(new URL(url).origin.length) : url;
}
/** Where the browser ends: a page of Microsoft's is replaced by the emulator's. */
function browserRedirectUri(session, redirectUri) {
    const { hostname } = new URL(redirectUri);
    const isMicrosoftPage = hostname === microsoft_hosts/* liveLoginHost */.eL || Object.values(microsoft_hosts/* cloudHosts */.jh).some(({ login }) => login === hostname);
    return isMicrosoftPage ? toBrowserUrl(session, redirectUri) : redirectUri;
}
async function codeFromBrowser({ oauth, session }, { url, redirectUri, state, opens: opensBrowser }) {
    const { host } = session;
    const onTls = () => {
        const there = redirectUri.replace(/^http:/i, 'https:');
        host.log.warning(`A browser asked for ${there}, but this address speaks http only: another program here once told the browser to use https. Change https to http in the address bar, or run login --paste and paste that address.`);
    };
    const server = await openCallbackServer({ redirectUri, state, onTls });
    try {
        host.log.info(`Waiting at ${redirectUri}, which must be registered as a redirect URI exactly like this.`);
        host.log.info('Sign in and consent at:');
        host.log.info(url);
        if (opensBrowser && !(await session.openBrowser(url)))
            host.log.info('No browser could be opened: open this address yourself.');
        return readAuthorizationCode(await withLoginTimeout(host, () => server.callback), oauth);
    }
    finally {
        await server.close();
    }
}
async function codeFromPaste({ oauth, session }, { url, redirectUri, state }) {
    const { log } = session.host;
    log.info('Sign in and consent at:');
    log.info(url);
    log.info(new URL(redirectUri).protocol === 'http:'
        ? 'The browser will then show that a page cannot be reached. This is expected: copy the whole address from the address bar.'
        : 'The browser will then show an empty page. Copy the whole address from the address bar immediately: it may change.');
    log.info('Paste it only here: anyone who has it can sign in as you for ten minutes.');
    return readCallbackCode(session, {
        redirectUri: browserRedirectUri(session, redirectUri),
        state,
        loginHint: oauth,
    });
}
const addressPrompt = 'Address at the end of the sign-in (not shown)';
/** Prompts until the pasted URL belongs to this sign-in. Without prompts, reads one line of standard input. */
async function readCallbackCode(session, expected) {
    const { host, prompts } = session;
    if (prompts === undefined)
        return parsePastedAddress(await withLoginTimeout(host, session.readLine), expected);
    for (;;) {
        const text = await withLoginTimeout(host, (signal) => prompts.password(addressPrompt, signal));
        try {
            const code = parsePastedAddress(text, expected);
            host.log.info(`Found a code of ${(0,format/* formatCount */.B4)(code.length, 'character')}.`);
            return code;
        }
        catch (error) {
            if (!(error instanceof errors/* Failure */.HR) || error.kind !== 'usage')
                throw error;
            host.log.warning((0,errors/* formatErrorWithLink */.g9)(error, host));
        }
    }
}
/** Added to the interval after each "slow_down" (RFC 8628 section 3.5). */
const slowDownMs = 5000;
async function signInByDevice({ app, oauth, session, }) {
    const { host } = session;
    if (oauth.client.clientAuth.kind !== 'none')
        host.log.warning('--device signs in as a public client: continuing without the secret.');
    const publicClient = { ...oauth, client: { ...oauth.client, clientAuth: { kind: 'none' } } };
    const device = await requestDeviceCode(publicClient, { scope: app.scope });
    host.mask(device.deviceCode);
    const address = toBrowserUrl(session, device.verificationUri);
    host.log.info(`On any machine, open ${(0,format/* escapeControls */.UN)(address)} and enter the code ${(0,format/* escapeControls */.UN)(device.userCode)}`);
    host.log.info('Many organizations block this kind of sign-in and its tokens. Personal accounts may block it, too.');
    let intervalMs = device.intervalMs;
    while (host.clock.now() < device.expiresAtMs) {
        await host.clock.sleep(intervalMs, host.signal);
        const tokens = await pollDeviceCode(publicClient, device);
        if (typeof tokens !== 'string')
            return { tokens, oauth: publicClient };
        if (tokens === 'slow-down')
            intervalMs += slowDownMs;
    }
    throw new errors/* Failure */.HR('nobody entered the code in time', {
        code: 'sign-in-timeout',
        kind: 'sign-in',
        hint: 'run login again',
    });
}


/***/ }),

/***/ 8814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NU: () => (/* binding */ checkWritableFile),
  PM: () => (/* binding */ openTokenStore),
  TC: () => (/* binding */ readTokenStoreOptions)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/private-file.js
var private_file = __webpack_require__(9940);
// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var client = __webpack_require__(1811);
// EXTERNAL MODULE: ./build/github/secrets.js + 1 modules
var github_secrets = __webpack_require__(8745);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/inputs/rotation.js
var rotation = __webpack_require__(4188);
// EXTERNAL MODULE: ./build/inputs/secret-name.js
var secret_name = __webpack_require__(3732);
// EXTERNAL MODULE: ./build/cli/options/profile-file.js
var profile_file = __webpack_require__(1936);
// EXTERNAL MODULE: ./build/cli/options/token-file.js
var token_file = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/cli/login/app.js
var app = __webpack_require__(5256);
// EXTERNAL MODULE: ./build/cli/login/github-token.js
var github_token = __webpack_require__(2408);
// EXTERNAL MODULE: ./build/cli/login/profile-store.js
var profile_store = __webpack_require__(6154);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(8614);
;// CONCATENATED MODULE: ./build/cli/login/workflow-snippet.js
/**
 * Formats workflows that use the stored secrets, as YAML with the secrets' names, never their values.
 */

/**
 * Two files: one uploads, one renews the token before it expires after 90 days. They are separate, because GitHub
 * disables a workflow with a schedule, uploads included, when a public repository is inactive for 60 days
 * (docs.github.com, "Disabling and enabling a workflow").
 */
function formatWorkflow(options) {
    const { location: place } = options;
    const environment = place.kind === 'environment' ? [`    environment: ${JSON.stringify(place.name)}`] : [];
    return [
        '# .github/workflows/upload.yml',
        'name: Upload',
        'on: push',
        'permissions: {}',
        'jobs:',
        ...buildJob,
        '  upload: # no checkout or build in this job, so no other code can read the token',
        '    needs: build',
        '    runs-on: ubuntu-latest',
        ...environment,
        '    steps:',
        '      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
        ...artifactInputs,
        ...uploadStep(options, ['path: dist', 'destination: uploads']),
        '',
        '# .github/workflows/onedrive-token.yml',
        'name: OneDrive token',
        'on:',
        '  schedule:',
        "    - cron: '17 4 * * 1' # a refresh token expires 90 days after it was issued",
        '  workflow_dispatch: # GitHub stops schedules of public repositories after 60 days without activity',
        'permissions: {}',
        'jobs:',
        '  refresh:',
        '    runs-on: ubuntu-latest',
        ...environment,
        '    steps:',
        ...uploadStep(options, ['mode: refresh-only']),
    ].join('\n');
}
/** The artifact that one job passes to the next. */
const artifactInputs = ['        with:', '          name: dist', '          path: dist'];
const buildJob = [
    '  build:',
    '    runs-on: ubuntu-latest',
    '    permissions:',
    '      contents: read',
    '    steps:',
    '      - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0',
    '        with:',
    '          persist-credentials: false',
    '      - run: make dist # your build: it writes the folder dist',
    '      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
    ...artifactInputs,
];
function uploadStep({ names, inputs, location: place }, own) {
    const secret = (name) => `\${{ secrets.${name} }}`;
    const where = place.kind === 'environment' ? `environment:${place.name}` : place.kind;
    const lines = [
        `client-id: ${secret(names.clientId)}`,
        ...(names.clientSecret === undefined ? [] : [`client-secret: ${secret(names.clientSecret)}`]),
        `refresh-token: ${secret(names.refreshToken)}`,
        ...Object.entries(inputs).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
        `rotate-secret: ${names.refreshToken}`,
        ...(where === 'repository' ? [] : [`rotate-secret-in: ${JSON.stringify(where)}`]),
        `github-token: ${secret('SECRETS_TOKEN')} # a token that can write secrets; the job's own cannot`,
        ...own,
    ];
    return [
        `      - uses: OWNER/onedrive-upload@v${version/* packageVersion */.T} # better: the full commit SHA, with the tag as its comment`,
        '        with:',
        ...lines.map((line) => `          ${line}`),
    ];
}

;// CONCATENATED MODULE: ./build/cli/login/store-token.js
/**
 * Stores the tokens of a sign-in in a file, in GitHub secrets, or on standard output. Checks each destination before
 * the sign-in.
 */














/**
 * Reads and checks the flags. Without a destination it asks for one, or reports a problem before the sign-in if nobody
 * can answer.
 */
function readTokenStoreOptions(flags, { prompts, host }, { problems: profileProblems, profile: named }) {
    const text = (name) => (typeof flags[name] === 'string' ? flags[name].trim() : undefined);
    const choice = {
        out: text('out'),
        repository: text('saveSecret'),
        print: flags.print === true,
    };
    const isTold = choice.out !== undefined || choice.repository !== undefined || choice.print;
    // The environment may name a profile for other verbs; what this command line says is meant.
    const told = isTold && named?.choice.isFromEnvironment ? undefined : named;
    const isMissing = !isTold && told === undefined && profileProblems.length === 0;
    const prefix = text('secretPrefix') ?? 'ONEDRIVE';
    const parsed = (0,rotation/* parseSecretLocation */.ro)(text('in') ?? 'repository');
    const wrongName = (0,secret_name/* secretNameProblem */.n)(`${prefix}_CLIENT_ID`);
    const isAlone = prompts === undefined && flags.yes !== true;
    const problems = [
        ...(isMissing && prompts === undefined
            ? [
                'choose where to store the refresh token: --profile NAME, --save-secret OWNER/REPO, --out FILE or --print',
            ]
            : []),
        ...profileProblems,
        ...storeChoiceProblems(choice),
        ...('problem' in parsed ? [`--in ${parsed.problem}`] : []),
        ...(wrongName === undefined ? [] : [`--secret-prefix ${wrongName}`]),
        ...(choice.repository !== undefined && isAlone
            ? ['--save-secret needs --yes without a terminal, because nobody can confirm the account']
            : []),
    ];
    const complete = async () => {
        if (choice.out !== undefined)
            checkWritableFile('--out', choice.out);
        if (told !== undefined)
            checkWritableProfile(told.choice);
        const asked = isMissing && prompts !== undefined ? await askStoreChoice(prompts, host) : undefined;
        const { out, repository, print, profile } = asked ?? { ...choice, profile: told };
        if (repository === undefined || 'problem' in parsed)
            return { out, print, profile, save: undefined };
        const names = {
            clientId: `${prefix}_CLIENT_ID`,
            clientSecret: `${prefix}_CLIENT_SECRET`,
            refreshToken: `${prefix}_REFRESH_TOKEN`,
        };
        return { out, print, profile, save: { secretStore: { repository, location: parsed.value }, names } };
    };
    return { problems, complete };
}
async function askStoreChoice(prompts, host) {
    const choice = await prompts.select('Where should the refresh token be stored?', {
        github: 'as secrets of a GitHub repository',
        profile: 'on this machine, under a name (profile)',
        file: 'in a file',
        print: 'nowhere, only print it',
    });
    const repository = choice === 'github' ? await prompts.text('Repository, as OWNER/REPO') : undefined;
    const out = choice === 'file' ? await prompts.text('File') : undefined;
    const name = choice === 'profile' ? await prompts.text('Name of the profile') : undefined;
    const { problems, profile } = (0,profile_store/* findLoginProfile */.wx)(name === undefined ? {} : { profile: name }, host);
    const storeChoice = { out, repository, print: choice === 'print', profile };
    (0,app/* throwProblems */.J)(problems, storeChoiceProblems(storeChoice));
    if (profile !== undefined)
        checkWritableProfile(profile.choice);
    if (out !== undefined)
        checkWritableFile('--out', out);
    return storeChoice;
}
function storeChoiceProblems({ out, repository }) {
    return [
        ...(out === '' ? ['--out is empty: write the name of a file'] : []),
        ...(repository !== undefined && !(0,client/* isRepositoryName */.en)(repository)
            ? [`--save-secret is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(repository)}; write OWNER/REPO`]
            : []),
    ];
}
/**
 * Checks as far as possible that the tokens can be stored. Returns the function that stores them, logs it, and warns
 * of what is left to do.
 */
async function openTokenStore(options, { session, http, flags, }) {
    const { host } = session;
    const { save } = options;
    if (save === undefined)
        return async (kept) => storeLocally(options, session, kept);
    const token = await (0,github_token/* findGitHubToken */.m)(session, flags);
    const secretStore = { ...save.secretStore, github: (0,client/* openGitHubClient */.L7)({ host, http, token }) };
    await (0,github_secrets/* checkSecretStore */.W8)(secretStore);
    return async (kept) => {
        storeLocally(options, session, kept);
        const { names } = save;
        const { clientId } = kept.app.identity;
        const secrets = [
            { name: names.clientId, value: clientId },
            ...(kept.clientSecret === undefined ? [] : [{ name: names.clientSecret, value: kept.clientSecret }]),
            { name: names.refreshToken, value: kept.refreshToken },
        ];
        for (const { name, outcome } of await (0,github_secrets/* writeGitHubSecrets */.I1)(secretStore, secrets))
            host.log.info(`${outcome === 'created' ? 'Created' : 'Overwrote'} ${(0,github_secrets/* describeSecret */.wr)(secretStore, name)}`);
        host.log.info('A workflow that uses them:');
        const text = workflowFor(options, kept);
        if (options.print)
            for (const line of text.split('\n'))
                host.log.info(line);
        else
            session.print(text);
    };
}
function storeLocally({ out, print, profile }, session, content) {
    const { refreshToken } = content;
    const { host } = session;
    if (profile !== undefined)
        (0,profile_store/* storeProfile */.rC)(profile, content, host);
    const { log } = host;
    if (out !== undefined) {
        (0,token_file/* writeTokenFile */.Hk)(out, { refreshToken, host });
        // An existing file keeps its mode.
        (0,token_file/* warnIfReadableByOthers */.W0)(out, host);
        log.info(`The refresh token is in ${out}: with --refresh-token-file each new one is stored there, too.`);
        if ((0,external_node_os_.platform)() === 'win32')
            log.warning('On Windows its mode has no effect: everybody who can read the folder can read the file.');
    }
    if (!print)
        return;
    if (process.stdout.isTTY === true)
        log.warning('Anyone who sees this screen can use the token. In a shell, put it in single quotes: it may contain ! * $.');
    session.print(refreshToken);
}
function workflowFor({ save }, { app, clientSecret }) {
    const { identity, appFolder, redirectUri } = app;
    const { tenantId, cloud } = identity;
    const live = identity.authority === 'live';
    const inputs = {
        ...(tenantId !== 'common' && { 'tenant-id': tenantId }),
        ...(cloud !== 'global' && { cloud }),
        ...(live && { authority: 'live' }),
        ...(live && redirectUri !== undefined && { 'redirect-uri': redirectUri }),
        ...(appFolder && { 'app-folder': 'true' }),
    };
    const location = save?.secretStore.location;
    const names = save?.names ?? { clientId: '', clientSecret: '', refreshToken: '' };
    return formatWorkflow({
        names: { ...names, clientSecret: clientSecret === undefined ? undefined : names.clientSecret },
        inputs,
        location: location ?? { kind: 'repository' },
    });
}
function checkWritableProfile(location) {
    (0,profile_file/* createProfileFolder */.G7)(location);
    checkWritableFile('--profile', location.path);
}
/** Checks that a file can be written. Throws a Failure of kind `usage` that names the flag. */
function checkWritableFile(flag, path) {
    try {
        if (path === '')
            throw new Error('no name of a file');
        (0,private_file/* checkReplaceable */.X7)(path);
    }
    catch (cause) {
        if (cause instanceof errors/* Failure */.HR || (0,errors/* systemCode */.xU)(cause) === 'EBUSY') {
            const { message, hint } = (0,private_file/* replaceFailure */.Jb)(flag, path, cause);
            throw new errors/* Failure */.HR(message, { code: 'file-not-written', kind: 'usage', hint });
        }
        throw new errors/* Failure */.HR(`${flag} ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(path)} cannot be written`, {
            code: 'file-not-written',
            kind: 'usage',
            hint: 'create its folder, or name another file',
        });
    }
}


/***/ }),

/***/ 1946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ warnOfUnknownVariables)
/* harmony export */ });
/* harmony import */ var _inputs_aliases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4988);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9140);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1659);



const prefix = 'ONEDRIVE_';
/** Without the prefix. */
const ownNames = [
    ..._inputs_table_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUT_SPECS */ .a.filter(({ kind }) => kind !== 'context').flatMap(({ name, kind }) => {
        const variable = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputEnvName */ .d_)(name).slice(prefix.length);
        return kind === 'secret' ? [variable, `${variable}_FILE`] : [variable];
    }),
    'PROFILE',
    'CODE_VERIFIER',
    'UPLOAD_EMULATOR',
];
/** Warns of each variable whose name is a typing error or two away from one of ours that is not set. */
function warnOfUnknownVariables({ env, log }) {
    const unset = ownNames.filter((name) => env[prefix + name] === undefined);
    for (const variable of Object.keys(env).sort()) {
        const name = variable.slice(prefix.length);
        if (!variable.toUpperCase().startsWith(prefix) || ownNames.includes(name) || env[variable] === '')
            continue;
        const near = (0,_inputs_aliases_js__WEBPACK_IMPORTED_MODULE_0__/* .closestMatch */ .h0)(name, unset, name.length < 8 ? 1 : 2);
        if (near !== undefined)
            log.warning(`${variable} is not used: no input has this name. Did you mean ${prefix}${near}?`);
    }
}


/***/ }),

/***/ 2724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ listenFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/**
 * The errors of a port on this machine that cannot be opened, for the emulator and the sign-in's listener.
 */

/** A failure of kind `usage` for the error that `listen` reported. */
function listenFailure(error, { port, alternative }) {
    const [what, first] = explainListenError((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error));
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`port ${port} of this machine ${what ?? `cannot be opened (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemReason */ .uc)(error)})`}`, {
        code: 'port-in-use',
        kind: 'usage',
        hint: `${first}${alternative}`,
        cause: error,
    });
}
function explainListenError(code) {
    if (code === 'EADDRINUSE')
        return ['is in use by another program', 'end that program, or '];
    if (code === 'EACCES')
        return [
            'may not be opened by this user (EACCES)',
            'ports below 1024 are for root only, and Windows reserves some ranges: ',
        ];
    return [undefined, ''];
}


/***/ })

};
