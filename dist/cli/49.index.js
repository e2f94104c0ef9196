export const id = 49;
export const ids = [49];
export const modules = {

/***/ 4049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  subjectVerb: () => (/* binding */ subjectVerb)
});

// UNUSED EXPORTS: githubOidcIssuer, subjectContext, subjectLines

// EXTERNAL MODULE: ./build/auth/oidc.js
var oidc = __webpack_require__(5546);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(2807);
// EXTERNAL MODULE: ./build/core/format.js
var format = __webpack_require__(6851);
// EXTERNAL MODULE: ./build/github/client.js + 1 modules
var client = __webpack_require__(1811);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(8314);
;// CONCATENATED MODULE: ./build/github/oidc-subject.js
/** Looks up how GitHub builds the OIDC subjects of a repository (docs.github.com, "OpenID Connect reference"). */


/** Asks GitHub. Throws a ServiceFailure if it does not tell about the repository at all. */
async function fetchRepositoryIdentity(full, github) {
    const path = `/repos/${full.split('/').map(client/* encodeGitHubSegment */.lA).join('/')}`;
    const { body } = await github.request({ method: 'GET', path, operation: `look up ${full}` });
    const { id, full_name, owner } = (0,json/* asObjectOrEmpty */.eG)(body);
    const customization = await requestCustomization(github, path, full);
    const ownerId = (0,json/* asObjectOrEmpty */.eG)(owner).id;
    const { sub_claim_prefix } = customization.body;
    return {
        // In GitHub's spelling, because subjects are case-sensitive.
        ...(typeof full_name === 'string' && { fullName: full_name }),
        ...(typeof id === 'number' && { id: String(id) }),
        ...(typeof ownerId === 'number' && { ownerId: String(ownerId) }),
        ...(typeof sub_claim_prefix === 'string' && { prefix: sub_claim_prefix }),
        template: await findTemplate(customization, (0,json/* asObjectOrEmpty */.eG)(owner), github),
    };
}
async function requestCustomization(github, place, name) {
    const { status, body } = await github.request({
        method: 'GET',
        path: `${place}/actions/oidc/customization/sub`,
        expectedStatuses: [403, 404],
        operation: `look up the subjects of ${name}`,
    });
    return { status, body: (0,json/* asObjectOrEmpty */.eG)(body) };
}
/** A repository without the default and without claims uses the organization's template. A person has none. */
async function findTemplate({ status, body }, owner, github) {
    if (status === 403)
        return 'unknown';
    if (body.use_default !== false)
        return undefined;
    const own = readClaims(body);
    if (own !== undefined)
        return withoutDefault(own);
    const name = (0,json/* asString */.oJ)(owner.login);
    if (owner.type === 'User' || name === '')
        return undefined;
    const { status: answer, body: template } = await requestCustomization(github, `/orgs/${(0,client/* encodeGitHubSegment */.lA)(name)}`, name);
    const claims = readClaims(template);
    // 404 may mean that there is none, or that the token may not see it.
    if (claims === undefined)
        return answer < 300 ? undefined : 'organization';
    return withoutDefault(claims);
}
function readClaims({ include_claim_keys: claims }) {
    return Array.isArray(claims) && claims.length > 0 ? claims.map(String) : undefined;
}
/** These two are the default subject in words (Azure/azure-dev#8681). */
function withoutDefault(claims) {
    return claims.join() === 'repo,context' ? undefined : claims;
}

// EXTERNAL MODULE: ./build/http/client.js + 3 modules
var http_client = __webpack_require__(7824);
// EXTERNAL MODULE: ./build/http/github-hosts.js
var github_hosts = __webpack_require__(443);
// EXTERNAL MODULE: ./build/inputs/quote-unless-secret.js
var quote_unless_secret = __webpack_require__(8420);
// EXTERNAL MODULE: ./build/inputs/read.js
var inputs_read = __webpack_require__(8718);
// EXTERNAL MODULE: ./build/inputs/reader.js
var reader = __webpack_require__(401);
// EXTERNAL MODULE: ./build/inputs/rotation.js
var rotation = __webpack_require__(4188);
// EXTERNAL MODULE: ./build/inputs/sign-in.js
var sign_in = __webpack_require__(5031);
// EXTERNAL MODULE: ./build/cli/login/app.js
var app = __webpack_require__(5256);
// EXTERNAL MODULE: ./build/cli/login/github-token.js
var github_token = __webpack_require__(2408);
// EXTERNAL MODULE: ./build/cli/options/inputs.js
var inputs = __webpack_require__(1659);
;// CONCATENATED MODULE: ./build/cli/commands/subject.js
/**
 * The verb `subject`: prints what to enter in the portal so that Microsoft accepts GitHub's OIDC tokens in place of a
 * secret. Builds the subject as GitHub does (docs.github.com, "OpenID Connect reference"; github/docs#45221 for the
 * ids in it). The portal compares it exactly, including case.
 */















