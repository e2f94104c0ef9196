export const id = 826;
export const ids = [826];
export const modules = {

/***/ 1774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K8: () => (/* binding */ readExitCode),
/* harmony export */   Ow: () => (/* binding */ openReadVerb)
/* harmony export */ });
/* unused harmony export selectInputs */
/* harmony import */ var _core_exit_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1388);
/* harmony import */ var _core_stop_signal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8749);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1659);
/* harmony import */ var _options_profile_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5357);
/* harmony import */ var _options_token_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5012);
/* harmony import */ var _options_unknown_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1946);
/* harmony import */ var _terminal_terminal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9286);
/** What `download`, `verify` and `ls` do before they run: open the terminal, read flags and variables. */







/** Opens the verb. Throws a UsageFailure for a profile that cannot be used. */
function openReadVerb({ flags, args, inputs }, { dataOnStdout }) {
    const { env } = process;
    const [quiet, verbose] = [flags.quiet === true, flags.verbose === true];
    const { signal } = (0,_core_stop_signal_js__WEBPACK_IMPORTED_MODULE_1__/* .createStopController */ .r)();
    const terminal = (0,_terminal_terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .openTerminal */ .j)({ env, signal, dataOnStdout, quiet, verbose });
    (0,_options_unknown_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .warnOfUnknownVariables */ .l)(terminal);
    const profile = (0,_options_profile_js__WEBPACK_IMPORTED_MODULE_3__/* .openProfile */ .UO)(flags, env);
    (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_4__/* .warnOfReadableSecretFiles */ .zm)(terminal, flags, inputs);
    if (typeof flags.identityFile === 'string')
        (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_4__/* .warnIfReadableByOthers */ .W0)(flags.identityFile, terminal);
    return {
        terminal,
        options: {
            host: terminal,
            remote: args[0] ?? '',
            source: selectInputs((0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .commandInputs */ .tp)(flags, env, { profile }), inputs),
            ...(typeof flags.latest === 'string' && { latest: flags.latest }),
            ...(typeof flags.checksumsFile === 'string' && { checksumsFile: flags.checksumsFile }),
            ...(0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_4__/* .refreshTokenWriter */ .K5)(flags, terminal, profile),
        },
        redactError: (text) => terminal.redact(terminal.nameInputs(text)),
    };
}
/** Hides inputs that the verb does not read: the environment may set them for uploads. */
function selectInputs(source, inputs) {
    const value = (name) => (inputs.includes(name) ? source.value(name) : undefined);
    // Mode check, because it needs no local files either.
    return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}
/** 0: done. 1: something failed. 2: bad input. 3: sign-in refused. 130: interrupted. */
function readExitCode({ result, errors, }) {
    if (result === 'cancelled')
        return 130;
    if (result !== 'failed')
        return 0;
    return errors[0] === undefined ? 1 : (0,_core_exit_code_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCode */ .I)(errors[0]);
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

/***/ 6529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ localNameKey),
/* harmony export */   a: () => (/* binding */ localNameProblem)
/* harmony export */ });
/**
 * Decides which names of the drive are valid local names. Names from the drive are not trusted: a name that leaves its
 * folder or opens a device is refused, as is one that cannot be written.
 * Source for Windows: learn.microsoft.com/windows/win32/fileio/naming-a-file.
 */
const devicePattern = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;
/** Characters that HFS+ ignores when it compares names (git utf8.c, next_hfs_char). */
const ignoredCharacters = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** In bytes on Linux (NAME_MAX), in UTF-16 code units elsewhere. */
const maxNameLength = 255;
/** Returns why a name is not valid on that system, as a clause to put after the name; undefined when it is valid. */
function localNameProblem(name, system) {
    if (name === '' || name === '.' || name === '..')
        return 'points outside its folder';
    if (/[/\0]/.test(name))
        return 'contains a slash or a zero byte';
    // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
    if (/\p{Cs}/u.test(name))
        return 'is not valid Unicode';
    if (isLikeDotGit(name))
        return 'Git or a file system may treat as ".git"';
    const length = system === 'linux' ? Buffer.byteLength(name) : name.length;
    if (length > maxNameLength)
        return `has ${length} ${system === 'linux' ? 'bytes' : 'characters'}, the limit is ${maxNameLength}`;
    if (system !== 'win32')
        return undefined;
    if (/[<>:"\\|?*\u0001-\u001f]/.test(name))
        return 'contains a character that Windows does not allow';
    if (/[. ]$/.test(name))
        return 'ends with a dot or a space, which Windows drops';
    return devicePattern.test(name) ? 'is a device on Windows' : undefined;
}
/**
 * Whether a name is not `.git` but may open it: different case, ignored characters, or the short name on Windows
 * (docs/facts.md, "Downloads"). Checked on every system, because the folder may be copied to another one. `.git` itself
 * is allowed: it was backed up.
 */
function isLikeDotGit(name) {
    return name !== '.git' && /^(?:\.git|git~\d+)[. ]*$/i.test(name.replace(ignoredCharacters, ''));
}
/**
 * Returns the same key for two names that cannot be in one folder. Ignores case on every system, because a folder of
 * the drive has no two names that differ only in case. macOS also treats composed and decomposed letters as equal, and
 * ignores some characters. `LocalPaths` detects what other file systems treat as equal.
 */
function localNameKey(name, system) {
    const lower = name.toLowerCase();
    return system === 'darwin' ? lower.replace(ignoredCharacters, '').normalize('NFC') : lower;
}


/***/ }),

