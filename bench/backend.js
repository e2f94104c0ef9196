/**
 * The parent's side of the emulator process: start it, ask it, end it. Knows messages, not what is measured.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** In the form of real ones: those that are marked as the emulator's are refused without the emulator's address. */
const credentials = {
  clientId: '5f2c1d74-9a53-4c0e-8d1b-0b6f3a7e2c19',
  clientSecret: 'Bench8Q~0123456789-abcdefghijklmnopqrstu',
  refreshToken: 'M.C5_BL2.0.U.-BenchRefreshToken0123456789!abc*def$',
};

/** Starts a fresh emulator; `options` are EmulatorOptions. */
export async function startBackend(modulePath, options) {
  const child = fork(join(import.meta.dirname, 'emulator.js'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answers = [];
  const firstWrite = new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.firstWrite !== undefined) resolve(message.firstWrite);
      else answers.shift()?.(message);
    });
  });
  const ask = (message) =>
    new Promise((resolve, reject) => {
      answers.push(resolve);
      child.once('exit', () => reject(new Error('the emulator ended')));
      child.send(message);
    });
  const { ready } = await ask({ start: { modulePath, options: { credentials, ...options } } });
  return {
    ...ready,
    firstWrite,
    counts: async () => (await ask({ ask: 'counts' })).counts,
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
