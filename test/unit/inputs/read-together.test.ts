/** What inputs mean together: what one of them needs, and what excludes another. */
import { describe, expect, test } from 'vitest';
import { findMissingCredentials, type Inputs } from '../../../src/inputs/read.ts';
import {
  appInputs as app,
  type InputTexts,
  inputSource,
  inputProblems as problemsOf,
  readTexts as read,
} from '../../support/read-texts.ts';

const { 'client-id': GUID = '', 'tenant-id': TENANT = '' } = app;
const user: InputTexts = { 'client-id': GUID, 'refresh-token': '1.AXoAtoken~', path: 'x' };
const PEM = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----';

describe('the name of an archive', () => {
  test.each([
    ['zip', 'data.tar.gz', 'end the name with .zip, or set archive: tar.gz'],
    ['zip', 'data.TGZ', 'end the name with .zip, or set archive: tar.gz'],
    ['zip', 'data-{date}.tar', 'end the name with .zip'],
    ['tar.gz', 'data.zip', 'end the name with .tar.gz, or set archive: zip'],
    ['tar.gz', 'data.7z', 'end the name with .tar.gz'],
  ])('of the kind %s cannot be %s', (archive, name, advice) => {
    expect(problemsOf({ ...user, archive, name })).toEqual([
      `name is "${name}", but archive is ${archive}: ${advice}`,
    ]);
  });

  test.each([
    ['zip', 'data.ZIP'],
    ['zip', 'app.jar'],
    ['zip', 'data.tar.gz.zip'],
    ['tar.gz', 'data.tgz'],
    ['tar.gz', 'data.gz'],
    ['tar.gz', 'backup'],
    ['none', 'data.zip'],
  ])('of the kind %s can be %s', (archive, name) => {
    expect(problemsOf({ ...user, archive, name })).toEqual([]);
  });
});

describe('signing in', () => {
  test.each<[InputTexts, Inputs['identity']['credential']]>([
    [user, 'none'],
    [{ ...user, 'client-secret': 'abc~DEF' }, 'secret'],
    [{ ...user, 'client-secret': 'abc~DEF', 'client-certificate': PEM, 'tenant-id': TENANT }, 'certificate'],
    [{ ...user, credential: 'oidc', 'tenant-id': TENANT }, 'oidc'],
    [app, 'secret'],
    [{ ...app, credential: 'oidc', 'client-secret': '' }, 'oidc'],
  ])('with %j uses the credential %s', (texts, credential) => {
    expect(read(texts).identity.credential).toBe(credential);
  });

  test('with a token of login.live.com sends the redirect URI of desktop apps by default', () => {
    const live = { ...user, 'client-id': '000000004C12AE6F', authority: 'live' };
    expect(read(live).identity.redirectUri).toBe('https://login.live.com/oauth20_desktop.srf');
    const own = { ...live, 'redirect-uri': 'http://localhost:8080/' };
    expect(read(own).identity.redirectUri).toBe('http://localhost:8080/');
  });

  test.each<[string, InputTexts, RegExp]>([
    [
      'an app without a tenant',
      { ...app, 'tenant-id': '' },
      /GUID or domain of your tenant, but tenant-id is common/,
    ],
    ['an app without a drive', { ...app, 'drive-id': '' }, /set drive-id, user, group or site-url/],
    ['an app with a token', { ...app, 'refresh-token': 'x1~' }, /does not use refresh-token/],
    ['an app with scopes', { ...app, scopes: 'Files.ReadWrite' }, /does not use scopes/],
    [
      'an app that hands its token on',
      { ...app, 'output-refresh-token': 'true' },
      /has no refresh token: remove output/,
    ],
    ['an app in its own folder', { ...app, 'app-folder': 'true' }, /an app has no drive/],
    ['an app that rotates', { ...app, 'rotate-secret': 'T', 'github-token': 'x1' }, /has no refresh token/],
    ['an app that only refreshes', { ...app, mode: 'refresh-only' }, /needs auth: refresh-token/],
    ['an old ID', { ...user, 'client-id': '000000004C12AE6F' }, /set authority: live$/],
    ['live in another cloud', { ...user, authority: 'live', cloud: 'china' }, /only with cloud: global/],
    ['live with OIDC', { ...user, authority: 'live', credential: 'oidc' }, /accepts only a client secret/],
    [
      'a redirect URI for entra',
      { ...user, 'redirect-uri': 'http://localhost' },
      /only with authority: live/,
    ],
    ['OIDC under an alias', { ...user, credential: 'oidc' }, /credential: oidc needs the GUID or domain/],
    ['no PEM', { ...user, 'client-certificate': 'MIIC', 'tenant-id': TENANT }, /is not PEM text/],
    ['rotation without a token', { ...user, 'rotate-secret': 'T' }, /needs github-token/],
    ['a secret of GitHub itself', { ...user, 'rotate-secret': 'GITHUB_X', 'github-token': 'x1' }, /GITHUB_/],
    ['an unknown place', { ...user, 'rotate-secret-in': 'environment:' }, /environment:NAME/],
  ])('is refused: %s', (_, texts, advice) => {
    expect(problemsOf(texts)[0]).toMatch(advice);
  });
});

