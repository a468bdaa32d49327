package io.resilientagent.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.resilientagent.failure.Failure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** All observers as one that never throws. They are looked up at the first event, not before. */
final class CallObservers implements CallObserver {

    private static final Log logger = LogFactory.getLog(CallObserver.class);

    private final Supplier<List<CallObserver>> observers;

    private final Set<Class<?>> failed = ConcurrentHashMap.newKeySet();

    CallObservers(Supplier<List<CallObserver>> observers) {
        this.observers = SingletonSupplier.of(() -> lookUp(observers));
    }

    private static List<CallObserver> lookUp(Supplier<List<CallObserver>> observers) {
        try {
            return observers.get();
        } catch (RuntimeException | LinkageError ex) {
            logger.warn("Observers cannot be made; calls go on without any", ex);
            return List.of();
        }
    }

    @Override
    public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        if (isEmpty()) {
            return;
        }
        tell((observer) -> observer.attemptEnded(plan, target, failure, elapsed));
    }

    @Override
    public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
        tell((observer) -> observer.retriesEnded(plan, target, result, tries));
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        tell((observer) -> observer.callEnded(plan, outcome));
    }

    /** Whether nobody is told anything, so that nothing needs to be made to tell. */
    boolean isEmpty() {
        return all().isEmpty();
    }

    private List<CallObserver> all() {
        List<CallObserver> all = this.observers.get();
        return (all != null) ? all : List.of();
    }

    private void tell(Consumer<CallObserver> event) {
        for (CallObserver observer : all()) {
            try {
                event.accept(observer);
            } catch (Throwable ex) {
                warn(observer.getClass(), ex);
            }
        }
    }

    private void warn(Class<?> observer, Throwable ex) {
        if (this.failed.add(observer)) {
            logger.warn(
                    "Observer " + observer.getName() + " failed; calls go on, later failures are logged at DEBUG", ex);
        } else if (logger.isDebugEnabled()) {
            logger.debug("Observer " + observer.getName() + " failed again", ex);
        }
    }
}
