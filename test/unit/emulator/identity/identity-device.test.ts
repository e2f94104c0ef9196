import { describe, expect, it } from 'vitest';
import { json, post, text } from '../call-route.ts';
import { setUp } from '../refresh-request.ts';

const base = 'https://login.microsoftonline.com/common/oauth2/v2.0';

type World = ReturnType<typeof setUp>;

describe('the device code flow', () => {
  const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
  async function begin(world: World) {
    const fields = { client_id: world.publicClientId, scope: 'Files.ReadWrite offline_access' };
    const reply = await post(world.identity.route, `${base}/devicecode`, fields);
    const poll = () =>
      post(world.identity.route, `${base}/token`, {
        grant_type: grantType,
        client_id: world.publicClientId,
        device_code: text(reply, 'device_code'),
      });
    return { reply, poll, userCode: text(reply, 'user_code') };
  }

  it('is pending until the user consents on the page, then gives tokens once', async () => {
    const world = setUp();
    const { reply, poll, userCode } = await begin(world);
    expect(json(reply)).toMatchObject({
      expires_in: 900,
      interval: 5,
      message: expect.stringContaining(userCode),
    });
    expect(json(reply)).not.toHaveProperty('verification_uri_complete');
    expect(json(await poll())).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });
    const form = { user_code: userCode.toLowerCase(), decision: 'allow' };
    await post(world.identity.route, text(reply, 'verification_uri'), form);
    world.time.ms += 5000;
    const tokens = await poll();
    expect(world.identity.isLiveRefreshToken(text(tokens, 'refresh_token'), world.publicClientId)).toBe(true);
    expect(json(await poll())).toMatchObject({ error: 'bad_verification_code' });
  });

  it('asks a hasty client to slow down by five seconds', async () => {
    const world = setUp();
    const { poll } = await begin(world);
    await poll();
    world.time.ms += 1000;
    expect(json(await poll())).toMatchObject({ error: 'slow_down' });
    world.time.ms += 6000;
    expect(json(await poll())).toMatchObject({ error: 'slow_down' });
    world.time.ms += 16_000;
    expect(json(await poll())).toMatchObject({ error: 'authorization_pending' });
  });

  it('ends when declined or after 15 minutes', async () => {
    const world = setUp();
    const declined = await begin(world);
    expect(world.identity.decideDevice(declined.userCode, 'deny')).toBe(true);
    expect(json(await declined.poll())).toMatchObject({ error: 'authorization_declined' });
    const late = await begin(world);
    world.time.ms += 900_000;
    expect(json(await late.poll())).toMatchObject({ error: 'expired_token' });
    expect(world.identity.decideDevice('NOSUCHCOD', 'allow')).toBe(false);
  });

  it('can be polled by the short name of the grant, as MSAL does', async () => {
    const world = setUp();
    const { reply } = await begin(world);
    const app = { client_id: world.publicClientId, device_code: text(reply, 'device_code') };
    const poll = await post(world.identity.route, `${base}/token`, { grant_type: 'device_code', ...app });
    expect(json(poll)).toMatchObject({ error: 'authorization_pending' });
  });

  it('is not for confidential apps', async () => {
    const world = setUp();
    const { clientId } = world.identity.credentials;
    const reply = await post(world.identity.route, `${base}/devicecode`, {
      client_id: clientId,
      scope: 'Files.Read',
    });
    const fields = { grant_type: grantType, client_id: clientId, device_code: text(reply, 'device_code') };
    expect(json(await post(world.identity.route, `${base}/token`, fields))).toMatchObject({
      error_codes: [7000218],
    });
  });
});
