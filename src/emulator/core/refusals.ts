/** Refusals of the real services by name, for the fault `refusal`. */
import { driveRefusals } from './drive-refusals.ts';
import type { Refusal } from './refusal.ts';
import { signInRefusals } from './sign-in-refusals.ts';

const refusals = { ...driveRefusals, ...signInRefusals };

export type RefusalName = keyof typeof refusals;

/** All names, in the order of docs/emulator.md. */
export const refusalNames: readonly string[] = Object.keys(refusals);

/** True for a name that has a row. */
export function isRefusalName(value: unknown): value is RefusalName {
  return typeof value === 'string' && Object.hasOwn(refusals, value);
}

/** The row of a name. */
export function findRefusal(name: RefusalName): Refusal {
  return refusals[name];
}
