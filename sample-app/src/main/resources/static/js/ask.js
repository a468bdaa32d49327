import { send, stream } from './api.js';
import { answerView } from './answer.js';
import { byId, setText } from './dom.js';

const view = answerView(byId('answer'));

const question = () => byId('question').value;

async function busy(button, work) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } catch (error) {
    view.problem(error.message);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

async function askOnce() {
  view.wait();
  view.result(await send('POST', 'ask', { question: question() }, [503]));
}

async function askStreamed() {
  view.wait();
  let ended = false;
  for await (const { name, data } of stream('ask/stream', { question: question() })) {
    ended = name === 'end' || name === 'broken';
    ({ result: view.begin, piece: view.piece, end: view.end, broken: view.broken })[name]?.(data);
  }
  if (!ended) {
    view.broken({ kind: 'NETWORK' });
  }
}

async function startBurst() {
  const number = (id) => byId(id).valueAsNumber;
  await send('POST', 'burst', { question: question(), perSecond: number('burst-rate'), seconds: number('burst-seconds') });
}

/** The forms that ask; answers what to do with a snapshot. */
export function askForms() {
  byId('ask').addEventListener('submit', (event) => {
    event.preventDefault();
    busy(byId('ask-once'), askOnce);
  });
  byId('ask-streamed').addEventListener('click', () => {
    if (byId('ask').reportValidity()) {
      busy(byId('ask-streamed'), askStreamed);
    }
  });
  byId('burst').addEventListener('submit', (event) => {
    event.preventDefault();
    if (byId('ask').reportValidity()) {
      busy(byId('burst-start'), startBurst);
    }
  });
  byId('burst-stop').addEventListener('click', () => busy(byId('burst-stop'), () => send('DELETE', 'burst')));
  return ({ burst }) => {
    byId('burst-stop').disabled = !burst.running;
    if (burst.asked + burst.skipped > 0) {
      const skipped = burst.skipped > 0 ? `, ${burst.skipped} skipped: too many were waiting` : '';
      setText(byId('burst-status'), `${burst.running ? 'Running' : 'Done'}: ${burst.asked} asked, ${burst.success} success, `
        + `${burst.degraded} degraded, ${burst.failed} failed${skipped}.`);
    }
  };
}
