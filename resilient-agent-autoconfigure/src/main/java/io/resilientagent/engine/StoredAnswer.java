package io.resilientagent.engine;

import java.io.Serial;
import java.io.Serializable;

/**
 * An answer as it is kept.
 *
 * @param value the answer itself, without what it was delivered in; serialisable only if the application's type is
 * @param storedAt when it was given, in milliseconds since 1970
 */
public record StoredAnswer(Object value, long storedAt) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;
}
