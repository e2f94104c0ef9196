export const id = 119;
export const ids = [119];
export const modules = {

/***/ 7119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exchangeVerb: () => (/* binding */ exchangeVerb)
/* harmony export */ });
/* harmony import */ var _auth_create_oauth_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4625);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7824);
/* harmony import */ var _login_app_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5256);
/* harmony import */ var _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6789);
/* harmony import */ var _login_profile_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6154);
/* harmony import */ var _login_sign_in_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(586);
/* harmony import */ var _login_store_token_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8814);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1659);
/* harmony import */ var _options_secret_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4473);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(796);
/**
 * The verb `exchange`, the second half of a sign-in: exchanges the code from the callback URL for a token and stores
 * it. Reads the URL from a prompt or standard input, never from the command line.
 */










/** Redeems a code and stores the token. */
async function exchangeVerb(flags, session) {
    const { host, prompts } = session;
    const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
    // With a verifier from elsewhere, an attempt file found here belongs to another sign-in.
    const isForeign = typeof flags.codeVerifierFile === 'string';
    const attempt = isForeign && path === undefined ? undefined : (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readAttempt */ .ce)(path);
    const profileDraft = (0,_login_profile_store_js__WEBPACK_IMPORTED_MODULE_4__/* .findLoginProfile */ .wx)(flags, host);
    const draft = (0,_login_app_js__WEBPACK_IMPORTED_MODULE_2__/* .readLoginApp */ .d)({
        ...{ flags, host, prompts, fixed: attempt?.inputs ?? {}, usesClientAuth: true },
        profile: (0,_login_profile_store_js__WEBPACK_IMPORTED_MODULE_4__/* .profileDefaults */ .wh)(profileDraft.profile, attempt === undefined ? flags : { clientId: attempt.inputs['client-id'] }, host.env),
    });
    const storeDraft = (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_6__/* .readTokenStoreOptions */ .TC)(flags, session, profileDraft);
    const { method, problems } = (0,_login_js__WEBPACK_IMPORTED_MODULE_9__/* .chooseSignInMethod */ .b)({ ...flags, paste: true, device: false, ...(attempt !== undefined && { port: undefined }) }, { authority: draft.authority, redirectUri: attempt?.redirectUri ?? draft.redirectUri });
    const verifierInput = readVerifier(flags, { session, attempt });
    const mismatches = attempt === undefined ? [] : attemptMismatches(attempt, flags, session);
    (0,_login_app_js__WEBPACK_IMPORTED_MODULE_2__/* .throwProblems */ .J)(mismatches, draft.problems, problems, verifierInput.problems, storeDraft.problems);
    const storeOptions = await storeDraft.complete();
    const app = await draft.complete();
    const redirectUri = method.kind === 'device' ? '' : method.redirectUri;
    const { verifier } = verifierInput;
    const http = (0,_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .openHttpClient */ .S)(host, app.identity.cloud);
    try {
        const store = await (0,_login_store_token_js__WEBPACK_IMPORTED_MODULE_6__/* .openTokenStore */ .PM)(storeOptions, { session, http, flags });
        const client = (0,_auth_create_oauth_client_js__WEBPACK_IMPORTED_MODULE_0__/* .createOAuthClient */ .l)({ identity: app.identity, http, host });
        const oauth = { http, host, client };
        const code = await (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .readCallbackCode */ .X)(session, {
            redirectUri: (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .browserRedirectUri */ .JJ)(session, redirectUri),
            state: attempt?.state,
            loginHint: oauth,
        });
        const namedApp = { ...app, redirectUri };
        const signedIn = await (0,_login_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .redeemCode */ .yM)({ app: namedApp, session, oauth }, { code, redirectUri, verifier });
        await (0,_login_js__WEBPACK_IMPORTED_MODULE_9__/* .confirmAndStore */ .x)({ app: namedApp, session, flags, storeOptions, store, ...signedIn });
        if (attempt !== undefined)
            (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .deleteAttempt */ .lp)(path);
    }
    finally {
        await http.close();
    }
}
/** Finds flags that contradict the attempt file. Shows only the file's values: those of the flags may be secrets. */
function attemptMismatches({ inputs, redirectUri }, flags, { host }) {
    const source = (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_7__/* .commandInputs */ .tp)(flags, host.env);
    const kept = Object.entries({ ...inputs, 'redirect-uri': redirectUri });
    const port = typeof flags.port === 'string' ? `http://localhost:${flags.port}` : undefined;
    const differs = ([name, value]) => {
        const given = source.value(name)?.trim().replace(/\s+/g, ' ');
        const told = name === 'redirect-uri' ? (given ?? port) : given?.toLowerCase();
        return told && told !== (name === 'redirect-uri' ? value : value.toLowerCase());
    };
    return kept
        .filter(differs)
        .map(([name, value]) => `${name} is not the one given to authorize-url (${value}): leave it out, or run authorize-url again`);
}
/** Finds the PKCE verifier of the authorization request. */
function readVerifier(flags, { session, attempt }) {
    const { host } = session;
    const path = typeof flags.codeVerifierFile === 'string' ? flags.codeVerifierFile : undefined;
    const own = path === undefined
        ? host.env.ONEDRIVE_CODE_VERIFIER
        : (0,_options_secret_file_js__WEBPACK_IMPORTED_MODULE_8__/* .readSecretFile */ .f)(path, { flag: '--code-verifier-file' });
    const verifier = attempt?.verifier ?? (own?.trim() || undefined);
    host.mask(verifier ?? '');
    const name = path === undefined ? 'ONEDRIVE_CODE_VERIFIER' : '--code-verifier-file';
    const problems = [
        ...(path !== undefined && attempt !== undefined
            ? ['--code-verifier-file and --attempt each have a verifier: keep the one of this sign-in']
            : []),
        ...(verifier === undefined || (0,_login_attempt_file_js__WEBPACK_IMPORTED_MODULE_3__/* .isCodeVerifier */ .SV)(verifier)
            ? []
            : [`${name} is not a code verifier: it must have 43 to 128 letters, digits, - . _ and ~`]),
    ];
    return { verifier, problems };
}


/***/ })

};
