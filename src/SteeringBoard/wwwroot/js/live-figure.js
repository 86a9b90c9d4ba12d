// <live-figure name="deadline-burnup" programme="go-live-2025" directive="G12" level="tested">: a figure of the board, live.
// It is childless in the markup and draws into itself, on a page with a circuit and on one without. Its other attributes are the figure's
// arguments (as-of becomes asOf); table-label and text-connecting, text-lost, text-error are its words.
import { touch, watchFigure } from './board-hub.js';
import { config, dress, plotly } from './figure-theme.js';
import { fill, wallTime } from './words.js';

const NO_ARGUMENT = /^(name|id|class|style|role|title|hidden|tabindex|slot|lang|dir|b-.*|_.*|(data|aria|text|table)-.*)$/;
/** Addresses of this site alone: a figure's data never sends a reader elsewhere. */
export const isOurs = href => typeof href === 'string' && /^\/(?![/\\])/.test(href);

const camel = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

const onPage = new Set();
const leaving = new Map(); // identity -> chart and what is drawn in it, until the circuit has put its element in the place of the page's

// Only what a reader sees, or soon will, follows every change.
const nearness = new IntersectionObserver(entries => entries.forEach(({ target, isIntersecting }) => target.near(isIntersecting)), { rootMargin: '50%' });
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

/** Draws every figure of the page again: the theme, the paper or the address changed. */
export const redrawAll = () => onPage.forEach(figure => figure.redraw());

for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) {
  matchMedia(query).addEventListener('change', redrawAll);
}
new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ['data-theme'] });
addEventListener('beforeprint', () => paper(true));
addEventListener('afterprint', () => paper(false));

/** Paper is light and of another width: the figures are drawn in light colours and made to scale. */
function paper(printing) {
  const dark = document.getElementById('dark-tokens').sheet;
  if (dark) dark.disabled = printing;
  onPage.forEach(figure => figure.paper(printing));
}

document.addEventListener('board-touch', () => onPage.forEach(figure => figure.tellTouch()));

class LiveFigure extends HTMLElement {
  #attributes = new MutationObserver(() => this.#watch());
  #size = new ResizeObserver(() => this.#resize());
  #touch = make('p', { className: 'touch', role: 'status' });
  #chart;
  #details = make('details', { hidden: true });
  #table = make('div', { className: 'scroll', tabIndex: 0, role: 'region' });
  #identity; // what is watched: the name and its arguments
  #unwatch;
  #frame; // the newest state
  #refusal; // why the board does not give it
  #isNear = false;
  #isBehind = false; // what is on the screen is not what would be drawn now
  #isDue = false; // a drawing is asked for
  #drawn; // the state on the screen
  #tabled; // the state in the table

  constructor() {
    super();
    this.#details.append(make('summary'), this.#table);
    this.#details.addEventListener('toggle', () => this.#tabulate());
  }

  connectedCallback() {
    const { identity } = this.#watched();
    ({ chart: this.#chart, drawn: this.#drawn } = leaving.get(identity) ?? { chart: make('div', { className: 'chart', ariaHidden: 'true' }) });
    leaving.delete(identity);
    this.#details.firstChild.textContent = this.#table.ariaLabel = this.getAttribute('table-label') ?? '';
    this.replaceChildren(this.#touch, this.#chart, this.#details);
    onPage.add(this);
    this.#attributes.observe(this, { attributes: true });
    this.#size.observe(this.#chart);
    nearness.observe(this);
    plotly().catch(() => {}); // asked for while the board answers; drawing asks again
    this.#watch();
  }

  disconnectedCallback() {
    onPage.delete(this);
    this.#attributes.disconnect();
    this.#size.disconnect();
    nearness.unobserve(this);
    this.#unwatch();
    this.#unwatch = undefined; // moved, it comes back and must not end twice
    this.replaceChildren();
    this.#handOver({ chart: this.#chart, drawn: this.#drawn }, this.#identity);
    this.#identity = this.#frame = this.#drawn = undefined;
  }

  /** Leaves the drawing to the element that takes this one's place at once; where none does, it is gone. */
  #handOver(drawing, identity) {
    leaving.set(identity, drawing);
    setTimeout(() => {
      if (leaving.get(identity) === drawing) leaving.delete(identity);
      if (!drawing.chart.isConnected) globalThis.Plotly?.purge(drawing.chart);
    });
  }

  /** What the attributes name. */
  #watched() {
    const name = this.getAttribute('name');
    const args = Object.fromEntries([...this.attributes]
      .filter(attribute => attribute.value !== '' && !NO_ARGUMENT.test(attribute.name))
      .map(attribute => [camel(attribute.name), attribute.value]));
    return { name, args, identity: JSON.stringify([name, args]) };
  }

  /** Watches what the attributes now name, if that changed; what was drawn stays until the new state comes. */
  #watch() {
    const { name, args, identity } = this.#watched();
    if (identity === this.#identity) return;
    this.#identity = identity;
    this.#refusal = undefined;
    this.#unwatch?.();
    this.#unwatch = watchFigure(name, args, {
      shown: frame => {
        this.#frame = frame;
        this.#refusal = undefined;
        this.tellTouch();
        this.#tabulate();
        if (frame !== this.#drawn) this.redraw();
      },
      refused: reason => {
        this.#refusal = reason;
        this.tellTouch();
      },
    });
    this.tellTouch();
  }

