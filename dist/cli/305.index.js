export const id = 305;
export const ids = [305];
export const modules = {

/***/ 7791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rh: () => (/* binding */ showProgress),
/* harmony export */   c0: () => (/* binding */ showTotal)
/* harmony export */ });
/* unused harmony export renderBars */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _report_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5364);
/* harmony import */ var _total_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(560);
/**
 * Progress on a terminal: a bar for each file in flight and one for the total, redrawn ten times a second.
 */



const drawEveryMs = 100;
/** The rate is averaged over samples. More frequent samples would make it jump. */
const sampleEveryMs = 500;
/** Further files are only counted. The other rows are for the log. */
const shownFiles = 8;
const otherRows = 4;
const numberCells = 28;
const narrowCells = 90;
const narrowBarCells = 12;
/** Shows bars on an interactive terminal, else log lines. Returns a function that stops it. */
function showProgress(terminal) {
    return (progress) => terminal.isInteractive ? drawBars(terminal, progress) : (0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .logProgress */ .sc)(terminal, progress);
}
/** The same with the bar of the total only. */
function showTotal(terminal) {
    return (progress) => (terminal.isInteractive ? drawBars(terminal, progress, { shownFiles: 0 }) : () => { });
}
function drawBars(terminal, progress, { shownFiles: most } = { shownFiles }) {
    let sampledMs = 0;
    let now = progress.snapshot(terminal.clock.now());
    const draw = () => {
        const nowMs = terminal.clock.now();
        if (nowMs - sampledMs >= sampleEveryMs) {
            now = progress.snapshot(nowMs);
            sampledMs = nowMs;
        }
        const { columns = 80, rows = 24 } = process.stderr;
        terminal.showStatus(renderBars(now, progress.activeTransfers().slice(0, most), { columns, rows }));
    };
    const interval = setInterval(draw, drawEveryMs);
    return () => {
        clearInterval(interval);
        terminal.showStatus([]);
    };
}
/** The lines to draw: files in flight, the number of further ones, a wait, and the total. None is wider than the screen. */
function renderBars(now, activeFiles, screen) {
    const room = Math.min(shownFiles, Math.max(0, screen.rows - otherRows));
    const shown = activeFiles.slice(0, room);
    const more = activeFiles.length - shown.length;
    const lines = [
        ...shown.map((flight) => fileLine(flight, screen.columns)),
        ...(more > 0 && room > 0 ? [`… and ${more} more`] : []),
        ...(now.throttled !== undefined && room > 0 ? [(0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .formatThrottledLine */ .yI)(now.throttled)] : []),
    ];
    // Leave the last column free: a terminal that wraps there would count the line as two.
    const cells = screen.columns - 1;
    return [...lines.map((line) => truncateToWidth(line, cells)), (0,_total_line_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTotalLine */ .Gp)(now, cells)];
}
function fileLine({ name, sizeBytes, transferredBytes: reachedByte }, columns) {
    const part = (0,_total_line_js__WEBPACK_IMPORTED_MODULE_1__/* .fractionDone */ .Pw)(reachedByte, sizeBytes);
    const numbers = `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(reachedByte)} of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(sizeBytes)}`.padEnd(numberCells);
    const percent = `${Math.floor(part * 100)}%`.padStart(5);
    // On a narrow screen the name is more useful than the numbers.
    const done = columns < narrowCells ? `${(0,_total_line_js__WEBPACK_IMPORTED_MODULE_1__/* .renderBar */ .oe)(part, narrowBarCells)}${percent}` : `${(0,_total_line_js__WEBPACK_IMPORTED_MODULE_1__/* .renderBar */ .oe)(part)} ${numbers}`;
    return `${done} ${truncateToWidth((0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(name), Math.max(0, columns - done.length - 2))}`;
}
/** Start of scripts with wide characters (Unicode TR11). All later ones count as wide, so no line gets too long. */
const wideFrom = 0x1100;
const ellipsis = '…';
/** Cuts the text to `cells` columns, with an ellipsis at the cut. */
function truncateToWidth(text, cells) {
    let used = 0;
    let kept = '';
    for (const character of text) {
        used += characterWidth(character);
        // Leave room for the ellipsis.
        if (used <= cells - 1)
            kept += character;
    }
    return used <= cells ? text : kept + ellipsis.slice(0, Math.max(0, cells));
}
function characterWidth(character) {
    return character !== ellipsis && (character.codePointAt(0) ?? 0) >= wideFrom ? 2 : 1;
}


/***/ }),

/***/ 560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ formatTotalLine),
/* harmony export */   Pw: () => (/* binding */ fractionDone),
/* harmony export */   oe: () => (/* binding */ renderBar)
/* harmony export */ });
/* unused harmony export formatShortDuration */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/**
 * The line of the total: `[####----] 30/36 files  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s`. Leaves out parts that do
 * not fit the screen, and never cuts one.
 */

