import { describe, expect, test } from 'vitest';
import { secretNameProblem } from '../../../src/inputs/secret-name.ts';

describe('the name of a secret', () => {
  test.each(['ONEDRIVE_REFRESH_TOKEN', 'onedrive_token', '_', 'A1', 'MY_GITHUB_TOKEN'])(
    'may be %s',
    (name) => {
      expect(secretNameProblem(name)).toBeUndefined();
    },
  );

  test.each([
    ['GITHUB_TOKEN', 'starts with GITHUB_'],
    ['github_x', 'starts with GITHUB_'],
    ['MY-TOKEN', 'is MY-TOKEN;'],
    ['1TOKEN', 'is 1TOKEN;'],
    ['', 'is not a name (0 characters)'],
    ['A B', 'is not a name (3 characters)'],
    ['TOKEN\n', 'is not a name (6 characters)'],
  ])('must not be %j', (name, problem) => {
    expect(secretNameProblem(name)).toContain(problem);
  });

  test.each(['M.C5_BAY.0.U.-!abc*def$$', `0.AX-${'x'.repeat(40)}`, 'abc8Q~x_y.z'])(
    'is not shown if it could be the secret itself',
    (value) => {
      const problem = secretNameProblem(value);
      expect(problem).toContain('write the name of the secret, not its value');
      expect(problem).not.toContain(value);
    },
  );
});
