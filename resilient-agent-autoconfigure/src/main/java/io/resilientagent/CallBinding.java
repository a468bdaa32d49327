package io.resilientagent;

import org.jspecify.annotations.Nullable;

/** Binds the running attempt to its thread. For the engine; applications use {@link CallContext#current()}. */
public final class CallBinding {

    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    private CallBinding() {}

    /** What is bound to this thread, or null. */
    public static @Nullable CallContext get() {
        return CURRENT.get();
    }

    /** Binds a context, or nothing, to this thread. */
    public static void set(@Nullable CallContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }
}
