export const id = 613;
export const ids = [613];
export const modules = {

/***/ 6613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uploadVerb: () => (/* binding */ uploadVerb)
});

// UNUSED EXPORTS: formatResultJson, uploadExitCode

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/exit-code.js
var exit_code = __webpack_require__(1388);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: ./build/inputs/files.js
var files = __webpack_require__(4519);
// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/run/run.js + 86 modules
var run = __webpack_require__(1544);
// EXTERNAL MODULE: ./build/cli/options/inputs.js
var options_inputs = __webpack_require__(1659);
// EXTERNAL MODULE: ./build/cli/options/profile.js
var options_profile = __webpack_require__(5357);
// EXTERNAL MODULE: ./build/cli/options/token-file.js
var token_file = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/cli/options/unknown-variables.js
var unknown_variables = __webpack_require__(1946);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/terminal/progress-bar.js
var progress_bar = __webpack_require__(7791);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/report/step-log.js
var step_log = __webpack_require__(910);
// EXTERNAL MODULE: ./build/cli/terminal/total-line.js
var total_line = __webpack_require__(560);
;// CONCATENATED MODULE: ./build/cli/terminal/step-bar.js
/** Shows a step on this machine as one line of a terminal, if it takes longer than two seconds. */



/** Nobody needs a bar for what is done at once. */
const shownAfterMs = 2000;
const drawEveryMs = 200;
const stepBarCells = 8;
/** Shows a line on an interactive terminal, else log lines. */
function showStep(terminal, columns = () => process.stderr.columns ?? 80) {
    return (step) => {
        if (!terminal.isInteractive)
            return (0,step_log/* logStep */.L)(terminal, step);
        let cancel = terminal.clock.timer(shownAfterMs, draw);
        function draw() {
            // Leave the last column free: a terminal that wraps there would count the line as two.
            terminal.showStatus([renderStep(step, columns() - 1)]);
            cancel = terminal.clock.timer(drawEveryMs, draw);
        }
        return () => {
            cancel();
            terminal.showStatus([]);
        };
    };
}
/** `Finding files: 1200 files found`, or `[###-----] Packing 12/40 items  1.20/3.40 GiB  35%`, without what does not fit. */
function renderStep(step, cells) {
    const { name, itemsDone, itemsTotal, bytesDone, bytesTotal } = step;
    if (name === 'read')
        return fitting([['Reading:', (0,format/* formatBytes */.z3)(bytesDone)], ['Reading']], cells);
    if (itemsTotal === undefined || bytesTotal === undefined)
        return fitting([['Finding files:', `${(0,format/* formatCount */.B4)(itemsDone, 'file')} found`], ['Finding files']], cells);
    const part = Math.min(1, (0,total_line/* fractionDone */.Pw)(bytesDone, bytesTotal));
    const percent = `${Math.floor(part * 100)}%`;
    const head = `Packing ${itemsDone}/${(0,format/* formatCount */.B4)(itemsTotal, 'item')}`;
    const rest = [(0,format/* formatBytesDone */.ZM)(Math.min(bytesDone, bytesTotal), bytesTotal), percent].join('  ');
    return fitting([
        [(0,total_line/* renderBar */.oe)(part, stepBarCells), `${head}  ${rest}`],
        [`${head}  ${rest}`],
        ['Packing', percent],
        [percent],
    ], cells);
}
/** The first text that fits; '' if none does. */
function fitting(candidates, cells) {
    return candidates.map((parts) => parts.join(' ')).find((text) => text.length <= cells) ?? '';
}

// EXTERNAL MODULE: ./build/cli/terminal/terminal.js + 1 modules
var terminal_terminal = __webpack_require__(9286);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
;// CONCATENATED MODULE: ./build/cli/commands/upload-content.js
/** `upload -` and `upload --stdin-from-command`: content from standard input, or from the output of a command. */




