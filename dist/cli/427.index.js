export const id = 427;
export const ids = [427];
export const modules = {

/***/ 9427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  emulateVerb: () => (/* binding */ emulateVerb)
});

// UNUSED EXPORTS: readEmulatorOptions

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: ./build/emulator/core/fault-match.js
var fault_match = __webpack_require__(1680);
// EXTERNAL MODULE: ./build/emulator/core/faults.js
var faults = __webpack_require__(5887);
// EXTERNAL MODULE: ./build/emulator/core/refusals.js + 1 modules
var refusals = __webpack_require__(697);
;// CONCATENATED MODULE: ./build/emulator/core/fault-file.js
/** Parses the JSON that `emulate --faults` takes. Parsing is strict: an error names the fault and the field. */



const surfaces = ['identity', 'graph', 'upload', 'github'];
const timings = ['before', 'amid', 'after'];
/** Reads a JSON array of faults. Throws an Error that names the fault and the field. */
function parseFaults(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        // V8's message quotes the start of the text. Remove it: the wrong file may have been passed, for example one with a
        // token.
        throw new Error(`the faults are not JSON: ${why.replace(/, [."][\s\S]*is not valid JSON$/, '')}`);
    }
    if (!Array.isArray(value))
        throw new Error('the faults must be a JSON array');
    return value.map((one, index) => readFault(one, `fault ${index + 1}`));
}
function readFault(value, where) {
    const fields = requireObject(value, where);
    checkFields(fields, ['on', 'after', 'times', 'probability', 'seed', 'do'], where);
    const probability = optional(fields, 'probability', where, number);
    if (probability !== undefined && (probability < 0 || probability > 1)) {
        throw new Error(`${where}: probability must be between 0 and 1`);
    }
    return {
        on: readMatch(requireObject(fields.on ?? {}, `${where}: on`), `${where}: on`),
        ...optionalField('after', optional(fields, 'after', where, count)),
        ...optionalField('times', optional(fields, 'times', where, count)),
        ...optionalField('probability', probability),
        ...optionalField('seed', optional(fields, 'seed', where, number)),
        do: readEffect(requireObject(fields.do, `${where}: do`), `${where}: do`),
    };
}
function readMatch(fields, where) {
    checkFields(fields, ['surface', 'method', 'path'], where);
    const path = optional(fields, 'path', where, string);
    try {
        (0,fault_match/* pathPattern */.s$)(path ?? '');
    }
    catch {
        throw new Error(`${where}: path is not a regular expression: ${path}`);
    }
    return {
        ...optionalField('surface', optional(fields, 'surface', where, surface)),
        ...optionalField('method', optional(fields, 'method', where, string)),
        ...optionalField('path', path),
    };
}
const effectFields = {
    status: ['status', 'retryAfter', 'headers', 'body', 'code', 'message', 'processed', 'echo'],
    cut: ['when'],
    'lost-reply': [],
    partial: ['keepBytes'],
    slow: ['bytesPerSecond'],
    stall: ['when'],
    'drop-session': [],
    corrupt: [],
    list: ['how'],
    refusal: ['name'],
};
function readEffect(fields, where) {
    const { kind } = fields;
    if (!isKind(kind)) {
        throw new Error(`${where}: kind must be one of ${Object.keys(effectFields).join(', ')}, not ${JSON.stringify(kind)}`);
    }
    checkFields(fields, ['kind', ...effectFields[kind]], where);
    switch (kind) {
        case 'status':
            return readStatus(fields, where);
        case 'cut':
        case 'stall':
            return { kind, when: required(fields, 'when', where, timing) };
        case 'list':
            return { kind, how: required(fields, 'how', where, listFault) };
        case 'refusal':
            return { kind, name: required(fields, 'name', where, refusalName) };
        case 'partial':
            return { kind, keepBytes: required(fields, 'keepBytes', where, count) };
        case 'slow': {
            const bytesPerSecond = required(fields, 'bytesPerSecond', where, number);
            if (bytesPerSecond <= 0)
                throw new Error(`${where}: bytesPerSecond must be more than 0`);
            return { kind, bytesPerSecond };
        }
        default:
            return { kind };
    }
}
function readStatus(fields, where) {
    const status = required(fields, 'status', where, count);
    if (status < 200 || status > 599)
        throw new Error(`${where}: status must be between 200 and 599`);
    const headers = fields.headers === undefined ? undefined : requireObject(fields.headers, `${where}: headers`);
    return {
        kind: 'status',
        status,
        ...optionalField('retryAfter', optional(fields, 'retryAfter', where, string)),
        ...optionalField('headers', headers === undefined ? undefined : stringRecord(headers, `${where}: headers`)),
        ...optionalField('body', fields.body),
        ...optionalField('code', optional(fields, 'code', where, string)),
        ...optionalField('message', optional(fields, 'message', where, string)),
        ...optionalField('processed', optional(fields, 'processed', where, fault_file_boolean)),
        ...optionalField('echo', optional(fields, 'echo', where, fault_file_boolean)),
    };
}
// A reader returns the value, or an array with a description of what was expected.
const string = (value) => (typeof value === 'string' ? value : ['a string']);
const fault_file_boolean = (value) => (typeof value === 'boolean' ? value : ['true or false']);
const number = (value) => typeof value === 'number' && Number.isFinite(value) ? value : ['a number'];
const count = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : ['a whole number'];
const surface = (value) => (isSurface(value) ? value : [`one of ${surfaces.join(', ')}`]);
const timing = (value) => (isTiming(value) ? value : [`one of ${timings.join(', ')}`]);
const listFault = (value) => faults/* listFaults */.OC.find((how) => how === value) ?? [`one of ${faults/* listFaults */.OC.join(', ')}`];
const refusalName = (value) => (0,refusals/* isRefusalName */.yQ)(value) ? value : [`one of ${refusals/* refusalNames */.Rs.join(', ')}`];
function isSurface(value) {
    return typeof value === 'string' && surfaces.includes(value);
}
function isTiming(value) {
    return typeof value === 'string' && timings.includes(value);
}
function isKind(value) {
    return typeof value === 'string' && Object.hasOwn(effectFields, value);
}
function required(fields, name, where, read) {
    const value = read(fields[name]);
    if (Array.isArray(value))
        throw new Error(`${where}: ${name} must be ${value[0]}`);
    return value;
}
function optional(fields, name, where, read) {
    return fields[name] === undefined ? undefined : required(fields, name, where, read);
}
function optionalField(name, value) {
    const fields = {};
    if (value !== undefined)
        fields[name] = value;
    return fields;
}
function requireObject(value, where) {
    if (!isFields(value))
        throw new Error(`${where} must be an object`);
    return value;
}
function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function stringRecord(fields, where) {
    return Object.fromEntries(Object.keys(fields).map((name) => [name, required(fields, name, where, string)]));
}
function checkFields(fields, names, where) {
    const wrong = Object.keys(fields).find((name) => !names.includes(name));
    if (wrong !== undefined)
        throw new Error(`${where}: unknown field ${wrong}`);
}

