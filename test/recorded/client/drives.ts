/** What the client reads in recorded drives, sites and followed links. */
import { expect } from 'vitest';
import { createDrive } from '../../../src/graph/drive.ts';
import { readCollection } from '../../../src/graph/listing.ts';
import { openDrive } from '../../../src/graph/open-drive.ts';
import { readExchange, recordedResponse } from '../exchange.ts';
import { jsonResponse, type Reading, replayGraph } from './reading.ts';

const me = { place: { kind: 'me' }, appFolder: false } as const;

async function openMine(name: string) {
  using replay = replayGraph(recordedResponse(name));
  return openDrive(replay.graph, me);
}

export const drives: readonly Reading[] = [
  {
    exchange: '05-personal-drive',
    says: 'a personal drive; its owner by the address, for the name is empty; no idea of the room left',
    async check() {
      expect(await openMine('05-personal-drive')).toMatchObject({
        id: 'af00000000000001',
        kind: 'personal',
        name: 'OneDrive',
        owner: 'user@example.com',
        remainingBytes: undefined,
      });
    },
  },
  {
    exchange: '53-batch-drives',
    says: 'a library with its owner and the room left',
    check() {
      const { responses } = Object(readExchange('53-batch-drives').response.body);
      using replay = replayGraph();
      const body = responses[0].body.value[0];
      expect(createDrive(replay.graph, { status: 200, body, serverTimeMs: Number.NaN })).toMatchObject({
        id: 'b!SYNTHETIC',
        kind: 'documentLibrary',
        name: 'Documents',
        owner: 'MOD Administrator',
        remainingBytes: 27_487_737_040_605,
      });
    },
  },
  {
    exchange: '55-shares-item',
    says: 'the drive and the folder that a followed link leads to',
    async check() {
      const shared = recordedResponse('55-shares-item', { id: '01ITEM', name: 'in', folder: {} });
      using replay = replayGraph(shared, jsonResponse({ id: 'b!SYNTHETIC', driveType: 'documentLibrary' }));
      const url = 'https://contoso.sharepoint.com/:f:/s/s/EWHhM44KxFRAgZV3F_87IxgBAHN3yYWBThONIz1pSsy-0g';
      const drive = await openDrive(replay.graph, { place: { kind: 'site', url }, appFolder: false });
      expect(drive).toMatchObject({ id: 'b!SYNTHETIC', baseFolderId: '01ITEM', kind: 'documentLibrary' });
    },
  },
  {
    exchange: '59-site',
    says: 'a site, whose default library is opened by its id',
    async check() {
      using replay = replayGraph(
        recordedResponse('59-site'),
        jsonResponse({ id: 'b!SYNTHETIC', driveType: 'documentLibrary' }),
      );
      const place = { kind: 'site', url: 'https://contoso.sharepoint.com/sites/s' } as const;
      await openDrive(replay.graph, { place, appFolder: false });
      expect(decodeURIComponent(replay.requests[1]?.url ?? '')).toContain(
        '/sites/contoso.sharepoint.com,3492a88a-eb54-492a-89b5-5a96b2692963,c4ba80b9-82a5-460f-8b0c-7e089ce0044b/drive',
      );
    },
  },
  {
    exchange: '62-me-drives',
    says: 'two drives of one name, apart by their ids',
    async check() {
      using replay = replayGraph(recordedResponse('62-me-drives'));
      const values = await readCollection(replay.graph, '/me/drives', 'list the drives');
      const drives = values.map((body) =>
        createDrive(replay.graph, { status: 200, body: Object(body), serverTimeMs: Number.NaN }),
      );
      expect(drives).toMatchObject([
        { id: 'b!SYNTHETIC1', kind: 'business', name: 'OneDrive', remainingBytes: 1_091_979_673_562 },
        { id: 'b!SYNTHETIC2', kind: 'business', name: 'OneDrive', remainingBytes: undefined },
      ]);
    },
  },
  {
    exchange: '63-me-drive-business',
    says: 'a work drive with a name in Italian, without an owner',
    async check() {
      expect(await openMine('63-me-drive-business')).toMatchObject({
        id: 'b!SYNTHETIC',
        kind: 'business',
        name: 'Documenti',
        owner: 'unknown',
      });
    },
  },
];
