/** The works that pack archives. */
import zlib from 'node:zlib';
import { atLeast, atMost } from './bars.js';
import { packer } from './contenders.js';

/** Others only pack; ours start, sign in, pack and upload. */
const packers = {
  'GNU tar czf': {
    make: packer('tar', (source, archive) => ['czf', archive, '-C', source, '.']),
    sends: false,
  },
  'Python zipfile': {
    make: packer('python3', (source, archive) => ['-m', 'zipfile', '-c', archive, source]),
    sends: false,
  },
};

export function packedFiles({ count, mine }) {
  const python = 'Python zipfile';
  return {
    name: 'pack',
    title: '30,000 files of 1.5 kB packed into one archive, and uploaded',
    data: { count, sizeBytes: 1500, isText: true },
    isPacked: true,
    sink: {},
    contenders: {
      ours: mine({ archive: 'tar.gz' }),
      'ours, zip': mine({ archive: 'zip' }),
      ...packers,
    },
    bars: (by) =>
      ['ours', 'ours, zip'].flatMap((label) => [
        atMost(`times ${python}, ${label} (better 1)`, by[label].seconds / by[python].seconds, 2),
        atMost(`MiB of memory, ${label}`, by[label].peakBytes / 2 ** 20, 200),
      ]),
  };
}

/** One round, without others: it is memory that must not grow with the number of files. */
export function manyPackedFiles({ count, mine }) {
  const inputs = { ours: { archive: 'tar.gz' }, 'ours, zip': { archive: 'zip' } };
  return {
    name: 'pack-many',
    title: 'Memory for 100,000 files packed into one archive, and uploaded',
    data: { count, sizeBytes: 1500, isText: true },
    isPacked: true,
    rounds: 1,
    sink: {},
    contenders: Object.fromEntries(Object.entries(inputs).map(([label, one]) => [label, mine(one)])),
    bars: (by) =>
      Object.keys(inputs).map((label) =>
        atMost(`MiB of memory, ${label}`, by[label].peakBytes / 2 ** 20, 264),
      ),
  };
}

export function packedText({ sizeBytes, mine }) {
  const tar = 'GNU tar czf';
  const hasZstd = 'createZstdCompress' in zlib;
  return {
    name: 'pack-text',
    title: 'One text of 300 MB packed, and uploaded',
    data: { count: 1, sizeBytes, isText: true },
    isPacked: true,
    sink: {},
    contenders: {
      ours: mine({ archive: 'tar.gz' }),
      ...(hasZstd && { 'ours, tar.zst': mine({ archive: 'tar.zst' }) }),
      [tar]: packers[tar],
    },
    bars: (by) => [
      atLeast(`times the speed of ${tar}`, by[tar].seconds / by.ours.seconds, 1.4),
      ...(hasZstd
        ? [atLeast(`times the same, tar.zst`, by[tar].seconds / by['ours, tar.zst'].seconds, 3)]
        : []),
    ],
  };
}
