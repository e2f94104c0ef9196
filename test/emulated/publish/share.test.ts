/** Sharing links and thumbnails, against the emulated service through the real client. */
import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import type { Drive } from '../../../src/graph/drive.ts';
import type { ShareInputs } from '../../../src/inputs/share.ts';
import { createShareLinks, type ShareOptions, type ShareResult } from '../../../src/publish/share.ts';
import { fetchThumbnailUrls } from '../../../src/publish/thumbnails.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { GraphFixture, type GraphFixtureOptions } from '../../support/graph-fixture.ts';

const view: ShareInputs = { share: 'view', scope: 'organization', target: 'folder', thumbnails: 'none' };

interface Scene extends AsyncDisposable {
  readonly graphFixture: GraphFixture;
  readonly drive: Drive;
  readonly outcomes: readonly UploadOutcome[];
  share(inputs?: Partial<ShareInputs>, more?: Partial<ShareOptions>): Promise<ShareResult>;
  /** Links that are open on the drive now, as `scope type end`. */
  links(path?: string): Promise<string[]>;
  /** Changes what an answer to createLink was, by what the service is told to make of it. */
  readonly settings: GraphFixture['emulator']['settings'];
}

/** Files are there already; outcomes say that this run brought them. */
async function scene(
  names: readonly string[] = ['a.bin'],
  options: GraphFixtureOptions = {},
): Promise<Scene> {
  const graphFixture = await GraphFixture.open({ account: 'business', ...options });
  for (const name of names) await graphFixture.emulator.seed(`in/${name}`, name);
  const drive = await graphFixture.drive({ kind: 'me' });
  const items = (await drive.listChildren('in')) ?? [];
  const outcomes = items.map((item): UploadOutcome => {
    const { name, sizeBytes } = item;
    const file = { localPath: `/w/${name}`, relativePath: name, remotePath: `in/${name}`, name, sizeBytes };
    return { file, action: 'uploaded', item };
  });
  return {
    ...{ graphFixture, drive, outcomes, settings: graphFixture.emulator.settings },
    share: (inputs, more) =>
      createShareLinks({
        ...{ drive, host: graphFixture.host, inputs: { ...view, ...inputs }, outcomes },
        ...{ destination: 'in', folder: undefined },
        ...more,
      }),
    async links(path = 'in') {
      const { id } = (await drive.findItem(path)) ?? { id: '' };
      const call = {
        path: `/drives/${drive.id}/items/${encodeURIComponent(id)}/permissions`,
        operation: 'list links',
      };
      const { body } = await graphFixture.graph.request({ method: 'GET', ...call });
      const all = (Array.isArray(body.value) ? body.value : []).filter((one) => 'link' in one);
      return all.map(
        ({ link, expirationDateTime = 'never' }) => `${link.scope} ${link.type} ${expirationDateTime}`,
      );
    },
    [Symbol.asyncDispose]: () => graphFixture[Symbol.asyncDispose](),
  };
}

/** Everything that anybody could get to see. */
const shown = ({ graphFixture }: Scene, { folderUrl, urls, warnings, failures }: ShareResult) =>
  JSON.stringify([folderUrl, [...urls], warnings, failures.map(formatError), graphFixture.host.lines]);

describe('links', () => {
  test('open the folder, and are the same in the next run', async () => {
    await using one = await scene();
    const first = await one.share();
    expect(first).toMatchObject({ folderUrl: expect.stringMatching(/^https:.*:f:/), warnings: [] });
    expect((await one.share()).folderUrl).toBe(first.folderUrl);
    expect(await one.links()).toEqual(['organization view never']);
  });

  test('open each file, and end when they were asked to', async () => {
    await using one = await scene(Array.from({ length: 30 }, (_, i) => `f${i}.bin`));
    const { urls, warnings } = await one.share({
      target: 'files',
      scope: 'anonymous',
      expires: { days: 30 },
    });
    expect([new Set(urls.values()).size, warnings]).toEqual([30, []]);
    expect(await one.links('in/f7.bin')).toEqual(['anonymous view 2026-12-21T14:25:01Z']);
    expect(await one.links('in')).toEqual([]);
  });

  test('of a personal account take a password', async () => {
    await using one = await scene(['a.bin'], { account: 'personal' });
    const asked = { scope: 'anonymous', password: 'geheim', expires: { days: 1 } } as const;
    expect(await one.share(asked)).toMatchObject({
      folderUrl: expect.stringContaining('1drv.ms'),
      warnings: [],
    });
    one.settings.paidSharing = false;
    const unpaid = await one.share({ ...asked, expires: { days: 2 } });
    expect(unpaid.warnings.join()).toContain('needs a paid personal account');
  });

  test('are made in spite of trouble on the way', async () => {
    await using one = await scene();
    const on = { surface: 'graph', path: '/createLink$/' } as const;
    one.graphFixture.emulator.addFault({ on, do: { kind: 'status', status: 429, retryAfter: '3' } });
    one.graphFixture.emulator.addFault({ on, do: { kind: 'lost-reply' } });
    expect(await one.share()).toMatchObject({ folderUrl: expect.any(String), warnings: [] });
    expect(await one.links()).toHaveLength(1);
  });
});

