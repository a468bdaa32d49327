package io.resilientagent.benchmarks.call;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;

/** A method with all three annotations. */
class GuardedAgent {

    @LlmCall("answer")
    @CircuitGuarded("circuit")
    @Fallback("instead")
    public String answer(Work work) {
        return work.answer();
    }

    String instead(Work work) {
        return Work.INSTEAD;
    }
}
