import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import {
  type EmulatorClient,
  FRAGMENT_GRID_BYTES,
  noise,
  openEmulatorClient,
} from '../../support/emulator-client.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const missing = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;
/** A folder for pictures of the page, for people to look at; `docs/emulator-page.png` is one of them. */
const pictures = process.env.PAGE_PICTURES;
const title = missing
  ? `the emulator's page in a browser (skipped: ${missing})`
  : "the emulator's page in a browser";

let browser: Browser;
beforeAll(async () => {
  if (!missing) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 30_000);
afterAll(() => browser?.close());

interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly one: EmulatorClient;
  /** What the browser said: refused by the policy, crashed, called elsewhere. */
  readonly complaints: string[];
}

/** An emulator with something on its drive, and its page. */
async function opened(context: BrowserContextOptions = {}, options: EmulatorOptions = {}): Promise<Opened> {
  const one = await openEmulatorClient(options);
  const { emulator } = one;
  await one.put('backups/2026-11-20/database-20.sql.gz', noise(700_000));
  await one.put('backups/2026-11-21/database-21.sql.gz', noise(734_003));
  await one.put('backups/latest.json', '{}');
  await one.put('backups/latest.json', '{"day":"2026-11-21"}');
  await one.put('notes.md', '# Notes');
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...context });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== emulator.url) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`${emulator.url}/`);
  return {
    ...{ page, one, complaints },
    async [Symbol.asyncDispose]() {
      await page.close();
      await one[Symbol.asyncDispose]();
    },
  };
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const folder = (page: Page, name: string) => page.locator('summary', { hasText: name });
const file = (page: Page, name: string) => page.locator('.file', { hasText: name });

