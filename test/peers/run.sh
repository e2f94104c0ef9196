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
EMULATE=${EMULATE:-node dist/cli/index.js emulate}
readonly HOSTS='login.microsoftonline.com login.live.com graph.microsoft.com api.onedrive.com
  sn3302.up.1drv.com my.microsoftpersonalcontent.com contoso.sharepoint.com contoso-my.sharepoint.com'

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

work=$(mktemp -d)
emulator=
stop_emulator() {
  [[ -n $emulator ]] && kill "$emulator" 2>/dev/null && wait "$emulator" 2>/dev/null
  emulator=
}
trap 'stop_emulator || true; rm -rf "$work"' EXIT
ip link set lo up
unset HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config"
mkdir -p "$XDG_CONFIG_HOME"

# Names and trust, for this mount namespace alone.
tr -s ' \n' '\n' <<<"$HOSTS" | sed -n 's/..*/127.0.0.1 &/p' >"$work/hosts"
echo '127.0.0.1 localhost' >>"$work/hosts"
mount --bind "$work/hosts" /etc/hosts
san=$(tr -s ' \n' '\n' <<<"$HOSTS" | sed -n 's/..*/DNS:&/p' | paste -sd,)
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Peers test CA' \
  -addext 'basicConstraints=critical,CA:TRUE' -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj '/CN=emulator' -keyout "$work/tls.key" -out "$work/tls.csr" 2>/dev/null
openssl x509 -req -in "$work/tls.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
  -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$san") -out "$work/tls.pem" 2>/dev/null
export SSL_CERT_FILE="$work/ca.pem" NODE_EXTRA_CA_CERTS="$work/ca.pem"
bundle=/etc/ssl/certs/ca-certificates.crt
if [[ -e $bundle ]]; then
  cat "$bundle" "$work/ca.pem" >"$work/bundle.pem"
  mount --bind "$work/bundle.pem" "$bundle"
fi

# start_emulator ACCOUNT UPLOAD_HOST: sets the credentials it prints.
start_emulator() {
  local name value
  # Emptied here: the one below opens its log a moment later, and the last one's lines would be read.
  : >"$work/emulator.log"
  # shellcheck disable=SC2086 # a command with its arguments
  $EMULATE --account "$1" --port 443 --tls-cert "$work/tls.pem" --tls-key "$work/tls.key" \
    --upload-origin "https://$2" >"$work/emulator.log" 2>&1 &
  emulator=$!
  for _ in $(seq 100); do
    grep -q '^drive-id: ' "$work/emulator.log" && break
    kill -0 "$emulator" 2>/dev/null || break
    sleep 0.1
  done
  if ! grep -q '^drive-id: ' "$work/emulator.log"; then
    echo 'FAILED: the emulator did not start' >&2
    cat "$work/emulator.log" >&2
    exit 1
  fi
  while IFS=' ' read -r name value; do
    case $name in
      client-id:) client_id=$value ;;
      client-secret:) client_secret=$value ;;
      public-client-id:) public_client_id=$value ;;
      refresh-token:) refresh_token=$value ;;
      drive-id:) drive_id=$value ;;
    esac
  done <"$work/emulator.log"
}

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
  [[ $account = personal ]] && upload_host=sn3302.up.1drv.com || upload_host=contoso.sharepoint.com
  for peer in rclone onedrive; do
    command -v "$peer" >/dev/null || { skip "$peer, $account" 'not installed'; continue; }
    start_emulator "$account" "$upload_host"
    if ! "with_$peer" "$account"; then
      echo "FAILED $peer, $account" >&2
      tail -n 40 "$work/$peer.log" "$work/emulator.log" >&2
      exit 1
    fi
    stop_emulator || true
  done
done
