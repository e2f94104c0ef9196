export const id = 301;
export const ids = [301];
export const modules = {

/***/ 5256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ throwProblems),
/* harmony export */   d: () => (/* binding */ readLoginApp)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _inputs_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1713);
/* harmony import */ var _inputs_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7559);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8718);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(401);
/* harmony import */ var _inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3665);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4188);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5031);
/* harmony import */ var _inputs_target_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2623);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1659);
/* harmony import */ var _options_token_file_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5012);
/**
 * Reads the app for a sign-in from flags, environment and prompts. Uses the inputs that a sign-in shares with the
 * action. Sends no requests.
 */











/** Throws all problems at once, before anything is asked, sent or written. */
function throwProblems(...problems) {
    const all = [...new Set(problems.flat())];
    if (all.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(all);
}
function readAppInputs(read) {
    return {
        clientId: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientId),
        clientSecret: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientSecret),
        certificate: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientCertificate),
        credential: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.credential),
        tenantId: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.tenantId),
        cloud: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.cloud),
        authority: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.authority),
        redirectUri: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.redirectUri),
        scopes: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.scopes).replace(/\s+/g, ' '),
        appFolder: read(_inputs_target_js__WEBPACK_IMPORTED_MODULE_7__/* .TARGET_SPECS */ .p.appFolder),
        // Used later, if at all. Reading it here reports an invalid token early.
        githubToken: read(_inputs_rotation_js__WEBPACK_IMPORTED_MODULE_5__/* .ROTATION_SPECS */ .Y5.githubToken),
    };
}
/** Reads the app and checks all its values. */
function readLoginApp({ flags, host, prompts, fixed = {}, profile, usesClientAuth, }) {
    const source = (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .commandInputs */ .tp)(flags, host.env, { fixed, profile });
    (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_9__/* .warnOfReadableSecretFiles */ .zm)(host, flags, ['client-secret', 'client-certificate']);
    (0,_inputs_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskSecrets */ .QU)(host, source);
    const read = (0,_inputs_reader_js__WEBPACK_IMPORTED_MODULE_10__/* .createInputReader */ .ic)(source);
    const initialInputs = readAppInputs(read);
    const extraParameters = readExtraParameters(flags, read);
    const { missing, wrong, rest } = read.problems;
    const readProblems = [...missing, ...wrong, ...rest];
    const problemsOf = (texts, isFinal) => (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_3__/* .redactSecretInputs */ .t)([...readProblems, ...combinationProblems(texts, { source, usesClientAuth, isFinal })], source);
    const complete = async () => {
        const texts = { ...initialInputs };
        if (texts.clientId === '' && prompts !== undefined) {
            texts.clientId = await prompts.text('Application (client) ID of the registration');
            throwProblems(problemsOf(texts, false));
        }
        if (usesClientAuth && needsSecretPrompt(initialInputs, read) && prompts !== undefined) {
            texts.clientSecret = await prompts.password('Client secret (its Value); leave empty for Mobile and desktop');
            host.mask(texts.clientSecret);
        }
        throwProblems(problemsOf(texts, true));
        return createLoginApp(texts, { usesClientAuth, extraParameters });
    };
    return {
        problems: problemsOf(initialInputs, prompts === undefined),
        authority: initialInputs.authority,
        redirectUri: initialInputs.redirectUri || undefined,
        extraParameters,
        complete,
    };
}
function createLoginApp(texts, { usesClientAuth, extraParameters, }) {
    const { clientId, tenantId, cloud, authority, redirectUri, scopes, appFolder } = texts;
    const proof = usesClientAuth ? credentialInputs(texts) : { credential: 'none' };
    const defaultScope = appFolder ? 'Files.ReadWrite.AppFolder' : 'Files.ReadWrite';
    return {
        identity: {
            auth: 'refresh-token',
            clientId,
            refreshToken: '',
            tenantId,
            cloud,
            authority,
            ...proof,
            outputRefreshToken: false,
        },
        redirectUri: redirectUri === '' ? undefined : redirectUri,
        scope: scopes === '' ? `${defaultScope} offline_access` : scopes,
        appFolder,
        extraParameters,
    };
}
/** True when a secret was requested but not given, or no kind of credential was chosen. */
function needsSecretPrompt({ credential }, read) {
    if (read.has(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientSecret) || credential === 'certificate')
        return false;
    return credential === 'secret' || !read.has(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientCertificate);
}
/** Problems of values that do not fit together. */
function combinationProblems(texts, { source, usesClientAuth, isFinal }) {
    const { clientId, clientSecret, certificate, authority, credential, cloud, redirectUri } = texts;
    const rest = [];
    const rule = (broken, words) => broken && rest.push(words);
    rule(isFinal && clientId === '', `client-id is empty: it is the ${_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientId.help}`);
    rule(clientId !== '' && authority === 'entra' && !(0,_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .isGuid */ .W_)(clientId), 'client-id is not a GUID: copy "Application (client) ID" from the registration\'s overview page');
    rule(authority === 'live' && cloud !== 'global', 'authority: live works only with cloud: global: remove one of them');
    rule(authority === 'live' && credential === 'certificate', 'authority: live accepts only a client secret: set client-secret, and remove the other credential');
    rule(credential === 'oidc', 'credential: oidc works only in jobs: sign in with the secret or the certificate');
    rule(credential === 'certificate' && certificate === '', 'client-certificate is empty, but credential is certificate: name its file with --client-certificate-file');
    rule(isFinal && usesClientAuth && credential === 'secret' && clientSecret === '', 'client-secret is empty, but credential is secret: name its file with --client-secret-file');
    rule(redirectUri !== '' && (0,_inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__/* .isInsecureRedirectUri */ .hF)(redirectUri), 'redirect-uri is http to another machine, so the code is not encrypted: write https, or http://localhost');
    return [...(0,_inputs_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .credentialProblems */ ._)({ clientId, clientSecret, refreshToken: '' }, source.emulator), ...rest];
}
function credentialInputs({ certificate, clientSecret, credential, }) {
    if (certificate !== '' && credential !== 'secret')
        return { credential: 'certificate', clientCertificate: certificate };
    return clientSecret === '' ? { credential: 'none' } : { credential: 'secret', clientSecret };
}
/** Parameters that the sign-in sets itself. Without PKCE the caller may set a challenge of their own. */
const reservedParameters = ['client_id', 'response_type', 'redirect_uri', 'scope', 'state'];
const pkceParameters = ['code_challenge', 'code_challenge_method'];
/** Parses `--param name=value`, which may be repeated. */
function readExtraParameters(flags, read) {
    const given = Array.isArray(flags.param) ? flags.param.map(String) : [];
    const pairs = given.map((text) => /^([\w.-]+)=(.*)$/s.exec(text) ?? []);
    const names = pairs.map(([, name = '']) => name.toLowerCase());
    const reserved = flags.pkce === false ? reservedParameters : [...reservedParameters, ...pkceParameters];
    const { rest } = read.problems;
    if (pairs.some(([whole]) => whole === undefined))
        rest.push('--param is not name=value, as in --param login_hint=me@example.com');
    if (names.some((name) => _inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__/* .secretParameterPattern */ .Kn.test(name)))
        rest.push('--param contains a secret, which would be visible in the address: remove it');
    for (const name of names.filter((one) => reserved.includes(one)))
        rest.push(`--param: ${name} cannot be an extra parameter, because the sign-in sets it`);
    for (const name of names.filter((one) => /^request(_uri)?$/.test(one)))
        rest.push(`--param: ${name} cannot be an extra parameter: it would replace a value of the sign-in`);
    if (new Set(names).size < names.length)
        rest.push('--param names a parameter twice: remove one');
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}


