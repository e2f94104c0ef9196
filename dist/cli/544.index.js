export const id = 544;
export const ids = [544];
export const modules = {

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


/***/ }),

/***/ 7177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KP: () => (/* binding */ toFileRow),
/* harmony export */   bH: () => (/* binding */ isUploaded),
/* harmony export */   mg: () => (/* binding */ outcomeTotals),
/* harmony export */   uk: () => (/* binding */ reportErrors)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1419);


/** All errors that do not belong to a file; the one that ended the run comes first. */
function reportErrors({ error, failures }) {
    return error === undefined ? failures : [error, ...failures];
}
const uploadedActions = ['uploaded', 'replaced', 'renamed'];
function isUploaded({ action }) {
    return uploadedActions.includes(action);
}
function outcomeTotals(outcomes) {
    const uploaded = outcomes.filter(isUploaded);
    return {
        files: outcomes.length,
        uploaded: uploaded.length,
        skipped: outcomes.filter(({ action }) => action === 'skipped').length,
        failed: outcomes.filter(({ action }) => action === 'failed').length,
        planned: outcomes.filter(({ action }) => action === 'planned').length,
        bytes: uploaded.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
function toFileRow(outcome, { drive, links, redact }) {
    const { file, item } = outcome;
    const name = item?.name ?? file.name;
    return {
        // The local path of a temporary file is of no use: the file is deleted.
        path: file.isTemporary === true ? file.relativePath : file.localPath,
        remotePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .joinRemotePath */ .ox)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .parentPathOf */ .XI)(file.remotePath), name),
        name,
        size: Number.isNaN(file.sizeBytes) ? null : file.sizeBytes,
        id: item?.id ?? null,
        driveId: drive?.id ?? null,
        webUrl: item?.webUrl || null,
        shareUrl: links.urls.get(item?.id ?? '') ?? null,
        eTag: item?.eTag || null,
        sha256: outcome.sha256 ?? null,
        quickXorHash: outcome.quickXorHash ?? item?.quickXorHash ?? null,
        action: outcome.action,
        error: outcome.error === undefined ? null : redact((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatError */ .Wk)(outcome.error)),
        code: outcome.error === undefined ? null : (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failureCode */ .AD)(outcome.error),
    };
}


/***/ }),

/***/ 1544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/graph/paths.js
var graph_paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
;// CONCATENATED MODULE: ./build/cleanup/clocks.js
/** A larger difference between the clocks is a warning. */
const maxClockSkewMs = 60 * 60_000;
/** Milliseconds since the epoch. Call it right after the listing whose ages it is compared with. */
function earliestNowMs({ openedMs, serverTimeMs }, { clock, log }) {
    const [serviceMs, localMs] = [serverTimeMs(), clock.now()];
    if (Math.abs(serviceMs - localMs) > maxClockSkewMs) {
        log.warning(`The service's clock says ${new Date(serviceMs).toISOString()} and this machine's ${new Date(localMs).toISOString()}: ages are counted from the earlier one. Correct the wrong clock.`);
    }
    return Math.min(openedMs, localMs, Number.isNaN(serviceMs) ? localMs : serviceMs);
}

// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/queue.js
var core_queue = __webpack_require__(2797);
// EXTERNAL MODULE: ./build/graph/items.js
var items = __webpack_require__(1907);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/traversal-guard.js
var traversal_guard = __webpack_require__(9649);
;// CONCATENATED MODULE: ./build/cleanup/listing.js
/**
 * Lists a folder of the drive with everything below it. Only reads; mirror.ts and retention.ts decide what to delete.
 */





/** True for the drive's root, however it is addressed: a folder id may be the root's, which the path does not show. */
async function isDriveRootPath(drive, path) {
    return drive.isRoot(path) || (path === '' && (await drive.findItem(path))?.isDriveRoot === true);
}
/** Returns the item with everything below it. */
async function listItemTree(drive, { path, item, folderId }) {
    const root = toListedItem({ path, item, folderId });
    const pending = root.isFolder ? [{ folder: root, childCount: item.childCount }] : [];
    const enter = (0,traversal_guard/* createTraversalGuard */.Y)();
    await (0,core_queue/* processQueue */.z)(pending, async ({ folder, childCount }) => {
        enter(folder.id, folder.path);
        const listed = await drive.listChildrenById(folder.id);
        const known = listed.filter(parse/* isAddressable */.$C);
        folder.incompleteReason = incompleteReasonOf(folder, {
            listed: listed.length,
            addressable: known.length,
            childCount,
        });
        for (const item of known) {
            const child = toListedItem({ path: (0,graph_paths/* joinRemotePath */.ox)(folder.path, item.name), item, folderId: folder.id });
            folder.children.push(child);
            if (child.isFolder)
                pending.push({ folder: child, childCount: item.childCount });
        }
    });
    return root;
}
function incompleteReasonOf({ sizeBytes }, { listed, addressable: known, childCount }) {
    if (childCount === undefined)
        return 'the drive does not say how many items it holds';
    const missing = Math.max(listed, childCount) - known;
    if (missing > 0)
        return `its listing is missing ${(0,format/* formatCount */.B4)(missing, 'item')} that it holds`;
    // A folder's size is not a reliable sum, but an empty folder has size 0.
    return listed === 0 && sizeBytes > 0
        ? `its listing is empty, but it holds ${(0,format/* formatBytes */.z3)(sizeBytes)}`
        : undefined;
}
function toListedItem({ path, item, folderId }) {
    const { id, sizeBytes, createdMs, modifiedMs } = item;
    const kind = item.isPackage ? 'notebook' : item.remoteItem === undefined ? 'plain' : 'shortcut';
    const version = item.eTag === '' ? String(modifiedMs) : item.eTag;
    const isFolder = item.isFolder && kind === 'plain';
    const facts = { id, folderId, version: version, isFolder, sizeBytes, createdMs, modifiedMs };
    return { path, ...facts, kind, incompleteReason: undefined, children: [] };
}
/** The item and everything below it. */
function* walkListing(item) {
    const pending = [item];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
        yield one;
        for (const child of one.children)
            pending.push(child);
    }
}
/** How many items its deletion counts as: the files in it, or one for a folder without files. */
function listedItemCount(item) {
    let files = 0;
    for (const { isFolder } of walkListing(item))
        if (!isFolder)
            files += 1;
    return Math.max(1, files);
}
/** The state of the item and everything below it as a text. It is equal for two listings of the same state. */
function listingFingerprint(item) {
    // Without eTags of folders: on some drives they change with the content.
    const lines = [...walkListing(item)].map((descendant) => `${descendant.id} ${descendant.isFolder ? '' : descendant.version}`);
    return lines.sort().join('\n');
}

;// CONCATENATED MODULE: ./build/cleanup/delete.js
/**
 * Deletes planned items: checks their number against `max-delete` first, and each item again right before it is
 * deleted. mirror.ts and retention.ts decide what to delete.
 */






/** Number of paths in an error. */
const maxExamples = 5;
/** Log lines about deleted items; the rest is counted. */
const maxLogLines = 200;
/** Number of items that a plan deletes: all files, also those in folders, and folders without files. */
function totalItemCount({ items }) {
    return items.reduce((sum, { item }) => sum + listedItemCount(item), 0);
}
/** The failure when a plan deletes more than `max-delete`, else undefined. */
function maxDeleteFailure(plan, maxDelete) {
    const total = totalItemCount(plan);
    if (total <= maxDelete)
        return undefined;
    const paths = plan.items.slice(0, maxExamples).map(({ item }) => describeItem(item));
    const more = plan.items.length > maxExamples ? ' …' : '';
    return new errors/* Failure */.HR(`${(0,format/* formatCount */.B4)(total, 'item')} would be deleted, but max-delete is ${maxDelete}: ${paths.join(', ')}${more}`, {
        code: 'max-delete',
        kind: 'service',
        hint: `nothing was deleted, and the uploads were kept; to delete these items, set max-delete to ${total} or more`,
    });
}
/** The failure when files may exist that the search could not see, else undefined. */
function unseenFailure(unseen) {
    if (unseen.length === 0)
        return undefined;
    const more = unseen.length > maxExamples ? `; and ${unseen.length - maxExamples} more` : '';
    const what = `${unseen.slice(0, maxExamples).join('; ')}${more}`;
    return new errors/* Failure */.HR(`nothing was deleted, because not everything in path was found: ${what}`, {
        code: 'files-not-seen',
        kind: 'file',
        hint: 'the uploads were kept; correct path or the files, exclude them with !, or set unmatched-patterns to ignore if a line may match nothing',
    });
}
/**
 * Final check before deletion: all items are in the folder, and none was uploaded by this run. A violation is a bug of
 * ours, and a crash is better than deleting the wrong files.
 */
function checkDeletionScope({ items }, { folder, uploaded }) {
    for (const { item } of items) {
        if (folder !== '' && !item.path.startsWith(`${folder}/`))
            throw new Error(`${item.path} is not in ${folder}`);
        for (const descendant of walkListing(item))
            if (uploaded.has(descendant.id))
                throw new Error(`${descendant.path} was uploaded by this run`);
    }
}
/** Why a folder stays whose listing may be incomplete; undefined when it is complete. */
function incompleteListing({ path, incompleteReason }) {
    return incompleteReason === undefined ? undefined : { path, reason: incompleteReason, isUncertain: true };
}
/** The first such folder among the item and everything below it. */
function findIncompleteListing(item) {
    for (const descendant of walkListing(item))
        if (descendant.incompleteReason !== undefined)
            return incompleteListing(descendant);
    return undefined;
}
/** For example `backups/monday (12 files)`. */
function describeItem(item) {
    if (!item.isFolder)
        return item.path;
    const files = [...walkListing(item)].filter(({ isFolder }) => !isFolder).length;
    return `${item.path} (${files === 0 ? 'an empty folder' : (0,format/* formatCount */.B4)(files, 'file')})`;
}
/**
 * Moves the items to the recycle bin, several at once. Items that changed since the listing stay. One failure does not
 * stop the others; a cancelled run stops.
 */
