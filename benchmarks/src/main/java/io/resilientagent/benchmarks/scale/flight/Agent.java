package io.resilientagent.benchmarks.scale.flight;

import java.util.concurrent.CompletableFuture;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;

/** Asks the server: with deadline, timeout, retries, the circuits of provider and model, and a fallback; or plainly. */
class Agent {

    private final Client client;

    Agent(Client client) {
        this.client = client;
    }

    @LlmCall(name = "answer", model = "some/model")
    @Fallback(text = "We are busy.")
    public CompletableFuture<String> guarded() {
        return this.client.ask();
    }

    CompletableFuture<String> plain() {
        return this.client.ask();
    }
}
