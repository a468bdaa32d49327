package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** An answer whose own methods throw is a failed attempt, which gives its leases back. */
class HostileAnswerTests {

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner =
            Guarded.by(this.time, this.bodies, Agent.class).withBean(HostileContent.class);

    @Test
    void asAValue() {
        this.bodies.thenAnswer(new HostileText()).thenAnswer("good");
        givesItsProbeBack(Agent::value);
    }

    @Test
    void inAFuture() {
        this.bodies.thenAnswer(CompletableFuture.completedFuture(new HostileText()));
        this.bodies.thenAnswer(CompletableFuture.completedFuture("good"));
        givesItsProbeBack((agent) -> Mono.fromFuture(agent.future()).block());
    }

    @Test
    void inAMono() {
        this.bodies.then(() -> Mono.just(new HostileText())).then(() -> Mono.just("good"));
        givesItsProbeBack((agent) -> agent.mono().block());
    }

    @Test
    void inAStream() {
        this.bodies.then(() -> Flux.just(new HostileText())).then(() -> Flux.just("good"));
        givesItsProbeBack((agent) -> agent.flux().blockFirst());
    }

    @Test
    void inAStreamWhoseContentNobodyCanTell() {
        this.bodies.then(() -> Flux.just(1)).then(() -> Flux.just(2));
        givesItsProbeBack((agent) -> String.valueOf(agent.numbers().blockFirst()), "2");
    }

    @Test
    void fallsBack() {
        this.bodies.thenAnswer(new HostileText());
        this.runner.run(
                (context) -> assertThat(context.getBean(Agent.class).withText()).isEqualTo("busy"));
    }

    private void givesItsProbeBack(Function<Agent, CharSequence> call) {
        givesItsProbeBack(call, "good");
    }

    private void givesItsProbeBack(Function<Agent, CharSequence> call, String good) {
        this.runner.run((context) -> {
            context.getBean(CircuitRegistry.class).force("a/one", CircuitState.OPEN, Duration.ofSeconds(1));
            this.time.advance(Duration.ofSeconds(1));
            Agent agent = context.getBean(Agent.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.apply(agent))
                    .withMessage("hostile");
            assertThat(call.apply(agent)).hasToString(good);
        });
    }

    /** Text that nobody can read. */
    static final class HostileText implements CharSequence {

        @Override
        public int length() {
            throw new IllegalStateException("hostile");
        }

        @Override
        public char charAt(int index) {
            throw new IllegalStateException("hostile");
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new IllegalStateException("hostile");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("hostile");
        }
    }

    static class HostileContent implements StreamContent<Integer> {

        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public boolean isContent(Integer item) {
            if (item == 1) {
                throw new IllegalStateException("hostile");
            }
            return true;
        }
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall(value = "value", model = "a/one", maxAttempts = 1)
        public CharSequence value() {
            return this.bodies.run();
        }

        @LlmCall(value = "future", model = "a/one", maxAttempts = 1)
        public CompletableFuture<CharSequence> future() {
            return this.bodies.run();
        }

        @LlmCall(value = "mono", model = "a/one", maxAttempts = 1)
        public Mono<CharSequence> mono() {
            return this.bodies.run();
        }

        @LlmCall(value = "flux", model = "a/one", maxAttempts = 1)
        public Flux<CharSequence> flux() {
            return this.bodies.run();
        }

        @LlmCall(value = "numbers", model = "a/one", maxAttempts = 1)
        public Flux<Integer> numbers() {
            return this.bodies.run();
        }

        @LlmCall("with-text")
        @Fallback(text = "busy")
        public CharSequence withText() {
            return this.bodies.run();
        }
    }
}
