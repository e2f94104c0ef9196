import { expect, test } from 'vitest';
import { DownloadUrls } from '../../../src/graph/download-urls.ts';
import { readContent } from '../../../src/graph/read-content.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeHttpClient } from '../../support/fake-http-client.ts';

test('an address is given once', () => {
  using host = new FakeHost();
  const urls = new DownloadUrls(host.clock);
  urls.add('id', 'https://x/1');
  expect([urls.take('id'), urls.take('id'), urls.take('other')]).toEqual([
    'https://x/1',
    undefined,
    undefined,
  ]);
});

test('an address that may have expired by the end of a download is not given', () => {
  using host = new FakeHost();
  const urls = new DownloadUrls(host.clock);
  urls.add('id', 'https://x/1');
  urls.add('late', 'https://x/2');
  host.clock.advance(44 * 60_000);
  expect(urls.take('id')).toBe('https://x/1');
  host.clock.advance(60_000);
  expect(urls.take('late')).toBeUndefined();
});

test('of a large tree only so many are kept that memory stays bounded', () => {
  using host = new FakeHost();
  const urls = new DownloadUrls(host.clock);
  for (let at = 0; at < 20_001; at += 1) urls.add(`${at}`, 'https://x/');
  expect([urls.take('19999'), urls.take('20000')]).toEqual(['https://x/', undefined]);
});

test.each(['http://x.sharepoint.com/a', 'https://10.0.0.1/a', 'https://user@x.sharepoint.com/', ''])(
  'an address in a listing that cannot be one of Microsoft is not called: %s',
  async (knownUrl) => {
    using host = new FakeHost();
    const { http, requests } = fakeHttpClient(() => ({ status: 200, headers: {}, text: '' }));
    const redirect = () => Promise.reject(new Error('not asked for'));
    const wanted = { fromByte: 0, knownUrl, onStart: () => () => {} };
    await expect(readContent(wanted, { http, host, warnedHosts: new Set(), redirect })).rejects.toMatchObject(
      {
        code: 'untrusted-address',
      },
    );
    expect(requests).toEqual([]);
  },
);

test('an address in a listing is called without an access token, and masked', async () => {
  using host = new FakeHost();
  const { http, requests } = fakeHttpClient(() => ({ status: 200, headers: {}, text: '' }));
  const knownUrl = 'https://contoso.sharepoint.com/download.aspx?tempauth=v1.secretsecret';
  const redirect = () => Promise.reject(new Error('not asked for'));
  await readContent(
    { fromByte: 5, knownUrl, onStart: () => () => {} },
    { http, host, warnedHosts: new Set(), redirect },
  );
  expect(requests).toMatchObject([{ method: 'GET', url: knownUrl, headers: { range: 'bytes=5-' } }]);
  expect(Object.keys(requests[0]?.headers ?? {})).toEqual(['range']);
  expect(host.redact(`see ${knownUrl}`)).not.toContain('secretsecret');
});