const longBarCells = 24;
const shortBarCells = 8;
/** From this width on, there is room for a long bar and large numbers. */
const longBarCellsFrom = 99;
const gap = '  ';
/** What is left out first on a narrow screen. The percentage is the last to go. */
const leaveOutOrder = ['bar', 'rate', 'bytes', 'files', 'left', 'percent'];
/** The line with all parts that fit into `cells`; '' if none does. */
function formatTotalLine(now, cells) {
    const parts = totalParts(now);
    if (cells < longBarCellsFrom || joinParts(parts).length > cells)
        parts.set('bar', renderBar(fractionDone(now.bytesDone, now.bytesTotal), shortBarCells));
    for (const part of leaveOutOrder) {
        const line = joinParts(parts);
        if (line.length <= cells)
            return line;
        parts.delete(part);
    }
    return '';
}
function totalParts(now) {
    const { filesDone, filesTotal, filesFailed, bytesDone, bytesTotal, bytesPerSecond, remainingMs } = now;
    const part = fractionDone(bytesDone, bytesTotal);
    const failed = filesFailed === 0 ? '' : ` (${filesFailed} failed)`;
    const parts = new Map([
        ['bar', renderBar(part)],
        ['files', `${filesDone}/${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(filesTotal, 'file')}${failed}`],
        ['bytes', (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytesDone */ .ZM)(bytesDone, bytesTotal)],
        ['percent', `${Math.floor(part * 100)}%`],
    ]);
    // The rate of before a wait says nothing.
    if (now.throttled !== undefined)
        return parts;
    if (bytesPerSecond > 0)
        parts.set('rate', `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(Math.round(bytesPerSecond))}/s`);
    if (remainingMs !== undefined)
        parts.set('left', `ETA ${formatShortDuration(remainingMs)}`);
    return parts;
}
/** From 0 to 1. Nothing to do is all done. */
function fractionDone(done, total) {
    return total === 0 ? 1 : done / total;
}
function joinParts(parts) {
    const { bar = '', ...numbers } = Object.fromEntries(parts);
    return [bar, Object.values(numbers).join(gap)].filter((text) => text !== '').join(' ');
}
/** `[######------]`, in ASCII for every terminal. */
function renderBar(part, cells = longBarCells) {
    const full = Math.round(Math.min(1, Math.max(0, part)) * cells);
    return `[${'#'.repeat(full)}${'-'.repeat(cells - full)}]`;
}
/** `11s`, `3m20s`, `2h05m`, `4d03h`. */
function formatShortDuration(durationMs) {
    const seconds = Math.max(0, Math.round(durationMs / 1000));
    const pair = (whole, unit, part, smaller) => `${whole}${unit}${String(part).padStart(2, '0')}${smaller}`;
    if (seconds < 60)
        return `${seconds}s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return pair(minutes, 'm', seconds % 60, 's');
    const hours = Math.floor(minutes / 60);
    if (hours < 24)
        return pair(hours, 'h', minutes % 60, 'm');
    return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}


/***/ }),

/***/ 305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ openDecryption),
/* harmony export */   YG: () => (/* binding */ NoIdentityError),
/* harmony export */   ox: () => (/* binding */ openEncryption)
/* harmony export */ });
/* harmony import */ var node_stream_web__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7830);
/**
 * Encrypts and decrypts files in the age format (age-encryption.org/v1). Only this file imports the package, which is
 * loaded when it is needed.
 */

/** None of the identities can open the file. */
class NoIdentityError extends Error {
    name = 'NoIdentityError';
}
/** The payload has pieces of 64 KiB, each with a tag of 16 bytes; an empty file has one piece (age-encryption.org/v1). */
const pieceBytes = 64 * 1024;
const tagBytes = 16;
/** Returns an encryption for the recipients. `onInvalid` is told the index of each that is none. */
async function openEncryption(recipients, onInvalid = () => { }) {
    const { Encrypter } = await __webpack_require__.e(/* import() */ 417).then(__webpack_require__.bind(__webpack_require__, 417));
    const encrypter = new Encrypter();
    let isValid = recipients.length > 0;
    recipients.forEach((recipient, index) => {
        try {
            encrypter.addRecipient(recipient);
        }
        catch {
            isValid = false;
            onInvalid(index);
        }
    });
    // The size of the header depends on the recipients only.
    const headerBytes = isValid ? (await encrypter.encrypt(new Uint8Array())).length - tagBytes : 0;
    return {
        encryptedBytes: (plainBytes) => headerBytes + plainBytes + tagBytes * Math.max(1, Math.ceil(plainBytes / pieceBytes)),
        async *encrypt(plain) {
            yield* await encrypter.encrypt(toStream(plain));
        },
    };
}
/** Returns a decryption with the identities. `onInvalid` is told the index of each that is none. */
async function openDecryption(identities, onInvalid = () => { }) {
    const { Decrypter } = await __webpack_require__.e(/* import() */ 417).then(__webpack_require__.bind(__webpack_require__, 417));
    const decrypter = new Decrypter();
    identities.forEach((identity, index) => {
        try {
            decrypter.addIdentity(identity);
        }
        catch {
            onInvalid(index);
        }
    });
    return {
        async *decrypt(encrypted) {
            const plain = await decrypter.decrypt(toStream(encrypted)).catch((error) => {
                const isOther = error instanceof Error && error.message.startsWith('no identity matched');
                throw isOther ? new NoIdentityError(error.message) : error;
            });
            yield* plain;
        },
    };
}
function toStream(source) {
    return node_stream_web__WEBPACK_IMPORTED_MODULE_0__.ReadableStream.from(source);
}


/***/ }),

/***/ 3906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ FileHasher),
/* harmony export */   t: () => (/* binding */ QuickXorHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/**
 * The two hashes of a file, computed in one pass: SHA-256 for people and manifests, QuickXorHash to compare with the
 * hash that the drive computes.
 */

/** In bits: how far each byte shifts, and the width of the register. */
const shift = 11;
const width = 160;
/** 11 x 160 is a multiple of 160, so byte i and byte i + 160 affect the same register bits: they share a column. */
const columns = 160;
/**
 * QuickXorHash by columns: XORs every 160th byte together, and shifts each of the 160 sums into the 160-bit register
 * at the end. XORs whole rows 32 bits at a time; the byte order of the machine does not matter. Source:
 * learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash.
 */
class QuickXorHash {
    #bytes = new Uint8Array(columns);
    #words = new Uint32Array(this.#bytes.buffer);
    #length = 0;
    update(data) {
        let at = 0;
        const head = (columns - (this.#length % columns)) % columns;
        for (; at < Math.min(head, data.length); at += 1)
            this.#xorByte(data, at);
        const rows = Math.floor((data.length - at) / columns);
        this.#xorRows(data.subarray(at, at + rows * columns));
        at += rows * columns;
        for (; at < data.length; at += 1)
            this.#xorByte(data, at);
        this.#length += data.length;
        return this;
    }
    /** 20 bytes in base64, like `file.hashes.quickXorHash`. */
    digest() {
        const register = Buffer.alloc(width / 8);
        for (let column = 0; column < columns; column += 1) {
            const bit = (column * shift) % width;
            const index = bit >> 3;
            const value = (this.#bytes[column] ?? 0) << (bit & 7);
            register[index] = (register[index] ?? 0) ^ (value & 0xff);
            const after = (index + 1) % register.length;
            register[after] = (register[after] ?? 0) ^ (value >> 8);
        }
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(this.#length));
        length.forEach((byte, i) => {
            register[12 + i] = (register[12 + i] ?? 0) ^ byte;
        });
        return register.toString('base64');
    }
    #xorByte(data, at) {
        const column = (this.#length + at) % columns;
        this.#bytes[column] = (this.#bytes[column] ?? 0) ^ (data[at] ?? 0);
    }
    /** `data` starts at column 0 and has whole rows. */
    #xorRows(data) {
        const aligned = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data);
        const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
        const sums = this.#words;
        const perRow = columns / 4;
        // Five words of a row at a time keep the sums in CPU registers (docs/decisions/hash-on-the-main-thread.md).
        for (let word = 0; word < perRow; word += 5) {
            let [a, b, c, d, e] = [0, 0, 0, 0, 0];
            for (let at = word; at < words.length; at += perRow) {
                a ^= words[at] ?? 0;
                b ^= words[at + 1] ?? 0;
                c ^= words[at + 2] ?? 0;
                d ^= words[at + 3] ?? 0;
                e ^= words[at + 4] ?? 0;
            }
            [a, b, c, d, e].forEach((sum, i) => {
                sums[word + i] = (sums[word + i] ?? 0) ^ sum;
            });
        }
    }
}
/** Hashes each byte of a file once, even if retries read it again. */
class FileHasher {
    #sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #quickXor = new QuickXorHash();
    #hashedBytes = 0;
    #digest;
    /** Hashes a piece that starts at `startByte` of the file. Skips bytes that are hashed already. */
    update(startByte, piece) {
        if (startByte > this.#hashedBytes)
            throw new Error(`bytes ${this.#hashedBytes}-${startByte} were never hashed`);
        const fresh = piece.subarray(this.#hashedBytes - startByte);
        if (fresh.length === 0)
            return;
        this.#sha256.update(fresh);
        this.#quickXor.update(fresh);
        this.#hashedBytes += fresh.length;
    }
    /** SHA-256 of all bytes so far, in hex. More bytes can follow. */
    sha256SoFar() {
        return this.#sha256.copy().digest('hex');
    }
    get hashedBytes() {
        return this.#hashedBytes;
    }
    /** The hashes of all bytes so far. No more bytes can follow. */
    digest() {
        this.#digest ??= { sha256: this.#sha256.digest('hex'), quickXorHash: this.#quickXor.digest() };
        return this.#digest;
    }
}


/***/ }),

