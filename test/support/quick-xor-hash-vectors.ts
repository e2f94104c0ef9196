/**
 * Known QuickXorHash values: published ones (rclone, libqxh), one that the service itself gave
 * (api-docs#1159 shows only the hash), and ones on which two independent programs agree.
 */

const published = `
0 - AAAAAAAAAAAAAAAAAAAAAAAAAAA=
1 Sg== SgAAAAAAAAAAAAAAAQAAAAAAAAA=
2 tbQ= taAFAAAAAAAAAAAAAgAAAAAAAAA=
3 0pZP 0rDEEwAAAAAAAAAAAwAAAAAAAAA=
4 jRRDVA== jaDAEKgAAAAAAAAABAAAAAAAAAA=
5 eAV52qE= eChAHrQRCgAAAAAABQAAAAAAAAA=
12 h490d57Pqz5q2rtT h3gEHe7giWeswgdq3MYupgAAAAA=
16 2fuxhBJXtpWFe8dOfdGeHw== O9tHLAghgSvYohKFyMMxnNCHaHg=
20 T6LYJIfDh81JrAK309H2JMJTXis= zBTHrspn3mEcohlJdIUAbjGNaNg=
64 Mb7EGva2rEE5fENDL85P+BsapHEEjv2/siVhKjvAQe02feExVOQSkfmuYzU/kTF1MaKjPmKF/w+cbvwfdWL8aQ== n1anP5NfvD4XDYWIeRPW3ZkPv1Y=`;

export interface QuickXorVector {
  readonly what: string;
  readonly input: Uint8Array;
  /** Base64. */
  readonly hash: string;
}

/** Bytes (7i + 3) mod `modulus`. */
function series(sizeBytes: number, modulus: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 7 + 3) % modulus);
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const described: [what: string, input: Uint8Array, hash: string][] = [
  ['a', Buffer.from('a'), 'YQAAAAAAAAAAAAAAAQAAAAAAAAA='],
  ['hello', Buffer.from('hello'), 'aCgDG9jwBgAAAAAABQAAAAAAAAA='],
  ['hello world', Buffer.from('hello world'), 'aCgDG9jwBhDc4Q1yawMZAAAAAAA='],
  ['each byte once', everyByte, 'QkGEfSisZcA7k+FCh71r2dbCayY='],
  ['each byte thrice', Buffer.concat([everyByte, everyByte, everyByte]), 'rxAOGe1RimTF/e+k/m0O5nnSZT8='],
  ['1000 zeros', new Uint8Array(1000), 'AAAAAAAAAAAAAAAA6AMAAAAAAAA='],
  ['1000 ones', new Uint8Array(1000).fill(0xff), 'Yxvb2MY2trGNbWxj89jYOc5xjnM='],
  ['a bit that wraps', Uint8Array.from([...new Uint8Array(14), 0x80]), 'AgAAAAAAAAAAAAAADwAAAAAAAAA='],
  ['1 of the series', series(1, 256), 'AwAAAAAAAAAAAAAAAQAAAAAAAAA='],
  ['159 of the series', series(159, 256), '7gi7SoTZMRx5gfdOM7shn/kHQ6E='],
  ['160 of the series', series(160, 256), '7gi7SoTZMRx5gfdODLshn/kHw6o='],
  ['161 of the series', series(161, 256), 'jQi7SoTZMRx5gfdODbshn/kHw6o='],
  ['1000 of the series', series(1000, 256), 'dgD8j0n8sM0aPE5CUJ8tqmilX/E='],
  ['100,000 of the series', series(100_000, 256), '7gi7SoTZMRx5gfdODD0gn/kHw6o='],
  ['160 of the odd series', series(160, 251), 'vnAtdECewbZ+9jHWkjLgoJ92Dmw='],
  ['1 KiB of the odd series', series(1024, 251), 'd9iFGDKVIxs8BKc94jGa3+LfrlA='],
  ['320 KiB of the odd series', series(327_680, 251), 'bSimbOoeiRPXbSS242t2tpQeJ4k='],
  ['1 MiB of the odd series', series(1_048_576, 251), 'ET8OMz1ZOmVdfjL+9BwH4BX9wmw='],
];

/** A sample of somebody's documentation: 160 MiB and more that cancel out, so that the length is all there is. */
export const zeros = { sizeBytes: 168_791_040, hash: 'AAAAAAAAAAAAAAAAAIwPCgAAAAA=' } as const;

export const quickXorVectors: readonly QuickXorVector[] = [
  ...published
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([size = '', input = '', hash = '']) => ({
      what: `the published ${size} bytes`,
      input: Buffer.from(input === '-' ? '' : input, 'base64'),
      hash,
    })),
  ...described.map(([what, input, hash]) => ({ what, input, hash })),
];
