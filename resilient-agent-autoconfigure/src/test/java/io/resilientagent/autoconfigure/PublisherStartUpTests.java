package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.timeout.StreamLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Which publishers a guarded method and its fallbacks may return, and what limits them. */
class PublisherStartUpTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Supported.TextMono.class,
                Supported.NoMono.class,
                Supported.OptionalMono.class,
                Supported.ResultMono.class,
                Supported.OptionalResultMono.class,
                Supported.TextFlux.class,
                Supported.StreamResult.class,
                Supported.PlainForMono.class,
                Supported.ResultForMono.class,
                Supported.MonoForResult.class,
                Supported.ItemForFlux.class,
                Supported.TextForStreamResult.class,
                Supported.FluxForStreamResult.class,
                Supported.MonoOfFluxForStreamResult.class,
            })
    void whatIsSupported(Class<?> agent) {
        StartUp.runner(agent).run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void publishersWithoutReactor() {
        assertThat(StartUp.refusal(StartUp.runner(Supported.TextMono.class)
                        .withClassLoader(new FilteredClassLoader("reactor.core.publisher.Mono"))))
                .contains("reactor");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 30, 60, 900",
        "type=reasoning, 180, 120, 900",
        "timeout=20s, 20, 60, 900",
        "first-item-timeout=7s, 7, 60, 900",
        "idle-timeout=0, 30, 0, 900",
        "max-stream-duration=1m, 30, 60, 60",
    })
    void limitsOfAStream(String property, long first, long idle, long longest) {
        StartUp.runner(Supported.TextFlux.class)
                .withPropertyValues("resilient-agent.calls.answer." + (property.isEmpty() ? "enabled=true" : property))
                .run((context) -> {
                    CallPlan plan = plan(context.getBean(CallCatalog.class));
                    assertThat(plan.targets().get(0).limits().timeout())
                            .isEqualTo(Duration.ofSeconds(first).toNanos());
                    assertThat(plan.limits().stream())
                            .isEqualTo(new StreamLimits(
                                    Duration.ofSeconds(idle).toNanos(),
                                    Duration.ofSeconds(longest).toNanos()));
                });
    }

    @Test
    void noLimitsWhereThereIsOnlyACircuit() {
        StartUp.runner(Supported.CircuitOnly.class)
                .run((context) -> assertThat(plan(context.getBean(CallCatalog.class)).limits().stream())
                        .isEqualTo(StreamLimits.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-item-timeout", "idle-timeout", "max-stream-duration"})
    void negativeLimits(String key) {
        assertThat(StartUp.refusal(StartUp.runner(Supported.TextFlux.class)
                        .withPropertyValues("resilient-agent.calls.answer." + key + "=-1s")))
                .contains("Invalid value of 'resilient-agent.calls.answer." + key + "' (PT-1S): must not be negative");
    }

    private static CallPlan plan(CallCatalog catalog) {
        return catalog.plans().iterator().next();
    }

    interface Supported {
        class TextMono {
            @LlmCall("answer")
            public Mono<String> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class NoMono {
            @LlmCall("answer")
            public Mono<Void> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class OptionalMono {
            @LlmCall("answer")
            public Mono<Optional<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class ResultMono {
            @LlmCall("answer")
            public Mono<AgentResult<String>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class OptionalResultMono {
            @LlmCall("answer")
            public Mono<AgentResult<Optional<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class TextFlux {
            @LlmCall("answer")
            public Flux<String> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class CircuitOnly {
            @CircuitGuarded("answer")
            public Flux<String> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class StreamResult {
            @LlmCall("answer")
            public Mono<AgentResult<Flux<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class PlainForMono {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<String> answer() {
                throw new UnsupportedOperationException();
            }

            private String other() {
                throw new UnsupportedOperationException();
            }
        }

        class ResultForMono {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<AgentResult<String>> answer() {
                throw new UnsupportedOperationException();
            }

            private AgentResult<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoForResult {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<AgentResult<String>> answer() {
                throw new UnsupportedOperationException();
            }

            private Mono<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class ItemForFlux {
            @LlmCall("answer")
            @Fallback("other")
            public Flux<String> answer() {
                throw new UnsupportedOperationException();
            }

            private String other() {
                throw new UnsupportedOperationException();
            }
        }

        class TextForStreamResult {
            @LlmCall("answer")
            @Fallback(text = "busy")
            public Mono<AgentResult<Flux<String>>> answer() {
                throw new UnsupportedOperationException();
            }
        }

        class FluxForStreamResult {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<AgentResult<Flux<String>>> answer() {
                throw new UnsupportedOperationException();
            }

            private Flux<String> other() {
                throw new UnsupportedOperationException();
            }
        }

        class MonoOfFluxForStreamResult {
            @LlmCall("answer")
            @Fallback("other")
            public Mono<AgentResult<Flux<String>>> answer() {
                throw new UnsupportedOperationException();
            }

            private Mono<Flux<String>> other() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
