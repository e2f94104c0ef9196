/** A release's notes, against the emulated GitHub through the real client. */
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import { type GitHubRelease, openRelease } from '../../../src/publish/release.ts';
import type { ReleaseDownloads } from '../../../src/publish/release-notes.ts';
import { GitHubFixture } from '../../support/github-fixture.ts';

function listing(...names: readonly string[]): ReleaseDownloads {
  const downloads = names.map((name) => ({
    ...{ remotePath: `rel/${name}`, name, sizeBytes: 3_000_000_000, sha256: 'abc' },
    url: `https://contoso.sharepoint.com/${name}`,
  }));
  return { downloads, destination: 'rel', url: undefined };
}

type Facts = Parameters<GitHubFixture['emulator']['github']['addRelease']>[1];

function add(fixture: GitHubFixture, facts: Facts) {
  const { github } = fixture.emulator;
  const [repository] = github.repositories;
  if (repository === undefined) throw new Error('no repository');
  return github.addRelease(repository, facts);
}

function open(
  fixture: GitHubFixture,
  tag = 'v1',
  how: { token?: string; door?: HttpClient } = {},
): Promise<GitHubRelease> {
  const { token = fixture.emulator.github.jobToken, door } = how;
  return openRelease({ host: fixture.host, github: fixture.client(token, door), tag });
}

async function refusal(fixture: GitHubFixture, tag: string, token?: string): Promise<string> {
  return open(fixture, tag, token === undefined ? {} : { token }).then(() => 'found', formatError);
}

/** A door behind which somebody else does something once the first answer of that method is there. */
function meanwhile(fixture: GitHubFixture, method: string, act: () => void): HttpClient {
  let isDone = false;
  return {
    ...fixture.http,
    async send(request) {
      const reply = await fixture.http.send(request);
      if (request.method === method && /\/releases\/\d+$/.test(request.url) && !isDone) {
        isDone = true;
        act();
      }
      return reply;
    },
  };
}

describe('a release is found before anything is sent', () => {
  test('by its tag, one with a slash too', async () => {
    await using fixture = await GitHubFixture.open();
    add(fixture, { tag: 'rel/v1' });
    expect((await open(fixture, 'rel/v1')).url).toMatch(/\/octo-org\/uploads\/releases\/tag\/rel\/v1$/);
    expect(fixture.requests()).toEqual(['GET /repos/octo-org/uploads/releases/tags/rel%2Fv1']);
  });

  test('as a draft on the second page, which has no tag yet', async () => {
    await using fixture = await GitHubFixture.open();
    const draft = add(fixture, { tag: 'v1', draft: true });
    for (let n = 0; n < 130; n += 1) add(fixture, { tag: `other-${n}`, draft: n % 2 === 0 });
    const release = await open(fixture);
    expect(await release.updateNotes(listing('a.zip'))).toBeUndefined();
    expect(draft).toMatchObject({ draft: true, body: expect.stringContaining('[a.zip](https://contoso') });
  });

  test('on a GitHub Enterprise Server', async () => {
    await using fixture = await GitHubFixture.open({ prefix: '/api/v3' });
    add(fixture, { tag: 'v1' });
    expect((await open(fixture)).url).toMatch(/\/octo-org\/uploads\/releases\/tag\/v1$/);
  });

  test('or not at all, which says what to do', async () => {
    await using fixture = await GitHubFixture.open();
    add(fixture, { tag: 'V1' });
    add(fixture, { tag: 'v10', draft: true });
    expect(await refusal(fixture, 'v1')).toMatch(
      /^the release v1 of octo-org\/uploads does not exist, not even as a draft\. Create it first/,
    );
    delete fixture.host.env.GITHUB_REPOSITORY;
    expect(await refusal(fixture, 'v1')).toContain('GITHUB_REPOSITORY is not one');
  });

  test('unless there are several drafts of that tag', async () => {
    await using fixture = await GitHubFixture.open();
    const ids = [1, 2].map(() => add(fixture, { tag: 'v1', draft: true }).id);
    expect(await refusal(fixture, 'v1')).toMatch(
      new RegExp(`exists 2 times, as drafts: .*untagged-${ids[1]}, .*untagged-${ids[0]}. Delete all but one`),
    );
    add(fixture, { tag: 'v1' });
    expect(await refusal(fixture, 'v1')).toBe('found');
  });

  test('and a token that may not is told what it needs', async () => {
    await using fixture = await GitHubFixture.open();
    add(fixture, { tag: 'v1', draft: true });
    const reader = fixture.emulator.github.issueToken({ kind: 'integration', permissions: [] });
    expect(await refusal(fixture, 'v1', reader)).toContain(
      'only a release-token with contents: write can see drafts',
    );
    fixture.host.env.GITHUB_REPOSITORY = 'octo-org/hidden';
    expect(await refusal(fixture, 'v1')).toMatch(
      /HTTP 404.*Give release-token the permission contents: write/,
    );
    expect(await refusal(fixture, 'v1', 'ghs_wrong')).toMatch(/HTTP 401.*create a new one/i);
    expect(fixture.host.lines.join('\n')).not.toContain(reader);
  });
});

