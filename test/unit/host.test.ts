import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { actionsHost, Redactor, systemClock } from '../../src/host.ts';
import { markdown } from '../../src/text.ts';

function cleaned(text: string, ...secrets: string[]): string {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor.clean(text);
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
    expect(cleaned(markdown('abc8Q~DEF-ghi_jkl'), 'abc8Q~DEF-ghi_jkl')).toBe('***');
  });

  test('answers its variants once, for the runner to mask', () => {
    const redactor = new Redactor();
    expect(redactor.add('abc/def').sort()).toEqual(['abc%2Fdef', 'abc/def']);
    expect(redactor.add('abc/def')).toEqual([]);
    expect(redactor.add('a/b')).toEqual(['a%2Fb'].filter((text) => text.length >= 6));
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

describe('the folder for what is temporary', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ['/runner/temp', '/runner/temp'],
    ['', tmpdir()],
  ])('is RUNNER_TEMP, "%s", but never the folder of the run', (text, expected) => {
    vi.stubEnv('RUNNER_TEMP', text);
    expect(actionsHost(new AbortController().signal).tempDir).toBe(expected);
  });
});

describe('the real clock', () => {
  test('sleeps, and wakes', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });

  test('wakes at once when it is told to stop, with the reason', async () => {
    const stop = new AbortController();
    const reason = new Error('stop');
    const sleep = systemClock.sleep(3_600_000, stop.signal);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const during = timers();
    stop.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    // What is left of it would keep the process alive for an hour.
    expect(timers()).toBeLessThan(during);
  });

  test('does not fall asleep when it was told to stop before', async () => {
    const reason = new Error('stop');
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test('calls a timer once, and not when it was called off', async () => {
    const calls: string[] = [];
    const cancel = systemClock.timer(1, () => calls.push('called off'));
    cancel();
    systemClock.timer(1, () => calls.push('due'));
    await systemClock.sleep(20);
    expect(calls).toEqual(['due']);
  });
});
