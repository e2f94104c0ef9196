/** What the inputs do that say where somebody signs in, for what, and what of it is handed on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { describeInputs, expectUploaded, type InputCase, type InputRun } from '../../support/input-cases.ts';
import { startRecordingProxy } from '../../support/recording-proxy.ts';

const business = { account: 'business' } as const;
const signIns = ({ requestLog: ledger }: Emulator) => ledger.filter(({ surface }) => surface === 'identity');

const atTenant = (text: string | undefined, account: 'personal' | 'business'): InputCase => ({
  ...(text !== undefined && { text }),
  options: { account },
  effect: 'is where the account signs in',
  async act(scene) {
    await expectUploaded(scene);
    const path = `/${text ?? 'common'}/oauth2/v2.0/token`;
    expect(signIns(scene.fixture.emulator).map((request) => request.path)).toEqual([path]);
  },
});

const inCloud = (text: string | undefined, login: string, graph: string): InputCase => ({
  ...(text !== undefined && { text }),
  options: business,
  effect: 'calls only hosts of that cloud',
  async act(scene) {
    await expectUploaded(scene, { 'tenant-id': 'organizations' });
    const hosts = scene.fixture.emulator.requestLog.map(({ host }) => host);
    expect([...new Set(hosts)]).toEqual([login, graph]);
  },
});

const withoutSecrets = (text: string | undefined, result: string, warnings: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `ends a fork's run without secrets as ${result}, and every other one red`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.txt': 5 });
    const none = { 'client-id': '', 'client-secret': '', 'refresh-token': '' };
    expect((await run(none)).result).toBe('failed');
    const path = join(fixture.host.tempDir, 'event.json');
    const head = { repo: { full_name: 'stranger/uploads' } };
    const event = { repository: { full_name: 'octo-org/uploads' }, pull_request: { head } };
    writeFileSync(path, JSON.stringify(event));
    Object.assign(fixture.host.env, { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path });
    expect((await run(none)).result).toBe(result);
    expect(fixture.host.warnings).toHaveLength(warnings);
    expect(fixture.emulator.requestLog).toEqual([]);
  },
});

/** What the run sent to the token endpoint. */
async function asked(scene: InputRun, more: Readonly<Record<string, string>>): Promise<URLSearchParams> {
  await using tap = await startRecordingProxy(scene.fixture);
  await expectUploaded(scene, more);
  return new URLSearchParams(tap.requests.find(({ url }) => /token/.test(url))?.body);
}

