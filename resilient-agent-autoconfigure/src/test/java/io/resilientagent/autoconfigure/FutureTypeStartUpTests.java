package io.resilientagent.autoconfigure;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What may be inside a future, and what may not. */
class FutureTypeStartUpTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                FutureInFuture.class,
                FutureTaskInFuture.class,
                StreamInFuture.class,
            })
    void returnedBeforeTheCallIsMade(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent)))
                .contains("Bean 'agent', method " + agent.getSimpleName() + ".answer()")
                .contains("which is returned before the call is made");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ResultInOptionalInFuture.class,
                ResultInResultInFuture.class,
            })
    void nestedResults(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent))).contains("results are never nested");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RawFuture.class,
                NothingInFuture.class,
                OptionalInFuture.class,
                OptionalInResultInFuture.class,
            })
    void whatIsSupported(Class<?> agent) {
        StartUp.runner(agent).run((context) -> assertThat(context).hasNotFailed());
    }

    static class FutureInFuture {
        @LlmCall("answer")
        public CompletableFuture<CompletableFuture<String>> answer() {
            return new CompletableFuture<>();
        }
    }

    static class FutureTaskInFuture {
        @LlmCall("answer")
        public CompletableFuture<AgentResult<Future<String>>> answer() {
            return new CompletableFuture<>();
        }
    }

    static class StreamInFuture {
        @LlmCall("answer")
        public CompletionStage<Stream<String>> answer() {
            return new CompletableFuture<>();
        }
    }

    static class ResultInOptionalInFuture {
        @LlmCall("answer")
        public CompletableFuture<Optional<AgentResult<String>>> answer() {
            return new CompletableFuture<>();
        }
    }

    static class ResultInResultInFuture {
        @LlmCall("answer")
        public CompletableFuture<AgentResult<AgentResult<String>>> answer() {
            return new CompletableFuture<>();
        }
    }

    @SuppressWarnings("rawtypes")
    static class RawFuture {
        @LlmCall("answer")
        public CompletableFuture answer() {
            return new CompletableFuture<>();
        }
    }

    static class NothingInFuture {
        @LlmCall("answer")
        public CompletableFuture<Void> answer() {
            return new CompletableFuture<>();
        }
    }

    static class OptionalInFuture {
        @LlmCall("answer")
        public CompletableFuture<Optional<String>> answer() {
            return new CompletableFuture<>();
        }
    }

    static class OptionalInResultInFuture {
        @LlmCall("answer")
        public CompletionStage<AgentResult<Optional<String>>> answer() {
            return new CompletableFuture<>();
        }
    }
}
