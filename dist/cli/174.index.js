export const id = 174;
export const ids = [174];
export const modules = {

/***/ 3174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  downloadVerb: () => (/* binding */ downloadVerb)
});

// UNUSED EXPORTS: downloadCode, fetchAll, narrowed

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/errors.js
var core_errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/stop-signal.js
var stop_signal = __webpack_require__(8749);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/upload/office-files.js
var office_files = __webpack_require__(7060);
// EXTERNAL MODULE: ./build/upload/unchanged.js
var unchanged = __webpack_require__(2885);
// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/download/fetch-ranges.js
/**
 * Bytes from the drive into a partial file, answer after answer, each from where the last one broke off. Knows ranges
 * and the retry table; whether what came is right is file's to judge.
 */



/** What came is not what was listed. */
class Unlike extends core_errors/* Failure */.HR {
    name = 'Unlike';
}
/** The failure for content that is wrong, as it is told when the second try was no better. */
function damaged(file, how) {
    return new Unlike(`${file.remotePath} came damaged: ${how}, after fetching it twice`, {
        kind: 'verify',
        hint: 'nothing of it was kept; run again, and look at it in the browser if that does not help',
    });
}
/**
 * Asks for what is missing until it is there; counts attempts only while no byte moves. Throws `Unlike` when the
 * answers cannot be the item's content.
 */
