/**
 * The releases of a repository and their notes. Knows that drafts have no public tag and are listed for those
 * who may write; knows nothing of tokens.
 */
import type { EmulatorReply } from '../core/messages.ts';
import { Declined, instant, isRecord, notFound, page } from './replies.ts';

export interface Release {
  readonly id: number;
  tag: string;
  name: string;
  /** The notes, Markdown; null for those that nobody wrote. */
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  readonly createdAtMs: number;
}

export interface ReleaseCall {
  readonly releases: readonly Release[];
  readonly method: string;
  /** What follows `/releases`. */
  readonly rest: readonly string[];
  readonly url: URL;
  readonly body: unknown;
  readonly mayWrite: boolean;
  readonly repository: string;
}

/** GitHub refuses notes that are longer. */
const bodyLimit = 125_000;

/** GET list, latest, tags/TAG and ID; PATCH ID. */
export function answerReleases(call: ReleaseCall): EmulatorReply {
  const { method, rest, url } = call;
  const [first, second] = rest;
  const visible = call.releases.filter((release) => call.mayWrite || !release.draft);
  if (method === 'GET' && first === undefined) {
    const { items, headers } = page(visible.toReversed(), url);
    return { status: 200, headers, json: items.map((release) => shown(release, call)) };
  }
  if (method === 'GET' && first === 'tags' && second !== undefined)
    return one(
      visible.find((release) => release.tag === second && !release.draft),
      call,
    );
  if (method === 'GET' && first === 'latest')
    return one(
      visible.findLast((release) => !release.draft && !release.prerelease),
      call,
    );
  const release = visible.find(({ id }) => String(id) === first);
  if (!release || second !== undefined || (method !== 'GET' && method !== 'PATCH')) throw notFound();
  if (method === 'PATCH') change(release, call.body);
  return one(release, call);
}

function change(release: Release, body: unknown): void {
  if (!isRecord(body)) throw new Declined(400, 'Problems parsing JSON');
  const { body: notes, name, tag_name: tag, draft, prerelease } = body;
  if (typeof notes === 'string') {
    if (notes.length > bodyLimit)
      throw new Declined(422, `Validation Failed: body is too long (maximum is ${bodyLimit} characters)`);
    release.body = notes;
  }
  if (typeof name === 'string') release.name = name;
  if (typeof tag === 'string') release.tag = tag;
  if (typeof draft === 'boolean') release.draft = draft;
  if (typeof prerelease === 'boolean') release.prerelease = prerelease;
}

function one(release: Release | undefined, call: ReleaseCall): EmulatorReply {
  if (!release) throw notFound();
  return { status: 200, json: shown(release, call) };
}

function shown(release: Release, { url, repository }: ReleaseCall): Record<string, unknown> {
  const { id, tag, name, body, draft, prerelease, createdAtMs } = release;
  const address = draft ? `untagged-${id}` : tag;
  return {
    id,
    tag_name: tag,
    name,
    body,
    draft,
    prerelease,
    created_at: instant(createdAtMs),
    published_at: draft ? null : instant(createdAtMs),
    url: `${url.origin}/repos/${repository}/releases/${id}`,
    html_url: `https://github.com/${repository}/releases/tag/${address}`,
    assets: [],
  };
}