/** The content that the command line names; undefined if it names files. Throws a UsageFailure. */
function uploadContent({ flags, args, literalCount, env, stdin, }) {
    if (flags.stdinFromCommand === true) {
        const [program, ...rest] = args;
        if (program === undefined || literalCount !== args.length || flags.path !== undefined)
            throw new errors/* UsageFailure */.wK([
                '--stdin-from-command uploads the output of the command behind --, and no files: … --name shop.sql -- pg_dump shop',
            ]);
        return commandOutput(program, rest, env);
    }
    if (!args.includes('-'))
        return undefined;
    if (args.length > 1 || flags.path !== undefined)
        throw new errors/* UsageFailure */.wK([
            '- is standard input and stands alone: upload files in another run (a file of that name is ./-)',
        ]);
    if (stdin.isTTY)
        throw new errors/* UsageFailure */.wK([
            '- is standard input, which is a terminal here: pipe something into the command, or name a file',
        ]);
    return { name: 'Standard input', open: (signal) => readStandardInput(stdin, signal) };
}
async function* readStandardInput(stdin, signal) {
    const stop = () => stdin.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
        for await (const piece of stdin)
            yield piece;
    }
    catch (error) {
        signal.throwIfAborted();
        throw new errors/* Failure */.HR(`standard input cannot be read (${(0,errors/* systemReason */.uc)(error)})`, {
            code: 'content-unreadable',
            kind: 'file',
            cause: error,
        });
    }
    finally {
        signal.removeEventListener('abort', stop);
        stdin.destroy();
    }
    signal.throwIfAborted();
}
/** How long a command has to end after it was asked to. */
const killAfterMs = 5000;
function commandOutput(program, args, env) {
    const shown = (0,quote_unless_secret/* escapeUnlessSecret */.SO)(program);
    return {
        name: `The output of ${shown}`,
        open: (signal) => runCommand({ program, args, env, shown, signal }),
    };
}
/** Yields what the command prints. Throws a Failure unless it exits with 0. Ends it when the reader stops. */
async function* runCommand({ program, args, env, shown, signal }) {
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: withoutOwnVariables(env) });
    const ended = new Promise((resolve) => {
        child.once('error', (error) => resolve(startFailure(shown, error)));
        child.once('exit', (code, killedBy) => resolve(exitFailure(shown, { code, killedBy })));
    });
    // A child of the command may keep the pipe open after a failure.
    void ended.then((failure) => failure !== undefined && child.stdout.destroy(failure));
    const stop = () => {
        child.kill('SIGTERM');
        // Else the reader would wait for a command that does not end.
        child.stdout.destroy(new Error('cancelled'));
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
        for await (const piece of child.stdout)
            yield piece;
        signal.throwIfAborted();
        const failure = await ended;
        if (failure !== undefined)
            throw failure;
    }
    catch (error) {
        signal.throwIfAborted();
        throw (await ended) ?? error;
    }
    finally {
        signal.removeEventListener('abort', stop);
        await endCommand(child);
    }
}
async function endCommand(child) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
        return;
    const exited = (0,external_node_events_.once)(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await exited.finally(() => clearTimeout(timer));
}
/** A command that reads a database needs its own variables, and none of ours. */
function withoutOwnVariables(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ONEDRIVE_|INPUT_)/i.test(name)));
}
function startFailure(shown, error) {
    return new errors/* Failure */.HR(`${shown} cannot be started (${(0,errors/* systemReason */.uc)(error)})`, {
        code: 'command-failed',
        kind: 'usage',
        hint: 'no shell runs it: name the program itself, or sh -c and a script (on Windows cmd /c)',
        cause: error,
    });
}
function exitFailure(shown, { code, killedBy }) {
    if (code === 0)
        return undefined;
    const how = killedBy === null ? `ended with exit code ${code}` : `was ended by ${killedBy}`;
    return new errors/* Failure */.HR(`${shown} ${how}, so its output was not uploaded`, {
        code: 'command-failed',
        kind: 'file',
        hint: 'what it printed is above',
    });
}

;// CONCATENATED MODULE: ./build/cli/commands/upload.js
/**
 * The verbs `upload`, `check` and `refresh`: run what the action runs, in a terminal.
 */

