/** Prints issuer, audience and subjects. In a job with `id-token: write`, also prints those of its own token. */
async function subjectVerb({ flags, args }, session) {
    const { host } = session;
    const full = args[0] ?? host.env.GITHUB_REPOSITORY ?? '';
    const context = subjectContext(flags, host.env);
    const source = (0,inputs/* commandInputs */.tp)(flags, host.env);
    const read = (0,reader/* createInputReader */.ic)(source);
    const cloud = read(sign_in/* IDENTITY_SPECS */.Cq.cloud);
    host.mask(read(rotation/* ROTATION_SPECS */.Y5.githubToken));
    const problems = [
        ...((0,client/* isRepositoryName */.en)(full) ? [] : ['name the repository as OWNER/REPO']),
        ...(context === undefined
            ? ['name the jobs: use --environment NAME, --branch NAME, --tag NAME or --pull-request']
            : []),
        ...read.problems.wrong,
        ...read.problems.rest,
        ...flagProblems(flags),
    ];
    (0,app/* throwProblems */.J)((0,inputs_read/* redactSecretInputs */.t)(problems, source));
    const audience = (0,oidc/* tokenExchangeAudience */.rl)(cloud);
    const http = (0,http_client/* openHttpClient */.S)(host, cloud);
    try {
        const repository = await lookUpRepository(full, { flags, session, http });
        session.print(`issuer: ${githubOidcIssuer(host.env)}\naudience: ${audience}`);
        for (const line of subjectLines(repository, context ?? ''))
            session.print(line);
        for (const line of subjectNotes(repository))
            host.log.info(line);
        if (host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
            const own = (0,oidc/* decodeOidcClaims */.xb)(await (0,oidc/* requestGitHubOidcToken */.$f)({ http, host }, audience));
            session.print(`this job's issuer: ${own?.issuer}\nthis job's audience: ${own?.audience}`);
            session.print(`this job's subject: ${own?.subject}`);
        }
    }
    finally {
        await http.close();
    }
}
/** `environment:prod`, `ref:refs/heads/main` and so on; undefined when unknown. More than one flag is an error. */
function subjectContext(flags, env) {
    // GitHub escapes a colon in a name, because it separates the parts of a subject.
    const text = (name) => typeof flags[name] === 'string' ? flags[name].replaceAll(':', '%3A') : undefined;
    const [environment, branch, tag] = [text('environment'), text('branch'), text('tag')];
    const contexts = [
        ...(environment === undefined ? [] : [`environment:${environment}`]),
        ...(branch === undefined ? [] : [`ref:refs/heads/${branch}`]),
        ...(tag === undefined ? [] : [`ref:refs/tags/${tag}`]),
        ...(flags.pullRequest === true ? ['pull_request'] : []),
    ];
    if (contexts.length > 1)
        (0,app/* throwProblems */.J)(['--environment, --branch, --tag and --pull-request are different subjects: use only one']);
    const ref = env.GITHUB_REF ? `ref:${env.GITHUB_REF}` : undefined;
    return contexts[0] ?? (env.GITHUB_EVENT_NAME === 'pull_request' ? 'pull_request' : ref);
}
/**
 * Returns the problems of the verb's own flags. Subjects are compared exactly, so an invalid name would only fail at
 * the sign-in. Rules for refs: git-check-ref-format; for environments: docs.github.com, "Managing environments for
 * deployment", at most 255 characters.
 */
