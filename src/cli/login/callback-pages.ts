/**
 * The pages that a browser shows at the end of a sign-in. They have no scripts and no external resources, are never
 * cached, and send no referrer.
 */
import { firstLine } from '../../auth/aadsts-advice.ts';
import { escapeControls } from '../../core/format.ts';

/** A page and its headers. */
export interface CallbackPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1b1b1b;' +
  'background:#fff}h1{font-size:1.5rem}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}';

/** A heading and some sentences, all plain text. */
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

/** The callback has arrived. */
export const successPage = createPage(200, 'Back to the terminal', [
  'onedrive-upload received the sign-in. The terminal now shows the account.',
  'You can close this window.',
]);

/** For a second tab or a reloaded page. */
export const alreadyAnsweredPage = createPage(410, 'This sign-in is over', [
  'The terminal has already received an answer. You can close this window.',
]);

/** Shows the error of the sign-in page, with the first line of its description: the others are ids for Microsoft. */
export function signInErrorPage(error: string, description: string): CallbackPage {
  const said = firstLine(description);
  return createPage(200, 'The sign-in was refused', [
    said === '' ? error : `${error}: ${said}`,
    'The terminal shows what to do. You can close this window.',
  ]);
}

/** For a callback of another sign-in. The terminal keeps waiting. */
export const unexpectedRequestPage = createPage(400, 'This is a different sign-in', [
  'The terminal waits for a different sign-in, so this one was ignored.',
  'Open the address that the terminal shows.',
]);

function escapeHtml(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
