package io.resilientagent;

import java.util.Optional;

import io.resilientagent.reactive.ReactiveCalls;
import io.resilientagent.testing.Bodies;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls of names whose bodies answer with publishers. */
class ReactiveAgent {

    final ReactiveCalls reactive;

    private final Bodies bodies;

    final ResilientCall<String> answer;

    final ResilientCall<Optional<Integer>> optional;

    @SuppressWarnings("unchecked")
    ReactiveAgent(ResilientCalls calls, ReactiveCalls reactive, Bodies bodies) {
        this.reactive = reactive;
        this.bodies = bodies;
        this.answer = calls.named("answer", String.class);
        this.optional = calls.named("optional", (Class<Optional<Integer>>) (Class<?>) Optional.class);
    }

    Mono<String> mono() {
        return this.reactive.mono(this.answer, (call) -> this.bodies.run());
    }

    Flux<String> flux() {
        return this.reactive.flux(this.answer, (call) -> this.bodies.run());
    }

    Mono<AgentResult<String>> monoResult() {
        return this.reactive.monoResult(this.answer, (call) -> this.bodies.run());
    }

    Mono<AgentResult<Flux<String>>> fluxResult() {
        return this.reactive.fluxResult(this.answer, (call) -> this.bodies.run());
    }
}
