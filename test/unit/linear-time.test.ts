/**
 * What meets texts from outside takes a time in proportion to their length: names on disk and on the drive, servers'
 * words and headers, inputs, what people paste. Each is given texts of 100,000 characters that are made to be slow.
 * That none of the expressions is, wherever it stands, is test/contract/expressions.
 */
import { describe, expect, test } from 'vitest';
import { parseAadstsCodes } from '../../src/auth/aadsts-advice.ts';
import { parseClientCertificate } from '../../src/auth/certificate.ts';
import { decodeOidcClaims } from '../../src/auth/oidc.ts';
import { parseNamePattern } from '../../src/cleanup/name-pattern.ts';
import { subjectContext } from '../../src/cli/commands/subject.ts';
import { VERBS } from '../../src/cli/commands.ts';
import { formatUsageError } from '../../src/cli/help/usage-errors.ts';
import { parseCallback } from '../../src/cli/login/callback.ts';
import { createPage, signInErrorPage } from '../../src/cli/login/callback-pages.ts';
import { parsePastedAddress } from '../../src/cli/login/pasted-address.ts';
import { escapeCommands, escapeControls, escapeMarkdown } from '../../src/core/format.ts';
import { parseJson } from '../../src/core/json.ts';
import { localNameKey, localNameProblem } from '../../src/download/names.ts';
import { findOutdatedPartials, partialFileName } from '../../src/download/partial-file.ts';
import { pathShapeClause } from '../../src/files/path-shape.ts';
import { toAbsolutePattern } from '../../src/files/patterns.ts';
import { gitHubFailure, parseTokenExpiration } from '../../src/github/errors.ts';
import { graphFailure, parseDriveItem } from '../../src/graph/parse.ts';
import { encodeSegment, itemAddress, normalizedPathKey, percentDecode } from '../../src/graph/paths.ts';
import { parseSiteUrl } from '../../src/graph/site-url.ts';
import { parseNextExpectedByte } from '../../src/graph/upload-session.ts';
import { gitHubApiUrl } from '../../src/http/github-hosts.ts';
import { htmlTitle } from '../../src/http/html-title.ts';
import { classifyUploadUrl, isLoopback } from '../../src/http/microsoft-hosts.ts';
import { bypassesProxy, readProxy } from '../../src/http/proxy.ts';
import { parseAuthSchemes } from '../../src/http/proxy-tunnel.ts';
import { readRetryAfterMs, retryVerdict } from '../../src/http/retry-table.ts';
import { unknownInputProblem } from '../../src/inputs/aliases.ts';
import { credentialProblems } from '../../src/inputs/pasted-secrets.ts';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { parseChunkSize, parseDuration, parseRate, parseSize } from '../../src/inputs/units.ts';
import { unreplacedTextProblem } from '../../src/inputs/unreplaced-text.ts';
import { folderTextProblems, folderTextWarnings } from '../../src/plan/folder-text.ts';
import { nameProblems, pathProblems } from '../../src/plan/names.ts';
import { expandFolder, expandPlaceholders, placeholderValues } from '../../src/plan/placeholders.ts';
import { checksumsProblems } from '../../src/plan/plan.ts';
import { formatDownloadRow, safeHttpsUrl } from '../../src/publish/download-table.ts';
import { LinkErrors } from '../../src/publish/link-errors.ts';
import { mergeReleaseNotes } from '../../src/publish/release-notes.ts';
import { withPublicLog } from '../../src/report/public-log.ts';
import { numberedNamePattern } from '../../src/upload/lost-reply.ts';
import { isOfficeType, isRewrittenType } from '../../src/upload/office-files.ts';
import { cpuTimeMs } from '../support/cpu-time.ts';
import { FakeHost } from '../support/fake-host.ts';

const length = 100_000;
/** With the square of the length it would be a quarter of a minute and more. */
const limitMs = 3000;

