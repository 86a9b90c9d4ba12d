// The inspection form: what is written stays on the device until the board has it, and is sent once, however often it is tried.
const form = document.getElementById('inspection');
const list = document.getElementById('waiting');
const said = document.getElementById('said');
const words = form.dataset;
const again = 30_000;

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('inspections', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('waiting', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(mode, act) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('waiting', mode);
    const request = act(transaction.objectStore('waiting'));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

const all = () => store('readonly', entries => entries.getAll());
const put = entry => store('readwrite', entries => entries.put(entry));
const remove = id => store('readwrite', entries => entries.delete(id));

form.addEventListener('submit', async event => {
  event.preventDefault();
  const fields = new FormData(form);
  const photo = fields.get('photo');
  const entry = {
    id: crypto.randomUUID(),
    programme: words.programme,
    takenAt: new Date().toISOString(),
    ...Object.fromEntries(['body', 'indicator', 'value', 'total', 'note', 'place'].map(name => [name, String(fields.get(name) ?? '').trim()])),
    title: `${form.elements.body.selectedOptions[0].textContent} · ${form.elements.indicator.selectedOptions[0].textContent}`,
  };
  if (photo instanceof File && photo.size > 0) {
    const bytes = await photo.arrayBuffer();
    entry.photo = new Blob([bytes], { type: photo.type });
    entry.photoName = photo.name;
    entry.photoHash = hex(await crypto.subtle.digest('SHA-256', bytes));
  }
  await put(entry);
  for (const name of ['value', 'total', 'note', 'photo']) form.elements[name].value = '';
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
      method: 'POST', headers: { 'Idempotency-Key': entry.id, Accept: 'application/json' }, body: written(entry),
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
      await put({ ...entry, refused: isOther ? words.signIn : problem.detail ?? problem.title ?? words.refused, ended: !isOther && !isDamaged });
    }
  }
  await show();
});

function written(entry) {
  const fields = new FormData();
  for (const name of ['id', 'body', 'indicator', 'value', 'total', 'note', 'place', 'takenAt', 'photoHash']) if (entry[name]) fields.set(name, entry[name]);
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

addEventListener('online', send);
setInterval(send, again);
await show();
await send();
if ('serviceWorker' in navigator) await keepPage();
document.documentElement.dataset.inspectionReady = 'true';
