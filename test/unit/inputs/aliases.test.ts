import { describe, expect, test } from 'vitest';
import { unknownInputProblem } from '../../../src/inputs/aliases.ts';
import { INPUT_SPECS } from '../../../src/inputs/table.ts';

const own = INPUT_SPECS.map(({ name }) => name);
const adviceFor = (name: string) => unknownInputProblem(name, own)?.replace(/^.*?: /, '') ?? '';

describe('a name from another action', () => {
  test.each([
    ['sp_folder', 'write destination'],
    ['upload-to', 'write destination'],
    ['upload-from', 'write path'],
    ['sp_file_name', 'write name'],
    ['sharepoint_client_id', 'write client-id'],
    ['SP_CLIENT_SECRET', 'write client-secret'],
    ['graph_tenant_id', 'write tenant-id'],
    ['sync', 'write skip-unchanged'],
  ])('%s: %s', (name, advice) => {
    expect(adviceFor(name)).toBe(advice);
  });

  test.each([
    ['multiple', /^leave it out: path takes several files/],
    ['child_folder', /^leave it out, and put this folder at the end of destination$/],
    ['force_upload', /^leave it out: a file that is already there is replaced, unless conflict-behavior/],
    ['autorename', /^set conflict-behavior: rename$/],
    ['password', /^leave it out: nobody signs in with a password here; set refresh-token, or auth: app/],
    ['args', /^leave it out: there is no command line here; use path for the files and destination/],
    ['config', /^leave it out: there is no configuration file; set client-id and refresh-token/],
    ['rclone_config', /^leave it out: there is no configuration file/],
  ])('%s gets more than a name', (name, advice) => {
    expect(adviceFor(name)).toMatch(advice);
  });

  test.each(['site-id', 'site_name', 'host_name'])(
    '%s is answered with what site-url accepts, because its value is not an address',
    (name) => {
      expect(adviceFor(name)).toBe(
        "set site-url to the site's address from the browser, such as https://contoso.sharepoint.com/sites/NAME",
      );
    },
  );

  test('library_folder is a library and a folder in it', () => {
    expect(adviceFor('library_folder')).toBe(
      'set library to the name of the library, and destination to the folder in it',
    );
  });
});

describe('a name that asks for no deletion', () => {
  test('retention-days, which keeps an artifact, is not answered with an input that deletes', () => {
    for (const name of ['retention-days', 'retention_days', 'retention'])
      expect(adviceFor(name)).toBe(
        'leave it out: uploaded files stay until somebody deletes them (retain-days is something else: it deletes older backups, and needs retain-match)',
      );
  });

  test.each(['error', 'minor', 'mirrors', 'retain-day', 'retain_lst'])(
    '%s is similar to an input that deletes: the advice says so',
    (name) => {
      expect(adviceFor(name)).toMatch(
        /^write (mirror \(it deletes what is in destination but not part of this run\)|retain-(days|last) \(it deletes older backups\))$/,
      );
    },
  );
});

test.each(['delete', 'sync-delete', 'sync_deletions', 'remove-outdated', 'cleanTargetFolder', 'pre_delete'])(
  '%s is answered with leaving it out first, and with what mirror deletes',
  (name) => {
    expect(adviceFor(name)).toBe(
      'leave it out: nothing on the drive is deleted (mirror: true deletes what is in destination but not part of this run)',
    );
  },
);

test('no name is answered with a bare "write" of an input that deletes', () => {
  const names = ['delete', 'sync', 'clean', 'purge', 'prune', 'keep', 'keep-days', 'overwrite', 'replace'];
  for (const name of [...names, 'retention-days', 'force', 'remove-outdated', 'error'])
    expect(adviceFor(name)).not.toMatch(/^write (mirror|retain-\w+|max-delete)$/);
});
