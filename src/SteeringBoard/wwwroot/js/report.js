// What a report's page gains by a script: it saves while somebody types, keeps on the device what the server does not have yet, and lets
// the keyboard run down a grid. Without it the same form does the same by its buttons.
import './report-grid.js';
import { fill } from './words.js';

const PAUSE = 1200;
const AGAIN = 5000;

const form = document.getElementById('report-form');
const status = document.getElementById('saved');
const seen = form?.elements.seen;
const isOpen = form?.querySelector('[name^="v."]') && form.dataset.draft && status;
const storage = `report:${form?.dataset.key}`;

/** The field of an input: all that belongs to one number. */
const keyOf = input => input.name?.match(/^[vtn]\.(.+)$/)?.[1];
const inputs = key => ['v', 't', 'n'].map(part => form.elements[`${part}.${key}`]).filter(Boolean);
const typed = key => Object.fromEntries(inputs(key).map(input => [input.name[0], input.value]));
const same = (one, other) => ['v', 't', 'n'].every(part => (one[part] ?? '') === (other[part] ?? ''));

/** Typed and not on the server yet, by field. What two people typed waits until one is chosen. */
const dirty = new Map();
const choosing = new Set();
let choosingSince = 0;
let timer = 0;
let saving = false;

function stored() {
  try {
    return Object.keys(localStorage);
  } catch {
    return []; // kept from this page by the browser's own settings
  }
}

function keep() {
  try {
    if (dirty.size) localStorage.setItem(storage, JSON.stringify({ seen: choosing.size ? choosingSince : seen.value, fields: Object.fromEntries(dirty) }));
    else localStorage.removeItem(storage);
  } catch {
    // A device without room keeps nothing; the form itself still does.
  }
}

function say(text, link) {
  status.textContent = text;
  if (!link) return;
  const way = document.createElement('a');
  [way.href, way.textContent] = [form.dataset.signIn, form.dataset.textSignIn];
  status.append(' ', way);
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  const sent = new Map([...dirty].filter(([key]) => !choosing.has(key)));
  if (saving || !sent.size) return;
  saving = true;
  let refused = false;
  say(form.dataset.textSaving);
  try {
    const body = new URLSearchParams({ seen: seen.value, __RequestVerificationToken: form.elements.__RequestVerificationToken.value });
    for (const [key, parts] of sent) for (const [part, value] of Object.entries(parts)) body.set(`${part}.${key}`, value);
    const answer = await fetch(form.dataset.draft, { method: 'POST', body, headers: { 'X-Requested-With': 'report' } });
    if (answer.status === 400 || answer.status === 401 || answer.status === 403 || answer.redirected) {
      say(form.dataset.textSignedOut, true);
      return;
    }
    if (!answer.ok) throw new Error(answer.statusText);
    refused = !take(await answer.json(), sent);
  } catch {
    say(form.dataset.textOffline);
    later(AGAIN);
  } finally {
    saving = false;
  }
  // What was refused would be refused again: it stays on the device until somebody types on.
  if (!refused && [...dirty.keys()].some(key => !choosing.has(key)) && status.textContent !== form.dataset.textOffline) later();
}

function take(answer, sent) {
  if (answer.refusal) {
    say(answer.refusal);
    return false;
  }
  // What nobody has chosen between yet is a conflict for whoever opens the page again, too.
  if (!choosing.size) choosingSince = seen.value;
  seen.value = answer.seen;
  for (const [key, stands] of Object.entries(answer.fields)) {
    if (same(dirty.get(key) ?? {}, sent.get(key) ?? {})) dirty.delete(key);
    tell(key, stands);
  }
  for (const [key, stands] of Object.entries(answer.others)) {
    if (dirty.has(key)) choose(key, stands);
    else put(key, stands);
  }
  keep();
  if (answer.savedAt) say(`${form.dataset.textSaved} ${answer.savedAt}`);
  const hint = document.getElementById('hint');
  if (hint && answer.hint) hint.textContent = answer.hint;
  return true;
}