/***/ 4799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ remotePathForLog),
/* harmony export */   Rl: () => (/* binding */ findRemoteItem),
/* harmony export */   dS: () => (/* binding */ parseRemotePath)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _graph_shortcut_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4125);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8420);
/* harmony import */ var _plan_folder_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5050);
/** The remote path that `download`, `verify` and `ls` are given: its rules, and the item that it names. */




/**
 * Follows the rules of `destination`: removes extra slashes and `./` in front, and refuses `.` and `..`. Throws a
 * UsageFailure with all problems. `verb` names the command in them.
 */
function parseRemotePath(remote, verb) {
    const problems = (0,_plan_folder_text_js__WEBPACK_IMPORTED_MODULE_2__/* .folderTextProblems */ .Gn)('the remote path', remote);
    // No name on the drive can have these characters.
    if (/[*?]/.test(remote))
        problems.push(`${verb} does not accept wildcards, but the remote path is ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quotePathUnlessSecret */ .EY)(remote)}: name a folder or one file`);
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(problems);
    const segments = (0,_plan_folder_text_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutLeadingDot */ .KP)(remote)
        .split(/[/\\]/)
        .filter((segment) => segment !== '');
    if (segments.some((segment) => ['.', '..'].includes(segment.trim())))
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK([
            `the remote path ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quotePathUnlessSecret */ .EY)(remote)} has the segment . or ..; write the path from the drive's root`,
        ]);
    return segments.join('/');
}
/** Returns the item at the remote path. Throws a Failure when it is missing, a notebook or a shortcut. */
async function findRemoteItem(drive, remotePath) {
    const item = await drive.findItem(remotePath);
    const where = remotePathForLog(remotePath);
    if (item === undefined)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${where} is not on the drive`, {
            code: 'item-not-found',
            kind: 'service',
            hint: 'check the path and the drive',
        });
    if (item.isPackage)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${where} is a OneNote notebook`, {
            code: 'not-supported',
            kind: 'service',
            hint: 'export it in OneNote: its files cannot be used alone',
        });
    if (item.remoteItem !== undefined)
        throw (0,_graph_shortcut_js__WEBPACK_IMPORTED_MODULE_1__/* .shortcutFailure */ .T)(where, item, {
            remote: item.remoteItem,
            whatElse: ', and give its root as the remote path: /',
        });
    return item;
}
/** The path for a message; the log escapes its lines. */
function remotePathForLog(remotePath) {
    return (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .pathUnlessSecret */ .uu)(remotePath) || 'the root';
}


/***/ }),

/***/ 3417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ readRemoteTree),
/* harmony export */   v: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _cleanup_marker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1105);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6851);
/* harmony import */ var _core_queue_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2797);
/* harmony import */ var _graph_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6916);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1419);
/* harmony import */ var _graph_traversal_guard_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9649);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6529);
/** Lists a folder of the drive with all subfolders. Checks every name before anything is written. */