async function deleteItems(plan, { drive, retry }) {
    const { log, signal } = retry.host;
    const deleted = [];
    const kept = [...plan.kept];
    const failures = [];
    let lines = 0;
    const logLine = (line) => {
        lines += 1;
        if (lines <= maxLogLines)
            log.info(line);
    };
    await (0,core_queue/* processQueue */.z)([...plan.items].reverse(), async (planned) => {
        const { item } = planned;
        if (signal.aborted)
            throw new errors/* CancelledFailure */.mj();
        try {
            const keptItem = await deleteIfUnchanged(drive, item);
            if (keptItem === undefined)
                deleted.push(planned);
            else
                kept.push(keptItem);
            logLine(keptItem === undefined
                ? `deleted ${describeItem(item)}`
                : `left ${keptItem.path}: ${keptItem.reason}`);
        }
        catch (error) {
            if (signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            failures.push(deletionFailure(item, error));
        }
    });
    if (lines > maxLogLines)
        log.info(`… and ${lines - maxLogLines} more like these`);
    return { deletedCount: totalItemCount({ items: deleted }), deleted, kept, failures };
}
/** Returns undefined when it was deleted, else why it stays. */
async function deleteIfUnchanged(drive, listed) {
    const { path } = listed;
    // Look it up by path: an id would find the item even after it was moved elsewhere.
    const item = await drive.findItem(path);
    if (item === undefined)
        return { path, reason: 'somebody else already deleted or moved it' };
    if (item.id !== listed.id)
        return { path, reason: 'another item has its path now' };
    // Without an eTag the delete request carries only the id, so check what that id refers to.
    const byId = item.eTag === '' ? await drive.findItemById(item.id) : item;
    if (byId === undefined)
        return { path, reason: 'somebody else already deleted or moved it' };
    if (isMoved(item, listed, drive) || isMoved(byId, listed, drive))
        return { path, reason: 'its id belongs to an item in another place', isUncertain: true };
    const current = await (0,items/* undefinedIfNotFound */.Xu)(listItemTree(drive, { path, item }));
    if (current === undefined)
        return { path, reason: 'somebody else is deleting or moving it' };
    const changed = { path, reason: 'it was changed in the meantime' };
    if (listingFingerprint(current) !== listingFingerprint(listed))
        return changed;
    const incomplete = findIncompleteListing(current);
    if (incomplete !== undefined)
        return incomplete;
    // Send the current eTag: on some drives a folder's eTag changes with its content, which is compared above.
    return (await drive.deleteItem(item.id, item.eTag)) === 'changed' ? changed : undefined;
}
/** False when the reply does not tell the place. Drives write ids in different case and without leading zeros. */
function isMoved({ name, parentReference: parent }, { path, folderId }, drive) {
    const differ = (a = '', b = '') => a !== '' && b !== '' && idKey(a) !== idKey(b);
    return ((0,graph_paths/* normalizedPathKey */.wA)(name) !== (0,graph_paths/* normalizedPathKey */.wA)((0,graph_paths/* baseNameOf */.mv)(path)) ||
        differ(parent?.id, folderId) ||
        differ(parent?.driveId, drive.id));
}
function idKey(id) {
    return id.toLowerCase().replace(/^0+/, '');
}
function deletionFailure(item, error) {
    const kind = error instanceof errors/* Failure */.HR ? error.kind : 'service';
    return new errors/* Failure */.HR(`${describeItem(item)} was not deleted: ${(0,errors/* formatError */.Wk)(error)}`, {
        code: (0,errors/* failureCode */.AD)(error),
        kind,
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/cleanup/marker.js
var cleanup_marker = __webpack_require__(1105);
;// CONCATENATED MODULE: ./build/cleanup/mirror.js
/**
 * Decides what a mirror deletes: what was in the folder when the run began and is not part of the run. Works on a
 * listing, without requests.
 */



/**
 * Includes planned and actual paths, because the service may change a name. `extraPaths` belong to the run but are
 * none of its uploaded files.
 */
function ownItemsOf(outcomes, extraPaths = []) {
    const paths = new Set(extraPaths.map(graph_paths/* normalizedPathKey */.wA));
    const folders = new Set();
    const ids = new Set();
    for (const { file, item } of outcomes) {
        paths.add((0,graph_paths/* normalizedPathKey */.wA)(file.remotePath));
        if (item === undefined)
            continue;
        ids.add(item.id);
        paths.add((0,graph_paths/* normalizedPathKey */.wA)((0,verify/* actualRemotePath */.gs)(file, item)));
    }
    for (const path of paths) {
        for (let ancestor = (0,graph_paths/* parentPathOf */.XI)(path); ancestor !== '' && !folders.has(ancestor); ancestor = (0,graph_paths/* parentPathOf */.XI)(ancestor))
            folders.add(ancestor);
    }
    return { paths, folders, ids };
}
/**
 * Decides what to delete in a folder, but never the folder itself. A subfolder with nothing to keep is deleted as one
 * item. Nothing in an incompletely listed folder is deleted.
 */
function planMirror(folder, ownItems) {
    const incomplete = incompleteListing(folder);
    if (incomplete !== undefined)
        return { items: [], kept: [incomplete] };
    const plans = folder.children.map((child) => planItem(child, ownItems));
    return { items: plans.flatMap(({ items: going }) => going), kept: plans.flatMap(({ kept: left }) => left) };
}
function planItem(item, ownItems) {
    const nothing = { items: [], kept: [], deletesAll: false };
    if (ownItems.ids.has(item.id) || ownItems.paths.has((0,graph_paths/* normalizedPathKey */.wA)(item.path)))
        return nothing;
    if (item.kind !== 'plain') {
        const reason = `it is a ${item.kind}, which uploads never create`;
        return { ...nothing, kept: [{ path: item.path, reason }] };
    }
    const incomplete = incompleteListing(item);
    if (incomplete !== undefined)
        return { ...nothing, kept: [incomplete] };
    const children = item.children.map((child) => planItem(child, ownItems));
    const isOwnFolder = ownItems.folders.has((0,graph_paths/* normalizedPathKey */.wA)(item.path));
    if (!isOwnFolder && children.every(({ deletesAll: goesWhole }) => goesWhole))
        return { items: [{ item, reason: 'mirror' }], kept: [], deletesAll: true };
    return {
        items: children.flatMap((child) => child.items),
        kept: children.flatMap((child) => child.kept),
        deletesAll: false,
    };
}

// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(3669);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/cleanup/generations.js
var generations = __webpack_require__(3360);
// EXTERNAL MODULE: ./build/cleanup/name-pattern.js
var name_pattern = __webpack_require__(5283);
;// CONCATENATED MODULE: ./build/cleanup/retention.js
/**
 * Finds the generations in a folder, which of them are this run's, and which to delete. The rules are in
 * generations.ts.
 */












/** Makes the policy. `cleanupProblems` has checked its inputs. */
function createRetentionPolicy(rules, { folder, nowMs }) {
    const pattern = (0,name_pattern/* parseNamePattern */.L)(rules.match);
    if ('problem' in pattern)
        throw new Error(`retain-match ${pattern.problem}`);
    return { folder, rules, matches: pattern.matches, nowMs };
}
/** The direct children of the folder that contain the files, or are the files. */
function ownGenerations({ folder, matches }, paths) {
    const own = new Map();
    for (const path of paths) {
        const [name = '', ...deeper] = segmentsBelow(folder, path);
        const generation = { name, isFolder: deeper.length > 0 };
        if (matches(name))
            own.set((0,graph_paths/* normalizedPathKey */.wA)(name), generation);
    }
    return [...own.values()];
}
function segmentsBelow(folder, path) {
    return path.split('/').slice(folder === '' ? 0 : folder.split('/').length);
}
/** What to say if `retain-match` fits nothing of the run: which names it was compared with, and what to set. */
function noGenerationWarning({ folder, matches, rules }, plan) {
    const { destination } = plan;
    const namesIn = (where) => [
        ...new Set(plan.paths.map((path) => segmentsBelow(where, path)[0] ?? '')),
    ];
    const [name = '', ...others] = namesIn(folder);
    const more = others.length === 0 ? '' : ` and ${(0,format/* formatCount */.B4)(others.length, 'other name')}`;
    const place = folder === '' ? 'in the folder that paths start from' : `in ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(folder)}`;
    const advice = destination !== folder && namesIn(destination).some(matches)
        ? `Set retain-in to ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(destination)}, where names match`
        : 'Set retain-match to a glob for such names, or retain-in to the folder that holds the backups';
    return (`retain-match ${(0,quote_unless_secret/* pathUnlessSecret */.uu)(rules.match)} does not match what this run uploads: no old backup will be deleted. ` +
        `It was compared with ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(name)}${more} ${place}. ${advice}.`);
}
/** Plans which generations to delete. Keeps this run's own, and any that changed or appeared since the run began. */
async function planRetention(policy, options) {
    const found = await findGenerations(policy, options);
    const { nowMs, rules } = policy;
    const kept = found.filter(isUndated).map(({ name }) => ({
        path: (0,graph_paths/* joinRemotePath */.ox)(policy.folder, name),
        reason: undatedReason,
        isUncertain: true,
    }));
    const plan = { items: [], kept };
    await (0,core_queue/* processQueue */.z)((0,generations/* expiredGenerations */.T)(found, { rules, nowMs }).reverse(), async (generation) => {
        if (generation.item === undefined)
            return;
        const location = {
            path: (0,graph_paths/* joinRemotePath */.ox)(policy.folder, generation.name),
            item: generation.item,
            folderId: generation.folderId,
        };
        // Another job of a matrix may be deleting it right now.
        const tree = await (0,items/* undefinedIfNotFound */.Xu)(listItemTree(options.drive, location));
        if (tree === undefined)
            return;
        const why = options.idleIds.has(tree.id)
            ? reasonToKeep(tree, generation, { ...policy, openedMs: options.drive.openedMs })
            : 'it was not complete when this run began';
        const keptItem = why === undefined ? findIncompleteListing(tree) : { path: tree.path, reason: why };
        if (keptItem === undefined)
            plan.items.push({ item: tree, reason: 'retention' });
        else
            plan.kept.push(keptItem);
    });
    return plan;
}
/** Ids of the children that no run is uploading into. One that another run completes meanwhile counts as new. */
async function findIdleGenerationIds({ folder, matches, nowMs }, { drive, children }) {
    const idleIds = new Set();
    await (0,core_queue/* processQueue */.z)(children.filter(parse/* isAddressable */.$C), async ({ id, name, isFolder }) => {
        const path = (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* joinRemotePath */.ox)(folder, name), cleanup_marker/* incompleteMarkerName */.E1);
        const marker = isFolder && matches(name) ? await drive.findItem(path) : undefined;
        if ((0,cleanup_marker/* markerStateOf */.lO)(marker) !== 'in-work' || (0,cleanup_marker/* isStaleMarker */.Un)(marker, nowMs))
            idleIds.add(id);
    });
    return idleIds;
}
const notListed = { item: undefined, folderId: undefined, isStale: false, state: 'complete' };
async function findGenerations({ folder, matches, nowMs }, options) {
    const { drive } = options;
    const own = new Set(options.own.map(({ name }) => (0,graph_paths/* normalizedPathKey */.wA)(name)));
    const ownKinds = new Set(options.own.map(({ isFolder }) => isFolder));
    const parent = await drive.findItem(folder);
    // It may vanish between the two requests, for example when another job of a matrix deletes it.
    const listed = parent?.isFolder ? await (0,items/* undefinedIfNotFound */.Xu)(drive.listChildrenById(parent.id)) : undefined;
    const children = listed ?? [];
    const found = [];
    const seen = new Set();
    await (0,core_queue/* processQueue */.z)(children.filter(parse/* isAddressable */.$C), async (item) => {
        const { name } = item;
        const createdMs = plausibleMs(item.createdMs, drive.serverTimeMs());
        // Items of another type than this run's are no generations: a README beside folders stays.
        if (item.isPackage || item.remoteItem !== undefined || !matches(name) || !ownKinds.has(item.isFolder))
            return;
        const isOwn = own.has((0,graph_paths/* normalizedPathKey */.wA)(name)) || options.uploadedIds.has(item.id);
        seen.add((0,graph_paths/* normalizedPathKey */.wA)(name));
        const marker = isOwn || !item.isFolder
            ? undefined
            : await drive.findItem((0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* joinRemotePath */.ox)(folder, name), cleanup_marker/* incompleteMarkerName */.E1));
        const markerState = (0,cleanup_marker/* markerStateOf */.lO)(marker);
        const isStale = markerState === 'in-work' && (0,cleanup_marker/* isStaleMarker */.Un)(marker, nowMs);
        found.push({
            name,
            createdMs,
            isOwn,
            item,
            folderId: parent?.id,
            isStale,
            state: generationStateOf(markerState, isStale),
        });
    });
    // A new generation may not be listed yet, and does not exist in a dry run. It counts all the same.
    for (const { name } of options.own.filter(({ name }) => !seen.has((0,graph_paths/* normalizedPathKey */.wA)(name))))
        found.push({ name, createdMs: nowMs, isOwn: true, ...notListed });
    return found;
}
/** NaN for a time in the future, which would make the item newer than all others. */
function plausibleMs(createdMs, nowMs) {
    return createdMs - nowMs > time/* dayMs */.L ? Number.NaN : createdMs;
}
function generationStateOf(marker, isStale) {
    if (marker === undefined)
        return 'complete';
    return marker === 'ended' || isStale ? 'unfinished' : 'in-work';
}
const undatedReason = 'its creation date is missing or impossible, so its age is unknown';
/** Neither rule applies without a date. Generations in work are not reported, because their run handles them. */
function isUndated({ isOwn, state, createdMs }) {
    return !isOwn && state !== 'in-work' && Number.isNaN(createdMs);
}
/** Why a generation stays although the rules expire it. */
function reasonToKeep(item, { isStale, state }, { nowMs, openedMs, rules }) {
    let newestMs = Number.NEGATIVE_INFINITY;
    for (const descendant of walkListing(item)) {
        if (descendant.kind !== 'plain')
            return `it holds a ${descendant.kind}, which uploads never create: ${descendant.path}`;
        for (const atMs of [descendant.createdMs, descendant.modifiedMs])
            if (atMs > newestMs)
                newestMs = atMs;
    }
    // Items have whole seconds, so a change in the second in which the drive was opened may have come later.
    if (Math.floor(newestMs / 1000) >= Math.floor(openedMs / 1000))
        return 'something in it changed since this run began';
    // A creation date may be wrong. The generation is then younger than the rules assumed.
    if (state === 'complete' && rules.days !== undefined && nowMs - newestMs < rules.days * time/* dayMs */.L)
        return 'something in it is younger than retain-days';
    return isStale && nowMs - newestMs < cleanup_marker/* staleMarkerMs */.Cs ? 'a run may still be uploading into it' : undefined;
}
/** The folder of generations: `retain-in` if set, else the parent of `destination` if it has one. */
function generationsFolder(destination, retainIn) {
    if (retainIn !== undefined)
        return retainIn;
    return destination.includes('/') ? (0,graph_paths/* parentPathOf */.XI)(destination) : undefined;
}

;// CONCATENATED MODULE: ./build/cleanup/after-upload.js
/**
 * Mirror and retention around an upload: lists the drive before it, marks generations during it, and deletes after it.
 * mirror.ts and retention.ts decide what to delete; this module decides whether anything may be deleted at all.
 */









const nothingDeleted = { deletedCount: 0, deleted: [], kept: [], failures: [] };
/**
 * Reads the initial state of the drive; call it before any upload. Undefined when there can be nothing to delete.
 * Throws for the drive's root, however it is addressed.
 */
async function openCleanup(options) {
    const { inputs, plan, retry, drive } = options;
    if ((!inputs.mirror && inputs.retain === undefined) || plan.files.length === 0)
        return undefined;
    const initial = await readInitialState(options);
    const { retention } = initial;
    const markers = retention === undefined ? [] : createMarkers(options, retention);
    return {
        async writeMarkers() {
            for (const marker of markers)
                await marker.write();
        },
        async deleteObsolete(outcomes) {
            const missingFailure = unseenFailure(options.unseen);
            const failures = missingFailure === undefined ? [] : [missingFailure];
            try {
                if (missingFailure !== undefined || !isComplete(options, outcomes)) {
                    if (!retry.host.signal.aborted)
                        for (const marker of markers)
                            await marker.markEnded();
                    return { ...nothingDeleted, failures };
                }
                let isOwnGeneration = true;
                for (const marker of markers)
                    isOwnGeneration = (await marker.remove()) && isOwnGeneration;
                const deletions = await planDeletions(options, { initial, outcomes, mayPrune: isOwnGeneration });
                const limitFailure = maxDeleteFailure(deletions, inputs.maxDelete);
                if (limitFailure !== undefined)
                    return { ...nothingDeleted, kept: deletions.kept, failures: [limitFailure] };
                return await deleteItems(deletions, { drive, retry });
            }
            catch (error) {
                return { ...nothingDeleted, failures: [...failures, toFailure(error, retry)] };
            }
        },
        async preview() {
            const missingFailure = unseenFailure(options.unseen);
            if (missingFailure !== undefined)
                return { items: [], kept: [], failure: missingFailure };
            const deletions = await planDeletions(options, {
                initial,
                outcomes: plan.files.map((file) => ({ file })),
                mayPrune: true,
            });
            return { ...deletions, failure: maxDeleteFailure(deletions, inputs.maxDelete) };
        },
    };
}
async function readInitialState({ drive, inputs, plan, retry, retainIn, }) {
    const { mirror, retain } = inputs;
    const folder = mirror ? await readFolder(drive, plan.destination) : undefined;
    const generations = retain && generationsFolder(plan.destination, retainIn);
    if (retain === undefined || generations === undefined)
        return { folder, retention: undefined, idleIds: new Set() };
    await checkNotRoot(drive, generations, 'retain-in');
    const children = (await drive.listChildren(generations)) ?? [];
    const nowMs = earliestNowMs(drive, retry.host);
    const retention = createRetentionPolicy(retain, { folder: generations, nowMs });
    const paths = remotePathsOf(plan.files);
    if (ownGenerations(retention, paths).length === 0)
        retry.host.log.warning(noGenerationWarning(retention, { destination: plan.destination, paths }));
    return { folder, retention, idleIds: await findIdleGenerationIds(retention, { drive, children }) };
}
async function readFolder(drive, path) {
    await checkNotRoot(drive, path, 'destination');
    const item = await drive.findItem(path);
    return item?.isFolder ? await listItemTree(drive, { path, item }) : undefined;
}
async function checkNotRoot(drive, path, input) {
    if (await isDriveRootPath(drive, path))
        throw new errors/* UsageFailure */.wK([
            `${input} is the drive's root, where nothing is ever deleted: set it to a folder`,
        ]);
}
function createMarkers(options, retention) {
    const { drive, retry } = options;
    const { nowMs } = retention;
    return markerPaths(options, retention).map((path) => new cleanup_marker/* IncompleteMarker */.DC(path, { drive, retry, nowMs }));
}
/** Markers of this run's generations. A generation that is a single file needs none: it is complete or absent. */
function markerPaths({ plan }, retention) {
    return ownGenerations(retention, remotePathsOf(plan.files))
        .filter(({ isFolder }) => isFolder)
        .map(({ name }) => (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* joinRemotePath */.ox)(retention.folder, name), cleanup_marker/* incompleteMarkerName */.E1));
}
function remotePathsOf(files) {
    return files.map(({ remotePath }) => remotePath);
}
/** False for a cancelled run, a failed file, or a planned file without an outcome. */
function isComplete({ plan, retry }, outcomes) {
    const arrived = new Set(outcomes
        .filter(({ action, item }) => action !== 'failed' && item !== undefined)
        .map(({ file }) => file.remotePath));
    const hasFailed = outcomes.some(({ action }) => action === 'failed');
    return (!retry.host.signal.aborted && !hasFailed && plan.files.every(({ remotePath }) => arrived.has(remotePath)));
}
async function planDeletions(options, { initial, outcomes, mayPrune }) {
    const { folder, retention, idleIds } = initial;
    const ownItems = ownItemsOf(outcomes, retention === undefined ? [] : markerPaths(options, retention));
    const mirrored = folder === undefined ? { items: [], kept: [] } : planMirror(folder, ownItems);
    if (folder !== undefined)
        checkDeletionScope(mirrored, { folder: folder.path, uploaded: ownItems.ids });
    if (retention === undefined)
        return mirrored;
    if (!mayPrune) {
        const left = {
            path: retention.folder,
            reason: 'another run is still uploading into this backup, and deletes old ones when it ends',
        };
        return { ...mirrored, kept: [...mirrored.kept, left] };
    }
    const paths = outcomes.map(({ file, item }) => item === undefined ? file.remotePath : (0,verify/* actualRemotePath */.gs)(file, item));
    const own = ownGenerations(retention, paths);
    const pruned = await planRetention(retention, {
        drive: options.drive,
        own,
        uploadedIds: ownItems.ids,
        idleIds,
    });
    checkDeletionScope(pruned, { folder: retention.folder, uploaded: ownItems.ids });
    return { items: [...mirrored.items, ...pruned.items], kept: [...mirrored.kept, ...pruned.kept] };
}
function toFailure(error, { host }) {
    if (host.signal.aborted)
        return new errors/* CancelledFailure */.mj();
    if (error instanceof errors/* Failure */.HR)
        return error;
    return new errors/* Failure */.HR(`nothing more was deleted: ${(0,errors/* formatError */.Wk)(error)}`, {
        code: (0,errors/* failureCode */.AD)(error),
        kind: 'service',
        cause: error,
    });
}

// EXTERNAL MODULE: ./build/github/event.js
var github_event = __webpack_require__(6830);
// EXTERNAL MODULE: ./build/inputs/masks.js
var masks = __webpack_require__(1713);
// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/report/counts.js
/**
 * The counts of a run: files uploaded, skipped, failed and deleted. The log and the summary use the same phrases. They
 * have no names, so they may be public.
 */



/** True for a dry run, even if its plan would fail. */
function isDryRun({ isDryRun: isTold, result, deletions, outcomes }) {
    return (isTold === true ||
        result === 'dry-run' ||
        deletions?.isDryRun === true ||
        outcomes.some(({ action }) => action === 'planned'));
}
/** The number of items that mirror and retention would delete; 0 if this is not a dry run. */
function countPlannedDeletions({ deletions }) {
    return deletions?.isDryRun === true ? totalItemCount(deletions) : 0;
}
/** Returns the counts as phrases; empty when the run had no files. */
function countPhrases(report) {
    const sum = (0,report_report/* outcomeTotals */.mg)(report.outcomes);
    if (sum.files === 0)
        return [];
    const all = isDryRun(report) ? dryRunCounts(report, sum) : uploadCounts(report, sum);
    return all.map(([text, isMain]) => ({ text, isMain }));
}
function uploadCounts({ deletedCount }, sum) {
    return [
        [`${(0,format/* formatCount */.B4)(sum.uploaded, 'file')} uploaded (${(0,format/* formatBytes */.z3)(sum.bytes)})`, true],
        ...ifNotZero(sum.skipped, 'skipped'),
        ...ifNotZero(sum.failed, 'failed', true),
        ...ifNotZero(deletedCount, 'deleted'),
    ];
}
function dryRunCounts(report, sum) {
    const planned = report.outcomes.filter(({ action }) => action === 'planned');
    const replacing = planned.filter(({ change }) => change?.kind === 'replace');
    const added = planned.filter(({ change }) => change?.kind !== 'replace');
    return [
        [`${added.length} new${plannedSize(added)}`, true],
        ...(replacing.length === 0
            ? []
            : [[`${replacing.length} to replace${plannedSize(replacing)}`, true]]),
        [`${sum.skipped} already there`, false],
        ...ifNotZero(sum.failed, 'would fail', true),
        ...(report.deletions === undefined
            ? []
            : [[`${countPlannedDeletions(report)} to delete`, true]]),
    ];
}
/** ` (2.86 MiB)`; '' if an archive is among them, whose size is not known. */
function plannedSize(outcomes) {
    const sizeBytes = outcomes.reduce((all, { file }) => all + file.sizeBytes, 0);
    return Number.isNaN(sizeBytes) ? '' : ` (${(0,format/* formatBytes */.z3)(sizeBytes)})`;
}
function ifNotZero(number, what, isMain = false) {
    return number === 0 ? [] : [[`${number} ${what}`, isMain]];
}

;// CONCATENATED MODULE: ./build/report/dry-run-lines.js


/** One line for each file and each item to delete. The log escapes them. */
function dryRunLines({ outcomes, deletions, plannedChecksums, }) {
    const list = plannedChecksums === undefined ? [] : [plannedChecksums];
    const lines = [
        ...outcomes.map((outcome) => ({ path: outcome.file.remotePath, text: outcomeLine(outcome) })),
        ...list.map((outcome) => ({
            path: outcome.file.remotePath,
            text: `${signOf(outcome)} ${outcome.file.remotePath} (list of checksums)`,
        })),
        ...(deletions?.items ?? []).map((deletion) => ({
            path: deletion.item.path,
            text: deletionLine(deletion),
        })),
    ];
    return lines.sort((a, b) => (0,format/* compareText */.n6)(a.path, b.path)).map(({ text }) => text);
}
function outcomeLine(outcome) {
    const { file, change, action } = outcome;
    return `${signOf(outcome)} ${file.remotePath} (${sizeText(outcome)})${action === 'planned' && change?.kind === 'rename' ? ' under another name, because this one is taken' : ''}`;
}
/** The sign of a line. A renamed file is a new one. */
function signOf({ action, change }) {
    if (action === 'failed')
        return '!';
    if (action !== 'planned')
        return '=';
    return change?.kind === 'replace' ? '~' : '+';
}
/** `2 KiB`, `1 KiB -> 2 KiB`, or what an archive is made of. */
function sizeText({ file, change }) {
    const after = fileSizeText(file);
    if (change?.kind !== 'replace' || change.existing.sizeBytes === file.sizeBytes)
        return after;
    return `${(0,format/* formatBytes */.z3)(change.existing.sizeBytes)} -> ${after}`;
}
function fileSizeText({ sizeBytes, packs }) {
    return packs === undefined
        ? (0,format/* formatBytes */.z3)(sizeBytes)
        : `${(0,format/* formatCount */.B4)(packs.itemCount, 'item')}, ${(0,format/* formatBytes */.z3)(packs.totalBytes)} before packing`;
}
function deletionLine({ item, reason }) {
    const what = item.isFolder ? (0,format/* formatCount */.B4)(listedItemCount(item), 'item') : (0,format/* formatBytes */.z3)(item.sizeBytes);
    return `- ${item.path}${item.isFolder ? '/' : ''} (${what}, by ${reason})`;
}

// EXTERNAL MODULE: ./build/report/error-groups.js
var error_groups = __webpack_require__(5702);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
;// CONCATENATED MODULE: ./build/publish/download-table.js
/**
 * The uploaded files of a run as a Markdown table: name, size, SHA-256, link. Escapes everything from outside.
 * release-notes.ts merges the rows of several jobs.
 */


/** One entry for each file that is on the drive and verified, sorted by name. */
function downloadEntries(outcomes, links) {
    const all = outcomes.flatMap(({ action, file, item, sha256 }) => {
        if (action === 'failed' || item === undefined)
            return [];
        const own = links.areRequested ? links.folderUrl : item.webUrl;
        return [
            {
                remotePath: replaceBaseName(file.remotePath, item.name),
                name: replaceBaseName(file.relativePath, item.name),
                // A skipped file stays as it was on the drive.
                sizeBytes: action === 'skipped' ? item.sizeBytes : file.sizeBytes,
                sha256,
                url: links.urls.get(item.id) ?? own,
            },
        ];
    });
    return all.sort((a, b) => (0,format/* compareText */.n6)(a.name, b.name));
}
function replaceBaseName(path, name) {
    return (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* parentPathOf */.XI)(path), name);
}
/** The table's head, two lines. */
const downloadTableHead = ['| File | Size | SHA-256 |', '|---|---:|---|'];
/** A comment on GitHub takes 65,536 characters (telia-oss/github-pr-resource#259), and also holds other text. */
const maxTableLength = 60_000;
/** The table in at most `limit` characters. The last line counts the files left out. '' without files. */
function formatDownloadTable(downloads, limit = maxTableLength) {
    if (downloads.length === 0)
        return '';
    const lines = [...downloadTableHead];
    // Room for the line that counts the rest.
    let remainingLength = limit - downloadTableHead.join('\n').length - 60;
    for (const download of downloads) {
        const line = formatDownloadRow(download);
        remainingLength -= line.length + 1;
        if (remainingLength < 0)
            break;
        lines.push(line);
    }
    const rest = downloads.length + downloadTableHead.length - lines.length;
    if (rest > 0)
        lines.push('', `… and ${(0,format/* formatCount */.B4)(rest, 'more file')}`);
    return `${lines.join('\n')}\n`;
}
/** One row. `marker` is hidden in its first cell. */
function formatDownloadRow({ name, url, sizeBytes, sha256 }, marker = '') {
    const digest = sha256 === undefined ? '' : `\`${(0,format/* escapeMarkdown */.FV)(sha256)}\``;
    return `| ${marker}${markdownLink(name, url)} | ${(0,format/* formatBytes */.z3)(sizeBytes)} | ${digest} |`;
}
/** The name as Markdown, with a link if the URL is safe to show. */
function markdownLink(name, url) {
    const safe = safeHttpsUrl(url);
    return safe === undefined ? (0,format/* escapeMarkdown */.FV)(name) : `[${(0,format/* escapeMarkdown */.FV)(name)}](${safe})`;
}
/** Returns an https URL and encodes what could end a Markdown link or a cell; undefined for any other URL. */
function safeHttpsUrl(url) {
    if (url === undefined || !URL.canParse(url))
        return undefined;
    const parsed = new URL(url);
    if (parsed.protocol !== 'https:')
        return undefined;
    return parsed.href.replace(/[()<>|"\\`]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
;// CONCATENATED MODULE: ./build/report/outputs.js
/**
 * Writes the outputs and the manifest of a run.
 * GitHub limits an output of a step to 1 MiB in UTF-16 and all outputs of a job to 50 MiB (docs.github.com, "Metadata
 * syntax"). A list of files larger than 256 KiB is therefore only in the manifest.
 */










const filesLimitBytes = 256 * 1024;
/** Writes the manifest and sets all outputs. If the manifest cannot be written, sets the outputs, then throws. */
async function writeOutputs(host, report) {
    const rows = report.outcomes.map((outcome) => (0,report_report/* toFileRow */.KP)(outcome, report));
    const manifest = await writeManifest(host, report, rows).catch((error) => ({ error }));
    for (const [name, value] of outputValues(report, rows))
        host.setOutput(name, value);
    host.setOutput('manifest', typeof manifest === 'string' ? manifest : '');
    if (typeof manifest !== 'string')
        throw manifest.error;
}
function outputValues(report, rows) {
    const count = (0,report_report/* outcomeTotals */.mg)(report.outcomes);
    const files = formatFilesOutput(rows);
    const onlyFile = rows.length === 1 ? rows[0] : undefined;
    const folderUrl = report.folder?.webUrl ?? '';
    return [
        ['result', report.result],
        ['files', files ?? '[]'],
        ['files-truncated', String(files === undefined)],
        ['file-count', String(count.files)],
        ['uploaded-count', String(count.uploaded)],
        ['skipped-count', String(count.skipped)],
        ['failed-count', String(count.failed)],
        ['deleted-count', String(report.deletedCount)],
        ['bytes', String(count.bytes)],
        ['folder-id', report.folder?.id ?? ''],
        ['folder-url', folderUrl],
        ['share-url', report.links.folderUrl ?? onlyFile?.shareUrl ?? ''],
        ['drive-id', report.drive?.id ?? ''],
        ['url', onlyFile?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
        ['id', onlyFile?.id ?? ''],
        ['sha256', onlyFile?.sha256 ?? ''],
        ['markdown', formatDownloadTable(downloadEntries(report.outcomes, report.links))],
        ['refresh-token-rotated', String(report.refreshTokenRotated)],
        ['secret-updated', String(report.secretUpdated)],
    ];
}
/** The rows as JSON; undefined when they exceed the limit. Stops at the limit, as there may be 100,000 rows. */
function formatFilesOutput(rows) {
    const texts = [];
    let sizeBytes = 2;
    for (const row of rows) {
        const text = (0,json/* formatJson */.IB)(row);
        sizeBytes += Buffer.byteLength(text) + (texts.length > 0 ? 1 : 0);
        if (sizeBytes > filesLimitBytes)
            return undefined;
        texts.push(text);
    }
    return `[${texts.join(',')}]`;
}
/** Yields the text of the manifest in chunks, so that a long list is never one string. Each file is one line. */
function formatUploadManifest(report, rows) {
    const { result, emulator, drive, destination, folder, deletions, thumbnails } = report;
    const head = {
        result,
        emulator,
        driveId: drive?.id ?? null,
        destination,
        folderId: folder?.id ?? null,
        folderUrl: folder?.webUrl ?? null,
        startedAt: new Date(report.startedMs).toISOString(),
        endedAt: new Date(report.endedMs).toISOString(),
        totals: {
            ...(0,report_report/* outcomeTotals */.mg)(report.outcomes),
            deleted: report.deletedCount,
            plannedDeletions: countPlannedDeletions(report),
        },
        errors: (0,report_report/* reportErrors */.uk)(report).map((error) => report.redact((0,errors/* formatError */.Wk)(error))),
        codes: (0,report_report/* reportErrors */.uk)(report).map(errors/* failureCode */.AD),
    };
    return (0,manifest/* formatManifest */.L)(head, {
        deletions: deletionRows(deletions),
        files: thumbnails === undefined ? rows : withThumbnails(rows, thumbnails),
    });
}
/** Rows of the deleted or planned items, where a folder is one row, followed by the kept items. */
function* deletionRows(deletions) {
    if (deletions === undefined)
        return;
    const action = deletions.isDryRun ? 'planned' : 'deleted';
    for (const { item, reason } of deletions.items)
        yield { path: item.path, items: listedItemCount(item), action, reason };
    for (const { path, reason: why } of deletions.kept)
        yield { path, items: null, action: 'left', reason: why };
}
/** A thumbnail URL works without a sign-in, so it is in no output. */
function* withThumbnails(rows, urls) {
    for (const row of rows)
        yield { ...row, thumbnailUrl: urls.get(row.id ?? '') ?? null };
}
/** Redacts chunk by chunk. Each chunk has whole rows only, so no secret is split. */
function* redactChunks(host, pieces) {
    for (const piece of pieces)
        yield host.redactData(piece);
}
async function writeManifest(host, report, rows) {
    const path = (0,external_node_path_.join)(host.tempDir, `onedrive-upload-${(0,external_node_crypto_.randomUUID)()}.json`);
    await (0,promises_.writeFile)(path, redactChunks(host, formatUploadManifest(report, rows)), { flag: 'wx', mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./build/report/result-lines.js
/**
 * The last lines of a run: what was done, how long it took, where it went, and its link.
 */



/** One line, and one with the link if there is one to show. */
function resultLines(report, { level, env }) {
    const link = level === 'full' ? linkOf(report) : '';
    return [resultLine(report, env), ...(link === '' ? [] : [link])];
}
function resultLine(report, env) {
    const { result, outcomes } = report;
    const sum = (0,report_report/* outcomeTotals */.mg)(outcomes);
    if (sum.files > 0 && sum.planned === 0) {
        if (result === 'uploaded')
            return `Uploaded ${(0,format/* formatCount */.B4)(sum.uploaded, 'file')}${details(report, sum)}`;
        if (result === 'failed')
            return `Failed. Uploaded ${sum.uploaded} of ${(0,format/* formatCount */.B4)(sum.files, 'file')}${details(report, sum)}`;
        if (result === 'unchanged')
            return `Nothing to upload: ${(0,format/* formatCount */.B4)(sum.files, 'file')} ${sum.files === 1 ? 'is' : 'are'} there already${others([deleted(report)])}`;
    }
    if (result === 'cancelled')
        return cancelledLine(sum, env);
    const parts = countPhrases(report).map(({ text }) => text);
    const numbers = parts.length === 0 ? '' : `: ${parts.join(', ')} in ${duration(report)}`;
    return `Result: ${result}${numbers}`;
}
/** For example ` (2.86 MiB) in 2 s to builds/today (1 skipped)`. */
function details(report, sum) {
    const size = sum.uploaded === 0 ? '' : ` (${(0,format/* formatBytes */.z3)(sum.bytes)})`;
    const where = report.destination === '' ? 'the drive' : report.destination;
    const rest = [
        sum.skipped > 0 && `${sum.skipped} skipped`,
        sum.failed > 0 && `${sum.failed} failed`,
        deleted(report),
    ];
    return `${size} in ${duration(report)} to ${where}${others(rest)}`;
}
function deleted({ deletedCount }) {
    return deletedCount > 0 && `${deletedCount} deleted`;
}
function others(parts) {
    const texts = parts.filter((part) => part !== false);
    return texts.length === 0 ? '' : ` (${texts.join(', ')})`;
}
function duration({ startedMs, endedMs }) {
    return (0,format/* formatDuration */.a3)(endedMs - startedMs);
}
function cancelledLine({ files, uploaded, skipped }, env) {
    const there = uploaded + skipped;
    if (there === 0)
        return 'Cancelled. No file was uploaded';
    if (there === files)
        return `Cancelled. All ${(0,format/* formatCount */.B4)(files, 'file')} are there`;
    // A workflow has inputs, a terminal flags.
    const flag = env.GITHUB_ACTIONS === 'true' ? 'skip-unchanged: true' : '--skip-unchanged';
    return `Cancelled. ${there} of ${(0,format/* formatCount */.B4)(files, 'file')} ${there === 1 ? 'is' : 'are'} there; run again with ${flag} for the rest`;
}
/** The link of the only file, else of the folder; '' when the run left nothing to look at. */
function linkOf({ result, outcomes, folder }) {
    const { uploaded, planned, files } = (0,report_report/* outcomeTotals */.mg)(outcomes);
    if (planned > 0 || files === 0 || (uploaded === 0 && result !== 'unchanged'))
        return '';
    const [only] = outcomes;
    return (files === 1 ? only?.item?.webUrl : folder?.webUrl) ?? '';
}

;// CONCATENATED MODULE: ./build/report/summary-tables.js
/**
 * The tables of the summary: files and deletions, in GitHub's Markdown. All external text is escaped. Rows beyond the
 * size limit are only counted.
 */





const summary_tables_filesLimitBytes = 200 * 1024;
const deletionsLimitBytes = 60 * 1024;
/** A table with more rows is folded. */
const maxUnfoldedRows = 25;
/** A longer URL is not linked. */
const maxUrlLength = 4000;
/** Enough of a digest to compare by eye. */
const shownDigestLength = 12;
/** Removes secrets from a text, then cuts it to `limit` characters. */
function redactAndTruncate({ redact }, text, limit = 400) {
    const clean = redact(text);
    return clean.length <= limit ? clean : `${clean.slice(0, limit)}…`;
}
/** A name as a link. The name is cut to fit a line; a URL that is too long is left out. */
function summaryLink(report, name, url) {
    return markdownLink(redactAndTruncate(report, name), (url?.length ?? 0) > maxUrlLength ? undefined : url);
}
/** An error as one line, cut to `limit` characters, with a link to the section that explains it. */
function formatSummaryError(report, error, limit) {
    const text = redactAndTruncate(report, (0,errors/* formatError */.Wk)(error), limit);
    return `${(0,format/* escapeMarkdown */.FV)(text)}${/[.!?…]$/.test(text) ? '' : '.'} ${seeTroubleshootingLink(report, error)}`;
}
/** Points to the section that explains the error: a link if the base is an https URL, else plain text. */
function seeTroubleshootingLink({ troubleshootingUrl }, error) {
    const code = (0,errors/* failureCode */.AD)(error);
    const url = `${troubleshootingUrl}#${code}`;
    return `See ${url.startsWith('https:') ? markdownLink(code, url) : (0,format/* escapeMarkdown */.FV)(url)}`;
}
/** The table of files; `''` if there are none. Failed files come first and are never folded. */
function formatFilesTable(report) {
    const { outcomes } = report;
    if (outcomes.length === 0)
        return '';
    const head = outcomes.some(({ sha256 }) => sha256 !== undefined)
        ? '| File | Size | SHA-256 | Result |\n|---|---:|---|---|'
        : '| File | Size | Result |\n|---|---:|---|';
    const row = (outcome) => formatFileRow(outcome, report, head.includes('SHA-256'));
    const failed = outcomes.filter(({ action }) => action === 'failed');
    const others = outcomes.filter(({ action }) => action !== 'failed');
    const isShort = outcomes.length <= maxUnfoldedRows;
    const budget = { bytes: summary_tables_filesLimitBytes };
    const first = takeFittingRows(isShort ? [...failed, ...others] : failed, { row, budget });
    const folded = isShort ? [] : takeFittingRows(others, { row, budget });
    const rest = outcomes.length - first.length - folded.length;
    const parts = [
        ...(first.length === 0 ? [] : [table(head, first)]),
        ...(folded.length === 0 ? [] : [foldedDetails((0,format/* formatCount */.B4)(others.length, 'file'), table(head, folded))]),
        ...(rest === 0 ? [] : [`… and ${(0,format/* formatCount */.B4)(rest, 'more file')}, see the manifest.`]),
    ];
    return parts.join('\n\n');
}
function formatFileRow(outcome, report, hasDigest) {
    const { file, item, sha256 } = outcome;
    const url = report.links.urls.get(item?.id ?? '') ?? item?.webUrl;
    const digest = sha256 === undefined ? '' : `\`${(0,format/* escapeMarkdown */.FV)(sha256.slice(0, shownDigestLength))}\``;
    const cells = [
        summaryLink(report, file.relativePath, url),
        file.packs === undefined ? (0,format/* formatBytes */.z3)(file.sizeBytes) : 'not packed',
    ];
    return `| ${[...cells, ...(hasDigest ? [digest] : []), formatOutcome(outcome, report)].join(' | ')} |`;
}
function formatOutcome({ action, item, error, change }, report) {
    if (action === 'failed')
        return `❌ **failed**: ${formatSummaryError(report, error, 500)}`;
    if (action === 'renamed' && item !== undefined)
        return `renamed to ${(0,format/* escapeMarkdown */.FV)(redactAndTruncate(report, item.name))}`;
    if (action === 'skipped')
        return 'skipped: already there';
    if (action !== 'planned')
        return action;
    if (change?.kind === 'rename')
        return '+ new, under another name';
    return change?.kind === 'replace' ? '~ replace' : '+ new';
}
/** The table of items that mirror and retention deleted, would delete, or kept; `''` if there are none. */
function formatDeletionsTable(report) {
    const { deletions, deletedCount } = report;
    if (deletions === undefined)
        return '';
    const { isDryRun } = deletions;
    const items = [...deletions.items].sort((a, b) => byPath(a.item, b.item));
    const kept = [...deletions.kept].sort(byPath);
    if (items.length + kept.length === 0)
        return '';
    const total = isDryRun ? countPlannedDeletions(report) : deletedCount;
    const word = isDryRun ? 'would be deleted' : 'deleted';
    const budget = { bytes: deletionsLimitBytes };
    const rows = [
        ...takeFittingRows(items, {
            row: ({ item, reason }) => `| ${pathCell(report, item)} | ${item.isFolder ? (0,format/* formatCount */.B4)(listedItemCount(item), 'item') : (0,format/* formatBytes */.z3)(item.sizeBytes)} | ${word} by ${reason} |`,
            budget,
        }),
        ...takeFittingRows(kept, {
            row: (one) => `| ${pathCell(report, one)} | | not deleted: ${(0,format/* escapeMarkdown */.FV)(redactAndTruncate(report, one.reason, 500))} |`,
            budget,
        }),
    ];
    const rest = items.length + kept.length - rows.length;
    const heading = [
        ...(items.length === 0
            ? []
            : [`${(0,format/* formatCount */.B4)(total, 'item')} ${isDryRun ? 'to delete' : 'moved to the recycle bin'}`]),
        ...(kept.length === 0 ? [] : [`${kept.length} not deleted`]),
    ].join('; ');
    const body = table('| On the drive | Contains | Result |\n|---|---:|---|', rows);
    const more = rest === 0 ? '' : `\n\n… and ${rest} more, see the manifest.`;
    const isShort = rows.length <= maxUnfoldedRows;
    return ((isShort ? `#### ${(0,format/* capitalize */.ZH)(heading)}\n\n${body}` : foldedDetails((0,format/* capitalize */.ZH)(heading), body)) + more);
}
function pathCell(report, { path: text }) {
    return (0,format/* escapeMarkdown */.FV)(redactAndTruncate(report, text));
}
function byPath(a, b) {
    return (0,format/* compareText */.n6)(a.path, b.path);
}
/** Formats rows until the budget is used up. */
function takeFittingRows(values, { row, budget }) {
    const rows = [];
    for (const value of values) {
        const text = row(value);
        budget.bytes -= Buffer.byteLength(text) + 1;
        if (budget.bytes < 0)
            break;
        rows.push(text);
    }
    return rows;
}
function table(head, rows) {
    return [head, ...rows].join('\n');
}
/** Markdown in `<details>` needs an empty line before and after it. */
function foldedDetails(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

;// CONCATENATED MODULE: ./build/report/summary.js
/**
 * The summary of the step, in GitHub's Markdown. All external text is escaped. Its parts are limited, so that it stays
 * far below GitHub's 1 MiB per step; the manifest has the rest.
 */





/** Returns the summary as Markdown; `''` for `none`. `counts` has no names, links or accounts. */
function formatSummary(report, level) {
    if (level === 'none')
        return '';
    const parts = [`### ${heading(report)}`, emulatorNote(report)];
    if (level === 'full') {
        parts.push(errorAlert(report), warningAlert(report), countsLine(report), resultNote(report));
        parts.push(locationList(report), formatFilesTable(report), formatDeletionsTable(report));
    }
    else
        parts.push(countsLine(report), resultNote(report), omittedNote(report));
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const headings = {
    uploaded: '✅ Uploaded to OneDrive',
    unchanged: '✅ OneDrive already has everything',
    'nothing-found': '⚪ Nothing found to upload',
    'no-credentials': '⚪ No credentials, so nothing was uploaded to OneDrive',
    'dry-run': '📋 Dry run: this would be uploaded to OneDrive',
    checked: '✅ The connection to OneDrive works',
    refreshed: '✅ Still signed in to OneDrive',
    failed: '❌ Upload to OneDrive failed',
    cancelled: '🚫 Upload to OneDrive cancelled',
};
function heading(report) {
    const { result, outcomes, error } = report;
    if (result !== 'failed')
        return headings[result];
    if (isDryRun(report))
        return '❌ Dry run: this upload would fail';
    const sum = (0,report_report/* outcomeTotals */.mg)(outcomes);
    // The sign-in or the connection failed; the report does not say which.
    if (sum.files === 0)
        return '❌ onedrive-upload failed';
    if (sum.failed === 0 && error === undefined)
        return '❌ The files are on OneDrive, but something else failed';
    return sum.uploaded === 0 ? headings.failed : '❌ Not every file reached OneDrive';
}
function emulatorNote({ emulator }) {
    return emulator ? summary_alert('WARNING', 'This run used the emulator: nothing reached Microsoft.') : '';
}
function countsLine(report) {
    const all = countPhrases(report).map(({ text, isMain }) => (isMain ? `**${text}**` : text));
    if (all.length === 0)
        return '';
    if (isDryRun(report))
        return [...all, 'nothing was changed'].join(' · ');
    // No rate: a run with few bytes spends most of its time waiting.
    return [...all, `in ${(0,format/* formatDuration */.a3)(report.endedMs - report.startedMs)}`].join(' · ');
}
/** A sentence on the result. It may be public. */
function resultNote({ result, secretUpdated, refreshTokenRotated }) {
    const sentences = {
        'nothing-found': 'This run found no files to upload.',
        'no-credentials': 'GitHub gives no secrets to runs from forks or Dependabot.',
        checked: 'Signed in, and the destination accepts uploads. Nothing was sent.',
        refreshed: refreshTokenRotated ? '' : 'Microsoft sent no new refresh token.',
    };
    const own = Object.entries(sentences).find(([name]) => name === result)?.[1] ?? '';
    if (secretUpdated)
        return `${own} The new refresh token was saved to its GitHub secret.`.trim();
    return own || (result === 'refreshed' ? 'Microsoft sent a new refresh token.' : '');
}
function omittedNote({ result, warnings: { length } = [] }) {
    if (result === 'failed' || result === 'cancelled')
        return 'Names, links and errors are left out here: see the log.';
    return length === 0 ? '' : `${(0,format/* formatCount */.B4)(length, 'warning')}: see the log.`;
}
/** The size limit of the errors, and of the warnings. */
const alertLimitBytes = 80 * 1024;
function errorAlert(report) {
    const lines = (0,report_report/* reportErrors */.uk)(report).flatMap((one) => {
        if (!(one instanceof errors/* UsageFailure */.wK))
            return formatSummaryError(report, one, lineLimit);
        const problems = (0,errors/* formatError */.Wk)(one).split('\n');
        return [...problems.map((text) => formatLine(report, text)), seeTroubleshootingLink(report, one)];
    });
    return lines.length === 0 ? '' : summary_alert('CAUTION', fittingLines(lines));
}
function warningAlert(report) {
    const { warnings: texts = [] } = report;
    return texts.length === 0
        ? ''
        : summary_alert('WARNING', fittingLines(texts.map((text) => formatLine(report, text))));
}
/** In characters, before the line is escaped. */
const lineLimit = 1000;
function formatLine(report, text) {
    return (0,format/* escapeMarkdown */.FV)(redactAndTruncate(report, text.trim(), lineLimit));
}
function fittingLines(texts) {
    const lines = [];
    let sizeBytes = 0;
    for (const shown of texts) {
        sizeBytes += Buffer.byteLength(shown) + '<br>'.length;
        if (sizeBytes > alertLimitBytes)
            break;
        lines.push(shown);
    }
    const rest = texts.length - lines.length;
    return [...lines, ...(rest === 0 ? [] : [`… and ${(0,format/* formatCount */.B4)(rest, 'more line')}, see the log`])].join('<br>');
}
function summary_alert(kind, text) {
    return `> [!${kind}]\n> ${text}`;
}
/** Where the results are, one line for each place. */
function locationList(report) {
    const { drive, destination, folder, links, checksums, release } = report;
    if (drive === undefined)
        return '';
    const { folderUrl, urls } = links;
    const kind = drive.kind === 'documentLibrary' ? 'library' : 'drive';
    const ownerText = drive.owner === 'unknown' ? '' : ` of ${(0,format/* escapeMarkdown */.FV)(redactAndTruncate(report, drive.owner, 200))}`;
    const shared = folderUrl === undefined ? '' : ' (sharing link)';
    const lines = [
        `Folder ${summaryLink(report, destination || 'the root', folderUrl ?? folder?.webUrl)}${shared} on the ${kind}${ownerText}`,
    ];
    if (folderUrl === undefined && urls.size > 0)
        lines.push(`${(0,format/* formatCount */.B4)(urls.size, 'sharing link')}, one for each file`);
    if (checksums !== undefined)
        lines.push(`Checksums ${summaryLink(report, checksums.name, checksums.url)}, ${(0,format/* formatCount */.B4)(checksums.lineCount, 'line')}`);
    if (release !== undefined)
        lines.push(`Listed in the release notes of ${summaryLink(report, release.tag, release.url)}`);
    return lines.map((text) => `- ${text}`).join('\n');
}

;// CONCATENATED MODULE: ./build/report/log-report.js
/** Writes the report of a run: outputs and summary first, then files, errors and result in the log. */









/** GitHub shows ten error annotations per step: nine errors, and one with the count of the rest. */
const maxErrorAnnotations = 9;
/** Further files are only in the manifest. */
const maxFileLines = 1000;
/** Writes the report. If one part fails (a full disk), the other parts are still written. */
async function logReport(host, report, level) {
    const writers = [() => writeOutputs(host, report), () => host.appendSummary(formatSummary(report, level))];
    for (const write of writers) {
        await write().catch((error) => host.log.warning(`The report is incomplete: ${(0,errors/* formatErrorWithLink */.g9)(error, host)}`));
    }
    if (isDryRun(report))
        logLines(host, 'Dry run: + new, ~ replace, = skip, - delete', dryRunLines(report));
    else
        logFiles(host, report.outcomes);
    logErrors(host, report);
    for (const line of resultLines(report, { level, env: host.env }))
        host.log.info(line);
}
function logFiles(host, outcomes) {
    const lines = outcomes.map(({ action, file, item, error }) => {
        const as = action === 'renamed' ? ` as ${item?.name}` : '';
        const done = isCancelled(error) ? 'not sent' : action.padEnd(8);
        return `${done} ${file.remotePath}${as} (${(0,format/* formatBytes */.z3)(file.sizeBytes)})`;
    });
    logLines(host, `Result: ${(0,format/* formatCount */.B4)(outcomes.length, 'file')}`, lines);
}
function logLines(host, title, lines) {
    if (lines.length === 0)
        return;
    host.log.group(title);
    for (const line of lines.slice(0, maxFileLines))
        host.log.info(line);
    if (lines.length > maxFileLines)
        host.log.info(`… and ${lines.length - maxFileLines} more, see the manifest`);
    host.log.groupEnd();
}
/** Logs as many errors as GitHub shows, and the count of the rest. Errors of the run come before errors of files. */
function logErrors(host, report) {
    const { error, outcomes } = report;
    // The result line counts the files that a cancelled run left out.
    const failed = outcomes.filter(({ action, error: why }) => action === 'failed' && !isCancelled(why));
    const runErrors = (0,report_report/* reportErrors */.uk)(report);
    for (const one of runErrors.slice(0, maxErrorAnnotations)) {
        const text = (0,errors/* formatErrorWithLink */.g9)(one, host);
        host.log.error(one instanceof errors/* UsageFailure */.wK ? text.split('\n') : text, { title: 'onedrive-upload' });
    }
    // Log the error that ended the run once, not for each file that was not tried because of it.
    const fileErrors = failed.filter(({ error: why }) => !(why instanceof errors/* Failure */.HR && error !== undefined && why.cause === error));
    const groups = (0,error_groups/* groupFileErrors */.F)(fileErrors.map(toFileError), host);
    const shown = groups.slice(0, Math.max(0, maxErrorAnnotations - runErrors.length));
    for (const { names, text } of shown)
        host.log.error(names.length === 1 ? `${names[0]}: ${text}` : text, { title: 'Not uploaded' });
    const shownFiles = shown.reduce((sum, { names }) => sum + names.length, 0);
    const rest = runErrors.length + failed.length - Math.min(runErrors.length, maxErrorAnnotations) - shownFiles;
    if (rest <= 0)
        return;
    const more = runErrors.length > maxErrorAnnotations
        ? (0,format/* formatCount */.B4)(rest, 'more error')
        : `${(0,format/* formatCount */.B4)(rest, 'more file')} failed`;
    host.log.error(`and ${more}, see the manifest`, { title: 'onedrive-upload' });
}
function isCancelled(error) {
    return error instanceof errors/* Failure */.HR && error.kind === 'cancelled';
}
function toFileError({ file, error }) {
    const { relativePath, remotePath, localPath } = file;
    return { name: relativePath, paths: [relativePath, remotePath, localPath], error };
}

// EXTERNAL MODULE: ./build/report/public-log.js
var public_log = __webpack_require__(6525);
// EXTERNAL MODULE: ./build/graph/failure-code.js
var failure_code = __webpack_require__(2699);
// EXTERNAL MODULE: ./build/upload/office-files.js
var office_files = __webpack_require__(7060);
;// CONCATENATED MODULE: ./build/upload/errors.js
/** Failures of a file that have the same text before and during the upload. */





/** The outcome of a file that was never started. */
function notTriedOutcome(file, why) {
    const kind = why instanceof errors/* Failure */.HR ? why.kind : 'service';
    const [first = ''] = (0,errors/* formatError */.Wk)(why).split('\n');
    return {
        file,
        action: 'failed',
        error: new errors/* Failure */.HR(`not tried, because ${first}`, { code: 'not-tried', kind, cause: why }),
    };
}
/** The failure for a name that is taken, depending on what has it. */
function conflictFailure(file, existing) {
    const what = existing === undefined || (0,parse/* isFileItem */.Gs)(existing) ? undefined : itemKind(existing);
    return what === undefined
        ? new errors/* Failure */.HR(`${file.remotePath} is already on the drive, ${contentClause(file, existing)}`, {
            code: 'name-taken',
            kind: 'service',
            hint: 'set conflict-behavior to replace, rename or skip',
        })
        : new errors/* Failure */.HR(`${file.remotePath} is ${what} on the drive`, {
            code: 'not-a-file',
            kind: 'service',
            hint: `rename the file, or move the ${what.split(' ').at(-1)} away`,
        });
}
/** What is known of the content of both. */
function contentClause(file, existing) {
    return file.packs === undefined
        ? `with different content${sizeDifference(file, existing)}`
        : 'and a dry run packs no archive to compare it with';
}
/** Returns both sizes when they differ, else ''. */
function sizeDifference(file, existing) {
    if (existing === undefined || Number.isNaN(existing.sizeBytes) || existing.sizeBytes === file.sizeBytes)
        return '';
    return ` (${(0,format/* formatBytes */.z3)(existing.sizeBytes)} on the drive, ${(0,format/* formatBytes */.z3)(file.sizeBytes)} here)`;
}
/** The failure for a server that reports positions which contradict what was sent. */
function positionContradictionFailure(file, how) {
    return new errors/* Failure */.HR(`${file.remotePath}: the server ${how}`, {
        code: 'session-contradiction',
        kind: 'service',
        hint: 'run again',
    });
}
/** The failure for a file that the service stored but does not let anyone download. */
function unavailableFailure(file, state) {
    return state === 'malware'
        ? new errors/* Failure */.HR(`${file.remotePath}: the service reports it as malware, and nobody can download it`, {
            code: 'malware-found',
            kind: 'service',
            hint: failure_code/* malwareHint */.PR,
        })
        : new errors/* Failure */.HR(`${file.remotePath}: the service reports that it was deleted`, {
            code: 'deleted-by-service',
            kind: 'service',
            hint: 'somebody, or a rule of the organization, deleted it immediately: check the recycle bin of the drive, then run again',
        });
}
function itemKind({ isPackage, remoteItem: remote }) {
    if (isPackage)
        return 'a OneNote notebook';
    return remote === undefined ? 'a folder' : 'a shortcut';
}
/** Adds advice to the service's error, depending on the type of the file. */
function withFileHint(file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        return error;
    if (['malware-found', 'site-locked', 'name-collision'].includes(error.code))
        return error;
    const hint = uploadHint(file, error.service);
    return hint === undefined
        ? error
        : new errors/* ServiceFailure */.A(error.message, { code: error.code, service: error.service, hint });
}
/** Types that a site without custom script refuses, some always (support: "Types of files that cannot be added"). */
const scriptTypes = /\.(?:as[hmp]x|asp|svc|soap|xamlx?|master|swf|xap|jar|htc|asax|cer|crt)$/i;
function uploadHint(file, { status, codes }) {
    const known = new Set(codes.map((code) => code.toLowerCase()));
    if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch')) {
        return (0,office_files/* isOfficeType */.xw)(file.name)
            ? 'somebody has it open in Office, or checked out: close it everywhere and check it in, then run again; or set conflict-behavior to rename'
            : 'somebody has it checked out, or an app has it open: check it in or close it, then run again';
    }
    if ((known.has('notsupported') && status !== 501) || (status === 500 && /\.one(toc2)?$/i.test(file.name))) {
        return 'it is in a OneNote notebook, or part of one, and a notebook does not accept upload sessions: choose another destination, or upload the notebook as an archive';
    }
    if (status === 403 && scriptTypes.test(file.name))
        return 'a site that forbids custom script takes no files that may run code (.aspx, .asmx, .master, .swf …): allow it there (DenyAddAndCustomizePages), or upload the file in an archive; else check that the account can write there';
    if (status === 404)
        return 'the folder was deleted during the run, or this account can only read it';
    return undefined;
}

;// CONCATENATED MODULE: ./build/report/run-state.js
/**
 * What is known of the run so far. Only run/run.ts writes it, step by step, so that a failure at any point still gives
 * a complete report.
 */



class RunState {
    host;
    #startedMs;
    #autoLevel;
    summaryLevel = 'auto';
    result;
    emulator = false;
    plan;
    drive;
    destination = '';
    folder;
    outcomes = [];
    refreshTokenRotated = false;
    secretUpdated = false;
    error;
    /** Failures that do not belong to a file. The uploads stay, and the run fails. */
    failures = [];
    deletedCount = 0;
    deletions;
    links = { areRequested: false, urls: new Map() };
    /** URLs by item ID; undefined when none were requested. */
    thumbnails;
    checksums;
    isDryRun = false;
    plannedChecksums;
    release;
    /** Already in the log; the summary repeats them. */
    warnings = [];
    constructor(host) {
        this.host = host;
        this.#startedMs = host.clock.now();
    }
    /** Cached, because it is called for every line of the log. */
    reportLevel() {
        if (this.summaryLevel !== 'auto')
            return this.summaryLevel;
        this.#autoLevel ??= (0,public_log/* resolveReportLevel */.$x)('auto', this.host.env);
        return this.#autoLevel;
    }
    report() {
        const outcomes = this.outcomes.length > 0 || this.error === undefined
            ? this.outcomes
            : (this.plan?.files ?? []).map((file) => notTriedOutcome(file, this.error));
        return {
            result: this.#runResult(outcomes),
            outcomes,
            drive: this.drive,
            destination: this.destination,
            folder: this.folder,
            error: this.error,
            failures: this.failures,
            deletedCount: this.deletedCount,
            deletions: this.deletions,
            links: this.links,
            thumbnails: this.thumbnails,
            checksums: this.checksums,
            isDryRun: this.isDryRun,
            plannedChecksums: this.plannedChecksums,
            release: this.release,
            warnings: this.warnings,
            refreshTokenRotated: this.refreshTokenRotated,
            secretUpdated: this.secretUpdated,
            emulator: this.emulator,
            startedMs: this.#startedMs,
            endedMs: this.host.clock.now(),
            redact: (sentence) => this.host.redact(this.host.nameInputs?.(sentence) ?? sentence),
            troubleshootingUrl: this.host.troubleshootingUrl,
        };
    }
    #runResult(outcomes) {
        const failures = [this.error, ...this.failures, ...outcomes.map(({ error }) => error)].filter((error) => error !== undefined);
        if (failures.some((error) => error instanceof errors/* Failure */.HR && error.kind === 'cancelled'))
            return 'cancelled';
        if (failures.length > 0)
            return 'failed';
        if (this.result !== undefined)
            return this.result;
        return outcomes.every(({ action }) => action === 'skipped') ? 'unchanged' : 'uploaded';
    }
}

// EXTERNAL MODULE: ./build/plan/similar-names.js
var similar_names = __webpack_require__(1074);
;// CONCATENATED MODULE: ./build/upload/name-collisions.js
/**
 * Detects planned files that were stored as one item and planned folders that are one folder on the drive, because the
 * drive treats their names as the same.
 */




/** Records that the file was stored as this item. */
function claimItem(claimedItems, id, file) {
    claimedItems.set(id, [...(claimedItems.get(id) ?? []), file]);
}
/** Removes that record: the file was not there after all. */
function releaseItem(claimedItems, id, file) {
    const rest = (claimedItems.get(id) ?? []).filter((other) => other !== file);
    if (rest.length === 0)
        claimedItems.delete(id);
    else
        claimedItems.set(id, rest);
}
const hint = 'rename one of them, or upload an archive: this drive treats their names as the same, although they differ in more than case';
/** The failure for a file whose name the drive treats as that of another, existing file. */
function equivalentNameFailure(file, { name }) {
    const existingPath = (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* parentPathOf */.XI)(file.remotePath), name);
    return new errors/* Failure */.HR(`${file.remotePath}: the drive treats this name as ${existingPath}, which already exists`, {
        code: 'name-collision',
        kind: 'service',
        hint: 'rename the file or the existing one, or upload an archive',
    });
}
/** The failure for a file that the drive stored under another name than requested. */
function changedNameFailure(file, { item: { name }, created }) {
    const actualPath = (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* parentPathOf */.XI)(file.remotePath), name);
    const before = created ? '' : '; the old content is an earlier version of that file';
    return new errors/* Failure */.HR(`${file.remotePath}: the drive stored it as ${actualPath}, which it treats as the same name`, {
        code: 'name-changed',
        kind: 'service',
        hint: `rename the file, or upload an archive${before}`,
    });
}
/** Returns the outcomes, with a failure for each file that is not on the drive with its own name and content. */
async function checkCollisions(outcomes, context) {
    const failures = await folderFailures(outcomes, context);
    const byPath = new Map(outcomes.map((outcome) => [outcome.file.remotePath, outcome]));
    const shared = filesSharingItems(outcomes, context.claimedItems).map((files) => ({
        files,
        rest: files.filter(({ remotePath }) => !failures.has(remotePath)),
    }));
    await (0,core_queue/* processQueue */.z)(shared.reverse(), async ({ files, rest }) => {
        const owner = await findOwner(rest, { byPath, drive: context.drive });
        for (const { remotePath } of rest)
            if (owner.owner?.remotePath !== remotePath)
                failures.set(remotePath, collisionFailure(remotePath, files, owner));
    });
    if (failures.size === 0)
        return outcomes;
    return outcomes.map((outcome) => {
        const error = failures.get(outcome.file.remotePath);
        return error === undefined ? outcome : { file: outcome.file, action: 'failed', error };
    });
}
/** Returns groups of files that share an item. Skipped files count too. */
function filesSharingItems(outcomes, claimedItems) {
    for (const { action, file, item } of outcomes) {
        if (item === undefined || action === 'failed')
            continue;
        const isKnown = claimedItems.get(item.id)?.some(({ remotePath }) => remotePath === file.remotePath);
        if (isKnown !== true)
            claimItem(claimedItems, item.id, file);
    }
    return [...claimedItems.values()].filter(({ length }) => length > 1);
}
/** Finds out which of these files the item on the drive holds. */
async function findOwner(files, how) {
    const [first] = files;
    const item = first && (await how.drive.findItem(first.remotePath).catch(() => undefined));
    if (item === undefined)
        return {};
    const holders = files.filter((file) => hasContentOf(item, how.byPath.get(file.remotePath)));
    const owners = holders.filter((file) => !(0,similar_names/* isDifferentName */.hM)(file.name, item.name));
    return { item, owner: singleElement(owners), contentOwner: singleElement(holders) };
}
function singleElement(list) {
    return list.length === 1 ? list[0] : undefined;
}
function hasContentOf(now, outcome) {
    if (outcome === undefined)
        return false;
    const { file, item, quickXorHash } = outcome;
    if (item?.id === now.id && item.eTag !== '' && item.eTag === now.eTag)
        return true;
    if (file.sizeBytes !== now.sizeBytes)
        return false;
    return file.sizeBytes === 0 || (quickXorHash !== undefined && quickXorHash === now.quickXorHash);
}
function collisionFailure(remotePath, files, { item, owner, contentOwner }) {
    const others = files.filter((file) => file.remotePath !== remotePath).map((file) => file.remotePath);
    const content = contentOwner === undefined ? 'not known' : `that of ${contentOwner.remotePath}`;
    const now = owner !== undefined
        ? `it has ${owner.remotePath}`
        : item === undefined
            ? 'the drive did not say which of them'
            : `its name is ${item.name}, and its content is ${content}`;
    return new errors/* Failure */.HR(`${remotePath} and ${others.join(', ')} became one file on the drive: ${now}`, {
        code: 'files-merged',
        kind: 'service',
        hint,
    });
}
/** Returns, by path, a failure for each file whose folder the drive treats as another folder. */
async function folderFailures(outcomes, { drive, destination }) {
    const failures = new Map();
    const suspects = suspectFolders(outcomes, destination);
    const ancestors = (path) => isBelowDestination(path, destination) ? [path, ...ancestors((0,graph_paths/* parentPathOf */.XI)(path))] : [];
    const folderItems = new Map();
    const queue = [...new Set([...suspects].flatMap(ancestors))].reverse().map((path) => ({ path }));
    await (0,core_queue/* processQueue */.z)(queue, async ({ path }) => {
        folderItems.set(path, await drive.findItem(path).catch(() => undefined));
    });
    for (const { file, action } of outcomes) {
        if (action === 'failed' || !suspects.has((0,graph_paths/* parentPathOf */.XI)(file.remotePath)))
            continue;
        for (const path of ancestors((0,graph_paths/* parentPathOf */.XI)(file.remotePath))) {
            const item = folderItems.get(path);
            if (item === undefined || !(0,similar_names/* isDifferentName */.hM)((0,graph_paths/* baseNameOf */.mv)(path), item.name))
                continue;
            const real = (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* parentPathOf */.XI)(path), item.name);
            const words = `${file.remotePath}: the drive treats the folder ${path} as ${real}, and the file is there`;
            failures.set(file.remotePath, new errors/* Failure */.HR(words, { code: 'files-merged', kind: 'service', hint }));
        }
    }
    return failures;
}
/** Returns planned folders whose files report another path, or share a folder with another planned folder. */
function suspectFolders(outcomes, destination) {
    const suspects = new Set();
    const byId = new Map();
    for (const { file, action, item } of outcomes) {
        const folder = (0,graph_paths/* parentPathOf */.XI)(file.remotePath);
        const { id = '', path } = (action === 'failed' ? undefined : item?.parentReference) ?? {};
        // Compare only below the destination: its path may contain a shortcut to another drive.
        const below = isBelowDestination(folder, destination)
            ? folder.slice(destination === '' ? 0 : destination.length + 1)
            : '';
        const isElsewhere = path !== undefined &&
            below !== '' &&
            !`/${(0,graph_paths/* normalizedPathKey */.wA)(path)}`.endsWith(`/${(0,graph_paths/* normalizedPathKey */.wA)(below)}`);
        if (isElsewhere)
            suspects.add(folder);
        if (id === '')
            continue;
        const other = byId.get(id) ?? folder;
        byId.set(id, other);
        if ((0,graph_paths/* normalizedPathKey */.wA)(other) !== (0,graph_paths/* normalizedPathKey */.wA)(folder))
            suspects.add(folder).add(other);
    }
    return suspects;
}
/** True for a path inside the destination. */
function isBelowDestination(path, destination) {
    return path !== '' && path !== destination && (destination === '' || path.startsWith(`${destination}/`));
}

;// CONCATENATED MODULE: ./build/upload/existing.js



/** Requests beyond the listings: looking up two or three files is cheaper than listing a large folder. */
const extraRequestLimit = 8;
const singleLookupLimit = 3;
/** Lookups of names that the drive may treat as the same. Beyond this limit the upload itself finds the conflict. */
const similarLookupLimit = 50;
const foldersAtOnce = 4;
/**
 * Returns the existing items by planned file. Lists only folders that a listing of their parent showed, so missing
 * folders cost nothing. Below `destination`, looks up a folder that no listing has shown: the drive may treat its name
 * as that of another folder, and `parentReference` of its items then says so.
 */
async function findExistingItems(drive, files, destination) {
    const found = new Map();
    const root = folderTree(files);
    const queue = [skipSingleFolders(root)];
    /** Folders that a listing showed under their own names. */
    const listedFolders = new Set([root]);
    let extraRequests = extraRequestLimit;
    let similarLookups = similarLookupLimit;
    const listFolder = async (folder) => {
        const extra = folder.files.length - 1;
        if (folder.folders.size === 0 && folder.files.length <= singleLookupLimit && extra <= extraRequests) {
            extraRequests -= extra;
            for (const file of folder.files)
                addItem(file, await drive.findItem(file.remotePath));
            return;
        }
        const isConfirmed = listedFolders.has(folder) || destination === undefined || !isBelowDestination(folder.path, destination);
        const folderItem = isConfirmed ? undefined : await drive.findItem(folder.path);
        if (!isConfirmed && folderItem === undefined)
            return;
        const listed = await drive.listChildren(folder.path);
        const children = folderItem === undefined
            ? listed
            : listed?.map((item) => ({ ...item, parentReference: parentReference(folderItem) }));
        const items = new Map(children?.map((item) => [(0,graph_paths/* pathKey */.Pn)(item.name), item]));
        const missing = folder.files.filter((file) => !items.has((0,graph_paths/* pathKey */.Pn)(file.name)));
        for (const file of folder.files)
            addItem(file, items.get((0,graph_paths/* pathKey */.Pn)(file.name)));
        for (const [name, subfolder] of folder.folders) {
            if (items.get(name)?.isFolder !== true)
                continue;
            listedFolders.add(subfolder);
            queue.push(skipSingleFolders(subfolder));
        }
        // Ask the drive whether a similar name is the same to it.
        const similarKeys = new Set(missing.length === 0 ? [] : children?.map(({ name }) => (0,similar_names/* similarNameKey */.Qp)(name)));
        for (const file of missing.filter(({ name }) => similarKeys.has((0,similar_names/* similarNameKey */.Qp)(name)))) {
            if (similarLookups === 0)
                return;
            similarLookups -= 1;
            addItem(file, await drive.findItem(file.remotePath));
        }
    };
    const addItem = (file, item) => {
        if (item !== undefined)
            found.set(file, item);
    };
    while (queue.length > 0)
        await Promise.all(queue.splice(-foldersAtOnce).map(listFolder));
    return found;
}
/** Builds the tree of planned folders from the drive's root. */
function folderTree(files) {
    const known = new Map();
    const folderAt = (path) => {
        const key = (0,graph_paths/* pathKey */.Pn)(path);
        const existing = known.get(key);
        if (existing !== undefined)
            return existing;
        const created = { path, files: [], folders: new Map() };
        known.set(key, created);
        if (path !== '')
            folderAt((0,graph_paths/* parentPathOf */.XI)(path)).folders.set((0,graph_paths/* pathKey */.Pn)((0,graph_paths/* baseNameOf */.mv)(path)), created);
        return created;
    };
    for (const file of files)
        folderAt((0,graph_paths/* parentPathOf */.XI)(file.remotePath)).files.push(file);
    return folderAt('');
}
/** Skips folders that contain only one planned folder and no planned files: a request for that folder is enough. */
function skipSingleFolders(folder) {
    const [only] = folder.folders.values();
    const isOnTheWay = folder.folders.size === 1 && folder.files.length === 0;
    return only !== undefined && isOnTheWay ? skipSingleFolders(only) : folder;
}
/** The `parentReference` that children of this folder have. */
function parentReference({ id, name, parentReference: parent }) {
    const path = parent?.path === undefined ? undefined : (0,graph_paths/* joinRemotePath */.ox)(parent.path, name);
    return { driveId: parent?.driveId ?? '', driveType: parent?.driveType ?? '', id, path };
}

// EXTERNAL MODULE: ./build/upload/unchanged.js
var upload_unchanged = __webpack_require__(2885);
;// CONCATENATED MODULE: ./build/upload/conflicts.js
/**
 * Decides before the upload about files whose name is taken on the drive: unchanged files, and conflicts under `fail`
 * and `skip`.
 */








/**
 * Finds the files that need no upload or must not be uploaded. With `skipUnchanged`, unchanged files are skipped
 * whatever `conflictBehavior` says. Under `fail`, one conflict stops the whole plan.
 */
async function resolveConflicts(plan, { drive, settings, signal }) {
    const { conflictBehavior, skipUnchanged } = settings;
    const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
    if (!decides && !skipUnchanged)
        return { plan, outcomes: [] };
    const existing = await findExistingItems(drive, plan.files, plan.destination);
    // These items have another name that the drive treats as the same. Under `rename` the file gets a new name; otherwise
    // sending it would replace another file.
    const misnamed = [...existing].filter(([{ name }, item]) => (0,similar_names/* isDifferentName */.hM)(name, item.name));
    for (const [file] of misnamed)
        existing.delete(file);
    const refused = misnamed.map(([file, item]) => ({ file, action: 'failed', error: equivalentNameFailure(file, item) }));
    const unchanged = skipUnchanged || conflictBehavior === 'fail' ? await (0,upload_unchanged/* findUnchangedFiles */.i)(existing, signal) : [];
    // Compare by path: an outcome can hold a copy of the file with a corrected size.
    const decided = new Set(unchanged.map(({ file }) => file.remotePath));
    const others = [...existing].filter(([file]) => !decided.has(file.remotePath));
    const conflicts = [
        ...(conflictBehavior === 'rename' ? [] : refused),
        ...(decides ? others.map(([file, item]) => conflictOutcome(file, item, conflictBehavior)) : []),
    ];
    for (const { file } of conflicts)
        decided.add(file.remotePath);
    const outcomes = [...unchanged, ...conflicts];
    const rest = plan.files.filter((file) => !decided.has(file.remotePath));
    if (conflictBehavior !== 'fail' || conflicts.length === 0)
        return { plan: withFiles(plan, rest), outcomes };
    const files = (0,format/* formatCount */.B4)(conflicts.length, 'file');
    const why = new errors/* Failure */.HR(`conflict-behavior is fail, and ${files} of this run would conflict`, {
        code: 'name-taken',
        kind: 'service',
    });
    return {
        plan: withFiles(plan, []),
        outcomes: [...outcomes, ...rest.map((file) => notTriedOutcome(file, why))],
    };
}
/** True when conflicts stop the run. A marker would then make a complete generation look unfinished. */
function conflictsBlockRun({ plan, outcomes }) {
    return plan.files.length === 0 && outcomes.some(({ action }) => action === 'failed');
}
function conflictOutcome(file, item, behavior) {
    if (behavior === 'skip' && (0,parse/* isFileItem */.Gs)(item))
        return { file, action: 'skipped', item };
    return { file, action: 'failed', error: conflictFailure(file, item) };
}
function withFiles(plan, files) {
    return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}

;// CONCATENATED MODULE: ./build/upload/destination-folder.js
/** Looks at the folders of `destination` before anything is sent: a file in their place would fail every upload. */




/** Answers for a path that this sign-in may not see, or that leads through a file. A folder above it may be visible. */
const noItemStatuses = [400, 403, 404, 409];
/**
 * Returns the path of the deepest folder of `folder` that is there; '' for where paths start. Throws a Failure of kind
 * `usage` that names a file in the way.
 */
async function findNearestFolder(drive, folder) {
    const { path, isFile } = await findNearestItem(drive, folder);
    if (isFile)
        throw destinationFailure(folder, path);
    return path;
}
/** As `findNearestFolder`, for an upload: only a file in the way ends it. Anything else the upload itself reports. */
async function checkDestination(drive, destination) {
    try {
        await findNearestFolder(drive, destination);
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || error.kind === 'sign-in')
            throw error;
    }
}
/** Returns a failure if a file has the place of a folder above `remotePath`. Never throws. */
async function findFileInPlace(drive, remotePath) {
    const folder = (0,graph_paths/* parentPathOf */.XI)(remotePath);
    const nearest = await findNearestItem(drive, folder).catch(() => undefined);
    if (nearest?.isFile !== true)
        return undefined;
    return new errors/* Failure */.HR(`${remotePath}: ${fileInPlaceClause(folder, nearest.path)}`, {
        code: 'not-a-folder',
        kind: 'service',
        hint: 'rename the local folder, or move that file away',
    });
}
/** Asks from the deepest folder upwards, because most destinations exist. */
async function findNearestItem(drive, folder) {
    for (let path = folder; path !== ''; path = (0,graph_paths/* parentPathOf */.XI)(path)) {
        const item = await lookUp(drive, path);
        if (item !== undefined)
            return { path, isFile: (0,parse/* isFileItem */.Gs)(item) };
    }
    return { path: '', isFile: false };
}
async function lookUp(drive, path) {
    try {
        return await drive.findItem(path);
    }
    catch (error) {
        if (error instanceof errors/* ServiceFailure */.A && noItemStatuses.includes(error.service.status))
            return undefined;
        throw error;
    }
}
/** What is wrong with a file at `path`, where `folder` needs a folder. */
function fileInPlaceClause(folder, path) {
    const shown = (0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path);
    return path === folder
        ? `${shown} is a file on the drive, and it must be a folder`
        : `${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(folder)} leads through ${shown}, which is a file on the drive`;
}
function destinationFailure(folder, path) {
    const parent = (0,graph_paths/* parentPathOf */.XI)(path);
    const toParent = parent === '' ? 'leave destination out' : `set destination to ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(parent)}`;
    const replace = `to replace that file, ${toParent} and name to ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)((0,graph_paths/* baseNameOf */.mv)(path))}`;
    return new errors/* Failure */.HR(`destination ${fileInPlaceClause(folder, path)}`, {
        code: 'not-a-folder',
        kind: 'usage',
        hint: `choose another destination, or move that file away${path === folder ? `; ${replace}` : ''}`,
    });
}

;// CONCATENATED MODULE: ./build/upload/planned-changes.js





/** The outcomes of a dry run: `planned` with the change, or `failed` where the upload could only fail. Reads only. */
async function plannedOutcomes({ plan, outcomes }, context) {
    const existing = await findExistingItems(context.drive, plan.files, plan.destination);
    return [...outcomes, ...plan.files.map((file) => plannedOutcome(file, existing.get(file), context))];
}
function plannedOutcome(file, existing, { settings }) {
    if (existing === undefined)
        return { file, action: 'planned', change: { kind: 'new' } };
    if (settings.conflictBehavior === 'rename')
        return { file, action: 'planned', change: { kind: 'rename', existing } };
    if ((0,similar_names/* isDifferentName */.hM)(file.name, existing.name))
        return { file, action: 'failed', error: equivalentNameFailure(file, existing) };
    if (!(0,parse/* isFileItem */.Gs)(existing))
        return { file, action: 'failed', error: conflictFailure(file, existing) };
    return { file, action: 'planned', change: { kind: 'replace', existing } };
}
/** The list of checksums that the run would write. It has no size yet, and replaces an earlier one. */
async function plannedChecksums({ destination }, { name, drive }) {
    const remotePath = destination === '' ? name : `${destination}/${name}`;
    const file = { localPath: name, relativePath: name, remotePath, name, sizeBytes: Number.NaN };
    const plan = { files: [file], totalBytes: Number.NaN, destination };
    const settings = { conflictBehavior: 'replace' };
    const [outcome] = await plannedOutcomes({ plan, outcomes: [] }, { drive, settings });
    return outcome ?? { file, action: 'planned', change: { kind: 'new' } };
}

// EXTERNAL MODULE: ./build/run/context.js + 2 modules
var run_context = __webpack_require__(776);
// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var client = __webpack_require__(1811);
;// CONCATENATED MODULE: ./build/publish/release-notes.js
/**
 * The Downloads section of a release's notes. Finds it between its two markers, merges its rows with those of other
 * jobs by hidden keys, and leaves the rest of the notes unchanged. Notes have CRLF once they were saved in a browser
 * (actions/runner#1462).
 */





const sectionStart = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';
const sectionHead = ['', '### Downloads', '', ...downloadTableHead];
const rowPattern = /^\s*\|\s*<!-- onedrive-upload:([0-9a-f]{32}) -->/;
/** GitHub's limit for notes, in characters (ncipollo/release-action#493). */
const maxNotesLength = 125_000;
/**
 * Returns the notes with these rows in their section, which is appended if missing. Returns the same text when nothing
 * changes. Rows of other jobs stay as they are. Throws a Failure when the notes have no room left.
 */
function mergeReleaseNotes(notes, listing, limit = maxNotesLength) {
    const found = findSection(notes);
    const old = found === undefined ? '' : notes.slice(found.start, found.sectionEnd);
    const eol = (old || notes).includes('\r\n') ? '\r\n' : '\n';
    const before = found === undefined ? endWithEmptyLine(notes, eol) : notes.slice(0, found.start);
    const after = found === undefined ? '' : notes.slice(found.sectionEnd);
    const rows = parseRows(old);
    const own = new Map(listing.downloads.map((one) => [rowKey('file', one.remotePath), one]));
    const restKey = rowKey('rest', listing.destination);
    for (const key of [...own.keys(), restKey])
        rows.delete(key);
    const frame = [sectionStart, ...sectionHead, '', end].join(eol);
    const used = [...rows.values()].reduce((sum, row) => sum + row.length + eol.length, 0);
    const available = limit - before.length - after.length - frame.length - used;
    for (const [key, row] of limitRows(own, { listing, restKey, available, eol }))
        rows.set(key, row);
    const lines = [...rows.values()].sort(compareRows);
    return `${before}${[sectionStart, ...sectionHead, ...lines, '', end].join(eol)}${after}`;
}
/** Returns the first pair of markers with no other marker in between. A single leftover marker is ignored. */
function findSection(notes) {
    for (let start = notes.indexOf(sectionStart); start >= 0;) {
        const close = notes.indexOf(end, start);
        const next = notes.indexOf(sectionStart, start + sectionStart.length);
        if (close < 0)
            return undefined;
        if (next < 0 || close < next)
            return { start, sectionEnd: close + end.length };
        start = next;
    }
    return undefined;
}
/** Ends the notes with the empty line that Markdown needs before the section. */
function endWithEmptyLine(notes, eol) {
    if (notes === '' || notes.endsWith(eol + eol))
        return notes;
    return notes.endsWith('\n') ? notes + eol : notes + eol + eol;
}
function parseRows(section) {
    const keyed = section.split(/\r?\n/).flatMap((line) => {
        const key = rowPattern.exec(line)?.[1];
        return key === undefined ? [] : [[key, line]];
    });
    return new Map(keyed);
}
function limitRows(own, { listing, restKey, available, eol }) {
    const all = [...own].map(([key, one]) => [key, formatDownloadRow(one, rowMarker(key))]);
    const length = (row) => row.length + eol.length;
    const total = all.reduce((sum, [, row]) => sum + length(row), 0);
    if (total <= available)
        return all;
    const { destination, url } = listing;
    const restRow = (left) => `| ${rowMarker(restKey)}… and ${(0,format/* formatCount */.B4)(left, 'more file')} in ${markdownLink(destination || 'the drive', url)} | | |`;
    let remaining = available - length(restRow(all.length));
    if (remaining < 0)
        throw new errors/* Failure */.HR(`the release notes have room for only ${Math.max(0, available)} characters`, {
            code: 'release-not-updated',
            kind: 'service',
            hint: 'shorten them: GitHub allows 125,000',
        });
    const rowCount = all.findIndex(([, row]) => {
        remaining -= length(row);
        return remaining < 0;
    });
    return [...all.slice(0, rowCount), [restKey, restRow(all.length - rowCount)]];
}
/** Compares names without case, like the drive. */
function rowKey(kind, remotePath) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(`${kind} ${(0,graph_paths/* pathKey */.Pn)(remotePath)}`)
        .digest('hex')
        .slice(0, 32);
}
function rowMarker(key) {
    return `<!-- onedrive-upload:${key} --> `;
}
/** Sorts by the text of the first cell, linked or not, then by key. */
function compareRows(a, b) {
    const name = (row) => row.replace(rowPattern, '').replace(/^\s*\[?/, '');
    return (0,format/* compareText */.n6)(name(a), name(b)) || (0,format/* compareText */.n6)(a, b);
}

;// CONCATENATED MODULE: ./build/publish/release.js
/**
 * Finds a GitHub release before the upload and updates its notes afterwards, while other jobs may do the same. Source:
 * docs.github.com, rest/releases/releases.
 */





/**
 * Longer than another job takes between reading and writing. GitHub has no If-Match for releases, so each writer reads
 * the notes again after the others have written.
 */
const settleDelayMs = 2000;
const jitterMs = 1500;
const maxRounds = 8;
/** Finds the release, drafts included. Throws a Failure when there is none, or more than one draft of that tag. */
async function openRelease(options) {
    const { host, github, tag } = options;
    const [owner = '', name = '', ...more] = (host.env.GITHUB_REPOSITORY ?? '').split('/');
    if (name === '' || more.length > 0)
        throw new errors/* Failure */.HR('release-tag needs a repository on GitHub, and GITHUB_REPOSITORY is not one', {
            code: 'bad-input',
            kind: 'usage',
            hint: 'set it to OWNER/REPO, or remove release-tag',
        });
    const path = `/repos/${(0,client/* encodeGitHubSegment */.lA)(owner)}/${(0,client/* encodeGitHubSegment */.lA)(name)}/releases`;
    const label = `the release ${(0,format/* escapeControls */.UN)(tag)} of ${(0,format/* escapeControls */.UN)(`${owner}/${name}`)}`;
    const found = await withTokenHint(() => findRelease({ github, tag, path, label }));
    const target = { github, host, path: `${path}/${found.id}`, label };
    return {
        url: found.url,
        async updateNotes(listing) {
            try {
                await withTokenHint(() => writeNotes(target, listing));
                return undefined;
            }
            catch (error) {
                return error instanceof errors/* Failure */.HR
                    ? error
                    : new errors/* Failure */.HR(`${label}: ${(0,errors/* formatError */.Wk)(error)}`, { code: 'unexpected', kind: 'service' });
            }
        },
    };
}
async function findRelease({ github, tag, path, label }) {
    const operation = `look up ${label}`;
    const published = await github.request({
        method: 'GET',
        path: `${path}/tags/${(0,client/* encodeGitHubSegment */.lA)(tag)}`,
        expectedStatuses: [404],
        operation,
        mayBeLarge: true,
    });
    const direct = published.status === 404 ? undefined : parseRelease(published.body);
    if (direct !== undefined)
        return direct;
    // Drafts appear only in the list, and only for those who may write (github/developer.github.com#784).
    const releases = (await github.list({ path, operation })).map(parseRelease);
    const drafts = releases.filter((one) => one !== undefined).filter((release) => release.tag === tag);
    const [first, ...more] = drafts;
    if (first === undefined)
        throw new errors/* Failure */.HR(`${label} does not exist, not even as a draft`, {
            code: 'release-not-found',
            kind: 'usage',
            hint: 'create it first, or correct release-tag; only a release-token with contents: write can see drafts',
        });
    if (more.length > 0)
        throw new errors/* Failure */.HR(`${label} exists ${drafts.length} times, as drafts: ${drafts.map(urlOf).join(', ')}`, {
            code: 'release-ambiguous',
            kind: 'usage',
            hint: 'delete all but one',
        });
    return first;
}
function parseRelease(value) {
    const { id, html_url: url, tag_name: tag } = (0,json/* asObjectOrEmpty */.eG)(value);
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
        return undefined;
    return { id, url: (0,json/* asString */.oJ)(url), tag };
}
function urlOf({ url }) {
    return (0,format/* escapeControls */.UN)(url);
}
async function writeNotes({ github, host, path, label }, listing) {
    if (listing.downloads.length === 0)
        return;
    const shown = redactDownloads(listing, host);
    for (let round = 0; round < maxRounds; round += 1) {
        const request = {
            method: 'GET',
            path,
            operation: `read the notes of ${label}`,
            mayBeLarge: true,
        };
        const { body } = await github.request(request);
        // Empty notes are null.
        const notes = (0,json/* asString */.oJ)((0,json/* asObjectOrEmpty */.eG)(body).body);
        const wanted = mergeReleaseNotes(notes, shown);
        if (wanted === notes)
            return;
        await github.request({
            method: 'PATCH',
            path,
            body: { body: wanted },
            mayBeLarge: true,
            operation: `write the notes of ${label}`,
        });
        await host.clock.sleep(settleDelayMs + host.random() * jitterMs, host.signal);
    }
    throw new errors/* Failure */.HR(`other jobs keep changing the notes of ${label}`, {
        code: 'release-not-updated',
        kind: 'service',
        hint: 'run the jobs that write them one after the other',
    });
}
/** Redacts our own rows only. Other people wrote the rest, and a short password may be an ordinary word in it. */
function redactDownloads({ downloads, destination, url }, host) {
    const redact = (text) => host.redactData(text);
    return {
        downloads: downloads.map((one) => ({ ...one, name: redact(one.name), url: one.url && redact(one.url) })),
        destination: redact(destination),
        url: url && redact(url),
    };
}
/** Adds the permission that the token needs to a 403 or 404. */
async function withTokenHint(run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || ![403, 404].includes(error.service.status))
            throw error;
        if (error.service.status === 403 && !/not accessible|must have/i.test(error.service.message ?? ''))
            throw error;
        const hint = 'give release-token the permission contents: write for this repository: under permissions in the ' +
            "workflow for the job's own token, or in the settings of another token";
        throw new errors/* ServiceFailure */.A(error.message, { code: error.code, hint, service: error.service });
    }
}

;// CONCATENATED MODULE: ./build/publish/link-check.js
/** The service may round to the minute. */
const expiryToleranceMs = 60_000;
/** Scopes, narrowest first. An unknown scope counts as everybody. */
const scopesByBreadth = ['existingAccess', 'users', 'organization'];
const audiences = {
    existingAccess: 'people who already have access',
    users: 'the people named in it',
    organization: 'the organization',
    anonymous: 'anybody with the link',
};
/** Types that allow no changes. An unknown type counts as `edit`. */
const readOnlyTypes = ['view', 'blocksDownload', 'embed'];
/** Compares the link from the service with the request. */
function compareLink(link, request) {
    const broader = [];
    const narrower = [];
    const breadthDifference = breadthOf(link.scope) - breadthOf(request.scope);
    const audience = audiences[link.scope] ?? 'an unknown audience';
    if (breadthDifference > 0)
        broader.push(`is open to ${audience} instead of ${audiences[request.scope]}`);
    if (breadthDifference < 0)
        narrower.push(`is open to ${audience} only`);
    const mayEdit = !readOnlyTypes.includes(link.type);
    if (mayEdit && request.type === 'view')
        broader.push('allows editing instead of only viewing');
    if (!mayEdit && request.type === 'edit')
        narrower.push('is for viewing only');
    if (request.password !== undefined && link.hasPassword !== true)
        broader.push('has no password');
    const expiresMs = parseExpiry(link.expires);
    if (request.expires !== undefined) {
        const requestedMs = Date.parse(request.expires);
        if (expiresMs === undefined)
            broader.push('never expires');
        else if (expiresMs > requestedMs + expiryToleranceMs)
            broader.push(`expires ${formatUtcMinute(expiresMs)} instead of ${formatUtcMinute(requestedMs)}`);
        else if (expiresMs < requestedMs - expiryToleranceMs)
            narrower.push(`expires ${formatUtcMinute(expiresMs)}`);
    }
    else if (expiresMs !== undefined)
        narrower.push(`expires ${formatUtcMinute(expiresMs)}`);
    return { broader, narrower };
}
function breadthOf(scope) {
    const index = scopesByBreadth.indexOf(scope);
    return index < 0 ? scopesByBreadth.length : index;
}
/** Undefined for no expiry, which the service also writes as DateTime.MinValue, the year 1 (resources/permission). */
function parseExpiry(expires) {
    const expiresMs = Date.parse(expires ?? '');
    return Number.isNaN(expiresMs) || new Date(expiresMs).getUTCFullYear() <= 1 ? undefined : expiresMs;
}
function formatUtcMinute(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: ./build/publish/link.js
/**
 * Makes one sharing link, checks it, and removes it again when it gives more than requested. Such a link is never
 * returned.
 */


/** Makes the link, or returns the one that exists. Never throws. */
async function createShareLink(item, options) {
    let link;
    try {
        link = await options.drive.createLink(item.id, options.request);
    }
    catch (error) {
        return { error: toLinkError(error, options) };
    }
    const { broader, narrower } = compareLink(link, options.request);
    const isSafe = /^https:\/\//i.test(link.webUrl) && URL.canParse(link.webUrl);
    const problems = isSafe ? broader : [...broader, 'has an address that is not https'];
    if (problems.length > 0)
        return { error: await revokeLink(link, { item, options, problem: problems.join(', ') }) };
    if (narrower.length === 0)
        return { url: link.webUrl };
    const message = `the link allows less than requested: it ${narrower.join(', ')}`;
    return { url: link.webUrl, error: { kind: 'narrower', message, stop: 'never' } };
}
/** A 400 or 403 means that a sharing policy forbids the link (api-docs#413, o365#648, rclone onedrive.go). */
function toLinkError(error, { drive, request }) {
    const status = error instanceof errors/* ServiceFailure */.A ? error.service.status : 0;
    if (status !== 400 && status !== 403)
        return { kind: 'service', message: (0,errors/* formatError */.Wk)(error), stop: 'always' };
    const needsPaidAccount = drive.kind === 'personal' && (request.expires !== undefined || request.password !== undefined);
    const hint = needsPaidAccount
        ? 'an expiry date or a password needs a paid personal account: remove share-expires and share-password, or upgrade'
        : `such links may be forbidden here: choose another share-scope than ${request.scope}, or ask your administrator`;
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'policy', message, hint, stop: 'as-first' };
}
/** A link that existed before may belong to another person, so it stays; it is not shown. */
async function revokeLink(link, { item, options, problem }) {
    const manualFix = 'remove it in OneDrive under “Manage access”';
    if (!link.created) {
        const words = `the existing link ${problem}, so it is not shown`;
        return {
            kind: 'policy',
            message: words,
            hint: `${manualFix}, and the next run creates one as requested`,
            stop: 'never',
        };
    }
    const cause = `the link that the service created ${problem}`;
    try {
        await options.drive.deletePermission(item.id, link.permissionId);
    }
    catch (error) {
        const words = `${cause}, and could not be removed: ${(0,errors/* formatError */.Wk)(error)}`;
        return { kind: 'policy', message: words, hint: `${manualFix}: it is open now`, stop: 'always' };
    }
    const hint = 'choose a link that the sharing policy allows, or ask your administrator';
    return { kind: 'policy', message: `${cause}, so it was removed`, hint, stop: 'always' };
}

;// CONCATENATED MODULE: ./build/publish/link-errors.js
/**
 * Collects the errors of many sharing links: groups equal ones, and decides which fail the run.
 */


/** Reports the errors of many links in few lines. */
class LinkErrors {
    #groups = new Map();
    /** Items that were not tried. */
    notTriedCount = 0;
    add(error, path) {
        // The service's message has an id that differs with every request.
        const key = `${error.kind} ${error.message.replace(/ \(request-id [^()]*\)/, '')}`;
        const group = this.#groups.get(key);
        if (group === undefined)
            this.#groups.set(key, { error, first: path, count: 1 });
        else
            group.count += 1;
    }
    /** With `failOnPolicy`, errors of kind `policy` are failures. */
    summarize(failOnPolicy, page) {
        const warnings = [];
        const failures = [];
        for (const { error, first, count: times } of this.#groups.values()) {
            const others = times === 1 ? '' : ` and ${(0,format/* formatCount */.B4)(times - 1, 'more item')}`;
            const prefix = error.kind === 'narrower' ? 'The link to' : 'No link to';
            const failure = new errors/* Failure */.HR(`${prefix} ${first || 'the folder'}${others}: ${error.message}`, {
                code: 'link-refused',
                kind: 'service',
                hint: error.hint ?? '',
            });
            if (failOnPolicy && error.kind === 'policy')
                failures.push(failure);
            else
                warnings.push((0,errors/* formatErrorWithLink */.g9)(failure, page));
        }
        if (this.notTriedCount > 0)
            warnings.push(`No link to ${(0,format/* formatCount */.B4)(this.notTriedCount, 'more item')}: not tried after that error`);
        return { warnings, failures };
    }
}

;// CONCATENATED MODULE: ./build/publish/share.js
/**
 * Makes sharing links after all files are uploaded: for the destination, or for each file. Stops early when further
 * requests cannot succeed.
 */






const noLinks = { folderUrl: undefined, urls: new Map(), warnings: [], failures: [] };
/** Throws when this drive cannot share as requested. Call it before anything is uploaded. */
async function checkShareOptions({ drive, host, inputs, destination, }) {
    const request = linkRequestOf(inputs, host.clock.now());
    if (request === undefined)
        return;
    const problems = [];
    const isPersonal = drive.kind === 'personal';
    if (isPersonal && request.scope === 'organization')
        problems.push('share-scope: organization does not work on a personal account: choose anonymous or users');
    if (!isPersonal && request.password !== undefined)
        problems.push('share-password works on personal accounts only: remove it, and set share-expires');
    if (request.expires !== undefined && Date.parse(request.expires) <= host.clock.now())
        problems.push(`share-expires is in the past: ${request.expires}`);
    if (inputs.target === 'folder' && (await isDriveRootPath(drive, destination)))
        problems.push("share-target: folder would share the drive's root: set destination, or share the files");
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
}
/** The request for the service; undefined when nothing is shared. */
function linkRequestOf({ share, scope, expires, password }, nowMs) {
    if (share === 'none' || scope === undefined)
        return undefined;
    return {
        type: share,
        scope,
        ...(expires !== undefined && { expires: expiresAt(expires, nowMs) }),
        ...(password !== undefined && { password }),
    };
}
/** ISO 8601, UTC, to the second. */
function expiresAt(expires, nowMs) {
    const endMs = 'atMs' in expires ? expires.atMs : nowMs + expires.days * time/* dayMs */.L;
    return `${new Date(endMs).toISOString().slice(0, 19)}Z`;
}
/** Makes the links if every file was uploaded. Never throws. A cancelled run returns the links it has. */
async function createShareLinks(options) {
    const { drive, inputs, outcomes, host, destination } = options;
    const request = linkRequestOf(inputs, host.clock.now());
    const isComplete = outcomes.length > 0 && outcomes.every(({ action }) => action !== 'failed');
    if (request === undefined || !isComplete || host.signal.aborted)
        return noLinks;
    const urls = new Map();
    const linkErrors = new LinkErrors();
    try {
        const queue = await findShareTargets(options);
        await (0,core_queue/* processQueue */.z)(queue.reverse(), async ({ item, path }) => {
            const { url, error } = await createShareLink(item, { drive, request });
            if (url !== undefined)
                urls.set(item.id, url);
            // Report a link that is too wide and could not be removed even if the run is cancelled.
            if (error === undefined || (host.signal.aborted && error.kind === 'service'))
                return;
            linkErrors.add(error, path);
            const isLast = error.stop === 'always' || (error.stop === 'as-first' && urls.size === 0);
            if (isLast)
                linkErrors.notTriedCount += queue.splice(0).length;
        });
    }
    catch (error) {
        if (!host.signal.aborted)
            linkErrors.add({ kind: 'service', message: (0,errors/* formatError */.Wk)(error), stop: 'always' }, destination);
    }
    const folderUrl = inputs.target === 'folder' ? [...urls.values()][0] : undefined;
    return { folderUrl, urls, ...linkErrors.summarize(inputs.release !== undefined, host) };
}
async function findShareTargets({ inputs, outcomes, drive, destination, folder, }) {
    if (inputs.target === 'files')
        return outcomes.flatMap(({ item, file }) => (item === undefined ? [] : { item, path: file.remotePath }));
    const item = folder ?? (await drive.findItem(destination));
    if (item === undefined)
        throw new errors/* Failure */.HR('the folder was not found', { code: 'item-not-found', kind: 'service' });
    if (item.isDriveRoot || drive.isRoot(destination))
        throw new errors/* Failure */.HR("the destination is the drive's root, which is never shared", {
            code: 'root-protected',
            kind: 'usage',
        });
    return [{ item, path: destination === '' ? item.name : destination }];
}

;// CONCATENATED MODULE: ./build/publish/thumbnails.js
/**
 * URLs of thumbnails, for the manifest only: each opens its picture without sign-in for some hours. Source of the file
 * types: support.microsoft.com, "File types supported for previewing files in OneDrive, SharePoint, and Teams".
 */



/** Types that can have a thumbnail. Without this list 10,000 archives would cost 10,000 requests. */
const thumbnailTypes = new RegExp([
    /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|heic|heif|avif|svg|ico|tga|psd|ai|eps|arw|cr2|crw|dng|erf|nef|nrw|orf|pef|rw2)$/,
    /\.(?:pdf|docx?|docm|dotx?|rtf|odt|txt|md|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|ppsx?|potx?|odp|vsdx?|epub)$/,
    /\.(?:mp4|m4v|mov|avi|wmv|asf|mkv|webm|mpe?g|3gp|3g2|mts|m2ts|mp3|m4a|flac|glb|stl|obj|fbx|ply)$/,
]
    .map(({ source }) => source)
    .join('|'), 'i');
