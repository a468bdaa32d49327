package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The causes of a throwable, outermost first; cycles end it. */
final class CauseChain {

    static final int DEPTH = 128;

    private CauseChain() {}

    static List<Throwable> of(Throwable throwable) {
        if (causeOf(throwable) == null) {
            return List.of(throwable);
        }
        List<Throwable> chain = new ArrayList<>(4);
        Throwable current = throwable;
        while (current != null && chain.size() < DEPTH && !holds(chain, current)) {
            chain.add(current);
            current = causeOf(current);
        }
        return chain;
    }

    private static boolean holds(List<Throwable> chain, Throwable throwable) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) == throwable) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable causeOf(Throwable throwable) {
        try {
            Throwable cause = throwable.getCause();
            return (cause != null || !isComposite(throwable))
                    ? cause
                    : throwable.getSuppressed()[0];
        } catch (RuntimeException | LinkageError | StackOverflowError ex) {
            return null;
        }
    }

    /** Reactor collects several failures as the suppressed ones of a throwable without a cause. */
    private static boolean isComposite(Throwable throwable) {
        return throwable.getClass().getName().equals("reactor.core.Exceptions$CompositeException")
                && throwable.getSuppressed().length > 0;
    }
}