/***/ 7544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ changedFailure),
/* harmony export */   u: () => (/* binding */ throwUnreadable)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6851);
/* harmony import */ var _core_system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8217);
/** Errors of local files: what the system refuses, and files that change while they are read. */



/** A file that is not as it was found or opened. `how` is a clause. */
function changedFailure(localPath, how) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(localPath)} changed during the upload: ${how}`, {
        code: 'file-changed',
        kind: 'file',
        hint: 'upload it when no program is writing to it',
    });
}
/** Throws what the system refused as a Failure that names the file; a Failure as it is. */
function throwUnreadable(localPath) {
    return (cause) => {
        if (cause instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
            throw cause;
        const code = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemReason */ .uc)(cause);
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(localPath)} cannot be read (${code})`, {
            code: 'file-unreadable',
            kind: 'file',
            hint: hintFor(code),
            cause,
        });
    };
}
function hintFor(code) {
    if (code === 'ENOENT')
        return 'it existed when this run began: run again when no program is deleting it';
    // Only Windows lets a program lock others out.
    return code === 'EBUSY' ? 'close the program that has it open' : (0,_core_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .readHint */ .MR)(code, 'check its permissions');
}


/***/ }),

/***/ 7610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ LocalFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _hash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3906);
/* harmony import */ var _local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7544);
/* harmony import */ var _virtual_files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6506);
/**
 * A local file as a source of fragments: positional reads into a few buffers that are used again and again, the next
 * read running while the last piece is on the wire, every byte hashed once. Memory is three pieces a file in flight,
 * whatever the size of file or fragment.
 */





/** Large enough that the socket takes a piece whole before it asks for the next (its own limit is 64 KiB at most). */
const bufferBytes = 512 * 1024;
const bufferCount = 3;
class LocalFile {
    /** Bytes in the file, whatever size was planned. */
    sizeBytes;
    #localPath;
    #handle;
    #openedStats;
    #buffers;
    /** The whole content of a file whose reported size is wrong. */
    #virtualContent;
    #hasher = new _hash_js__WEBPACK_IMPORTED_MODULE_2__/* .FileHasher */ .g();
    /** False until hashes are needed: `verify: off` only reads. */
    #hashing;
    #furthestByte = 0;
    /** Number of the current read. An abandoned read must not use the buffers again. */
    #currentRead = 0;
    /** Disk read of an abandoned reader that may still run. It always settles. */
    #pendingRead = Promise.resolve();
    constructor(path, handle, facts) {
        const { stats, hashing, virtualContent } = facts;
        this.#localPath = path;
        this.#hashing = hashing;
        this.#handle = handle;
        this.#openedStats = stats;
        this.#virtualContent = virtualContent;
        this.sizeBytes = virtualContent?.length ?? stats.sizeBytes;
        const needed = virtualContent === undefined ? Math.min(bufferBytes, stats.sizeBytes) : 0;
        this.#buffers = Array.from({ length: bufferCount }, () => Buffer.allocUnsafe(needed));
    }
    /** Opens a file that has the planned size. Throws a Failure that names it. */
    static async open(localPath, plannedBytes, withHashes = true) {
        // O_NONBLOCK: a file that has become a FIFO must not block the run.
        const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0);
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(localPath, flags).catch((0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .throwUnreadable */ .u)(localPath));
        try {
            const stats = await readStats(handle);
            const virtualContent = stats.hasUncertainSize
                ? await (0,_virtual_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readVirtualFile */ ._h)(handle, { path: localPath, sizeBytes: stats.sizeBytes }).catch((0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .throwUnreadable */ .u)(localPath))
                : undefined;
            if (stats.sizeBytes !== plannedBytes && virtualContent?.length !== plannedBytes)
                throw (0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .changedFailure */ .V)(localPath, `it had ${plannedBytes} bytes, now ${stats.sizeBytes}`);
            const source = new LocalFile(localPath, handle, { stats, hashing: withHashes, virtualContent });
            // An ordinary file that is just being written also looks like a virtual one.
            if (virtualContent !== undefined)
                await source.checkUnchanged();
            return source;
        }
        catch (error) {
            await handle.close();
            throw error;
        }
    }
    /** The bytes `[startByte, endByte)`. Calls `onPiece` with the position after each piece. */
    pieces(startByte, endByte, onPiece) {
        return {
            sizeBytes: endByte - startByte,
            read: () => this.#read(startByte, endByte, onPiece),
        };
    }
    /** When it was opened. */
    get stats() {
        return this.#openedStats.stats;
    }
    get modifiedMs() {
        return this.#openedStats.modifiedMs;
    }
    /** Hashes of the whole file. Reads what is not read yet. */
    async digest(signal) {
        await this.hashUpTo(this.sizeBytes, signal);
        return this.#hasher.digest();
    }
    /** Hashes the file up to `byte`. Throws the signal's reason, because large files take minutes. */
    async hashUpTo(byte, signal) {
        this.#hashing = true;
        for await (const _ of this.#read(this.#hasher.hashedBytes, byte)) {
            // #read hashes.
            signal?.throwIfAborted();
        }
    }
    /** QuickXorHash of the first `endByte` bytes, in base64. Reads them again. */
    async prefixQuickXorHash(endByte, signal) {
        const hash = new _hash_js__WEBPACK_IMPORTED_MODULE_2__/* .QuickXorHash */ .t();
        for await (const piece of this.#read(0, endByte)) {
            signal.throwIfAborted();
            hash.update(piece);
        }
        return hash.digest();
    }
    /** The furthest position that was read. */
    get furthestByte() {
        return this.#furthestByte;
    }
    /** How many bytes are hashed, and their SHA-256 in hex. */
    checkpoint() {
        return { byte: this.#hasher.hashedBytes, sha256: this.#hasher.sha256SoFar() };
    }
    /** Hashes of the whole file if all of it was read, else undefined. Reads it again if nothing was hashed so far. */
    async digestIfRead() {
        return this.#furthestByte === this.sizeBytes ? this.digest() : undefined;
    }
    /** Throws when the file has changed since it was opened. */
    async checkUnchanged() {
        const now = await readStats(this.#handle);
        if (now.sizeBytes !== this.#openedStats.sizeBytes || now.modifiedMs !== this.#openedStats.modifiedMs) {
            throw (0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .changedFailure */ .V)(this.#localPath, 'a program wrote to it while it was read');
        }
    }
    /** Never throws: a network drive may fail here, but the content was read. */
    async close() {
        await this.#pendingRead.catch(() => { });
        await this.#handle.close().catch(() => { });
    }
    async *#read(startByte, endByte, onPiece = () => { }) {
        this.#currentRead += 1;
        const reading = this.#currentRead;
        await this.#pendingRead.catch(() => { });
        let at = startByte;
        let bufferIndex = 0;
        let next = at < endByte ? this.#fillBuffer(bufferIndex, at, endByte) : undefined;
        while (next !== undefined) {
            const piece = await next;
            if (reading !== this.#currentRead)
                return;
            const pieceByte = at;
            at += piece.length;
            bufferIndex = (bufferIndex + 1) % bufferCount;
            // The disk reads the next piece while this thread hashes.
            next = at < endByte ? this.#fillBuffer(bufferIndex, at, endByte) : undefined;
            if (this.#hashing)
                this.#hasher.update(pieceByte, piece);
            this.#furthestByte = Math.max(this.#furthestByte, at);
            yield piece;
            if (reading !== this.#currentRead)
                return;
            onPiece(at);
        }
    }
    /** Fills one buffer. Only the last piece of a fragment is shorter. */
    #fillBuffer(bufferIndex, startByte, endByte) {
        const reading = this.#readIntoBuffer(bufferIndex, startByte, endByte);
        this.#pendingRead = reading;
        reading.catch(() => { }); // nobody awaits an abandoned read
        return reading;
    }
    async #readIntoBuffer(bufferIndex, startByte, endByte) {
        if (this.#virtualContent !== undefined)
            return this.#virtualContent.subarray(startByte, Math.min(endByte, startByte + bufferBytes));
        const buffer = this.#buffers[bufferIndex] ?? Buffer.alloc(0);
        const wanted = Math.min(buffer.length, endByte - startByte);
        let filled = 0;
        while (filled < wanted) {
            const { bytesRead } = await this.#handle
                .read(buffer, filled, wanted - filled, startByte + filled)
                .catch((0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .throwUnreadable */ .u)(this.#localPath));
            if (bytesRead === 0)
                throw (0,_local_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .changedFailure */ .V)(this.#localPath, `it ends at byte ${startByte + filled} of ${this.sizeBytes}`);
            filled += bytesRead;
        }
        return buffer.subarray(0, wanted);
    }
}
async function readStats(handle) {
    const stat = await handle.stat();
    return {
        sizeBytes: stat.size,
        modifiedMs: stat.mtimeMs,
        stats: stat,
        hasUncertainSize: (0,_virtual_files_js__WEBPACK_IMPORTED_MODULE_4__/* .hasUncertainSize */ .hr)(stat),
    };
}


/***/ }),

/***/ 6506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _h: () => (/* binding */ readVirtualFile),
/* harmony export */   hr: () => (/* binding */ hasUncertainSize),
/* harmony export */   s1: () => (/* binding */ virtualFileLimitBytes)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6851);


/** The most that is held in memory. */
const virtualFileLimitBytes = 4 * 1024 * 1024;
/** True when the size may be wrong because no blocks are stored. For a correct size this costs one more read. */
function hasUncertainSize(stats) {
    return stats.isFile() && (stats.size === 0 || stats.blocks === 0);
}
/**
 * Reads the whole file; returns undefined when its size is right. Rejects with a Failure when the content is over the
 * limit, and with the system's error when it cannot be read.
 */
async function readVirtualFile(handle, { path, sizeBytes }) {
    if (await hasSize(handle, sizeBytes))
        return undefined;
    const piece = Buffer.allocUnsafe(64 * 1024);
    const pieces = [];
    let readBytes = 0;
    for (;;) {
        const { bytesRead } = await handle.read(piece, 0, piece.length, readBytes);
        if (bytesRead === 0)
            return Buffer.concat(pieces, readBytes);
        // Copy, because /proc returns one page at a time.
        pieces.push(Buffer.from(piece.subarray(0, bytesRead)));
        readBytes += bytesRead;
        if (readBytes > virtualFileLimitBytes)
            throw tooLargeFailure(path, sizeBytes);
    }
}
/** Whether the file ends exactly where its size says. */
async function hasSize(handle, sizeBytes) {
    const lastByte = Math.max(0, sizeBytes - 1);
    const { bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, lastByte);
    return lastByte + bytesRead === sizeBytes;
}
function tooLargeFailure(path, sizeBytes) {
    const size = `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(sizeBytes)} (${sizeBytes})`;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`the content of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeControls */ .UN)(path)} does not match its size, ${size}`, {
        code: 'file-size-wrong',
        kind: 'file',
        hint: `such a file can have ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(virtualFileLimitBytes)} at most, and this one has more: copy it to an ordinary file and upload that`,
    });
}


/***/ }),

