package io.resilientagent.soak;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.AgentResult;
import io.resilientagent.ResilientCall;
import io.resilientagent.ResilientCalls;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A guarded method of every shape. */
class SoakAgent {

    private final Faults faults;

    private final ResilientCall<String> named;

    SoakAgent(Faults faults, ResilientCalls calls) {
        this.faults = faults;
        this.named = calls.named("named", String.class);
    }

    @LlmCall("value")
    @Fallback(text = "busy")
    public String value(Random dice) {
        return this.faults.value(dice);
    }

    @LlmCall("result")
    public AgentResult<String> result(Random dice) {
        return AgentResult.success(this.faults.value(dice));
    }

    @LlmCall("future")
    public @Nullable CompletableFuture<String> future(Random dice) {
        return this.faults.future(dice);
    }

    @LlmCall("mono")
    @Fallback("other")
    public @Nullable Mono<String> mono(Random dice) {
        return this.faults.mono(dice);
    }

    Mono<String> other(Random dice) {
        return Mono.just("other");
    }

    @LlmCall("flux")
    public @Nullable Flux<String> flux(Random dice) {
        return this.faults.flux(dice);
    }

    String namedValue(Random dice) {
        return this.named.call((call) -> this.faults.value(dice));
    }

    CompletableFuture<AgentResult<String>> namedFuture(Random dice) {
        return named((call) -> this.faults.future(dice));
    }

    CompletableFuture<AgentResult<String>> named(ResilientCall.Body<CompletableFuture<String>, ?> body) {
        return this.named.resultAsync(body);
    }
}
