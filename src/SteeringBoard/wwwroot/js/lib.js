// Libraries come when the first figure asks for them; the page names their addresses in <meta name="lib-…">.
const asked = new Map();

// They are heavy: the page's line comes up first, as what it brings is worth more. A page whose line is slow is not kept waiting.
const line = new Promise(resolve => {
  document.addEventListener('line-up', resolve, { once: true });
  setTimeout(resolve, 1000);
});

/** The library a page names, loaded once: `library('plotly')` gives `globalThis.Plotly`. */
export const library = name => line.then(() => load(name));

function load(name) {
  const names = { plotly: 'Plotly', signalr: 'signalR' };
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL(document.querySelector(`meta[name="lib-${name}"]`).content, document.baseURI);
      script.onload = () => resolve(globalThis[names[name]]);
      script.onerror = () => {
        asked.delete(name);
        script.remove();
        reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(script);
    }));
  }
  return asked.get(name);
}
