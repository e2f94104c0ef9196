/**
 * The emulator as a process of its own, told what to be by its parent's first message and asked for its
 * counts by later ones. Knows the built emulator and nothing of who uploads.
 */
import { pathToFileURL } from 'node:url';

/** @type {import('../src/emulator/emulator.ts').Emulator | undefined} */
let emulator;

process.on('message', async (message) => {
  if (message.start !== undefined) await start(message.start);
  if (message.ask === 'counts') process.send?.({ counts: counts() });
  if (message.ask === 'forget') process.send?.({ forgot: emulator.requestLog.splice(0).length });
});
process.on('disconnect', () => process.exit(0));

async function start({ modulePath, options }) {
  const { startEmulator } = await import(pathToFileURL(modulePath).href);
  emulator = await startEmulator(options);
  tellOfFirstWrite();
  const { clientId, clientSecret, refreshToken, driveId } = emulator.credentials;
  process.send?.({ ready: { url: emulator.url, clientId, clientSecret, refreshToken, driveId } });
}

/** The moment a plan is ready: nothing is written before. */
function tellOfFirstWrite() {
  const { admit } = emulator;
  emulator.admit = (request) => {
    if (request.surface === 'graph' && request.method !== 'GET') {
      emulator.admit = admit;
      process.send?.({ firstWrite: Date.now() });
    }
    return admit(request);
  };
}

function counts() {
  const byStatus = {};
  const { requestLog } = emulator;
  for (const { status, surface } of requestLog) {
    const key = `${surface} ${status}`;
    byStatus[key] = (byStatus[key] ?? 0) + 1;
  }
  const files = emulator.files();
  return {
    ...{ requests: requestLog.length, firstAtMs: requestLog[0]?.atMs, byStatus, spent: emulator.spent },
    fileCount: files.length,
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    openSessions: emulator.openSessions().length,
  };
}