// EXTERNAL MODULE: ./build/emulator/emulator.js + 98 modules
var emulator_emulator = __webpack_require__(2897);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/cli/help/usage-errors.js
var usage_errors = __webpack_require__(4320);
// EXTERNAL MODULE: ./build/cli/options/emulator-flags.js
var emulator_flags = __webpack_require__(4983);
// EXTERNAL MODULE: ./build/cli/terminal/listen-failure.js
var listen_failure = __webpack_require__(2724);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
;// CONCATENATED MODULE: ./build/cli/commands/emulated-credentials.js
/**
 * The lines, `name: value`. Scripts take `drive-id` for the last one. GitHub's OIDC tokens of the emulated job sign in to
 * the app, so its federated credential is added here.
 */
function emulatedCredentials(emulator) {
    const { credentials, github, identity, tenant } = emulator;
    const [repository] = github.repositories;
    const [site] = tenant.sites;
    identity.addFederatedCredential({ subject: github.oidc.nextSubject() });
    return [
        `url: ${emulator.url}`,
        `client-id: ${credentials.clientId}`,
        `client-secret: ${credentials.clientSecret}`,
        `public-client-id: ${credentials.publicClientId}`,
        `refresh-token: ${credentials.refreshToken}`,
        `public-refresh-token: ${credentials.publicRefreshToken}`,
        // A personal account has neither.
        ...(site === undefined ? [] : [`tenant-id: ${credentials.tenantId}`, `site-url: ${site.webUrl}`]),
        `github-repository: ${repository?.fullName ?? ''}`,
        `github-token: ${github.token}`,
        `oidc-request-url: ${github.oidc.url}`,
        `oidc-request-token: ${github.oidc.requestToken}`,
        `drive-id: ${credentials.driveId}`,
    ];
}

