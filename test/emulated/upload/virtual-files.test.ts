import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasTool, runTool } from '../../support/archive-tools.ts';
import { quickXor } from '../../support/fake-drive.ts';
import { sha256 } from '../../support/random-content.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const paths = ['/proc/version', '/sys/devices/system/cpu/online'];
const inputs = { path: paths.join('\n'), root: '/' };
const contents = new Map<string, Buffer>();
if (process.platform === 'linux') for (const path of paths) contents.set(path, readFileSync(path));
const content = (path: string) => contents.get(path) ?? Buffer.alloc(0);

describe.runIf(process.platform === 'linux')('files of /proc and /sys', () => {
  test.each([
    ['in one PUT', {}],
    ['by a session', { 'session-threshold': '0' }],
    ['unhashed', { verify: 'off' }],
    ['with their times', { 'preserve-mtime': 'true' }],
  ])('arrive with what they hold, %s, and outputs say so', async (_, more) => {
    await using fixture = await UploadFixture.open();
    const report = await fixture.run({ ...inputs, ...more });
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    for (const path of paths)
      expect((await fixture.emulator.read(`in${path}`)).equals(content(path))).toBe(true);
    const sizes = fixture.fileRows().map(({ remotePath, size }) => [remotePath, size]);
    expect(sizes).toEqual(expect.arrayContaining(paths.map((path) => [`in${path}`, content(path).length])));
    const total = paths.reduce((sum, path) => sum + content(path).length, 0);
    expect(fixture.host.outputs.get('bytes')).toBe(String(total));
  });

  test('have their checksums in the list, and are unchanged in the next run', async () => {
    await using fixture = await UploadFixture.open();
    await fixture.run({ ...inputs, checksums: 'true' });
    const list = String(await fixture.emulator.read('in/SHA256SUMS'));
    for (const path of paths) expect(list).toContain(`${sha256(content(path))}  ${path.slice(1)}\n`);
    for (const how of [{ 'skip-unchanged': 'true' }, { 'conflict-behavior': 'fail' }]) {
      expect((await fixture.run({ ...inputs, ...how })).result).toBe('unchanged');
      expect(fixture.fileRows().map(({ size }) => size)).toEqual(
        expect.arrayContaining(paths.map((path) => content(path).length)),
      );
    }
  });

  test('with other content there are conflicts under fail, and sent under skip-unchanged', async () => {
    await using fixture = await UploadFixture.open();
    await fixture.emulator.seed('in/proc/version', 'x'.repeat(content('/proc/version').length));
    expect((await fixture.run({ ...inputs, 'conflict-behavior': 'fail' })).result).toBe('failed');
    await fixture.run({ ...inputs, 'skip-unchanged': 'true' });
    expect((await fixture.emulator.read('in/proc/version')).equals(content('/proc/version'))).toBe(true);
  });

  test('whose reply is lost are found again', async () => {
    await using fixture = await UploadFixture.open();
    const surface = { surface: 'graph', method: 'PUT' } as const;
    fixture.emulator.addFault({ on: surface, times: 2, do: { kind: 'lost-reply' } });
    expect((await fixture.run({ ...inputs, 'conflict-behavior': 'fail' })).result).toBe('uploaded');
    expect(fixture.emulator.files().map(({ quickXorHash }) => quickXorHash)).toEqual(
      expect.arrayContaining(paths.map((path) => quickXor(content(path)))),
    );
  });

  test.runIf(hasTool('tar') && hasTool('unzip')).each(['zip', 'tar.gz'])(
    'are whole in a %s',
    async (kind) => {
      await using fixture = await UploadFixture.open();
      await fixture.run({ ...inputs, archive: kind, name: `a.${kind}` });
      expect(fixture.host.errors).toEqual([]);
      const at = `${fixture.folder}/a.${kind}`;
      writeFileSync(at, await fixture.emulator.read(`in/a.${kind}`));
      if (kind === 'zip') runTool('unzip', ['-q', at, '-d', fixture.folder]);
      else runTool('tar', ['-xzf', at, '-C', fixture.folder]);
      for (const path of paths)
        expect(readFileSync(`${fixture.folder}${path}`).equals(content(path))).toBe(true);
    },
  );
});
