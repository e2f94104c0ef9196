/** What the client decides about recorded refusals of Graph and of the upload hosts: verdict, code and advice. */
import { expect } from 'vitest';
import type { FailureCode } from '../../../src/core/failure-codes.ts';
import { openDrive } from '../../../src/graph/open-drive.ts';
import { graphFailure } from '../../../src/graph/parse.ts';
import type { HttpResponse } from '../../../src/http/message.ts';
import { type RequestKind, type RetryVerdict, retryVerdict } from '../../../src/http/retry-table.ts';
import { readExchange, recordedBody, recordedResponse } from '../exchange.ts';
import { jsonResponse, type Reading, replayGraph } from './reading.ts';

interface Decision {
  readonly kind: RequestKind;
  readonly verdict: RetryVerdict;
  readonly code: FailureCode;
  /** In the advice; '' when there is none to give. */
  readonly hint: string;
  /** The wait that the service asks for. */
  readonly retryAfterMs?: number;
  /** In the message. */
  readonly message?: string;
}

function expectDecision(
  response: HttpResponse,
  { kind, verdict, code, hint, retryAfterMs, message = '' }: Decision,
): void {
  const failure = graphFailure(response, 'send it', 0);
  expect({ verdict: retryVerdict(kind, failure.service), code: failure.code }).toEqual({ verdict, code });
  expect(failure.message).toContain(message);
  expect(failure.service.retryAfterMs).toBe(retryAfterMs);
  if (hint === '') expect(failure.hint).toBe('');
  else expect(failure.hint).toContain(hint);
}

function refusal(exchange: string, says: string, decision: Decision): Reading {
  return { exchange, says, check: () => expectDecision(recordedResponse(exchange), decision) };
}

const laterHint = 'run again later';
const tokenHint = 'check that the refresh token belongs to this client';
const lockedHint = 'somebody has the file open or checked out';
const shareLink = 'https://contoso.sharepoint.com/:f:/s/s/EWHhM44KxFRAgZV3F_87IxgBAHN3yYWBThONIz1pSsy-0g';

/** Opens the folder of a sharing link. The first reply is the recorded one. */
async function openShared(exchange: string, ...next: readonly HttpResponse[]) {
  using replay = replayGraph(recordedResponse(exchange), ...next);
  const target = { place: { kind: 'site', url: shareLink }, appFolder: false } as const;
  const opened = await openDrive(replay.graph, target).catch((error: unknown) => error);
  return { opened, prefer: replay.requests.map(({ headers }) => headers?.prefer) };
}

