/**
 * What every Graph route is handed: the emulated account with all its rooms, and one call's particulars.
 * Types only, so that routes need not know who put them together.
 */
import type { Clock, EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import type { Settings } from '../core/settings.ts';
import type { DownloadUrls } from '../drive/download-urls.ts';
import type { UploadSessions } from '../drive/sessions.ts';
import type { DriveStore } from '../drive/store.ts';
import type { AccountKind, Tenant } from '../drive/tenant.ts';
import type { Caller, Identity } from '../identity/identity.ts';

/** One request (or member of a batch) that asks to be let in; `caller` is absent on the upload host. */
export interface AdmissionRequest {
  readonly surface: 'graph' | 'upload';
  readonly method: string;
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly caller?: Caller;
}

/** Asked before each Graph and upload request is carried out: the throttle's place. Answers the refusal, or nothing. */
export type AdmissionCheck = (request: AdmissionRequest) => EmulatorReply | undefined;

export interface GraphService {
  readonly account: AccountKind;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly store: DriveStore;
  readonly tenant: Tenant;
  readonly sessions: UploadSessions;
  readonly downloadUrls: DownloadUrls;
  readonly identity: Identity;
  readonly admit: AdmissionCheck;
  /** Headers that tell what is left of the budget, for any answer. */
  readonly rateLimitHeaders: () => Readonly<Record<string, string>>;
}

/** One Graph call, past the door. */
export interface GraphCall {
  readonly service: GraphService;
  readonly request: EmulatorRequest;
  readonly caller: Caller;
  /** `https://graph.microsoft.com`, or wherever the client believes Graph is; for links and contexts. */
  readonly origin: string;
  readonly query: URLSearchParams;
}