describeInputs('tenant', {
  tenantId: {
    cases: [
      atTenant(undefined, 'personal'),
      atTenant('consumers', 'personal'),
      atTenant('organizations', 'business'),
      atTenant('contoso.onmicrosoft.com', 'business'),
      {
        text: ({ emulator }) => emulator.credentials.tenantId,
        options: business,
        effect: 'is where the account signs in, too',
        async act(scene) {
          await expectUploaded(scene);
          const { tenantId } = scene.fixture.emulator.credentials;
          expect(signIns(scene.fixture.emulator)[0]?.path).toContain(`/${tenantId}/`);
        },
      },
    ],
    bad: {
      'contoso/oauth2': /write common, organizations, consumers, or the GUID or a domain of your tenant/,
      'https://login.example': /write common/,
      'my tenant': /is "my tenant"/,
    },
  },
  cloud: {
    cases: [
      inCloud(undefined, 'login.microsoftonline.com', 'graph.microsoft.com'),
      inCloud('us-gov', 'login.microsoftonline.us', 'graph.microsoft.us'),
      inCloud('us-gov-dod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'),
      inCloud('china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'),
    ],
    bad: { germany: /write global, us-gov, us-gov-dod or china/, 'https://graph.example': /write global/ },
  },
  authority: {
    cases: [
      {
        effect: 'renews at the identity platform',
        async act(scene) {
          await expectUploaded(scene);
          expect(signIns(scene.fixture.emulator).map(({ host }) => host)).toEqual([
            'login.microsoftonline.com',
          ]);
        },
      },
      {
        text: 'live',
        effect: 'renews at login.live.com',
        async act(scene) {
          await expectUploaded(scene);
          const [{ host, path } = { host: '', path: '' }, ...more] = signIns(scene.fixture.emulator);
          expect([host + path, more]).toEqual(['login.live.com/oauth20_token.srf', []]);
        },
      },
    ],
    bad: { lives: /did you mean live\?/, 'https://login.live.com': /write entra or live/ },
  },
  redirectUri: {
    cases: [
      {
        effect: 'is the blank page with authority: live, and not sent otherwise',
        async act(scene) {
          const old = await asked(scene, { authority: 'live' });
          expect(old.get('redirect_uri')).toBe('https://login.live.com/oauth20_desktop.srf');
          expect((await asked(scene, {})).has('redirect_uri')).toBe(false);
        },
      },
      {
        text: 'http://localhost:53682/?x=1&y=ü',
        effect: 'is sent as it is registered',
        async act(scene) {
          const form = await asked(scene, { authority: 'live' });
          expect(form.get('redirect_uri')).toBe('http://localhost:53682/?x=1&y=ü');
        },
      },
    ],
    beside: () => ({ authority: 'live' }),
    bad: { 'login.live.com': /write the URL exactly as it is registered/, 'file:///x': /write the URL/ },
  },
  scopes: {
    cases: [
      {
        effect: 'sends no scopes, and gets what was consented to',
        async act(scene) {
          expect((await asked(scene, {})).has('scope')).toBe(false);
          await scene.run({ mode: 'check' });
          expect(scene.fixture.host.lines.join('\n')).toMatch(/Granted scopes: .*Files\.ReadWrite\.All/);
        },
      },
      {
        text: 'Files.ReadWrite \n User.Read',
        effect: 'requests these and a new refresh token, and gets no others',
        async act(scene) {
          expect((await asked(scene, {})).get('scope')).toBe('Files.ReadWrite User.Read offline_access');
          await scene.run({ mode: 'check' });
          expect(scene.fixture.host.lines).toContain('Granted scopes: Files.ReadWrite User.Read');
          expect(scene.fixture.host.outputs.get('refresh-token-rotated')).toBe('true');
        },
      },
      {
        text: 'offline_access Files.ReadWrite',
        effect: 'requests a new refresh token only once',
        async act(scene) {
          expect((await asked(scene, {})).get('scope')).toMatch(/^(?!.*offline_access.*offline_access)/);
        },
      },
    ],
    bad: { 'Files.ReadWrite "x"': /write scopes separated by spaces/, 'Dateien-Überall': /write scopes/ },
  },
  ifNoCredentials: {
    cases: [
      withoutSecrets(undefined, 'failed', 0),
      withoutSecrets('warn', 'no-credentials', 1),
      withoutSecrets('skip', 'no-credentials', 0),
    ],
    bad: { ignore: /write error, warn or skip/, Skip: /did you mean skip\?/ },
  },
  outputRefreshToken: {
    cases: [
      {
        effect: 'sets no output',
        async act(scene) {
          await expectUploaded(scene);
          const outputs = [...scene.fixture.host.outputs.values()].join('\n');
          for (const token of scene.fixture.emulator.identity.issuedRefreshTokens)
            expect(outputs).not.toContain(token);
        },
      },
      {
        text: 'TRUE',
        effect: 'is true in capitals, too',
        async act(scene) {
          await expectUploaded(scene);
          expect(scene.fixture.host.outputs.has('refresh-token')).toBe(true);
        },
      },
      {
        text: 'true',
        effect: 'sets the output to the newest token, masked, and it signs in',
        async act(scene) {
          await expectUploaded(scene);
          const { host: world, emulator } = scene.fixture;
          const token = world.outputs.get('refresh-token') ?? '';
          expect(token).toBe(emulator.identity.issuedRefreshTokens.at(-1));
          expect(world.masked).toContain(token);
          expect((await scene.run({ 'refresh-token': token, destination: 'again' })).result).toBe('uploaded');
        },
      },
    ],
    bad: { yes: /write true or false/, '1': /is "1"; write true or false/ },
  },
});
