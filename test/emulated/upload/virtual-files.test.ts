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
    await using stage = await UploadFixture.open();
    const report = await stage.run({ ...inputs, ...more });
    expect(stage.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    for (const path of paths)
      expect((await stage.emulator.read(`in${path}`)).equals(content(path))).toBe(true);
    const sizes = stage.fileRows().map(({ remotePath, size }) => [remotePath, size]);
    expect(sizes).toEqual(expect.arrayContaining(paths.map((path) => [`in${path}`, content(path).length])));
    const total = paths.reduce((sum, path) => sum + content(path).length, 0);
    expect(stage.host.outputs.get('bytes')).toBe(String(total));
  });

  test('have their checksums in the list, and are unchanged in the next run', async () => {
    await using stage = await UploadFixture.open();
    await stage.run({ ...inputs, checksums: 'true' });
    const list = String(await stage.emulator.read('in/SHA256SUMS'));
    for (const path of paths) expect(list).toContain(`${sha256(content(path))}  ${path.slice(1)}\n`);
    for (const how of [{ 'skip-unchanged': 'true' }, { 'conflict-behavior': 'fail' }]) {
      expect((await stage.run({ ...inputs, ...how })).result).toBe('unchanged');
      expect(stage.fileRows().map(({ size }) => size)).toEqual(
        expect.arrayContaining(paths.map((path) => content(path).length)),
      );
    }
  });

  test('with other content there are conflicts under fail, and sent under skip-unchanged', async () => {
    await using stage = await UploadFixture.open();
    await stage.emulator.seed('in/proc/version', 'x'.repeat(content('/proc/version').length));
    expect((await stage.run({ ...inputs, 'conflict-behavior': 'fail' })).result).toBe('failed');
    await stage.run({ ...inputs, 'skip-unchanged': 'true' });
    expect((await stage.emulator.read('in/proc/version')).equals(content('/proc/version'))).toBe(true);
  });

  test('whose reply is lost are found again', async () => {
    await using stage = await UploadFixture.open();
    const surface = { surface: 'graph', method: 'PUT' } as const;
    stage.emulator.addFault({ on: surface, times: 2, do: { kind: 'lost-reply' } });
    expect((await stage.run({ ...inputs, 'conflict-behavior': 'fail' })).result).toBe('uploaded');
    expect(stage.emulator.files().map(({ quickXorHash }) => quickXorHash)).toEqual(
      expect.arrayContaining(paths.map((path) => quickXor(content(path)))),
    );
  });

  test.runIf(hasTool('tar') && hasTool('unzip')).each(['zip', 'tar.gz'])(
    'are whole in a %s',
    async (kind) => {
      await using stage = await UploadFixture.open();
      await stage.run({ ...inputs, archive: kind, name: `a.${kind}` });
      expect(stage.host.errors).toEqual([]);
      const at = `${stage.folder}/a.${kind}`;
      writeFileSync(at, await stage.emulator.read(`in/a.${kind}`));
      if (kind === 'zip') runTool('unzip', ['-q', at, '-d', stage.folder]);
      else runTool('tar', ['-xzf', at, '-C', stage.folder]);
      for (const path of paths)
        expect(readFileSync(`${stage.folder}${path}`).equals(content(path))).toBe(true);
    },
  );
});
