# rclone out of its Go module, for the parts that need its tests or a version newer than Debian's. With fewer backends than it has,
# it compiles in minutes.
RCLONE_VERSION=1.76.0
RCLONE_HOME=$COMPATIBILITY_CACHE/rclone-$RCLONE_VERSION
readonly BACKENDS='alias chunker combine compress crypt hasher local memory onedrive union'

# rclone_module PACKAGE...: the program, and the tests of the packages as PACKAGE/suite.test, both in $RCLONE_HOME.
rclone_module() {
  local source package
  command -v go >/dev/null || { echo 'no Go here to compile it with'; return 1; }
  if [[ ! -e $RCLONE_HOME/rclone ]]; then
    source=$(cd "$COMPATIBILITY_CACHE" && go mod download -json "github.com/rclone/rclone@v$RCLONE_VERSION" |
      sed -n 's/^\t"Dir": "\(.*\)",\{0,1\}$/\1/p') || return 1
    rm -rf "$RCLONE_HOME"
    # A copy: the module cache is read-only, and an overlay may not replace what is in it.
    cp -r --no-preserve=mode "$source" "$RCLONE_HOME" || return 1
    # shellcheck disable=SC2086 # a list of words
    {
      printf 'package all\n\nimport (\n'
      printf '\t_ "github.com/rclone/rclone/backend/%s"\n' $BACKENDS
      printf ')\n'
    } >"$RCLONE_HOME/backend/all/all.go"
    (cd "$RCLONE_HOME" && nice -n 10 go build -ldflags "-X github.com/rclone/rclone/fs.Version=v$RCLONE_VERSION" -o rclone .) >&2 || return 1
  fi
  for package; do
    [[ -e $RCLONE_HOME/$package/suite.test ]] ||
      (cd "$RCLONE_HOME" && nice -n 10 go test -c -o "$package/suite.test" "./$package") >&2 || return 1
  done
}

# rclone_config REMOTE DRIVE: the stale expiry makes rclone refresh first; it never sees an access token of ours.
rclone_config() {
  export RCLONE_CONFIG="$work/rclone.conf"
  cat >"$RCLONE_CONFIG" <<CONFIG
[$1]
type = onedrive
client_id = $client_id
client_secret = $client_secret
token = {"access_token":"stale","token_type":"Bearer","refresh_token":"$refresh_token","expiry":"2020-01-01T00:00:00Z"}
drive_id = $drive_id
drive_type = ${2%-old}
CONFIG
}
