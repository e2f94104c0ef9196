/** A proxy that is set while ONEDRIVE_UPLOAD_EMULATOR is, too. */
import { expect, onTestFinished, test } from 'vitest';
import { startProxy } from '../../support/connect-proxy.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

test('the emulator is reached directly, whatever proxy is set', async () => {
  const proxy = await startProxy({ behavior: 'drop' });
  onTestFinished(() => proxy.close());
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 100, 'b.bin': 400_000 });
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])
    fixture.host.env[name] = `http://127.0.0.1:${proxy.port}`;
  const { result } = await fixture.run({ 'session-threshold': '320KiB' });
  expect(result).toBe('uploaded');
  expect((await fixture.compare()).wrong).toEqual([]);
  expect(proxy.requests).toEqual([]);
});

test('an invalid proxy does not block the emulator', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 100 });
  fixture.host.env.HTTPS_PROXY = 'socks5://127.0.0.1:1080';
  expect((await fixture.run()).result).toBe('uploaded');
});

test('an emulator that has ended is named by its address, not by Microsoft’s', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 100 });
  await fixture.emulator.close();
  expect((await fixture.run()).result).toBe('failed');
  expect(fixture.host.errors[0]).toMatch(
    /^no emulator answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\).* See .*#emulator-address$/,
  );
});
