import { constants, createHash, sign, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGitHub } from '../../../../src/emulator/github/handler.ts';
import { createIdentity } from '../../../../src/emulator/identity/identity.ts';
import { appCertificate } from '../../../support/certificates.ts';
import { json, post } from '../call-route.ts';

const start = Date.UTC(2026, 10, 21, 14, 25, 1);
const nowS = start / 1000;
const tenant = '11111111-2222-3333-4444-555555555555';
const endpoint = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
const subject = 'repo:octo-org/uploads:ref:refs/heads/main';

let mine: { cert: string; key: string };
let other: { cert: string; key: string };
beforeAll(async () => {
  [mine, other] = await Promise.all([appCertificate(), appCertificate()]);
});

function setUp() {
  const time = { ms: start };
  const clock = () => time.ms;
  const github = createGitHub({ clock });
  const identity = createIdentity({ clock, kind: 'work', issuerKey: github.oidc.keyOf });
  const { clientId, publicClientId } = identity.credentials;
  const ask = (client_assertion: string, client_id = clientId) =>
    post(identity.route, endpoint, {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
    });
  return { time, github, identity, clientId, publicClientId, ask };
}
type World = ReturnType<typeof setUp>;

interface Changes {
  readonly alg?: string;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly by?: typeof mine;
  readonly key?: string;
}

/** An assertion as certificate-credentials.md describes it, with changes; `undefined` leaves a member out. */
function assertion({ clientId }: World, changes: Changes = {}): string {
  const { alg = 'PS256', by = mine, key = by.key } = changes;
  const thumbprint = createHash('sha256').update(new X509Certificate(by.cert).raw).digest('base64url');
  const header = { alg, typ: 'JWT', 'x5t#S256': thumbprint, ...changes.header };
  const times = { nbf: nowS, iat: nowS, exp: nowS + 300 };
  const claims = { aud: endpoint, iss: clientId, sub: clientId, jti: '1', ...times, ...changes.claims };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(claims)}`;
  const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : undefined;
  return `${text}.${sign('sha256', Buffer.from(text), { key, ...padding }).toString('base64url')}`;
}

const sha1 = () => createHash('sha1').update(new X509Certificate(mine.cert).raw).digest();

describe('an assertion signed with a certificate', () => {
  it.each([
    ['PS256 and x5t#S256', () => ({})],
    ['RS256', () => ({ alg: 'RS256' })],
    ['x5t', () => ({ header: { 'x5t#S256': undefined, x5t: sha1().toString('base64url') } })],
    ['kid in hex', () => ({ header: { 'x5t#S256': undefined, kid: sha1().toString('hex').toUpperCase() } })],
  ])('proves the app, with %s', async (_, changes: () => Changes) => {
    const world = setUp();
    world.identity.addCertificate(other.cert);
    world.identity.addCertificate(mine.cert);
    const reply = await world.ask(assertion(world, changes()));
    expect(json(reply)).toHaveProperty('access_token');
  });

  it.each([
    ['another key', () => ({ key: other.key }), 700027],
    ['another certificate', () => ({ header: { 'x5t#S256': 'AAAA' } }), 700027],
    ['no thumbprint', () => ({ header: { 'x5t#S256': undefined } }), 5002723],
    ['an algorithm of elliptic curves', () => ({ header: { alg: 'ES256' } }), 5002730],
    ['no algorithm', () => ({ header: { alg: 'none' } }), 5002730],
    ['the other padding', () => ({ header: { alg: 'RS256' } }), 700027],
    ['another tenant as audience', () => ({ claims: { aud: endpoint.replace(tenant, 'common') } }), 700023],
    [
      'the issuer as audience',
      () => ({ claims: { aud: `https://login.microsoftonline.com/${tenant}/v2.0` } }),
      700023,
    ],
    ['an end in the past', () => ({ claims: { exp: nowS } }), 700024],
    ['a beginning in the future', () => ({ claims: { nbf: nowS + 61 } }), 700024],
    ['no end', () => ({ claims: { exp: undefined } }), 50027],
    ['another subject', () => ({ claims: { sub: tenant } }), 50048],
    ['another app', () => ({ claims: { sub: tenant, iss: tenant } }), 700021],
  ])('is refused with %s', async (_, changes: () => Changes, code) => {
    const world = setUp();
    world.identity.addCertificate(mine.cert);
    const reply = await world.ask(assertion(world, changes()));
    expect(json(reply)).toMatchObject({ error_codes: [code] });
  });

  it('is refused when it is no JWT, changed on the way, or from a public app', async () => {
    const world = setUp();
    world.identity.addCertificate(mine.cert);
    expect(json(await world.ask('a.b.c'))).toMatchObject({ error: 'invalid_client', error_codes: [50027] });
    const [head, , signature] = assertion(world).split('.');
    const longer = assertion(world, { claims: { exp: nowS + 86_400 } }).split('.')[1];
    expect(json(await world.ask(`${head}.${longer}.${signature}`))).toMatchObject({ error_codes: [700027] });
    const reply = await world.ask(assertion(world), world.publicClientId);
    expect(json(reply)).toMatchObject({ error_codes: [700025] });
  });

  it('is refused once the certificate has ended, and when it was never registered', async () => {
    const world = setUp();
    expect(json(await world.ask(assertion(world)))).toMatchObject({ error_codes: [700027] });
    const ended = await appCertificate({ until: new Date(start) });
    world.identity.addCertificate(ended.cert);
    const reply = await world.ask(assertion(world, { by: ended }));
    expect(json(reply)).toMatchObject({
      error_codes: [700027],
      error_description: expect.stringContaining('expired'),
    });
  });
});

