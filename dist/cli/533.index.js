export const id = 533;
export const ids = [533];
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
function formatStep({ name, itemsDone, itemsTotal, bytesDone, bytesTotal }) {
    if (name === 'read')
        return `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytesDone)} read so far`;
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
// EXTERNAL MODULE: ./build/graph/client.js + 1 modules
var graph_client = __webpack_require__(2231);
// EXTERNAL MODULE: ./build/graph/open-drive.js + 8 modules
var open_drive = __webpack_require__(6258);
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


/***/ })

};