function flagProblems(flags) {
    const text = (name) => (typeof flags[name] === 'string' ? flags[name] : undefined);
    const numbers = { '--repository-id': text('repositoryId'), '--owner-id': text('ownerId') };
    const refs = { '--branch': text('branch'), '--tag': text('tag') };
    const environment = text('environment');
    const isOne = environment === undefined || /^(?! )[^\p{Cc}]{1,255}(?<! )$/u.test(environment);
    return [
        ...Object.entries(refs).flatMap(([flag, name]) => {
            const problem = name === undefined ? undefined : refProblem(name);
            return problem === undefined ? [] : [`${flag} ${problem}`];
        }),
        ...(isOne ? [] : [`--environment is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(environment)}; write the environment's name`]),
        ...Object.entries(numbers).flatMap(([flag, id]) => id === undefined || /^[1-9]\d{0,18}$/.test(id)
            ? []
            : [`${flag} is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(id)}; write a number`]),
        ...((numbers['--repository-id'] === undefined) === (numbers['--owner-id'] === undefined)
            ? []
            : ['--repository-id and --owner-id must be used together']),
    ];
}
function refProblem(name) {
    const full = /^refs\/(?:heads|tags)\/(.+)$/.exec(name)?.[1];
    if (full !== undefined)
        return `is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(name)}; write only its name, ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(full)}`;
    const isBad = /[\s\p{Cc}~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|\/\.|[/.]$|\.lock(\/|$)/u.test(name) ||
        name === '' ||
        name === '@';
    return isBad ? `is ${(0,quote_unless_secret/* quoteUnlessSecret */.V4)(name)}; git does not allow this name` : undefined;
}
/** Without a trailing slash. GitHub Enterprise Cloud may add `/ENTERPRISE`, which only a token shows. */
function githubOidcIssuer(env) {
    const { host } = new URL(env.GITHUB_SERVER_URL || (0,github_hosts/* gitHubServerUrl */.mD)(env));
    if (host === 'github.com')
        return 'https://token.actions.githubusercontent.com';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}
/** Both forms of the subject, or only the form that the repository uses if that is known. */
function subjectLines({ fullName: full, id, ownerId, prefix, template }, context) {
    const [owner = '', name = ''] = full.split('/');
    if (template === 'organization')
        return [`subject: built from the template of ${owner}`];
    if (Array.isArray(template))
        return [`subject: built from ${template.join(', ')}`];
    const old = `subject: repo:${full}:${context}`;
    const known = prefix ?? (id && ownerId ? `repo:${owner}@${ownerId}/${name}@${id}` : undefined);
    if (known === undefined)
        return [old];
    const immutable = `subject: ${known}:${context}`;
    return prefix === undefined ? [old, immutable] : [immutable];
}
function subjectNotes({ fullName, id, prefix, template }) {
    const remedy = 'run this command in a job with id-token: write to see the result';
    if (Array.isArray(template))
        return [`This repository customizes its subjects: ${remedy}.`];
    if (template === 'organization')
        return [
            `This repository uses the template of its organization, which this GitHub token may not read (it needs “Administration: read” of the organization, or read:org). Without such a template the subject is GitHub's own: ${remedy}.`,
        ];
    if (template === 'unknown')
        return [
            `This GitHub token may not read whether ${(0,format/* escapeControls */.UN)(fullName)} customizes its subjects. If it does, the subject is another one: ${remedy}.`,
        ];
    if (prefix !== undefined)
        return [];
    return id === undefined
        ? [
            'Repositories created, renamed or moved since 15 July 2026 also send IDs: set GH_TOKEN, or use --repository-id and --owner-id.',
        ]
        : [
            'Repositories created, renamed or moved since 15 July 2026 send the second form. An app can have credentials for both.',
        ];
}
async function lookUpRepository(full, { flags, session, http, }) {
    const { env, log } = session.host;
    const text = (name) => (typeof flags[name] === 'string' ? flags[name] : undefined);
    const isOwn = env.GITHUB_REPOSITORY === full;
    const known = {
        fullName: full,
        prefix: undefined,
        template: undefined,
        id: text('repositoryId') ?? (isOwn ? env.GITHUB_REPOSITORY_ID : undefined),
        ownerId: text('ownerId') ?? (isOwn ? env.GITHUB_REPOSITORY_OWNER_ID : undefined),
    };
    const token = await (0,github_token/* findGitHubToken */.m)({ host: session.host, prompts: undefined }, flags).catch(ignoreUsageFailure);
    if (token === undefined)
        return known;
    try {
        return {
            ...known,
            ...(await fetchRepositoryIdentity(full, (0,client/* openGitHubClient */.L7)({ host: session.host, http, token }))),
        };
    }
    catch (error) {
        if (!(error instanceof errors/* ServiceFailure */.A))
            throw error;
        log.warning(`GitHub gives no information about ${(0,format/* escapeControls */.UN)(full)}: ${(0,errors/* formatErrorWithLink */.g9)(error, session.host)}`);
        return known;
    }
}
function ignoreUsageFailure(error) {
    if (!(error instanceof errors/* Failure */.HR) || error.kind !== 'usage')
        throw error;
}


/***/ }),

