export const id = 119;
export const ids = [119];
export const modules = {

/***/ 2216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ signIn)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6851);
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7047);
/* harmony import */ var _aadsts_advice_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9100);
/* harmony import */ var _create_oauth_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4625);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3100);
/* harmony import */ var _oauth_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5495);
/**
 * Signs in, keeps an access token valid for the whole run, and reports each new refresh token at once.
 */






/** A long fragment may take minutes, and clocks differ, so a token this close to its expiry is not used. */
const expiryMarginMs = 5 * 60_000;
/** A new federated credential takes minutes to reach all servers; the run does not wait that long. */
const propagationDelaysMs = [10_000, 20_000, 30_000];
/**
 * Signs in with the refresh token or as the app itself. Throws a SignInFailure with Microsoft's message and a hint, or
 * a Failure of kind `usage` for an invalid certificate.
 */
async function signIn(options) {
    const provider = new RefreshingTokenProvider(options);
    await provider.getAccessToken();
    return provider;
}
class RefreshingTokenProvider {
    #options;
    #client;
    #refreshToken;
    #tokens;
    #pending;
    #hasLoggedNoNewToken = false;
    hasRotated = false;
    constructor(options) {
        this.#options = options;
        this.#client = (0,_create_oauth_client_js__WEBPACK_IMPORTED_MODULE_2__/* .createOAuthClient */ .l)(options);
        this.#refreshToken = options.identity.refreshToken;
    }
    get scope() {
        return this.#tokens?.scope ?? '';
    }
    async getAccessToken() {
        const { clock } = this.#options.host;
        if (this.#tokens !== undefined && clock.now() < this.#tokens.untilMs)
            return this.#tokens.accessToken;
        this.#pending ??= this.#renew().finally(() => {
            this.#pending = undefined;
        });
        return this.#pending;
    }
    invalidate(accessToken) {
        if (this.#tokens?.accessToken === accessToken)
            this.#tokens = undefined;
    }
    async #renew() {
        const { host, identity } = this.#options;
        const tokens = await this.#requestWithRecovery();
        host.mask(tokens.accessToken);
        // For a very short life, use half of it: the margin would leave nothing.
        const usableMs = Math.max(tokens.expiresInMs - expiryMarginMs, tokens.expiresInMs / 2);
        this.#tokens = { ...tokens, untilMs: host.clock.now() + usableMs };
        if (identity.auth === 'refresh-token')
            await this.#storeRefreshToken(tokens.refreshToken);
        return tokens.accessToken;
    }
    /** The newest token is used for the next renewal, because the platform may have revoked the previous one. */
    async #storeRefreshToken(refreshToken) {
        const { host, onRotated } = this.#options;
        if (refreshToken === undefined && !this.#hasLoggedNoNewToken) {
            this.#hasLoggedNoNewToken = true;
            host.log.notice('Microsoft sent no new refresh token: the old one stays in use and expires 90 days after it was issued.');
        }
        if (refreshToken === undefined || refreshToken === this.#refreshToken)
            return;
        host.mask(refreshToken);
        this.#refreshToken = refreshToken;
        this.hasRotated = true;
        await onRotated(refreshToken);
    }
    async #requestWithRecovery() {
        const waitsMs = [...propagationDelaysMs];
        let renewed = false;
        for (;;) {
            try {
                return await this.#requestToken();
            }
            catch (error) {
                if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .SignInFailure */ .V))
                    throw error;
                const recovery = (0,_aadsts_advice_js__WEBPACK_IMPORTED_MODULE_1__/* .recoveryFor */ .JU)(error.aadsts);
                const { kind } = this.#client.clientAuth;
                if (recovery === 'bare' && kind !== 'none' && this.#options.identity.auth !== 'app') {
                    this.#dropClientAuth();
                }
                else if (recovery === 'fresh' && (kind === 'assertion' || kind === 'certificate') && !renewed) {
                    renewed = true;
                }
                else if (recovery === 'wait' && kind === 'assertion') {
                    await this.#wait(waitsMs.shift(), error);
                }
                else {
                    throw error;
                }
            }
        }
    }
    #dropClientAuth() {
        const name = this.#client.clientAuth.kind === 'secret' ? 'client-secret' : 'client-certificate or credential';
        this.#options.host.log.warning(`This client is public (Mobile and desktop) and must not send a secret: continuing without it. Remove ${name}.`);
        this.#client = { ...this.#client, clientAuth: { kind: 'none' } };
    }
    async #wait(delayMs, failure) {
        if (delayMs === undefined)
            throw failure;
        const { host } = this.#options;
        host.log.info(`${failure.message}; trying again in ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatDuration */ .a3)(delayMs)}, because a new credential takes some time to work`);
        await host.clock.sleep(delayMs, host.signal);
    }
    #requestToken() {
        const { identity, http, host } = this.#options;
        const context = { http, host, client: this.#client };
        if (identity.auth === 'app') {
            return (0,_oauth_js__WEBPACK_IMPORTED_MODULE_4__/* .requestAppToken */ .O3)(context, { scope: `https://${_http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_0__/* .cloudHosts */ .jh[identity.cloud].graph}/.default` });
        }
        const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
        return (0,_oauth_js__WEBPACK_IMPORTED_MODULE_4__/* .redeemRefreshToken */ .vv)(context, { refreshToken: this.#refreshToken, scope });
    }
}
/** Without the scope `offline_access`, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes) {
    const words = scopes.split(/\s/).filter(Boolean);
    // The legacy sign-in's name for the scope.
    const asked = words.some((word) => word === 'offline_access' || word === 'wl.offline_access');
    return asked ? words.join(' ') : [...words, 'offline_access'].join(' ');
}


/***/ }),

/***/ 3360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ expiredGenerations),
/* harmony export */   f: () => (/* binding */ compareGenerations)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/* harmony import */ var _core_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3669);
/**
 * The rules of retention: which generations stay. Works on plain data, without requests.
 */


/** Newest first: own ones, then by date, then by name, descending. */
function compareGenerations(a, b) {
    if (a.isOwn !== b.isOwn)
        return a.isOwn ? -1 : 1;
    if (a.createdMs !== b.createdMs)
        return b.createdMs - a.createdMs;
    return (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(b.name, a.name);
}
/**
 * Returns the generations that neither rule keeps. Unfinished ones do not count for `last`, and expire once a newer
 * one is complete. Those in work or without a date stay and do not count. Without any rule returns none.
 */
function expiredGenerations(generations, { rules, nowMs }) {
    if (rules.last === undefined && rules.days === undefined)
        return [];
    const expired = [];
    let completeCount = 0;
    for (const generation of generations.filter(isRuleApplicable).sort(compareGenerations)) {
        if (generation.state === 'unfinished') {
            if (completeCount > 0)
                expired.push(generation);
            continue;
        }
        completeCount += 1;
        const keptByCount = rules.last !== undefined && completeCount <= rules.last;
        const keptByAge = rules.days !== undefined && nowMs - generation.createdMs < rules.days * _core_time_js__WEBPACK_IMPORTED_MODULE_1__/* .dayMs */ .L;
        if (!generation.isOwn && !keptByCount && !keptByAge)
            expired.push(generation);
    }
    return expired;
}
function isRuleApplicable({ state, isOwn, createdMs }) {
    return isOwn || (state !== 'in-work' && !Number.isNaN(createdMs));
}


/***/ }),

/***/ 1105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ staleMarkerMs),
/* harmony export */   DC: () => (/* binding */ IncompleteMarker),
/* harmony export */   E1: () => (/* binding */ incompleteMarkerName),
/* harmony export */   Un: () => (/* binding */ isStaleMarker),
/* harmony export */   lO: () => (/* binding */ markerStateOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _core_time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3669);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4675);
/**
 * The marker of an incomplete generation: a small file in it, from before the first upload until all files are
 * uploaded. Writes, reads and removes it.
 */