describe('the notes', () => {
  test('change in their section only, and nothing else of the release does', async () => {
    await using fixture = await GitHubFixture.open();
    const facts = { tag: 'v1', name: 'One', draft: true, prerelease: true, body: '# One\r\n\r\nHello' };
    const release = add(fixture, facts);
    const sent: unknown[] = [];
    const door: HttpClient = {
      ...fixture.http,
      send(request) {
        if (request.method === 'PATCH') sent.push(JSON.parse(String(request.body)));
        return fixture.http.send(request);
      },
    };
    expect(await (await open(fixture, 'v1', { door })).updateNotes(listing('a.zip'))).toBeUndefined();
    expect(sent.map((body) => Object.keys(Object(body)))).toEqual([['body']]);
    expect(release).toMatchObject({
      ...facts,
      body: expect.stringMatching(/^# One\r\n\r\nHello\r\n\r\n<!--/),
    });
    release.body += '\r\n\r\nBye';
    await (await open(fixture)).updateNotes(listing('b.zip'));
    expect(release.body).toMatch(/^# One\r\n\r\nHello\r\n\r\n<!--.*a\.zip.*b\.zip.*end -->\r\n\r\nBye$/s);
  });

  test('that nobody wrote are begun; the same rows again are not even sent', async () => {
    await using fixture = await GitHubFixture.open();
    const release = add(fixture, { tag: 'v1', body: null });
    await (await open(fixture)).updateNotes(listing('a.zip'));
    expect(release.body).toMatch(/^<!-- onedrive-upload:begin -->/);
    const before = fixture.requests().length;
    await (await open(fixture)).updateNotes(listing('a.zip'));
    expect(fixture.requests().slice(before).join()).not.toContain('PATCH');
    expect(await (await open(fixture)).updateNotes(listing())).toBeUndefined();
  });

  test('that somebody overwrites who had read them before we wrote get our rows again', async () => {
    await using fixture = await GitHubFixture.open();
    const release = add(fixture, { tag: 'v1', body: 'Hello' });
    await (await open(fixture)).updateNotes(listing('theirs.zip'));
    const theirs = release.body;
    release.body = 'Hello';
    const door = meanwhile(fixture, 'PATCH', () => {
      release.body = theirs;
    });
    expect(await (await open(fixture, 'v1', { door })).updateNotes(listing('ours.zip'))).toBeUndefined();
    expect(release.body).toMatch(/^Hello.*\[ours\.zip\].*\[theirs\.zip\]/s);
  });

  test('that others rewrite all the time are given up', async () => {
    await using fixture = await GitHubFixture.open();
    const release = add(fixture, { tag: 'v1' });
    fixture.host.clock.onSleep = () => {
      release.body = 'gone again';
    };
    const failure = await (await open(fixture)).updateNotes(listing('a.zip'));
    expect(formatError(failure)).toContain('other jobs keep changing the notes of');
  });

  test('survive a lost answer and trouble at GitHub', async () => {
    await using fixture = await GitHubFixture.open();
    const release = add(fixture, { tag: 'v1', body: 'Hello' });
    const on = { surface: 'github', method: 'PATCH' } as const;
    fixture.emulator.addFault({ on, do: { kind: 'status', status: 502 } });
    fixture.emulator.addFault({ on, do: { kind: 'lost-reply' } });
    expect(await (await open(fixture)).updateNotes(listing('a.zip'))).toBeUndefined();
    expect(release.body?.match(/a\.zip\]/g)).toHaveLength(1);
  });

  test('that cannot be written are a failure that says why, and no exception', async () => {
    await using fixture = await GitHubFixture.open();
    const release = add(fixture, { tag: 'v1', body: 'x'.repeat(124_990) });
    expect(formatError(await (await open(fixture)).updateNotes(listing('a.zip')))).toContain(
      'have room for only',
    );
    const reader = fixture.emulator.github.issueToken({ kind: 'integration', permissions: [] });
    release.body = '';
    const refused = await (await open(fixture, 'v1', { token: reader })).updateNotes(listing('a.zip'));
    expect(formatError(refused)).toMatch(
      /write the notes of .*HTTP 403.*Give release-token the permission contents: write/,
    );
    fixture.emulator.addFault({ on: {}, do: { kind: 'refusal', name: 'github-validation-422' } });
    expect(formatError(await (await open(fixture)).updateNotes(listing('a.zip')))).toContain(
      'HTTP 422 from GitHub “Validation Failed; Release tag_name already_exists”',
    );
    const opened = await open(fixture);
    fixture.emulator.github.repositories[0]?.releases.splice(0);
    expect(formatError(await opened.updateNotes(listing('a.zip')))).toMatch(/read the notes of .*HTTP 404/);
  });
});
