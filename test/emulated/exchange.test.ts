import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authorize } from '../../src/cli/authorize.ts';
import { exchange } from '../../src/cli/exchange.ts';
import { person, TestSeat } from '../support/seat.ts';

const attemptIn = (seat: TestSeat) => join(seat.host.cwd, 'attempt.json');

/** Both halves, with a person between them. */
async function halves(seat: TestSeat, flags: Readonly<Record<string, unknown>> = {}) {
  const attempt = attemptIn(seat);
  await authorize({ attempt, ...flags }, seat);
  const [url = ''] = seat.printed.splice(0);
  seat.line = await person(url);
  await exchange({ attempt, print: true }, seat);
  return new URL(url);
}

test('the two halves of a sign-in give a token, and the attempt between them is gone', async () => {
  await using seat = await TestSeat.open();
  await halves(seat);
  expect(seat.emulator.identity.knows(seat.printed[0] ?? '')).toBe(true);
  expect(existsSync(attemptIn(seat))).toBe(false);
});

test('the attempt holds state and verifier, 0600, and neither is said', async () => {
  await using seat = await TestSeat.open();
  await authorize({ attempt: attemptIn(seat) }, seat);
  expect(statSync(attemptIn(seat)).mode & 0o777).toBe(0o600);
  const { verifier, state } = JSON.parse(readFileSync(attemptIn(seat), 'utf8'));
  expect(seat.printed).toHaveLength(1);
  expect(new URL(seat.printed[0] ?? '').searchParams.get('state')).toBe(state);
  const said = [...seat.printed, ...seat.host.lines].join('\n');
  expect(said).not.toContain(verifier);
});

test('tenant, scopes, redirect URI and further parameters carry over to the second half', async () => {
  await using seat = (await TestSeat.open({ account: 'business' })).confidential();
  const redirectUri = 'https://example.com/signed/in';
  seat.emulator.identity.registerRedirect(redirectUri);
  const url = await halves(seat, {
    ...{ redirectUri, tenantId: 'organizations', scopes: 'Files.ReadWrite.All offline_access' },
    param: ['sso_reload=true', 'domain_hint=contoso.com'],
  });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ redirect_uri: redirectUri, scope: 'Files.ReadWrite.All offline_access', sso_reload: 'true' },
    domain_hint: 'contoso.com',
  });
  expect(url.pathname).toContain('/organizations/');
  expect(seat.emulator.identity.knows(seat.printed[0] ?? '')).toBe(true);
});

test('an answer to another attempt is refused, and the attempt stays', async () => {
  await using seat = await TestSeat.open();
  const attempt = attemptIn(seat);
  await authorize({ attempt }, seat);
  seat.line = await person(seat.printed[0] ?? '');
  await authorize({ attempt }, seat);
  await expect(exchange({ attempt, print: true }, seat)).rejects.toThrow(/another sign-in/);
  expect(existsSync(attempt)).toBe(true);
});

test('an attempt for another app is not taken for this one', async () => {
  await using seat = await TestSeat.open();
  const attempt = attemptIn(seat);
  await authorize({ attempt }, seat);
  seat.confidential();
  await expect(exchange({ attempt, print: true }, seat)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('client-id'),
  });
});

test('a file that is no attempt is told', async () => {
  await using seat = await TestSeat.open();
  writeFileSync(attemptIn(seat), '{"state":1}');
  await expect(exchange({ attempt: attemptIn(seat), print: true }, seat)).rejects.toMatchObject({
    kind: 'usage',
    hint: expect.stringContaining('authorize-url'),
  });
});

describe('without an attempt', () => {
  test('a code that was asked for without PKCE is redeemed with the secret', async () => {
    await using seat = (await TestSeat.open()).confidential();
    await authorize({ pkce: false, attempt: attemptIn(seat) }, seat);
    expect(existsSync(attemptIn(seat))).toBe(false);
    const url = new URL(seat.printed.pop() ?? '');
    expect(url.searchParams.has('code_challenge')).toBe(false);
    expect(seat.host.lines).toContain(`state: ${url.searchParams.get('state')}`);
    seat.line = await person(url.href);
    await exchange({ print: true }, seat);
    expect(seat.emulator.identity.knows(seat.printed[0] ?? '')).toBe(true);
  });

  test.each(['file', 'environment'])(
    'the verifier of an address made elsewhere comes from a %s',
    async (from) => {
      await using seat = await TestSeat.open();
      await authorize({ attempt: attemptIn(seat) }, seat);
      const { verifier } = JSON.parse(readFileSync(attemptIn(seat), 'utf8'));
      seat.line = await person(seat.printed.pop() ?? '');
      const file = join(seat.host.cwd, 'verifier');
      writeFileSync(file, `${verifier}\n`, { mode: 0o600 });
      if (from === 'environment') seat.host.env.ONEDRIVE_CODE_VERIFIER = verifier;
      await exchange({ print: true, ...(from === 'file' && { codeVerifierFile: file }) }, seat);
      expect(seat.emulator.identity.knows(seat.printed[0] ?? '')).toBe(true);
    },
  );
});