/***/ 5256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ throwProblems),
/* harmony export */   d: () => (/* binding */ readLoginApp)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2807);
/* harmony import */ var _inputs_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1713);
/* harmony import */ var _inputs_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7559);
/* harmony import */ var _inputs_read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8718);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(401);
/* harmony import */ var _inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3665);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4188);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5031);
/* harmony import */ var _inputs_target_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2623);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1659);
/* harmony import */ var _options_token_file_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5012);
/**
 * Reads the app for a sign-in from flags, environment and prompts. Uses the inputs that a sign-in shares with the
 * action. Sends no requests.
 */











/** Throws all problems at once, before anything is asked, sent or written. */
function throwProblems(...problems) {
    const all = [...new Set(problems.flat())];
    if (all.length > 0)
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageFailure */ .wK(all);
}
function readAppInputs(read) {
    return {
        clientId: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientId),
        clientSecret: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientSecret),
        certificate: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientCertificate),
        credential: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.credential),
        tenantId: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.tenantId),
        cloud: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.cloud),
        authority: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.authority),
        redirectUri: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.redirectUri),
        scopes: read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.scopes).replace(/\s+/g, ' '),
        appFolder: read(_inputs_target_js__WEBPACK_IMPORTED_MODULE_7__/* .TARGET_SPECS */ .p.appFolder),
        // Used later, if at all. Reading it here reports an invalid token early.
        githubToken: read(_inputs_rotation_js__WEBPACK_IMPORTED_MODULE_5__/* .ROTATION_SPECS */ .Y5.githubToken),
    };
}
/** Reads the app and checks all its values. */
function readLoginApp({ flags, host, prompts, fixed, usesClientAuth, }) {
    const source = (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .commandInputs */ .tp)(flags, host.env, fixed);
    (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_9__/* .warnOfReadableSecretFiles */ .zm)(host, flags, ['client-secret', 'client-certificate']);
    (0,_inputs_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskSecrets */ .QU)(host, source);
    const read = (0,_inputs_reader_js__WEBPACK_IMPORTED_MODULE_10__/* .createInputReader */ .ic)(source);
    const initialInputs = readAppInputs(read);
    const extraParameters = readExtraParameters(flags, read);
    const { missing, wrong, rest } = read.problems;
    const readProblems = [...missing, ...wrong, ...rest];
    const problemsOf = (texts, isFinal) => (0,_inputs_read_js__WEBPACK_IMPORTED_MODULE_3__/* .redactSecretInputs */ .t)([...readProblems, ...combinationProblems(texts, { source, usesClientAuth, isFinal })], source);
    const complete = async () => {
        const texts = { ...initialInputs };
        if (texts.clientId === '' && prompts !== undefined) {
            texts.clientId = await prompts.text('Application (client) ID of the registration');
            throwProblems(problemsOf(texts, false));
        }
        if (usesClientAuth && needsSecretPrompt(initialInputs, read) && prompts !== undefined) {
            texts.clientSecret = await prompts.password('Client secret (its Value); leave empty for Mobile and desktop');
            host.mask(texts.clientSecret);
        }
        throwProblems(problemsOf(texts, true));
        return createLoginApp(texts, { usesClientAuth, extraParameters });
    };
    return {
        problems: problemsOf(initialInputs, prompts === undefined),
        authority: initialInputs.authority,
        redirectUri: initialInputs.redirectUri || undefined,
        extraParameters,
        complete,
    };
}
function createLoginApp(texts, { usesClientAuth, extraParameters, }) {
    const { clientId, tenantId, cloud, authority, redirectUri, scopes, appFolder } = texts;
    const proof = usesClientAuth ? credentialInputs(texts) : { credential: 'none' };
    const defaultScope = appFolder ? 'Files.ReadWrite.AppFolder' : 'Files.ReadWrite';
    return {
        identity: {
            auth: 'refresh-token',
            clientId,
            refreshToken: '',
            tenantId,
            cloud,
            authority,
            ...proof,
            outputRefreshToken: false,
        },
        redirectUri: redirectUri === '' ? undefined : redirectUri,
        scope: scopes === '' ? `${defaultScope} offline_access` : scopes,
        appFolder,
        extraParameters,
    };
}
/** True when a secret was requested but not given, or no kind of credential was chosen. */
function needsSecretPrompt({ credential }, read) {
    if (read.has(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientSecret) || credential === 'certificate')
        return false;
    return credential === 'secret' || !read.has(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientCertificate);
}
/** Problems of values that do not fit together. */
function combinationProblems(texts, { source, usesClientAuth, isFinal }) {
    const { clientId, clientSecret, certificate, authority, credential, cloud, redirectUri } = texts;
    const rest = [];
    const rule = (broken, words) => broken && rest.push(words);
    rule(isFinal && clientId === '', `client-id is empty: it is the ${_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientId.help} (--client-id)`);
    rule(clientId !== '' && authority === 'entra' && !(0,_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .isGuid */ .W_)(clientId), 'client-id is not a GUID: copy "Application (client) ID" from the registration\'s overview page');
    rule(authority === 'live' && cloud !== 'global', 'authority: live works only with cloud: global: remove one of them');
    rule(authority === 'live' && credential === 'certificate', 'authority: live accepts only a client secret: set client-secret, and remove the other credential');
    rule(credential === 'oidc', 'credential: oidc works only in jobs: sign in with the secret or the certificate');
    rule(credential === 'certificate' && certificate === '', 'client-certificate is empty, but credential is certificate: name its file with --client-certificate-file');
    rule(isFinal && usesClientAuth && credential === 'secret' && clientSecret === '', 'client-secret is empty, but credential is secret: name its file with --client-secret-file');
    rule(redirectUri !== '' && (0,_inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__/* .isInsecureRedirectUri */ .hF)(redirectUri), 'redirect-uri is http to another machine, so the code is not encrypted: write https, or http://localhost');
    return [...(0,_inputs_pasted_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .credentialProblems */ ._)({ clientId, clientSecret, refreshToken: '' }, source.emulator), ...rest];
}
function credentialInputs({ certificate, clientSecret, credential, }) {
    if (certificate !== '' && credential !== 'secret')
        return { credential: 'certificate', clientCertificate: certificate };
    return clientSecret === '' ? { credential: 'none' } : { credential: 'secret', clientSecret };
}
/** Parameters that the sign-in sets itself. Without PKCE the caller may set a challenge of their own. */
const reservedParameters = ['client_id', 'response_type', 'redirect_uri', 'scope', 'state'];
const pkceParameters = ['code_challenge', 'code_challenge_method'];
/** Parses `--param name=value`, which may be repeated. */
function readExtraParameters(flags, read) {
    const given = Array.isArray(flags.param) ? flags.param.map(String) : [];
    const pairs = given.map((text) => /^([\w.-]+)=(.*)$/s.exec(text) ?? []);
    const names = pairs.map(([, name = '']) => name.toLowerCase());
    const reserved = flags.pkce === false ? reservedParameters : [...reservedParameters, ...pkceParameters];
    const { rest } = read.problems;
    if (pairs.some(([whole]) => whole === undefined))
        rest.push('--param is not name=value, as in --param login_hint=me@example.com');
    if (names.some((name) => _inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__/* .secretParameterPattern */ .Kn.test(name)))
        rest.push('--param contains a secret, which would be visible in the address: remove it');
    for (const name of names.filter((one) => reserved.includes(one)))
        rest.push(`--param: ${name} cannot be an extra parameter, because the sign-in sets it`);
    for (const name of names.filter((one) => /^request(_uri)?$/.test(one)))
        rest.push(`--param: ${name} cannot be an extra parameter: it would replace a value of the sign-in`);
    if (new Set(names).size < names.length)
        rest.push('--param names a parameter twice: remove one');
    return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}


