/** The works of one large file that is uploaded. */
import { atLeast, atMost, timesRclone } from './bars.js';
import { script } from './contenders.js';

export function oneFile({ big, mine, theirs, hashModule }) {
  const limit = 'bare loop, SHA-256 + QuickXorHash';
  return {
    name: 'big',
    title: 'One 2 GiB file over TLS, hashes checked on both sides',
    data: big,
    sink: {},
    contenders: {
      ours: mine({}),
      ...theirs(),
      'LargeFileUploadTask (no hashes)': { make: script('sdk.js') },
      [limit]: { make: script('bare.js', hashModule) },
    },
    bars: (by) => [
      ...timesRclone(by, 1.1, ' (better 1.3)'),
      atLeast(`times the speed of the ${limit}`, by[limit].seconds / by.ours.seconds, 0.9),
      atMost('MiB of memory (better 128)', by.ours.peakBytes / 2 ** 20, 160),
    ],
  };
}

export function unverifiedFile({ big, mine, theirs }) {
  return {
    name: 'big-unverified',
    title: 'The same with `verify: off`, against rclone with `--ignore-checksum`',
    data: big,
    emulator: { hash: 'none' },
    sink: {},
    contenders: {
      ours: mine({ verify: 'off' }),
      ...theirs('--ignore-checksum'),
      'bare loop': { make: script('bare.js') },
    },
    bars: (by) => [
      ...timesRclone(by, 1.2),
      atLeast('times the speed of the bare loop', by['bare loop'].seconds / by.ours.seconds, 0.9),
    ],
  };
}

/** One round: with 10 MiB a fragment, rclone waits a minute for replies, and rounds differ by a hundredth. */
export function slowCommits({ big, mine, theirs }) {
  return {
    name: 'slow-commits',
    title: 'One 2 GiB file where the reply to each fragment takes 300 ms',
    data: big,
    rounds: 1,
    sink: { commitMs: 300 },
    contenders: { ours: mine({}), ...theirs() },
    bars: (by) => timesRclone(by, 3),
  };
}
