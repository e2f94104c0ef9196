export const id = 452;
export const ids = [452];
export const modules = {

/***/ 8452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadVerb: () => (/* binding */ uploadVerb)
/* harmony export */ });
/* unused harmony export codeOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4167);
/* harmony import */ var _stop_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1110);
/* harmony import */ var _bar_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9200);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4372);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6176);
/**
 * The verbs `upload`, `check` and `refresh`: the action's story with a terminal as its world.
 */







/** Runs the verb; answers the exit code of the contract. */
async function uploadVerb({ flags, paths = [], mode }) {
    const { env } = process;
    const terminal = (0,_terminal_js__WEBPACK_IMPORTED_MODULE_5__/* .openTerminal */ .j)({
        env,
        signal: (0,_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .stopSignal */ .Z)().signal,
        dataOnStdout: flags.json === true,
        quiet: flags.quiet === true,
        verbose: flags.verbose === true,
    });
    const tokenFile = (0,_source_js__WEBPACK_IMPORTED_MODULE_4__/* .secretFile */ .pb)(flags, env, 'refresh-token');
    if (tokenFile !== undefined)
        (0,_source_js__WEBPACK_IMPORTED_MODULE_4__/* .warnIfOpen */ .ou)(terminal, tokenFile);
    const fixed = { mode, ...(paths.length > 0 && { path: paths.join('\n') }) };
    try {
        const report = await (0,_main_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)({
            host: terminal,
            source: (0,_source_js__WEBPACK_IMPORTED_MODULE_4__/* .commandInputs */ .tp)(flags, env, fixed),
            show: (0,_bar_js__WEBPACK_IMPORTED_MODULE_6__/* .showProgress */ .Rh)(terminal),
            ...(tokenFile !== undefined && {
                keepToken: async (refreshToken) => (0,_source_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceToken */ .ER)(tokenFile, refreshToken),
            }),
        });
        // Where no file could be written, that was told already.
        const manifest = terminal.outputs.get('manifest') ?? '';
        if (flags.json === true && manifest !== '')
            process.stdout.write((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(manifest, 'utf8'));
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
