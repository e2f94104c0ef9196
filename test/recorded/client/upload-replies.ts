/** What the client reads in recorded replies to upload sessions, fragments and createLink. */
import { expect } from 'vitest';
import { createDrive } from '../../../src/graph/drive.ts';
import type { UploadPosition } from '../../../src/graph/upload-session.ts';
import { recordedBody, recordedResponse } from '../exchange.ts';
import { jsonResponse, type Reading, replayGraph } from './reading.ts';

const content = {
  sizeBytes: 10,
  async *read() {
    yield Buffer.alloc(10);
  },
};
const driveReply = {
  status: 200,
  body: { id: 'b!SYNTHETIC', driveType: 'business' },
  serverTimeMs: Number.NaN,
};

/** Opens a session with the recorded reply. A warning would name an upload host that is not known as Microsoft's. */
async function openSession(name: string) {
  using replay = replayGraph(recordedResponse(name));
  const drive = createDrive(replay.graph, driveReply);
  const { uploadUrl } = await drive.createUploadSession('a.bin', 'replace');
  return { uploadUrl, warnings: replay.host.warnings, requests: replay.requests };
}

/** Sends a fragment and returns what the recorded reply says about it. */
async function sendFragment(name: string): Promise<UploadPosition> {
  const uploadUrl = 'https://contoso-my.sharepoint.com/personal/u/_api/v2.0/drives/D/items/I/uploadSession';
  using replay = replayGraph(recordedResponse(name));
  const session = createDrive(replay.graph, driveReply).resumeUploadSession('a.bin', uploadUrl);
  return session.sendFragment({ startByte: 0, totalBytes: 100, content });
}

/** The upload goes to the recorded address, a known host, and no bearer goes along. */
function opensSession(exchange: string, says: string): Reading {
  return {
    exchange,
    says,
    async check() {
      const { uploadUrl, warnings } = await openSession(exchange);
      expect(uploadUrl).toBe(recordedBody(exchange).uploadUrl);
      expect(warnings).toEqual([]);
      using replay = replayGraph(jsonResponse({ nextExpectedRanges: ['0-'] }, 202));
      const session = createDrive(replay.graph, driveReply).resumeUploadSession('a.bin', uploadUrl);
      await session.sendFragment({ startByte: 0, totalBytes: 100, content });
      const [sent] = replay.requests;
      expect(sent?.url).toBe(uploadUrl);
      expect(sent?.headers).toEqual({ 'content-range': 'bytes 0-9/100' });
    },
  };
}

function continuesAt(exchange: string, nextByte: number, says: string): Reading {
  return {
    exchange,
    says,
    check: async () =>
      expect(await sendFragment(exchange)).toEqual({ created: false, item: undefined, nextByte }),
  };
}

async function createLink(name: string, more: Readonly<Record<string, unknown>> = {}) {
  using replay = replayGraph(recordedResponse(name, more));
  return createDrive(replay.graph, driveReply).createLink('I', { type: 'edit', scope: 'organization' });
}

export const uploadReplies: readonly Reading[] = [
  opensSession('06-personal-session-2018', 'a session on api.onedrive.com'),
  opensSession('08-personal-uploadurl-2025', 'a session on microsoftpersonalcontent.com'),
  opensSession('34-sharepoint-session-2020', 'a session whose address names the conflict behaviour'),
  opensSession('35-sharepoint-uploadurl-2026', 'a session whose address has guid, dc and tempauth alone'),
  {
    exchange: '07-personal-session-2023',
    says: 'no session: the Location beside a body without uploadUrl is no upload address',
    check: () =>
      expect(openSession('07-personal-session-2023')).rejects.toMatchObject({ code: 'untrusted-address' }),
  },
  continuesAt('09-personal-202-2020', 5_242_880, 'the next byte in a range that has an end'),
  continuesAt(
    '10-personal-202-2026',
    220_200_960,
    'the next byte in a range that has an end, alone in its body',
  ),
  continuesAt('39-business-202-2016', 4_453, 'the next byte beside an uploadUrl of null'),
  {
    exchange: '11-personal-final-201-without-item',
    says: 'no item, and the first byte of the fragment that was just sent: the upload looks for the file then',
    check: async () =>
      expect(await sendFragment('11-personal-final-201-without-item')).toEqual({
        created: true,
        item: undefined,
        nextByte: 10_485_760,
      }),
  },
  {
    exchange: '40-sharepoint-final',
    says: 'a new file without an item: the upload looks for the file then',
    check: async () =>
      expect(await sendFragment('40-sharepoint-final')).toEqual({
        created: true,
        item: undefined,
        nextByte: undefined,
      }),
  },
  {
    exchange: '24-personal-createlink',
    says: 'an existing link; the header Location is none',
    async check() {
      await expect(createLink('24-personal-createlink')).rejects.toMatchObject({ code: 'bad-answer' });
      using replay = replayGraph({
        ...recordedResponse('24-personal-createlink'),
        text: JSON.stringify({
          id: 'P',
          link: { webUrl: 'https://1drv.ms/f/s', type: 'view', scope: 'anonymous' },
        }),
      });
      const drive = createDrive(replay.graph, driveReply);
      const link = await drive.createLink('I', { type: 'view', scope: 'anonymous' });
      expect(link).toMatchObject({ created: false, permissionId: 'P', webUrl: 'https://1drv.ms/f/s' });
    },
  },
  {
    exchange: '57-createlink-201',
    says: 'a new link with its end, without a password',
    check: async () =>
      expect(await createLink('57-createlink-201')).toEqual({
        permissionId: '27f755a8-3cf6-499a-82f9-c4652142f430',
        created: true,
        webUrl: 'https://contoso.sharepoint.com/:w:/s/s/EWHhM44KxFRAgZV3F_87IxgBAHN3yYWBThONIz1pSsy-0g',
        type: 'edit',
        scope: 'organization',
        expires: '2024-07-31T13:37:38Z',
        hasPassword: false,
      }),
  },
];
