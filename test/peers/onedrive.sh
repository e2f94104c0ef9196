# abraunegg/onedrive's part of run.sh: a sign-in (for business as a browser would do it), then one upload-only synchronization, read back by test/peers/readback.js.

# with_onedrive ACCOUNT
with_onedrive() {
  local config="$work/onedrive-conf" tree="$work/onedrive-tree"
  rm -rf "$config" "$tree"
  mkdir -p "$config"
  make_tree "$tree/Builds"
  # A public client: it has no way to send a secret.
  printf 'application_id = "%s"\nsync_dir = "%s"\n' "$public_client_id" "$tree" >"$config/config"
  chmod 700 "$config"
  local sign_in=()
  if [[ $1 = personal ]]; then
    # It cuts codes at the characters that those of personal accounts hold.
    printf '%s' "$refresh_token" >"$config/refresh_token"
    chmod 600 "$config/refresh_token"
  else
    consent "$config/url" "$config/answer" &
    sign_in=(--auth-files "$config/url:$config/answer")
  fi
  onedrive --confdir="$config" "${sign_in[@]}" --synchronize --upload-only --single-directory Builds --verbose \
    >"$work/onedrive.log" 2>&1 || return 1
  CLIENT_ID=$client_id CLIENT_SECRET=$client_secret REFRESH_TOKEN=$refresh_token \
    node test/peers/readback.js "$tree/Builds" Builds || return 1
  [[ -s $config/refresh_token && $(cat "$config/refresh_token") != "$refresh_token" ]] || {
    echo 'onedrive did not keep the new refresh token' >&2
    return 1
  }
  echo "OK $(onedrive --version 2>/dev/null), $1: $(find "$tree" -type f | wc -l) files there, compared by SHA-256"
}

# consent URL_FILE ANSWER_FILE: waits for the sign-in URL, presses Accept, hands back where it led.
consent() {
  local back
  for _ in $(seq 100); do
    [[ -s $1 ]] && break
    sleep 0.1
  done
  back=$(curl -s --cacert "$work/ca.pem" -o /dev/null -w '%{redirect_url}' -d decision=allow "$(cat "$1")")
  # Moved into place whole: the client may look at any moment.
  printf '%s\n' "$back" >"$2.part"
  mv "$2.part" "$2"
}
