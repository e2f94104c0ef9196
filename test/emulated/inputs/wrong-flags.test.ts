/** Every flag of the verbs that sign in is judged before anything is asked, sent or written: walked from their own table. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure, formatError } from '../../../src/core/errors.ts';
import { CliFixture } from '../../support/cli-fixture.ts';
import { unrestrictedFlags, wrongValues } from '../../support/wrong-flag-values.ts';
import {
  type Flags,
  flagsWith,
  otherWrongFlag,
  runVerb,
  type TestedVerb,
  testedVerbs,
  valuedFlags,
} from '../../support/wrong-flags.ts';

/** Where somebody can answer and nothing is told, so that a question would come first. */
async function attended(): Promise<CliFixture> {
  const cliFixture = (await CliFixture.open()).withAnswers({});
  cliFixture.host.env.ONEDRIVE_CLIENT_ID = '';
  return cliFixture;
}

/** Where nobody can answer, and all the rest is right. */
async function unattended(verb: TestedVerb): Promise<CliFixture> {
  const cliFixture = await CliFixture.open();
  if (['check', 'download', 'verify', 'ls'].includes(verb))
    cliFixture.host.env.ONEDRIVE_REFRESH_TOKEN = cliFixture.emulator.credentials.publicRefreshToken;
  return cliFixture;
}

/** What is there for anybody to see. */
const traces = ({ emulator, host, printed, questions }: CliFixture) => ({
  ...{ printed, questions, requests: emulator.requestLog },
  // But for the manifest, which says that it failed.
  files: readdirSync(host.cwd).filter((name) => !/^onedrive-upload-.*\.json$/.test(name)),
});

/** Runs the verb; answers what was told, having made sure that it was refused with no trace. */
async function refusal(verb: TestedVerb, flags: Flags, cliFixture: CliFixture): Promise<string> {
  const before = structuredClone({ ...traces(cliFixture), requests: [] });
  const error = await runVerb(verb, flags, cliFixture).then(
    () => 'nothing was wrong',
    (thrown: unknown) => thrown,
  );
  expect(error, `${verb} ${JSON.stringify(flags)}`).toBeInstanceOf(Failure);
  expect(error, `${verb} ${JSON.stringify(flags)}: ${formatError(error)}`).toMatchObject({ kind: 'usage' });
  expect(traces(cliFixture)).toEqual(before);
  return `${formatError(error)}\n${cliFixture.host.lines.splice(0).join('\n')}`;
}

const print = (verb: TestedVerb): Flags => (verb === 'login' || verb === 'exchange' ? { print: true } : {});

describe.each(testedVerbs)('%s', (verb) => {
  const flags = valuedFlags(verb);

  test('has a wrong value in this test for each of its flags, or a reason why not', () => {
    const names = flags.map(({ name }) => name);
    expect(names).not.toEqual([]);
    expect(
      names.filter((name) => (wrongValues[name] === undefined) === (unrestrictedFlags[name] === undefined)),
    ).toEqual([]);
  });

  for (const flag of flags.filter(({ name }) => wrongValues[name] !== undefined)) {
    test(`refuses a wrong ${flag.name} with all else right, and shows no secret of it`, async () => {
      await using cliFixture = await unattended(verb);
      for (const one of wrongValues[flag.name] ?? []) {
        const value = typeof one === 'string' ? one : one(cliFixture.host.cwd);
        const said = await refusal(verb, { ...print(verb), ...flagsWith(flag, value) }, cliFixture);
        expect(said).toMatch(new RegExp(flag.name.slice(2).replace(/-file$/, '(-file)?')));
        expect(said).not.toMatch(/canary/);
      }
    });

    test(`refuses a wrong ${flag.name} before the first question`, async () => {
      await using cliFixture = await attended();
      for (const one of wrongValues[flag.name] ?? [])
        await refusal(
          verb,
          flagsWith(flag, typeof one === 'string' ? one : one(cliFixture.host.cwd)),
          cliFixture,
        );
    });
  }

  test.each([
    ['a token of a personal account', 'M.C507_BAY.0.U.-CkT!canary*canary$$'],
    ['a token of a work account', '1.AXEAcanaryCanary0123456789_canary-canary'],
    ['an access token', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.canarycanary'],
    ["a client secret's value", 'abc8Q~canary.Canary~canary_canary-canary12'],
    ['a GitHub token', 'ghp_canary0canary0canary0canary0canary012'],
    ['another random text', 'canaryCANARY0123456789canary'],
    ['a password in an address', 'https://me:canary@example.com/x'],
    ['an address with a code', 'http://localhost:8080/?code=0.canary&state=x'],
    ['a secret in a form', 'client_secret=canary-canary'],
    ['a key', '-----BEGIN PRIVATE KEY-----\ncanary'],
  ])('shows nothing of %s as the value of any flag', async (_, secret) => {
    await using cliFixture = await unattended(verb);
    for (const flag of flags) {
      const all = { ...print(verb), ...otherWrongFlag(verb, flag.name), ...flagsWith(flag, secret) };
      expect(await refusal(verb, all, cliFixture), flag.name).not.toMatch(/canary/i);
    }
  });
});
