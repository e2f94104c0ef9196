import { describe, expect, test } from 'vitest';
import { redactAddresses, withPublicLog } from '../../../src/report/public-log.ts';
import { FakeHost } from '../../support/fake-host.ts';

describe('a line for everybody', () => {
  test.each([
    ['PUT contoso-my.sharepoint.com: no answer', 'PUT ***.sharepoint.com: no answer'],
    ['see “https://contoso.sharepoint.com/:f:/g/Eabc?e=1”, then', 'see “***.sharepoint.com”, then'],
    ['The sharing link is https://1drv.ms/f/c/1/x', 'The sharing link is ***'],
    ['https://onedrive.live.com/?id=5 (HTTP 403)', '***.live.com (HTTP 403)'],
    ['no answer from contoso.sharepoint.com. Try again', 'no answer from ***.sharepoint.com. Try again'],
    ['tenant Contoso.onmicrosoft.com', 'tenant ***.onmicrosoft.com'],
    ['https://contoso.sharepoint.us:443/x.', '***.sharepoint.us:443'],
    ['at ...contoso.sharepoint.com...', 'at ...***.sharepoint.com...'],
    [
      'https://evil.example/?u=https://contoso.sharepoint.com/a b',
      'https://evil.example/?u=***.sharepoint.com b',
    ],
    [
      'see login.microsoftonline.com/contoso.onmicrosoft.com/x',
      'see login.microsoftonline.com/***.onmicrosoft.com',
    ],
    ['HTTPS://CONTOSO.SHAREPOINT.COM/x?y https://1drv.ms', '***.SHAREPOINT.COM ***'],
    ['contoso.sharepoint.com,fabrikam.sharepoint.com', '***.sharepoint.com,***.sharepoint.com'],
    ['https://contoso.sharepoint.com-x', '***.sharepoint.com-x'],
    ['https://contoso.sharepoint.com/?to=fabrikam.sharepoint.com&x.', '***.sharepoint.com'],
  ])('%j has no tenant, account or link', (line, shown) => {
    expect(redactAddresses(line)).toBe(shown);
  });

  test.each([
    'uploaded in/a.sharepoint.com.txt (2 KiB)',
    'uploaded in/1drv.ms.zip (2 KiB)',
    'sign-in refused by login.microsoftonline.com, see https://login.microsoftonline.com/error?code=7000215',
    'Graph sent the upload to evil.example, which is not a known Microsoft host.',
    'https://learn.microsoft.com/sharepoint/x',
  ])('%j stays as it is', (line) => {
    expect(redactAddresses(line)).toBe(line);
  });
});

describe('the host of a public log', () => {
  test('writes no such line, whichever way, and is otherwise the same', async () => {
    using world = new FakeHost();
    let isDiscreet = false;
    const host = withPublicLog(world, () => isDiscreet);
    const tell = () => {
      for (const way of ['debug', 'info', 'notice', 'warning', 'group'] as const)
        host.log[way]('at contoso.sharepoint.com');
      host.log.error(['one', 'at contoso.sharepoint.com']);
    };
    tell();
    expect(world.lines.filter((line) => line.includes('contoso.sharepoint.com'))).toHaveLength(6);
    world.lines.length = 0;
    isDiscreet = true;
    tell();
    expect(world.lines).toEqual([
      'at ***.sharepoint.com',
      'at ***.sharepoint.com',
      'at ***.sharepoint.com',
      'at ***.sharepoint.com',
      'at ***.sharepoint.com',
      'one',
      'at ***.sharepoint.com',
    ]);
    host.mask('geheimnis');
    host.setOutput('a', 'https://contoso.sharepoint.com/');
    await host.appendSummary('S');
    host.saveState('b', 'c');
    expect(world.masked).toContain('geheimnis');
    expect(world.outputs.get('a')).toBe('https://contoso.sharepoint.com/');
    expect([world.summaryText, world.saved.get('b')]).toEqual(['S', 'c']);
    expect([host.signal, host.clock, host.env]).toEqual([world.signal, world.clock, world.env]);
  });

  test('takes e-mail addresses out of complaints, and leaves names of files alone', () => {
    using world = new FakeHost();
    const { log } = withPublicLog(world, () => true);
    log.error("AADSTS50020: User account 'ada.l+x@contoso.co.uk' does not exist");
    log.error('img/logo@2x.png: it broke');
    log.info('uploaded in/you@home.txt (2 KiB)');
    expect(world.lines).toEqual([
      "AADSTS50020: User account '***' does not exist",
      'img/logo@2x.png: it broke',
      'uploaded in/you@home.txt (2 KiB)',
    ]);
  });
});
