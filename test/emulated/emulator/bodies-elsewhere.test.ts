/** The emulator behind a process that takes in and sends out the bytes: it gets requests without bodies. */
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../../src/emulator/drive/quick-xor-hash.ts';
import { innerCode, noise, openEmulatorClient } from '../../support/emulator-client.ts';

/** A fragment of `bytes` whose body another process has received. */
function receivedElsewhere(range: string, bytes: Buffer) {
  const headers = {
    'content-range': range,
    'x-received-bytes': String(bytes.length),
    'x-quick-xor-hash': new QuickXorHash().update(bytes).digest(),
  };
  return { method: 'PUT', headers };
}

test('a file whose bytes were received elsewhere is there with its size and its hash', async () => {
  await using one = await openEmulatorClient({ discard: 'elsewhere', stack: 'old' });
  const url = await one.session('x.bin');
  const bytes = noise(327_680 + 5);
  const first = await one.send(url, receivedElsewhere('bytes 0-327679/327685', bytes.subarray(0, 327_680)));
  expect([first.status, first.json.nextExpectedRanges]).toEqual([202, ['327680-327684']]);
  const sent = receivedElsewhere('bytes 327680-327684/327685', bytes.subarray(327_680));
  const quickXorHash = new QuickXorHash().update(bytes).digest();
  const last = await one.send(url, {
    ...sent,
    headers: { ...sent.headers, 'x-quick-xor-hash': quickXorHash },
  });
  expect(last.status).toBe(201);
  expect(last.json).toMatchObject({ size: bytes.length, file: { hashes: { quickXorHash } } });
  expect(one.emulator.openSessions()).toEqual([]);
});

test('a fragment of another length, or out of its turn, is refused though its body was received elsewhere', async () => {
  await using one = await openEmulatorClient({ discard: 'elsewhere' });
  const url = await one.session('x.bin');
  const short = await one.send(url, receivedElsewhere('bytes 0-9/20', noise(9)));
  expect([short.status, short.json.error.message]).toEqual([
    400,
    'The Content-Range header length does not match the provided number of bytes.',
  ]);
  const late = await one.send(url, receivedElsewhere('bytes 10-19/20', noise(10)));
  expect([late.status, innerCode(late)]).toEqual([416, 'fragmentOutOfOrder']);
});

test('the headers of a content that another process sends are given without it', async () => {
  await using one = await openEmulatorClient({ discard: 'elsewhere' });
  await one.send(await one.session('x.bin'), receivedElsewhere('bytes 0-19/20', noise(20)));
  const url = String((await one.drive('GET', '/root:/x.bin:/content')).headers.location);
  const part = await one.send(url, { method: 'HEAD', headers: { range: 'bytes=5-14' } });
  expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 5-14/20']);
  expect(part.headers['content-length']).toBe('10');
  expect((await one.send(url)).status).toBe(501);
});
