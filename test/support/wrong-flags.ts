/**
 * An invalid value for every flag of the verbs that sign in, and a way to run such a verb. Lists the flags that take
 * any value; the flags come from the table of verbs.
 */
import { join } from 'node:path';
import { authorizeUrlVerb } from '../../src/cli/commands/authorize-url.ts';
import { exchangeVerb } from '../../src/cli/commands/exchange.ts';
import { loginVerb } from '../../src/cli/commands/login.ts';
import { selectInputs } from '../../src/cli/commands/read-verb.ts';
import { subjectVerb } from '../../src/cli/commands/subject.ts';
import { VERBS } from '../../src/cli/commands.ts';
import { type CliFlag, listFlags } from '../../src/cli/options/flags.ts';
import { commandInputs } from '../../src/cli/options/inputs.ts';
import { openProfile } from '../../src/cli/options/profile.ts';
import { runDownload } from '../../src/run/download.ts';
import { runList } from '../../src/run/list.ts';
import { run } from '../../src/run/run.ts';
import { runVerify } from '../../src/run/verify.ts';
import type { CliFixture } from './cli-fixture.ts';

export type Flags = Readonly<Record<string, unknown>>;

/** Verbs that are looked at. */
export const testedVerbs = [
  'login',
  'authorize-url',
  'exchange',
  'subject',
  'check',
  'download',
  'verify',
  'ls',
] as const;
export type TestedVerb = (typeof testedVerbs)[number];

/** Flags of a verb that take a value. */
export function valuedFlags(verb: TestedVerb): readonly CliFlag[] {
  const found = VERBS.find(({ name }) => name === verb) ?? {};
  return listFlags(found).filter(({ value }) => value !== undefined);
}

/** `--client-id` as the parser hands it over. */
const propertyOf = (flag: string) =>
  flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The flag with that value, and what it cannot be without. */
export function flagsWith(flag: Pick<CliFlag, 'name' | 'repeated'>, value: string): Flags {
  const beside: Readonly<Record<string, Flags>> = {
    '--repository-id': { ownerId: '1' },
    '--owner-id': { repositoryId: '1' },
  };
  return { ...beside[flag.name], [propertyOf(flag.name)]: flag.repeated ? [value] : value };
}

/** Another flag that is wrong, so that the verb is refused whatever a value means to it. */
export function otherWrongFlag(verb: TestedVerb, flag: string): Flags {
  if (flag !== '--cloud') return { cloud: 'nowhere' };
  return verb === 'subject' ? { branch: 'a b' } : { authority: 'nowhere' };
}

/** Runs a verb as the command does, in its process; throws what it would tell. */
export async function runVerb(verb: TestedVerb, flags: Flags, session: CliFixture): Promise<void> {
  const { host } = session;
  const isTold = Object.keys(flags).some((name) => /^(environment|branch|tag)$/.test(name));
  const verbs: Readonly<Record<TestedVerb, () => Promise<unknown>>> = {
    login: () => loginVerb(flags, session),
    'authorize-url': () => authorizeUrlVerb({ attempt: join(host.cwd, 'attempt.json'), ...flags }, session),
    exchange: () => exchangeVerb(flags, session),
    subject: () =>
      subjectVerb(
        { args: ['octo-org/uploads'], flags: { ...(!isTold && { branch: 'main' }), ...flags } },
        session,
      ),
    check: async () => {
      const profile = openProfile(flags, host.env);
      const { error } = await run({
        host,
        source: commandInputs(flags, host.env, { fixed: { mode: 'check' }, profile }),
      });
      if (error !== undefined) throw error;
    },
    download: async () => {
      const { identityFile } = flags;
      const { errors } = await runDownload({
        ...{ ...readOptions(verb, flags, session), localDir: join(host.cwd, 'out'), overwrite: false },
        ...(typeof identityFile === 'string' && { identityFile }),
      });
      if (errors.length > 0) throw errors[0];
    },
    verify: async () => {
      const { errors } = await runVerify(readOptions(verb, flags, session));
      if (errors.length > 0) throw errors[0];
    },
    ls: async () => {
      const { error } = await runList(readOptions(verb, flags, session));
      if (error !== undefined) throw error;
    },
  };
  await verbs[verb]();
}

/** What the verbs that read a drive have in common. */
function readOptions(verb: TestedVerb, flags: Flags, { host }: CliFixture) {
  const inputs = VERBS.find(({ name }) => name === verb)?.inputs ?? [];
  const profile = openProfile(flags, host.env);
  const { latest, checksumsFile } = flags;
  return {
    ...{ host, remote: 'in', source: selectInputs(commandInputs(flags, host.env, { profile }), inputs) },
    ...(typeof latest === 'string' && { latest }),
    ...(typeof checksumsFile === 'string' && { checksumsFile }),
  };
}
