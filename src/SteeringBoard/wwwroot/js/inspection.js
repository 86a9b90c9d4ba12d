// The inspection form: what is written stays on the device until the board has it, and is sent once, however often it is tried.
const form = document.getElementById('inspection');
const list = document.getElementById('waiting');
const said = document.getElementById('said');
const words = form.dataset;
const again = 30_000;

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('inspections', 2);
  request.onupgradeneeded = () => {
    for (const name of ['waiting', 'typed']) {
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, { keyPath: 'id' });
    }
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(mode, act, name = 'waiting') {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

const all = () => store('readonly', entries => entries.getAll());
const put = entry => store('readwrite', entries => entries.put(entry));
const remove = id => store('readwrite', entries => entries.delete(id));

const written = ['body', 'indicator', 'value', 'total', 'note', 'place'];
const read = () => Object.fromEntries(written.map(name => [name, form.elements[name].value.trim()]));

/** What is half written outlives the page: a phone that opens its camera may drop it. */
const keepTyped = () => store('readwrite', typed => typed.put({ id: words.programme, ...read(), photo: form.elements.photo.files[0] }), 'typed')
  .catch(() => {}); // a full phone keeps nothing

async function restoreTyped() {
  const typed = await store('readonly', typed => typed.get(words.programme), 'typed');
  if (!typed) return;
  for (const name of written) if (typed[name]) form.elements[name].value = typed[name];
  if (typed.photo) {
    const files = new DataTransfer();
    files.items.add(typed.photo);
    form.elements.photo.files = files.files;
  }
}

form.addEventListener('input', keepTyped);

form.addEventListener('submit', async event => {
  event.preventDefault();
  const photo = form.elements.photo.files[0];
  const entry = {
    id: crypto.randomUUID(),
    programme: words.programme,
    takenAt: new Date().toISOString(),
    ...read(),
    title: `${form.elements.body.selectedOptions[0].textContent} · ${form.elements.indicator.selectedOptions[0].textContent}`,
  };
  if (photo?.size > 0) {
    const bytes = await photo.arrayBuffer();
    entry.photo = new Blob([bytes], { type: photo.type });
    entry.photoName = photo.name;
    entry.photoHash = hex(await crypto.subtle.digest('SHA-256', bytes));
  }
  await put(entry);
  for (const name of ['value', 'total', 'note', 'photo']) form.elements[name].value = '';
  await store('readwrite', typed => typed.delete(words.programme), 'typed');
  said.textContent = words.kept;
  await show();
  await send();
});

const hex = buffer => [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Sends what waits, oldest first; one page at a time. What was refused for what it says would be refused again: it waits for its inspector. */
const send = () => navigator.locks.request('inspections', { ifAvailable: true }, async lock => {
  if (!lock) return;
  const waiting = (await all()).filter(entry => !entry.ended);
  for (const entry of waiting.sort((a, b) => a.takenAt.localeCompare(b.takenAt))) {
    const answer = await fetch(`/api/v1/programmes/${encodeURIComponent(entry.programme)}/inspections`, {
      method: 'POST', headers: { 'Idempotency-Key': entry.id, Accept: 'application/json' }, body: message(entry),
    }).catch(() => undefined);
    if (!answer) break; // no line: tried again
    if (answer.ok) {
      await remove(entry.id);
      said.textContent = words.sent;
    } else if (answer.status === 429 || answer.status >= 500) {
      break;
    } else {
      const problem = await answer.json().catch(() => ({}));
      const isOther = answer.status === 401 || answer.status === 403; // who is signed in now, not what was written
      const isDamaged = problem.code === 'photo-damaged'; // on its way
      await put({ ...entry, refused: isOther ? words.signIn : problem.detail ?? problem.title ?? words.refused, isOther, ended: !isOther && !isDamaged });
    }
  }
  await show();
});

function message(entry) {
  const fields = new FormData();
  for (const name of ['id', ...written, 'takenAt', 'photoHash']) if (entry[name]) fields.set(name, entry[name]);
  if (entry.photo) fields.set('photo', entry.photo, entry.photoName);
  return fields;
}

async function show() {
  const entries = await all();
  document.getElementById('none').hidden = entries.length > 0;
  list.replaceChildren(...entries.map(entry => {
    const line = document.createElement('li');
    const text = document.createElement('span');
    text.textContent = `${entry.title}: ${entry.value}${entry.total ? `/${entry.total}` : ''}${entry.refused ? ` — ${entry.refused}` : ''}`;
    line.append(text);
    if (entry.isOther) {
      const door = document.createElement('a');
      door.href = `${words.door}?back=${encodeURIComponent(location.pathname + location.search)}`;
      door.textContent = words.doorName;
      line.append(' ', door);
    }
    if (entry.refused) {
      const drop = document.createElement('button');
      drop.type = 'button';
      drop.className = 'button';
      drop.textContent = words.drop;
      drop.addEventListener('click', async () => { await remove(entry.id); await show(); });
      line.append(' ', drop);
    }
    return line;
  }));
}

/** The first visit came before there was a worker to keep it: the page and what it is drawn with are fetched once more, past it. */
async function keepPage() {
  const worker = navigator.serviceWorker;
  const isFirst = !worker.controller;
  const taken = new Promise(resolve => { worker.addEventListener('controllerchange', resolve, { once: true }); });
  await worker.register('/inspections/worker.js', { scope: '/inspections/new' });
  if (!isFirst) return;
  if (!worker.controller) await taken;
  const drawn = performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.startsWith(location.origin));
  await Promise.all([location.href, ...new Set(drawn)].map(address => fetch(address).catch(() => {})));
}

await restoreTyped();
addEventListener('online', send);
setInterval(send, again);
await show();
await send();
if ('serviceWorker' in navigator) await keepPage();
document.documentElement.dataset.inspectionReady = 'true';
