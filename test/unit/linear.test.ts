/**
 * What meets texts from outside takes a time in proportion to their length: names on disk and on the drive, servers'
 * words and headers, inputs, what people paste. Each is given texts of 200,000 characters that are made to be slow.
 * That none of the expressions is, wherever it stands, is test/contract/expressions.
 */
import { describe, expect, test } from 'vitest';
import { codesIn } from '../../src/auth/advice.ts';
import { readCertificate } from '../../src/auth/certificate.ts';
import { claimsOf } from '../../src/auth/oidc.ts';
import { readPattern } from '../../src/cleanup/name-pattern.ts';
import { contextOf } from '../../src/cli/commands/subject.ts';
import { VERBS } from '../../src/cli/commands.ts';
import { complaint } from '../../src/cli/help/usage-errors.ts';
import { readLanding } from '../../src/cli/login/callback.ts';
import { page, refusedPage } from '../../src/cli/login/callback-pages.ts';
import { readPasted } from '../../src/cli/login/pasted-address.ts';
import { inert, markdown, printable } from '../../src/core/format.ts';
import { parsedValue } from '../../src/core/json.ts';
import { localKey, localNameProblem } from '../../src/download/names.ts';
import { outdated, partialName } from '../../src/download/partial.ts';
import { anchored } from '../../src/files/patterns.ts';
import { refusal, tokenEnd } from '../../src/github/errors.ts';
import { driveItem, nextExpectedByte, serviceFailure } from '../../src/graph/parse.ts';
import { decoded, encodeSegment, itemAddress, nameKey } from '../../src/graph/paths.ts';
import { parseSiteUrl } from '../../src/graph/site-url.ts';
import { githubApi } from '../../src/http/github-hosts.ts';
import { isLoopback, judgeUploadUrl } from '../../src/http/microsoft-hosts.ts';
import { goesDirect, readProxy } from '../../src/http/proxy.ts';
import { orderedWaitMs, verdictOn } from '../../src/http/retry-table.ts';
import { offeredSchemes } from '../../src/http/tunnel.ts';
import { otherName } from '../../src/inputs/aliases.ts';
import { credentialProblems } from '../../src/inputs/pasted-secrets.ts';
import { INPUTS } from '../../src/inputs/table.ts';
import { parseChunkSize, parseRate, parseSize, parseSpan } from '../../src/inputs/units.ts';
import { staysInside } from '../../src/plan/archive-plan.ts';
import { nameProblems, pathProblems } from '../../src/plan/names.ts';
import { expandFolder, expandTokens, runFacts } from '../../src/plan/placeholders.ts';
import { checksumsProblems } from '../../src/plan/plan.ts';
import { downloadRow, safeUrl } from '../../src/publish/download-table.ts';
import { Tally } from '../../src/publish/link-errors.ts';
import { mergedNotes } from '../../src/publish/release-notes.ts';
import { discreet } from '../../src/report/public-log.ts';
import { renamedPattern } from '../../src/upload/lost-reply.ts';
import { isOfficeType, isRewrittenType } from '../../src/upload/office-files.ts';
import { effortMs } from '../support/effort.ts';
import { World } from '../support/world.ts';

const length = 200_000;
/** With the square of the length it would be a minute and more. */
const limitMs = 3000;