/***/ }),

/***/ 2408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ findGitHubToken)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2807);
/* harmony import */ var _http_github_hosts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(443);
/* harmony import */ var _inputs_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(401);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4188);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1659);
/* harmony import */ var _options_token_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5012);
/* harmony import */ var _terminal_child_env_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(322);
/**
 * Finds the GitHub token that writes secrets: in the environment, in a file, from gh, or by a prompt.
 */









/** Returns the first token found. Throws a Failure of kind `usage` when there is none. */
async function findGitHubToken({ host, prompts }, flags) {
    const { env } = host;
    (0,_options_token_file_js__WEBPACK_IMPORTED_MODULE_6__/* .warnOfReadableSecretFiles */ .zm)(host, flags, ['github-token']);
    const own = (0,_inputs_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .createInputReader */ .ic)((0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .commandInputs */ .tp)(flags, env))(_inputs_rotation_js__WEBPACK_IMPORTED_MODULE_4__/* .ROTATION_SPECS */ .Y5.githubToken);
    const known = own || env.GH_TOKEN || env.GITHUB_TOKEN || (await readGhToken(env));
    const token = known || ((await prompts?.password('GitHub token that can write secrets')) ?? '');
    if (token === '') {
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('no GitHub token was found to write secrets', {
            code: 'github-token-missing',
            kind: 'usage',
            hint: 'set GH_TOKEN, or run gh auth login',
        });
    }
    host.mask(token);
    return token;
}
/** The web host as gh names it: the API's host without `api.`. */
function githubWebHost(env) {
    return new URL((0,_http_github_hosts_js__WEBPACK_IMPORTED_MODULE_3__/* .gitHubApiUrl */ .Ly)(env)).hostname.replace(/^api\./, '');
}
/** The output of `gh auth token`; '' when gh is missing or not signed in. It gets none of our secrets. */
function readGhToken(env) {
    return new Promise((resolve) => {
        // Windows looks for gh in the working folder first, which may be an untrusted checkout (nodejs/node#46264).
        const options = { timeout: 10_000, windowsHide: true, env: (0,_terminal_child_env_js__WEBPACK_IMPORTED_MODULE_7__/* .childEnvironment */ .Q)(env), cwd: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() };
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('gh', ['auth', 'token', '--hostname', githubWebHost(env)], options, (error, stdout) => {
            resolve(error === null && /^\S+$/.test(stdout.trim()) ? stdout.trim() : '');
        });
    });
}


