/**
 * The verb `subject`: what to enter in the portal so that Microsoft takes GitHub's tokens in place of a secret.
 * Knows how GitHub makes a subject (docs.github.com, "OpenID Connect reference"; github/docs#45221 for the numbers
 * in it); the portal compares it letter by letter, capitals included.
 */
import { claimsOf, exchangeAudience, githubToken } from '../../auth/oidc.ts';
import { explain, Failure, ServiceFailure } from '../../core/errors.ts';
import { printable } from '../../core/format.ts';
import type { Environment } from '../../core/host.ts';
import { fields } from '../../core/json.ts';
import { isRepository, openGitHub, segment } from '../../github/client.ts';
import { type Door, openDoor } from '../../http/client.ts';
import { scrubbed } from '../../inputs/read.ts';
import { openReader } from '../../inputs/reader.ts';
import { ROTATION } from '../../inputs/rotation.ts';
import { shown } from '../../inputs/shown.ts';
import { IDENTITY } from '../../inputs/sign-in.ts';
import { type Flags, refuse } from '../login/app.ts';
import { findGitHubToken } from '../login/github-token.ts';
import { commandInputs } from '../options/inputs.ts';
import type { Seat } from '../terminal/session.ts';

/** A repository as GitHub's tokens name it; `prefix` is GitHub's own word for it, where it told. */
interface Named {
  readonly full: string;
  readonly id: string | undefined;
  readonly ownerId: string | undefined;
  readonly prefix: string | undefined;
  /** Claims of a template in place of the default subject. */
  readonly template: readonly string[] | undefined;
}

/** Prints issuer, audience and the subjects; inside a job that may, those of its own token, too. */
export async function subject(
  { flags, args }: { readonly flags: Flags; readonly args: readonly string[] },
  seat: Seat,
): Promise<void> {
  const { host } = seat;
  const full = args[0] ?? host.env.GITHUB_REPOSITORY ?? '';
  const context = contextOf(flags, host.env);
  const source = commandInputs(flags, host.env);
  const read = openReader(source);
  const cloud = read(IDENTITY.cloud);
  host.mask(read(ROTATION.githubToken));
  const problems = [
    ...(isRepository(full) ? [] : ['name the repository, as OWNER/REPO']),
    ...(context === undefined
      ? ['say which jobs: one of --environment NAME, --branch NAME, --tag NAME, --pull-request']
      : []),
    ...[...read.problems.wrong, ...read.problems.rest, ...flagProblems(flags)],
  ];
  refuse(scrubbed(problems, source));
  const audience = exchangeAudience(cloud);
  const door = openDoor(host, cloud);
  try {
    const named = await look(full, { flags, seat, door });
    seat.print(`issuer: ${issuerOf(host.env)}\naudience: ${audience}`);
    for (const line of subjectLines(named, context ?? '')) seat.print(line);
    for (const line of remarks(named)) host.log.info(line);
    if (host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
      const own = claimsOf(await githubToken({ door, host }, audience));
      seat.print(`this job's issuer: ${own?.issuer}\nthis job's audience: ${own?.audience}`);
      seat.print(`this job's subject: ${own?.subject}`);
    }
  } finally {
    await door.close();
  }
}

/** `environment:prod`, `ref:refs/heads/main` …; undefined when nothing tells. Several flags are a mistake. */
export function contextOf(flags: Flags, env: Environment): string | undefined {
  // A colon in a name would else be taken for the end of it.
  const text = (name: string) =>
    typeof flags[name] === 'string' ? flags[name].replaceAll(':', '%3A') : undefined;
  const [environment, branch, tag] = [text('environment'), text('branch'), text('tag')];
  const told = [
    ...(environment === undefined ? [] : [`environment:${environment}`]),
    ...(branch === undefined ? [] : [`ref:refs/heads/${branch}`]),
    ...(tag === undefined ? [] : [`ref:refs/tags/${tag}`]),
    ...(flags.pullRequest === true ? ['pull_request'] : []),
  ];
  if (told.length > 1)
    refuse(['--environment, --branch, --tag and --pull-request are different subjects: one at a time']);
  const ref = env.GITHUB_REF ? `ref:${env.GITHUB_REF}` : undefined;
  return told[0] ?? (env.GITHUB_EVENT_NAME === 'pull_request' ? 'pull_request' : ref);
}

/**
 * What is wrong with the verb's own flags. A subject is compared letter by letter, so a name that cannot be would fail
 * much later, at the sign-in. Names of refs: git-check-ref-format; of environments: docs.github.com, "Managing
 * environments for deployment", at most 255 characters.
 */
