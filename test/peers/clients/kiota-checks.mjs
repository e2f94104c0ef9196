/**
 * @microsoft/msgraph-sdk on one drive; credentials in the environment. Its published packages have builders for people, not for
 * the items of a drive, so that these are asked for by its adapter, with its models.
 */
import { readFileSync } from 'node:fs';
import { HttpMethod, RequestInformation } from '@microsoft/kiota-abstractions';
import { AzureIdentityAuthenticationProvider } from '@microsoft/kiota-authentication-azure';
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk';
import {
  createDriveItemCollectionResponseFromDiscriminatorValue,
  createDriveItemFromDiscriminatorValue,
  serializeDriveItem,
} from '@microsoft/msgraph-sdk/models/index.js';
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-sdk/models/oDataErrors/index.js';
import '@microsoft/msgraph-sdk-users';
import { bytes, check, same, signIn } from './js-checks.mjs';

const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@microsoft/msgraph-sdk/package.json', import.meta.url), 'utf8'),
);
console.log(`SUITE\t@microsoft/msgraph-sdk\t${version}`);

const SMALL = bytes(4321, 1);
const ERRORS = { XXX: createODataErrorFromDiscriminatorValue };
const { DRIVE_ID = '' } = process.env;
let adapter;
let graph;

/** A request for an item by its path; the template encodes it as the SDK does, colons and slashes included. */
function request(method, path, rest = '') {
  const information = new RequestInformation(method);
  information.urlTemplate = `{+baseurl}/drives/{drive%2Did}/items/{driveItem%2Did}${rest}`;
  information.pathParameters = {
    baseurl: 'https://graph.microsoft.com/v1.0',
    'drive%2Did': DRIVE_ID,
    'driveItem%2Did': path,
  };
  return information;
}

function withItem(information, item) {
  information.setContentFromParsable(adapter, 'application/json', item, serializeDriveItem);
  return information;
}

await check('signs in with a code and looks at the drive', async () => {
  const provider = new AzureIdentityAuthenticationProvider(await signIn(), [
    'https://graph.microsoft.com/Files.ReadWrite.All',
  ]);
  adapter = new GraphRequestAdapter(provider);
  graph = createGraphServiceClient(adapter);
  same((await graph.me.drive.get()).id.toLowerCase(), DRIVE_ID.toLowerCase());
});
await check('makes a folder', async () => {
  const made = withItem(request(HttpMethod.POST, 'root', '/children'), { name: 'kiota', folder: {} });
  same((await adapter.send(made, createDriveItemFromDiscriminatorValue, ERRORS)).name, 'kiota');
});
await check('uploads a small file by its path', async () => {
  const put = request(HttpMethod.PUT, 'root:/kiota/a small file.txt:', '/content');
  put.setStreamContent(new Uint8Array(SMALL).buffer, 'application/octet-stream');
  const item = await adapter.send(put, createDriveItemFromDiscriminatorValue, ERRORS);
  same([item.name, item.size], ['a small file.txt', SMALL.length]);
});
await check('lists a folder', async () => {
  const list = request(HttpMethod.GET, 'root:/kiota:', '/children');
  const { value } = await adapter.send(list, createDriveItemCollectionResponseFromDiscriminatorValue, ERRORS);
  same(
    value.map((item) => item.name),
    ['a small file.txt'],
  );
});
await check('downloads a small file', async () => {
  const get = request(HttpMethod.GET, 'root:/kiota/a small file.txt:', '/content');
  same(Buffer.from(await adapter.sendPrimitive(get, 'ArrayBuffer', ERRORS)), SMALL);
});
await check('renames a file', async () => {
  const patch = withItem(request(HttpMethod.PATCH, 'root:/kiota/a small file.txt:'), { name: 'renamed.txt' });
  same((await adapter.send(patch, createDriveItemFromDiscriminatorValue, ERRORS)).name, 'renamed.txt');
});
await check('tells an item that is not there', async () => {
  const get = request(HttpMethod.GET, 'root:/kiota/missing:');
  const error = await adapter
    .send(get, createDriveItemFromDiscriminatorValue, ERRORS)
    .catch((reason) => reason);
  same([error.responseStatusCode, error.errorEscaped?.code], [404, 'itemNotFound']);
});
await check('deletes a folder with what it holds', async () => {
  const folder = await adapter.send(
    request(HttpMethod.GET, 'root:/kiota:'),
    createDriveItemFromDiscriminatorValue,
    ERRORS,
  );
  await adapter.sendNoResponseContent(request(HttpMethod.DELETE, folder.id), ERRORS);
  const list = request(HttpMethod.GET, 'root', '/children');
  const { value } = await adapter.send(list, createDriveItemCollectionResponseFromDiscriminatorValue, ERRORS);
  same(
    value.filter((item) => item.name === 'kiota'),
    [],
  );
});
