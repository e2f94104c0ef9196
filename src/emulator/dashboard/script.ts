/**
 * The page's script. It fetches the parts every second, and a folder's items when it is opened. It uses the ids and
 * data attributes of page.ts, and trusts the server's HTML, in which everything is escaped.
 */

/** Updates the existing page. Without the script, the page is complete but static. */
export const dashboardScript = `
const periodMs = 1000;
const byId = (id) => document.getElementById(id);
const drive = document.body.dataset.drive;
const shown = new Map();
let revision = Number(document.body.dataset.revision);
let paused = false;

async function ask(query) {
  const answer = await fetch('/_emulator/state?' + new URLSearchParams({ as: 'html', drive, ...query }));
  return answer.ok ? answer.json() : undefined;
}

/* What somebody is about to copy stays as it is. */
function isSelected(box) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(box, true);
}

function fill(box, html) {
  if (shown.get(box) === html || isSelected(box)) return;
  box.innerHTML = html;
  shown.set(box, html);
}

/* Rows that stay keep their element: open folders stay open, and the focus where it is. */
function merge(list, html) {
  const fresh = document.createElement('ul');
  fresh.innerHTML = html;
  const wanted = new Set([...fresh.children].map((row) => row.dataset.id));
  for (const row of [...list.children]) if (!wanted.has(row.dataset.id)) row.remove();
  const kept = new Map([...list.children].map((row) => [row.dataset.id, row]));
  let at = list.firstElementChild;
  for (const row of [...fresh.children]) {
    const old = kept.get(row.dataset.id);
    if (old === undefined) {
      list.insertBefore(row, at);
      continue;
    }
    const [was, is] = [old, row].map((one) => one.querySelector('.row'));
    if (was.innerHTML !== is.innerHTML && !isSelected(was)) was.innerHTML = is.innerHTML;
    if (old === at) at = at.nextElementSibling;
    else list.insertBefore(old, at);
  }
}

async function load(list) {
  const { path, from = '0' } = list.dataset;
  const answer = await ask({ path, from });
  if (answer !== undefined) merge(list, answer.list);
}

const isOpen = (list) => list.parentElement.closest('details:not([open])') === null;

async function look() {
  const answer = await ask({});
  if (answer === undefined) return;
  for (const [id, html] of Object.entries(answer.parts)) fill(byId(id), html);
  if (answer.revision === revision) return;
  revision = answer.revision;
  await Promise.all([...document.querySelectorAll('ul[data-path]')].filter(isOpen).map(load));
}

async function beat() {
  if (!paused && !document.hidden) {
    const words = await look().then(() => 'live', () => 'the emulator does not respond');
    if (!paused) byId('live').textContent = words;
    document.body.classList.toggle('gone', words !== 'live');
  }
  setTimeout(beat, periodMs);
}

document.addEventListener('toggle', ({ target }) => {
  const list = target.open ? target.querySelector('ul[data-path]') : null;
  if (list !== null) load(list).catch(() => {});
}, true);

const pause = byId('pause');
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Resume' : 'Pause';
  byId('live').textContent = paused ? 'paused' : 'live';
});
byId('moving').hidden = false;
setTimeout(beat, periodMs);
`;