async function fill(work, { file, item, partial, anySize, answered }) {
    const { patience } = work;
    const trouble = new retry/* Trouble */.qm(patience);
    let renewed = false;
    let { sizeBytes } = item;
    while (partial.position < sizeBytes) {
        const fromByte = partial.position;
        const begin = ({ startByte, totalBytes = sizeBytes }) => {
            answered();
            if (anySize)
                sizeBytes = totalBytes;
            if (totalBytes !== sizeBytes)
                throw damaged(file, `it has ${totalBytes} bytes instead of ${sizeBytes}`);
            if (!(startByte <= fromByte))
                throw lost(file, 'gave other bytes than asked for');
            return taker(work, { file, partial, skipBytes: fromByte - startByte, sizeBytes });
        };
        try {
            await patience.gate.pass(patience.host);
            await work.drive.content(item.id, { fromByte, begin });
            if (partial.position < sizeBytes)
                throw lost(file, 'ended too early');
        }
        catch (error) {
            if (!(error instanceof core_errors/* ServiceFailure */.A))
                throw error;
            if (partial.position > fromByte) {
                trouble.moved();
                renewed = false;
            }
            // The range is behind the end: the file is a shorter one now.
            if (error.service.status === 416)
                throw damaged(file, 'it became shorter meanwhile');
            const verdict = (0,retry_table/* verdictOn */.Hc)('graph', error.service);
            if (verdict === 'renew' && !renewed)
                renewed = true;
            else if (verdict === 'again')
                await trouble.wait(error, file.remotePath);
            else
                throw error;
        }
    }
}
function taker(work, { file, partial, skipBytes, sizeBytes }) {
    let skip = skipBytes;
    return async (piece) => {
        await work.bandwidth.pass(piece.length);
        const fresh = piece.subarray(Math.min(skip, piece.length));
        skip -= piece.length - fresh.length;
        if (partial.position + fresh.length > sizeBytes)
            throw damaged(file, `it has more than ${sizeBytes} bytes`);
        await partial.write(fresh);
        work.watcher.reached(file, partial.position);
    };
}
function lost(file, how) {
    return new core_errors/* ServiceFailure */.A(`${file.remotePath}: the answer ${how}`, { service: { status: 502, codes: [] } });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/files/hash.js
var hash = __webpack_require__(3906);
;// CONCATENATED MODULE: ./build/download/partial.js
/**
 * A file that has not come whole yet: what it is called, what of it is good, and how it becomes the file. Knows
 * the local file system; asks nobody for bytes. Its name tells item and state, so that one file is all there is to
 * keep, and a state that is over is never gone on with.
 */






/** How the names of unfinished files end. */
const partialEnding = '.onedrive-partial';
/** Of the file's own name, so that people see whose it is; four bytes each at most leaves room for the rest. */
const shownCharacters = 40;
const readBytes = 1024 * 1024;
/** `.NAME.ITEM-STATE.onedrive-partial`: hidden, so that no upload takes it along. */
function partialName(driveId, item) {
    const shown = [...item.name].slice(0, shownCharacters).join('');
    const ids = `${partial_short(driveId, item.id)}-${partial_short(stateOf(item))}`;
    return `.${shown}.${ids}${partialEnding}`;
}
/** Tells one content of an item from another. A hash says it best: eTags change by themselves soon after an upload. */
function stateOf({ sizeBytes, quickXorHash, eTag }) {
    return `${sizeBytes} ${quickXorHash ?? eTag}`;
}
/** Of the names in a folder, the unfinished files of an earlier state of these items: nobody goes on with them. */
function outdated(names, { driveId, items }) {
    const partials = names.filter((name) => name.endsWith(partialEnding));
    if (partials.length === 0)
        return [];
    const current = new Set(items.map((item) => partialName(driveId, item)));
    const known = new Set(items.map(({ id }) => partial_short(driveId, id)));
    return partials.filter((name) => {
        const item = /\.([0-9a-f]{12})-[0-9a-f]{12}\.onedrive-partial$/.exec(name)?.[1] ?? '';
        return known.has(item) && !current.has(name);
    });
}
function partial_short(...texts) {
    return (0,external_node_crypto_.createHash)('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}
class Partial {
    #path;
    #handle;
    #hasher = new hash/* Hasher */.O();
    constructor(path, handle) {
        this.#path = path;
        this.#handle = handle;
    }
    /** Opens it, and hashes what an earlier run left; more than `sizeBytes` is none of it. Throws a Failure that names it. */
    static async open(path, sizeBytes, signal) {
        const flags = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | (external_node_fs_.constants.O_NOFOLLOW ?? 0);
        const handle = await local(path, () => (0,promises_.open)(path, flags));
        const partial = new Partial(path, handle);
        try {
            const stat = await local(path, () => handle.stat());
            if (!stat.isFile())
                throw new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(path)} is no file`, { kind: 'file', hint: 'remove it' });
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
    /** How many bytes are there. */
    get position() {
        return this.#hasher.position;
    }
    /** Adds the bytes that follow. */
    async write(piece) {
        const at = this.position;
        let written = 0;
        while (written < piece.length) {
            const place = { offset: written, length: piece.length - written, position: at + written };
            const { bytesWritten } = await local(this.#path, () => this.#handle.write(piece, place.offset, place.length, place.position));
            written += bytesWritten;
        }
        this.#hasher.feed(at, piece);
    }
    /** Forgets all that came. */
    async restart() {
        await local(this.#path, () => this.#handle.truncate(0));
        this.#hasher = new hash/* Hasher */.O();
    }
    /** Of all that came; nothing can be added after this but after a restart. */
    digest() {
        return this.#hasher.digest();
    }
    /** Becomes the file at that path, in one step; `modifiedMs` is its time unless it is NaN. */
    async become(path, modifiedMs) {
        await local(path, async () => {
            if (!Number.isNaN(modifiedMs))
                await this.#handle.utimes(new Date(), new Date(modifiedMs));
            await this.#handle.close();
            await (0,promises_.rename)(this.#path, path);
        });
    }
    /** Leaves it to the next run, unless nothing of it is there. */
    async leave() {
        await this.#handle.close().catch(() => { });
        if (this.position === 0)
            await (0,promises_.rm)(this.#path, { force: true }).catch(() => { });
    }
    /** Removes it. */
    async discard() {
        await this.#handle.close().catch(() => { });
        await (0,promises_.rm)(this.#path, { force: true }).catch(() => { });
    }
    async #hash(signal) {
        const buffer = Buffer.allocUnsafe(readBytes);
        for (;;) {
            signal.throwIfAborted();
            const at = this.position;
            const { bytesRead } = await local(this.#path, () => this.#handle.read(buffer, 0, buffer.length, at));
            if (bytesRead === 0)
                return;
            this.#hasher.feed(at, buffer.subarray(0, bytesRead));
        }
    }
}
/** Does something with a local path; what the system refuses becomes a Failure with advice. */
async function local(path, run) {
    try {
        return await run();
    }
    catch (cause) {
        const code = (0,core_errors/* systemReason */.uc)(cause);
        throw new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(path)} cannot be written (${code})`, {
            kind: 'file',
            hint: isFull(code) ? 'make room on this disk' : 'check permissions, and that nothing has it open',
            cause,
        });
    }
}
/** True for a failure that every other file would meet as well. */
function isDiskFull(error) {
    const cause = error instanceof core_errors/* Failure */.HR ? error.cause : undefined;
    return isFull((0,core_errors/* systemCode */.xU)(cause));
}
function isFull(code) {
    return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code);
}

;// CONCATENATED MODULE: ./build/download/file.js
/**
 * One file from the drive to its place: what is there already is left alone or refused, bytes come into a partial
 * file, and only what was compared takes the name. Knows the order of these; knows nothing of other files.
 */










/** Brings the file; throws what keeps it from being here whole. Its folder is there. */
async function bring(work, file) {
    const target = (0,external_node_path_.join)(work.into, ...file.relativePath.split('/'));
    const before = await there(target);
    if (before !== undefined) {
        if (before.isFile)
            await work.places.claim(target);
        const digest = await sameHere(file, { target, ...before, signal: work.patience.host.signal });
        if (digest !== undefined)
            return { file, action: 'skipped', ...digest };
        if (!before.isFile || !work.overwrite)
            throw inTheWay(target, before.isFile);
    }
    const path = (0,external_node_path_.join)((0,external_node_path_.dirname)(target), partialName(work.drive.id, file.item));
    const partial = await Partial.open(path, file.sizeBytes, work.patience.host.signal);
    try {
        const { item, digest } = await fetchWhole(work, file, partial);
        await work.places.claim(target, async () => {
            if (before === undefined && (await there(target)) !== undefined)
                throw inTheWay(target, true);
            await partial.become(target, item.fileModifiedMs);
        });
        return { file, action: before === undefined ? 'downloaded' : 'replaced', ...digest };
    }
    catch (error) {
        await (error instanceof Unlike ? partial.discard() : partial.leave());
        throw error;
    }
}
async function there(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    return stat && { isFile: stat.isFile(), sizeBytes: stat.size, modifiedMs: stat.mtimeMs };
}
/** Some file systems keep times to two seconds. */
const timeStepMs = 2000;
/** The hashes of the file that is here if it is the same; without a hash to compare with, size and time decide. */
async function sameHere(file, here) {
    const { target, sizeBytes, modifiedMs, signal } = here;
    if (!here.isFile || sizeBytes !== file.sizeBytes)
        return undefined;
    const { item } = file;
    if (sizeBytes > 0 && item.quickXorHash === undefined)
        return Math.abs(modifiedMs - item.fileModifiedMs) < timeStepMs ? {} : undefined;
    return (0,unchanged/* sameDigest */.VB)({ ...file, sourcePath: target }, { item, signal });
}
function inTheWay(target, isPlain) {
    return isPlain
        ? new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(target)} is here already, with other content`, {
            kind: 'file',
            hint: 'move it away, or replace it with --overwrite',
        })
        : new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(target)} is here already, and is no file`, {
            kind: 'file',
            hint: 'move it away',
        });
}
/** Once more from zero when what came is wrong, with the item as it is then: it may have changed meanwhile. */
async function fetchWhole(work, file, partial) {
    let { item } = file;
    let lenient = false;
    for (;;) {
        const wrong = await fetchOnce(work, { file, item, partial, lenient });
        if (wrong === undefined)
            return { item, digest: partial.digest() };
        const now = await work.drive.item(file.remotePath);
        if (now === undefined || !(0,parse/* isFile */.fo)(now))
            throw new core_errors/* Failure */.HR(`${file.remotePath} was removed meanwhile`, { kind: 'service', hint: 'run again' });
        if (lenient)
            throw wrong;
        work.patience.host.log.debug(`${file.remotePath}: ${wrong.message}; once more from the beginning`);
        item = now;
        lenient = true;
        await partial.restart();
        work.watcher.reached(file, 0);
    }
}
/** Fills the partial file; answers what is wrong with it, if anything is. */
async function fetchOnce(work, one) {
    const { file, item, partial, lenient } = one;
    const forgiven = lenient && (0,office_files/* isRewrittenType */.Vj)(work, file);
    let answers = partial.position > 0 ? 1 : 0;
    try {
        await fill(work, { ...one, anySize: forgiven, answered: () => (answers += 1) });
    }
    catch (error) {
        if (error instanceof Unlike)
            return error;
        throw error;
    }
    const { log } = work.patience.host;
    const verdict = (0,verify/* compare */.UD)(item, partial.digest(), { sizeBytes: partial.position, verify: 'hash' });
    if (verdict === 'same')
        return undefined;
    if (verdict === 'different' && forgiven) {
        log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ.`);
        return undefined;
    }
    if (verdict === 'different')
        return damaged(file, 'its QuickXorHash is another');
    // Put together from several answers, and no hash: was it one state of the file?
    const now = answers > 1 ? await work.drive.item(file.remotePath) : item;
    if (now === undefined || stateOf(now) !== stateOf(item))
        return damaged(file, 'it changed meanwhile');
    log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
    return undefined;
}

;// CONCATENATED MODULE: ./build/download/folders.js
/**
 * The folders that files come into: made where they are missing, never reached through a link. Also clears unfinished
 * files of an earlier state away. Knows the local file system; asks the drive nothing.
 */






/** Makes all folders of the tree; answers those that cannot be used, by relative path, with the failure of the topmost. */
async function makeFolders(tree, work) {
    const blocked = new Map();
    const items = new Map();
    for (const { relativePath, item } of tree.files) {
        const folder = (0,paths/* parentOf */.gN)(relativePath);
        const beside = items.get(folder);
        if (beside === undefined)
            items.set(folder, [item]);
        else
            beside.push(item);
    }
    for (const folder of tree.folders) {
        if (work.patience.host.signal.aborted)
            break;
        const above = folder === '' ? undefined : blocked.get((0,paths/* parentOf */.gN)(folder));
        const path = (0,external_node_path_.join)(work.into, ...folder.split('/'));
        const failure = above ?? (await makeFolder(path, { work, items: items.get(folder) ?? [] }));
        if (failure !== undefined)
            blocked.set(folder, failure);
    }
    return blocked;
}
async function makeFolder(path, { work, items }) {
    try {
        const fresh = await isNew(path);
        await work.places.claim(path);
        if (fresh)
            return undefined;
        const names = await local(path, () => (0,promises_.readdir)(path));
        // What cannot be removed is in nobody's way.
        for (const name of outdated(names, { driveId: work.drive.id, items }))
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch(() => { });
        return undefined;
    }
    catch (error) {
        if (error instanceof core_errors/* Failure */.HR)
            return error;
        throw error;
    }
}
/** Makes it, or sees that it is there. A link would lead out of the folder that was named. */
async function isNew(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat?.isDirectory())
        return false;
    if (stat === undefined) {
        await local(path, () => (0,promises_.mkdir)(path));
        return true;
    }
    const what = stat.isSymbolicLink() ? 'a link' : 'no folder';
    throw new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(path)} is ${what}, and files are to go below it`, {
        kind: 'file',
        hint: 'move it away, or choose another folder',
    });
}

