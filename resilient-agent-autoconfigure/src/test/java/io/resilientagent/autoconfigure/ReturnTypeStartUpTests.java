package io.resilientagent.autoconfigure;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Return types that no guard could guard stop the start. */
class ReturnTypeStartUpTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Streams.class,
                IntStreams.class,
                Iterators.class,
                Futures.class,
                Publishers.class,
                Emitters.class,
                StreamingBodies.class,
                StreamInResult.class,
                StreamInOptional.class,
                FutureInResult.class,
                Callables.class,
                CircuitOnly.class,
                FallbackOnly.class,
            })
    void returnedBeforeTheCallIsMade(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent)))
                .contains("Bean 'agent', method " + agent.getSimpleName() + ".answer()")
                .contains("it returns ")
                .contains("which is returned before the call is made")
                .contains("Return the answer itself, an Optional or an AgentResult of it");
    }

    @ParameterizedTest
    @ValueSource(classes = {CompletableFutures.class, Stages.class})
    void mayBeAFuture(Class<?> agent) {
        StartUp.runner(agent).run((context) -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ResultInResult.class,
                OptionalInOptional.class,
                ResultInOptional.class,
                OptionalInOptionalInResult.class,
                ResultInList.class,
            })
    void nestedResults(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent)))
                .contains("Bean 'agent', method " + agent.getSimpleName() + ".answer()")
                .contains("results are never nested");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Nothing.class,
                Number.class,
                Lists.class,
                Optionals.class,
                OptionalInResult.class,
                Generic.class,
                Anything.class,
                RawResult.class,
                Iterables.class,
                CompletableFutures.class,
                Stages.class,
            })
    void whatIsSupported(Class<?> agent) {
        StartUp.runner(agent).run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void classWhoseTypeParameterIsAStream() {
        assertThat(StartUp.refusal(StartUp.runner(BoundToStream.class)))
                .contains("method BoundToStream.answer()")
                .contains("which is returned before the call is made");
    }

    @Test
    void typeAnnotationDoesNotMeanMethodsThatReturnLater() {
        assertThat(StartUp.refusal(StartUp.runner(GuardedType.class))).contains("method GuardedType.stream()");
    }

    static class Streams {
        @LlmCall("answer")
        public Stream<String> answer() {
            return Stream.empty();
        }
    }

    static class IntStreams {
        @LlmCall("answer")
        public IntStream answer() {
            return IntStream.empty();
        }
    }

    static class Iterators {
        @LlmCall("answer")
        public Iterator<String> answer() {
            return List.<String>of().iterator();
        }
    }

    static class Futures {
        @LlmCall("answer")
        public Future<String> answer() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class CompletableFutures {
        @LlmCall("answer")
        public CompletableFuture<String> answer() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class Stages {
        @LlmCall("answer")
        public CompletionStage<String> answer() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class Publishers {
        @LlmCall("answer")
        public Flow.Publisher<String> answer() {
            return (subscriber) -> {};
        }
    }

    static class Emitters {
        @LlmCall("answer")
        public SseEmitter answer() {
            return new SseEmitter();
        }
    }

    static class StreamingBodies {
        @LlmCall("answer")
        public StreamingResponseBody answer() {
            return (out) -> {};
        }
    }

    static class StreamInResult {
        @LlmCall("answer")
        public AgentResult<Stream<String>> answer() {
            return AgentResult.success(Stream.empty());
        }
    }

    static class StreamInOptional {
        @LlmCall("answer")
        public Optional<Stream<String>> answer() {
            return Optional.empty();
        }
    }

    static class FutureInResult {
        @LlmCall("answer")
        public AgentResult<CompletableFuture<String>> answer() {
            return AgentResult.success(CompletableFuture.completedFuture(""));
        }
    }

    static class Callables {
        @LlmCall("answer")
        public Callable<String> answer() {
            return () -> "";
        }
    }

    static class CircuitOnly {
        @CircuitGuarded("answer")
        public Stream<String> answer() {
            return Stream.empty();
        }
    }

    static class FallbackOnly {
        @Fallback("other")
        public Stream<String> answer() {
            return Stream.empty();
        }

        public Stream<String> other() {
            return Stream.empty();
        }
    }

    static class ResultInResult {
        @LlmCall("answer")
        public AgentResult<AgentResult<String>> answer() {
            return AgentResult.success(AgentResult.success(""));
        }
    }

    static class OptionalInOptional {
        @LlmCall("answer")
        public Optional<Optional<String>> answer() {
            return Optional.empty();
        }
    }

    static class ResultInOptional {
        @LlmCall("answer")
        public Optional<AgentResult<String>> answer() {
            return Optional.empty();
        }
    }

    static class OptionalInOptionalInResult {
        @LlmCall("answer")
        public AgentResult<Optional<Optional<String>>> answer() {
            return AgentResult.success(Optional.empty());
        }
    }

    static class ResultInList {
        @LlmCall("answer")
        public List<AgentResult<String>> answer() {
            return List.of();
        }
    }

    static class Nothing {
        @LlmCall("answer")
        public void answer() {}
    }

    static class Number {
        @LlmCall("answer")
        public int answer() {
            return 1;
        }
    }

    static class Lists {
        @LlmCall("answer")
        public List<String> answer() {
            return List.of();
        }
    }

    static class Iterables {
        @LlmCall("answer")
        public Iterable<String> answer() {
            return List.of();
        }
    }

    static class Optionals {
        @LlmCall("answer")
        public Optional<String> answer() {
            return Optional.empty();
        }
    }

    static class OptionalInResult {
        @LlmCall("answer")
        public AgentResult<Optional<String>> answer() {
            return AgentResult.success(Optional.empty());
        }
    }

    static class Generic {
        @LlmCall("answer")
        public <T> T answer(T question) {
            return question;
        }
    }

    static class Anything {
        @LlmCall("answer")
        public Object answer() {
            return "";
        }
    }

    @SuppressWarnings("rawtypes")
    static class RawResult {
        @LlmCall("answer")
        public AgentResult answer() {
            return AgentResult.success("");
        }
    }

    abstract static class Base<T> {
        @LlmCall("answer")
        public T answer() {
            throw new UnsupportedOperationException();
        }
    }

    static class BoundToStream extends Base<Stream<String>> {}

    @LlmCall
    static class GuardedType {
        public String answer() {
            return "";
        }

        public Stream<String> stream() {
            return Stream.empty();
        }
    }
}
