/**
 * Formats workflows that use the stored secrets, as YAML with the secrets' names, never their values.
 */
import { packageVersion } from '../../core/version.ts';
import type { SecretLocation } from '../../inputs/rotation.ts';

export interface WorkflowOptions {
  /** Names of the secrets. `clientSecret` is undefined for a public client. */
  readonly names: {
    readonly clientId: string;
    readonly clientSecret: string | undefined;
    readonly refreshToken: string;
  };
  /** Inputs that differ from their defaults, for example `tenant-id`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Where the secrets are. */
  readonly location: SecretLocation;
}

/**
 * Two files: one uploads, one renews the token before it expires after 90 days. They are separate, because GitHub
 * disables a workflow with a schedule, uploads included, when a public repository is inactive for 60 days
 * (docs.github.com, "Disabling and enabling a workflow").
 */
export function formatWorkflow(options: WorkflowOptions): string {
  const { location: place } = options;
  const environment = place.kind === 'environment' ? [`    environment: ${JSON.stringify(place.name)}`] : [];
  return [
    '# .github/workflows/upload.yml',
    'name: Upload',
    'on: push',
    'permissions: {}',
    'jobs:',
    ...buildJob,
    '  upload: # no checkout or build in this job, so no other code can read the token',
    '    needs: build',
    '    runs-on: ubuntu-latest',
    ...environment,
    '    steps:',
    '      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
    ...artifactInputs,
    ...uploadStep(options, ['path: dist', 'destination: uploads']),
    '',
    '# .github/workflows/onedrive-token.yml',
    'name: OneDrive token',
    'on:',
    '  schedule:',
    "    - cron: '17 4 * * 1' # a refresh token expires 90 days after it was issued",
    '  workflow_dispatch: # GitHub stops schedules of public repositories after 60 days without activity',
    'permissions: {}',
    'jobs:',
    '  refresh:',
    '    runs-on: ubuntu-latest',
    ...environment,
    '    steps:',
    ...uploadStep(options, ['mode: refresh-only']),
  ].join('\n');
}

/** The artifact that one job passes to the next. */
const artifactInputs = ['        with:', '          name: dist', '          path: dist'];

const buildJob = [
  '  build:',
  '    runs-on: ubuntu-latest',
  '    permissions:',
  '      contents: read',
  '    steps:',
  '      - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0',
  '        with:',
  '          persist-credentials: false',
  '      - run: make dist # your build: it writes the folder dist',
  '      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
  ...artifactInputs,
];

function uploadStep({ names, inputs, location: place }: WorkflowOptions, own: readonly string[]): string[] {
  const secret = (name: string) => `\${{ secrets.${name} }}`;
  const where = place.kind === 'environment' ? `environment:${place.name}` : place.kind;
  const lines = [
    `client-id: ${secret(names.clientId)}`,
    ...(names.clientSecret === undefined ? [] : [`client-secret: ${secret(names.clientSecret)}`]),
    `refresh-token: ${secret(names.refreshToken)}`,
    ...Object.entries(inputs).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    `rotate-secret: ${names.refreshToken}`,
    ...(where === 'repository' ? [] : [`rotate-secret-in: ${JSON.stringify(where)}`]),
    `github-token: ${secret('SECRETS_TOKEN')} # a token that can write secrets; the job's own cannot`,
    ...own,
  ];
  return [
    `      - uses: OWNER/onedrive-upload@v${packageVersion} # better: the full commit SHA, with the tag as its comment`,
    '        with:',
    ...lines.map((line) => `          ${line}`),
  ];
}
