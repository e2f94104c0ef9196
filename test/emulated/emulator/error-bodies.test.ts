/** The bodies of errors: bare on upload hosts, with the ids of the request in Graph's 401, AADSTS9002313 for work accounts. */
import { describe, expect, test } from 'vitest';
import { noise, openEmulatorClient } from '../../support/emulator-client.ts';

describe('errors of upload hosts', () => {
  test.each([
    ['new', 'innerError'],
    ['old', 'innererror'],
  ] as const)('on the %s stack they are bare, and spell %s', async (stack, innerKey) => {
    await using one = await openEmulatorClient({ stack });
    const url = await one.session('x.bin');
    await one.fragment(url, noise(327_680), 0, 655_360);
    const again = await one.fragment(url, noise(327_680), 0, 655_360);
    expect([again.status, again.json]).toEqual([
      416,
      {
        error: {
          code: 'invalidRange',
          message: 'Uploaded fragment overlaps with existing data.',
          [innerKey]: { code: 'fragmentOverlap' },
        },
      },
    ]);
    await one.send(url, { method: 'DELETE' });
    const gone = await one.send(url);
    expect([gone.status, gone.json]).toEqual([
      404,
      { error: { code: 'itemNotFound', message: 'The upload session was not found' } },
    ]);
  });

  test('a conflict at the last fragment is nested twice on the old stack', async () => {
    await using one = await openEmulatorClient({ stack: 'old' });
    const url = await one.session('x.bin', { '@microsoft.graph.conflictBehavior': 'fail' });
    await one.put('x.bin', 'first');
    const refused = await one.fragment(url, noise(5), 0, 5);
    const innererror = { code: 'relationshipNameAlreadyExists' };
    expect([refused.status, refused.json.error]).toEqual([
      409,
      {
        code: 'nameAlreadyExists',
        message: 'Relationship name already exists under the parent',
        innererror: { code: 'itemAlreadyExists', innererror },
      },
    ]);
  });

  test('SharePoint answers a call without a credential with an empty 401', async () => {
    await using one = await openEmulatorClient({ account: 'business' });
    const answer = await one.send(
      `${one.emulator.uploadOrigin}/_api/v2.0/drive/items/P:/a.avi:/upload.createSession`,
      { method: 'POST' },
    );
    expect([answer.status, answer.bytes.length]).toEqual([401, 0]);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm=".*trusted_issuers="/);
  });

  test('a token of yesterday says from when to when it was valid', async () => {
    await using one = await openEmulatorClient({ account: 'business' });
    const url = await one.session('x.bin');
    one.emulator.advance(86_400_001);
    const { status, json } = await one.send(url);
    expect([status, json.error.code, json.error.innerError]).toEqual([
      401,
      'unauthenticated',
      { code: 'expiredToken' },
    ]);
    expect(json.error.message).toMatch(
      /^The access token has expired\. It's valid from '\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M' and to '/,
    );
  });
});

test('a 401 of Graph has the ids of the request in its body', async () => {
  await using one = await openEmulatorClient();
  const { status, headers, json } = await one.send(`${one.emulator.url}/v1.0/me`, {
    headers: { authorization: 'Bearer x' },
  });
  expect([status, json.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  expect(json.error.innerError).toEqual({
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    'request-id': headers['request-id'],
    'client-request-id': headers['client-request-id'],
  });
});

test('a garbled token or code is AADSTS9002313 for a work account and AADSTS70000 for a personal one', async () => {
  for (const [account, code] of [
    ['business', 9002313],
    ['personal', 70000],
  ] as const) {
    await using one = await openEmulatorClient({ account });
    for (const form of [
      { grant_type: 'refresh_token', refresh_token: 'garbled' },
      { grant_type: 'authorization_code', code: 'garbled', redirect_uri: 'http://localhost' },
    ])
      await expect(one.signIn(form)).rejects.toThrow(
        `"error":"invalid_grant","error_description":"AADSTS${code}:`,
      );
  }
});
