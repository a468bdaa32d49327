package io.resilientagent.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final ObservedAttempt nobody = new ObservedAttempt(this, List.of());

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

    /** A call begins; null if nobody observes it by itself. */
    @Nullable
    ObservedCall begin(CallRun run, Function<Object, @Nullable Object> pipeline) {
        List<CallObserver> all = all();
        if (all.isEmpty()) {
            return null;
        }
        CallStart start = new CallStart(run.plan(), run::callId, pipeline);
        List<CallObservation> begun = ask(all, (observer) -> observer.callBegins(start));
        return begun.isEmpty() ? null : new ObservedCall(this, begun);
    }

    /** Stands for those who observe an attempt, where nobody does. */
    ObservedAttempt nobody() {
        return this.nobody;
    }

    @Override
    public void attemptEnded(CallPlan plan, TargetRoute target, @Nullable Failure failure, long elapsed) {
        if (isEmpty()) {
            return;
        }
        tell((observer) -> observer.attemptEnded(plan, target, failure, elapsed));
    }

    /** An attempt ended, or the run of a fallback method. */
    void ended(Attempt attempt, @Nullable Failure failure, long elapsed) {
        attempt.observed().ended(failure);
        if (attempt.route() instanceof TargetRoute target) {
            attemptEnded(attempt.run().plan(), target, failure, elapsed);
        }
    }

    /** Nobody wants the answer of an attempt any more. */
    void cancelled(Attempt attempt, long now) {
        attempt.observed().cancelled();
        if (attempt.route() instanceof TargetRoute target && !isEmpty()) {
            attemptCancelled(attempt.run().plan(), target, attempt.elapsed(now));
        }
    }

    @Override
    public void attemptCancelled(CallPlan plan, TargetRoute target, long elapsed) {
        tell((observer) -> observer.attemptCancelled(plan, target, elapsed));
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
        tell(all(), event);
    }

    /** Tells each of them, whatever the others throw. */
    <T> void tell(List<T> all, Consumer<T> event) {
        for (T each : all) {
            try {
                event.accept(each);
            } catch (Throwable ex) {
                warn(each.getClass(), ex);
            }
        }
    }

    /** What each of them answers that does not throw and does answer. */
    <T, R> List<R> ask(List<T> all, Function<T, @Nullable R> question) {
        List<R> answers = null;
        for (T each : all) {
            try {
                R answer = question.apply(each);
                if (answer != null) {
                    answers = (answers != null) ? answers : new ArrayList<>(1);
                    answers.add(answer);
                }
            } catch (Throwable ex) {
                warn(each.getClass(), ex);
            }
        }
        return (answers != null) ? answers : List.of();
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
