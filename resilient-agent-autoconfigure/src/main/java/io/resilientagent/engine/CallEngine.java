package io.resilientagent.engine;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.resilientagent.CallBinding;
import io.resilientagent.CallContext;
import io.resilientagent.ResponseCheck;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/** What all calls share, and the one way through which all of them go. Thread-safe. */
public final class CallEngine {

    private final Ticker ticker;

    private final FailureClassification classification;

    private final FailureEffects effects;

    private final CallObservers observers;

    private final ResponseChecks checks;

    private final CallEvents events;

    private final CallLog log = new CallLog();

    /** Unlike a random UUID it reads from no device, which would block an event loop. */
    private final IdGenerator ids = new AlternativeJdkIdGenerator();

    private volatile boolean closing;

    /**
     * Creates an engine.
     *
     * @param observers asked for at the first call, not before
     * @param checks asked for at the first answer, not before
     */
    public CallEngine(
            Ticker ticker,
            FailureClassification classification,
            FailureEffects effects,
            Supplier<List<CallObserver>> observers,
            Supplier<List<ResponseCheck<?>>> checks,
            CallEvents events) {
        this.ticker = ticker;
        this.classification = classification;
        this.effects = effects;
        this.observers = new CallObservers(observers);
        this.checks = new ResponseChecks(checks);
        this.events = events;
    }

    /**
     * Makes a guarded call.
     *
     * @return what the caller gets
     * @throws Throwable what the method threw, or one of the library's own exceptions
     */
    public @Nullable Object call(CallPlan plan, GuardedInvocation invocation) throws Throwable {
        return plan.driver().drive(this, plan, invocation);
    }

    /** A call that has not begun, inside the attempt that is bound to this thread. For drivers. */
    public CallRun run(CallPlan plan, GuardedInvocation invocation) {
        return run(plan, invocation, new CallOrigin(attempt(CallBinding.get()), (key) -> null, null));
    }

    /**
     * A call that has not begun. For drivers.
     *
     * @param around the attempt inside which it is made, or null
     * @param pipeline what the context of the pipeline around it holds under a key, or null
     * @param caller says who makes it, for cached answers; null is whoever the calling thread says
     */
    public CallRun run(
            CallPlan plan,
            GuardedInvocation invocation,
            @Nullable CallContext around,
            Function<Object, @Nullable Object> pipeline,
            @Nullable CallerIdentity caller) {
        return run(plan, invocation, new CallOrigin(attempt(around), pipeline, caller));
    }

    private static @Nullable Attempt attempt(@Nullable CallContext around) {
        return (around instanceof Attempt running) ? running : null;
    }

    private CallRun run(CallPlan plan, GuardedInvocation invocation, CallOrigin origin) {
        return new CallRun(this, plan, invocation, origin);
    }

    /** From now on no retry and no wait begins: the application is about to stop. */
    public void stop() {
        this.closing = true;
    }

    /** Takes {@link #stop} back. */
    public void start() {
        this.closing = false;
    }

    boolean isClosing() {
        return this.closing;
    }

    /** What was thrown, with its configured effects. The caller is still here, so it was not the one who gave up. */
    Failure classify(Throwable thrown) {
        Failure failure = this.classification.classify(thrown);
        if (failure.kind() == FailureKind.CANCELLED) {
            failure = failure.toBuilder(FailureKind.NETWORK)
                    .billing(Billing.POSSIBLY_BILLED)
                    .fromProvider(true)
                    .build();
        }
        if (thrown instanceof ResponseRejectedException && failure.cause() == null) {
            // The next try is to read why the answer was rejected.
            failure = failure.toBuilder(failure.kind()).cause(thrown).build();
        }
        return this.effects.apply(failure);
    }

    /** Identifies a call. */
    String newId() {
        return this.ids.generateId().toString();
    }

    Ticker ticker() {
        return this.ticker;
    }

    FailureEffects effects() {
        return this.effects;
    }

    CallObservers observers() {
        return this.observers;
    }

    CallEvents events() {
        return this.events;
    }

    ResponseChecks checks() {
        return this.checks;
    }

    CallLog log() {
        return this.log;
    }
}
