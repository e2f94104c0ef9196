/** What is said of a network that is not there, or in which something else answers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ServiceFailure } from '../../../src/core/errors.ts';
import { graphFailure } from '../../../src/graph/parse.ts';
import { certificateFailure } from '../../../src/http/certificates.ts';
import { openHttpClient } from '../../../src/http/client.ts';
import { readProxy } from '../../../src/http/proxy.ts';
import { redirectHost } from '../../../src/http/proxy-tunnel.ts';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { withRetries } from '../../../src/http/retry.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { errorResponse, fakeSignIn, tokenResponse } from '../../support/fake-sign-in.ts';

const system = (code: string) => Object.assign(new Error('x'), { code });
const without = (code: string) =>
  new ServiceFailure(`no answer (${code})`, { code: 'no-answer', service: { status: 0, codes: [code] } });

describe('a certificate', () => {
  test.each([
    ['CERT_NOT_YET_VALID', 'certificate-not-valid-now', /is not valid yet by the clock/, /machine's clock/],
    ['CERT_HAS_EXPIRED', 'certificate-not-valid-now', /has expired by the clock/, /machine's clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-untrusted', /is for another name/, /another machine/],
  ])('with %s is not told to need NODE_EXTRA_CA_CERTS', (error, code, message, hint) => {
    const failure = certificateFailure('graph.microsoft.com', system(error));
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(failure?.hint).toMatch(hint);
    expect(failure?.hint).not.toContain('NODE_EXTRA_CA_CERTS');
  });
});

describe('NODE_EXTRA_CA_CERTS', () => {
  test('that names no file is a warning', async () => {
    using host = new FakeHost();
    host.env.NODE_EXTRA_CA_CERTS = join(host.cwd, 'gone.pem');
    await openHttpClient(host, 'global').close();
    expect(host.warnings).toEqual([
      expect.stringMatching(/gone\.pem", which cannot be read \(ENOENT\), so it has no effect/),
    ]);
  });

  test('that names a file is a line of the log', async () => {
    using host = new FakeHost();
    host.env.NODE_EXTRA_CA_CERTS = join(host.cwd, 'ca.pem');
    writeFileSync(host.env.NODE_EXTRA_CA_CERTS, '');
    await openHttpClient(host, 'global').close();
    expect(host.warnings).toEqual([]);
    expect(host.lines.join()).toContain('Additional CA certificates: ');
  });
});

test('a backslash in a proxy’s address is told to be %5C, without the password', () => {
  let thrown: unknown;
  try {
    readProxy({ https_proxy: 'http://CORP\\user:hunter22@proxy.example:8080' });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'proxy-invalid', hint: expect.stringContaining('write %5C') });
  expect(String(thrown)).not.toMatch(/hunter22|user/);
});

describe('a redirect', () => {
  test('of a sign-in is told as that of a proxy, with its host, and once', async () => {
    const to = { location: 'https://portal.example/login?ticket=canary' };
    using here = fakeSignIn(() => errorResponse(307, '<title>Sign in</title>', to));
    const refused = here.enter();
    await expect(refused).rejects.toMatchObject({
      code: 'proxy-answered',
      message: 'login.microsoftonline.com did not answer: HTTP 307 redirects to portal.example',
    });
    expect(here.asked).toHaveLength(1);
  });

  test('of Graph is not told as Microsoft’s', () => {
    const failure = graphFailure({ status: 302, headers: {}, text: '' }, 'look', 0);
    expect(failure).toMatchObject({
      code: 'proxy-answered',
      hint: expect.stringMatching(/a proxy or the net/),
    });
  });

  test.each([
    [undefined, 'another address'],
    ['/login', 'another address'],
    ['https://u:p@portal.example:8443/x?t=1', 'portal.example:8443'],
  ])('to %s is shown as %s', (location, shown) => {
    expect(redirectHost(location)).toBe(shown);
  });
});

describe('a network that is not there yet', () => {
  test.each(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH'])(
    'is waited for at a sign-in, and that is said once (%s)',
    async (code) => {
      using here = fakeSignIn((number) => {
        if (number <= 15) throw without(code);
        return tokenResponse(number);
      });
      const began = here.host.clock.now();
      await here.enter();
      expect(here.host.clock.now() - began).toBeGreaterThanOrEqual(30_000);
      expect(here.host.lines.filter((line) => line.includes(`No network yet (${code})`))).toHaveLength(1);
    },
  );

  test('is given up within a minute', async () => {
    using here = fakeSignIn(() => {
      throw without('ENOTFOUND');
    });
    const began = here.host.clock.now();
    await expect(here.enter()).rejects.toThrow('no answer (ENOTFOUND)');
    const waitedMs = here.host.clock.now() - began;
    expect([waitedMs >= 45_000, waitedMs < 80_000]).toEqual([true, true]);
  });

  test('counts as any other failure where nobody asked for patience', async () => {
    using host = new FakeHost();
    let tries = 0;
    const run = () => {
      tries += 1;
      throw without('ENOTFOUND');
    };
    const retry = { host, retries: 3, gate: new RateLimitGate() };
    await expect(withRetries(retry, { requestKind: 'token', label: 'x' }, run)).rejects.toThrow('no answer');
    expect(tries).toBe(4);
  });
});
