/** The bars that a work must reach. */

export function atLeast(what, value, bar) {
  return { what, value, bar: `at least ${bar}`, reached: value >= bar };
}

export function atMost(what, value, bar) {
  return { what, value, bar: `at most ${bar}`, reached: value <= bar };
}

/** One bar for each rclone there is. */
export function timesRclone(by, least, wish = '') {
  return Object.entries(by)
    .filter(([label]) => label.startsWith('rclone'))
    .map(([label, { seconds }]) =>
      atLeast(`times the speed of ${label}${wish}`, seconds / by.ours.seconds, least),
    );
}
