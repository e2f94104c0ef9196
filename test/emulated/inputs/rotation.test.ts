/** What each input of "Keep signed in" does in a run. */
import sodium from 'libsodium-wrappers';
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { decryptSecret } from '../../support/github-fixture.ts';
import { describeInputs, expectUploaded, type InputCase } from '../../support/input-cases.ts';
import type { InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

await sodium.ready;

const NAME = 'ONEDRIVE_TOKEN';
const HOME = 'actions/octo-org/uploads';
const DAY_MS = 24 * 3_600_000;

/** Inputs of a run in octo-org/uploads that keeps its token in a secret, whatever its age. */
function kept({ emulator, host: world }: UploadFixture, more: InputTexts = {}): InputTexts {
  Object.assign(world.env, { GITHUB_API_URL: emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads' });
  return { 'rotate-secret': NAME, 'rotate-after-days': '0', 'github-token': emulator.github.token, ...more };
}

/** Asserts that the newest token is in that place. */
function expectStored({ emulator }: UploadFixture, place = HOME, name = NAME): void {
  expect(decryptSecret(emulator, place, name)).toBe(emulator.identity.issuedRefreshTokens.at(-1));
}

const toGitHub = ({ emulator }: UploadFixture, method?: string) =>
  emulator.requestLog.filter((one) => one.surface === 'github' && (method ?? one.method) === one.method);

const inPlace = (text: string | undefined, place: string): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `is where the token is kept: ${place}`,
  async act({ fixture, run }) {
    await expectUploaded({ fixture, run }, kept(fixture));
    expectStored(fixture, place);
    expect(toGitHub(fixture, 'PUT')).toHaveLength(1);
    expect(fixture.host.outputs.get('secret-updated')).toBe('true');
  },
});

/** A secret that is one day younger than the limit stays, and one of that age is written. */
const atAge = (text: string | undefined, days: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `rewrites a secret of ${days} days, and no younger one`,
  async act({ fixture, run }) {
    const lay = (ageDays: number) => {
      const updatedAtMs = fixture.host.clock.now() - ageDays * DAY_MS;
      const stored = { name: NAME, sealed: Buffer.alloc(60, 1), createdAtMs: updatedAtMs, updatedAtMs };
      fixture.emulator.github.secrets.put(HOME, stored);
    };
    const { 'rotate-after-days': _, ...rest } = kept(fixture);
    if (days > 0) {
      lay(days - 1);
      await expectUploaded({ fixture, run }, rest);
      expect(toGitHub(fixture, 'PUT')).toEqual([]);
    }
    lay(days);
    await expectUploaded({ fixture, run }, rest);
    expectStored(fixture);
  },
});

const asLeg = (index: number, writes: boolean): InputCase => ({
  text: JSON.stringify({ 'fail-fast': true, 'job-index': index, 'job-total': 3, 'max-parallel': 3 }),
  effect: writes ? 'is the leg that keeps the token' : 'is a leg that leaves the secret to the first one',
  async act({ fixture, run }) {
    await expectUploaded({ fixture, run }, kept(fixture));
    expect(toGitHub(fixture, 'PUT')).toHaveLength(writes ? 1 : 0);
    const told = fixture.host.lines.filter((line) => line.startsWith(`Job ${index + 1} of 3 of a matrix`));
    expect(told).toHaveLength(writes ? 0 : 1);
  },
});

