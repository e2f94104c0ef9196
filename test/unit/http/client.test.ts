/** The pure part of the door; sockets are in test/emulated. */
import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { openHttpClient, parseEmulatorOrigin } from '../../../src/http/client.ts';
import { FakeHost } from '../../support/fake-host.ts';

describe('the emulator’s address', () => {
  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://127.8.9.1:1', 'http://127.8.9.1:1'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is %s', (text, origin) => {
    expect(parseEmulatorOrigin(text)).toBe(origin);
  });

  test.each([
    '127.0.0.1:8080',
    'https://127.0.0.1:8080',
    'http://10.0.0.1:8080',
    'http://example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://0.0.0.0:8080',
    'http://[::2]:8080',
    'http://localhost:8080',
    'yes',
  ])('is not %s', (text) => {
    expect(() => parseEmulatorOrigin(text)).toThrow(
      `ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${text}`,
    );
  });

  test('is shown with control characters escaped', () => {
    expect(() => parseEmulatorOrigin('x\n::error::y')).toThrow('x\\u000a::error::y');
  });
});

describe('the door', () => {
  test('stays closed when certificates would not be checked', () => {
    using host = new FakeHost({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
    expect(() => openHttpClient(host)).toThrow('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate checks');
    expect(() => openHttpClient(host)).not.toThrow(UsageFailure);
  });

  test.each([
    [{}, false],
    [{ ONEDRIVE_UPLOAD_EMULATOR: '' }, false],
    [{ ONEDRIVE_UPLOAD_EMULATOR: 'http://127.0.0.1:8080' }, true],
  ])('knows whether anything reaches Microsoft: %j', async (env, emulated) => {
    using host = new FakeHost({ env });
    const client = openHttpClient(host, 'global');
    expect(client.emulated).toBe(emulated);
    await client.close();
  });
});