;// CONCATENATED MODULE: ./build/cli/commands/emulate.js
/**
 * The verb `emulate`: runs a OneDrive emulator on loopback until the process ends.
 */












/** Each storage service of personal drives, with the host of its uploadUrls. */
const uploadHosts = { new: 'my.microsoftpersonalcontent.com', old: 'sn3302.up.1drv.com' };
/** Starts the emulator, prints what a client needs, and waits for a stop signal. */
async function emulateVerb(flags) {
    const options = readEmulatorOptions(flags);
    const emulator = await (0,emulator_emulator/* startEmulator */.s)(options).catch((error) => {
        throw startFailure(error, options);
    });
    (0,print/* print */.y)(`${emulatedCredentials(emulator).join('\n')}\n`);
    (0,print/* print */.y)(`Set ONEDRIVE_UPLOAD_EMULATOR=${emulator.url} to use it. Press Ctrl-C to stop it.\n`, process.stderr);
    (0,print/* print */.y)(`page: ${emulator.url}/\n`, process.stderr);
    await (0,stop_signal/* waitForAbort */.z)((0,stop_signal/* createStopController */.r)().signal);
    await emulator.close();
    return 0;
}
/** Reads the flags. Throws a usage error for a value that is not valid. */
function readEmulatorOptions(flags) {
    const text = (name) => (typeof flags[name] === 'string' ? flags[name] : undefined);
    const number = (name) => {
        const value = text(name);
        if (value !== undefined && !/^\d{1,9}$/.test(value))
            throw new usage_errors/* CommandLineFailure */.y(`--${name} is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(value)}; write a whole number`);
        return value === undefined ? undefined : Number(value);
    };
    const account = emulator_flags/* emulatedAccounts */.cM.find((known) => known === (text('account') ?? 'personal'));
    if (account === undefined)
        throw new usage_errors/* CommandLineFailure */.y(`--account is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(text('account') ?? '')}; write ${emulator_flags/* emulatedAccounts */.cM.join(', ')}`);
    const stack = emulator_flags/* emulatedStacks */.Zn.find((known) => known === (text('stack') ?? 'new'));
    if (stack === undefined)
        throw new usage_errors/* CommandLineFailure */.y(`--stack is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(text('stack') ?? '')}; write ${emulator_flags/* emulatedStacks */.Zn.join(' or ')}`);
    if (text('stack') !== undefined && account !== 'personal')
        throw new usage_errors/* CommandLineFailure */.y('--stack is for --account personal only');
    const [cert, key] = [text('tlsCert'), text('tlsKey')];
    if ((cert === undefined) !== (key === undefined))
        throw new usage_errors/* CommandLineFailure */.y('--tls-cert and --tls-key must be used together');
    const options = { account, stack };
    const [port, latencyMs, dataDir, faults] = [
        number('port'),
        number('latency'),
        text('data'),
        text('faults'),
    ];
    if (port !== undefined && port > 65_535)
        throw new usage_errors/* CommandLineFailure */.y(`--port is ${port}; write a number from 0 to 65535`);
    if (port !== undefined)
        options.port = port;
    if (latencyMs !== undefined)
        options.latencyMs = latencyMs;
    if (dataDir !== undefined)
        options.dataDir = prepareDataFolder(dataDir);
    if (faults !== undefined)
        options.faults = readFaults(faults);
    const uploadOrigin = text('uploadOrigin') ?? (cert === undefined ? undefined : `https://${uploadHosts[stack]}`);
    if (uploadOrigin !== undefined)
        options.uploadOrigin = parseOrigin(uploadOrigin);
    if (cert !== undefined && key !== undefined) {
        options.tls = { cert: readFlagFile('--tls-cert', cert), key: readFlagFile('--tls-key', key) };
    }
    return options;
}
/** Creates the folder if it is missing. */
function prepareDataFolder(path) {
    try {
        (0,external_node_fs_.mkdirSync)(path, { recursive: true });
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK);
        return path;
    }
    catch (error) {
        const why = (0,errors/* systemCode */.xU)(error) === 'EEXIST'
            ? 'is a file; name a folder'
            : `cannot be used (${(0,errors/* systemReason */.uc)(error)}); name a folder that you may write to`;
        throw new usage_errors/* CommandLineFailure */.y(`--data ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path)} ${why}`);
    }
}
/** Turns an error of a port or of a certificate into one that says what to do. */
function startFailure(error, { port = 0, tls }) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen')
        return (0,listen_failure/* listenFailure */.C)(error, {
            port,
            alternative: 'choose another port with --port; without --port any free one is used',
        });
    if (tls !== undefined && (0,errors/* systemCode */.xU)(error).startsWith('ERR_OSSL_'))
        return new usage_errors/* CommandLineFailure */.y(`--tls-cert and --tls-key cannot be used (${(0,errors/* systemReason */.uc)(error)}); name a certificate and its private key, in PEM`);
    return error;
}
function readFlagFile(flag, path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw new usage_errors/* CommandLineFailure */.y(`${flag} ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path)} cannot be read (${(0,errors/* systemReason */.uc)(error)}); check its path and permissions`);
    }
}
function readFaults(path) {
    const text = readFlagFile('--faults', path);
    try {
        return parseFaults(text);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new usage_errors/* CommandLineFailure */.y(`--faults ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path)}: ${(0,quote_unless_secret/* pathUnlessSecret */.uu)((0,format/* escapeControls */.UN)(why))}`);
    }
}
function parseOrigin(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
        return url.origin;
    throw new usage_errors/* CommandLineFailure */.y(`--upload-origin is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(text)}; write a scheme and a host: https://…`);
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


/***/ }),

/***/ 8749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ createStopController),
/* harmony export */   z: () => (/* binding */ waitForAbort)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/**
 * Handles the signals that end a run. GitHub sends SIGINT, then SIGTERM 7.5 s later, and kills the process 2.5 s after
 * that (docs/facts.md, "GitHub's runner").
 */


/** Time to delete sessions and write outputs. The post step does what is left. */
const exitDelayMs = 6500;
/** Aborts on the first signal. The process exits 6.5 s later even if something still hangs. */
function createStopController() {
    const controller = new AbortController();
    // Each file in flight adds a listener, and Node.js warns from the eleventh on.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(0, controller.signal);
    controller.signal.addEventListener('abort', () => {
        setTimeout(() => process.exit(130), exitDelayMs).unref();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.once(signal, () => controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledFailure */ .mj()));
    }
    return controller;
}
/** Resolves when the signal aborts, or at once if it already has. */
async function waitForAbort(signal) {
    if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}


/***/ })

};
