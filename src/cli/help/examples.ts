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
      'Seal the secrets into a repository, and get a workflow to paste',
      'onedrive-upload login --client-id CLIENT_ID --save-secret OWNER/REPO',
    ],
    ['On a server without a browser', 'onedrive-upload login --client-id CLIENT_ID --device --out token'],
    [
      'A personal account, with a port that the app is registered for',
      'onedrive-upload login --client-id CLIENT_ID --tenant-id consumers \\\n  --port 53682 --out token',
    ],
  ],
  'authorize-url': [
    [
      'Make an address for somebody else to sign in at',
      'onedrive-upload authorize-url --client-id CLIENT_ID',
    ],
    [
      'With a redirect URI of your own, and a name filled in',
      'onedrive-upload authorize-url --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back --param login_hint=me@example.com',
    ],
  ],
  exchange: [
    ['Paste the address when asked', 'onedrive-upload exchange --out token'],
    ['From a file', 'onedrive-upload exchange --out token < address.txt'],
    [
      'A code from an address that somebody else made',
      'onedrive-upload exchange --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back \\\n  --code-verifier-file verifier --print',
    ],
  ],
  subject: [
    ['For jobs behind an environment', 'onedrive-upload subject OWNER/REPO --environment onedrive'],
    ['For jobs of the branch main', 'onedrive-upload subject OWNER/REPO --branch main'],
  ],
  check: [
    ['Try a token from a file', 'onedrive-upload check --client-id CLIENT_ID --refresh-token-file token'],
    [
      'The app itself, at a SharePoint site',
      'onedrive-upload check --client-id CLIENT_ID \\\n  --auth app --tenant-id example.com \\\n  --site-url https://example.sharepoint.com/sites/builds',
    ],
    ['How many bytes are free, for a script', 'onedrive-upload check --json | jq .remainingBytes'],
  ],
  refresh: [
    [
      'A file, from cron',
      'onedrive-upload refresh --client-id CLIENT_ID \\\n  --refresh-token-file token --quiet',
    ],
    [
      'A secret of a repository',
      'onedrive-upload refresh --client-id CLIENT_ID \\\n  --rotate-secret ONEDRIVE_REFRESH_TOKEN --github-token-file pat',
    ],
  ],
  upload: [
    ['A folder, into a folder', 'onedrive-upload upload dist --destination builds/today'],
    [
      'Only what is not there yet; quote globs, so that the shell leaves them alone',
      "onedrive-upload upload 'dist/**/*.zip' '!dist/**/*-debug.zip' \\\n  --destination builds --skip-unchanged",
    ],
    [
      'A nightly backup as one archive, of which seven are kept',
      "onedrive-upload upload /srv/data --archive tar.gz --name data.tar.gz \\\n  --destination 'backup/nightly-{datetime}' \\\n  --retain-last 7 --retain-match 'nightly-*'",
    ],
    [
      'What would be done, and links for a script',
      "onedrive-upload upload dist --dry-run\nonedrive-upload upload dist --json | jq -r '.files[].webUrl'",
    ],
  ],
  download: [
    ['A folder', 'onedrive-upload download builds/today here'],
    ['The newest complete backup', "onedrive-upload download backup restored --latest 'nightly-*'"],
    [
      'All of a library of a site',
      'onedrive-upload download / copy --library Documents \\\n  --site-url https://example.sharepoint.com/sites/builds',
    ],
  ],
  emulate: [
    ['A work account on a known port', 'onedrive-upload emulate --account business --port 8123'],
    [
      'A slow one that fails as told, with bytes to look at',
      'onedrive-upload emulate --latency 80 --faults faults.json --data seen',
    ],
  ],
  demo: [
    ['With the files of this package', 'onedrive-upload demo'],
    ['With your own, and a page to look at afterwards', 'onedrive-upload demo dist --keep'],
  ],
  completion: [
    ['bash, in ~/.bashrc', 'eval "$(onedrive-upload completion bash)"'],
    ['zsh, in ~/.zshrc, below compinit', 'eval "$(onedrive-upload completion zsh)"'],
    ['fish, once', 'onedrive-upload completion fish \\\n  > ~/.config/fish/completions/onedrive-upload.fish'],
    [
      'bash, once, where the package bash-completion loads it when it is needed',
      'onedrive-upload completion bash \\\n  > ~/.local/share/bash-completion/completions/onedrive-upload',
    ],
  ],
};
