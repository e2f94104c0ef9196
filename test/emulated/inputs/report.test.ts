/** What each input does that says where a run is told of: thumbnails, a release's notes, the summary. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import {
  describeInputs,
  expectFailed,
  expectUploaded,
  type InputCase,
  type InputRun,
} from '../../support/input-cases.ts';
import { sha256 } from '../../support/random-content.ts';
import type { UploadFixture } from '../../support/upload-fixture.ts';

const business = { account: 'business' } as const;
const viewed = { share: 'view', 'share-scope': 'organization' };

/** Rows of the manifest. */
function manifest({ host: world }: UploadFixture): Record<string, unknown>[] {
  return JSON.parse(readFileSync(world.outputs.get('manifest') ?? '', 'utf8')).files;
}

const pictures = (text: string | undefined): InputCase => ({
  ...(text !== undefined && { text }),
  effect:
    text === undefined ? 'asks for no thumbnails' : 'puts addresses of pictures into the manifest alone',
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.png': 100, 'b.zip': 200 });
    expect((await run()).error).toBeUndefined();
    const urls = manifest(fixture).map(({ thumbnailUrl }) => thumbnailUrl);
    const sought = fixture.emulator.requestLog.filter(({ path }) => path.includes('thumbnails'));
    if (text === undefined) expect([urls, sought]).toEqual([[undefined, undefined], []]);
    else {
      const [url, ...rest] = urls.filter((one) => one !== null);
      expect([String(url), rest]).toEqual([expect.stringContaining(`thumb=${text}`), []]);
      const shown = [...fixture.host.outputs.values(), ...fixture.host.lines, fixture.host.summaryText].join(
        '\n',
      );
      expect(shown).not.toContain(String(url));
    }
  },
});

