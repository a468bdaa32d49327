package io.resilientagent.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.resilientagent.ResilientAgentException;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The few lines that calls write. */
final class CallLog {

    private static final Log logger = LogFactory.getLog("io.resilientagent.calls");

    private static final int MAX_KNOWN = 1_000;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    void failed(CallRun run, Route route, int attempt, Failure failure, Throwable thrown) {
        if (failure.kind() == FailureKind.UNKNOWN
                && !(thrown instanceof ResilientAgentException)
                && isNew(run.plan().name(), thrown)) {
            logger.warn(
                    "Call '%s' (%s) failed on %s with %s, which no rule classifies; it is not retried. If it is a provider's"
                                    .formatted(
                                            run.plan().name(),
                                            run.callId(),
                                            route.label(),
                                            thrown.getClass().getName())
                            + " failure, name it under 'resilient-agent.classification.rules'",
                    thrown);
        } else if (logger.isDebugEnabled()) {
            logger.debug("Call '%s' (%s): attempt %d on %s failed: %s: %s"
                    .formatted(run.plan().name(), run.callId(), attempt, route.label(), failure, failure.message()));
        }
    }

    /** Whether {@link #degraded} writes anything. */
    boolean tellsOfDegraded() {
        return logger.isWarnEnabled();
    }

    void degraded(CallRun run, String note) {
        if (tellsOfDegraded()) {
            logger.warn("Call '%s' (%s) was answered degraded: %s"
                    .formatted(run.plan().name(), run.callId(), note));
        }
    }

    void failed(CallRun run, String note) {
        if (logger.isWarnEnabled()) {
            logger.warn("Call '%s' (%s) failed: %s".formatted(run.plan().name(), run.callId(), note));
        }
    }

    void leftBehind(CallPlan plan, String what) {
        if (isNew(plan.method() + " leaves " + what)) {
            boolean waits = plan.driver().containers().isEmpty();
            String cure = waits ? ", or set '" + plan.key("timeout-mode") + ": caller-thread'" : "";
            logger.warn("Method %s runs on another thread than its caller, without %s. Call it outside%s"
                    .formatted(plan.method(), what, cure));
        }
    }

    private boolean isNew(String call, Throwable thrown) {
        return isNew(call + " " + thrown.getClass().getName());
    }

    private boolean isNew(String key) {
        return this.warned.size() < MAX_KNOWN && this.warned.add(key);
    }
}
