package io.resilientagent.circuit;

import java.time.Duration;
import java.util.List;

import io.resilientagent.failure.FailureKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random settings and random histories. */
final class Histories {

    private Histories() {}

    static Arbitrary<CircuitSettings> settings() {
        Arbitrary<TestSettings> window = Combinators.combine(
                        Arbitraries.of(WindowType.class),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 8))
                .as((type, size, minimum) -> TestSettings.settings().window(type, size, minimum));
        return Combinators.combine(
                        window,
                        Arbitraries.of(0, 0, 1, 2, 3, 5),
                        Arbitraries.of(0.0, 25.0, 33.3, 50.0, 100.0),
                        Arbitraries.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                        Arbitraries.of(0.0, 40.0, 100.0),
                        Arbitraries.of(1.0, 1.5, 2.0).injectNull(0.4),
                        Arbitraries.of(0, 20, 60),
                        Arbitraries.integers().between(1, 3))
                .as((settings, threshold, rate, slow, slowRate, multiplier, maxWait, permitted) ->
                        settings.failureThreshold(threshold)
                                .failureRate(rate)
                                .slow(slow, slowRate)
                                .wait(Duration.ofSeconds(10))
                                .multiplier(multiplier)
                                .maxWait(Duration.ofSeconds(maxWait))
                                .permitted(permitted)
                                .build());
    }

    static Arbitrary<List<Step>> steps() {
        return Arbitraries.frequencyOf(
                        Tuple.of(40, begins()),
                        Tuple.of(40, ends()),
                        Tuple.of(16, passes()),
                        Tuple.of(2, forces()),
                        Tuple.of(4, adoptions()),
                        Tuple.of(2, Arbitraries.create(Step.Settle::new)),
                        Tuple.of(1, settings().map(Step.Replace::new)))
                .list()
                .ofMinSize(10)
                .ofMaxSize(150);
    }

    private static Arbitrary<Step> begins() {
        return Arbitraries.of(1, 15, 600).map((seconds) -> new Step.Begin(Duration.ofSeconds(seconds)));
    }

    /** Mostly one of the last calls, sometimes an old one. */
    private static Arbitrary<Step> ends() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.integers().between(0, 2)),
                                Tuple.of(1, Arbitraries.integers().between(0, 40))),
                        Arbitraries.frequency(
                                Tuple.of(6, Step.Result.SUCCEED),
                                Tuple.of(6, Step.Result.FAIL),
                                Tuple.of(1, Step.Result.OPEN),
                                Tuple.of(2, Step.Result.RELEASE),
                                Tuple.of(1, Step.Result.UNDO)),
                        Arbitraries.of(FailureKind.RATE_LIMITED, FailureKind.OVERLOADED, FailureKind.AUTHENTICATION),
                        Arbitraries.of(0, 1_000, 1_001, 5_001).map(Duration::ofMillis),
                        Arbitraries.of(0, 0, 0, 1, 3_000, 15_000, 100_000).map(Duration::ofMillis))
                .as(Step.End::new);
    }

    private static Arbitrary<Step> passes() {
        return Arbitraries.of(1, 300, 999, 1_000, 1_700, 5_000, 10_000, 15_000, 60_000)
                .map((millis) -> new Step.Pass(Duration.ofMillis(millis)));
    }

    private static Arbitrary<Step> adoptions() {
        return Combinators.combine(
                        Arbitraries.of(
                                CircuitState.CLOSED,
                                CircuitState.CLOSED,
                                CircuitState.OPEN,
                                CircuitState.OPEN,
                                CircuitState.FORCED_OPEN,
                                CircuitState.DISABLED),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 1, 2_000, 20_000, 60_000).map(Duration::ofMillis),
                        Arbitraries.of(300, 1_500, 8_000, 30_000).map(Duration::ofMillis),
                        Arbitraries.of(0, 0, 5_000).map(Duration::ofMillis),
                        Arbitraries.of(0, 7_000).map(Duration::ofMillis))
                .as((state, operator, age, left, slack, spread) ->
                        new Step.Adopt(decision(state, operator, age, left), slack, spread));
    }

    private static CircuitDecision decision(CircuitState state, boolean operator, Duration age, Duration left) {
        boolean forced = state == CircuitState.FORCED_OPEN || state == CircuitState.DISABLED;
        boolean endless = state == CircuitState.CLOSED || (forced && age.isZero());
        return new CircuitDecision(
                state,
                operator || forced,
                (state == CircuitState.OPEN && !operator) ? FailureKind.OVERLOADED : null,
                age.toNanos(),
                endless ? CircuitDecision.NO_END : left.toNanos());
    }

    private static Arbitrary<Step> forces() {
        return Combinators.combine(
                        Arbitraries.of(
                                CircuitState.CLOSED,
                                CircuitState.OPEN,
                                CircuitState.FORCED_OPEN,
                                CircuitState.DISABLED),
                        Arbitraries.of(Duration.ofSeconds(3), Duration.ofSeconds(30))
                                .injectNull(0.3))
                .as((state, duration) -> new Step.Force(state, (state == CircuitState.CLOSED) ? null : duration));
    }
}
