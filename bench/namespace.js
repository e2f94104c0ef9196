/**
 * A network of its own, in which Microsoft's host names lead to the emulator and its certificate is trusted:
 * unchanged clients can be measured there, and none can reach the real services. Knows Linux, not the work.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOSTS = [
  'login.microsoftonline.com',
  'login.live.com',
  'graph.microsoft.com',
  'api.onedrive.com',
  'sn3302.up.1drv.com',
];
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
  writeFileSync(at('hosts'), ['localhost', ...HOSTS].map((name) => `127.0.0.1 ${name}\n`).join(''));
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
  const names = HOSTS.map((name) => `DNS:${name}`).join(',');
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
    tls: { cert: readFileSync(at('tls.pem'), 'utf8'), key: readFileSync(at('tls.key'), 'utf8') },
    env: { SSL_CERT_FILE: at('ca.pem'), NODE_EXTRA_CA_CERTS: at('ca.pem') },
  };
}
