export const id = 992;
export const ids = [992];
export const modules = {

/***/ 7177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ errorsOf),
/* harmony export */   Sd: () => (/* binding */ totals),
/* harmony export */   ho: () => (/* binding */ fileRow),
/* harmony export */   xb: () => (/* binding */ isSent)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _graph_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1419);


/** What went wrong besides single files, what ended the run first. */
function errorsOf({ error, failures }) {
    return error === undefined ? failures : [error, ...failures];
}
const sentActions = ['uploaded', 'replaced', 'renamed'];
function isSent({ action }) {
    return sentActions.includes(action);
}
function totals(outcomes) {
    const sent = outcomes.filter(isSent);
    return {
        files: outcomes.length,
        uploaded: sent.length,
        skipped: outcomes.filter(({ action }) => action === 'skipped').length,
        failed: outcomes.filter(({ action }) => action === 'failed').length,
        planned: outcomes.filter(({ action }) => action === 'planned').length,
        bytes: sent.reduce((sum, { file }) => sum + file.sizeBytes, 0),
    };
}
function fileRow(outcome, { drive, links, redact }) {
    const { file, item } = outcome;
    const name = item?.name ?? file.name;
    return {
        // Nobody finds a file that is gone.
        path: file.isTemporary === true ? file.relativePath : file.sourcePath,
        remotePath: (0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .join */ .fj)((0,_graph_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .parentOf */ .gN)(file.remotePath), name),
        name,
        size: file.sizeBytes,
        id: item?.id ?? null,
        driveId: drive?.id ?? null,
        webUrl: item?.webUrl || null,
        shareUrl: links.urls.get(item?.id ?? '') ?? null,
        eTag: item?.eTag || null,
        sha256: outcome.sha256 ?? null,
        quickXorHash: outcome.quickXorHash ?? item?.quickXorHash ?? null,
        action: outcome.action,
        error: outcome.error === undefined ? null : redact((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(outcome.error)),
    };
}


/***/ }),

/***/ 3992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/github/event.js
var github_event = __webpack_require__(6830);
// EXTERNAL MODULE: ./build/http/client.js + 7 modules
var client = __webpack_require__(4569);
// EXTERNAL MODULE: ./build/http/retry.js
var retry = __webpack_require__(4675);
// EXTERNAL MODULE: ./build/inputs/masks.js
var masks = __webpack_require__(1713);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/core/queue.js
var core_queue = __webpack_require__(2797);
// EXTERNAL MODULE: ./build/graph/items.js
var items = __webpack_require__(1907);
// EXTERNAL MODULE: ./build/graph/paths.js
var graph_paths = __webpack_require__(1419);
// EXTERNAL MODULE: ./build/graph/descent.js
var descent = __webpack_require__(6201);
// EXTERNAL MODULE: ./build/graph/parse.js
var parse = __webpack_require__(6916);
;// CONCATENATED MODULE: ./build/cleanup/listing.js
/**
 * A folder of the drive as it was listed: what lies in it, down to the last file. Reads, and removes nothing;
 * what may go is the business of mirror and generations.
 */





/** True for the drive's own root, however it is addressed: a folder id may be the root's, which no path tells. */
async function isRoot(drive, path) {
    return drive.isRoot(path) || (path === '' && (await drive.item(path))?.isDriveRoot === true);
}
/** The item with everything below it, each folder listed page by page. */
async function readTwig(drive, { path, item, folderId }) {
    const root = sprout({ path, item, folderId });
    const pending = root.isFolder ? [{ folder: root, childCount: item.childCount }] : [];
    const enter = (0,descent/* descent */.J)();
    await (0,core_queue/* workOff */.n)(pending, async ({ folder, childCount }) => {
        enter(folder.id, folder.path);
        const listed = await drive.childrenOf(folder.id);
        const known = listed.filter(parse/* isKnown */.qE);
        folder.doubt = doubtAbout(folder, { listed: listed.length, known: known.length, childCount });
        for (const item of known) {
            const child = sprout({ path: (0,graph_paths/* join */.fj)(folder.path, item.name), item, folderId: folder.id });
            folder.children.push(child);
            if (child.isFolder)
                pending.push({ folder: child, childCount: item.childCount });
        }
    });
    return root;
}
function doubtAbout({ sizeBytes }, { listed, known, childCount }) {
    if (childCount === undefined)
        return 'the drive does not say how many items it holds';
    const missing = Math.max(listed, childCount) - known;
    if (missing > 0)
        return `its listing leaves out ${(0,format/* count */.U9)(missing, 'item')} that it holds`;
    // A folder's size is no sum that one can rely on, but what holds nothing has none.
    return listed === 0 && sizeBytes > 0
        ? `nothing in it is listed, and it is said to hold ${(0,format/* bytes */.ee)(sizeBytes)}`
        : undefined;
}
function sprout({ path, item, folderId }) {
    const { id, sizeBytes, createdMs, modifiedMs } = item;
    const sort = item.isPackage ? 'notebook' : item.remote === undefined ? 'plain' : 'shortcut';
    const state = item.eTag === '' ? String(modifiedMs) : item.eTag;
    const isFolder = item.isFolder && sort === 'plain';
    const facts = { id, folderId, state, isFolder, sizeBytes, createdMs, modifiedMs };
    return { path, ...facts, sort, doubt: undefined, children: [] };
}
/** The item and everything below it. */
function* everythingIn(twig) {
    const pending = [twig];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
        yield one;
        for (const child of one.children)
            pending.push(child);
    }
}
/** What its removal counts for: the files in it, and one for a folder without any. */
function weightOf(twig) {
    let files = 0;
    for (const { isFolder } of everythingIn(twig))
        if (!isFolder)
            files += 1;
    return Math.max(1, files);
}
/** Everything below and the item itself in one text: two listings of one state are equal. */
function stateOf(twig) {
    // A folder's own eTag moves with what is in it on some drives: its content is what counts.
    const lines = [...everythingIn(twig)].map((one) => `${one.id} ${one.isFolder ? '' : one.state}`);
    return lines.sort().join('\n');
}

;// CONCATENATED MODULE: ./build/cleanup/delete.js
/**
 * Removing what was found to go, and nothing else: counted against `max-delete` first, looked at once more right
 * before. Knows the drive and plain lists; why something goes was decided by mirror and generations.
 */






/** Paths that an error names. */
const shownExamples = 5;
/** Lines of the log about what goes, or would go; the rest is counted. */
const shownLines = 200;
/** How many items the removals come to: files, those in folders too, and folders that hold none. */
function totalOf({ going }) {
    return going.reduce((sum, { twig }) => sum + weightOf(twig), 0);
}
/** The refusal to remove more than `max-delete`, before the first removal; undefined when it is not needed. */
function tooMany(removals, maxDelete) {
    const total = totalOf(removals);
    if (total <= maxDelete)
        return undefined;
    const paths = removals.going.slice(0, shownExamples).map(({ twig }) => described(twig));
    const more = removals.going.length > shownExamples ? ' …' : '';
    return new errors/* Failure */.HR(`${(0,format/* count */.U9)(total, 'item')} would be deleted, and max-delete is ${maxDelete}: ${paths.join(', ')}${more}`, {
        kind: 'service',
        hint: `nothing was deleted and the uploads were kept; if that is what you want, set max-delete to ${total} or more`,
    });
}
/** The refusal to delete anything while something is missing that may be there; undefined when nothing is. */
function notSeen(unseen) {
    if (unseen.length === 0)
        return undefined;
    const more = unseen.length > shownExamples ? `; and ${unseen.length - shownExamples} more` : '';
    const what = `${unseen.slice(0, shownExamples).join('; ')}${more}`;
    return new errors/* Failure */.HR(`nothing is deleted, because not all that path asks for was seen: ${what}`, {
        kind: 'file',
        hint: 'uploads are kept; mend path or what it names, exclude it with !, or set unmatched-patterns to ignore for lines that may find nothing',
    });
}
/**
 * The last look before anything goes: all of it lies in the folder, and nothing in it is this run's own. What
 * fails here is a bug of ours, and better a crash than somebody's files.
 */
function checkScope({ going }, { folder, uploaded }) {
    for (const { twig } of going) {
        if (folder !== '' && !twig.path.startsWith(`${folder}/`))
            throw new RangeError(`${twig.path} is not in ${folder}`);
        for (const one of everythingIn(twig))
            if (uploaded.has(one.id))
                throw new RangeError(`${one.path} was uploaded by this run`);
    }
}
/** Why a folder stays whose listing may show less than it holds; undefined for one that is shown whole. */
function doubtOf({ path, doubt }) {
    return doubt === undefined ? undefined : { path, why: doubt, isDoubtful: true };
}
/** The first such folder among the item and all below it. */
function doubtIn(twig) {
    for (const one of everythingIn(twig))
        if (one.doubt !== undefined)
            return doubtOf(one);
    return undefined;
}
/** `backups/monday (12 files)`. */
function described(twig) {
    if (!twig.isFolder)
        return twig.path;
    const files = [...everythingIn(twig)].filter(({ isFolder }) => !isFolder).length;
    return `${twig.path} (${files === 0 ? 'an empty folder' : (0,format/* count */.U9)(files, 'file')})`;
}
/**
 * Moves all that is going to the recycle bin, several at once. What is no longer as it was listed is left. One
 * failure does not stop the others; a cancelled run stops.
 */
