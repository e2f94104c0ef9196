export const id = 166;
export const ids = [166];
export const modules = {

/***/ 5166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  downloadVerb: () => (/* binding */ downloadVerb),
  w: () => (/* binding */ selectInputs)
});

// UNUSED EXPORTS: downloadExitCode

// EXTERNAL MODULE: ./build/core/exit-code.js
var exit_code = __webpack_require__(1388);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/errors.js
var core_errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/report/error-groups.js
var error_groups = __webpack_require__(5702);
// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
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
    const { item, relativePath, remotePath, name, sizeBytes } = file;
    return {
        path: (0,external_node_path_.join)(into, ...relativePath.split('/')),
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
/** Further errors are only counted. */
const maxLoggedErrors = 20;
/** Logs the failures, and the result in one line. */
function logDownloadReport(host, { files, errors, result, into, startedMs, endedMs }) {
    for (const error of errors)
        host.log.error((0,core_errors/* formatErrorWithLink */.g9)(error, host).split('\n'));
    // The result line counts the files that a cancelled run left out.
    const isTold = (error) => errors.includes(error) || (error instanceof core_errors/* Failure */.HR && error.kind === 'cancelled');
    const failed = files.filter(({ action, error }) => action === 'failed' && !isTold(error));
    const groups = (0,error_groups/* groupFileErrors */.F)(failed.map(toFileError), host);
    const shown = groups.slice(0, maxLoggedErrors);
    for (const { text } of shown)
        host.log.error(text);
    const rest = failed.length - shown.reduce((sum, { names }) => sum + names.length, 0);
    if (rest > 0)
        host.log.error(`and ${(0,format/* formatCount */.B4)(rest, 'more file')}: see --json`);
    host.log.info(resultLine({ files, result, into, startedMs, endedMs }));
}
function toFileError({ file, error }) {
    const { relativePath, remotePath } = file;
    return { name: remotePath, paths: [relativePath, remotePath], error };
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
// EXTERNAL MODULE: ./build/core/open-files.js
var open_files = __webpack_require__(8906);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/upload/unchanged.js
var unchanged = __webpack_require__(2885);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
;// CONCATENATED MODULE: ./build/download/fetch-ranges.js
/** Fetches a file's bytes into a sink. After a broken response it continues from the last byte. */


/** The downloaded content does not match the item. */
class ContentMismatch extends core_errors/* Failure */.HR {
    name = 'ContentMismatch';
}
/** The failure for wrong content. Its text is for the user, who sees it after the second try. */
function contentMismatch(file, how) {
    return new ContentMismatch(`${file.remotePath} arrived damaged: ${how}, although it was fetched twice`, {
        code: 'download-damaged',
        kind: 'verify',
        hint: 'run again, and if that does not help, look at it in a browser',
    });
}
/**
 * Requests the missing bytes until the file is complete. An attempt that brings bytes resets the retry count.
 * Throws a ContentMismatch when the responses cannot be the item's content.
 */
async function fetchRanges(context, { file, item, sink, acceptAnySize, onResponse }) {
    const retryState = new retry/* RetryState */.O(context.retry, file.remotePath);
    let { sizeBytes } = item;
    while (sink.position < sizeBytes) {
        const fromByte = sink.position;
        const onStart = ({ startByte, totalBytes = sizeBytes }) => {
            onResponse();
            if (acceptAnySize)
                sizeBytes = totalBytes;
            if (totalBytes !== sizeBytes)
                throw contentMismatch(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
            if (!(startByte <= fromByte))
                throw brokenResponse(file, 'has other bytes than requested');
            return createChunkHandler(context, { file, sink, skipBytes: fromByte - startByte, sizeBytes });
        };
        try {
            await context.retry.gate.wait(context.host);
            await context.drive.readContent(item.id, { fromByte, onStart });
            if (sink.position < sizeBytes)
                throw brokenResponse(file, 'ended too early');
        }
        catch (error) {
            if (sink.position > fromByte)
                retryState.reset();
            // 416: the range starts after the end, so the file is shorter now.
            if (error instanceof core_errors/* ServiceFailure */.A && error.service.status === 416)
                throw contentMismatch(file, 'it became shorter during the download');
            await retryState.next('graph', error);
        }
    }
}
function createChunkHandler(context, { file, sink, skipBytes, sizeBytes }) {
    let remainingSkip = skipBytes;
    return async (chunk) => {
        await context.bandwidth.wait(chunk.length);
        const fresh = chunk.subarray(Math.min(remainingSkip, chunk.length));
        remainingSkip -= chunk.length - fresh.length;
        if (sink.position + fresh.length > sizeBytes)
            throw contentMismatch(file, `it has more than ${sizeBytes} bytes`);
        await sink.write(fresh);
        context.events.reached(file, sink.position);
    };
}
function brokenResponse(file, how) {
    return new core_errors/* ServiceFailure */.A(`${file.remotePath}: the answer ${how}`, {
        code: 'bad-answer',
        service: { status: 502, codes: [] },
    });
}

// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/upload/office-files.js
var office_files = __webpack_require__(7060);
// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/core/system-errors.js
var system_errors = __webpack_require__(8217);
// EXTERNAL MODULE: ./build/files/hash.js
var hash = __webpack_require__(3906);
;// CONCATENATED MODULE: ./build/download/partial-file.js
/**
 * A partly downloaded file. Its name contains hashes of the item and of its content version, so no other file has to be
 * kept, and a run never continues an outdated version.
 */







/** The suffix of partial files. */
const partialSuffix = '.onedrive-partial';
/** Characters of the original name to show. At four bytes each, they leave room for the rest of the name. */
const shownCharacters = 40;
const readBytes = 1024 * 1024;
/** Returns `.NAME.ITEM-VERSION.onedrive-partial`. The name is hidden, so that no upload includes the file. */
function partialFileName(driveId, item) {
    const shown = [...item.name].slice(0, shownCharacters).join('');
    const ids = `${shortHash(driveId, item.id)}-${shortHash(contentVersion(item))}`;
    return `.${shown}.${ids}${partialSuffix}`;
}
/** Identifies one version of an item's content. Prefers the hash: eTags change on their own soon after an upload. */
function contentVersion({ sizeBytes, quickXorHash, eTag }) {
    return `${sizeBytes} ${quickXorHash ?? eTag}`;
}
/** Returns the names of partial files of earlier versions of these items. No run continues them. */
function findOutdatedPartials(names, { driveId, items }) {
    const partials = names.filter((name) => name.endsWith(partialSuffix));
    if (partials.length === 0)
        return [];
    const current = new Set(items.map((item) => partialFileName(driveId, item)));
    const known = new Set(items.map(({ id }) => shortHash(driveId, id)));
    return partials.filter((name) => {
        const item = /\.([0-9a-f]{12})-[0-9a-f]{12}\.onedrive-partial$/.exec(name)?.[1] ?? '';
        return known.has(item) && !current.has(name);
    });
}
function shortHash(...texts) {
    return (0,external_node_crypto_.createHash)('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}
class PartialFile {
    #path;
    #handle;
    #hasher = new hash/* FileHasher */.g();
    constructor(path, handle) {
        this.#path = path;
        this.#handle = handle;
    }
    /**
     * Opens the file, and hashes what an earlier run left. A file larger than `sizeBytes` is truncated to zero.
     * Throws a Failure that names the path.
     */
    static async open(path, sizeBytes, signal) {
        const flags = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | (external_node_fs_.constants.O_NOFOLLOW ?? 0);
        const handle = await withFileErrors(path, () => (0,promises_.open)(path, flags));
        const partial = new PartialFile(path, handle);
        try {
            const stat = await withFileErrors(path, () => handle.stat());
            if (!stat.isFile())
                throw new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(path)} is not a file`, {
                    code: 'local-file-exists',
                    kind: 'file',
                    hint: 'delete it',
                });
            if (stat.size > sizeBytes)
                await partial.restart();
            else
                await partial.#hash(signal);
            return partial;
        }
        catch (error) {
            await handle.close();
            throw error;
        }
    }
    get position() {
        return this.#hasher.hashedBytes;
    }
    async write(chunk) {
        const at = this.position;
        let written = 0;
        while (written < chunk.length) {
            const range = { offset: written, length: chunk.length - written, position: at + written };
            const { bytesWritten } = await withFileErrors(this.#path, () => this.#handle.write(chunk, range.offset, range.length, range.position));
            written += bytesWritten;
        }
        this.#hasher.update(at, chunk);
    }
    async restart() {
        await withFileErrors(this.#path, () => this.#handle.truncate(0));
        this.#hasher = new hash/* FileHasher */.g();
    }
    digest() {
        return this.#hasher.digest();
    }
    /** Renames the file to that path. Sets its modification time, unless `modifiedMs` is NaN. */
    async moveTo(path, modifiedMs) {
        await withFileErrors(path, async () => {
            if (!Number.isNaN(modifiedMs))
                await this.#handle.utimes(new Date(), new Date(modifiedMs));
            await this.#handle.close();
            await (0,promises_.rename)(this.#path, path);
        });
    }
    /** Closes the file and keeps it for the next run. Removes it if it is empty. */
    async close() {
        await this.#handle.close().catch(() => { });
        if (this.position === 0)
            await (0,promises_.rm)(this.#path, { force: true }).catch(() => { });
    }
    /** Closes and removes the file. */
    async discard() {
        await this.#handle.close().catch(() => { });
        await (0,promises_.rm)(this.#path, { force: true }).catch(() => { });
    }
    async #hash(signal) {
        const buffer = Buffer.allocUnsafe(readBytes);
        for (;;) {
            signal.throwIfAborted();
            const at = this.position;
            const { bytesRead } = await withFileErrors(this.#path, () => this.#handle.read(buffer, 0, buffer.length, at));
            if (bytesRead === 0)
                return;
            this.#hasher.update(at, buffer.subarray(0, bytesRead));
        }
    }
}
/** Runs an operation on a local path. Throws a Failure with a hint when the system refuses it. */
async function withFileErrors(path, run) {
    try {
        return await run();
    }
    catch (cause) {
        const code = (0,core_errors/* systemReason */.uc)(cause);
        throw new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(path)} cannot be written (${code})`, {
            code: 'local-file-not-written',
            kind: 'file',
            hint: (0,system_errors/* writeHint */.v3)(code, 'check its permissions, and that no program has it open'),
            cause,
        });
    }
}
/** True for a full or read-only disk, which affects every other file as well. */
function isDiskFull(error) {
    const cause = error instanceof core_errors/* Failure */.HR ? error.cause : undefined;
    return isFull((0,core_errors/* systemCode */.xU)(cause));
}
function isFull(code) {
    return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code);
}

;// CONCATENATED MODULE: ./build/download/fetch-verified.js
/** Fetches one file of a drive, and compares it with its size and hash. */






/**
 * Fetches the file into the sink; on a mismatch, fetches it again from zero. The item is read again: it may have changed.
 * Throws a ContentMismatch when the second content is wrong too, else the reason why it could not be read.
 */
async function fetchVerified(context, file, sink) {
    let { item } = file;
    let isSecondTry = false;
    for (;;) {
        const mismatch = await fetchOnce(context, { file, item, sink, isSecondTry });
        if (mismatch === undefined)
            return { item, digest: sink.digest() };
        const current = await context.drive.findItem(file.remotePath);
        if (current === undefined || !(0,parse/* isFileItem */.Gs)(current))
            throw new core_errors/* Failure */.HR(`${file.remotePath} was deleted during the download`, {
                code: 'item-not-found',
                kind: 'service',
                hint: 'run again',
            });
        if (isSecondTry)
            throw mismatch;
        context.host.log.debug(`${file.remotePath}: ${mismatch.message}; starting again from the beginning`);
        item = current;
        isSecondTry = true;
        await sink.restart();
        context.events.reached(file, 0);
    }
}
/** Fills the sink. Returns the mismatch if the content is wrong. */
async function fetchOnce(context, attempt) {
    const { file, item, sink, isSecondTry } = attempt;
    const acceptsRewrite = isSecondTry && (0,office_files/* isRewrittenType */.Vj)(context, file);
    let responseCount = sink.position > 0 ? 1 : 0;
    try {
        await fetchRanges(context, {
            ...attempt,
            acceptAnySize: acceptsRewrite,
            onResponse: () => (responseCount += 1),
        });
    }
    catch (error) {
        if (error instanceof ContentMismatch)
            return error;
        throw error;
    }
    const { log } = context.host;
    const verdict = (0,verify/* compareItem */.zS)(item, sink.digest(), { sizeBytes: sink.position, verify: 'hash' });
    if (verdict === 'same')
        return undefined;
    if (verdict === 'different' && acceptsRewrite) {
        log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ.`);
        return undefined;
    }
    if (verdict === 'different')
        return contentMismatch(file, 'its QuickXorHash is different');
    // Without a hash, several responses may have mixed two versions of the file.
    const current = responseCount > 1 ? await context.drive.findItem(file.remotePath) : item;
    if (current === undefined || contentVersion(current) !== contentVersion(item))
        return contentMismatch(file, 'it changed during the download');
    log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
    return undefined;
}

;// CONCATENATED MODULE: ./build/download/download-file.js
/**
 * Downloads one file: checks for an existing file, fetches into a partial file, verifies it, and only then renames it.
 */








/** Downloads the file. Its folder must exist. Throws the reason when the file cannot be completed. */
async function downloadFile(context, file) {
    const localPath = (0,external_node_path_.join)(context.into, ...file.relativePath.split('/'));
    const existing = await statLocalFile(localPath);
    if (existing !== undefined) {
        if (existing.isFile)
            await context.localPaths.claim(localPath);
        const digest = await findMatchingDigest(file, {
            target: localPath,
            ...existing,
            signal: context.host.signal,
        });
        if (digest !== undefined)
            return { file, action: 'skipped', ...digest };
        if (!existing.isFile || !context.overwrite)
            throw existingFileFailure(localPath, existing.isFile);
    }
    const partialPath = (0,external_node_path_.join)((0,external_node_path_.dirname)(localPath), partialFileName(context.drive.id, file.item));
    const partial = await PartialFile.open(partialPath, file.sizeBytes, context.host.signal);
    try {
        const { item, digest } = await fetchVerified(context, file, partial);
        await context.localPaths.claim(localPath, async () => {
            if (existing === undefined && (await statLocalFile(localPath)) !== undefined)
                throw existingFileFailure(localPath, true);
            await partial.moveTo(localPath, item.fileModifiedMs);
        });
        return { file, action: existing === undefined ? 'downloaded' : 'replaced', ...digest };
    }
    catch (error) {
        await (error instanceof ContentMismatch ? partial.discard() : partial.close());
        throw error;
    }
}
async function statLocalFile(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}
/** Some file systems store times with a resolution of two seconds. */
const timeStepMs = 2000;
/** Returns the hashes of the local file if it is the same. If the drive gives no hash, size and time decide. */
async function findMatchingDigest(file, existing) {
    const { target, sizeBytes, modifiedMs, signal } = existing;
    if (!existing.isFile || sizeBytes !== file.sizeBytes)
        return undefined;
    const { item } = file;
    if (sizeBytes > 0 && item.quickXorHash === undefined)
        return Math.abs(modifiedMs - item.fileModifiedMs) < timeStepMs ? {} : undefined;
    return (0,unchanged/* matchingDigest */.S)({ ...file, localPath: target }, { item, signal });
}
function existingFileFailure(localPath, isFile) {
    return isFile
        ? new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(localPath)} already exists, with different content`, {
            code: 'local-file-exists',
            kind: 'file',
            hint: 'move it away, or replace it with --overwrite',
        })
        : new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(localPath)} already exists, and is not a file`, {
            code: 'local-file-exists',
            kind: 'file',
            hint: 'move it away',
        });
}

;// CONCATENATED MODULE: ./build/download/folders.js
/** Creates the local folders, and refuses links in their place. Also removes outdated partial files. */






/** Creates all folders of the tree. Returns failures by relative path; a subfolder has its parent's failure. */
async function createFolders(tree, context) {
    const blocked = new Map();
    const items = new Map();
    for (const { relativePath, item } of tree.files) {
        const folder = (0,paths/* parentPathOf */.XI)(relativePath);
        const siblings = items.get(folder);
        if (siblings === undefined)
            items.set(folder, [item]);
        else
            siblings.push(item);
    }
    for (const folder of tree.folders) {
        if (context.host.signal.aborted)
            break;
        const parentFailure = folder === '' ? undefined : blocked.get((0,paths/* parentPathOf */.XI)(folder));
        const path = (0,external_node_path_.join)(context.into, ...folder.split('/'));
        const failure = parentFailure ?? (await createFolder(path, { context, items: items.get(folder) ?? [] }));
        if (failure !== undefined)
            blocked.set(folder, failure);
    }
    return blocked;
}
async function createFolder(path, { context, items }) {
    try {
        const isNew = await ensureFolder(path);
        await context.localPaths.claim(path);
        if (isNew)
            return undefined;
        const names = await withFileErrors(path, () => (0,promises_.readdir)(path));
        // A partial file that cannot be removed does no harm.
        for (const name of findOutdatedPartials(names, { driveId: context.drive.id, items }))
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch(() => { });
        return undefined;
    }
    catch (error) {
        if (error instanceof core_errors/* Failure */.HR)
            return error;
        throw error;
    }
}
/** Creates the folder if needed; returns whether it is new. A link could lead outside the target folder. */
async function ensureFolder(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat?.isDirectory())
        return false;
    if (stat === undefined) {
        await withFileErrors(path, () => (0,promises_.mkdir)(path));
        return true;
    }
    const what = stat.isSymbolicLink() ? 'a link' : 'not a folder';
    throw new core_errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(path)} is ${what}, but files must be written into it`, {
        code: 'local-file-exists',
        kind: 'file',
        hint: 'move it away, or choose another folder',
    });
}

;// CONCATENATED MODULE: ./build/download/engine.js
/**
 * The download engine: works on several files at once. One failed file does not stop the others; a fatal error does.
 */







/** Creates the folders, then downloads everything. Never throws: failures are in the result. */
async function downloadFiles(tree, context) {
    const blocked = await createFolders(tree, context);
    const files = await processFiles(tree, context, async (file) => {
        const folder = blocked.get((0,paths/* parentPathOf */.XI)(file.relativePath));
        if (folder !== undefined)
            throw folder;
        return downloadFile(context, file);
    });
    return { files, folders: [...new Set(blocked.values())] };
}
/**
 * Calls `process` for each file, several at once. Returns an outcome for every file of the tree, in its order, followed
 * by the refused ones. Never throws: what `process` throws is in the outcome.
 */
async function processFiles(tree, context, process) {
    const outcomes = new Map();
    const queue = tree.files.values();
    let fatalError;
    const processOne = async (file) => {
        await context.concurrency.acquire();
        try {
            if (context.host.signal.aborted)
                throw new core_errors/* CancelledFailure */.mj();
            if (fatalError !== undefined)
                return failedOutcome(file, notTriedFailure(fatalError));
            context.events.started(file);
            const outcome = await process(file);
            context.concurrency.succeeded();
            return outcome;
        }
        catch (error) {
            if (isFatal(error))
                fatalError ??= error;
            return failedOutcome(file, context.host.signal.aborted ? new core_errors/* CancelledFailure */.mj() : named(file, error));
        }
        finally {
            context.concurrency.release();
        }
    };
    const worker = async () => {
        for (const file of queue) {
            const outcome = await (0,open_files/* untilFilesCanBeOpened */.i)(() => processOne(file), {
                host: context.host,
                onTooMany: () => context.concurrency.tooManyOpenFiles(),
            });
            outcomes.set(file, outcome);
            context.events.finished(outcome);
        }
    };
    await Promise.all(Array.from({ length: Math.min(context.concurrency.maximum, tree.files.length) }, worker));
    return [
        ...tree.files.flatMap((file) => outcomes.get(file) ?? []),
        ...tree.refused.map(({ file, reason: why }) => failedOutcome(file, refusedFileFailure(file, why))),
    ];
}
/** The service's refusal with the file in front: it says what was asked, not of which file. */
function named(file, error) {
    if (!(error instanceof core_errors/* ServiceFailure */.A) || isFatal(error) || error.message.includes(file.remotePath))
        return error;
    const { code, kind, hint, service } = error;
    const message = `${(0,format/* escapeControls */.UN)(file.remotePath)}: ${error.message}`;
    return new core_errors/* ServiceFailure */.A(message, { code, kind, hint, service, cause: error.cause });
}
function failedOutcome(file, error) {
    return { file, action: 'failed', error };
}
/** The failure for an item whose name is not valid on this system. */
function refusedFileFailure(file, why) {
    return new core_errors/* Failure */.HR(`${file.remotePath} ${why}`, {
        code: 'local-name-refused',
        kind: 'file',
        hint: file.item.isFolder
            ? 'rename it on the drive; nothing in it was downloaded'
            : 'rename it on the drive',
    });
}
/** A full disk, a refused sign-in and a cancelled run affect every file. */
function isFatal(error) {
    return error instanceof core_errors/* Failure */.HR && (['cancelled', 'sign-in'].includes(error.kind) || isDiskFull(error));
}
function notTriedFailure(why) {
    return new core_errors/* Failure */.HR(`not tried, because ${(0,core_errors/* formatError */.Wk)(why)}`, {
        code: 'not-tried',
        kind: why instanceof core_errors/* Failure */.HR ? why.kind : 'service',
    });
}

// EXTERNAL MODULE: ./build/cleanup/generations.js
var generations = __webpack_require__(3360);
// EXTERNAL MODULE: ./build/cleanup/marker.js
var marker = __webpack_require__(1105);
// EXTERNAL MODULE: ./build/cleanup/name-pattern.js
var name_pattern = __webpack_require__(5283);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
;// CONCATENATED MODULE: ./build/download/latest.js
/** `--latest MATCH`: finds the newest complete generation in a folder. */







/** Parses the pattern of `--latest`. Throws a UsageFailure when it is not valid. */
function parseLatestPattern(match) {
    const pattern = match.trim() === '' ? { problem: 'is empty' } : (0,name_pattern/* parseNamePattern */.L)(match);
    if ('problem' in pattern)
        throw new core_errors/* UsageFailure */.wK([`--latest ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(match)} ${pattern.problem}`]);
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
    throw new core_errors/* Failure */.HR(passedOver.length === 0
        ? `nothing in ${where} matches --latest ${match}`
        : `no complete backup in ${where} matches --latest ${match} (${passedOver.length} unfinished)`, {
        code: 'generation-not-found',
        kind: 'service',
        hint: `see what is there: onedrive-upload ls ${remotePath || '/'}; the pattern must match the whole name`,
    });
}

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
        const real = (0,external_node_path_.basename)(await withFileErrors(path, () => (0,promises_.realpath)(path)));
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

// EXTERNAL MODULE: ./build/download/remote-path.js
var remote_path = __webpack_require__(4799);
// EXTERNAL MODULE: ./build/download/tree.js + 1 modules
var download_tree = __webpack_require__(8446);
// EXTERNAL MODULE: ./build/inputs/masks.js
var masks = __webpack_require__(1713);
// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/upload/bandwidth.js
var bandwidth = __webpack_require__(9345);
// EXTERNAL MODULE: ./build/run/context.js + 2 modules
var run_context = __webpack_require__(776);
// EXTERNAL MODULE: ./build/run/sign-in.js + 1 modules
var sign_in = __webpack_require__(5912);
;// CONCATENATED MODULE: ./build/run/download.js
/**
 * The steps of a download run: sign in, open the drive, find the item, list its tree, download the files, report. Only
 * this file writes DownloadState: it stores each result as soon as it is known, so that a failure at any point still
 * gives a complete report.
 */


















/** Downloads what the options name, and logs the result. Never throws: failures are in the report. */
async function runDownload(options) {
    const { host } = options;
    (0,masks/* maskSecrets */.QU)(host, options.source);
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
        await signInAndDownload(options, state);
    }
    catch (error) {
        state.errors = [host.signal.aborted ? new core_errors/* CancelledFailure */.mj() : error, ...state.errors];
    }
    state.result = downloadResultOf(state.files, state.errors);
    state.endedMs = host.clock.now();
    logDownloadReport(host, state);
    return state;
}
async function signInAndDownload(options, state) {
    const inputs = (0,read/* readInputs */.Ko)(options.source);
    state.remotePath = (0,remote_path/* parseRemotePath */.dS)(options.remote, 'download');
    if (options.localDir === '')
        throw new core_errors/* UsageFailure */.wK(['the path of the folder to download into is empty: give a path']);
    if (options.latest !== undefined)
        parseLatestPattern(options.latest);
    const context = (0,run_context/* openRunContext */.B)(options, inputs);
    try {
        state.emulator = context.http.emulated;
        const { token } = await (0,sign_in/* signInAndSaveToken */.uH)(context, { isReadOnly: true });
        const drive = await (0,sign_in/* openTargetDrive */.E9)(context, token);
        state.driveId = drive.id;
        await downloadFromDrive({ ...context, drive, journal: undefined }, options, state);
    }
    finally {
        await context.http.close();
    }
}
/** The steps after the drive is open. */
async function downloadFromDrive(context, { latest, overwrite, platform = process.platform }, state) {
    const { host, drive } = context;
    let item = await (0,remote_path/* findRemoteItem */.Rl)(drive, state.remotePath);
    if (latest !== undefined) {
        const found = await findLatest(context, item, { remotePath: state.remotePath, latest });
        state.remotePath = found.remotePath;
        state.passedOver = found.passedOver;
        item = found.item;
    }
    const tree = await (0,download_tree/* readRemoteTree */.p)({ drive, item, remotePath: state.remotePath, platform });
    state.leftOut = tree.leftOut.map(({ remotePath }) => remotePath);
    logTree(tree, host);
    state.errors = tree.unlisted;
    state.into = await createTargetFolder(state.into);
    const progress = new report_progress/* TransferProgress */.v5(tree, context.retry.gate);
    const stopProgress = context.showProgress(progress);
    const { files, folders } = await downloadFiles(tree, {
        host,
        drive,
        retry: context.retry,
        concurrency: context.concurrency,
        bandwidth: new bandwidth/* BandwidthLimiter */.U(context.inputs.upload.bandwidthLimit, host),
        events: progress,
        into: state.into,
        localPaths: new LocalPaths(),
        overwrite,
    }).finally(stopProgress);
    state.files = files;
    state.errors = [...tree.unlisted, ...folders];
}
/** Finds and logs the newest complete generation in a folder. */
async function findLatest({ drive, host }, folder, { remotePath, latest }) {
    if ((0,parse/* isFileItem */.Gs)(folder))
        throw new core_errors/* Failure */.HR(`${(0,remote_path/* remotePathForLog */.$A)(remotePath)} is a file, but --latest needs a folder with backups in it`, {
            code: 'not-a-folder',
            kind: 'usage',
        });
    const found = await findLatestGeneration({ drive, folder, remotePath, match: latest });
    for (const name of found.passedOver)
        host.log.warning(`${name} is newer, but not complete: skipped`);
    host.log.info(`The newest complete backup is ${found.remotePath}`);
    return found;
}
const leftOutReasons = {
    notebook: 'is a OneNote notebook and is skipped: export it in OneNote',
    shortcut: "is a shortcut to somebody else's folder and is skipped",
    unlisted: 'holds more than its listing shows: the download of it may be incomplete',
    marker: 'shows that an upload into its folder did not finish: the download of that folder is incomplete',
};
function logTree(tree, { log }) {
    for (const { remotePath, kind } of tree.leftOut)
        log.warning(`${remotePath} ${leftOutReasons[kind]}`);
    // Logged before anything is written. Names from the drive are not trusted.
    for (const { file, reason } of tree.refused)
        log.warning(`${file.remotePath} ${reason}: it is not downloaded`);
    const files = `${(0,format/* formatCount */.B4)(tree.files.length, 'file')} (${(0,format/* formatBytes */.z3)(tree.totalBytes)})`;
    log.info(`${files} in ${(0,format/* formatCount */.B4)(tree.folders.length, 'folder')}`);
}
/** Creates the folder, if it is missing. Returns its path with links resolved. */
async function createTargetFolder(into) {
    await withFileErrors(into, () => (0,promises_.mkdir)(into, { recursive: true }));
    return withFileErrors(into, () => (0,promises_.realpath)(into));
}

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
// EXTERNAL MODULE: ./build/cli/terminal/terminal.js + 1 modules
var terminal_terminal = __webpack_require__(9286);
;// CONCATENATED MODULE: ./build/cli/commands/download.js
/** The verb `download`: downloads a remote path into a local folder. */











