import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { explain } from '../../src/errors.ts';
import { openDoor } from '../../src/http.ts';
import { World } from '../support/world.ts';

test('an answer without an end is given up for good, and not taken for silence', async () => {
  const server = createServer((_, answer) => {
    const piece = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      while (!answer.destroyed && answer.write(piece));
    };
    answer.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  using world = new World({ env: { ONEDRIVE_UPLOAD_EMULATOR: `http://127.0.0.1:${port}` } });
  const door = openDoor(world, 'global');
  try {
    const asked = door.send({ method: 'GET', url: 'https://graph.microsoft.com/v1.0/me/drive' });
    await expect(asked.catch(explain)).resolves.toBe(
      'an answer is larger than 16 MiB, which none of the services sends. Check that no proxy rewrites answers',
    );
    await expect(asked).rejects.toMatchObject({ name: 'Failure', kind: 'network' });
  } finally {
    await door.close();
    server.closeAllConnections();
    server.close();
  }
});
