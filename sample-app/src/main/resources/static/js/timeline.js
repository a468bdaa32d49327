import { byId, el, svg, whenChanged } from './dom.js';
import { byKind, kindClass, words } from './format.js';

const SECONDS = 60;

const UP = 40;

const DOWN = 32;

const TITLE = 20;

const ROW = TITLE + UP + DOWN + 8;

const failed = (outcomes) => Object.entries(outcomes).reduce((sum, [kind, count]) => sum + (kind === 'OK' ? 0 : count), 0);

/** Pixels for an attempt: one scale for all, so that heights can be compared. */
function scaleOf(rows) {
  const all = rows.flatMap(({ seconds }) => seconds.map(({ outcomes }) => outcomes));
  const most = (count) => Math.max(4, ...all.map(count));
  return Math.min(UP / most(({ OK }) => OK ?? 0), DOWN / most(failed));
}

function column({ age, outcomes }, axis, scale, step) {
  const x = (SECONDS - 1 - age) * step;
  let below = axis + 1;
  const bars = Object.keys(outcomes).sort(byKind).map((kind) => {
    const height = Math.max(2, outcomes[kind] * scale);
    const y = kind === 'OK' ? axis - height : below;
    below += kind === 'OK' ? 0 : height;
    return svg('rect', { class: kindClass(kind), x, y, width: Math.max(2, step - 2), height });
  });
  const title = Object.keys(outcomes).sort(byKind).map((kind) => `${outcomes[kind]} ${words(kind)}`).join(', ');
  return svg('g', {}, svg('title', {}, `${age} s ago: ${title}`), ...bars);
}

function rowOf({ target, seconds }, place, scale, width) {
  const top = place * ROW;
  const axis = top + TITLE + UP;
  return svg('g', {},
    svg('text', { x: 0, y: top + 13, class: 'strong' }, target),
    svg('line', { class: 'axis', x1: 0, x2: width, y1: axis + 0.5, y2: axis + 0.5 }),
    ...seconds.map((second) => column(second, axis, scale, width / SECONDS)));
}

function legend(totals) {
  const kinds = Object.keys(totals).sort(byKind);
  return kinds.length === 0 ? [el('li', { class: 'muted' }, 'No attempt in the last minute.')] : kinds.map((kind) => el('li', {},
    swatch(kind), `${totals[kind]} ${words(kind)}`));
}

function swatch(kind) {
  return svg('svg', { class: 'swatch', width: 10, height: 10, 'aria-hidden': true },
    svg('rect', { class: kindClass(kind), width: 10, height: 10, rx: 2 }));
}

function describe(totals) {
  const parts = Object.keys(totals).sort(byKind).map((kind) => `${totals[kind]} ${words(kind)}`);
  return `Attempts of the last minute: ${parts.join(', ') || 'none'}`;
}

/** The picture of the last minute; answers what to do with a snapshot. */
export function timelinePicture() {
  const parent = byId('timeline');
  const draw = whenChanged(({ rows, totals, width }) => {
    const height = Math.max(1, rows.length) * ROW + 14;
    const scale = scaleOf(rows);
    parent.replaceChildren(svg('svg', { role: 'img', 'aria-label': describe(totals), width, height },
      ...rows.map((row, place) => rowOf(row, place, scale, width)),
      svg('text', { class: 'muted', x: 0, y: height - 3 }, '60 s ago'),
      svg('text', { class: 'muted', x: width / 2, y: height - 3, 'text-anchor': 'middle' }, '30 s ago'),
      svg('text', { class: 'muted', x: width, y: height - 3, 'text-anchor': 'end' }, 'now')));
    byId('timeline-legend').replaceChildren(...legend(totals));
  });
  return ({ tracked }, state) => {
    const chain = (tracked.calls.support?.routes ?? []).filter((route) => route.includes('/'));
    const targets = [...new Set([...chain, ...state.targets()])];
    const rows = targets.map((target) => ({ target, seconds: state.timelineOf(target) }));
    draw({ rows, totals: state.totals(), width: parent.clientWidth });
  };
}
