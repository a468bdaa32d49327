package io.resilientagent.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.Lease;
import io.resilientagent.failure.Failure;
import org.jspecify.annotations.Nullable;

/** What a failed attempt means to the circuits that admitted it. */
final class Verdicts {

    private Verdicts() {}

    /** Gives a lease back with what its circuit is to make of the failure. */
    static void give(Lease lease, CircuitScope scope, Attempt attempt, Failure failure, long now) {
        if (!(attempt.route() instanceof TargetRoute target)) {
            lease.release(now);
            return;
        }
        Duration advice = failure.retryAfter();
        // Saturates: whoever classifies may hand on a provider's nonsense.
        long adviceNanos = (advice != null) ? TimeUnit.NANOSECONDS.convert(advice) : 0;
        CircuitEffect effect = effect(attempt.run(), failure, scope, target);
        boolean awaited = target.retry().waitsFor(advice) || (scope == CircuitScope.OWN && !target.isAlone());
        if (effect == CircuitEffect.OPEN || (effect == CircuitEffect.FAILURE && !awaited)) {
            lease.open(failure.kind(), now, attempt.elapsed(now), adviceNanos);
        } else if (effect == CircuitEffect.FAILURE) {
            lease.fail(failure.kind(), now, attempt.elapsed(now), adviceNanos);
        } else if (lease.isProbe() && isAnsweredByProvider(failure)) {
            lease.succeed(now, attempt.elapsed(now));
        } else {
            lease.release(now);
        }
    }

    private static boolean isAnsweredByProvider(Failure failure) {
        return switch (failure.kind()) {
            case CONTEXT_OVERFLOW, INVALID_REQUEST, CONTENT_FILTERED -> failure.status() != null;
            default -> false;
        };
    }

    private static CircuitEffect effect(CallRun run, Failure failure, CircuitScope scope, TargetRoute target) {
        boolean accountGiven = target.account() != null || run.plan().account() != null;
        return run.engine().effects().on(failure, scope, accountGiven, target.isAlone());
    }

    /** Whether it counts in the circuit around the whole chain. */
    static boolean countsInChain(LeasedRun run, Failure failure) {
        boolean accountGiven = run.plan().account() != null;
        return run.engine().effects().on(failure, CircuitScope.OWN, accountGiven, false) != CircuitEffect.IGNORE;
    }

    /** The circuit whose business a failure is: the account's or model's if it counts there, else the method's own. */
    static @Nullable Circuit circuitOf(Attempt attempt, Failure failure) {
        Circuit own = null;
        if (attempt.route() instanceof TargetRoute target) {
            for (HeldLease held = attempt.leases(); held != null; held = held.next) {
                if (effect(attempt.run(), failure, held.scope, target) == CircuitEffect.IGNORE) {
                    continue;
                }
                if (held.scope != CircuitScope.OWN) {
                    return held.circuit;
                }
                own = held.circuit;
            }
        }
        return own;
    }
}
