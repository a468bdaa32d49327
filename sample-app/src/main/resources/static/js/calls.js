import { byId, el, whenChanged } from './dom.js';
import { clock, millis, statusSign } from './format.js';

function row(call) {
  const [shape, look] = statusSign(call.status);
  return el('tr', {},
    el('td', {}, clock(call.at)),
    el('td', {}, call.call),
    el('td', { class: look }, `${shape} ${call.status}`),
    el('td', {}, call.route ?? '–'),
    el('td', {}, call.reason ?? '–'),
    el('td', { class: 'number' }, millis(call.millis)));
}

/** The table of recent calls; answers what to do with a snapshot. */
export function callsTable() {
  const body = byId('calls');
  const draw = whenChanged((count, calls) => body.replaceChildren(...[...calls].reverse().map(row)));
  return ({ callCount, calls }) => draw(callCount, calls);
}
