package io.resilientagent.plan;

import java.time.Duration;

/** Reads the text attributes of annotations. */
public interface TextValues {

    /**
     * Resolves <code>${...}</code>.
     *
     * @throws IllegalArgumentException if a placeholder has no value
     */
    String resolve(String text);

    /**
     * Reads a duration such as {@code 20s} or {@code PT20S}.
     *
     * @throws IllegalArgumentException if it is none
     */
    Duration duration(String text);
}
