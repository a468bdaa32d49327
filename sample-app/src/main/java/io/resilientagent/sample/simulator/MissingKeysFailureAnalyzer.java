package io.resilientagent.sample.simulator;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which keys to set, instead of a stack trace. */
class MissingKeysFailureAnalyzer extends AbstractFailureAnalyzer<MissingKeysException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingKeysException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set OPENAI_API_KEY and ANTHROPIC_API_KEY in the environment, or leave profile '%s' out: then both providers are simulated."
                        .formatted(SimulatorInitializer.LIVE),
                cause);
    }
}
