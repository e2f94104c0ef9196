/**
 * Graph, upload host and identity platform of one emulator without its listeners, for tests that send requests to
 * the routes themselves. Bytes are counted and hashed, not kept. Judges nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultSettings } from '../../../src/emulator/core/settings.ts';
import { CopyJobs } from '../../../src/emulator/drive/copy-jobs.ts';
import { DownloadUrls } from '../../../src/emulator/drive/download-urls.ts';
import { UploadSessions } from '../../../src/emulator/drive/sessions.ts';
import { DriveStore } from '../../../src/emulator/drive/store.ts';
import { type AccountKind, createTenant } from '../../../src/emulator/drive/tenant.ts';
import { graphRoute } from '../../../src/emulator/graph/handler.ts';
import type { GraphService } from '../../../src/emulator/graph/service.ts';
import { createIdentity } from '../../../src/emulator/identity/identity.ts';
import { type Ask, ask, json, text } from './call-route.ts';
import { refresh } from './refresh-request.ts';

/** A fresh account; `graph` sends a call below /v1.0 with a token of these scopes, or of all that there are. */
export async function rooms(account: AccountKind = 'business', grantedScopes?: string) {
  const dir = mkdtempSync(join(tmpdir(), 'rooms-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  const clock = () => Date.UTC(2026, 10, 21, 14, 25, 1);
  const store = new DriveStore(dir, clock, { contents: false, hashes: true });
  const identity = createIdentity({ clock, kind: account === 'personal' ? 'personal' : 'work' });
  if (grantedScopes !== undefined) identity.settings.grantedScopes = grantedScopes;
  const sessions = new UploadSessions(store, clock);
  const tickets = new DownloadUrls(store, clock);
  sessions.origin = 'https://contoso.sharepoint.com';
  tickets.origin = sessions.origin;
  const service: GraphService = {
    ...{ account, clock, store, identity, sessions, copies: new CopyJobs(), downloadUrls: tickets },
    settings: defaultSettings(),
    tenant: createTenant(store, account),
    admit: () => undefined,
    rateLimitHeaders: () => ({}),
  };
  const [home] = service.tenant.me.drives;
  if (home === undefined) throw new Error('no drive');
  const route = graphRoute(service);
  const authorization = `Bearer ${text(await refresh(identity), 'access_token')}`;
  const type = { 'content-type': 'application/json' };
  const graph = async (method: string, path: string, body?: unknown, more: Ask['headers'] = {}) => {
    const call: Ask = { method, headers: { authorization, ...type, ...more } };
    if (body !== undefined) call.body = JSON.stringify(body);
    const reply = await ask(route, `https://graph.microsoft.com/v1.0${path}`, call);
    return { status: reply.status, json: json(reply) };
  };
  return { service, store, home, graph };
}
