import { describe, expect, test } from 'vitest';
import {
  fileAsFolderWarning,
  folderTextProblems,
  folderTextWarnings,
  libraryAsFolderWarning,
} from '../../../src/plan/folder-text.ts';

describe('a text that can be no folder is refused:', () => {
  test.each([
    [
      'https://example.com/x',
      /is an address: write the path of a folder on the drive, such as builds\/nightly$/,
    ],
    ['https://contoso.sharepoint.com/sites/x', /is an address: .* and the address of the site as site-url$/],
    ['~/x', /starts with ~, but a drive has no home folder/],
    ['~', /starts with ~/],
    ['"builds"', /has quotes around it/],
    ['"builds', /has quotes around it/],
    ['onedrive:x', /starts with "onedrive:", as for rclone: write the path without it$/],
    ['my drive:', /as for rclone/],
    ['C:\\Users\\x', /is a path on this machine/],
    ['builds/${{ github.ref', /has \$\{\{, which only GitHub replaces, in a workflow file/],
  ])('%s', (text, problem) => {
    expect(folderTextProblems('destination', text)).toEqual([expect.stringMatching(problem)]);
    expect(folderTextProblems('retain-in', text)[0]).toMatch(/^retain-in /);
  });
});

test.each(['nightly 12:30', 'v1:2', 'builds'])('%s is left to the check of names', (text) => {
  expect(folderTextProblems('destination', text)).toEqual([]);
});

describe('a text that is hardly meant as it is gets a warning:', () => {
  test.each([
    ["'builds'", /looks like a text in quotes/],
    ['contoso.sharepoint.com/sites/x', /looks like an address: .*for a site, set site-url/],
    ['1drv.ms/f/s!x', /looks like an address/],
    ['backup-$(date +%F)', /looks like a shell command: "\$\(date \+%F\)" is not run here, .*use \{date\}/],
    ['`date`/x', /looks like a shell command/],
    ['$NAME/x', /looks like a variable: "\$NAME" is not replaced here/],
    ['x/$HOME', /"\$HOME" is not replaced/],
    ['%USERNAME%/x', /"%USERNAME%" is not replaced/],
    ['backups/%Y-%m-%d', /looks like a date format: "%Y" is not replaced here, .*use \{date\}/],
    ['01.%20Name', /looks percent-encoded: "01\.%20Name"\. If it is, write "01\. Name"\.$/],
    ['Caf%C3%A9', /If it is, write "Café"/],
  ])('%s', (text, warning) => {
    expect(folderTextProblems('destination', text)).toEqual([]);
    expect(folderTextWarnings('destination', text)).toEqual([expect.stringMatching(warning)]);
    expect(folderTextWarnings('destination', text)[0]).toMatch(/^destination .*looks /);
  });
});

test.each([
  ...[
    '',
    '/',
    'builds/nightly',
    'a b/c#d%',
    '~backup',
    'a~/b',
    '50% off/x',
    '100%',
    "Ann's files",
    "'90s/music",
  ],
  ...['price in US$/x', 'A$AP', 'R&D (old)', 'C++', '{date}/{ref}', '{{x}', '.hidden/x', 'v1.2.3', '100%ab'],
  ...['example.com/x', 'Q&A: no', '2026-11-21', '5$', 'user@example.com', 'sharepoint.com backup'],
])('an unusual name is neither: %s', (text) => {
  const withoutColon = text.replace(':', '');
  expect(folderTextProblems('destination', withoutColon)).toEqual([]);
  expect(folderTextWarnings('destination', withoutColon)).toEqual([]);
});

test('a secret in the place of a folder is not shown', () => {
  const secret = 'https://me:Canary8Q~x9YzKlMnOpQrStUvWxYz01234567@example.com';
  expect(folderTextProblems('destination', secret).join()).not.toContain('Canary');
  expect(folderTextWarnings('destination', `$(${secret})`).join()).not.toContain('Canary');
});

describe('a destination whose last folder has the name of the only file', () => {
  test('gets a warning that says where the file will be', () => {
    expect(fileAsFolderWarning('docs/report.pdf', 'docs/report.pdf/Report.pdf')).toBe(
      'destination is a folder: the file will be at "docs/report.pdf/Report.pdf"; if you meant "docs/report.pdf", set destination to "docs".',
    );
    expect(fileAsFolderWarning('report.pdf', 'report.pdf/report.pdf')).toMatch(/leave destination out\.$/);
  });

  test.each([
    ['', 'report.pdf'],
    ['docs', 'docs/report.pdf'],
    ['report.pdf', 'report.pdf/sub/report.pdf'],
    ['report', 'report/report.pdf'],
  ])('is not %j with the file at %s', (destination, remotePath) => {
    expect(fileAsFolderWarning(destination, remotePath)).toBeUndefined();
  });
});

test('a destination that starts with the name of its library gets a warning', () => {
  const names = ['', 'Documents', 'Shared Documents'];
  for (const text of ['Shared Documents/builds', '/documents', './Documents\\x'])
    expect(libraryAsFolderWarning(text, names)).toMatch(
      /^destination starts with "(Shared )?documents", which is the name of the library: the files go to a folder/i,
    );
  for (const text of ['', '/', 'builds/Documents', 'Documents2'])
    expect(libraryAsFolderWarning(text, names)).toBeUndefined();
});
