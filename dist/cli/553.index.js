export const id = 553;
export const ids = [553];
export const modules = {

/***/ 9553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   demoVerb: () => (/* binding */ demoVerb)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var _auth_sign_in_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2216);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(6851);
/* harmony import */ var _core_stop_signal_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8749);
/* harmony import */ var _emulator_emulator_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(444);
/* harmony import */ var _graph_client_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1620);
/* harmony import */ var _graph_open_drive_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8829);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7033);
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7047);
/* harmony import */ var _http_rate_limit_gate_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(7473);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(8718);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(7177);
/* harmony import */ var _run_run_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(9288);
/* harmony import */ var _upload_verify_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(6663);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(1659);
/* harmony import */ var _terminal_progress_bar_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(7791);
/* harmony import */ var _terminal_terminal_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(9286);
/**
 * The verb `demo`: uploads a folder and a generated file to an emulated OneDrive through upload sessions, downloads
 * everything, compares it, and reports the rotation of the refresh token. Needs no account and no network.
 */






















const generatedBytes = 64 * 1024 * 1024;
const shownFiles = 60;
/**
 * Runs the demo. Returns 0 only when every file came back unchanged and the rotated token is valid. With `keep` the
 * emulator runs until Ctrl-C, so that its page can be viewed in a browser.
 */
