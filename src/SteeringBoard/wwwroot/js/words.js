// Numbers and instants as a person reads them; the same rules as Display.cs.
/** By how much the programme's zone is ahead of UTC. */
export const PROGRAMME_MINUTES = 7 * 60;
const HANOI = PROGRAMME_MINUTES * 60_000;

export const language = () => document.documentElement.lang || 'vi';

const two = number => String(number).padStart(2, '0');

/** 71.808 in Vietnamese, 71,808 in English, 71 808 in French. */
export const number = value => new Intl.NumberFormat(language(), { maximumFractionDigits: 3, useGrouping: 'always' }).format(value);

/** Thứ Năm, 26/6/2025, 14:20; Thu 26 June 2025, 14:20; jeu. 26 juin 2025, 14:20: Hà Nội time of an epoch in milliseconds. */
export function longInstant(epoch) {
  const there = new Date(epoch + HANOI);
  const part = options => new Intl.DateTimeFormat(language(), { timeZone: 'UTC', ...options }).format(there);
  const [day, year] = [there.getUTCDate(), there.getUTCFullYear()];
  const date = language() === 'vi'
    ? `${part({ weekday: 'long' })}, ${shortDate(day, there.getUTCMonth() + 1)}/${year}`
    : `${part({ weekday: 'short' })} ${day} ${part({ month: 'long' })} ${year}`;
  return `${date}, ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
}

/** As is written in Vietnamese: 26/6, 05/02. */
const shortDate = (day, month) => `${two(day)}/${month < 3 ? two(month) : month}`;

/** 14:20 26/6; 26 June 14:20; 26 juin 14:20: an epoch in milliseconds by the reader's own clock. */
export function ownInstant(epoch) {
  const here = new Date(epoch);
  const time = `${two(here.getHours())}:${two(here.getMinutes())}`;
  return language() === 'vi'
    ? `${time} ${shortDate(here.getDate(), here.getMonth() + 1)}`
    : `${here.getDate()} ${new Intl.DateTimeFormat(language(), { month: 'long' }).format(here)} ${time}`;
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
