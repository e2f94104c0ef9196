/**
 * The switches a test may flip while the emulator runs. Only data; obeyed by whoever knows the matter.
 */

/** What becomes of a link that is asked for: a policy, or a default, that has its own mind about it. */
export interface LinkPolicy {
  readonly type?: 'view' | 'edit' | 'blocksDownload';
  readonly scope?: 'anonymous' | 'organization' | 'users' | 'existingAccess';
  /**
   * `never`: no end, whatever was asked. `year-one`: the same, said with DateTime.MinValue. `maxDays`: the end is at
   * most that far away, also where none was asked for (microsoft-graph-docs#15262).
   */
  readonly ends?: 'never' | 'year-one' | { readonly maxDays: number };
  /** A password is taken and forgotten. */
  readonly withoutPassword?: boolean;
}

/** Switches of the emulated service; all may be changed at any time. */
export interface Settings {
  /** Refuse a session whose item names `fileSystemInfo` before `@microsoft.graph.conflictBehavior` (python-o365). */
  strictOrder: boolean;
  /** Fail the last fragment when an earlier one was no multiple of 327,680 bytes long. */
  strictAlignment: boolean;
  /** How many look-ups a freshly made item answers with 404 first. */
  visibilityLagRequests: number;
  /** The first session that replaces an existing Office file is dead on arrival (abraunegg/onedrive#3859). */
  officeReplaceBug: boolean;
  /** Rewrite Office and HTML files after they arrived, so that size and hash are not what was sent. */
  enrichOffice: boolean;
  /** Room of each drive, in bytes. */
  quotaBytes: number;
  /** Notice the lack of room at the last fragment only (hassio-onedrive-backup#140). */
  quotaLate: boolean;
  /** Report a quota of zeros. */
  quotaZeros: boolean;
  /** Leave `file.hashes` out of every answer. */
  omitHashes: boolean;
  /** Leave `file.hashes` out of empty files. */
  omitZeroByteHashes: boolean;
  /** Paths of the sites (`/sites/site`) that `Sites.Selected` was granted on; personal drives are `/personal/…`. */
  selectedSites: string[];
  /** The signed-in user has no drive: never opened, or without a licence. */
  meWithoutDrive: false | 'not-made' | 'no-licence';
  /** createLink answers 403: every link, or anonymous ones only. */
  linkPolicyForbidden: boolean | 'anonymous';
  /** createLink answers another link than was asked for. */
  linkPolicy: LinkPolicy;
  /** False: a personal account that is not paid for, whose links have neither end nor password; answered 403. */
  paidSharing: boolean;
  /** Percent-escapes of `parentReference.path` in lower case. */
  lowerCaseParent: boolean;
  /** The last fragment answers 200 with a status body (OneDrive/onedrive-api-docs#1531). */
  finalBodyWithoutId: boolean;
  /** business and sharepoint too report a `fail` conflict at the last fragment. */
  conflictAtCommit: boolean;
  /** `nextExpectedRanges` as `start-end`. */
  closedRanges: boolean;
  /** Answer to a fragment of 60 MiB or more. */
  oversizedFragmentStatus: 400 | 413;
  /** Largest body of a simple PUT. */
  simpleLimitBytes: number;
}

/** Strict, and without any of the mishaps. */
export function defaultSettings(): Settings {
  return {
    strictOrder: true,
    strictAlignment: true,
    visibilityLagRequests: 0,
    officeReplaceBug: false,
    enrichOffice: false,
    quotaBytes: 5 * 1024 ** 4,
    quotaLate: false,
    quotaZeros: false,
    omitHashes: false,
    omitZeroByteHashes: false,
    selectedSites: [],
    meWithoutDrive: false,
    linkPolicyForbidden: false,
    linkPolicy: {},
    paidSharing: true,
    lowerCaseParent: false,
    finalBodyWithoutId: false,
    conflictAtCommit: false,
    closedRanges: false,
    oversizedFragmentStatus: 413,
    simpleLimitBytes: 262_144_000,
  };
}

/** True for an address that only this machine can have meant: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);
}