describe.skipIf(missing)(title, () => {
  it.each(['light', 'dark'] as const)(
    'shows drive, sessions, requests and faults in %s',
    async (colorScheme) => {
      await using all = await opened(
        { colorScheme },
        {
          throttle: { unitsPerMinute: 60 },
          faults: [
            { on: { surface: 'upload', method: 'PUT' }, after: 2, do: { kind: 'status', status: 503 } },
            { on: { surface: 'graph', path: 'report' }, times: 3, do: { kind: 'lost-reply' } },
          ],
        },
      );
      const { page, one } = all;
      const url = await one.session('backups/2026-11-21/photos.tar');
      for (const number of [0, 1, 2])
        await one.fragment(
          url,
          noise(FRAGMENT_GRID_BYTES),
          number * FRAGMENT_GRID_BYTES,
          FRAGMENT_GRID_BYTES * 4,
        );
      await one.fragment(url, noise(FRAGMENT_GRID_BYTES), FRAGMENT_GRID_BYTES, FRAGMENT_GRID_BYTES * 4);
      await one.session('backups/2026-11-21/mail.tar');
      await folder(page, 'backups').click();
      await folder(page, '2026-11-21').click();
      await file(page, 'database-21.sql.gz').waitFor();
      await page.getByText('2 upload sessions open.').waitFor();
      await page.getByText('fragmentOverlap').waitFor();
      await page.getByText('fault: status').waitFor();
      await picture(page, `page-${colorScheme}`);
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(18, 21, 24)' : 'rgb(240, 243, 246)');
      expect(await page.textContent('#faults')).toContain('lost-reply on graph report0 of 3 used');
      expect(await page.textContent('#throttle')).toMatch(/\d+ of 60 units/);
      expect(all.complaints).toEqual([]);
    },
  );

  it('updates a session while its upload runs, and then shows the file in its open folder', async () => {
    await using all = await opened();
    const { page, one } = all;
    await folder(page, 'backups').click();
    const url = await one.session('backups/moving.bin');
    const bar = page.getByRole('progressbar', { name: 'received of moving.bin' });
    await bar.waitFor();
    const at = () => bar.evaluate((element) => Number(element.getAttribute('value')));
    expect(await at()).toBe(0);
    for (const number of [0, 1, 2]) {
      await one.fragment(
        url,
        noise(FRAGMENT_GRID_BYTES),
        number * FRAGMENT_GRID_BYTES,
        FRAGMENT_GRID_BYTES * 4,
      );
      await expect.poll(at).toBe((number + 1) * FRAGMENT_GRID_BYTES);
    }
    expect(await page.textContent('#sessions')).toContain('75 %');
    await one.fragment(url, noise(FRAGMENT_GRID_BYTES), 3 * FRAGMENT_GRID_BYTES, FRAGMENT_GRID_BYTES * 4);
    await file(page, 'moving.bin').waitFor();
    await page.getByText('No upload session is open.').waitFor();
    expect(all.complaints).toEqual([]);
  });

  it('opens a folder with the keyboard only, and keeps the focus while the drive changes', async () => {
    await using all = await opened();
    const { page, one } = all;
    const focused = () => page.locator(':focus').textContent();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    for (let presses = 0; presses < 12 && !(await focused())?.startsWith('backups'); presses++)
      await page.keyboard.press('Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await file(page, 'latest.json').waitFor();
    await one.put('backups/a-new-one.txt', 'x');
    await one.put('another.txt', 'x');
    await file(page, 'a-new-one.txt').waitFor();
    await file(page, 'another.txt').waitFor();
    expect(await focused()).toMatch(/^backups/);
    await page.keyboard.press('Enter');
    await file(page, 'latest.json').waitFor({ state: 'hidden' });
  });

  it('shows names as text, versions, and hashes if the box is checked', async () => {
    await using all = await opened();
    const { page, one } = all;
    await one.emulator.seed('<b onclick=alert(1)>bold & “quoted”.txt', 'x');
    await file(page, '<b onclick=alert(1)>bold & “quoted”.txt').waitFor();
    await folder(page, 'backups').click();
    expect(await file(page, 'latest.json').textContent()).toContain('2 versions');
    const hash = one.emulator.files().find(({ path }) => path === 'notes.md')?.quickXorHash ?? 'none';
    const shown = page.getByText(hash);
    expect(await shown.isVisible()).toBe(false);
    await page.getByLabel('QuickXorHash').check();
    expect(await shown.isVisible()).toBe(true);
    await picture(page, 'page-hashes');
    expect(all.complaints).toEqual([]);
  });

  it('shows only failed requests if the box is checked, and does not change while paused', async () => {
    await using all = await opened();
    const { page, one } = all;
    await one.drive('GET', '/root:/not/there:');
    const wrong = page.locator('tr.wrong', { hasText: 'itemNotFound' });
    await wrong.waitFor();
    await page.getByLabel('only failed requests').check();
    expect(await page.locator('#requests tr:visible').count()).toBe(1);
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: 'Pause' }).click();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await one.put('late.txt', 'x');
    await page.clock.runFor(5000);
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.clock.runFor(1000);
    await file(page, 'late.txt').waitFor();
  });

  it('works without script: folders open, large ones by a link, and a link reloads', async () => {
    await using all = await opened({ javaScriptEnabled: false });
    const { page, one } = all;
    await folder(page, 'backups').click();
    await folder(page, '2026-11-21').click();
    await file(page, 'database-21.sql.gz').waitFor();
    for (let number = 0; number < 600; number++) await one.emulator.seed(`many/${1000 + number}.txt`, '');
    await page.getByRole('link', { name: 'Reload' }).click();
    await folder(page, 'many').click();
    await page.getByRole('link', { name: 'Open 600 items' }).click();
    await page.getByRole('link', { name: '100 items more' }).click();
    await file(page, '1599.txt').waitFor();
    await page.getByRole('navigation', { name: 'Folder' }).getByRole('link', { name: 'Drive' }).click();
    await file(page, 'notes.md').waitFor();
    await picture(page, 'page-without-script');
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    expect(all.complaints).toEqual([]);
  });

  it('is fast with a folder of 20,000 files', async () => {
    await using all = await opened();
    const { page, one } = all;
    const url = one.emulator.url;
    for (let number = 0; number < 20_000; number++)
      await one.emulator.seed(`many/${10_000 + number}.txt`, '');
    await page.goto(`${url}/`);
    await folder(page, 'many').click();
    await page.getByRole('link', { name: '19,500 items more' }).waitFor();
    expect(await page.locator('*').count()).toBeLessThan(8000);
    const answer = await one.send(`${url}/_emulator/state?as=html&path=/many`);
    expect(answer.bytes.length).toBeLessThan(400_000);
  }, 300_000);

  it('fits a narrow screen, and says when the emulator is gone', async () => {
    await using all = await opened({ viewport: { width: 380, height: 800 } });
    const { page, one } = all;
    await folder(page, 'backups').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
    await picture(page, 'page-narrow');
    await one.emulator.close();
    await page.getByText('the emulator does not respond').waitFor();
  });
});
