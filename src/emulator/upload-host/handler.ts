/**
 * The upload and download host: fragments, status and cancellation of sessions, and pre-authenticated downloads. It
 * returns errors in the storage service's format and requires no Authorization.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { GraphError, invalidRequest, itemNotFound, uploadHostErrorBody } from '../core/errors.ts';
import type { EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { parseRangeHeader } from '../core/ranges.ts';
import type { DownloadableFile } from '../drive/download-urls.ts';
import type { UploadSession } from '../drive/sessions.ts';
import { mimeType } from '../graph/mime-type.ts';
import type { GraphService } from '../graph/service.ts';
import { putFragment, sessionNotFoundError, uploadSessionJson } from './fragment.ts';
import { monitorId, monitorReply } from './monitor.ts';

/**
 * The older storage hosts ignore a bearer token, and rclone before 1.69 relies on that. The newer host of personal
 * drives refuses it (apache/opendal#5811), and so does loopback.
 */
const legacyUploadHost = /\.(up\.1drv\.com|sharepoint\.com)$/;

/** Handles every request to the upload host. */
export function uploadRoute(service: GraphService): Route {
  return async (request) => {
    const requestId = randomUUID();
    const headers = { 'request-id': requestId, sprequestguid: requestId, 'cache-control': 'no-store' };
    try {
      const reply = await handleRequest(service, request);
      return { ...reply, headers: { ...headers, ...service.rateLimitHeaders(), ...reply.headers } };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const innerKey = /^\/(up|y4m)\//.test(request.url.pathname) ? 'innererror' : 'innerError';
      return {
        status: error.info.status,
        headers: { ...headers, ...error.info.headers },
        json: uploadHostErrorBody(error.info, innerKey),
      };
    }
  };
}

async function handleRequest(service: GraphService, request: EmulatorRequest): Promise<EmulatorReply> {
  const urlToken = downloadToken(request.url);
  if (urlToken !== undefined) return download(service, request, urlToken);
  const copyId = monitorId(request.url);
  if (copyId !== undefined && request.method === 'GET') return monitorReply(service, copyId);
  const token = sessionToken(request.url);
  if (token === undefined && /\/_api\/v2\.0\//.test(request.url.pathname)) return signInRequiredReply();
  if (token === undefined) throw itemNotFound();
  if (request.headers.authorization !== undefined && !legacyUploadHost.test(request.url.hostname)) {
    throw new GraphError({
      status: 401,
      code: 'unauthenticated',
      message: 'The caller is not authenticated: an uploadUrl takes no Authorization header.',
    });
  }
  const { method, url } = request;
  const throttled = service.admit({ surface: 'upload', method, path: url.pathname });
  if (throttled !== undefined) return throttled;
  const session = requireSession(service, token);
  if (method === 'PUT') return putFragment(service, request, session);
  if (method === 'GET') return { status: 200, json: uploadSessionJson(service, session) };
  if (method === 'DELETE') {
    service.sessions.end(session);
    return { status: 204 };
  }
  throw new GraphError({ status: 405, code: 'notAllowed', message: 'The method is not allowed.' });
}

function requireSession(service: GraphService, token: string): UploadSession {
  const session = service.sessions.find(token);
  if (session === 'expired') {
    throw new GraphError({
      status: 401,
      code: 'unauthenticated',
      message: expiredTokenMessage(service.clock()),
      innerCode: 'expiredToken',
    });
  }
  if (session === undefined || session.isBroken) throw sessionNotFoundError();
  return session;
}

/** SharePoint's 401 to a request without a credential has no body (OneDrive/onedrive-api-docs#491). */
function signInRequiredReply(): EmulatorReply {
  const audience = 'client_id="00000003-0000-0ff1-ce00-000000000000"';
  const issuer = 'trusted_issuers="00000001-0000-0000-c000-000000000000@*,https://sts.windows.net/*/"';
  const headers = {
    'www-authenticate': `Bearer realm="00000000-0000-0000-0000-000000000002",${audience},${issuer}`,
    microsoftsharepointteamservices: '16.0.0.0',
    'strict-transport-security': 'max-age=31536000',
  };
  return { status: 401, headers, text: '' };
}

/** The words of SharePoint, with the time of a token that lived for a day (OneDrive/onedrive-api-docs#1073, #1570). */
function expiredTokenMessage(nowMs: number): string {
  const quoted = (atMs: number) =>
    `'${new Date(atMs).toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '')}'`;
  return `The access token has expired. It's valid from ${quoted(nowMs - 86_400_000)} and to ${quoted(nowMs)}.`;
}

/** The session's token in an uploadUrl. The quotes in the query may be raw or `%27`. */
export function sessionToken(url: URL): string | undefined {
  const short = /^\/up\/([\w.-]+)$/.exec(url.pathname);
  if (short !== null) return short[1];
  if (!/\/_api\/v2\.0\/.*\/uploadSession$/.test(url.pathname)) return undefined;
  return url.searchParams.get('tempauth') ?? undefined;
}

function downloadToken(url: URL): string | undefined {
  const short = /^\/y4m\/([\w.-]+)\//.exec(url.pathname);
  if (short !== null) return short[1];
  if (!url.pathname.endsWith('/_layouts/15/download.aspx')) return undefined;
  return url.searchParams.get('tempauth')?.replace(/^v1e?\./, '') ?? '';
}

function download(service: GraphService, request: EmulatorRequest, token: string): EmulatorReply {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw invalidRequest('The method is not allowed.');
  const item = service.downloadUrls.resolve(token);
  if (item === 'expired') {
    throw new GraphError({
      status: 401,
      code: 'unauthenticated',
      message: 'The download address has expired.',
    });
  }
  if (item === undefined) throw itemNotFound();
  const isSentElsewhere = service.store.retention.elsewhere && request.method === 'HEAD';
  if (!service.store.retention.contents && !isSentElsewhere && item.sizeBytes > 0) {
    throw new GraphError({ status: 501, code: 'notSupported', message: 'This emulator keeps no contents.' });
  }
  return contentReply(item, request.headers.range, request.method === 'HEAD');
}

function contentReply(
  item: DownloadableFile,
  rangeHeader: string | undefined,
  isHead: boolean,
): EmulatorReply {
  const range = parseRangeHeader(rangeHeader, item.sizeBytes);
  if (range === 'unsatisfiable') {
    throw new GraphError({
      status: 416,
      code: 'invalidRange',
      message: 'The specified byte range is invalid or unavailable.',
      headers: { 'content-range': `bytes */${item.sizeBytes}` },
    });
  }
  const { startByte, endByte } = range ?? { startByte: 0, endByte: item.sizeBytes };
  const headers = {
    'content-type': mimeType(item.name),
    'content-length': String(endByte - startByte),
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
    ...(range === undefined
      ? {}
      : { 'content-range': `bytes ${startByte}-${endByte - 1}/${item.sizeBytes}` }),
  };
  const status = range === undefined ? 200 : 206;
  if (isHead) return { status, headers };
  if (item.contentPath === undefined || endByte === startByte)
    return { status, headers, stream: Readable.from([]) };
  const options = { start: startByte, end: endByte - 1, highWaterMark: 256 * 1024 };
  return { status, headers, stream: createReadStream(item.contentPath, options) };
}
