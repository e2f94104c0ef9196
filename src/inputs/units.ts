/**
 * Parses sizes, rates and durations: `4MiB`, `62.5 MB`, `20MB/s`, `15m`.
 */
import { quoteUnlessSecret } from './quote-unless-secret.ts';

const sizeUnits: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  KiB: 1024,
  MB: 1e6,
  MiB: 1024 ** 2,
  GB: 1e9,
  GiB: 1024 ** 3,
};

/** A value, or a problem as a clause that follows the input's name. */
export type ParseResult<T> = { readonly value: T } | { readonly problem: string };

/**
 * Parses a size to whole bytes, rounded down. Refuses a number without a unit, because `10` could mean ten bytes or ten
 * MiB. `0` needs no unit.
 */
export function parseSize(text: string): ParseResult<number> {
  const match = /^(\d{1,15}(?:\.\d{1,15})?)\s?([A-Za-z]*)$/.exec(text);
  if (!match)
    return {
      problem: `${quoteUnlessSecret(text)} is not a size; write a number and a unit, such as 4MiB or 10MB`,
    };
  const [, number = '', unit = ''] = match;
  if (unit === '' && Number(number) === 0) return { value: 0 };
  if (unit === '') {
    return {
      problem: `${quoteUnlessSecret(text)} has no unit; write ${number}MiB or ${number}MB, or use one of ${listUnits()}`,
    };
  }
  const factor = Object.hasOwn(sizeUnits, unit) ? sizeUnits[unit] : undefined;
  if (factor === undefined) {
    return {
      problem: `${quoteUnlessSecret(text)} has an unknown unit${suggestUnit(unit)}; use one of ${listUnits()}`,
    };
  }
  const exact = Number(number) * factor;
  const sizeBytes = Math.floor(exact);
  if (!Number.isSafeInteger(sizeBytes)) return { problem: `${quoteUnlessSecret(text)} is too large` };
  if (exact > 0 && sizeBytes === 0) return { problem: `${quoteUnlessSecret(text)} is less than one byte` };
  return { value: sizeBytes };
}

function listUnits(): string {
  return Object.keys(sizeUnits).join(', ');
}

function suggestUnit(unit: string): string {
  const wanted = unit.toLowerCase();
  const near = Object.keys(sizeUnits).find((known) =>
    [known, known.replace('B', '')].some((x) => x.toLowerCase() === wanted),
  );
  return near === undefined ? '' : `, did you mean ${near}?`;
}

/** Fragments of an upload session must be multiples of this (createUploadSession docs, "Upload bytes"). */
export const fragmentUnitBytes = 327_680;
/** The largest multiple below the 60 MiB that one request may have. */
export const fragmentLimitBytes = 62_586_880;

/** Parses a fragment size, rounded down to a multiple of the unit: at least one unit, below 60 MiB. */
export function parseChunkSize(text: string): ParseResult<number> {
  const parsed = parseSize(text);
  if ('problem' in parsed) return parsed;
  if (parsed.value === 0) return { problem: '0 is too small; the minimum is 320KiB' };
  const sizeBytes = Math.max(1, Math.floor(parsed.value / fragmentUnitBytes)) * fragmentUnitBytes;
  if (sizeBytes > fragmentLimitBytes) {
    return {
      problem: `${quoteUnlessSecret(text)} is too large; the maximum is 59.6875MiB (62,586,880 bytes)`,
    };
  }
  return { value: sizeBytes };
}

/** With a slower limit, one chunk of a file could take longer than the service waits. */
const minRate = 10_000;

/** Parses a rate, `20MB/s`, to bytes per second. */
export function parseRate(text: string): ParseResult<number> {
  const match = /^(.*[A-Za-z])\s?\/\s?s$/.exec(text);
  if (match === null)
    return { problem: `${quoteUnlessSecret(text)} is not a rate; write a size and /s, such as 20MB/s` };
  const parsed = parseSize(match[1] ?? '');
  if ('problem' in parsed || parsed.value >= minRate) return parsed;
  return { problem: `${quoteUnlessSecret(text)} is too slow; the minimum is 10kB/s` };
}

const durationUnits: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Parses a duration, `90s`, `15m`, `1h` or `0`, to milliseconds. */
export function parseDuration(text: string): ParseResult<number> {
  if (text === '0') return { value: 0 };
  const match = /^(\d{1,5})\s?(s|m|h)$/.exec(text);
  if (match === null) {
    return {
      problem: `${quoteUnlessSecret(text)} is not a duration; write a number and s, m or h, such as 15m, or 0`,
    };
  }
  return { value: Number(match[1]) * (durationUnits[match[2] ?? ''] ?? 0) };
}

/** The largest body of a single PUT: 250 MB (learn: graph/api/driveitem-put-content). */
export const singlePutLimitBytes = 250_000_000;
