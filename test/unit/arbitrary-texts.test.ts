/**
 * What people write and paste is read without trust: with arbitrary texts every parser answers, or refuses in words of our own; where a number is promised, it is one, and none below nothing.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseNamePattern } from '../../src/cleanup/name-pattern.ts';
import { parseCallback } from '../../src/cli/login/callback.ts';
import { parsePastedAddress } from '../../src/cli/login/pasted-address.ts';
import { parseSiteUrl } from '../../src/graph/site-url.ts';
import { parseEmulatorOrigin } from '../../src/http/client.ts';
import { gitHubApiUrl, listGitHubOrigins } from '../../src/http/github-hosts.ts';
import { classifyUploadUrl } from '../../src/http/microsoft-hosts.ts';
import { bypassesProxy, readProxy } from '../../src/http/proxy.ts';
import { readInputs } from '../../src/inputs/read.ts';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { parseChunkSize, parseDuration, parseRate, parseSize } from '../../src/inputs/units.ts';
import { expandTarget, placeholderValues } from '../../src/plan/placeholders.ts';
import {
  anyNumberText,
  anyString,
  anyText,
  isNonNegativeInteger,
  resultOrFailure,
} from '../support/arbitrary.ts';
import { FakeHost } from '../support/fake-host.ts';

const world = new FakeHost();
afterAll(() => world[Symbol.dispose]());

describe('a text', () => {
  test.each([
    ['a size', parseSize],
    ['a fragment size', parseChunkSize],
    ['a rate', parseRate],
    ['a span of time', parseDuration],
  ])('is %s in a whole number, or a problem', (_, parse) => {
    const written = fc.oneof(
      anyText,
      fc
        .tuple(
          anyNumberText,
          fc.constantFrom('', 'B', 'KiB', 'GB', 'TB', 'MiB/s', ' kB / s', 'm', 's', 'h', ' h'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(written, (given) => {
        const read = parse(given);
        expect('problem' in read ? read.problem !== '' : isNonNegativeInteger(read.value)).toBe(true);
      }),
    );
  });

  test('that is pasted is a code that can be sent, or refused', () => {
    const client = {
      clientId: 'x',
      loginHost: 'login.microsoftonline.com',
      tenantId: 'common',
      authority: 'entra',
    } as const;
    const expected = {
      redirectUri: 'http://localhost:8080',
      state: undefined,
      loginHint: { host: world, client: { ...client, clientAuth: { kind: 'none' } } },
    } as const;
    fc.assert(
      fc.property(anyText, (given) => {
        const code = resultOrFailure(() => parsePastedAddress(given, expected));
        if (code !== undefined) expect(code).toMatch(/^[\x21-\x7e]{16,}$/);
        parseCallback(given);
      }),
    );
  });

  test('is the address of a site, or refused', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const site = resultOrFailure(() => parseSiteUrl(given, 'graph.microsoft.com'));
        if (site?.kind === 'path')
          expect(site.segments.every((name) => !['', '.', '..'].includes(name))).toBe(true);
      }),
    );
  });

  test('is an address that may be called, or refused', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const judged = classifyUploadUrl(given);
        if (judged.verdict !== 'refused') expect(judged.host).toMatch(/^[^.:/@[\]]+(\.[^.:/@[\]]+)+$/);
        expect(resultOrFailure(() => parseEmulatorOrigin(given)) ?? 'http://127.').toMatch(
          /^http:\/\/(127\.|\[::1\])/,
        );
        expect(resultOrFailure(() => gitHubApiUrl({ GITHUB_API_URL: given })) ?? 'https://').toMatch(
          /^https:|^http:\/\/(127\.|\[::1\])/,
        );
        listGitHubOrigins({ GITHUB_API_URL: given, ACTIONS_ID_TOKEN_REQUEST_URL: given });
      }),
    );
  });

  test('is a proxy with a port, or refused; and says what goes by none', () => {
    fc.assert(
      fc.property(anyText, anyText, (given, list) => {
        const proxy = resultOrFailure(() => readProxy({ HTTPS_PROXY: given }));
        if (proxy !== undefined)
          expect(proxy.port > 0 && proxy.port < 65_536 && proxy.hostname !== '').toBe(true);
        for (const hostname of ['graph.microsoft.com', '10.0.0.1', '[2001:db8::1]', list])
          expect(typeof bypassesProxy({ NO_PROXY: list }, { hostname, port: 443 })).toBe('boolean');
      }),
    );
  });

  test('is a pattern for names, or a problem', () => {
    const pattern = fc.string({ unit: fc.constantFrom(...'ab*?[]!-{},.^'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(pattern, anyString), anyString, (given, name) => {
        const read = parseNamePattern(given);
        expect('problem' in read ? read.problem !== '' : typeof read.matches(name) === 'boolean').toBe(true);
      }),
    );
  });

  test('is a place on the drive without steps upwards, or refused', () => {
    const template = fc.oneof(
      anyText,
      fc.string({ unit: fc.constantFrom('{', '}', '{{', '{date}', '{ref}', '/', '\\', '.', 'a') }),
    );
    fc.assert(
      fc.property(template, template, (destination, name) => {
        const target = resultOrFailure(() =>
          expandTarget({ destination, name }, placeholderValues({ GITHUB_REF_NAME: name }, 0)),
        );
        if (target === undefined) return;
        const segments = target.destination.split('/').map((segment) => segment.trim());
        expect(segments.some((segment) => segment === '.' || segment === '..')).toBe(false);
      }),
    );
  });

  test('as any input is taken or refused, together with others', () => {
    const names = INPUT_SPECS.map((spec) => spec.name);
    const given = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(anyText, fc.constantFrom('true', 'auto', 'all', '1/2', '30d', '')),
    );
    fc.assert(
      fc.property(given, fc.boolean(), (inputs, emulator) => {
        const needed = {
          'client-id': '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
          'refresh-token': 'r'.repeat(30),
          path: 'a',
        };
        const all: Record<string, string> = { ...needed, ...inputs };
        const source = {
          value: (name: string) => all[name],
          presentNames: () => Object.keys(inputs),
          emulator,
        };
        const read = resultOrFailure(() => readInputs(source));
        if (read !== undefined)
          expect(
            isNonNegativeInteger(read.upload.lockWaitMs) &&
              isNonNegativeInteger(read.upload.sessionThresholdBytes),
          ).toBe(true);
      }),
    );
  });
});
