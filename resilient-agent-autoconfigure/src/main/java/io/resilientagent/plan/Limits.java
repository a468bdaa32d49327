package io.resilientagent.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

import io.resilientagent.CallType;
import io.resilientagent.circuit.AdmissionWait;
import io.resilientagent.engine.CallLimits;
import io.resilientagent.engine.ConcurrencyLimit;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.timeout.StreamLimits;
import org.jspecify.annotations.Nullable;

import static io.resilientagent.plan.RetryValues.or;

/** Makes the limits of calls. Methods that share a name share a limit of concurrent calls. */
final class Limits {

    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(90);

    private static final Duration LONGEST_STREAM = Duration.ofMinutes(15);

    private final DoubleSupplier random;

    private final Map<String, ConcurrencyLimit> concurrency = new ConcurrentHashMap<>();

    Limits(DoubleSupplier random) {
        this.random = random;
    }

    CallLimits of(String name, CallSettings merged, List<TargetRoute> routes, boolean llm) {
        return new CallLimits(
                deadline(merged, routes, llm),
                circuitWait(merged),
                concurrency(name, merged),
                stream(merged, llm),
                merged.timeoutMode() == TimeoutMode.CALLER_THREAD);
    }

    private static StreamLimits stream(CallSettings merged, boolean llm) {
        CallType type = or(merged.type(), CallType.COMPLETION);
        Duration idle = or(merged.idleTimeout(), llm ? type.idleTimeout() : Duration.ZERO);
        Duration longest = or(merged.maxStreamDuration(), llm ? LONGEST_STREAM : Duration.ZERO);
        return new StreamLimits(Nanos.of(idle), Nanos.of(longest));
    }

    private static long deadline(CallSettings merged, List<TargetRoute> routes, boolean llm) {
        if (merged.deadline() != null) {
            return Nanos.of(merged.deadline());
        }
        if (!llm) {
            return 0;
        }
        long longest = routes.stream()
                .mapToLong((route) -> route.limits().timeout())
                .max()
                .orElse(0);
        return Math.max(LEAST_DEADLINE.toNanos(), Nanos.times(3, longest));
    }

    private @Nullable AdmissionWait circuitWait(CallSettings merged) {
        Duration longest = merged.waitForCircuit();
        return (longest == null || longest.isZero()) ? null : new AdmissionWait(Nanos.of(longest), this.random);
    }

    private @Nullable ConcurrencyLimit concurrency(String name, CallSettings merged) {
        Integer most = merged.maxConcurrentCalls();
        return (most == null || most == 0)
                ? null
                : this.concurrency.computeIfAbsent(name, (key) -> new ConcurrencyLimit(most));
    }
}
