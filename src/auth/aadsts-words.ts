/** Sign-in errors that only their words tell apart: their number has other causes too, or they have none. */
import type { ErrorAdvice } from './aadsts-account.ts';
import { signInAgainHint as again } from './login-hint.ts';

export interface DescribedError extends Omit<ErrorAdvice, 'codes'> {
  /** In the service's own text. */
  readonly words: RegExp;
}

export const describedErrors: readonly DescribedError[] = [
  {
    // AADSTS70000 (AzureAD/microsoft-authentication-library-for-objc#2094, #2290).
    words: /service abuse mode/i,
    meaning: 'Microsoft has blocked the account because it suspects abuse',
    hint: (situation) =>
      `sign in at https://account.live.com in a browser, and follow its steps to unblock the account; then ${again(situation)}`,
  },
  {
    // Without a number, as the answer to the sign-in page's address (danmou/onenote_export#11, dotnet/AspNetCore.Docs#19795).
    words: /'userAudience' configuration/,
    meaning: 'the app takes personal accounts only',
    hint: 'set tenant-id to consumers',
  },
  {
    // The same for an app of the other kind (dotnet/AspNetCore.Docs#19795).
    words: /is not enabled for consumers/,
    meaning: 'the app takes work accounts only, or does not exist',
    hint: 'check client-id, and sign in with a work account; for a personal one, register an app that takes personal accounts',
  },
];