/** Requests the URLs. Never throws. Files without a thumbnail, or without one yet, are missing from the result. */
async function fetchThumbnailUrls({ drive, host, size, outcomes, }) {
    const urls = new Map();
    if (size === 'none')
        return { urls, warnings: [] };
    const queue = outcomes
        .flatMap(({ action, item }) => (action === 'failed' || item === undefined ? [] : item))
        .filter(({ name }) => thumbnailTypes.test(name))
        .reverse();
    try {
        await (0,core_queue/* processQueue */.z)(queue, async ({ id }) => {
            const url = await drive.getThumbnailUrl(id, size);
            if (url !== undefined && /^https?:\/\//i.test(url))
                urls.set(id, url);
        });
    }
    catch (error) {
        if (host.signal.aborted)
            return { urls, warnings: [] };
        const rest = queue.length === 0 ? '' : ` (${(0,format/* formatCount */.B4)(queue.length, 'more file')} not tried)`;
        const why = error instanceof errors/* Failure */.HR ? error.message : (0,errors/* formatError */.Wk)(error);
        const see = (0,errors/* seeTroubleshooting */.AO)(error, host);
        return {
            urls,
            warnings: [`Some files have no thumbnail address in the manifest${rest}: ${why}. ${see}`],
        };
    }
    return { urls, warnings: [] };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/core/system-errors.js
var system_errors = __webpack_require__(8217);
// EXTERNAL MODULE: ./build/files/leftovers.js
var leftovers = __webpack_require__(472);
;// CONCATENATED MODULE: ./build/files/temporary.js
/**
 * Writes a temporary file in a private folder and removes it after the upload.
 */







/** Writes one file below `parent`. `name` comes from us and is safe. Leaves nothing behind when it fails. */
async function writeTemporaryFile({ parent, name }, write) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, (0,leftovers/* temporaryFolderPrefix */.Wc)())).catch((error) => {
        throw writeFailure(error, parent);
    });
    const touchTimer = setInterval(() => {
        try {
            (0,external_node_fs_.utimesSync)(folder, new Date(), new Date());
        }
        catch {
            // The folder is gone; the reader of the file reports it.
        }
    }, leftovers/* touchIntervalMs */.JQ).unref();
    const dispose = async () => {
        clearInterval(touchTimer);
        // On Windows a virus scanner may hold a file for a moment after it was closed.
        await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => { });
    };
    try {
        const path = (0,external_node_path_.join)(folder, name);
        return { localPath: path, result: await write(path), dispose };
    }
    catch (error) {
        await dispose();
        throw writeFailure(error, parent);
    }
}
/** Only system errors concern the folder. Returns all others unchanged. */
function writeFailure(error, folder) {
    if (!(error instanceof Error) || !('syscall' in error) || (0,errors/* systemCode */.xU)(error) === '')
        return error;
    return new errors/* Failure */.HR(`a temporary file could not be written to ${(0,format/* escapeControls */.UN)(folder)} (${(0,errors/* systemCode */.xU)(error)})`, {
        code: 'temp-file-failed',
        kind: 'file',
        hint: temporaryHint((0,errors/* systemCode */.xU)(error)),
        cause: error,
    });
}
function temporaryHint(code) {
    const otherwise = 'free space there (archive needs room for the whole archive, encrypt-to for the files that are sent at the same time), and check the permissions of that folder';
    return code === 'ENOSPC' ? otherwise : (0,system_errors/* writeHint */.v3)(code, otherwise);
}

