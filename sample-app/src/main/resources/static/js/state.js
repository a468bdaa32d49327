const SECONDS = 60;

/** The last snapshot, and the timeline that all of them together make. */
export class State {
  #seconds = new Map();

  #instance = null;

  /** True if this is another run of the application than before. */
  take(snapshots) {
    const last = snapshots.at(-1);
    const restarted = this.#instance !== null && this.#instance !== last.instance;
    if (restarted) {
      this.#seconds.clear();
    }
    this.#instance = last.instance;
    for (const { second, attempts } of snapshots.filter((one) => one.instance === last.instance).flatMap((one) => one.timeline)) {
      this.#seconds.set(second, attempts);
    }
    this.now = Math.floor(Date.parse(last.now) / 1000);
    for (const second of this.#seconds.keys()) {
      if (second <= this.now - SECONDS) {
        this.#seconds.delete(second);
      }
    }
    return restarted;
  }

  /** The attempts of a target, by age in seconds and then by outcome. */
  timelineOf(target) {
    return [...this.#seconds]
      .filter(([, attempts]) => attempts[target])
      .map(([second, attempts]) => ({ age: this.now - second, outcomes: attempts[target] }));
  }

  /** Every target that was asked in the last minute. */
  targets() {
    return [...new Set([...this.#seconds.values()].flatMap((attempts) => Object.keys(attempts)))].sort();
  }

  /** How many attempts ended how. */
  totals() {
    const totals = {};
    for (const attempts of this.#seconds.values()) {
      for (const outcomes of Object.values(attempts)) {
        for (const [kind, count] of Object.entries(outcomes)) {
          totals[kind] = (totals[kind] ?? 0) + count;
        }
      }
    }
    return totals;
  }
}
