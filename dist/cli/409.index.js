export const id = 409;
export const ids = [409];
export const modules = {

/***/ 7790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lsVerb: () => (/* binding */ lsVerb)
});

// EXTERNAL MODULE: ./build/core/exit-code.js
var exit_code = __webpack_require__(1388);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
;// CONCATENATED MODULE: ./build/download/list-report.js
/** The report of `ls` as plain data, its JSON, and its lines. */



/** Yields the JSON in chunks: each item is one line. */
function formatListJson({ result, emulator, remotePath, driveId, isComplete, entries, error }, redact) {
    const head = {
        result,
        emulator,
        remotePath,
        driveId: driveId ?? null,
        complete: result === 'listed' ? isComplete : null,
        error: error === undefined ? null : redact((0,errors/* formatError */.Wk)(error)),
        code: error === undefined ? null : (0,errors/* failureCode */.AD)(error),
    };
    return (0,manifest/* formatManifest */.L)(head, { items: entries.map(toJsonRow) });
}
function toJsonRow({ item, remotePath, kind, isComplete }) {
    return {
        name: item.name,
        remotePath,
        kind,
        size: knownNumber(item.sizeBytes),
        modifiedAt: timestamp(modifiedMs(item)) ?? null,
        createdAt: timestamp(item.createdMs) ?? null,
        complete: isComplete ?? null,
        id: item.id,
        eTag: item.eTag || null,
        quickXorHash: item.quickXorHash ?? null,
        webUrl: item.webUrl || null,
    };
}
/**
 * One line for each item: size, time, state, name. The name comes last, because it may look like anything. Columns that
 * no item needs are left out.
 */
