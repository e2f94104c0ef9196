# Microsoft's two Graph SDKs for JavaScript, signed in by @azure/identity.
LIMIT_S=180
readonly GRAPH_JS='@azure/identity@4.13.1 @microsoft/microsoft-graph-client@3.0.7 @microsoft/msgraph-sdk@1.0.0-preview.90
  @microsoft/msgraph-sdk-users@1.0.0-preview.90 @microsoft/kiota-authentication-azure@1.0.0-preview.109'

prepare() {
  local home=$COMPATIBILITY_CACHE/graph-js
  [[ "$(cat "$home/installed" 2>&1)" != "$GRAPH_JS" ]] || return 0
  rm -rf "$home"
  mkdir -p "$home"
  echo '{"private":true,"type":"module"}' >"$home/package.json"
  # shellcheck disable=SC2086 # a list of words
  (cd "$home" && npm install --no-audit --no-fund --ignore-scripts --loglevel error $GRAPH_JS) >&2 || return 1
  echo "$GRAPH_JS" >"$home/installed"
}

run() {
  local client
  # Where the packages are, Node finds them.
  cp test/peers/clients/*.mjs "$COMPATIBILITY_CACHE/graph-js"
  for client in graph-client kiota; do
    node "$COMPATIBILITY_CACHE/graph-js/$client-checks.mjs"
  done
}