;// CONCATENATED MODULE: ./build/upload/checksums.js
/** `checksums`: writes a list for `sha256sum -c` of the files that arrived unchanged. */




/**
 * Returns one line for each file, sorted by path: 64 hex digits, two spaces, the path below `destination` on the drive.
 * Leaves out files that failed, files that were skipped without reading them, and files that the drive changed on
 * arrival, because their checksums would be wrong after a download. Returns '' when no file is left.
 */
function checksumsText(outcomes, destination) {
    const prefixLength = destination === '' ? 0 : destination.length + 1;
    return outcomes
        .flatMap((outcome) => {
        const { file, item, sha256 } = outcome;
        if (sha256 === undefined || item === undefined || !isIntact(outcome, item))
            return [];
        return [{ path: (0,graph_paths/* joinRemotePath */.ox)((0,graph_paths/* parentPathOf */.XI)(file.remotePath), item.name).slice(prefixLength), sha256 }];
    })
        .sort((a, b) => (0,format/* compareText */.n6)(a.path, b.path))
        .map(({ path, sha256 }) => checksumLine(path, sha256))
        .join('');
}
function isIntact({ action, file, quickXorHash }, item) {
    if (action === 'failed' || item.sizeBytes !== file.sizeBytes)
        return false;
    return file.sizeBytes === 0 || item.quickXorHash === undefined || item.quickXorHash === quickXorHash;
}
/** Escapes as GNU does: a leading backslash marks a line with escapes (coreutils, "md5sum invocation"). */
function checksumLine(path, sha256) {
    const escaped = path.replace(/[\\\n\r]/g, (mark) => ({ '\n': '\\n', '\r': '\\r' })[mark] ?? '\\\\');
    return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}
/** Writes the list of files that arrived. Returns undefined when there are none. The caller disposes of the file. */
async function writeChecksums(outcomes, { name, destination, host, }) {
    const text = checksumsText(outcomes, destination);
    if (text === '')
        return undefined;
    const place = { parent: host.tempDir, name: 'checksums' };
    const temporary = await writeTemporaryFile(place, (localPath) => (0,promises_.writeFile)(localPath, text, { mode: 0o600, flag: 'wx' }));
    const file = {
        localPath: temporary.localPath,
        relativePath: name,
        remotePath: (0,graph_paths/* joinRemotePath */.ox)(destination, name),
        name,
        sizeBytes: Buffer.byteLength(text),
    };
    return { ...temporary, plan: { files: [file], totalBytes: file.sizeBytes, destination } };
}

;// CONCATENATED MODULE: ./build/run/finish.js








/**
 * Checks before the upload whether the results can be published: the release exists, and the drive supports the link.
 * Returns the release whose notes to update; undefined without one and in a dry run. Throws when a check fails.
 */
