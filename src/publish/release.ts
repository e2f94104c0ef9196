/**
 * Finds a GitHub release before the upload and updates its notes afterwards, while other jobs may do the same. Source:
 * docs.github.com, rest/releases/releases.
 */
import { Failure, formatError, ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { asObjectOrEmpty, asString as textOf } from '../core/json.ts';
import { encodeGitHubSegment, type GitHubClient } from '../github/client.ts';
import { mergeReleaseNotes, type ReleaseDownloads } from './release-notes.ts';

export interface ReleaseOptions {
  readonly host: Host;
  /** Uses `release-token`. */
  readonly github: GitHubClient;
  /** Of the run's own repository, GITHUB_REPOSITORY. */
  readonly tag: string;
}

/** A release that exists. */
export interface GitHubRelease {
  /** Its page. */
  readonly url: string;
  /**
   * Writes these rows into the Downloads section of its notes, and checks that they stay while other jobs write
   * theirs. Sends nothing but the notes. Never throws: returns the error.
   */
  updateNotes(listing: ReleaseDownloads): Promise<Failure | undefined>;
}

/**
 * Longer than another job takes between reading and writing. GitHub has no If-Match for releases, so each writer reads
 * the notes again after the others have written.
 */
const settleDelayMs = 2000;
const jitterMs = 1500;
const maxRounds = 8;

/** Finds the release, drafts included. Throws a Failure when there is none, or more than one draft of that tag. */
export async function openRelease(options: ReleaseOptions): Promise<GitHubRelease> {
  const { host, github, tag } = options;
  const [owner = '', name = '', ...more] = (host.env.GITHUB_REPOSITORY ?? '').split('/');
  if (name === '' || more.length > 0)
    throw new Failure('release-tag needs a repository on GitHub, and GITHUB_REPOSITORY is not one', {
      code: 'bad-input',
      kind: 'usage',
      hint: 'set it to OWNER/REPO, or remove release-tag',
    });
  const path = `/repos/${encodeGitHubSegment(owner)}/${encodeGitHubSegment(name)}/releases`;
  const label = `the release ${escapeControls(tag)} of ${escapeControls(`${owner}/${name}`)}`;
  const found = await withTokenHint(() => findRelease({ github, tag, path, label }));
  const target: NotesTarget = { github, host, path: `${path}/${found.id}`, label };
  return {
    url: found.url,
    async updateNotes(listing) {
      try {
        await withTokenHint(() => writeNotes(target, listing));
        return undefined;
      } catch (error) {
        return error instanceof Failure
          ? error
          : new Failure(`${label}: ${formatError(error)}`, { code: 'unexpected', kind: 'service' });
      }
    },
  };
}

interface FoundRelease {
  readonly id: number;
  readonly url: string;
  readonly tag: unknown;
}

interface ReleaseQuery extends Pick<ReleaseOptions, 'github' | 'tag'> {
  readonly path: string;
  readonly label: string;
}

async function findRelease({ github, tag, path, label }: ReleaseQuery): Promise<FoundRelease> {
  const operation = `look up ${label}`;
  const published = await github.request({
    method: 'GET',
    path: `${path}/tags/${encodeGitHubSegment(tag)}`,
    expectedStatuses: [404],
    operation,
    mayBeLarge: true,
  });
  const direct = published.status === 404 ? undefined : parseRelease(published.body);
  if (direct !== undefined) return direct;
  // Drafts appear only in the list, and only for those who may write (github/developer.github.com#784).
  const releases = (await github.list({ path, operation })).map(parseRelease);
  const drafts = releases.filter((one) => one !== undefined).filter((release) => release.tag === tag);
  const [first, ...more] = drafts;
  if (first === undefined)
    throw new Failure(`${label} does not exist, not even as a draft`, {
      code: 'release-not-found',
      kind: 'usage',
      hint: 'create it first, or correct release-tag; only a release-token with contents: write can see drafts',
    });
  if (more.length > 0)
    throw new Failure(`${label} exists ${drafts.length} times, as drafts: ${drafts.map(urlOf).join(', ')}`, {
      code: 'release-ambiguous',
      kind: 'usage',
      hint: 'delete all but one',
    });
  return first;
}

function parseRelease(value: unknown): FoundRelease | undefined {
  const { id, html_url: url, tag_name: tag } = asObjectOrEmpty(value);
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined;
  return { id, url: textOf(url), tag };
}

function urlOf({ url }: FoundRelease): string {
  return escapeControls(url);
}

interface NotesTarget {
  readonly github: GitHubClient;
  readonly host: Host;
  readonly path: string;
  readonly label: string;
}

async function writeNotes(
  { github, host, path, label }: NotesTarget,
  listing: ReleaseDownloads,
): Promise<void> {
  if (listing.downloads.length === 0) return;
  const shown = redactDownloads(listing, host);
  for (let round = 0; round < maxRounds; round += 1) {
    const request = {
      method: 'GET',
      path,
      operation: `read the notes of ${label}`,
      mayBeLarge: true,
    } as const;
    const { body } = await github.request(request);
    // Empty notes are null.
    const notes = textOf(asObjectOrEmpty(body).body);
    const wanted = mergeReleaseNotes(notes, shown);
    if (wanted === notes) return;
    await github.request({
      method: 'PATCH',
      path,
      body: { body: wanted },
      mayBeLarge: true,
      operation: `write the notes of ${label}`,
    });
    await host.clock.sleep(settleDelayMs + host.random() * jitterMs, host.signal);
  }
  throw new Failure(`other jobs keep changing the notes of ${label}`, {
    code: 'release-not-updated',
    kind: 'service',
    hint: 'run the jobs that write them one after the other',
  });
}

/** Redacts our own rows only. Other people wrote the rest, and a short password may be an ordinary word in it. */
function redactDownloads({ downloads, destination, url }: ReleaseDownloads, host: Host): ReleaseDownloads {
  const redact = (text: string) => host.redactData(text);
  return {
    downloads: downloads.map((one) => ({ ...one, name: redact(one.name), url: one.url && redact(one.url) })),
    destination: redact(destination),
    url: url && redact(url),
  };
}

/** Adds the permission that the token needs to a 403 or 404. */
async function withTokenHint<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServiceFailure) || ![403, 404].includes(error.service.status)) throw error;
    if (error.service.status === 403 && !/not accessible|must have/i.test(error.service.message ?? ''))
      throw error;
    const hint =
      'give release-token the permission contents: write for this repository: under permissions in the ' +
      "workflow for the job's own token, or in the settings of another token";
    throw new ServiceFailure(error.message, { code: error.code, hint, service: error.service });
  }
}