/***/ }),

/***/ 2408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ findGitHubToken)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2807);
/* harmony import */ var _http_github_hosts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(443);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(401);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4188);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1659);
/* harmony import */ var _options_token_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5012);
/* harmony import */ var _terminal_child_env_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(322);
/**
 * Finds the GitHub token that writes secrets: in the environment, in a file, from gh, or by a prompt.
 */









/** Returns the first token found. Throws a Failure of kind `usage` when there is none. */
async function findGitHubToken({ host, prompts }, flags) {
    const { env } = host;
    (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_6__/* .warnOfReadableSecretFiles */ .zm)(host, flags, ['github-token']);
    const own = (0,_inputs_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .createInputReader */ .ic)((0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .commandInputs */ .tp)(flags, env))(_inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__/* .ROTATION_SPECS */ .Y5.githubToken);
    const known = own || env.GH_TOKEN || env.GITHUB_TOKEN || (await readGhToken(env));
    const token = known || ((await prompts?.password('GitHub token that can write secrets')) ?? '');
    if (token === '') {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('no GitHub token was found to write secrets', {
            code: 'github-token-missing',
            kind: 'usage',
            hint: 'set GH_TOKEN, or run gh auth login',
        });
    }
    host.mask(token);
    return token;
}
/** The web host as gh names it: the API's host without `api.`. */
function githubWebHost(env) {
    return new URL((0,_http_github_hosts_js__WEBPACK_IMPORTED_MODULE_3__/* .gitHubApiUrl */ .Ly)(env)).hostname.replace(/^api\./, '');
}
/** The output of `gh auth token`; '' when gh is missing or not signed in. It gets none of our secrets. */
function readGhToken(env) {
    return new Promise((resolve) => {
        // Windows looks for gh in the working folder first, which may be an untrusted checkout (nodejs/node#46264).
        const options = { timeout: 10_000, windowsHide: true, env: (0,_terminal_child_env_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Q)(env), cwd: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() };
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('gh', ['auth', 'token', '--hostname', githubWebHost(env)], options, (error, stdout) => {
            resolve(error === null && /^\S+$/.test(stdout.trim()) ? stdout.trim() : '');
        });
    });
}


