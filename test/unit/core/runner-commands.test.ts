import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { openTerminal } from '../../../src/cli/terminal/terminal.ts';
import { actionsHost } from '../../../src/core/host.ts';
import { formatJson } from '../../../src/core/json.ts';
import type { Log } from '../../../src/core/log.ts';
import { parseLine, readLog } from '../../support/runner-log.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Names and servers' words, made of what the runner looks for. */
const hostile = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '##[',
          '::',
          '##',
          '[',
          ']',
          '#',
          ':',
          ' ',
          '\n',
          '\r\n',
          '\t',
          '%0A',
          ';',
          ',',
          '=',
        ),
      },
      fc.constantFrom(
        'stop-commands',
        'set-output name=result',
        'add-mask',
        'error',
        'warning',
        'group',
        'debug',
        'echo',
      ),
      fc.constantFrom(
        '##vso[task.setvariable]',
        '##teamcity[x]',
        '\u2028',
        '\u00a0',
        '\u0085',
        '\ufeff',
        'a',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

function captured(): { stdout: string; stderr: string } {
  const streams = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      streams[name] += String(text);
      return true;
    });
  }
  return streams;
}

/** Everything that a log can be told with such a text; as many commands as `calls` says are meant. */
function tellAll(log: Log, text: string): void {
  log.debug(text);
  log.info(text);
  log.notice(text, { title: text, file: text });
  log.warning(`x ${text}`, { title: text });
  log.error([text, text], { file: text });
  log.group(text);
  log.info(text);
  log.groupEnd();
}

test('the action prints its own commands and no other, whatever a text holds', () => {
  vi.stubEnv('GITHUB_OUTPUT', '');
  fc.assert(
    fc.property(hostile, (text) => {
      const streams = captured();
      const host = actionsHost(new AbortController().signal);
      tellAll(host.log, text);
      vi.restoreAllMocks();
      expect(streams.stderr).toBe('');
      const { commands } = readLog(streams.stdout);
      expect(commands.map(({ name, form }) => name + form)).toEqual(
        ['debug', 'notice', 'warning', 'error', 'group', 'endgroup'].map((name) => `${name}::`),
      );
      expect(streams.stdout).not.toMatch(/##\w*\[/);
    }),
    { seed: 11, numRuns: 600 },
  );
});

test('an output that goes through the log, for want of a file, is that one command', () => {
  vi.stubEnv('GITHUB_OUTPUT', '');
  fc.assert(
    fc.property(hostile, (text) => {
      const streams = captured();
      actionsHost(new AbortController().signal).setOutput('url', text);
      vi.restoreAllMocks();
      expect(readLog(streams.stdout).commands.map(({ name, properties }) => [name, properties])).toEqual([
        ['set-output', { name: 'url' }],
      ]);
      expect(streams.stdout).not.toMatch(/##\w*\[/);
    }),
    { seed: 12, numRuns: 400 },
  );
});

test('the command prints no command to a runner on either stream, whatever a text holds', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, dataOnStdout) => {
      const streams = captured();
      const signal = new AbortController().signal;
      tellAll(openTerminal({ env: {}, signal, dataOnStdout, verbose: true }).log, text);
      vi.restoreAllMocks();
      const all = streams.stdout + streams.stderr;
      expect(all.split(/\r\n|\r|\n/).filter((line) => parseLine(line) !== undefined)).toEqual([]);
      expect(all).not.toMatch(/##\w*\[/);
    }),
    { seed: 13, numRuns: 600 },
  );
});

test('JSON is no command, and reads as what it was', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const json = formatJson({ path: text, [text]: [text] });
      expect(JSON.parse(json)).toEqual({ path: text, [text]: [text] });
      expect(json).not.toMatch(/##\w*\[/);
      expect(parseLine(json)).toBeUndefined();
    }),
    { seed: 14, numRuns: 600 },
  );
});
