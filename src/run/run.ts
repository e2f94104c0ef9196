/**
 * The story of a run, in chapters: prepare, connect, send (which ends with finish), report. Knows their order and
 * nothing of how; everything that is wrong with the inputs or the files is said before the first request.
 */
import { resolve } from 'node:path';
import { CancelledFailure, Failure, UsageFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { forkWarning, readWorkflowEvent, rotationBlockedReason } from '../github/event.ts';
import { openHttpClient } from '../http/client.ts';
import { RateLimitGate, type RetryOptions } from '../http/retry.ts';
import { maskSecrets } from '../inputs/masks.ts';
import type { Inputs } from '../inputs/read.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import { logReport } from '../report/log-report.ts';
import { withPublicLog } from '../report/public-log.ts';
import type { RunReport } from '../report/report.ts';
import { RunState } from '../report/run-state.ts';
import { AdaptiveConcurrency } from '../upload/concurrency.ts';
import { type Journal, openJournal } from '../upload/journal.ts';
import { testWriteAccess } from '../upload/write-test.ts';
import type { Job } from './job.ts';
import { isSkippedWithoutCredentials, prepareUpload, readAllInputs } from './prepare.ts';
import { logSignIn, openTargetDrive, signInAndSaveToken } from './sign-in.ts';
import { runUpload } from './upload.ts';

/** Runs the job that the inputs describe. Never throws: outputs and summary are written, then the verdict is in the report. */
export async function run(givenJob: Job): Promise<RunReport> {
  const state = new RunState(givenJob.host);
  const host = withPublicLog(givenJob.host, () => state.reportLevel() !== 'full');
  const job = { ...givenJob, host };
  const { source } = job;
  maskSecrets(host, source);
  try {
    const event = readWorkflowEvent(host.env);
    if (isSkippedWithoutCredentials(source, { host, event })) state.result = 'no-credentials';
    else {
      const warning = forkWarning(event);
      if (warning !== undefined) host.log.warning(warning);
      await runWithInputs(job, state);
    }
  } catch (error) {
    state.error = host.signal.aborted ? new CancelledFailure() : error;
  }
  const report = state.report();
  await logReport(host, report, state.reportLevel());
  return report;
}

async function runWithInputs(job: Job, state: RunState): Promise<void> {
  const { host } = job;
  const { inputs, paths } = readAllInputs(job.source, host);
  if (inputs.mode === 'refresh-only') checkTokenIsStored(inputs, job);
  state.summaryLevel = inputs.summary;
  state.destination = paths.destination;
  const prepared = inputs.mode === 'upload' ? await prepareUpload({ inputs, paths, host }) : undefined;
  if (inputs.mode === 'upload' && prepared === undefined) {
    state.result = 'nothing-found';
    return;
  }
  const http = openHttpClient(host, inputs.identity.cloud);
  try {
    state.emulator = http.emulated;
    // A journal that cannot be opened is a wrong input, to be told before anything is asked of Microsoft.
    const journal = prepared && openRunJournal(inputs, { host, emulated: http.emulated });
    const signInResult = await signInAndSaveToken({
      inputs,
      http,
      host,
      state,
      saveRefreshToken: job.saveRefreshToken,
    });
    if (inputs.mode === 'refresh-only') {
      if (signInResult.rotation?.failure !== undefined) throw signInResult.rotation.failure;
      state.result = 'refreshed';
      return;
    }
    const concurrency = new AdaptiveConcurrency(inputs.upload.concurrency, host.clock);
    const retry = createRetryOptions(host, { settings: inputs.upload, pace: concurrency });
    const drive = await openTargetDrive({ inputs, http, retry, state, token: signInResult.token });
    if (prepared === undefined) {
      logSignIn(signInResult, host);
      await testWriteAccess(drive, { host, folder: state.destination });
      state.result = 'checked';
      return;
    }
    const needsChecksums = inputs.naming.checksums !== undefined;
    const engine = { drive, patience: retry, concurrency, journal, needsChecksums, settings: inputs.upload };
    await runUpload({ job, state, inputs, paths, prepared, http, engine });
  } finally {
    await http.close();
  }
}

/** A renewed token that is kept nowhere is one day older, and nothing else. */
function checkTokenIsStored({ rotation, identity }: Inputs, { saveRefreshToken, host }: Job): void {
  const blockedReason = rotationBlockedReason(readWorkflowEvent(host.env));
  if (
    blockedReason !== undefined &&
    (rotation !== undefined || identity.outputRefreshToken || saveRefreshToken !== undefined)
  )
    throw new Failure(`mode: refresh-only stores no token in this run, because ${blockedReason}`, {
      kind: 'service',
      hint: 'start it by schedule or workflow_dispatch',
    });
  if (rotation !== undefined || identity.outputRefreshToken || saveRefreshToken !== undefined) return;
  throw new UsageFailure([
    'mode: refresh-only keeps the new refresh token nowhere: set rotate-secret and github-token, or output-refresh-token, or --refresh-token-file for the command',
  ]);
}

function createRetryOptions(
  host: Host,
  { settings, pace: concurrency }: { readonly settings: UploadInputs; readonly pace: AdaptiveConcurrency },
): RetryOptions {
  return {
    host,
    retries: settings.retries,
    gate: new RateLimitGate(),
    onRetry: (failure) => concurrency.failed(failure),
  };
}

function openRunJournal(
  { resume }: Inputs,
  options: { readonly host: Host; readonly emulated: boolean },
): Journal | undefined {
  return (
    resume && openJournal({ path: resolve(options.host.cwd, resume.journal), key: resume.key, ...options })
  );
}