;// CONCATENATED MODULE: ./build/download/engine.js
/**
 * The engine: folders first, then all files, several at once, one `Brought` each. Knows when the whole run has to
 * stop; one bad file never stops the others.
 */





/** Brings everything. Never throws: what went wrong is in the outcomes. */
async function download(tree, work) {
    const outcomes = new Map();
    const blocked = await makeFolders(tree, work);
    const queue = tree.files.values();
    let brake;
    const one = async (file) => {
        const folder = blocked.get((0,paths/* parentOf */.gN)(file.relativePath));
        if (folder !== undefined)
            return failed(file, folder);
        await work.pace.enter();
        try {
            if (work.patience.host.signal.aborted)
                throw new core_errors/* CancelledFailure */.mj();
            if (brake !== undefined)
                return failed(file, notTried(brake));
            work.watcher.started(file);
            const brought = await bring(work, file);
            work.pace.good();
            return brought;
        }
        catch (error) {
            if (endsTheRun(error))
                brake ??= error;
            return failed(file, work.patience.host.signal.aborted ? new core_errors/* CancelledFailure */.mj() : error);
        }
        finally {
            work.pace.leave();
        }
    };
    const worker = async () => {
        for (const file of queue) {
            const outcome = await one(file);
            outcomes.set(file, outcome);
            work.watcher.finished(outcome);
        }
    };
    await Promise.all(Array.from({ length: Math.min(work.pace.most, tree.files.length) }, worker));
    return {
        files: [
            ...tree.files.flatMap((file) => outcomes.get(file) ?? []),
            ...tree.refused.map(({ file, why }) => failed(file, refusal(file, why))),
        ],
        folders: [...new Set(blocked.values())],
    };
}
function failed(file, error) {
    return { file, action: 'failed', error };
}
/** The failure for a name that cannot be a name here. */
function refusal(file, why) {
    return new core_errors/* Failure */.HR(`${file.remotePath} ${why}`, {
        kind: 'file',
        hint: file.item.isFolder
            ? 'rename it on the drive; nothing of what is in it came'
            : 'rename it on the drive',
    });
}
/** A full disk, a refused sign-in and a cancelled run are the same for every file. */
function endsTheRun(error) {
    return error instanceof core_errors/* Failure */.HR && (['cancelled', 'sign-in'].includes(error.kind) || isDiskFull(error));
}
function notTried(why) {
    return new core_errors/* Failure */.HR(`not tried, because ${(0,core_errors/* explain */.WE)(why)}`, {
        kind: why instanceof core_errors/* Failure */.HR ? why.kind : 'service',
    });
}

