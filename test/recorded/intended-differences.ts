/** Where the emulator's reply differs from a recorded one, and why it may. An entry that no longer differs fails a test. */

export interface IntendedDifference {
  readonly exchange: string;
  /** Such as `body.value[0].eTag`; it covers everything below. */
  readonly where: string;
  readonly reason: string;
}

const older = 'recorded years ago; newer recordings have the form of the emulator';
const newerId = 'recorded in 2018; since 2021 error bodies have a client-request-id, too';
const bothSeen = 'recordings have both, and the emulator has one of the two';
const notRead = 'our client does not read it';
const leftOut = 'the source left it out';
const placeholder = 'the source put a word in the place of the id';
const faultFrame = 'the reply of a planned fault is the same on every host, and has no ids';

/** What the real service has only because of its users. */
const usersOwn = 'the emulated drive has no folder that Windows made, and its files were not made by Office';

export const intendedDifferences: readonly IntendedDifference[] = [
  { exchange: '01-personal-children', where: 'body.value[0].specialFolder', reason: usersOwn },
  { exchange: '01-personal-children', where: 'body.value[2].createdBy.application', reason: usersOwn },
  { exchange: '01-personal-children', where: 'body.value[2].lastModifiedBy.application', reason: usersOwn },
  { exchange: '02-personal-search', where: 'body.@odata.context', reason: leftOut },
  { exchange: '02-personal-search', where: 'body.@odata.nextLink', reason: 'what is found fits on one page' },
  { exchange: '02-personal-search', where: 'body.value[0].image', reason: 'no image was sent' },
  { exchange: '02-personal-search', where: 'body.value[0].photo', reason: 'no image was sent' },
  { exchange: '04-personal-root', where: 'headers.cache-control', reason: bothSeen },
  { exchange: '05-personal-drive', where: 'body.lastModifiedBy', reason: bothSeen },
  { exchange: '05-personal-drive', where: 'body.owner.user.displayName', reason: bothSeen },
  {
    exchange: '06-personal-session-2018',
    where: 'body.uploadUrl',
    reason: 'the old stack had /rup/ and /up/',
  },
  { exchange: '08-personal-uploadurl-2025', where: 'body.uploadUrl', reason: placeholder },
  { exchange: '15-personal-507', where: 'headers.x-throwsite', reason: notRead },
  { exchange: '15-personal-507', where: 'body.error.localizedMessage', reason: notRead },
  {
    exchange: '17-graph-401-signing-key',
    where: 'body.error.message',
    reason: 'the emulator issues no JWTs, so that no signature of a token can be wrong',
  },
  { exchange: '21-personal-412-put', where: 'body.error.innerError.client-request-id', reason: newerId },
  { exchange: '22-personal-412-patch', where: 'body.error.innerError.client-request-id', reason: newerId },
  { exchange: '23-personal-423-delete', where: 'body.error.innerError', reason: faultFrame },
  { exchange: '25-personal-item-download-url', where: 'body.@microsoft.graph.downloadUrl', reason: older },
  {
    exchange: '28-personal-session-by-id',
    where: 'body.error.innerError.client-request-id',
    reason: newerId,
  },
  { exchange: '32-delta-link', where: 'body.@odata.deltaLink', reason: 'a link is opaque to clients' },
  { exchange: '34-sharepoint-session-2020', where: 'body.uploadUrl', reason: older },
  { exchange: '39-business-202-2016', where: 'body.@odata.context', reason: older },
  { exchange: '39-business-202-2016', where: 'body.uploadUrl', reason: older },
  { exchange: '40-sharepoint-final', where: 'body.@content.downloadUrl', reason: older },
  { exchange: '42-business-409-exists-session', where: 'body.error.message', reason: bothSeen },
  {
    exchange: '46-graph-429',
    where: 'body.error.innerError',
    reason: 'a later body has the inner codes throttledRequest and quota (OneDrive/onedrive-api-docs#843)',
  },
  { exchange: '52-sharepoint-children', where: 'body.value[1].@microsoft.graph.downloadUrl', reason: older },
  {
    exchange: '54-batch-refusals',
    where: 'body.responses[2]',
    reason: 'a planned fault is for a whole request, so that no member fails with 502 by itself',
  },
  { exchange: '55-shares-item', where: 'headers.cache-control', reason: notRead },
  { exchange: '55-shares-item', where: 'headers.etag', reason: notRead },
  { exchange: '55-shares-item', where: 'body.@odata.context', reason: notRead },
  { exchange: '55-shares-item', where: 'body.@odata.etag', reason: notRead },
  { exchange: '55-shares-item', where: 'body.parentReference.sharepointIds', reason: notRead },
  { exchange: '55-shares-item', where: 'body.sharepointIds', reason: notRead },
  { exchange: '57-createlink-201', where: 'body.@odata.context', reason: 'beta was recorded' },
  { exchange: '60-sites-page', where: 'body.@odata.context', reason: notRead },
  { exchange: '60-sites-page', where: 'body.@odata.nextLink', reason: 'the emulated sites fit on one page' },
  { exchange: '60-sites-page', where: 'body.value.length', reason: 'the emulated sites are all visible' },
  {
    exchange: '62-me-drives',
    where: 'body.value.length',
    reason: 'the emulated account has no library for what must be preserved',
  },
  { exchange: '63-me-drive-business', where: 'body.lastModifiedBy', reason: bothSeen },
  { exchange: '76-token-70016', where: 'body.error_uri', reason: older },
  {
    exchange: '77-device-code',
    where: 'body.verification_uri',
    reason: 'the emulator has its own page, so that nobody enters its codes at Microsoft',
  },
  { exchange: '80-github-secret-201', where: 'headers.x-oauth-scopes', reason: 'of classic tokens only' },
  {
    exchange: '80-github-secret-201',
    where: 'headers.x-accepted-oauth-scopes',
    reason: 'of classic tokens only',
  },
  {
    exchange: '82-github-release-422',
    where: 'headers.x-accepted-oauth-scopes',
    reason: 'of classic tokens only',
  },
  { exchange: '82-github-release-422', where: 'body.documentation_url', reason: notRead },
  { exchange: '82-github-release-422', where: 'body.status', reason: 'GitHub has added it since' },
  { exchange: '83-github-release-404', where: 'body.documentation_url', reason: notRead },
  { exchange: '83-github-release-404', where: 'body.status', reason: 'GitHub has added it since' },
];
