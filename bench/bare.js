/**
 * The limit: one file by a bare loop of aligned PUTs through undici, reading ahead by one piece, with the two
 * hashes or without. No retries, no checks, no progress. Usage: bare.js FILE [HASH_MODULE]
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Agent } from 'undici';
import { accessToken, uploadSession } from './signin.js';

const FRAGMENT_BYTES = 191 * 327_680;
const PIECE_BYTES = Number(process.env.BENCH_PIECE_BYTES ?? 256 * 1024);

const [path = '', hashModule] = process.argv.slice(2);
const file = await open(path);
const { size: sizeBytes } = await file.stat();
const buffers = Array.from({ length: 3 }, () => Buffer.allocUnsafe(PIECE_BYTES));
const hashes = hashModule === undefined ? [] : [createHash('sha256')];
if (hashModule !== undefined) hashes.push(new (await import(hashModule)).QuickXorHash());

function read(startByte, endByte, buffer) {
  return file.read(buffer, 0, Math.min(buffer.length, endByte - startByte), startByte);
}

async function* pieces(startByte, endByte) {
  let turn = 0;
  let next = read(startByte, endByte, buffers[0]);
  for (let at = startByte; at < endByte; ) {
    const { bytesRead } = await next;
    const piece = buffers[turn % buffers.length].subarray(0, bytesRead);
    at += bytesRead;
    turn += 1;
    if (at < endByte) next = read(at, endByte, buffers[turn % buffers.length]);
    for (const hash of hashes) hash.update(piece);
    yield piece;
  }
}

const { uploadUrl } = await uploadSession(await accessToken(), basename(path));
const { origin, pathname, search } = new URL(uploadUrl);
const agent = new Agent();
for (let at = 0; at < sizeBytes; at += FRAGMENT_BYTES) {
  const end = Math.min(sizeBytes, at + FRAGMENT_BYTES);
  const answer = await agent.request({
    ...{ origin, path: pathname + search, method: 'PUT', body: pieces(at, end) },
    headers: { 'content-length': String(end - at), 'content-range': `bytes ${at}-${end - 1}/${sizeBytes}` },
  });
  if (answer.statusCode > 202) throw new Error(`${answer.statusCode}: ${await answer.body.text()}`);
  await answer.body.dump();
}
await agent.close();
