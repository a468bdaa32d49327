package io.resilientagent.sample.simulator;

import java.util.List;

/** The real providers cannot be asked without a key for each. */
class MissingKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingKeysException(List<String> keys) {
        super("Profile '%s' asks the real providers, and there is no %s."
                .formatted(SimulatorInitializer.LIVE, String.join(" and no ", keys)));
    }
}
