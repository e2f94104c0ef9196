/** What no emulator does to a session: servers that go nowhere. The rest is in test/emulated. */
import { expect, test } from 'vitest';
import type { UploadSession } from '../../../src/graph/session.ts';
import { sendBySession } from '../../../src/upload/session.ts';
import { Source } from '../../../src/upload/source.ts';
import { fakeDrive, planned, workOn } from '../../support/fakedrive.ts';
import { World } from '../../support/world.ts';

/** Sends a file of two fragments into sessions that always answer with this position. */
async function sent(world: World, nextByte: number | undefined) {
  let count = 0;
  const position = async () => {
    count += 1;
    if (count > 100) throw new Error('this would never have ended');
    return { created: false, item: undefined, nextByte };
  };
  const session: UploadSession = {
    uploadUrl: 'https://example.sharepoint.com/upload?tempauth=x',
    position,
    async send({ content }) {
      for await (const _ of content.read());
      return position();
    },
    cancel: async () => {},
  };
  const file = planned(world, 'a.bin', 400 * 1024);
  const source = await Source.open(file.sourcePath, file.sizeBytes);
  const work = workOn(world, fakeDrive({ createSession: async () => session }));
  return sendBySession(work, file, { source, conflict: 'replace' }).finally(() => source.close());
}

test('a server that never says where to go on is given up', async () => {
  using world = new World();
  await expect(sent(world, undefined)).rejects.toThrow('in/a.bin: the server does not say where to go on');
});

// Only a refusal counts as an attempt, so 202 with the same nextExpectedRanges again and again never ends.
test('a server that takes every fragment and stays where it is is given up', async () => {
  using world = new World();
  await expect(sent(world, 0)).rejects.not.toThrow('this would never have ended');
});

// The position is believed, the hasher then throws a RangeError: "unexpected RangeError: bytes … never hashed".
test('a server that claims bytes which it never got is told from a bug of ours', async () => {
  using world = new World();
  await expect(sent(world, 350 * 1024)).rejects.toThrow('in/a.bin');
});