describe('a token of GitHub as federated credential', () => {
  const audience = 'api://AzureADTokenExchange';

  it('proves the app while it lasts', async () => {
    const { github, identity, time, ask } = setUp();
    identity.addFederatedCredential({ subject });
    const token = github.oidc.mint(audience);
    expect(json(await ask(token))).toHaveProperty('access_token');
    time.ms += 300_000;
    expect(json(await ask(token))).toMatchObject({ error: 'invalid_client', error_codes: [700024] });
  });

  it.each([
    ['no credential', [], 70025, '00000000-0e4d'],
    ['another subject', [{ subject: `${subject}2` }], 700213, `'${subject}'`],
    ['a subject in other letters', [{ subject: subject.toUpperCase() }], 7002138, `'${subject}'`],
    [
      'another issuer',
      [{ subject, issuer: 'https://token.actions.githubusercontent.com/' }],
      700211,
      'issuer',
    ],
    ['another audience', [{ subject, audience: 'https://github.com/octo-org' }], 700212, `'${audience}'`],
  ])('is refused with %s', async (_, credentials, code, said) => {
    const { github, identity, ask } = setUp();
    for (const one of credentials) identity.addFederatedCredential(one);
    expect(json(await ask(github.oidc.mint(audience)))).toMatchObject({
      error: 'invalid_client',
      error_codes: [code],
      error_description: expect.stringContaining(said),
    });
  });

  it('is refused when somebody else signed it, or the issuer cannot be reached', async () => {
    const world = setUp();
    const { identity, ask } = world;
    const issuer = 'https://token.actions.githubusercontent.com';
    const nowhere = 'https://github.example/_services/token';
    identity.addFederatedCredential({ subject });
    identity.addFederatedCredential({ subject, issuer: nowhere });
    const forged = (iss: string) =>
      assertion(world, { alg: 'RS256', claims: { iss, sub: subject, aud: audience } });
    expect(json(await ask(forged(issuer)))).toMatchObject({ error_codes: [700027] });
    expect(json(await ask(forged(nowhere)))).toMatchObject({ error_codes: [501661] });
  });

  it('is refused once the app has forgotten its keys', async () => {
    const { github, identity, ask } = setUp();
    identity.addFederatedCredential({ subject });
    identity.forgetKeys();
    expect(json(await ask(github.oidc.mint(audience)))).toMatchObject({ error_codes: [70025] });
  });
});
