package io.resilientagent.autoconfigure;

import io.resilientagent.plan.InvalidGuardException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with a guard, and what to do about it. */
final class InvalidGuardFailureAnalyzer extends AbstractFailureAnalyzer<InvalidGuardException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidGuardException cause) {
        String where = (cause.where() != null) ? cause.where() + " cannot be guarded: " : "resilient-agent: ";
        return new FailureAnalysis(where + cause.problem() + ".", cause.cure() + ".", cause);
    }
}
