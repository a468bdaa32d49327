package io.resilientagent.benchmarks.scale.memory;

import java.util.concurrent.CompletableFuture;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;

/** Answers never, so that its calls stay in flight. */
class Silent {

    @CircuitGuarded("tool")
    public CompletableFuture<String> circuit() {
        return plain();
    }

    @LlmCall(name = "answer", model = "some/model", timeout = "10m")
    @Fallback(text = "We are busy.")
    public CompletableFuture<String> everything() {
        return plain();
    }

    CompletableFuture<String> plain() {
        return new CompletableFuture<>();
    }
}
