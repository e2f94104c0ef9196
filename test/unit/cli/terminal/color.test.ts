import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applyColorsToProcess, hasColors } from '../../../../src/cli/terminal/color.ts';
import { openTerminal } from '../../../../src/cli/terminal/terminal.ts';
import type { Environment } from '../../../../src/core/host.ts';

const terminal = { isTTY: true };
const pipe = { isTTY: false };

const cases: readonly (readonly [env: Environment, onTerminal: boolean, inPipe: boolean])[] = [
  [{}, true, false],
  [{ TERM: 'xterm-256color', CLICOLOR: '1' }, true, false],
  [{ NO_COLOR: '1' }, false, false],
  [{ NO_COLOR: '0' }, false, false],
  [{ NO_COLOR: '' }, true, false],
  [{ TERM: 'dumb' }, false, false],
  [{ CLICOLOR: '0' }, false, false],
  [{ CLICOLOR_FORCE: '1' }, true, true],
  [{ CLICOLOR_FORCE: '0' }, true, false],
  [{ CLICOLOR_FORCE: '1', CLICOLOR: '0', TERM: 'dumb' }, true, true],
  [{ FORCE_COLOR: '1' }, true, true],
  [{ FORCE_COLOR: 'true', TERM: 'dumb' }, true, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: 'false', CLICOLOR_FORCE: '1' }, false, false],
  [{ FORCE_COLOR: '' }, true, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1', CLICOLOR_FORCE: '1' }, false, false],
];

describe('colors', () => {
  test.each(cases)('with %j: on a terminal %s, in a pipe %s', (env, onTerminal, inPipe) => {
    expect([hasColors(env, terminal), hasColors(env, pipe)]).toEqual([onTerminal, inPipe]);
  });
});

describe('the log', () => {
  const written: string[] = [];
  const before = process.stderr.isTTY;
  beforeEach(() => {
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.stderr.isTTY = before;
    written.length = 0;
  });

  function errorLine(env: Environment, { isTTY }: { isTTY: boolean }): string {
    process.stderr.isTTY = isTTY;
    openTerminal({ env, signal: new AbortController().signal, quiet: true }).log.error('it broke');
    return written.join('');
  }

  test('colors the word error on a terminal', () => {
    expect(errorLine({}, terminal)).toBe('\u001b[31merror\u001b[39m: it broke\n');
  });

  test.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }], [{ CLICOLOR: '0' }]])('does not with %j', (env) => {
    expect(errorLine(env, terminal)).toBe('error: it broke\n');
  });

  test('colors it in a pipe only when that is forced', () => {
    expect(errorLine({}, pipe)).toBe('error: it broke\n');
    written.length = 0;
    expect(errorLine({ CLICOLOR_FORCE: '1' }, pipe)).toBe('\u001b[31merror\u001b[39m: it broke\n');
  });
});

test('the prompts are told when there are no colors, in the words of their library', () => {
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('FORCE_COLOR', '0');
  try {
    applyColorsToProcess({ CLICOLOR: '1' }, terminal);
    expect([process.env.NO_COLOR, process.env.FORCE_COLOR]).toEqual([undefined, '0']);
    applyColorsToProcess({ CLICOLOR: '0' }, terminal);
    expect([process.env.NO_COLOR, process.env.FORCE_COLOR]).toEqual(['1', undefined]);
  } finally {
    vi.unstubAllEnvs();
  }
});
