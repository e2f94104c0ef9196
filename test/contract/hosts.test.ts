/** The hosts of docs/hosts.md; which of them are called for what is measured in test/emulated/network/hosts.test.ts. */
import { expect, test } from 'vitest';
import {
  type Cloud,
  classifyUploadUrl,
  cloudHosts,
  liveLoginHost,
  uploadHostSuffixes,
} from '../../src/http/microsoft-hosts.ts';
import { checkGeneratedTable } from '../support/generated-tables.ts';
import { readPages } from '../support/markdown-pages.ts';

const each = Object.keys(cloudHosts).filter((cloud): cloud is Cloud => cloud in cloudHosts);
const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ');

test('docs/hosts.md has the hosts of every cloud (npm run readme)', () => {
  const rows = each.map((cloud) => {
    const { login, graph } = cloudHosts[cloud];
    const signIn =
      cloud === 'global'
        ? `${code([login])}; with \`authority: live\` ${code([liveLoginHost])}`
        : code([login]);
    const upload = code(uploadHostSuffixes[cloud].map((suffix) => `*.${suffix}`));
    return `| \`${cloud}\` | ${signIn} | ${code([graph])} | ${upload} |`;
  });
  checkGeneratedTable('docs/hosts.md', 'clouds', [
    '| cloud | sign-in | Graph | upload |',
    '|---|---|---|---|',
    ...rows,
  ]);
});

test('no page names a host of Microsoft’s services for uploads that would be met with a warning', () => {
  const page = readPages().find(({ path }) => path === 'docs/hosts.md');
  const hosts = page?.spans.filter((span) => /^[*\w-]+(\.[\w-]+)*\.(com|us|cn|ms)$/.test(span)) ?? [];
  const official = each.flatMap((cloud) => [cloudHosts[cloud].login, cloudHosts[cloud].graph]);
  const github = /(^|\.)(github\.com|ghe\.com|githubusercontent\.com)$/;
  const others = hosts.filter((host) => ![...official, liveLoginHost].includes(host) && !github.test(host));
  expect(others.length).toBeGreaterThan(8);
  for (const host of others)
    expect([host, classifyUploadUrl(`https://${host.replace('*', 'any')}/`).verdict]).toEqual([
      host,
      'known',
    ]);
});
