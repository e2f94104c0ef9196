export const id = 512;
export const ids = [512];
export const modules = {

/***/ 3512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exchange: () => (/* binding */ exchange)
/* harmony export */ });
/* harmony import */ var _auth_credential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(986);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4255);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(977);
/* harmony import */ var _app_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1762);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2636);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1053);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6801);
/* harmony import */ var _secretfile_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5355);
/* harmony import */ var _signin_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2775);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4372);
/**
 * The verb `exchange`: the second half of a sign-in, from the address that the browser ended at to a stored token.
 * The code comes from a prompt or from standard input, never from the command line.
 */











/** Redeems a code and stores the token. */
async function exchange(flags, seat) {
    const { host, ask } = seat;
    const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
    const attempt = (0,_attempt_js__WEBPACK_IMPORTED_MODULE_4__/* .readAttempt */ .ce)(path);
    if (attempt !== undefined)
        checkSame(attempt, flags, seat);
    const keep = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_5__/* .readKeep */ .S)(flags, seat);
    const fixed = attempt?.inputs ?? {};
    const app = await (0,_app_js__WEBPACK_IMPORTED_MODULE_3__/* .readApp */ .u)({ flags, host, ask, fixed, withProof: true });
    const way = (0,_login_js__WEBPACK_IMPORTED_MODULE_6__.wayOf)({ ...flags, paste: true, device: false }, { authority: app.identity.authority, redirectUri: attempt?.redirectUri ?? app.redirectUri });
    const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
    const verifier = attempt?.verifier ?? verifierOf(flags, seat);
    host.mask(verifier ?? '');
    const door = (0,_http_js__WEBPACK_IMPORTED_MODULE_2__/* .openDoor */ .f)(host, app.identity.cloud);
    try {
        const store = await (0,_keep_js__WEBPACK_IMPORTED_MODULE_5__/* .openKeep */ .Y)(keep, { seat, door, flags });
        const client = (0,_auth_credential_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOf */ .f)({ identity: app.identity, door, host });
        const desk = { door, host, client };
        const code = await (0,_signin_js__WEBPACK_IMPORTED_MODULE_8__/* .readCode */ .wr)(seat, {
            ...{ redirectUri: (0,_signin_js__WEBPACK_IMPORTED_MODULE_8__/* .endOf */ .pJ)(seat, redirectUri), state: attempt?.state },
            situation: desk,
        });
        const told = { ...app, redirectUri };
        const signedIn = await (0,_signin_js__WEBPACK_IMPORTED_MODULE_8__/* .redeemCode */ .yM)({ app: told, seat, desk }, { code, redirectUri, verifier });
        await (0,_login_js__WEBPACK_IMPORTED_MODULE_6__.keepGrant)({ app: told, keep, seat, flags, store, ...signedIn });
        if (attempt !== undefined)
            (0,_attempt_js__WEBPACK_IMPORTED_MODULE_4__/* .forgetAttempt */ .dQ)(path);
    }
    finally {
        await door.close();
    }
}
/** A file of an earlier sign-in must not decide about this one. */
function checkSame({ inputs }, flags, { host }) {
    const source = (0,_source_js__WEBPACK_IMPORTED_MODULE_9__/* .commandInputs */ .tp)(flags, host.env);
    for (const name of ['client-id', 'tenant-id', 'cloud', 'authority', 'redirect-uri']) {
        const [told, kept] = [source.value(name), inputs[name]];
        if (!told || kept === undefined || told.toLowerCase() === kept.toLowerCase())
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${name} is ${(0,_text_js__WEBPACK_IMPORTED_MODULE_10__/* .printable */ .g$)(told)}, and the attempt was made for ${(0,_text_js__WEBPACK_IMPORTED_MODULE_10__/* .printable */ .g$)(kept)}`, {
            kind: 'usage',
            hint: 'run authorize-url again, or leave the flag out',
        });
    }
}
function verifierOf(flags, { host }) {
    const path = flags.codeVerifierFile;
    if (typeof path === 'string')
        return (0,_secretfile_js__WEBPACK_IMPORTED_MODULE_7__/* .readSecret */ .n)(path, { flag: '--code-verifier-file' }).trim();
    return host.env.ONEDRIVE_CODE_VERIFIER || undefined;
}


/***/ })

};
