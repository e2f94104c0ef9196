/** Settings that tests may change while the emulator runs. */

/** A policy of the tenant, or a default, that changes the sharing links clients request. */
export interface LinkPolicy {
  readonly type?: 'view' | 'edit' | 'blocksDownload';
  readonly scope?: 'anonymous' | 'organization' | 'users' | 'existingAccess';
  /**
   * `never`: no expiration, even if one was requested. `year-one`: the same, expressed as DateTime.MinValue. `maxDays`:
   * the link expires after at most that many days, even if no expiration was requested (microsoft-graph-docs#15262).
   */
  readonly ends?: 'never' | 'year-one' | { readonly maxDays: number };
  /** A password is accepted and ignored. */
  readonly withoutPassword?: boolean;
}

/** Settings of the emulated service. All may be changed at any time. */
export interface Settings {
  /** Refuse a session whose item names `fileSystemInfo` before `@microsoft.graph.conflictBehavior` (python-o365). */
  strictOrder: boolean;
  /** Fail the last fragment if the length of an earlier one was not a multiple of 327,680 bytes. */
  strictAlignment: boolean;
  /** How many requests for a new item are answered with 404 before it becomes visible. */
  visibilityLagRequests: number;
  /** The first session that replaces an existing Office file is broken from the start (abraunegg/onedrive#3859). */
  officeReplaceBug: boolean;
  /** Rewrite Office and HTML files after the upload, so that their size and hash differ from what was sent. */
  enrichOffice: boolean;
  /** Quota of each drive, in bytes. */
  quotaBytes: number;
  /** Check the quota only at the last fragment (hassio-onedrive-backup#140). */
  quotaLate: boolean;
  /** Report a quota of zeros. */
  quotaZeros: boolean;
  /** Omit `file.hashes` from every reply. */
  omitHashes: boolean;
  /** Leave `file.hashes` of empty files empty (OneDrive/onedrive-api-docs#1704). */
  omitZeroByteHashes: boolean;
  /** Paths of the sites (`/sites/site`) that `Sites.Selected` is granted for. Personal drives are `/personal/…`. */
  selectedSites: string[];
  /** The signed-in user has no drive: it was never opened, or the user has no licence. */
  meWithoutDrive: false | 'not-made' | 'no-licence';
  /** createLink returns 403 for every link, or for anonymous links only. */
  linkPolicyForbidden: boolean | 'anonymous';
  /** createLink returns a different link from the one requested. */
  linkPolicy: LinkPolicy;
  /**
   * False: a free personal account, whose links have neither expiration nor password. A request for either returns 403.
   */
  paidSharing: boolean;
  /** Replies have the ids of personal drives without leading zeros, in lower case. Requests need all 16 digits. */
  shortDriveIds: boolean;
  /** Percent-escapes in `parentReference.path` are lower case. */
  lowerCaseParent: boolean;
  /** `shares/…` returns 400 instead of 403 or 404 for a link that was not followed yet (recorded by pnp/pnpcore). */
  unfollowedLinkIsBadRequest: boolean;
  /** On business and sharepoint too, a `fail` conflict is reported at the last fragment. */
  conflictAtCommit: boolean;
  /**
   * Which drives close `nextExpectedRanges` once the total is known (`start-end`). Personal ones do
   * (OneDrive/onedrive-api-docs#1273, home-assistant/core#161257); of work drives both forms were seen (api-docs#342).
   */
  closedRanges: 'none' | 'personal' | 'all';
  /** Status for a fragment of 60 MiB or more. */
  oversizedFragmentStatus: 400 | 413;
  /** Largest body of a simple PUT, in bytes. */
  simpleLimitBytes: number;
  /** How many requests to a copy's monitor are told that it is in progress. */
  copyPolls: number;
  /** A finished copy returns 303 to the item instead of 200. */
  copyEndsWithRedirect: boolean;
}

/** Strict checks, and no faults. */
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
    shortDriveIds: false,
    lowerCaseParent: false,
    unfollowedLinkIsBadRequest: false,
    conflictAtCommit: false,
    closedRanges: 'personal',
    oversizedFragmentStatus: 413,
    simpleLimitBytes: 262_144_000,
    copyPolls: 1,
    copyEndsWithRedirect: false,
  };
}

/** True for 127.0.0.0/8, ::1 and localhost: addresses that only reach this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);
}
