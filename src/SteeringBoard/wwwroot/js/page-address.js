// <page-address href>: what a circuit draws first, with the address it was started with. A link followed between its start and its first
// drawing is not told to it: it would keep the numbers of the old address under the new one. It is then told once more.
// Beside a form only the keys that matter count: the page is fetched anew, and what is typed would be lost.
const page = (address, keys) => {
  const { pathname, search, searchParams } = new URL(address);
  return pathname + (keys ? keys.split(' ').map(key => searchParams.get(key) ?? '').join('&') : search);
};

class PageAddress extends HTMLElement {
  connectedCallback() {
    const keys = this.getAttribute('keys');
    if (page(this.getAttribute('href'), keys) !== page(location.href, keys)) {
      setTimeout(() => Blazor.navigateTo(location.href, { replaceHistoryEntry: true }));
    }
  }
}

customElements.define('page-address', PageAddress);
