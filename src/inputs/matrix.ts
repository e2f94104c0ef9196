/**
 * Finds which job of a matrix this is. Only GitHub's `strategy` context has it, and no environment variable. The
 * default of an input may use that context (actions/runner, action_yaml.json, `input-default-context`), so the input
 * `strategy` gets it. Users never set it.
 */
import { type InputSpec, textInput } from './kinds.ts';
import type { ParseResult } from './units.ts';

/** A job's position in its matrix, counted from 0. */
export interface MatrixJob {
  readonly index: number;
  readonly total: number;
}

/** Undefined without a matrix, and on runners that do not set it. */
export const MATRIX_SPEC: InputSpec<MatrixJob | undefined> = {
  ...textInput(['strategy', 'filled in by GitHub: which job of a matrix this is']),
  kind: 'context',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
  expression: '${{ toJSON(strategy) }}',
  parse: parseMatrixJob,
};

function parseMatrixJob(value: string): ParseResult<MatrixJob | undefined> {
  try {
    const strategy: unknown = JSON.parse(value || '{}');
    const entries = typeof strategy === 'object' && strategy !== null ? Object.entries(strategy) : [];
    const number = (name: string) => Number(entries.find(([key]) => key === name)?.[1] ?? Number.NaN);
    const job = { index: number('job-index'), total: number('job-total') };
    const isValid = Number.isInteger(job.index) && job.index >= 0 && job.index < job.total;
    return { value: isValid && job.total > 1 ? job : undefined };
  } catch {
    return { problem: 'is filled in by GitHub: do not set it' };
  }
}
