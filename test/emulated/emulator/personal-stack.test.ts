/** Personal drives of today's service (`stack: 'new'`, the default) and of the one before (`old`), in the form of their answers. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { noise, openEmulatorClient } from '../../support/emulator-client.ts';

const guid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('new stack', () => {
  test('a file has tags of SharePoint, three hashes, and the address of the new download host', async () => {
    await using one = await openEmulatorClient({ uploadOrigin: 'https://my.microsoftpersonalcontent.com' });
    const cid = one.emulator.credentials.driveId.toLowerCase();
    await one.put('a.bin', noise(5));
    const { json } = await one.graph('GET', '/me/drive/root:/a.bin');
    expect(json.eTag).toMatch(new RegExp(`^"\\{${guid}\\},\\d+"$`, 'i'));
    expect(json.cTag).toMatch(new RegExp(`^"c:\\{${guid}\\},\\d+"$`, 'i'));
    const hex = (name: string) => createHash(name).update(noise(5)).digest('hex').toUpperCase();
    expect(json.file.hashes).toEqual({
      quickXorHash: expect.any(String),
      sha1Hash: hex('sha1'),
      sha256Hash: hex('sha256'),
    });
    const address = `https://my\\.microsoftpersonalcontent\\.com/personal/${cid}/_layouts/15/download\\.aspx`;
    expect(json['@microsoft.graph.downloadUrl']).toMatch(
      new RegExp(
        `^${address}\\?UniqueId=${guid}&Translate=false&tempauth=v1e\\.[\\w-]+\\.[\\w-]+&ApiVersion=2\\.0$`,
      ),
    );
    expect(json.createdBy.user).toEqual({
      email: 'ada@outlook.com',
      id: one.emulator.credentials.driveId,
      displayName: 'Ada Emulated',
    });
    expect(json['@odata.context']).toContain("$metadata#users('ada%40outlook.com')/drive/items/$entity");
  });

  test('an uploadUrl has guid, dc and tempauth alone, and its last answer is SharePoint’s', async () => {
    await using one = await openEmulatorClient();
    const cid = one.emulator.credentials.driveId.toLowerCase();
    const url = await one.session('a.bin');
    expect(url.slice(one.emulator.uploadOrigin.length)).toMatch(
      new RegExp(
        `^/personal/${cid}/_api/v2\\.0/drive/items/[^/]+/uploadSession\\?guid='${guid}'&dc=0&tempauth=v1e\\.[\\w.-]+$`,
      ),
    );
    const last = await one.fragment(url, noise(5), 0, 5);
    expect([last.status, last.json['@odata.context']]).toEqual([
      201,
      `https://my.microsoftpersonalcontent.com/personal/${cid}/_api/v2.0/$metadata#items/$entity`,
    ]);
    expect((await one.send(last.json['@content.downloadUrl'])).bytes.equals(noise(5))).toBe(true);
  });

  test('the drive has its id in lower case, and the address of its library', async () => {
    await using one = await openEmulatorClient();
    const cid = one.emulator.credentials.driveId.toLowerCase();
    const { json } = await one.graph('GET', '/me/drive');
    expect([json.id, json.webUrl]).toEqual([
      cid,
      `https://my.microsoftpersonalcontent.com/personal/${cid}/Documents`,
    ]);
    expect(json.owner).toEqual({ user: { email: 'ada@outlook.com', displayName: 'ada@outlook.com' } });
    expect([json.description, json.createdBy.user.displayName]).toEqual(['', 'System Account']);
  });

  test('the parent of what is in the root is named Documents and has a siteId', async () => {
    await using one = await openEmulatorClient();
    await one.put('%C3%A9%20%C3%A9/in', 'x');
    await one.put('%C3%A9%20%C3%A9/file', 'x');
    const [folder] = (await one.graph('GET', '/me/drive/root/children')).json.value;
    expect(folder.parentReference).toMatchObject({
      name: 'Documents',
      path: '/drive/root:',
      siteId: expect.stringMatching(new RegExp(`^${guid}$`)),
    });
    expect(folder.folder.view).toEqual({ sortBy: 'name', sortOrder: 'ascending', viewType: 'thumbnails' });
    const paths = async (drive: string) => {
      const { json } = await one.graph('GET', `${drive}/root:/%C3%A9%20%C3%A9:/children`);
      return json.value.map((item: { parentReference: { path: string } }) => item.parentReference.path);
    };
    expect(new Set(await paths('/me/drive'))).toEqual(new Set(['/drive/root:/é é']));
    await one.put('%C3%A9%20%C3%A9/odd', 'x');
    expect(new Set(await paths('/me/drive'))).toEqual(
      new Set(['/drive/root:/é é', '/drive/root:/%C3%A9%20%C3%A9']),
    );
    const id = one.emulator.credentials.driveId;
    expect(new Set(await paths(`/drives/${id}`))).toEqual(
      new Set([`/drives/${id}/root:/é é`, `/drives/${id}/root:/%C3%A9%20%C3%A9`]),
    );
  });

  test('webUrl has a form for folders, two for files, and one for Office files', async () => {
    await using one = await openEmulatorClient();
    const cid = one.emulator.credentials.driveId.toLowerCase();
    for (const name of ['dir/x', 'ab', 'abc', 'a.docx']) await one.put(name, 'x');
    const { json } = await one.graph('GET', '/me/drive/root/children');
    const urls = Object.fromEntries(
      json.value.map((item: Record<string, string>) => [
        item.name,
        item.webUrl?.replace(item.id ?? '', 'ID'),
      ]),
    );
    expect(urls).toEqual({
      dir: `https://onedrive.live.com?cid=${cid.toUpperCase()}&id=ID`,
      ab: `https://onedrive.live.com?cid=${cid.toUpperCase()}&id=ID`,
      abc: expect.stringMatching(new RegExp(`^https://onedrive\\.live\\.com/\\?id=${guid}&cid=${cid}$`)),
      'a.docx': expect.stringMatching(
        new RegExp(
          `^https://onedrive\\.live\\.com/personal/${cid}/_layouts/15/doc\\.aspx\\?resid=${guid}&cid=${cid}$`,
        ),
      ),
    });
  });

  test('delta shows less: no name of the parent, and QuickXorHash alone', async () => {
    await using one = await openEmulatorClient();
    await one.put('a.bin', 'x');
    const { json } = await one.graph('GET', '/me/drive/root/delta');
    const file = json.value.find((item: { name: string }) => item.name === 'a.bin');
    expect(Object.keys(file.file.hashes)).toEqual(['quickXorHash']);
    expect(file.parentReference.name).toBeUndefined();
  });

  test('the vault has neither webUrl nor folder, and opens to nobody', async () => {
    await using one = await openEmulatorClient();
    const id = one.emulator.addVault();
    const [vault] = (await one.graph('GET', '/me/drive/root/children')).json.value;
    expect([vault.id, vault.name, vault.webUrl, vault.folder, vault.file]).toEqual([
      id,
      'Personal Vault',
      undefined,
      undefined,
      undefined,
    ]);
    expect(vault.remoteItem.folder).toEqual({ childCount: 0 });
    const { driveId } = vault.remoteItem.parentReference;
    for (const path of [
      `/me/drive/items/${id}/children`,
      `/drives/${driveId}/items/${vault.remoteItem.id}/children`,
    ]) {
      const answer = await one.graph('GET', path);
      expect([answer.status, answer.json.error.code, answer.json.error.message]).toEqual([
        400,
        'invalidRequest',
        'ObjectHandle is Invalid',
      ]);
    }
    expect((await one.graph('DELETE', `/me/drive/items/${id}`)).status).toBe(403);
    expect(one.emulator.files()).toEqual([]);
  });
});

describe('old stack', () => {
  test('tags are opaque, and addresses have their token in the path', async () => {
    await using one = await openEmulatorClient({ stack: 'old' });
    const url = await one.session('a.bin');
    expect(url.slice(one.emulator.uploadOrigin.length)).toMatch(/^\/up\/[\w.-]+$/);
    await one.fragment(url, noise(5), 0, 5);
    const { json } = await one.graph('GET', '/me/drive/root:/a.bin');
    expect(json.eTag).toMatch(/^a[\w-]+$/);
    expect(json.cTag).toMatch(/^a[\w-]+$/);
    expect(json.file.hashes).toEqual({ quickXorHash: expect.any(String) });
    expect(json['@microsoft.graph.downloadUrl']).toMatch(/\/y4m\/[\w.-]+\/a\.bin$/);
    expect(json.parentReference).toMatchObject({ name: 'root', path: '/drive/root:' });
    expect((await one.graph('GET', '/me/drive')).json.id).toBe(one.emulator.credentials.driveId);
  });
});
