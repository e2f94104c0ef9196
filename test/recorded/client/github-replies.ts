/** What the client reads in recorded replies of GitHub. */
import { expect } from 'vitest';
import { gitHubFailure } from '../../../src/github/errors.ts';
import { writeGitHubSecret } from '../../../src/github/secrets.ts';
import { retryVerdict } from '../../../src/http/retry-table.ts';
import { openRelease } from '../../../src/publish/release.ts';
import { fakeGitHub } from '../../support/github-fixture.ts';
import { recordedResponse } from '../exchange.ts';
import type { Reading } from './reading.ts';

const env = { GITHUB_REPOSITORY: 'o/r' };

/** Writes a secret: the key, then the reply to the PUT. */
async function writeSecret() {
  using fake = fakeGitHub((number) =>
    recordedResponse(number === 1 ? '81-github-public-key' : '80-github-secret-201'),
  );
  const store = { github: fake.github, repository: 'o/r', location: { kind: 'repository' } } as const;
  const outcome = await writeGitHubSecret(store, { name: 'ONEDRIVE_TOKEN', value: 'token' });
  return { outcome, sent: JSON.parse(String(fake.asked[1]?.body)) };
}

export const gitHubReplies: readonly Reading[] = [
  {
    exchange: '80-github-secret-201',
    says: 'that the secret is new',
    check: async () => expect((await writeSecret()).outcome).toBe('created'),
  },
  {
    exchange: '81-github-public-key',
    says: 'the key that a value is sealed for, and its id as a text of digits',
    async check() {
      const { sent } = await writeSecret();
      expect(sent.key_id).toBe('568250167242549743');
      // A sealed box is 48 bytes longer than its value.
      expect(Buffer.from(sent.encrypted_value, 'base64')).toHaveLength(48 + 'token'.length);
    },
  },
  {
    exchange: '82-github-release-422',
    says: 'what is wrong, which stands in errors alone',
    check() {
      const failure = gitHubFailure(recordedResponse('82-github-release-422'), {
        doing: 'create it',
        nowMs: 0,
      });
      expect(failure.message).toBe(
        'create it: HTTP 422 from GitHub “Validation Failed; Release tag_name already_exists” (request C290:52DA:50234:B404B:5E98F470)',
      );
      expect([failure.code, retryVerdict('token', failure.service)]).toEqual(['github-refused', 'fatal']);
    },
  },
  {
    exchange: '83-github-release-404',
    says: 'that there is nothing, or that the token may not see it',
    check() {
      const failure = gitHubFailure(recordedResponse('83-github-release-404'), {
        doing: 'read it',
        nowMs: 0,
      });
      expect(failure.message).toBe(
        'read it: HTTP 404 from GitHub “Not Found” (request C290:52DA:50234:B404B:5E98F470)',
      );
      expect([failure.code, retryVerdict('token', failure.service)]).toEqual(['github-not-found', 'fatal']);
    },
  },
  {
    exchange: '84-github-release-201',
    says: 'a release without notes, whose notes it writes',
    async check() {
      using fake = fakeGitHub(() => recordedResponse('84-github-release-201'), { env });
      const release = await openRelease({ host: fake.world, github: fake.github, tag: 't' });
      expect(release.url).toBe('https://github.com/o/r/releases/tag/t');
      const row = {
        name: 'a.zip',
        remotePath: 'a.zip',
        sizeBytes: 1,
        sha256: '0'.repeat(64),
        url: 'https://1drv.ms/u',
      };
      await release.updateNotes({ downloads: [row], destination: 'in', url: undefined });
      const patch = fake.asked.find(({ method }) => method === 'PATCH');
      expect(JSON.parse(String(patch?.body)).body).toContain('a.zip');
    },
  },
];
