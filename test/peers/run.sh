#!/usr/bin/env bash
# Two independent OneDrive clients, rclone and abraunegg/onedrive, against the emulator: unchanged, over https,
# under Microsoft's own host names. What they upload must come back byte for byte. Knows how to fake names and
# trust inside a namespace of its own; knows nothing of the emulator but its command line.
#
#   sudo test/peers/run.sh            (Debian: apt-get install rclone onedrive)
#
# EMULATE replaces the command that starts the emulator. Ends 0 with a SKIPPED line when something it needs is
# not there, and with 1 on any difference.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

skip() { echo "SKIPPED $1: $2"; }

if [[ ${PEERS_INSIDE:-} != 1 ]]; then
  for tool in unshare ip openssl curl node timeout; do
    command -v "$tool" >/dev/null || { skip everything "no $tool here"; exit 0; }
  done
  if ! command -v rclone >/dev/null && ! command -v onedrive >/dev/null; then
    skip everything 'neither rclone nor onedrive is installed'
    exit 0
  fi
  unshare -m -n true 2>/dev/null || { skip everything 'namespaces need root'; exit 0; }
  # A network of its own: port 443 is free there, and nothing can reach the real services.
  PEERS_INSIDE=1 exec timeout --kill-after=5 85 unshare -m -n "$PWD/test/peers/run.sh"
fi

# shellcheck source=test/peers/namespace.sh
source test/peers/namespace.sh
work=$(mktemp -d)
trap 'stop_emulator || true; rm -rf "$work"' EXIT
names_and_trust

# make_tree FOLDER: names and sizes that clients treat differently. Random bytes, for periodic ones cancel out
# in QuickXorHash.
make_tree() {
  mkdir -p "$1/sub/deeper"
  : >"$1/empty.txt"
  head -c 327680 /dev/urandom >"$1/exactly 320 KiB.bin"
  head -c 25000000 /dev/urandom >"$1/sub/big.bin"
  head -c 4321 /dev/urandom >"$1/sub/größe – ファイル 🚀.txt"
  head -c 77 /dev/urandom >"$1/sub/deeper/a & b #1 %41 'c'.txt"
}

source test/peers/rclone.sh
source test/peers/onedrive.sh
for account in personal business; do
  # Debian's two are older than today's personal drives: 2.4 of onedrive compares drive ids by case (abraunegg/onedrive#3336).
  [[ $account = personal ]] && drive=(sn3302.up.1drv.com --stack old) || drive=(contoso.sharepoint.com)
  for peer in rclone onedrive; do
    command -v "$peer" >/dev/null || { skip "$peer, $account" 'not installed'; continue; }
    start_emulator "$account" "${drive[@]}"
    if ! "with_$peer" "$account"; then
      echo "FAILED $peer, $account" >&2
      tail -n 40 "$work/$peer.log" "$work/emulator.log" >&2
      exit 1
    fi
    stop_emulator || true
  done
done
