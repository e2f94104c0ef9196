/**
 * Examples of each verb for --help: a purpose, and lines to paste. A test parses every one with the verb's flags.
 */
import type { VerbName } from '../options/verb.ts';

/** Line breaks in commands keep them within 80 columns. */
export type VerbExample = readonly [purpose: string, command: string];

/** Two to four for each verb. */
export const VERB_EXAMPLES: Readonly<Record<VerbName, readonly VerbExample[]>> = {
  login: [
    [
      'Store the secrets in a repository, and print a workflow to paste',
      'onedrive-upload login --client-id CLIENT_ID --save-secret OWNER/REPO',
    ],
    ['On a server without a browser', 'onedrive-upload login --client-id CLIENT_ID --device --out token'],
    [
      'App for personal accounts only, with the port that is registered for it',
      'onedrive-upload login --client-id CLIENT_ID --tenant-id consumers \\\n  --port 53682 --out token',
    ],
  ],
  'authorize-url': [
    [
      'Create an address for somebody else to sign in at',
      'onedrive-upload authorize-url --client-id CLIENT_ID',
    ],
    [
      'With your own redirect URI, and a user name filled in',
      'onedrive-upload authorize-url --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back --param login_hint=me@example.com',
    ],
  ],
  exchange: [
    ['Paste the address at the prompt', 'onedrive-upload exchange --out token'],
    ['From a file', 'onedrive-upload exchange --out token < address.txt'],
    [
      'Code from an address that another app created',
      'onedrive-upload exchange --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back \\\n  --code-verifier-file verifier --print',
    ],
  ],
  subject: [
    ['For jobs of an environment', 'onedrive-upload subject OWNER/REPO --environment onedrive'],
    ['For jobs of the branch main', 'onedrive-upload subject OWNER/REPO --branch main'],
  ],
  check: [
    ['Test a token from a file', 'onedrive-upload check --client-id CLIENT_ID --refresh-token-file token'],
    [
      'The same with an app for personal accounts only',
      'onedrive-upload check --client-id CLIENT_ID --tenant-id consumers \\\n  --refresh-token-file token',
    ],
    [
      'As the app itself, on a SharePoint site',
      'onedrive-upload check --client-id CLIENT_ID \\\n  --auth app --tenant-id contoso.com \\\n  --site-url https://contoso.sharepoint.com/sites/builds',
    ],
    ['Print the free space in bytes, for a script', 'onedrive-upload check --json | jq .remainingBytes'],
  ],
  refresh: [
    [
      'Renew a token in a file, from cron',
      'onedrive-upload refresh --client-id CLIENT_ID \\\n  --refresh-token-file token --quiet',
    ],
    [
      'The same with an app for personal accounts only',
      'onedrive-upload refresh --client-id CLIENT_ID --tenant-id consumers \\\n  --refresh-token-file token --quiet',
    ],
    [
      'Renew a token in a repository secret',
      'onedrive-upload refresh --client-id CLIENT_ID \\\n  --rotate-secret ONEDRIVE_REFRESH_TOKEN --github-token-file pat',
    ],
  ],
  upload: [
    ['Upload a folder into a folder', 'onedrive-upload upload dist --destination builds/today'],
    [
      'Upload only new and changed files; quote globs, else the shell expands them',
      "onedrive-upload upload 'dist/**/*.zip' '!dist/**/*-debug.zip' \\\n  --destination builds --skip-unchanged",
    ],
    [
      'Nightly backup as one archive; keep the last seven',
      "onedrive-upload upload /srv/data --archive tar.gz --name data.tar.gz \\\n  --destination 'backup/nightly-{datetime}' \\\n  --retain-last 7 --retain-match 'nightly-*'",
    ],
    [
      'Upload a database dump, but not half of one',
      "onedrive-upload upload --stdin-from-command --name 'shop-{date}.sql' \\\n  --destination dumps -- pg_dump shop",
    ],
    [
      'Show what would be done; print the links for a script',
      "onedrive-upload upload dist --dry-run\nonedrive-upload upload dist --json | jq -r '.files[].webUrl'",
    ],
  ],
  download: [
    ['Download a folder', 'onedrive-upload download builds/today here'],
    ['Download the newest complete backup', "onedrive-upload download backup restored --latest 'nightly-*'"],
    [
      'Download a whole library of a site',
      'onedrive-upload download / copy --library Documents \\\n  --site-url https://contoso.sharepoint.com/sites/builds',
    ],
  ],
  verify: [
    ['Read the newest backup back', "onedrive-upload verify backups --latest 'nightly-*'"],
    [
      'Compare with a list that was kept on another machine',
      'onedrive-upload verify releases/v1.2 --checksums-file SHA256SUMS',
    ],
  ],
  ls: [
    ['See which backups there are', 'onedrive-upload ls backups'],
    [
      'Names of the complete backups, for a script',
      "onedrive-upload ls backups --json \\\n  | jq -r '.items[] | select(.complete) | .name'",
    ],
  ],
  emulate: [
    ['Work account on a fixed port', 'onedrive-upload emulate --account business --port 8123'],
    [
      'Slow, with scripted faults, and files to look at',
      'onedrive-upload emulate --latency 80 --faults faults.json --data seen',
    ],
  ],
  demo: [
    ['With the files of this package', 'onedrive-upload demo'],
    ['With your own files, and a page to look at afterwards', 'onedrive-upload demo dist --keep'],
  ],
  completion: [
    ['bash, in ~/.bashrc', 'eval "$(onedrive-upload completion bash)"'],
    ['zsh, in ~/.zshrc, below compinit', 'eval "$(onedrive-upload completion zsh)"'],
    ['fish, once', 'onedrive-upload completion fish \\\n  > ~/.config/fish/completions/onedrive-upload.fish'],
    [
      'bash, once, if the package bash-completion is installed',
      'onedrive-upload completion bash \\\n  > ~/.local/share/bash-completion/completions/onedrive-upload',
    ],
  ],
};
