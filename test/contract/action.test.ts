import { describe, expect, test } from 'vitest';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { readActionYml } from '../support/action-yml.ts';

const action = readActionYml();

describe('action.yml', () => {
  test('has the inputs of the table, in its order', () => {
    expect([...action.inputs.keys()]).toEqual(INPUT_SPECS.map((spec) => spec.name));
  });

  test.each(INPUT_SPECS)('$name has the default and the necessity of the table', (spec) => {
    const input = action.inputs.get(spec.name);
    expect(input?.default ?? '').toBe(spec.expression ?? spec.default);
    expect(input?.required).toBe(String(spec.required));
    expect(Object.keys(input ?? {}).toSorted()).toEqual(
      spec.required ? ['description', 'required'] : ['default', 'description', 'required'],
    );
  });

  test.each(INPUT_SPECS)('$name is described with each of its choices', (spec) => {
    const description = action.inputs.get(spec.name)?.description ?? '';
    const choices = spec.kind === 'boolean' ? ['true', 'false'] : spec.choices;
    const words = description.split(/[\s,;:()]+|\.(?=\s|$)/);
    expect(description).not.toBe('');
    expect(choices.filter((choice) => !words.includes(choice))).toEqual([]);
  });

  test('has the outputs that these inputs can fill', () => {
    expect([...action.outputs.keys()]).toEqual([
      'result',
      'files',
      'files-truncated',
      'manifest',
      'file-count',
      'uploaded-count',
      'skipped-count',
      'failed-count',
      'deleted-count',
      'bytes',
      'folder-id',
      'folder-url',
      'share-url',
      'drive-id',
      'url',
      'id',
      'sha256',
      'markdown',
      'refresh-token',
      'refresh-token-rotated',
      'secret-updated',
    ]);
    for (const output of action.outputs.values()) expect(output.description).toMatch(/\S/);
  });

  test('runs on Node 24, and cleans up even after a failure', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/index.js',
      post: 'dist/index.js',
      'post-if': 'always()',
    });
    expect(action.branding).toEqual({ icon: 'upload-cloud', color: 'blue' });
  });
});

describe('the table', () => {
  test.each(INPUT_SPECS)('can read the default of $name', (spec) => {
    expect(spec.parse(spec.default)).toHaveProperty('value');
  });

  test.each(INPUT_SPECS.filter((spec) => spec.choices.length > 0))('reads every choice of $name', (spec) => {
    for (const choice of spec.choices) expect(spec.parse(choice)).toEqual({ value: choice });
  });

  test('has one name and one line of help for each input', () => {
    expect(new Set(INPUT_SPECS.map((spec) => spec.name)).size).toBe(INPUT_SPECS.length);
    for (const spec of INPUT_SPECS) {
      expect(spec.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(spec.help).toMatch(/^[^\n.]{5,90}$/);
    }
  });
});
