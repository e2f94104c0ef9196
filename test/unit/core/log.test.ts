import { expect, test } from 'vitest';
import { type Log, withLazyGroups } from '../../../src/core/log.ts';

/** Records the calls of a log, each with its text. */
function recordingLog(): { readonly log: Log; readonly calls: string[] } {
  const calls: string[] = [];
  const record = (name: string) => (text: string | readonly string[]) =>
    void calls.push(`${name} ${[text].flat().join(' ')}`);
  const log: Log = {
    debug: record('debug'),
    info: record('info'),
    notice: record('notice'),
    warning: record('warning'),
    error: record('error'),
    group: record('group'),
    groupEnd: () => void calls.push('end'),
  };
  return { log, calls };
}

test('a group without a line does not show', () => {
  const { log, calls } = recordingLog();
  const lazy = withLazyGroups(log, { showsDebug: false });
  lazy.group('Sign in');
  lazy.groupEnd();
  lazy.group('Upload');
  lazy.debug('a retry');
  lazy.groupEnd();
  lazy.info('done');
  expect(calls).toEqual(['debug a retry', 'info done']);
});

test.each(['info', 'notice', 'warning', 'error'] as const)('a group opens at its first %s', (name) => {
  const { log, calls } = recordingLog();
  const lazy = withLazyGroups(log, { showsDebug: false });
  lazy.group('Upload');
  lazy[name]('one');
  lazy[name]('two');
  lazy.groupEnd();
  expect(calls).toEqual(['group Upload', `${name} one`, `${name} two`, 'end']);
});

test('a debug line opens a group where debug lines show', () => {
  const { log, calls } = recordingLog();
  const lazy = withLazyGroups(log, { showsDebug: true });
  lazy.group('Upload');
  lazy.debug('a retry');
  lazy.groupEnd();
  expect(calls).toEqual(['group Upload', 'debug a retry', 'end']);
});