function put(key, stands) {
  for (const input of inputs(key)) input.value = { v: stands.value, t: stands.total, n: stands.note }[input.name[0]];
  tell(key, stands);
}

function note(key) {
  const notes = document.getElementById(`p:${key}`);
  notes?.replaceChildren();
  return notes;
}

/** What is wrong or odd about a number, beside it. */
function tell(key, { refused, odd }) {
  const notes = note(key);
  for (const [kind, texts] of [['bad', refused], ['odd', odd]]) {
    for (const text of texts) {
      const line = document.createElement('p');
      [line.className, line.textContent] = [kind, text];
      notes?.append(line);
    }
  }
  const input = form.elements[`v.${key}`];
  if (refused.length) input?.setAttribute('aria-invalid', 'true');
  else input?.removeAttribute('aria-invalid');
}

/** Two people typed into one field: both numbers are shown, and a person chooses. */
function choose(key, stands) {
  choosing.add(key);
  const line = document.createElement('p');
  line.className = 'bad';
  line.textContent = `${fill(form.dataset.textConflict, stands.said, stands.value || '–', dirty.get(key).v || '–')} `;
  const button = (text, then) => {
    const made = document.createElement('button');
    [made.type, made.className, made.textContent] = ['button', 'button', text];
    made.addEventListener('click', () => {
      choosing.delete(key);
      then();
      keep();
      later(0);
    });
    return made;
  };
  line.append(
    button(form.dataset.textMine, () => note(key)), ' ',
    button(form.dataset.textTheirs, () => { dirty.delete(key); put(key, stands); }));
  note(key)?.append(line);
}

if (isOpen) {
  form.addEventListener('input', ({ target }) => {
    const key = keyOf(target);
    if (!key) return;
    dirty.set(key, typed(key));
    keep();
    later();
  });
  // Only what was changed is sent: a grid on a poor line is short.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    for (const input of form.querySelectorAll('[name^="v."], [name^="t."], [name^="n."]')) {
      if (!dirty.has(keyOf(input))) input.disabled = true;
    }
    // Where the answer never comes, the page as it is must still be good.
    setTimeout(() => form.querySelectorAll(':disabled').forEach(input => { input.disabled = false; }));
  });
  addEventListener('online', () => later(0));
  restore();
}

/** What was typed and never reached the server comes back, also what this person typed before the last report was sent; what others typed here is left to them. */
function restore() {
  const kept = { seen: seen.value, fields: {} };
  const [programme, province, , ...person] = storage.split(':').slice(1);
  const theirs = key => {
    const [ofProgramme, ofProvince, , ...of] = key.split(':').slice(1);
    return key.startsWith('report:') && ofProgramme === programme && ofProvince === province && of.join(':') === person.join(':');
  };
  const number = key => Number(key.split(':')[3]);
  for (const key of stored().filter(theirs).sort((a, b) => number(a) - number(b))) {
    try {
      const before = JSON.parse(localStorage.getItem(key));
      Object.assign(kept.fields, before.fields);
      // Of another report: whatever somebody has typed into this one is a conflict.
      kept.seen = Math.min(kept.seen, key === storage ? before.seen : 0);
    } catch {
      // It cannot be read; the others can.
    }
    if (key !== storage) localStorage.removeItem(key);
  }
  // It was typed over what stood then: what others have changed since is a conflict, not overwritten.
  if (Object.keys(kept.fields).length) seen.value = Math.min(seen.value, kept.seen);
  for (const [key, parts] of Object.entries(kept.fields)) {
    const missing = inputs(key).length === 0;
    if (missing || same(parts, typed(key))) {
      // On another part of the report: it waits for that part, or is on the server already.
      if (missing) dirty.set(key, parts);
      continue;
    }
    for (const input of inputs(key)) input.value = parts[input.name[0]] ?? '';
    dirty.set(key, parts);
  }
  // What came sealed through signing in stands in the form and is not in the report.
  for (const key of (form.dataset.unsaved ?? '').split(' ').filter(Boolean)) dirty.set(key, typed(key));
  keep();
  if (dirty.size) later(0);
}
