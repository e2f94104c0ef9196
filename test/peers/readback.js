/**
 * Compares a local folder with what lies on the drive, by SHA-256 of the downloaded bytes, through nothing but
 * Graph's documented calls. Usage: readback.js LOCAL REMOTE; credentials in the environment.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const [local = '.', remote = ''] = process.argv.slice(2);

async function accessToken() {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: process.env.CLIENT_ID ?? '',
    client_secret: process.env.CLIENT_SECRET ?? '',
    refresh_token: process.env.REFRESH_TOKEN ?? '',
  });
  const endpoint = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const answer = await (await fetch(endpoint, { method: 'POST', body })).json();
  if (typeof answer.access_token !== 'string') throw new Error(`sign-in refused: ${answer.error}`);
  return answer.access_token;
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

const authorization = `Bearer ${await accessToken()}`;
const entries = await readdir(local, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
if (files.length === 0) throw new Error('nothing to compare');
for (const file of files) {
  const path = [remote, ...relative(local, file).split(sep)].map(encodeURIComponent).join('/');
  const url = `https://graph.microsoft.com/v1.0/me/drive/root:/${path}:/content`;
  const answer = await fetch(url, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  const [there, here] = [Buffer.from(await answer.arrayBuffer()), await readFile(file)];
  if (sha256(there) !== sha256(here))
    throw new Error(`${path} differs: ${there.length} of ${here.length} bytes`);
}
