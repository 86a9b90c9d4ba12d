// <replay-player programme text-play text-pause text-speed text-60 ...>: on a page of the past, lets the moment in the address run on. It
// ends where the past ends: there the page is live again.
import { now } from './programme-clock.js';

const SPEEDS = [60, 600, 3600]; // programme seconds each second

class ReplayPlayer extends HTMLElement {
  #timer;
  #button = Object.assign(document.createElement('button'), { className: 'button', type: 'button' });
  #speed = document.createElement('select');

  connectedCallback() {
    const label = document.createElement('label');
    label.append(`${this.getAttribute('text-speed')} `, this.#speed);
    this.#speed.replaceChildren(...SPEEDS.map(speed => new Option(this.getAttribute(`text-${speed}`), speed)));
    this.#speed.value = '600';
    this.#button.onclick = () => (this.#timer ? this.#pause() : this.#play());
    this.replaceChildren(this.#button, label);
    this.#pause();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #play() {
    this.#timer = setInterval(() => this.#step(), 1000);
    this.#button.textContent = `❚❚ ${this.getAttribute('text-pause')}`;
  }

  #pause() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#button.textContent = `▶ ${this.getAttribute('text-play')}`;
  }

  #step() {
    const address = new URL(location.href);
    const text = address.searchParams.get('at') ?? '';
    const at = Date.parse(/[Z+]|-\d\d:\d\d$/.test(text) ? text : `${text}+07:00`) + Number(this.#speed.value) * 1000;
    if (!(at < now(this.getAttribute('programme')))) {
      this.#pause();
      address.searchParams.delete('at');
    } else {
      address.searchParams.set('at', `${new Date(at + 7 * 3600_000).toISOString().slice(0, 19)}+07:00`);
    }
    Blazor.navigateTo(address.href, { replaceHistoryEntry: true });
  }
}

customElements.define('replay-player', ReplayPlayer);
