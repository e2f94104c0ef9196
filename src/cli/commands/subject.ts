/**
 * The verb `subject`: prints what to enter in the portal so that Microsoft accepts GitHub's OIDC tokens in place of a
 * secret. Builds the subject as GitHub does (docs.github.com, "OpenID Connect reference"; github/docs#45221 for the
 * ids in it). The portal compares it exactly, including case.
 */
import { decodeOidcClaims, requestGitHubOidcToken, tokenExchangeAudience } from '../../auth/oidc.ts';
import { Failure, formatErrorWithLink, ServiceFailure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';
import type { Environment } from '../../core/host.ts';
import { isRepositoryName, openGitHubClient } from '../../github/client.ts';
import { fetchRepositoryIdentity, type RepositoryIdentity } from '../../github/oidc-subject.ts';
import { type HttpClient, openHttpClient } from '../../http/client.ts';
import { gitHubServerUrl } from '../../http/github-hosts.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { redactSecretInputs } from '../../inputs/read.ts';
import { createInputReader } from '../../inputs/reader.ts';
import { ROTATION_SPECS } from '../../inputs/rotation.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { type FlagValues, throwProblems } from '../login/app.ts';
import { findGitHubToken } from '../login/github-token.ts';
import { commandInputs } from '../options/inputs.ts';
import { openProfile } from '../options/profile.ts';
import type { TerminalSession } from '../terminal/session.ts';

/** Prints issuer, audience and subjects. In a job with `id-token: write`, also prints those of its own token. */
export async function subjectVerb(
  { flags, args }: { readonly flags: FlagValues; readonly args: readonly string[] },
  session: TerminalSession,
): Promise<void> {
  const { host } = session;
  const full = args[0] ?? host.env.GITHUB_REPOSITORY ?? '';
  const context = subjectContext(flags, host.env);
  const source = commandInputs(flags, host.env, { profile: openProfile(flags, host.env) });
  const read = createInputReader(source);
  const cloud = read(IDENTITY_SPECS.cloud);
  host.mask(read(ROTATION_SPECS.githubToken));
  const problems = [
    ...(isRepositoryName(full) ? [] : ['name the repository as OWNER/REPO']),
    ...(context === undefined
      ? ['name the jobs: use --environment NAME, --branch NAME, --tag NAME or --pull-request']
      : []),
    ...read.problems.wrong,
    ...read.problems.rest,
    ...flagProblems(flags),
  ];
  throwProblems(redactSecretInputs(problems, source));
  const audience = tokenExchangeAudience(cloud);
  const http = openHttpClient(host, cloud);
  try {
    const repository = await lookUpRepository(full, { flags, session, http });
    session.print(`issuer: ${githubOidcIssuer(host.env)}\naudience: ${audience}`);
    for (const line of subjectLines(repository, context ?? '')) session.print(line);
    for (const line of subjectNotes(repository)) host.log.info(line);
    if (host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
      const own = decodeOidcClaims(await requestGitHubOidcToken({ http, host }, audience));
      session.print(`this job's issuer: ${own?.issuer}\nthis job's audience: ${own?.audience}`);
      session.print(`this job's subject: ${own?.subject}`);
    }
  } finally {
    await http.close();
  }
}

/** `environment:prod`, `ref:refs/heads/main` and so on; undefined when unknown. More than one flag is an error. */
export function subjectContext(flags: FlagValues, env: Environment): string | undefined {
  // GitHub escapes a colon in a name, because it separates the parts of a subject.
  const text = (name: string) =>
    typeof flags[name] === 'string' ? flags[name].replaceAll(':', '%3A') : undefined;
  const [environment, branch, tag] = [text('environment'), text('branch'), text('tag')];
  const contexts = [
    ...(environment === undefined ? [] : [`environment:${environment}`]),
    ...(branch === undefined ? [] : [`ref:refs/heads/${branch}`]),
    ...(tag === undefined ? [] : [`ref:refs/tags/${tag}`]),
    ...(flags.pullRequest === true ? ['pull_request'] : []),
  ];
  if (contexts.length > 1)
    throwProblems(['--environment, --branch, --tag and --pull-request are different subjects: use only one']);
  const ref = env.GITHUB_REF ? `ref:${env.GITHUB_REF}` : undefined;
  return contexts[0] ?? (env.GITHUB_EVENT_NAME === 'pull_request' ? 'pull_request' : ref);
}

/**
 * Returns the problems of the verb's own flags. Subjects are compared exactly, so an invalid name would only fail at
 * the sign-in. Rules for refs: git-check-ref-format; for environments: docs.github.com, "Managing environments for
 * deployment", at most 255 characters.
 */
function flagProblems(flags: FlagValues): string[] {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const numbers = { '--repository-id': text('repositoryId'), '--owner-id': text('ownerId') };
  const refs = { '--branch': text('branch'), '--tag': text('tag') };
  const environment = text('environment');
  const isOne = environment === undefined || /^(?! )[^\p{Cc}]{1,255}(?<! )$/u.test(environment);
  return [
    ...Object.entries(refs).flatMap(([flag, name]) => {
      const problem = name === undefined ? undefined : refProblem(name);
      return problem === undefined ? [] : [`${flag} ${problem}`];
    }),
    ...(isOne ? [] : [`--environment is ${quoteUnlessSecret(environment)}; write the environment's name`]),
    ...Object.entries(numbers).flatMap(([flag, id]) =>
      id === undefined || /^[1-9]\d{0,18}$/.test(id)
        ? []
        : [`${flag} is ${quoteUnlessSecret(id)}; write a number`],
    ),
    ...((numbers['--repository-id'] === undefined) === (numbers['--owner-id'] === undefined)
      ? []
      : ['--repository-id and --owner-id must be used together']),
  ];
}

function refProblem(name: string): string | undefined {
  const full = /^refs\/(?:heads|tags)\/(.+)$/.exec(name)?.[1];
  if (full !== undefined)
    return `is ${quoteUnlessSecret(name)}; write only its name, ${quoteUnlessSecret(full)}`;
  const isBad =
    /[\s\p{Cc}~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|\/\.|[/.]$|\.lock(\/|$)/u.test(name) ||
    name === '' ||
    name === '@';
  return isBad ? `is ${quoteUnlessSecret(name)}; git does not allow this name` : undefined;
}

/** Without a trailing slash. GitHub Enterprise Cloud may add `/ENTERPRISE`, which only a token shows. */
export function githubOidcIssuer(env: Environment): string {
  const { host } = new URL(env.GITHUB_SERVER_URL || gitHubServerUrl(env));
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com';
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}

/** Both forms of the subject, or only the form that the repository uses if that is known. */
export function subjectLines(
  { fullName: full, id, ownerId, prefix, template }: RepositoryIdentity,
  context: string,
): string[] {
  const [owner = '', name = ''] = full.split('/');
  if (template === 'organization') return [`subject: built from the template of ${owner}`];
  if (Array.isArray(template)) return [`subject: built from ${template.join(', ')}`];
  const old = `subject: repo:${full}:${context}`;
  const known = prefix ?? (id && ownerId ? `repo:${owner}@${ownerId}/${name}@${id}` : undefined);
  if (known === undefined) return [old];
  const immutable = `subject: ${known}:${context}`;
  return prefix === undefined ? [old, immutable] : [immutable];
}

function subjectNotes({ fullName, id, prefix, template }: RepositoryIdentity): string[] {
  const remedy = 'run this command in a job with id-token: write to see the result';
  if (Array.isArray(template)) return [`This repository customizes its subjects: ${remedy}.`];
  if (template === 'organization')
    return [
      `This repository uses the template of its organization, which this GitHub token may not read (it needs “Administration: read” of the organization, or read:org). Without such a template the subject is GitHub's own: ${remedy}.`,
    ];
  if (template === 'unknown')
    return [
      `This GitHub token may not read whether ${escapeControls(fullName)} customizes its subjects. If it does, the subject is another one: ${remedy}.`,
    ];
  if (prefix !== undefined) return [];
  return id === undefined
    ? [
        'Repositories created, renamed or moved since 15 July 2026 also send IDs: set GH_TOKEN, or use --repository-id and --owner-id.',
      ]
    : [
        'Repositories created, renamed or moved since 15 July 2026 send the second form. An app can have credentials for both.',
      ];
}

async function lookUpRepository(
  full: string,
  {
    flags,
    session,
    http,
  }: { readonly flags: FlagValues; readonly session: TerminalSession; readonly http: HttpClient },
): Promise<RepositoryIdentity> {
  const { env, log } = session.host;
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const isOwn = env.GITHUB_REPOSITORY === full;
  const known: RepositoryIdentity = {
    fullName: full,
    prefix: undefined,
    template: undefined,
    id: text('repositoryId') ?? (isOwn ? env.GITHUB_REPOSITORY_ID : undefined),
    ownerId: text('ownerId') ?? (isOwn ? env.GITHUB_REPOSITORY_OWNER_ID : undefined),
  };
  const token = await findGitHubToken({ host: session.host, prompts: undefined }, flags).catch(
    ignoreUsageFailure,
  );
  if (token === undefined) return known;
  try {
    return {
      ...known,
      ...(await fetchRepositoryIdentity(full, openGitHubClient({ host: session.host, http, token }))),
    };
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    log.warning(
      `GitHub gives no information about ${escapeControls(full)}: ${formatErrorWithLink(error, session.host)}`,
    );
    return known;
  }
}

function ignoreUsageFailure(error: unknown): undefined {
  if (!(error instanceof Failure) || error.kind !== 'usage') throw error;
}
