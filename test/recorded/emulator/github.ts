/** Exchanges with GitHub, repeated with the emulator. */
import type { Arrangement, EmulatedHosts } from './arrangement.ts';

function call({ emulator, send }: EmulatedHosts, method: string, path: string, json?: unknown) {
  return send(`https://api.github.com/repos/octo-org/uploads${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.github.token}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}

export const gitHubExchanges: readonly Arrangement[] = [
  {
    exchange: '80-github-secret-201',
    isWhole: true,
    reply: (hosts) =>
      call(hosts, 'PUT', '/actions/secrets/TOKEN', {
        encrypted_value: Buffer.alloc(60, 1).toString('base64'),
        key_id: hosts.emulator.github.secrets.key.id,
      }),
  },
  {
    exchange: '81-github-public-key',
    isWhole: true,
    reply: (hosts) => call(hosts, 'GET', '/actions/secrets/public-key'),
  },
  {
    exchange: '82-github-release-422',
    isWhole: true,
    async reply(hosts) {
      await call(hosts, 'POST', '/releases', { tag_name: 't' });
      return call(hosts, 'POST', '/releases', { tag_name: 't' });
    },
  },
  {
    exchange: '83-github-release-404',
    isWhole: true,
    reply: (hosts) => call(hosts, 'GET', '/releases/1'),
  },
  {
    exchange: '84-github-release-201',
    isWhole: true,
    reply: (hosts) => call(hosts, 'POST', '/releases', { tag_name: 't' }),
  },
];
