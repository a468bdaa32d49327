package io.resilientagent.benchmarks.call;

/** No guard: the work itself. */
final class DirectCall implements Contender {

    private final Agent agent = new Agent();

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }
}
