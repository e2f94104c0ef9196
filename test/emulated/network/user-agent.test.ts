/** What requests say about their sender. SharePoint throttles applications that do not name themselves first. */
import { expect, test } from 'vitest';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { packageVersion } from '../../../src/core/version.ts';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { CliFixture, completeSignInForms } from '../../support/cli-fixture.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const product = `onedrive-upload/${packageVersion}`;

/** The senders by the kind of host, without the person's browser. */
function senders({ requestLog }: Emulator): Readonly<Record<string, readonly (string | undefined)[]>> {
  const seen: Record<string, (string | undefined)[]> = {};
  for (const { surface, userAgent } of requestLog) {
    const agents = seen[surface] ?? [];
    seen[surface] = agents;
    if (userAgent !== 'node' && !agents.includes(userAgent)) agents.push(userAgent);
  }
  return seen;
}

const ours = [`NONISV|onedrive-upload|${product}`];

test('a run with session, verification, link and new secret names itself to Microsoft and to GitHub', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  const { github, credentials, identity, url } = fixture.emulator;
  github.oidc.job.repository.immutableSubject = false;
  identity.addFederatedCredential({ subject: 'repo:octo-org/uploads:ref:refs/heads/main' });
  Object.assign(fixture.host.env, {
    ...{ GITHUB_API_URL: url, GITHUB_REPOSITORY: 'octo-org/uploads' },
    ACTIONS_ID_TOKEN_REQUEST_URL: github.oidc.url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: github.oidc.requestToken,
  });
  fixture.writeFiles({ 'a.bin': 5_000_000, 'b.txt': 10 });
  const { error } = await fixture.run({
    ...{ 'tenant-id': credentials.tenantId, 'client-secret': '', credential: 'oidc', verify: 'readback' },
    ...{ share: 'view', 'share-scope': 'organization', 'github-token': github.token },
    ...{ 'rotate-secret': 'ONEDRIVE_TOKEN', 'rotate-after-days': '0', mirror: 'true' },
  });
  expect(error).toBeUndefined();
  const { github: toGitHub = [], ...toMicrosoft } = senders(fixture.emulator);
  expect(toMicrosoft).toEqual({ identity: ours, graph: ours, upload: ours });
  expect(toGitHub.filter((agent) => agent === undefined || !agent.startsWith(product))).toEqual([]);
  expect(toGitHub).not.toHaveLength(0);
});

test('so does a download, at the host that the content comes from, too', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.txt': 10 });
  expect((await back.run()).result).toBe('downloaded');
  expect(senders(back.emulator)).toEqual({ identity: ours, graph: ours, upload: ours });
});

test('so does a sign-in at a desk', async () => {
  await using cliFixture = await CliFixture.open({ account: 'business' });
  cliFixture.line = () => completeSignInForms(cliFixture.printedUrl);
  await loginVerb({ paste: true, print: true }, cliFixture);
  expect(senders(cliFixture.emulator)).toEqual({ identity: ours, graph: ours });
});