// EXTERNAL MODULE: ./build/cleanup/generations.js
var generations = __webpack_require__(3360);
// EXTERNAL MODULE: ./build/cleanup/marker.js
var marker = __webpack_require__(1105);
// EXTERNAL MODULE: ./build/cleanup/name-pattern.js
var name_pattern = __webpack_require__(5283);
// EXTERNAL MODULE: ./build/inputs/shown.js
var shown = __webpack_require__(8969);
;// CONCATENATED MODULE: ./build/download/latest.js
/**
 * `--latest MATCH`: the newest complete generation of a folder. Knows listings, patterns and the marker of an
 * unfinished one; brings nothing.
 */








/** Reads the pattern of `--latest`; throws UsageFailure for one that is none. */
function readMatch(match) {
    const pattern = match.trim() === '' ? { problem: 'is empty' } : (0,name_pattern/* readPattern */.Z)(match);
    if ('problem' in pattern)
        throw new core_errors/* UsageFailure */.wK([`--latest ${(0,shown/* shown */.SP)(match)} ${pattern.problem}`]);
    return pattern.matches;
}
/** The newest child that fits and is complete; throws a Failure when there is none. */
async function findLatest({ drive, folder, remotePath, match }) {
    const matches = readMatch(match);
    const where = remotePath || 'the root';
    const fitting = (await drive.childrenOf(folder.id))
        .filter((item) => (0,parse/* isKnown */.qE)(item) && matches(item.name) && item.name !== marker/* markerName */.CO && !Number.isNaN(item.createdMs))
        .filter(({ isPackage, remote }) => !isPackage && remote === undefined)
        .map((item) => ({
        item,
        name: item.name,
        createdMs: item.createdMs,
        isOwn: false,
        state: 'complete',
    }))
        .sort(generations/* byAge */.jI);
    const passedOver = [];
    for (const { item, name } of fitting) {
        const path = (0,paths/* join */.fj)(remotePath, name);
        const isMarked = item.isFolder && (await drive.item((0,paths/* join */.fj)(path, marker/* markerName */.CO))) !== undefined;
        if (!isMarked)
            return { item, remotePath: path, passedOver };
        passedOver.push(name);
    }
    throw new core_errors/* Failure */.HR(passedOver.length === 0
        ? `nothing in ${where} matches --latest ${match}`
        : `nothing that is complete in ${where} matches --latest ${match} (${(0,format/* count */.U9)(passedOver.length, 'unfinished one')})`, { kind: 'service', hint: 'look at the names there; a pattern is for the whole name' });
}

;// CONCATENATED MODULE: ./build/download/local-paths.js
/**
 * Whether a name of the drive opens something here that has another name. File systems differ in what they take for the
 * same (case, composition, characters that are dropped, the short names of Windows), so that the answer is theirs: where a
 * path that is there really leads, and whether another item of this run lies there already. Knows the file system, not the drive.
 */





