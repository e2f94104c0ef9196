/**
 * A network of its own, in which Microsoft's host names lead to the emulator and its certificate is trusted:
 * unchanged clients can be measured there, and none can reach the real services. Knows Linux, not the work.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The emulator has the first address, the sink the other: each has its upload host. */
const EMULATOR_ADDRESS = '127.0.0.1';
export const SINK_ADDRESS = '127.0.0.2';
export const EMULATOR_UPLOAD_HOST = 'sn3302.up.1drv.com';
export const SINK_UPLOAD_HOST = 'sn3303.up.1drv.com';
const ADDRESSES = {
  localhost: EMULATOR_ADDRESS,
  'login.microsoftonline.com': EMULATOR_ADDRESS,
  'login.live.com': EMULATOR_ADDRESS,
  'graph.microsoft.com': EMULATOR_ADDRESS,
  'api.onedrive.com': EMULATOR_ADDRESS,
  [EMULATOR_UPLOAD_HOST]: EMULATOR_ADDRESS,
  [SINK_UPLOAD_HOST]: SINK_ADDRESS,
};
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** Runs this program again inside a namespace; answers its exit code. */
export function enter(script, args, env) {
  const inside = ['-m', '-n', process.execPath, script, ...args];
  const { status } = spawnSync('unshare', inside, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
}

export function canEnter() {
  return spawnSync('unshare', ['-m', '-n', 'true']).status === 0;
}

/** Inside: names and trust. Answers the server's PEM texts and what clients need in their environment. */
export function furnish(folder) {
  const at = (name) => join(folder, name);
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  const hosts = Object.entries(ADDRESSES).map(([name, address]) => `${address} ${name}\n`);
  writeFileSync(at('hosts'), hosts.join(''));
  execFileSync('mount', ['--bind', at('hosts'), '/etc/hosts']);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Benchmark CA'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', at('ca.key'), '-out', at('ca.pem')],
  );
  openssl(
    ...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=emulator'],
    ...['-keyout', at('tls.key'), '-out', at('tls.csr')],
  );
  const names = Object.keys(ADDRESSES)
    .map((name) => `DNS:${name}`)
    .join(',');
  writeFileSync(at('san'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  openssl(
    ...['x509', '-req', '-in', at('tls.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ...['-days', '2', '-extfile', at('san'), '-out', at('tls.pem')],
  );
  if (existsSync(BUNDLE)) {
    writeFileSync(at('bundle.pem'), readFileSync(BUNDLE, 'utf8') + readFileSync(at('ca.pem'), 'utf8'));
    execFileSync('mount', ['--bind', at('bundle.pem'), BUNDLE]);
  }
  return {
    tls: { certPath: at('tls.pem'), keyPath: at('tls.key') },
    env: { SSL_CERT_FILE: at('ca.pem'), NODE_EXTRA_CA_CERTS: at('ca.pem') },
  };
}
