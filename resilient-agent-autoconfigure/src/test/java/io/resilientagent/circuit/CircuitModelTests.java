package io.resilientagent.circuit;

import java.util.ArrayList;
import java.util.List;

import io.resilientagent.failure.FailureKind;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories against {@link ReferenceCircuit}: both must give every answer alike. More of them with
 * {@code -Djqwik.tries.default=100000}.
 */
class CircuitModelTests {

    private record Call(@Nullable Lease lease, @Nullable Grant grant) {}

    @Property(seed = "4711")
    void behavesLikeTheReference(
            @ForAll("settings") CircuitSettings settings,
            @ForAll("starts") long start,
            @ForAll("steps") List<Step> steps) {
        new Run(settings, start).all(steps);
    }

    @Provide
    Arbitrary<CircuitSettings> settings() {
        return Histories.settings();
    }

    @Provide
    Arbitrary<Long> starts() {
        return net.jqwik.api.Arbitraries.of(0L, -5_000_000_000L, Long.MAX_VALUE - 20_000_000_000L);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Histories.steps();
    }

    /** The real clock's origin is arbitrary and it may overflow; the reference counts from 0. */
    private static final class Run {

        private final long start;
        private final ReferenceCircuit reference;
        private final CircuitRegistry registry;
        private final Circuit circuit;
        private final List<CircuitTransition> heard = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private int told;
        private long now;

        Run(CircuitSettings settings, long start) {
            this.start = start;
            this.reference = new ReferenceCircuit(settings, 0);
            this.registry = new CircuitRegistry(this::real, 10);
            this.registry.addListener(new CircuitListener() {
                @Override
                public void onTransition(CircuitTransition transition) {
                    Run.this.heard.add(transition);
                }

                @Override
                public void onDecision(Circuit circuit) {
                    Run.this.told++;
                }
            });
            this.circuit = this.registry.circuit("c", settings);
        }

        private long real() {
            return this.start + this.now;
        }

        void all(List<Step> steps) {
            for (Step step : steps) {
                apply(step);
                compare();
            }
        }

        private void apply(Step step) {
            if (step instanceof Step.Begin begin) {
                begin(begin.lease().toNanos());
            } else if (step instanceof Step.End end && end.call() < this.calls.size()) {
                end(this.calls.get(this.calls.size() - 1 - end.call()), end);
            } else if (step instanceof Step.Pass pass) {
                this.now += pass.time().toNanos();
            } else if (step instanceof Step.Force force) {
                this.registry.force("c", force.state(), force.duration());
                this.reference.force(force.state(), force.duration(), this.now);
            } else if (step instanceof Step.Adopt adopt) {
                long slack = adopt.slack().toNanos();
                long spread = adopt.spread().toNanos();
                this.registry.adopt("c", adopt.decision(), slack, spread);
                this.reference.adopt(adopt.decision(), slack, spread, this.now);
            } else if (step instanceof Step.Settle) {
                settle();
            } else if (step instanceof Step.Replace replace) {
                this.registry.replace("c", replace.settings());
                this.reference.replace(replace.settings(), this.now);
            }
        }

        private void settle() {
            OperatorWord word = this.circuit.word();
            if (word != null) {
                word.settle();
            }
            this.reference.lastWord.settle();
        }

        private void begin(long leaseNanos) {
            Call call =
                    new Call(this.circuit.acquire(real(), leaseNanos), this.reference.acquire(this.now, leaseNanos));
            assertThat(call.lease() != null).isEqualTo(call.grant() != null);
            if (call.lease() != null && call.grant() != null) {
                assertThat(call.lease().isProbe()).isEqualTo(call.grant().probe);
                this.calls.add(call);
            }
        }

        private void end(Call call, Step.End end) {
            Lease lease = call.lease();
            Grant grant = call.grant();
            if (lease == null || grant == null) {
                return;
            }
            if (!lease.isProbe()) {
                this.calls.remove(call);
            }
            long elapsed = end.elapsed().toNanos();
            long advice = end.advice().toNanos();
            FailureKind kind = end.kind();
            switch (end.result()) {
                case SUCCEED -> {
                    lease.succeed(real(), elapsed);
                    this.reference.end(grant, null, false, this.now, elapsed, 0);
                }
                case FAIL -> {
                    lease.fail(kind, real(), elapsed, advice);
                    this.reference.end(grant, kind, false, this.now, elapsed, advice);
                }
                case OPEN -> {
                    lease.open(kind, real(), elapsed, advice);
                    this.reference.end(grant, kind, true, this.now, elapsed, advice);
                }
                case RELEASE -> {
                    lease.release(real());
                    this.reference.release(grant);
                }
                case UNDO -> {
                    lease.undo();
                    this.reference.undo(grant);
                }
            }
        }

        private void compare() {
            assertThat(this.circuit.state(real())).isEqualTo(this.reference.state(this.now));
            assertThat(this.circuit.nanosUntilAdmission(real()))
                    .isEqualTo(this.reference.nanosUntilAdmission(this.now));
            CircuitSnapshot snapshot = this.circuit.snapshot(real());
            Figures figures = this.reference.figures(this.now);
            assertThat(new Figures(
                            snapshot.bufferedCalls(),
                            snapshot.failedCalls(),
                            snapshot.slowCalls(),
                            snapshot.consecutiveFailures()))
                    .isEqualTo(figures);
            assertThat(snapshot.failureRate())
                    .isEqualTo(
                            figures.calls() >= this.reference.rules().minimum()
                                    ? figures.failed() * 100.0 / figures.calls()
                                    : null);
            assertThat(snapshot.ignoredCalls()).isEqualTo(this.reference.ignored);
            assertThat(snapshot.lateCalls()).isEqualTo(this.reference.late);
            assertThat(snapshot.notPermittedCalls()).isEqualTo(this.reference.notPermitted);
            assertThat(snapshot.failuresByKind()).isEqualTo(this.reference.failuresByKind);
            assertThat(this.heard).extracting(CircuitTransition::to).isEqualTo(this.reference.history);
            assertThat(this.told).isEqualTo(this.reference.told);
            assertThat(this.circuit.decision(real())).isEqualTo(this.reference.decision(this.now));
            OperatorWord word = this.circuit.word();
            assertThat((word != null) ? word.decision(real()) : null).isEqualTo(this.reference.lastWord.told(this.now));
            compareState(snapshot);
        }

        private void compareState(CircuitSnapshot snapshot) {
            if (this.reference.isOver(this.now)) {
                assertThat(snapshot.reason()).isNull();
                return;
            }
            assertThat(snapshot.sinceNanos() - this.start).isEqualTo(this.reference.since);
            assertThat(snapshot.reason()).isEqualTo(this.reference.reason);
            assertThat(snapshot.origin()).isEqualTo(this.reference.origin);
            int heardSize = this.heard.size();
            assertThat(snapshot.transitions()).isEqualTo(this.heard.subList(Math.max(0, heardSize - 10), heardSize));
        }
    }
}
