/** Plain Graph requests of another client of the emulated drive. They inspect what a run left, or interfere with it. */
import type { Emulator } from '../../src/emulator/emulator.ts';

/** Asks Graph about the account's drive, by a path below it such as `root:/in:/permissions`; answers the JSON. */
export async function getJson(
  emulator: Emulator,
  path: string,
  driveId?: string,
): Promise<Record<string, unknown>> {
  return Object(await (await sendRequest(emulator, { method: 'GET', path, driveId })).json());
}

/** Opens an upload session and leaves it. */
export async function abandonUploadSession(emulator: Emulator, path: string): Promise<void> {
  const reply = await sendRequest(emulator, { method: 'POST', path: `root:/${path}:/createUploadSession` });
  if (reply.status !== 200) throw new Error(`no session: ${reply.status} ${await reply.text()}`);
}

/** Sharing links of an item, as `scope type end password`. */
export async function listSharingLinks(emulator: Emulator, path: string): Promise<string[]> {
  const { value } = await getJson(emulator, `root:/${path}:/permissions`);
  const links = (Array.isArray(value) ? value : []).filter((one) => 'link' in one);
  return links.map((one) => {
    const { link, expirationDateTime: end, hasPassword } = Object(one);
    return [link.scope, link.type, end, hasPassword === true ? 'password' : undefined]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

async function sendRequest(
  { url, credentials }: Emulator,
  call: { readonly method: string; readonly path: string; readonly driveId?: string | undefined },
): Promise<Response> {
  const { clientId, clientSecret, refreshToken, driveId } = credentials;
  const form = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
  const answer = await fetch(`${url}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, grant_type: 'refresh_token' }),
  });
  const authorization = `Bearer ${Object(await answer.json()).access_token}`;
  return fetch(`${url}/v1.0/drives/${call.driveId ?? driveId}/${call.path}`, {
    method: call.method,
    headers: { authorization },
  });
}
