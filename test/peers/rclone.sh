# rclone's part of run.sh: `copy`, `check` by hash and by content, and the tree copied back.

# with_rclone ACCOUNT
with_rclone() {
  local config="$work/rclone.conf" tree="$work/rclone-tree" back="$work/rclone-back"
  # The stale expiry makes rclone refresh first: it never sees an access token of ours.
  cat >"$config" <<CONFIG
[peer]
type = onedrive
client_id = $client_id
client_secret = $client_secret
token = {"access_token":"stale","token_type":"Bearer","refresh_token":"$refresh_token","expiry":"2020-01-01T00:00:00Z"}
drive_id = $drive_id
drive_type = $1
CONFIG
  rm -rf "$tree" "$back"
  make_tree "$tree"
  rc() { rclone --config "$config" --retries 1 --low-level-retries 3 --log-level INFO "$@" >>"$work/rclone.log" 2>&1; }
  rc copy "$tree" peer:Builds/tree || return 1
  rc check "$tree" peer:Builds/tree || return 1
  rc check --download "$tree" peer:Builds/tree || return 1
  rc copy peer:Builds/tree "$back" || return 1
  diff -r "$tree" "$back" || return 1
  cmp <(rclone --config "$config" cat 'peer:Builds/tree/sub/big.bin' 2>>"$work/rclone.log") "$tree/sub/big.bin" || return 1
  # Once more, changed: replacing must work as creating does.
  head -c 5000000 /dev/urandom >"$tree/sub/big.bin"
  rc copy "$tree" peer:Builds/tree || return 1
  rc check --download "$tree" peer:Builds/tree || return 1
  grep -q 'refresh_token' "$config" && ! grep -qF "$refresh_token" "$config" || {
    echo 'rclone did not keep the rotated refresh token' >&2
    return 1
  }
  echo "OK rclone $(rclone version | sed -n '1s/rclone //p'), $1: $(find "$tree" -type f | wc -l) files there and back"
}
