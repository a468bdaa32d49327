package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.LlmCall;

/** {@code @LlmCall} and nothing else: retries. */
final class LlmCallAlone implements Contender {

    private final OurApplication application;

    private final OneAgent agent;

    LlmCallAlone(Setting setting) {
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

        @LlmCall("answer")
        public String answer(Work work) {
            return work.answer();
        }
    }
}
