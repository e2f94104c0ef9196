import { describe, expect, test } from 'vitest';
import { htmlTitle } from '../../../src/http/html-title.ts';

describe('the title of an answer', () => {
  test.each([
    ['<!DOCTYPE html>\n<HTML><HEAD><TITLE>Bad Request</TITLE>', 'Bad Request'],
    ['\ufeff <html><title lang="en">\r\n  502\tBad\n Gateway </title>', '502 Bad Gateway'],
    ['<title>a<b>c</b></title>', 'a'],
    ['<title>never ends', 'never ends'],
    [`<title>${'x'.repeat(500)}</title>`, 'x'.repeat(120)],
  ])('of %j is %j', (text, title) => {
    expect(htmlTitle(text)).toBe(title);
  });

  test.each(['', '{"error":"<title>a</title>"}', 'no <title>a</title>', '<titles>a</titles>', '<title'])(
    'is none for %j',
    (text) => {
      expect(htmlTitle(text)).toBe('');
    },
  );
});
