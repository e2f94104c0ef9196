export const id = 583;
export const ids = [583];
export const modules = {

/***/ 3583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   authorizeUrlVerb: () => (/* binding */ authorizeUrlVerb)
/* harmony export */ });
/* harmony import */ var _auth_create_oauth_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4625);
/* harmony import */ var _auth_oauth_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5495);
/* harmony import */ var _auth_oauth_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7824);
/* harmony import */ var _login_app_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5256);
/* harmony import */ var _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6789);
/* harmony import */ var _login_profile_store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6154);
/* harmony import */ var _login_sign_in_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(586);
/* harmony import */ var _login_store_token_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8814);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(796);
/**
 * The verb `authorize-url`, the first half of a sign-in with any redirect URI. Prints the sign-in URL and saves what
 * `exchange` needs.
 */










/** The URL goes to standard output, everything else to standard error. */
async function authorizeUrlVerb(flags, session) {
    const { host, prompts } = session;
    const profileDraft = (0,_login_profile_store_js__WEBPACK_IMPORTED_MODULE_6__/* .findLoginProfile */ .wx)(flags, host);
    const profile = (0,_login_profile_store_js__WEBPACK_IMPORTED_MODULE_6__/* .profileDefaults */ .wh)(profileDraft.profile, flags, host.env);
    const draft = (0,_login_app_js__WEBPACK_IMPORTED_MODULE_4__/* .readLoginApp */ .d)({ flags, host, prompts, profile, usesClientAuth: false });
    const { method, problems } = (0,_login_js__WEBPACK_IMPORTED_MODULE_9__/* .chooseSignInMethod */ .b)({ ...flags, paste: true, device: false }, draft);
    const { defect = '' } = profileDraft.profile ?? {};
    (0,_login_app_js__WEBPACK_IMPORTED_MODULE_4__/* .throwProblems */ .J)(profileDraft.problems, defect === '' ? [] : [defect], draft.problems, problems);
    const isProtected = flags.pkce !== false;
    const file = typeof flags.attempt === 'string' ? flags.attempt : _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__/* .defaultAttemptFile */ .VW;
    if (isProtected)
        (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_8__/* .checkWritableFile */ .NU)('--attempt', file);
    const app = await draft.complete();
    const { identity, extraParameters, scope } = app;
    const redirectUri = method.kind === 'device' ? '' : method.redirectUri;
    const { state, verifier, challenge } = await (0,_auth_oauth_js__WEBPACK_IMPORTED_MODULE_1__/* .createPkceParameters */ ._S)();
    const http = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_3__/* .openHttpClient */ .S)(host, identity.cloud);
    const client = (0,_auth_create_oauth_client_js__WEBPACK_IMPORTED_MODULE_0__/* .createOAuthClient */ .l)({ identity, http, host });
    await http.close();
    const pkce = { state, challenge: isProtected ? challenge : undefined };
    const url = (0,_auth_oauth_client_js__WEBPACK_IMPORTED_MODULE_2__/* .authorizeUrl */ .n)(client, { redirectUri, scope, extraParameters, ...pkce });
    if (isProtected) {
        const inputs = {
            'client-id': identity.clientId,
            'tenant-id': identity.tenantId,
            cloud: identity.cloud,
            authority: identity.authority,
            scopes: scope,
            'app-folder': String(app.appFolder),
        };
        (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_5__/* .writeAttempt */ .jP)(file, { inputs, redirectUri, state, verifier });
        host.log.info(`${file} contains what exchange needs. Run exchange within ten minutes after the sign-in.`);
    }
    else
        host.log.info(`state: ${state}`);
    host.log.info(`After the sign-in, the browser opens ${redirectUri}`);
    session.print((0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_7__/* .toBrowserUrl */ .lM)(session, url));
}


/***/ })

};
