/**
 * The limit for small files: sixteen bare loops of single PUTs through undici, without retries, hashes or
 * checks. Usage: puts.js FOLDER
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { accessToken } from './signin.js';

const [folder = ''] = process.argv.slice(2);
const authorization = `Bearer ${await accessToken()}`;
const names = readdirSync(folder).values();
const agent = new Agent();

async function loop() {
  for (const name of names) {
    const answer = await agent.request({
      origin: 'https://graph.microsoft.com',
      path: `/v1.0/me/drive/root:/bench/${name}:/content`,
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: readFileSync(join(folder, name)),
    });
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${await answer.body.text()}`);
    await answer.body.dump();
  }
}

await Promise.all(Array.from({ length: 16 }, loop));
await agent.close();
