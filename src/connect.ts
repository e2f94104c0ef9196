/**
 * From credentials to an open drive. Knows whom to tell about a new refresh token, and what to say of the
 * sign-in; knows nothing of files.
 */
import { signIn, type Token } from './auth/identity.ts';
import { clouds } from './clouds.ts';
import { Failure } from './errors.ts';
import { openGraph } from './graph/client.ts';
import { type Drive, openDrive } from './graph/drive.ts';
import type { Host } from './host.ts';
import type { Door } from './http.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Patience } from './persist.ts';
import type { Diary } from './report/diary.ts';

export interface Connection {
  readonly inputs: Inputs;
  readonly door: Door;
  readonly patience: Patience;
  readonly diary: Diary;
  /** Keeps a new refresh token somewhere safe, before anything else happens. */
  readonly keepToken: ((refreshToken: string) => Promise<void>) | undefined;
}

/** Signs in and opens the drive; throws what Microsoft said, with what to do. */
export async function connect({ inputs, door, patience, diary, keepToken }: Connection): Promise<Drive> {
  const { host } = patience;
  host.log.group('Sign in');
  try {
    if (door.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const { identity } = inputs;
    const keep = async (refreshToken: string) => {
      diary.refreshTokenRotated = true;
      if (identity.outputRefreshToken) host.output('refresh-token', refreshToken);
      await keepToken?.(refreshToken);
    };
    const token = await signIn({ identity, door, host, onRotated: keep });
    // A workflow that stores the output must never store an empty one.
    if (identity.outputRefreshToken && !token.rotated) host.output('refresh-token', identity.refreshToken);
    tellToken(token, host);
    const graph = openGraph({ graphHost: clouds[identity.cloud].graph, token, door, patience });
    const drive = await openDrive(graph, inputs.target.driveId);
    diary.drive = drive;
    const whose = diary.level() === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
    host.log.info(`Signed in; ${drive.kind} drive${whose}`);
    return drive;
  } finally {
    host.log.groupEnd();
  }
}

function tellToken(token: Token, host: Host): void {
  const writes =
    /Files\.ReadWrite|Sites\.(ReadWrite|Manage|FullControl|Selected)|\.Selected|onedrive\.readwrite/i;
  if (token.scope !== '' && !writes.test(token.scope)) {
    throw new Failure(`this sign-in was granted no permission to write: ${token.scope}`, {
      kind: 'sign-in',
      hint: 'sign in again with the scopes Files.ReadWrite offline_access',
    });
  }
  host.log.info(token.rotated ? 'Microsoft sent a new refresh token' : 'Microsoft sent no new refresh token');
}
