/**
 * `--profile NAME` and ONEDRIVE_PROFILE: a sign-in that `login` stored takes the place of six inputs. Flags win over
 * it. Variables win over ONEDRIVE_PROFILE; beside --profile they are an error, because nobody can tell which is meant.
 */
import { UsageFailure } from '../../core/errors.ts';
import { escapeControls } from '../../core/format.ts';
import type { Environment, Host } from '../../core/host.ts';
import { inputEnvName } from './inputs.ts';
import {
  listProfiles,
  type ProfileContent,
  type ProfileLocation,
  profileFailure,
  profileInputs,
  profileLocation,
  profileNameProblem,
  readProfile,
  writeProfile,
} from './profile-file.ts';

/** A profile in use. */
export interface Profile extends ProfileContent, ProfileLocation {
  /** True if variables win over it. */
  readonly isFromEnvironment: boolean;
}

type ParsedFlags = Readonly<Record<string, unknown>>;

/** Which profile the command line or the environment names, and which of them. */
export interface ProfileChoice extends ProfileLocation {
  readonly isFromEnvironment: boolean;
}

/** Undefined if no profile is named. Throws a UsageFailure for a wrong name, and for variables beside --profile. */
export function chooseProfile(flags: ParsedFlags, env: Environment): ProfileChoice | undefined {
  const isFromEnvironment = typeof flags.profile !== 'string';
  const name = isFromEnvironment ? env.ONEDRIVE_PROFILE : flags.profile;
  if (typeof name !== 'string' || (isFromEnvironment && name === '')) return undefined;
  const problem = profileNameProblem(name);
  const variables = profileInputs
    .flatMap((input) => [inputEnvName(input), `${inputEnvName(input)}_FILE`])
    .filter((variable) => (env[variable] ?? '') !== '');
  const problems = [
    ...(problem === undefined ? [] : [`${isFromEnvironment ? 'ONEDRIVE_PROFILE' : '--profile'} ${problem}`]),
    ...(isFromEnvironment
      ? []
      : variables.map(
          (variable) =>
            `${variable} is set, but --profile says where to take this value from: unset it, use a flag, or name the profile in ONEDRIVE_PROFILE`,
        )),
  ];
  if (problems.length > 0) throw new UsageFailure(problems);
  return { ...profileLocation(name, env), isFromEnvironment };
}

/** The named profile; undefined if none is named. Throws a Failure of kind `usage` if it cannot be used. */
export function openProfile(flags: ParsedFlags, env: Environment): Profile | undefined {
  const choice = chooseProfile(flags, env);
  if (choice === undefined) return undefined;
  const content = readProfile(choice);
  if (content !== undefined) return { ...choice, ...content };
  const others = listProfiles(env).slice(0, 20).join(', ');
  throw profileFailure(choice, 'profile-not-found', {
    what: 'does not exist',
    hint: `create it with onedrive-upload login --profile NAME${others === '' ? '' : `. There are: ${others}`}`,
  });
}

/**
 * Stores a new refresh token in the profile that the old one came from. Another process may have changed the profile
 * since: it keeps what that one wrote, and a profile of another sign-in, or a deleted one, stays as it is.
 */
export function saveProfileToken(
  profile: Profile,
  { refreshToken, host }: { readonly refreshToken: string; readonly host: Pick<Host, 'log' | 'clock'> },
): void {
  const current = readProfile(profile);
  const isSame =
    current?.driveId === profile.driveId &&
    ['client-id', 'tenant-id', 'cloud', 'authority'].every(
      (input) => current.inputs[input] === profile.inputs[input],
    );
  if (current === undefined || !isSame) {
    host.log.warning(
      `The profile ${escapeControls(profile.name)} was ${current === undefined ? 'deleted' : 'replaced by another sign-in'} during this run: the new refresh token is not stored.`,
    );
    return;
  }
  const inputs = { ...current.inputs, 'refresh-token': refreshToken };
  writeProfile(profile, { ...current, inputs }, host.clock.now());
}
