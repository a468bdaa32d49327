package io.resilientagent.benchmarks.call;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;

/** All three annotations on a method that answers with an {@code AgentResult}. */
final class WithAgentResult implements Contender {

    private final OurApplication application;

    private final ShapedAgent agent;

    WithAgentResult(Setting setting) {
        this.application = new OurApplication(ShapedAgent.class, setting).start();
        this.agent = this.application.bean(ShapedAgent.class);
    }

    @Override
    public Object call(Work work) {
        return this.agent.answer(work).data();
    }

    @Override
    public void close() {
        this.application.close();
    }

    static class ShapedAgent {

        @LlmCall("answer")
        @CircuitGuarded("circuit")
        @Fallback("instead")
        public AgentResult<String> answer(Work work) {
            return AgentResult.success(work.answer());
        }

        String instead(Work work) {
            return Work.INSTEAD;
        }
    }
}
