/** What each input of "Keep signed in" does in a run. */
import sodium from 'libsodium-wrappers';
import { expect } from 'vitest';
import { openedSecret } from '../support/github.ts';
import { arrives, type Case, describeInputs } from '../support/inputcases.ts';
import { filesOn } from '../support/nights.ts';
import type { InputTexts, Stage } from '../support/stage.ts';

await sodium.ready;

const NAME = 'ONEDRIVE_TOKEN';
const HOME = 'actions/octo-org/uploads';
const DAY_MS = 24 * 3_600_000;

/** Inputs of a run in octo-org/uploads that keeps its token in a secret, whatever its age. */
function kept({ emulator, world }: Stage, more: InputTexts = {}): InputTexts {
  Object.assign(world.env, { GITHUB_API_URL: emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads' });
  return { 'rotate-secret': NAME, 'rotate-after-days': '0', 'github-token': emulator.github.token, ...more };
}

/** Asserts that the newest token is in that place. */
function expectStored({ emulator }: Stage, place = HOME, name = NAME): void {
  expect(openedSecret(emulator, place, name)).toBe(emulator.identity.issuedRefreshTokens.at(-1));
}

const toGitHub = ({ emulator }: Stage, method?: string) =>
  emulator.requestLog.filter((one) => one.surface === 'github' && (method ?? one.method) === one.method);

const inPlace = (text: string | undefined, place: string): Case => ({
  ...(text !== undefined && { text }),
  does: `is where the token is kept: ${place}`,
  async act({ stage, run }) {
    await arrives({ stage, run }, kept(stage));
    expectStored(stage, place);
    expect(toGitHub(stage, 'PUT')).toHaveLength(1);
    expect(stage.world.outputs.get('secret-updated')).toBe('true');
  },
});

/** A secret that is one day younger than the limit stays, and one of that age is written. */
const atAge = (text: string | undefined, days: number): Case => ({
  ...(text !== undefined && { text }),
  does: `rewrites a secret of ${days} days, and no younger one`,
  async act({ stage, run }) {
    const lay = (ageDays: number) => {
      const updatedAtMs = stage.world.clock.now() - ageDays * DAY_MS;
      const stored = { name: NAME, sealed: Buffer.alloc(60, 1), createdAtMs: updatedAtMs, updatedAtMs };
      stage.emulator.github.secrets.put(HOME, stored);
    };
    const { 'rotate-after-days': _, ...rest } = kept(stage);
    if (days > 0) {
      lay(days - 1);
      await arrives({ stage, run }, rest);
      expect(toGitHub(stage, 'PUT')).toEqual([]);
    }
    lay(days);
    await arrives({ stage, run }, rest);
    expectStored(stage);
  },
});

const asLeg = (index: number, writes: boolean): Case => ({
  text: JSON.stringify({ 'fail-fast': true, 'job-index': index, 'job-total': 3, 'max-parallel': 3 }),
  does: writes ? 'is the leg that keeps the token' : 'is a leg that leaves the secret to the first one',
  async act({ stage, run }) {
    await arrives({ stage, run }, kept(stage));
    expect(toGitHub(stage, 'PUT')).toHaveLength(writes ? 1 : 0);
    const told = stage.world.lines.filter((line) => line.startsWith(`Job ${index + 1} of 3 of a matrix`));
    expect(told).toHaveLength(writes ? 0 : 1);
  },
});

describeInputs('keep', {
  rotateSecret: {
    cases: [
      {
        does: 'asks GitHub for nothing, and tells when the token ends',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expect(toGitHub(stage)).toEqual([]);
          expect(stage.world.notices.join()).toMatch(/ends 90 days after/);
        },
      },
      {
        text: 'my_secret2',
        does: 'is the secret that holds the new token before the first byte is sent',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expectStored(stage, HOME, 'my_secret2');
          const puts = stage.emulator.requestLog.filter(({ method }) => method === 'PUT');
          expect(puts.map(({ surface }) => surface)).toEqual(['github', 'graph']);
        },
      },
    ],
    beside: ({ emulator }) => ({ 'github-token': emulator.github.token }),
    bad: {
      GITHUB_TOKEN: /begins with GITHUB_, which GitHub keeps for itself: take another name/,
      '1st': /is 1st; write the name of the secret.*no digit first/,
      'M.C5_BAY.0.U.-a*token!': /is no name \(22 characters\); write the name of the secret, not its value/,
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
        does: 'is missed by rotate-secret, and by nothing else',
        async act({ stage, run }) {
          expect((await run(kept(stage))).result).toBe('failed');
          expect(stage.world.errors.join()).toMatch(
            /rotate-secret needs github-token: a personal access token/,
          );
          expect(stage.emulator.requestLog).toEqual([]);
          stage.world.errors.length = 0;
          await arrives({ stage, run });
        },
      },
      {
        text: ({ emulator }) => emulator.github.token,
        does: 'writes the secret, and is masked',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expectStored(stage);
          expect(stage.world.masked).toContain(stage.emulator.github.token);
        },
      },
      {
        text: ({ emulator }) => emulator.github.jobToken,
        does: 'is the job’s own: the files arrive, and a warning says why the token is not stored',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expect(stage.world.outputs.get('secret-updated')).toBe('false');
          expect(stage.world.warnings.join()).toMatch(/not stored.*GITHUB_TOKEN can never write secrets/);
        },
      },
    ],
    bad: { 'ghp_one two': /white space inside/ },
  },
  mode: {
    cases: [
      { does: 'uploads', act: arrives },
      {
        text: 'check',
        does: 'tells who, where and how much room, and leaves nothing on the drive',
        async act({ stage, run }) {
          stage.plant({ 'a.txt': 100 });
          expect((await run(kept(stage))).result).toBe('checked');
          expect(filesOn(stage)).toEqual([]);
          expect(stage.emulator.openSessions()).toEqual([]);
          const puts = stage.emulator.requestLog.filter(({ method }) => method === 'PUT');
          expect(puts.map(({ surface }) => surface)).toEqual(['github']);
          const log = stage.world.lines.join('\n');
          expect(log).toMatch(/drive of Ada Emulated, https:/);
          expect(log).toMatch(/May write to in, 5 TiB free/);
          expectStored(stage);
        },
      },
      {
        text: 'refresh-only',
        does: 'renews the token and its secret however young, and opens no drive',
        async act({ stage, run }) {
          const texts = { ...kept(stage), 'rotate-after-days': '89', path: '' };
          for (const nth of [1, 2]) {
            expect((await run(texts)).result).toBe('refreshed');
            expectStored(stage);
            expect(toGitHub(stage, 'PUT')).toHaveLength(nth);
          }
          expect(new Set(stage.emulator.requestLog.map(({ surface }) => surface))).toEqual(
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
        does: 'is no leg of a matrix: this job keeps the token',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expectStored(stage);
        },
      },
      {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
        text: '${{ toJSON(strategy) }}',
        does: 'is absent where a runner evaluates nothing: this job keeps the token, and there is no matrix',
        async act({ stage, run }) {
          await arrives({ stage, run }, kept(stage));
          expectStored(stage);
          expect((await run({ shard: 'auto' })).result).toBe('failed');
          expect(stage.world.errors.join()).toMatch(/shard: auto needs a matrix, and this job has none/);
        },
      },
      asLeg(0, true),
      asLeg(2, false),
    ],
    bad: { '1/3': /leave it out/ },
  },
});
