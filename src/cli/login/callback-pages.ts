/**
 * The few pages that a browser sees at the end of a sign-in. No code, no script, nothing from elsewhere; kept by
 * no cache, and no address that they were opened with goes on to anybody. Knows HTML only.
 */
import { escapeControls } from '../../core/format.ts';

/** A page with the headers that belong to it. */
export interface CallbackPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1b1b1b;' +
  'background:#fff}h1{font-size:1.5rem}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}';

/** One heading and a few sentences, all of them plain text. */
export function createPage(status: number, title: string, sentences: readonly string[] = []): CallbackPage {
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      connection: 'close',
    },
    html:
      '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
      '<meta name="viewport" content="width=device-width">' +
      `<title>${escapeHtml(title)}</title><style>${style}</style></head>` +
      `<body><h1>${escapeHtml(title)}</h1>${paragraphs}</body></html>\n`,
  };
}

/** The answer has arrived. */
export const successPage = createPage(200, 'Back to the terminal', [
  'The sign-in has reached onedrive-upload, which now shows whose account it is.',
  'You can close this window.',
]);

/** A second tab, or a page that was loaded again. */
export const alreadyAnsweredPage = createPage(410, 'This sign-in is over', [
  'The terminal has had its answer already. You can close this window.',
]);

/** The sign-in page said no, in its own words: the first line, for what follows are numbers for Microsoft. */
export function signInErrorPage(error: string, description: string): CallbackPage {
  const [said = ''] = description.split(/\r?\n/);
  return createPage(200, 'The sign-in was refused', [
    said === '' ? error : `${error}: ${said}`,
    'The terminal says what to do. You can close this window.',
  ]);
}

/** Not the answer that was waited for; the terminal goes on waiting. */
export const unexpectedRequestPage = createPage(400, 'Not the sign-in that is waited for', [
  'This address does not belong to the sign-in that the terminal waits for, so it was ignored.',
  'Open the address that the terminal shows.',
]);

function escapeHtml(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
