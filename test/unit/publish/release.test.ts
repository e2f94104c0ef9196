import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clock, Host } from '../../../src/core/host.ts';
import type { GitHubClient, GitHubRequest } from '../../../src/github/client.ts';
import { openRelease } from '../../../src/publish/release.ts';
import { FakeHost } from '../../support/fake-host.ts';

/**
 * A clock for several workers at once: time stands still until all of them wait, then goes on to whoever waits
 * the least. What they do to each other depends on the waits alone, never on the machine.
 */
class Timeline {
  #nowMs = 0;
  readonly #waiting: { readonly atMs: number; readonly wake: () => void }[] = [];

  readonly clock: Clock = {
    now: () => this.#nowMs,
    sleep: (delayMs) =>
      new Promise((wake) => {
        this.#waiting.push({ atMs: this.#nowMs + delayMs, wake });
      }),
    timer: () => () => {},
  };

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => {});
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return done;
      const [next] = this.#waiting.sort((a, b) => a.atMs - b.atMs).splice(0, 1);
      if (next === undefined) continue;
      this.#nowMs = next.atMs;
      next.wake();
    }
  }
}

/** One release whose notes anybody may read and write, with the network between. */
interface Page {
  notes: string;
}

interface Network {
  readonly timeline: Timeline;
  /** Milliseconds there, and back; taken in turns. */
  readonly latencies: readonly number[];
}

function githubOver(page: Page, { timeline, latencies }: Network): GitHubClient {
  let turn = 0;
  const travel = () => timeline.clock.sleep(latencies[turn++ % latencies.length] ?? 0);
  return {
    tokenExpiresMs: () => undefined,
    list: async () => [],
    async request({ method, path, body }: GitHubRequest) {
      await travel();
      if (method === 'PATCH') page.notes = String(body?.body);
      const answer = { id: 7, html_url: 'https://github.com/o/r', tag_name: 'v1', body: page.notes };
      await travel();
      expect(path).toMatch(/^\/repos\/o\/r\/releases\/(tags\/v1|7)$/);
      return { status: 200, headers: {}, body: answer };
    },
  };
}

interface Job {
  readonly startMs: number;
  readonly latencies: readonly number[];
  readonly seed: number;
}

async function publish(page: Page, job: Job, { timeline, name }: { timeline: Timeline; name: string }) {
  using world = new FakeHost({ seed: job.seed });
  const host: Host = {
    ...{ env: { GITHUB_REPOSITORY: 'o/r' }, cwd: world.cwd, tempDir: world.tempDir },
    ...{ log: world.log, random: world.random, troubleshootingUrl: world.troubleshootingUrl },
    ...{ clock: timeline.clock, signal: new AbortController().signal },
    ...{ mask: () => {}, maskUrl: () => {}, redact: (text) => text },
    redactData: (text) => text.replaceAll('hunter2', '***'),
    ...{ setOutput: () => {}, appendSummary: async () => {}, saveState: () => {} },
  };
  const github = githubOver(page, { timeline, latencies: job.latencies });
  await timeline.clock.sleep(job.startMs);
  const release = await openRelease({ host, github, tag: 'v1' });
  const download = { remotePath: name, name, sizeBytes: 1, sha256: undefined, url: undefined };
  return release.updateNotes({ downloads: [download], destination: '', url: undefined });
}

it('a secret is starred out of our own rows, and no word of the notes is touched', async () => {
  const page: Page = { notes: 'hunter2 is our mascot\n\n' };
  const timeline = new Timeline();
  const job: Job = { startMs: 0, latencies: [1], seed: 1 };
  await timeline.run(publish(page, job, { timeline, name: 'hunter2.txt' }));
  expect(page.notes.startsWith('hunter2 is our mascot\n\n<!--')).toBe(true);
  expect(page.notes.split('<!--').slice(1).join()).not.toContain('hunter2');
  expect(page.notes).toContain('.txt');
});

it('several jobs that write at the same time lose no row, and no word of the notes', async () => {
  const job: fc.Arbitrary<Job> = fc.record({
    startMs: fc.integer({ min: 0, max: 4000 }),
    // There and back again in less time than a job waits before it looks whether its rows are still there.
    latencies: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 9 }),
    seed: fc.integer(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { minLength: 2, maxLength: 6 }), async (jobs) => {
      const page: Page = { notes: 'Hello\n\n' };
      const timeline = new Timeline();
      const all = jobs.map((one, i) => publish(page, one, { timeline, name: `file${i}` }));
      expect(await timeline.run(Promise.all(all))).toEqual(jobs.map(() => undefined));
      expect(page.notes.startsWith('Hello\n\n<!--')).toBe(true);
      const rows = [...page.notes.matchAll(/--> (file\d)/g)].map(([, name]) => name);
      expect(rows).toEqual(jobs.map((_, i) => `file${i}`));
    }),
    { numRuns: 60 },
  );
}, 60_000);
