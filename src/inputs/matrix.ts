/**
 * Which job of a matrix this is. GitHub tells it in the `strategy` context alone, which no environment
 * variable repeats; an input's default may name that context (actions/runner, action_yaml.json,
 * `input-default-context`), so the input `strategy` has it, and nobody writes it by hand.
 */
import { type InputSpec, textInput } from './kinds.ts';
import type { ParseResult } from './units.ts';

/** A job's place in its matrix, counted from 0. */
export interface MatrixJob {
  readonly index: number;
  readonly total: number;
}

/** The row; undefined where there is no matrix, or a runner that does not tell. */
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
    return { problem: 'is filled in by GitHub: leave it out' };
  }
}
