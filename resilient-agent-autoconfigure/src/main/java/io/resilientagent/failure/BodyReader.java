package io.resilientagent.failure;

import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of an error body.
 *
 * <p>Without one a small tolerant reader is used. Bodies are handed in bounded, at most 64 Ki characters.
 */
@FunctionalInterface
public interface BodyReader {

    /**
     * Reads a text as JSON.
     *
     * @param json what may be a JSON document
     * @return a tree of {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and null; null also
     *     where the text is no JSON. Throwing means the same.
     */
    @Nullable
    Object read(String json);
}