/***/ }),

/***/ 5357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UO: () => (/* binding */ openProfile),
/* harmony export */   sI: () => (/* binding */ saveProfileToken),
/* harmony export */   tk: () => (/* binding */ chooseProfile)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6851);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1659);
/* harmony import */ var _profile_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1936);
/**
 * `--profile NAME` and ONEDRIVE_PROFILE: a sign-in that `login` stored takes the place of six inputs. Flags win over
 * it. Variables win over ONEDRIVE_PROFILE; beside --profile they are an error, because nobody can tell which is meant.
 */




/** Undefined if no profile is named. Throws a UsageFailure for a wrong name, and for variables beside --profile. */
function chooseProfile(flags, env) {
    const isFromEnvironment = typeof flags.profile !== 'string';
    const name = isFromEnvironment ? env.ONEDRIVE_PROFILE : flags.profile;
    if (typeof name !== 'string' || (isFromEnvironment && name === ''))
        return undefined;
    const problem = (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .profileNameProblem */ .Cq)(name);
    const variables = _profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .profileInputs */ .t5
        .flatMap((input) => [(0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputEnvName */ .d_)(input), `${(0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputEnvName */ .d_)(input)}_FILE`])
        .filter((variable) => (env[variable] ?? '') !== '');
    const problems = [
        ...(problem === undefined ? [] : [`${isFromEnvironment ? 'ONEDRIVE_PROFILE' : '--profile'} ${problem}`]),
        ...(isFromEnvironment
            ? []
            : variables.map((variable) => `${variable} is set, but --profile says where to take this value from: unset it, use a flag, or name the profile in ONEDRIVE_PROFILE`)),
    ];
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(problems);
    return { ...(0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .profileLocation */ .Z6)(name, env), isFromEnvironment };
}
/** The named profile; undefined if none is named. Throws a Failure of kind `usage` if it cannot be used. */
function openProfile(flags, env) {
    const choice = chooseProfile(flags, env);
    if (choice === undefined)
        return undefined;
    const content = (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readProfile */ .er)(choice);
    if (content !== undefined)
        return { ...choice, ...content };
    const others = (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .listProfiles */ .Bn)(env).slice(0, 20).join(', ');
    throw (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .profileFailure */ .GA)(choice, 'profile-not-found', {
        what: 'does not exist',
        hint: `create it with onedrive-upload login --profile NAME${others === '' ? '' : `. There are: ${others}`}`,
    });
}
/**
 * Stores a new refresh token in the profile that the old one came from. Another process may have changed the profile
 * since: it keeps what that one wrote, and a profile of another sign-in, or a deleted one, stays as it is.
 */