/** Runs the verb. Returns the exit code. */
async function uploadVerb({ flags, args = [], literalCount = 0, mode, }) {
    const { env } = process;
    const terminal = (0,terminal_terminal/* openTerminal */.j)({
        env,
        signal: (0,stop_signal/* createStopController */.r)().signal,
        dataOnStdout: flags.json === true,
        quiet: flags.quiet === true,
        verbose: flags.verbose === true,
    });
    (0,unknown_variables/* warnOfUnknownVariables */.l)(terminal);
    (0,token_file/* warnOfReadableSecretFiles */.zm)(terminal, flags);
    const hasPaths = args.length > 0 || flags.path !== undefined;
    // Arguments replace the path of the environment.
    const fixed = { mode, ...(hasPaths && flags.path === undefined && { path: '' }) };
    try {
        const content = uploadContent({ flags, args, literalCount, env, stdin: process.stdin });
        const pathArguments = content === undefined ? listPathArguments(args, literalCount) : [standardInput];
        const profile = (0,options_profile/* openProfile */.UO)(flags, env);
        const inputs = (0,options_inputs/* commandInputs */.tp)(flags, env, { fixed, profile });
        checkEncryptionIsMeant(inputs);
        const report = await (0,run/* run */.e)({
            host: terminal,
            source: {
                ...inputs,
                ...(hasPaths && { pathArguments }),
                readsStream: content !== undefined,
            },
            ...(content !== undefined && { content }),
            showProgress: (0,progress_bar/* showProgress */.Rh)(terminal),
            showStep: showStep(terminal),
            ...(0,token_file/* refreshTokenWriter */.K5)(flags, terminal, profile),
        });
        if (flags.json === true)
            printReport(report, { mode, terminal });
        return uploadExitCode(report);
    }
    catch (error) {
        terminal.log.error((0,errors/* formatErrorWithLink */.g9)(error, terminal));
        return (0,exit_code/* exitCode */.I)(error);
    }
}
/** An empty variable or flag may be a key that was never set: the backup would be readable, and nobody would know. */
function checkEncryptionIsMeant(inputs) {
    const { name } = files/* FILE_SPECS */.Qh.encryptTo;
    if (inputs.value(name)?.trim() === '')
        throw new errors/* UsageFailure */.wK([`${name} is empty, so nothing would be encrypted: give a key, or leave it out`]);
}
/** Takes the place of a path. */
const standardInput = { text: '-', isLiteral: true };
function listPathArguments(args, literalCount) {
    const firstLiteral = args.length - literalCount;
    return args.map((text, index) => ({ text, isLiteral: index >= firstLiteral }));
}
/** Prints the result as JSON. A manifest that could not be written is reported already. */
function printReport(report, { mode, terminal }) {
    const manifest = terminal.outputs.get('manifest') ?? '';
    if (mode !== 'upload')
        (0,print/* print */.y)(terminal.redactData(formatResultJson(report, mode)));
    else if (manifest !== '')
        (0,print/* print */.y)((0,external_node_fs_.readFileSync)(manifest, 'utf8'));
}
/** 0 success, 1 a failure, 2 bad input, 3 sign-in refused, 130 interrupted. */
function uploadExitCode(report) {
    if (report.result === 'cancelled')
        return 130;
    if (report.result !== 'failed')
        return 0;
    return report.error === undefined ? 1 : (0,exit_code/* exitCode */.I)(report.error);
}
/**
 * One line of JSON for `check` and `refresh`. `mayWrite` is null if it was not tested, `remainingBytes` if the service
 * hides it. Only `check` has the fields of the drive.
 */
function formatResultJson(report, mode) {
    const { result, emulator, drive, destination } = report;
    const checked = {
        owner: drive?.owner ?? null,
        driveId: drive?.id ?? null,
        driveKind: drive?.kind ?? null,
        driveUrl: drive?.webUrl ?? null,
        remainingBytes: drive?.remainingBytes ?? null,
        destination,
        mayWrite: drive === undefined ? null : result === 'checked',
    };
    const answer = {
        result,
        emulator,
        ...(mode === 'check' && checked),
        refreshTokenRotated: report.refreshTokenRotated,
        secretUpdated: report.secretUpdated,
        errors: (0,report_report/* reportErrors */.uk)(report).map((error) => report.redact((0,errors/* formatError */.Wk)(error))),
        codes: (0,report_report/* reportErrors */.uk)(report).map(errors/* failureCode */.AD),
    };
    return `${(0,json/* formatJson */.IB)(answer)}\n`;
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


/***/ })

};
