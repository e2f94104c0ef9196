export const id = 452;
export const ids = [452];
export const modules = {

/***/ 6176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openTerminal),
  Z: () => (/* binding */ stopSignal)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var lib_core = __webpack_require__(6421);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(977);
;// CONCATENATED MODULE: ./build/host.js
/**
 * The world as an argument: log, masks, outputs, clock, chance and environment. Everything else in the
 * house gets a `Host` handed in and touches no global, so that a test can be the world. The only file that
 * imports @actions/core, whose workflow commands mean something under GitHub's runner alone; the command's
 * own host is in cli/terminal.
 */



/** The real clock. */
const systemClock = {
    now: Date.now,
    sleep(delayMs, signal) {
        return new Promise((resolve, reject) => {
            if (signal?.aborted)
                return reject(signal.reason);
            const timeout = setTimeout(finish, delayMs);
            function finish() {
                signal?.removeEventListener('abort', stop);
                resolve();
            }
            function stop() {
                clearTimeout(timeout);
                reject(signal?.reason);
            }
            signal?.addEventListener('abort', stop, { once: true });
        });
    },
    timer(delayMs, run) {
        const timeout = setTimeout(run, delayMs);
        timeout.unref();
        return () => clearTimeout(timeout);
    },
};
/**
 * Stars out known secrets. A runner masks what it was told, but not the form-encoded variant that JavaScript
 * writes, and nothing masks a terminal: so every line goes through here first. Texts of under six
 * characters would star out half of the log and are left alone.
 */
class Redactor {
    #secrets = new Set();
    #longestFirst = [];
    /** Remembers a secret; answers the variants of it that are new. */
    add(secret) {
        const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
        const variants = [secret, ...lines].flatMap((text) => [
            text,
            formEncoded(text),
            encodeURIComponent(text),
            (0,build_text/* markdown */.wD)(text),
        ]);
        const fresh = [...new Set(variants)].filter((text) => text.length >= 6 && !this.#secrets.has(text));
        for (const text of fresh)
            this.#secrets.add(text);
        this.#longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
        return fresh;
    }
    clean(text) {
        let cleaned = text;
        // The longest first: one secret may be the beginning of another.
        for (const secret of this.#longestFirst)
            cleaned = cleaned.replaceAll(secret, '***');
        return cleaned.replace(/\b(tempauth|access_token|refresh_token|client_secret|client_assertion|code(?!=\d+(?![\w.~-])))=[^&\s"']+/gi, '$1=***');
    }
}
function formEncoded(text) {
    return new URLSearchParams({ x: text }).toString().slice(2);
}
/** The world of a step under GitHub's runner, or one that follows its environment files (act, Gitea, Forgejo). */
function actionsHost(signal) {
    const redactor = new Redactor();
    const line = (text) => printable(redactor.clean(text));
    return {
        env: process.env,
        cwd: process.cwd(),
        tempDir: process.env.RUNNER_TEMP ?? tmpdir(),
        clock: systemClock,
        signal,
        random: Math.random,
        log: {
            debug: (text) => core.debug(line(text)),
            info: (text) => core.info(inert(line(text))),
            notice: (text, annotation) => core.notice(line(text), { ...annotation }),
            warning: (text, annotation) => core.warning(line(text), { ...annotation }),
            error: (texts, annotation) => core.error([texts].flat().map(line).join('\n'), { ...annotation }),
            group: (title) => core.startGroup(line(title)),
            groupEnd: () => core.endGroup(),
        },
        mask(secret) {
            for (const variant of redactor.add(secret))
                core.setSecret(variant);
        },
        output: (name, value) => core.setOutput(name, value),
        async summary(markdown) {
            if (process.env.GITHUB_STEP_SUMMARY)
                await core.summary.addRaw(redactor.clean(markdown), true).write();
        },
        saveState: (name, value) => core.saveState(name, value),
    };
}

;// CONCATENATED MODULE: ./build/cli/terminal.js
/**
 * The world of the command: a terminal or some CI's log. Workflow commands mean nothing here, so none are
 * printed (@actions/core would print a token to mask it). Knows the two streams and the line that a progress
 * bar occupies.
 */




/** The process's own terminal. */
function openTerminal(options) {
    const redactor = new Redactor();
    const outputs = new Map();
    const live = process.stderr.isTTY === true && !options.env.CI && !options.env.GITHUB_ACTIONS;
    const toStdout = options.dataOnStdout !== true;
    let bottom = '';
    const status = (text) => {
        if (!live || text === bottom)
            return;
        bottom = text;
        process.stderr.write(`\r\u001b[2K${text}`);
    };
    const write = (stream, text) => {
        const kept = bottom;
        status('');
        stream.write(`${text}\n`);
        status(kept);
    };
    const clean = (line) => (0,build_text/* inert */.tJ)((0,build_text/* printable */.g$)(redactor.clean(line)));
    const say = (line) => {
        if (options.quiet !== true)
            write(toStdout ? process.stdout : process.stderr, clean(line));
    };
    const complain = (word, color, line) => {
        const head = process.stderr.isTTY === true ? (0,external_node_util_.styleText)(color, word, { validateStream: false }) : word;
        write(process.stderr, `${head}: ${clean(line)}`);
    };
    return {
        env: options.env,
        cwd: process.cwd(),
        tempDir: options.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(),
        clock: systemClock,
        signal: options.signal,
        random: Math.random,
        outputs,
        live,
        status,
        log: {
            debug: (line) => options.verbose === true && write(process.stderr, clean(line)),
            info: say,
            notice: say,
            warning: (line) => complain('warning', 'yellow', line),
            error: (lines) => {
                const [first = '', ...rest] = [lines].flat();
                complain('error', 'red', first);
                for (const line of rest)
                    write(process.stderr, clean(line));
            },
            group: () => { },
            groupEnd: () => { },
        },
        mask: (secret) => void redactor.add(secret),
        output: (name, value) => void outputs.set(name, value),
        summary: async () => { },
        saveState: () => { },
    };
}
/** Aborts when the process is told to stop. */
function stopSignal(reason) {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.once(signal, () => stop.abort(reason()));
    }
    return stop.signal;
}


/***/ }),

/***/ 8452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadVerb: () => (/* binding */ uploadVerb)
/* harmony export */ });
/* unused harmony export codeOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(784);
/* harmony import */ var _bar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9200);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4372);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6176);
/**
 * The verbs `upload` and `check`: the action's story with a terminal as its world.
 */






