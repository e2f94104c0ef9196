/**
 * The parent's side of the emulator's process and the sink's: start them, ask them, end them. Knows messages, not what is measured.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuSecondsOf } from './measure.js';
import { EMULATOR_UPLOAD_HOST, SINK_ADDRESS, SINK_UPLOAD_HOST } from './namespace.js';

/** In the form of real ones: those that are marked as the emulator's are refused without the emulator's address. */
const credentials = {
  clientId: '5f2c1d74-9a53-4c0e-8d1b-0b6f3a7e2c19',
  clientSecret: 'Bench8Q~0123456789-abcdefghijklmnopqrstu',
  refreshToken: 'M.C5_BL2.0.U.-BenchRefreshToken0123456789!abc*def$',
};

/**
 * Starts a fresh emulator; `options` are EmulatorOptions. With `sink`, a process of that binary stands in front of the
 * upload host: `files` is the folder whose contents it sends, `commitMs` how long its reply to a fragment takes.
 */
export async function startBackend({ modulePath, tls, options, sink }) {
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
  const pem = { cert: readFileSync(tls.certPath, 'utf8'), key: readFileSync(tls.keyPath, 'utf8') };
  const started = {
    ...{ credentials, port: 443, tls: pem, stack: 'old' },
    uploadOrigin: `https://${sink === undefined ? EMULATOR_UPLOAD_HOST : SINK_UPLOAD_HOST}`,
    ...options,
  };
  const { ready } = await ask({ start: { modulePath, options: started } });
  const front = sink === undefined ? undefined : await startSink(sink, { tls, emulator: ready.url });
  const children = [child, front].filter((one) => one !== undefined);
  return {
    ...ready,
    firstWrite,
    counts: async () => (await ask({ ask: 'counts' })).counts,
    /** Forgets the requests so far: those that prepared the drive. */
    forget: () => ask({ ask: 'forget' }),
    cpuSeconds: () => children.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), 0),
    async stop() {
      const ends = children.map((one) => once(one, 'exit'));
      for (const one of children) one.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

async function startSink({ binary, files, commitMs = 0 }, { tls, emulator }) {
  const sink = spawn(
    binary,
    [
      ...[
        '-listen',
        `${SINK_ADDRESS}:443`,
        '-emulator',
        emulator,
        '-files',
        files,
        '-commit',
        `${commitMs}ms`,
      ],
      ...['-certificate', tls.certPath, '-key', tls.keyPath],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await Promise.race([
    once(sink.stdout, 'data'),
    once(sink, 'exit').then(() => Promise.reject(new Error('the sink ended'))),
  ]);
  return sink;
}
