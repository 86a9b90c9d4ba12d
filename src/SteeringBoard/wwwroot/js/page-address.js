// <page-address href>: what a circuit draws first, with the address it was started with. A link followed between its start and its first
// drawing is not told to it: it would keep the numbers of the old address under the new one. It is then told once more.
const page = address => address.split('#')[0];

class PageAddress extends HTMLElement {
  connectedCallback() {
    if (page(this.getAttribute('href')) !== page(location.href)) {
      setTimeout(() => Blazor.navigateTo(location.href, { replaceHistoryEntry: true }));
    }
  }
}

customElements.define('page-address', PageAddress);
