/**
 * Refusals of the identity platform and of GitHub, and answers of a proxy in their place. Each row names the public
 * report or page that its words are from; "ours" marks words that no source has.
 */
import type { Refusal } from './refusal.ts';

const token = { surface: 'identity', method: 'POST', path: '/token' } as const;
const secretPut = { surface: 'github', method: 'PUT', path: '/secrets/' } as const;

/** The error of a refresh or of another grant, with the status that its OAuth word has. */
function aadsts(number: number, error: string, text: string, suberror?: string): Refusal {
  const status = error === 'invalid_client' ? 401 : 400;
  return {
    on: token,
    status,
    aadsts: { number, error, text, ...(suberror === undefined ? {} : { suberror }) },
  };
}

/** A 403 of GitHub's API (docs.github.com/rest, "Troubleshooting the REST API"). */
function gitHubDenied(message: string): Refusal {
  const documentation_url =
    'https://docs.github.com/rest/actions/secrets#create-or-update-a-repository-secret';
  return { on: secretPut, status: 403, json: () => ({ message, documentation_url, status: '403' }) };
}

const portalPage =
  '<!doctype html><html><head><title>Sign in to the network</title></head><body><form method="post"></form></body></html>';

/** By name: the number behind AADSTS, or the place and its status. */
export const signInRefusals = {
  /** microsoft-authentication-library-for-objc#2290. */
  'aadsts-70000-service-abuse': aadsts(
    70000,
    'invalid_grant',
    'User account is found to be in service abuse mode.',
  ),
  /** BingAds/BingAds-Python-SDK#279. */
  'aadsts-70000-refresh-token': aadsts(
    70000,
    'invalid_grant',
    "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
  ),
  /** Softeria/ms-365-mcp-server#522: a personal account's token that was issued under `common`. */
  'aadsts-70000-grant-expired': aadsts(
    70000,
    'invalid_grant',
    'The user could not be authenticated as the grant is expired. The user must sign in again.',
    'bad_token',
  ),
  /** skilion/onedrive#510: a garbled token of a work account. */
  'aadsts-9002313': aadsts(9002313, 'invalid_grant', 'Invalid request. Request is malformed or invalid.'),
  /** entra:reference-error-codes.md, as the next five. */
  'aadsts-53003': aadsts(
    53003,
    'invalid_grant',
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    'message_only',
  ),
  'aadsts-53011': aadsts(53011, 'interaction_required', 'User blocked due to risk on home tenant.'),
  'aadsts-50057': aadsts(50057, 'invalid_grant', 'The user account is disabled.'),
  'aadsts-700082': aadsts(
    700082,
    'invalid_grant',
    'The refresh token has expired due to inactivity. The token was issued on 2026-05-20T16:18:37.2732417Z and was inactive for 90.00:00:00.',
    'bad_token',
  ),
  'aadsts-7000222': aadsts(
    7000222,
    'invalid_client',
    "The provided client secret keys for app '00000000-0e4d-4000-8000-000000000000' are expired.",
  ),
  /** entra-docs:fundamentals, "Tenant inaccessible due to inactivity". */
  'aadsts-5000225': aadsts(
    5000225,
    'invalid_request',
    'This tenant has been blocked due to inactivity. To learn more about tenant lifecycle policies, see https://aka.ms/TenantLifecycle',
  ),
  /** microsoft-authentication-library-for-dotnet#5251. */
  'aadsts-5000224': aadsts(
    5000224,
    'invalid_request',
    'We are sorry, this resource is not available. If you are seeing this message by mistake, please contact Microsoft support.',
  ),
  /** Azure/azure-sdk-for-net#46762. */
  'aadsts-7000229': aadsts(
    7000229,
    'invalid_client',
    "The client application '00000000-0e4d-4000-8000-000000000000' is missing service principal in the tenant '00000000-0e4d-4000-8000-00000000c0de'. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
  ),
  /** jpaiblog/jpaiblog.github.io (2020-03): a directory without an administrator. */
  'aadsts-650051': aadsts(
    650051,
    'invalid_client',
    "Using application 'https://app.example' is currently not supported for your organization contoso.com because it is in an unmanaged state. An administrator needs to claim ownership of the company by DNS validation of contoso.com before the application https://app.example can be provisioned.",
  ),
  /** A number that no list has. The words: ours. */
  'aadsts-unknown': aadsts(9999999, 'invalid_client', 'The request was refused for a new reason.'),
  /** GitHub's API, as it answers. */
  'github-archived-403': gitHubDenied('Repository was archived so is read-only.'),
  'github-ip-allow-list-403': gitHubDenied(
    'Although you appear to have the correct authorization credentials, the `octo-org` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
  ),
  'github-token-lifetime-403': gitHubDenied(
    "The 'octo-org' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens",
  ),
  'github-classic-token-403': gitHubDenied(
    '`octo-org` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.',
  ),
  /** hub4j/github-api, testCreateDoubleReleaseFails: what was wrong is in `errors`, without words. */
  'github-validation-422': {
    on: { surface: 'github', method: 'PATCH' },
    status: 422,
    json: () => ({
      message: 'Validation Failed',
      errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }],
      documentation_url: 'https://docs.github.com/rest/releases/releases#update-a-release',
    }),
  },
  /** A proxy or a network that wants a sign-in first. RFC 9110 sections 15.4.3 and 15.4.8; the pages: ours. */
  'proxy-302': { on: {}, status: 302, headers: { location: 'https://portal.example/login?ticket=1' } },
  'proxy-307': { on: {}, status: 307, headers: { location: 'https://portal.example/login?ticket=1' } },
  'proxy-page-200': { on: {}, status: 200, html: portalPage },
  'proxy-page-403': { on: {}, status: 403, html: portalPage },
} satisfies Readonly<Record<string, Refusal>>;
