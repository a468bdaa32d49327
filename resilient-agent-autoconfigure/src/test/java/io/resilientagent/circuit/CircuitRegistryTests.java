package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;

import static io.resilientagent.circuit.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CircuitRegistryTests {

    private final AtomicLong now = new AtomicLong();

    private final CircuitRegistry registry = new CircuitRegistry(this.now::get, 3);

    private final CircuitSettings settings = settings().failureThreshold(1).build();

    private final List<String> evicted = new ArrayList<>();

    CircuitRegistryTests() {
        this.registry.addListener(new CircuitListener() {
            @Override
            public void onEvicted(String circuit) {
                CircuitRegistryTests.this.evicted.add(circuit);
            }
        });
    }

    private Circuit computed(String name) {
        return this.registry.computed(name, "support", this.settings);
    }

    private void pass(Duration time) {
        this.now.addAndGet(time.toNanos());
    }

    private Lease begin(Circuit circuit) {
        return Objects.requireNonNull(circuit.acquire(this.now.get(), TestCircuit.LEASE));
    }

    @Test
    void givesTheSameCircuitForTheSameName() {
        Circuit circuit = this.registry.circuit("support", this.settings);
        assertThat(this.registry.circuit("support", CircuitSettings.defaults())).isSameAs(circuit);
        assertThat(circuit.settings()).isEqualTo(this.settings);
        assertThat(circuit.settingsName()).isEqualTo("support");
        assertThat(this.registry.find("support")).containsSame(circuit);
        assertThat(this.registry.all()).containsExactly(circuit);
    }

    @Test
    void cleansComputedNames() {
        assertThat(computed("openai@tenant-1:eu/gpt_4.1").name()).isEqualTo("openai@tenant-1:eu/gpt_4.1");
        assertThat(computed("a b\nc#d\u00e9").name()).isEqualTo("a_b_c_d_");
        assertThat(computed("x".repeat(200)).name()).isEqualTo("x".repeat(128));
        assertThat(computed("a b\nc#d\u00e9").settingsName()).isEqualTo("support");
    }

    @Test
    void anEmptyNameIsTheSettingsOwnCircuit() {
        assertThat(computed("")).isSameAs(this.registry.circuit("support", this.settings));
    }

    @Test
    void evictsTheOneThatIsIdleForLongest() {
        computed("a");
        pass(Duration.ofSeconds(10));
        Circuit second = computed("b");
        pass(Duration.ofSeconds(10));
        computed("c");
        pass(Duration.ofSeconds(70));
        begin(second);
        computed("d");
        assertThat(this.evicted).containsExactly("a");
        assertThat(this.registry.find("a")).isEmpty();
        assertThat(this.registry.find("b")).isPresent();
        computed("e");
        assertThat(this.evicted).containsExactly("a", "c");
    }

    @Test
    void neverEvictsOneThatIsNotClosedNorAStaticOne() {
        Circuit fixed = this.registry.circuit("static", this.settings);
        begin(computed("a")).fail(FailureKind.TIMEOUT, 0, 0, 0);
        computed("b");
        this.registry.force("b", CircuitState.DISABLED, null);
        computed("c");
        this.registry.force("c", CircuitState.FORCED_OPEN, null);
        pass(Duration.ofHours(1));
        Circuit overflow = computed("d");
        assertThat(overflow.name()).isEqualTo("support#overflow");
        assertThat(overflow.settingsName()).isEqualTo("support");
        assertThat(computed("e")).isSameAs(overflow);
        assertThat(this.registry.computed("e", "other", this.settings).name()).isEqualTo("other#overflow");
        assertThat(this.evicted).isEmpty();
        assertThat(this.registry.find("static")).containsSame(fixed);
    }

    @Test
    void namesLeaveTheOverflowWhenThereIsRoomAgain() {
        computed("a");
        computed("b");
        computed("c");
        assertThat(computed("d").name()).isEqualTo("support#overflow");
        pass(Duration.ofMinutes(2));
        assertThat(computed("d").name()).isEqualTo("d");
    }

    @Test
    void aStaticNameThatWasComputedBeforeIsKept() {
        Circuit circuit = computed("a");
        assertThat(this.registry.circuit("a", this.settings)).isSameAs(circuit);
        pass(Duration.ofHours(1));
        computed("b");
        computed("c");
        computed("d");
        pass(Duration.ofHours(1));
        computed("e");
        assertThat(this.registry.find("a")).containsSame(circuit);
    }

    @Test
    void aStaticNameThatWasComputedBeforeGetsItsOwnSettings() {
        Circuit circuit = computed("a");
        CircuitSettings own = settings().failureThreshold(7).build();
        assertThat(this.registry.circuit("a", own).settings()).isEqualTo(own);
        assertThat(circuit.settingsName()).isEqualTo("a");
        this.registry.replace("support", settings().failureThreshold(8).build());
        assertThat(circuit.settings()).isEqualTo(own);
    }

    @Test
    void aCircuitWhoseLongCallHasJustEndedIsNotIdle() {
        Circuit circuit = computed("a");
        Lease lease = begin(circuit);
        computed("b");
        computed("c");
        pass(Duration.ofSeconds(90));
        lease.succeed(this.now.get(), 0);
        computed("d");
        assertThat(this.evicted).containsExactly("b");
    }

    @Test
    void halfOpenOnesThatNobodyAsksForAnHourDoNotKeepOthersOut() {
        for (String name : List.of("a", "b", "c")) {
            begin(computed(name)).fail(FailureKind.TIMEOUT, this.now.get(), 0, 0);
        }
        pass(Duration.ofMinutes(59));
        assertThat(computed("d").name()).isEqualTo("support#overflow");
        begin(computed("a")).release(this.now.get());
        pass(Duration.ofMinutes(2));
        assertThat(computed("d").name()).isEqualTo("d");
        assertThat(computed("e").name()).isEqualTo("e");
        assertThat(computed("f").name()).isEqualTo("support#overflow");
        assertThat(this.evicted).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void theIdleClosedOnesGoBeforeTheHalfOpenOnes() {
        begin(computed("a")).fail(FailureKind.TIMEOUT, this.now.get(), 0, 0);
        pass(Duration.ofHours(2));
        computed("b");
        computed("c");
        pass(Duration.ofMinutes(2));
        computed("d");
        assertThat(this.evicted).containsExactly("b");
    }

    @Test
    void aStateForcedUponACircuitThatIsForgottenAtThatMomentIsNotLost() {
        AtomicReference<Runnable> interruption = new AtomicReference<>(() -> {});
        AtomicLong time = new AtomicLong();
        CircuitRegistry registry = new CircuitRegistry(
                () -> {
                    interruption.getAndSet(() -> {}).run();
                    return time.get();
                },
                1);
        registry.computed("a", "support", this.settings);
        time.addAndGet(Duration.ofMinutes(2).toNanos());
        interruption.set(() -> {
            registry.computed("b", "support", this.settings);
            time.addAndGet(Duration.ofMinutes(2).toNanos());
            registry.computed("a", "support", this.settings);
        });
        Circuit forced = registry.force("a", CircuitState.FORCED_OPEN, null);
        assertThat(registry.find("a")).containsSame(forced);
        assertThat(forced.state(time.get())).isEqualTo(CircuitState.FORCED_OPEN);
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() {
        CircuitRegistry registry = new CircuitRegistry(this.now::get, 3);
        List<CircuitTransition> heard = new ArrayList<>();
        registry.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                throw new NoClassDefFoundError("expected by the test");
            }
        });
        registry.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                heard.add(transition);
            }
        });
        registry.circuit("a", this.settings);
        registry.force("a", CircuitState.FORCED_OPEN, null);
        registry.force("a", CircuitState.CLOSED, null);
        assertThat(heard).hasSize(2);
    }

    @Test
    void keepsTheLastTenTransitions() {
        Circuit circuit = this.registry.circuit("a", this.settings);
        for (int i = 0; i < 7; i++) {
            this.now.set(i);
            this.registry.force("a", CircuitState.FORCED_OPEN, null);
            this.registry.force("a", CircuitState.CLOSED, null);
        }
        List<CircuitTransition> transitions = circuit.snapshot(100).transitions();
        assertThat(transitions).hasSize(10);
        assertThat(transitions.get(0).atNanos()).isEqualTo(2);
        assertThat(transitions.get(9).to()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void needsRoomForOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CircuitRegistry(this.now::get, 0))
                .withMessage("Invalid max-circuits (0): must be at least 1");
    }
}
