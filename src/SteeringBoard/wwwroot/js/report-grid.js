// Runs down a grid by the keyboard: Enter and the arrow keys move between the rows of a column, and what is there is selected to be typed over.
const rows = target => [...target.closest('table').querySelectorAll(`input[data-column="${target.dataset.column}"]`)];

document.addEventListener('keydown', event => {
  const { target, key } = event;
  if (!target.dataset?.column || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = key === 'ArrowUp' || (key === 'Enter' && event.shiftKey) ? -1 : key === 'ArrowDown' || key === 'Enter' ? 1 : 0;
  if (!step) return;
  event.preventDefault();
  const column = rows(target);
  const next = column[column.indexOf(target) + step];
  next?.focus();
  next?.select();
});
