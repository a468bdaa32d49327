package io.resilientagent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** Publishers that end when they are cancelled, as clients do whose connection is closed under them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CancelledStreamTests {

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner =
            Guarded.by(this.time, this.bodies, Agent.class).withBean(Failures.class);

    @ParameterizedTest
    @EnumSource
    void cancelledBeforeItsFirstContent(End end) {
        isNoFailure("", end);
    }

    @ParameterizedTest
    @EnumSource
    void cancelledAfterItsFirstContent(End end) {
        isNoFailure("a", end);
    }

    private void isNoFailure(String first, End end) {
        this.bodies.then(() -> Flux.from(publisher(first, end.signal)));
        this.runner.run((context) -> {
            List<Object> seen = new CopyOnWriteArrayList<>();
            Disposable subscription =
                    context.getBean(Agent.class).stream().subscribe(seen::add, seen::add, () -> seen.add("the end"));
            subscription.dispose();
            assertThat(seen).isSubsetOf(first);
            assertThat(this.bodies.begun()).isEqualTo(1);
            CircuitSnapshot circuit = context.getBean(CircuitRegistry.class)
                    .find("a/one")
                    .orElseThrow()
                    .snapshot(this.time.nanos());
            assertThat(circuit.bufferedCalls()).isZero();
            assertThat(circuit.failuresByKind()).isEmpty();
            assertThat(circuit.ignoredCalls()).isEqualTo(1);
            assertThat(context.getBean(Failures.class).seen).isEmpty();
            assertThat(this.time.tasks()).isZero();
        });
    }

    private static Publisher<String> publisher(String first, Consumer<Subscriber<?>> atCancel) {
        return (subscriber) -> subscriber.onSubscribe(new Subscription() {

            private boolean begun;

            @Override
            public void request(long count) {
                if (!this.begun) {
                    this.begun = true;
                    subscriber.onNext(first);
                }
            }

            @Override
            public void cancel() {
                atCancel.accept(subscriber);
            }
        });
    }

    enum End {
        COMPLETE(Subscriber::onComplete),
        ERROR((subscriber) -> subscriber.onError(Problem.of(FailureKind.NETWORK)));

        private final Consumer<Subscriber<?>> signal;

        End(Consumer<Subscriber<?>> signal) {
            this.signal = signal;
        }
    }

    static class Failures {

        private final List<CallFailureEvent> seen = new CopyOnWriteArrayList<>();

        @EventListener
        void on(CallFailureEvent event) {
            this.seen.add(event);
        }
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall(value = "stream", model = "a/one")
        @Fallback(text = "busy")
        public Flux<String> stream() {
            return this.bodies.run();
        }
    }
}