/** Lists the item and everything below it. */
async function readRemoteTree({ drive, item, remotePath, platform, }) {
    const tree = { files: [], folders: [''], refused: [], leftOut: [], unlisted: [] };
    if ((0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .isFileItem */ .Gs)(item))
        addItem(tree, toRemoteFile(item, { remotePath, relativePath: item.name }), platform);
    const { id } = item;
    // The count of a drive's root may include items of the service, such as Forms in a library.
    const childCount = item.isDriveRoot ? undefined : item.childCount;
    const pending = item.isFolder ? [{ id, remotePath, relativePath: '', childCount }] : [];
    const enter = (0,_graph_traversal_guard_js__WEBPACK_IMPORTED_MODULE_4__/* .createTraversalGuard */ .Y)();
    await (0,_core_queue_js__WEBPACK_IMPORTED_MODULE_5__/* .processQueue */ .z)(pending, async (folder) => {
        enter(folder.id, folder.remotePath);
        const children = await drive
            .listChildrenById(folder.id, { forDownload: true })
            .catch((error) => {
            if (folder.relativePath === '' || !isRefusal(error))
                throw error;
            tree.unlisted.push(unlistedFailure(folder.remotePath, error));
        });
        if (children === undefined)
            return;
        if ((folder.childCount ?? 0) > children.length)
            tree.leftOut.push({ remotePath: folder.remotePath || 'the root', kind: 'unlisted' });
        for (const subfolder of addFolder(tree, { folder, children, platform }))
            pending.push(subfolder);
    });
    const { files, folders, refused, leftOut, unlisted } = tree;
    const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return {
        files: files.sort(compareBySize),
        folders: folders.sort(compareByPath),
        refused,
        leftOut,
        unlisted,
        totalBytes,
    };
}
/** True if the service refuses this one item; false for what concerns the whole run: sign-in, throttling, server errors. */
function isRefusal(error) {
    if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ServiceFailure */ .A) || error.kind !== 'service')
        return false;
    const { status } = error.service;
    return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}
