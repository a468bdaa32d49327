package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Bodies;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Publishers and subscribers that keep no rule. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostilePublisherTests {

    private static final Problem OVERLOADED = Problem.of(FailureKind.OVERLOADED);

    private final ManualTime time = new ManualTime();

    private final Bodies bodies = new Bodies();

    private final ApplicationContextRunner runner = Guarded.by(this.time, this.bodies, Agent.class);

    @Test
    void publisherThatNeverBegins() {
        publisher((subscriber) -> {});
        this.bodies.then(() -> Flux.just("a"));
        run((agent) -> StepVerifier.create(agent.stream())
                .then(() -> this.time.advance(Duration.ofSeconds(30)))
                .expectNext("a")
                .verifyComplete());
    }

    @Test
    void publisherThatThrowsWhenItIsSubscribedTo() {
        publisher((subscriber) -> {
            throw OVERLOADED;
        });
        this.bodies.then(() -> Flux.just("a"));
        run((agent) -> StepVerifier.create(agent.stream()).expectNext("a").verifyComplete());
    }

    @Test
    void publisherThatDoesNotWaitToBeAsked() {
        publisher((subscriber) -> {
            subscriber.onSubscribe(Operators.emptySubscription());
            for (String item : List.of("", "", "a", "b", "c")) {
                subscriber.onNext(item);
            }
            subscriber.onComplete();
        });
        run((agent) -> StepVerifier.create(agent.stream(), 2)
                .expectNext("", "")
                .thenRequest(Long.MAX_VALUE)
                .expectNext("a", "b", "c")
                .verifyComplete());
    }

    @Test
    void publisherThatFailsTwiceAndGoesOn() {
        publisher((subscriber) -> {
            subscriber.onSubscribe(Operators.emptySubscription());
            subscriber.onNext("");
            subscriber.onError(OVERLOADED);
            subscriber.onError(OVERLOADED);
            subscriber.onNext("late");
            subscriber.onComplete();
        });
        this.bodies.then(() -> Flux.just("a"));
        run((agent) -> StepVerifier.create(agent.stream()).expectNext("a").verifyComplete());
        assertThat(this.bodies.begun()).isEqualTo(2);
    }

    @Test
    void publisherThatGoesOnAfterItsEnd() {
        publisher((subscriber) -> {
            subscriber.onSubscribe(Operators.emptySubscription());
            subscriber.onNext("a");
            subscriber.onComplete();
            subscriber.onNext("late");
            subscriber.onError(OVERLOADED);
        });
        run((agent) -> StepVerifier.create(agent.stream()).expectNext("a").verifyComplete());
    }

    @Test
    void subscriberThatCancelsInTheMidstOfAnItem() {
        this.bodies.then(() -> Flux.just("", "a", "b"));
        List<String> seen = new CopyOnWriteArrayList<>();
        run((agent) -> agent.stream().subscribe(new BaseSubscriber<>() {

            @Override
            protected void hookOnNext(String item) {
                seen.add(item);
                cancel();
            }
        }));
        assertThat(seen).containsExactly("");
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void subscriberThatAsksAgainInTheMidstOfAnItem() {
        this.bodies.then(() -> Flux.range(0, 10_000).map(String::valueOf));
        List<String> seen = new CopyOnWriteArrayList<>();
        run((agent) -> agent.stream().subscribe(new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(String item) {
                seen.add(item);
                request(1);
            }
        }));
        assertThat(seen).hasSize(10_000).startsWith("0", "1").endsWith("9999");
        assertThat(this.time.tasks()).isZero();
    }

    @Test
    void subscriberThatCancelsBeforeItAsks() {
        this.bodies.then(() -> Flux.just("a"));
        run((agent) -> agent.stream().subscribe(new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
                request(1);
            }
        }));
        assertThat(this.bodies.begun()).isZero();
        assertThat(this.time.tasks()).isZero();
    }

    /** Not a publisher of Reactor, whose own checks would be in between. */
    private void publisher(Consumer<Subscriber<? super String>> hostile) {
        this.bodies.then(() -> Flux.from((Publisher<String>) hostile::accept));
    }

    private void run(Consumer<Agent> test) {
        this.runner.run((context) -> test.accept(context.getBean(Agent.class)));
    }

    static class Agent {

        private final Bodies bodies;

        Agent(Bodies bodies) {
            this.bodies = bodies;
        }

        @LlmCall("stream")
        public Flux<String> stream() {
            return this.bodies.run();
        }
    }
}
