/** Reads the title of an HTML page, which a gateway, a proxy or a web server sends instead of JSON. */

/** The title is near the start of a page, so only this much of it is searched. */
const maxHeadLength = 4096;
const maxTitleLength = 120;

/**
 * Returns the text of `<title>`, without tags and line breaks; '' for anything but HTML with a title. Not yet escaped
 * for a log.
 */
export function htmlTitle(text: string): string {
  const head = text.slice(0, maxHeadLength);
  const isHtml = /^[\ufeff]?\s*</.test(head);
  const start = isHtml ? head.search(/<title[\s>]/i) : -1;
  if (start < 0) return '';
  const afterName = head.indexOf('>', start);
  if (afterName < 0) return '';
  const rest = head.slice(afterName + 1);
  const end = rest.indexOf('<');
  return rest
    .slice(0, end < 0 ? undefined : end)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxTitleLength);
}

/** As a clause behind `HTTP 400`; '' without a title. */
export function htmlTitleClause(text: string): string {
  const title = htmlTitle(text);
  return title === '' ? '' : ` (an HTML page, “${title}”)`;
}
