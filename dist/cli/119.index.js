export const id = 119;
export const ids = [119];
export const modules = {

/***/ 7119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exchange: () => (/* binding */ exchange)
/* harmony export */ });
/* harmony import */ var _auth_credential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(986);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4569);
/* harmony import */ var _login_app_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5256);
/* harmony import */ var _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6789);
/* harmony import */ var _login_sign_in_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3649);
/* harmony import */ var _login_store_token_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8814);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1659);
/* harmony import */ var _options_secret_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4473);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4282);
/**
 * The verb `exchange`: the second half of a sign-in, from the address that the browser ended at to a stored token.
 * The code comes from a prompt or from standard input, never from the command line.
 */









/** Redeems a code and stores the token. */
async function exchange(flags, seat) {
    const { host, ask } = seat;
    const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
    // With a verifier of somebody else's, an attempt that happens to lie here is another sign-in's.
    const isForeign = typeof flags.codeVerifierFile === 'string';
    const attempt = isForeign && path === undefined ? undefined : (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readAttempt */ .ce)(path);
    const told = (0,_login_app_js__WEBPACK_IMPORTED_MODULE_2__/* .readApp */ .u)({ flags, host, ask, fixed: attempt?.inputs ?? {}, withProof: true });
    const toldKeep = (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_5__/* .readKeep */ .SQ)(flags, seat);
    const { way, problems } = (0,_login_js__WEBPACK_IMPORTED_MODULE_8__.wayOf)({ ...flags, paste: true, device: false, ...(attempt !== undefined && { port: undefined }) }, { authority: told.authority, redirectUri: attempt?.redirectUri ?? told.redirectUri });
    const proof = verifierOf(flags, { seat, attempt });
    const others = attempt === undefined ? [] : differences(attempt, flags, seat);
    (0,_login_app_js__WEBPACK_IMPORTED_MODULE_2__/* .refuse */ .T)(others, told.problems, problems, proof.problems, toldKeep.problems);
    const keep = await toldKeep.complete();
    const app = await told.complete();
    const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
    const { verifier } = proof;
    const door = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .openDoor */ .f)(host, app.identity.cloud);
    try {
        const store = await (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_5__/* .openKeep */ .Yd)(keep, { seat, door, flags });
        const client = (0,_auth_credential_js__WEBPACK_IMPORTED_MODULE_0__/* .clientOf */ .f)({ identity: app.identity, door, host });
        const desk = { door, host, client };
        const code = await (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_4__/* .readCode */ .wr)(seat, {
            ...{ redirectUri: (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_4__/* .endOf */ .pJ)(seat, redirectUri), state: attempt?.state },
            situation: desk,
        });
        const told = { ...app, redirectUri };
        const signedIn = await (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_4__/* .redeemCode */ .yM)({ app: told, seat, desk }, { code, redirectUri, verifier });
        await (0,_login_js__WEBPACK_IMPORTED_MODULE_8__.keepGrant)({ app: told, keep, seat, flags, store, ...signedIn });
        if (attempt !== undefined)
            (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .forgetAttempt */ .dQ)(path);
    }
    finally {
        await door.close();
    }
}
/** A file of an earlier sign-in must not decide about this one. Shows what the file says: the other may be anything. */
function differences({ inputs, redirectUri }, flags, { host }) {
    const source = (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .commandInputs */ .tp)(flags, host.env);
    const kept = Object.entries({ ...inputs, 'redirect-uri': redirectUri });
    const port = typeof flags.port === 'string' ? `http://localhost:${flags.port}` : undefined;
    const differs = ([name, value]) => {
        const given = source.value(name)?.trim().replace(/\s+/g, ' ');
        const told = name === 'redirect-uri' ? (given ?? port) : given?.toLowerCase();
        return told && told !== (name === 'redirect-uri' ? value : value.toLowerCase());
    };
    return kept
        .filter(differs)
        .map(([name, value]) => `${name} is not that of the attempt, which was made for ${value}: run authorize-url again, or leave it out`);
}
/** Where the verifier comes from, which ties the code to the question. */
function verifierOf(flags, { seat, attempt }) {
    const { host } = seat;
    const path = typeof flags.codeVerifierFile === 'string' ? flags.codeVerifierFile : undefined;
    const own = path === undefined ? host.env.ONEDRIVE_CODE_VERIFIER : (0,_options_secret_file_js__WEBPACK_IMPORTED_MODULE_7__/* .readSecret */ .n)(path, { flag: '--code-verifier-file' });
    const verifier = attempt?.verifier ?? (own?.trim() || undefined);
    host.mask(verifier ?? '');
    const name = path === undefined ? 'ONEDRIVE_CODE_VERIFIER' : '--code-verifier-file';
    const problems = [
        ...(path !== undefined && attempt !== undefined
            ? ['--code-verifier-file and --attempt each hold a verifier: keep the one of this sign-in']
            : []),
        ...(verifier === undefined || (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .isVerifier */ .DA)(verifier)
            ? []
            : [`${name} is no code verifier: those have 43 to 128 letters, digits, - . _ and ~`]),
    ];
    return { verifier, problems };
}


/***/ })

};
