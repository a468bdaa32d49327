package io.resilientagent.actuate;

import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.resilientagent.circuit.CircuitState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/** Tells who changed a circuit: in one log line, and as an audit event of Spring Boot. */
final class CircuitAudit {

    private static final Log logger = LogFactory.getLog("io.resilientagent.circuits");

    private static final String NOBODY = "unknown";

    private final ApplicationEventPublisher publisher;

    CircuitAudit(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** A change that has been made. */
    record Change(
            String circuit,
            CircuitState from,
            CircuitState to,
            @Nullable Duration duration,
            @Nullable Principal principal) {

        String who() {
            String name = (this.principal != null) ? this.principal.getName() : null;
            return (name != null) ? name : NOBODY;
        }
    }

    /** The change has been made already: that it cannot be told of does not undo it. */
    void changed(Change change) {
        Duration duration = change.duration();
        logger.warn("Circuit '%s' was set from %s to %s%s by '%s' through the endpoint"
                .formatted(
                        change.circuit(),
                        change.from(),
                        change.to(),
                        (duration != null) ? " for " + duration.toMillis() / 1_000.0 + " s" : "",
                        Refused.shown(change.who())));
        try {
            this.publisher.publishEvent(new AuditApplicationEvent(change.who(), "AGENT_CIRCUIT_SET", data(change)));
        } catch (RuntimeException ex) {
            logger.warn("Circuit '%s' was set, but its audit event was refused".formatted(change.circuit()), ex);
        }
    }

    private static Map<String, Object> data(Change change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("circuit", change.circuit());
        data.put("from", change.from().name());
        data.put("to", change.to().name());
        if (change.duration() != null) {
            data.put("duration", change.duration().toString());
        }
        return data;
    }
}
