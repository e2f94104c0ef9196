/** Which request meets which fault, and what a file of faults may say. */
import { expect, test } from 'vitest';
import { parseFaults } from '../../../../src/emulator/core/fault-file.ts';
import type { FaultTarget } from '../../../../src/emulator/core/fault-match.ts';
import { type Fault, FaultPlan } from '../../../../src/emulator/core/faults.ts';

const cut: Fault['do'] = { kind: 'cut', when: 'after' };
const slow: Fault['do'] = { kind: 'slow', bytesPerSecond: 5 };

function fates(
  faults: readonly Fault[],
  count: number,
  subject: FaultTarget = put('/up/x'),
): (string | undefined)[] {
  const plan = new FaultPlan();
  for (const fault of faults) plan.add(fault);
  return Array.from({ length: count }, () => plan.next(subject)?.kind);
}

function put(...paths: string[]) {
  return { surface: 'upload', method: 'PUT', paths } as const;
}

test('a fault hits once unless told otherwise', () => {
  expect(fates([{ on: {}, do: cut }], 3)).toEqual(['cut', undefined, undefined]);
});

test('a fault lets some pass first and then hits as often as told', () => {
  expect(fates([{ on: {}, after: 1, times: 2, do: cut }], 4)).toEqual([undefined, 'cut', 'cut', undefined]);
});

test('two faults on the same requests come one after the other', () => {
  expect(
    fates(
      [
        { on: {}, times: 2, do: cut },
        { on: {}, do: slow },
      ],
      4,
    ),
  ).toEqual(['cut', 'cut', 'slow', undefined]);
});

test.each<[Fault['on'], boolean]>([
  [{ surface: 'upload' }, true],
  [{ surface: 'graph' }, false],
  [{ method: 'put' }, true],
  [{ method: 'GET' }, false],
  [{ path: 'dir/a' }, true],
  [{ path: 'dir/b' }, false],
  [{ path: '/^DIR.*bin$/i' }, true],
  [{ path: '/^x/' }, false],
  [{ surface: 'upload', method: 'PUT', path: '/up/' }, true],
])('matches %j: %s', (on, hit) => {
  expect(fates([{ on, do: cut }], 1, put('/up/TOKEN', 'dir/a.bin'))).toEqual([hit ? 'cut' : undefined]);
});

test('chance comes from the seed and is the same every time', () => {
  const fault: Fault = { on: {}, times: 1000, probability: 0.5, seed: 7, do: cut };
  const first = fates([fault], 1000);
  expect(fates([fault], 1000)).toEqual(first);
  const hits = first.filter(Boolean).length;
  expect(hits).toBeGreaterThan(400);
  expect(hits).toBeLessThan(600);
});

test('a refusal applies to the requests it is known for, and elsewhere only if told', () => {
  const rps: Fault['do'] = { kind: 'refusal', name: 'rps-401' };
  expect(fates([{ on: {}, do: rps }], 1)).toEqual([undefined]);
  expect(fates([{ on: {}, do: rps }], 1, { ...put('/x'), surface: 'graph' })).toEqual(['refusal']);
  expect(fates([{ on: { method: 'PUT' }, do: rps }], 1)).toEqual(['refusal']);
});

test.each([
  ['bytes 0-9/20', undefined],
  ['bytes 10-19/20', 'refusal'],
  [undefined, undefined],
])('a refusal of the last fragment meets %s: %s', (contentRange, fate) => {
  const last: Fault = { on: { method: 'PUT' }, do: { kind: 'refusal', name: 'final-201-without-item' } };
  expect(fates([last], 1, { ...put('/x'), contentRange })).toEqual([fate]);
});

test('cleared faults hit nothing', () => {
  const plan = new FaultPlan();
  plan.add({ on: {}, do: cut });
  plan.clear();
  expect(plan.next(put('/'))).toBeUndefined();
});

test('reads every kind of fault from a file', () => {
  const faults: Fault[] = [
    {
      on: { surface: 'graph', method: 'POST', path: '/x$/' },
      after: 1,
      times: 2,
      do: {
        kind: 'status',
        status: 503,
        retryAfter: '2.5',
        headers: { a: 'b' },
        body: '<p>',
        code: 'c',
        message: 'm',
        processed: true,
      },
    },
    { on: {}, probability: 0.1, seed: 3, do: { kind: 'cut', when: 'amid' } },
    { on: {}, do: { kind: 'lost-reply' } },
    { on: {}, do: { kind: 'partial', keepBytes: 0 } },
    { on: {}, do: { kind: 'slow', bytesPerSecond: 100 } },
    { on: {}, do: { kind: 'stall', when: 'before' } },
    { on: {}, do: { kind: 'drop-session' } },
    { on: {}, do: { kind: 'corrupt' } },
    { on: {}, do: { kind: 'list', how: 'repeat' } },
    { on: {}, do: { kind: 'refusal', name: 'rps-401' } },
  ];
  expect(parseFaults(JSON.stringify(faults))).toEqual(faults);
});

test.each<[unknown, string]>([
  [{}, 'the faults must be a JSON array'],
  [[5], 'fault 1 must be an object'],
  [[{ on: {} }], 'fault 1: do must be an object'],
  [[{ on: {}, do: { kind: 'boom' } }], 'fault 1: do: kind must be one of'],
  [[{ on: {}, do: { kind: 'cut' } }], 'fault 1: do: when must be one of before, amid, after'],
  [[{ on: { host: 'x' }, do: cut }], 'fault 1: on: unknown field host'],
  [[{ on: { path: '/(/' }, do: cut }], 'fault 1: on: path is not a regular expression'],
  [
    [
      { on: {}, do: cut },
      { on: {}, times: -1, do: cut },
    ],
    'fault 2: times must be a whole number',
  ],
  [[{ on: {}, do: { kind: 'list', how: 'odd' } }], 'fault 1: do: how must be one of no-value, repeat, '],
  [[{ on: {}, do: { kind: 'refusal', name: 'odd' } }], 'fault 1: do: name must be one of rps-401, '],
  [[{ on: {}, do: { kind: 'refusal' } }], 'fault 1: do: name must be one of'],
  [[{ on: {}, do: { kind: 'slow', bytesPerSecond: 0 } }], 'fault 1: do: bytesPerSecond must be more than 0'],
  [[{ on: {}, do: { kind: 'status', status: 99 } }], 'fault 1: do: status must be between'],
  [[{ on: {}, probability: 2, do: cut }], 'fault 1: probability must be between 0 and 1'],
])('names the mistake in %j', (value, message) => {
  expect(() => parseFaults(JSON.stringify(value))).toThrow(message);
});

test('says so when the file is no JSON', () => {
  expect(() => parseFaults('{')).toThrow('the faults are not JSON');
});
