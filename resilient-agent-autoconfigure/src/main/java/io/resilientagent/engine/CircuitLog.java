package io.resilientagent.engine;

import java.time.Duration;

import io.resilientagent.circuit.CircuitListener;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.CircuitTransition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Writes one line for each transition: WARN if a circuit opens or is forced open, INFO otherwise. */
public final class CircuitLog implements CircuitListener {

    private static final Log logger = LogFactory.getLog("io.resilientagent.circuits");

    @Override
    public void onTransition(CircuitTransition transition) {
        boolean opens = transition.to() == CircuitState.OPEN || transition.to() == CircuitState.FORCED_OPEN;
        if (opens ? logger.isWarnEnabled() : logger.isInfoEnabled()) {
            String line = describe(transition);
            if (opens) {
                logger.warn(line);
            } else {
                logger.info(line);
            }
        }
    }

    private static String describe(CircuitTransition transition) {
        StringBuilder line = new StringBuilder("Circuit '").append(transition.circuit());
        line.append("': ").append(transition.from()).append(" -> ").append(transition.to());
        if (transition.reason() != null) {
            line.append(" after ").append(transition.reason());
        }
        Duration duration = transition.duration();
        if (duration != null) {
            line.append(", for ").append(duration.toMillis() / 1_000.0).append(" s");
        }
        return line.toString();
    }
}
