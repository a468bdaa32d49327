package io.resilientagent;

import org.jspecify.annotations.Nullable;

/**
 * Says what tells one argument from another, for the key under which an answer is cached. A bean of this type is needed
 * for each type of argument that is not text, a number, a boolean, an enum, a time, a UUID, or a record, an array, a
 * collection, a map or an {@code Optional} of these; it may also stand in for a record. Of all beans of this type the
 * first whose type fits an argument is asked.
 *
 * <p>Two arguments with the same key get each other's cached answers. So a key has to hold all that an answer depends on;
 * leave out only what makes no difference to it, such as a time stamp or a trace id.
 *
 * @param <T> the type of the arguments
 */
public interface CacheKey<T> {

    /** The type of the arguments of which it knows the key, its subtypes included. */
    Class<T> type();

    /**
     * The key of an argument. Must be quick and never change for equal arguments. Where it throws, the answer of this call
     * is neither looked up nor stored.
     *
     * @return one of the types above, such as a {@code List} of all that matters; it is hashed, and neither kept nor logged
     */
    @Nullable
    Object of(T argument);
}
