// How a figure from the board looks here: role names become the theme's colours, the rest follows the page.
import { library } from './lib.js';
import { language } from './words.js';

const ROLE = 'role:';

/** A copy of a figure's data and layout in the colours, type and language of the page. plotly may write into the copy. */
export function dress({ data, layout }, element) {
  const style = getComputedStyle(element);
  const token = name => style.getPropertyValue(`--${name}`).trim();
  const paint = value => {
    if (typeof value === 'string') return value.startsWith(ROLE) ? token(value.slice(ROLE.length)) || token('ink') : value;
    if (Array.isArray(value)) return value.map(paint);
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, paint(part)]));
    return value;
  };
  const { height, ...painted } = paint(layout ?? {});
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    data: paint(data ?? []),
    height: height && `${height / 16}rem`, // grows with the page's type
    layout: { autosize: true, dragmode: false, ...painted, template: painted.template ?? template(token, style), transition: still ? undefined : painted.transition },
  };
}

/** What plotly is told once for every figure. */
export const config = () => ({ displayModeBar: false, locale: language(), showTips: false, showAxisDragHandles: false, doubleClick: false });

/** plotly, loaded once and made ready for this page. */
export const plotly = () => (ready ??= library('plotly').then(prepare).catch(error => {
  ready = undefined;
  throw error;
}));
let ready;

function prepare(Plotly) {
  // plotly writes its rules into the head, where an enhanced navigation sweeps them away; adopted they stay.
  const rules = new CSSStyleSheet();
  for (const rule of document.getElementById('plotly.js-style-global').sheet.cssRules) rules.insertRule(rule.cssText, rules.cssRules.length);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  if (language() !== 'en') localize(Plotly, language());
  return Plotly;
}

/** The names of days and months, and the order of dates, which the small build of plotly has in English only. */
function localize(Plotly, name) {
  const named = (count, options) => Array.from({ length: count }, (_, index) =>
    new Intl.DateTimeFormat(name, { timeZone: 'UTC', ...options }).format(Date.UTC(2023, options.month ? index : 0, options.month ? 1 : index + 1)));
  const [date, dayMonth, month] = name === 'vi' ? ['%d/%-m/%Y', '%d/%-m', '%-m/%Y'] : ['%-d %b %Y', '%-d %b', '%b %Y'];
  Plotly.register({
    moduleType: 'locale',
    name,
    dictionary: {},
    format: {
      days: named(7, { weekday: 'long' }),
      shortDays: named(7, { weekday: 'short' }),
      months: named(12, { month: 'long' }),
      shortMonths: named(12, { month: 'short' }),
      date,
      dayMonthYear: date,
      dayMonth,
      month,
      year: '%Y',
      decimal: ',',
      thousands: name === 'vi' ? '.' : '\u202f',
    },
  });
}

function template(token, style) {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.6875;
  const font = { family: style.fontFamily, size, color: token('ink-2') };
  const axis = {
    automargin: true,
    fixedrange: true,
    gridcolor: token('line'),
    linecolor: token('line'),
    zerolinecolor: token('line'),
    tickcolor: token('line'),
  };
  return {
    layout: {
      font,
      paper_bgcolor: 'transparent',
      plot_bgcolor: 'transparent',
      margin: { l: 8, r: 8, t: 8, b: 8, pad: 4 },
      xaxis: axis,
      yaxis: axis,
      hoverlabel: { bgcolor: token('panel'), bordercolor: token('line-strong'), font: { ...font, color: token('ink') } },
      legend: { orientation: 'h', font },
      showlegend: false,
    },
  };
}
