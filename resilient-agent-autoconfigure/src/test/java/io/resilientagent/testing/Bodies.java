package io.resilientagent.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import io.resilientagent.CallContext;
import org.jspecify.annotations.Nullable;

/** What a guarded method does: a body for each time that it is begun, the last one for all later times. */
public final class Bodies {

    private final List<Callable<?>> bodies = new CopyOnWriteArrayList<>();

    private final List<CallContext> contexts = new CopyOnWriteArrayList<>();

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** Adds a body. */
    public Bodies then(Callable<?> body) {
        this.bodies.add(body);
        return this;
    }

    /** Adds a body that answers this. */
    public Bodies thenAnswer(@Nullable Object answer) {
        return then(() -> answer);
    }

    /** Runs the next body. */
    @SuppressWarnings("unchecked")
    public <T> T run() {
        this.contexts.add(CallContext.current());
        this.threads.add(Thread.currentThread());
        try {
            return (T) this.bodies
                    .get(Math.min(this.contexts.size(), this.bodies.size()) - 1)
                    .call();
        } catch (RuntimeException ex) {
            throw ex;
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** How often the method was begun. */
    public int begun() {
        return this.contexts.size();
    }

    /** What it saw as its context, each time. */
    public List<CallContext> contexts() {
        return this.contexts;
    }

    /** On which threads it ran. */
    public List<Thread> threads() {
        return this.threads;
    }
}
