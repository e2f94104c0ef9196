export const id = 705;
export const ids = [705];
export const modules = {

/***/ 8705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  downloadVerb: () => (/* binding */ downloadVerb)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/errors.js
var core_errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
// EXTERNAL MODULE: ./build/download/decrypted-names.js
var decrypted_names = __webpack_require__(2368);
// EXTERNAL MODULE: ./build/download/read-report.js
var read_report = __webpack_require__(2864);
;// CONCATENATED MODULE: ./build/download/manifest.js
/** The report of a download as plain data, its JSON manifest, and its lines in the log. */






/** Derives the result from the failures. */
function downloadResultOf(files, errors) {
    const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
    if (failures.some((error) => error instanceof core_errors/* Failure */.HR && error.kind === 'cancelled'))
        return 'cancelled';
    if (failures.length > 0)
        return 'failed';
    return files.length > 0 && files.every(({ action }) => action === 'skipped') ? 'unchanged' : 'downloaded';
}
function downloadTotals(files) {
    const downloaded = files.filter(({ action }) => action === 'downloaded' || action === 'replaced');
    return {
        files: files.length,
        downloaded: downloaded.length,
        skipped: files.filter(({ action }) => action === 'skipped').length,
        failed: files.filter(({ action }) => action === 'failed').length,
        bytes: downloaded.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
/** Yields the text of the manifest in chunks. */
function formatDownloadManifest(report, redact) {
    const { files, errors, driveId, startedMs, endedMs, ...rest } = report;
    const head = {
        ...rest,
        driveId: driveId ?? null,
        error: errors[0] === undefined ? null : redact((0,core_errors/* formatError */.Wk)(errors[0])),
        code: errors[0] === undefined ? null : (0,core_errors/* failureCode */.AD)(errors[0]),
        startedAt: new Date(startedMs).toISOString(),
        endedAt: new Date(endedMs).toISOString(),
        totals: downloadTotals(files),
    };
    return (0,manifest/* formatFilesManifest */.A)(head, files.map((one) => toManifestRow(one, report, redact)));
}
function toManifestRow({ file, action, sha256, quickXorHash, error }, { into, driveId }, redact) {
    const { item, remotePath, name, sizeBytes } = file;
    return {
        path: (0,external_node_path_.join)(into, ...(0,decrypted_names/* localPathOf */.Mi)(file).split('/')),
        remotePath,
        name,
        size: sizeBytes,
        id: item.id,
        driveId: driveId ?? null,
        eTag: item.eTag || null,
        sha256: sha256 ?? null,
        quickXorHash: quickXorHash ?? item.quickXorHash ?? null,
        action,
        error: error === undefined ? null : redact((0,core_errors/* formatError */.Wk)(error)),
        code: error === undefined ? null : (0,core_errors/* failureCode */.AD)(error),
    };
}
/** Logs the failures, and the result in one line. */
function logDownloadReport(host, report) {
    (0,read_report/* logFailures */.y)(host, report);
    host.log.info(resultLine(report));
}
function resultLine({ files, result, into, startedMs, endedMs, }) {
    const sum = downloadTotals(files);
    if (sum.files === 0)
        return `Result: ${result}`;
    const here = sum.downloaded + sum.skipped;
    if (result === 'cancelled')
        return `Cancelled. ${here} of ${(0,format/* formatCount */.B4)(sum.files, 'file')} ${here === 1 ? 'is' : 'are'} here; run the same command again for the rest (partial files are kept)`;
    if (result === 'unchanged')
        return `Nothing to download: ${(0,format/* formatCount */.B4)(sum.files, 'file')} ${here === 1 ? 'is' : 'are'} here already`;
    const others = [
        ...(sum.skipped === 0 ? [] : [`${sum.skipped} already here`]),
        ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
    ];
    const head = result === 'failed'
        ? `Failed. Downloaded ${sum.downloaded} of ${(0,format/* formatCount */.B4)(sum.files, 'file')}`
        : `Downloaded ${(0,format/* formatCount */.B4)(sum.downloaded, 'file')}`;
    const size = sum.downloaded === 0 ? '' : ` (${(0,format/* formatBytes */.z3)(sum.bytes)})`;
    const rest = others.length === 0 ? '' : ` (${others.join(', ')})`;
    return `${head}${size} in ${(0,format/* formatDuration */.a3)(endedMs - startedMs)} to ${into}${rest}`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/download/engine.js + 5 modules
var engine = __webpack_require__(2029);
// EXTERNAL MODULE: ./build/download/expected-checksums.js
var expected_checksums = __webpack_require__(7612);
// EXTERNAL MODULE: ./build/download/partial-file.js
var partial_file = __webpack_require__(6187);
;// CONCATENATED MODULE: ./build/download/local-paths.js
/**
 * Detects two names of the drive that open the same local file. File systems treat different names as equal (case,
 * Unicode composition, ignored characters, short names of Windows), so this asks the file system: it compares real
 * paths and file IDs.
 */





/** The paths that this run has written or checked. */
class LocalPaths {
    /** Paths by device and inode number. */
    #claimed = new Map();
    #queue = Promise.resolve();
    /**
     * Claims the path, and runs `write` if it is given. Calls run one at a time, so that no other file can take the path
     * between the check and the write.
     * Throws a Failure when the path opens a file with another name, or one that was claimed under another path.
     */
    async claim(path, write = async () => { }) {
        const turn = this.#queue.then(async () => {
            await this.#check(path);
            await write();
            const id = await fileIdOf(path);
            if (id !== '')
                this.#claimed.set(id, path);
        });
        this.#queue = turn.catch(() => { });
        await turn;
    }
    async #check(path) {
        if ((await (0,promises_.lstat)(path).catch(() => undefined)) === undefined)
            return;
        const real = (0,external_node_path_.basename)(await (0,partial_file/* withFileErrors */.MH)(path, () => (0,promises_.realpath)(path)));
        const other = isSameName(real, (0,external_node_path_.basename)(path)) ? this.#claimed.get(await fileIdOf(path)) : real;
        if (other === undefined || other === path)
            return;
        throw new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(path)} is the same file as ${(0,format/* escapeControls */.UN)(other)} on this file system`, {
            code: 'local-name-collision',
            kind: 'file',
            hint: 'rename it on the drive, or download to another file system',
        });
    }
}
/** A file system may return a name with different case or Unicode composition. */
function isSameName(one, other) {
    return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
/** Returns `''` if the path does not exist, has no inode number, or is a file with several hard links. */
async function fileIdOf(path) {
    const stat = await (0,promises_.lstat)(path, { bigint: true }).catch(() => undefined);
    if (stat === undefined || stat.ino === 0n || (stat.isFile() && stat.nlink > 1n))
        return '';
    return `${stat.dev} ${stat.ino}`;
}

// EXTERNAL MODULE: ./build/download/tree.js
var download_tree = __webpack_require__(3417);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/encrypt/age.js
var age = __webpack_require__(305);
// EXTERNAL MODULE: ./build/encrypt/recipients.js
var recipients = __webpack_require__(1616);
;// CONCATENATED MODULE: ./build/encrypt/identities.js
/** `--identity-file`: the private keys of age that open a backup. */






const maxFileBytes = 1024 * 1024;
/**
 * Opens the decryption with the keys of the file, and masks them. Warns of a file that others can read. Throws a
 * UsageFailure if the file cannot be used; the message has no key.
 */
async function openIdentityFile(path, host) {
    const fail = (clause) => new core_errors/* UsageFailure */.wK([`--identity-file ${(0,quote_unless_secret/* pathUnlessSecret */.uu)(path)} ${clause}`]);
    const text = await readIdentityText(path, fail);
    if (/^(age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE)/.test(text))
        throw fail('is protected by a passphrase: write it without one for this run (age -d), and delete it afterwards');
    if (/-----BEGIN .*PRIVATE KEY/.test(text))
        throw fail('is an SSH or PEM key: use one of age-keygen, which begins with AGE-SECRET-KEY-');
    const lines = (0,recipients/* meaningfulLines */.K)(text);
    for (const { text: line } of lines)
        host.mask(line);
    if (lines.length === 0)
        throw fail('names no key: it needs a line that begins with AGE-SECRET-KEY-');
    const invalid = [];
    const decryption = await (0,age/* openDecryption */.CU)(lines.map(({ text: line }) => line), (index) => invalid.push(lines[index]?.number ?? 0));
    if (invalid.length > 0)
        throw fail(`has no private key of age in line ${invalid.join(', ')}: it begins with AGE-SECRET-KEY-`);
    return decryption;
}
async function readIdentityText(path, fail) {
    if (path.trim() === '')
        throw new core_errors/* UsageFailure */.wK(['--identity-file is empty: name a file']);
    try {
        const stats = await (0,promises_.stat)(path);
        if (stats.isDirectory())
            throw fail('is a folder, not a file');
        if (stats.size > maxFileBytes)
            throw fail(`is larger than ${(0,format/* formatBytes */.z3)(maxFileBytes)}`);
        return (await (0,promises_.readFile)(path, 'utf8')).replace(/^\uFEFF/, '');
    }
    catch (error) {
        throw error instanceof core_errors/* UsageFailure */.wK ? error : fail(`cannot be read (${(0,core_errors/* systemReason */.uc)(error)})`);
    }
}

// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/upload/bandwidth.js
var bandwidth = __webpack_require__(9345);
// EXTERNAL MODULE: ./build/run/checksums-file.js
var checksums_file = __webpack_require__(1777);
// EXTERNAL MODULE: ./build/run/remote-drive.js + 1 modules
var remote_drive = __webpack_require__(5961);
// EXTERNAL MODULE: ./build/run/remote-tree-log.js
var remote_tree_log = __webpack_require__(7892);
;// CONCATENATED MODULE: ./build/run/download.js
/**
 * The verb `download`: lists the tree of an item, downloads the files, reports. Only this file writes DownloadState: it
 * stores each result as soon as it is known, so that a failure at any point still gives a complete report.
 */
















/** Downloads what the options name, and logs the result. Never throws: failures are in the report. */
async function runDownload(options) {
    const { host } = options;
    const state = {
        result: 'failed',
        emulator: false,
        driveId: undefined,
        files: [],
        errors: [],
        remotePath: '',
        into: (0,external_node_path_.resolve)(host.cwd, options.localDir),
        passedOver: [],
        leftOut: [],
        startedMs: host.clock.now(),
        endedMs: host.clock.now(),
    };
    try {
        await (0,remote_drive/* withRemoteItem */.k)(options, state, {
            verb: 'download',
            readArguments: () => readArguments(options),
            process: (context, item, given) => downloadFromDrive(context, options, { ...given, item, state }),
        });
    }
    catch (error) {
        state.errors = [error, ...state.errors];
    }
    state.result = downloadResultOf(state.files, state.errors);
    state.endedMs = host.clock.now();
    logDownloadReport(host, state);
    return state;
}
async function readArguments({ localDir, checksumsFile, identityFile, host, }) {
    if (localDir === '')
        throw new core_errors/* UsageFailure */.wK(['the path of the folder to download into is empty: give a path']);
    return {
        checksums: checksumsFile === undefined ? new expected_checksums/* ExpectedChecksums */.fG() : await (0,checksums_file/* readExpectedChecksums */.v)(checksumsFile),
        decryption: identityFile === undefined ? undefined : await openIdentityFile(identityFile, host),
    };
}
/** The steps after the item was found. */
async function downloadFromDrive(context, { overwrite, platform = process.platform }, { item, checksums, decryption, state }) {
    const { host, drive } = context;
    const listed = await (0,download_tree/* readRemoteTree */.p)({ drive, item, remotePath: state.remotePath, platform });
    const tree = decryption === undefined ? listed : (0,decrypted_names/* planDecryption */.T2)(listed, platform);
    state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
    (0,remote_tree_log/* logRemoteTree */.d)(tree, host, 'download');
    state.errors = tree.unlisted;
    state.into = await createTargetFolder(state.into);
    const progress = new report_progress/* TransferProgress */.v5(tree, context.retry.gate);
    const stopProgress = context.showProgress(progress);
    const { files, folders } = await (0,engine/* downloadFiles */.Si)(tree, {
        host,
        drive,
        retry: context.retry,
        concurrency: context.concurrency,
        bandwidth: new bandwidth/* BandwidthLimiter */.U(context.inputs.upload.bandwidthLimit, host),
        events: progress,
        into: state.into,
        localPaths: new LocalPaths(),
        checksums,
        decryption,
        overwrite,
    }).finally(stopProgress);
    (0,expected_checksums/* logUnlistedFiles */.CB)(checksums, tree.files, host);
    state.files = files;
    state.errors = [
        ...tree.unlisted,
        ...folders,
        ...(0,expected_checksums/* missingFilesFailure */._0)((0,expected_checksums/* findMissingPaths */.oK)(checksums, tree, item)),
    ];
}
/** Creates the folder, if it is missing. Returns its path with links resolved. */
async function createTargetFolder(into) {
    await (0,partial_file/* withFileErrors */.MH)(into, () => (0,promises_.mkdir)(into, { recursive: true }));
    return (0,partial_file/* withFileErrors */.MH)(into, () => (0,promises_.realpath)(into));
}

// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/terminal/progress-bar.js
var progress_bar = __webpack_require__(7791);
// EXTERNAL MODULE: ./build/cli/commands/read-verb.js
var read_verb = __webpack_require__(1774);
;// CONCATENATED MODULE: ./build/cli/commands/download.js
/** The verb `download`: downloads a remote path into a local folder. */





/** Runs the verb with the remote path and the local folder. Returns the exit code. */
async function downloadVerb(call) {
    const { flags, args } = call;
    const { terminal, options, redactError } = (0,read_verb/* openReadVerb */.Ow)(call, { dataOnStdout: flags.json === true });
    const report = await runDownload({
        ...options,
        localDir: args[1] ?? '',
        overwrite: flags.overwrite === true,
        ...(typeof flags.identityFile === 'string' && { identityFile: flags.identityFile }),
        showProgress: (0,progress_bar/* showProgress */.Rh)(terminal),
    });
    if (flags.json === true)
        for (const text of formatDownloadManifest(report, redactError))
            (0,print/* print */.y)(terminal.redactData(text));
    return (0,read_verb/* readExitCode */.K8)(report);
}


/***/ }),

/***/ 1616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ openInputEncryption),
/* harmony export */   K: () => (/* binding */ meaningfulLines)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6851);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8420);
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(305);
/** `encrypt-to`: public keys of age, in the input or in a file. */






/** A key of today's longest kind has about 2 KB. */
const maxFileBytes = 1024 * 1024;
/**
 * Opens the encryption for the recipients that the input names, or the file that it names. A relative path starts in
 * `cwd`. Throws one UsageFailure with all problems.
 */
async function openInputEncryption(text, cwd) {
    const lines = meaningfulLines(text);
    const path = lines.length === 1 && !/^(age1|ssh-|AGE-)/i.test(lines[0]?.text ?? '') ? text.trim() : undefined;
    const source = path === undefined ? 'encrypt-to' : `encrypt-to: the file ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .pathUnlessSecret */ .uu)(path)}`;
    const recipients = path === undefined ? lines : meaningfulLines(await readRecipientFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, path), source));
    if (recipients.length === 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK([`${source} names no recipient: write keys that begin with age1`]);
    const problems = recipients.flatMap(({ text: line, number }) => {
        const problem = recipientProblem(line);
        return problem === undefined ? [] : [`${source}: line ${number} ${problem}`];
    });
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK(problems);
    const encryption = await (0,_age_js__WEBPACK_IMPORTED_MODULE_3__/* .openEncryption */ .ox)(recipients.map(({ text: line }) => line), (index) => {
        const { text: line, number } = recipients[index] ?? { text: '', number: 0 };
        problems.push(`${source}: line ${number} is no valid age recipient (${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeUnlessSecret */ .SO)(line.slice(0, 12))}…)`);
    });
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK(problems);
    return encryption;
}
/** Lines that are neither empty nor a comment. */
function meaningfulLines(text) {
    return text
        .replace(/^\uFEFF/, '')
        .split(/\r\n|\r|\n/)
        .map((line, index) => ({ text: line.trim(), number: index + 1 }))
        .filter(({ text: line }) => line !== '' && !line.startsWith('#'));
}
/** A clause to put after the line. It never has the line's text: it may be a private key. */
function recipientProblem(line) {
    if (/^AGE-SECRET-KEY-/i.test(line))
        return 'is a private key, which belongs to nobody but its owner: write the public key, which age-keygen -y prints';
    if (/^(ssh-|ecdsa-|sk-)/i.test(line))
        return 'is an SSH key: write a key of age-keygen, which begins with age1';
    if (!/^age1/i.test(line))
        return 'does not begin with age1';
    return undefined;
}
async function readRecipientFile(path, source) {
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch((error) => {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK([
            `${source} cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemReason */ .uc)(error)}); write keys that begin with age1, one a line, or the path of a file of them`,
        ]);
    });
    if (stats.isDirectory())
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK([`${source} is a folder, not a file`]);
    if (stats.size > maxFileBytes)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK([
            `${source} is larger than ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(maxFileBytes)}: name a file of recipients`,
        ]);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch((error) => {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageFailure */ .wK([`${source} cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemReason */ .uc)(error)})`]);
    });
}


/***/ })

};
