/**
 * The layout of the sign-in pages, without scripts or external resources. The dashboard shares its colours and
 * escaping.
 */
import type { EmulatorReply } from './messages.ts';

/** Escapes text for use inside elements and double-quoted attributes. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}

/** The colours of every page, light and dark. */
export const colorStyles = `:root{color-scheme:light dark;--ink:#1b1b1b;--quiet:#5f5f5f;--paper:#fff;--ground:#f0f3f6;--line:#d0d7de;--act:#0a5ca8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#f0f0f0;--quiet:#a8b0b8;--paper:#1d2126;--ground:#121518;--line:#3a424b;--act:#6cb6ff;--on:#0b1a29}}
`;

const style = `${colorStyles}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-columns:minmax(0,28rem);place-content:center;gap:1rem;padding:1.5rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{padding:2.25rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
h1{margin:0 0 .75rem;font-size:1.5rem;font-weight:600;line-height:1.25}
p{margin:0 0 .75rem}ul{margin:0 0 .75rem;padding-left:1.25rem}code{font-size:.875em;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet);font-size:.875rem}
.row{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:.5rem;margin:1.25rem 0 0}
button{font:inherit;padding:.4rem 1.5rem;border:1px solid var(--act);border-radius:4px;background:var(--act);color:var(--on);cursor:pointer}
button.plain{background:none;border-color:var(--line);color:inherit}
button:focus-visible,input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
button.account{display:flex;gap:1rem;align-items:center;width:100%;padding:.75rem;background:none;border-color:var(--line);color:inherit;text-align:left}
button.account:hover,button.plain:hover{background:var(--ground)}
.face{display:grid;place-content:center;width:2.75rem;height:2.75rem;border-radius:50%;background:var(--act);color:var(--on)}
footer{text-align:center}
input{font:inherit;width:100%;margin-top:.375rem;padding:.4rem .5rem;border:1px solid var(--line);border-radius:4px;background:none;color:inherit}`;

export interface HtmlPage {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
  readonly status?: number;
  /** Origins, besides the page's own, that a form on the page may submit or redirect to. */
  readonly formTargets?: readonly string[];
  /** The browser loads this page after two seconds. */
  readonly refreshTo?: string;
}

/** Builds a complete page around a body. */
export function htmlPageReply(page: HtmlPage): EmulatorReply {
  const title = escapeHtml(page.title);
  const refreshTag = page.refreshTo
    ? `<meta http-equiv="refresh" content="2;url=${escapeHtml(page.refreshTo)}">`
    : '';
  const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
  return {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`,
    },
    text: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refreshTag}
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${title}</h1>${page.body}</main>
<footer>An emulator on this machine. Nothing is sent to Microsoft.</footer></body></html>
`,
  };
}
