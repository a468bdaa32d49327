package io.resilientagent.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.resilientagent.CallFailureEvent;
import io.resilientagent.CircuitTransitionEvent;
import io.resilientagent.CredentialAlertEvent;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitTransition;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Makes events of what happens to calls and circuits, and alerts of what somebody has to see to. Thread-safe. */
public final class CallEvents {

    private static final Log logger = LogFactory.getLog(EventPublisher.class);

    private static final Set<FailureKind> ALERTS = Set.of(
            FailureKind.AUTHENTICATION,
            FailureKind.QUOTA_EXHAUSTED,
            FailureKind.PERMISSION_DENIED,
            FailureKind.MODEL_NOT_FOUND);

    private final EventPublisher publisher;

    private final CredentialAlerts alerts = new CredentialAlerts();

    private final AtomicBoolean warned = new AtomicBoolean();

    /** Listens to these circuits from now on. */
    public CallEvents(CircuitRegistry circuits, EventPublisher publisher) {
        this.publisher = publisher;
        circuits.addListener(this.alerts);
        circuits.addListener(new CircuitListener() {
            @Override
            public void onTransition(CircuitTransition transition) {
                changed(transition);
            }
        });
    }

    private void changed(CircuitTransition transition) {
        publish(new CircuitTransitionEvent(
                transition.circuit(),
                transition.from(),
                transition.to(),
                transition.reason(),
                transition.duration(),
                transition.origin()));
    }

    /** An attempt failed, and its circuits know. */
    void failed(Attempt attempt, Failure failure, Throwable thrown, long elapsed, boolean willRetry, long now) {
        if (ALERTS.contains(failure.kind()) && !attempt.isFinal(thrown)) {
            alert(attempt, failure, now);
        }
        publish(new CallFailureEvent(
                attempt.name(),
                attempt.callId(),
                attempt.route().label(),
                attempt.attempt(),
                failure.kind(),
                failure.status(),
                failure.providerCode(),
                Duration.ofNanos(elapsed),
                willRetry));
    }

    private void alert(Attempt attempt, Failure failure, long now) {
        Circuit circuit = Verdicts.circuitOf(attempt, failure);
        String route = attempt.route().label();
        boolean due = (circuit != null)
                ? this.alerts.isDue(circuit.name(), circuit.state(now), now)
                : this.alerts.isDue(attempt.name() + " " + route, now);
        if (due) {
            CredentialAlertEvent event = new CredentialAlertEvent(
                    failure.kind(),
                    (circuit != null) ? circuit.name() : null,
                    attempt.name(),
                    attempt.callId(),
                    route,
                    failure.status(),
                    failure.providerCode());
            AlertLog.write(event);
            publish(event);
        }
    }

    private void publish(Object event) {
        try {
            this.publisher.publish(event);
        } catch (Throwable ex) {
            if (this.warned.compareAndSet(false, true)) {
                logger.warn("Event publisher failed; calls go on, later failures are logged at DEBUG", ex);
            } else {
                logger.debug("Event publisher failed again", ex);
            }
        }
    }
}
