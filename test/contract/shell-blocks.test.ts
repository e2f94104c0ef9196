/** The shell blocks of the documents are shell: what a person pastes is never refused for its grammar. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readPages } from '../support/markdown-pages.ts';

const blocks = readPages().flatMap(({ path, blocks }) =>
  blocks.filter(({ language }) => /^(?:ba)?sh$/.test(language)).map(({ text }) => ({ path, text })),
);

test.skipIf(process.platform === 'win32')(
  'every shell block of the documents is grammatical for bash',
  () => {
    expect(blocks.length).toBeGreaterThan(5);
    const faults = blocks.flatMap(({ path, text }) => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      return status === 0 ? [] : [`${path}: ${stderr}${text}`];
    });
    expect(faults).toEqual([]);
  },
);
