package io.resilientagent.sample.support;

import org.jspecify.annotations.Nullable;

/** What this application accepts as a text. */
final class Texts {

    static final int MAX_LENGTH = 4_000;

    private Texts() {}

    /** The text, stripped; refuses none, blank ones and long ones. */
    static String checked(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException("Missing %s: send {\"%s\": \"...\"}".formatted(name, name));
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    "Invalid %s (%d characters): must be at most %d".formatted(name, text.length(), MAX_LENGTH));
        }
        return text.strip();
    }
}