describe('a credential is missing', () => {
  test.each<[string, InputTexts, string[]]>([
    ['everything', { path: 'x' }, ['client-id', 'refresh-token']],
    ['the secret that credential names', { ...user, credential: 'secret' }, ['client-secret']],
    ["an app's secret", { ...app, 'client-secret': '' }, ['client-secret']],
    ['the certificate', { ...app, credential: 'certificate' }, ['client-certificate']],
    ['nothing', app, []],
  ])('when it is %s', (_, texts, names) => {
    const { missing } = findMissingCredentials(inputSource(texts));
    expect(missing.map((text) => text.split(' ')[0])).toEqual(names);
    expect(problemsOf(texts).length > 0).toBe(names.length > 0);
  });

  test('and if-no-credentials decides what happens', () => {
    expect(findMissingCredentials(inputSource({ 'if-no-credentials': 'skip' })).policy).toBe('skip');
  });
});

describe('where, what and afterwards', () => {
  test.each<[InputTexts, Inputs['target']['place']]>([
    [{ 'drive-id': 'b!x' }, { kind: 'drive', id: 'b!x' }],
    [{ user: 'a@b.example' }, { kind: 'user', user: 'a@b.example' }],
    [{ group: 'g1' }, { kind: 'group', group: 'g1' }],
    [
      { 'site-url': 'https://contoso.sharepoint.com/sites/a', library: 'Docs' },
      { kind: 'site', url: 'https://contoso.sharepoint.com/sites/a', library: 'Docs' },
    ],
  ])('%j names a place', (texts, place) => {
    expect(read({ ...user, ...texts }).target.place).toEqual(place);
  });

  test.each([
    ['true', 'SHA256SUMS'],
    ['false', undefined],
    ['sums.txt', 'sums.txt'],
  ])('checksums: %s is the name %s', (text, name) => {
    expect(read({ ...user, checksums: text }).naming.checksums).toBe(name);
  });

  test('shard: auto is this job of the matrix, and an error without a matrix', () => {
    const strategy = '{"fail-fast": true, "job-index": 2, "job-total": 5, "max-parallel": 5}';
    expect(read({ ...user, shard: 'auto', strategy }).naming.shard).toEqual({ index: 3, total: 5 });
    expect(problemsOf({ ...user, shard: 'auto', strategy: '{"fail-fast":true}' })[0]).toMatch(
      /needs a matrix/,
    );
    expect(problemsOf({ ...user, shard: 'auto' })[0]).toMatch(/needs a matrix/);
  });

  test.each<[string, InputTexts, RegExp]>([
    ['two drives', { 'drive-id': 'b!x', user: 'a@b.example' }, /^drive-id and user name different drives/],
    ['a library of nothing', { library: 'Docs' }, /library needs site-url/],
    ['two folders', { 'folder-id': '01A', 'app-folder': 'true' }, /name different folders/],
    ["an app's folder on a site", { 'app-folder': 'true', group: 'g' }, /own drive/],
    ['a site that is none', { 'site-url': 'contoso' }, /copy the site's address/],
    [
      'mirror with rename',
      { mirror: 'true', 'conflict-behavior': 'rename' },
      /would delete the files that conflict-behavior: rename keeps/,
    ],
    ['retention without names', { 'retain-last': '3' }, /need retain-match/],
    ['names without retention', { 'retain-match': 'x*' }, /needs retain-last or retain-days/],
    ['nothing to retain', { 'retain-last': '0', 'retain-match': 'x*' }, /from 1 to/],
    ['a shard and the mirror', { shard: '1/2', mirror: 'true' }, /shard does not go together with mirror/],
    ['a shard and an archive', { shard: '1/2', archive: 'zip' }, /shard does not go together with archive/],
    ['a shard and checksums', { shard: '1/2', checksums: 'true' }, /together with checksums/],
    ['a shard that is none', { shard: '3/2' }, /write 1\/n to n\/n/],
    ['a link for nobody', { share: 'view' }, /needs share-scope/],
    ['a link that lets all write', { share: 'edit', 'share-scope': 'anonymous' }, /let everybody write/],
    ['the end of no link', { 'share-expires': '30d' }, /share-expires needs share/],
    [
      'an end that is none',
      { share: 'view', 'share-scope': 'users', 'share-expires': 'soon' },
      /not a number of days or a date/,
    ],
    ['notes without a token', { 'release-tag': 'v1' }, /release-tag needs release-token/],
  ])('is refused: %s', (_, texts, advice) => {
    expect(problemsOf({ ...user, ...texts })[0]).toMatch(advice);
  });
});