/** Its name. `download --latest` looks for it, too. */
const incompleteMarkerName = '.onedrive-upload-incomplete';
/** The two texts differ in length, so the size in a listing tells an active run from an ended one. */
const activeText = (run) => `A run is uploading into this folder: ${run}\n`;
const activeTextBytes = activeText((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()).length;
const endedText = 'A run ended here before its upload was complete.\n';
/** A killed run leaves its marker behind. After this long without a change the run is considered dead. */
const staleMarkerMs = _core_time_js__WEBPACK_IMPORTED_MODULE_2__/* .dayMs */ .L;
/** An upload may take time to appear: seconds by its id, up to two minutes by its path (odgo's live incidents). */
const lookupAttempts = 6;
const lookupDelayMs = 2000;
/** Derives the state from the marker's item. */
function markerStateOf(marker) {
    if (marker === undefined)
        return undefined;
    return marker.sizeBytes === activeTextBytes ? 'in-work' : 'ended';
}
/** True when a marker is so old that its run cannot be active. */
function isStaleMarker(marker, nowMs) {
    return marker !== undefined && nowMs - marker.modifiedMs >= staleMarkerMs;
}
/** The marker at one path. */
class IncompleteMarker {
    #path;
    #drive;
    #retry;
    #nowMs;
    /** The marker as this run wrote it last. */
    #written;
    constructor(path, options) {
        this.#path = path;
        this.#drive = options.drive;
        this.#retry = options.retry;
        this.#nowMs = options.nowMs;
    }
    /** Writes the marker of an active run, and creates the folder with it. */
    async write() {
        this.#written = await this.#upload(activeText((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()));
    }
    /**
     * Removes this run's marker, or one of an ended run. Returns false when another active run has written its own
     * marker since: that run then decides when the folder is complete.
     */
    async remove() {
        const current = await this.#find();
        if (current === undefined)
            return true;
        if (!this.#isOwn(current) && markerStateOf(current) === 'in-work' && !isStaleMarker(current, this.#nowMs))
            return false;
        return (await this.#drive.deleteItem(current.id, current.eTag)) !== 'changed';
    }
    /** Writes that this run ended early, unless another run is active there. */
    async markEnded() {
        if (this.#written === undefined)
            return;
        const current = await this.#drive.findItem(this.#path);
        if (current !== undefined && !this.#isOwn(current))
            return;
        this.#written = await this.#upload(endedText);
    }
    /** Retries until it finds this run's marker: left behind, it would make a complete generation look incomplete. */
    async #find() {
        const { clock, signal } = this.#retry.host;
        for (let attempt = 1;; attempt += 1) {
            const current = await this.#drive.findItem(this.#path);
            if (current !== undefined || this.#written === undefined || attempt === lookupAttempts)
                return current;
            // The id may work before the path does. If not, another run removed the marker, or it has yet to appear.
            if ((await this.#drive.deleteItem(this.#written.id)) === 'removed')
                return undefined;
            await clock.sleep(lookupDelayMs, signal);
        }
    }
    #upload(text) {
        const content = { sizeBytes: text.length, read: () => singleChunk(Buffer.from(text)) };
        // Writing the same content twice is safe, so a lost reply does no harm.
        return (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .L)(this.#retry, { requestKind: 'put', label: this.#path }, async () => {
            const { item } = await this.#drive.putFile(this.#path, 'replace', content);
            return item;
        });
    }
    /** Compares hashes where the drive has them: an eTag may change by itself soon after an upload. */
    #isOwn(current) {
        const written = this.#written;
        if (written === undefined)
            return false;
        if (written.quickXorHash !== undefined && current.quickXorHash !== undefined)
            return written.quickXorHash === current.quickXorHash;
        return written.eTag === current.eTag;
    }
}
async function* singleChunk(bytes) {
    yield bytes;
}


/***/ }),

/***/ 5283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ parseNamePattern)
/* harmony export */ });
/* harmony import */ var minimatch__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1138);
/**
 * Patterns for whole names: `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}`, ignoring case. The only file that imports
 * minimatch. From version 11 on its time grows only with pattern times name, which matters because others can write
 * names to the drive.
 */

/** Limit for the variants of `{a,b}` together. More is a mistake or an attack. */
const maxVariants = 1000;
/** Many times the length of a name; minimatch throws for 65,536. */
const maxPatternLength = 4096;
/**
 * Parses a pattern. As in a shell, a leading dot must be written: `*` does not match hidden names. Problems are
 * clauses that follow the pattern.
 */
function parseNamePattern(text) {
    if (text.includes('/'))
        return { problem: 'has a slash: it is for names; set their folder in retain-in' };
    if (text.length > maxPatternLength)
        return { problem: `has more than ${maxPatternLength} characters` };
    const pattern = text.normalize('NFC').replaceAll('\\', '\\\\');
    if ((0,minimatch__WEBPACK_IMPORTED_MODULE_0__/* .braceExpand */ .KA)(pattern, { braceExpandMax: maxVariants + 1 }).length > maxVariants)
        return { problem: `has more than ${maxVariants} variants in {}` };
    const empty = findEmptyRange(pattern);
    if (empty !== undefined)
        return { problem: `has the range ${empty}, which is empty` };
    const options = { nocase: true, noglobstar: true, nonegate: true, nocomment: true, noext: true };
    const matcher = new minimatch__WEBPACK_IMPORTED_MODULE_0__/* .Minimatch */ .VR(pattern, options);
    return { matches: (name) => matcher.match(name.normalize('NFC')) };
}
/** Finds a range such as `z-a`, which matches no name and is a mistake. */
function findEmptyRange(pattern) {
    const sets = [...pattern.matchAll(/\[([^[\]]+)\]/g)].map(([, members = '']) => members);
    const ranges = sets.flatMap((members) => [...members.matchAll(/(.)-(.)/gsu)]);
    return ranges.find(([, from = '', to = '']) => from > to)?.[0];
}


/***/ }),

/***/ 7791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ showProgress)
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
function drawBars(terminal, progress) {
    let sampledMs = 0;
    let now = progress.snapshot(terminal.clock.now());
    const draw = () => {
        const nowMs = terminal.clock.now();
        if (nowMs - sampledMs >= sampleEveryMs) {
            now = progress.snapshot(nowMs);
            sampledMs = nowMs;
        }
        const { columns = 80, rows = 24 } = process.stderr;
        terminal.showStatus(renderBars(now, progress.activeTransfers(), { columns, rows }));
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

/***/ 8906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ untilFilesCanBeOpened),
/* harmony export */   p: () => (/* binding */ isTooManyOpenFiles)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/** What to do when the process or the machine has as many files and connections open as it may (EMFILE, ENFILE). */

/** Others give a descriptor back when their file or request ends. Two minutes in all, and the time they need. */
const attempts = 120;
const pauseMs = 1000;
/** True when a file or a connection could not be opened because too many are open. */
function isTooManyOpenFiles(error) {
    const codes = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ServiceFailure */ .A ? error.service.codes : [(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error)];
    return codes.some((code) => code === 'EMFILE' || code === 'ENFILE');
}
/**
 * Calls `run` again as long as its outcome's error means that too many files are open. `run` must have closed what it
 * had opened: if everybody kept a file and waited for a connection, nobody would get one. `onTooMany` is called before
 * each wait, so that the caller can work on fewer files at once.
 */
async function untilFilesCanBeOpened(run, { host, onTooMany }) {
    for (let attempt = 1;; attempt += 1) {
        const outcome = await run();
        if (attempt === attempts || !isTooManyOpenFiles(outcome.error))
            return outcome;
        onTooMany();
        await host.clock.sleep(pauseMs * (0.5 + host.random()));
    }
}


/***/ }),

/***/ 2797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ processQueue)
/* harmony export */ });
/**
 * Processes a queue with several workers.
 */
/** Requests in flight while nothing is uploaded; Graph recommends 5 to 10. */
const maxConcurrent = 6;
/**
 * Processes the queue, last in, first out; `handle` may add items. The first failure stops it: running items finish,
 * the rest are not started.
 */
async function processQueue(queue, handle) {
    const running = new Set();
    try {
        while (queue.length > 0 || running.size > 0) {
            const one = running.size < maxConcurrent ? queue.pop() : undefined;
            if (one === undefined)
                await Promise.race(running);
            else
                start(one);
        }
    }
    finally {
        await Promise.allSettled(running);
    }
    function start(item) {
        const run = handle(item).finally(() => running.delete(run));
        running.add(run);
    }
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

/***/ 472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JQ: () => (/* binding */ touchIntervalMs),
/* harmony export */   Wc: () => (/* binding */ temporaryFolderPrefix),
/* harmony export */   r6: () => (/* binding */ removeStaleFolders)
/* harmony export */ });
/* unused harmony export removeFoldersWithPrefix */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9940);
/**
 * Names the temporary folders of a run, and removes those that killed runs left behind. Follows no links and touches
 * no folder with another name.
 */