async function checkPublishing({ inputs, host, drive, http }, destination) {
    const { share, cleanup } = inputs;
    await checkShareOptions({ drive, host, inputs: share, destination });
    if (share.release === undefined)
        return undefined;
    const { tag, token } = share.release;
    const release = await openRelease({ host, github: (0,client/* openGitHubClient */.L7)({ host, http, token }), tag });
    return cleanup.dryRun ? undefined : release;
}
/** GitHub shows ten notices per step. */
const maxKeptNotices = 8;
/** Logs the items that were not deleted. Uncertain ones come first, as warnings. */
function logKeptItems(kept, { log }) {
    const uncertain = kept.filter(({ isUncertain }) => isUncertain);
    const others = kept.filter(({ isUncertain }) => !isUncertain);
    const shown = [...uncertain, ...others].slice(0, maxKeptNotices);
    for (const { path, reason, isUncertain } of shown)
        isUncertain
            ? log.warning(`${path} was not deleted: ${reason}`)
            : log.notice(`${path} was not deleted: ${reason}`);
    if (kept.length > maxKeptNotices)
        log.notice(`… and ${kept.length - maxKeptNotices} more were not deleted`);
}
/** Describes the list of checksums for the report; undefined when it was not uploaded. */
function describeChecksums({ item, file }, { outcomes, destination }, { log }) {
    if (item === undefined)
        return undefined;
    const lineCount = checksumsText(outcomes, destination).split('\n').length - 1;
    log.info(`${file.relativePath} has ${(0,format/* formatCount */.B4)(lineCount, 'line')} for ${(0,format/* formatCount */.B4)(outcomes.length, 'file')}`);
    return { name: file.relativePath, url: item.webUrl, lineCount };
}
/** Creates sharing links and fetches thumbnails. A failure is a warning, unless the release notes need the links. */
async function publishLinks({ inputs, host, drive, reportLevel }, { outcomes, destination, folder }) {
    const { share } = inputs;
    const shared = await createShareLinks({ drive, host, inputs: share, outcomes, destination, folder });
    const thumbnails = await fetchThumbnailUrls({ drive, host, size: share.thumbnails, outcomes });
    const warnings = [...shared.warnings, ...thumbnails.warnings];
    for (const warning of warnings)
        host.log.warning(warning);
    const links = { areRequested: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
    logLinks(links, reportLevel, host);
    return {
        links,
        thumbnails: share.thumbnails === 'none' ? undefined : thumbnails.urls,
        warnings,
        failures: shared.failures,
    };
}
/** A sharing link must not appear in a public log. */
function logLinks({ folderUrl, urls }, level, { log }) {
    const [only] = urls.size === 1 ? urls.values() : [];
    const link = folderUrl ?? only;
    if (link !== undefined && level === 'full')
        log.info(`The sharing link is ${link}`);
    else if (urls.size > 0)
        log.info(`${(0,format/* formatCount */.B4)(urls.size, 'sharing link')} created: see the outputs`);
}
/** Lists the downloads in the release notes, unless a file failed. Returns the release, or a warning on failure. */
async function updateReleaseNotes({ inputs, host, reportLevel }, release, { outcomes, destination, folder, links }) {
    const tag = inputs.share.release?.tag;
    if (tag === undefined || outcomes.some(({ action }) => action === 'failed'))
        return { warnings: [] };
    const url = links.areRequested ? links.folderUrl : folder?.webUrl;
    const failure = await release.updateNotes({
        downloads: downloadEntries(outcomes, links),
        destination,
        url,
    });
    if (failure !== undefined) {
        const warning = `The release notes were not updated: ${(0,errors/* formatErrorWithLink */.g9)(failure, host)}`;
        host.log.warning(warning);
        return { warnings: [warning] };
    }
    // Only people with write access may see the URL of a draft.
    const where = reportLevel === 'full' ? release.url : `the release ${tag}`;
    host.log.info(`The downloads are listed in the notes of ${where}`);
    return { release: { tag, url: release.url }, warnings: [] };
}

;// CONCATENATED MODULE: ./build/cleanup/input-checks.js
/**
 * Checks the inputs of mirror, retention and sharing before the first request.
 */




/** Returns all problems as sentences. Without any, mirror and retention have a valid folder. */
function cleanupProblems({ mirror, retain }, target) {
    const problems = [];
    const { destination, hasBaseFolder } = target;
    if (mirror && destination === '' && !hasBaseFolder)
        problems.push("mirror cannot be used on the drive's root: set destination to a folder");
    if (retain === undefined)
        return problems;
    const pattern = (0,name_pattern/* parseNamePattern */.L)(retain.match);
    if ('problem' in pattern)
        problems.push(`retain-match ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(retain.match)} ${pattern.problem}`);
    const folder = generationsFolder(destination, target.retainIn);
    if (folder === undefined) {
        problems.push('retain-in is needed, because destination has fewer than two folders: set it to the folder that holds the backups');
    }
    else if (folder === '' && !hasBaseFolder) {
        problems.push("retain-in is the drive's root, where nothing is ever deleted: set it to a folder");
    }
    else if (!isWithin(destination, folder)) {
        problems.push(`destination ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(destination)} is not in retain-in ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(folder)}, so this run creates no backup there`);
    }
    else if (mirror && (0,graph_paths/* normalizedPathKey */.wA)(destination) === (0,graph_paths/* normalizedPathKey */.wA)(folder)) {
        problems.push('mirror would delete the backups that retention keeps: give each backup its own folder in destination, such as backups/{date}');
    }
    return problems;
}
/** Problems of sharing that can be found without the drive. `checkShareOptions` finds the rest. */
function shareProblems({ share, target, expires, release }, context) {
    const problems = [];
    if (expires !== undefined && 'atMs' in expires && expires.atMs <= context.nowMs)
        problems.push(`share-expires is in the past: ${new Date(expires.atMs).toISOString()}`);
    if (share !== 'none' && target === 'folder' && context.destination === '' && !context.hasBaseFolder)
        problems.push("share-target: folder would share the drive's root: set destination, or share the files");
    if (release !== undefined && !/^[^/]+\/[^/]+$/.test(context.repository ?? ''))
        problems.push('release-tag needs a repository on GitHub, and GITHUB_REPOSITORY is not one: set it to OWNER/REPO');
    return problems;
}
/** Also true for the folder itself. */
function isWithin(path, folder) {
    return folder === '' || `${(0,graph_paths/* normalizedPathKey */.wA)(path)}/`.startsWith(`${(0,graph_paths/* normalizedPathKey */.wA)(folder)}/`);
}

;// CONCATENATED MODULE: ./build/core/step-progress.js
/** How far a step on this machine is: the search for files, the packing of an archive, the reading of a stream. */
/** A search that has found nothing yet. */
function searchProgress() {
    return { name: 'find', itemsDone: 0, bytesDone: 0, itemsTotal: undefined, bytesTotal: undefined };
}
/** An archive with nothing in it yet. */
function packingProgress(itemsTotal, bytesTotal) {
    return { name: 'pack', itemsDone: 0, bytesDone: 0, itemsTotal, bytesTotal };
}
/** A stream of which nothing was read yet. */
function readingProgress() {
    return { name: 'read', itemsDone: 0, bytesDone: 0, itemsTotal: undefined, bytesTotal: undefined };
}

// EXTERNAL MODULE: ./build/encrypt/recipients.js
var recipients = __webpack_require__(1616);
// EXTERNAL MODULE: ./node_modules/@actions/glob/lib/glob.js + 9 modules
var glob = __webpack_require__(3860);
;// CONCATENATED MODULE: ./build/files/named-paths.js
/**
 * Sets of paths, and a matcher for files and folders that are named as they are.
 */

/** The library's match result for files and folders. */
const MATCH_ALL = 3;
/** Upper and lower case are the same on Windows and, by default, on macOS. */
const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';
/** A path as it is compared. */
function comparable(somePath) {
    return ignoresCase ? somePath.normalize('NFC').toLowerCase() : somePath;
}
/** Paths to compare others with. */
function pathSet(paths) {
    return new Set(paths.map(comparable));
}
/** Whether the path is in a set that `pathSet` made. */
function hasPath(paths, somePath) {
    return paths.size > 0 && paths.has(comparable(somePath));
}
/** Matches these paths and nothing else, in one step however many they are. */
function namedMatcher(paths, negate) {
    const named = pathSet(paths);
    const above = new Set(paths.flatMap(foldersAbove).map(comparable));
    return {
        negate,
        match: (somePath) => (hasPath(named, somePath) ? MATCH_ALL : 0),
        minimatch: { match: (somePath) => hasPath(above, somePath) },
    };
}
/** The paths and all folders above them, to compare others with. */
function pathsAndFolders(paths) {
    const all = new Set();
    for (const somePath of paths)
        for (const each of [somePath, ...foldersAbove(somePath)]) {
            if (each !== somePath && all.has(comparable(each)))
                break;
            all.add(comparable(each));
        }
    return all;
}
/** The folder of the path, the folder above it, and so on. */
function foldersAbove(somePath) {
    const folders = [];
    for (let [at, folder] = [somePath, external_node_path_.dirname(somePath)]; folder !== at; [at, folder] = [folder, external_node_path_.dirname(folder)])
        folders.push(folder);
    return folders;
}

;// CONCATENATED MODULE: ./build/files/patterns.js
/**
 * Parses the lines of `path` and the command's arguments into matchers, without disk access. The only file that imports
 * @actions/glob. Uses its pattern parser but not its walk: that one stops at a link to itself or a name that is not
 * UTF-8, drops broken links silently, overflows the stack in a folder of about 120,000 entries, and prints debug
 * commands on stdout.
 */





/** The library's other match results: one bit for folders, one for files. */
const MATCH_NONE = 0;
const MATCH_FOLDER = 1;
const MATCH_FILE = 2;
/** Parses the text of `path`, and arguments. Relative patterns start at `cwd`. Skips comments and blank lines. */
async function parsePathPatterns(text, cwd, given) {
    const { named, excluded, patterns } = given ?? { named: [], excluded: [], patterns: [] };
    const list = [];
    const problems = [];
    const searchPaths = [...named];
    if (named.length > 0)
        list.push({ text: '', isArgument: true, matcher: namedMatcher(named, false) });
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    const written = lines.filter((line) => line !== '' && !line.startsWith('#'));
    const fromPath = written.map((line) => ({
        text: line,
        absolute: toAbsolutePattern(line, cwd),
        isArgument: false,
    }));
    const fromArguments = patterns.map((pattern) => ({ ...pattern, isArgument: true }));
    for (const { text: line, absolute, isArgument } of [...fromPath, ...fromArguments]) {
        if (/^(?:!\s*)*[\\/]{2}[?.][\\/]/.test(line)) {
            problems.push(`path: ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(line)} starts with ${line.replace(/^(?:!\s*)*/, '').slice(0, 4)}: leave it out, as in C:\\folder (a share is \\\\server\\share)`);
            continue;
        }
        try {
            // No options: with options the library prints a debug command for each.
            const globber = await (0,glob/* create */.v)(absolute);
            list.push({ text: line, isArgument, matcher: matcherOf(globber) });
            searchPaths.push(...globber.getSearchPaths());
        }
        catch (error) {
            problems.push(invalidPatternProblem(line, error));
        }
    }
    if (excluded.length > 0)
        list.push({ text: '', isArgument: true, matcher: namedMatcher(excluded, true) });
    // On a command line, arguments and --path have no order among each other.
    if (given !== undefined)
        list.sort((a, b) => Number(a.matcher.negate) - Number(b.matcher.negate));
    if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
        problems.push('path has only exclusions: add at least one line without !');
    }
    return { list, searchPaths: outermostPaths(searchPaths), named: pathSet(named), problems };
}
/** Each path once, and none inside another. As the library has it, case counts everywhere but on Windows. */
function outermostPaths(paths) {
    const keyOf = (somePath) => (process.platform === 'win32' ? somePath.toLowerCase() : somePath);
    const all = new Set(paths.map(keyOf));
    const seen = new Set();
    return paths.filter((somePath) => {
        const isNew = !seen.has(keyOf(somePath));
        seen.add(keyOf(somePath));
        return isNew && !foldersAbove(somePath).some((folder) => all.has(keyOf(folder)));
    });
}
/** Makes a relative pattern absolute with `cwd`: the library would use the process's working directory. */
function toAbsolutePattern(line, cwd, pathModule = external_node_path_) {
    const pattern = line.replace(/^(?:!\s*)+/, '');
    const negation = line.slice(0, line.length - pattern.length);
    const isWindows = pathModule.sep === '\\';
    const isAbsolute = pathModule.isAbsolute(pattern) || /^~($|[/\\])/.test(pattern);
    if (pattern === '' || isAbsolute || (isWindows && /^[A-Za-z]:/.test(pattern)))
        return line;
    const bare = pattern.replace(isWindows ? /^\.($|[/\\]+)/ : /^\.($|\/+)/, '');
    const base = cwd.endsWith(pathModule.sep) ? cwd : `${cwd}${pathModule.sep}`;
    const folder = bare === '' ? cwd : base;
    // Escape pattern characters in the folder's name.
    const literal = (isWindows ? folder : folder.replaceAll('\\', '\\\\')).replace(/[*?[]/g, '[$&]');
    return `${negation}${literal}${bare}`;
}
function invalidPatternProblem(line, error) {
    const shown = `path: ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(line)}`;
    if (/(^|[/\\!])\.{1,2}([/\\]|$)/.test(line)) {
        return `${shown} has a . or .. segment: write the path from the working folder, or an absolute path`;
    }
    const why = error instanceof Error ? error.message : String(error);
    return `${shown} is not a valid pattern: ${(0,quote_unless_secret/* pathUnlessSecret */.uu)((0,format/* escapeControls */.UN)(why))}`;
}
/**
 * The one pattern in what the library made of one line.
 * @throws Error when a version of the library keeps it elsewhere: better no upload than one of other files
 */
function matcherOf(globber) {
    const { patterns } = globber;
    const first = Array.isArray(patterns) ? patterns[0] : undefined;
    if (isMatcher(first))
        return first;
    throw new Error('this version of @actions/glob keeps its patterns elsewhere');
}
function isMatcher(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { negate, match, minimatch } = value;
    return (typeof negate === 'boolean' &&
        typeof match === 'function' &&
        typeof minimatch === 'object' &&
        minimatch !== null &&
        'match' in minimatch &&
        typeof minimatch.match === 'function');
}
/** The match results to start with: no line matches. */
function noMatches(patterns) {
    return patterns.list.map(() => MATCH_NONE);
}
/** Matches a path; `parentMatches` are the results of its folder. */
function matchPath(patterns, path, parentMatches) {
    let combined = MATCH_NONE;
    // Below folders that every line matches, thousands of files have the results of their folder.
    if (parentMatches.every((match) => match === MATCH_ALL)) {
        for (const { matcher } of patterns.list)
            combined = matcher.negate ? MATCH_NONE : MATCH_ALL;
        return {
            isFileMatch: combined === MATCH_ALL,
            isFolderMatch: combined === MATCH_ALL,
            matches: parentMatches,
        };
    }
    const matches = [];
    for (const [index, { matcher }] of patterns.list.entries()) {
        const match = parentMatches[index] === MATCH_NONE ? matcher.match(path) : MATCH_ALL;
        matches.push(match);
        combined = matcher.negate ? combined & ~match : combined | match;
    }
    return {
        isFileMatch: (combined & MATCH_FILE) !== 0,
        isFolderMatch: (combined & MATCH_FOLDER) !== 0,
        matches,
    };
}
/** Whether to read a folder: a line may match something in it, and no later line excludes all of it. */
function shouldDescend(patterns, path, matches) {
    const isExcluded = (index) => patterns.list.some((later, at) => at > index && later.matcher.negate && matches[at] !== MATCH_NONE);
    return patterns.list.some(({ matcher }, index) => !matcher.negate &&
        (matches[index] !== MATCH_NONE || matcher.minimatch.match(path, true)) &&
        !isExcluded(index));
}
/** Indexes of the lines that matched a file. */
function matchingPatterns(patterns, matches) {
    return matches.flatMap((match, index) => (match & MATCH_FILE) !== 0 && patterns.list[index]?.matcher.negate === false ? [index] : []);
}

;// CONCATENATED MODULE: ./build/files/arguments.js
/**
 * Sorts the command's arguments: what exists on disk is that file or folder, whatever characters its name has. Only
 * what does not exist may be a pattern, so that `upload *` uploads `a [1].txt`, `#notes.txt` and `!important.txt`.
 */







/** Looks for each argument on disk. Relative ones start at `cwd`. */
async function sortArguments(given, cwd) {
    const sorted = {
        named: [],
        namedTexts: [],
        excluded: [],
        patterns: [],
        missing: [],
        problems: [],
    };
    const looks = await Promise.all(given.map((argument) => arguments_lookUp(argument, cwd)));
    for (const [index, look] of looks.entries()) {
        const { text, isLiteral } = given[index] ?? { text: '', isLiteral: true };
        if ('problem' in look)
            sorted.problems.push(look.problem);
        else if (look.path !== undefined && look.isExcluded)
            sorted.excluded.push(look.path);
        else if (look.path !== undefined) {
            sorted.named.push(look.path);
            sorted.namedTexts.push(text);
        }
        else if (!isLiteral && isPattern(text))
            sorted.patterns.push({ text, absolute: argumentPattern(text, cwd) });
        else
            sorted.missing.push(text);
    }
    return sorted;
}
async function arguments_lookUp({ text, isLiteral }, cwd) {
    try {
        const path = await findOnDisk(text, cwd);
        const excluded = isLiteral ? undefined : /^!(?!!)\s*(?=\S)/.exec(text)?.[0];
        if (excluded === undefined)
            return { path, isExcluded: false };
        const rest = text.slice(excluded.length);
        const other = await findOnDisk(rest, cwd);
        if (path === undefined)
            return { path: other, isExcluded: true };
        // A file that somebody adds must not turn off an exclusion.
        if (other !== undefined || isPattern(rest))
            return { problem: ambiguousExclusion(text) };
        return { path, isExcluded: false };
    }
    catch (error) {
        return {
            problem: `${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(text)} cannot be read (${(0,errors/* systemReason */.uc)(error)}): ${(0,system_errors/* readHint */.MR)((0,errors/* systemCode */.xU)(error), 'check the path and its permissions')}`,
        };
    }
}
function ambiguousExclusion(text) {
    const shown = (0,quote_unless_secret/* pathUnlessSecret */.uu)(text);
    return `${(0,format/* quote */.hD)(shown)} is a file or folder, and also excludes something: write ${(0,format/* quote */.hD)(`./${shown}`)} for the file, or rename it`;
}
/** The absolute path of what is there; undefined when nothing is. Rejects when that cannot be seen. */
async function findOnDisk(text, cwd) {
    if (text === '')
        return undefined;
    try {
        await (0,promises_.lstat)(absolutePath(text, cwd));
        return await resolvePath(text, cwd);
    }
    catch (error) {
        if (['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EIO'].includes((0,errors/* systemCode */.xU)(error)))
            throw error;
        return undefined;
    }
}
/** The path as written: a slash after the name of a file stays, and says that it is none. */
function absolutePath(text, cwd) {
    if (external_node_path_.sep === '/')
        return external_node_path_.isAbsolute(text) ? text : `${cwd}/${text}`;
    return `${external_node_path_.resolve(cwd, text)}${/[/\\]$/.test(text) ? external_node_path_.sep : ''}`;
}
/** Beyond a link, `..` is the folder above its target, as for every other program. Windows resolves it by name. */
async function resolvePath(text, cwd) {
    const resolved = external_node_path_.resolve(cwd, text);
    if (external_node_path_.sep === '\\' || !/(^|\/)\.\.(\/|$)/.test(text))
        return resolved;
    const whole = absolutePath(text, cwd);
    if (/(^|\/)\.{1,2}\/*$/.test(text))
        return (0,promises_.realpath)(whole);
    return external_node_path_.join(await (0,promises_.realpath)(external_node_path_.dirname(whole)), external_node_path_.basename(whole));
}
/** Without such a character, what does not exist is a name with a mistake. */
function isPattern(text) {
    return /^\s*!|[*?[]|^~($|[/\\])/.test(text) && !/[\r\n]/.test(text);
}
/** The pattern of an argument. `..` at its start leads out of `cwd`. */
function argumentPattern(text, cwd, pathModule = external_node_path_) {
    const [negation = ''] = /^\s*(?:!\s*)*/.exec(text) ?? [];
    const step = pathModule.sep === '\\' ? /^(\.{1,2})[/\\]+/ : /^(\.{1,2})\/+/;
    let [folder, rest] = [cwd, negation.includes('!') ? text.slice(negation.length) : text];
    for (let found = step.exec(rest); found !== null; found = step.exec(rest)) {
        if (found[1] === '..')
            folder = pathModule.dirname(folder);
        rest = rest.slice(found[0].length);
    }
    // The library trims its patterns.
    const kept = rest.replace(/\s$/, '[$&]');
    return toAbsolutePattern(`${negation.replace(/\s/g, '')}${kept}`, folder, pathModule);
}

;// CONCATENATED MODULE: ./build/files/symlinks.js
/**
 * Checks where symbolic links lead: only into the workspace, or to paths that `path` names itself. A link in the
 * workspace comes with the repository, so it must not lead to other files of the runner.
 */


/**
 * Resolves the allowed folders once. A search path inside the workspace adds nothing, whatever it links to and however
 * it is spelled: Windows and macOS ignore case, and folders above may be links.
 */
async function createSymlinkCheck(searchPaths, workspaces) {
    const workspacePaths = [...workspaces, ...(await Promise.all(workspaces.map(resolveLinks)))];
    const searchRoots = await Promise.all(searchPaths.map((path) => allowedRootOf(path, workspacePaths)));
    const allowedRoots = [...new Set([...workspacePaths, ...searchRoots])];
    return (realPath) => allowedRoots.some((root) => isWithinFolder(root, realPath));
}
/** Returns the workspace that contains the path, else the path with its links resolved. */
async function allowedRootOf(path, workspacePaths) {
    for (let ancestor = path;; ancestor = (0,external_node_path_.dirname)(ancestor)) {
        const real = await resolveLinks(ancestor);
        if (workspacePaths.includes(real))
            return real;
        if (ancestor === (0,external_node_path_.dirname)(ancestor))
            return resolveLinks(path);
    }
}
/** The path without links; unchanged when nothing is there. */
async function resolveLinks(path) {
    return (0,promises_.realpath)(path).catch(() => path);
}
/** Whether `path` is `folder` or below it. Both are absolute and normalized. */
function isWithinFolder(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : `${folder}${external_node_path_.sep}`);
}

;// CONCATENATED MODULE: ./build/files/stat-files.js
/**
 * Reads the status of many files. A call that waits for each costs several times the system call itself, so the calls
 * block; on a slow disk, after a short time, the rest runs side by side.
 */


/** Signals and timers wait this long at most, and for one more call. */
const blockingMs = 10;
/** Calls in flight on a slow disk. */
const callsAtOnce = 64;
/** Calls `found` or `failed` with the index of each path. Links are not followed. */
async function statFiles(paths, { found, failed, }) {
    const startMs = performance.now();
    let next = 0;
    for (; next < paths.length && performance.now() - startMs < blockingMs; next += 1) {
        let stats;
        try {
            stats = (0,external_node_fs_.lstatSync)(paths[next] ?? '');
        }
        catch (error) {
            failed(next, error);
            continue;
        }
        found(next, stats);
    }
    for (; next < paths.length; next += callsAtOnce) {
        const first = next;
        await Promise.all(paths.slice(first, first + callsAtOnce).map((path, index) => (0,promises_.lstat)(path).then((stats) => found(first + index, stats), (error) => failed(first + index, error))));
    }
}

;// CONCATENATED MODULE: ./build/files/walk-report.js



/** Node puts the replacement character in place of bytes that are not UTF-8; such a path cannot be opened. */
function reportUnreadable(messages, path, error) {
    const code = (0,errors/* systemReason */.uc)(error);
    if (code === 'ENOENT' && path.includes('\ufffd')) {
        messages.problems.push(`${(0,format/* quote */.hD)(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`);
    }
    else if (code === 'ENOENT') {
        reportUnseen(messages, `${(0,format/* quote */.hD)(path)} was deleted while its folder was read`);
    }
    else {
        messages.problems.push(`${(0,format/* quote */.hD)(path)} cannot be read (${code}): ${(0,system_errors/* readHint */.MR)(code, 'exclude it with !, or change its permissions')}`);
    }
}
/** A pipe or a device is left out; a folder or a link was a file a moment ago. */
function reportNoFile(messages, path, stats) {
    if (stats.isDirectory() || stats.isSymbolicLink())
        reportUnseen(messages, `${(0,format/* quote */.hD)(path)} changed its type while its folder was read`);
    else
        messages.warnings.push(`${(0,format/* quote */.hD)(path)} is neither a file nor a folder and is skipped`);
}
/** `isWanted`: a line wants the link itself; else it could have been a folder on the way to a wanted file. */
function reportBrokenLink(messages, path, { error, isWanted }) {
    const broken = `link ${(0,format/* quote */.hD)(path)} is broken (${(0,errors/* systemReason */.uc)(error)})`;
    if (isWanted)
        messages.warnings.push(`${broken} and is skipped`);
    messages.unseen.push(broken);
}
function reportUnseen(messages, sentence) {
    messages.warnings.push(sentence);
    messages.unseen.push(sentence);
}
/** A link that leads out. One that is a line of `path` itself is followed whatever `follow-symbolic-links` says. */
function outsideProblem(path, isSearchPath) {
    const remedy = isSearchPath
        ? 'add its target to path, or exclude it with !'
        : 'add its target to path, exclude it with !, or set follow-symbolic-links: false';
    return `link ${(0,format/* quote */.hD)(path)} points outside the workspace and the paths to upload: ${remedy}`;
}

;// CONCATENATED MODULE: ./build/files/walk-state.js
/** The state of a walk through folders: what it is told, what it has found, and what is still to be asked. */
/** None so far. */
function noQuestions() {
    return { files: [], fileMatches: [], links: [] };
}
/** Adds a wanted file. */
function addQuestion({ files, fileMatches }, path, matches) {
    files.push(path);
    fileMatches.push(matches);
}

;// CONCATENATED MODULE: ./build/files/walk.js











/** File system requests in flight: folders, and links of each folder. */
const walk_foldersAtOnce = 8;
const linksAtOnce = 64;
/** Walks all search paths. Rejects only when `signal` is aborted; other errors are returned in the result. */
async function walkFolders(patterns, options) {
    const result = {
        files: [],
        folders: [],
        hiddenMatches: [],
        links: [],
        matchedPatterns: new Set(),
        warnings: [],
        unseen: [],
        problems: [],
    };
    const isAllowed = await createSymlinkCheck(patterns.searchPaths, [
        options.cwd,
        options.workspace ?? options.cwd,
    ]);
    const state = { patterns, options, isAllowed, folders: [], result, lastMatches: [] };
    for (const searchPath of patterns.searchPaths)
        await walkSearchPath(state, searchPath);
    while (state.folders.length > 0) {
        options.signal.throwIfAborted();
        await Promise.all(state.folders.splice(-walk_foldersAtOnce).map((folder) => walk_readFolder(state, folder)));
    }
    return result;
}
async function walkSearchPath(state, path) {
    try {
        const fileType = await (0,promises_.lstat)(path);
        const realParent = await (0,promises_.realpath)((0,external_node_path_.dirname)(path));
        if (!fileType.isSymbolicLink() && !state.isAllowed(await (0,promises_.realpath)(path))) {
            state.result.problems.push(outsideProblem(path, true));
            return;
        }
        const mayBeHidden = (0,external_node_path_.basename)(path).startsWith('.') && !isWithinFolder(path, state.options.cwd);
        const isHidden = mayBeHidden && isHiddenPath(state, path);
        const match = matchPath(state.patterns, path, parentMatchesOf(state.patterns, path));
        const open = noQuestions();
        visitEntry(state, { ...match, path, fileType, isHidden, parent: undefined, realParent }, open);
        await answer(state, open);
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((0,errors/* systemCode */.xU)(error)))
            return;
        state.result.problems.push(`${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(path)} cannot be read (${(0,errors/* systemReason */.uc)(error)}): ${(0,system_errors/* readHint */.MR)((0,errors/* systemCode */.xU)(error), 'check the path and its permissions')}`);
    }
}
/** The matches of the folders above a search path: an exclude may name one of them. */
function parentMatchesOf(patterns, path) {
    const parent = (0,external_node_path_.dirname)(path);
    if (parent === path)
        return noMatches(patterns);
    return matchPath(patterns, parent, parentMatchesOf(patterns, parent)).matches;
}
async function walk_readFolder(state, folder) {
    let open;
    try {
        // The entries themselves are let go here: thousands of them would wait for the answers.
        open = visitEntries(state, folder, await (0,promises_.readdir)(folder.path, { withFileTypes: true }));
    }
    catch (error) {
        if (!folder.isHidden)
            reportUnreadable(state.result, folder.path, error);
        return;
    }
    await answer(state, open);
}
function visitEntries(state, folder, entries) {
    const open = noQuestions();
    const prefix = folder.path.endsWith(external_node_path_.sep) ? folder.path : `${folder.path}${external_node_path_.sep}`;
    for (const fileType of entries) {
        const path = prefix + fileType.name;
        const mayBeHidden = folder.isHidden || fileType.name.startsWith('.');
        const isHidden = mayBeHidden && isHiddenPath(state, path);
        const match = matchPath(state.patterns, path, folder.matches);
        if (fileType.isFile() && !isHidden) {
            if (match.isFileMatch)
                addQuestion(open, path, match.matches);
            continue;
        }
        const parent = { parent: folder, realParent: folder.realPath };
        visitEntry(state, { ...match, ...parent, path, fileType, isHidden }, open);
    }
    return open;
}
/** What an argument names is not hidden, wherever it is. */
function isHiddenPath({ options, patterns }, path) {
    return !options.includeHiddenFiles && !hasPath(patterns.named, path);
}
function visitEntry(state, entry, open) {
    const { path, fileType, isHidden, isFileMatch, matches } = entry;
    if (fileType.isDirectory()) {
        visitFolder(state, entry, (0,external_node_path_.join)(entry.realParent, (0,external_node_path_.basename)(path)));
    }
    else if (isHidden) {
        if (isFileMatch)
            state.result.hiddenMatches.push(matchingPatterns(state.patterns, matches));
    }
    else if (fileType.isSymbolicLink()) {
        if (state.options.followSymbolicLinks || entry.parent === undefined)
            open.links.push(entry);
        else if (isFileMatch)
            addLink(state, entry);
    }
    else if (isFileMatch)
        addQuestion(open, path, matches);
}
async function answer(state, { files, fileMatches, links }) {
    const pathAt = (index) => files[index] ?? '';
    await statFiles(files, {
        found: (index, stats) => addFile(state, pathAt(index), { stats, matches: fileMatches[index] ?? [] }),
        failed: (index, error) => reportUnreadable(state.result, pathAt(index), error),
    });
    for (let first = 0; first < links.length; first += linksAtOnce)
        await Promise.all(links.slice(first, first + linksAtOnce).map((link) => followLink(state, link)));
    // Promises that are done, but not yet collected, hold these lists: they are to hold nothing more.
    for (const list of [files, fileMatches, links])
        list.length = 0;
}
function visitFolder(state, { path, isHidden, parent, matches, isFolderMatch }, realPath) {
    if (isLoop(parent, realPath))
        return;
    if (isFolderMatch && !isHidden)
        state.result.folders.push(path);
    if (shouldDescend(state.patterns, path, matches))
        state.folders.push({ matches, realPath, path, isHidden, parent });
}
/** A link can make a folder its own ancestor. */
function isLoop(parent, realPath) {
    for (let ancestor = parent; ancestor !== undefined; ancestor = ancestor.parent)
        if (ancestor.realPath === realPath)
            return true;
    return false;
}
async function followLink(state, entry) {
    const { result, patterns } = state;
    const { path, isFileMatch: isWanted, matches, parent } = entry;
    const mayDescend = shouldDescend(patterns, path, matches);
    if (!isWanted && !mayDescend)
        return;
    try {
        const realPath = await (0,promises_.realpath)(path);
        const target = await (0,promises_.stat)(realPath);
        if (target.isDirectory() ? !mayDescend : !isWanted)
            return;
        if (!state.isAllowed(realPath))
            result.problems.push(outsideProblem(path, parent === undefined));
        else if (target.isDirectory())
            visitFolder(state, entry, realPath);
        else
            addFile(state, path, { stats: target, matches });
    }
    catch (error) {
        reportBrokenLink(result, path, { error, isWanted });
    }
}
function addLink(state, { path, matches }) {
    state.result.links.push(path);
    if (state.options.keepLinks)
        noteMatches(state, matches);
}
function addFile(state, path, { stats, matches }) {
    if (!stats.isFile()) {
        reportNoFile(state.result, path, stats);
        return;
    }
    state.result.files.push({ localPath: path, sizeBytes: stats.size });
    const { progress } = state.options;
    if (progress !== undefined)
        progress.itemsDone += 1;
    noteMatches(state, matches);
}
function noteMatches(state, matches) {
    if (matches === state.lastMatches)
        return;
    state.lastMatches = matches;
    for (const index of matchingPatterns(state.patterns, matches))
        state.result.matchedPatterns.add(index);
}

;// CONCATENATED MODULE: ./build/files/find.js
/**
 * Finds the files that `path` and the command's arguments name, and their paths relative to the root. The root follows
 * the rule of actions/upload-artifact. walk.ts reads the folders.
 */








/** Finds the files. Rejects only with the reason of `host.signal`. */
async function findFiles(options, host) {
    const sorted = await sortArguments(options.arguments ?? [], host.cwd);
    const given = options.arguments && sorted;
    const patterns = await parsePathPatterns(options.patterns, host.cwd, given);
    const walkResult = await walkFolders(patterns, {
        cwd: host.cwd,
        workspace: host.env.GITHUB_WORKSPACE || undefined,
        includeHiddenFiles: options.includeHiddenFiles,
        followSymbolicLinks: options.followSymbolicLinks,
        keepLinks: options.keepLinks ?? false,
        signal: host.signal,
        progress: host.progress,
    });
    const files = walkResult.files.sort((a, b) => (0,format/* compareText */.n6)(a.localPath, b.localPath));
    const localPaths = files.map((file) => file.localPath);
    const links = walkResult.links.sort(format/* compareText */.n6);
    const foundPaths = options.keepLinks ? [...localPaths, ...links] : localPaths;
    const root = options.root === undefined
        ? commonRoot(patterns.searchPaths, localPaths)
        : external_node_path_.resolve(host.cwd, options.root);
    const problems = [...sorted.problems, ...patterns.problems, ...walkResult.problems.sort()];
    if (root === undefined)
        problems.push('path spans several drives: set root to the folder that the names start from');
    else
        for (const problem of outsideRootProblems(root, foundPaths))
            problems.push(problem);
    return {
        files: files.map(({ localPath, sizeBytes }) => ({
            localPath,
            relativePath: relativePathOf(root, localPath),
            sizeBytes,
        })),
        root: root ?? '',
        hiddenCount: walkResult.hiddenMatches.length,
        onlyHidden: hiddenPatterns(patterns, walkResult),
        linkCount: links.length,
        links: links.map((link) => ({ localPath: link, relativePath: relativePathOf(root, link) })),
        folders: walkResult.folders
            .map((folder) => ({ localPath: folder, relativePath: relativePathOf(root, folder) }))
            .filter(({ relativePath }) => !isOutside(relativePath)),
        unmatched: [
            ...unmatchedPatterns(patterns, walkResult).map(({ text }) => text),
            ...emptyArguments(sorted, foundPaths),
            ...sorted.missing,
        ],
        missingArguments: [
            ...sorted.missing.map((text) => ({ text, isPattern: false })),
            ...missingPatterns(patterns, walkResult),
        ],
        warnings: walkResult.warnings.sort(),
        unseen: walkResult.unseen.sort(),
        problems,
    };
}
function unmatchedPatterns({ list }, { matchedPatterns }) {
    return list.filter(({ text, matcher }, index) => text !== '' && !matcher.negate && !matchedPatterns.has(index));
}
function hiddenPatterns(patterns, walkResult) {
    const hidden = new Set(walkResult.hiddenMatches.flat().map((index) => patterns.list[index]));
    return unmatchedPatterns(patterns, walkResult)
        .filter((pattern) => hidden.has(pattern))
        .map(({ text }) => text);
}
/** A link that is not followed is something, too. */
function missingPatterns(patterns, walkResult) {
    return unmatchedPatterns(patterns, walkResult).flatMap(({ text, isArgument, matcher }) => isArgument && !walkResult.links.some((link) => matcher.match(link) > 0)
        ? [{ text, isPattern: true }]
        : []);
}
/** Arguments that exist and hold no file to upload. */
function emptyArguments({ named, namedTexts }, localPaths) {
    if (named.length === 0)
        return [];
    const full = pathsAndFolders(localPaths);
    return namedTexts.filter((_, index) => !hasPath(full, named[index] ?? ''));
}
/**
 * Returns the lowest common folder of the search paths; for a single file, its folder. Undefined when there is none:
 * paths on two Windows drives.
 */
function commonRoot(searchPaths, localPaths, pathModule = external_node_path_) {
    const [first, ...others] = searchPaths;
    if (first === undefined)
        return '';
    if (others.length === 0)
        return localPaths.length === 1 && localPaths[0] === first ? pathModule.dirname(first) : first;
    const foldCase = (text) => (pathModule.sep === '\\' ? text.toLowerCase() : text);
    const { root } = pathModule.parse(first);
    if (others.some((other) => foldCase(pathModule.parse(other).root) !== foldCase(root)))
        return undefined;
    const split = (searchPath) => searchPath.slice(root.length).split(pathModule.sep).filter(Boolean);
    const common = split(first);
    for (const other of others.map(split)) {
        const end = common.findIndex((segment, index) => foldCase(segment) !== foldCase(other[index] ?? ''));
        if (end >= 0)
            common.length = end;
    }
    return `${root}${common.join(pathModule.sep)}`;
}
function relativePathOf(root, localPath) {
    if (root === undefined)
        return external_node_path_.basename(localPath);
    const relative = isBelow(root, localPath)
        ? localPath.slice(root.endsWith(external_node_path_.sep) ? root.length : root.length + 1)
        : external_node_path_.relative(root, localPath);
    return external_node_path_.sep === '/' ? relative : relative.split(external_node_path_.sep).join('/');
}
/** True only for a path that is written below the folder as it is written; spares most files the slower comparison. */
function isBelow(folder, localPath) {
    return localPath !== folder && isWithinFolder(folder, localPath);
}
/** The root itself counts as outside: nothing can have its name. */
function isOutside(relative) {
    return relative === '' || /^\.\.(?:$|[/\\])/.test(relative) || external_node_path_.isAbsolute(relative);
}
/** Names the first ten only: with a wrong root, all files are outside. */
function outsideRootProblems(root, localPaths) {
    const outside = localPaths.filter((file) => {
        if (isBelow(root, file))
            return false;
        return isOutside(external_node_path_.relative(root, file));
    });
    const named = outside
        .slice(0, 10)
        .map((file) => `${(0,format/* quote */.hD)(file)} is not inside root, ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(root)}`);
    return outside.length > 10
        ? [...named, `${(0,format/* formatCount */.B4)(outside.length - 10, 'more file')} outside root`]
        : named;
}

;// CONCATENATED MODULE: ./build/files/path-shape.js
/** What a line of `path`, or an argument, that finds nothing looks like: paths that are written as for another program. */
/** Returns a clause in brackets to put behind the path; '' when nothing stands out. Does not repeat the path. */
function pathShapeClause(text, platform = process.platform) {
    const shape = shapeOf(text.replace(/^(?:!\s*)+/, ''), platform);
    return shape === undefined ? '' : ` (${shape})`;
}
function shapeOf(text, platform) {
    if (/^(["'“‘`]).*["'”’`]$/s.test(text))
        return 'it has quotes around it, which belong to the path here: leave them out';
    if (/^[-•]\s/.test(text))
        return 'it looks like an item of a list in YAML: path is one text, with a line for each path and without “- ”';
    if (/\$\{?\w|\$\(|^%\w+%/.test(text))
        return 'nothing replaces a variable here: write its value, or an expression of GitHub in the workflow file';
    if (/\{[^{},]*,[^{}]*\}/.test(text))
        return 'a pattern here cannot have braces with commas: write a separate line, or argument, for each';
    if (platform !== 'win32' && text.includes('\\'))
        return 'a backslash before a character only escapes it here: write / between folders';
    if (/[^\s,;][,;]\s*[^\s,;]/.test(text))
        return 'it looks like a list: write a separate line, or argument, for each path';
    return undefined;
}

// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
;// CONCATENATED MODULE: ./build/plan/archive-links.js
/** The links of an archive. They are kept as links, wherever they lead. */





const archive_links_linksAtOnce = 64;
/** Without folders a link would point elsewhere. */
function skipLinks(found) {
    return {
        links: [],
        unseen: [],
        warnings: found.map((link) => `link ${(0,format/* quote */.hD)(link.localPath)} is left out: with flatten it would point to another place`),
    };
}
/** Reads where the links lead. */
async function readLinks(found) {
    const links = [];
    const unseen = [];
    for (let first = 0; first < found.length; first += archive_links_linksAtOnce) {
        const targets = await Promise.all(found.slice(first, first + archive_links_linksAtOnce).map(readTarget));
        for (const target of targets)
            if (typeof target === 'string')
                unseen.push(target);
            else
                links.push(target);
    }
    return { links, unseen, warnings: unseen.map((text) => `${text} and is left out`) };
}
/** The link with its target, or a sentence that it cannot be read. */
async function readTarget(link) {
    try {
        const target = await (0,promises_.readlink)(link.localPath, { encoding: 'buffer' });
        const linkTarget = external_node_path_.sep === '/' ? target : Buffer.from(String(target).replaceAll('\\', '/'));
        return { ...link, linkTarget };
    }
    catch (error) {
        return `link ${(0,format/* quote */.hD)(link.localPath)} cannot be read (${(0,errors/* systemReason */.uc)(error)})`;
    }
}
/**
 * Sentences about links that are one name with a folder on a disk that ignores case or accents' spelling: unpacked
 * there, what is in the folder would be written where the link leads.
 */
function linkAsFolderProblems(entries) {
    const links = entries.filter(({ kind }) => kind === 'link');
    if (links.length === 0)
        return [];
    const byKey = new Map(links.map((link) => [(0,graph_paths/* normalizedPathKey */.wA)(link.name), link]));
    return entries.flatMap((folder) => {
        const link = folder.kind === 'folder' ? byKey.get((0,graph_paths/* normalizedPathKey */.wA)(folder.name)) : undefined;
        if (link === undefined || link.name === folder.name)
            return [];
        return [
            `link ${(0,format/* quote */.hD)(link.localPath)} and folder ${(0,format/* quote */.hD)(folder.localPath)} have one name on a disk that ignores case: what is in the folder would be written where the link leads; rename one, or exclude it with !`,
        ];
    });
}

// EXTERNAL MODULE: ./build/plan/name-encoding.js
var name_encoding = __webpack_require__(9461);
;// CONCATENATED MODULE: ./build/plan/archive-names.js
/**
 * Names that an archive must not hold, because they lead elsewhere when it is unpacked: Windows, and tools there, read
 * a backslash as a slash and `c:` as a drive. OneDrive's own rules do not apply inside an archive.
 */


/** Returns a sentence with the problem of a name below the archive's root and what to do; undefined if it is fine. */
function archiveNameProblem({ name, localPath }, kind) {
    if (isPlainName(name))
        return undefined;
    const problems = name.split('/').map((segment, depth) => segmentProblem(segment, depth, kind));
    const problem = problems.find((one) => one !== undefined);
    if (problem === undefined)
        return undefined;
    const isFineInTar = encodeArchiveName(name, { kind: 'tar.gz', isFolder: false }) === name;
    const other = kind === 'zip' && isFineInTar ? 'set archive to tar.gz, or ' : 'rename it, or ';
    return `${(0,format/* quote */.hD)(localPath)}: ${problem}; ${other}set invalid-names: replace`;
}
/**
 * Compares by the bytes of the names in UTF-8, but `/` comes before all others: everything in a folder follows it, as
 * programs that unpack expect, which set a folder's time when they leave it.
 */
function compareEntryNames(a, b) {
    const length = Math.min(a.length, b.length);
    let at = 0;
    while (at < length && a.charCodeAt(at) === b.charCodeAt(at))
        at += 1;
    if (at === length)
        return a.length - b.length;
    return codeUnitRank(a.charCodeAt(at)) - codeUnitRank(b.charCodeAt(at));
}
/** UTF-16 has surrogates before U+E000, UTF-8 after all others. */
function codeUnitRank(unit) {
    if (unit === 0x2f)
        return -1;
    return unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit;
}
/** Without the characters that make a problem, for any kind. Most names are, and the check is quick. */
function isPlainName(name) {
    return !/[\\:\ud800-\udfff]/.test(name);
}
/** For `invalid-names: replace`: the name with look-alike characters where an archive cannot hold it. */
function encodeArchiveName(name, { kind, isFolder }) {
    if (isPlainName(name))
        return name;
    const segments = name.split('/');
    return segments
        .map((segment, depth) => segmentProblem(segment, depth, kind) === undefined
        ? segment
        : (0,name_encoding/* encodeName */.a)(segment, isFolder || depth < segments.length - 1))
        .join('/');
}
/** ZIP readers turn every backslash into a slash. In a tar file a backslash is mostly literal. */
function segmentProblem(segment, depth, kind) {
    // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
    if (/\p{Cs}/u.test(segment))
        return 'the name is not valid Unicode';
    const what = kind === 'zip' ? 'a ZIP' : `a ${kind}`;
    if (kind === 'zip' && segment.includes('\\'))
        return `${what} cannot contain that name, because it has a \\`;
    if (depth === 0 && /^[a-z]:/i.test(segment))
        return `${what} cannot contain that name, because it starts with a drive letter`;
    // Windows ignores trailing dots and spaces, except in . and .. themselves.
    const leadsOut = segment.startsWith('\\') || /(?:^|\\)\.\.[. ]*(?:\\|$)/.test(segment);
    return leadsOut && segment.includes('\\')
        ? 'the name would point outside the folder in which the archive is unpacked on Windows'
        : undefined;
}

// EXTERNAL MODULE: ./build/plan/names.js
var names = __webpack_require__(9254);
// EXTERNAL MODULE: ./build/plan/plan.js
var plan_plan = __webpack_require__(1583);
;// CONCATENATED MODULE: ./build/plan/archive-plan.js
/**
 * `archive`: what goes into the archive, under which names, and the archive's own name. src/archive writes it.
 * OneDrive's rules for names do not apply inside it.
 */








/**
 * Plans an archive without any request. Its name is `name`, else the root folder's name with the kind as extension.
 * @throws UsageFailure with every problem
 */
async function planArchive(found, options) {
    const { destination, kind, invalidNames } = options;
    const requestedName = options.name ?? `${external_node_path_.basename(found.root) || 'archive'}.${kind}`;
    const encoded = new Map();
    const name = invalidNames === 'replace' ? (0,plan_plan/* encodePath */.O0)(requestedName, encoded) : requestedName;
    const remotePath = (0,graph_paths/* joinRemotePath */.ox)(destination, options.encryption === undefined ? name : `${name}${plan_plan/* encryptedEnding */.yO}`);
    const links = options.flatten ? skipLinks(found.links) : await readLinks(found.links);
    const own = [
        ...found.files.map((file) => fileEntry(file, options.flatten)),
        ...links.links.map((link) => ({
            kind: 'link',
            name: link.relativePath,
            localPath: link.localPath,
            sizeBytes: 0,
            linkTarget: link.linkTarget,
        })),
    ];
    const all = options.flatten ? own : [...own, ...folderEntries(found, own)];
    const entries = sortEntries(invalidNames === 'replace' ? all.map((entry) => encodeEntry(entry, { kind, encoded })) : all);
    const problems = [
        ...found.problems,
        ...(0,names/* pathProblems */.KV)(remotePath, new Set()).map((problem) => `${problem}: change destination or name`),
        ...duplicateNameProblems(entries),
        ...nameProblems(entries, kind),
        ...linkAsFolderProblems(entries),
    ];
    if (options.checksums !== undefined) {
        const files = [plannedArchive(remotePath, remotePath, 0)];
        problems.push(...(0,plan_plan/* checksumsProblems */.N7)(options.checksums, { destination, files }));
    }
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        kind,
        entries,
        remotePath,
        destination,
        totalBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        warnings: links.warnings,
        unseen: [...found.unseen, ...links.unseen],
        ...(0,plan_plan/* encodedNamesOf */.Wd)(encoded),
    };
}
/** Plans the upload of the finished archive. */
function planArchiveUpload({ remotePath, destination, encodedNames: respelled }, archiveFile, encryption) {
    if (archiveFile.sizeBytes > plan_plan/* fileLimitBytes */.DB) {
        throw new errors/* Failure */.HR(`the archive has ${(0,format/* formatBytes */.z3)(archiveFile.sizeBytes)}, and OneDrive allows at most 250 GB per file`, {
            code: 'file-too-large',
            kind: 'file',
            hint: 'upload the files without archive, or as several archives',
        });
    }
    const { localPath, sizeBytes: plainBytes } = archiveFile;
    const sizeBytes = encryption?.encryptedBytes(plainBytes) ?? plainBytes;
    const file = {
        ...plannedArchive(remotePath, localPath, sizeBytes),
        ...(encryption !== undefined && { plainBytes }),
        isTemporary: true,
    };
    return {
        files: [file],
        totalBytes: sizeBytes,
        destination,
        ...(respelled && { encodedNames: respelled }),
    };
}
/** Plans the upload of an archive that a dry run does not pack. Its size is NaN. */
function planUnpackedArchive({ remotePath, destination, entries, totalBytes, }) {
    const packs = { itemCount: entries.length, totalBytes };
    const file = { ...plannedArchive(remotePath, remotePath, Number.NaN), isTemporary: true, packs };
    return { files: [file], totalBytes: Number.NaN, destination };
}
function plannedArchive(remotePath, localPath, sizeBytes) {
    const name = (0,graph_paths/* baseNameOf */.mv)(remotePath);
    return { localPath, relativePath: name, remotePath, name, sizeBytes };
}
function fileEntry(file, flatten) {
    const name = flatten ? (0,graph_paths/* baseNameOf */.mv)(file.relativePath) : file.relativePath;
    return { kind: 'file', name, localPath: file.localPath, sizeBytes: file.sizeBytes };
}
/** The folders that match, and those above all that goes into the archive: their modes count, too. */
function folderEntries({ folders, root }, own) {
    const localPaths = new Map(folders.map((folder) => [folder.relativePath, folder.localPath]));
    const addAbove = (name) => {
        for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            const above = name.slice(0, end);
            if (localPaths.has(above))
                return;
            localPaths.set(above, external_node_path_.join(root, above));
        }
    };
    for (const { relativePath } of folders)
        addAbove(relativePath);
    for (const { name } of own)
        addAbove(name);
    return [...localPaths].map(([name, localPath]) => ({ kind: 'folder', name, localPath, sizeBytes: 0 }));
}
/** Adds a name that changed to `encoded`. */
function encodeEntry(entry, { kind, encoded }) {
    const isFolder = entry.kind === 'folder';
    const name = encodeArchiveName(entry.name, { kind, isFolder });
    if (name === entry.name)
        return entry;
    // A folder above is an entry of its own.
    if ((0,graph_paths/* baseNameOf */.mv)(name) !== (0,graph_paths/* baseNameOf */.mv)(entry.name))
        encoded.set(entry.name, name);
    return { ...entry, name };
}
/** Sorts in place: a hundred thousand keys would need much memory. */
function sortEntries(entries) {
    return entries.sort((a, b) => compareEntryNames(a.name, b.name));
}
/** Names that an archive must not hold; what is in a folder with such a name is not listed. */
function nameProblems(entries, kind) {
    const named = new Set();
    const problems = [];
    for (const entry of entries) {
        const problem = archiveNameProblem(entry, kind);
        if (problem === undefined)
            continue;
        named.add(entry.name);
        const above = entry.name.slice(0, Math.max(0, entry.name.lastIndexOf('/')));
        if (!named.has(above))
            problems.push(problem);
    }
    return problems;
}
/** Two entries share a name only with `flatten` or look-alikes. Archives distinguish case. Equal names are neighbours. */
function duplicateNameProblems(sorted) {
    const problems = [];
    let first;
    for (const entry of sorted) {
        if (first?.name !== entry.name) {
            first = entry;
            continue;
        }
        const sources = `${(0,format/* quote */.hD)(first.localPath)} and ${(0,format/* quote */.hD)(entry.localPath)}`;
        problems.push(`${sources} would both be ${(0,format/* quote */.hD)(entry.name)} in the archive`);
    }
    return problems;
}

// EXTERNAL MODULE: ./build/plan/folder-text.js
var folder_text = __webpack_require__(5050);
;// CONCATENATED MODULE: ./build/plan/placeholders.js
/**
 * Placeholders such as `{date}` in `destination` and `name`.
 */



/** Where each value comes from, for the message when it is missing. */
const placeholderSources = {
    date: 'the clock',
    time: 'the clock',
    datetime: 'the clock',
    repo: 'GITHUB_REPOSITORY',
    ref: 'GITHUB_REF_NAME',
    sha: 'GITHUB_SHA',
    sha7: 'GITHUB_SHA',
    'run-number': 'GITHUB_RUN_NUMBER',
    'run-id': 'GITHUB_RUN_ID',
    'run-attempt': 'GITHUB_RUN_ATTEMPT',
};
/** The values of this run: one time in UTC, the rest from the environment that GitHub or another CI system sets. */
function placeholderValues(env, nowMs) {
    const instant = new Date(nowMs).toISOString();
    const date = instant.slice(0, 10);
    const time = instant.slice(11, 19).replaceAll(':', '');
    const sha = env.GITHUB_SHA || undefined;
    return {
        date,
        time,
        datetime: `${date.replaceAll('-', '')}T${time}Z`,
        repo: env.GITHUB_REPOSITORY?.split('/').at(-1) || undefined,
        ref: refAsFileName(env.GITHUB_REF_NAME),
        sha,
        sha7: sha?.slice(0, 7),
        'run-number': env.GITHUB_RUN_NUMBER || undefined,
        'run-id': env.GITHUB_RUN_ID || undefined,
        'run-attempt': env.GITHUB_RUN_ATTEMPT || undefined,
    };
}
/** A branch as one name: separators and characters that the drive refuses become `-`. */
function refAsFileName(ref) {
    return ref?.replace(/["*:<>?/\\|\p{Cc}]/gu, '-') || undefined;
}
/** An escaped brace, a placeholder with its name, or an unclosed brace. */
const placeholderPattern = /\{\{|\{([^{}]*)\}|\{/g;
/** Replaces placeholders; `{{` is a literal brace. Problems are placeholders that are unknown, missing or unclosed. */
function expandPlaceholders(template, values) {
    const problems = [];
    const text = template.replace(placeholderPattern, (token, name) => {
        if (token === '{{')
            return '{';
        const value = name !== undefined && isPlaceholder(name) ? values[name] : undefined;
        if (value === undefined)
            problems.push(placeholderProblem(token, name));
        return value ?? token;
    });
    return { text, problems };
}
function isPlaceholder(name) {
    return Object.hasOwn(placeholderSources, name);
}
function placeholderProblem(token, name) {
    if (name === undefined)
        return 'has a { without a }; write {{ for a literal brace';
    if (isPlaceholder(name))
        return `has the placeholder ${token}, but ${placeholderSources[name]} is not set here`;
    const known = Object.keys(placeholderSources).map((each) => `{${each}}`);
    return `has the unknown placeholder ${(0,quote_unless_secret/* escapeUnlessSecret */.SO)(token)}; use ${known.join(' ')}, or {{ for a literal brace`;
}
/**
 * Expands both templates and normalizes the folder.
 * @throws UsageFailure with every problem of both
 */
function expandTarget(templates, values) {
    const folder = expandFolder({ name: 'destination', template: templates.destination }, values);
    const file = expandPlaceholders(templates.name ?? '', values);
    const problems = [...folder.problems, ...file.problems.map((problem) => `name ${problem}`)];
    // A slash of the template itself is a problem of the input.
    if (/[/\\]/.test(file.text) && !/[/\\]/.test(templates.name ?? '')) {
        problems.push(`name ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(file.text)} has a slash: put folders into destination`);
    }
    if (['.', '..'].includes(file.text.trim()))
        problems.push(`name cannot be ${file.text.trim()}`);
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return { destination: folder.text, ...(file.text === '' ? {} : { name: file.text }) };
}
/**
 * Expands the template of a folder on the drive. `\` separates like `/`: people on Windows write it, and no name on
 * the drive can hold it. Ignores `./` in front, and leading, trailing and double slashes. Problems name the input.
 */
function expandFolder(input, values) {
    const { name } = input;
    const wrong = (0,folder_text/* folderTextProblems */.Gn)(name, input.template);
    if (wrong.length > 0)
        return { text: '', problems: wrong };
    const folder = expandPlaceholders((0,folder_text/* withoutLeadingDot */.KP)(input.template), values);
    const segments = folder.text.split(/[/\\]/).filter((segment) => segment !== '');
    const problems = folder.problems.map((problem) => `${name} ${problem}`);
    for (const dots of ['.', '..']) {
        if (segments.some((segment) => segment.trim() === dots)) {
            problems.push(`${name} ${(0,quote_unless_secret/* quotePathUnlessSecret */.EY)(folder.text)} has the segment ${dots}; write the path from the drive's root`);
        }
    }
    return { text: segments.join('/'), problems };
}
/** Placeholders whose values differ between the jobs of one run, because each job has its own time. */
function timePlaceholders(template) {
    return [...template.matchAll(placeholderPattern)].flatMap(([token, name]) => name !== undefined && isPlaceholder(name) && placeholderSources[name] === 'the clock' ? [token] : []);
}

;// CONCATENATED MODULE: ./build/plan/shard.js
/**
 * `shard`: selects this job's files from a plan.
 */


/**
 * Returns the files of one of several jobs. Only the hash of a file's path below the destination decides. Sharing by
 * size would be more even, but jobs that see different files (each builds its own) would skip some and upload others
 * twice, unnoticed.
 */
function selectShard(plan, { index, total }) {
    const prefixLength = plan.destination === '' ? 0 : plan.destination.length + 1;
    const files = plan.files.filter(({ remotePath }) => shardIndex(remotePath.slice(prefixLength), total) === index);
    return { ...plan, files, totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
/** 1 to `total`; equal for all spellings that are the same name on the drive. */
function shardIndex(path, total) {
    return ((0,external_node_crypto_.createHash)('sha256').update((0,graph_paths/* pathKey */.Pn)(path)).digest().readUIntBE(0, 6) % total) + 1;
}

;// CONCATENATED MODULE: ./build/archive/source-date.js
/** Seconds since 1970; undefined when there is none, or the text is no number of seconds. */
function sourceDateEpoch({ SOURCE_DATE_EPOCH: text }) {
    return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

;// CONCATENATED MODULE: ./build/run/archive-times.js
/** Says when the times in an archive make another archive of the same files. */

/** The times of a fresh checkout are those of the checkout. */
function noteTimesInArchive({ upload }, host) {
    const { skipUnchanged, conflictBehavior } = upload;
    if (sourceDateEpoch(host.env) !== undefined || (!skipUnchanged && conflictBehavior !== 'fail'))
        return;
    const input = skipUnchanged ? 'skip-unchanged' : 'conflict-behavior: fail';
    host.log.notice(`The archive holds the modification times of its files, so ${input} takes one of the same files with other times for another archive. To get the same archive from each checkout, set SOURCE_DATE_EPOCH, such as to $(git log -1 --format=%ct)`);
}

// EXTERNAL MODULE: ./build/inputs/files.js
var inputs_files = __webpack_require__(4519);
;// CONCATENATED MODULE: ./build/run/missing-arguments.js
/**
 * What is wrong with arguments of the command that find nothing, and what may have been meant. For an action, a line
 * that finds nothing is a matter of `unmatched-patterns`.
 */





/** Returns the plan, unless an argument that must find something does not. Reports that together with its problems. */
async function planWithArguments(plan, missing) {
    try {
        const planned = await plan();
        if (missing === undefined)
            return planned;
    }
    catch (error) {
        if (missing === undefined || !(error instanceof errors/* UsageFailure */.wK))
            throw error;
        const hint = missing.hint === '' ? '' : `. ${(0,format/* capitalize */.ZH)(missing.hint)}`;
        throw new errors/* UsageFailure */.wK([`${missing.message}${hint}`, ...error.problems]);
    }
    throw missing;
}
/** The failure of all arguments that find nothing; undefined when that is allowed. `destination` is as written. */
function missingArgumentFailure({ missingArguments: missing, onlyHidden }, inputs, destination) {
    const [first] = missing;
    if (first === undefined || inputs.files.mustFindArguments !== true)
        return undefined;
    const clauses = missing.map(({ text, isPattern }) => isPattern
        ? `nothing matches ${shown(text)}${pathShapeClause(text)}`
        : `${shown(text)}: no such file or folder${pathShapeClause(text)}`);
    const hints = missing.length > 1 ? [] : nameHints(first.text, inputs, destination);
    const hint = missing.some(({ isPattern }) => isPattern)
        ? patternHint(missing.some(({ text }) => onlyHidden.includes(text)))
        : hints.map((text, index) => (index === 0 ? text : (0,format/* capitalize */.ZH)(text))).join('. ');
    return new errors/* Failure */.HR(clauses.join('; '), { code: 'no-files-found', kind: 'usage', hint });
}
function patternHint(isHidden) {
    return isHidden
        ? 'hidden files are left out: name them without a pattern, or set --include-hidden-files'
        : 'if that is right, say so with --unmatched-patterns ignore or --if-no-files-found ignore';
}
/** What else the last of the arguments could be: a folder on the drive, or the value of the flag in front of it. */
function nameHints(text, { files, naming }, destination) {
    if (/^(true|false)$/i.test(text))
        return [`a switch takes its value after =, as in --dry-run=${text.toLowerCase()}`];
    if (/[\r\n]/.test(text))
        return ['name each file as a separate argument'];
    const given = files.arguments ?? [];
    const others = given.slice(0, -1).map((argument) => argument.text);
    const isLast = others.length > 0 && given.at(-1)?.text === text && text !== '';
    return [
        ...(isLast && destination === ''
            ? [`if it is the folder on the drive: upload ${shellWords(others)} --destination ${shown(text)}`]
            : []),
        ...(naming.checksums === inputs_files/* defaultChecksumsName */.Lh && text !== ''
            ? [`if it is the name of the list of checksums: --checksums=${shown(text)}`]
            : []),
    ];
}
/** Up to three words that need no quotes in a shell. */
function shellWords(texts) {
    const isPlain = (text) => /^[\w./@%+:,-]+$/.test(text) && (0,quote_unless_secret/* pathUnlessSecret */.uu)(text) === text;
    return texts.length <= 3 && texts.every(isPlain) ? texts.join(' ') : '…';
}
function shown(text) {
    const safe = (0,quote_unless_secret/* pathUnlessSecret */.uu)(text);
    return safe === text && !/^\S+$/.test(text) ? (0,format/* quote */.hD)(text) : (0,format/* escapeControls */.UN)(safe);
}

;// CONCATENATED MODULE: ./build/run/name-messages.js
/** What the log says about the names of an upload. */



/** Warns of a file that would get a folder of its own name. */
function warnOfFileAsFolder({ destination, remotePath }, host) {
    const warning = (0,folder_text/* fileAsFolderWarning */.t2)(destination, remotePath);
    if (warning !== undefined)
        host.log.warning(warning);
}
/** GitHub shows ten warnings per step. */
const maxSimilarNames = 3;
/** Warns of names that the drive may treat as one. */
function warnOfSimilarNames({ files }, host) {
    const similarNames = (0,similar_names/* similarNameWarnings */.UT)(files);
    const rest = similarNames.length - maxSimilarNames;
    const remedy = 'only one of them would be kept: rename one, or set archive';
    for (const pair of similarNames.slice(0, maxSimilarNames))
        host.log.warning(`${pair}: ${remedy}`);
    if (rest > 0)
        host.log.warning(`${(0,format/* formatCount */.B4)(rest, 'more pair')} of names may be the same name for the drive`);
}
/** Further names are only counted. */
const maxEncodedNames = 50;
/** Logs under which names files go up, with `invalid-names: replace`. */
function logEncodedNames({ encodedNames = [] }, host) {
    for (const { originalPath, name } of encodedNames.slice(0, maxEncodedNames))
        host.log.info(`${originalPath} is uploaded as ${name}`);
    if (encodedNames.length > maxEncodedNames)
        host.log.info(`… and ${encodedNames.length - maxEncodedNames} more names`);
}

;// CONCATENATED MODULE: ./build/run/spool.js
/** Content that comes from a stream and not from a file: it is written to a private temporary file, then uploaded. */






/** The content as the only file that a search found. Its size is not known. */
function foundContent(name) {
    return {
        files: [{ localPath: '-', relativePath: name, sizeBytes: 0 }],
        ...{ root: '', hiddenCount: 0, linkCount: 0 },
        ...{ onlyHidden: [], links: [], folders: [], unmatched: [], missingArguments: [] },
        ...{ warnings: [], unseen: [], problems: [] },
    };
}
/**
 * Reads the content to its end; a dry run keeps nothing. With encryption no plain byte is written. Throws a Failure of
 * kind `usage` if it is empty, and what the stream throws.
 */
async function spoolContent({ host, inputs, showStep }, plan, { content, encryption }) {
    const progress = readingProgress();
    const stop = showStep(progress);
    try {
        const pieces = countPieces(content.open(host.signal), { progress, content });
        if (inputs.cleanup.dryRun) {
            for await (const _ of pieces)
                host.signal.throwIfAborted();
            const { bytesDone } = progress;
            const sizeBytes = encryption?.encryptedBytes(bytesDone) ?? bytesDone;
            return { plan: withFile(plan, { sizeBytes }), dispose: async () => { } };
        }
        const bytes = encryption === undefined ? pieces : encryption.encrypt(copyPieces(pieces));
        const { localPath, dispose } = await writeTemporaryFile({ parent: host.tempDir, name: 'content' }, (path) => (0,promises_.writeFile)(path, bytes, { mode: 0o600, flag: 'wx', signal: host.signal }));
        const sizeBytes = encryption?.encryptedBytes(progress.bytesDone) ?? progress.bytesDone;
        return { plan: withFile(plan, { localPath, sizeBytes }), dispose };
    }
    finally {
        stop();
    }
}
/** The bytes that are sent are in the file already. */
function withFile(plan, facts) {
    const files = plan.files.map(({ plainBytes: _, ...file }) => ({ ...file, ...facts, isTemporary: true }));
    return { ...plan, files, totalBytes: facts.sizeBytes };
}
async function* countPieces(source, { progress, content }) {
    for await (const piece of source) {
        progress.bytesDone += piece.length;
        if (progress.bytesDone > plan_plan/* fileLimitBytes */.DB)
            throw new errors/* Failure */.HR(`${content.name} has more than ${(0,format/* formatBytes */.z3)(plan_plan/* fileLimitBytes */.DB)}`, {
                code: 'file-too-large',
                kind: 'file',
                hint: 'OneDrive allows at most 250 GB per file: split it',
            });
        yield piece;
    }
    if (progress.bytesDone === 0)
        throw new errors/* Failure */.HR(`${content.name} is empty, and nothing was uploaded`, {
            code: 'content-empty',
            kind: 'usage',
            hint: 'the program that writes it may have failed; to upload nothing if it fails, use --stdin-from-command',
        });
}
/** A stream may use its buffers again. */
async function* copyPieces(pieces) {
    for await (const piece of pieces)
        yield Uint8Array.from(piece);
}

;// CONCATENATED MODULE: ./build/run/prepare.js
/** Reads and checks inputs, placeholders, files and names before the first request. */




















/**
 * Returns true if GitHub withholds secrets from this run and the inputs say that it should still succeed. Otherwise
 * `readAllInputs` reports an empty secret with the other problems.
 */
function isSkippedWithoutCredentials(source, { host, event }) {
    const { missing, policy } = (0,read/* findMissingCredentials */.ae)(source);
    const reason = (0,github_event/* secretsWithheldReason */.zz)(event);
    if (missing.length === 0 || policy === 'error' || reason === undefined)
        return false;
    const names = missing.map((text) => text.split(' ')[0]).join(', ');
    const message = `Nothing is uploaded: ${names} ${missing.length === 1 ? 'is' : 'are'} empty, because ${reason}`;
    policy === 'warn' ? host.log.warning(message) : host.log.info(message);
    return true;
}
/** Reads all inputs and expands placeholders. Throws one UsageFailure that lists all problems. */
function readAllInputs(source, host) {
    const problems = [];
    const collect = (read) => {
        try {
            return read();
        }
        catch (error) {
            if (!(error instanceof errors/* UsageFailure */.wK))
                throw error;
            problems.push(...error.problems);
            return undefined;
        }
    };
    const text = (name) => source.value(name)?.trim() ?? '';
    const templates = { destination: text('destination'), name: text('name') };
    const values = placeholderValues(host.env, host.clock.now());
    const inputs = collect(() => (0,read/* readInputs */.Ko)(source));
    const target = collect(() => expandTarget(templates, values));
    const retainIn = expandFolder({ name: 'retain-in', template: text('retain-in') }, values);
    problems.push(...retainIn.problems);
    if (inputs?.naming.shard !== undefined) {
        const tokens = [...timePlaceholders(templates.destination), ...timePlaceholders(templates.name)];
        problems.push(...tokens.map((token) => `${token} cannot be used with shard: each job starts at a different time`));
    }
    const places = target && { ...target, ...(text('retain-in') !== '' && { retainIn: retainIn.text }) };
    if (inputs !== undefined && places !== undefined) {
        // Only the service knows if `site-url` ends with a folder; later checks look at the drive itself.
        const hasBaseFolder = inputs.target.appFolder || inputs.target.folderId !== undefined || inputs.target.place.kind === 'site';
        const now = { nowMs: host.clock.now(), repository: host.env.GITHUB_REPOSITORY };
        if (inputs.mode === 'upload') {
            problems.push(...cleanupProblems(inputs.cleanup, { ...places, hasBaseFolder }));
            problems.push(...shareProblems(inputs.share, { ...places, ...now, hasBaseFolder }));
        }
        if (problems.length === 0) {
            const warnings = [
                ...(0,folder_text/* folderTextWarnings */.ri)('destination', templates.destination),
                ...(0,folder_text/* folderTextWarnings */.ri)('retain-in', text('retain-in')),
            ];
            for (const warning of warnings)
                host.log.warning(warning);
            return { inputs, paths: places };
        }
    }
    throw new errors/* UsageFailure */.wK([...new Set(problems)]);
}
/** Throws when `mode: refresh-only` would not store the new refresh token anywhere. */
function checkTokenIsStored({ rotation, identity }, { saveRefreshToken, host }) {
    const isStored = rotation !== undefined || identity.outputRefreshToken || saveRefreshToken !== undefined;
    if (!isStored) {
        const places = host.nameInputs === undefined
            ? 'set rotate-secret and github-token, or output-refresh-token'
            : 'set --profile or --refresh-token-file, or rotate-secret and github-token';
        throw new errors/* UsageFailure */.wK([`mode: refresh-only has no place to store the new refresh token: ${places}`]);
    }
    const blockedReason = (0,github_event/* rotationBlockedReason */.xq)((0,github_event/* readWorkflowEvent */.mE)(host.env));
    if (blockedReason !== undefined)
        throw new errors/* Failure */.HR(`mode: refresh-only cannot store a token in this run, because ${blockedReason}`, {
            code: 'rotation-blocked',
            kind: 'service',
            hint: 'start it by schedule or workflow_dispatch',
        });
}
/** Plans the upload. Returns undefined if there is nothing to upload in this job and that is not an error. */
async function prepareUpload(inputs, paths, options) {
    const { host } = options;
    host.log.group('Files');
    try {
        const { naming } = inputs;
        const { retainIn } = paths;
        const encryption = naming.encryptTo === undefined ? undefined : await (0,recipients/* openInputEncryption */.G)(naming.encryptTo, host.cwd);
        const { content } = options;
        if (content !== undefined) {
            const plan = (0,plan_plan/* planUpload */.d7)(foundContent(paths.name ?? ''), { ...naming, ...paths, encryption });
            return { plan, content, unseen: [], retainIn, encryption };
        }
        const found = await findAndShow(inputs, options);
        const planOptions = { ...naming, ...paths, encryption };
        const unmatchedMessages = inputs.files.unmatchedPatterns === 'ignore' ? [] : found.unmatched.map(unmatchedMessage);
        const missing = missingArgumentFailure(found, inputs, paths.destination);
        const { archive: kind } = naming;
        if (kind !== 'none') {
            const archive = await planWithArguments(() => planArchive(found, { ...planOptions, kind }), missing);
            logFoundFiles(found, inputs, host);
            for (const warning of archive.warnings)
                host.log.warning(warning);
            logEncodedNames(archive, host);
            warnOfFileAsFolder(archive, host);
            noteTimesInArchive(inputs, host);
            const unseen = [...unmatchedMessages, ...archive.unseen];
            // Folders alone are no backup: what should be in them may not be mounted.
            const isEmpty = archive.entries.every((entry) => entry.kind === 'folder');
            return isEmpty ? undefined : { archive, unseen, retainIn, encryption };
        }
        const plan = await planWithArguments(() => (0,plan_plan/* planUpload */.d7)(found, planOptions), missing);
        logFoundFiles(found, inputs, host);
        logEncodedNames(plan, host);
        warnOfSimilarNames(plan, host);
        const [first, ...others] = plan.files;
        if (first !== undefined && others.length === 0)
            warnOfFileAsFolder({ ...plan, ...first }, host);
        const selected = naming.shard === undefined ? plan : selectShard(plan, naming.shard);
        if (naming.shard !== undefined) {
            const { index, total } = naming.shard;
            const files = (0,format/* formatCount */.B4)(selected.files.length, 'file');
            host.log.info(`Share ${index} of ${total}: ${files} of ${plan.files.length}`);
        }
        return selected.files.length === 0
            ? undefined
            : { plan: selected, unseen: [...unmatchedMessages, ...found.unseen], retainIn, encryption };
    }
    finally {
        host.log.groupEnd();
    }
}
async function findAndShow({ files, naming }, options) {
    const { cwd, env, signal } = options.host;
    const progress = searchProgress();
    const stop = (0,run_context/* stepDisplay */.P)(options)(progress);
    const keepLinks = naming.archive !== 'none';
    return findFiles({ ...files, keepLinks }, { cwd, env, signal, progress }).finally(stop);
}
function unmatchedMessage(pattern) {
    return `nothing matches ${(0,quote_unless_secret/* pathUnlessSecret */.uu)(pattern)}${pathShapeClause(pattern)}`;
}
function logFoundFiles(found, { files, naming }, host) {
    for (const warning of found.warnings)
        host.log.warning(warning);
    if (found.hiddenCount > 0) {
        const hidden = (0,format/* formatCount */.B4)(found.hiddenCount, 'hidden file');
        host.log.info(`${hidden} left out (to upload them, set include-hidden-files: true)`);
    }
    if (found.linkCount > 0 && naming.archive === 'none')
        host.log.info(`${(0,format/* formatCount */.B4)(found.linkCount, 'symbolic link')} left out`);
    const none = found.files.length === 0 && (naming.archive === 'none' || found.links.length === 0);
    const policy = none ? files.ifNoFilesFound : files.unmatchedPatterns;
    const lines = found.unmatched.map((pattern) => unmatchedMessage(pattern) +
        (found.onlyHidden.includes(pattern)
            ? ' (hidden files are left out: set include-hidden-files: true)'
            : ''));
    const messages = none ? ['path found no files', ...lines] : lines;
    if (messages.length === 0)
        return;
    if (policy === 'error') {
        const input = none ? 'if-no-files-found' : 'unmatched-patterns';
        throw new errors/* Failure */.HR(messages.join('; '), {
            code: 'no-files-found',
            kind: 'usage',
            hint: none && found.hiddenCount > 0
                ? `there are only hidden files: set include-hidden-files: true, or set ${input} to warn or ignore`
                : `correct path, or set ${input} to warn or ignore`,
        });
    }
    for (const message of messages)
        policy === 'warn' ? host.log.warning(message) : host.log.info(message);
}

// EXTERNAL MODULE: ./build/run/sign-in.js + 1 modules
var sign_in = __webpack_require__(5912);
;// CONCATENATED MODULE: ./build/archive/file-sink.js
/** A new file that an archive is written to, in large pieces. */

const bufferBytes = 1024 * 1024;
class FileSink {
    #handle;
    #buffer = Buffer.allocUnsafeSlow(bufferBytes);
    #bufferedBytes = 0;
    /** Bytes of the file, without those in the buffer. */
    #writtenBytes = 0;
    constructor(handle) {
        this.#handle = handle;
    }
    /** Fails when the file is there. Nobody else can read it. */
    static async create(localPath) {
        return new FileSink(await (0,promises_.open)(localPath, 'wx', 0o600));
    }
    write(bytes) {
        if (this.#bufferedBytes + bytes.length > bufferBytes)
            return this.#writeThrough(bytes);
        this.#buffer.set(bytes, this.#bufferedBytes);
        this.#bufferedBytes += bytes.length;
        return undefined;
    }
    async overwrite(position, bytes) {
        const inBuffer = position - this.#writtenBytes;
        if (inBuffer >= 0)
            this.#buffer.set(bytes, inBuffer);
        else {
            await this.#flush();
            await this.#writeAll(bytes, position);
        }
    }
    /** Writes the rest and closes the file. Returns its size. */
    async finish() {
        await this.#flush();
        return this.#writtenBytes;
    }
    async close() {
        await this.#handle.close();
    }
    async #writeThrough(bytes) {
        await this.#flush();
        if (bytes.length <= bufferBytes)
            return this.write(bytes);
        await this.#writeAll(bytes, this.#writtenBytes);
        this.#writtenBytes += bytes.length;
    }
    async #flush() {
        await this.#writeAll(this.#buffer.subarray(0, this.#bufferedBytes), this.#writtenBytes);
        this.#writtenBytes += this.#bufferedBytes;
        this.#bufferedBytes = 0;
    }
    async #writeAll(bytes, position) {
        for (let at = 0; at < bytes.length;) {
            const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, position + at);
            at += bytesWritten;
        }
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/archive/deflate-blocks.js
/**
 * Compresses a stream of bytes block by block, several blocks at a time on Node's thread pool. Each block knows the
 * 32 KiB before it, ends on a whole byte and goes on where the last one ended, so together they are one DEFLATE stream
 * (RFC 1951; zlib's manual, Z_SYNC_FLUSH and deflateSetDictionary). Where the blocks end depends on the content's
 * length only, so the bytes are the same on any number of cores.
 */


/** Larger blocks compress little better, and smaller ones cost more calls. */
const deflateBlockBytes = 128 * 1024;
/** DEFLATE refers to the last 32 KiB. */
const windowBytes = 32 * 1024;
/** DEFLATE never adds more than this to a block; then one call of zlib is enough for it. */
const deflateMarginBytes = 1024;
/** What may be compressed at a time. Node's pool has four threads by default; one more block waits for the next. */
const bytesInFlight = deflateBlockBytes * (Math.min(4, (0,external_node_os_.availableParallelism)()) + 1);
class DeflateBlocks {
    #queue;
    #level;
    /** The end of the last block, then this block. */
    #buffer;
    #historyBytes = 0;
    #filledBytes = 0;
    #crc = 0;
    #sizeBytes = 0;
    #compressedBytes = 0;
    /** Buffers of blocks that are compressed. */
    #spare;
    /** `spare`: buffers to use again, shared by one archive's streams. */
    constructor(queue, { level, spare }) {
        this.#queue = queue;
        this.#level = level;
        this.#spare = spare;
        this.#buffer = this.#takeBuffer();
    }
    /** Of all that was written. */
    get crc() {
        return this.#crc;
    }
    get sizeBytes() {
        return this.#sizeBytes;
    }
    /** Bytes of the finished blocks that are written. */
    get compressedBytes() {
        return this.#compressedBytes;
    }
    /** Copies the bytes, and starts to compress each block that is full. */
    write(bytes) {
        this.#crc = (0,external_node_zlib_.crc32)(bytes, this.#crc);
        this.#sizeBytes += bytes.length;
        for (let at = 0; at < bytes.length;) {
            if (this.#filledBytes === deflateBlockBytes)
                this.#compressBlock(external_node_zlib_.constants.Z_SYNC_FLUSH);
            const part = bytes.subarray(at, at + deflateBlockBytes - this.#filledBytes);
            this.#buffer.set(part, windowBytes + this.#filledBytes);
            this.#filledBytes += part.length;
            at += part.length;
        }
    }
    /** Ends the stream with the last block, which is empty only for an empty stream. */
    finish() {
        this.#compressBlock(external_node_zlib_.constants.Z_FINISH);
    }
    #compressBlock(flush) {
        const buffer = this.#buffer;
        const end = windowBytes + this.#filledBytes;
        const history = buffer.subarray(windowBytes - this.#historyBytes, windowBytes);
        this.#queue.pushLater(compress(buffer.subarray(windowBytes, end), { flush, history, level: this.#level }).finally(() => {
            this.#spare.push(buffer);
        }), deflateBlockBytes, (_, sizeBytes) => {
            this.#compressedBytes += sizeBytes;
        });
        if (flush === external_node_zlib_.constants.Z_FINISH)
            return;
        this.#buffer = this.#takeBuffer();
        this.#historyBytes = windowBytes;
        this.#filledBytes = 0;
        buffer.copy(this.#buffer, 0, end - windowBytes, end);
    }
    #takeBuffer() {
        return this.#spare.pop() ?? Buffer.allocUnsafeSlow(windowBytes + deflateBlockBytes);
    }
}
function compress(block, { flush, history, level }) {
    const options = {
        level,
        finishFlush: flush,
        chunkSize: block.length + deflateMarginBytes,
        ...(history.length > 0 && level > 0 && { dictionary: history }),
    };
    return new Promise((resolve, reject) => {
        (0,external_node_zlib_.deflateRaw)(block, options, (error, compressed) => (error === null ? resolve(compressed) : reject(error)));
    });
}

;// CONCATENATED MODULE: ./build/archive/piece-queue.js
const donePiece = { bytes: new Uint8Array(0), heldBytes: 0, written: undefined };
class PieceQueue {
    #sink;
    #signal;
    #pieces = [];
    #first = 0;
    #writtenBytes = 0;
    #heldBytes = 0;
    constructor(sink, signal) {
        this.#sink = sink;
        this.#signal = signal;
    }
    push(bytes, written) {
        this.#pieces.push({ bytes, heldBytes: 0, written });
    }
    /** Adds a piece that is being compressed, from so many bytes. */
    pushLater(bytes, heldBytes, written) {
        // It is awaited later, or never after another error.
        bytes.catch(() => { });
        this.#heldBytes += heldBytes;
        this.#pieces.push({ bytes, heldBytes, written });
    }
    /** Writes what is ready, and waits until at most so many bytes are being compressed. Throws the first error. */
    async drain(limitBytes) {
        this.#signal.throwIfAborted();
        for (;;) {
            const piece = this.#pieces[this.#first];
            if (piece === undefined || (piece.heldBytes > 0 && this.#heldBytes <= limitBytes))
                break;
            // Old lists are collected late, and must hold nothing.
            this.#pieces[this.#first] = donePiece;
            this.#first += 1;
            this.#heldBytes -= piece.heldBytes;
            await this.#write(piece);
        }
        this.#pieces = this.#pieces.slice(this.#first);
        this.#first = 0;
        // Without a write nothing above waited: signals and timers get their turn.
        await new Promise((resolve) => setImmediate(resolve));
        this.#signal.throwIfAborted();
    }
    async #write(piece) {
        const bytes = piece.bytes instanceof Promise ? await piece.bytes : piece.bytes;
        this.#signal.throwIfAborted();
        let sizeBytes = 0;
        for (const part of bytes instanceof Uint8Array ? [bytes] : bytes) {
            const writing = this.#sink.write(part);
            // Most parts only go into a buffer.
            if (writing !== undefined)
                await writing;
            sizeBytes += part.length;
        }
        piece.written?.(this.#writtenBytes, sizeBytes);
        this.#writtenBytes += sizeBytes;
    }
    /** Replaces bytes that were written. */
    async overwrite(positionBytes, bytes) {
        await this.#sink.overwrite(positionBytes, bytes);
    }
    /** Bytes in the sink. After `drain(0)` it is where the next piece will be. */
    get writtenBytes() {
        return this.#writtenBytes;
    }
}

;// CONCATENATED MODULE: ./build/archive/gzip.js
/** Compresses with gzip (RFC 1952), several blocks at a time. The bytes depend on the content and the level only. */


/** Magic, deflate, no flags, no time, no extra flags, and 255: the operating system is unknown, the same everywhere. */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
function createGzip({ sink, compressionLevel, signal }) {
    const queue = new PieceQueue(sink, signal);
    const blocks = new DeflateBlocks(queue, { level: compressionLevel, spare: [] });
    queue.push(header);
    return {
        write: (bytes) => blocks.write(bytes),
        ready: () => queue.drain(bytesInFlight),
        async end() {
            blocks.finish();
            const trailer = Buffer.alloc(8);
            trailer.writeUInt32LE(blocks.crc, 0);
            // The size modulo 2^32 (RFC 1952, ISIZE).
            trailer.writeUInt32LE(blocks.sizeBytes % 2 ** 32, 4);
            queue.push(trailer);
            await queue.drain(0);
        },
        close() {
            // Blocks that are being compressed end by themselves.
        },
    };
}

// EXTERNAL MODULE: ./build/files/local-file.js
var local_file = __webpack_require__(7610);
// EXTERNAL MODULE: ./build/files/local-file-errors.js
var local_file_errors = __webpack_require__(7544);
;// CONCATENATED MODULE: ./build/archive/entry.js
/** What the ZIP and the TAR writer share: entries to pack, in batches. */
/** No file. */
const noContent = new Uint8Array(0);

;// CONCATENATED MODULE: ./build/archive/hard-links.js
/** Finds files that are one file on disk, so that a tar file holds their content once, as GNU tar does. */

class HardLinks {
    #names = new Map();
    /** The name of an earlier entry that is the same file; undefined for the first, which is kept under this name. */
    earlierName({ dev, ino, nlink }, name) {
        // Windows has numbers of more than 53 bits, so that two files could seem to be one.
        if (nlink < 2 || (0,external_node_os_.platform)() === 'win32')
            return undefined;
        const key = `${dev}:${ino}`;
        const earlier = this.#names.get(key);
        if (earlier === undefined)
            this.#names.set(key, Buffer.from(name));
        return earlier;
    }
}

;// CONCATENATED MODULE: ./build/archive/modes.js
/** The permissions of entries. */

const setUserBits = 0o6000;
/**
 * Permissions of an entry. A file loses its set-user and set-group bits: everything in an archive belongs to root, so
 * unpacked by root anybody's program would run as root. A folder keeps them, and its sticky bit. Windows has no
 * permissions, and Node.js reports 666 for every file there.
 */
function entryMode(kind, mode, report) {
    if (kind === 'link')
        return 0o777;
    if ((0,external_node_os_.platform)() === 'win32')
        return kind === 'folder' ? 0o755 : 0o644;
    if (kind === 'folder')
        return mode & 0o7777;
    if ((mode & setUserBits) !== 0)
        report.onSetUserBit();
    return mode & 0o777;
}

// EXTERNAL MODULE: ./build/files/virtual-files.js
var virtual_files = __webpack_require__(6506);
;// CONCATENATED MODULE: ./build/archive/small-file.js
/**
 * Reads a small file with calls that block: open, look, read, look again, close. Four calls that are waited for take
 * ten times as long as the calls themselves when the disk is fast.
 */



/** O_NONBLOCK: a file that has become a FIFO must not block the run. */
const openFlags = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const oneByte = Buffer.alloc(1);
/**
 * Reads a file of the planned size into `target`, which has just that size. Returns undefined if the size that the
 * system reports may be wrong: then the file must be read with more care.
 * @throws Failure that names a file that cannot be read, or has changed
 */
function readSmallFile(localPath, target) {
    try {
        const descriptor = (0,external_node_fs_.openSync)(localPath, openFlags);
        try {
            return readOpenFile(descriptor, localPath, target);
        }
        finally {
            (0,external_node_fs_.closeSync)(descriptor);
        }
    }
    catch (error) {
        return (0,local_file_errors/* throwUnreadable */.u)(localPath)(error);
    }
}
function readOpenFile(descriptor, localPath, target) {
    const stats = (0,external_node_fs_.fstatSync)(descriptor);
    if (!stats.isFile())
        throw (0,local_file_errors/* changedFailure */.V)(localPath, 'it is no file any more');
    const isUncertain = (0,virtual_files/* hasUncertainSize */.hr)(stats);
    if (stats.size !== target.length && !isUncertain)
        throw (0,local_file_errors/* changedFailure */.V)(localPath, `it had ${target.length} bytes, now ${stats.size}`);
    for (let at = 0; at < target.length;) {
        const readBytes = (0,external_node_fs_.readSync)(descriptor, target, at, target.length - at, at);
        if (readBytes === 0 && isUncertain)
            return undefined;
        if (readBytes === 0)
            throw (0,local_file_errors/* changedFailure */.V)(localPath, `it ends at byte ${at} of ${target.length}`);
        at += readBytes;
    }
    if (isUncertain && (0,external_node_fs_.readSync)(descriptor, oneByte, 0, 1, target.length) > 0)
        return undefined;
    const now = (0,external_node_fs_.fstatSync)(descriptor);
    if (now.size !== stats.size || now.mtimeMs !== stats.mtimeMs)
        throw (0,local_file_errors/* changedFailure */.V)(localPath, 'a program wrote to it while it was read');
    return stats;
}

;// CONCATENATED MODULE: ./build/archive/read-entries.js
/**
 * Reads what goes into an archive, in batches: small files together, with calls that block for a short time, and a
 * large file piece by piece. Memory does not grow with the number or size of the files.
 */







/** A larger file is read piece by piece. */
const smallFileBytes = 256 * 1024;
const batchBytes = 1024 * 1024;
const batchEntries = 256;
/** Signals and timers wait this long at most, and for one more file. Then the rest of a batch is read side by side. */
const read_entries_blockingMs = 20;
const filesAtOnce = 16;
/** @throws Failure that names an entry that cannot be read, or has changed */
async function* readEntries(entries, options) {
    // The content of one batch may still be compressed while the next one is read.
    const memories = [Buffer.allocUnsafeSlow(batchBytes), Buffer.allocUnsafeSlow(batchBytes)];
    let batchCount = 0;
    // Used again and emptied, because promises that are done, but not yet collected, hold them and all that is in them.
    const [items, batch] = [[], []];
    const hardLinks = options.keepHardLinks ? new HardLinks() : undefined;
    for (let next = 0; next < entries.length;) {
        options.signal.throwIfAborted();
        let filledBytes = 0;
        for (; next < entries.length && items.length < batchEntries; next += 1) {
            const entry = entries[next];
            if (entry === undefined || entry.sizeBytes > smallFileBytes)
                break;
            if (filledBytes + entry.sizeBytes > batchBytes)
                break;
            items.push({ entry, start: filledBytes });
            filledBytes += entry.sizeBytes;
        }
        const context = { ...options, memory: memories[batchCount % 2 === 0 ? 0 : 1], hardLinks };
        batchCount += 1;
        if (items.length > 0) {
            await readBatch(items, { context, batch });
            yield batch;
            count(options, items.length, filledBytes);
            items.length = 0;
            batch.length = 0;
        }
        const large = entries[next];
        if (large === undefined || large.sizeBytes <= smallFileBytes)
            continue;
        next += 1;
        yield* readLargeFile(large, context);
        count(options, 1, 0);
    }
}
function count({ progress }, items, bytes) {
    if (progress === undefined)
        return;
    progress.itemsDone += items;
    progress.bytesDone += bytes;
}
/** Adds to `batch`, in the order of the items, whichever was read first: a hard link follows what it links to. */
async function readBatch(items, { context, batch }) {
    const startMs = performance.now();
    const read = [];
    for (const item of items) {
        if (performance.now() - startMs >= read_entries_blockingMs)
            break;
        const isFile = item.entry.kind === 'file';
        read.push(isFile ? (readSmall(item, context) ?? (await readSlowly(item.entry))) : undefined);
    }
    while (read.length < items.length) {
        context.signal.throwIfAborted();
        const some = items.slice(read.length, read.length + filesAtOnce);
        const contents = await Promise.all(some.map(({ entry }) => (entry.kind === 'file' ? readSlowly(entry) : undefined)));
        read.push(...contents);
    }
    for (const [index, { entry }] of items.entries()) {
        const content = read[index];
        batch.push(content === undefined ? readNoFile(entry, context) : read_entries_fileEntry(entry, content, context));
    }
    read.length = 0;
}
function readSmall({ entry, start }, { memory }) {
    const content = memory.subarray(start, start + entry.sizeBytes);
    const stats = readSmallFile(entry.localPath, content);
    return stats && { stats, content, sizeBytes: content.length };
}
/** A folder or a link: nothing to read but its mode and time. */
function readNoFile(entry, context) {
    const { kind, name, localPath, linkTarget } = entry;
    const stats = statusOf(entry);
    if (kind === 'folder' && !stats.isDirectory())
        throw (0,local_file_errors/* changedFailure */.V)(localPath, 'it is no folder any more');
    return {
        ...{ kind, name, sizeBytes: 0, content: noContent },
        mode: entryMode(kind, stats.mode, context),
        modifiedSeconds: modifiedSeconds(stats.mtimeMs, context),
        ...(linkTarget !== undefined && { linkTarget }),
    };
}
/** The folder may be a link that is followed. */
function statusOf({ kind, localPath }) {
    try {
        return kind === 'link' ? (0,external_node_fs_.lstatSync)(localPath) : (0,external_node_fs_.statSync)(localPath);
    }
    catch (error) {
        return (0,local_file_errors/* throwUnreadable */.u)(localPath)(error);
    }
}
/** Without blocking; also for a file whose size is not what the system says. It has memory of its own. */
async function readSlowly(entry) {
    const source = await local_file/* LocalFile */.E.open(entry.localPath, entry.sizeBytes, false);
    try {
        const pieces = [];
        for await (const piece of source.pieces(0, source.sizeBytes).read())
            pieces.push(Buffer.from(piece));
        await source.checkUnchanged();
        return { stats: source.stats, content: Buffer.concat(pieces), sizeBytes: source.sizeBytes };
    }
    finally {
        await source.close();
    }
}
async function* readLargeFile(entry, context) {
    const source = await local_file/* LocalFile */.E.open(entry.localPath, entry.sizeBytes, false);
    try {
        const { sizeBytes, stats } = source;
        let reached = 0;
        const onPiece = (byte) => {
            count(context, 0, byte - reached);
            reached = byte;
        };
        const content = () => source.pieces(0, sizeBytes, onPiece).read();
        yield [read_entries_fileEntry(entry, { stats, content, sizeBytes }, context)];
        await source.checkUnchanged();
    }
    finally {
        await source.close();
    }
}
function read_entries_fileEntry({ name }, { stats, content, sizeBytes }, context) {
    const linkTarget = context.hardLinks?.earlierName(stats, name);
    const mode = entryMode('file', stats.mode, context);
    const modified = modifiedSeconds(stats.mtimeMs, context);
    // No spread: V8 keeps copies made by it until the next full collection, which for many files takes much memory.
    return linkTarget === undefined
        ? { kind: 'file', name, mode, modifiedSeconds: modified, sizeBytes, content }
        : {
            kind: 'hard-link',
            name,
            mode,
            modifiedSeconds: modified,
            sizeBytes: 0,
            content: noContent,
            linkTarget,
        };
}
function modifiedSeconds(modifiedMs, { latestSeconds }) {
    return Math.min(Math.floor(modifiedMs / 1000), latestSeconds);
}

;// CONCATENATED MODULE: ./build/archive/tar-header.js
/** Everything in a tar file is filled up to such blocks. */
const tarBlockBytes = 512;
/** Typeflags (POSIX, pax, "ustar Interchange Format"). */
const typeFlags = { file: '0', 'hard-link': '1', link: '2', folder: '5' };
/** 11 octal digits. */
const octalLimit = 8 ** 11;
/** Readers of old keep seconds in 31 bits, and GNU tar calls negative ones implausible in octal. */
const secondsLimit = 2 ** 31;
/** Offsets and lengths of the fields in a header. */
const nameField = [0, 100];
const linkField = [157, 100];
const prefixField = [345, 155];
/**
 * The header of an entry, with a pax header before it where one is needed. Without one its memory is used again by the
 * next call.
 */
function tarHeader(entry) {
    const { kind, modifiedSeconds, sizeBytes } = entry;
    const name = Buffer.from(kind === 'folder' ? `${entry.name}/` : entry.name);
    const link = entry.linkTarget ?? noBytes;
    const split = splitName(name);
    const hasTime = modifiedSeconds >= 0 && modifiedSeconds < secondsLimit;
    const records = [];
    if (split === undefined || !isAscii(name))
        records.push(paxRecord('path', name));
    if (link.length > linkField[1] || !isAscii(link))
        records.push(paxRecord('linkpath', link));
    if (sizeBytes >= octalLimit)
        records.push(paxRecord('size', Buffer.from(String(sizeBytes))));
    if (!hasTime)
        records.push(paxRecord('mtime', Buffer.from(String(modifiedSeconds))));
    const header = ustarHeader(scratch, {
        type: typeFlags[kind],
        mode: entry.mode,
        link: link.subarray(0, linkField[1]),
        prefix: split?.prefix ?? noBytes,
        name: split?.name ?? name.subarray(0, nameField[1]),
        modifiedSeconds: hasTime ? modifiedSeconds : 0,
        sizeBytes: sizeBytes < octalLimit ? sizeBytes : 0,
    });
    if (records.length === 0)
        return header;
    const body = Buffer.concat(records);
    const paxHeader = ustarHeader(Buffer.alloc(tarBlockBytes), {
        ...{ type: 'x', mode: 0o644, link: noBytes, prefix: noBytes },
        ...{ name: Buffer.from('PaxHeader'), modifiedSeconds: 0, sizeBytes: body.length },
    });
    return Buffer.concat([paxHeader, body, tarPadding(body.length), header]);
}
/** What fills the last block of so many bytes. */
function tarPadding(sizeBytes) {
    return zeros.subarray(0, -sizeBytes & (tarBlockBytes - 1));
}
/** Two empty blocks. */
const tarEnd = new Uint8Array(2 * tarBlockBytes);
const zeros = new Uint8Array(tarBlockBytes);
const noBytes = Buffer.alloc(0);
const scratch = Buffer.alloc(tarBlockBytes);
/** What all headers have: the owner is root by its number, because the owner on the other machine is unknown. */
const template = Buffer.alloc(tarBlockBytes);
template.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108, 'latin1');
// The checksum counts its own field as spaces.
template.write('        ', 148, 'latin1');
template.write('ustar\x0000', 257, 'latin1');
template.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 329, 'latin1');
function ustarHeader(header, fields) {
    header.set(template);
    header.set(fields.name, nameField[0]);
    header.write(`${octal(fields.mode, 7)}\0`, 100, 'latin1');
    header.write(`${octal(fields.sizeBytes, 11)}\0${octal(fields.modifiedSeconds, 11)}\0`, 124, 'latin1');
    header.write(fields.type, 156, 'latin1');
    if (fields.link.length > 0)
        header.set(fields.link, linkField[0]);
    if (fields.prefix.length > 0)
        header.set(fields.prefix, prefixField[0]);
    let sum = 0;
    for (let at = 0; at < tarBlockBytes; at += 1)
        sum += header[at] ?? 0;
    header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
    return header;
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, '0');
}
/** A name of more than 100 bytes is parted at a slash, if the parts fit. Undefined if not. */
function splitName(name) {
    if (name.length <= nameField[1])
        return { prefix: noBytes, name };
    // The slash at a folder's end is part of its name.
    const end = name.subarray(0, Math.min(prefixField[1] + 1, name.length - 1)).lastIndexOf('/');
    if (end <= 0 || name.length - end - 1 > nameField[1])
        return undefined;
    return { prefix: name.subarray(0, end), name: name.subarray(end + 1) };
}
/** Readers differ in what they take other bytes for; in a pax record they are UTF-8. */
function isAscii(bytes) {
    for (let at = 0; at < bytes.length; at += 1)
        if ((bytes[at] ?? 0) > 127)
            return false;
    return true;
}
/** Its length counts the digits of the length, too. */
function paxRecord(key, value) {
    const restBytes = key.length + value.length + 3;
    let sizeBytes = restBytes + String(restBytes).length;
    if (String(sizeBytes).length > String(restBytes).length)
        sizeBytes += 1;
    return Buffer.concat([Buffer.from(`${sizeBytes} ${key}=`), value, Buffer.from('\n')]);
}

;// CONCATENATED MODULE: ./build/archive/tar.js

/** Writes all entries, and the end of the archive. Throws the first error. */
async function writeTar(batches, compressor) {
    try {
        for await (const batch of batches) {
            for (const entry of batch) {
                const writing = writeEntry(entry, compressor);
                if (writing !== undefined)
                    await writing;
            }
            await compressor.ready();
        }
        compressor.write(tarEnd);
        await compressor.end();
    }
    finally {
        compressor.close();
    }
}
/** Waits only for content that is not in memory: thousands of small files would wait as often. */
function writeEntry(entry, compressor) {
    compressor.write(tarHeader(entry));
    if (typeof entry.content === 'function')
        return writePieces(entry, entry.content(), compressor);
    endEntry(entry, entry.content.length);
    compressor.write(entry.content);
    compressor.write(tarPadding(entry.sizeBytes));
    return undefined;
}
async function writePieces(entry, pieces, compressor) {
    let sizeBytes = 0;
    for await (const piece of pieces) {
        compressor.write(piece);
        sizeBytes += piece.length;
        await compressor.ready();
    }
    endEntry(entry, sizeBytes);
    compressor.write(tarPadding(entry.sizeBytes));
}
/** The header has told the size; another one would put all that follows in the wrong place. */
function endEntry(entry, sizeBytes) {
    if (entry.kind === 'file' && sizeBytes !== entry.sizeBytes)
        throw new Error(`size mismatch: ${sizeBytes} bytes of ${entry.sizeBytes}`);
}

;// CONCATENATED MODULE: ./build/archive/zip-records.js
const limit32 = 0xffff_ffff;
const limit16 = 0xffff;
/** File types of a Unix mode; `unzip` makes no link without one. */
const fileTypes = { file: 0o100000, folder: 0o040000, link: 0o120000, 'hard-link': 0o100000 };
/** Made on Unix, by version 4.5 of the specification. */
const madeBy = (3 << 8) | 45;
const utf8Flag = 0x800;
const deflateMethod = 8;
/** Type and permissions of an entry. */
function unixMode({ kind, mode }) {
    return fileTypes[kind] | mode;
}
/** Bytes of the fixed part of a header. */
const localBytes = 30;
const centralBytes = 46;
/** `mayBeLarge`: sizes are not known yet, and there must be room for large ones. */
function localHeaderBytes(entry, mayBeLarge) {
    return localBytes + entry.name.length + timestampBytes(entry) + (mayBeLarge ? 20 : 0);
}
/** Writes the record before an entry's content. Returns its length, `localHeaderBytes`. */
function writeLocalHeader(target, entry, mayBeLarge) {
    const { sizeBytes, compressedBytes } = entry;
    target.writeUInt32LE(0x0403_4b50, 0);
    writeCommonFields(target, 4, {
        entry,
        isZip64: mayBeLarge,
        extraBytes: timestampBytes(entry) + (mayBeLarge ? 20 : 0),
        sizeBytes: mayBeLarge ? limit32 : sizeBytes,
        compressedBytes: mayBeLarge ? limit32 : compressedBytes,
    });
    target.set(entry.name, localBytes);
    const at = writeTimestamp(target, localBytes + entry.name.length, entry);
    return mayBeLarge ? writeZip64(target, at, [sizeBytes, compressedBytes]) : at;
}
function centralHeaderBytes(entry) {
    const large = largeValues(entry).length;
    return centralBytes + entry.name.length + timestampBytes(entry) + (large > 0 ? 4 + large * 8 : 0);
}
/** Writes an entry's record in the central directory, which has `centralHeaderBytes`. */
function writeCentralHeader(target, entry) {
    const { name, mode, sizeBytes, compressedBytes, positionBytes } = entry;
    const large = largeValues(entry);
    target.writeUInt32LE(0x0201_4b50, 0);
    target.writeUInt16LE(madeBy, 4);
    writeCommonFields(target, 6, {
        entry,
        isZip64: large.length > 0,
        extraBytes: timestampBytes(entry) + (large.length > 0 ? 4 + large.length * 8 : 0),
        sizeBytes: Math.min(sizeBytes, limit32),
        compressedBytes: Math.min(compressedBytes, limit32),
    });
    // Comment, disk and internal attributes: none.
    target.fill(0, 32, 38);
    const isFolder = (mode & 0o170000) === fileTypes.folder;
    // The lower half is for MS-DOS: 16 is a folder.
    target.writeUInt32LE(((mode << 16) | (isFolder ? 16 : 0)) >>> 0, 38);
    target.writeUInt32LE(Math.min(positionBytes, limit32), 42);
    target.set(name, centralBytes);
    const at = writeTimestamp(target, centralBytes + name.length, entry);
    if (large.length > 0)
        writeZip64(target, at, large);
}
/** What does not fit into the header, in its order. */
function largeValues({ sizeBytes, compressedBytes, positionBytes }) {
    if (sizeBytes < limit32 && compressedBytes < limit32 && positionBytes < limit32)
        return noValues;
    return [sizeBytes, compressedBytes, positionBytes].filter((value) => value >= limit32);
}
const noValues = [];
/** The fields that both headers have, in the same order. */
function writeCommonFields(target, at, fields) {
    const { name, isDeflated, modifiedSeconds, crc } = fields.entry;
    target.writeUInt16LE(fields.isZip64 ? 45 : 20, at);
    target.writeUInt16LE(name.some((byte) => byte >= 128) ? utf8Flag : 0, at + 2);
    target.writeUInt16LE(isDeflated ? deflateMethod : 0, at + 4);
    target.writeUInt32LE(dosTime(modifiedSeconds), at + 6);
    target.writeUInt32LE(crc, at + 10);
    target.writeUInt32LE(fields.compressedBytes, at + 14);
    target.writeUInt32LE(fields.sizeBytes, at + 18);
    target.writeUInt16LE(name.length, at + 22);
    target.writeUInt16LE(fields.extraBytes, at + 24);
}
/** The end of the archive, with the ZIP64 records where counts or positions need them. */
function endOfArchive(directory) {
    const { entryCount, positionBytes, sizeBytes } = directory;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(Math.min(entryCount, limit16), 8);
    end.writeUInt16LE(Math.min(entryCount, limit16), 10);
    end.writeUInt32LE(Math.min(sizeBytes, limit32), 12);
    end.writeUInt32LE(Math.min(positionBytes, limit32), 16);
    if (entryCount < limit16 && positionBytes < limit32 && sizeBytes < limit32)
        return end;
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x0606_4b50, 0);
    // The length of what follows this field.
    record.writeBigUInt64LE(44n, 4);
    record.writeUInt16LE(madeBy, 12);
    record.writeUInt16LE(45, 14);
    record.writeBigUInt64LE(BigInt(entryCount), 24);
    record.writeBigUInt64LE(BigInt(entryCount), 32);
    record.writeBigUInt64LE(BigInt(sizeBytes), 40);
    record.writeBigUInt64LE(BigInt(positionBytes), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x0706_4b50, 0);
    locator.writeBigUInt64LE(BigInt(positionBytes + sizeBytes), 8);
    locator.writeUInt32LE(1, 16);
    return Buffer.concat([record, locator, end]);
}
/** Field 1: the values that do not fit, in the order of the header. Returns where it ends. */
function writeZip64(target, at, values) {
    target.writeUInt16LE(1, at);
    target.writeUInt16LE(values.length * 8, at + 2);
    for (const [index, value] of values.entries())
        target.writeBigUInt64LE(BigInt(value), at + 4 + index * 8);
    return at + 4 + values.length * 8;
}
/** Seconds since 1970 in 32 bits with a sign. The header's own time reaches to 2107. */
function timestampBytes({ modifiedSeconds }) {
    return modifiedSeconds >= -(2 ** 31) && modifiedSeconds < 2 ** 31 ? 9 : 0;
}
/** Info-ZIP's extended timestamp (proginfo/extrafld.txt, "UT"). Returns where it ends. */
function writeTimestamp(target, at, entry) {
    if (timestampBytes(entry) === 0)
        return at;
    target.writeUInt32LE(0x0005_5455, at);
    target.writeUInt8(1, at + 4);
    target.writeInt32LE(entry.modifiedSeconds, at + 5);
    return at + 9;
}
/** MS-DOS date and time in UTC, so that the bytes are the same in every zone. From 1980 to 2107. */
function dosTime(modifiedSeconds) {
    const earliest = Date.UTC(1980, 0, 1);
    const latest = Date.UTC(2107, 11, 31, 23, 59, 58);
    const time = new Date(Math.min(latest, Math.max(earliest, modifiedSeconds * 1000)));
    const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
    const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
    return ((day << 16) | clock) >>> 0;
}

;// CONCATENATED MODULE: ./build/archive/central-directory.js
/** The central directory of a ZIP while it grows: a few large pieces instead of one for each entry. */

const pieceBytes = 64 * 1024;
class CentralDirectory {
    #entryCount = 0;
    #sizeBytes = 0;
    #full = [];
    #piece = Buffer.allocUnsafeSlow(pieceBytes);
    #filledBytes = 0;
    add(entry) {
        const recordBytes = centralHeaderBytes(entry);
        if (this.#filledBytes + recordBytes > this.#piece.length) {
            this.#full.push(this.#piece.subarray(0, this.#filledBytes));
            this.#piece = Buffer.allocUnsafeSlow(Math.max(pieceBytes, recordBytes));
            this.#filledBytes = 0;
        }
        writeCentralHeader(this.#piece.subarray(this.#filledBytes), entry);
        this.#filledBytes += recordBytes;
        this.#sizeBytes += recordBytes;
        this.#entryCount += 1;
    }
    get entryCount() {
        return this.#entryCount;
    }
    get sizeBytes() {
        return this.#sizeBytes;
    }
    pieces() {
        return [...this.#full, this.#piece.subarray(0, this.#filledBytes)];
    }
}

;// CONCATENATED MODULE: ./build/archive/deflate-lanes.js
/**
 * Compresses many small contents, each a DEFLATE stream of its own, on Node's thread pool. A zlib stream for each would
 * cost more than the content: a few streams are used again and again. A full flush after each content ends it on a
 * whole byte and forgets it (zlib's manual, Z_FULL_FLUSH); an empty last block ends the stream (RFC 1951, 3.2.3).
 */

/** A fixed number: which lane compresses a content depends on its place in the archive only, and so do the bytes. */
const laneCount = 4;
/** What a lane takes at a time. */
const laneLimitBytes = 512 * 1024;
/** More than that can become: a lane holds all of it until it is read. */
const highWaterMark = 2 * laneLimitBytes;
const chunkBytes = 64 * 1024;
/** A last block with fixed codes and nothing in it. */
const lastBlock = Uint8Array.of(3, 0);
class DeflateLanes {
    #lanes;
    #next = 0;
    /** The last content of each lane; its failure is reported by the promise of `compress`. */
    #last = [];
    constructor(level) {
        const options = { level, chunkSize: chunkBytes, flush: external_node_zlib_.constants.Z_FULL_FLUSH, highWaterMark };
        this.#lanes = Array.from({ length: laneCount }, () => (0,external_node_zlib_.createDeflateRaw)(options));
        // The callback of each write reports it.
        for (const lane of this.#lanes)
            lane.on('error', () => { });
    }
    /** Compresses at most `laneLimitBytes`. The content must not change until the promise is settled. */
    compress(content) {
        const index = this.#next % laneCount;
        const lane = this.#lanes[index];
        this.#next += 1;
        const compressed = new Promise((resolve, reject) => {
            lane?.write(content, (error) => {
                if (error)
                    return reject(error);
                // All that the write has made waits to be read.
                const deflated = lane.read();
                if (deflated instanceof Uint8Array)
                    resolve([deflated, lastBlock]);
                else
                    reject(new Error('no compressed content'));
            });
        });
        this.#last[index] = compressed.then(() => { }, () => { });
        return compressed;
    }
    /** Settled when all that was given so far is compressed, or has failed: each lane works in order. */
    async idle() {
        await Promise.all(this.#last);
    }
    close() {
        for (const lane of this.#lanes)
            lane.destroy();
    }
}

;// CONCATENATED MODULE: ./build/archive/stored-blocks.js
/** Content of a ZIP as it is, in copies: what `DeflateBlocks` is for compressed content. */

class StoredBlocks {
    crc = 0;
    sizeBytes = 0;
    #queue;
    constructor(queue) {
        this.#queue = queue;
    }
    get compressedBytes() {
        return this.sizeBytes;
    }
    write(bytes) {
        this.crc = (0,external_node_zlib_.crc32)(bytes, this.crc);
        this.sizeBytes += bytes.length;
        this.#queue.push(Buffer.from(bytes));
    }
    finish() {
        // Nothing is held back.
    }
}

;// CONCATENATED MODULE: ./build/archive/zip.js
/**
 * Writes a ZIP. Content in memory gets its header with it; a large file is compressed block by block, and its header
 * is written again when its sizes are known, so that readers need no data descriptors.
 */







/** Less than this gets hardly smaller, if at all. */
const deflateMinBytes = 64;
/** A file of at least this size may have a compressed size of more than 32 bits: DEFLATE can add a little. */
const zip64LimitBytes = 0xffff_ffff - 2 ** 24;
/** Writes all entries, and the central directory. Throws the first error. */
async function writeZip(batches, output) {
    const zip = new ZipWriter(output);
    try {
        // The next batch is read while this one is compressed.
        let before;
        for await (const batch of batches) {
            await zip.addBatch(batch);
            await before;
            before = zip.compressed();
            await zip.ready();
        }
        await zip.end();
    }
    finally {
        zip.close();
    }
}
class ZipWriter {
    #queue;
    #level;
    #directory = new CentralDirectory();
    #lanes;
    /** Buffers of blocks, to use again. */
    #spare = [];
    /** Headers to write again. */
    #patches = [];
    constructor({ sink, signal, compressionLevel }) {
        this.#queue = new PieceQueue(sink, signal);
        this.#level = compressionLevel;
        this.#lanes = compressionLevel === 0 ? undefined : new DeflateLanes(compressionLevel);
    }
    /** Waits for content that is not in memory. */
    async addBatch(batch) {
        for (const entry of batch)
            if (typeof entry.content === 'function')
                await this.#addPieces(entry, entry.content());
            else if (entry.content.length > laneLimitBytes)
                await this.#addPieces(entry, [entry.content]);
            else
                this.#addContent(entry, entry.content);
    }
    /** Settled when everything that was added so far is compressed, so that its memory can be used again. */
    compressed() {
        return this.#lanes?.idle() ?? Promise.resolve();
    }
    /** Waits until little is left in memory. */
    async ready() {
        await this.#queue.drain(bytesInFlight);
        for (const { positionBytes, header } of this.#patches.splice(0))
            await this.#queue.overwrite(positionBytes, header);
    }
    async end() {
        await this.#queue.drain(0);
        await this.ready();
        const positionBytes = this.#queue.writtenBytes;
        const { entryCount, sizeBytes } = this.#directory;
        for (const piece of this.#directory.pieces())
            this.#queue.push(piece);
        this.#queue.push(endOfArchive({ entryCount, sizeBytes, positionBytes }));
        await this.#queue.drain(0);
    }
    close() {
        this.#lanes?.close();
    }
    /** Compresses on another thread. What does not get smaller is stored. */
    #addContent(entry, ownContent) {
        const isFile = entry.kind === 'file';
        const content = isFile ? ownContent : (entry.linkTarget ?? ownContent);
        if (isFile)
            checkSize(entry, content.length);
        if (this.#lanes === undefined || !isFile || content.length < deflateMinBytes) {
            const { fields, bytes } = finishedEntry(entry, content, [content]);
            // A copy: the memory of the content is used again before this is written.
            this.#queue.push(Buffer.concat(bytes), (positionBytes) => {
                fields.positionBytes = positionBytes;
                this.#directory.add(fields);
            });
            return;
        }
        let written;
        const piece = this.#lanes.compress(content).then((deflated) => {
            const { fields, bytes } = finishedEntry(entry, content, deflated);
            written = fields;
            return fields.isDeflated ? bytes : Buffer.concat(bytes);
        });
        this.#queue.pushLater(piece, content.length, (positionBytes) => {
            if (written === undefined)
                return;
            written.positionBytes = positionBytes;
            this.#directory.add(written);
        });
    }
    async #addPieces(entry, pieces) {
        const mayBeLarge = entry.sizeBytes >= zip64LimitBytes;
        const fields = openEntry(entry, entry.sizeBytes);
        fields.isDeflated = this.#level > 0;
        const header = Buffer.allocUnsafe(localHeaderBytes(fields, mayBeLarge));
        writeLocalHeader(header, fields, mayBeLarge);
        this.#queue.push(header, (positionBytes) => {
            fields.positionBytes = positionBytes;
        });
        const blocks = fields.isDeflated
            ? new DeflateBlocks(this.#queue, { level: this.#level, spare: this.#spare })
            : new StoredBlocks(this.#queue);
        for await (const piece of pieces) {
            blocks.write(piece);
            await this.ready();
        }
        checkSize(entry, blocks.sizeBytes);
        blocks.finish();
        // An empty piece is written after all of the content.
        this.#queue.push(new Uint8Array(0), () => {
            fields.crc = blocks.crc;
            fields.compressedBytes = blocks.compressedBytes;
            this.#directory.add(fields);
            writeLocalHeader(header, fields, mayBeLarge);
            this.#patches.push({ positionBytes: fields.positionBytes, header });
        });
    }
}
/** The entry before its content is written. */
function openEntry(entry, sizeBytes) {
    return {
        name: Buffer.from(entry.kind === 'folder' ? `${entry.name}/` : entry.name),
        mode: unixMode(entry),
        modifiedSeconds: entry.modifiedSeconds,
        sizeBytes,
        compressedBytes: 0,
        isDeflated: false,
        crc: 0,
        positionBytes: 0,
    };
}
/** The entry with its sizes, and header and content to write: the content itself, where it was not made smaller. */
function finishedEntry(entry, content, deflated) {
    const deflatedBytes = deflated.reduce((sum, { length }) => sum + length, 0);
    const isDeflated = deflatedBytes < content.length;
    const fields = openEntry(entry, content.length);
    fields.compressedBytes = Math.min(deflatedBytes, content.length);
    fields.isDeflated = isDeflated;
    fields.crc = (0,external_node_zlib_.crc32)(content);
    const header = Buffer.allocUnsafe(localHeaderBytes(fields, false));
    writeLocalHeader(header, fields, false);
    return { fields, bytes: [header, ...(isDeflated ? deflated : [content])] };
}
function checkSize({ sizeBytes }, readBytes) {
    if (readBytes !== sizeBytes)
        throw new Error(`size mismatch: ${readBytes} bytes of ${sizeBytes}`);
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/archive/zstd.js
/**
 * Compresses with Zstandard (RFC 8878) through Node's own library, which Node has since 22.15. One thread is several
 * times as fast as gzip, and one frame is what every reader takes.
 */




/** ZSTD_c_compressionLevel and ZSTD_c_checksumFlag (zstd.h). The command zstd writes a checksum, too. */
const levelParameter = 100;
const checksumParameter = 201;
const zstd_chunkBytes = 256 * 1024;
function createZstd({ sink, compressionLevel, signal }) {
    const stream = createStream(compressionLevel);
    let chunk = Buffer.allocUnsafe(zstd_chunkBytes);
    let filledBytes = 0;
    let isFull = false;
    const written = writeAll(stream, { sink, signal });
    // `ready` and `end` report it.
    written.catch(() => { });
    const flush = () => {
        isFull = !stream.write(chunk.subarray(0, filledBytes)) || isFull;
        chunk = Buffer.allocUnsafe(zstd_chunkBytes);
        filledBytes = 0;
    };
    return {
        write(bytes) {
            for (let at = 0; at < bytes.length;) {
                const part = bytes.subarray(at, at + zstd_chunkBytes - filledBytes);
                chunk.set(part, filledBytes);
                filledBytes += part.length;
                at += part.length;
                if (filledBytes === zstd_chunkBytes)
                    flush();
            }
        },
        async ready() {
            const waiting = isFull
                ? Promise.race([(0,external_node_events_.once)(stream, 'drain', { signal }), written])
                : new Promise((resolve) => setImmediate(resolve));
            isFull = false;
            await waiting.finally(() => signal.throwIfAborted());
        },
        async end() {
            flush();
            stream.end();
            await written;
        },
        close: () => void stream.destroy(),
    };
}
async function writeAll(stream, { sink, signal }) {
    const stop = () => stream.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        for await (const piece of stream)
            await sink.write(piece);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
/** The types of Node 20 know neither function nor parameters. The inputs were refused where there is none. */
function createStream(level) {
    const { createZstdCompress: create } = (0,json/* asObjectOrEmpty */.eG)(external_node_zlib_);
    const params = { [levelParameter]: level, [checksumParameter]: 1 };
    const stream = typeof create === 'function' ? create({ chunkSize: zstd_chunkBytes, params }) : undefined;
    if (stream instanceof external_node_stream_.Transform)
        return stream;
    throw new Error('this version of Node.js has no Zstandard');
}

;// CONCATENATED MODULE: ./build/archive/write.js
/**
 * Makes an archive: reads the files one after the other and writes them to a temporary file. Memory does not grow with
 * the number or size of the files.
 */









/**
 * Writes the archive. The same names, contents, modes, links and times give the same bytes on one version of Node.js.
 * No time is later than SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch).
 * @throws Failure that names the unreadable or changed file, or the disk that is full; leaves nothing behind
 */
async function writeArchive(plan, options) {
    const { compressionLevel, host, progress } = options;
    const { signal } = host;
    const place = { parent: host.tempDir, name: `archive.${plan.kind}` };
    let setUserBitCount = 0;
    const batches = readEntries(plan.entries, {
        latestSeconds: sourceDateEpoch(host.env) ?? Number.POSITIVE_INFINITY,
        keepHardLinks: plan.kind !== 'zip',
        signal,
        ...(progress !== undefined && { progress }),
        onSetUserBit: () => {
            setUserBitCount += 1;
        },
    });
    const { result: sizeBytes, ...temporary } = await writeTemporaryFile(place, async (localPath) => {
        const sink = await FileSink.create(localPath);
        try {
            const output = { sink, compressionLevel, signal };
            await (plan.kind === 'zip' ? writeZip(batches, output) : writeTar(batches, compressor(plan, output)));
            return await sink.finish();
        }
        finally {
            await sink.close();
        }
    }).catch((error) => {
        throw signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    });
    return { ...temporary, sizeBytes, setUserBitCount };
}
function compressor({ kind }, output) {
    return kind === 'tar.zst' ? createZstd(output) : createGzip(output);
}

// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/upload/bandwidth.js
var bandwidth = __webpack_require__(9345);
// EXTERNAL MODULE: ./build/core/open-files.js
var open_files = __webpack_require__(8906);
// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/upload/context.js
/** Graph has no `skip`. `fail` also protects a file that appears during the run. */
function toGraphConflict(behavior) {
    return behavior === 'skip' ? 'fail' : behavior;
}

;// CONCATENATED MODULE: ./build/upload/encrypted-source.js
/** Opens the file that is sent: the planned one, or its encrypted copy. */




/** A larger file takes some seconds, in which nothing is sent. */
const toldBytes = 256 * 1024 * 1024;
/**
 * Opens the file. One that is to be encrypted is written to a private temporary file first, because a failed fragment
 * is sent again with the same bytes. Throws a Failure that names the file or the temporary folder.
 */
async function openSource({ host, encryption }, file, withHashes) {
    if (encryption === undefined || file.plainBytes === undefined) {
        const source = await local_file/* LocalFile */.E.open(file.localPath, file.sizeBytes, withHashes);
        return { source, close: () => source.close() };
    }
    if (file.plainBytes >= toldBytes)
        host.log.info(`Encrypting ${file.remotePath} (${(0,format/* formatBytes */.z3)(file.plainBytes)})`);
    const copy = await writeTemporaryFile({ parent: host.tempDir, name: 'encrypted' }, (path) => encryptFile(file, { path, encryption, signal: host.signal }));
    try {
        const source = await local_file/* LocalFile */.E.open(copy.localPath, copy.result, withHashes);
        const close = async () => {
            await source.close();
            await copy.dispose();
        };
        return { source, close };
    }
    catch (error) {
        await copy.dispose();
        throw error;
    }
}
/** Returns the size of the encrypted file, which gets the modification time of the plain one. */
async function encryptFile(file, { path, encryption, signal }) {
    const plain = await local_file/* LocalFile */.E.open(file.localPath, file.plainBytes ?? 0, false);
    try {
        const pieces = encrypted_source_copyPieces(plain.pieces(0, plain.sizeBytes).read(), signal);
        await (0,promises_.writeFile)(path, encryption.encrypt(pieces), { mode: 0o600, flag: 'wx' });
        await plain.checkUnchanged();
        await (0,promises_.utimes)(path, new Date(), new Date(plain.modifiedMs));
        return (await (0,promises_.stat)(path)).size;
    }
    finally {
        await plain.close();
    }
}
/** The reader uses its buffers again. */
async function* encrypted_source_copyPieces(pieces, signal) {
    for await (const piece of pieces) {
        signal.throwIfAborted();
        yield Uint8Array.from(piece);
    }
}

// EXTERNAL MODULE: ./build/upload/lost-reply.js
var lost_reply = __webpack_require__(6341);
;// CONCATENATED MODULE: ./build/upload/failure-outcome.js
/** The outcome of a file that was not sent: an error, or the item that took its name in the meantime. */









function isNotFound(error) {
    return error instanceof errors/* ServiceFailure */.A && error.service.status === 404;
}
/**
 * Handles a name that was taken after the run began. `skip` skips the file, and the same content on the drive always
 * counts as skipped. A new item of the same size with other content may be our own upload, damaged, with its reply
 * lost: it fails even under `skip`.
 */
async function failureOutcome(context, file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A) || (0,retry_table/* retryVerdict */.yD)('put', error.service) !== 'conflict') {
        const inPlace = isNotFound(error) ? await findFileInPlace(context.drive, file.remotePath) : undefined;
        return { file, action: 'failed', error: inPlace ?? withFileHint(file, error) };
    }
    const { signal } = context.host;
    const item = await context.drive.findItem(file.remotePath).catch(() => undefined);
    if (item !== undefined && (0,similar_names/* isDifferentName */.hM)(file.name, item.name))
        return { file, action: 'failed', error: equivalentNameFailure(file, item) };
    if (item !== undefined && (0,parse/* isFileItem */.Gs)(item)) {
        const digest = await (0,upload_unchanged/* matchingDigest */.S)(file, { item, signal }).catch(() => undefined);
        if (digest !== undefined)
            return { file, action: 'skipped', item, ...digest };
        const mayBeOurs = (0,lost_reply/* isCreatedInRun */.vl)(context, item) && item.sizeBytes === file.sizeBytes;
        if (context.settings.conflictBehavior === 'skip' && !mayBeOurs)
            return { file, action: 'skipped', item };
    }
    return { file, action: 'failed', error: conflictFailure(file, item) };
}

// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/inputs/units.js
var units = __webpack_require__(3579);
;// CONCATENATED MODULE: ./build/upload/fragment-size.js
/**
 * Computes where fragments end and how large they are.
 * Source: learn.microsoft.com/graph/api/driveitem-createuploadsession: each is a multiple of 320 KiB except the last,
 * and under 60 MiB; larger ones are faster (docs/facts.md, "Upload sessions").
 */

/**
 * Returns the end (exclusive) of the fragment that begins at `startByte`: `chunkBytes` later, or the end of the file.
 * Each length but the last is a multiple of 320 KiB, even when the server continues in the middle of a fragment.
 */
function fragmentEnd(startByte, totalBytes, chunkBytes) {
    return Math.min(totalBytes, startByte + chunkBytes);
}
const autoStartBytes = 32 * units/* fragmentUnitBytes */.cs;
const autoMinimumBytes = 4 * units/* fragmentUnitBytes */.cs;
/** A fragment faster than this lets the size grow. Larger ones cost more to retry and make progress less smooth. */
const quickMs = 5000;
/** A slower fragment approaches the service's own limit of about three minutes (rclone bedf6e90d). */
const slowMs = 60_000;
/** The fragment size of a run: fixed, or adapted to the speed of the connection that all files share. */
class FragmentSize {
    #isFixed;
    #bytes;
    constructor(chunkSizeBytes) {
        this.#isFixed = chunkSizeBytes !== 'auto';
        this.#bytes = chunkSizeBytes === 'auto' ? autoStartBytes : chunkSizeBytes;
    }
    get bytes() {
        return this.#bytes;
    }
    /** Call this after a fragment of that size was sent in that time. */
    succeeded(sizeBytes, tookMs) {
        if (sizeBytes < this.#bytes)
            return;
        if (tookMs < quickMs)
            this.#set(this.#bytes * 2);
        else if (tookMs > slowMs)
            this.#set(this.#bytes / 2);
    }
    /** Call this after a fragment of that size was cut off, timed out or refused by a gateway. */
    failed(sizeBytes) {
        if (sizeBytes >= this.#bytes)
            this.#set(this.#bytes / 2);
    }
    #set(bytes) {
        if (this.#isFixed)
            return;
        const aligned = Math.floor(bytes / units/* fragmentUnitBytes */.cs) * units/* fragmentUnitBytes */.cs;
        this.#bytes = Math.min(units/* fragmentLimitBytes */.RR, Math.max(autoMinimumBytes, aligned));
    }
}

;// CONCATENATED MODULE: ./build/upload/name-lock.js
/**
 * Opens an upload session and waits while its name is locked. On business drives an unfinished session of an ended run
 * locks its name for about 15 minutes (api-docs#747, rclone#8558), and only that run could delete it.
 */





const lockPollMs = 20_000;
/** For clock differences, and because the service ends sessions a little late. */
const lockGraceMs = 30_000;
/** Opens a session and waits while the name is locked. Throws the conflict when the name is taken by an item. */
async function openUnlockedSession(context, file, options) {
    const { conflict, modifiedMs } = options;
    const { host } = context;
    const { lockWaitMs } = context.settings;
    // Starts at the first refusal, because earlier steps may have taken long.
    let untilMs;
    for (;;) {
        try {
            return await context.drive.createUploadSession(file.remotePath, conflict, modifiedMs);
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            const verdict = (0,retry_table/* retryVerdict */.yD)('create-session', error.service);
            // Some servers report a lock as "already exists". Under `replace` that cannot mean a file.
            const locked = verdict === 'locked' || (verdict === 'conflict' && conflict === 'replace');
            if (!locked)
                throw error;
            const existing = await context.drive.findItem(file.remotePath);
            if (existing !== undefined && !(0,parse/* isFileItem */.Gs)(existing))
                throw conflictFailure(file, existing);
            if (untilMs === undefined && lockWaitMs > 0) {
                host.log.info(`${file.remotePath}: an unfinished upload has locked this name; waiting up to ${(0,format/* formatDuration */.a3)(lockWaitMs)}`);
                untilMs = host.clock.now() + lockWaitMs + lockGraceMs;
            }
            const leftMs = (untilMs ?? 0) - host.clock.now();
            if (leftMs <= 0)
                throw stillLockedFailure(file, lockWaitMs);
            await host.clock.sleep(Math.min(lockPollMs, leftMs), host.signal);
        }
    }
}
/** Not a ServiceFailure, because the engine would treat its 409 as a conflict. */
function stillLockedFailure(file, lockWaitMs) {
    const waited = lockWaitMs === 0 ? 'has locked this name' : `has locked this name for ${(0,format/* formatDuration */.a3)(lockWaitMs)}`;
    return new errors/* Failure */.HR(`${file.remotePath}: an unfinished upload ${waited}`, {
        code: 'name-locked',
        kind: 'service',
        hint: 'the lock ends 15 minutes after the last byte (lock-wait); check whether another job uploads the same file, or somebody has it open',
    });
}

;// CONCATENATED MODULE: ./build/upload/resume.js
/** Resumes a session from the journal at the server's position, if the local file still has the sent bytes. */




/** The server may be at the last boundary or, after a lost reply, at the one before. */
const markLimit = 3;
function journalKeyOf(context, file) {
    const { id, baseFolderId: baseId } = context.drive;
    // The same path below two base folders of a drive means two files.
    const driveId = baseId === undefined ? id : `${id}/${baseId}`;
    return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}
/** Returns the session of an earlier run and the next byte to send; undefined when none fits. */
async function resumeUpload(context, file, { source, conflict }) {
    const entry = context.journal?.find(journalKeyOf(context, file));
    if (entry === undefined)
        return undefined;
    const session = context.drive.resumeUploadSession(file.remotePath, entry.uploadUrl);
    const nextByte = await readPosition(context, file, session);
    const { signal } = context.host;
    const fits = entry.sizeBytes === source.sizeBytes && entry.conflict === conflict;
    if (nextByte !== undefined && fits && (await hasSameBytes(entry, { source, nextByte, signal }))) {
        context.host.log.info(`${file.remotePath}: continuing at ${(0,format/* formatBytes */.z3)(nextByte)}, where an earlier run stopped`);
        return { session, nextByte };
    }
    // An open session locks its name (api-docs#747). If deleting it fails, the post step tries again.
    if (nextByte !== undefined)
        await session.cancel().catch(() => context.openSessions.add(entry.uploadUrl));
    dropProgress(context, file);
    return undefined;
}
/** Returns the server's position; undefined when the service rejects the session or does not answer. */
async function readPosition(context, file, session) {
    const what = { requestKind: 'session', label: file.remotePath };
    try {
        return (await (0,retry/* withRetries */.L)(context.retry, what, () => session.readPosition())).nextByte;
    }
    catch (error) {
        // Other errors, such as a cancelled run, say nothing about the session: it stays in the journal.
        if (error instanceof errors/* ServiceFailure */.A)
            return undefined;
        throw error;
    }
}
/** Compares the file with the last mark before the server's position, then hashes up to that position. */
async function hasSameBytes(entry, { source, nextByte, signal, }) {
    const mark = entry.marks.filter(({ byte }) => byte <= nextByte).sort((a, b) => b.byte - a.byte)[0];
    if (mark === undefined || nextByte >= source.sizeBytes)
        return nextByte === 0;
    await source.hashUpTo(mark.byte, signal);
    if (source.checkpoint().sha256 !== mark.sha256)
        return false;
    await source.hashUpTo(nextByte, signal);
    return true;
}
/** Saves a mark each time a fragment was read to its end. */
function saveProgress(context, file, { source, conflict, session }) {
    if (context.journal === undefined)
        return;
    const key = journalKeyOf(context, file);
    const before = context.journal.find(key);
    const marks = before?.uploadUrl === session.uploadUrl ? before.marks : [];
    const mark = source.checkpoint();
    if (marks.some(({ byte }) => byte === mark.byte))
        return;
    const { uploadUrl } = session;
    context.journal.save(key, {
        uploadUrl,
        sizeBytes: source.sizeBytes,
        conflict,
        marks: [...marks, mark].slice(-markLimit),
    });
}
/** Removes the file's entry, so that the next run starts over. */
function dropProgress(context, file) {
    context.journal?.delete(journalKeyOf(context, file));
}
/** True when the next run may resume: this one was cancelled, its sign-in failed, or the error can be retried. */
function isResumable(context, error) {
    if (context.journal === undefined || !(error instanceof errors/* Failure */.HR))
        return false;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return true;
    return (error instanceof errors/* ServiceFailure */.A && ['again', 'twice'].includes((0,retry_table/* retryVerdict */.yD)('fragment', error.service)));
}

;// CONCATENATED MODULE: ./build/upload/partial-upload.js
/**
 * Finds what a single PUT leaves behind when its connection breaks. Work drives store the first bytes as a file under
 * the same name (docs/facts.md, "Simple upload").
 */





/**
 * Looks for the beginning of the file after a PUT whose reply was lost. Only items created since the run began count.
 * `confirmed` has the hash of the file's beginning; `unconfirmed` is another such item. Under `replace` this returns
 * {}, because the next attempt replaces the item anyway.
 */
async function findPartialUpload(context, file, { source, conflict }) {
    if (conflict === 'replace')
        return {};
    // Under `rename` an item of full size may be a complete upload of ours.
    const maxBytes = file.sizeBytes - (conflict === 'rename' ? 1 : 0);
    const isCandidate = (item) => (0,parse/* isFileItem */.Gs)(item) &&
        (0,lost_reply/* isCreatedInRun */.vl)(context, item) &&
        item.sizeBytes <= maxBytes &&
        !context.claimedItems.has(item.id);
    let unconfirmed;
    for (const found of (await (0,lost_reply/* arrivalCandidates */.gx)(context, file, conflict)).filter(isCandidate)) {
        const item = await waitForHash(context, file, found);
        const { signal } = context.host;
        // Without an eTag it cannot be replaced safely.
        const isShort = item.sizeBytes < file.sizeBytes && item.eTag !== '';
        if (isShort && (await isPrefixOfFile(source, item, signal)))
            return { confirmed: item };
        unconfirmed ??= item;
    }
    return unconfirmed === undefined ? {} : { unconfirmed };
}
/** An empty item is the beginning of every file. Otherwise the hash decides. */
async function isPrefixOfFile(source, { sizeBytes, quickXorHash }, signal) {
    if (sizeBytes === 0)
        return true;
    return quickXorHash !== undefined && quickXorHash === (await source.prefixQuickXorHash(sizeBytes, signal));
}
/** A missing hash appears within seconds, if at all. */
async function waitForHash(context, file, item) {
    const { clock, signal } = context.host;
    let current = item;
    for (let tries = 1; tries <= verify/* hashRetryLimit */._y && lacksHash(current); tries += 1) {
        await clock.sleep(verify/* hashRetryMs */.X3, signal);
        const again = await context.drive.findItem((0,verify/* actualRemotePath */.gs)(file, item));
        if (again?.id === item.id)
            current = again;
    }
    return current;
}
function lacksHash({ sizeBytes, quickXorHash }) {
    return sizeBytes > 0 && quickXorHash === undefined;
}
/** Adds a hint to the last failure of a file when an attempt may have left a part of it. Looks once what is there. */
async function withPartialUploadHint(context, file, options) {
    const { cause } = options;
    if (options.source.furthestByte === 0)
        return cause;
    const existing = await (0,lost_reply/* arrivalCandidates */.gx)(context, file, options.conflict).catch(() => undefined);
    const left = existing?.find((item) => (0,parse/* isFileItem */.Gs)(item) &&
        (0,lost_reply/* isModifiedInRun */.mh)(context, item) &&
        item.sizeBytes < file.sizeBytes &&
        !context.claimedItems.has(item.id));
    const isKnown = existing !== undefined || context.drive.kind === 'personal';
    if (isKnown && left === undefined)
        return cause;
    const what = left === undefined
        ? 'an incomplete file may be there now'
        : `${(0,verify/* actualRemotePath */.gs)(file, left)}, ${(0,format/* formatBytes */.z3)(left.sizeBytes)} (${left.sizeBytes}) of ${file.sizeBytes} bytes, may be an incomplete copy of it`;
    const advice = 'do not use that file: delete it, or run again with conflict-behavior: replace';
    return new errors/* ServiceFailure */.A(`${cause.message}; the connection broke during the upload, and ${what}`, {
        code: 'partial-possible',
        service: cause.service,
        hint: cause.hint === '' ? advice : `${cause.hint}; ${advice}`,
    });
}
/** The failure for a file whose beginning is on the drive and cannot be replaced. */
function irreplaceablePartialFailure(file, item, cause) {
    return new errors/* Failure */.HR(`${(0,verify/* actualRemotePath */.gs)(file, item)} has only the first ${(0,format/* formatBytes */.z3)(item.sizeBytes)} (${item.sizeBytes}) of ${file.sizeBytes} bytes, because the connection broke, and cannot be replaced: ${cause.message}`, { code: 'partial-not-replaced', kind: 'service', hint: 'delete it, and run again', cause });
}
/** The failure for a file whose place has an item that may be a part of it or belong to somebody else. */
function unconfirmedPartialFailure(file, item) {
    const size = `${(0,format/* formatBytes */.z3)(item.sizeBytes)} (${item.sizeBytes})`;
    const why = lacksHash(item)
        ? 'the drive gives no hash for it'
        : item.eTag === ''
            ? 'it has no eTag, which is needed to replace it'
            : 'they differ from the start of this file';
    return new errors/* Failure */.HR(`${file.remotePath}: the connection broke during the upload, and the drive now has ${size} of ${file.sizeBytes} bytes, written since this run began: ${why}`, {
        code: 'partial-unconfirmed',
        kind: 'service',
        hint: 'check that file, delete it if nobody needs it, and run again',
    });
}

;// CONCATENATED MODULE: ./build/upload/simple-upload.js
/**
 * Sends a file in one PUT, which takes half the round trips of a session and is the only way for an empty file. After a
 * lost reply, looks for the file before sending it again.
 */






/** Sends the file. Throws the ServiceFailure that the retry table calls final, including a conflict. */
async function uploadWithPut(context, file, options) {
    const { source, conflict } = options;
    const retryState = new retry/* RetryState */.O(context.retry, file.remotePath);
    let mayBeThere = false;
    /** The beginning of this file, left on the drive by a failed attempt. */
    let partial;
    for (;;) {
        await context.retry.gate.wait(context.host);
        try {
            const arrival = await putContent(context, file, { ...options, partial });
            context.concurrency.succeeded();
            if (mayBeThere && partial === undefined)
                await warnOfPartialUpload(context, file, options);
            // The item that it replaced may be its own beginning.
            return {
                ...arrival,
                created: arrival.created || (mayBeThere && (0,lost_reply/* isCreatedInRun */.vl)(context, arrival.item)),
            };
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            mayBeThere ||= mayHaveSucceeded(error);
            // Once an attempt may have succeeded, the conflict may be with our own file.
            const ownVerdicts = mayBeThere ? ['conflict'] : [];
            const verdict = await retryState.next('put', error, ownVerdicts).catch(async (cause) => {
                if (!mayBeThere || !(cause instanceof errors/* ServiceFailure */.A))
                    throw cause;
                throw await withPartialUploadHint(context, file, { ...options, cause });
            });
            if (verdict === 'conflict' && partial !== undefined)
                throw irreplaceablePartialFailure(file, partial, error);
            partial = undefined;
            if (mayBeThere) {
                const digest = await source.digestIfRead();
                const arrived = await (0,lost_reply/* findArrivedItem */.a2)(context, file, { conflict, digest });
                if (arrived !== undefined)
                    return arrived;
                const partialUpload = await findPartialUpload(context, file, options).catch((cause) => {
                    // A failed lookup does not end the upload, unless the conflict depends on it.
                    if (cause instanceof errors/* ServiceFailure */.A && verdict !== 'conflict')
                        return {};
                    throw cause;
                });
                partial = partialUpload.confirmed;
                if (verdict === 'conflict' && partialUpload.unconfirmed !== undefined)
                    throw unconfirmedPartialFailure(file, partialUpload.unconfirmed);
            }
            if (verdict === 'conflict' && partial === undefined)
                throw error;
            context.events.reached(file, 0);
        }
    }
}
function putContent(context, file, { source, conflict, partial }) {
    const pieces = source.pieces(0, source.sizeBytes, (byte) => context.events.reached(file, byte));
    const content = context.bandwidth.limit(pieces);
    if (partial === undefined)
        return context.drive.putFile(file.remotePath, conflict, content);
    return context.drive.putFileIfUnchanged({ remotePath: (0,verify/* actualRemotePath */.gs)(file, partial), eTag: partial.eTag }, content);
}
/** Warns under `rename` about a partial upload that was found late or has no hash. Only the user may delete it. */
async function warnOfPartialUpload(context, file, options) {
    if (options.conflict !== 'rename')
        return;
    const partialUpload = await findPartialUpload(context, file, options).catch(() => ({}));
    const left = partialUpload.confirmed ?? partialUpload.unconfirmed;
    if (left === undefined || (left !== partialUpload.confirmed && left.quickXorHash !== undefined))
        return;
    const verb = left === partialUpload.confirmed ? 'is' : 'may be';
    context.host.log.warning(`${(0,verify/* actualRemotePath */.gs)(file, left)} (${(0,format/* formatBytes */.z3)(left.sizeBytes)}) ${verb} an incomplete copy of ${file.remotePath}, left by a broken connection: check it, and delete it`);
}
/** True when the file may be on the drive. False when the service refused the request before it handled it. */
function mayHaveSucceeded(error) {
    return (error.service.status === 0 ||
        error.service.status === 408 ||
        [500, 502, 503, 504].includes(error.service.status));
}

;// CONCATENATED MODULE: ./build/upload/session-upload.js
/** Sends a file through an upload session, fragment by fragment. The server's position decides where to continue. */









/** How many new sessions one file may open after the first, when the service loses them. */
const restartLimit = 4;
/** The verdicts that this file handles itself. */
const sessionVerdicts = ['ask', 'look', 'restart', 'conflict', 'fatal', 'full'];
/** How often to ask for the position without progress in between. */
const positionQueryLimit = 3;
/** Sends the file. Throws the final failure, and deletes the session first unless the next run may resume it. */
async function uploadWithSession(context, file, options) {
    const sessionUpload = new SessionUpload(context, file, options);
    try {
        return await sessionUpload.run();
    }
    catch (error) {
        if (!isResumable(context, error))
            await sessionUpload.cancel();
        throw error;
    }
}
class SessionUpload {
    #context;
    #file;
    #source;
    #options;
    #retryState;
    #session;
    /** The first byte to send; undefined when the server must be asked. */
    #nextByte = 0;
    /** The highest position that the server has confirmed in this session. */
    #confirmedByte = 0;
    /** The highest position that was sent in this session. */
    #sentByte = 0;
    #positionQueries = 0;
    #restarts = 0;
    constructor(context, file, options) {
        this.#context = context;
        this.#file = file;
        this.#source = options.source;
        this.#options = options;
        this.#retryState = new retry/* RetryState */.O(context.retry, file.remotePath);
    }
    async run() {
        for (;;) {
            const isQuery = this.#nextByte === undefined;
            try {
                const session = await this.#openSession();
                const position = isQuery
                    ? await session.readPosition()
                    : await this.#sendFragment(session, this.#nextByte ?? 0);
                const arrival = await this.#advance(position, isQuery);
                if (arrival !== undefined)
                    return arrival;
            }
            catch (error) {
                if (!(error instanceof errors/* ServiceFailure */.A))
                    throw error;
                // An Office file that exists may be as unknown to createUploadSession as to the first fragment.
                const isUnknown = this.#session === undefined && error.code === 'item-not-found';
                if (isUnknown && (0,office_files/* needsSinglePut */.rU)(this.#context, this.#file))
                    return uploadWithPut(this.#context, this.#file, this.#options);
                if (this.#session === undefined)
                    throw error;
                const arrival = await this.#recover(isQuery ? 'session' : 'fragment', error);
                if (arrival !== undefined)
                    return arrival;
            }
        }
    }
    /** Deletes the session, if one is open. If that fails, the post step tries again. */
    async cancel() {
        const session = this.#session;
        this.#session = undefined;
        if (session === undefined)
            return;
        dropProgress(this.#context, this.#file);
        try {
            await session.cancel();
            this.#context.openSessions.delete(session.uploadUrl);
        }
        catch {
            // Report the original failure. With a journal, the session is recorded for the post step only here.
            this.#context.openSessions.add(session.uploadUrl);
        }
    }
    async #openSession() {
        if (this.#session !== undefined)
            return this.#session;
        const resumed = await resumeUpload(this.#context, this.#file, this.#options);
        if (resumed !== undefined) {
            this.#nextByte = resumed.nextByte;
            this.#sentByte = resumed.nextByte;
            this.#session = resumed.session;
            return resumed.session;
        }
        const session = await openUnlockedSession(this.#context, this.#file, {
            conflict: this.#options.conflict,
            modifiedMs: this.#context.settings.preserveMtime ? this.#source.modifiedMs : undefined,
        });
        // The post step deletes recorded sessions. With a journal, the next run needs the session.
        if (this.#context.journal === undefined)
            this.#context.openSessions.add(session.uploadUrl);
        this.#session = session;
        saveProgress(this.#context, this.#file, { ...this.#options, session });
        return session;
    }
    async #sendFragment(session, startByte) {
        const { host, retry, events, fragmentSize, concurrency, bandwidth } = this.#context;
        await retry.gate.wait(host);
        const totalBytes = this.#source.sizeBytes;
        const endByte = fragmentEnd(startByte, totalBytes, fragmentSize.bytes);
        const pieces = this.#source.pieces(startByte, endByte, (byte) => {
            events.reached(this.#file, byte);
            if (byte === endByte && endByte < totalBytes)
                saveProgress(this.#context, this.#file, { ...this.#options, session });
        });
        const content = bandwidth.limit(pieces);
        this.#sentByte = Math.max(this.#sentByte, endByte);
        const startedMs = host.clock.now();
        try {
            const position = await session.sendFragment({ startByte, totalBytes, content });
            fragmentSize.succeeded(content.sizeBytes, host.clock.now() - startedMs);
            concurrency.succeeded();
            return position;
        }
        catch (error) {
            if (error instanceof errors/* ServiceFailure */.A && [0, 408, 504].includes(error.service.status))
                fragmentSize.failed(content.sizeBytes);
            throw error;
        }
    }
    /** Continues at the server's position. Returns the item when the server has the whole file. */
    async #advance(position, isQuery) {
        if (position.item !== undefined) {
            if (await this.#isPremature(position.item)) {
                const sent = `${this.#sentByte} of ${this.#source.sizeBytes} bytes`;
                return this.#queryPosition(positionContradictionFailure(this.#file, `says that it has the whole file after ${sent}`));
            }
            this.#finish();
            return { item: position.item, created: position.created };
        }
        const { nextByte } = position;
        if (nextByte !== undefined && nextByte < this.#source.sizeBytes) {
            // The reply to the last fragment may repeat its range although the file is there (api-docs#1531).
            const arrival = this.#sentByte < this.#source.sizeBytes ? undefined : await this.#findArrived();
            if (arrival !== undefined)
                return arrival;
            if (!isQuery && this.#sentByte >= this.#source.sizeBytes)
                return this.#queryPosition();
            this.#sentByte = nextByte;
            if (nextByte > this.#source.furthestByte)
                throw positionContradictionFailure(this.#file, `claims ${nextByte} bytes, more than were sent`);
            if (nextByte > this.#confirmedByte)
                this.#confirm(nextByte);
            else if (!isQuery)
                this.#queryPosition();
            this.#nextByte = nextByte;
            this.#context.events.reached(this.#file, nextByte);
            return undefined;
        }
        // Personal drives may end without an item (api-docs#1531): look at the path, then ask the server.
        const arrival = await this.#findArrived();
        if (arrival === undefined)
            this.#queryPosition();
        return arrival;
    }
    async #recover(requestKind, error) {
        const verdict = await this.#retryState.next(requestKind, error, sessionVerdicts);
        if (verdict === 'again') {
            this.#nextByte = undefined;
            return undefined;
        }
        if (verdict === 'ask')
            return this.#queryPosition(error);
        const ours = await this.#findArrived();
        if (ours !== undefined)
            return ours;
        if (verdict === 'look' && this.#confirmedByte === 0 && (0,office_files/* needsSinglePut */.rU)(this.#context, this.#file)) {
            await this.cancel();
            return uploadWithPut(this.#context, this.#file, this.#options);
        }
        const replaced = verdict === 'conflict' && this.#options.conflict === 'replace';
        if (verdict !== 'look' && verdict !== 'restart' && !replaced)
            throw error;
        if (++this.#restarts > restartLimit)
            throw error;
        // The first lost session may be an old one. Wait before replacing another.
        if (this.#restarts > 1)
            await this.#retryState.wait(error);
        this.#context.host.log.debug(`${this.#file.remotePath}: ${error.message}; starting over with a new session`);
        await this.cancel();
        this.#nextByte = 0;
        this.#confirmedByte = 0;
        this.#sentByte = 0;
        this.#context.events.reached(this.#file, 0);
        return undefined;
    }
    /** Looks for the whole file on the drive. If it is there, the session is finished. */
    async #findArrived() {
        const facts = { conflict: this.#options.conflict, digest: await this.#source.digestIfRead() };
        const arrival = await (0,lost_reply/* findArrivedItem */.a2)(this.#context, this.#file, facts);
        if (arrival !== undefined)
            this.#finish();
        return arrival;
    }
    /** Counts a step without progress; the next request asks the server for its position. */
    #queryPosition(cause) {
        if (++this.#positionQueries > positionQueryLimit)
            throw cause ?? positionContradictionFailure(this.#file, 'does not say where to continue');
        this.#nextByte = undefined;
    }
    /** True when the server cannot have the whole file yet: a proxy may have answered instead. */
    async #isPremature({ quickXorHash }) {
        const { sizeBytes } = this.#source;
        if (this.#sentByte < sizeBytes)
            return true;
        if (quickXorHash !== undefined || this.#context.settings.verify === 'off')
            return false;
        // A finished session answers 404.
        const position = await this.#session?.readPosition().catch(ignoreServiceFailure);
        return position?.item === undefined && (position?.nextByte ?? sizeBytes) < sizeBytes;
    }
    #confirm(nextByte) {
        this.#confirmedByte = nextByte;
        this.#positionQueries = 0;
        this.#retryState.reset();
    }
    #finish() {
        if (this.#session !== undefined)
            this.#context.openSessions.delete(this.#session.uploadUrl);
        dropProgress(this.#context, this.#file);
        this.#session = undefined;
    }
}
function ignoreServiceFailure(error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        throw error;
}

;// CONCATENATED MODULE: ./build/upload/engine.js
/**
 * Uploads all planned files, several at once, and returns one `UploadOutcome` for each. A failed file does not stop the
 * others; a full drive, a refused sign-in or a cancelled run does.
 */














/** Sends every file and returns the outcomes in the plan's order. Never throws: errors are in the outcomes. */
async function uploadFiles(plan, context) {
    const outcomes = [];
    const queue = plan.files.entries();
    const abort = {};
    const { concurrency } = context;
    const worker = async () => {
        for (const [index, file] of queue) {
            const outcome = await (0,open_files/* untilFilesCanBeOpened */.i)(() => uploadNext(context, file, abort), {
                host: context.host,
                onTooMany: () => concurrency.tooManyOpenFiles(),
            });
            outcomes[index] = outcome;
            context.events.finished(outcome);
        }
    };
    const workers = Math.min(concurrency.openFiles, plan.files.length);
    await Promise.all(Array.from({ length: workers }, worker));
    return outcomes;
}
async function uploadNext(context, file, abort) {
    await context.concurrency.acquireOpen();
    try {
        if (abort.reason !== undefined)
            return notTriedOutcome(file, abort.reason);
        return await uploadFile(context, file, abort);
    }
    finally {
        context.concurrency.releaseOpen();
    }
}
/** Returns the error if it stops the whole run: a full drive, a refused sign-in or a cancelled run. */
function fatalError(error) {
    if (!(error instanceof errors/* Failure */.HR))
        return undefined;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return error;
    const full = error instanceof errors/* ServiceFailure */.A && (0,retry_table/* retryVerdict */.yD)('graph', error.service) === 'full';
    return full ? error : undefined;
}
/** Sends the file when a slot is free, then checks that it did not change while it was read. */
async function uploadFile(context, planned, abort) {
    let file = planned;
    let opened;
    try {
        const outcome = await withSlot(context, abort, async (slot) => {
            opened = await openSource(context, file, needsHashes(context));
            const { source } = opened;
            file = (0,plan_plan/* withSize */.Up)(file, source.sizeBytes);
            await slot;
            if (abort.reason !== undefined)
                return notTriedOutcome(file, abort.reason);
            if (context.host.signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            context.events.started(file);
            return sendAndVerify(context, file, source);
        });
        await opened?.source.checkUnchanged();
        return outcome;
    }
    catch (error) {
        return failureOutcome(context, file, error);
    }
    finally {
        await opened?.close();
    }
}
/** Requests the slot at once, so that files get slots in the plan's order. Releases it when `run` ends. */
async function withSlot(context, abort, run) {
    const free = context.concurrency.acquire();
    try {
        return await run(free);
    }
    catch (error) {
        // Set this before the slot is released, so that the next file does not start.
        abort.reason ??= fatalError(error);
        throw error;
    }
    finally {
        await free;
        context.concurrency.release();
    }
}
async function sendAndVerify(context, file, source) {
    const conflict = toGraphConflict(context.settings.conflictBehavior);
    const arrival = await sendFile(context, file, { source, conflict });
    claimItem(context.claimedItems, arrival.item.id, file);
    const digest = needsHashes(context) ? await source.digest(context.host.signal) : undefined;
    if (isMisplaced(context, file, arrival.item))
        return { file, action: 'failed', error: changedNameFailure(file, arrival), ...digest };
    const first = await (0,verify/* verifyItem */.VZ)(context, file, { item: arrival.item, digest });
    if (isAccepted(context, file, first.comparison))
        return sentOutcome(context, file, { arrival, ...first, digest, source });
    await source.checkUnchanged();
    context.events.reached(file, 0);
    const isMissing = first.comparison === 'missing';
    // Replace only an item of ours, which is damaged. If it is missing, use the original conflict behavior again.
    const own = {
        ...file,
        name: arrival.item.name || file.name,
        remotePath: (0,verify/* actualRemotePath */.gs)(file, arrival.item),
    };
    const retryFile = isMissing ? file : own;
    const second = await sendFile(context, retryFile, { source, conflict: isMissing ? conflict : 'replace' });
    if (isMissing) {
        releaseItem(context.claimedItems, arrival.item.id, file);
        claimItem(context.claimedItems, second.item.id, file);
    }
    const last = await (0,verify/* verifyItem */.VZ)(context, retryFile, { item: second.item, digest });
    if (last.comparison === 'missing')
        releaseItem(context.claimedItems, second.item.id, file);
    if (!isAccepted(context, file, last.comparison))
        throw (0,verify/* verifyFailure */.SL)(retryFile, last);
    return sentOutcome(context, file, { arrival: isMissing ? second : arrival, ...last, digest, source });
}
/** True when the result is good enough. Files of a type that SharePoint rewrites may differ. */
function isAccepted(context, file, result) {
    if (result === 'same' || result === 'unknown')
        return true;
    if (result === 'missing' || !(0,office_files/* isRewrittenType */.Vj)(context, file))
        return false;
    context.host.log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`);
    return true;
}
/** True when the file got another name without `rename`. It may have replaced another file, even one of this run. */
function isMisplaced({ settings }, { name }, item) {
    return settings.conflictBehavior !== 'rename' && (0,similar_names/* isDifferentName */.hM)(name, item.name);
}
/** `verify: off` needs no hashes, but a journal and a list of checksums do. */
function needsHashes({ settings, journal, needsChecksums }) {
    return settings.verify !== 'off' || journal !== undefined || needsChecksums;
}
async function sendFile(context, file, options) {
    // A single PUT cannot set the modification time, and setting it afterwards makes a second version (rclone#1716).
    const { preserveMtime, sessionThresholdBytes } = context.settings;
    const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
    const arrival = bySession
        ? await uploadWithSession(context, file, options)
        : await uploadWithPut(context, file, options).catch((error) => {
            if (!isTooLargeForPut(file, error))
                throw error;
            context.events.reached(file, 0);
            return uploadWithSession(context, file, options);
        });
    const { state } = arrival.item;
    if (state !== undefined)
        throw unavailableFailure(file, state);
    return arrival;
}
/** True for a refusal of a single PUT's size: a session takes the same file. */
function isTooLargeForPut(file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A) || file.sizeBytes === 0)
        return false;
    const { status, codes } = error.service;
    return status === 413 || codes.some((code) => code.toLowerCase() === 'maxfilesizeexceeded');
}
async function sentOutcome(context, file, facts) {
    const { arrival, item, digest } = facts;
    if (context.settings.preserveMtime && file.sizeBytes === 0) {
        await context.drive.setModifiedTime(item.id, facts.source.modifiedMs);
    }
    if (facts.comparison === 'unknown') {
        context.host.log.notice(`${file.remotePath}: the drive gave no hash, so only the size was compared.`);
    }
    if (isMisplaced(context, file, item))
        return { file, action: 'failed', error: changedNameFailure(file, { ...arrival, item }), ...digest };
    if ((0,similar_names/* isDifferentName */.hM)(file.name, item.name))
        return { file, action: 'renamed', item, ...digest };
    return { file, action: arrival.created ? 'uploaded' : 'replaced', item, ...digest };
}

// EXTERNAL MODULE: ./build/core/private-file.js
var private_file = __webpack_require__(9940);
// EXTERNAL MODULE: ./build/core/read-file.js
var read_file = __webpack_require__(9199);
// EXTERNAL MODULE: ./build/graph/drive-id.js
var drive_id = __webpack_require__(1077);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
;// CONCATENATED MODULE: ./build/upload/journal.js
/**
 * The journal of `resume-journal`: stores unfinished sessions so that the next run can resume them. An uploadUrl is a
 * credential, so the file is encrypted with AES-256-GCM under a key from the secrets. A changed file does not decrypt.
 * Entries have no mtime, because it is always new on a fresh runner.
 */











const magic = Buffer.from('onedrive-upload journal 1\n');
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
/** About 50,000 unfinished uploads. */
const limitBytes = 64 * 1024 * 1024;
/**
 * Opens the journal, or starts a new one. Logs a warning when it does not decrypt, and for each kind of entry that it
 * drops: unreadable or with an unknown host. Throws a Failure of kind `usage` when the path is not a file, cannot be
 * read or is too large.
 */
function openJournal({ path, key, host, emulated }) {
    const encrypted = readEncrypted(path);
    const salt = encrypted?.subarray(magic.length, magic.length + saltBytes) ?? (0,external_node_crypto_.randomBytes)(saltBytes);
    const secret = (0,external_node_crypto_.scryptSync)(key, salt, 32);
    const warned = new Set();
    const warn = (warning) => {
        if (!warned.has(warning))
            host.log.warning(warning);
        warned.add(warning);
    };
    const entries = new Map();
    const decrypted = encrypted === undefined ? undefined : decrypt(encrypted, secret);
    if (encrypted !== undefined && decrypted === undefined) {
        host.log.warning(`resume-journal ${(0,format/* escapeControls */.UN)(path)} cannot be opened with this key, or was changed: starting a new journal.`);
    }
    for (const [name, value] of Object.entries(decrypted ?? {})) {
        const entry = parseEntry(value);
        if (entry === undefined)
            warn('The journal has an entry that cannot be read: it is ignored.');
        else if ((0,microsoft_hosts/* isKnownUploadUrl */.gY)(entry.uploadUrl, emulated))
            entries.set(currentName(name), entry);
        else
            warn('The journal has an upload host that is not a known Microsoft host: that entry is ignored.');
    }
    // The journal only helps the next run, so a failed write does not fail this one.
    const write = () => {
        try {
            // An empty cache has not created the folder yet.
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
            const warning = (0,private_file/* replacePrivateFile */.oN)(path, encrypt(Object.fromEntries(entries), { secret, salt }));
            if (warning !== undefined)
                warn(warning);
        }
        catch (error) {
            const failure = (0,private_file/* replaceFailure */.Jb)('resume-journal', path, error);
            warn(`${(0,errors/* formatError */.Wk)(failure)}. The next run would start from the beginning. ${(0,errors/* seeTroubleshooting */.AO)(failure, host)}`);
        }
    };
    return {
        find: (about) => entries.get(entryName(about)),
        save(entryKey, entry) {
            entries.set(entryName(entryKey), entry);
            write();
        },
        delete(about) {
            if (entries.delete(entryName(about)))
                write();
        },
    };
}
function entryName({ driveId, remotePath, relativePath }) {
    return JSON.stringify([driveId, (0,graph_paths/* pathKey */.Pn)(remotePath), relativePath]);
}
/** Earlier versions wrote ids of drives as they came: without leading zeros. */
function currentName(name) {
    return name.replace(/^\["([0-9a-f]{1,15})(?=["/])/i, (_, id) => `["${(0,drive_id/* completeDriveId */.H)(id)}`);
}
function readEncrypted(path) {
    const hint = 'use a file that can be read and written; it does not have to exist yet';
    const encrypted = (0,read_file/* readRegularFile */.XF)(path, { name: 'resume-journal', limitBytes, hint });
    return encrypted?.length === 0 ? undefined : encrypted;
}
function encrypt(value, { secret, salt }) {
    const iv = (0,external_node_crypto_.randomBytes)(ivBytes);
    const cipher = (0,external_node_crypto_.createCipheriv)('aes-256-gcm', secret, iv).setAAD(magic);
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([magic, salt, iv, cipher.getAuthTag(), body]);
}
function decrypt(encrypted, secret) {
    const ivAt = magic.length + saltBytes;
    const tagAt = ivAt + ivBytes;
    const bodyAt = tagAt + tagBytes;
    if (!encrypted.subarray(0, magic.length).equals(magic))
        return undefined;
    try {
        const decipher = (0,external_node_crypto_.createDecipheriv)('aes-256-gcm', secret, encrypted.subarray(ivAt, tagAt)).setAAD(magic);
        decipher.setAuthTag(encrypted.subarray(tagAt, bodyAt));
        const body = Buffer.concat([decipher.update(encrypted.subarray(bodyAt)), decipher.final()]);
        return (0,json/* parseJsonObject */.dw)(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
function parseEntry(value) {
    const entry = (0,json/* asObject */.eB)(value);
    const sizeBytes = (0,json/* asWholeNumber */.ZE)(entry?.sizeBytes);
    if (entry === undefined || sizeBytes === undefined || !Array.isArray(entry.marks))
        return undefined;
    const marks = entry.marks.flatMap((mark) => {
        const found = (0,json/* asObject */.eB)(mark);
        const [byte, sha256] = [(0,json/* asWholeNumber */.ZE)(found?.byte), (0,json/* asString */.oJ)(found?.sha256)];
        return byte === undefined || sha256 === '' ? [] : [{ byte, sha256 }];
    });
    return { uploadUrl: (0,json/* asString */.oJ)(entry.uploadUrl), sizeBytes, conflict: (0,json/* asString */.oJ)(entry.conflict), marks };
}

;// CONCATENATED MODULE: ./build/run/request-budget.js
/**
 * How long the service's limits let many files take. It counts requests, not bytes (docs/facts.md, "Throttling
 * headers").
 */

/** The notice is shown for more files than this. */
const maxUnnoticedFiles = 2000;
/** 1,250 resource units for one app in an organization of up to 1,000 licences, 2 an upload (sp-throttling). */
const uploadsPerMinute = 1250 / 2;
/** What to say before that many files are sent one by one; undefined for few. Personal drives have no published limit. */
function manyFilesNotice({ kind }, fileCount) {
    if (fileCount <= maxUnnoticedFiles)
        return undefined;
    const limit = kind === 'personal'
        ? 'Microsoft slows down apps that send many'
        : `in a small organization, Microsoft allows an app about ${uploadsPerMinute} uploads a minute, which takes ` +
            (0,format/* formatDuration */.a3)((fileCount / uploadsPerMinute) * 60_000);
    return `${fileCount} files need at least as many requests: ${limit}. As an archive (archive: tar.gz) they are one file.`;
}

;// CONCATENATED MODULE: ./build/run/upload.js
/** The steps of an upload: packs the archive, uploads the files, uploads the list of checksums. */
















/** Opens the journal, if the inputs name one. Throws when it cannot be read or written. */
function openRunJournal({ inputs, host, http }) {
    const { resume } = inputs;
    if (resume === undefined)
        return undefined;
    const path = (0,external_node_path_.resolve)(host.cwd, resume.journal);
    return openJournal({ path, key: resume.key, host, emulated: http.emulated });
}
/** Packs the archive, if the inputs ask for one and this is no dry run, or reads the stream. The caller calls `dispose`. */
async function openUploadSource(context, prepared) {
    const { inputs, host, showStep } = context;
    const { checksums, compressionLevel } = inputs.naming;
    const { encryption } = prepared;
    const content = 'plan' in prepared ? prepared.content : undefined;
    const writesFiles = !('plan' in prepared) || content !== undefined || checksums !== undefined || encryption !== undefined;
    if (writesFiles && !inputs.cleanup.dryRun)
        await (0,leftovers/* removeStaleFolders */.r6)(host);
    if ('plan' in prepared && content !== undefined)
        return spoolContent(context, prepared.plan, { content, encryption });
    if ('plan' in prepared)
        return { plan: prepared.plan, dispose: async () => { } };
    const { archive } = prepared;
    if (inputs.cleanup.dryRun)
        return { plan: planUnpackedArchive(archive), dispose: async () => { } };
    host.log.info(`Packing ${(0,format/* formatCount */.B4)(archive.entries.length, 'item')} (${(0,format/* formatBytes */.z3)(archive.totalBytes)})`);
    const progress = packingProgress(archive.entries.length, archive.totalBytes);
    const stop = showStep(progress);
    const archiveFile = await writeArchive(archive, { compressionLevel, host, progress }).finally(stop);
    if (archiveFile.setUserBitCount > 0)
        host.log.info(`${(0,format/* formatCount */.B4)(archiveFile.setUserBitCount, 'file')} without set-user and set-group bits in the archive: in it everything belongs to root`);
    try {
        return {
            plan: planArchiveUpload(archive, archiveFile, encryption),
            dispose: () => archiveFile.dispose(),
        };
    }
    catch (error) {
        await archiveFile.dispose();
        throw error;
    }
}
/** Creates the engine's context. Its events have no listeners yet. */
function createUploadContext(context, { encryption }) {
    const { host, drive, retry, concurrency, journal, openSessions, inputs } = context;
    return {
        host,
        drive,
        retry,
        concurrency,
        journal,
        openSessions,
        settings: inputs.upload,
        encryption,
        needsChecksums: inputs.naming.checksums !== undefined,
        fragmentSize: new FragmentSize(inputs.upload.chunkSizeBytes),
        bandwidth: new bandwidth/* BandwidthLimiter */.U(inputs.upload.bandwidthLimit, host),
        claimedItems: new Map(),
        events: { started: () => { }, reached: () => { }, finished: () => { } },
    };
}
/** Only warns, because replaced files may free the missing space. */
function warnOfLowSpace({ drive, host }, plan) {
    const { remainingBytes } = drive;
    // The size of an archive that is not packed is not known.
    if (remainingBytes === undefined || !(plan.totalBytes > remainingBytes))
        return;
    host.log.warning(`The drive has ${(0,format/* formatBytes */.z3)(remainingBytes)} free, but the upload needs ${(0,format/* formatBytes */.z3)(plan.totalBytes)}.`);
}
/** Says how long the service's limits let many files take. */
function noteManyFiles({ drive, host }, { files }) {
    const notice = manyFilesNotice(drive, files.length);
    if (notice !== undefined)
        host.log.notice(notice);
}
/** How many names the notice lists. */
const maxNamedFiles = 5;
/** `skip` compares only names. A shorter file may be the incomplete upload of an earlier run. */
function logSizeDifferences({ drive, host }, outcomes) {
    const differing = outcomes.flatMap(({ action, file, item }) => {
        const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
        const isUnknown = Number.isNaN(item?.sizeBytes) || Number.isNaN(file.sizeBytes);
        if (!isOther || isUnknown || (0,office_files/* isRewrittenType */.Vj)({ drive }, file))
            return [];
        return [
            `${file.remotePath} (${(0,format/* formatBytes */.z3)(item.sizeBytes)} on the drive, ${(0,format/* formatBytes */.z3)(file.sizeBytes)} here)`,
        ];
    });
    if (differing.length === 0)
        return;
    const named = differing.slice(0, maxNamedFiles).join(', ');
    const rest = differing.length > maxNamedFiles ? ` and ${differing.length - maxNamedFiles} more` : '';
    const files = `${(0,format/* formatCount */.B4)(differing.length, 'file')} on the drive ${differing.length === 1 ? 'differs' : 'differ'}`;
    host.log.notice(`${files} in size from the local files; skipped (conflict-behavior: skip): ${named}${rest}`);
}
/** A library that requires check-out shows new files only to the one who uploaded them. */
function warnOfCheckOut(host, outcomes) {
    const paths = outcomes.flatMap(({ file, item }) => (item?.isCheckedOut === true ? [file.remotePath] : []));
    if (paths.length === 0)
        return;
    const named = paths.slice(0, maxNamedFiles).join(', ');
    const rest = paths.length > maxNamedFiles ? ` and ${paths.length - maxNamedFiles} more` : '';
    host.log.warning(`Checked out to this account: ${named}${rest}. Nobody else sees these files until they are checked in: check them in, or turn off required check-out in the settings of the library. See ${host.troubleshootingUrl}#checked-out`);
}
/** Uploads the files, shows the progress, and looks up the folder after the first uploaded file. */
async function uploadWithProgress({ host, drive, retry, showProgress }, upload, plan) {
    host.log.group('Upload');
    const progress = new report_progress/* TransferProgress */.v5(plan, retry.gate);
    const stopProgress = showProgress(progress);
    // For its link, while the rest uploads. A failed lookup does not fail the run.
    const findFolder = () => drive.findItem(plan.destination).catch(() => undefined);
    let folder;
    const events = {
        started: (file) => progress.started(file),
        reached: (file, byte) => progress.reached(file, byte),
        finished(outcome) {
            progress.finished(outcome);
            if ((0,report_report/* isUploaded */.bH)(outcome))
                folder ??= findFolder();
        },
    };
    try {
        const outcomes = await uploadFiles(plan, { ...upload, events });
        warnOfCheckOut(host, outcomes);
        return { outcomes, folder: host.signal.aborted ? undefined : await (folder ?? findFolder()) };
    }
    finally {
        stopProgress();
        host.log.groupEnd();
    }
}
/** Uploads the list of checksums, and replaces an earlier one. Returns undefined when there is no list. */
async function uploadChecksums({ inputs, host }, upload, { outcomes, destination }) {
    const { checksums: name } = inputs.naming;
    if (name === undefined || host.signal.aborted)
        return undefined;
    const checksumsFile = await writeChecksums(outcomes, { name, destination, host });
    if (checksumsFile === undefined)
        return undefined;
    const settings = { ...upload.settings, conflictBehavior: 'replace' };
    try {
        const [outcome] = await uploadFiles(checksumsFile.plan, {
            ...upload,
            settings,
            claimedItems: new Map(),
        });
        return outcome;
    }
    finally {
        await checksumsFile.dispose();
    }
}

;// CONCATENATED MODULE: ./build/run/write-test.js
/** Tests write access without writing a file: opens an upload session for a random name and deletes it. */




/**
 * Throws the service's refusal when the folder is not writable, and a failure when a file has its place. A folder that
 * is not there is not created: the test is made in the folder above it.
 */
async function testWriteAccess(drive, { host, folder }) {
    const existing = await findNearestFolder(drive, folder);
    const session = await drive.createUploadSession((0,graph_paths/* joinRemotePath */.ox)(existing, `onedrive-upload-check-${(0,external_node_crypto_.randomUUID)()}.tmp`), 'fail');
    await session.cancel();
    const room = drive.remainingBytes === undefined ? '' : `, ${(0,format/* formatBytes */.z3)(drive.remainingBytes)} free`;
    host.log.info(`Can write to ${folder || 'the root'}${room}`);
    if (existing !== folder)
        host.log.info(`${folder} is not there yet, so ${existing || 'the root'} was tested: an upload creates it`);
}

;// CONCATENATED MODULE: ./build/run/run.js
/**
 * The steps of an upload run: prepare, sign in, open the drive, upload, delete, publish, report. Each step returns its
 * result. Only this file writes RunState: it stores each result as soon as it is known, so that a failure at any point
 * still gives a complete report.
 */

















/** Runs what the inputs describe, and writes outputs and summary. Never throws: failures are in the report. */
async function run(options) {
    const state = new RunState(options.host);
    const host = (0,public_log/* withPublicLog */.Qm)(options.host, () => state.reportLevel() !== 'full');
    (0,masks/* maskSecrets */.QU)(host, options.source);
    try {
        const event = (0,github_event/* readWorkflowEvent */.mE)(host.env);
        if (isSkippedWithoutCredentials(options.source, { host, event }))
            state.result = 'no-credentials';
        else {
            const warning = (0,github_event/* forkWarning */.t5)(event);
            if (warning !== undefined)
                host.log.warning(warning);
            await runMode({ ...options, host }, state);
        }
    }
    catch (error) {
        state.error = host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    }
    const report = state.report();
    await logReport(host, report, state.reportLevel());
    return report;
}
/** Checks inputs and files before the first request. */
async function runMode(options, state) {
    const { host, source } = options;
    const { inputs, paths } = readAllInputs(source, host);
    if (inputs.mode === 'refresh-only')
        checkTokenIsStored(inputs, options);
    state.summaryLevel = inputs.summary;
    state.isDryRun = inputs.mode === 'upload' && inputs.cleanup.dryRun;
    state.destination = paths.destination;
    const prepared = inputs.mode === 'upload' ? await prepareUpload(inputs, paths, options) : undefined;
    if (inputs.mode === 'upload' && prepared === undefined) {
        state.result = 'nothing-found';
        return;
    }
    const context = (0,run_context/* openRunContext */.B)(options, inputs);
    try {
        state.emulator = context.http.emulated;
        // A journal that cannot be opened is a wrong input, so it fails before the first request.
        const journal = prepared && openRunJournal(context);
        const signedIn = await (0,sign_in/* signInAndSaveToken */.uH)(context, {
            onRotated({ refreshTokenRotated, secretUpdated }) {
                state.refreshTokenRotated = refreshTokenRotated;
                state.secretUpdated = secretUpdated;
            },
        });
        if (inputs.mode === 'refresh-only') {
            if (signedIn.rotation?.failure !== undefined)
                throw signedIn.rotation.failure;
            state.result = 'refreshed';
            return;
        }
        const drive = await (0,sign_in/* openTargetDrive */.E9)(context, signedIn.token);
        state.drive = drive;
        if (prepared === undefined) {
            (0,sign_in/* logSignIn */.JN)(signedIn, host);
            await testWriteAccess(drive, { host, folder: paths.destination });
            state.result = 'checked';
            return;
        }
        await uploadPrepared({ ...context, drive, journal }, prepared, state);
    }
    finally {
        await context.http.close();
    }
}
/** The steps after the drive is open, up to the release notes. */
async function uploadPrepared(context, prepared, state) {
    const { host, drive, retry, inputs } = context;
    await checkDestination(drive, state.destination);
    const source = await openUploadSource(context, prepared);
    const { plan } = source;
    state.plan = plan;
    try {
        const release = await checkPublishing(context, state.destination);
        const { unseen, retainIn } = prepared;
        const cleanup = await openCleanup({ drive, retry, inputs: inputs.cleanup, plan, unseen, retainIn });
        const resolved = await resolveConflicts(plan, { drive, settings: inputs.upload, signal: host.signal });
        warnOfLowSpace(context, resolved.plan);
        noteManyFiles(context, resolved.plan);
        if (inputs.cleanup.dryRun) {
            state.outcomes = await plannedOutcomes(resolved, { drive, settings: inputs.upload });
            const { checksums: name } = inputs.naming;
            if (name !== undefined)
                state.plannedChecksums = await plannedChecksums(plan, { name, drive });
            state.result = 'dry-run';
            logSizeDifferences(context, state.outcomes);
            await previewDeletions(cleanup, state);
            logKeptItems(state.deletions?.kept ?? [], host);
            return;
        }
        if (!conflictsBlockRun(resolved))
            await cleanup?.writeMarkers();
        const upload = createUploadContext(context, prepared);
        const sent = await uploadWithProgress(context, upload, resolved.plan);
        state.folder = sent.folder;
        const { claimedItems } = upload;
        const outcomes = [...resolved.outcomes, ...sent.outcomes];
        const { destination } = plan;
        state.outcomes = await checkCollisions(outcomes, { drive, claimedItems, destination });
        logSizeDifferences(context, state.outcomes);
        const checksums = await uploadChecksums(context, upload, state);
        if (checksums?.error !== undefined)
            state.failures.push(checksums.error);
        if (host.signal.aborted)
            return;
        const arrived = checksums === undefined ? state.outcomes : [...state.outcomes, checksums];
        await deleteObsolete(cleanup, arrived, state);
        logKeptItems(state.deletions?.kept ?? [], host);
        if (host.signal.aborted)
            return;
        state.checksums = checksums && describeChecksums(checksums, state, host);
        await publish(context, release, state);
    }
    finally {
        await source.dispose();
    }
}
async function previewDeletions(cleanup, state) {
    const preview = await cleanup?.preview();
    if (preview === undefined)
        return;
    state.deletions = { isDryRun: true, items: preview.items, kept: preview.kept };
    if (preview.failure !== undefined)
        state.failures.push(preview.failure);
}
async function deleteObsolete(cleanup, arrived, state) {
    const deletions = await cleanup?.deleteObsolete(arrived);
    if (deletions === undefined)
        return;
    state.deletedCount = deletions.deletedCount;
    state.deletions = { isDryRun: false, items: deletions.deleted, kept: deletions.kept };
    state.failures.push(...deletions.failures);
}
async function publish(context, release, state) {
    const published = await publishLinks(context, state);
    state.links = published.links;
    state.thumbnails = published.thumbnails;
    state.warnings.push(...published.warnings);
    state.failures.push(...published.failures);
    if (release === undefined || published.failures.length > 0)
        return;
    const notes = await updateReleaseNotes(context, release, state);
    state.release = notes.release;
    state.warnings.push(...notes.warnings);
}


/***/ })

};
