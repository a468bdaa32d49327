import { send } from './api.js';
import { byId, el, setClass, setText, whenChanged } from './dom.js';

const FAULTS = [
  ['healthy', 'Healthy'],
  ['rate-limited', 'Rate limited: 429'],
  ['overloaded', 'Overloaded: 529 or 503'],
  ['server-error', 'Server error: 500'],
  ['hang', 'Hanging: takes requests, never answers'],
  ['slow', 'Slow: answers late'],
  ['wrong-key', 'Wrong key: 401'],
  ['no-quota', 'No quota left'],
  ['context-overflow', 'Prompt too long: 400'],
  ['malformed', 'Malformed answer'],
  ['empty', 'Empty answer'],
  ['cut', 'Cut in the middle, streams too'],
  ['reset', 'Connection reset'],
];

const SHARES = [[1, 'every call'], [0.5, 'half of the calls'], [0.2, 'one call in five'], [0.05, 'one call in twenty']];

const ADVISING = ['rate-limited', 'overloaded'];

const options = (list) => list.map(([value, label]) => el('option', { value }, label));

const seconds = (duration) => duration.replace('PT', '').toLowerCase();

function describe(status) {
  const details = [
    status.share !== undefined && status.share < 1 ? `${Math.round(status.share * 100)} % of calls` : null,
    status.retryAfter ? `Retry-After ${seconds(status.retryAfter)}` : null,
    status.delay ? `${seconds(status.delay)} late` : null,
    status.timesLeft ? `${status.timesLeft} more` : null,
  ].filter((detail) => detail !== null);
  const what = [status.fault, ...details].join(', ');
  return `${status.fault === 'healthy' ? '●' : '■'} ${what}; ${status.requests} requests, ${status.failed} affected`;
}

class Control {
  #name;

  #message = el('p', { role: 'status' });

  #now = el('p');

  #fault = el('select', { 'data-field': 'fault' }, ...options(FAULTS));

  #share = el('select', { 'data-field': 'share' }, ...options(SHARES));

  #advice = el('input', { type: 'number', min: 0, max: 3600, step: 1, placeholder: 'none' });

  constructor(name) {
    this.#name = name;
    this.#fault.addEventListener('change', () => this.#suit());
    this.#suit();
    this.node = el('form', { onsubmit: (event) => this.#submit(event) },
      el('fieldset', { class: 'provider' },
        el('legend', {}, name),
        this.#now,
        el('div', { class: 'fields' },
          el('label', {}, 'Behaviour', this.#fault),
          el('label', {}, 'Share', this.#share),
          el('label', {}, 'Retry-After, s', this.#advice)),
        el('div', { class: 'buttons' },
          el('button', { type: 'submit', 'data-action': 'apply', 'aria-label': `Apply to ${name}` }, 'Apply'),
          el('button', { type: 'button', 'data-action': 'heal', 'aria-label': `Heal ${name}`, onclick: () => this.#heal() }, 'Heal')),
        this.#message));
  }

  #suit() {
    this.#advice.disabled = !ADVISING.includes(this.#fault.value);
  }

  #order() {
    const order = { fault: this.#fault.value };
    if (order.fault !== 'healthy' && this.#share.value !== '1') {
      order.share = Number(this.#share.value);
    }
    if (!this.#advice.disabled && this.#advice.value !== '') {
      order.retryAfter = `${this.#advice.value}s`;
    }
    return order;
  }

  async #submit(event) {
    event.preventDefault();
    await this.#send('POST', this.#order());
  }

  async #heal() {
    this.#fault.value = 'healthy';
    this.#suit();
    await this.#send('DELETE');
  }

  async #send(method, order) {
    try {
      this.show(await send(method, `simulator/${this.#name}`, order));
      setText(this.#message, '');
    } catch (error) {
      setText(this.#message, error.message);
    }
  }

  show(status) {
    setText(this.#now, describe(status));
    setClass(this.#now, status.fault === 'healthy' ? 'ok' : 'bad');
  }
}

/** One control for each simulated provider; answers what to do with a snapshot. */
export function providerControls() {
  const box = byId('providers');
  const controls = new Map();
  const build = whenChanged((names) => {
    controls.clear();
    names.forEach((name) => controls.set(name, new Control(name)));
    box.replaceChildren(...[...controls.values()].map((control) => control.node));
    if (names.length === 0) {
      box.replaceChildren(el('p', { class: 'muted' }, 'The real providers are asked: there is nothing to break.'));
    }
  });
  return ({ providers }) => {
    build(Object.keys(providers ?? {}).sort());
    controls.forEach((control, name) => control.show(providers[name]));
  };
}
