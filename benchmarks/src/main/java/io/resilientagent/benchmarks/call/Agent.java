package io.resilientagent.benchmarks.call;

/** A method that nobody guards, to be guarded by hand. */
class Agent {

    public String answer(Work work) {
        return work.answer();
    }
}
