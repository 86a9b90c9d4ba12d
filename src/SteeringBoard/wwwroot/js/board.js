// What every page loads, joined with all it imports into lib/board.js (ClientLib.targets): it starts Blazor, defines the elements, and looks after choices, menus and notices.
import './own-time.js';
import './programme-clock.js';
import { beginAnew } from './changed.js';
import { redrawAll } from './live-figure.js';
import { delay } from './board-hub.js';

// <page-address href>: what a circuit draws first, with the address it was started with. A link followed between its start and its first
// drawing is not told to it: it would keep the numbers of the old address under the new one. It is then told once more.
// Beside a form (programme: the one shown) only the programme and the moment count: the page is fetched anew, and what is typed would be lost.
const page = ({ pathname, search, searchParams }, programme) =>
  pathname + (programme === null ? search : `?${searchParams.get('programme') ?? programme}&${searchParams.get('at') ?? ''}`);

class PageAddress extends HTMLElement {
  connectedCallback() {
    document.dispatchEvent(new Event('line-up'));
    const [came, programme] = [new URL(this.getAttribute('href')), this.getAttribute('programme')];
    // An address without a programme shows the one it showed before it had a name in it.
    const unnamed = came.searchParams.has('programme') ? '' : programme;
    if (page(came, programme) !== page(new URL(location.href), programme && unnamed)) {
      setTimeout(() => Blazor.navigateTo(location.href, { replaceHistoryEntry: true }));
    }
  }
}

customElements.define('page-address', PageAddress);

// The focus goes to the heading of a page that a link has led to. A page that is loaded whole begins at its top, where the skip link is.
const heading = document.querySelector('blazor-focus-on-navigate');
const selector = heading?.getAttribute('selector');
heading?.removeAttribute('selector');

// A lost circuit is tried for as long as the page is open: nothing typed is thrown away. No library adds anything to its start, so it does
// not ask the server first.
globalThis.Blazor?.start({
  circuit: {
    initializers: { beforeStart: [], afterStarted: [] },
    reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: attempt => (attempt === 0 ? 0 : delay(attempt)) },
  },
});
if (heading) heading.setAttribute('selector', selector);

// Blazor takes a link within a page for itself and leaves the focus where it was.
document.addEventListener('click', event => {
  if (event.target.closest?.('.skip')) document.getElementById('content')?.focus();
});

/** Only a page of the past plays on. */
const replay = () => document.querySelector('replay-player') && import('./replay.js');
replay();

/** Only some forms ask for a passkey. */
const passkeys = () => document.querySelector('form[data-passkey]') && import('./passkey.js').then(({ offer }) => offer());
passkeys();

let typed = false;
document.addEventListener('input', () => { typed = true; });
globalThis.Blazor?.addEventListener('enhancedload', () => {
  typed = false;
  beginAnew();
  choices.clear();
  replay();
  passkeys();
  document.querySelector('#step :is([data-first], form:not(:has([data-first])) select)')?.focus({ preventScroll: true }); // the form that a link of the list has opened
  redrawAll(); // charts refer to their own clip paths by the page's address
});

// What is chosen before the page's line is up would be lost when the line draws the form anew: it is put back.
const choices = new Map();
const choose = field => { if (field.name && field.closest('form.filters')) choices.set(field.name, field.value); };
const cameWith = field => field.defaultValue ?? ([...field.options].find(option => option.defaultSelected) ?? field.options[0])?.value;
document.addEventListener('input', ({ target }) => choose(target));
for (const field of document.querySelectorAll('form.filters :is(input, select)')) { // chosen before this script came
  if (field.value !== cameWith(field)) choose(field);
}
document.addEventListener('submit', () => choices.clear());
new MutationObserver(() => {
  for (const [name, value] of choices) {
    const field = document.querySelector(`form.filters [name="${name}"]`);
    if (field && field.value !== value) field.value = value;
  }
}).observe(document.body, { subtree: true, childList: true });

// A press whose link or button is drawn anew before it is let go would come to nothing: what took its place is clicked.
const pressable = target => target.closest?.('a[href], button, summary');
const told = element => element.getAttribute('href') ?? element.textContent;
let pressed = null;
document.addEventListener('pointerdown', ({ target, button }) => { pressed = button === 0 ? pressable(target) : null; }, true);
document.addEventListener('click', () => { pressed = null; }, true);
document.addEventListener('pointerup', ({ target }) => {
  const [was, now] = [pressed, pressable(target)];
  if (!was || was.isConnected || now?.tagName !== was.tagName || told(now) !== told(was)) return;
  setTimeout(() => { // a click that came all the same has come by then
    if (pressed === was) now.click();
  });
}, true);

// The server no longer knows the circuit: where nothing was typed the page simply begins again.
const notice = document.getElementById('components-reconnect-modal');
new MutationObserver(() => {
  if (notice.classList.contains('components-reconnect-rejected') && !typed) location.reload();
}).observe(notice, { attributeFilter: ['class'] });

document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) location.reload();
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
