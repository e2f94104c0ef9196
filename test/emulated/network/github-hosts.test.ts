import { describe, expect, test } from 'vitest';
import { openHttpClient } from '../../../src/http/client.ts';
import type { HttpRequest } from '../../../src/http/message.ts';
import { FakeHost } from '../../support/fake-host.ts';

describe('the HTTP client and GitHub', () => {
  /** What became of it before anything was connected. */
  async function refusal(env: Record<string, string>, request: HttpRequest): Promise<string> {
    using host = new FakeHost({ env });
    // Nobody listens behind this proxy: what is let through ends there, and never leaves the machine.
    host.env.HTTPS_PROXY = 'http://127.0.0.1:1';
    const client = openHttpClient(host, 'global');
    const outcome = await client.send(request).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    await client.close();
    return outcome;
  }
  const put = (url: string): HttpRequest => ({ method: 'PUT', url, headers: { authorization: 'token x' } });
  const emulated = { ONEDRIVE_UPLOAD_EMULATOR: 'http://127.0.0.1:1' };
  const api = 'https://api.github.com/repos/o/r';

  test.each([
    ['GitHub’s own API', {}, api],
    [
      'a server of a company',
      { GITHUB_API_URL: 'https://ghes.example.com/api/v3' },
      'https://ghes.example.com/api/v3/repos/o/r',
    ],
    [
      'the service of OIDC tokens',
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.githubusercontent.com/1?a=b' },
      'https://run.actions.githubusercontent.com/1?a=b&audience=x',
    ],
  ])('lets a token through to %s', async (_, env, url) => {
    expect(await refusal(env, put(url))).toContain('the proxy 127.0.0.1:1 cannot be reached');
  });

  test.each([
    ['github.com when the server is a company’s', { GITHUB_API_URL: 'https://ghes.example.com/api/v3' }, api],
    ['another host', {}, 'https://api.github.com.example.com/repos/o/r'],
    ['another port', {}, 'https://api.github.com:8443/repos/o/r'],
    [
      'an address without https',
      { GITHUB_API_URL: 'http://ghes.example.com' },
      'http://ghes.example.com/repos',
    ],
    [
      'the https twin of a loopback address',
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      'https://127.0.0.1:1/',
    ],
  ])('sends none to %s', async (_, env, url) => {
    expect(await refusal(env, put(url))).toBe(`refused to send credentials to ${new URL(url).host}`);
  });

  test('calls no real GitHub while an emulator is set', async () => {
    const refused = 'refused to call api.github.com while ONEDRIVE_UPLOAD_EMULATOR is set';
    expect(await refusal(emulated, put(api))).toBe(refused);
    expect(await refusal(emulated, { method: 'GET', url: api })).toBe(refused);
  });
});
