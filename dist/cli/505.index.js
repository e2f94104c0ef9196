export const id = 505;
export const ids = [505];
export const modules = {

/***/ 2510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ forChildren),
/* harmony export */   x: () => (/* binding */ takeEnvironment)
/* harmony export */ });
/** In capitals: on Windows names are compared so, and elsewhere no other is meant by them. */
const needed = new Set([
    // Who and where; what a program is found with.
    'PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP LANG LANGUAGE TZ',
    // The desktop: how xdg-open finds a browser, and the browser its display. xdg-utils, scripts/xdg-open.in.
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION BROWSER',
    'GNOME_DESKTOP_SESSION_ID KDE_FULL_SESSION KDE_SESSION_VERSION MATE_DESKTOP_SESSION_ID',
    'GDK_BACKEND QT_QPA_PLATFORM MOZ_ENABLE_WAYLAND',
    // Windows below Linux, whose browser is opened through PowerShell.
    'WSL_DISTRO_NAME WSL_INTEROP WSLENV',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS USERPROFILE USERNAME USERDOMAIN HOMEDRIVE HOMEPATH',
    'APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PUBLIC PSMODULEPATH COMPUTERNAME SESSIONNAME',
    'PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432',
    'PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS',
    // gh: where it keeps its sign-in (`gh help environment`); the keyring is behind the session bus.
    'GH_CONFIG_DIR GH_HOST',
    // OpenSSL looks at these two when the first connection is made, in this process as well.
    'SSL_CERT_FILE SSL_CERT_DIR',
    // What the library behind our own questions looks at, in the environment of the process.
    'TERM TERM_PROGRAM COLORTERM NO_COLOR FORCE_COLOR WT_SESSION CI ACCESSIBLE',
].flatMap((names) => names.split(' ')));
/** Folders and locales have many. */
const families = /^(XDG|LC)_/;
/** A browser that is started here needs them as much as we do. */
const proxies = /^(HTTPS?|ALL|NO)_PROXY$/;
/** The part of an environment that a child gets. */
function forChildren(env) {
    const isFor = ([name, value = '']) => {
        const upper = name.toUpperCase();
        // A user name and a password stand before an @.
        return needed.has(upper) || families.test(upper) || (proxies.test(upper) && !value.includes('@'));
    };
    return Object.fromEntries(Object.entries(env).filter(isFor));
}
/**
 * This process's environment as it was, and leaves in it what a child may see: a library that starts a browser takes
 * no environment from us, and its child inherits what is left.
 */
function takeEnvironment() {
    const whole = { ...process.env };
    const left = forChildren(whole);
    for (const name of Object.keys(whole))
        if (!(name in left))
            delete process.env[name];
    return whole;
}


/***/ }),

/***/ 2757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ findGitHubToken)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _githubhosts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5726);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8718);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4188);
/* harmony import */ var _children_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2510);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4372);
/* harmony import */ var _tokenfile_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9810);
/**
 * The GitHub token that writes secrets: from the environment, from a file, from gh, or asked for. Knows where
 * people keep one; sends it nowhere.
 */









/** Finds a token, the plainest place first. Throws a Failure of kind `usage` where there is none. */
async function findGitHubToken({ host, ask }, flags) {
    const { env } = host;
    (0,_tokenfile_js__WEBPACK_IMPORTED_MODULE_7__/* .warnOfOpenFiles */ .XK)(host, flags, ['github-token']);
    const own = (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_8__/* .openReader */ .c)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .commandInputs */ .tp)(flags, env))(_inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__/* .ROTATION */ .LK.githubToken);
    const known = own || env.GH_TOKEN || env.GITHUB_TOKEN || (await fromGh(env));
    const token = known || ((await ask?.hidden('GitHub token that may write secrets')) ?? '');
    if (token === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('there is no GitHub token to write secrets with', {
            kind: 'usage',
            hint: 'set GH_TOKEN, or sign in with gh auth login',
        });
    }
    host.mask(token);
    return token;
}
/** The host of the web pages, as gh names it: the API's name without `api.`. */
function githubHost(env) {
    return new URL((0,_githubhosts_js__WEBPACK_IMPORTED_MODULE_3__/* .githubApi */ .Mc)(env)).hostname.replace(/^api\./, '');
}
/** What `gh auth token` prints; '' when gh is not there or not signed in. It gets no secret of ours. */
function fromGh(env) {
    return new Promise((resolve) => {
        // Windows looks for gh in the working folder first, which may be anybody's checkout (nodejs/node#46264).
        const options = { timeout: 10_000, windowsHide: true, env: (0,_children_js__WEBPACK_IMPORTED_MODULE_5__/* .forChildren */ .l)(env), cwd: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() };
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('gh', ['auth', 'token', '--hostname', githubHost(env)], options, (error, stdout) => {
            resolve(error === null && /^\S+$/.test(stdout.trim()) ? stdout.trim() : '');
        });
    });
}


