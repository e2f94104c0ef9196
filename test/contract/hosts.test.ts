/** The hosts of docs/hosts.md; which of them are called for what is measured in test/emulated/hosts.test.ts. */
import { expect, test } from 'vitest';
import {
  type Cloud,
  clouds,
  judgeUploadUrl,
  liveHost,
  uploadSuffixes,
} from '../../src/http/microsoft-hosts.ts';
import { readPages } from '../support/pages.ts';
import { madeTable } from '../support/tables.ts';

const each = Object.keys(clouds).filter((cloud): cloud is Cloud => cloud in clouds);
const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ');

test('docs/hosts.md has the hosts of every cloud (npm run readme)', () => {
  const rows = each.map((cloud) => {
    const { login, graph } = clouds[cloud];
    const signIn =
      cloud === 'global' ? `${code([login])}; with \`authority: live\` ${code([liveHost])}` : code([login]);
    const upload = code(uploadSuffixes[cloud].map((suffix) => `*.${suffix}`));
    return `| \`${cloud}\` | ${signIn} | ${code([graph])} | ${upload} |`;
  });
  madeTable('docs/hosts.md', 'clouds', [
    '| cloud | sign-in | Graph | upload |',
    '|---|---|---|---|',
    ...rows,
  ]);
});

test('no page names a host of Microsoft’s services for uploads that would be met with a warning', () => {
  const page = readPages().find(({ path }) => path === 'docs/hosts.md');
  const hosts = page?.spans.filter((span) => /^[*\w-]+(\.[\w-]+)*\.(com|us|cn|ms)$/.test(span)) ?? [];
  const official = each.flatMap((cloud) => [clouds[cloud].login, clouds[cloud].graph]);
  const github = /(^|\.)(github\.com|ghe\.com|githubusercontent\.com)$/;
  const others = hosts.filter((host) => ![...official, liveHost].includes(host) && !github.test(host));
  expect(others.length).toBeGreaterThan(8);
  for (const host of others)
    expect([host, judgeUploadUrl(`https://${host.replace('*', 'any')}/`).verdict]).toEqual([host, 'known']);
});
