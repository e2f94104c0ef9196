/**
 * Refusals of Graph, SharePoint and the upload hosts, in their own words. Each row names the public report or page that
 * its words are from; "ours" marks words that no source has.
 */
import { isLastFragment } from './fault-match.ts';
import type { Refusal } from './refusal.ts';

const graph = { surface: 'graph' } as const;
const contentPut = { surface: 'graph', method: 'PUT', path: '/:\\/content$/' } as const;
const sessionPost = { surface: 'graph', method: 'POST', path: 'createUploadSession' } as const;
const fragmentPut = { surface: 'upload', method: 'PUT' } as const;

/** What HTTP.sys, in front of the service, answers to a URL that it does not take: no route sees the request. */
export const badRequestPage =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n' +
  '<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD>\r\n' +
  '<BODY><h2>Bad Request - Invalid URL</h2><hr><p>HTTP Error 400. The request URL is invalid.</p></BODY></HTML>\r\n';

/** The largest body that older pages allow for a single PUT, in bytes (microsoft-graph-docs#4320). */
const oldPutLimitBytes = 4_000_000;

const similarName = 'The specified item name is incompatible with a similar name on an existing item.';

/** By name: what it is about, and its status. */
export const driveRefusals = {
  /** rclone#5270: passes, in spells. */
  'rps-401': {
    on: graph,
    status: 401,
    error: { code: 'InvalidAuthenticationToken', message: 'Unable to initialize RPS' },
  },
  /** rclone#6747: the token is not accepted, a new one is. */
  'signing-key-401': {
    on: graph,
    status: 401,
    error: { code: 'InvalidAuthenticationToken', message: 'Signing key is invalid.', withIds: true },
  },
  /** api-docs#1064, #1734: passes. */
  'bad-argument-400': {
    on: sessionPost,
    status: 400,
    error: { code: 'invalidRequest', message: 'Bad Argument' },
  },
  /** api-docs#977. */
  'similar-name-404': {
    on: contentPut,
    status: 404,
    error: { code: 'itemNotFound', message: similarName },
  },
  /** The same words at a PUT, as other uploaders report them. */
  'similar-name-409': {
    on: contentPut,
    status: 409,
    error: { code: 'nameAlreadyExists', message: similarName },
  },
  /** api-docs#692. */
  'http-sys-400': { on: contentPut, status: 400, html: badRequestPage },
  /** microsoft-graph-explorer-v4#3435, msgraph-sdk-dotnet-core#335. */
  'locked-file-423': {
    on: contentPut,
    status: 423,
    error: {
      code: 'notAllowed',
      innerCode: 'resourceLocked',
      message: 'The resource you are attempting to access is locked',
    },
  },
  /** api-docs#912. */
  'lock-token-423': {
    on: contentPut,
    status: 423,
    error: { code: 'accessDenied', message: 'Lock token does not match existing lock', withIds: true },
  },
  /** dust-tt/dust#20377, onyx-dot-app/onyx#11266: a site that an administrator locked, or archived. */
  'locked-site-423': {
    on: graph,
    status: 423,
    error: {
      code: 'notAllowed',
      innerCode: 'resourceLocked',
      message:
        'Access to this site has been blocked. Please contact the administrator to resolve this problem.',
    },
  },
  /** The status: onyx-dot-app/onyx#11266. The words: ours. */
  'archived-site-423': {
    on: graph,
    status: 423,
    error: { code: 'notAllowed', message: 'This site has been archived.' },
  },
  /** A site without custom script, for .aspx and its like: learn:/sharepoint/allow-or-prevent-custom-script. */
  'custom-script-403': {
    on: { ...contentPut, path: '/\\.aspx:/i' },
    status: 403,
    error: { code: 'accessDenied', message: 'Access denied', withIds: true },
  },
  /** api-docs#1626; learn:/graph/errors has the code. */
  'malware-403': {
    on: contentPut,
    status: 403,
    error: { code: 'malwareDetected', message: 'Malware detected', withIds: true },
  },
  /** learn:/graph/errors. The words: ours. */
  'not-implemented-501': {
    on: contentPut,
    status: 501,
    error: { code: 'notSupported', message: 'The request is not supported by the system.', withIds: true },
  },
  /** api-docs#459; the limit is that of older pages. The words: ours. */
  'put-over-4-mb-413': {
    on: contentPut,
    isMet: ({ bodyBytes = 0 }) => bodyBytes > oldPutLimitBytes,
    status: 413,
    html: '<html><head><title>413 Request Entity Too Large</title></head><body></body></html>',
  },
  /** api-docs#689, #719: a session for a file that is there. */
  'office-404': {
    on: sessionPost,
    status: 404,
    error: { code: 'itemNotFound', message: 'The resource could not be found.', withIds: true },
  },
  /** An error under a status of success, as gateways send it. The words: learn:/graph/errors. */
  'error-under-200': {
    on: contentPut,
    status: 200,
    error: { code: 'generalException', message: 'General exception while processing', withIds: true },
  },
  /** microsoft-graph-docs-contrib#8469: without Retry-After, for as long as the tenant is blocked. */
  'blocked-tenant-429': {
    on: graph,
    status: 429,
    error: { code: 'BadRequest', message: "Unable to retrieve user's mysite URL.", withIds: true },
  },
  /** api-docs#177: neither body nor Retry-After. */
  'bare-429': {
    on: graph,
    status: 429,
    headers: { 'x-clienterror': 'ThrottledRequest', 'x-throwsite': '2207.ccc2' },
  },
  /** abraunegg/onedrive#24: a PUT whose If-Match is out of date. */
  'etag-412': {
    on: contentPut,
    status: 412,
    error: { code: 'notAllowed', message: "ETag does not match current item's value", withIds: true },
  },
  /** A library that needs check-out: learn:/graph/api/resources/publicationfacet. */
  'checked-out': {
    on: contentPut,
    status: 201,
    processed: true,
    itemFields: { publication: { level: 'checkout', versionId: '0.1' } },
  },
  /** lavinir/hassio-onedrive-backup#140. */
  'quota-507': {
    on: fragmentPut,
    status: 507,
    headers: { 'x-throwsite': '70dd.07f8' },
    error: { code: 'quotaLimitReached', message: 'Insufficient Space Available' },
  },
  /** api-docs#1531: the file is there, and the answer repeats the range that was just sent. */
  'final-201-without-item': {
    on: fragmentPut,
    isMet: isLastFragment,
    status: 201,
    processed: true,
    json: ({ contentRange = '' }) => ({
      expirationDateTime: '2021-09-21T07:02:17.624Z',
      nextExpectedRanges: [/^bytes (\d+-\d+)\//.exec(contentRange)?.[1] ?? ''],
    }),
  },
  /** The same with the status of a replaced file, and no range left. Ours. */
  'final-200-without-item': {
    on: fragmentPut,
    isMet: isLastFragment,
    status: 200,
    processed: true,
    json: () => ({ expirationDateTime: '2021-09-21T07:02:17.624Z', nextExpectedRanges: [] }),
  },
  /** rclone#8545, abraunegg/onedrive#3859. */
  'session-404': {
    on: fragmentPut,
    status: 404,
    error: { code: 'itemNotFound', message: 'The upload session was not found' },
  },
  /** api-docs#491: SharePoint's own 401 has no body. */
  'sharepoint-401': {
    on: fragmentPut,
    status: 401,
    headers: {
      'www-authenticate':
        'Bearer realm="00000000-0000-0000-0000-000000000002",client_id="00000003-0000-0ff1-ce00-000000000000"',
    },
  },
} satisfies Readonly<Record<string, Refusal>>;