/***/ 9461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ encodeName)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9254);
/**
 * `invalid-names: replace`: encodes names that OneDrive refuses with look-alike characters. Uses rclone's encoding for
 * OneDrive (rclone docs/content/onedrive.md "Restricted filename characters", lib/encoder), so that rclone shows such
 * a name as it was on disk. Leaves valid names alone, and what has no look-alike: reserved names, lengths.
 */

/** Precedes a look-alike that was in the name already, which would else be decoded as a replaced character. */
const quoteCharacter = '\u201b';
/** From a printable ASCII character to its full-width form. */
const fullWidthOffset = 0xfee0;
/** From a control character to its symbol. */
const symbolOffset = 0x2400;
const spaceSymbol = '\u2420';
const deleteSymbol = '\u2421';
const fullWidthDot = '\uff0e';
const fullWidthTilde = '\uff5e';
/**
 * Returns the name as the drive can hold it; unchanged when it is valid. Two different encoded names stay different.
 * The plan detects an encoded name that equals another file's own name.
 */
function encodeName(name, isFolder) {
    // SharePoint refuses a folder that starts with a tilde. In a file's name it refuses only ~$.
    const isTilde = isFolder ? name.startsWith('~') : name.startsWith('~$');
    if (!isTilde && (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .characterProblems */ .CS)(name).length === 0)
        return name;
    const [prefix, afterPrefix] = encodeFirst(name);
    const [suffix, body] = encodeLast(afterPrefix);
    let middle = '';
    for (const character of body)
        middle += encodeCharacter(character);
    return prefix + middle + suffix;
}
/** Returns the encoded first character, '' if it needs no encoding, and the rest of the name. */
function encodeFirst(name) {
    const first = name.slice(0, 1);
    const rest = name.slice(1);
    if (first === ' ')
        return [spaceSymbol, rest];
    if (first === '~')
        return [fullWidthTilde, rest];
    if (first === spaceSymbol || first === fullWidthTilde)
        return [quoteCharacter + first, rest];
    return ['', name];
}
/** The same for the last character. */
function encodeLast(name) {
    const last = name.slice(-1);
    const rest = name.slice(0, -1);
    if (last === ' ')
        return [spaceSymbol, rest];
    if (last === '.')
        return [fullWidthDot, rest];
    if (last === spaceSymbol || last === fullWidthDot)
        return [quoteCharacter + last, rest];
    return ['', name];
}
function encodeCharacter(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCharCode(symbolOffset + code);
    if (code === 0x7f)
        return deleteSymbol;
    if (/["*:<>?/\\|]/.test(character))
        return String.fromCharCode(fullWidthOffset + code);
    if (needsQuote(character, code))
        return quoteCharacter + character;
    // A lone surrogate: its three bytes as in Go (WTF-8).
    if (code >= 0xd800 && code <= 0xdfff)
        return quoteBytes([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
    // Not replaced by rclone when it writes, but it reads this form.
    if (/[\u0080-\u009f]|\p{Noncharacter_Code_Point}/u.test(character))
        return quoteBytes([...Buffer.from(character)]);
    return character;
}
/** Each byte in hex. */
function quoteBytes(bytes) {
    return bytes.map((byte) => quoteCharacter + byte.toString(16).toUpperCase()).join('');
}
/** Whether a character is itself a look-alike or the quote character. */
function needsQuote(character, code) {
    if (character === quoteCharacter || character === deleteSymbol)
        return true;
    if (code >= symbolOffset && code < symbolOffset + 0x20)
        return true;
    return /[\uff02\uff0a\uff0f\uff1a\uff1c\uff1e\uff1f\uff3c\uff5c]/.test(character);
}


/***/ }),

/***/ 9254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ characterProblems),
/* harmony export */   KV: () => (/* binding */ pathProblems)
/* harmony export */ });
/* unused harmony export nameProblems */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6851);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8420);
/**
 * Names and paths that OneDrive and SharePoint refuse. Linear in the length of the name. Source: support.microsoft.com
 * "Restrictions and limitations in OneDrive and SharePoint", docs/facts.md, "Names". Characters that only old tenants
 * refused (`#`, `%`) are valid. The service decides what depends on the kind of library (folders that start with `~`).
 */