function formatListLines({ entries }) {
    const rows = entries.map((entry) => {
        const { sizeBytes, name } = entry.item;
        return {
            size: Number.isNaN(sizeBytes) ? '-' : (0,format/* formatBytes */.z3)(sizeBytes),
            time: timestamp(modifiedMs(entry.item)) ?? '-',
            state: stateOf(entry),
            name: `${(0,format/* escapeControls */.UN)(name)}${entry.kind === 'folder' ? '/' : ''}`,
        };
    });
    const widest = (texts) => texts.reduce((most, { length }) => Math.max(most, length), 0);
    const sizeWidth = widest(rows.map(({ size }) => size));
    const timeWidth = widest(rows.map(({ time }) => time));
    const stateWidth = widest(rows.map(({ state }) => state));
    return rows.map(({ size, time, state, name }) => [
        size.padStart(sizeWidth),
        time.padEnd(timeWidth),
        ...(stateWidth === 0 ? [] : [state.padEnd(stateWidth)]),
        name,
    ].join('  '));
}
/** For example `12 files, 3 folders (1.20 GiB); 1 incomplete`. */
function formatListTotals({ entries }) {
    if (entries.length === 0)
        return 'Nothing is there';
    const countOf = (wanted) => entries.filter(({ kind }) => kind === wanted).length;
    const counts = ['file', 'folder', 'notebook', 'shortcut']
        .filter((kind) => countOf(kind) > 0)
        .map((kind) => (0,format/* formatCount */.B4)(countOf(kind), kind));
    const totalBytes = entries.reduce((sum, { item }) => sum + (knownNumber(item.sizeBytes) ?? 0), 0);
    const incomplete = entries.filter(({ isComplete }) => isComplete === false).length;
    return `${counts.join(', ')} (${(0,format/* formatBytes */.z3)(totalBytes)})${incomplete === 0 ? '' : `; ${incomplete} incomplete`}`;
}
function stateOf({ kind, isComplete }) {
    if (kind === 'notebook' || kind === 'shortcut')
        return kind;
    if (isComplete === undefined)
        return 'unknown';
    return isComplete ? '' : 'incomplete';
}
/** The file's own time, as its uploader set it; else that of its last change on the drive. */
function modifiedMs({ isFolder, fileModifiedMs, modifiedMs: changedMs }) {
    return isFolder || Number.isNaN(fileModifiedMs) ? changedMs : fileModifiedMs;
}
/** `2026-11-21T14:25:01Z`; undefined if it is not known. */
function timestamp(atMs) {
    return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
function knownNumber(value) {
    return Number.isNaN(value) ? null : value;
}

// EXTERNAL MODULE: ./build/cleanup/marker.js
var marker = __webpack_require__(1105);
// EXTERNAL MODULE: ./build/core/queue.js
var queue = __webpack_require__(2797);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
// EXTERNAL MODULE: ./build/graph/paths.js
var paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/download/tree.js
var tree = __webpack_require__(3417);
;// CONCATENATED MODULE: ./build/download/list-folder.js
/** Lists what is in a remote folder, without its subfolders, and finds out which backups in it are complete. */






/** Lists the item. Sends one request for each folder in it that is not empty, to look for the marker. */
async function listFolder({ drive, item, remotePath }) {
    if ((0,parse/* isFileItem */.Gs)(item))
        return {
            isComplete: true,
            isWhole: true,
            entries: [{ item, remotePath, kind: 'file', isComplete: true }],
        };
    const children = await drive.listChildrenById(item.id);
    const others = children.filter((child) => !isMarker(child)).sort((a, b) => (0,format/* compareText */.n6)(a.name, b.name));
    const isComplete = new Map();
    // The queue takes the last one first.
    await (0,queue/* processQueue */.z)(others.filter(({ isFolder }) => isFolder).reverse(), async (folder) => {
        isComplete.set(folder, await isFolderComplete(drive, folder, (0,paths/* joinRemotePath */.ox)(remotePath, folder.name)));
    });
    return {
        isComplete: others.length === children.length,
        // The count of a drive's root may include items of the service, such as Forms in a library.
        isWhole: item.isDriveRoot || (item.childCount ?? 0) <= children.length,
        entries: others.map((child) => {
            const kind = kindOf(child);
            return {
                item: child,
                remotePath: (0,paths/* joinRemotePath */.ox)(remotePath, child.name),
                kind,
                isComplete: kind === 'file' ? true : isComplete.get(child),
            };
        }),
    };
}
async function isFolderComplete(drive, folder, remotePath) {
    if (kindOf(folder) !== 'folder' || !(0,parse/* isAddressable */.$C)(folder))
        return undefined;
    if (folder.childCount === 0)
        return true;
    try {
        return (await drive.findItem((0,paths/* joinRemotePath */.ox)(remotePath, marker/* incompleteMarkerName */.E1))) === undefined;
    }
    catch (error) {
        if ((0,tree/* isRefusal */.v)(error))
            return undefined;
        throw error;
    }
}
function isMarker(item) {
    return item.name === marker/* incompleteMarkerName */.E1 && (0,parse/* isFileItem */.Gs)(item);
}
function kindOf(item) {
    if (item.isPackage)
        return 'notebook';
    if (item.remoteItem !== undefined)
        return 'shortcut';
    return item.isFolder ? 'folder' : 'file';
}

// EXTERNAL MODULE: ./build/download/remote-path.js
var remote_path = __webpack_require__(4799);
// EXTERNAL MODULE: ./build/run/remote-drive.js + 1 modules
var remote_drive = __webpack_require__(5961);
;// CONCATENATED MODULE: ./build/run/list.js
/** The verb `ls`: lists what a path names. Changes nothing on the drive. */





/** Lists what the options name, and logs totals and errors. Never throws: a failure is in the report. */
async function runList(options) {
    const { host } = options;
    const state = { emulator: false, driveId: undefined, remotePath: '', passedOver: [] };
    const report = {
        ...{ result: 'failed', emulator: false, driveId: undefined, remotePath: '' },
        ...{ isComplete: true, isWhole: true, entries: [], error: undefined },
    };
    try {
        await (0,remote_drive/* withRemoteItem */.k)(options, state, {
            verb: 'ls',
            readArguments: () => { },
            async process({ drive }, item) {
                const { remotePath } = state;
                Object.assign(report, await listFolder({ drive, item, remotePath }), { result: 'listed' });
                logListing({ ...report, remotePath }, options);
            },
        });
    }
    catch (error) {
        report.error = error;
        const isCancelled = error instanceof errors/* Failure */.HR && error.kind === 'cancelled';
        report.result = isCancelled ? 'cancelled' : 'failed';
        host.log.error((0,errors/* formatErrorWithLink */.g9)(error, host).split('\n'));
    }
    const { passedOver: _, ...known } = state;
    return { ...report, ...known };
}
function logListing(report, { host }) {
    const where = (0,remote_path/* remotePathForLog */.$A)(report.remotePath);
    if (!report.isComplete)
        host.log.warning(`${where} is incomplete: an upload into it did not finish`);
    if (!report.isWhole)
        host.log.warning(`${where} holds more than its listing shows`);
    host.log.info(formatListTotals(report));
}

// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/commands/read-verb.js
var read_verb = __webpack_require__(1774);
;// CONCATENATED MODULE: ./build/cli/commands/ls.js
/** The verb `ls`: lists a remote folder, one item a line, or as JSON. */





/** Runs the verb with the remote path. Standard output has only the list. Returns the exit code. */
async function lsVerb(call) {
    const { terminal, options, redactError } = (0,read_verb/* openReadVerb */.Ow)(call, { dataOnStdout: true });
    const report = await runList(options);
    const texts = call.flags.json === true
        ? formatListJson(report, redactError)
        : formatListLines(report).map((line) => `${line}\n`);
    for (const text of texts)
        (0,print/* print */.y)(terminal.redactData(text));
    return report.error === undefined ? 0 : (0,exit_code/* exitCode */.I)(report.error);
}


/***/ })

};
