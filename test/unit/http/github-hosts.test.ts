import { describe, expect, test } from 'vitest';
import { gitHubApiUrl, listGitHubOrigins } from '../../../src/http/github-hosts.ts';

describe('the address of GitHub’s API', () => {
  test.each([
    [undefined, 'https://api.github.com'],
    ['', 'https://api.github.com'],
    ['https://api.github.com', 'https://api.github.com'],
    ['https://github.example.com/api/v3', 'https://github.example.com/api/v3'],
    ['https://github.example.com/api/v3/', 'https://github.example.com/api/v3'],
    ['https://api.octocorp.ghe.com', 'https://api.octocorp.ghe.com'],
    ['https://github.example.com:8443/api/v3', 'https://github.example.com:8443/api/v3'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080/api/v3', 'http://[::1]:8080/api/v3'],
  ])('%s is %s', (GITHUB_API_URL, address) => {
    expect(gitHubApiUrl({ GITHUB_API_URL })).toBe(address);
  });

  test.each([
    'http://github.example.com/api/v3',
    'http://localhost:3000',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'api.github.com',
    'file:///etc/passwd',
    'https://user@github.example.com',
    'http://127.0.0.1.example.com',
  ])('is not %s', (GITHUB_API_URL) => {
    expect(() => gitHubApiUrl({ GITHUB_API_URL })).toThrow('GITHUB_API_URL is not an https address');
    expect(listGitHubOrigins({ GITHUB_API_URL })).toEqual([]);
  });

  test.each([
    ['octocorp.ghe.com', undefined, 'https://api.octocorp.ghe.com'],
    ['OctoCorp.ghe.com', '', 'https://api.octocorp.ghe.com'],
    ['github.com', undefined, 'https://api.github.com'],
    ['octocorp.ghe.com', 'https://github.example.com/api/v3', 'https://github.example.com/api/v3'],
  ])('with GH_HOST %s and GITHUB_API_URL %s is %s', (GH_HOST, GITHUB_API_URL, address) => {
    expect(gitHubApiUrl({ GH_HOST, GITHUB_API_URL })).toBe(address);
    expect(listGitHubOrigins({ GH_HOST, GITHUB_API_URL })).toEqual([new URL(address).origin]);
  });

  test.each(['github.example.com', 'evil.example/x.ghe.com', 'a@x.ghe.com'])(
    'is none with GH_HOST %s alone: no token goes to github.com',
    (GH_HOST) => {
      expect(() => gitHubApiUrl({ GH_HOST })).toThrow(/^GH_HOST is .*GITHUB_API_URL is not set$/);
      expect(listGitHubOrigins({ GH_HOST })).toEqual([]);
    },
  );

  test('shows no password', () => {
    const wrong = () => gitHubApiUrl({ GITHUB_API_URL: 'https://user:hunter2@github.example.com' });
    expect(wrong).toThrow('https address: https://github.example.com');
    expect(wrong).not.toThrow('hunter2');
  });

  test('stands beside the one that mints OIDC tokens', () => {
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.githubusercontent.com/1?api-version=2.0',
    };
    expect(listGitHubOrigins(env)).toEqual([
      'https://api.github.com',
      'https://run.actions.githubusercontent.com',
    ]);
  });
});

test('a password in GH_HOST is not shown', () => {
  const GH_HOST = 'https://ann:Canary-password@github.example.com/';
  expect(() => gitHubApiUrl({ GH_HOST })).toThrow('GH_HOST is https://github.example.com/, and');
});
