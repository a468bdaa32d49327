package io.resilientagent.streaming;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSnapshot;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/** What a subscriber gets of a chain of two models, of which the first fails in every way that a stream can. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class StreamingContract {

    private static final String WHOLE = String.join("", StreamStub.PIECES);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Set<Class<?>> WARM = ConcurrentHashMap.newKeySet();

    private final StreamDialect dialect;

    private final StreamStub provider;

    private final ApplicationContextRunner runner;

    StreamingContract(StreamDialect dialect, Class<? extends StreamingAgent> agent) {
        this.dialect = dialect;
        this.provider = new StreamStub(dialect);
        this.runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                // it outlives an application
                .withBean(StreamStub.class, () -> this.provider, (bean) -> bean.setDestroyMethodName(""))
                .withUserConfiguration(agent)
                .withPropertyValues(
                        "resilient-agent.calls.answer.chain[0].target=stub/first",
                        "resilient-agent.calls.answer.chain[1].target=stub/second",
                        "resilient-agent.calls.answer.retry.max-attempts=2",
                        "resilient-agent.calls.answer.retry.delay=0",
                        "resilient-agent.calls.answer.timeout=0",
                        "resilient-agent.calls.answer.deadline=0");
    }

    /** When the client closes its connection after its stream was cancelled. */
    abstract Closing closing();

    /** The first call of a client takes longer than any limit here. */
    @BeforeEach
    void warmUp() {
        if (WARM.add(getClass())) {
            run(Application::ask);
            this.provider.forget();
        }
    }

    @AfterEach
    void stop() {
        this.provider.close();
    }

    @Test
    void streamsAWholeAnswer() {
        run((application) -> {
            assertThat(application.ask()).isEqualTo(WHOLE);
            assertThat(this.provider.requests("first")).hasSize(1);
            assertThat(application.failures("first")).isEmpty();
            assertThat(application.circuit("first").bufferedCalls()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_CONTENT", "ERROR_BEFORE_CONTENT", "NO_CONTENT"})
    void asksAgainUntilThereIsContent(StreamFault fault) {
        this.provider.next("first", fault, StreamFault.NONE);
        run((application) -> {
            assertThat(application.ask()).isEqualTo(WHOLE);
            assertThat(this.provider.requests("first")).hasSize(2);
            assertThat(this.provider.requests("second")).isEmpty();
            assertThat(application.failures("first")).isEqualTo(Map.of(kind(fault), 1L));
        });
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CUT_BEFORE_CONTENT",
                "ERROR_BEFORE_CONTENT",
                "NO_CONTENT",
                "HANG_BEFORE_HEADERS",
                "HANG_AFTER_HEADERS"
            })
    void asksTheNextModel(StreamFault fault) {
        this.provider.next("first", fault);
        run(
                (application) -> {
                    assertThat(application.ask()).isEqualTo(WHOLE);
                    // A request may not be out yet at the limit.
                    assertThat(this.provider.requests("first")).hasSizeBetween(fault.isHanging() ? 1 : 2, 2);
                    assertThat(this.provider.requests("second")).hasSize(1);
                    assertThat(application.failures("first")).isEqualTo(Map.of(kind(fault), 2L));
                    assertThat(application.failures("second")).isEmpty();
                    if (fault == StreamFault.HANG_AFTER_HEADERS && closing() == Closing.AT_ONCE) {
                        assertThat(this.provider.requests("first").get(0).isClientGone())
                                .isTrue();
                    }
                },
                fault.isHanging() ? "chain[0].timeout=500ms" : "chain[0].timeout=0");
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED, 1000", "OVERLOADED, 400", "UNAVAILABLE, 400"})
    void waitsAsLongAsItIsTold(StreamFault fault, long millis) {
        this.provider.next("first", fault, StreamFault.NONE);
        run((application) -> {
            assertThat(application.ask()).isEqualTo(WHOLE);
            List<StreamRequest> requests = this.provider.requests("first");
            assertThat(requests).hasSize(2);
            assertThat(requests.get(1).atNanos() - requests.get(0).atNanos())
                    .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
            assertThat(application.failures("first")).isEqualTo(Map.of(kind(fault), 1L));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_AFTER_CONTENT", "ERROR_AFTER_CONTENT", "STALL"})
    void neverAsksAgainOnceThereIsContent(StreamFault fault) {
        this.provider.next("first", fault);
        run(
                (application) -> {
                    Heard heard = application.hear();
                    assertThat(heard.text()).isEqualTo(StreamStub.PIECES.get(0));
                    assertThat(application.classify(heard.thrown())).isEqualTo(kind(fault));
                    assertThat(this.provider.requests("first")).hasSize(1);
                    assertThat(this.provider.requests("second")).isEmpty();
                    assertThat(application.failures("first")).isEqualTo(Map.of(kind(fault), 1L));
                    if (fault == StreamFault.STALL && closing() == Closing.AT_ONCE) {
                        assertThat(this.provider.requests("first").get(0).isClientGone())
                                .isTrue();
                    }
                },
                (fault == StreamFault.STALL) ? "idle-timeout=400ms" : "idle-timeout=0");
    }

    @Test
    void letsAStreamBeSlow() {
        this.provider.next("first", StreamFault.DRIP);
        run((application) -> assertThat(application.ask()).isEqualTo("x".repeat(20)), "idle-timeout=30s");
    }

    @Test
    void endsWithItsSubscriber() {
        this.provider.next("first", StreamFault.DRIP);
        run((application) -> {
            CountDownLatch some = new CountDownLatch(2);
            Disposable subscription = application.agent().answer().subscribe((piece) -> {
                if (!application.agent().text(piece).isEmpty()) {
                    some.countDown();
                }
            });
            some.await();
            subscription.dispose();
            assertThat(application.failures("first")).isEmpty();
            assertThat(application.circuit("first").bufferedCalls()).isZero();
            assertThat(application.circuit("first").ignoredCalls()).isEqualTo(1);
            StreamRequest request = this.provider.requests("first").get(0);
            if (closing() != Closing.UNRELIABLE) {
                assertThat(request.isClientGone()).isEqualTo(closing() != Closing.NEVER);
                assertThat(request.drips()).isBetween(2, 20);
            }
            assertThat(this.provider.requests("first")).hasSize(1);
            assertThat(this.provider.requests("second")).isEmpty();
        });
    }

    private FailureKind kind(StreamFault fault) {
        return switch (fault) {
            case CUT_BEFORE_CONTENT, CUT_AFTER_CONTENT -> FailureKind.NETWORK;
            case ERROR_BEFORE_CONTENT, ERROR_AFTER_CONTENT -> this.dialect.errorKind();
            case NO_CONTENT -> FailureKind.MALFORMED_RESPONSE;
            case RATE_LIMITED -> FailureKind.RATE_LIMITED;
            case OVERLOADED, UNAVAILABLE -> FailureKind.OVERLOADED;
            default -> FailureKind.TIMEOUT;
        };
    }

    private void run(Check check, String... values) {
        String[] keys = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            keys[i] = "resilient-agent.calls.answer." + values[i];
        }
        this.runner.withPropertyValues(keys).run((context) -> check.on(new Application(context, this.provider)));
    }

    /** When a client closes its connection. */
    enum Closing {
        AT_ONCE,
        UNRELIABLE,
        NEVER
    }

    /** What a test does with the application. */
    @FunctionalInterface
    private interface Check {

        void on(Application application) throws Exception;
    }

    /** What a subscriber got. */
    private record Heard(String text, @Nullable Throwable thrown) {}

    private record Application(ApplicationContext context, StreamStub provider) {

        StreamingAgent agent() {
            return this.context.getBean(StreamingAgent.class);
        }

        String ask() {
            Heard heard = hear();
            if (heard.thrown() != null) {
                throw new AssertionError("The answer failed", heard.thrown());
            }
            return heard.text();
        }

        Heard hear() {
            StreamingAgent agent = agent();
            List<String> texts = new CopyOnWriteArrayList<>();
            Throwable thrown = agent.answer()
                    .doOnNext((piece) -> {
                        String text = agent.text(piece);
                        texts.add(text);
                        if (!text.isEmpty()) {
                            this.provider.read();
                        }
                    })
                    .then()
                    .materialize()
                    .block(PATIENCE)
                    .getThrowable();
            return new Heard(String.join("", texts), thrown);
        }

        FailureKind classify(@Nullable Throwable thrown) {
            assertThat(thrown).isNotNull();
            return this.context
                    .getBean(FailureClassification.class)
                    .classify(thrown)
                    .kind();
        }

        CircuitSnapshot circuit(String model) {
            return this.context
                    .getBean(CircuitRegistry.class)
                    .find("stub/" + model)
                    .orElseThrow()
                    .snapshot(System.nanoTime());
        }

        Map<FailureKind, Long> failures(String model) {
            return circuit(model).failuresByKind();
        }
    }
}
