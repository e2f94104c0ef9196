/** What a run says of a path that finds nothing and looks like one for another program. */
import { expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

test('a list with commas that finds nothing is told as one, and a file of that name is taken', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 1, 'b.txt': 1 });
  const path = 'files/a.txt,files/b.txt';
  expect((await fixture.run({ path })).result).toBe('failed');
  expect(fixture.host.errors.join('\n')).toMatch(
    /nothing matches files\/a\.txt,files\/b\.txt \(it looks like a list: write a separate line/,
  );
  fixture.writeFiles({ 'c,d.txt': 1 });
  expect((await fixture.run({ path: 'files/c,d.txt' })).result).toBe('uploaded');
});

test('an argument in quotes of a kind that no shell removes is told as that', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 1 });
  const pathArguments = [{ text: '“files/a.txt”', isLiteral: false }];
  await fixture.run({ path: '' }, fixture.host, { pathArguments });
  expect(fixture.host.errors.join('\n')).toMatch(/no such file or folder \(it has quotes around it/);
});
