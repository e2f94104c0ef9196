import { expect, test } from 'vitest';
import { mayWrite } from '../../../src/auth/scope.ts';

test.each([
  'Files.ReadWrite',
  'Files.ReadWrite.All',
  'Files.ReadWrite.AppFolder',
  'Files.SelectedOperations.Selected',
  'Sites.ReadWrite.All',
  'Sites.Manage.All',
  'Sites.FullControl.All',
  'Sites.Selected',
  'https://graph.microsoft.com/Files.ReadWrite',
  'https://graph.microsoft.com/.default',
  'openid profile User.Read files.readwrite',
  'onedrive.readwrite wl.offline_access',
  'onedrive.appfolder',
  'wl.skydrive_update',
  // Nobody said what was granted.
  '',
  ' ',
])('a sign-in with the scope "%s" can write', (scope) => {
  expect(mayWrite(scope)).toBe(true);
});

test.each([
  'Files.Read',
  'Files.Read.All offline_access',
  'https://graph.microsoft.com/Files.Read',
  'Sites.Read.All',
  'User.ReadWrite',
  'Mail.ReadWrite Files.Read',
  'onedrive.readonly wl.skydrive',
])('a sign-in with the scope "%s" cannot write', (scope) => {
  expect(mayWrite(scope)).toBe(false);
});
