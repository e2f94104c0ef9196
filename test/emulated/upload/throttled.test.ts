import { expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

test('a long wait that the service asks for is said once, and the upload goes on after it', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 1000, 'b.bin': 1000 });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    do: { kind: 'status', status: 429, retryAfter: '12' },
  });
  const report = await fixture.run({});
  expect(report.result).toBe('uploaded');
  expect(fixture.host.lines.filter((line) => line.includes('asks to wait'))).toEqual([
    'Throttled: Microsoft asks to wait 12 s (HTTP 429)',
  ]);
});
