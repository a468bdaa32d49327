package io.resilientagent.engine;

import io.resilientagent.CallFailureEvent;
import io.resilientagent.CircuitTransitionEvent;
import io.resilientagent.CredentialAlertEvent;

/**
 * Hands on {@link CircuitTransitionEvent}s, {@link CallFailureEvent}s and {@link CredentialAlertEvent}s. Told on the
 * thread of a call, and never while a lock is held; must be quick and thread-safe. One that throws never changes a
 * call's result. A bean of this type replaces the delivery as application events.
 */
@FunctionalInterface
public interface EventPublisher {

    /** Takes over an event. */
    void publish(Object event);
}
