package io.resilientagent.plan;

import java.util.Locale;

/** The form in which names are compared: letters and digits, lower case. An environment variable keeps no more. */
final class CanonicalName {

    private CanonicalName() {}

    static String of(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach((letter) -> canonical.append((char) letter));
        return canonical.toString().toLowerCase(Locale.ROOT);
    }
}
