import { describe, expect, test } from 'vitest';
import { formatWorkflow } from '../../../../src/cli/login/workflow-snippet.ts';
import { INPUT_SPECS } from '../../../../src/inputs/table.ts';

const names = { clientId: 'WORK_ID', clientSecret: 'WORK_SECRET', refreshToken: 'WORK_TOKEN' };
const facts = { names, inputs: { 'tenant-id': 'contoso.com' }, location: { kind: 'repository' } } as const;

describe('the workflow to paste', () => {
  test('names only inputs that exist', () => {
    const lines = formatWorkflow(facts).split('\n');
    const step = lines.slice(lines.findIndex((line) => line.includes('onedrive-upload@')));
    const given = step.flatMap((line) => /^ {10}([a-z-]+): \S/.exec(line)?.[1] ?? []);
    expect(given).toContain('rotate-secret');
    expect(given.filter((name) => !INPUT_SPECS.some((input) => input.name === name))).toEqual([]);
  });

  test('has the schedule in a separate file, because GitHub can switch schedules off', () => {
    const [upload = '', token = ''] = formatWorkflow(facts).split('\n\n');
    expect([upload.includes('schedule'), token.includes('schedule')]).toEqual([false, true]);
    expect([upload.includes('mode: refresh-only'), token.includes('mode: refresh-only')]).toEqual([
      false,
      true,
    ]);
  });

  test('gives each job only the permissions it needs', () => {
    for (const file of formatWorkflow(facts).split('\n\n')) expect(file).toContain('\npermissions: {}\n');
  });

  test('builds in a job without secrets', () => {
    const [build = '', upload = ''] = formatWorkflow(facts).split(/^ {2}upload:/m);
    expect(build).not.toContain('secrets.');
    expect(build).toContain('persist-credentials: false');
    expect(upload).not.toMatch(/actions\/checkout|- run:/);
    expect(upload).toContain('needs: build');
  });

  test('leaves out the secret of a public client, and names the environment', () => {
    const text = formatWorkflow({
      ...facts,
      names: { ...names, clientSecret: undefined },
      location: { kind: 'environment', name: 'pro"d' },
    });
    expect(text).not.toContain('client-secret');
    expect(text).toContain('environment: "pro\\"d"');
    expect(text).toContain('rotate-secret-in: "environment:pro\\"d"');
  });
});
