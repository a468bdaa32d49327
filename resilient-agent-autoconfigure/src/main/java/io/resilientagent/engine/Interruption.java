package io.resilientagent.engine;

import java.io.InterruptedIOException;

import io.resilientagent.CallCancelledException;

/** Tells a caller that was interrupted from a body that failed. */
final class Interruption {

    private static final int MAX_DEPTH = 32;

    private Interruption() {}

    /** Whether a body ended because this very thread, its caller's, was interrupted; if so sets the flag again. */
    static boolean isOfCaller(Throwable thrown) {
        boolean flagged = Thread.currentThread().isInterrupted();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof InterruptedException
                    || (flagged
                            && (cause instanceof CallCancelledException || cause instanceof InterruptedIOException))) {
                Thread.currentThread().interrupt();
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
