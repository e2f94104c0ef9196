/**
 * One file by LargeFileUploadTask of Microsoft's JavaScript SDK. Its own StreamUpload waits for ever now and then
 * (it listens for `readable` after the event has come), so slices are read by hand. Usage: sdk.js FILE
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Client, LargeFileUploadTask } from '@microsoft/microsoft-graph-client';
import { accessToken, uploadSession } from './signin.js';

const [path = ''] = process.argv.slice(2);
const handle = await open(path);
const { size } = await handle.stat();
const token = await accessToken();
const client = Client.init({ authProvider: (done) => done(null, token) });
const { uploadUrl, expirationDateTime } = await uploadSession(token, basename(path));
const file = {
  ...{ name: basename(path), size, content: 'on disk' },
  async sliceFile({ minValue, maxValue }) {
    const bytes = Buffer.allocUnsafe(maxValue - minValue + 1);
    await handle.read(bytes, 0, bytes.length, minValue);
    return bytes;
  },
};
const session = { url: uploadUrl, expiry: new Date(expirationDateTime) };
// The size its documentation recommends on fast links.
await new LargeFileUploadTask(client, file, session, { rangeSize: 10 * 1024 * 1024 }).upload();
await handle.close();