describe('a service that does something else than it was asked', () => {
  test.each([
    ['opens them to everybody', { scope: 'anonymous' }, {}, 'is open to anybody'],
    ['lets people edit', { type: 'edit' }, {}, 'allows editing instead of'],
    ['forgets the end', { ends: 'never' }, { expires: { days: 30 } }, 'never expires'],
    ['ends them in the year 1', { ends: 'year-one' }, { expires: { days: 30 } }, 'never expires'],
  ] as const)('that %s leaves no link behind, and none is seen', async (_, linkPolicy, asked, words) => {
    await using one = await scene();
    one.settings.linkPolicy = linkPolicy;
    const shared = await one.share(asked);
    expect(shared).toMatchObject({ folderUrl: undefined, warnings: [expect.stringContaining(words)] });
    expect(await one.links()).toEqual([]);
    expect(shown(one, shared)).not.toContain('/:f:/');
  });

  test('that forgets the password leaves no link behind', async () => {
    await using one = await scene(['a.bin'], { account: 'personal' });
    one.settings.linkPolicy = { withoutPassword: true };
    const shared = await one.share({ scope: 'anonymous', password: 'geheim' });
    expect(shared.warnings).toEqual([expect.stringContaining('has no password')]);
    expect(await one.links()).toEqual([]);
    expect(shown(one, shared)).not.toMatch(/1drv\.ms|geheim/);
  });

  test('that finds an older link without an end leaves it, and it is not seen', async () => {
    await using one = await scene();
    const { folderUrl: older = '' } = await one.share();
    const shared = await one.share({ expires: { days: 30 } });
    expect(shared.warnings).toEqual([expect.stringContaining('the existing link never expires')]);
    expect(await one.links()).toHaveLength(1);
    expect(shown(one, shared)).not.toContain(older);
  });

  test('that ends links sooner is obeyed and told of', async () => {
    await using one = await scene();
    one.settings.linkPolicy = { ends: { maxDays: 7 } };
    const shared = await one.share({ expires: { days: 30 } });
    expect(shared.folderUrl).toBeDefined();
    expect(shared.warnings).toEqual([expect.stringContaining('it expires 2026-11-28 14:25 UTC')]);
  });

  test('that forbids them makes the run fail only where a release waits for them', async () => {
    await using one = await scene();
    one.settings.linkPolicyForbidden = 'anonymous';
    const asked = { scope: 'anonymous' } as const;
    const { warnings, failures } = await one.share(asked);
    expect(warnings).toEqual([expect.stringMatching(/HTTP 403 accessDenied “The feature has been disabled/)]);
    expect(failures).toEqual([]);
    const strict = await one.share({ ...asked, release: { tag: 'v1', token: 'ghs_x' } });
    expect([strict.warnings, strict.failures.length]).toEqual([[], 1]);
  });
});

describe('thumbnails', () => {
  test('have addresses for pictures and documents; nobody is asked about the rest', async () => {
    await using one = await scene(['a.png', 'b.pdf', 'c.zip', 'd.bin', 'e.mp4']);
    const { drive, outcomes, graphFixture } = one;
    const { urls, warnings } = await fetchThumbnailUrls({
      drive,
      host: graphFixture.host,
      size: 'large',
      outcomes,
    });
    const id = (name: string) => outcomes.find(({ file }) => file.name === name)?.item?.id;
    expect([...urls.keys()].sort()).toEqual([id('a.png'), id('b.pdf')].sort());
    expect([...urls.values()].every((url) => url.includes('thumb=large'))).toBe(true);
    expect(warnings).toEqual([]);
    expect(graphFixture.emulator.requestLog.filter(({ path }) => path.includes('thumbnails'))).toHaveLength(
      3,
    );
    for (const url of urls.values()) expect(graphFixture.host.lines.join('\n')).not.toContain(url);
  });

  test('are missing with a warning when the service refuses', async () => {
    await using one = await scene(['a.png', 'b.png']);
    const { drive, outcomes, graphFixture } = one;
    const on = { surface: 'graph', path: '/thumbnails$/' } as const;
    graphFixture.emulator.addFault({
      on,
      times: 99,
      do: { kind: 'status', status: 403, code: 'accessDenied' },
    });
    const job = { drive, host: graphFixture.host, size: 'small', outcomes } as const;
    const { urls, warnings } = await fetchThumbnailUrls(job);
    expect([urls.size, warnings]).toEqual([0, [expect.stringContaining('HTTP 403 accessDenied')]]);
    expect(await fetchThumbnailUrls({ ...job, size: 'none' })).toMatchObject({ warnings: [] });
  });
});
