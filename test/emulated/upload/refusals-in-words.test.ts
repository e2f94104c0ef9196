/** Refusals of the service that have words of their own: what is said, and that nothing is tried in vain. */
import { describe, expect, test } from 'vitest';
import type { EmulatorOptions, Fault, RefusalName } from '../../../src/emulator/emulator.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const business: EmulatorOptions = { account: 'business' };

function refusal(name: RefusalName, times = 99, on: Fault['on'] = {}): Fault {
  return { on, times, do: { kind: 'refusal', name } };
}

/** A run of one file whose PUT the service refuses so, as often as it is sent. */
async function refused(name: string, how: RefusalName) {
  const fixture = await UploadFixture.open(business);
  fixture.writeFiles({ [name]: 900 });
  fixture.emulator.addFault(refusal(how, 99, { method: 'PUT', path: `/${name}/` }));
  await fixture.run({ retries: '1' });
  const asked = fixture.emulator.requestLog.filter(({ method }) => method === 'PUT').length;
  return { fixture, asked, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

describe('a refusal', () => {
  test.each<[string, string, RefusalName, string, RegExp]>([
    ['of a name that is one with another', 'a.txt', 'similar-name-404', 'name-collision', /rename the file/],
    [
      'of such a name under another status',
      'a.txt',
      'similar-name-409',
      'name-collision',
      /rename the file, or what is there/,
    ],
    ['of a locked site', 'a.txt', 'locked-site-423', 'site-locked', /locked or archived/],
    ['of an archived site', 'a.txt', 'archived-site-423', 'site-locked', /ask its administrator/],
    [
      'of what the service cannot do',
      'a.txt',
      'not-implemented-501',
      'not-supported',
      /has no such function at this place/,
    ],
    ['of malware', 'a.txt', 'malware-403', 'malware-found', /Microsoft Defender/],
    ['of a file that may run code', 'a.aspx', 'custom-script-403', 'access-denied', /forbids custom script/],
    ['under a 200', 'a.txt', 'error-under-200', 'request-refused', /HTTP 200 generalException “General exc/],
    ['of an address', 'a.txt', 'http-sys-400', 'request-refused', /an HTML page, “Bad Request”/],
    ['of a proxy that redirects', 'a.txt', 'proxy-302', 'proxy-answered', /a proxy or the network/],
    ['of a proxy with a page', 'a.txt', 'proxy-page-403', 'access-denied', /“Sign in to the network”/],
  ])('%s has its own words, and is not tried again', async (_, name, how, code, words) => {
    await using one = await refused(name, how);
    expect(one.fixture.fileRows()).toMatchObject([{ action: 'failed', code }]);
    const said = one.fixture.host.errors.join('\n');
    expect(said).toMatch(words);
    expect(said).not.toMatch(/folder was deleted|has problems|open in Office|is in a OneNote/);
    expect(one.asked).toBe(1);
  });

  test.each<[string, RefusalName, string, RegExp]>([
    ['of a file that somebody has open', 'locked-file-423', 'file-locked', /open: check it in or close it/],
    ['of a lock token', 'lock-token-423', 'file-locked', /checked out/],
    ['of a page in place of an answer', 'proxy-page-200', 'service-unavailable', /“Sign in to the network”/],
    ['of too many requests', 'bare-429', 'throttled', /does not say for how long/],
  ])('%s is tried again, and then has its own words', async (_, how, code, words) => {
    await using one = await refused('a.txt', how);
    expect(one.fixture.fileRows()).toMatchObject([{ action: 'failed', code }]);
    expect(one.fixture.host.errors.join('\n')).toMatch(words);
    expect(one.asked).toBeGreaterThan(1);
  });
});

test('an error under a 200 is told as one when a session is opened, too', async () => {
  await using fixture = await UploadFixture.open(business);
  fixture.writeFiles({ 'a.bin': 700_000 });
  fixture.emulator.addFault(refusal('error-under-200', 99, { path: 'createUploadSession' }));
  await fixture.run({ 'session-threshold': '320KiB' });
  expect(fixture.host.errors.join('\n')).toMatch(/HTTP 200 generalException “General exception/);
});

test('a blocked tenant is not only advised to lower concurrency', async () => {
  await using fixture = await UploadFixture.open(business);
  fixture.writeFiles({ 'a.txt': 5 });
  fixture.emulator.addFault(refusal('blocked-tenant-429'));
  expect(await fixture.run()).toMatchObject({ result: 'failed', error: { code: 'throttled' } });
  expect(fixture.host.errors.join('\n')).toMatch(
    /open the drive in a browser: .*has blocked the organization/,
  );
});

test('a full drive at a fragment ends the run, and says what to do', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 700_000 });
  fixture.emulator.addFault(refusal('quota-507'));
  await fixture.run({ 'session-threshold': '320KiB' });
  expect(fixture.fileRows()).toMatchObject([{ action: 'failed', code: 'drive-full' }]);
  expect(fixture.host.errors.join('\n')).toMatch(/Free space on the drive/);
  expect(fixture.emulator.openSessions()).toEqual([]);
});

test.each<RefusalName>(['session-404', 'sharepoint-401'])(
  'a session that ends with %s is begun anew',
  async (name) => {
    await using fixture = await UploadFixture.open(business);
    fixture.writeFiles({ 'a.bin': 700_000 });
    fixture.emulator.addFault(refusal(name, 1));
    expect((await fixture.run({ 'session-threshold': '320KiB' })).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  },
);

test('files that stay checked out are uploaded with one warning that nobody else sees them', async () => {
  await using fixture = await UploadFixture.open(business);
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt', 'g.txt'];
  for (const name of names) fixture.writeFiles({ [name]: 900 });
  fixture.emulator.addFault(refusal('checked-out'));
  expect((await fixture.run({ verify: 'off' })).result).toBe('uploaded');
  expect((await fixture.compare()).wrong).toEqual([]);
  const told = fixture.host.warnings.filter((warning) => warning.startsWith('Checked out to this account: '));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/in\/\w\.txt and 2 more\. Nobody else sees these files until they are checked in/);
});

test('a PUT whose eTag is out of date is sent again', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 5 });
  fixture.emulator.addFault(refusal('etag-412', 1));
  expect((await fixture.run()).result).toBe('uploaded');
});

test.each([
  ['4.5 MB', 4_500_000, 'uploaded'],
  ['an empty body', 0, 'failed'],
])('a PUT of %s that is refused for its size goes over to a session, if it can', async (_, size, result) => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': size });
  fixture.emulator.addFault(refusal('put-over-4-mb-413'));
  if (size === 0)
    fixture.emulator.addFault({ on: { method: 'PUT' }, times: 9, do: { kind: 'status', status: 413 } });
  expect((await fixture.run({ 'session-threshold': '10MB' })).result).toBe(result);
  expect((await fixture.compare()).same).toEqual(size === 0 ? [] : ['a.bin']);
});

test('an Office file that createUploadSession does not find goes up in one PUT', async () => {
  await using fixture = await UploadFixture.open(business);
  fixture.writeFiles({ 'a.xlsx': 700_000 });
  fixture.emulator.addFault(refusal('office-404'));
  const report = await fixture.run({ 'session-threshold': '320KiB' });
  expect(report.result).toBe('uploaded');
  expect((await fixture.compare()).same).toEqual(['a.xlsx']);
});
