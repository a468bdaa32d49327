package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;

/** A guarded method that nobody answers for. */
class UnansweredAgent {

    @LlmCall("answer")
    @CircuitGuarded("circuit")
    public String answer(Work work) {
        return work.answer();
    }
}
