/**
 * A network in a namespace of its own, where a connection takes 400 ms and Microsoft's name also has an address that leads
 * nowhere. Skipped where the machine does not allow namespaces or tun devices.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { certificatesFor } from '../support/certificates.ts';
import { repositoryRoot } from './run-packaged.ts';

const name = 'login.microsoftonline.com';
const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-slow-network-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends every packet back 200 ms later with its addresses swapped, so that 10.9.0.2 is 10.9.0.1 from far away. */
const delayedDevice = `
import fcntl, heapq, os, select, struct, subprocess, time
device = os.open('/dev/net/tun', os.O_RDWR)
fcntl.ioctl(device, 0x400454ca, struct.pack('16sH', b'slow', 0x1001))
for words in ['addr add 10.9.0.1/32 dev slow', 'link set slow up', 'route add 10.9.0.2/32 dev slow src 10.9.0.1']:
    subprocess.run(['ip'] + words.split(), check=True)
print('up', flush=True)
waiting = []
while True:
    delay = max(0, waiting[0][0] - time.time()) if waiting else 60
    if select.select([device], [], [], delay)[0]:
        packet = os.read(device, 65535)
        if packet[0] >> 4 == 4:
            packet = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
            heapq.heappush(waiting, (time.time() + 0.2, packet))
    while waiting and waiting[0][0] <= time.time():
        os.write(device, heapq.heappop(waiting)[1])
`;

const server = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
const [cert, key] = ['cert.pem', 'key.pem'].map((file) => readFileSync(process.env.FOLDER + '/' + file));
const answer = { error: 'invalid_grant', error_description: 'AADSTS53999: reached' };
createServer({ cert, key }, (_, response) => response.writeHead(400).end(JSON.stringify(answer)))
  .listen(443, '10.9.0.1', () => console.log('up'));
`;

const devices = `
ip link set lo up
ip link add dead type veth peer name end
ip link set dead up
ip link set end up
ip -6 addr add fd00:dead::1/64 dev dead nodad
`;

const setUp = `${devices}
mkfifo "$FOLDER/device" "$FOLDER/server"
python3 "$FOLDER/device.py" > "$FOLDER/device" &
read up < "$FOLDER/device"
mount --bind "$FOLDER/hosts" /etc/hosts
"$NODE" "$FOLDER/server.mjs" > "$FOLDER/server" &
read up < "$FOLDER/server"
`;

/** Runs a script as root of its own namespaces; all that it started ends with it. */
function inNamespace(script: string, args: readonly string[] = []) {
  return spawnSync('unshare', ['-rnmpf', '--kill-child', 'sh', '-ec', script, 'sh', ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...{
        PATH: process.env.PATH,
        FOLDER: folder,
        NODE: process.env.NODE_UNDER_TEST ?? process.execPath,
        HOME: folder,
      },
      ...{ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'), NODE_OPTIONS: '--dns-result-order=ipv4first' },
      ONEDRIVE_CLIENT_ID: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
      ONEDRIVE_CLIENT_SECRET: 'Q1w8Q~not-a-real-one-at-all',
      ONEDRIVE_REFRESH_TOKEN: 'M.C555_not.a.real.one.at.all',
    },
  });
}

const isAllowed = inNamespace(`${devices} test -w /dev/net/tun; python3 -c 1`).status === 0;

test.skipIf(!isAllowed)('a slow connection is made, although another address leads nowhere', async () => {
  const { ca, cert, key } = await certificatesFor([name]);
  const files = {
    ...{ 'ca.pem': ca, 'cert.pem': cert, 'key.pem': key },
    ...{ 'device.py': delayedDevice, 'server.mjs': server },
    hosts: `127.0.0.1 localhost\nfd00:dead::2 ${name}\n10.9.0.2 ${name}\n`,
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  const { stdout, stderr } = inNamespace(`${setUp} "$NODE" "$1" check --verbose`, [
    join(repositoryRoot, 'dist/cli/index.js'),
  ]);
  expect(stdout + stderr).toContain('AADSTS53999: reached');
  expect(stdout + stderr).not.toContain('no answer');
});
