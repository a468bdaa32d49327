package io.resilientagent.soak;

import java.util.concurrent.CompletableFuture;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Problem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls that say nothing about their provider: all end cancelled, or by a fault that counts in no circuit. */
class ProbingAgent {

    static final String CALL = "probing";

    @LlmCall(CALL)
    public String value(int number) {
        throw neutral();
    }

    @LlmCall(CALL)
    public CompletableFuture<String> future(int number) {
        return switch (number % 3) {
            case 0 -> throw neutral();
            case 1 -> CompletableFuture.failedFuture(neutral());
            default -> new CompletableFuture<>();
        };
    }

    @LlmCall(CALL)
    public Mono<String> mono(int number) {
        return (number % 3 == 0) ? Mono.error(neutral()) : Mono.never();
    }

    @LlmCall(CALL)
    public Flux<String> flux(int number) {
        return (number % 3 == 0) ? Flux.concat(Flux.just(""), Mono.error(neutral())) : Flux.never();
    }

    private static Problem neutral() {
        return Problem.of(FailureKind.CONTEXT_OVERFLOW);
    }
}