/** How often a run updates its folder's time to show that the folder is in use. */
const touchIntervalMs = 3_600_000;
/** Containers can share a temporary folder but cannot see each other's processes, so only a folder's age tells. */
const staleAfterMs = 24 * touchIntervalMs;
/** Process id, hash of the host name, suffix from `mkdtemp`. */
const folderNamePattern = /^onedrive-upload-(\d{1,10})-([0-9a-f]{8})-[A-Za-z0-9]{6}$/;
/** The start of this process's folder names. */
function temporaryFolderPrefix(pid = process.pid) {
    return `onedrive-upload-${pid}-${hostId()}-`;
}
/** A container counts as a host of its own: it has its own host name. */
function hostId() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)()).digest('hex').slice(0, 8);
}
/** Removes folders of this user that killed runs left a day ago or earlier. Never throws. */
async function removeStaleFolders({ tempDir, clock }) {
    const nowMs = clock.now();
    await removeFolders(tempDir, ([, pid, folderHost], modifiedMs) => {
        const isRunning = folderHost === hostId() && Number(pid) !== process.pid && isProcessRunning(Number(pid));
        return nowMs - modifiedMs > staleAfterMs && !isRunning;
    });
}
/** Removes the folders of an ended process, by the prefix that it saved. Never throws. */
async function removeFoldersWithPrefix(prefix, tempDir) {
    await removeFolders(tempDir, ([folderName]) => folderName.slice(0, -6) === prefix);
}
async function removeFolders(tempDir, shouldRemove) {
    for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(tempDir).catch(() => [])) {
        const match = folderNamePattern.exec(entry);
        if (match === null)
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(tempDir, entry);
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => undefined);
        if (stats?.isDirectory() !== true || !(0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isOwnFile */ .Z4)(stats) || !shouldRemove(match, stats.mtimeMs))
            continue;
        // On Windows a virus scanner may hold a file for a moment after it was closed.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => { });
    }
}
/** If we may not signal the process, it belongs to another user who got the same process id. */
function isProcessRunning(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch {
        return false;
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

/***/ 6830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N5: () => (/* binding */ readEventPayload),
/* harmony export */   mE: () => (/* binding */ readWorkflowEvent),
/* harmony export */   t5: () => (/* binding */ forkWarning),
/* harmony export */   xq: () => (/* binding */ rotationBlockedReason),
/* harmony export */   zz: () => (/* binding */ secretsWithheldReason)
/* harmony export */ });
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8314);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9199);


/** Pull request events that get no secrets if the pull request comes from a fork. */
const withheldFromForks = /^pull_request(_review|_review_comment)?$/;
/** Events that may be about anybody's commits, and the payload key without which the origin is unknown. */
const requiredPayloadKey = {
    pull_request: 'pull_request',
    pull_request_target: 'pull_request',
    pull_request_review: 'pull_request',
    pull_request_review_comment: 'pull_request',
    workflow_run: 'workflow_run',
    issue_comment: 'issue',
    check_run: 'check_run',
    check_suite: 'check_suite',
    status: 'branches',
};
/** Started by people with write access or by the schedule. Other runners send no payload for these. */
const trustedEvents = ['', 'push', 'schedule', 'workflow_dispatch'];
/** A workflow run started by one of these reports this repository's default branch, whatever it built. */
const eventsWithoutOrigin = [
    'issue_comment',
    'workflow_run',
    'repository_dispatch',
    'check_run',
    'check_suite',
    'status',
];
/** Events that get only Dependabot's secrets if Dependabot caused them (docs/facts.md, "GitHub's runner"). */
const withheldFromDependabot = [
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'pull_request_target',
    'push',
    'create',
    'deployment',
    'deployment_status',
];
/** Reads the event. Without a payload, only the name is known. */
function readWorkflowEvent(env) {
    const payload = readEventPayload(env);
    const name = env.GITHUB_EVENT_NAME ?? '';
    const ownRepository = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(valueAt(payload, 'repository', 'full_name')) || (env.GITHUB_REPOSITORY ?? '');
    const pullRequest = valueAt(payload, 'pull_request');
    // If the fork was deleted since, its repository is null.
    const forkRepository = headRepositories(payload).find((head) => head === '' || head !== ownRepository);
    const actors = [
        (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(valueAt(pullRequest, 'user', 'login')),
        (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(valueAt(payload, 'sender', 'login')),
        env.GITHUB_ACTOR,
    ];
    return {
        name,
        fork: forkRepository ?? '',
        isFork: forkRepository !== undefined,
        mayBeFork: forkRepository === undefined && (isOriginUnknown(name, payload) || isPayloadUnreadable(env, payload)),
        isDependabot: withheldFromDependabot.includes(name) && actors.includes('dependabot[bot]'),
    };
}
/** There is a payload, but we cannot read it. An attacker may have caused that. */
function isPayloadUnreadable({ GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path = '' }, payload) {
    return payload === undefined && path !== '' && !trustedEvents.includes(name);
}
/** Where slash commands pass a pull request to repository_dispatch: all of it, or its number only. */
const dispatchedPullRequest = ['client_payload', 'pull_request'];
/** Returns the repositories whose code the payload is about, as OWNER/NAME; '' for a deleted one. */
function headRepositories(payload) {
    const heads = [];
    const pullRequest = valueAt(payload, 'pull_request');
    if (pullRequest !== undefined)
        heads.push(valueAt(pullRequest, 'head', 'repo'));
    const dispatchedHead = valueAt(payload, ...dispatchedPullRequest, 'head');
    if (dispatchedHead !== undefined)
        heads.push(valueAt(dispatchedHead, 'repo'));
    // Also present in the payload of deployment_status.
    const run = valueAt(payload, 'workflow_run');
    if (run !== undefined)
        heads.push(valueAt(run, 'head_repository'));
    return heads.map((head) => (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(valueAt(head, 'full_name')));
}
/** True for comments on pull requests, for checks and statuses of foreign commits, and for runs started by them. */
function isOriginUnknown(name, payload) {
    const needed = requiredPayloadKey[name];
    const check = valueAt(payload, 'check_suite') ?? valueAt(payload, 'check_run', 'check_suite');
    const branches = valueAt(payload, 'branches');
    const run = valueAt(payload, 'workflow_run');
    return ((needed !== undefined && valueAt(payload, needed) === undefined) ||
        valueAt(payload, 'issue', 'pull_request') !== undefined ||
        (valueAt(payload, ...dispatchedPullRequest) !== undefined &&
            valueAt(payload, ...dispatchedPullRequest, 'head') === undefined) ||
        ((check !== undefined || name === 'check_run') && valueAt(check, 'head_branch') === undefined) ||
        // A status for a commit that is on no branch of this repository.
        (branches !== undefined && !(Array.isArray(branches) && branches.length > 0)) ||
        (run !== undefined && ['', ...eventsWithoutOrigin].includes((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(valueAt(run, 'event')))));
}
/** Why GitHub gives this run no secrets, as a clause; undefined if it gives them. */
function secretsWithheldReason({ name, isFork, fork, isDependabot, }) {
    if (isDependabot)
        return 'Dependabot started this run, and such a run gets only Dependabot secrets';
    if (isFork && withheldFromForks.test(name)) {
        return `this run is for a pull request from ${describeFork(fork)}`;
    }
    return undefined;
}
/**
 * Why this run must not change the secret of other runs, as a clause; undefined if it may. A suspicion is enough: a
 * skipped rotation costs nothing, a secret written by a stranger could cost everything.
 */
function rotationBlockedReason({ name, isFork, fork, mayBeFork, isDependabot, }) {
    if (isDependabot)
        return 'Dependabot started it';
    if (isFork)
        return `it is for code from ${describeFork(fork)}`;
    return mayBeFork ? `it may be for code from a fork: the event ${name} does not say` : undefined;
}
/** Returns a warning if a fork's code may have access to this run's secrets, else undefined. */
function forkWarning({ name, isFork, fork }) {
    if (!isFork || withheldFromForks.test(name))
        return undefined;
    return (`${name} runs with this repository's secrets, and this run is for ${describeFork(fork)}: any code from it that this job ` +
        'checks out, builds or runs can read the refresh token. Upload from a job that does not use that code.');
}
function describeFork(fork) {
    return fork === '' ? 'a deleted fork' : `the fork ${fork}`;
}
/** GitHub's payloads have at most 25 MB (docs.github.com, "Webhook events and payloads"). */
const payloadLimitBytes = 32 * 1024 * 1024;
/** Returns the payload in the file of GITHUB_EVENT_PATH; undefined if it is unreadable or not an object. */
function readEventPayload({ GITHUB_EVENT_PATH: path = '', }) {
    try {
        const options = { name: 'GITHUB_EVENT_PATH', limitBytes: payloadLimitBytes, hint: '' };
        // Files written on Windows may start with a byte order mark, which JSON does not allow.
        return path === ''
            ? undefined
            : (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonObject */ .dw)(String((0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_0__/* .readRegularFile */ .XF)(path, options)).replace(/^\ufeff/, ''));
    }
    catch {
        return undefined;
    }
}
function valueAt(value, ...keys) {
    return keys.reduce((found, key) => (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObjectOrEmpty */ .eG)(found)[key], value) ?? undefined;
}


/***/ }),

/***/ 9649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createTraversalGuard)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/**
 * Guards a recursive listing of a drive against loops and endless depth.
 */

/** A path has at most 400 characters, so no folder is deeper (docs/facts.md, "Listings"). */
const maxDepth = 200;
/** Call the result with each folder before you list it. It throws a Failure for a repeated or too deep folder. */
function createTraversalGuard() {
    const listed = new Set();
    return (id, path) => {
        const where = path === '' ? 'the root' : path;
        if (listed.has(id))
            throw traversalFailure(`${where} is a folder that the drive lists in two places, or inside itself`);
        listed.add(id);
        const levels = path.split('/').length;
        if (levels > maxDepth)
            throw traversalFailure(`${path.slice(0, 100)}… is ${levels} folders deep, more than a drive allows`);
    };
}
function traversalFailure(what) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(what, {
        code: 'folder-loop',
        kind: 'service',
        hint: 'the list may be wrong, so it is not used; run again later, and if this happens again, look at that folder in a browser',
    });
}


