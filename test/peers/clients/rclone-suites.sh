# rclone's own integration tests, of the packages that work on a remote. RCLONE_PACKAGES and RCLONE_RUN choose fewer of them.
LIMIT_S=2400
readonly PACKAGES='backend/onedrive fs/operations fs/sync vfs cmd/bisync'
# shellcheck source=test/peers/clients/rclone-module.sh
source test/peers/clients/rclone-module.sh

# shellcheck disable=SC2086 # a list of words
prepare() { rclone_module $PACKAGES; }

run() {
  local package
  rclone_config TestOneDrive "$1"
  for package in ${RCLONE_PACKAGES:-$PACKAGES}; do
    printf 'SUITE\trclone, %s\t%s\n' "$package" "$RCLONE_VERSION"
    (cd "$RCLONE_HOME/$package" && ./suite.test -test.v -test.timeout 20m ${RCLONE_RUN:+-test.run "$RCLONE_RUN"} \
      -remote TestOneDrive:) >"$LOG.${package//\//-}.log" 2>&1 || true
    node test/peers/go-tests.js "$LOG.${package//\//-}.log"
  done
}
