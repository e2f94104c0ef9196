# Sourced inside a network and mount namespace of its own: Microsoft's host names lead to the emulator there, its certificate is
# trusted, and nothing can reach the real services. Needs $work, a folder for the caller's run, and leaves credentials in variables.
EMULATE=${EMULATE:-node dist/cli/index.js emulate}
readonly HOSTS='login.microsoftonline.com login.live.com graph.microsoft.com api.onedrive.com
  sn3302.up.1drv.com my.microsoftpersonalcontent.com contoso.sharepoint.com contoso-my.sharepoint.com'

# names_and_trust: for this namespace alone; what clients need to find both is exported.
names_and_trust() {
  local san bundle=/etc/ssl/certs/ca-certificates.crt
  ip link set lo up
  unset HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
  export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config"
  mkdir -p "$XDG_CONFIG_HOME"

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
  if [[ -e $bundle ]]; then
    cat "$bundle" "$work/ca.pem" >"$work/bundle.pem"
    mount --bind "$work/bundle.pem" "$bundle"
  fi
}

emulator=
stop_emulator() {
  [[ -n $emulator ]] && kill "$emulator" 2>/dev/null && wait "$emulator" 2>/dev/null
  emulator=
}

# start_emulator ACCOUNT UPLOAD_HOST [FLAG...]: sets the credentials it prints.
start_emulator() {
  local account=$1 host=$2 name value
  shift 2
  # Emptied here: the one below opens its log a moment later, and the last one's lines would be read.
  : >"$work/emulator.log"
  # shellcheck disable=SC2086 # a command with its arguments
  $EMULATE --account "$account" "$@" --port 443 --tls-cert "$work/tls.pem" --tls-key "$work/tls.key" \
    --upload-origin "https://$host" >"$work/emulator.log" 2>&1 &
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
      public-refresh-token:) public_refresh_token=$value ;;
      refresh-token:) refresh_token=$value ;;
      drive-id:) drive_id=$value ;;
    esac
  done <"$work/emulator.log"
}
