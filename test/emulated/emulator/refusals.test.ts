/** Refusals by name, as a client on the other end of the socket meets them. */
import { expect, test } from 'vitest';
import type { Fault, RefusalName } from '../../../src/emulator/emulator.ts';
import { FRAGMENT_GRID_BYTES, noise, openEmulatorClient } from '../../support/emulator-client.ts';

const refusal = (name: RefusalName, on: Fault['on'] = {}): Fault => ({ on, do: { kind: 'refusal', name } });

test('Graph’s own body is bare, or has date and ids, as it was reported', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault(refusal('rps-401'));
  const bare = await one.drive('GET', '/root');
  expect(bare.status).toBe(401);
  expect(bare.json).toEqual({
    error: { code: 'InvalidAuthenticationToken', message: 'Unable to initialize RPS' },
  });
  one.emulator.addFault(refusal('locked-file-423'));
  expect((await one.put('a.txt', 'x')).json.error.innerError).toEqual({ code: 'resourceLocked' });
  one.emulator.addFault(refusal('malware-403'));
  const { error } = (await one.put('a.txt', 'x')).json;
  expect(error).toMatchObject({ code: 'malwareDetected', innerError: { date: expect.any(String) } });
  expect(error.innerError['request-id']).toBe(error.innerError['client-request-id']);
  expect(one.emulator.files()).toEqual([]);
  expect(one.emulator.requestLog.at(-1)).toMatchObject({ status: 403, fault: 'malware-403' });
});

test('a refusal without `on` meets only the requests that the service refuses so', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault(refusal('office-404'));
  one.emulator.addFault(refusal('put-over-4-mb-413'));
  expect((await one.drive('GET', '/root')).status).toBe(200);
  expect((await one.put('a.txt', 'x')).status).toBe(201);
  expect((await one.put('b.bin', noise(4_000_001))).status).toBe(413);
  expect((await one.drive('POST', '/root:/a.txt:/createUploadSession', {})).status).toBe(404);
  expect((await one.drive('POST', '/root:/a.txt:/createUploadSession', {})).status).toBe(200);
});

test('a last answer without an item comes after the last fragment only, and the file is there', async () => {
  await using one = await openEmulatorClient();
  const url = await one.session('a.bin');
  one.emulator.addFault(refusal('final-201-without-item'));
  const total = FRAGMENT_GRID_BYTES + 5;
  const first = await one.fragment(url, noise(total).subarray(0, FRAGMENT_GRID_BYTES), 0, total);
  expect(first.status).toBe(202);
  const last = await one.fragment(
    url,
    noise(total).subarray(FRAGMENT_GRID_BYTES),
    FRAGMENT_GRID_BYTES,
    total,
  );
  expect([last.status, last.json.id]).toEqual([201, undefined]);
  expect(last.json.nextExpectedRanges).toEqual([`${FRAGMENT_GRID_BYTES}-${total - 1}`]);
  expect((await one.emulator.read('a.bin')).equals(noise(total))).toBe(true);
});

test('a refusal of a request that is carried out is not sent if that fails', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault(refusal('checked-out'));
  expect((await one.put('a.txt', 'x')).json.publication).toMatchObject({ level: 'checkout' });
  one.emulator.addFault(refusal('checked-out'));
  const conflict = await one.put('a.txt', 'y', '?@microsoft.graph.conflictBehavior=fail');
  expect([conflict.status, conflict.json.error.code]).toEqual([409, 'nameAlreadyExists']);
});

test('the identity platform, GitHub and a proxy answer in their own forms', async () => {
  await using one = await openEmulatorClient();
  one.emulator.addFault(refusal('aadsts-5000225'));
  const token = await one.send(`${one.emulator.url}/common/oauth2/v2.0/token`, { method: 'POST' });
  expect(token.json).toMatchObject({ error: 'invalid_request', error_codes: [5_000_225] });
  expect(token.json.error_description).toMatch(
    /^AADSTS5000225: This tenant has been blocked.*\r\nTrace ID: /,
  );
  one.emulator.addFault(refusal('github-archived-403'));
  const secret = await one.send(`${one.emulator.url}/repos/o/r/actions/secrets/X`, { method: 'PUT' });
  expect([secret.status, secret.json.message]).toEqual([403, 'Repository was archived so is read-only.']);
  one.emulator.addFault(refusal('proxy-302'));
  expect((await one.drive('GET', '/root')).headers.location).toBe('https://portal.example/login?ticket=1');
  one.emulator.addFault(refusal('http-sys-400'));
  expect((await one.put('a.txt', 'x')).headers['content-type']).toBe('text/html; charset=utf-8');
});