/***/ }),

/***/ 5012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ tokenFileWriter),
/* harmony export */   Hk: () => (/* binding */ writeTokenFile),
/* harmony export */   W0: () => (/* binding */ warnIfReadableByOthers),
/* harmony export */   zm: () => (/* binding */ warnOfReadableSecretFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6851);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9940);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9199);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9140);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1659);
/**
 * Files that hold secrets: warns when others can read them, and replaces the refresh token.
 */








/** Warns once of each secret file that others can read. Checks the files of `inputs`, by default of all. */
function warnOfReadableSecretFiles({ env, log }, flags, inputs = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUT_SPECS */ .a.map(({ name }) => name)) {
    const secrets = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUT_SPECS */ .a.filter(({ name, kind }) => kind === 'secret' && inputs.includes(name));
    // The refresh token's file is written even if a variable overrides its content.
    const used = secrets.filter(({ name }) => name === 'refresh-token' || env[(0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .inputEnvName */ .d_)(name)] === undefined);
    const paths = used.flatMap(({ name }) => (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFilePath */ .YD)(flags, env, name) ?? []);
    for (const path of new Set(paths))
        warnIfReadableByOthers(path, { env, log });
}
/** Warns when others can read a file. Windows has no such mode. */
function warnIfReadableByOthers(path, { env, log }) {
    const stats = statIfPossible(path);
    if ((0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32' || stats?.isFile() !== true || (stats.mode & 0o077) === 0)
        return;
    // systemd grants access to a credential by an ACL, which shows as the group's mode (exec-credential.c).
    const { CREDENTIALS_DIRECTORY: credentials } = env;
    if (credentials && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(path)) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(credentials))
        return;
    const mode = (stats.mode & 0o777).toString(8);
    log.warning(`${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .escapeControls */ .UN)(path)} can be read by others (mode ${mode}): chmod 600 it.`);
}
/** Returns the function that saves a new refresh token to the named file, if there is one that can be replaced. */
function tokenFileWriter(flags, host) {
    const path = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .secretFilePath */ .YD)(flags, host.env, 'refresh-token');
    if (path === undefined)
        return {};
    const stats = statIfPossible(path);
    const other = stats && (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_4__/* .nonFileKind */ .YZ)(stats);
    if (other === undefined || other === 'a folder')
        return { saveRefreshToken: async (refreshToken) => writeTokenFile(path, { refreshToken, host }) };
    host.log.warning(`--refresh-token-file ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_7__/* .escapeControls */ .UN)(path)} is ${other}: a new refresh token cannot be stored there and is lost. Name a regular file.`);
    return {};
}
/** Replaces the token file in one step. Warns when its owner could not be kept. */
function writeTokenFile(path, { refreshToken, host }) {
    try {
        const warning = (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .replacePrivateFile */ .oN)(path, `${refreshToken}\n`);
        if (warning !== undefined)
            host.log.warning(warning);
    }
    catch (cause) {
        throw (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceFailure */ .Jb)('the new refresh token', path, cause);
    }
    (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_3__/* .removeStaleTempFiles */ .Fh)(path, host.clock.now());
}
/** Undefined when it cannot be read; the read that follows reports why. */
function statIfPossible(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isolateEnvironment),
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
/** In upper case, because Windows ignores the case of names. Elsewhere no other variables have these names. */
const allowedNames = new Set([
    // User, working folder, and where to find programs.
    'PATH HOME USER LOGNAME SHELL PWD TMPDIR TEMP TMP LANG LANGUAGE TZ',
    // For xdg-open and the browser's display. xdg-utils, scripts/xdg-open.in.
    'DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DESKTOP_SESSION BROWSER',
    'GNOME_DESKTOP_SESSION_ID KDE_FULL_SESSION KDE_SESSION_VERSION MATE_DESKTOP_SESSION_ID',
    'GDK_BACKEND QT_QPA_PLATFORM MOZ_ENABLE_WAYLAND',
    // WSL opens the Windows browser through PowerShell.
    'WSL_DISTRO_NAME WSL_INTEROP WSLENV',
    'SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS USERPROFILE USERNAME USERDOMAIN HOMEDRIVE HOMEPATH',
    'APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PUBLIC PSMODULEPATH COMPUTERNAME SESSIONNAME',
    'PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) COMMONPROGRAMW6432',
    'PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS',
    // Where gh keeps its sign-in (`gh help environment`). It reaches the keyring through the session bus.
    'GH_CONFIG_DIR GH_HOST',
    // OpenSSL reads these at the first connection, in this process as well.
    'SSL_CERT_FILE SSL_CERT_DIR',
    // The prompts' library and error messages read these from the process's environment.
    'TERM TERM_PROGRAM COLORTERM NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE WT_SESSION CI ACCESSIBLE',
].flatMap((names) => names.split(' ')));
/** Folders and locales use many names. */
const allowedPrefixes = /^(XDG|LC)_/;
/** A browser needs them as much as we do. */
const proxyNames = /^(HTTPS?|ALL|NO)_PROXY$/;
/** Returns the variables that a child process may see. */
function childEnvironment(env) {
    const isFor = ([name, value = '']) => {
        const upper = name.toUpperCase();
        // An @ follows a user name and a password.
        return (allowedNames.has(upper) ||
            allowedPrefixes.test(upper) ||
            (proxyNames.test(upper) && !value.includes('@')));
    };
    return Object.fromEntries(Object.entries(env).filter(isFor));
}
/**
 * Returns a copy of the environment and removes from the process what children must not see: the library that starts a
 * browser lets it inherit the process's environment.
 */
function isolateEnvironment() {
    const whole = { ...process.env };
    const left = childEnvironment(whole);
    for (const name of Object.keys(whole))
        if (!(name in left))
            delete process.env[name];
    return whole;
}


/***/ })

};
