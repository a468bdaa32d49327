package io.resilientagent.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Which names a request asks for.
 *
 * @param pattern what they look like
 * @param after the name after which they come; null = from the first
 * @param limit how many at most
 */
record Selection(NamePattern pattern, @Nullable String after, int limit) {

    static final int DEFAULT_LIMIT = 100;

    static final int MAX_LIMIT = 1_000;

    /** The first names of all. */
    static Selection first(int limit) {
        return new Selection(NamePattern.ANY, null, limit);
    }

    /**
     * As a request says it.
     *
     * @throws IllegalArgumentException if the limit is not allowed
     */
    static Selection of(@Nullable String name, @Nullable String after, @Nullable String limit) {
        NamePattern pattern = (name != null) ? new NamePattern(name) : NamePattern.ANY;
        return new Selection(pattern, after, (limit != null) ? limit(limit) : DEFAULT_LIMIT);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException ex) {
            // Said below, together with numbers out of range.
        }
        throw Refused.value("limit", text, "must be a number from 1 to " + MAX_LIMIT);
    }

    boolean isReached(String name) {
        return this.after == null || name.compareTo(this.after) > 0;
    }
}
