/** Refusals of the service that have words of their own: what is said, and that nothing is tried in vain. */
import { describe, expect, test } from 'vitest';
import type { FaultEffect } from '../../../src/emulator/core/faults.ts';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const business: EmulatorOptions = { account: 'business' };

/** A run of one file that the service answers with this, as often as it is sent. */
async function refused(name: string, effect: FaultEffect, times = 99) {
  const fixture = await UploadFixture.open(business);
  fixture.writeFiles({ [name]: 900 });
  fixture.emulator.addFault({ on: { method: 'PUT', path: `/${name}/` }, times, do: effect });
  await fixture.run();
  const asked = fixture.emulator.requestLog.filter(({ method }) => method === 'PUT').length;
  return { fixture, asked, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

const status = (code: number, error: { readonly code: string; readonly message: string }): FaultEffect => ({
  kind: 'status',
  status: code,
  body: { error },
});

describe('a refusal', () => {
  test.each<[string, string, FaultEffect, string, RegExp]>([
    [
      'of a name that is one with another',
      'a.txt',
      status(404, { code: 'itemNotFound', message: 'Name is incompatible with a similar name' }),
      'name-collision',
      /rename the file, or what is there/,
    ],
    [
      'of a locked site',
      'a.txt',
      status(423, { code: 'notAllowed', message: 'This site has been archived by an administrator.' }),
      'site-locked',
      /locked or archived/,
    ],
    [
      'of what the service cannot do',
      'a.txt',
      status(501, { code: 'notImplemented', message: 'Not implemented' }),
      'not-supported',
      /has no such function at this place/,
    ],
    [
      'of malware',
      'a.txt',
      status(403, { code: 'malwareDetected', message: 'Malware was detected.' }),
      'malware-found',
      /Microsoft Defender/,
    ],
    [
      'of a file that may run code',
      'a.aspx',
      status(403, { code: 'accessDenied', message: 'Access denied' }),
      'access-denied',
      /forbids custom script/,
    ],
    [
      'under a 200',
      'a.txt',
      status(200, { code: 'invalidRequest', message: 'No.' }),
      'request-refused',
      /HTTP 200 invalidRequest “No\.”/,
    ],
  ])('%s has its own words, and is not tried again', async (_, name, effect, code, words) => {
    await using one = await refused(name, effect);
    expect(one.fixture.fileRows()).toMatchObject([{ action: 'failed', code }]);
    const said = one.fixture.host.errors.join('\n');
    expect(said).toMatch(words);
    expect(said).not.toMatch(/folder was deleted|has problems|open in Office/);
    expect(one.asked).toBe(1);
  });
});

test('files that stay checked out are uploaded with one warning that nobody else sees them', async () => {
  await using fixture = await UploadFixture.open(business);
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt', 'g.txt'];
  for (const name of names) {
    fixture.writeFiles({ [name]: 900 });
    const body = { id: `01${name}`, name, size: 900, file: {}, publication: { level: 'checkout' } };
    const on = { method: 'PUT', path: `/${name}/` };
    fixture.emulator.addFault({ on, times: 1, do: { kind: 'status', status: 201, body } });
  }
  expect((await fixture.run({ verify: 'off' })).result).toBe('uploaded');
  const told = fixture.host.warnings.filter((warning) => warning.startsWith('Checked out to this account: '));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/in\/\w\.txt and 2 more\. Nobody else sees these files until they are checked in/);
});

test('an Office file that createUploadSession does not find goes up in one PUT', async () => {
  await using fixture = await UploadFixture.open(business);
  fixture.writeFiles({ 'a.xlsx': 700_000 });
  const notFound = status(404, { code: 'itemNotFound', message: 'The resource could not be found.' });
  fixture.emulator.addFault({ on: { method: 'POST', path: 'createUploadSession' }, times: 99, do: notFound });
  const report = await fixture.run({ 'session-threshold': '320KiB' });
  expect(report.result).toBe('uploaded');
  expect((await fixture.compare()).same).toEqual(['a.xlsx']);
});
