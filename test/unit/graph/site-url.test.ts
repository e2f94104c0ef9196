import { describe, expect, test } from 'vitest';
import { parseSiteUrl } from '../../../src/graph/site-url.ts';

const graph = 'graph.microsoft.com';
const host = 'contoso.sharepoint.com';
const path = (url: string) => parseSiteUrl(url, graph);

describe('an address of a site', () => {
  test.each<[string, string[]]>([
    [`https://${host}`, []],
    [`https://${host}/sites/x`, ['sites', 'x']],
    [`https://${host}/sites/x/`, ['sites', 'x']],
    [`https://${host}/sites/x/SitePages/Home.aspx`, ['sites', 'x']],
    [`https://${host}/sites/x/Pages/a/b.aspx`, ['sites', 'x']],
    [`https://${host}/sites/x/default.aspx`, ['sites', 'x']],
    [`https://${host}/sites/x/_layouts/15/viewlsts.aspx?view=14`, ['sites', 'x']],
    [`https://${host}/sites/x/Shared%20Documents/Forms/AllItems.aspx`, ['sites', 'x', 'Shared Documents']],
    [`https://${host}/sites/x/Forms/deep`, ['sites', 'x', 'Forms', 'deep']],
    [`https://${host}/sites/x/%C3%9C%20%26%20co%25`, ['sites', 'x', 'Ü & co%']],
    [`https://${host}/sites/x/100%`, ['sites', 'x', '100%']],
    [
      `https://${host}/sites/x/L/Forms/AllItems.aspx?RootFolder=%2Fsites%2Fx%2FL%2F100%25&View=%7B1%7D`,
      ['sites', 'x', 'L', '100%'],
    ],
    [`https://${host}/sites/x/L/Forms/AllItems.aspx?id=/sites/x/L/a%23b`, ['sites', 'x', 'L', 'a#b']],
    [`https://${host}/sites/x?id=5`, ['sites', 'x']],
  ])('is taken apart: %s', (url, names) => {
    const address = path(url);
    expect(address).toMatchObject({ kind: 'path', host });
    expect('segments' in address && address.segments.slice(0, address.pageStart)).toEqual(names);
  });

  test.each([
    `https://${host}/:f:/s/x/Eabc?e=5`,
    `https://${host}/:f:/r/sites/x/Shared%20Documents/a`,
    'https://contoso-my.sharepoint.com/:f:/p/ada/Eabc',
    'https://1drv.ms/f/s!Abc',
  ])('that is a sharing link stays whole: %s', (url) => {
    expect(path(url)).toEqual({ kind: 'share', url });
  });

  test.each([
    ['http://contoso.sharepoint.com/sites/x', /https:/],
    ['https://user@contoso.sharepoint.com/sites/x', /https:/],
    ['https://contoso.sharepoint.com:8443/sites/x', /https:/],
    ['contoso.sharepoint.com/sites/x', /https:/],
    ['https://sharepoint.com/sites/x', /must end in \.sharepoint\.com/],
    ['https://contoso.sharepoint.com.evil.example/sites/x', /must end in \.sharepoint\.com/],
    ['https://evilsharepoint.com/sites/x', /must end in \.sharepoint\.com/],
    ['https://contoso-admin.sharepoint.com/', /must end in \.sharepoint\.com/],
    ['https://contoso.sharepoint.us/sites/x', /set cloud to/],
    ['https://onedrive.live.com/?id=root', /remove site-url/i],
    ['https://contoso-my.sharepoint.com/my', /remove site-url/i],
    ['https://contoso-my.sharepoint.com/', /remove site-url/i],
    [`https://${host}/my?id=%2Fsites%2Fx&listurl=https%3A%2F%2Fevil.example%2Fx`, /must end in/],
    [`https://${host}/sites/x/%2e%2e%2fy`, /from the browser/],
    [`https://${host}/?id=/sites/x/../y`, /from the browser/],
  ])('is refused before anything is sent: %s', (url, hint) => {
    expect(() => path(url)).toThrow(
      expect.objectContaining({ kind: 'usage', hint: expect.stringMatching(hint) }),
    );
  });

  test.each([
    ['graph.microsoft.us', 'contoso.sharepoint.us'],
    ['dod-graph.microsoft.us', 'contoso.sharepoint-mil.us'],
    ['microsoftgraph.chinacloudapi.cn', 'contoso.sharepoint.cn'],
  ])('is one of its own cloud’s: %s', (graphHost, site) => {
    expect(parseSiteUrl(`https://${site}/sites/x`, graphHost)).toMatchObject({ host: site });
    expect(() => parseSiteUrl(`https://${host}/sites/x`, graphHost)).toThrow(
      /not the address of a SharePoint site/,
    );
    expect(() => parseSiteUrl('https://1drv.ms/f/x', graphHost)).toThrow(
      /not the address of a SharePoint site/,
    );
  });

  test.each([
    'https://me:canary@contoso.sharepoint.com/sites/x',
    'https://:canary@contoso.sharepoint.com/sites/x',
    'https://files.example.com/x?access_token=canary',
  ])('shows no password that stands in it: %s', (url) => {
    const failure = expect.objectContaining({ message: expect.not.stringContaining('canary') });
    expect(() => path(url)).toThrow(failure);
  });
});
