#!/usr/bin/env bash
# Other people's suites and clients against the emulator: unchanged, over https, under Microsoft's own host names. Each part is a file
# in test/peers/clients; what passed, failed and was skipped is judged, and told, by compatibility.js.
#
#   sudo test/peers/compatibility.sh [--write] [PART...]       all parts if none is named; --write: docs/compatibility.md, too
#   test/peers/compatibility.sh --parts                        their names
#
# COMPATIBILITY_DRIVES: which, of personal, personal-old and business. EMULATE replaces the command that starts the emulator.
# What a part needs is installed in a cache, COMPATIBILITY_CACHE. Logs stay in COMPATIBILITY_RESULTS, if that is set. Ends 0
# with a SKIPPED line when something is not there, and with 1 if something failed that explained.json does not explain.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export COMPATIBILITY_CACHE=${COMPATIBILITY_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/onedrive-upload-suites}
readonly PARTS='rclone-suites restic duplicity opendal o365 graph-python graph-java graph-js'

# python_packages NAME REQUIREMENT...: into an environment of that name, unless they are there.
python_packages() {
  local home=$COMPATIBILITY_CACHE/$1
  shift
  [[ "$(cat "$home/installed" 2>&1)" != "$*" ]] || return 0
  command -v python3 >/dev/null || { echo 'no Python here to install it with'; return 1; }
  rm -rf "$home"
  python3 -m venv "$home" >&2 && "$home/bin/pip" install --quiet --disable-pip-version-check "$@" >&2 || return 1
  echo "$*" >"$home/installed"
}
python_of() { echo "$COMPATIBILITY_CACHE/$1/bin/python"; }

# check NAME COMMAND...: for clients that are commands, one check; $check_failures counts.
check_failures=0
check() {
  local name=$1 code=0
  shift
  "$@" >"$work/check.log" 2>&1 || code=$?
  cat "$work/check.log" >&2
  if [[ $code = 0 ]]; then printf 'PASS\t%s\n' "$name"; else
    check_failures=$((check_failures + 1))
    printf 'FAIL\t%s\texit code %s: %s\n' "$name" "$code" "$(tail -n 1 "$work/check.log" | tr '\t' ' ' | sed 's/?[^ ]*//g' | cut -c1-300)"
  fi
}

# A part has three things, of which the first runs with a network and the last without:
#   prepare      installs; answers 1 after telling in one line why it cannot
#   LIMIT_S      seconds for one drive
#   run DRIVE    prints lines SUITE, PASS, FAIL and SKIP with their fields between tabs: SUITE name version, PASS test, FAIL test why
inside() {
  local part=$1 drive=$2
  # shellcheck source=test/peers/namespace.sh
  source test/peers/namespace.sh
  work=$(mktemp -d)
  trap 'stop_emulator || true; rm -rf "$work"' EXIT
  names_and_trust
  case $drive in
    personal) start_emulator personal my.microsoftpersonalcontent.com ;;
    personal-old) start_emulator personal sn3302.up.1drv.com --stack old ;;
    business) start_emulator business contoso-my.sharepoint.com ;;
  esac
  export DRIVE=$drive DRIVE_ID=$drive_id CLIENT_ID=$client_id CLIENT_SECRET=$client_secret REFRESH_TOKEN=$refresh_token
  export PUBLIC_CLIENT_ID=$public_client_id PUBLIC_REFRESH_TOKEN=$public_refresh_token
  # shellcheck source=/dev/null
  source "test/peers/clients/$part.sh"
  run "$drive"
}

if [[ ${1:-} = --inside ]]; then
  inside "$2" "$3"
  exit
fi

if [[ ${1:-} = --parts ]]; then
  echo "$PARTS"
  exit
fi
write=
if [[ ${1:-} = --write ]]; then
  write=--write
  shift
fi
results=${COMPATIBILITY_RESULTS:-}
if [[ -z $results ]]; then
  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
fi
for tool in unshare ip openssl node timeout; do
  command -v "$tool" >/dev/null || { echo "SKIPPED everything: no $tool here"; exit 0; }
done
unshare -m -n true 2>/dev/null || { echo 'SKIPPED everything: namespaces need root'; exit 0; }
mkdir -p "$COMPATIBILITY_CACHE" "$results"
drives='personal business'
# shellcheck disable=SC2086 # a command with its arguments
if ${EMULATE:-node dist/cli/index.js emulate} --help | grep -q -- --stack; then drives='personal personal-old business'; fi

# one PART: in a subshell, for parts have the same names for their things.
one() {
  local part=$1 drive code why
  # shellcheck source=/dev/null
  source "test/peers/clients/$part.sh"
  rm -f "$results/$part."*
  if ! why=$(prepare 2>"$results/$part.prepare.log"); then
    why=${why:-it could not be installed: $(tail -n 1 "$results/$part.prepare.log" | sed 's,https\?://[^ ]*,,g')}
    echo "SKIPPED $part: $why"
    echo "$why" >"$results/$part.skipped"
    return 0
  fi
  for drive in ${COMPATIBILITY_DRIVES:-$drives}; do
    code=0
    LOG="$results/$part.$drive" timeout --kill-after=5 "$LIMIT_S" unshare -m -n \
      "$PWD/test/peers/compatibility.sh" --inside "$part" "$drive" \
      >"$results/$part.$drive.tsv" 2>"$results/$part.$drive.log" || code=$?
    # A client that cannot even say what failed has failed.
    [[ $code = 0 ]] || printf 'FAIL\tthe run itself\texit code %s: %s\n' "$code" \
      "$(tail -n 1 "$results/$part.$drive.log")" >>"$results/$part.$drive.tsv"
    printf '%s, %s: %s passed, %s failed, %s s\n' "$part" "$drive" "$(grep -c '^PASS' "$results/$part.$drive.tsv" || true)" \
      "$(grep -c '^FAIL' "$results/$part.$drive.tsv" || true)" "$SECONDS"
  done
}

# shellcheck disable=SC2086 # a list of words
[[ $# -gt 0 ]] || set -- $PARTS
for part; do (one "$part"); done
node test/peers/compatibility.js "$results" $write