/***/ }),

/***/ 9505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextOf: () => (/* binding */ contextOf),
/* harmony export */   issuerOf: () => (/* binding */ issuerOf),
/* harmony export */   subject: () => (/* binding */ subject),
/* harmony export */   subjectLines: () => (/* binding */ subjectLines)
/* harmony export */ });
/* harmony import */ var _auth_assertion_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8267);
/* harmony import */ var _auth_oidc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5546);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8013);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4255);
/* harmony import */ var _inputs_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2564);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8718);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9368);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(977);
/* harmony import */ var _ghtoken_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2757);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4372);
/**
 * The verb `subject`: what to enter in the portal so that Microsoft takes GitHub's tokens in place of a secret.
 * Knows how GitHub makes a subject (docs.github.com, "OpenID Connect reference"; github/docs#45221 for the numbers
 * in it); the portal compares it letter by letter, capitals included.
 */











/** Prints issuer, audience and the subjects; inside a job that may, those of its own token, too. */
async function subject({ flags, args }, seat) {
    const { host } = seat;
    const full = args[0] ?? host.env.GITHUB_REPOSITORY ?? '';
    const context = contextOf(flags, host.env);
    const problems = [
        ...(/^[\w.-]+\/[\w.-]+$/.test(full) ? [] : ['name the repository, as OWNER/REPO']),
        ...(context === undefined
            ? ['say which jobs: one of --environment NAME, --branch NAME, --tag NAME, --pull-request']
            : []),
    ];
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageFailure */ .wK(problems);
    const cloud = (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_7__/* .openReader */ .c)((0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .commandInputs */ .tp)(flags, host.env))(_inputs_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .IDENTITY */ .zK.cloud);
    const audience = (0,_auth_oidc_js__WEBPACK_IMPORTED_MODULE_0__/* .exchangeAudience */ .S)(cloud);
    const door = (0,_http_js__WEBPACK_IMPORTED_MODULE_3__/* .openDoor */ .f)(host, cloud);
    try {
        const named = await look(full, { flags, seat, door });
        seat.print(`issuer: ${issuerOf(host.env)}\naudience: ${audience}`);
        for (const line of subjectLines(named, context ?? ''))
            seat.print(line);
        for (const line of remarks(named))
            host.log.info(line);
        if (host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
            const own = (0,_auth_assertion_js__WEBPACK_IMPORTED_MODULE_8__/* .claimsOf */ .d)(await (0,_auth_oidc_js__WEBPACK_IMPORTED_MODULE_0__/* .githubToken */ .b)({ door, host }, audience));
            seat.print(`this job's issuer: ${own?.issuer}\nthis job's audience: ${own?.audience}`);
            seat.print(`this job's subject: ${own?.subject}`);
        }
    }
    finally {
        await door.close();
    }
}
/** `environment:prod`, `ref:refs/heads/main` …; undefined when nothing tells. Several flags are a mistake. */
function contextOf(flags, env) {
    // A colon in a name would else be taken for the end of it.
    const text = (name) => typeof flags[name] === 'string' ? flags[name].replaceAll(':', '%3A') : undefined;
    const [environment, branch, tag] = [text('environment'), text('branch'), text('tag')];
    const told = [
        ...(environment === undefined ? [] : [`environment:${environment}`]),
        ...(branch === undefined ? [] : [`ref:refs/heads/${branch}`]),
        ...(tag === undefined ? [] : [`ref:refs/tags/${tag}`]),
        ...(flags.pullRequest === true ? ['pull_request'] : []),
    ];
    if (told.length > 1)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageFailure */ .wK([
            '--environment, --branch, --tag and --pull-request are different subjects: one at a time',
        ]);
    const ref = env.GITHUB_REF ? `ref:${env.GITHUB_REF}` : undefined;
    return told[0] ?? (env.GITHUB_EVENT_NAME === 'pull_request' ? 'pull_request' : ref);
}
/** Without a slash at its end. GitHub Enterprise Cloud may add `/ENTERPRISE`, which only a token tells. */
function issuerOf(env) {
    const { host } = new URL(env.GITHUB_SERVER_URL || 'https://github.com');
    if (host === 'github.com')
        return 'https://token.actions.githubusercontent.com';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}
