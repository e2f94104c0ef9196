import { expect, test } from 'vitest';
import { noReplyFailure } from '../../../src/http/no-reply.ts';

const request = { method: 'GET', host: 'graph.microsoft.com', path: '/me', env: {} };
const system = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['ENOTFOUND', undefined, 'no-answer'],
  ['ECONNREFUSED', undefined, 'no-answer'],
  ['ECONNRESET', undefined, 'connection-lost'],
  ['UND_ERR_SOCKET', undefined, 'connection-lost'],
  ['ABORT_ERR', 'no data was transferred for 60 s', 'connection-stalled'],
  ['SELF_SIGNED_CERT_IN_CHAIN', undefined, 'certificate-untrusted'],
])('a request that ends with %s (%s) is %s', (error, stallReason, code) => {
  expect(noReplyFailure(system(error), { ...request, stallReason }).code).toBe(code);
});
