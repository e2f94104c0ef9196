/** A drive with items that a run does not name, and faults of its listings. */
import type { Fault } from '../../src/emulator/emulator.ts';
import { UploadFixture } from './upload-fixture.ts';

const dayMs = 24 * 60 * 60_000;

export type ListFault = Extract<Fault['do'], { kind: 'list' }>['how'];

/** A fault of listings. */
export const listFault = (how: ListFault, path: string, more: Partial<Fault> = {}): Fault => ({
  on: { surface: 'graph', method: 'GET', path },
  times: 1000,
  ...more,
  do: { kind: 'list', how },
});

/** Every request that deleted something, or tried to. */
export const deleteRequests = (stage: UploadFixture) =>
  stage.emulator.requestLog.filter(({ method }) => method === 'DELETE');

/** A fixture whose folder `in` has an item that no run names, and whose folder `b` has two older generations. */
export async function openWithOldFiles(
  account: 'personal' | 'business' | 'sharepoint' = 'personal',
): Promise<UploadFixture> {
  const stage = await UploadFixture.open({ account });
  for (const path of ['in/old.txt', 'in/sub/old.txt', 'b/n-1/x', 'b/n-2/x', 'b/n-1.zip', 'b/n-2.zip'])
    await stage.emulator.seed(path, `old ${path}`);
  stage.host.clock.advance(2 * dayMs);
  return stage.writeFiles({ 'a.txt': 10, 'deep/b.txt': 20 });
}
