/**
 * A proxy in front of the emulator. It forwards every request, and records the bodies and headers that the emulator
 * does not record.
 */
import { request as ask, createServer } from 'node:http';
import type { UploadFixture } from './upload-fixture.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface RecordingProxy extends AsyncDisposable {
  readonly requests: readonly RecordedRequest[];
}

/** Starts the proxy. Later runs of the fixture go through it, except for requests to upload URLs. */
export async function startRecordingProxy(stage: UploadFixture): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const behind = new URL(stage.emulator.url);
  const server = createServer(async (incoming, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const { method = '', url = '', headers } = incoming;
    requests.push({ method, url, headers, body: body.toString('utf8') });
    const where = { host: behind.hostname, port: behind.port, method, path: url, headers };
    ask(where, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the tap has no port');
  Object.assign(stage.emulator, { url: `http://127.0.0.1:${address.port}` });
  return {
    requests,
    async [Symbol.asyncDispose]() {
      Object.assign(stage.emulator, { url: behind.origin });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