/** Runs the verb. Returns the exit code. */
async function downloadVerb({ flags, args, inputs }) {
    const [remote = '', localDir = ''] = args;
    const { env } = process;
    const [json, quiet, verbose] = [flags.json === true, flags.quiet === true, flags.verbose === true];
    const { signal } = (0,stop_signal/* createStopController */.r)();
    const terminal = (0,terminal_terminal/* openTerminal */.j)({ env, signal, dataOnStdout: json, quiet, verbose });
    (0,unknown_variables/* warnOfUnknownVariables */.l)(terminal);
    const profile = (0,options_profile/* openProfile */.UO)(flags, env);
    (0,token_file/* warnOfReadableSecretFiles */.zm)(terminal, flags, inputs);
    const report = await runDownload({
        remote,
        localDir,
        host: terminal,
        overwrite: flags.overwrite === true,
        showProgress: (0,progress_bar/* showProgress */.R)(terminal),
        source: selectInputs((0,options_inputs/* commandInputs */.tp)(flags, env, { profile }), inputs),
        ...(typeof flags.latest === 'string' && { latest: flags.latest }),
        ...(0,token_file/* refreshTokenWriter */.K5)(flags, terminal, profile),
    });
    const redactError = (text) => terminal.redact(terminal.nameInputs(text));
    if (json)
        for (const text of formatDownloadManifest(report, redactError))
            (0,print/* print */.y)(terminal.redactData(text));
    return downloadExitCode(report);
}
/** Hides inputs that a download does not read: the environment may set them for uploads. */
function selectInputs(source, inputs) {
    const value = (name) => (inputs.includes(name) ? source.value(name) : undefined);
    // Mode check, because it needs no local files either.
    return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}
