import { byId, el, svg, whenChanged } from './dom.js';
import { byKind, clock, kindClass, percent, words } from './format.js';

// the default, which this application keeps; snapshots do not tell it
const CAPACITY = 10;

function bars(entries, most, empty) {
  if (entries.length === 0) {
    return el('p', { class: 'muted' }, empty);
  }
  return el('ul', { class: 'bars' }, ...entries.map(({ label, value, text, look }) => el('li', {},
    el('span', { title: label }, label), el('span', {}, text ?? value),
    svg('svg', { 'aria-hidden': true, preserveAspectRatio: 'none', viewBox: '0 0 100 6' },
      svg('rect', { class: look ?? 'fill', width: most > 0 ? Math.min(100, (100 * value) / most) : 0, height: 6 })))));
}

const card = (title, ...children) => el('div', { class: 'card' }, el('h3', {}, title), ...children);

const highest = (entries) => Math.max(0, ...entries.map(({ value }) => value));

function classification(calls) {
  const counts = {};
  for (const { failuresByKind } of calls) {
    for (const [kind, count] of Object.entries(failuresByKind)) {
      counts[kind] = (counts[kind] ?? 0) + count;
    }
  }
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const entries = Object.keys(counts).sort(byKind).map((kind) => ({
    label: words(kind), value: counts[kind], text: `${counts[kind]} (${percent(counts[kind] / all)})`, look: kindClass(kind),
  }));
  return bars(entries, highest(entries), 'No attempt has failed.');
}

function depth(call) {
  const entries = Object.entries(call?.fallbackDepth ?? {}).map(([place, value]) => ({
    label: `${place}: ${call.routes[place] ?? 'another route'}`, value,
  }));
  return bars(entries, highest(entries), 'No call has been answered.');
}

function retries(call) {
  const answers = call ? `${call.success} success, ${call.degraded} degraded, ${call.failed} failed.` : '';
  const transients = call?.transientShare === null || call === undefined ? '' : ` ${percent(call.transientShare)} of all failures were transient.`;
  return [el('p', { class: 'big' }, percent(call?.retrySuccessRate)),
    el('p', { class: 'muted' }, `of the models that were tried again answered. ${answers}${transients}`)];
}

function budgets(circuits) {
  const entries = Object.entries(circuits).filter(([, circuit]) => circuit.retryBudget !== null)
    .map(([name, { retryBudget }]) => ({ label: name, value: retryBudget, text: `${retryBudget.toFixed(1)} of ${CAPACITY}` }));
  return bars(entries, CAPACITY, 'No retry budget has been used.');
}

function log(transitions) {
  return el('ul', { class: 'log' }, ...transitions.slice(-5).reverse().map(({ at, circuit, from, to, reason, origin }) => el('li', {},
    `${clock(at)} ${circuit}: ${words(from)} → ${words(to)}`,
    el('span', { class: 'muted' }, [reason ? ` ${words(reason)}` : '', origin === 'operator' ? ' by the operator' : ''].join('')))));
}

/** The cards with the figures; answers what to do with a snapshot. */
export function figureCards() {
  const parent = byId('figures');
  const draw = whenChanged(({ calls, circuits, transitionCount, transitions }) => {
    parent.replaceChildren(
      card('Failed attempts by kind', classification(Object.values(calls))),
      card('Circuit transitions', el('p', { class: 'big' }, transitionCount), log(transitions)),
      card('Fallback depth: who answered', depth(calls.support)),
      card('Retry success rate', ...retries(calls.support)),
      card('Retry budget', budgets(circuits)));
  });
  return ({ tracked, transitionCount, transitions }) => {
    const budget = ([name, { retryBudget }]) => [name, { retryBudget }];
    draw({
      calls: tracked.calls,
      circuits: Object.fromEntries(Object.entries(tracked.circuits).map(budget)),
      transitionCount,
      transitions,
    });
  };
}