/** Characters of a whole path with its folders, decoded. */
const pathLimit = 400;
/** Characters of a name. */
const nameLimit = 255;
/** Each message repeats the path up to the bad name, so the output would grow with the square of its length. */
const maxReportedNames = 20;
/** Returns the problems of a name, as clauses that follow it. One more rule applies at the drive's root. */
function nameProblems(name, isAtRoot) {
    return [
        ...characterProblems(name),
        ...reservedProblems(name.toLowerCase(), isAtRoot),
        ...(name.length > nameLimit ? [`is ${name.length} characters long, the limit is ${nameLimit}`] : []),
    ];
}
/** Returns the problems with a name's characters, which another spelling could solve. */
function characterProblems(name) {
    const problems = [];
    const forbidden = [...new Set(name.match(/["*:<>?/\\|]/g))];
    if (forbidden.length > 0)
        problems.push(`contains ${forbidden.join(' ')}`);
    if (/\p{Cc}/u.test(name))
        problems.push('contains a control character');
    // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
    if (/\p{Cs}/u.test(name))
        problems.push('is not valid Unicode');
    const unassigned = [...new Set(name.match(/\p{Noncharacter_Code_Point}/gu))].slice(0, 3).map(codePointName);
    if (unassigned.length > 0)
        problems.push(`contains ${unassigned.join(' ')} (not ${unassigned.length === 1 ? 'a Unicode character' : 'Unicode characters'})`);
    if (name.startsWith(' '))
        problems.push('starts with a space');
    if (name.endsWith(' '))
        problems.push('ends with a space');
    if (name.endsWith('.'))
        problems.push('ends with a dot');
    return problems;
}
/** As in U+FFFE. */
function codePointName(character) {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
/** DOS device names are refused with any extension. */
function reservedProblems(lower, isAtRoot) {
    if (/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/.test(lower))
        return ['is a reserved name'];
    if (lower === '.lock' || lower === 'desktop.ini')
        return ['is a reserved name'];
    if (lower.startsWith('~$'))
        return ['starts with ~$'];
    if (lower.includes('_vti_'))
        return ['contains _vti_'];
    return isAtRoot && lower === 'forms' ? ["is reserved at a library's root"] : [];
}
/**
 * Returns the problems of a path from the drive's root, as sentences. `checkedPaths` collects folders, so that each
 * problem is reported once and not for every file below. Reports only the last names of a path with more than 20 bad
 * ones.
 */
function pathProblems(remotePath, checkedPaths) {
    const problems = [];
    const shownWhole = (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quotePathUnlessSecret */ .EY)(remotePath);
    const isSafe = shownWhole === (0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(remotePath);
    if (remotePath.length > pathLimit) {
        const length = `${remotePath.length} characters long with its folders, the limit is ${pathLimit}`;
        problems.push(`${shownWhole} is ${length}`);
    }
    for (let end = remotePath.length; end > 0; end = remotePath.lastIndexOf('/', end - 1)) {
        const path = remotePath.slice(0, end);
        if (checkedPaths.has(path) || problems.length > maxReportedNames)
            break;
        checkedPaths.add(path);
        const start = path.lastIndexOf('/') + 1;
        const clauses = nameProblems(path.slice(start), start === 0);
        if (clauses.length > 0)
            problems.push(`${isSafe ? (0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(path) : shownWhole}: the name ${clauses.join(', ')}, which OneDrive does not allow`);
    }
    return problems;
}


/***/ }),

/***/ 1583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ fileLimitBytes),
/* harmony export */   N7: () => (/* binding */ checksumsProblems),
/* harmony export */   O0: () => (/* binding */ encodePath),
/* harmony export */   Up: () => (/* binding */ withSize),
/* harmony export */   Wd: () => (/* binding */ encodedNamesOf),
/* harmony export */   d7: () => (/* binding */ planUpload),
/* harmony export */   yO: () => (/* binding */ encryptedEnding)
/* harmony export */ });
/* unused harmony export withEncryption */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6851);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1419);
/* harmony import */ var _name_encoding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9461);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9254);
/**
 * Plans an upload: gives every found file its path on the drive, largest file first. Reads neither the disk nor the
 * drive.
 */





/** The file with the size that it turned out to have. */
function withSize(file, sizeBytes) {
    return sizeBytes === file.sizeBytes ? file : { ...file, sizeBytes };
}
/** The ending that an encrypted file gets. */
const encryptedEnding = '.age';
/** The file as it is planned with encryption; the same file without. */
function withEncryption(file, encryption) {
    if (encryption === undefined)
        return file;
    return {
        ...file,
        remotePath: `${file.remotePath}${encryptedEnding}`,
        name: `${file.name}${encryptedEnding}`,
        sizeBytes: encryption.encryptedBytes(file.sizeBytes),
        plainBytes: file.sizeBytes,
    };
}
/** The largest file the service takes: its "250 GB" are 250 GiB (support page; abraunegg/onedrive). */
const fileLimitBytes = 268_435_456_000;
/**
 * Plans where every file goes.
 * @throws UsageFailure with every problem: those of the search, names and paths that OneDrive refuses, files that are
 * too large, and files that would get the same path
 */
