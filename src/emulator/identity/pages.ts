/** The pages of a sign-in: account, consent, device code, and the result. */
import { escapeHtml, htmlPageReply } from '../core/html.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { Person } from './id-token.ts';

/** The nativeclient page sends the browser here after two seconds. */
export const wrongPlacePath = '/common/wrongplace';

export interface ConsentRequest {
  readonly person: Person;
  readonly clientId: string;
  /** The requested scopes, as in the request. */
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** Query of the page. The form is posted to the same query. */
  readonly search: string;
}

/** Accept comes first, because the Enter key presses the first button of a form. */
const acceptOrCancel = `<p class="row"><button name="decision" value="allow">Accept</button>
<button class="plain" name="decision" value="deny">Cancel</button></p>`;

/** "Pick an account". The button posts `account`. */
export function accountPage(consentRequest: ConsentRequest): EmulatorReply {
  const { displayName, userName } = consentRequest.person;
  const initials = displayName.replace(/(\S)\S*\s*/g, '$1').slice(0, 2);
  return htmlPageReply({
    title: 'Pick an account',
    formTargets: [new URL(consentRequest.redirectUri).origin],
    body: `<p>to continue to the app <code>${escapeHtml(consentRequest.clientId)}</code></p>
${consentForm(
  consentRequest,
  `<button class="account" name="account" value="${escapeHtml(userName)}"><span class="face" aria-hidden="true">${escapeHtml(initials)}</span>
<span><b>${escapeHtml(displayName)}</b><br><span class="quiet">${escapeHtml(userName)}</span></span></button>
<p class="row"><button class="plain" name="decision" value="deny">Cancel</button></p>`,
)}`,
  });
}

/** "Permissions requested". The buttons post `decision`. */
export function consentPage(consentRequest: ConsentRequest): EmulatorReply {
  const list = consentRequest.scopes.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join('');
  return htmlPageReply({
    title: 'Permissions requested',
    formTargets: [new URL(consentRequest.redirectUri).origin],
    body: `<p class="quiet">${escapeHtml(consentRequest.person.userName)}</p>
<p>The app <code>${escapeHtml(consentRequest.clientId)}</code> asks for:</p><ul>${list}</ul>
<p class="quiet">The response is sent to <code>${escapeHtml(consentRequest.redirectUri)}</code></p>
${consentForm(consentRequest, acceptOrCancel)}`,
  });
}

/**
 * The page of the nativeclient redirect. With `redirects`, the browser leaves it after two seconds, and the URL with
 * the code is lost.
 */
export function nativeClientPage(redirects: boolean): EmulatorReply {
  return htmlPageReply({
    title: 'Signed in',
    body: redirects
      ? '<p>This page is not normally shown. Nobody at Microsoft asks you to copy or share its address.</p>'
      : '<p>Copy the address of this page to your terminal.</p>',
    ...(redirects ? { refreshTo: wrongPlacePath } : {}),
  });
}

/** The page after the nativeclient page. Its URL no longer has the code. */
export function wrongPlacePage(): EmulatorReply {
  return htmlPageReply({
    title: 'This is not the right page',
    body: '<p>Close this window and try again. The code was in the address of the page before.</p>',
  });
}

/** The page where the user enters a device code. `outcome` is the result of the posted form. */
export function devicePage(outcome?: 'allow' | 'deny' | 'unknown'): EmulatorReply {
  const messages = {
    allow: 'Done: go back to your terminal.',
    deny: 'Declined.',
    unknown: 'This code is unknown.',
  };
  if (outcome === 'allow' || outcome === 'deny')
    return htmlPageReply({ title: 'Sign-in on another device', body: `<p>${messages[outcome]}</p>` });
  return htmlPageReply({
    title: 'Enter the code',
    body: `${outcome ? `<p role="alert">${messages[outcome]}</p>` : ''}<form method="post">
<p><label>The code that your device shows<br><input name="user_code" autocomplete="off" autofocus></label></p>
${acceptOrCancel}</form>`,
  });
}

/** A form that posts the result to the app, for `response_mode=form_post`. */
export function formPostPage(target: URL, fields: Readonly<Record<string, string>>): EmulatorReply {
  const hidden = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  return htmlPageReply({
    title: 'Back to the app',
    formTargets: [target.origin],
    body: `<form method="post" action="${escapeHtml(target.href)}">${hidden}<p class="row"><button>Continue</button></p></form>`,
  });
}

function consentForm(consentRequest: ConsentRequest, inner: string): string {
  return `<form method="post" action="${escapeHtml(consentRequest.search)}">${inner}</form>`;
}
