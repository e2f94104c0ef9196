/** The profile that a sign-in is stored in, and what it replaces there. */
import { Failure, UsageFailure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';
import type { Environment, Host } from '../../core/host.ts';
import { commandInputs, type InputDefaults } from '../options/inputs.ts';
import { chooseProfile, type ProfileChoice } from '../options/profile.ts';
import { type ProfileContent, readProfile, writeProfile } from '../options/profile-file.ts';
import type { SignedInAccount } from './account.ts';
import type { FlagValues, LoginApp } from './app.ts';

/** What is stored. */
export interface TokenStoreContent {
  readonly app: LoginApp;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly refreshToken: string;
  readonly account: SignedInAccount;
}

/** The profile of a sign-in: it may not exist yet. */
export interface LoginProfile {
  readonly choice: ProfileChoice;
  readonly existing: ProfileContent | undefined;
  /** What is wrong with the file that is there; '' if nothing is. */
  readonly defect: string;
}

/** What the command line says of the profile. `profile` is undefined if none is named. */
export interface LoginProfileDraft {
  readonly problems: readonly string[];
  readonly profile: LoginProfile | undefined;
}

/** Finds the profile. A file that cannot be used is no problem, because the sign-in replaces it. */
export function findLoginProfile(flags: FlagValues, { env }: Pick<Host, 'env'>): LoginProfileDraft {
  try {
    const choice = chooseProfile(flags, env);
    return { problems: [], profile: choice && readLoginProfile(choice) };
  } catch (error) {
    if (error instanceof UsageFailure) return { problems: error.problems, profile: undefined };
    throw error;
  }
}

function readLoginProfile(choice: ProfileChoice): LoginProfile {
  try {
    return { choice, existing: readProfile(choice), defect: '' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { choice, existing: undefined, defect: error.message };
  }
}

/**
 * What the profile says of the app. Nothing if a flag, or a variable that wins, names another app, whose secret is
 * another one.
 */
export function profileDefaults(
  profile: LoginProfile | undefined,
  flags: FlagValues,
  env: Environment,
): InputDefaults | undefined {
  const inputs = profile?.existing?.inputs;
  if (profile === undefined || inputs === undefined) return undefined;
  const { isFromEnvironment } = profile.choice;
  const defaults = { inputs, isFromEnvironment };
  const clientId = commandInputs(flags, env, { profile: defaults }).value('client-id');
  return clientId === inputs['client-id'] ? defaults : undefined;
}

/** What this sign-in would replace, as a sentence; undefined if the profile is new or of the same account. */
export function replacedSignIn({ choice, existing, defect }: LoginProfile, account: SignedInAccount) {
  if (defect !== '') return `${defect}.`;
  if (existing === undefined) return undefined;
  // Personal drives of today's storage service show their id in lower case, the older ones in upper case.
  const isSame = existing.driveId.toLowerCase() === account.driveId.toLowerCase();
  if (isSame && existing.driveId !== '') return undefined;
  const whose = existing.account === '' ? 'unknown' : escapeControls(existing.account);
  return `The profile ${choice.name} is of another account: ${whose}.`;
}

/** Writes the profile, and logs where. */
export function storeProfile(
  { choice }: LoginProfile,
  { app, clientSecret, refreshToken, account }: TokenStoreContent,
  host: Host,
): void {
  const { clientId, tenantId, cloud, authority } = app.identity;
  const inputs = {
    ...{ 'client-id': clientId, 'tenant-id': tenantId, cloud, authority },
    ...(clientSecret !== undefined && { 'client-secret': clientSecret }),
    'refresh-token': refreshToken,
  };
  writeProfile(choice, { inputs, account: account.text, driveId: account.driveId }, host.clock.now());
  host.log.info(`The sign-in is in the profile ${choice.name} (${choice.path})`);
}