export const refusals: readonly Reading[] = [
  refusal('13-personal-416-overlap', 'a fragment too much: asks where to go on', {
    ...{ kind: 'fragment', verdict: 'ask', code: 'session-moved', hint: '' },
  }),
  refusal('14-personal-409-nested', 'a name that is taken, through two inner errors', {
    ...{ kind: 'fragment', verdict: 'conflict', code: 'name-taken', hint: '' },
  }),
  refusal('15-personal-507', 'a full drive: no other file either', {
    ...{ kind: 'fragment', verdict: 'full', code: 'drive-full', hint: 'free space on the drive' },
  }),
  refusal('16-personal-401-rps', 'trouble of the service that passes: the token is good', {
    ...{ kind: 'graph', verdict: 'again', code: 'service-unavailable', hint: laterHint },
  }),
  refusal('17-graph-401-signing-key', 'a token to renew', {
    ...{ kind: 'graph', verdict: 'renew', code: 'access-token-refused', hint: tokenHint },
  }),
  refusal('18-graph-401-compact', 'a token to renew', {
    ...{ kind: 'graph', verdict: 'renew', code: 'access-token-refused', hint: tokenHint },
  }),
  refusal('20-personal-429-bare', 'a limit without a wait and without a body', {
    ...{ kind: 'put', verdict: 'again', code: 'throttled', hint: 'the service does not say for how long' },
  }),
  refusal('21-personal-412-put', 'a file that has changed: looks at it again', {
    ...{ kind: 'put', verdict: 'again', code: 'item-modified', hint: '' },
  }),
  refusal('22-personal-412-patch', 'an item that has changed: leaves it', {
    ...{ kind: 'graph', verdict: 'fatal', code: 'item-modified', hint: '' },
  }),
  refusal('23-personal-423-delete', 'a lock, though the code is accessDenied: no advice about scopes', {
    ...{ kind: 'graph', verdict: 'fatal', code: 'file-locked', hint: lockedHint },
  }),
  refusal('26-personal-drive-id-malformed', 'a drive id that is no use: final', {
    ...{
      kind: 'graph',
      verdict: 'fatal',
      code: 'request-refused',
      hint: '',
      message:
        '400 invalidRequest “The provided drive id appears to be malformed, or does not represent a valid drive.”',
    },
  }),
  refusal('28-personal-session-by-id', 'a request that is wrong: final', {
    ...{
      kind: 'create-session',
      verdict: 'fatal',
      code: 'request-refused',
      hint: '',
      message: '400 invalidRequest “File name not provided in url”',
    },
  }),
  refusal('29-personal-session-bad-argument', 'a refusal without a reason: two more attempts', {
    ...{ kind: 'create-session', verdict: 'twice', code: 'request-refused', hint: 'this error often passes' },
  }),
  {
    exchange: '33-shares-invalid-key',
    says: 'an address that is no sharing link: redeems it once, then refuses',
    async check() {
      const { opened, prefer } = await openShared('33-shares-invalid-key');
      expect(opened).toMatchObject({
        code: 'request-refused',
        hint: expect.stringContaining('copy a new one'),
      });
      expect(prefer).toEqual([undefined, 'redeemSharingLink']);
    },
  },
  refusal('36-sharepoint-404-session', 'a session that is over: looks for the file', {
    ...{ kind: 'fragment', verdict: 'look', code: 'item-not-found', hint: '' },
  }),
  refusal('38-business-401-empty', 'at a fragment, an uploadUrl that is used up: a new session', {
    ...{ kind: 'fragment', verdict: 'restart', code: 'access-token-refused', hint: tokenHint },
  }),
  refusal('41-business-409-uploading', 'a name that an unfinished upload locks: waits', {
    ...{ kind: 'create-session', verdict: 'locked', code: 'name-locked', hint: '' },
  }),
  refusal('42-business-409-exists-session', 'a name that an unfinished upload locks: waits', {
    ...{ kind: 'create-session', verdict: 'locked', code: 'name-locked', hint: '' },
  }),
  refusal('44-business-423-session', 'a file that somebody has open: tries again', {
    ...{ kind: 'create-session', verdict: 'again', code: 'file-locked', hint: lockedHint },
  }),
  refusal('46-graph-429', 'a limit with a wait of two minutes', {
    ...{
      kind: 'graph',
      verdict: 'again',
      code: 'throttled',
      hint: 'lower concurrency',
      retryAfterMs: 120_000,
    },
  }),
  refusal('47-sharepoint-429', 'a limit without a wait', {
    ...{
      kind: 'fragment',
      verdict: 'again',
      code: 'throttled',
      hint: 'the service does not say for how long',
    },
  }),
  refusal('49-sharepoint-400-range-star', 'a fragment that is wrong: final', {
    ...{
      kind: 'fragment',
      verdict: 'fatal',
      code: 'request-refused',
      hint: '',
      message: '400 invalidRequest “Content-Range must include a total length”',
    },
  }),
  refusal('50-business-400-total', 'another size than before: final', {
    ...{
      kind: 'fragment',
      verdict: 'fatal',
      code: 'request-refused',
      hint: '',
      message: 'total bytes, but the current fragment declares a total of 4973645.”',
    },
  }),
  {
    exchange: '54-batch-refusals',
    says: 'three refusals: two are final, the 502 is tried again',
    check() {
      const { responses } = Object(readExchange('54-batch-refusals').response.body);
      const decisions: readonly Decision[] = [
        { kind: 'graph', verdict: 'fatal', code: 'request-refused', hint: '' },
        { kind: 'graph', verdict: 'fatal', code: 'request-refused', hint: '' },
        { kind: 'graph', verdict: 'again', code: 'service-unavailable', hint: laterHint },
      ];
      expect(responses).toHaveLength(decisions.length);
      for (const [index, decision] of decisions.entries())
        expectDecision(jsonResponse(responses[index].body, responses[index].status), decision);
    },
  },
  {
    exchange: '56-shares-400',
    says: 'a link that was never followed: follows it, and opens its folder',
    async check() {
      const folder = jsonResponse({
        id: '01IN',
        name: 'in',
        folder: {},
        parentReference: { driveId: 'b!D' },
      });
      const { opened, prefer } = await openShared('56-shares-400', folder, jsonResponse({ id: 'b!D' }));
      expect(opened).toMatchObject({ id: 'b!D', baseFolderId: '01IN' });
      expect(prefer).toEqual([undefined, 'redeemSharingLink', undefined]);
    },
  },
  {
    exchange: '61-site-404',
    says: 'no site, which it names',
    async check() {
      using replay = replayGraph(recordedResponse('61-site-404'));
      const place = { kind: 'site', url: 'https://contoso.sharepoint.com/sites/org/Documents' } as const;
      await expect(openDrive(replay.graph, { place, appFolder: false })).rejects.toMatchObject({
        code: 'site-not-found',
        message: expect.stringContaining('/sites/org'),
      });
      expect(Object(recordedBody('61-site-404').error).code).toBe('itemNotFound');
    },
  },
];
