/** Signs in, stores the new refresh token, and opens the drive. */
import { noRotationNotice } from '../auth/expiry.ts';
import { createSecretRotation, type SecretRotation } from '../auth/rotate-secret.ts';
import { mayWrite } from '../auth/scope.ts';
import { signIn, type TokenProvider } from '../auth/sign-in.ts';
import { Failure } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { openGitHubClient } from '../github/client.ts';
import { readWorkflowEvent, rotationBlockedReason } from '../github/event.ts';
import { openGraphClient } from '../graph/client.ts';
import type { Drive } from '../graph/drive.ts';
import { openDrive } from '../graph/open-drive.ts';
import { percentDecode } from '../graph/paths.ts';
import { cloudHosts } from '../http/microsoft-hosts.ts';
import { libraryAsFolderWarning } from '../plan/folder-text.ts';
import type { RunReport } from '../report/report.ts';
import type { RunContext } from './context.ts';

/** Whether the run got a new refresh token, and whether the GitHub secret has it. */
export type TokenRotation = Pick<RunReport, 'refreshTokenRotated' | 'secretUpdated'>;

export interface SignInResult {
  readonly token: TokenProvider;
  /** Absent without `rotate-secret`. */
  readonly rotation: SecretRotation | undefined;
}

/**
 * Signs in and stores the new refresh token. Calls `onRotated` for every new token of the run, before and after it is
 * stored. Throws Microsoft's error with a hint.
 */
export async function signInAndSaveToken(
  context: RunContext,
  options: { readonly isReadOnly?: boolean; readonly onRotated?: (rotation: TokenRotation) => void } = {},
): Promise<SignInResult> {
  const { inputs, http, host, saveRefreshToken } = context;
  host.log.group('Sign in');
  try {
    if (http.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const { identity } = inputs;
    const blockedReason = rotationBlockedReason(readWorkflowEvent(host.env));
    if (blockedReason !== undefined) warnTokenNotSaved(context, blockedReason);
    const outputsToken = identity.outputRefreshToken && blockedReason === undefined;
    const rotation = await openSecretRotation(context, blockedReason !== undefined);
    const reportRotation = () =>
      options.onRotated?.({ refreshTokenRotated: true, secretUpdated: rotation?.updated === true });
    const onRotated = async (refreshToken: string) => {
      reportRotation();
      if (outputsToken) host.setOutput('refresh-token', refreshToken);
      if (blockedReason === undefined) await saveRefreshToken?.(refreshToken);
      await rotation?.store(refreshToken);
      reportRotation();
    };
    const token = await signIn({ identity, http, host, onRotated });
    // A workflow that stores the output must never store an empty token.
    if (outputsToken && !token.hasRotated) host.setOutput('refresh-token', identity.refreshToken);
    if (!token.hasRotated) rotation?.warnUnchanged();
    if (options.isReadOnly !== true) checkWriteScope(token);
    if (identity.auth === 'refresh-token') logTokenRotation(token, context);
    return { token, rotation };
  } finally {
    host.log.groupEnd();
  }
}

async function openSecretRotation(
  { inputs, http, host }: RunContext,
  isReadOnly: boolean,
): Promise<SecretRotation | undefined> {
  const { rotation, githubToken } = inputs;
  if (rotation === undefined || githubToken === undefined) return undefined;
  const github = openGitHubClient({ host, http, token: githubToken });
  return createSecretRotation({ github, host, inputs: rotation, isReadOnly });
}

/** Warns that this run does not store the new token, and says which run does. */
function warnTokenNotSaved(
  { inputs, host, saveRefreshToken, refreshTokenStore }: RunContext,
  blockedReason: string,
): void {
  if (saveRefreshToken !== undefined)
    host.log.warning(
      `In this run ${refreshTokenStore} does nothing, because ${blockedReason}. The file is not changed.`,
    );
  const outputsToken = inputs.identity.outputRefreshToken;
  const ignoredInputs = [
    ...(inputs.rotation === undefined ? [] : ['rotate-secret']),
    ...(outputsToken ? ['output-refresh-token'] : []),
  ];
  if (ignoredInputs.length === 0) return;
  const empty = outputsToken ? 'The output refresh-token is empty: do not store it. ' : '';
  host.log.warning(
    `In this run ${ignoredInputs.join(' and ')} ${ignoredInputs.length === 1 ? 'does' : 'do'} nothing, because ${blockedReason}. ${empty}` +
      'A scheduled run with mode: refresh-only keeps the token alive.',
  );
}

/** Without this check, the first upload would fail with a less clear message. */
function checkWriteScope(token: TokenProvider): void {
  if (mayWrite(token.scope)) return;
  throw new Failure(`this sign-in has no permission to write, only: ${token.scope}`, {
    code: 'no-write-permission',
    kind: 'sign-in',
    hint: 'sign in again with the scopes Files.ReadWrite offline_access',
  });
}

function logTokenRotation(token: TokenProvider, { inputs, host, saveRefreshToken }: RunContext): void {
  if (token.hasRotated) host.log.info('Microsoft sent a new refresh token');
  const isSaved =
    inputs.rotation !== undefined || saveRefreshToken !== undefined || inputs.identity.outputRefreshToken;
  if (!isSaved) host.log.notice(noRotationNotice(host.nameInputs !== undefined));
}

/** Opens the drive. Throws Graph's error with a hint. */
export async function openTargetDrive(context: RunContext, token: TokenProvider): Promise<Drive> {
  const { inputs, http, retry, host, reportLevel } = context;
  const graph = openGraphClient({ graphHost: cloudHosts[inputs.identity.cloud].graph, token, http, retry });
  const drive = await openDrive(graph, inputs.target);
  warnOfLibraryName(context, drive);
  const ownerText = reportLevel === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
  host.log.info(`Signed in; ${drive.kind} drive${ownerText}`);
  return drive;
}

/** Many write the library, as the browser's address does, although paths start in it. */
function warnOfLibraryName({ inputs, host }: RunContext, drive: Drive): void {
  const { place, destination } = inputs.target;
  if (place.kind !== 'site' || drive.baseFolderId !== undefined) return;
  const urlName = percentDecode(drive.webUrl.split('/').at(-1) ?? '');
  const names = [place.library ?? '', drive.name, urlName];
  const warning = libraryAsFolderWarning(destination, names);
  if (warning !== undefined) host.log.warning(warning);
}

/** Logs the granted scopes and the age of the secret, for `mode: check`. */
export function logSignIn({ token, rotation }: SignInResult, host: Host): void {
  host.log.info(
    token.scope === '' ? 'Microsoft did not list the granted scopes' : `Granted scopes: ${token.scope}`,
  );
  const age = rotation?.ageDays;
  if (age !== undefined) host.log.info(`The secret was last updated ${formatCount(age, 'day')} ago`);
}