async function remove(removals, { drive, patience }) {
    const { log, signal } = patience.host;
    const gone = [];
    const left = [...removals.left];
    const failures = [];
    let lines = 0;
    const say = (line) => {
        lines += 1;
        if (lines <= shownLines)
            log.info(line);
    };
    await (0,core_queue/* workOff */.n)([...removals.going].reverse(), async (going) => {
        const { twig } = going;
        if (signal.aborted)
            throw new errors/* CancelledFailure */.mj();
        try {
            const stays = await removeOne(drive, twig);
            if (stays === undefined)
                gone.push(going);
            else
                left.push(stays);
            say(stays === undefined ? `deleted ${described(twig)}` : `left ${stays.path}: ${stays.why}`);
        }
        catch (error) {
            if (signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            failures.push(notRemoved(twig, error));
        }
    });
    if (lines > shownLines)
        log.info(`… and ${lines - shownLines} more like these`);
    return { deletedCount: totalOf({ going: gone }), gone, left, failures };
}
/** Undefined when it is gone, else why it stays. */
async function removeOne(drive, twig) {
    const { path } = twig;
    // By its path: an id would be followed to wherever somebody has moved the item in the meantime.
    const item = await drive.item(path);
    if (item === undefined)
        return { path, why: 'somebody else deleted or moved it' };
    if (item.id !== twig.id)
        return { path, why: 'something else has its place now' };
    // The id alone says what is deleted: without an eTag that goes with it, it is asked what it leads to.
    const byId = item.eTag === '' ? await drive.itemById(item.id) : item;
    if (byId === undefined)
        return { path, why: 'somebody else deleted or moved it' };
    if (isElsewhere(item, twig, drive) || isElsewhere(byId, twig, drive))
        return { path, why: 'its id leads to something in another place', isDoubtful: true };
    const now = await (0,items/* orMissing */.Mr)(readTwig(drive, { path, item }));
    if (now === undefined)
        return { path, why: 'somebody else deletes or moves it' };
    const changed = { path, why: 'it was changed in the meantime' };
    if (stateOf(now) !== stateOf(twig))
        return changed;
    const doubt = doubtIn(now);
    if (doubt !== undefined)
        return doubt;
    // The eTag of now: a folder's moves with what is in it on some drives, and that was compared already.
    return (await drive.remove(item.id, item.eTag)) === 'changed' ? changed : undefined;
}
/** False where the answer does not tell its place. Drives write their ids with other cases, and without zeros in front. */
function isElsewhere({ name, parent }, { path, folderId }, drive) {
    const differ = (a = '', b = '') => a !== '' && b !== '' && idKey(a) !== idKey(b);
    return ((0,graph_paths/* nameKey */.Rc)(name) !== (0,graph_paths/* nameKey */.Rc)((0,graph_paths/* nameOf */.Vb)(path)) ||
        differ(parent?.id, folderId) ||
        differ(parent?.driveId, drive.id));
}
function idKey(id) {
    return id.toLowerCase().replace(/^0+/, '');
}
function notRemoved(twig, error) {
    const kind = error instanceof errors/* Failure */.HR ? error.kind : 'service';
    return new errors/* Failure */.HR(`${described(twig)} was not deleted: ${(0,errors/* explain */.WE)(error)}`, { kind, cause: error });
}

// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/report/counts.js
/**
 * A run in a few numbers: what was sent, skipped, failed and deleted, or would be. One wording for the log and for
 * the summary; without names, so that everybody may read it.
 */



/** True for a dry run, also for one whose plan would fail. */
function isPlan({ result, deletions, outcomes }) {
    return (result === 'dry-run' || deletions?.isPlan === true || outcomes.some(({ action }) => action === 'planned'));
}
/** Items that mirror and retention would delete; 0 when they are no plan. */
function plannedDeletions({ deletions }) {
    return deletions?.isPlan === true ? totalOf(deletions) : 0;
}
/** Empty when the run had no file. */
function figures(report) {
    const sum = (0,report_report/* totals */.Sd)(report.outcomes);
    if (sum.files === 0)
        return [];
    const all = isPlan(report) ? plan(report, sum) : done(report, sum);
    return all.map(([text, isMain]) => ({ text, isMain }));
}
function done({ deletedCount }, sum) {
    return [
        [`${(0,format/* count */.U9)(sum.uploaded, 'file')} uploaded (${(0,format/* bytes */.ee)(sum.bytes)})`, true],
        ...some(sum.skipped, 'skipped'),
        ...some(sum.failed, 'failed', true),
        ...some(deletedCount, 'deleted'),
    ];
}
function plan(report, sum) {
    const sizeBytes = report.outcomes
        .filter(({ action }) => action === 'planned')
        .reduce((all, { file }) => all + file.sizeBytes, 0);
    return [
        [`${sum.planned} to send (${(0,format/* bytes */.ee)(sizeBytes)})`, true],
        [`${sum.skipped} there already`, false],
        ...some(sum.failed, 'would fail', true),
        ...(report.deletions === undefined ? [] : [[`${plannedDeletions(report)} to delete`, true]]),
    ];
}
function some(number, what, isMain = false) {
    return number === 0 ? [] : [[`${number} ${what}`, isMain]];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
;// CONCATENATED MODULE: ./build/publish/download-table.js
/**
 * The downloads of a run, and their table in Markdown: name, size, SHA-256, link. Knows outcomes and links;
 * everything from outside is escaped. Where the table goes, and that rows of other jobs are there, is section's.
 */


/** One for each file that is on the drive and verified, ordered by name. */
function downloadsOf(outcomes, links) {
    const all = outcomes.flatMap(({ action, file, item, sha256 }) => {
        if (action === 'failed' || item === undefined)
            return [];
        const own = links.asked ? links.folderUrl : item.webUrl;
        return [
            {
                remotePath: withName(file.remotePath, item.name),
                name: withName(file.relativePath, item.name),
                // What was skipped is what was there before.
                sizeBytes: action === 'skipped' ? item.sizeBytes : file.sizeBytes,
                sha256,
                url: links.urls.get(item.id) ?? own,
            },
        ];
    });
    return all.sort((a, b) => (0,format/* compared */.mU)(a.name, b.name));
}
function withName(path, name) {
    return (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(path), name);
}
/** Heading of the table, two lines. */
const tableHead = ['| File | Size | SHA-256 |', '|---|---:|---|'];
/** A comment on a pull request or an issue takes 65,536 characters (telia-oss/github-pr-resource#259), and says something else besides. */
const tableLimit = 60_000;
/** The table, in at most that many characters; what is left out is counted. `''` without files. */
function downloadsTable(downloads, limit = tableLimit) {
    if (downloads.length === 0)
        return '';
    const lines = [...tableHead];
    // Room for the line that counts the rest.
    let room = limit - tableHead.join('\n').length - 60;
    for (const download of downloads) {
        const line = downloadRow(download);
        room -= line.length + 1;
        if (room < 0)
            break;
        lines.push(line);
    }
    const rest = downloads.length + tableHead.length - lines.length;
    if (rest > 0)
        lines.push('', `… and ${(0,format/* count */.U9)(rest, 'more file')}`);
    return `${lines.join('\n')}\n`;
}
/** A row; `mark` is hidden in its first cell. */
function downloadRow({ name, url, sizeBytes, sha256 }, mark = '') {
    const digest = sha256 === undefined ? '' : `\`${(0,format/* markdown */.wD)(sha256)}\``;
    return `| ${mark}${linked(name, url)} | ${(0,format/* bytes */.ee)(sizeBytes)} | ${digest} |`;
}
/** A text as Markdown, a link if the address is one that may be shown. */
function linked(name, url) {
    const safe = safeUrl(url);
    return safe === undefined ? (0,format/* markdown */.wD)(name) : `[${(0,format/* markdown */.wD)(name)}](${safe})`;
}
/** An https address without anything that could end a Markdown link or a cell; undefined for every other. */
function safeUrl(url) {
    if (url === undefined || !URL.canParse(url))
        return undefined;
    const parsed = new URL(url);
    if (parsed.protocol !== 'https:')
        return undefined;
    return parsed.href.replace(/[()<>|"\\`]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// EXTERNAL MODULE: ./build/report/manifest.js
var manifest = __webpack_require__(1938);
;// CONCATENATED MODULE: ./build/report/outputs.js
/**
 * Outputs and manifest: the machine's view of a report. Knows the names of the contract and GitHub's limits.
 * Source of the limit: an output of a step may hold 1 MiB in UTF-16, all outputs of a job 50 MiB
 * (docs.github.com, "Metadata syntax"); a list larger than 256 KiB is left to the manifest.
 */










const filesLimitBytes = 256 * 1024;
/** Sets every output that the report can fill, also when the manifest cannot be written; throws that failure then. */
async function writeOutputs(host, report) {
    const rows = report.outcomes.map((outcome) => (0,report_report/* fileRow */.ho)(outcome, report));
    const manifest = await writeManifest(host, report, rows).catch((error) => ({ error }));
    for (const [name, value] of outputs(report, rows))
        host.output(name, value);
    host.output('manifest', typeof manifest === 'string' ? manifest : '');
    if (typeof manifest !== 'string')
        throw manifest.error;
}
function outputs(report, rows) {
    const count = (0,report_report/* totals */.Sd)(report.outcomes);
    const files = filesJson(rows);
    const only = rows.length === 1 ? rows[0] : undefined;
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
        ['share-url', report.links.folderUrl ?? only?.shareUrl ?? ''],
        ['drive-id', report.drive?.id ?? ''],
        ['url', only?.webUrl ?? (rows.length > 1 ? folderUrl : '')],
        ['id', only?.id ?? ''],
        ['sha256', only?.sha256 ?? ''],
        ['markdown', downloadsTable(downloadsOf(report.outcomes, report.links))],
        ['refresh-token-rotated', String(report.refreshTokenRotated)],
        ['secret-updated', String(report.secretUpdated)],
    ];
}
/** The rows as JSON, undefined when they are too long: of 100,000, no text is made. */
function filesJson(rows) {
    const texts = [];
    let sizeBytes = 2;
    for (const row of rows) {
        const text = (0,json/* jsonText */.s$)(row);
        sizeBytes += Buffer.byteLength(text) + (texts.length > 0 ? 1 : 0);
        if (sizeBytes > filesLimitBytes)
            return undefined;
        texts.push(text);
    }
    return `[${texts.join(',')}]`;
}
/** The manifest's text piece by piece: one file a line, so that a long list is never one string. */
function manifestText(report, rows) {
    const { result, emulator, drive, destination, folder, deletions, thumbnails } = report;
    const head = {
        ...{ result, emulator, driveId: drive?.id ?? null, destination },
        folderId: folder?.id ?? null,
        folderUrl: folder?.webUrl ?? null,
        startedAt: new Date(report.startedMs).toISOString(),
        endedAt: new Date(report.endedMs).toISOString(),
        totals: {
            ...(0,report_report/* totals */.Sd)(report.outcomes),
            deleted: report.deletedCount,
            plannedDeletions: plannedDeletions(report),
        },
        errors: (0,report_report/* errorsOf */.Bp)(report).map((error) => report.redact((0,errors/* explain */.WE)(error))),
    };
    return (0,manifest/* listsText */.z)(head, {
        deletions: deletionRows(deletions),
        files: thumbnails === undefined ? rows : withThumbnails(rows, thumbnails),
    });
}
/** What went, or would go, as it was listed: a folder is one item; then what stays in spite of the rules. */
function* deletionRows(deletions) {
    if (deletions === undefined)
        return;
    const action = deletions.isPlan ? 'planned' : 'deleted';
    for (const { twig, why } of deletions.going)
        yield { path: twig.path, items: weightOf(twig), action, reason: why };
    for (const { path, why } of deletions.left)
        yield { path, items: null, action: 'left', reason: why };
}
/** The address opens the picture without a sign-in: it is in no output. */
function* withThumbnails(rows, urls) {
    for (const row of rows)
        yield { ...row, thumbnailUrl: urls.get(row.id ?? '') ?? null };
}
/** Piece by piece, each of whole rows. */
function* withoutSecrets(host, pieces) {
    for (const piece of pieces)
        yield host.redactData(piece);
}
async function writeManifest(host, report, rows) {
    const path = (0,external_node_path_.join)(host.tempDir, `onedrive-upload-${(0,external_node_crypto_.randomUUID)()}.json`);
    await (0,promises_.writeFile)(path, withoutSecrets(host, manifestText(report, rows)), { flag: 'wx', mode: 0o600 });
    return path;
}

;// CONCATENATED MODULE: ./build/report/summary-tables.js
/**
 * The tables of a summary: files, and what mirror and retention did. Knows GitHub's Markdown and how much room there
 * is; everything from outside is escaped, and what has no room is counted.
 */





const summary_tables_filesLimitBytes = 200 * 1024;
const deletionsLimitBytes = 60 * 1024;
/** A table of more rows is folded. */
const openRows = 25;
/** Longer ones are no address that anybody follows. */
const urlLimit = 4000;
/** As much of a digest as people compare by eye. */
const shownDigits = 12;
/** A text of at most that many characters, without secrets, as it is shown in a summary. */
function cut({ redact }, text, limit = 400) {
    const clean = redact(text);
    return clean.length <= limit ? clean : `${clean.slice(0, limit)}…`;
}
/** A name with its address, both of a length that fits into a line. */
function summary_tables_anchor(report, name, url) {
    return linked(cut(report, name), (url?.length ?? 0) > urlLimit ? undefined : url);
}
/** All files, those that failed first and never folded; `''` without any. */
function filesTable(report) {
    const { outcomes } = report;
    if (outcomes.length === 0)
        return '';
    const head = outcomes.some(({ sha256 }) => sha256 !== undefined)
        ? '| File | Size | SHA-256 | Result |\n|---|---:|---|---|'
        : '| File | Size | Result |\n|---|---:|---|';
    const row = (outcome) => fileRow(outcome, report, head.includes('SHA-256'));
    const failed = outcomes.filter(({ action }) => action === 'failed');
    const others = outcomes.filter(({ action }) => action !== 'failed');
    const isShort = outcomes.length <= openRows;
    const room = { bytes: summary_tables_filesLimitBytes };
    const first = fitting(isShort ? [...failed, ...others] : failed, { row, room });
    const folded = isShort ? [] : fitting(others, { row, room });
    const rest = outcomes.length - first.length - folded.length;
    const parts = [
        ...(first.length === 0 ? [] : [table(head, first)]),
        ...(folded.length === 0 ? [] : [fold((0,format/* count */.U9)(others.length, 'file'), table(head, folded))]),
        ...(rest === 0 ? [] : [`… and ${(0,format/* count */.U9)(rest, 'more file')}, see the manifest.`]),
    ];
    return parts.join('\n\n');
}
function fileRow(outcome, report, hasDigest) {
    const { file, item, sha256 } = outcome;
    const url = report.links.urls.get(item?.id ?? '') ?? item?.webUrl;
    const digest = sha256 === undefined ? '' : `\`${(0,format/* markdown */.wD)(sha256.slice(0, shownDigits))}\``;
    const cells = [summary_tables_anchor(report, file.relativePath, url), (0,format/* bytes */.ee)(file.sizeBytes)];
    return `| ${[...cells, ...(hasDigest ? [digest] : []), resultOf(outcome, report)].join(' | ')} |`;
}
function resultOf({ action, item, error }, report) {
    if (action === 'failed')
        return `❌ **failed**: ${(0,format/* markdown */.wD)(cut(report, (0,errors/* explain */.WE)(error), 500))}`;
    if (action === 'renamed' && item !== undefined)
        return `renamed to ${(0,format/* markdown */.wD)(cut(report, item.name))}`;
    if (action === 'skipped')
        return 'skipped: there already';
    return action === 'planned' ? 'to be sent' : action;
}
/** What mirror and retention deleted, would delete, and left; `''` when there is nothing to tell. */
function deletionsTable(report) {
    const { deletions, deletedCount } = report;
    if (deletions === undefined)
        return '';
    const { isPlan } = deletions;
    const going = [...deletions.going].sort((a, b) => byPath(a.twig, b.twig));
    const left = [...deletions.left].sort(byPath);
    if (going.length + left.length === 0)
        return '';
    const total = isPlan ? plannedDeletions(report) : deletedCount;
    const word = isPlan ? 'would be deleted' : 'deleted';
    const room = { bytes: deletionsLimitBytes };
    const rows = [
        ...fitting(going, {
            row: ({ twig, why }) => `| ${path(report, twig)} | ${twig.isFolder ? (0,format/* count */.U9)(weightOf(twig), 'item') : (0,format/* bytes */.ee)(twig.sizeBytes)} | ${word} by ${why} |`,
            room,
        }),
        ...fitting(left, {
            row: (one) => `| ${path(report, one)} | | stays: ${(0,format/* markdown */.wD)(cut(report, one.why, 500))} |`,
            room,
        }),
    ];
    const rest = going.length + left.length - rows.length;
    const heading = [
        ...(going.length === 0
            ? []
            : [`${(0,format/* count */.U9)(total, 'item')} ${isPlan ? 'to delete' : 'deleted, to the recycle bin'}`]),
        ...(left.length === 0 ? [] : [`${left.length} left`]),
    ].join('; ');
    const body = table('| On the drive | Holds | Result |\n|---|---:|---|', rows);
    const more = rest === 0 ? '' : `\n\n… and ${rest} more, see the manifest.`;
    const isShort = rows.length <= openRows;
    return (isShort ? `#### ${upper(heading)}\n\n${body}` : fold(upper(heading), body)) + more;
}
function path(report, { path: text }) {
    return (0,format/* markdown */.wD)(cut(report, text));
}
function byPath(a, b) {
    return (0,format/* compared */.mU)(a.path, b.path);
}
/** As many rows as there is room for, from the first on; those behind are not even made. */
function fitting(values, { row, room }) {
    const rows = [];
    for (const value of values) {
        const text = row(value);
        room.bytes -= Buffer.byteLength(text) + 1;
        if (room.bytes < 0)
            break;
        rows.push(text);
    }
    return rows;
}
function table(head, rows) {
    return [head, ...rows].join('\n');
}
/** Markdown inside wants an empty line on both sides. */
function fold(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function upper(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./build/report/summary.js
/**
 * The step's summary: the people's view of a report, in GitHub's Markdown. Everything from outside is
 * escaped. Far under GitHub's 1 MiB a step, whatever happened; the manifest has the rest.
 */





/** Markdown of the summary; `''` for `none`. `counts` holds neither names nor links nor accounts. */
function summaryText(report, level) {
    if (level === 'none')
        return '';
    const parts = [`### ${heading(report)}`, emulatorNote(report)];
    if (level === 'full') {
        parts.push(failure(report), warnings(report), line(report), words(report));
        parts.push(place(report), filesTable(report), deletionsTable(report));
    }
    else
        parts.push(line(report), words(report), leftOut(report));
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const headings = {
    uploaded: '✅ Uploaded to OneDrive',
    unchanged: '✅ OneDrive has everything already',
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
    if (isPlan(report))
        return '❌ Dry run: this upload would fail';
    const sum = (0,report_report/* totals */.Sd)(outcomes);
    // Signing in, or a connection that was to be tested: nobody knows here.
    if (sum.files === 0)
        return '❌ onedrive-upload failed';
    if (sum.failed === 0 && error === undefined)
        return '❌ The files are on OneDrive, but something else failed';
    return sum.uploaded === 0 ? headings.failed : '❌ Not every file reached OneDrive';
}
function emulatorNote({ emulator }) {
    return emulator ? summary_alert('WARNING', 'This run used the emulator: nothing reached Microsoft.') : '';
}
function line(report) {
    const all = figures(report).map(({ text, isMain }) => (isMain ? `**${text}**` : text));
    if (all.length === 0)
        return '';
    if (isPlan(report))
        return [...all, 'nothing was changed'].join(' · ');
    // No rate: most of a run with few bytes is waiting.
    return [...all, `in ${(0,format/* span */.Ln)(report.endedMs - report.startedMs)}`].join(' · ');
}
/** What numbers do not tell, for everybody. */
function words({ result, secretUpdated, refreshTokenRotated }) {
    const sentences = {
        'nothing-found': 'There was no file for this run to send.',
        'no-credentials': 'GitHub withholds secrets from runs of forks and of Dependabot.',
        checked: 'Signed in, and the destination takes uploads. Nothing was sent.',
        refreshed: refreshTokenRotated ? '' : 'Microsoft sent no new refresh token.',
    };
    const own = Object.entries(sentences).find(([name]) => name === result)?.[1] ?? '';
    if (secretUpdated)
        return `${own} The new refresh token is in its GitHub secret.`.trim();
    return own || (result === 'refreshed' ? 'Microsoft sent a new refresh token.' : '');
}
function leftOut({ result, warnings: { length } = [] }) {
    if (result === 'failed' || result === 'cancelled')
        return 'Names, links and errors are left out here: see the log.';
    return length === 0 ? '' : `${(0,format/* count */.U9)(length, 'warning')}: see the log.`;
}
/** Room for the errors and for the warnings, each. */
const alertLimitBytes = 80 * 1024;
function failure(report) {
    // The problems of a UsageFailure are lines of one text.
    const texts = (0,report_report/* errorsOf */.Bp)(report).flatMap((one) => (0,errors/* explain */.WE)(one).split('\n'));
    return texts.length === 0 ? '' : summary_alert('CAUTION', fittingLines(report, texts));
}
function warnings(report) {
    const { warnings: texts = [] } = report;
    return texts.length === 0 ? '' : summary_alert('WARNING', fittingLines(report, texts));
}
function fittingLines(report, texts) {
    const lines = [];
    let sizeBytes = 0;
    for (const text of texts) {
        const shown = (0,format/* markdown */.wD)(cut(report, text.trim(), 1000));
        sizeBytes += Buffer.byteLength(shown) + '<br>'.length;
        if (sizeBytes > alertLimitBytes)
            break;
        lines.push(shown);
    }
    const rest = texts.length - lines.length;
    return [...lines, ...(rest === 0 ? [] : [`… and ${(0,format/* count */.U9)(rest, 'more line')}, see the log`])].join('<br>');
}
function summary_alert(kind, text) {
    return `> [!${kind}]\n> ${text}`;
}
/** Where everything is, a line for each place. */
function place(report) {
    const { drive, destination, folder, links, checksums, release } = report;
    if (drive === undefined)
        return '';
    const { folderUrl, urls } = links;
    const kind = drive.kind === 'documentLibrary' ? 'library' : 'drive';
    const whose = drive.owner === 'unknown' ? '' : ` of ${(0,format/* markdown */.wD)(cut(report, drive.owner, 200))}`;
    const shared = folderUrl === undefined ? '' : ' (a link for sharing)';
    const lines = [
        `Folder ${summary_tables_anchor(report, destination || 'the root', folderUrl ?? folder?.webUrl)}${shared} on the ${kind}${whose}`,
    ];
    if (folderUrl === undefined && urls.size > 0)
        lines.push(`${(0,format/* count */.U9)(urls.size, 'link')} for sharing, one for each file`);
    if (checksums !== undefined)
        lines.push(`Checksums ${summary_tables_anchor(report, checksums.name, checksums.url)}, ${(0,format/* count */.U9)(checksums.lines, 'line')}`);
    if (release !== undefined)
        lines.push(`Listed in the notes of ${summary_tables_anchor(report, release.tag, release.url)}`);
    return lines.map((text) => `- ${text}`).join('\n');
}

;// CONCATENATED MODULE: ./build/report/log-report.js
/**
 * The end of the story, told: outputs and summary first, then the verdict in the log with the errors that
 * GitHub shows as annotations. Knows the report; decides nothing.
 */






/** GitHub shows ten error annotations a step: nine failures, and one that counts the rest. */
const shownErrors = 9;
/** More lines than anybody reads are left to the manifest. */
const log_report_shownLines = 1000;
/** Tells it all. Where telling itself fails (a full disk), the rest is still told. */
async function tell(host, report, level) {
    const attempts = [() => writeOutputs(host, report), () => host.summary(summaryText(report, level))];
    for (const attempt of attempts) {
        await attempt().catch((error) => host.log.warning(`The report is incomplete: ${(0,errors/* explain */.WE)(error)}`));
    }
    tellFiles(host, report.outcomes);
    tellErrors(host, report);
    host.log.info(verdictLine(report));
}
function tellFiles(host, outcomes) {
    if (outcomes.length === 0)
        return;
    host.log.group(`Result: ${(0,format/* count */.U9)(outcomes.length, 'file')}`);
    for (const { action, file, item } of outcomes.slice(0, log_report_shownLines)) {
        const as = action === 'renamed' ? ` as ${item?.name}` : '';
        host.log.info(`${action.padEnd(8)} ${file.remotePath}${as} (${(0,format/* bytes */.ee)(file.sizeBytes)})`);
    }
    if (outcomes.length > log_report_shownLines)
        host.log.info(`… and ${outcomes.length - log_report_shownLines} more, see the manifest`);
    host.log.groupEnd();
}
/** What ended the run, then what failed besides files, then files: as many as GitHub shows, and how many more. */
function tellErrors(host, report) {
    const { error, outcomes } = report;
    const failed = outcomes.filter(({ action }) => action === 'failed');
    const besides = (0,report_report/* errorsOf */.Bp)(report);
    for (const one of besides.slice(0, shownErrors)) {
        const text = (0,errors/* explain */.WE)(one);
        host.log.error(one instanceof errors/* UsageFailure */.wK ? text.split('\n') : text, { title: 'onedrive-upload' });
    }
    // What ended the run is told once, not again for each file that was not tried because of it.
    const own = failed.filter(({ error: why }) => !(why instanceof errors/* Failure */.HR && error !== undefined && why.cause === error));
    const shown = own.slice(0, Math.max(0, shownErrors - besides.length));
    for (const { file, error: why } of shown) {
        host.log.error(`${file.relativePath}: ${(0,errors/* explain */.WE)(why)}`, { title: 'Not uploaded' });
    }
    const rest = besides.length + failed.length - Math.min(besides.length, shownErrors) - shown.length;
    if (rest <= 0)
        return;
    const more = besides.length > shownErrors ? (0,format/* count */.U9)(rest, 'more error') : `${(0,format/* count */.U9)(rest, 'more file')} failed`;
    host.log.error(`and ${more}, see the manifest`, { title: 'onedrive-upload' });
}
function verdictLine(report) {
    const parts = figures(report).map(({ text }) => text);
    const numbers = parts.length === 0 ? '' : `: ${parts.join(', ')} in ${(0,format/* span */.Ln)(report.endedMs - report.startedMs)}`;
    return `Result: ${report.result}${numbers}`;
}

// EXTERNAL MODULE: ./build/report/public-log.js
var public_log = __webpack_require__(6525);
// EXTERNAL MODULE: ./build/report/run-state.js
var run_state = __webpack_require__(7274);
// EXTERNAL MODULE: ./build/upload/concurrency.js
var concurrency = __webpack_require__(819);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/core/private-file.js
var private_file = __webpack_require__(9940);
// EXTERNAL MODULE: ./build/core/read-file.js
var read_file = __webpack_require__(9199);
// EXTERNAL MODULE: ./build/http/microsoft-hosts.js
var microsoft_hosts = __webpack_require__(7047);
;// CONCATENATED MODULE: ./build/upload/journal.js
/**
 * The journal of `resume-journal`: which sessions a run leaves unfinished, so that the next one goes on where
 * this one died. Knows entries and how they are sealed. An uploadUrl is a credential, so the file is sealed
 * with AES-256-GCM under a key that only the owner of the secrets has, and a changed byte opens nothing.
 * mtime is no part of an entry: on a fresh runner it is always new.
 */










const magic = Buffer.from('onedrive-upload journal 1\n');
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
/** Some 50,000 unfinished uploads. */
const limitBytes = 64 * 1024 * 1024;
/**
 * Opens the journal, or begins one. What does not open, or names an unknown host, is left out with a warning. Throws a
 * Failure of kind `usage` for what is no file, cannot be read or is too large.
 */
function openJournal({ path, key, host, emulated }) {
    const sealed = readSealed(path);
    const salt = sealed?.subarray(magic.length, magic.length + saltBytes) ?? (0,external_node_crypto_.randomBytes)(saltBytes);
    const secret = (0,external_node_crypto_.scryptSync)(key, salt, 32);
    const told = new Set();
    const warn = (warning) => {
        if (!told.has(warning))
            host.log.warning(warning);
        told.add(warning);
    };
    const entries = new Map();
    const opened = sealed === undefined ? undefined : unseal(sealed, secret);
    if (sealed !== undefined && opened === undefined) {
        host.log.warning(`resume-journal ${(0,format/* printable */.g$)(path)} does not open with this key, or was changed: beginning a new journal.`);
    }
    for (const [name, value] of Object.entries(opened ?? {})) {
        const entry = parseEntry(value);
        if (entry === undefined)
            warn('The journal holds an entry that cannot be read: it is left out.');
        else if ((0,microsoft_hosts/* isKnownUploadUrl */.gY)(entry.uploadUrl, emulated))
            entries.set(name, entry);
        else
            warn('The journal names an upload host that is not known as Microsoft’s: that entry is left out.');
    }
    // A journal is for the next run: that it cannot be written is no reason for this one to fail.
    const write = () => {
        try {
            // A cache that is empty yet has not brought its folder either.
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
            const warning = (0,private_file/* replacePrivately */.PT)(path, seal(Object.fromEntries(entries), { secret, salt }));
            if (warning !== undefined)
                warn(warning);
        }
        catch (error) {
            warn(`${(0,errors/* explain */.WE)((0,private_file/* unreplaced */.w6)('resume-journal', path, error))}. Another run would begin anew.`);
        }
    };
    return {
        find: (about) => entries.get(nameOf(about)),
        keep(about, entry) {
            entries.set(nameOf(about), entry);
            write();
        },
        drop(about) {
            if (entries.delete(nameOf(about)))
                write();
        },
    };
}
function nameOf({ driveId, remotePath, relativePath }) {
    return JSON.stringify([driveId, (0,graph_paths/* pathKey */.Pn)(remotePath), relativePath]);
}
function readSealed(path) {
    const hint = 'name a file in a place that may be read and written; it need not exist yet';
    const sealed = (0,read_file/* readRegular */.VX)(path, { name: 'resume-journal', limitBytes, hint });
    return sealed?.length === 0 ? undefined : sealed;
}
function seal(value, { secret, salt }) {
    const iv = (0,external_node_crypto_.randomBytes)(ivBytes);
    const cipher = (0,external_node_crypto_.createCipheriv)('aes-256-gcm', secret, iv).setAAD(magic);
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([magic, salt, iv, cipher.getAuthTag(), body]);
}
function unseal(sealed, secret) {
    const ivAt = magic.length + saltBytes;
    const tagAt = ivAt + ivBytes;
    const bodyAt = tagAt + tagBytes;
    if (!sealed.subarray(0, magic.length).equals(magic))
        return undefined;
    try {
        const decipher = (0,external_node_crypto_.createDecipheriv)('aes-256-gcm', secret, sealed.subarray(ivAt, tagAt)).setAAD(magic);
        decipher.setAuthTag(sealed.subarray(tagAt, bodyAt));
        const body = Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]);
        return (0,json/* parsed */.Yz)(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
function parseEntry(value) {
    const entry = (0,json/* record */.g1)(value);
    const sizeBytes = (0,json/* whole */.WQ)(entry?.sizeBytes);
    if (entry === undefined || sizeBytes === undefined || !Array.isArray(entry.marks))
        return undefined;
    const marks = entry.marks.flatMap((mark) => {
        const found = (0,json/* record */.g1)(mark);
        const [byte, sha256] = [(0,json/* whole */.WQ)(found?.byte), (0,json/* text */.Qq)(found?.sha256)];
        return byte === undefined || sha256 === '' ? [] : [{ byte, sha256 }];
    });
    return { uploadUrl: (0,json/* text */.Qq)(entry.uploadUrl), sizeBytes, conflict: (0,json/* text */.Qq)(entry.conflict), marks };
}

;// CONCATENATED MODULE: ./build/upload/write-test.js
/**
 * "May I write there?" without writing: opens an upload session for a random name and deletes it, no byte
 * sent. Knows a drive and a folder's path.
 */



/** Throws the refusal when the folder cannot be written to. */
async function probe(drive, { host, folder }) {
    const session = await drive.createSession((0,graph_paths/* join */.fj)(folder, `onedrive-upload-check-${(0,external_node_crypto_.randomUUID)()}.tmp`), 'fail');
    await session.cancel();
    const room = drive.remainingBytes === undefined ? '' : `, ${(0,format/* bytes */.ee)(drive.remainingBytes)} free`;
    host.log.info(`May write to ${folder === '' ? 'the root' : folder}${room}`);
}

// EXTERNAL MODULE: ./build/inputs/shown.js
var inputs_shown = __webpack_require__(8969);
// EXTERNAL MODULE: ./build/cleanup/name-pattern.js
var name_pattern = __webpack_require__(5283);
// EXTERNAL MODULE: ./build/cleanup/generations.js
var generations = __webpack_require__(3360);
// EXTERNAL MODULE: ./build/cleanup/marker.js
var cleanup_marker = __webpack_require__(1105);
;// CONCATENATED MODULE: ./build/cleanup/retention.js
/**
 * The generations of a folder: which ones there are, which are this run's, which of them may go. Knows where
 * they lie and how a marked one is told; the rules by themselves are in generations.
 */









/** Ready to be used; the problems of its inputs were told before. */
function openRetention(rules, { folder, nowMs }) {
    const pattern = (0,name_pattern/* readPattern */.Z)(rules.match);
    if ('problem' in pattern)
        throw new TypeError(`retain-match ${pattern.problem}`);
    return { folder, rules, matches: pattern.matches, nowMs };
}
/** The direct children of the folder that the files are, or are in. */
function ownGenerations({ folder, matches }, paths) {
    const own = new Map();
    for (const path of paths) {
        const [name = '', ...deeper] = path.split('/').slice(folder === '' ? 0 : folder.split('/').length);
        const one = { name, isFolder: deeper.length > 0 };
        if (matches(name))
            own.set((0,graph_paths/* nameKey */.Rc)(name), one);
    }
    return [...own.values()];
}
/** What goes of the generations. Never this run's own, nor what changed or came since the run began. */
async function retentionPlan(retention, look) {
    const found = await retention_generations(retention, look);
    const { nowMs, rules } = retention;
    const left = found
        .filter(isUndated)
        .map(({ name }) => ({ path: (0,graph_paths/* join */.fj)(retention.folder, name), why: undated, isDoubtful: true }));
    const removals = { going: [], left };
    await (0,core_queue/* workOff */.n)((0,generations/* generationsToGo */.hx)(found, { rules, nowMs }).reverse(), async (one) => {
        if (one.item === undefined)
            return;
        const at = { path: (0,graph_paths/* join */.fj)(retention.folder, one.name), item: one.item, folderId: one.folderId };
        // Another leg of a matrix may be removing it at this moment.
        const twig = await (0,items/* orMissing */.Mr)(readTwig(look.drive, at));
        if (twig === undefined)
            return;
        const why = look.known.has(twig.id)
            ? reasonToStay(twig, one, { ...retention, openedMs: look.drive.openedMs })
            : 'it was not complete when this run began';
        const stays = why === undefined ? doubtIn(twig) : { path: twig.path, why };
        if (stays === undefined)
            removals.going.push({ twig, why: 'retention' });
        else
            removals.left.push(stays);
    });
    return removals;
}
/** Ids of the children that no run is at work in: what another one completes meanwhile is as if it came later. */
async function settledIn({ folder, matches, nowMs }, { drive, children }) {
    const settled = new Set();
    await (0,core_queue/* workOff */.n)(children.filter(parse/* isKnown */.qE), async ({ id, name, isFolder }) => {
        const path = (0,graph_paths/* join */.fj)((0,graph_paths/* join */.fj)(folder, name), cleanup_marker/* markerName */.CO);
        const marker = isFolder && matches(name) ? await drive.item(path) : undefined;
        if ((0,cleanup_marker/* markOf */.Fg)(marker) !== 'in-work' || (0,cleanup_marker/* isQuiet */.rM)(marker, nowMs))
            settled.add(id);
    });
    return settled;
}
const unseen = { item: undefined, folderId: undefined, isStale: false, state: 'complete' };
async function retention_generations({ folder, matches, nowMs }, look) {
    const { drive } = look;
    const own = new Set(look.own.map(({ name }) => (0,graph_paths/* nameKey */.Rc)(name)));
    const sorts = new Set(look.own.map(({ isFolder }) => isFolder));
    const above = await drive.item(folder);
    // Gone between the two looks: another leg of a matrix, or somebody, removes it at this moment.
    const listed = above?.isFolder ? await (0,items/* orMissing */.Mr)(drive.childrenOf(above.id)) : undefined;
    const children = listed ?? [];
    const found = [];
    const seen = new Set();
    await (0,core_queue/* workOff */.n)(children.filter(parse/* isKnown */.qE), async (item) => {
        const { name } = item;
        const createdMs = possibleMs(item.createdMs, drive.latestMs());
        // Of another sort than what this run makes is no generation: a README beside folders stays.
        if (item.isPackage || item.remote !== undefined || !matches(name) || !sorts.has(item.isFolder))
            return;
        const isOwn = own.has((0,graph_paths/* nameKey */.Rc)(name)) || look.uploaded.has(item.id);
        seen.add((0,graph_paths/* nameKey */.Rc)(name));
        const marker = isOwn || !item.isFolder ? undefined : await drive.item((0,graph_paths/* join */.fj)((0,graph_paths/* join */.fj)(folder, name), cleanup_marker/* markerName */.CO));
        const mark = (0,cleanup_marker/* markOf */.Fg)(marker);
        const isStale = mark === 'in-work' && (0,cleanup_marker/* isQuiet */.rM)(marker, nowMs);
        found.push({ name, createdMs, isOwn, item, folderId: above?.id, isStale, state: retention_stateOf(mark, isStale) });
    });
    // A fresh one may not be in the listing yet, and in a dry run it is not there at all: it counts all the same.
    for (const { name } of look.own.filter(({ name }) => !seen.has((0,graph_paths/* nameKey */.Rc)(name))))
        found.push({ name, createdMs: nowMs, isOwn: true, ...unseen });
    return found;
}
/** NaN for a time that is yet to come, which would make the item newer than all others. */
function possibleMs(createdMs, nowMs) {
    return createdMs - nowMs > generations/* dayMs */.LP ? Number.NaN : createdMs;
}
function retention_stateOf(mark, isStale) {
    if (mark === undefined)
        return 'complete';
    return mark === 'ended' || isStale ? 'unfinished' : 'in-work';
}
const undated = 'its date of creation is missing or cannot be, so nobody knows how old it is';
/** Neither rule can judge it; one in work says nothing, because its run will. */
function isUndated({ isOwn, state, createdMs }) {
    return !isOwn && state !== 'in-work' && Number.isNaN(createdMs);
}
/** Why a generation that the rules let go stays all the same. */
function reasonToStay(twig, { isStale, state }, { nowMs, openedMs, rules }) {
    let newestMs = Number.NEGATIVE_INFINITY;
    for (const one of everythingIn(twig)) {
        if (one.sort !== 'plain')
            return `it holds a ${one.sort}, which no upload makes: ${one.path}`;
        for (const atMs of [one.createdMs, one.modifiedMs])
            if (atMs > newestMs)
                newestMs = atMs;
    }
    // Items carry whole seconds: what happened in the second in which the drive was opened may have come after.
    if (Math.floor(newestMs / 1000) >= Math.floor(openedMs / 1000))
        return 'something in it changed since this run began';
    // A date of creation may be wrong, and then the generation is younger than the rules took it for.
    if (state === 'complete' && rules.days !== undefined && nowMs - newestMs < rules.days * generations/* dayMs */.LP)
        return 'something in it is younger than retain-days';
    return isStale && nowMs - newestMs < cleanup_marker/* quietMs */.ZZ ? 'a run may still be at work in it' : undefined;
}
/** The folder of the generations: `retain-in` expanded, if given, else the parent of `destination`, if it has one. */
function folderOfGenerations(destination, folder) {
    if (folder !== undefined)
        return folder;
    return destination.includes('/') ? (0,graph_paths/* parentOf */.gN)(destination) : undefined;
}

;// CONCATENATED MODULE: ./build/cleanup/checks.js
/**
 * What mirror, retention and sharing lack or must not have, told before the first request, in the inputs' words.
 * Pure: knows texts and paths, no drive.
 */




/** All of them, as sentences; none means that mirror and retention know where to work. */
function afterProblems({ mirror, retain }, place) {
    const problems = [];
    const { destination, isBased } = place;
    if (mirror && destination === '' && !isBased)
        problems.push("mirror would work on the drive's root, which it never does: set destination to a folder");
    if (retain === undefined)
        return problems;
    const pattern = (0,name_pattern/* readPattern */.Z)(retain.match);
    if ('problem' in pattern)
        problems.push(`retain-match ${(0,inputs_shown/* shownPath */.pS)(retain.match)} ${pattern.problem}`);
    const folder = folderOfGenerations(destination, place.retainIn);
    if (folder === undefined) {
        problems.push('retain-in is needed, because destination has fewer than two folders: name the folder whose children are the generations');
    }
    else if (folder === '' && !isBased) {
        problems.push("retain-in is the drive's root, where nothing is ever pruned: keep generations in a folder");
    }
    else if (!isWithin(destination, folder)) {
        problems.push(`destination ${(0,inputs_shown/* shownPath */.pS)(destination)} is not in retain-in ${(0,inputs_shown/* shownPath */.pS)(folder)}, so this run makes no generation there`);
    }
    else if (mirror && (0,graph_paths/* nameKey */.Rc)(destination) === (0,graph_paths/* nameKey */.Rc)(folder)) {
        problems.push('mirror would delete the generations that retention keeps: give each generation a folder of its own in destination');
    }
    return problems;
}
/** What sharing lacks, as far as no drive is needed to know; share finds the rest once it is open. */
function shareProblems({ share, target, expires, release }, facts) {
    const problems = [];
    if (expires !== undefined && 'atMs' in expires && expires.atMs <= facts.nowMs)
        problems.push(`share-expires has passed already: ${new Date(expires.atMs).toISOString()}`);
    if (share !== 'none' && target === 'folder' && facts.destination === '' && !facts.isBased)
        problems.push("share-target: folder would share the drive's root: set destination, or share the files");
    if (release !== undefined && !/^[^/]+\/[^/]+$/.test(facts.repository ?? ''))
        problems.push('release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none: set it to OWNER/REPO');
    return problems;
}
/** True for the folder itself, too. */
function isWithin(path, folder) {
    return folder === '' || `${(0,graph_paths/* nameKey */.Rc)(path)}/`.startsWith(`${(0,graph_paths/* nameKey */.Rc)(folder)}/`);
}

// EXTERNAL MODULE: ./node_modules/@actions/glob/lib/glob.js + 9 modules
var glob = __webpack_require__(3860);
;// CONCATENATED MODULE: ./build/files/patterns.js
/**
 * The lines of `path` as matchers. The only file that imports @actions/glob, and it takes the library's
 * reading of a pattern, not its walk: that one ends at the first link that points to itself or name that is
 * not UTF-8, drops broken links without a word, overflows the stack in a folder of some 120,000 entries, and
 * prints debug commands on stdout. Must not touch the disk.
 */




/** The library's answers: bits for a match as a folder and as a file. */
const NONE = 0;
const FILE = 2;
const ALL = 3;
/** Reads the text of `path`; relative patterns start at `cwd`. Comments and blank lines are left out. */
async function readPatterns(text, cwd) {
    const list = [];
    const problems = [];
    const readable = [];
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
        const whole = anchored(line, cwd);
        try {
            list.push({ text: line, matcher: matcherOf(await (0,glob/* create */.v)(whole)) });
            readable.push(whole);
        }
        catch (error) {
            problems.push(unreadable(line, error));
        }
    }
    if (list.length > 0 && list.every((pattern) => pattern.matcher.negate)) {
        problems.push('path only excludes: write at least one line without ! before it');
    }
    // Options would make the library print a debug command for each of them; its defaults do not.
    const searchPaths = (await (0,glob/* create */.v)(readable.join('\n'))).getSearchPaths();
    return { list, searchPaths, problems };
}
/** The line with the folder before a relative pattern: the library would take the process's own. */
function anchored(line, cwd, system = external_node_path_) {
    const pattern = line.replace(/^(?:!\s*)+/, '');
    const marks = line.slice(0, line.length - pattern.length);
    const isWindows = system.sep === '\\';
    const hasPlace = system.isAbsolute(pattern) || /^~($|[/\\])/.test(pattern);
    if (pattern === '' || hasPlace || (isWindows && /^[A-Za-z]:/.test(pattern)))
        return line;
    const bare = pattern.replace(isWindows ? /^\.($|[/\\]+)/ : /^\.($|\/+)/, '');
    const base = cwd.endsWith(system.sep) ? cwd : `${cwd}${system.sep}`;
    const folder = bare === '' ? cwd : base;
    // A path whose characters mean themselves in a pattern.
    const literal = (isWindows ? folder : folder.replaceAll('\\', '\\\\')).replace(/[*?[]/g, '[$&]');
    return `${marks}${literal}${bare}`;
}
function unreadable(line, error) {
    const shown = `path: ${(0,inputs_shown/* shownPath */.pS)(line)}`;
    if (/(^|[/\\!])\.{1,2}([/\\]|$)/.test(line)) {
        return `${shown} has a . or .. segment: write the path from the working folder, or an absolute one`;
    }
    const why = error instanceof Error ? error.message : String(error);
    return `${shown} is not a pattern: ${(0,inputs_shown/* shownPattern */.k7)((0,format/* printable */.g$)(why))}`;
}
/**
 * The one pattern in what the library made of one line.
 * @throws TypeError when a version of the library keeps it elsewhere: better no upload than one of other files
 */
function matcherOf(globber) {
    const { patterns } = globber;
    const first = Array.isArray(patterns) ? patterns[0] : undefined;
    if (isMatcher(first))
        return first;
    throw new TypeError('this version of @actions/glob keeps its patterns elsewhere');
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
/** The lines that match before anything was looked at. */
function nothingMatched(patterns) {
    return patterns.list.map(() => NONE);
}
/** Judges a path; `above` is the judgement of its folder. */
function judge(patterns, path, above) {
    let kind = NONE;
    const matches = [];
    for (const [index, { matcher }] of patterns.list.entries()) {
        const match = above[index] === NONE ? matcher.match(path) : ALL;
        matches.push(match);
        kind = matcher.negate ? kind & ~match : kind | match;
    }
    return { file: (kind & FILE) !== 0, matches };
}
/** Whether to look into a folder: some line may find something there, and no later line excludes all of it. */
function descends(patterns, path, matches) {
    const isExcluded = (index) => patterns.list.some((later, at) => at > index && later.matcher.negate && matches[at] !== NONE);
    return patterns.list.some(({ matcher }, index) => !matcher.negate &&
        (matches[index] !== NONE || matcher.minimatch.match(path, true)) &&
        !isExcluded(index));
}
/** The positions of the lines that found a file. */
function finders(patterns, matches) {
    return matches.flatMap((match, index) => (match & FILE) !== 0 && patterns.list[index]?.matcher.negate === false ? [index] : []);
}

;// CONCATENATED MODULE: ./build/files/symlinks.js
/**
 * Where links may lead to: the workspace, and places outside of it that `path` names itself. A link in the
 * workspace comes with the repository, so it must not carry a runner's other files away. Knows the file
 * system only to resolve links.
 */


/**
 * Resolves the places once. A search path inside the workspace adds nothing, whatever it links to and however it is
 * spelled: on Windows and macOS case means nothing, and folders above may be links.
 */
async function raiseFence(searchPaths, workspaces) {
    const homes = [...workspaces, ...(await Promise.all(workspaces.map(resolved)))];
    const places = await Promise.all(searchPaths.map((path) => placeOf(path, homes)));
    const roots = [...new Set([...homes, ...places])];
    return (realPath) => roots.some((root) => within(root, realPath));
}
/** The workspace that the path lies in, by itself or by a folder on its way; else where the path leads. */
async function placeOf(path, homes) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        const real = await resolved(at);
        if (homes.includes(real))
            return real;
        if (at === (0,external_node_path_.dirname)(at))
            return resolved(path);
    }
}
/** The path without its links; as it is where nothing is, and nothing will be found there. */
async function resolved(path) {
    return (0,promises_.realpath)(path).catch(() => path);
}
/** Whether `path` is `folder` or below it; both absolute and normalised. */
function within(folder, path) {
    return path === folder || path.startsWith(folder.endsWith(external_node_path_.sep) ? folder : `${folder}${external_node_path_.sep}`);
}

;// CONCATENATED MODULE: ./build/files/walk.js







/** Requests to the file system in flight: folders, and entries of each folder. */
const foldersAtOnce = 8;
const entriesAtOnce = 64;
/** Walks all search paths. Rejects only when `signal` is aborted; whatever goes wrong on the way is reported. */
async function walk(patterns, options) {
    const found = {
        files: [],
        hiddenCount: 0,
        links: [],
        finders: new Set(),
        warnings: [],
        unseen: [],
        problems: [],
    };
    const fence = await raiseFence(patterns.searchPaths, [options.cwd, options.workspace ?? options.cwd]);
    const tour = { patterns, options, fence, folders: [], found };
    for (const searchPath of patterns.searchPaths)
        await start(tour, searchPath);
    while (tour.folders.length > 0) {
        options.signal.throwIfAborted();
        await Promise.all(tour.folders.splice(-foldersAtOnce).map((folder) => look(tour, folder)));
    }
    return found;
}
async function start(tour, path) {
    try {
        const kind = await (0,promises_.lstat)(path);
        const realParent = await (0,promises_.realpath)((0,external_node_path_.dirname)(path));
        if (!kind.isSymbolicLink() && !tour.fence(await (0,promises_.realpath)(path))) {
            tour.found.problems.push(outside(path));
            return;
        }
        const isHidden = isDotted(tour, (0,external_node_path_.basename)(path)) && !within(path, tour.options.cwd);
        await visit(tour, {
            path,
            kind,
            isHidden,
            parent: undefined,
            above: aboveOf(tour.patterns, path),
            realParent,
        });
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((0,errors/* systemCode */.xU)(error)))
            return;
        tour.found.problems.push(`${(0,inputs_shown/* shownPath */.pS)(path)} cannot be read (${(0,errors/* systemReason */.uc)(error)}): check the path and its permissions`);
    }
}
/** What the folders above a search path matched: an exclude may name one of them. */
function aboveOf(patterns, path) {
    const parent = (0,external_node_path_.dirname)(path);
    if (parent === path)
        return nothingMatched(patterns);
    return judge(patterns, parent, aboveOf(patterns, parent)).matches;
}
async function look(tour, folder) {
    let entries;
    try {
        entries = await (0,promises_.readdir)(folder.path, { withFileTypes: true });
    }
    catch (error) {
        if (!folder.isHidden)
            lost(tour, folder.path, error);
        return;
    }
    for (let first = 0; first < entries.length; first += entriesAtOnce) {
        await Promise.all(entries.slice(first, first + entriesAtOnce).map((kind) => visit(tour, {
            path: (0,external_node_path_.join)(folder.path, kind.name),
            kind,
            isHidden: folder.isHidden || isDotted(tour, kind.name),
            parent: folder,
            above: folder.matches,
            realParent: folder.real,
        })));
    }
}
function isDotted(tour, name) {
    return !tour.options.includeHiddenFiles && name.startsWith('.');
}
async function visit(tour, entry) {
    const { path, kind, isHidden } = entry;
    const { file: isWanted, matches } = judge(tour.patterns, path, entry.above);
    if (kind.isDirectory()) {
        enter(tour, entry, { matches, real: (0,external_node_path_.join)(entry.realParent, (0,external_node_path_.basename)(path)) });
    }
    else if (isHidden) {
        if (isWanted)
            tour.found.hiddenCount++;
    }
    else if (kind.isSymbolicLink()) {
        await follow(tour, entry, { isWanted, matches });
    }
    else if (isWanted) {
        try {
            add(tour, path, await (0,promises_.lstat)(path), matches);
        }
        catch (error) {
            lost(tour, path, error);
        }
    }
}
function enter(tour, entry, way) {
    const { path, isHidden, parent } = entry;
    if (!descends(tour.patterns, path, way.matches) || isLoop(parent, way.real))
        return;
    tour.folders.push({ ...way, path, isHidden, parent });
}
/** Behind a link a folder can be its own ancestor. */
function isLoop(parent, real) {
    for (let above = parent; above !== undefined; above = above.parent)
        if (above.real === real)
            return true;
    return false;
}
async function follow(tour, entry, verdict) {
    const { found, options, patterns } = tour;
    const { isWanted, matches } = verdict;
    if (!options.followSymbolicLinks) {
        if (isWanted)
            found.links.push(entry.path);
        return;
    }
    const mayDescend = descends(patterns, entry.path, matches);
    if (!isWanted && !mayDescend)
        return;
    try {
        const real = await (0,promises_.realpath)(entry.path);
        const target = await (0,promises_.stat)(real);
        if (target.isDirectory() ? !mayDescend : !isWanted)
            return;
        if (!tour.fence(real))
            found.problems.push(outside(entry.path));
        else if (target.isDirectory())
            enter(tour, entry, { matches, real });
        else
            add(tour, entry.path, target, matches);
    }
    catch (error) {
        const broken = `link ${(0,format/* quoted */.TL)(entry.path)} leads nowhere (${(0,errors/* systemReason */.uc)(error)})`;
        if (isWanted)
            found.warnings.push(`${broken} and is left out`);
        // As a folder it could have held what a line asks for.
        found.unseen.push(broken);
    }
}
function add(tour, path, stats, matches) {
    if (stats.isFile()) {
        tour.found.files.push({ path, sizeBytes: stats.size });
        for (const index of finders(tour.patterns, matches))
            tour.found.finders.add(index);
    }
    else if (stats.isDirectory() || stats.isSymbolicLink()) {
        missed(tour, `${(0,format/* quoted */.TL)(path)} became something else while its folder was read`);
    }
    else
        tour.found.warnings.push(`${(0,format/* quoted */.TL)(path)} is neither a file nor a folder and is left out`);
}
/** The replacement character is what Node makes of bytes that are not UTF-8; such a name opens nothing. */
function lost(tour, path, error) {
    const code = (0,errors/* systemReason */.uc)(error);
    if (code === 'ENOENT' && path.includes('\ufffd')) {
        tour.found.problems.push(`${(0,format/* quoted */.TL)(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`);
    }
    else if (code === 'ENOENT') {
        missed(tour, `${(0,format/* quoted */.TL)(path)} vanished while its folder was read`);
    }
    else {
        tour.found.problems.push(`${(0,format/* quoted */.TL)(path)} cannot be read (${code}): exclude it with !, or change its permissions`);
    }
}
function missed(tour, sentence) {
    tour.found.warnings.push(sentence);
    tour.found.unseen.push(sentence);
}
function outside(path) {
    return (`link ${(0,format/* quoted */.TL)(path)} leads out of the workspace and of the paths to upload: name its target in path, ` +
        'exclude it with !, or set follow-symbolic-links: false');
}

;// CONCATENATED MODULE: ./build/files/find.js
/**
 * From the lines of `path` to files with the names they keep. Knows the rule that gives them their root
 * (that of actions/upload-artifact) and what is worth telling about the rest; the walk itself is in walk,
 * the drive unknown.
 */





/** Finds the files. Rejects only with the reason of `host.signal`. */
async function findFiles(options, host) {
    const patterns = await readPatterns(options.patterns, host.cwd);
    const walked = await walk(patterns, {
        cwd: host.cwd,
        workspace: host.env.GITHUB_WORKSPACE || undefined,
        includeHiddenFiles: options.includeHiddenFiles,
        followSymbolicLinks: options.followSymbolicLinks,
        signal: host.signal,
    });
    const files = walked.files.sort((a, b) => (0,format/* compared */.mU)(a.path, b.path));
    const paths = files.map((file) => file.path);
    const root = options.root === undefined
        ? commonRoot(patterns.searchPaths, paths)
        : external_node_path_.resolve(host.cwd, options.root);
    const problems = [...patterns.problems, ...walked.problems.sort()];
    if (root === undefined)
        problems.push('path spans several drives: say with root which folder the names start from');
    else
        for (const problem of strangers(root, paths))
            problems.push(problem);
    return {
        files: files.map((file) => ({ ...file, relativePath: relativePath(root, file.path) })),
        root: root ?? '',
        hiddenCount: walked.hiddenCount,
        linkCount: walked.links.length,
        links: walked.links.map((link) => ({ path: link, relativePath: relativePath(root, link) })),
        unmatched: patterns.list.flatMap(({ text, matcher }, index) => matcher.negate || walked.finders.has(index) ? [] : [text]),
        warnings: walked.warnings.sort(),
        unseen: walked.unseen.sort(),
        problems,
    };
}
/**
 * The least common ancestor of the search paths; the folder of a file that was named by itself. Undefined
 * when there is none, on two drives of Windows.
 */
function commonRoot(searchPaths, files, system = external_node_path_) {
    const [first, ...others] = searchPaths;
    if (first === undefined)
        return '';
    if (others.length === 0)
        return files.length === 1 && files[0] === first ? system.dirname(first) : first;
    const fold = (text) => (system.sep === '\\' ? text.toLowerCase() : text);
    const { root } = system.parse(first);
    if (others.some((other) => fold(system.parse(other).root) !== fold(root)))
        return undefined;
    const split = (searchPath) => searchPath.slice(root.length).split(system.sep).filter(Boolean);
    const common = split(first);
    for (const other of others.map(split)) {
        const end = common.findIndex((segment, index) => fold(segment) !== fold(other[index] ?? ''));
        if (end >= 0)
            common.length = end;
    }
    return `${root}${common.join(system.sep)}`;
}
function relativePath(root, file) {
    return root === undefined ? external_node_path_.basename(file) : external_node_path_.relative(root, file).split(external_node_path_.sep).join('/');
}
/** The first ten are named: a wrong root makes strangers of all. */
function strangers(root, files) {
    const outside = files.filter((file) => {
        const relative = external_node_path_.relative(root, file);
        return (relative === '' ||
            relative === '..' ||
            relative.startsWith(`..${external_node_path_.sep}`) ||
            external_node_path_.isAbsolute(relative));
    });
    const named = outside.slice(0, 10).map((file) => `${(0,format/* quoted */.TL)(file)} is not below root, ${(0,inputs_shown/* shownPath */.pS)(root)}`);
    return outside.length > 10
        ? [...named, `${(0,format/* count */.U9)(outside.length - 10, 'more file')} outside of root`]
        : named;
}

// EXTERNAL MODULE: ./build/inputs/read.js
var read = __webpack_require__(8718);
;// CONCATENATED MODULE: ./build/plan/names.js
/**
 * What OneDrive and SharePoint refuse as a name or a path. Pure, linear in the length of the name. Source:
 * support.microsoft.com "Restrictions and limitations in OneDrive and SharePoint", docs/facts.md, "Names".
 * Characters that only old tenants refused (`#`, `%`) are legal, and so is what depends on the kind of
 * library (folders that start with `~`): the service decides those.
 */


/** Characters of a whole path, folders included, decoded. */
const pathLimit = 400;
/** Characters of a name. */
const nameLimit = 255;
/** What is wrong with a name, as clauses that follow it; a name at the drive's root has one rule more. */
function nameProblems(name, isAtRoot) {
    return [
        ...characterProblems(name),
        ...reservedProblems(name.toLowerCase(), isAtRoot),
        ...(name.length > nameLimit ? [`is ${name.length} characters long, the limit is ${nameLimit}`] : []),
    ];
}
/** What is wrong with the characters of a name: all that another spelling could mend. */
function characterProblems(name) {
    const problems = [];
    const forbidden = [...new Set(name.match(/["*:<>?/\\|]/g))];
    if (forbidden.length > 0)
        problems.push(`contains ${forbidden.join(' ')}`);
    if (/\p{Cc}/u.test(name))
        problems.push('contains a control character');
    // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
    if (/\p{Cs}/u.test(name))
        problems.push('contains half of a surrogate pair');
    if (name.startsWith(' '))
        problems.push('starts with a space');
    if (name.endsWith(' '))
        problems.push('ends with a space');
    if (name.endsWith('.'))
        problems.push('ends with a dot');
    return problems;
}
/** Devices of DOS are refused with any extension, too. */
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
 * What is wrong with a path from the drive's root, as sentences. `known` remembers folders: what is wrong
 * with one is told once, not for each file in it.
 */
function pathProblems(remotePath, known) {
    const problems = [];
    const whole = (0,inputs_shown/* shownPath */.pS)(remotePath);
    const isSafe = whole === (0,format/* quoted */.TL)(remotePath);
    if (remotePath.length > pathLimit) {
        const length = `${remotePath.length} characters long with its folders, the limit is ${pathLimit}`;
        problems.push(`${whole} is ${length}`);
    }
    for (let end = remotePath.length; end > 0; end = remotePath.lastIndexOf('/', end - 1)) {
        const path = remotePath.slice(0, end);
        if (known.has(path))
            break;
        known.add(path);
        const start = path.lastIndexOf('/') + 1;
        const clauses = nameProblems(path.slice(start), start === 0);
        if (clauses.length > 0)
            problems.push(`${isSafe ? (0,format/* quoted */.TL)(path) : whole}: the name ${clauses.join(', ')}, which OneDrive refuses`);
    }
    return problems;
}

;// CONCATENATED MODULE: ./build/plan/name-encoding.js
/**
 * `invalid-names: replace`: names that OneDrive refuses, spelled with characters that look alike. Pure; knows
 * names, nothing of paths or drives. The spelling is rclone's for OneDrive (rclone docs/content/onedrive.md
 * "Restricted filename characters", lib/encoder), so that rclone shows such a name as it was on disk. A
 * name that is legal is left alone, and so is what has no look-alike: reserved names, lengths.
 */

/** Goes before a character that stood there already and would else be read back as a replaced one. */
const quoteMark = '\u201b';
/** From a printable ASCII character to its full-width form. */
const fullWidth = 0xfee0;
/** From a control character to its symbol. */
const symbols = 0x2400;
const spaceSymbol = '\u2420';
const deleteSymbol = '\u2421';
const fullWidthDot = '\uff0e';
const fullWidthTilde = '\uff5e';
/**
 * The name as it can be on the drive; itself when nothing in it is refused. Two names that are spelled anew
 * stay two names; that one of them is another file's own name is for the plan to find.
 */
function lookalike(name, isFolder) {
    // SharePoint refuses a folder that starts with a tilde; in a file's name only ~$ is refused.
    const isTilde = isFolder ? name.startsWith('~') : name.startsWith('~$');
    if (!isTilde && characterProblems(name).length === 0)
        return name;
    const [prefix, afterPrefix] = firstOf(name);
    const [suffix, body] = lastOf(afterPrefix);
    let middle = '';
    for (const character of body)
        middle += spelled(character);
    return prefix + middle + suffix;
}
/** How the first character is spelled if it is refused in this place, else '', and the rest of the name. */
function firstOf(name) {
    const first = name.slice(0, 1);
    const rest = name.slice(1);
    if (first === ' ')
        return [spaceSymbol, rest];
    if (first === '~')
        return [fullWidthTilde, rest];
    if (first === spaceSymbol || first === fullWidthTilde)
        return [quoteMark + first, rest];
    return ['', name];
}
/** The same for the last character. */
function lastOf(name) {
    const last = name.slice(-1);
    const rest = name.slice(0, -1);
    if (last === ' ')
        return [spaceSymbol, rest];
    if (last === '.')
        return [fullWidthDot, rest];
    if (last === spaceSymbol || last === fullWidthDot)
        return [quoteMark + last, rest];
    return ['', name];
}
function spelled(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCharCode(symbols + code);
    if (code === 0x7f)
        return deleteSymbol;
    if (/["*:<>?/\\|]/.test(character))
        return String.fromCharCode(fullWidth + code);
    if (isTaken(character, code))
        return quoteMark + character;
    // Half of a surrogate pair: its three bytes, as Go has them (WTF-8), each quoted in hex.
    if (code >= 0xd800 && code <= 0xdfff) {
        const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
        return bytes.map((byte) => quoteMark + byte.toString(16).toUpperCase()).join('');
    }
    return character;
}
/** Whether a character is itself a look-alike, or the mark that tells them apart. */
function isTaken(character, code) {
    if (character === quoteMark || character === deleteSymbol)
        return true;
    if (code >= symbols && code < symbols + 0x20)
        return true;
    return /[\uff02\uff0a\uff0f\uff1a\uff1c\uff1e\uff1f\uff3c\uff5c]/.test(character);
}

;// CONCATENATED MODULE: ./build/plan/archive-names.js
/**
 * Names that an archive should not hold: they are fine where the files lie, and lead elsewhere where somebody unpacks it.
 * Windows, and who unpacks there, takes a backslash for a slash and `c:` for a drive. Pure; names need not please OneDrive.
 */


/** What is wrong with a name below the archive's root, as a sentence with what to do about it; undefined for most. */
function archiveNameProblem({ name, sourcePath }, kind) {
    const why = name.split('/').map((segment, depth) => segmentProblem(segment, depth, kind));
    const first = why.find((one) => one !== undefined);
    if (first === undefined)
        return undefined;
    const isFineInTar = archiveName(name, 'tar.gz') === name;
    const other = kind === 'zip' && isFineInTar ? 'set archive to tar.gz, or ' : 'rename it, or ';
    return `${(0,format/* quoted */.TL)(sourcePath)}: ${first}; ${other}set invalid-names: replace`;
}
/** The name with look-alikes where it could not be held, for `invalid-names: replace`. */
function archiveName(name, kind) {
    const segments = name.split('/');
    return segments
        .map((segment, depth) => segmentProblem(segment, depth, kind) === undefined
        ? segment
        : lookalike(segment, depth < segments.length - 1))
        .join('/');
}
/** A ZIP parts folders by nothing but slashes, so that readers mend every backslash; in a tar file most mean themselves. */
function segmentProblem(segment, depth, kind) {
    // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
    if (/\p{Cs}/u.test(segment))
        return 'the name contains half of a surrogate pair';
    const what = kind === 'zip' ? 'a ZIP' : `a ${kind}`;
    if (kind === 'zip' && segment.includes('\\'))
        return `${what} cannot hold that name, with a \\ in it`;
    if (depth === 0 && /^[a-z]:/i.test(segment))
        return `${what} cannot hold that name, with a drive in it`;
    // Dots and spaces at the end mean nothing to Windows, but for these.
    const leadsOut = segment.startsWith('\\') || /(?:^|\\)\.\.[. ]*(?:\\|$)/.test(segment);
    return leadsOut && segment.includes('\\')
        ? 'the name would lead out of the folder that the archive is unpacked into on Windows'
        : undefined;
}

;// CONCATENATED MODULE: ./build/plan/plan.js
/**
 * From found files to what goes where, biggest first. Pure: knows names, sizes and the expanded
 * destination, looks neither at the disk nor at the drive.
 */





/** The largest file that the service keeps: its "250 GB" are 250 GiB (support page; abraunegg/onedrive). */
const fileLimitBytes = 268_435_456_000;
/**
 * Gives every file its place.
 * @throws UsageFailure with every problem: those of the search, names and paths that OneDrive refuses, files
 * that are too large, and files that would end on one path
 */
function planUpload(found, options) {
    const respelled = new Map();
    const files = found.files.map((file) => planned(file, { found, options, respelled })).sort(byWeight);
    const isAmbiguous = options.name !== undefined && files.length > 1;
    const problems = [
        ...found.problems,
        ...(isAmbiguous
            ? [`name is for a single file, but path finds ${files.length}: take name out, or narrow path down`]
            : clashes(files)),
        ...namesRefused(files, options),
        ...files.flatMap(sizeProblems),
        ...(options.checksums === undefined ? [] : checksumsProblems(options.checksums, { ...options, files })),
    ];
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        files,
        totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        destination: options.destination,
        ...respellings(respelled),
    };
}
/** What OneDrive refuses, with the input that it comes from or the way out. */
function namesRefused(files, options) {
    const known = new Set();
    const folder = pathProblems(options.destination, known).map((problem) => `destination ${problem}`);
    // What lies outside of root was told by the search, and has no name there.
    const inside = files.filter(({ relativePath }) => !/^\.\.(?:\/|$)/.test(relativePath));
    const own = inside.flatMap((file) => pathProblems(file.remotePath, known));
    return [...folder, ...own.map((problem) => `${problem}: ${remedyFor(options)}`)];
}
function remedyFor({ name, invalidNames }) {
    if (name !== undefined)
        return 'choose another name';
    if (invalidNames === 'replace')
        return 'rename it, or leave it out of path';
    return 'rename it, leave it out of path, or set invalid-names: replace';
}
/** What was spelled anew, as a plan tells it. */
function respellings(respelled) {
    if (respelled.size === 0)
        return {};
    return { respelled: [...respelled].map(([path, name]) => ({ path, name })) };
}
function planned(file, { found, options, respelled }) {
    const given = found.files.length === 1 ? options.name : undefined;
    const wanted = given ?? (options.flatten ? (0,graph_paths/* nameOf */.Vb)(file.relativePath) : file.relativePath);
    const below = options.invalidNames === 'replace' ? respell(wanted, respelled) : wanted;
    return {
        sourcePath: file.path,
        relativePath: file.relativePath,
        remotePath: (0,graph_paths/* join */.fj)(options.destination, below),
        name: (0,graph_paths/* nameOf */.Vb)(below),
        sizeBytes: file.sizeBytes,
    };
}
/** A path whose names can be on the drive; `respelled` gets those that are new. */
function respell(path, respelled) {
    const names = path.split('/');
    const spelled = names.map((name, depth) => lookalike(name, depth < names.length - 1));
    spelled.forEach((name, depth) => {
        if (name !== names[depth])
            respelled.set(names.slice(0, depth + 1).join('/'), name);
    });
    return spelled.join('/');
}
function byWeight(a, b) {
    if (a.sizeBytes !== b.sizeBytes)
        return b.sizeBytes - a.sizeBytes;
    return (0,format/* compared */.mU)(a.remotePath, b.remotePath);
}
/** Names on the drive are compared without case, and however their letters are composed. */
function clashes(files) {
    const problems = [];
    const taken = new Map();
    for (const file of files) {
        const other = taken.get((0,graph_paths/* nameKey */.Rc)(file.remotePath));
        if (other === undefined)
            taken.set((0,graph_paths/* nameKey */.Rc)(file.remotePath), file);
        else
            problems.push(`${sources(other, file)} would both be ${(0,format/* quoted */.TL)(file.remotePath)} on the drive`);
    }
    return [...problems, ...folderClashes(files, taken)];
}
function folderClashes(files, taken) {
    const problems = [];
    const folders = new Set();
    for (const file of files) {
        const path = (0,graph_paths/* nameKey */.Rc)(file.remotePath);
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            const folder = path.slice(0, end);
            if (folders.has(folder))
                break;
            folders.add(folder);
            const other = taken.get(folder);
            if (other === undefined)
                continue;
            problems.push(`${sources(other, file)}: ${(0,format/* quoted */.TL)(other.remotePath)} would be a file and a folder on the drive`);
        }
    }
    return problems;
}
function sources(one, other) {
    return `${(0,format/* quoted */.TL)(one.sourcePath)} and ${(0,format/* quoted */.TL)(other.sourcePath)}`;
}
function sizeProblems(file) {
    if (file.sizeBytes <= fileLimitBytes)
        return [];
    return [`${(0,format/* quoted */.TL)(file.sourcePath)} has ${(0,format/* bytes */.ee)(file.sizeBytes)}, OneDrive takes at most 250 GB a file`];
}
/** What keeps a list of that name from being added to a plan. */
function checksumsProblems(name, plan) {
    const remotePath = (0,graph_paths/* join */.fj)(plan.destination, name);
    const key = (0,graph_paths/* pathKey */.Pn)(remotePath);
    const other = plan.files.find((file) => {
        const path = (0,graph_paths/* pathKey */.Pn)(file.remotePath);
        return path === key || path.startsWith(`${key}/`);
    });
    const problems = pathProblems(remotePath, new Set([plan.destination])).map((problem) => `checksums: ${problem}`);
    if (other === undefined)
        return problems;
    const sources = (0,format/* quoted */.TL)(other.sourcePath);
    return [
        ...problems,
        `${sources} would be where checksums puts ${(0,format/* quoted */.TL)(remotePath)}: name the list otherwise`,
    ];
}

;// CONCATENATED MODULE: ./build/plan/archive-plan.js
/**
 * `archive`: what goes into the one file, under which names, and what that file is called. Knows found files
 * and links; how an archive is written is in pack, zip and tarball. Names in it need not please OneDrive.
 */








/**
 * What goes into the archive, judged without a request. Its name is `name` as it stands, else the root
 * folder's with the kind behind it.
 * @throws UsageFailure with every problem
 */
async function planArchive(found, options) {
    const { destination, kind, invalidNames } = options;
    const wanted = options.name ?? `${external_node_path_.basename(found.root) || 'archive'}.${kind}`;
    const respelled = new Map();
    const name = invalidNames === 'replace' ? respell(wanted, respelled) : wanted;
    const remotePath = (0,graph_paths/* join */.fj)(destination, name);
    const links = options.flatten ? notFlat(found) : await keptLinks(found);
    const spell = (entry) => {
        const spelled = invalidNames === 'replace' ? archiveName(entry.name, kind) : entry.name;
        if (spelled !== entry.name)
            respelled.set(entry.name, spelled);
        return { ...entry, name: spelled };
    };
    const files = found.files.map((file) => spell(fileEntry(file, options.flatten)));
    const entries = [...files, ...links.entries.map(spell)];
    const problems = [
        ...found.problems,
        ...pathProblems(remotePath, new Set()).map((problem) => `${problem}: mend destination or name`),
        ...twins(entries),
        ...entries.flatMap((entry) => archiveNameProblem(entry, kind) ?? []),
    ];
    if (options.checksums !== undefined) {
        const files = [archiveFile(remotePath, remotePath, 0)];
        problems.push(...checksumsProblems(options.checksums, { destination, files }));
    }
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return {
        kind,
        entries: sorted(entries),
        remotePath,
        destination,
        totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        warnings: links.warnings,
        unseen: [...found.unseen, ...links.unseen],
        ...respellings(respelled),
    };
}
/** The plan of the one file that the archive is, once it was made. */
function planOfArchive({ remotePath, destination, respelled }, made) {
    if (made.sizeBytes > fileLimitBytes) {
        throw new errors/* Failure */.HR(`the archive has ${(0,format/* bytes */.ee)(made.sizeBytes)}, OneDrive takes at most 250 GB a file`, {
            kind: 'file',
            hint: 'upload the files without archive, or in several archives',
        });
    }
    const file = { ...archiveFile(remotePath, made.path, made.sizeBytes), isTemporary: true };
    return { files: [file], totalBytes: made.sizeBytes, destination, ...(respelled && { respelled }) };
}
function archiveFile(remotePath, sourcePath, sizeBytes) {
    const name = (0,graph_paths/* nameOf */.Vb)(remotePath);
    return { sourcePath, relativePath: name, remotePath, name, sizeBytes };
}
function fileEntry(file, flatten) {
    const name = flatten ? (0,graph_paths/* nameOf */.Vb)(file.relativePath) : file.relativePath;
    return { name, sourcePath: file.path, sizeBytes: file.sizeBytes };
}
function sorted(entries) {
    return entries
        .map((entry) => ({ entry, key: Buffer.from(entry.name) }))
        .sort((a, b) => Buffer.compare(a.key, b.key))
        .map(({ entry }) => entry);
}
/** Only `flatten` and look-alikes make two names one; their case tells them apart in an archive. */
function twins(files) {
    const taken = new Map();
    return files.flatMap((file) => {
        const other = taken.get(file.name);
        taken.set(file.name, other ?? file);
        if (other === undefined)
            return [];
        const sources = `${(0,format/* quoted */.TL)(other.sourcePath)} and ${(0,format/* quoted */.TL)(file.sourcePath)}`;
        return [`${sources} would both be ${(0,format/* quoted */.TL)(file.name)} in the archive`];
    });
}
/** Without folders a link would point elsewhere. */
function notFlat({ links }) {
    return {
        entries: [],
        unseen: [],
        warnings: links.map((link) => `link ${(0,format/* quoted */.TL)(link.path)} is left out: with flatten it would point elsewhere`),
    };
}
/** Links go along when they are of use on another machine, and can lead nobody out of where he unpacks. */
async function keptLinks({ links }) {
    const entries = [];
    const warnings = [];
    const unseen = [];
    for (const { path: sourcePath, relativePath: name } of links) {
        const target = await (0,promises_.readlink)(sourcePath).catch((error) => {
            unseen.push(`link ${(0,format/* quoted */.TL)(sourcePath)} cannot be read (${(0,errors/* systemReason */.uc)(error)})`);
        });
        if (target === undefined)
            continue;
        const link = target.split(external_node_path_.sep).join('/');
        if (staysInside(name, link))
            entries.push({ name, sourcePath, sizeBytes: 0, link });
        else
            warnings.push(`link ${(0,format/* quoted */.TL)(sourcePath)} is left out: it points to ${(0,format/* quoted */.TL)(link)}, which may be out of the archive`);
    }
    return { entries, warnings: [...warnings, ...unseen.map((text) => `${text} and is left out`)], unseen };
}
/**
 * Whether a link of that name, unpacked, points below the archive's root. `..` only in front: behind a name,
 * which may itself be a link, nobody can tell what it means.
 */
function staysInside(name, link) {
    // A backslash may part folders where the link is unpacked.
    if (link === '' || link.startsWith('/') || link.includes('\\') || /^[a-z]:/i.test(link))
        return false;
    const steps = link.split('/').filter((step) => step !== '' && step !== '.');
    const ups = steps.filter((step) => step === '..').length;
    const isInFront = !steps.slice(ups).includes('..');
    const depth = name.split('/').length - 1;
    const isBelow = name !== '' && !name.split('/').includes('..');
    return isBelow && isInFront && ups <= depth;
}

;// CONCATENATED MODULE: ./build/plan/placeholders.js
/**
 * `{date}` and its kind in `destination` and `name`. Pure: knows the run's facts as texts, no clock and no
 * drive.
 */


/** Where each token comes from, for the message when it is missing. */
const placeholders_sources = {
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
/** The facts of this run: one instant in UTC, the rest from the environment that GitHub (or a like) sets. */
function runFacts(env, nowMs) {
    const instant = new Date(nowMs).toISOString();
    const date = instant.slice(0, 10);
    const time = instant.slice(11, 19).replaceAll(':', '');
    const sha = env.GITHUB_SHA || undefined;
    return {
        date,
        time,
        datetime: `${date.replaceAll('-', '')}T${time}Z`,
        repo: env.GITHUB_REPOSITORY?.split('/').at(-1) || undefined,
        ref: asName(env.GITHUB_REF_NAME),
        sha,
        sha7: sha?.slice(0, 7),
        'run-number': env.GITHUB_RUN_NUMBER || undefined,
        'run-id': env.GITHUB_RUN_ID || undefined,
        'run-attempt': env.GITHUB_RUN_ATTEMPT || undefined,
    };
}
/** A branch as one name: what would part it, or be refused on the drive, becomes `-`. */
function asName(ref) {
    return ref?.replace(/["*:<>?/\\|\p{Cc}]/gu, '-') || undefined;
}
/** A literal brace, a token with its name, or a brace that nothing closes. */
const tokenPattern = /\{\{|\{([^{}]*)\}|\{/g;
/** Puts the facts in; `{{` is a literal brace. Problems are tokens that are unknown, missing or not closed. */
function expandTokens(template, facts) {
    const problems = [];
    const text = template.replace(tokenPattern, (token, name) => {
        if (token === '{{')
            return '{';
        const value = name !== undefined && isToken(name) ? facts[name] : undefined;
        if (value === undefined)
            problems.push(tokenProblem(token, name));
        return value ?? token;
    });
    return { text, problems };
}
function isToken(name) {
    return Object.hasOwn(placeholders_sources, name);
}
function tokenProblem(token, name) {
    if (name === undefined)
        return 'has a { without its }; write {{ for a literal brace';
    if (isToken(name))
        return `has the token ${token}, but ${placeholders_sources[name]} is not set here`;
    const known = Object.keys(placeholders_sources).map((each) => `{${each}}`);
    return `has the unknown token ${(0,inputs_shown/* shownWord */.oS)(token)}; known are ${known.join(' ')}, and {{ for a literal brace`;
}
/**
 * Expands both templates and normalises the folder.
 * @throws UsageFailure with every problem of both
 */
function expandTarget(templates, facts) {
    const folder = expandFolder({ name: 'destination', template: templates.destination }, facts);
    const file = expandTokens(templates.name ?? '', facts);
    const problems = [...folder.problems, ...file.problems.map((problem) => `name ${problem}`)];
    if (/[/\\]/.test(file.text)) {
        problems.push(`name ${(0,inputs_shown/* shownPath */.pS)(file.text)} has a slash: folders go into destination`);
    }
    if (['.', '..'].includes(file.text.trim()))
        problems.push(`name cannot be ${file.text.trim()}`);
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
    return { destination: folder.text, ...(file.text === '' ? {} : { name: file.text }) };
}
/**
 * Expands the template of a folder on the drive: `\` separates as `/` does (people on Windows write it, and no
 * name on the drive can hold it), slashes at the ends and double ones mean nothing. Problems name the input.
 */
function expandFolder(input, facts) {
    const { name } = input;
    const folder = expandTokens(input.template, facts);
    const segments = folder.text.split(/[/\\]/).filter((segment) => segment !== '');
    const problems = folder.problems.map((problem) => `${name} ${problem}`);
    for (const dots of ['.', '..']) {
        if (segments.some((segment) => segment.trim() === dots)) {
            problems.push(`${name} ${(0,inputs_shown/* shownPath */.pS)(folder.text)} has the segment ${dots}; write the path from the drive's root`);
        }
    }
    return { text: segments.join('/'), problems };
}
/** Tokens that differ between the jobs of one run, as each of them has its own instant. */
function clockTokens(template) {
    return [...template.matchAll(tokenPattern)].flatMap(([token, name]) => name !== undefined && isToken(name) && placeholders_sources[name] === 'the clock' ? [token] : []);
}

;// CONCATENATED MODULE: ./build/plan/shard.js
/**
 * `shard`: which files of a plan are this job's. Pure.
 */


/**
 * The files of the plan that fall to one of several jobs. A file's path below the destination decides, by
 * its hash, and nothing else does: sharing out by size would be more even, but jobs that do not all see the
 * same files (each builds its own) would then leave some out and send others twice, and nobody would notice.
 */
function shardOf(plan, { index, total }) {
    const below = plan.destination === '' ? 0 : plan.destination.length + 1;
    const files = plan.files.filter(({ remotePath }) => shareOf(remotePath.slice(below), total) === index);
    return { ...plan, files, totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
/** 1 to `total`; the same for all spellings that are one name on the drive. */
function shareOf(path, total) {
    return ((0,external_node_crypto_.createHash)('sha256').update((0,graph_paths/* pathKey */.Pn)(path)).digest().readUIntBE(0, 6) % total) + 1;
}

// EXTERNAL MODULE: ./build/plan/similar-names.js
var similar_names = __webpack_require__(1074);
;// CONCATENATED MODULE: ./build/run/prepare.js
/**
 * Everything that is judged before the first request: inputs, tokens in them, files, names, places. Knows
 * this machine and the run, not Microsoft.
 */












/**
 * True for a run from which GitHub withholds secrets and which is to end green all the same. Elsewhere an empty
 * secret is an error, told with all others.
 */
function withoutCredentials(source, { host, event }) {
    const { missing, policy } = (0,read/* missingCredentials */.nm)(source);
    const why = (0,github_event/* whyWithheld */.Q0)(event);
    if (missing.length === 0 || policy === 'error' || why === undefined)
        return false;
    const names = missing.map((text) => text.split(' ')[0]).join(', ');
    const words = `Nothing is uploaded: ${names} ${missing.length === 1 ? 'is' : 'are'} empty, because ${why}`;
    policy === 'warn' ? host.log.warning(words) : host.log.info(words);
    return true;
}
/** All that was told, checked together: one message for the values and for the tokens in them. */
function readEverything(source, host) {
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
    const facts = runFacts(host.env, host.clock.now());
    const inputs = collect(() => (0,read/* readInputs */.Ko)(source));
    const target = collect(() => expandTarget(templates, facts));
    const retainIn = expandFolder({ name: 'retain-in', template: text('retain-in') }, facts);
    problems.push(...retainIn.problems);
    if (inputs?.naming.shard !== undefined) {
        const tokens = [...clockTokens(templates.destination), ...clockTokens(templates.name)];
        problems.push(...tokens.map((token) => `${token} does not go together with shard: each job has an instant of its own`));
    }
    const places = target && { ...target, ...(text('retain-in') !== '' && { retainIn: retainIn.text }) };
    if (inputs !== undefined && places !== undefined) {
        const isBased = inputs.target.appFolder || inputs.target.folderId !== undefined;
        const now = { nowMs: host.clock.now(), repository: host.env.GITHUB_REPOSITORY };
        if (inputs.mode === 'upload') {
            problems.push(...afterProblems(inputs.after, { ...places, isBased }));
            problems.push(...shareProblems(inputs.share, { ...places, ...now, isBased }));
        }
        if (problems.length === 0)
            return { inputs, places };
    }
    throw new errors/* UsageFailure */.wK([...new Set(problems)]);
}
/** Undefined when nothing was found, or nothing falls to this job, and that is no error. */
async function prepare({ inputs, places, host }) {
    host.log.group('Files');
    try {
        const { naming } = inputs;
        const found = await findFiles(inputs.files, host);
        const options = { ...naming, ...places };
        const silent = inputs.files.unmatchedPatterns === 'ignore' ? [] : found.unmatched.map(unmatched);
        const { archive: kind } = naming;
        if (kind !== 'none') {
            const archive = await planArchive(found, { ...options, kind });
            tellFound(found, inputs, host);
            for (const warning of archive.warnings)
                host.log.warning(warning);
            tellRespelled(archive, host);
            const unseen = [...silent, ...archive.unseen];
            return archive.entries.length === 0 ? undefined : { archive, unseen };
        }
        const plan = planUpload(found, options);
        tellFound(found, inputs, host);
        tellRespelled(plan, host);
        tellTwins(plan, host);
        const own = naming.shard === undefined ? plan : shardOf(plan, naming.shard);
        if (naming.shard !== undefined) {
            const { index, total } = naming.shard;
            const files = (0,format/* count */.U9)(own.files.length, 'file');
            host.log.info(`Share ${index} of ${total}: ${files} of ${plan.files.length}`);
        }
        return own.files.length === 0 ? undefined : { plan: own, unseen: [...silent, ...found.unseen] };
    }
    finally {
        host.log.groupEnd();
    }
}
function unmatched(pattern) {
    return `nothing matches ${(0,inputs_shown/* shownPattern */.k7)(pattern)}`;
}
function tellFound(found, { files, naming }, host) {
    for (const warning of found.warnings)
        host.log.warning(warning);
    if (found.hiddenCount > 0) {
        const hidden = (0,format/* count */.U9)(found.hiddenCount, 'hidden file');
        host.log.info(`${hidden} left out (include-hidden-files: true takes them)`);
    }
    if (found.linkCount > 0 && naming.archive === 'none')
        host.log.info(`${(0,format/* count */.U9)(found.linkCount, 'symbolic link')} left out`);
    const none = found.files.length === 0;
    const policy = none ? files.ifNoFilesFound : files.unmatchedPatterns;
    const lines = found.unmatched.map(unmatched);
    const words = none ? ['path found no files', ...lines] : lines;
    if (words.length === 0)
        return;
    if (policy === 'error') {
        const input = none ? 'if-no-files-found' : 'unmatched-patterns';
        throw new errors/* Failure */.HR(words.join('; '), {
            kind: 'usage',
            hint: `correct path, or set ${input} to warn or ignore`,
        });
    }
    for (const word of words)
        policy === 'warn' ? host.log.warning(word) : host.log.info(word);
}
/** GitHub shows ten warnings a step. */
const shownTwins = 3;
function tellTwins({ files }, host) {
    const twins = (0,similar_names/* twinWarnings */.AY)(files);
    const rest = twins.length - shownTwins;
    const remedy = 'only one of them would be there: rename one, or set archive';
    for (const twin of twins.slice(0, shownTwins))
        host.log.warning(`${twin}: ${remedy}`);
    if (rest > 0)
        host.log.warning(`${(0,format/* count */.U9)(rest, 'more pair')} of names may be one to the drive`);
}
/** More than these nobody reads. */
const shownNames = 50;
function tellRespelled({ respelled = [] }, host) {
    for (const { path, name } of respelled.slice(0, shownNames))
        host.log.info(`${path} is called ${name} there`);
    if (respelled.length > shownNames)
        host.log.info(`… and ${respelled.length - shownNames} more names`);
}

// EXTERNAL MODULE: ./build/run/sign-in.js + 1 modules
var sign_in = __webpack_require__(5912);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/files/read.js
var files_read = __webpack_require__(8766);
;// CONCATENATED MODULE: ./build/files/leftovers.js
/**
 * Folders of our own in the folder for temporary files, and what killed runs left of them. Knows their names, which say
 * whose they are, and when nobody needs one any more. Follows no link, and touches nothing that is named otherwise.
 */





/** How often a run shows that it still needs its folder, by the folder's time. */
const beatMs = 3_600_000;
/** Two containers may share the folder, and not know of each other's processes: so long nobody must be heard of. */
const silentMs = 24 * beatMs;
/** Process, machine, and what `mkdtemp` adds. */
const leftovers_name = /^onedrive-upload-(\d{1,10})-([0-9a-f]{8})-[A-Za-z0-9]{6}$/;
/** How the names of this process's folders begin. */
function leftovers_folderPrefix(pid = process.pid) {
    return `onedrive-upload-${pid}-${machine()}-`;
}
/** A container is a machine of its own: its name is. */
function machine() {
    return (0,external_node_crypto_.createHash)('sha256').update((0,external_node_os_.hostname)()).digest('hex').slice(0, 8);
}
/** Removes what killed runs of this user left a day ago or longer. Never throws: it is a favour to the next run. */
async function removeLeftovers({ tempDir, clock }) {
    const nowMs = clock.now();
    await removeFolders(tempDir, ([, pid, where], modifiedMs) => {
        const isRunning = where === machine() && Number(pid) !== process.pid && isAlive(Number(pid));
        return nowMs - modifiedMs > silentMs && !isRunning;
    });
}
/** Removes the folders of a process that has ended, by the prefix that it noted. Never throws. */
async function removeFoldersOf(prefix, tempDir) {
    await removeFolders(tempDir, ([whole]) => whole.slice(0, -6) === prefix);
}
async function removeFolders(tempDir, isDue) {
    for (const entry of await (0,promises_.readdir)(tempDir).catch(() => [])) {
        const match = leftovers_name.exec(entry);
        if (match === null)
            continue;
        const path = (0,external_node_path_.join)(tempDir, entry);
        const stats = await (0,promises_.lstat)(path).catch(() => undefined);
        if (stats?.isDirectory() !== true || !(0,private_file/* isOurs */.MU)(stats) || !isDue(match, stats.mtimeMs))
            continue;
        // On Windows a file that was just closed may be held for a moment by whoever scans it.
        await (0,promises_.rm)(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => { });
    }
}
/** A process that we may not signal is somebody else's, who took over the number. */
function isAlive(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/files/temporary.js
/**
 * A file of our own on this machine for as long as it takes to send it. Knows the file system only.
 */






/** Has one file written below `parent`; `name` is ours and harmless. When that fails nothing is left behind. */
async function temporaryFile({ parent, name }, write) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, leftovers_folderPrefix())).catch((error) => {
        throw unwritable(error, parent);
    });
    const beat = setInterval(() => {
        try {
            (0,external_node_fs_.utimesSync)(folder, new Date(), new Date());
        }
        catch {
            // Somebody removed it: whoever reads it says so.
        }
    }, beatMs).unref();
    const dispose = async () => {
        clearInterval(beat);
        // On Windows a file that was just closed may be held for a moment by whoever scans it.
        await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => { });
    };
    try {
        const path = (0,external_node_path_.join)(folder, name);
        return { path, written: await write(path), dispose };
    }
    catch (error) {
        await dispose();
        throw unwritable(error, parent);
    }
}
/** Only what the system refused is about the place; whatever else went wrong speaks for itself. */
function unwritable(error, folder) {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error))
        return error;
    return new errors/* Failure */.HR(`a temporary file could not be written to ${(0,format/* printable */.g$)(folder)} (${String(error.code)})`, {
        kind: 'file',
        hint: 'make room there, for a whole archive when archive is set, and check who may write there',
        cause: error,
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/archive/tar.js
/**
 * Writes a gzipped tar. The only file that imports tar-stream, which writes pax headers for names that are
 * long or not ASCII; knows its streams and what of gzip's header is the machine's own.
 */



/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
async function writeTarball(files, sink) {
    const { pack } = await __webpack_require__.e(/* import() */ 118).then(__webpack_require__.t.bind(__webpack_require__, 6118, 19));
    const tar = pack();
    const stop = new AbortController();
    const signal = AbortSignal.any([sink.signal, stop.signal]);
    const written = (0,external_node_stream_promises_.pipeline)(tar, (0,external_node_zlib_.createGzip)({ level: sink.level }), systemless, sink.out, { signal });
    // When it breaks, the entry that is being written breaks with it.
    written.catch(() => { });
    try {
        for await (const file of files)
            await tar_add(tar, file);
        tar.finalize();
        await written;
    }
    catch (error) {
        stop.abort();
        // What the library says of an archive that broke is only that it did.
        await written.catch((cause) => {
            if (cause instanceof Error && cause.name !== 'AbortError')
                throw cause;
        });
        throw error;
    }
}
/** Resolves when the file is in the archive. The owner is root, as nobody knows the one who unpacks. */
async function tar_add(tar, file) {
    const header = { name: file.name, mode: file.mode, ...timeOf(file.modified), uid: 0, gid: 0 };
    if (file.link !== undefined) {
        tar.entry({ ...header, type: 'symlink', linkname: file.link });
        return;
    }
    const entry = tar.entry({ ...header, type: 'file', size: file.sizeBytes });
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(file.pieces(), { objectMode: false }), entry);
}
/** The library has 31 bits for the seconds since 1970, and writes nonsense from 2038 on: a pax record has room for any. */
function timeOf(modified) {
    const seconds = Math.floor(modified.getTime() / 1000);
    if (seconds >= 0 && seconds < 2 ** 31)
        return { mtime: modified };
    return { mtime: new Date(0), pax: { mtime: String(seconds) } };
}
/** Byte 9 names the system that compressed (RFC 1952, 2.3.1): 255, unknown, is the same everywhere. */
async function* systemless(compressed) {
    let position = 0;
    for await (const chunk of compressed) {
        const at = 9 - position;
        if (at >= 0 && at < chunk.length)
            chunk[at] = 255;
        position += chunk.length;
        yield chunk;
    }
}

;// CONCATENATED MODULE: ./build/archive/zip.js
/**
 * Writes a ZIP. The only file that imports yazl, which knows UTF-8 names and ZIP64; knows its streams, its
 * reading of times, and what it makes slow.
 */



/** Bits of a Unix mode; without a type `unzip` makes no link. */
const linkType = 0o120000;
const fileType = 0o100000;
/** Writes everything into `sink.out` and closes it; rejects with what went wrong first. */
async function writeZip(files, sink) {
    const { ZipFile } = await __webpack_require__.e(/* import() */ 44).then(__webpack_require__.t.bind(__webpack_require__, 3044, 19));
    const zip = new ZipFile();
    const stop = new AbortController();
    const signal = AbortSignal.any([sink.signal, stop.signal]);
    const written = (0,external_node_stream_promises_.pipeline)(zip.outputStream, sink.out, { signal });
    // No race of promises for each file: the one that lasts would remember them all.
    let content;
    let broken;
    const breakOff = (error) => {
        broken ??= error;
        content?.destroy();
        // The library's own errors end nothing that it writes to.
        stop.abort();
    };
    zip.on('error', breakOff);
    written.catch(breakOff);
    try {
        const shelf = new Shelf(zip);
        for await (const file of files) {
            if (broken !== undefined)
                throw broken;
            shelf.clear();
            content = external_node_stream_.Readable.from(file.pieces(), { objectMode: false });
            zip.addReadStreamLazy(file.name, optionsOf(file, sink), lent(content));
            await (0,external_node_stream_promises_.finished)(content);
        }
        shelf.restore();
        zip.end();
        await written;
    }
    catch (error) {
        breakOff(error);
        await written.catch(() => { });
        throw broken;
    }
}
function optionsOf(file, { level, keepTimes }) {
    const isLink = file.link !== undefined;
    return {
        ...(keepTimes ? { mtime: file.modified } : zoneless(file.modified)),
        mode: (isLink ? linkType : fileType) | file.mode,
        compressionLevel: isLink ? 0 : level,
        size: file.sizeBytes,
    };
}
/** Gives a stream away once, and keeps no hold of it: the library keeps what it was given to the end. */
function lent(content) {
    let held = content;
    return (give) => {
        if (held !== undefined)
            give(null, held);
        held = undefined;
    };
}
/**
 * A time that gives the same bytes everywhere: a ZIP's own times have no zone, and the library writes them
 * in the machine's.
 */
function zoneless(utc) {
    const day = [utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()];
    const time = [utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds()];
    return { mtime: new Date(...day, ...time), forceDosTimestamp: true };
}
/** The library's own value for an entry that is written (yazl 3.3.1). */
const writtenState = 3;
/**
 * Takes written entries out of the library's list until the end: for each file it goes through all of the
 * list, which makes 100,000 files take minutes.
 */
class Shelf {
    #entries;
    #written = [];
    constructor(zip) {
        const { entries } = (0,json/* fields */.OA)(zip);
        if (!Array.isArray(entries))
            throw new TypeError('this version of yazl keeps its entries elsewhere');
        this.#entries = entries;
    }
    clear() {
        const open = this.#entries.findIndex((entry) => !isWritten(entry));
        for (const entry of this.#entries.splice(0, open < 0 ? this.#entries.length : open))
            this.#written.push(entry);
    }
    /** All of them in their order: the directory at the archive's end is made of this list. */
    restore() {
        const rest = this.#entries.splice(0);
        for (const entry of this.#written)
            this.#entries.push(entry);
        for (const entry of rest)
            this.#entries.push(entry);
    }
}
function isWritten(entry) {
    return (0,json/* fields */.OA)(entry).state === writtenState;
}

;// CONCATENATED MODULE: ./build/archive/write.js
/**
 * Makes an archive: reads its files one after the other into a temporary file. Knows the file system and the
 * two kinds; memory is a few pieces, whatever the number and size of the files.
 */








/** Neither kind minds: a ZIP knows no earlier day, and GNU tar finds times of 1970 implausible. */
const fixedMs = Date.UTC(1980, 0, 1);
/**
 * Writes the archive. The same names, contents, modes and links make the same bytes; their time is
 * SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) or the first day of 1980.
 * @throws Failure that names a file which cannot be read or changed, or the disk that is full; nothing is left behind
 */
async function makeArchive(archive, options) {
    const { level, keepTimes, host } = options;
    const place = { parent: host.tempDir, name: `archive.${archive.kind}` };
    const write = archive.kind === 'zip' ? writeZip : writeTarball;
    const { written, ...made } = await temporaryFile(place, async (path) => {
        const out = (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
        await write(contents(archive, options), { out, level, keepTimes, signal: host.signal });
        return (0,promises_.stat)(path);
    }).catch((error) => {
        throw host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    });
    return { ...made, sizeBytes: written.size };
}
async function* contents(archive, { keepTimes, host }) {
    const fixed = new Date(epochMs(host.env.SOURCE_DATE_EPOCH) ?? fixedMs);
    for (const entry of archive.entries) {
        host.signal.throwIfAborted();
        if (entry.link !== undefined) {
            const target = Buffer.from(entry.link);
            yield { ...entry, sizeBytes: target.length, mode: 0o777, modified: fixed, pieces: () => [target] };
            continue;
        }
        const source = await files_read/* Source */.k.open(entry.sourcePath, entry.sizeBytes, false);
        try {
            const modified = keepTimes ? new Date(source.modifiedMs) : fixed;
            const { sizeBytes } = source;
            yield { ...entry, sizeBytes, mode: modeOf(source), modified, pieces: () => copies(source) };
            await source.checkUnchanged();
        }
        finally {
            await source.close();
        }
    }
}
/** The source uses its buffers again while a stream may still hold them. */
async function* copies(source) {
    for await (const piece of source.pieces(0, source.sizeBytes).read())
        yield Buffer.from(piece);
}
/** Windows has no permissions, and Node.js answers 666 for any file there. */
function modeOf(source) {
    return (0,external_node_os_.platform)() === 'win32' ? 0o644 : source.mode;
}
/** Milliseconds; undefined for a text that is no number of seconds. */
function epochMs(text) {
    return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) * 1000 : undefined;
}

// EXTERNAL MODULE: ./build/upload/verify.js
var verify = __webpack_require__(6663);
;// CONCATENATED MODULE: ./build/cleanup/clocks.js
/** Clocks that are this far apart are told. */
const farApartMs = 60 * 60_000;
/** Milliseconds since the epoch. Call it right after the listing whose ages are judged. */
function earlierNow({ openedMs, latestMs }, { clock, log }) {
    const [serviceMs, oursMs] = [latestMs(), clock.now()];
    if (Math.abs(serviceMs - oursMs) > farApartMs) {
        log.warning(`The service's clock says ${new Date(serviceMs).toISOString()} and this machine's ${new Date(oursMs).toISOString()}: ages count from the earlier one. Set the clock that is wrong.`);
    }
    return Math.min(openedMs, oursMs, Number.isNaN(serviceMs) ? oursMs : serviceMs);
}

;// CONCATENATED MODULE: ./build/cleanup/mirror.js
/**
 * What a mirror may delete: what was in the folder when the run began, and what the run did not name. Pure:
 * a listing and names in, a list out.
 */



/**
 * The files as planned, and as they arrived: the service may give a name another form than we wrote. `more` are
 * paths that are no files of the run, and its own all the same.
 */
function namedBy(outcomes, more = []) {
    const paths = new Set(more.map(graph_paths/* nameKey */.Rc));
    const folders = new Set();
    const ids = new Set();
    for (const { file, item } of outcomes) {
        paths.add((0,graph_paths/* nameKey */.Rc)(file.remotePath));
        if (item === undefined)
            continue;
        ids.add(item.id);
        paths.add((0,graph_paths/* nameKey */.Rc)((0,verify/* whereIs */.ie)(file, item)));
    }
    for (const path of paths) {
        for (let above = (0,graph_paths/* parentOf */.gN)(path); above !== '' && !folders.has(above); above = (0,graph_paths/* parentOf */.gN)(above))
            folders.add(above);
    }
    return { paths, folders, ids };
}
/**
 * What goes of a folder's content. The folder itself never goes, and a folder of nothing but extras goes as one. Of
 * one whose listing is not whole nothing goes.
 */
function mirrorPlan(folder, named) {
    const doubt = doubtOf(folder);
    if (doubt !== undefined)
        return { going: [], left: [doubt] };
    const found = folder.children.map((child) => judged(child, named));
    return { going: found.flatMap(({ going }) => going), left: found.flatMap(({ left }) => left) };
}
function judged(twig, named) {
    const stays = { going: [], left: [], goesWhole: false };
    if (named.ids.has(twig.id) || named.paths.has((0,graph_paths/* nameKey */.Rc)(twig.path)))
        return stays;
    if (twig.sort !== 'plain') {
        const why = `it is a ${twig.sort}, which no upload makes`;
        return { ...stays, left: [{ path: twig.path, why }] };
    }
    const doubt = doubtOf(twig);
    if (doubt !== undefined)
        return { ...stays, left: [doubt] };
    const children = twig.children.map((child) => judged(child, named));
    const isNamed = named.folders.has((0,graph_paths/* nameKey */.Rc)(twig.path));
    if (!isNamed && children.every(({ goesWhole }) => goesWhole))
        return { going: [{ twig, why: 'mirror' }], left: [], goesWhole: true };
    return {
        going: children.flatMap((child) => child.going),
        left: children.flatMap((child) => child.left),
        goesWhole: false,
    };
}

;// CONCATENATED MODULE: ./build/cleanup/after-upload.js
/**
 * What happens on the drive around an upload: what is there is listed before it, generations are marked while it
 * runs, and once everything has arrived mirror and retention delete. Knows their order and when nothing may be
 * deleted at all; what may go is mirror's and retention's to say.
 */









const nothing = { deletedCount: 0, gone: [], left: [], failures: [] };
/**
 * Looks at what is there; to be called before anything is sent. Undefined when nothing is to be deleted in any
 * case. Throws for the drive's own root, however it was addressed.
 */
async function openAfterwards(job) {
    const { inputs, plan, patience, drive } = job;
    if ((!inputs.mirror && inputs.retain === undefined) || plan.files.length === 0)
        return undefined;
    const before = await lookAround(job);
    const { retention } = before;
    const markers = retention === undefined ? [] : markersOf(job, retention);
    return {
        async begin() {
            for (const marker of markers)
                await marker.begin();
        },
        async finish(outcomes) {
            const blind = notSeen(job.unseen);
            const refusals = blind === undefined ? [] : [blind];
            try {
                if (blind !== undefined || !isComplete(job, outcomes)) {
                    if (!patience.host.signal.aborted)
                        for (const marker of markers)
                            await marker.giveUp();
                    return { ...nothing, failures: refusals };
                }
                let isOurs = true;
                for (const marker of markers)
                    isOurs = (await marker.finish()) && isOurs;
                const removals = await after_upload_planned(job, { before, named: outcomes, prunes: isOurs });
                const refusal = tooMany(removals, inputs.maxDelete);
                if (refusal !== undefined)
                    return { ...nothing, left: removals.left, failures: [refusal] };
                return await remove(removals, { drive, patience });
            }
            catch (error) {
                return { ...nothing, failures: [...refusals, asFailure(error, patience)] };
            }
        },
        async preview() {
            const blind = notSeen(job.unseen);
            if (blind !== undefined)
                return { going: [], left: [], refusal: blind };
            const removals = await after_upload_planned(job, {
                before,
                named: plan.files.map((file) => ({ file })),
                prunes: true,
            });
            const { log } = patience.host;
            for (const { twig } of removals.going.slice(0, shownLines))
                log.info(`would delete ${described(twig)}`);
            const rest = removals.going.length - shownLines;
            if (rest > 0)
                log.info(`… and ${rest} more like these`);
            return { ...removals, refusal: tooMany(removals, inputs.maxDelete) };
        },
    };
}
async function lookAround({ drive, inputs, plan, patience, retainIn }) {
    const { mirror, retain } = inputs;
    const folder = mirror ? await treeAt(drive, plan.destination) : undefined;
    const generations = retain && folderOfGenerations(plan.destination, retainIn);
    if (retain === undefined || generations === undefined)
        return { folder, retention: undefined, known: new Set() };
    await refuseRoot(drive, generations, 'retain-in');
    const children = (await drive.children(generations)) ?? [];
    const nowMs = earlierNow(drive, patience.host);
    const retention = openRetention(retain, { folder: generations, nowMs });
    if (ownGenerations(retention, pathsOf(plan.files)).length === 0) {
        patience.host.log.warning(`retain-match ${retain.match} does not fit what this run uploads: nothing will be pruned.`);
    }
    return { folder, retention, known: await settledIn(retention, { drive, children }) };
}
async function treeAt(drive, path) {
    await refuseRoot(drive, path, 'destination');
    const item = await drive.item(path);
    return item?.isFolder ? await readTwig(drive, { path, item }) : undefined;
}
async function refuseRoot(drive, path, input) {
    if (await isRoot(drive, path))
        throw new errors/* UsageFailure */.wK([
            `${input} is the drive's root, where nothing is ever deleted: name a folder in it`,
        ]);
}
function markersOf(job, retention) {
    const { drive, patience } = job;
    const { nowMs } = retention;
    return markerPaths(job, retention).map((path) => new cleanup_marker/* Marker */.pH(path, { drive, patience, nowMs }));
}
/** Of this run's generations: a file needs none, because it is there whole or not at all. */
function markerPaths({ plan }, retention) {
    return ownGenerations(retention, pathsOf(plan.files))
        .filter(({ isFolder }) => isFolder)
        .map(({ name }) => (0,graph_paths/* join */.fj)((0,graph_paths/* join */.fj)(retention.folder, name), cleanup_marker/* markerName */.CO));
}
function pathsOf(files) {
    return files.map(({ remotePath }) => remotePath);
}
/** A cancelled run, a failed file and a file that nobody heard of are no complete success. */
function isComplete({ plan, patience }, outcomes) {
    const arrived = new Set(outcomes
        .filter(({ action, item }) => action !== 'failed' && item !== undefined)
        .map(({ file }) => file.remotePath));
    const hasFailed = outcomes.some(({ action }) => action === 'failed');
    return (!patience.host.signal.aborted &&
        !hasFailed &&
        plan.files.every(({ remotePath }) => arrived.has(remotePath)));
}
async function after_upload_planned(job, { before, named, prunes }) {
    const { folder, retention, known } = before;
    const ours = namedBy(named, retention === undefined ? [] : markerPaths(job, retention));
    const mirrored = folder === undefined ? { going: [], left: [] } : mirrorPlan(folder, ours);
    if (folder !== undefined)
        checkScope(mirrored, { folder: folder.path, uploaded: ours.ids });
    if (retention === undefined)
        return mirrored;
    if (!prunes) {
        const left = {
            path: retention.folder,
            why: 'another run is still uploading into this generation, and prunes when it ends',
        };
        return { ...mirrored, left: [...mirrored.left, left] };
    }
    const paths = named.map(({ file, item }) => (item === undefined ? file.remotePath : (0,verify/* whereIs */.ie)(file, item)));
    const own = ownGenerations(retention, paths);
    const pruned = await retentionPlan(retention, { drive: job.drive, own, uploaded: ours.ids, known });
    checkScope(pruned, { folder: retention.folder, uploaded: ours.ids });
    return { going: [...mirrored.going, ...pruned.going], left: [...mirrored.left, ...pruned.left] };
}
function asFailure(error, { host }) {
    if (host.signal.aborted)
        return new errors/* CancelledFailure */.mj();
    if (error instanceof errors/* Failure */.HR)
        return error;
    return new errors/* Failure */.HR(`nothing more was deleted: ${(0,errors/* explain */.WE)(error)}`, { kind: 'service', cause: error });
}

// EXTERNAL MODULE: ./build/report/progress.js
var report_progress = __webpack_require__(5364);
// EXTERNAL MODULE: ./build/upload/bandwidth.js
var bandwidth = __webpack_require__(9345);
;// CONCATENATED MODULE: ./build/upload/checksums.js
/**
 * `checksums`: the list that `sha256sum -c` reads, of what arrived and is what was sent. Knows outcomes and
 * the format; sends nothing.
 */




/**
 * One line a file, by path: 64 hex digits, two spaces, the path below `destination` as it is on the drive.
 * Left out is what failed, what was skipped unread, and what the drive changed on arrival: its checksum
 * would be wrong for whoever downloads it. '' when nothing is left.
 */
function checksumsText(outcomes, destination) {
    const below = destination === '' ? 0 : destination.length + 1;
    return outcomes
        .flatMap((outcome) => {
        const { file, item, sha256 } = outcome;
        if (sha256 === undefined || item === undefined || !isIntact(outcome, item))
            return [];
        return [{ path: (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(file.remotePath), item.name).slice(below), sha256 }];
    })
        .sort((a, b) => (0,format/* compared */.mU)(a.path, b.path))
        .map(({ path, sha256 }) => checksums_line(path, sha256))
        .join('');
}
function isIntact({ action, file, quickXorHash }, item) {
    if (action === 'failed' || item.sizeBytes !== file.sizeBytes)
        return false;
    return file.sizeBytes === 0 || item.quickXorHash === undefined || item.quickXorHash === quickXorHash;
}
/** GNU's escapes: the backslash in front says that there are some (coreutils, "md5sum invocation"). */
function checksums_line(path, sha256) {
    const escaped = path.replace(/[\\\n\r]/g, (mark) => ({ '\n': '\\n', '\r': '\\r' })[mark] ?? '\\\\');
    return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}
/** Writes the list of what arrived; undefined when nothing did. The file is the caller's to dispose of. */
async function makeChecksums(outcomes, { name, destination, host, }) {
    const text = checksumsText(outcomes, destination);
    if (text === '')
        return undefined;
    const place = { parent: host.tempDir, name: 'checksums' };
    const made = await temporaryFile(place, (path) => (0,promises_.writeFile)(path, text, { mode: 0o600, flag: 'wx' }));
    const file = {
        sourcePath: made.path,
        relativePath: name,
        remotePath: (0,graph_paths/* join */.fj)(destination, name),
        name,
        sizeBytes: Buffer.byteLength(text),
    };
    return { ...made, plan: { files: [file], totalBytes: file.sizeBytes, destination } };
}

// EXTERNAL MODULE: ./build/upload/errors.js
var upload_errors = __webpack_require__(1805);
;// CONCATENATED MODULE: ./build/upload/name-collisions.js
/**
 * Two planned files that ended at one item, two planned folders that are one: whatever made the drive take their
 * names for one, not all of the plan is there. Knows outcomes, and what a look at the drive tells of them.
 */




/** Notes that the file ended there. */
function claim(claims, id, file) {
    claims.set(id, [...(claims.get(id) ?? []), file]);
}
/** Takes that back: the file was not there. */
function disclaim(claims, id, file) {
    const rest = (claims.get(id) ?? []).filter((other) => other !== file);
    if (rest.length === 0)
        claims.delete(id);
    else
        claims.set(id, rest);
}
const hint = 'rename one of them, or send them in an archive: to this drive their names are one, though they differ by more than case';
/** The failure for a file that the drive took for another name. */
function otherName(file, { name }) {
    const there = (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(file.remotePath), name);
    return new errors/* Failure */.HR(`${file.remotePath}: the drive takes this name for ${there}, which is there`, {
        kind: 'service',
        hint: 'rename the file, or the one that is there, or send it in an archive',
    });
}
/** The failure for a file that the drive put under another name than we asked for. */
function putElsewhere(file, { item: { name }, created }) {
    const there = (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(file.remotePath), name);
    const before = created ? '' : '; what was there before is an earlier version of that file';
    return new errors/* Failure */.HR(`${file.remotePath}: the drive put it at ${there}, which it takes for the same name`, {
        kind: 'service',
        hint: `rename the file, or send it in an archive${before}`,
    });
}
/** The outcomes, with a failure for every file that is not there under its own name and with its own content. */
async function withCollisions(outcomes, settling) {
    const failures = await folderFailures(outcomes, settling);
    const byPath = new Map(outcomes.map((outcome) => [outcome.file.remotePath, outcome]));
    const shared = groups(outcomes, settling.claims).map((files) => ({
        files,
        rest: files.filter(({ remotePath }) => !failures.has(remotePath)),
    }));
    await (0,core_queue/* workOff */.n)(shared.reverse(), async ({ files, rest }) => {
        const lying = await lyingThere(rest, { byPath, drive: settling.drive });
        for (const { remotePath } of rest)
            if (lying.there?.remotePath !== remotePath)
                failures.set(remotePath, oneFile(remotePath, files, lying));
    });
    if (failures.size === 0)
        return outcomes;
    return outcomes.map((outcome) => {
        const error = failures.get(outcome.file.remotePath);
        return error === undefined ? outcome : { file: outcome.file, action: 'failed', error };
    });
}
/** Files that share an item, by item; what was skipped claims its item, too. */
function groups(outcomes, claims) {
    for (const { action, file, item } of outcomes) {
        if (item === undefined || action === 'failed')
            continue;
        const isKnown = claims.get(item.id)?.some(({ remotePath }) => remotePath === file.remotePath);
        if (isKnown !== true)
            claim(claims, item.id, file);
    }
    return [...claims.values()].filter(({ length }) => length > 1);
}
/** What lies where these files ended. */
async function lyingThere(files, how) {
    const [first] = files;
    const item = first && (await how.drive.item(first.remotePath).catch(() => undefined));
    if (item === undefined)
        return {};
    const holders = files.filter((file) => holds(item, how.byPath.get(file.remotePath)));
    const there = holders.filter((file) => !(0,similar_names/* isOtherName */.O3)(file.name, item.name));
    return { item, there: only(there), holder: only(holders) };
}
function only(list) {
    return list.length === 1 ? list[0] : undefined;
}
function holds(now, outcome) {
    if (outcome === undefined)
        return false;
    const { file, item, quickXorHash } = outcome;
    if (item?.id === now.id && item.eTag !== '' && item.eTag === now.eTag)
        return true;
    if (file.sizeBytes !== now.sizeBytes)
        return false;
    return file.sizeBytes === 0 || (quickXorHash !== undefined && quickXorHash === now.quickXorHash);
}
function oneFile(remotePath, files, { item, there, holder }) {
    const others = files.filter((file) => file.remotePath !== remotePath).map((file) => file.remotePath);
    const now = there !== undefined
        ? `${there.remotePath} is what lies there`
        : item === undefined
            ? 'which of them lies there, the drive did not tell'
            : `it is called ${item.name} and has the content of ${holder?.remotePath ?? 'neither for certain'}`;
    return new errors/* Failure */.HR(`${remotePath} and ${others.join(', ')} ended as one file on the drive: ${now}`, {
        kind: 'service',
        hint,
    });
}
/** For each file in a folder that the drive took for another one, by path. */
async function folderFailures(outcomes, { drive, destination }) {
    const failures = new Map();
    const suspects = suspectFolders(outcomes, destination);
    const way = (path) => (isBelow(path, destination) ? [path, ...way((0,graph_paths/* parentOf */.gN)(path))] : []);
    const looks = new Map();
    const queue = [...new Set([...suspects].flatMap(way))].reverse().map((path) => ({ path }));
    await (0,core_queue/* workOff */.n)(queue, async ({ path }) => {
        looks.set(path, await drive.item(path).catch(() => undefined));
    });
    for (const { file, action } of outcomes) {
        if (action === 'failed' || !suspects.has((0,graph_paths/* parentOf */.gN)(file.remotePath)))
            continue;
        for (const path of way((0,graph_paths/* parentOf */.gN)(file.remotePath))) {
            const item = looks.get(path);
            if (item === undefined || !(0,similar_names/* isOtherName */.O3)((0,graph_paths/* nameOf */.Vb)(path), item.name))
                continue;
            const real = (0,graph_paths/* join */.fj)((0,graph_paths/* parentOf */.gN)(path), item.name);
            const words = `${file.remotePath}: the drive takes the folder ${path} for ${real}, and the file lies there`;
            failures.set(file.remotePath, new errors/* Failure */.HR(words, { kind: 'service', hint }));
        }
    }
    return failures;
}
/** Folders of the plan whose files say that they lie elsewhere, or in another planned folder as well. */
function suspectFolders(outcomes, destination) {
    const suspects = new Set();
    const byId = new Map();
    for (const { file, action, item } of outcomes) {
        const folder = (0,graph_paths/* parentOf */.gN)(file.remotePath);
        const { id = '', path } = (action === 'failed' ? undefined : item?.parent) ?? {};
        // Only below the destination: the way there may lead over a shortcut to another drive.
        const below = isBelow(folder, destination)
            ? folder.slice(destination === '' ? 0 : destination.length + 1)
            : '';
        const isElsewhere = path !== undefined && below !== '' && !`/${(0,graph_paths/* nameKey */.Rc)(path)}`.endsWith(`/${(0,graph_paths/* nameKey */.Rc)(below)}`);
        if (isElsewhere)
            suspects.add(folder);
        if (id === '')
            continue;
        const other = byId.get(id) ?? folder;
        byId.set(id, other);
        if ((0,graph_paths/* nameKey */.Rc)(other) !== (0,graph_paths/* nameKey */.Rc)(folder))
            suspects.add(folder).add(other);
    }
    return suspects;
}
/** True for a path inside of the destination. */
function isBelow(path, destination) {
    return path !== '' && path !== destination && (destination === '' || path.startsWith(`${destination}/`));
}

;// CONCATENATED MODULE: ./build/upload/existing.js



/** Requests beyond the listings: looking up two or three files of a folder that may hold thousands. */
const spareRequests = 8;
const singleLookups = 3;
/** Names that may be another's: beyond so many, the drive decides when they are sent. */
const twinLookups = 50;
const existing_foldersAtOnce = 4;
/**
 * The items that stand where files are planned, by planned file. Goes down only into folders that a listing
 * has shown, so that many missing ones cost nothing. Below `destination` a folder that no listing has shown is
 * looked up first: the drive may take it for another one, and then its items' `parent` says so.
 */
async function findExisting(drive, files, destination) {
    const found = new Map();
    const root = treeOf(files);
    const queue = [narrowed(root)];
    /** Folders that a listing has shown under their own names. */
    const shown = new Set([root]);
    let spare = spareRequests;
    let spareTwins = twinLookups;
    const look = async (folder) => {
        const extra = folder.files.length - 1;
        if (folder.folders.size === 0 && folder.files.length <= singleLookups && extra <= spare) {
            spare -= extra;
            for (const file of folder.files)
                keep(file, await drive.item(file.remotePath));
            return;
        }
        const isSure = shown.has(folder) || destination === undefined || !isBelow(folder.path, destination);
        const at = isSure ? undefined : await drive.item(folder.path);
        if (!isSure && at === undefined)
            return;
        const listed = await drive.children(folder.path);
        const children = at === undefined ? listed : listed?.map((item) => ({ ...item, parent: parentFrom(at) }));
        const items = new Map(children?.map((item) => [(0,graph_paths/* pathKey */.Pn)(item.name), item]));
        const missing = folder.files.filter((file) => !items.has((0,graph_paths/* pathKey */.Pn)(file.name)));
        for (const file of folder.files)
            keep(file, items.get((0,graph_paths/* pathKey */.Pn)(file.name)));
        for (const [name, below] of folder.folders) {
            if (items.get(name)?.isFolder !== true)
                continue;
            shown.add(below);
            queue.push(narrowed(below));
        }
        // Where a name is there that may be the same one, the drive itself is asked whether it is.
        const twins = new Set(missing.length === 0 ? [] : children?.map(({ name }) => (0,similar_names/* twinKey */.yH)(name)));
        for (const file of missing.filter(({ name }) => twins.has((0,similar_names/* twinKey */.yH)(name)))) {
            if (spareTwins === 0)
                return;
            spareTwins -= 1;
            keep(file, await drive.item(file.remotePath));
        }
    };
    const keep = (file, item) => {
        if (item !== undefined)
            found.set(file, item);
    };
    while (queue.length > 0)
        await Promise.all(queue.splice(-existing_foldersAtOnce).map(look));
    return found;
}
/** The folders of the plan, from the drive's root. */
function treeOf(files) {
    const known = new Map();
    const folderAt = (path) => {
        const key = (0,graph_paths/* pathKey */.Pn)(path);
        const there = known.get(key);
        if (there !== undefined)
            return there;
        const made = { path, files: [], folders: new Map() };
        known.set(key, made);
        if (path !== '')
            folderAt((0,graph_paths/* parentOf */.gN)(path)).folders.set((0,graph_paths/* pathKey */.Pn)((0,graph_paths/* nameOf */.Vb)(path)), made);
        return made;
    };
    for (const file of files)
        folderAt((0,graph_paths/* parentOf */.gN)(file.remotePath)).files.push(file);
    return folderAt('');
}
/** Passes over folders that hold one folder and nothing else of the plan: asking for that one says it all. */
function narrowed(folder) {
    const [only] = folder.folders.values();
    const isOnTheWay = folder.folders.size === 1 && folder.files.length === 0;
    return only !== undefined && isOnTheWay ? narrowed(only) : folder;
}
/** The reference to a folder that its children have. */
function parentFrom({ id, name, parent }) {
    const path = parent?.path === undefined ? undefined : (0,graph_paths/* join */.fj)(parent.path, name);
    return { driveId: parent?.driveId ?? '', driveType: parent?.driveType ?? '', id, path };
}

// EXTERNAL MODULE: ./build/upload/unchanged.js
var unchanged = __webpack_require__(2885);
;// CONCATENATED MODULE: ./build/upload/conflicts.js
/**
 * What becomes of files whose name is taken on the drive, decided before the first byte: those that are
 * there already, and those that `fail` and `skip` decide on. Sends nothing.
 */








/**
 * Decides every file that needs no sending, or that must not be sent. With `skipUnchanged` what is there
 * already comes first, whatever `conflictBehavior` says. Under `fail` one conflict keeps the whole plan from
 * being sent.
 */
async function decide(plan, { drive, settings, signal }) {
    const { conflictBehavior, skipUnchanged } = settings;
    const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
    if (!decides && !skipUnchanged)
        return { plan, outcomes: [] };
    const there = await findExisting(drive, plan.files, plan.destination);
    // Not ours: under `rename` the file gets a name of its own, else sending it would replace something else.
    const strange = [...there].filter(([{ name }, item]) => (0,similar_names/* isOtherName */.O3)(name, item.name));
    for (const [file] of strange)
        there.delete(file);
    const refused = strange.map(([file, item]) => ({ file, action: 'failed', error: otherName(file, item) }));
    const same = skipUnchanged || conflictBehavior === 'fail' ? await (0,unchanged/* findUnchanged */.pb)(there, signal) : [];
    // By path: of a file whose size is not what it holds, the outcome has a copy.
    const decided = new Set(same.map(({ file }) => file.remotePath));
    const others = [...there].filter(([file]) => !decided.has(file.remotePath));
    const taking = [
        ...(conflictBehavior === 'rename' ? [] : refused),
        ...(decides ? others.map(([file, item]) => conflicts_judged(file, item, conflictBehavior)) : []),
    ];
    for (const { file } of taking)
        decided.add(file.remotePath);
    const outcomes = [...same, ...taking];
    const rest = plan.files.filter((file) => !decided.has(file.remotePath));
    if (conflictBehavior !== 'fail' || taking.length === 0)
        return { plan: withFiles(plan, rest), outcomes };
    const files = (0,format/* count */.U9)(taking.length, 'file');
    const why = new errors/* Failure */.HR(`conflict-behavior is fail and ${files} of this run cannot be placed`, {
        kind: 'service',
    });
    return { plan: withFiles(plan, []), outcomes: [...outcomes, ...rest.map((file) => (0,upload_errors/* notTried */.QI)(file, why))] };
}
function conflicts_judged(file, item, behavior) {
    if (behavior === 'skip' && (0,parse/* isFile */.fo)(item))
        return { file, action: 'skipped', item };
    return { file, action: 'failed', error: (0,upload_errors/* taken */.uU)(file, item) };
}
function withFiles(plan, files) {
    return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}

// EXTERNAL MODULE: ./build/http/retry-table.js
var retry_table = __webpack_require__(8294);
;// CONCATENATED MODULE: ./build/upload/context.js
/**
 * What every file of the engine shares, and what it gives back: one `Outcome` a file. Does nothing itself.
 */
/** What we ask Graph for: it knows no `skip`, and one that appeared meanwhile must not be overwritten either. */
function graphConflict(behavior) {
    return behavior === 'skip' ? 'fail' : behavior;
}

// EXTERNAL MODULE: ./build/upload/lost-reply.js
var lost_reply = __webpack_require__(6341);
// EXTERNAL MODULE: ./build/upload/office-files.js
var office_files = __webpack_require__(7060);
// EXTERNAL MODULE: ./build/inputs/units.js
var units = __webpack_require__(3579);
;// CONCATENATED MODULE: ./build/upload/fragment-size.js
/**
 * Where fragments begin and end, and how large they are. Knows sizes and how long they took, no sockets.
 * Source: learn.microsoft.com/graph/api/driveitem-createuploadsession: a multiple of 320 KiB each, except the
 * last, and under 60 MiB; larger ones are faster (docs/facts.md, "Upload sessions").
 */

/**
 * End (exclusive) of the fragment that begins at `startByte`: `chunkBytes` long, or up to the end. Its length
 * is a multiple of 320 KiB wherever it begins, because the server may want to go on in the middle of one.
 */
function fragmentEnd(startByte, totalBytes, chunkBytes) {
    return Math.min(totalBytes, startByte + chunkBytes);
}
const autoStartBytes = 32 * units/* fragmentUnitBytes */.cs;
const autoLeastBytes = 4 * units/* fragmentUnitBytes */.cs;
/** A fragment that took less leaves room for a larger one: a retry sends it again whole, a bar moves by it. */
const quickMs = 5000;
/** One that took longer is on its way to the service's own limit of about three minutes (rclone bedf6e90d). */
const slowMs = 60_000;
/** The size of fragments of a run: fixed, or following the link that all its files share. */
class FragmentSize {
    #fixed;
    #bytes;
    constructor(chunkSizeBytes) {
        this.#fixed = chunkSizeBytes !== 'auto';
        this.#bytes = chunkSizeBytes === 'auto' ? autoStartBytes : chunkSizeBytes;
    }
    get bytes() {
        return this.#bytes;
    }
    /** A fragment of that size arrived within that time. */
    arrived(sizeBytes, tookMs) {
        if (sizeBytes < this.#bytes)
            return;
        if (tookMs < quickMs)
            this.#set(this.#bytes * 2);
        else if (tookMs > slowMs)
            this.#set(this.#bytes / 2);
    }
    /** A fragment of that size was cut, timed out, or was too much for a gateway. */
    lost(sizeBytes) {
        if (sizeBytes >= this.#bytes)
            this.#set(this.#bytes / 2);
    }
    #set(bytes) {
        if (this.#fixed)
            return;
        const aligned = Math.floor(bytes / units/* fragmentUnitBytes */.cs) * units/* fragmentUnitBytes */.cs;
        this.#bytes = Math.min(units/* fragmentLimitBytes */.RR, Math.max(autoLeastBytes, aligned));
    }
}

;// CONCATENATED MODULE: ./build/upload/name-lock.js
/**
 * Opening a session under a name that may be locked: on business drives an unfinished session of a dead run
 * holds its name for about 15 minutes (api-docs#747, rclone#8558), and nobody but that run could end it.
 */





const lockPollMs = 20_000;
/** Clocks differ, and the service's own is a little late. */
const lockGraceMs = 30_000;
/** Opens a session, waiting for a locked name; throws the conflict when the name is simply taken. */
async function openUnlocked(work, file, how) {
    const { conflict, modifiedMs } = how;
    const { host } = work.patience;
    const { lockWaitMs } = work.settings;
    // From the first refusal on: what went before may have taken long enough.
    let untilMs;
    for (;;) {
        try {
            return await work.drive.createSession(file.remotePath, conflict, modifiedMs);
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            const verdict = (0,retry_table/* verdictOn */.Hc)('create-session', error.service);
            // Older stacks say only "already exists" for a lock, which under `replace` cannot mean a file.
            const locked = verdict === 'locked' || (verdict === 'conflict' && conflict === 'replace');
            if (!locked)
                throw error;
            const there = await work.drive.item(file.remotePath);
            if (there !== undefined && !(0,parse/* isFile */.fo)(there))
                throw (0,upload_errors/* taken */.uU)(file, there);
            if (untilMs === undefined && lockWaitMs > 0) {
                host.log.info(`${file.remotePath}: an unfinished upload holds this name, waiting up to ${(0,format/* span */.Ln)(lockWaitMs)}`);
                untilMs = host.clock.now() + lockWaitMs + lockGraceMs;
            }
            const leftMs = (untilMs ?? 0) - host.clock.now();
            if (leftMs <= 0)
                throw stillLocked(file, lockWaitMs);
            await host.clock.sleep(Math.min(lockPollMs, leftMs), host.signal);
        }
    }
}
/** No ServiceFailure: to the engine its 409 would be a conflict, which this is not. */
function stillLocked(file, lockWaitMs) {
    const waited = lockWaitMs === 0 ? 'holds this name' : `has held this name for ${(0,format/* span */.Ln)(lockWaitMs)}`;
    return new errors/* Failure */.HR(`${file.remotePath}: an unfinished upload ${waited}`, {
        kind: 'service',
        hint: 'it ends by itself 15 minutes after its last byte (lock-wait); see whether another job uploads the same file, or somebody has it open',
    });
}

;// CONCATENATED MODULE: ./build/upload/resume.js
/**
 * Going on where an earlier run died: a session from the journal at the server's position, if the bytes that
 * were sent are the ones that the file has now. Knows the journal and one file; sends nothing.
 */




/** The server may stand at the last boundary or, after a lost reply, at the one before. */
const marksKept = 3;
function keyOf(work, file) {
    const { id, baseId } = work.drive;
    // One path below two folders of a drive is two files.
    const driveId = baseId === undefined ? id : `${id}/${baseId}`;
    return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}
/** The session of an earlier run and where it goes on; undefined when there is none that fits. */
async function resume(work, file, { source, conflict }) {
    const entry = work.journal?.find(keyOf(work, file));
    if (entry === undefined)
        return undefined;
    const session = work.drive.resumeSession(file.remotePath, entry.uploadUrl);
    const nextByte = await positionOf(work, file, session);
    const { signal } = work.patience.host;
    const fits = entry.sizeBytes === source.sizeBytes && entry.conflict === conflict;
    if (nextByte !== undefined && fits && (await hasSameBytes(entry, { source, nextByte, signal }))) {
        work.patience.host.log.info(`${file.remotePath}: going on at ${(0,format/* bytes */.ee)(nextByte)} where an earlier run ended`);
        return { session, nextByte };
    }
    // Its name is locked as long as it lives (api-docs#747): what cannot be deleted now, post tries again.
    if (nextByte !== undefined)
        await session.cancel().catch(() => work.notes.opened(entry.uploadUrl));
    forget(work, file);
    return undefined;
}
/** Where the server stands; undefined when it does not know the session, or does not answer for long. */
async function positionOf(work, file, session) {
    const what = { place: 'session', label: file.remotePath };
    try {
        return (await (0,retry/* persist */.Zr)(work.patience, what, () => session.position())).nextByte;
    }
    catch (error) {
        // A run that is cancelled meanwhile has learnt nothing of the session: it stays in the journal.
        if (error instanceof errors/* ServiceFailure */.A)
            return undefined;
        throw error;
    }
}
/** Compares the file with the last mark that the server has passed, and reads on to where it stands. */
async function hasSameBytes(entry, { source, nextByte, signal, }) {
    const mark = entry.marks.filter(({ byte }) => byte <= nextByte).sort((a, b) => b.byte - a.byte)[0];
    if (mark === undefined || nextByte >= source.sizeBytes)
        return nextByte === 0;
    await source.hashTo(mark.byte, signal);
    if (source.mark().sha256 !== mark.sha256)
        return false;
    await source.hashTo(nextByte, signal);
    return true;
}
/** Notes how far the file has gone, each time that a fragment was read to its end. */
function remember(work, file, { source, conflict, session }) {
    if (work.journal === undefined)
        return;
    const key = keyOf(work, file);
    const before = work.journal.find(key);
    const marks = before?.uploadUrl === session.uploadUrl ? before.marks : [];
    const mark = source.mark();
    if (marks.some(({ byte }) => byte === mark.byte))
        return;
    const { uploadUrl } = session;
    work.journal.keep(key, {
        uploadUrl,
        sizeBytes: source.sizeBytes,
        conflict,
        marks: [...marks, mark].slice(-marksKept),
    });
}
/** The session is over, or useless: the next run begins anew. */
function forget(work, file) {
    work.journal?.drop(keyOf(work, file));
}
/** True when the next run may go on with the session: what ended this one was neither the file nor the service's word. */
function isResumable(work, error) {
    if (work.journal === undefined || !(error instanceof errors/* Failure */.HR))
        return false;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return true;
    return error instanceof errors/* ServiceFailure */.A && (0,retry_table/* verdictOn */.Hc)('fragment', error.service) === 'again';
}

;// CONCATENATED MODULE: ./build/upload/partial-upload.js
/**
 * What a single PUT leaves behind when its connection breaks: on work drives the first bytes, as a file under
 * our name (docs/facts.md, "Simple upload"). Knows how the beginning of our file is told from somebody else's.
 */





/**
 * Looks for the beginning of the file, after a PUT whose answer was lost. Only what was made since the run began
 * counts, and only what another hash does not make somebody else's. Under `replace` nobody needs to know.
 */
async function findTorn(work, file, { source, conflict }) {
    if (conflict === 'replace')
        return {};
    // Of the numbered ones a whole file may be ours that has just arrived.
    const mostBytes = file.sizeBytes - (conflict === 'rename' ? 1 : 0);
    const fits = (item) => (0,parse/* isFile */.fo)(item) && (0,lost_reply/* isNew */.BS)(work, item) && item.sizeBytes <= mostBytes && !work.claims.has(item.id);
    let unproved;
    for (const found of (await (0,lost_reply/* candidates */.Xi)(work, file, conflict)).filter(fits)) {
        const item = await hashed(work, file, found);
        const { signal } = work.patience.host;
        // Without an eTag it could not be replaced for certain.
        const isShort = item.sizeBytes < file.sizeBytes && item.eTag !== '';
        if (isShort && (await partial_upload_isOurs(source, item, signal)))
            return { torn: item };
        unproved ??= item;
    }
    return unproved === undefined ? {} : { unproved };
}
/** Nothing begins every file; of the rest the hash tells. */
async function partial_upload_isOurs(source, { sizeBytes, quickXorHash }, signal) {
    if (sizeBytes === 0)
        return true;
    return quickXorHash !== undefined && quickXorHash === (await source.quickXorOf(sizeBytes, signal));
}
/** A hash that is missing comes within seconds, if at all. */
async function hashed(work, file, item) {
    const { clock, signal } = work.patience.host;
    let current = item;
    for (let tries = 1; tries <= verify/* hashTries */.kU && lacksHash(current); tries += 1) {
        await clock.sleep(verify/* hashWaitMs */.uY, signal);
        const again = await work.drive.item((0,verify/* whereIs */.ie)(file, item));
        if (again?.id === item.id)
            current = again;
    }
    return current;
}
function lacksHash({ sizeBytes, quickXorHash }) {
    return sizeBytes > 0 && quickXorHash === undefined;
}
/** The last failure of a file of which an attempt may have left something, with what one look finds of it. */
async function withLeftover(work, file, how) {
    const { cause } = how;
    if (how.source.readByte === 0)
        return cause;
    const there = await (0,lost_reply/* candidates */.Xi)(work, file, how.conflict).catch(() => undefined);
    const left = there?.find((item) => (0,parse/* isFile */.fo)(item) && (0,lost_reply/* isRecent */.Kb)(work, item) && item.sizeBytes < file.sizeBytes && !work.claims.has(item.id));
    const isKnown = there !== undefined || work.drive.kind === 'personal';
    if (isKnown && left === undefined)
        return cause;
    const what = left === undefined
        ? 'a shorter file may lie there now'
        : `${(0,verify/* whereIs */.ie)(file, left)}, ${(0,format/* bytes */.ee)(left.sizeBytes)} (${left.sizeBytes}) of ${file.sizeBytes} bytes, may be what is left of it`;
    const advice = 'do not use what lies there: delete it, or run again with conflict-behavior: replace';
    return new errors/* ServiceFailure */.A(`${cause.message}; it was cut off while it was sent, and ${what}`, {
        service: cause.service,
        hint: cause.hint === '' ? advice : `${cause.hint}; ${advice}`,
    });
}
/** The failure for a file whose beginning lies there and cannot be replaced. */
function stuck(file, item, cause) {
    return new errors/* Failure */.HR(`${(0,verify/* whereIs */.ie)(file, item)} holds the first ${(0,format/* bytes */.ee)(item.sizeBytes)} (${item.sizeBytes}) of ${file.sizeBytes} bytes, left by a broken connection, and cannot be replaced: ${cause.message}`, { kind: 'service', hint: 'delete it, and run again', cause });
}
/** The failure for a file in whose place lies what may be a part of it, and what may be somebody else's. */
function unproved(file, item) {
    const size = `${(0,format/* bytes */.ee)(item.sizeBytes)} (${item.sizeBytes})`;
    const why = lacksHash(item)
        ? 'the drive gives no hash of it'
        : item.eTag === ''
            ? 'it has no eTag to replace it by'
            : 'they are not how this file begins';
    return new errors/* Failure */.HR(`${file.remotePath}: the connection broke while it was sent, and now ${size} of ${file.sizeBytes} bytes lie there, made since this run began: ${why}`, { kind: 'service', hint: 'look at what lies there, delete it if it is of no use, and run again' });
}

;// CONCATENATED MODULE: ./build/upload/simple-upload.js
/**
 * A file in one PUT: half the round trips of a session, and the only way for an empty one. Knows what a lost
 * reply means for it: the file may be there, so it is looked for before it is sent again.
 */







/** Sends the file; throws the ServiceFailure that the table calls final, a conflict among them. */
async function sendSmall(work, file, how) {
    const { source, conflict } = how;
    const trouble = new retry/* Trouble */.qm(work.patience);
    let mayBeThere = false;
    let renewed = false;
    /** The beginning of this file, which a broken attempt left there. */
    let torn;
    for (;;) {
        await work.patience.gate.pass(work.patience.host);
        try {
            const arrival = await attempt(work, file, { ...how, torn });
            work.pace.good();
            if (mayBeThere && torn === undefined)
                await tellTorn(work, file, how);
            // What it took the place of was its own beginning.
            return { ...arrival, created: arrival.created || (mayBeThere && (0,lost_reply/* isNew */.BS)(work, arrival.item)) };
        }
        catch (error) {
            if (!(error instanceof errors/* ServiceFailure */.A))
                throw error;
            const verdict = (0,retry_table/* verdictOn */.Hc)('put', error.service);
            mayBeThere ||= wasPerhapsCarriedOut(error);
            const left = async (cause) => mayBeThere && cause instanceof errors/* ServiceFailure */.A ? withLeftover(work, file, { ...how, cause }) : cause;
            if (verdict === 'again')
                await trouble.wait(error, file.remotePath).catch(async (cause) => {
                    throw await left(cause);
                });
            else if (verdict === 'renew' && !renewed)
                renewed = true;
            else if (verdict === 'conflict' && torn !== undefined)
                throw stuck(file, torn, error);
            else if (verdict !== 'conflict' || !mayBeThere)
                throw await left(error);
            torn = undefined;
            if (mayBeThere) {
                const arrived = await (0,lost_reply/* findArrived */.VJ)(work, file, { conflict, digest: await source.digestSoFar() });
                if (arrived !== undefined)
                    return arrived;
                const trace = await findTorn(work, file, how).catch((cause) => {
                    // A look that fails for now is no reason to give up, unless all hangs on it.
                    if (cause instanceof errors/* ServiceFailure */.A && verdict !== 'conflict')
                        return {};
                    throw cause;
                });
                torn = trace.torn;
                if (verdict === 'conflict' && trace.unproved !== undefined)
                    throw unproved(file, trace.unproved);
            }
            if (verdict === 'conflict' && torn === undefined)
                throw error;
            work.watcher.reached(file, 0);
        }
    }
}
function attempt(work, file, { source, conflict, torn }) {
    const pieces = source.pieces(0, source.sizeBytes, (byte) => work.watcher.reached(file, byte));
    const content = work.bandwidth.limit(pieces);
    if (torn === undefined)
        return work.drive.put(file.remotePath, conflict, content);
    return work.drive.putOver({ remotePath: (0,verify/* whereIs */.ie)(file, torn), eTag: torn.eTag }, content);
}
/** Under `rename` a beginning that came to light late, or has no hash, lies beside the file: only people may delete it. */
async function tellTorn(work, file, how) {
    if (how.conflict !== 'rename')
        return;
    const trace = await findTorn(work, file, how).catch(() => ({}));
    const left = trace.torn ?? trace.unproved;
    if (left === undefined || (left !== trace.torn && left.quickXorHash !== undefined))
        return;
    const verb = left === trace.torn ? 'is' : 'may be';
    work.patience.host.log.warning(`${(0,verify/* whereIs */.ie)(file, left)} (${(0,format/* bytes */.ee)(left.sizeBytes)}) ${verb} what a broken connection left of ${file.remotePath}: look at it, and delete it`);
}
/** A refusal by the service's front door means that nothing happened; anything vaguer may have been too late. */
function wasPerhapsCarriedOut(error) {
    return (error.service.status === 0 ||
        error.service.status === 408 ||
        [500, 502, 503, 504].includes(error.service.status));
}

;// CONCATENATED MODULE: ./build/upload/session-upload.js
/**
 * A file through an upload session, fragment after fragment, with the server's position as the only truth.
 * Knows which verdict of the retry table means what here; knows nothing of other files.
 */









/** New sessions for one file, beyond the first, when the service forgets them. */
const restartLimit = 4;
/** Questions for the position without a byte of progress between them. */
const askLimit = 3;
/** Sends the file; throws the failure that the table calls final. The session is deleted then. */
async function sendBySession(work, file, how) {
    const transfer = new Transfer(work, file, how);
    try {
        return await transfer.run();
    }
    catch (error) {
        // The next run goes on with it, or nobody does.
        if (!isResumable(work, error))
            await transfer.abandon();
        throw error;
    }
}
class Transfer {
    #work;
    #file;
    #source;
    #conflict;
    #trouble;
    #session;
    /** First byte to send; undefined when only the server knows. */
    #nextByte = 0;
    /** The furthest position that this session has confirmed. */
    #confirmedByte = 0;
    /** How far the file was sent into this session. */
    #sentByte = 0;
    #asks = 0;
    #restarts = 0;
    constructor(work, file, how) {
        this.#work = work;
        this.#file = file;
        this.#source = how.source;
        this.#conflict = how.conflict;
        this.#trouble = new retry/* Trouble */.qm(work.patience);
    }
    async run() {
        for (;;) {
            const asking = this.#nextByte === undefined;
            try {
                const session = await this.#open();
                const position = asking ? await session.position() : await this.#send(session, this.#nextByte ?? 0);
                const arrival = await this.#advance(position, asking);
                if (arrival !== undefined)
                    return arrival;
            }
            catch (error) {
                if (!(error instanceof errors/* ServiceFailure */.A) || this.#session === undefined)
                    throw error;
                const verdict = (0,retry_table/* verdictOn */.Hc)(asking ? 'session' : 'fragment', error.service);
                const arrival = await this.#recover(verdict, error);
                if (arrival !== undefined)
                    return arrival;
            }
        }
    }
    /** Deletes the session, if one is open. What cannot be deleted is in the notes for post. */
    async abandon() {
        const session = this.#session;
        this.#session = undefined;
        if (session === undefined)
            return;
        forget(this.#work, this.#file);
        try {
            await session.cancel();
            this.#work.notes.closed(session.uploadUrl);
        }
        catch {
            // The failure that led here is the one to report. Post tries again: with a journal it hears of it now.
            this.#work.notes.opened(session.uploadUrl);
        }
    }
    async #open() {
        if (this.#session !== undefined)
            return this.#session;
        const earlier = await resume(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
        if (earlier !== undefined) {
            this.#nextByte = earlier.nextByte;
            this.#sentByte = earlier.nextByte;
            this.#session = earlier.session;
            return earlier.session;
        }
        const session = await openUnlocked(this.#work, this.#file, {
            conflict: this.#conflict,
            modifiedMs: this.#work.settings.preserveMtime ? this.#source.modifiedMs : undefined,
        });
        // Post deletes what is noted; what the journal has is for the next run.
        if (this.#work.journal === undefined)
            this.#work.notes.opened(session.uploadUrl);
        this.#session = session;
        this.#remember(session);
        return session;
    }
    #remember(session) {
        remember(this.#work, this.#file, { source: this.#source, conflict: this.#conflict, session });
    }
    async #send(session, startByte) {
        const { patience, watcher, fragments, pace, bandwidth } = this.#work;
        await patience.gate.pass(patience.host);
        const totalBytes = this.#source.sizeBytes;
        const endByte = fragmentEnd(startByte, totalBytes, fragments.bytes);
        const pieces = this.#source.pieces(startByte, endByte, (byte) => {
            watcher.reached(this.#file, byte);
            if (byte === endByte && endByte < totalBytes)
                this.#remember(session);
        });
        const content = bandwidth.limit(pieces);
        this.#sentByte = Math.max(this.#sentByte, endByte);
        const beganMs = patience.host.clock.now();
        try {
            const position = await session.send({ startByte, totalBytes, content });
            fragments.arrived(content.sizeBytes, patience.host.clock.now() - beganMs);
            pace.good();
            return position;
        }
        catch (error) {
            if (error instanceof errors/* ServiceFailure */.A && [0, 408, 504].includes(error.service.status))
                fragments.lost(content.sizeBytes);
            throw error;
        }
    }
    /** Takes the server's word for where to go on; an arrival when it has the whole file. */
    async #advance(position, asked) {
        if (position.item !== undefined) {
            if (await this.#isEarly(position.item)) {
                const sent = `${this.#sentByte} of ${this.#source.sizeBytes} bytes`;
                return this.#ask(this.#lost(`says that it has the whole file after ${sent}`));
            }
            this.#over();
            return { item: position.item, created: position.created };
        }
        const { nextByte } = position;
        if (nextByte !== undefined && nextByte < this.#source.sizeBytes) {
            if (nextByte > this.#source.readByte)
                throw this.#lost(`claims ${nextByte} bytes, more than were sent`);
            if (nextByte > this.#confirmedByte)
                this.#moved(nextByte);
            else if (!asked)
                this.#ask();
            this.#nextByte = nextByte;
            this.#work.watcher.reached(this.#file, nextByte);
            return undefined;
        }
        // Nothing left to send, and no item: personal drives have ended so (api-docs#1531). The path tells, else
        // the server.
        const arrival = await this.#look();
        if (arrival === undefined)
            this.#ask();
        return arrival;
    }
    async #recover(verdict, error) {
        if (verdict === 'again') {
            await this.#trouble.wait(error, this.#file.remotePath);
            this.#nextByte = undefined;
            return undefined;
        }
        if (verdict === 'ask')
            return this.#ask(error);
        const ours = await this.#look();
        if (ours !== undefined)
            return ours;
        if (verdict === 'look' && this.#confirmedByte === 0 && (0,office_files/* isLockedOutOffice */.Nk)(this.#work, this.#file)) {
            await this.abandon();
            return sendSmall(this.#work, this.#file, { source: this.#source, conflict: this.#conflict });
        }
        const replaced = verdict === 'conflict' && this.#conflict === 'replace';
        if (verdict !== 'look' && verdict !== 'restart' && !replaced)
            throw error;
        this.#restarts += 1;
        if (this.#restarts > restartLimit)
            throw error;
        // Once may be an old session; a service that forgets the next one, too, needs a moment.
        if (this.#restarts > 1)
            await this.#trouble.wait(error, this.#file.remotePath);
        this.#work.patience.host.log.debug(`${this.#file.remotePath}: ${error.message}; starting over with a new session`);
        await this.abandon();
        this.#nextByte = 0;
        this.#confirmedByte = 0;
        this.#sentByte = 0;
        this.#work.watcher.reached(this.#file, 0);
        return undefined;
    }
    /** Is the whole file there? Then the session is over, whatever it answered. */
    async #look() {
        const facts = { conflict: this.#conflict, digest: await this.#source.digestSoFar() };
        const arrival = await (0,lost_reply/* findArrived */.VJ)(this.#work, this.#file, facts);
        if (arrival !== undefined)
            this.#over();
        return arrival;
    }
    /** Counts a step that led nowhere; the server has to say where to go on. */
    #ask(cause) {
        this.#asks += 1;
        if (this.#asks > askLimit)
            throw cause ?? this.#lost('does not say where to go on');
        this.#nextByte = undefined;
    }
    #lost(how) {
        return new errors/* Failure */.HR(`${this.#file.remotePath}: the server ${how}`, { kind: 'service', hint: 'run again' });
    }
    /** Nobody can have what was not sent, nor wait for more of what is whole: a proxy answered in place of the service. */
    async #isEarly({ quickXorHash }) {
        const { sizeBytes } = this.#source;
        if (this.#sentByte < sizeBytes)
            return true;
        if (quickXorHash !== undefined || this.#work.settings.verify === 'off')
            return false;
        // A session that is over answers 404.
        const position = await this.#session?.position().catch(unlessRefused);
        return position?.item === undefined && (position?.nextByte ?? sizeBytes) < sizeBytes;
    }
    #moved(nextByte) {
        this.#confirmedByte = nextByte;
        this.#asks = 0;
        this.#trouble.moved();
    }
    #over() {
        if (this.#session !== undefined)
            this.#work.notes.closed(this.#session.uploadUrl);
        forget(this.#work, this.#file);
        this.#session = undefined;
    }
}
function unlessRefused(error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        throw error;
}

;// CONCATENATED MODULE: ./build/upload/engine.js
/**
 * The engine: all planned files, several at once, one `Outcome` each. Knows the order of things for one file
 * (send, compare, report) and when the whole run has to stop; one bad file never stops the others.
 */














/** While one file is on the wire, the next of its slot is opened and the last one closed. */
const workersPerSlot = 2;
/** Sends every file of the plan; answers in the plan's order. Never throws: what went wrong is in the outcomes. */
async function upload(plan, work) {
    const outcomes = [];
    const queue = plan.files.entries();
    const brake = {};
    const worker = async () => {
        for (const [index, file] of queue) {
            const outcome = brake.reason === undefined ? await uploadFile(work, file, brake) : (0,upload_errors/* notTried */.QI)(file, brake.reason);
            outcomes[index] = outcome;
            work.watcher.finished(outcome);
        }
    };
    const workers = Math.min(work.pace.most * workersPerSlot, plan.files.length);
    await Promise.all(Array.from({ length: workers }, worker));
    return outcomes;
}
/** A full drive, a refused sign-in and a cancelled run are the same for every file. */
function endsTheRun(error) {
    if (!(error instanceof errors/* Failure */.HR))
        return undefined;
    if (error.kind === 'cancelled' || error.kind === 'sign-in')
        return error;
    const full = error instanceof errors/* ServiceFailure */.A && (0,retry_table/* verdictOn */.Hc)('graph', error.service) === 'full';
    return full ? error : undefined;
}
/** Sends the file once a slot is free, and looks whether it stayed as it was. */
async function uploadFile(work, planned, brake) {
    let file = planned;
    let source;
    try {
        const outcome = await inSlot(work, brake, async (free) => {
            source = await files_read/* Source */.k.open(file.sourcePath, file.sizeBytes, wantsHashes(work));
            file = (0,unchanged/* sizedAs */.Sk)(file, source.sizeBytes);
            await free;
            if (brake.reason !== undefined)
                return (0,upload_errors/* notTried */.QI)(file, brake.reason);
            if (work.patience.host.signal.aborted)
                throw new errors/* CancelledFailure */.mj();
            work.watcher.started(file);
            return send(work, file, source);
        });
        await source?.checkUnchanged();
        return outcome;
    }
    catch (error) {
        return afterFailure(work, file, error);
    }
    finally {
        await source?.close();
    }
}
/** The slot is asked for at once, so that files get theirs in the plan's order, and left once the service has answered. */
async function inSlot(work, brake, run) {
    const free = work.pace.enter();
    try {
        return await run(free);
    }
    catch (error) {
        // Before the slot is free: whoever takes it next must know.
        brake.reason ??= endsTheRun(error);
        throw error;
    }
    finally {
        await free;
        work.pace.leave();
    }
}
async function send(work, file, source) {
    const conflict = graphConflict(work.settings.conflictBehavior);
    const arrival = await transmit(work, file, { source, conflict });
    claim(work.claims, arrival.item.id, file);
    const digest = wantsHashes(work) ? await source.digest(work.patience.host.signal) : undefined;
    if (isMisplaced(work, file, arrival.item))
        return { file, action: 'failed', error: putElsewhere(file, arrival), ...digest };
    const first = await (0,verify/* examine */.sb)(work, file, { item: arrival.item, digest });
    if (isGood(work, file, first.comparison))
        return arrived(work, file, { arrival, ...first, digest, source });
    await source.checkUnchanged();
    // Once more from zero.
    work.watcher.reached(file, 0);
    const isMissing = first.comparison === 'missing';
    // Over our own item and no other: what is there is damaged. Where nothing of ours is, as the first time.
    const own = { ...file, name: arrival.item.name || file.name, remotePath: (0,verify/* whereIs */.ie)(file, arrival.item) };
    const again = isMissing ? file : own;
    const second = await transmit(work, again, { source, conflict: isMissing ? conflict : 'replace' });
    if (isMissing) {
        disclaim(work.claims, arrival.item.id, file);
        claim(work.claims, second.item.id, file);
    }
    const last = await (0,verify/* examine */.sb)(work, again, { item: second.item, digest });
    if (last.comparison === 'missing')
        disclaim(work.claims, second.item.id, file);
    if (!isGood(work, file, last.comparison))
        throw (0,verify/* unequal */._P)(again, last);
    return arrived(work, file, { arrival: isMissing ? second : arrival, ...last, digest, source });
}
/** Whether what was found out is enough; a type that SharePoint rewrites may differ. */
function isGood(work, file, comparison) {
    if (comparison === 'same' || comparison === 'unknown')
        return true;
    if (comparison === 'missing' || !(0,office_files/* isRewrittenType */.Vj)(work, file))
        return false;
    work.patience.host.log.warning(`${file.remotePath}: SharePoint rewrites files of this type, so size or hash differ from what was sent.`);
    return true;
}
/** Under a name that nobody asked for it took the place of something else, perhaps of another file of this run. */
function isMisplaced({ settings }, { name }, item) {
    return settings.conflictBehavior !== 'rename' && (0,similar_names/* isOtherName */.O3)(name, item.name);
}
/** Nobody compares anything under `verify: off`; a journal and a list of checksums need to know what was sent. */
function wantsHashes({ settings, journal, listed }) {
    return settings.verify !== 'off' || journal !== undefined || listed;
}
async function transmit(work, file, how) {
    // One PUT carries no time, and setting it afterwards makes a second version (rclone#1716).
    const { preserveMtime, sessionThresholdBytes } = work.settings;
    const bySession = file.sizeBytes > 0 && (preserveMtime || file.sizeBytes >= sessionThresholdBytes);
    const arrival = await (bySession ? sendBySession : sendSmall)(work, file, how);
    const { state } = arrival.item;
    if (state !== undefined)
        throw (0,upload_errors/* withdrawn */.VJ)(file, state);
    return arrival;
}
async function arrived(work, file, facts) {
    const { arrival, item, digest } = facts;
    if (work.settings.preserveMtime && file.sizeBytes === 0) {
        await work.drive.setModified(item.id, facts.source.modifiedMs);
    }
    if (facts.comparison === 'unknown') {
        work.patience.host.log.notice(`${file.remotePath}: the drive gave no hash, so only its size was compared.`);
    }
    if (isMisplaced(work, file, item))
        return { file, action: 'failed', error: putElsewhere(file, { ...arrival, item }), ...digest };
    if ((0,similar_names/* isOtherName */.O3)(file.name, item.name))
        return { file, action: 'renamed', item, ...digest };
    return { file, action: arrival.created ? 'uploaded' : 'replaced', item, ...digest };
}
/**
 * A name that was taken after the run began: under `skip` no failure, nor under `fail` when it is our very
 * file. But one of our size and with other bytes may be what we sent ourselves, damaged, its reply lost.
 */
async function afterFailure(work, file, error) {
    if (!(error instanceof errors/* ServiceFailure */.A) || (0,retry_table/* verdictOn */.Hc)('put', error.service) !== 'conflict') {
        return { file, action: 'failed', error: (0,upload_errors/* worded */.MH)(file, error) };
    }
    const { signal } = work.patience.host;
    const item = await work.drive.item(file.remotePath).catch(() => undefined);
    if (item !== undefined && (0,similar_names/* isOtherName */.O3)(file.name, item.name))
        return { file, action: 'failed', error: otherName(file, item) };
    if (item !== undefined && (0,parse/* isFile */.fo)(item)) {
        const digest = await (0,unchanged/* sameDigest */.VB)(file, { item, signal }).catch(() => undefined);
        if (digest !== undefined)
            return { file, action: 'skipped', item, ...digest };
        const perhapsOurs = (0,lost_reply/* isNew */.BS)(work, item) && item.sizeBytes === file.sizeBytes;
        if (work.settings.conflictBehavior === 'skip' && !perhapsOurs)
            return { file, action: 'skipped', item };
    }
    return { file, action: 'failed', error: (0,upload_errors/* taken */.uU)(file, item) };
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/upload/open-sessions.js
/**
 * The notes that main leaves for post: which upload sessions are open, and how its temporary folders are named. A
 * forgotten session locks its name on business drives for 15 minutes (api-docs#747), and its uploadUrl cannot be had
 * again, so it is written down as soon as it exists. Knows one file, 0600 and made new, gone when the run is over, and
 * whether a file is such a one; on Windows the mode means nothing, and the runner's temp folder is the user's own.
 */









/** Notes for a run without a post step: nobody would read them. */
const noNotes = { opened() { }, closed() { }, end() { } };
/** Begins notes in a folder; `path` is what post needs to know. Written at once: a killed run still has them. */
function beginNotes(folder) {
    const path = join(folder, `onedrive-upload-${randomUUID()}.sessions`);
    const file = openSync(path, 'ax', 0o600);
    const open = new Set();
    const append = (line) => {
        try {
            appendFileSync(file, line);
        }
        catch {
            // A full disk is no reason to send nothing: at worst a name stays locked for a while.
        }
    };
    append(`@${folderPrefix()}\n`);
    return {
        path,
        opened(uploadUrl) {
            open.add(uploadUrl);
            append(`+${uploadUrl}\n`);
        },
        closed(uploadUrl) {
            if (open.delete(uploadUrl))
                append(`-${uploadUrl}\n`);
        },
        end() {
            closeSync(file);
            if (open.size === 0)
                rmSync(path, { force: true });
        },
    };
}
const ownName = /^onedrive-upload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.sessions$/;
/** Some 100,000 sessions, each noted twice. */
const open_sessions_limitBytes = (/* unused pure expression or super */ null && (512 * 1024 * 1024));
/** An uploadUrl has some two thousand. */
const lineCharacters = (/* unused pure expression or super */ null && (64 * 1024));
/**
 * What the notes at that path say; undefined when there are none any more. Throws a Failure when they cannot be ours:
 * of another name, elsewhere than in the folder of `beginNotes`, a link, of another user.
 */
function readNotes(path, folder) {
    const foreign = (why) => new Failure(`${printable(path)} is not what main noted: ${why}`, { kind: 'file' });
    const judge = (stats) => {
        const other = otherThanFile(stats);
        if (other !== undefined)
            throw foreign(`it is ${other}`);
        if (!isOurs(stats))
            throw foreign('it belongs to another user');
        if (stats.size > open_sessions_limitBytes)
            throw foreign('it is too large');
    };
    if (!ownName.test(basename(path)))
        throw foreign('its name is another');
    try {
        const stats = lstatSync(path, { throwIfNoEntry: false });
        if (stats === undefined)
            return undefined;
        if (realpathSync(dirname(path)) !== realpathSync(folder))
            throw foreign('it lies elsewhere');
        judge(stats);
        // What was a file a moment ago may be a link or a pipe by now.
        const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
        const file = openSync(path, flags);
        try {
            judge(fstatSync(file));
            return parsed(linesOf(file));
        }
        finally {
            closeSync(file);
        }
    }
    catch (error) {
        throw error instanceof Failure ? error : foreign(`it cannot be read (${systemReason(error)})`);
    }
}
function parsed(lines) {
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
/** What stands behind the last line break is a line that a killed run did not end. */
function* linesOf(file) {
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
        // No line of ours: its end is not worth the memory.
        if (rest.length > lineCharacters)
            return;
    }
}
/** Removes notes that were read, and the mark. Never throws: post fails no job. */
function removeNotes(path) {
    try {
        rmSync(path, { force: true });
        if (isStopMarked(path))
            rmSync(stopMark(path), { force: true });
    }
    catch {
        // The runner empties the folder.
    }
}
/** Where post says "stop" to a main that outlived the signal: in a container job it does. */
function stopMark(notesPath) {
    return `${notesPath}.stop`;
}
/** Leaves the mark, through no link; throws the system's error where it cannot be left. */
function leaveStopMark(notesPath) {
    try {
        closeSync(openSync(stopMark(notesPath), 'wx', 0o600));
    }
    catch (error) {
        if (systemCode(error) !== 'EEXIST' || !isStopMarked(notesPath))
            throw error;
    }
}
/** True when post has left its mark. */
function isStopMarked(notesPath) {
    try {
        return lstatSync(stopMark(notesPath)).isFile();
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var github_client = __webpack_require__(1811);
;// CONCATENATED MODULE: ./build/publish/release-notes.js
/**
 * The Downloads section of a release's notes: found between its two marks, its rows told apart by a hidden key,
 * merged with those of other jobs, and put back into a text of which nothing else changes. Pure. The notes come
 * as GitHub keeps them: with CRLF once somebody saved them in a browser (actions/runner#1462).
 */





const begin = '<!-- onedrive-upload:begin -->';
const end = '<!-- onedrive-upload:end -->';
const head = ['', '### Downloads', '', ...tableHead];
const rowPattern = /^\s*\|\s*<!-- onedrive-upload:([0-9a-f]{32}) -->/;
/** GitHub takes no more characters for notes (ncipollo/release-action#493). */
const notesLimit = 125_000;
/**
 * The notes with these rows in their section; one is appended where there is none. The same text when all of it
 * is there already. Rows of other jobs stay letter by letter. Throws a Failure when the notes have no room left.
 */
function mergedNotes(notes, listing, limit = notesLimit) {
    const found = sectionIn(notes);
    const old = found === undefined ? '' : notes.slice(found.start, found.end);
    const eol = (old || notes).includes('\r\n') ? '\r\n' : '\n';
    const before = found === undefined ? opened(notes, eol) : notes.slice(0, found.start);
    const after = found === undefined ? '' : notes.slice(found.end);
    const rows = rowsIn(old);
    const own = new Map(listing.downloads.map((one) => [release_notes_keyOf('file', one.remotePath), one]));
    const rest = release_notes_keyOf('rest', listing.destination);
    for (const key of [...own.keys(), rest])
        rows.delete(key);
    const frame = [begin, ...head, '', end].join(eol);
    const used = [...rows.values()].reduce((sum, row) => sum + row.length + eol.length, 0);
    const room = limit - before.length - after.length - frame.length - used;
    for (const [key, row] of release_notes_fitting(own, { listing, rest, room, eol }))
        rows.set(key, row);
    const lines = [...rows.values()].sort(byName);
    return `${before}${[begin, ...head, ...lines, '', end].join(eol)}${after}`;
}
/** The first pair of marks with no other mark between them: half of a pair that somebody left over opens nothing. */
function sectionIn(notes) {
    for (let start = notes.indexOf(begin); start >= 0;) {
        const close = notes.indexOf(end, start);
        const next = notes.indexOf(begin, start + begin.length);
        if (close < 0)
            return undefined;
        if (next < 0 || close < next)
            return { start, end: close + end.length };
        start = next;
    }
    return undefined;
}
/** With an empty line at the end, which Markdown wants before what follows. */
function opened(notes, eol) {
    if (notes === '' || notes.endsWith(eol + eol))
        return notes;
    return notes.endsWith('\n') ? notes + eol : notes + eol + eol;
}
function rowsIn(section) {
    const keyed = section.split(/\r?\n/).flatMap((line) => {
        const key = rowPattern.exec(line)?.[1];
        return key === undefined ? [] : [[key, line]];
    });
    return new Map(keyed);
}
function release_notes_fitting(own, { listing, rest, room, eol }) {
    const all = [...own].map(([key, one]) => [key, downloadRow(one, markOf(key))]);
    const length = (row) => row.length + eol.length;
    const total = all.reduce((sum, [, row]) => sum + length(row), 0);
    if (total <= room)
        return all;
    const { destination, url } = listing;
    const restRow = (left) => `| ${markOf(rest)}… and ${(0,format/* count */.U9)(left, 'more file')} in ${linked(destination || 'the drive', url)} | | |`;
    let left = room - length(restRow(all.length));
    if (left < 0)
        throw new errors/* Failure */.HR(`the notes have room for no more than ${Math.max(0, room)} characters`, {
            kind: 'service',
            hint: 'shorten them, GitHub takes 125,000',
        });
    const fit = all.findIndex(([, row]) => {
        left -= length(row);
        return left < 0;
    });
    return [...all.slice(0, fit), [rest, restRow(all.length - fit)]];
}
/** Names are compared without case, as the drive does it. */
function release_notes_keyOf(kind, remotePath) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(`${kind} ${(0,graph_paths/* pathKey */.Pn)(remotePath)}`)
        .digest('hex')
        .slice(0, 32);
}
function markOf(key) {
    return `<!-- onedrive-upload:${key} --> `;
}
/** By what stands in the first cell, linked or not; equal ones by their keys. */
function byName(a, b) {
    const name = (row) => row.replace(rowPattern, '').replace(/^\s*\[?/, '');
    return (0,format/* compared */.mU)(name(a), name(b)) || (0,format/* compared */.mU)(a, b);
}

;// CONCATENATED MODULE: ./build/publish/release.js
/**
 * A release of the repository, found before the upload, and its notes, rewritten after it. Knows GitHub's answers
 * and that other jobs write at the same time; what the notes become is section's. Source: docs.github.com,
 * rest/releases/releases.
 */





/**
 * Longer than any other job takes between reading and writing: GitHub knows no If-Match for it, so that whoever
 * writes looks once more after everybody who read before has written.
 */
const settleMs = 2000;
const jitterMs = 1500;
const rounds = 8;
/** Finds the release, a draft too; throws a Failure when there is none, or more than one draft of that tag. */
async function openRelease(job) {
    const { host, github, tag } = job;
    const [owner = '', name = '', ...more] = (host.env.GITHUB_REPOSITORY ?? '').split('/');
    if (name === '' || more.length > 0)
        throw new errors/* Failure */.HR('release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none', {
            ...{ kind: 'usage', hint: 'set it to OWNER/REPO, or leave release-tag out' },
        });
    const path = `/repos/${(0,github_client/* segment */.mX)(owner)}/${(0,github_client/* segment */.mX)(name)}/releases`;
    const what = `the release ${(0,format/* printable */.g$)(tag)} of ${(0,format/* printable */.g$)(`${owner}/${name}`)}`;
    const found = await advised(() => find({ github, tag, path, what }));
    const notes = { github, host, path: `${path}/${found.id}`, what };
    return {
        url: found.url,
        async update(listing) {
            try {
                await advised(() => merge(notes, listing));
                return undefined;
            }
            catch (error) {
                return error instanceof errors/* Failure */.HR
                    ? error
                    : new errors/* Failure */.HR(`${what}: ${(0,errors/* explain */.WE)(error)}`, { kind: 'service' });
            }
        },
    };
}
async function find({ github, tag, path, what }) {
    const doing = `look up ${what}`;
    const published = await github.call({
        ...{ method: 'GET', path: `${path}/tags/${(0,github_client/* segment */.mX)(tag)}`, expect: [404], doing },
        mayBeLarge: true,
    });
    const direct = published.status === 404 ? undefined : release_parsed(published.body);
    if (direct !== undefined)
        return direct;
    // Drafts are only listed, and only for those who may write (github/developer.github.com#784).
    const all = (await github.list({ path, doing })).map(release_parsed);
    const drafts = all.filter((one) => one !== undefined).filter((one) => one.tag === tag);
    const [first, ...more] = drafts;
    if (first === undefined)
        throw new errors/* Failure */.HR(`${what} does not exist, not as a draft either`, {
            kind: 'usage',
            hint: 'make it first, or correct release-tag; only a release-token with contents: write sees drafts',
        });
    if (more.length > 0)
        throw new errors/* Failure */.HR(`${what} exists ${drafts.length} times, as drafts: ${drafts.map(urlOf).join(', ')}`, {
            ...{ kind: 'usage', hint: 'delete all but one' },
        });
    return first;
}
function release_parsed(value) {
    const { id, html_url: url, tag_name: tag } = (0,json/* fields */.OA)(value);
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
        return undefined;
    return { id, url: (0,json/* text */.Qq)(url), tag };
}
function urlOf({ url }) {
    return (0,format/* printable */.g$)(url);
}
async function merge({ github, host, path, what }, listing) {
    if (listing.downloads.length === 0)
        return;
    const shown = release_withoutSecrets(listing, host);
    for (let round = 0; round < rounds; round += 1) {
        const read = { method: 'GET', path, doing: `read the notes of ${what}`, mayBeLarge: true };
        const { body } = await github.call(read);
        // Notes that nobody wrote are null.
        const notes = (0,json/* text */.Qq)((0,json/* fields */.OA)(body).body);
        const wanted = mergedNotes(notes, shown);
        if (wanted === notes)
            return;
        await github.call({
            ...{ method: 'PATCH', path, body: { body: wanted }, mayBeLarge: true },
            doing: `write the notes of ${what}`,
        });
        await host.clock.sleep(settleMs + host.random() * jitterMs, host.signal);
    }
    throw new errors/* Failure */.HR(`the notes of ${what} are being rewritten by others all the time`, {
        kind: 'service',
        hint: 'give the jobs that write them another release, or let one write after the other',
    });
}
/** Our own rows alone: the rest of the notes is other people's, and a short password may be a word of theirs. */
function release_withoutSecrets({ downloads, destination, url }, host) {
    const clean = (text) => host.redactData(text);
    return {
        downloads: downloads.map((one) => ({ ...one, name: clean(one.name), url: one.url && clean(one.url) })),
        destination: clean(destination),
        url: url && clean(url),
    };
}
/** Runs it; a refusal comes out with what the token needs. */
async function advised(run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A) || ![403, 404].includes(error.service.status))
            throw error;
        if (error.service.status === 403 && !/not accessible|must have/i.test(error.service.said ?? ''))
            throw error;
        const hint = 'give release-token the permission contents: write for this repository: under permissions in the ' +
            "workflow for the job's own token, in its settings for another";
        throw new errors/* ServiceFailure */.A(error.message, { hint, service: error.service });
    }
}

;// CONCATENATED MODULE: ./build/publish/link-check.js
/** Rounded to the minute is as asked. */
const graceMs = 60_000;
/** Whom a link is open to, fewest first; what is not known here counts as everybody. */
const scopes = ['existingAccess', 'users', 'organization'];
const audiences = {
    existingAccess: 'those who have access already',
    users: 'the people it names',
    organization: 'the organization',
    anonymous: 'anybody who has it',
};
/** Types that let nobody change anything; what is not known here counts as `edit`. */
const readOnly = ['view', 'blocksDownload', 'embed'];
/** Compares what came back with what was asked for. */
function differenceOf(link, ask) {
    const weaker = [];
    const narrower = [];
    const breadth = breadthOf(link.scope) - breadthOf(ask.scope);
    const audience = audiences[link.scope] ?? 'anybody, for all that is known';
    if (breadth > 0)
        weaker.push(`is open to ${audience} instead of ${audiences[ask.scope]}`);
    if (breadth < 0)
        narrower.push(`is open to ${audience} only`);
    const mayEdit = !readOnly.includes(link.type);
    if (mayEdit && ask.type === 'view')
        weaker.push('lets people change things instead of only viewing them');
    if (!mayEdit && ask.type === 'edit')
        narrower.push('is for viewing only');
    if (ask.password !== undefined && link.hasPassword !== true)
        weaker.push('has no password');
    const endMs = endOf(link.expires);
    if (ask.expires !== undefined) {
        const askedMs = Date.parse(ask.expires);
        if (endMs === undefined)
            weaker.push('never ends');
        else if (endMs > askedMs + graceMs)
            weaker.push(`ends ${day(endMs)} instead of ${day(askedMs)}`);
        else if (endMs < askedMs - graceMs)
            narrower.push(`ends ${day(endMs)}`);
    }
    else if (endMs !== undefined)
        narrower.push(`ends ${day(endMs)}`);
    return { weaker, narrower };
}
function breadthOf(scope) {
    const at = scopes.indexOf(scope);
    return at < 0 ? scopes.length : at;
}
/** Undefined when it has none: DateTime.MinValue, the year 1, says so as well (resources/permission). */
function endOf(expires) {
    const endMs = Date.parse(expires ?? '');
    return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 ? undefined : endMs;
}
function day(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

;// CONCATENATED MODULE: ./build/publish/link.js
/**
 * One sharing link: made, judged, and taken back when it gives more than was asked for, so that it never leaves
 * this room. Knows what policies do; knows nothing of outputs.
 */


/** Makes the link, or finds the one that is there. Never throws. */
async function linkTo(item, asking) {
    let link;
    try {
        link = await asking.drive.createLink(item.id, asking.ask);
    }
    catch (error) {
        return { trouble: refused(error, asking) };
    }
    const { weaker, narrower } = differenceOf(link, asking.ask);
    const isSafe = /^https:\/\//i.test(link.webUrl) && URL.canParse(link.webUrl);
    const wrong = isSafe ? weaker : [...weaker, 'has an address that is not https'];
    if (wrong.length > 0)
        return { trouble: await takeBack(link, { item, asking, wrong: wrong.join(', ') }) };
    if (narrower.length === 0)
        return { url: link.webUrl };
    const words = `the link gives less than asked for: it ${narrower.join(', ')}`;
    return { url: link.webUrl, trouble: { kind: 'narrower', words, ends: 'never' } };
}
/** 400 and 403 are how sharing policies show (api-docs#413, o365#648, rclone onedrive.go); all else is an accident. */
function refused(error, { drive, ask }) {
    const status = error instanceof errors/* ServiceFailure */.A ? error.service.status : 0;
    if (status !== 400 && status !== 403)
        return { kind: 'service', words: (0,errors/* explain */.WE)(error), ends: 'always' };
    const paid = drive.kind === 'personal' && (ask.expires !== undefined || ask.password !== undefined);
    const hint = paid
        ? 'an end and a password need a paid personal account: leave out share-expires and share-password, or upgrade'
        : `such links may be forbidden here: choose another share-scope than ${ask.scope}, or ask who administers sharing`;
    const words = error instanceof Error ? error.message : String(error);
    return { kind: 'policy', words, hint, ends: 'as-first' };
}
/** One that was there before may be somebody else's: it stays, and is not shown. */
async function takeBack(link, { item, asking, wrong }) {
    const byHand = 'remove it in OneDrive under “Manage access”';
    if (!link.created) {
        const words = `the link that is there already ${wrong}, so it is not shown`;
        return { kind: 'policy', words, hint: `${byHand} to get one as asked for`, ends: 'never' };
    }
    const why = `the link that the service made ${wrong}`;
    try {
        await asking.drive.removePermission(item.id, link.permissionId);
    }
    catch (error) {
        const words = `${why}, and could not be removed again: ${(0,errors/* explain */.WE)(error)}`;
        return { kind: 'policy', words, hint: `${byHand}, it is open now`, ends: 'always' };
    }
    const hint = 'ask for what the sharing policy allows, or ask who administers it';
    return { kind: 'policy', words: `${why}, so it was removed again`, hint, ends: 'always' };
}

;// CONCATENATED MODULE: ./build/publish/link-errors.js
/**
 * What went wrong with many sharing links, said in few lines: like ones together, and which of them make a run fail.
 * Knows words and hints; links are made elsewhere.
 */


/** Says what went wrong with many links in few lines. */
class Tally {
    #groups = new Map();
    /** Items that were not tried any more. */
    untried = 0;
    add(trouble, path) {
        // The service's words hold an id that differs with every request.
        const key = `${trouble.kind} ${trouble.words.replace(/ \(request-id [^()]*\)/, '')}`;
        const group = this.#groups.get(key);
        if (group === undefined)
            this.#groups.set(key, { trouble, first: path, count: 1 });
        else
            group.count += 1;
    }
    /** `strict`: what a policy keeps from us is a failure. */
    told(strict) {
        const warnings = [];
        const failures = [];
        for (const { trouble, first, count: times } of this.#groups.values()) {
            const others = times === 1 ? '' : ` and ${(0,format/* count */.U9)(times - 1, 'more item')}`;
            const what = trouble.kind === 'narrower' ? 'The link to' : 'No link to';
            const failure = new errors/* Failure */.HR(`${what} ${first || 'the folder'}${others}: ${trouble.words}`, {
                ...{ kind: 'service', hint: trouble.hint ?? '' },
            });
            if (strict && trouble.kind === 'policy')
                failures.push(failure);
            else
                warnings.push((0,errors/* explain */.WE)(failure));
        }
        if (this.untried > 0)
            warnings.push(`No link to ${(0,format/* count */.U9)(this.untried, 'more item')}: not tried after that`);
        return { warnings, failures };
    }
}

;// CONCATENATED MODULE: ./build/publish/share.js
/**
 * Sharing links once everything has arrived: of the destination, or of each file. Knows what is shared and when
 * asking further is no use; which link may be shown is link's to say, who hears of what went wrong the caller's.
 */





const share_nothing = { folderUrl: undefined, urls: new Map(), warnings: [], failures: [] };
/** Throws what this drive cannot share as asked; to be called before anything is uploaded. */
async function checkShare({ drive, host, inputs, destination, }) {
    const ask = askOf(inputs, host.clock.now());
    if (ask === undefined)
        return;
    const problems = [];
    const personal = drive.kind === 'personal';
    if (personal && ask.scope === 'organization')
        problems.push('share-scope: organization has no meaning on a personal account: choose anonymous or users');
    if (!personal && ask.password !== undefined)
        problems.push('share-password works on personal accounts only: leave it out, and give the link an end');
    if (ask.expires !== undefined && Date.parse(ask.expires) <= host.clock.now())
        problems.push(`share-expires has passed already: ${ask.expires}`);
    if (inputs.target === 'folder' && (await isRoot(drive, destination)))
        problems.push("share-target: folder would share the drive's root: set destination, or share the files");
    if (problems.length > 0)
        throw new errors/* UsageFailure */.wK(problems);
}
/** What is asked of the service; undefined when nothing is to be shared. */
function askOf({ share, scope, expires, password }, nowMs) {
    if (share === 'none' || scope === undefined)
        return undefined;
    return {
        ...{ type: share, scope },
        ...(expires !== undefined && { expires: share_endOf(expires, nowMs) }),
        ...(password !== undefined && { password }),
    };
}
const dayMs = 24 * 60 * 60_000;
/** ISO 8601, UTC, to the second. */
function share_endOf(expires, nowMs) {
    const endMs = 'atMs' in expires ? expires.atMs : nowMs + expires.days * dayMs;
    return `${new Date(endMs).toISOString().slice(0, 19)}Z`;
}
/** Makes the links, if every file arrived. Never throws; a cancelled run answers what it has. */
async function shareAll(job) {
    const { drive, inputs, outcomes, host, destination } = job;
    const ask = askOf(inputs, host.clock.now());
    const isComplete = outcomes.length > 0 && outcomes.every(({ action }) => action !== 'failed');
    if (ask === undefined || !isComplete || host.signal.aborted)
        return share_nothing;
    const urls = new Map();
    const tally = new Tally();
    try {
        const queue = await subjects(job);
        await (0,core_queue/* workOff */.n)(queue.reverse(), async ({ item, path }) => {
            const { url, trouble } = await linkTo(item, { drive, ask });
            if (url !== undefined)
                urls.set(item.id, url);
            // A wide link that could not be taken back is told of, even when the run was cancelled amid it.
            if (trouble === undefined || (host.signal.aborted && trouble.kind === 'service'))
                return;
            tally.add(trouble, path);
            const isOver = trouble.ends === 'always' || (trouble.ends === 'as-first' && urls.size === 0);
            if (isOver)
                tally.untried += queue.splice(0).length;
        });
    }
    catch (error) {
        if (!host.signal.aborted)
            tally.add({ kind: 'service', words: (0,errors/* explain */.WE)(error), ends: 'always' }, destination);
    }
    const folderUrl = inputs.target === 'folder' ? [...urls.values()][0] : undefined;
    return { folderUrl, urls, ...tally.told(inputs.release !== undefined) };
}
async function subjects({ inputs, outcomes, drive, destination, folder }) {
    if (inputs.target === 'files')
        return outcomes.flatMap(({ item, file }) => (item === undefined ? [] : { item, path: file.remotePath }));
    const item = folder ?? (await drive.item(destination));
    if (item === undefined)
        throw new errors/* Failure */.HR('the folder was not found', { kind: 'service' });
    if (item.isDriveRoot || drive.isRoot(destination))
        throw new errors/* Failure */.HR("the destination is the drive's root, which is never shared", { kind: 'usage' });
    return [{ item, path: destination === '' ? item.name : destination }];
}

;// CONCATENATED MODULE: ./build/publish/thumbnails.js
/**
 * Addresses of thumbnails, for the manifest alone: each opens its picture without a sign-in for some hours, so it
 * is shown nowhere else. Knows which files can have one; source: support.microsoft.com, "File types supported for
 * previewing files in OneDrive, SharePoint, and Teams".
 */



/** What is asked for: archives and programs have none, and 10,000 files are not to cost 10,000 requests. */
const pictured = new RegExp([
    /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|heic|heif|avif|svg|ico|tga|psd|ai|eps|arw|cr2|crw|dng|erf|nef|nrw|orf|pef|rw2)$/,
    /\.(?:pdf|docx?|docm|dotx?|rtf|odt|txt|md|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|ppsx?|potx?|odp|vsdx?|epub)$/,
    /\.(?:mp4|m4v|mov|avi|wmv|asf|mkv|webm|mpe?g|3gp|3g2|mts|m2ts|mp3|m4a|flac|glb|stl|obj|fbx|ply)$/,
]
    .map(({ source }) => source)
    .join('|'), 'i');
/** Asks for them. Never throws; what has none, or none yet, is missing from the answer. */
async function thumbnailsOf({ drive, host, size, outcomes }) {
    const urls = new Map();
    if (size === 'none')
        return { urls, warnings: [] };
    const queue = outcomes
        .flatMap(({ action, item }) => (action === 'failed' || item === undefined ? [] : item))
        .filter(({ name }) => pictured.test(name))
        .reverse();
    try {
        await (0,core_queue/* workOff */.n)(queue, async ({ id }) => {
            const url = await drive.thumbnail(id, size);
            if (url !== undefined && /^https?:\/\//i.test(url))
                urls.set(id, url);
        });
    }
    catch (error) {
        if (host.signal.aborted)
            return { urls, warnings: [] };
        const rest = queue.length === 0 ? '' : ` (${(0,format/* count */.U9)(queue.length, 'more file')} not tried)`;
        const why = error instanceof errors/* Failure */.HR ? error.message : (0,errors/* explain */.WE)(error);
        return { urls, warnings: [`Not every thumbnail has an address in the manifest${rest}: ${why}`] };
    }
    return { urls, warnings: [] };
}

;// CONCATENATED MODULE: ./build/run/finish.js








/**
 * Looks before anything is sent whether what follows can be done: the release is there, the drive can make such a
 * link. Throws what stands in the way.
 */
async function foresee({ diary, inputs, host, drive, door, }) {
    const { share, after } = inputs;
    await checkShare({ drive, host, inputs: share, destination: diary.destination });
    if (share.release === undefined)
        return undefined;
    const { tag, token } = share.release;
    const release = await openRelease({ host, github: (0,github_client/* openGitHub */.o6)({ host, door, token }), tag });
    return after.dryRun ? undefined : release;
}
/** Everything that is done once the files are there. Never throws. */
async function finish(finishing) {
    const { diary, afterwards, list, host } = finishing;
    const outcomes = list === undefined ? diary.outcomes : [...diary.outcomes, list];
    const removed = await afterwards?.finish(outcomes);
    if (removed !== undefined) {
        diary.deletedCount = removed.deletedCount;
        diary.deletions = { isPlan: false, going: removed.gone, left: removed.left };
        diary.failures.push(...removed.failures);
        tellLeft(removed.left, host);
    }
    if (!host.signal.aborted)
        await publish(finishing);
}
/** GitHub shows ten notices a step. */
const shownLeft = 8;
/** What stays though it was not named; what nobody could judge comes first, and louder. */
function tellLeft(left, { log }) {
    const doubts = left.filter(({ isDoubtful }) => isDoubtful);
    const others = left.filter(({ isDoubtful }) => !isDoubtful);
    const shown = [...doubts, ...others].slice(0, shownLeft);
    for (const { path, why, isDoubtful } of shown)
        isDoubtful ? log.warning(`${path} stays: ${why}`) : log.notice(`${path} stays: ${why}`);
    if (left.length > shownLeft)
        log.notice(`… and ${left.length - shownLeft} more stay`);
}
/** Links, pictures and notes: a failure is a warning, and red only where the notes need the links. */
async function publish(finishing) {
    const { diary, inputs, host, drive, release } = finishing;
    const { share } = inputs;
    const { outcomes, destination, folder } = diary;
    const warn = (warning) => {
        diary.warnings.push(warning);
        host.log.warning(warning);
    };
    tellChecksums(finishing);
    const shared = await shareAll({ drive, host, inputs: share, outcomes, destination, folder });
    const pictures = await thumbnailsOf({ drive, host, size: share.thumbnails, outcomes });
    for (const warning of [...shared.warnings, ...pictures.warnings])
        warn(warning);
    diary.failures.push(...shared.failures);
    diary.links = { asked: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
    tellLinks(diary, host);
    if (share.thumbnails !== 'none')
        diary.thumbnails = pictures.urls;
    const isComplete = outcomes.every(({ action }) => action !== 'failed') && shared.failures.length === 0;
    if (release === undefined || share.release === undefined || !isComplete)
        return;
    const url = diary.links.asked ? shared.folderUrl : folder?.webUrl;
    const downloads = downloadsOf(outcomes, diary.links);
    const failure = await release.update({ downloads, destination, url });
    if (failure !== undefined)
        return warn(`The downloads are not in the release's notes: ${(0,errors/* explain */.WE)(failure)}`);
    diary.release = { tag: share.release.tag, url: release.url };
    // The address of a draft is for those only who may write.
    const where = diary.level() === 'full' ? release.url : `the release ${share.release.tag}`;
    host.log.info(`The downloads are in the notes of ${where}`);
}
function tellChecksums({ diary, list, host }) {
    if (list?.item === undefined)
        return;
    const { outcomes, destination } = diary;
    const lines = checksumsText(outcomes, destination).split('\n').length - 1;
    diary.checksums = { name: list.file.relativePath, url: list.item.webUrl, lines };
    host.log.info(`${list.file.relativePath} has ${(0,format/* count */.U9)(lines, 'line')}, for ${(0,format/* count */.U9)(outcomes.length, 'file')}`);
}
/** A link is for those whom the uploader gives it to: not for everybody who reads the log. */
function tellLinks(diary, { log }) {
    const { folderUrl, urls } = diary.links;
    const [only] = urls.size === 1 ? urls.values() : [];
    const link = folderUrl ?? only;
    if (link !== undefined && diary.level() === 'full')
        log.info(`The link for sharing is ${link}`);
    else if (urls.size > 0)
        log.info(`${(0,format/* count */.U9)(urls.size, 'link')} for sharing made: see the outputs`);
}

;// CONCATENATED MODULE: ./build/run/upload.js
/**
 * The chapter of the upload: what is there already, what is sent, what follows once everything arrived. Knows
 * the order of these; each is somebody else's to do.
 */
















/** Sends what was prepared; writes into the diary what came of it. */
async function upload_send(sending) {
    const { job, inputs, prepared } = sending;
    const { host } = job;
    if (!('plan' in prepared) || inputs.naming.checksums !== undefined)
        await removeLeftovers(host);
    if ('plan' in prepared)
        return sendPlan(sending, prepared.plan);
    const { archive } = prepared;
    host.log.info(`Packing ${(0,format/* count */.U9)(archive.entries.length, 'item')} (${(0,format/* bytes */.ee)(archive.totalBytes)})`);
    const { compressionLevel: level } = inputs.naming;
    const made = await makeArchive(archive, { level, keepTimes: inputs.upload.preserveMtime, host });
    try {
        await sendPlan(sending, planOfArchive(archive, made));
    }
    finally {
        await made.dispose();
    }
}
async function sendPlan(sending, plan) {
    const { diary, inputs, places, engine } = sending;
    const { host } = sending.job;
    const { drive, patience, settings } = engine;
    diary.plan = plan;
    const release = await foresee({ ...sending, host, drive });
    const { retainIn } = places;
    const retaining = retainIn === undefined ? {} : { retainIn };
    const { unseen } = sending.prepared;
    const job = { drive, patience, inputs: inputs.after, plan, unseen, ...retaining };
    const afterwards = await openAfterwards(job);
    const before = await decide(plan, { drive, settings, signal: host.signal });
    tellRoom(sending, before.plan);
    if (inputs.after.dryRun) {
        diary.outcomes = [
            ...before.outcomes,
            ...before.plan.files.map((file) => ({ file, action: 'planned' })),
        ];
        diary.result = 'dry-run';
        tellDiffering(sending, diary.outcomes);
        const preview = await afterwards?.preview();
        if (preview === undefined)
            return;
        diary.deletions = { isPlan: true, going: preview.going, left: preview.left };
        tellLeft(preview.left, host);
        if (preview.refusal !== undefined)
            diary.failures.push(preview.refusal);
        return;
    }
    // Where taken names keep everything from being sent, a marker would make a complete generation look like a torso.
    const isBlocked = before.plan.files.length === 0 && before.outcomes.some(({ action }) => action === 'failed');
    if (!isBlocked)
        await afterwards?.begin();
    const claims = new Map();
    const sent = await upload_transmit(sending, { plan: before.plan, claims });
    const { destination } = plan;
    diary.outcomes = await withCollisions([...before.outcomes, ...sent], { drive, claims, destination });
    tellDiffering(sending, diary.outcomes);
    const list = await sendChecksums(sending, diary.outcomes);
    if (host.signal.aborted)
        return;
    await finish({ ...sending, host, drive, afterwards, release, list });
}
/** A warning only: what is replaced may make the room that is missing. */
function tellRoom({ engine, job }, plan) {
    const { remainingBytes } = engine.drive;
    if (remainingBytes === undefined || plan.totalBytes <= remainingBytes)
        return;
    job.host.log.warning(`The drive has ${(0,format/* bytes */.ee)(remainingBytes)} free, and ${(0,format/* bytes */.ee)(plan.totalBytes)} are to be uploaded.`);
}
/** Names that a notice has room for. */
const namedFiles = 5;
/** `skip` asks for nothing but the name: what is shorter may be the half that an earlier run left. */
function tellDiffering({ engine, job }, outcomes) {
    const differing = outcomes.flatMap(({ action, file, item }) => {
        const isOther = action === 'skipped' && item !== undefined && item.sizeBytes !== file.sizeBytes;
        if (!isOther || Number.isNaN(item.sizeBytes) || (0,office_files/* isRewrittenType */.Vj)(engine, file))
            return [];
        return [`${file.remotePath} (${(0,format/* bytes */.ee)(item.sizeBytes)} there, ${(0,format/* bytes */.ee)(file.sizeBytes)} here)`];
    });
    if (differing.length === 0)
        return;
    const named = differing.slice(0, namedFiles).join(', ');
    const rest = differing.length > namedFiles ? ` and ${differing.length - namedFiles} more` : '';
    const files = `${(0,format/* count */.U9)(differing.length, 'file')} there ${differing.length === 1 ? 'differs' : 'differ'}`;
    job.host.log.notice(`${files} in size from ours: skipped as told: ${named}${rest}`);
}
/** The files, with what shows that they move; looks the folder up as soon as it must be there. */
async function upload_transmit({ job, diary, engine }, { plan, claims }) {
    const { host } = job;
    host.log.group('Upload');
    const progress = new report_progress/* Progress */.ke(plan);
    const stop = (job.show ?? ((shown) => (0,report_progress/* logProgress */.sc)(host, shown)))(progress);
    // For its link, while the rest is on its way; that it cannot be read fails nothing.
    const lookUp = () => engine.drive.item(plan.destination).catch(() => undefined);
    let folder;
    try {
        const sent = await upload(plan, {
            ...workOf(job, engine),
            claims,
            watcher: {
                started: (file) => progress.started(file),
                reached: (file, byte) => progress.reached(file, byte),
                finished(outcome) {
                    progress.finished(outcome);
                    if ((0,report_report/* isSent */.xb)(outcome))
                        folder ??= lookUp();
                },
            },
        });
        if (!host.signal.aborted)
            diary.folder = await (folder ?? lookUp());
        return sent;
    }
    finally {
        stop();
        host.log.groupEnd();
    }
}
function workOf(job, engine) {
    return {
        ...engine,
        fragments: new FragmentSize(engine.settings.chunkSizeBytes),
        bandwidth: new bandwidth/* Bandwidth */.I(engine.settings.bandwidthLimit, job.host),
        notes: job.notes ?? noNotes,
        claims: new Map(),
    };
}
const upload_unseen = { started: () => { }, reached: () => { }, finished: () => { } };
/** `checksums`: the list goes last and replaces the last one; one that does not arrive fails the run. */
async function sendChecksums(sending, outcomes) {
    const { job, diary, inputs, engine } = sending;
    const { checksums: name } = inputs.naming;
    if (name === undefined || job.host.signal.aborted)
        return undefined;
    const made = await makeChecksums(outcomes, { name, destination: diary.destination, host: job.host });
    if (made === undefined)
        return undefined;
    try {
        const settings = { ...engine.settings, conflictBehavior: 'replace' };
        const [outcome] = await upload(made.plan, { ...workOf(job, engine), settings, watcher: upload_unseen });
        if (outcome?.error !== undefined)
            diary.failures.push(outcome.error);
        return outcome;
    }
    finally {
        await made.dispose();
    }
}

;// CONCATENATED MODULE: ./build/run/run.js
/**
 * The story of a run, in chapters: prepare, connect, send (which ends with finish), report. Knows their order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */















/** Runs the job that the inputs describe. Never throws: outputs and summary are written, then the verdict is in the report. */
async function run(asked) {
    const diary = new run_state/* Diary */.s(asked.host);
    const host = (0,public_log/* discreet */.C)(asked.host, () => diary.level() !== 'full');
    const job = { ...asked, host };
    const { source } = job;
    (0,masks/* maskSecrets */.Q)(host, source);
    try {
        const event = (0,github_event/* readEvent */.j_)(host.env);
        if (withoutCredentials(source, { host, event }))
            diary.result = 'no-credentials';
        else {
            const danger = (0,github_event/* forkDanger */.G9)(event);
            if (danger !== undefined)
                host.log.warning(danger);
            await withInputs(job, diary);
        }
    }
    catch (error) {
        diary.error = host.signal.aborted ? new errors/* CancelledFailure */.mj() : error;
    }
    const report = diary.report();
    await tell(host, report, diary.level());
    return report;
}
async function withInputs(job, diary) {
    const { host } = job;
    const { inputs, places } = readEverything(job.source, host);
    if (inputs.mode === 'refresh-only')
        checkKept(inputs, job);
    diary.summary = inputs.summary;
    diary.destination = places.destination;
    const prepared = inputs.mode === 'upload' ? await prepare({ inputs, places, host }) : undefined;
    if (inputs.mode === 'upload' && prepared === undefined) {
        diary.result = 'nothing-found';
        return;
    }
    const door = (0,client/* openDoor */.f)(host, inputs.identity.cloud);
    try {
        diary.emulator = door.emulated;
        // A journal that cannot be opened is a wrong input, to be told before anything is asked of Microsoft.
        const journal = prepared && journalOf(inputs, { host, emulated: door.emulated });
        const entry = await (0,sign_in/* signedIn */.il)({ inputs, door, host, diary, keepToken: job.keepToken });
        if (inputs.mode === 'refresh-only') {
            if (entry.rotation?.failure !== undefined)
                throw entry.rotation.failure;
            diary.result = 'refreshed';
            return;
        }
        const pace = new concurrency/* Pace */.o(inputs.upload.concurrency, host.clock);
        const patience = patienceOf(host, { settings: inputs.upload, pace });
        const drive = await (0,sign_in/* reached */.V6)({ inputs, door, patience, diary, token: entry.token });
        if (prepared === undefined) {
            (0,sign_in/* tellSignIn */.kZ)(entry, host);
            await probe(drive, { host, folder: diary.destination });
            diary.result = 'checked';
            return;
        }
        const listed = inputs.naming.checksums !== undefined;
        const engine = { drive, patience, pace, journal, listed, settings: inputs.upload };
        await upload_send({ job, diary, inputs, places, prepared, door, engine });
    }
    finally {
        await door.close();
    }
}
/** A renewed token that is kept nowhere is one day older, and nothing else. */
function checkKept({ rotation, identity }, { keepToken, host }) {
    const why = (0,github_event/* whyNotKept */.oq)((0,github_event/* readEvent */.j_)(host.env));
    if (why !== undefined && (rotation !== undefined || identity.outputRefreshToken || keepToken !== undefined))
        throw new errors/* Failure */.HR(`mode: refresh-only stores no token in this run, because ${why}`, {
            kind: 'service',
            hint: 'start it by schedule or workflow_dispatch',
        });
    if (rotation !== undefined || identity.outputRefreshToken || keepToken !== undefined)
        return;
    throw new errors/* UsageFailure */.wK([
        'mode: refresh-only keeps the new refresh token nowhere: set rotate-secret and github-token, or output-refresh-token, or --refresh-token-file for the command',
    ]);
}
function patienceOf(host, { settings, pace }) {
    return { host, retries: settings.retries, gate: new retry/* Gate */.iD(), onTrouble: (failure) => pace.bad(failure) };
}
function journalOf({ resume }, world) {
    return resume && openJournal({ path: (0,external_node_path_.resolve)(world.host.cwd, resume.journal), key: resume.key, ...world });
}


/***/ })

};
