/** What a failed run says of the code of its failures, to people and to machines. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatResultJson } from '../../../src/cli/commands/upload.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const address = 'https://github.com/octo/onedrive-upload/blob/v1/docs/troubleshooting.md';

/** A run whose only file meets another one of its name; `inPublic`, in a public repository. */
async function conflict(url: string | undefined, { inPublic = false } = {}) {
  const fixture = await UploadFixture.open();
  const { host } = fixture;
  if (url !== undefined) host.troubleshootingUrl = url;
  const event = join(host.tempDir, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { private: !inPublic } }));
  Object.assign(host.env, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event });
  await fixture.emulator.seed('in/a.txt', 'other', fixture.emulator.credentials.driveId);
  fixture.writeFiles({ 'a.txt': 10 });
  const inputs: InputTexts = { destination: 'in', 'conflict-behavior': 'fail' };
  await fixture.run(inputs);
  const manifest = JSON.parse(readFileSync(host.outputs.get('manifest') ?? '', 'utf8'));
  return { fixture, host, manifest, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

describe('a file that fails', () => {
  test('has its code in the manifest, and the error in the log ends with the place', async () => {
    await using one = await conflict(undefined);
    const [row] = one.manifest.files;
    expect(row).toMatchObject({ action: 'failed', code: 'name-taken' });
    expect(row.error).toMatch(/^in\/a\.txt is already on the drive, .* Set conflict-behavior to /);
    expect(row.error).not.toContain('troubleshooting');
    expect(JSON.parse(one.host.outputs.get('files') ?? '')).toMatchObject([{ code: 'name-taken' }]);
    expect(one.host.errors).toEqual([`a.txt: ${row.error}. See docs/troubleshooting.md#name-taken`]);
    expect(one.host.summaryText).toContain('See docs/troubleshooting.md&#35;&#8203;name&#45;taken |');
  });

  test('in the action is explained by a link, which a public log keeps', async () => {
    await using one = await conflict(address);
    expect(one.host.summaryText).toContain(`See [name&#45;taken](${address}#name-taken) |`);
    await using open = await conflict(address, { inPublic: true });
    expect(open.host.summaryText).not.toContain('a.txt');
    expect(open.host.errors).toEqual([
      expect.stringMatching(/^a\.txt: .* See https:\/\/github\.com\/octo\/.*\.md#name-taken$/),
    ]);
  });
});

test('what ends a run has its code in the head of the manifest, and in the JSON of a check', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 10 });
  const report = await fixture.run({ 'client-secret': 'emulator.wrong' });
  const manifest = JSON.parse(readFileSync(fixture.host.outputs.get('manifest') ?? '', 'utf8'));
  expect(manifest.codes).toEqual(['aadsts-7000215']);
  expect(JSON.parse(formatResultJson(report, 'check'))).toMatchObject({ codes: ['aadsts-7000215'] });
  expect(fixture.host.errors[0]).toMatch(/ See docs\/troubleshooting\.md#aadsts-7000215$/);
});
