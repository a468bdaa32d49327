import { byId, svg, whenChanged } from './dom.js';
import { circuitSign, millis, statusSign, untilTried } from './format.js';

const BOX = 58;

const LANE = 22;

const LANES = 8;

const CALL = 'support';

/** The circuit that keeps calls away from a route: the model's, or the one of its provider's account. */
function circuitOf(route, circuits) {
  return [route, route.split('/')[0]]
    .map((name) => circuits[name])
    .filter((circuit) => circuit)
    .sort((a, b) => (circuitSign(b.state)[1] === 'bad') - (circuitSign(a.state)[1] === 'bad'))[0];
}

function stateOf(route, { tracked, now }) {
  const circuit = circuitOf(route, tracked.circuits);
  if (!circuit) {
    return { text: 'no circuit', look: '' };
  }
  const [shape, look] = circuitSign(circuit.state);
  const when = look === 'bad' ? ` ${untilTried(circuit, now)}` : '';
  return { text: `${shape} ${circuit.state}${when}`, look };
}

const shortened = (text, width) => {
  const most = Math.floor(width / 6.6);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
};

/** What is left between two boxes: room for an arrow, or hardly anything on a phone. */
const gap = (width) => (width < 160 ? 8 : 28);

function box(route, place, width, state) {
  const [provider, ...model] = route.split('/');
  const title = model.length > 0 ? model.join('/') : provider;
  const x = place * width + 2;
  const inside = width - gap(width) - 16;
  return svg('g', {},
    svg('title', {}, `${route}: ${state.text}`),
    svg('rect', { class: `box ${state.look}`, x, y: 4, width: width - gap(width), height: BOX, rx: 8 }),
    svg('text', { class: 'muted', x: x + 8, y: 20 }, model.length > 0 ? shortened(provider, inside) : 'fallback'),
    svg('text', { class: 'strong', x: x + 8, y: 37 }, shortened(title, inside * 0.9)),
    svg('text', { class: state.look || 'muted', x: x + 8, y: 54 }, shortened(state.text, inside)));
}

function arrow(place, width) {
  const x = place * width - 23;
  return svg('path', { class: 'edge', d: `M${x} ${4 + BOX / 2}h20m-6 -5l6 5l-6 5` });
}

function marker(status, x, y) {
  const look = statusSign(status)[1];
  switch (status) {
    case 'SUCCESS': return svg('circle', { class: look, cx: x, cy: y, r: 5.5 });
    case 'DEGRADED': return svg('path', { class: look, d: `M${x} ${y - 7}l7 7l-7 7l-7 -7z` });
    default: return svg('path', { class: look, d: `M${x - 6} ${y - 4}l2 -2l4 4l4 -4l2 2l-4 4l4 4l-2 2l-4 -4l-4 4l-2 -2l4 -4z` });
  }
}

function lane(call, number, routes, width) {
  const y = BOX + 24 + number * LANE;
  const center = (place) => place * width + 22;
  const end = call.depth < 0 ? routes.length - 1 : call.depth;
  const passed = Array.from({ length: end }, (_, place) => svg('circle', { class: 'passed', cx: center(place), cy: y, r: 3.5 }));
  const look = statusSign(call.status)[1];
  const label = `${millis(call.millis)}${call.reason ? ` ${call.reason}` : ''}`;
  const flip = end === routes.length - 1 && routes.length > 1 && width < 200;
  return svg('g', {},
    svg('line', { class: `path ${look}`, x1: center(0), y1: y, x2: center(end), y2: y }),
    ...passed,
    marker(call.status, center(end), y),
    svg('text', { class: number === 0 ? 'strong' : 'muted', x: center(end) + (flip ? -14 : 14), y: flip ? y - 4 : y + 4,
      'text-anchor': flip ? 'end' : 'start' }, label));
}

function summary(routes, calls) {
  const chain = `The chain asks ${routes.join(', then ')}.`;
  const last = calls[0];
  return last ? `${chain} The last call ended ${last.status}, answered by ${last.route ?? 'nobody'}, after ${millis(last.millis)}.` : chain;
}

/** The picture of the chain; answers what to do with a snapshot. */
export function chainPicture() {
  const parent = byId('chain');
  const draw = whenChanged(({ routes, states, calls, total }) => {
    const width = Math.min(total / routes.length, 330);
    const height = BOX + 14 + LANES * LANE;
    parent.replaceChildren(svg('svg', { role: 'img', 'aria-label': summary(routes, calls), width: total, height },
      ...routes.map((route, place) => box(route, place, width, states[place])),
      ...(gap(width) > 20 ? routes.slice(1).map((_, place) => arrow(place + 1, width)) : []),
      ...calls.map((call, number) => lane(call, number, routes, width))));
  });
  return (snapshot) => {
    const routes = snapshot.tracked.calls[CALL]?.routes ?? [];
    const calls = snapshot.calls.filter((call) => call.call === CALL).slice(-LANES).reverse();
    draw({ routes, calls, states: routes.map((route) => stateOf(route, snapshot)), total: parent.clientWidth });
  };
}
