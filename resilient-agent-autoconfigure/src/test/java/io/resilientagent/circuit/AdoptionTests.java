package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a circuit takes over from other instances, and what it tells them. */
class AdoptionTests {

    private static final String NAME = "anthropic/claude";

    private final TestCircuit test = new TestCircuit(settings().failureThreshold(2));

    private final List<CircuitDecision> told = new ArrayList<>();

    private final List<String> reset = new ArrayList<>();

    AdoptionTests() {
        this.test.registry.addListener(new CircuitListener() {
            @Override
            public void onDecision(Circuit circuit) {
                AdoptionTests.this.told.add(circuit.decision(AdoptionTests.this.test.now()));
            }

            @Override
            public void onReset(Circuit circuit) {
                AdoptionTests.this.reset.add(circuit.name());
            }
        });
    }

    private static CircuitDecision open(Duration left) {
        return new CircuitDecision(CircuitState.OPEN, false, FailureKind.OVERLOADED, 0, left.toNanos());
    }

    private static CircuitDecision closed(boolean operator, Duration age) {
        return new CircuitDecision(CircuitState.CLOSED, operator, null, age.toNanos(), CircuitDecision.NO_END);
    }

    private static CircuitDecision forced(@Nullable Duration left, Duration age) {
        long nanos = (left != null) ? left.toNanos() : CircuitDecision.NO_END;
        return new CircuitDecision(CircuitState.FORCED_OPEN, true, null, age.toNanos(), nanos);
    }

    private OperatorWord lastWord() {
        return Objects.requireNonNull(this.test.circuit.word());
    }

    private boolean adopt(CircuitDecision decision) {
        return this.test.registry.adopt(NAME, decision, 0, 0);
    }

    @Test
    void openTimeOfAnotherInstanceIsTakenOverWithItsReasonAndNotToldAgain() {
        assertThat(adopt(open(Duration.ofSeconds(30)))).isTrue();
        this.test.refuses();
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(30));
        assertThat(this.test.snapshot().origin()).isEqualTo(CircuitOrigin.FLEET);
        assertThat(this.test.snapshot().reason()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(this.told).isEmpty();
        assertThat(this.test.circuit.decision(this.test.now())).isNull();
    }

