# restic, which keeps its repository on the drive through rclone. Debian's rclone is older than today's storage hosts.
LIMIT_S=180
# shellcheck source=test/peers/clients/rclone-module.sh
source test/peers/clients/rclone-module.sh

prepare() {
  # shellcheck source=.ci/steps
  source .ci/steps
  debian restic >&2
  command -v restic >/dev/null || { echo 'restic is not installed'; return 1; }
  rclone_module
}

run() {
  printf 'SUITE\trestic over rclone %s\t%s\n' "$RCLONE_VERSION" "$(restic version | sed 's/^restic \([^ ]*\).*/\1/')"
  rclone_config drive "$1"
  export RESTIC_REPOSITORY=rclone:drive:restic RESTIC_PASSWORD=test RESTIC_CACHE_DIR="$work/restic-cache"
  # Without --b2-hard-delete, which restic adds by itself: this rclone has no b2.
  restic() {
    command restic -o rclone.program="$RCLONE_HOME/rclone" -o rclone.args='serve restic --stdio' --quiet "$@"
  }
  local tree="$work/tree"
  mkdir -p "$tree/sub"
  head -c 30000000 /dev/urandom >"$tree/sub/large.bin"
  head -c 4321 /dev/urandom >"$tree/größe – ファイル.txt"
  check 'makes a repository' restic init
  check 'backs up files small and large' restic backup "$tree"
  head -c 5000 /dev/urandom >"$tree/sub/later.bin"
  check 'backs up what changed' restic backup "$tree"
  check 'lists its snapshots' eval '[[ $(restic snapshots --json | grep -o short_id | wc -l) = 2 ]]'
  check 'reads all data and finds them whole' restic check --read-data
  check 'restores them' restic restore latest --target "$work/back"
  check 'restored the same bytes' diff -r "$tree" "$work/back$tree"
  check 'forgets a snapshot and deletes what only it needed' restic forget --keep-last 1 --prune
  check 'still finds all data whole' restic check --read-data
}