/***/ }),

/***/ 5050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ folderTextProblems),
/* harmony export */   KP: () => (/* binding */ withoutLeadingDot),
/* harmony export */   SQ: () => (/* binding */ libraryAsFolderWarning),
/* harmony export */   ri: () => (/* binding */ folderTextWarnings),
/* harmony export */   t2: () => (/* binding */ fileAsFolderWarning)
/* harmony export */ });
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1419);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8420);
/**
 * Recognizes texts that are not meant as a path on a drive: an address, a path of this machine, or what a shell or
 * GitHub should have replaced. Where somebody may mean such a folder, this is only a warning. Linear in the length of
 * the text.
 */


/** Errors. OneDrive refuses `:` and `"` in names. Nobody means a folder `~` or `${{`. */
const mistakes = [
    [/^"|"$/, () => 'has quotes around it: write it without them'],
    [
        /^[a-z][a-z0-9+.-]*:\/\//i,
        (_, text) => /\.sharepoint\.[a-z]+(?:\/|$)/i.test(text)
            ? 'is an address: write the path of a folder, such as builds/nightly, and the address of the site as site-url'
            : 'is an address: write the path of a folder on the drive, such as builds/nightly',
    ],
    [/^~(?:[/\\]|$)/, () => 'starts with ~, but a drive has no home folder: write the path from its root'],
    [/^[a-z]:/i, () => 'is a path on this machine: write the path of a folder on the drive'],
    // A time of day is left to `invalid-names`.
    [
        /^[a-z][\w .+@-]{1,63}:(?!\d)/i,
        (found) => `starts with ${found}, as for rclone: write the path without it`,
    ],
    [
        /\$\{\{/,
        () => 
        // biome-ignore lint/suspicious/noTemplateCurlyInString: It is what people write.
        'has ${{, which only GitHub replaces, in a workflow file: write a value, or a placeholder such as {date}',
    ],
];
/** Warnings. Folders may have such names, but hardly any has. */
const suspicions = [
    [/^'.*'$/s, (found) => `${found} looks like a text in quotes, which become part of the name`],
    [
        /^[\w.-]{1,253}\.(?:sharepoint|live)\.com(?:[/\\]|$)|^1drv\.ms[/\\]/i,
        (found) => `looks like an address: it has ${found}, which becomes a folder; for a site, set site-url`,
    ],
    [
        /\$\([^)]{0,200}\)|`[^`]{1,200}`/,
        (found) => `looks like a shell command: ${found} is not run here, and becomes part of the name; use {date}`,
    ],
    [
        /(?<![a-z\d])\$\{?[a-z_]\w+|%[a-z_]\w{1,64}%/i,
        (found) => `looks like a variable: ${found} is not replaced here, and becomes part of the name`,
    ],
    [
        /(?<!\d)%[YmdFHMST](?![a-z\d])/,
        (found) => `looks like a date format: ${found} is not replaced here, and becomes part of the name; use {date}`,
    ],
];
/** Returns a problem, as a sentence, if the text of the input `name` cannot be a folder on a drive. */
function folderTextProblems(name, text) {
    const found = mistakes.find(([looks]) => looks.test(text));
    return found === undefined ? [] : [`${name} ${clauseOf(found, text)}`];
}
/** Returns a warning, as a sentence, if the text of the input `name` is probably not meant as it is. */
function folderTextWarnings(name, text) {
    const decoded = /%[\da-f]{2}/i.test(text) ? (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .percentDecode */ .YZ)(text) : text;
    if (decoded !== text)
        return [
            `${name} looks percent-encoded: ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(text)}. If it is, write ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(decoded)}.`,
        ];
    const found = suspicions.find(([looks]) => looks.test(text));
    return found === undefined ? [] : [`${name} ${clauseOf(found, text)}.`];
}
function clauseOf([looks, clause], text) {
    return clause((0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(looks.exec(text)?.[0] ?? ''), text);
}
/** Removes `./` at the beginning: the path starts at the root in any case. */
function withoutLeadingDot(text) {
    return text.replace(/^\.[/\\]+(?=[^/\\])/, '');
}
/** Returns a warning if the last folder of the destination has the name of the only file, at `remotePath`. */
function fileAsFolderWarning(destination, remotePath) {
    const [folder, parent] = [(0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .baseNameOf */ .mv)(destination), (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .parentPathOf */ .XI)(destination)];
    const isSame = destination !== '' && (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(remotePath) === (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(`${destination}/${folder}`);
    if (!isSame)
        return undefined;
    const advice = parent === '' ? 'leave destination out' : `set destination to ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(parent)}`;
    return `destination is a folder: the file will be at ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(remotePath)}; if you meant ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(destination)}, ${advice}.`;
}
/** Returns a warning if the destination starts with the name of the library that it is in. */
function libraryAsFolderWarning(destination, names) {
    const [first = ''] = withoutLeadingDot(destination)
        .split(/[/\\]+/)
        .filter(Boolean);
    if (!names.some((name) => name !== '' && (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(name) === (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizedPathKey */ .wA)(first)))
        return undefined;
    const shown = (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quotePathUnlessSecret */ .EY)(first);
    return `destination starts with ${shown}, which is the name of the library: the files go to a folder ${shown} in it. Leave it out, unless you want that folder.`;
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
/* harmony export */   d7: () => (/* binding */ planUpload)
/* harmony export */ });
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
    return {
        localPath: file.localPath,
        relativePath: file.relativePath,
        remotePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .joinRemotePath */ .ox)(options.destination, encodedPath),
        name: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .baseNameOf */ .mv)(encodedPath),
        sizeBytes: file.sizeBytes,
    };
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

/***/ 1938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ formatFilesManifest),
/* harmony export */   L: () => (/* binding */ formatManifest)
/* harmony export */ });
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8314);
/** The format of every manifest: JSON with head fields, then lists with one row per line. */

/** Yields the text in chunks, so that a long list is never one string. */
function* formatManifest(head, lists) {
    yield (0,_core_json_js__WEBPACK_IMPORTED_MODULE_0__/* .formatJson */ .IB)(head, 2).slice(0, -2);
    for (const [name, rows] of Object.entries(lists)) {
        yield `,\n  ${(0,_core_json_js__WEBPACK_IMPORTED_MODULE_0__/* .formatJson */ .IB)(name)}: [`;
        let isEmpty = true;
        for (const row of rows) {
            yield (isEmpty ? '\n    ' : ',\n    ') + (0,_core_json_js__WEBPACK_IMPORTED_MODULE_0__/* .formatJson */ .IB)(row);
            isEmpty = false;
        }
        yield isEmpty ? ']' : '\n  ]';
    }
    yield '\n}\n';
}
/** Like `formatManifest`, with one list: `files`. */
function formatFilesManifest(head, rows) {
    return formatManifest(head, { files: rows });
}


/***/ }),

/***/ 5364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sc: () => (/* binding */ logProgress),
/* harmony export */   v5: () => (/* binding */ TransferProgress),
/* harmony export */   yI: () => (/* binding */ formatThrottledLine)
/* harmony export */ });
/* unused harmony export formatProgress */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/** Tracks the progress of a transfer: files, bytes, rate, time left. Formats and logs it as one line. */

/** The number of recent samples for the rate. */
const maxSamples = 12;
class TransferProgress {
    #filesTotal;
    #bytesTotal;
    #inFlight = new Map();
    #samples = [];
    #filesDone = 0;
    #filesFailed = 0;
    #finishedBytes = 0;
    #inFlightBytes = 0;
    #gate;
    constructor(plan, gate) {
        this.#gate = gate;
        this.#filesTotal = plan.files.length;
        this.#bytesTotal = plan.totalBytes;
    }
    started(file) {
        this.#inFlight.set(file, 0);
    }
    reached(file, byte) {
        // A second upload of a damaged file reports a copy of the planned file. It is not counted again.
        const before = this.#inFlight.get(file);
        if (before === undefined)
            return;
        this.#inFlightBytes += byte - before;
        this.#inFlight.set(file, byte);
    }
    finished({ file, action }) {
        this.#inFlightBytes -= this.#inFlight.get(file) ?? 0;
        this.#inFlight.delete(file);
        this.#filesDone += 1;
        if (action === 'failed')
            this.#filesFailed += 1;
        this.#finishedBytes += file.sizeBytes;
    }
    /** The files in transfer, in the order in which they started. */
    activeTransfers() {
        return [...this.#inFlight].map(([{ name, sizeBytes }, reachedByte]) => ({
            name,
            sizeBytes,
            transferredBytes: reachedByte,
        }));
    }
    /** Takes a sample. Call it once for each update of the display. */
    snapshot(nowMs) {
        const bytesDone = this.#finishedBytes + this.#inFlightBytes;
        // What failed is sent again: samples of before would make the rate negative.
        if (bytesDone < (this.#samples.at(-1)?.bytes ?? 0))
            this.#samples.length = 0;
        this.#samples.push({ atMs: nowMs, bytes: bytesDone });
        if (this.#samples.length > maxSamples)
            this.#samples.shift();
        const first = this.#samples[0] ?? { atMs: nowMs, bytes: bytesDone };
        const elapsedMs = nowMs - first.atMs;
        const bytesPerSecond = elapsedMs > 0 ? Math.max(0, ((bytesDone - first.bytes) * 1000) / elapsedMs) : 0;
        // A file may be larger than planned.
        const bytesTotal = Math.max(this.#bytesTotal, bytesDone);
        const remainingBytes = bytesTotal - bytesDone;
        return {
            filesDone: this.#filesDone,
            filesTotal: this.#filesTotal,
            filesFailed: this.#filesFailed,
            bytesDone,
            bytesTotal,
            bytesPerSecond,
            remainingMs: bytesPerSecond > 0 ? (remainingBytes * 1000) / bytesPerSecond : undefined,
            throttled: this.#gate?.currentWait(nowMs),
        };
    }
}
/** For example `12 of 40 files, 1.20 GiB of 3.40 GiB (35 %), 48.0 MiB/s, about 48 s left`. */
function formatProgress(snapshot) {
    const percent = snapshot.bytesTotal === 0 ? 100 : Math.floor((snapshot.bytesDone * 100) / snapshot.bytesTotal);
    const failed = snapshot.filesFailed === 0 ? '' : ` (${snapshot.filesFailed} failed)`;
    return `${snapshot.filesDone} of ${snapshot.filesTotal} files${failed}, ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(snapshot.bytesDone)} of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(snapshot.bytesTotal)} (${percent} %)${formatRate(snapshot)}`;
}
/** Rate and time left; during a wait how long it lasts, because the rate of before says nothing. */
function formatRate({ throttled, bytesPerSecond, remainingMs }) {
    if (throttled !== undefined)
        return `, ${formatThrottledLine(throttled)}`;
    const rate = bytesPerSecond > 0 ? `, ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(Math.round(bytesPerSecond))}/s` : '';
    const left = remainingMs === undefined ? '' : `, about ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(remainingMs)} left`;
    return `${rate}${left}`;
}
/** For example `throttled: Microsoft asks to wait 12 s (9 s left)`. */
function formatThrottledLine({ waitMs, leftMs }) {
    return `throttled: Microsoft asks to wait ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(waitMs)} (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(leftMs)} left)`;
}
const logIntervalMs = 10_000;
/** Logs a line every 10 s. Returns a function that stops it. */
function logProgress(host, progress) {
    progress.snapshot(host.clock.now());
    let cancel = host.clock.timer(logIntervalMs, tick);
    function tick() {
        host.log.info(formatProgress(progress.snapshot(host.clock.now())));
        cancel = host.clock.timer(logIntervalMs, tick);
    }
    return () => cancel();
}


/***/ }),

/***/ 6525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ resolveReportLevel),
/* harmony export */   Qm: () => (/* binding */ withPublicLog)
/* harmony export */ });
/* unused harmony export redactAddresses */
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8314);
/* harmony import */ var _github_event_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6830);
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7047);



/** A host or a word as a whole. A match attempt at each letter would be far too slow. */
const hostPattern = /[a-z0-9-]+(?:\.[a-z0-9-]+)*/gi;
/** The rest of a URL after its host. */
const urlTailPattern = /(:\d+)?(?:[/?#][^\s"'”<>)]*)?/y;
/** An e-mail address. `logo@2x.png` is not one. */
const emailPattern = /(?<![\w/.+-])[\w.+-]+@[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+/gi;
/**
 * Removes URLs of one tenant or account from a line. URLs of Microsoft's documentation stay. The domain of a removed
 * host stays as well: the owner of a proxy has to know what to allow.
 */
function redactAddresses(line) {
    let redacted = '';
    let from = 0;
    for (const { 0: word, index } of line.matchAll(hostPattern)) {
        // The word is part of a URL that is already removed.
        const host = index < from ? undefined : findHostName(word);
        if (host === undefined || !isTenantHost(host))
            continue;
        const end = index + host.length;
        urlTailPattern.lastIndex = end;
        const [rest = '', port = ''] = urlTailPattern.exec(line) ?? [];
        const before = line.slice(from, index);
        redacted += `${before.slice(0, before.length - trailingSchemeLength(before))}${redactedHost(host)}${port}`;
        from = end + rest.length;
    }
    return redacted + line.slice(from);
}
/** Returns the length of the scheme at the end of a text. */
function trailingSchemeLength(text) {
    return /https?:\/\/$/i.exec(text.slice(-'https://'.length))?.[0].length ?? 0;
}
/** Returns the longest host name at the start of a word. Its last label has only letters, at least two. */
function findHostName(word) {
    const labels = word.split('.');
    const last = labels.findLastIndex((label, at) => at > 0 && /^[a-z]{2}/i.test(label));
    if (last < 0)
        return undefined;
    const [letters = ''] = /^[a-z]+/i.exec(labels[last] ?? '') ?? [];
    return [...labels.slice(0, last), letters].join('.');
}
function redactedHost(host) {
    const labels = host.split('.');
    return labels.length > 2 ? `***.${labels.slice(-2).join('.')}` : '***';
}
function isTenantHost(host) {
    if (/(?:^|\.)(?:1drv\.ms|onedrive\.live\.com|onmicrosoft\.(?:com|us|cn))$/i.test(host))
        return true;
    return (0,_http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_1__/* .classifyUploadUrl */ .J1)(`https://${host}/`).verdict === 'known';
}
/** Returns a host whose log is redacted while `isPublic()`. Debug lines, warnings and errors lose e-mails as well. */
function withPublicLog(host, isPublic) {
    // Secrets first: `redact` does not find a secret from which a URL was removed.
    const infoLine = (text) => (isPublic() ? redactAddresses(host.redact(text)) : text);
    const problemLine = (text) => isPublic() ? redactAddresses(host.redact(text).replace(emailPattern, '***')) : text;
    const { log } = host;
    return {
        env: host.env,
        cwd: host.cwd,
        tempDir: host.tempDir,
        clock: host.clock,
        signal: host.signal,
        troubleshootingUrl: host.troubleshootingUrl,
        log: {
            debug: (text) => log.debug(problemLine(text)),
            info: (text) => log.info(infoLine(text)),
            notice: (text, annotation) => log.notice(infoLine(text), annotation),
            warning: (text, annotation) => log.warning(problemLine(text), annotation),
            error: (texts, annotation) => log.error([texts].flat().map(problemLine), annotation),
            group: (title) => log.group(infoLine(title)),
            groupEnd: () => log.groupEnd(),
        },
        random: () => host.random(),
        mask: (secret) => host.mask(secret),
        maskUrl: (url) => host.maskUrl(url),
        redact: (text) => host.redact(text),
        redactData: (text) => host.redactData(text),
        setOutput: (name, value) => host.setOutput(name, value),
        appendSummary: (markdown) => host.appendSummary(markdown),
        saveState: (name, value) => host.saveState(name, value),
    };
}
/** On GitHub, a repository counts as public unless the event says that it is private. */
function resolveReportLevel(wanted, env) {
    if (wanted !== 'auto')
        return wanted;
    if (env.GITHUB_ACTIONS !== 'true')
        return 'full';
    const { repository } = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObjectOrEmpty */ .eG)((0,_github_event_js__WEBPACK_IMPORTED_MODULE_0__/* .readEventPayload */ .N5)(env));
    return (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObjectOrEmpty */ .eG)(repository).private === true ? 'full' : 'counts';
}


