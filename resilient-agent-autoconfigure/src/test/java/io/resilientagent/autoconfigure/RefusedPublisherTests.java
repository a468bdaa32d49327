package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Publishers that no guard could guard, and fallbacks that could not answer for one, stop the start. */
class RefusedPublisherTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Nested.ResultFlux.class,
                Nested.OptionalFlux.class,
                Nested.ListOfResults.class,
                Nested.ResultInResult.class,
                Nested.StreamOfResults.class,
                Nested.OptionalStream.class,
            })
    void nestedResults(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent)))
                .contains("Bean 'agent', method " + agent.getSimpleName() + ".answer()")
                .contains("results are never nested");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Early.AnyPublisher.class,
                Early.MonoOfMono.class,
                Early.MonoOfFlux.class,
                Early.FluxOfFlux.class,
                Early.MonoInResult.class,
                Early.FluxInResult.class,
                Early.FluxInFutureResult.class,
                Early.MonoInFuture.class,
                Early.FutureInMono.class,
                Early.MonoInMonoResult.class,
            })
    void returnedBeforeTheCallIsMade(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent)))
                .contains("Bean 'agent', method " + agent.getSimpleName() + ".answer()")
                .contains("which is returned before the call is made");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Unfit.FluxForMono.class,
                Unfit.MonoForFlux.class,
                Unfit.NumberForMono.class,
                Unfit.FluxForText.class,
            })
    void unfitFallbacks(Class<?> agent) {
        assertThat(StartUp.refusal(StartUp.runner(agent))).contains("its fallback 'other' has another signature");
    }

    @Test
    void textIsNoPieceOfNumbers() {
        assertThat(StartUp.refusal(StartUp.runner(Unfit.TextForNumbers.class))).contains("it has a fallback 'text'");
    }

    interface Nested {
        class ResultFlux {
            @LlmCall("answer")
            public Flux<AgentResult<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class OptionalFlux {
            @LlmCall("answer")
            public Flux<Optional<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class ListOfResults {
            @LlmCall("answer")
            public Mono<List<AgentResult<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class ResultInResult {
            @LlmCall("answer")
            public Mono<AgentResult<AgentResult<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class StreamOfResults {
            @LlmCall("answer")
            public Mono<AgentResult<Flux<AgentResult<String>>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class OptionalStream {
            @LlmCall("answer")
            public Mono<AgentResult<Flux<Optional<String>>>> answer() {
                throw new UnsupportedOperationException();
            }
        }
    }

    interface Early {
        class AnyPublisher {
            @LlmCall("answer")
            public Publisher<String> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoOfMono {
            @LlmCall("answer")
            public Mono<Mono<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoOfFlux {
            @LlmCall("answer")
            public Mono<Flux<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class FluxOfFlux {
            @LlmCall("answer")
            public Flux<Flux<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoInResult {
            @LlmCall("answer")
            public AgentResult<Mono<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class FluxInResult {
            @LlmCall("answer")
            public AgentResult<Flux<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class FluxInFutureResult {
            @LlmCall("answer")
            public CompletableFuture<AgentResult<Flux<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoInFuture {
            @LlmCall("answer")
            public CompletableFuture<Mono<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class FutureInMono {
            @LlmCall("answer")
            public Mono<CompletableFuture<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoInMonoResult {
            @LlmCall("answer")
            public Mono<AgentResult<Mono<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }
    }

    interface Unfit {
        class FluxForMono {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<String> answer() {
                throw new UnsupportedOperationException();
            }

            private Flux<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoForFlux {
            @LlmCall("answer")
            @Fallback("other")
            public Flux<String> answer() {
                throw new UnsupportedOperationException();
            }

            private Mono<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class NumberForMono {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<String> answer() {
                throw new UnsupportedOperationException();
            }

            private Mono<Integer> other() {
                throw new UnsupportedOperationException();
            }
        }

        class FluxForText {
            @LlmCall("answer")
            @Fallback("other")
            public String answer() {
                throw new UnsupportedOperationException();
            }

            private Flux<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class TextForNumbers {
            @LlmCall("answer")
            @Fallback(text = "busy")
            public Flux<Integer> answer() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