function planUpload(found, options) {
    const encoded = new Map();
    const files = found.files.map((file) => planFile(file, { found, options, encoded })).sort(compareBySize);
    const isAmbiguous = options.name !== undefined && files.length > 1;
    const problems = [
        ...found.problems,
        ...(isAmbiguous
            ? [
                `name is for a single file, but path finds ${files.length} files: remove name, or make path match one file`,
            ]
            : pathConflicts(files)),
        ...namingProblems(files, options),
        ...files.flatMap(sizeProblems),
        ...(options.checksums === undefined ? [] : checksumsProblems(options.checksums, { ...options, files })),
    ];
    if (problems.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(problems);
    return {
        files,
        totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        destination: options.destination,
        ...encodedNamesOf(encoded),
    };
}
/** Names that OneDrive refuses, each with the input it comes from or a hint. */
function namingProblems(files, options) {
    const known = new Set();
    const folder = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .pathProblems */ .KV)(options.destination, known).map((problem) => `destination ${problem}`);
    // Files outside of root have no path here; the search reported them already.
    const inside = files.filter(({ relativePath }) => !/^\.\.(?:\/|$)/.test(relativePath));
    const own = inside.flatMap((file) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .pathProblems */ .KV)(file.remotePath, known));
    return [...folder, ...own.map((problem) => `${problem}: ${namingHint(options)}`)];
}
function namingHint({ name, invalidNames }) {
    if (name !== undefined)
        return 'choose another name';
    if (invalidNames === 'replace')
        return 'rename it, or leave it out of path';
    return 'rename it, leave it out of path, or set invalid-names: replace';
}
/** The encoded names as a member of the plan; no member when there are none. */
function encodedNamesOf(encoded) {
    if (encoded.size === 0)
        return {};
    return { encodedNames: [...encoded].map(([originalPath, name]) => ({ originalPath, name })) };
}
function planFile(file, { found, options, encoded }) {
    const requestedName = found.files.length === 1 ? options.name : undefined;
    const requestedPath = requestedName ?? (options.flatten ? (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .baseNameOf */ .mv)(file.relativePath) : file.relativePath);
    const encodedPath = options.invalidNames === 'replace' ? encodePath(requestedPath, encoded) : requestedPath;
    const planned = {
        localPath: file.localPath,
        relativePath: file.relativePath,
        remotePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .joinRemotePath */ .ox)(options.destination, encodedPath),
        name: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .baseNameOf */ .mv)(encodedPath),
        sizeBytes: file.sizeBytes,
    };
    return withEncryption(planned, options.encryption);
}
/** Returns the path with names the drive can hold. Adds every name that changed to `encoded`. */
function encodePath(path, encoded) {
    const names = path.split('/');
    const encodedNames = names.map((name, depth) => (0,_name_encoding_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeName */ .a)(name, depth < names.length - 1));
    encodedNames.forEach((name, depth) => {
        if (name !== names[depth])
            encoded.set(names.slice(0, depth + 1).join('/'), name);
    });
    return encodedNames.join('/');
}
function compareBySize(a, b) {
    if (a.sizeBytes !== b.sizeBytes)
        return b.sizeBytes - a.sizeBytes;
    return (0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .compareText */ .n6)(a.remotePath, b.remotePath);
}
/** The drive compares names without case and after Unicode normalization. */
function pathConflicts(files) {
    const problems = [];
    const taken = new Map();
    for (const file of files) {
        const other = taken.get((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizedPathKey */ .wA)(file.remotePath));
        if (other === undefined)
            taken.set((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizedPathKey */ .wA)(file.remotePath), file);
        else
            problems.push(`${quotedPaths(other, file)} would both be ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(file.remotePath)} on the drive`);
    }
    return [...problems, ...folderConflicts(files, taken)];
}
function folderConflicts(files, taken) {
    const problems = [];
    const folders = new Set();
    for (const file of files) {
        const path = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizedPathKey */ .wA)(file.remotePath);
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            const folder = path.slice(0, end);
            if (folders.has(folder))
                break;
            folders.add(folder);
            const other = taken.get(folder);
            if (other === undefined)
                continue;
            problems.push(`${quotedPaths(other, file)}: ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(other.remotePath)} would be a file and a folder on the drive`);
        }
    }
    return problems;
}
function quotedPaths(one, other) {
    return `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(one.localPath)} and ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(other.localPath)}`;
}
function sizeProblems(file) {
    if (file.sizeBytes <= fileLimitBytes)
        return [];
    return [
        `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(file.localPath)} has ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(file.sizeBytes)}, and OneDrive allows at most 250 GB per file`,
    ];
}
/** Problems that keep a checksum list of that name from being added to a plan. */
function checksumsProblems(name, plan) {
    const remotePath = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .joinRemotePath */ .ox)(plan.destination, name);
    const key = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .pathKey */ .Pn)(remotePath);
    const other = plan.files.find((file) => {
        const path = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .pathKey */ .Pn)(file.remotePath);
        return path === key || path.startsWith(`${key}/`);
    });
    const problems = (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .pathProblems */ .KV)(remotePath, new Set([plan.destination])).map((problem) => `checksums: ${problem}`);
    if (other === undefined)
        return problems;
    const conflicting = (0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(other.localPath);
    return [
        ...problems,
        `${conflicting} would replace the checksum list ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(remotePath)}: choose another name for the list`,
    ];
}


/***/ }),

/***/ 1074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qp: () => (/* binding */ similarNameKey),
/* harmony export */   UT: () => (/* binding */ similarNameWarnings),
/* harmony export */   hM: () => (/* binding */ isDifferentName)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6851);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1419);
/**
 * Names that some drives treat as equal although they differ by more than case (docs/facts.md, "Names that are one").
 * A plan only gets a warning: a drive's collation is unknown until a file is there.
 */


