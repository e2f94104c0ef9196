/** docs/verify.md tells people what to run: that scripts, files, words and what the release workflow signs are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPages, repositoryRoot } from '../support/markdown-pages.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const page = readPages().find(({ path }) => path === 'docs/verify.md');
const commands = (page?.blocks ?? [])
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => line !== '');
const { scripts, version, name, engines } = JSON.parse(read('package.json'));
const release = read('.github/workflows/release.yml');

test('docs/verify.md runs scripts that package.json has', () => {
  const named = commands.flatMap((line) => /^npm run ([\w:]+)/.exec(line)?.[1] ?? []);
  expect(named).toEqual(['bundle']);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  expect(read('.npmrc')).toContain('ignore-scripts=true');
  expect(page?.prose).toContain(`Node ${engines.node.replace(/^>=(\d+\.\d+)\.\d+$/, '$1')} or newer`);
});

test('docs/verify.md quotes what the comparison prints', () => {
  const bundle = read(scripts.bundle.replace('node ', ''));
  const printed = page?.blocks.find(({ language }) => language === '')?.text.trim() ?? '';
  expect(bundle).toContain(printed.replace(/N(?= files$)/, '$' + '{made.length}'));
  const refusal = 'dist is not what the sources bundle to';
  expect(page?.spans).toContain(refusal);
  expect(bundle).toContain(`\`${refusal}`);
});

test('docs/verify.md verifies what the release workflow attests, by the workflow that does it', () => {
  const subjects = /attest-build-provenance@[\s\S]*?subject-path: \|\n((?: {12}.*\n)+)/.exec(release)?.[1];
  expect(subjects?.trim().split(/\n\s*/)).toEqual(['dist/**', '$' + '{{ runner.temp }}/assets/*.tgz']);
  const signers = commands.flatMap(
    (line) => /--signer-workflow OWNER\/onedrive-upload\/(\S+)/.exec(line)?.[1] ?? [],
  );
  expect(signers).toHaveLength(2);
  for (const path of signers) expect(existsSync(join(repositoryRoot, path))).toBe(true);
  expect(commands.filter((line) => /gh attestation verify/.test(line)).join('\n')).toMatch(
    /ls-files -z dist .*\n.*\.tgz /,
  );
  const packaged = commands.flatMap((line) => line.match(/\S+\.tgz(?= )/g) ?? []);
  expect(new Set(packaged)).toEqual(new Set([`${name}-${version}.tgz`]));
});

test('the release workflow verifies before it tags, with the words of docs/verify.md', () => {
  const words = commands.find((line) => line.startsWith('git ls-files'))?.replace(/\s+/g, ' ');
  const own = words
    ?.replaceAll('OWNER/onedrive-upload', '$GITHUB_REPOSITORY')
    .replace(/--repo (\S+)/, '--repo "$1"')
    .replace(/--signer-workflow (\S+)/, '--signer-workflow "$1"')
    .replace('"$(git rev-parse HEAD)"', '"$GITHUB_SHA"');
  const said = release.replace(/\s*\\\n\s*/g, ' ');
  expect(said).toContain(own);
  expect(said.indexOf(own ?? '')).toBeLessThan(said.indexOf('refs/tags/v$VERSION" -f'));
});
