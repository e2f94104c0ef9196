import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const missing = existsSync(executablePath) ? false : `no Chromium at ${executablePath}`;
/** A folder for pictures of the pages, for people to look at. */
const pictures = process.env.PAGE_PICTURES;

let browser: Browser;
let emulator: Emulator;
let app: Server;
let redirectUri = '';
const landed: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  if (missing) return;
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 30_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  if (missing) return;
  landed.length = 0;
  complaints.length = 0;
  emulator = await startEmulator({ account: 'business' });
  app = createServer((request, response) => {
    if (request.url?.startsWith('/favicon')) return response.writeHead(204).end();
    request.setEncoding('utf8').on('data', (text: string) => landed.push(`POST ${text}`));
    if (request.method === 'GET') landed.push(request.url ?? '');
    return response.end('back in the app');
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  redirectUri = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(async () => {
  if (missing) return;
  await emulator.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

function startUrl(changes: Record<string, string> = {}, path = '/common/oauth2/v2.0/authorize'): string {
  const query = new URLSearchParams({
    client_id: emulator.credentials.publicClientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'Files.ReadWrite offline_access',
    state: 's t&<',
    ...changes,
  });
  return `${emulator.url}${path}?${query}`;
}

async function openPage(href: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 640 } });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(href);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** "Chromium is missing" stands in the test's name where it is so. */
const title = missing
  ? `the sign-in pages in a browser (skipped: ${missing})`
  : 'the sign-in pages in a browser';

describe.skipIf(missing)(title, () => {
  it('lead by two clicks back to the app, with code and state', async () => {
    const page = await openPage(startUrl());
    await picture(page, 'account');
    await page.getByRole('button', { name: 'ada@contoso.com' }).click();
    expect(await page.textContent('ul')).toBe('Files.ReadWriteoffline_access');
    await picture(page, 'consent');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('back in the app').waitFor();
    const back = new URL(landed[0] ?? '', redirectUri).searchParams;
    expect(back.get('code')).toBeTruthy();
    expect(back.get('state')).toBe('s t&<');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lead back with access_denied from either page', async () => {
    for (const first of ['Cancel', 'ada@contoso.com']) {
      const page = await openPage(startUrl(), 'dark');
      await picture(page, 'account-dark');
      await page.getByRole('button', { name: first }).click();
      if (first !== 'Cancel') {
        await picture(page, 'consent-dark');
        await page.getByRole('button', { name: 'Cancel' }).click();
      }
      await page.getByText('back in the app').waitFor();
      await page.close();
    }
    const errors = landed.map((path) => new URL(path, redirectUri).searchParams.get('error'));
    expect(errors).toEqual(['access_denied', 'access_denied']);
    expect(complaints).toEqual([]);
  });

  it('post the answer when the app wants it posted', async () => {
    const page = await openPage(startUrl({ response_mode: 'form_post' }));
    await page.getByRole('button', { name: 'ada@contoso.com' }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('back in the app').waitFor();
    expect(landed[0]).toMatch(/^POST code=.+&state=s\+t%26%3C$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lose the code of the nativeclient redirect', async () => {
    const native = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
    const page = await openPage(startUrl({ redirect_uri: native }));
    await page.getByRole('button', { name: 'ada@contoso.com' }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(/\/common\/oauth2\/nativeclient\?code=/);
    await page.waitForURL(`${emulator.url}/common/wrongplace`);
    await picture(page, 'wrongplace');
    await page.close();
  });

  it('give login.live.com its own way home', async () => {
    const desktop = 'https://login.live.com/oauth20_desktop.srf';
    const page = await openPage(startUrl({ redirect_uri: desktop }, '/oauth20_authorize.srf'));
    await page.getByRole('button', { name: 'ada@contoso.com' }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(/\/oauth20_desktop\.srf\?code=/);
    expect(page.url()).toContain(emulator.url);
    await page.close();
  });

  it('show what is wrong with a request, and send nobody anywhere', async () => {
    const page = await openPage(startUrl({ redirect_uri: 'https://evil.example/' }));
    expect(await page.textContent('main')).toContain('AADSTS50011');
    await picture(page, 'refused');
    await page.close();
  });

  it('take a device code', async () => {
    const { publicClientId } = emulator.credentials;
    const body = new URLSearchParams({ client_id: publicClientId, scope: 'Files.ReadWrite' });
    const begun = await fetch(`${emulator.url}/common/oauth2/v2.0/devicecode`, { method: 'POST', body });
    const { user_code: userCode, verification_uri: uri } = Object(await begun.json());
    const page = await openPage(String(uri));
    await page.getByLabel('The code that your device shows').fill(String(userCode).toLowerCase());
    await picture(page, 'device');
    await page.keyboard.press('Enter');
    await page.getByText('Done').waitFor();
    await page.close();
  });
});
