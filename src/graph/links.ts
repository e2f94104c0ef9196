/**
 * Creates and deletes sharing links, and gets thumbnails. Does not check that a link is what was asked for. Source:
 * learn.microsoft.com/graph/api/driveitem-createlink, /driveitem-list-thumbnails.
 */
import { Failure } from '../core/errors.ts';
import { asObject, asString } from '../core/json.ts';
import type { GraphResponse } from './client.ts';
import { addressById, type DriveContext, undefinedIfNotFound } from './items.ts';

/** The link to create. */
export interface LinkRequest {
  readonly type: 'view' | 'edit';
  readonly scope: 'anonymous' | 'organization' | 'users';
  /** ISO 8601, UTC, to the second. */
  readonly expires?: string;
  /** Personal accounts only; others return 400. */
  readonly password?: string;
}

/** A new or existing link as the service returned it. */
export interface SharingLink {
  readonly permissionId: string;
  /** False if a link of the same sort existed (200). It may belong to somebody else. */
  readonly created: boolean;
  readonly webUrl: string;
  readonly type: string;
  readonly scope: string;
  readonly expires: string | undefined;
  /** Undefined if the service does not say. */
  readonly hasPassword: boolean | undefined;
}

export interface LinkOperations {
  /** Creates a link, or returns the existing one of that sort. 400 and 403 mean that a policy forbids it. */
  createLink(itemId: string, request: LinkRequest): Promise<SharingLink>;
  /** Deletes a link (or any permission). One that is already gone is no error. */
  deletePermission(itemId: string, permissionId: string): Promise<void>;
  /** Returns a thumbnail URL that works for some hours without a sign-in; undefined if there is none (yet). */
  getThumbnailUrl(itemId: string, size: 'small' | 'medium' | 'large'): Promise<string | undefined>;
}

/** Creates the link and thumbnail operations of a drive. */
export function linkOperations(context: DriveContext): LinkOperations {
  const { graph } = context;
  return {
    async createLink(itemId, { type, scope, expires, password }) {
      const options = {
        ...(expires !== undefined && { expirationDateTime: expires }),
        ...(password !== undefined && { password }),
      };
      const path = `${addressById(context, itemId)}/createLink`;
      const body = { type, scope, ...options };
      return parseSharingLink(
        await graph.request({ method: 'POST', path, body, operation: 'create a sharing link' }),
      );
    },
    async deletePermission(itemId, permissionId) {
      const path = `${addressById(context, itemId)}/permissions/${encodeURIComponent(permissionId)}`;
      // A link that is wider than asked must not outlive a cancelled run.
      const request = {
        method: 'DELETE',
        path,
        operation: 'delete a sharing link',
        cancelGraceMs: deleteGraceMs,
      } as const;
      await undefinedIfNotFound(graph.request(request));
    },
    async getThumbnailUrl(itemId, size) {
      const path = `${addressById(context, itemId)}/thumbnails?$select=${size}`;
      const request = graph.request({ method: 'GET', path, operation: 'get a thumbnail' });
      const { value } = (await undefinedIfNotFound(request))?.body ?? {};
      const first = Array.isArray(value) ? asObject(value[0]) : undefined;
      return asString(asObject(first?.[size])?.url) || undefined;
    },
  };
}

/** A cancelled run has 7 s in total. */
const deleteGraceMs = 3000;

function parseSharingLink({ status, body }: GraphResponse): SharingLink {
  const link = asObject(body.link);
  const webUrl = asString(link?.webUrl);
  if (webUrl === '' || asString(body.id) === '')
    throw new Failure('create a sharing link: the answer contains no link', {
      code: 'bad-answer',
      kind: 'service',
      hint: 'run again later',
    });
  return {
    permissionId: asString(body.id),
    created: status === 201,
    webUrl,
    type: asString(link?.type),
    scope: asString(link?.scope),
    expires: asString(body.expirationDateTime) || undefined,
    hasPassword: typeof body.hasPassword === 'boolean' ? body.hasPassword : undefined,
  };
}
