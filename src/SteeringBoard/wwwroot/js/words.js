// Numbers and instants as a person reads them; the same rules as Display.cs.
const HANOI = 7 * 3600_000;

export const language = () => document.documentElement.lang || 'vi';

const two = number => String(number).padStart(2, '0');

/** 71.808 in Vietnamese, 71,808 in English, 71 808 in French. */
export const number = value => new Intl.NumberFormat(language(), { maximumFractionDigits: 3, useGrouping: 'always' }).format(value);

/** Thứ Năm, 26/6/2025, 14:20; Thu 26 June 2025, 14:20; jeu. 26 juin 2025, 14:20: Hà Nội time of an epoch in milliseconds. */
export function longInstant(epoch) {
  const there = new Date(epoch + HANOI);
  const part = options => new Intl.DateTimeFormat(language(), { timeZone: 'UTC', ...options }).format(there);
  const [day, month, year] = [there.getUTCDate(), there.getUTCMonth() + 1, there.getUTCFullYear()];
  const date = language() === 'vi'
    ? `${part({ weekday: 'long' })}, ${two(day)}/${month < 3 ? two(month) : month}/${year}`
    : `${part({ weekday: 'short' })} ${day} ${part({ month: 'long' })} ${year}`;
  return `${date}, ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
}

/** The reader's own wall clock: 14:20:05. */
export function wallTime(epoch) {
  const here = new Date(epoch);
  return [here.getHours(), here.getMinutes(), here.getSeconds()].map(two).join(':');
}

/** A text with {0}, {1}, … filled in. */
export const fill = (text, ...parts) => text.replace(/\{(\d)\}/g, (_, index) => parts[index] ?? '');

/** 09:40:00, 4 d 09:40, over by 00:20:00; the texts as Texts.resx has them. */
export function countDown(milliseconds, textDays, textOver) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const shown = days > 0 ? fill(textDays, days, `${two(hours)}:${two(minutes)}`) : [hours, minutes, seconds % 60].map(two).join(':');
  return milliseconds < 0 ? fill(textOver, shown) : shown;
}
