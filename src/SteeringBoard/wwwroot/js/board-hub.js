// One connection to the board for the whole page. Whoever watches is told the newest state, and told the truth when out of touch.
//   document 'board-touch'   { state: 'connecting' | 'live' | 'lost', since }   since: epoch in milliseconds
//   document 'board-time'    { programme, at }   programme time heard with a push
import { library } from './lib.js';
import { language } from './words.js';

const LINGER = 3000; // what leaves and comes back with the next page keeps its subscription

const figures = new Map(); // identity -> Figure
const early = new Map(); // key -> frame that overtook the answer to its watch
let joining = 0;
let connection;
let running = false;
let wake = () => {};
let contact = { state: 'connecting', since: Date.now() };

/** Milliseconds before the next attempt: doubling up to 15 s, with jitter so that viewers do not return as one. */
export const delay = attempt => Math.min(15_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** Whether the page is in touch with the board, and since when. */
export const touch = () => contact;

/**
 * Watches a figure: `viewer.shown(frame)` with each newer state, `viewer.refused(reason)` when the board does not know it.
 * Returns what stops it.
 */
export function watchFigure(name, args, viewer) {
  const identity = JSON.stringify([name, Object.entries(args).sort(), language()]);
  const figure = figures.get(identity) ?? new Figure(identity, name, args);
  return figure.add(viewer);
}

/** A figure watched together by those on the page who show it. */
class Figure {
  viewers = new Set();

  constructor(identity, name, args) {
    [this.identity, this.name, this.args] = [identity, name, args];
    figures.set(identity, this);
  }

  add(viewer) {
    clearTimeout(this.leaving);
    this.viewers.add(viewer);
    if (this.viewers.size === 1 && !this.joined) this.start();
    else this.welcome(viewer);
    return () => {
      if (this.viewers.delete(viewer) && this.viewers.size === 0) this.linger();
    };
  }

  start() {
    if (contact.state === 'live') this.join();
    else run();
  }

  async join() {
    joining++;
    try {
      await this.ask();
      this.joined = true;
    } catch (error) {
      if (connection.state === 'Connected') {
        this.refuse(error.message.replace(/^.*?HubException: /, ''));
        setTimeout(() => this.joinAgain(), 2 * delay(Infinity)); // what failed for a moment is not lost for good
      }
    } finally {
      if (--joining === 0) early.clear();
    }
  }

  joinAgain() {
    if (!this.joined && this.viewers.size > 0 && contact.state === 'live') this.join();
  }

  async ask() {
    const frame = await connection.invoke('WatchFigure', this.name, this.args, language());
    const newer = early.get(frame.key);
    this.key = frame.key;
    this.show(newer?.version > frame.version ? newer : frame);
  }

  offer(frame) {
    if (frame.version > this.frame.version) this.show(frame);
  }

  show(frame) {
    this.frame = frame;
    for (const viewer of this.viewers) viewer.shown(frame);
  }

  welcome(viewer) {
    if (this.refusal !== undefined) viewer.refused(this.refusal);
    else if (this.frame) viewer.shown(this.frame);
  }

  refuse(reason) {
    this.refusal = reason;
    for (const viewer of this.viewers) viewer.refused(reason);
  }

  lost() {
    this.joined = false;
    this.key = this.refusal = undefined;
  }

  linger() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.end(), LINGER);
  }

  end() {
    if (this.viewers.size > 0) return;
    if (joining > 0) return this.linger(); // an answer on its way may name the same key
    figures.delete(this.identity);
    if (this.joined) this.leave();
  }

  leave() {
    const shared = [...figures.values()].some(other => other !== this && (other.key === this.key || other.identity === this.identity));
    if (!shared && connection.state === 'Connected') connection.send('UnwatchFigure', this.key).catch(() => {});
  }
}

/** Connects, and again whenever the connection is lost, for as long as the page lives. */
async function run() {
  if (running) return;
  running = true;
  for (let attempt = 0; ; attempt++) {
    try {
      connection ??= build(await library('signalr'));
      await connection.start();
      break;
    } catch {
      tell('lost');
      await pause(delay(attempt));
    }
  }
  running = false;
  tell('live');
  for (const figure of figures.values()) figure.join();
}

function build({ HubConnectionBuilder, LogLevel }) {
  const made = new HubConnectionBuilder().withUrl('/hubs/board').configureLogging(LogLevel.None).build();
  made.on('FigureChanged', frame => {
    if (joining > 0 && !(early.get(frame.key)?.version > frame.version)) early.set(frame.key, frame);
    for (const figure of figures.values()) {
      if (figure.key !== frame.key) continue;
      figure.offer(frame);
      if (!figure.args.asOf) time(figure.args.programme, frame.at);
    }
  });
  made.onclose(() => {
    tell('lost');
    early.clear();
    for (const figure of figures.values()) figure.lost();
    run();
  });
  return made;
}

function tell(state) {
  if (state === contact.state) return;
  contact = { state, since: Date.now() };
  document.dispatchEvent(new CustomEvent('board-touch', { detail: contact }));
}

function time(programme, at) {
  document.dispatchEvent(new CustomEvent('board-time', { detail: { programme, at } }));
}

function pause(milliseconds) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

// A device that wakes or finds its network again does not wait out the pause; one that loses it says so at once.
addEventListener('online', () => wake());
addEventListener('offline', () => connection?.stop());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) wake();
});
