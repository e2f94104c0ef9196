import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyUploadUrl, cloudHosts, isLoopback } from '../../../src/http/microsoft-hosts.ts';

const verdictOn = (url: string) => classifyUploadUrl(url).verdict;
/** The look-alike that URLs take for the letter. */
const fullWidth = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0);

describe('an uploadUrl', () => {
  test.each([
    'https://sn3302.up.1drv.com/up/fe6987415ace7X4e1eF866337',
    'https://my.microsoftpersonalcontent.com/personal/x/_api/v2.0/upload',
    'https://api.onedrive.com/rup/x',
    'https://contoso-my.sharepoint.com/personal/_api/v2.0/drives/x/items/y/uploadSession?guid=z',
    'https://contoso.sharepoint.us/x',
    'https://contoso.sharepoint-mil.us/x',
    'https://contoso.sharepoint.cn/x',
    'https://contoso.sharepoint-df.com/x',
    'https://public.bl.files.storage.live.com/x',
    'https://westeurope1-mediap.svc.ms/x',
    'https://CONTOSO-MY.SharePoint.COM/x',
    'https://contoso.sharepoint.com./x',
    'https://contoso.sharepoint.com:8443/x',
    'https://sharepoint.com/x',
    'https://contoso.sharepoint.com/x?a=@evil.com#b',
  ])('of a known host is known: %s', (url) => {
    expect(verdictOn(url)).toBe('known');
  });

  test.each([
    'https://evil-sharepoint.com/x',
    'https://evilsharepoint.com/x',
    'https://contoso.sharepoint.com.evil.com/x',
    'https://sharepoint.com.evil.com/x',
    'https://sharepoint.co/x',
    'https://evil.com/sharepoint.com',
    'https://evil.com/?https://contoso.sharepoint.com/',
    'https://evil.com\\@contoso.sharepoint.com/x',
    'https://live.com/x',
    'https://xlocalhost.example.com/x',
    'https://mylocal.example/x',
    'https://internal.example.com/x',
  ])('of any other public name is unknown: %s', (url) => {
    expect(verdictOn(url)).toBe('unknown');
  });

  test.each([
    ['is not a URL', 'contoso.sharepoint.com/x', 'it is not a URL'],
    ['is empty', '', 'it is not a URL'],
    ['is plain http', 'http://contoso.sharepoint.com/x', 'its scheme is http://, not https://'],
    ['is a file', 'file:///etc/passwd', 'its scheme is file://, not https://'],
    ['contains a user name', 'https://contoso.sharepoint.com@evil.com/x', 'it contains a user name'],
    ['contains a password', 'https://:word@contoso.sharepoint.com/x', 'it contains a user name'],
    ['names an address', 'https://203.0.113.7/x', '203.0.113.7 is an address, not a name'],
    ['names this machine by address', 'https://127.0.0.1/x', '127.0.0.1 is an address, not a name'],
    ['names an address with a dot', 'https://127.0.0.1./x', '127.0.0.1 is an address, not a name'],
    ['names an address as one number', 'https://2130706433/x', '127.0.0.1 is an address, not a name'],
    ['names an address in hex', 'https://0x7f.1/x', '127.0.0.1 is an address, not a name'],
    ['names an address in other digits', 'https://①②⑦.0.0.1/x', '127.0.0.1 is an address, not a name'],
    ['names an address of IPv6', 'https://[::1]/x', '[::1] is an address, not a name'],
    ['names a mapped address', 'https://[::ffff:127.0.0.1]/x', '[::ffff:7f00:1] is an address, not a name'],
    ['names this machine', 'https://localhost/x', 'localhost is a local name'],
    ['names this machine with a dot', 'https://LOCALHOST./x', 'localhost is a local name'],
    ['names this machine in percents', 'https://%6c%6f%63%61lhost/x', 'localhost is a local name'],
    ['names a host below it', 'https://a.localhost/x', 'a.localhost is a local name'],
    ['names a printer', 'https://printer.local/x', 'printer.local is a local name'],
    ['names a printer with a dot', 'https://printer.Local./x', 'printer.local is a local name'],
    [
      'names the metadata service',
      'https://metadata.google.internal/x',
      'metadata.google.internal is a local name',
    ],
    ['names a host without a domain', 'https://intranet/x', 'intranet is a local name'],
  ])('that %s is refused', (_, url, why) => {
    expect(classifyUploadUrl(url)).toEqual({ verdict: 'refused', reason: why });
  });

  test.each(
    ['lan', 'corp', 'home', 'home.arpa', 'localdomain', 'intranet', 'private', 'internal', 'local'].concat([
      'localhost',
      'test',
      'invalid',
      'onion',
      'alt',
      'arpa',
      'mail',
      'domain',
    ]),
  )('of a suffix that no public name has is refused, however it is written: .%s', (suffix) => {
    const written = [`nas.${suffix}`, `NAS.${suffix.toUpperCase()}`, `a.b.${suffix}.`, `x.${suffix}:8443`];
    const wide = [...suffix].map((letter) => letter.replace(/[a-z]/, (c) => fullWidth(c))).join('');
    const percents = [...suffix].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    for (const host of [...written, `nas.${wide}`, `nas。${suffix}`, `nas.${percents}`])
      expect([host, classifyUploadUrl(`https://${host}/x`)]).toEqual([
        host,
        { verdict: 'refused', reason: expect.stringMatching(/is a local name$/) },
      ]);
    expect(verdictOn(`https://${suffix}.example.com/x`)).toBe('unknown');
    expect(verdictOn(`https://nas.x${suffix}.example.com/x`)).toBe('unknown');
  });

  // Only one dot is taken off the end, and the URL parser leaves the second.
  test.each([
    'https://localhost../x',
    'https://printer.local../x',
    'https://intranet../x',
    'https://contoso.sharepoint.com../x',
    'https://contoso..sharepoint.com/x',
    'https://.sharepoint.com/x',
    'https://127.0.0.1../x',
    'https://0x7f.1../x',
    'https://./x',
    'https://../x',
  ])('with an empty part in its name is refused: %s', (url) => {
    expect(verdictOn(url)).toBe('refused');
  });

  test.each([
    'https://1.2.3/x',
    'https://0x7f.0.0.1/x',
    'https://017700000001/x',
    'https://0x7f000001/x',
    'https://example.0x7f/x',
    'https://example.1/x',
    'https://a.b.c.256/x',
    'https://[::1%25eth0]/x',
    'https://example.c0m/x',
    'https://example.-/x',
    'https://nas._tcp/x',
  ])('whose last part is that of no public name is refused: %s', (url) => {
    expect(verdictOn(url)).toBe('refused');
  });

  test('of a name in another script is judged like any other', () => {
    expect(classifyUploadUrl('https://例え.テスト/x')).toEqual({
      verdict: 'unknown',
      host: 'xn--r8jz45g.xn--zckzah',
    });
    expect(verdictOn('https://contoso.ѕharepoint.com/x')).toBe('unknown');
  });

  test('of a name that is longer than any can be is refused', () => {
    expect(verdictOn(`https://${'a.'.repeat(127)}com/x`)).toBe('refused');
    expect(verdictOn(`https://${'a'.repeat(64)}.com/x`)).toBe('refused');
    expect(verdictOn(`https://${'a'.repeat(63)}.sharepoint.com/x`)).toBe('known');
  });

  test('of any other suffix is never known', () => {
    const suffix = fc.constantFrom('sharepoint.com', '1drv.com', 'svc.ms', 'storage.live.com');
    fc.assert(
      fc.property(suffix, fc.domain(), fc.stringMatching(/^[a-z0-9-]{1,9}$/), (known, domain, word) => {
        fc.pre(
          !/(sharepoint(-df|-mil)?\.(com|us|cn)|1drv\.com|svc\.ms|live\.com|onedrive\.com)$/.test(domain),
        );
        expect(verdictOn(`https://${known}.${domain}/x`)).not.toBe('known');
        expect(verdictOn(`https://x${word}${known}/x`)).not.toBe('known');
      }),
    );
  });

  test('is not shown in the reason', () => {
    const judged = classifyUploadUrl('https://user:secret@contoso.sharepoint.com/up?tempauth=secret');
    expect(JSON.stringify(judged)).not.toContain('secret');
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.0.0.1.evil.com', false],
  ['x127.0.0.1', false],
  ['[::2]', false],
  ['localhost.evil.com', false],
  ['', false],
])('%s is on this machine: %s', (hostname, wanted) => {
  expect(isLoopback(hostname)).toBe(wanted);
});

test('the four clouds have their own hosts', () => {
  const hosts = Object.values(cloudHosts);
  expect(new Set(hosts.map(({ graph }) => graph)).size).toBe(4);
  for (const { login, graph } of hosts) {
    expect(login).toMatch(/^login\.(partner\.)?microsoftonline\.(com|us|cn)$/);
    expect(graph).toMatch(/^(dod-)?graph\.microsoft\.(com|us)$|^microsoftgraph\.chinacloudapi\.cn$/);
  }
});
