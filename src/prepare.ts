/**
 * Everything that is judged before the first request: inputs, tokens in them, files, names, places. Knows
 * this machine and the run, not Microsoft.
 */
import { Failure, UsageFailure } from './errors.ts';
import type { Host } from './host.ts';
import { type InputSource, type Inputs, readInputs } from './inputs/inputs.ts';
import { type Found, findFiles } from './upload/find.ts';
import { type Plan, planUpload } from './upload/plan.ts';
import { type ExpandedTarget, expandTarget, runFacts } from './upload/tokens.ts';

/** All that was told, checked together: one message for the values and for the tokens in them. */
export function readEverything(
  source: InputSource,
  host: Host,
): { readonly inputs: Inputs; readonly target: ExpandedTarget } {
  const problems: string[] = [];
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageFailure)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const inputs = collect(() => readInputs(source));
  const templates = {
    destination: source.value('destination')?.trim() ?? '',
    name: source.value('name')?.trim() ?? '',
  };
  const target = collect(() => expandTarget(templates, runFacts(host.env, host.clock.now())));
  if (inputs === undefined || target === undefined) throw new UsageFailure([...new Set(problems)]);
  return { inputs, target };
}

export interface Preparation {
  readonly inputs: Inputs;
  readonly target: ExpandedTarget;
  readonly host: Host;
}

/** What to send and where, judged without a request. */
export async function prepare({ inputs, target, host }: Preparation): Promise<Plan> {
  host.log.group('Files');
  try {
    const found = await findFiles(inputs.files, host);
    const plan = planUpload(found, { ...target, flatten: inputs.naming.flatten });
    tellFound(found, inputs, host);
    return plan;
  } finally {
    host.log.groupEnd();
  }
}

function tellFound(found: Found, inputs: Inputs, host: Host): void {
  for (const warning of found.warnings) host.log.warning(warning);
  if (found.hiddenCount > 0) {
    host.log.info(`${found.hiddenCount} hidden files left out (include-hidden-files: true takes them)`);
  }
  if (found.linkCount > 0) host.log.info(`${found.linkCount} symbolic links left out`);
  const none = found.files.length === 0;
  const unmatched = found.unmatched.map((pattern) => `nothing matches ${pattern}`);
  const policy = none ? inputs.files.ifNoFilesFound : inputs.files.unmatchedPatterns;
  const words = none ? ['path found no files', ...unmatched] : unmatched;
  if (words.length === 0) return;
  if (policy === 'error') {
    const input = none ? 'if-no-files-found' : 'unmatched-patterns';
    throw new Failure(words.join('; '), {
      kind: 'usage',
      hint: `correct path, or set ${input} to warn or ignore`,
    });
  }
  for (const word of words) policy === 'warn' ? host.log.warning(word) : host.log.info(word);
}
