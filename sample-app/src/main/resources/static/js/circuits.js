import { send } from './api.js';
import { byId, el, setClass, setText } from './dom.js';
import { circuitSign, untilTried, words } from './format.js';

const ACTIONS = [
  ['Force open', 'Open', 'POST', { state: 'FORCED_OPEN' }],
  ['Close', 'Close', 'POST', { state: 'CLOSED' }],
  ['Reset', 'Reset', 'DELETE', undefined],
];

const path = (name) => `actuator/agentcircuits/${name.split('/').map(encodeURIComponent).join('/')}`;

async function operate(name, label, method, body) {
  const message = byId('operator');
  try {
    await send(method, path(name), body);
    setText(message, `${label}: ${name}`);
  } catch (error) {
    setText(message, `${label}: ${name}: ${error.message}`);
  }
}

/** A row that is changed in place, so that a button keeps the focus. */
class Row {
  #state = el('span');

  #tried = el('td', { 'data-label': 'Tried again' });

  #rate = el('td', { class: 'number', 'data-label': 'Failure rate' });

  #reason = el('td', { 'data-label': 'Reason' });

  #budget = el('td', { 'data-label': 'Retry budget' });

  constructor(name) {
    const button = ([label, short, method, body]) => el('button',
      { type: 'button', 'aria-label': `${label} ${name}`, onclick: () => operate(name, label, method, body) }, short);
    this.node = el('tr', { 'data-circuit': name },
      el('th', { scope: 'row' }, name),
      el('td', { 'data-label': 'State' }, el('div', {}, this.#state)),
      this.#tried, this.#rate, this.#reason, this.#budget,
      el('td', {}, el('div', { class: 'buttons' }, ...ACTIONS.map(button))));
  }

  show(circuit, now) {
    const [shape, look] = circuitSign(circuit.state);
    setText(this.#state, `${shape} ${circuit.state}`);
    setClass(this.#state, `badge ${look}`);
    setText(this.#tried, untilTried(circuit, now));
    setText(this.#rate, circuit.failureRate === null
      ? `${circuit.failedCalls} of ${circuit.bufferedCalls}` : `${Math.round(circuit.failureRate)} %`);
    setText(this.#reason, circuit.reason ? words(circuit.reason) : '–');
    setText(this.#budget, circuit.retryBudget === null ? 'unused' : `${circuit.retryBudget.toFixed(1)} left`);
  }
}

/** The table of circuits; answers what to do with a snapshot. */
export function circuitsTable() {
  const body = byId('circuits').tBodies[0];
  const rows = new Map();
  return ({ tracked, now }) => {
    for (const [name, row] of rows) {
      if (!tracked.circuits[name]) {
        row.node.remove();
        rows.delete(name);
      }
    }
    for (const [name, circuit] of Object.entries(tracked.circuits)) {
      if (!rows.has(name)) {
        rows.set(name, new Row(name));
        body.append(rows.get(name).node);
      }
      rows.get(name).show(circuit, now);
    }
  };
}