/** Runs the verb; answers the exit code of the contract. */
async function uploadVerb({ flags, paths = [], mode }) {
    const { env } = process;
    const terminal = (0,_terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .openTerminal */ .j)({
        env,
        signal: (0,_terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .stopSignal */ .Z)(() => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledFailure */ .mj()),
        dataOnStdout: flags.json === true,
        quiet: flags.quiet === true,
        verbose: flags.verbose === true,
    });
    const tokenFile = (0,_source_js__WEBPACK_IMPORTED_MODULE_3__/* .secretFile */ .pb)(flags, env, 'refresh-token');
    if (tokenFile !== undefined)
        (0,_source_js__WEBPACK_IMPORTED_MODULE_3__/* .warnIfOpen */ .ou)(terminal, tokenFile);
    const fixed = { mode, ...(paths.length > 0 && { path: paths.join('\n') }) };
    try {
        const report = await (0,_main_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)({
            host: terminal,
            source: (0,_source_js__WEBPACK_IMPORTED_MODULE_3__/* .commandInputs */ .tp)(flags, env, fixed),
            show: (0,_bar_js__WEBPACK_IMPORTED_MODULE_5__/* .showProgress */ .R)(terminal),
            ...(tokenFile !== undefined && {
                keepToken: async (refreshToken) => (0,_source_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceToken */ .ER)(tokenFile, refreshToken),
            }),
        });
        if (flags.json === true)
            process.stdout.write((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(terminal.outputs.get('manifest') ?? '', 'utf8'));
        return codeOf(report);
    }
    catch (error) {
        terminal.log.error((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error));
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCode */ .I$)(error);
    }
}
/** 0 done, 1 something failed, 2 bad input, 3 sign-in refused, 130 interrupted. */
function codeOf(report) {
    if (report.result === 'cancelled')
        return 130;
    if (report.result !== 'failed')
        return 0;
    return report.error === undefined ? 1 : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCode */ .I$)(report.error);
}


/***/ })

};
