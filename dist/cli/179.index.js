export const id = 179;
export const ids = [179];
export const modules = {

/***/ 6487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ ChecksumListError),
/* harmony export */   YV: () => (/* binding */ checksumListFailure),
/* harmony export */   eG: () => (/* binding */ checksumListLimitBytes),
/* harmony export */   g$: () => (/* binding */ tooLarge),
/* harmony export */   hb: () => (/* binding */ parseChecksumList),
/* harmony export */   iw: () => (/* binding */ readChecksumFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/**
 * Reads a list of SHA-256 checksums, as `checksums` and `sha256sum` write it: 64 hex digits, two characters, the path
 * (coreutils, "md5sum invocation"); or as `sha256sum --tag` and BSD's `sha256` do: `SHA256 (PATH) = HEX`.
 */



/** The text is no list, or contradicts itself. The message is a clause to put after the list's name. */
class ChecksumListError extends Error {
    name = 'ChecksumListError';
}
/** A list of 100,000 files has about 12 MB. */
const checksumListLimitBytes = 64 * 1024 * 1024;
/**
 * Parses the text. Skips empty lines and lines that begin with `#`. Throws a ChecksumListError.
 */
function parseChecksumList(text) {
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    return lines.flatMap((whole, index) => {
        const line = whole.replace(/\r$/, '');
        if (line.trim() === '' || line.startsWith('#'))
            return [];
        const listed = parseLine(line);
        if (listed === undefined)
            throw new ChecksumListError(`is no list of SHA-256 checksums: line ${index + 1} is not 64 hex digits, two spaces and a path`);
        return [listed];
    });
}
function parseLine(line) {
    const [, gnuMark, gnuHex, gnuPath] = /^(\\?)([0-9a-f]{64}) [ *](.+)$/is.exec(line) ?? [];
    const [, bsdMark, bsdPath, bsdHex] = /^(\\?)SHA256 \((.+)\) = ([0-9a-f]{64})$/is.exec(line) ?? [];
    const [mark, hex, path] = [gnuMark ?? bsdMark, gnuHex ?? bsdHex, gnuPath ?? bsdPath];
    if (hex === undefined || path === undefined)
        return undefined;
    const name = mark === '' ? path : path.replace(/\\([\\nr])/g, (_, escaped) => unescaped[escaped] ?? '');
    // No name on the drive has a backslash: it separates folders in a list that was made on Windows.
    return { path: name.replaceAll('\\', '/').replace(/^(\.\/+)+/, ''), sha256: hex.toLowerCase() };
}
const unescaped = { '\\': '\\', n: '\n', r: '\r' };
/**
 * Reads a list from a local file. Throws a ChecksumListError if it cannot be read or is no list that names a file.
 */
async function readChecksumFile(path) {
    const text = await readText(path).catch((error) => {
        throw error instanceof ChecksumListError
            ? error
            : new ChecksumListError(`cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemReason */ .uc)(error)})`);
    });
    const listed = parseChecksumList(text);
    if (listed.length === 0)
        throw new ChecksumListError('lists no file');
    return listed;
}
async function readText(path) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const stat = await handle.stat();
        if (stat.size > checksumListLimitBytes)
            throw new ChecksumListError(tooLarge(stat.size));
        return await handle.readFile('utf8');
    }
    finally {
        await handle.close();
    }
}
/** A clause to put after the name of the list. */
function tooLarge(sizeBytes) {
    return `has ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(sizeBytes)}, and a list of checksums has ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(checksumListLimitBytes)} at most`;
}
/** The failure for a list on the drive that cannot be used. `clause` goes after its path. */
function checksumListFailure(remotePath, clause) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(remotePath)} ${clause}`, {
        code: 'checksum-list-invalid',
        kind: 'verify',
        hint: 'use a list that was kept elsewhere: --checksums-file',
    });
}


/***/ }),

/***/ 4865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ContentMismatch),
/* harmony export */   q: () => (/* binding */ contentMismatch)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/** The failure for content that is not what it must be. */

/** The content does not match the item, or a list of checksums. It must not be kept. */
class ContentMismatch extends _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR {
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


/***/ }),

/***/ 2368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mi: () => (/* binding */ localPathOf),
/* harmony export */   T2: () => (/* binding */ planDecryption)
/* harmony export */ });
/* unused harmony export isEncryptedName */
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1419);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1583);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6529);
/** Names that `.age` files get here once they are decrypted. */



/**
 * Gives each `.age` file of the tree its plain name. Refuses those whose plain name is not valid here, or is that of
 * another file or folder beside it.
 */
function planDecryption(tree, platform) {
    const planned = tree.files.map(withPlainName);
    const pathKey = (path) => path
        .split('/')
        .map((name) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .localNameKey */ .M)(name, platform))
        .join('/');
    const counts = new Map();
    for (const path of [...planned.map(localPathOf), ...tree.folders]) {
        const key = pathKey(path);
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const refused = [];
    const files = planned.filter((file) => {
        if (file.plainPath === undefined)
            return true;
        const problem = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .localNameProblem */ .a)(file.plainPath.slice(file.plainPath.lastIndexOf('/') + 1), platform);
        const isTaken = (counts.get(pathKey(file.plainPath)) ?? 0) > 1;
        if (problem !== undefined)
            refused.push({ file, reason: `has a name that, decrypted, ${problem}` });
        else if (isTaken)
            refused.push({ file, reason: 'would be decrypted to the name of another item beside it' });
        return problem === undefined && !isTaken;
    });
    return { ...tree, files, refused: [...tree.refused, ...refused] };
}
/** Below the local folder, with `/`: where the file goes. */
function localPathOf({ relativePath, plainPath }) {
    return plainPath ?? relativePath;
}
function withPlainName(file) {
    if (!isEncryptedName(file.name))
        return file;
    const name = file.name.slice(0, -_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .encryptedEnding */ .yO.length);
    return { ...file, plainPath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .joinRemotePath */ .ox)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .parentPathOf */ .XI)(file.relativePath), name) };
}
/** Whether a file of this name is taken for one of age. */
function isEncryptedName(name) {
    return name.toLowerCase().endsWith(_plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .encryptedEnding */ .yO);
}


/***/ }),

/***/ 2029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Si: () => (/* binding */ downloadFiles),
  HX: () => (/* binding */ processFiles)
});

// UNUSED EXPORTS: refusedFileFailure

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/open-files.js
var open_files = __webpack_require__(8906);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/files/local-file.js
var local_file = __webpack_require__(7610);
// EXTERNAL MODULE: ./build/download/content-mismatch.js
var content_mismatch = __webpack_require__(4865);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/encrypt/age.js
var age = __webpack_require__(305);
// EXTERNAL MODULE: ./build/download/partial-file.js
var partial_file = __webpack_require__(6187);
;// CONCATENATED MODULE: ./build/download/decrypt-file.js
/** Decrypts a fetched file into another file. */







/**
 * Writes the plain file. Returns the SHA-256 of its content, in hex. Leaves nothing behind when it throws: a Failure that
 * names the remote file or the local one, or the signal's reason.
 */
async function decryptFile(options) {
    const { plainPath, signal, remotePath } = options;
    await (0,promises_.rm)(plainPath, { force: true }).catch(() => { });
    const handle = await (0,partial_file/* withFileErrors */.MH)(plainPath, () => (0,promises_.open)(plainPath, 'wx'));
    try {
        const sha256 = await writePlain(handle, options);
        await handle.close();
        return sha256;
    }
    catch (error) {
        await handle.close().catch(() => { });
        await (0,promises_.rm)(plainPath, { force: true }).catch(() => { });
        signal.throwIfAborted();
        throw error instanceof errors/* Failure */.HR ? error : decryptionFailure(remotePath, error);
    }
}
async function writePlain(handle, { decryption, encryptedPath, plainPath, signal }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const encrypted = (0,external_node_fs_.createReadStream)(encryptedPath, { signal, highWaterMark: 1024 * 1024 });
    for await (const piece of decryption.decrypt(encrypted)) {
        hash.update(piece);
        await (0,partial_file/* withFileErrors */.MH)(plainPath, () => handle.writeFile(piece));
    }
    return hash.digest('hex');
}
function decryptionFailure(remotePath, error) {
    if (error instanceof age/* NoIdentityError */.YG)
        return new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(remotePath)} is encrypted for none of the keys in --identity-file`, {
            code: 'identity-wrong',
            kind: 'file',
            hint: 'use the private key that belongs to encrypt-to of the upload',
            cause: error,
        });
    return new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(remotePath)} cannot be decrypted: it is not whole, or is no age file`, {
        code: 'decryption-failed',
        kind: 'file',
        hint: 'the drive has it as it was uploaded; download it without --identity-file, and look at it with age',
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/download/decrypted-names.js
var decrypted_names = __webpack_require__(2368);
;// CONCATENATED MODULE: ./build/download/existing-file.js
/** What is at a local path before a download. */



/** Undefined if nothing is there. */
async function statLocalPath(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}
/** The failure for something that the download would replace. */
function existingFileFailure(localPath, isFile) {
    return isFile
        ? new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(localPath)} already exists, with different content`, {
            code: 'local-file-exists',
            kind: 'file',
            hint: 'move it away, or replace it with --overwrite',
        })
        : new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(localPath)} already exists, and is not a file`, {
            code: 'local-file-exists',
            kind: 'file',
            hint: 'move it away',
        });
}

// EXTERNAL MODULE: ./build/download/fetch-verified.js + 1 modules
var fetch_verified = __webpack_require__(4113);
;// CONCATENATED MODULE: ./build/download/download-encrypted-file.js
/**
 * Downloads one file of age and decrypts it: the encrypted bytes are fetched and compared as for any file, and the plain
 * file gets its name last.
 */









/**
 * Downloads the file. Its folder must exist. The hashes of the outcome are those of the encrypted file. Throws the reason
 * when the file cannot be completed. An encrypted file that was fetched whole is kept for the next run, unless it is wrong.
 */
async function downloadEncryptedFile(context, file, decryption) {
    const localPath = (0,external_node_path_.join)(context.into, ...(0,decrypted_names/* localPathOf */.Mi)(file).split('/'));
    const existing = await statLocalPath(localPath);
    if (existing?.isFile === false)
        throw existingFileFailure(localPath, false);
    if (existing !== undefined)
        await context.localPaths.claim(localPath);
    const encryptedPath = (0,external_node_path_.join)((0,external_node_path_.dirname)(localPath), (0,partial_file/* partialFileName */.nK)(context.drive.id, file.item));
    const plainPath = encryptedPath.replace(partial_file/* partialSuffix */.$K, plainSuffix);
    const fetched = await fetchEncrypted(context, file, encryptedPath);
    if (file.sizeBytes >= toldBytes)
        context.host.log.info(`Decrypting ${file.remotePath}`);
    const plainSha256 = await decryptFile({
        ...{ decryption, encryptedPath, plainPath, remotePath: file.remotePath },
        signal: context.host.signal,
    });
    try {
        const isSame = existing !== undefined && (await sha256Of(localPath, existing)) === plainSha256;
        if (existing !== undefined && !isSame && !context.overwrite)
            throw existingFileFailure(localPath, true);
        if (!isSame)
            await moveTo(context, { plainPath, localPath, existing, modifiedMs: fetched.modifiedMs });
        const action = existing === undefined ? 'downloaded' : isSame ? 'skipped' : 'replaced';
        return { file, action, ...fetched.digest };
    }
    finally {
        await (0,promises_.rm)(plainPath, { force: true }).catch(() => { });
        await (0,promises_.rm)(encryptedPath, { force: true }).catch(() => { });
    }
}
/** A larger file takes some seconds, in which nothing is fetched. */
const toldBytes = 256 * 1024 * 1024;
/** Hidden, like a partial file. */
const plainSuffix = '.onedrive-decrypted';
async function fetchEncrypted(context, file, path) {
    const partial = await partial_file/* PartialFile */.AV.open(path, file.sizeBytes, context.host.signal);
    try {
        const { item, digest } = await (0,fetch_verified/* fetchVerified */.J)(context, file, partial);
        context.checksums.check(file, digest);
        await partial.close();
        return { digest, modifiedMs: item.fileModifiedMs };
    }
    catch (error) {
        await (error instanceof content_mismatch/* ContentMismatch */.W ? partial.discard() : partial.close());
        throw error;
    }
}
async function sha256Of(localPath, { sizeBytes }) {
    const local = await local_file/* LocalFile */.E.open(localPath, sizeBytes);
    try {
        return (await local.digest()).sha256;
    }
    finally {
        await local.close();
    }
}
async function moveTo({ localPaths }, { plainPath, localPath, existing, modifiedMs }) {
    await localPaths.claim(localPath, async () => {
        if (existing === undefined && (await statLocalPath(localPath)) !== undefined)
            throw existingFileFailure(localPath, true);
        await (0,partial_file/* withFileErrors */.MH)(localPath, async () => {
            if (!Number.isNaN(modifiedMs))
                await (0,promises_.utimes)(plainPath, new Date(), new Date(modifiedMs));
            await (0,promises_.rename)(plainPath, localPath);
        });
    });
}

// EXTERNAL MODULE: ./build/upload/unchanged.js
var unchanged = __webpack_require__(2885);
;// CONCATENATED MODULE: ./build/download/download-file.js
/**
 * Downloads one file: checks for an existing file, fetches into a partial file, verifies it, and only then renames it.
 */






/** Downloads the file. Its folder must exist. Throws the reason when the file cannot be completed. */
async function downloadFile(context, file) {
    const localPath = (0,external_node_path_.join)(context.into, ...file.relativePath.split('/'));
    const existing = await statLocalPath(localPath);
    if (existing !== undefined) {
        if (existing.isFile)
            await context.localPaths.claim(localPath);
        const digest = await findMatchingDigest(file, {
            target: localPath,
            ...existing,
            signal: context.host.signal,
        });
        if (digest !== undefined) {
            context.checksums.check(file, digest);
            return { file, action: 'skipped', ...digest };
        }
        if (!existing.isFile || !context.overwrite)
            throw existingFileFailure(localPath, existing.isFile);
    }
    const partialPath = (0,external_node_path_.join)((0,external_node_path_.dirname)(localPath), (0,partial_file/* partialFileName */.nK)(context.drive.id, file.item));
    const partial = await partial_file/* PartialFile */.AV.open(partialPath, file.sizeBytes, context.host.signal);
    try {
        const { item, digest } = await (0,fetch_verified/* fetchVerified */.J)(context, file, partial);
        context.checksums.check(file, digest);
        await context.localPaths.claim(localPath, async () => {
            if (existing === undefined && (await statLocalPath(localPath)) !== undefined)
                throw existingFileFailure(localPath, true);
            await partial.moveTo(localPath, item.fileModifiedMs);
        });
        return { file, action: existing === undefined ? 'downloaded' : 'replaced', ...digest };
    }
    catch (error) {
        await (error instanceof content_mismatch/* ContentMismatch */.W ? partial.discard() : partial.close());
        throw error;
    }
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
        const names = await (0,partial_file/* withFileErrors */.MH)(path, () => (0,promises_.readdir)(path));
        // A partial file that cannot be removed does no harm.
        for (const name of (0,partial_file/* findOutdatedPartials */.aK)(names, { driveId: context.drive.id, items }))
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch(() => { });
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
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
        await (0,partial_file/* withFileErrors */.MH)(path, () => (0,promises_.mkdir)(path));
        return true;
    }
    const what = stat.isSymbolicLink() ? 'a link' : 'not a folder';
    throw new errors/* Failure */.HR(`${(0,format/* escapeControls */.UN)(path)} is ${what}, but files must be written into it`, {
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
        const { decryption } = context;
        return decryption === undefined || file.plainPath === undefined
            ? downloadFile(context, file)
            : downloadEncryptedFile(context, file, decryption);
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
                throw new errors/* CancelledFailure */.mj();
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
            return failedOutcome(file, context.host.signal.aborted ? new errors/* CancelledFailure */.mj() : named(file, error));
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
    if (!(error instanceof errors/* ServiceFailure */.A) || isFatal(error) || error.message.includes(file.remotePath))
        return error;
    const { code, kind, hint, service } = error;
    const message = `${(0,format/* escapeControls */.UN)(file.remotePath)}: ${error.message}`;
    return new errors/* ServiceFailure */.A(message, { code, kind, hint, service, cause: error.cause });
}
function failedOutcome(file, error) {
    return { file, action: 'failed', error };
}
/** The failure for an item whose name is not valid on this system. */
function refusedFileFailure(file, why) {
    return new errors/* Failure */.HR(`${file.remotePath} ${why}`, {
        code: 'local-name-refused',
        kind: 'file',
        hint: file.item.isFolder
            ? 'rename it on the drive; nothing in it was downloaded'
            : 'rename it on the drive',
    });
}
/** A full disk, a refused sign-in and a cancelled run affect every file. */
function isFatal(error) {
    return error instanceof errors/* Failure */.HR && (['cancelled', 'sign-in'].includes(error.kind) || (0,partial_file/* isDiskFull */.b$)(error));
}
function notTriedFailure(why) {
    return new errors/* Failure */.HR(`not tried, because ${(0,errors/* formatError */.Wk)(why)}`, {
        code: 'not-tried',
        kind: why instanceof errors/* Failure */.HR ? why.kind : 'service',
    });
}


/***/ }),

/***/ 7612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CB: () => (/* binding */ logUnlistedFiles),
/* harmony export */   QG: () => (/* binding */ isChecksumList),
/* harmony export */   _0: () => (/* binding */ missingFilesFailure),
/* harmony export */   fG: () => (/* binding */ ExpectedChecksums),
/* harmony export */   oK: () => (/* binding */ findMissingPaths)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6851);
/* harmony import */ var _graph_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6916);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1419);
/* harmony import */ var _inputs_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4519);
/* harmony import */ var _checksum_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6487);
/* harmony import */ var _content_mismatch_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4865);
/** Compares files of the drive with lists of checksums. */







/** The checksums of all lists of a run, by the path of the file below the remote folder. */
class ExpectedChecksums {
    #byPath = new Map();
    #listNames = [];
    /**
     * Adds a list whose paths are below `folder`, a path below the remote folder; `''` is itself. Throws a
     * ChecksumListError when it contradicts itself or another list.
     */
    add(listed, { listName, folder }) {
        this.#listNames.push(listName);
        for (const { path, sha256 } of listed) {
            const fullPath = folder === '' ? path : `${folder}/${path}`;
            const key = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizedPathKey */ .wA)(fullPath);
            const other = this.#byPath.get(key);
            if (other !== undefined && other.sha256 !== sha256)
                throw new _checksum_list_js__WEBPACK_IMPORTED_MODULE_4__/* .ChecksumListError */ .Ck(`has another checksum for ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(fullPath)} than ${otherPlace(other, listName)}`);
            this.#byPath.set(key, { path: fullPath, sha256, listName });
        }
    }
    /** Whether there is any list. */
    get isEmpty() {
        return this.#listNames.length === 0;
    }
    /** Whether a list names the file. */
    has({ relativePath }) {
        return this.#byPath.has((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizedPathKey */ .wA)(relativePath));
    }
    /** Throws a ContentMismatch if a list has another SHA-256 for the file. Accepts a file whose SHA-256 is not known. */
    check({ relativePath, remotePath }, { sha256 }) {
        const expected = this.#byPath.get((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizedPathKey */ .wA)(relativePath));
        if (expected === undefined || sha256 === undefined || expected.sha256 === sha256)
            return;
        throw new _content_mismatch_js__WEBPACK_IMPORTED_MODULE_5__/* .ContentMismatch */ .W(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(remotePath)} has another SHA-256 than in ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(expected.listName)}`, {
            code: 'checksum-different',
            kind: 'verify',
            hint: 'the file was changed after the list was made; SharePoint rewrites Office files, HTML and some images itself',
        });
    }
    /** Paths in the lists that no file of these has. */
    findMissing(files) {
        const there = new Set(files.map(({ relativePath }) => (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizedPathKey */ .wA)(relativePath)));
        return [...this.#byPath].filter(([key]) => !there.has(key)).map(([, { path }]) => path);
    }
}
function otherPlace(other, listName) {
    return other.listName === listName ? 'one of its other lines' : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(other.listName);
}
/** Paths that a list has and the tree has not. The list beside a single file may name others. */
function findMissingPaths(checksums, { files, refused }, item) {
    return (0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .isFileItem */ .Gs)(item) ? [] : checksums.findMissing([...files, ...refused.map(({ file }) => file)]);
}
/** The failure for these paths, as a list of one or none. */
function missingFilesFailure(paths) {
    if (paths.length === 0)
        return [];
    const subject = paths.length === 1 ? 'a file of the list is' : `${paths.length} files of the list are`;
    return [
        new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${subject} not on the drive: ${nameSome(paths)}`, {
            code: 'checksum-file-missing',
            kind: 'verify',
            hint: 'paths in the list are relative to the remote path; look into the recycle bin of the drive',
        }),
    ];
}
/** Logs which files no list names; nothing if there is no list. */
function logUnlistedFiles(checksums, files, { log }) {
    const unlisted = checksums.isEmpty
        ? []
        : files.filter((file) => !checksums.has(file) && !isChecksumList(file));
    if (unlisted.length === 0)
        return;
    const subject = unlisted.length === 1 ? 'A file is' : `${unlisted.length} files are`;
    const names = nameSome(unlisted.map(({ relativePath }) => relativePath));
    log.notice(`${subject} not in the list, so only the hash of the drive counts: ${names}`);
}
/** The name that `checksums: true` gives the list, in any spelling that the drive takes for the same. */
function isChecksumList({ name }) {
    return name.toUpperCase() === _inputs_files_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultChecksumsName */ .Lh;
}
const shownNames = 10;
/** `a, b, c and 7 more`, harmless for a terminal. */
function nameSome(paths) {
    const shown = paths.slice(0, shownNames).map((path) => (0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(path));
    const rest = paths.length - shown.length;
    return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}


/***/ }),

/***/ 4113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ fetchVerified)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/upload/office-files.js
var office_files = __webpack_require__(7060);
// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
// EXTERNAL MODULE: ./build/download/content-mismatch.js
var content_mismatch = __webpack_require__(4865);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
;// CONCATENATED MODULE: ./build/download/fetch-ranges.js
/** Fetches a file's bytes into a sink. After a broken response it continues from the last byte. */



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
                throw (0,content_mismatch/* contentMismatch */.q)(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
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
            if (error instanceof errors/* ServiceFailure */.A && error.service.status === 416)
                throw (0,content_mismatch/* contentMismatch */.q)(file, 'it became shorter during the download');
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
            throw (0,content_mismatch/* contentMismatch */.q)(file, `it has more than ${sizeBytes} bytes`);
        await sink.write(fresh);
        context.events.reached(file, sink.position);
    };
}
function brokenResponse(file, how) {
    return new errors/* ServiceFailure */.A(`${file.remotePath}: the answer ${how}`, {
        code: 'bad-answer',
        service: { status: 502, codes: [] },
    });
}

// EXTERNAL MODULE: ./build/download/partial-file.js
var partial_file = __webpack_require__(6187);
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
            throw new errors/* Failure */.HR(`${file.remotePath} was deleted during the download`, {
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
        if (error instanceof content_mismatch/* ContentMismatch */.W)
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
        return (0,content_mismatch/* contentMismatch */.q)(file, 'its QuickXorHash is different');
    // Without a hash, several responses may have mixed two versions of the file.
    const current = responseCount > 1 ? await context.drive.findItem(file.remotePath) : item;
    if (current === undefined || (0,partial_file/* contentVersion */.eb)(current) !== (0,partial_file/* contentVersion */.eb)(item))
        return (0,content_mismatch/* contentMismatch */.q)(file, 'it changed during the download');
    log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
    return undefined;
}


/***/ }),

/***/ 6187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ partialSuffix),
/* harmony export */   AV: () => (/* binding */ PartialFile),
/* harmony export */   MH: () => (/* binding */ withFileErrors),
/* harmony export */   aK: () => (/* binding */ findOutdatedPartials),
/* harmony export */   b$: () => (/* binding */ isDiskFull),
/* harmony export */   eb: () => (/* binding */ contentVersion),
/* harmony export */   nK: () => (/* binding */ partialFileName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6851);
/* harmony import */ var _core_system_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8217);
/* harmony import */ var _files_hash_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3906);
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
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}
class PartialFile {
    #path;
    #handle;
    #hasher = new _files_hash_js__WEBPACK_IMPORTED_MODULE_5__/* .FileHasher */ .g();
    constructor(path, handle) {
        this.#path = path;
        this.#handle = handle;
    }
    /**
     * Opens the file, and hashes what an earlier run left. A file larger than `sizeBytes` is truncated to zero.
     * Throws a Failure that names the path.
     */
    static async open(path, sizeBytes, signal) {
        const flags = node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_CREAT | (node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NOFOLLOW ?? 0);
        const handle = await withFileErrors(path, () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, flags));
        const partial = new PartialFile(path, handle);
        try {
            const stat = await withFileErrors(path, () => handle.stat());
            if (!stat.isFile())
                throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(path)} is not a file`, {
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
        this.#hasher = new _files_hash_js__WEBPACK_IMPORTED_MODULE_5__/* .FileHasher */ .g();
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
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(this.#path, path);
        });
    }
    /** Closes the file and keeps it for the next run. Removes it if it is empty. */
    async close() {
        await this.#handle.close().catch(() => { });
        if (this.position === 0)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(this.#path, { force: true }).catch(() => { });
    }
    /** Closes and removes the file. */
    async discard() {
        await this.#handle.close().catch(() => { });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(this.#path, { force: true }).catch(() => { });
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
        const code = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemReason */ .uc)(cause);
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeControls */ .UN)(path)} cannot be written (${code})`, {
            code: 'local-file-not-written',
            kind: 'file',
            hint: (0,_core_system_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .writeHint */ .v3)(code, 'check its permissions, and that no program has it open'),
            cause,
        });
    }
}
/** True for a full or read-only disk, which affects every other file as well. */
function isDiskFull(error) {
    const cause = error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR ? error.cause : undefined;
    return isFull((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(cause));
}
function isFull(code) {
    return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code);
}


/***/ }),

/***/ 2864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ logFailures)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _report_error_groups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5702);
/** What the reports of `download` and `verify` have in common, and their errors in the log. */



/** Further errors are only counted. */
const maxLoggedErrors = 20;
/** Logs the failures. The same error of many files is one line. */
function logFailures(host, { files, errors }) {
    for (const error of errors)
        host.log.error((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatErrorWithLink */ .g9)(error, host).split('\n'));
    // The result line counts the files that a cancelled run left out.
    const isTold = (error) => errors.includes(error) || (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && error.kind === 'cancelled');
    const failed = files.filter(({ action, error }) => action === 'failed' && !isTold(error));
    const groups = (0,_report_error_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .groupFileErrors */ .F)(failed.map(toFileError), host);
    const shown = groups.slice(0, maxLoggedErrors);
    for (const { text } of shown)
        host.log.error(text);
    const rest = failed.length - shown.reduce((sum, { names }) => sum + names.length, 0);
    if (rest > 0)
        host.log.error(`and ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(rest, 'more file')}: see --json`);
}
function toFileError({ file, error }) {
    const { relativePath, remotePath } = file;
    return { name: remotePath, paths: [relativePath, remotePath], error };
}


/***/ }),

/***/ 1777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ readExpectedChecksums)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _download_checksum_list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6487);
/* harmony import */ var _download_expected_checksums_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7612);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8420);
/** The list of `--checksums-file`. */




/** Reads the list; its paths are relative to the remote path. Throws a UsageFailure if it cannot be used. */
async function readExpectedChecksums(path) {
    if (path.trim() === '')
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(['--checksums-file is empty: name a file']);
    const checksums = new _download_expected_checksums_js__WEBPACK_IMPORTED_MODULE_2__/* .ExpectedChecksums */ .fG();
    try {
        checksums.add(await (0,_download_checksum_list_js__WEBPACK_IMPORTED_MODULE_1__/* .readChecksumFile */ .iw)(path), { listName: path, folder: '' });
    }
    catch (error) {
        if (!(error instanceof _download_checksum_list_js__WEBPACK_IMPORTED_MODULE_1__/* .ChecksumListError */ .Ck))
            throw error;
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK([`--checksums-file ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .pathUnlessSecret */ .uu)(path)} ${error.message}`]);
    }
    return checksums;
}


/***/ }),

/***/ 7892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ logRemoteTree)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/** Logs what a listed tree holds, and what of it is left out. */

/** Clauses to put after the path of an item. */
const leftOutReasons = {
    notebook: 'is a OneNote notebook and is skipped: export it in OneNote',
    shortcut: "is a shortcut to somebody else's folder and is skipped",
};
const incompleteReasons = {
    download: {
        unlisted: 'holds more than its listing shows: the download of it may be incomplete',
        marker: 'shows that an upload into its folder did not finish: the download of that folder is incomplete',
    },
    verify: {
        unlisted: 'holds more than its listing shows: the rest was not read',
        marker: 'shows that an upload into its folder did not finish: files may be missing there',
    },
};
/** Call this before anything is written. Names from the drive are not trusted. */
function logRemoteTree(tree, { log }, verb) {
    const reasons = { ...leftOutReasons, ...incompleteReasons[verb] };
    for (const { remotePath, kind } of tree.leftOut)
        log.warning(`${remotePath} ${reasons[kind]}`);
    const what = verb === 'download' ? 'downloaded' : 'read';
    for (const { file, reason } of tree.refused)
        log.warning(`${file.remotePath} ${reason}: it is not ${what}`);
    const files = `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(tree.files.length, 'file')} (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(tree.totalBytes)})`;
    log.info(`${files} in ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(tree.folders.length, 'folder')}`);
}


/***/ })

};
