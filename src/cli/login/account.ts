/**
 * Reads whose account a sign-in is, before anything is stored: the drive that the new token opens, and its owner.
 */
import type { TokenResponse } from '../../auth/oauth.ts';
import type { TokenProvider } from '../../auth/sign-in.ts';
import { formatErrorWithLink, ServiceFailure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';
import type { Host } from '../../core/host.ts';
import { openGraphClient } from '../../graph/client.ts';
import { openDrive } from '../../graph/open-drive.ts';
import type { HttpClient } from '../../http/client.ts';
import { cloudHosts } from '../../http/microsoft-hosts.ts';
import { RateLimitGate } from '../../http/rate-limit-gate.ts';
import type { LoginApp } from './app.ts';

export interface AccountOptions {
  readonly app: LoginApp;
  readonly tokens: TokenResponse;
  readonly http: HttpClient;
  readonly host: Host;
}

/** Whose sign-in it is. */
export interface SignedInAccount {
  /** `Ada Emulated (personal OneDrive, https://…)`. */
  readonly text: string;
  /** '' if it is not known. */
  readonly driveId: string;
}

/** Reads the account from its drive. Warns and returns less if Graph refuses. */
export async function readAccount({ app, tokens, http, host }: AccountOptions): Promise<SignedInAccount> {
  const token: TokenProvider = {
    scope: tokens.scope,
    hasRotated: false,
    getAccessToken: async () => tokens.accessToken,
    invalidate: () => {},
  };
  const retry = { host, retries: 3, gate: new RateLimitGate() };
  const graph = openGraphClient({
    graphHost: cloudHosts[app.identity.cloud].graph,
    token,
    http,
    retry,
  });
  try {
    const { appFolder } = app;
    const drive = await openDrive(graph, { place: { kind: 'me' }, appFolder });
    const kind = { personal: 'personal OneDrive', business: 'OneDrive of a work or school account' };
    const what = drive.kind === 'documentLibrary' ? 'document library' : kind[drive.kind];
    const folder = appFolder ? ", only the app's own folder in it" : '';
    const text = `${escapeControls(drive.owner)} (${what}, ${escapeControls(drive.webUrl)}${folder})`;
    return { text, driveId: drive.id };
  } catch (error) {
    // The token may be for sites only, or the account has no drive yet. It is still valid.
    if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) throw error;
    host.log.warning(`The owner of the drive cannot be shown: ${formatErrorWithLink(error, host)}`);
    return { text: 'unknown account', driveId: '' };
  }
}