/***/ }),

/***/ 910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ logStep)
/* harmony export */ });
/* unused harmony export formatStep */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6851);
/** Logs how far a step on this machine is, in a line every 10 s. */

const stepLogIntervalMs = 10_000;
/** For example `Packed 12 of 40 items, 1.20 GiB of 3.40 GiB (35 %)`, or `1200 files found so far`. */
function formatStep({ itemsDone, itemsTotal, bytesDone, bytesTotal }) {
    if (itemsTotal === undefined || bytesTotal === undefined)
        return `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(itemsDone, 'file')} found so far`;
    const percent = bytesTotal === 0 ? 100 : Math.min(100, Math.floor((bytesDone * 100) / bytesTotal));
    return `Packed ${itemsDone} of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(itemsTotal, 'item')}, ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesDone)} of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesTotal)} (${percent} %)`;
}
/** Returns a function that stops it. */
function logStep({ log, clock }, step) {
    let cancel = clock.timer(stepLogIntervalMs, tick);
    function tick() {
        log.info(formatStep(step));
        cancel = clock.timer(stepLogIntervalMs, tick);
    }
    return () => cancel();
}


/***/ }),

/***/ 776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ openRunContext),
  P: () => (/* binding */ stepDisplay)
});

// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var client = __webpack_require__(7824);
// EXTERNAL MODULE: ./build/http/rate-limit-gate.js
var rate_limit_gate = __webpack_require__(7473);
// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/report/public-log.js
var public_log = __webpack_require__(6525);
// EXTERNAL MODULE: ./build/report/step-log.js
var step_log = __webpack_require__(910);
// EXTERNAL MODULE: ./build/core/open-files.js
var open_files = __webpack_require__(8906);
;// CONCATENATED MODULE: ./build/upload/concurrency.js

