const PAUSE_MILLIS = 1000;

/**
 * Listens to the application's snapshots, and begins again whenever the connection is lost. Of several snapshots
 * between two frames only the last is drawn; a page that nobody sees draws nothing.
 */
export function listen(onSnapshot, onConnection) {
  let waiting = [];

  function draw() {
    const snapshots = waiting;
    waiting = [];
    onSnapshot(snapshots);
  }

  function receive(event) {
    waiting.push(JSON.parse(event.data));
    if (waiting.length === 1) {
      requestAnimationFrame(draw);
    } else if (waiting.length > 10) {
      waiting.splice(1, 1);
    }
  }

  function open() {
    const source = new EventSource('live');
    source.addEventListener('open', () => onConnection(true));
    source.addEventListener('snapshot', receive);
    source.addEventListener('error', () => {
      source.close();
      onConnection(false);
      setTimeout(open, PAUSE_MILLIS);
    });
  }

  open();
}
