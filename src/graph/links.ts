/**
 * Sharing links and thumbnails of one drive's items. Knows Graph's bodies; whether what came back is what was
 * asked for is not judged here. Source: learn.microsoft.com/graph/api/driveitem-createlink, /driveitem-list-thumbnails.
 */
import { Failure } from '../core/errors.ts';
import { record, text } from '../core/json.ts';
import type { Answer } from './client.ts';
import { addressById, type Ground, orMissing } from './items.ts';

/** What a link is asked to be. */
export interface LinkAsk {
  readonly type: 'view' | 'edit';
  readonly scope: 'anonymous' | 'organization' | 'users';
  /** ISO 8601, UTC, to the second. */
  readonly expires?: string;
  /** Personal accounts only; others answer 400. */
  readonly password?: string;
}

/** A link as the service made it, or found it. */
export interface SharingLink {
  readonly permissionId: string;
  /** False when one of the same sort was there already (200): it may be somebody else's. */
  readonly created: boolean;
  readonly webUrl: string;
  readonly type: string;
  readonly scope: string;
  readonly expires: string | undefined;
  /** Undefined where the service does not say. */
  readonly hasPassword: boolean | undefined;
}

export interface LinkOperations {
  /** A link to the item, new or the one of that sort that is there; 400 and 403 mean that a policy is against it. */
  createLink(itemId: string, ask: LinkAsk): Promise<SharingLink>;
  /** Takes a link (or any permission) away; one that is gone already is no failure. */
  removePermission(itemId: string, permissionId: string): Promise<void>;
  /** Address of a thumbnail, good without a sign-in for some hours; undefined when there is none (yet). */
  thumbnail(itemId: string, size: 'small' | 'medium' | 'large'): Promise<string | undefined>;
}

/** Sharing, and pictures. */
export function linkOperations(ground: Ground): LinkOperations {
  const { graph } = ground;
  return {
    async createLink(itemId, { type, scope, expires, password }) {
      const wishes = {
        ...(expires !== undefined && { expirationDateTime: expires }),
        ...(password !== undefined && { password }),
      };
      const path = `${addressById(ground, itemId)}/createLink`;
      const body = { type, scope, ...wishes };
      return sharingLink(await graph.json({ method: 'POST', path, body, doing: 'make a sharing link' }));
    },
    async removePermission(itemId, permissionId) {
      const path = `${addressById(ground, itemId)}/permissions/${encodeURIComponent(permissionId)}`;
      // A link that is wider than asked must not outlive a cancelled run.
      const call = {
        method: 'DELETE',
        path,
        doing: 'remove a sharing link',
        afterCancelMs: removalMs,
      } as const;
      await orMissing(graph.json(call));
    },
    async thumbnail(itemId, size) {
      const path = `${addressById(ground, itemId)}/thumbnails?$select=${size}`;
      const call = graph.json({ method: 'GET', path, doing: 'ask for a thumbnail' });
      const { value } = (await orMissing(call))?.body ?? {};
      const first = Array.isArray(value) ? record(value[0]) : undefined;
      return text(record(first?.[size])?.url) || undefined;
    },
  };
}

/** A cancelled run has 7 s in all. */
const removalMs = 3000;

function sharingLink({ status, body }: Answer): SharingLink {
  const link = record(body.link);
  const webUrl = text(link?.webUrl);
  if (webUrl === '' || text(body.id) === '')
    throw new Failure('make a sharing link: the answer names no link', {
      kind: 'service',
      hint: 'run again later',
    });
  return {
    permissionId: text(body.id),
    created: status === 201,
    webUrl,
    type: text(link?.type),
    scope: text(link?.scope),
    expires: text(body.expirationDateTime) || undefined,
    hasPassword: typeof body.hasPassword === 'boolean' ? body.hasPassword : undefined,
  };
}