/** Both forms, the one that this repository uses first where that is known. */
function subjectLines({ full, id, ownerId, prefix, template }, context) {
    if (template !== undefined)
        return [`subject: made of ${template.join(', ')}`];
    const [owner = '', name = ''] = full.split('/');
    const old = `subject: repo:${full}:${context}`;
    const known = prefix ?? (id && ownerId ? `repo:${owner}@${ownerId}/${name}@${id}` : undefined);
    if (known === undefined)
        return [old];
    const immutable = `subject: ${known}:${context}`;
    return prefix === undefined ? [old, immutable] : [immutable];
}
function remarks({ id, prefix, template }) {
    if (template !== undefined)
        return [
            'This repository has a template of its own: run this verb in a job with id-token: write to see the result.',
        ];
    if (prefix !== undefined)
        return [];
    return id === undefined
        ? [
            'Repositories made, renamed or moved since 15 July 2026 send numbers too: set GH_TOKEN, or give --repository-id and --owner-id.',
        ]
        : [
            'The second form is sent by repositories made, renamed or moved since 15 July 2026; an app may have both.',
        ];
}
async function look(full, { flags, seat, door }) {
    const { env, log } = seat.host;
    const text = (name) => (typeof flags[name] === 'string' ? flags[name] : undefined);
    const isOwn = env.GITHUB_REPOSITORY === full;
    const known = {
        ...{ full, prefix: undefined, template: undefined },
        id: text('repositoryId') ?? (isOwn ? env.GITHUB_REPOSITORY_ID : undefined),
        ownerId: text('ownerId') ?? (isOwn ? env.GITHUB_REPOSITORY_OWNER_ID : undefined),
    };
    const token = await (0,_ghtoken_js__WEBPACK_IMPORTED_MODULE_5__/* .findGitHubToken */ .m)({ host: seat.host, ask: undefined }, flags).catch(nothingIfUsage);
    if (token === undefined)
        return known;
    try {
        return { ...known, ...(await asked(full, (0,_github_js__WEBPACK_IMPORTED_MODULE_2__/* .openGitHub */ .o)({ host: seat.host, door, token }))) };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ServiceFailure */ .A))
            throw error;
        log.warning(`GitHub does not tell about ${(0,_text_js__WEBPACK_IMPORTED_MODULE_9__/* .printable */ .g$)(full)}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error)}`);
        return known;
    }
}
function nothingIfUsage(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR) || error.kind !== 'usage')
        throw error;
}
async function asked(full, github) {
    const path = `/repos/${full.split('/').map(_github_js__WEBPACK_IMPORTED_MODULE_2__/* .segment */ .m).join('/')}`;
    const { body } = await github.call({ method: 'GET', path, doing: `look up ${full}` });
    const { id, full_name, owner } = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .fields */ .OA)(body);
    const doing = `look up the subjects of ${full}`;
    const sub = await github.call({
        ...{ method: 'GET', path: `${path}/actions/oidc/customization/sub`, expect: [403, 404] },
        doing,
    });
    const { use_default, include_claim_keys, sub_claim_prefix } = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .fields */ .OA)(sub.body);
    const ownerId = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .fields */ .OA)(owner).id;
    return {
        // As GitHub spells it: capitals count.
        ...(typeof full_name === 'string' && { full: full_name }),
        ...(typeof id === 'number' && { id: String(id) }),
        ...(typeof ownerId === 'number' && { ownerId: String(ownerId) }),
        ...(typeof sub_claim_prefix === 'string' && { prefix: sub_claim_prefix }),
        ...(use_default === false &&
            Array.isArray(include_claim_keys) && { template: include_claim_keys.map(String) }),
    };
}


