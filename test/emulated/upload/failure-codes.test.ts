/** What a failed run says of the code of its failures, to people and to machines. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatResultJson } from '../../../src/cli/commands/upload.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const address = 'https://github.com/octo/onedrive-upload/blob/v1/docs/troubleshooting.md';

/** A run whose only file meets another one of its name; `inPublic`, in a public repository. */
async function conflict(url: string | undefined, { inPublic = false } = {}) {
  const stage = await UploadFixture.open();
  const { host: world } = stage;
  if (url !== undefined) world.troubleshootingUrl = url;
  const event = join(world.tempDir, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { private: !inPublic } }));
  Object.assign(world.env, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event });
  await stage.emulator.seed('in/a.txt', 'other', stage.emulator.credentials.driveId);
  stage.writeFiles({ 'a.txt': 10 });
  const inputs: InputTexts = { destination: 'in', 'conflict-behavior': 'fail' };
  await stage.run(inputs);
  const manifest = JSON.parse(readFileSync(world.outputs.get('manifest') ?? '', 'utf8'));
  return { stage, world, manifest, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe('a file that fails', () => {
  test('has its code in the manifest, and the error in the log ends with the place', async () => {
    await using one = await conflict(undefined);
    const [row] = one.manifest.files;
    expect(row).toMatchObject({ action: 'failed', code: 'name-taken' });
    expect(row.error).toMatch(/^in\/a\.txt is already on the drive, .* Set conflict-behavior to /);
    expect(row.error).not.toContain('troubleshooting');
    expect(JSON.parse(one.world.outputs.get('files') ?? '')).toMatchObject([{ code: 'name-taken' }]);
    expect(one.world.errors).toEqual([`a.txt: ${row.error}. See docs/troubleshooting.md#name-taken`]);
    expect(one.world.summaryText).toContain('See docs/troubleshooting.md&#35;&#8203;name&#45;taken |');
  });

  test('in the action is explained by a link, which a public log keeps', async () => {
    await using one = await conflict(address);
    expect(one.world.summaryText).toContain(`See [name&#45;taken](${address}#name-taken) |`);
    await using open = await conflict(address, { inPublic: true });
    expect(open.world.summaryText).not.toContain('a.txt');
    expect(open.world.errors).toEqual([
      expect.stringMatching(/^a\.txt: .* See https:\/\/github\.com\/octo\/.*\.md#name-taken$/),
    ]);
  });
});

test('what ends a run has its code in the head of the manifest, and in the JSON of a check', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles({ 'a.txt': 10 });
  const report = await stage.run({ 'client-secret': 'emulator.wrong' });
  const manifest = JSON.parse(readFileSync(stage.host.outputs.get('manifest') ?? '', 'utf8'));
  expect(manifest.codes).toEqual(['aadsts-7000215']);
  expect(JSON.parse(formatResultJson(report, 'check'))).toMatchObject({ codes: ['aadsts-7000215'] });
  expect(stage.host.errors[0]).toMatch(/ See docs\/troubleshooting\.md#aadsts-7000215$/);
});
