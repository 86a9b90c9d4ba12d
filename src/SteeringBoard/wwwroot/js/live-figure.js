// <live-figure name="deadline-burnup" programme="go-live-2025" directive="G12" level="tested">: a figure of the board, live.
// It is childless in the markup and draws into itself, on a page with a circuit and on one without. Its other attributes are the figure's
// arguments (as-of becomes asOf); table-label and text-connecting, text-lost, text-error are its words.
import { touch, watchFigure } from './board-hub.js';
import { config, dress, localize } from './figure-theme.js';
import { isOurs, tableOf } from './figure-table.js';
import { library } from './lib.js';
import { fill, wallTime } from './words.js';

const OWN = /^(name|id|class|style|role|title|hidden|tabindex|slot|lang|dir|b-.*|_.*|(data|aria|text|table)-.*)$/;
const camel = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const drawn = new Set();
const redrawAll = () => drawn.forEach(figure => figure.redraw());
for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', 'print']) {
  matchMedia(query).addEventListener('change', redrawAll);
}
new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ['data-theme'] });
document.addEventListener('board-touch', () => drawn.forEach(figure => figure.tellTouch()));

class LiveFigure extends HTMLElement {
  #attributes = new MutationObserver(() => this.watch());
  #size = new ResizeObserver(() => this.resize());

  connectedCallback() {
    this.touch = Object.assign(document.createElement('p'), { className: 'touch' });
    this.touch.setAttribute('role', 'status');
    this.chart = Object.assign(document.createElement('div'), { className: 'chart', ariaHidden: 'true' });
    this.details = Object.assign(document.createElement('details'), { hidden: true });
    this.details.append(Object.assign(document.createElement('summary'), { textContent: this.getAttribute('table-label') ?? '' }));
    this.details.addEventListener('toggle', () => this.tabulate());
    this.replaceChildren(this.touch, this.chart, this.details);
    drawn.add(this);
    this.#attributes.observe(this, { attributes: true });
    this.#size.observe(this.chart);
    this.watch();
  }

  disconnectedCallback() {
    drawn.delete(this);
    this.#attributes.disconnect();
    this.#size.disconnect();
    this.stop?.();
    cancelAnimationFrame(this.due);
    globalThis.Plotly?.purge(this.chart);
    this.replaceChildren();
    this.frame = this.shownFrame = this.identity = this.due = undefined;
  }

  /** Watches what the attributes now name, if that changed; what was drawn stays until the new figure comes. */
  watch() {
    const args = Object.fromEntries([...this.attributes].filter(({ name, value }) => value !== '' && !OWN.test(name)).map(({ name, value }) => [camel(name), value]));
    const identity = JSON.stringify([this.getAttribute('name'), args]);
    if (identity === this.identity) return;
    this.identity = identity;
    this.reason = undefined;
    this.stop?.();
    this.stop = watchFigure(this.getAttribute('name'), args, {
      shown: frame => {
        this.frame = frame;
        this.reason = undefined;
        this.tellTouch();
        this.redraw();
      },
      refused: reason => {
        this.reason = reason;
        this.tellTouch();
      },
    });
    this.tellTouch();
  }

  tellTouch() {
    const { state, since } = touch();
    const [kind, text] = this.reason ? ['error', fill(this.words('error'), this.reason)]
      : state === 'lost' ? ['lost', fill(this.words('lost'), wallTime(since))]
      : this.frame ? ['live', ''] : ['connecting', this.words('connecting')];
    this.touch.className = `touch ${kind}`;
    if (this.touch.textContent !== text) this.touch.textContent = text;
  }

  words(state) {
    return this.getAttribute(`text-${state}`) ?? '';
  }

  /** Draws the newest state with the next picture; a hidden page draws when it is seen again. */
  redraw() {
    this.due ??= requestAnimationFrame(() => this.draw());
  }

  async draw() {
    const Plotly = await library('plotly').catch(() => undefined);
    this.due = undefined;
    const frame = this.frame;
    if (!Plotly || !frame || !this.isConnected) return;
    localize(Plotly);
    const { data, layout } = dress(frame.plotly, this);
    this.chart.style.height = layout.height ? `${layout.height}px` : '';
    layout.uirevision ??= this.identity;
    const first = !this.shownFrame;
    this.shownFrame = frame;
    await Plotly.react(this.chart, data, layout, config());
    if (first) this.link();
    this.tabulate();
  }

  resize() {
    if (this.shownFrame && this.chart.offsetWidth > 0) globalThis.Plotly.Plots.resize(this.chart);
  }

  /** Marks whose customdata has an address lead there. */
  link() {
    const href = event => [event.points[0]?.customdata?.href].find(isOurs);
    this.chart.on('plotly_hover', event => this.chart.classList.toggle('linked', href(event) !== undefined));
    this.chart.on('plotly_unhover', () => this.chart.classList.remove('linked'));
    this.chart.on('plotly_click', event => {
      const to = href(event);
      if (to === undefined) return;
      if (globalThis.Blazor?.navigateTo) globalThis.Blazor.navigateTo(to);
      else location.assign(to);
    });
  }

  tabulate() {
    const table = this.frame?.plotly.table;
    this.details.hidden = !table;
    if (!table || !this.details.open || this.tabulated === this.frame) return;
    this.tabulated = this.frame;
    if (!this.scroll) {
      this.scroll = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0, role: 'region' });
      this.scroll.ariaLabel = table.caption ?? this.getAttribute('table-label');
      this.details.append(this.scroll);
    }
    this.scroll.replaceChildren(tableOf(table));
  }
}

customElements.define('live-figure', LiveFigure);
