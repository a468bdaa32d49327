package io.resilientagent.engine;

/**
 * Makes answers of fixed texts, for answers that are no text themselves but hold some.
 *
 * @param <T> the type of the answers
 */
public interface TextAnswer<T> {

    /** The type of the answers. */
    Class<T> type();

    /** An answer that holds this text, made anew each time. */
    T of(String text);
}
