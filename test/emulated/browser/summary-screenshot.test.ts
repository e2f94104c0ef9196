/**
 * docs/summary.png: the summary of a real run against the emulator, in GitHub's look. Only with PICTURES, a folder
 * in which `npm i marked marked-alert github-markdown-css @fontsource/noto-sans @iconify-json/noto` ran;
 * needs Chromium (CHROMIUM_PATH, else Debian's).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/core/host.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import { run } from '../../../src/run/run.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { writeFiles } from '../../support/random-content.ts';

const { PICTURES, CHROMIUM_PATH = '/usr/bin/chromium' } = process.env;
const dayMs = 24 * 60 * 60_000;
const MB = 1_000_000;

/** What a small company saves every night. */
const night = {
  'database/customers.sql.gz': 18 * MB,
  'database/invoices.sql.gz': 11 * MB,
  'database/audit log.sql.gz': 6 * MB,
  'git/website.bundle': 9 * MB,
  'git/api.bundle': 5 * MB,
  'config/caddy.json': 4100,
  'config/crontab': 700,
  'config/firewall.nft': 2300,
  'mail/2026-11.mbox.zst': 3 * MB,
  'RESTORE.md': 1900,
};

interface Backup {
  readonly emulator: Emulator;
  readonly world: FakeHost;
}

/** The night's run, by the real clock, over a link of a few MB a second. */
async function backUp({ emulator, world }: Backup): Promise<string> {
  const { clientId, clientSecret, refreshToken, driveId } = emulator.credentials;
  const inputs: Readonly<Record<string, string>> = {
    ...{ 'client-id': clientId, 'client-secret': clientSecret, 'refresh-token': refreshToken },
    ...{ path: 'data', root: 'data', 'drive-id': driveId, destination: 'backups/{date}' },
    ...{ checksums: 'true', 'retain-last': '4', 'retain-match': '????-??-??' },
    ...{ share: 'view', 'share-scope': 'anonymous', 'share-expires': '30d', summary: 'full' },
  };
  world.env.ONEDRIVE_UPLOAD_EMULATOR = emulator.url;
  Object.assign(world, { clock: systemClock });
  const source = {
    value: (name: string) => inputs[name],
    presentNames: () => Object.keys(inputs),
    emulator: true,
  };
  const report = await run({ host: world, source });
  expect([report.result, world.errors, report.deletedCount]).toEqual(['uploaded', [], 10]);
  return world.summaryText;
}

/** The Markdown as a page in GitHub's look. */
async function page(markdown: string, theme: 'light' | 'dark'): Promise<string> {
  const require = createRequire(join(PICTURES ?? '', 'x.js'));
  const load = (name: string) => import(pathToFileURL(require.resolve(name)).href);
  const { Marked } = await load('marked');
  const { default: alerts } = await load('marked-alert');
  const html: unknown = new Marked({ gfm: true }).use(alerts()).parse(markdown);
  // Headless Chromium paints no coloured fonts.
  const { icons } = JSON.parse(readFileSync(require.resolve('@iconify-json/noto/icons.json'), 'utf8'));
  const check = `<svg viewBox="0 0 128 128" width="1em" style="vertical-align:-0.125em">${icons['check-mark-button'].body}</svg>`;
  const css = readFileSync(require.resolve(`github-markdown-css/github-markdown-${theme}.css`), 'utf8');
  const fonts = ['@fontsource/noto-sans/400.css', '@fontsource/noto-sans/600.css'];
  const links = fonts.map(
    (name) => `<link rel="stylesheet" href="${pathToFileURL(require.resolve(name)).href}">`,
  );
  return `<!doctype html><meta charset="utf-8">${links.join('')}<style>${css}
    body { margin: 0; background: ${theme === 'light' ? '#fff' : '#0d1117'} }
    .markdown-body { box-sizing: border-box; width: 860px; padding: 24px 28px;
      font-family: 'Noto Sans', sans-serif }
    .markdown-body a { text-decoration: none }</style>
    <article class="markdown-body">${String(html).replace('✅', check)}</article>`;
}

test.skipIf(PICTURES === undefined)(
  'the summary of a nightly backup is worth looking at',
  async () => {
    using world = new FakeHost();
    let backMs = 5 * dayMs;
    const clock = () => Date.now() - backMs;
    const link = { latencyMs: 30, bandwidthPerConnection: 4 * MB };
    const emulator = await startEmulator({ account: 'personal', clock, ...link });
    let browser: Browser | undefined;
    try {
      for (; backMs > 0; backMs -= dayMs) {
        const day = new Date(clock()).toISOString().slice(0, 10);
        const at = (path: string) => `backups/${day}/${path}`;
        const paths = Object.keys(night).slice(backMs / dayMs > 3 ? 5 : 0);
        for (const path of paths) await emulator.seed(at(path), path, emulator.credentials.driveId);
      }
      writeFiles(join(world.cwd, 'data'), night);
      const markdown = await backUp({ emulator, world });
      const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      browser = await chromium.launch({ executablePath: CHROMIUM_PATH, headless: true, args });
      const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
      for (const [theme, name] of [
        ['light', 'summary.png'],
        ['dark', 'summary-dark.png'],
      ] as const) {
        const file = join(world.tempDir, `${theme}.html`);
        writeFileSync(file, await page(markdown, theme));
        const tab = await browser.newPage({ deviceScaleFactor: 2 });
        await tab.goto(pathToFileURL(file).href);
        await tab.evaluate('document.fonts.ready');
        await tab.locator('.markdown-body').screenshot({ path: join(docs, name) });
        expect(await tab.locator('table').count()).toBe(2);
      }
    } finally {
      await browser?.close();
      await emulator.close();
    }
  },
  120_000,
);
