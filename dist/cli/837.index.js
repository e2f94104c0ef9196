export const id = 837;
export const ids = [837];
export const modules = {

/***/ 5887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VI: () => (/* binding */ badLists),
/* harmony export */   _n: () => (/* binding */ Interruption),
/* harmony export */   g7: () => (/* binding */ FaultPlan),
/* harmony export */   s$: () => (/* binding */ pathPattern)
/* harmony export */ });
/**
 * Which mishaps are planned, and which request meets which. Decides only: how a connection is cut or slowed
 * is the server's business. Knows nothing of Graph.
 */
const badLists = [
    'no-value',
    'repeat',
    'endless',
    'short',
    'empty',
    'nameless',
    'idless',
    'dots',
    'uncounted',
    'zero-count',
    'ancient',
    'future',
    'cycle',
];
/** Thrown into whoever reads a body that was cut on purpose. `keepBytes` is set when what was read so far is to stay. */
class Interruption extends Error {
    keepBytes;
    constructor(keepBytes) {
        super('the connection was cut');
        this.keepBytes = keepBytes;
    }
}
/** The faults of one emulator and how far each has got. */
class FaultPlan {
    #armed = [];
    add(fault) {
        this.#armed.push({ fault, random: seeded(fault.seed ?? 1), seen: 0, hits: 0 });
    }
    clear() {
        this.#armed = [];
    }
    /** All of them, those that are through as well. */
    list() {
        return this.#armed;
    }
    /** The mishap this request meets: of several, the one added first that is due. Later ones don't count the request then. */
    next(subject) {
        for (const armed of this.#armed) {
            const { fault } = armed;
            if (!matches(fault, subject) || armed.hits >= (fault.times ?? 1))
                continue;
            armed.seen++;
            if (armed.seen <= (fault.after ?? 0))
                continue;
            if (fault.probability !== undefined && armed.random() >= fault.probability)
                continue;
            armed.hits++;
            return fault.do;
        }
        return undefined;
    }
}
function matches(fault, subject) {
    const { surface, method, path } = fault.on;
    if (surface !== undefined && surface !== subject.surface)
        return false;
    if (method !== undefined && method.toUpperCase() !== subject.method)
        return false;
    if (path === undefined)
        return true;
    const pattern = pathPattern(path);
    return subject.paths.some((text) => pattern?.test(text) ?? text.includes(path));
}
/** The expression of a path in the form `/expression/flags`; undefined for any other text. Throws a SyntaxError. */
function pathPattern(path) {
    const parts = /^\/(.+)\/([imsu]*)$/.exec(path);
    return parts === null ? undefined : new RegExp(parts[1] ?? '', parts[2]);
}
/** mulberry32: small, and the same on every machine. */
function seeded(seed) {
    let state = seed | 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}


/***/ }),

/***/ 9837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ startEmulator)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/emulator/core/faults.js
var core_faults = __webpack_require__(5887);
;// CONCATENATED MODULE: ./build/emulator/core/request-log.js
const largest = 200_000;
/** The newest entries, in order; the oldest fall off. */
class Ledger {
    entries = [];
    open(request, facts) {
        const { headers } = request;
        const length = headers['content-length'];
        const entry = {
            atMs: facts.atMs,
            surface: facts.surface,
            method: request.method ?? '',
            host: facts.url.host,
            path: (request.url ?? '').replace(/\?.*$/s, ''),
            query: [...new Set(facts.url.searchParams.keys())],
            status: 'pending',
            authorization: headers.authorization !== undefined,
            ...(headers['user-agent'] === undefined ? {} : { userAgent: headers['user-agent'] }),
            ...(headers['content-range'] === undefined ? {} : { contentRange: headers['content-range'] }),
            ...(length === undefined ? {} : { contentLength: Number(length) }),
            bodyBytes: 0,
        };
        this.entries.push(entry);
        if (this.entries.length > largest)
            this.entries.splice(0, largest / 10);
        return entry;
    }
}
/** The code that says most about a refusal: Graph's innermost, or AADSTS and its number; nothing of an answer below 400. */
function errorCode({ status, json }) {
    if (status < 400 || !isObject(json))
        return undefined;
    const { error, error_codes: numbers } = json;
    if (Array.isArray(numbers) && typeof numbers[0] === 'number')
        return `AADSTS${numbers[0]}`;
    if (typeof error === 'string')
        return error;
    const codes = [];
    for (let at = error; isObject(at); at = at.innerError ?? at.innererror) {
        if (typeof at.code === 'string')
            codes.push(at.code);
    }
    return codes.at(-1);
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}

;// CONCATENATED MODULE: ./build/emulator/core/settings.js
/**
 * The switches a test may flip while the emulator runs. Only data; obeyed by whoever knows the matter.
 */
