// <programme-clock programme start at-real speed until holds> tells the programme's time in Hà Nội, <count-down until> what is left by it.
// One tick serves the page. The server's clock counts, not the device's.
import { countDown, longInstant } from './words.js';

const clocks = new Map(); // programme -> { start, atReal, speed, until, holds }: programme and real epochs in milliseconds
const faces = new Set();
let ahead; // how far the server's clock is ahead of the device's
let timer;

const runs = clock => !clock.holds && clock.speed > 0;
const exact = clock => clock.start + (runs(clock) ? (Date.now() + ahead - clock.atReal) * clock.speed : 0);
const minuteOf = epoch => Math.floor(epoch / 60_000);
const step = clock => Math.max(1, clock.speed) * 1000; // what passes in one tick: a rehearsal's seconds would only flicker

/** The programme's time now in whole steps, epoch in milliseconds; undefined for an unknown programme. */
export function now(programme) {
  const clock = clocks.get(programme);
  if (!clock) return undefined;
  const time = exact(clock);
  return runs(clock) ? Math.min(time - (time % step(clock)), clock.until) : time;
}

function tick() {
  clearTimeout(timer);
  for (const face of faces) face.tell();
  const waits = [...clocks.values()].filter(runs).map(clock => (step(clock) - (exact(clock) % step(clock))) / clock.speed);
  if (waits.length > 0) timer = setTimeout(tick, Math.min(1000, ...waits) + 5);
}

/** The page was made at `atReal` on the server and reached the device when its first byte did; what comes into a finished page has just been made. */
function compare(atReal) {
  const [navigation] = performance.getEntriesByType('navigation');
  ahead ??= atReal - (document.readyState === 'complete' ? Date.now() : performance.timeOrigin + navigation.responseStart);
}

/** Asks the board what its clocks say: after an interruption, and when a push is from another time than ours. */
async function setAgain() {
  try {
    const asked = Date.now();
    const response = await fetch('/api/v1/programmes');
    if (!response.ok) return;
    for (const { code, clock } of await response.json()) {
      const known = clocks.get(code);
      if (known) clocks.set(code, { ...known, start: Date.parse(clock.now), atReal: (asked + Date.now()) / 2 + ahead, speed: clock.speed, holds: clock.holds });
    }
    tick();
  } catch {
    // Out of touch: the page says so, and the next contact asks again.
  }
}

class ProgrammeClock extends HTMLElement {
  #minute; // what it says; it comes saying the minute it starts at

  static observedAttributes = ['start', 'at-real', 'speed', 'until', 'holds'];

  connectedCallback() {
    faces.add(this);
    this.set();
  }

  disconnectedCallback() {
    faces.delete(this);
  }

  attributeChangedCallback() {
    if (faces.has(this)) this.set();
  }

  set() {
    const atReal = Number(this.getAttribute('at-real'));
    compare(atReal);
    clocks.set(this.getAttribute('programme'), {
      start: Date.parse(this.getAttribute('start')),
      atReal,
      speed: Number(this.getAttribute('speed') ?? 1),
      until: Date.parse(this.getAttribute('until') ?? '') || Infinity,
      holds: this.hasAttribute('holds'),
    });
    this.#minute = minuteOf(Date.parse(this.getAttribute('start')));
    queueMicrotask(tick);
  }

  tell() {
    const at = now(this.getAttribute('programme'));
    if (minuteOf(at) === this.#minute) return; // the names of days are costly to look up
    this.#minute = minuteOf(at);
    write(this.querySelector('time') ?? this, longInstant(at));
  }
}

class CountDown extends HTMLElement {
  connectedCallback() {
    faces.add(this);
    queueMicrotask(() => this.tell()); // Blazor adds the text after the element
  }

  disconnectedCallback() {
    faces.delete(this);
  }

  tell() {
    const at = now(this.getAttribute('programme'));
    if (at === undefined) return;
    const left = Date.parse(this.getAttribute('until')) - at;
    write(this, countDown(left, this.getAttribute('text-days'), this.getAttribute('text-over')));
    this.classList.toggle('over', left < 0);
  }
}

/** Changes the text in place: the node may be Blazor's. */
function write(place, text) {
  if (place.firstChild?.nodeType !== Node.TEXT_NODE) place.prepend('');
  if (place.firstChild.data !== text) place.firstChild.data = text;
}

// A rehearsal clock stops while the board is down, and an operator may start the week again.
let wasLost = false;
document.addEventListener('board-touch', ({ detail }) => {
  if (detail.state === 'live' && wasLost) setAgain();
  wasLost = detail.state === 'lost';
});

let lastAsked = 0;
document.addEventListener('board-time', ({ detail }) => {
  const clock = clocks.get(detail.programme);
  const apart = Math.abs(Date.parse(detail.at) - now(detail.programme));
  if (clock && apart > 10_000 * Math.max(1, clock.speed) && Date.now() - lastAsked > 10_000) {
    lastAsked = Date.now();
    setAgain();
  }
});

customElements.define('programme-clock', ProgrammeClock);
customElements.define('count-down', CountDown);