/** What this run has made or seen. */
class Places {
    /** By device and number of the file; the path that it was reached by. */
    #taken = new Map();
    #last = Promise.resolve();
    /**
     * Keeps the path for whoever asks first, then writes there if that is wanted. Throws a Failure when what is there has
     * another name, or was reached by another one. One at a time: between a look and the rest another file could take the place.
     */
    async claim(path, write = async () => { }) {
        const turn = this.#last.then(async () => {
            await this.#check(path);
            await write();
            const id = await idOf(path);
            if (id !== '')
                this.#taken.set(id, path);
        });
        this.#last = turn.catch(() => { });
        await turn;
    }
    async #check(path) {
        if ((await (0,promises_.lstat)(path).catch(() => undefined)) === undefined)
            return;
        const real = (0,external_node_path_.basename)(await local(path, () => (0,promises_.realpath)(path)));
        const other = same(real, (0,external_node_path_.basename)(path)) ? this.#taken.get(await idOf(path)) : real;
        if (other === undefined || other === path)
            return;
        throw new core_errors/* Failure */.HR(`${(0,format/* printable */.g$)(path)} is only another name for ${(0,format/* printable */.g$)(other)} on this file system`, {
            kind: 'file',
            hint: 'rename it on the drive, or download into another file system',
        });
    }
}
/** Case and composition may be given back in another way than they were asked for. */
function same(one, other) {
    return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
/** `''` for what is not there, has no number, or has several names of its own. */
async function idOf(path) {
    const stat = await (0,promises_.lstat)(path, { bigint: true }).catch(() => undefined);
    if (stat === undefined || stat.ino === 0n || (stat.isFile() && stat.nlink > 1n))
        return '';
    return `${stat.dev} ${stat.ino}`;
}

// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
;// CONCATENATED MODULE: ./build/download/manifest.js
/**
 * What a download amounts to, as plain data: counted once, then printed as JSON or told in the log. Knows outcomes;
 * reads nothing and brings nothing.
 */




/** What became of a run, by its failures. */
function resultOf(files, errors) {
    const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
    if (failures.some((error) => error instanceof core_errors/* Failure */.HR && error.kind === 'cancelled'))
        return 'cancelled';
    if (failures.length > 0)
        return 'failed';
    return files.length > 0 && files.every(({ action }) => action === 'skipped') ? 'unchanged' : 'downloaded';
}
function totals(files) {
    const came = files.filter(({ action }) => action === 'downloaded' || action === 'replaced');
    return {
        files: files.length,
        downloaded: came.length,
        skipped: files.filter(({ action }) => action === 'skipped').length,
        failed: files.filter(({ action }) => action === 'failed').length,
        bytes: came.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
/** The manifest's text, piece by piece. */
function manifestText(account, redact) {
    const { files, errors, driveId, startedMs, endedMs, ...rest } = account;
    const head = {
        ...rest,
        driveId: driveId ?? null,
        error: errors[0] === undefined ? null : redact((0,core_errors/* explain */.WE)(errors[0])),
        startedAt: new Date(startedMs).toISOString(),
        endedAt: new Date(endedMs).toISOString(),
        totals: totals(files),
    };
    return (0,manifest/* listText */.s)(head, files.map((one) => row(one, account, redact)));
}
function row({ file, action, sha256, quickXorHash, error }, { into, driveId }, redact) {
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
        error: error === undefined ? null : redact((0,core_errors/* explain */.WE)(error)),
    };
}
/** Errors beyond these are counted only. */
const shownErrors = 20;
/** Tells failures, and the verdict in one line. */
function tellAccount(host, { files, errors, result, startedMs, endedMs }) {
    for (const error of errors)
        host.log.error((0,core_errors/* explain */.WE)(error).split('\n'));
    const failed = files.filter(({ action, error }) => action === 'failed' && !errors.includes(error));
    for (const { error } of failed.slice(0, shownErrors))
        host.log.error((0,core_errors/* explain */.WE)(error));
    if (failed.length > shownErrors)
        host.log.error(`and ${(0,format/* count */.U9)(failed.length - shownErrors, 'more file')}: see --json`);
    const sum = totals(files);
    const parts = [
        `${(0,format/* count */.U9)(sum.downloaded, 'file')} downloaded (${(0,format/* bytes */.ee)(sum.bytes)})`,
        ...(sum.skipped === 0 ? [] : [`${sum.skipped} here already`]),
        ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
    ];
    const numbers = sum.files === 0 ? '' : `: ${parts.join(', ')} in ${(0,format/* span */.Ln)(endedMs - startedMs)}`;
    host.log.info(`Result: ${result}${numbers}`);
}

// EXTERNAL MODULE: ./build/core/queue.js
var queue = __webpack_require__(2797);
// EXTERNAL MODULE: ./build/graph/descent.js
var descent = __webpack_require__(6201);
;// CONCATENATED MODULE: ./build/download/names.js
/**
 * Which names of the drive can be names here. Pure: knows names and systems, no file system. The drive is
 * somebody else's word: a name that leads out of its folder, or opens a device, is refused like one that
 * cannot be written. Source for Windows: learn.microsoft.com/windows/win32/fileio/naming-a-file.
 */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;
/** Characters that HFS+ drops when it compares names (git utf8.c, next_hfs_char). */
const dropped = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** The longest name: bytes on Linux (NAME_MAX), UTF-16 units elsewhere. */
const longest = 255;
/** What is wrong with a name on that system, as a clause that follows it; undefined when nothing is. */
function localNameProblem(name, system) {
    if (name === '' || name === '.' || name === '..')
        return 'leads out of its folder';
    if (/[/\0]/.test(name))
        return 'contains a slash or a zero byte';
    // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
    if (/\p{Cs}/u.test(name))
        return 'contains half of a surrogate pair';
    if (isLikeDotGit(name))
        return 'Git or a file system may take for ".git"';
    const length = system === 'linux' ? Buffer.byteLength(name) : name.length;
    if (length > longest)
        return `has ${length} ${system === 'linux' ? 'bytes' : 'characters'}, the limit is ${longest}`;
    if (system !== 'win32')
        return undefined;
    if (/[<>:"\\|?*\u0001-\u001f]/.test(name))
        return 'contains a character that Windows refuses';
    if (/[. ]$/.test(name))
        return 'ends with a dot or a space, which Windows drops';
    return devices.test(name) ? 'is a device on Windows' : undefined;
}
/**
 * Whether a name is not `.git`, and may open it: other case, dropped characters, the short name that Windows gives it (docs/facts.md,
 * "Downloads"). On every system, because a folder moves on. `.git` as such is what was backed up.
 */
function isLikeDotGit(name) {
    return name !== '.git' && /^(?:\.git|git~\d+)[. ]*$/i.test(name.replace(dropped, ''));
}
/**
 * What two names have in common that cannot both be in one folder. Without case everywhere: the drive has no
 * two such names of its own. macOS takes composed and decomposed letters for the same, and drops some characters. What
 * other file systems take for the same is seen in `places`.
 */
function localKey(name, system) {
    const lower = name.toLowerCase();
    return system === 'darwin' ? lower.replace(dropped, '').normalize('NFC') : lower;
}

;// CONCATENATED MODULE: ./build/download/tree.js
/**
 * What is to come: a folder of the drive, listed down to the last file, every name judged before anything is
 * written. Knows listings and names; how bytes come is engine's and file's.
 */






/** Lists what is to come, page by page. */
async function readTree({ drive, item, remotePath, system }) {
    const tree = { files: [], folders: [''], refused: [], left: [] };
    if ((0,parse/* isFile */.fo)(item))
        judgeFile(tree, wantedFile(item, { remotePath, relativePath: item.name }), system);
    const { id } = item;
    // A drive's root may count what belongs to the service, as a library's Forms.
    const childCount = item.isDriveRoot ? undefined : item.childCount;
    const pending = item.isFolder ? [{ id, remotePath, relativePath: '', childCount }] : [];
    const enter = (0,descent/* descent */.J)();
    await (0,queue/* workOff */.n)(pending, async (folder) => {
        enter(folder.id, folder.remotePath);
        const children = await drive.childrenOf(folder.id);
        if ((folder.childCount ?? 0) > children.length)
            tree.left.push({ remotePath: folder.remotePath || 'the root', what: 'unlisted' });
        for (const below of judgeFolder(tree, { folder, children, system }))
            pending.push(below);
    });
    const { files, folders, refused, left } = tree;
    const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return { files: files.sort(byWeight), folders: folders.sort(byPath), refused, left, totalBytes };
}
/** Sorts one folder's children into the tree; answers the folders among them that are to be listed. */
function judgeFolder(tree, { folder, children, system }) {
    const deeper = [];
    const taken = new Map();
    for (const { name } of children) {
        const key = localKey(name, system);
        taken.set(key, (taken.get(key) ?? 0) + 1);
    }
    for (const item of children) {
        const place = {
            remotePath: (0,paths/* join */.fj)(folder.remotePath, item.name),
            relativePath: (0,paths/* join */.fj)(folder.relativePath, item.name),
        };
        const kind = leftOut(item);
        if (kind !== undefined) {
            tree.left.push({ remotePath: place.remotePath, what: kind });
            continue;
        }
        const file = wantedFile(item, place);
        if ((taken.get(localKey(item.name, system)) ?? 0) > 1)
            tree.refused.push({ file, why: 'has the name of another item beside it, but for its case' });
        else if (!judgeFile(tree, file, system))
            continue;
        else if (item.isFolder) {
            tree.folders.push(place.relativePath);
            deeper.push({ id: item.id, childCount: item.childCount, ...place });
        }
    }
    return deeper;
}
/** Puts a file or folder where it belongs; answers whether it can come. */
function judgeFile(tree, file, system) {
    const why = refusalOf(file, system);
    if (why !== undefined)
        tree.refused.push({ file, why });
    else if ((0,parse/* isFile */.fo)(file.item))
        tree.files.push(file);
    return why === undefined;
}
function refusalOf({ name, item }, system) {
    if (item.id === '' || name === '')
        return 'comes without a name or an id, so it cannot be read';
    const problem = localNameProblem(name, system);
    if (problem !== undefined)
        return `has a name that ${problem}`;
    // Nobody needs to know how large a folder is.
    return (0,parse/* isFile */.fo)(item) && Number.isNaN(item.sizeBytes) ? 'has a size that the drive does not tell' : undefined;
}
function leftOut(item) {
    if (item.isPackage)
        return 'notebook';
    if (item.remote !== undefined)
        return 'shortcut';
    return item.name === marker/* markerName */.CO && (0,parse/* isFile */.fo)(item) ? 'marker' : undefined;
}
function wantedFile(item, place) {
    const sizeBytes = Number.isNaN(item.sizeBytes) ? 0 : item.sizeBytes;
    return { ...place, name: item.name, sizeBytes, item };
}
function byWeight(a, b) {
    return b.sizeBytes - a.sizeBytes || byPath(a.relativePath, b.relativePath);
}
/** A folder's path is shorter than what lies in it, and a beginning of it: it comes first. */
function byPath(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

// EXTERNAL MODULE: ./build/http/client.js + 7 modules
var client = __webpack_require__(4569);
// EXTERNAL MODULE: ./build/inputs/masks.js
var masks = __webpack_require__(1713);
// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/report/run-state.js
var run_state = __webpack_require__(7274);
// EXTERNAL MODULE: ./build/run/sign-in.js + 1 modules
var sign_in = __webpack_require__(5912);
// EXTERNAL MODULE: ./build/upload/bandwidth.js
var bandwidth = __webpack_require__(9345);
// EXTERNAL MODULE: ./build/upload/concurrency.js
var concurrency = __webpack_require__(819);
// EXTERNAL MODULE: ./build/cli/options/inputs.js
var options_inputs = __webpack_require__(1659);
// EXTERNAL MODULE: ./build/cli/options/token-file.js
var token_file = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/terminal/progress-bar.js
var progress_bar = __webpack_require__(7791);
// EXTERNAL MODULE: ./build/cli/terminal/terminal.js + 1 modules
var terminal_terminal = __webpack_require__(9286);
;// CONCATENATED MODULE: ./build/cli/commands/download.js
/**
 * The verb `download`: from a remote path to a folder here. Knows the order of things, and which inputs of the
 * action mean something for it; bytes are the business of the room `download`.
 */



























/** Runs the verb; answers the exit code of the contract. */
async function downloadVerb({ flags, args, inputs }) {
    const [remote = '', dir = ''] = args;
    const { env } = process;
    const [json, quiet, verbose] = [flags.json === true, flags.quiet === true, flags.verbose === true];
    const terminal = (0,terminal_terminal/* openTerminal */.j)({
        ...{ env, signal: (0,stop_signal/* stopSignal */.Z)().signal, dataOnStdout: json, quiet, verbose },
    });
    (0,token_file/* warnOfOpenFiles */.XK)(terminal, flags, inputs);
    const account = await fetchAll({
        ...{ remote, dir, host: terminal, overwrite: flags.overwrite === true, show: (0,progress_bar/* showProgress */.Rh)(terminal) },
        source: narrowed((0,options_inputs/* commandInputs */.tp)(flags, env), inputs),
        ...(typeof flags.latest === 'string' && { latest: flags.latest }),
        ...(0,token_file/* tokenKeeper */.i6)(flags, terminal),
    });
    if (json)
        for (const text of manifestText(account, terminal.redact))
            (0,print/* print */.y)(terminal.redactData(text));
    return downloadCode(account);
}
/** What is set for uploads in the environment is nothing to a download. */
function narrowed(source, inputs) {
    const value = (name) => (inputs.includes(name) ? source.value(name) : undefined);
    // Like a check, it names no files of this machine.
    return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}
/** 0 done, 1 something failed, 2 bad input, 3 sign-in refused, 130 interrupted. */
function downloadCode({ result, errors }) {
    if (result === 'cancelled')
        return 130;
    if (result !== 'failed')
        return 0;
    return errors[0] === undefined ? 1 : (0,core_errors/* exitCode */.I$)(errors[0]);
}
/** Brings what the job names. Never throws: everything is told, and the verdict is in the account. */
async function fetchAll(job) {
    const { host, source } = job;
    (0,masks/* maskSecrets */.Q)(host, source);
    const notes = {
        ...{ result: 'failed', emulator: false, driveId: undefined, files: [], errors: [] },
        ...{ remotePath: '', into: (0,external_node_path_.resolve)(host.cwd, job.dir), passedOver: [], leftOut: [] },
        ...{ startedMs: host.clock.now(), endedMs: host.clock.now() },
    };
    try {
        await story(job, notes);
    }
    catch (error) {
        notes.errors = [host.signal.aborted ? new core_errors/* CancelledFailure */.mj() : error, ...notes.errors];
    }
    notes.result = resultOf(notes.files, notes.errors);
    notes.endedMs = host.clock.now();
    tellAccount(host, notes);
    return notes;
}
async function story(job, notes) {
    const { host } = job;
    const inputs = (0,read/* readInputs */.Ko)(job.source);
    notes.remotePath = remotePathOf(job.remote);
    if (job.dir === '')
        throw new core_errors/* UsageFailure */.wK(['the folder to download into is empty']);
    if (job.latest !== undefined)
        readMatch(job.latest);
    const door = (0,client/* openDoor */.f)(host, inputs.identity.cloud);
    try {
        notes.emulator = door.emulated;
        const diary = new run_state/* Diary */.s(host);
        const entrance = { inputs, door, host, diary, keepToken: job.keepToken, onlyReads: true };
        const { token } = await (0,sign_in/* signedIn */.il)(entrance);
        const pace = new concurrency/* Pace */.o(inputs.upload.concurrency, host.clock);
        const onTrouble = (failure) => pace.bad(failure);
        const patience = { host, retries: inputs.upload.retries, gate: new retry/* Gate */.iD(), onTrouble };
        const drive = await (0,sign_in/* reached */.V6)({ inputs, door, patience, diary, token });
        notes.driveId = drive.id;
        const item = await chosen(drive, job, notes);
        const system = job.system ?? process.platform;
        const tree = await readTree({ drive, item, remotePath: notes.remotePath, system });
        tellTree(tree, host, notes);
        await bringTree({ job, inputs, notes, tree }, { drive, patience, pace });
    }
    finally {
        await door.close();
    }
}
/** As for `destination`: slashes at the ends and double ones mean nothing, and nothing leads upwards. */
function remotePathOf(remote) {
    const segments = remote.split(/[/\\]/).filter((segment) => segment !== '');
    if (segments.some((segment) => ['.', '..'].includes(segment.trim())))
        throw new core_errors/* UsageFailure */.wK([
            `the remote path ${(0,shown/* shownPath */.pS)(remote)} has the segment . or ..; write the path from the drive's root`,
        ]);
    return segments.join('/');
}
/** The item that the remote path names, or the newest generation in it. */
async function chosen(drive, { latest, host }, notes) {
    const item = await drive.item(notes.remotePath);
    const where = (0,shown/* shownPattern */.k7)(notes.remotePath) || 'the root';
    if (item === undefined)
        throw new core_errors/* Failure */.HR(`${where} is not on the drive`, { kind: 'service', hint: 'check path and drive' });
    if (item.isPackage)
        throw new core_errors/* Failure */.HR(`${where} is a OneNote notebook`, {
            kind: 'service',
            hint: 'export it in OneNote: its files mean nothing by themselves',
        });
    if (item.remote !== undefined)
        throw new core_errors/* Failure */.HR(`${where} is a shortcut to somebody else's folder`, {
            kind: 'service',
            hint: `set drive-id to ${item.remote.driveId} and folder-id to ${item.remote.id}, and download its root: /`,
        });
    if (latest === undefined)
        return item;
    if ((0,parse/* isFile */.fo)(item))
        throw new core_errors/* Failure */.HR(`${where} is a file, and --latest looks for generations in a folder`, {
            kind: 'usage',
        });
    const found = await findLatest({ drive, folder: item, remotePath: notes.remotePath, match: latest });
    for (const name of found.passedOver)
        host.log.warning(`${name} is newer, and not complete: passed over`);
    host.log.info(`The newest complete generation is ${found.remotePath}`);
    notes.remotePath = found.remotePath;
    notes.passedOver = found.passedOver;
    return found.item;
}
const leftWords = {
    notebook: 'is a OneNote notebook and is left out: export it in OneNote',
    shortcut: "is a shortcut to somebody else's folder and is left out",
    unlisted: 'says it holds more than its listing shows: what comes of it may be incomplete',
    marker: 'says that an upload into its folder has not finished: what comes of that is incomplete',
};
function tellTree(tree, host, notes) {
    for (const { remotePath, what } of tree.left)
        host.log.warning(`${remotePath} ${leftWords[what]}`);
    notes.leftOut = tree.left.map(({ remotePath }) => remotePath);
    // Before anything is written: what the names of a drive may do here is not the drive's to say.
    for (const { file, why } of tree.refused)
        host.log.warning(`${file.remotePath} ${why}: it is not brought`);
    const files = `${(0,format/* count */.U9)(tree.files.length, 'file')} (${(0,format/* bytes */.ee)(tree.totalBytes)})`;
    host.log.info(`${files} in ${(0,format/* count */.U9)(tree.folders.length, 'folder')}`);
}
async function bringTree({ job, inputs, notes, tree }, engine) {
    const { host } = job;
    await local(notes.into, () => (0,promises_.mkdir)(notes.into, { recursive: true }));
    notes.into = await local(notes.into, () => (0,promises_.realpath)(notes.into));
    const progress = new report_progress/* Progress */.ke(tree);
    const stop = (job.show ?? ((shown) => (0,report_progress/* logProgress */.sc)(host, shown)))(progress);
    const { files, folders } = await download(tree, {
        ...engine,
        bandwidth: new bandwidth/* Bandwidth */.I(inputs.upload.bandwidthLimit, host),
        watcher: progress,
        into: notes.into,
        places: new Places(),
        overwrite: job.overwrite,
    }).finally(stop);
    notes.files = files;
    notes.errors = folders;
    if (resultOf(files, folders) === 'cancelled' && files.some(({ action }) => action === 'failed'))
        host.log.info('What has begun is kept: the same command goes on where this one ended.');
}


/***/ }),

/***/ 5012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ replaceToken),
/* harmony export */   XK: () => (/* binding */ warnOfOpenFiles),
/* harmony export */   i6: () => (/* binding */ tokenKeeper),
/* harmony export */   ou: () => (/* binding */ warnIfOpen)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6851);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9940);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9199);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9140);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1659);
/**
 * The files that the command keeps secrets in: who may read them, and how a new refresh token takes the place of the
 * old one. Knows flags, variables and the local file system.
 */