/** Letters that such a drive reads as two or three others. */
const letterExpansions = new Map([
    ['æ', 'ae'],
    ['œ', 'oe'],
    ['ß', 'ss'],
    ['þ', 'th'],
    ['ﬀ', 'ff'],
    ['ﬁ', 'fi'],
    ['ﬂ', 'fl'],
    ['ﬃ', 'ffi'],
    ['ﬄ', 'ffl'],
    ['ﬅ', 'st'],
    ['ﬆ', 'st'],
]);
/** Old collations ignore characters that they do not know, and invisible ones. */
const ignoredCharacters = /[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af\p{Default_Ignorable_Code_Point}]/gu;
/** Returns a key that is equal for names that some drive treats as equal. */
function similarNameKey(name) {
    return (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(name)
        .replace(/[æœßþ\ufb00-\ufb06]/g, (letter) => letterExpansions.get(letter) ?? letter)
        .replace(ignoredCharacters, '');
}
/** True when the item's name differs from the planned one by more than case and Unicode normalization. */
function isDifferentName(planned, name) {
    return name !== '' && (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(name) !== (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(planned);
}
/** Sentences about planned files or folders of one folder whose names are equal to some drives. */
function similarNameWarnings(files) {
    // Plain ASCII names have the same key only when they conflict anyway.
    if (files.every(({ remotePath }) => isAscii(remotePath)))
        return [];
    const warnings = [];
    const known = new Set();
    const taken = new Map();
    for (const { remotePath } of files) {
        for (let path = remotePath; path !== ''; path = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .parentPathOf */ .XI)(path)) {
            const key = (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(path);
            if (known.has(key))
                break;
            known.add(key);
            const similarKey = `${(0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .parentPathOf */ .XI)(path))}/${similarNameKey((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .baseNameOf */ .mv)(path))}`;
            const other = taken.get(similarKey);
            if (other === undefined)
                taken.set(similarKey, path);
            else
                warnings.push(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(other)} and ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(path)} may be the same name for the drive`);
        }
    }
    return warnings;
}
function isAscii(text) {
    for (let at = 0; at < text.length; at += 1)
        if (text.charCodeAt(at) > 0x7f)
            return false;
    return true;
}


/***/ }),

/***/ 5702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ groupFileErrors)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/**
 * Errors of files for the log: the same error of many files is one line, with their number and the first names.
 */

/** Fewer files have a line each. */
const minGroupFiles = 4;
const shownNames = 3;
/** A shorter path may be a word of the text. */
const minPathLength = 4;
/** Groups errors that differ only in the file's path and the id of the request. The order is that of the first file of each group. */
function groupFileErrors(errors, page) {
    const groups = new Map();
    for (const one of errors) {
        const text = textWithoutPath(one, page);
        const group = groups.get(text);
        if (group === undefined)
            groups.set(text, [one]);
        else
            group.push(one);
    }
    return [...groups].flatMap(([text, files]) => {
        if (files.length < minGroupFiles)
            return files.map(({ name, error }) => ({ names: [name], text: (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatErrorWithLink */ .g9)(error, page) }));
        const names = files.map(({ name }) => name);
        return [{ names, text: `${files.length} files (${formatNames(names)}): ${text}` }];
    });
}
function textWithoutPath({ paths, error }, page) {
    const { requestId } = error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A ? error.service : {};
    const text = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatErrorWithLink */ .g9)(error, page).replace(` (request-id ${requestId})`, '');
    return paths
        .filter((path) => path.length >= minPathLength)
        .sort((a, b) => b.length - a.length)
        .reduce((shortened, path) => shortened.replaceAll(path, '…'), text);
}
function formatNames(names) {
    return `${names.slice(0, shownNames).join(', ')} and ${names.length - shownNames} more`;
}


/***/ }),

/***/ 9345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ BandwidthLimiter)
/* harmony export */ });
class BandwidthLimiter {
    #host;
    #bytesPerSecond;
    /** The time at which all bytes accepted so far have been sent at the limit. */
    #busyUntilMs = 0;
    /** `undefined` means no limit. */
    constructor(bytesPerSecond, host) {
        this.#host = host;
        this.#bytesPerSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY;
    }
    /** Returns the same pieces, delayed so that they stay under the limit. */
    limit(pieces) {
        if (this.#bytesPerSecond === Number.POSITIVE_INFINITY)
            return pieces;
        return { sizeBytes: pieces.sizeBytes, read: () => this.#throttle(pieces) };
    }
    /** Waits until the limit allows `sizeBytes` more bytes. */
    async wait(sizeBytes) {
        const { clock, signal } = this.#host;
        const beginMs = Math.max(clock.now(), this.#busyUntilMs);
        this.#busyUntilMs = beginMs + (sizeBytes * 1000) / this.#bytesPerSecond;
        if (beginMs > clock.now())
            await clock.sleep(beginMs - clock.now(), signal);
    }
    async *#throttle(pieces) {
        for await (const piece of pieces.read()) {
            await this.wait(piece.length);
            yield piece;
        }
    }
}


/***/ }),

/***/ 6341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a2: () => (/* binding */ findArrivedItem),
/* harmony export */   gx: () => (/* binding */ arrivalCandidates),
/* harmony export */   mh: () => (/* binding */ isModifiedInRun),
/* harmony export */   vl: () => (/* binding */ isCreatedInRun)
/* harmony export */ });
/* unused harmony export numberedNamePattern */
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1419);
/* harmony import */ var _plan_similar_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1074);


/** Times on the drive are in whole seconds (rclone c053429b9). */
const clockResolutionMs = 1000;
/**
 * Returns the item that holds the file's content: at its path, or under `rename` also among the numbered names.
 * `digest` is undefined while the file was not read to its end; then it cannot have arrived.
 */
async function findArrivedItem(context, file, facts) {
    const { digest, conflict } = facts;
    if (digest === undefined)
        return undefined;
    const isOurs = (candidate) => {
        if (candidate.isFolder ||
            candidate.sizeBytes !== file.sizeBytes ||
            context.claimedItems.has(candidate.id))
            return false;
        // Under `replace` only the content counts: an equal file from before the run is the wanted result too.
        if (conflict !== 'replace' && !isCreatedInRun(context, candidate))
            return false;
        if (candidate.quickXorHash !== undefined)
            return candidate.quickXorHash === digest.quickXorHash;
        return isModifiedInRun(context, candidate);
    };
    const item = (await arrivalCandidates(context, file, conflict)).find(isOurs);
    return item && { item, created: isCreatedInRun(context, item) };
}
/** Returns the item at the file's path and name, or under `rename` the items of all numbered names, newest first. */
async function arrivalCandidates(context, file, conflict) {
    if (conflict === 'rename')
        return numberedSiblings(context, file);
    const item = await context.drive.findItem(file.remotePath);
    return item === undefined || (0,_plan_similar_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isDifferentName */ .hM)(file.name, item.name) ? [] : [item];
}
/** True when the item was created since this run began, by the service's clock. */
function isCreatedInRun(context, item) {
    return item.createdMs >= context.drive.openedMs - clockResolutionMs;
}
/** True when the item was created or modified since this run began, by the service's clock. */
function isModifiedInRun(context, item) {
    return item.modifiedMs >= context.drive.openedMs - clockResolutionMs;
}
/** Returns the items named `name.ext`, `name 1.ext`, `name 2.ext` …, newest first. */
async function numberedSiblings(context, file) {
    const wanted = numberedNamePattern((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .baseNameOf */ .mv)(file.remotePath));
    const all = (await context.drive.listChildren((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .parentPathOf */ .XI)(file.remotePath))) ?? [];
    return all.filter((item) => wanted.test((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .pathKey */ .Pn)(item.name))).sort((a, b) => b.createdMs - a.createdMs);
}
/** Matches the name and its numbered variants, in lower case. */
function numberedNamePattern(name) {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    const literal = (text) => (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .pathKey */ .Pn)(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${literal(stem)}( \\d+)?${literal(extension)}$`);
}


/***/ }),

/***/ 7060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vj: () => (/* binding */ isRewrittenType),
/* harmony export */   rU: () => (/* binding */ needsSinglePut),
/* harmony export */   xw: () => (/* binding */ isOfficeType)
/* harmony export */ });
/* harmony import */ var _inputs_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3579);
/** How SharePoint treats Office files and some other types. */

/** File types that SharePoint rewrites on arrival ("property promotion", api-docs#935, contrib#8903). */
const rewrittenTypes = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|html?|mht|aspx|jpe?g|heic|pdf)$/i;
const officeTypes = /\.(docx?|docm|dotx|dotm|xlsx?|xlsm|xlsb|xltx|xltm|pptx?|pptm|potx|ppsx|vsdx|one)$/i;
/** True when SharePoint rewrites files of this type, so that a difference does not mean damage. */
function isRewrittenType(context, file) {
    return context.drive.kind !== 'personal' && rewrittenTypes.test(file.name);
}
/** True for a document type that people edit in Office. It may be locked while somebody has it open. */
function isOfficeType(name) {
    return officeTypes.test(name);
}
/**
 * True for a file that a single PUT can send when its session fails. If an Office file of that name exists, SharePoint
 * answers the first fragment with 404 (since 2025-10; abraunegg#3859, rclone#9767).
 */
function needsSinglePut(context, file) {
    return (context.drive.kind !== 'personal' && officeTypes.test(file.name) && file.sizeBytes <= _inputs_units_js__WEBPACK_IMPORTED_MODULE_0__/* .singlePutLimitBytes */ .sn);
}


/***/ }),

/***/ 2885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ matchingDigest),
/* harmony export */   i: () => (/* binding */ findUnchangedFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _files_local_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7610);
/* harmony import */ var _files_virtual_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6506);
/* harmony import */ var _graph_parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6916);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1583);
/** Finds files that are on the drive with the same content. Reads a file only if the drive has its size and a hash. */





