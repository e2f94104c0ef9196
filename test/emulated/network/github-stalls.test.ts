/** Requests to GitHub that hang: an upload does not wait long for them. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const repository = 'octo-org/uploads';

async function opened(): Promise<UploadFixture> {
  const fixture = await UploadFixture.open({ account: 'business' });
  const { github, identity, url } = fixture.emulator;
  github.oidc.job.repository.immutableSubject = false;
  identity.addFederatedCredential({ subject: `repo:${repository}:ref:refs/heads/main` });
  Object.assign(fixture.host.env, {
    ...{ GITHUB_API_URL: url, GITHUB_REPOSITORY: repository },
    ACTIONS_ID_TOKEN_REQUEST_URL: github.oidc.url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: github.oidc.requestToken,
  });
  return fixture.writeFiles({ 'a.txt': 10 });
}

const places: Readonly<Record<string, readonly [Fault['on'], (fixture: UploadFixture) => InputTexts]>> = {
  'an OIDC token': [
    { surface: 'github', path: '_oidc' },
    ({ emulator }) => ({
      ...{ 'tenant-id': emulator.credentials.tenantId, credential: 'oidc', 'client-secret': '' },
    }),
  ],
  'the key of the secrets': [
    { surface: 'github', method: 'GET', path: 'public-key' },
    ({ emulator }) => rotation(emulator.github.token),
  ],
  'the writing of a secret': [
    { surface: 'github', method: 'PUT' },
    ({ emulator }) => rotation(emulator.github.token),
  ],
};

function rotation(token: string): InputTexts {
  return { 'rotate-secret': 'ONEDRIVE_TOKEN', 'rotate-after-days': '0', 'github-token': token };
}

describe.each(Object.entries(places))('silence of GitHub at %s', (_, [on, texts]) => {
  test.each(['before', 'after'] as const)(
    '%s the reply is given up after 15 s, and survived',
    async (when) => {
      await using fixture = await opened();
      fixture.emulator.addFault({ on, do: { kind: 'stall', when } });
      const startMs = fixture.host.clock.now();
      const running = fixture.run(texts(fixture));
      await fixture.emulator.stalled();
      await fixture.host.clock.watched(15_000);
      fixture.host.clock.advance(15_000);
      expect((await running).result).toBe('uploaded');
      expect(fixture.host.errors).toEqual([]);
      const { github } = fixture.emulator;
      const stored = github.secrets.get(`actions/${repository}`, 'ONEDRIVE_TOKEN');
      expect(stored !== undefined).toBe(on.path !== '_oidc');
      expect(fixture.host.clock.now() - startMs).toBeLessThan(20_000);
    },
  );
});
