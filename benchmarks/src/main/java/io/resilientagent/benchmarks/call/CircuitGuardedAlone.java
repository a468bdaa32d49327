package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.CircuitGuarded;

/** {@code @CircuitGuarded} and nothing else. */
final class CircuitGuardedAlone implements Contender {

    private final OurApplication application;

    private final OneAgent agent;

    CircuitGuardedAlone(Setting setting) {
        this.application = new OurApplication(OneAgent.class, setting).start();
        this.agent = this.application.bean(OneAgent.class);
    }

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }

    @Override
    public void close() {
        this.application.close();
    }

    static class OneAgent {

        @CircuitGuarded("circuit")
        public String answer(Work work) {
            return work.answer();
        }
    }
}
