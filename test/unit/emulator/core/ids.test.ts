/** The forms of ids, against fixtures recorded from the real service. */
import { expect, test } from 'vitest';
import {
  base32,
  cTag,
  eTag,
  guidBytes,
  itemIdGenerator,
  libraryDriveId,
  personalDriveId,
} from '../../../../src/emulator/core/ids.ts';

test('an item id of a library is 01 and the drive and GUID in base32', () => {
  const recorded = '01SPEVVYFLRFX5RDRXXRBY2RQY2L2SXVQD';
  const bytes = guidBytes('D86F89AB-378E-43BC-8D46-18D2F52BD603');
  // The first four bytes belong to the drive: only the tail can be told from the GUID.
  expect(`01${base32(Buffer.concat([Buffer.alloc(4), bytes]))}`.slice(-25)).toBe(recorded.slice(-25));
});

test('all items of a library share the start of their id', () => {
  const id = itemIdGenerator('documentLibrary', 'b!x');
  const one = id('D86F89AB-378E-43BC-8D46-18D2F52BD603');
  expect(one).toMatch(/^01[A-Z2-7]{32}$/);
  expect(id('39551359-58F7-4B49-A1A6-EEC21254EABA').slice(0, 8)).toBe(one.slice(0, 8));
});

test('a library has b! and 64 characters', () => {
  const id = 'D86F89AB-378E-43BC-8D46-18D2F52BD603';
  expect(libraryDriveId({ siteId: id, webId: id, listId: id })).toMatch(/^b![\w-]{64}$/);
});

test('personal ids are made of the CID', () => {
  expect(personalDriveId()).toMatch(/^[89A-F][0-9A-F]{15}$/);
  expect(itemIdGenerator('personal', 'ABC')('D86F89AB-378E-43BC-8D46-18D2F52BD603')).toBe(
    'ABC!sd86f89ab378e43bc8d4618d2f52bd603',
  );
});

test('tags of a personal drive are opaque on the old stack, and those of a library on the new one', () => {
  const item = { id: 'ABC!s1', guid: 'D86F89AB-378E-43BC-8D46-18D2F52BD603', state: 4, content: 2 };
  expect(eTag({ type: 'personal', stack: 'new' }, item)).toBe('"{D86F89AB-378E-43BC-8D46-18D2F52BD603},4"');
  expect(cTag({ type: 'personal', stack: 'new' }, item)).toBe('"c:{D86F89AB-378E-43BC-8D46-18D2F52BD603},2"');
  expect(eTag({ type: 'personal', stack: 'old' }, item)).toMatch(/^a[\w-]+$/);
});

test('tags of a library carry the GUID in quotes and braces', () => {
  const item = { id: '01X', guid: 'D86F89AB-378E-43BC-8D46-18D2F52BD603', state: 4, content: 2 };
  expect(eTag({ type: 'documentLibrary' }, item)).toBe('"{D86F89AB-378E-43BC-8D46-18D2F52BD603},4"');
  expect(cTag({ type: 'business' }, item)).toBe('"c:{D86F89AB-378E-43BC-8D46-18D2F52BD603},2"');
});
