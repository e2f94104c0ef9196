/**
 * Results as a page of tables. Knows numbers and Markdown, not how they were got.
 */
import { cpus, release, totalmem, type } from 'node:os';

/** The machine in a line. */
export function machine() {
  const [first] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const model = first?.model.trim() ?? 'unknown processor';
  return `${model}, ${cpus().length} cores, ${memory}, ${type()} ${release().split('-')[0]}, Node ${process.versions.node}`;
}

/** RESULTS.md: a section for every work. */
export function resultsPage(results) {
  const sections = Object.values(results).map(section);
  const machines = [...new Set(Object.values(results).map((one) => one.machine))];
  return [
    '# Results',
    '',
    'Written by `npm run bench`; how it measures is in [README.md](README.md). Medians of whole processes, start to end.',
    '',
    ...machines.map((one) => `Machine: ${one}.`),
    '',
    summary(results),
    ...sections,
  ].join('\n');
}

function summary(results) {
  const rows = Object.values(results).flatMap(({ title, bars }) =>
    bars.map(({ what, value, bar, reached }) => [
      title,
      `${bar} ${what}`,
      number(value),
      reached ? 'reached' : '**missed**',
    ]),
  );
  return table(['work', 'bar', 'result', ''], rows);
}

function section({ title, data, rounds, by, measured, sink }) {
  const bytes = data.count * data.sizeBytes;
  const rows = Object.entries(by).map(([label, one]) => [
    label,
    number(one.seconds),
    one.all.map(number).join(' '),
    number(one.seconds / by.ours.seconds),
    bytes < 100_000_000 ? '' : number(bytes / 1e6 / one.seconds),
    number(one.peakBytes / 2 ** 20),
    number(one.cpuSeconds),
    number(one.serverCpuSeconds),
    ...(one.usedShare === undefined ? [] : [number(one.usedShare * 100), number(one.refusedShare * 100)]),
  ]);
  const more = Object.values(by)[0]?.usedShare === undefined ? [] : ['% of budget used', '% refused'];
  const head = [
    '',
    'seconds',
    'each round',
    'time / ours',
    'MB/s',
    'peak MiB',
    'CPU s',
    "servers' CPU s",
    ...more,
  ];
  return [`\n## ${title}\n`, `${rounds} rounds, ${measured} UTC.${takenIn(sink)}\n`, table(head, rows)].join(
    '\n',
  );
}

function takenIn(sink) {
  return sink === undefined
    ? ''
    : ` The upload host is ${sink === 'Go' ? 'the sink in Go' : 'the emulator in Node'}.`;
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

function number(value) {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
