/**
 * What `check --json` and `refresh --json` print: a report that is about no files, as one object. Knows a report;
 * never holds a token.
 */
import { explain } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import type { Mode } from '../../inputs/rotation.ts';
import { errorsOf, type Report } from '../../report/report.ts';

/**
 * One line of JSON. `mayWrite` is null as long as nobody has tried, `remainingBytes` where the service hides it; the
 * fields of the drive are those of a check alone.
 */
export function answerText(report: Report, mode: Exclude<Mode, 'upload'>): string {
  const { result, emulator, drive, destination } = report;
  const checked = {
    owner: drive?.owner ?? null,
    driveId: drive?.id ?? null,
    driveKind: drive?.kind ?? null,
    driveUrl: drive?.webUrl ?? null,
    remainingBytes: drive?.remainingBytes ?? null,
    destination,
    mayWrite: drive === undefined ? null : result === 'checked',
  };
  const answer = {
    ...{ result, emulator },
    ...(mode === 'check' && checked),
    refreshTokenRotated: report.refreshTokenRotated,
    secretUpdated: report.secretUpdated,
    errors: errorsOf(report).map((error) => report.redact(explain(error))),
  };
  return `${jsonText(answer)}\n`;
}
