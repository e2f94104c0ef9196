/** The groups of inputs that verbs have as flags, and the flag that takes the place of some. */
import { INPUT_SPECS } from '../../inputs/table.ts';
import { flagGroup } from './flags.ts';

/** For verbs that use a stored sign-in. */
export const profileFlag = flagGroup('Sign in', [
  ['--profile <name>', 'sign-in that login --profile stored: IDs, cloud, client secret and refresh token'],
]);

/** Which app signs in, and where. */
export const appInputs = ['client-id', 'tenant-id', 'cloud', 'authority'];
/** How the app proves itself. */
export const clientAuthInputs = ['client-secret', 'client-certificate', 'credential'];
/** The refresh token, and where the new one is stored. */
const tokenInputs = [
  'refresh-token',
  'auth',
  'redirect-uri',
  'scopes',
  'rotate-secret',
  'rotate-secret-in',
  'rotate-after-days',
  'github-token',
];

/** Inputs for a sign-in without a person, as in the action. */
export const signInInputs = [...appInputs, ...clientAuthInputs, ...tokenInputs];
const driveInputs = ['drive-id', 'user', 'group', 'site-url', 'library', 'folder-id', 'app-folder'];
/** Inputs of a check: the sign-in, the drive, and the folder to test for write access. */
export const checkInputs = [...signInInputs, 'destination', ...driveInputs, 'retries'];
/** Inputs of a download: the sign-in, the drive, and the limits. */
export const downloadInputs = [...signInInputs, ...driveInputs, 'concurrency', 'bandwidth-limit', 'retries'];
/** Inputs of a listing: the sign-in and the drive. */
export const listInputs = [...signInInputs, ...driveInputs, 'retries'];
/** All inputs, but those that the verb or the runner sets. */
export const uploadInputs = INPUT_SPECS.map(({ name }) => name).filter(
  (name) => !['mode', 'strategy'].includes(name),
);
