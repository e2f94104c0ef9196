import { expect, test } from 'vitest';
import { checkNodeSettings } from '../../../src/http/node-settings.ts';
import { FakeHost } from '../../support/fake-host.ts';

test.each(['http', 'undici', 'HTTP', 'fs,net', 'tls fetch', '*', 'http*', 'https'])(
  'NODE_DEBUG=%s is warned of, because Node.js prints URLs then',
  (NODE_DEBUG) => {
    using host = new FakeHost({ env: { NODE_DEBUG } });
    checkNodeSettings(host);
    expect(host.warnings.join()).toContain(`NODE_DEBUG is "${NODE_DEBUG}"`);
  },
);

test.each(['', 'fs', 'module,timers', 'myhttpd'])('NODE_DEBUG=%s is not', (NODE_DEBUG) => {
  using host = new FakeHost({ env: { NODE_DEBUG } });
  checkNodeSettings(host);
  expect(host.warnings).toEqual([]);
});