/***/ }),

/***/ 9810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ replaceToken),
/* harmony export */   XK: () => (/* binding */ warnOfOpenFiles),
/* harmony export */   i6: () => (/* binding */ tokenKeeper),
/* harmony export */   ou: () => (/* binding */ warnIfOpen)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9140);
/* harmony import */ var _privatefile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6373);
/* harmony import */ var _readfile_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8528);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(977);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4372);
/**
 * The files that the command keeps secrets in: who may read them, and how a new refresh token takes the place of the
 * old one. Knows flags, variables and the local file system.
 */








/** Warns of every file of a secret that others can read, once; of these inputs, else of all. */
function warnOfOpenFiles({ env, log }, flags, inputs = _inputs_table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.map(({ name }) => name)) {
    const secrets = _inputs_table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
    // The token's file is written, although a variable wins over what it holds.
    const used = secrets.filter(({ name }) => name === 'refresh-token' || env[(0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .envName */ .pD)(name)] === undefined);
    const paths = used.flatMap(({ name }) => (0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFile */ .pb)(flags, env, name) ?? []);
    for (const path of new Set(paths))
        warnIfOpen(path, { env, log });
}
/** Warns when others may read a file; on Windows its mode says nothing. */
function warnIfOpen(path, { env, log }) {
    const stats = statsOf(path);
    if ((0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0)
        return;
    // systemd lets its service read a credential by an ACL, which stands where the group's mode does (exec-credential.c).
    const { CREDENTIALS_DIRECTORY: credentials } = env;
    if (credentials && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(path)) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(credentials))
        return;
    const mode = (stats.mode & 0o777).toString(8);
    log.warning(`${(0,_text_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}
/** What keeps a new refresh token in the file that was named; nothing where none was, or none that can be replaced. */
function tokenKeeper(flags, host) {
    const path = (0,_source_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFile */ .pb)(flags, host.env, 'refresh-token');
    if (path === undefined)
        return {};
    const stats = statsOf(path);
    const other = stats && (0,_readfile_js__WEBPACK_IMPORTED_MODULE_5__/* .otherThanFile */ ._W)(stats);
    if (other === undefined || other === 'a folder')
        return { keepToken: async (refreshToken) => replaceToken(path, { refreshToken, host }) };
    host.log.warning(`--refresh-token-file ${(0,_text_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)(path)} is ${other}: a new refresh token cannot be kept there, and is lost.`);
    return {};
}
/** Replaces the token's file by a new one in one step; says so when its owner could not be kept. */
function replaceToken(path, { refreshToken, host }) {
    try {
        const warning = (0,_privatefile_js__WEBPACK_IMPORTED_MODULE_4__/* .replacePrivately */ .PT)(path, `${refreshToken}\n`);
        if (warning !== undefined)
            host.log.warning(warning);
    }
    catch (cause) {
        throw (0,_privatefile_js__WEBPACK_IMPORTED_MODULE_4__/* .unreplaced */ .w6)('the new refresh token', path, cause);
    }
    (0,_privatefile_js__WEBPACK_IMPORTED_MODULE_4__/* .removeBeginnings */ .$r)(path, host.clock.now());
}
/** Undefined for what cannot be looked at: reading it says why. */
function statsOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}


/***/ })

};
