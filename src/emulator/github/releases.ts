/**
 * The releases of a repository and their notes. Drafts have no public tag, and only callers with write access see them.
 */
import type { EmulatorReply } from '../core/messages.ts';
import { GitHubError, gitHubTimestamp, isRecord, notFoundError, paginate } from './replies.ts';

export interface Release {
  readonly id: number;
  tag: string;
  name: string;
  /** The notes, Markdown. null if there are none. */
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  readonly createdAtMs: number;
}

export interface ReleaseRequest {
  readonly releases: readonly Release[];
  readonly method: string;
  /** The path after `/releases`. */
  readonly rest: readonly string[];
  readonly url: URL;
  readonly body: unknown;
  readonly mayWrite: boolean;
  readonly repository: string;
}

/** GitHub refuses longer notes. */
const maxBodyLength = 125_000;

/** Handles GET of the list, latest, tags/TAG and ID, and PATCH of ID. */
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
  const release = visible.find(({ id }) => String(id) === first);
  if (!release || second !== undefined || (method !== 'GET' && method !== 'PATCH')) throw notFoundError();
  if (method === 'PATCH') updateRelease(release, call.body);
  return releaseReply(release, call);
}

function updateRelease(release: Release, body: unknown): void {
  if (!isRecord(body)) throw new GitHubError(400, 'Problems parsing JSON');
  const { body: notes, name, tag_name: tag, draft, prerelease } = body;
  if (typeof notes === 'string') {
    if (notes.length > maxBodyLength)
      throw new GitHubError(
        422,
        `Validation Failed: body is too long (maximum is ${maxBodyLength} characters)`,
      );
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
  return {
    id,
    tag_name: tag,
    name,
    body,
    draft,
    prerelease,
    created_at: gitHubTimestamp(createdAtMs),
    published_at: draft ? null : gitHubTimestamp(createdAtMs),
    url: `${url.origin}/repos/${repository}/releases/${id}`,
    html_url: `https://github.com/${repository}/releases/tag/${address}`,
    assets: [],
  };
}
