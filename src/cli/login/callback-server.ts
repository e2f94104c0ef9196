/**
 * The end of a redirect to this machine: a listener that waits for one answer to one sign-in. Knows HTTP and the
 * state it waits for; what the answer is worth is its caller's business. Whatever is not that answer is refused
 * and changes nothing, for any web page may send a browser here.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Failure } from '../../core/errors.ts';
import { type Landing, readLanding, sameText } from './callback.ts';
import { donePage, latePage, type Page, page, refusedPage, strangerPage } from './callback-pages.ts';

export interface Listener {
  /** The first answer that carries the state. */
  readonly landing: Promise<Landing>;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

export interface ListenerOptions {
  /** An http address on this machine, with its port, as the sign-in will redirect to it. */
  readonly redirectUri: string;
  readonly state: string;
}

/** A developer's browser has sent more than Node's 16 KiB of cookies to localhost before now. */
const headerLimitBytes = 128 * 1024;
const formLimitBytes = 64 * 1024;
/** Nothing but the browser next to it is meant to reach it. */
const addresses = ['127.0.0.1', '::1'];

/**
 * Listens on 127.0.0.1 and ::1, and nowhere else. A machine without ::1 is fine; a port that somebody else has
 * is a Failure of kind `usage`, on either address: the browser might go to the other one.
 */
export async function openListener({ redirectUri, state }: ListenerOptions): Promise<Listener> {
  const expected = new URL(redirectUri);
  const port = Number(expected.port || 80);
  let land: (landing: Landing) => void = () => {};
  let landed = false;
  const landing = new Promise<Landing>((resolve) => {
    land = resolve;
  });
  const judge = async (request: IncomingMessage): Promise<{ shown: Page; answer?: Landing }> => {
    const query = await readAnswer(request, expected);
    if (typeof query !== 'string') return { shown: query };
    const answer = readLanding(query);
    if (answer === undefined || !sameText(answer.state ?? '', state)) return { shown: strangerPage };
    if (answer.code === undefined && answer.error === undefined) return { shown: strangerPage };
    if (landed) return { shown: latePage };
    landed = true;
    const { error, description = '' } = answer;
    return { shown: error === undefined ? donePage : refusedPage(error, description), answer };
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    judge(request).then(
      ({ shown, answer }) => {
        // Whoever waits for the answer closes the listener: the page goes out first.
        if (answer !== undefined) response.once('close', () => land(answer));
        response.writeHead(shown.status, shown.headers).end(shown.html);
      },
      () => request.destroy(),
    );
  };
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closed));
  };
  try {
    for (const address of addresses) {
      const server = createServer({ maxHeaderSize: headerLimitBytes, requestTimeout: 15_000 }, handle);
      if (await bound(server, address, port)) servers.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { landing, close };
}

/** The query or form of a request for the redirect URI, or what to answer to anything else. */
async function readAnswer(request: IncomingMessage, expected: URL): Promise<string | Page> {
  // A name that was made to resolve to this machine (DNS rebinding) is not the one that was registered.
  if (request.headers.host?.toLowerCase() !== expected.host) return page(400, 'Wrong host');
  const [path = '', query = ''] = split(request.url ?? '/');
  if (path !== expected.pathname) return page(404, 'Nothing here');
  if (request.method === 'GET') return query;
  if (request.method !== 'POST') {
    const refused = page(405, 'Not that way');
    return { ...refused, headers: { ...refused.headers, allow: 'GET, POST' } };
  }
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
    return strangerPage;
  return (await readForm(request)) ?? page(413, 'Too much');
}

function split(target: string): [string, string] {
  const cut = target.indexOf('?');
  return cut < 0 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)];
}

async function readForm(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request) {
    sizeBytes += piece.length;
    if (sizeBytes > formLimitBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** False where this machine has no such address. */
function bound(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const missing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(error.code ?? '');
      if (missing && address !== '127.0.0.1') return resolve(false);
      reject(unusable(error.code ?? 'unknown error', port));
    });
    server.listen({ port, host: address, ipv6Only: address === '::1' }, () => resolve(true));
  });
}

function unusable(code: string, port: number): Failure {
  const what = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${code})`;
  return new Failure(`port ${port} of this machine ${what}`, {
    kind: 'usage',
    hint:
      'end that program, or take another port with --port and register its redirect URI too ' +
      '(personal accounts compare the port; --paste needs no listener)',
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