const filesAtOnce = 4;
/** Returns outcomes `skipped`, with hashes, for the files that need no upload. */
async function findUnchangedFiles(existing, signal) {
    const outcomes = [];
    const queue = existing.entries();
    const worker = async () => {
        for (const [file, item] of queue) {
            signal.throwIfAborted();
            // A file that cannot be read is left to the upload, which reports the failure with its name.
            const digest = await matchingDigest(file, { item, signal }).catch(() => undefined);
            if (digest !== undefined)
                outcomes.push({ file: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .withSize */ .Up)(file, item.sizeBytes), action: 'skipped', item, ...digest });
        }
    };
    await Promise.all(Array.from({ length: filesAtOnce }, worker));
    return outcomes;
}
/**
 * Returns the local file's hashes when the drive has the same size and hash, else undefined. Empty files need no hash.
 * Under `fail` such a file is a repeated job and not a conflict.
 */
async function matchingDigest(file, { item, signal }) {
    // Each encryption of a file differs.
    if (file.plainBytes !== undefined)
        return undefined;
    if (!(0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isFileItem */ .Gs)(item) || (item.sizeBytes !== file.sizeBytes && !(await mayHaveSize(file, item))))
        return undefined;
    if (item.sizeBytes > 0 && item.quickXorHash === undefined)
        return undefined;
    const source = await _files_local_file_js__WEBPACK_IMPORTED_MODULE_1__/* .LocalFile */ .E.open(file.localPath, file.sizeBytes);
    try {
        if (source.sizeBytes !== item.sizeBytes)
            return undefined;
        const digest = await source.digest(signal);
        await source.checkUnchanged();
        return source.sizeBytes === 0 || digest.quickXorHash === item.quickXorHash ? digest : undefined;
    }
    finally {
        await source.close();
    }
}
/** True when the file may have the item's size after all, because its reported size is uncertain. */
async function mayHaveSize(file, { sizeBytes }) {
    if (sizeBytes > _files_virtual_files_js__WEBPACK_IMPORTED_MODULE_2__/* .virtualFileLimitBytes */ .s1)
        return false;
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file.localPath).catch(() => undefined);
    return stats !== undefined && (0,_files_virtual_files_js__WEBPACK_IMPORTED_MODULE_2__/* .hasUncertainSize */ .hr)(stats);
}


/***/ }),

/***/ 6663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SL: () => (/* binding */ verifyFailure),
/* harmony export */   VZ: () => (/* binding */ verifyItem),
/* harmony export */   X3: () => (/* binding */ hashRetryMs),
/* harmony export */   YC: () => (/* binding */ downloadSha256),
/* harmony export */   _y: () => (/* binding */ hashRetryLimit),
/* harmony export */   gs: () => (/* binding */ actualRemotePath),
/* harmony export */   zS: () => (/* binding */ compareItem)
/* harmony export */ });
/* unused harmony export damagedFailure */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6851);
/* harmony import */ var _graph_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6916);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1419);
/* harmony import */ var _lost_reply_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6341);
/** Checks that the item on the drive is what was sent. Deletes nothing. */






/** Compares as `verify` says. Some drives have no hash for empty files; their size is enough. */
function compareItem(item, digest, facts) {
    if (facts.verify === 'off')
        return 'same';
    if (item.sizeBytes !== facts.sizeBytes)
        return 'different';
    if (facts.verify === 'size' || facts.sizeBytes === 0)
        return 'same';
    if (item.quickXorHash === undefined)
        return 'unknown';
    return item.quickXorHash === digest?.quickXorHash ? 'same' : 'different';
}
/** A missing hash appears within seconds, if at all. */
const hashRetryLimit = 3;
const hashRetryMs = 1500;
/**
 * Compares the item, and reads it again when the result is unclear. A reply without a hash may come from a proxy, so
 * the item must then also be found on the drive.
 */
async function verifyItem(context, file, { item, digest }) {
    const facts = { sizeBytes: file.sizeBytes, verify: context.settings.verify };
    const { host } = context;
    let current = item;
    let comparison = compareItem(current, digest, facts);
    let isThere = comparison === 'same' && (facts.verify === 'off' || item.quickXorHash !== undefined);
    for (let tries = 1; !(isThere && comparison === 'same') && tries <= hashRetryLimit; tries += 1) {
        // An item is usually visible at once; hashes and corrected sizes need a moment.
        if (comparison !== 'same' || tries > 1)
            await host.clock.sleep(hashRetryMs, host.signal);
        const again = await context.drive.findItem(actualRemotePath(file, item));
        if (again === undefined)
            continue;
        const verdict = compareItem(again, digest, facts);
        if (!isUploadedItem(context, { found: again, item, digest, verdict }))
            continue;
        isThere = true;
        current = again;
        const before = comparison;
        comparison = verdict;
        if (before === 'different' && comparison === 'different')
            break;
    }
    if (!isThere)
        return { comparison: 'missing', item };
    if (context.settings.verify !== 'readback' || comparison === 'different')
        return { comparison, item: current };
    const same = (await downloadSha256(context.drive, current.id)) === digest?.sha256;
    return { comparison: same ? 'same' : 'different', item: current };
}
/** True when the found item is ours. With another id it may be another file, so its hash or its time must match. */
function isUploadedItem(context, facts) {
    const { found, item, digest, verdict } = facts;
    if (!(0,_graph_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .isFileItem */ .Gs)(found))
        return false;
    if (found.id === item.id)
        return true;
    if (found.quickXorHash !== undefined && found.quickXorHash === digest?.quickXorHash)
        return true;
    return verdict !== 'different' && (0,_lost_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .isModifiedInRun */ .mh)(context, found);
}
/** Downloads the item and returns its SHA-256 in hex. */
async function downloadSha256(drive, itemId) {
    let hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await drive.downloadItem(itemId, () => {
        hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
        return (piece) => void hash.update(piece);
    });
    return hash.digest('hex');
}
/** Returns the item's remote path. Under `rename` its name may differ from the plan. */
function actualRemotePath(file, item) {
    return item.name === '' ? file.remotePath : (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .joinRemotePath */ .ox)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .parentPathOf */ .XI)(file.remotePath), item.name);
}
/** The failure for a file that is still missing or different after it was sent twice. The item stays on the drive. */
function verifyFailure(file, last) {
    return last.comparison === 'missing' ? missingFailure(file) : damagedFailure(file, last.item);
}
function missingFailure(file) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${file.remotePath} did not arrive: it was sent twice and twice reported as stored, but the drive does not have it`, {
        code: 'upload-not-arrived',
        kind: 'verify',
        hint: 'a proxy or filter may have answered instead of the service: allow uploads through it, and run again',
    });
}
function damagedFailure(file, item) {
    const how = item.sizeBytes === file.sizeBytes
        ? 'its QuickXorHash is different'
        : `it has ${sizeText(item.sizeBytes)} instead of ${sizeText(file.sizeBytes)}`;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${file.remotePath} arrived damaged: ${how}, although it was sent twice`, {
        code: 'upload-damaged',
        kind: 'verify',
        hint: 'the damaged file is still on the drive: do not use it',
    });
}
function sizeText(sizeBytes) {
    return Number.isNaN(sizeBytes) ? 'an unknown size' : `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(sizeBytes)} (${sizeBytes})`;
}


/***/ })

};
