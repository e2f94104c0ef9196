/** What people and machines get to see of a run that does everything, and what nobody may see in public. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const dayMs = 24 * 60 * 60_000;
const everything: InputTexts = {
  ...{ share: 'view', 'share-scope': 'organization', 'share-expires': '30d' },
  ...{ thumbnails: 'small', checksums: 'true', 'release-tag': 'v1' },
  ...{ 'retain-last': '1', 'retain-match': 'night-*' },
};

/** A job in a public or a private repository of GitHub, which has a release, with last night's backup on the drive. */
async function job(repository: { private: boolean }, options: EmulatorOptions = {}) {
  const fixture = await UploadFixture.open({ account: 'business', ...options });
  const { env, tempDir, clock } = fixture.host;
  const event = join(tempDir, 'event.json');
  writeFileSync(event, JSON.stringify({ repository }));
  Object.assign(env, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: event });
  Object.assign(env, { GITHUB_API_URL: fixture.emulator.url, GITHUB_REPOSITORY: 'octo-org/uploads' });
  const { github } = fixture.emulator;
  const [home] = github.repositories;
  if (home === undefined) throw new Error('no repository');
  const release = github.addRelease(home, { tag: 'v1', body: '# One' });
  await fixture.emulator.seed('backups/night-1/old.bin', 'old', fixture.emulator.credentials.driveId);
  clock.advance(dayMs);
  fixture.writeFiles({ 'name-a.png': 400 * 1024, 'sub/name-b.bin': 10 });
  const token = { 'release-token': github.jobToken };
  return {
    ...{ fixture, release },
    run: (more: InputTexts = {}) =>
      fixture.run({ ...everything, ...token, destination: 'backups/night-2', ...more }),
    manifest: () => JSON.parse(readFileSync(fixture.host.outputs.get('manifest') ?? '', 'utf8')),
    log: () => fixture.host.lines.join('\n'),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

const secretOfTenant = /contoso|[a-z0-9]\.sharepoint\.com|1drv|onedrive\.live|Ada|Emulated/;

describe('a run that does everything', () => {
  test('tells all of it in a private repository', async () => {
    await using one = await job({ private: true });
    expect((await one.run()).error).toBeUndefined();
    const { host } = one.fixture;
    expect([host.errors, host.outputs.get('result')]).toEqual([[], 'uploaded']);
    const link = host.outputs.get('share-url') ?? '';
    expect(link).toMatch(/^https:\/\/contoso[^/]*\.sharepoint\.com\/:f:/);
    const text = host.summaryText;
    expect(text).toContain(
      `Folder [backups/night&#45;2](${link}) (sharing link) on the drive of Ada Emulated`,
    );
    expect(text).toMatch(/Checksums \[SHA256SUMS\]\(https:[^)]+\), 2 lines/);
    expect(text).toMatch(/Listed in the release notes of \[v1\]\(https:\/\/github\.com\/octo&?[^)]*\)/);
    expect(text).toMatch(/\| \[name&#45;a\.png\]\(https:[^)]+\) \| 400 KiB \| `[0-9a-f]{12}` \| uploaded \|/);
    expect(text).toContain('| backups/night&#45;1 | 1 item | deleted by retention |');
    expect(text).toMatch(/\*\*2 files uploaded \(400\.0 KiB\)\*\* · 1 deleted/);
    expect(one.log()).toContain(`The sharing link is ${link}`);
    expect(one.log()).toContain('SHA256SUMS has 2 lines for 2 files');
    expect(one.log()).toMatch(/in the notes of https:\/\/github\.com\//);
    expect(host.lines.at(-2)).toMatch(
      /^Uploaded 2 files \(400\.0 KiB\) in .* to backups\/night-2 \(1 deleted\)$/,
    );
    expect(host.lines.at(-1)).toMatch(/^https:\/\/contoso[^/]*\.sharepoint\.com\//);
  });

  test('tells numbers in a public one: no account, tenant or link in summary and log', async () => {
    await using one = await job({ private: false });
    expect((await one.run()).result).toBe('uploaded');
    const { host } = one.fixture;
    expect(host.summaryText).toMatch(/\*\*2 files uploaded \(400\.0 KiB\)\*\* · 1 deleted/);
    expect(host.summaryText).not.toMatch(/name-|name&|night|https?:|SHA256SUMS|v1/);
    expect(host.summaryText).not.toMatch(secretOfTenant);
    expect(one.log()).not.toMatch(secretOfTenant);
    expect(one.log()).not.toContain('https://');
    expect(one.log()).toContain('1 sharing link created: see the outputs');
    expect(host.outputs.get('share-url')).toContain('sharepoint.com/:f:');
  });

  test('keeps the addresses of pictures to the manifest, which is the user’s own', async () => {
    await using one = await job({ private: true });
    await one.run();
    const { host } = one.fixture;
    const { files, deletions, totals, errors } = one.manifest();
    const [picture] = files;
    expect(picture).toMatchObject({ name: 'name-a.png', thumbnailUrl: expect.stringContaining('thumb') });
    const shown = [...host.lines, host.summaryText, ...host.outputs.values(), one.release.body].join('\n');
    expect(shown).not.toContain(picture.thumbnailUrl);
    expect(deletions).toEqual([
      { path: 'backups/night-1', items: 1, action: 'deleted', reason: 'retention' },
    ]);
    expect(totals).toMatchObject({ files: 2, uploaded: 2, planned: 0, deleted: 1 });
    expect(errors).toEqual([]);
    if (process.platform !== 'win32')
      expect(statSync(host.outputs.get('manifest') ?? '').mode & 0o777).toBe(0o600);
  });

  test.each([true, false])('shows no weaker link anywhere, private %s', async (isPrivate) => {
    await using one = await job({ private: isPrivate });
    one.fixture.emulator.settings.linkPolicy = { scope: 'anonymous' };
    const { 'release-tag': _, ...rest } = everything;
    await one.fixture.run({ ...rest, destination: 'backups/night-2' });
    const { host } = one.fixture;
    expect(host.outputs.get('share-url')).toBe('');
    const shown = [...host.lines, host.summaryText, ...host.outputs.values()].join('\n');
    expect(shown + JSON.stringify(one.manifest())).not.toContain('/:f:/');
    expect(host.warnings.join()).toContain('is open to anybody');
    expect(host.summaryText).toContain(isPrivate ? 'is open to anybody' : '1 warning: see the log.');
  });
});

describe('a dry run', () => {
  test('lists what would be sent and deleted, in report, manifest and log', async () => {
    await using one = await job({ private: true });
    const report = await one.run({ 'dry-run': 'true' });
    const { host } = one.fixture;
    expect(report.result).toBe('dry-run');
    expect(host.summaryText).toMatch(
      /### 📋 Dry run.*\*\*2 new \(400\.0 KiB\)\*\* · 0 already there · \*\*1 to delete\*\*/s,
    );
    expect(host.summaryText).toContain('| sub/name&#45;b.bin | 10 B | + new |');
    expect(host.summaryText).toContain('| backups/night&#45;1 | 1 item | would be deleted by retention |');
    expect(one.manifest()).toMatchObject({
      totals: { planned: 2, deleted: 0, plannedDeletions: 1 },
      deletions: [{ path: 'backups/night-1', action: 'planned' }],
    });
    expect(host.lines.at(-1)).toMatch(
      /^Result: dry-run: 2 new \(400\.0 KiB\), 0 already there, 1 to delete in /,
    );
    expect(one.fixture.emulator.files(one.fixture.emulator.credentials.driveId)).toHaveLength(1);
  });
});

test('what the service says of tenant and account is not repeated in a public log', async () => {
  const message = 'ada@contoso.com may not write to https://contoso-my.sharepoint.com/personal/ada today';
  const body = JSON.stringify({ error: { code: 'accessDenied', message } });
  const on = { surface: 'graph', method: 'PUT', path: 'name-a' } as const;
  for (const isPrivate of [true, false]) {
    const faults = [{ on, times: 10_000, do: { kind: 'status', status: 403, body } }] as const;
    await using one = await job({ private: isPrivate }, { faults });
    expect((await one.run()).result).toBe('failed');
    const [error] = one.fixture.host.errors;
    expect(error).toContain(isPrivate ? message : '*** may not write to ***.sharepoint.com today');
    expect(secretOfTenant.test(one.log())).toBe(isPrivate);
    expect(secretOfTenant.test(one.fixture.host.summaryText)).toBe(isPrivate);
  }
});
