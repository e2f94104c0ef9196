/** Refusals of the identity platform and of GitHub: their own sentence, and what to do about them. */
import { describe, expect, test } from 'vitest';
import type { RefusalName } from '../../../src/emulator/emulator.ts';
import { writeGitHubSecret } from '../../../src/github/secrets.ts';
import { GitHubFixture } from '../../support/github-fixture.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

describe('a sign-in that is refused with', () => {
  test.each<[RefusalName, RegExp]>([
    ['aadsts-70000-service-abuse', /has blocked the account.*account\.live\.com.*unblock/s],
    ['aadsts-70000-refresh-token', /is not valid for this client.*Remove the input scopes/s],
    ['aadsts-70000-grant-expired', /for a personal account use consumers there, and as tenant-id/],
    ['aadsts-9002313', /malformed or missing.*without line breaks/s],
    ['aadsts-53003', /Conditional Access.*Ask an administrator/s],
    ['aadsts-53011', /because of a risk.*unblock the account/s],
    ['aadsts-50057', /disabled or locked.*unlock/s],
    ['aadsts-700082', /not renewed for 90 days.*login --client-id/s],
    ['aadsts-7000222', /client secret has expired.*store its Value/s],
    ['aadsts-5000225', /nobody used it.*20 days/s],
    ['aadsts-5000224', /closed or deleted.*Check tenant-id/s],
    ['aadsts-7000229', /no service principal.*consent to the app/s],
    ['aadsts-650051', /tenant cannot take this app.*become its administrator/s],
    [
      'aadsts-unknown',
      /refused for a new reason\..*See https:\/\/login\.microsoftonline\.com\/error\?code=9999999/s,
    ],
    ['proxy-307', /redirects to portal\.example.*proxy/s],
  ])('%s is told with its cause, after one request', async (name, words) => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 10 });
    fixture.emulator.addFault({ on: { surface: 'identity' }, times: 99, do: { kind: 'refusal', name } });
    expect((await fixture.run()).result).toBe('failed');
    const [error = ''] = fixture.host.errors;
    expect(error).toMatch(words);
    if (name !== 'aadsts-7000222') expect(error).not.toMatch(/its Value|secret is wrong/);
    expect(fixture.emulator.requestLog).toHaveLength(1);
  });
});

describe('a secret that GitHub does not take, with', () => {
  test.each<[RefusalName, RegExp]>([
    ['github-archived-403', /is archived/],
    ['github-ip-allow-list-403', /only the IP addresses on its list/],
    ['github-token-lifetime-403', /expires sooner/],
    ['github-classic-token-403', /does not accept classic tokens/],
  ])('%s is not told as a missing permission', async (name, hint) => {
    await using fixture = await GitHubFixture.open();
    fixture.emulator.addFault({ on: {}, times: 99, do: { kind: 'refusal', name } });
    const write = writeGitHubSecret(
      { github: fixture.client(), repository: 'octo-org/uploads', location: { kind: 'repository' } },
      { name: 'ONEDRIVE_TOKEN', value: 'x' },
    );
    await expect(write).rejects.toMatchObject({ hint: expect.stringMatching(hint) });
    await expect(write).rejects.not.toMatchObject({ hint: expect.stringContaining('permission') });
    expect(fixture.secretValue()).toBeUndefined();
  });
});
