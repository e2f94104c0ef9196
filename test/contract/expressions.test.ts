/**
 * Every regular expression of the sources takes a time in proportion to the text: tried with what each of them is made
 * of, many times over. A new one that does not is found here by itself. The emulator judges nobody's texts but a test's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
/** With the square of it, a text takes seconds. */
const length = 9000;
const limitMs = 20;
/** What is slow shows at a third of the length already: it takes a ninth of that time. */
const triedLength = length / 3;
const triedLimitMs = 0.5;

interface Expression {
  readonly where: string;
  readonly pattern: string;
  readonly flags: string;
}

function literals(file: string): Expression[] {
  const code = readFileSync(source + file, 'utf8');
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node && 'start' in node) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      const line = code.slice(0, Number(node.start)).split('\n').length;
      found.push({ where: `src/${file}:${line}`, pattern, flags });
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code, { lang: 'ts' }));
  return found;
}

const expressions = readdirSync(source, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('emulator'))
  .flatMap(literals);

/** Texts that parts of the pattern take: its words, its characters, members of its classes; then pairs of them. */
function pieces(pattern: string): string[] {
  const classes: Record<string, string> = { s: ' \t', d: '1', w: 'a', S: 'x', n: '\n', r: '\r', t: '\t' };
  const plain = pattern
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\p\{\w+\}/g, '\u0001')
    .replace(/\\([a-zA-Z])/g, (_, letter: string) => classes[letter] ?? '')
    .replace(/\\(.)/g, '$1');
  const words = [...plain.matchAll(/[\w :/=-]{2,}/g)].map(([word]) => word);
  const members = [
    ...new Set([...plain].filter((one) => !'(?:'.includes(one) || pattern.includes(`\\${one}`))),
  ];
  const singles = [...new Set([...members.slice(0, 10), ...members.slice(-3), ' ', 'a'])];
  const pairs = singles.flatMap((one) => singles.map((other) => one + other));
  return [...new Set([...words, ...words.map((word) => `${word} `), ...singles, ...pairs])];
}

/** Whether it takes more milliseconds of the processor; twice, because the machine does other things, too. */
function takesLonger(thanMs: number, run: () => void): boolean {
  const once = () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return once() > thanMs && once() > thanMs;
}

/** The first piece that makes it slow. */
function slowPiece({ pattern, flags }: Expression): string | undefined {
  const expression = new RegExp(pattern, flags);
  const isSlow = (text: string, thanMs: number) =>
    takesLonger(thanMs, () => void text.replace(expression, ''));
  return pieces(pattern).find((piece) =>
    ['', '\u0000', '\n'].some(
      (end) =>
        isSlow(piece.repeat(triedLength / piece.length) + end, triedLimitMs) &&
        isSlow(piece.repeat(length / piece.length) + end, limitMs),
    ),
  );
}

test('expressions are found at all', () => {
  expect(expressions.length).toBeGreaterThan(150);
  expect(slowPiece({ where: '', pattern: '\\.+$', flags: '' })).toBe('.');
  expect(slowPiece({ where: '', pattern: '"(?:[^"\\\\]|\\\\.)*"', flags: 'g' })).toBeDefined();
  expect(slowPiece({ where: '', pattern: '[a-z]+@', flags: '' })).toBeDefined();
});

test('no expression takes longer than the text is', () => {
  const slow = expressions.flatMap((one) => {
    const piece = slowPiece(one);
    return piece === undefined
      ? []
      : [`${one.where} /${one.pattern}/${one.flags} with ${JSON.stringify(piece)}`];
  });
  expect(slow).toEqual([]);
});