describeInputs('rotation', {
  rotateSecret: {
    cases: [
      {
        effect: 'sends nothing to GitHub, and reports when the token expires',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expect(toGitHub(fixture)).toEqual([]);
          expect(fixture.host.notices.join()).toMatch(/expires 90 days after/);
        },
      },
      {
        text: 'my_secret2',
        effect: 'is the secret in which the new token is stored before the first byte is sent',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expectStored(fixture, HOME, 'my_secret2');
          const puts = fixture.emulator.requestLog.filter(({ method }) => method === 'PUT');
          expect(puts.map(({ surface }) => surface)).toEqual(['github', 'graph']);
        },
      },
    ],
    beside: ({ emulator }) => ({ 'github-token': emulator.github.token }),
    bad: {
      GITHUB_TOKEN: /starts with GITHUB_, which GitHub reserves: choose another name/,
      '1st': /is 1st; write the name of the secret.*not starting with a digit/,
      'M.C5_BAY.0.U.-a*token!':
        /is not a name \(22 characters\); write the name of the secret, not its value/,
    },
  },
  rotateSecretIn: {
    cases: [
      inPlace(undefined, HOME),
      inPlace('environment:production', `${HOME}/production`),
      inPlace('organization', 'actions/octo-org'),
      inPlace('dependabot', 'dependabot/octo-org/uploads'),
    ],
    bad: {
      'environment:': /write repository, environment:NAME, organization or dependabot/,
      production: /is "production"; write repository/,
    },
  },
  rotateAfterDays: {
    cases: [atAge(undefined, 7), atAge('0', 0), atAge('1', 1), atAge('89', 89)],
    bad: {
      '90': /write a whole number from 0 to 89/,
      '-1': /whole number from 0/,
      '1.5': /whole number/,
      weekly: /is "weekly"; write a whole number/,
    },
  },
  githubToken: {
    cases: [
      {
        effect: 'is required only by rotate-secret',
        async act({ fixture, run }) {
          expect((await run(kept(fixture))).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /rotate-secret needs github-token: a personal access token/,
          );
          expect(fixture.emulator.requestLog).toEqual([]);
          fixture.host.errors.length = 0;
          await expectUploaded({ fixture, run });
        },
      },
      {
        text: ({ emulator }) => emulator.github.token,
        effect: 'writes the secret, and is masked',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expectStored(fixture);
          expect(fixture.host.masked).toContain(fixture.emulator.github.token);
        },
      },
      {
        text: ({ emulator }) => emulator.github.jobToken,
        effect: 'if it is the job’s own: files are uploaded, and a warning says why the token is not stored',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expect(fixture.host.outputs.get('secret-updated')).toBe('false');
          expect(fixture.host.warnings.join()).toMatch(/not stored.*GITHUB_TOKEN cannot write secrets/);
        },
      },
    ],
    bad: { 'ghp_one two': /contains white space/ },
  },
  mode: {
    cases: [
      { effect: 'uploads', act: expectUploaded },
      {
        text: 'check',
        effect: 'reports account, drive and free space, and leaves nothing on the drive',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.txt': 100 });
          expect((await run(kept(fixture))).result).toBe('checked');
          expect(listFilePaths(fixture)).toEqual([]);
          expect(fixture.emulator.openSessions()).toEqual([]);
          const puts = fixture.emulator.requestLog.filter(({ method }) => method === 'PUT');
          expect(puts.map(({ surface }) => surface)).toEqual(['github']);
          const log = fixture.host.lines.join('\n');
          expect(log).toMatch(/drive of ada@outlook.com, https:/);
          expect(log).toMatch(/Can write to in, 5 TiB free/);
          expectStored(fixture);
        },
      },
      {
        text: 'refresh-only',
        effect: 'renews the token and its secret at any age, and opens no drive',
        async act({ fixture, run }) {
          const texts = { ...kept(fixture), 'rotate-after-days': '89', path: '' };
          for (const nth of [1, 2]) {
            expect((await run(texts)).result).toBe('refreshed');
            expectStored(fixture);
            expect(toGitHub(fixture, 'PUT')).toHaveLength(nth);
          }
          expect(new Set(fixture.emulator.requestLog.map(({ surface }) => surface))).toEqual(
            new Set(['github', 'identity']),
          );
        },
      },
    ],
    bad: { chek: /did you mean check\?/, download: /write upload, check or refresh-only/ },
  },
  STRATEGY: {
    cases: [
      {
        effect: 'means there is no matrix: this job stores the token',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expectStored(fixture);
        },
      },
      {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
        text: '${{ toJSON(strategy) }}',
        effect:
          'is absent where a runner evaluates nothing: this job keeps the token, and there is no matrix',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run }, kept(fixture));
          expectStored(fixture);
          expect((await run({ shard: 'auto' })).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /shard: auto needs a matrix, and this job has no matrix/,
          );
        },
      },
      asLeg(0, true),
      asLeg(2, false),
    ],
    bad: { '1/3': /do not set it/ },
  },
});