/** A job in octo-org/uploads, whose repository has a release `v1` with notes, unless it is a draft's. */
function released({ emulator, host: world }: UploadFixture, facts: { readonly draft?: boolean } = {}) {
  Object.assign(world.env, { GITHUB_API_URL: emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads' });
  const [repository] = emulator.github.repositories;
  if (repository === undefined) throw new Error('no repository');
  return emulator.github.addRelease(repository, { tag: 'rel/v1', body: 'Hello', ...facts });
}

const notes = (draft: boolean): InputCase => ({
  text: 'rel/v1',
  options: business,
  effect: `lists the downloads in the notes of ${draft ? 'a draft' : 'a release'}, and leaves the rest of them`,
  async act({ fixture, run }) {
    const release = released(fixture, { draft });
    fixture.writeFiles({ 'a.txt': 10 });
    expect(
      (await run({ ...viewed, 'release-token': fixture.emulator.github.jobToken })).error,
    ).toBeUndefined();
    const digest = sha256(fixture.localFiles.get('a.txt') ?? Buffer.alloc(0));
    expect(release.body).toMatch(/^Hello\n/);
    expect(release.body).toContain(
      `[a.txt](${fixture.host.outputs.get('share-url')}) | 10 B | \`${digest}\``,
    );
    expect(release).toMatchObject({ draft, tag: 'rel/v1', name: 'rel/v1' });
  },
});

/** Where a run may tell: under GitHub, in a repository that is public or private. */
function underGitHub({ host: world }: UploadFixture, isPrivate: boolean): void {
  const path = join(world.tempDir, 'event.json');
  writeFileSync(path, JSON.stringify({ repository: { full_name: 'octo-org/uploads', private: isPrivate } }));
  Object.assign(world.env, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: path });
}

/** What the summary holds: everything, numbers, or nothing; and of whom the log speaks. */
async function tells({ fixture, run }: InputRun, level: 'full' | 'counts' | 'none'): Promise<void> {
  fixture.writeFiles({ 'secret-name.txt': 10, 'other.txt': 20 });
  expect((await run({ 'drive-id': fixture.emulator.tenant.meDriveId })).result).toBe('uploaded');
  const text = fixture.host.summaryText;
  fixture.host.summaryText = '';
  expect(/2 (files )?uploaded/.test(text)).toBe(level !== 'none');
  for (const word of ['secret-name.txt', 'Ada Emulated', 'contoso'])
    expect([word, text.includes(word)]).toEqual([word, level === 'full']);
  const log = fixture.host.lines.splice(0).join('\n');
  for (const word of ['Ada Emulated', 'contoso'])
    expect([word, log.includes(word)]).toEqual([word, level === 'full']);
}

const onLevel = (text: 'full' | 'counts' | 'none'): InputCase => ({
  text,
  options: business,
  effect: `tells ${text} in public and private repositories`,
  async act(scene) {
    underGitHub(scene.fixture, true);
    await tells(scene, text);
    underGitHub(scene.fixture, false);
    await tells(scene, text);
  },
});

describeInputs('report', {
  thumbnails: {
    cases: [pictures(undefined), pictures('small'), pictures('medium'), pictures('large')],
    bad: { true: /write none, small, medium or large/, big: /write none, small/ },
  },
  releaseTag: {
    cases: [
      {
        effect: 'sends nothing to GitHub',
        async act({ fixture, run }) {
          const release = released(fixture);
          fixture.writeFiles({ 'a.txt': 10 });
          await run({ 'release-token': fixture.emulator.github.jobToken });
          expect(fixture.emulator.requestLog.filter(({ surface }) => surface === 'github')).toEqual([]);
          expect(release.body).toBe('Hello');
        },
      },
      notes(false),
      notes(true),
      {
        text: 'v2',
        effect: 'without a release is reported before anything is uploaded',
        async act(scene) {
          released(scene.fixture);
          const token = scene.fixture.emulator.github.jobToken;
          await expectFailed(scene, /the release v2 of octo-org\/uploads does not exist/, {
            'release-token': token,
          });
        },
      },
    ],
    beside: ({ emulator }) => ({ 'release-token': emulator.github.jobToken }),
    bad: { 'v 1': /is "v 1"; write the tag, such as v1\.2\.3/ },
  },
  releaseToken: {
    cases: [
      {
        effect: 'is required by release-tag',
        async act({ fixture, run }) {
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run({ 'release-tag': 'rel/v1' })).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(
            /release-tag needs release-token: use github\.token, and give the job the permission/,
          );
          expect(fixture.emulator.requestLog).toEqual([]);
        },
      },
      {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
        text: '${{ github.token }}',
        effect:
          'is empty if the runner evaluates no defaults: files are uploaded, and release-tag requires it',
        async act({ fixture, run }) {
          await expectUploaded({ fixture, run });
          expect((await run({ 'release-tag': 'rel/v1' })).result).toBe('failed');
          expect(fixture.host.errors.join()).toMatch(/release-tag needs release-token/);
        },
      },
      {
        text: ({ emulator }) => emulator.github.issueToken({ kind: 'integration', permissions: [] }),
        effect: 'without write access gives a warning with what it needs, and the files are uploaded',
        async act({ fixture, run }) {
          const release = released(fixture);
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run({ 'release-tag': 'rel/v1' })).result).toBe('uploaded');
          expect(fixture.host.warnings.join()).toMatch(/give release-token the permission contents: write/i);
          expect([release.body, listFilePaths(fixture)]).toEqual(['Hello', ['in/a.txt']]);
        },
      },
      {
        text: ({ emulator }) => emulator.github.jobToken,
        effect: 'with write access writes the notes, and is masked',
        async act({ fixture, run }) {
          const release = released(fixture);
          fixture.writeFiles({ 'a.txt': 1 });
          expect((await run({ 'release-tag': 'rel/v1' })).error).toBeUndefined();
          expect(release.body).toContain('a.txt');
          expect(fixture.host.masked).toContain(fixture.emulator.github.jobToken);
        },
      },
    ],
    bad: { 'ghs_one two': /contains white space/ },
  },
  summary: {
    cases: [
      {
        options: business,
        effect: 'shows counts in a public repository, everything in a private one and elsewhere',
        async act(scene) {
          await tells(scene, 'full');
          underGitHub(scene.fixture, false);
          await tells(scene, 'counts');
          underGitHub(scene.fixture, true);
          await tells(scene, 'full');
        },
      },
      onLevel('full'),
      onLevel('counts'),
      onLevel('none'),
    ],
    bad: { all: /write auto, full, counts or none/, count: /did you mean counts\?/ },
  },
});
