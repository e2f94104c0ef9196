import { expect, test } from 'vitest';
import { redactResponse } from '../../../src/http/receive.ts';
import { FakeHost } from '../../support/fake-host.ts';

test.each([
  ['as it is', 'no M.C507_BAY.abc-def', 'no ***'],
  ['in JSON that spells a character otherwise', '{"a":"M\\u002eC507\\u005fBAY.abc-def"}', '{"a":"***"}'],
  ['in what is no JSON', 'M\\u002e {M.C507_BAY.abc-def', 'M\\u002e {***'],
])('a secret that a refusal says back is starred out %s', (_, text, shown) => {
  using host = new FakeHost();
  host.mask('M.C507_BAY.abc-def');
  expect(redactResponse(text, host)).toBe(shown);
});