  /** Says what a reader must know of where this comes from; nothing while it is live. */
  tellTouch() {
    const { state, since } = touch();
    const words = name => this.getAttribute(`text-${name}`) ?? '';
    const [kind, text] = this.#refusal !== undefined ? ['error', fill(words('error'), this.#refusal)]
      : state === 'lost' ? ['lost', fill(words('lost'), wallTime(since))]
      : this.#frame ? ['live', '']
      : ['connecting', words('connecting')];
    this.#touch.className = `touch ${kind}`;
    if (this.#touch.textContent !== text) this.#touch.textContent = text;
    this.#chart.hidden = kind === 'error' && !this.#frame;
  }

  near(isNear) {
    this.#isNear = isNear;
    if (isNear && this.#isBehind) this.redraw();
  }

  /** Draws the newest state with the next picture; what is not in sight when it is about to be, and for the first time as soon as there is leisure. */
  redraw() {
    this.#isBehind = true;
    if (this.#isDue || !this.#isNear && this.#drawn) return;
    this.#isDue = true;
    plotly().then(Plotly => (this.#isNear ? requestAnimationFrame : whenIdle)(() => {
      this.#isDue = false;
      if (this.#frame && this.isConnected) this.#draw(Plotly);
    })).catch(() => {
      this.#isDue = false; // the next state tries again
    });
  }

  paper(printing) {
    if (!this.#frame || !globalThis.Plotly) return;
    this.#draw(globalThis.Plotly);
    const { width, height } = this.#chart.getBoundingClientRect();
    this.#chart.style.setProperty('--shape', `${width} / ${height}`);
    for (const svg of this.#chart.querySelectorAll('.main-svg')) {
      if (printing) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      else svg.removeAttribute('viewBox');
    }
  }

  #draw(Plotly) {
    const first = !this.#chart.on; // which plotly gives it
    this.#drawn = this.#frame;
    this.#isBehind = false;
    const { data, layout, height } = dress(this.#drawn.plotly, this);
    this.#chart.style.height = height ?? '';
    layout.uirevision ??= this.#identity;
    Plotly.react(this.#chart, data, layout, config());
    if (first) this.#link();
  }

  #resize() {
    if (this.#drawn && this.#chart.offsetWidth > 0) globalThis.Plotly.Plots.resize(this.#chart);
  }

  /** Marks whose customdata has an address of this site lead there, from the element the drawing then belongs to. */
  #link() {
    const chart = this.#chart;
    const address = event => [event.points[0]?.customdata?.href].find(isOurs);
    chart.on('plotly_hover', event => chart.classList.toggle('linked', address(event) !== undefined));
    chart.on('plotly_unhover', () => chart.classList.remove('linked'));
    chart.on('plotly_click', event => {
      const to = address(event);
      if (to !== undefined) globalThis.Blazor.navigateTo(chart.parentElement.within(to));
    });
  }

  /** An address within the programme and the moment the figure shows. */
  within(href) {
    const to = new URL(href, location.origin);
    if (!to.searchParams.has('programme')) to.searchParams.set('programme', this.getAttribute('programme'));
    if (this.hasAttribute('as-of') && !to.searchParams.has('at')) to.searchParams.set('at', this.getAttribute('as-of'));
    return to.pathname + to.search + to.hash;
  }

  async #tabulate() {
    const frame = this.#frame;
    const table = frame?.plotly.table;
    this.#details.hidden = !table;
    if (!table || !this.#details.open || this.#tabled === frame) return;
    this.#tabled = frame;
    const tables = await import('./figure-table.js').catch(() => undefined);
    if (!tables) this.#tabled = undefined; // the next state tries again
    else if (this.#tabled === frame) this.#table.replaceChildren(tables.tableOf(table, href => this.within(href)));
  }
}

customElements.define('live-figure', LiveFigure);