/** Warns of every file of a secret that others can read, once; of these inputs, else of all. */
function warnOfOpenFiles({ env, log }, flags, inputs = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUTS */ .m.map(({ name }) => name)) {
    const secrets = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUTS */ .m.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
    // The token's file is written, although a variable wins over what it holds.
    const used = secrets.filter(({ name }) => name === 'refresh-token' || env[(0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .envName */ .pD)(name)] === undefined);
    const paths = used.flatMap(({ name }) => (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFile */ .pb)(flags, env, name) ?? []);
    for (const path of new Set(paths))
        warnIfOpen(path, { env, log });
}
/** Warns when others may read a file; on Windows its mode says nothing. */
function warnIfOpen(path, { env, log }) {
    const stats = statsOf(path);
    if ((0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0)
        return;
    // systemd lets its service read a credential by an ACL, which stands where the group's mode does (exec-credential.c).
    const { CREDENTIALS_DIRECTORY: credentials } = env;
    if (credentials && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(path)) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(credentials))
        return;
    const mode = (stats.mode & 0o777).toString(8);
    log.warning(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}
/** What keeps a new refresh token in the file that was named; nothing where none was, or none that can be replaced. */
function tokenKeeper(flags, host) {
    const path = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFile */ .pb)(flags, host.env, 'refresh-token');
    if (path === undefined)
        return {};
    const stats = statsOf(path);
    const other = stats && (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_4__/* .otherThanFile */ ._W)(stats);
    if (other === undefined || other === 'a folder')
        return { keepToken: async (refreshToken) => replaceToken(path, { refreshToken, host }) };
    host.log.warning(`--refresh-token-file ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)(path)} is ${other}: a new refresh token cannot be kept there, and is lost. Name a file to keep it.`);
    return {};
}
/** Replaces the token's file by a new one in one step; says so when its owner could not be kept. */
function replaceToken(path, { refreshToken, host }) {
    try {
        const warning = (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .replacePrivately */ .PT)(path, `${refreshToken}\n`);
        if (warning !== undefined)
            host.log.warning(warning);
    }
    catch (cause) {
        throw (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .unreplaced */ .w6)('the new refresh token', path, cause);
    }
    (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .removeBeginnings */ .$r)(path, host.clock.now());
}
/** Undefined for what cannot be looked at: reading it says why. */
function statsOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}


/***/ })

};
