import { el } from './dom.js';
import { isoMillis, millis, statusSign } from './format.js';

function entry(name, value) {
  return value === null || value === undefined ? [] : [el('dt', {}, name), el('dd', {}, value)];
}

function facts(result) {
  return el('dl', {},
    ...entry('Route', result.route),
    ...entry('Tries', result.attempts),
    ...entry('Time', millis(isoMillis(result.elapsed))),
    ...entry('Note', result.note));
}

function badge(status) {
  const [shape, name] = statusSign(status);
  return el('span', { class: `badge ${name}` }, `${shape} ${status}`);
}

function failures(list) {
  if (list.length === 0) {
    return null;
  }
  const row = (failure) => el('tr', {},
    el('td', {}, failure.route),
    el('td', {}, failure.attempt === 0 ? 'skipped' : failure.attempt),
    el('td', {}, [failure.kind, failure.status, failure.providerCode].filter((value) => value !== null).join(' ')),
    el('td', { class: 'number' }, millis(isoMillis(failure.elapsed))));
  return el('details', {},
    el('summary', {}, `${list.length} failed or skipped before`),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Failed attempts' },
      el('table', {},
        el('thead', {}, el('tr', {}, ...['Route', 'Try', 'Failure', 'Time'].map((name) => el('th', { scope: 'col' }, name)))),
        el('tbody', {}, ...list.map(row)))));
}

/** Shows answers. Pieces of a stream are read out when it ends, not one by one. */
export function answerView(box) {
  let text = el('blockquote');

  function show(busy, ...children) {
    box.setAttribute('aria-busy', busy);
    box.replaceChildren(...children.filter((child) => child !== null));
  }

  function whole(busy, result) {
    text = el('blockquote', {}, result.data ?? '');
    show(busy, badge(result.status), text, facts(result), failures(result.failures));
  }

  return {
    wait: () => show(true, el('p', { class: 'muted' }, 'Waiting for the answer')),
    problem: (message) => show(false, el('p', { class: 'bad' }, `✕ ${message}`)),
    result: (result) => whole(false, result),
    begin: (result) => whole(true, result),
    piece: ({ text: more }) => text.append(more),
    end: () => box.setAttribute('aria-busy', false),
    broken({ kind }) {
      box.append(el('p', { class: 'bad' }, `✕ The stream broke off: ${kind}. What was shown before stands; nobody else is asked after the first piece.`));
      box.setAttribute('aria-busy', false);
    },
  };
}