function flagProblems(flags: Flags): string[] {
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
    ...(isOne ? [] : [`--environment is ${shown(environment)}; write the environment's name`]),
    ...Object.entries(numbers).flatMap(([flag, id]) =>
      id === undefined || /^[1-9]\d{0,18}$/.test(id) ? [] : [`${flag} is ${shown(id)}; write a number`],
    ),
    ...((numbers['--repository-id'] === undefined) === (numbers['--owner-id'] === undefined)
      ? []
      : ['--repository-id and --owner-id belong together: give both']),
  ];
}

function refProblem(name: string): string | undefined {
  const full = /^refs\/(?:heads|tags)\/(.+)$/.exec(name)?.[1];
  if (full !== undefined) return `is ${shown(name)}; write its name alone, ${shown(full)}`;
  const isBad =
    /[\s\p{Cc}~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|\/\.|[/.]$|\.lock(\/|$)/u.test(name) ||
    name === '' ||
    name === '@';
  return isBad ? `is ${shown(name)}; git takes no such name` : undefined;
}

/** Without a slash at its end. GitHub Enterprise Cloud may add `/ENTERPRISE`, which only a token tells. */
export function issuerOf(env: Environment): string {
  const { host } = new URL(env.GITHUB_SERVER_URL || 'https://github.com');
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com';
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}

/** Both forms, the one that this repository uses first where that is known. */
export function subjectLines({ full, id, ownerId, prefix, template }: Named, context: string): string[] {
  if (template !== undefined) return [`subject: made of ${template.join(', ')}`];
  const [owner = '', name = ''] = full.split('/');
  const old = `subject: repo:${full}:${context}`;
  const known = prefix ?? (id && ownerId ? `repo:${owner}@${ownerId}/${name}@${id}` : undefined);
  if (known === undefined) return [old];
  const immutable = `subject: ${known}:${context}`;
  return prefix === undefined ? [old, immutable] : [immutable];
}

function remarks({ id, prefix, template }: Named): string[] {
  if (template !== undefined)
    return [
      'This repository has a template of its own: run this verb in a job with id-token: write to see the result.',
    ];
  if (prefix !== undefined) return [];
  return id === undefined
    ? [
        'Repositories made, renamed or moved since 15 July 2026 send numbers too: set GH_TOKEN, or give --repository-id and --owner-id.',
      ]
    : [
        'The second form is sent by repositories made, renamed or moved since 15 July 2026; an app may have both.',
      ];
}

async function look(
  full: string,
  { flags, seat, door }: { readonly flags: Flags; readonly seat: Seat; readonly door: Door },
): Promise<Named> {
  const { env, log } = seat.host;
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const isOwn = env.GITHUB_REPOSITORY === full;
  const known: Named = {
    ...{ full, prefix: undefined, template: undefined },
    id: text('repositoryId') ?? (isOwn ? env.GITHUB_REPOSITORY_ID : undefined),
    ownerId: text('ownerId') ?? (isOwn ? env.GITHUB_REPOSITORY_OWNER_ID : undefined),
  };
  const token = await findGitHubToken({ host: seat.host, ask: undefined }, flags).catch(nothingIfUsage);
  if (token === undefined) return known;
  try {
    return { ...known, ...(await asked(full, openGitHub({ host: seat.host, door, token }))) };
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    log.warning(`GitHub does not tell about ${printable(full)}: ${explain(error)}`);
    return known;
  }
}

function nothingIfUsage(error: unknown): undefined {
  if (!(error instanceof Failure) || error.kind !== 'usage') throw error;
}

async function asked(full: string, github: ReturnType<typeof openGitHub>): Promise<Partial<Named>> {
  const path = `/repos/${full.split('/').map(segment).join('/')}`;
  const { body } = await github.call({ method: 'GET', path, doing: `look up ${full}` });
  const { id, full_name, owner } = fields(body);
  const doing = `look up the subjects of ${full}`;
  const sub = await github.call({
    ...{ method: 'GET', path: `${path}/actions/oidc/customization/sub`, expect: [403, 404] },
    doing,
  });
  const { use_default, include_claim_keys, sub_claim_prefix } = fields(sub.body);
  const ownerId = fields(owner).id;
  return {
    // As GitHub spells it: capitals count.
    ...(typeof full_name === 'string' && { full: full_name }),
    ...(typeof id === 'number' && { id: String(id) }),
    ...(typeof ownerId === 'number' && { ownerId: String(ownerId) }),
    ...(typeof sub_claim_prefix === 'string' && { prefix: sub_claim_prefix }),
    ...(use_default === false &&
      Array.isArray(include_claim_keys) && { template: include_claim_keys.map(String) }),
  };
}
