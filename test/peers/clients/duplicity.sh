# duplicity, of Debian. It signs in at login.live.com, which knows personal accounts only.
LIMIT_S=180

prepare() {
  # shellcheck source=.ci/steps
  source .ci/steps
  debian duplicity >&2
  command -v duplicity >/dev/null || { echo 'duplicity is not installed'; return 1; }
  # What only its backend for OneDrive needs.
  /usr/bin/python3 -c 'import requests_oauthlib' 2>&1 || apt-get install -y -qq --no-install-recommends python3-requests-oauthlib >&2 ||
    { echo 'python3-requests-oauthlib is not installed'; return 1; }
}

run() {
  printf 'SUITE\tduplicity\t%s\n' "$(duplicity --version | sed 's/^duplicity //')"
  if [[ $1 = business ]]; then
    printf 'SKIP\tall\tit signs in at login.live.com, where there are no work accounts (OneDrive/onedrive-api-docs:getting-started/msa-oauth.md)\n'
    return
  fi
  export OAUTH2_CLIENT_ID=$PUBLIC_CLIENT_ID OAUTH2_REFRESH_TOKEN=$PUBLIC_REFRESH_TOKEN PASSPHRASE=test REQUESTS_CA_BUNDLE="$work/ca.pem"
  duplicity() { command duplicity --num-retries 1 --no-encryption --archive-dir "$work/duplicity-cache" "$@"; }
  local tree="$work/tree"
  mkdir -p "$tree/sub"
  head -c 30000000 /dev/urandom >"$tree/sub/large.bin"
  head -c 4321 /dev/urandom >"$tree/small.txt"
  check 'makes a full backup' duplicity full "$tree" onedrive://duplicity
  if [[ $check_failures != 0 ]]; then
    printf 'SKIP\tthe rest\n'
    return
  fi
  head -c 5000 /dev/urandom >"$tree/sub/later.bin"
  check 'makes an incremental backup' duplicity incremental "$tree" onedrive://duplicity
  check 'lists the files' eval 'duplicity list-current-files onedrive://duplicity | grep -q later.bin'
  check 'restores them' duplicity restore onedrive://duplicity "$work/back"
  check 'restored the same bytes' diff -r "$tree" "$work/back"
  check 'deletes all but the last backup' duplicity remove-all-but-n-full 1 --force onedrive://duplicity
}
