/**
 * The sign-in in a real browser, headless: the one at CHROMIUM_PATH, else Debian's. With SHOTS, a folder, pictures of
 * the pages are left there.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loginTimeoutMs } from '../../../src/cli/login/login-timeout.ts';
import { CliFixture } from '../../support/cli-fixture.ts';

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isThere = existsSync(path);
if (!isThere)
  console.warn(`SKIPPED: no Chromium at ${path}; set CHROMIUM_PATH to try the sign-in in a browser`);

describe.skipIf(!isThere)('in a real browser', () => {
  let chrome: Browser;
  beforeAll(async () => {
    // Chromium refuses to be root in its sandbox, and root is who tests run as in a container.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    chrome = await chromium.launch({ executablePath: path, headless: true, args });
  }, 60_000);
  afterAll(() => chrome?.close());

  const shot = async (page: Page, name: string) => {
    const { SHOTS } = process.env;
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  /** A login that waits, and a tab at the sign-in page. */
  async function begun() {
    const cliFixture = await CliFixture.open();
    const signingIn = cliFixture.login({ print: true, browser: false });
    signingIn.catch(() => {});
    await cliFixture.host.clock.watched(loginTimeoutMs);
    const context = await chrome.newContext();
    const page = await context.newPage();
    await page.goto(cliFixture.printedUrl);
    const redirectUri = new URL(cliFixture.printedUrl).searchParams.get('redirect_uri') ?? '';
    return {
      ...{ cliFixture, signingIn, context, page, redirectUri },
      async [Symbol.asyncDispose]() {
        await context.close();
        await cliFixture[Symbol.asyncDispose]();
      },
    };
  }

  const takeAccount = (page: Page) => page.getByRole('button', { name: 'Ada Emulated' }).click();
  const accept = (page: Page) => page.getByRole('button', { name: 'Accept' }).click();
  const tokenRequests = ({ emulator }: CliFixture) =>
    emulator.requestLog.filter(({ path: at }) => at.includes('/oauth2/v2.0/token'));

  test('consent leads back to the terminal, and the page says so', async () => {
    await using one = await begun();
    const { page, cliFixture } = one;
    await shot(page, 'account');
    await takeAccount(page);
    await shot(page, 'consent');
    await accept(page);
    await page.getByText('You can close this window').waitFor();
    await shot(page, 'done');
    await one.signingIn;
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
    expect(await page.content()).not.toContain(new URL(page.url()).searchParams.get('code'));
    expect(await page.locator('script').count()).toBe(0);
  });

  test('the answer arrives by form_post as well', async () => {
    await using cliFixture = await CliFixture.open();
    const signingIn = cliFixture.login({ print: true, browser: false, param: ['response_mode=form_post'] });
    await cliFixture.host.clock.watched(loginTimeoutMs);
    const page = await chrome.newPage();
    await page.goto(cliFixture.printedUrl);
    await takeAccount(page);
    await accept(page);
    const button = page.getByRole('button', { name: 'Continue' });
    const done = page.getByText('You can close this window');
    await button.or(done).waitFor();
    if (await button.isVisible()) await button.click();
    await done.waitFor();
    expect(page.url()).not.toContain('code=');
    await signingIn;
    await page.close();
  });

  test('a refusal is shown, and ends the login with what to do', async () => {
    await using one = await begun();
    const { page } = one;
    await takeAccount(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The sign-in was refused').waitFor();
    await shot(page, 'refused');
    await expect(one.signingIn).rejects.toMatchObject({ kind: 'sign-in' });
    expect(tokenRequests(one.cliFixture)).toEqual([]);
  });

  test('another page that guesses a state is ignored, and learns nothing', async () => {
    await using one = await begun();
    const target = `${one.redirectUri}/?code=stolen-code-of-somebody&state=guessed`;
    const evil = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>evil</title><img src="${target}"><script>
        fetch('${target}', { mode: 'no-cors' }).catch(() => {}).finally(() => fetch('${target}')
          .then(() => 'read', () => 'unreadable').then((word) => { document.title = word; }));
      </script>`);
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    const address = evil.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const other = await one.context.newPage();
    await other.goto(`http://127.0.0.1:${port}/`);
    await other.waitForFunction('document.title !== "evil"');
    expect(await other.title()).toBe('unreadable');
    await other.goto(target);
    await other.getByText('This is a different sign-in').waitFor();
    await shot(other, 'stranger');
    evil.close();
    evil.closeAllConnections();
    await takeAccount(one.page);
    await accept(one.page);
    await one.signingIn;
    expect(tokenRequests(one.cliFixture)).toHaveLength(1);
    expect(one.cliFixture.printed).toHaveLength(1);
  });

  test('a window that is closed ends the login after ten minutes', async () => {
    await using one = await begun();
    await one.page.close();
    one.cliFixture.host.clock.advance(loginTimeoutMs);
    await expect(one.signingIn).rejects.toMatchObject({ message: expect.stringContaining('10 minutes') });
  });

  test('a second tab comes too late, and changes nothing', async () => {
    await using one = await begun();
    const second = await one.context.newPage();
    await second.goto(one.cliFixture.printedUrl);
    for (const page of [one.page, second]) await takeAccount(page);
    await accept(one.page);
    await one.signingIn;
    // Nobody listens any more: what the browser shows then is its own.
    await accept(second).catch(() => {});
    expect(tokenRequests(one.cliFixture)).toHaveLength(1);
    expect(one.cliFixture.printed).toHaveLength(1);
  });
});