const repeated = [
  ...'a a. a- . @ a@a. - / // \\ * ? [ { {a, {a,b} ( % %c3'.split(' '),
  ...[
    ' ',
    '\t',
    '\r\n',
    ':',
    '=',
    '&a=',
    '"',
    '\\"',
    "'",
    '<',
    '>',
    '|',
    '#',
    '+',
    ',',
    ';',
    '0',
    '1.',
    'http://a.',
  ],
  ...[
    'https://a@',
    'code=',
    '-----BEGIN PRIVATE KEY-----',
    '<!-- onedrive-upload:begin -->',
    '\ud83d',
    'é',
    '\u0000',
  ],
];
/** The end fits nowhere, so that whatever tries again does. */
const texts = repeated.map((piece) => `${piece.repeat(Math.ceil(length / piece.length))}\u0001`);

const reply = (text: string, headers: Record<string, string> = {}) => ({ status: 429, headers, text });
const facts = placeholderValues({}, 0);
const item = { id: 'i', sizeBytes: 1, eTag: '', quickXorHash: undefined };
const download = { sizeBytes: 1, sha256: undefined };
/** What a Failure of ours says is its own test's to see. */
const orFailure = (run: () => unknown) => {
  try {
    run();
  } catch {}
};

const readers: Record<string, (text: string) => unknown> = {
  'a text that is shown': (text) => [escapeControls(text), escapeMarkdown(text), escapeCommands(text)],
  'a line of a public log': (text) => {
    using world = new FakeHost();
    withPublicLog(world, () => true).log.error(text);
  },
  'an answer that is JSON': (text) => [parseJson(text), parseJson(`"${text}"`)],
  'the words of a refusal': (text) => {
    const error = { code: text, message: text, innerError: { code: text } };
    const failure = graphFailure(reply(JSON.stringify({ error })), 'look', 0);
    return [retryVerdict('fragment', failure.service), graphFailure(reply(text), 'look', 0)];
  },
  "the words of GitHub's refusal": (text) =>
    gitHubFailure(reply(JSON.stringify({ message: text, errors: [text] })), { doing: 'look', nowMs: 0 }),
  'headers that ask for a wait': (text) =>
    [{ 'retry-after': text }, { 'ratelimit-reset': text }].map((headers) => readRetryAfterMs(headers, 0)),
  'the end of a token': parseTokenExpiration,
  'the offer of a proxy': parseAuthSchemes,
  'the address of a proxy': (text) => orFailure(() => readProxy({ HTTPS_PROXY: text })),
  'what goes by no proxy': (text) => bypassesProxy({ NO_PROXY: text }, { hostname: text, port: 443 }),
  "the address of GitHub's API": (text) =>
    [text, `https://a/${text}`].map((GITHUB_API_URL) => orFailure(() => gitHubApiUrl({ GITHUB_API_URL }))),
  'an uploadUrl': (text) => [
    classifyUploadUrl(text),
    classifyUploadUrl(`https://${text}/`),
    isLoopback(text),
  ],
  'an item': (text) =>
    parseDriveItem({
      id: text,
      name: text,
      parentReference: { driveId: text, path: text },
      createdDateTime: text,
    }),
  'a range': (text) => parseNextExpectedByte({ nextExpectedRanges: [text] }),
  'a path': (text) => [
    orFailure(() => itemAddress(text)),
    orFailure(() => encodeSegment(text)),
    percentDecode(text),
    normalizedPathKey(text),
  ],
  'the address of a site': (text) =>
    [text, `https://contoso.sharepoint.com/${text}`].map((url) =>
      orFailure(() => parseSiteUrl(url, 'graph.microsoft.com')),
    ),
  'the words of the sign-in': parseAadstsCodes,
  'an assertion': decodeOidcClaims,
  'a certificate': (text) => orFailure(() => parseClientCertificate(text, 0)),
  'where the sign-in ended': parseCallback,
  'what is pasted': (text) => {
    using host = new FakeHost();
    const client = { clientId: 'x', loginHost: 'login.microsoftonline.com', tenantId: 'common' };
    const loginHint = {
      host,
      client: { ...client, authority: 'entra', clientAuth: { kind: 'none' } },
    } as const;
    const expected = { redirectUri: 'http://localhost:8080', state: undefined, loginHint };
    for (const one of [text, `http://localhost:8080/?${text}`])
      orFailure(() => parsePastedAddress(one, expected));
  },
  'a page of the sign-in': (text) => [createPage(200, text, [text]), signInErrorPage(text, text)],
  'a word on the command line': (text) => {
    for (const code of ['commander.unknownCommand', 'commander.unknownOption', 'commander.invalidArgument'])
      formatUsageError({ code, message: `error: unknown '${text}'` }, { verbs: VERBS, args: [text] });
  },
  'the name of a branch': (text) => [
    subjectContext({ branch: text }, {}),
    subjectContext({}, { GITHUB_REF: text }),
  ],
  'the name of an input': (text) =>
    unknownInputProblem(
      text,
      INPUT_SPECS.map(({ name }) => name),
    ),
  credentials: (text) =>
    credentialProblems({ clientId: text, clientSecret: text, refreshToken: `x${text}` }, false),
  sizes: (text) => [parseSize(text), parseChunkSize(text), parseRate(text), parseDuration(text)],
  'a template': (text) => [
    expandPlaceholders(text, facts),
    expandFolder({ name: 'destination', template: text }, facts),
    folderTextProblems('destination', text),
    folderTextWarnings('destination', text),
  ],
  'a line of path': (text) => toAbsolutePattern(text, '/checkout'),
  'a pattern for names': (text) => parseNamePattern(text),
  'a name that a pattern meets': (text) => {
    const read = parseNamePattern('*a*a');
    return 'matches' in read && read.matches(text);
  },
  'a text that is no credential': (text) => unreplacedTextProblem(text),
  'a path that finds nothing': (text) => pathShapeClause(text, 'linux'),
  'the title of a page': (text) => [htmlTitle(text), htmlTitle(`<title>${text}`)],
  'a name on disk': (text) => [nameProblems(text, true), pathProblems(text, new Set())],
  'a name in a plan': (text) => [
    numberedNamePattern(text),
    isOfficeType(text),
    isRewrittenType({ drive: { kind: 'business' } }, { name: text }),
    checksumsProblems('SHA256SUMS', { destination: '', files: [] }),
  ],
  'a name on the drive': (text) => [
    localNameProblem(text, 'win32'),
    localNameProblem(text, 'linux'),
    localNameKey(text, 'win32'),
    partialFileName('d', { ...item, name: text }),
    findOutdatedPartials([`${text}.onedrive-partial`], { driveId: 'd', items: [] }),
  ],
  'the notes of a release': (text) => {
    const one = { ...download, remotePath: text, name: text, url: `https://a/${text}` };
    formatDownloadRow(one, '');
    safeHttpsUrl(one.url);
    mergeReleaseNotes(
      text,
      { downloads: [{ ...one, name: 'a', remotePath: 'a' }], destination: '', url: undefined },
      1e6,
    );
  },
  "a link's trouble": (text) => {
    const tally = new LinkErrors();
    tally.add({ kind: 'service', message: text, stop: 'never' }, text);
    tally.summarize(true, { troubleshootingUrl: 'x' });
  },
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test('is read in time, whatever it is made of', { timeout: 120_000 }, async () => {
    for (const text of texts) {
      const tookMs = await cpuTimeMs(() => read(text));
      expect([text.slice(0, 40), tookMs < limitMs || tookMs]).toEqual([text.slice(0, 40), true]);
    }
  });
});

test('every input is judged in time, whatever it is made of', { timeout: 120_000 }, async () => {
  const { readInputs } = await import('../../src/inputs/read.ts');
  for (const text of texts) {
    const source = { value: () => text, presentNames: () => [text.slice(0, 1000)], emulator: false };
    const tookMs = await cpuTimeMs(() => orFailure(() => readInputs(source)));
    expect([text.slice(0, 40), tookMs < limitMs || tookMs]).toEqual([text.slice(0, 40), true]);
  }
});
