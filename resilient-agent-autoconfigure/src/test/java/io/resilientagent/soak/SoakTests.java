package io.resilientagent.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.resilientagent.AgentResult;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.Workers;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Every call ends, and everything comes back. The long run is not part of the build: {@code ./mvnw -pl
 * resilient-agent-autoconfigure test -Dtest=SoakTests -DexcludedGroups= -Dgroups=soak -Dsoak.minutes=1}; it is the same
 * again with {@code -Dsoak.seed} as printed, but for the threads.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class SoakTests {

    private static final int PROBES = 1_000;

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime() % 1_000_000);

    @Test
    void everyCallEndsAndEverythingComesBack() {
        soak(
                new SoakSettings(
                        300,
                        8,
                        10_000,
                        0,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1100),
                        Duration.ofMillis(2500),
                        SEED),
                (ledger, hiccups) -> {});
    }

    @Test
    @Tag("soak")
    void tenThousandCallsAtOnceEndInTime() {
        Duration length = Duration.ofSeconds(60L * Integer.getInteger("soak.minutes", 1) - 25);
        // Most hang until they are given up on, so that few begin and end each second: two processors can do that.
        SoakSettings settings =
                new SoakSettings(10_000, 100, 1_200, 85, length, Duration.ofSeconds(15), Duration.ofSeconds(20), SEED);
        soak(settings, (ledger, hiccups) -> {
            assertThat(ledger.most()).isGreaterThanOrEqualTo(10_000);
            assertThat(ledger.lateness().worstMillisBeyond(hiccups.peaks())).isLessThanOrEqualTo(250);
        });
    }

    private static void soak(SoakSettings settings, BiConsumer<Ledger, Hiccups> demands) {
        Set<Thread> before = threads();
        // Each failed call is logged; a console takes longer over that than a call does.
        Logger log = (Logger) LoggerFactory.getLogger("io.resilientagent");
        Level level = log.getLevel();
        log.setLevel(Level.ERROR);
        try {
            run(settings, demands);
        } finally {
            log.setLevel(level);
        }
        Await.until("the end of all threads", () -> before.containsAll(threads()));
    }

    private static void run(SoakSettings settings, BiConsumer<Ledger, Hiccups> demands) {
        application(settings).run((context) -> {
            CountingTimer timer = context.getBean(CountingTimer.class);
            try (Soak soak = new Soak(settings, context.getBean(SoakAgent.class));
                    Hiccups hiccups = new Hiccups()) {
                soak.run();
                Await.until("the end of all calls", () -> soak.ledger().open() == 0);
                log(settings, soak.ledger(), hiccups);
                demands.accept(soak.ledger(), hiccups);
            }
            Await.until(
                    "the end of all workers",
                    () -> context.getBean(Workers.class).abandoned() == 0);
            Await.until("the end of all timers", () -> timer.pending() == 0);
            allPlacesAreFree(context, settings.inFlight() / 10);
            allProbesComeBack(context);
            assertThat(timer.pending()).isZero();
        });
    }

    private static ApplicationContextRunner application(SoakSettings settings) {
        List<String> values = new ArrayList<>(List.of(
                "resilient-agent.calls.default.timeout=" + settings.timeout().toMillis() + "ms",
                "resilient-agent.calls.default.deadline=" + settings.deadline().toMillis() + "ms",
                "resilient-agent.calls.default.reserve=100ms",
                "resilient-agent.calls.default.idle-timeout=500ms",
                "resilient-agent.calls.default.retry.delay=20ms",
                "resilient-agent.calls.default.retry.max-delay=200ms",
                "resilient-agent.calls.future.wait-for-circuit=300ms",
                "resilient-agent.calls.named.max-concurrent-calls=" + settings.inFlight() / 10,
                "resilient-agent.circuits.default.retry-budget.capacity=0",
                "resilient-agent.circuits.default.failure-threshold=0",
                "resilient-agent.circuits.default.failure-rate-threshold=0",
                "resilient-agent.circuits.[soak/second].failure-rate-threshold=75",
                "resilient-agent.circuits.[soak/second].wait-duration-in-open-state=300ms",
                "resilient-agent.calls.probing.chain[0].target=soak/probed",
                "resilient-agent.calls.probing.chain[0].circuit=probed",
                "resilient-agent.calls.probing.timeout=1h",
                "resilient-agent.calls.probing.deadline=2h",
                "resilient-agent.circuits.probed.permitted-number-of-calls-in-half-open-state=" + PROBES));
        for (String call : List.of("value", "result", "future", "mono", "flux", "named")) {
            values.add("resilient-agent.calls." + call + ".chain=soak/first,soak/second");
        }
        return Guarded.byRealTime(SoakAgent.class, ProbingAgent.class)
                .withBean(CountingTimer.class)
                .withBean(Faults.class, () -> new Faults(settings))
                .withPropertyValues(values.toArray(String[]::new));
    }

    /** As many named calls begin at once as may, each at its first try. */
    private static void allPlacesAreFree(ApplicationContext context, int places) {
        SoakAgent agent = context.getBean(SoakAgent.class);
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        List<CompletableFuture<AgentResult<String>>> calls = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            calls.add(agent.named((call) -> {
                if (call.attempt() == 1 && call.target().model().equals("first")) {
                    begun.incrementAndGet();
                }
                return answer;
            }));
        }
        assertThat(begun).hasValue(places);
        answer.complete("answer");
        Await.until("the last calls", () -> calls.stream().allMatch(CompletableFuture::isDone));
    }

    /** A half-open circuit has no place for a lease that was lost; these do not expire during the test. */
    private static void allProbesComeBack(ApplicationContext context) {
        ProbingAgent agent = context.getBean(ProbingAgent.class);
        CircuitRegistry circuits = context.getBean(CircuitRegistry.class);
        circuits.force("probed", CircuitState.OPEN, Duration.ofNanos(1));
        for (int i = 0; i < PROBES; i++) {
            int number = i / 4;
            switch (i % 4) {
                case 0 -> cancel(agent.future(number));
                case 1 -> cancel(agent.mono(number).subscribe((item) -> {}, (thrown) -> {}));
                case 2 -> cancel(agent.flux(number).subscribe((item) -> {}, (thrown) -> {}));
                default -> assertThatException().isThrownBy(() -> agent.value(number));
            }
        }
        Circuit circuit = circuits.find("probed").orElseThrow();
        assertThat(circuit.state(System.nanoTime())).isEqualTo(CircuitState.HALF_OPEN);
        Await.until("all probes", () -> circuit.snapshot(System.nanoTime()).ignoredCalls() == PROBES);
        for (int i = 0; i < PROBES; i++) {
            assertThat(circuit.acquire(System.nanoTime(), Duration.ofHours(1).toNanos()))
                    .as("a place for probe " + i)
                    .isNotNull();
        }
    }

    private static void cancel(CompletableFuture<?> call) {
        CompletableFuture.runAsync(() -> call.cancel(true));
    }

    private static void cancel(Disposable call) {
        CompletableFuture.runAsync(call::dispose);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter((thread) -> thread.getName().startsWith("resilient-agent-"))
                .collect(Collectors.toSet());
    }

    private static void log(SoakSettings settings, Ledger ledger, Hiccups hiccups) {
        StringBuilder text = new StringBuilder(
                ("seed %d: %d calls, %d at once, the latest answer %d ms after its deadline, %d ms more than an idle"
                                + " thread was late in that second, which was %d ms late at worst")
                        .formatted(
                                settings.seed(),
                                ledger.begun(),
                                ledger.most(),
                                ledger.lateness().worstMillis(),
                                ledger.lateness().worstMillisBeyond(hiccups.peaks()),
                                hiccups.peaks().worstMillis()));
        for (Map.Entry<String, Peaks> shape : ledger.latenessByShape().entrySet()) {
            text.append("\n  %-60s %,9d ms"
                    .formatted("latest " + shape.getKey(), shape.getValue().worstMillis()));
        }
        for (Map.Entry<String, LongAdder> end : ledger.ends().entrySet()) {
            text.append("\n  %-60s %,9d".formatted(end.getKey(), end.getValue().sum()));
        }
        System.getLogger("soak").log(System.Logger.Level.INFO, text);
    }
}