/** Strict, and without any of the mishaps. */
function defaultSettings() {
    return {
        strictOrder: true,
        strictAlignment: true,
        visibilityLagRequests: 0,
        officeReplaceBug: false,
        enrichOffice: false,
        quotaBytes: 5 * 1024 ** 4,
        quotaLate: false,
        quotaZeros: false,
        omitHashes: false,
        omitZeroByteHashes: false,
        selectedSites: [],
        meWithoutDrive: false,
        linkPolicyForbidden: false,
        linkPolicy: {},
        paidSharing: true,
        lowerCaseParent: false,
        finalBodyWithoutId: false,
        conflictAtCommit: false,
        closedRanges: false,
        oversizedFragmentStatus: 413,
        simpleLimitBytes: 262_144_000,
    };
}
/** True for an address that only this machine can have meant: 127.0.0.0/8, ::1 or localhost. */
function isLoopback(hostname) {
    return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/emulator/core/html.js
/** Text made harmless inside elements and double-quoted attributes. */
function escapeHtml(text) {
    const names = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&#39;',
    };
    return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
/** The colours of every page, light and dark. */
const palette = `:root{color-scheme:light dark;--ink:#1b1b1b;--quiet:#5f5f5f;--paper:#fff;--ground:#f0f3f6;--line:#d0d7de;--act:#0a5ca8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#f0f0f0;--quiet:#a8b0b8;--paper:#1d2126;--ground:#121518;--line:#3a424b;--act:#6cb6ff;--on:#0b1a29}}
`;
const style = `${palette}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-columns:minmax(0,28rem);place-content:center;gap:1rem;padding:1.5rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{padding:2.25rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
h1{margin:0 0 .75rem;font-size:1.5rem;font-weight:600;line-height:1.25}
p{margin:0 0 .75rem}ul{margin:0 0 .75rem;padding-left:1.25rem}code{font-size:.875em;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet);font-size:.875rem}
.row{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:.5rem;margin:1.25rem 0 0}
button{font:inherit;padding:.4rem 1.5rem;border:1px solid var(--act);border-radius:4px;background:var(--act);color:var(--on);cursor:pointer}
button.plain{background:none;border-color:var(--line);color:inherit}
button:focus-visible,input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
button.account{display:flex;gap:1rem;align-items:center;width:100%;padding:.75rem;background:none;border-color:var(--line);color:inherit;text-align:left}
button.account:hover,button.plain:hover{background:var(--ground)}
.face{display:grid;place-content:center;width:2.75rem;height:2.75rem;border-radius:50%;background:var(--act);color:var(--on)}
footer{text-align:center}
input{font:inherit;width:100%;margin-top:.375rem;padding:.4rem .5rem;border:1px solid var(--line);border-radius:4px;background:none;color:inherit}`;
/** A whole page around a body. */
function htmlPage(page) {
    const title = escapeHtml(page.title);
    const away = page.leavesFor
        ? `<meta http-equiv="refresh" content="2;url=${escapeHtml(page.leavesFor)}">`
        : '';
    const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
    return {
        status: page.status ?? 200,
        headers: {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'referrer-policy': 'no-referrer',
            'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`,
        },
        text: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${away}
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>${page.body}</main>
<footer>An emulator on this machine. Nothing here reaches Microsoft.</footer></body></html>
`,
    };
}

;// CONCATENATED MODULE: ./build/emulator/drive/tree.js
/** Everything below a folder, depth first. */
function* descendants(item) {
    for (const child of item.children?.values() ?? []) {
        yield child;
        yield* descendants(child);
    }
}
/** Names from the drive's root down to the item, the root's own left out. */
function pathOf(item) {
    const names = [];
    for (let at = item; at.parent !== undefined; at = at.parent)
        names.unshift(at.name);
    return names;
}
function child(folder, name) {
    return folder.children?.get(folder.drive.keyOf(name));
}
/** The item at these names below `base`, or `base` itself when there are none; undefined where the way ends. */
function below(base, names) {
    let at = base;
    for (const name of names)
        at = at === undefined ? undefined : child(at, name);
    return at;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/redact.js
/**
 * What may be shown of a request's path: everything but what opens something by itself. Pure; knows the forms of
 * the emulator's addresses and credentials, nothing of who looks.
 */
/** Stands where something was left out. */
const left = '…';
/** The emulator's own secrets and codes (some hold slashes), and whatever is signed: tokens, sessions, tickets. */
const secretForm = /emulator\.[\w.%+/=~-]{8,}|[\w-]{16,}\.[\w-]{22,}(\.[\w-]+)*/g;
const sessionPath = /^\/(sites\/|personal\/)?[\w./%-]*_api\/v2\.0\/drives\/[\w!%-]+\/items\/[\w!%-]+\/uploadSession$/;
const downloadPath = /^\/[\w./%-]*_layouts\/15\/download\.aspx$/;
/** A text without any credential that it may hold. */
function discreet(text) {
    return text.replace(secretForm, left);
}
/** A path as it was sent, without uploadUrl's and download tokens and without sharing links, which are bearers too. */
function discreetPath(path, surface) {
    if (surface === 'upload')
        return uploadPath(path);
    const shown = path.replace(/((?:^|[/\\])shares[/\\])[^/\\]+/gi, `$1${left}`);
    const segments = shown.split('/');
    const end = segments.findIndex(isVeiled);
    return discreet(end < 0 ? shown : [...segments.slice(0, end), left].join('/'));
}
/** On the upload host only the known addresses are shown: there, the path itself is the credential. */
function uploadPath(path) {
    if (/^\/up\/[^/]*$/.test(path))
        return `/up/${left}`;
    const file = /^\/y4m\/[^/]+\/([^/]*)$/.exec(path)?.[1];
    if (file !== undefined)
        return `/y4m/${left}/${isVeiled(file) ? left : discreet(file)}`;
    return sessionPath.test(path) || downloadPath.test(path) ? discreet(path) : `/${left}`;
}
/** True for a segment that hides a credential behind percent-escapes. */
function isVeiled(sent) {
    try {
        const decoded = decodeURIComponent(sent);
        return decoded !== sent && discreet(decoded) !== decoded;
    }
    catch {
        return false;
    }
}
/** Names of query parameters that a service gives a meaning to; others may be anything, a token too. */
function discreetQuery(names) {
    return names.filter((name) => /^[$@][\w.]{1,40}$/.test(name));
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/state.js


/** How many of each are told at most; whatever the emulator holds, an answer stays small. */
const limits = { items: 500, requests: 200, sessions: 100, faults: 100 };
/** The drive of that id; the account's own for an empty one. */
function driveNamed({ store, home }, id) {
    return id === '' ? home : store.drive(id);
}
/** Everything but what is in folders. */
function stateOf(watched, drive) {
    const { store, clock, account, ledger, throttle } = watched;
    const open = watched.sessions.list();
    const { entries } = ledger;
    return {
        ...{ revision: store.revision, time: iso(clock()), account, drive: driveState(drive) },
        drives: [...store.drives.values()].map(driveState),
        sessions: open.slice(-limits.sessions).toReversed().map(sessionState),
        sessionsInAll: open.length,
        requests: entries.slice(-limits.requests).toReversed().map(requestState),
        requestsInAll: entries.length,
        throttle: throttle?.standing() ?? null,
        faults: watched.faults.list().slice(0, limits.faults).map(faultState),
    };
}
/** One folder's items, `limits.items` at most; undefined when there is no such folder. */
function folderState(drive, path, from = 0) {
    const at = below(drive.root, path.split('/').filter(Boolean));
    if (at?.children === undefined)
        return undefined;
    const base = pathOf(at)
        .map((name) => `/${name}`)
        .join('');
    const ordered = [...at.children].sort(([key, one], [otherKey, other]) => {
        const folders = Number(other.children !== undefined) - Number(one.children !== undefined);
        return folders !== 0 ? folders : key < otherKey ? -1 : 1;
    });
    const items = ordered.slice(from, from + limits.items).map(([, item]) => itemState(item, base));
    return { path: base === '' ? '/' : base, from, total: at.children.size, items };
}
function itemState(item, base) {
    const { id, name, sizeBytes, versions } = item;
    return {
        ...{ id, name, path: `${base}/${name}`, children: item.children?.size ?? null, sizeBytes, versions },
        modified: iso(item.fileModifiedMs),
        quickXorHash: item.quickXorHash ?? null,
    };
}
function driveState(drive) {
    const { id, holder, ownerName, sitePath, name, root } = drive;
    const whose = holder === 'site' ? sitePath || '/' : ownerName;
    return { id, label: `${whose} · ${name}`, sizeBytes: root.sizeBytes, items: drive.items.size - 1 };
}
function sessionState(session) {
    const { path, receivedBytes, sizeBytes, fragments, busy, expiresMs, tokenExpiresMs } = session;
    return {
        ...{ path, drive: driveState(session.parent.drive).label, receivedBytes, totalBytes: sizeBytes ?? null },
        ...{ fragments, receiving: busy !== undefined, expires: iso(Math.min(expiresMs, tokenExpiresMs)) },
    };
}
function requestState(entry) {
    const { surface, method, status, contentRange, file, code, fault } = entry;
    const isRange = contentRange !== undefined && /^bytes [\d*/-]{1,60}$/.test(contentRange);
    return {
        ...{ time: iso(entry.atMs), surface, method, path: discreetPath(entry.path, surface) },
        query: discreetQuery(entry.query),
        ...(file === undefined ? {} : { file }),
        ...(isRange ? { contentRange } : {}),
        status,
        ...(code === undefined ? {} : { code: discreet(code) }),
        bytes: entry.bodyBytes,
        ...(fault === undefined ? {} : { fault: discreet(fault) }),
    };
}
function faultState({ fault, seen, hits }) {
    const { on, after = 0, times = 1 } = fault;
    const { kind } = fault.do;
    const does = fault.do.kind === 'status' ? `${kind} ${fault.do.status}` : kind;
    const path = on.path === undefined ? {} : { path: discreet(on.path) };
    return { on: { ...on, ...path }, does, after, times, seen, hits };
}
/** ISO 8601; '' for an instant that no date can hold. */
function iso(ms) {
    return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : '';
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/tree.js
/**
 * A folder as the page's list: files in rows, folders that open. Knows HTML and addresses of the page; only what
 * `dashboardstate` tells of a drive.
 */


/** `B`, `KiB` and on; three digits at least. */
function sizeText(sizeBytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let size = sizeBytes;
    while (size >= 1024 && units.length > 1) {
        size /= 1024;
        units.shift();
    }
    if (units[0] === 'B' || size >= 100)
        return `${size.toFixed(0)} ${units[0]}`;
    return `${size.toFixed(size >= 10 ? 1 : 2)} ${units[0]}`;
}
/** A number and its noun. */
function counted(number, noun) {
    return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
/** Address of the page for a folder, from an item on; already safe in an attribute. */
function placeHref(driveId, path, from = 0) {
    const query = new URLSearchParams({ drive: driveId, path, ...(from > 0 ? { from: String(from) } : {}) });
    return escapeHtml(`/?${query}`);
}
/**
 * The items of `<ul>` for a folder. Folders below bring their items along as long as there are no more than
 * `inlineItems` in all; the others hold a link, in whose place the page's script puts the items.
 */
function listHtml(view) {
    return rows(view.drive, view.folder, { left: view.inlineItems - view.folder.items.length });
}
function rows(drive, folder, room) {
    const { items, path, from, total } = folder;
    if (total === 0)
        return '<li class="note" data-id="none"><span class="row">empty</span></li>';
    const shown = items.map((item) => (item.children === null ? fileRow(item) : folderRow(drive, item, room)));
    const next = from + items.length;
    const [before, after] = [Math.max(0, from - limits.items), total - next];
    if (from > 0)
        shown.unshift(turn('before', placeHref(drive.id, path, before), `The ${counted(from, 'item')} before`));
    if (after > 0)
        shown.push(turn('after', placeHref(drive.id, path, next), `${counted(after, 'item')} more`));
    return shown.join('');
}
function turn(id, href, words) {
    return `<li class="note" data-id="${id}"><span class="row"><a href="${href}">${words}</a></span></li>`;
}
function fileRow({ id, name, sizeBytes, versions, modified, quickXorHash }) {
    const hash = quickXorHash ?? 'no hash';
    return `<li data-id="${escapeHtml(id)}"><div class="row file" title="changed ${modified}"><bdi class="name">${escapeHtml(name)}</bdi> <code class="hash" title="QuickXorHash">${escapeHtml(hash)}</code> <span class="versions${versions > 1 ? ' many' : ''}">${counted(versions, 'version')}</span> <span class="size">${sizeText(sizeBytes)}</span></div></li>`;
}
function folderRow(drive, item, room) {
    const { id, name, path, sizeBytes } = item;
    const children = item.children ?? 0;
    let inner = `<li class="note"><span class="row"><a href="${placeHref(drive.id, path)}">Open ${counted(children, 'item')}</a></span></li>`;
    const below = children <= room.left ? folderState(drive, path) : undefined;
    if (below !== undefined) {
        room.left -= children;
        inner = rows(drive, below, room);
    }
    return `<li data-id="${escapeHtml(id)}"><details><summary class="row"><bdi class="name">${escapeHtml(name)}</bdi> <span class="versions">${counted(children, 'item')}</span> <span class="size">${sizeText(sizeBytes)}</span></summary><ul data-path="${escapeHtml(path)}">${inner}</ul></details></li>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/parts.js
/**
 * What moves on the page, part by part, from state to HTML: figures, sessions, requests, throttle, faults. Pure;
 * everything that came from outside is escaped here.
 */


/** Every part. */
function bodyParts(state) {
    return {
        figures: figures(state),
        open: `${state.sessionsInAll === 0 ? 'No upload session is' : `${counted(state.sessionsInAll, 'upload session')}`} open.`,
        sessions: state.sessions.map((one) => session(one, Date.parse(state.time))).join(''),
        requests: requests(state),
        throttle: throttle(state),
        faults: faults(state.faults),
    };
}
/** Wall clock of this machine, which is the reader's too, to the millisecond. */
function clockText(iso) {
    const date = new Date(iso);
    const two = (number) => String(number).padStart(2, '0');
    const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
    return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}
function time(iso) {
    return `<time datetime="${iso}">${clockText(iso)}</time>`;
}
function isWrong({ status, fault }) {
    return fault !== undefined || status === 'cut' || (typeof status === 'number' && status >= 400);
}
function figures(state) {
    const wrong = state.requests.filter(isWrong).length;
    const rows = [
        [counted(state.drive.items, 'item'), 'on the drive'],
        [sizeText(state.drive.sizeBytes), 'stored'],
        [state.requestsInAll.toLocaleString('en-US'), state.requestsInAll === 1 ? 'request' : 'requests'],
        [wrong.toLocaleString('en-US'), `of the last ${state.requests.length} went wrong`],
        [clockText(state.time), "the emulator's clock"],
    ];
    return rows.map(([figure, words]) => `<li><b>${figure}</b> ${words}</li>`).join('');
}
function session(one, nowMs) {
    const { path, drive, receivedBytes, totalBytes, fragments, receiving, expires } = one;
    const [folder, name] = [path.replace(/[^/]*$/, ''), path.replace(/^.*\//s, '')];
    const label = `aria-label="received of ${escapeHtml(name)}"`;
    const bar = totalBytes === null
        ? `<progress ${label} value="0" max="1"></progress>`
        : `<progress ${label} value="${receivedBytes}" max="${Math.max(1, totalBytes)}"></progress>`;
    const share = totalBytes === null ? 0 : Math.floor((100 * receivedBytes) / Math.max(1, totalBytes));
    const progress = totalBytes === null
        ? 'waits for its first fragment'
        : `${sizeText(receivedBytes)} of ${sizeText(totalBytes)} in ${counted(fragments, 'fragment')}`;
    return `<li><div class="line"><span class="path" title="${escapeHtml(drive)}"><bdi class="quiet">${escapeHtml(folder)}</bdi><bdi>${escapeHtml(name)}</bdi></span><b>${totalBytes === null ? '–' : `${share} %`}</b></div>${bar}
<div class="line quiet"><span>${progress}${receiving ? ', receiving' : ''}</span><span>ends in <time datetime="${expires}">${lengthText(Date.parse(expires) - nowMs)}</time></span></div></li>`;
}
/** The two largest units: sessions live for minutes or for days. */
function lengthText(lengthMs) {
    const seconds = Math.max(0, Math.floor(lengthMs / 1000));
    const units = [
        [Math.floor(seconds / 86_400), 'd'],
        [Math.floor(seconds / 3600) % 24, 'h'],
        [Math.floor(seconds / 60) % 60, 'min'],
        [seconds % 60, 's'],
    ];
    const first = units.findIndex(([number]) => number > 0);
    const shown = first < 0 ? units.slice(-1) : units.slice(first, first + 2);
    return shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}
function requests(state) {
    if (state.requests.length === 0)
        return '<tr><td colspan="6" class="quiet">Nothing has been asked yet.</td></tr>';
    return state.requests.map(request).join('');
}
function request(one) {
    const { surface, method, status, code, bytes, fault } = one;
    const fine = status === 'pending' ? 'pending' : 'fine';
    const sort = isWrong(one) ? 'wrong' : fine;
    const words = [
        `<b>${status}</b>`,
        ...(code === undefined ? [] : [escapeHtml(code)]),
        ...(fault === undefined ? [] : [`<span class="fault">fault: ${escapeHtml(fault)}</span>`]),
    ];
    return `<tr class="${sort}"><td>${time(one.time)}</td><td>${surface}</td><td>${escapeHtml(method)}</td><td class="path">${address(one)}</td><td class="number">${bytes > 0 ? sizeText(bytes) : ''}</td><td class="status">${words.join(' ')}</td></tr>`;
}
/** For a session's request the file says more than what is left of its address. */
function address({ path, query, file, contentRange }) {
    const range = contentRange?.replace('bytes ', '');
    const detail = range === undefined ? '' : ` <span class="quiet range">${escapeHtml(range)}</span>`;
    if (file !== undefined)
        return `<bdi title="${escapeHtml(path)}">${breakable(file)}</bdi>${detail}`;
    const names = query.length === 0 ? '' : `?${query.join('&')}`;
    const short = `${path}${names}`.replace(/b![\w-]{12,}/g, (id) => `${id.slice(0, 8)}…`);
    return `<bdi title="${escapeHtml(path + names)}">${breakable(short)}</bdi>${detail}`;
}
/** A path that breaks at its slashes where it is too long. */
function breakable(path) {
    return escapeHtml(path).replaceAll('/', '/<wbr>');
}
function throttle({ throttle: now }) {
    if (now === null)
        return '<p class="quiet">Off: no request is refused for being one too many.</p>';
    const { limit, used, refused, leftMs } = now;
    const rest = `${Math.ceil(leftMs / 1000)} s left of the minute`;
    return `<div class="line"><span>${used.toLocaleString('en-US')} of ${counted(limit, 'unit')}</span><b>${Math.floor((100 * used) / limit)} %</b></div>
<progress aria-label="units spent" value="${Math.min(used, limit)}" max="${limit}"></progress>
<div class="line quiet"><span>${refused === 0 ? 'none refused' : `<span class="fault">${counted(refused, 'unit')} refused</span>`}</span><span>${rest}</span></div>`;
}
function faults(all) {
    if (all.length === 0)
        return '<p class="quiet">None is armed.</p>';
    return `<ul class="plain">${all.map(fault).join('')}</ul>`;
}
function fault({ on, does, after, times, hits, seen }) {
    const where = [on.surface, on.method, on.path].filter((word) => word !== undefined).join(' ');
    const left = after > seen ? `, after ${after - seen} more` : '';
    return `<li class="line${hits >= times ? ' quiet' : ''}"><span><b>${escapeHtml(does)}</b> on ${escapeHtml(where) || 'any request'}${left}</span><span>${hits} of ${times} struck</span></li>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/script.js
/**
 * What the page does in the browser: asks for its parts every second, and for a folder's items when one is opened.
 * A text, for the browser is its only reader; it knows ids and data attributes of `dashboardpage`, and trusts the
 * server's HTML, in which everything is escaped.
 */
/** The page's whole script. Works on what is there already; without it the page is complete, and still. */
const dashboardScript = `
const periodMs = 1000;
const byId = (id) => document.getElementById(id);
const drive = document.body.dataset.drive;
const shown = new Map();
let revision = Number(document.body.dataset.revision);
let paused = false;

async function ask(query) {
  const answer = await fetch('/_emulator/state?' + new URLSearchParams({ as: 'html', drive, ...query }));
  return answer.ok ? answer.json() : undefined;
}

/* What somebody is about to copy stays as it is. */
function isSelected(box) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(box, true);
}

function fill(box, html) {
  if (shown.get(box) === html || isSelected(box)) return;
  box.innerHTML = html;
  shown.set(box, html);
}

/* Rows that stay keep their element: open folders stay open, and the focus where it is. */
function merge(list, html) {
  const fresh = document.createElement('ul');
  fresh.innerHTML = html;
  const wanted = new Set([...fresh.children].map((row) => row.dataset.id));
  for (const row of [...list.children]) if (!wanted.has(row.dataset.id)) row.remove();
  const kept = new Map([...list.children].map((row) => [row.dataset.id, row]));
  let at = list.firstElementChild;
  for (const row of [...fresh.children]) {
    const old = kept.get(row.dataset.id);
    if (old === undefined) {
      list.insertBefore(row, at);
      continue;
    }
    const [was, is] = [old, row].map((one) => one.querySelector('.row'));
    if (was.innerHTML !== is.innerHTML && !isSelected(was)) was.innerHTML = is.innerHTML;
    if (old === at) at = at.nextElementSibling;
    else list.insertBefore(old, at);
  }
}

async function load(list) {
  const { path, from = '0' } = list.dataset;
  const answer = await ask({ path, from });
  if (answer !== undefined) merge(list, answer.list);
}

const isOpen = (list) => list.parentElement.closest('details:not([open])') === null;

async function look() {
  const answer = await ask({});
  if (answer === undefined) return;
  for (const [id, html] of Object.entries(answer.parts)) fill(byId(id), html);
  if (answer.revision === revision) return;
  revision = answer.revision;
  await Promise.all([...document.querySelectorAll('ul[data-path]')].filter(isOpen).map(load));
}

async function beat() {
  if (!paused && !document.hidden) {
    const words = await look().then(() => 'live', () => 'the emulator does not answer');
    if (!paused) byId('live').textContent = words;
    document.body.classList.toggle('gone', words !== 'live');
  }
  setTimeout(beat, periodMs);
}

document.addEventListener('toggle', ({ target }) => {
  const list = target.open ? target.querySelector('ul[data-path]') : null;
  if (list !== null) load(list).catch(() => {});
}, true);

const pause = byId('pause');
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Go on' : 'Pause';
  byId('live').textContent = paused ? 'paused' : 'live';
});
byId('moving').hidden = false;
setTimeout(beat, periodMs);
`;

;// CONCATENATED MODULE: ./build/emulator/dashboard/style.js
/**
 * How the page looks, light and dark. CSS only; the colours are those of the sign-in pages.
 */

/** The page's whole style. */
const dashboardStyle = `${palette}
:root{--bad:#b3261e;--bad-ground:#fdf0ef;--good:#1a7f4b}
@media(prefers-color-scheme:dark){:root{--bad:#ff9d94;--bad-ground:#2d1d1d;--good:#5fd296}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);z-index:1}
header,main,footer{max-width:100rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:1.25rem}
h1{margin:0;font-size:1.375rem;font-weight:600}
h2{margin:0 0 .625rem;font-size:1rem;font-weight:600}
p{margin:0}code{font-size:.8125em;overflow-wrap:anywhere}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem}
.line>:last-child{white-space:nowrap}.line>:first-child{min-width:0;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet)}.quiet,footer,.figures,.plain,table,.tree{font-size:.875rem}
.fault,.gone #live{color:var(--bad)}
ul.figures,ul.plain,#sessions,.tree ul{margin:0;padding:0;list-style:none}
.figures{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;padding:.5rem 0 1rem!important;color:var(--quiet)}
.figures b{color:var(--ink);font-weight:600}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
@media(min-width:70rem){main{grid-template-columns:minmax(0,1.6fr) minmax(0,1fr)}}
main>div{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr)}
section{padding:1rem 1.125rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
#sessions li{padding-top:.75rem}
progress{display:block;width:100%;height:.5rem;margin:.25rem 0;border:0;border-radius:.25rem;overflow:hidden;appearance:none;background:var(--line);color:var(--act)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--act)}
progress::-moz-progress-bar{background:var(--act)}
.scroll{max-height:34rem;overflow:auto;margin:0 -1.125rem -1rem;border-top:1px solid var(--line);border-radius:0 0 8px 8px}
table{width:100%;border-collapse:collapse}
th{position:sticky;top:0;background:var(--paper);color:var(--quiet);font-weight:400;text-align:left}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{padding-left:1.125rem}th:last-child,td:last-child{padding-right:1.125rem}
td.path{width:100%;white-space:normal;overflow-wrap:anywhere;min-width:12rem}
.range{white-space:nowrap}.number{text-align:right}td.status{white-space:normal;min-width:7.5rem}
tr.wrong{background:var(--bad-ground)}tr.wrong .status b{color:var(--bad)}tr.fine .status b{color:var(--good)}
body:has(#failed:checked) tr:is(.fine,.pending){display:none}
body:has(#failed:checked) tbody:not(:has(.wrong))::after{content:'Nothing went wrong.';color:var(--quiet)}
.tree ul ul{margin-left:.4rem;padding-left:.85rem;border-left:1px solid var(--line)}
.row{display:flex;align-items:baseline;gap:.25rem .75rem;padding:.2rem .25rem;border-radius:4px}
.row.file{padding-left:1.35rem}
@media(max-width:30rem){.size{min-width:4rem}header,main{padding:0 .75rem}.row{column-gap:.5rem}td.path{min-width:16rem}}
.name{flex:1;min-width:0;overflow-wrap:anywhere}
.size,.versions,.hash{color:var(--quiet);white-space:nowrap}.size{min-width:5rem;text-align:right}.many{color:var(--ink)}
.hash{display:none}
body:has(#hashes:checked) .hash{display:inline;flex-basis:100%;order:1;white-space:normal}
body:has(#hashes:checked) .file{flex-wrap:wrap}
summary{cursor:pointer}summary::marker{content:none}summary::-webkit-details-marker{display:none}
summary::before{content:'';width:.35rem;height:.35rem;margin:0 .3rem 0 .15rem;border:solid var(--quiet);border-width:0 2px 2px 0;transform:translateY(-.1rem) rotate(-45deg);flex:none}
details[open]>summary::before{transform:translateY(-.2rem) rotate(45deg)}
summary .name{font-weight:600}summary:hover,.file:hover{background:var(--ground)}
.note .row{padding-left:1.35rem;color:var(--quiet)}
a{color:var(--act)}
button,select{font:inherit;font-size:.875rem;padding:.2rem .75rem;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}
button{cursor:pointer}button:hover{background:var(--ground)}
select{min-width:0;flex:0 1 auto;text-overflow:ellipsis}
form{display:flex;gap:.5rem;margin-bottom:.625rem}
label{white-space:nowrap;font-size:.875rem;font-weight:400}
input{accent-color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.scroll:focus-visible,summary:focus-visible{outline-offset:-3px}
footer{padding:1rem 1.5rem 1.5rem}
`;

;// CONCATENATED MODULE: ./build/emulator/dashboard/page.js
/**
 * The emulator's page as one text: frame, headings, and the parts put in their places. Knows HTML and what the
 * browser is allowed to do with it; complete without script.
 */







const hashed = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
/** Nothing from elsewhere, no script and no style but the page's own. */
const contentPolicy = [
    "default-src 'none'",
    `script-src ${hashed(dashboardScript)}`,
    `style-src ${hashed(dashboardStyle)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
].join(';');
/** The whole page; `list` is the folder's HTML. */
function pageHtml(view) {
    const { state, folder, list, origin } = view;
    const parts = bodyParts(state);
    const missing = view.isMissing ? '<p class="fault" role="alert">There is no such folder.</p>' : '';
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Emulated OneDrive</title><link rel="icon" href="data:,"><style>${dashboardStyle}</style></head>
<body data-drive="${escapeHtml(state.drive.id)}" data-revision="${state.revision}">
<a class="skip" href="#main">Skip to the content</a>
<header><div class="line"><h1>Emulated OneDrive</h1>
<span><span id="moving" hidden><span id="live" class="quiet">live</span> <button type="button" id="pause">Pause</button></span><noscript><a href="">Reload</a></noscript></span></div>
<p class="quiet">A ${escapeHtml(state.account)} account at <code>${escapeHtml(origin)}</code>, drive <code>${escapeHtml(state.drive.id)}</code></p>
<ul class="figures" id="figures">${parts.figures}</ul></header>
<main id="main" tabindex="-1"><div>
<section aria-labelledby="h-sessions"><h2 id="h-sessions">Upload sessions</h2>
<p id="open" class="quiet" aria-live="polite">${parts.open}</p><ul id="sessions">${parts.sessions}</ul></section>
<section aria-labelledby="h-requests"><div class="line"><h2 id="h-requests">Last requests</h2>
<label><input type="checkbox" id="failed"> only what went wrong</label></div>
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-requests"><table>
<thead><tr><th scope="col">Time</th><th scope="col">Service</th><th scope="col">Method</th><th scope="col">Path or file</th><th scope="col" class="number">Sent</th><th scope="col">Answer</th></tr></thead>
<tbody id="requests">${parts.requests}</tbody></table></div></section>
</div><div>
<section aria-labelledby="h-drive"><div class="line"><h2 id="h-drive">Drive</h2>
<label><input type="checkbox" id="hashes"> QuickXorHash</label></div>
${missing}${driveChoice(state)}${crumbs(state, folder)}
<div class="tree"><ul data-path="${escapeHtml(folder.path)}" data-from="${folder.from}">${list}</ul></div></section>
<section aria-labelledby="h-throttle"><h2 id="h-throttle">Throttling</h2><div id="throttle">${parts.throttle}</div></section>
<section aria-labelledby="h-faults"><h2 id="h-faults">Faults</h2><div id="faults">${parts.faults}</div></section>
</div></main>
<footer>An emulator on this machine. Nothing here reaches Microsoft. At most ${limits.requests} requests are shown, without credentials;
the same as JSON is at <a href="/_emulator/state">/_emulator/state</a>.</footer>
<script>${dashboardScript}</script></body></html>
`;
}
/** A plain form, for a tenant has a dozen drives. */
function driveChoice({ drives, drive }) {
    if (drives.length < 2)
        return '';
    const options = drives.map(({ id, label, items }) => {
        const words = `${label} (${items.toLocaleString('en-US')})`;
        return `<option value="${escapeHtml(id)}"${id === drive.id ? ' selected' : ''}>${escapeHtml(words)}</option>`;
    });
    return `<form><select name="drive" aria-label="Drive">${options.join('')}</select><button>Show</button></form>`;
}
/** The way back up, where the page shows a folder below the root. */
function crumbs({ drive }, { path, from }) {
    const names = path.split('/').filter(Boolean);
    if (names.length === 0 && from === 0)
        return '';
    const steps = names.map((name, depth) => {
        const href = placeHref(drive.id, `/${names.slice(0, depth + 1).join('/')}`);
        const isHere = depth === names.length - 1 ? ' aria-current="page"' : '';
        return `<a href="${href}"${isHere}><bdi>${escapeHtml(name)}</bdi></a>`;
    });
    const root = `<a href="${placeHref(drive.id, '/')}">Drive</a>`;
    return `<nav aria-label="Folder" class="quiet">${[root, ...steps].join(' / ')}</nav>`;
}

;// CONCATENATED MODULE: ./build/emulator/dashboard/handler.js





const statePath = '/_emulator/state';
const headers = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
};
/** The page of one emulator. */
function createDashboard(watched) {
    return {
        // A name that leads to this machine, but is not its own, may be somebody's who wants to read along.
        isFor({ method, url, headers: { accept = '' } }) {
            if (!isLoopback(url.hostname) || (method !== 'GET' && method !== 'HEAD'))
                return false;
            return url.pathname === statePath || (url.pathname === '/' && /\btext\/html\b/.test(accept));
        },
        answer(glance) {
            const reply = glance.url.pathname === statePath ? stateReply(watched, glance) : page(watched, glance);
            return { ...reply, headers: { ...headers, ...reply.headers } };
        },
    };
}
function page(watched, { url }) {
    const asked = placeOf(url);
    const named = driveNamed(watched, asked.drive);
    const drive = named ?? watched.home;
    const found = named === undefined ? undefined : folderState(drive, asked.path, asked.from);
    const folder = found ?? folderState(drive, '/');
    if (folder === undefined)
        throw new Error('a drive has no root folder');
    const state = stateOf(watched, drive);
    const list = listHtml({ drive, folder, inlineItems: 500 });
    return {
        status: found === undefined ? 404 : 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentPolicy },
        text: pageHtml({ state, folder, list, origin: url.origin, isMissing: found === undefined }),
    };
}
/** Data; with `as=html` the same as parts of the page. With `path` a folder, without it all the rest. */
function stateReply(watched, { url, headers: sent }) {
    // Browsers say who asks; a page of another origin is not to learn even how long the answer took.
    const site = sent['sec-fetch-site'] ?? 'none';
    if (site !== 'same-origin' && site !== 'none')
        return refused(403, 'Only the page itself may ask.');
    const { drive: id, path, from } = placeOf(url);
    const asHtml = url.searchParams.get('as') === 'html';
    const drive = driveNamed(watched, id);
    if (drive === undefined)
        return refused(404, 'There is no such drive.');
    if (!url.searchParams.has('path')) {
        const state = stateOf(watched, drive);
        const { revision } = state;
        return { status: 200, json: asHtml ? { revision, parts: bodyParts(state) } : state };
    }
    const folder = folderState(drive, path, from);
    if (folder === undefined)
        return refused(404, 'There is no such folder.');
    const { revision } = watched.store;
    if (!asHtml)
        return { status: 200, json: { revision, folder } };
    return { status: 200, json: { revision, list: listHtml({ drive, folder, inlineItems: 0 }) } };
}
function placeOf({ searchParams }) {
    const from = searchParams.get('from') ?? '';
    return {
        drive: searchParams.get('drive') ?? '',
        path: searchParams.get('path') ?? '/',
        from: /^\d{1,9}$/.test(from) ? Number(from) : 0,
    };
}
function refused(status, message) {
    return { status, json: { error: message } };
}

;// CONCATENATED MODULE: ./build/emulator/drive/download-urls.js
/**
 * Short-lived, pre-authenticated download addresses. A ticket carries its item and expiry and is signed, so
 * that a listing of 100,000 files needs no memory for them. Knows nothing of HTTP.
 */

const lifetimeMs = 3_600_000;
class Tickets {
    /** What download addresses begin with; known once the upload host listens. */
    origin = '';
    #key = (0,external_node_crypto_.randomBytes)(32);
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    /** The address of a file's content, good for an hour, without any Authorization. */
    urlOf(item) {
        const claim = [item.drive.id, item.id, this.#clock() + lifetimeMs].join('|');
        const token = `${Buffer.from(claim).toString('base64url')}.${this.#sign(claim)}`;
        if (item.drive.type === 'personal')
            return `${this.origin}/y4m/${token}/${encodeURIComponent(item.name)}`;
        const path = `${item.drive.sitePath}/_layouts/15/download.aspx`;
        return `${this.origin}${path}?UniqueId=${item.guid.toLowerCase()}&Translate=false&tempauth=v1.${token}&ApiVersion=2.0`;
    }
    /** The file an address opens: 'expired' after its hour, nothing when it is forged or the file is gone. */
    redeem(token) {
        const [encoded = '', signature] = token.split('.');
        const claim = Buffer.from(encoded, 'base64url').toString();
        if (signature !== this.#sign(claim))
            return undefined;
        const [driveId = '', itemId = '', expiry] = claim.split('|');
        if (this.#clock() > Number(expiry))
            return 'expired';
        return this.#store.drive(driveId)?.items.get(itemId);
    }
    #sign(claim) {
        return (0,external_node_crypto_.createHmac)('sha256', this.#key).update(claim).digest('base64url').slice(0, 22);
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/emulator/drive/quickxor.js
/**
 * QuickXorHash as the service computes it over what it stored. Written byte by byte from the definition, on
 * purpose unlike the variant of the uploader, so that the two can check each other; long inputs are folded to
 * one row of 160 bytes first. Knows nothing of files or requests.
 */
const registerBits = 160;
const stepBits = 11;
/** 160 steps of 11 bits go round the register 11 times: bytes so far apart meet the same bits, and may be XORed before. */
const rowBytes = 160;
const rowWords = rowBytes / 4;
/** Below so many rows folding gains nothing. */
const fewestRows = 8;
/** A running QuickXorHash; `copy()` before bytes that may yet be thrown away. Source: OneDrive/onedrive-api-docs, quickxorhash.md. */
class QuickXorHash {
    // Byte k of the register in the low half of slot k; its high half holds what spills into byte k + 1, and is
    // folded in at the end: one write for each byte instead of two.
    #slots = new Int32Array(registerBits / 8);
    #lengthBytes = 0;
    get lengthBytes() {
        return this.#lengthBytes;
    }
    update(bytes) {
        // Words must begin at a multiple of four.
        const skip = -bytes.byteOffset & 3;
        const rows = Math.floor((bytes.length - skip) / rowBytes);
        if (rows < fewestRows) {
            this.#mix(bytes, bytes.length);
            return this;
        }
        const end = skip + rows * rowBytes;
        this.#mix(bytes.subarray(0, skip), skip);
        this.#mix(folded(bytes.subarray(skip, end)), end - skip);
        this.#mix(bytes.subarray(end), bytes.length - end);
        return this;
    }
    /** The definition; `lengthBytes` is what the bytes stand for. */
    #mix(bytes, lengthBytes) {
        const slots = this.#slots;
        let bit = ((this.#lengthBytes % registerBits) * stepBits) % registerBits;
        for (let index = 0; index < bytes.length; index++) {
            slots[bit >> 3] = (slots[bit >> 3] ?? 0) ^ ((bytes[index] ?? 0) << (bit & 7));
            bit += stepBits;
            if (bit >= registerBits)
                bit -= registerBits;
        }
        this.#lengthBytes += lengthBytes;
    }
    copy() {
        const twin = new QuickXorHash();
        twin.#slots.set(this.#slots);
        twin.#lengthBytes = this.#lengthBytes;
        return twin;
    }
    /** Base64, 28 characters; the running state is left as it was. */
    digest() {
        const count = this.#slots.length;
        const register = Buffer.alloc(count);
        let length = BigInt(this.#lengthBytes);
        for (let index = 0; index < count; index++) {
            const spilt = (this.#slots[(index + count - 1) % count] ?? 0) >> 8;
            register[index] = (this.#slots[index] ?? 0) ^ spilt;
        }
        for (let index = 12; index < count; index++) {
            register[index] = (register[index] ?? 0) ^ Number(length & 255n);
            length >>= 8n;
        }
        return register.toString('base64');
    }
}
/** Whole rows as one: byte k is the XOR of every 160th byte from k on. Five columns of words at a time stay at hand. */
function folded(rows) {
    const words = new Int32Array(rows.buffer, rows.byteOffset, rows.length / 4);
    const row = new Int32Array(rowWords);
    for (let column = 0; column < rowWords; column += 5) {
        let [a, b, c, d, e] = [0, 0, 0, 0, 0];
        for (let at = column; at < words.length; at += rowWords) {
            a ^= words[at] ?? 0;
            b ^= words[at + 1] ?? 0;
            c ^= words[at + 2] ?? 0;
            d ^= words[at + 3] ?? 0;
            e ^= words[at + 4] ?? 0;
        }
        row.set([a, b, c, d, e], column);
    }
    return new Uint8Array(row.buffer);
}

;// CONCATENATED MODULE: ./build/emulator/drive/inspect.js
/**
 * What a test may see of the drives, and put there, without asking Graph. Knows the store only.
 */





/** The view into a store; `home` is the drive that is meant when none is named. */
function glimpses(store, home) {
    const drive = driveFinder(store, home);
    return {
        files: (driveId) => [...drive(driveId).items.values()].filter((item) => item.children === undefined).map(stored),
        read: (path, driveId) => (0,promises_.readFile)(contentPath(drive(driveId), path)),
        async sha256(path, driveId) {
            const hash = (0,external_node_crypto_.createHash)('sha256');
            for await (const piece of (0,external_node_fs_.createReadStream)(contentPath(drive(driveId), path)))
                hash.update(piece);
            return hash.digest('hex');
        },
        async seed(path, content, driveId) {
            const names = path.split('/').filter(Boolean);
            const name = names.pop();
            if (name === undefined)
                throw new Error('a seeded file needs a name');
            const parent = folderAt(store, drive(driveId), names);
            const bytes = Buffer.from(content);
            const at = store.newContentPath();
            await (0,promises_.writeFile)(at, bytes);
            const existing = child(parent, name);
            const arrived = { path: at, sizeBytes: bytes.length, hash: new QuickXorHash().update(bytes) };
            return store.putFile({
                parent,
                name,
                ...(existing === undefined ? {} : { existing }),
                content: arrived,
            }).id;
        },
    };
}
/** Drives by id, `home` without one; throws when there is none. */
function driveFinder(store, home) {
    return (id) => {
        const found = id === undefined ? home : store.drive(id);
        if (found === undefined)
            throw new Error(`no drive ${id}`);
        return found;
    };
}
/** The folder at these names, made as far as it is missing. */
function folderAt(store, drive, names) {
    let at = drive.root;
    for (const name of names)
        at = child(at, name) ?? store.createFolder(at, name);
    return at;
}
function stored(item) {
    const { sizeBytes, quickXorHash = '', id, versions } = item;
    return { path: pathOf(item).join('/'), sizeBytes, quickXorHash, id, versions };
}
function contentPath(drive, path) {
    const file = below(drive.root, path.split('/').filter(Boolean));
    if (file?.contentPath === undefined)
        throw new Error(`no file ${path}`);
    return file.contentPath;
}

;// CONCATENATED MODULE: ./build/emulator/drive/names.js
/**
 * Which names and paths the service refuses. Pure; knows nothing of drives or requests.
 */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const segmentLimit = 255;
/** Judges one name. `folder` and `library` (a SharePoint library) refuse more, as does its `root`. Source: Microsoft's support page on restricted names. */
function refuseName(name, where = {}) {
    if (name.length > segmentLimit)
        return { inner: 'pathIsTooLong', message: 'The specified name is too long.' };
    const bad = name === '' ||
        name === '.' ||
        name === '..' ||
        /["*:<>?/\\|\u0000-\u001f\u007f]/.test(name) ||
        // Half of a character, which JSON can say and no address can.
        /\p{Surrogate}/u.test(name) ||
        name !== name.trim() ||
        name.endsWith('.') ||
        name.toLowerCase() === '.lock' ||
        name.toLowerCase() === 'desktop.ini' ||
        devices.test(name) ||
        /_vti_/i.test(name) ||
        name.startsWith('~$') ||
        (where.root === true && name.toLowerCase() === 'forms') ||
        (where.library === true && where.folder === true && name.startsWith('~'));
    return bad ? { inner: 'invalidPath', message: 'Name contains invalid characters.' } : undefined;
}
/** Judges a whole decoded path, file name included: 400 characters, 430 on personal drives. */
function refusePath(segments, personal) {
    return segments.join('/').length > (personal ? 430 : 400)
        ? { inner: 'pathIsTooLong', message: 'The specified path is too long.' }
        : undefined;
}
/** The key under which names clash: case is ignored, nothing is normalised. */
function nameKey(name) {
    return name.toLowerCase();
}
/** What a drive that takes more for one sees in one character or two. */
const spelledOut = {
    ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th' },
    ...{ ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬆ: 'st' },
};
/**
 * The key on such a drive: `æ` is `ae` (OneDrive/onedrive-api-docs#856), letters are one however they are composed, and
 * what its tables do not know is nothing (#977, #1198).
 */
function similarKey(name) {
    return nameKey(name)
        .normalize('NFC')
        .replace(/[æœßþﬀ-ﬄﬆ]/g, (letter) => spelledOut[letter] ?? letter)
        .replace(/[\u{10000}-\u{10ffff}\u3400-\u4dbf\u02ae\u02af]/gu, '');
}
/** The nth name that `rename` tries: `report 1.pdf`. */
function renamed(name, number) {
    const dot = name.lastIndexOf('.');
    return dot > 0 ? `${name.slice(0, dot)} ${number}${name.slice(dot)}` : `${name} ${number}`;
}

;// CONCATENATED MODULE: ./build/emulator/drive/sessions.js
/**
 * Upload sessions and their lives: made, extended, locked onto a name, expired, forgotten. Knows nothing of
 * HTTP or of whether a fragment is welcome: that is upload's.
 */




const minuteMs = 60_000;
const dayMs = 86_400_000;
class Sessions {
    /** What uploadUrls begin with; known once the upload host listens. */
    origin = '';
    urls = [];
    #byToken = new Map();
    /** Tokens of sessions that are over: their signature still counts, until it expires. */
    #ended = new Map();
    #byPlace = new Map();
    /** How often a place's Office file met the replace bug since the last commit. */
    #officeAttempts = new Map();
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    open(facts) {
        const { parent, name } = facts;
        const personal = parent.drive.type === 'personal';
        const nowMs = this.#clock();
        const place = placeKey(parent, name);
        const attempts = facts.officeBug ? (this.#officeAttempts.get(place) ?? 0) : 0;
        if (facts.officeBug)
            this.#officeAttempts.set(place, attempts + 1);
        const session = {
            id: (0,external_node_crypto_.randomUUID)(),
            token: `eyJ0eXAiOiJKV1QifQ.${(0,external_node_crypto_.randomBytes)(24).toString('base64url')}.${(0,external_node_crypto_.randomBytes)(24).toString('base64url')}`,
            parent,
            name,
            conflict: facts.conflict,
            dates: facts.dates,
            path: [...pathOf(parent), name].join('/'),
            expiresMs: nowMs + (personal ? 7 * dayMs : 15 * minuteMs),
            tokenExpiresMs: personal ? Number.POSITIVE_INFINITY : nowMs + dayMs,
            ...{ receivedBytes: 0, fragments: 0 },
            hash: new QuickXorHash(),
            contentPath: this.#store.newContentPath(),
            unaligned: false,
            broken: facts.officeBug === true && attempts === 0,
            reidentify: facts.officeBug === true,
        };
        this.#byToken.set(session.token, session);
        if (!personal && !session.broken)
            this.#byPlace.set(place, session);
        const url = this.#urlOf(session, facts.existing);
        this.urls.push(url);
        return { session, url };
    }
    /** By token: the session, 'expired' when the token is past its day, or nothing. */
    find(token) {
        const session = this.#byToken.get(token);
        const tokenExpiresMs = session?.tokenExpiresMs ?? this.#ended.get(token);
        if (tokenExpiresMs !== undefined && this.#clock() > tokenExpiresMs) {
            if (session !== undefined)
                this.end(session);
            return 'expired';
        }
        return session === undefined ? undefined : this.#alive(session);
    }
    /** The open session that locks this name (business and SharePoint only). */
    lockOn(parent, name) {
        const session = this.#byPlace.get(placeKey(parent, name));
        return session === undefined ? undefined : this.#alive(session);
    }
    /** A fragment was accepted: the clock starts anew. */
    extend(session) {
        const personal = session.parent.drive.type === 'personal';
        if (!personal)
            session.expiresMs = this.#clock() + 15 * minuteMs;
    }
    /** Over, one way or another; its bytes go, unless they were kept as a file's content. */
    end(session, committed = false) {
        this.#byToken.delete(session.token);
        this.#ended.set(session.token, session.tokenExpiresMs);
        const place = placeKey(session.parent, session.name);
        if (this.#byPlace.get(place) === session)
            this.#byPlace.delete(place);
        if (committed)
            this.#officeAttempts.delete(place);
        else if (session.committing !== true)
            (0,promises_.rm)(session.contentPath, { force: true }).catch(() => { });
        session.busy?.abort();
    }
    /** Those that are open; to look ends none, not even one whose time is up in the middle of a fragment. */
    list() {
        return [...this.#byToken.values()].filter(({ expiresMs }) => this.#clock() <= expiresMs);
    }
    #alive(session) {
        if (this.#clock() <= session.expiresMs)
            return session;
        this.end(session);
        return undefined;
    }
    #urlOf(session, existing) {
        const { drive } = session.parent;
        const { origin } = this;
        const host = new URL(origin).hostname;
        if (drive.type === 'personal' && !host.endsWith('microsoftpersonalcontent.com')) {
            return `${origin}/up/${session.token}`;
        }
        const item = existing?.id ?? session.parent.id;
        const temporary = `~tmp${session.id.slice(0, 2)}_${encodeURIComponent(session.name).replaceAll("'", '%27')}`;
        const target = existing === undefined ? `&path='${temporary}'` : '';
        const overwrite = session.conflict === 'replace' ? 'True' : 'False';
        const rename = session.conflict === 'rename' ? 'True' : 'False';
        return (`${origin}${drive.sitePath}/_api/v2.0/drives/${drive.id}/items/${item}/uploadSession` +
            `?guid='${session.id}'${target}&overwrite=${overwrite}&rename=${rename}&dc=0&tempauth=${session.token}`);
    }
}
function placeKey(parent, name) {
    return `${parent.drive.id}/${parent.id}/${parent.drive.keyOf(name)}`;
}

;// CONCATENATED MODULE: ./build/emulator/core/ids.js
/**
 * The forms of Microsoft's ids: GUIDs, drive ids, item ids, tags. Pure text; knows nothing of what they name.
 */

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A random GUID, upper case. */
function guid() {
    return (0,external_node_crypto_.randomUUID)().toUpperCase();
}
/** The 16 bytes of a GUID as .NET lays them out: the first three groups little-endian. */
function guidBytes(text) {
    const raw = Buffer.from(text.replaceAll('-', ''), 'hex');
    raw.subarray(0, 4).reverse();
    raw.subarray(4, 6).reverse();
    raw.subarray(6, 8).reverse();
    return raw;
}
/** `b!` and 48 bytes, base64url: site, web and list GUID. */
function libraryDriveId(parts) {
    const bytes = [parts.siteId, parts.webId, parts.listId].map(guidBytes);
    return `b!${Buffer.concat(bytes).toString('base64url')}`;
}
/** 16 hex digits: a personal drive's id is its owner's CID. */
function personalDriveId() {
    const bytes = (0,external_node_crypto_.randomBytes)(8);
    bytes[0] = (bytes[0] ?? 0) | 0x80;
    return bytes.toString('hex').toUpperCase();
}
/** How a drive names its items: `01` + base32 of four bytes of the drive and the item's GUID, or `CID!s` + the GUID. */
function itemIds(driveType, driveId) {
    if (driveType === 'personal')
        return (id) => `${driveId}!s${id.replaceAll('-', '').toLowerCase()}`;
    const constant = (0,external_node_crypto_.randomBytes)(4);
    return (id) => `01${base32(Buffer.concat([constant, guidBytes(id)]))}`;
}
/** `eTag` of an item's nth state. */
function eTag(driveType, item) {
    return driveType === 'personal' ? `a${bare(`${item.id}.${item.state}`)}` : `"{${item.guid}},${item.state}"`;
}
/** `cTag` of an item's nth content. */
function cTag(driveType, item) {
    return driveType === 'personal'
        ? `a${bare(`c:${item.id}.${item.content}`)}`
        : `"c:{${item.guid}},${item.content}"`;
}
function bare(text) {
    return Buffer.from(text).toString('base64url');
}
/** RFC 4648 base32 of a whole number of 5-byte groups, without padding. */
function base32(bytes) {
    let text = '';
    let bits = 0;
    let held = 0;
    for (const byte of bytes) {
        held = (held << 8) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += BASE32.charAt((held >> bits) & 31);
        }
        held &= (1 << bits) - 1;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/emulator/drive/store.js
/**
 * Drives, their items and where their bytes lie: a tree in memory, contents as files in a folder. Knows
 * nothing of HTTP, sessions or permissions; whoever calls has checked names and conflicts.
 */






class Store {
    drives = new Map();
    keeps;
    #dir;
    #clock;
    #keyOf;
    #sequence = 0;
    constructor(dir, clock, { keyOf = nameKey, ...keeps } = {
        contents: true,
        hashes: true,
    }) {
        this.keeps = keeps;
        this.#keyOf = keyOf;
        this.#dir = dir;
        this.#clock = clock;
        (0,external_node_fs_.mkdirSync)(dir, { recursive: true });
    }
    /** Another number after every change. */
    get revision() {
        return this.#sequence;
    }
    /** A path for new bytes, unused so far; nothing lies there yet. */
    newContentPath() {
        return (0,external_node_path_.join)(this.#dir, guid());
    }
    addDrive(facts) {
        const items = new Map();
        const history = new Map();
        const newItemId = itemIds(facts.type, facts.id);
        const drive = {
            ...facts,
            items,
            history,
            newItemId,
            keyOf: this.#keyOf,
            lent: new Map(),
            get root() {
                return root;
            },
        };
        const root = this.#item({ drive, name: 'root', folder: true });
        this.#record(root);
        this.drives.set(driveKey(facts.id), drive);
        return drive;
    }
    /** By id; hex ids of personal drives in either case. */
    drive(id) {
        return this.drives.get(driveKey(id));
    }
    createFolder(parent, name, visibility = {}) {
        const folder = this.#item({ drive: parent.drive, name, folder: true, ...visibility });
        this.#attach(folder, parent);
        return folder;
    }
    /** An item that stands for one on another drive. */
    createShortcut(parent, name, remote) {
        const shortcut = this.#item({ drive: parent.drive, name });
        shortcut.remote = remote;
        this.#attach(shortcut, parent);
        return shortcut;
    }
    /** Adds a file, or a version to `existing`. The bytes are the store's from here on. */
    putFile(request) {
        const { parent, existing, content, dates = {} } = request;
        const item = existing ??
            this.#item({ drive: parent.drive, name: request.name, hiddenRequests: request.hiddenRequests ?? 0 });
        if (existing === undefined)
            this.#attach(item, parent);
        if (item.contentPath !== undefined)
            (0,promises_.rm)(item.contentPath, { force: true }).catch(() => { });
        this.#grow(item.parent, content.sizeBytes - item.sizeBytes);
        item.contentPath = content.path;
        item.sizeBytes = content.sizeBytes;
        if (this.keeps.hashes)
            item.quickXorHash = content.hash.digest();
        item.content++;
        item.versions++;
        item.fileModifiedMs = dates.fileModifiedMs ?? this.#clock();
        if (dates.fileCreatedMs !== undefined)
            item.fileCreatedMs = dates.fileCreatedMs;
        this.touch(item);
        return item;
    }
    /** A new id for an item that goes on living. */
    reidentify(item) {
        item.drive.items.delete(item.id);
        item.drive.history.delete(item.id);
        item.guid = guid();
        item.id = item.drive.newItemId(item.guid);
        this.#record(item);
    }
    /** Something about it changed: new eTag, new place in the history. */
    touch(item) {
        item.state++;
        item.modifiedMs = this.#clock();
        this.#record(item);
    }
    move(item, target) {
        this.#detach(item);
        item.name = target.name;
        this.#attach(item, target.parent);
        this.touch(item);
    }
    /** Off to the recycle bin, with everything below. */
    remove(item) {
        this.#detach(item);
        for (const gone of [item, ...descendants(item)]) {
            gone.deleted = true;
            gone.drive.items.delete(gone.id);
            this.#record(gone);
        }
    }
    #item(facts) {
        const itemGuid = guid();
        const nowMs = this.#clock();
        return {
            id: facts.drive.newItemId(itemGuid),
            guid: itemGuid,
            drive: facts.drive,
            name: facts.name,
            ...(facts.folder ? { children: new Map() } : {}),
            sizeBytes: 0,
            createdMs: nowMs,
            modifiedMs: nowMs,
            fileCreatedMs: nowMs,
            fileModifiedMs: nowMs,
            state: facts.folder ? 1 : 0,
            content: 0,
            versions: 0,
            permissions: [],
            deleted: false,
            hiddenRequests: facts.hiddenRequests ?? 0,
            hidesForWrites: facts.hidesForWrites ?? false,
            listOrder: 0,
            changeOrder: 0,
        };
    }
    #attach(item, parent) {
        item.parent = parent;
        item.listOrder = ++this.#sequence;
        parent.children?.set(this.#keyOf(item.name), item);
        this.#grow(parent, item.sizeBytes);
        this.#record(item);
    }
    #detach(item) {
        item.parent?.children?.delete(this.#keyOf(item.name));
        this.#grow(item.parent, -item.sizeBytes);
    }
    #grow(folder, bytes) {
        for (let above = folder; above !== undefined; above = above.parent)
            above.sizeBytes += bytes;
    }
    #record(item) {
        if (!item.deleted)
            item.drive.items.set(item.id, item);
        item.drive.history.delete(item.id);
        item.drive.history.set(item.id, item);
        item.changeOrder = ++this.#sequence;
    }
}
function driveKey(id) {
    return id.startsWith('b!') ? id : id.toUpperCase();
}

;// CONCATENATED MODULE: ./build/emulator/drive/tenant.js
/**
 * Who and what exists in the emulated tenant: the signed-in user, other people, groups, sites, and their drives.
 * Knows nothing of requests.
 */

/** Where the tenant's sites are; people's own are on the other. */
const tenantHost = 'contoso.sharepoint.com';
const personalHost = 'contoso-my.sharepoint.com';
/** Makes the drives of an account in the store. A personal account has one drive and a friend; the others a whole tenant. */
function createDirectory(store, account) {
    if (account === 'personal') {
        const me = { displayName: 'Ada Emulated', alias: 'ada@outlook.com', drives: [personal(store, 'me')] };
        const bob = {
            displayName: 'Bob Emulated',
            alias: 'bob@outlook.com',
            drives: [personal(store, 'person')],
        };
        const owner = (one) => ({ ...one, id: one.drives[0]?.id ?? '' });
        return { me: owner(me), people: [owner(bob)], groups: [], sites: [] };
    }
    const mine = mySite(store, { name: 'ada', ownerName: 'Ada Emulated', holder: 'me' });
    const bobs = mySite(store, { name: 'bob', ownerName: 'Bob Emulated', holder: 'person' });
    for (const drive of bobs.drives)
        lend(store, drive);
    const builders = site(store, '/sites/builders', 'Builders', { Documents: 'Shared Documents' });
    const person = (alias, displayName, drives) => ({
        ...{ id: guid().toLowerCase(), alias, displayName, drives },
    });
    return {
        me: person('ada@contoso.com', 'Ada Emulated', mine.drives),
        people: [
            person('bob@contoso.com', 'Bob Emulated', bobs.drives),
            person('carol@contoso.com', 'Carol', []),
        ],
        groups: [person('builders', 'Builders', builders.drives), person('watchers', 'Watchers', [])],
        sites: [
            site(store, '/sites/site', 'Site', { Documents: 'Shared Documents', Releases: 'Releases' }),
            site(store, '', 'Contoso', { Documents: 'Shared Documents' }),
            builders,
            site(store, '/sites/site/sub', 'Subsite', { Documents: 'Shared Documents', 'Ü & co': 'U co' }),
            // One library is called what the other's address says.
            site(store, '/sites/twins', 'Twins', { Reports: 'Old', Archive: 'Reports' }),
            mine,
            bobs,
        ],
    };
}
function personal(store, holder) {
    const id = personalDriveId();
    const drive = store.addDrive({
        id,
        type: 'personal',
        name: 'OneDrive',
        webUrl: `https://onedrive.live.com/?cid=${id.toLowerCase()}`,
        sitePath: '',
        ownerName: holder === 'me' ? 'Ada Emulated' : 'Bob Emulated',
        holder,
    });
    if (holder === 'person')
        lend(store, drive);
    return drive;
}
/** What Bob's drive holds: one folder that the signed-in user may write to, one to read, one that is his own. */
function lend(store, drive) {
    const shelf = store.createFolder(drive.root, 'Shelf');
    drive.lent.set(store.createFolder(shelf, 'Plans'), 'write');
    drive.lent.set(store.createFolder(shelf, 'Rates'), 'read');
    store.createFolder(drive.root, 'Diary');
}
function mySite(store, who) {
    const path = `/personal/${who.name}_contoso_com`;
    const ids = { siteId: guid(), webId: guid() };
    const drive = library(store, {
        ...ids,
        ...{ host: personalHost, sitePath: path, type: 'business', folder: 'Documents', name: 'OneDrive' },
        ...{ ownerName: who.ownerName, holder: who.holder },
    });
    return {
        id: siteId(personalHost, ids),
        host: personalHost,
        path,
        displayName: who.ownerName,
        drives: [drive],
    };
}
/** `libraries`: the last part of the address by the name that people see. */
function site(store, path, displayName, libraries) {
    const ids = { siteId: guid(), webId: guid() };
    const id = siteId(tenantHost, ids);
    const common = { ...ids, host: tenantHost, sitePath: path, ownerName: displayName, siteGraphId: id };
    const drives = Object.entries(libraries).map(([name, folder]) => library(store, { ...common, type: 'documentLibrary', holder: 'site', folder, name }));
    return { id, host: tenantHost, path, displayName, drives };
}
function siteId(host, ids) {
    return `${host},${ids.siteId.toLowerCase()},${ids.webId.toLowerCase()}`;
}
function library(store, facts) {
    const { host, sitePath, type, ownerName, holder, folder, name, siteGraphId } = facts;
    return store.addDrive({
        id: libraryDriveId({ siteId: facts.siteId, webId: facts.webId, listId: guid() }),
        ...{ type, name, sitePath, ownerName, holder },
        webUrl: `https://${host}${sitePath}/${encodeURIComponent(folder)}`,
        ...(siteGraphId === undefined ? {} : { siteId: siteGraphId }),
    });
}

;// CONCATENATED MODULE: ./build/emulator/drive/receive.js
/**
 * Bytes from a request into a file, hashed as they pass, in pieces of about a mebibyte: never a whole body in
 * memory. Knows nothing of sessions or drives.
 */


const flushBytes = 1 << 20;
/** Thrown when more bytes came than the limit. */
class TooManyBytes extends Error {
}
/**
 * Writes the body at `offsetBytes`; answers how many bytes that were. When the body breaks off, what had come
 * by then is on disk and in the hash, and the body's error is thrown.
 */
async function receive(body, target) {
    const { path, offsetBytes, keeps } = target;
    if (!keeps.contents)
        return await pour(body, target, () => undefined);
    const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT, 0o600);
    let pending = [];
    let pendingBytes = 0;
    let startedBytes = 0;
    let writing = Promise.resolve();
    const flush = async () => {
        await writing;
        if (pendingBytes === 0)
            return;
        writing = handle.writev(pending, offsetBytes + startedBytes);
        // Its failure is met by the next flush; until then nobody listens.
        writing.catch(() => { });
        startedBytes += pendingBytes;
        pending = [];
        pendingBytes = 0;
    };
    try {
        return await pour(body, target, (piece) => {
            pending.push(piece);
            pendingBytes += piece.length;
            // The next mebibyte is received while this one is being written; never more than these two are held.
            return pendingBytes >= flushBytes ? flush() : undefined;
        });
    }
    finally {
        try {
            await flush();
            await writing;
        }
        finally {
            await handle.close();
        }
    }
}
/** Hashes and counts the body, and hands every piece on; a promise in return holds it up. */
async function pour(body, target, onPiece) {
    let sizeBytes = 0;
    for await (const piece of body) {
        if (!Buffer.isBuffer(piece))
            throw new TypeError('a body yields buffers');
        sizeBytes += piece.length;
        if (sizeBytes > target.limitBytes)
            throw new TooManyBytes();
        if (target.keeps.hashes)
            target.hash.update(piece);
        const held = onPiece(piece);
        if (held !== undefined)
            await held;
    }
    return sizeBytes;
}
/** A whole small body as text; throws TooManyBytes above the limit. */
async function readText(body, limitBytes) {
    const pieces = [];
    let sizeBytes = 0;
    for await (const piece of body) {
        if (!Buffer.isBuffer(piece))
            throw new TypeError('a body yields buffers');
        sizeBytes += piece.length;
        if (sizeBytes > limitBytes)
            throw new TooManyBytes();
        pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
}

;// CONCATENATED MODULE: ./build/emulator/core/jwt.js
/**
 * JSON Web Tokens in their compact form (RFC 7515, RFC 7519): taken apart, signed, verified. Knows two
 * algorithms and nothing of what a token is good for.
 */

/** RSA with SHA-256, by the two paddings that Microsoft takes. */
const algorithms = ['RS256', 'PS256'];
/** An RSA pair that is made when first asked for: most emulators never need it, and it takes a while. */
function lateKeyPair() {
    let pair;
    return () => {
        pair ??= (0,external_node_crypto_.generateKeyPairSync)('rsa', { modulusLength: 2048 });
        return pair;
    };
}
/** The keys document of an issuer with that one key (RFC 7517). */
function keysDocument(pair, keyId) {
    return { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, alg: 'RS256' }] };
}
/** Three base64url parts, the first two of them JSON objects; undefined for anything else. Verifies nothing. */
function parseJwt(text) {
    const parts = text.split('.');
    if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part)))
        return undefined;
    const [head = '', body = '', signature = ''] = parts;
    const [header, claims] = [jsonObject(head), jsonObject(body)];
    if (header === undefined || claims === undefined)
        return undefined;
    return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: bytes(signature) };
}
/** A token signed with RS256; `header` needs no `alg` and no `typ`. */
function signJwt(options) {
    const unsigned = [{ typ: 'JWT', alg: 'RS256', ...options.header }, options.claims].map(jsonPart).join('.');
    return `${unsigned}.${(0,external_node_crypto_.sign)('RSA-SHA256', Buffer.from(unsigned), options.key).toString('base64url')}`;
}
/** True when that key made the signature, by the algorithm the header names. */
function isSignedBy(jwt, key) {
    const padding = jwt.header.alg === 'PS256'
        ? { padding: external_node_crypto_.constants.RSA_PKCS1_PSS_PADDING, saltLength: external_node_crypto_.constants.RSA_PSS_SALTLEN_DIGEST }
        : { padding: external_node_crypto_.constants.RSA_PKCS1_PADDING };
    if (key.asymmetricKeyType !== 'rsa')
        return false;
    return (0,external_node_crypto_.verify)('RSA-SHA256', jwt.signed, { key, ...padding }, jwt.signature);
}
/** A JSON value as a part of a token. */
function jsonPart(value) {
    return Buffer.from(JSON.stringify(value)).toString('base64url');
}
function bytes(part) {
    return Buffer.from(part, 'base64url');
}
function jsonObject(part) {
    try {
        const value = JSON.parse(bytes(part).toString('utf8'));
        return typeof value === 'object' && value !== null ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/emulator/github/oidc.js
/**
 * GitHub's OIDC tokens: what a job with `id-token: write` gets for its request token, and how a repository's
 * subjects begin. Knows one job and one key; knows nothing of who trusts the tokens.
 * Sources: github/docs content/actions/reference/security/oidc.md; @actions/core oidc-utils; Azure/azure-dev#9382.
 */


/** Number of the account that owns every repository here. */
const ownerId = 9919;
const path = '/_oidc/token';
const keyId = 'emulator-github-key';
const keys = lateKeyPair();
/** The token service for one job of that repository. */
function createOidc({ clock, repository }) {
    const issued = [];
    const oidc = {
        issuer: 'https://token.actions.githubusercontent.com',
        job: { repository, ref: 'refs/heads/main', event: 'push' },
        lifetimeS: 300,
        origin: '',
        requestToken: `emulator.${(0,external_node_crypto_.randomBytes)(48).toString('base64url')}`,
        issued,
        get url() {
            return `${oidc.origin}${path}?api-version=2.0`;
        },
        keyOf: (issuer) => (issuer === oidc.issuer ? keys().publicKey : undefined),
        mint(audience) {
            const key = keys().privateKey;
            const token = signJwt({
                header: { kid: keyId, x5t: keyId },
                claims: claims(oidc, clock, audience),
                key,
            });
            issued.push(token);
            return token;
        },
        answer({ method, url, headers }) {
            if (url.pathname === '/.well-known/jwks')
                return { status: 200, json: keysDocument(keys(), keyId) };
            if (method !== 'GET')
                return { status: 405, json: { message: 'GET only' } };
            const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
            if (bearer !== oidc.requestToken)
                return { status: 401, json: { message: 'Unauthorized' } };
            const value = oidc.mint(url.searchParams.get('audience') || undefined);
            return { status: 200, json: { count: value.length, value } };
        },
    };
    return oidc;
}
/** True for the token service's paths on the listener's own address. */
function isOidcPath(pathname) {
    return pathname === path || pathname === '/.well-known/jwks';
}
/** What `GET /repos/{owner}/{repo}/actions/oidc/customization/sub` says of a repository. */
function subjectCustomization(repository) {
    const { subjectClaims, immutableSubject } = repository;
    return {
        use_default: subjectClaims === undefined,
        ...(subjectClaims === undefined ? {} : { include_claim_keys: subjectClaims }),
        // False even where the prefix holds numbers, unless somebody opted in (seen in Azure/azure-dev#9382).
        use_immutable_subject: false,
        ...(immutableSubject ? { sub_claim_prefix: prefix(repository) } : {}),
    };
}
function prefix({ full, id, immutableSubject }) {
    const [owner = '', name = ''] = full.split('/');
    return immutableSubject ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${full}`;
}
function claims(oidc, clock, audience) {
    const { repository, ref, environment, event } = oidc.job;
    const [owner = ''] = repository.full.split('/');
    const nowS = Math.floor(clock() / 1000);
    const facts = {
        ...(environment === undefined ? {} : { environment }),
        ref,
        ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
        repository: repository.full,
        repository_id: String(repository.id),
        repository_owner: owner,
        repository_owner_id: String(ownerId),
        repository_visibility: repository.private ? 'private' : 'public',
        event_name: event,
        actor: 'octocat',
        job_workflow_ref: `${repository.full}/.github/workflows/upload.yml@${ref}`,
        runner_environment: 'github-hosted',
    };
    return {
        jti: (0,external_node_crypto_.randomUUID)(),
        sub: oidc.subject ?? subject(oidc.job, facts),
        aud: audience ?? `https://github.com/${owner}`,
        ...facts,
        iss: oidc.issuer,
        nbf: nowS - 600,
        exp: nowS + oidc.lifetimeS,
        iat: nowS,
    };
}
function subject({ repository, ref, environment, event }, facts) {
    // A colon within a value would look like the next part.
    const safe = (text) => text.replaceAll(':', '%3A');
    const place = event.startsWith('pull_request') ? 'pull_request' : `ref:${safe(ref)}`;
    const context = environment === undefined ? place : `environment:${safe(environment)}`;
    if (repository.subjectClaims === undefined)
        return `${prefix(repository)}:${context}`;
    const part = (name) => (name === 'context' ? context : `${name}:${safe(facts[name] ?? '')}`);
    return repository.subjectClaims
        .map((name) => (name === 'repo' ? prefix(repository) : part(name)))
        .join(':');
}

;// CONCATENATED MODULE: ./build/emulator/github/replies.js
/** A request GitHub declines; the message is what its clients print. */
class Declined extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** The answer to what does not exist, and to what the token must not know to exist. */
const notFound = () => new Declined(404, 'Not Found');
/** GitHub's error body; `status` stands in it as text. */
function declinedReply({ status, message }) {
    const documentation_url = 'https://docs.github.com/rest';
    return { status, json: { message, documentation_url, status: String(status) } };
}
/** `2026-11-21T14:25:01Z` */
function instant(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
/** One page of a list, 30 items by default and 100 at most, with the Link header to its neighbours. */
function replies_page(items, url) {
    const number = (name, fallback) => {
        const value = Number(url.searchParams.get(name) ?? fallback);
        return Number.isInteger(value) && value > 0 ? value : fallback;
    };
    const size = Math.min(number('per_page', 30), 100);
    const current = number('page', 1);
    const last = Math.max(1, Math.ceil(items.length / size));
    const link = (rel, to) => {
        const target = new URL(url);
        target.searchParams.set('page', String(to));
        return `<${target.href}>; rel="${rel}"`;
    };
    const links = [
        ...(current > 1 ? [link('prev', current - 1), link('first', 1)] : []),
        ...(current < last ? [link('next', current + 1), link('last', last)] : []),
    ];
    const headers = links.length > 0 ? { link: links.join(', ') } : {};
    return { items: items.slice((current - 1) * size, current * size), headers };
}
/** Guard for a parsed JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/emulator/github/releases.js

/** GitHub refuses notes that are longer. */
const bodyLimit = 125_000;
/** GET list, latest, tags/TAG and ID; PATCH ID. */
function answerReleases(call) {
    const { method, rest, url } = call;
    const [first, second] = rest;
    const visible = call.releases.filter((release) => call.mayWrite || !release.draft);
    if (method === 'GET' && first === undefined) {
        const { items, headers } = replies_page(visible.toReversed(), url);
        return { status: 200, headers, json: items.map((release) => shown(release, call)) };
    }
    if (method === 'GET' && first === 'tags' && second !== undefined)
        return one(visible.find((release) => release.tag === second && !release.draft), call);
    if (method === 'GET' && first === 'latest')
        return one(visible.findLast((release) => !release.draft && !release.prerelease), call);
    const release = visible.find(({ id }) => String(id) === first);
    if (!release || second !== undefined || (method !== 'GET' && method !== 'PATCH'))
        throw notFound();
    if (method === 'PATCH')
        change(release, call.body);
    return one(release, call);
}
function change(release, body) {
    if (!isRecord(body))
        throw new Declined(400, 'Problems parsing JSON');
    const { body: notes, name, tag_name: tag, draft, prerelease } = body;
    if (typeof notes === 'string') {
        if (notes.length > bodyLimit)
            throw new Declined(422, `Validation Failed: body is too long (maximum is ${bodyLimit} characters)`);
        release.body = notes;
    }
    if (typeof name === 'string')
        release.name = name;
    if (typeof tag === 'string')
        release.tag = tag;
    if (typeof draft === 'boolean')
        release.draft = draft;
    if (typeof prerelease === 'boolean')
        release.prerelease = prerelease;
}
function one(release, call) {
    if (!release)
        throw notFound();
    return { status: 200, json: shown(release, call) };
}
function shown(release, { url, repository }) {
    const { id, tag, name, body, draft, prerelease, createdAtMs } = release;
    const address = draft ? `untagged-${id}` : tag;
    return {
        id,
        tag_name: tag,
        name,
        body,
        draft,
        prerelease,
        created_at: instant(createdAtMs),
        published_at: draft ? null : instant(createdAtMs),
        url: `${url.origin}/repos/${repository}/releases/${id}`,
        html_url: `https://github.com/${repository}/releases/tag/${address}`,
        assets: [],
    };
}

;// CONCATENATED MODULE: ./build/emulator/github/secrets.js
/**
 * The secrets of repositories, environments and organizations: one key pair, sealed values that only its
 * private half opens, and the rules of who may see them how. Knows nothing of tokens and permissions.
 */


class SecretStore {
    #clock;
    #shelves = new Map();
    key = freshKey();
    constructor(clock) {
        this.#clock = clock;
    }
    /** A new key: what is sealed for the old one is refused with 422 from now on. */
    rotateKey() {
        this.key = freshKey();
    }
    get(place, name) {
        return this.#shelves.get(place)?.get(name.toUpperCase());
    }
    /** Puts a secret there by hand, e.g. one that was last written long ago. */
    put(place, secret) {
        const shelf = this.#shelves.get(place) ?? new Map();
        this.#shelves.set(place, shelf.set(secret.name.toUpperCase(), secret));
    }
    /** Answers one call below `/secrets`. */
    answer(call) {
        const { shelf, method, rest, url } = call;
        const [name, sub] = rest;
        if (name === undefined && method === 'GET')
            return this.#list(shelf, url);
        if (name === 'public-key' && method === 'GET')
            return { status: 200, json: { key_id: this.key.id, key: this.key.publicKey.toString('base64') } };
        if (name === undefined)
            throw notFound();
        if (sub === undefined && method === 'PUT')
            return this.#write(call, name);
        const secret = this.get(shelf.place, name);
        if (!secret)
            throw notFound();
        if (sub === 'repositories' && shelf.organization && method === 'GET') {
            const ids = secret.selectedRepositoryIds ?? [];
            const { items, headers } = replies_page(ids, url);
            const full = (id) => call.repositories.find((known) => known.id === id)?.full ?? `unknown/${id}`;
            const repositories = items.map((id) => ({ id, full_name: full(id), name: full(id).split('/')[1] }));
            return { status: 200, headers, json: { total_count: ids.length, repositories } };
        }
        if (sub !== undefined)
            throw notFound();
        if (method === 'GET')
            return { status: 200, json: secrets_shown(secret, call) };
        if (method !== 'DELETE')
            throw notFound();
        this.#shelves.get(shelf.place)?.delete(name.toUpperCase());
        return { status: 204 };
    }
    #list(shelf, url) {
        const all = [...(this.#shelves.get(shelf.place)?.values() ?? [])];
        const { items, headers } = replies_page(all, url);
        const secrets = items.map((secret) => secrets_shown(secret, { shelf, url }));
        return { status: 200, headers, json: { total_count: all.length, secrets } };
    }
    #write({ shelf, body }, name) {
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /^GITHUB_/i.test(name))
            throw new Declined(422, 'Secret names can only contain letters, digits and _, and not begin with GITHUB_');
        const fields = isRecord(body) ? body : {};
        const { encrypted_value: encrypted, key_id: keyId } = fields;
        if (keyId !== this.key.id)
            throw new Declined(422, 'Validation Failed: the key_id does not match the current public key');
        const sealed = Buffer.from(typeof encrypted === 'string' ? encrypted : '', 'base64');
        // A sealed box is 48 bytes longer than its value, and a value has at most 48 KB.
        if (sealed.toString('base64') !== encrypted || sealed.length < 48 || sealed.length > 48 * 1024 + 48)
            throw new Declined(422, 'Validation Failed: encrypted_value is not a sealed value');
        const before = this.get(shelf.place, name);
        const nowMs = this.#clock();
        this.put(shelf.place, {
            name: name.toUpperCase(),
            sealed,
            createdAtMs: before?.createdAtMs ?? nowMs,
            updatedAtMs: nowMs,
            ...(shelf.organization ? audience(fields, shelf.kind) : {}),
        });
        return before ? { status: 204 } : { status: 201, json: {} };
    }
}
/** Who may use an organization's secret: has to be said at every write, or GitHub refuses (422). */
function audience(fields, kind) {
    const { visibility, selected_repository_ids: ids } = fields;
    if (visibility !== 'all' && visibility !== 'private' && visibility !== 'selected')
        throw new Declined(422, 'Invalid request. "visibility" wasn\'t supplied.');
    if (ids === undefined)
        return { visibility, ...(visibility === 'selected' ? { selectedRepositoryIds: [] } : {}) };
    if (visibility !== 'selected')
        throw new Declined(422, 'selected_repository_ids needs the visibility "selected"');
    // Numbers for Actions, text for Dependabot: the two families differ (cli/cli, pkg/cmd/secret/set).
    const wanted = kind === 'dependabot' ? 'string' : 'number';
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === wanted))
        throw new Declined(422, `selected_repository_ids must be an array of ${wanted}s`);
    return { visibility, selectedRepositoryIds: ids.map(Number) };
}
function secrets_shown(secret, { shelf, url }) {
    const { name, visibility } = secret;
    const times = { created_at: instant(secret.createdAtMs), updated_at: instant(secret.updatedAtMs) };
    if (!shelf.organization)
        return { name, ...times };
    const base = `${url.origin}${url.pathname.replace(/\/secrets.*/, `/secrets/${name}`)}`;
    const link = visibility === 'selected' ? { selected_repositories_url: `${base}/repositories` } : {};
    return { name, ...times, visibility, ...link };
}
function freshKey() {
    const { publicKey, privateKey } = (0,external_node_crypto_.generateKeyPairSync)('x25519');
    const raw = (text) => Buffer.from(text ?? '', 'base64url');
    const id = Array.from({ length: 19 }, () => (0,external_node_crypto_.randomInt)(1, 10)).join('');
    return {
        id,
        publicKey: raw(publicKey.export({ format: 'jwk' }).x),
        privateKey: raw(privateKey.export({ format: 'jwk' }).d),
    };
}

;// CONCATENATED MODULE: ./build/emulator/github/handler.js
/**
 * The piece of GitHub's REST API that a rotated secret and a release's notes need: who the token is and what it
 * may do, and which path leads where. The secrets and releases themselves are in ghsecrets and ghreleases.
 */






/** More than any secret or release's notes take; what those may hold at most is theirs to say. */
const bodyLimitBytes = 4 * 1024 * 1024;
const everything = [
    'secrets',
    'environments',
    'organization_secrets',
    'dependabot_secrets',
    'actions',
    'contents',
];
/** A GitHub with the repository octo-org/uploads, its environment `production`, and two tokens. */
function createGitHub({ clock }) {
    const world = { clock, tokens: new Map(), secrets: new SecretStore(clock), repositories: [] };
    let nextId = 1000;
    const github = {
        secrets: world.secrets,
        repositories: world.repositories,
        issueToken(token) {
            const text = `${token.kind === 'personal' ? 'ghp' : 'ghs'}_emulator${(0,external_node_crypto_.randomBytes)(14).toString('hex')}`;
            world.tokens.set(text, token);
            return text;
        },
        addRepository(full, facts = {}) {
            nextId += 1;
            const blank = { environments: [], private: false, immutableSubject: false, releases: [] };
            const repository = { id: nextId, full, ...blank, ...facts };
            world.repositories.push(repository);
            return repository;
        },
        addRelease(repository, facts) {
            nextId += 1;
            const blank = { id: nextId, name: facts.tag, body: '', draft: false, prerelease: false };
            const release = { ...blank, createdAtMs: clock(), ...facts };
            repository.releases.push(release);
            return release;
        },
    };
    const repository = github.addRepository('octo-org/uploads', { environments: ['production'] });
    const oidc = createOidc({ clock, repository });
    const token = github.issueToken({ kind: 'personal', permissions: everything });
    const jobToken = github.issueToken({ kind: 'integration', permissions: ['contents'] });
    const all = async (request) => isOidcPath(request.url.pathname) ? oidc.answer(request) : route(world, request);
    return { ...github, route: all, oidc, token, jobToken };
}
async function route(world, request) {
    const headers = { 'x-github-media-type': 'github.v3; format=json' };
    try {
        const token = signedIn(world, request);
        if (token.expiresAtMs !== undefined)
            headers['github-authentication-token-expiration'] = expiry(token.expiresAtMs, token.offsetHours);
        const reply = await dispatch(world, request, token);
        return { ...reply, headers: { ...headers, ...reply.headers } };
    }
    catch (error) {
        if (!(error instanceof Declined))
            throw error;
        return { ...declinedReply(error), headers };
    }
}
/** `2026-12-21 14:25:01 UTC` or `2026-12-21 16:25:01 +0200`, as the header of that name has it. */
function expiry(atMs, offsetHours) {
    const text = new Date(atMs + (offsetHours ?? 0) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    if (offsetHours === undefined)
        return `${text} UTC`;
    return `${text} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}
function signedIn(world, { headers }) {
    if (!headers['user-agent'])
        throw new Declined(403, 'Request forbidden by administrative rules. Please send a User-Agent header.');
    const text = /^(?:bearer|token) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (text === undefined)
        throw new Declined(401, 'Requires authentication');
    const token = world.tokens.get(text);
    if (!token || (token.expiresAtMs ?? Number.POSITIVE_INFINITY) <= world.clock())
        throw new Declined(401, 'Bad credentials');
    return token;
}
function demand(token, ...permissions) {
    if (permissions.every((permission) => token.permissions.includes(permission)))
        return;
    const who = token.kind === 'integration' ? 'integration' : 'personal access token';
    throw new Declined(403, `Resource not accessible by ${who}`);
}
async function dispatch(world, request, token) {
    const { method, url } = request;
    // GitHub Enterprise Server keeps its API below a folder.
    const path = url.pathname
        .replace(/^\/api\/v3(?=\/)/, '')
        .slice(1)
        .split('/')
        .map(decoded);
    const body = method === 'GET' ? undefined : await readJson(request);
    const call = { method, url, body };
    const [top = '', first = '', second = ''] = path;
    if (top === 'orgs') {
        const kind = second;
        if ((kind !== 'actions' && kind !== 'dependabot') || path[3] !== 'secrets')
            throw notFound();
        if (!world.repositories.some(({ full }) => full.toLowerCase().startsWith(`${first.toLowerCase()}/`)))
            throw notFound();
        demand(token, kind === 'actions' ? 'organization_secrets' : 'dependabot_secrets');
        const shelf = { place: `${kind}/${first}`.toLowerCase(), kind, organization: true };
        return world.secrets.answer({ ...call, shelf, rest: path.slice(4), repositories: world.repositories });
    }
    const byId = top === 'repositories';
    const rest = path.slice(byId ? 2 : 3);
    const name = `${first}/${second}`.toLowerCase();
    const repository = world.repositories.find((known) => byId ? String(known.id) === first : known.full.toLowerCase() === name);
    if (!repository || (top !== 'repos' && !byId))
        throw notFound();
    return ofRepository({ world, token, repository, rest, ...call });
}
function ofRepository(call) {
    const { world, token, repository, rest, method } = call;
    const { id, full, private: hidden } = repository;
    const [area = '', second = '', third = ''] = rest;
    const secretsAt = (shelf, depth) => world.secrets.answer({ ...call, shelf, rest: rest.slice(depth), repositories: world.repositories });
    if (rest.length === 0 && method === 'GET') {
        const [owner = '', name = ''] = full.split('/');
        return { status: 200, json: { id, name, full_name: full, private: hidden, owner: { login: owner } } };
    }
    if ((area === 'actions' || area === 'dependabot') && second === 'secrets') {
        demand(token, area === 'actions' ? 'secrets' : 'dependabot_secrets');
        return secretsAt({ place: `${area}/${full}`.toLowerCase(), kind: area, organization: false }, 2);
    }
    if (rest.join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
        if (hidden)
            demand(token, 'actions');
        return { status: 200, json: subjectCustomization(repository) };
    }
    if (area === 'environments' && third === 'secrets') {
        demand(token, 'secrets', 'environments');
        // An environment is not made by writing a secret into it.
        const environment = repository.environments.find((known) => known.toLowerCase() === second.toLowerCase());
        if (environment === undefined)
            throw notFound();
        const place = `actions/${full}/${environment}`.toLowerCase();
        return secretsAt({ place, kind: 'actions', organization: false }, 3);
    }
    if (area === 'releases') {
        const mayWrite = token.permissions.includes('contents');
        if (method !== 'GET')
            demand(token, 'contents');
        const { releases } = repository;
        return answerReleases({ ...call, releases, rest: rest.slice(1), mayWrite, repository: full });
    }
    throw notFound();
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        throw notFound();
    }
}
async function readJson(request) {
    const text = await readText(request.body, bodyLimitBytes).catch((error) => {
        throw error instanceof TooManyBytes ? new Declined(413, 'The request body is too large') : error;
    });
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Declined(400, 'Problems parsing JSON');
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/json.js
/**
 * Drives, items and permissions as JSON, the way each sort of drive words them. Reads the store, changes
 * nothing.
 */



const json_mimeTypes = {
    '.txt': 'text/plain',
    '.html': 'text/html',
    '.json': 'application/json',
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.pdf': 'application/pdf',
    '.zip': 'application/zip',
    '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};
/** The media type the service derives from a name. */
function mimeType(name) {
    return json_mimeTypes[(0,external_node_path_.extname)(name).toLowerCase()] ?? 'application/octet-stream';
}
/** A driveItem as Graph gives it. `raw` is the form of SharePoint's own `_api/v2.0`, as an upload's last answer has it. */
function driveItem(service, item, raw = false) {
    const { drive } = item;
    const by = { user: { displayName: service.directory.me.displayName } };
    const isFile = item.children === undefined && item.remote === undefined;
    const download = raw ? '@content.downloadUrl' : '@microsoft.graph.downloadUrl';
    return {
        ...(isFile ? { [download]: service.tickets.urlOf(item) } : {}),
        createdBy: by,
        createdDateTime: seconds(item.createdMs),
        eTag: eTag(drive.type, item),
        id: item.id,
        lastModifiedBy: by,
        lastModifiedDateTime: seconds(item.modifiedMs),
        name: item.name,
        parentReference: parentReference(service, item),
        webUrl: webUrl(item),
        ...(item.children === undefined || drive.type === 'personal' ? { cTag: cTag(drive.type, item) } : {}),
        ...(item.description === undefined ? {} : { description: item.description }),
        ...(isFile ? { file: fileFacet(service, item) } : {}),
        ...containerFacet(item),
        ...(item.remote === undefined ? {} : { remoteItem: remoteFacet(item.remote) }),
        fileSystemInfo: {
            createdDateTime: seconds(item.fileCreatedMs),
            lastModifiedDateTime: seconds(item.fileModifiedMs),
        },
        ...(item.parent === undefined ? { root: {} } : {}),
        ...(item === drive.approot ? { specialFolder: { name: 'approot' } } : {}),
        ...(item.permissions.length > 0 ? { shared: { scope: item.permissions.at(-1)?.scope } } : {}),
        size: item.sizeBytes,
    };
}
function containerFacet({ children, isPackage }) {
    if (children === undefined)
        return {};
    return isPackage === true ? { package: { type: 'oneNote' } } : { folder: { childCount: children.size } };
}
/** What is told, on one drive, of an item on another. */
function remoteFacet(item) {
    return {
        id: item.id,
        name: item.name,
        size: item.sizeBytes,
        webUrl: webUrl(item),
        ...containerFacet(item),
        parentReference: { driveId: item.drive.id, driveType: item.drive.type, id: item.parent?.id ?? '' },
    };
}
/** What delta tells of an item that is gone. */
function deletedItem(item) {
    return { id: item.id, deleted: { state: 'deleted' }, parentReference: { driveId: item.drive.id } };
}
function fileFacet(service, item) {
    const { omitHashes, omitZeroByteHashes } = service.settings;
    const bare = item.quickXorHash === undefined || omitHashes || (omitZeroByteHashes && item.sizeBytes === 0);
    return {
        ...(bare ? {} : { hashes: { quickXorHash: item.quickXorHash } }),
        mimeType: mimeType(item.name),
    };
}
function parentReference(service, item) {
    const { drive, parent } = item;
    const common = { driveId: drive.id, driveType: drive.type };
    if (parent === undefined)
        return common;
    const escaped = escapedPath(parent);
    const tail = service.settings.lowerCaseParent
        ? escaped.replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase())
        : escaped;
    const root = drive.type === 'personal' ? '/drive/root:' : `/drives/${drive.id}/root:`;
    return {
        ...common,
        id: parent.id,
        name: parent.parent === undefined ? 'root' : parent.name,
        path: `${root}${tail}`,
        ...(drive.siteId === undefined ? {} : { siteId: drive.siteId.split(',')[1] }),
    };
}
function webUrl(item) {
    const { drive } = item;
    if (drive.type === 'personal')
        return `https://onedrive.live.com/?cid=${drive.id.toLowerCase()}&id=${encodeURIComponent(item.id)}`;
    return drive.webUrl + escapedPath(item);
}
/** From the drive's root, each name escaped, with a slash before it. */
function escapedPath(item) {
    return pathOf(item)
        .map((name) => `/${encodeURIComponent(name)}`)
        .join('');
}
/** A drive as Graph gives it. */
function driveJson(service, drive) {
    return {
        id: drive.id,
        driveType: drive.type,
        name: drive.name,
        webUrl: drive.webUrl,
        createdDateTime: seconds(drive.root.createdMs),
        lastModifiedDateTime: seconds(drive.root.modifiedMs),
        owner: drive.type === 'documentLibrary'
            ? { group: { displayName: drive.ownerName } }
            : {
                user: {
                    ...(drive.holder === 'me' && { id: service.directory.me.id }),
                    displayName: drive.ownerName,
                },
            },
        quota: quota(service, drive),
    };
}
function quota(service, drive) {
    if (service.settings.quotaZeros)
        return { deleted: 0, remaining: 0, state: 'normal', total: 0, used: 0 };
    const total = service.settings.quotaBytes;
    const used = drive.root.sizeBytes;
    const remaining = Math.max(0, total - used);
    return { deleted: 0, remaining, state: quotaState(remaining, total), total, used };
}
function quotaState(remaining, total) {
    if (remaining === 0)
        return 'exceeded';
    if (remaining < total / 100)
        return 'critical';
    return remaining < total / 10 ? 'nearing' : 'normal';
}
/** Where a sharing link leads. */
function linkAddress(item, { token }) {
    const kind = item.children === undefined ? 'u' : 'f';
    if (item.drive.type === 'personal')
        return `https://1drv.ms/${kind}/${token}`;
    return `${new URL(item.drive.webUrl).origin}/:${kind}:/g/${token}`;
}
/** A permission of an item, as createLink answers it. */
function permissionJson(item, permission) {
    const link = linkAddress(item, permission);
    return {
        id: permission.id,
        roles: [permission.type === 'edit' ? 'write' : 'read'],
        hasPassword: permission.hasPassword,
        ...(permission.expirationDateTime === undefined
            ? {}
            : { expirationDateTime: permission.expirationDateTime }),
        shareId: `u!${Buffer.from(link).toString('base64url')}`,
        link: {
            type: permission.type,
            scope: permission.scope,
            webUrl: link,
            preventsDownload: false,
            ...(permission.type === 'embed' ? { webHtml: `<iframe src="${link}"></iframe>` } : {}),
        },
    };
}
/** An instant the way items carry it: to the second, UTC. */
function seconds(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
function json_isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/emulator/graph/arrange.js
/**
 * What a test is told of the emulated tenant, and what it may plant there besides files: shortcuts, notebooks,
 * other people's links. Knows directory and store, nothing of requests.
 */



/** The tenant in ids and addresses. */
function placesOf({ me, people, groups, sites }) {
    return {
        userPrincipalName: me.alias,
        userId: me.id,
        meDriveId: me.drives[0]?.id ?? '',
        people: people.map(({ id, alias, drives: [drive] }) => ({
            id,
            userPrincipalName: alias,
            driveId: drive?.id ?? '',
            lent: Object.fromEntries([...(drive?.lent.keys() ?? [])].map((item) => [item.name, item.id])),
        })),
        groups: groups.map(({ id, drives }) => ({ id, driveId: drives[0]?.id ?? '' })),
        sites: sites.map((site) => ({
            id: site.id,
            webUrl: `https://${site.host}${site.path}`,
            libraries: site.drives.map(({ id, name, webUrl }) => ({ name, webUrl, driveId: id })),
        })),
    };
}
/** The hand that plants; `home` is the drive that is meant when none is named. */
function plants(store, home) {
    const drive = driveFinder(store, home);
    const itemOf = ({ driveId, itemId }) => {
        const found = drive(driveId).items.get(itemId);
        if (found === undefined)
            throw new Error(`no item ${itemId}`);
        return found;
    };
    const folder = (path, driveId) => folderAt(store, drive(driveId), path.split('/').filter(Boolean));
    return {
        plantFolder: (path, driveId) => folder(path, driveId).id,
        plantNotebook(path, driveId) {
            const notebook = folder(path, driveId);
            notebook.isPackage = true;
            return notebook.id;
        },
        plantShortcut: (name, target) => store.createShortcut(home.root, name, itemOf(target)).id,
        plantLink({ type, scope, ...target }) {
            const item = itemOf(target);
            const id = (0,external_node_crypto_.randomBytes)(12).toString('hex');
            const permission = { id, type, scope, token: `E${id}`, hasPassword: false };
            item.permissions.push(permission);
            return linkAddress(item, permission);
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/core/errors.js
/** A request the service declines. */
class Refusal extends Error {
    facts;
    constructor(facts) {
        super(facts.message);
        this.facts = facts;
    }
}
function itemNotFound(message = 'The resource could not be found.') {
    return new Refusal({ status: 404, code: 'itemNotFound', message });
}
function invalidRequest(message, inner) {
    return new Refusal({
        status: 400,
        code: 'invalidRequest',
        message,
        ...(inner === undefined ? {} : { inner }),
    });
}
function badRequest(message) {
    return new Refusal({ status: 400, code: 'BadRequest', message });
}
function methodNotAllowed() {
    const message = 'Specified HTTP method is not allowed for the request target.';
    return new Refusal({ status: 405, code: 'BadRequest', message });
}
function accessDenied(message = 'Access denied') {
    return new Refusal({ status: 403, code: 'accessDenied', message });
}
function nameAlreadyExists(message = 'The specified item name already exists.') {
    return new Refusal({ status: 409, code: 'nameAlreadyExists', message });
}
function quotaReached() {
    return new Refusal({ status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' });
}
/** Graph's error body; `ids` are the request's. The upload host spells it `innererror`. */
function errorBody(facts, ids) {
    const inner = {
        ...(facts.inner === undefined ? {} : { code: facts.inner }),
        date: new Date(ids.nowMs).toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
    };
    return {
        error: { code: facts.code, message: facts.message, [ids.legacy ? 'innererror' : 'innerError']: inner },
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/address.js
/**
 * Graph's way of addressing: plain segments, and paths between colons (`root:/a/b:/content`). Turns a raw
 * request path into parts, resolving nothing: a `..` is a name like any other, and refused as one.
 * Source: OneDrive/onedrive-api-docs, addressing-driveitems.md.
 */

/** Parts of a raw path that begins after the version: `/me/drive/root:/a%20b:/content` → `me drive root [a b] content`. */
function parseAddress(rawPath) {
    const parts = [];
    let rest = rawPath.replace(/^\//, '');
    while (rest !== '') {
        const colon = rest.search(/:(\/|$)/);
        const plain = colon < 0 ? rest : rest.slice(0, colon);
        for (const segment of plain.split('/'))
            parts.push(plainSegment(segment));
        if (colon < 0)
            break;
        rest = rest.slice(colon + 1);
        if (rest === '')
            throw invalidRequest('The resource path is incomplete.');
        const end = rest.indexOf(':', 1);
        parts.push(pathNames(end < 0 ? rest : rest.slice(0, end)));
        if (end < 0)
            break;
        rest = rest.slice(end + 1);
        if (rest !== '' && !rest.startsWith('/'))
            throw invalidRequest('A path must not hold a colon.');
        rest = rest.replace(/^\//, '');
    }
    return parts;
}
function plainSegment(raw) {
    const segment = address_decoded(raw);
    if (segment === '' || segment === '.' || segment === '..') {
        throw badRequest(`Resource not found for the segment '${segment}'.`);
    }
    return segment;
}
function pathNames(raw) {
    const names = raw.split('/').slice(1).map(address_decoded);
    if (names.at(-1) === '' && names.length > 1)
        names.pop();
    if (names.length === 0 || names.some((name) => name === '')) {
        throw invalidRequest('A valid path must be provided.');
    }
    const dots = names.some((name) => name === '.' || name === '..');
    if (dots)
        throw invalidRequest('The path holds a relative segment.', 'invalidPath');
    return names;
}
/** A percent-decoded segment; 400 for one whose escapes are broken. */
function address_decoded(raw) {
    try {
        return decodeURIComponent(raw);
    }
    catch {
        throw badRequest('The request URI is not well-formed.');
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/emulator/graph/request-options.js
/**
 * What a Graph call asks for: its JSON body, and what headers, queries and bodies may state alike, which is conflict
 * behaviour, dates and tags. What is wrong is refused the way the service refuses it.
 */




const CONFLICT = '@microsoft.graph.conflictBehavior';
/** Its name in the days of api.onedrive.com, still sent to Graph by abraunegg/onedrive 2.4. */
const oldConflict = '@name.conflictBehavior';
/** Throws 412 when `If-Match` names another state than the item's, or `If-None-Match: *` finds it there. */
function checkTags(request, item) {
    const wanted = request.headers['if-match'];
    const { type } = item?.drive ?? {};
    // Either tag will do (driveItem documentation): the cTag is the one that a mere change of dates leaves alone.
    const held = item && type ? [eTag(type, item), cTag(type, item)] : [];
    const mismatch = wanted !== undefined && wanted !== '*' && !held.includes(wanted);
    if (!mismatch && (request.headers['if-none-match'] !== '*' || item === undefined))
        return;
    const message = "ETag does not match current item's value";
    throw new Refusal({ status: 412, code: 'resourceModified', message });
}
/** `fail`, `replace` or `rename`; left out it means `replace`, whatever the documentation says (microsoft-graph-docs#19010). */
function readConflict(value) {
    if (value === undefined || value === null)
        return 'replace';
    if (value === 'fail' || value === 'replace' || value === 'rename')
        return value;
    throw invalidRequest(`The value of '${CONFLICT}' is invalid.`);
}
/** fileSystemInfo, cut to whole seconds as the service stores it. */
function readDates(value) {
    if (value === undefined || value === null)
        return {};
    if (!json_isObject(value))
        throw invalidRequest("The value of 'fileSystemInfo' is invalid.");
    const createdMs = readInstant(value.createdDateTime);
    const modifiedMs = readInstant(value.lastModifiedDateTime);
    return {
        ...(createdMs === undefined ? {} : { fileCreatedMs: createdMs }),
        ...(modifiedMs === undefined ? {} : { fileModifiedMs: modifiedMs }),
    };
}
function readInstant(value) {
    if (value === undefined || value === null)
        return undefined;
    const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/;
    const atMs = typeof value === 'string' && shape.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(atMs))
        throw invalidRequest('A date and time of fileSystemInfo is invalid.');
    return Math.floor(atMs / 1000) * 1000;
}
const limitBytes = 4 * 1024 * 1024;
/** The body as an object; `{}` when there is none. */
async function request_options_readJson(request) {
    const text = await bodyText(request);
    if (text === '')
        return {};
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
        throw badRequest('Entity only allows writes with a JSON Content-Type header.');
    }
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
    }
    if (!json_isObject(value))
        throw badRequest('The request payload must be a JSON object.');
    return value;
}
async function bodyText(request) {
    try {
        return await readText(request.body, limitBytes);
    }
    catch (error) {
        if (!(error instanceof TooManyBytes))
            throw error;
        throw new Refusal({
            status: 413,
            code: 'RequestBodyTooLarge',
            message: 'The request body is too large.',
        });
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/batch.js
/**
 * `$batch`: up to twenty calls in one, each answered for itself. Knows the envelope, not the calls.
 * Source: microsoft-graph-docs, json-batching.md.
 */




const batch_largest = 20;
/** POST /$batch. */
async function batch(call, member) {
    const { requests } = await request_options_readJson(call.request);
    if (!Array.isArray(requests))
        throw badRequest("The 'requests' property is missing or invalid.");
    if (requests.length > batch_largest)
        throw badRequest(`Number of batch request steps exceeds the maximum value of ${batch_largest}.`);
    const asked = requests.map(readAsked);
    if (new Set(asked.map((one) => one.id)).size < asked.length)
        throw badRequest('Request Id must be unique.');
    const failed = new Set();
    const responses = [];
    for (const one of asked) {
        const reply = one.dependsOn.some((id) => failed.has(id))
            ? {
                status: 424,
                json: { error: { code: 'FailedDependency', message: 'A request this one depends on failed.' } },
            }
            : await member(memberCall(call, one), batch_pathOf(one));
        if (reply.status >= 400)
            failed.add(one.id);
        responses.push(written(one.id, reply));
    }
    return { status: 200, json: { responses } };
}
function readAsked(value) {
    if (!json_isObject(value))
        throw badRequest('A batch request must be an object.');
    const { id, method, url, headers, body, dependsOn } = value;
    if (typeof id !== 'string' || id === '')
        throw badRequest('A batch request needs an id.');
    if (typeof method !== 'string' || typeof url !== 'string')
        throw badRequest('A batch request needs a method and a url.');
    const fields = json_isObject(headers) ? Object.entries(headers) : [];
    const lower = Object.fromEntries(fields.map(([name, text]) => [name.toLowerCase(), String(text)]));
    if (body !== undefined && lower['content-type'] === undefined) {
        throw badRequest('A batch request with a body needs a Content-Type header.');
    }
    const needs = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
    return { id, method: method.toUpperCase(), url, headers: lower, body, dependsOn: needs };
}
function batch_pathOf(asked) {
    return `/${asked.url.replace(/\?.*$/s, '').replace(/^\//, '')}`;
}
function memberCall(call, asked) {
    const rawTarget = `/v1.0/${asked.url.replace(/^\//, '')}`;
    const url = new URL(rawTarget, call.origin);
    const bytes = bodyBytes(asked);
    const request = {
        method: asked.method,
        url,
        rawTarget,
        headers: { ...asked.headers, 'content-length': String(bytes.length) },
        body: external_node_stream_.Readable.from(bytes.length === 0 ? [] : [bytes]),
    };
    return { ...call, request, query: url.searchParams };
}
function bodyBytes(asked) {
    if (asked.body === undefined || asked.body === null)
        return Buffer.alloc(0);
    if (typeof asked.body === 'string')
        return Buffer.from(asked.body, 'base64');
    return Buffer.from(JSON.stringify(asked.body));
}
/** No call that a batch may hold answers with anything but JSON: a file's content is a redirect. */
function written(id, reply) {
    const headers = {
        ...(reply.json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...reply.headers,
    };
    return { id, status: reply.status, headers, ...(reply.json === undefined ? {} : { body: reply.json }) };
}

;// CONCATENATED MODULE: ./build/emulator/graph/commit.js
/**
 * How arrived bytes become a file: conflicts, the name it ends up with, what SharePoint does to Office files.
 * Shared by upload sessions and the simple PUT; knows nothing of either's HTTP.
 */




/** True for a document whose replacement in a library meets the session bug (abraunegg/onedrive#3859). */
function isOffice(name) {
    return /\.(docx|xlsx|pptx)$/i.test(name);
}
/** Throws 507 when the drive has no room for that many bytes more. */
function checkRoom(service, parent, sizeBytes) {
    if (parent.drive.root.sizeBytes + sizeBytes > service.settings.quotaBytes)
        throw quotaReached();
}
/** Makes the file or the new version; 409 where the conflict behaviour says so. `fresh` tells 201 from 200. */
async function commit(service, arrival) {
    const { parent, conflict } = arrival;
    // First, for it takes a while: from the look at what is there to the new file nothing may come in between.
    const content = await enriched(service, arrival);
    if (parent.deleted)
        throw itemNotFound();
    let name = arrival.name;
    let existing = child(parent, name);
    if (existing !== undefined && conflict === 'rename') {
        name = freeName(parent, name);
        existing = undefined;
    }
    if (existing !== undefined && (conflict === 'fail' || existing.children !== undefined)) {
        throw nameAlreadyExists('Another file exists with the same name as the uploaded session. You can redirect the upload session to use ' +
            'a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.');
    }
    if (existing !== undefined && arrival.reidentify)
        service.store.reidentify(existing);
    const item = service.store.putFile({
        parent,
        name,
        ...(existing === undefined ? {} : { existing }),
        content,
        ...(arrival.dates === undefined ? {} : { dates: arrival.dates }),
        hiddenRequests: service.settings.visibilityLagRequests,
    });
    return { item, fresh: existing === undefined };
}
/** The first of `name 1.ext`, `name 2.ext` … that is free. */
function freeName(parent, name) {
    for (let number = 1;; number++) {
        const candidate = renamed(name, number);
        if (!parent.children?.has(parent.drive.keyOf(candidate)))
            return candidate;
    }
}
async function enriched(service, arrival) {
    const { parent, name, content } = arrival;
    const touched = isOffice(name) || /\.html?$/i.test(name);
    if (!service.settings.enrichOffice || !touched || parent.drive.type === 'personal')
        return content;
    const extra = Buffer.from(`<!-- ${parent.drive.id} -->`);
    await (0,promises_.appendFile)(content.path, extra);
    return {
        path: content.path,
        sizeBytes: content.sizeBytes + extra.length,
        hash: content.hash.copy().update(extra),
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/permissions.js
/**
 * What a caller's scopes or roles allow on a drive's items. Knows the permission names and nothing of tokens.
 */

const WRITE = new Set([
    'files.readwrite',
    'files.readwrite.all',
    'sites.readwrite.all',
    'sites.manage.all',
    'sites.fullcontrol.all',
    'sites.selected',
    'onedrive.readwrite',
    'wl.skydrive_update',
]);
const READ = new Set(['files.read', 'files.read.all', 'sites.read.all', 'onedrive.readonly', 'wl.skydrive']);
const appFolder = new Set(['files.readwrite.appfolder', 'onedrive.appfolder']);
const PROFILE = /^(user\.read|user\.readwrite|user\.read\.all|user\.readwrite\.all|user\.readbasic\.all|wl\.basic|wl\.signin)$/;
/** Permission names without their resource, in lower case. */
function permissions(caller) {
    const names = caller.user ? caller.scopes : caller.roles;
    return names.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
}
/**
 * Throws 403 when the caller may not read (or write) here: `Files.ReadWrite` opens the signed-in user's own drive,
 * `….All` what others let the user use as well, an app folder's scope that folder alone, `Sites.Selected` the
 * sites it was granted on. Source: graph/permissions-reference, graph/permissions-selected-overview.
 */
function checkAccess(call, item, kind) {
    if (permissions(call.caller).some((name) => opens(call, { name, item, kind })))
        return;
    throw accessDenied('Access denied');
}
function opens({ caller, service }, { name, item, kind }) {
    const { holder, sitePath } = item.drive;
    if (appFolder.has(name))
        return holder === 'me' && insideApproot(item);
    if (!WRITE.has(name) && (kind === 'write' || !READ.has(name)))
        return false;
    if (name === 'sites.selected')
        return holder === 'site' && service.settings.selectedSites.includes(sitePath);
    if (!caller.user || holder === 'me')
        return true;
    return name.endsWith('.all') && (holder === 'site' || lentTo(item, kind));
}
/** True when the item, or a folder above it, is shared with the signed-in user. */
function lentTo(item, kind) {
    for (let at = item; at !== undefined; at = at.parent) {
        const right = item.drive.lent.get(at);
        if (right !== undefined && (right === 'write' || kind === 'read'))
            return true;
    }
    return false;
}
/** Finding a site takes a permission on sites: those on files don't bring it along. */
function checkSite({ caller, service }, sitePath) {
    const held = permissions(caller).filter((name) => name.startsWith('sites.'));
    const wide = held.some((name) => name.endsWith('.all'));
    if (wide || (held.length > 0 && service.settings.selectedSites.includes(sitePath)))
        return;
    throw accessDenied('Access denied');
}
/** True when the caller holds any permission on files at all. */
function mayReadDrives(caller) {
    return permissions(caller).some((name) => WRITE.has(name) || READ.has(name) || appFolder.has(name));
}
function insideApproot(item) {
    for (let at = item; at !== undefined; at = at.parent) {
        if (at === item.drive.approot)
            return true;
    }
    return false;
}
/** `/me` means a person: an app's own token has none. */
function checkUser(caller) {
    if (!caller.user)
        throw badRequest('/me request is only valid with delegated authentication flow.');
}
/** Reading a profile takes User.Read, which a permission on files does not bring along. */
function checkProfile(caller) {
    checkUser(caller);
    if (permissions(caller).some((name) => PROFILE.test(name)))
        return;
    throw new Refusal({
        status: 403,
        code: 'Authorization_RequestDenied',
        message: 'Insufficient privileges to complete the operation.',
    });
}

;// CONCATENATED MODULE: ./build/emulator/graph/resolve.js
/**
 * From the parts of an address to a drive and an item. Decides what a call is about; what is done with it is
 * the routes'.
 */



/** `me`, `users/x`, `groups/x` or `sites/x` with the rest of the address; nothing for other beginnings. */
function owner(call, parts) {
    const [first, id, ...rest] = parts;
    const { directory } = call.service;
    if (first === 'me') {
        checkUser(call.caller);
        return { drives: call.service.settings.meWithoutDrive ? [] : directory.me.drives, rest: parts.slice(1) };
    }
    if (typeof id !== 'string')
        return undefined;
    if (first === 'users')
        return { drives: personNamed(call, id).drives, rest };
    if (first === 'groups')
        return { drives: named(directory.groups, id).drives, rest };
    if (first !== 'sites')
        return undefined;
    const { site, rest: after } = siteAt(call, id, rest);
    return { drives: site.drives, rest: after };
}
/** The signed-in user or somebody else of the tenant, by id or user principal name; 404 for a stranger. */
function personNamed(call, id) {
    const { me, people } = call.service.directory;
    return named([me, ...people], id);
}
function named(owners, id) {
    const wanted = id.toLowerCase();
    const found = owners.find((one) => one.id.toLowerCase() === wanted || one.alias.toLowerCase() === wanted);
    if (found !== undefined)
        return found;
    throw new Refusal({
        status: 404,
        code: 'Request_ResourceNotFound',
        message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    });
}
/** A site by id, by host, or by host and path; `rest` is what follows. */
function siteAt(call, id, parts) {
    const { directory, account } = call.service;
    if (account === 'personal')
        throw badRequest('This API is not supported for MSA accounts');
    const [path] = parts;
    const byPath = typeof path === 'object';
    const wanted = id.toLowerCase();
    const found = directory.sites.find((site) => {
        if (byPath)
            return site.host === wanted && site.path.toLowerCase() === `/${path.join('/')}`.toLowerCase();
        if (site.id.toLowerCase() === wanted || site.id.split(',')[1] === wanted)
            return true;
        return site.path === '' && (site.host === wanted || wanted === 'root');
    });
    checkSite(call, found?.path ?? '');
    if (found === undefined) {
        throw itemNotFound('The provided path does not exist, or does not represent a site');
    }
    return { site: found, rest: byPath ? parts.slice(1) : parts };
}
/** The drive an address is about and the parts below it; nothing when it stops short of a drive. */
function driveAt(call, parts) {
    if (parts[0] === 'drives' && typeof parts[1] === 'string') {
        return { drive: driveById(call, parts[1]), rest: parts.slice(2) };
    }
    const address = parts[0] === 'drive' ? ['me', ...parts] : parts;
    const owned = owner(call, address);
    if (owned === undefined)
        return undefined;
    const [word, id] = owned.rest;
    const [first] = owned.drives;
    if (word === 'drive' && first === undefined)
        throw driveless(call, address[0]);
    if (word === 'drive' && first !== undefined)
        return { drive: first, rest: owned.rest.slice(1) };
    if (word !== 'drives' || typeof id !== 'string')
        return undefined;
    const drive = driveById(call, id);
    if (!owned.drives.includes(drive))
        throw itemNotFound();
    return { drive, rest: owned.rest.slice(2) };
}
/** Nobody has opened it yet, or nobody may: sdk-dotnet#579, api-docs#1773, graph-docs#631. */
function driveless({ service }, whose) {
    if (whose === 'me' && service.settings.meWithoutDrive === 'no-licence')
        return badRequest('Tenant does not have a SPO license.');
    const message = whose === 'groups'
        ? 'Resource provisioning is in progress. Please try again.'
        : "User's mysite not found.";
    return new Refusal({ status: 404, code: 'ResourceNotFound', message });
}
function driveById(call, id) {
    const drive = call.service.store.drive(id);
    if (drive !== undefined)
        return drive;
    if (/^b![\w-]{64}$/.test(id) || /^[0-9a-f]{15,16}$/i.test(id))
        throw itemNotFound('Item not found');
    throw invalidRequest('The provided drive id appears to be malformed, or does not represent a valid drive.');
}
/** The item part of an address: `root`, `items/{id}` or `special/approot`, a path, an action. */
function placeAt(call, drive, parts) {
    const [first, second] = parts;
    let rest;
    let base;
    if (first === 'root') {
        base = drive.root;
        rest = parts.slice(1);
    }
    else if (first === 'items' && typeof second === 'string') {
        base = second === 'root' ? drive.root : drive.items.get(second);
        rest = parts.slice(2);
    }
    else if (first === 'special' && second === 'approot') {
        base = approot(call, drive);
        rest = parts.slice(2);
    }
    else {
        throw badRequest(`Resource not found for the segment '${String(first)}'.`);
    }
    if (base === undefined)
        throw itemNotFound();
    const names = typeof rest[0] === 'object' ? rest[0] : [];
    const action = names.length === 0 ? rest : rest.slice(1);
    if (action.some((part) => typeof part === 'object'))
        throw invalidRequest('The resource path is invalid.');
    return {
        drive,
        base,
        names,
        item: below(base, names),
        action: action.filter((part) => typeof part === 'string'),
    };
}
/** The app's own folder, made when it is first asked for. */
function approot(call, drive) {
    if (drive.approot === undefined || drive.approot.deleted) {
        const { store } = call.service;
        const apps = child(drive.root, 'Apps') ?? store.createFolder(drive.root, 'Apps');
        drive.approot = child(apps, 'Emulated app') ?? store.createFolder(apps, 'Emulated app');
    }
    return drive.approot;
}
/** The item a call needs to be there; 404 otherwise, and while a fresh one is not visible yet. */
function existing(place) {
    if (place.item === undefined)
        throw itemNotFound();
    notYetVisible(place.item);
    return place.item;
}
/** Counts one look-up of a fresh item, and answers 404 while it is not visible yet. */
function notYetVisible(item) {
    if (item.hiddenRequests <= 0)
        return;
    item.hiddenRequests--;
    throw itemNotFound();
}

;// CONCATENATED MODULE: ./build/emulator/graph/placement.js
/**
 * Where a file or folder may be put: names judged, missing parents made, locked names refused. Shared by
 * sessions, the simple PUT and folder creation; knows nothing of bytes.
 */




/**
 * Where the file an address names will lie. Missing parents are made at once; a file may be named by its own
 * id, a folder may not. 409 for a folder of that name.
 */
function landingOf(service, place) {
    const { base, names } = place;
    const leaf = names.at(-1);
    if (leaf === undefined) {
        if (base.children !== undefined || base.parent === undefined) {
            throw invalidRequest('A valid path must be provided.');
        }
        return { parent: base.parent, name: base.name, present: base };
    }
    if (base.children === undefined)
        throw invalidRequest('A valid path must be provided.');
    if (base.hidesForWrites)
        notYetVisible(base);
    checkNames(base, names);
    const parent = ensureFolders(service, base, names.slice(0, -1));
    const present = child(parent, leaf);
    if (present?.children !== undefined) {
        throw nameAlreadyExists('Cannot create an upload session on a folder');
    }
    return { parent, name: leaf, present };
}
/** Throws 409 while an upload session holds the name (business and SharePoint; microsoft-graph-docs#17631). */
function checkLock(service, { parent, name }) {
    if (service.sessions.lockOn(parent, name) === undefined)
        return;
    throw nameAlreadyExists('A file with the same name is currently being uploaded. Change the filename and try to save again.');
}
/** Throws the service's 400 for a name, or a path below `parent`, that it refuses. */
function checkNames(parent, names, leafIsFolder = false) {
    const personal = parent.drive.type === 'personal';
    for (const [index, name] of names.entries()) {
        const refusal = refuseName(name, {
            folder: leafIsFolder || index < names.length - 1,
            root: parent.parent === undefined && index === 0,
            library: !personal,
        });
        if (refusal !== undefined)
            throw invalidRequest(refusal.message, refusal.inner);
    }
    const refusal = refusePath([...pathOf(parent), ...names], personal);
    if (refusal !== undefined)
        throw invalidRequest(refusal.message, refusal.inner);
}
/** The folder at these names below `parent`, made as far as it is missing; 404 where a file is in the way. */
function ensureFolders(service, parent, names) {
    let folder = parent;
    for (const name of names) {
        const found = child(folder, name);
        if (found !== undefined && found.children === undefined)
            throw itemNotFound();
        if (found?.hidesForWrites)
            notYetVisible(found);
        folder =
            found ??
                service.store.createFolder(folder, name, { hiddenRequests: service.settings.visibilityLagRequests });
    }
    return folder;
}

;// CONCATENATED MODULE: ./build/emulator/graph/create-session.js
/**
 * createUploadSession: what the service refuses in address and body, and the session it opens. Knows nothing
 * of fragments. Source: the createUploadSession and driveItemUploadableProperties documentation pages.
 */






/** POST …/createUploadSession. */
async function createUploadSession(call, place) {
    const { service, request } = call;
    checkAccess(call, place.base, 'write');
    const wish = readWish(call, place, await request_options_readJson(request));
    const onWork = place.drive.type !== 'personal';
    if (!onWork && place.names.length === 0 && place.base.children === undefined) {
        throw invalidRequest('File name not provided in url');
    }
    const landing = landingOf(service, place);
    refusePackage(landing.parent);
    const { parent, name, present } = landing;
    if (wish.name !== undefined && wish.name !== name) {
        throw invalidRequest('Name from path does not match name from body');
    }
    checkTags(request, present);
    checkLock(service, landing);
    const early = onWork && !service.settings.conflictAtCommit;
    if (early && present !== undefined && wish.conflict === 'fail')
        throw nameAlreadyExists();
    checkRoom(service, parent, wish.fileSize ?? (service.settings.quotaLate ? Number.NEGATIVE_INFINITY : 1));
    const { session, url } = service.sessions.open({
        ...{ parent, name, conflict: wish.conflict, dates: wish.dates },
        ...(present === undefined ? {} : { existing: present }),
        officeBug: officeBug(call, present, wish.conflict),
    });
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
            expirationDateTime: new Date(session.expiresMs).toISOString(),
            nextExpectedRanges: ['0-'],
            uploadUrl: url,
        },
    };
}
/** OneNote's notebooks take single PUTs, and no sessions (OneDrive/onedrive-api-docs#1634). */
function refusePackage(parent) {
    for (let at = parent; at !== undefined; at = at.parent) {
        if (at.isPackage === true)
            throw new Refusal({ status: 400, code: 'notSupported', message: 'Operation not supported' });
    }
}
function officeBug(call, existing, conflict) {
    const library = existing?.drive.type === 'documentLibrary' || existing?.drive.type === 'business';
    return (call.service.settings.officeReplaceBug && library && conflict === 'replace' && isOffice(existing.name));
}
function readWish(call, place, body) {
    for (const key of Object.keys(body)) {
        if (key !== 'item' && key !== 'deferCommit' && !key.startsWith('@')) {
            throw badRequest(`The parameter '${key}' in the request payload is not a valid parameter for the operation 'createUploadSession'.`);
        }
    }
    if (body.deferCommit !== undefined && body.deferCommit !== false) {
        throw new Refusal({ status: 501, code: 'notSupported', message: 'deferCommit is not emulated.' });
    }
    const item = body.item ?? {};
    if (!json_isObject(item))
        throw invalidRequest("The value of 'item' is invalid.");
    const onWork = place.drive.type !== 'personal';
    checkProperties(item, { onWork, ordered: call.service.settings.strictOrder });
    const { name, fileSize } = item;
    if (name !== undefined && typeof name !== 'string')
        throw invalidRequest("The value of 'name' is invalid.");
    if (fileSize !== undefined &&
        (typeof fileSize !== 'number' || !Number.isSafeInteger(fileSize) || fileSize < 0)) {
        throw invalidRequest("The value of 'fileSize' is invalid.");
    }
    return {
        conflict: readConflict(item[CONFLICT] ?? item[oldConflict]),
        dates: readDates(item.fileSystemInfo),
        ...(name === undefined ? {} : { name }),
        ...(fileSize === undefined ? {} : { fileSize }),
    };
}
function checkProperties(item, { onWork, ordered }) {
    const keys = Object.keys(item);
    const allowed = [CONFLICT, oldConflict, 'name', 'fileSystemInfo', 'mediaSource', 'driveItemSource'];
    if (!onWork)
        allowed.push('fileSize', '@odata.type');
    const wrong = keys.find((key) => !allowed.includes(key));
    if (wrong !== undefined)
        throw invalidRequest(`The property '${wrong}' is not valid for an upload session.`);
    if (ordered && keys.includes('fileSystemInfo') && keys.indexOf(CONFLICT) > keys.indexOf('fileSystemInfo')) {
        throw invalidRequest(`The annotation '${CONFLICT}' must precede the properties of the item.`);
    }
}

;// CONCATENATED MODULE: ./build/emulator/graph/query.js
/**
 * OData query options: `$select`, `$top`, `$orderby`, `$skiptoken`. Pure; knows only JSON and items' order.
 */

const PAGE_SIZE = 200;
const largestPage = 5000;
/** Only the selected properties, `id` and annotations no exception. */
function query_select(json, query) {
    const wanted = query.get('$select');
    if (wanted === null)
        return json;
    const names = new Set(wanted.split(',').map((name) => name.trim().split('/')[0] ?? ''));
    if (names.has(''))
        throw badRequest('Parsing OData Select and Expand failed: a name is missing.');
    if (names.has('*'))
        return json;
    const alias = names.has('content.downloadUrl') ? '@microsoft.graph.downloadUrl' : '';
    return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name) || name === alias));
}
/** `$top`, or 200; 400 for what is no number. */
function pageSize(query) {
    const top = query.get('$top');
    if (top === null)
        return PAGE_SIZE;
    if (!/^\d{1,9}$/.test(top) || Number(top) === 0) {
        throw badRequest(`Invalid value '${top}' for $top query option found.`);
    }
    return Math.min(Number(top), largestPage);
}
/** Position after which a page begins; 0 at the start. */
function skipPosition(query) {
    const token = query.get('$skiptoken') ?? query.get('$skipToken');
    if (token === null)
        return 0;
    const position = positionOf(token);
    if (position === undefined)
        throw invalidRequest('The skip token is invalid.');
    return position;
}
/** The opaque text of a position. */
function positionToken(position) {
    return Buffer.from(`at-${position}`).toString('base64url');
}
/** What `positionToken` was made of; undefined for any other text. */
function positionOf(token) {
    const position = /^at-(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString());
    return position === null ? undefined : Number(position[1]);
}
/** A comparison for `$orderby`, or nothing when the order of arrival will do. */
function ordering(query) {
    const text = query.get('$orderby');
    if (text === null)
        return undefined;
    const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
    const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
    const keys = {
        name: (item) => item.name.toLowerCase(),
        size: (item) => item.sizeBytes,
        createddatetime: (item) => item.createdMs,
        lastmodifieddatetime: (item) => item.modifiedMs,
    };
    const key = keys[name.toLowerCase()];
    if (key === undefined)
        throw invalidRequest(`Ordering by '${name}' is not supported.`);
    return (left, right) => {
        const [a, b] = [key(left), key(right)];
        return sign * (a < b ? -1 : a > b ? 1 : 0);
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/item-reply.js


/** An item's JSON with its context, as single answers have it. */
function itemReply(call, item, status = 200) {
    const context = `${call.origin}/v1.0/$metadata#drives('${encodeURIComponent(item.drive.id)}')/items/$entity`;
    return {
        status,
        json: { '@odata.context': context, ...query_select(expanded(call, item), call.query) },
    };
}
function expanded(call, item) {
    const wanted = call.query.get('$expand') ?? '';
    const json = driveItem(call.service, item);
    if (/\bchildren\b/.test(wanted) && item.children !== undefined) {
        const inside = [...item.children.values()].slice(0, 200);
        return { ...json, children: inside.map((one) => driveItem(call.service, one)) };
    }
    return json;
}

;// CONCATENATED MODULE: ./build/emulator/graph/folders.js
/**
 * Folders: listing in pages, making one, and the drive's history (delta). Knows nothing of contents.
 */










/** GET …/children, 200 a page unless `$top` says otherwise. */
function listChildren(call, place) {
    checkAccess(call, place.base, 'read');
    const folder = existing(place);
    const size = pageSize(call.query);
    const skip = skipPosition(call.query);
    const compare = ordering(call.query);
    const rest = compare === undefined ? arrivals(folder, skip, size + 1) : ranked(folder, compare).slice(skip);
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const next = compare === undefined ? (last?.listOrder ?? 0) : skip + page.length;
    const drive = encodeURIComponent(folder.drive.id);
    const where = folder.parent === undefined ? 'root' : `items('${encodeURIComponent(folder.id)}')`;
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#drives('${drive}')/${where}/children`,
            ...(rest.length > page.length ? { '@odata.nextLink': linkFrom(call, '$skiptoken', next) } : {}),
            value: page.map((item) => query_select(driveItem(call.service, item), call.query)),
        },
    };
}
/** In order of arrival, which deletions in between don't disturb; no more than are asked for. */
function arrivals(folder, after, count) {
    const found = [];
    for (const item of folder.children?.values() ?? []) {
        if (item.listOrder <= after || !visible(item))
            continue;
        found.push(item);
        if (found.length === count)
            break;
    }
    return found;
}
function ranked(folder, compare) {
    return [...(folder.children?.values() ?? [])].filter(visible).sort(compare);
}
/** A listing shows a fresh item as late as a look-up finds it. */
function visible(item) {
    if (item.hiddenRequests <= 0)
        return true;
    item.hiddenRequests--;
    return false;
}
/** The same call from a position on. */
function linkFrom(call, parameter, position) {
    const query = new URLSearchParams(call.query);
    query.delete('$skipToken');
    query.set(parameter, positionToken(position));
    return `${call.origin}${call.request.rawTarget.replace(/\?.*$/s, '')}?${query}`;
}
/** POST …/children: 201 with the folder, or what the conflict behaviour says. */
async function createFolder(call, place) {
    checkAccess(call, place.base, 'write');
    const parent = existing(place);
    if (parent.children === undefined)
        throw invalidRequest('The parent is not a folder.');
    const body = await request_options_readJson(call.request);
    const { name } = body;
    if (typeof name !== 'string' || !json_isObject(body.folder))
        throw invalidRequest('A folder needs a name and the folder facet.');
    checkNames(parent, [name], true);
    const there = child(parent, name);
    const { store, settings } = call.service;
    const fresh = { hiddenRequests: settings.visibilityLagRequests, hidesForWrites: true };
    if (there === undefined)
        return itemReply(call, store.createFolder(parent, name, fresh), 201);
    const conflict = readConflict(body[CONFLICT] ?? (parent.drive.type === 'personal' ? 'replace' : 'fail'));
    if (conflict === 'rename')
        return itemReply(call, store.createFolder(parent, freeName(parent, name), fresh), 201);
    if (conflict === 'fail' || there.children === undefined)
        throw nameAlreadyExists('Name already exists');
    notYetVisible(there);
    return itemReply(call, there);
}
/** GET …/delta: what changed since the token, oldest first, in pages. */
function delta(call, place) {
    checkAccess(call, place.base, 'read');
    const folder = existing(place);
    const { drive } = folder;
    const size = pageSize(call.query);
    const since = deltaPosition(call, drive.history);
    const inside = folder === drive.root ? undefined : new Set([folder, ...descendants(folder)]);
    const page = [];
    let more = false;
    for (const item of drive.history.values()) {
        if (item.changeOrder <= since || (inside !== undefined && !inside.has(item) && !item.deleted))
            continue;
        if (since === 0 && item.deleted)
            continue;
        if (page.length === size) {
            more = true;
            break;
        }
        page.push(item);
    }
    const position = page.at(-1)?.changeOrder ?? since;
    const link = linkFrom(call, 'token', position);
    return {
        status: 200,
        json: {
            '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
            [more ? '@odata.nextLink' : '@odata.deltaLink']: link,
            value: page.map((item) => query_select(changed(call, item), call.query)),
        },
    };
}
function changed(call, item) {
    return item.deleted ? deletedItem(item) : driveItem(call.service, item);
}
function deltaPosition(call, history) {
    const token = call.query.get('token');
    if (token === null)
        return 0;
    if (token === 'latest')
        return [...history.values()].at(-1)?.changeOrder ?? 0;
    const position = positionOf(token);
    if (position !== undefined)
        return position;
    throw new Refusal({
        status: 410,
        code: 'resyncRequired',
        message: "Resync required. Replace any local items with the server's version.",
    });
}

;// CONCATENATED MODULE: ./build/emulator/graph/sharing-links.js
/**
 * Sharing links, permissions and thumbnails. Knows items and nothing of contents.
 */






/**
 * POST …/createLink: 201, or 200 with the link of that sort that was there, as it was: another end or password does
 * not make another link (driveitem-createlink).
 */
async function createLink(call, place) {
    checkAccess(call, place.base, 'write');
    const item = existing(place);
    const { clock, settings } = call.service;
    const asked = sharing_links_readWish(item, await request_options_readJson(call.request));
    const { linkPolicyForbidden: forbidden, paidSharing } = settings;
    if (forbidden === true || (forbidden === 'anonymous' && asked.scope === 'anonymous')) {
        throw accessDenied('The feature has been disabled. Please contact your admin to get it enabled.');
    }
    const isExtra = asked.hasPassword || asked.expirationDateTime !== undefined;
    if (item.drive.type === 'personal' && isExtra && !paidSharing)
        throw accessDenied();
    const wish = governed(asked, { policy: settings.linkPolicy, nowMs: clock() });
    const same = item.permissions.find((one) => one.type === wish.type && one.scope === wish.scope && isGood(one, clock()));
    if (same !== undefined)
        return permissionReply(call, item, { permission: same, status: 200 });
    const permission = {
        ...wish,
        id: (0,external_node_crypto_.randomBytes)(12).toString('hex'),
        token: `E${(0,external_node_crypto_.randomBytes)(18).toString('base64url')}`,
    };
    item.permissions.push(permission);
    return permissionReply(call, item, { permission, status: 201 });
}
/** The link as the tenant's policy has it. */
function governed(asked, { policy, nowMs }) {
    const { expirationDateTime: askedEnd, ...rest } = asked;
    const end = endUnder(askedEnd, { policy, nowMs });
    return {
        ...rest,
        type: policy.type ?? asked.type,
        scope: policy.scope ?? asked.scope,
        hasPassword: asked.hasPassword && policy.withoutPassword !== true,
        ...(end === undefined ? {} : { expirationDateTime: end }),
    };
}
const sharing_links_dayMs = 24 * 60 * 60_000;
function endUnder(asked, { policy, nowMs }) {
    const { ends } = policy;
    if (ends === undefined)
        return asked;
    if (typeof ends === 'string')
        return ends === 'never' ? undefined : '0001-01-01T00:00:00Z';
    const latestMs = nowMs + ends.maxDays * sharing_links_dayMs;
    return seconds(Math.min(latestMs, asked === undefined ? latestMs : Date.parse(asked)));
}
/** False for a link that has ended: it opens nothing, and a new one takes its place. */
function isGood({ expirationDateTime }, nowMs) {
    const endMs = Date.parse(expirationDateTime ?? '');
    return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 || endMs > nowMs;
}
function sharing_links_readWish(item, body) {
    const personal = item.drive.type === 'personal';
    const { type = 'view', expirationDateTime, password } = body;
    const { scope = personal ? 'anonymous' : 'organization' } = body;
    const types = personal ? ['view', 'edit', 'embed'] : ['view', 'edit'];
    const scopes = personal ? ['anonymous', 'users'] : ['anonymous', 'organization', 'users'];
    if (typeof type !== 'string' || !types.includes(type))
        throw invalidRequest("The value of 'type' is invalid.");
    if (typeof scope !== 'string' || !scopes.includes(scope))
        throw invalidRequest("The value of 'scope' is invalid.");
    if (password !== undefined && !personal)
        throw invalidRequest('A password is not supported for this link.');
    const expires = expirationDateTime ?? undefined;
    if (expires !== undefined && (typeof expires !== 'string' || Number.isNaN(Date.parse(expires)))) {
        throw invalidRequest("The value of 'expirationDateTime' is invalid.");
    }
    return {
        type,
        scope,
        hasPassword: typeof password === 'string' && password !== '',
        ...(expires === undefined ? {} : { expirationDateTime: expires }),
    };
}
function permissionReply(call, item, answer) {
    const context = `${call.origin}/v1.0/$metadata#permission`;
    return {
        status: answer.status,
        json: { '@odata.context': context, ...permissionJson(item, answer.permission) },
    };
}
/** GET …/permissions, GET and DELETE …/permissions/{id}. */
function permissionsRoute(call, place) {
    const deleting = call.request.method === 'DELETE';
    checkAccess(call, place.base, deleting ? 'write' : 'read');
    const item = existing(place);
    const id = place.action[1];
    if (id === undefined) {
        if (deleting)
            throw badRequest('A permission id is needed.');
        const value = item.permissions.map((one) => permissionJson(item, one));
        return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permissions`, value } };
    }
    const index = item.permissions.findIndex((one) => one.id === id);
    const permission = item.permissions[index];
    if (permission === undefined)
        throw itemNotFound();
    if (!deleting)
        return permissionReply(call, item, { permission, status: 200 });
    item.permissions.splice(index, 1);
    return { status: 204 };
}
const previewed = /^(image\/|text\/plain$|application\/(pdf$|vnd\.openxmlformats))/;
const sizes = { small: 96, medium: 176, large: 800 };
/** GET …/thumbnails, …/thumbnails/0, …/thumbnails/0/large and its `/content`; empty for what has no preview. */
function thumbnails(call, place) {
    checkAccess(call, place.base, 'read');
    const item = existing(place);
    const preview = item.children === undefined && previewed.test(mimeType(item.name));
    const set = { id: '0' };
    for (const [name, edge] of Object.entries(sizes)) {
        set[name] = {
            height: Math.round((edge * 2) / 3),
            width: edge,
            url: `${call.service.tickets.urlOf(item)}&thumb=${name}`,
        };
    }
    const [, id, size, content] = place.action;
    const base = `${call.origin}/v1.0/$metadata#thumbnails`;
    const asked = (call.query.get('$select') ?? call.query.get('select') ?? '').split(',').filter(Boolean);
    const chosen = Object.entries(set).filter(([name]) => asked.length === 0 || [...asked, 'id'].includes(name));
    const value = preview ? [Object.fromEntries(chosen)] : [];
    if (id === undefined)
        return { status: 200, json: { '@odata.context': base, value } };
    if (!preview || id !== '0')
        throw itemNotFound();
    if (size === undefined)
        return { status: 200, json: { '@odata.context': base, ...set } };
    const one = set[size];
    if (one === undefined || size === 'id')
        throw itemNotFound();
    if (content === 'content')
        return { status: 302, headers: { location: call.service.tickets.urlOf(item) }, text: '' };
    return { status: 200, json: { '@odata.context': base, ...Object(one) } };
}

;// CONCATENATED MODULE: ./build/emulator/graph/simple-upload.js
/**
 * `…/content`: a file's bytes in one request, and the redirect to its download. Knows nothing of sessions but
 * that one may lock the name. Source: the put-content and get-content documentation pages.
 */











/** PUT …/content: 201 or 200 with the driveItem. */
async function putContent(call, place) {
    const { service, request } = call;
    checkAccess(call, place.base, 'write');
    const conflict = readConflict(call.query.get(CONFLICT) ?? undefined);
    const declaredBytes = Number(request.headers['content-length'] ?? 0);
    // Nothing has no type: rclone sends an empty file without one.
    const typed = request.headers['content-type'] !== undefined;
    if (!typed && request.headers['content-length'] !== '0')
        throw badRequest('A Content-Type header is required.');
    if (declaredBytes > service.settings.simpleLimitBytes)
        throw tooLarge(service.settings.simpleLimitBytes);
    const landing = landingOf(service, place);
    const { parent, name, present } = landing;
    if (present !== undefined && conflict === 'fail')
        throw nameAlreadyExists();
    checkTags(request, present);
    checkLock(service, landing);
    checkRoom(service, parent, declaredBytes);
    const content = await arrived(call, parent.drive.type !== 'personal');
    try {
        checkRoom(service, parent, content.sizeBytes);
        const { item, fresh } = await commit(service, { parent, name, content, conflict });
        if (content.cut !== undefined)
            throw content.cut;
        const context = `${call.origin}/v1.0/$metadata#drives('${encodeURIComponent(item.drive.id)}')/items/$entity`;
        return {
            status: fresh ? 201 : 200,
            json: { '@odata.context': context, ...driveItem(service, item) },
        };
    }
    catch (error) {
        if (!(error instanceof core_faults/* Interruption */._n))
            await (0,promises_.rm)(content.path, { force: true });
        throw error;
    }
}
async function arrived(call, keepsHalves) {
    const { keeps } = call.service.store;
    const path = call.service.store.newContentPath();
    const hash = new QuickXorHash();
    const limitBytes = call.service.settings.simpleLimitBytes;
    try {
        const sizeBytes = await receive(call.request.body, { path, offsetBytes: 0, hash, limitBytes, keeps });
        return { path, sizeBytes, hash };
    }
    catch (error) {
        if (keepsHalves && error instanceof core_faults/* Interruption */._n && error.keepBytes !== undefined)
            return { path, sizeBytes: error.keepBytes, hash, cut: error };
        await (0,promises_.rm)(path, { force: true });
        throw error instanceof TooManyBytes ? tooLarge(limitBytes) : error;
    }
}
function tooLarge(limitBytes) {
    return new Refusal({
        status: 413,
        code: 'invalidRequest',
        inner: 'maxFileSizeExceeded',
        message: `The request message is too big. The server does not allow messages larger than ${limitBytes} bytes.`,
    });
}
/** GET …/content: 302 to a pre-authenticated address on the download host. */
function getContent(call, place) {
    checkAccess(call, place.base, 'read');
    const item = existing(place);
    if (item.children !== undefined)
        throw invalidRequest('A folder has no content.');
    return { status: 302, headers: { location: call.service.tickets.urlOf(item) }, text: '' };
}

;// CONCATENATED MODULE: ./build/emulator/graph/items.js
/**
 * What can be asked of an item: read, changed, deleted, and which action goes where. Knows nothing of how the
 * item was addressed.
 */














const actions = {
    'GET ': getItem,
    'PATCH ': patchItem,
    'DELETE ': deleteItem,
    'GET children': listChildren,
    'POST children': createFolder,
    'GET content': getContent,
    'PUT content': putContent,
    'POST createUploadSession': createUploadSession,
    'GET delta': delta,
    'POST createLink': createLink,
    'GET thumbnails': thumbnails,
    'GET permissions': permissionsRoute,
    'DELETE permissions': permissionsRoute,
    'GET versions': listVersions,
};
/** Answers a call about an item. */
function itemRoute(call, place) {
    const word = (place.action[0] ?? '').replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
    const action = actions[`${call.request.method} ${word}`];
    if (action !== undefined)
        return action(call, place);
    if (!Object.keys(actions).some((key) => key.endsWith(` ${word}`))) {
        throw badRequest(`Resource not found for the segment '${word}'.`);
    }
    throw methodNotAllowed();
}
function getItem(call, place) {
    checkAccess(call, place.base, 'read');
    return itemReply(call, existing(place));
}
async function patchItem(call, place) {
    checkAccess(call, place.base, 'write');
    const item = existing(place);
    checkTags(call.request, item);
    const body = await request_options_readJson(call.request);
    if (Object.keys(body).length === 0)
        throw invalidRequest('There is nothing to change.');
    const { name } = body;
    if (name !== undefined && typeof name !== 'string')
        throw invalidRequest("The value of 'name' is invalid.");
    const dates = readDates(body.fileSystemInfo);
    if (name !== undefined || body.parentReference !== undefined)
        relocate(call, item, body);
    if (typeof body.description === 'string')
        item.description = body.description;
    if (dates.fileCreatedMs !== undefined)
        item.fileCreatedMs = dates.fileCreatedMs;
    if (dates.fileModifiedMs !== undefined) {
        item.fileModifiedMs = dates.fileModifiedMs;
        // Setting the date makes a version of its own there (rclone#1716).
        if (item.drive.type !== 'personal' && item.children === undefined)
            item.versions++;
    }
    call.service.store.touch(item);
    return itemReply(call, item);
}
function relocate(call, item, body) {
    if (item.parent === undefined)
        throw invalidRequest('The root cannot be renamed or moved.');
    const parent = newParent(item, body.parentReference) ?? item.parent;
    if (parent !== item.parent)
        checkAccess(call, parent, 'write');
    let name = typeof body.name === 'string' ? body.name : item.name;
    checkNames(parent, [name], item.children !== undefined);
    for (let above = parent; above !== undefined; above = above.parent) {
        if (above === item)
            throw invalidRequest('A folder cannot be moved into itself.');
    }
    const there = child(parent, name);
    if (there !== undefined && there !== item) {
        const stated = body[CONFLICT] ?? call.query.get(CONFLICT);
        const conflict = readConflict(stated ?? 'fail');
        if (conflict === 'fail' || there.children !== undefined)
            throw nameAlreadyExists('Name already exists');
        if (conflict === 'rename')
            name = freeName(parent, name);
        else
            call.service.store.remove(there);
    }
    call.service.store.move(item, { parent, name });
}
function newParent(item, reference) {
    if (reference === undefined)
        return undefined;
    if (!json_isObject(reference))
        throw invalidRequest("The value of 'parentReference' is invalid.");
    const { driveId, id, path } = reference;
    if (driveId !== undefined && driveId !== item.drive.id) {
        throw invalidRequest('Items cannot be moved to another drive.');
    }
    const found = typeof id === 'string' ? item.drive.items.get(id) : undefined;
    if (found?.children !== undefined)
        return found;
    if (typeof path !== 'string' || id !== undefined)
        throw itemNotFound();
    // `/drive/root:/a/b`, as a parentReference of an answer says it.
    const names = path
        .replace(/^.*?\/root:?/, '')
        .split('/')
        .filter(Boolean);
    const at = below(item.drive.root, names.map(address_decoded));
    if (at?.children === undefined)
        throw itemNotFound();
    return at;
}
function deleteItem(call, place) {
    checkAccess(call, place.base, 'write');
    const item = existing(place);
    if (item.parent === undefined)
        throw invalidRequest('The root cannot be deleted.');
    checkTags(call.request, item);
    call.service.store.remove(item);
    return { status: 204 };
}
function listVersions(call, place) {
    checkAccess(call, place.base, 'read');
    const item = existing(place);
    const value = Array.from({ length: item.versions }, (_, index) => ({ id: `${item.versions - index}.0` }));
    return {
        status: 200,
        json: { '@odata.context': `${call.origin}/v1.0/$metadata#versions`, value },
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/shares.js
/**
 * `shares/{id}`: an item found by a sharing link or by its address in a browser. Knows links; what is then
 * done with the item is items'.
 */








const gone = 'The sharing link no longer exists, or you do not have permission to access it.';
/** `shares/{u!…}/driveItem` and what may follow: a sharing link or an item's webUrl, base64url-encoded. */
function shareRoute(call, shareId, parts) {
    if (!/^[us]!/.test(shareId))
        throw invalidRequest('The sharing token is invalid.');
    const link = Buffer.from(shareId.slice(2), 'base64url').toString();
    const item = shared(call, link);
    if (item === undefined)
        throw itemNotFound(gone);
    const redeems = /\bredeemSharingLink/.test(String(call.request.headers.prefer ?? ''));
    if (redeems)
        redeem(item, link);
    checkAccess(call, item, 'read');
    const [word, ...rest] = parts;
    if (word === undefined)
        return { status: 200, json: { id: shareId, name: item.name } };
    if (word !== 'driveItem' && word !== 'root')
        throw badRequest(`Resource not found for the segment '${String(word)}'.`);
    if (rest.length === 0 && call.request.method === 'GET')
        return itemReply(call, item);
    return itemRoute(call, placeAt(call, item.drive, ['items', item.id, ...rest]));
}
/** Who follows a link in a browser may use the item from then on; `Prefer: redeemSharingLink` does the same (shares-get). */
function redeem(item, link) {
    const permission = item.permissions.find(({ token }) => tokenOf(link) === token);
    if (permission === undefined || permission.scope === 'users')
        return;
    item.drive.lent.set(item, permission.type === 'edit' ? 'write' : 'read');
}
function tokenOf(link) {
    return link.replace(/\?.*$/, '').split('/').at(-1) ?? '';
}
function shared(call, link) {
    // `/:f:/r/sites/…` is an item's own address in the form of a link.
    const plain = link.replace(/\/:[a-z]:\/r\//, '/').replace(/\?.*$/, '');
    const token = tokenOf(link);
    const nowMs = call.service.clock();
    for (const drive of call.service.store.drives.values()) {
        if (plain.startsWith(`${drive.webUrl}/`) || plain === drive.webUrl) {
            return below(drive.root, plain.slice(drive.webUrl.length).split('/').filter(Boolean).map(address_decoded));
        }
        for (const item of drive.items.values()) {
            if (item.permissions.some((one) => token === one.token && isGood(one, nowMs)))
                return item;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/emulator/graph/routes.js
/**
 * Which Graph address leads to which answer, down to the drive; what is below a drive is items'. Knows nothing
 * of headers, tokens or error bodies.
 */









/** Answers a call whose path (after the version) is `rawPath`. `member` carries out a batch's calls; without it a batch is refused. */
async function routes_dispatch(call, rawPath, member) {
    const parts = parseAddress(rawPath);
    const [first, second] = parts;
    if (first === '$batch' && parts.length === 1) {
        onlyMethod(call, 'POST');
        if (member === undefined)
            throw badRequest('A batch must not hold a batch.');
        return batch(call, member);
    }
    if (first === 'me' && second === undefined)
        return profile(call, call.service.directory.me);
    if (first === 'sites' && second === undefined)
        return searchSites(call);
    if (first === 'shares' && typeof second === 'string')
        return shareRoute(call, second, parts.slice(2));
    const found = driveAt(call, parts);
    if (found === undefined)
        return directoryRoute(call, parts);
    if (!mayReadDrives(call.caller))
        throw accessDenied();
    if (found.rest[0] === 'sharedWithMe')
        return sharedWithMe(call);
    if (found.rest.length > 0)
        return itemRoute(call, placeAt(call, found.drive, driveParts(found.rest)));
    onlyMethod(call, 'GET');
    checkAccess(call, found.drive.root, 'read');
    return ok({
        '@odata.context': context(call, 'drives/$entity'),
        ...query_select(driveJson(call.service, found.drive), call.query),
    });
}
/** Some actions are offered on the drive itself and mean its root. */
function driveParts(rest) {
    const [first] = rest;
    return typeof first === 'string' && /^(microsoft\.graph\.)?delta(\(\))?$/.test(first)
        ? ['root', ...rest]
        : rest;
}
function directoryRoute(call, parts) {
    const [first, second, third] = parts;
    onlyMethod(call, 'GET');
    if (first === 'drives' && second === undefined)
        return driveList(call, call.service.directory.me.drives);
    if (first === 'sites' && typeof second === 'string') {
        const { site, rest } = siteAt(call, second, parts.slice(2));
        if (rest.length === 0)
            return ok({ '@odata.context': context(call, 'sites/$entity'), ...query_select(siteJson(site), call.query) });
    }
    const owned = owner(call, parts);
    if (owned?.rest.length === 1 && owned.rest[0] === 'drives')
        return driveList(call, owned.drives);
    if (first === 'users' && typeof second === 'string' && third === undefined)
        return profile(call, personNamed(call, second));
    throw badRequest(`Resource not found for the segment '${String(parts.find((part) => !known(part)) ?? first)}'.`);
}
function known(part) {
    return typeof part === 'string' && ['me', 'drives', 'users', 'groups', 'sites'].includes(part);
}
function profile(call, { id, alias, displayName }) {
    onlyMethod(call, 'GET');
    checkProfile(call.caller);
    const [givenName, surname = null] = displayName.split(' ');
    const person = {
        ...{ displayName, givenName, surname },
        ...{ mail: alias, userPrincipalName: alias, id: id.toLowerCase() },
    };
    return ok({ '@odata.context': context(call, 'users/$entity'), ...query_select(person, call.query) });
}
function driveList(call, drives) {
    if (!mayReadDrives(call.caller))
        throw accessDenied();
    const value = drives.map((drive) => query_select(driveJson(call.service, drive), call.query));
    return ok({ '@odata.context': context(call, 'drives'), value });
}
/** GET …/sharedWithMe: what other people let the signed-in user use. */
function sharedWithMe(call) {
    onlyMethod(call, 'GET');
    const others = [...call.service.store.drives.values()].filter(({ holder }) => holder !== 'me');
    const lent = others.flatMap((drive) => [...drive.lent.keys()]).filter(({ deleted }) => !deleted);
    const value = lent.map((item) => ({ id: item.id, name: item.name, remoteItem: remoteFacet(item) }));
    return ok({ '@odata.context': context(call, 'Collection(driveItem)'), value });
}
function searchSites(call) {
    onlyMethod(call, 'GET');
    if (call.service.account === 'personal')
        throw badRequest('This API is not supported for MSA accounts');
    if (!mayReadDrives(call.caller))
        throw accessDenied();
    const wanted = (call.query.get('search') ?? '').toLowerCase();
    const value = call.service.directory.sites
        .filter((site) => !site.path.startsWith('/personal/'))
        .filter((site) => wanted === '*' || `${site.displayName} ${site.path}`.toLowerCase().includes(wanted))
        .map((site) => query_select(siteJson(site), call.query));
    return ok({ '@odata.context': context(call, 'sites'), value });
}
function siteJson(site) {
    return {
        id: site.id,
        name: site.path.split('/').at(-1) ?? '',
        displayName: site.displayName,
        webUrl: `https://${site.host}${site.path}`,
        siteCollection: { hostname: site.host },
    };
}
function ok(json) {
    return { status: 200, json };
}
/** `@odata.context` of an answer. */
function context(call, what) {
    return `${call.origin}/v1.0/$metadata#${what}`;
}
/** Throws 405 for any other method. */
function onlyMethod(call, method) {
    if (call.request.method !== method)
        throw methodNotAllowed();
}

;// CONCATENATED MODULE: ./build/emulator/graph/handler.js
/**
 * Graph's front door: version, sign-in, headers and error bodies. What an address leads to is routes' affair.
 */



const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
/** Answers everything on the Graph hosts. */
function graphRoute(service) {
    return async (request) => {
        const requestId = (0,external_node_crypto_.randomUUID)();
        const sent = request.headers['client-request-id'];
        const ids = {
            requestId,
            clientRequestId: typeof sent === 'string' && sent !== '' ? sent : requestId,
        };
        const reply = await refusalsWorded(service, ids, () => opened(service, request));
        return { ...reply, headers: { ...graphHeaders(ids, reply), ...service.allowance(), ...reply.headers } };
    };
}
async function opened(service, request) {
    const target = /^\/(v1\.0|beta)(\/[^?]*)?(?:\?.*)?$/.exec(request.rawTarget);
    if (target === null)
        throw badRequest('Invalid version.');
    const caller = service.identity.caller(request.headers.authorization);
    if ('status' in caller)
        return caller;
    const path = target[2] ?? '/';
    const call = {
        service,
        request,
        caller,
        origin: request.url.origin,
        query: request.url.searchParams,
    };
    // A batch is let in; each of its calls has to ask for itself.
    const refusal = /^\/\$batch\/?$/.test(path) ? undefined : handler_refused(call, path);
    if (refusal !== undefined)
        return refusal;
    return routes_dispatch(call, path, (member, memberPath) => {
        const ids = { requestId: (0,external_node_crypto_.randomUUID)(), clientRequestId: (0,external_node_crypto_.randomUUID)() };
        const run = async () => handler_refused(member, memberPath) ?? (await routes_dispatch(member, memberPath));
        return refusalsWorded(service, ids, run);
    });
}
/** The throttle's answer to a call that is one too many. */
function handler_refused({ service, request, caller, query }, path) {
    return service.admit({ surface: 'graph', method: request.method, path, query, caller });
}
async function refusalsWorded(service, ids, run) {
    try {
        return await run();
    }
    catch (error) {
        if (!(error instanceof Refusal))
            throw error;
        return {
            status: error.facts.status,
            headers: { 'content-type': 'application/json', ...error.facts.headers },
            json: errorBody(error.facts, { nowMs: service.clock(), ...ids }),
        };
    }
}
/** The headers recorded from Graph (Azure SDK recordings). */
function graphHeaders(ids, reply) {
    return {
        'cache-control': 'no-store, no-cache',
        ...(reply.json === undefined ? {} : { 'content-type': jsonType }),
        vary: 'Accept-Encoding',
        'strict-transport-security': 'max-age=31536000',
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
        'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Emulated","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
        'odata-version': '4.0',
    };
}

;// CONCATENATED MODULE: ./build/emulator/graph/throttle.js
/**
 * SharePoint's throttling: resource units by the minute and by the day, the RateLimit headers, the 429. Knows
 * prices and windows; nothing of drives or sockets. One budget for the whole emulator, as for one app in one
 * tenant. Source: sp-dev-docs, how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online.md.
 */

const MINUTE_MS = 60_000;
const throttle_dayMs = 86_400_000;
/** The headers come when this much of the minute's quota is used. */
const tellingShare = 0.8;
const permissionPath = /[/:](microsoft\.graph\.)?(createLink|invite|permissions|permission)(\(\))?(\/|$)/i;
const manyItemsPath = /(\/(children|drives|sites|search\(.*\)))$/i;
const deltaPath = /[/:](microsoft\.graph\.)?delta(\(.*\))?$/i;
/** Resource units of one request. */
function unitsOf(request, uploadHostUnits = 1) {
    const { surface, method, path, query } = request;
    if (surface === 'upload')
        return uploadHostUnits;
    if (permissionPath.test(path) || /permissions/i.test(query?.get('$expand') ?? ''))
        return 5;
    if (method !== 'GET' && method !== 'HEAD')
        return 2;
    if (deltaPath.test(path))
        return query?.has('token') ? 1 : 2;
    return manyItemsPath.test(path) ? 2 : 1;
}
/** Lets requests in as long as there are units. */
class Throttle {
    spent = [];
    #clock;
    #uploadHostUnits;
    #minute;
    #day;
    constructor(options, clock) {
        this.#clock = clock;
        this.#uploadHostUnits = options.uploadHostUnits ?? 1;
        this.#minute = new Quota(options.unitsPerMinute, options.minuteMs ?? MINUTE_MS);
        this.#day = new Quota(options.unitsPerDay ?? Number.POSITIVE_INFINITY, throttle_dayMs);
    }
    /** Refused requests are counted like any other; the SharePoint error body of OneDrive/onedrive-api-docs#843. */
    admit = (request) => {
        const nowMs = this.#clock();
        const units = unitsOf(request, this.#uploadHostUnits);
        const granted = [this.#minute.take(units, nowMs), this.#day.take(units, nowMs)].every(Boolean);
        const minute = this.#spentNow();
        if (granted) {
            minute.granted += units;
            return undefined;
        }
        minute.refused += units;
        const waitMs = Math.max(this.#minute.waitMs(nowMs), this.#day.waitMs(nowMs));
        return refusal(nowMs, { 'retry-after': throttle_seconds(waitMs), ...this.headers() });
    };
    /** RateLimit headers (IETF draft 3) for an answer, from 80 % of the minute's quota on. */
    headers() {
        const nowMs = this.#clock();
        const { limit } = this.#minute;
        const used = this.#minute.used(nowMs);
        if (used < limit * tellingShare)
            return {};
        return {
            'ratelimit-limit': String(limit),
            'ratelimit-remaining': String(Math.max(0, limit - used)),
            'ratelimit-reset': throttle_seconds(this.#minute.leftMs(nowMs)),
        };
    }
    /** The minute that is running. To look does not start one: that is for the first request. */
    standing() {
        const { limit } = this.#minute;
        const last = this.spent.at(-1);
        if (last === undefined)
            return { limit, used: 0, refused: 0, leftMs: 0 };
        const nowMs = this.#clock();
        const used = this.#minute.used(nowMs);
        const refused = last.minute === this.#minute.index ? last.refused : 0;
        return { limit, used, refused, leftMs: this.#minute.leftMs(nowMs) };
    }
    #spentNow() {
        const { index } = this.#minute;
        const last = this.spent.at(-1);
        if (last?.minute === index)
            return last;
        const fresh = { minute: index, granted: 0, refused: 0 };
        this.spent.push(fresh);
        return fresh;
    }
}
/**
 * Units of windows that follow each other from the first request on. What was asked for beyond a window's
 * quota is owed to the next ones: so do requests count that are made while throttled.
 */
class Quota {
    limit;
    /** Which window it is, from 0. */
    index = 0;
    #windowMs;
    #startMs;
    #used = 0;
    constructor(limit, windowMs) {
        this.limit = limit;
        this.#windowMs = windowMs;
    }
    /** Uses the units; false when there were not that many left. */
    take(units, nowMs) {
        this.#used = this.used(nowMs) + units;
        return this.#used <= this.limit;
    }
    used(nowMs) {
        this.#startMs ??= nowMs;
        const passed = Math.floor((nowMs - this.#startMs) / this.#windowMs);
        if (passed > 0) {
            this.#startMs += passed * this.#windowMs;
            this.index += passed;
            this.#used = Math.max(0, this.#used - passed * this.limit);
        }
        return this.#used;
    }
    /** To the window's end. */
    leftMs(nowMs) {
        return this.#windowMs - (nowMs - (this.#startMs ?? nowMs));
    }
    /** Until there are units again; 0 while there are some. */
    waitMs(nowMs) {
        const used = this.used(nowMs);
        if (used <= this.limit)
            return 0;
        return this.leftMs(nowMs) + (Math.floor(used / this.limit) - 1) * this.#windowMs;
    }
}
/** Whole seconds, never too few. */
function throttle_seconds(durationMs) {
    return String(Math.max(1, Math.ceil(durationMs / 1000)));
}
function refusal(nowMs, headers) {
    const innerError = {
        code: 'throttledRequest',
        innerError: { code: 'quota' },
        date: new Date(nowMs).toISOString().slice(0, 19),
        'request-id': (0,external_node_crypto_.randomUUID)(),
    };
    const error = { code: 'activityLimitReached', message: 'The request has been throttled', innerError };
    return { status: 429, headers, json: { error } };
}

;// CONCATENATED MODULE: ./build/emulator/identity/bearer.js
/** The caller behind an Authorization header, or the reply that refuses it. */
function callerOf(authorization, vault, nowMs) {
    const text = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (text === undefined)
        return unauthorized('Access token is empty.', nowMs);
    const token = vault.access.get(text);
    if (!token)
        return unauthorized('CompactToken parsing failed with error code: 80049217', nowMs);
    if (token.revoked || nowMs >= token.expiresAtMs)
        return unauthorized('Lifetime validation failed, the token is expired.', nowMs);
    const { user, clientId, scopes, roles } = token;
    return { user, clientId, scopes, roles };
}
function unauthorized(message, nowMs) {
    const date = new Date(nowMs).toISOString().slice(0, 19);
    return {
        status: 401,
        headers: {
            'www-authenticate': 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
        },
        json: { error: { code: 'InvalidAuthenticationToken', message, innerError: { date } } },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/aadsts.js
/**
 * How the identity platform says no: its numbers, the OAuth word and status that go with each, and the body
 * they travel in. Knows nothing of why a request is refused.
 */

const grant = (text, suberror) => suberror
    ? { status: 400, error: 'invalid_grant', text, suberror }
    : { status: 400, error: 'invalid_grant', text };
const aadsts_request = (text) => ({ status: 400, error: 'invalid_request', text });
const client = (text) => ({ status: 401, error: 'invalid_client', text });
function noMatch(what) {
    return `No matching federated identity record found for presented assertion ${what} '{x}'. Compare subject, audience and issuer of the credential with those of the assertion.`;
}
/** `{x}` in a text is filled in by whoever refuses. */
const aadsts_rows = {
    50011: aadsts_request("The redirect URI '{x}' does not match the redirect URIs configured for the application."),
    50020: {
        status: 400,
        error: 'interaction_required',
        text: "User account of identity provider 'live.com' does not exist in tenant '{x}'.",
    },
    50027: client('JWT token is invalid or malformed.'),
    50048: client('The subject of the client assertion must be its issuer.'),
    54005: grant('OAuth2 authorization code was already redeemed; start again with a new one.'),
    65001: grant("The user or administrator has not consented to use '{x}' with this application.", 'consent_required'),
    65004: { status: 400, error: 'access_denied', text: 'The user declined to consent to the application.' },
    70000: grant('{x}', 'bad_token'),
    70003: {
        status: 400,
        error: 'unsupported_grant_type',
        text: "The app requested an unsupported grant type '{x}'.",
    },
    70008: grant('The provided authorization code has expired.'),
    70011: {
        status: 400,
        error: 'invalid_scope',
        text: "The provided value for the input parameter 'scope' is not valid: {x}.",
    },
    70016: {
        status: 400,
        error: 'authorization_pending',
        text: 'The user has not yet finished authenticating. Keep polling.',
    },
    70018: { status: 400, error: 'bad_verification_code', text: 'The device code is not known.' },
    70019: { status: 400, error: 'expired_token', text: 'The device code has expired.' },
    70025: client("The client '{x}' has no configured federated identity credentials."),
    90002: aadsts_request("Tenant '{x}' not found. Check the tenant, and that the right cloud is used."),
    90009: aadsts_request('The application is requesting a token for itself.'),
    90023: aadsts_request("Public clients can't send a client secret."),
    90130: aadsts_request("The application is not supported over the '{x}' endpoint. Use '/organizations' or a tenant."),
    500011: {
        status: 400,
        error: 'invalid_resource',
        text: 'The resource principal named {x} was not found in the tenant.',
    },
    500112: client('The reply address does not match the one the authorization code was requested with.'),
    501661: client('Request to External OIDC endpoint failed.'),
    501481: grant('The code_verifier does not match the code_challenge of the authorization request.'),
    700005: grant('The authorization code was issued for another tenant alias.'),
    700016: {
        status: 400,
        error: 'unauthorized_client',
        text: "Application with identifier '{x}' was not found in the directory.",
    },
    700021: client("The application of the client assertion is not the one of the parameter 'client_id'."),
    700023: client('Client assertion audience claim does not match Realm issuer.'),
    700024: client('Client assertion is not within its valid time range. {x}'),
    700027: client('The certificate with identifier used to sign the client assertion is not registered on application, or the signature is invalid. {x}'),
    700211: client(noMatch('issuer')),
    700212: client(noMatch('audience')),
    700213: client(noMatch('subject')),
    700025: client("Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
    700082: grant('The refresh token has expired due to inactivity. {x}', 'bad_token'),
    900144: aadsts_request("The request body must contain the following parameter: '{x}'."),
    900561: aadsts_request('The endpoint only accepts POST requests.'),
    1002012: {
        status: 400,
        error: 'invalid_scope',
        text: "The value '{x}' for scope is not valid: client credentials need '/.default' after one resource.",
    },
    5002723: client('Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId in its header.'),
    5002730: aadsts_request('Invalid JWT token. Unsupported key for the signing algorithm.'),
    7002138: client(`${noMatch('subject')} The subject matches with case-insensitive comparison, but not with case-sensitive comparison.`),
    7000215: client("Invalid client secret provided. Send the secret's value, not its ID, for a secret of app '{x}'."),
    7000218: client("The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    9001023: aadsts_request('The grant type is not supported over the /common or /consumers endpoints. Use the tenant.'),
    9002313: aadsts_request('Invalid request. Request is malformed or invalid.'),
    9002326: aadsts_request("Cross-origin token redemption is permitted only for the 'Single-Page Application' client type."),
};
/** A refusal on its way out; `code` is the number behind AADSTS. */
class AadstsRefusal extends Error {
    code;
    row;
    constructor(code, detail = '', error) {
        const row = aadsts_rows[code];
        super(`AADSTS${code}: ${row.text.replace('{x}', () => detail)}`);
        this.code = code;
        this.row = error ? { ...row, error } : row;
    }
}
/** What no cache may keep: every answer of the token endpoint (RFC 6749 section 5.1). */
const noStore = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };
/** `2026-11-21 14:25:01Z`, as the platform writes times. */
function stamp(atMs) {
    return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
/** The error body of the token and device endpoints (v2-oauth2-auth-code-flow, "Error response"). */
function refusalReply(refusal, options) {
    const traceId = (0,external_node_crypto_.randomUUID)();
    const correlationId = options.correlationId ?? (0,external_node_crypto_.randomUUID)();
    const timestamp = stamp(options.nowMs);
    const { status, error, suberror } = refusal.row;
    return {
        status,
        headers: { ...noStore, 'x-ms-request-id': traceId, 'client-request-id': correlationId },
        json: {
            error,
            error_description: `${refusal.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
            error_codes: [refusal.code],
            timestamp,
            trace_id: traceId,
            correlation_id: correlationId,
            error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
            ...(suberror ? { suberror } : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/form.js


const form_limitBytes = 1024 * 1024;
/**
 * Parameters of an `application/x-www-form-urlencoded` body. Another content type counts as no parameters at
 * all, which is how the platform treats JSON; a parameter sent twice (RFC 6749 section 3.2) and a body beyond 1 MiB
 * are refused.
 */
async function readForm(request) {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    const text = await readText(request.body, form_limitBytes).catch((error) => {
        throw error instanceof TooManyBytes ? new AadstsRefusal(9002313) : error;
    });
    return type === 'application/x-www-form-urlencoded' ? parseForm(text) : new Map();
}
/** The same rules for a query string or a body already read. */
function parseForm(text) {
    const form = new Map();
    for (const [name, value] of new URLSearchParams(text)) {
        if (form.has(name))
            throw new AadstsRefusal(9002313);
        form.set(name, value);
    }
    return form;
}
/** A parameter that has to be there and not be empty: AADSTS900144 otherwise. */
function need(form, name) {
    const value = form.get(name);
    if (!value)
        throw new AadstsRefusal(900144, name);
    return value;
}
/** Body parameters joined by what HTTP Basic says; both halves are form-encoded (RFC 6749 section 2.3.1). */
function withBasic(form, authorization) {
    const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
    if (!encoded)
        return form;
    const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
    if (id === undefined || secret === undefined)
        throw new AadstsRefusal(9002313);
    return new Map([...form, ['client_id', formDecoded(id)], ['client_secret', formDecoded(secret)]]);
}
function formDecoded(text) {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    }
    catch {
        throw new AadstsRefusal(9002313);
    }
}

;// CONCATENATED MODULE: ./build/emulator/identity/device-code.js
/**
 * The device code flow (RFC 8628 as Microsoft runs it): codes handed out, what the user did with them, how
 * often the device asked. Knows nothing of tokens.
 */



const lifeS = 900;
const intervalS = 5;
/** Starts a flow: the answer of the devicecode endpoint, `verification_uri_complete` never among it. */
function startDevice(devices, start) {
    const { nowMs, verificationUri, ...asked } = start;
    const deviceCode = `emulator.${(0,external_node_crypto_.randomBytes)(96).toString('base64url')}`;
    const letters = 'BCDFGHJKLMNPQRSTVWXZ';
    const userCode = Array.from({ length: 9 }, () => letters[(0,external_node_crypto_.randomInt)(letters.length)]).join('');
    devices.set(deviceCode, {
        ...asked,
        userCode,
        expiresAtMs: nowMs + lifeS * 1000,
        intervalMs: intervalS * 1000,
        askedAtMs: Number.NEGATIVE_INFINITY,
        decision: 'pending',
    });
    return {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: verificationUri,
        expires_in: lifeS,
        interval: intervalS,
        message: `To sign in, open ${verificationUri} in a browser and enter the code ${userCode}.`,
    };
}
/** What the user did on the page; false when no flow waits for that code. */
function decideDevice(devices, userCode, decision) {
    const wanted = userCode.trim().toUpperCase();
    const device = [...devices.values()].find((known) => known.userCode === wanted && known.decision === 'pending');
    if (!device)
        return false;
    device.decision = decision;
    return true;
}
/**
 * One poll: the consent once it is given, each device code once. Otherwise authorization_pending, slow_down
 * (five seconds more from then on), authorization_declined, expired_token or bad_verification_code.
 */
function deviceGrant(devices, poll) {
    const device = devices.get(need(poll.form, 'device_code'));
    if (!device ||
        device.decision === 'redeemed' ||
        device.clientId !== poll.form.get('client_id')?.toLowerCase())
        throw new AadstsRefusal(70018);
    if (poll.nowMs >= device.expiresAtMs)
        throw new AadstsRefusal(70019);
    if (device.decision === 'deny')
        throw new AadstsRefusal(65004, '', 'authorization_declined');
    // A second of grace: a timer may fire a little before its time.
    const early = poll.nowMs - device.askedAtMs < device.intervalMs - 1000;
    device.askedAtMs = poll.nowMs;
    if (device.decision === 'allow') {
        device.decision = 'redeemed';
        return device;
    }
    if (early) {
        device.intervalMs += 5000;
        throw new AadstsRefusal(70016, '', 'slow_down');
    }
    throw new AadstsRefusal(70016);
}

;// CONCATENATED MODULE: ./build/emulator/identity/registrations.js
/**
 * The two app registrations of the emulated directory, a confidential and a public one, with the redirect URIs
 * of each, the platform they stand under, and the keys an app may prove itself with. Knows nothing of tokens.
 */


/** The page that the platform offers to apps without a web server of their own. */
const nativeClientPath = '/common/oauth2/nativeclient';
const hosts = ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'];
/** True for the names that the emulator's sign-in pages have in the world. */
const isLoginHost = (name) => [...hosts, 'login.live.com'].includes(name);
const uris = [
    ...hosts.map((host) => `https://${host}${nativeClientPath}`),
    'https://login.live.com/oauth20_desktop.srf',
    // Both spellings: the platform compares a URI without a path as it was written.
    'http://localhost:8080',
    'http://localhost:8080/',
    // The fixed ports of rclone and of a bare loopback registration.
    'http://localhost:53682/',
    'http://localhost',
];
/** A fresh registration; `secret` makes it confidential and puts its redirects under Web. */
function register(secret, clientId = markedGuid()) {
    const platform = secret === undefined ? 'desktop' : 'web';
    const redirects = uris.map((uri) => ({ uri, platform }));
    const app = { clientId, redirects, certificates: [], federated: [] };
    return secret === undefined ? app : { ...app, secret };
}
/** A GUID whose first two groups tell everybody that it belongs to an emulator. */
function markedGuid() {
    const hex = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    return `00000000-0e4d-4${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
}
/** A secret value with every character that an unencoded form body would spoil. */
function freshSecret() {
    return `emulator.~${(0,external_node_crypto_.randomBytes)(12).toString('base64url')}+/${(0,external_node_crypto_.randomBytes)(9).toString('base64url')}=`;
}
/** The app of that id, in either case; AADSTS700016 for an unknown one. */
function registered(registrations, clientId) {
    const found = registrations.find((known) => known.clientId === clientId.toLowerCase());
    if (found === undefined)
        throw new AadstsRefusal(700016, clientId);
    return found;
}
/**
 * The registered redirect that a request names. Entra compares the whole string but ignores the port of
 * localhost; sign-in of personal accounts goes on to login.live.com, which compares the port as well
 * (entra-docs reply-url.md; MicrosoftDocs/azure-dev-docs#791).
 */
function findRedirect(options) {
    const { registration, uri, ignoreLoopbackPort } = options;
    const exact = registration.redirects.find((redirect) => redirect.uri === uri);
    if (exact || !ignoreLoopbackPort)
        return exact;
    const wanted = withoutLoopbackPort(uri);
    return registration.redirects.find((redirect) => withoutLoopbackPort(redirect.uri) === wanted);
}
function withoutLoopbackPort(uri) {
    return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?(?=\/|$)/, '$1');
}

;// CONCATENATED MODULE: ./build/emulator/identity/pages.js
/**
 * What a person sees while signing in: which account, what the app wants, where the answer went. Knows HTML and
 * how the forms name their buttons; decides nothing.
 */

/** Where the nativeclient page sends a browser that stays on it. */
const wrongPlacePath = '/common/wrongplace';
/** Accept comes first, for the Enter key presses the first button of a form. */
const acceptOrCancel = `<p class="row"><button name="decision" value="allow">Accept</button>
<button class="plain" name="decision" value="deny">Cancel</button></p>`;
/** "Pick an account": the button posts `account`. */
function accountPage(asking) {
    const { displayName, userName } = asking.person;
    const initials = displayName.replace(/(\S)\S*\s*/g, '$1').slice(0, 2);
    return htmlPage({
        title: 'Pick an account',
        formTargets: [new URL(asking.redirectUri).origin],
        body: `<p>to go on to the app <code>${escapeHtml(asking.clientId)}</code></p>
${pages_form(asking, `<button class="account" name="account" value="${escapeHtml(userName)}"><span class="face" aria-hidden="true">${escapeHtml(initials)}</span>
<span><b>${escapeHtml(displayName)}</b><br><span class="quiet">${escapeHtml(userName)}</span></span></button>
<p class="row"><button class="plain" name="decision" value="deny">Cancel</button></p>`)}`,
    });
}
/** "Permissions requested": the buttons post `decision`. */
function consentPage(asking) {
    const list = asking.scopes.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join('');
    return htmlPage({
        title: 'Permissions requested',
        formTargets: [new URL(asking.redirectUri).origin],
        body: `<p class="quiet">${escapeHtml(asking.person.userName)}</p>
<p>The app <code>${escapeHtml(asking.clientId)}</code> asks for:</p><ul>${list}</ul>
<p class="quiet">The answer goes to <code>${escapeHtml(asking.redirectUri)}</code></p>
${pages_form(asking, acceptOrCancel)}`,
    });
}
/** The page behind the nativeclient redirect; with `bounce` the address, and the code in it, is gone in two seconds. */
function nativeClientPage(bounce) {
    return htmlPage({
        title: 'Signed in',
        body: bounce
            ? '<p>This page is not normally shown. Nobody at Microsoft asks you to copy or share its address.</p>'
            : '<p>Copy the address of this page to your terminal.</p>',
        ...(bounce ? { leavesFor: wrongPlacePath } : {}),
    });
}
/** Where the code of a sign-in is lost. */
function wrongPlacePage() {
    return htmlPage({
        title: 'This is not the right page',
        body: '<p>Close this window and try again. The code was in the address of the page before.</p>',
    });
}
/** Where the user of a device code goes; `outcome` after the form was posted. */
function devicePage(outcome) {
    const said = {
        allow: 'Done: go back to your terminal.',
        deny: 'Declined.',
        unknown: 'That code is not known.',
    };
    if (outcome === 'allow' || outcome === 'deny')
        return htmlPage({ title: 'Sign-in on another device', body: `<p>${said[outcome]}</p>` });
    return htmlPage({
        title: 'Enter the code',
        body: `${outcome ? `<p role="alert">${said[outcome]}</p>` : ''}<form method="post">
<p><label>The code that your device shows<br><input name="user_code" autocomplete="off" autofocus></label></p>
${acceptOrCancel}</form>`,
    });
}
/** The answer as a form of its own, for `response_mode=form_post`. */
function formPostPage(target, fields) {
    const hidden = Object.entries(fields)
        .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
        .join('');
    return htmlPage({
        title: 'Back to the app',
        formTargets: [target.origin],
        body: `<form method="post" action="${escapeHtml(target.href)}">${hidden}<p class="row"><button>Continue</button></p></form>`,
    });
}
function pages_form(asking, inner) {
    return `<form method="post" action="${escapeHtml(asking.search)}">${inner}</form>`;
}

;// CONCATENATED MODULE: ./build/emulator/identity/scopes.js
/**
 * Scopes as the token endpoint reads them: short and full names, resources, what is covered by a consent.
 * Knows nothing of who asks.
 */

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);
/**
 * Takes a scope parameter apart. Refuses an app's own `.default` (AADSTS90009), another cloud's or an unknown
 * resource (500011), `.default` beside single permissions and anything that is no scope (70011).
 */
function parseScopes(text, options) {
    const words = text.split(' ').filter((word) => word !== '');
    const permissions = [];
    let everything = false;
    for (const word of words) {
        if (openIdScopes.has(word.toLowerCase()))
            continue;
        const { resource, name } = split(word);
        if (resource?.replace(/^api:\/\//, '') === options.clientId)
            throw new AadstsRefusal(90009);
        if (resource !== undefined && !options.graphHosts.some((host) => resource === `https://${host}`))
            throw new AadstsRefusal(500011, resource);
        if (name === '.default' && resource !== undefined)
            everything = true;
        // The underscore is in names of login.live.com: `wl.skydrive_update`.
        else if (/^[A-Za-z]+(\.[A-Za-z_]+)+$/.test(name))
            permissions.push(name);
        else
            throw new AadstsRefusal(70011, word);
    }
    if (everything && permissions.length > 0)
        throw new AadstsRefusal(70011, '.default stands beside other scopes');
    const has = (name) => words.some((word) => word.toLowerCase() === name);
    return { permissions, everything, offline: has('offline_access'), openId: has('openid') };
}
function split(word) {
    const cut = word.lastIndexOf('/');
    if (cut < 0)
        return { name: word };
    return { resource: word.slice(0, cut).replace(/\/$/, ''), name: word.slice(cut + 1) };
}
/** The first asked permission that the consent does not hold; names compare without case. */
function firstBeyond(asked, consented) {
    const held = new Set(consented.map((name) => name.toLowerCase()));
    return asked.find((name) => !held.has(name.toLowerCase()));
}

;// CONCATENATED MODULE: ./build/emulator/identity/tenants.js
/**
 * Which path segment in front of /oauth2/v2.0 an account of this kind may use, in which cloud. Knows nothing of
 * the request behind it.
 */

/** The directory that all personal accounts live in (entra-docs, "consumers"). */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** The emulated company. */
const workTenantId = '00000000-0e4d-4000-8000-00000000c0de';
const nowhere = '00000000-0000-0000-0000-000000000000';
const tenants_guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** True for the three names that stand for no directory in particular. */
function isAlias(tenant) {
    return ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
}
/**
 * Refuses a tenant that an account of this kind cannot sign in to: AADSTS90002 when there is none of that name,
 * 50020 for a personal account in a company's directory, 90130 for a work account under `consumers`. A work
 * emulator answers for every GUID but the empty one, and for the domains of contoso.
 */
function checkTenant(tenant, kind) {
    const name = tenant.toLowerCase();
    if (name === 'common')
        return;
    const consumers = name === 'consumers' || name === personalTenantId;
    if (kind === 'personal') {
        if (consumers)
            return;
        if (name === 'organizations')
            throw new AadstsRefusal(50020, tenant);
        throw new AadstsRefusal(90002, tenant);
    }
    if (consumers)
        throw new AadstsRefusal(90130, tenant);
    if (name === 'organizations' || (tenants_guid.test(name) && name !== nowhere))
        return;
    if (!/^contoso\.[a-z.]+$/.test(name))
        throw new AadstsRefusal(90002, tenant);
}
/** The directory behind a tenant segment: what `tid` and `iss` of an ID token say. */
function tenantId(tenant, kind) {
    if (kind === 'personal')
        return personalTenantId;
    return tenants_guid.test(tenant.toLowerCase()) ? tenant.toLowerCase() : workTenantId;
}
/** Graph's host in the cloud of a sign-in host (graph/sdks/national-clouds); global for loopback. */
function graphHosts(loginHost) {
    if (loginHost === 'login.microsoftonline.us')
        return ['graph.microsoft.us', 'dod-graph.microsoft.us'];
    if (loginHost === 'login.partner.microsoftonline.cn')
        return ['microsoftgraph.chinacloudapi.cn'];
    return ['graph.microsoft.com'];
}

;// CONCATENATED MODULE: ./build/emulator/identity/authorize.js
/**
 * The sign-in page and what follows from it: the request is checked, a person (or a test that posts the form)
 * consents or declines, and the browser goes back to the app. Knows the rules for redirects and the three
 * ways an answer travels; knows nothing of token requests.
 */







/** Stands for a tenant at login.live.com: codes of that endpoint are not redeemable elsewhere. */
const liveTenant = 'live';
const modes = new Set(['query', 'fragment', 'form_post']);
/** The sign-in pages of a tenant, or of login.live.com: what is asked for, who asks, yes or no. */
async function authorizeAnswer(world, call) {
    const { request, ...signIn } = call;
    if (request.method !== 'POST')
        return authorizePage(world, signIn);
    const { decision, account, ...form } = Object.fromEntries(await readForm(request));
    // A client may send the parameters of the sign-in in the body as well; the page's own forms never do.
    const whole = { ...signIn, query: new Map([...signIn.query, ...Object.entries(form)]) };
    if (decision !== undefined)
        return decideAuthorize(world, whole, decision === 'allow');
    return authorizePage(world, whole, account);
}
/**
 * The page that asks which account, then what the app wants from it. What is wrong with app or redirect is shown
 * on a page of its own, for the answer would go to an address nobody vouches for; everything else goes back to
 * the app.
 */
function authorizePage(world, signIn, account) {
    return guarded(world, signIn, (checked) => {
        readRequest(signIn, checked);
        if (signIn.query.get('prompt') === 'none')
            return sendBack(signIn, checked, failure('login_required', 'Sign-in is needed.'));
        const { person } = world;
        const asking = {
            person,
            clientId: checked.registration.clientId,
            scopes: need(signIn.query, 'scope')
                .split(' ')
                .filter((name) => name !== ''),
            redirectUri: target(signIn, checked).href,
            search: `?${new URLSearchParams([...signIn.query])}`,
        };
        return account === person.userName ? consentPage(asking) : accountPage(asking);
    });
}
/** What pressing a button does: a code, or access_denied, on its way to the redirect URI. */
function decideAuthorize(world, signIn, allowed) {
    return guarded(world, signIn, (checked) => {
        const asked = readRequest(signIn, checked);
        if (!allowed)
            return sendBack(signIn, checked, failure('access_denied', new AadstsRefusal(65004).message));
        const challenge = signIn.query.get('code_challenge');
        const nonce = signIn.query.get('nonce');
        const code = world.vault.issueCode({
            clientId: checked.registration.clientId,
            platform: checked.redirect.platform,
            scopes: asked.everything ? world.scopes : asked.permissions,
            openId: asked.openId,
            offline: asked.offline,
            tenant: signIn.tenant.toLowerCase(),
            redirectUri: checked.redirectUri,
            ...(challenge === undefined ? {} : { challenge }),
            ...(nonce === undefined ? {} : { nonce }),
        }, world.kind);
        return sendBack(signIn, checked, { code, session_state: '00000000-0e4d-4000-8000-0000000005e5' });
    });
}
function guarded(world, signIn, run) {
    let checked;
    try {
        checked = checkApp(world, signIn);
        return run(checked);
    }
    catch (error) {
        if (!(error instanceof AadstsRefusal))
            throw error;
        if (checked)
            return sendBack(signIn, checked, failure(error.row.error, error.message));
        return htmlPage({ status: 400, title: 'Sign-in failed', body: `<p>${escapeHtml(error.message)}</p>` });
    }
}
function checkApp(world, { query, tenant }) {
    if (tenant !== liveTenant)
        checkTenant(tenant, world.kind);
    const registration = registered(world.registrations, need(query, 'client_id'));
    const redirectUri = need(query, 'redirect_uri');
    const redirect = findRedirect({
        registration,
        uri: redirectUri,
        ignoreLoopbackPort: world.kind === 'work',
    });
    if (!redirect)
        throw new AadstsRefusal(50011, redirectUri);
    return { registration, redirect, redirectUri };
}
function readRequest(signIn, checked) {
    const { query } = signIn;
    if (need(query, 'response_type') !== 'code')
        throw new AadstsRefusal(9002313, '', 'unsupported_response_type');
    const mode = query.get('response_mode') ?? 'query';
    if (!modes.has(mode))
        throw new AadstsRefusal(9002313);
    const method = query.get('code_challenge_method');
    if (query.has('code_challenge') && method !== 'S256')
        throw new AadstsRefusal(9002313);
    if (query.has('code_challenge') && !/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
        throw new AadstsRefusal(9002313);
    const scope = need(query, 'scope');
    if (signIn.tenant === liveTenant)
        return liveScopes(scope);
    return parseScopes(scope, { graphHosts: graphHosts(signIn.host), clientId: checked.registration.clientId });
}
/** Legacy names (`wl.offline_access onedrive.readwrite`) beside Graph's own. */
function liveScopes(scope) {
    const words = scope.split(' ').filter((word) => word !== '');
    const offline = words.some((word) => /^(wl\.)?offline_access$/.test(word));
    const permissions = words.filter((word) => !/offline_access$/.test(word));
    return { permissions, everything: false, offline, openId: false };
}
function failure(error, description) {
    return { error, error_description: description };
}
/**
 * Where the browser goes. A sign-in at the emulator's own address stays there: its code is not to be shown to
 * the real Microsoft.
 */
function target({ origin }, { redirectUri }) {
    // A redirect URI without a path comes back with a slash (entra-docs reply-url.md): URL does just that.
    const url = new URL(redirectUri);
    if (!isLoginHost(url.hostname) || isLoginHost(new URL(origin).hostname))
        return url;
    return new URL(url.pathname + url.search, origin);
}
function sendBack(signIn, checked, answer) {
    const state = signIn.query.get('state');
    const all = { ...answer, ...(state === undefined ? {} : { state }) };
    const mode = signIn.query.get('response_mode') ?? 'query';
    const back = target(signIn, checked);
    if (mode === 'form_post')
        return formPostPage(back, all);
    const text = Object.entries(all)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&');
    if (mode === 'fragment')
        back.hash = text;
    else
        back.search = back.search ? `${back.search}&${text}` : text;
    return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' } };
}

;// CONCATENATED MODULE: ./build/emulator/identity/assertion.js


/**
 * Throws unless the assertion proves that the caller is the app. An assertion may be used again while it lasts:
 * no source says that `jti` is compared.
 */
function checkAssertion(text, check) {
    const jwt = parseJwt(text);
    if (!jwt)
        throw new AadstsRefusal(50027);
    if (!algorithms.some((known) => known === jwt.header.alg))
        throw new AadstsRefusal(5002730);
    if (/^https?:/.test(claim(jwt, 'iss')))
        checkFederated(jwt, check);
    else
        checkCertificate(jwt, check);
}
function checkCertificate(jwt, check) {
    const { clientId } = check.registration;
    const [issuer, subject] = [claim(jwt, 'iss').toLowerCase(), claim(jwt, 'sub').toLowerCase()];
    const certificate = certificateOf(jwt, check);
    const thumbprint = hex(certificate.fingerprint);
    if (!isSignedBy(jwt, certificate.publicKey))
        throw new AadstsRefusal(700027, reason('The provided signature value did not match', thumbprint));
    const { nowMs } = check;
    if (nowMs >= Date.parse(certificate.validTo) || nowMs < Date.parse(certificate.validFrom))
        throw new AadstsRefusal(700027, reason('The key used is expired.', thumbprint));
    if (issuer !== subject)
        throw new AadstsRefusal(50048);
    if (issuer !== clientId)
        throw new AadstsRefusal(700021);
    if (!check.audiences.includes(claim(jwt, 'aud')))
        throw new AadstsRefusal(700023);
    checkTime(jwt, nowMs);
}
/** The registered certificate that the header names by `x5t#S256`, `x5t` or, in hex, `kid`. */
function certificateOf(jwt, { registration }) {
    const { 'x5t#S256': sha256, x5t: sha1, kid } = jwt.header;
    const named = [sha256, sha1, kid].find((name) => typeof name === 'string' && name !== '');
    if (named === undefined)
        throw new AadstsRefusal(5002723);
    const found = registration.certificates.find((certificate) => {
        const [long, short] = [hex(certificate.fingerprint256), hex(certificate.fingerprint)];
        if (typeof sha256 === 'string')
            return sha256 === base64url(long);
        if (typeof sha1 === 'string')
            return sha1 === base64url(short);
        return [long, short].includes(named.toUpperCase()) || [long, short].map(base64url).includes(named);
    });
    if (found)
        return found;
    const thumbprint = Buffer.from(named, 'base64url').toString('hex').toUpperCase();
    throw new AadstsRefusal(700027, reason('The key was not found.', thumbprint));
}
/**
 * Issuer, subject and audience must each be those of one credential, letter by letter. The platform names the
 * first of them that no credential has: 700211, 700213 (7002138 when only upper and lower case differ), 700212.
 * Sources: Azure/azure-workload-identity#1200, Azure/login#482, #515; GitLab's page on Azure for 700212.
 */
function checkFederated(jwt, check) {
    const [issuer, subject, audience] = [claim(jwt, 'iss'), claim(jwt, 'sub'), claim(jwt, 'aud')];
    const { federated, clientId } = check.registration;
    if (federated.length === 0)
        throw new AadstsRefusal(70025, clientId);
    const trusted = federated.filter((known) => known.issuer === issuer);
    if (trusted.length === 0)
        throw new AadstsRefusal(700211, issuer);
    const fitting = trusted.filter((known) => known.subject === subject);
    if (fitting.length === 0) {
        const loosely = trusted.some((known) => known.subject.toLowerCase() === subject.toLowerCase());
        throw new AadstsRefusal(loosely ? 7002138 : 700213, subject);
    }
    if (!fitting.some((known) => known.audience === audience))
        throw new AadstsRefusal(700212, audience);
    const key = check.issuerKey(issuer);
    if (!key)
        throw new AadstsRefusal(501661);
    if (!isSignedBy(jwt, key))
        throw new AadstsRefusal(700027, reason('The provided signature value did not match', String(jwt.header.kid)));
    checkTime(jwt, check.nowMs);
}
/** MSAL rounds the beginning up to whole seconds, and works: so there is a grace. How long is not written anywhere. */
const graceMs = 60_000;
function checkTime(jwt, nowMs) {
    const { exp, nbf = 0 } = jwt.claims;
    if (typeof exp !== 'number' || typeof nbf !== 'number')
        throw new AadstsRefusal(50027);
    if (nowMs < exp * 1000 && nowMs >= nbf * 1000 - graceMs)
        return;
    throw new AadstsRefusal(700024, `Current time: ${stamp(nowMs)}, assertion valid from ${stamp(nbf * 1000)}, expiry time ${stamp(exp * 1000)}.`);
}
function claim(jwt, name) {
    const value = jwt.claims[name];
    if (typeof value !== 'string' || value === '')
        throw new AadstsRefusal(50027);
    return value;
}
function reason(why, thumbprint) {
    return `[Reason - ${why}, Thumbprint of key used by client: '${thumbprint}']`;
}
function hex(fingerprint) {
    return fingerprint.replaceAll(':', '').toUpperCase();
}
function base64url(digits) {
    return Buffer.from(digits, 'hex').toString('base64url');
}

;// CONCATENATED MODULE: ./build/emulator/identity/client-auth.js




const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/**
 * Reads client_id and credential; refuses an unknown app (AADSTS700016), a wrong secret (7000215) and an
 * assertion that does not hold. `audiences` are the spellings of the token endpoint.
 */
function readProof(form, world, audiences) {
    const clientId = need(form, 'client_id');
    const registration = registered(world.registrations, clientId);
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (!secret && !assertion)
        return { registration, kind: 'none' };
    if (registration.secret === undefined)
        throw publicClient(world.kind);
    if (secret) {
        if (secret !== registration.secret)
            throw new AadstsRefusal(7000215, clientId);
        return { registration, kind: 'secret' };
    }
    if (form.get('client_assertion_type') !== assertionType)
        throw new AadstsRefusal(900144, 'client_assertion_type');
    const { issuerKey } = world;
    checkAssertion(assertion ?? '', { registration, audiences, nowMs: world.clock(), issuerKey });
    return { registration, kind: 'assertion' };
}
/** AADSTS700025 (90023 for personal accounts) or 7000218 when the proof does not fit the platform. */
function checkPlatform(proof, platform, kind) {
    if (platform === 'desktop' && proof.kind !== 'none')
        throw publicClient(kind);
    if (platform === 'web' && proof.kind === 'none')
        throw new AadstsRefusal(7000218);
}
function publicClient(kind) {
    return new AadstsRefusal(kind === 'personal' ? 90023 : 700025);
}

;// CONCATENATED MODULE: ./build/emulator/identity/discovery.js

/**
 * OpenID provider metadata of a tenant (OpenID Connect Discovery). For `common` and `organizations` the issuer
 * holds the placeholder `{tenantid}`, as Microsoft's does: a strict client has to know it.
 */
function openIdConfiguration(origin, tenant, kind) {
    const base = `${origin}/${tenant}`;
    const name = tenant.toLowerCase();
    const isAnybodys = isAlias(name) && name !== 'consumers';
    const issuerTenant = isAnybodys ? '{tenantid}' : tenantId(name, kind);
    return {
        status: 200,
        json: {
            token_endpoint: `${base}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
            jwks_uri: `${base}/discovery/v2.0/keys`,
            response_modes_supported: ['query', 'fragment', 'form_post'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['RS256'],
            response_types_supported: ['code'],
            scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
            issuer: `${origin}/${issuerTenant}/v2.0`,
            request_uri_parameter_supported: false,
            authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
            device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
            claims_supported: [
                'sub',
                'iss',
                'aud',
                'exp',
                'iat',
                'nonce',
                'preferred_username',
                'name',
                'tid',
                'ver',
            ],
            tenant_region_scope: null,
        },
    };
}
/**
 * The token endpoint of a tenant under the name that was called and under the directory's own, both of which a
 * client assertion may name as its audience.
 */
function tokenEndpoints(origin, tenant, kind) {
    return [tenant, tenantId(tenant, kind)].map((name) => `${origin}/${name}/oauth2/v2.0/token`);
}
/** Which sign-in hosts belong together; MSAL asks before it trusts an authority. */
function instances(url) {
    const asked = url.searchParams.get('authorization_endpoint') ?? '';
    const [, origin = 'https://login.microsoftonline.com', tenant = 'common'] = /^(https?:\/\/[^/]+)\/([^/]+)\//.exec(asked) ?? [];
    const entry = (network, cache, aliases) => ({
        preferred_network: network,
        preferred_cache: cache,
        aliases,
    });
    const global = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
    const china = ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'];
    return {
        status: 200,
        json: {
            tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
            'api-version': '1.1',
            metadata: [
                entry('login.microsoftonline.com', 'login.windows.net', global),
                entry('login.partner.microsoftonline.cn', 'login.partner.microsoftonline.cn', china),
                entry('login.microsoftonline.us', 'login.microsoftonline.us', ['login.microsoftonline.us']),
            ],
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/id-token.js
/**
 * ID tokens of the emulated directory: one RSA key for the life of the process, made when first asked for.
 * Knows who the account is; knows nothing of why a token is due.
 */


const id_token_keyId = 'emulator-signing-key';
const accountId = {
    personal: '00000000-0000-0000-0000-00000e4d0001',
    work: '00000000-0e4d-4000-8000-0000000000aa',
};
const id_token_keys = lateKeyPair();
/** The document that `jwks_uri` of the discovery document names. */
function signingKeys() {
    return keysDocument(id_token_keys(), id_token_keyId);
}
/**
 * A signed ID token of an hour (OpenID Connect Core section 2). Its issuer names the account's directory, also
 * when the request went to `common`: a client that compares it with the authority it called has to know that.
 */
function idToken(options) {
    const { kind, clientId, nonce } = options;
    const nowS = Math.floor(options.clock() / 1000);
    const tid = tenantId(options.tenant, kind);
    const claims = {
        aud: clientId,
        iss: `${options.origin}/${tid}/v2.0`,
        iat: nowS,
        nbf: nowS,
        exp: nowS + 3600,
        name: options.person.displayName,
        preferred_username: options.person.userName,
        oid: accountId[kind],
        sub: 'emulated-subject',
        tid,
        ver: '2.0',
        ...(nonce === undefined ? {} : { nonce }),
    };
    return signJwt({ header: { kid: id_token_keyId }, claims, key: id_token_keys().privateKey });
}
/** Which account in which home directory: Microsoft's own libraries ask for it with `client_info=1`. */
function clientInfo(kind) {
    return jsonPart({ uid: accountId[kind], utid: kind === 'personal' ? personalTenantId : workTenantId });
}

;// CONCATENATED MODULE: ./build/emulator/identity/tokens.js
/**
 * Every token and authorization code the emulator has handed out, with its birth and its fate. Knows when a
 * thing is too old; knows nothing of HTTP or of who may redeem what.
 */

/** A refresh token dies this long after it was issued, however often it was used (entra-docs refresh-tokens.md). */
const refreshLifeMs = 90 * 24 * 3_600_000;
/** Authorization codes live for about ten minutes. */
const codeLifeMs = 10 * 60_000;
class Vault {
    access = new Map();
    refresh = new Map();
    codes = new Map();
    #clock;
    constructor(clock) {
        this.#clock = clock;
    }
    issueAccess(token) {
        const { lifetimeS, ...facts } = token;
        const text = `emulator.at.${(0,external_node_crypto_.randomBytes)(240).toString('base64')}`;
        this.access.set(text, { ...facts, expiresAtMs: this.#clock() + lifetimeS * 1000, revoked: false });
        return text;
    }
    /** `text` is a fresh token in the marked form unless a test needs another. */
    issueRefresh(consent, alsoFor, text = `emulator.M.C5_BAY.0.U.-${awkward(300)}`) {
        const { clientId, platform, scopes, openId } = consent;
        this.refresh.set(text, {
            alsoFor,
            clientId,
            platform,
            scopes,
            openId,
            issuedAtMs: this.#clock(),
            fate: 'alive',
        });
        return text;
    }
    /** Entra's codes are plain base64url; those of personal accounts are as awkward as their tokens. */
    issueCode(code, kind) {
        const text = kind === 'work' ? `0.AX${(0,external_node_crypto_.randomBytes)(300).toString('base64url')}` : `M.C5_BAY.2.U.${awkward(36)}`;
        this.codes.set(text, { ...code, issuedAtMs: this.#clock(), redeemed: false });
        return text;
    }
    /** What a refresh token is worth in the hands of that app: nothing, unless it was issued to it. */
    consentOf(token, clientId) {
        if (token.clientId === clientId)
            return token;
        return token.alsoFor?.clientId === clientId ? { ...token, ...token.alsoFor } : undefined;
    }
    /** True once the 90 days since its issue are over, or it was told to be. */
    isIdle(token) {
        return token.fate === 'idle' || this.#clock() - token.issuedAtMs >= refreshLifeMs;
    }
}
/** Random text with the characters of real personal tokens that shells and form encoders trip over. */
function awkward(sizeBytes) {
    const text = (0,external_node_crypto_.randomBytes)(sizeBytes)
        .toString('base64')
        .replaceAll('/', '*')
        .replaceAll('+', '!')
        .replaceAll('=', '$');
    return `!${text.slice(0, 20)}*${text.slice(20)}$$`;
}

;// CONCATENATED MODULE: ./build/emulator/identity/token-endpoint.js
/**
 * The token endpoint: what each grant asks for and what it is answered with. Knows the vault and the rules of
 * redeeming; knows nothing of pages, hosts or sockets.
 */










/** Answers a token request, or throws a AadstsRefusal. */
function token_endpoint_redeem(world, call) {
    const grantType = need(call.form, 'grant_type');
    if (grantType === 'refresh_token')
        return refreshGrant(world, call);
    if (grantType === 'authorization_code')
        return codeGrant(world, call);
    if (grantType === 'client_credentials')
        return appGrant(world, call);
    // The short name is what MSAL sends.
    if (grantType === 'urn:ietf:params:oauth:grant-type:device_code' || grantType === 'device_code') {
        const proof = proofOf(world, call);
        checkPlatform(proof, 'desktop', world.kind);
        if (proof.registration.secret !== undefined)
            throw new AadstsRefusal(7000218);
        const device = deviceGrant(world.devices, { form: call.form, nowMs: world.clock() });
        const consent = { ...device, platform: 'desktop' };
        return userAnswer(world, call, { consent, scopes: granted(world, consent), offline: device.offline });
    }
    throw new AadstsRefusal(70003, grantType);
}
function proofOf(world, call) {
    return readProof(call.form, world, tokenEndpoints(call.origin, call.tenant, world.kind));
}
/** The live refresh token and what it is worth to that app; throws AADSTS700082 or 70000. */
function findRefresh(world, text, clientId) {
    if (/\s/.test(text))
        throw new AadstsRefusal(9002313);
    const token = world.vault.refresh.get(text);
    const consent = token && world.vault.consentOf(token, clientId);
    if (!token || token.fate === 'revoked' || !consent)
        throw new AadstsRefusal(70000, 'The user could not be authenticated or the grant is expired. Sign in again.');
    if (world.vault.isIdle(token)) {
        const issued = new Date(token.issuedAtMs).toISOString();
        throw new AadstsRefusal(700082, `The token was issued on ${issued} and was inactive for 90.00:00:00.`);
    }
    return { token, consent };
}
function refreshGrant(world, call) {
    const text = need(call.form, 'refresh_token');
    const proof = proofOf(world, call);
    const { token, consent } = findRefresh(world, text, proof.registration.clientId);
    checkPlatform(proof, consent.platform, world.kind);
    const asked = askedScopes(call, consent);
    const scopes = narrowed(world, granted(world, consent), asked);
    const reply = userAnswer(world, call, { consent, scopes, offline: asked?.offline ?? true, asked });
    if (world.settings.revokeOldRefreshTokens)
        token.fate = 'revoked';
    return reply;
}
function codeGrant(world, call) {
    const text = need(call.form, 'code');
    const redirectUri = need(call.form, 'redirect_uri');
    const proof = proofOf(world, call);
    const code = world.vault.codes.get(text);
    if (!code || code.clientId !== proof.registration.clientId)
        throw new AadstsRefusal(70000, "The provided value for the 'code' parameter is not valid.");
    if (code.redeemed)
        throw new AadstsRefusal(54005);
    if (world.clock() - code.issuedAtMs >= codeLifeMs)
        throw new AadstsRefusal(70008);
    if (code.tenant !== call.tenant.toLowerCase())
        throw new AadstsRefusal(700005);
    if (code.redirectUri !== redirectUri)
        throw new AadstsRefusal(500112);
    checkPlatform(proof, code.platform, world.kind);
    if (!verifies(code, call.form.get('code_verifier')))
        throw new AadstsRefusal(501481);
    const asked = askedScopes(call, code);
    const scopes = narrowed(world, granted(world, code), asked);
    code.redeemed = true;
    const { offline, nonce } = code;
    return userAnswer(world, call, { consent: code, scopes, offline, asked, nonce });
}
/** PKCE (RFC 7636): a verifier without a challenge is a mix-up of two sign-ins as much as a wrong one. */
function verifies(code, verifier) {
    if (code.challenge === undefined || verifier === undefined)
        return code.challenge === verifier;
    return (0,external_node_crypto_.createHash)('sha256').update(verifier).digest('base64url') === code.challenge;
}
function appGrant(world, call) {
    const tenant = call.tenant.toLowerCase();
    if (isAlias(tenant) || tenant === personalTenantId)
        throw new AadstsRefusal(9001023);
    const proof = proofOf(world, call);
    checkPlatform(proof, 'web', world.kind);
    const { clientId } = proof.registration;
    const scope = need(call.form, 'scope').trim();
    if (!/^\S+\/\.default$/.test(scope))
        throw new AadstsRefusal(1002012, scope);
    parseScopes(scope, { ...call, clientId });
    const lifetimeS = world.settings.accessTokenLifetimeS;
    const token = world.vault.issueAccess({ clientId, user: false, scopes: [], roles: world.roles, lifetimeS });
    return {
        status: 200,
        headers: noStore,
        json: { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: token },
    };
}
function granted(world, consent) {
    const override = world.settings.grantedScopes;
    if (override === undefined)
        return consent.scopes;
    return override.split(' ').filter((name) => name !== '' && name !== 'offline_access');
}
/** The request's own scope; undefined when it leaves that to the consent. */
function askedScopes(call, { clientId }) {
    const scope = call.form.get('scope')?.trim();
    return scope ? parseScopes(scope, { ...call, clientId }) : undefined;
}
/** What is asked for must lie within the consent: AADSTS70000 (personal) or 65001 (work) otherwise. */
function narrowed(world, consented, asked) {
    if (!asked || asked.everything || asked.permissions.length === 0)
        return consented;
    const beyond = firstBeyond(asked.permissions, consented);
    if (beyond === undefined)
        return asked.permissions;
    if (world.kind === 'work')
        throw new AadstsRefusal(65001, beyond);
    throw new AadstsRefusal(70000, 'One or more scopes requested are unauthorized or expired. Sign in again.');
}
function userAnswer(world, call, grant) {
    const { consent, scopes } = grant;
    const { settings, vault } = world;
    const lifetimeS = settings.accessTokenLifetimeS;
    const openId = consent.openId || grant.asked?.openId === true;
    const clientId = consent.clientId;
    const idTokenDue = openId || settings.sendIdToken;
    return {
        status: 200,
        headers: noStore,
        json: {
            token_type: 'Bearer',
            scope: [...scopes, ...(openId ? ['openid', 'profile', 'email'] : [])].join(' '),
            expires_in: lifetimeS,
            ext_expires_in: lifetimeS,
            access_token: vault.issueAccess({ clientId, user: true, scopes, roles: [], lifetimeS }),
            ...(grant.offline && !settings.omitNewRefreshToken
                ? { refresh_token: vault.issueRefresh(consent) }
                : {}),
            ...(idTokenDue ? { id_token: idToken({ ...call, ...world, clientId, nonce: grant.nonce }) } : {}),
            ...(call.form.get('client_info') === '1' ? { client_info: clientInfo(world.kind) } : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/emulator/identity/live.js





/** /oauth20_authorize.srf, /oauth20_token.srf and the blank page /oauth20_desktop.srf. */
async function liveRoute(world, request) {
    const { pathname, search, host } = request.url;
    if (pathname === '/oauth20_desktop.srf')
        return { status: 200, headers: noStore, text: '' };
    if (pathname === '/oauth20_authorize.srf') {
        const origin = isLoginHost(request.url.hostname) ? 'https://login.live.com' : request.url.origin;
        return authorizeAnswer(world, { request, query: parseForm(search), tenant: liveTenant, host, origin });
    }
    if (pathname !== '/oauth20_token.srf')
        return { status: 404, text: 'Not found' };
    try {
        return await token(world, request);
    }
    catch (error) {
        if (!(error instanceof AadstsRefusal))
            throw error;
        // No AADSTS number and no trace there; and 400 for everything.
        const description = error.message.replace(/^AADSTS\d+: /, '');
        return {
            status: 400,
            headers: noStore,
            json: { error: error.row.error, error_description: description },
        };
    }
}
async function token(world, request) {
    if (request.method !== 'POST')
        throw new AadstsRefusal(900561);
    const form = new Map(withBasic(await readForm(request), request.headers.authorization));
    const scope = form.get('scope');
    if (scope !== undefined)
        form.set('scope', scope.replaceAll('wl.offline_access', 'offline_access'));
    need(form, 'redirect_uri');
    if (world.kind !== 'personal')
        throw new AadstsRefusal(70000, "The provided value for the 'refresh_token' or 'code' is not valid.");
    const grantType = form.get('grant_type');
    if (grantType !== 'refresh_token' && grantType !== 'authorization_code')
        throw new AadstsRefusal(70003, grantType);
    const origin = 'https://login.live.com';
    const reply = token_endpoint_redeem(world, { form, tenant: liveTenant, graphHosts: ['graph.microsoft.com'], origin });
    const answer = {
        ...(typeof reply.json === 'object' ? reply.json : {}),
        token_type: 'bearer',
        user_id: 'emulated',
    };
    return { ...reply, json: answer };
}

;// CONCATENATED MODULE: ./build/emulator/identity/routes.js













/** True for the paths of the identity platform, for a listener that is called by its own address. */
function isIdentityPath(pathname) {
    return (/^\/[^/]+\/(oauth2\/|discovery\/|v2\.0\/\.well-known\/)/.test(pathname) ||
        pathname.startsWith('/oauth20_') ||
        pathname === wrongPlacePath);
}
/** Answers one request to a sign-in host. */
async function identityRoute(world, request) {
    const correlationId = correlation(request);
    try {
        const { pathname } = request.url;
        if (pathname.startsWith('/oauth20_'))
            return await liveRoute(world, request);
        const [, tenant = '', endpoint = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
        return await answer(world, { request, tenant: routes_decoded(tenant), endpoint });
    }
    catch (error) {
        if (!(error instanceof AadstsRefusal))
            throw error;
        return refusalReply(error, { nowMs: world.clock(), ...(correlationId ? { correlationId } : {}) });
    }
}
function routes_decoded(tenant) {
    try {
        return decodeURIComponent(tenant);
    }
    catch {
        throw new AadstsRefusal(90002, tenant);
    }
}
async function answer(world, call) {
    const { request, tenant, endpoint } = call;
    const host = request.url.host;
    const origin = loginOrigin(request.url);
    if (request.url.pathname === wrongPlacePath)
        return wrongPlacePage();
    if (endpoint === 'discovery/instance')
        return instances(request.url);
    if (endpoint === 'discovery/v2.0/keys')
        return { status: 200, json: signingKeys() };
    if (request.url.pathname === nativeClientPath)
        return nativeClientPage(world.settings.bounceNativeClient);
    // Clients ask for the bare host to see whether there is a network.
    if (request.url.pathname === '/')
        return { status: 200, text: '' };
    if (endpoint === 'oauth2/deviceauth')
        return deviceAnswer(world, request);
    if (endpoint === 'oauth2/v2.0/authorize')
        return authorizeAnswer(world, { request, query: parseForm(request.url.search), tenant, host, origin });
    checkTenant(tenant, world.kind);
    if (endpoint === 'v2.0/.well-known/openid-configuration')
        return openIdConfiguration(origin, tenant, world.kind);
    if (endpoint !== 'oauth2/v2.0/token' && endpoint !== 'oauth2/v2.0/devicecode')
        return { status: 404, text: 'Not found' };
    if (request.method !== 'POST')
        throw new AadstsRefusal(900561);
    if (request.headers.origin !== undefined)
        throw new AadstsRefusal(9002326);
    const form = withBasic(await readForm(request), request.headers.authorization);
    // Personal accounts exist in the global cloud alone: elsewhere their app is not registered.
    if (world.kind === 'personal' && /\.(us|cn)$/.test(host))
        throw new AadstsRefusal(700016, need(form, 'client_id'));
    if (endpoint === 'oauth2/v2.0/token')
        return token_endpoint_redeem(world, { form, tenant, origin, graphHosts: graphHosts(host) });
    const audiences = tokenEndpoints(origin, tenant, world.kind);
    return deviceCode(world, { form, host, audiences, verificationUri: `${origin}/common/oauth2/deviceauth` });
}
async function deviceAnswer(world, request) {
    if (request.method !== 'POST')
        return devicePage();
    const form = await readForm(request);
    const decision = form.get('decision') === 'allow' ? 'allow' : 'deny';
    const known = decideDevice(world.devices, form.get('user_code') ?? '', decision);
    return devicePage(known ? decision : 'unknown');
}
function deviceCode(world, call) {
    const { registration } = readProof(call.form, world, call.audiences);
    const { clientId } = registration;
    const scope = call.form.get('scope') ?? '';
    const asked = parseScopes(scope, { graphHosts: graphHosts(call.host), clientId });
    const { offline, openId } = asked;
    const scopes = asked.everything ? world.scopes : asked.permissions;
    const { verificationUri } = call;
    const start = { clientId, scopes, offline, openId, nowMs: world.clock(), verificationUri };
    return { status: 200, headers: noStore, json: startDevice(world.devices, start) };
}
/** Microsoft's hosts speak https whatever the emulator's own listener speaks. */
function loginOrigin(url) {
    return isLoginHost(url.hostname) ? `https://${url.hostname}` : url.origin;
}
function correlation(request) {
    const id = request.headers['client-request-id'];
    return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

;// CONCATENATED MODULE: ./build/emulator/identity/identity.js
/**
 * The identity platform of the emulator as tests hold it: its credentials, who a bearer token speaks for, and
 * the switches that they turn. Paths are in endpoints, rules in grants, authorize, devices and live.
 */







const userScopes = ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.All', 'User.Read'];
const siteScopes = ['Sites.Read.All', 'Sites.ReadWrite.All'];
/** What the portal fills in for "GitHub Actions deploying Azure resources". */
const gitHubTrust = {
    issuer: 'https://token.actions.githubusercontent.com',
    audience: 'api://AzureADTokenExchange',
};
/** A fresh directory with one account, two apps and a refresh token for each. */
function createIdentity(options) {
    const { clock, kind, credentials: own } = options;
    const vault = new Vault(clock);
    const confidential = register(own?.clientSecret ?? freshSecret(), own?.clientId);
    const open = register();
    const scopes = kind === 'work' ? [...userScopes, ...siteScopes] : userScopes;
    const settings = {
        // Real ones last 60 to 90 minutes: nobody may count on 3600.
        accessTokenLifetimeS: 3600 + Math.floor(Math.random() * 1800),
        omitNewRefreshToken: false,
        revokeOldRefreshTokens: false,
        sendIdToken: false,
        bounceNativeClient: true,
    };
    const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
    const registrations = [confidential, open];
    const world = {
        ...{ kind, clock, vault, registrations, settings, scopes, roles },
        devices: new Map(),
        person: options.person ?? {
            displayName: 'Ada Emulated',
            userName: kind === 'personal' ? 'ada@outlook.com' : 'ada@contoso.com',
        },
        issuerKey: options.issuerKey ?? (() => undefined),
    };
    const consent = { clientId: confidential.clientId, platform: 'web', scopes, openId: false };
    const credentials = {
        clientId: confidential.clientId,
        clientSecret: confidential.secret ?? '',
        publicClientId: open.clientId,
        refreshToken: vault.issueRefresh(consent, { clientId: open.clientId, platform: 'desktop' }, own?.refreshToken),
        publicRefreshToken: vault.issueRefresh({ ...consent, clientId: open.clientId, platform: 'desktop' }),
        tenantId: workTenantId,
    };
    return {
        credentials,
        settings,
        route: (request) => identityRoute(world, request),
        caller: (authorization) => callerOf(authorization, vault, clock()),
        get issuedAccessTokens() {
            return [...vault.access.keys()];
        },
        get issuedRefreshTokens() {
            return [...vault.refresh.keys()];
        },
        revokeAccessTokens() {
            for (const token of vault.access.values())
                token.revoked = true;
        },
        expireRefreshTokens(text) {
            for (const [known, token] of vault.refresh)
                if (text === undefined || text === known)
                    token.fate = 'idle';
        },
        knows(text, clientId) {
            const token = vault.refresh.get(text);
            if (!token || (clientId !== undefined && !vault.consentOf(token, clientId)))
                return false;
            return token.fate === 'alive' && !vault.isIdle(token);
        },
        decideDevice: (userCode, decision) => decideDevice(world.devices, userCode, decision),
        registerRedirect(uri, { clientId, platform } = {}) {
            for (const app of registrations) {
                if (clientId !== undefined && clientId !== app.clientId)
                    continue;
                app.redirects.push({ uri, platform: platform ?? (app.secret === undefined ? 'desktop' : 'web') });
            }
        },
        addCertificate(pem) {
            confidential.certificates.push(new external_node_crypto_.X509Certificate(pem));
        },
        addFederatedCredential(credential) {
            confidential.federated.push({ ...gitHubTrust, ...credential });
        },
        forgetKeys() {
            confidential.certificates.length = 0;
            confidential.federated.length = 0;
        },
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./build/emulator/graph/bad-listing.js

const nextLink = '@odata.nextLink';
/** The reply as the fault wants it; as it is when it holds no list. */
function spoiled(reply, how, url) {
    const { json } = reply;
    if (!json_isObject(json) || !Array.isArray(json.value))
        return reply;
    const { value, ...rest } = json;
    if (how === 'no-value')
        return { ...reply, json: { '@odata.context': rest['@odata.context'] } };
    if (how === 'repeat')
        return { ...reply, json: { ...rest, [nextLink]: url.href, value } };
    if (how === 'endless')
        return { ...reply, json: { ...rest, [nextLink]: onceMore(url), value } };
    return { ...reply, json: { ...rest, value: items(value, how, url) } };
}
function items(value, how, url) {
    const others = value.slice(0, -1);
    const last = value.at(-1);
    switch (how) {
        case 'empty':
            return [];
        case 'uncounted':
            return value.map((item) => (hasFolder(item) ? { ...item, folder: {} } : item));
        case 'zero-count':
            return value.map((item) => (hasFolder(item) ? { ...item, folder: { childCount: 0 } } : item));
        case 'ancient':
            return value.map((item) => created(item, '0001-01-01T00:00:00Z'));
        case 'future':
            return value.map((item) => created(item, '9999-12-31T23:59:59Z'));
        case 'cycle':
            return [...value, itself(url)];
    }
    if (how === 'short' || !json_isObject(last))
        return others;
    if (how === 'dots')
        return [...others, { ...last, name: '..' }];
    const { name, id, ...bare } = last;
    return [...others, how === 'nameless' ? { ...bare, id } : { ...bare, name }];
}
function hasFolder(item) {
    return json_isObject(item) && json_isObject(item.folder);
}
function created(item, at) {
    return json_isObject(item) ? { ...item, createdDateTime: at } : item;
}
/** The folder whose children the address asks for. */
function itself({ pathname }) {
    const id = decodeURIComponent(/\/items\/([^/:]+)\/children$/.exec(pathname)?.[1] ?? 'root');
    return { id, name: 'itself', folder: { childCount: 1 } };
}
function onceMore(url) {
    const again = new URL(url);
    again.searchParams.set('again', String(Number(url.searchParams.get('again')) + 1));
    return again.href;
}

;// CONCATENATED MODULE: ./build/emulator/server/request-body.js


class Intake extends external_node_stream_.Readable {
    receivedBytes = 0;
    #source;
    #options;
    #state = 'idle';
    #pausedUntil;
    #ended = false;
    constructor(source, options = {}) {
        super({ highWaterMark: 256 * 1024 });
        this.#source = source;
        this.#options = options;
        // Whoever reads is told; when nobody does, a client that leaves is no error of ours.
        this.on('error', () => { });
        source.on('error', () => { });
        source.once('close', () => this.#left());
    }
    /** The answer is out: what is still coming is thrown away. */
    drain() {
        if (this.#state === 'limited')
            return;
        this.#state = 'draining';
        clearTimeout(this.#pausedUntil);
        this.#source.removeAllListeners('data');
        this.#source.on('data', (chunk) => {
            this.receivedBytes += chunk.length;
        });
        this.#source.resume();
    }
    _read() {
        if (this.#state === 'idle')
            this.#begin();
        else if (this.#state === 'flowing' && this.#pausedUntil === undefined)
            this.#source.resume();
    }
    _destroy(error, done) {
        clearTimeout(this.#pausedUntil);
        done(error);
    }
    #begin() {
        this.#state = 'flowing';
        this.#options.onStart?.();
        if (this.#options.limit?.bytes === 0) {
            this.#limitReached();
            return;
        }
        this.#source.on('data', (chunk) => this.#arrived(chunk));
        this.#source.once('end', () => {
            this.#ended = true;
            if (this.#state === 'flowing' && this.#pausedUntil === undefined)
                this.push(null);
        });
    }
    #arrived(chunk) {
        const { limit, corrupt, bytesPerSecond, meter } = this.#options;
        const first = this.receivedBytes === 0;
        const room = (limit?.bytes ?? Number.POSITIVE_INFINITY) - this.receivedBytes;
        const piece = chunk.length < room ? chunk : chunk.subarray(0, room);
        this.receivedBytes += piece.length;
        if (corrupt && first)
            flipOneBit(piece);
        const wantsMore = this.push(piece);
        const slowMs = bytesPerSecond === undefined ? 0 : (piece.length / bytesPerSecond) * 1000;
        const delayMs = Math.max(slowMs, meter?.delayMs(piece.length) ?? 0);
        if (piece.length === room)
            this.#limitReached();
        else if (delayMs > 0)
            this.#pauseFor(delayMs);
        else if (!wantsMore)
            this.#source.pause();
    }
    #pauseFor(delayMs) {
        this.#source.pause();
        this.#pausedUntil = setTimeout(() => {
            this.#pausedUntil = undefined;
            if (this.#ended)
                this.push(null);
            else
                this.#source.resume();
        }, delayMs);
    }
    #limitReached() {
        const { limit } = this.#options;
        this.#state = 'limited';
        this.#source.removeAllListeners('data');
        this.#source.pause();
        if (limit?.end === 'stall') {
            limit.onStall?.();
            return;
        }
        const keepBytes = limit?.end === 'keep' ? limit.bytes : undefined;
        this.#whenRead(() => this.destroy(new core_faults/* Interruption */._n(keepBytes)));
    }
    /** Destroying throws away what is buffered, so the reader gets that first. */
    #whenRead(run) {
        if (this.destroyed)
            return;
        if (this.readableLength === 0)
            run();
        else
            setImmediate(() => this.#whenRead(run));
    }
    #left() {
        const { limit } = this.#options;
        const cutting = this.#state === 'limited' && limit?.end !== 'stall';
        if (cutting || (this.#source.complete && this.#state !== 'limited'))
            return;
        if (!this.readableEnded)
            this.destroy(new core_faults/* Interruption */._n());
    }
}
/**
 * Where depends on the content: the same bit of two fragments would cancel out in QuickXorHash, which takes
 * every 160th byte together.
 */
function flipOneBit(piece) {
    let mix = 0;
    for (const byte of piece.subarray(0, 64))
        mix = (Math.imul(mix, 31) + byte) >>> 0;
    const at = mix % Math.max(1, piece.length);
    piece[at] = (piece[at] ?? 0) ^ (1 << ((mix >>> 16) & 7));
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/emulator/server/send-reply.js

/** Sends the whole reply, at a pace if one is given; resolves when it is out or the client is gone. */
async function send(response, reply, bytesPerSecond) {
    const body = bodyOf(reply);
    begin(response, reply, body);
    if (!mayHaveBody(response, reply)) {
        reply.stream?.destroy();
        response.end();
        return;
    }
    if (bytesPerSecond !== undefined)
        return slowly(response, reply, bytesPerSecond);
    if (reply.stream === undefined)
        response.end(body);
    else
        await (0,external_node_stream_promises_.pipeline)(reply.stream, response).catch(() => { });
}
/** Sends the headers and half of the body, and leaves the rest out. */
async function sendHalf(response, reply) {
    const body = bodyOf(reply);
    begin(response, reply, body);
    const totalBytes = body?.length ?? Number(reply.headers?.['content-length'] ?? 0);
    let left = Math.floor(totalBytes / 2);
    for await (const piece of reply.stream ?? [body ?? Buffer.alloc(0)]) {
        if (left <= 0 || !Buffer.isBuffer(piece))
            break;
        await send_reply_written(response, piece.subarray(0, left));
        left -= piece.length;
    }
    response.flushHeaders();
}
function bodyOf(reply) {
    if (reply.json !== undefined)
        return Buffer.from(JSON.stringify(reply.json));
    if (reply.stream !== undefined)
        return undefined;
    return Buffer.from(reply.text ?? '');
}
function begin(response, reply, body) {
    const headers = {};
    if (reply.json !== undefined)
        headers['content-type'] = 'application/json';
    else if (reply.text !== undefined && reply.text !== '')
        headers['content-type'] = 'text/html; charset=utf-8';
    for (const [name, value] of Object.entries(reply.headers ?? {}))
        headers[name.toLowerCase()] = value;
    if (body !== undefined && reply.status !== 204)
        headers['content-length'] = String(body.length);
    response.writeHead(reply.status, headers);
}
function mayHaveBody(response, reply) {
    return response.req.method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
}
async function slowly(response, reply, bytesPerSecond) {
    const step = Math.max(1, Math.floor(bytesPerSecond / 20));
    for await (const piece of reply.stream ?? [bodyOf(reply) ?? Buffer.alloc(0)]) {
        if (!Buffer.isBuffer(piece))
            break;
        for (let at = 0; at < piece.length && !response.destroyed; at += step) {
            const part = piece.subarray(at, at + step);
            await new Promise((resolve) => setTimeout(resolve, (part.length / bytesPerSecond) * 1000));
            await send_reply_written(response, part);
        }
    }
    response.end();
}
function send_reply_written(response, bytes) {
    return new Promise((resolve) => {
        if (response.destroyed)
            return resolve();
        response.write(bytes, () => resolve());
    });
}

;// CONCATENATED MODULE: ./build/emulator/server/exchange.js





/** Runs a request to its end. Never throws: a route that crashes answers 500 and is named in the ledger. */
async function exchange(one) {
    const { response, entry, mishap } = one;
    if (mishap !== undefined)
        entry.fault = mishap.kind;
    const intake = new Intake(one.incoming, intakeOptions(one));
    response.on('error', () => { });
    response.once('close', () => {
        entry.bodyBytes = intake.receivedBytes;
        if (!response.writableFinished)
            entry.status = 'cut';
    });
    try {
        await fate(one, intake);
        entry.bodyBytes = intake.receivedBytes;
        if (response.writableEnded)
            intake.drain();
    }
    catch (error) {
        if (error instanceof core_faults/* Interruption */._n || response.destroyed)
            return cut(one);
        console.error('emulator: a route crashed:', error);
        entry.fault = `crash: ${error instanceof Error ? error.message : String(error)}`;
        if (response.headersSent)
            return cut(one);
        await exchange_answer(one, {
            status: 500,
            json: { error: { code: 'generalException', message: 'The emulator crashed.' } },
        });
        intake.drain();
    }
}
function intakeOptions(one) {
    const { mishap, incoming, response } = one;
    const waits = incoming.headers.expect?.toLowerCase() === '100-continue';
    const start = {
        ...(waits ? { onStart: () => response.writeContinue() } : {}),
        ...(one.meter === undefined ? {} : { meter: one.meter }),
    };
    // Of a body in chunks the half is not known: one byte will do.
    const bytes = Math.floor(Number(incoming.headers['content-length'] ?? 2) / 2);
    if (mishap?.kind === 'slow')
        return { ...start, bytesPerSecond: mishap.bytesPerSecond };
    if (mishap?.kind === 'corrupt')
        return { ...start, corrupt: true };
    const whole = mishap?.kind === 'partial' &&
        mishap.keepBytes >= Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (mishap?.kind === 'partial' && !whole)
        return { ...start, limit: { bytes: mishap.keepBytes, end: 'keep' } };
    if (!hasBody(incoming))
        return start;
    if (mishap?.kind === 'cut' && mishap.when === 'amid')
        return { ...start, limit: { bytes, end: 'cut' } };
    if (mishap?.kind === 'stall' && mishap.when === 'amid') {
        return { ...start, limit: { bytes, end: 'stall', onStall: one.onStall } };
    }
    return start;
}
function hasBody(incoming) {
    return (Number(incoming.headers['content-length'] ?? 0) > 0 || incoming.headers['transfer-encoding'] !== undefined);
}
async function fate(one, intake) {
    const { mishap } = one;
    const run = () => one.route(requestOf(one, intake));
    if (mishap === undefined)
        return exchange_answer(one, await run());
    if (mishap.kind === 'status') {
        const body = mishap.processed ? await run().then(() => '') : await beginningOf(intake);
        return exchange_answer(one, statusReply(mishap.echo ? echoing(one, mishap, body) : mishap));
    }
    if (mishap.kind === 'slow')
        return exchange_answer(one, await run(), mishap.bytesPerSecond);
    if (mishap.kind === 'list')
        return exchange_answer(one, spoiled(await run(), mishap.how, one.url));
    if (mishap.kind === 'lost-reply' || mishap.kind === 'partial') {
        await run();
        return cut(one);
    }
    if (mishap.kind === 'cut' || mishap.kind === 'stall')
        return broken(one, mishap, run);
    return exchange_answer(one, await run());
}
async function broken(one, mishap, run) {
    if (mishap.when !== 'before') {
        const reply = await run();
        if (mishap.when === 'amid')
            await sendHalf(one.response, reply);
        else
            reply.stream?.destroy();
    }
    if (mishap.kind === 'cut')
        return cut(one);
    one.onStall();
    if (!one.response.destroyed)
        await new Promise((resolve) => one.response.once('close', resolve));
}
function requestOf(one, body) {
    const { incoming, url } = one;
    return {
        method: incoming.method ?? 'GET',
        url,
        rawTarget: incoming.url ?? '/',
        headers: incoming.headers,
        body,
    };
}
async function exchange_answer(one, reply, bytesPerSecond) {
    one.entry.status = reply.status;
    const code = errorCode(reply);
    if (code !== undefined)
        one.entry.code = code;
    await send(one.response, reply, bytesPerSecond);
}
function cut(one) {
    one.entry.status = 'cut';
    one.incoming.socket.destroy();
}
/** As many bytes of a body as an echo says back. */
const echoedBytes = 16 * 1024;
/** Reads a body to its end. */
async function beginningOf(intake) {
    const kept = [];
    let sizeBytes = 0;
    for await (const piece of intake) {
        if (sizeBytes < echoedBytes)
            kept.push(Buffer.from(piece));
        sizeBytes += piece.length;
    }
    return Buffer.concat(kept).toString('utf8', 0, echoedBytes);
}
function echoing({ incoming, url }, mishap, body) {
    const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
    const request = [`${incoming.method} ${url.href}`, ...headers, body].join('\n');
    const message = `${mishap.message ?? 'A planned fault.'} ${request}`;
    const code = mishap.code ?? 'generalException';
    // Graph's form, and in `error_description` that of the sign-in.
    return { ...mishap, body: { error: { code, message }, error_description: message } };
}
function statusReply(mishap) {
    const headers = {
        ...(mishap.retryAfter === undefined ? {} : { 'retry-after': mishap.retryAfter }),
        ...mishap.headers,
    };
    if (typeof mishap.body === 'string')
        return { status: mishap.status, headers, text: mishap.body };
    const worded = mishap.code !== undefined || mishap.message !== undefined;
    if (mishap.body === undefined && !worded)
        return { status: mishap.status, headers };
    const json = mishap.body ?? {
        error: {
            code: mishap.code ?? 'generalException',
            message: mishap.message ?? 'A planned fault.',
            innerError: { date: '2026-01-01T00:00:00' },
        },
    };
    return { status: mishap.status, headers, json };
}

;// CONCATENATED MODULE: ./build/emulator/server/meter.js
/** Timers fire late: that much of a delay is made good by shorter ones afterwards, and no idle time is saved up beyond it. */
const slackMs = 50;
/** Counts bytes against the time they may take. */
class Meter {
    #bytesPerSecond;
    #now;
    #freeMs = 0;
    constructor(bytesPerSecond, now = () => performance.now()) {
        this.#bytesPerSecond = bytesPerSecond;
        this.#now = now;
    }
    /** How long nothing more may be read, now that these bytes are. */
    delayMs(sizeBytes) {
        const nowMs = this.#now();
        this.#freeMs = Math.max(this.#freeMs, nowMs - slackMs) + (sizeBytes / this.#bytesPerSecond) * 1000;
        return Math.max(0, this.#freeMs - nowMs);
    }
}
const meters = new WeakMap();
/** The connection's meter, the same for all its requests. */
function meterOf(socket, bytesPerSecond) {
    const known = meters.get(socket) ?? new Meter(bytesPerSecond);
    meters.set(socket, known);
    return known;
}

;// CONCATENATED MODULE: ./build/emulator/server/which-service.js


const which_service_hosts = {
    'login.microsoftonline.com': 'identity',
    'login.microsoftonline.us': 'identity',
    'login.partner.microsoftonline.cn': 'identity',
    'login.live.com': 'identity',
    'graph.microsoft.com': 'graph',
    'graph.microsoft.us': 'graph',
    'dod-graph.microsoft.us': 'graph',
    'microsoftgraph.chinacloudapi.cn': 'graph',
    'api.github.com': 'github',
    'token.actions.githubusercontent.com': 'github',
};
const uploadHost = /(^|\.)(up\.1drv\.com|sharepoint\.com|my\.microsoftpersonalcontent\.com)$/;
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost)$/;
/** The room, or 'page' for whatever is none of Microsoft's or GitHub's. `hostname` is without a port. */
function surfaceOf(facts) {
    const { hostname, pathname } = facts;
    if (facts.uploadListener)
        return 'upload';
    const known = which_service_hosts[hostname];
    if (known !== undefined)
        return known;
    if (isOwnAddress(hostname))
        return surfaceOfPath(pathname);
    return hostname === facts.uploadHostname || uploadHost.test(hostname) ? 'upload' : 'page';
}
/** True for an address of the listener itself, as opposed to a name that it stands in for. */
function isOwnAddress(hostname) {
    return ADDRESS.test(hostname);
}
function surfaceOfPath(pathname) {
    if (/^\/(v1\.0|beta)(\/|$)/.test(pathname))
        return 'graph';
    if (/^\/(api\/v3\/)?(repos|orgs|repositories)\//.test(pathname) || isOidcPath(pathname))
        return 'github';
    return isIdentityPath(pathname) ? 'identity' : 'page';
}

;// CONCATENATED MODULE: ./build/emulator/server/server.js
/**
 * The two listeners: sockets in, requests handed to the right room, everything noted in the ledger. Knows
 * hosts and faults; nothing of what the rooms do.
 */






/** Nobody else's machine is to reach what has no protection. */
const loopback = '127.0.0.1';
/** Starts both listeners. */
async function startServer(options) {
    const stalls = new Stalls();
    const scheme = options.tls === undefined ? 'http' : 'https';
    let uploadHostname = '';
    const listener = (uploadListener) => (incoming, response) => {
        handle(options, { incoming, response, uploadListener, uploadHostname, scheme, stalls }).catch((error) => {
            console.error('emulator: a request could not be handled:', error);
            incoming.socket.destroy();
        });
    };
    const main = await listen(options, options.port, listener(false));
    const upload = await listen(options, 0, listener(true)).catch(async (error) => {
        await server_closed(main.server);
        throw error;
    });
    const uploadOrigin = options.uploadOrigin ?? `${scheme}://${loopback}:${upload.port}`;
    uploadHostname = new URL(uploadOrigin).hostname;
    return {
        url: `${scheme}://${loopback}:${main.port}`,
        uploadOrigin: new URL(uploadOrigin).origin,
        stalled: () => stalls.begun(),
        async close() {
            await Promise.all([main, upload].map(({ server }) => server_closed(server)));
        },
    };
}
async function listen(options, port, onRequest) {
    const server = options.tls === undefined ? (0,external_node_http_.createServer)() : (0,external_node_https_.createServer)({ ...options.tls });
    server.on('request', onRequest);
    // The intake sends the 100 when a route wants the body.
    server.on('checkContinue', onRequest);
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    server.keepAliveTimeout = 60_000;
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, loopback, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string')
        throw new Error('the emulator has no port');
    return { server, port: address.port };
}
function server_closed(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
async function handle(options, arrival) {
    const { incoming, response } = arrival;
    // Node would write the machine's time, which the items' times do not follow.
    response.setHeader('date', new Date(options.clock()).toUTCString());
    const url = urlOf(incoming, arrival.scheme);
    if (url === undefined) {
        response.writeHead(400).end();
        return;
    }
    const { hostname, pathname } = url;
    const surface = surfaceOf({ hostname, pathname, ...arrival });
    const watching = { method: incoming.method ?? '', url, headers: incoming.headers };
    if (surface === 'page' && options.dashboard.isFor(watching)) {
        incoming.resume();
        return send(response, options.dashboard.answer(watching));
    }
    const entry = options.ledger.open(incoming, { atMs: options.clock(), surface, url });
    if (options.latencyMs > 0)
        await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
    const paths = [decodedPath(incoming.url ?? '/')];
    const uploadPath = surface === 'upload' ? options.uploadPath(url) : undefined;
    if (uploadPath !== undefined) {
        paths.push(uploadPath);
        entry.file = uploadPath;
    }
    const mishap = options.faults.next({ surface, method: incoming.method ?? '', paths });
    if (mishap?.kind === 'drop-session')
        options.dropSessions(url);
    const onStall = () => arrival.stalls.begin();
    const meter = options.bytesPerSecond === undefined ? undefined : meterOf(incoming.socket, options.bytesPerSecond);
    await exchange({ incoming, response, url, route: options.rooms[surface], entry, mishap, onStall, meter });
}
/** The address the client believes it calls: Microsoft's hosts are https, whatever the listener speaks. */
function urlOf(incoming, scheme) {
    const host = incoming.headers.host ?? '';
    const target = incoming.url ?? '/';
    if (!target.startsWith('/') || !/^[\w.\-:[\]]+$/.test(host))
        return undefined;
    try {
        const url = new URL(`${scheme}://${host}${target}`);
        return isOwnAddress(url.hostname) ? url : new URL(`https://${host}${target}`);
    }
    catch {
        return undefined;
    }
}
function decodedPath(target) {
    const path = target.replace(/\?.*$/s, '');
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
/** Stalls that have begun and who waits for one: each stall answers one call. */
class Stalls {
    #unseen = 0;
    #waiting = [];
    begin() {
        const waiter = this.#waiting.shift();
        if (waiter === undefined)
            this.#unseen++;
        else
            waiter();
    }
    begun() {
        if (this.#unseen === 0)
            return new Promise((resolve) => this.#waiting.push(resolve));
        this.#unseen--;
        return Promise.resolve();
    }
}

;// CONCATENATED MODULE: ./build/emulator/core/ranges.js
/**
 * Content-Range, Range and nextExpectedRanges: reading, judging and writing them. Pure.
 */
/** Reads `Content-Range: bytes 0-9/100`; a text says what is wrong with it. */
function parseContentRange(header) {
    const parts = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '');
    if (parts === null)
        return 'The Content-Range header is missing or malformed.';
    if (parts[3] === '*')
        return 'Content-Range must include a total length';
    const claim = { startByte: Number(parts[1]), endByte: Number(parts[2]) + 1, totalBytes: Number(parts[3]) };
    if (claim.endByte <= claim.startByte || claim.endByte > claim.totalBytes) {
        return 'The Content-Range header is missing or malformed.';
    }
    return claim;
}
/** A fragment's length grid (createUploadSession documentation): every one but the last is a multiple of this. */
const gridBytes = 327_680;
/** True when a fragment that is not the last breaks the grid, by its length. */
function offGrid(claim) {
    return claim.endByte !== claim.totalBytes && (claim.endByte - claim.startByte) % gridBytes !== 0;
}
/** Where a fragment stands to what is there: 416's inner code, or nothing when it is the next one. */
function misplaced(claim, receivedBytes) {
    if (claim.startByte < receivedBytes)
        return 'fragmentOverlap';
    return claim.startByte > receivedBytes ? 'fragmentOutOfOrder' : undefined;
}
/** `nextExpectedRanges` as the service words it; closed only when the total is known. */
function expectedRanges(receivedBytes, totalBytes, closed) {
    if (totalBytes !== undefined && receivedBytes >= totalBytes)
        return [];
    return [`${receivedBytes}-${closed && totalBytes !== undefined ? totalBytes - 1 : ''}`];
}
/** Reads a download's `Range`; 'unsatisfiable' for a 416, nothing when there is none worth heeding (RFC 9110, 14.2). */
function parseRange(header, sizeBytes) {
    const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
    if (parts === null || (parts[1] === '' && parts[2] === ''))
        return undefined;
    if (parts[1] === '') {
        const tail = Math.min(sizeBytes, Number(parts[2]));
        return tail === 0 ? 'unsatisfiable' : { startByte: sizeBytes - tail, endByte: sizeBytes };
    }
    const startByte = Number(parts[1]);
    const endByte = parts[2] === '' ? sizeBytes : Math.min(sizeBytes, Number(parts[2]) + 1);
    if (parts[2] !== '' && Number(parts[2]) < startByte)
        return undefined;
    return startByte >= sizeBytes ? 'unsatisfiable' : { startByte, endByte };
}

;// CONCATENATED MODULE: ./build/emulator/upload-host/fragment.js
/**
 * One fragment: judged in the order the service judges it, received, and the file made when it was the last.
 * Knows nothing of how the session was made.
 */







/** A fragment of this size or more is refused (createUploadSession documentation: less than 60 MiB). */
const fragmentLimitBytes = 60 * 1024 * 1024;
const lengthMismatch = 'The Content-Range header length does not match the provided number of bytes.';
/** 202 with what is expected next, or the last fragment's 201 or 200. */
async function putFragment(service, request, session) {
    const claim = judged(service, request, session);
    // A fragment whose sender has gone, but whose connection we still hold, makes way for its successor. Nothing is
    // awaited between the last look and `taken`, which makes this one the fragment being received.
    while (session.busy !== undefined) {
        const { abort, done } = session.busy;
        abort();
        await done;
    }
    if (service.sessions.find(session.token) !== session)
        throw sessionNotFound();
    checkPlace(claim, session);
    const last = claim.endByte === claim.totalBytes;
    if (session.sizeBytes === undefined && !service.settings.quotaLate) {
        checkRoom(service, session.parent, claim.totalBytes);
    }
    session.sizeBytes = claim.totalBytes;
    await taken(service.store.keeps, { request, session, claim });
    if (offGrid(claim))
        session.unaligned = true;
    service.sessions.extend(session);
    if (!last)
        return { status: 202, json: statusBody(service, session) };
    checkRoom(service, session.parent, claim.totalBytes);
    return finished(service, session);
}
/** 404, whether it expired, was cancelled or is done (OneDrive/onedrive-api-docs#1259). */
function sessionNotFound() {
    return new Refusal({
        status: 404,
        code: 'itemNotFound',
        message: 'The upload session was not found',
        inner: 'uploadSessionNotFound',
    });
}
/** What GET and a 202 answer. */
function statusBody(service, session) {
    return {
        expirationDateTime: new Date(session.expiresMs).toISOString(),
        nextExpectedRanges: expectedRanges(session.receivedBytes, session.sizeBytes, service.settings.closedRanges),
    };
}
function judged(service, request, session) {
    const claim = parseContentRange(request.headers['content-range']);
    if (typeof claim === 'string')
        throw invalidRequest(claim);
    const sizeBytes = claim.endByte - claim.startByte;
    const length = request.headers['content-length'];
    if (length !== undefined && Number(length) !== sizeBytes)
        throw invalidRequest(lengthMismatch);
    if (sizeBytes >= fragmentLimitBytes) {
        throw new Refusal({
            status: service.settings.oversizedFragmentStatus,
            code: 'invalidRequest',
            message: 'The fragment is too large.',
            inner: 'maxFragmentLengthExceeded',
        });
    }
    if (session.sizeBytes !== undefined && session.sizeBytes !== claim.totalBytes) {
        throw invalidRequest(`The current upload session is for ${session.sizeBytes} total bytes, but the current fragment declares a ` +
            `total of ${claim.totalBytes}`, 'fragmentLengthMismatch');
    }
    checkPlace(claim, session);
    return claim;
}
function checkPlace(claim, session) {
    const inner = misplaced(claim, session.receivedBytes);
    if (inner === undefined)
        return;
    const message = inner === 'fragmentOverlap'
        ? 'Uploaded fragment overlaps with existing data.'
        : 'Uploaded fragment is out of order.';
    throw new Refusal({ status: 416, code: 'invalidRange', message, inner });
}
/** Receives the bytes; what a broken connection had brought is forgotten, unless the fault says otherwise. */
async function taken(keeps, { request, session, claim }) {
    const hash = session.hash.copy();
    let release = () => { };
    const done = new Promise((resolve) => {
        release = resolve;
    });
    const mine = { done, abort: () => void request.body.destroy(new core_faults/* Interruption */._n()) };
    session.busy = mine;
    const sizeBytes = claim.endByte - claim.startByte;
    try {
        const gotBytes = await receive(request.body, {
            path: session.contentPath,
            offsetBytes: session.receivedBytes,
            hash,
            limitBytes: sizeBytes,
            keeps,
        });
        if (gotBytes !== sizeBytes)
            throw invalidRequest(lengthMismatch);
        session.receivedBytes += gotBytes;
        session.fragments++;
        session.hash = hash;
    }
    catch (error) {
        if (error instanceof TooManyBytes)
            throw invalidRequest(lengthMismatch);
        if (error instanceof core_faults/* Interruption */._n && error.keepBytes !== undefined) {
            session.receivedBytes += error.keepBytes;
            session.fragments++;
            session.hash = hash;
            if (offGrid(claim))
                session.unaligned = true;
        }
        throw error;
    }
    finally {
        if (session.busy === mine)
            delete session.busy;
        release();
    }
}
async function finished(service, session) {
    const { settings, sessions } = service;
    if (service.sessions.find(session.token) !== session)
        throw sessionNotFound();
    if (settings.strictAlignment && session.unaligned) {
        sessions.end(session);
        throw new Refusal({
            status: 400,
            code: 'generalException',
            message: 'Upload session failed',
            inner: 'uploadSessionFailed',
        });
    }
    const sizeBytes = session.receivedBytes;
    session.committing = true;
    if (service.store.keeps.contents)
        await (0,promises_.truncate)(session.contentPath, sizeBytes);
    const { item, fresh } = await commit(service, {
        parent: session.parent,
        name: session.name,
        content: { path: session.contentPath, sizeBytes, hash: session.hash },
        conflict: session.conflict,
        dates: session.dates,
        reidentify: session.reidentify,
    }).finally(() => delete session.committing);
    sessions.end(session, true);
    if (settings.finalBodyWithoutId) {
        return { status: 200, json: statusBody(service, session) };
    }
    return { status: fresh ? 201 : 200, json: finalBody(service, item) };
}
function finalBody(service, item) {
    if (item.drive.type === 'personal') {
        const context = 'https://graph.microsoft.com/v1.0/$metadata#items/$entity';
        return { '@odata.context': context, ...driveItem(service, item) };
    }
    const { origin } = new URL(item.drive.webUrl);
    const context = `${origin}${item.drive.sitePath}/_api/v2.0/$metadata#items/$entity`;
    return { '@odata.context': context, ...driveItem(service, item, true) };
}

;// CONCATENATED MODULE: ./build/emulator/upload-host/handler.js
/**
 * The upload and download host: fragments, status and cancellation of sessions, and pre-authenticated
 * downloads. Speaks the storage service's own dialect, not Graph's, and takes no Authorization.
 */







/**
 * The older storage hosts pass over a bearer token, which rclone before 1.69 lives on; the one that personal
 * drives moved to does not (apache/opendal#5811), and loopback is as strict.
 */
const legacyHost = /\.(up\.1drv\.com|sharepoint\.com)$/;
/** Answers everything on the upload host. */
function uploadRoute(service) {
    return async (request) => {
        const requestId = (0,external_node_crypto_.randomUUID)();
        const headers = { 'request-id': requestId, sprequestguid: requestId, 'cache-control': 'no-store' };
        try {
            const reply = await handler_opened(service, request);
            return { ...reply, headers: { ...headers, ...service.allowance(), ...reply.headers } };
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            const ids = { nowMs: service.clock(), requestId, clientRequestId: requestId, legacy: true };
            const { status } = error.facts;
            return { status, headers: { ...headers, ...error.facts.headers }, json: errorBody(error.facts, ids) };
        }
    };
}
async function handler_opened(service, request) {
    const ticket = downloadToken(request.url);
    if (ticket !== undefined)
        return download(service, request, ticket);
    const token = sessionToken(request.url);
    if (token === undefined)
        throw itemNotFound();
    if (request.headers.authorization !== undefined && !legacyHost.test(request.url.hostname)) {
        throw new Refusal({
            status: 401,
            code: 'unauthenticated',
            message: 'The caller is not authenticated: an uploadUrl takes no Authorization header.',
        });
    }
    const { method, url } = request;
    const refusal = service.admit({ surface: 'upload', method, path: url.pathname });
    if (refusal !== undefined)
        return refusal;
    const session = found(service, token);
    if (method === 'PUT')
        return putFragment(service, request, session);
    if (method === 'GET')
        return { status: 200, json: statusBody(service, session) };
    if (method === 'DELETE') {
        service.sessions.end(session);
        return { status: 204 };
    }
    throw new Refusal({ status: 405, code: 'notAllowed', message: 'The method is not allowed.' });
}
function found(service, token) {
    const session = service.sessions.find(token);
    if (session === 'expired') {
        throw new Refusal({
            status: 401,
            code: 'unauthenticated',
            message: 'The access token has expired.',
            inner: 'expiredToken',
        });
    }
    if (session === undefined || session.broken)
        throw sessionNotFound();
    return session;
}
/** The session's token in an uploadUrl; the quotes in its query may come raw or as `%27`. */
function sessionToken(url) {
    const short = /^\/up\/([\w.-]+)$/.exec(url.pathname);
    if (short !== null)
        return short[1];
    if (!/\/_api\/v2\.0\/.*\/uploadSession$/.test(url.pathname))
        return undefined;
    return url.searchParams.get('tempauth') ?? undefined;
}
function downloadToken(url) {
    const short = /^\/y4m\/([\w.-]+)\//.exec(url.pathname);
    if (short !== null)
        return short[1];
    if (!url.pathname.endsWith('/_layouts/15/download.aspx'))
        return undefined;
    return url.searchParams.get('tempauth')?.replace(/^v1\./, '') ?? '';
}
function download(service, request, token) {
    if (request.method !== 'GET' && request.method !== 'HEAD')
        throw invalidRequest('The method is not allowed.');
    const item = service.tickets.redeem(token);
    if (item === 'expired') {
        throw new Refusal({ status: 401, code: 'unauthenticated', message: 'The download address has expired.' });
    }
    if (item === undefined)
        throw itemNotFound();
    if (!service.store.keeps.contents && item.sizeBytes > 0) {
        throw new Refusal({ status: 501, code: 'notSupported', message: 'This emulator keeps no contents.' });
    }
    return contentReply(item, request.headers.range, request.method === 'HEAD');
}
function contentReply(item, rangeHeader, headOnly) {
    const range = parseRange(rangeHeader, item.sizeBytes);
    if (range === 'unsatisfiable') {
        throw new Refusal({
            status: 416,
            code: 'invalidRange',
            message: 'The specified byte range is invalid or unavailable.',
            headers: { 'content-range': `bytes */${item.sizeBytes}` },
        });
    }
    const { startByte, endByte } = range ?? { startByte: 0, endByte: item.sizeBytes };
    const headers = {
        'content-type': mimeType(item.name),
        'content-length': String(endByte - startByte),
        'accept-ranges': 'bytes',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
        ...(range === undefined
            ? {}
            : { 'content-range': `bytes ${startByte}-${endByte - 1}/${item.sizeBytes}` }),
    };
    const status = range === undefined ? 200 : 206;
    if (headOnly)
        return { status, headers };
    if (item.contentPath === undefined || endByte === startByte)
        return { status, headers, stream: external_node_stream_.Readable.from([]) };
    const options = { start: startByte, end: endByte - 1, highWaterMark: 256 * 1024 };
    return { status, headers, stream: (0,external_node_fs_.createReadStream)(item.contentPath, options) };
}

;// CONCATENATED MODULE: ./build/emulator/emulator.js
/**
 * A OneDrive in a process: wires identity, Graph, upload host and GitHub to two listeners on loopback, and
 * gives tests their handles. Imports nothing outside this folder, so that it can judge the rest of the
 * project as a stranger would.
 */




















/** Starts an emulator; it is ready for requests when this resolves. */
async function startEmulator(options = {}) {
    const account = options.account ?? 'personal';
    let aheadMs = 0;
    const clock = () => (options.clock ?? Date.now)() + aheadMs;
    const dataDir = options.dataDir ?? (await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'onedrive-emulator-')));
    const keyOf = options.similarNames === true ? similarKey : nameKey;
    const keeps = { keyOf, contents: options.discard !== true, hashes: options.hash !== 'none' };
    const store = new Store(dataDir, clock, keeps);
    const directory = createDirectory(store, account);
    const home = homeOf(directory, account);
    const kind = account === 'personal' ? 'personal' : 'work';
    const github = createGitHub({ clock });
    const { displayName, alias: userName } = directory.me;
    const identity = createIdentity({
        ...{ clock, kind, credentials: options.credentials, person: { displayName, userName } },
        issuerKey: (issuer) => github.oidc.keyOf(issuer),
    });
    const sessions = new Sessions(store, clock);
    const tickets = new Tickets(store, clock);
    const settings = defaultSettings();
    const throttle = new Throttle(options.throttle ?? { unitsPerMinute: Number.POSITIVE_INFINITY }, clock);
    const service = {
        ...{ account, clock, settings, store, directory, sessions, tickets, identity },
        admit: (request) => emulator.admit(request),
        allowance: () => throttle.headers(),
    };
    const faults = new core_faults/* FaultPlan */.g7();
    for (const fault of options.faults ?? [])
        faults.add(fault);
    const ledger = new Ledger();
    const dashboard = createDashboard({
        ...{ account, clock, store, home, sessions, ledger, faults },
        throttle: options.throttle === undefined ? undefined : throttle,
    });
    const tidy = async () => {
        if (options.dataDir === undefined)
            await (0,promises_.rm)(dataDir, { recursive: true, force: true, maxRetries: 3 });
    };
    const server = await startServer({
        port: options.port ?? 0,
        ...(options.tls === undefined ? {} : { tls: options.tls }),
        ...(options.uploadOrigin === undefined ? {} : { uploadOrigin: options.uploadOrigin }),
        ...{ latencyMs: options.latencyMs ?? 0, bytesPerSecond: options.bandwidthPerConnection },
        ...{ clock, ledger, faults, dashboard },
        rooms: {
            ...{ identity: identity.route, github: github.route },
            ...{ graph: graphRoute(service), upload: uploadRoute(service), page: emulator_page },
        },
        uploadPath: (url) => sessionOf(sessions, url)?.path,
        dropSessions(url) {
            const one = sessionOf(sessions, url);
            for (const session of one === undefined ? sessions.list() : [one])
                sessions.end(session);
        },
    }).catch(async (error) => {
        await tidy();
        throw error;
    });
    sessions.origin = server.uploadOrigin;
    tickets.origin = server.uploadOrigin;
    github.oidc.origin = server.url;
    const emulator = {
        ...{ url: server.url, uploadOrigin: server.uploadOrigin, identity, github, settings },
        credentials: { ...identity.credentials, driveId: home.id },
        places: placesOf(directory),
        ledger: ledger.entries,
        ...{ admit: throttle.admit, spent: throttle.spent },
        advance(ms) {
            aheadMs += ms;
        },
        addFault: (fault) => faults.add(fault),
        clearFaults: () => faults.clear(),
        stalled: () => server.stalled(),
        ...glimpses(store, home),
        ...plants(store, home),
        openSessions: () => sessions.list().map(openSession),
        uploadUrls: () => [...sessions.urls],
        async close() {
            await server.close();
            await tidy();
        },
    };
    return emulator;
}
function homeOf({ me, sites }, account) {
    const home = account === 'sharepoint' ? (sites[0]?.drives[0] ?? me.drives[0]) : me.drives[0];
    if (home === undefined)
        throw new Error('the emulated account has no drive');
    return home;
}
function openSession(session) {
    const { id, path, receivedBytes, sizeBytes } = session;
    return { id, driveId: session.parent.drive.id, path, receivedBytes, sizeBytes };
}
function sessionOf(sessions, url) {
    const token = sessionToken(url);
    const session = token === undefined ? undefined : sessions.find(token);
    return session === 'expired' ? undefined : session;
}
const emulator_page = async () => ({
    status: 404,
    text: '<!doctype html><title>onedrive-upload emulator</title><p>Nothing here: this is an emulated OneDrive.</p>',
});


/***/ })

};
