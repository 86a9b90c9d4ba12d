// What changed in the last minute carries a still mark: [data-live] gets [data-changed] when what it says changes before the reader's eyes,
// and loses it a minute later. What a new page says has not changed; what a circuit redraws the same has not either.
const SHOWN_FOR = 60_000;

const said = new WeakMap();
const ends = new WeakMap();

const says = element => element.textContent.trim() + [...element.querySelectorAll('i[style]')].map(bar => bar.style.width).join();

function mark(element) {
  element.setAttribute('data-changed', '');
  clearTimeout(ends.get(element));
  ends.set(element, setTimeout(() => element.removeAttribute('data-changed'), SHOWN_FOR));
}

/** Takes note of what the elements that are new to the page say, without marking them. */
function meet() {
  for (const element of document.querySelectorAll('[data-live]')) {
    if (!said.has(element)) said.set(element, says(element));
  }
}

new MutationObserver(changes => {
  const touched = new Set();
  let isNew = false;
  for (const { target, addedNodes } of changes) {
    const element = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest('[data-live]');
    if (element) touched.add(element);
    else isNew ||= addedNodes.length > 0;
  }
  for (const element of touched) {
    const [before, now] = [said.get(element), says(element)];
    said.set(element, now);
    if (before !== undefined && before !== now) mark(element);
  }
  if (isNew) meet();
}).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['style'] });

/** Another page has taken the place of this one: nothing of it has changed yet. */
export function beginAnew() {
  for (const element of document.querySelectorAll('[data-live]')) {
    element.removeAttribute('data-changed');
    said.set(element, says(element));
  }
}

meet();