async function demoVerb(folder, { keep }) {
    const signal = (0,_core_stop_signal_js__WEBPACK_IMPORTED_MODULE_7__/* .createStopController */ .r)().signal;
    const emulator = await (0,_emulator_emulator_js__WEBPACK_IMPORTED_MODULE_8__/* .startEmulator */ .s)();
    const temp = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(), 'onedrive-upload-demo-'));
    const env = { ...process.env, ONEDRIVE_UPLOAD_EMULATOR: emulator.url, RUNNER_TEMP: temp };
    const terminal = (0,_terminal_terminal_js__WEBPACK_IMPORTED_MODULE_18__/* .openTerminal */ .j)({ env, signal });
    const tokenHolder = { refreshToken: emulator.credentials.refreshToken };
    const context = { emulator, terminal, temp, tokenHolder, folder: folder ?? packageFolder() };
    try {
        const code = await runDemo(context).catch((error) => {
            terminal.log.error((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .formatErrorWithLink */ .g9)(error, terminal));
            return 1;
        });
        if (keep)
            terminal.log.info(`page: ${emulator.url}/ shows the drive and all requests, until Ctrl-C.`);
        if (keep)
            await (0,_core_stop_signal_js__WEBPACK_IMPORTED_MODULE_7__/* .waitForAbort */ .z)(signal);
        return code;
    }
    finally {
        await emulator.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(temp, { recursive: true, force: true, maxRetries: 3 });
    }
}
async function runDemo(context) {
    const { emulator, terminal, temp } = context;
    const log = terminal.log.info;
    log(`An emulated OneDrive runs on ${emulator.url}; nothing leaves this machine.`);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.resolve)(context.folder);
    log(`Uploading ${folder}`);
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.basename)(folder);
    const first = await runUpload(context, {
        path: `${folder}\n!${folder}/node_modules\n!${folder}/build`,
        root: folder,
        destination: name,
    });
    const generated = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(temp, 'generated-64-MiB.bin');
    await writeRandomFile(generated);
    log(`Uploading a generated file of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_19__/* .formatBytes */ .z3)(generatedBytes)}`);
    const second = await runUpload(context, { path: generated, destination: 'generated' });
    const outcomes = [...first.outcomes, ...second.outcomes];
    if (first.result !== 'uploaded' || second.result !== 'uploaded')
        return 1;
    const wrong = await readBack(context, outcomes);
    showTree(context, log);
    const rotated = checkRotation(context, [first, second]);
    for (const problem of wrong)
        terminal.log.error(problem);
    if (wrong.length === 0)
        log(`Downloaded ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_19__/* .formatCount */ .B4)(outcomes.length, 'file')}: all bytes are the same.`);
    return wrong.length === 0 && rotated ? 0 : 1;
}
function runUpload({ emulator, terminal, tokenHolder: wallet }, texts) {
    return (0,_run_run_js__WEBPACK_IMPORTED_MODULE_15__/* .run */ .e)({
        host: terminal,
        source: demoInputs({ emulator, tokenHolder: wallet }, texts),
        showProgress: (0,_terminal_progress_bar_js__WEBPACK_IMPORTED_MODULE_20__/* .showProgress */ .Rh)(terminal),
        saveRefreshToken: async (refreshToken) => {
            wallet.refreshToken = refreshToken;
        },
    });
}
function demoInputs({ emulator, tokenHolder: wallet }, texts) {
    const { clientId, clientSecret } = emulator.credentials;
    return (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_17__/* .commandInputs */ .tp)({}, { ONEDRIVE_UPLOAD_EMULATOR: emulator.url }, {
        'client-id': clientId,
        'client-secret': clientSecret,
        'refresh-token': wallet.refreshToken,
        'session-threshold': '0',
        path: '.',
        ...texts,
    });
}
/** Random, because periodic data cancels out in QuickXorHash. */
async function writeRandomFile(path) {
    const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)('aes-128-ctr', (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16), (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16));
    const zeros = Buffer.alloc(1024 * 1024);
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'wx', 0o600);
    for (let done = 0; done < generatedBytes; done += zeros.length)
        await file.write(cipher.update(zeros));
    await file.close();
}
/** Downloads every file and compares its hash with the one of the upload. Returns the differences. */
async function readBack({ emulator, terminal, tokenHolder: wallet }, outcomes) {
    const { identity } = (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_13__/* .readInputs */ .Ko)(demoInputs({ emulator, tokenHolder: wallet }, {}));
    const http = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_11__/* .openHttpClient */ .S)(terminal, identity.cloud);
    const token = await (0,_auth_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .signIn */ .J)({ identity, http, host: terminal, onRotated: () => { } });
    const retry = { host: terminal, retries: 3, gate: new _http_rate_limit_gate_js__WEBPACK_IMPORTED_MODULE_21__/* .RateLimitGate */ .F() };
    const graph = (0,_graph_client_js__WEBPACK_IMPORTED_MODULE_9__/* .openGraphClient */ .W)({ graphHost: _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_12__/* .cloudHosts */ .jh.global.graph, token, http, retry });
    const drive = await (0,_graph_open_drive_js__WEBPACK_IMPORTED_MODULE_10__/* .openDrive */ .p)(graph, { place: { kind: 'me' }, appFolder: false });
    const wrong = [];
    for (const { file, item, action, sha256 } of outcomes) {
        if (!(0,_report_report_js__WEBPACK_IMPORTED_MODULE_14__/* .isUploaded */ .bH)({ action }) || item === undefined)
            continue;
        if ((await (0,_upload_verify_js__WEBPACK_IMPORTED_MODULE_16__/* .downloadSha256 */ .YC)(drive, item.id)) !== sha256)
            wrong.push(`${file.remotePath} is different from the uploaded file`);
    }
    await http.close();
    return wrong;
}
function showTree({ emulator }, say) {
    const files = emulator.files();
    say(`On the drive now, ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_19__/* .formatCount */ .B4)(files.length, 'file')}:`);
    for (const { path, sizeBytes } of files.slice(0, shownFiles))
        say(`  ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_19__/* .formatBytes */ .z3)(sizeBytes).padStart(10)}  ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_19__/* .escapeControls */ .UN)(path)}`);
    if (files.length > shownFiles)
        say(`  … and ${files.length - shownFiles} more`);
}
/** True when every sign-in returned a new refresh token and the last one is valid. */
function checkRotation({ emulator, terminal, tokenHolder: wallet }, reports) {
    const rotated = reports.every(({ refreshTokenRotated }) => refreshTokenRotated);
    const isValid = emulator.identity.isLiveRefreshToken(wallet.refreshToken);
    terminal.log.info(rotated && isValid
        ? 'Refresh token: each sign-in returned a new one, and the next sign-in used it. A workflow stores it in a secret.'
        : 'Refresh token: the sign-in returned no new one, or a wrong one.');
    return rotated && isValid;
}
/** The root of this package: dist/cli/index.js is two folders below it. */
function packageFolder() {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_4__.resolve)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(process.argv[1] ?? '.'), '../../..');
}


/***/ })

};
