package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/**
 * What left a guarded call inside an attempt. Immutable, since an abandoned body may still add to it.
 *
 * @param thrown what left it
 * @param earlier what left one before, or null
 * @param known how many there are, this one included
 */
record InnerFailure(Throwable thrown, @Nullable InnerFailure earlier, int known) {

    private static final int MOST = 32;

    /** One more, unless there are many already. */
    static InnerFailure add(@Nullable InnerFailure earlier, Throwable thrown) {
        int known = (earlier != null) ? earlier.known : 0;
        return (earlier != null && known >= MOST) ? earlier : new InnerFailure(thrown, earlier, known + 1);
    }

    /** Whether something, or what caused it, is among them. */
    static boolean isAmong(@Nullable InnerFailure last, Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; last != null && cause != null && depth < 32; depth++) {
            for (InnerFailure inner = last; inner != null; inner = inner.earlier) {
                if (cause == inner.thrown) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }
}
