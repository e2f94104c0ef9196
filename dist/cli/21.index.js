export const id = 21;
export const ids = [21];
export const modules = {

/***/ 3021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uploadVerb: () => (/* binding */ uploadVerb)
});

// UNUSED EXPORTS: codeOf

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/main.js + 52 modules
var main = __webpack_require__(1007);
// EXTERNAL MODULE: ./build/stop.js
var stop = __webpack_require__(1110);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(9368);
// EXTERNAL MODULE: ./build/report/report.js
var report_report = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/cli/answer.js
/**
 * What `check --json` and `refresh --json` print: a report that is about no files, as one object. Knows a report;
 * never holds a token.
 */



/**
 * One line of JSON. `mayWrite` is null as long as nobody has tried, `remainingBytes` where the service hides it; the
 * fields of the drive are those of a check alone.
 */
function answerText(report, mode) {
    const { result, emulator, drive, destination } = report;
    const checked = {
        owner: drive?.owner ?? null,
        driveId: drive?.id ?? null,
        driveKind: drive?.kind ?? null,
        driveUrl: drive?.webUrl ?? null,
        remainingBytes: drive?.remainingBytes ?? null,
        destination,
        mayWrite: drive === undefined ? null : result === 'checked',
    };
    const answer = {
        ...{ result, emulator },
        ...(mode === 'check' && checked),
        refreshTokenRotated: report.refreshTokenRotated,
        secretUpdated: report.secretUpdated,
        errors: (0,report_report/* errorsOf */.Bp)(report).map((error) => report.redact((0,errors/* explain */.WE)(error))),
    };
    return `${(0,json/* jsonText */.s$)(answer)}\n`;
}

// EXTERNAL MODULE: ./build/cli/bar.js
var bar = __webpack_require__(9200);
// EXTERNAL MODULE: ./build/cli/print.js
var print = __webpack_require__(8366);
// EXTERNAL MODULE: ./build/cli/source.js
var source = __webpack_require__(4372);
// EXTERNAL MODULE: ./build/cli/terminal.js + 1 modules
var cli_terminal = __webpack_require__(6176);
;// CONCATENATED MODULE: ./build/cli/upload.js
/**
 * The verbs `upload`, `check` and `refresh`: the action's story with a terminal as its world.
 */









/** Runs the verb; answers the exit code of the contract. */
async function uploadVerb({ flags, paths = [], mode }) {
    const { env } = process;
    const terminal = (0,cli_terminal/* openTerminal */.j)({
        env,
        signal: (0,stop/* stopSignal */.Z)().signal,
        dataOnStdout: flags.json === true,
        quiet: flags.quiet === true,
        verbose: flags.verbose === true,
    });
    const tokenFile = (0,source/* secretFile */.pb)(flags, env, 'refresh-token');
    if (tokenFile !== undefined)
        (0,source/* warnIfOpen */.ou)(terminal, tokenFile);
    const lines = [...(Array.isArray(flags.path) ? flags.path : []), ...paths];
    const fixed = { mode, ...(lines.length > 0 && { path: lines.join('\n') }) };
    try {
        const report = await (0,main/* run */.e)({
            host: terminal,
            source: (0,source/* commandInputs */.tp)(flags, env, fixed),
            show: (0,bar/* showProgress */.Rh)(terminal),
            ...(tokenFile !== undefined && {
                keepToken: async (refreshToken) => (0,source/* replaceToken */.ER)(tokenFile, refreshToken),
            }),
        });
        if (flags.json === true)
            printReport(report, { mode, manifest: terminal.outputs.get('manifest') ?? '' });
        return codeOf(report);
    }
    catch (error) {
        terminal.log.error((0,errors/* explain */.WE)(error));
        return (0,errors/* exitCode */.I$)(error);
    }
}
/** What a script wants to know. Where no manifest could be written, that was told already. */
function printReport(report, { mode, manifest }) {
    if (mode !== 'upload')
        (0,print/* print */.y)(answerText(report, mode));
    else if (manifest !== '')
        (0,print/* print */.y)((0,external_node_fs_.readFileSync)(manifest, 'utf8'));
}
/** 0 done, 1 something failed, 2 bad input, 3 sign-in refused, 130 interrupted. */
function codeOf(report) {
    if (report.result === 'cancelled')
        return 130;
    if (report.result !== 'failed')
        return 0;
    return report.error === undefined ? 1 : (0,errors/* exitCode */.I$)(report.error);
}


/***/ })

};