/** The first and the highest limit of `auto` (docs/facts.md, "Throttling headers"). */
const autoStart = 4;
const autoLimit = 16;
/** Failures within this time count as one. */
const throttleWindowMs = 2000;
/** While one file of a slot is being sent, the next one is opened. */
const openFilesPerSlot = 2;
class AdaptiveConcurrency {
    #clock;
    #isFixed;
    #sending = new Slots(() => this.#limit);
    #opening = new Slots(() => this.#limit * openFilesPerSlot);
    #maximum;
    #limit;
    /** Successes since the limit last changed. */
    #successes = 0;
    #wasThrottled = false;
    #throttledMs = Number.NEGATIVE_INFINITY;
    #crowdedMs = Number.NEGATIVE_INFINITY;
    constructor(concurrency, clock) {
        this.#clock = clock;
        this.#isFixed = concurrency !== 'auto';
        this.#maximum = concurrency === 'auto' ? autoLimit : concurrency;
        this.#limit = concurrency === 'auto' ? autoStart : concurrency;
    }
    /** How many files may be sent at once now. */
    get limit() {
        return this.#limit;
    }
    /** The highest value that `limit` can reach. */
    get maximum() {
        return this.#maximum;
    }
    /** How many files may be open at most. */
    get openFiles() {
        return this.#maximum * openFilesPerSlot;
    }
    /** Waits for a free slot. Call `release` to give it back. */
    async acquire() {
        await this.#sending.acquire();
    }
    release() {
        this.#sending.release();
    }
    /** Waits until another file may be opened. Call `releaseOpen` after it was closed. */
    async acquireOpen() {
        await this.#opening.acquire();
    }
    releaseOpen() {
        this.#opening.release();
    }
    /** Call this after a file or a fragment was sent. */
    succeeded() {
        this.#successes += 1;
        const needed = this.#wasThrottled ? this.#limit : 1;
        if (this.#successes < needed || this.#limit >= this.#maximum)
            return;
        this.#successes = 0;
        this.#limit += 1;
        this.#sending.wake();
        this.#opening.wake();
    }
    /** Call this when no more files can be opened. Halves the limit for the rest of the run, a fixed one too. */
    tooManyOpenFiles() {
        const nowMs = this.#clock.now();
        if (nowMs - this.#crowdedMs < throttleWindowMs)
            return;
        this.#crowdedMs = nowMs;
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
        this.#maximum = this.#limit;
    }
    /** Call this after a request failed. Halves the limit when the failure means throttling. */
    failed(failure) {
        if ((0,open_files/* isTooManyOpenFiles */.p)(failure))
            this.tooManyOpenFiles();
        if (!isThrottled(failure))
            return;
        this.#successes = 0;
        this.#wasThrottled = true;
        const nowMs = this.#clock.now();
        if (this.#isFixed || nowMs - this.#throttledMs < throttleWindowMs)
            return;
        this.#throttledMs = nowMs;
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    }
}
/** Permits for as many users at once as `limit` says at the time, in the order of asking. */
class Slots {
    #limit;
    #waiting = [];
    #active = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    async acquire() {
        while (this.#active >= this.#limit())
            await new Promise((resolve) => this.#waiting.push(resolve));
        this.#active += 1;
    }
    release() {
        this.#active -= 1;
        this.wake();
    }
    /** Call this when the limit has grown. */
    wake() {
        for (let free = this.#limit() - this.#active; free > 0; free -= 1)
            this.#waiting.shift()?.();
    }
}
/** 429, a `Retry-After` and time-outs. A 503 or a broken connection without `Retry-After` is no throttling. */
function isThrottled({ service }) {
    return (service.status === 429 ||
        service.retryAfterMs !== undefined ||
        [408, 504].includes(service.status) ||
        service.codes.includes('stalled'));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/private-file.js
var private_file = __webpack_require__(9940);
// EXTERNAL MODULE: ./build/core/read-file.js
var read_file = __webpack_require__(9199);
// EXTERNAL MODULE: ./build/files/leftovers.js
var leftovers = __webpack_require__(472);
;// CONCATENATED MODULE: ./build/upload/open-sessions.js
/**
 * The sessions file: main records its open upload sessions and the prefix of its temporary folders for the post step. A
 * forgotten session locks its name on business drives for 15 minutes (api-docs#747), and nobody can look up its
 * uploadUrl, so each is written as soon as it exists. The file is new, has mode 0600 and is deleted at the end of the
 * run. On Windows the mode has no effect, but the runner's temp folder belongs to the user.
 */









/** For a run without a post step: records nothing. */
const noOpenSessions = { add() { }, delete() { }, close() { } };
/**
 * Creates the sessions file in `folder`; the post step needs its `path`. Each change is written at once, so that it
 * survives when the run is killed.
 */
function createOpenSessions(folder) {
    const path = join(folder, `onedrive-upload-${randomUUID()}.sessions`);
    const file = openSync(path, 'ax', 0o600);
    const open = new Set();
    const append = (line) => {
        try {
            appendFileSync(file, line);
        }
        catch {
            // A full disk does not stop the upload. At worst a name stays locked for a while.
        }
    };
    append(`@${temporaryFolderPrefix()}\n`);
    return {
        path,
        add(uploadUrl) {
            open.add(uploadUrl);
            append(`+${uploadUrl}\n`);
        },
        delete(uploadUrl) {
            if (open.delete(uploadUrl))
                append(`-${uploadUrl}\n`);
        },
        close() {
            closeSync(file);
            if (open.size === 0)
                rmSync(path, { force: true });
        },
    };
}
const sessionFilePattern = /^onedrive-upload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.sessions$/;
/** About 100,000 sessions, each with two lines. */
const limitBytes = (/* unused pure expression or super */ null && (512 * 1024 * 1024));
/** An uploadUrl has about 2,000 characters. */
const lineLimit = (/* unused pure expression or super */ null && (64 * 1024));
/**
 * Reads the sessions file. Returns undefined when it does not exist any more. Throws a Failure when it cannot be ours:
 * another name, another folder, a link or another user's file.
 */
function readOpenSessions(path, folder) {
    const foreignFileFailure = (why) => new Failure(`${escapeControls(path)} is not the file that the main step wrote: ${why}`, {
        code: 'post-state-changed',
        kind: 'file',
    });
    const checkStats = (stats) => {
        if (realpathSync(dirname(path)) !== realpathSync(folder))
            throw foreignFileFailure('it is in another folder');
        const other = nonFileKind(stats);
        if (other !== undefined)
            throw foreignFileFailure(`it is ${other}`);
        if (!isOwnFile(stats))
            throw foreignFileFailure('it belongs to another user');
        if (stats.size > limitBytes)
            throw foreignFileFailure('it is too large');
    };
    if (!sessionFilePattern.test(basename(path)))
        throw foreignFileFailure('it has another name');
    try {
        return readOpenFile(path, { followsLinks: false, checkStats }, (file) => parseLines(readLines(file)));
    }
    catch (error) {
        throw error instanceof Failure ? error : foreignFileFailure(`it cannot be read (${systemReason(error)})`);
    }
}
function parseLines(lines) {
    const open = new Set();
    let prefix = '';
    for (const line of lines) {
        const rest = line.slice(1);
        if (line.startsWith('+'))
            open.add(rest);
        if (line.startsWith('-'))
            open.delete(rest);
        if (line.startsWith('@'))
            prefix = rest;
    }
    return { uploadUrls: [...open], folderPrefix: prefix };
}
/** Yields the complete lines. A killed run may leave an incomplete last line, which is dropped. */
function* readLines(file) {
    const piece = Buffer.allocUnsafe(1024 * 1024);
    const decoder = new StringDecoder();
    let rest = '';
    for (;;) {
        const sizeBytes = readSync(file, piece);
        if (sizeBytes === 0)
            return;
        const lines = (rest + decoder.write(piece.subarray(0, sizeBytes))).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
        // Longer than any line of ours, so stop reading.
        if (rest.length > lineLimit)
            return;
    }
}
/** Removes the sessions file and the stop file. Never throws, because the post step must not fail the job. */
function removeOpenSessions(path) {
    try {
        rmSync(path, { force: true });
        if (hasStopFile(path))
            rmSync(stopFilePath(path), { force: true });
    }
    catch {
        // The runner empties the folder itself.
    }
}
/** The stop file tells main to stop when it survived the signal, as it does in a container job. */
function stopFilePath(sessionsPath) {
    return `${sessionsPath}.stop`;
}
/** Creates the stop file. Does not follow links. Throws the system's error when it cannot be created. */
function writeStopFile(sessionsPath) {
    try {
        closeSync(openSync(stopFilePath(sessionsPath), 'wx', 0o600));
    }
    catch (error) {
        if (systemCode(error) !== 'EEXIST' || !hasStopFile(sessionsPath))
            throw error;
    }
}
/** True when the post step has created the stop file. */
function hasStopFile(sessionsPath) {
    try {
        return lstatSync(stopFilePath(sessionsPath)).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/run/context.js







/** How steps before and after the sign-in are shown. */
function stepDisplay({ host, showStep }) {
    return showStep ?? ((step) => (0,step_log/* logStep */.L)(host, step));
}
/** Opens the HTTP client; the caller closes it. Throws when a proxy or certificate cannot be used. */
function openRunContext(options, inputs) {
    const { host } = options;
    const concurrency = new AdaptiveConcurrency(inputs.upload.concurrency, host.clock);
    return {
        host,
        http: (0,client/* openHttpClient */.S)(host, inputs.identity.cloud),
        inputs,
        reportLevel: (0,public_log/* resolveReportLevel */.$x)(inputs.summary, host.env),
        concurrency,
        retry: {
            host,
            retries: inputs.upload.retries,
            gate: new rate_limit_gate/* RateLimitGate */.F(),
            onRetry: (failure) => concurrency.failed(failure),
        },
        openSessions: options.openSessions ?? noOpenSessions,
        saveRefreshToken: options.saveRefreshToken,
        refreshTokenStore: options.refreshTokenStore ?? '--refresh-token-file',
        showStep: stepDisplay(options),
        showProgress: options.showProgress ?? ((progress) => (0,report_progress/* logProgress */.sc)(host, progress)),
    };
}


/***/ }),

/***/ 5912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JN: () => (/* binding */ logSignIn),
  E9: () => (/* binding */ openTargetDrive),
  uH: () => (/* binding */ signInAndSaveToken)
});

// EXTERNAL MODULE: ./build/auth/expiry.js
var expiry = __webpack_require__(6568);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(3669);
// EXTERNAL MODULE: ./build/github/secrets.js + 1 modules
var secrets = __webpack_require__(8745);
// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
;// CONCATENATED MODULE: ./build/auth/rotate-secret.js
/**
 * Stores the new refresh token in a GitHub secret. Decides if this run writes the secret, and warns before it expires.
 * Never ends an upload: errors become warnings and are kept in `failure`, for the modes that only renew the token.
 *
 * The age has no jitter. Two runs may write at once: both tokens stay valid, because the platform revokes none when it
 * issues another (entra-docs, refresh-tokens.md), and "at least this old" stays true.
 */






/** Reads the secret's age before any request to Microsoft, and warns of what expires soon. */
async function createSecretRotation(options) {
    const rotation = new GitHubSecretRotation(options);
    await rotation.readAge();
    return rotation;
}
class GitHubSecretRotation {
    #options;
    #store;
    #secret;
    #updatedMs;
    #failure;
    /** GitHub did not let us read the secret, so it will not let us write it either. */
    #isDenied = false;
    #hasLoggedSkip = false;
    updated = false;
    constructor(options) {
        const { github, host, inputs } = options;
        const repository = options.repository ?? host.env.GITHUB_REPOSITORY ?? '';
        this.#options = options;
        this.#store = { github, repository, location: inputs.location };
        this.#secret = (0,secrets/* describeSecret */.wr)(this.#store, inputs.secretName);
    }
    get failure() {
        return this.#failure;
    }
    get ageDays() {
        const { clock } = this.#options.host;
        return this.#updatedMs === undefined ? undefined : (0,expiry/* wholeDaysBetween */.vr)(this.#updatedMs, clock.now());
    }
    async readAge() {
        const { host, inputs, github, isReadOnly } = this.#options;
        await this.#captureFailure(async () => {
            if ((0,github_hosts/* isGiteaApi */.N$)(host.env))
                throw giteaFailure();
            const stored = await (0,secrets/* findGitHubSecret */.NC)(this.#store, inputs.secretName).catch((error) => {
                if (!isTransient(error) || host.signal.aborted)
                    throw error;
                host.log.info(`The age of ${this.#secret} is unknown: ${(0,errors/* formatError */.Wk)(error)}`);
            });
            if (stored !== undefined && !Number.isNaN(stored.updatedMs))
                this.#updatedMs = stored.updatedMs;
        });
        this.#isDenied = this.#failure !== undefined;
        if (!this.#isDue() || isReadOnly === true || this.#skipReason() !== undefined)
            this.#warnOfAge();
        const ending = (0,expiry/* githubTokenExpiryWarning */.m6)(github.tokenExpiresMs(), host.clock.now());
        if (ending !== undefined)
            host.log.warning(ending);
    }
    async store(refreshToken) {
        const { host, inputs, isReadOnly } = this.#options;
        if (this.#isDenied || isReadOnly === true)
            return;
        const why = this.#skipReason();
        if (why !== undefined) {
            if (!this.#hasLoggedSkip)
                host.log.info(why);
            this.#hasLoggedSkip = true;
            return;
        }
        if (!this.updated && !this.#isDue()) {
            const age = (0,format/* formatCount */.B4)(this.ageDays ?? 0, 'day');
            host.log.info(`${this.#secret} is ${age} old and will be overwritten when it is ${(0,format/* formatCount */.B4)(inputs.afterDays, 'day')} old`);
            return;
        }
        await this.#captureFailure(async () => {
            const secret = { name: inputs.secretName, value: refreshToken };
            const outcome = await (0,secrets/* writeGitHubSecret */.nI)(this.#store, secret);
            this.updated = true;
            this.#updatedMs = host.clock.now();
            this.#failure = undefined;
            if (outcome === 'updated')
                host.log.info(`The new refresh token is stored in ${this.#secret}`);
            else {
                host.log.warning(`${this.#secret} did not exist and was created: if you meant a secret with another name or in another place, ` +
                    'correct rotate-secret or rotate-secret-in and delete this one');
            }
        });
        if (this.#failure !== undefined)
            this.#warnOfAge();
    }
    warnUnchanged() {
        const age = this.ageDays === undefined ? '' : `, which was written ${(0,format/* formatCount */.B4)(this.ageDays, 'day')} ago`;
        this.#options.host.log.warning(`Microsoft sent no new refresh token: the old one stays in ${this.#secret}${age}`);
        this.#warnOfAge();
    }
    #isDue() {
        const { inputs, host } = this.#options;
        if (inputs.isForced || this.#updatedMs === undefined)
            return true;
        return host.clock.now() - this.#updatedMs >= inputs.afterDays * time/* dayMs */.L;
    }
    /** Why another job writes instead of this one, as a line for the log. */
    #skipReason() {
        const { inputs } = this.#options;
        // In a refresh-only run, each matrix job is for one account with its own secret.
        const { matrixJob, isForced: always } = inputs;
        if (matrixJob === undefined || matrixJob.index === 0 || always)
            return undefined;
        return `Job ${matrixJob.index + 1} of ${matrixJob.total} of a matrix: only the first one overwrites ${this.#secret}`;
    }
    #warnOfAge() {
        if (this.#updatedMs === undefined)
            return;
        const { log, clock } = this.#options.host;
        const facts = { secret: this.#secret, updatedMs: this.#updatedMs, nowMs: clock.now() };
        const warning = (0,expiry/* refreshTokenExpiryWarning */._P)(facts);
        if (warning !== undefined)
            log.warning(warning);
    }
    /** Runs `run`; turns an error into a warning, unless the run is being cancelled. */
    async #captureFailure(run) {
        const { host } = this.#options;
        try {
            await run();
        }
        catch (error) {
            if (host.signal.aborted)
                throw error;
            this.#failure =
                error instanceof errors/* Failure */.HR
                    ? error
                    : new errors/* Failure */.HR((0,errors/* formatError */.Wk)(error), { code: 'unexpected', kind: 'service', cause: error });
            host.log.warning(`The refresh token is not stored: ${(0,errors/* formatErrorWithLink */.g9)(this.#failure, host)}`);
        }
    }
}
function giteaFailure() {
    return new errors/* Failure */.HR('rotate-secret works with GitHub only, and GITHUB_API_URL is that of Gitea or Forgejo', {
        code: 'secret-not-stored',
        kind: 'usage',
        hint: 'keep the token in a file of your runner (the command, --refresh-token-file), or set output-refresh-token and store it in another step',
    });
}
/** No response, a rate limit, or a server error: a retry may succeed. */
function isTransient(error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        return false;
    const { status } = error.service;
    return status === 0 || status === 429 || status >= 500;
}

// EXTERNAL MODULE: ./build/auth/scope.js
var scope = __webpack_require__(35);
// EXTERNAL MODULE: ./build/auth/sign-in.js
var sign_in = __webpack_require__(2216);
// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var client = __webpack_require__(1811);
// EXTERNAL MODULE: ./build/github/event.js
var github_event = __webpack_require__(6830);
// EXTERNAL MODULE: ./build/graph/client.js
var graph_client = __webpack_require__(1620);
// EXTERNAL MODULE: ./build/graph/open-drive.js + 7 modules
var open_drive = __webpack_require__(8829);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
// EXTERNAL MODULE: ./build/plan/folder-text.js
var folder_text = __webpack_require__(5050);
;// CONCATENATED MODULE: ./build/run/sign-in.js
/** Signs in, stores the new refresh token, and opens the drive. */













/**
 * Signs in and stores the new refresh token. Calls `onRotated` for every new token of the run, before and after it is
 * stored. Throws Microsoft's error with a hint.
 */
async function signInAndSaveToken(context, options = {}) {
    const { inputs, http, host, saveRefreshToken } = context;
    host.log.group('Sign in');
    try {
        if (http.emulated)
            host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
        const { identity } = inputs;
        const blockedReason = (0,github_event/* rotationBlockedReason */.xq)((0,github_event/* readWorkflowEvent */.mE)(host.env));
        if (blockedReason !== undefined)
            warnTokenNotSaved(context, blockedReason);
        const outputsToken = identity.outputRefreshToken && blockedReason === undefined;
        const rotation = await openSecretRotation(context, blockedReason !== undefined);
        const reportRotation = () => options.onRotated?.({ refreshTokenRotated: true, secretUpdated: rotation?.updated === true });
        const onRotated = async (refreshToken) => {
            reportRotation();
            if (outputsToken)
                host.setOutput('refresh-token', refreshToken);
            if (blockedReason === undefined)
                await saveRefreshToken?.(refreshToken);
            await rotation?.store(refreshToken);
            reportRotation();
        };
        const token = await (0,sign_in/* signIn */.J)({ identity, http, host, onRotated });
        // A workflow that stores the output must never store an empty token.
        if (outputsToken && !token.hasRotated)
            host.setOutput('refresh-token', identity.refreshToken);
        if (!token.hasRotated)
            rotation?.warnUnchanged();
        if (options.isReadOnly !== true)
            checkWriteScope(token);
        if (identity.auth === 'refresh-token')
            logTokenRotation(token, context);
        return { token, rotation };
    }
    finally {
        host.log.groupEnd();
    }
}
async function openSecretRotation({ inputs, http, host }, isReadOnly) {
    const { rotation, githubToken } = inputs;
    if (rotation === undefined || githubToken === undefined)
        return undefined;
    const github = (0,client/* openGitHubClient */.L7)({ host, http, token: githubToken });
    return createSecretRotation({ github, host, inputs: rotation, isReadOnly });
}
/** Warns that this run does not store the new token, and says which run does. */
function warnTokenNotSaved({ inputs, host, saveRefreshToken, refreshTokenStore }, blockedReason) {
    if (saveRefreshToken !== undefined)
        host.log.warning(`In this run ${refreshTokenStore} does nothing, because ${blockedReason}. The file is not changed.`);
    const outputsToken = inputs.identity.outputRefreshToken;
    const ignoredInputs = [
        ...(inputs.rotation === undefined ? [] : ['rotate-secret']),
        ...(outputsToken ? ['output-refresh-token'] : []),
    ];
    if (ignoredInputs.length === 0)
        return;
    const empty = outputsToken ? 'The output refresh-token is empty: do not store it. ' : '';
    host.log.warning(`In this run ${ignoredInputs.join(' and ')} ${ignoredInputs.length === 1 ? 'does' : 'do'} nothing, because ${blockedReason}. ${empty}` +
        'A scheduled run with mode: refresh-only keeps the token alive.');
}
/** Without this check, the first upload would fail with a less clear message. */
function checkWriteScope(token) {
    if ((0,scope/* mayWrite */.J)(token.scope))
        return;
    throw new errors/* Failure */.HR(`this sign-in has no permission to write, only: ${token.scope}`, {
        code: 'no-write-permission',
        kind: 'sign-in',
        hint: 'sign in again with the scopes Files.ReadWrite offline_access',
    });
}
function logTokenRotation(token, { inputs, host, saveRefreshToken }) {
    if (token.hasRotated)
        host.log.info('Microsoft sent a new refresh token');
    const isSaved = inputs.rotation !== undefined || saveRefreshToken !== undefined || inputs.identity.outputRefreshToken;
    if (!isSaved)
        host.log.notice((0,expiry/* noRotationNotice */.yU)(host.nameInputs !== undefined));
}
/** Opens the drive. Throws Graph's error with a hint. */
async function openTargetDrive(context, token) {
    const { inputs, http, retry, host, reportLevel } = context;
    const graph = (0,graph_client/* openGraphClient */.W)({ graphHost: microsoft_hosts/* cloudHosts */.jh[inputs.identity.cloud].graph, token, http, retry });
    const drive = await (0,open_drive/* openDrive */.p)(graph, inputs.target);
    warnOfLibraryName(context, drive);
    const ownerText = reportLevel === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
    host.log.info(`Signed in; ${drive.kind} drive${ownerText}`);
    return drive;
}
/** Many write the library, as the browser's address does, although paths start in it. */
function warnOfLibraryName({ inputs, host }, drive) {
    const { place, destination } = inputs.target;
    if (place.kind !== 'site' || drive.baseFolderId !== undefined)
        return;
    const urlName = (0,paths/* percentDecode */.YZ)(drive.webUrl.split('/').at(-1) ?? '');
    const names = [place.library ?? '', drive.name, urlName];
    const warning = (0,folder_text/* libraryAsFolderWarning */.SQ)(destination, names);
    if (warning !== undefined)
        host.log.warning(warning);
}
/** Logs the granted scopes and the age of the secret, for `mode: check`. */
function logSignIn({ token, rotation }, host) {
    host.log.info(token.scope === '' ? 'Microsoft did not list the granted scopes' : `Granted scopes: ${token.scope}`);
    const age = rotation?.ageDays;
    if (age !== undefined)
        host.log.info(`The secret was last updated ${(0,format/* formatCount */.B4)(age, 'day')} ago`);
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
