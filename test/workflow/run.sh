#!/usr/bin/env bash
# The action as a runner runs it: nektos/act executes self-test.yml on this machine, with `uses: ./`, against the
# emulator. Knows act's command line and how its log reads; judges by what steps told each other, by what the log
# must not hold, and by whether a name is free on the drive.
#
#   test/workflow/run.sh              (go install github.com/nektos/act@v0.2.89)
#
# ACT names another act. Ends 0 with a SKIPPED line when something it needs is not there, and 1 on any difference.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ACT=${ACT:-act}

if [[ ${WORKFLOW_INSIDE:-} != 1 ]]; then
  for tool in "$ACT" node git; do
    command -v "$tool" >/dev/null || { echo "SKIPPED the workflow: no $tool here"; exit 0; }
  done
  ACT=$(command -v "$ACT")
  export ACT WORKFLOW_INSIDE=1
  # A network of its own where that can be had: then it is shown, too, that nothing outside is asked.
  if command -v ip >/dev/null && unshare -n true 2>/dev/null; then
    exec unshare -n "$PWD/test/workflow/run.sh"
  fi
  echo 'without a network namespace, which needs root on Linux'
else
  [[ $(id -u) != 0 ]] || ! command -v ip >/dev/null || ip link set lo up
fi

work=$(mktemp -d)
emulator=
job=
differences=0
trap '[[ -z $emulator ]] || kill "$emulator" 2>/dev/null || true; rm -rf "$work"' EXIT
# Whatever the one who runs this has set up for act, git or Node stays out of it.
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config" XDG_CACHE_HOME="$work/home/.cache"
unset HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy GITHUB_TOKEN
mkdir -p "$XDG_CONFIG_HOME" "$work/facts" "$work/repository"

# A repository that holds the action as it lies here now, and nothing to build it with.
cp -R action.yml dist test/workflow/self-test.yml "$work/repository"
(
  cd "$work/repository"
  git init -q -b main
  git remote add origin https://github.com/octo-org/uploads.git
  git add -A
  git -c user.name=test -c user.email=test@example.com commit -q -m 'The action'
)

cat >"$work/faults.json" <<'JSON'
[{ "on": { "surface": "upload", "method": "PUT", "path": "killed/" }, "do": { "kind": "stall", "when": "amid" } }]
JSON
node dist/cli/index.js emulate --account business --faults "$work/faults.json" >"$work/emulator" 2>"$work/emulator.log" &
emulator=$!
for _ in $(seq 100); do
  grep -q '^drive-id: ' "$work/emulator" && break
  kill -0 "$emulator" 2>/dev/null || { cat "$work/emulator.log"; exit 1; }
  sleep 0.1
done
fact() { sed -n "s/^$1: //p" "$work/emulator"; }
CLIENT_ID=$(fact client-id) CLIENT_SECRET=$(fact client-secret) REFRESH_TOKEN=$(fact refresh-token)
export CLIENT_ID CLIENT_SECRET REFRESH_TOKEN

# start_job JOB [ARGS...]: runs it in the background, as process $runner.
start_job() {
  job=$1
  "$ACT" workflow_dispatch --directory "$work/repository" --workflows self-test.yml --job "$@" \
    --platform ubuntu-latest=-self-hosted --pull=false --no-cache-server --action-cache-path "$work/cache" \
    --secret CLIENT_ID --secret CLIENT_SECRET --secret REFRESH_TOKEN \
    --var "EMULATOR=$(fact url)" --var "FACTS=$work/facts" >"$work/$job.log" 2>&1 &
  runner=$!
}

# end_job: waits, and sets $code.
end_job() {
  code=0
  wait "$runner" || code=$?
}

says() { grep -qF -- "$1" "$work/$job.log"; }
never_says() { ! says "$1"; }
green() { [[ $code = 0 ]]; }
red() { [[ $code != 0 ]]; }

# judge WORDS CONDITION [and CONDITION...]: one line; the log too, when it is not so.
judge() {
  local words=$1 condition=()
  shift
  for word in "$@" and; do
    if [[ $word != and ]]; then
      condition+=("$word")
      continue
    fi
    if ! "${condition[@]}"; then
      printf 'FAILED %s: not so: %s\n' "$words" "${condition[*]}"
      cat "$work/$job.log"
      differences=$((differences + 1))
      return
    fi
    condition=()
  done
  printf 'OK %s\n' "$words"
}

"$ACT" --version
start_job uploaded
end_job
judge 'main and post run, and the job is green' green and says 'Success - Main Upload them' and says 'Success - Post Upload them'
judge 'a later step reads the outputs' says 'counts: uploaded 3 6000006' and \
  says 'files: builds/uploads/1/large.bin builds/uploads/1/folder/small.txt builds/uploads/1/folder/empty.txt'
judge 'the manifest is there for a later step, and owns up to the emulator' says 'emulator: true'
newest=$(cat "$work/facts/newest-token" 2>/dev/null || echo none)
judge 'secrets and the newest refresh token are masked' says 'the newest token is ***' and \
  test "${newest:0:9}" = emulator. -a "$newest" != "$REFRESH_TOKEN" and never_says "$newest" and \
  never_says "$REFRESH_TOKEN" and never_says "$CLIENT_SECRET" and never_says "$CLIENT_ID"

start_job failed
end_job
judge 'a refused sign-in turns the job red' red and says 'AADSTS9002313' and never_says '| reached'
judge 'its outputs are set all the same' says 'outcome: failure failed' and says 'Success - Post Upload it'

start_job matrix
end_job
judge 'the default of strategy is understood in a matrix' green and says 'outcome: one uploaded 1' and says 'outcome: two uploaded 1'

start_job release
end_job
judge 'without a token release-tag is refused' red and says 'release-tag needs release-token'
GITHUB_TOKEN=ghs_nobody_issued_this start_job release --secret GITHUB_TOKEN --env "GITHUB_API_URL=$(fact url)"
end_job
judge "the default of release-token is the job's own" red and says 'HTTP 401 from GitHub' and never_says ghs_nobody

# The first fragment hangs. act kills main outright, as a runner does in the end, and goes on to post.
start_job killed
for _ in $(seq 300); do
  notes=$(find "$work/cache" -name '*.sessions' -size +0c 2>/dev/null || true)
  if [[ -n $notes ]] || ! kill -0 "$runner" 2>/dev/null; then break; fi
  sleep 0.1
done
sleep 0.5
kill -INT "$runner" 2>/dev/null || true
end_job
judge 'a killed run is red' red and says 'signal: killed'
judge 'its post step deletes the upload session' says 'Deleted 1 upload session that the run left open'
start_job again
end_job
judge 'the next run finds the name free' green and says 'Uploaded 1 file'

[[ $differences = 0 ]]