    @Test
    void probesBeginLaterBySpread() {
        this.test.registry.adopt(
                NAME, open(Duration.ofSeconds(30)), 0, Duration.ofSeconds(7).toNanos());
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(37));
        this.test.pass(Duration.ofSeconds(37));
        assertThat(this.test.begin().isProbe()).isTrue();
    }

    @Test
    void laterEndWinsWhoeverSaidIt() {
        this.test.fail(2);
        assertThat(adopt(open(Duration.ofSeconds(59)))).isFalse();
        assertThat(this.test.snapshot().origin()).isEqualTo(CircuitOrigin.LOCAL);
        assertThat(adopt(open(Duration.ofSeconds(90)))).isTrue();
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(90));
        assertThat(adopt(open(Duration.ofSeconds(70)))).isFalse();
        assertThat(this.test.snapshot().sinceNanos()).isZero();
        assertThat(this.test.transitions).hasSize(1);
    }

    @Test
    void whatWasToldBeforeIsNoNews() {
        adopt(open(Duration.ofSeconds(30)));
        long slack = Duration.ofSeconds(5).toNanos();
        assertThat(this.test.registry.adopt(NAME, open(Duration.ofSeconds(34)), slack, 0))
                .isFalse();
        assertThat(this.test.registry.adopt(NAME, open(Duration.ofSeconds(36)), slack, 0))
                .isTrue();
    }

    @Test
    void wordThatSaysSomethingElseIsNewsHoweverShortlyItFollows() {
        long slack = Duration.ofSeconds(5).toNanos();
        this.test.registry.reset(NAME);
        lastWord().settle();
        this.test.pass(Duration.ofMillis(300));
        assertThat(this.test.registry.adopt(NAME, forced(null, Duration.ofMillis(5_301)), slack, 0))
                .isFalse();
        assertThat(this.test.registry.adopt(NAME, forced(null, Duration.ofMillis(200)), slack, 0))
                .isTrue();
        assertThat(this.test.registry.adopt(NAME, forced(null, Duration.ZERO), slack, 0))
                .isFalse();
        assertThat(this.test.registry.adopt(NAME, forced(Duration.ofMinutes(1), Duration.ofMillis(100)), slack, 0))
                .isTrue();
    }

    @Test
    void wordThatIsToldLaterCountsThoughItsWayMadeItSeemOlder() {
        assertThat(adopt(forced(null, Duration.ZERO))).isTrue();
        assertThat(adopt(closed(true, Duration.ofSeconds(2)))).isTrue();
        assertThat(adopt(forced(null, Duration.ofSeconds(8)))).isFalse();
        assertThat(adopt(forced(null, Duration.ofSeconds(7)))).isTrue();
    }

    @Test
    void wordFromBeforeTheFailuresDoesNotClose() {
        adopt(closed(true, Duration.ZERO));
        this.test.pass(Duration.ofSeconds(1));
        this.test.fail(2);
        assertThat(adopt(closed(true, Duration.ofSeconds(1)))).isFalse();
        assertThat(this.test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void successElsewhereClosesWhatIsOpenHereAndMakesALateResultOfTheProbeHere() {
        this.test.fail(2);
        this.test.pass(Duration.ofSeconds(60));
        Lease probe = this.test.begin();
        assertThat(adopt(closed(false, Duration.ZERO))).isTrue();
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        probe.fail(FailureKind.TIMEOUT, this.test.now(), 0, 0);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(this.test.snapshot().lateCalls()).isEqualTo(1);
    }

    @Test
    void successFromBeforeTheFailuresDoesNotClose() {
        this.test.fail(2);
        this.test.pass(Duration.ofSeconds(1));
        assertThat(adopt(closed(false, Duration.ofSeconds(2)))).isFalse();
        assertThat(this.test.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void successElsewhereDoesNotEndAForcedState() {
        this.test.registry.force(NAME, CircuitState.FORCED_OPEN, null);
        assertThat(adopt(closed(false, Duration.ZERO))).isFalse();
        assertThat(adopt(open(Duration.ofSeconds(30)))).isFalse();
        this.test.refuses();
    }

    @Test
    void forcedStateOutranksOutcomesAndTheNewerWordTheOlder() {
        this.test.fail(2);
        assertThat(adopt(forced(Duration.ofMinutes(5), Duration.ofSeconds(1)))).isTrue();
        assertThat(adopt(closed(true, Duration.ofSeconds(7)))).isFalse();
        assertThat(this.reset).isEmpty();
        assertThat(adopt(closed(true, Duration.ZERO))).isTrue();
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(this.reset).containsExactly(NAME);
    }

    @Test
    void wordThatWasSaidHereStandsUntilItsPlaceAmongOthersIsKnown() {
        this.test.registry.reset(NAME);
        this.test.pass(Duration.ofSeconds(1));
        this.test.fail(2);
        assertThat(adopt(forced(null, Duration.ZERO))).isFalse();
        assertThat(lastWord().decision(this.test.now())).isEqualTo(closed(true, Duration.ofSeconds(1)));
        lastWord().settle();
        assertThat(adopt(forced(null, Duration.ZERO))).isTrue();
        assertThat(lastWord().isSettled()).isTrue();
    }

    @Test
    void wordWhoseTimeIsOverHoldsNothingUp() {
        this.test.registry.force(NAME, CircuitState.DISABLED, Duration.ofMinutes(1));
        this.test.pass(Duration.ofMinutes(1));
        assertThat(lastWord().decision(this.test.now())).isNull();
        assertThat(adopt(forced(null, Duration.ofSeconds(10)))).isTrue();
    }

    @Test
    void wordThatEndsHereAMomentEarlierThanWhereItIsStoredDoesNotBeginAgain() {
        adopt(forced(Duration.ofMinutes(1), Duration.ZERO));
        this.test.pass(Duration.ofMinutes(1));
        assertThat(adopt(forced(Duration.ofMillis(3), Duration.ofMillis(60_001))))
                .isFalse();
        assertThat(adopt(forced(Duration.ofMinutes(1), Duration.ofSeconds(1)))).isTrue();
    }

    @Test
    void longerOpenTimeThatAServerAdvisedIsNoWordOfAnOperator() {
        Lease late = this.test.begin();
        this.test.registry.force(NAME, CircuitState.OPEN, Duration.ofSeconds(30));
        lastWord().settle();
        late.fail(
                FailureKind.RATE_LIMITED,
                this.test.now(),
                0,
                Duration.ofSeconds(90).toNanos());
        assertThat(this.test.untilAdmission()).isEqualTo(Duration.ofSeconds(90));
        assertThat(lastWord().isSettled()).isTrue();
        assertThat(this.told.get(1).operator()).isFalse();
        assertThat(adopt(forced(null, Duration.ZERO))).isTrue();
    }

    @Test
    void obsoleteWordDoesNotComeBackWhenTheOneThatReplacedItIsOver() {
        adopt(forced(null, Duration.ZERO));
        this.test.pass(Duration.ofMinutes(1));
        adopt(new CircuitDecision(
                CircuitState.DISABLED, true, null, 0, Duration.ofMinutes(1).toNanos()));
        this.test.pass(Duration.ofMinutes(2));
        assertThat(adopt(forced(null, Duration.ofMinutes(3)))).isFalse();
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void wordThatComesTwiceCountsOnce() {
        assertThat(adopt(closed(true, Duration.ofSeconds(1)))).isTrue();
        assertThat(adopt(closed(true, Duration.ofMillis(999)))).isFalse();
        assertThat(adopt(closed(true, Duration.ofMillis(900)))).isTrue();
        assertThat(this.reset).hasSize(2);
    }

    @Test
    void circuitThatWasJustResetIsNotForgotten() {
        CircuitRegistry registry = new CircuitRegistry(this.test::now, 1);
        Circuit tenant = registry.computed("tenant/1", "tenants", settings().build());
        registry.force("tenant/1", CircuitState.FORCED_OPEN, null);
        this.test.pass(Duration.ofHours(1));
        registry.reset("tenant/1");
        registry.computed("tenant/2", "tenants", settings().build());
        assertThat(registry.find("tenant/1")).containsSame(tenant);
    }

    @Test
    void missedResetSoonAfterAForcedStateIsLearnedLater() {
        adopt(forced(null, Duration.ZERO));
        this.test.pass(Duration.ofSeconds(4));
        long slack = Duration.ofSeconds(5).toNanos();
        CircuitDecision again = forced(null, Duration.ofSeconds(3));
        assertThat(this.test.registry.adopt(NAME, again, slack, 0)).isFalse();
        CircuitDecision missed = closed(true, Duration.ofSeconds(2));
        assertThat(this.test.registry.adopt(NAME, missed, slack, 0)).isTrue();
        assertThat(this.test.registry.adopt(NAME, missed, slack, 0)).isFalse();
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void resetElsewhereEmptiesTheWindow() {
        this.test.fail(1);
        assertThat(adopt(closed(true, Duration.ZERO))).isTrue();
        this.test.fail(1);
        assertThat(this.test.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(this.test.transitions).isEmpty();
    }

    @Test
    void openTimeFromBeforeAResetDoesNotCount() {
        adopt(closed(true, Duration.ofSeconds(10)));
        CircuitDecision before =
                open(Duration.ofSeconds(30)).after(Duration.ofSeconds(11).toNanos());
        assertThat(before).isNotNull();
        assertThat(adopt(before)).isFalse();
        assertThat(adopt(open(Duration.ofSeconds(30)))).isTrue();
    }

    @Test
    void failedProbeElsewhereOpensAHalfOpenCircuit() {
        this.test.fail(2);
        this.test.pass(Duration.ofSeconds(60));
        this.test.begin();
        this.test.pass(Duration.ofMillis(1));
        assertThat(adopt(open(Duration.ofMillis(500)))).isTrue();
        this.test.refuses();
    }

    @Test
    void tellsWhatItDecidesByItselfAndNothingElse() {
        this.test.fail(2);
        this.test.pass(Duration.ofSeconds(60));
        this.test.succeed(1);
        this.test.registry.force(NAME, CircuitState.DISABLED, Duration.ofMinutes(1));
        this.test.pass(Duration.ofMinutes(1));
        this.test.succeed(1);
        assertThat(this.test.circuit.decision(this.test.now())).isNull();
        this.test.registry.reset(NAME);
        assertThat(this.told)
                .containsExactly(
                        open(Duration.ofSeconds(60)),
                        closed(false, Duration.ZERO),
                        new CircuitDecision(
                                CircuitState.DISABLED,
                                true,
                                null,
                                0,
                                Duration.ofMinutes(1).toNanos()),
                        closed(true, Duration.ZERO));
    }

    @Test
    void tellsOfALongerOpenTime() {
        Lease late = this.test.begin();
        this.test.fail(2);
        late.fail(
                FailureKind.RATE_LIMITED,
                this.test.now(),
                0,
                Duration.ofSeconds(90).toNanos());
        assertThat(this.told).containsExactly(open(Duration.ofSeconds(60)), open(Duration.ofSeconds(90)));
    }

    @Test
    void adoptedForcedStateIsToldToWhoeverAsks() {
        adopt(forced(null, Duration.ofSeconds(3)));
        this.test.pass(Duration.ofSeconds(1));
        assertThat(this.test.circuit.decision(this.test.now())).isEqualTo(forced(null, Duration.ofSeconds(4)));
        assertThat(this.told).isEmpty();
    }

    @Test
    void circuitThatIsMadeLaterKnowsWhatWasDecidedBefore() {
        CircuitRegistry registry = this.test.registry;
        registry.adopt("a/later", open(Duration.ofSeconds(30)), 0, 0);
        registry.adopt("a/over", open(Duration.ofSeconds(5)), 0, 0);
        registry.adopt("a/closed", open(Duration.ofSeconds(30)), 0, 0);
        registry.adopt("a/closed", closed(false, Duration.ZERO), 0, 0);
        registry.adopt("a/forced", open(Duration.ofSeconds(30)), 0, 0);
        registry.adopt("a/forced", forced(null, Duration.ZERO), 0, 0);
        assertThat(registry.find("a/later")).isEmpty();
        this.test.pass(Duration.ofSeconds(10));
        assertThat(state("a/later")).isEqualTo(CircuitState.OPEN);
        assertThat(registry.circuit("a/later", settings().build()).nanosUntilAdmission(this.test.now()))
                .isEqualTo(Duration.ofSeconds(20).toNanos());
        assertThat(state("a/over")).isEqualTo(CircuitState.CLOSED);
        assertThat(state("a/closed")).isEqualTo(CircuitState.CLOSED);
        assertThat(state("a/forced")).isEqualTo(CircuitState.FORCED_OPEN);
    }

    private CircuitState state(String name) {
        return this.test.registry.computed(name, "tenants", settings().build()).state(this.test.now());
    }

    @Test
    void foreignNamesMakeNoCircuitsAndFillNoMemory() {
        for (int i = 0; i < 100_000; i++) {
            this.test.registry.adopt("tenant/" + i, open(Duration.ofSeconds(30)), 0, 0);
        }
        assertThat(this.test.registry.all()).hasSize(1);
        assertThat(state("tenant/99999")).isEqualTo(CircuitState.OPEN);
        assertThat(state("tenant/0")).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void decisionsThatNoCircuitTakesAreRefused() {
        long second = Duration.ofSeconds(1).toNanos();
        long never = CircuitDecision.NO_END;
        refuses(() -> new CircuitDecision(CircuitState.HALF_OPEN, false, null, 0, second));
        refuses(() -> new CircuitDecision(CircuitState.FORCED_OPEN, false, null, 0, second));
        refuses(() -> new CircuitDecision(CircuitState.OPEN, false, null, 0, never));
        refuses(() -> new CircuitDecision(CircuitState.OPEN, false, null, 0, 0));
        refuses(() -> new CircuitDecision(CircuitState.OPEN, false, null, -1, second));
        refuses(() -> new CircuitDecision(CircuitState.CLOSED, false, null, 0, second));
        refuses(() -> new CircuitDecision(CircuitState.CLOSED, false, FailureKind.TIMEOUT, 0, never));
        refuses(() -> new CircuitDecision(CircuitState.DISABLED, true, null, never, never));
    }

    private static void refuses(Runnable decision) {
        assertThatIllegalArgumentException().isThrownBy(decision::run).withMessageStartingWith("Invalid ");
    }
}
