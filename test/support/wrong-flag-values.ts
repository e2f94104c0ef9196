/** Values that flags of the verbs that sign in refuse. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text, or the path of a file that is made for it. */
type Wrong = string | ((folder: string) => string);

let files = 0;
const file = (content: string) => (folder: string) => {
  files += 1;
  const path = join(folder, `given-${files}`);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
};
const aFolder = (folder: string) => {
  mkdirSync(join(folder, 'a-folder'), { recursive: true });
  return join(folder, 'a-folder');
};
const noFile: readonly Wrong[] = ['', '/nowhere/at/all', aFolder, file(''), file(' \n')];
const secretFile: readonly Wrong[] = [...noFile, file('canary in words')];
const ids = ['..', 'https://example.com/x', 'a b'];
const refs = [
  '',
  ' ',
  'a b',
  'refs/heads/main',
  'refs/tags/v1',
  '/x',
  'x/',
  'a..b',
  'x~1',
  'x:y',
  'x.lock',
  '-x',
  '@',
];

/** What each flag refuses, whatever else is right. */
export const wrongValues: Readonly<Record<string, readonly Wrong[]>> = {
  '--client-id': ['x', 'a b', 'https://example.com', '{7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f}'],
  '--tenant-id': [
    ...['a b', '..', '.', 'contoso.com/x', 'https://contoso.com', 'contoso,com', 'müller.de'],
    ...['a..b', '-.com', '.com', 'contoso.com.', 'contoso-.com', `${'a'.repeat(64)}.com`],
  ],
  '--cloud': ['germany', 'Global', 'https://graph.example'],
  '--authority': ['lives', 'https://login.live.com'],
  '--auth': ['user', 'App'],
  '--credential': ['password', 'Secret'],
  '--client-secret-file': secretFile,
  '--client-certificate-file': [...secretFile, file('canary')],
  '--refresh-token-file': secretFile,
  '--github-token-file': secretFile,
  '--redirect-uri': [
    ...['javascript:alert(1)', 'JavaScript://localhost/%0aalert(1)', 'java\tscript:alert(1)', 'vbscript:x'],
    ...[
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:https://example.com/x',
      'about:blank',
      'view-source:https://x',
    ],
    ...['https://me@example.com/x', 'https://me:canary@example.com/x', 'msal1://me:canary@auth'],
    ...['https://example.com/x#y', 'https://example.com/x#', 'com.example.app:/x#y'],
    ...['http://example.com/x', 'http://192.168.0.2:8080', 'http://localhost.example.com'],
    ...[
      'localhost:8080',
      'localhost',
      '/signed/in',
      'https:example.com',
      'https://',
      'http:///x',
      'http://a b/',
    ],
    ...[
      'https:\\\\example.com',
      'http://localhost:99999',
      'mailto:me@example.com',
      'wss://example.com',
      'app:',
      'app:x',
    ],
    'http://localhost:8080/?code=M.C5_canary&state=x',
  ],
  '--scopes': ['Files.ReadWrite "x"', 'Dateien-Überall', 'a\\b'],
  '--port': ['', '0', '08080', '65536', '99999', 'abc', '-1', '1.5', '0x50'],
  '--param': [
    'x',
    '=x',
    'a b=c',
    'client_secret=canary',
    'state=mine',
    'redirect_uri=javascript:x',
    'scope=x',
    ...['CLIENT_ID=x', 'Scope=x', 'request=x', 'request_uri=https://example.com', 'Request=x'],
  ],
  '--profile': ['', ' ', 'a b', 'a/b', '../x', '.', '..', 'ä', 'a\nb', 'a\\b', '/etc/passwd'],
  '--out': ['', '/nowhere/at/all/token', aFolder],
  '--save-secret': [
    '',
    'uploads',
    'a/b/c',
    '../x',
    'octo-org/..',
    './x',
    'https://github.com/octo-org/uploads',
    'a/b c',
  ],
  '--in': ['', 'attic', 'environment:', 'Repository'],
  '--secret-prefix': ['GITHUB', '1ST', 'a b', 'Ü', 'a-b'],
  '--attempt': ['', '/nowhere/at/all/attempt', aFolder],
  '--code-verifier-file': [
    ...noFile,
    file('canary'),
    file(`canary ${'x'.repeat(50)}`),
    file('x'.repeat(129)),
  ],
  '--environment': ['', ' ', 'a\nb', 'x'.repeat(256), ' x'],
  '--branch': refs,
  '--tag': refs,
  '--repository-id': ['', 'abc', '0', '-1', '1.5', 'octo-org/uploads'],
  '--owner-id': ['', 'abc', '0', '-1', 'octo-org'],
  '--rotate-secret': ['GITHUB_TOKEN', '1ST', 'M.C5_BAY.0.U.-canary*token!'],
  '--rotate-secret-in': ['attic', 'environment:'],
  '--rotate-after-days': ['90', '-1', 'weekly'],
  '--destination': ['a/../b', '.', '{unknown}'],
  '--drive-id': ids,
  '--user': ['..', 'a b', 'https://example.com/x', 'a/b'],
  '--group': ids,
  '--folder-id': ids,
  '--site-url': [
    ...['contoso', 'http://contoso.sharepoint.com', 'contoso.sharepoint.com/sites/x'],
    ...['https://me:canary-8Q@contoso.sharepoint.com/sites/x', 'https://:canary-8Q@contoso.sharepoint.com'],
  ],
  '--retries': ['x', '-1', '1.5'],
  '--concurrency': ['0', '33', 'many'],
  '--bandwidth-limit': ['fast', '-1MB/s'],
  '--checksums-file': [...noFile, file('canary'), file(`${'0'.repeat(64)} canary`)],
  '--identity-file': [...noFile, file('canary'), file('-----BEGIN OPENSSH PRIVATE KEY-----\ncanary')],
  '--latest': ['', ' ', 'a/b', `{${'a,'.repeat(5000)}}`],
};

/** Flags of which no value is wrong by itself, and why. */
export const unrestrictedFlags: Readonly<Record<string, string>> = {
  '--library': 'people name libraries as they like; only the site can tell whether there is one of that name',
};
