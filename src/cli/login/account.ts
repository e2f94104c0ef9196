/**
 * Whose sign-in it is, before anything is stored: the drive that the new token opens, and its owner. Knows Graph's
 * answers and their words for people.
 */
import type { Grant } from '../../auth/oauth.ts';
import type { Token } from '../../auth/sign-in.ts';
import { explain, ServiceFailure } from '../../core/errors.ts';
import { printable } from '../../core/format.ts';
import type { Host } from '../../core/host.ts';
import { openGraph } from '../../graph/client.ts';
import { openDrive } from '../../graph/open-drive.ts';
import type { Door } from '../../http/client.ts';
import { clouds } from '../../http/microsoft-hosts.ts';
import { Gate } from '../../http/retry.ts';
import type { App } from './app.ts';

export interface Whose {
  readonly app: App;
  readonly grant: Grant;
  readonly door: Door;
  readonly host: Host;
}

/** The account in words: `Ada Emulated (personal OneDrive, https://…)`; what Graph said where it would not tell. */
export async function whose({ app, grant, door, host }: Whose): Promise<string> {
  const token: Token = {
    scope: grant.scope,
    rotated: false,
    bearer: async () => grant.accessToken,
    refuse: () => {},
  };
  const patience = { host, retries: 3, gate: new Gate() };
  const graph = openGraph({ graphHost: clouds[app.identity.cloud].graph, token, door, patience });
  try {
    const { appFolder } = app;
    const drive = await openDrive(graph, { place: { kind: 'me' }, appFolder });
    const kind = { personal: 'personal OneDrive', business: 'OneDrive of a work or school account' };
    const what = drive.kind === 'documentLibrary' ? 'document library' : kind[drive.kind];
    const folder = appFolder ? ", the app's own folder in it only" : '';
    return `${printable(drive.owner)} (${what}, ${printable(drive.webUrl)}${folder})`;
  } catch (error) {
    // Scopes for sites alone, or no drive yet: the token is good for all that.
    if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) throw error;
    host.log.warning(`Whose drive it is cannot be shown: ${explain(error)}`);
    return 'an account whose drive cannot be shown';
  }
}
