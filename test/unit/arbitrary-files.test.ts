/** What lies in files that others may have written is read without trust: with arbitrary bytes, JSON and PEM. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseClientCertificate } from '../../src/auth/certificate.ts';
import { readAttempt } from '../../src/cli/login/attempt-file.ts';
import { forkWarning, readWorkflowEvent, secretsWithheldReason } from '../../src/github/event.ts';
import { openJournal } from '../../src/upload/journal.ts';
import { anyString, anyText, isNonNegativeInteger, objectOf, resultOrFailure } from '../support/arbitrary.ts';
import { FakeHost } from '../support/fake-host.ts';

const world = new FakeHost();
afterAll(() => world[Symbol.dispose]());
const path = join(world.tempDir, 'given');

describe('a file', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    anyText.map((one) => Buffer.from(one)),
  );

  test('is an attempt, or refused', () => {
    const attempt = objectOf('inputs', 'redirectUri', 'state', 'verifier', 'client-id').map((one) =>
      Buffer.from(JSON.stringify(one)),
    );
    fc.assert(
      fc.property(fc.oneof(bytes, attempt), (content) => {
        writeFileSync(path, content);
        const read = resultOrFailure(() => readAttempt(path));
        if (read !== undefined) expect(read.state !== '' && URL.canParse(read.redirectUri)).toBe(true);
      }),
    );
  });

  test('is an event, whatever it says', () => {
    const event = objectOf(
      'repository',
      'full_name',
      'pull_request',
      'workflow_run',
      'head_repository',
      'head',
      'repo',
      'user',
      'login',
      'sender',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          event.map((one) => Buffer.from(JSON.stringify(one))),
        ),
        (content) => {
          writeFileSync(path, content);
          const read = readWorkflowEvent({ GITHUB_EVENT_PATH: path, GITHUB_EVENT_NAME: 'pull_request' });
          expect([typeof read.fork, typeof read.isFork]).toEqual(['string', 'boolean']);
          expect(() => [secretsWithheldReason(read), forkWarning(read)]).not.toThrow();
        },
      ),
    );
  });

  test('is a certificate with its key, or refused', () => {
    const block = fc
      .tuple(
        fc.constantFrom('CERTIFICATE', 'PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', ''),
        fc.oneof(fc.base64String(), anyString),
      )
      .map(([label, body]) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`);
    fc.assert(
      fc.property(fc.array(fc.oneof(block, anyString), { maxLength: 5 }), (pieces) => {
        resultOrFailure(() => parseClientCertificate(pieces.join('\n'), 0));
      }),
    );
  });

  const key = { driveId: 'd', remotePath: 'a', relativePath: 'a' };
  const open = () => openJournal({ path, key: 'k', host: world, emulated: false });

  test('is a journal, or the beginning of a new one', () => {
    const magic = Buffer.from('onedrive-upload journal 1\n');
    fc.assert(
      fc.property(fc.boolean(), bytes, (isMarked, content) => {
        writeFileSync(path, isMarked ? Buffer.concat([magic, content]) : content);
        expect(resultOrFailure(open)?.find(key)).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });

  test('is a journal whose entries make sense, or has none', () => {
    const uploadUrl = 'https://contoso.sharepoint.com/x';
    const whole = fc.oneof(fc.integer(), fc.double(), fc.nat());
    const marks = fc.array(fc.record({ byte: whole, sha256: anyString }), { maxLength: 2 });
    fc.assert(
      fc.property(whole, marks, (sizeBytes, some) => {
        writeFileSync(path, '');
        open().save(key, { uploadUrl, sizeBytes, conflict: 'replace', marks: some });
        const found = open().find(key);
        if (found === undefined) return;
        expect(
          isNonNegativeInteger(found.sizeBytes) &&
            found.marks.every(({ byte }) => isNonNegativeInteger(byte)),
        ).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('that is a journal with a changed byte opens nothing', () => {
    writeFileSync(path, '');
    open().save(key, {
      uploadUrl: 'https://contoso.sharepoint.com/x',
      sizeBytes: 1,
      conflict: 'replace',
      marks: [],
    });
    const sealed = readFileSync(path);
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        writeFileSync(path, changed);
        expect(open().find(key)).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });
});
