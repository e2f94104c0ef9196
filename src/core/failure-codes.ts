/**
 * The codes of failures, as data. A code is stable: it stands in the manifest, ends an error's text as a link, and is
 * an anchor of docs/troubleshooting.md, in whose order they are listed here. test/contract/failure-codes.test.ts keeps
 * the two equal.
 */
export const failureCodes = [
  'unexpected',

  // Inputs and files
  'bad-input',
  'secret-empty',
  'client-certificate-invalid',
  'no-files-found',
  'attempt-mismatch',
  'root-protected',
  'file-unreadable',
  'file-changed',
  'file-size-wrong',
  'file-too-large',
  'file-not-written',
  'file-foreign',
  'post-state-changed',
  'working-folder-gone',
  'input-file-invalid',
  'temp-file-failed',

  // Proxies and certificates
  'proxy-407',
  'proxy-sign-in-unsupported',
  'proxy-refused',
  'proxy-timeout',
  'proxy-unreachable',
  'proxy-dropped',
  'proxy-garbage',
  'proxy-overloaded',
  'proxy-invalid',
  'proxy-answered',
  'certificate-untrusted',
  'certificate-not-valid-now',
  'certificate-check-off',
  'no-answer',
  'connection-lost',
  'connection-stalled',
  'answer-too-large',
  'untrusted-address',

  // Sign-in; those with a number are `aadsts-…`
  'sign-in-refused',
  'sign-in-timeout',
  'device-code-unsupported',
  'port-in-use',
  'pasted-address-wrong',
  'no-refresh-token',
  'account-declined',
  'oidc-not-allowed',
  'oidc-refused',
  'no-write-permission',

  // The drive
  'request-refused',
  'access-token-refused',
  'access-denied',
  'item-not-found',
  'name-taken',
  'name-locked',
  'item-modified',
  'file-locked',
  'site-locked',
  'service-unavailable',
  'throttled',
  'session-moved',
  'session-broken',
  'drive-full',
  'path-too-long',
  'not-supported',
  'not-a-folder',
  'is-shortcut',
  'target-conflict',
  'site-url-invalid',
  'site-not-found',
  'library-not-found',
  'library-ambiguous',
  'bad-answer',

  // Single files
  'upload-damaged',
  'upload-not-arrived',
  'malware-found',
  'deleted-by-service',
  'partial-unconfirmed',
  'partial-possible',
  'partial-not-replaced',
  'name-collision',
  'name-changed',
  'files-merged',
  'not-tried',
  'not-a-file',
  'session-contradiction',
  'cancelled',

  // Afterwards
  'max-delete',
  'files-not-seen',
  'bad-listing',
  'folder-loop',
  'link-refused',
  'release-not-found',
  'release-ambiguous',
  'release-not-updated',

  // GitHub
  'secret-not-stored',
  'github-token-missing',
  'github-token-refused',
  'github-denied',
  'github-not-found',
  'github-throttled',
  'github-unavailable',
  'github-refused',
  'rotation-blocked',
  'emulator-only',
  'emulator-address',

  // Download
  'local-file-exists',
  'local-file-not-written',
  'download-damaged',
  'generation-not-found',
  'local-name-refused',
  'local-name-collision',
] as const;

/** A code of the list, or the number of an AADSTS error that `auth` has advice for. */
export type FailureCode = (typeof failureCodes)[number] | `aadsts-${number}`;
