/** What the inputs do that say who signs in, and how the app proves itself. */
import { expect } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { appCertificate } from '../../support/certificates.ts';
import { describeInputs, expectFailed, expectUploaded, type InputCase } from '../../support/input-cases.ts';
import type { InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const business = { account: 'business' } as const;
const other = '11111111-2222-3333-4444-555555555555';
const jwt = 'eyJhbGciOiJub25lIn0.e30.c2ln';
/** Of the app's form, and wrong. */
const wrongSecret = 'emulator.wrong-secret';

const signIns = ({ requestLog: ledger }: Emulator) => ledger.filter(({ surface }) => surface === 'identity');
const openApp = ({ emulator: { credentials } }: UploadFixture): InputTexts => ({
  'client-id': credentials.publicClientId,
  'client-secret': '',
  'refresh-token': credentials.publicRefreshToken,
});

/** The app has a certificate; another one, as given to the run, it does not know unless `known`. */
async function certified({ emulator }: UploadFixture, known = true): Promise<InputTexts> {
  const { cert, key } = await appCertificate();
  if (known) emulator.identity.addCertificate(cert);
  return { 'client-certificate': key + cert, 'tenant-id': emulator.credentials.tenantId };
}

const provenBy = (text: 'secret' | 'certificate', wrong: InputTexts, isKnown: boolean): InputCase => ({
  text,
  options: business,
  effect: `takes the ${text} although the other is given, and wrong`,
  act: async (scene) => expectUploaded(scene, { ...(await certified(scene.fixture, isKnown)), ...wrong }),
});

/** Both halves, as a secret would hold them. */
const pem = await appCertificate();

describeInputs('sign-in', {
  clientId: {
    cases: [
      {
        effect: 'is reported as empty',
        async act(scene) {
          await expectFailed(scene, /client-id is empty: it is the application \(client\) ID/);
          expect(scene.fixture.emulator.requestLog).toEqual([]);
        },
      },
      ...(['clientId', 'publicClientId'] as const).map(
        (which): InputCase => ({
          text: ({ emulator }) => emulator.credentials[which],
          effect: `gets a token for that app (${which})`,
          async act(scene) {
            const { identity, credentials } = scene.fixture.emulator;
            const texts = which === 'clientId' ? {} : openApp(scene.fixture);
            await expectUploaded(scene, { ...texts, 'output-refresh-token': 'true' });
            const token = scene.fixture.host.outputs.get('refresh-token') ?? '';
            const apps = [credentials.clientId, credentials.publicClientId];
            expect(apps.filter((id) => identity.isLiveRefreshToken(token, id))).toEqual([credentials[which]]);
          },
        }),
      ),
    ],
    bad: {
      'my app': /not a GUID \(6 characters\); copy "Application \(client\) ID"/,
      '0123456789abcdef': /is not a GUID.*authority: live/,
      [other]: /not from the emulator.*unset it/,
    },
  },
  clientSecret: {
    cases: [
      {
        effect: 'signs in a public client with one request',
        async act(scene) {
          await expectUploaded(scene, openApp(scene.fixture));
          expect(signIns(scene.fixture.emulator)).toHaveLength(1);
        },
      },
      {
        text: ({ emulator }) => ` "${emulator.credentials.clientSecret}"\n`,
        effect: 'with pasted quotes signs in, and is masked without them',
        async act(scene) {
          await expectUploaded(scene);
          expect(scene.fixture.host.masked).toContain(scene.fixture.emulator.credentials.clientSecret);
        },
      },
      {
        text: wrongSecret,
        effect: 'is reported as wrong after one request',
        async act(scene) {
          await expectFailed(scene, /AADSTS7000215.*Store the secret's Value, not its ID/);
          expect(signIns(scene.fixture.emulator)).toHaveLength(1);
        },
      },
    ],
    bad: {
      [other]: /GUID, so it is the Secret ID: copy the secret's Value/,
      'https://portal.azure.com/': /is a URL: copy the secret's Value/,
      [jwt]: /is a token \(JWT\)/,
      'emulator.one two': /contains white space \(16 characters in total\); paste only the value/,
    },
  },
  refreshToken: {
    cases: [
      {
        effect: 'is reported as empty',
        act: (scene) => expectFailed(scene, /refresh-token is empty.*GitHub withholds it/),
      },
      {
        text: ({ emulator }) => emulator.credentials.refreshToken,
        effect: 'signs in its account with one request',
        async act(scene) {
          await expectUploaded(scene, { 'drive-id': '' });
          expect(signIns(scene.fixture.emulator)).toHaveLength(1);
        },
      },
      {
        text: 'emulator.unknown',
        effect: 'that was never issued is refused with how to sign in again',
        act: (scene) => expectFailed(scene, /onedrive-upload login --client-id/),
      },
    ],
    bad: {
      [jwt]: /access token or ID token \(JWT\): use the field refresh_token/,
      'http://localhost/?code=M.C5_BAY.2': /authorization code.*exchange the code/,
      '{"refresh_token":"M.C5"}': /whole JSON response: copy the value/,
      [other]: /GUID, which is an ID: copy the refresh token/,
      'emulator.one two': /contains white space/,
    },
  },
  auth: {
    cases: [
      {
        options: business,
        effect: 'redeems the refresh token and uses its account’s drive',
        async act(scene) {
          await expectUploaded(scene, { 'drive-id': '' });
          expect(scene.fixture.host.outputs.get('refresh-token-rotated')).toBe('true');
        },
      },
      {
        text: 'app',
        options: business,
        effect: 'needs no refresh token and receives none',
        async act(scene) {
          const { identity, credentials } = scene.fixture.emulator;
          identity.expireRefreshTokens();
          await expectUploaded(scene, { 'refresh-token': '', 'tenant-id': credentials.tenantId });
          expect(scene.fixture.host.outputs.get('refresh-token-rotated')).toBe('false');
        },
      },
    ],
    bad: {
      apps: /did you mean app\? Choices: refresh-token, app/,
      'client-credentials': /write refresh-token or app/,
    },
  },
  credential: {
    cases: [
      {
        options: business,
        effect: 'uses the certificate, else the secret, else nothing',
        async act(scene) {
          const { fixture } = scene;
          await expectUploaded(scene);
          await expectUploaded(scene, openApp(fixture));
          await expectUploaded(scene, { ...(await certified(fixture)), 'client-secret': wrongSecret });
        },
      },
      provenBy('secret', {}, false),
      provenBy('certificate', { 'client-secret': wrongSecret }, true),
      {
        text: 'oidc',
        options: business,
        effect: 'uses an OIDC token of GitHub, requested once',
        async act(scene) {
          const { identity, github, credentials } = scene.fixture.emulator;
          github.oidc.job.repository.immutableSubject = false;
          identity.addFederatedCredential({ subject: 'repo:octo-org/uploads:ref:refs/heads/main' });
          Object.assign(scene.fixture.host.env, {
            ACTIONS_ID_TOKEN_REQUEST_URL: github.oidc.url,
            ACTIONS_ID_TOKEN_REQUEST_TOKEN: github.oidc.requestToken,
          });
          await expectUploaded(scene, { 'client-secret': wrongSecret, 'tenant-id': credentials.tenantId });
          expect(github.oidc.issued).toHaveLength(1);
          expect(scene.fixture.host.masked).toContain(github.oidc.issued[0]);
        },
      },
    ],
    bad: { certificat: /did you mean certificate\?/, none: /write auto, secret, certificate or oidc/ },
  },
  clientCertificate: {
    cases: [
      {
        options: business,
        effect: 'is named if it is required and missing',
        async act(scene) {
          const { tenantId } = scene.fixture.emulator.credentials;
          await expectFailed(scene, /client-certificate is empty/, {
            credential: 'certificate',
            'tenant-id': tenantId,
          });
          expect(scene.fixture.emulator.requestLog).toEqual([]);
        },
      },
      {
        text: pem.cert + pem.key,
        options: business,
        effect: 'authenticates the app, and its key is masked',
        async act(scene) {
          const { identity, credentials } = scene.fixture.emulator;
          identity.addCertificate(pem.cert);
          await expectUploaded(scene, { 'client-secret': '', 'tenant-id': credentials.tenantId });
          const [, line = ''] = pem.key.split('\n');
          expect(scene.fixture.host.masked.join('\n')).toContain(line);
        },
      },
    ],
    beside: ({ emulator }) => ({ 'tenant-id': emulator.credentials.tenantId }),
    bad: {
      'C:\\certificate.pem':
        /is not PEM text: it needs -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY/,
      [pem.cert]: /private key/i,
    },
  },
});
