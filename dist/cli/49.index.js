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
// EXTERNAL MODULE: ./build/cli/options/profile.js
var profile = __webpack_require__(5357);
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
    const source = (0,inputs/* commandInputs */.tp)(flags, host.env, { profile: (0,profile/* openProfile */.UO)(flags, host.env) });
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


/***/ })

};
