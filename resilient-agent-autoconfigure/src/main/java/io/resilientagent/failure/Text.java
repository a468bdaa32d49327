package io.resilientagent.failure;

import org.jspecify.annotations.Nullable;

/** Searching in texts without copying them: case, separators and typographic quotes do not matter. */
final class Text {

    static final int LIMIT = 65_536;

    private Text() {}

    static boolean contains(String text, String lowerCase) {
        return indexOf(text, lowerCase, 0, text.length()) >= 0;
    }

    /** Where a lower-case needle first begins between two positions, or -1. */
    static int indexOf(String text, String needle, int from, int to) {
        char first = needle.charAt(0);
        int last = Math.min(to, text.length()) - needle.length();
        for (int i = from; i <= last; i++) {
            if (fold(text.charAt(i)) == first && matches(text, needle, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(String text, String needle, int at) {
        for (int i = 1; i < needle.length(); i++) {
            if (fold(text.charAt(at + i)) != needle.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char fold(char c) {
        if (c >= 'a' && c <= 'z') {
            return c;
        }
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return switch (c) {
            case '_', '-', '\t', '\n', '\r', '\u00a0', '\u2010', '\u2011' -> ' ';
            case '\u2018', '\u2019', '\u02bc' -> '\'';
            default -> c;
        };
    }

    static String bounded(String text, int limit) {
        return (text.length() > limit) ? text.substring(0, limit) : text;
    }

    /** A throwable's message; null also where asking for it throws. */
    static @Nullable String messageOf(Throwable throwable) {
        try {
            return throwable.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError ex) {
            return null;
        }
    }
}
