// The table behind a figure: what is read where the chart cannot be seen. It comes when the first one is opened.
import { isOurs } from './live-figure.js';
import { number } from './words.js';

/** A table of `{ caption, columns, rows }`; a cell is a text, a number, or `{ text, href }`. The first cell of a row names it. */
export function tableOf({ caption, columns, rows }, within = href => href) {
  const table = element('table', 'dense');
  if (caption) table.append(element('caption', '', caption));
  const head = element('tr');
  head.append(...columns.map((text, index) => scoped('col', text, isNumber(rows[0]?.[index]))));
  const thead = element('thead');
  thead.append(head);
  const tbody = element('tbody');
  tbody.append(...rows.map(row => {
    const line = element('tr');
    line.append(...row.map((cell, index) => (index === 0 ? scoped('row', cell) : written(element('td', isNumber(cell) ? 'number' : ''), cell, within))));
    return line;
  }));
  table.append(thead, tbody);
  return table;
}

const isNumber = cell => typeof (cell?.text ?? cell) === 'number';

function scoped(scope, cell, right = false) {
  const th = written(element('th', right ? 'number' : ''), cell);
  th.scope = scope;
  return th;
}

function written(place, cell, within = href => href) {
  const text = cell?.text ?? cell ?? '';
  const shown = typeof text === 'number' ? number(text) : String(text);
  if (isOurs(cell?.href)) {
    const link = element('a', '', shown);
    link.href = within(cell.href);
    place.append(link);
  } else {
    place.textContent = shown;
  }
  return place;
}

function element(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
