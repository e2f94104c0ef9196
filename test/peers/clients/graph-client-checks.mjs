/** @microsoft/microsoft-graph-client on one drive; credentials in the environment. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bytes, check, eventually, same, signIn } from './js-checks.mjs';

const require = createRequire(import.meta.url);
const {
  Client,
  FileUpload,
  LargeFileUploadTask,
  OneDriveLargeFileUploadTask,
  PageIterator,
} = require('@microsoft/microsoft-graph-client');
const {
  TokenCredentialAuthenticationProvider,
} = require('@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials');
const { version } = JSON.parse(
  readFileSync(
    new URL('node_modules/@microsoft/microsoft-graph-client/package.json', import.meta.url),
    'utf8',
  ),
);
console.log(`SUITE\t@microsoft/microsoft-graph-client\t${version}`);

const SMALL = bytes(4321, 1);
const LARGE = bytes(23_456_789, 2);
const NAME = 'größe – ファイル 🚀.txt';
const path = (below) => `/me/drive/root:/graph-js${below}`;
let graph;

async function download(below) {
  return Buffer.from(
    await (
      await graph
        .api(`${path(below)}:/content`)
        .responseType('raw')
        .get()
    ).arrayBuffer(),
  );
}

async function names(below) {
  const { value } = await graph.api(`${path(below)}:/children`).get();
  return value.map((item) => item.name).sort();
}

await check('signs in with a code and looks at the drive', async () => {
  const authProvider = new TokenCredentialAuthenticationProvider(await signIn(), {
    scopes: ['https://graph.microsoft.com/Files.ReadWrite.All'],
  });
  graph = Client.initWithMiddleware({ authProvider });
  same((await graph.api('/me/drive').get()).id.toLowerCase(), process.env.DRIVE_ID.toLowerCase());
});
await check('makes a folder', async () => {
  const folder = { name: 'graph-js', folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
  same((await graph.api('/me/drive/root/children').post(folder)).name, 'graph-js');
});
await check('uploads a small file', async () => {
  const item = await graph
    .api(encodeURI(`${path(`/${NAME}`)}:/content`))
    .header('content-type', 'text/plain')
    .put(SMALL);
  same([item.name, item.size], [NAME, SMALL.length]);
});
await check('uploads a large file by an upload session', async () => {
  const session = await LargeFileUploadTask.createUploadSession(
    graph,
    `https://graph.microsoft.com/v1.0${path('/large.bin')}:/createUploadSession`,
    { item: { '@microsoft.graph.conflictBehavior': 'replace' } },
  );
  const file = new FileUpload(LARGE, 'large.bin', LARGE.length);
  const task = new LargeFileUploadTask(graph, file, session, { rangeSize: 5 * 1024 * 1024 });
  same((await task.upload()).responseBody.size, LARGE.length);
});
await check('uploads a large file by the task for OneDrive', async () => {
  const options = { path: '/graph-js', fileName: 'task.bin', rangeSize: 1024 * 1024 };
  const file = new FileUpload(LARGE, 'task.bin', LARGE.length);
  const task = await OneDriveLargeFileUploadTask.createTaskWithFileObject(graph, file, options);
  await task.upload();
  same(await download('/task.bin'), LARGE);
});
await check('lists a folder, a page for each item', async () => {
  const first = await graph
    .api(`${path('')}:/children`)
    .top(1)
    .get();
  const found = [];
  await new PageIterator(graph, first, (item) => found.push(item.name) > 0).iterate();
  same(found.sort(), [NAME, 'large.bin', 'task.bin'].sort());
});
await check('downloads a small file', async () => same(await download(encodeURI(`/${NAME}`)), SMALL));
await check('downloads a large file', async () => same(await download('/large.bin'), LARGE));
await check('filters a listing', async () => {
  const { value } = await graph
    .api(`${path('')}:/children`)
    .filter("name eq 'task.bin'")
    .get();
  same(
    value.map((item) => item.name),
    ['task.bin'],
  );
});
await check('renames and moves a file', async () => {
  const folder = await graph.api(`${path('')}:/children`).post({ name: 'target', folder: {} });
  await graph.api(path('/task.bin')).patch({ name: 'renamed.bin', parentReference: { id: folder.id } });
  same(await names('/target'), ['renamed.bin']);
});
await check('copies a file', async () => {
  const parent = await graph.api(path('')).get();
  const parentReference = { driveId: parent.parentReference.driveId, id: parent.id };
  await graph.api(`${path('/target/renamed.bin')}:/copy`).post({ parentReference, name: 'copy.bin' });
  await eventually(async () => ((await names('')).includes('copy.bin') ? true : undefined));
  same(await download('/copy.bin'), LARGE);
});
await check('makes a sharing link', async () => {
  const { link } = await graph
    .api(`${path('/copy.bin')}:/createLink`)
    .post({ type: 'view', scope: 'anonymous' });
  same(link.webUrl.startsWith('https://'), true);
});
await check('deletes a folder with what it holds', async () => {
  await graph.api(path('')).delete();
  const { value } = await graph.api('/me/drive/root/children').get();
  same(
    value.filter((item) => item.name === 'graph-js'),
    [],
  );
});
