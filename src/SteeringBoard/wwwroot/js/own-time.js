// <own-time at text> tells an instant by the reader's own clock, where that differs from the programme's.
// It writes beneath the page's tree, where neither a circuit nor a page fetched anew takes it away.
import { fill, ownInstant, PROGRAMME_MINUTES } from './words.js';

class OwnTime extends HTMLElement {
  static observedAttributes = ['at', 'text'];

  connectedCallback() {
    this.tell();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.tell();
  }

  tell() {
    const at = Date.parse(this.getAttribute('at'));
    const isElsewhere = new Date(at).getTimezoneOffset() !== -PROGRAMME_MINUTES;
    if (!isElsewhere && !this.shadowRoot) return;
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).textContent = isElsewhere ? fill(this.getAttribute('text'), ownInstant(at)) : '';
  }
}

customElements.define('own-time', OwnTime);