function saveProfileToken(profile, { refreshToken, host }) {
    const current = (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readProfile */ .er)(profile);
    const isSame = current?.driveId === profile.driveId &&
        ['client-id', 'tenant-id', 'cloud', 'authority'].every((input) => current.inputs[input] === profile.inputs[input]);
    if (current === undefined || !isSame) {
        host.log.warning(`The profile ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeControls */ .UN)(profile.name)} was ${current === undefined ? 'deleted' : 'replaced by another sign-in'} during this run: the new refresh token is not stored.`);
        return;
    }
    const inputs = { ...current.inputs, 'refresh-token': refreshToken };
    (0,_profile_file_js__WEBPACK_IMPORTED_MODULE_2__/* .writeProfile */ .Z8)(profile, { ...current, inputs }, host.clock.now());
}


/***/ }),

/***/ 5012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ writeTokenFile),
/* harmony export */   K5: () => (/* binding */ refreshTokenWriter),
/* harmony export */   W0: () => (/* binding */ warnIfReadableByOthers),
/* harmony export */   zm: () => (/* binding */ warnOfReadableSecretFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6851);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9940);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9199);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9140);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1659);
/* harmony import */ var _profile_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5357);
/**
 * Files that hold secrets: warns when others can read them, and replaces the refresh token.
 */









