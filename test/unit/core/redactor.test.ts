import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../../src/core/format.ts';
import { Redactor } from '../../../src/core/redactor.ts';

function cleaned(text: string, ...secrets: string[]): string {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.addSecret(secret);
  return redactor.redact(text);
}

describe('a known secret', () => {
  const secret = "a~b!c(d)e'f*g/h+i=j k";

  test.each([
    ['as it is', secret],
    ['form-encoded', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['percent-encoded', encodeURIComponent(secret)],
  ])('is starred out %s, wherever it stands', (_, text) => {
    expect(cleaned(`1 ${text} 2 ${text}`, secret)).toBe('1 *** 2 ***');
  });

  test('is starred out line by line, and as a whole', () => {
    const key = '-----BEGIN KEY-----\r\n  c2VjcmV0IG9uZQ==\nc2VjcmV0IHR3bw==\n';
    expect(cleaned('x c2VjcmV0IG9uZQ== y', key)).toBe('x *** y');
    expect(cleaned('x c2VjcmV0IHR3bw== y', key)).toBe('x *** y');
    expect(cleaned(`x ${key} y`, key)).toBe('x *** y');
  });

  test('of under six characters is left alone, because it would star out half of the log', () => {
    expect(cleaned('abcde abcdef', 'abcde')).toBe('abcde abcdef');
    expect(cleaned('abcde abcdef', 'abcdef')).toBe('abcde ***');
    expect(cleaned('every word', '')).toBe('every word');
  });

  test('may look like a pattern', () => {
    expect(cleaned('xaaaaaax $&.*+?^', 'a.*a{2}')).toBe('xaaaaaax $&.*+?^');
    expect(cleaned('x a.*a{2} y', 'a.*a{2}')).toBe('x *** y');
  });

  // Secrets are replaced in the order in which they came, so that the tail of a longer one stays.
  test('is starred out whole when another one is its beginning', () => {
    expect(cleaned('x abcdefghijkl y', 'abcdef', 'abcdefghijkl')).toBe('x *** y');
  });

  // The summary is escaped first and cleaned then; every Entra secret holds a ~, _ or -.
  test('is starred out in Markdown, too', () => {
    expect(cleaned(escapeMarkdown('abc8Q~DEF-ghi_jkl'), 'abc8Q~DEF-ghi_jkl')).toBe('***');
  });

  test('answers its variants once, for the runner to mask', () => {
    const redactor = new Redactor();
    expect(redactor.addSecret('abc/def').sort()).toEqual(['abc%2Fdef', 'abc/def']);
    expect(redactor.addSecret('abc/def')).toEqual([]);
    expect(redactor.addSecret('a/b')).toEqual(['a%2Fb'].filter((text) => text.length >= 6));
  });
});

describe('what is a secret by its name', () => {
  test.each([
    ['https://a.b/up?tempauth=v1.eyJ&x=1', 'https://a.b/up?tempauth=***&x=1'],
    ['https://a.b/up?x=1&TempAuth=v1.eyJ', 'https://a.b/up?x=1&TempAuth=***'],
    ['access_token=abc refresh_token=def', 'access_token=*** refresh_token=***'],
    ['client_secret=abc&client_assertion=eyJ', 'client_secret=***&client_assertion=***'],
    ['https://localhost/?code=M.C5_BAY.2.U.abc&state=1', 'https://localhost/?code=***&state=1'],
    ['"/?code=Mabc"', '"/?code=***"'],
    [
      'see https://login.microsoftonline.com/error?code=700082',
      'see https://login.microsoftonline.com/error?code=700082',
    ],
    ['error?code=50076 again', 'error?code=50076 again'],
    ['error?code=50076. See', 'error?code=50076. See'],
    ['error?code=50076.', 'error?code=50076.'],
    ['code=50076.abc', 'code=***'],
    ['code=50076.1', 'code=***'],
    ['passcode=abc', 'passcode=abc'],
  ])('%s is shown as %s', (text, shown) => {
    expect(cleaned(text)).toBe(shown);
  });

  // Entra's authorization codes begin with "0." or "1.", which the exception for error numbers takes for one.
  test.each(['0.AXoAabc', '1.AXoAabc', '0-abc'])(
    'an authorization code that begins with a number: %s',
    (code) => {
      expect(cleaned(`https://localhost/?code=${code}&state=1`)).toBe('https://localhost/?code=***&state=1');
    },
  );
});

describe('a known secret in the encodings in which others give it back', () => {
  const secret = 'M.C5_BAY.-aB!x*y$(z)~"q"/&<\'é+=';
  const bytes = Buffer.from(secret);
  const percent = encodeURIComponent(secret);
  const strict = percent.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  test.each([
    ['percent-encoded in lower case', percent.replace(/%../g, (code) => code.toLowerCase())],
    ['percent-encoded as RFC 3986 has it', strict],
    ['form-encoded in lower case', formEncoded(secret).replace(/%../g, (code) => code.toLowerCase())],
    ['as JSON', JSON.stringify(secret).slice(1, -1)],
    ['as JSON with escaped slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    [
      'as JSON of .NET',
      JSON.stringify(secret)
        .slice(1, -1)
        .replace(/[&<'+]/g, (one) => `\\u00${hex(one)}`),
    ],
    ['as HTML', html.replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['as HTML with numbers', html.replaceAll('"', '&#34;').replaceAll("'", '&#x27;')],
    ['as XML', html.replaceAll('"', '&quot;').replaceAll("'", '&apos;')],
    [
      'as HTML of ASP.NET Core',
      html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;').replaceAll('+', '&#x2B;'),
    ],
    [
      'as JSON of Gson',
      JSON.stringify(secret)
        .slice(1, -1)
        .replace(/[&<>'=]/g, (one) => `\\u00${hex(one).toLowerCase()}`),
    ],
    ['percent-encoded twice', encodeURIComponent(percent)],
    ['percent-encoded, also what need not be', percent.replace(/[!'()*._~-]/g, (one) => `%${hex(one)}`)],
    ['in hex', bytes.toString('hex')],
    ['in capital hex', bytes.toString('hex').toUpperCase()],
  ])('%s is starred out', (_, text) => {
    expect(cleaned(`1 ${text} 2`, secret)).toBe('1 *** 2');
  });

  test.each(['', 'a', 'ab', 'abc', 'user:'])(
    'in Base64 behind "%s" leaves nothing that can be decoded',
    (before) => {
      for (const encoding of ['base64', 'base64url'] as const) {
        for (const after of ['', ':x', ' and more']) {
          const shown = cleaned(Buffer.from(before + secret + after).toString(encoding), secret);
          expect(shown).toContain('***');
          const left = shown.split('***').map((part) => Buffer.from(part, encoding).toString('latin1'));
          for (const part of left) expect(part.length).toBeLessThan(before.length + after.length + 4);
        }
      }
    },
  );

  function formEncoded(text: string): string {
    return new URLSearchParams({ x: text }).toString().slice(2);
  }

  function hex(character: string): string {
    return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
  }
});

describe('a URL that works without a sign-in', () => {
  const query =
    'https://contoso.sharepoint.com/_api/v2.0/drives/b!x/items/1/uploadSession?guid=%27a-b%27&tempauth=v1.eyJhbGciOiJub25l';
  const path = 'https://sn3302.up.1drv.com/up/fe6987415ace7X4e1eF866337a2b3c';

  function withUrl(text: string, ...urls: readonly string[]): string {
    const redactor = new Redactor();
    for (const url of urls) redactor.addUrl(url);
    return redactor.redactData(text);
  }

  test('is starred out whole, and so is what of it is a credential', () => {
    expect(withUrl(`PUT ${query} failed`, query)).toBe('PUT *** failed');
    expect(withUrl('token v1.eyJhbGciOiJub25l', query)).toBe('token ***');
    expect(withUrl(new URL(query).pathname + new URL(query).search, query)).toBe('***');
    expect(withUrl('fe6987415ace7X4e1eF866337a2b3c', path)).toBe('***');
    expect(withUrl(JSON.stringify({ url: encodeURIComponent(query) }), query)).toBe('{"url":"***"}');
  });

  test('leaves ids of drives and items alone, which outputs hold', () => {
    const long =
      'https://x.sharepoint.com/_api/v2.0/drives/b!aaaaaaaaaaaaaaaaaaaaaaaaa/items/01BBBBBBBBBBBBBBBBBBBBBBBBBB?tempauth=v1.abcdefghijklmnop';
    const ids = 'b!aaaaaaaaaaaaaaaaaaaaaaaaa 01BBBBBBBBBBBBBBBBBBBBBBBBBB';
    expect(withUrl(ids, long)).toBe(ids);
  });

  test('is forgotten once 64 others were used after it, so that thousands of files cost no memory', () => {
    const url = (i: number) => `https://a.sharepoint.com/u?tempauth=v1.abcdefghijklm${i}n`;
    const redactor = new Redactor();
    redactor.addUrl(url(0));
    for (let i = 1; i < 64; i += 1) redactor.addUrl(url(i));
    redactor.addUrl(url(0));
    redactor.addUrl(url(64));
    expect(redactor.redactData(url(0))).toBe('***');
    expect(redactor.redactData(url(1))).toBe(url(1));
  });

  test('that is none is starred out as it is', () => {
    expect(withUrl('at not a url at all!', 'not a url at all!')).toBe('at ***');
  });
});

test('data keeps what is no known secret, though its name may look like one', () => {
  const redactor = new Redactor();
  redactor.addSecret('s3cret-value');
  expect(redactor.redactData('code=1.txt s3cret-value')).toBe('code=1.txt ***');
  expect(redactor.redact('see ?code=abc s3cret-value')).toBe('see ?code=*** ***');
});

test('a line is cut where nobody reads on, once its secrets are gone', () => {
  const redactor = new Redactor();
  redactor.addSecret('s3cret-s3cret');
  const line = redactor.redactLine(`${'a'.repeat(15_990)}s3cret-s3cret${'b'.repeat(100_000)}`);
  expect(line).toBe(`${'a'.repeat(15_990)}***${'b'.repeat(7)}…`);
});

test('data keeps a short secret, which may well be part of a path; a sentence does not', () => {
  const redactor = new Redactor();
  redactor.addSecret('backup');
  redactor.addSecret('hunter2-hunter2');
  expect(redactor.redactData('backup/a hunter2-hunter2')).toBe('backup/a ***');
  expect(redactor.redact('backup/a hunter2-hunter2')).toBe('***/a ***');
});

test('JSON is still JSON once what looks like a secret is starred out', () => {
  const json = JSON.stringify({ error: { message: 'see "https://x/?code=abc" or "tempauth=\\"' } });
  expect(JSON.parse(new Redactor().redact(json)).error.message).toBe(
    'see "https://x/?code=***" or "tempauth=\\"',
  );
});

test('neighbours, repeats and secrets within secrets are all found', () => {
  expect(cleaned('abcdefabcdef', 'abcdef')).toBe('******');
  expect(cleaned('xabcdefghij abcdef', 'abcdef', 'bcdefghijk', 'cdefgh')).toBe('x***ij ***');
  expect(cleaned('abcdefghij', 'abcdef', 'cdefghij')).toBe('***');
  expect(cleaned('bcdefghijk', 'abcdef', 'bcdefghijk', 'cdefgh')).toBe('***');
});

// What is not linear takes minutes, and runs into the limit.
test.each(['a', 'code=1', 'code=', 'tempauth=', 'eyJhbG', '##', '##a', '::', ' ', '\n', '\u0085', '%'])(
  '200,000 characters of %j are cleaned and escaped in one pass',
  (piece) => {
    const redactor = new Redactor();
    for (let i = 0; i < 20; i += 1) redactor.addSecret(`eyJhbG.${'x'.repeat(1000)}${i}`);
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    for (const one of [text, `${text}[`, `${text} ::`]) redactor.redactLine(one);
  },
  5000,
);
