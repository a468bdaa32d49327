package io.resilientagent.micrometer;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentObservationAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The spans that OpenTelemetry gets of guarded calls: one of each call, below it one of each attempt. */
class TraceTests {

    private static final String CURRENT = "micrometer.observation";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    private final ObservationRegistry registry = ObservationRegistry.create();

    private final ApplicationContextRunner runner = Guarded.by(new ManualTime(), Agent.class, Outer.class)
            .withConfiguration(AutoConfigurations.of(ResilientAgentObservationAutoConfiguration.class))
            .withBean("observations", ObservationRegistry.class, () -> this.registry)
            .withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    TraceTests() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
                .build();
        this.registry
                .observationConfig()
                .observationHandler(new DefaultTracingObservationHandler(
                        new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {})));
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("value", (agent) -> agent.value("x")),
                new Shape("future", (agent) -> agent.future("x").join()),
                new Shape("mono", (agent) -> agent.mono("x").block()),
                new Shape("flux", (agent) -> agent.flux("x").blockLast()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void tellTheStoryOfACall(Shape shape) {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED, FailureKind.SERVER_ERROR);
            assertThat(shape.ask.apply(context.getBean(Agent.class))).isEqualTo("other");
            SpanData call = awaitSpan("llm call " + shape.name);
            assertThat(call.getParentSpanContext().isValid()).isFalse();
            assertThat(call.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
            assertThat(attributes(call))
                    .containsEntry("call", shape.name)
                    .containsEntry("outcome", "degraded")
                    .containsEntry("route", "other")
                    .containsEntry("depth", "1")
                    .containsKey("callId");
            List<SpanData> attempts = spans("chat model");
            assertThat(attempts).hasSize(2).allSatisfy((attempt) -> {
                assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
                assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(attributes(attempt))
                        .containsEntry("gen_ai.operation.name", "chat")
                        .containsEntry("gen_ai.provider.name", "some")
                        .containsEntry("gen_ai.request.model", "model")
                        .containsEntry("callId", attributes(call).get("callId"));
            });
            assertThat(attributes(attempts.get(0)))
                    .containsEntry("error.type", "overloaded")
                    .doesNotContainKey("http.request.resend_count");
            assertThat(attributes(attempts.get(1)))
                    .containsEntry("error.type", "server-error")
                    .containsEntry("http.request.resend_count", "1");
            assertThat(spans("client"))
                    .extracting(SpanData::getParentSpanId)
                    .containsExactly(
                            attempts.get(0).getSpanId(), attempts.get(1).getSpanId());
            assertThat(spans("local")).extracting(SpanData::getParentSpanId).containsExactly(call.getSpanId());
            assertThat(this.registry.getCurrentObservation()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void callsAreChildrenOfWhatIsCurrentForTheirCaller(Shape shape) {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            Observation.createNotStarted("request", this.registry).observe(() -> shape.ask.apply(agent));
            SpanData call = awaitSpan("llm call " + shape.name);
            assertThat(call.getParentSpanId()).isEqualTo(awaitSpan("request").getSpanId());
            assertThat(attributes(call)).containsEntry("outcome", "success").doesNotContainKey("error.type");
            assertThat(awaitSpan("chat model").getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    void callsOfAPipelineAreChildrenOfTheObservationInItsContext() {
        this.runner.run((context) -> {
            Observation request = Observation.start("request", this.registry);
            Mono<String> answer = context.getBean(Agent.class).mono("x");
            answer.contextWrite(Context.of(CURRENT, request)).block();
            request.stop();
            assertThat(awaitSpan("llm call mono").getParentSpanId())
                    .isEqualTo(awaitSpan("request").getSpanId());
        });
    }

    @Test
    void guardedCallsNest() {
        this.runner.run((context) -> {
            context.getBean(Outer.class).both("x");
            String outer = awaitSpan("chat outer").getSpanId();
            assertThat(awaitSpan("llm call value").getParentSpanId()).isEqualTo(outer);
            assertThat(awaitSpan("llm call mono").getParentSpanId()).isEqualTo(outer);
            assertThat(awaitSpan("chat outer").getParentSpanId())
                    .isEqualTo(awaitSpan("llm call both").getSpanId());
        });
    }

    @Test
    void noProvidersTextAndNoPromptGetsIntoASpan() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(new IllegalStateException("secret text of a provider"));
            Agent agent = context.getBean(Agent.class);
            assertThat(catchThrowable(() -> agent.bare("secret prompt"))).isNotNull();
            assertThat(attributes(awaitSpan("llm call bare"))).containsEntry("error.type", "unknown");
            assertThat(this.exporter.getFinishedSpanItems())
                    .noneMatch((span) -> (span + span.getEvents().toString()).contains("secret"));
        });
    }

    @Test
    void cancelledFutureEndsItsSpans() {
        this.runner.run((context) -> {
            CompletableFuture<String> answer = context.getBean(Agent.class).never();
            assertThat(this.exporter.getFinishedSpanItems()).isEmpty();
            answer.cancel(true);
            assertThat(attributes(awaitSpan("llm call never")))
                    .containsEntry("outcome", "failed")
                    .containsEntry("error.type", "cancelled");
            assertThat(attributes(awaitSpan("chat never"))).containsEntry("error.type", "cancelled");
        });
    }

    @Test
    void spanOfAStreamsAttemptEndsWithTheStreamAndThatOfItsCallWithTheFirstContent() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.items().tryEmitNext("a");
            agent.stream().blockFirst(Duration.ofSeconds(30));
            assertThat(attributes(awaitSpan("llm call stream"))).containsEntry("outcome", "success");
            assertThat(attributes(awaitSpan("chat stream"))).containsEntry("error.type", "cancelled");
            this.exporter.reset();
            Disposable open = agent.stream().subscribe();
            awaitSpan("llm call stream");
            assertThat(spans("chat stream")).isEmpty();
            agent.items().tryEmitComplete();
            assertThat(attributes(awaitSpan("chat stream"))).doesNotContainKey("error.type");
            assertThat(open.isDisposed()).isTrue();
        });
    }

    private SpanData awaitSpan(String name) {
        Await.until("span " + name, () -> !spans(name).isEmpty());
        return spans(name).get(0);
    }

    private List<SpanData> spans(String name) {
        return this.exporter.getFinishedSpanItems().stream()
                .filter((span) -> span.getName().equals(name))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        (entry) -> entry.getKey().getKey(), (entry) -> String.valueOf(entry.getValue())));
    }

    record Shape(String name, Function<Agent, Object> ask) {

        @Override
        public String toString() {
            return this.name;
        }
    }

    static class Agent {

        private final Sinks.Many<String> items = Sinks.many().replay().all();

        private final FakeProvider provider;

        private final ObservationRegistry registry;

        Agent(FakeProvider provider, ObservationRegistry registry) {
            this.provider = provider;
            this.registry = registry;
        }

        @LlmCall(name = "value", model = "some/model", maxAttempts = 2)
        @Fallback("other")
        public String value(String question) {
            return ask(question, null);
        }

        @LlmCall(name = "future", model = "some/model", maxAttempts = 2)
        @Fallback("other")
        public CompletableFuture<String> future(String question) {
            try {
                return CompletableFuture.completedFuture(ask(question, null));
            } catch (RuntimeException ex) {
                return CompletableFuture.failedFuture(ex);
            }
        }

        @LlmCall(name = "mono", model = "some/model", maxAttempts = 2)
        @Fallback("other")
        public Mono<String> mono(String question) {
            return Mono.deferContextual((context) -> Mono.just(ask(question, context.get(CURRENT))));
        }

        @LlmCall(name = "flux", model = "some/model", maxAttempts = 2)
        @Fallback("other")
        public Flux<String> flux(String question) {
            return Flux.deferContextual((context) -> Flux.just(ask(question, context.get(CURRENT))));
        }

        @LlmCall(name = "bare", model = "some/model")
        public String bare(String question) {
            return this.provider.ask(question);
        }

        @LlmCall(name = "never", model = "some/never")
        public CompletableFuture<String> never() {
            return new CompletableFuture<>();
        }

        @LlmCall(name = "stream", model = "some/stream")
        public Flux<String> stream() {
            return this.items.asFlux();
        }

        public Sinks.Many<String> items() {
            return this.items;
        }

        public String other(String question) {
            return Observation.createNotStarted("local", this.registry).observe(() -> "other");
        }

        private String ask(String question, @Nullable Observation parent) {
            Observation client = Observation.createNotStarted("client", this.registry);
            if (parent != null) {
                client.parentObservation(parent);
            }
            return client.observe(() -> this.provider.ask(question));
        }
    }

    static class Outer {

        private final Agent agent;

        Outer(Agent agent) {
            this.agent = agent;
        }

        @LlmCall(name = "both", model = "some/outer")
        public String both(String question) {
            return this.agent.value(question) + this.agent.mono(question).block();
        }
    }
}
