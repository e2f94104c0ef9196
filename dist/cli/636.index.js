export const id = 636;
export const ids = [636];
export const modules = {

/***/ 5636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demoVerb: () => (/* binding */ demoVerb)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/auth/sign-in.js
var sign_in = __webpack_require__(2216);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: ./build/emulator/emulator.js + 98 modules
var emulator_emulator = __webpack_require__(2897);
// EXTERNAL MODULE: ./build/graph/client.js + 1 modules
var client = __webpack_require__(2231);
// EXTERNAL MODULE: ./build/graph/open-drive.js + 8 modules
var open_drive = __webpack_require__(6258);
// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var http_client = __webpack_require__(7824);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
// EXTERNAL MODULE: ./build/http/rate-limit-gate.js
var rate_limit_gate = __webpack_require__(7473);
// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
// EXTERNAL MODULE: ./build/report/report.js
var report = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/run/run.js + 86 modules
var run = __webpack_require__(1544);
// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
// EXTERNAL MODULE: ./build/cli/options/inputs.js
var inputs = __webpack_require__(1659);
// EXTERNAL MODULE: ./build/cli/terminal/progress-bar.js
var progress_bar = __webpack_require__(7791);
// EXTERNAL MODULE: ./build/cli/terminal/terminal.js + 1 modules
var terminal_terminal = __webpack_require__(9286);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/cli/help/usage-errors.js
var usage_errors = __webpack_require__(4320);
;// CONCATENATED MODULE: ./build/cli/commands/demo-folder.js
/**
 * Checks the folder of `demo` before anything starts: it exists, is a folder, and has a file to upload.
 */





/** Folders that the demo leaves out, next to names with a dot in front. */
const skippedFolders = ['node_modules', 'build'];
/** Returns the absolute path. Throws a CommandLineFailure that says what to name instead. */
function checkDemoFolder(path) {
    const folder = (0,external_node_path_.resolve)(path);
    const failure = (why) => new usage_errors/* CommandLineFailure */.y(`${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path)} ${why}`);
    try {
        if (!(0,external_node_fs_.statSync)(folder).isDirectory())
            throw failure('is a file; name a folder');
        if (!hasFile(folder, skippedFolders))
            throw failure('has no files to upload (hidden ones are left out); name a folder with files');
        return folder;
    }
    catch (error) {
        if (error instanceof usage_errors/* CommandLineFailure */.y)
            throw error;
        throw failure((0,errors/* systemCode */.xU)(error) === 'ENOENT'
            ? 'does not exist; name a folder to upload'
            : `cannot be read (${(0,errors/* systemReason */.uc)(error)}); check its path and permissions`);
    }
}
/** Stops at the first file. A link counts as one: the upload follows it. */
function hasFile(folder, skipped = []) {
    const isShown = ({ name }) => !name.startsWith('.') && !skipped.includes(name);
    const entries = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter(isShown);
    return (entries.some((entry) => !entry.isDirectory()) || entries.some(({ name }) => hasFile((0,external_node_path_.join)(folder, name))));
}

;// CONCATENATED MODULE: ./build/cli/commands/demo.js
/**
 * The verb `demo`: uploads a folder and a generated file to an emulated OneDrive through upload sessions, downloads
 * everything, compares it, and reports the rotation of the refresh token. Needs no account and no network. It prints
 * ten lines and one bar.
 */























const generatedBytes = 64 * 1024 * 1024;
const shownFolders = 2;
/**
 * Runs the demo. Returns 0 only when every file came back unchanged and the rotated token is valid. With `keep` the
 * emulator runs until Ctrl-C, so that its page can be viewed in a browser.
 */
async function demoVerb(folder, { keep }) {
    const checked = checkDemoFolder(folder ?? packageFolder());
    const signal = (0,stop_signal/* createStopController */.r)().signal;
    const emulator = await (0,emulator_emulator/* startEmulator */.s)();
    const temp = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'onedrive-upload-demo-'));
    const env = { ...process.env, ONEDRIVE_UPLOAD_EMULATOR: emulator.url, RUNNER_TEMP: temp };
    const terminal = (0,terminal_terminal/* openTerminal */.j)({ env, signal });
    const tokenHolder = { refreshToken: emulator.credentials.refreshToken };
    const context = { emulator, terminal, temp, tokenHolder, folder: checked };
    try {
        const code = await runDemo(context).catch((error) => {
            terminal.log.error((0,errors/* formatErrorWithLink */.g9)(error, terminal));
            return 1;
        });
        if (keep)
            terminal.log.info(`page: ${emulator.url}/ shows the drive and all requests, until Ctrl-C.`);
        if (keep)
            await (0,stop_signal/* waitForAbort */.z)(signal);
        return code;
    }
    finally {
        await emulator.close();
        (0,external_node_fs_.rmSync)(temp, { recursive: true, force: true, maxRetries: 3 });
    }
}
async function runDemo(context) {
    const { emulator, terminal, temp, folder } = context;
    const log = terminal.log.info;
    log(`An emulated OneDrive runs on ${emulator.url}. Nothing leaves this machine.`);
    const first = await runUpload(context, {
        path: [folder, ...skippedFolders.map((name) => `!${folder}/${name}`)].join('\n'),
        root: folder,
        destination: (0,external_node_path_.basename)(folder),
    });
    const generated = (0,external_node_path_.join)(temp, 'generated-64-MiB.bin');
    await writeRandomFile(generated);
    const second = await runUpload(context, { path: generated, destination: 'generated' });
    const outcomes = [...first.outcomes, ...second.outcomes];
    if (first.result !== 'uploaded' || second.result !== 'uploaded')
        return 1;
    const kind = first.drive?.kind ?? '';
    log(`Signed in as ${(0,format/* escapeControls */.UN)(first.drive?.owner ?? '')} (${kind} OneDrive) with a client ID, a secret and a refresh token.`);
    const bytes = outcomes.reduce((sum, { file }) => sum + file.sizeBytes, 0);
    log(`Uploaded ${(0,format/* formatCount */.B4)(outcomes.length, 'file')} (${(0,format/* formatBytes */.z3)(bytes)}) through upload sessions, and compared each hash.`);
    showTree(emulator.files(), log);
    const wrong = await readBack(context, outcomes);
    for (const problem of wrong)
        terminal.log.error(problem);
    if (wrong.length === 0)
        log(`Downloaded ${(0,format/* formatCount */.B4)(outcomes.length, 'file')}: all bytes are the same.`);
    const rotated = checkRotation(context, [first, second]);
    if (wrong.length > 0 || !rotated)
        return 1;
    log('Next: sign in with your own account (docs/sign-in.md), or try your own folder: demo FOLDER');
    return 0;
}
/** What a run says is in the demo's own lines. Warnings and errors stay, but not the one that this is an emulator. */
function quietHost(terminal) {
    const { warning } = terminal.log;
    return {
        ...terminal,
        log: {
            ...terminal.log,
            info: () => { },
            notice: () => { },
            warning: (text) => (text.startsWith('ONEDRIVE_UPLOAD_EMULATOR is set') ? undefined : warning(text)),
        },
    };
}
function runUpload({ emulator, terminal, tokenHolder }, texts) {
    return (0,run/* run */.e)({
        host: quietHost(terminal),
        source: demoInputs({ emulator, tokenHolder }, texts),
        showProgress: (0,progress_bar/* showTotal */.c0)(terminal),
        showStep: () => () => { },
        saveRefreshToken: async (refreshToken) => {
            tokenHolder.refreshToken = refreshToken;
        },
    });
}
function demoInputs({ emulator, tokenHolder }, texts) {
    const { clientId, clientSecret } = emulator.credentials;
    return (0,inputs/* commandInputs */.tp)({}, { ONEDRIVE_UPLOAD_EMULATOR: emulator.url }, {
        fixed: {
            'client-id': clientId,
            'client-secret': clientSecret,
            'refresh-token': tokenHolder.refreshToken,
            'session-threshold': '0',
            path: '.',
            ...texts,
        },
    });
}
/** Random, because periodic data cancels out in QuickXorHash. */
async function writeRandomFile(path) {
    const cipher = (0,external_node_crypto_.createCipheriv)('aes-128-ctr', (0,external_node_crypto_.randomBytes)(16), (0,external_node_crypto_.randomBytes)(16));
    const zeros = Buffer.alloc(1024 * 1024);
    const file = await (0,promises_.open)(path, 'wx', 0o600);
    for (let done = 0; done < generatedBytes; done += zeros.length)
        await file.write(cipher.update(zeros));
    await file.close();
}
/** Downloads every file and compares its hash with the one of the upload. Returns the differences. */
async function readBack({ emulator, terminal, tokenHolder }, outcomes) {
    const { identity } = (0,read/* readInputs */.Ko)(demoInputs({ emulator, tokenHolder }, {}));
    const http = (0,http_client/* openHttpClient */.S)(quietHost(terminal), identity.cloud);
    const token = await (0,sign_in/* signIn */.J)({ identity, http, host: terminal, onRotated: () => { } });
    const retry = { host: terminal, retries: 3, gate: new rate_limit_gate/* RateLimitGate */.F() };
    const graph = (0,client/* openGraphClient */.W)({ graphHost: microsoft_hosts/* cloudHosts */.jh.global.graph, token, http, retry });
    const drive = await (0,open_drive/* openDrive */.p)(graph, { place: { kind: 'me' }, appFolder: false });
    const wrong = [];
    for (const { file, item, action, sha256 } of outcomes) {
        if (!(0,report/* isUploaded */.bH)({ action }) || item === undefined)
            continue;
        if ((await (0,verify/* downloadSha256 */.YC)(drive, item.id)) !== sha256)
            wrong.push(`${file.remotePath} is different from the uploaded file`);
    }
    await http.close();
    return wrong;
}
/** One line for each folder of the second level, those with the most bytes first. */
function showTree(files, say) {
    const folders = new Map();
    for (const { path, sizeBytes } of files) {
        const parts = path.split('/');
        const folder = `${parts.slice(0, Math.min(2, parts.length - 1)).join('/')}/`;
        const sum = folders.get(folder) ?? { files: 0, bytes: 0 };
        folders.set(folder, { files: sum.files + 1, bytes: sum.bytes + sizeBytes });
    }
    const sorted = [...folders].sort(([, a], [, b]) => b.bytes - a.bytes);
    say(`On the drive now, ${(0,format/* formatCount */.B4)(files.length, 'file')}:`);
    for (const [path, { files: count, bytes }] of sorted.slice(0, shownFolders))
        say(`  ${(0,format/* formatBytes */.z3)(bytes).padStart(10)}  ${(0,format/* formatCount */.B4)(count, 'file').padStart(9)}  ${(0,format/* escapeControls */.UN)(path)}`);
    if (sorted.length > shownFolders)
        say(`  … and ${(0,format/* formatCount */.B4)(sorted.length - shownFolders, 'more folder')}`);
}
/** True when every sign-in returned a new refresh token and the last one is valid. */
function checkRotation({ emulator, terminal, tokenHolder }, reports) {
    const rotated = reports.every(({ refreshTokenRotated }) => refreshTokenRotated);
    const isValid = emulator.identity.isLiveRefreshToken(tokenHolder.refreshToken);
    terminal.log.info(rotated && isValid
        ? 'Each sign-in returned a new refresh token, which the next one used. A workflow saves it to your secret.'
        : 'A sign-in returned no new refresh token, or a wrong one.');
    return rotated && isValid;
}
/** The root of this package: dist/cli/index.js is two folders below it. */
function packageFolder() {
    return (0,external_node_path_.resolve)((0,external_node_fs_.realpathSync)(process.argv[1] ?? '.'), '../../..');
}


/***/ })

};