/** 0: done. 1: something failed. 2: bad input. 3: sign-in refused. 130: interrupted. */
function downloadExitCode({ result, errors }) {
    if (result === 'cancelled')
        return 130;
    if (result !== 'failed')
        return 0;
    return errors[0] === undefined ? 1 : (0,exit_code/* exitCode */.I)(errors[0]);
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
/** The remote path that `download` and `ls` are given: its rules, and the item that it names. */




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

/***/ 8446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ isRefusal),
  p: () => (/* binding */ readRemoteTree)
});

// EXTERNAL MODULE: ./build/cleanup/marker.js
var marker = __webpack_require__(1105);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/queue.js
var queue = __webpack_require__(2797);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/paths.js
var graph_paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/graph/traversal-guard.js
var traversal_guard = __webpack_require__(9649);
;// CONCATENATED MODULE: ./build/download/names.js
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

;// CONCATENATED MODULE: ./build/download/tree.js
/** Lists a folder of the drive with all subfolders, and checks every name before anything is written. */








/** Lists the item and everything below it. */
async function readRemoteTree({ drive, item, remotePath, platform, }) {
    const tree = { files: [], folders: [''], refused: [], leftOut: [], unlisted: [] };
    if ((0,parse/* isFileItem */.Gs)(item))
        addItem(tree, toRemoteFile(item, { remotePath, relativePath: item.name }), platform);
    const { id } = item;
    // The count of a drive's root may include items of the service, such as Forms in a library.
    const childCount = item.isDriveRoot ? undefined : item.childCount;
    const pending = item.isFolder ? [{ id, remotePath, relativePath: '', childCount }] : [];
    const enter = (0,traversal_guard/* createTraversalGuard */.Y)();
    await (0,queue/* processQueue */.z)(pending, async (folder) => {
        enter(folder.id, folder.remotePath);
        const children = await drive.listChildrenById(folder.id).catch((error) => {
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
    if (!(error instanceof errors/* ServiceFailure */.A) || error.kind !== 'service')
        return false;
    const { status } = error.service;
    return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}
function unlistedFailure(remotePath, error) {
    return new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(remotePath)} and what is in it was not downloaded: ${error.message}`, {
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
        const key = localNameKey(name, platform);
        nameCounts.set(key, (nameCounts.get(key) ?? 0) + 1);
    }
    for (const item of children) {
        const paths = {
            remotePath: (0,graph_paths/* joinRemotePath */.ox)(folder.remotePath, item.name),
            relativePath: (0,graph_paths/* joinRemotePath */.ox)(folder.relativePath, item.name),
        };
        const kind = leftOutKind(item);
        if (kind !== undefined) {
            tree.leftOut.push({ remotePath: paths.remotePath, kind });
            continue;
        }
        const file = toRemoteFile(item, paths);
        if ((nameCounts.get(localNameKey(item.name, platform)) ?? 0) > 1)
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
    else if ((0,parse/* isFileItem */.Gs)(file.item))
        tree.files.push(file);
    return reason === undefined;
}
function refusalReason({ name, item }, platform) {
    if (item.id === '' || name === '')
        return 'has no name or no id, so it cannot be read';
    const problem = localNameProblem(name, platform);
    if (problem !== undefined)
        return `has a name that ${problem}`;
    // The size of a folder does not matter.
    return (0,parse/* isFileItem */.Gs)(item) && Number.isNaN(item.sizeBytes)
        ? 'has a size that the drive does not report'
        : undefined;
}
function leftOutKind(item) {
    if (item.isPackage)
        return 'notebook';
    if (item.remoteItem !== undefined)
        return 'shortcut';
    return item.name === marker/* incompleteMarkerName */.E1 && (0,parse/* isFileItem */.Gs)(item) ? 'marker' : undefined;
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


/***/ })

};
