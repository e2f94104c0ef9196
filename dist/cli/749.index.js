export const id = 749;
export const ids = [749];
export const modules = {

/***/ 5749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   emulateVerb: () => (/* binding */ emulateVerb)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6851);
/* harmony import */ var _core_stop_signal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8749);
/* harmony import */ var _emulator_core_faults_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5448);
/* harmony import */ var _emulator_emulator_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5280);
/* harmony import */ var _inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8969);
/* harmony import */ var _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4320);
/* harmony import */ var _terminal_print_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3473);
/**
 * The verb `emulate`: a OneDrive on loopback for as long as the process lives.
 */









const accounts = ['personal', 'business', 'sharepoint'];
/** Starts, prints what a client needs, and waits until it is told to stop. */
async function emulateVerb(flags) {
    const text = (name) => (typeof flags[name] === 'string' ? flags[name] : undefined);
    const number = (name) => {
        const value = text(name);
        if (value !== undefined && !/^\d{1,9}$/.test(value))
            throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`--${name} is ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .SP)(value)}; write a whole number`);
        return value === undefined ? undefined : Number(value);
    };
    const account = accounts.find((known) => known === (text('account') ?? 'personal'));
    if (account === undefined)
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`--account is ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .SP)(text('account') ?? '')}; write ${accounts.join(', ')}`);
    const [cert, key] = [text('tlsCert'), text('tlsKey')];
    if ((cert === undefined) !== (key === undefined))
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y('--tls-cert and --tls-key belong together');
    const options = { account };
    const [port, latencyMs, dataDir, faults] = [
        number('port'),
        number('latency'),
        text('data'),
        text('faults'),
    ];
    if (port !== undefined && port > 65_535)
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`--port is ${port}; write a number from 0 to 65535`);
    if (port !== undefined)
        options.port = port;
    if (latencyMs !== undefined)
        options.latencyMs = latencyMs;
    if (dataDir !== undefined)
        options.dataDir = dataDir;
    if (faults !== undefined)
        options.faults = readFaults(faults);
    const uploadOrigin = text('uploadOrigin') ?? (cert === undefined ? undefined : 'https://sn3302.up.1drv.com');
    if (uploadOrigin !== undefined)
        options.uploadOrigin = originOf(uploadOrigin);
    if (cert !== undefined && key !== undefined) {
        options.tls = { cert: readNamed('--tls-cert', cert), key: readNamed('--tls-key', key) };
    }
    const emulator = await (0,_emulator_emulator_js__WEBPACK_IMPORTED_MODULE_4__/* .startEmulator */ .s)(options);
    const { credentials } = emulator;
    const lines = [
        `url: ${emulator.url}`,
        `client-id: ${credentials.clientId}`,
        `client-secret: ${credentials.clientSecret}`,
        `public-client-id: ${credentials.publicClientId}`,
        `refresh-token: ${credentials.refreshToken}`,
        `public-refresh-token: ${credentials.publicRefreshToken}`,
        `drive-id: ${credentials.driveId}`,
    ];
    (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_7__/* .print */ .y)(`${lines.join('\n')}\n`);
    (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_7__/* .print */ .y)(`Set ONEDRIVE_UPLOAD_EMULATOR=${emulator.url} to use it. Ctrl-C ends it.\n`, process.stderr);
    (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_7__/* .print */ .y)(`page: ${emulator.url}/\n`, process.stderr);
    await (0,_core_stop_signal_js__WEBPACK_IMPORTED_MODULE_2__/* .aborted */ .Q)((0,_core_stop_signal_js__WEBPACK_IMPORTED_MODULE_2__/* .stopSignal */ .Z)().signal);
    await emulator.close();
    return 0;
}
function readNamed(flag, path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`${flag} ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shownPath */ .pS)(path)} cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemReason */ .uc)(error)})`);
    }
}
function readFaults(path) {
    const text = readNamed('--faults', path);
    try {
        return (0,_emulator_core_faults_js__WEBPACK_IMPORTED_MODULE_3__/* .parseFaults */ .bZ)(text);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`--faults ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shownPath */ .pS)(path)}: ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shownPattern */ .k7)((0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .printable */ .g$)(why))}`);
    }
}
function originOf(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
        return url.origin;
    throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandLineFailure */ .y(`--upload-origin is ${(0,_inputs_shown_js__WEBPACK_IMPORTED_MODULE_6__/* .shown */ .SP)(text)}; write the address of a host: https://…`);
}


/***/ }),

/***/ 8749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ aborted),
/* harmony export */   Z: () => (/* binding */ stopSignal)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
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
/** Resolves when it is aborted; at once when it was. */
async function aborted(signal) {
    if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}


/***/ })

};