const repeated = [
  ...[
    'a',
    'a.',
    'a-',
    '.',
    '@',
    'a@a.',
    '-',
    '/',
    '//',
    '\\',
    '*',
    '?',
    '[',
    '{',
    '{a,',
    '{a,b}',
    '(',
    '%',
    '%c3',
  ],
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
const facts = runFacts({}, 0);
const item = { id: 'i', sizeBytes: 1, eTag: '', quickXorHash: undefined };
const download = { sizeBytes: 1, sha256: undefined };
/** What a Failure of ours says is its own test's to see. */
const orFailure = (run: () => unknown) => {
  try {
    run();
  } catch {}
};

const readers: Record<string, (text: string) => unknown> = {
  'a text that is shown': (text) => [printable(text), markdown(text), inert(text)],
  'a line of a public log': (text) => {
    using world = new World();
    discreet(world, () => true).log.error(text);
  },
  'an answer that is JSON': (text) => [parsedValue(text), parsedValue(`"${text}"`)],
  'the words of a refusal': (text) => {
    const error = { code: text, message: text, innerError: { code: text } };
    const failure = serviceFailure(reply(JSON.stringify({ error })), 'look', 0);
    return [verdictOn('fragment', failure.service), serviceFailure(reply(text), 'look', 0)];
  },
  "the words of GitHub's refusal": (text) =>
    refusal(reply(JSON.stringify({ message: text, errors: [text] })), { doing: 'look', nowMs: 0 }),
  'headers that ask for a wait': (text) =>
    [{ 'retry-after': text }, { 'ratelimit-reset': text }].map((headers) => orderedWaitMs(headers, 0)),
  'the end of a token': tokenEnd,
  'the offer of a proxy': offeredSchemes,
  'the address of a proxy': (text) => orFailure(() => readProxy({ HTTPS_PROXY: text })),
  'what goes by no proxy': (text) => goesDirect({ NO_PROXY: text }, { hostname: text, port: 443 }),
  "the address of GitHub's API": (text) =>
    [text, `https://a/${text}`].map((GITHUB_API_URL) => orFailure(() => githubApi({ GITHUB_API_URL }))),
  'an uploadUrl': (text) => [judgeUploadUrl(text), judgeUploadUrl(`https://${text}/`), isLoopback(text)],
  'an item': (text) =>
    driveItem({
      id: text,
      name: text,
      parentReference: { driveId: text, path: text },
      createdDateTime: text,
    }),
  'a range': (text) => nextExpectedByte({ nextExpectedRanges: [text] }),
  'a path': (text) => [
    orFailure(() => itemAddress(text)),
    orFailure(() => encodeSegment(text)),
    decoded(text),
    nameKey(text),
  ],
  'the address of a site': (text) =>
    [text, `https://contoso.sharepoint.com/${text}`].map((url) =>
      orFailure(() => parseSiteUrl(url, 'graph.microsoft.com')),
    ),
  'the words of the sign-in': codesIn,
  'an assertion': claimsOf,
  'a certificate': (text) => orFailure(() => readCertificate(text, 0)),
  'where the sign-in ended': readLanding,
  'what is pasted': (text) => {
    using host = new World();
    const client = { clientId: 'x', loginHost: 'login.microsoftonline.com', tenantId: 'common' };
    const situation = { host, client: { ...client, authority: 'entra', proof: { kind: 'none' } } } as const;
    const expected = { redirectUri: 'http://localhost:8080', state: undefined, situation };
    for (const one of [text, `http://localhost:8080/?${text}`]) orFailure(() => readPasted(one, expected));
  },
  'a page of the sign-in': (text) => [page(200, text, [text]), refusedPage(text, text)],
  'a word on the command line': (text) => {
    for (const code of ['commander.unknownCommand', 'commander.unknownOption', 'commander.invalidArgument'])
      complaint({ code, message: `error: unknown '${text}'` }, { verbs: VERBS, words: [text] });
  },
  'the name of a branch': (text) => [contextOf({ branch: text }, {}), contextOf({}, { GITHUB_REF: text })],
  'the name of an input': (text) =>
    otherName(
      text,
      INPUTS.map(({ name }) => name),
    ),
  credentials: (text) =>
    credentialProblems({ clientId: text, clientSecret: text, refreshToken: `x${text}` }, false),
  sizes: (text) => [parseSize(text), parseChunkSize(text), parseRate(text), parseSpan(text)],
  'a template': (text) => [
    expandTokens(text, facts),
    expandFolder({ name: 'destination', template: text }, facts),
  ],
  'a line of path': (text) => anchored(text, '/checkout'),
  'a pattern for names': (text) => readPattern(text),
  'a name that a pattern meets': (text) => {
    const read = readPattern('*a*a');
    return 'matches' in read && read.matches(text);
  },
  'a name on disk': (text) => [nameProblems(text, true), pathProblems(text, new Set())],
  'a name in a plan': (text) => [
    renamedPattern(text),
    isOfficeType(text),
    isRewrittenType({ drive: { kind: 'business' } }, { name: text }),
    checksumsProblems('SHA256SUMS', { destination: '', files: [] }),
  ],
  'where a link leads': (text) => [staysInside('a', text), staysInside(text, 'a')],
  'a name on the drive': (text) => [
    localNameProblem(text, 'win32'),
    localNameProblem(text, 'linux'),
    localKey(text, 'win32'),
    partialName('d', { ...item, name: text }),
    outdated([`${text}.onedrive-partial`], { driveId: 'd', items: [] }),
  ],
  'the notes of a release': (text) => {
    const one = { ...download, remotePath: text, name: text, url: `https://a/${text}` };
    downloadRow(one, '');
    safeUrl(one.url);
    mergedNotes(
      text,
      { downloads: [{ ...one, name: 'a', remotePath: 'a' }], destination: '', url: undefined },
      1e6,
    );
  },
  "a link's trouble": (text) => {
    const tally = new Tally();
    tally.add({ kind: 'service', words: text, ends: 'never' }, text);
    tally.told(true);
  },
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test('is read in time, whatever it is made of', { timeout: 120_000 }, async () => {
    for (const text of texts) {
      const tookMs = await effortMs(() => read(text));
      expect([text.slice(0, 40), tookMs < limitMs || tookMs]).toEqual([text.slice(0, 40), true]);
    }
  });
});

test('every input is judged in time, whatever it is made of', { timeout: 120_000 }, async () => {
  const { readInputs } = await import('../../src/inputs/read.ts');
  for (const text of texts) {
    const source = { value: () => text, given: () => [text.slice(0, 1000)], emulator: false };
    const tookMs = await effortMs(() => orFailure(() => readInputs(source)));
    expect([text.slice(0, 40), tookMs < limitMs || tookMs]).toEqual([text.slice(0, 40), true]);
  }
});