function unlistedFailure(remotePath, error) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(remotePath)} cannot be listed, so what is in it was left out: ${error.message}`, {
        code: error.code,
        kind: 'service',
        hint: error.hint,
        cause: error,
    });
}
/** Adds one folder's children to the tree. Returns the subfolders to list. */
function addFolder(tree, { folder, children, platform }) {
    const subfolders = [];
    const nameCounts = new Map();
    for (const { name } of children) {
        const key = platform === undefined ? name : (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .localNameKey */ .M)(name, platform);
        nameCounts.set(key, (nameCounts.get(key) ?? 0) + 1);
    }
    for (const item of children) {
        const paths = {
            remotePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .joinRemotePath */ .ox)(folder.remotePath, item.name),
            relativePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .joinRemotePath */ .ox)(folder.relativePath, item.name),
        };
        const kind = leftOutKind(item);
        if (kind !== undefined) {
            tree.leftOut.push({ remotePath: paths.remotePath, kind });
            continue;
        }
        const file = toRemoteFile(item, paths);
        if (platform !== undefined && (nameCounts.get((0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .localNameKey */ .M)(item.name, platform)) ?? 0) > 1)
            tree.refused.push({ file, reason: 'has the same name as another item in its folder, except for case' });
        else if (!addItem(tree, file, platform))
            continue;
        else if (item.isFolder) {
            tree.folders.push(paths.relativePath);
            subfolders.push({ id: item.id, childCount: item.childCount, ...paths });
        }
    }
    return subfolders;
}
/** Adds a file to the tree, or refuses a file or folder. Returns whether it was accepted. */
function addItem(tree, file, platform) {
    const reason = refusalReason(file, platform);
    if (reason !== undefined)
        tree.refused.push({ file, reason });
    else if ((0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .isFileItem */ .Gs)(file.item))
        tree.files.push(file);
    return reason === undefined;
}
function refusalReason({ name, item }, platform) {
    if (item.id === '' || name === '')
        return 'has no name or no id, so it cannot be read';
    const problem = platform === undefined ? undefined : (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .localNameProblem */ .a)(name, platform);
    if (problem !== undefined)
        return `has a name that ${problem}`;
    // The size of a folder does not matter.
    return (0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .isFileItem */ .Gs)(item) && Number.isNaN(item.sizeBytes)
        ? 'has a size that the drive does not report'
        : undefined;
}
function leftOutKind(item) {
    if (item.isPackage)
        return 'notebook';
    if (item.remoteItem !== undefined)
        return 'shortcut';
    return item.name === _cleanup_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteMarkerName */ .E1 && (0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .isFileItem */ .Gs)(item) ? 'marker' : undefined;
}
function toRemoteFile(item, paths) {
    const sizeBytes = Number.isNaN(item.sizeBytes) ? 0 : item.sizeBytes;
    return { ...paths, name: item.name, sizeBytes, item };
}
function compareBySize(a, b) {
    return b.sizeBytes - a.sizeBytes || compareByPath(a.relativePath, b.relativePath);
}
/** A folder's path is a prefix of the paths in it, so the folder comes first. */
function compareByPath(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 5961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ withRemoteItem)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/cleanup/generations.js
var generations = __webpack_require__(3360);
// EXTERNAL MODULE: ./build/cleanup/marker.js
var marker = __webpack_require__(1105);
// EXTERNAL MODULE: ./build/cleanup/name-pattern.js
var name_pattern = __webpack_require__(5283);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
;// CONCATENATED MODULE: ./build/download/latest.js
/** `--latest MATCH`: finds the newest complete generation in a folder. */







/** Parses the pattern of `--latest`. Throws a UsageFailure when it is not valid. */
function parseLatestPattern(match) {
    const pattern = match.trim() === '' ? { problem: 'is empty' } : (0,name_pattern/* parseNamePattern */.L)(match);
    if ('problem' in pattern)
        throw new errors/* UsageFailure */.wK([`--latest ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(match)} ${pattern.problem}`]);
    return pattern.matches;
}
/** Returns the newest complete child whose name matches. Throws a Failure when there is none. */
async function findLatestGeneration({ drive, folder, remotePath, match, }) {
    const matches = parseLatestPattern(match);
    const where = remotePath || 'the root';
    const candidates = (await drive.listChildrenById(folder.id))
        .filter((item) => (0,parse/* isAddressable */.$C)(item) &&
        matches(item.name) &&
        item.name !== marker/* incompleteMarkerName */.E1 &&
        !Number.isNaN(item.createdMs))
        .filter(({ isPackage, remoteItem: remote }) => !isPackage && remote === undefined)
        .map((item) => ({
        item,
        name: item.name,
        createdMs: item.createdMs,
        isOwn: false,
        state: 'complete',
    }))
        .sort(generations/* compareGenerations */.f);
    const passedOver = [];
    for (const { item, name } of candidates) {
        const path = (0,paths/* joinRemotePath */.ox)(remotePath, name);
        const isMarked = item.isFolder && (await drive.findItem((0,paths/* joinRemotePath */.ox)(path, marker/* incompleteMarkerName */.E1))) !== undefined;
        if (!isMarked)
            return { item, remotePath: path, passedOver };
        passedOver.push(name);
    }
    throw new errors/* Failure */.HR(passedOver.length === 0
        ? `nothing in ${where} matches --latest ${match}`
        : `no complete backup in ${where} matches --latest ${match} (${passedOver.length} unfinished)`, {
        code: 'generation-not-found',
        kind: 'service',
        hint: `see what is there: onedrive-upload ls ${remotePath || '/'}; the pattern must match the whole name`,
    });
}

// EXTERNAL MODULE: ./build/download/remote-path.js
var remote_path = __webpack_require__(4799);
// EXTERNAL MODULE: ./build/inputs/masks.js
var masks = __webpack_require__(1713);
// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
// EXTERNAL MODULE: ./build/run/context.js + 2 modules
var run_context = __webpack_require__(776);
// EXTERNAL MODULE: ./build/run/sign-in.js + 1 modules
var sign_in = __webpack_require__(5912);
;// CONCATENATED MODULE: ./build/run/remote-drive.js
/** The steps that `download`, `verify` and `ls` share: read the inputs, sign in, open the drive, find the item. */








/** Runs the steps. Throws what ends them, or a CancelledFailure when the run was cancelled. */
async function withRemoteItem(options, state, { verb, readArguments, process }) {
    const { host, source, latest } = options;
    (0,masks/* maskSecrets */.QU)(host, source);
    try {
        const inputs = (0,read/* readInputs */.Ko)(source);
        state.remotePath = (0,remote_path/* parseRemotePath */.dS)(options.remote, verb);
        if (latest !== undefined)
            parseLatestPattern(latest);
        const given = await readArguments();
        const context = (0,run_context/* openRunContext */.B)(options, inputs);
        try {
            state.emulator = context.http.emulated;
            const { token } = await (0,sign_in/* signInAndSaveToken */.uH)(context, { isReadOnly: true });
            const drive = await (0,sign_in/* openTargetDrive */.E9)(context, token);
            state.driveId = drive.id;
            const connected = { ...context, drive, journal: undefined };
            let item = await (0,remote_path/* findRemoteItem */.Rl)(drive, state.remotePath);
            if (latest !== undefined)
                item = await findLatest(connected, item, { state, latest });
            await process(connected, item, given);
        }
        finally {
            await context.http.close();
        }
    }
    catch (error) {
        throw host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    }
}
/** Finds and logs the newest complete generation in a folder. */
async function findLatest({ drive, host }, folder, { state, latest }) {
    const { remotePath } = state;
    if ((0,parse/* isFileItem */.Gs)(folder))
        throw new errors/* Failure */.HR(`${(0,remote_path/* remotePathForLog */.$A)(remotePath)} is a file, but --latest needs a folder with backups in it`, { code: 'not-a-folder', kind: 'usage' });
    const found = await findLatestGeneration({ drive, folder, remotePath, match: latest });
    for (const name of found.passedOver)
        host.log.warning(`${name} is newer, but not complete: skipped`);
    host.log.info(`The newest complete backup is ${found.remotePath}`);
    state.remotePath = found.remotePath;
    state.passedOver = found.passedOver;
    return found.item;
}


/***/ })

};
