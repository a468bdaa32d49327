package io.resilientagent.sample.simulator;

import java.util.Locale;

/** A provider that is simulated. */
enum Provider {
    OPENAI,
    ANTHROPIC;

    /** The provider of that name; refuses any other. */
    static Provider named(String name) {
        for (Provider provider : values()) {
            if (provider.key().equals(name)) {
                return provider;
            }
        }
        throw new InvalidFaultException("Unknown provider '%s': must be openai or anthropic".formatted(name));
    }

    /** The name in paths and JSON. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
