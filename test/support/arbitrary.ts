/** Arbitrary texts, headers and JSON values for property tests of parsers. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { Failure } from '../../src/core/errors.ts';

export const anyString = fc.string({ unit: 'binary', maxLength: 60 });
/** Numbers as nobody should write them, and as everybody does. */
export const anyNumberText = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    ' 7 ',
    '9'.repeat(20),
    '9'.repeat(400),
  ),
  fc.nat().map(String),
  fc.double().map(String),
);
export const anyDateText = fc.oneof(
  fc.date({ noInvalidDate: true }).map((day) => day.toUTCString()),
  fc.constantFrom(
    'Mon, 99 Abc 2026 99:99:99 GMT',
    'Sat, 21 Nov 2026 24:61:00 GMT',
    'Sat, 32 Nov 2026 10:00:00 GMT',
  ),
);
export const anyHeader = fc.oneof(anyString, anyNumberText, anyDateText);
export const anyJsonValue = fc.oneof(
  anyString,
  anyNumberText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.integer(),
  fc.constant(null),
);
/** An object with these fields, whatever they hold, in any of its depths. */
export function objectOf(...names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const { node } = fc.letrec((tie) => ({
    node: fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof({ maxDepth: 4 }, anyJsonValue, tie('node'), fc.array(anyJsonValue, { maxLength: 3 })),
    ),
  }));
  return node as fc.Arbitrary<Record<string, unknown>>;
}
export const isNonNegativeInteger = (number: number | undefined) =>
  number !== undefined && Number.isSafeInteger(number) && number >= 0;

/** An address in some way: parts that are right, and what is no part of any. */
const address = fc
  .tuple(
    fc.constantFrom('', 'http://', 'https://', 'HTTPS://', 'socks5://', '//', 'http:/'),
    fc.constantFrom('', 'user:word@', 'a%zz@', '@', ':@'),
    fc.constantFrom(
      '',
      'localhost',
      '127.0.0.1',
      '[::1]',
      'contoso.sharepoint.com',
      'x.lan',
      '1.2.3',
      '例え.テスト',
      'a..b',
    ),
    fc.constantFrom('', ':8080', ':0', ':99999', ':', ':x'),
    fc.oneof(anyString, fc.webPath(), fc.constant('/?code=abc&state=s#x')),
  )
  .map((parts) => parts.join(''));
/** What somebody may write anywhere. */
export const anyText = fc.oneof(anyString, address, anyNumberText, fc.json());

/** What it answers; undefined for a refusal in our own words, which says something. */
export function resultOrFailure<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.message).not.toBe('');
    return undefined;
  }
}
