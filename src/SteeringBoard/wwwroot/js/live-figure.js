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
  #chart = make('div', { className: 'chart', ariaHidden: 'true' });
  #details = make('details', { hidden: true });
  #table = make('div', { className: 'scroll', tabIndex: 0, role: 'region' });
  #identity; // what is watched: the name and its arguments
  #unwatch;
  #frame; // the newest state
  #refusal; // why the board does not give it
  #due; // the drawing that is asked for
  #drawn; // the state on the screen
  #tabled; // the state in the table

  constructor() {
    super();
    this.#details.append(make('summary'), this.#table);
    this.#details.addEventListener('toggle', () => this.#tabulate());
  }

  connectedCallback() {
    this.#details.firstChild.textContent = this.#table.ariaLabel = this.getAttribute('table-label') ?? '';
    this.replaceChildren(this.#touch, this.#chart, this.#details);
    onPage.add(this);
    this.#attributes.observe(this, { attributes: true });
    this.#size.observe(this.#chart);
    plotly().catch(() => {}); // asked for while the board answers; drawing asks again
    this.#watch();
  }

  disconnectedCallback() {
    onPage.delete(this);
    this.#attributes.disconnect();
    this.#size.disconnect();
    this.#unwatch();
    cancelAnimationFrame(this.#due);
    globalThis.Plotly?.purge(this.#chart);
    this.replaceChildren();
    this.#identity = this.#frame = this.#due = this.#drawn = undefined;
  }

  /** Watches what the attributes now name, if that changed; what was drawn stays until the new state comes. */
  #watch() {
    const name = this.getAttribute('name');
    const args = Object.fromEntries([...this.attributes]
      .filter(attribute => attribute.value !== '' && !NO_ARGUMENT.test(attribute.name))
      .map(attribute => [camel(attribute.name), attribute.value]));
    const identity = JSON.stringify([name, args]);
    if (identity === this.#identity) return;
    this.#identity = identity;
    this.#refusal = undefined;
    this.#unwatch?.();
    this.#unwatch = watchFigure(name, args, {
      shown: frame => {
        this.#frame = frame;
        this.#refusal = undefined;
        this.tellTouch();
        this.redraw();
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

  /** Draws the newest state with the next picture; a hidden page draws when it is seen again. */
  redraw() {
    this.#due ??= requestAnimationFrame(async () => {
      const Plotly = await plotly().catch(() => undefined);
      this.#due = undefined;
      if (Plotly && this.#frame && this.isConnected) this.#draw(Plotly);
    });
  }

  paper(printing) {
    if (!this.#drawn) return;
    this.#draw(globalThis.Plotly);
    const { width, height } = this.#chart.getBoundingClientRect();
    this.#chart.style.setProperty('--shape', `${width} / ${height}`);
    for (const svg of this.#chart.querySelectorAll('.main-svg')) {
      if (printing) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      else svg.removeAttribute('viewBox');
    }
  }

  #draw(Plotly) {
    const first = !this.#drawn;
    this.#drawn = this.#frame;
    const { data, layout, height } = dress(this.#drawn.plotly, this);
    this.#chart.style.height = height ?? '';
    layout.uirevision ??= this.#identity;
    Plotly.react(this.#chart, data, layout, config());
    if (first) this.#link();
    this.#tabulate();
  }

  #resize() {
    if (this.#drawn && this.#chart.offsetWidth > 0) globalThis.Plotly.Plots.resize(this.#chart);
  }

  /** Marks whose customdata has an address of this site lead there. */
  #link() {
    const address = event => [event.points[0]?.customdata?.href].find(isOurs);
    this.#chart.on('plotly_hover', event => this.#chart.classList.toggle('linked', address(event) !== undefined));
    this.#chart.on('plotly_unhover', () => this.#chart.classList.remove('linked'));
    this.#chart.on('plotly_click', event => {
      const to = address(event);
      if (to !== undefined) globalThis.Blazor.navigateTo(this.#within(to));
    });
  }

  /** An address within the programme and the moment the figure shows. */
  #within(href) {
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
    else if (this.#tabled === frame) this.#table.replaceChildren(tables.tableOf(table, href => this.#within(href)));
  }
}

customElements.define('live-figure', LiveFigure);
