/** The discovery documents, which tell sign-in libraries the endpoints. */
import type { EmulatorReply } from '../core/messages.ts';
import { type IdentityKind, isTenantAlias, resolveTenantId } from './tenants.ts';

/**
 * OpenID provider metadata of a tenant (OpenID Connect Discovery). For `common` and `organizations`, the issuer
 * contains the placeholder `{tenantid}`, as Microsoft's does. Strict clients must expect it.
 */
export function openIdConfigurationReply(origin: string, tenant: string, kind: IdentityKind): EmulatorReply {
  const base = `${origin}/${tenant}`;
  const name = tenant.toLowerCase();
  const isAnybodys = isTenantAlias(name) && name !== 'consumers';
  const issuerTenant = isAnybodys ? '{tenantid}' : resolveTenantId(name, kind);
  return {
    status: 200,
    json: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${origin}/${issuerTenant}/v2.0`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      claims_supported: [
        'sub',
        'iss',
        'aud',
        'exp',
        'iat',
        'nonce',
        'preferred_username',
        'name',
        'tid',
        'ver',
      ],
      tenant_region_scope: null,
    },
  };
}

/**
 * The URLs of a tenant's token endpoint: under the name that was called, and under the directory's id. A client
 * assertion may have either as its audience.
 */
export function tokenEndpointUrls(origin: string, tenant: string, kind: IdentityKind): string[] {
  return [tenant, resolveTenantId(tenant, kind)].map((name) => `${origin}/${name}/oauth2/v2.0/token`);
}

/** Lists which sign-in hosts belong together. MSAL requests this before it trusts an authority. */
export function instanceDiscovery(url: URL): EmulatorReply {
  const asked = url.searchParams.get('authorization_endpoint') ?? '';
  const [, origin = 'https://login.microsoftonline.com', tenant = 'common'] =
    /^(https?:\/\/[^/]+)\/([^/]+)\//.exec(asked) ?? [];
  const entry = (network: string, cache: string, aliases: string[]) => ({
    preferred_network: network,
    preferred_cache: cache,
    aliases,
  });
  const global = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
  const china = ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'];
  return {
    status: 200,
    json: {
      tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        entry('login.microsoftonline.com', 'login.windows.net', global),
        entry('login.partner.microsoftonline.cn', 'login.partner.microsoftonline.cn', china),
        entry('login.microsoftonline.us', 'login.microsoftonline.us', ['login.microsoftonline.us']),
      ],
    },
  };
}
