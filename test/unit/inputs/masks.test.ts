import { describe, expect, test } from 'vitest';
import { inputSecrets, maskSecrets } from '../../../src/inputs/masks.ts';
import { FakeHost } from '../../support/fake-host.ts';

const source = (texts: Readonly<Record<string, string>>) => ({
  value: (name: string) => texts[name],
  presentNames: () => Object.keys(texts),
  emulator: true,
});

describe('masks', () => {
  test.each([
    ['a secret input', { 'client-secret': ' s3cret-value\n' }, {}, 's3cret-value'],
    ['one that was pasted with quotes', { 'refresh-token': '"s3cret-value"' }, {}, 's3cret-value'],
    ['one of a wrong form', { 'github-token': 's3cret value' }, {}, 's3cret value'],
    [
      'what the runner gives a job to ask for tokens',
      {},
      { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 's3cret-value' },
      's3cret-value',
    ],
    ["the proxy's password", {}, { HTTPS_PROXY: 'http://ann:s3cret%2Fvalue@p:1' }, 's3cret/value'],
    ['its password as it is written', {}, { https_proxy: 'http://ann:s3cret%2Fvalue@p:1' }, 's3cret%2Fvalue'],
    ["its user's name without a password", {}, { HTTPS_PROXY: 'http://s3cret-value@p:1' }, 's3cret-value'],
  ])('%s', (_, texts, env, secret) => {
    using host = new FakeHost({ env });
    maskSecrets(host, source(texts));
    expect(host.masked).toContain(secret);
  });

  test('nothing of an invalid proxy address, which is reported later', () => {
    using host = new FakeHost({ env: { HTTPS_PROXY: 'socks5://ann:s3cret@p:1' } });
    maskSecrets(host, source({}));
    expect(host.masked).toEqual([]);
  });
});

test('only values of secret inputs are secrets, with and without quotes', () => {
  const texts: Readonly<Record<string, string>> = { 'client-secret': ` "s3cret" `, 'client-id': 'public' };
  const secrets = inputSecrets((name) => texts[name]).filter((secret) => secret !== '');
  expect(secrets).toEqual(['"s3cret"', 's3cret']);
});
