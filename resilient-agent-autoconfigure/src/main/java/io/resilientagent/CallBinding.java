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

    /** Binds a context, or nothing, to this thread. Its place stays: to make it anew would cost every call something. */
    public static void set(@Nullable CallContext context) {
        CURRENT.set(context);
    }
}
