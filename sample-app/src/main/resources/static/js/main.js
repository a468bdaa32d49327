import { askForms } from './ask.js';
import { callsTable } from './calls.js';
import { chainPicture } from './chain.js';
import { circuitsTable } from './circuits.js';
import { byId, setClass, setText } from './dom.js';
import { figureCards } from './figures.js';
import { circuitSign, words } from './format.js';
import { listen } from './live.js';
import { providerControls } from './providers.js';
import { State } from './state.js';
import { themeButton } from './theme.js';
import { timelinePicture } from './timeline.js';

const state = new State();
const views = [askForms(), providerControls(), chainPicture(), callsTable(), circuitsTable(), timelinePicture(), figureCards()];
let transitions = null;

function announce(snapshot, restarted) {
  const news = restarted || transitions === null ? 0 : snapshot.transitionCount - transitions;
  transitions = snapshot.transitionCount;
  if (news > 0) {
    const { circuit, to, reason } = snapshot.transitions.at(-1);
    setText(byId('announcer'), `Circuit ${circuit} is ${words(to)}${reason ? `: ${words(reason)}` : ''}`);
  }
}

function titled(snapshot) {
  const open = Object.values(snapshot.tracked.circuits).filter((circuit) => circuitSign(circuit.state)[1] === 'bad').length;
  const title = `${open > 0 ? `(${open} open) ` : ''}Control room of support-agent`;
  if (document.title !== title) {
    document.title = title;
  }
}

function show(snapshots) {
  const snapshot = snapshots.at(-1);
  const restarted = state.take(snapshots);
  announce(snapshot, restarted);
  titled(snapshot);
  views.forEach((view) => view(snapshot, state));
}

function connection(live) {
  const badge = byId('connection');
  setText(badge, live ? '● Live' : '○ Reconnecting');
  setClass(badge, `badge ${live ? 'ok' : 'bad'}`);
}

themeButton(byId('theme'));
listen(show, connection);
performance.mark('interactive');
