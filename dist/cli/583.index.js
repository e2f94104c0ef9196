export const id = 583;
export const ids = [583];
export const modules = {

/***/ 3583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   authorize: () => (/* binding */ authorize)
/* harmony export */ });
/* harmony import */ var _auth_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2524);
/* harmony import */ var _auth_credential_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(986);
/* harmony import */ var _auth_oauth_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5495);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4569);
/* harmony import */ var _login_app_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5256);
/* harmony import */ var _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6789);
/* harmony import */ var _login_sign_in_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3649);
/* harmony import */ var _login_store_token_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8814);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4282);
/**
 * The verb `authorize-url`: the first half of a sign-in, for any redirect URI. Prints the address and keeps what the
 * second half needs.
 */









/** The address goes to standard output, everything else to standard error. */
async function authorize(flags, seat) {
    const { host, ask } = seat;
    const told = (0,_login_app_js__WEBPACK_IMPORTED_MODULE_4__/* .readApp */ .u)({ flags, host, ask, withProof: false });
    const { way, problems } = (0,_login_js__WEBPACK_IMPORTED_MODULE_8__.wayOf)({ ...flags, paste: true, device: false }, told);
    (0,_login_app_js__WEBPACK_IMPORTED_MODULE_4__/* .refuse */ .T)(told.problems, problems);
    const isProtected = flags.pkce !== false;
    const file = typeof flags.attempt === 'string' ? flags.attempt : _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__/* .attemptFile */ .yy;
    if (isProtected)
        (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_7__/* .checkPlace */ .uD)('--attempt', file);
    const app = await told.complete();
    const { identity, extra, scope } = app;
    const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
    const { state, verifier, challenge } = await (0,_auth_oauth_js__WEBPACK_IMPORTED_MODULE_2__/* .newAttempt */ .oG)();
    const door = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_3__/* .openDoor */ .f)(host, identity.cloud);
    const client = (0,_auth_credential_js__WEBPACK_IMPORTED_MODULE_1__/* .clientOf */ .f)({ identity, door, host });
    await door.close();
    const ties = { state, challenge: isProtected ? challenge : undefined };
    const url = (0,_auth_client_js__WEBPACK_IMPORTED_MODULE_0__/* .authorizeUrl */ .n)(client, { redirectUri, scope, extra, ...ties });
    if (isProtected) {
        const inputs = {
            ...{ 'client-id': identity.clientId, 'tenant-id': identity.tenantId, cloud: identity.cloud },
            ...{ authority: identity.authority, scopes: scope, 'app-folder': String(app.appFolder) },
        };
        (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__/* .writeAttempt */ .jP)(file, { inputs, redirectUri, state, verifier });
        host.log.info(`${file} holds what exchange needs; the code must be exchanged within ten minutes.`);
    }
    else
        host.log.info(`state: ${state}`);
    host.log.info(`The sign-in ends at ${redirectUri}`);
    seat.print((0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .seenAs */ .ke)(seat, url));
}


/***/ })

};
