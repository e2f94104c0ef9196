/**
 * A release of the repository, found before the upload, and its notes, rewritten after it. Knows GitHub's answers
 * and that other jobs write at the same time; what the notes become is section's. Source: docs.github.com,
 * rest/releases/releases.
 */
import { explain, Failure, ServiceFailure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { fields, text as textOf } from '../core/json.ts';
import { type GitHub, segment } from '../github/client.ts';
import { type Listing, mergedNotes } from './release-notes.ts';

export interface ReleaseJob {
  readonly host: Host;
  /** With `release-token`. */
  readonly github: GitHub;
  /** Of the run's own repository, GITHUB_REPOSITORY. */
  readonly tag: string;
}

/** A release that is there. */
export interface Release {
  /** Its page. */
  readonly url: string;
  /**
   * Puts these rows into the Downloads section of its notes and makes sure that they stay while other jobs write
   * theirs. Nothing but the notes is sent. Never throws: answers what went wrong.
   */
  update(listing: Listing): Promise<Failure | undefined>;
}

/**
 * Longer than any other job takes between reading and writing: GitHub knows no If-Match for it, so that whoever
 * writes looks once more after everybody who read before has written.
 */
const settleMs = 2000;
const jitterMs = 1500;
const rounds = 8;

/** Finds the release, a draft too; throws a Failure when there is none, or more than one draft of that tag. */
export async function openRelease(job: ReleaseJob): Promise<Release> {
  const { host, github, tag } = job;
  const [owner = '', name = '', ...more] = (host.env.GITHUB_REPOSITORY ?? '').split('/');
  if (name === '' || more.length > 0)
    throw new Failure('release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none', {
      ...{ kind: 'usage', hint: 'set it to OWNER/REPO, or leave release-tag out' },
    });
  const path = `/repos/${segment(owner)}/${segment(name)}/releases`;
  const what = `the release ${printable(tag)} of ${printable(`${owner}/${name}`)}`;
  const found = await advised(() => find({ github, tag, path, what }));
  const notes: Notes = { github, host, path: `${path}/${found.id}`, what };
  return {
    url: found.url,
    async update(listing) {
      try {
        await advised(() => merge(notes, listing));
        return undefined;
      } catch (error) {
        return error instanceof Failure
          ? error
          : new Failure(`${what}: ${explain(error)}`, { kind: 'service' });
      }
    },
  };
}

interface Found {
  readonly id: number;
  readonly url: string;
  readonly tag: unknown;
}

interface Search extends Pick<ReleaseJob, 'github' | 'tag'> {
  readonly path: string;
  readonly what: string;
}

async function find({ github, tag, path, what }: Search): Promise<Found> {
  const doing = `look up ${what}`;
  const published = await github.call({
    ...{ method: 'GET', path: `${path}/tags/${segment(tag)}`, expect: [404], doing },
    mayBeLarge: true,
  });
  const direct = published.status === 404 ? undefined : parsed(published.body);
  if (direct !== undefined) return direct;
  // Drafts are only listed, and only for those who may write (github/developer.github.com#784).
  const all = (await github.list({ path, doing })).map(parsed);
  const drafts = all.filter((one) => one !== undefined).filter((one) => one.tag === tag);
  const [first, ...more] = drafts;
  if (first === undefined)
    throw new Failure(`${what} does not exist, not as a draft either`, {
      kind: 'usage',
      hint: 'make it first, or correct release-tag; only a release-token with contents: write sees drafts',
    });
  if (more.length > 0)
    throw new Failure(`${what} exists ${drafts.length} times, as drafts: ${drafts.map(urlOf).join(', ')}`, {
      ...{ kind: 'usage', hint: 'delete all but one' },
    });
  return first;
}

function parsed(value: unknown): Found | undefined {
  const { id, html_url: url, tag_name: tag } = fields(value);
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;
  return { id, url: textOf(url), tag };
}

function urlOf({ url }: Found): string {
  return printable(url);
}

interface Notes {
  readonly github: GitHub;
  readonly host: Host;
  readonly path: string;
  readonly what: string;
}

async function merge({ github, host, path, what }: Notes, listing: Listing): Promise<void> {
  if (listing.downloads.length === 0) return;
  const shown = withoutSecrets(listing, host);
  for (let round = 0; round < rounds; round += 1) {
    const read = { method: 'GET', path, doing: `read the notes of ${what}`, mayBeLarge: true } as const;
    const { body } = await github.call(read);
    // Notes that nobody wrote are null.
    const notes = textOf(fields(body).body);
    const wanted = mergedNotes(notes, shown);
    if (wanted === notes) return;
    await github.call({
      ...{ method: 'PATCH', path, body: { body: wanted }, mayBeLarge: true },
      doing: `write the notes of ${what}`,
    });
    await host.clock.sleep(settleMs + host.random() * jitterMs, host.signal);
  }
  throw new Failure(`the notes of ${what} are being rewritten by others all the time`, {
    kind: 'service',
    hint: 'give the jobs that write them another release, or let one write after the other',
  });
}

/** Our own rows alone: the rest of the notes is other people's, and a short password may be a word of theirs. */
function withoutSecrets({ downloads, destination, url }: Listing, host: Host): Listing {
  const clean = (text: string) => host.redactData(text);
  return {
    downloads: downloads.map((one) => ({ ...one, name: clean(one.name), url: one.url && clean(one.url) })),
    destination: clean(destination),
    url: url && clean(url),
  };
}

/** Runs it; a refusal comes out with what the token needs. */
async function advised<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServiceFailure) || ![403, 404].includes(error.service.status)) throw error;
    if (error.service.status === 403 && !/not accessible|must have/i.test(error.service.said ?? ''))
      throw error;
    const hint =
      'give release-token the permission contents: write for this repository: under permissions in the ' +
      "workflow for the job's own token, in its settings for another";
    throw new ServiceFailure(error.message, { hint, service: error.service });
  }
}
