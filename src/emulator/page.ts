/**
 * The few pages a person sees: one frame, no script, nothing from elsewhere. Knows HTML only.
 */
import type { EmulatorReply } from './message.ts';

/** Text made harmless inside elements and double-quoted attributes. */
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

/** A whole page around a body that is HTML already; the title is plain text. */
export function htmlPage(page: { title: string; body: string; status?: number }): EmulatorReply {
  const title = escapeHtml(page.title);
  return {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    text: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head>
<body><h1>${title}</h1>${page.body}<p><small>An emulator on this machine. Nothing here reaches Microsoft.</small></p></body></html>
`,
  };
}
