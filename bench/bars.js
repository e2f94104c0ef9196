/** The bars that a work must reach. */

export function atLeast(what, value, bar) {
  return { what, value, bar: `at least ${bar}`, reached: value >= bar };
}

export function atMost(what, value, bar) {
  return { what, value, bar: `at most ${bar}`, reached: value <= bar };
}
