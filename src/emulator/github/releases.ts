/**
 * The releases of a repository and their notes. Drafts have no public tag, and only callers with write access see them.
 */
import type { EmulatorReply } from '../core/messages.ts';
import { GitHubError, gitHubTimestamp, isRecord, notFoundError, paginate } from './replies.ts';

export interface Release {
  readonly id: number;
  tag: string;
  /** null if it has none. */
  name: string | null;
  /** The notes, Markdown. null if there are none. */
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  readonly createdAtMs: number;
}

/** What is known of a release before it has an id. */
export type NewRelease = Partial<Omit<Release, 'id'>> & { readonly tag: string };

export interface ReleaseRequest {
  readonly releases: readonly Release[];
  readonly method: string;
  /** The path after `/releases`. */
  readonly rest: readonly string[];
  readonly url: URL;
  readonly body: unknown;
  readonly mayWrite: boolean;
  /** Adds a release to the repository. */
  readonly create: (release: NewRelease) => Release;
  readonly repository: string;
}

/** GitHub refuses longer notes. */
const maxBodyLength = 125_000;

/** Handles GET of the list, latest, tags/TAG and ID, POST of a new one, and PATCH of ID. */
export function releasesReply(call: ReleaseRequest): EmulatorReply {
  const { method, rest, url } = call;
  const [first, second] = rest;
  const visible = call.releases.filter((release) => call.mayWrite || !release.draft);
  if (method === 'GET' && first === undefined) {
    const { items, headers } = paginate(visible.toReversed(), url);
    return { status: 200, headers, json: items.map((release) => releaseJson(release, call)) };
  }
  if (method === 'GET' && first === 'tags' && second !== undefined)
    return releaseReply(
      visible.find((release) => release.tag === second && !release.draft),
      call,
    );
  if (method === 'GET' && first === 'latest')
    return releaseReply(
      visible.findLast((release) => !release.draft && !release.prerelease),
      call,
    );
  if (method === 'POST' && first === undefined) return createReleaseReply(call);
  const release = visible.find(({ id }) => String(id) === first);
  if (!release || second !== undefined || (method !== 'GET' && method !== 'PATCH')) throw notFoundError();
  if (method === 'PATCH') updateRelease(release, call.body);
  return releaseReply(release, call);
}

function createReleaseReply(call: ReleaseRequest): EmulatorReply {
  if (!isRecord(call.body)) throw new GitHubError(400, 'Problems parsing JSON');
  const { tag_name: tag, name, draft, prerelease, generate_release_notes: generates } = call.body;
  const body = typeof call.body.body === 'string' ? call.body.body : null;
  if (body !== null) checkNotes(body);
  const wrong = (code: string) =>
    new GitHubError(422, 'Validation Failed', [{ resource: 'Release', code, field: 'tag_name' }]);
  if (typeof tag !== 'string' || tag === '') throw wrong('missing_field');
  const isDraft = draft === true;
  // Any number of drafts may have one tag.
  if (!isDraft && call.releases.some((known) => known.tag === tag && !known.draft))
    throw wrong('already_exists');
  const release = call.create({
    ...{ tag, draft: isDraft, prerelease: prerelease === true },
    name: typeof name === 'string' ? name : null,
    body: generates === true ? [body, generatedNotes(call, tag)].filter(Boolean).join('\n\n') : body,
  });
  const json = releaseJson(release, call);
  return { status: 201, headers: { location: String(json.url), etag: `W/"${release.id}"` }, json };
}

function checkNotes({ length }: string): void {
  if (length <= maxBodyLength) return;
  const message = `Validation Failed: body is too long (maximum is ${maxBodyLength} characters)`;
  throw new GitHubError(422, message);
}

function generatedNotes({ repository }: ReleaseRequest, tag: string): string {
  return `**Full Changelog**: https://github.com/${repository}/commits/${tag}`;
}

function updateRelease(release: Release, body: unknown): void {
  if (!isRecord(body)) throw new GitHubError(400, 'Problems parsing JSON');
  const { body: notes, name, tag_name: tag, draft, prerelease } = body;
  if (typeof notes === 'string') {
    checkNotes(notes);
    release.body = notes;
  }
  if (typeof name === 'string') release.name = name;
  if (typeof tag === 'string') release.tag = tag;
  if (typeof draft === 'boolean') release.draft = draft;
  if (typeof prerelease === 'boolean') release.prerelease = prerelease;
}

function releaseReply(release: Release | undefined, call: ReleaseRequest): EmulatorReply {
  if (!release) throw notFoundError();
  return { status: 200, json: releaseJson(release, call) };
}

function releaseJson(release: Release, { url, repository }: ReleaseRequest): Record<string, unknown> {
  const { id, tag, name, body, draft, prerelease, createdAtMs } = release;
  const address = draft ? `untagged-${id}` : tag;
  const base = `${url.origin}/repos/${repository}/releases/${id}`;
  const upload = base.replace('://api.', '://uploads.');
  return {
    id,
    assets_url: `${base}/assets`,
    upload_url: `${upload}/assets{?name,label}`,
    target_commitish: 'main',
    tag_name: tag,
    name,
    body,
    draft,
    prerelease,
    created_at: gitHubTimestamp(createdAtMs),
    published_at: draft ? null : gitHubTimestamp(createdAtMs),
    url: base,
    html_url: `https://github.com/${repository}/releases/tag/${address}`,
    assets: [],
  };
}
