/** Apps that are for one kind of account: where the platform refuses them, and what is said then. */
import { describe, expect, test } from 'vitest';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { formatError } from '../../../src/core/errors.ts';
import type { SignInAudience } from '../../../src/emulator/emulator.ts';
import { CliFixture, completeSignInForms } from '../../support/cli-fixture.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

type Account = 'personal' | 'business';

describe('an app', () => {
  test.each<[SignInAudience, Account, string, string]>([
    ['PersonalMicrosoftAccount', 'personal', 'consumers', 'uploaded'],
    ['PersonalMicrosoftAccount', 'personal', '9188040d-6c67-4c5b-b112-36a304b66dad', 'uploaded'],
    ['PersonalMicrosoftAccount', 'personal', 'common', 'aadsts-9002331'],
    ['PersonalMicrosoftAccount', 'business', 'contoso.com', 'aadsts-9002331'],
    ['AzureADMultipleOrgs', 'business', 'common', 'uploaded'],
    ['AzureADMultipleOrgs', 'business', 'consumers', 'aadsts-9002332'],
    ['AzureADMyOrg', 'business', 'contoso.com', 'uploaded'],
    ['AzureADMyOrg', 'business', 'common', 'aadsts-50194'],
    ['AzureADMyOrg', 'business', 'organizations', 'aadsts-50194'],
    ['AzureADandPersonalMicrosoftAccount', 'personal', 'common', 'uploaded'],
    ['AzureADandPersonalMicrosoftAccount', 'business', 'common', 'uploaded'],
  ])('for %s used by a %s account under %s: %s', async (audience, account, tenantId, outcome) => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.txt': 10 });
    fixture.emulator.identity.setSignInAudience(audience);
    const { result, error } = await fixture.run({ 'tenant-id': tenantId });
    if (outcome === 'uploaded') expect(result).toBe('uploaded');
    else expect(error).toMatchObject({ code: outcome });
  });

  test('for personal accounts only is told to use consumers', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 10 });
    fixture.emulator.identity.setSignInAudience('PersonalMicrosoftAccount');
    await fixture.run();
    expect(fixture.host.errors[0]).toMatch(
      /is configured for use by Microsoft Account users only.*Set tenant-id to consumers/s,
    );
  });
});

describe('login', () => {
  async function paste(audience: SignInAudience, flags: Readonly<Record<string, unknown>> = {}) {
    await using cliFixture = await CliFixture.open();
    cliFixture.emulator.identity.setSignInAudience(audience);
    cliFixture.line = () => completeSignInForms(cliFixture.printedUrl);
    return await loginVerb({ paste: true, print: true, ...flags }, cliFixture).then(
      () => 'signed in',
      formatError,
    );
  }

  test('under common says that an app of personal accounts needs consumers', async () => {
    expect(await paste('PersonalMicrosoftAccount')).toMatch(
      /takes personal accounts only\. Set tenant-id to consumers/,
    );
  });

  test('of a personal account to an app of work accounts is told on the page', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.emulator.identity.setSignInAudience('AzureADMultipleOrgs');
    const query = new URLSearchParams({
      client_id: cliFixture.emulator.credentials.publicClientId,
      redirect_uri: 'http://localhost:8080',
      response_type: 'code',
      scope: 'Files.ReadWrite',
    });
    const page = await fetch(`${cliFixture.emulator.url}/common/oauth2/v2.0/authorize?${query}`);
    expect([page.status, (await page.text()).includes('is not enabled for consumers')]).toEqual([400, true]);
  });

  test('under consumers signs in to it', async () => {
    expect(await paste('PersonalMicrosoftAccount', { tenantId: 'consumers' })).toBe('signed in');
  });
});
