/** Reads inputs given as texts, and has those of an app that signs in as itself. */
import { UsageFailure } from '../../src/core/errors.ts';
import { type Inputs, readInputs } from '../../src/inputs/read.ts';

export type InputTexts = Readonly<Record<string, string>>;

export const appInputs: InputTexts = {
  'client-id': '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  auth: 'app',
  'client-secret': 'abc~DEF',
  'tenant-id': '0b5c1d2e-3f40-4152-8637-48596a7b8c9d',
  'drive-id': 'b!x',
  path: 'x',
};

/** As if these were all inputs that somebody set. */
export const inputSource = (texts: InputTexts) => ({
  value: (name: string) => texts[name],
  presentNames: () => Object.keys(texts),
  emulator: false,
});

export const readTexts = (texts: InputTexts): Inputs => readInputs(inputSource(texts));

/** Empty when nothing is wrong. */
export function inputProblems(texts: InputTexts): readonly string[] {
  try {
    readTexts(texts);
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
  return [];
}
