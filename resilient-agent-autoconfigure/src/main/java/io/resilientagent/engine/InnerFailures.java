package io.resilientagent.engine;

import org.jspecify.annotations.Nullable;

/** What left the guarded calls inside an attempt, bounded. Thread-safe, since an abandoned body may still add to it. */
final class InnerFailures {

    private static final int MAX = 32;

    private volatile @Nullable Inner last;

    synchronized void add(Throwable thrown) {
        Inner earlier = this.last;
        int known = (earlier != null) ? earlier.known : 0;
        if (known < MAX) {
            this.last = new Inner(thrown, earlier, known + 1);
        }
    }

    /** Whether this failure, or one that caused it, is among them. */
    boolean explain(Throwable thrown) {
        Inner newest = this.last;
        Throwable cause = thrown;
        for (int depth = 0; newest != null && cause != null && depth < 32; depth++) {
            for (Inner inner = newest; inner != null; inner = inner.earlier) {
                if (cause == inner.thrown) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    private record Inner(Throwable thrown, @Nullable Inner earlier, int known) {}
}
