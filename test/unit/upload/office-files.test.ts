import { describe, expect, test } from 'vitest';
import type { Drive } from '../../../src/graph/drive.ts';
import { isOfficeType, isRewrittenType, needsSinglePut } from '../../../src/upload/office-files.ts';
import { fakeDrive, fakeUploadContext, plannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const words = ['doc', 'docx', 'docm', 'dotx', 'dotm'];
const sheets = ['xls', 'xlsx', 'xlsm', 'xltx', 'xltm'];
const slides = ['ppt', 'pptx', 'pptm', 'potx', 'ppsx'];
const both = [...words, ...sheets, ...slides, 'vsdx'];
const pages = ['htm', 'html', 'mht', 'aspx', 'jpg', 'jpeg', 'heic', 'pdf'];
const others = ['txt', 'zip', 'png', 'csv', 'md', 'bin'];

/** Those of the types for which the answer is no. */
const not = (types: readonly string[], is: (name: string) => boolean) =>
  types.filter((type) => !is(`report.${type}`));

describe('SharePoint rewrites', () => {
  const isRewritten = (name: string, kind: Drive['kind'] = 'business') =>
    isRewrittenType({ drive: { kind } }, { name });

  test('documents of Office, pages and pictures, and nothing else', () => {
    expect(not([...both, ...pages], isRewritten)).toEqual([]);
    expect(not([...others, 'xlsb', 'one'], isRewritten)).toEqual([...others, 'xlsb', 'one']);
  });

  test.each([
    ['business', true],
    ['documentLibrary', true],
    ['personal', false],
  ] as const)('on a %s drive: %s', (kind, wanted) => {
    expect(isRewritten('report.docx', kind)).toBe(wanted);
    expect(isRewritten('REPORT.PDF', kind)).toBe(wanted);
  });

  test.each(['docx', 'a.docx.zip', 'a.docxx', 'a.xdocx', 'notdocx'])('nothing that is called %s', (name) => {
    expect(isRewritten(name)).toBe(false);
  });
});

describe('people edit in Office', () => {
  test('its documents and notebooks, and nothing else', () => {
    expect(not([...both, 'xlsb', 'one'], isOfficeType)).toEqual([]);
    expect(not([...others, ...pages], isOfficeType)).toEqual([...others, ...pages]);
  });

  test('a document whose type is in capitals', () => {
    expect(isOfficeType('REPORT.DOCX')).toBe(true);
  });

  test.each(['docx', 'a.docx.zip', 'a.docxx', 'a.xdocx'])('nothing that is called %s', (name) => {
    expect(isOfficeType(name)).toBe(false);
  });
});

describe('one PUT takes the place of a session', () => {
  test.each<[string, string, Drive['kind'], number, boolean]>([
    ['a document', 'a.xlsx', 'business', 250_000_000, true],
    ['a document of a library', 'a.xlsx', 'documentLibrary', 1, true],
    ['a document that is too large for it', 'a.xlsx', 'business', 250_000_001, false],
    ['a document on a personal drive', 'a.xlsx', 'personal', 1, false],
    ['any other file', 'a.zip', 'business', 1, false],
  ])('for %s', (_, name, kind, sizeBytes, wanted) => {
    using host = new FakeHost();
    const work = fakeUploadContext(host, fakeDrive({ kind }));
    expect(needsSinglePut(work, plannedFile(`in/${name}`, sizeBytes))).toBe(wanted);
  });
});
