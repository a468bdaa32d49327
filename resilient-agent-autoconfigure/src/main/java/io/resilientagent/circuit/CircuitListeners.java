package io.resilientagent.circuit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells all listeners, whatever one of them does. */
final class CircuitListeners implements CircuitListener {

    private static final Log logger = LogFactory.getLog(CircuitListener.class);

    private final List<CircuitListener> listeners = new CopyOnWriteArrayList<>();

    private final Set<CircuitListener> warned = ConcurrentHashMap.newKeySet();

    void add(CircuitListener listener) {
        this.listeners.add(listener);
    }

    @Override
    public void onTransition(CircuitTransition transition) {
        forEach((listener) -> listener.onTransition(transition));
    }

    @Override
    public void onReset(Circuit circuit) {
        forEach((listener) -> listener.onReset(circuit));
    }

    @Override
    public void onDecision(Circuit circuit) {
        forEach((listener) -> listener.onDecision(circuit));
    }

    @Override
    public void onEvicted(String circuit) {
        forEach((listener) -> listener.onEvicted(circuit));
    }

    private void forEach(Consumer<CircuitListener> action) {
        for (CircuitListener listener : this.listeners) {
            try {
                action.accept(listener);
            } catch (Throwable ex) {
                log(listener, ex);
            }
        }
    }

    private void log(CircuitListener listener, Throwable ex) {
        String message = "Circuit listener " + listener.getClass().getName() + " failed";
        if (this.warned.add(listener)) {
            logger.warn(message + "; further failures are logged at DEBUG", ex);
        } else {
            logger.debug(message, ex);
        }
    }
}
