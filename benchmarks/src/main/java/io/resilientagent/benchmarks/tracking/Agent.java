package io.resilientagent.benchmarks.tracking;

import io.resilientagent.annotation.LlmCall;

/** A guarded method that answers at once, on its caller's thread. */
class Agent {

    @LlmCall(name = "answer", model = "some/model")
    public String answer() {
        return "answer";
    }
}
