import { describe, expect, test } from 'vitest';
import { actionTroubleshootingUrl } from '../../../src/core/troubleshooting.ts';

const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_ACTION_REPOSITORY: 'owner/onedrive-upload',
  GITHUB_ACTION_REF: 'v1',
};

describe('the address of the troubleshooting page', () => {
  test('is that of the action at the version in use', () => {
    expect(actionTroubleshootingUrl(env)).toBe(
      'https://github.com/owner/onedrive-upload/blob/v1/docs/troubleshooting.md',
    );
    const server = {
      ...env,
      GITHUB_SERVER_URL: 'https://git.example:8443',
      GITHUB_ACTION_REF: 'feature/x.1',
    };
    expect(actionTroubleshootingUrl(server)).toBe(
      'https://git.example:8443/owner/onedrive-upload/blob/feature/x.1/docs/troubleshooting.md',
    );
  });

  test.each([
    ['no server', { GITHUB_SERVER_URL: '' }],
    ['a server without TLS', { GITHUB_SERVER_URL: 'http://github.com' }],
    ['a server with a user name', { GITHUB_SERVER_URL: 'https://u:p@github.com' }],
    ['a server with a path', { GITHUB_SERVER_URL: 'https://github.com/x' }],
    ['a local action, which has no repository', { GITHUB_ACTION_REPOSITORY: '' }],
    ['a repository that is none', { GITHUB_ACTION_REPOSITORY: 'owner/name/more' }],
    ['a repository that leads upwards', { GITHUB_ACTION_REPOSITORY: 'owner/..' }],
    ['no ref', { GITHUB_ACTION_REF: '' }],
    ['a ref that leads upwards', { GITHUB_ACTION_REF: 'v1/../../x' }],
    ['a ref with a command to the runner', { GITHUB_ACTION_REF: 'v1\n::error::x' }],
    ['a ref with Markdown', { GITHUB_ACTION_REF: 'v1)](x' }],
  ])('is the path alone for %s', (_, more) => {
    expect(actionTroubleshootingUrl({ ...env, ...more })).toBe('docs/troubleshooting.md');
  });
});
