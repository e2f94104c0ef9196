export const id = 921;
export const ids = [921];
export const modules = {

/***/ 4921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyVerb: () => (/* binding */ verifyVerb)
});

// EXTERNAL MODULE: ./build/core/errors.js
var core_errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
// EXTERNAL MODULE: ./build/download/read-report.js
var read_report = __webpack_require__(2864);
;// CONCATENATED MODULE: ./build/download/verify-report.js
/** The report of `verify` as plain data, its JSON, and its lines in the log. */




/** Derives the result from the failures. */
function verifyResultOf({ files, errors, }) {
    const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
    if (failures.some((error) => error instanceof core_errors/* Failure */.HR && error.kind === 'cancelled'))
        return 'cancelled';
    return failures.length > 0 ? 'failed' : 'verified';
}
function verifyTotals({ files, missing }) {
    const verified = files.filter(({ action }) => action === 'verified');
    return {
        files: files.length,
        verified: verified.length,
        failed: files.length - verified.length,
        missing: missing.length,
        /** Bytes of the verified files. */
        bytes: verified.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
/** Yields the text of the JSON in chunks. */
function formatVerifyJson(report, redact) {
    const { files, errors, driveId, missing, startedMs, endedMs, ...rest } = report;
    const head = {
        ...rest,
        missing,
        driveId: driveId ?? null,
        error: errors[0] === undefined ? null : redact((0,core_errors/* formatError */.Wk)(errors[0])),
        code: errors[0] === undefined ? null : (0,core_errors/* failureCode */.AD)(errors[0]),
        startedAt: new Date(startedMs).toISOString(),
        endedAt: new Date(endedMs).toISOString(),
        totals: verifyTotals(report),
    };
    return (0,manifest/* formatFilesManifest */.A)(head, files.map((outcome) => toJsonRow(outcome, driveId, redact)));
}
function toJsonRow({ file, action, sha256, quickXorHash, error }, driveId, redact) {
    const { item, remotePath, name, sizeBytes } = file;
    return {
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
function logVerifyReport(host, report) {
    (0,read_report/* logFailures */.y)(host, report);
    host.log.info(resultLine(report));
}
function resultLine(report) {
    const { files, verified, failed, missing, bytes } = verifyTotals(report);
    const { result, startedMs, endedMs } = report;
    if (result === 'cancelled')
        return `Cancelled. ${verified} of ${(0,format/* formatCount */.B4)(files, 'file')} were verified`;
    const took = `in ${(0,format/* formatDuration */.a3)(endedMs - startedMs)}`;
    if (result === 'verified')
        return `Verified ${(0,format/* formatCount */.B4)(files, 'file')} (${(0,format/* formatBytes */.z3)(bytes)}) ${took}`;
    if (files === 0)
        return 'Failed. Nothing was verified';
    const others = [
        ...(failed === 0 ? [] : [`${failed} failed`]),
        ...(missing === 0 ? [] : [`${missing} missing`]),
    ];
    const rest = others.length === 0 ? '' : ` (${others.join(', ')})`;
    return `Failed. Verified ${verified} of ${(0,format/* formatCount */.B4)(files, 'file')} ${took}${rest}`;
}

// EXTERNAL MODULE: ./build/files/hash.js
var hash = __webpack_require__(3906);
;// CONCATENATED MODULE: ./build/download/content-sink.js
/** Where the content of a fetched file goes. */

/** Hashes the content and keeps none of it. */
class HashingSink {
    #hasher = new hash/* FileHasher */.g();
    get position() {
        return this.#hasher.hashedBytes;
    }
    async write(chunk) {
        this.#hasher.update(this.position, chunk);
    }
    async restart() {
        this.#hasher = new hash/* FileHasher */.g();
    }
    digest() {
        return this.#hasher.digest();
    }
}

// EXTERNAL MODULE: ./build/download/engine.js + 5 modules
var engine = __webpack_require__(2029);
// EXTERNAL MODULE: ./build/download/expected-checksums.js
var expected_checksums = __webpack_require__(7612);
// EXTERNAL MODULE: ./build/download/fetch-verified.js + 1 modules
var fetch_verified = __webpack_require__(4113);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/inputs/files.js
var files = __webpack_require__(4519);
// EXTERNAL MODULE: ./build/download/checksum-list.js
var checksum_list = __webpack_require__(6487);
;// CONCATENATED MODULE: ./build/download/remote-checksum-lists.js
/** Reads the lists of checksums that lie on the drive. */







/**
 * Reads every SHA256SUMS of the item's tree; each is about the files below its folder. For a file, reads the one beside
 * it. Throws only when the run was cancelled.
 */
async function readRemoteChecksums(context, { files }, item) {
    const checksums = new expected_checksums/* ExpectedChecksums */.fG();
    const failures = [];
    const add = async (find, folder) => {
        try {
            const list = await find();
            if (list === undefined)
                return;
            await addList(context, checksums, { list, folder });
        }
        catch (error) {
            context.host.signal.throwIfAborted();
            failures.push(error);
        }
    };
    const [only] = files;
    if (!(0,parse/* isFileItem */.Gs)(item)) {
        for (const list of files.filter(expected_checksums/* isChecksumList */.QG))
            await add(() => list, (0,paths/* parentPathOf */.XI)(list.relativePath));
    }
    else if (only !== undefined && !(0,expected_checksums/* isChecksumList */.QG)(only))
        await add(() => findListBeside(context, only), '');
    return { checksums, failures };
}
async function findListBeside({ drive }, { remotePath }) {
    const path = (0,paths/* joinRemotePath */.ox)((0,paths/* parentPathOf */.XI)(remotePath), files/* defaultChecksumsName */.Lh);
    const item = await drive.findItem(path);
    if (item === undefined || !(0,parse/* isFileItem */.Gs)(item))
        return undefined;
    const name = (0,paths/* baseNameOf */.mv)(path);
    return { remotePath: path, relativePath: name, name, sizeBytes: item.sizeBytes, item };
}
async function addList(context, checksums, { list, folder }) {
    try {
        if (list.sizeBytes > checksum_list/* checksumListLimitBytes */.eG)
            throw new checksum_list/* ChecksumListError */.Ck((0,checksum_list/* tooLarge */.g$)(list.sizeBytes));
        const listed = (0,checksum_list/* parseChecksumList */.hb)(await fetchText(context, list));
        checksums.add(listed, { listName: list.remotePath, folder });
    }
    catch (error) {
        throw error instanceof checksum_list/* ChecksumListError */.Ck ? (0,checksum_list/* checksumListFailure */.YV)(list.remotePath, error.message) : error;
    }
}
/** Keeps the content. Its size was looked at before. */
class KeepingSink extends HashingSink {
    #pieces = [];
    async write(chunk) {
        this.#pieces.push(Buffer.from(chunk));
        await super.write(chunk);
    }
    async restart() {
        this.#pieces = [];
        await super.restart();
    }
    text() {
        return Buffer.concat(this.#pieces).toString();
    }
}
async function fetchText(context, list) {
    const sink = new KeepingSink();
    const silent = { ...context, events: { started() { }, reached() { }, finished() { } } };
    await (0,fetch_verified/* fetchVerified */.J)(silent, list, sink);
    return sink.text();
}

// EXTERNAL MODULE: ./build/download/remote-path.js
var remote_path = __webpack_require__(4799);
// EXTERNAL MODULE: ./build/download/tree.js
var download_tree = __webpack_require__(3417);
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
;// CONCATENATED MODULE: ./build/run/verify.js
/** The verb `verify`: reads every file of an item back, compares it, and writes nothing. */














/** Verifies what the options name, and logs the result. Never throws: failures are in the report. */
async function runVerify(options) {
    const { host, checksumsFile } = options;
    const state = {
        result: 'failed',
        emulator: false,
        driveId: undefined,
        files: [],
        errors: [],
        remotePath: '',
        passedOver: [],
        leftOut: [],
        missing: [],
        startedMs: host.clock.now(),
        endedMs: host.clock.now(),
    };
    try {
        await (0,remote_drive/* withRemoteItem */.k)(options, state, {
            verb: 'verify',
            readArguments: async () => checksumsFile === undefined ? undefined : await (0,checksums_file/* readExpectedChecksums */.v)(checksumsFile),
            process: (context, item, given) => verifyItem(context, { item, given, state }),
        });
    }
    catch (error) {
        state.errors = [error, ...state.errors];
    }
    state.result = verifyResultOf(state);
    state.endedMs = host.clock.now();
    logVerifyReport(host, state);
    return state;
}
async function verifyItem(context, { item, given, state }) {
    const { host, drive } = context;
    const tree = await (0,download_tree/* readRemoteTree */.p)({ drive, item, remotePath: state.remotePath, platform: undefined });
    state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
    (0,remote_tree_log/* logRemoteTree */.d)(tree, host, 'verify');
    state.errors = tree.unlisted;
    const progress = new report_progress/* TransferProgress */.v5(tree, context.retry.gate);
    const fetch = {
        ...{ host, drive, retry: context.retry, concurrency: context.concurrency, events: progress },
        bandwidth: new bandwidth/* BandwidthLimiter */.U(context.inputs.upload.bandwidthLimit, host),
    };
    const { checksums, failures } = given === undefined ? await readRemoteChecksums(fetch, tree, item) : { checksums: given, failures: [] };
    if (checksums.isEmpty && tree.files.length > 0)
        host.log.notice('There is no list of checksums (SHA256SUMS), so only the hashes of the drive are compared.');
    const stopProgress = context.showProgress(progress);
    state.files = await (0,engine/* processFiles */.HX)(tree, fetch, (file) => verifyFile(fetch, file, checksums)).finally(stopProgress);
    (0,expected_checksums/* logUnlistedFiles */.CB)(checksums, tree.files, host);
    state.missing = (0,expected_checksums/* findMissingPaths */.oK)(checksums, tree, item);
    state.errors = [
        ...tree.unlisted,
        ...failures,
        ...(0,expected_checksums/* missingFilesFailure */._0)(state.missing),
        ...(state.files.length > 0 ? [] : [nothingFailure(state.remotePath)]),
    ];
}
async function verifyFile(context, file, checksums) {
    const { digest } = await (0,fetch_verified/* fetchVerified */.J)(context, file, new HashingSink());
    checksums.check(file, digest);
    return { file, action: 'verified', ...digest };
}
/** A backup without files is no proof of anything. */
function nothingFailure(remotePath) {
    return new core_errors/* Failure */.HR(`there is no file in ${(0,remote_path/* remotePathForLog */.$A)(remotePath)}`, {
        code: 'nothing-to-verify',
        kind: 'verify',
        hint: `see what is there: onedrive-upload ls ${remotePath || '/'}`,
    });
}

// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/terminal/progress-bar.js
var progress_bar = __webpack_require__(7791);
// EXTERNAL MODULE: ./build/cli/commands/read-verb.js
var read_verb = __webpack_require__(1774);
;// CONCATENATED MODULE: ./build/cli/commands/verify.js
/** The verb `verify`: reads a remote path back and compares it, without writing anything. */





/** Runs the verb with the remote path. Returns the exit code. */
async function verifyVerb(call) {
    const isJson = call.flags.json === true;
    const { terminal, options, redactError } = (0,read_verb/* openReadVerb */.Ow)(call, { dataOnStdout: isJson });
    const report = await runVerify({ ...options, showProgress: (0,progress_bar/* showProgress */.Rh)(terminal) });
    if (isJson)
        for (const text of formatVerifyJson(report, redactError))
            (0,print/* print */.y)(terminal.redactData(text));
    return (0,read_verb/* readExitCode */.K8)(report);
}


/***/ })

};
