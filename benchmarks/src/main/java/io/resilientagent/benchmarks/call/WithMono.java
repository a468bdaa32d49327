package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import reactor.core.publisher.Mono;

/** All three annotations on a method that answers with a {@code Mono}, for which its caller waits. */
final class WithMono implements Contender {

    private final OurApplication application;

    private final ShapedAgent agent;

    WithMono(Setting setting) {
        this.application = new OurApplication(ShapedAgent.class, setting).start();
        this.agent = this.application.bean(ShapedAgent.class);
    }

    @Override
    public Object call(Work work) {
        return this.agent.answer(work).block();
    }

    @Override
    public void close() {
        this.application.close();
    }

    static class ShapedAgent {

        @LlmCall("answer")
        @CircuitGuarded("circuit")
        @Fallback("instead")
        public Mono<String> answer(Work work) {
            return Mono.fromSupplier(work::answer);
        }

        String instead(Work work) {
            return Work.INSTEAD;
        }
    }
}
