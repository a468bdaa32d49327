package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.Fallback;

/** {@code @Fallback} and nothing else. */
final class FallbackAlone implements Contender {

    private final OurApplication application;

    private final OneAgent agent;

    FallbackAlone(Setting setting) {
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

        @Fallback("instead")
        public String answer(Work work) {
            return work.answer();
        }

        String instead(Work work) {
            return Work.INSTEAD;
        }
    }
}
