/** Types that the Graph routes share: the emulated account with its services, and one call. */
import type { Clock, EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import type { Settings } from '../core/settings.ts';
import type { CopyJobs } from '../drive/copy-jobs.ts';
import type { DownloadUrls } from '../drive/download-urls.ts';
import type { UploadSessions } from '../drive/sessions.ts';
import type { DriveStore } from '../drive/store.ts';
import type { AccountKind, Tenant } from '../drive/tenant.ts';
import type { Caller, Identity } from '../identity/identity.ts';

/** A request, or a call of a batch, before it is admitted. On the upload host, `caller` is undefined. */
export interface AdmissionRequest {
  readonly surface: 'graph' | 'upload';
  readonly method: string;
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly caller?: Caller;
}

/** Called before each Graph and upload request, by default the throttle. Returns a refusal or undefined. */
export type AdmissionCheck = (request: AdmissionRequest) => EmulatorReply | undefined;

export interface GraphService {
  readonly account: AccountKind;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly store: DriveStore;
  readonly tenant: Tenant;
  readonly sessions: UploadSessions;
  readonly copies: CopyJobs;
  readonly downloadUrls: DownloadUrls;
  readonly identity: Identity;
  readonly admit: AdmissionCheck;
  /** Headers with the remaining budget, for any reply. */
  readonly rateLimitHeaders: () => Readonly<Record<string, string>>;
}

/** One authenticated Graph call. */
export interface GraphCall {
  readonly service: GraphService;
  readonly request: EmulatorRequest;
  readonly caller: Caller;
  /** `https://graph.microsoft.com`, or the origin that the client uses for Graph. For links and contexts. */
  readonly origin: string;
  readonly query: URLSearchParams;
}