/** Warns once of each secret file that others can read. Checks the files of `inputs`, by default of all. */
function warnOfReadableSecretFiles({ env, log }, flags, inputs = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUT_SPECS */ .a.map(({ name }) => name)) {
    const secrets = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUT_SPECS */ .a.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
    // The refresh token's file is written even if a variable overrides its content.
    const used = secrets.filter(({ name }) => name === 'refresh-token' || env[(0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .inputEnvName */ .d_)(name)] === undefined);
    const paths = used.flatMap(({ name }) => (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFilePath */ .YD)(flags, env, name) ?? []);
    for (const path of new Set(paths))
        warnIfReadableByOthers(path, { env, log });
}
/** Warns when others can read a file. Windows has no such mode. */
function warnIfReadableByOthers(path, { env, log }) {
    const stats = statIfPossible(path);
    if ((0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0)
        return;
    // systemd grants access to a credential by an ACL, which shows as the group's mode (exec-credential.c).
    const { CREDENTIALS_DIRECTORY: credentials } = env;
    if (credentials && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(path)) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(credentials))
        return;
    const mode = (stats.mode & 0o777).toString(8);
    log.warning(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}
/**
 * Returns the function that saves a new refresh token where the old one came from: the named file, if it can be
 * replaced, or the profile. There is none if the old one came from a variable.
 */
function refreshTokenWriter(flags, host, profile) {
    const ignoresVariables = profile?.isFromEnvironment === false;
    const path = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFilePath */ .YD)(flags, ignoresVariables ? {} : host.env, 'refresh-token');
    if (path === undefined) {
        const isVariable = !ignoresVariables && (host.env[(0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .inputEnvName */ .d_)('refresh-token')] ?? '') !== '';
        if (profile === undefined || isVariable)
            return {};
        return {
            saveRefreshToken: async (refreshToken) => (0,_profile_js__WEBPACK_IMPORTED_MODULE_7__/* .saveProfileToken */ .sI)(profile, { refreshToken, host }),
            refreshTokenStore: `the profile ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(profile.name)}`,
        };
    }
    const stats = statIfPossible(path);
    const other = stats && (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_4__/* .nonFileKind */ .YZ)(stats);
    if (other === undefined || other === 'a folder')
        return { saveRefreshToken: async (refreshToken) => writeTokenFile(path, { refreshToken, host }) };
    host.log.warning(`--refresh-token-file ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(path)} is ${other}: a new refresh token cannot be stored there and is lost. Name a regular file.`);
    return {};
}
/** Replaces the token file in one step. Warns when its owner could not be kept. */
function writeTokenFile(path, { refreshToken, host }) {
    try {
        const warning = (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .replacePrivateFile */ .oN)(path, `${refreshToken}\n`);
        if (warning !== undefined)
            host.log.warning(warning);
    }
    catch (cause) {
        throw (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceFailure */ .Jb)('the new refresh token', path, cause);
    }
    (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .removeStaleTempFiles */ .Fh)(path, host.clock.now());
}
/** Undefined when it cannot be read; the read that follows reports why. */
function statIfPossible(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isolateEnvironment),
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
/** In upper case, because Windows ignores the case of names. Elsewhere no other variables have these names. */
const allowedNames = new Set([
    // User, working folder, and where to find programs.
    'PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP LANG LANGUAGE TZ',
    // For xdg-open and the browser's display. xdg-utils, scripts/xdg-open.in.
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION BROWSER',
    'GNOME_DESKTOP_SESSION_ID KDE_FULL_SESSION KDE_SESSION_VERSION MATE_DESKTOP_SESSION_ID',
    'GDK_BACKEND QT_QPA_PLATFORM MOZ_ENABLE_WAYLAND',
    // WSL opens the Windows browser through PowerShell.
    'WSL_DISTRO_NAME WSL_INTEROP WSLENV',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS USERPROFILE USERNAME USERDOMAIN HOMEDRIVE HOMEPATH',
    'APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PUBLIC PSMODULEPATH COMPUTERNAME SESSIONNAME',
    'PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432',
    'PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS',
    // Where gh keeps its sign-in (`gh help environment`). It reaches the keyring through the session bus.
    'GH_CONFIG_DIR GH_HOST',
    // OpenSSL reads these at the first connection, in this process as well.
    'SSL_CERT_FILE SSL_CERT_DIR',
    // The prompts' library and error messages read these from the process's environment.
    'TERM TERM_PROGRAM COLORTERM NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE WT_SESSION CI ACCESSIBLE',
].flatMap((names) => names.split(' ')));
/** Folders and locales use many names. */
const allowedPrefixes = /^(XDG|LC)_/;
/** A browser needs them as much as we do. */
const proxyNames = /^(HTTPS?|ALL|NO)_PROXY$/;
/** Returns the variables that a child process may see. */
function childEnvironment(env) {
    const isFor = ([name, value = '']) => {
        const upper = name.toUpperCase();
        // An @ follows a user name and a password.
        return (allowedNames.has(upper) ||
            allowedPrefixes.test(upper) ||
            (proxyNames.test(upper) && !value.includes('@')));
    };
    return Object.fromEntries(Object.entries(env).filter(isFor));
}
/**
 * Returns a copy of the environment and removes from the process what children must not see: the library that starts a
 * browser lets it inherit the process's environment.
 */
function isolateEnvironment() {
    const whole = { ...process.env };
    const left = childEnvironment(whole);
    for (const name of Object.keys(whole))
        if (!(name in left))
            delete process.env[name];
    return whole;
}


/***/ })

};
